/* The cells of a sheet as lines of CSV: row N is line N, blanks cost nothing, and what is repeated is written again
 * only as it is taken. */
#include "unit/support.h"

#include <stdlib.h>

#include "workbook/rows.h"

static char *taken(ch_sheet_rows *rows, size_t step)
{
    static char all[4096];
    size_t length = 0, got;
    while ((got = ch_rows_take(rows, all + length, step)) > 0) {
        length += got;
        assert_true(length + step < sizeof all);
    }
    all[length] = '\0';
    return all;
}

static void put(ch_sheet_rows *rows, uint32_t column, const char *text)
{
    ch_rows_put(rows, column, (ch_text){text, strlen(text)});
}

static void a_row_stands_in_its_line(void **state)
{
    (void)state;
    for (size_t step = 1; step < 50; step += 7) {
        ch_sheet_rows rows = {0};
        ch_rows_reset(&rows);
        ch_rows_begin(&rows, 2, false, false);
        put(&rows, 1, "a");
        put(&rows, 4, "b");
        put(&rows, 9, "");
        ch_rows_begin(&rows, 3, false, false);
        ch_rows_begin(&rows, 5, false, false);
        put(&rows, 0, "c");
        assert_string_equal(taken(&rows, step), "\n,a,,,b\n\n\nc");
        assert_true(rows.any && !rows.out.failed);
        ch_rows_clear(&rows);
    }
}

typedef struct cell_row {
    const char *name, *text, *written;
} cell_row;

static const cell_row cells[] = {
    {"a text is itself", "a b", "a b"},
    {"a comma asks for quotes", "a,b", "\"a,b\""},
    {"a quote is doubled", "a\"b", "\"a\"\"b\""},
    {"the ends of lines are tabs", "a\nb\rc\r\nd\n\ne", "a\tb\tc\td\t\te"},
    {"what would say the delimiter is quoted", "SEP=;", "\"SEP=;\""},
    {"so is a longer one", "sep=;x", "\"sep=;x\""},
    {"a shorter one is itself", "sep", "sep"},
    {"what could be a number's decimals are quoted", "1.234", "\"1.234\""},
    {"a sentence's end is itself", "a. b.", "a. b."},
};

static void writes_a_cell(void **state)
{
    const cell_row *row = *state;
    ch_sheet_rows rows = {0};
    ch_rows_reset(&rows);
    ch_rows_begin(&rows, 1, false, false);
    put(&rows, 0, row->text);
    assert_string_equal(taken(&rows, 64), row->written);
    ch_rows_clear(&rows);
}

static void a_number_has_no_quotes(void **state)
{
    (void)state;
    ch_sheet_rows rows = {0};
    ch_rows_reset(&rows);
    ch_rows_begin(&rows, 1, false, false);
    ch_rows_put_value(&rows, 0, CH_LITERAL("1.234"));
    ch_rows_put_value(&rows, 1, CH_LITERAL("1,2"));
    assert_string_equal(taken(&rows, 64), "1.234,\"1,2\"");
    ch_rows_clear(&rows);
}

static void what_is_repeated_is_written_as_it_is_taken(void **state)
{
    (void)state;
    ch_sheet_rows rows = {0};
    ch_rows_reset(&rows);
    ch_rows_begin(&rows, 2, false, true);
    put(&rows, 1, "a,");
    ch_rows_repeat(&rows, 2);
    assert_true(ch_rows_are_full(&rows));
    assert_true(rows.out.length < 16);
    assert_string_equal(taken(&rows, 3), "\n,\"a,\"\n,\"a,\"\n,\"a,\"");
    assert_false(ch_rows_are_full(&rows));
    ch_rows_begin(&rows, 6, false, false);
    put(&rows, 0, "b");
    assert_string_equal(taken(&rows, 3), "\n\nb");
    ch_rows_begin(&rows, 7, false, true); /* blank: nothing to repeat */
    ch_rows_repeat(&rows, 1000000);
    assert_false(ch_rows_are_full(&rows));
    ch_rows_clear(&rows);
}

static void what_is_hidden_is_counted_once_and_where_it_holds_something(void **state)
{
    (void)state;
    ch_sheet_rows rows = {0};
    ch_rows_reset(&rows);
    ch_rows_hide(&rows, 1, 2);
    ch_rows_hide(&rows, 16000, 99999);
    for (uint32_t row = 1; row <= 4; row++) {
        ch_rows_begin(&rows, row, row % 2 == 0, false);
        put(&rows, 0, row == 4 ? "" : "a");
        put(&rows, 2, row == 4 ? "" : "b");
    }
    assert_int_equal(rows.rows_hidden.count, 1);
    assert_int_equal(rows.rows_hidden.row, 2);
    assert_int_equal(rows.columns_hidden.count, 1);
    assert_int_equal(rows.columns_hidden.column, 3);
    ch_rows_clear(&rows);
}

static void more_than_is_held_fails(void **state)
{
    (void)state;
    enum { LONG = 1 << 20 };
    char *text = malloc(LONG);
    assert_non_null(text);
    memset(text, 'x', LONG);
    ch_sheet_rows rows = {0};
    ch_rows_reset(&rows);
    ch_rows_begin(&rows, 1, false, false);
    for (uint32_t i = 0; i < 64 && !rows.out.failed; i++)
        ch_rows_put(&rows, i, (ch_text){text, LONG});
    assert_true(rows.out.failed);
    ch_rows_clear(&rows);
    free(text);
}

int main(void)
{
    static const test_table tables[] = {
        TEST(a_row_stands_in_its_line),
        TEST_ROWS(cells, writes_a_cell),
        TEST(a_number_has_no_quotes),
        TEST(what_is_repeated_is_written_as_it_is_taken),
        TEST(what_is_hidden_is_counted_once_and_where_it_holds_something),
        TEST(more_than_is_held_fails),
    };
    return RUN_TABLES(tables);
}
