/* alternatives: what would do instead, for people. */
#ifndef CH_REPORT_PROSE_ALTERNATIVES_H
#define CH_REPORT_PROSE_ALTERNATIVES_H

#include "report/prose/sanitizer.h"
#include "judge/verdict.h"

/* An entry's title with its id behind it, for files that must be edited; its id alone where it has no title. */
void ch_phrase_entry(ch_buffer *buffer, const charter_verdict *verdict, const ch_entry *entry, charter_lang lang);

/* "Assistant interne (assistant-interne)"; where it depends on what is not said: ", if facts.account: professional". */
void ch_phrase_alternative(ch_buffer *buffer, const charter_verdict *verdict, size_t index, charter_lang lang);

/* The best of them, `most` at the most, and how many more there are. Nothing where there are none. */
void ch_phrase_alternatives(ch_buffer *buffer, const charter_verdict *verdict, size_t most, charter_lang lang);

/* One into a sanitizer, whose failure it shares. */
void ch_sanitize_alternative(ch_sanitizer *sanitizer, const charter_verdict *verdict, size_t index);

/* "facts.account: professional, output: internal" */
void ch_phrase_conditions(ch_buffer *buffer, const ch_alternative *alternative);

/* Whether nothing has to be so for it: a program may take it as it is. */
static inline bool ch_is_unconditional(const ch_alternative *alternative)
{
    return alternative->count == 0;
}

#endif
