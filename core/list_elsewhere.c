#include "list_elsewhere.h"

#include <string.h>

#define PHRASES 4 /* of a reason */

static Cell address_cell(const Corpus *corpus, Unit unit, Arena *arena)
{
	Buf buf = {0};

	corpus_add_address(corpus, unit, &buf);
	return list_cell_str(buf_keep(&buf, arena));
}

static const Similar *similar_at(const List *list, size_t row)
{
	return &((const ElsewhereSimilar *)list->data)->at[row];
}

static const Measure *measure_at(const List *list, size_t row)
{
	return &list->corpus->measures.at[similar_at(list, row)->measure];
}

static Cell similar_id(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column;
	return address_cell(list->corpus, (Unit){UNIT_MEASURE, similar_at(list, row)->measure}, arena);
}

static Cell similar_province(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const Speech *speech = &list->corpus->speeches.at[measure_at(list, row)->speech];

	(void)column, (void)arena;
	return speech->province == CORPUS_NONE ? list_cell_str(speech->province_id.s)
		: list_cell_text(&list->corpus->provinces.at[speech->province].name);
}

static Cell similar_label(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_text(&measure_at(list, row)->label);
}

static Cell similar_text(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_text(&measure_at(list, row)->body.text);
}

/* column->of: which of the numbers. */
static Cell similar_number(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const Similar *s = similar_at(list, row);
	const unsigned numbers[] = {s->score, s->text, s->themes, s->terms};

	(void)arena;
	return list_cell_int(numbers[column->of]);
}

static Cell similar_reason(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	uint32_t measure = ((const ElsewhereSimilar *)list->data)->measure;
	Str reasons[LANG_COUNT];

	(void)column;
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		Buf buf = {0};
		similar_add_reason(list->corpus, measure, similar_at(list, row)->measure, (Lang)lang, PHRASES, &buf);
		reasons[lang] = buf_keep(&buf, arena);
	}
	return (Cell){CELL_TEXT, {.text = {reasons[LANG_ZH], reasons[LANG_EN]}}};
}

static const ListColumn SIMILAR[] = {
	{"score", "相近度", false, similar_number, NULL, 0},
	{"id", "地址", false, similar_id, "address", 0},
	{"province", "省份", false, similar_province, NULL, 0},
	{"label", "举措", false, similar_label, "measure", 0},
	{"text", "正文", true, similar_text, NULL, 0},
	{"text_score", "文字相近度", true, similar_number, "text score", 1},
	{"theme_score", "主题相近度", true, similar_number, "theme score", 2},
	{"term_score", "提法相近度", true, similar_number, "term score", 3},
	{"reason", "相近之处", false, similar_reason, NULL, 0},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

List list_elsewhere_similar(const Corpus *corpus, const ElsewhereSimilar *similar)
{
	return (List){.name = "similar", .columns = SIMILAR, .n_columns = COUNT(SIMILAR), .n_rows = similar->n,
		.corpus = corpus, .data = similar};
}

static const AbsentRow *absent_at(const List *list, size_t row)
{
	return &((const ElsewhereAbsent *)list->data)->at[row];
}

/* Names of places in both languages. `set`: a bit each. */
static Cell places_cell(const List *list, uint64_t set, Arena *arena)
{
	const ElsewhereAbsent *absent = list->data;
	Str names[LANG_COUNT];

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		Buf buf = {0};
		for (size_t p = 0; p < ABSENT_PLACES; p++) {
			if (!(set >> p & 1))
				continue;
			buf_add(&buf, buf.n == 0 ? STR("") : lang == LANG_ZH ? STR("、") : STR(", "));
			table_add_place_name(list->corpus, absent->places[p], (Lang)lang, &buf);
		}
		names[lang] = buf_keep(&buf, arena);
	}
	return (Cell){CELL_TEXT, {.text = {names[LANG_ZH], names[LANG_EN]}}};
}

static Cell absent_place(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column;
	return places_cell(list, (uint64_t)1 << absent_at(list, row)->place, arena);
}

static Cell absent_kind(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return absent_at(list, row)->term ? (Cell){CELL_TEXT, {.text = {STR("提法"), STR("term")}}}
		: (Cell){CELL_TEXT, {.text = {STR("主题"), STR("theme")}}};
}

static Cell absent_name(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const AbsentRow *at = absent_at(list, row);

	(void)column, (void)arena;
	if (!at->term)
		return list_cell_text(&list->corpus->themes.at[at->index].name);
	const Term *term = &list->corpus->terms.at[at->index];
	return (Cell){CELL_TEXT, {.text = {term->name.s, term->en.s}}};
}

static Cell absent_places(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_int(absent_at(list, row)->places);
}

static Cell absent_has(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column;
	return places_cell(list, absent_at(list, row)->has, arena);
}

static Cell absent_first(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column;
	return address_cell(list->corpus, absent_at(list, row)->first, arena);
}

static const ListColumn ABSENT[] = {
	{"place", "没有提的", false, absent_place, "not mentioned by", 0},
	{"kind", "种类", false, absent_kind, NULL, 0},
	{"name", "没有提", false, absent_name, "theme or term", 0},
	{"places", "提到的个数", true, absent_places, "mentioned by how many", 0},
	{"has", "提到的", false, absent_has, "mentioned by", 0},
	{"first", "首见", false, absent_first, "first in", 0},
};

List list_elsewhere_absent(const Corpus *corpus, const ElsewhereAbsent *absent)
{
	return (List){.name = "absent", .columns = ABSENT, .n_columns = COUNT(ABSENT), .n_rows = absent->n,
		.corpus = corpus, .data = absent};
}
