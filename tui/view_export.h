/* The dialog that takes away what was on the screen: what of it, in which format, under which name. It is opened with
   the Offers of the view below, at least one, which are its own from then on. */
#ifndef BILAN_VIEW_EXPORT_H
#define BILAN_VIEW_EXPORT_H

#include "view.h"

/* For the actions of its context: this format, and on to the name; the format so many further on in the row. */
void view_export_format(App *app, void *state, ExportFormat format);
void view_export_step(App *app, void *state, int by);

#endif
