/* margin: one table that is to be published, as sizes of groups, and what earlier publications told of it. */
#ifndef CH_REPORT_AUDIT_MARGIN_H
#define CH_REPORT_AUDIT_MARGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A size that was not told. */
#define CH_NOT_TOLD UINT64_MAX

/* What an earlier publication told of the same table. */
typedef struct ch_told {
    const uint64_t *sizes; /* one a group of today's; CH_NOT_TOLD: it was hidden, or there was none */
    uint64_t total;        /* of all members */
    uint64_t shown;        /* the sum of all groups that were told, those that are gone too */
    uint64_t hidden;       /* how many groups were hidden, at least; 0: it is not known */
} ch_told;

/* A table that is to be published. */
typedef struct ch_margin {
    const uint64_t *sizes, *weights; /* one a group; weights may be NULL */
    size_t count;
    uint64_t smallest;
    const ch_told *told;    /* one an earlier publication */
    const uint64_t *floors; /* the most that any of these told of each group; 0: nothing */
    size_t told_count;
} ch_margin;

#endif
