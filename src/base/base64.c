/* Encoding alone: what is decoded comes from a charter's expressions, whose faults cel/ tells. */
#include "base/base64.h"

const char ch_base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void ch_base64_encode(ch_text text, char *out)
{
    const unsigned char *in = (const unsigned char *)text.at;
    for (size_t i = 0; i < text.length; i += 3) {
        size_t left = text.length - i;
        uint32_t group = (uint32_t)in[i] << 16;
        group |= left > 1 ? (uint32_t)in[i + 1] << 8 : 0;
        group |= left > 2 ? in[i + 2] : 0;
        for (unsigned d = 0; d < 4; d++)
            *out++ = d <= left ? ch_base64_digits[group >> (18 - 6 * d) & 63] : '=';
    }
}
