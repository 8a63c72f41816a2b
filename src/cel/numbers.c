/* numbers: what is too long for the header: division, comparing across types, and texts. As values of expressions they
 * are functions.c's. */
#include "cel/numbers.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- arithmetic ---- */

/* INT64_MIN by -1 has no int64_t: C leaves / and % undefined there (C11, 6.5.5), and x86 traps. */
ch_number_status ch_int_divide(int64_t a, int64_t b, int64_t *out)
{
    if (b == 0)
        return CH_NUMBER_BY_ZERO;
    if (a == INT64_MIN && b == -1)
        return CH_NUMBER_RANGE;
    *out = a / b;
    return CH_NUMBER_OK;
}

ch_number_status ch_int_modulo(int64_t a, int64_t b, int64_t *out)
{
    if (b == 0)
        return CH_NUMBER_BY_ZERO;
    if (a == INT64_MIN && b == -1)
        return CH_NUMBER_RANGE;
    *out = a % b;
    return CH_NUMBER_OK;
}

ch_number_status ch_int_negate(int64_t a, int64_t *out)
{
    return ch_int_subtract(0, a, out);
}

ch_number_status ch_uint_divide(uint64_t a, uint64_t b, uint64_t *out)
{
    if (b == 0)
        return CH_NUMBER_BY_ZERO;
    *out = a / b;
    return CH_NUMBER_OK;
}

ch_number_status ch_uint_modulo(uint64_t a, uint64_t b, uint64_t *out)
{
    if (b == 0)
        return CH_NUMBER_BY_ZERO;
    *out = a % b;
    return CH_NUMBER_OK;
}

/* ---- comparing ---- */

static ch_order order(bool less, bool greater)
{
    return less ? CH_LESS : greater ? CH_GREATER : CH_SAME;
}

static ch_order compare_doubles(double a, double b)
{
    return isunordered(a, b) ? CH_UNORDERED : order(a<b, a> b);
}

/* Turned into one type by C, -1 would be the largest uint. */
static ch_order compare_int_uint(int64_t a, uint64_t b)
{
    return a < 0 ? CH_LESS : order((uint64_t)a<b, (uint64_t)a> b);
}

static double as_double(ch_number number)
{
    switch (number.kind) {
    case CH_NUMBER_INT:
        return (double)number.i;
    case CH_NUMBER_UINT:
        return (double)number.u;
    default:
        return number.d;
    }
}

ch_order ch_number_compare(ch_number a, ch_number b)
{
    if (a.kind == CH_NUMBER_DOUBLE || b.kind == CH_NUMBER_DOUBLE)
        return compare_doubles(as_double(a), as_double(b));
    if (a.kind == CH_NUMBER_INT && b.kind == CH_NUMBER_INT)
        return order(a.i<b.i, a.i> b.i);
    if (a.kind == CH_NUMBER_INT)
        return compare_int_uint(a.i, b.u);
    if (b.kind == CH_NUMBER_INT)
        return (ch_order)-compare_int_uint(b.i, a.u);
    return order(a.u<b.u, a.u> b.u);
}

/* ---- conversions ---- */

/* Exact as doubles: INT64_MAX is not, and would be rounded up to the first that is out of range. */
#define TWO_63 9223372036854775808.0
#define TWO_64 18446744073709551616.0

ch_number_status ch_int_of_uint(uint64_t u, int64_t *out)
{
    if (u > INT64_MAX)
        return CH_NUMBER_RANGE;
    *out = (int64_t)u;
    return CH_NUMBER_OK;
}

ch_number_status ch_uint_of_int(int64_t i, uint64_t *out)
{
    if (i < 0)
        return CH_NUMBER_RANGE;
    *out = (uint64_t)i;
    return CH_NUMBER_OK;
}

ch_number_status ch_int_of_double(double d, int64_t *out)
{
    if (!(d > -TWO_63 && d < TWO_63)) /* written so that NaN is refused */
        return CH_NUMBER_RANGE;
    *out = (int64_t)d;
    return CH_NUMBER_OK;
}

ch_number_status ch_uint_of_double(double d, uint64_t *out)
{
    if (!(d >= 0 && d < TWO_64))
        return CH_NUMBER_RANGE;
    *out = (uint64_t)d;
    return CH_NUMBER_OK;
}

/* ---- reading ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool past_sign(ch_text *rest, bool *negative)
{
    *negative = rest->length > 0 && rest->at[0] == '-';
    if (!*negative && (rest->length == 0 || rest->at[0] != '+'))
        return false;
    *rest = (ch_text){rest->at + 1, rest->length - 1};
    return true;
}

ch_number_status ch_uint_read(ch_text text, uint64_t *out)
{
    uint64_t value = 0;
    /* Read to its end where it does not fit, too: what is no number at all is told as that. */
    bool fits = text.length > 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.at[i]))
            return CH_NUMBER_MALFORMED;
        fits = fits && !__builtin_mul_overflow(value, 10, &value) &&
               !__builtin_add_overflow(value, (uint64_t)(text.at[i] - '0'), &value);
    }
    if (!fits)
        return text.length == 0 ? CH_NUMBER_MALFORMED : CH_NUMBER_RANGE;
    *out = value;
    return CH_NUMBER_OK;
}

ch_number_status ch_int_read(ch_text text, int64_t *out)
{
    bool negative;
    past_sign(&text, &negative);
    uint64_t size;
    ch_number_status status = ch_uint_read(text, &size);
    if (status != CH_NUMBER_OK)
        return status;
    if (size > (uint64_t)INT64_MAX + (negative ? 1 : 0))
        return CH_NUMBER_RANGE;
    *out = negative ? (int64_t)(0 - size) : (int64_t)size;
    return CH_NUMBER_OK;
}

/* ASCII alone: tolower() would ask the locale. */
static bool same_in_any_case(ch_text text, const char *lower)
{
    size_t i = 0;
    for (; i < text.length && lower[i] != '\0'; i++)
        if ((text.at[i] >= 'A' && text.at[i] <= 'Z' ? text.at[i] + ('a' - 'A') : text.at[i]) != lower[i])
            return false;
    return i == text.length && lower[i] == '\0';
}

/* Copies the digits that `rest` begins with, and gives how many there were. */
static int copy_digits(ch_text *rest, char **end)
{
    int n = 0;
    for (; rest->length > 0 && is_digit(rest->at[0]); n++) {
        *(*end)++ = rest->at[0];
        *rest = (ch_text){rest->at + 1, rest->length - 1};
    }
    return n;
}

/* Reads "e-12", or nothing. Exponents are cut at a size at which the rest no longer matters. */
static bool read_exponent(ch_text *rest, int *out)
{
    *out = 0;
    if (rest->length == 0 || (rest->at[0] != 'e' && rest->at[0] != 'E'))
        return true;
    *rest = (ch_text){rest->at + 1, rest->length - 1};
    bool negative;
    past_sign(rest, &negative);
    bool some = rest->length > 0;
    for (; rest->length > 0 && is_digit(rest->at[0]); *rest = (ch_text){rest->at + 1, rest->length - 1})
        if (*out < 10000)
            *out = *out * 10 + (rest->at[0] - '0');
    *out = negative ? -*out : *out;
    return some;
}

/* strtod's decimal point depends on the locale: it is given the digits alone, and an exponent that says
 * where the point stood. */
static bool read_decimal(ch_text text, double *out)
{
    char digits[CH_DOUBLE_TEXT_MAX + 16], *end = digits;
    int exponent, whole = copy_digits(&text, &end), fraction = 0;
    if (text.length > 0 && text.at[0] == '.') {
        text = (ch_text){text.at + 1, text.length - 1};
        fraction = copy_digits(&text, &end);
    }
    if (whole + fraction == 0 || !read_exponent(&text, &exponent) || text.length > 0)
        return false;
    snprintf(end, 16, "e%d", exponent - fraction);
    *out = strtod(digits, NULL);
    return true;
}

ch_number_status ch_double_read(ch_text text, double *out)
{
    bool negative, is_signed = past_sign(&text, &negative);
    double value;
    if (same_in_any_case(text, "inf") || same_in_any_case(text, "infinity"))
        value = INFINITY;
    else if (!is_signed && same_in_any_case(text, "nan"))
        value = NAN;
    else if (text.length > CH_DOUBLE_TEXT_MAX || !read_decimal(text, &value))
        return CH_NUMBER_MALFORMED;
    else if (isinf(value))
        return CH_NUMBER_RANGE;
    *out = negative ? -value : value;
    return CH_NUMBER_OK;
}

ch_number_status ch_bool_read(ch_text text, bool *out)
{
    static const char *const words[][5] = {{"0", "f", "false", "FALSE", "False"}, {"1", "t", "true", "TRUE", "True"}};
    for (int yes = 0; yes < 2; yes++)
        for (size_t i = 0; i < 5; i++)
            if (ch_text_is(text, words[yes][i])) {
                *out = yes;
                return CH_NUMBER_OK;
            }
    return CH_NUMBER_MALFORMED;
}

/* ---- writing ---- */

size_t ch_int_write(int64_t i, char out[CH_NUMBER_SIZE])
{
    return (size_t)snprintf(out, CH_NUMBER_SIZE, "%lld", (long long)i);
}

size_t ch_uint_write(uint64_t u, char out[CH_NUMBER_SIZE])
{
    return (size_t)snprintf(out, CH_NUMBER_SIZE, "%llu", (unsigned long long)u);
}

/* ---- the math extension ---- */

ch_number_status ch_int_abs(int64_t i, int64_t *out)
{
    if (i < 0)
        return ch_int_negate(i, out);
    *out = i;
    return CH_NUMBER_OK;
}

int64_t ch_int_sign(int64_t i)
{
    return (i > 0) - (i < 0);
}

uint64_t ch_uint_sign(uint64_t u)
{
    return u > 0;
}

double ch_double_sign(double d)
{
    return isnan(d) ? d : (double)((d > 0) - (d < 0));
}

/* C defines no shift by 64 bits or more (C11, 6.5.7). */
ch_number_status ch_uint_shift_left(uint64_t a, int64_t bits, uint64_t *out)
{
    if (bits < 0)
        return CH_NUMBER_OFFSET;
    *out = bits >= 64 ? 0 : a << bits;
    return CH_NUMBER_OK;
}

ch_number_status ch_uint_shift_right(uint64_t a, int64_t bits, uint64_t *out)
{
    if (bits < 0)
        return CH_NUMBER_OFFSET;
    *out = bits >= 64 ? 0 : a >> bits;
    return CH_NUMBER_OK;
}
