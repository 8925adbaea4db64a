/* The original beside the restatement. A volume says which text it restates by the SHA-256 of its characters without
   white space, and where in it each unit and figure stands; the text itself it does not have. Given the bytes of a
   copy, this says whether it is that text, and where in the copy everything stands:
   - to the character, where the copy's characters hash to what the volume says: the clean text, all of it, or so
     many characters from the first speech's title on; and the same with the punctuation that sites change (，to , “
     to ") set as the source may have had it;
   - else by what carries over word for word into a restatement: titles, speakers, figures as written (in a corpus that
     was imported, the ends of its texts too). The best chain of those that stand in both in the same order gives a
     shift for every place; where two neighbours disagree, something was put in or left out between them, and the place
     for that is chosen so that units begin at the ends of sentences, with the number that they count by.
   Works on any bytes, in time proportional to their number. Nothing here opens a file. */
#ifndef BILAN_ORIGINAL_H
#define BILAN_ORIGINAL_H

#include "import_text.h"

/* From a character of the source on, its characters stand one behind the other at `at` in the copy, until the next
   step; where that begins sooner, something of the source is missing in between. What comes before ends at `end`: what
   stands between that and `at` was put in. */
typedef struct OriginalStep { uint32_t from, at, end; } OriginalStep;

typedef struct Original {
	ImportText text; /* the copy, clean */
	ImportLog log;
	OriginalFit fit;
	uint32_t percent;    /* of the characters of all spans, how many are in the copy; 0 unless it fits */
	uint32_t *bytes;     /* where each character of text.bare begins, and where the last ends */
	uint32_t characters; /* of text.bare */
	CORPUS_VEC(OriginalStep) steps;
	CORPUS_VEC(Unit) gaps; /* units of which more than a tenth is missing */
} Original;

/* Reads a copy (any encoding that import_read knows, HTML and Markdown too; `name` as for import_read_form) and holds
   it against a volume. False where it is no text, or another one. `out` is empty; free with original_free in either
   case. */
bool original_read(Original *out, const Corpus *corpus, uint32_t volume, Str bytes, Str name, Msgs *msgs);
void original_free(Original *original);

/* Where a span of the source stands: bytes of text.bare; from = to where it is missing. */
Span original_place(const Original *original, Span span);

/* Appends bytes of text.bare as prose, hard wraps undone, a line feed between paragraphs. A line that ends inside a
   sentence ends no paragraph, but in a heading. */
void original_add_prose(const Original *original, Span place, bool heading, Buf *out);

/* Keeps the words of every unit of the volume in corpus->originals. Where there are some already, they stay.
   `attached`: they come from elsewhere, and say what the corpus says in other words, so that they are searched too. */
void original_attach(const Corpus *corpus, uint32_t volume, const Original *original, bool attached);

/* Notes that a text was looked at and does not fit, so that nobody looks again. */
void original_refuse(const Corpus *corpus, uint32_t volume);

#endif
