/* verdict_words: what people call a verdict and a use, whatever the format. */
#ifndef CH_REPORT_PROSE_VERDICT_WORDS_H
#define CH_REPORT_PROSE_VERDICT_WORDS_H

#include "judge/verdict.h"
#include "report/prose/sanitizer.h"

typedef struct ch_heading {
    const char *word;     /* "NON-COMPLIANT", to be translated */
    const char *sentence; /* what it means to whoever declared */
    ch_counted counted;   /* "2 non-compliant" */
} ch_heading;

extern const ch_heading ch_headings[CHARTER_DECISION_COUNT];

/* A count of a summary, in words. */
typedef struct ch_summary_count {
    const ch_counted *what;
    uint64_t number;
} ch_summary_count;

#define CH_SUMMARY_COUNTS (CHARTER_DECISION_COUNT + 2)

/* What a run came to: "3 declarations" (or what else it is on), then of which kinds they are, without those of which
 * there are none. How many counts there are. */
size_t ch_summary_counts(const charter_summary *summary, const charter_report_options *options,
                         ch_summary_count counts[CH_SUMMARY_COUNTS]);

/* The verdict's sentence, in `lang`. */
ch_text ch_verdict_sentence(const charter_verdict *verdict, charter_lang lang);

/* "3 declarations: 2 compliant, 1 non-compliant" */
void ch_sanitize_summary(ch_sanitizer *sanitizer, const charter_summary *summary,
                         const charter_report_options *options);

/* "drafting with chatgpt", of which an invalid declaration may lack either, or both. */
void ch_say_use(ch_buffer *buffer, const charter_verdict *verdict, charter_lang lang);

/* The same by titles, where they are short. */
void ch_say_titled_use(ch_buffer *buffer, const charter_verdict *verdict, charter_lang lang);

/* Whether a duty stays to be done; one whose lack is a finding is told there. */
bool ch_is_left_to_do(const charter_verdict *verdict, const ch_duty_state *state);

/* Text for people of the charter in force; none where there is no such charter. Of an entry, its title or
 * else its id. */
ch_text ch_verdict_text(const charter_verdict *verdict, const ch_localized *words, charter_lang lang);
ch_text ch_verdict_name(const charter_verdict *verdict, const ch_entry *entry, charter_lang lang);

#endif
