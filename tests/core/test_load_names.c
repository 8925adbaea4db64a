#include "../../core/load.h"

#include <criterion/criterion.h>

Test(load_names, a_volume_without_an_id_is_called_after_its_file)
{
	Msgs msgs = {0};
	Corpus *corpus = load_memory(STR("schema: 1\ntitle: b\n...\n"), STR("dir/speeches.yaml"), NULL, &msgs);

	cr_assert(str_eq(corpus->volumes.at[0].id.s, STR("speeches")));
	cr_assert_eq(msgs.list.at[0].id, MSG_key_missing);
	corpus_free(corpus);
	msg_free(&msgs);
}

Test(load_names, a_name_with_a_line_end_makes_up_no_row)
{
	static const char YAML[] = "schema: 1\nid: \"a\\nb\"\n";
	Msgs msgs = {0};
	Corpus *corpus = load_memory(str_of(YAML), STR("a.yaml"), NULL, &msgs);
	cr_assert(corpus && corpus->volumes.n == 1);
	cr_assert(str_eq(corpus->volumes.at[0].id.s, STR("a b")), "%s", corpus->volumes.at[0].id.s.s);
	corpus_free(corpus);
	msg_free(&msgs);
}
