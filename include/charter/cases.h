/* Cases of a charter: declarations that say, under `x-expect`, what the charter has to answer; whether it does, what of
 * it they cover, and which changes of it none of them would notice.
 *
 *     charter_cases_options options = {.at = today};
 *     charter_cases_new(&cases, the_charter, &options);
 *     charter_cases_add(cases, "charter.cases.yaml", bytes);
 *     charter_cases_run(cases);
 *     charter_cases_report(cases, "text", &reporting, sink); */
#ifndef CHARTER_CASES_H
#define CHARTER_CASES_H

#include "charter/judge.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_cases charter_cases;

typedef struct charter_cases_options {
    charter_day at;          /* the day to judge on, where a case says none */
    unsigned jobs;           /* threads; 0: as many as there are processors. What is told is the same. */
    charter_sent_files sent; /* how `files` are read; `read` NULL: they are not */
    uint64_t wants;          /* CHARTER_CASES_MUTANTS, or 0 */
} charter_cases_options;

/* The charter is changed in many small ways, to see which of them no case notices. */
#define CHARTER_CASES_MUTANTS UINT64_C(1)

/* Gives cases (charter_cases_free) of `the_charter`, which is kept. CHARTER_UNKNOWN: `at` is no day, or `wants`
 * is something else. */
CHARTER_API charter_status charter_cases_new_sized(charter_cases **out, const charter *the_charter,
                                                   const charter_cases_options *options, size_t options_size);
static inline charter_status charter_cases_new(charter_cases **out, const charter *the_charter,
                                               const charter_cases_options *options)
{
    return charter_cases_new_sized(out, the_charter, options, sizeof *options);
}

/* Releases it; NULL is nothing to release. */
CHARTER_API void charter_cases_free(charter_cases *cases);

/* Adds the declarations of a file, in YAML, JSON or NDJSON as its name says. Borrows both. */
CHARTER_API charter_status charter_cases_add(charter_cases *cases, const char *name, charter_text bytes);

/* Judges them all; then, where it was asked for, by each mutant. */
CHARTER_API charter_status charter_cases_run(charter_cases *cases);

/* How many of `all` are covered. */
typedef struct charter_share {
    uint64_t covered, all;
} charter_share;

/* What cases may cover. */
typedef enum charter_covering {
    CHARTER_COVERING_CLAUSES,  /* "clauses": each clause of the charter, seen to be met and seen to be breached */
    CHARTER_COVERING_BRANCHES, /* "branches": each comparison of its conditions, seen to be true and to be false */
    CHARTER_COVERING_CELLS,    /* "cells": each activity with each tool and each class of data */
    CHARTER_COVERING_MUTANTS   /* "mutants": each change of the charter, noticed by a case; none where not asked for */
} charter_covering;
#define CHARTER_COVERINGS 4

/* The word above. Never translated. */
CHARTER_API const char *charter_covering_name(charter_covering covering);

/* What it came to. */
typedef struct charter_cases_summary {
    uint64_t cases;
    uint64_t differing; /* of which the charter answers something else than they expect */
    uint64_t silent;    /* that do not say what is expected; they are among the differing ones */
    uint64_t errors;    /* in files and in what is expected: cases were lost */
    charter_share covered[CHARTER_COVERINGS];
} charter_cases_summary;

CHARTER_API charter_cases_summary charter_cases_sum(const charter_cases *cases);

/* How many formats reports of cases have, and the row at `index`, below their number. */
CHARTER_API size_t charter_cases_format_count(void);
CHARTER_API const charter_format *charter_cases_format_at(size_t index);

/* Tells what it came to. CHARTER_UNKNOWN: there is no such format or language. */
CHARTER_API charter_status charter_cases_report_sized(const charter_cases *cases, const char *format,
                                                      const charter_report_options *options, size_t options_size,
                                                      charter_sink sink);
static inline charter_status charter_cases_report(const charter_cases *cases, const char *format,
                                                  const charter_report_options *options, charter_sink sink)
{
    return charter_cases_report_sized(cases, format, options, sizeof *options, sink);
}

/* How many declarations of the file at `index`, in the order in which they were added, do not expect what the charter
 * answers; and that file with what it answers, for an author to look at. */
CHARTER_API size_t charter_cases_stale(const charter_cases *cases, size_t index);
CHARTER_API charter_status charter_cases_write(const charter_cases *cases, size_t index, charter_sink sink);

#ifdef __cplusplus
}
#endif

#endif
