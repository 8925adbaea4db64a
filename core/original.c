#include "original.h"

#include "import_clean.h"
#include "import_line.h"
#include "import_read.h"
#include "original_align.h"
#include "sha256.h"
#include "utf8.h"

#include <stdlib.h>

#define FIGURES_BYTES (1u << 28) /* figures of a unit by its bytes: beyond that their places are not looked for */
#define LEAST_PERCENT 10         /* of the characters of all spans, below which a text is another one */
#define VARIANT_BYTES (4u << 20) /* of a text that is tried with other punctuation */

/* What sites change of the punctuation; each pair is set one way or the other throughout. */
static const struct Pair { uint32_t half, full; } PAIRS[][2] = {
	{{',', 0xFF0C}}, {{';', 0xFF1B}}, {{':', 0xFF1A}}, {{'!', 0xFF01}}, {{'?', 0xFF1F}}, {{'(', 0xFF08}, {')', 0xFF09}},
};
#define PAIR_COUNT (sizeof PAIRS / sizeof *PAIRS)

/* Corner brackets are quotation marks, letters and digits are of half width. Straight marks open and close in turn. */
static uint32_t plain(uint32_t cp, bool *open)
{
	static const struct { uint32_t from, to; } ROWS[] = {
		{0x300C, 0x201C}, {0x300D, 0x201D}, {0x300E, 0x2018}, {0x300F, 0x2019}, {0xFF0E, '.'}, {0xFF05, '%'},
		{0xFF0B, '+'}, {0xFF0D, '-'}, {0xFF5E, '~'},
	};

	if (cp == '"' || cp == 0xFF02) {
		*open = !*open;
		return *open ? 0x201C : 0x201D;
	}
	if ((cp >= 0xFF10 && cp <= 0xFF19) || (cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A))
		return cp - 0xFEE0;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		if (cp == ROWS[i].from)
			return ROWS[i].to;
	return cp;
}

/* Which pair a character is of; PAIR_COUNT: of none. */
static size_t pair_of(uint32_t cp, size_t *side)
{
	for (size_t i = 0; i < PAIR_COUNT; i++)
		for (*side = 0; *side < 2; ++*side)
			if (PAIRS[i][*side].half && (cp == PAIRS[i][*side].half || cp == PAIRS[i][*side].full))
				return i;
	return PAIR_COUNT;
}

static bool hashes_to(Str text, Str sha256)
{
	Buf hex = {0};
	bool same;

	sha256_add_hex(&hex, text);
	same = str_eq_nocase(buf_str(&hex), sha256);
	buf_free(&hex);
	return same;
}

/* The text with the pairs in `full` set in full width, the others in half. Returns the pairs that it has. */
static unsigned set_punctuation(Str text, unsigned full, Buf *out)
{
	unsigned has = 0;
	bool open = false;
	uint32_t cp;

	buf_clear(out);
	for (size_t i = 0, n, side; i < text.n; i += n) {
		n = utf8_decode(text.s + i, text.n - i, &cp);
		n = n ? n : 1;
		cp = plain(cp, &open);
		size_t pair = pair_of(cp, &side);
		if (pair < PAIR_COUNT) {
			has |= 1u << pair;
			cp = full >> pair & 1 ? PAIRS[pair][side].full : PAIRS[pair][side].half;
		}
		buf_add_codepoint(out, cp);
	}
	return has;
}

/* True where the text is the source, its punctuation set in one way or another. */
static bool is_source(Str text, Str sha256)
{
	Buf set = {0};
	bool found = hashes_to(text, sha256);
	unsigned has = found || text.n > VARIANT_BYTES ? 0 : set_punctuation(text, 0, &set);

	found = found || (set.n && hashes_to(buf_str(&set), sha256));
	/* All sets of the pairs that there are: the next one counts down through them. */
	for (unsigned full = has; full && !found; full = (full - 1) & has) {
		set_punctuation(text, full, &set);
		found = hashes_to(buf_str(&set), sha256);
	}
	buf_free(&set);
	return found;
}

static size_t blank_at(Str text, size_t at)
{
	unsigned char c = (unsigned char)text.s[at];

	if (c <= ' ')
		return 1;
	return c == 0xE3 && str_starts(str_sub(text, at, at + 3), STR("\xE3\x80\x80")) ? 3 : 0;
}

/* The text as it stands, nothing dropped: an empty line or an indent ends a paragraph, other line ends were wraps. */
static void take_plain(Str text, ImportText *out)
{
	for (size_t i = 0, n; i < text.n; i += n) {
		size_t from = i, lines = 0, indent = 0;

		for (; i < text.n && (n = blank_at(text, i)); i += n) {
			lines += text.s[i] == '\n';
			indent = text.s[i] == '\n' ? 0 : indent + n;
		}
		if (i > from || !i) {
			ImportGap gap = !i || lines > 1 ? IMPORT_BLANK : !lines ? IMPORT_SPACE : indent > 1 ? IMPORT_LINE
				: IMPORT_WRAP;

			MEM_PUSH(&out->breaks, ((ImportBreak){.at = (uint32_t)out->bare.n, .gap = (uint8_t)gap}));
		}
		for (from = i; i < text.n && !blank_at(text, i); i++)
			;
		buf_add(&out->bare, str_sub(text, from, i));
		n = 0;
	}
	buf_add(&out->kept, str_trim(text));
	buf_add_char(&out->kept, '\n');
}

/* Bytes of `text` in which `count` characters stand that are not white space. */
static size_t span_of(Str text, size_t count)
{
	size_t i = 0;
	uint32_t cp;

	while (i < text.n && count) {
		size_t blank = blank_at(text, i), n = blank ? blank : utf8_decode(text.s + i, text.n - i, &cp);

		count -= !blank;
		i += n ? n : 1;
	}
	return count ? SIZE_MAX : i;
}

/* Where the text says what `words` do, blanks left out of account; SIZE_MAX where it does not. */
static size_t find_words(Str text, Str words)
{
	for (size_t at = 0; at < text.n; at++) {
		size_t i = at, k = 0, n;

		if (!words.n || text.s[at] != words.s[0])
			continue;
		while (k < words.n && i < text.n) {
			if ((n = blank_at(words, k)))
				k += n;
			else if (i > at && (n = blank_at(text, i)))
				i += n;
			else if (text.s[i++] != words.s[k++])
				break;
		}
		if (k == words.n && i > at && text.s[i - 1] == words.s[k - 1])
			return at;
	}
	return SIZE_MAX;
}

/* The text's body as it stands, where it can be cut out to the character. */
static bool cut_body(Str text, const Volume *volume, Str title, ImportText *out)
{
	size_t from = find_words(text, title);

	for (int whole = 0; whole < 2; whole++) {
		Str body = whole ? text : from == SIZE_MAX ? (Str){0} : str_sub(text, from, text.n);
		size_t n = volume->source_characters ? span_of(body, volume->source_characters) : body.n;

		if (!body.n || n == SIZE_MAX)
			continue;
		body = str_sub(body, 0, n);
		take_plain(body, out);
		if (is_source(buf_str(&out->bare), volume->source_sha256.s))
			return true;
		import_text_free(out);
	}
	return false;
}

static void number_bytes(Original *original)
{
	Str bare = buf_str(&original->text.bare);
	uint32_t n = 0, cp;

	original->bytes = mem_alloc((bare.n + 1) * sizeof *original->bytes);
	for (size_t i = 0; i < bare.n;) {
		size_t bytes = utf8_decode(bare.s + i, bare.n - i, &cp);

		original->bytes[n++] = (uint32_t)i;
		i += bytes ? bytes : 1;
	}
	original->bytes[n] = (uint32_t)bare.n;
	original->bytes = mem_resize(original->bytes, (n + 1) * sizeof *original->bytes);
	original->characters = n;
}

/* The clean text, or what of it is the source to the character. */
static bool take_text(Original *original, Str text, Str lines, const Volume *volume, Str title)
{
	ImportHead head = {0};
	ImportText clean = {0}, cut = {0}, again = {0};
	bool known = volume->source_sha256.s.n > 0, exact;

	import_clean(lines, &clean, &head, &original->log);
	exact = known && is_source(buf_str(&clean.bare), volume->source_sha256.s);
	if (known && !exact && cut_body(text, volume, title, &cut)) {
		/* Cleaned, its wraps are known better, if nothing is lost. */
		import_clean(buf_str(&cut.kept), &again, &head, &original->log);
		bool better = str_eq(buf_str(&again.bare), buf_str(&cut.bare));
		import_text_free(&clean);
		clean = better ? again : cut;
		import_text_free(better ? &cut : &again);
		exact = true;
	}
	original->text = clean;
	return exact;
}

/* The last step that begins at or before the character; before all of them the first. */
static size_t step_of(const Original *original, uint32_t at)
{
	size_t low = 0, high = original->steps.n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (original->steps.at[middle].from <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The character of the copy at which that of the source stands, or would. An end is behind the character before it. */
static uint32_t place(const Original *original, uint32_t at, bool end)
{
	size_t k = step_of(original, end && at ? at - 1 : at);
	const OriginalStep *step = &original->steps.at[k];
	uint64_t to = at > step->from ? (uint64_t)step->at + (at - step->from) : step->at;
	uint32_t limit = k + 1 < original->steps.n ? step[1].at : original->characters;

	if (end && k + 1 < original->steps.n && at == step[1].from)
		to = step[1].end;
	limit = limit < original->characters ? limit : original->characters;
	return to < limit ? (uint32_t)to : limit;
}

static Span characters_of(const Original *original, Span span)
{
	if (!original->steps.n || span.from >= span.to)
		return (Span){0};
	uint32_t from = place(original, span.from, false), to = place(original, span.to, true);
	return (Span){from, to > from ? to : from};
}

Span original_place(const Original *original, Span span)
{
	Span at = characters_of(original, span);

	return at.from < at.to ? (Span){original->bytes[at.from], original->bytes[at.to]} : (Span){0};
}

typedef struct Fitting { Original *original; uint64_t all, found; Unit last; } Fitting;

static void fit_span(void *data, Unit unit, Span span, bool heading)
{
	Fitting *f = data;
	Span at = characters_of(f->original, span);
	uint32_t n = span.to - span.from, found = at.to - at.from;

	(void)heading;
	found = found < n ? found : n;
	f->all += n;
	f->found += found;
	if ((uint64_t)found * 10 >= (uint64_t)n * 9 || (f->last.kind == unit.kind && f->last.index == unit.index))
		return;
	f->last = unit;
	MEM_PUSH(&f->original->gaps, unit);
}

bool original_read(Original *out, const Corpus *corpus, uint32_t volume, Str bytes, Str name, Msgs *msgs)
{
	const Volume *v = &corpus->volumes.at[volume];
	Buf text = {0}, lines = {0};
	Str title = v->speeches.n ? corpus->speeches.at[v->speeches.first].title.zh.s : (Str){0};
	Pos pos = {.file = msg_file(msgs, name)};
	bool fine = bytes.n < UINT32_MAX && import_read_decode(bytes, &text, &out->log, msgs, pos) &&
		import_read_lines(buf_str(&text), import_read_form(name, buf_str(&text)), &lines, &out->log, msgs, pos);

	if (fine) {
		bool exact = take_text(out, buf_str(&text), buf_str(&lines), v, title);
		number_bytes(out);
		out->fit = exact ? ORIGINAL_EXACT : original_align(out, corpus, volume) ? ORIGINAL_ALIGNED : ORIGINAL_OTHER;
		if (exact)
			MEM_PUSH(&out->steps, ((OriginalStep){0, 0, 0}));
	}
	if (out->fit > ORIGINAL_OTHER) {
		Fitting f = {.original = out};
		original_align_each(corpus, volume, fit_span, &f);
		out->percent = f.all ? (uint32_t)(f.found * 100 / f.all) : 100;
		if (out->percent < LEAST_PERCENT)
			out->fit = ORIGINAL_OTHER;
	}
	buf_free(&text);
	buf_free(&lines);
	return out->fit > ORIGINAL_OTHER;
}

void original_free(Original *original)
{
	import_text_free(&original->text);
	import_text_log_free(&original->log);
	free(original->bytes);
	free(original->steps.at);
	free(original->gaps.at);
	*original = (Original){0};
}

void original_add_prose(const Original *original, Span at, bool heading, Buf *out)
{
	const ImportText *text = &original->text;
	uint32_t from = at.from;

	for (size_t i = import_text_break(text, at.from + 1); i < text->breaks.n && text->breaks.at[i].at < at.to; i++) {
		Str before = str_sub(buf_str(&text->bare), from, text->breaks.at[i].at);

		if (text->breaks.at[i].gap < IMPORT_LINE || (!heading && !import_line_ends_sentence(before)))
			continue;
		import_text_prose(text, from, text->breaks.at[i].at, out);
		buf_add_char(out, '\n');
		from = text->breaks.at[i].at;
	}
	if (from < at.to)
		import_text_prose(text, from, at.to, out);
}

typedef struct Attaching {
	const Corpus *corpus;
	const Original *original;
	Buf words;  /* of the unit in hand */
	Unit unit;
	Span body;  /* its place, behind the heading */
	size_t before; /* bytes of the words that are the heading */
	uint64_t room; /* of all words: spans may say anything */
} Attaching;

/* Where a figure of the unit stands in its words. */
static void attach_figure(const Attaching *a, uint32_t index)
{
	const Figure *figure = &a->corpus->figures.at[index];
	Span place = original_place(a->original, figure->span);
	Span *out = &a->corpus->originals->figures[index];
	Buf to = {0}, from = {0};

	if (place.from < a->body.from || place.to > a->body.to || place.from == place.to)
		return;
	original_add_prose(a->original, (Span){a->body.from, place.from}, false, &from);
	original_add_prose(a->original, (Span){a->body.from, place.to}, false, &to);
	*out = (Span){(uint32_t)(a->before + from.n), (uint32_t)(a->before + to.n)};
	while (out->from < out->to && out->from < a->words.n && (unsigned char)a->words.s[out->from] <= ' ')
		out->from++;
	buf_free(&from);
	buf_free(&to);
}

/* The unit in hand is whole: its words are kept. */
static void attach_unit(Attaching *a)
{
	CorpusOriginals *o = a->corpus->originals;
	Str *of[] = {[UNIT_SPEECH] = o->speeches, [UNIT_SECTION] = o->sections, [UNIT_MEASURE] = o->measures};

	if (a->unit.kind == UNIT_NONE)
		return;
	Range figures = corpus_passage(a->corpus, a->unit)->figures;
	for (uint32_t i = 0; i < figures.n && (uint64_t)figures.n * a->words.n < FIGURES_BYTES; i++)
		attach_figure(a, figures.first + i);
	if (a->unit.kind == UNIT_SPEECH)
		o->speech_heads[a->unit.index] = (uint32_t)a->before;
	else if (a->unit.kind == UNIT_SECTION)
		o->section_heads[a->unit.index] = (uint32_t)a->before;
	of[a->unit.kind][a->unit.index] = buf_keep(&a->words, &o->arena);
}

static void attach_span(void *data, Unit unit, Span span, bool heading)
{
	Attaching *a = data;
	Span place = original_place(a->original, span);

	if (unit.kind != a->unit.kind || unit.index != a->unit.index) {
		attach_unit(a);
		a->unit = unit;
		a->before = 0;
		a->body = (Span){0};
	}
	if (a->words.n && place.from < place.to)
		buf_add_char(&a->words, '\n');
	if (!heading) {
		a->body = place;
		a->before = a->words.n;
	}
	if (place.to - place.from > a->room)
		return;
	a->room -= place.to - place.from;
	original_add_prose(a->original, place, heading, &a->words);
}

static void make_room(const Corpus *corpus)
{
	CorpusOriginals *o = corpus->originals;

	if (o->volumes)
		return;
	o->speeches = mem_zeroed(corpus->speeches.n, sizeof *o->speeches);
	o->sections = mem_zeroed(corpus->sections.n, sizeof *o->sections);
	o->measures = mem_zeroed(corpus->measures.n, sizeof *o->measures);
	o->speech_heads = mem_zeroed(corpus->speeches.n, sizeof *o->speech_heads);
	o->section_heads = mem_zeroed(corpus->sections.n, sizeof *o->section_heads);
	o->figures = mem_zeroed(corpus->figures.n, sizeof *o->figures);
	o->volumes = mem_zeroed(corpus->volumes.n, sizeof *o->volumes);
}

void original_attach(const Corpus *corpus, uint32_t volume, const Original *original, bool attached)
{
	Attaching a = {.corpus = corpus, .original = original, .room = 4 * (uint64_t)original->text.bare.n};

	make_room(corpus);
	if (corpus->originals->volumes[volume].fit > ORIGINAL_OTHER || original->fit <= ORIGINAL_OTHER)
		return;
	original_align_each(corpus, volume, attach_span, &a);
	attach_unit(&a);
	buf_free(&a.words);
	corpus->originals->volumes[volume].fit = original->fit;
	corpus->originals->volumes[volume].percent = original->percent;
	corpus->originals->volumes[volume].attached = attached;
	corpus->originals->volumes[volume].gaps = (uint32_t)original->gaps.n;
}

void original_refuse(const Corpus *corpus, uint32_t volume)
{
	make_room(corpus);
	if (corpus->originals->volumes[volume].fit == ORIGINAL_NONE)
		corpus->originals->volumes[volume].fit = ORIGINAL_OTHER;
}
