/* Differences between publications of one margin. Beside each condition stands the range that it keeps wide; `e` is a
 * group's size in the earlier publication, `t` its size today, and both sums over all groups are known. */
#include "report/audit/suppress_after.h"

static uint64_t less(uint64_t a, uint64_t b)
{
    return a > b ? a - b : 0;
}

static uint64_t larger(uint64_t a, uint64_t b)
{
    return a > b ? a : b;
}

static uint64_t rest_of(const ch_told *told)
{
    return less(told->total, told->shown);
}

bool ch_is_large_change(uint64_t size, uint64_t told, uint64_t smallest)
{
    uint64_t change = size > told ? size - told : told - size;
    return change == 0 || change >= smallest;
}

/* ---- groups that were hidden, and are to be shown ---- */

/* What the groups that `told` hid are together today, at least: nobody here knows which of today's they were. */
static uint64_t least_together(const ch_margin *m, const ch_told *told)
{
    uint64_t least = UINT64_MAX, second = UINT64_MAX, sum = 0, count = 0;
    for (size_t i = 0; i < m->count; i++) {
        if (told->sizes[i] != CH_NOT_TOLD || m->sizes[i] == 0)
            continue;
        if (m->sizes[i] < least) {
            second = least;
            least = m->sizes[i];
        } else if (m->sizes[i] < second) {
            second = m->sizes[i];
        }
        sum += m->sizes[i];
        count++;
    }
    return count < 2 || told->hidden >= count ? sum : least + second;
}

/* Groups that were hidden are each `e <= t`: the sum of all `e` is known, so that a bound on one bounds the others from
 * below. It binds nothing where `t` is the rest; nor where all hidden ones have grown by the smallest group together,
 * and this one alone leaves a range from 1. */
static bool binds_hidden(const ch_margin *m, const ch_told *told, uint64_t least, size_t i)
{
    uint64_t rest = rest_of(told);
    return m->sizes[i] < rest && (least < rest + m->smallest || m->sizes[i] < m->smallest + 1);
}

void ch_hide_changed(const ch_margin *m, bool *hidden)
{
    for (size_t p = 0; p < m->told_count; p++) {
        const ch_told *told = &m->told[p];
        uint64_t least = least_together(m, told);
        for (size_t i = 0; i < m->count; i++) {
            if (m->sizes[i] == 0)
                continue;
            bool small = told->sizes[i] == CH_NOT_TOLD ? binds_hidden(m, told, least, i)
                                                       : !ch_is_large_change(m->sizes[i], told->sizes[i], m->smallest);
            hidden[i] = hidden[i] || small;
        }
    }
}

/* ---- what is hidden today ---- */

/* What is hidden today, as one publication has left it. Floors are the least that groups can be. */
typedef struct hiding {
    uint64_t together;          /* today */
    uint64_t told, untold;      /* floors of those that it told, and of the others */
    uint64_t least_shown;       /* the smallest that it did not tell, and that is shown today; UINT64_MAX: none */
    size_t told_count, members; /* of those that are hidden */
} hiding;

static hiding hiding_since(const ch_margin *m, const ch_told *told, const bool *hidden)
{
    hiding h = {.least_shown = UINT64_MAX};
    for (size_t i = 0; i < m->count; i++) {
        bool was_told = told->sizes[i] != CH_NOT_TOLD;
        if (!hidden[i]) {
            if (!was_told && m->sizes[i] > 0 && m->sizes[i] < h.least_shown)
                h.least_shown = m->sizes[i];
            continue;
        }
        /* Where it has become smaller, what was told is no floor. */
        uint64_t least = m->floors[i] < m->sizes[i] ? m->floors[i] : m->sizes[i];
        h.members++;
        h.together += m->sizes[i];
        h.told_count += was_told;
        *(was_told ? &h.told : &h.untold) += larger(least, 1);
    }
    return h;
}

/* How much the hidden ones are above the least that they can be: the width of each of their ranges. Those that the
 * publication did not tell either are `rest` together, at least. */
static bool is_wide(const hiding *h, uint64_t rest, uint64_t smallest)
{
    return less(h->together, h->told + larger(h->untold, rest)) >= smallest;
}

static bool gives_away_since(const ch_margin *m, const ch_told *told, const bool *hidden)
{
    hiding h = hiding_since(m, told, hidden);
    uint64_t rest = rest_of(told), least = h.told + larger(h.untold, rest);
    if (h.members == 0)
        return false;
    if (h.members == h.told_count)
        return !is_wide(&h, 0, m->smallest);
    /* As if all that was hidden were hidden still: that binds most. */
    if (is_wide(&h, rest, m->smallest))
        return false;
    /* Where nothing came to them, they are known as well as they were. */
    bool unchanged = h.together == least && h.told_count == 0;
    if (!unchanged && h.together >= least)
        return true;
    /* It cannot be so, or need not: some of it may stand in what is shown today. */
    if (h.least_shown == UINT64_MAX)
        return !unchanged && !is_wide(&h, 0, m->smallest);
    return !is_wide(&h, less(rest, h.least_shown), m->smallest);
}

bool ch_changes_give_away(const ch_margin *m, const bool *hidden)
{
    for (size_t p = 0; p < m->told_count; p++)
        if (gives_away_since(m, &m->told[p], hidden))
            return true;
    return false;
}

/* ---- groups that overlap ---- */

/* What was told of those that stand in none; 0: nothing was, or there were none. */
static uint64_t none_told(const ch_margin *m, const ch_told *told, size_t none)
{
    return none < m->count && told->sizes[none] != CH_NOT_TOLD ? told->sizes[none] : 0;
}

/* All groups together are no fewer than the members that stand in any: what the shown ones leave of that, a hidden one
 * that is alone must have. */
static bool binds_overlapping(const ch_margin *m, const ch_told *told, size_t none, size_t i)
{
    uint64_t in_none = none_told(m, told, none);
    uint64_t most = less(told->total, in_none), left = less(most, less(told->shown, in_none));
    if (i == none)
        return m->sizes[i] < told->total;
    return m->sizes[i] < most && m->sizes[i] < larger(left, 1) + m->smallest;
}

void ch_hide_changed_overlapping(const ch_margin *m, size_t none, bool *hidden)
{
    for (size_t p = 0; p < m->told_count; p++) {
        const ch_told *told = &m->told[p];
        for (size_t i = 0; i < m->count; i++) {
            if (m->sizes[i] == 0)
                continue;
            bool small = told->sizes[i] == CH_NOT_TOLD ? binds_overlapping(m, told, none, i)
                                                       : !ch_is_large_change(m->sizes[i], told->sizes[i], m->smallest);
            hidden[i] = hidden[i] || small;
        }
    }
}

/* What came in between, as a table of groups that overlap. */
typedef struct arrival {
    uint64_t total, none, shown, largest; /* of those that both tell */
    uint64_t floor;                       /* the largest that was told, and is hidden today */
    size_t told_count, members;           /* of groups that are hidden today; the one of none apart */
    bool none_shown, none_hidden;         /* told before, and today or not */
} arrival;

static arrival arrival_since(const ch_margin *m, const ch_told *told, size_t none, uint64_t total, const bool *hidden)
{
    arrival a = {.total = less(total, told->total)};
    for (size_t i = 0; i < m->count; i++) {
        bool was_told = told->sizes[i] != CH_NOT_TOLD;
        uint64_t more = was_told ? less(m->sizes[i], told->sizes[i]) : 0;
        if (i == none) {
            a.none_shown = was_told && !hidden[i];
            a.none_hidden = was_told && hidden[i];
            a.none = a.none_shown ? more : 0;
            continue;
        }
        a.members += hidden[i];
        a.told_count += hidden[i] && was_told;
        if (hidden[i] && was_told)
            a.floor = larger(a.floor, told->sizes[i]);
        if (!hidden[i] && was_told) {
            a.shown += more;
            a.largest = larger(a.largest, more);
        }
    }
    return a;
}

static bool overlapping_gives_away_since(const ch_margin *m, const ch_told *told, size_t none, uint64_t total,
                                         const bool *hidden)
{
    arrival a = arrival_since(m, told, none, total, hidden);
    uint64_t most = less(a.total, a.none), least = a.members == 1 && a.none_shown ? less(most, a.shown) : 0;
    uint64_t today = none < m->count ? hidden[none] ? 1 : m->sizes[none] : 0;
    /* Nobody is of none, or nobody knows who is: new members may all be in a group that is hidden. */
    if (a.told_count > 0 && (most - least < m->smallest || less(less(total, today), a.floor) < m->smallest))
        return true;
    if (!a.none_hidden)
        return false;
    uint64_t least_none = a.members == 0 ? less(a.total, a.shown) : 0;
    return less(less(a.total, a.largest), least_none) < m->smallest;
}

bool ch_overlapping_changes_give_away(const ch_margin *m, size_t none, uint64_t total, const bool *hidden)
{
    for (size_t p = 0; p < m->told_count; p++)
        if (overlapping_gives_away_since(m, &m->told[p], none, total, hidden))
            return true;
    return false;
}
