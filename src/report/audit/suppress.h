/* suppress: which groups may not be published, so that none of them can be worked out.
 *
 * Readers know a table's total, the sizes of the groups that are shown, which are hidden, and the rule by which they
 * are: it must not tell them more. */
#ifndef CH_REPORT_AUDIT_SUPPRESS_H
#define CH_REPORT_AUDIT_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Marks groups smaller than `smallest`, and, where there are any, as many others as it takes: those that are hidden are
 * at least two, together no smaller than a group may be, and not all of size 1. Empty groups are none, and never
 * marked.
 *
 * The others are taken by `weights`, the lightest first (NULL, or of one weight: in their order). Weights must not be
 * published, nor be the sizes: that the smallest was taken would tell that it is no larger than any that is shown,
 * which may give it away.
 *
 * False where protection cannot be had: all groups are then marked, and the table may not be published, nor how many
 * they are. */
bool ch_suppress(const uint64_t *sizes, const uint64_t *weights, size_t count, uint64_t smallest, bool *hidden);

#endif
