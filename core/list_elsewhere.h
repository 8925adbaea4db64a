/* What stands elsewhere, as tables: the measures most like one, and what a place does not mention though others do. */
#ifndef BILAN_LIST_ELSEWHERE_H
#define BILAN_LIST_ELSEWHERE_H

#include "absent.h"
#include "list.h"
#include "similar.h"

typedef struct ElsewhereSimilar { uint32_t measure; const Similar *at; size_t n; } ElsewhereSimilar;
typedef struct ElsewhereAbsent { const Place *places; const AbsentRow *at; size_t n; } ElsewhereAbsent;

/* One row a measure: score, address, province, label, text, the three likenesses, the reason in both languages. */
List list_elsewhere_similar(const Corpus *corpus, const ElsewhereSimilar *similar);

/* One row for each place and what it lacks: place, theme or term, its name, how many and which of the others have it,
   and the address where it stands first. */
List list_elsewhere_absent(const Corpus *corpus, const ElsewhereAbsent *absent);

#endif
