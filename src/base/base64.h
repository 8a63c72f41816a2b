/* base64: bytes as text (RFC 4648, section 4). */
#ifndef CH_BASE_BASE64_H
#define CH_BASE_BASE64_H

#include "base/text.h"

/* The 64 digits, by value, and a NUL. */
extern const char ch_base64_digits[];

/* How many characters so many bytes take, with what fills the last four up. */
static inline size_t ch_base64_size(size_t bytes)
{
    return (bytes + 2) / 3 * 4;
}

/* Writes ch_base64_size(text.length) characters, and no NUL. */
void ch_base64_encode(ch_text text, char *out);

#endif
