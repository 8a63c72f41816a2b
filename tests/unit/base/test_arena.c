/* Memory that lives and dies together. */
#include "unit/support.h"

#include <stdalign.h>

#include "base/arena.h"

static void an_empty_arena_is_freed_and_reset(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_arena_reset(&arena);
    ch_arena_clear(&arena);
    ch_arena_clear(&arena);
    assert_null(arena.newest);
}

static void every_object_is_aligned_and_its_own(void **state)
{
    (void)state;
    ch_arena arena = {0};
    unsigned char *objects[2000];
    for (size_t i = 0; i < COUNT_OF(objects); i++) {
        objects[i] = ch_arena_take(&arena, i % 67);
        assert_non_null(objects[i]);
        assert_int_equal((uintptr_t)objects[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < i % 67; k++)
            assert_int_equal(objects[i][k], 0);
        memset(objects[i], (int)(i % 251), i % 67);
    }
    for (size_t i = 0; i < COUNT_OF(objects); i++)
        for (size_t k = 0; k < i % 67; k++)
            assert_int_equal(objects[i][k], i % 251);
    ch_arena_clear(&arena);
}

static void memory_taken_anew_after_a_reset_is_zeroed(void **state)
{
    (void)state;
    ch_arena arena = {0};
    memset(ch_arena_take(&arena, 1000), 0xAA, 1000);
    ch_arena_reset(&arena);
    const unsigned char *again = ch_arena_take(&arena, 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(again[i], 0);
    ch_arena_clear(&arena);
}

static void an_object_larger_than_any_block_gets_a_block_of_its_own(void **state)
{
    (void)state;
    ch_arena arena = {0};
    char *small = ch_arena_take(&arena, 10);
    unsigned char *large = ch_arena_take(&arena, (size_t)3 << 20);
    assert_non_null(small);
    assert_non_null(large);
    memset(large, 1, (size_t)3 << 20);
    assert_int_equal(small[9], 0);
    assert_non_null(ch_arena_take(&arena, 10));
    ch_arena_clear(&arena);
}

typedef struct huge_row {
    const char *name;
    size_t count, size;
} huge_row;

static const huge_row huge[] = {
    {"all memory there could be is refused", 1, SIZE_MAX},
    {"nearly all memory there could be is refused", 1, SIZE_MAX - 15},
    {"no room for a block's head is refused", 1, SIZE_MAX - 40},
    {"a product that overflows is refused", SIZE_MAX / 2, 3},
    {"a product that overflows to a small number is refused", ((size_t)1 << 32) + 1, ((size_t)1 << 32)},
};

static void refuses(void **state)
{
    const huge_row *row = *state;
    ch_arena arena = {0};
    assert_null(ch_arena_take_many(&arena, row->count, row->size));
    char *after = ch_arena_take(&arena, 8); /* the arena is as good as before */
    assert_non_null(after);
    ch_arena_clear(&arena);
}

static void an_arena_that_was_reset_stays_warm(void **state)
{
    (void)state;
    ch_arena arena = {0};
    const void *first = ch_arena_take(&arena, 100);
    const struct ch_block *block = arena.newest;
    ch_arena_reset(&arena);
    assert_ptr_equal(arena.newest, block);
    assert_ptr_equal(ch_arena_take(&arena, 100), first);
    ch_arena_clear(&arena);
}

static void an_arena_that_grew_keeps_its_newest_block_alone(void **state)
{
    (void)state;
    ch_arena arena = {0};
    for (int i = 0; i < 100; i++)
        assert_non_null(ch_arena_take(&arena, 1000));
    const struct ch_block *newest = arena.newest;
    ch_arena_reset(&arena);
    assert_ptr_equal(arena.newest, newest);
    for (int i = 0; i < 20; i++) /* no more than the kept block holds */
        assert_non_null(ch_arena_take(&arena, 1000));
    assert_ptr_equal(arena.newest, newest);
    ch_arena_clear(&arena);
}

static void an_immodest_block_is_not_kept(void **state)
{
    (void)state;
    ch_arena arena = {0};
    assert_non_null(ch_arena_take(&arena, (size_t)4 << 20));
    ch_arena_reset(&arena);
    assert_null(arena.newest);
    ch_arena_clear(&arena);
}

static void a_copied_text_ends_with_a_nul(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_text copy = ch_arena_text(&arena, (ch_text){"abcdef", 3});
    assert_int_equal(copy.length, 3);
    assert_string_equal(copy.at, "abc");
    ch_text empty = ch_arena_text(&arena, CH_LITERAL(""));
    assert_non_null(empty.at);
    assert_int_equal(empty.length, 0);
    assert_string_equal(empty.at, "");
    assert_null(ch_arena_text(&arena, CH_NO_TEXT).at);
    ch_text binary = ch_arena_text(&arena, (ch_text){"a\0b", 3});
    assert_memory_equal(binary.at, "a\0b", 4);
    ch_arena_clear(&arena);
}

static void an_arena_remembers_that_memory_ran_out(void **state)
{
    (void)state;
    ch_arena arena = {0};
    assert_non_null(ch_arena_take(&arena, 8));
    assert_false(arena.failed);
    assert_null(ch_arena_take_raw(&arena, SIZE_MAX - 20));
    assert_true(arena.failed);
    assert_non_null(ch_arena_take(&arena, 8));
    assert_true(arena.failed);
    ch_arena_reset(&arena);
    assert_false(arena.failed);
    ch_arena_clear(&arena);
}

int main(void)
{
    const test_table tables[] = {
        TEST(an_empty_arena_is_freed_and_reset),
        TEST(every_object_is_aligned_and_its_own),
        TEST(memory_taken_anew_after_a_reset_is_zeroed),
        TEST(an_object_larger_than_any_block_gets_a_block_of_its_own),
        TEST_ROWS(huge, refuses),
        TEST(an_arena_that_was_reset_stays_warm),
        TEST(an_arena_that_grew_keeps_its_newest_block_alone),
        TEST(an_immodest_block_is_not_kept),
        TEST(a_copied_text_ends_with_a_nul),
        TEST(an_arena_remembers_that_memory_ran_out),
    };
    return RUN_TABLES(tables);
}
