/* The entrance of JSON and NDJSON: any bytes as a stream of declarations. The first byte says which, and how the
 * stream is fed. */
#include <stdlib.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char law_text[] =
    "charter: 1\nid: a\ngovernance: {colleges: [x]}\n"
    "data: {public: {}, personal: {above: public, hosting: [here]}}\nhosting: {here: {}, there: {}}\n"
    "duties: {check: {due: before, evidence: review, by-another: true}}\n"
    "fields: {b: {type: bool}, n: {type: number}, d: {type: date}}\n"
    "tools: {good: {status: approved, hosting: here}, bad: {status: banned, pattern: '^b', hosting: there}}\n"
    "activities: {drafting: {status: allowed, duties: [check]}}\n"
    "rules: {r: {when: {facts.b: true}}, s: {when: {facts.n: {at-least: 2}}, effect: review}}\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static charter *the_charter;
    if (the_charter == NULL)
        the_charter = load_bytes((charter_text){law_text, sizeof law_text - 1});
    if (the_charter == NULL)
        abort();
    if (size == 0)
        return 0;
    charter_stream_options options = {.syntax = bytes[0] % 2 == 0 ? CHARTER_JSON : CHARTER_NDJSON,
                                      .limits = {.document_bytes = 4096}};
    judge_stream(the_charter, "usage.json", &options, (charter_text){(const char *)bytes + 1, size - 1},
                 (size_t)bytes[0] / 2 + 1);
    return 0;
}
