#include "import_text.h"

#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define NOTE_BYTES 200

void import_text_note(ImportLog *log, ImportAct act, uint32_t line, uint32_t times, Str text, Str reason)
{
	ImportNote note = {act, line, times, str_sub(text, 0, NOTE_BYTES), reason, UINT32_MAX};
	uint32_t cp;

	/* Cut between characters. */
	while (note.text.n < text.n && note.text.n && ((unsigned char)text.s[note.text.n] & 0xC0) == 0x80)
		note.text.n--;
	if (note.text.n && note.text.n < text.n && !utf8_decode(text.s, text.n, &cp))
		note.text.n = 0;
	note.text = str_keep(note.text, &log->arena);
	MEM_PUSH(&log->notes, note);
}

void import_text_log_free(ImportLog *log)
{
	free(log->notes.at);
	mem_arena_free(&log->arena);
	*log = (ImportLog){0};
}

void import_text_free(ImportText *text)
{
	buf_free(&text->bare);
	buf_free(&text->kept);
	free(text->breaks.at);
	*text = (ImportText){0};
}

size_t import_text_break(const ImportText *text, uint32_t at)
{
	size_t low = 0, high = text->breaks.n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (text->breaks.at[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static uint32_t before(Str text, size_t at)
{
	size_t start = at;
	uint32_t cp = 0;

	while (start > 0 && at - start < 4 && ((unsigned char)text.s[--start] & 0xC0) == 0x80)
		;
	if (start < at)
		utf8_decode(text.s + start, at - start, &cp);
	return cp;
}

static bool is_latin(uint32_t cp)
{
	return cp < 0x2E80 && cp > ' ' && !utf8_is_cjk(cp);
}

/* A number that was wrapped is one: 4 | .8, 1 | 500. */
static bool is_numeral(uint32_t cp)
{
	return (cp >= '0' && cp <= '9') || cp == '.' || cp == ',' || cp == '%';
}

static bool wants_blank(Str bare, const ImportBreak *gap)
{
	uint32_t after = 0, left = before(bare, gap->at);

	if (gap->at < bare.n)
		utf8_decode(bare.s + gap->at, bare.n - gap->at, &after);
	if (gap->gap == IMPORT_SPACE)
		return true;
	return is_latin(left) && is_latin(after) && left != '-' && !(is_numeral(left) && is_numeral(after));
}

void import_text_prose(const ImportText *text, uint32_t from, uint32_t to, Buf *out)
{
	Str bare = buf_str(&text->bare);
	uint32_t at = from;

	for (size_t i = import_text_break(text, from); i < text->breaks.n && text->breaks.at[i].at < to; i++) {
		const ImportBreak *gap = &text->breaks.at[i];

		if (gap->at <= from)
			continue;
		buf_add(out, str_sub(bare, at, gap->at));
		if (wants_blank(bare, gap))
			buf_add_char(out, ' ');
		at = gap->at;
	}
	buf_add(out, str_sub(bare, at, to));
}
