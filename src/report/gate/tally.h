/* tally: how often each text came, within a bound.
 *
 * Texts are known by 128 bits of their SHA-256: whoever declares them cannot make two of them count as one,
 * and what is kept does not grow with their length. */
#ifndef CH_REPORT_GATE_TALLY_H
#define CH_REPORT_GATE_TALLY_H

#include "base/text.h"

#define CH_DIGEST_BYTES 16

typedef struct ch_digest {
    uint8_t bytes[CH_DIGEST_BYTES];
} ch_digest;

/* The digest of a text, the first 128 bits of its SHA-256. */
ch_digest ch_digest_of(ch_text text);

typedef struct ch_tally {
    struct ch_tally_slot {
        ch_digest key;
        uint32_t count; /* 0: free */
    } * slots;
    size_t used, room, max; /* `max`: how many texts are told apart */
    bool failed;            /* there was no memory */
} ch_tally;

static inline ch_tally ch_tally_new(size_t max)
{
    return (ch_tally){.max = max};
}

/* How often it came, this time included; 0 where more texts came than are told apart. */
uint32_t ch_tally_count(ch_tally *tally, ch_digest key);

/* Forgets all texts. */
void ch_tally_free(ch_tally *tally);

#endif
