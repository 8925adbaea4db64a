#include "../../tui/offer.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *name_of(const char *title, char text[static 256])
{
	Offer offer = {.title = str_of(title)};
	Buf name = {0};
	offer_add_name(&name, &offer);
	strncpy(text, buf_cstr(&name), 255);
	text[255] = '\0';
	buf_free(&name);
	return text;
}

Test(offer, a_file_is_named_by_what_it_has)
{
	char text[256];
	cr_assert_str_eq(name_of("浙江 · 山东", text), "浙江-山东");
	cr_assert_str_eq(name_of("接诉即办", text), "接诉即办");
	cr_assert_str_eq(name_of("Zhejiang · Grid governance", text), "Zhejiang-Grid-governance");
	cr_assert_str_eq(name_of("“1+3+N”", text), "“1+3+N”");
}

Test(offer, no_name_leads_elsewhere_or_to_a_hidden_file)
{
	char text[256];
	cr_assert_str_eq(name_of("../../etc/passwd", text), "etc-passwd");
	cr_assert_str_eq(name_of(".hidden", text), "hidden");
	cr_assert_str_eq(name_of("-rf *", text), "rf");
	cr_assert_str_eq(name_of("a\tb\nc", text), "a-b-c");
	cr_assert_str_eq(name_of("\xFF\xE2\x80\xAE", text), "bilan");
	cr_assert_str_eq(name_of("", text), "bilan");
}

Test(offer, a_long_title_makes_a_name_that_every_file_system_takes)
{
	char text[256], title[1024] = "";
	for (int i = 0; i < 100; i++)
		strcat(title, "党建");
	name_of(title, text);
	cr_assert_leq(strlen(text), 80);
	cr_assert_eq(strlen(text) % 3, 0, "no character is cut in two");
}

Test(offer, titles_are_copied_and_documents_can_be_filled)
{
	char title[] = "浙江";
	Offers offers = {0};
	Doc *doc = offer_doc(&offers, WORD_measures, str_of(title));
	title[0] = 'x';
	doc_add_block(doc, DOC_TEXT, (Unit){0}, (Str){0}, STR("正文"), 0);
	doc_add_block(doc, DOC_GAP, (Unit){0}, (Str){0}, (Str){0}, 0);
	cr_assert_eq(offers.n, 1);
	cr_assert(str_eq(offers.at[0].title, STR("浙江")));
	cr_assert_eq(offer_count(&offers.at[0]), 1, "a gap is no paragraph");
	offer_free(&offers);
	cr_assert_eq(offers.n, 0);
}

Test(offer, too_many_offers_are_no_overrun)
{
	Offers offers = {0};
	for (int i = 0; i < 20; i++)
		doc_add_block(offer_doc(&offers, WORD_measures, STR("x")), DOC_TEXT, (Unit){0}, (Str){0}, STR("t"), 0);
	cr_assert_eq(offers.n, OFFER_LIMIT);
	offer_free(&offers);
}
