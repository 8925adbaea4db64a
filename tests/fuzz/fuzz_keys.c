/* Any bytes as what a terminal sends, to the whole program without its terminal, at any size: no crash, no hang, and
   every screen holds whole characters that may be shown. A byte that UTF-8 never has, with two behind it, is another
   size. Nothing is written: write_file is replaced. */
#include "../../core/load.h"
#include "../../core/utf8.h"
#include "../../tui/app.h"
#include "../../tui/decode.h"
#include "../../tui/write.h"

#include <errno.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int __wrap_write_file(const char *path, bool force, Str text);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)
#define RESIZE 0xFF
#define PIECE 24     /* bytes that come at once, before the next frame */
#define SLICES 10000 /* of work for one frame: more is a hang */

/* The disk: it takes what is new, and has the names with an even number of bytes already. */
int __wrap_write_file(const char *path, bool force, Str text)
{
	REQUIRE(utf8_valid_prefix(str_of(path)) == strlen(path) && (text.n == 0 || text.s));
	return !force && strlen(path) % 2 == 0 ? EEXIST : strlen(path) % 3 == 0 ? ENOSPC : 0;
}

static const Corpus *corpus(Msgs **msgs)
{
	static const char *const PATHS[] = {"tests/data/small.yaml", "tests/data/whole.yaml"};
	static Corpus *loaded;
	static Msgs said;

	if (!loaded)
		loaded = load_paths(PATHS, sizeof PATHS / sizeof *PATHS, NULL, &said);
	REQUIRE(loaded);
	*msgs = &said;
	return loaded;
}

static void check_screen(const Screen *screen)
{
	for (int y = 0; y < screen->height; y++)
		for (int x = 0; x < screen->width; x++) {
			const ScreenCell *cell = screen_cell(screen, x, y), *next = screen_cell(screen, x + 1, y);
			Str text = {cell->text, cell->bytes};
			uint32_t cp = ' ';

			REQUIRE(cell->bytes <= SCREEN_CLUSTER && cell->width <= 2 && cell->style < STYLE_COUNT);
			REQUIRE(utf8_valid_prefix(text) == text.n);
			for (size_t i = 0; i < text.n; i += utf8_decode(text.s + i, text.n - i, &cp))
				REQUIRE(!utf8_is_hostile(cp));
			REQUIRE(cell->width != 2 || (next && next->width == 0 && next->bytes == 0));
			REQUIRE(cell->width != 0 || (x > 0 && screen_cell(screen, x - 1, y)->width == 2));
		}
	REQUIRE(screen->cursor_x < screen->width && (screen->cursor_x < 0 || screen->cursor_y < screen->height));
}

static void frame(App *app, Screen *screen)
{
	for (unsigned slices = 0; app_working(app); slices++) {
		REQUIRE(slices < SLICES);
		app_work(app);
	}
	app_draw(app, screen);
	check_screen(screen);
	buf_clear(&app->copied);
}

static void press_all(App *app, Decoder *decoder, bool finish)
{
	for (Key key; !app->done && (key = decode_next(decoder, finish)) != KEYMAP_NONE;) {
		app->now++;
		app_key(app, key);
	}
}

/* Takes a piece of the bytes; returns how many. */
static size_t take(App *app, Decoder *decoder, const uint8_t *data, size_t size)
{
	size_t n = 0;

	if (data[0] == RESIZE && size >= 3) {
		app_resize(app, data[1], data[2]);
		return 3;
	}
	while (n < size && n < PIECE && (n == 0 || data[n] != RESIZE))
		n++;
	decode_feed(decoder, (const char *)data, n);
	press_all(app, decoder, false);
	press_all(app, decoder, n < PIECE);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Msgs *msgs;
	const Corpus *loaded = corpus(&msgs);
	Decoder decoder = {.mouse = true};
	Screen screen = {0};

	if (size < 2)
		return 0;
	App *app = app_new(loaded, msgs, (AppOptions){.lang = data[0] & 1, .ambiguous = 1 + (data[0] >> 1 & 1),
		.quotes = data[0] >> 2 & 1, .lines = data[0] >> 3 & 3, .mouse = data[0] >> 5 & 1, .kiosk = data[0] >> 6 & 1});
	app_resize(app, 80, 24);
	frame(app, &screen);
	for (size_t at = 1; at < size && !app->done;) {
		at += take(app, &decoder, data + at, size - at);
		frame(app, &screen);
	}
	app_settle(app);
	screen_free(&screen);
	app_free(app);
	return 0;
}
