/* Taking text away over any line: what is copied, with where it comes from, and OSC 52, by which a terminal puts it on
   the clipboard of the machine in front of which the reader sits (xterm's ctlseqs). Nothing that a corpus says gets
   into the sequence but as base64. */
#ifndef BILAN_COPY_H
#define BILAN_COPY_H

#include "../core/corpus.h"

#define COPY_LIMIT 74994 /* bytes that the strictest terminals take: 100,000 of sequence */

/* Appends what a unit says and the line that cites it: ——浙江省委组织部，《题目》，二、（3）. */
void copy_add_unit(Buf *out, const Corpus *corpus, Unit unit, Lang lang);

/* The same of the original's words; nothing where they are not at hand. The citation says that it is the original, and
   of which document. */
void copy_add_original(Buf *out, const Corpus *corpus, Unit unit, Lang lang);

/* Characters of a text, white space left out. */
size_t copy_characters(Str text);

/* Appends the sequence, wrapped for tmux (TMUX is set) or screen (by TERM), which otherwise keep it to themselves.
   False, and nothing appended, for a text that is empty or too long. */
bool copy_add_sequence(Buf *out, Str text, const char *term, const char *tmux);

#endif
