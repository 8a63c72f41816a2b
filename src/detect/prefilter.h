/* prefilter: what a text must hold for a pattern to match in it, read off the pattern's own spelling.
 *
 * Most lines of a text hold neither the word nor the digits that a pattern asks for, nor anything of its outline:
 * nobody has to run it there. Only what is sure is said: of a construct that is not understood, nothing is needed. */
#ifndef CH_DETECT_PREFILTER_H
#define CH_DETECT_PREFILTER_H

#include "base/arena.h"
#include "base/text.h"
#include "detect/byte_pattern.h"

#define CH_NEED_WORDS  64 /* at most */
#define CH_NEED_LENGTH 8  /* bytes of a word, at most: a beginning will do */

typedef struct ch_prefilter {
    uint32_t digits;      /* ASCII digits that every match holds, at least */
    const ch_text *words; /* every match holds one of these, ASCII letters in either case; small here */
    uint32_t word_count;  /* 0: no such words */
    ch_byte_pattern
        byte_pattern; /* every match holds it; a count of 0 where the words say enough, or it would say little */
} ch_prefilter;

/* Of a pattern that compiles. False when there is no memory. */
bool ch_prefilter_read(ch_text pattern, ch_arena *arena, ch_prefilter *out);

#endif
