/* Texts to small numbers, and sets of small numbers. */
#include "unit/support.h"

#include <stdio.h>

#include "base/index.h"
#include "base/set.h"

static void an_empty_index_finds_nothing(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_index index;
    assert_true(ch_index_make(&index, 0, &arena));
    assert_int_equal(ch_index_get(&index, CH_LITERAL("a")), CH_NOT_FOUND);
    assert_int_equal(ch_index_get(&index, CH_LITERAL("")), CH_NOT_FOUND);
    ch_arena_clear(&arena);
}

static void every_one_of_many_keys_is_found_under_its_own_value(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    static char names[MANY][16];
    ch_arena arena = {0};
    ch_index index;
    assert_true(ch_index_make(&index, MANY, &arena));
    for (uint32_t i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "tool-%u", i);
        ch_index_add(&index, ch_text_of(names[i]), i);
    }
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(ch_index_get(&index, ch_text_of(names[i])), i);
    assert_int_equal(ch_index_get(&index, CH_LITERAL("tool-3000")), CH_NOT_FOUND);
    assert_int_equal(ch_index_get(&index, CH_LITERAL("tool")), CH_NOT_FOUND);
    ch_arena_clear(&arena);
}

static void values_under_one_key_come_in_the_order_in_which_they_were_added(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_index index;
    assert_true(ch_index_make(&index, 300, &arena));
    for (uint32_t i = 0; i < 300; i++)
        ch_index_add(&index, i % 3 == 0 ? CH_LITERAL("fizz") : i % 3 == 1 ? CH_LITERAL("buzz") : CH_LITERAL(""), i);
    for (uint32_t first = 0; first < 3; first++) {
        ch_text key = first == 0 ? CH_LITERAL("fizz") : first == 1 ? CH_LITERAL("buzz") : CH_LITERAL("");
        ch_index_walk walk = ch_index_find(&index, key);
        for (uint32_t expected = first; expected < 300; expected += 3)
            assert_int_equal(ch_index_next(&index, &walk), expected);
        assert_int_equal(ch_index_next(&index, &walk), CH_NOT_FOUND);
    }
    ch_arena_clear(&arena);
}

static void keys_are_compared_by_all_their_bytes(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_index index;
    assert_true(ch_index_make(&index, 3, &arena));
    ch_index_add(&index, (ch_text){"a\0b", 3}, 1);
    ch_index_add(&index, (ch_text){"a\0c", 3}, 2);
    ch_index_add(&index, (ch_text){"a", 1}, 3);
    assert_int_equal(ch_index_get(&index, (ch_text){"a\0b", 3}), 1);
    assert_int_equal(ch_index_get(&index, (ch_text){"a\0c", 3}), 2);
    assert_int_equal(ch_index_get(&index, (ch_text){"a", 1}), 3);
    ch_arena_clear(&arena);
}

/* ---- sets ---- */

static void a_set_holds_its_first_and_its_last_possible_member(void **state)
{
    (void)state;
    ch_set set = {{0}};
    assert_true(ch_set_empty(&set));
    static const uint32_t members[] = {0, 63, 64, 127, 128, 255};
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        assert_false(ch_set_has(&set, members[i]));
        ch_set_add(&set, members[i]);
        assert_true(ch_set_has(&set, members[i]));
    }
    size_t count = 0;
    for (uint32_t i = 0; i < CH_SET_MAX; i++)
        count += ch_set_has(&set, i);
    assert_int_equal(count, COUNT_OF(members));
    assert_false(ch_set_empty(&set));
}

static ch_set set_of(uint32_t a, uint32_t b)
{
    ch_set set = {{0}};
    ch_set_add(&set, a);
    ch_set_add(&set, b);
    return set;
}

typedef struct set_row {
    const char *name;
    uint32_t a, b, c, d;
    bool within, meets;
} set_row;

static const set_row sets[] = {
    {"a set is within itself, and meets itself", 1, 200, 1, 200, true, true},
    {"sets of different words do not meet", 1, 2, 100, 200, false, false},
    {"sets that share one member meet, and neither is within the other", 1, 200, 200, 3, false, true},
    {"a part is within the whole", 200, 200, 1, 200, true, true},
    {"a whole is not within its part", 1, 200, 200, 200, false, true},
};

static void compares_sets(void **state)
{
    const set_row *row = *state;
    ch_set a = set_of(row->a, row->b), b = set_of(row->c, row->d);
    assert_int_equal(ch_set_within(&a, &b), row->within);
    assert_int_equal(ch_set_meets(&a, &b), row->meets);
}

static void the_empty_set_is_within_every_set_and_meets_none(void **state)
{
    (void)state;
    ch_set none = {{0}}, some = set_of(3, 250);
    assert_true(ch_set_within(&none, &some));
    assert_true(ch_set_within(&none, &none));
    assert_false(ch_set_within(&some, &none));
    assert_false(ch_set_meets(&none, &some));
    assert_false(ch_set_meets(&none, &none));
}

static void joining_takes_all_and_meeting_takes_what_is_common(void **state)
{
    (void)state;
    ch_set whole = set_of(1, 200), other = set_of(200, 77);
    ch_set_join(&whole, &other);
    for (uint32_t i = 0; i < CH_SET_MAX; i++)
        assert_int_equal(ch_set_has(&whole, i), i == 1 || i == 77 || i == 200);
    ch_set common = set_of(1, 200);
    ch_set_meet(&common, &other);
    for (uint32_t i = 0; i < CH_SET_MAX; i++)
        assert_int_equal(ch_set_has(&common, i), i == 200);
}

int main(void)
{
    const test_table tables[] = {
        TEST(an_empty_index_finds_nothing),
        TEST(every_one_of_many_keys_is_found_under_its_own_value),
        TEST(values_under_one_key_come_in_the_order_in_which_they_were_added),
        TEST(keys_are_compared_by_all_their_bytes),
        TEST(a_set_holds_its_first_and_its_last_possible_member),
        TEST_ROWS(sets, compares_sets),
        TEST(the_empty_set_is_within_every_set_and_meets_none),
        TEST(joining_takes_all_and_meeting_takes_what_is_common),
    };
    return RUN_TABLES(tables);
}
