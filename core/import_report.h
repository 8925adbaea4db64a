/* What an import did to a text, as lines of import.txt: written for people, and read back by whoever shows where in the
   source something was left out. */
#ifndef BILAN_IMPORT_REPORT_H
#define BILAN_IMPORT_REPORT_H

#include "import_text.h"

/* Appends the line of a note; `character` is the place in the source in front of which it stood, for one that knows
   it. */
void import_report_add(const ImportNote *note, uint32_t character, Buf *out);

/* Something that stood before a character of the source and is not in it. */
typedef struct ImportOmission { uint32_t character; Str text, reason; } ImportOmission;
typedef struct ImportOmissions { ImportOmission *at; size_t n, cap; } ImportOmissions;

/* Appends what such lines say was left out, by place; slices of `report`. Other lines are passed over. */
void import_report_read(Str report, ImportOmissions *out);

#endif
