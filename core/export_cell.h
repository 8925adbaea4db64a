/* Cells of a table as text and as JSON: what all forms of export share. */
#ifndef BILAN_EXPORT_CELL_H
#define BILAN_EXPORT_CELL_H

#include "json.h"
#include "lang.h"
#include "list.h"

/* Appends the cell as plain text: the language asked for of a text (the other where it is missing), lists joined by
   "; ", spans as from..to, 是/否 or yes/no. */
void export_cell_text(Buf *out, const Cell *cell, Lang lang);

/* Writes the cell as a value: texts as {"zh":…,"en":…}, spans as [from,to], an empty cell as null. */
void export_cell_json(Json *json, const Cell *cell);

/* The header of a column for readers (Chinese or English). */
Str export_cell_header(const ListColumn *column, Lang lang);

/* What stands over the table: its title, or what it is. */
Str export_cell_title(const List *list, Lang lang);

/* The address in the row: the first column, where that names a unit; empty otherwise. It lives in `arena`. */
Str export_cell_address(const List *list, size_t row, Arena *arena);

/* True for cells that are set flush right. */
bool export_cell_is_number(const Cell *cell);

/* The same of a column, by the first of its cells that is not empty. */
bool export_cell_column_is_number(const List *list, size_t column);

/* True for columns that md and html show: those of the plain listing, and prose. `list` needs a row to tell; without
   one, the former only. */
bool export_cell_shown(const List *list, size_t column);

/* About how many bytes the cells of a table have, with their addresses. */
size_t export_cell_bytes(const List *list, Lang lang);

#endif
