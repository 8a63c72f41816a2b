/* Suppression: from a table's total and the groups that are shown, nobody can work out one that is hidden. Tried by
 * brute force: every other table that would have been published alike. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "report/audit/suppress.h"

typedef struct row {
    const char *name;
    uint64_t smallest;
    uint64_t sizes[6], weights[6]; /* up to a size of 0 */
    const char *shown;             /* "." for each group that is hidden */
} row;

static const row rows[] = {
    {"nothing is hidden where every group is large enough", 5, {5, 9, 7}, {0}, "5 9 7"},
    {"a small group takes another with it, the lightest", 5, {3, 9, 7}, {1, 8, 6}, ". 9 ."},
    {"of one weight, the first", 5, {3, 9, 7}, {0}, ". . 7"},
    {"sizes do not matter for that", 5, {3, 9, 7}, {1, 6, 8}, ". . 7"},
    {"two small groups that are enough together stand alone", 5, {3, 9, 4}, {0}, ". 9 ."},
    {"two that are not take a third", 5, {1, 9, 2, 7}, {0, 2, 0, 1}, ". 9 . ."},
    {"two that leave each other too little room take a third", 5, {2, 9, 4}, {0, 1, 0}, ". . ."},
    {"groups of one that would be known by their number take another", 3, {1, 1, 1, 8, 9}, {0}, ". . . . 9"},
    {"of two groups, a small one hides both", 5, {2, 90}, {0}, ". ."},
    {"a group as large as the smallest that is allowed is shown", 5, {5, 5}, {0}, "5 5"},
    {"a smallest group of one hides nothing", 1, {1, 2}, {0}, "1 2"},
};

static void hides(void **state)
{
    const row *r = *state;
    bool hidden[6];
    char told[256] = "";
    size_t count = 0;
    while (count < 6 && r->sizes[count] > 0)
        count++;
    ch_suppress(&(ch_margin){.sizes = r->sizes, .weights = r->weights, .count = count, .smallest = r->smallest},
                hidden);
    for (size_t i = 0; i < count; i++)
        snprintf(told + strlen(told), sizeof told - strlen(told), hidden[i] ? "%s." : "%s%llu", i == 0 ? "" : " ",
                 (unsigned long long)r->sizes[i]);
    assert_string_equal(told, r->shown);
}

/* ---- brute force ---- */

enum { GROUPS = 4, LARGEST = 7, SMALLEST = 4 };

typedef struct table {
    uint64_t sizes[GROUPS];
    bool hidden[GROUPS];
    bool published;
} table;

static uint64_t total(const table *t)
{
    uint64_t sum = 0;
    for (int i = 0; i < GROUPS; i++)
        sum += t->sizes[i];
    return sum;
}

/* Whether a reader sees the same of both. Which groups are hidden is seen too: that is more than reports tell. */
static bool look_alike(const table *a, const table *b)
{
    if (total(a) != total(b) || memcmp(a->hidden, b->hidden, sizeof a->hidden) != 0)
        return false;
    for (int i = 0; i < GROUPS; i++)
        if (!a->hidden[i] && a->sizes[i] != b->sizes[i])
            return false;
    return true;
}

/* All tables of groups from 1 to `largest`. */
static size_t make_all(table *all, uint64_t largest)
{
    size_t count = 0;
    for (uint64_t code = 0; code < largest * largest * largest * largest; code++) {
        table *t = &all[count++];
        uint64_t left = code;
        for (int i = 0; i < GROUPS; i++, left /= largest)
            t->sizes[i] = 1 + left % largest;
        t->published = ch_suppress(&(ch_margin){.sizes = t->sizes, .count = GROUPS, .smallest = SMALLEST}, t->hidden);
    }
    return count;
}

/* Readers who know the rule, the total, and which groups are hidden, are left with several sizes for each of them. */
static void no_hidden_group_can_be_worked_out(void **state)
{
    (void)state;
    static table all[20 * 20 * 20 * 20];
    const uint64_t reach = 2 * LARGEST; /* tables beyond those that are tried look like them too */
    size_t count = make_all(all, reach), tried = 0;
    for (size_t i = 0; i < count; i++) {
        bool small = true, some = false;
        for (int g = 0; g < GROUPS; g++) {
            small = small && all[i].sizes[g] <= LARGEST;
            some = some || all[i].hidden[g];
        }
        if (!small || !some || !all[i].published)
            continue;
        bool open[GROUPS] = {false};
        for (size_t k = 0; k < count; k++)
            if (all[k].published && look_alike(&all[i], &all[k]))
                for (int g = 0; g < GROUPS; g++)
                    open[g] = open[g] || all[k].sizes[g] != all[i].sizes[g];
        for (int g = 0; g < GROUPS; g++)
            if (all[i].hidden[g] && !open[g])
                fail_msg("%d %d %d %d: group %d is given back", (int)all[i].sizes[0], (int)all[i].sizes[1],
                         (int)all[i].sizes[2], (int)all[i].sizes[3], g);
        tried++;
    }
    assert_true(tried > 1000);
}

/* What is hidden together is itself a group that is large enough. */
static void the_rest_is_no_small_group(void **state)
{
    (void)state;
    static table all[20 * 20 * 20 * 20];
    size_t count = make_all(all, 10);
    for (size_t i = 0; i < count; i++) {
        uint64_t rest = 0;
        for (int g = 0; g < GROUPS; g++)
            rest += all[i].hidden[g] ? all[i].sizes[g] : 0;
        if (rest > 0 && all[i].published)
            assert_true(rest >= SMALLEST);
    }
}

static void a_table_that_cannot_be_protected_is_hidden_whole(void **state)
{
    (void)state;
    const uint64_t ones[] = {1, 1, 1, 1}, few[] = {1, 1}, one[] = {3};
    bool hidden[4];
    assert_false(ch_suppress(&(ch_margin){.sizes = ones, .count = 4, .smallest = 4}, hidden));
    assert_true(hidden[0] && hidden[1] && hidden[2] && hidden[3]);
    assert_false(ch_suppress(&(ch_margin){.sizes = few, .count = 2, .smallest = 4}, hidden));
    assert_false(ch_suppress(&(ch_margin){.sizes = one, .count = 1, .smallest = 4}, hidden));
    assert_true(hidden[0]);
}

/* Members that stand in several groups: how many have none of them bounds each. */
static void overlapping_groups_are_not_bounded_by_those_in_none(void **state)
{
    (void)state;
    const uint64_t three[] = {17, 3, 3}, many[] = {40, 30, 3, 4}, all_but_three[] = {20, 17};
    bool hidden[4];
    /* Of 20, 17 have none: each of the two others is 1 to 3. */
    assert_true(ch_suppress_overlapping(&(ch_margin){.sizes = three, .count = 3, .smallest = 5}, 0, 20, hidden));
    assert_true(hidden[0] && hidden[1] && hidden[2]);
    assert_true(ch_suppress_overlapping(&(ch_margin){.sizes = many, .count = 4, .smallest = 5}, 0, 77, hidden));
    assert_true(!hidden[0] && !hidden[1] && hidden[2] && hidden[3]);
    /* Nothing is small, and nothing hidden. */
    assert_true(
        ch_suppress_overlapping(&(ch_margin){.sizes = all_but_three, .count = 2, .smallest = 5}, 2, 20, hidden));
    assert_true(!hidden[0] && !hidden[1]);
}

static void no_small_group_is_shown(void **state)
{
    (void)state;
    static table all[20 * 20 * 20 * 20];
    size_t count = make_all(all, 10);
    for (size_t i = 0; i < count; i++)
        for (int g = 0; g < GROUPS; g++)
            assert_true(all[i].hidden[g] || all[i].sizes[g] >= SMALLEST);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, hides),
        TEST(no_hidden_group_can_be_worked_out),
        TEST(a_table_that_cannot_be_protected_is_hidden_whole),
        TEST(the_rest_is_no_small_group),
        TEST(no_small_group_is_shown),
        TEST(overlapping_groups_are_not_bounded_by_those_in_none),
    };
    return RUN_TABLES(tables);
}
