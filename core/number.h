/* Numbers as Chinese official prose writes them: 8.9万, 近40个百分点, 1万余名, 四成, 3月18日, 300至500户.
   GB/T 15835 is the usage; approximations (近 约 余 多 左右 以上) are kept as a direction. */
#ifndef BILAN_NUMBER_H
#define BILAN_NUMBER_H

#include "buf.h"
#include "str.h"

typedef enum Approx {
	APPROX_EXACT,
	APPROX_ABOUT, /* 约 左右 */
	APPROX_UNDER, /* 近 不到 */
	APPROX_OVER,  /* 余 多 以上 超 */
	APPROX_COUNT
} Approx;

typedef struct Number {
	double value;   /* in base units: 8.9万 → 89000; 98.7% → 98.7; 四成 → 40 (per cent) */
	double to;      /* upper end of a range, else equal to value */
	Approx approx;
	bool date;      /* value is year*10000 + month*100 + day, with 0 for what is not written */
	Str rest;       /* what follows the number: unit and noun, e.g. 个百分点 */
} Number;

/* Reads the number that `written` begins with (an approximation word may stand before it). False when there is none. */
bool number_parse(Str written, Number *out);

/* Appends a date value as ISO 8601 with what is not said left out: 2003, 2022-05, --03-18, --05. */
void number_add_date(Buf *out, double value);

/* Reads that form back; false when `iso` is not of it. */
bool number_parse_date(Str iso, double *value);

/* YAML name of an approximation (exact about under over). */
Str number_approx_name(Approx approx);

#endif
