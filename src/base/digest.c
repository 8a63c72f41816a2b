/* SHA-256 (FIPS 180-4) is libmd's. Half of it: two texts with one digest take some 2^64 tries to find. What is told
 * apart by digests is for those who ask. */
#include "base/digest.h"

#include <sha256.h>

ch_digest ch_digest_of(ch_text text)
{
    SHA2_CTX context;
    uint8_t whole[SHA256_DIGEST_LENGTH];
    ch_digest digest;
    SHA256Init(&context);
    if (text.length > 0)
        SHA256Update(&context, (const uint8_t *)text.at, text.length);
    SHA256Final(whole, &context);
    memcpy(digest.bytes, whole, sizeof digest.bytes);
    return digest;
}

void ch_digest_hex(const ch_digest *digest, char out[CH_DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof digest->bytes; i++) {
        *out++ = digits[digest->bytes[i] >> 4];
        *out++ = digits[digest->bytes[i] & 15];
    }
    *out = '\0';
}
