#include "view_narrow.h"

#include "app.h"

#include "../core/query.h"

/* What a row is matched with, a line each so that nothing matches over two. */
static void add_line(Buf *out, Str text)
{
	buf_add(out, text);
	buf_add_char(out, '\n');
}

void view_narrow_add_both(Buf *out, const Text *text)
{
	add_line(out, text->zh.s);
	add_line(out, text->en.s);
}

void view_narrow_add_figure(Buf *out, const Figure *figure)
{
	add_line(out, figure->written.s);
	view_narrow_add_both(out, &figure->what);
	view_narrow_add_both(out, &figure->unit);
}

static void add_entry(const Corpus *corpus, const SearchHits *hits, const Entry *entry, Buf *out)
{
	for (int lang = 0; lang < LANG_COUNT; lang++)
		add_line(out, view_axis_name(corpus, entry, (Lang)lang));
	if (entry->kind == ENTRY_PROVINCE) {
		add_line(out, corpus->provinces.at[entry->index].mark);
		add_line(out, corpus->provinces.at[entry->index].id);
	} else if (entry->kind == ENTRY_SPEECH) {
		view_narrow_add_both(out, &corpus->speeches.at[entry->index].title);
	} else if (entry->kind == ENTRY_TERM) {
		add_line(out, corpus->terms.at[entry->index].en.s);
	} else if (entry->kind == ENTRY_FIGURE) {
		view_narrow_add_figure(out, &corpus->figures.at[entry->index]);
	} else if (entry->kind == ENTRY_HIT) {
		add_line(out, search_text(corpus, &hits->at[entry->index]));
	}
}

static bool matches(const App *app, const SearchHits *hits, const Query *query, const Entry *entry)
{
	Buf text = {0};
	add_entry(app->corpus, hits, entry, &text);
	bool found = query_in(query, buf_str(&text));
	for (size_t i = 0; !found && entry->kind == ENTRY_FIGURE && i < query->words.n; i++)
		found = query_figure(query, i, &app->corpus->figures.at[entry->index]);
	buf_free(&text);
	return found;
}

void view_narrow_entries(const App *app, const SearchHits *hits, Str text, Entries *entries)
{
	if (text.n == 0)
		return;
	Query query = query_open(NULL, text);
	size_t kept = 0, heading = SIZE_MAX;
	bool under = false;
	for (size_t i = 0; i < entries->n; i++) {
		Entry entry = entries->at[i];
		bool found = matches(app, hits, &query, &entry);
		if (entry.header) {
			heading = i;
			under = found;
			continue;
		}
		if (!found && !under)
			continue;
		if (heading != SIZE_MAX)
			entries->at[kept++] = entries->at[heading];
		heading = SIZE_MAX;
		entries->at[kept++] = entry;
	}
	entries->n = kept;
	query_close(&query);
}
