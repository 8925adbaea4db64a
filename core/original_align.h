/* For original.c: where a copy differs from the source, by what of the corpus stands in it word for word. */
#ifndef BILAN_ORIGINAL_ALIGN_H
#define BILAN_ORIGINAL_ALIGN_H

#include "original.h"

/* Fills in the steps; false where too little carries over for the copy to be the source. The clean text and its bytes
   are there. */
bool original_align(Original *original, const Corpus *corpus, uint32_t volume);

/* Calls `each` for every span of the volume in order: of a unit, title_or_heading telling its title and heading from
   what follows them. */
typedef void OriginalEach(void *data, Unit unit, Span span, bool heading);
void original_align_each(const Corpus *corpus, uint32_t volume, OriginalEach *each, void *data);

#endif
