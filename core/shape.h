/* Shapes: what a YAML mapping of the form may hold, as tables. load.c walks events along them and knows no key by
   name; a new key is one row. `content/README.md` tells the same to people, `content/corpus.schema.json` to editors.
   */
#ifndef BILAN_SHAPE_H
#define BILAN_SHAPE_H

#include "corpus.h"
#include "msg.h"

#define SHAPE_FIELDS 24 /* most fields of a shape */
#define SHAPE_NOWHERE UINT16_MAX

typedef enum FieldKind {
	FIELD_TEXT,   /* {zh, en} or a plain string: Text */
	FIELD_SCALAR, /* Scalar */
	FIELD_STR,    /* Str */
	FIELD_UINT,   /* uint32_t */
	FIELD_NUMBER, /* decimal or ISO date: ShapeNumber */
	FIELD_BOOL,   /* true or false: bool */
	FIELD_CHOICE, /* one of a few words: an enum */
	FIELD_FLAGS,  /* list of such words: the bits 1 << i of a uint32_t */
	FIELD_SPAN,   /* [from, to]: Span */
	FIELD_NAMES,  /* list of scalars; each goes to `push` */
	FIELD_SHAPE,  /* a mapping inside the same record */
	FIELD_LIST,   /* list of mappings; each is committed by its shape */
	FIELD_PAIRS,  /* a mapping whose keys are not ours: key and value go to `push` in turn; for a value that is no
	                 scalar comes one whose s.s is NULL, to be reported there */
} FieldKind;

typedef struct ShapeNumber { double value; bool date; Pos pos; } ShapeNumber;

/* Where what was read goes. */
typedef struct Loading {
	Corpus *corpus;
	Msgs *msgs;
	uint32_t volume;
	CORPUS_VEC(Scalar) parts;
	uint32_t schema;
	Str *interned; /* SHAPE_INTERNED of them */
	size_t beginning; /* see load_beginning; 0: everything is read … */
	bool cut;         /* … else something was left out */
} Loading;

#define SHAPE_INTERNED 4096

typedef struct Shape Shape;

typedef struct Field {
	const char *name;
	uint8_t n; /* bytes of the name */
	FieldKind kind;
	uint16_t offset;   /* in the record; of a list: its Range, or SHAPE_NOWHERE */
	bool required;
	bool repeats;      /* few different values: kept once */
	size_t counted;    /* of a list: offset in Corpus of the number of what is pushed; 0: nothing is counted */
	const Shape *shape;
	void (*push)(Loading *loading, Scalar name);
	Str (*choice)(unsigned value); /* empty behind the last */
} Field;

struct Shape {
	const char *name; /* as messages call it */
	const Field *fields;
	size_t n;
	size_t size; /* of the record; 0: inside another's */
	void (*begin)(void *record, Pos pos);
	void (*commit)(Loading *loading, void *record);
};

/* A record of any shape. */
typedef struct FigureRecord { Figure figure; ShapeNumber value, to; } FigureRecord;
typedef union ShapeRecord {
	Volume volume;
	Province province;
	Theme theme;
	Term term;
	FigureRecord figure;
	Measure measure;
	Section section;
	Speech speech;
	Scalar settings[SHAPE_FIELDS]; /* config.c */
} ShapeRecord;

extern const Shape SHAPE_CORPUS; /* corpus.yaml, or a file that holds everything */
extern const Shape SHAPE_PART;   /* a file that corpus.yaml names */
extern const Shape SHAPE_TEXT;   /* {zh, en} */

/* Nearly every key of a file comes through here, and nearly every one has four to eight bytes: two words that
   overlap. */
static inline bool shape_is_called(const Field *field, Str key)
{
	uint32_t ours[2], theirs[2];

	if (field->n != key.n)
		return false;
	if (key.n < 4 || key.n > 8)
		return memcmp(field->name, key.s, key.n) == 0;
	memcpy(&ours[0], field->name, 4);
	memcpy(&theirs[0], key.s, 4);
	memcpy(&ours[1], field->name + key.n - 4, 4);
	memcpy(&theirs[1], key.s + key.n - 4, 4);
	return ours[0] == theirs[0] && ours[1] == theirs[1];
}

/* The field called `key`, trying `hint` first (files keep the order of the table); NULL where there is none. */
const Field *shape_field(const Shape *shape, Str key, size_t hint);

/* The field whose name is most like `key`, within two slips (one for short names); NULL where none is. */
const Field *shape_nearest(const Shape *shape, Str key);

/* True when shape_set puts the text itself into the record, so that it has to be the corpus's; otherwise only what it
   says is kept. */
bool shape_keeps(const Field *field);

/* Puts a scalar into the record; reports what it cannot read. */
void shape_set(Loading *loading, const Field *field, void *record, Scalar value);

/* A whole number without sign; false where `text` is none or too large. */
bool shape_uint(Str text, uint32_t *value);

/* `text` as bytes of the corpus's that shape_keep returned before, for one that repeats; empty where the cache has
   it not. */
Str shape_known(const Loading *loading, Str text);

/* `text` as bytes of the corpus's: each different one once where it repeats, as far as the cache goes. */
Str shape_keep(Loading *loading, Str text, bool repeats);

#endif
