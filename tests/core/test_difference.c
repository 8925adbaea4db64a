#include "../../core/difference.h"
#include "grow.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* What differs, as “[a→b]” between what is the same. */
static Buf told(const char *a, const char *b, unsigned *likeness)
{
	Difference d;
	Buf out = {0};

	difference_of(str_of(a), str_of(b), &d);
	for (size_t i = 0; i < d.parts.n; i++) {
		const DifferencePart *part = &d.parts.at[i];
		buf_add(&out, part->same ? STR("") : STR("["));
		buf_add(&out, str_sub(str_of(a), part->a.from, part->a.to));
		buf_add(&out, part->same ? STR("") : STR("→"));
		buf_add(&out, part->same ? STR("") : str_sub(str_of(b), part->b.from, part->b.to));
		buf_add(&out, part->same ? STR("") : STR("]"));
	}
	if (likeness)
		*likeness = d.likeness;
	difference_free(&d);
	return out;
}

static void assert_told(const char *a, const char *b, const char *expected)
{
	Buf got = told(a, b, NULL);

	cr_assert_str_eq(buf_cstr(&got), expected);
	buf_free(&got);
}

Test(difference, a_number_with_its_unit_is_one_difference)
{
	assert_told("全市建成站点6.7万个，全年开放。", "全市建成站点12.4万个，全年开放。", "全市建成站点[6.7万个→12.4万个]，全年开放。");
	assert_told("覆盖率达到87%以上", "覆盖率达到98.7%以上", "覆盖率达到[87%→98.7%]以上");
	assert_told("每季度会商一次", "每季度会商一次", "每季度会商一次");
}

Test(difference, what_was_put_in_or_taken_out_is_told_on_its_side_only)
{
	assert_told("组织部门牵头抓总", "组织部门和民政牵头抓总", "组织部门[→和民政]牵头抓总");
	assert_told("组织部门会同民政牵头抓总", "组织部门牵头抓总", "组织部门[会同民政→]牵头抓总");
	assert_told("", "新的一句话", "[→新的一句话]");
}

Test(difference, a_character_alone_between_two_differences_is_no_relief)
{
	assert_told("建立红色物业的联盟制度", "建立社区居民的议事制度", "建立[红色物业的联盟→社区居民的议事]制度");
}

Test(difference, sentences_of_other_words_are_not_alike)
{
	unsigned same, other, half;
	Buf a = told("党建引领网格治理", "党建引领网格治理", &same);
	Buf b = told("党建引领网格治理", "快递小哥有了驿站", &other);
	Buf c = told("党建引领网格治理工作", "党建引领物业服务工作", &half);

	cr_assert_eq(same, 1000);
	cr_assert_eq(other, 0);
	cr_assert(half > DIFFERENCE_LEAST && half < 1000, "%u", half);
	cr_assert_eq(difference_likeness(STR(""), STR("")), 1000);
	buf_free(&a);
	buf_free(&b);
	buf_free(&c);
}

static void random_text(Buf *out, uint32_t *state)
{
	static const char *const PIECES[] = {"网", "格", "治", "理", "，", "3万个", "12%", " ", "AB", "“", "的", "和"};
	for (uint32_t n = grow_random(state) % 30; n > 0; n--)
		buf_add(out, str_of(PIECES[grow_random(state) % (sizeof PIECES / sizeof *PIECES)]));
}

/* Both texts without blanks, put together again from the parts. */
static void assert_complete(Str a, Str b)
{
	Difference d;
	uint32_t at_a = 0, at_b = 0;

	difference_of(a, b, &d);
	for (size_t i = 0; i < d.parts.n; i++) {
		const DifferencePart *part = &d.parts.at[i];
		cr_assert(part->a.from >= at_a && part->b.from >= at_b && part->a.to <= a.n && part->b.to <= b.n);
		for (uint32_t k = at_a; k < part->a.from; k++)
			cr_assert_eq(a.s[k], ' ', "nothing but blanks is passed over");
		cr_assert(i == 0 || part->same != d.parts.at[i - 1].same, "by turns");
		cr_assert(part->a.from < part->a.to || part->b.from < part->b.to);
		at_a = part->a.to;
		at_b = part->b.to;
	}
	for (uint32_t k = at_a; k < a.n; k++)
		cr_assert_eq(a.s[k], ' ');
	difference_free(&d);
}

Test(difference, parts_of_any_two_texts_make_them_up_and_likeness_has_no_direction)
{
	uint32_t state = 7;

	for (int i = 0; i < 2000; i++) {
		Buf a = {0}, b = {0};
		random_text(&a, &state);
		random_text(&b, &state);
		assert_complete(buf_str(&a), buf_str(&b));
		cr_assert_eq(difference_likeness(buf_str(&a), buf_str(&b)), difference_likeness(buf_str(&b), buf_str(&a)));
		buf_free(&a);
		buf_free(&b);
	}
}

Test(difference, no_pair_of_texts_is_more_alike_than_its_bags_allow)
{
	Corpus *corpus = grow_corpus((Grown){5, 2, 30, 4, true});
	size_t alike = 0;

	for (uint32_t i = 0; i < corpus->measures.n; i++)
		for (uint32_t k = 0; k < corpus->measures.n; k++) {
			Str x = corpus->measures.at[i].body.text.zh.s, y = corpus->measures.at[k].body.text.zh.s;
			DifferenceBag a, b;
			difference_bag(x, &a);
			difference_bag(y, &b);
			unsigned bound = difference_bound(&a, &b), likeness = difference_likeness(x, y);
			cr_assert_geq(bound, likeness);
			cr_assert(i != k || bound == 1000);
			alike += bound < 1000;
			difference_bag_free(&a);
			difference_bag_free(&b);
		}
	cr_assert_gt(alike, 0, "there are texts that are not the same");
	corpus_free(corpus);
}

Test(difference, nothing_has_an_empty_bag)
{
	DifferenceBag a, b;

	difference_bag(STR(""), &a);
	difference_bag(STR("网格"), &b);
	cr_assert_eq(difference_bound(&a, &b), 0);
	difference_bag_free(&a);
	difference_bag_free(&b);
}
