/* Primary and complementary suppression of one margin. It knows sizes and weights alone; which tables are
 * published, and by what they weigh, is audit_view.c's, and what earlier publications add to it suppress_after.c's. */
#include "report/audit/suppress.h"

#include "report/audit/suppress_after.h"

static uint64_t less(uint64_t a, uint64_t b)
{
    return a > b ? a - b : 0;
}

/* The lightest group that is still shown; `count` where there is none. */
static size_t lightest_shown(const ch_margin *m, const bool *hidden)
{
    size_t found = m->count;
    for (size_t i = 0; i < m->count; i++) {
        if (hidden[i] || m->sizes[i] == 0)
            continue;
        if (found == m->count || (m->weights != NULL && m->weights[i] < m->weights[found]))
            found = i;
    }
    return found;
}

static void hide_small(const ch_margin *m, bool *hidden)
{
    for (size_t i = 0; i < m->count; i++)
        hidden[i] = m->sizes[i] > 0 && m->sizes[i] < m->smallest;
}

/* What readers could work out of the sum of what is hidden. Each of the members is one or more, and no more than what
 * the others leave: a range of `together - members`, by linear programming as by hand. Where all are as large as small
 * groups can be, each of them is known. */
static bool gives_away(const ch_margin *m, const bool *hidden)
{
    uint64_t members = 0, together = 0;
    bool all_small = true;
    for (size_t i = 0; i < m->count; i++) {
        members += hidden[i];
        together += hidden[i] ? m->sizes[i] : 0;
        all_small = all_small && !(hidden[i] && m->sizes[i] >= m->smallest);
    }
    if (members == 0)
        return false;
    /* Once one that is not small is taken, sizes above the smallest are possible too: one sum no longer tells all. */
    return members < 2 || together < members + m->smallest || (all_small && together >= members * (m->smallest - 1));
}

static uint64_t sum(const ch_margin *m)
{
    uint64_t total = 0;
    for (size_t i = 0; i < m->count; i++)
        total += m->sizes[i];
    return total;
}

bool ch_suppress(const ch_margin *m, bool *hidden)
{
    hide_small(m, hidden);
    ch_hide_changed(m, sum(m), hidden);
    while (gives_away(m, hidden) || ch_changes_give_away(m, hidden)) {
        size_t next = lightest_shown(m, hidden);
        if (next == m->count)
            return false;
        hidden[next] = true;
    }
    return true;
}

/* ---- groups that overlap ---- */

static bool is_narrow(uint64_t low, uint64_t high, uint64_t smallest)
{
    return less(high, low > 1 ? low : 1) < smallest;
}

/* The same where whole members may stand in several groups: no group is larger than the members that stand in any, and
 * all together are no fewer. With two that are hidden, either may be as small as one. Those in none are a group apart.
 */
static bool overlap_gives_away(const ch_margin *m, size_t none, uint64_t total, const bool *hidden)
{
    uint64_t members = 0, shown = 0, largest = 1;
    for (size_t i = 0; i < m->count; i++) {
        if (i == none)
            continue;
        members += hidden[i];
        shown += hidden[i] ? 0 : m->sizes[i];
        largest = !hidden[i] && m->sizes[i] > largest ? m->sizes[i] : largest;
    }
    bool none_is_hidden = none < m->count && hidden[none];
    if (none_is_hidden && is_narrow(members > 0 ? 1 : less(total, shown), less(total, largest), m->smallest))
        return true;
    if (members == 0)
        return false;
    uint64_t most = less(total, none_is_hidden ? 1 : none < m->count ? m->sizes[none] : 0);
    bool alone = members == 1 && !none_is_hidden;
    return is_narrow(alone ? less(most, shown) : 1, most, m->smallest);
}

bool ch_suppress_overlapping(const ch_margin *m, size_t none, uint64_t total, bool *hidden)
{
    const ch_margin alone = {.sizes = m->sizes, .weights = m->weights, .count = m->count, .smallest = m->smallest};
    if (!ch_suppress(&alone, hidden))
        return false;
    ch_hide_changed_overlapping(m, none, total, hidden);
    while (gives_away(m, hidden) || overlap_gives_away(m, none, total, hidden) ||
           ch_overlapping_changes_give_away(m, none, total, hidden)) {
        size_t next = lightest_shown(m, hidden);
        if (next == m->count)
            return false;
        hidden[next] = true;
    }
    return true;
}
