/* Primary and complementary suppression of one margin. It knows sizes and weights alone; which tables are
 * published, and by what they weigh, is audit_view.c's. */
#include "report/audit/suppress.h"

/* The lightest group that is still shown; `count` where there is none. */
static size_t lightest_shown(const uint64_t *sizes, const uint64_t *weights, size_t count, const bool *hidden)
{
    size_t found = count;
    for (size_t i = 0; i < count; i++) {
        if (hidden[i] || sizes[i] == 0)
            continue;
        if (found == count || (weights != NULL && weights[i] < weights[found]))
            found = i;
    }
    return found;
}

/* What readers could work out of the sum of what is hidden: a remainder of one group is that group; one as small as a
 * group may not be is one; where all are as small, or as large, as small groups can be, each of them is known. */
static bool gives_away(uint64_t members, uint64_t together, uint64_t smallest, bool all_small)
{
    if (members == 0)
        return false;
    return members < 2 || together < smallest || together <= members ||
           (all_small && together >= members * (smallest - 1));
}

bool ch_suppress(const uint64_t *sizes, const uint64_t *weights, size_t count, uint64_t smallest, bool *hidden)
{
    uint64_t members = 0, together = 0;
    for (size_t i = 0; i < count; i++) {
        hidden[i] = sizes[i] > 0 && sizes[i] < smallest;
        members += hidden[i];
        together += hidden[i] ? sizes[i] : 0;
    }
    /* Once a shown group is taken, sizes above the smallest are possible too: one sum no longer tells them all. */
    for (bool all_small = true; gives_away(members, together, smallest, all_small); all_small = false) {
        size_t next = lightest_shown(sizes, weights, count, hidden);
        if (next == count)
            return false;
        hidden[next] = true;
        members++;
        together += sizes[next];
    }
    return true;
}
