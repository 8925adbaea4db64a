#include "halves.h"

#include "gate.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW ((size_t)1 << 18) /* bytes from the middle on in which a speech has to begin */
#define COUNTED ((size_t)1 << 18) /* bytes read at a time to count lines */

/* Where the second part begins: at the dash of an item in that column. */
typedef struct Split { size_t offset, column; } Split;

/* The column of the dash in which a line is an item of a list; SIZE_MAX where it is none. */
static size_t item_column(const char *line, size_t n)
{
	size_t column = 0;

	while (column < n && line[column] == ' ')
		column++;
	return column + 1 < n && line[column] == '-' && line[column + 1] == ' ' ? column : SIZE_MAX;
}

/* The first of the outermost items that begin in the window. Items of inner lists stand further to the right. */
static bool find_split(const Document *document, size_t size, Split *split)
{
	size_t middle = size / 2;
	char *window = mem_alloc(WINDOW);
	Gate gate = {.fd = document->fd, .memory = document->memory};
	size_t n = gate_bytes(&gate, middle, window, size - middle < WINDOW ? size - middle : WINDOW);
	const char *line = window, *end = window + n;

	split->column = SIZE_MAX;
	while ((line = memchr(line, '\n', (size_t)(end - line)))) {
		size_t column = ++line < end ? item_column(line, (size_t)(end - line)) : SIZE_MAX;

		if (column < split->column)
			*split = (Split){middle + (size_t)(line - window), column};
	}
	free(window);
	return split->column != SIZE_MAX;
}

static size_t count_lines(const Document *document, size_t to)
{
	char *block = mem_alloc(COUNTED);
	Gate gate = {.fd = document->fd, .memory = document->memory};
	size_t lines = 0, n;

	for (size_t at = 0; at < to && !*document->over; at += n) {
		n = gate_bytes(&gate, at, block, to - at < COUNTED ? to - at : COUNTED);
		if (!n)
			break;
		for (size_t i = 0; i < n; i++)
			lines += block[i] == '\n';
	}
	free(block);
	return lines;
}

/* The second part, with a corpus and messages of its own. */
typedef struct Second {
	Document document;
	Loading loading;
	Corpus *corpus;
	Msgs msgs;
	bool read;
} Second;

static void *read_second(void *data)
{
	Second *second = data;

	second->document.lines_before = count_lines(&second->document, second->document.from);
	second->read = document_read(&second->document);
	return NULL;
}

static const Field *speeches_of(const Shape *shape)
{
	const Field *field = shape_field(shape, STR("speeches"), 0);

	return field && field->kind == FIELD_LIST ? field : NULL;
}

static void begin_second(Second *second, const Document *whole, Split split, atomic_bool *over)
{
	second->corpus = mem_zeroed(1, sizeof *second->corpus);
	second->msgs.limit = whole->loading->msgs->limit;
	second->loading = (Loading){
		.corpus = second->corpus, .msgs = &second->msgs, .volume = whole->loading->volume,
		.interned = mem_zeroed(SHAPE_INTERNED, sizeof(Str)),
	};
	second->document = (Document){
		.loading = &second->loading, .fd = whole->fd, .memory = whole->memory, .from = split.offset,
		.items = speeches_of(whole->shape), .limits = whole->limits, .file = whole->file, .over = over,
	};
}

/* The thread takes no signals: they belong to those who wait for them. */
static bool start(pthread_t *thread, Second *second)
{
	sigset_t all, before;
	bool started;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	started = pthread_create(thread, NULL, read_second, second) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return started;
}

/* The same array of the corpus that grows and of the one whose units move into it. */
#define MOVE(array) \
	(to->array.at = mem_append(to->array.at, to->array.n, &to->array.cap, sizeof *to->array.at, from->array.at, \
		from->array.n), to->array.n += from->array.n, from->array.at = NULL)

static void shift(Range *range, size_t by)
{
	range->first += (uint32_t)by;
}

/* Units name each other by index: what the second part counted from 0 begins behind the first. */
static void shift_passage(Passage *passage, const Corpus *to)
{
	shift(&passage->terms, to->term_refs.n);
	shift(&passage->figures, to->figures.n);
}

static void shift_units(Corpus *from, const Corpus *to)
{
	for (size_t i = 0; i < from->speeches.n; i++) {
		shift(&from->speeches.at[i].sections, to->sections.n);
		shift_passage(&from->speeches.at[i].lead, to);
	}
	for (size_t i = 0; i < from->sections.n; i++) {
		shift(&from->sections.at[i].measures, to->measures.n);
		shift_passage(&from->sections.at[i].intro, to);
	}
	for (size_t i = 0; i < from->measures.n; i++) {
		shift(&from->measures.at[i].themes, to->theme_refs.n);
		shift_passage(&from->measures.at[i].body, to);
	}
}

static void join_corpora(Corpus *to, Corpus *from)
{
	shift_units(from, to);
	MOVE(speeches);
	MOVE(sections);
	MOVE(theme_refs);
	MOVE(term_refs);
	MOVE(measures);
	MOVE(figures);
	mem_arena_join(&to->arena, &from->arena);
}

/* Whether the first part ended where the second began, and between two items of its list. */
static bool fits(const Document *first, const Second *second, Split split)
{
	return !first->closed && first->last && first->last == second->document.items &&
		first->last_column == split.column && first->lines == second->document.lines_before &&
		first->events + second->document.events <= first->limits->events;
}

/* Reads the first part into the corpus itself, with messages of its own until it is known whether they count. */
static bool read_first(Document *first, Msgs *msgs)
{
	Msgs *whole = first->loading->msgs;
	bool read;

	msgs->limit = whole->limit;
	first->loading->msgs = msgs;
	read = document_read(first);
	first->loading->msgs = whole;
	return read;
}

/* Both parts; false, with nothing changed, where they do not fit together. */
static bool read_both(Document *document, Second *second, Split split, atomic_bool *over)
{
	Loading *loading = document->loading;
	CorpusCounts before = corpus_counts(loading->corpus);
	size_t parts = loading->parts.n;
	Document first = *document;
	Msgs msgs = {0};
	pthread_t thread;
	bool good;

	first.to = split.offset;
	first.over = over;
	if (!start(&thread, second))
		return false;
	good = read_first(&first, &msgs);
	pthread_join(thread, NULL);
	good = good && second->read && fits(&first, second, split);
	if (good) {
		msg_join(loading->msgs, &msgs);
		msg_join(loading->msgs, &second->msgs);
		join_corpora(loading->corpus, second->corpus);
	} else {
		corpus_take_back(loading->corpus, &before);
		loading->parts.n = parts;
	}
	msg_free(&msgs);
	return good;
}

bool halves_read(Document *document, size_t size)
{
	Second second = {0};
	atomic_bool over = false;
	Split split;
	bool good;

	if (!speeches_of(document->shape) || !find_split(document, size, &split))
		return false;
	begin_second(&second, document, split, &over);
	good = read_both(document, &second, split, &over);
	corpus_free(second.corpus);
	free(second.loading.interned);
	free(second.loading.parts.at);
	msg_free(&second.msgs);
	return good;
}
