/* json_verdict: what a verdict, an error and the summary look like in JSON. Shared by `json` and `ndjson`.
 *
 * The keys and their order are stable: they are added, never renamed. docs/verdicts.md describes them. */
#ifndef CH_REPORT_JSON_VERDICT_H
#define CH_REPORT_JSON_VERDICT_H

#include "base/catalog.h"
#include "charter/version.h"
#include "report/format.h"
#include "report/write/json_writer.h"

/* A writer that speaks a language. */
typedef struct ch_json_teller {
    ch_json json;
    charter_lang lang;
    ch_buffer *scratch;
    const charter_report *report;
    struct ch_json_day { /* a day and its text: nearly always those of the next verdict too */
        charter_day day;
        char text[11];
    } judged, measured;
    struct ch_json_hash { /* of the version that was named last */
        const ch_version *version;
        char text[CH_HASH_SIZE];
    } hashed;
} ch_json_teller;

/* A teller that writes into the report, one object a line where it is `compact`. */
ch_json_teller ch_json_teller_init(charter_report *report, bool compact);

/* Writes a day, or null; `last` is the one that was written in its place before. */
void ch_json_put_day(ch_json *json, struct ch_json_day *last, charter_day day);
void ch_json_verdict(ch_json_teller *teller, const charter_verdict *verdict);
void ch_json_error(ch_json_teller *teller, const charter_diagnostic *error);

/* The counts, as an object. */
void ch_json_summary(ch_json *json, const charter_report *report);

/* "charters": the versions of the charter that was looked over, with their commitments. */
void ch_json_charters(ch_json_teller *teller, const charter *of);

#endif
