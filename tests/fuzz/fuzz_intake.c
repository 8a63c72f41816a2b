/* The entrance of intake mappings: any bytes as one, and where it loads, a small register read by it. */
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

static const char register_text[] =
    "A,B,C,C\n\"x\ny\",drafting,\"a, b\",31/12/2025\nDraft,,n/a,yes\n\xE9,coding,good,2026-01-02\nx,y,z,w,v\n\"z\"z,\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static charter *the_charter;
    if (the_charter == NULL)
        the_charter = load_bytes((charter_text){law_text, sizeof law_text - 1});
    if (the_charter == NULL)
        abort();
    charter_intake *intake = load_intake_bytes((charter_text){(const char *)bytes, size});
    if (intake != NULL) {
        charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake};
        judge_stream(the_charter, "register.csv", &options, (charter_text){register_text, sizeof register_text - 1},
                     sizeof register_text);
    }
    charter_intake_free(intake);
    return 0;
}
