/* numbers: CEL's int, uint and double: arithmetic that does not wrap, comparisons across the three,
 * conversions, and what the math extension adds.
 *
 * Arithmetic on doubles is C's. Of the math extension, ceil, floor, trunc, round (halves away from zero),
 * fabs, isnan, isinf and isfinite of <math.h> are CEL's too, and are not repeated here. */
#ifndef CH_CEL_NUMBERS_H
#define CH_CEL_NUMBERS_H

#include "base/double.h"
#include "base/text.h"

typedef enum ch_number_status {
    CH_NUMBER_OK,
    CH_NUMBER_RANGE,     /* overflow, or a conversion beyond the type's range */
    CH_NUMBER_BY_ZERO,   /* division or modulus by zero */
    CH_NUMBER_OFFSET,    /* a shift by a negative number of bits */
    CH_NUMBER_UNORDERED, /* NaN where an order is asked for */
    CH_NUMBER_MALFORMED  /* a text that spells no value of the type */
} ch_number_status;

/* In all that follow, `*out` is as it was unless the status is CH_NUMBER_OK. */

/* ---- arithmetic: `/` and `%` truncate towards zero; INT64_MIN by -1 is out of range for both ---- */

/* Each tells a result that the type has no room for: in the evaluator these are most of all arithmetic, so inline. */
#define CH_CHECKED(name, type, operation)                               \
    static inline ch_number_status ch_##name(type a, type b, type *out) \
    {                                                                   \
        type result;                                                    \
        if (__builtin_##operation##_overflow(a, b, &result))            \
            return CH_NUMBER_RANGE;                                     \
        *out = result;                                                  \
        return CH_NUMBER_OK;                                            \
    }
CH_CHECKED(int_add, int64_t, add)
CH_CHECKED(int_subtract, int64_t, sub)
CH_CHECKED(int_multiply, int64_t, mul)
CH_CHECKED(uint_add, uint64_t, add)
CH_CHECKED(uint_subtract, uint64_t, sub)
CH_CHECKED(uint_multiply, uint64_t, mul)
#undef CH_CHECKED

/* Division and remainder, rounded towards zero; the number with the other sign. */
ch_number_status ch_int_divide(int64_t a, int64_t b, int64_t *out);
ch_number_status ch_int_modulo(int64_t a, int64_t b, int64_t *out);
ch_number_status ch_int_negate(int64_t a, int64_t *out);

/* The same without a sign. */
ch_number_status ch_uint_divide(uint64_t a, uint64_t b, uint64_t *out);
ch_number_status ch_uint_modulo(uint64_t a, uint64_t b, uint64_t *out);

/* ---- comparing ---- */

typedef enum ch_number_kind { CH_NUMBER_INT, CH_NUMBER_UINT, CH_NUMBER_DOUBLE } ch_number_kind;

typedef struct ch_number {
    ch_number_kind kind;
    union {
        int64_t i;
        uint64_t u;
        double d;
    };
} ch_number;

static inline ch_number ch_number_int(int64_t i)
{
    return (ch_number){CH_NUMBER_INT, {.i = i}};
}

static inline ch_number ch_number_uint(uint64_t u)
{
    return (ch_number){CH_NUMBER_UINT, {.u = u}};
}

static inline ch_number ch_number_double(double d)
{
    return (ch_number){CH_NUMBER_DOUBLE, {.d = d}};
}

typedef enum ch_order { CH_LESS = -1, CH_SAME = 0, CH_GREATER = 1, CH_UNORDERED = 2 } ch_order;

/* By value, whatever the types. An int or uint beside a double is rounded to the nearest double first, as
 * the conformance suite wants: 9223372036854775807 and 9223372036854775808.0 are the same. NaN is
 * unordered with everything: `<`, `<=`, `>`, `>=` and `==` are then false. */
ch_order ch_number_compare(ch_number a, ch_number b);

static inline bool ch_number_equal(ch_number a, ch_number b)
{
    return ch_number_compare(a, b) == CH_SAME;
}

/* ---- conversions ---- */

/* Conversions between kinds of numbers; a value that has no place in the other is out of range. */
ch_number_status ch_int_of_uint(uint64_t u, int64_t *out);
ch_number_status ch_uint_of_int(int64_t i, uint64_t *out);

/* Truncated towards zero. Both bounds are excluded, -9223372036854775808.0 too, as the suite wants; NaN
 * and infinities are out of range. For uint anything below 0 is, -0.5 too. */
ch_number_status ch_int_of_double(double d, int64_t *out);
ch_number_status ch_uint_of_double(double d, uint64_t *out);

/* Decimal digits, leading zeros allowed, for an int after a sign at most. No blanks. */
ch_number_status ch_int_read(ch_text text, int64_t *out);
ch_number_status ch_uint_read(ch_text text, uint64_t *out);

/* A decimal number with a sign, a fraction, an exponent at most ("-84.32e7", ".5", "5."), whatever the
 * locale; "inf", "infinity" (with a sign at most) and "nan" in any case. Beyond the largest double is
 * CH_NUMBER_RANGE; below the smallest is 0. More than CH_DOUBLE_TEXT_MAX bytes are malformed. */
#define CH_DOUBLE_TEXT_MAX 800
ch_number_status ch_double_read(ch_text text, double *out);

/* bool(string): 1, t, true, TRUE, True; 0, f, false, FALSE, False. */
ch_number_status ch_bool_read(ch_text text, bool *out);

/* These write a NUL after their text and give its length. */
#define CH_NUMBER_SIZE CH_DOUBLE_SIZE /* ch_double_write does likewise */
size_t ch_int_write(int64_t i, char out[CH_NUMBER_SIZE]);
size_t ch_uint_write(uint64_t u, char out[CH_NUMBER_SIZE]);

/* ---- the math extension ---- */

/* The absolute value; the least number has none. */
ch_number_status ch_int_abs(int64_t i, int64_t *out);

/* -1, 0 or 1; NaN of NaN. */
int64_t ch_int_sign(int64_t i);
uint64_t ch_uint_sign(uint64_t u);
double ch_double_sign(double d);

static inline int64_t ch_int_and(int64_t a, int64_t b)
{
    return a & b;
}

static inline int64_t ch_int_or(int64_t a, int64_t b)
{
    return a | b;
}

static inline int64_t ch_int_xor(int64_t a, int64_t b)
{
    return a ^ b;
}

static inline int64_t ch_int_not(int64_t a)
{
    return ~a;
}

/* Both shift the 64 bits and fill with zeros: an int's sign is not kept. Sixty-four bits or more give 0; a
 * negative number of them is CH_NUMBER_OFFSET. On a uint the other bit functions are C's & | ^ ~. */
ch_number_status ch_uint_shift_left(uint64_t a, int64_t bits, uint64_t *out);
ch_number_status ch_uint_shift_right(uint64_t a, int64_t bits, uint64_t *out);

#endif
