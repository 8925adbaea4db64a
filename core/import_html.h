/* Saved web pages as lines, through libxml2's HTML parser (SAX, so that memory does not grow with the nesting). The
   library is loaded when it is needed: linked, it would cost every start of the program. Only this file knows it. */
#ifndef BILAN_IMPORT_HTML_H
#define BILAN_IMPORT_HTML_H

#include "buf.h"

/* Appends the visible text, a block a line, with the line marks of import_read.h. False where libxml2 is missing. */
bool import_html_lines(Str html, Buf *out);

#endif
