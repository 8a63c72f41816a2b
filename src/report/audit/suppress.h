/* suppress: which groups may not be published, so that none of them can be worked out.
 *
 * Readers know a table's total, the sizes of the groups that are shown, which are hidden, and the rule by which they
 * are: it must not tell them more. What they can work out of a hidden group is a range from the least that it can be to
 * the most; no such range may be narrower than the smallest group. Who has earlier publications too takes them from
 * this one: what came in between is held to the same (suppress_after.h). */
#ifndef CH_REPORT_AUDIT_SUPPRESS_H
#define CH_REPORT_AUDIT_SUPPRESS_H

#include "report/audit/margin.h"

/* Marks groups smaller than `smallest`, and, where there are any, as many others as it takes: those that are hidden are
 * at least two, and together so many that none is bounded too well. Empty groups are none, and never marked.
 *
 * The others are taken by `weights`, the lightest first (NULL, or of one weight: in their order). Weights must not be
 * published, nor be the sizes: that the smallest was taken would tell that it is no larger than any that is shown,
 * which may give it away.
 *
 * False where protection cannot be had: all groups are then marked, and the table may not be published, nor how many
 * they are. */
bool ch_suppress(const ch_margin *margin, bool *hidden);

/* The same where one may stand in several groups (a use of several data classes), of `total` in all; those that stand
 * in none are the group `none` (`count`: there is no such group). */
bool ch_suppress_overlapping(const ch_margin *margin, size_t none, uint64_t total, bool *hidden);

#endif
