#include "compare_marks.h"

#include "fold.h"

#include <stdlib.h>

static Str text_of(const CompareMarks *marks, uint32_t measure)
{
	return corpus_text(&marks->corpus->measures.at[measure].body.text, marks->lang);
}

static bool has_more_than_one(unsigned set)
{
	return (set & (set - 1)) != 0;
}

static Range cell_of(const CompareMarks *marks, size_t block, size_t column)
{
	return marks->comparison->blocks.at[block].cells[column].measures;
}

static void note_terms(CompareMarks *marks, uint32_t index, unsigned column)
{
	const Range terms = marks->corpus->measures.at[index].body.terms;

	for (uint32_t i = 0; i < terms.n; i++) {
		uint32_t term = marks->corpus->term_refs.at[terms.first + i].term;
		if (term != CORPUS_NONE)
			marks->terms[term] |= (uint8_t)(1u << column);
	}
}

void compare_marks_open(CompareMarks *marks, const Corpus *corpus, const Comparison *comparison, Lang lang,
	uint32_t first)
{
	*marks = (CompareMarks){.corpus = corpus, .comparison = comparison, .lang = lang, .first = first};
	marks->terms = mem_zeroed(corpus->terms.n, sizeof *marks->terms);
	compare_pairs_open(&marks->pairs, corpus, comparison, lang, first);
	for (size_t b = 0; b < comparison->blocks.n; b++)
		for (unsigned c = 0; c < comparison->columns; c++) {
			const Range cell = cell_of(marks, b, c);
			marks->total += cell.n;
			for (uint32_t i = 0; i < cell.n; i++)
				note_terms(marks, comparison->measures.at[cell.first + i], c);
		}
}

/* The next measure that has not been read; false where there is none. */
static bool next_measure(CompareMarks *marks, uint32_t *measure, unsigned *column)
{
	uint32_t n = (uint32_t)marks->comparison->blocks.n;

	while (marks->blocks < n) {
		const Range cell = cell_of(marks, (marks->first + marks->blocks) % n, marks->column);
		if (marks->cell < cell.n) {
			*measure = marks->comparison->measures.at[cell.first + marks->cell++];
			*column = marks->column;
			return true;
		}
		marks->cell = 0;
		if (++marks->column >= marks->comparison->columns) {
			marks->column = 0;
			marks->blocks++;
		}
	}
	return false;
}

bool compare_marks_read(CompareMarks *marks, size_t bytes)
{
	uint32_t measure;
	unsigned column;

	for (size_t done = 0; marks->read < marks->total && done < bytes && next_measure(marks, &measure, &column);) {
		Str text = text_of(marks, measure);
		phrase_add(&marks->phrases, text, column);
		marks->read++;
		done += text.n;
	}
	return marks->read < marks->total;
}

unsigned compare_marks_percent(const CompareMarks *marks, CompareMode mode)
{
	unsigned read = marks->total ? (unsigned)(100 * marks->read / marks->total) : 100;

	return mode == COMPARE_DIFFERENT ? (read + compare_pairs_percent(&marks->pairs)) / 2 : read;
}

void compare_marks_close(CompareMarks *marks)
{
	phrase_free(&marks->phrases);
	free(marks->terms);
	compare_pairs_close(&marks->pairs);
	*marks = (CompareMarks){0};
}

static void add_phrases(const CompareMarks *marks, size_t column, uint32_t measure, CompareMarkList *out)
{
	PhraseRanges shared = {0};

	phrase_shared(&marks->phrases, text_of(marks, measure), (unsigned)column, &shared);
	for (size_t i = 0; i < shared.n; i++)
		MEM_PUSH(out, ((CompareMark){COMPARE_PHRASE, shared.at[i].from, shared.at[i].to}));
	free(shared.at);
}

static void add_term(const CompareMarks *marks, uint32_t index, Str text, CompareMarkList *out)
{
	const Term *term = &marks->corpus->terms.at[index];
	bool english = marks->lang == LANG_EN && term->en.s.n;
	Buf folded = {0};
	size_t from = 0, to = 0;

	fold_text(&folded, english ? term->en.s : term->name.s);
	while (folded.n && fold_find(text, buf_str(&folded), to, &from, &to))
		MEM_PUSH(out, ((CompareMark){COMPARE_TERM, (uint32_t)from, (uint32_t)to}));
	buf_free(&folded);
}

static void add_terms(const CompareMarks *marks, uint32_t measure, CompareMarkList *out)
{
	const Range terms = marks->corpus->measures.at[measure].body.terms;

	for (uint32_t i = 0; i < terms.n; i++) {
		uint32_t term = marks->corpus->term_refs.at[terms.first + i].term;
		if (term != CORPUS_NONE && has_more_than_one(marks->terms[term]))
			add_term(marks, term, text_of(marks, measure), out);
	}
}

static void add_changes(const CompareMarks *marks, size_t column, uint32_t measure, uint32_t partner,
	CompareMarkList *out)
{
	Difference difference;
	uint32_t a = column == 0 ? measure : partner, b = column == 0 ? partner : measure;

	difference_of(text_of(marks, a), text_of(marks, b), &difference);
	for (size_t i = 0; i < difference.parts.n; i++) {
		const DifferencePart *part = &difference.parts.at[i];
		const PhraseRange range = column == 0 ? part->a : part->b;
		if (!part->same && range.from < range.to)
			MEM_PUSH(out, ((CompareMark){COMPARE_CHANGE, range.from, range.to}));
	}
	difference_free(&difference);
}

void compare_marks_in(const CompareMarks *marks, CompareMode mode, size_t column, uint32_t measure,
	CompareMarkList *out)
{
	uint32_t partner = mode == COMPARE_DIFFERENT ? compare_pairs_partner(&marks->pairs, column, measure) : CORPUS_NONE;

	if (mode == COMPARE_PLAIN)
		return;
	if (partner != CORPUS_NONE) {
		add_changes(marks, column, measure, partner, out);
		return;
	}
	add_phrases(marks, column, measure, out);
	if (mode == COMPARE_COMMON)
		add_terms(marks, measure, out);
}

size_t compare_marks_add_terms(const CompareMarks *marks, Buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < marks->corpus->terms.n; i++) {
		const Term *term = &marks->corpus->terms.at[i];
		if (!has_more_than_one(marks->terms[i]))
			continue;
		if (n++)
			buf_add(out, marks->lang == LANG_ZH ? STR("、") : STR(", "));
		buf_add(out, marks->lang == LANG_EN && term->en.s.n ? term->en.s : term->name.s);
	}
	return n;
}
