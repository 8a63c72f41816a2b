/* publications: what earlier reports for publication told, as their JSON has it: by table the uses of each group that
 * is shown, and how many groups are not. The public side is charter/audit.h. */
#ifndef CH_AUDIT_PUBLICATIONS_H
#define CH_AUDIT_PUBLICATIONS_H

#include "audit/totals.h"

/* A number that was not told. */
#define CH_UNTOLD UINT64_MAX

/* The form in which publications are written, and that of numbers. */
#define CH_PUBLICATION_VERSION 1
#define CH_PUBLICATION_DIGITS  "1"

/* Columns of their groups. */
enum { CH_P_USES, CH_P_FOUND, CH_P_UNDECLARED, CH_P_COLUMNS };

typedef struct ch_published_table {
    bool there;       /* false: nothing of it was published */
    ch_groups groups; /* those that are shown */
    uint64_t shown;   /* the uses of these and of the others together */
    uint64_t hidden;  /* how many groups are not */
} ch_published_table;

typedef struct ch_publication {
    uint64_t uses, smallest;                   /* in all, and in a group that is shown */
    uint64_t verdicts[CHARTER_DECISION_COUNT]; /* CH_UNTOLD: hidden */
    ch_published_table tables[CHARTER_TABLE_COUNT];
} ch_publication;

struct charter_publications {
    ch_publication **items;
    size_t count, room;
};

/* The numbers that it told of a group; NULL: nothing. */
const uint64_t *ch_publication_group(const ch_publication *publication, charter_table table, ch_text key);

#endif
