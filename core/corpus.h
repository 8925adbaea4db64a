/* The model: everything loaded together, read-only once loaded. Units stand in flat arrays in the order of the files
   and name each other by index; all text lives in the corpus's arena. A corpus is built by load.c alone; everyone
   else has it const. Words are those of the README's table: corpus, volume, speech, section, measure, province,
   theme, term, figure, span. */
#ifndef BILAN_CORPUS_H
#define BILAN_CORPUS_H

#include "buf.h"
#include "lang.h"
#include "mem.h"
#include "msg.h"
#include "number.h"
#include "str.h"

#include <stdint.h>

#define CORPUS_NONE UINT32_MAX /* no such index */

typedef struct Scalar { Str s; Pos pos; } Scalar;       /* a value and where it stands */
typedef struct Text { Scalar zh, en; } Text;            /* one text in both languages; a missing one is empty */
typedef struct Span { uint32_t from, to; } Span; /* code points of the source less white space; from = to: none */
typedef struct Range { uint32_t first, n; } Range; /* a run in one of the corpus's arrays */

typedef enum FigureKind {
	FIGURE_QUANTITY, FIGURE_MONEY, FIGURE_SHARE, FIGURE_POINTS, FIGURE_DURATION, FIGURE_DATE, FIGURE_FREQUENCY,
	FIGURE_RANK, FIGURE_KIND_COUNT
} FigureKind;

typedef struct Province {
	Str id;       /* beijing */
	uint32_t code; /* GB/T 2260, first two digits: 11 */
	Text name;    /* 北京, Beijing */
	Str mark;     /* the one-character name: 京 */
	Str initials; /* bj */
	Pos pos;       /* where a file declares it; line 0: nowhere, it comes from GB/T 2260 */
	Range speeches; /* into Corpus.by_province */
	Range measures; /* into Corpus.measures_by_province */
} Province;

typedef struct Theme {
	Scalar id;
	Text name, definition;
	uint32_t volume;
	Range measures; /* into Corpus.measures_by_theme, in order of the corpus */
} Theme;

typedef struct Term {
	Scalar name;  /* as in the source, without its marks */
	Scalar en;
	Text gloss;   /* may be empty */
	bool proposed; /* by an import, not confirmed */
	uint32_t volume;
	Range units;  /* into Corpus.units_by_term */
} Term;

typedef enum UnitKind { UNIT_NONE, UNIT_SPEECH, UNIT_SECTION, UNIT_MEASURE } UnitKind;
typedef struct Unit { UnitKind kind; uint32_t index; } Unit;

typedef struct Figure {
	Scalar written; /* as in the source, with its approximation word and unit */
	Span span;
	double value, to; /* see Number; to = value where it is no range */
	Approx approx;
	FigureKind kind;
	Text unit, what;
	Unit owner;     /* the unit in whose passage it stands */
} Figure;

typedef struct ThemeRef { Scalar id; uint32_t theme; } ThemeRef; /* theme: CORPUS_NONE where the id is unknown */
typedef struct TermRef { Scalar name; uint32_t term; } TermRef;

/* How an import (import.h) came upon a unit; FOUND_BY_HAND: no import did. */
typedef enum FoundBy {
	FOUND_BY_HAND,
	FOUND_BY_NUMBER,    /* 一、（一）1. */
	FOUND_BY_WORD,      /* 一是, 首先, 一方面 */
	FOUND_BY_MARKUP,    /* heading or list of HTML, Markdown */
	FOUND_BY_SPEAKER,   /* a line that names a speaker */
	FOUND_BY_LINE,      /* a line of its own */
	FOUND_BY_FORM,      /* a sentence built like a heading, as others of the speech are */
	FOUND_BY_PARALLEL,  /* sentences built alike: 对…社区，… 对…社区，… */
	FOUND_BY_PARAGRAPH, /* a paragraph, for want of anything better */
	FOUND_BY_COUNT
} FoundBy;

/* Keys of a unit that an import proposed and nobody has confirmed. */
typedef enum Proposed {
	PROPOSED_LABEL = 1, PROPOSED_THEMES = 2, PROPOSED_TERMS = 4, PROPOSED_FIGURES = 8, PROPOSED_HEADING = 16,
	PROPOSED_TITLE = 32, PROPOSED_SPEAKER = 64, PROPOSED_PROVINCE = 128
} Proposed;

typedef struct Finding {
	FoundBy by;
	uint32_t sure;     /* per cent; 0: not said */
	uint32_t proposed; /* of Proposed */
} Finding;

/* A stretch of prose: the lead of a speech, the intro of a section, the text of a measure. */
typedef struct Passage {
	Text text;
	Span span;
	Range terms;   /* into Corpus.term_refs */
	Range figures; /* into Corpus.figures */
} Passage;

typedef struct Measure {
	Text label;
	Passage body;
	Range themes; /* into Corpus.theme_refs, the main one first */
	uint32_t speech, section, n; /* n counts from 1 within the section */
	Finding found;
	Pos pos;
} Measure;

typedef struct Section {
	Text heading;
	Span heading_span;
	Passage intro;
	Range measures;
	uint32_t speech, n;
	Finding found;
	Pos pos;
} Section;

typedef struct Speech {
	Scalar id;
	Str address;  /* the id, or volume/id where two volumes have the same */
	Scalar province_id;
	uint32_t province; /* CORPUS_NONE where unknown */
	Text speaker, title;
	Span title_span, speaker_span; /* speaker_span: where a speech is signed at its foot */
	Passage lead;
	Range sections, measures;
	bool complete; /* false: the source breaks off */
	Finding found;
	uint32_t volume;
	Pos pos;
} Speech;

/* In which languages a volume is written: what is missing in one of them is missed. */
typedef enum VolumeLanguage { VOLUME_BOTH, VOLUME_ZH, VOLUME_EN, VOLUME_LANGUAGE_COUNT } VolumeLanguage;

/* One corpus as it was named on the command line: a directory, a file or standard input. */
typedef struct Volume {
	Scalar id;
	Text title, about;
	Scalar source_title, source_sha256;
	Scalar source_file;         /* the source text beside corpus.yaml; empty: not there */
	VolumeLanguage language;
	uint32_t source_speeches;   /* how many the source's title promises; 0: not said */
	uint32_t source_characters; /* without white space; 0: not said */
	Range speeches;
	Str path;
	Pos pos;
} Volume;

#define CORPUS_VEC(T) struct { T *at; size_t n, cap; }

/* A file that was read, as fstat(2) told of it when it was opened; times in nanoseconds. */
typedef struct CorpusSource {
	Str path; /* as it was opened */
	uint64_t bytes, inode;
	int64_t modified, changed;
} CorpusSource;

/* The texts of all units (title, speaker, lead; heading, intro; label, text) in one language, one behind the other in
   the order in which one reads, so that a search can go through them without the units. */
typedef struct CorpusFlow {
	const char *at;       /* NULL: there is none */
	const uint64_t *ends; /* of each speech, bytes */
} CorpusFlow;

/* How a source text at hand fits what a volume says of its source. */
typedef enum OriginalFit {
	ORIGINAL_NONE,    /* there is none, or nobody has looked */
	ORIGINAL_OTHER,   /* another text */
	ORIGINAL_ALIGNED, /* a copy that differs: places were found by what carries over */
	ORIGINAL_EXACT    /* to the character */
} OriginalFit;

/* The original's words of every unit, filled in by original_attach (original.h) when somebody first asks for them: the
   one part of a corpus that may come after loading. */
typedef struct CorpusOriginals {
	Arena arena;
	Str *speeches, *sections, *measures; /* of each; NULL before; paragraphs end in a line feed */
	uint32_t *speech_heads, *section_heads; /* bytes of them that are title and speaker, or heading */
	Span *figures;                       /* of each, bytes of its owner's words; from = to: not there */
	/* see Original; attached: from elsewhere, not the source that lies beside the corpus */
	struct { OriginalFit fit; uint32_t percent, gaps; bool attached; } *volumes;
} CorpusOriginals;

typedef struct Corpus {
	Arena arena;
	CORPUS_VEC(Volume) volumes;
	CORPUS_VEC(Province) provinces; /* those that have speeches, by code */
	CORPUS_VEC(Theme) themes;       /* in order of the vocabulary */
	CORPUS_VEC(Term) terms;
	CORPUS_VEC(Speech) speeches;
	CORPUS_VEC(Section) sections;
	CORPUS_VEC(Measure) measures;
	CORPUS_VEC(Figure) figures;
	CORPUS_VEC(ThemeRef) theme_refs;
	CORPUS_VEC(TermRef) term_refs;
	uint32_t *by_province, *measures_by_province, *measures_by_theme; /* see Province, Theme */
	Unit *units_by_term;
	CorpusOriginals *originals; /* never NULL once loaded */
	CORPUS_VEC(CorpusSource) sources; /* every file of it; standard input is none */
	CorpusFlow flow[LANG_COUNT];
	uint32_t proposed; /* measures of which something waits to be confirmed … */
	uint32_t doubtful; /* … and speeches and sections of which their place, name or speaker does */
	struct { void *at; size_t size; } map; /* in which all of it lies (snapshot.h); NULL: it is in the heap */
} Corpus;

/* How much of each array there is; what was pushed since can be taken back. For loading. */
#define CORPUS_ARRAYS 10
typedef struct CorpusCounts { size_t n[CORPUS_ARRAYS]; } CorpusCounts;
CorpusCounts corpus_counts(Corpus *corpus);
void corpus_take_back(Corpus *corpus, const CorpusCounts *counts);

/* Resolves references, fills the owners and look-ups. Called once by load, after the last file. */
void corpus_index(Corpus *corpus);

/* Frees everything, the corpus too; NULL is fine. */
void corpus_free(Corpus *corpus);

/* The text in `lang`, or in the other language where that one is missing. */
Str corpus_text(const Text *text, Lang lang);

/* Bytes of all the files it was read from. */
uint64_t corpus_bytes(const Corpus *corpus);

/* Measures of a volume. */
uint32_t corpus_volume_measures(const Corpus *corpus, uint32_t volume);

/* The unit an address names: beijing, beijing.1, beijing.1.2, bj.1.2, 北京.1.2, 京 1 2, 北京市 1, volume/beijing.
   Separators: . space ． 。 ・. kind is UNIT_NONE where it leads nowhere. */
Unit corpus_unit(const Corpus *corpus, Str address);

/* Appends the canonical address: beijing.1.2. */
void corpus_add_address(const Corpus *corpus, Unit unit, Buf *out);

/* The original's words of a unit: title, speaker and lead of a speech, heading and intro of a section, a measure; empty
   where they are not at hand. */
Str corpus_original(const Corpus *corpus, Unit unit);

/* The passage of a unit; never NULL for a unit of the corpus. */
const Passage *corpus_passage(const Corpus *corpus, Unit unit);

/* The speech a unit belongs to (the index of itself for a speech). */
uint32_t corpus_speech_of(const Corpus *corpus, Unit unit);

/* Index of a theme by id, or by name in either language; CORPUS_NONE where there is none. Likewise terms and
   provinces (id, name, one-character name, initials where they are unique, code). */
uint32_t corpus_theme(const Corpus *corpus, Str name);
uint32_t corpus_term(const Corpus *corpus, Str name);
uint32_t corpus_province(const Corpus *corpus, Str name);

/* True when the measure has the theme (as any of its themes). */
bool corpus_has_theme(const Corpus *corpus, const Measure *measure, uint32_t theme);

/* YAML names and screen names of the figure kinds. */
Str corpus_figure_kind_id(FigureKind kind);
Str corpus_figure_kind_name(FigureKind kind, Lang lang);

/* YAML names of the ways of finding (empty behind the last) and of the bit 1 << i of Proposed (likewise), and the
   screen names of the former. */
Str corpus_found_id(FoundBy by);
Str corpus_found_name(FoundBy by, Lang lang);
Str corpus_proposed_id(unsigned i);

/* The table of GB/T 2260 (31 provinces, Hong Kong, Macao, Taiwan, and the XPCC under a code of our own, 66). */
typedef struct ProvinceRow { uint32_t code; const char *id, *zh, *en, *mark, *initials; } ProvinceRow;
const ProvinceRow *corpus_province_row(Str id_name_or_mark); /* NULL where there is none */

#endif
