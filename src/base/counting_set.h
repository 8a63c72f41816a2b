/* counting_set: how often each text came, within a bound.
 *
 * Texts are known by 128 bits of their SHA-256: whoever declares them cannot make two of them count as one,
 * and what is kept does not grow with their length. */
#ifndef CH_BASE_COUNTING_SET_H
#define CH_BASE_COUNTING_SET_H

#include "base/digest.h"

typedef struct ch_counting_set {
    struct ch_counting_set_slot {
        ch_digest key;
        uint32_t count; /* 0: free */
    } * slots;
    size_t used, room, max; /* `max`: how many texts are told apart */
    bool failed;            /* there was no memory */
} ch_counting_set;

static inline ch_counting_set ch_counting_set_init(size_t max)
{
    return (ch_counting_set){.max = max};
}

/* How often it came, this time included; 0 where more texts came than are told apart. */
uint32_t ch_counting_set_add(ch_counting_set *set, ch_digest key);

/* Forgets all texts. */
void ch_counting_set_clear(ch_counting_set *set);

#endif
