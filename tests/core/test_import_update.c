#include "../../core/check.h"
#include "../../core/import_source.h"
#include "../../core/import_update.h"
#include "../../core/load.h"
#include "../import/score.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Made { ImportFiles files; ImportInput at[40]; size_t n; Str source; } Made;

static Import import_of(Str text)
{
	Import import = {0};
	ImportInput input = {text, STR("text.txt")};
	Msgs msgs = {0};

	import_run(&input, 1, &(ImportOptions){0}, &import, &msgs);
	msg_free(&msgs);
	return import;
}

/* The files in the order in which import_update takes them. */
static void put_in_order(Made *made)
{
	made->n = 0;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < made->files.n && made->n < 40; i++) {
			const ImportFile *file = &made->files.at[i];

			if (str_ends(file->name, STR(".yaml")) && str_eq(file->name, STR("corpus.yaml")) == !pass)
				made->at[made->n++] = (ImportInput){buf_str(&file->text), file->name};
			if (str_eq(file->name, STR("source.txt")))
				made->source = buf_str(&file->text);
		}
}

static Made make(Str text)
{
	Import import = import_of(text);
	Made made = {0};

	import_write(&import, &(ImportOptions){0}, &made.files);
	put_in_order(&made);
	import_free(&import);
	return made;
}

static Buf *file_of(Made *made, const char *name)
{
	for (size_t i = 0; i < made->files.n; i++)
		if (str_eq(made->files.at[i].name, str_of(name)))
			return &made->files.at[i].text;
	cr_assert_fail("no file %s", name);
	return NULL;
}

/* What a reader does to a file. */
static void change(Made *made, const char *name, const char *from, const char *to)
{
	Buf *text = file_of(made, name), out = {0};
	ptrdiff_t at = str_find(buf_str(text), str_of(from), 0);

	cr_assert_geq(at, 0, "no “%s” in %s", from, buf_cstr(text));
	buf_add(&out, str_sub(buf_str(text), 0, (size_t)at));
	buf_add(&out, str_of(to));
	buf_add(&out, str_sub(buf_str(text), (size_t)at + strlen(from), text->n));
	buf_free(text);
	*text = out;
	put_in_order(made);
}

static ImportUpdate update(Made *made, Str text)
{
	Import now = import_of(text);
	ImportUpdate out = {0};

	cr_assert(import_update(made->at, made->n, made->source, &now, &(ImportOptions){0}, &out));
	import_free(&now);
	import_files_free(&made->files);
	made->files = out.files;
	out.files = (ImportFiles){0};
	put_in_order(made);
	return out;
}

static void has(Made *made, const char *name, const char *text)
{
	cr_assert(str_find(buf_str(file_of(made, name)), str_of(text), 0) >= 0, "“%s” is not in:\n%s", text,
		buf_cstr(file_of(made, name)));
}

static void lacks(Made *made, const char *name, const char *text)
{
	cr_assert(str_find(buf_str(file_of(made, name)), str_of(text), 0) < 0, "“%s” is in:\n%s", text,
		buf_cstr(file_of(made, name)));
}

/* It loads, no rule is broken, and the source comes back from the spans. */
static Corpus *load(Made *made)
{
	Corpus *c = score_load(&made->files, false);
	Msgs msgs = {0};
	ImportSource source;
	ImportPieces pieces = {0};
	Buf together = {0};

	cr_assert_not_null(c);
	check_corpus(c, &msgs);
	for (size_t i = 0; i < msgs.list.n; i++) {
		Buf line = {0};

		msg_line(&line, &msgs, &msgs.list.at[i], LANG_EN);
		cr_assert_eq(msg_level(msgs.list.at[i].id), MSG_WARNING, "%s", buf_cstr(&line));
		buf_free(&line);
	}
	import_source_open(made->source, &source);
	cr_assert(import_source_fits(&source, &c->volumes.at[0]));
	import_source_pieces(c, 0, &source, &pieces);
	for (size_t i = 0; i < pieces.n; i++)
		for (size_t j = 0; j < pieces.at[i].text.n; j++)
			if (!strchr(" \n", pieces.at[i].text.s[j]))
				buf_add_char(&together, pieces.at[i].text.s[j]);
	cr_assert_eq(together.n, source.bare.n);
	buf_free(&together);
	free(pieces.at);
	import_source_free(&source);
	msg_free(&msgs);
	return c;
}

static const char *noted(const ImportUpdate *out, ImportFate fate)
{
	static char all[400];

	*all = '\0';
	for (size_t i = 0; i < out->notes.n; i++)
		if (out->notes.at[i].fate == fate)
			snprintf(all + strlen(all), sizeof all - strlen(all), "%.*s ", (int)out->notes.at[i].address.n,
				out->notes.at[i].address.s);
	return all;
}

/* Nothing but what is wanted became of the units. */
static void only(const ImportUpdate *out, ImportFate fate)
{
	for (size_t i = 0; i < out->notes.n; i++)
		cr_assert_eq(out->notes.at[i].fate, fate, "%s: %.*s %.*s", import_update_fate(out->notes.at[i].fate, LANG_EN).s,
			(int)out->notes.at[i].address.n, out->notes.at[i].address.s, (int)out->notes.at[i].words.n,
			out->notes.at[i].words.s);
}

#define HEAD "社区治理交流发言材料（2篇）\n\n让网格活起来\n湖北省武汉市委组织部\n\n武汉有网格1.6万个。\n"
#define FIRST "一、建好网格\n1．划小网格。每格300户左右。\n2．配强人员。配备网格员1.2万名。\n"
#define SECOND "二、用好网格\n1．入户走访。每周走访1次。\n2．办好实事。办实事3600件。\n"
#define NEXT "\n让社区暖起来\n湖南省长沙市委组织部\n\n长沙坚持服务为先。\n一、建好阵地\n1．建起来。新建中心86个。\n2．用起来。每天开放12小时。\n"

Test(import_update, the_same_source_changes_nothing)
{
	Made made = make(STR(HEAD FIRST SECOND NEXT));
	ImportUpdate out = update(&made, STR(HEAD FIRST SECOND NEXT));

	cr_assert_not(out.changed);
	cr_assert_eq(out.notes.n, 0);
	cr_assert_eq(out.count[IMPORT_FATE_MOVED], 0);
	import_update_free(&out);
	import_files_free(&made.files);
}

Test(import_update, what_the_reader_decided_stays)
{
	Made made = make(STR(HEAD FIRST SECOND NEXT));

	change(&made, "hubei.yaml", "label: 划小网格", "label: {zh: 小网格, en: Small grids}  # 我的标签");
	change(&made, "hubei.yaml", "proposed: [label, themes, terms, figures]", "proposed: [terms]  # 看过了");
	change(&made, "hubei.yaml", "text: 入户走访。每周走访1次。", "text: 走访要勤。");
	change(&made, "hubei.yaml", "speeches:", "# 武汉\nspeeches:");
	ImportUpdate out = update(&made, STR("新的说明段落有好几句话，讲的是背景。\n\n" HEAD FIRST SECOND NEXT));
	cr_assert_eq(out.count[IMPORT_FATE_GONE] + out.count[IMPORT_FATE_CHANGED], 0);
	has(&made, "hubei.yaml", "label: {zh: 小网格, en: Small grids}  # 我的标签\n");
	has(&made, "hubei.yaml", "proposed: [terms]  # 看过了\n");
	has(&made, "hubei.yaml", "text: 走访要勤。\n");
	has(&made, "hubei.yaml", "# 武汉\nspeeches:");
	corpus_free(load(&made));
	import_update_free(&out);
	import_files_free(&made.files);
}

Test(import_update, texts_follow_the_source_but_not_those_written_by_hand)
{
	Made made = make(STR(HEAD FIRST SECOND NEXT));

	change(&made, "hubei.yaml", "text: 入户走访。每周走访1次。", "text: 走访要勤。");
	ImportUpdate out = update(&made, STR(HEAD "一、建好网格\n1.划小网格.每格200户左右,设“微网格”30个.\n2．配强人员。配备网格员1.2万名。\n"
		"二、用好网格\n1．入户走访。每周走访2次。\n2．办好实事。办实事3600件。\n" NEXT));
	has(&made, "hubei.yaml", "text: 划小网格。每格200户左右，设“微网格”30个。\n            terms: [微网格]\n");
	has(&made, "hubei.yaml", "- {name: 微网格, proposed: true}");
	has(&made, "hubei.yaml", "{written: 200户左右, span: [");
	has(&made, "hubei.yaml", "{written: 30个, span: [");
	lacks(&made, "hubei.yaml", "written: 300户左右");
	has(&made, "hubei.yaml", "text: 走访要勤。\n");
	cr_assert_str_eq(noted(&out, IMPORT_FATE_CHANGED), "hubei.1.1 ");
	cr_assert_str_eq(noted(&out, IMPORT_FATE_BY_HAND), "hubei.2.1 ");
	cr_assert_str_eq(noted(&out, IMPORT_FATE_FIGURE), "hubei.2.1 ");
	corpus_free(load(&made));
	import_update_free(&out);
	import_files_free(&made.files);
}

Test(import_update, what_is_new_is_added_where_it_stands)
{
	Made made = make(STR(HEAD FIRST SECOND NEXT));
	ImportUpdate out = update(&made, STR(HEAD "一、建好网格\n1．划小网格。每格300户左右。\n2．建立支部。建立“网格党支部”860个。\n"
		"3．配强人员。配备网格员1.2万名。\n" SECOND "三、保障网格\n1．给经费。每格每年给2万元。\n2．给待遇。每月补贴500元。\n" NEXT
		"\n让楼栋亮起来\n江西省南昌市委组织部\n\n南昌有楼栋2.3万个。\n一、亮身份\n1．挂牌子。挂牌1.1万块。\n2．亮承诺。承诺3项。\n"));
	Corpus *c = load(&made);

	cr_assert_str_eq(noted(&out, IMPORT_FATE_NEW), "hubei.1.2 hubei.3 jiangxi ");
	only(&out, IMPORT_FATE_NEW);
	cr_assert_eq(c->speeches.n, 3);
	cr_assert_eq(c->measures.n, 6 + 1 + 2 + 2);
	cr_assert(str_eq(c->measures.at[1].label.zh.s, STR("建立支部")));
	cr_assert(str_eq(c->measures.at[2].label.zh.s, STR("配强人员")));
	has(&made, "corpus.yaml", "  - hunan.yaml\n  - jiangxi.yaml\n");
	has(&made, "hubei.yaml", "terms:\n  - {name: 网格党支部, proposed: true}\nspeeches:");
	corpus_free(c);
	import_update_free(&out);
	import_files_free(&made.files);
}

Test(import_update, what_is_gone_is_kept_without_a_place_and_what_was_deleted_stays_deleted)
{
	Made made = make(STR(HEAD FIRST SECOND NEXT));
	Buf *hubei = file_of(&made, "hubei.yaml");
	ptrdiff_t from = str_find(buf_str(hubei), STR("          - label: 办好实事"), 0);
	Corpus *c;

	cr_assert_gt(from, 0);
	hubei->n = (size_t)from;
	buf_add(hubei, STR("...\n"));
	put_in_order(&made);
	ImportUpdate out = update(&made, STR(HEAD "一、建好网格\n1．划小网格。每格300户左右。\n" SECOND NEXT));
	cr_assert_str_eq(noted(&out, IMPORT_FATE_GONE), "hubei.1.2 ");
	has(&made, "hubei.yaml", "span: [0, 0]\n            text: 配强人员。配备网格员1.2万名。");
	lacks(&made, "hubei.yaml", "办好实事");
	c = load(&made);
	cr_assert_eq(c->measures.n, 5);
	corpus_free(c);
	import_update_free(&out);
	import_files_free(&made.files);
}

Test(import_update, speeches_that_changed_places_are_found)
{
	Made made = make(STR(HEAD FIRST SECOND NEXT));
	ImportUpdate out = update(&made, STR("社区治理交流发言材料（2篇）\n" NEXT "\n让网格活起来\n湖北省武汉市委组织部\n\n武汉有网格1.6万个。\n" FIRST
		SECOND));

	only(&out, IMPORT_FATE_MOVED);
	cr_assert_geq(out.count[IMPORT_FATE_MOVED], 10);
	corpus_free(load(&made));
	import_update_free(&out);
	import_files_free(&made.files);
}

Test(import_update, other_ways_of_writing_yaml_are_edited_too)
{
	static const char CORPUS[] = "schema: 1\nid: a\ntitle: 题\nlanguage: zh\n"
		"source: {characters: 24, file: source.txt}\r\n"
		"speeches:\n- id: x\n  province: hubei\n  speaker: 甲\n  title: 让网格活起来\n  title_span: [0, 6]\n  sections:\n"
		"  - {heading: 一, measures: [{label: 乙, span: [6, 15], text: 划小网格要到户到人}]}\n"
		"  - heading: 二\n    measures: []\n...\n";
	ImportInput file = {str_of(CORPUS), STR("corpus.yaml")};
	Import now = import_of(STR("新篇头\n\n让网格活起来\n划小网格要到每户到人，配强人员\n"));
	ImportUpdate out = {0};

	cr_assert(import_update(&file, 1, STR("让网格活起来 划小网格要到户到人，配强人员要到位"), &now, &(ImportOptions){0}, &out));
	Buf *text = &out.files.at[0].text;
	cr_assert_not_null(strstr(buf_cstr(text), "title_span: [3, 9]\n"), "%s", buf_cstr(text));
	cr_assert_not_null(strstr(buf_cstr(text), "{label: 乙, span: [9, 19], text: 划小网格要到每户到人}]}"), "%s", buf_cstr(text));
	cr_assert_not_null(strstr(buf_cstr(text), "file: source.txt}\r\nspeeches"), "%s", buf_cstr(text));
	import_update_free(&out);
	import_free(&now);
	file.bytes = STR("- a\n");
	cr_assert_not(import_update(&file, 1, STR("甲"), &now, &(ImportOptions){0}, &out));
	import_update_free(&out);
}

/* Lines of a text put in, taken out and changed at random. */
Test(import_update, any_change_of_the_source_leaves_a_sound_corpus)
{
	static const char *const PATHS[] = {"tests/import/held/nested.txt", "tests/import/held/foot.txt",
		"tests/import/seen/parallel.txt", "tests/import/held/dialogue.txt", "tests/import/seen/lines.txt"};
	uint32_t seed = 11;

	for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
		for (int round = 0; round < 12; round++) {
			Buf text = score_file(PATHS[i]), now = {0};
			Made made = make(buf_str(&text));
			Str rest = buf_str(&text), line;

			while (str_split(&rest, '\n', &line)) {
				seed = seed * 1664525u + 1013904223u;
				uint32_t dice = (seed >> 20) % 12;
				size_t half = 0;

				while (half < line.n / 2 || (half < line.n && ((unsigned char)line.s[half] & 0xC0) == 0x80))
					half++;
				if (dice == 0)
					continue;
				buf_add(&now, str_sub(line, 0, half));
				buf_add(&now, dice == 1 ? STR("其中新建“某某站”31个，") : STR(""));
				buf_add(&now, str_sub(line, half, line.n));
				buf_add(&now, dice == 2 ? STR("\n三是又加一条。加了12项。\n") : STR("\n"));
			}
			ImportUpdate out = update(&made, buf_str(&now));
			corpus_free(load(&made));
			import_update_free(&out);
			import_files_free(&made.files);
			buf_free(&text);
			buf_free(&now);
		}
}
