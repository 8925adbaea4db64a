#include "import_propose.h"

#include "import_clean.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

static size_t comma_at(Str text, size_t at)
{
	return text.s[at] == ',' ? 1 : str_starts(str_sub(text, at, at + 3), STR("，")) ? 3 : 0;
}

/* The last piece between 、 that is short enough, or the text's first characters with … behind them. */
static void add_short(Str clause, Buf *out)
{
	ptrdiff_t at = -1, next = 0;

	while ((next = str_find(clause, STR("、"), (size_t)next)) >= 0) {
		next += 3;
		if (utf8_count(str_sub(clause, (size_t)next, clause.n)) <= IMPORT_LABEL_CHARS &&
			utf8_count(str_sub(clause, (size_t)next, clause.n)) >= 4) {
			at = next;
			break;
		}
	}
	if (at >= 0) {
		buf_add(out, str_sub(clause, (size_t)at, clause.n));
		return;
	}
	buf_add(out, str_sub(clause, 0, utf8_offset(clause, IMPORT_LABEL_CHARS - 1)));
	buf_add(out, STR("…"));
}

/* Bytes of the first cell of a row, which names it; 0: it is none. */
static size_t cell_end(const ImportText *text, const ImportMeasure *measure)
{
	size_t i = import_text_break(text, measure->from);

	if (i + 1 >= text->breaks.n || text->breaks.at[i].at != measure->from || text->breaks.at[i].markup != IMPORT_ROW)
		return 0;
	return text->breaks.at[i + 1].gap == IMPORT_SPACE && text->breaks.at[i + 1].at > measure->body
		? text->breaks.at[i + 1].at - measure->body : 0;
}

Str import_propose_label(const ImportText *text, const ImportMeasure *measure, Arena *arena)
{
	static const char *const OVER[] = {"对", "在", "围绕"};
	Str sentence = str_sub(buf_str(&text->bare), measure->body, measure->headline_to), clause;
	Buf plain = {0}, label = {0};
	size_t end = 0, cell;
	Str kept;

	static const char *const ENDS[] = {"。", "；", "：", "！", "？", ";", ":"};
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
		if (str_ends(sentence, str_of(ENDS[i])))
			sentence.n -= strlen(ENDS[i]);
	while (end < sentence.n && end < 400 && !comma_at(sentence, end))
		end++;
	end = utf8_valid_prefix(str_sub(sentence, 0, end));
	cell = cell_end(text, measure);
	clause = cell && cell < end ? str_sub(sentence, 0, cell)
		: utf8_count(str_sub(sentence, 0, 200)) <= IMPORT_LABEL_CHARS ? sentence : str_sub(sentence, 0, end);
	if (clause.n != sentence.n)
		for (size_t i = 0; i < sizeof OVER / sizeof *OVER; i++)
			if (str_starts(clause, str_of(OVER[i])) && clause.n > 12)
				clause = str_sub(clause, strlen(OVER[i]), clause.n);
	if (utf8_count(clause) <= IMPORT_LABEL_CHARS)
		buf_add(&plain, clause);
	else
		add_short(clause, &plain);
	import_clean_punctuation(buf_str(&plain), &label);
	kept = str_keep(label.n ? buf_str(&label) : STR("…"), arena);
	buf_free(&plain);
	buf_free(&label);
	return kept;
}

/* Names that were met, by an open table of hashes. */
typedef struct Names { uint32_t *slots; size_t size; } Names;

static uint32_t hash(Str name)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.s[i]) * 16777619u;
	return h ^ h >> 15;
}

static void grow(Names *names, const ImportProposal *p)
{
	size_t size = names->size ? names->size * 2 : 256;

	free(names->slots);
	names->slots = mem_zeroed(size, sizeof *names->slots);
	names->size = size;
	for (size_t i = 0; i < p->terms.n; i++) {
		size_t at = hash(p->terms.at[i].name) & (size - 1);

		while (names->slots[at])
			at = (at + 1) & (size - 1);
		names->slots[at] = (uint32_t)i + 1;
	}
}

/* Index of a name among the terms; a new one is added. */
static uint32_t term_of(Names *names, ImportProposal *p, Str name, uint32_t speech)
{
	size_t at;

	if (p->terms.n * 2 >= names->size)
		grow(names, p);
	for (at = hash(name) & (names->size - 1); names->slots[at]; at = (at + 1) & (names->size - 1))
		if (str_eq(p->terms.at[names->slots[at] - 1].name, name))
			return names->slots[at] - 1;
	names->slots[at] = (uint32_t)p->terms.n + 1;
	MEM_PUSH(&p->terms, ((ImportTerm){str_keep(name, &p->arena), speech}));
	return (uint32_t)p->terms.n - 1;
}

typedef struct Proposing {
	const ImportText *text;
	ImportProposal *p;
	Names names;
	ImportNames found;
	ImportFigures figures;
	Buf prose;
} Proposing;

static ImportPassage propose_passage(Proposing *ing, uint32_t from, uint32_t to, uint32_t speech)
{
	ImportProposal *p = ing->p;
	ImportPassage passage = {{(uint32_t)p->term_refs.n, 0}, {(uint32_t)p->figures.n, 0}};

	ing->found.n = ing->figures.n = 0;
	import_propose_names(ing->text, from, to, &ing->found);
	for (size_t i = 0; i < ing->found.n; i++) {
		Buf clean = {0};
		uint32_t term;
		bool known = false;

		uint32_t at = (uint32_t)(ing->found.at[i].s - ing->text->bare.s);

		buf_clear(&ing->prose);
		import_text_prose(ing->text, at, at + (uint32_t)ing->found.at[i].n, &ing->prose);
		import_clean_punctuation(buf_str(&ing->prose), &clean);
		term = term_of(&ing->names, p, buf_str(&clean), speech);
		buf_free(&clean);
		for (size_t j = passage.terms.first; j < p->term_refs.n && !known; j++)
			known = p->term_refs.at[j] == term;
		if (!known)
			MEM_PUSH(&p->term_refs, term);
	}
	import_propose_figures(ing->text, from, to, &ing->figures);
	for (size_t i = 0; i < ing->figures.n; i++)
		MEM_PUSH(&p->figures, ing->figures.at[i]);
	passage.terms.n = (uint32_t)p->term_refs.n - passage.terms.first;
	passage.figures.n = (uint32_t)p->figures.n - passage.figures.first;
	return passage;
}

static void propose_measure(Proposing *ing, ImportLearnt *learnt, const ImportMeasure *m, uint32_t speech)
{
	ImportThemes themes = {{CORPUS_NONE, CORPUS_NONE, CORPUS_NONE}};

	MEM_PUSH(&ing->p->measures, propose_passage(ing, m->body, m->to, speech));
	MEM_PUSH(&ing->p->labels, import_propose_label(ing->text, m, &ing->p->arena));
	if (learnt)
		themes = import_propose_themes(learnt, str_sub(buf_str(&ing->text->bare), m->body, m->to));
	MEM_PUSH(&ing->p->themes, themes);
}

static void propose_section(Proposing *ing, ImportLearnt *learnt, const ImportOutline *outline, uint32_t index,
	uint32_t speech)
{
	const ImportSection *section = &outline->sections.at[index];

	MEM_PUSH(&ing->p->intros, propose_passage(ing, section->to, section->intro_to, speech));
	for (uint32_t i = 0; i < section->measures.n; i++)
		propose_measure(ing, learnt, &outline->measures.at[section->measures.first + i], speech);
}

static void propose_nothing(ImportProposal *out)
{
	MEM_PUSH(&out->measures, ((ImportPassage){{0, 0}, {0, 0}}));
	MEM_PUSH(&out->labels, STR("…"));
	MEM_PUSH(&out->themes, ((ImportThemes){{CORPUS_NONE, CORPUS_NONE, CORPUS_NONE}}));
}

void import_propose(const ImportText *text, const ImportOutline *outline, const Corpus *vocabulary, ImportProposal *out,
	ImportTold *told, void *data)
{
	Proposing ing = {.text = text, .p = out};
	ImportLearnt *learnt = import_propose_themes_open(vocabulary, (Range){0, 0});

	for (uint32_t i = 0; i < outline->speeches.n; i++) {
		const ImportSpeech *speech = &outline->speeches.at[i];

		MEM_PUSH(&out->leads, propose_passage(&ing, speech->cut.from, speech->lead_to, i));
		for (uint32_t j = 0; j < speech->sections.n; j++)
			propose_section(&ing, learnt, outline, speech->sections.first + j, i);
		if (told && !told(data, speech->cut.to))
			break;
	}
	/* There is one for every unit, even where it was stopped. */
	while (out->leads.n < outline->speeches.n)
		MEM_PUSH(&out->leads, ((ImportPassage){{0, 0}, {0, 0}}));
	while (out->intros.n < outline->sections.n)
		MEM_PUSH(&out->intros, ((ImportPassage){{0, 0}, {0, 0}}));
	while (out->measures.n < outline->measures.n)
		propose_nothing(out);
	import_propose_themes_close(learnt);
	free(ing.names.slots);
	free(ing.found.at);
	free(ing.figures.at);
	buf_free(&ing.prose);
}

void import_propose_free(ImportProposal *p)
{
	mem_arena_free(&p->arena);
	free(p->terms.at);
	free(p->term_refs.at);
	free(p->figures.at);
	free(p->leads.at);
	free(p->intros.at);
	free(p->measures.at);
	free(p->labels.at);
	free(p->themes.at);
	*p = (ImportProposal){0};
}
