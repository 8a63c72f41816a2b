/* terms: a condition taken apart, for who asks why it has the truth that it has: each comparison as its author wrote
 * it, what came of it, and what it read. */
#ifndef CH_RULE_TERMS_H
#define CH_RULE_TERMS_H

#include "rule/evaluate.h"

typedef enum ch_term_kind {
    CH_TERM_ALL, /* of those below it, one level deeper, all must be true */
    CH_TERM_ANY, /* one of them */
    CH_TERM_NOT, /* not the one below it */
    CH_TERM_COMPARISON,
    CH_TERM_READ /* a name that the comparison above it reads */
} ch_term_kind;

typedef struct ch_term {
    ch_term_kind kind;
    uint32_t depth;
    ch_truth truth;
    ch_span span;      /* in the charter's file */
    ch_text text;      /* a comparison as it is written, on one line; of a name that is read, the name */
    ch_text value;     /* of a name: what it is; `at` is NULL: nobody says it */
    const char *fault; /* of a comparison: why it cannot be computed, an English text of the catalogue; NULL: it can */
} ch_term;

/* Shows the terms from the top down, each before those below it, to `see`, until that returns false. `source` is the
 * file that the condition stands in; texts live in `arena`, whose failing is all that can go wrong. */
void ch_condition_terms(const ch_condition *condition, const ch_source *source, const ch_facts *facts,
                        ch_evaluator *evaluator, ch_arena *arena, bool (*see)(void *context, const ch_term *term),
                        void *context);

#endif
