/* Text that becomes part of HTML or SVG. */
#ifndef BILAN_EXPORT_MARKUP_H
#define BILAN_EXPORT_MARKUP_H

#include "buf.h"
#include "str.h"

/* Appends `text` for element content and quoted attributes; line feeds become <br>. */
void export_markup_escape(Buf *out, Str text);

#endif
