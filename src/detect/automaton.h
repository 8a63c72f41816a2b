/* automaton: which of many words a text holds, in one walk over it.
 *
 * An automaton of Aho and Corasick ("Efficient string matching", 1975) as one table without ways back: one step a byte,
 * whatever the text. ASCII letters count in either case. */
#ifndef CH_DETECT_AUTOMATON_H
#define CH_DETECT_AUTOMATON_H

#include "base/set.h"
#include "detect/prefilter.h"

typedef struct ch_automaton ch_automaton;

/* The words of `count` needs, at most CH_SET_MAX, in `arena`; NULL: no memory. Those that would make the table too
 * large are left out: they count as found everywhere. */
ch_automaton *ch_automaton_new(const ch_prefilter *prefilter, uint32_t count, ch_arena *arena);

/* Those needs of which `text` holds a word, and those that have none. */
ch_set ch_automaton_find(const ch_automaton *words, ch_text text);

#endif
