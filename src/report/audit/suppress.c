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

/* What readers could work out of the sum of what is hidden. Each of the members is one or more, and no more than what
 * the others leave: a range of `together - members`, by linear programming as by hand. Where all are as large as small
 * groups can be, each of them is known. */
static bool gives_away(uint64_t members, uint64_t together, uint64_t smallest, bool all_small)
{
    if (members == 0)
        return false;
    return members < 2 || together < members + smallest || (all_small && together >= members * (smallest - 1));
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

/* ---- groups that overlap ---- */

static uint64_t less(uint64_t a, uint64_t b)
{
    return a > b ? a - b : 0;
}

static bool is_narrow(uint64_t low, uint64_t high, uint64_t smallest)
{
    return less(high, low > 1 ? low : 1) < smallest;
}

/* The same where whole members may stand in several groups: no group is larger than the members that stand in any, and
 * all together are no fewer. With two that are hidden, either may be as small as one. Those in none are a group apart.
 */
static bool overlap_gives_away(const uint64_t *sizes, size_t count, size_t none, uint64_t total, uint64_t smallest,
                               const bool *hidden)
{
    uint64_t members = 0, shown = 0, largest = 1;
    for (size_t i = 0; i < count; i++) {
        if (i == none)
            continue;
        members += hidden[i];
        shown += hidden[i] ? 0 : sizes[i];
        largest = !hidden[i] && sizes[i] > largest ? sizes[i] : largest;
    }
    bool none_is_hidden = none < count && hidden[none];
    if (none_is_hidden && is_narrow(members > 0 ? 1 : less(total, shown), less(total, largest), smallest))
        return true;
    if (members == 0)
        return false;
    uint64_t most = less(total, none_is_hidden ? 1 : none < count ? sizes[none] : 0);
    bool alone = members == 1 && !none_is_hidden;
    return is_narrow(alone ? less(most, shown) : 1, most, smallest);
}

bool ch_suppress_overlapping(const uint64_t *sizes, const uint64_t *weights, size_t count, size_t none, uint64_t total,
                             uint64_t smallest, bool *hidden)
{
    if (!ch_suppress(sizes, weights, count, smallest, hidden))
        return false;
    while (overlap_gives_away(sizes, count, none, total, smallest, hidden)) {
        size_t next = lightest_shown(sizes, weights, count, hidden);
        if (next == count)
            return false;
        hidden[next] = true;
    }
    return true;
}
