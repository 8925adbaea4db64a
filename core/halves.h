/* Halves: a large file read from its start and, at the same time, from the beginning of a speech near its middle.
   Parsing is most of what loading costs, and a second processor is usually idle. The split is a guess that is
   proved afterwards: the first part has to end, without a fault, inside the list of speeches, whose items begin at
   the column of the split, and the second part has to be nothing but items of that list. Where the proof fails,
   nothing has happened and the file is read in one go. */
#ifndef BILAN_HALVES_H
#define BILAN_HALVES_H

#include "document.h"

/* Reads the document of `size` bytes, whose from, to and items are 0, in two parts at once; true when everything is
   in the corpus and all messages are in their list. False when nothing was changed: document_read has to do it, and
   says what is wrong with the file if anything is. */
bool halves_read(Document *document, size_t size);

#endif
