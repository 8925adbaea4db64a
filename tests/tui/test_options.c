#include "../../tui/options.h"

#include "../../core/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

#define MOST 16

typedef struct Parse { Options options; Buf error; bool fits; } Parse;

/* Words are separated by blanks. */
static Parse parse_in(const char *line, Lang lang)
{
	static char words[256];
	char *argv[MOST] = {(char[]){"bilan"}};
	int argc = 1;
	Parse p = {.error = {0}};

	cr_assert_lt(strlen(line), sizeof words);
	strncpy(words, line, sizeof words - 1);
	for (char *rest = words, *word; (word = strsep(&rest, " "));)
		if (*word && argc < MOST)
			argv[argc++] = word;
	p.fits = options_parse(&p.options, argc, argv, lang, &p.error);
	cr_assert_eq(p.fits, p.error.n == 0, "a complaint comes with a usage error and with nothing else: %s", line);
	return p;
}

static Parse parse(const char *line)
{
	return parse_in(line, LANG_EN);
}

static void done(Parse *p)
{
	options_free(&p->options);
	buf_free(&p->error);
}

Test(options, no_words_open_the_browser_on_the_bundled_corpus)
{
	Parse p = parse("");

	cr_assert(p.fits && p.options.command == COMMAND_BROWSE && p.options.corpora.n == 0 && p.options.lang == LANG_EN &&
		p.options.width == 0);
	done(&p);
}

Test(options, what_looks_like_a_path_or_is_one_is_a_corpus)
{
	Parse p = parse("a/b my.yaml other.yml - tests");

	cr_assert(p.fits && p.options.command == COMMAND_BROWSE);
	cr_assert_eq(p.options.corpora.n, 5);
	cr_assert_str_eq(p.options.corpora.at[1], "my.yaml");
	done(&p);
}

Test(options, each_command_takes_its_words)
{
	Parse p = parse("compare 京 浙 --theme grid --format=md -C a -Cb");

	cr_assert(p.fits && p.options.command == COMMAND_compare && p.options.format == EXPORT_MARKDOWN);
	cr_assert(p.options.args.n == 2 && str_eq(p.options.args.at[1], STR("浙")) && str_eq(p.options.theme, STR("grid")));
	cr_assert(p.options.corpora.n == 2 && strcmp(p.options.corpora.at[1], "b") == 0);
	done(&p);
	p = parse("check a b");
	cr_assert(p.fits && p.options.corpora.n == 2 && p.options.args.n == 0, "what is checked are corpora");
	done(&p);
	p = parse("search -- --theme");
	cr_assert(p.fits && str_eq(p.options.args.at[0], STR("--theme")), "behind -- nothing is an option");
	done(&p);
}

Test(options, values_are_read_and_bounded)
{
	Parse p = parse("list terms --width 72 --ambiguous=2 --no-bom -o out.csv --force --format csv --lang zh");

	cr_assert(p.fits && p.options.width == 72 && p.options.ambiguous == 2 && p.options.no_bom && p.options.force &&
		p.options.lang == LANG_ZH);
	cr_assert_str_eq(p.options.output, "out.csv");
	done(&p);
	static const char *const BAD[] = {"--width 19", "--width 401", "--width x", "--width 99999999999", "--width=",
		"--ambiguous 3", "--ambiguous 0", "--lang fr", "--colour red",
		"--format pdf", "--width"};
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		p = parse(BAD[i]);
		cr_assert_not(p.fits, "%s", BAD[i]);
		done(&p);
	}
}

static void assert_complaint(const char *line, const char *en, const char *zh)
{
	Parse p = parse_in(line, LANG_EN), q = parse_in(line, LANG_ZH);

	cr_assert_not(p.fits);
	cr_assert(str_starts(buf_str(&p.error), str_of(en)), "%s", buf_cstr(&p.error));
	cr_assert(str_starts(buf_str(&q.error), str_of(zh)), "%s", buf_cstr(&q.error));
	cr_assert(str_ends(buf_str(&p.error), STR("\n")));
	done(&p);
	done(&q);
}

Test(options, a_complaint_says_what_was_wrong_and_what_is_right)
{
	assert_complaint("--widht 80", "bilan: no option “--widht”; did you mean “--width”\n",
		"bilan: 没有选项“--widht”，是想用“--width”吗\n");
	assert_complaint("comapre a b", "bilan: “comapre” is neither a command nor the path of a corpus; did you mean "
		"“compare”\n", "bilan: “comapre”既不是命令，也不是文集的路径，是想用“compare”吗\n");
	assert_complaint("-z", "bilan: no option “-z”\nbilan: see bilan --help\n",
		"bilan: 没有选项“-z”\nbilan: 用法见 bilan --help\n");
	assert_complaint("--width 5", "bilan: “5” will not do for --width: a whole number from 20 to 400\n",
		"bilan: “5”不能用作 --width，可用 20 到 400 的整数\n");
	assert_complaint("--theme", "bilan: option --theme needs THEME behind it\n", "bilan: 选项 --theme 后面缺少 THEME\n");
	assert_complaint("--force=1", "bilan: option --force takes no value\n", "bilan: 选项 --force 不带值\n");
	assert_complaint("matrix --theme grid", "bilan: option --theme means nothing for matrix\n",
		"bilan: 选项 --theme 不能用于 matrix\n");
	assert_complaint("check --force", "bilan: option --force means nothing for check\n",
		"bilan: 选项 --force 不能用于 check\n");
	assert_complaint("compare 京", "bilan: compare needs more words: bilan compare PLACE PLACE…\n",
		"bilan: compare 的参数不够");
	assert_complaint("compare a b c d e", "bilan: compare takes fewer words:", "bilan: compare 的参数太多");
	assert_complaint("keys --format csv", "bilan: this command has no format “csv”; it has: text\n",
		"bilan: 此命令没有“csv”格式，可用：text\n");
}

Test(options, the_language_asked_for_is_that_of_the_complaints_wherever_it_stands)
{
	Parse p = parse_in("--widht 80 --lang en", LANG_ZH);

	cr_assert(str_starts(buf_str(&p.error), STR("bilan: no option")));
	done(&p);
}

Test(options, words_from_outside_are_cleaned_before_they_are_repeated)
{
	Parse p = parse("--wi\x1b[31mdth\xff");

	cr_assert_not(p.fits);
	cr_assert_eq(utf8_valid_prefix(buf_str(&p.error)), p.error.n);
	cr_assert_lt(str_find(buf_str(&p.error), STR("\x1b"), 0), 0);
	done(&p);
	p = parse("search a\x1b" "b");
	cr_assert(str_eq(p.options.args.at[0], STR("a\uFFFD" "b")));
	done(&p);
}

Test(options, help_and_version_are_answered_whatever_else_is_missing)
{
	Parse p = parse("compare --help");

	cr_assert(p.fits && p.options.help && p.options.command == COMMAND_compare);
	done(&p);
	p = parse("-V");
	cr_assert(p.fits && p.options.version);
	done(&p);
}

Test(options, the_help_names_every_command_and_option_and_fits_its_width)
{
	static const char *const OPTIONS[] = {"-C, --corpus CORPUS", "--lang zh|en", "--width N", "--format FORMAT",
		"-o, --output FILE", "--force", "--theme THEME",
		"--no-bom", "--ambiguous auto|1|2", "--colour NAME", "--quotes NAME", "--lines NAME", "--mouse auto|on|off",
		"--margins auto|never", "-h, --help", "-V, --version"};

	for (uint32_t width = 40; width <= 120; width += 20)
		for (int lang = 0; lang < LANG_COUNT; lang++) {
			Buf out = {0};
			options_add_help(&out, COMMAND_BROWSE, (Lang)lang, width, 1);
			for (int c = COMMAND_BROWSE + 1; c < COMMAND_COUNT; c++)
				cr_assert(strstr(buf_cstr(&out), options_command_name((Command)c)));
			for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++)
				cr_assert(strstr(buf_cstr(&out), OPTIONS[i]), "%s", OPTIONS[i]);
			for (Str rest = buf_str(&out), line; str_split(&rest, '\n', &line);)
				cr_assert_leq(utf8_columns(line, 1), width, "%.*s", (int)line.n, line.s);
			buf_free(&out);
		}
}

Test(options, the_nearest_name_is_near)
{
	static const char *const NAMES[] = {"show", "search", "matrix"};

	cr_assert_str_eq(options_nearest(STR("serach"), NAMES, 3), "search");
	cr_assert_str_eq(options_nearest(STR("matrx"), NAMES, 3), "matrix");
	cr_assert_null(options_nearest(STR("frobnicate"), NAMES, 3));
	cr_assert_null(options_nearest(STR("x"), NAMES, 3));
}

Test(options, the_ending_of_the_file_says_the_format_unless_one_is_named)
{
	static const struct { const char *line; ExportFormat format; } LINES[] = {
		{"list terms -o a.csv", EXPORT_CSV}, {"matrix -o 表.xlsx", EXPORT_XLSX}, {"show 京 --output=x.html", EXPORT_HTML},
		{"list terms -o a.csv --format json", EXPORT_JSON}, {"list terms --format json -o a.csv", EXPORT_JSON},
		{"keys -o keys.md", EXPORT_TEXT}, {"list terms -o a", EXPORT_TEXT},
	};

	for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
		Parse p = parse(LINES[i].line);
		cr_assert(p.fits && p.options.format == LINES[i].format, "%s", LINES[i].line);
		done(&p);
	}
}

Test(options, a_hyphen_is_standard_output)
{
	Parse p = parse("list terms -o - --format csv");
	cr_assert(p.fits && !p.options.output && p.options.format == EXPORT_CSV);
	done(&p);
}
