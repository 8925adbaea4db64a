#include "export_cell.h"

static Str text_in(const Cell *cell, Lang lang)
{
	Str mine = lang == LANG_ZH ? cell->as.text.zh : cell->as.text.en;

	return mine.n ? mine : lang == LANG_ZH ? cell->as.text.en : cell->as.text.zh;
}

static void add_strs(Buf *out, const Cell *cell)
{
	for (size_t i = 0; i < cell->as.strs.n; i++) {
		if (i)
			buf_add(out, STR("; "));
		buf_add(out, cell->as.strs.at[i]);
	}
}

static void add_span(Buf *out, Span span)
{
	buf_add_int(out, span.from);
	buf_add(out, STR(".."));
	buf_add_int(out, span.to);
}

void export_cell_text(Buf *out, const Cell *cell, Lang lang)
{
	static const char *const YES[2][LANG_COUNT] = {{"否", "no"}, {"是", "yes"}};

	switch (cell->type) {
	case CELL_EMPTY: break;
	case CELL_STR: buf_add(out, cell->as.str); break;
	case CELL_TEXT: buf_add(out, text_in(cell, lang)); break;
	case CELL_INT: buf_add_int(out, cell->as.integer); break;
	case CELL_NUMBER: buf_add_number(out, cell->as.number); break;
	case CELL_BOOL: buf_add(out, str_of(YES[cell->as.yes][lang])); break;
	case CELL_SPAN: add_span(out, cell->as.span); break;
	case CELL_STRS: add_strs(out, cell); break;
	}
}

static void write_text(Json *json, const Cell *cell)
{
	json_open(json, '{');
	json_key(json, STR("zh"));
	json_string(json, cell->as.text.zh);
	json_key(json, STR("en"));
	json_string(json, cell->as.text.en);
	json_close(json, '}');
}

static void write_span(Json *json, Span span)
{
	json_open(json, '[');
	json_integer(json, span.from);
	json_integer(json, span.to);
	json_close(json, ']');
}

static void write_strs(Json *json, const Cell *cell)
{
	json_open(json, '[');
	for (size_t i = 0; i < cell->as.strs.n; i++)
		json_string(json, cell->as.strs.at[i]);
	json_close(json, ']');
}

void export_cell_json(Json *json, const Cell *cell)
{
	switch (cell->type) {
	case CELL_EMPTY: json_null(json); break;
	case CELL_STR: json_string(json, cell->as.str); break;
	case CELL_TEXT: write_text(json, cell); break;
	case CELL_INT: json_integer(json, cell->as.integer); break;
	case CELL_NUMBER: json_number(json, cell->as.number); break;
	case CELL_BOOL: json_bool(json, cell->as.yes); break;
	case CELL_SPAN: write_span(json, cell->as.span); break;
	case CELL_STRS: write_strs(json, cell); break;
	}
}

Str export_cell_header(const ListColumn *column, Lang lang)
{
	if (lang == LANG_ZH)
		return str_of(column->zh);
	return str_of(column->en ? column->en : column->key);
}

bool export_cell_is_number(const Cell *cell)
{
	return cell->type == CELL_INT || cell->type == CELL_NUMBER;
}

bool export_cell_shown(const List *list, size_t column)
{
	Arena arena = {0};
	bool wide = list->columns[column].wide;
	bool prose = wide && list->n_rows && list_cell(list, column, 0, &arena).type == CELL_TEXT;

	mem_arena_free(&arena);
	return prose || !wide;
}

Str export_cell_title(const List *list, Lang lang)
{
	if (list->title.n)
		return list->title;
	return str_of(lang == LANG_ZH && list->zh ? list->zh : list->name);
}

Str export_cell_address(const List *list, size_t row, Arena *arena)
{
	for (size_t c = 0; c < list->n_columns; c++) {
		Str key = str_of(list->columns[c].key);
		if (!str_eq(key, STR("id")) && !str_eq(key, STR("unit_id")))
			continue;
		Cell cell = list_cell(list, c, row, arena);
		return cell.type == CELL_STR ? cell.as.str : (Str){0};
	}
	return (Str){0};
}

bool export_cell_column_is_number(const List *list, size_t column)
{
	Arena arena = {0};
	Cell cell = {0};

	for (size_t row = 0; row < list->n_rows && cell.type == CELL_EMPTY; row++)
		cell = list_cell(list, column, row, &arena);
	mem_arena_free(&arena);
	return export_cell_is_number(&cell);
}

size_t export_cell_bytes(const List *list, Lang lang)
{
	Buf text = {0};
	size_t n = 0;

	for (size_t row = 0; row < list->n_rows; row++) {
		Arena arena = {0};
		buf_clear(&text);
		for (size_t c = 0; c < list->n_columns; c++) {
			Cell cell = list_cell(list, c, row, &arena);
			export_cell_text(&text, &cell, lang);
			list_add_sources(list, c, row, &text);
		}
		n += text.n;
		mem_arena_free(&arena);
	}
	buf_free(&text);
	return n;
}
