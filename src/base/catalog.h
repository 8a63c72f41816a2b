/* catalog: the messages' translations, compiled in and chosen by argument.
 *
 * A message's English text is its key, as gettext has it; src/po/ holds the translations. The build turns
 * each language's .po into gettext's .mo, whose bytes become a constant: its sorted table is the table
 * that is searched. No locale is ever consulted. */
#ifndef CH_BASE_CATALOG_H
#define CH_BASE_CATALOG_H

#include "base/text.h"

/* Generated from src/po/fr.po. */
extern const unsigned char ch_catalog_fr[];
extern const size_t ch_catalog_fr_size;

/* Marks a text for translation where it is not yet translated. */
#define N_(english) (english)

/* `english` in `lang`. */
const char *ch_translate(charter_lang lang, const char *english);

/* Whether it is one of ours. All that is asked for in another language is given in English. */
bool ch_is_lang(charter_lang lang);

/* Its name, as HTML and declarations have it (BCP 47): "en", "fr". */
const char *ch_lang_name(charter_lang lang);

/* The right form for `number` of a text that has a singular and a plural. */
const char *ch_translate_plural(charter_lang lang, const char *one, const char *many, uint64_t number);

#endif
