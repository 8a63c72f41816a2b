/* A report, from its beginning to its end: it counts, buffers, and calls the format. What is written, and how it is
 * escaped, is the format's; where it goes is the sink's. */
#include "report/format.h"

#include <stdlib.h>

#include "base/diagnostics.h"
#include "judge/acceptance.h"
#include "report/gate/repository_path.h"

/* Far beyond what a document of any size can make us say. */
#define SCRATCH_MAX ((size_t)64 * 1024 * 1024)

static void call(void (*part)(charter_report *), charter_report *report)
{
    if (part != NULL)
        part(report);
}

charter_status ch_report_open(charter_report **out, const ch_format *format, const charter_report_options *options,
                              charter_sink sink)
{
    *out = NULL;
    charter_report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return CHARTER_NO_MEMORY;
    report->format = format;
    report->options = *options;
    report->scratch = report->path = ch_buffer_init(SCRATCH_MAX);
    /* The buffer is the report's, and goes with it; the sink is the caller's. */
    report->output = ch_output_init(sink, malloc(CH_OUTPUT_ROOM), CH_OUTPUT_ROOM);
    report->state = calloc(1, format->state_size + 1);
    /* Closing takes what is half made: `open` was not called, and the state is zeroed. */
    if (report->output.at == NULL || report->state == NULL) {
        charter_report_close(report);
        return CHARTER_NO_MEMORY;
    }
    call(format->open, report);
    *out = report;
    return CHARTER_OK;
}

ch_text ch_report_path(charter_report *report, const char *file)
{
    return ch_repository_path(&report->options, file, &report->path);
}

/* A text that could not be made for want of memory is a failure of the report. */
static charter_status finish(charter_report *report)
{
    if (report->scratch.failed || report->path.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
    return report->output.status;
}

charter_status charter_report_verdict(charter_report *report, const charter_verdict *verdict,
                                      const charter_acceptance *acceptance)
{
    report->acceptance = acceptance;
    /* Counted before anything is written: the exit status must not depend on a format. */
    report->summary.verdicts[verdict->decision]++;
    report->summary.accepted[verdict->decision] += ch_accepts_whole(acceptance);
    if (report->format->verdict != NULL)
        report->format->verdict(report, verdict);
    /* It lives no longer than this call: the baseline reuses it for the next verdict. */
    report->acceptance = NULL;
    return finish(report);
}

charter_status charter_report_error(charter_report *report, const charter_diagnostic *error)
{
    report->summary.errors++;
    if (report->format->error != NULL)
        report->format->error(report, error);
    return finish(report);
}

charter_status charter_report_lint(charter_report *report, const charter *the_charter,
                                   const charter_diagnostics *diagnostics)
{
    charter_summary *s = &report->summary;
    uint64_t *const counts[] = {&s->errors, &s->warnings, &s->notes}; /* by charter_severity */
    report->of = the_charter;
    s->ignored += diagnostics->ignored;
    for (const charter_diagnostic *d = diagnostics->first; d != NULL; d = d->next) {
        ++*counts[d->severity];
        if (report->format->error != NULL)
            report->format->error(report, d);
    }
    return finish(report);
}

/* A run that judged nothing must not read like one that found nothing wrong. */
static void tell_nothing(charter_report *report)
{
    const charter_diagnostic nothing = {
        .code = ch_code_text(CH_INPUT_EMPTY),
        .message = ch_say("no declaration was judged"),
        .help = ch_say("write a declaration, beginning with usage: 1"),
    };
    const charter_summary *s = &report->summary;
    if (!report->options.nothing_is_fine && !report->options.of_charter &&
        charter_summary_verdict_count(s) + s->errors == 0)
        charter_report_error(report, &nothing);
}

charter_status charter_report_end(charter_report *report)
{
    /* A second call is harmless: `end` writes the document's last bytes, which must stand once. */
    if (!report->ended) {
        tell_nothing(report);
        call(report->format->end, report);
    }
    report->ended = true;
    ch_output_flush(&report->output);
    return finish(report);
}

void charter_report_close(charter_report *report)
{
    if (report == NULL)
        return;
    if (report->state != NULL)
        call(report->format->close, report);
    ch_buffer_clear(&report->scratch);
    ch_buffer_clear(&report->path);
    free(report->state);
    free(report->output.at);
    free(report);
}

/* ---- the record ---- */

const charter_summary *charter_report_summary(const charter_report *report)
{
    return &report->summary;
}
