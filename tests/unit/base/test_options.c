/* Options whose caller knows fewer members, or more, than the library does. */
#include "base/options.h"

#include "unit/support.h"

/* What a caller was compiled with: an older header, ours, a newer one. */
typedef struct older {
    int32_t first;
    bool second;
    bool unused[3];
} older;

typedef struct ours {
    int32_t first;
    bool second;
    bool unused[3];
    uint64_t third;
} ours;

typedef struct newer {
    int32_t first;
    bool second;
    bool unused[3];
    uint64_t third, fourth;
} newer;

static void test_a_caller_of_our_own_age_is_understood_whole(void **state)
{
    (void)state;
    const ours said = {.first = 7, .second = true, .third = UINT64_MAX};
    ours heard;
    assert_true(ch_options_copy(&heard, sizeof heard, &said, sizeof said));
    assert_memory_equal(&heard, &said, sizeof said);
}

static void test_what_an_older_caller_does_not_know_is_zero(void **state)
{
    (void)state;
    const older said = {.first = 7, .second = true};
    ours heard;
    memset(&heard, 0xff, sizeof heard);
    assert_true(ch_options_copy(&heard, sizeof heard, &said, sizeof said));
    assert_int_equal(heard.first, 7);
    assert_true(heard.second);
    assert_int_equal(heard.third, 0);
}

static void test_a_newer_caller_who_asks_for_nothing_new_is_understood(void **state)
{
    (void)state;
    const newer said = {.first = 7, .third = 9};
    ours heard;
    assert_true(ch_options_copy(&heard, sizeof heard, &said, sizeof said));
    assert_int_equal(heard.first, 7);
    assert_int_equal(heard.third, 9);
}

static void test_a_newer_caller_who_asks_for_something_new_is_refused(void **state)
{
    (void)state;
    ours heard;
    for (unsigned bit = 0; bit < 64; bit++) {
        const newer said = {.first = 7, .fourth = UINT64_C(1) << bit};
        assert_false(ch_options_copy(&heard, sizeof heard, &said, sizeof said));
    }
}

static void test_no_options_are_all_zero_whatever_their_size(void **state)
{
    (void)state;
    static const ours nothing;
    ours heard;
    memset(&heard, 0xff, sizeof heard);
    assert_true(ch_options_copy(&heard, sizeof heard, NULL, sizeof(newer)));
    assert_memory_equal(&heard, &nothing, sizeof nothing);
    memset(&heard, 0xff, sizeof heard);
    assert_true(ch_options_copy(&heard, sizeof heard, &heard.third, 0));
    assert_memory_equal(&heard, &nothing, sizeof nothing);
}

static const test_table tables[] = {
    TEST(test_a_caller_of_our_own_age_is_understood_whole),
    TEST(test_what_an_older_caller_does_not_know_is_zero),
    TEST(test_a_newer_caller_who_asks_for_nothing_new_is_understood),
    TEST(test_a_newer_caller_who_asks_for_something_new_is_refused),
    TEST(test_no_options_are_all_zero_whatever_their_size),
};

int main(void)
{
    return RUN_TABLES(tables);
}
