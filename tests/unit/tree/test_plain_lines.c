/* Files of any editor, as lines of UTF-8. */
#include "unit/support.h"

#include "tree/plain_lines.h"

typedef struct line_row {
    const char *name;
    ch_text bytes;
    const char *expected;
} line_row;

#define ROW(name, bytes, expected)          \
    {                                       \
        name, CH_TEXT_INIT(bytes), expected \
    }

static const line_row rows[] = {
    ROW("UTF-8 is as it is", "a\nb\r\n\xC3\xA9", "a\nb\r\n\xC3\xA9"),
    ROW("its mark goes",
        "\xEF\xBB\xBF"
        "a\n",
        "a\n"),
    ROW("a mark alone is nothing", "\xEF\xBB\xBF", ""),
    ROW("half a mark is none", "\xEF\xBB", "\xEF\xBB"),
    ROW("UTF-16, little-endian",
        "\xFF\xFE"
        "a\0\n\0\xE9\0",
        "a\n\xC3\xA9"),
    ROW("UTF-16, big-endian", "\xFE\xFF\0a\0\n\0\xE9", "a\n\xC3\xA9"),
    ROW("without its mark, little-endian", "a\0b\0", "ab"),
    ROW("without its mark, big-endian", "\0a\0b", "ab"),
    ROW("a character of two units", "\xFE\xFF\xD8\x3D\xDE\x00", "\xF0\x9F\x98\x80"),
    ROW("the first of two units alone", "\xFE\xFF\xD8\x3D\0a",
        "\xEF\xBF\xBD"
        "a"),
    ROW("the first of two units at the end", "\xFE\xFF\xD8\x3D", "\xEF\xBF\xBD"),
    ROW("the second of two units alone", "\xFE\xFF\xDE\x00\0a",
        "\xEF\xBF\xBD"
        "a"),
    ROW("half a unit at the end", "\xFE\xFF\0a\0", "a"),
    ROW("UTF-32, little-endian",
        "\xFF\xFE\0\0"
        "a\0\0\0\n\0\0\0",
        "a\n"),
    ROW("UTF-32, big-endian", "\0\0\xFE\xFF\0\0\0a\0\x01\xF6\0", "a\xF0\x9F\x98\x80"),
    ROW("UTF-32 beyond Unicode", "\0\0\xFE\xFF\0\x11\0\0", "\xEF\xBF\xBD"),
    ROW("a lone CR ends a line", "a\rb\r", "a\nb\n"),
    ROW("and so it does in UTF-16", "\xFE\xFF\0a\0\r\0b\0\r\0\n", "a\nb\r\n"),
    ROW("several of them are several lines", "a\r\r\nb", "a\n\r\nb"),
};

static void becomes(void **state)
{
    const line_row *row = *state;
    ch_arena arena = {0};
    ch_text text = ch_plain_lines(row->bytes, &arena);
    assert_int_equal(text.length, strlen(row->expected));
    assert_memory_equal(text.at, row->expected, text.length);
    ch_arena_clear(&arena);
}

static void what_needs_no_change_is_borrowed(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_text text = CH_LITERAL("a\r\nb\n");
    assert_ptr_equal(ch_plain_lines(text, &arena).at, text.at);
    assert_null(arena.newest);
}

int main(void)
{
    const test_table tables[] = {TEST_ROWS(rows, becomes), TEST(what_needs_no_change_is_borrowed)};
    return RUN_TABLES(tables);
}
