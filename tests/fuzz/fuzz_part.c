/* The entrance of parts of audits, which `merge` adds up: any bytes as one. What is written of it is read again as the
 * same, in whatever order it is added to another, and what is refused adds nothing. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/judging.h"

static const char declarations[] =
    "usage: 1\nid: one\nactivity: drafting\ntool: bad\ndata: [public]\nunit: DMRG\ndate: 2026-03-02\nauthor: x\n---\n"
    "usage: 1\nid: two\nactivity: coding\ntool: other\nfacts: {n: 3}\nvolume: {requests: 4}\nstage: in-use\n";

enum { MOST_BYTES = 16 * 1024 * 1024 };

static void take(void *context, const charter_verdict *verdict)
{
    if (charter_totals_verdict(context, verdict) != CHARTER_OK)
        abort();
}

static charter_totals *totals_of(const charter *the_charter)
{
    const charter_totals_options options = {.with_names = true, .at = the_charter == NULL ? CHARTER_NO_DAY : DAY};
    charter_totals *totals;
    if (charter_totals_new(&totals, the_charter, &options) != CHARTER_OK)
        abort();
    if (the_charter != NULL)
        judge_each(the_charter, (charter_text){declarations, sizeof declarations - 1}, totals, take);
    return totals;
}

static charter_buffer *write_summary(const charter_totals *totals)
{
    const charter_report_options reporting = {.lang = CHARTER_EN};
    const charter_audit_options options = {.min_group = 0};
    charter_buffer *written;
    if (charter_buffer_new(&written, MOST_BYTES) != CHARTER_OK ||
        charter_audit_report(totals, "summary", &reporting, &options, charter_buffer_sink(written)) != CHARTER_OK)
        abort();
    return written;
}

static charter_status add_part(charter_totals *totals, charter_text bytes)
{
    charter_diagnostics *faults;
    if (charter_diagnostics_new(&faults) != CHARTER_OK)
        abort();
    charter_status status = charter_totals_read(totals, "part.json", bytes, faults);
    check_faults(status, faults, bytes.length);
    charter_diagnostics_free(faults);
    return status;
}

/* Frees both. */
static void check_same(charter_buffer *one, charter_buffer *other)
{
    charter_text a = charter_buffer_text(one), b = charter_buffer_text(other);
    assert(a.length == b.length && memcmp(a.at, b.at, a.length) == 0);
    (void)a;
    (void)b;
    charter_buffer_free(one);
    charter_buffer_free(other);
}

static void check_read_again(const charter_totals *totals)
{
    charter_totals *again = totals_of(NULL);
    charter_buffer *written = write_summary(totals);
    charter_status status = add_part(again, charter_buffer_text(written));
    assert(status == CHARTER_OK);
    (void)status;
    check_same(written, write_summary(again));
    charter_totals_free(again);
}

/* Groups that are kept, and what of the others is added up, depend on their names and not on the order. */
static void check_order(const charter_totals *part)
{
    charter_totals *own = totals_of(small_charter()), *before = totals_of(NULL), *after = totals_of(NULL);
    if (charter_totals_merge(before, part) != CHARTER_OK || charter_totals_merge(before, own) != CHARTER_OK ||
        charter_totals_merge(after, own) != CHARTER_OK || charter_totals_merge(after, part) != CHARTER_OK)
        abort();
    check_same(write_summary(before), write_summary(after));
    charter_totals_free(own);
    charter_totals_free(before);
    charter_totals_free(after);
}

static void report(const charter_totals *totals, size_t number)
{
    const char *format = charter_audit_format_at(number % charter_audit_format_count())->name;
    const charter_report_options reporting = {.lang = number % 2 == 0 ? CHARTER_EN : CHARTER_FR, .width = 80};
    const charter_audit_options options = {.publish = number % 3 == 0};
    charter_status status =
        charter_audit_report(totals, format, &reporting, &options, (charter_sink){NULL, check_output});
    assert(status == CHARTER_OK || (options.publish && status == CHARTER_INVALID));
    (void)status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    charter_totals *totals = totals_of(NULL);
    if (add_part(totals, (charter_text){size == 0 ? "" : (const char *)bytes, size}) == CHARTER_OK) {
        check_read_again(totals);
        check_order(totals);
        for (size_t i = 0; i < charter_audit_format_count(); i++)
            report(totals, size + i);
    } else {
        charter_totals *nothing = totals_of(NULL);
        check_same(write_summary(totals), write_summary(nothing));
        charter_totals_free(nothing);
    }
    charter_totals_free(totals);
    return 0;
}
