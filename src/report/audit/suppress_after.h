/* suppress_after: what earlier publications of a table allow to be worked out, and what has to be hidden therefore.
 *
 * The model. A register grows: a group's size is no less than it was in any earlier publication. Who takes one
 * publication from another has a table of what came in between, and a group of it that is smaller than the smallest
 * group must not be known any better than one of today's. Where sizes have become smaller, the difference is protected
 * in the same way. What an earlier publication has told cannot be taken back; what it hid, this one must not tell.
 *
 * Sufficient conditions, not bounds: tests hold sequences of publications to the exact ones, by linear programming. */
#ifndef CH_REPORT_AUDIT_SUPPRESS_AFTER_H
#define CH_REPORT_AUDIT_SUPPRESS_AFTER_H

#include "report/audit/margin.h"

/* Whether so many that came or went since are none, or as many as the smallest group. */
bool ch_is_large_change(uint64_t size, uint64_t told, uint64_t smallest);

/* Marks, beside those that are, the groups whose size, if it were told, would tell of a small change, or too much of
 * what an earlier publication has hidden. `total`: of all members today. */
void ch_hide_changed(const ch_margin *margin, uint64_t total, bool *hidden);

/* Whether what is hidden, taken together with what was told, is bounded too well. */
bool ch_changes_give_away(const ch_margin *margin, const bool *hidden);

/* The same of groups that overlap, as for ch_suppress_overlapping. */
void ch_hide_changed_overlapping(const ch_margin *margin, size_t none, uint64_t total, bool *hidden);
bool ch_overlapping_changes_give_away(const ch_margin *margin, size_t none, uint64_t total, const bool *hidden);

#endif
