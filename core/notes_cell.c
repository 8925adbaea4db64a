#include "notes_cell.h"

#define KIND STR("cell")

void notes_cell_add_key(const Corpus *corpus, uint32_t province, uint32_t theme, uint32_t term, Buf *out)
{
	buf_add(out, province == CORPUS_NONE ? STR("*") : corpus->provinces.at[province].id);
	if (theme != CORPUS_NONE) {
		const Theme *t = &corpus->themes.at[theme];
		buf_add(out, STR(" theme "));
		if (corpus->volumes.n > 1) {
			buf_add(out, corpus->volumes.at[t->volume].id.s);
			buf_add_char(out, '/');
		}
		buf_add(out, t->id.s);
	} else if (term != CORPUS_NONE) {
		buf_add(out, STR(" term "));
		buf_add(out, corpus->terms.at[term].name.s);
	} else {
		buf_add(out, STR(" *"));
	}
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
