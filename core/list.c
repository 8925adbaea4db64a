#include "list.h"

#include "matrix.h"

#include "utf8.h"

#include <string.h>

/* Getters are one expression each; `u` is the row's unit. */
#define GETTER(name, T, vec, value) \
	static Cell name(const List *list, const ListColumn *column, size_t row, Arena *arena) \
	{ \
		const Corpus *corpus = list->corpus; \
		const T *u = &corpus->vec.at[row]; \
		(void)u, (void)column, (void)arena; \
		return value; \
	}

Cell list_cell_str(Str s)
{
	return (Cell){CELL_STR, {.str = s}};
}

Cell list_cell_text(const Text *text)
{
	return (Cell){CELL_TEXT, {.text = {text->zh.s, text->en.s}}};
}

Cell list_cell_int(size_t n)
{
	return (Cell){CELL_INT, {.integer = (long long)n}};
}

static Cell cell_bool(bool yes)
{
	return (Cell){CELL_BOOL, {.yes = yes}};
}

static Cell cell_span(Span span)
{
	return (Cell){CELL_SPAN, {.span = span}};
}

static Cell cell_strs(const Str *at, size_t n)
{
	Cell cell = {.type = CELL_STRS};

	cell.as.strs.at = at;
	cell.as.strs.n = n;
	return cell;
}

static Str address_of(const Corpus *corpus, UnitKind kind, uint32_t index, Arena *arena)
{
	Buf buf = {0};

	corpus_add_address(corpus, (Unit){kind, index}, &buf);
	return buf_keep(&buf, arena);
}

static Cell cell_address(const Corpus *corpus, UnitKind kind, size_t index, Arena *arena)
{
	return list_cell_str(address_of(corpus, kind, (uint32_t)index, arena));
}

static Str province_id(const Corpus *corpus, const Speech *speech)
{
	return speech->province == CORPUS_NONE ? speech->province_id.s : corpus->provinces.at[speech->province].id;
}

static Cell province_name(const Corpus *corpus, const Speech *speech)
{
	if (speech->province == CORPUS_NONE)
		return list_cell_str(speech->province_id.s);
	return list_cell_text(&corpus->provinces.at[speech->province].name);
}

static const Speech *speech_of(const Corpus *corpus, Unit unit)
{
	return &corpus->speeches.at[corpus_speech_of(corpus, unit)];
}

static Cell term_names(const Corpus *corpus, const Passage *passage, Arena *arena)
{
	Str *at = mem_take(arena, passage->terms.n * sizeof *at);

	for (uint32_t i = 0; i < passage->terms.n; i++)
		at[i] = corpus->term_refs.at[passage->terms.first + i].name.s;
	return cell_strs(at, passage->terms.n);
}

static Cell theme_ids(const Corpus *corpus, const Measure *measure, Arena *arena)
{
	Str *at = mem_take(arena, measure->themes.n * sizeof *at);

	for (uint32_t i = 0; i < measure->themes.n; i++)
		at[i] = corpus->theme_refs.at[measure->themes.first + i].id.s;
	return cell_strs(at, measure->themes.n);
}

static Str joined_theme_names(const Corpus *corpus, const Measure *measure, Lang lang, Arena *arena)
{
	Buf buf = {0};

	for (uint32_t i = 0; i < measure->themes.n; i++) {
		const ThemeRef *ref = &corpus->theme_refs.at[measure->themes.first + i];
		if (i)
			buf_add(&buf, lang == LANG_ZH ? STR("、") : STR(", "));
		buf_add(&buf, ref->theme == CORPUS_NONE ? ref->id.s : corpus_text(&corpus->themes.at[ref->theme].name, lang));
	}
	return buf_keep(&buf, arena);
}

static Cell theme_names(const Corpus *corpus, const Measure *measure, Arena *arena)
{
	Cell cell = {.type = CELL_TEXT};

	cell.as.text.zh = joined_theme_names(corpus, measure, LANG_ZH, arena);
	cell.as.text.en = joined_theme_names(corpus, measure, LANG_EN, arena);
	return cell;
}

static Cell measure_ids(const Corpus *corpus, const Theme *theme, Arena *arena)
{
	Str *at = mem_take(arena, theme->measures.n * sizeof *at);

	for (uint32_t i = 0; i < theme->measures.n; i++)
		at[i] = address_of(corpus, UNIT_MEASURE, corpus->measures_by_theme[theme->measures.first + i], arena);
	return cell_strs(at, theme->measures.n);
}

/* In the order of the provinces. */
static Cell theme_provinces(const Corpus *corpus, const Theme *theme, Arena *arena)
{
	size_t all = corpus->provinces.n, n = 0;
	char *seen = mem_take_text(arena, all + 1);
	Str *at = mem_take(arena, (all + 1) * sizeof *at);

	memset(seen, 0, all + 1);
	for (uint32_t i = 0; i < theme->measures.n; i++) {
		uint32_t measure = corpus->measures_by_theme[theme->measures.first + i];
		uint32_t province = corpus->speeches.at[corpus->measures.at[measure].speech].province;
		if (province != CORPUS_NONE)
			seen[province] = 1;
	}
	for (size_t p = 0; p < all; p++)
		if (seen[p])
			at[n++] = corpus->provinces.at[p].id;
	return cell_strs(at, n);
}

static Cell term_units(const Corpus *corpus, const Term *term, Arena *arena)
{
	Str *at = mem_take(arena, term->units.n * sizeof *at);

	for (uint32_t i = 0; i < term->units.n; i++) {
		Unit unit = corpus->units_by_term[term->units.first + i];
		at[i] = address_of(corpus, unit.kind, unit.index, arena);
	}
	return cell_strs(at, term->units.n);
}

static Cell figure_value(const Figure *figure, double value, Arena *arena)
{
	Buf buf = {0};

	if (figure->kind != FIGURE_DATE)
		return (Cell){CELL_NUMBER, {.number = value}};
	number_add_date(&buf, value);
	return list_cell_str(buf_keep(&buf, arena));
}

static Cell figure_kind_name(const Figure *figure)
{
	Cell cell = {.type = CELL_TEXT};

	cell.as.text.zh = corpus_figure_kind_name(figure->kind, LANG_ZH);
	cell.as.text.en = corpus_figure_kind_name(figure->kind, LANG_EN);
	return cell;
}

static Cell figure_to(const Figure *figure, Arena *arena)
{
	return figure->to > figure->value || figure->to < figure->value ? figure_value(figure, figure->to, arena)
		: (Cell){0};
}

GETTER(province_col_id, Province, provinces, list_cell_str(u->id))
GETTER(province_col_code, Province, provinces, list_cell_int(u->code))
GETTER(province_col_name, Province, provinces, list_cell_text(&u->name))
GETTER(province_col_mark, Province, provinces, list_cell_str(u->mark))
GETTER(province_col_initials, Province, provinces, list_cell_str(u->initials))
GETTER(province_col_speeches, Province, provinces, list_cell_int(u->speeches.n))
GETTER(province_col_measures, Province, provinces, list_cell_int(u->measures.n))

GETTER(speech_id, Speech, speeches, list_cell_str(u->address))
GETTER(speech_province, Speech, speeches, list_cell_str(province_id(corpus, u)))
GETTER(speech_province_name, Speech, speeches, province_name(corpus, u))
GETTER(speech_speaker, Speech, speeches, list_cell_text(&u->speaker))
GETTER(speech_title, Speech, speeches, list_cell_text(&u->title))
GETTER(speech_lead, Speech, speeches, list_cell_text(&u->lead.text))
GETTER(speech_complete, Speech, speeches, cell_bool(u->complete))
GETTER(speech_title_span, Speech, speeches, cell_span(u->title_span))
GETTER(speech_lead_span, Speech, speeches, cell_span(u->lead.span))
GETTER(speech_terms, Speech, speeches, term_names(corpus, &u->lead, arena))
GETTER(speech_sections, Speech, speeches, list_cell_int(u->sections.n))
GETTER(speech_measures, Speech, speeches, list_cell_int(u->measures.n))
GETTER(speech_volume, Speech, speeches, list_cell_str(corpus->volumes.at[u->volume].id.s))

GETTER(section_id, Section, sections, cell_address(corpus, UNIT_SECTION, row, arena))
GETTER(section_speech, Section, sections, list_cell_str(corpus->speeches.at[u->speech].address))
GETTER(section_n, Section, sections, list_cell_int(u->n))
GETTER(section_heading, Section, sections, list_cell_text(&u->heading))
GETTER(section_intro, Section, sections, list_cell_text(&u->intro.text))
GETTER(section_heading_span, Section, sections, cell_span(u->heading_span))
GETTER(section_intro_span, Section, sections, cell_span(u->intro.span))
GETTER(section_terms, Section, sections, term_names(corpus, &u->intro, arena))
GETTER(section_measures, Section, sections, list_cell_int(u->measures.n))

GETTER(measure_id, Measure, measures, cell_address(corpus, UNIT_MEASURE, row, arena))
GETTER(measure_speech, Measure, measures, list_cell_str(corpus->speeches.at[u->speech].address))
GETTER(measure_section, Measure, measures, cell_address(corpus, UNIT_SECTION, u->section, arena))
GETTER(measure_n, Measure, measures, list_cell_int(u->n))
GETTER(measure_province, Measure, measures, list_cell_str(province_id(corpus, &corpus->speeches.at[u->speech])))
GETTER(measure_label, Measure, measures, list_cell_text(&u->label))
GETTER(measure_text, Measure, measures, list_cell_text(&u->body.text))
GETTER(measure_themes, Measure, measures, theme_ids(corpus, u, arena))
GETTER(measure_theme_names, Measure, measures, theme_names(corpus, u, arena))
GETTER(measure_terms, Measure, measures, term_names(corpus, &u->body, arena))
GETTER(measure_span, Measure, measures, cell_span(u->body.span))

GETTER(theme_id, Theme, themes, list_cell_str(u->id.s))
GETTER(theme_name, Theme, themes, list_cell_text(&u->name))
GETTER(theme_definition, Theme, themes, list_cell_text(&u->definition))
GETTER(theme_measures, Theme, themes, list_cell_int(u->measures.n))
GETTER(theme_province_count, Theme, themes, list_cell_int(theme_provinces(corpus, u, arena).as.strs.n))
GETTER(theme_measure_ids, Theme, themes, measure_ids(corpus, u, arena))
GETTER(theme_province_ids, Theme, themes, theme_provinces(corpus, u, arena))

GETTER(term_name, Term, terms, list_cell_str(u->name.s))
GETTER(term_en, Term, terms, list_cell_str(u->en.s))
GETTER(term_gloss, Term, terms, list_cell_text(&u->gloss))
GETTER(term_col_units, Term, terms, term_units(corpus, u, arena))

GETTER(figure_unit_id, Figure, figures, cell_address(corpus, u->owner.kind, u->owner.index, arena))
GETTER(figure_province, Figure, figures, list_cell_str(province_id(corpus, speech_of(corpus, u->owner))))
/* The main theme of the measure in which a figure stands. */
static Cell figure_theme(const Corpus *corpus, const Figure *figure, bool name)
{
	uint32_t theme = figure->owner.kind == UNIT_MEASURE ? matrix_main_theme(corpus, figure->owner.index) : CORPUS_NONE;

	if (theme == CORPUS_NONE)
		return (Cell){0};
	const Theme *at = &corpus->themes.at[theme];
	return name ? list_cell_text(&at->name) : list_cell_str(at->id.s);
}

GETTER(figure_province_name, Figure, figures, province_name(corpus, speech_of(corpus, u->owner)))
GETTER(figure_theme_id, Figure, figures, figure_theme(corpus, u, false))
GETTER(figure_theme_name, Figure, figures, figure_theme(corpus, u, true))
GETTER(figure_written, Figure, figures, list_cell_str(u->written.s))
GETTER(figure_span, Figure, figures, cell_span(u->span))
GETTER(figure_kind, Figure, figures, list_cell_str(corpus_figure_kind_id(u->kind)))
GETTER(figure_col_kind_name, Figure, figures, figure_kind_name(u))
GETTER(figure_col_value, Figure, figures, figure_value(u, u->value, arena))
GETTER(figure_col_to, Figure, figures, figure_to(u, arena))
GETTER(figure_approx, Figure, figures, list_cell_str(number_approx_name(u->approx)))
GETTER(figure_unit, Figure, figures, list_cell_text(&u->unit))
GETTER(figure_what, Figure, figures, list_cell_text(&u->what))

#define WIDE true
#define NARROW false
#define COL(key, zh, en, wide, get) {key, zh, wide, get, en, 0}

static const ListColumn PROVINCES[] = {
	COL("id", "标识", "id", NARROW, province_col_id),
	COL("code", "代码", "code", NARROW, province_col_code),
	COL("name", "省份", "province", NARROW, province_col_name),
	COL("mark", "简称", "mark", NARROW, province_col_mark),
	COL("initials", "拼音首字母", "initials", NARROW, province_col_initials),
	COL("speeches", "发言", "speeches", NARROW, province_col_speeches),
	COL("measures", "举措", "measures", NARROW, province_col_measures),
};

static const ListColumn SPEECHES[] = {
	COL("id", "地址", "address", NARROW, speech_id),
	COL("province", "省份标识", NULL, WIDE, speech_province),
	COL("province_name", "省份", "province", NARROW, speech_province_name),
	COL("speaker", "发言单位", NULL, WIDE, speech_speaker),
	COL("title", "题目", NULL, NARROW, speech_title),
	COL("lead", "导语", NULL, WIDE, speech_lead),
	COL("complete", "完整", NULL, NARROW, speech_complete),
	COL("title_span", "题目出处", NULL, WIDE, speech_title_span),
	COL("lead_span", "导语出处", NULL, WIDE, speech_lead_span),
	COL("terms", "提法", NULL, WIDE, speech_terms),
	COL("sections", "部分", NULL, NARROW, speech_sections),
	COL("measures", "举措", NULL, NARROW, speech_measures),
	COL("volume", "文集", NULL, WIDE, speech_volume),
};

static const ListColumn SECTIONS[] = {
	COL("id", "地址", "address", NARROW, section_id),
	COL("speech", "发言", NULL, WIDE, section_speech),
	COL("n", "序号", NULL, WIDE, section_n),
	COL("heading", "标题", NULL, NARROW, section_heading),
	COL("intro", "引言", NULL, WIDE, section_intro),
	COL("heading_span", "标题出处", NULL, WIDE, section_heading_span),
	COL("intro_span", "引言出处", NULL, WIDE, section_intro_span),
	COL("terms", "提法", NULL, WIDE, section_terms),
	COL("measures", "举措", NULL, NARROW, section_measures),
};

static const ListColumn MEASURES[] = {
	COL("id", "地址", "address", NARROW, measure_id),
	COL("speech", "发言", NULL, WIDE, measure_speech),
	COL("section", "部分", NULL, WIDE, measure_section),
	COL("n", "序号", NULL, WIDE, measure_n),
	COL("province", "省份标识", NULL, WIDE, measure_province),
	COL("label", "举措", "measure", NARROW, measure_label),
	COL("text", "正文", NULL, WIDE, measure_text),
	COL("themes", "主题标识", NULL, WIDE, measure_themes),
	COL("theme_names", "主题", "themes", NARROW, measure_theme_names),
	COL("terms", "提法", NULL, WIDE, measure_terms),
	COL("span", "出处", NULL, WIDE, measure_span),
};

static const ListColumn THEMES[] = {
	COL("id", "标识", NULL, NARROW, theme_id),
	COL("name", "主题", "theme", NARROW, theme_name),
	COL("definition", "定义", NULL, WIDE, theme_definition),
	COL("measures", "举措", NULL, NARROW, theme_measures),
	COL("provinces", "省份", NULL, NARROW, theme_province_count),
	COL("measure_ids", "举措地址", NULL, WIDE, theme_measure_ids),
	COL("province_ids", "省份标识", NULL, WIDE, theme_province_ids),
};

static const ListColumn TERMS[] = {
	COL("name", "提法", "term", NARROW, term_name),
	COL("en", "英文", "English", NARROW, term_en),
	COL("gloss", "释义", NULL, WIDE, term_gloss),
	COL("units", "所在", "found in", NARROW, term_col_units),
};

static const ListColumn FIGURES[] = {
	COL("unit_id", "地址", "address", NARROW, figure_unit_id),
	COL("province", "省份标识", NULL, WIDE, figure_province),
	COL("written", "原文写法", "as written", NARROW, figure_written),
	COL("span", "出处", NULL, WIDE, figure_span),
	COL("kind", "种类标识", NULL, WIDE, figure_kind),
	COL("kind_name", "种类", "kind", NARROW, figure_col_kind_name),
	COL("value", "数值", NULL, NARROW, figure_col_value),
	COL("to", "至", NULL, NARROW, figure_col_to),
	COL("approx", "约数", NULL, WIDE, figure_approx),
	COL("unit", "单位", NULL, NARROW, figure_unit),
	COL("what", "所计", "what it counts", NARROW, figure_what),
	COL("province_name", "省份", "province", WIDE, figure_province_name),
	COL("theme", "主题标识", NULL, WIDE, figure_theme_id),
	COL("theme_name", "主题", "theme", WIDE, figure_theme_name),
};

#define COUNTED(array) array, sizeof(array) / sizeof *(array)

static const struct Kind { const char *name, *zh; const ListColumn *columns; size_t n; } KINDS[LIST_KIND_COUNT] = {
	[LIST_PROVINCES] = {"provinces", "省份", COUNTED(PROVINCES)},
	[LIST_SPEECHES] = {"speeches", "发言", COUNTED(SPEECHES)},
	[LIST_SECTIONS] = {"sections", "部分", COUNTED(SECTIONS)},
	[LIST_MEASURES] = {"measures", "举措", COUNTED(MEASURES)},
	[LIST_THEMES] = {"themes", "主题", COUNTED(THEMES)},
	[LIST_TERMS] = {"terms", "提法", COUNTED(TERMS)},
	[LIST_FIGURES] = {"figures", "数据", COUNTED(FIGURES)},
};

bool list_kind(Str name, ListKind *out)
{
	for (int kind = 0; kind < LIST_KIND_COUNT; kind++)
		if (str_eq_nocase(name, str_of(KINDS[kind].name))) {
			*out = (ListKind)kind;
			return true;
		}
	return false;
}

const char *list_kind_name(ListKind kind)
{
	return KINDS[kind].name;
}

List list_open(const Corpus *corpus, ListKind kind)
{
	const size_t rows[LIST_KIND_COUNT] = {
		[LIST_PROVINCES] = corpus->provinces.n, [LIST_SPEECHES] = corpus->speeches.n,
		[LIST_SECTIONS] = corpus->sections.n, [LIST_MEASURES] = corpus->measures.n,
		[LIST_THEMES] = corpus->themes.n, [LIST_TERMS] = corpus->terms.n,
		[LIST_FIGURES] = corpus->figures.n,
	};

	return (List){.name = KINDS[kind].name, .zh = KINDS[kind].zh, .columns = KINDS[kind].columns,
		.n_columns = KINDS[kind].n, .n_rows = rows[kind], .corpus = corpus};
}

Cell list_cell(const List *list, size_t column, size_t row, Arena *arena)
{
	const ListColumn *c = &list->columns[column];

	return c->get(list, c, list->rows ? list->rows[row] : row, arena);
}

void list_add_sources(const List *list, size_t column, size_t row, Buf *out)
{
	if (list->sources)
		list->sources(list, &list->columns[column], list->rows ? list->rows[row] : row, out);
}

List list_pick(const List *list, const uint32_t *rows, size_t n)
{
	List picked = *list;

	picked.rows = rows;
	picked.n_rows = n;
	return picked;
}
