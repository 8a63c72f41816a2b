/* What may be used, for what, with which data: the uses that a charter's entries make together, each judged as any
 * declaration is. */
#ifndef CHARTER_WHICH_H
#define CHARTER_WHICH_H

#include "charter/judge.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_which charter_which;

typedef struct charter_which_options {
    charter_day at; /* the day to judge on */
    uint64_t every; /* any of CHARTER_EVERY_…: what is not asked for, so that each entry in force is tried */
} charter_which_options;

#define CHARTER_EVERY_ACTIVITY UINT64_C(1)
#define CHARTER_EVERY_TOOL     UINT64_C(2)
#define CHARTER_EVERY_DATA     UINT64_C(4) /* each class by itself */

/* One use. */
typedef struct charter_cell {
    charter_text activity, tool, data; /* the ids that are tried; `at` NULL: it is as the declaration says */
    /* What the judge says of it. Where it lacks facts, and some values of them would do, its one alternative is the
     * tool itself, with these as conditions (charter_verdict_condition). It lives until the next use. */
    const charter_verdict *verdict;
} charter_cell;

/* Gives the uses (charter_which_close) that are as `declaration` says but for what is tried: its activity, its tool and
 * its data are then whatever they are. Keeps both. CHARTER_UNKNOWN: no version of the charter is in force on that day,
 * or an option is not known. */
CHARTER_API charter_status charter_which_open_sized(charter_which **out, const charter *the_charter,
                                                    const charter_declaration *declaration,
                                                    const charter_which_options *options, size_t options_size);
static inline charter_status charter_which_open(charter_which **out, const charter *the_charter,
                                                const charter_declaration *declaration,
                                                const charter_which_options *options)
{
    return charter_which_open_sized(out, the_charter, declaration, options, sizeof *options);
}

/* Releases it; NULL is nothing to release. */
CHARTER_API void charter_which_close(charter_which *which);

/* The next use: in the order of the charter, by activity, then tool, then class. CHARTER_END after the last. */
CHARTER_API charter_status charter_which_next(charter_which *which, charter_cell *cell);

/* What came of all uses that a report told. */
typedef struct charter_which_summary {
    uint64_t yes;       /* allowed, be it under conditions or once a duty is done */
    uint64_t undecided; /* undetermined, whatever is declared besides */
    uint64_t no;        /* forbidden, or for a person to decide */
} charter_which_summary;

/* Tells all uses that are left, as "text", "json", "csv" or "markdown". `*summary` may be NULL. CHARTER_INVALID: the
 * declaration itself could not be judged; nothing was written, and its errors are those of `charter_which_errors`.
 * CHARTER_END: there is no use at all; nothing was written. CHARTER_UNKNOWN: there is no such format or language. */
CHARTER_API charter_status charter_which_report_sized(charter_which *which, const char *format,
                                                      const charter_report_options *options, size_t options_size,
                                                      charter_which_summary *summary, charter_sink sink);
static inline charter_status charter_which_report(charter_which *which, const char *format,
                                                  const charter_report_options *options, charter_which_summary *summary,
                                                  charter_sink sink)
{
    return charter_which_report_sized(which, format, options, sizeof *options, summary, sink);
}

/* Why the last use was invalid; empty where it was not. Lives until the next use. */
CHARTER_API const charter_diagnostics *charter_which_errors(const charter_which *which);

#ifdef __cplusplus
}
#endif

#endif
