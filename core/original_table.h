/* The original beside the restatement as a table, a unit a row: for export and the command line. */
#ifndef BILAN_ORIGINAL_TABLE_H
#define BILAN_ORIGINAL_TABLE_H

#include "doc.h"
#include "list.h"
#include "original.h"

typedef struct OriginalTable { const Unit *units; size_t n; } OriginalTable;

/* A unit, or with `whole` all units of the speech or section too. The table lives in the arena. */
OriginalTable original_table(const Corpus *corpus, Unit unit, bool whole, Arena *arena);

/* Columns: address, the original's words, the restatement in both languages. The table must outlive the list. */
List original_table_list(const Corpus *corpus, const OriginalTable *table);

/* Appends a unit's original words, title or heading first; nothing where they are not at hand. */
void original_table_add(Doc *doc, const Corpus *corpus, Unit unit);

/* How many bytes of a unit's original words are its title and speaker, or its heading, with the line feed behind. */
size_t original_table_heading(const Corpus *corpus, Unit unit);

#endif
