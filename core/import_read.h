/* Reading what an import is given: bytes in any of the usual encodings become UTF-8 with LF, without BOM and without
   what cannot be seen; HTML and Markdown become lines. The first byte of a line tells what it was: IMPORT_READ_HEADING
   (then a digit, its level), IMPORT_READ_ITEM, IMPORT_READ_ROW (of a table), IMPORT_READ_LINKS (nothing but links);
   none of them can stand in a text. */
#ifndef BILAN_IMPORT_READ_H
#define BILAN_IMPORT_READ_H

#include "import_text.h"
#include "msg.h"

#define IMPORT_READ_HEADING '\x01'
#define IMPORT_READ_ITEM '\x02'
#define IMPORT_READ_ROW '\x03'
#define IMPORT_READ_LINKS '\x04'

typedef enum ImportForm { IMPORT_TEXT, IMPORT_HTML, IMPORT_MARKDOWN } ImportForm;

/* Appends the text of `bytes` to `out`: UTF-8, UTF-16 with BOM, GB18030 (as GBK and GB 2312 are). False, and a message,
   where it is no text or cannot be converted here. */
bool import_read_decode(Str bytes, Buf *out, ImportLog *log, Msgs *msgs, Pos pos);

/* What a text is, by its file's name (may be empty) and its beginning. */
ImportForm import_read_form(Str name, Str text);

/* Appends the lines of a text of that form. Decoded text in; false, and a message,
	where the HTML library is missing. */
bool import_read_lines(Str text, ImportForm form, Buf *out, ImportLog *log, Msgs *msgs, Pos pos);

#endif
