/* Shapes: which ones a text holds, also where the text comes to more states than one thread remembers. */

#include "detect/byte_pattern.h"
#include "unit/support.h"

enum { SHAPES = 40, ITEMS = 9, PIECE = 250, PIECES = 12000 };

static ch_byte_pattern_item items[SHAPES][ITEMS];
static ch_byte_pattern byte_patterns[SHAPES];

static uint32_t next_random(void)
{
    static uint32_t seed = 5;
    seed = seed * 1103515245U + 12345U;
    return seed >> 16;
}

/* Each item takes some of eight letters. */
static void make_shapes(void)
{
    for (int s = 0; s < SHAPES; s++) {
        for (int i = 0; i < ITEMS; i++)
            for (uint32_t letter = 0; letter < 8; letter++)
                if (next_random() % 8 < 3)
                    ch_set_add(&items[s][i].bytes, 'a' + letter);
        byte_patterns[s] = (ch_byte_pattern){.items = items[s], .count = ITEMS};
    }
}

static bool stands_at(const ch_byte_pattern *byte_pattern, const char *at)
{
    for (uint32_t i = 0; i < byte_pattern->count; i++)
        if (!ch_set_has(&byte_pattern->items[i].bytes, (unsigned char)at[i]))
            return false;
    return true;
}

static bool holds(const char *text, const ch_byte_pattern *byte_pattern)
{
    for (size_t at = 0; at + byte_pattern->count <= PIECE; at++)
        if (stands_at(byte_pattern, text + at))
            return true;
    return false;
}

/* Three megabytes of random letters, through nearly as many states as there are bytes. */
static void more_states_than_are_remembered_lose_nothing(void **state)
{
    (void)state;
    ch_arena arena = {0};
    const ch_set none = {{0}};
    size_t found_in_all = 0;
    make_shapes();
    ch_byte_patterns *all = ch_byte_patterns_new(byte_patterns, SHAPES, &none, &arena);
    assert_non_null(all);
    ch_byte_pattern_memory *memory = ch_byte_pattern_memory_new(all);
    assert_non_null(memory);
    for (int piece = 0; piece < PIECES; piece++) {
        char text[PIECE];
        ch_set found = {{UINT64_MAX}}, expected = {{UINT64_MAX << SHAPES}};
        for (int i = 0; i < PIECE; i++)
            text[i] = (char)('a' + next_random() % 8);
        for (uint32_t s = 0; s < SHAPES; s++)
            if (holds(text, &byte_patterns[s])) {
                ch_set_add(&expected, s);
                found_in_all++;
            }
        ch_byte_patterns_find(memory, (ch_text){text, PIECE}, &found);
        assert_memory_equal(&found, &expected, sizeof found);
    }
    assert_in_range(found_in_all, PIECES / 10, (size_t)SHAPES * PIECES * 9 / 10);
    ch_byte_pattern_memory_free(memory);
    ch_arena_clear(&arena);
}

int main(void)
{
    static const test_table tables[] = {
        TEST(more_states_than_are_remembered_lose_nothing),
    };
    return RUN_TABLES(tables);
}
