/* Any bytes as a compilation, as text, HTML or Markdown: no crash, no hang; units in order, inside the text and cut
   between characters; what is written is YAML that loads. */
#include "../../core/import.h"
#include "../../core/load.h"
#include "../../core/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)

static bool between(Str text, uint32_t at)
{
	return at == text.n || ((unsigned char)text.s[at] & 0xC0) != 0x80;
}

static void check_outline(const Import *import)
{
	Str bare = buf_str(&import->text.bare);
	uint32_t reached = 0;

	REQUIRE(utf8_valid_prefix(bare) == bare.n);
	for (size_t i = 0; i < import->outline.measures.n; i++) {
		const ImportMeasure *m = &import->outline.measures.at[i];

		REQUIRE(m->from >= reached && m->from <= m->body && m->body <= m->to && m->to <= bare.n);
		REQUIRE(between(bare, m->from) && between(bare, m->body) && between(bare, m->to));
		reached = m->to;
	}
}

static void check_files(const ImportFiles *files)
{
	for (size_t i = 0; i < files->n; i++) {
		Msgs msgs = {0};

		if (str_eq(files->at[i].name, STR("themes.yaml"))) {
			Corpus *corpus = load_memory(buf_str(&files->at[i].text), STR("themes.yaml"), NULL, &msgs);

			REQUIRE(corpus && !msgs.count[MSG_FATAL]);
			corpus_free(corpus);
		} else if (str_ends(files->at[i].name, STR(".yaml")) && !str_eq(files->at[i].name, STR("corpus.yaml"))) {
			Corpus *corpus = load_memory(buf_str(&files->at[i].text), STR("part.yaml"), NULL, &msgs);

			REQUIRE(corpus && !msgs.count[MSG_FATAL]);
			corpus_free(corpus);
		}
		msg_free(&msgs);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const Str NAMES[] = {{"a.txt", 5}, {"a.html", 6}, {"a.md", 4}};
	Import import = {0};
	ImportFiles files = {0};
	Msgs msgs = {0};
	ImportInput input = {{(const char *)data, size}, NAMES[size % 3]};

	if (import_run(&input, 1, &(ImportOptions){0}, &import, &msgs)) {
		check_outline(&import);
		import_write(&import, &(ImportOptions){0}, &files);
		check_files(&files);
	}
	import_files_free(&files);
	import_free(&import);
	msg_free(&msgs);
	return 0;
}
