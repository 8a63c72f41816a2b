/* The entrance of baselines: any bytes as one, and where it loads, the verdicts of a few declarations held against it.
 * It accepts nothing whose fingerprint it does not hold, and neither what is undetermined nor what is invalid. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char declarations[] =
    "usage: 1\nid: forbidden\nactivity: drafting\ntool: bad\ndata: [public]\nfacts: {b: false, n: 0}\n---\n"
    "usage: 1\nid: asked\nactivity: coding\ntool: other\ndata: [public]\nfacts: {b: false, n: 0}\n---\n"
    "usage: 1\nid: open\nactivity: drafting\ntool: good\ndata: [public]\nfacts: {b: false, n: 0}\n---\n"
    "usage: 1\nid: unknown\nactivity: drafting\ntool: bad\n---\n"
    "usage: 1\nid: broken\nactivity: drafting\n";

enum { MOST_BYTES = 64 * 1024, TAKEN = 5 };

typedef struct taking {
    charter_baseline *baseline;
    size_t count, accepted;
} taking;

static void take(void *context, const charter_verdict *verdict)
{
    taking *t = context;
    const charter_acceptance *acceptance;
    charter_decision decision = charter_verdict_decision(verdict);
    if (charter_baseline_take(t->baseline, verdict, &acceptance) != CHARTER_OK)
        abort();
    bool whole = charter_acceptance_is_whole(acceptance);
    assert(!whole || (decision != CHARTER_DECISION_UNDETERMINED && decision != CHARTER_DECISION_INVALID));
    t->accepted += whole;
    t->count++;
}

static taking take_all(charter_baseline *baseline)
{
    taking t = {.baseline = baseline};
    judge_each(small_charter(), (charter_text){declarations, sizeof declarations - 1}, &t, take);
    assert(t.count == TAKEN);
    return t;
}

/* What is written where all that may be accepted is. */
static charter_text write_renewed(void)
{
    static charter_buffer *written;
    charter_baseline *renewed;
    if (written != NULL)
        return charter_buffer_text(written);
    if (charter_buffer_new(&written, MOST_BYTES) != CHARTER_OK || charter_baseline_new(&renewed, true) != CHARTER_OK)
        abort();
    taking t = take_all(renewed);
    charter_status status = charter_baseline_write(renewed, charter_buffer_sink(written));
    assert(t.accepted == 3 && status == CHARTER_OK);
    (void)t;
    (void)status;
    charter_baseline_free(renewed);
    return charter_buffer_text(written);
}

/* Whether `bytes` hold one of the fingerprints that were written, or may spell one in another way. */
static bool may_accept(charter_text bytes)
{
    static const char key[] = "\"fingerprint\":\"";
    charter_text rest = write_renewed();
    if (bytes.length == 0 || memchr(bytes.at, '\\', bytes.length) != NULL)
        return bytes.length > 0;
    for (const char *at; (at = memmem(rest.at, rest.length, key, sizeof key - 1)) != NULL;) {
        const char *begin = at + sizeof key - 1, *end = strchr(begin, '"');
        if (memmem(bytes.at, bytes.length, begin, (size_t)(end - begin)) != NULL)
            return true;
        rest = (charter_text){end, rest.length - (size_t)(end - rest.at)};
    }
    return false;
}

static void hold_against(charter_baseline *baseline, charter_text bytes)
{
    charter_baseline_entry entry;
    size_t index = 0;
    taking t = take_all(baseline);
    assert(t.accepted == 0 || may_accept(bytes));
    (void)t;
    while (charter_baseline_next_stale(baseline, &index, &entry))
        assert(entry.clause.at != NULL && index <= CHARTER_BASELINE_ENTRIES);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const charter_text document = {size == 0 ? "" : (const char *)bytes, size};
    const charter_memory_file table[] = {{"baseline.json", document}, {NULL, {NULL, 0}}};
    const charter_files files = charter_files_in_memory(table);
    charter_diagnostics *faults;
    charter_baseline *baseline;
    if (charter_diagnostics_new(&faults) != CHARTER_OK || charter_baseline_new(&baseline, false) != CHARTER_OK)
        abort();
    charter_status status = charter_baseline_load(baseline, table[0].name, &files, faults);
    check_faults(status, faults, size);
    if (status == CHARTER_OK)
        hold_against(baseline, document);
    charter_baseline_free(baseline);
    charter_diagnostics_free(faults);
    return 0;
}
