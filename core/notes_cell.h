/* A reader's line on a cell of the matrix, kept with the notes: kind "cell", field the text, key what the cell is of: a
   province, "theme" or "term", and which; * stands for all.

       cell<TAB>zhejiang theme coverage<TAB>1795513200<TAB>党支部建到楼宇和外卖站点
       cell<TAB>* term 接诉即办<TAB>1795513260<TAB>只有北京写成一条线 */
#ifndef BILAN_NOTES_CELL_H
#define BILAN_NOTES_CELL_H

#include "corpus.h"
#include "notes.h"

/* Appends the key of a cell; CORPUS_NONE as province, theme and term: all of them. Where several corpora are open, the
   id of a theme has that of its volume in front: two may have the same. */
void notes_cell_add_key(const Corpus *corpus, uint32_t province, uint32_t theme, uint32_t term, Buf *out);

/* What a cell is of; CORPUS_NONE: all of them. */
typedef struct NotesCell { uint32_t province, theme, term; } NotesCell;

/* Reads a key; false where the corpus does not have what it names. */
bool notes_cell_find(const Corpus *corpus, Str key, NotesCell *out);

/* Sets the line of a cell; an empty one deletes it. False, and nothing is changed, where the notes are full. */
bool notes_cell_put(Notes *notes, Str key, Str text, int64_t now);

/* The line of a cell; empty where there is none. */
Str notes_cell_text(const Notes *notes, Str key);

#endif
