/* digest: texts by 128 bits of their SHA-256: nobody can make two of them count as one, and what is kept does not grow
 * with their length. */
#ifndef CH_BASE_DIGEST_H
#define CH_BASE_DIGEST_H

#include "base/text.h"

#define CH_DIGEST_BYTES 16

typedef struct ch_digest {
    uint8_t bytes[CH_DIGEST_BYTES];
} ch_digest;

/* The digest of a text, the first 128 bits of its SHA-256. */
ch_digest ch_digest_of(ch_text text);

/* In lower-case hexadecimal digits, with a NUL. */
#define CH_DIGEST_SIZE (2 * CH_DIGEST_BYTES + 1)
void ch_digest_hex(const ch_digest *digest, char out[CH_DIGEST_SIZE]);

#endif
