/* How fast text is broken into lines: 20 MB of made-up Chinese prose at 60 columns, median of five runs in MB/s. */
#include "../../core/buf.h"
#include "../../core/wrap.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SIZE = 20 * 1000 * 1000, RUNS = 5, WIDTH = 60 };

static const char *const SENTENCES[] = {
	"坚持党建引领，把社区网格、物业服务和志愿力量拧成一股绳。", "2022年10月，全市共有党员13.3万名、党支部628个。",
	"构建“1+3+N”工作体系，推动“双报到”“双服务”“双承诺”落地见效；", "印发《关于加强基层治理的意见》（试行），明确24小时响应、365天值守。",
	"目标只有一个——让居民满意……", "提升物业覆盖率近40个百分点，达到98.7%。", "用好 WeChat 小程序和 12345 热线，", "第13条规定：每3—5户配一名楼门长！",
};

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void prose(Buf *text, size_t size)
{
	uint32_t seed = 1;
	while (text->n < size) {
		seed = seed * 1664525u + 1013904223u;
		buf_add(text, str_of(SENTENCES[(seed >> 16) % (sizeof SENTENCES / sizeof *SENTENCES)]));
		if (seed >> 28 == 0)
			buf_add_char(text, '\n');
	}
}

int main(void)
{
	Buf text = {0};
	WrapLines lines = {0};
	double speed[RUNS];
	prose(&text, SIZE);
	for (int i = 0; i < RUNS; i++) {
		lines.n = 0;
		double start = seconds();
		wrap_lines(buf_str(&text), &(WrapOptions){.width = WIDTH, .ambiguous = 1, .hang = 2}, &lines);
		speed[i] = (double)text.n / 1e6 / (seconds() - start);
	}
	qsort(speed, RUNS, sizeof *speed, by_value);
	printf("wrap: %.0f MB/s (%zu lines of %d columns, %.1f MB, median of %d)\n", speed[RUNS / 2], lines.n, WIDTH,
		(double)text.n / 1e6, RUNS);
	free(lines.at);
	buf_free(&text);
	return 0;
}
