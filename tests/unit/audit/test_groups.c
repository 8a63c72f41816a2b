/* Groups in bounded memory: whatever is taken, in whatever order and parts, the same groups with the same numbers. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "audit/groups.h"

static const ch_group_column columns[] = {{"n", CH_SUM, false}, {"most", CH_MAX, false}};
static const ch_group_kind by_hash = {"some", columns, 2, 10, CH_BY_HASH, NULL};
static const ch_group_kind latest = {"days", columns, 2, 10, CH_LATEST, NULL};
static const ch_group_kind by_name = {"names", columns, 2, 10, CH_BY_NAME, NULL};
static const ch_group_kind latest_name = {"days and names", columns, 2, 10, CH_LATEST_NAME, NULL};

static ch_text text(const char *string)
{
    return (ch_text){string, strlen(string)};
}

static void add(ch_groups *g, const char *key, uint64_t n)
{
    const uint64_t row[] = {n, n};
    uint64_t *numbers = ch_groups_find(g, text(key), NULL);
    assert_non_null(numbers);
    ch_group_add(g->kind, numbers, row);
}

/* "a=3/2 b=1/1 others=4/4", by key. */
static const char *tell(const ch_groups *g)
{
    static char told[8192];
    ch_arena arena = {0};
    const ch_group **sorted = ch_groups_sorted(g, &arena);
    size_t length = 0;
    told[0] = '\0';
    for (uint32_t i = 0; i < g->count; i++)
        length +=
            (size_t)snprintf(told + length, sizeof told - length, "%s%.*s=%llu/%llu", length == 0 ? "" : " ",
                             (int)sorted[i]->key.length, sorted[i]->key.at, (unsigned long long)sorted[i]->numbers[0],
                             (unsigned long long)sorted[i]->numbers[1]);
    if (g->overflowed)
        snprintf(told + length, sizeof told - length, " others=%llu/%llu", (unsigned long long)g->others[0],
                 (unsigned long long)g->others[1]);
    ch_arena_clear(&arena);
    return told;
}

static void numbers_are_added_up_as_their_columns_say(void **state)
{
    (void)state;
    ch_groups g;
    assert_true(ch_groups_init(&g, &by_hash));
    add(&g, "b", 1);
    add(&g, "a", 1);
    add(&g, "a", 2);
    add(&g, "", 7);
    assert_string_equal(tell(&g), "=7/7 a=3/2 b=1/1");
    ch_groups_clear(&g);
}

static void the_least_of_numbers_is_kept_and_0_is_none(void **state)
{
    (void)state;
    static const ch_group_column least[] = {{"first", CH_MIN, false}};
    static const ch_group_kind kind = {"least", least, 1, 10, CH_BY_HASH, NULL};
    static const uint64_t steps[][3] = {{0, 0, 0}, {0, 7, 7}, {7, 0, 7}, {7, 3, 3}, {3, 7, 3}};
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        uint64_t into = steps[i][0];
        ch_group_add(&kind, &into, &steps[i][1]);
        assert_int_equal(into, steps[i][2]);
    }
}

static void sums_stop_at_the_largest_number(void **state)
{
    (void)state;
    ch_groups g;
    assert_true(ch_groups_init(&g, &by_hash));
    add(&g, "a", UINT64_MAX - 1);
    add(&g, "a", 5);
    assert_int_equal(ch_groups_find(&g, text("a"), NULL)[0], UINT64_MAX);
    ch_groups_clear(&g);
}

static void the_latest_days_are_kept_and_the_day_that_is_not_known(void **state)
{
    (void)state;
    ch_groups g;
    char day[11] = "2026-01-00";
    assert_true(ch_groups_init(&g, &latest));
    add(&g, "", 1);
    for (int i = 1; i <= 20; i++) {
        day[8] = (char)('0' + i / 10);
        day[9] = (char)('0' + i % 10);
        add(&g, day, 1);
    }
    assert_string_equal(tell(&g), "=1/1 2026-01-12=1/1 2026-01-13=1/1 2026-01-14=1/1 2026-01-15=1/1 2026-01-16=1/1 "
                                  "2026-01-17=1/1 2026-01-18=1/1 2026-01-19=1/1 2026-01-20=1/1 others=11/1");
    ch_groups_clear(&g);
}

static void of_several_labels_the_last_in_byte_order_is_kept(void **state)
{
    (void)state;
    ch_groups g;
    const ch_text first[2] = {{"Zebra", 5}, {NULL, 0}}, second[2] = {{"Apple", 5}, {"Pomme", 5}};
    assert_true(ch_groups_init(&g, &by_hash));
    assert_non_null(ch_groups_find(&g, text("a"), first));
    assert_non_null(ch_groups_find(&g, text("a"), second));
    assert_text_equal(g.items[0].label[0], "Zebra");
    assert_text_equal(g.items[0].label[1], "Pomme");
    ch_groups_clear(&g);
}

static void long_keys_are_cut_between_characters(void **state)
{
    (void)state;
    ch_groups g;
    char key[400];
    for (size_t i = 0; i < sizeof key; i += 2)
        memcpy(key + i, "\xC3\xA9", 2);
    key[0] = 'x';
    key[1] = 'y';
    assert_true(ch_groups_init(&g, &by_hash));
    assert_non_null(ch_groups_find(&g, (ch_text){key + 1, sizeof key - 1}, NULL));
    assert_int_equal(g.items[0].key.length, 199);
    ch_groups_clear(&g);
}

/* ---- parts and wholes ---- */

static unsigned chance; /* a row of numbers that looks random, and is the same each time */

static unsigned next(unsigned below)
{
    chance = chance * 1103515245u + 12345u;
    return (chance >> 8) % below;
}

/* Many more keys than are kept: some often, most seldom, and each in two spellings. */
static void name_key(char key[16], unsigned number)
{
    key[0] = '\0';
    if (number % 7 != 0)
        snprintf(key, 16, "%c%u", next(2) == 0 ? 'k' : 'K', number % 7 == 1 ? number % 5 : number);
}

static void names_that_differ_in_letter_case_are_one_group(void **state)
{
    (void)state;
    ch_groups g;
    assert_true(ch_groups_init(&g, &by_name));
    static const char *const keys[] = {"ROADS",
                                       "Roads",
                                       "roads 2",
                                       "\xC3\x89"
                                       "coles",
                                       "\xC3\xA9"
                                       "coles",
                                       "ROADS"};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        add(&g, keys[i], 1);
    assert_string_equal(tell(&g), "Roads=3/1 roads 2=1/1 \xC3\xA9"
                                  "coles=2/1");
    assert_int_equal(ch_groups_get(&g, text("rOADS"))->numbers[0], 3);
    assert_null(ch_groups_get(&g, text("road")));
    ch_groups_clear(&g);
}

static void split_at_random_and_joined_in_any_order(const ch_group_kind *kind, unsigned seed)
{
    enum { PARTS = 4, MOST = 500 };
    ch_groups whole, parts[PARTS], joined;
    assert_true(ch_groups_init(&whole, kind) && ch_groups_init(&joined, kind));
    for (int i = 0; i < PARTS; i++)
        assert_true(ch_groups_init(&parts[i], kind));
    chance = seed;
    for (unsigned i = 0; i < MOST; i++) {
        char key[16];
        name_key(key, next(200));
        unsigned n = next(1000);
        add(&whole, key, n);
        add(&parts[next(PARTS)], key, n);
    }
    for (unsigned i = 0, first = next(PARTS); i < PARTS; i++)
        assert_true(ch_groups_join(&joined, &parts[(first + i) % PARTS]));
    char *expected = strdup(tell(&whole));
    assert_string_equal(tell(&joined), expected);
    free(expected);
    for (int i = 0; i < PARTS; i++)
        ch_groups_clear(&parts[i]);
    ch_groups_clear(&joined);
    ch_groups_clear(&whole);
}

static void parts_are_the_whole_however_they_are_split(void **state)
{
    (void)state;
    for (unsigned seed = 0; seed < 200; seed++) {
        split_at_random_and_joined_in_any_order(&by_hash, seed);
        split_at_random_and_joined_in_any_order(&latest, seed);
        split_at_random_and_joined_in_any_order(&by_name, seed);
        split_at_random_and_joined_in_any_order(&latest_name, seed);
    }
}

/* The table against a plain list: every key that is kept has all of its numbers. */
static void what_is_kept_is_kept_whole(void **state)
{
    (void)state;
    ch_groups g;
    uint64_t sums[300] = {0}, all = 0, kept = 0;
    assert_true(ch_groups_init(&g, &by_hash));
    chance = 11;
    for (int i = 0; i < 5000; i++) {
        char key[16];
        unsigned number = next(300);
        snprintf(key, sizeof key, "k%u", number);
        sums[number]++;
        all++;
        add(&g, key, 1);
    }
    assert_int_equal(g.count, by_hash.most);
    for (uint32_t i = 0; i < g.count; i++) {
        char key[16] = "";
        memcpy(key, g.items[i].key.at, g.items[i].key.length);
        unsigned number = (unsigned)strtoul(key + 1, NULL, 10);
        assert_int_equal(g.items[i].numbers[0], sums[number]);
        kept += sums[number];
    }
    assert_int_equal(g.others[0], all - kept);
    ch_groups_clear(&g);
}

int main(void)
{
    const test_table tables[] = {
        TEST(numbers_are_added_up_as_their_columns_say),
        TEST(the_least_of_numbers_is_kept_and_0_is_none),
        TEST(sums_stop_at_the_largest_number),
        TEST(the_latest_days_are_kept_and_the_day_that_is_not_known),
        TEST(of_several_labels_the_last_in_byte_order_is_kept),
        TEST(long_keys_are_cut_between_characters),
        TEST(names_that_differ_in_letter_case_are_one_group),
        TEST(parts_are_the_whole_however_they_are_split),
        TEST(what_is_kept_is_kept_whole),
    };
    return RUN_TABLES(tables);
}
