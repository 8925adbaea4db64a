#include "prompt.h"

#include "../core/utf8.h"

#include <string.h>

static void splice(Prompt *p, size_t from, size_t to)
{
	memmove(p->text.s + from, p->text.s + to, p->text.n - to);
	p->text.n -= to - from;
	p->text.s[p->text.n] = 0;
	p->cursor = from;
}

static size_t behind(const Prompt *p, size_t at)
{
	return at + utf8_cluster(str_sub(buf_str(&p->text), at, p->text.n), 1, NULL);
}

static size_t before(const Prompt *p, size_t at)
{
	size_t from = 0;
	for (size_t next = 0; next < at; next = behind(p, next))
		from = next;
	return from;
}

static size_t before_word(const Prompt *p, size_t at)
{
	while (at > 0 && p->text.s[at - 1] == ' ')
		at--;
	while (at > 0 && p->text.s[at - 1] != ' ')
		at--;
	return at;
}

static size_t limit(const Prompt *p)
{
	return p->limit > 0 ? p->limit : PROMPT_LIMIT;
}

void prompt_insert(Prompt *p, Str text)
{
	if (p->text.n + text.n > limit(p))
		return;
	Buf all = {0};
	buf_add(&all, str_sub(buf_str(&p->text), 0, p->cursor));
	buf_add(&all, text);
	size_t cursor = all.n;
	buf_add(&all, str_sub(buf_str(&p->text), p->cursor, p->text.n));
	buf_free(&p->text);
	p->text = all;
	p->cursor = cursor;
}

void prompt_type(Prompt *p, Key key)
{
	Buf one = {0};
	if (key < ' ' || key >= KEYMAP_UP)
		return;
	buf_add_codepoint(&one, utf8_is_hostile(key) ? UTF8_REPLACEMENT : key);
	prompt_insert(p, buf_str(&one));
	buf_free(&one);
}

void prompt_edit(Prompt *p, PromptEdit edit)
{
	if (p->text.n == 0)
		return;
	switch (edit) {
	case PROMPT_ERASE: splice(p, before(p, p->cursor), p->cursor); break;
	case PROMPT_ERASE_AHEAD: splice(p, p->cursor, behind(p, p->cursor)); break;
	case PROMPT_ERASE_WORD: splice(p, before_word(p, p->cursor), p->cursor); break;
	case PROMPT_ERASE_ALL: splice(p, 0, p->text.n); break;
	case PROMPT_LEFT: p->cursor = before(p, p->cursor); break;
	case PROMPT_RIGHT: p->cursor = behind(p, p->cursor); break;
	case PROMPT_HOME: p->cursor = 0; break;
	case PROMPT_END: p->cursor = p->text.n; break;
	case PROMPT_EARLIER: case PROMPT_LATER: break;
	}
}

void prompt_set(Prompt *p, Str text)
{
	Buf copy = {0};
	buf_add(&copy, str_sub(text, 0, limit(p)));
	buf_free(&p->text);
	p->text = copy;
	p->cursor = copy.n;
}

void prompt_free(Prompt *p)
{
	buf_free(&p->text);
	*p = (Prompt){0};
}

void prompt_draw(const Prompt *p, Screen *screen, int x, int y, int columns, Str label)
{
	Rect row = {x, y, columns, 1};
	int from = screen_put(screen, row, x, y, label, STYLE_KEY), room = x + columns - from - 1;
	Str text = buf_str(&p->text), head = str_sub(text, 0, p->cursor);
	size_t skip = 0;
	while (room > 0 && (int)utf8_columns(str_sub(head, skip, head.n), screen->ambiguous) > room)
		skip = behind(p, skip);
	row.x = from;
	row.width = x + columns - from;
	int at = screen_put(screen, row, from, y, str_sub(head, skip, head.n), STYLE_INPUT);
	screen_put(screen, row, at, y, str_sub(text, head.n, text.n), STYLE_INPUT);
	screen_cursor(screen, at < x + columns ? at : x + columns - 1, y);
}
