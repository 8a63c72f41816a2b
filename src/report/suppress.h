/* suppress: which groups may not be published, so that none of them can be worked out.
 *
 * Readers know a table's total, and the sizes of the groups that are shown: what is hidden together is the rest. */
#ifndef CH_REPORT_SUPPRESS_H
#define CH_REPORT_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Marks groups smaller than `smallest`, and, where there are any, as many of the smallest others as it takes: those
 * that are hidden are at least two, together no smaller than a group may be, and not all of size 1. Empty groups are
 * none, and never marked. Where all groups together are smaller than `smallest` nothing may be published at all. */
void ch_suppress(const uint64_t *sizes, size_t count, uint64_t smallest, bool *hidden);

#endif
