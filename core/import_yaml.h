/* Texts as YAML that a person likes to edit: plain where that is safe, folded over lines broken behind Chinese
   punctuation where they are long, quoted where they must be. */
#ifndef BILAN_IMPORT_YAML_H
#define BILAN_IMPORT_YAML_H

#include "buf.h"

/* Appends `text` as a scalar on one line; `flow`: inside [ ] or { }. */
void import_yaml_scalar(Buf *out, Str text, bool flow);

/* Appends KEY: TEXT and a line end, set in by `indent`; long texts are folded. Nothing where the text is empty. */
void import_yaml_text(Buf *out, size_t indent, const char *key, Str text);

#endif
