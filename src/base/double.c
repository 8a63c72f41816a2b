/* The shortest decimals: as many digits are tried as it takes to read the same double back. */
#include "base/double.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_DIGITS 17

/* The significant digits of a finite, positive number, without zeros at the end, and where its point
 * stands: 0.DIGITS times ten to the power of `point`. */
typedef struct decimal {
    char digits[MOST_DIGITS + 1];
    int count, point;
} decimal;

/* The fewest digits that give the same double. Any decimal of 15 digits survives a double of full
 * precision, so that fewer are those of 15 without their zeros; a subnormal has to be tried from 1 on. */
static decimal shortest(double d)
{
    char text[40];
    int precision = d < DBL_MIN ? 1 : DBL_DIG;
    do
        snprintf(text, sizeof text, "%.*e", precision - 1, d);
    while (strtod(text, NULL) != d && precision++ < MOST_DIGITS);
    decimal found = {.count = 0};
    const char *at = text;
    for (; *at != 'e'; at++) /* the point is the locale's */
        if (*at >= '0' && *at <= '9')
            found.digits[found.count++] = *at;
    while (found.count > 1 && found.digits[found.count - 1] == '0')
        found.count--;
    found.point = atoi(at + 1) + 1;
    return found;
}

static char *put_digits(char *at, const decimal *d, int first, int end)
{
    for (int i = first; i < end; i++)
        *at++ = i >= 0 && i < d->count ? d->digits[i] : '0';
    return at;
}

/* "1234.5", "0.00012", "1000000". */
static char *put_plain(char *at, const decimal *d)
{
    at = put_digits(at, d, d->point > 0 ? 0 : -1, d->point > 0 ? d->point : 0);
    if (d->count <= d->point)
        return at;
    *at++ = '.';
    return put_digits(at, d, d->point, d->count);
}

/* "1.5e-7". */
static char *put_scientific(char *at, const decimal *d)
{
    at = put_digits(at, d, 0, 1);
    if (d->count > 1) {
        *at++ = '.';
        at = put_digits(at, d, 1, d->count);
    }
    return at + sprintf(at, "e%+d", d->point - 1);
}

size_t ch_double_write(double d, char out[CH_DOUBLE_SIZE])
{
    if (isnan(d))
        return (size_t)snprintf(out, CH_DOUBLE_SIZE, "NaN");
    char *at = out;
    if (signbit(d))
        *at++ = '-';
    if (isinf(d))
        at = stpcpy(at, "Infinity");
    else if (d == 0)
        *at++ = '0';
    else {
        decimal digits = shortest(fabs(d));
        at = digits.point > -6 && digits.point <= 21 ? put_plain(at, &digits) : put_scientific(at, &digits);
    }
    *at = '\0';
    return (size_t)(at - out);
}
