/* CEL's numbers. */
#include "unit/support.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cel/numbers.h"

enum {
    OK = CH_NUMBER_OK,
    RANGE = CH_NUMBER_RANGE,
    BY_ZERO = CH_NUMBER_BY_ZERO,
    OFFSET = CH_NUMBER_OFFSET,
    NAN_FOUND = CH_NUMBER_UNORDERED,
    BAD = CH_NUMBER_MALFORMED
};

#define MIN  INT64_MIN
#define MAX  INT64_MAX
#define UMAX UINT64_MAX

/* A copy in memory of just its size, so that a sanitizer sees any read beyond. */
static ch_text exact_copy(const char *text)
{
    size_t length = strlen(text);
    char *copy = malloc(length > 0 ? length : 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    return (ch_text){copy, length};
}

static void release(ch_text text)
{
    free((void *)(uintptr_t)text.at);
}

/* The same bits, but for NaN: one is like another. */
static void assert_same_double(double actual, double expected)
{
    if (isnan(actual) && isnan(expected))
        return;
    if (memcmp(&actual, &expected, sizeof actual) != 0)
        fail_msg("%.17g is not %.17g", actual, expected);
}

/* ---- arithmetic ---- */

typedef struct int_row {
    const char *name;
    ch_number_status (*function)(int64_t a, int64_t b, int64_t *out);
    int64_t a, b;
    int status;
    int64_t result;
} int_row;

static const int_row ints[] = {
    {"a sum", ch_int_add, 40, 2, OK, 42},
    {"a sum of both signs", ch_int_add, 42, -7, OK, 35},
    {"a sum of the bounds", ch_int_add, MIN, MAX, OK, -1},
    {"a sum beyond the highest", ch_int_add, MAX, 1, RANGE, 0},
    {"a sum beyond the lowest", ch_int_add, MIN, -1, RANGE, 0},
    {"a difference", ch_int_subtract, 42, -22, OK, 64},
    {"a difference beyond the highest", ch_int_subtract, 1, -MAX, RANGE, 0},
    {"a difference beyond the lowest", ch_int_subtract, MIN, 1, RANGE, 0},
    {"a difference that just fits", ch_int_subtract, -1, MIN, OK, MAX},
    {"a product", ch_int_multiply, -30, -2, OK, 60},
    {"a product with nought", ch_int_multiply, MIN, 0, OK, 0},
    {"a product beyond the highest", ch_int_multiply, 5000000000, 5000000000, RANGE, 0},
    {"a product beyond the lowest", ch_int_multiply, -5000000000, 5000000000, RANGE, 0},
    {"the lowest by -1", ch_int_multiply, MIN, -1, RANGE, 0},
    {"a quotient is cut towards nought", ch_int_divide, -7, 2, OK, -3},
    {"a quotient of two negatives", ch_int_divide, -80, -2, OK, 40},
    {"a quotient by nought", ch_int_divide, 15, 0, BY_ZERO, 0},
    {"nought by nought", ch_int_divide, 0, 0, BY_ZERO, 0},
    {"the lowest divided by -1", ch_int_divide, MIN, -1, RANGE, 0},
    {"the lowest divided by 1", ch_int_divide, MIN, 1, OK, MIN},
    {"a rest", ch_int_modulo, 47, 5, OK, 2},
    {"a rest has the sign of what is divided", ch_int_modulo, -42, -5, OK, -2},
    {"a rest has the sign of what is divided, by a negative", ch_int_modulo, 43, -5, OK, 3},
    {"a rest has the sign of what is divided, being negative", ch_int_modulo, -3, 5, OK, -3},
    {"a rest by nought", ch_int_modulo, 34, 0, BY_ZERO, 0},
    {"the rest of the lowest by -1", ch_int_modulo, MIN, -1, RANGE, 0},
};

static void reckons_ints(void **state)
{
    const int_row *row = *state;
    int64_t out = 777;
    assert_int_equal(row->function(row->a, row->b, &out), row->status);
    assert_true(out == (row->status == OK ? row->result : 777));
}

typedef struct uint_row {
    const char *name;
    ch_number_status (*function)(uint64_t a, uint64_t b, uint64_t *out);
    uint64_t a, b;
    int status;
    uint64_t result;
} uint_row;

static const uint_row uints[] = {
    {"a sum", ch_uint_add, 42, 2, OK, 44},
    {"a sum beyond the highest", ch_uint_add, UMAX, 1, RANGE, 0},
    {"a difference", ch_uint_subtract, 42, 12, OK, 30},
    {"a difference below nought", ch_uint_subtract, 0, 1, RANGE, 0},
    {"a product", ch_uint_multiply, 40, 2, OK, 80},
    {"a product beyond the highest", ch_uint_multiply, 5000000000, 5000000000, RANGE, 0},
    {"a quotient", ch_uint_divide, UMAX, 2, OK, MAX},
    {"a quotient by nought", ch_uint_divide, 15, 0, BY_ZERO, 0},
    {"a rest", ch_uint_modulo, 42, 5, OK, 2},
    {"a rest by nought", ch_uint_modulo, 34, 0, BY_ZERO, 0},
};

static void reckons_uints(void **state)
{
    const uint_row *row = *state;
    uint64_t out = 777;
    assert_int_equal(row->function(row->a, row->b, &out), row->status);
    assert_true(out == (row->status == OK ? row->result : 777));
}

static void uints_are_shifted_as_ints_are(void **state)
{
    (void)state;
    uint64_t out = 777;
    assert_int_equal(ch_uint_shift_left(1, -1, &out), OFFSET);
    assert_int_equal(ch_uint_shift_right(1, -1, &out), OFFSET);
    assert_int_equal(out, 777);
    assert_true(ch_uint_shift_left(1, 2, &out) == CH_NUMBER_OK && out == 4);
    assert_true(ch_uint_shift_left(1, 200, &out) == CH_NUMBER_OK && out == 0);
    assert_true(ch_uint_shift_right(1024, 2, &out) == CH_NUMBER_OK && out == 256);
    assert_true(ch_uint_shift_right(UMAX, 63, &out) == CH_NUMBER_OK && out == 1);
    assert_true(ch_uint_shift_right(1024, 64, &out) == CH_NUMBER_OK && out == 0);
}

static void signs_bounds_and_bits_of_ints(void **state)
{
    (void)state;
    int64_t out = 777;
    assert_int_equal(ch_int_negate(MIN, &out), RANGE);
    assert_int_equal(ch_int_abs(MIN, &out), RANGE);
    assert_int_equal(out, 777);
    assert_true(ch_int_negate(MAX, &out) == CH_NUMBER_OK && out == -MAX);
    assert_true(ch_int_negate(0, &out) == CH_NUMBER_OK && out == 0);
    assert_true(ch_int_abs(-11, &out) == CH_NUMBER_OK && out == 11);
    assert_true(ch_int_abs(1, &out) == CH_NUMBER_OK && out == 1);
    assert_int_equal(ch_int_sign(MIN), -1);
    assert_int_equal(ch_int_sign(0), 0);
    assert_int_equal(ch_int_sign(100), 1);
    assert_int_equal(ch_uint_sign(0), 0);
    assert_int_equal(ch_uint_sign(UMAX), 1);
    assert_true(ch_int_and(1, -1) == 1 && ch_int_or(4, -2) == -2 && ch_int_xor(4, -2) == -6);
    assert_true(ch_int_not(1) == -2 && ch_int_not(-1) == 0 && ch_int_not(0) == -1);
}

static void the_sign_of_a_double_is_a_double(void **state)
{
    (void)state;
    assert_same_double(ch_double_sign(100.5), 1);
    assert_same_double(ch_double_sign(-32), -1);
    assert_same_double(ch_double_sign(0), 0);
    assert_same_double(ch_double_sign(-0.0), 0);
    assert_same_double(ch_double_sign(-INFINITY), -1);
    assert_same_double(ch_double_sign(NAN), NAN);
}

/* ---- comparing ---- */

/* clang-format off */
#define I(n) {CH_NUMBER_INT, {.i = (n)}}
#define U(n) {CH_NUMBER_UINT, {.u = (n)}}
#define D(n) {CH_NUMBER_DOUBLE, {.d = (n)}}
/* clang-format on */

typedef struct order_row {
    const char *name;
    ch_number a, b;
    ch_order order;
} order_row;

static const order_row orders[] = {
    {"ints", I(-1), I(0), CH_LESS},
    {"ints at the bounds", I(MIN), I(MAX), CH_LESS},
    {"the same ints", I(7), I(7), CH_SAME},
    {"uints", U(0), U(UMAX), CH_LESS},
    {"the same uints", U(UMAX), U(UMAX), CH_SAME},
    {"doubles", D(1.0), D(1.0000001), CH_LESS},
    {"both zeros are the same", D(-0.0), D(0.0), CH_SAME},
    {"infinities", D(-INFINITY), D(INFINITY), CH_LESS},
    {"the same infinity", D(INFINITY), D(INFINITY), CH_SAME},
    {"NaN with itself", D(NAN), D(NAN), CH_UNORDERED},
    {"NaN with an int", I(1), D(NAN), CH_UNORDERED},
    {"NaN with a uint", U(1), D(NAN), CH_UNORDERED},
    {"an int and a uint", I(1), U(1), CH_SAME},
    {"an int less than a uint", I(1), U(2), CH_LESS},
    {"an int less than a uint that no int is", I(1), U(9223372036854775808u), CH_LESS},
    {"a negative int less than any uint", I(-1), U(0), CH_LESS},
    {"the bits of -1 are no uint", I(-1), U(UMAX), CH_LESS},
    {"the lowest int and a uint", I(MIN), U(1), CH_LESS},
    {"an int and a double", I(1), D(1.0), CH_SAME},
    {"an int and a double with a fraction", I(24), D(24.1), CH_LESS},
    {"an int and a smaller double", I(2), D(1.0), CH_GREATER},
    {"the highest int and 2^63 are the same, rounded", I(MAX), D(9223372036854775808.0), CH_SAME},
    {"the highest int and the double after 2^63", I(MAX), D(9223372036854777857.0), CH_LESS},
    {"the highest int and a double below the lowest", I(MAX), D(-9223372036854777857.0), CH_GREATER},
    {"the lowest int and -2^63", I(MIN), D(-9223372036854775809.0), CH_SAME},
    {"an int and infinity", I(MAX), D(INFINITY), CH_LESS},
    {"a uint and a double", U(1), D(1.0), CH_SAME},
    {"a uint and a larger double", U(1), D(120.0), CH_LESS},
    {"the highest uint and 2^64 are the same, rounded", U(UMAX), D(18446744073709551616.0), CH_SAME},
    {"a uint and a negative double", U(0), D(-0.5), CH_GREATER},
    {"a uint and infinity", U(UMAX), D(INFINITY), CH_LESS},
};

/* Both ways round. */
static void is_ordered(void **state)
{
    const order_row *row = *state;
    ch_order back = row->order == CH_UNORDERED ? CH_UNORDERED : (ch_order)-row->order;
    assert_int_equal(ch_number_compare(row->a, row->b), row->order);
    assert_int_equal(ch_number_compare(row->b, row->a), back);
    assert_int_equal(ch_number_equal(row->a, row->b), row->order == CH_SAME);
}

/* ---- conversions ---- */

typedef struct cut_row {
    const char *name;
    double from;
    int int_status, uint_status;
    int64_t to_int;
    uint64_t to_uint;
} cut_row;

static const cut_row cuts[] = {
    {"a fraction is cut", 1.9, OK, OK, 1, 1},
    {"a negative fraction is cut towards nought", -7.9, OK, RANGE, -7, 0},
    {"halves are cut", 11.5, OK, OK, 11, 11},
    {"a negative half is cut", -3.5, OK, RANGE, -3, 0},
    {"less than nought, and cut to it, is below a uint", -0.5, OK, RANGE, 0, 0},
    {"negative zero is nought", -0.0, OK, OK, 0, 0},
    {"2^55 is exact", 36028797018963968.0, OK, OK, 36028797018963968, 36028797018963968},
    {"the double before 2^63", 9223372036854774784.0, OK, OK, 9223372036854774784, 9223372036854774784},
    {"2^63 is beyond an int", 9223372036854775807.0, RANGE, OK, 0, 9223372036854775808u},
    {"-2^63 is refused", -9223372036854775808.0, RANGE, RANGE, 0, 0},
    {"the double after -2^63", -9223372036854774784.0, OK, RANGE, -9223372036854774784, 0},
    {"the double before 2^64", 18446744073709549568.0, RANGE, OK, 0, 18446744073709549568u},
    {"2^64 is beyond a uint", 18446744073709551615.0, RANGE, RANGE, 0, 0},
    {"a number that is far too large", 1e99, RANGE, RANGE, 0, 0},
    {"infinity", INFINITY, RANGE, RANGE, 0, 0},
    {"negative infinity", -INFINITY, RANGE, RANGE, 0, 0},
    {"NaN", NAN, RANGE, RANGE, 0, 0},
};

static void cuts_double(void **state)
{
    const cut_row *row = *state;
    int64_t i = 777;
    uint64_t u = 777;
    assert_int_equal(ch_int_of_double(row->from, &i), row->int_status);
    assert_int_equal(ch_uint_of_double(row->from, &u), row->uint_status);
    assert_true(i == (row->int_status == OK ? row->to_int : 777));
    assert_true(u == (row->uint_status == OK ? row->to_uint : 777));
}

static void ints_and_uints_become_one_another_where_they_fit(void **state)
{
    (void)state;
    int64_t i = 777;
    uint64_t u = 777;
    assert_int_equal(ch_int_of_uint(9223372036854775808u, &i), RANGE);
    assert_int_equal(ch_uint_of_int(-1, &u), RANGE);
    assert_true(i == 777 && u == 777);
    assert_true(ch_int_of_uint(9223372036854775807u, &i) == CH_NUMBER_OK && i == MAX);
    assert_true(ch_uint_of_int(MAX, &u) == CH_NUMBER_OK && u == 9223372036854775807u);
}

typedef struct integer_row {
    const char *name, *text;
    int int_status, uint_status;
    int64_t to_int;
    uint64_t to_uint;
} integer_row;

static const integer_row integers[] = {
    {"digits", "987", OK, OK, 987, 987},
    {"nought", "0", OK, OK, 0, 0},
    {"leading zeros", "00012", OK, OK, 12, 12},
    {"a minus", "-12", OK, BAD, -12, 0},
    {"a plus", "+12", OK, BAD, 12, 0},
    {"the highest int", "9223372036854775807", OK, OK, MAX, 9223372036854775807u},
    {"one more", "9223372036854775808", RANGE, OK, 0, 9223372036854775808u},
    {"the lowest int", "-9223372036854775808", OK, BAD, MIN, 0},
    {"one less", "-9223372036854775809", RANGE, BAD, 0, 0},
    {"the highest uint", "18446744073709551615", RANGE, OK, 0, UMAX},
    {"one more than that", "18446744073709551616", RANGE, RANGE, 0, 0},
    {"many zeros before a digit", "000000000000000000000000000001", OK, OK, 1, 1},
    {"nothing", "", BAD, BAD, 0, 0},
    {"a sign alone", "-", BAD, BAD, 0, 0},
    {"two signs", "--1", BAD, BAD, 0, 0},
    {"a blank before", " 1", BAD, BAD, 0, 0},
    {"a blank after", "1 ", BAD, BAD, 0, 0},
    {"a fraction", "1.0", BAD, BAD, 0, 0},
    {"an exponent", "1e3", BAD, BAD, 0, 0},
    {"hexadecimal", "0x10", BAD, BAD, 0, 0},
    {"a suffix", "1u", BAD, BAD, 0, 0},
    {"an underscore", "1_000", BAD, BAD, 0, 0},
    {"beyond the range, and malformed behind that", "99999999999999999999x", BAD, BAD, 0, 0},
};

static void reads_integer(void **state)
{
    const integer_row *row = *state;
    ch_text text = exact_copy(row->text);
    int64_t i = 777;
    uint64_t u = 777;
    assert_int_equal(ch_int_read(text, &i), row->int_status);
    assert_int_equal(ch_uint_read(text, &u), row->uint_status);
    assert_true(i == (row->int_status == OK ? row->to_int : 777));
    assert_true(u == (row->uint_status == OK ? row->to_uint : 777));
    release(text);
}

typedef struct double_row {
    const char *name, *text;
    int status;
    double value;
} double_row;

#define Z50 "00000000000000000000000000000000000000000000000000"

static const double_row doubles[] = {
    {"nought", "0", OK, 0.0},
    {"nought with a point", "0.0", OK, 0.0},
    {"negative zero", "-0.0", OK, -0.0},
    {"an integer", "123", OK, 123.0},
    {"a plus", "+123", OK, 123.0},
    {"a fraction", "123.456", OK, 123.456},
    {"a negative fraction", "-987.654", OK, -987.654},
    {"an exponent", "6.02214e23", OK, 6.02214e23},
    {"a negative exponent", "1.38e-23", OK, 1.38e-23},
    {"both negative", "-5.43e-21", OK, -5.43e-21},
    {"a negative number with an exponent", "-84.32e7", OK, -843200000.0},
    {"a plus and a capital in the exponent", "1E+2", OK, 100.0},
    {"no digits before the point", ".5", OK, 0.5},
    {"no digits after the point", "5.", OK, 5.0},
    {"leading zeros", "007.5", OK, 7.5},
    {"zeros in the exponent", "1e0000000000000000002", OK, 100.0},
    {"the largest", "1.7976931348623157e308", OK, DBL_MAX},
    {"beyond the largest", "1.8e308", RANGE, 0},
    {"far beyond the largest", "-1e99999999999999999999", RANGE, 0},
    {"nought with a large exponent", "0e99999999999999999999", OK, 0.0},
    {"the smallest", "5e-324", OK, 4.9406564584124654e-324},
    {"below the smallest", "1e-325", OK, 0.0},
    {"far below the smallest, negative", "-1e-99999999999999999999", OK, -0.0},
    {"rounded to the nearest", "0.1", OK, 0.1},
    {"a tie goes to the even", "9007199254740993", OK, 9007199254740992.0},
    {"past a tie goes up", "9007199254740993." Z50 "1", OK, 9007199254740994.0},
    {"many zeros before the digits, and an exponent", "0." Z50 "1e51", OK, 1.0},
    {"many digits and a negative exponent", "1" Z50 "e-50", OK, 1.0},
    {"infinity", "Infinity", OK, INFINITY},
    {"negative infinity", "-Infinity", OK, -INFINITY},
    {"infinity in small letters", "infinity", OK, INFINITY},
    {"infinity in short", "+INF", OK, INFINITY},
    {"NaN", "NaN", OK, NAN},
    {"NaN in small letters", "nan", OK, NAN},
    {"NaN has no sign", "-NaN", BAD, 0},
    {"NaN has no argument", "nan(1)", BAD, 0},
    {"a part of infinity", "infi", BAD, 0},
    {"more than infinity", "infinity0", BAD, 0},
    {"nothing", "", BAD, 0},
    {"a sign alone", "-", BAD, 0},
    {"a point alone", ".", BAD, 0},
    {"an exponent alone", "e5", BAD, 0},
    {"an exponent without digits", "1e", BAD, 0},
    {"an exponent with only a sign", "1e-", BAD, 0},
    {"an exponent with a fraction", "1e1.5", BAD, 0},
    {"two points", "1.2.3", BAD, 0},
    {"a comma", "1,5", BAD, 0},
    {"a blank before", " 1", BAD, 0},
    {"a blank after", "1 ", BAD, 0},
    {"hexadecimal", "0x1p3", BAD, 0},
    {"a suffix", "1f", BAD, 0},
    {"two signs", "+-1", BAD, 0},
};

static void reads_double(void **state)
{
    const double_row *row = *state;
    ch_text text = exact_copy(row->text);
    double out = 777;
    assert_int_equal(ch_double_read(text, &out), row->status);
    assert_same_double(out, row->status == OK ? row->value : 777);
    release(text);
}

static void a_double_is_read_up_to_a_length(void **state)
{
    (void)state;
    char text[CH_DOUBLE_TEXT_MAX + 2];
    memset(text, '9', sizeof text);
    text[1] = '.';
    double out = 777;
    assert_int_equal(ch_double_read((ch_text){text, CH_DOUBLE_TEXT_MAX}, &out), OK);
    assert_same_double(out, 10);
    assert_int_equal(ch_double_read((ch_text){text, CH_DOUBLE_TEXT_MAX + 1}, &out), BAD);
    text[0] = '-';
    text[1] = '9';
    text[3] = '.';
    assert_int_equal(ch_double_read((ch_text){text, CH_DOUBLE_TEXT_MAX + 1}, &out), OK); /* the sign is not counted */
    assert_same_double(out, -100);
}

typedef struct bool_row {
    const char *name, *text;
    int status;
    bool value;
} bool_row;

static const bool_row bools[] = {
    {"1", "1", OK, true},
    {"t", "t", OK, true},
    {"true", "true", OK, true},
    {"TRUE", "TRUE", OK, true},
    {"True", "True", OK, true},
    {"0", "0", OK, false},
    {"f", "f", OK, false},
    {"false", "false", OK, false},
    {"FALSE", "FALSE", OK, false},
    {"False", "False", OK, false},
    {"mixed case is refused", "TrUe", BAD, false},
    {"mixed case is refused of false too", "FaLsE", BAD, false},
    {"a capital letter alone is refused", "T", BAD, false},
    {"yes is refused", "yes", BAD, false},
    {"nothing is refused", "", BAD, false},
    {"a blank is refused", "true ", BAD, false},
};

static void reads_bool(void **state)
{
    const bool_row *row = *state;
    ch_text text = exact_copy(row->text);
    for (int before = 0; before < 2; before++) {
        bool out = before;
        assert_int_equal(ch_bool_read(text, &out), row->status);
        assert_int_equal(out, row->status == OK ? row->value : before);
    }
    release(text);
}

/* ---- writing ---- */

typedef struct written_row {
    const char *name;
    double value;
    const char *text;
} written_row;

static const written_row written[] = {
    {"nought", 0.0, "0"},
    {"negative zero", -0.0, "-0"},
    {"an integer has no point", 1.0, "1"},
    {"a fraction", 123.456, "123.456"},
    {"a small negative fraction", -4.5e-3, "-0.0045"},
    {"a tenth", 0.1, "0.1"},
    {"a sum that is not quite three tenths", 0.1 + 0.2, "0.30000000000000004"},
    {"a third", 1.0 / 3.0, "0.3333333333333333"},
    {"zeros at the end of an integer", 1000000.0, "1000000"},
    {"2^53", 9007199254740992.0, "9007199254740992"},
    {"an integer filled up with zeros", 1e20, "100000000000000000000"},
    {"the largest that is written plainly", 123456789012345680000.0, "123456789012345680000"},
    {"10^21 has an exponent", 1e21, "1e+21"},
    {"10^23 is not 9.999999999999999e22", 1e23, "1e+23"},
    {"a millionth", 1e-6, "0.000001"},
    {"a ten millionth has an exponent", 1e-7, "1e-7"},
    {"digits and an exponent", 1.5e-7, "1.5e-7"},
    {"a large one", 6.02214e23, "6.02214e+23"},
    {"the largest", DBL_MAX, "1.7976931348623157e+308"},
    {"the smallest of full precision", DBL_MIN, "2.2250738585072014e-308"},
    {"the largest subnormal", 2.225073858507201e-308, "2.225073858507201e-308"},
    {"the smallest", 4.9406564584124654e-324, "5e-324"},
    {"2^63", 9223372036854775808.0, "9223372036854776000"},
    {"sixteen digits", 0.8414709848078965, "0.8414709848078965"},
    {"seventeen digits", 5e-324 + 1.1920928955078125e-07, "1.1920928955078125e-7"},
    {"the longest of all", -1.2345678901234567e-6, "-0.0000012345678901234567"},
    {"infinity", INFINITY, "Infinity"},
    {"negative infinity", -INFINITY, "-Infinity"},
    {"NaN", NAN, "NaN"},
    {"NaN has no sign", -NAN, "NaN"},
};

static void writes_double(void **state)
{
    const written_row *row = *state;
    char text[CH_NUMBER_SIZE];
    size_t length = ch_double_write(row->value, text);
    assert_string_equal(text, row->text);
    assert_int_equal(length, strlen(text));
    double back;
    assert_int_equal(ch_double_read((ch_text){text, length}, &back), OK);
    assert_same_double(back, row->value);
}

/* A generator of its own, so that every run sees the same numbers. */
static uint64_t next_random(uint64_t *random)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random;
}

/* Without the zeros before and behind. */
static int significant_digits(const char *text)
{
    int digits = 0, significant = 0;
    for (; *text != '\0' && *text != 'e'; text++) {
        digits += *text >= '0' && *text <= '9' && (digits > 0 || *text != '0');
        if (*text >= '1' && *text <= '9')
            significant = digits;
    }
    return significant;
}

/* And no digit fewer would do: rounded to one less it is another number. */
static void any_double_is_read_back_as_it_was(void **state)
{
    (void)state;
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = next_random(&random);
        if (i % 4 == 0)
            bits &= 0x800FFFFFFFFFFFFF; /* a subnormal */
        double value, back = 0;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        char text[CH_NUMBER_SIZE], fewer[40];
        size_t length = ch_double_write(value, text);
        assert_int_equal(ch_double_read((ch_text){text, length}, &back), OK);
        assert_same_double(back, value);
        int digits = significant_digits(text);
        if (digits < 2)
            continue;
        snprintf(fewer, sizeof fewer, "%.*e", digits - 2, value);
        if (strtod(fewer, NULL) == value)
            fail_msg("%s could be %s", text, fewer);
    }
}

static void integers_are_written_whole(void **state)
{
    (void)state;
    char text[CH_NUMBER_SIZE];
    assert_int_equal(ch_int_write(MIN, text), 20);
    assert_string_equal(text, "-9223372036854775808");
    assert_int_equal(ch_int_write(0, text), 1);
    assert_string_equal(text, "0");
    assert_int_equal(ch_uint_write(UMAX, text), 20);
    assert_string_equal(text, "18446744073709551615");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(ints, reckons_ints),          TEST_ROWS(uints, reckons_uints),
        TEST(uints_are_shifted_as_ints_are),    TEST(signs_bounds_and_bits_of_ints),
        TEST(the_sign_of_a_double_is_a_double), TEST_ROWS(orders, is_ordered),
        TEST_ROWS(cuts, cuts_double),           TEST(ints_and_uints_become_one_another_where_they_fit),
        TEST_ROWS(integers, reads_integer),     TEST_ROWS(doubles, reads_double),
        TEST(a_double_is_read_up_to_a_length),  TEST_ROWS(bools, reads_bool),
        TEST_ROWS(written, writes_double),      TEST(any_double_is_read_back_as_it_was),
        TEST(integers_are_written_whole),
    };
    return RUN_TABLES(tables);
}
