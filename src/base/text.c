/* text: slices of bytes: comparing them, and reading the simple values that they spell. Characters, and how names
 * compare, are unicode.c's. */
#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

int ch_text_compare(ch_text a, ch_text b)
{
    /* An empty text may have no pointer, which memcmp must not be given. */
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter == 0 ? 0 : memcmp(a.at, b.at, shorter);
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool ch_text_is_id(ch_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (!is_lower(c) && !is_digit(c) && !(c == '-' && i > 0))
            return false;
    }
    return text.length > 0;
}

bool ch_text_is_identifier(ch_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (!is_lower(c) && !((is_digit(c) || c == '_') && i > 0))
            return false;
    }
    return text.length > 0;
}

/* How many bytes from `i` on are digits. */
static size_t digits_at(ch_text text, size_t i)
{
    size_t n = 0;
    while (i + n < text.length && is_digit(text.at[i + n]))
        n++;
    return n;
}

/* The digits of an integer part: some, and no leading zero. */
static size_t integer_part(ch_text text, size_t i)
{
    size_t n = digits_at(text, i);
    return n > 1 && text.at[i] == '0' ? 0 : n;
}

bool ch_text_to_int(ch_text text, int64_t *out)
{
    bool negative = text.length > 0 && text.at[0] == '-';
    size_t first = negative ? 1 : 0;
    size_t digits = integer_part(text, first);
    if (digits == 0 || first + digits != text.length)
        return false;
    int64_t value = 0;
    for (size_t i = first; i < text.length; i++) {
        int digit = text.at[i] - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value)) /* downwards: INT64_MIN fits too */
            return false;
    }
    if (!negative && __builtin_sub_overflow(0, value, &value))
        return false;
    *out = value;
    return true;
}

/* RFC 8259, 6: digits on both sides of a point, no leading zero, no sign but a minus. */
bool ch_text_is_number(ch_text text)
{
    size_t i = text.length > 0 && text.at[0] == '-' ? 1 : 0;
    size_t n = integer_part(text, i);
    if (n == 0)
        return false;
    i += n;
    if (i < text.length && text.at[i] == '.') {
        n = digits_at(text, i + 1);
        if (n == 0)
            return false;
        i += n + 1;
    }
    if (i < text.length && (text.at[i] == 'e' || text.at[i] == 'E')) {
        i++;
        if (i < text.length && (text.at[i] == '+' || text.at[i] == '-'))
            i++;
        n = digits_at(text, i);
        if (n == 0)
            return false;
        i += n;
    }
    return i == text.length;
}

bool ch_text_to_number(ch_text text, double *out)
{
    char copy[64]; /* longer spellings have no use, and strtod needs the NUL */
    if (text.length >= sizeof copy || !ch_text_is_number(text))
        return false;
    ch_text_copy(copy, text);
    copy[text.length] = '\0';
    *out = strtod(copy, NULL); /* the library never calls setlocale; a host that does is a host's choice */
    return isfinite(*out);
}
