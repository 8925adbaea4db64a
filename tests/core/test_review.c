#include "../../core/check.h"
#include "../../core/import_source.h"
#include "../../core/review.h"
#include "../../core/load.h"
#include "../import/score.h"
#include "grow.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An import gone over: the files as they were written, and the review of them. */
typedef struct Desk {
	ImportFiles files;
	Str names[40], bytes[40];
	size_t n;
	Str source;
	Review review;
} Desk;

static void open_desk_as(Desk *desk, Str name, Str text, const ImportOptions *options)
{
	Import import = {0};
	ImportInput input = {text, name};
	Msgs msgs = {0};

	*desk = (Desk){0};
	cr_assert(import_run(&input, 1, options, &import, &msgs));
	import_write(&import, options, &desk->files);
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < desk->files.n && desk->n < 40; i++) {
			const ImportFile *file = &desk->files.at[i];

			if (str_ends(file->name, STR(".yaml")) && str_eq(file->name, STR("corpus.yaml")) == !pass) {
				desk->names[desk->n] = file->name;
				desk->bytes[desk->n++] = buf_str(&file->text);
			}
			if (str_eq(file->name, STR("source.txt")))
				desk->source = buf_str(&file->text);
		}
	cr_assert(review_open(&desk->review, desk->names, desk->bytes, desk->n, desk->source, NULL));
	import_free(&import);
	msg_free(&msgs);
}

static void open_desk(Desk *desk, Str name, Str text)
{
	open_desk_as(desk, name, text, &(ImportOptions){0});
}

static void close_desk(Desk *desk)
{
	review_close(&desk->review);
	import_files_free(&desk->files);
}

/* It loads without an error, no rule about spans is broken, and the source comes back from the spans. */
static void is_sound(const Desk *desk, const char *what)
{
	ImportFiles files = {0};
	Msgs msgs = {0};
	ImportSource source;
	ImportPieces pieces = {0};
	Buf together = {0};

	for (size_t i = 0; i < desk->review.n_files; i++) {
		ImportFile file = {desk->review.files[i].name, {0}};

		buf_add(&file.text, buf_str(&desk->review.files[i].now));
		MEM_PUSH(&files, file);
	}
	ImportFile text = {STR("source.txt"), {0}};
	buf_add(&text.text, desk->source);
	MEM_PUSH(&files, text);
	Corpus *corpus = score_load(&files, false);
	cr_assert_not_null(corpus, "%s: does not load", what);
	check_corpus(corpus, &msgs);
	for (size_t i = 0; i < msgs.list.n; i++) {
		Buf line = {0};
		MsgId id = msgs.list.at[i].id;

		msg_line(&line, &msgs, &msgs.list.at[i], LANG_EN);
		cr_assert(msg_level(id) == MSG_WARNING && id != MSG_span_overlap && id != MSG_span_gap && id != MSG_span_missing
			&& id != MSG_figure_outside && id != MSG_themes_none && id != MSG_themes_many && id != MSG_label_long,
			"%s: %s", what, buf_cstr(&line));
		buf_free(&line);
	}
	import_source_open(desk->source, &source);
	import_source_pieces(corpus, 0, &source, &pieces);
	for (size_t i = 0; i < pieces.n; i++)
		for (size_t k = 0; k < pieces.at[i].text.n; k++)
			if (!strchr(" \n\r\t", pieces.at[i].text.s[k]))
				buf_add_char(&together, pieces.at[i].text.s[k]);
	cr_assert(str_eq(buf_str(&together), buf_str(&source.bare)) || strstr(desk->source.s, "\xE3\x80\x80"), "%s", what);
	free(pieces.at);
	import_source_free(&source);
	buf_free(&together);
	msg_free(&msgs);
	corpus_free(corpus);
	import_files_free(&files);
}

#define TEXT \
	"城市基层党建发言摘编（共2篇）\n\n划小网格 建强队伍\n湖北省委组织部\n湖北省把网格建到楼里，把服务送到家门口。\n" \
	"一、划小网格\n全省重新划分网格。\n一是一格一员。全省划分网格13.3万个，每格一人。二是一格一群。建立微信群，随时答复。\n" \
	"二、建强队伍\n队伍是关键。\n一是选得准。公开招聘社区工作者2万名。二是管得住。实行星级管理，“双报到”记入档案。\n\n" \
	"楼门就是阵地\n湖南省委组织部\n湖南省把支部建在楼门里。\n一是建楼门。设立楼门长。二是定清单。列出服务清单12项。\n"

static void outline(const Desk *desk, Buf *out)
{
	buf_clear(out);
	for (size_t i = 0; i < desk->review.units.n; i++) {
		const ReviewUnit *unit = &desk->review.units.at[i];

		buf_add_repeat(out, STR("  "), unit->kind == UNIT_SPEECH ? 0 : unit->kind == UNIT_SECTION ? 1 : 2);
		buf_add(out, unit->name);
		buf_add_char(out, '\n');
	}
}

static void has_outline(const Desk *desk, const char *wanted)
{
	Buf got = {0};

	outline(desk, &got);
	cr_assert_str_eq(buf_cstr(&got), wanted, "%s", buf_cstr(&got));
	buf_free(&got);
}

static uint32_t named(const Desk *desk, const char *name)
{
	for (uint32_t i = 0; i < desk->review.units.n; i++)
		if (str_eq(desk->review.units.at[i].name, str_of(name)))
			return i;
	cr_assert_fail("no unit “%s”", name);
	return 0;
}

/* The character of the source where some words begin. */
static uint32_t place(const Desk *desk, const char *words)
{
	Str bare = buf_str(&desk->review.text.bare);
	ptrdiff_t at = str_find(bare, str_of(words), 0);

	cr_assert_geq(at, 0, "no “%s”", words);
	return import_align_letter(&desk->review.letters, (uint32_t)at);
}

static void has_text(const Desk *desk, const char *file, const char *text)
{
	for (size_t i = 0; i < desk->review.n_files; i++)
		if (str_eq(desk->review.files[i].name, str_of(file))) {
			cr_assert(str_find(buf_str(&desk->review.files[i].now), str_of(text), 0) >= 0, "“%s” is not in:\n%s", text,
				buf_cstr(&desk->review.files[i].now));
			return;
		}
	cr_assert_fail("no file %s", file);
}

#define WHOLE \
	"划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n" \
	"楼门就是阵地\n  全文\n    建楼门\n    定清单\n"

Test(review, the_outline_is_that_of_the_files)
{
	Desk desk;

	open_desk(&desk, STR("a.txt"), STR(TEXT));
	has_outline(&desk, WHOLE);
	cr_assert_eq(review_unit_at(&desk.review, place(&desk, "建立微信群")), named(&desk, "一格一群"));
	cr_assert_eq(review_unit_at(&desk.review, place(&desk, "队伍是关键")), named(&desk, "建强队伍"));
	cr_assert_eq(review_unit_at(&desk.review, 0), 0u);
	cr_assert_eq(review_place(&desk.review, named(&desk, "全文")), place(&desk, "一是建楼门"));
	is_sound(&desk, "as it was");
	close_desk(&desk);
}

/* Each operation, what the outline is then, and something that the file says. */
typedef struct Row { const char *verb, *on, *outline, *file, *says; } Row;

static ReviewFate act(Desk *desk, const char *verb, const char *on)
{
	Review *review = &desk->review;

	if (strcmp(verb, "split") == 0)
		return review_split(review, place(desk, on));
	if (strcmp(verb, "join") == 0)
		return review_join(review, named(desk, on));
	if (strcmp(verb, "promote") == 0)
		return review_promote(review, named(desk, on));
	return review_demote(review, named(desk, on));
}

static const Row ROWS[] = {
	{"split", "每格一人", "划小网格 建强队伍\n  划小网格\n    一格一员\n    每格一人\n    一格一群\n  建强队伍\n    选得准\n    管得住\n"
		"楼门就是阵地\n  全文\n    建楼门\n    定清单\n", "hubei.yaml", "text: 一格一员。全省划分网格13.3万个，\n"},
	{"split", "把服务送到", "划小网格 建强队伍\n  全文\n    把服务送到家门口\n  划小网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n"
		"    管得住\n楼门就是阵地\n  全文\n    建楼门\n    定清单\n", "hubei.yaml", "text: 湖北省把网格建到楼里，\n"},
	{"split", "重新划分网格", "划小网格 建强队伍\n  划小网格\n    重新划分网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n"
		"楼门就是阵地\n  全文\n    建楼门\n    定清单\n", "hubei.yaml", "text: 全省\n"},
	{"split", "建强队伍湖北省委", "划小网格\n  划小网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n"
		"楼门就是阵地\n  全文\n    建楼门\n    定清单\n", "hubei.yaml", "text: 建强队伍湖北省委组织部湖北省把网格建到楼里，把服务送到家门口。\n"},
	{"join", "一格一群", "划小网格 建强队伍\n  划小网格\n    一格一员\n  建强队伍\n    选得准\n    管得住\n楼门就是阵地\n  全文\n"
		"    建楼门\n    定清单\n", "hubei.yaml", "每格一人。二是一格一群。建立微信群，随时答复。"},
	{"join", "一格一员", "划小网格 建强队伍\n  划小网格\n    一格一群\n  建强队伍\n    选得准\n    管得住\n楼门就是阵地\n  全文\n"
		"    建楼门\n    定清单\n", "hubei.yaml", "text: 全省重新划分网格。一是一格一员。全省划分网格13.3万个，每格一人。\n"},
	{"join", "建强队伍", "划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n    选得准\n    管得住\n楼门就是阵地\n  全文\n"
		"    建楼门\n    定清单\n", "hubei.yaml", "随时答复。二、建强队伍队伍是关键。\n"},
	{"join", "划小网格", "划小网格 建强队伍\n  全文\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n楼门就是阵地\n  全文\n"
		"    建楼门\n    定清单\n", "hubei.yaml", "把服务送到家门口。一、划小网格全省重新划分网格。\n"},
	{"join", "楼门就是阵地", "划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n    建楼门\n"
		"    定清单\n", "hubei.yaml", "记入档案。楼门就是阵地湖南省委组织部湖南省把支部建在楼门里。"},
	{"promote", "一格一员", "划小网格 建强队伍\n  划小网格\n  一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n楼门就是阵地\n"
		"  全文\n    建楼门\n    定清单\n", "hubei.yaml", "text: 全省划分网格13.3万个，每格一人。\n"},
	{"promote", "定清单", "划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n楼门就是阵地\n"
		"  全文\n    建楼门\n  定清单\n", "hunan.yaml", "measures: []\n"},
	{"promote", "建强队伍", "划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n建强队伍\n  全文\n    选得准\n    管得住\n楼门就是阵地\n"
		"  全文\n    建楼门\n    定清单\n", "hubei.yaml", "- id: hubei-2\n    province: hubei\n    speaker: 未署名\n"},
	{"demote", "建强队伍", "划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n    建强队伍\n    选得准\n    管得住\n楼门就是阵地\n"
		"  全文\n    建楼门\n    定清单\n", "hubei.yaml", "text: 建强队伍队伍是关键。\n"},
	{"demote", "楼门就是阵地", "划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n    管得住\n  楼门就是阵地\n"
		"    建楼门\n    定清单\n", "hubei.yaml", "text: 湖南省把支部建在楼门里。\n"},
	{"demote", "管得住", "划小网格 建强队伍\n  划小网格\n    一格一员\n    一格一群\n  建强队伍\n    选得准\n楼门就是阵地\n  全文\n    建楼门\n"
		"    定清单\n", "hubei.yaml", "2万名。二是管得住。实行星级管理，“双报到”记入档案。"},
};

Test(review, each_operation_does_what_it_says_and_is_undone_to_the_byte)
{
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const Row *row = &ROWS[i];
		Desk desk;
		uint32_t unit = 99;
		char what[200];

		snprintf(what, sizeof what, "%s %s", row->verb, row->on);
		open_desk(&desk, STR("a.txt"), STR(TEXT));
		cr_assert_eq(act(&desk, row->verb, row->on), REVIEW_DONE, "%s", what);
		has_outline(&desk, row->outline);
		has_text(&desk, row->file, row->says);
		is_sound(&desk, what);
		cr_assert(review_is_unsaved(&desk.review));
		cr_assert_eq(review_undo(&desk.review, &unit), REVIEW_DONE);
		has_outline(&desk, WHOLE);
		cr_assert(!review_is_unsaved(&desk.review), "%s is not undone to the byte", what);
		cr_assert_eq(review_redo(&desk.review, &unit), REVIEW_DONE);
		has_outline(&desk, row->outline);
		has_text(&desk, row->file, row->says);
		close_desk(&desk);
	}
}

Test(review, what_cannot_be_done_says_why_and_changes_nothing)
{
	Desk desk;
	uint32_t unit;

	open_desk(&desk, STR("a.txt"), STR(TEXT));
	cr_assert_eq(review_join(&desk.review, 0), REVIEW_FIRST);
	cr_assert_eq(review_demote(&desk.review, 0), REVIEW_FIRST);
	cr_assert_eq(review_promote(&desk.review, 0), REVIEW_TOP);
	cr_assert_eq(review_promote(&desk.review, named(&desk, "全文")), REVIEW_UNNAMED);
	cr_assert_eq(review_join(&desk.review, named(&desk, "全文")), REVIEW_FIRST, "it has nothing to be joined");
	cr_assert_eq(review_split(&desk.review, place(&desk, "一是一格一员")), REVIEW_EDGE);
	cr_assert_eq(review_split(&desk.review, place(&desk, "一格一员")), REVIEW_EDGE, "only its number would be cut off");
	cr_assert_eq(review_split(&desk.review, place(&desk, ".3万个")), REVIEW_FIGURE);
	cr_assert_eq(review_undo(&desk.review, &unit), REVIEW_NOTHING);
	cr_assert_eq(review_redo(&desk.review, &unit), REVIEW_NOTHING);
	cr_assert(!review_is_unsaved(&desk.review));
	close_desk(&desk);
}

static ReviewFate act_by_chance(Review *review, uint32_t *seed, char *what)
{
	uint32_t unit = grow_random(seed) % (uint32_t)review->units.n, undone, verb = grow_random(seed) % 12;

	snprintf(what, 100, "verb %u on unit %u", verb, unit);
	switch (verb) {
	case 0: case 1: case 2: return review_split(review, grow_random(seed) % review->letters.n);
	case 3: return review_join(review, unit);
	case 4: case 5: return review_promote(review, unit);
	case 6: case 7: return review_demote(review, unit);
	case 8: return review_confirm(review, unit);
	case 9: return review_rename(review, unit, STR("另一个 # 名称: 甲"));
	case 10: return review_undo(review, &undone);
	default: return review_redo(review, &undone);
	}
}

static void go_over_by_chance(const char *path, uint32_t seed)
{
	Buf text = score_file(path);
	Desk desk;
	size_t done = 0;
	uint32_t unit;
	char what[300], verb[100];

	open_desk(&desk, str_of(path), buf_str(&text));
	for (int i = 0; i < 60; i++) {
		ReviewFate fate = act_by_chance(&desk.review, &seed, verb);

		snprintf(what, sizeof what, "%s, step %d, %s", path, i, verb);
		cr_assert(fate != REVIEW_CANNOT, "%s: a file of ours could not be changed", what);
		done += fate == REVIEW_DONE;
		if (fate == REVIEW_DONE)
			is_sound(&desk, what);
	}
	cr_assert_gt(done, 10u);
	while (review_undo(&desk.review, &unit) == REVIEW_DONE)
		;
	cr_assert(!review_is_unsaved(&desk.review), "%s: not the bytes of before", path);
	close_desk(&desk);
	buf_free(&text);
}

Test(review, any_operations_in_any_order_keep_it_sound_and_are_undone_to_the_byte)
{
	static const char *const PATHS[] = {
		"tests/import/seen/wrapped.txt", "tests/import/seen/parallel.txt", "tests/import/seen/lines.txt",
		"tests/import/seen/corps.txt", "tests/import/held/foot.txt", "tests/import/held/nested.txt",
		"tests/import/held/flat.txt", "tests/import/held/dialogue.txt",
	};

	for (uint32_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
		for (uint32_t seed = 1; seed <= 3; seed++)
			go_over_by_chance(PATHS[i], seed * 7919 + i);
}

/* What somebody has written by hand, in a way of their own. */
#define BY_HAND \
	"# 我的文集\r\nschema: 1\r\nid: mine\r\ntitle: 文集\r\nlanguage: zh\r\nsource: {file: source.txt} # 原文\r\n" \
	"themes:\r\n- {id: grid, name: 网格}\r\nspeeches:\r\n- id: hubei # 湖北\r\n  province: hubei\r\n  speaker: 湖北\r\n" \
	"  title: 题目\r\n  title_span: [0, 2]\r\n  sections:\r\n  # 第一部分\r\n  - heading: 甲\r\n    heading_span: [2, 4]\r\n" \
	"    found: {by: form, sure: 60} # 看过\r\n    measures:\r\n    # 这条要核\r\n    - label: 一格\r\n" \
	"      themes: [grid] # 主题\r\n" \
	"      span: [4, 14]\r\n      text: \"一人一格；一格一员。\"\r\n\r\n    # 这条也要核\r\n    - label: 一群 # 名\r\n" \
	"      span: [14, 22]\r\n      # 文字\r\n      text: {zh: 用微信联系住户。, en: A group.}\r\n      themes: [grid]\r\n...\r\n"
#define BY_HAND_SOURCE "题目\n甲。\n一人一格；一格一员。一格一群。建群。"

static void open_by_hand(Review *review)
{
	Str name = STR("corpus.yaml"), yaml = STR(BY_HAND);

	*review = (Review){0};
	cr_assert(review_open(review, &name, &yaml, 1, STR(BY_HAND_SOURCE), NULL));
}

static bool says(const Review *review, const char *text)
{
	return str_find(buf_str(&review->files[0].now), str_of(text), 0) >= 0;
}

Test(review, comments_order_and_line_ends_of_the_reader_stay)
{
	static const char *const COMMENTS[] = {
		"# 我的文集", "# 原文", "# 湖北", "# 第一部分", "# 看过", "# 这条要核", "# 这条也要核"};
	Review review;
	uint32_t unit;

	open_by_hand(&review);
	cr_assert_eq(review.doubts, 1u);
	cr_assert_eq(review_confirm(&review, 1), REVIEW_DONE);
	cr_assert(says(&review, "    found: {by: form, sure: 100} # 看过\r\n"));
	cr_assert_eq(review_split(&review, 9), REVIEW_DONE);
	cr_assert(says(&review, "      text: 一人一格；\r\n") && says(&review, "    - label: 一格一员\r\n"), "%s",
		review.files[0].now.s);
	cr_assert_eq(review_join(&review, 4), REVIEW_DONE);
	cr_assert_eq(review_promote(&review, 2), REVIEW_DONE);
	cr_assert_eq(review_demote(&review, 2), REVIEW_DONE);
	for (size_t i = 0; i < sizeof COMMENTS / sizeof *COMMENTS; i++)
		cr_assert(says(&review, COMMENTS[i]), "%s is lost in:\n%s", COMMENTS[i],
			review.files[0].now.s);
	for (size_t i = 0; i + 1 < review.files[0].now.n; i++)
		cr_assert(review.files[0].now.s[i + 1] != '\n' || review.files[0].now.s[i] == '\r', "another line end");
	while (review_undo(&review, &unit) == REVIEW_DONE)
		;
	cr_assert(!review_is_unsaved(&review));
	review_close(&review);
}

Test(review, a_text_changed_by_hand_is_cut_where_the_source_still_tells)
{
	Review review;

	open_by_hand(&review);
	cr_assert_eq(review_split(&review, 19), REVIEW_BY_HAND, "nothing of 建群。 stands there");
	cr_assert_eq(review_split(&review, 0), REVIEW_EDGE);
	cr_assert_eq(review_split(&review, 400), REVIEW_OUTSIDE);
	review_close(&review);
}

Test(review, a_span_beyond_the_source_is_none_and_without_a_source_nothing_is_gone_over)
{
	Str name = STR("corpus.yaml"), yaml = STR(BY_HAND);
	Review review = {0};

	cr_assert(review_open(&review, &name, &yaml, 1, STR("题目\n甲。\n一人一格；"), NULL));
	cr_assert_eq(review.units.at[1].head.to, 4u);
	cr_assert_eq(review.units.at[2].body.to, 0u, "[4, 14] of nine characters");
	cr_assert_eq(review_split(&review, 8), REVIEW_OUTSIDE);
	review_close(&review);
	cr_assert(!review_open(&review, &name, &yaml, 1, STR(" \n"), NULL));
	review_close(&review);
}

Test(review, punctuation_stays_the_sources_where_the_import_kept_it)
{
	static const char *const AFTER[] = {"text: 坚持赋权扩能，让街道有职有权。\n", "text: 坚持赋权扩能,让街道有职有权。\n"};
	Buf text = score_file("tests/import/seen/wrapped.txt");

	for (int keep = 0; keep < 2; keep++) {
		Desk desk;

		open_desk_as(&desk, STR("wrapped.txt"), buf_str(&text), &(ImportOptions){.keep = keep});
		cr_assert_eq(desk.review.keep, keep == 1);
		cr_assert_eq(review_split(&desk.review, place(&desk, "赋予街道党工委")), REVIEW_DONE);
		has_text(&desk, "tianjin.yaml", AFTER[keep]);
		cr_assert_eq(review_join(&desk.review, 3), REVIEW_DONE);
		has_text(&desk, "tianjin.yaml", keep ? "得同意权,对区域内" : "让街道有职有权。赋予");
		close_desk(&desk);
	}
	buf_free(&text);
}
