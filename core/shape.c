#include "shape.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SHAPE(called, table) .name = called, .fields = table, .n = COUNT(table)
#define NAMED(text) .name = text, .n = sizeof(text) - 1
#define AT(type, member) .offset = offsetof(type, member)

static Str approx_choice(unsigned i) { return number_approx_name((Approx)i); }
static Str found_choice(unsigned i) { return corpus_found_id((FoundBy)i); }
static Str kind_choice(unsigned i) { return corpus_figure_kind_id((FigureKind)i); }

static void push_part(Loading *loading, Scalar name)
{
	MEM_PUSH(&loading->parts, name);
}

static void push_theme_ref(Loading *loading, Scalar name)
{
	ThemeRef ref = {name, CORPUS_NONE};

	MEM_PUSH(&loading->corpus->theme_refs, ref);
}

static void push_term_ref(Loading *loading, Scalar name)
{
	TermRef ref = {name, CORPUS_NONE};

	MEM_PUSH(&loading->corpus->term_refs, ref);
}

static void begin_speech(void *record, Pos pos)
{
	Speech *speech = record;

	speech->complete = true;
	speech->pos = pos;
}

static void begin_section(void *record, Pos pos)
{
	((Section *)record)->pos = pos;
}

static void begin_measure(void *record, Pos pos)
{
	((Measure *)record)->pos = pos;
}

static void begin_province(void *record, Pos pos)
{
	((Province *)record)->pos = pos;
}

static void begin_volume(void *record, Pos pos)
{
	((Volume *)record)->pos = pos;
}

static void commit_province(Loading *loading, void *record)
{
	MEM_PUSH(&loading->corpus->provinces, *(Province *)record);
}

static void commit_theme(Loading *loading, void *record)
{
	Theme *theme = record;

	theme->volume = loading->volume;
	MEM_PUSH(&loading->corpus->themes, *theme);
}

static void commit_term(Loading *loading, void *record)
{
	Term *term = record;

	term->volume = loading->volume;
	MEM_PUSH(&loading->corpus->terms, *term);
}

/* 2003 is a number until the kind says that it is a year. */
static double figure_value(Loading *loading, FigureKind kind, const ShapeNumber *number)
{
	if ((kind == FIGURE_DATE) == number->date || !number->pos.line)
		return number->value;
	if (!number->date && number->value == floor(number->value) && number->value >= 1 && number->value <= 9999)
		return number->value * 10000;
	msg_add(loading->msgs, kind == FIGURE_DATE ? MSG_value_no_date : MSG_value_date_kind, number->pos,
		corpus_figure_kind_id(kind), (Str){0}, (Str){0});
	return number->value;
}

static void begin_figure(void *record, Pos pos)
{
	(void)pos;
	((FigureRecord *)record)->figure.kind = FIGURE_KIND_COUNT;
}

static void commit_figure(Loading *loading, void *record)
{
	FigureRecord *r = record;

	/* Without a kind, which has been reported, the value tells. */
	if (r->figure.kind == FIGURE_KIND_COUNT)
		r->figure.kind = r->value.date ? FIGURE_DATE : FIGURE_QUANTITY;
	r->figure.value = figure_value(loading, r->figure.kind, &r->value);
	r->figure.to = r->to.pos.line ? figure_value(loading, r->figure.kind, &r->to) : r->figure.value;
	MEM_PUSH(&loading->corpus->figures, r->figure);
}

static void commit_measure(Loading *loading, void *record)
{
	MEM_PUSH(&loading->corpus->measures, *(Measure *)record);
}

static void commit_section(Loading *loading, void *record)
{
	MEM_PUSH(&loading->corpus->sections, *(Section *)record);
}

static void commit_speech(Loading *loading, void *record)
{
	Speech *speech = record;

	speech->volume = loading->volume;
	MEM_PUSH(&loading->corpus->speeches, *speech);
}

static void commit_volume(Loading *loading, void *record)
{
	Volume *volume = &loading->corpus->volumes.at[loading->volume];
	Str path = volume->path;

	*volume = *(Volume *)record;
	volume->path = path;
}

static Str language_choice(unsigned i)
{
	static const char *const NAMES[VOLUME_LANGUAGE_COUNT] = {"both", "zh", "en"};

	return str_of(i < VOLUME_LANGUAGE_COUNT ? NAMES[i] : "");
}

/* A list of mappings, with the Corpus array that its items are pushed into. */
#define LIST(of, array) .kind = FIELD_LIST, .shape = &(of), .counted = offsetof(Corpus, array.n)

/* A list of names, each of which `to` pushes into that array. */
#define NAMES(array, to) .kind = FIELD_NAMES, .repeats = true, .counted = offsetof(Corpus, array.n), .push = to

static const Field TEXT_FIELDS[] = {
	{NAMED("zh"), FIELD_SCALAR, AT(Text, zh)},
	{NAMED("en"), FIELD_SCALAR, AT(Text, en)},
};
const Shape SHAPE_TEXT = {SHAPE("text", TEXT_FIELDS)};

static const Field FIGURE_FIELDS[] = {
	{NAMED("written"), FIELD_SCALAR, AT(FigureRecord, figure.written), .required = true},
	{NAMED("span"), FIELD_SPAN, AT(FigureRecord, figure.span)},
	{NAMED("kind"), FIELD_CHOICE, AT(FigureRecord, figure.kind), .required = true, .choice = kind_choice},
	{NAMED("value"), FIELD_NUMBER, AT(FigureRecord, value), .required = true},
	{NAMED("to"), FIELD_NUMBER, AT(FigureRecord, to)},
	{NAMED("approx"), FIELD_CHOICE, AT(FigureRecord, figure.approx), .choice = approx_choice},
	{NAMED("unit"), FIELD_TEXT, AT(FigureRecord, figure.unit), .repeats = true},
	{NAMED("what"), FIELD_TEXT, AT(FigureRecord, figure.what), .repeats = true},
};
static const Shape FIGURE = {
	SHAPE("figure", FIGURE_FIELDS), .size = sizeof(FigureRecord), .begin = begin_figure, .commit = commit_figure,
};

/* The rows that a passage has wherever it stands: `of` is the record, `body` the Passage in it. */
#define PASSAGE_ROWS(of, body) \
	{NAMED("span"), FIELD_SPAN, AT(of, body.span)}, \
	{NAMED("text"), FIELD_TEXT, AT(of, body.text), .required = true}, \
	{NAMED("terms"), AT(of, body.terms), NAMES(term_refs, push_term_ref)}, \
	{NAMED("figures"), .offset = offsetof(of, body.figures), LIST(FIGURE, figures)}

static const Field FOUND_FIELDS[] = {
	{NAMED("by"), FIELD_CHOICE, AT(Finding, by), .choice = found_choice},
	{NAMED("sure"), FIELD_UINT, AT(Finding, sure)},
};
static const Shape FOUND = {SHAPE("found", FOUND_FIELDS)};

/* The rows of what an import left behind. */
#define FOUND_ROWS(of) \
	{NAMED("found"), FIELD_SHAPE, AT(of, found), .shape = &FOUND}, \
	{NAMED("proposed"), FIELD_FLAGS, AT(of, found.proposed), .choice = corpus_proposed_id}

typedef struct Alone { Passage body; } Alone;

static const Field PASSAGE_FIELDS[] = {PASSAGE_ROWS(Alone, body)};
static const Shape PASSAGE = {SHAPE("passage", PASSAGE_FIELDS)};

static const Field MEASURE_FIELDS[] = {
	{NAMED("label"), FIELD_TEXT, AT(Measure, label), .required = true},
	{NAMED("themes"), AT(Measure, themes), NAMES(theme_refs, push_theme_ref)},
	PASSAGE_ROWS(Measure, body),
	FOUND_ROWS(Measure),
};
static const Shape MEASURE = {
	SHAPE("measure", MEASURE_FIELDS), .size = sizeof(Measure), .begin = begin_measure, .commit = commit_measure,
};

static const Field SECTION_FIELDS[] = {
	{NAMED("heading"), FIELD_TEXT, AT(Section, heading), .required = true},
	{NAMED("heading_span"), FIELD_SPAN, AT(Section, heading_span)},
	{NAMED("intro"), FIELD_SHAPE, AT(Section, intro), .shape = &PASSAGE},
	{NAMED("measures"), .offset = offsetof(Section, measures), LIST(MEASURE, measures), .required = true},
	FOUND_ROWS(Section),
};
static const Shape SECTION = {
	SHAPE("section", SECTION_FIELDS), .size = sizeof(Section), .begin = begin_section, .commit = commit_section,
};

static const Field SPEECH_FIELDS[] = {
	{NAMED("id"), FIELD_SCALAR, AT(Speech, id), .required = true},
	{NAMED("province"), FIELD_SCALAR, AT(Speech, province_id), .required = true, .repeats = true},
	{NAMED("speaker"), FIELD_TEXT, AT(Speech, speaker), .required = true},
	{NAMED("title"), FIELD_TEXT, AT(Speech, title), .required = true},
	{NAMED("title_span"), FIELD_SPAN, AT(Speech, title_span)},
	{NAMED("speaker_span"), FIELD_SPAN, AT(Speech, speaker_span)},
	{NAMED("complete"), FIELD_BOOL, AT(Speech, complete)},
	{NAMED("lead"), FIELD_SHAPE, AT(Speech, lead), .shape = &PASSAGE},
	{NAMED("sections"), .offset = offsetof(Speech, sections), LIST(SECTION, sections), .required = true},
	FOUND_ROWS(Speech),
};
static const Shape SPEECH = {
	SHAPE("speech", SPEECH_FIELDS), .size = sizeof(Speech), .begin = begin_speech, .commit = commit_speech,
};

static const Field TERM_FIELDS[] = {
	{NAMED("name"), FIELD_SCALAR, AT(Term, name), .required = true},
	{NAMED("en"), FIELD_SCALAR, AT(Term, en)},
	{NAMED("gloss"), FIELD_TEXT, AT(Term, gloss)},
	{NAMED("proposed"), FIELD_BOOL, AT(Term, proposed)},
};
static const Shape TERM = {SHAPE("term", TERM_FIELDS), .size = sizeof(Term), .commit = commit_term};

static const Field THEME_FIELDS[] = {
	{NAMED("id"), FIELD_SCALAR, AT(Theme, id), .required = true},
	{NAMED("name"), FIELD_TEXT, AT(Theme, name), .required = true},
	{NAMED("definition"), FIELD_TEXT, AT(Theme, definition)},
};
static const Shape THEME = {SHAPE("theme", THEME_FIELDS), .size = sizeof(Theme), .commit = commit_theme};

static const Field PROVINCE_FIELDS[] = {
	{NAMED("id"), FIELD_STR, AT(Province, id), .required = true},
	{NAMED("code"), FIELD_UINT, AT(Province, code)},
	{NAMED("name"), FIELD_TEXT, AT(Province, name)},
	{NAMED("mark"), FIELD_STR, AT(Province, mark)},
};
static const Shape PROVINCE = {
	SHAPE("province", PROVINCE_FIELDS), .size = sizeof(Province), .begin = begin_province, .commit = commit_province,
};

static const Field SOURCE_FIELDS[] = {
	{NAMED("title"), FIELD_SCALAR, AT(Volume, source_title)},
	{NAMED("speeches"), FIELD_UINT, AT(Volume, source_speeches)},
	{NAMED("characters"), FIELD_UINT, AT(Volume, source_characters)},
	{NAMED("sha256"), FIELD_SCALAR, AT(Volume, source_sha256)},
	{NAMED("file"), FIELD_SCALAR, AT(Volume, source_file)},
};
/* Its offsets are those of the volume, so that its field stands at 0. */
static const Shape SOURCE = {SHAPE("source", SOURCE_FIELDS)};

#define PART_ROWS \
	{NAMED("themes"), .offset = SHAPE_NOWHERE, LIST(THEME, themes)}, \
	{NAMED("terms"), .offset = SHAPE_NOWHERE, LIST(TERM, terms)}, \
	{NAMED("speeches"), .offset = SHAPE_NOWHERE, LIST(SPEECH, speeches)}

static const Field CORPUS_FIELDS[] = {
	{NAMED("schema"), FIELD_UINT, .offset = SHAPE_NOWHERE, .required = true},
	{NAMED("id"), FIELD_SCALAR, AT(Volume, id), .required = true},
	{NAMED("title"), FIELD_TEXT, AT(Volume, title), .required = true},
	{NAMED("about"), FIELD_TEXT, AT(Volume, about)},
	{NAMED("language"), FIELD_CHOICE, AT(Volume, language), .choice = language_choice},
	{NAMED("source"), FIELD_SHAPE, .offset = 0, .shape = &SOURCE},
	{NAMED("provinces"), .offset = SHAPE_NOWHERE, LIST(PROVINCE, provinces)},
	{NAMED("parts"), FIELD_NAMES, .offset = SHAPE_NOWHERE, .push = push_part},
	PART_ROWS,
};
const Shape SHAPE_CORPUS = {
	SHAPE("corpus", CORPUS_FIELDS), .size = sizeof(Volume), .begin = begin_volume, .commit = commit_volume,
};

static const Field PART_FIELDS[] = {
	{NAMED("schema"), FIELD_UINT, .offset = SHAPE_NOWHERE, .required = true},
	PART_ROWS,
};
const Shape SHAPE_PART = {SHAPE("part", PART_FIELDS), .size = sizeof(Volume)};

const Field *shape_field(const Shape *shape, Str key, size_t hint)
{
	if (hint < shape->n && shape_is_called(&shape->fields[hint], key))
		return &shape->fields[hint];
	for (size_t i = 0; i < shape->n; i++)
		if (shape_is_called(&shape->fields[i], key))
			return &shape->fields[i];
	return NULL;
}

#define KEY_MAX 24 /* longer keys are like none of ours */

/* Slips between two words: a letter too many, too few, another one, or two swapped. */
static unsigned distance(Str a, Str b)
{
	unsigned char d[KEY_MAX + 1][KEY_MAX + 1];

	for (size_t i = 0; i <= a.n; i++)
		for (size_t j = 0; j <= b.n; j++) {
			unsigned best;

			if (!i || !j) {
				d[i][j] = (unsigned char)(i + j);
				continue;
			}
			best = d[i - 1][j - 1] + (a.s[i - 1] != b.s[j - 1]);
			if (d[i - 1][j] + 1u < best)
				best = d[i - 1][j] + 1u;
			if (d[i][j - 1] + 1u < best)
				best = d[i][j - 1] + 1u;
			if (i > 1 && j > 1 && a.s[i - 1] == b.s[j - 2] && a.s[i - 2] == b.s[j - 1] && d[i - 2][j - 2] + 1u < best)
				best = d[i - 2][j - 2] + 1u;
			d[i][j] = (unsigned char)best;
		}
	return d[a.n][b.n];
}

const Field *shape_nearest(const Shape *shape, Str key)
{
	const Field *nearest = NULL;
	unsigned least = 3;

	if (key.n > KEY_MAX)
		return NULL;
	for (size_t i = 0; i < shape->n; i++) {
		const Field *field = &shape->fields[i];
		unsigned n = distance(key, (Str){field->name, field->n});

		/* Two slips in a word of two letters are another word. */
		if (n < least && (n == 1 || field->n >= 5) && n < field->n) {
			nearest = field;
			least = n;
		}
	}
	return nearest;
}

bool shape_uint(Str text, uint32_t *value)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] < '0' || text.s[i] > '9' || sum > UINT32_MAX)
			return false;
		sum = sum * 10 + (unsigned)(text.s[i] - '0');
	}
	*value = (uint32_t)sum;
	return text.n && sum < UINT32_MAX;
}

/* 12, -3.5; no exponent, no comma. Rounded once: a whole number over a power of ten. */
static bool decimal(Str text, double *value)
{
	double sum = 0, over = 1;
	bool point = false, minus = text.n > 1 && text.s[0] == '-';
	size_t digits = 0;

	for (size_t i = minus; i < text.n; i++) {
		if (text.s[i] == '.' && !point && digits && i + 1 < text.n) {
			point = true;
			continue;
		}
		if (text.s[i] < '0' || text.s[i] > '9' || ++digits > 15)
			return false;
		sum = sum * 10 + (text.s[i] - '0');
		if (point)
			over *= 10;
	}
	*value = (minus ? -sum : sum) / over;
	return digits > 0;
}

static void report(Loading *loading, MsgId id, const Field *field, Scalar value, Str third)
{
	msg_add(loading->msgs, id, value.pos, value.s, (Str){field->name, field->n}, third);
}

/* The number of the word among the choices, kept in *to or as a bit of it. */
static void set_choice(Loading *loading, const Field *field, unsigned *to, Scalar value)
{
	Buf all = {0};
	Str word;

	for (unsigned i = 0; (word = field->choice(i)).n; i++)
		if (str_eq(word, value.s)) {
			*to = field->kind == FIELD_FLAGS ? *to | 1u << i : i;
			return;
		}
	for (unsigned i = 0; (word = field->choice(i)).n; i++) {
		buf_add(&all, i ? STR(" ") : STR(""));
		buf_add(&all, word);
	}
	report(loading, MSG_value_choice, field, value, buf_str(&all));
	buf_free(&all);
}

static void set_number(Loading *loading, const Field *field, ShapeNumber *to, Scalar value)
{
	to->pos = value.pos;
	if (decimal(value.s, &to->value))
		return;
	to->date = number_parse_date(value.s, &to->value);
	if (!to->date) {
		to->pos = (Pos){0};
		report(loading, MSG_value_number, field, value, (Str){0});
	}
}

static void set_bool(Loading *loading, const Field *field, bool *to, Scalar value)
{
	if (str_eq(value.s, STR("true")) || str_eq(value.s, STR("false")))
		*to = value.s.n == 4;
	else
		report(loading, MSG_value_bool, field, value, (Str){0});
}

bool shape_keeps(const Field *field)
{
	return field->kind == FIELD_TEXT || field->kind == FIELD_SCALAR || field->kind == FIELD_STR;
}

void shape_set(Loading *loading, const Field *field, void *record, Scalar value)
{
	void *to = field->offset == SHAPE_NOWHERE ? (void *)&loading->schema : (char *)record + field->offset;

	if (!value.s.n)
		report(loading, MSG_value_empty, field, value, (Str){0});
	else if (field->kind == FIELD_TEXT)
		((Text *)to)->zh = value;
	else if (field->kind == FIELD_SCALAR)
		*(Scalar *)to = value;
	else if (field->kind == FIELD_STR)
		*(Str *)to = value.s;
	else if (field->kind == FIELD_NUMBER)
		set_number(loading, field, to, value);
	else if (field->kind == FIELD_CHOICE || field->kind == FIELD_FLAGS)
		set_choice(loading, field, to, value);
	else if (field->kind == FIELD_BOOL)
		set_bool(loading, field, to, value);
	else if (!shape_uint(value.s, to))
		report(loading, MSG_value_uint, field, value, (Str){0});
}
