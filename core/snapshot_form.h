/* The form of a snapshot: its head, its parts, and what stands where in the records of each. For snapshot*.c and its
   tests. */
#ifndef BILAN_SNAPSHOT_FORM_H
#define BILAN_SNAPSHOT_FORM_H

#include "snapshot.h"

#define SNAPSHOT_PAGE ((size_t)4096) /* the head's size; parts begin at multiples of it */
#define SNAPSHOT_LANES 8

typedef enum SnapshotPart {
	SNAPSHOT_VOLUMES, SNAPSHOT_PROVINCES, SNAPSHOT_THEMES, SNAPSHOT_TERMS, SNAPSHOT_SPEECHES, SNAPSHOT_SECTIONS,
	SNAPSHOT_MEASURES, SNAPSHOT_FIGURES, SNAPSHOT_THEME_REFS, SNAPSHOT_TERM_REFS,
	SNAPSHOT_SOURCES,
	SNAPSHOT_BY_PROVINCE, SNAPSHOT_MEASURES_BY_PROVINCE, SNAPSHOT_MEASURES_BY_THEME, SNAPSHOT_UNITS_BY_TERM,
	SNAPSHOT_FILES, SNAPSHOT_MESSAGES, /* of Msgs */
	SNAPSHOT_ZH_ENDS, SNAPSHOT_EN_ENDS, /* see CorpusFlow */
	SNAPSHOT_ZH, SNAPSHOT_EN, SNAPSHOT_OTHER, /* texts */
	SNAPSHOT_PARTS
} SnapshotPart;

#define SNAPSHOT_VECTORS 11 /* so many of them are arrays of Corpus with a count of their own */

typedef struct SnapshotPlace {
	uint64_t at;    /* byte of the file, a multiple of SNAPSHOT_PAGE */
	uint64_t n;     /* records, or bytes of text */
	uint64_t sum;   /* of everything up to the next part, the zeros at the end too */
} SnapshotPlace;

typedef struct SnapshotHead {
	char magic[8];
	uint64_t order;   /* SNAPSHOT_ORDER, as this processor writes it */
	uint64_t form;    /* snapshot_form(): versions and the layout of every record */
	uint64_t size;    /* of the file */
	uint64_t base;    /* the address it is made for */
	SnapshotPlace parts[SNAPSHOT_PARTS];
	uint64_t count[3], dropped, limit; /* of Msgs */
	uint64_t proposed, doubtful; /* of Corpus */
	uint64_t sum;     /* of the page, as if this were 0 */
} SnapshotHead;

#define SNAPSHOT_ORDER 0x0102030405060708u

typedef enum SnapshotKind {
	SNAPSHOT_PLAIN,  /* may be anything */
	SNAPSHOT_STR,    /* a Str in the text `part` */
	SNAPSHOT_RANGE,  /* a Range of `part` */
	SNAPSHOT_INDEX,  /* one of `part` */
	SNAPSHOT_MAYBE,  /* the same, or CORPUS_NONE */
	SNAPSHOT_CHOICE, /* an enumerator below `part` */
	SNAPSHOT_FLAG,   /* a bool */
	SNAPSHOT_UNIT,   /* a Unit, perhaps UNIT_NONE */
	SNAPSHOT_POS     /* a Pos; its file is one of SNAPSHOT_FILES */
} SnapshotKind;

/* A field of a record. Everything but padding has one. */
typedef struct SnapshotField {
	uint16_t offset, size, part;
	uint8_t kind;
} SnapshotField;

typedef struct SnapshotForm {
	const char *name;
	size_t size;                /* of a record */
	const SnapshotField *fields;
	size_t n;                   /* of fields */
	size_t vector;              /* offset in Corpus: of the vector, or (from SNAPSHOT_VECTORS on) of the pointer */
} SnapshotForm;

extern const SnapshotForm SNAPSHOT_FORMS[SNAPSHOT_PARTS];

/* What the head has to say of itself to be read here. */
uint64_t snapshot_form(void);

/* The state of a sum: begin with zeros, add multiples of 64 bytes. Any changed byte changes it. */
void snapshot_sum_add(uint64_t lanes[SNAPSHOT_LANES], const void *bytes, size_t n);
uint64_t snapshot_sum(const uint64_t lanes[SNAPSHOT_LANES]);

/* Reads the head and holds everything against it that needs no other page: magic, order, form, size, its own sum,
   places and counts. `page` has SNAPSHOT_PAGE bytes, aligned for a SnapshotHead. */
bool snapshot_head_read(int fd, void *page);

/* The sum that the head should have; `page` as above. */
uint64_t snapshot_head_sum(const void *page);

/* Bytes up to the next part. */
uint64_t snapshot_room(const SnapshotHead *head, unsigned part);

/* Holds every record of a snapshot mapped at `map` against its form, and the units against each other. */
bool snapshot_holds(const SnapshotHead *head, const char *map);

#endif
