/* The marks in a comparison: read and paired in slices between the keys, what is in sight first. */
#include "app.h"
#include "view_compare.h"

#define SLICE (64 * 1024) /* bytes of text that are read for marks before a key may come: a few milliseconds */
#define PAIR_SLICE 1000000 /* and tokens that are held against each other */

bool view_compare_is_marking(const Compare *c)
{
	return c->marks.terms && compare_marks_percent(&c->marks, c->mode) < 100;
}

static void say_differences(App *app, const Compare *c)
{
	app_say(app, c->marks.pairs.pairs.n > 0 ? WORD_differences : WORD_no_differences, (Str){0});
}

/* A slice of what the mode needs; true while there is more. */
static bool read_some(Compare *c)
{
	return compare_marks_read(&c->marks, SLICE)
		|| (c->mode == COMPARE_DIFFERENT && compare_pairs_go(&c->marks.pairs, PAIR_SLICE));
}

/* Texts are read for what they have in common when the reader first asks for it, those in sight first. */
void view_compare_take_marks(App *app, Compare *c)
{
	if (c->mode == COMPARE_DIFFERENT && c->comparison.columns != 2)
		c->mode = COMPARE_COMMON;
	if (c->mode != COMPARE_PLAIN && !c->marks.terms) {
		compare_marks_open(&c->marks, app->corpus, &c->comparison, c->lang, c->together.top.block);
		read_some(c);
	}
	if (view_compare_is_marking(c) && app->slices == 0)
		app->slices = 1;
}

bool view_compare_work(App *app, void *state)
{
	Compare *c = state;
	if (!view_compare_is_marking(c) || read_some(c))
		return view_compare_is_marking(c);
	if (c->mode == COMPARE_DIFFERENT)
		say_differences(app, c);
	return false;
}

/* Esc leaves the marks that need more reading. */
void view_compare_cancel(App *app, void *state)
{
	Compare *c = state;
	if (!view_compare_is_marking(c))
		return;
	c->mode = COMPARE_PLAIN;
	compare_marks_close(&c->marks);
	app->slices = 0;
	app_say(app, WORD_unmarked_text, (Str){0});
}

/* The next kind of marks; what differs can be told of two columns only. */
void view_compare_mark(App *app, Compare *c)
{
	Buf terms = {0};
	c->mode = (CompareMode)((c->mode + 1) % COMPARE_MODE_COUNT);
	if (c->mode == COMPARE_DIFFERENT && c->comparison.columns != 2)
		c->mode = COMPARE_PLAIN;
	view_compare_take_marks(app, c);
	if (c->mode == COMPARE_PLAIN)
		app_say(app, WORD_unmarked_text, (Str){0});
	else if (c->mode == COMPARE_DIFFERENT && !read_some(c))
		say_differences(app, c);
	else if (c->mode == COMPARE_DIFFERENT)
		return;
	else if (compare_marks_add_terms(&c->marks, &terms) > 0)
		app_say(app, WORD_common_terms, buf_str(&terms));
	else
		app_say(app, WORD_common, (Str){0});
	buf_free(&terms);
}
