/* Rebinding: the keys that config.yaml wants for actions, put onto the standard ones. A row that will not do is told at
   its file and line and leaves the action as it was; so there is always a way to the help and out. */
#ifndef BILAN_BIND_H
#define BILAN_BIND_H

#include "keymap.h"

#include "../core/config.h"

/* Fills `map`; what it points to lives in the config's arena. Refused, row by row: unknown actions and keys, keys that
   the terminal holds, letters in text fields, a key that means something else in the same context, and taking the last
   plain key from help, back, and the two keys that close a text field. */
void bind_keys(Keymap *map, Config *config, Msgs *msgs);

/* Appends every action with its standard keys as comments for the example of config.yaml. */
void bind_add_rows(Buf *out, Lang lang);

/* The action of that name in actions.def; ACTION_COUNT where there is none. */
Action bind_action(Str id);

#endif
