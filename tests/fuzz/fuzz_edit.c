/* A change of any YAML: the first byte says which, the next which node, the rest is the file. What comes out is YAML
   again and says what was meant; nothing comes out where it could not be done. */
#include "../../core/edit.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) do { if (!(condition)) abort(); } while (0)

static const Str WORDS[] = {STR_ROW("网格"), STR_ROW("a: b # c"), STR_ROW("- [x"), STR_ROW("“两委”\n二"), STR_ROW("")};

#define WORD(choice) WORDS[(choice) / 8 % (sizeof WORDS / sizeof *WORDS)]

static void set_text(Edit *edit, uint32_t node, uint8_t choice)
{
	edit_set_text(edit, node, "label", NULL, WORD(choice));
}

static void set_behind(Edit *edit, uint32_t node, uint8_t choice)
{
	edit_set_text(edit, node, "gloss", "name", WORD(choice));
}

static void set_value(Edit *edit, uint32_t node, uint8_t choice)
{
	edit_set_value(edit, node, "span", "label", choice % 2 ? STR("[1, 2]") : STR("7"));
}

static void set_names(Edit *edit, uint32_t node, uint8_t choice)
{
	edit_set_names(edit, node, "themes", "label", WORDS, choice / 8 % 4);
}

static void remove_key(Edit *edit, uint32_t node, uint8_t choice)
{
	(void)choice;
	edit_remove_key(edit, node, "label");
}

static void remove_item(Edit *edit, uint32_t node, uint8_t choice)
{
	edit_remove_item(edit, node, choice / 8 % 4);
}

static void insert_item(Edit *edit, uint32_t node, uint8_t choice)
{
	if (edit_count(edit, node))
		edit_insert_item(edit, node, choice / 8 % 4, STR("- {label: 新的}"));
}

static void read_item(Edit *edit, uint32_t node, uint8_t choice)
{
	Str item = edit_count(edit, node) > choice / 8u % 4 ? edit_item_bytes(edit, node, choice / 8 % 4) : (Str){0};

	REQUIRE(item.n <= edit->bytes.n);
}

static void (*const CHANGES[])(Edit *, uint32_t, uint8_t) = {
	set_text, set_behind, set_value, set_names, remove_key, remove_item, insert_item, read_item,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Edit edit = {0}, again = {0};
	Buf out = {0};

	if (size > 2 && edit_open(&edit, (Str){(const char *)data + 2, size - 2})) {
		uint32_t node = (uint32_t)(data[1] % edit.nodes.n);
		bool map = edit.nodes.at[node].kind == DOCUMENT_MAP, list = edit.nodes.at[node].kind == DOCUMENT_LIST;
		uint8_t change = data[0] % 8;

		if (change < 5 ? map : list)
			CHANGES[change](&edit, node, data[0]);
		if (edit_finish(&edit, &out))
			REQUIRE(edit_open(&again, buf_str(&out)));
		else
			REQUIRE(!out.n);
		edit_close(&again);
	}
	edit_close(&edit);
	buf_free(&out);
	return 0;
}
