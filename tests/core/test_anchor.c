#include "../../core/anchor.h"

#include "../../core/mem.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* One speech with a lead, a section without intro, and these texts as its measures. */
static Corpus *corpus_of(const char *const *texts, uint32_t n)
{
	Corpus *corpus = mem_zeroed(1, sizeof *corpus);

	for (uint32_t i = 0; i < n; i++)
		MEM_PUSH(&corpus->measures, ((Measure){.body.text.zh.s = str_of(texts[i])}));
	MEM_PUSH(&corpus->volumes, ((Volume){.speeches = {0, 1}}));
	MEM_PUSH(&corpus->sections, ((Section){.heading.zh.s = STR("一、健全体系"), .measures = {0, n}}));
	MEM_PUSH(&corpus->speeches, ((Speech){
		.id.s = STR("beijing"), .province_id.s = STR("beijing"), .sections = {0, 1},
		.lead.text.en.s = STR("From what residents ask for"),
	}));
	corpus_index(corpus);
	return corpus;
}

static const char *const TEXTS[] = {"全市划分网格8.9万个，每格按“1+3+N”配备力量。", "立法和机制都由组织部门牵头设计。", "每年3月18日前后集中培训。"};

/* Where the n-th measure's anchor of TEXTS leads in a corpus with these texts; *unit gets the unit. */
static AnchorPlace find_in(uint32_t n, const char *const *texts, uint32_t count, Unit *unit)
{
	Corpus *then = corpus_of(TEXTS, 3), *now = corpus_of(texts, count);
	Buf address = {0};
	Anchor anchor = anchor_of(then, (Unit){UNIT_MEASURE, n}, &address);
	AnchorPlace place = anchor_find(now, anchor, unit);

	buf_free(&address);
	corpus_free(then);
	corpus_free(now);
	return place;
}

Test(anchor, leads_back_to_its_unit)
{
	Corpus *corpus = corpus_of(TEXTS, 3);
	static const Unit UNITS[] = {{UNIT_SPEECH, 0}, {UNIT_SECTION, 0}, {UNIT_MEASURE, 0}, {UNIT_MEASURE, 2}};
	static const char *const ADDRESSES[] = {"beijing", "beijing.1", "beijing.1.1", "beijing.1.3"};

	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
		Buf address = {0};
		Unit unit;
		Anchor anchor = anchor_of(corpus, UNITS[i], &address);

		cr_assert(str_eq(anchor.address, str_of(ADDRESSES[i])));
		cr_assert_eq(anchor_find(corpus, anchor, &unit), ANCHOR_HERE);
		cr_assert(unit.kind == UNITS[i].kind && unit.index == UNITS[i].index);
		buf_free(&address);
	}
	corpus_free(corpus);
}

Test(anchor, finds_a_text_that_has_moved)
{
	static const char *const MOVED[] = {"新增一条。", "全市划分网格8.9万个，每格按“1+3+N”配备力量。", "立法和机制都由组织部门牵头设计。"};
	Unit unit;

	cr_assert_eq(find_in(0, MOVED, 3, &unit), ANCHOR_MOVED);
	cr_assert(unit.kind == UNIT_MEASURE && unit.index == 1);
}

Test(anchor, tells_that_the_text_has_changed_or_is_gone)
{
	static const char *const CHANGED[] = {"全市划分网格9万个。", "立法和机制都由组织部门牵头设计。"};
	Unit unit;

	cr_assert_eq(find_in(0, CHANGED, 2, &unit), ANCHOR_CHANGED);
	cr_assert(unit.kind == UNIT_MEASURE && unit.index == 0);
	cr_assert_eq(find_in(2, CHANGED, 2, &unit), ANCHOR_GONE);
	cr_assert_eq(unit.kind, UNIT_NONE);
}

Test(anchor, does_not_guess_between_two_units_that_begin_alike)
{
	static const char *const TWICE[] = {"别的内容。", "全市划分网格8.9万个，每格按“1+3+N”配备力量。", "全市划分网格8.9万个，每格按“1+3+N”配备力量。"};
	Unit unit;

	cr_assert_eq(find_in(0, TWICE, 3, &unit), ANCHOR_CHANGED);
	cr_assert_eq(unit.index, 0);
}

Test(anchor, takes_no_account_of_white_space_and_of_what_comes_late_in_the_text)
{
	static const char *const SET_ANEW[] = {"全市划分网格 8.9 万个，\n每格按“1+3+N”　配备力量和经费。"};
	Unit unit;

	cr_assert_eq(find_in(0, SET_ANEW, 1, &unit), ANCHOR_HERE);
}

Test(anchor, empty_texts_are_not_alike)
{
	static const char *const EMPTY[] = {"", ""}, *const NONE[] = {"x"};
	Corpus *then = corpus_of(EMPTY, 2), *now = corpus_of(NONE, 1), *one = corpus_of(EMPTY, 1);
	Buf address = {0};
	Unit unit;
	Anchor anchor = anchor_of(then, (Unit){UNIT_MEASURE, 1}, &address);

	cr_assert_eq(anchor_find(now, anchor, &unit), ANCHOR_GONE);
	cr_assert_eq(anchor_find(one, anchor, &unit), ANCHOR_GONE, "the only empty text is not where it went");
	corpus_free(then);
	corpus_free(now);
	corpus_free(one);
	buf_free(&address);
}

Test(anchor, an_address_that_leads_nowhere_is_gone)
{
	static const char *const ODD[] = {"", ".", "beijing.99", "\xff", "beijing.1.1.1", "广东.1"};
	Corpus *corpus = corpus_of(TEXTS, 3);
	Unit unit;

	for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++)
		cr_assert_eq(anchor_find(corpus, (Anchor){str_of(ODD[i]), 7}, &unit), ANCHOR_GONE, "%s", ODD[i]);
	corpus_free(corpus);
}
