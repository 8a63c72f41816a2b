/* measured: what was declared beside what a log has measured, tool by tool.
 *
 * Totals keep both in one table, by month, tool and unit. What is compared is worked out when a report asks: months and
 * units of which nothing was measured say nothing of what was not. */
#ifndef CH_AUDIT_MEASURED_H
#define CH_AUDIT_MEASURED_H

#include "audit/totals.h"

/* One side of a comparison. `records` are uses, or rows of a log. */
typedef struct ch_volume {
    uint64_t records;
    uint64_t with_requests, requests; /* of those that say how many */
    uint64_t with_tokens, tokens;
} ch_volume;

/* A tool, or a tool in a unit. */
typedef struct ch_comparison {
    ch_text tool, unit;
    ch_text label[2]; /* the tool's titles */
    bool listed;
    ch_volume declared, measured; /* where something was measured; all that was */
    ch_volume compared;           /* what of it is of a known month */
    uint64_t anywhere;            /* uses that are declared, in whatever month */
    uint64_t undated;             /* of these, without a date */
    uint64_t unresolved;          /* of these, by no charter that is known: the tool may be one that is listed */
} ch_comparison;

typedef struct ch_comparisons {
    ch_comparison *tools, *unit_tools; /* by key */
    size_t tool_count, unit_tool_count;
    ch_text first, last;   /* months in which something was measured; "" among undated alone */
    uint64_t rows;         /* that were measured */
    uint64_t undated_rows; /* of these, without a known month: compared with none */
    uint64_t not_compared; /* uses without a known month, or of months or units of which nothing was measured */
    bool some_units;       /* the log tells units */
    bool cut;              /* the table does not keep all: what is told is not whole */
} ch_comparisons;

/* In `arena`, borrowing the totals' texts. False where there is no memory. */
bool ch_measured_compare(const charter_totals *totals, ch_arena *arena, ch_comparisons *out);

/* How many times the larger of two is the smaller, where that is an order of magnitude (10) or more; 0: it is less, or
 * cannot be told, since some records do not say how many. UINT64_MAX: the smaller is 0. */
uint64_t ch_volumes_apart(uint64_t declared, bool all_declared, uint64_t measured, bool all_measured);

#endif
