#include "import_sentence.h"

#include "utf8.h"

#define W(word) STR_ROW(word)

/* Bytes of a mark that ends a sentence at s, with the closing marks behind it; 0: none. *soft: ；or ：, which end one
   only where a mark follows. */
static size_t end_at(Str text, size_t at, bool *soft)
{
	static const Str HARD[] = {W("。"), W("！"), W("？")}, SOFT[] = {W("；"), W("：")};
	static const Str CLOSE[] = {W("”"), W("’"), W("）"), W("》")};
	Str rest = str_sub(text, at, at + 40);
	unsigned char c = (unsigned char)rest.s[0];
	size_t n = 0;

	*soft = c == ';' || c == ':';
	if (c < 0x80)
		n = *soft || c == '!' || c == '?';
	else if (c == 0xE3 || c == 0xEF)
		for (size_t i = 0; i < 3 && !n; i++) {
			n = str_starts(rest, HARD[i]) ? 3 : 0;
			if (!n && i < 2 && str_starts(rest, SOFT[i])) {
				n = 3;
				*soft = true;
			}
		}
	for (size_t i = 0; n && !*soft && i < 4; i++)
		if (str_starts(str_sub(rest, n, rest.n), CLOSE[i])) {
			n += 3;
			i = (size_t)-1;
		}
	return n;
}

/* A half-width full stop ends a sentence between Chinese words: what stands before it is a Han character, a sign of per
   cent, a Latin word or a closing mark, and behind it a Han character or a mark that opens. */
static size_t stop_at(Str text, size_t from, size_t at)
{
	char before = at > from ? text.s[at - 1] : ' ';
	bool ends = (unsigned char)before >= 0x80 || before == '%' || before == '"' || before == ')' ||
		(before >= 'a' && before <= 'z');
	Str rest = str_sub(text, at + 1, text.n);

	return text.s[at] == '.' && ends && (!rest.n || utf8_at_han(rest.s, rest.n) || rest.s[0] == '"' ||
		str_starts(rest, STR("“")) || str_starts(rest, STR("《")));
}

static void begin(ImportSentences *out, Str bare, uint32_t at, const ImportBreak *gap)
{
	ImportSentence s = {.from = at, .to = (uint32_t)bare.n, .depth = -1, .paragraph = gap != NULL};

	if (gap) {
		s.markup = gap->markup;
		s.level = gap->level;
	}
	import_mark_read(str_sub(bare, at, bare.n), s.paragraph, &s.mark);
	MEM_PUSH(out, s);
}

static bool marks_inline(Str rest)
{
	ImportMark mark;

	return import_mark_read(rest, false, &mark) &&
		(import_mark_is_word(mark.kind) || mark.kind == IMPORT_MARK_CIRCLE || mark.kind == IMPORT_MARK_NUM_PAREN);
}

/* The break that begins a paragraph at `at`, if one does; *next moves behind the breaks up to there. */
static const ImportBreak *paragraph_at(const ImportText *text, uint32_t at, size_t *next)
{
	const ImportBreak *found = NULL;

	for (; *next < text->breaks.n && text->breaks.at[*next].at <= at; ++*next)
		if (text->breaks.at[*next].at == at && text->breaks.at[*next].gap >= IMPORT_LINE)
			found = &text->breaks.at[*next];
	return found;
}

void import_sentence_read(const ImportText *text, uint32_t from, uint32_t to, ImportSentences *out)
{
	static const ImportBreak BEGINNING = {.gap = IMPORT_LINE};
	Str bare = str_sub(buf_str(&text->bare), 0, to);
	size_t next = import_text_break(text, from), first = out->n;
	bool fresh = true, soft;

	for (uint32_t at = from; at < to;) {
		const ImportBreak *gap = next < text->breaks.n && text->breaks.at[next].at <= at ? paragraph_at(text, at, &next)
			: NULL;
		size_t n;

		if (gap || fresh) {
			if (out->n > first)
				out->at[out->n - 1].to = at;
			begin(out, bare, at, gap || at > from ? gap : &BEGINNING);
		}
		if (utf8_at_han(bare.s + at, to - at)) {
			at += 3;
			fresh = false;
			continue;
		}
		n = end_at(bare, at, &soft);
		n = n ? n : stop_at(bare, from, at);
		at += n ? (uint32_t)n : 1;
		out->at[out->n - 1].ends = n && !soft ? true : n ? false : out->at[out->n - 1].ends;
		fresh = n && at < to && (!soft || marks_inline(str_sub(bare, at, to)));
	}
	for (size_t i = first; i < out->n; i++)
		out->at[i].alone = out->at[i].paragraph && (i + 1 == out->n || out->at[i + 1].paragraph);
}

/* A mark that is 1 counts only where a 2 follows before the next 1 of its kind. */
static bool has_second(const ImportSentences *s, size_t at, size_t to)
{
	const ImportMark *first = &s->at[at].mark;

	for (size_t i = at + 1; i < to; i++) {
		const ImportMark *mark = &s->at[i].mark;

		if (mark->kind != first->kind)
			continue;
		return mark->kind == IMPORT_MARK_DASH || mark->number == 2 || mark->number == IMPORT_MARK_LAST;
	}
	return false;
}

typedef struct Row { ImportMarkKind kind; uint32_t number; size_t last; } Row;

#define ROWS 8

static bool continues(const Row *row, const ImportMark *mark)
{
	return mark->kind == IMPORT_MARK_DASH || mark->number == row->number + 1 || mark->number == row->number + 2 ||
		(mark->number == IMPORT_MARK_LAST && row->number != IMPORT_MARK_LAST);
}

void import_sentence_rows(ImportSentences *s, size_t from, size_t to, ImportMarkKind but, ImportFollows *follows,
	const void *data)
{
	Row rows[ROWS];
	int depth = 0;

	for (size_t i = from; i < to; i++) {
		ImportSentence *one = &s->at[i];
		int d = depth - 1;
		bool fresh = one->mark.number == 1;

		one->depth = -1;
		one->begins_row = false;
		if (one->mark.kind == IMPORT_MARK_NONE || one->mark.kind == but)
			continue;
		while (d >= 0 && rows[d].kind != one->mark.kind)
			d--;
		if (d >= 0 && !continues(&rows[d], &one->mark) && !(fresh && has_second(s, i, to)))
			continue;
		if (d < 0) {
			if (one->mark.kind == IMPORT_MARK_DASH ? !has_second(s, i, to) : !fresh || !has_second(s, i, to))
				continue;
			/* Words end where a number at the start of a paragraph begins. */
			while (depth && import_mark_is_word(rows[depth - 1].kind) && !import_mark_is_word(one->mark.kind) &&
				one->paragraph && one->mark.kind != IMPORT_MARK_CIRCLE && one->mark.kind != IMPORT_MARK_DASH)
				depth--;
			if (depth && follows && follows(data, rows[depth - 1].last, i))
				depth--;
			d = depth < ROWS ? depth : ROWS - 1;
			fresh = true;
		}
		one->begins_row = fresh;
		one->depth = (int8_t)d;
		rows[d] = (Row){one->mark.kind, one->mark.number, i};
		depth = d + 1;
	}
}

Str import_sentence_words(const ImportText *text, const ImportSentence *sentence)
{
	Str words = str_sub(buf_str(&text->bare), sentence->from + sentence->mark.bytes, sentence->to);
	static const Str ENDS[] = {W("。"), W("；"), W("："), W("！"), W("？")};

	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
		if (str_ends(words, ENDS[i]))
			return str_sub(words, 0, words.n - 3);
	return str_ends(words, STR(".")) ? str_sub(words, 0, words.n - 1) : words;
}
