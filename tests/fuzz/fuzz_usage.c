/* The declarations' entrance: any bytes as a stream of them, judged by a charter that has something of
 * everything, and reported in every format and language. The first byte says how the stream is fed. */
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char law_text[] =
    "charter: 1\nid: a\nlang: fr\nfrom: 2026-01-01\n"
    "governance: {body: B, contact: c@example.org, colleges: [x, y], approval: {review: [x]}}\n"
    "unlisted: {activity: review, tool: review, data: forbid}\n"
    "units: [DMRG, DSDS]\n"
    "data:\n  public:\n  internal: {above: public}\n"
    "  personal: {above: internal, hosting: [internal, eu], duties: dpia}\n"
    "  secret: {above: [internal], hosting: internal}\n"
    "hosting: {internal: {title: {fr: ici, en: here}}, eu: {}, non-eu: {}}\n"
    "duties:\n  human-review: {due: after, evidence: review, by-another: true, every: P1M}\n"
    "  training: {due: before, evidence: training, accepts: [ia-101], valid-for: P2Y}\n"
    "  dpia: {due: before, because: loi, learn: 'https://example.org/'}\n"
    "fields: {account: {type: choice, values: [professional, personal]}, n: {type: number}, b: {type: bool},\n"
    "  t: {type: text}, d: {type: date}}\n"
    "tools:\n  inhouse:\n    status: recommended\n    hosting: internal\n    data: secret\n    retention: P30D\n"
    "    trains-on-inputs: false\n"
    "    footprint: {per: request, energy-wh: [0.2, 0.5], co2-g: [0.02, 0.05], scope: s, source: x, on: 2025-08-01}\n"
    "  chatgpt: {status: banned, hosting: non-eu, aliases: [ChatGPT], pattern: '(?i)^(chat)?gpt', instead: inhouse,\n"
    "    vendor: OpenAI}\n"
    "  slow: {status: tolerated, pattern: '(a+)+$', activities: drafting}\n"
    "  old: {status: approved, until: 2026-03-31}\n"
    "activities:\n  drafting: {status: allowed, data: internal, duties: [human-review], aliases: rédaction}\n"
    "  coding: {status: restricted, tools: {only: inhouse}, autonomy: assist, duties: training}\n"
    "  deciding: {status: banned, article: '5.1', because: {fr: non, en: no}}\n"
    "rules:\n  account: {when: {tool.hosting: {not: internal}}, require: {facts.account: professional}}\n"
    "  words: {when: {usage.purpose: {matches: '(x+x+)+y'}}, effect: review}\n"
    "  much: {when: {any: [{usage.volume.requests: {at-least: 100}}, {data: {includes: personal}}]}, duties: dpia}\n"
    "  odd: {when: {not: {all: [{facts.d: {absent: true}}, {tool.listed: true}]}}, effect: advise}\n"
    "exceptions:\n  pilot: {for: {usage.unit: DMRG}, waives: [tool.status, rule.account], approved-by: [x, y],\n"
    "    from: 2026-03-01, until: 2026-12-31}\n"
    "  lapsed: {waives: [duty.human-review], approved-by: x, until: 2026-06-30}\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static charter *the_charter;
    if (the_charter == NULL)
        the_charter = load_bytes((charter_text){law_text, sizeof law_text - 1});
    if (the_charter == NULL)
        abort();
    if (size > 0)
        judge_bytes(the_charter, (charter_text){(const char *)bytes, size}, (size_t)bytes[0] + 1);
    return 0;
}
