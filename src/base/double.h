/* double: a number as text, and no digit more than it takes to read the same number back. */
#ifndef CH_BASE_DOUBLE_H
#define CH_BASE_DOUBLE_H

#include <stddef.h>

#define CH_DOUBLE_SIZE 32 /* bytes of any of them, with the NUL */

/* The fewest digits that are read back as the same double, laid out as ECMAScript does (ECMA-262,
 * Number::toString): "123.456", "1000000", "1e+21", "1.5e-7", with "-0" for negative zero; "NaN",
 * "Infinity", "-Infinity". */
size_t ch_double_write(double d, char out[CH_DOUBLE_SIZE]);

#endif
