/* Suppression after an earlier publication: who has both cannot work out a small group of what came in between. Rows of
 * sizes then and now; and, by brute force, every other pair of tables that would have been told alike. */
#include "unit/support.h"

#include <stdio.h>
#include <string.h>

#include "report/audit/suppress.h"

enum { GROUPS = 3, SMALLEST = 3 };

/* Publishes `sizes`; of what was told before, where `told` is not NULL. */
static bool publish(const uint64_t sizes[GROUPS], const ch_told *told, bool hidden[GROUPS])
{
    uint64_t floors[GROUPS] = {0};
    for (int i = 0; told != NULL && i < GROUPS; i++)
        floors[i] = told->sizes[i] == CH_NOT_TOLD ? 0 : told->sizes[i];
    return ch_suppress(&(ch_margin){.sizes = sizes,
                                    .count = GROUPS,
                                    .smallest = SMALLEST,
                                    .told = told,
                                    .floors = floors,
                                    .told_count = told != NULL},
                       hidden);
}

/* Two publications as their readers see them: UINT64_MAX is what is hidden. */
typedef struct pair {
    uint64_t then[GROUPS], now[GROUPS]; /* the truth */
    uint64_t told_then[GROUPS], told_now[GROUPS];
    bool is_published; /* both */
} pair;

static uint64_t sum(const uint64_t sizes[GROUPS])
{
    return sizes[0] + sizes[1] + sizes[2];
}

static ch_told tell(const uint64_t sizes[GROUPS], const bool hidden[GROUPS], uint64_t told[GROUPS])
{
    ch_told t = {.sizes = told, .total = sum(sizes)};
    for (int i = 0; i < GROUPS; i++) {
        told[i] = hidden[i] ? CH_NOT_TOLD : sizes[i];
        t.shown += hidden[i] ? 0 : sizes[i];
        t.hidden += hidden[i];
    }
    return t;
}

static pair pair_of(const uint64_t then[GROUPS], const uint64_t now[GROUPS])
{
    pair p = {.is_published = false};
    bool hidden[GROUPS];
    memcpy(p.then, then, sizeof p.then);
    memcpy(p.now, now, sizeof p.now);
    uint64_t more = sum(now) - sum(then);
    if (!publish(then, NULL, hidden) || (more > 0 && more < SMALLEST))
        return p;
    ch_told told = tell(then, hidden, p.told_then);
    p.is_published = publish(now, &told, hidden);
    tell(now, hidden, p.told_now);
    return p;
}

/* Whether `b` agrees with all that readers were told of `a`. By which rule groups are hidden they do not know. */
static bool agrees(const pair *a, const pair *b)
{
    if (sum(a->then) != sum(b->then) || sum(a->now) != sum(b->now))
        return false;
    for (int i = 0; i < GROUPS; i++)
        if ((a->told_then[i] != CH_NOT_TOLD && a->told_then[i] != b->then[i]) ||
            (a->told_now[i] != CH_NOT_TOLD && a->told_now[i] != b->now[i]))
            return false;
    return true;
}

/* The next of all sizes from 1 to `most`; false after the last. */
static bool next(uint64_t sizes[GROUPS], const uint64_t least[GROUPS], uint64_t most)
{
    for (int i = 0; i < GROUPS; i++) {
        if (sizes[i]++ < most)
            return true;
        sizes[i] = least[i];
    }
    return false;
}

static size_t make_all(pair *all, uint64_t most)
{
    static const uint64_t ones[GROUPS] = {1, 1, 1};
    uint64_t then[GROUPS] = {1, 1, 1};
    size_t count = 0;
    do {
        uint64_t now[GROUPS];
        memcpy(now, then, sizeof now);
        do
            all[count++] = pair_of(then, now);
        while (next(now, then, most));
    } while (next(then, ones, most));
    return count;
}

static uint64_t came(const pair *p, int group)
{
    return p->now[group] - p->then[group];
}

static void no_small_group_of_what_came_can_be_worked_out(void **state)
{
    (void)state;
    enum { MOST = 9, TRIED = 5 }; /* what is hidden may be larger than what is tried */
    static pair all[MOST * MOST * MOST * MOST * MOST * MOST / 4];
    size_t count = make_all(all, MOST), tried = 0;
    assert_true(count <= sizeof all / sizeof *all);
    for (size_t i = 0; i < count; i++) {
        if (!all[i].is_published || all[i].now[0] > TRIED || all[i].now[1] > TRIED || all[i].now[2] > TRIED)
            continue;
        for (int g = 0; g < GROUPS; g++) {
            uint64_t least = came(&all[i], g), most = least;
            if (least == 0 || least >= SMALLEST)
                continue;
            for (size_t k = 0; k < count && most - least < SMALLEST; k++) {
                if (!agrees(&all[i], &all[k]))
                    continue;
                least = came(&all[k], g) < least ? came(&all[k], g) : least;
                most = came(&all[k], g) > most ? came(&all[k], g) : most;
            }
            if (most - least < SMALLEST)
                fail_msg("%d %d %d, then %d %d %d: what came to group %d is known", (int)all[i].then[0],
                         (int)all[i].then[1], (int)all[i].then[2], (int)all[i].now[0], (int)all[i].now[1],
                         (int)all[i].now[2], g);
            tried++;
        }
    }
    assert_true(tried > 100);
}

static void what_has_not_changed_or_changed_much_is_told(void **state)
{
    (void)state;
    const uint64_t then[GROUPS] = {9, 9, 9}, same[GROUPS] = {9, 9, 9}, more[GROUPS] = {12, 9, 19};
    pair p = pair_of(then, same);
    assert_true(p.is_published && memcmp(p.told_now, same, sizeof same) == 0);
    p = pair_of(then, more);
    assert_true(p.is_published && memcmp(p.told_now, more, sizeof more) == 0);
}

static void a_change_of_one_is_hidden_with_another(void **state)
{
    (void)state;
    const uint64_t then[GROUPS] = {9, 9, 9}, now[GROUPS] = {10, 9, 19};
    pair p = pair_of(then, now);
    assert_true(p.is_published);
    assert_true(p.told_now[0] == CH_NOT_TOLD && (p.told_now[1] == CH_NOT_TOLD || p.told_now[2] == CH_NOT_TOLD));
}

int main(void)
{
    const test_table tables[] = {
        TEST(no_small_group_of_what_came_can_be_worked_out),
        TEST(what_has_not_changed_or_changed_much_is_told),
        TEST(a_change_of_one_is_hidden_with_another),
    };
    return RUN_TABLES(tables);
}
