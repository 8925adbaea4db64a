#include "cli_notice.h"

#include "write.h"

#include "../core/utf8.h"

static const char *const NOTICES[NOTICE_COUNT][LANG_COUNT] = {
	[N_NO_PLACE] = {"“{0}”不是省份，也不是地址；省份见 bilan list provinces",
		"“{0}” is neither a province nor an address; see bilan list provinces"},
	[N_NO_UNIT] = {"地址“{0}”没有对应的内容；地址见 bilan list measures", "no unit has the address “{0}”; see bilan list measures"},
	[N_NO_MEASURE] = {"“{0}”不是一项举措的地址；地址见 bilan list measures",
		"“{0}” is not the address of a measure; see bilan list measures"},
	[N_NO_KIND] = {"没有“{0}”这一类，可用：provinces speeches sections measures themes terms figures",
		"no kind “{0}”; there are: provinces speeches sections measures themes terms figures"},
	[N_NO_THEME] = {"没有主题“{0}”；主题见 bilan list themes", "no theme “{0}”; see bilan list themes"},
	[N_LINE] = {"{0}", "{0}"},
	[N_NO_HITS] = {"没有找到“{0}”", "“{0}” was not found"},
	[N_NO_CORPUS] = {"找不到自带的文集，请用 -C 指定文集", "the bundled corpus is not where it should be; name one with -C"},
	[N_LOAD] = {"文集中有错误 {0} 处、警告 {1} 处，详见 bilan check",
		"the corpus has problems (errors: {0}, warnings: {1}); see bilan check"},
	[N_EXISTS] = {"文件“{0}”已经存在，没有改动；要替换请加 --force", "“{0}” exists and was left alone; --force replaces it"},
	[N_WRITE] = {"“{0}”写不进去（{1}），没有留下不完整的文件", "cannot write “{0}” ({1}); no partial file was left"},
	[N_SUMMARY] = {"错误 {0} 处，警告 {1} 处", "errors: {0}, warnings: {1}"},
	[N_DROPPED] = {"另有 {0} 条没有列出", "{0} more are not shown"},
	[N_NEAREST] = {"，是想用“{0}”吗", "; did you mean “{0}”"},
	[N_NO_COMMAND] = {"没有命令“{0}”", "no command “{0}”"},
	[N_FIGURES_ONLY] = {"选项 {0} 只用于 list figures", "option {0} is for list figures only"},
	[N_BINARY] = {"xlsx 不能显示在终端里，请用 -o 文件.xlsx", "a terminal cannot show xlsx; use -o FILE.xlsx"},
	[N_NO_XLSX] = {"写不出 xlsx：没有 libxlsxwriter，或者临时目录里空间不够",
		"xlsx could not be written: libxlsxwriter is missing, or there is no room for temporary files"},
	[N_LOST] = {"输出没有写完整（{1}）", "the output could not be written whole ({1})"},
	[N_NO_DIR] = {"不是文集“{0}”的原文；要做成新的文集，请加 -o 目录",
		"this is not the source of “{0}”; to make a corpus of it, add -o DIR"},
	[N_UPDATE_DIR] = {"更新哪个目录里的文集？请加 -o 目录", "which directory has the corpus to bring up to date? add -o DIR"},
	[N_ATTACHED] = {"认出《{0}》的原文，逐字相符。", "Recognised as the source of “{0}”, to the character."},
	[N_ATTACHED_COPY] = {"认出《{0}》的原文，是另一个版本，按内容对齐，相符 {1}%。",
		"Recognised as the source of “{0}” in another copy; aligned, {1} % of it are there."},
	[N_ATTACHED_GAPS] = {"有缺的 {0} 处：{1}", "units with gaps: {0}:{1}"},
	[N_ATTACHED_WHERE] = {"打开 bilan，按 o 与转述并排看。原文存于 {0}，删去它就不再附。",
		"Open bilan and press o to see it beside the restatement. It is kept in {0}; delete that to take it away."},
	[N_NOT_ATTACHED] = {"认出了原文，但存不下：{0}（{1}）", "the source was recognised but cannot be kept: {0} ({1})"},
	[N_NO_ORIGINAL] = {"没有“{0}”的原文；手头有，请用 bilan import 文件 附上",
		"the original of “{0}” is not at hand; if you have it, attach it with bilan import FILE"},
	[N_WRITE_DIR] = {"“{0}”写不进去（{1}），没有留下不完整的目录", "cannot write “{0}” ({1}); nothing half-written was left"},
	[N_PACKAGE] = {"读“{0}”要用 {1}；请安装：apt-get install {1}", "reading “{0}” takes {1}; install it: apt-get install {1}"},
	[N_CONVERT] = {"“{0}”转换失败（{1}）", "“{0}” could not be converted ({1})"},
	[N_DONE] = {"发言 {0} 篇，", "speeches: {0}, "},
	[N_DOUBTS] = {"部分 {0} 个，举措 {1} 项。", "sections: {0}, measures: {1}."},
	[N_OPEN] = {"打开：bilan {0}　　略去、改动和存疑之处：{0}/import.txt",
		"open it: bilan {0}; what was dropped, changed and doubtful: {0}/import.txt"},
	[N_NO_OLD] = {"“{0}”里没有可以更新的文集；先不加 --update 导入一次",
		"there is no corpus in “{0}” that could be brought up to date; import once without --update"},
	[N_UNCHANGED] = {"原文没有变化，“{0}”没有动", "the source is the same; “{0}” was left alone"},
	[N_NO_SOURCE] = {"文集“{0}”没有附原文", "the corpus “{0}” has no source text beside it"},
	[N_OTHER_SOURCE] = {
		"“{0}”不是这个文集的出处所数的原文（SHA-256 不符）；请改回原样，原文要更新请用 bilan import --update",
		"“{0}” is not the text that the spans of this corpus count (its SHA-256 differs); restore it: "
		"for a newer text there is bilan import --update"},
	[N_BETWEEN] = {"原文有 {0} 处没有归入任何单元：{1}", "stretches of the source that belong to no unit: {0}:{1}"},
	[N_STOPPED] = {"中断了，没有留下不完整的目录", "interrupted; nothing half-written was left"},
};

void cli_add_notice(Buf *out, Lang lang, CliNotice notice, Str a, Str b)
{
	Str text = str_of(NOTICES[notice][lang]);

	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] == '{') {
			utf8_add_line(out, text.s[i + 1] == '0' ? a : b);
			i += 2;
		} else {
			buf_add_char(out, text.s[i]);
		}
	}
}

void cli_say(Lang lang, int fd, CliNotice notice, Str a, Str b)
{
	Buf line = {0};

	buf_add(&line, STR("bilan: "));
	cli_add_notice(&line, lang, notice, a, b);
	buf_add_char(&line, '\n');
	write_all(fd, buf_str(&line));
	buf_free(&line);
}

void cli_say_messages(Lang lang, int fd, const Msgs *msgs, size_t first, MsgLevel least)
{
	Buf text = {0};

	for (size_t i = first; i < msgs->list.n; i++) {
		if (msg_level(msgs->list.at[i].id) < least)
			continue;
		msg_line(&text, msgs, &msgs->list.at[i], lang);
		buf_add_char(&text, '\n');
	}
	write_all(fd, buf_str(&text));
	buf_free(&text);
}
