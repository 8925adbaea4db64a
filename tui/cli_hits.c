/* Hits of a search as lines of text, under the names of their speeches. */
#include "cli.h"

#include "../core/list_view.h"
#include "../core/utf8.h"

/* Characters of context on each side: 20, fewer where the terminal has no room for them in two columns each. */
static size_t context_for(const ExportOptions *options, size_t taken)
{
	size_t width = options->width;

	if (!width)
		return 20;
	size_t fits = width > taken ? (width - taken) / 4 : 0;
	return fits > 20 ? 20 : fits;
}

static void add_hit(const Corpus *corpus, const SearchHit *hit, const ExportOptions *options, bool bold, Buf *out)
{
	Str text = search_text(corpus, hit), words = str_sub(text, hit->from, hit->to), before, after;
	size_t from = out->n;

	buf_add(out, STR("  "));
	corpus_add_address(corpus, hit->unit, out);
	buf_add(out, STR("  "));
	buf_add(out, list_view_field(hit->field, options->lang));
	buf_add(out, STR("  "));
	size_t taken = utf8_columns(str_sub(buf_str(out), from, out->n), options->ambiguous);
	taken += utf8_columns(words, options->ambiguous);
	list_view_context(text, hit->from, hit->to, context_for(options, taken), &before, &after);
	buf_add(out, before);
	buf_add(out, bold ? STR("\x1B[1m") : STR(""));
	buf_add(out, words);
	buf_add(out, bold ? STR("\x1B[0m") : STR(""));
	buf_add(out, after);
	buf_add_char(out, '\n');
}

void cli_add_hits(const Corpus *corpus, const SearchHits *hits, const ExportOptions *options, bool bold, Buf *out)
{
	for (uint32_t i = 0, last = CORPUS_NONE; i < hits->n; i++) {
		uint32_t index = corpus_speech_of(corpus, hits->at[i].unit);
		const Speech *speech = &corpus->speeches.at[index];
		if (index != last) {
			buf_add(out, i ? STR("\n") : STR(""));
			buf_add(out, speech->province == CORPUS_NONE ? speech->province_id.s
				: corpus_text(&corpus->provinces.at[speech->province].name, options->lang));
			buf_add(out, STR(" · "));
			buf_add(out, corpus_text(&speech->title, options->lang));
			buf_add_char(out, '\n');
		}
		add_hit(corpus, &hits->at[i], options, bold, out);
		last = index;
	}
}
