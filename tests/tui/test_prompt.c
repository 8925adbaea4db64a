#include "../../tui/prompt.h"

#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void type(Prompt *prompt, Str text)
{
	for (uint32_t cp; text.n > 0;) {
		size_t n = utf8_decode(text.s, text.n, &cp);
		prompt_type(prompt, cp);
		text = str_sub(text, n, text.n);
	}
}

Test(prompt, backspace_takes_a_whole_character_with_its_marks)
{
	Prompt p = {0};
	type(&p, STR("减负e\u0301"));
	prompt_edit(&p, PROMPT_ERASE);
	cr_assert_str_eq(buf_cstr(&p.text), "减负");
	prompt_edit(&p, PROMPT_ERASE);
	cr_assert_str_eq(buf_cstr(&p.text), "减");
	prompt_free(&p);
}

Test(prompt, types_where_the_cursor_is)
{
	Prompt p = {0};
	type(&p, STR("减增效"));
	prompt_edit(&p, PROMPT_LEFT);
	prompt_edit(&p, PROMPT_LEFT);
	prompt_type(&p, 0x8D1F);
	cr_assert_str_eq(buf_cstr(&p.text), "减负增效");
	prompt_edit(&p, PROMPT_ERASE_AHEAD);
	cr_assert_str_eq(buf_cstr(&p.text), "减负效");
	prompt_free(&p);
}

Test(prompt, the_cursor_stands_in_the_cell_of_its_character)
{
	Prompt p = {0};
	Screen screen = {0};
	screen_resize(&screen, 30, 1);
	type(&p, STR("减负增效"));
	prompt_draw(&p, &screen, 0, 0, 30, STR("查找："));
	cr_assert_eq(screen.cursor_x, 6 + 8);
	prompt_edit(&p, PROMPT_LEFT);
	prompt_draw(&p, &screen, 0, 0, 30, STR("查找："));
	cr_assert_eq(screen.cursor_x, 6 + 6);
	prompt_free(&p);
	screen_free(&screen);
}

Test(prompt, a_long_text_is_shifted_so_that_the_cursor_is_seen)
{
	Prompt p = {0};
	Screen screen = {0};
	screen_resize(&screen, 20, 1);
	for (int i = 0; i < 40; i++)
		prompt_type(&p, 0x515A);
	prompt_draw(&p, &screen, 0, 0, 20, STR("查找："));
	cr_assert(screen.cursor_x > 6 && screen.cursor_x < 20);
	prompt_free(&p);
	screen_free(&screen);
}

Test(prompt, takes_no_control_characters_and_no_more_than_its_limit)
{
	Prompt p = {0};
	prompt_type(&p, 27);
	prompt_type(&p, KEYMAP_F1);
	cr_assert_eq(p.text.n, 0);
	prompt_type(&p, 0x202E);
	prompt_type(&p, 0x9B);
	cr_assert_str_eq(buf_cstr(&p.text), "\uFFFD\uFFFD", "hostile characters are seen, and never as they are");
	for (int i = 0; i < 1000; i++)
		prompt_type(&p, 0x515A);
	cr_assert_leq(p.text.n, PROMPT_LIMIT);
	prompt_free(&p);
}

Test(prompt, random_edits_leave_whole_characters)
{
	Prompt p = {0};
	srand(11);
	for (int i = 0; i < 20000; i++) {
		if (rand() % 2)
			prompt_type(&p, (Key[]){'a', 0x515A, 0x301, 0x1F468, 0x200D, ' '}[rand() % 6]);
		else
			prompt_edit(&p, (PromptEdit)(rand() % (PROMPT_EARLIER + 1)));
		cr_assert_leq(p.cursor, p.text.n);
		cr_assert_eq(utf8_valid_prefix(buf_str(&p.text)), p.text.n);
		cr_assert_eq(utf8_valid_prefix(str_sub(buf_str(&p.text), 0, p.cursor)), p.cursor);
	}
	prompt_free(&p);
}
