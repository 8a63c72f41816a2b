/* A sink with a buffer before it. */
#include "unit/report/reporting.h"

static paper page;

static void bytes_arrive_in_order_whatever_their_sizes(void **state)
{
    (void)state;
    char room[8], expected[4096];
    size_t length = 0;
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    for (size_t size = 0; size < 40; size++) {
        char piece[40];
        memset(piece, (int)('a' + size % 26), size);
        memcpy(expected + length, piece, size);
        length += size;
        ch_output_add(&output, (ch_text){piece, size});
        ch_output_char(&output, '.');
        expected[length++] = '.';
    }
    ch_output_repeat(&output, '-', 20);
    memset(expected + length, '-', 20);
    length += 20;
    ch_output_flush(&output);
    assert_int_equal(page.length, length);
    assert_memory_equal(page.text, expected, length);
}

static void what_fits_waits_for_a_flush(void **state)
{
    (void)state;
    char room[8];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_output_add(&output, CH_LITERAL("12345678"));
    assert_int_equal(page.writes, 0);
    ch_output_char(&output, '9');
    assert_int_equal(page.writes, 1);
    assert_string_equal(page.text, "12345678");
    ch_output_flush(&output);
    assert_string_equal(page.text, "123456789");
}

static void nothing_is_written_where_there_is_nothing(void **state)
{
    (void)state;
    char room[8];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_output_add(&output, CH_NO_TEXT);
    ch_output_flush(&output);
    assert_int_equal(page.writes, 0);
}

static void a_failure_sticks_and_the_sink_is_left_alone_after_it(void **state)
{
    (void)state;
    char room[8];
    page = (paper){.fails_after = 10};
    ch_output output = output_on(&page, room, sizeof room);
    ch_output_add(&output, CH_LITERAL("12345678"));
    ch_output_flush(&output);
    assert_int_equal(output.status, CHARTER_OK);
    ch_output_add(&output, CH_LITERAL("abcd"));
    ch_output_flush(&output);
    assert_int_equal(output.status, CHARTER_IO);
    int writes = page.writes;
    ch_output_add(&output, CH_LITERAL("a text longer than the buffer"));
    ch_output_repeat(&output, 'x', 100);
    ch_output_flush(&output);
    assert_int_equal(page.writes, writes);
    assert_string_equal(page.text, "12345678");
}

static void the_first_failure_is_the_one_that_is_kept(void **state)
{
    (void)state;
    char room[8];
    page = (paper){.fails_after = 1};
    ch_output output = output_on(&page, room, sizeof room);
    ch_output_fail(&output, CHARTER_OK);
    assert_int_equal(output.status, CHARTER_OK);
    ch_output_fail(&output, CHARTER_NO_MEMORY);
    ch_output_add(&output, CH_LITERAL("0123456789"));
    ch_output_fail(&output, CHARTER_IO);
    assert_int_equal(output.status, CHARTER_NO_MEMORY);
    assert_int_equal(page.writes, 0);
}

int main(void)
{
    const test_table tables[] = {
        TEST(bytes_arrive_in_order_whatever_their_sizes), TEST(what_fits_waits_for_a_flush),
        TEST(nothing_is_written_where_there_is_nothing),  TEST(a_failure_sticks_and_the_sink_is_left_alone_after_it),
        TEST(the_first_failure_is_the_one_that_is_kept),
    };
    return RUN_TABLES(tables);
}
