#include "cli.h"

#include "advice.h"
#include "bind.h"
#include "cli_attach.h"
#include "cli_import.h"
#include "cli_notice.h"
#include "cli_source.h"
#include "write.h"

#include "../core/check.h"
#include "../core/list_elsewhere.h"
#include "../core/list_table.h"
#include "../core/list_view.h"
#include "../core/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifndef BILAN_VERSION
#define BILAN_VERSION "0.1.0"
#endif

#define MOST_SIMILAR 20
#define HELP_WIDTH 100 /* of the help and the key card, where nothing says otherwise */

/* What one run works with. */
typedef struct Run {
	const Options *options;
	const CliIo *io;
	Corpus *corpus; /* NULL for commands that need none */
	ExportOptions export;
	Buf out;
	bool unwritten; /* the format could not be made */
} Run;

static void say(const Run *run, CliNotice notice, Str a, Str b)
{
	cli_say(run->options->lang, run->io->err, notice, a, b);
}

static void say_counts(const Run *run, CliNotice notice, const Msgs *msgs)
{
	Buf errors = {0}, warnings = {0};

	buf_add_int(&errors, (long long)(msgs->count[MSG_ERROR] + msgs->count[MSG_FATAL]));
	buf_add_int(&warnings, (long long)msgs->count[MSG_WARNING]);
	say(run, notice, buf_str(&errors), buf_str(&warnings));
	buf_free(&errors);
	buf_free(&warnings);
}

void cli_report(const Options *options, const Msgs *msgs, size_t first, const CliIo *io)
{
	const Run run = {.options = options, .io = io};
	size_t count[MSG_FATAL + 1] = {0};

	for (size_t i = first; i < msgs->list.n; i++)
		count[msg_level(msgs->list.at[i].id)]++;
	cli_say_messages(run.options->lang, run.io->err, msgs, first, MSG_FATAL);
	if (count[MSG_ERROR] || (count[MSG_WARNING] && !count[MSG_FATAL]))
		say_counts(&run, N_LOAD, msgs);
}

static CliExit list_figures(Run *run)
{
	const Options *o = run->options;
	Figures figures = figures_collect(run->corpus, NULL);
	FiguresLines lines = {0};
	Arena arena = {0};

	if (o->alike)
		figures_line_up(&figures);
	figures_arrange(&figures, o->alike ? FIGURES_ALIKE : FIGURES_FLAT, o->order, o->falling, o->lang, &lines);
	List list = list_table_figures(&figures, &lines, o->alike, &arena);
	run->unwritten = !export_list(&list, o->format, &run->export, &run->out);
	CliExit code = list.n_rows ? CLI_DONE : CLI_FINDINGS;
	mem_arena_free(&arena);
	free(lines.at);
	figures_free(&figures);
	return code;
}

static CliExit run_list(Run *run)
{
	Str name = run->options->args.at[0];
	ListKind kind;

	if (!list_kind(name, &kind)) {
		say(run, N_NO_KIND, name, (Str){0});
		return CLI_USAGE;
	}
	if (kind == LIST_FIGURES)
		return list_figures(run);
	if (run->options->alike || options_given(run->options, "--sort")) {
		say(run, N_FIGURES_ONLY, str_of(run->options->alike ? "--alike" : "--sort"), (Str){0});
		return CLI_USAGE;
	}
	List list = list_open(run->corpus, kind);
	run->unwritten = !export_list(&list, run->options->format, &run->export, &run->out);
	return list.n_rows ? CLI_DONE : CLI_FINDINGS;
}

/* All words behind the command as one: `show 京 1 2`, `search 接诉 即办`. */
static Str join_args(const Options *options, Buf *out)
{
	for (size_t i = 0; i < options->args.n; i++) {
		if (i)
			buf_add_char(out, ' ');
		buf_add(out, options->args.at[i]);
	}
	return buf_str(out);
}

static CliExit run_show(Run *run)
{
	Buf words = {0};
	Doc doc = {0};
	Str address = join_args(run->options, &words);
	Unit unit = corpus_unit(run->corpus, address);

	if (run->options->original && unit.kind != UNIT_NONE) {
		bool any = cli_attach_show(run->options, run->io, run->corpus, unit, &run->export, &run->out, &run->unwritten);
		if (!any)
			say(run, N_NO_ORIGINAL, address, (Str){0});
		buf_free(&words);
		return any ? CLI_DONE : CLI_FINDINGS;
	}
	if (unit.kind == UNIT_NONE)
		say(run, N_NO_UNIT, address, (Str){0});
	else
		doc_add_unit(&doc, run->corpus, unit, run->options->lang);
	if (unit.kind != UNIT_NONE)
		run->unwritten = !export_doc(&doc, run->corpus, run->options->format, &run->export, &run->out);
	doc_free(&doc);
	buf_free(&words);
	return unit.kind == UNIT_NONE ? CLI_FINDINGS : CLI_DONE;
}

static CliExit run_source(Run *run)
{
	return cli_source(run->options, run->io, run->corpus, &run->export, &run->out, &run->unwritten);
}

/* How the query was understood where that is not plain, or what else to look for. */
static void say_understood(const Run *run, const Query *query, Str text, const SearchHits *hits)
{
	Buf spelling = {0};
	Advice advice = {.n = 0};

	search_add_spelling(run->corpus, query, hits, run->options->lang, &spelling);
	if (hits->n && spelling.n)
		say(run, N_LINE, buf_str(&spelling), (Str){0});
	if (!hits->n) {
		say(run, N_NO_HITS, text, (Str){0});
		advice_find(run->corpus, query, run->options->lang, &advice);
	}
	for (size_t i = 0; i < advice.n; i++)
		say(run, N_LINE, buf_str(&advice.at[i].said), (Str){0});
	advice_free(&advice);
	buf_free(&spelling);
}

static CliExit run_search(Run *run)
{
	Buf words = {0};
	SearchHits hits = {0};
	Str text = join_args(run->options, &words);
	Query query = query_open(run->corpus, text);

	cli_attach_load(run->options, run->io, run->corpus, false);
	query_hasten(&query);
	search_query(run->corpus, &query, SIZE_MAX, run->options->lang, &hits);
	say_understood(run, &query, text, &hits);
	query_close(&query);
	if (run->options->format == EXPORT_TEXT) {
		cli_add_hits(run->corpus, &hits, &run->export, run->io->bold, &run->out);
	} else {
		List list = list_view_hits(run->corpus, &hits);
		run->unwritten = !export_list(&list, run->options->format, &run->export, &run->out);
	}
	CliExit code = hits.n ? CLI_DONE : CLI_FINDINGS;
	free(hits.at);
	buf_free(&words);
	return code;
}

/* The theme that --theme names. False after a complaint. */
static bool read_theme(const Run *run, uint32_t *theme)
{
	*theme = CORPUS_NONE;
	if (!run->options->theme.n)
		return true;
	*theme = corpus_theme(run->corpus, run->options->theme);
	if (*theme == CORPUS_NONE)
		say(run, N_NO_THEME, run->options->theme, (Str){0});
	return *theme != CORPUS_NONE;
}

/* The places that the arguments name. False after a complaint. */
static bool read_places(const Run *run, Place *places)
{
	for (size_t i = 0; i < run->options->args.n; i++)
		if (!table_place(run->corpus, run->options->args.at[i], &places[i])) {
			say(run, N_NO_PLACE, run->options->args.at[i], (Str){0});
			return false;
		}
	return true;
}

bool cli_places(const Options *options, const Corpus *corpus, const CliIo *io, Place *places, uint32_t *theme)
{
	const Run run = {.options = options, .io = io, .corpus = (Corpus *)corpus};

	return read_places(&run, places) && read_theme(&run, theme);
}

static CliExit run_compare(Run *run)
{
	Place places[TABLE_MAX_COLUMNS];
	size_t n = run->options->args.n;
	uint32_t theme;

	if (!read_places(run, places) || !read_theme(run, &theme))
		return CLI_FINDINGS;
	Comparison comparison = table_compare(run->corpus, places, n, theme);
	run->unwritten = !export_comparison(&comparison, run->corpus, run->options->format, &run->export, &run->out);
	CliExit code = comparison.blocks.n ? CLI_DONE : CLI_FINDINGS;
	table_comparison_free(&comparison);
	return code;
}

static CliExit run_similar(Run *run)
{
	Buf words = {0};
	Str address = join_args(run->options, &words);
	Unit unit = corpus_unit(run->corpus, address);
	Similar found[MOST_SIMILAR];
	size_t n = 0;

	if (unit.kind != UNIT_MEASURE) {
		say(run, N_NO_MEASURE, address, (Str){0});
	} else {
		SimilarIndex *index = similar_open(run->corpus);
		similar_read(index, SIZE_MAX);
		n = similar_find(index, unit.index, found, MOST_SIMILAR);
		similar_close(index);
		ElsewhereSimilar similar = {unit.index, found, n};
		List list = list_elsewhere_similar(run->corpus, &similar);
		run->unwritten = !export_list(&list, run->options->format, &run->export, &run->out);
	}
	buf_free(&words);
	return n ? CLI_DONE : CLI_FINDINGS;
}

static CliExit run_absent(Run *run)
{
	Place places[ABSENT_PLACES];
	AbsentRows rows = {0};
	size_t n = run->options->args.n;

	if (!read_places(run, places))
		return CLI_FINDINGS;
	if (n == 0)
		n = absent_provinces(run->corpus, places);
	absent_collect(run->corpus, places, n, &rows);
	ElsewhereAbsent absent = {places, rows.at, rows.n};
	List list = list_elsewhere_absent(run->corpus, &absent);
	run->unwritten = !export_list(&list, run->options->format, &run->export, &run->out);
	CliExit code = rows.n ? CLI_DONE : CLI_FINDINGS;
	free(rows.at);
	return code;
}

static CliExit run_matrix(Run *run)
{
	static const bool TOTALS[EXPORT_FORMAT_COUNT] = {[EXPORT_TEXT] = true, [EXPORT_MARKDOWN] = true,
		[EXPORT_HTML] = true};
	Matrix matrix = matrix_count(run->corpus, run->options->terms ? MATRIX_TERMS : MATRIX_THEMES, NULL);
	Arena arena = {0};
	List list = list_view_matrix(run->corpus, &matrix, TOTALS[run->options->format], &arena);

	run->unwritten = !export_list(&list, run->options->format, &run->export, &run->out);
	matrix_free(&matrix);
	mem_arena_free(&arena);
	return CLI_DONE;
}

static CliExit run_overview(Run *run)
{
	Overview overview = overview_of(run->corpus, NULL, NULL);
	List list = list_table_overview(run->corpus, &overview);

	run->unwritten = !export_list(&list, run->options->format, &run->export, &run->out);
	overview_free(&overview);
	return CLI_DONE;
}

static CliExit run_keys(Run *run)
{
	const Keymap *map = run->options->keymap;
	keymap_write_card(&run->out, map ? map : &KEYMAP_STANDARD, run->options->lang,
		run->export.width ? run->export.width : HELP_WIDTH);
	return CLI_DONE;
}

static CliExit run_help(Run *run)
{
	const Options *options = run->options;
	Command about = options->command == COMMAND_help ? COMMAND_BROWSE : options->command;

	if (options->command == COMMAND_help && options->args.n) {
		about = options_command(options->args.at[0]);
		if (about == COMMAND_COUNT) {
			say(run, N_NO_COMMAND, options->args.at[0], (Str){0});
			return CLI_USAGE;
		}
	}
	options_add_help(&run->out, about, options->lang, run->export.width ? run->export.width : HELP_WIDTH,
		run->export.ambiguous);
	return CLI_DONE;
}

static void say_dropped(const Run *run, const Msgs *msgs)
{
	Buf n = {0};

	buf_add_int(&n, (long long)msgs->dropped);
	if (msgs->dropped)
		say(run, N_DROPPED, buf_str(&n), (Str){0});
	buf_free(&n);
}

/* A file that is missing or may not be read is no finding about its content. */
static bool has_unreadable(const Msgs *msgs)
{
	for (size_t i = 0; i < msgs->list.n; i++) {
		Str name = str_of(msg_name(msgs->list.at[i].id));
		if (str_starts(name, STR("file_")) || str_eq(name, STR("volume_no_corpus")))
			return true;
	}
	return false;
}

/* Says everything, then the counts; its messages are its output and go to `err`. */
static CliExit run_check(Run *run)
{
	Msgs msgs = {0};
	Corpus *corpus = cli_load(run->options, run->io, NULL, NULL, &msgs); /* it is the files that are checked */
	CliExit code = CLI_DONE;

	if (corpus)
		check_corpus(corpus, &msgs);
	if (!corpus && !msgs.list.n) {
		say(run, N_NO_CORPUS, (Str){0}, (Str){0});
		code = CLI_UNREADABLE;
	} else {
		cli_say_messages(run->options->lang, run->io->err, &msgs, 0, MSG_WARNING);
		say_dropped(run, &msgs);
		say_counts(run, N_SUMMARY, &msgs);
		code = has_unreadable(&msgs) ? CLI_UNREADABLE
			: msgs.count[MSG_FATAL] || msgs.count[MSG_ERROR] ? CLI_FINDINGS : CLI_DONE;
	}
	corpus_free(corpus);
	msg_free(&msgs);
	return code;
}

/* The vocabulary is that of -C, or the bundled one. */
static CliExit run_import(Run *run)
{
	Msgs msgs = {0};
	Corpus *vocabulary = cli_load(run->options, run->io, NULL, NULL, &msgs);
	CliExit code;

	cli_report(run->options, &msgs, 0, run->io);
	code = cli_import(run->options, run->io, vocabulary);
	corpus_free(vocabulary);
	msg_free(&msgs);
	return code;
}

/* An example of the file, with every setting and every action. */
static CliExit run_config(Run *run)
{
	Buf rows = {0};

	bind_add_rows(&rows, run->options->lang);
	config_add_example(&run->out, run->options->lang, buf_str(&rows));
	buf_free(&rows);
	return CLI_DONE;
}

/* Which commands read a corpus, and what they do. */
static const struct Errand { CliExit (*run)(Run *run); bool reads; } ACTIONS[COMMAND_COUNT] = {
	[COMMAND_BROWSE] = {run_help, false}, [COMMAND_check] = {run_check, false}, [COMMAND_list] = {run_list, true},
	[COMMAND_show] = {run_show, true}, [COMMAND_source] = {run_source, true},
	[COMMAND_search] = {run_search, true}, [COMMAND_compare] = {run_compare, true},
	[COMMAND_similar] = {run_similar, true}, [COMMAND_absent] = {run_absent, true},
	[COMMAND_matrix] = {run_matrix, true},
	[COMMAND_overview] = {run_overview, true}, [COMMAND_keys] = {run_keys, false},
	[COMMAND_config] = {run_config, false}, [COMMAND_import] = {run_import, false},
	[COMMAND_help] = {run_help, false},
};

static CliExit run_on_corpus(Run *run)
{
	Msgs msgs = {0};
	Cache cache = {0};
	CliExit code = CLI_UNREADABLE;

	run->corpus = cli_load(run->options, run->io, &cache, NULL, &msgs);
	cli_report(run->options, &msgs, 0, run->io);
	if (!run->corpus && !msgs.list.n)
		say(run, N_NO_CORPUS, (Str){0}, (Str){0});
	if (run->corpus) {
		code = ACTIONS[run->options->command].run(run);
		cache_save(&cache, run->corpus, &msgs);
		corpus_free(run->corpus);
	}
	cache_close(&cache);
	/* A volume that could not be read is missing from what was printed. */
	if (msgs.count[MSG_FATAL])
		code = CLI_UNREADABLE;
	msg_free(&msgs);
	return code;
}

static CliExit deliver(Run *run, CliExit code)
{
	const Options *options = run->options;
	int error = options->output ? write_file(options->output, options->force, buf_str(&run->out))
		: write_all(run->io->out, buf_str(&run->out));
	Arena arena = {0};

	if (!error)
		return code;
	if (error == EPIPE && !options->output) /* the reader has had enough, as head does */
		return code;
	Str name = options->output ? utf8_clean(str_of(options->output), &arena, NULL) : (Str){0};
	CliNotice notice = !options->output ? N_LOST : error == EEXIST ? N_EXISTS : N_WRITE;
	say(run, notice, name, write_reason(error, options->lang));
	mem_arena_free(&arena);
	return CLI_UNREADABLE;
}

CliExit cli_run(const Options *options, const CliIo *io)
{
	uint32_t width = options->width ? options->width : options->output ? 0 : io->width;
	Run run = {.options = options, .io = io};
	CliExit code;

	run.export = (ExportOptions){options->lang, width, options->ambiguous ? options->ambiguous : 1, !options->no_bom};
	if (export_is_binary(options->format) && io->width && !options_given(options, "--output")) {
		say(&run, N_BINARY, (Str){0}, (Str){0});
		return CLI_USAGE;
	}
	if (options->version) {
		buf_add(&run.out, STR("bilan " BILAN_VERSION "\n"));
		code = CLI_DONE;
	} else if (options->help) {
		code = run_help(&run);
	} else {
		code = ACTIONS[options->command].reads ? run_on_corpus(&run) : ACTIONS[options->command].run(&run);
	}
	if (run.unwritten) {
		say(&run, N_NO_XLSX, (Str){0}, (Str){0});
		buf_clear(&run.out);
		code = CLI_UNREADABLE;
	}
	/* Nothing to say and something wrong: no empty file is made of it. */
	if (run.out.n || (code == CLI_DONE && options->command != COMMAND_import))
		code = deliver(&run, code);
	buf_free(&run.out);
	return code;
}
