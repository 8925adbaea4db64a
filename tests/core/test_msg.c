#include "../../core/msg.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void line_is(const Msgs *msgs, size_t i, Lang lang, const char *text)
{
	Buf buf = {0};

	msg_line(&buf, msgs, &msgs->list.at[i], lang);
	cr_assert_str_eq(buf_cstr(&buf), text);
	buf_free(&buf);
}

Test(msg, a_line_names_file_place_level_and_cause_in_both_languages)
{
	Msgs msgs = {0};
	Pos pos = {12, 3, msg_file(&msgs, STR("beijing.yaml"))};

	msg_add(&msgs, MSG_theme_unknown, pos, STR("gird"), (Str){0}, (Str){0});
	line_is(&msgs, 0, LANG_EN,
		"beijing.yaml:12:3: error: no theme “gird” in the vocabulary; correct it or add it to themes");
	line_is(&msgs, 0, LANG_ZH, "beijing.yaml:12:3: error: 词表里没有主题“gird”；请改正，或加进 themes");
	msg_free(&msgs);
}

Test(msg, without_a_line_only_the_file_is_named)
{
	Msgs msgs = {0};

	msg_add(&msgs, MSG_yaml_empty, (Pos){.file = msg_file(&msgs, STR("a.yaml"))}, (Str){0}, (Str){0}, (Str){0});
	line_is(&msgs, 0, LANG_EN, "a.yaml: fatal: the file is empty; it should begin with schema: 1");
	msg_free(&msgs);
}

Test(msg, the_same_name_is_the_same_file)
{
	Msgs msgs = {0};

	cr_assert_eq(msg_file(&msgs, STR("a")), 0);
	cr_assert_eq(msg_file(&msgs, STR("b")), 1);
	cr_assert_eq(msg_file(&msgs, STR("a")), 0);
	msg_free(&msgs);
}

Test(msg, escapes_in_names_and_arguments_never_come_out)
{
	Msgs msgs = {0};
	Pos pos = {1, 1, msg_file(&msgs, STR("a\x1b]0;x\a\n.yaml"))};

	msg_add(&msgs, MSG_key_unknown, pos, STR("k\x1b[2J\u202e\ny"), STR("speech"), (Str){0});
	line_is(&msgs, 0, LANG_EN,
		"a�]0;x�?.yaml:1:1: warning: no key “k�[2J� y” in a speech; it was skipped");
	msg_free(&msgs);
}

Test(msg, long_arguments_are_cut_to_eighty_columns)
{
	Msgs msgs = {0};
	Buf longer = {0};

	buf_add_repeat(&longer, STR("长"), 1000);
	msg_add(&msgs, MSG_term_unknown, (Pos){0}, buf_str(&longer), (Str){0}, (Str){0});
	cr_assert_eq(msgs.list.at[0].args[0].n, 40 * strlen("长") + strlen("…"));
	buf_free(&longer);
	msg_free(&msgs);
}

Test(msg, past_the_limit_messages_are_counted_only)
{
	Msgs msgs = {.limit = 3};

	for (int i = 0; i < 10; i++)
		msg_add(&msgs, i % 2 ? MSG_key_unknown : MSG_key_missing, (Pos){0}, (Str){0}, (Str){0}, (Str){0});
	cr_assert_eq(msgs.list.n, 3u);
	cr_assert_eq(msgs.dropped, 7u);
	cr_assert_eq(msgs.count[MSG_ERROR], 5u);
	cr_assert_eq(msgs.count[MSG_WARNING], 5u);
	msg_free(&msgs);
}

Test(msg, sorting_is_by_place_and_stable)
{
	static const Pos PLACES[] = {{5, 1, 0}, {2, 9, 1}, {2, 9, 0}, {2, 1, 0}, {2, 9, 0}};
	Msgs msgs = {0};

	for (size_t i = 0; i < 5; i++)
		msg_add(&msgs, MSG_term_unknown, PLACES[i], (Str){&"01234"[i], 1}, (Str){0}, (Str){0});
	msg_sort(&msgs, 0);
	for (size_t i = 0; i < 5; i++)
		cr_assert_eq(msgs.list.at[i].args[0].s[0], "32401"[i]);
	msg_free(&msgs);
}

Test(msg, messages_can_be_taken_back_by_id)
{
	Msgs msgs = {0};

	msg_add(&msgs, MSG_key_missing, (Pos){0}, (Str){0}, (Str){0}, (Str){0});
	msg_add(&msgs, MSG_key_missing, (Pos){0}, (Str){0}, (Str){0}, (Str){0});
	msg_add(&msgs, MSG_key_unknown, (Pos){0}, (Str){0}, (Str){0}, (Str){0});
	msg_take_back(&msgs, 1, MSG_key_missing);
	cr_assert_eq(msgs.list.n, 2u);
	cr_assert_eq(msgs.list.at[1].id, MSG_key_unknown);
	cr_assert_eq(msgs.count[MSG_ERROR], 1u);
	msg_take_back(&msgs, 2, MSG_key_missing);
	cr_assert_eq(msgs.list.n, 2u);
	msg_free(&msgs);
}

/* Wording: the highest argument of both languages is the same, no full stop at the end, no straight quotes in
   Chinese. */
Test(msg, every_message_says_the_same_in_both_languages)
{
	for (int id = 0; id < MSG_ID_COUNT; id++) {
		Msg msg = {.id = (MsgId)id, .args = {STR("<0>"), STR("<1>"), STR("<2>"), STR("<3>")}};
		Buf texts[LANG_COUNT] = {{0}};

		for (int lang = 0; lang < LANG_COUNT; lang++) {
			msg_text(&texts[lang], &msg, (Lang)lang);
			cr_assert_gt(texts[lang].n, 0u, "%s", msg_name((MsgId)id));
			cr_assert_neq(texts[lang].s[texts[lang].n - 1], '.', "%s", msg_name((MsgId)id));
			cr_assert_not(str_ends(buf_str(&texts[lang]), STR("。")), "%s", msg_name((MsgId)id));
		}
		for (int i = 0; i < 4; i++) {
			char arg[4] = {'<', (char)('0' + i), '>', 0};

			cr_assert_eq(strstr(texts[0].s, arg) != NULL, strstr(texts[1].s, arg) != NULL, "%s argument %d",
				msg_name((MsgId)id), i);
		}
		buf_free(&texts[0]);
		buf_free(&texts[1]);
	}
}

Test(msg, joined_lists_keep_the_numbers_of_the_first_ones_files)
{
	Msgs all = {0}, first = {.limit = 1}, second = {0};
	Buf line = {0};
	uint16_t b;

	msg_file(&first, STR("a.yaml"));
	b = msg_file(&first, STR("b.yaml"));
	msg_add(&first, MSG_file_missing, (Pos){.file = b}, STR("b.yaml"), STR("gone"), (Str){0});
	msg_add(&first, MSG_file_missing, (Pos){.file = b}, STR("b.yaml"), STR("gone"), (Str){0});
	msg_add(&second, MSG_file_missing, (Pos){.line = 3, .col = 1, .file = msg_file(&second, STR("c.yaml"))},
		STR("c"), STR("gone"), (Str){0});
	msg_join(&all, &first);
	cr_assert_eq(all.files.n, 2);
	cr_assert_eq(all.list.at[0].pos.file, b);
	cr_assert_eq(all.dropped, 1);
	msg_join(&all, &second);
	cr_assert_eq(all.count[msg_level(MSG_file_missing)], 3);
	msg_line(&line, &all, &all.list.at[1], LANG_EN);
	cr_assert(str_starts(buf_str(&line), STR("c.yaml:3:1:")), "%s", buf_cstr(&line));
	buf_free(&line);
	msg_free(&first);
	msg_free(&second);
	msg_free(&all);
}
