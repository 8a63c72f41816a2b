/* Text that grows, up to a maximum. */
#include "unit/support.h"

#include "base/buffer.h"

static void a_buffer_takes_texts_characters_and_numbers_in_order(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(1000);
    ch_buffer_literal(&buffer, "n");
    ch_buffer_add_char(&buffer, '=');
    ch_buffer_int(&buffer, -40);
    ch_buffer_repeat(&buffer, '.', 3);
    ch_buffer_add(&buffer, CH_NO_TEXT);
    ch_buffer_repeat(&buffer, '!', 0);
    assert_false(buffer.failed);
    assert_text_equal(ch_buffer_text(&buffer), "n=-40...");
    ch_buffer_clear(&buffer);
}

static void a_buffer_grows_up_to_its_maximum_exactly(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(1000);
    for (int i = 0; i < 1000; i++)
        ch_buffer_add_char(&buffer, (char)('a' + i % 26));
    assert_false(buffer.failed);
    assert_int_equal(buffer.length, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(buffer.at[i], 'a' + i % 26);
    ch_buffer_clear(&buffer);
}

static void a_byte_beyond_the_maximum_fails_and_keeps_what_there_was(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(4);
    ch_buffer_literal(&buffer, "abcd");
    assert_false(buffer.failed);
    ch_buffer_literal(&buffer, "e");
    assert_true(buffer.failed);
    assert_text_equal(ch_buffer_text(&buffer), "abcd");
    ch_buffer_clear(&buffer);
}

static void a_text_that_does_not_fit_is_not_added_in_part(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(4);
    ch_buffer_literal(&buffer, "ab");
    ch_buffer_literal(&buffer, "cde");
    assert_true(buffer.failed);
    assert_text_equal(ch_buffer_text(&buffer), "ab");
    ch_buffer_clear(&buffer);
}

static void a_failure_sticks(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(4);
    ch_buffer_repeat(&buffer, 'x', 5);
    assert_true(buffer.failed);
    ch_buffer_literal(&buffer, "a"); /* it would fit */
    ch_buffer_int(&buffer, 1);
    assert_int_equal(buffer.length, 0);
    assert_null(ch_buffer_room(&buffer, 1));
    ch_buffer_clear(&buffer);
    assert_false(buffer.failed); /* freed, it is new */
    assert_int_equal(buffer.max, 4);
    ch_buffer_literal(&buffer, "abcd");
    assert_text_equal(ch_buffer_text(&buffer), "abcd");
    ch_buffer_clear(&buffer);
}

static void a_request_near_the_largest_size_fails(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(1 << 20);
    ch_buffer_literal(&buffer, "abc");
    assert_null(ch_buffer_room(&buffer, SIZE_MAX));
    assert_true(buffer.failed);
    ch_buffer_clear(&buffer);
}

static void room_that_was_asked_for_is_there_to_be_written(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(1 << 20);
    char *room = ch_buffer_room(&buffer, 5000);
    assert_non_null(room);
    memset(room, 'z', 5000);
    buffer.length += 5000;
    ch_buffer_literal(&buffer, "!");
    assert_int_equal(buffer.length, 5001);
    assert_int_equal(buffer.at[4999], 'z');
    assert_int_equal(buffer.at[5000], '!');
    ch_buffer_clear(&buffer);
}

static void whole_numbers_are_shown_up_to_their_limits(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(100);
    ch_buffer_int(&buffer, INT64_MIN);
    ch_buffer_int(&buffer, INT64_MAX);
    ch_buffer_int(&buffer, 0);
    assert_text_equal(ch_buffer_text(&buffer), "-922337203685477580892233720368547758070");
    ch_buffer_clear(&buffer);
}

int main(void)
{
    const test_table tables[] = {
        TEST(a_buffer_takes_texts_characters_and_numbers_in_order),
        TEST(a_buffer_grows_up_to_its_maximum_exactly),
        TEST(a_byte_beyond_the_maximum_fails_and_keeps_what_there_was),
        TEST(a_text_that_does_not_fit_is_not_added_in_part),
        TEST(a_failure_sticks),
        TEST(a_request_near_the_largest_size_fails),
        TEST(room_that_was_asked_for_is_there_to_be_written),
        TEST(whole_numbers_are_shown_up_to_their_limits),
    };
    return RUN_TABLES(tables);
}
