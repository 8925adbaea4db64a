#include "original_table.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef CORPUS_VEC(Unit) Units;

OriginalTable original_table(const Corpus *corpus, Unit unit, bool whole, Arena *arena)
{
	Range sections = {0}, measures = {0};
	size_t n = 1;

	if (unit.kind == UNIT_SPEECH && whole) {
		sections = corpus->speeches.at[unit.index].sections;
		n += sections.n + corpus->speeches.at[unit.index].measures.n;
	} else if (unit.kind == UNIT_SECTION && whole) {
		measures = corpus->sections.at[unit.index].measures;
		n += measures.n;
	}
	Unit *at = mem_take(arena, n * sizeof *at);
	n = 0;
	at[n++] = unit;
	for (uint32_t m = 0; m < measures.n; m++)
		at[n++] = (Unit){UNIT_MEASURE, measures.first + m};
	for (uint32_t c = 0; c < sections.n; c++) {
		measures = corpus->sections.at[sections.first + c].measures;
		at[n++] = (Unit){UNIT_SECTION, sections.first + c};
		for (uint32_t m = 0; m < measures.n; m++)
			at[n++] = (Unit){UNIT_MEASURE, measures.first + m};
	}
	return (OriginalTable){at, n};
}

static Unit unit_at(const List *list, size_t row)
{
	return ((const OriginalTable *)list->data)->units[row];
}

static Cell id_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	Buf buf = {0};

	(void)column;
	corpus_add_address(list->corpus, unit_at(list, row), &buf);
	return list_cell_str(buf_keep(&buf, arena));
}

static Cell words_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	(void)column, (void)arena;
	return list_cell_str(corpus_original(list->corpus, unit_at(list, row)));
}

static Cell name_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	Unit unit = unit_at(list, row);
	const Corpus *corpus = list->corpus;

	(void)column, (void)arena;
	if (unit.kind == UNIT_SPEECH)
		return list_cell_text(&corpus->speeches.at[unit.index].title);
	return list_cell_text(unit.kind == UNIT_SECTION ? &corpus->sections.at[unit.index].heading
		: &corpus->measures.at[unit.index].label);
}

/* column->of: the language. */
static Cell text_cell(const List *list, const ListColumn *column, size_t row, Arena *arena)
{
	const Text *text = &corpus_passage(list->corpus, unit_at(list, row))->text;

	(void)arena;
	return list_cell_str(column->of == LANG_ZH ? text->zh.s : text->en.s);
}

static const ListColumn COLUMNS[] = {
	{"id", "地址", false, id_cell, "address", 0},
	{"name", "名称", false, name_cell, NULL, 0},
	{"original", "原文", false, words_cell, NULL, 0},
	{"zh", "转述", true, text_cell, "restatement", LANG_ZH},
	{"en", "英文", true, text_cell, "English", LANG_EN},
};

List original_table_list(const Corpus *corpus, const OriginalTable *table)
{
	return (List){.name = "originals", .columns = COLUMNS, .n_columns = COUNT(COLUMNS), .n_rows = table->n,
		.corpus = corpus, .data = table, .zh = "原文"};
}

size_t original_table_heading(const Corpus *corpus, Unit unit)
{
	const CorpusOriginals *o = corpus->originals;
	const uint32_t *of[] = {[UNIT_SPEECH] = o->speech_heads, [UNIT_SECTION] = o->section_heads, [UNIT_MEASURE] = NULL};

	return of[unit.kind] ? of[unit.kind][unit.index] : 0;
}

void original_table_add(Doc *doc, const Corpus *corpus, Unit unit)
{
	Str words = corpus_original(corpus, unit);
	size_t head = original_table_heading(corpus, unit);
	Str name = str_trim(str_sub(words, 0, head)), body = str_sub(words, head, words.n);

	if (name.n > 0)
		doc_add_block(doc, unit.kind == UNIT_SPEECH ? DOC_TITLE : DOC_HEADING, unit, (Str){0}, name, 0);
	if (body.n > 0)
		doc_add_block(doc, DOC_TEXT, unit, (Str){0}, body, 0);
}
