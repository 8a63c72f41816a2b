/* Bytes from outside: which may stand, and where each of them stands. */
#include "unit/support.h"

#include "base/source.h"

/* ---- what may stand ---- */

typedef struct check_row {
    const char *name;
    const char *bytes;
    size_t length; /* 0: up to the NUL */
    ch_byte_fault fault;
    uint32_t start, end; /* of the fault */
    bool ascii;          /* of bytes that are fine */
} check_row;

static const check_row checks[] = {
    {"nothing is fine", "", 0, CH_BYTES_FINE, 0, 0, true},
    {"ASCII is fine", "usage: 1\n", 0, CH_BYTES_FINE, 0, 0, true},
    {"a tab is fine", "a:\tb\n", 0, CH_BYTES_FINE, 0, 0, true},
    {"the last character of ASCII is fine", "~", 0, CH_BYTES_FINE, 0, 0, true},
    {"CRLF is fine", "a: b\r\nc: d\r\n", 0, CH_BYTES_FINE, 0, 0, true},
    {"CRLF alone is fine", "\r\n", 0, CH_BYTES_FINE, 0, 0, true},
    {"accents are fine", "\xC3\xA9t\xC3\xA9", 0, CH_BYTES_FINE, 0, 0, false},
    {"the first character after C1 is fine", "\xC2\xA0", 0, CH_BYTES_FINE, 0, 0, false},
    {"three bytes are fine", "\xE2\x82\xAC", 0, CH_BYTES_FINE, 0, 0, false},
    {"four bytes are fine", "\xF0\x9F\x98\x80", 0, CH_BYTES_FINE, 0, 0, false},
    {"the last code point but noncharacters is fine", "\xF4\x8F\xBF\xBD", 0, CH_BYTES_FINE, 0, 0, false},
    {"the replacement character is fine", "\xEF\xBF\xBD", 0, CH_BYTES_FINE, 0, 0, false},
    {"bidirectional characters are fine here: names that hold them are suspect", "\xE2\x80\xAE", 0, CH_BYTES_FINE, 0, 0,
     false},

    {"a lone CR is forbidden", "a: b\rc: d", 0, CH_BYTES_FORBIDDEN, 4, 5, false},
    {"a CR before CRLF is forbidden", "a\r\r\n", 0, CH_BYTES_FORBIDDEN, 1, 2, false},
    {"a CR at the very end is forbidden", "a\r", 0, CH_BYTES_FORBIDDEN, 1, 2, false},
    {"DEL is forbidden",
     "ab\x7F"
     "c",
     0, CH_BYTES_FORBIDDEN, 2, 3, false},
    {"NEL is forbidden",
     "tool: X\xC2\x85"
     "approved: true",
     0, CH_BYTES_FORBIDDEN, 7, 9, false},
    {"the line separator is forbidden", "tool: X\xE2\x80\xA8y", 0, CH_BYTES_FORBIDDEN, 7, 10, false},
    {"the paragraph separator is forbidden", "tool: X\xE2\x80\xA9y", 0, CH_BYTES_FORBIDDEN, 7, 10, false},
    {"a byte order mark within is forbidden",
     "a\xEF\xBB\xBF"
     "b",
     0, CH_BYTES_FORBIDDEN, 1, 4, false},
    {"a byte order mark is forbidden at the beginning too: whoever opens a file takes it off",
     "\xEF\xBB\xBF"
     "b",
     0, CH_BYTES_FORBIDDEN, 0, 3, false},
    {"U+FFFE is forbidden", "\xEF\xBF\xBE", 0, CH_BYTES_FORBIDDEN, 0, 3, false},
    {"U+FFFF is forbidden", "\xEF\xBF\xBF", 0, CH_BYTES_FORBIDDEN, 0, 3, false},
    {"the first of several faults is told", "\xC3\xA9\x1B\x07", 0, CH_BYTES_FORBIDDEN, 2, 3, false},
    {"a fault after a long run of ASCII is told where it stands",
     "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789\x1B", 0,
     CH_BYTES_FORBIDDEN, 100, 101, false},
    {"a fault at a block's border is told where it stands", "01234567890123456789012345678901\x1B", 0,
     CH_BYTES_FORBIDDEN, 32, 33, false},

    {"a continuation byte alone is not UTF-8", "a\x80", 0, CH_BYTES_NOT_UTF8, 1, 2, false},
    {"two bytes cut short are not UTF-8", "ab\xC3", 0, CH_BYTES_NOT_UTF8, 2, 3, false},
    {"three bytes cut short are not UTF-8", "ab\xE2\x82", 0, CH_BYTES_NOT_UTF8, 2, 3, false},
    {"four bytes cut short are not UTF-8", "\xF0\x9F\x98", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"a sequence broken by ASCII is not UTF-8",
     "\xC3"
     "a",
     0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"an overlong slash of two bytes is not UTF-8", "a\xC0\xAF", 0, CH_BYTES_NOT_UTF8, 1, 2, false},
    {"an overlong NUL is not UTF-8", "\xC0\x80", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"an overlong slash of three bytes is not UTF-8", "\xE0\x80\xAF", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"an overlong slash of four bytes is not UTF-8", "\xF0\x80\x80\xAF", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"a high surrogate is not UTF-8", "x\xED\xA0\x80", 0, CH_BYTES_NOT_UTF8, 1, 2, false},
    {"a pair of surrogates is not UTF-8", "\xED\xA0\xBD\xED\xB8\x80", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"a low surrogate is not UTF-8", "\xED\xBF\xBF", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"beyond U+10FFFF is not UTF-8", "\xF4\x90\x80\x80", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"a byte FE is not UTF-8", "a\xFE", 0, CH_BYTES_NOT_UTF8, 1, 2, false},
    {"a byte FF is not UTF-8", "\xFF", 0, CH_BYTES_NOT_UTF8, 0, 1, false},
    {"Latin-1 is not UTF-8", "Charte d'\xE9t\xE9", 0, CH_BYTES_NOT_UTF8, 9, 10, false},

    {"little-endian UTF-16 is told by its mark", "\xFF\xFEu\0s\0", 6, CH_BYTES_UTF16, 0, 2, false},
    {"big-endian UTF-16 is told by its mark", "\xFE\xFF\0u\0s", 6, CH_BYTES_UTF16, 0, 2, false},
    {"little-endian UTF-32 is told by its mark", "\xFF\xFE\0\0u\0\0\0", 8, CH_BYTES_UTF16, 0, 2, false},
    {"big-endian UTF-32 is refused", "\0\0\xFE\xFF\0\0\0u", 8, CH_BYTES_FORBIDDEN, 0, 1, false},
    {"UTF-16 without a mark is refused at its first NUL", "u\0s\0", 4, CH_BYTES_FORBIDDEN, 1, 2, false},
    {"a NUL is forbidden, and ends nothing", "a\0b", 3, CH_BYTES_FORBIDDEN, 1, 2, false},
};

static void checks_bytes(void **state)
{
    const check_row *row = *state;
    size_t length = row->length > 0 ? row->length : strlen(row->bytes);
    char *exact = test_malloc(length); /* no byte more: a read beyond is seen */
    memcpy(exact, row->bytes, length);
    ch_source source = {.name = "f", .bytes = {exact, length}};
    ch_span at = {0, 0};
    assert_int_equal(ch_source_check(&source, &at), row->fault);
    assert_int_equal(at.start, row->start);
    assert_int_equal(at.end, row->end);
    if (row->fault == CH_BYTES_FINE)
        assert_int_equal(source.ascii, row->ascii);
    test_free(exact);
}

static size_t encode(int32_t character, char into[4])
{
    if (character < 0x80) {
        into[0] = (char)character;
        return 1;
    }
    into[0] = (char)(0xC0 | character >> 6);
    into[1] = (char)(0x80 | (character & 0x3F));
    return 2;
}

static void every_control_character_but_tab_and_line_feed_is_forbidden(void **state)
{
    (void)state;
    for (int32_t c = 0; c < 0x120; c++) {
        char bytes[8] = {'a'};
        size_t width = encode(c, bytes + 1);
        bytes[1 + width] = 'z';
        ch_source source = {.bytes = {bytes, width + 2}};
        ch_span at = {0, 0};
        bool control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0);
        if (ch_source_check(&source, &at) != (control ? CH_BYTES_FORBIDDEN : CH_BYTES_FINE))
            fail_msg("U+%04X", (unsigned)c);
        assert_int_equal(ch_character_allowed(c), !control);
        assert_int_equal(at.start, control ? 1 : 0);
        assert_int_equal(at.end, control ? 1 + width : 0);
    }
}

static void a_mark_of_utf16_later_in_a_stream_is_a_faulty_byte(void **state)
{
    (void)state;
    ch_source source = {.bytes = {"\xFF\xFE", 2}, .offset = 100};
    ch_span at;
    assert_int_equal(ch_source_check(&source, &at), CH_BYTES_NOT_UTF8);
}

/* ---- where it stands ---- */

typedef struct place_row {
    const char *name, *bytes;
    uint32_t start, end;
    unsigned line, column, end_line, end_column;
    const char *shown; /* the line */
} place_row;

static const place_row places[] = {
    {"the first byte is line 1, column 1", "abc", 0, 1, 1, 1, 1, 2, "abc"},
    {"an empty source has line 1, column 1", "", 0, 0, 1, 1, 1, 1, ""},
    {"columns count along a line", "abc", 1, 3, 1, 2, 1, 4, "abc"},
    {"a line feed begins a new line", "ab\ncd", 3, 4, 2, 1, 2, 2, "cd"},
    {"a line feed itself is on the line that it ends", "ab\ncd", 2, 3, 1, 3, 2, 1, "ab"},
    {"an empty line has column 1", "a\n\nb", 2, 2, 2, 1, 2, 1, ""},
    {"the end of a source that ends in a line feed is a line of its own", "ab\n", 3, 3, 2, 1, 2, 1, ""},
    {"an end on a later line has that line", "ab\ncd\nef", 1, 7, 1, 2, 3, 2, "ab"},
    {"a tab is one column", "\ta", 1, 2, 1, 2, 1, 3, "\ta"},
    {"a letter of two bytes is one column", "\xC3\xA9t\xC3\xA9x", 5, 6, 1, 4, 1, 5, "\xC3\xA9t\xC3\xA9x"},
    {"a letter of four bytes is one column", "\xF0\x9F\x98\x80x", 4, 5, 1, 2, 1, 3, "\xF0\x9F\x98\x80x"},
    {"a combining accent is a column of its own", "e\xCC\x81x", 3, 4, 1, 3, 1, 4, "e\xCC\x81x"},
    {"CRLF ends a line, and is not shown", "ab\r\ncd\r\n", 1, 2, 1, 2, 1, 3, "ab"},
    {"after CRLF columns begin anew", "ab\r\ncd\r\n", 4, 6, 2, 1, 2, 3, "cd"},
    {"a last line without its line feed is shown whole", "ab\ncde", 4, 5, 2, 2, 2, 3, "cde"},
    {"an offset beyond the end is the end", "ab", 90, 99, 1, 3, 1, 3, "ab"},
};

static void finds_place(void **state)
{
    const place_row *row = *state;
    ch_arena arena = {0};
    ch_source source = {.name = "f.yaml", .bytes = ch_text_of(row->bytes)};
    for (int indexed = 0; indexed < 2; indexed++) {
        if (indexed == 1)
            assert_true(ch_source_index(&source, &arena));
        charter_place place = ch_source_place(&source, (ch_span){row->start, row->end});
        assert_string_equal(place.file, "f.yaml");
        assert_int_equal(place.line, row->line);
        assert_int_equal(place.column, row->column);
        assert_int_equal(place.end_line, row->end_line);
        assert_int_equal(place.end_column, row->end_column);
        assert_text_equal(ch_source_line(&source, row->start), row->shown);
    }
    ch_arena_clear(&arena);
}

static void places_of_a_later_document_count_from_the_beginning_of_the_file(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_source source = {.name = "f", .bytes = CH_LITERAL("---\nab: c\n"), .offset = 1000, .lines_before = 41};
    for (int indexed = 0; indexed < 2; indexed++) {
        if (indexed == 1)
            assert_true(ch_source_index(&source, &arena));
        charter_place place = ch_source_place(&source, (ch_span){8, 9});
        assert_int_equal(place.line, 43);
        assert_int_equal(place.column, 5);
        assert_int_equal(place.end_column, 6);
        assert_int_equal(place.start, 1008);
        assert_int_equal(place.end, 1009);
        assert_text_equal(ch_source_line(&source, 8), "ab: c");
    }
    ch_arena_clear(&arena);
}

static void a_mark_that_was_taken_off_counts_in_bytes_and_not_in_columns(void **state)
{
    (void)state;
    ch_source source = {.name = "f", .bytes = CH_LITERAL("ab: c\n"), .offset = 3};
    charter_place place = ch_source_place(&source, (ch_span){0, 2});
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, 1);
    assert_int_equal(place.start, 3);
    assert_int_equal(place.end, 5);
}

/* The index and the plain count agree on every byte of a text with all kinds of lines. */
static void an_index_changes_no_place(void **state)
{
    (void)state;
    static const char bytes[] = "\n\na\n\xC3\xA9\xC3\xA9\n\r\nlast\r\n\n\xF0\x9F\x98\x80\xE2\x82\xAC\tz";
    ch_arena arena = {0};
    ch_source slow = {.bytes = {bytes, sizeof bytes - 1}}, quick = slow;
    assert_true(ch_source_index(&quick, &arena));
    for (uint32_t i = 0; i < sizeof bytes; i++) {
        charter_place a = ch_source_place(&slow, (ch_span){i, i + 1});
        charter_place b = ch_source_place(&quick, (ch_span){i, i + 1});
        assert_int_equal(a.line, b.line);
        assert_int_equal(a.column, b.column);
        assert_int_equal(a.end_line, b.end_line);
        assert_int_equal(a.end_column, b.end_column);
        assert_ptr_equal(ch_source_line(&slow, i).at, ch_source_line(&quick, i).at);
        assert_int_equal(ch_source_line(&slow, i).length, ch_source_line(&quick, i).length);
    }
    ch_arena_clear(&arena);
}

/* ---- what stands around a part ---- */

/* `before` bytes, an x, `behind` bytes; of them those that stand around the x. */
static ch_text around_x(char *bytes, size_t before, size_t behind, const char *filling, const ch_row *row)
{
    size_t step = strlen(filling), at = 0;
    for (; at + step <= before; at += step)
        memcpy(bytes + at, filling, step);
    ch_text part = {bytes + at, 1};
    bytes[at++] = 'x';
    for (; at + step <= before + 1 + behind; at += step)
        memcpy(bytes + at, filling, step);
    ch_source source = {.name = "x", .bytes = {bytes, at}, .row = row};
    ch_text around = ch_source_around(&source, part);
    assert_true(around.at >= bytes && around.at <= part.at);
    assert_true(around.at + around.length > part.at && around.at + around.length <= bytes + at);
    return around;
}

static void what_stands_around_is_bounded_and_never_cuts_a_character(void **state)
{
    (void)state;
    static char bytes[8 * CH_AROUND];
    assert_int_equal(around_x(bytes, 10, 20, "a", NULL).length, 31);
    assert_int_equal(around_x(bytes, CH_AROUND, CH_AROUND, "a", NULL).length, 2 * CH_AROUND + 1);
    assert_int_equal(around_x(bytes, 3 * CH_AROUND, 3 * CH_AROUND, "a", NULL).length, 2 * CH_AROUND + 1);
    ch_text letters = around_x(bytes, 3 * CH_AROUND, 3 * CH_AROUND, "\xE2\x82\xAC", NULL); /* 3 does not divide 1024 */
    assert_int_equal(letters.length, 2 * (CH_AROUND / 3 * 3) + 1);
    assert_memory_equal(letters.at, "\xE2\x82\xAC", 3);
    assert_memory_equal(letters.at + letters.length - 3, "\xE2\x82\xAC", 3);
}

static void nothing_stands_around_a_cell(void **state)
{
    (void)state;
    char bytes[64];
    static const ch_row row = {.number = 1};
    assert_text_equal(around_x(bytes, 10, 10, "a", &row), "x");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(checks, checks_bytes),
        TEST(every_control_character_but_tab_and_line_feed_is_forbidden),
        TEST(a_mark_of_utf16_later_in_a_stream_is_a_faulty_byte),
        TEST_ROWS(places, finds_place),
        TEST(places_of_a_later_document_count_from_the_beginning_of_the_file),
        TEST(a_mark_that_was_taken_off_counts_in_bytes_and_not_in_columns),
        TEST(an_index_changes_no_place),
        TEST(what_stands_around_is_bounded_and_never_cuts_a_character),
        TEST(nothing_stands_around_a_cell),
    };
    return RUN_TABLES(tables);
}
