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

/* ---- one group, in several publications ---- */

/* How many members may have come to a group between two publications, at most. */
static uint64_t arrivals(const ch_told *first, const ch_told *then, size_t none, size_t count)
{
    bool known = none < count && first->sizes[none] != CH_NOT_TOLD && then->sizes[none] != CH_NOT_TOLD;
    return less(less(then->total, first->total), known ? less(then->sizes[none], first->sizes[none]) : 0);
}

typedef struct range {
    uint64_t low, high;
} range;

/* What another publication that told of a group says of its size in this one. */
static void narrow(range *r, const ch_told *this, const ch_told *other, size_t none, const ch_margin *m, size_t i)
{
    uint64_t size = other->sizes[i];
    if (size == CH_NOT_TOLD)
        return;
    bool later = other->total >= this->total;
    uint64_t came = later ? arrivals(this, other, none, m->count) : arrivals(other, this, none, m->count);
    uint64_t low = later ? less(size, came) : size, high = later ? size : size + came;
    r->low = larger(r->low, low);
    r->high = high < r->high ? high : r->high;
}

static bool is_narrow(range r, uint64_t smallest)
{
    return less(r.high, r.low) < smallest;
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

/* Whether what other publications told of a group leaves too little room for what it was in one that did not. */
static bool is_between(const ch_margin *m, const ch_told *told, const ch_told *today, size_t i)
{
    range r = {1, rest_of(told)};
    narrow(&r, told, today, m->count, m, i);
    for (size_t p = 0; p < m->told_count; p++)
        narrow(&r, told, &m->told[p], m->count, m, i);
    return rest_of(told) > 0 && is_narrow(r, m->smallest);
}

void ch_hide_changed(const ch_margin *m, uint64_t total, bool *hidden)
{
    const ch_told today = {.sizes = m->sizes, .total = total};
    for (size_t p = 0; p < m->told_count; p++) {
        const ch_told *told = &m->told[p];
        uint64_t least = least_together(m, told);
        for (size_t i = 0; i < m->count; i++) {
            if (m->sizes[i] == 0)
                continue;
            bool small = told->sizes[i] == CH_NOT_TOLD
                             ? binds_hidden(m, told, least, i) || is_between(m, told, &today, i)
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

/* The least that the hidden ones can be together, where those that the publication hid too are `rest`, and so many were
 * not there. */
static uint64_t least_of(const hiding *h, uint64_t rest, uint64_t new_count)
{
    return h->told + larger(h->untold, rest + new_count);
}

/* How much they are above that: the width of each of their ranges. */
static bool is_wide(const hiding *h, uint64_t least, uint64_t smallest)
{
    return less(h->together, least) >= smallest;
}

static bool gives_away_since(const ch_margin *m, const ch_told *told, const bool *hidden)
{
    hiding h = hiding_since(m, told, hidden);
    uint64_t rest = rest_of(told), untold = h.members - h.told_count, were = told->hidden > 0 ? told->hidden : 1;
    uint64_t new_count = rest == 0 ? untold : less(untold, were), least = least_of(&h, rest, new_count);
    if (h.members == 0)
        return false;
    /* As if all that was hidden were hidden still: that binds most. */
    if (untold > 0 && is_wide(&h, least, m->smallest))
        return false;
    /* Where nothing came to them, they are known as well as they were. */
    bool unchanged = untold > 0 && h.together == rest && h.told_count == 0;
    if (untold > 0 && !unchanged && h.together >= least)
        return true;
    /* It cannot be so, or need not: some of it may stand in what is shown today. */
    if (untold == 0 || h.least_shown == UINT64_MAX)
        return !unchanged && !is_wide(&h, h.told + h.untold, m->smallest);
    return !is_wide(&h, least_of(&h, less(rest, h.least_shown), untold), m->smallest);
}

bool ch_changes_give_away(const ch_margin *m, const bool *hidden)
{
    for (size_t p = 0; p < m->told_count; p++)
        if (gives_away_since(m, &m->told[p], hidden))
            return true;
    return false;
}

/* ---- groups that overlap ---- */

/* What came since, as a table of groups that overlap: no more members than `total` are new, those of none among them.
 */
typedef struct arrival {
    uint64_t total, none, shown, largest; /* of those that both tell */
    size_t told_count, members;           /* of groups that are hidden today; the one of none apart */
    bool none_shown;                      /* by both */
} arrival;

static arrival arrival_since(const ch_margin *m, const ch_told *told, size_t none, uint64_t total, const bool *hidden)
{
    arrival a = {.total = less(total, told->total)};
    for (size_t i = 0; i < m->count; i++) {
        bool was_told = told->sizes[i] != CH_NOT_TOLD, both = was_told && !hidden[i];
        uint64_t more = both ? less(m->sizes[i], told->sizes[i]) : 0;
        if (i == none) {
            a.none_shown = both;
            a.none = more;
            continue;
        }
        a.members += hidden[i];
        a.told_count += hidden[i] && was_told;
        a.shown += more;
        a.largest = larger(a.largest, more);
    }
    return a;
}

/* A group that was hidden, and is to be shown: what that says of its size then, within what was left by those of none.
 * All groups together are no fewer than the members that stand in any: what the others do not cover of that is in this
 * one. Those of none bound all others: they are shown only where they tell nothing new. */
static bool binds_overlapping(const ch_margin *m, const ch_told *told, const ch_told *today, const arrival *a,
                              size_t none, size_t i)
{
    bool some_none = none < m->count, none_told = some_none && told->sizes[none] != CH_NOT_TOLD;
    uint64_t in_none = none_told ? told->sizes[none] : some_none, size = m->sizes[i];
    if (i == none)
        return size < told->total || less(size, less(a->total, a->largest)) > 1;
    uint64_t most = less(told->total, in_none), left = less(most, less(told->shown, none_told ? in_none : 0));
    range r = {larger(1, told->hidden == 1 ? left : 1), most};
    narrow(&r, told, today, none, m, i);
    for (size_t p = 0; p < m->told_count; p++)
        narrow(&r, told, &m->told[p], none, m, i);
    return size < left || is_narrow(r, m->smallest);
}

void ch_hide_changed_overlapping(const ch_margin *m, size_t none, uint64_t total, bool *hidden)
{
    const ch_told today = {.sizes = m->sizes, .total = total};
    for (size_t p = 0; p < m->told_count; p++) {
        const ch_told *told = &m->told[p];
        arrival a = arrival_since(m, told, none, total, hidden);
        for (size_t i = 0; i < m->count; i++) {
            if (m->sizes[i] == 0)
                continue;
            bool small = told->sizes[i] == CH_NOT_TOLD ? binds_overlapping(m, told, &today, &a, none, i)
                                                       : !ch_is_large_change(m->sizes[i], told->sizes[i], m->smallest);
            hidden[i] = hidden[i] || small;
        }
    }
}

static bool overlapping_gives_away_since(const ch_margin *m, const ch_told *told, size_t none, uint64_t total,
                                         const bool *hidden)
{
    arrival a = arrival_since(m, told, none, total, hidden);
    bool none_hidden = none < m->count && hidden[none];
    /* Of those of none that are hidden, one may be known to be new. */
    uint64_t most = less(a.total, none_hidden ? told->sizes[none] == CH_NOT_TOLD : a.none);
    uint64_t least = a.members == 1 && a.none_shown ? less(most, a.shown) : a.members > a.told_count;
    /* Nothing came to them: they are known as well as they were. */
    bool unchanged = most == 0 && a.told_count == 0;
    if (a.members > 0 && !unchanged && less(most, least) < m->smallest)
        return true;
    uint64_t least_none = a.members == 0 ? less(a.total, a.shown) : none_hidden && told->sizes[none] == CH_NOT_TOLD;
    return none_hidden && a.total > 0 && less(less(a.total, a.largest), least_none) < m->smallest;
}

/* A group that is hidden today, by all that was ever told of it. */
static bool is_known(const ch_margin *m, size_t none, uint64_t total, const bool *hidden, size_t i)
{
    bool none_hidden = none < m->count && hidden[none];
    uint64_t in_none = none_hidden ? 1 : none < m->count ? m->sizes[none] : 0;
    range r = {1, less(total, in_none)};
    const ch_told today = {.sizes = m->sizes, .total = total};
    /* Where they are hidden today, those of none tell nothing: as if there were none. */
    for (size_t p = 0; p < m->told_count; p++)
        narrow(&r, &today, &m->told[p], none_hidden ? m->count : none, m, i);
    return is_narrow(r, m->smallest);
}

bool ch_overlapping_changes_give_away(const ch_margin *m, size_t none, uint64_t total, const bool *hidden)
{
    for (size_t p = 0; p < m->told_count; p++)
        if (overlapping_gives_away_since(m, &m->told[p], none, total, hidden))
            return true;
    for (size_t i = 0; m->told_count > 0 && i < m->count; i++)
        if (i != none && hidden[i] && is_known(m, none, total, hidden, i))
            return true;
    return false;
}
