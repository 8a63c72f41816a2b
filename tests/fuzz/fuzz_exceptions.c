/* The entrance of exceptions that are kept apart from the charter (--exceptions): any bytes as such a file. Where it
 * loads, a few declarations are judged with it and without: an exception never makes a verdict graver, and nothing but
 * breaches is waived. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char charter_text_of_it[] =
    "charter: 1\nid: a\ngovernance: {colleges: [x, y], approval: {review: [x]}}\n"
    "data: {public: {}, personal: {above: public, hosting: [here]}}\nhosting: {here: {}, there: {}}\n"
    "duties: {check: {due: before, evidence: review}}\nfields: {n: {type: number}}\n"
    "tools: {good: {status: approved, hosting: here}, bad: {status: banned, hosting: there}}\n"
    "activities: {drafting: {status: allowed, duties: [check]}, coding: {status: restricted}, none: {status: banned}}\n"
    "rules: {few: {when: {facts.n: {at-least: 2}}}, seen: {when: {usage.output: public}, effect: review}}\n";

static const char declarations[] =
    "usage: 1\nactivity: drafting\ntool: bad\ndata: [personal]\nstage: in-use\nunit: DMRG\n---\n"
    "usage: 1\nactivity: coding\ntool: good\ndata: [public]\noutput: public\nfacts: {n: 3}\nauthor: x\n---\n"
    "usage: 1\nactivity: none\ntool: other\nfacts: {n: 1}\ndate: 2026-10-01\n---\n"
    "usage: 1\nactivity: drafting\ntool: good\ndata: []\noutput: internal\nreview: true\nfacts: {n: 0}\n";

enum { DECLARATIONS = 4 };

typedef struct decisions {
    charter_decision of[DECLARATIONS];
    size_t count, undetermined;
} decisions;

static void take(void *context, const charter_verdict *verdict)
{
    decisions *d = context;
    assert(d->count < DECLARATIONS);
    d->of[d->count++] = charter_verdict_decision(verdict);
    for (size_t i = 0; i < charter_verdict_finding_count(verdict); i++)
        if (charter_finding_outcome(charter_verdict_finding(verdict, i)) == CHARTER_OUTCOME_UNDETERMINED)
            d->undetermined++;
}

static charter *load_with(charter_text exceptions)
{
    static const char *const names[] = {"charter.yaml"};
    const charter_memory_file table[] = {{names[0], {charter_text_of_it, sizeof charter_text_of_it - 1}},
                                         {"exceptions.yaml", exceptions},
                                         {NULL, {NULL, 0}}};
    const charter_files files = charter_files_in_memory(table);
    const charter_load_options options = {.exceptions = exceptions.at == NULL ? NULL : "exceptions.yaml"};
    size_t longest = exceptions.length > sizeof charter_text_of_it ? exceptions.length : sizeof charter_text_of_it;
    charter_diagnostics *faults;
    charter *the_charter = NULL;
    if (charter_diagnostics_new(&faults) != CHARTER_OK)
        abort();
    charter_status status = charter_load(&the_charter, names, 1, &files, &options, faults);
    assert((status == CHARTER_OK) == (the_charter != NULL));
    check_faults(status, faults, longest);
    charter_diagnostics_free(faults);
    return the_charter;
}

static decisions judge_with(const charter *the_charter)
{
    decisions d = {.count = 0};
    judge_each(the_charter, (charter_text){declarations, sizeof declarations - 1}, &d, take);
    assert(d.count == DECLARATIONS);
    return d;
}

/* In their order, the graver the later. */
static void check_decisions(const decisions *with, const decisions *without)
{
    assert(with->undetermined == without->undetermined);
    for (size_t i = 0; i < DECLARATIONS; i++)
        assert(with->of[i] <= without->of[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static decisions without;
    char sha256[CHARTER_SHA256_SIZE];
    if (without.count == 0) {
        charter *alone = load_with((charter_text){NULL, 0});
        without = judge_with(alone);
        charter_free(alone);
    }
    charter *the_charter = load_with((charter_text){size == 0 ? "" : (const char *)bytes, size});
    if (the_charter == NULL)
        return 0;
    charter_exceptions_sha256(the_charter, sha256);
    assert(strlen(sha256) == CHARTER_SHA256_SIZE - 1);
    decisions with = judge_with(the_charter);
    check_decisions(&with, &without);
    charter_free(the_charter);
    return 0;
}
