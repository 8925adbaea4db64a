#include "../../core/delta.h"
#include "../../core/load.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEAD "schema: 1\nid: small\ntitle: 小集\nthemes:\n  - {id: grid, name: 网格, definition: 网格治理}\n" \
	"  - {id: serve, name: 服务, definition: 服务群众}\nspeeches:\n"
#define SPEECH(id, title, measures) "  - id: " id "\n    province: beijing\n    speaker: 某部\n    title: " title \
	"\n    sections:\n      - heading: 一\n        measures:\n" measures
#define MEASURE(label, text) "          - {label: " label ", text: " text ", themes: [grid]}\n"
#define ONE MEASURE("甲", "第一条。")
#define TWO MEASURE("乙", "第二条。")
#define THREE MEASURE("丙", "第三条。")

static Corpus *load(const char *yaml)
{
	Msgs msgs = {0};
	Buf whole = {0};
	buf_add(&whole, str_of(yaml));
	buf_add(&whole, STR("...\n"));
	Corpus *corpus = load_memory(buf_str(&whole), STR("small.yaml"), NULL, &msgs);
	cr_assert(corpus && msgs.count[MSG_ERROR] == 0, "%s", yaml);
	msg_free(&msgs);
	buf_free(&whole);
	return corpus;
}

static void assert_delta(const char *before, const char *now, Delta expected)
{
	Corpus *a = load(before), *b = load(now);
	Delta delta = delta_count(a, b);
	cr_assert(delta.changed == expected.changed && delta.added == expected.added && delta.gone == expected.gone
		&& delta.other == expected.other, "%zu changed, %zu added, %zu gone, other %d", delta.changed, delta.added,
		delta.gone, delta.other);
	corpus_free(a);
	corpus_free(b);
}

Test(delta, the_same_files_say_the_same)
{
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO), HEAD SPEECH("a", "甲", ONE TWO), (Delta){0});
}

Test(delta, another_word_changes_one_measure)
{
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO), HEAD SPEECH("a", "甲", ONE MEASURE("乙", "第二条，改了。")),
		(Delta){.changed = 1});
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO), HEAD SPEECH("a", "甲", ONE MEASURE("新名", "第二条。")),
		(Delta){.changed = 1});
}

Test(delta, another_theme_changes_a_measure)
{
	assert_delta(HEAD SPEECH("a", "甲", ONE),
		HEAD SPEECH("a", "甲", "          - {label: 甲, text: 第一条。, themes: [serve]}\n"), (Delta){.changed = 1});
}

Test(delta, a_measure_put_in_before_the_others_changes_none_of_them)
{
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO), HEAD SPEECH("a", "甲", THREE ONE TWO), (Delta){.added = 1});
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO THREE), HEAD SPEECH("a", "甲", TWO THREE), (Delta){.gone = 1});
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO), HEAD SPEECH("a", "甲", TWO ONE), (Delta){0});
}

Test(delta, whole_speeches_come_and_go)
{
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO), HEAD SPEECH("b", "乙", THREE) SPEECH("a", "甲", ONE TWO),
		(Delta){.added = 1, .other = true});
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO) SPEECH("b", "乙", THREE), HEAD SPEECH("b", "乙", THREE),
		(Delta){.gone = 2, .other = true});
	assert_delta(HEAD SPEECH("a", "甲", ONE TWO) SPEECH("b", "乙", THREE),
		HEAD SPEECH("b", "乙", THREE) SPEECH("a", "甲", ONE TWO), (Delta){0});
}

Test(delta, what_is_no_measure_is_told_as_other)
{
	assert_delta(HEAD SPEECH("a", "甲", ONE), HEAD SPEECH("a", "另一个标题", ONE), (Delta){.other = true});
	assert_delta(HEAD SPEECH("a", "甲", ONE),
		"schema: 1\nid: small\ntitle: 改名\nthemes:\n  - {id: grid, name: 网格, definition: 网格治理}\n"
		"  - {id: serve, name: 服务, definition: 服务群众}\nspeeches:\n" SPEECH("a", "甲", ONE), (Delta){.other = true});
}
