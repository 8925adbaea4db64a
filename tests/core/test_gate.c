#include "../../core/gate.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SLICE(literal) ((Str){literal, sizeof(literal) - 1})

static Gate gate_on(Str memory)
{
	return (Gate){.fd = -1, .memory = memory, .piece_bytes = 1000, .percent_lines = 2};
}

/* Everything through the gate in blocks of `size`; false where it refused. */
static bool drain(Gate *gate, size_t size, Buf *out)
{
	char block[64];
	size_t n;

	for (;;) {
		if (!gate_read(gate, block, size, &n))
			return false;
		if (!n)
			return true;
		buf_add(out, (Str){block, n});
	}
}

static void refuses(Str bytes, MsgId why, uint32_t line, uint32_t col)
{
	for (size_t size = 4; size <= 64; size += 15) {
		Gate gate = gate_on(bytes);
		Msgs msgs = {0};
		Buf out = {0};

		cr_assert_not(drain(&gate, size, &out), "%s in blocks of %zu", msg_name(why), size);
		cr_assert(gate_report(&gate, 0, &msgs));
		cr_assert_eq(msgs.list.at[0].id, why);
		cr_assert_eq(msgs.list.at[0].pos.line, line, "%s line %u", msg_name(why), msgs.list.at[0].pos.line);
		cr_assert_eq(msgs.list.at[0].pos.col, col, "%s col %u", msg_name(why), msgs.list.at[0].pos.col);
		buf_free(&out);
		msg_free(&msgs);
	}
}

Test(gate, bytes_come_through_as_they_are_in_blocks_of_any_size)
{
	for (size_t size = 3; size <= 64; size++) {
		Gate gate = gate_on(SLICE("schema: 1\r\ntitle: 网格治理 100%\n%\n"));
		Msgs msgs = {0};
		Buf out = {0};

		cr_assert(drain(&gate, size, &out));
		cr_assert_str_eq(buf_cstr(&out), "schema: 1\r\ntitle: 网格治理 100%\n%\n");
		cr_assert_not(gate_report(&gate, 0, &msgs));
		buf_free(&out);
	}
}

Test(gate, a_byte_order_mark_is_dropped_and_does_not_count_in_places)
{
	Gate gate = gate_on(SLICE("\xEF\xBB\xBFid: x\n"));
	Buf out = {0};
	Pos pos;

	cr_assert(drain(&gate, 64, &out));
	cr_assert_str_eq(buf_cstr(&out), "id: x\n");
	pos = gate_pos(&gate, 4, 0);
	cr_assert_eq(pos.line, 1u);
	cr_assert_eq(pos.col, 5);
	buf_free(&out);
}

Test(gate, utf16_and_many_percent_lines_are_refused_where_they_stand)
{
	refuses(SLICE("\xFF\xFEi\0d\0"), MSG_encoding_utf16, 1, 1);
	refuses(SLICE("\xFE\xFF\0i\0d"), MSG_encoding_utf16, 1, 1);
	refuses(SLICE("%TAG a\n%TAG b\nx\n%TAG c\n"), MSG_yaml_percent, 4, 1);
}

Test(gate, percent_lines_inside_the_root_are_text)
{
	Gate gate = gate_on(SLICE("%TAG a\n%TAG b\n%TAG c\n"));
	Buf out = {0};

	gate_pass(&gate, true);
	cr_assert(drain(&gate, 5, &out));
	buf_free(&out);
}

Test(gate, a_part_of_a_file_has_a_beginning_and_an_end)
{
	Gate gate = gate_on(SLICE("first\nsecond\nthird\n"));
	Buf out = {0};

	gate.from = 6;
	gate.to = 13;
	cr_assert(drain(&gate, 3, &out));
	cr_assert_str_eq(buf_cstr(&out), "second\n");
	buf_free(&out);
}

Test(gate, too_much_without_a_pass_is_refused)
{
	Buf text = {0};
	Gate gate;
	char block[64];
	size_t n;

	buf_add_repeat(&text, STR("一行\n"), 400);
	gate = gate_on(buf_str(&text));
	while (gate_read(&gate, block, sizeof block, &n) && n)
		;
	cr_assert(gate.refused && gate.why == MSG_value_huge);
	gate = gate_on(buf_str(&text));
	while (gate_read(&gate, block, sizeof block, &n) && n)
		gate_pass(&gate, false);
	cr_assert_not(gate.refused);
	buf_free(&text);
}

Test(gate, places_count_characters_and_every_kind_of_line_end)
{
	Gate gate = gate_on(SLICE("a\r\n网格b\rc\nd"));
	static const struct { size_t offset; uint32_t line, col; } PLACES[] = {
		{0, 1, 1}, {3, 2, 1}, {6, 2, 2}, {9, 2, 3}, {11, 3, 1}, {13, 4, 1},
	};

	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++) {
		Pos pos = gate_pos(&gate, PLACES[i].offset, 7);

		cr_assert_eq(pos.line, PLACES[i].line, "offset %zu: line %u", PLACES[i].offset, pos.line);
		cr_assert_eq(pos.col, PLACES[i].col, "offset %zu: col %u", PLACES[i].offset, pos.col);
		cr_assert_eq(pos.file, 7);
	}
}

Test(gate, chinese_in_gb18030_is_told_from_rubbish)
{
	Gate gbk = gate_on(SLICE("title: \xC8\xAB\xB9\xFA\xB3\xC7\xCA\xD0\n"));
	Gate latin = gate_on(SLICE("title: caf\xE9 here\n"));
	Gate rubbish = gate_on(SLICE("title: \xFF\xFF\xFF\n"));

	cr_assert(gate_is_gb18030(&gbk, 7));
	cr_assert(gate_is_gb18030(&gbk, 9));
	cr_assert_not(gate_is_gb18030(&latin, 10));
	cr_assert_not(gate_is_gb18030(&rubbish, 7));
	cr_assert_not(gate_is_gb18030(&rubbish, 700));
}

Test(gate, files_are_read_by_place_so_that_places_can_be_looked_up_later)
{
	char name[] = P_tmpdir "/bilan-gate-XXXXXX";
	int fd = mkstemp(name);
	Gate gate = {.fd = fd, .piece_bytes = 1000, .percent_lines = 2};
	Buf out = {0};

	cr_assert_eq(write(fd, "a\n\xE7\xBD\x91z", 6), 6);
	cr_assert(drain(&gate, 3, &out));
	cr_assert_str_eq(buf_cstr(&out), "a\n网z");
	cr_assert_eq(gate_pos(&gate, 5, 0).col, 2);
	unlink(name);
	close(fd);
	buf_free(&out);
}
