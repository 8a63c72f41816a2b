/* result: what one use came to, piece by piece, for lists in which each use is a row: what decides its verdict, why,
 * what is missing, what would do instead. Nothing in it names a person. */
#ifndef CH_REPORT_PROSE_RESULT_H
#define CH_REPORT_PROSE_RESULT_H

#include "judge/verdict.h"
#include "report/prose/phrases.h"

typedef struct ch_result {
    const charter_verdict *verdict; /* NULL: of an input that gave no declaration */
    /* What decides it; one of these at the most: */
    const charter_finding *finding;  /* the gravest, the first of its kind */
    const ch_duty_state *duty;       /* the first that is open before use */
    const charter_diagnostic *error; /* the first */
    bool accepted;                   /* by a baseline */
} ch_result;

/* What decides a verdict, or stands for an input that gave none. Both borrow. */
ch_result ch_result_of(const charter_verdict *verdict);
ch_result ch_result_of_error(const charter_diagnostic *error);

/* Adds a piece to a text, raw: whoever writes it makes it safe. Nothing where there is nothing to say. */
typedef void ch_result_piece(ch_buffer *text, const ch_result *result, charter_lang lang);

ch_result_piece ch_result_id;
ch_result_piece ch_result_unit;
ch_result_piece ch_result_activity; /* its id where the charter lists it, so that spellings of one are one; else as */
ch_result_piece ch_result_tool;     /* declared; so with tools */
ch_result_piece ch_result_verdict;  /* "non-compliant", translated; of an error its severity */
ch_result_piece ch_result_clause;   /* "tool.status", or an error's code: never translated */
ch_result_piece ch_result_demand;   /* what the clause demands: a title of the charter's, or a sentence */
ch_result_piece ch_result_article;  /* what to cite */
ch_result_piece ch_result_reason;   /* a sentence */
ch_result_piece ch_result_missing;  /* "output; facts.account", of a register its columns */
ch_result_piece ch_result_instead;  /* the best alternatives, with their conditions */
ch_result_piece ch_result_duties_before; /* titles of open duties */
ch_result_piece ch_result_duties_after;
ch_result_piece ch_result_errors; /* "key.missing: the key …" of all errors */

#endif
