/* What one line or short paragraph is: debris of a site, the title of a compilation, the name of a speaker, a heading's
   number. Rules and word lists only; nobody here knows the lines around. Texts may have white space or none. */
#ifndef BILAN_IMPORT_LINE_H
#define BILAN_IMPORT_LINE_H

#include "corpus.h"
#include "str.h"

/* Why a line is debris (a literal in Chinese); empty where it is none. */
Str import_line_debris(Str line);

/* True for the title of a compilation: 发言摘登, 交流材料汇编, (8篇). */
bool import_line_is_compilation(Str line);

/* How many speeches a title promises: 8 for (8篇), （共三篇）; 0 where it does not say. */
uint32_t import_line_promise(Str line);

/* True when the last character that is no closing mark ends a sentence: 。！？；：… */
bool import_line_ends_sentence(Str line);

/* True when it has marks of a sentence: ，。； */
bool import_line_is_prose(Str line);

/* True when it begins with a number or word that counts: 一、（一）1. 第一，一是 首先 —— */
bool import_line_is_numbered(Str line);

/* True when it is a date and nothing else: 2023年5月, （2024年3月18日）. */
bool import_line_is_date(Str line);

/* Who speaks, where a line says nothing else: 山西省委组织部, （江苏省徐州市委组织部）, 国家电网党组书记 张三. `name` gets it without
   brackets, dashes and 发言人：; may be NULL. */
bool import_line_speaker(Str line, Str *name);
bool import_line_is_speaker(Str line);

/* The province of a speaker, by its name or that of a city in it; NULL where neither is named. */
const ProvinceRow *import_line_province(Str speaker);

#endif
