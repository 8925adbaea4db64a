#include "../../core/export.h"
#include "../../core/list.h"
#include "sample.h"

#include <criterion/criterion.h>

/* The JSON of a kind, read back. */
static Buf read_kind(const Corpus *corpus, ListKind kind)
{
	Buf out = {0}, flat = {0};
	const ExportOptions options = {.lang = LANG_ZH, .ambiguous = 1};
	List list = list_open(corpus, kind);

	export_list(&list, EXPORT_JSON, &options, &out);
	cr_assert_eq(sample_json(buf_str(&out), &flat), -1, "%s is JSON", list_kind_name(kind));
	buf_free(&out);
	return flat;
}

static void assert_lines(ListKind kind, const char *const *lines, size_t n)
{
	Corpus *corpus = sample_corpus();
	Buf flat = read_kind(corpus, kind);

	for (size_t i = 0; i < n; i++)
		cr_assert(sample_has(&flat, lines[i]), "%s in\n%s", lines[i], buf_cstr(&flat));
	buf_free(&flat);
	corpus_free(corpus);
}

#define ASSERT_LINES(kind, ...) \
	static const char *const LINES[] = {__VA_ARGS__}; \
	assert_lines(kind, LINES, sizeof LINES / sizeof *LINES)

Test(list, kinds_have_the_names_of_the_manual)
{
	static const char *const NAMES[] = {"provinces", "speeches", "sections", "measures", "themes", "terms", "figures"};
	ListKind kind;

	for (int k = 0; k < LIST_KIND_COUNT; k++) {
		cr_assert(list_kind(str_of(NAMES[k]), &kind));
		cr_assert_eq((int)kind, k);
		cr_assert_str_eq(list_kind_name(kind), NAMES[k]);
	}
	cr_assert_not(list_kind(STR("chapters"), &kind));
}

Test(list, speeches_have_the_fields_of_the_contract)
{
	ASSERT_LINES(LIST_SPEECHES, "/0/id=beijing", "/0/province=beijing", "/0/speaker/zh=北京市委组织部",
		"/0/title/en=Prompt response drives community governance",
		"/0/lead/zh=北京有社区工作者近2000名，他们从居民的诉求入手，把“接诉即办”做成了日常的工作方法。", "/0/complete=true", "/1/complete=false",
		"/0/title_span/0=0", "/0/title_span/1=20", "/0/lead_span/0=20", "/0/lead_span/1=60", "/0/terms/0=接诉即办");
}

Test(list, sections_have_the_fields_of_the_contract)
{
	ASSERT_LINES(LIST_SECTIONS, "/0/id=beijing.1", "/0/speech=beijing", "/0/n=1", "/0/heading/zh=从诉求入手",
		"/0/intro/zh=诉求是工作的起点，也是检验工作的尺子。",
		"/0/heading_span/0=60", "/0/intro_span/1=90", "/1/intro/zh=", "/1/intro/en=", "/1/intro_span/0=0",
			"/1/intro_span/1=0", "/3/id=shandong.2", "/1/n=2");
}

Test(list, measures_have_the_fields_of_the_contract)
{
	ASSERT_LINES(LIST_MEASURES, "/0/id=beijing.1.1", "/0/speech=beijing", "/0/section=beijing.1", "/0/n=1",
		"/0/label/zh=网格配备“1+3+N”力量", "/1/label/zh==1+1 也是标题",
		"/1/text/zh=诉求分<紧急>与一般两类，用“|”隔开登记；引号\"也\"照录，'单引号'、反斜杠 \\ 与 & 号都是正文。", "/0/themes/0=grid", "/0/themes/1=workers",
		"/0/terms/0=1+3+N", "/1/terms=[]", "/0/span/0=90", "/0/span/1=130", "/4/themes/0=digital",
			"/4/themes/2=complaints", "/0/theme_names/zh=网格治理、社区工作者");
}

Test(list, themes_and_terms_have_the_fields_of_the_contract)
{
	ASSERT_LINES(LIST_THEMES, "/0/id=grid", "/0/name/zh=网格治理",
		"/2/definition/en=How staff are chosen and trained, \"by the book\".", "/0/measures=3", "/0/provinces=2",
		"/3/measures=1", "/3/provinces=1", "/3/province_ids/0=shandong", "/0/measure_ids/0=beijing.1.1",
			"/0/measure_ids/2=shandong.1.2");
	static const char *const TERMS[] = {"/0/name=接诉即办", "/0/en=prompt response to complaints", "/0/units/0=beijing",
		"/1/units/0=beijing.1.1", "/1/gloss/zh=一格三员若干力量的配备。"};
	assert_lines(LIST_TERMS, TERMS, sizeof TERMS / sizeof *TERMS);
}

Test(list, figures_say_the_value_that_the_corpus_says)
{
	ASSERT_LINES(LIST_FIGURES, "/0/unit_id=beijing", "/0/written=近2000名", "/0/span/0=24", "/0/span/1=30",
		"/0/kind=quantity", "/0/kind_name/zh=数量", "/0/value=2000", "/0/approx=under",
		"/0/unit/en=people", "/0/what/zh=社区工作者", "/0/to=null", "/1/unit_id=beijing.1.1", "/1/value=89000",
			"/1/approx=exact", "/2/kind=share", "/2/value=98.7",
		"/3/kind=date", "/3/value=--03-18", "/4/value=300", "/4/to=500", "/5/value=2003", "/6/value=10000",
			"/6/approx=over", "/7/written=四成", "/7/value=40");
}

Test(list, every_number_of_the_corpus_is_listed)
{
	Corpus *corpus = sample_corpus();
	Buf flat = read_kind(corpus, LIST_FIGURES);

	for (uint32_t i = 0; i < corpus->figures.n; i++) {
		const Figure *figure = &corpus->figures.at[i];
		Buf line = {0};
		buf_add_char(&line, '/');
		buf_add_int(&line, i);
		buf_add(&line, STR("/value="));
		if (figure->kind == FIGURE_DATE)
			number_add_date(&line, figure->value);
		else
			buf_add_number(&line, figure->value);
		cr_assert(sample_has(&flat, buf_cstr(&line)), "%s", buf_cstr(&line));
		buf_free(&line);
	}
	cr_assert_eq(corpus->figures.n, 8);
	buf_free(&flat);
	corpus_free(corpus);
}

Test(list, provinces_are_those_that_speak)
{
	ASSERT_LINES(LIST_PROVINCES, "/0/id=beijing", "/0/code=11", "/0/name/en=Beijing", "/0/mark=京", "/1/id=shandong",
		"/1/speeches=1", "/1/measures=3");
}

Test(list, rows_that_were_picked_come_in_their_order_and_no_others)
{
	static const uint32_t ROWS[] = {2, 0};
	Corpus *corpus = sample_corpus();
	Arena arena = {0};
	List all = list_open(corpus, LIST_MEASURES), picked = list_pick(&all, ROWS, 2);

	cr_assert_eq(picked.n_rows, 2);
	for (size_t row = 0; row < 2; row++)
		cr_assert(str_eq(list_cell(&picked, 0, row, &arena).as.str, list_cell(&all, 0, ROWS[row], &arena).as.str));
	mem_arena_free(&arena);
	corpus_free(corpus);
}
