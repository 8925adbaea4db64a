#include "import_report.h"

#include "shape.h"

#include <stdlib.h>

#define DROPPED "略去"
#define TITLE "标题"
#define PLACE "（第 "
#define BEHIND_PLACE " 字前）"
#define REASON "  ("

static void add_number(Buf *out, const char *before, uint32_t n, const char *behind)
{
	buf_add(out, str_of(before));
	buf_add_int(out, n);
	buf_add(out, str_of(behind));
}

void import_report_add(const ImportNote *note, uint32_t character, Buf *out)
{
	static const char *const ACTS[IMPORT_ACT_COUNT] = {
		[IMPORT_DROPPED] = DROPPED, [IMPORT_TITLE] = TITLE, [IMPORT_FULLWIDTH] = "改为全角", [IMPORT_INVISIBLE] = "去掉不可见字符",
		[IMPORT_UNWRAPPED] = "连接硬换行", [IMPORT_ENCODED] = "转换编码", [IMPORT_MARKED] = "去掉标记",
	};

	buf_add(out, str_of(ACTS[note->act]));
	if (note->line)
		add_number(out, "  第 ", note->line, " 行");
	if (note->at != UINT32_MAX)
		add_number(out, PLACE, character, BEHIND_PLACE);
	if (!note->line && note->times)
		add_number(out, "  ", note->times, " 处");
	buf_add(out, note->text.n ? STR("  ") : STR(""));
	buf_add(out, note->text);
	if (note->reason.n) {
		buf_add(out, STR(REASON));
		buf_add(out, note->reason);
		buf_add_char(out, ')');
	}
	buf_add_char(out, '\n');
}

/* The last place of a needle; -1 where there is none. */
static ptrdiff_t last_place(Str text, Str needle)
{
	ptrdiff_t last = -1;

	for (ptrdiff_t at = str_find(text, needle, 0); at >= 0; at = str_find(text, needle, (size_t)at + 1))
		last = at;
	return last;
}

static bool read_line(Str line, ImportOmission *out)
{
	bool dropped = str_starts(line, STR(DROPPED)), title = str_starts(line, STR(TITLE));
	ptrdiff_t place = str_find(line, STR(PLACE), 0), behind = str_find(line, STR(BEHIND_PLACE), 0), reason;
	uint32_t n;

	if ((!dropped && !title) || place < 0 || behind < place ||
		!shape_uint(str_sub(line, (size_t)place + sizeof PLACE - 1, (size_t)behind), &n))
		return false;
	*out = (ImportOmission){.character = n,
		.text = str_trim(str_sub(line, (size_t)behind + sizeof BEHIND_PLACE - 1, line.n))};
	reason = dropped ? last_place(out->text, STR(REASON)) : -1;
	if (reason >= 0 && str_ends(out->text, STR(")"))) {
		out->reason = str_sub(out->text, (size_t)reason + sizeof REASON - 1, out->text.n - 1);
		out->text = str_trim(str_sub(out->text, 0, (size_t)reason));
	}
	return true;
}

static int by_place(const void *a, const void *b)
{
	const ImportOmission *p = a, *q = b;

	if (p->character != q->character)
		return p->character < q->character ? -1 : 1;
	return p->text.s < q->text.s ? -1 : p->text.s > q->text.s;
}

void import_report_read(Str report, ImportOmissions *out)
{
	ImportOmission one;
	Str line;

	while (str_split(&report, '\n', &line))
		if (read_line(line, &one))
			MEM_PUSH(out, one);
	if (out->n)
		qsort(out->at, out->n, sizeof *out->at, by_place);
}
