/* no_word: texts that say no, not yet, or yes alone, where a reference or a name is asked for: "N/A", "-", "Oui !". */
#ifndef CH_BASE_NO_WORD_H
#define CH_BASE_NO_WORD_H

#include "base/text.h"

/* Whether `text` as a whole, case, accents, spaces and punctuation aside, is a word of no or not yet, zeros alone, or
 * holds no letter or digit at all. "N/A-2026-12", "No. 12" and "10" are references. */
bool ch_says_no(ch_text text);

/* Whether its first word is one of no and nothing in it could be a number of something: "not started", "aucun DPIA",
 * but neither "No. 12" nor "non-lieu". */
bool ch_begins_with_no(ch_text text);

/* Whether `text` as a whole, in the same form, is a word of yes or done, as a column "Reviewed?" holds it. */
bool ch_says_yes(ch_text text);

#endif
