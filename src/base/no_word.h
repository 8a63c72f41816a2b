/* no_word: texts that say no, or not yet, where a reference or a name is asked for: "N/A", "en cours", "-", "00". */
#ifndef CH_BASE_NO_WORD_H
#define CH_BASE_NO_WORD_H

#include "base/text.h"

/* Whether `text` as a whole, case, accents, spaces and punctuation aside, is a word of no or not yet, zeros alone, or
 * holds no letter or digit at all. "N/A-2026-12", "No. 12" and "10" are references. */
bool ch_says_no(ch_text text);

#endif
