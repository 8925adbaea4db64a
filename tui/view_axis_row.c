/* How each kind of entry looks as a row of a list. */
#include "view_axis.h"

#include "app.h"

#include "../core/utf8.h"

typedef void RowFunction(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch);

Str view_axis_name(const Corpus *corpus, const Entry *entry, Lang lang)
{
	switch (entry->kind) {
	case ENTRY_PROVINCE: return corpus_text(&corpus->provinces.at[entry->index].name, lang);
	case ENTRY_THEME: return corpus_text(&corpus->themes.at[entry->index].name, lang);
	case ENTRY_SECTION: return corpus_text(&corpus->sections.at[entry->index].heading, lang);
	case ENTRY_MEASURE: return corpus_text(&corpus->measures.at[entry->index].label, lang);
	case ENTRY_KIND: return corpus_figure_kind_name((FigureKind)entry->index, lang);
	case ENTRY_VOLUME: {
		const Volume *volume = &corpus->volumes.at[entry->index];
		Str title = corpus_text(&volume->title, lang);
		return title.n > 0 ? title : volume->id.s;
	}
	case ENTRY_ALL: return words_get(WORD_all, lang);
	case ENTRY_TERM: {
		const Term *term = &corpus->terms.at[entry->index];
		return lang == LANG_EN && term->en.s.n > 0 ? term->en.s : term->name.s;
	}
	case ENTRY_SPEECH: {
		const Speech *speech = &corpus->speeches.at[entry->index];
		if (speech->province == CORPUS_NONE)
			return speech->province_id.s;
		return corpus_text(&corpus->provinces.at[speech->province].name, lang);
	}
	default: return (Str){0};
	}
}

static void plain_row(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch)
{
	(void)scratch;
	out->text = view_axis_name(rows->app->corpus, entry, rows->app->options.lang);
	out->style = entry->header ? STYLE_HEADING : entry->lesser ? STYLE_DIM : STYLE_TEXT;
}

/* One that an import proposed asks to be confirmed. */
static void ask(const AxisRows *rows, bool proposed, ListRow *out, Arena *scratch)
{
	Buf text = {0};
	if (!proposed)
		return;
	buf_add(&text, out->text);
	buf_add(&text, rows->app->options.lang == LANG_ZH ? STR("？") : STR("?"));
	out->text = buf_keep(&text, scratch);
}

static void term_row(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch)
{
	plain_row(rows, entry, out, scratch);
	ask(rows, rows->app->corpus->terms.at[entry->index].proposed, out, scratch);
}

static bool alone(const Corpus *corpus, const Speech *speech)
{
	return speech->province == CORPUS_NONE || corpus->provinces.at[speech->province].speeches.n < 2;
}

static void speech_row(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch)
{
	plain_row(rows, entry, out, scratch);
	const Corpus *corpus = rows->app->corpus;
	const Speech *speech = &corpus->speeches.at[entry->index];
	bool group = entry->count > 0 || entry->header;
	if (!group && alone(corpus, speech))
		out->text = words_get(WORD_opening, rows->app->options.lang);
	else if (!alone(corpus, speech) || (group && speech->province == CORPUS_NONE))
		out->text = corpus_text(&speech->title, rows->app->options.lang);
	ask(rows, speech->found.proposed != 0, out, scratch);
}

static void section_row(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch)
{
	plain_row(rows, entry, out, scratch);
	const Section *section = &rows->app->corpus->sections.at[entry->index];
	Lang lang = rows->app->options.lang;
	Buf text = {0};
	doc_add_ordinal(&text, section->n, lang);
	buf_add(&text, lang == LANG_ZH ? STR("、") : STR(" "));
	buf_add(&text, out->text);
	out->text = buf_keep(&text, scratch);
	ask(rows, section->found.proposed != 0, out, scratch);
	if (entry->count == 0)
		out->style = STYLE_HEADING;
}

static void measure_row(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch)
{
	plain_row(rows, entry, out, scratch);
	const Corpus *corpus = rows->app->corpus;
	const Measure *measure = &corpus->measures.at[entry->index];
	Buf lead = {0};
	bool numbered = entry->indent > 0; /* under its section's heading; elsewhere 2.3 tells the section too */
	if (!numbered) {
		buf_add_int(&lead, corpus->sections.at[measure->section].n);
		buf_add_char(&lead, '.');
	}
	buf_add_int(&lead, measure->n);
	out->lead_columns = numbered ? 1 : 3;
	if (lead.n > (size_t)out->lead_columns)
		out->lead_columns = (int)lead.n;
	out->lead = buf_keep(&lead, scratch);
}

#define FIGURE_COLUMNS 12 /* of the value */

static void add_value(const Figure *figure, Lang lang, Buf *out)
{
	static const char *const SIGNS[APPROX_COUNT] = {"", "~", "<", ">"};
	if (lang == LANG_ZH) {
		buf_add(out, figure->written.s);
		return;
	}
	buf_add(out, str_of(SIGNS[figure->approx]));
	if (figure->kind == FIGURE_DATE) {
		number_add_date(out, figure->value);
		return;
	}
	buf_add_number(out, figure->value);
	if (figure->to > figure->value) {
		buf_add_char(out, '-');
		buf_add_number(out, figure->to);
	}
}

static void figure_row(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch)
{
	const Figure *figure = &rows->app->corpus->figures.at[entry->index];
	Lang lang = rows->app->options.lang;
	Buf value = {0}, what = {0};
	add_value(figure, lang, &value);
	if (lang == LANG_EN && figure->kind != FIGURE_DATE) {
		buf_add(&what, corpus_text(&figure->unit, lang));
		if (what.n > 0)
			buf_add(&what, STR(" · "));
	}
	buf_add(&what, corpus_text(&figure->what, lang));
	out->lead = buf_keep(&value, scratch);
	out->lead_columns = FIGURE_COLUMNS;
	out->lead_right = true;
	out->text = buf_keep(&what, scratch);
	out->style = STYLE_TEXT;
}

static void hit_row(const AxisRows *rows, const Entry *entry, ListRow *out, Arena *scratch)
{
	const SearchHit *hit = &rows->hits->at[entry->index];
	const Corpus *corpus = rows->app->corpus;
	Buf lead = {0};
	if (hit->field == SEARCH_ORIGINAL) {
		buf_add(&lead, words_get(WORD_original_mark, rows->app->options.lang));
	} else if (hit->unit.kind == UNIT_MEASURE) {
		buf_add_int(&lead, corpus->sections.at[corpus->measures.at[hit->unit.index].section].n);
		buf_add_char(&lead, '.');
		buf_add_int(&lead, corpus->measures.at[hit->unit.index].n);
	} else if (hit->unit.kind == UNIT_SECTION) {
		buf_add_int(&lead, corpus->sections.at[hit->unit.index].n);
	}
	out->lead = buf_keep(&lead, scratch);
	out->lead_columns = 3;
	out->text = search_text(corpus, hit);
	out->hit_from = hit->from;
	out->hit_to = hit->to;
	bool prose = hit->field == SEARCH_BODY || hit->field == SEARCH_ORIGINAL;
	out->style = entry->lesser ? STYLE_DIM : prose ? STYLE_TEXT : STYLE_LABEL;
}

static RowFunction *const ROWS[ENTRY_COUNT] = {
	[ENTRY_ALL] = plain_row, [ENTRY_PROVINCE] = plain_row, [ENTRY_THEME] = plain_row, [ENTRY_SPEECH] = speech_row,
	[ENTRY_SECTION] = section_row, [ENTRY_MEASURE] = measure_row, [ENTRY_TERM] = term_row, [ENTRY_KIND] = plain_row,
	[ENTRY_FIGURE] = figure_row, [ENTRY_HIT] = hit_row, [ENTRY_VOLUME] = plain_row,
};

static bool is_marked(const AxisRows *rows, const Entry *entry)
{
	Place place = {.province = entry->index};
	bool markable = entry->kind == ENTRY_PROVINCE;
	if (!markable && entry->kind != ENTRY_FIGURE && entry->kind != ENTRY_HIT)
		markable = view_axis_place(rows->app->corpus, view_axis_unit(rows->app->corpus, rows->hits, entry), &place);
	return markable && !entry->header && app_is_marked(rows->app, place);
}

static uint32_t measures_of(const Corpus *corpus, const Entry *group)
{
	switch (group->kind) {
	case ENTRY_PROVINCE: return corpus->provinces.at[group->index].measures.n;
	case ENTRY_THEME: return corpus->themes.at[group->index].measures.n;
	case ENTRY_SPEECH: return corpus->speeches.at[group->index].measures.n;
	case ENTRY_SECTION: return corpus->sections.at[group->index].measures.n;
	default: return 0;
	}
}

static bool is_of(const Corpus *corpus, const Entry *group, uint32_t index)
{
	const Measure *measure = &corpus->measures.at[index];
	switch (group->kind) {
	case ENTRY_PROVINCE: return corpus->speeches.at[measure->speech].province == group->index;
	case ENTRY_THEME: return corpus_has_theme(corpus, measure, group->index);
	case ENTRY_SPEECH: return measure->speech == group->index;
	default: return measure->section == group->index;
	}
}

/* 3/ where three of the group's measures have been read. */
static void add_read(const AxisRows *rows, const Entry *group, Buf *out)
{
	const KeptList *kept = &rows->app->kept;
	uint32_t n = measures_of(rows->app->corpus, group), read = 0;
	if (n == 0 || group->count != n)
		return; /* under a filter the number is of another set */
	for (size_t i = 0; i < kept->reads.n; i++)
		read += is_of(rows->app->corpus, group, kept->reads.at[i]);
	if (read == 0)
		return;
	buf_add_int(out, read);
	buf_add_char(out, '/');
}

void view_axis_draw_row(const void *data, size_t index, ListRow *out, Arena *scratch)
{
	const AxisRows *rows = data;
	const Entry *entry = &rows->entries->at[index];
	ROWS[entry->kind](rows, entry, out, scratch);
	out->marked = is_marked(rows, entry);
	out->header = entry->header;
	out->indent = entry->indent;
	if (entry->empty && out->style == STYLE_TEXT)
		out->style = STYLE_DIM;
	Buf signs = {0};
	out->read = entry->kind == ENTRY_MEASURE && rows->app->kept.read[entry->index];
	if (!entry->header && entry->count == 0)
		keep_add_signs(&rows->app->kept, view_axis_unit(rows->app->corpus, rows->hits, entry), &signs);
	if (!entry->header && entry->kind == ENTRY_MEASURE
		&& rows->app->corpus->measures.at[entry->index].found.proposed)
		buf_add(&signs, rows->app->options.lang == LANG_ZH ? STR("？") : STR("?"));
	if (signs.n > 0)
		out->right = buf_keep(&signs, scratch);
	if (entry->count > 0 || entry->empty || entry->taken) {
		Buf count = {0};
		buf_add(&count, entry->taken ? STR("* ") : STR(""));
		add_read(rows, entry, &count);
		buf_add_int(&count, entry->count);
		out->right = buf_keep(&count, scratch);
	}
}
