/* words: which of many words a text holds, in one walk over it.
 *
 * An automaton of Aho and Corasick ("Efficient string matching", 1975) as one table without ways back: one step a byte,
 * whatever the text. ASCII letters count in either case. */
#ifndef CH_DETECT_WORDS_H
#define CH_DETECT_WORDS_H

#include "base/set.h"
#include "detect/needs.h"

typedef struct ch_words ch_words;

/* The words of `count` needs, at most CH_SET_MAX, in `arena`; NULL: no memory. Those that would make the table too
 * large are left out: they count as found everywhere. */
ch_words *ch_words_new(const ch_needs *needs, uint32_t count, ch_arena *arena);

/* Those needs of which `text` holds a word, and those that have none. */
ch_set ch_words_find(const ch_words *words, ch_text text);

#endif
