#include "decode.h"

#include "../core/utf8.h"

#include <string.h>

static const struct { const char *tail; Key key; } SEQUENCES[] = {
	{"[A", KEYMAP_UP},
	{"[B", KEYMAP_DOWN},
	{"[C", KEYMAP_RIGHT},
	{"[D", KEYMAP_LEFT},
	{"OA", KEYMAP_UP},
	{"OB", KEYMAP_DOWN},
	{"OC", KEYMAP_RIGHT},
	{"OD", KEYMAP_LEFT},
	{"[H", KEYMAP_HOME},
	{"[F", KEYMAP_END},
	{"OH", KEYMAP_HOME},
	{"OF", KEYMAP_END},
	{"[1~", KEYMAP_HOME},
	{"[7~", KEYMAP_HOME},
	{"[4~", KEYMAP_END},
	{"[8~", KEYMAP_END},
	{"[2~", KEYMAP_INSERT},
	{"[3~", KEYMAP_DELETE},
	{"[5~", KEYMAP_PGUP},
	{"[6~", KEYMAP_PGDN},
	{"[Z", KEYMAP_BACKTAB},
	{"OM", KEYMAP_ENTER},
	{"[200~", KEYMAP_PASTE},
	{"[201~", KEYMAP_PASTE_END},
	{"OP", KEYMAP_F1},
	{"OQ", KEYMAP_F1 + 1},
	{"OR", KEYMAP_F1 + 2},
	{"OS", KEYMAP_F1 + 3},
	{"[11~", KEYMAP_F1},
	{"[12~", KEYMAP_F1 + 1},
	{"[13~", KEYMAP_F1 + 2},
	{"[14~", KEYMAP_F1 + 3},
	{"[[A", KEYMAP_F1},
	{"[[B", KEYMAP_F1 + 1},
	{"[[C", KEYMAP_F1 + 2},
	{"[[D", KEYMAP_F1 + 3},
	{"[[E", KEYMAP_F1 + 4},
	{"[15~", KEYMAP_F1 + 4},
	{"[17~", KEYMAP_F1 + 5},
	{"[18~", KEYMAP_F1 + 6},
	{"[19~", KEYMAP_F1 + 7},
	{"[20~", KEYMAP_F1 + 8},
	{"[21~", KEYMAP_F1 + 9},
	{"[23~", KEYMAP_F1 + 10},
	{"[24~", KEYMAP_F12},
};

size_t decode_feed(Decoder *d, const char *bytes, size_t n)
{
	size_t room = sizeof d->bytes - d->n;
	n = n < room ? n : room;
	memcpy(d->bytes + d->n, bytes, n);
	d->n += n;
	return n;
}

bool decode_pending(const Decoder *d)
{
	return d->n > 0;
}

static void drop(Decoder *d, size_t n)
{
	memmove(d->bytes, d->bytes + n, d->n - n);
	d->n -= n;
}

Str decode_mouse_mode(bool on)
{
	return on ? STR("\033[?1000h\033[?1006h") : STR("\033[?1006l\033[?1000l");
}

/* ESC [ M and three bytes: a terminal that knows the mouse, but not mode 1006. */
static bool is_old_mouse(const Decoder *d)
{
	return d->mouse && d->n >= 3 && d->bytes[1] == '[' && d->bytes[2] == 'M';
}

/* Bytes of the control sequence at the start, 0 when its end has not come. */
static size_t control_length(const Decoder *d)
{
	if (d->n < 3)
		return 0;
	if (is_old_mouse(d))
		return d->n >= 6 ? 6 : 0;
	if (d->bytes[1] == 'O')
		return 3;
	if (d->bytes[2] == '[') /* the Linux console's F1 to F5 */
		return d->n >= 4 ? 4 : 0;
	for (size_t i = 2; i < d->n; i++)
		if (d->bytes[i] < 0x20 || d->bytes[i] > 0x3F)
			return d->bytes[i] < 0x20 || d->bytes[i] > 0x7E ? i : i + 1; /* broken off by what is no part of it */
	return d->n == sizeof d->bytes ? d->n : 0;
}

/* Bytes of a string (OSC, DCS, APC, PM, SOS) up to BEL or ESC \, 0 when its end has not come. */
static size_t string_length(const Decoder *d)
{
	for (size_t i = 2; i < d->n; i++) {
		if (d->bytes[i] == 7)
			return i + 1;
		if (d->bytes[i] == 27)
			return i + 1 < d->n ? i + (d->bytes[i + 1] == '\\' ? 2 : 0) : 0;
	}
	return d->n == sizeof d->bytes ? d->n : 0;
}

/* Button 0 is the left one, 64 and 65 are the wheel; with Shift, Meta or Ctrl it means something else to people. */
static Key mouse_key(int button, int x, int y)
{
	bool inside = x >= 1 && y >= 1 && x <= KEYMAP_MOST_CELLS && y <= KEYMAP_MOST_CELLS;
	if (!inside || (button != 0 && button != 64 && button != 65))
		return KEYMAP_OTHER;
	return keymap_mouse((Point){x - 1, y - 1, button == 64 ? -1 : button == 65 ? 1 : 0});
}

/* ESC [ < button ; column ; row M, or m where it is let go. */
static Key sgr_mouse_key(const Decoder *d, size_t n)
{
	int value[3] = {0}, fields = 0;
	bool digit = false;
	for (size_t i = 3; i < n; i++) {
		unsigned char byte = d->bytes[i];
		if (byte >= '0' && byte <= '9' && value[fields] < 100000) {
			value[fields] = value[fields] * 10 + byte - '0';
			digit = true;
		} else if (byte == ';' && digit && fields < 2) {
			fields++;
			digit = false;
		} else {
			return byte == 'M' && digit && fields == 2 ? mouse_key(value[0], value[1], value[2]) : KEYMAP_OTHER;
		}
	}
	return KEYMAP_OTHER;
}

static Key sequence_key(const Decoder *d, size_t n)
{
	if (is_old_mouse(d))
		return n == 6 ? mouse_key(d->bytes[3] - 32, d->bytes[4] - 32, d->bytes[5] - 32) : KEYMAP_OTHER;
	if (d->mouse && n > 3 && d->bytes[1] == '[' && d->bytes[2] == '<')
		return sgr_mouse_key(d, n);
	for (size_t i = 0; i < sizeof SEQUENCES / sizeof *SEQUENCES; i++)
		if (strlen(SEQUENCES[i].tail) == n - 1 && memcmp(SEQUENCES[i].tail, d->bytes + 1, n - 1) == 0)
			return SEQUENCES[i].key;
	return KEYMAP_OTHER;
}

static Key escape(Decoder *d, bool finish)
{
	if (d->n == 1) {
		if (!finish)
			return KEYMAP_NONE;
		drop(d, 1);
		return KEYMAP_ESC;
	}
	unsigned char second = d->bytes[1];
	bool control = second == '[' || second == 'O', string = strchr("]P_^X", second) && second;
	if (!control && !string) { /* Esc, and then another key */
		drop(d, 1);
		return d->pasting ? KEYMAP_OTHER : KEYMAP_ESC;
	}
	size_t n = control ? control_length(d) : string_length(d);
	if (n == 0) {
		if (!finish)
			return KEYMAP_NONE;
		Key key = d->n == 2 ? KEYMAP_ESC : KEYMAP_OTHER;
		drop(d, d->n == 2 ? 1 : d->n);
		return key;
	}
	bool answer = probe_take(&d->probe, (Str){(const char *)d->bytes, n});
	Key key = string || answer ? KEYMAP_OTHER : sequence_key(d, n);
	drop(d, n);
	return key;
}

static Key plain(unsigned char byte)
{
	if (byte == '\n')
		return KEYMAP_ENTER;
	return byte == 0x7F || byte == 8 ? KEYMAP_BACKSPACE : byte;
}

/* Bytes that a UTF-8 sequence with this first byte has; 0: it begins none. */
static size_t sequence_bytes(unsigned char first)
{
	return first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? (first < 0xF0 ? 3 : 0) : first >= 0xC2 ? 2 : 0;
}

static Key next(Decoder *d, bool finish)
{
	while (d->n > 0) {
		unsigned char first = d->bytes[0];
		if (first == 27)
			return escape(d, finish);
		if (first < 0x80) {
			drop(d, 1);
			if (first != 0)
				return plain(first);
			if (d->pasting)
				return KEYMAP_OTHER;
			continue;
		}
		size_t want = sequence_bytes(first);
		if (d->n < want && !finish)
			return KEYMAP_NONE;
		uint32_t cp;
		size_t n = utf8_decode((const char *)d->bytes, d->n, &cp);
		drop(d, n > 0 ? n : 1);
		if (n > 0 || d->pasting)
			return n > 0 ? cp : KEYMAP_OTHER;
	}
	return KEYMAP_NONE;
}

Key decode_next(Decoder *d, bool finish)
{
	Key key = next(d, finish);
	if (key == KEYMAP_PASTE || key == KEYMAP_PASTE_END)
		d->pasting = key == KEYMAP_PASTE;
	else if (key == KEYMAP_ESC)
		d->pasting = false;
	return key;
}
