/* A compilation as long as a book, made of parts: hard wraps, page numbers, a running head on each page and a table of
   contents in front; title and speaker, sections 一、 with measures （一） in each speech. */
#ifndef TESTS_IMPORT_BOOK_H
#define TESTS_IMPORT_BOOK_H

#include "../../core/buf.h"

/* Appends the text, and what is in it as a .want file has it (score.h). `speeches` of about five pages each. */
void book_add(uint32_t speeches, Buf *text, Buf *want);

#endif
