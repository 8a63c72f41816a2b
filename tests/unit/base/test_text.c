/* Reading the simple values that slices of bytes spell. */
#include "unit/support.h"

#include "base/text.h"

/* ---- whole numbers ---- */

typedef struct int_row {
    const char *name, *text;
    bool good;
    int64_t value;
} int_row;

static const int_row ints[] = {
    {"zero is a whole number", "0", true, 0},
    {"digits are a whole number", "20000", true, 20000},
    {"a minus makes it negative", "-7", true, -7},
    {"a minus before zero is zero", "-0", true, 0},
    {"the largest int64 fits", "9223372036854775807", true, INT64_MAX},
    {"one more than the largest int64 is refused", "9223372036854775808", false, 0},
    {"the smallest int64 fits", "-9223372036854775808", true, INT64_MIN},
    {"one less than the smallest int64 is refused", "-9223372036854775809", false, 0},
    {"ten times the largest int64 is refused", "92233720368547758070", false, 0},
    {"a hundred digits are refused",
     "1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", false, 0},
    {"a leading zero is refused", "010", false, 0},
    {"two zeros are refused", "00", false, 0},
    {"a negative number's leading zero is refused", "-01", false, 0},
    {"a plus is refused", "+1", false, 0},
    {"a minus alone is refused", "-", false, 0},
    {"two minuses are refused", "--1", false, 0},
    {"nothing is refused", "", false, 0},
    {"an underscore is refused", "1_000", false, 0},
    {"a fraction is refused", "1.0", false, 0},
    {"an exponent is refused", "1e3", false, 0},
    {"hexadecimal is refused", "0x10", false, 0},
    {"octal is refused", "0o10", false, 0},
    {"a blank before is refused", " 1", false, 0},
    {"a blank after is refused", "1 ", false, 0},
    {"a line feed after is refused", "1\n", false, 0},
    {"sexagesimal is refused", "12:30:45", false, 0},
    {"another script's digits are refused", "\xD9\xA1", false, 0},
    {"a word is refused", "forty", false, 0},
};

static void reads_int(void **state)
{
    const int_row *row = *state;
    int64_t value = 12345;
    assert_int_equal(ch_text_to_int(ch_text_of(row->text), &value), row->good);
    assert_true(value == (row->good ? row->value : 12345)); /* left alone where it is refused */
}

static void a_whole_number_ends_at_its_length_and_not_at_a_nul(void **state)
{
    (void)state;
    int64_t value;
    assert_true(ch_text_to_int((ch_text){"123", 2}, &value));
    assert_int_equal(value, 12);
    assert_false(ch_text_to_int((ch_text){"1\0002", 3}, &value));
    assert_false(ch_text_to_int(CH_NO_TEXT, &value));
}

/* ---- numbers ---- */

typedef struct number_row {
    const char *name, *text;
    bool good;
    double value;
} number_row;

static const number_row numbers[] = {
    {"a whole number is a number", "12", true, 12},
    {"zero is a number", "0", true, 0},
    {"a fraction is a number", "2.5", true, 2.5},
    {"a fraction below one keeps its zero", "0.25", true, 0.25},
    {"a negative fraction is a number", "-0.5", true, -0.5},
    {"an exponent is a number", "1e3", true, 1000},
    {"a capital exponent is a number", "1E3", true, 1000},
    {"a negative exponent is a number", "25e-2", true, 0.25},
    {"an exponent may have a plus", "1e+2", true, 100},
    {"an exponent may have leading zeros", "1e02", true, 100},
    {"a fraction with an exponent is a number", "1.5e1", true, 15},
    {"a number too large for a double is refused", "1e999", false, 0},
    {"a number too small for a double is nought", "1e-999", true, 0},
    {"a leading zero is refused", "01.5", false, 0},
    {"a fraction without an integer part is refused", ".5", false, 0},
    {"a point without a fraction is refused", "1.", false, 0},
    {"a comma is refused", "2,5", false, 0},
    {"an exponent without digits is refused", "1e", false, 0},
    {"an exponent's sign without digits is refused", "1e+", false, 0},
    {"two points are refused", "1.2.3", false, 0},
    {"infinity is refused", "inf", false, 0},
    {"YAML's infinity is refused", ".inf", false, 0},
    {"not a number is refused", "nan", false, 0},
    {"hexadecimal is refused", "0x1p3", false, 0},
    {"an underscore is refused", "1_000.5", false, 0},
    {"a plus is refused", "+1.5", false, 0},
    {"a minus alone is refused", "-", false, 0},
    {"nothing is refused", "", false, 0},
    {"a blank is refused", "1 ", false, 0},
    {"sixty-three bytes are a number", "0.1000000000000000000000000000000000000000000000000000000000000", true, 0.1},
    {"sixty-four bytes are too many for a number", "0.10000000000000000000000000000000000000000000000000000000000000",
     false, 0},
};

static void reads_number(void **state)
{
    const number_row *row = *state;
    double value = 0;
    assert_int_equal(ch_text_to_number(ch_text_of(row->text), &value), row->good);
    if (row->good)
        assert_true(value >= row->value && value <= row->value);
}

/* ---- ids ---- */

typedef struct id_row {
    const char *name, *text;
    bool id, identifier;
} id_row;

static const id_row ids[] = {
    {"small letters are an id and an identifier", "drafting", true, true},
    {"one letter is both", "a", true, true},
    {"letters and digits are both", "gpt4", true, true},
    {"a hyphen is in ids alone", "gpt-4", true, false},
    {"an underscore is in identifiers alone", "training_opt_out", false, true},
    {"a digit begins ids alone", "4o", true, false},
    {"a hyphen begins neither", "-a", false, false},
    {"an underscore begins neither", "_a", false, false},
    {"a hyphen may end an id", "a-", true, false},
    {"capitals are in neither", "Drafting", false, false},
    {"a capital within is in neither", "draftinG", false, false},
    {"nothing is neither", "", false, false},
    {"a blank is in neither", "a b", false, false},
    {"a point is in neither", "a.b", false, false},
    {"a slash is reserved", "a/b", false, false},
    {"an accent is in neither", "\xC3\xA9tude", false, false},
    {"a line feed is in neither", "a\n", false, false},
};

static void knows_ids(void **state)
{
    const id_row *row = *state;
    assert_int_equal(ch_text_is_id(ch_text_of(row->text)), row->id);
    assert_int_equal(ch_text_is_identifier(ch_text_of(row->text)), row->identifier);
}

/* ---- comparing ---- */

typedef struct order_row {
    const char *name, *a, *b;
    int order;
} order_row;

static const order_row orders[] = {
    {"equal texts are equal", "abc", "abc", 0},
    {"nothing comes before something", "", "a", -1},
    {"two empty texts are equal", "", "", 0},
    {"a prefix comes before what it begins", "ab", "abc", -1},
    {"the first difference decides", "abd", "abcz", 1},
    {"capitals come before small letters", "Z", "a", -1},
    {"order is by code points beyond ASCII", "z", "\xC3\xA9", -1},
    {"order by bytes is order by code points up to the last plane", "\xEF\xBF\xBD", "\xF0\x90\x80\x80", -1},
};

static int sign(int order)
{
    return (order > 0) - (order < 0);
}

static void compares(void **state)
{
    const order_row *row = *state;
    assert_int_equal(sign(ch_text_compare(ch_text_of(row->a), ch_text_of(row->b))), row->order);
    assert_int_equal(sign(ch_text_compare(ch_text_of(row->b), ch_text_of(row->a))), -row->order);
    assert_int_equal(ch_text_same(ch_text_of(row->a), ch_text_of(row->b)), row->order == 0);
}

static void a_text_is_compared_by_its_length_and_not_to_a_nul(void **state)
{
    (void)state;
    assert_true(ch_text_is((ch_text){"abcdef", 3}, "abc"));
    assert_false(ch_text_is((ch_text){"ab", 2}, "abc"));
    assert_false(ch_text_is((ch_text){"abc\0x", 5}, "abc"));
    assert_false(ch_text_is(CH_NO_TEXT, ""));
    assert_true(ch_text_is(CH_LITERAL(""), ""));
    assert_true(ch_text_same(CH_NO_TEXT, CH_LITERAL("")));
    assert_true(ch_text_begins(CH_LITERAL("x-note"), "x-"));
    assert_false(ch_text_begins(CH_LITERAL("x"), "x-"));
    assert_true(ch_text_begins(CH_LITERAL("x"), ""));
}

static void a_character_is_found_within_its_text_alone(void **state)
{
    (void)state;
    ch_text text = {"a=b=\0c", 3};
    assert_ptr_equal(ch_text_find(text, '='), text.at + 1);
    assert_null(ch_text_find(text, 'c'));
    assert_null(ch_text_find(text, '\0'));
    assert_null(ch_text_find(CH_LITERAL(""), 'a'));
    /* memchr() may not be asked about no address, not even about none of its bytes: UndefinedBehaviorSanitizer tells.
     */
    assert_null(ch_text_find(CH_NO_TEXT, 'a'));
}

static void an_absent_text_is_copied_as_nothing(void **state)
{
    (void)state;
    char room[] = "....";
    ch_text_copy(room + 1, CH_LITERAL("ab"));
    ch_text_copy(room + 2, CH_NO_TEXT);
    assert_string_equal(room, ".ab.");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(ints, reads_int),
        TEST(a_whole_number_ends_at_its_length_and_not_at_a_nul),
        TEST_ROWS(numbers, reads_number),
        TEST_ROWS(ids, knows_ids),
        TEST_ROWS(orders, compares),
        TEST(a_text_is_compared_by_its_length_and_not_to_a_nul),
        TEST(a_character_is_found_within_its_text_alone),
        TEST(an_absent_text_is_copied_as_nothing),
    };
    return RUN_TABLES(tables);
}
