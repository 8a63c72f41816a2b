/* Uses one by one: which are kept, in whatever order they come and however they are split. */
#include "unit/support.h"

#include <stdlib.h>

#include "audit/use_rows.h"

enum { MANY = 3 * CHARTER_USE_ROWS };

static uint32_t seed;

static uint32_t chance(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

/* Of few files, so that many share one; some twice at a place. */
static ch_use_row random_row(void)
{
    static const char *const files[] = {"a.csv", "b.csv", "register \xC3\xA9t\xC3\xA9.csv"};
    static const char *const ids[] = {"", "x", "y"};
    ch_use_row row = {.numbers = {1 + chance(MANY / 2), 1 + chance(3), 0}};
    for (int i = 0; i < CH_USE_TEXTS; i++)
        row.texts[i] = CH_LITERAL("");
    row.texts[CH_USE_FILE] = ch_text_of(files[chance(COUNT_OF(files))]);
    row.texts[CH_USE_ID] = ch_text_of(ids[chance(COUNT_OF(ids))]);
    return row;
}

static int by_place(const void *left, const void *right)
{
    const ch_use_row *a = left, *b = right;
    int order = ch_text_compare(a->texts[CH_USE_FILE], b->texts[CH_USE_FILE]);
    for (int i = 0; order == 0 && i < CH_USE_NUMBERS; i++)
        order = (a->numbers[i] > b->numbers[i]) - (a->numbers[i] < b->numbers[i]);
    return order != 0 ? order : ch_text_compare(a->texts[CH_USE_ID], b->texts[CH_USE_ID]);
}

static ch_use_row all[MANY];
static ch_use_rows whole, parts[3];

static void the_first_are_kept_however_they_come(void **state)
{
    (void)state;
    for (seed = 0; seed < 1000000; seed += 50021) {
        ch_arena arena = {0};
        uint32_t start = seed, count = chance(MANY);
        for (uint32_t i = 0; i < count; i++) {
            all[i] = random_row();
            assert_true(ch_use_rows_add(&whole, &arena, CHARTER_DECISION_REVIEW, &all[i]));
            assert_true(ch_use_rows_add(&parts[chance(3)], &arena, CHARTER_DECISION_REVIEW, &all[i]));
        }
        for (int i = 1; i < 3; i++)
            assert_true(ch_use_rows_join(&parts[0], &parts[i]));
        qsort(all, count, sizeof *all, by_place);
        uint32_t kept = count < CHARTER_USE_ROWS ? count : CHARTER_USE_ROWS;
        const ch_use_rows *both[] = {&whole, &parts[0]};
        for (int k = 0; k < 2; k++) {
            assert_int_equal(both[k]->counts[CHARTER_DECISION_REVIEW], kept);
            for (uint32_t i = 0; i < kept; i++)
                assert_int_equal(by_place(both[k]->items[CHARTER_DECISION_REVIEW][i], &all[i]), 0);
        }
        ch_use_rows_clear(&whole);
        for (int i = 0; i < 3; i++)
            ch_use_rows_clear(&parts[i]);
        ch_arena_clear(&arena);
        seed = start;
    }
}

static void a_text_is_one_harmless_line_and_says_where_it_was_cut(void **state)
{
    (void)state;
    ch_arena arena = {0};
    char text[1000];
    ch_use_row row = random_row();
    /* Characters of two bytes: none is cut in half. */
    for (size_t i = 0; i < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    row.texts[CH_USE_REASON] = (ch_text){text, sizeof text};
    row.texts[CH_USE_ID] = CH_LITERAL("a\nb\xE2\x80\xAE");
    assert_true(ch_use_rows_add(&whole, &arena, CHARTER_DECISION_INVALID, &row));
    const ch_use_row *kept = whole.items[CHARTER_DECISION_INVALID][0];
    assert_true(ch_text_is(kept->texts[CH_USE_ID], "a bU+202E"));
    ch_text reason = kept->texts[CH_USE_REASON];
    assert_true(reason.length <= 400 && reason.length >= 396);
    assert_memory_equal(reason.at + reason.length - 5, "\xC3\xA9\xE2\x80\xA6", 5);
    ch_use_rows_clear(&whole);
    ch_arena_clear(&arena);
}

int main(void)
{
    const test_table tables[] = {
        TEST(the_first_are_kept_however_they_come),
        TEST(a_text_is_one_harmless_line_and_says_where_it_was_cut),
    };
    return RUN_TABLES(tables);
}
