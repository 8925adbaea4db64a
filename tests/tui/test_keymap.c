#include "../../tui/keymap.h"

#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

static const Context CONTEXTS[] = {
	CONTEXT_LIST, CONTEXT_TEXT, CONTEXT_COMPARE, CONTEXT_INFO, CONTEXT_HELP, CONTEXT_PROMPT,
	CONTEXT_CHOICE, CONTEXT_NOTE, CONTEXT_LINES, CONTEXT_EXPORT, CONTEXT_ASK};
#define CONTEXT_COUNT (sizeof CONTEXTS / sizeof *CONTEXTS)

static bool has(Action action, Key key)
{
	const char *names = KEYMAP_STANDARD.keys[action];
	for (Key k; (k = keymap_next(&names)) != KEYMAP_NONE;)
		if (k == key)
			return true;
	return false;
}

Test(keymap, no_key_means_two_things_in_one_context)
{
	for (Action a = 0; a < ACTION_COUNT; a++)
		for (Action b = a + 1; b < ACTION_COUNT; b++) {
			if (!(keymap_row(a)->contexts & keymap_row(b)->contexts))
				continue;
			const char *names = KEYMAP_STANDARD.keys[a];
			for (Key key; (key = keymap_next(&names)) != KEYMAP_NONE;)
				cr_assert(!has(b, key), "%s and %s share a key", keymap_row(a)->id, keymap_row(b)->id);
		}
}

Test(keymap, every_action_is_explained_in_both_languages)
{
	for (Action a = 0; a < ACTION_COUNT; a++) {
		const ActionRow *row = keymap_row(a);
		cr_assert(row->help[LANG_ZH][0] && row->help[LANG_EN][0], "%s has no help", row->id);
		cr_assert_eq(!row->hint[LANG_ZH][0], !row->hint[LANG_EN][0], "%s has a hint in one language only", row->id);
		cr_assert_eq(row->rank > 0, row->hint[LANG_ZH][0] != 0,
			"%s has a hint without a rank, or a rank without a hint", row->id);
		for (const char *p = row->help[LANG_EN]; *p; p++)
			cr_assert((unsigned char)*p < 0x80, "the English help of %s is not plain", row->id);
	}
}

Test(keymap, every_letter_key_has_a_twin_without_letters)
{
	for (Action a = 0; a < ACTION_COUNT; a++) {
		bool letter = false, other = false;
		const char *names = KEYMAP_STANDARD.keys[a];
		for (Key key; (key = keymap_next(&names)) != KEYMAP_NONE;)
			*(key < 0x80 && isalpha((int)key) ? &letter : &other) = true;
		/* What that one does has twins in forward and language. */
		cr_assert(!letter || other || a == ACTION_onward, "%s can be reached by a letter only", keymap_row(a)->id);
	}
}

Test(keymap, every_action_is_found_by_each_of_its_keys)
{
	for (Action a = 0; a < ACTION_COUNT; a++)
		for (size_t i = 0; i < CONTEXT_COUNT; i++) {
			const char *names = KEYMAP_STANDARD.keys[a];
			for (Key key; (keymap_row(a)->contexts & CONTEXTS[i]) && (key = keymap_next(&names)) != KEYMAP_NONE;)
				cr_assert(keymap_is_text(CONTEXTS[i], key) || keymap_find(&KEYMAP_STANDARD, CONTEXTS[i], key) == a);
		}
}

Test(keymap, an_input_method_left_on_does_no_harm)
{
	cr_assert_eq(keymap_find(&KEYMAP_STANDARD, CONTEXT_TEXT, 0x3001), ACTION_find);          /* 、 */
	cr_assert_eq(keymap_find(&KEYMAP_STANDARD, CONTEXT_TEXT, 0xFF1F), ACTION_help);          /* ？ */
	cr_assert_eq(keymap_find(&KEYMAP_STANDARD, CONTEXT_LIST, 0x3010), ACTION_previous_unit); /* 【 */
	cr_assert_eq(keymap_find(&KEYMAP_STANDARD, CONTEXT_LIST, 0x300B), ACTION_next_hit);      /* 》 */
	cr_assert_eq(keymap_find(&KEYMAP_STANDARD, CONTEXT_LIST, 0xFF13), ACTION_axis_measures); /* ３ */
	cr_assert_eq(keymap_find(&KEYMAP_STANDARD, CONTEXT_LIST, 0xFF4A), ACTION_down);          /* ｊ */
	cr_assert_eq(keymap_find(&KEYMAP_STANDARD, CONTEXT_PROMPT, 0xFF1F), ACTION_COUNT, "in a text field it is text");
	cr_assert(keymap_is_text(CONTEXT_PROMPT, 0xFF1F));
}

Test(keymap, help_and_back_are_the_last_hints_to_go)
{
	for (size_t columns = 16; columns < 160; columns++)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			Hint hints[32];
			size_t n = keymap_hints(&KEYMAP_STANDARD, CONTEXT_LIST, HINT_MARKED | HINT_HITS, (Lang)lang, columns, 1,
				hints, 32);
			cr_assert_geq(n, 1);
			cr_assert_eq(hints[n - 1].action, ACTION_back);
			cr_assert(
				n < 2 || hints[n - 2].action == ACTION_help, "help goes after everything else at %zu columns", columns);
		}
}

Test(keymap, hints_wait_for_what_they_need)
{
	Hint hints[32];
	size_t n = keymap_hints(&KEYMAP_STANDARD, CONTEXT_LIST, 0, LANG_ZH, 1000, 1, hints, 32);
	for (size_t i = 0; i < n; i++)
		cr_assert(hints[i].action != ACTION_compare && hints[i].action != ACTION_next_hit);
	n = keymap_hints(&KEYMAP_STANDARD, CONTEXT_LIST, HINT_MARKED, LANG_ZH, 1000, 1, hints, 32);
	bool found = false;
	for (size_t i = 0; i < n; i++)
		found |= hints[i].action == ACTION_compare;
	cr_assert(found);
}

Test(keymap, the_card_names_every_action_and_keeps_its_width)
{
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		Buf card = {0};
		keymap_write_card(&card, &KEYMAP_STANDARD, (Lang)lang, 60);
		for (Str rest = buf_str(&card), line; str_split(&rest, '\n', &line);)
			cr_assert_leq(utf8_columns(line, 1), 60, "%.*s", (int)line.n, line.s);
		buf_clear(&card);
		keymap_write_card(&card, &KEYMAP_STANDARD, (Lang)lang, 0);
		for (Action a = 0; a < ACTION_COUNT; a++)
			cr_assert(str_find(buf_str(&card), str_of(keymap_row(a)->help[lang]), 0) >= 0, "%s is missing",
				keymap_row(a)->id);
		buf_free(&card);
	}
}
