#include "options_row.h"

#include "../core/utf8.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const CommandRow OPTIONS_COMMANDS[COMMAND_COUNT] = {
	[COMMAND_BROWSE] = {"", "[CORPUS…]", 0, UINT_MAX, "", {"打开浏览界面", "open the browser"}},
#define COMMAND(id, args, least, most, formats, zh, en) \
	[COMMAND_##id] = {#id, args, least, (most) == 99 ? UINT_MAX : (most), formats, {zh, en}},
#include "commands.def"
#undef COMMAND
};

/* What goes wrong, in both languages; {0} and {1} stand for the words. */
enum Complaint { BAD_OPTION, BAD_COMMAND, NO_VALUE, NO_ARGUMENT, BAD_VALUE, BAD_FORMAT, FEW_ARGS, MANY_ARGS, NOT_HERE,
	NEAREST,
	SEE_HELP, COMPLAINT_COUNT };

static const char *const COMPLAINTS[COMPLAINT_COUNT][LANG_COUNT] = {
	[BAD_OPTION] = {"没有选项“{0}”", "no option “{0}”"},
	[BAD_COMMAND] = {"“{0}”既不是命令，也不是文集的路径", "“{0}” is neither a command nor the path of a corpus"},
	[NO_VALUE] = {"选项 {0} 不带值", "option {0} takes no value"},
	[NO_ARGUMENT] = {"选项 {0} 后面缺少 {1}", "option {0} needs {1} behind it"},
	[BAD_VALUE] = {"“{0}”不能用作 {1}", "“{0}” will not do for {1}"},
	[BAD_FORMAT] = {"此命令没有“{0}”格式，可用：{1}", "this command has no format “{0}”; it has: {1}"},
	[FEW_ARGS] = {"{0} 的参数不够，用法：bilan {0} {1}", "{0} needs more words: bilan {0} {1}"},
	[MANY_ARGS] = {"{0} 的参数太多，用法：bilan {0} {1}", "{0} takes fewer words: bilan {0} {1}"},
	[NOT_HERE] = {"选项 {0} 不能用于 {1}", "option {0} means nothing for {1}"},
	[NEAREST] = {"，是想用“{0}”吗", "; did you mean “{0}”"},
	[SEE_HELP] = {"用法见 bilan --help", "see bilan --help"},
};

typedef struct Parser {
	Options *out;
	Buf *error;
	bool fits;
} Parser;

static void add_complaint(const Parser *p, enum Complaint complaint, Str a, Str b)
{
	Str text = str_of(COMPLAINTS[complaint][p->out->lang]);

	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] == '{') {
			utf8_add_line(p->error, text.s[i + 1] == '0' ? a : b);
			i += 2;
		} else {
			buf_add_char(p->error, text.s[i]);
		}
	}
}

/* Only the first mistake is told. */
static bool complain(Parser *p, enum Complaint complaint, Str a, Str b, const char *nearest)
{
	if (p->fits) {
		p->fits = false;
		buf_add(p->error, STR("bilan: "));
		add_complaint(p, complaint, a, b);
		buf_add(p->error, nearest ? STR("") : STR("\nbilan: "));
		add_complaint(p, nearest ? NEAREST : SEE_HELP, str_of(nearest), (Str){0});
		buf_add_char(p->error, '\n');
	}
	return false;
}

static bool read_number(Str text, uint32_t least, uint32_t most, uint32_t *out)
{
	uint32_t n = 0;

	if (!text.n || text.n > 6)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] < '0' || text.s[i] > '9')
			return false;
		n = n * 10 + (uint32_t)(text.s[i] - '0');
	}
	*out = n;
	return n >= least && n <= most;
}

static bool set_corpus(Options *o, Str value, const char *raw)
{
	(void)value;
	MEM_PUSH(&o->corpora, raw);
	return *raw != '\0';
}

static bool set_lang(Options *o, Str value, const char *raw)
{
	(void)raw;
	o->lang = str_eq_nocase(value, STR("en")) ? LANG_EN : LANG_ZH;
	return str_eq_nocase(value, STR("zh")) || str_eq_nocase(value, STR("en"));
}

static bool set_width(Options *o, Str value, const char *raw)
{
	(void)raw;
	return read_number(value, 20, 400, &o->width);
}

static bool set_format(Options *o, Str value, const char *raw)
{
	(void)raw;
	return export_format(value, &o->format);
}

/* - is standard output, as it is for corpora standard input. */
static bool set_output(Options *o, Str value, const char *raw)
{
	o->output = str_eq(value, STR("-")) ? NULL : raw;
	return *raw != '\0';
}

static bool set_theme(Options *o, Str value, const char *raw)
{
	(void)raw;
	o->theme = value;
	return value.n != 0;
}

/* -value: the other way round. */
static bool set_sort(Options *o, Str value, const char *raw)
{
	(void)raw;
	o->falling = str_starts(value, STR("-"));
	o->order = figures_order(str_sub(value, o->falling ? 1 : 0, value.n));
	return o->order != FIGURES_ORDER_COUNT;
}

static bool set_ambiguous(Options *o, Str value, const char *raw)
{
	uint32_t n = 0;
	bool fits = str_eq_nocase(value, STR("auto")) || read_number(value, 1, 2, &n);

	(void)raw;
	o->ambiguous = (int)n;
	return fits;
}

static bool set_colour(Options *o, Str value, const char *raw)
{
	(void)raw;
	o->colour = palette_find(value);
	return o->colour != PALETTE_COUNT;
}

static bool set_margins(Options *o, Str value, const char *raw)
{
	(void)raw;
	o->no_margins = str_eq_nocase(value, STR("never"));
	return o->no_margins || str_eq_nocase(value, STR("auto"));
}

static bool set_config(Options *o, Str value, const char *raw)
{
	(void)value;
	o->config = raw;
	o->no_config = false;
	return *raw != '\0';
}

/* Minutes, or seconds with an s behind them. */
static bool set_idle(Options *o, Str value, const char *raw)
{
	bool seconds = str_ends(value, STR("s"));
	(void)raw;
	bool fits = read_number(str_sub(value, 0, value.n - seconds), 0, seconds ? 86400 : 1440, &o->idle);
	o->idle *= seconds ? 1 : 60;
	return fits;
}

static bool set_state(Options *o, Str value, const char *raw)
{
	(void)value;
	o->state = raw;
	return *raw != '\0';
}

static bool set_no_config(Options *o, Str value, const char *raw)
{
	(void)value, (void)raw;
	o->config = NULL;
	return o->no_config = true;
}

/* Sets of commands. */
#define BROWSING (1u << COMMAND_BROWSE | 1u << COMMAND_compare) /* the latter with --browse */
#define OPENING (1u << COMMAND_BROWSE)
#define COMPARING (1u << COMMAND_compare)
#define CROSSING (1u << COMMAND_matrix)
#define LISTING (1u << COMMAND_list)
#define EVERYWHERE ~0u
#define IMPORTING (1u << COMMAND_import)
#define SHOWING (1u << COMMAND_show)
#define PRINTING (~0u & ~(1u << COMMAND_BROWSE | 1u << COMMAND_check))

#define SET(by) .set = set_##by, .target = 0, .setting = 0
#define FLAG(member) .set = NULL, .target = offsetof(Options, member), .setting = 0
#define WORDED(member) .set = NULL, .target = offsetof(Options, member), .setting = SETTING_##member

const OptionRow OPTIONS_ROWS[] = {
	{'C', "--corpus", "CORPUS", SET(corpus), EVERYWHERE,
		{"文集：含 corpus.yaml 的目录、YAML 文件，或 - 表示标准输入；可以多次给出",
			"a corpus: a directory with corpus.yaml, a YAML file, or - for standard input; may be repeated"},
		{"文集的路径", "a path of a corpus"}},
	{0, "--lang", "zh|en", SET(lang), EVERYWHERE, {"界面和内容的语言", "language of interface and content"},
		{"--lang，可用 zh 或 en", "--lang: zh or en"}},
	{0, "--width", "N", SET(width), EVERYWHERE, {"按 N 列排版（20–400）；不给时按终端宽度，输出到管道时不折行",
		"set text in N columns (20–400); else as wide as the terminal, unwrapped into a pipe"},
		{"--width，可用 20 到 400 的整数", "--width: a whole number from 20 to 400"}},
	{0, "--format", "FORMAT", SET(format), PRINTING, {"输出格式：text tsv csv json md html xlsx",
		"output as text tsv csv json md html xlsx"},
		{"--format，可用 text tsv csv json md html xlsx", "--format: text tsv csv json md html xlsx"}},
	{'o', "--output", "FILE", SET(output), PRINTING, {"写入文件，不给 --format 时按文件名的后缀定格式；已有的文件不会覆盖；- 是标准输出",
		"write into a file, in the format of its ending unless --format is given; one that exists is left alone; - is "
		"standard output"},
		{"文件名", "a file name"}},
	{0, "--force", NULL, FLAG(force), PRINTING, {"允许 -o 替换已有的文件", "let -o replace a file that exists"}, {NULL, NULL}},
	{0, "--theme", "THEME", SET(theme), COMPARING, {"对照时只看一个主题（标识或名称）", "compare: one theme only (its id or name)"},
		{"--theme，须为主题的标识或名称", "--theme: the id or name of a theme"}},
	{0, "--terms", NULL, FLAG(terms), CROSSING, {"交叉表的行是提法，而不是主题", "matrix: by terms instead of themes"}, {NULL, NULL}},
	{0, "--sort", "COLUMN", SET(sort), LISTING,
		{"数据的次序：written value unit what province theme，前面加 - 倒序",
			"figures in order of written value unit what province theme; a - in front turns it round"},
		{"--sort，可用 written value unit what province theme，前面可加 -",
			"--sort: written, value, unit, what, province or theme, with or without - in front"}},
	{0, "--alike", NULL, FLAG(alike), LISTING,
		{"只列几个省同计一事的数据，排在一起", "only figures of what several provinces count, lined up"}, {NULL, NULL}},
	{'b', "--browse", NULL, FLAG(browse), COMPARING,
		{"在浏览界面里打开这个对照", "compare: open it in the browser"}, {NULL, NULL}},
	{0, "--original", NULL, FLAG(original), SHOWING,
		{"show：原文里的话，须已附上（见 import）", "show: the original's words, where it is attached (see import)"}, {NULL, NULL}},
	{0, "--keep", NULL, FLAG(keep), IMPORTING, {"导入时标点照旧，不改成全角", "import: punctuation stays as it is"}, {NULL, NULL}},
	{0, "--update", NULL, FLAG(update), IMPORTING, {"导入：DIR 里的文集按新的原文更新，读者定下的都保留",
		"import: the corpus in DIR goes on with a changed source; what the reader decided is kept"}, {NULL, NULL}},
	{0, "--review", NULL, FLAG(review), IMPORTING, {"导入后在浏览界面里打开，逐处核对",
		"import: open what was written in the browser, to go over it"}, {NULL, NULL}},
	{0, "--no-bom", NULL, FLAG(no_bom), PRINTING,
		{"CSV 开头不写字节顺序标记", "CSV without the byte order mark that Excel wants"},
		{NULL, NULL}},
	{0, "--ambiguous", "auto|1|2", SET(ambiguous), EVERYWHERE, {"“”—…· 等字符在终端里占几列；auto 问终端",
		"columns that “ ” — … · take on this terminal; auto asks it"},
		{"--ambiguous，可用 auto、1 或 2", "--ambiguous: auto, 1 or 2"}},
	{0, "--colour", "NAME", SET(colour), BROWSING, {"界面的配色：auto dark light mono projector both",
		"colours of the browser: auto dark light mono projector both"},
		{"--colour，可用 auto dark light mono projector both", "--colour: auto, dark, light, mono, projector or both"}},
	{0, "--quotes", "NAME", WORDED(quotes), BROWSING, {"中文引号的画法：as-is padded corner（「」）",
		"how Chinese quotes are drawn: as-is padded corner (「」)"},
		{"--quotes，可用 as-is padded corner", "--quotes: as-is, padded or corner"}},
	{0, "--lines", "NAME", WORDED(lines), BROWSING, {"分栏线和记号怎样画：auto unicode ascii none",
		"how frames and marks are drawn: auto unicode ascii none"},
		{"--lines，可用 auto unicode ascii none", "--lines: auto, unicode, ascii or none"}},
	{0, "--mouse", "auto|on|off", WORDED(mouse), BROWSING, {"鼠标是否归程序；auto 在 SSH 下不归",
		"whether the mouse is the program's; auto: not over SSH"},
		{"--mouse，可用 auto、on 或 off", "--mouse: auto, on or off"}},
	{0, "--margins", "auto|never", SET(margins), BROWSING, {"滚动时是否用终端的左右边界，省字节",
		"whether panes are moved by the terminal's left and right margins"},
		{"--margins，可用 auto 或 never", "--margins: auto or never"}},
	{0, "--config", "FILE", SET(config), EVERYWHERE,
		{"读这个配置文件，而不是平常的那个；- 表示标准输入",
			"settings from this file instead of the usual one; - is standard input"},
		{"配置文件的路径", "a path of a file of settings"}},
	{0, "--no-config", NULL, SET(no_config), EVERYWHERE, {"不读配置文件", "no file of settings at all"}, {NULL, NULL}},
	{0, "--kiosk", NULL, FLAG(kiosk), OPENING, {"供陌生人使用（ForceCommand、登录 shell）：不导出、不写文件、不看环境，由内核限定",
		"for strangers (ForceCommand, a login shell): no export, no files, no environment, confined by the kernel"},
		{NULL, NULL}},
	{0, "--strict", NULL, FLAG(strict), OPENING, {"与 --kiosk 同用：内核限定不全就不打开",
		"with --kiosk: where the kernel cannot confine it wholly it does not open"}, {NULL, NULL}},
	{0, "--idle", "MINUTES", SET(idle), OPENING, {"几分钟不按键就回到第一屏，90s 为秒，0 为从不；--kiosk 时不给就是 10",
		"back to the first screen after so long without a key (90s: seconds); 0 never; with --kiosk 10 unless given"},
		{"--idle，可用 0 到 1440 的整数（分钟），或 90s", "--idle: minutes from 0 to 1440, or seconds as 90s"}},
	{0, "--state", "DIR", SET(state), BROWSING, {"书签、批注和上次的位置放在这个目录，而不是平常那个",
		"bookmarks, notes and the last place are in this directory instead of the usual one"},
		{"目录的路径", "a path of a directory"}},
	{0, "--no-state", NULL, FLAG(no_state), BROWSING, {"不读也不写书签、批注和上次的位置",
		"bookmarks, notes and the last place are neither read nor written"}, {NULL, NULL}},
	{'h', "--help", NULL, FLAG(help), EVERYWHERE, {"显示帮助", "this help"}, {NULL, NULL}},
	{'V', "--version", NULL, FLAG(version), EVERYWHERE, {"显示版本", "print the version"}, {NULL, NULL}},
};

#define OPTION_COUNT (sizeof OPTIONS_ROWS / sizeof *OPTIONS_ROWS)

_Static_assert(OPTION_COUNT <= 32, "Options.given has a bit for each");

const size_t OPTIONS_COUNT = OPTION_COUNT;

static const OptionRow *find_option(Str name, char letter)
{
	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (letter ? OPTIONS_ROWS[i].letter == letter : str_eq(str_of(OPTIONS_ROWS[i].name), name))
			return &OPTIONS_ROWS[i];
	return NULL;
}

static bool apply(Options *options, const OptionRow *row, Str value, const char *raw)
{
	void *target = (char *)options + row->target;
	int index;

	if (row->set)
		return row->set(options, value, raw);
	if (!row->argument)
		return *(bool *)target = true;
	index = config_word(row->setting, value);
	if (index >= 0)
		*(unsigned *)target = (unsigned)index; /* an enum, or an int */
	return index >= 0;
}

/* One word that begins with -. Returns how many words of argv were used; 0 after a complaint. */
static int take_option(Parser *p, const char *raw, const char *next)
{
	Str word = utf8_clean(str_of(raw), &p->out->arena, NULL), rest = word, name = word;
	const char *value = NULL;
	bool is_long = str_starts(word, STR("--"));

	if (is_long && str_find(word, STR("="), 0) > 0) {
		str_split(&rest, '=', &name);
		value = strchr(raw, '=') + 1;
	} else if (!is_long && raw[1] && raw[2]) {
		value = raw + 2;
		name = str_sub(word, 0, 2);
	}
	const OptionRow *row = find_option(name, is_long ? '\0' : raw[1]);
	if (!row)
		return complain(p, BAD_OPTION, name, (Str){0}, options_nearest_option(name));
	if (!row->argument && value)
		return complain(p, NO_VALUE, name, (Str){0}, NULL);
	int used = row->argument && !value ? 2 : 1;
	if (used == 2)
		value = next;
	if (row->argument && !value)
		return complain(p, NO_ARGUMENT, name, str_of(row->argument), NULL);
	p->out->given |= 1u << (row - OPTIONS_ROWS);
	Str clean = utf8_clean(str_of(value), &p->out->arena, NULL);
	Lang lang = p->out->lang;
	if (!apply(p->out, row, clean, value)) {
		p->out->lang = lang;
		return complain(p, BAD_VALUE, clean, str_of(row->allowed[lang]), NULL);
	}
	return used;
}

/* A word that is no command opens the browser where it looks like a path or is one. */
static bool looks_like_corpus(const char *word)
{
	Str text = str_of(word);

	return str_eq(text, STR("-")) || str_find(text, STR("/"), 0) >= 0 || str_ends(text, STR(".yaml")) ||
		str_ends(text, STR(".yml")) || access(word, F_OK) == 0;
}

static bool takes_corpora(Command command)
{
	return command == COMMAND_BROWSE || command == COMMAND_check;
}

static bool take_word(Parser *p, const char *raw, bool *command_read)
{
	Str word = utf8_clean(str_of(raw), &p->out->arena, NULL);

	if (!*command_read) {
		*command_read = true;
		Command command = options_command(word);
		if (command != COMMAND_COUNT) {
			p->out->command = command;
			return true;
		}
	}
	if (p->out->command == COMMAND_BROWSE && !looks_like_corpus(raw))
		return complain(p, BAD_COMMAND, word, (Str){0}, options_nearest_command(word));
	if (p->out->command == COMMAND_import)
		MEM_PUSH(&p->out->files, raw);
	if (takes_corpora(p->out->command))
		MEM_PUSH(&p->out->corpora, raw);
	else
		MEM_PUSH(&p->out->args, word);
	return true;
}

static bool has_word(const char *words, Str word)
{
	Str rest = str_of(words), part;

	while (str_split(&rest, ' ', &part))
		if (str_eq(part, word))
			return true;
	return false;
}

static void check_options(Parser *p)
{
	const char *name = OPTIONS_COMMANDS[p->out->command].name;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (p->out->given >> i & 1 && !(OPTIONS_ROWS[i].where >> p->out->command & 1))
			complain(p, NOT_HERE, str_of(OPTIONS_ROWS[i].name), *name ? str_of(name) : STR("bilan"), NULL);
}

/* figures.csv is CSV, where the command has that. */
static void read_ending(Options *out)
{
	ExportFormat format;

	if (!out->output || options_given(out, "--format") || !export_format_by_name(str_of(out->output), &format))
		return;
	if (has_word(OPTIONS_COMMANDS[out->command].formats, str_of(export_format_name(format))))
		out->format = format;
}

static void check_command(Parser *p)
{
	const CommandRow *row = &OPTIONS_COMMANDS[p->out->command];
	read_ending(p->out);
	Str format = str_of(export_format_name(p->out->format));

	if (!p->fits || p->out->help || p->out->version)
		return;
	if (p->out->args.n < row->least)
		complain(p, FEW_ARGS, str_of(row->name), str_of(row->args), NULL);
	else if (p->out->args.n > row->most)
		complain(p, MANY_ARGS, str_of(row->name), str_of(row->args), NULL);
	else if (p->out->format != EXPORT_TEXT && !has_word(row->formats, format))
		complain(p, BAD_FORMAT, format, *row->formats ? str_of(row->formats) : STR("text"), NULL);
	check_options(p);
}

/* --lang counts for the complaints about what stands before it too. */
static Lang find_lang(int argc, char **argv, Lang lang)
{
	Options ignored = {.lang = lang};

	for (int i = 1; i < argc; i++) {
		Lang before = ignored.lang;
		bool fits = true;
		if (strcmp(argv[i], "--") == 0)
			break;
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			fits = set_lang(&ignored, str_of(argv[i + 1]), argv[i + 1]);
		else if (strncmp(argv[i], "--lang=", 7) == 0)
			fits = set_lang(&ignored, str_of(argv[i] + 7), argv[i] + 7);
		if (!fits)
			ignored.lang = before;
	}
	return ignored.lang;
}

bool options_parse(Options *out, int argc, char **argv, Lang lang, Buf *error)
{
	Parser p = {out, error, true};
	bool command_read = false, only_words = false;

	*out = (Options){.lang = find_lang(argc, argv, lang)};
	for (int i = 1; i < argc && p.fits; i++) {
		const char *word = argv[i];
		if (!only_words && strcmp(word, "--") == 0)
			only_words = true;
		else if (!only_words && word[0] == '-' && word[1])
			i += take_option(&p, word, i + 1 < argc ? argv[i + 1] : NULL) - 1;
		else
			take_word(&p, word, &command_read);
	}
	check_command(&p);
	return p.fits;
}
