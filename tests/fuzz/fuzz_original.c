/* Any bytes as a copy of the source of tests/data/original: no crash, and what is said to stand somewhere does. Run
   from the top. */
#include "../../core/load.h"
#include "../../core/original.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)

static const Corpus *corpus(void)
{
	static const char *const PATH[] = {"tests/data/original"};
	static Corpus *loaded;
	static Msgs msgs;

	if (!loaded)
		loaded = load_paths(PATH, 1, NULL, &msgs);
	REQUIRE(loaded);
	return loaded;
}

static bool between(Str text, uint32_t at)
{
	return at == text.n || (at < text.n && ((unsigned char)text.s[at] & 0xC0) != 0x80);
}

static void check_place(const Original *original, Span span, bool heading)
{
	Str bare = buf_str(&original->text.bare);
	Span place = original_place(original, span);
	Buf prose = {0};

	REQUIRE(place.from <= place.to && between(bare, place.from) && between(bare, place.to));
	original_add_prose(original, place, heading, &prose);
	REQUIRE(prose.n <= original->text.kept.n + 1);
	buf_free(&prose);
}

static void check_places(const Corpus *c, const Original *original)
{
	REQUIRE(original->percent <= 100);
	for (size_t i = 0; i < c->speeches.n; i++)
		check_place(original, c->speeches.at[i].title_span, true);
	for (size_t i = 0; i < c->sections.n; i++)
		check_place(original, c->sections.at[i].heading_span, true);
	for (size_t i = 0; i < c->measures.n; i++)
		check_place(original, c->measures.at[i].body.span, false);
	for (size_t i = 0; i < c->figures.n; i++)
		check_place(original, c->figures.at[i].span, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Original original = {0};
	Msgs msgs = {0};

	if (original_read(&original, corpus(), 0, (Str){(const char *)data, size}, STR("copy.txt"), &msgs))
		check_places(corpus(), &original);
	original_free(&original);
	msg_free(&msgs);
	return 0;
}
