/* Cleaning and breaking of any bytes: nothing hostile is left, no line is too wide, nothing is lost or doubled. */
#include "../../core/utf8.h"
#include "../../core/wrap.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)

static Str check_clean(Str bytes, Arena *arena)
{
	size_t replaced = 0, again = 0;
	Str text = utf8_clean(bytes, arena, &replaced);
	REQUIRE(utf8_valid_prefix(text) == text.n);
	for (size_t i = 0; i < text.n;) {
		uint32_t cp;
		i += utf8_decode(text.s + i, text.n - i, &cp);
		REQUIRE(!utf8_is_hostile(cp));
	}
	REQUIRE(utf8_clean(text, arena, &again).s == text.s && again == 0);
	return text;
}

/* Between two lines stand blanks and line feeds only. */
static void check_gap(Str text, size_t from, size_t to)
{
	REQUIRE(from <= to && to <= text.n);
	while (from < to) {
		uint32_t cp;
		from += utf8_decode(text.s + from, text.n - from, &cp);
		bool spaces = (cp >= 0x2000 && cp <= 0x200A) || cp == 0x1680 || cp == 0x205F || cp == 0x3000;
		REQUIRE(cp == ' ' || cp == '\t' || cp == '\n' || spaces);
	}
}

static void check_wrap(Str text, const WrapOptions *options)
{
	WrapLines lines = {0};
	REQUIRE(wrap_lines(text, options, &lines) == lines.n && lines.n > 0);
	size_t at = 0;
	for (size_t i = 0; i < lines.n; i++) {
		WrapLine line = lines.at[i];
		REQUIRE(i > 0 || line.from == 0);
		check_gap(text, at, line.from);
		at = line.to;
		REQUIRE(line.from <= line.to);
		REQUIRE(line.columns == utf8_columns(str_sub(text, line.from, line.to), options->ambiguous));
		REQUIRE(line.columns <= options->width + options->hang);
	}
	check_gap(text, at, text.n);
	free(lines.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint32_t widths[] = {2, 3, 7, 20, 60};
	Arena arena = {0};
	Str text = check_clean((Str){(const char *)data, size}, &arena);
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
		for (int kind = 0; kind < 4; kind++)
			check_wrap(text, &(WrapOptions){.width = widths[i], .ambiguous = 1 + kind % 2, .level = (WrapLevel)kind,
				.hang = kind & 2, .first_indent = kind == 3 ? 4 : 0});
	mem_arena_free(&arena);
	return 0;
}
