/* french: what French speakers write for the words of the language, which are English: `outil:`, `suggérer`.
 *
 * Such a word is never read: it makes "did you mean" know. */
#ifndef CH_BASE_FRENCH_H
#define CH_BASE_FRENCH_H

#include "base/text.h"

#define CH_FRENCH_MEANINGS 2

/* A word, or several, by its letters alone (ch_text_letters); which of two meanings a place takes is not known here. */
typedef struct ch_french {
    const char *word;
    const char *meant[CH_FRENCH_MEANINGS];
} ch_french;

/* All of them, in strcmp's order; a row without a word ends them. */
extern const ch_french ch_french_words[];

/* The row of a word, whatever its letter case, accents, blanks, hyphens and ending (interdites); NULL: there is none.
 */
const ch_french *ch_french_find(ch_text word);

/* Whether `word` is one of the language's that the table has a French word for. */
bool ch_french_means(ch_text word);

#endif
