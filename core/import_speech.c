#include "import_speech.h"

#include "import_line.h"
#include "import_mark.h"
#include "utf8.h"

#include <stdlib.h>

#define W(word) STR_ROW(word)
#define TITLE_CHARS 60
#define TITLE_LINES 5

typedef struct Para {
	uint32_t from, to;
	uint32_t turn; /* bytes of 某某：at its start, 0: none */
	uint8_t gap, markup, level;
	bool speaker, host, title; /* title: it could be a line of one */
} Para;

typedef CORPUS_VEC(Para) Paras;

static Str of(const ImportText *text, uint32_t from, uint32_t to)
{
	return str_sub(buf_str(&text->bare), from, to);
}

/* Who is named before the first colon: a speaker, or the host of a dialogue. */
static void find_turn(Str text, Para *para)
{
	static const Str HOSTS[] = {W("主持人"), W("记者"), W("问"), W("提问"), W("与会者"), W("旁白")};
	Str start = str_sub(text, 0, 120);
	ptrdiff_t wide = str_find(start, STR("："), 0), half = str_find(start, STR(":"), 0);
	ptrdiff_t at = wide >= 0 && (half < 0 || wide < half) ? wide : half;
	Str name = at > 0 ? str_sub(start, 0, (size_t)at) : (Str){0};

	if (!name.n)
		return;
	for (size_t i = 0; i < sizeof HOSTS / sizeof *HOSTS; i++)
		para->host = para->host || str_eq(name, HOSTS[i]);
	if (para->host || import_line_is_speaker(name))
		para->turn = (uint32_t)at + (at == wide ? 3 : 1);
}

static bool could_be_title(Str text)
{
	static const Str NEVER[] = {W("；"), W("："), W(":"), W("，"), W(",")};

	for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
		if (str_ends(text, NEVER[i]))
			return false;
	return text.n && text.n <= TITLE_CHARS * 4 && utf8_count(text) <= TITLE_CHARS &&
		str_find(text, STR("。"), 0) < 0 && !import_line_is_numbered(text) && !import_line_is_date(text);
}

static Paras read_paras(const ImportText *text)
{
	Paras paras = {0};

	for (size_t i = 0; i < text->breaks.n; i++) {
		const ImportBreak *gap = &text->breaks.at[i];
		Para para = {.from = gap->at, .to = (uint32_t)text->bare.n, .gap = gap->gap, .markup = gap->markup,
			.level = gap->level};

		if (gap->gap < IMPORT_LINE)
			continue;
		if (paras.n)
			paras.at[paras.n - 1].to = gap->at;
		MEM_PUSH(&paras, para);
	}
	for (size_t i = 0; i < paras.n; i++) {
		Para *para = &paras.at[i];
		Str all = of(text, para->from, para->to);

		para->speaker = import_line_is_speaker(all);
		para->title = !para->speaker && could_be_title(all);
		if (!para->speaker)
			find_turn(all, para);
	}
	return paras;
}

/* Bytes of what follows the last sentence of a paragraph, where that is short enough to be a title. */
static uint32_t tail_of(Str para)
{
	static const Str ENDS[] = {W("。"), W("！"), W("？")};
	size_t last = 0;

	for (size_t i = 0; i < 3; i++)
		for (ptrdiff_t at = str_find(para, ENDS[i], para.n > 400 ? para.n - 400 : 0); at >= 0;
			at = str_find(para, ENDS[i], (size_t)at + 3))
			last = (size_t)at + 3 > last ? (size_t)at + 3 : last;
	while (last && (str_starts(str_sub(para, last, para.n), STR("”")) || str_starts(str_sub(para, last, para.n),
		STR("’"))))
		last += 3;
	return last && could_be_title(str_sub(para, last, para.n)) ? (uint32_t)(para.n - last) : 0;
}

/* Index of the first paragraph of the title that ends before paragraph `at`; *from gets its first byte. */
static size_t title_before(const ImportText *text, const Paras *paras, size_t at, size_t limit, uint32_t *from)
{
	size_t first = at;
	const Para *before;

	while (first > limit && at - first < TITLE_LINES && paras->at[first - 1].title &&
		(first == at || paras->at[first].gap != IMPORT_BLANK))
		first--;
	*from = paras->at[first].from;
	if (first > limit && (first == at || paras->at[first].gap < IMPORT_BLANK)) {
		before = &paras->at[first - 1];
		if (!before->speaker && !before->title && !before->markup)
			*from -= tail_of(of(text, before->from, before->to));
	}
	return first;
}

static size_t next_speaker(const Paras *paras, size_t from)
{
	while (from < paras->n && !paras->at[from].speaker)
		from++;
	return from;
}

/* Signed at the foot: text before the first signature, none behind the last. */
static bool is_signed(const Paras *paras)
{
	size_t first = next_speaker(paras, 0), last = paras->n, prose = 0, feet = 0, heads = 0;

	while (last && !paras->at[last - 1].speaker)
		last--;
	for (size_t i = 0; i < first; i++)
		prose += !paras->at[i].title;
	for (size_t i = 0; i < paras->n; i++)
		if (paras->at[i].speaker) {
			feet += i && !paras->at[i - 1].title && !paras->at[i - 1].speaker;
			heads += i && paras->at[i - 1].title;
		}
	return prose > 0 && feet > heads && paras->n - last <= 3 && first < paras->n;
}

/* A name or a date on a line of its own behind the speaker's belongs to it. */
static size_t behind_speaker(const ImportText *text, const Paras *paras, size_t at)
{
	Str next = at + 1 < paras->n ? of(text, paras->at[at + 1].from, paras->at[at + 1].to) : (Str){0};
	size_t chars = next.n && next.n <= 16 ? utf8_count(next) : 0;

	if (chars >= 2 && chars <= 4 && chars * 3 == next.n && !import_line_is_numbered(next))
		return at + 2;
	return at + 1 + (next.n <= 48 && import_line_is_date(next));
}

static void cut_heads(const ImportText *text, const Paras *paras, ImportCuts *out)
{
	size_t limit = 0;

	for (size_t at = next_speaker(paras, 0); at < paras->n; at = next_speaker(paras, limit)) {
		ImportCut cut = {.by = FOUND_BY_SPEAKER, .sure = 95};
		size_t behind = behind_speaker(text, paras, at);

		title_before(text, paras, at, limit, &cut.title_from);
		cut.title_to = cut.speaker_from = paras->at[at].from;
		cut.speaker_to = paras->at[behind - 1].to;
		if (cut.title_from == cut.title_to) {
			size_t first = behind;

			while (behind < paras->n && behind - first < 3 && paras->at[behind].title &&
				paras->at[behind].gap < IMPORT_BLANK + (behind == first))
				behind++;
			cut.sure = behind > first ? 90 : 60;
			if (behind > first) {
				cut.title_from = paras->at[first].from;
				cut.title_to = paras->at[behind - 1].to;
			}
		}
		cut.from = behind < paras->n ? paras->at[behind].from : (uint32_t)text->bare.n;
		cut.to = (uint32_t)text->bare.n;
		if (out->n) {
			ImportCut *last = &out->at[out->n - 1];

			last->to = cut.title_from < cut.title_to && cut.title_from < cut.speaker_from
				? cut.title_from : cut.speaker_from;
		}
		MEM_PUSH(out, cut);
		limit = behind;
	}
}

static void cut_feet(const ImportText *text, const Paras *paras, ImportCuts *out)
{
	size_t first = 0;

	for (size_t at = next_speaker(paras, 0); at < paras->n; at = next_speaker(paras, first)) {
		ImportCut cut = {.by = FOUND_BY_SPEAKER, .sure = 85, .foot = true};
		size_t body = first, behind;

		while (body < at && body - first < TITLE_LINES && paras->at[body].title &&
			(body == first || paras->at[body].gap != IMPORT_BLANK))
			body++;
		cut.title_from = paras->at[first].from;
		cut.title_to = cut.from = paras->at[body].from;
		cut.to = cut.speaker_from = paras->at[at].from;
		cut.speaker_to = paras->at[at].to;
		behind = behind_speaker(text, paras, at);
		if (body == first)
			cut.sure = 60;
		MEM_PUSH(out, cut);
		first = behind;
	}
}

/* Every answer of a named speaker is a speech; the host's words stand between them. */
static bool cut_turns(const ImportText *text, const Paras *paras, ImportCuts *out)
{
	size_t turns = 0;

	for (size_t i = 0; i < paras->n; i++)
		turns += paras->at[i].turn && !paras->at[i].host;
	for (size_t i = 0; turns >= 2 && i < paras->n; i++) {
		const Para *para = &paras->at[i];
		uint32_t body = para->from + para->turn;

		if (!para->turn)
			continue;
		if (out->n && out->at[out->n - 1].to > para->from)
			out->at[out->n - 1].to = para->from;
		if (!para->host)
			MEM_PUSH(out, ((ImportCut){para->from, body, para->from, body, body, (uint32_t)text->bare.n, false,
				FOUND_BY_SPEAKER, 80}));
	}
	return turns >= 2;
}

/* 一、某某省委组织部：标题 names its speaker before the title. */
static void take_speaker(const ImportText *text, const Para *para, ImportCut *cut)
{
	Para named = *para;
	ImportMark mark = {.bytes = 0};

	import_mark_read(of(text, para->from, para->to), true, &mark);
	find_turn(of(text, para->from + mark.bytes, para->to), &named);
	if (!named.turn || para->from + mark.bytes + named.turn >= para->to)
		return;
	cut->speaker_from = para->from;
	cut->title_from = para->from + mark.bytes + named.turn;
	cut->speaker_to = cut->title_from;
}

/* Without speakers, the highest headings begin speeches, where there are several and something stands below them. */
static bool cut_headings(const ImportText *text, const Paras *paras, uint32_t promised, ImportCuts *out)
{
	size_t count[8] = {0}, level = 1, deeper = 0;

	for (size_t i = 0; i < paras->n; i++)
		if (paras->at[i].markup == IMPORT_HEADING && paras->at[i].level < 8)
			count[paras->at[i].level]++;
	while (level < 7 && !count[level])
		level++;
	for (size_t i = level + 1; i < 8; i++)
		deeper += count[i];
	if (count[level] < 2 || !(deeper || count[level] == promised))
		return false;
	for (size_t i = 0; i < paras->n; i++) {
		const Para *para = &paras->at[i];

		if (para->markup != IMPORT_HEADING || para->level != level)
			continue;
		if (out->n)
			out->at[out->n - 1].to = para->from;
		MEM_PUSH(out, ((ImportCut){para->from, para->to, para->to, para->to, para->to, (uint32_t)text->bare.n, false,
			FOUND_BY_MARKUP, 70}));
		take_speaker(text, para, &out->at[out->n - 1]);
	}
	return true;
}

static void cut_whole(const ImportText *text, const Paras *paras, ImportCuts *out)
{
	ImportCut cut = {.to = (uint32_t)text->bare.n, .by = FOUND_BY_PARAGRAPH, .sure = 40};
	size_t body = 0;

	while (body + 1 < paras->n && body < 3 && paras->at[body].title && (!body || paras->at[body].gap != IMPORT_BLANK))
		body++;
	cut.from = cut.title_to = cut.speaker_from = cut.speaker_to = body ? paras->at[body].from : 0;
	MEM_PUSH(out, cut);
}

void import_speech_cuts(const ImportText *text, uint32_t promised, ImportCuts *out)
{
	Paras paras = read_paras(text);

	if (paras.n) {
		if (is_signed(&paras))
			cut_feet(text, &paras, out);
		else
			cut_heads(text, &paras, out);
		if (!out->n && !cut_turns(text, &paras, out) && !cut_headings(text, &paras, promised, out))
			cut_whole(text, &paras, out);
	}
	free(paras.at);
}
