/* text: slices of bytes, with lengths, never relying on a NUL.
 *
 * Small value types that every room passes by value. */
#ifndef CH_BASE_TEXT_H
#define CH_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "charter/types.h"

typedef charter_text ch_text;

/* A range of bytes in a source; `end` is exclusive. */
typedef struct ch_span {
    uint32_t start, end;
} ch_span;

#define CH_NO_TEXT ((ch_text){NULL, 0})

/* A string literal as a text; CH_TEXT_INIT is the same for initialisers of tables. Nothing else compiles: of a pointer,
 * as a choice between two literals is one, `sizeof` would be the pointer's. */
#define CH_LITERAL(literal) ((ch_text)CH_TEXT_INIT(literal))
/* clang-format off */
#define CH_TEXT_INIT(literal) {"" literal, sizeof(literal) - 1}
/* clang-format on */

static inline ch_text ch_text_of(const char *string)
{
    return (ch_text){string, string == NULL ? 0 : strlen(string)};
}

/* The value of a hexadecimal digit; -1: it is none. */
static inline int ch_hex_digit(int32_t c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    int32_t small = c | 0x20;
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* The number that the first `digits` hexadecimal digits of `text` spell, at most eight of them; -1: there are fewer. */
static inline int64_t ch_text_hex(ch_text text, size_t digits)
{
    int64_t number = 0;
    for (size_t i = 0; i < digits; i++) {
        int digit = i < text.length ? ch_hex_digit((unsigned char)text.at[i]) : -1;
        if (digit < 0)
            return -1;
        number = number * 16 + digit;
    }
    return number;
}

static inline bool ch_text_is(ch_text text, const char *string)
{
    if (text.at == NULL || (text.length > 0 && text.at[0] != string[0]))
        return false;
    return strlen(string) == text.length && memcmp(text.at, string, text.length) == 0;
}

static inline bool ch_text_same(ch_text a, ch_text b)
{
    if (a.length != b.length || a.length == 0)
        return a.length == b.length;
    return a.at[0] == b.at[0] && memcmp(a.at, b.at, a.length) == 0;
}

/* Where `c` stands first in `text`; NULL: nowhere, as in a text that is absent, whose address memchr() may not have. */
static inline const char *ch_text_find(ch_text text, char c)
{
    return text.length == 0 ? NULL : memchr(text.at, c, text.length);
}

/* Copies `text`, without a NUL, to where there is room for it; of an absent one nothing. */
static inline void ch_text_copy(char *to, ch_text text)
{
    if (text.length > 0)
        memcpy(to, text.at, text.length);
}

/* Order by bytes, which for UTF-8 is the order of code points. */
int ch_text_compare(ch_text a, ch_text b);

static inline bool ch_text_begins(ch_text text, const char *prefix)
{
    size_t length = strlen(prefix);
    return text.length >= length && memcmp(text.at, prefix, length) == 0;
}

/* What follows the first `length` bytes, of which there are as many. */
static inline ch_text ch_text_behind(ch_text text, size_t length)
{
    return (ch_text){text.at + length, text.length - length};
}

/* An id: [a-z0-9][a-z0-9-]*. */
bool ch_text_is_id(ch_text text);

/* An identifier: [a-z][a-z0-9_]*. */
bool ch_text_is_identifier(ch_text text);

/* A decimal integer, optionally negative, without leading zeros; false beyond int64. */
bool ch_text_to_int(ch_text text, int64_t *out);

/* Whether a text is a number as JSON writes one (RFC 8259, section 6). */
bool ch_text_is_number(ch_text text);

/* A decimal number as JSON writes one; false where it is none, or is not finite. */
bool ch_text_to_number(ch_text text, double *out);

#endif
