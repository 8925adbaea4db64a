/* Original texts that a reader has attached to corpora: one file a source under $XDG_DATA_HOME/bilan/originals (XDG
   Base Directory Specification; default ~/.local/share/bilan/originals), directories 0700, files 0600, named by the
   SHA-256 of the source, or by the volume's id where it says none. They are plain text; deleting one takes it away. A
   corpus that was made by an import has its source beside it and needs none. A text is looked for when somebody first
   asks for an original's words, and never trusted: it is held against the corpus anew each time. */
#ifndef BILAN_ATTACH_H
#define BILAN_ATTACH_H

#include "../core/buf.h"
#include "../core/corpus.h"
#include "../core/lang.h"

#define ATTACH_BYTES ((size_t)64 << 20) /* a text may have */

/* Values of the environment, as main found them; NULL: not set. Relative ones count as not set. */
typedef struct AttachEnv { const char *xdg_data_home, *home; } AttachEnv;

/* Appends the path of a volume's text; false, and nothing, where the environment names no directory. */
bool attach_add_path(const AttachEnv *env, const Volume *volume, Buf *out);

/* Writes a volume's text to a new file that then takes the place of the old one. 0 or the error number; ENOENT where
   the environment names no directory. */
int attach_save(const AttachEnv *env, const Volume *volume, Str text);

/* Looks for the originals of all volumes for which nobody has looked: attached ones (`beside`: those beside their
   corpus too) and keeps their words in the corpus. Appends a sentence in `lang` where one does not fit or differs
   from what the corpus says. `env` NULL: nothing is attached. */
void attach_load(const AttachEnv *env, const Corpus *corpus, bool beside, Lang lang, Buf *said);

#endif
