/* set: a fixed set of small numbers, as a bit mask.
 *
 * The vocabularies of which a judgement takes sets (data classes, hosting labels, duties) hold at most
 * CH_SET_MAX entries, so that "may this tool receive these data" is a mask and never an allocation. */
#ifndef CH_BASE_SET_H
#define CH_BASE_SET_H

#include <stdbool.h>
#include <stdint.h>

#define CH_SET_WORDS 4
#define CH_SET_MAX   (CH_SET_WORDS * 64)

typedef struct ch_set {
    uint64_t word[CH_SET_WORDS];
} ch_set;

static inline void ch_set_add(ch_set *set, uint32_t member)
{
    set->word[member / 64] |= UINT64_C(1) << (member % 64);
}

static inline bool ch_set_has(const ch_set *set, uint32_t member)
{
    return (set->word[member / 64] >> (member % 64)) & 1;
}

static inline void ch_set_join(ch_set *set, const ch_set *other)
{
    for (int i = 0; i < CH_SET_WORDS; i++)
        set->word[i] |= other->word[i];
}

static inline void ch_set_meet(ch_set *set, const ch_set *other)
{
    for (int i = 0; i < CH_SET_WORDS; i++)
        set->word[i] &= other->word[i];
}

/* Whether every member of `set` is in `other`. */
static inline bool ch_set_within(const ch_set *set, const ch_set *other)
{
    uint64_t beyond = 0;
    for (int i = 0; i < CH_SET_WORDS; i++)
        beyond |= set->word[i] & ~other->word[i];
    return beyond == 0;
}

static inline bool ch_set_same(const ch_set *a, const ch_set *b)
{
    return ch_set_within(a, b) && ch_set_within(b, a);
}

/* Takes out of `set` what is in `other`. */
static inline void ch_set_remove(ch_set *set, const ch_set *other)
{
    for (int i = 0; i < CH_SET_WORDS; i++)
        set->word[i] &= ~other->word[i];
}

static inline bool ch_set_meets(const ch_set *set, const ch_set *other)
{
    uint64_t common = 0;
    for (int i = 0; i < CH_SET_WORDS; i++)
        common |= set->word[i] & other->word[i];
    return common != 0;
}

static inline bool ch_set_empty(const ch_set *set)
{
    uint64_t any = 0;
    for (int i = 0; i < CH_SET_WORDS; i++)
        any |= set->word[i];
    return any == 0;
}

#endif
