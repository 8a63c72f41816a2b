/* charter_words: what a charter says of itself, for people. */
#ifndef CH_REPORT_PROSE_CHARTER_WORDS_H
#define CH_REPORT_PROSE_CHARTER_WORDS_H

#include "report/prose/phrases.h"

/* Adds "statistics-institute 2026.1". */
void ch_phrase_version(ch_buffer *buffer, const ch_version *version);

/* Adds "from 2026-01-01; to be reviewed by 2027-12-31"; nothing where no date is said. */
void ch_phrase_version_dates(ch_buffer *buffer, charter_lang lang, const ch_version *version);

/* A commitment's title, or else its id. */
ch_text ch_commitment_words(const ch_version *version, uint32_t number, charter_lang lang);

#endif
