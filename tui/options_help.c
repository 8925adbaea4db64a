#include "options_row.h"

#include "../core/utf8.h"

#define HELP_COLUMN 28 /* where the explanations begin */
#define HELP_NARROW 60 /* below this they stand on lines of their own */

const char *options_command_name(Command command)
{
	return OPTIONS_COMMANDS[command].name;
}

Command options_command(Str name)
{
	for (int c = COMMAND_BROWSE + 1; c < COMMAND_COUNT; c++)
		if (str_eq(name, str_of(OPTIONS_COMMANDS[c].name)))
			return (Command)c;
	return COMMAND_COUNT;
}

static void add_help_row(Doc *doc, Buf *name, const char *help, uint32_t width, int ambiguous)
{
	Str text = str_of(help);

	if (width < HELP_NARROW) {
		doc_add_composed(doc, DOC_LABEL, (Unit){0}, name, 2);
		doc_add_block(doc, DOC_TEXT, (Unit){0}, (Str){0}, text, 6);
		return;
	}
	do
		buf_add_char(name, ' ');
	while (utf8_columns(buf_str(name), ambiguous) < HELP_COLUMN - 2);
	doc_add_composed(doc, DOC_TEXT, (Unit){0}, name, 2);
	DocBlock *block = &doc->blocks.at[doc->blocks.n - 1];
	block->lead = block->text;
	block->text = text;
}

static void add_command_row(Doc *doc, const CommandRow *row, Lang lang, uint32_t width, int ambiguous)
{
	Buf name = {0};

	buf_add(&name, str_of(row->name));
	if (*row->name && *row->args)
		buf_add_char(&name, ' ');
	buf_add(&name, str_of(row->args));
	add_help_row(doc, &name, row->help[lang], width, ambiguous);
}

static void add_option_row(Doc *doc, const OptionRow *row, Lang lang, uint32_t width, int ambiguous)
{
	Buf name = {0};

	if (row->letter) {
		buf_add_char(&name, '-');
		buf_add_char(&name, row->letter);
		buf_add(&name, STR(", "));
	} else {
		buf_add(&name, STR("    "));
	}
	buf_add(&name, str_of(row->name));
	if (row->argument)
		buf_add_char(&name, ' ');
	buf_add(&name, str_of(row->argument));
	add_help_row(doc, &name, row->help[lang], width, ambiguous);
}

static void add_help_heading(Doc *doc, const char *text)
{
	doc_add_block(doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
	doc_add_block(doc, DOC_HEADING, (Unit){0}, (Str){0}, str_of(text), 0);
}

void options_add_help(Buf *out, Command command, Lang lang, uint32_t width, int ambiguous)
{
	static const char *const HEAD[LANG_COUNT] = {"比览 bilan：阅读、对照政策发言", "bilan (比览): read and compare policy speeches"};
	static const char *const USAGE[LANG_COUNT] = {"用法：bilan [文集…] 或 bilan 命令 [参数…] [选项…]",
		"Usage: bilan [CORPUS…] or bilan COMMAND [WORDS…] [OPTIONS…]"};
	static const char *const PARTS[2][LANG_COUNT] = {{"命令", "Commands"}, {"选项", "Options"}};
	static const char *const EXITS[LANG_COUNT] = {
		"退出码：0 完成；1 检查出错误，或什么也没找到；2 用法不对；3 文件读不了或写不了。",
			"Exit codes: 0 done; 1 errors found, or nothing found; 2 usage; 3 a file could not be read or written."};
	Doc doc = {0};

	doc_add_block(&doc, DOC_TITLE, (Unit){0}, (Str){0}, str_of(HEAD[lang]), 0);
	doc_add_block(&doc, DOC_TEXT, (Unit){0}, (Str){0}, str_of(USAGE[lang]), 0);
	add_help_heading(&doc, PARTS[0][lang]);
	for (int c = COMMAND_BROWSE; c < COMMAND_COUNT; c++)
		if (command == COMMAND_BROWSE || c == (int)command)
			add_command_row(&doc, &OPTIONS_COMMANDS[c], lang, width, ambiguous);
	add_help_heading(&doc, PARTS[1][lang]);
	for (size_t i = 0; i < OPTIONS_COUNT; i++)
		add_option_row(&doc, &OPTIONS_ROWS[i], lang, width, ambiguous);
	doc_add_block(&doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
	doc_add_block(&doc, DOC_NOTE, (Unit){0}, (Str){0}, str_of(EXITS[lang]), 0);
	export_doc(&doc, NULL, EXPORT_TEXT, &(ExportOptions){.lang = lang, .width = width, .ambiguous = ambiguous}, out);
	doc_free(&doc);
}
