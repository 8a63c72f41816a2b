/* The syntax of JSON. */
#include "unit/report/reporting.h"

#include <stdio.h>

#include "report/write/json_writer.h"

/* Everything is written through a small buffer, so that every edge of it is met. */
static const char *written(void (*write)(ch_json *), bool compact)
{
    static paper page;
    char room[7];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_json json = ch_json_init(&output, compact);
    write(&json);
    ch_output_flush(&output);
    assert_int_equal(output.status, CHARTER_OK);
    return page.text;
}

/* ---- strings ---- */

typedef struct text_row {
    const char *name, *text, *json;
    size_t length; /* 0: up to the NUL */
} text_row;

static const text_row texts[] = {
    {"plain text stands as it is", "drafting", "\"drafting\"", 0},
    {"an empty text is an empty string", "", "\"\"", 0},
    {"quotes and backslashes are escaped", "a\"b\\c", "\"a\\\"b\\\\c\"", 0},
    {"a slash is not", "a/b", "\"a/b\"", 0},
    {"line breaks and tabs have their short escapes", "a\nb\tc", "\"a\\nb\\tc\"", 0},
    {"other control characters are spelt", "\x01\x1b[0m\r", "\"\\u0001\\u001b[0m\\u000d\"", 0},
    {"a NUL within is spelt", "a\0b", "\"a\\u0000b\"", 3},
    {"DEL is spelt", "a\x7f", "\"a\\u007f\"", 0},
    {"C1 is spelt", "\xC2\x85\xC2\x9B", "\"\\u0085\\u009b\"", 0},
    {"line and paragraph separators are spelt", "\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\"", 0},
    {"bidirectional overrides are spelt", "\xE2\x80\xAE\xE2\x81\xA6", "\"\\u202e\\u2066\"", 0},
    {"zero-width characters are spelt", "a\xE2\x80\x8B\xEF\xBB\xBF", "\"a\\u200b\\ufeff\"", 0},
    {"a tag beyond the basic plane is spelt as a surrogate pair", "\xF3\xA0\x80\x81", "\"\\udb40\\udc01\"", 0},
    {"letters of all alphabets stand as they are", "\xC3\xA9\xC3\x9F\xCE\xA9\xE6\xBC\xA2",
     "\"\xC3\xA9\xC3\x9F\xCE\xA9\xE6\xBC\xA2\"", 0},
    {"a picture beyond the basic plane too", "\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\"", 0},
    {"a stray continuation byte becomes a replacement character", "a\x80z", "\"a\\ufffdz\"", 0},
    {"a cut character does too, byte by byte", "a\xE2\x82", "\"a\\ufffd\\ufffd\"", 0},
    {"a Latin letter cut in two too", "a\xC3", "\"a\\ufffd\"", 0},
    {"a Latin lead byte before ASCII too",
     "\xC3"
     "abc",
     "\"\\ufffdabc\"", 0},
    {"an overlong form too", "\xC0\xAF", "\"\\ufffd\\ufffd\"", 0},
    {"a surrogate too", "\xED\xA0\x80", "\"\\ufffd\\ufffd\\ufffd\"", 0},
    {"a byte that UTF-8 does not have too", "\xFF\xFE", "\"\\ufffd\\ufffd\"", 0},
    {"a special byte is found at every place of eight", "1234567\"1234567\\12345678\x7f",
     "\"1234567\\\"1234567\\\\12345678\\u007f\"", 0},
    {"a bracket alone stands as it is", "data: [a]", "\"data: [a]\"", 0},
    {"a runner's command does not pass", "##[error]x", "\"##\\u005berror]x\"", 0},
    {"nor in the middle of a text", "well ###[group]", "\"well ###\\u005bgroup]\"", 0},
    {"nor with a word before the bracket", "##vso[task.setvariable]", "\"##vso\\u005btask.setvariable]\"", 0},
    {"nor with an invisible character within", "##\xEF\xB8\x8F[error]", "\"##\xEF\xB8\x8F\\u005berror]\"", 0},
    {"one number sign calls nobody", "#[x]", "\"#[x]\"", 0},
    {"nor do two, far away", "## a [x]", "\"## a [x]\"", 0},
};

static const text_row *current;

static void write_current(ch_json *json)
{
    size_t length = current->length > 0 ? current->length : strlen(current->text);
    ch_json_text(json, (ch_text){current->text, length});
}

static void writes_text(void **state)
{
    current = *state;
    assert_string_equal(written(write_current, false), current->json);
    assert_string_equal(written(write_current, true), current->json);
}

/* Whatever bytes come, what goes out is one line of well-formed printable text in quotes. */
static void any_bytes_give_one_harmless_string(void **state)
{
    (void)state;
    unsigned seed = 12345;
    for (int round = 0; round < 20000; round++) {
        char bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1103515245U + 12345U;
            bytes[i] = (char)(seed >> 16);
        }
        text_row row = {.text = bytes, .length = sizeof bytes};
        current = &row;
        const char *json = written(write_current, true);
        for (const char *at = json; *at != '\0'; at++)
            assert_true((unsigned char)*at >= 0x20 && *at != 0x7F);
        assert_null(strstr(json, "##["));
    }
}

/* ---- numbers ---- */

typedef struct number_row {
    const char *name;
    double number;
    const char *json;
} number_row;

static const number_row numbers[] = {
    {"nought", 0, "0"},
    {"a whole number", 40, "40"},
    {"a decimal", 0.8, "0.8"},
    {"leading noughts after the point", 0.05, "0.05"},
    {"the smallest that is not in powers of ten", 0.0001, "0.0001"},
    {"a smaller one", 0.00001, "1e-05"},
    {"a product that binary fractions spoil", 0.1 * 3, "0.3"},
    {"another one", 0.2 * 7, "1.4"},
    {"six decimals", 1.000001, "1.000001"},
    {"seven decimals", 1.0000001, "1.0000001"},
    {"a third", 1.0 / 3, "0.333333333333333"},
    {"large", 123456789.25, "123456789.25"},
    {"beyond a thousand million", 12345678901.5, "12345678901.5"},
    {"very large", 1e300, "1e+300"},
    {"negative", -2.5, "-2.5"},
};

static double current_number;

static void write_number(ch_json *json)
{
    ch_json_number(json, current_number);
}

static void writes_number(void **state)
{
    const number_row *row = *state;
    current_number = row->number;
    assert_string_equal(written(write_number, true), row->json);
}

static void the_short_way_of_writing_numbers_agrees_with_the_long_one(void **state)
{
    (void)state;
    unsigned seed = 777;
    for (int round = 0; round < 200000; round++) {
        seed = seed * 1103515245U + 12345U;
        double figure = (seed >> 8) % 5000 / 1000.0;
        seed = seed * 1103515245U + 12345U;
        current_number = figure * ((seed >> 8) % 100000);
        char expected[40];
        snprintf(expected, sizeof expected, "%.15g", current_number);
        assert_string_equal(written(write_number, true), expected);
    }
}

static void what_is_no_number_is_null(void **state)
{
    (void)state;
    current_number = 1e308 * 10;
    assert_string_equal(written(write_number, true), "null");
    current_number = current_number - current_number;
    assert_string_equal(written(write_number, true), "null");
}

static void write_largest(ch_json *json)
{
    ch_json_int(json, UINT64_MAX);
}

static void the_largest_count_is_written_whole(void **state)
{
    (void)state;
    assert_string_equal(written(write_largest, true), "18446744073709551615");
}

/* ---- nesting ---- */

static void write_nested(ch_json *json)
{
    ch_json_object(json);
    ch_json_key(json, CH_LITERAL("a"));
    ch_json_null(json);
    ch_json_key(json, CH_LITERAL("list"));
    ch_json_array(json);
    ch_json_break(json);
    ch_json_object(json);
    ch_json_key(json, CH_LITERAL("b"));
    ch_json_bool(json, true);
    ch_json_break(json);
    ch_json_key(json, CH_LITERAL("c"));
    ch_json_text(json, CH_NO_TEXT);
    ch_json_close(json);
    ch_json_break(json);
    ch_json_int(json, 2);
    ch_json_int(json, 3);
    ch_json_close(json);
    ch_json_key(json, CH_LITERAL("empty"));
    ch_json_array(json);
    ch_json_close(json);
    ch_json_break(json);
    ch_json_key(json, CH_LITERAL("none"));
    ch_json_object(json);
    ch_json_close(json);
    ch_json_close(json);
}

static void nesting_is_laid_out_to_be_read(void **state)
{
    (void)state;
    assert_string_equal(written(write_nested, false), "{\"a\": null, \"list\": [\n"
                                                      "   {\"b\": true,\n"
                                                      "    \"c\": null},\n"
                                                      "   2, 3], \"empty\": [],\n"
                                                      " \"none\": {}}");
}

static void compact_nesting_takes_one_line_without_blanks(void **state)
{
    (void)state;
    assert_string_equal(written(write_nested, true),
                        "{\"a\":null,\"list\":[{\"b\":true,\"c\":null},2,3],\"empty\":[],\"none\":{}}");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(texts, writes_text),        TEST(any_bytes_give_one_harmless_string),
        TEST_ROWS(numbers, writes_number),    TEST(the_short_way_of_writing_numbers_agrees_with_the_long_one),
        TEST(what_is_no_number_is_null),      TEST(the_largest_count_is_written_whole),
        TEST(nesting_is_laid_out_to_be_read), TEST(compact_nesting_takes_one_line_without_blanks),
    };
    return RUN_TABLES(tables);
}
