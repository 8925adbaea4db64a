#include "../../tui/keymap.h"
#include "../../tui/words.h"

#include <criterion/criterion.h>
#include <string.h>

/* Every {name} that is left when the reader's keys are in it. */
Test(words, names_in_braces_are_actions_or_numbers)
{
	for (Word word = 0; word < WORD_COUNT; word++)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			Buf text = {0};

			keymap_fill(&text, &KEYMAP_STANDARD, words_get(word, (Lang)lang), (Lang)lang);
			for (const char *at = buf_cstr(&text); (at = strchr(at, '{')); at++)
				cr_assert((at[1] == '0' || at[1] == '1') && at[2] == '}', "%s", buf_cstr(&text));
			buf_free(&text);
		}
}

Test(words, both_languages_name_the_same_keys)
{
	for (Word word = 0; word < WORD_COUNT; word++) {
		Str zh = words_get(word, LANG_ZH), en = words_get(word, LANG_EN);

		for (Action a = 0; a < ACTION_COUNT; a++) {
			Buf name = {0};

			buf_add_char(&name, '{');
			buf_add(&name, str_of(keymap_row(a)->id));
			buf_add_char(&name, '}');
			cr_assert_eq(str_find(zh, buf_str(&name), 0) >= 0, str_find(en, buf_str(&name), 0) >= 0, "%s in “%.*s”",
				buf_cstr(&name), (int)en.n, en.s);
			buf_free(&name);
		}
	}
}

Test(words, a_sentence_names_the_key_that_the_action_has)
{
	Keymap map = KEYMAP_STANDARD;
	Buf text = {0};

	map.keys[ACTION_find] = "w ^F";
	map.keys[ACTION_help] = "SPACE";
	keymap_fill(&text, &map, STR("{find}, {help}, {0}, {nothing}, {"), LANG_ZH);
	cr_assert_str_eq(buf_cstr(&text), "w, 空格, {0}, {nothing}, {");
	buf_free(&text);
}

Test(words, a_text_is_filled_in_once)
{
	Buf text = {0};

	words_fill(&text, STR("{1}-{0}-{0}"), STR("{1}"), STR("b"));
	cr_assert_str_eq(buf_cstr(&text), "b-{1}-{1}");
	buf_free(&text);
}
