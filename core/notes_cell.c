#include "notes_cell.h"

#define KIND STR("cell")

static void add_theme(const Corpus *corpus, uint32_t theme, Buf *out)
{
	const Theme *t = &corpus->themes.at[theme];

	if (corpus->volumes.n > 1) {
		buf_add(out, corpus->volumes.at[t->volume].id.s);
		buf_add_char(out, '/');
	}
	buf_add(out, t->id.s);
}

void notes_cell_add_key(const Corpus *corpus, uint32_t province, uint32_t theme, uint32_t term, Buf *out)
{
	buf_add(out, province == CORPUS_NONE ? STR("*") : corpus->provinces.at[province].id);
	if (theme != CORPUS_NONE) {
		buf_add(out, STR(" theme "));
		add_theme(corpus, theme, out);
	} else if (term != CORPUS_NONE) {
		buf_add(out, STR(" term "));
		buf_add(out, corpus->terms.at[term].name.s);
	} else {
		buf_add(out, STR(" *"));
	}
}

static uint32_t find_theme(const Corpus *corpus, Str wanted)
{
	Buf key = {0};
	uint32_t found = CORPUS_NONE;

	for (uint32_t i = 0; i < corpus->themes.n && found == CORPUS_NONE; i++) {
		buf_clear(&key);
		add_theme(corpus, i, &key);
		found = str_eq(buf_str(&key), wanted) ? i : CORPUS_NONE;
	}
	buf_free(&key);
	return found;
}

static uint32_t find_term(const Corpus *corpus, Str wanted)
{
	for (uint32_t i = 0; i < corpus->terms.n; i++)
		if (str_eq(corpus->terms.at[i].name.s, wanted))
			return i;
	return CORPUS_NONE;
}

static uint32_t find_province(const Corpus *corpus, Str wanted)
{
	for (uint32_t i = 0; i < corpus->provinces.n; i++)
		if (str_eq(corpus->provinces.at[i].id, wanted))
			return i;
	return CORPUS_NONE;
}

bool notes_cell_find(const Corpus *corpus, Str key, NotesCell *out)
{
	Str province, kind;

	*out = (NotesCell){CORPUS_NONE, CORPUS_NONE, CORPUS_NONE};
	if (!str_split(&key, ' ', &province) || !str_split(&key, ' ', &kind))
		return false;
	out->province = find_province(corpus, province);
	if (out->province == CORPUS_NONE && !str_eq(province, STR("*")))
		return false;
	if (str_eq(kind, STR("theme")))
		return (out->theme = find_theme(corpus, key)) != CORPUS_NONE;
	if (str_eq(kind, STR("term")))
		return (out->term = find_term(corpus, key)) != CORPUS_NONE;
	return str_eq(kind, STR("*")) && key.n == 0;
}

bool notes_cell_put(Notes *notes, Str key, Str text, int64_t now)
{
	if (!text.n)
		return !notes_get(notes, KIND, key) || notes_drop(notes, KIND, key, now);
	return notes_put(notes, KIND, key, &text, 1, now);
}

Str notes_cell_text(const Notes *notes, Str key)
{
	const NotesRecord *record = notes_get(notes, KIND, key);

	return record ? notes_field(record, 0) : (Str){0};
}
