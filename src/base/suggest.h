/* suggest: "did you mean …?" */
#ifndef CH_BASE_SUGGEST_H
#define CH_BASE_SUGGEST_H

#include "base/message.h"

/* The best candidate so far for a misspelt word. */
typedef struct ch_suggestion {
    ch_text word;
    uint64_t letters; /* of the word, as a set */
    ch_text best;     /* `at` is NULL: none is near enough */
    unsigned distance;
    bool french; /* it means something in French (base/french.h) */
} ch_suggestion;

/* Begins to look for what is nearest to `word`. */
ch_suggestion ch_suggest(ch_text word);

/* Considers `candidate`, which is kept. Near enough is a Damerau-Levenshtein distance (adjacent letters
 * swapped count as one) of at most a third of the longer word's length, letter case aside; the first of
 * equals wins. What the word means in French is nearest. Words beyond 64 bytes have no suggestion. */
void ch_suggest_try(ch_suggestion *suggestion, ch_text candidate);

/* "did you mean …", or else all of `words`; nothing where there are none. */
ch_message ch_help_with_texts(ch_arena *arena, ch_text word, const ch_text *words, uint32_t count);

#endif
