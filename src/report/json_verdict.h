/* json_verdict: what a verdict, an error and the summary look like in JSON. Shared by `json` and `ndjson`.
 *
 * The keys and their order are stable: they are added, never renamed. docs/verdicts.md describes them. */
#ifndef CH_REPORT_JSON_VERDICT_H
#define CH_REPORT_JSON_VERDICT_H

#include "report/format.h"
#include "report/json_writer.h"

/* A writer that speaks a language. */
typedef struct ch_json_teller {
    ch_json json;
    charter_lang lang;
    ch_buffer *scratch;
    charter_day day; /* the day written last, and its text: nearly always the next one's too */
    char day_text[11];
} ch_json_teller;

ch_json_teller ch_json_teller_new(charter_report *report, bool compact);

void ch_json_day(ch_json_teller *teller, charter_day day);
void ch_json_verdict(ch_json_teller *teller, const charter_verdict *verdict);
void ch_json_error(ch_json_teller *teller, const charter_diagnostic *error);

/* The counts, as an object. */
void ch_json_summary(ch_json *json, const charter_report *report);

#endif
