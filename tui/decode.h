/* Bytes from a terminal → keys. Knows UTF-8 and the sequences of xterm, the Linux console, rxvt, screen and PuTTY, in
   both cursor modes; never fails: a byte that is no UTF-8 is dropped, a sequence that means nothing becomes
   KEYMAP_OTHER. What the terminal answers to the questions of probe.h is taken out and goes there. */
#ifndef BILAN_DECODE_H
#define BILAN_DECODE_H

#include "keymap.h"
#include "probe.h"

typedef struct Decoder {
	unsigned char bytes[128]; /* not yet a whole key */
	size_t n;
	Probe probe;
	bool pasting; /* a paste has begun: what is no text is KEYMAP_OTHER, and ESC is Esc only at the end */
	bool mouse; /* the terminal sends what the mouse does: presses of the left button and the wheel become keys */
} Decoder;

/* What makes a terminal send it (xterm's ctlseqs: modes 1000 and 1006), or stop. */
Str decode_mouse_mode(bool on);

/* Adds bytes, as many as fit; returns how many. */
size_t decode_feed(Decoder *decoder, const char *bytes, size_t n);

/* The next key, or KEYMAP_NONE when the bytes end inside one. `finish`: nothing more came in time, so a lone ESC is Esc
   and what is left of a cut sequence is dropped. */
Key decode_next(Decoder *decoder, bool finish);

/* True while bytes wait for the rest of their key. */
bool decode_pending(const Decoder *decoder);

#endif
