/* The table of formats, and the public API of reports: it counts, buffers, and calls the format. */
#include "report/format.h"

#include <stdlib.h>

#include "base/diagnostics.h"
#include "judge/verdict.h"
#include "report/gate/acceptance.h"

/* Far beyond what a document of any size can make us say. */
#define SCRATCH_MAX ((size_t)64 * 1024 * 1024)

static const ch_format *const formats[] = {
#define CH_FORMAT(name) &ch_format_##name,
    CH_FORMATS(CH_FORMAT)
#undef CH_FORMAT
};

#define ONE_MORE(name) +1
enum { FORMAT_COUNT = 0 CH_FORMATS(ONE_MORE) };

size_t charter_formats(void)
{
    return FORMAT_COUNT;
}

const charter_format *charter_format_at(size_t index)
{
    return &formats[index]->shown;
}

static const ch_format *find_format(const char *name)
{
    for (size_t i = 0; i < charter_formats(); i++)
        if (strcmp(formats[i]->shown.name, name) == 0)
            return formats[i];
    return NULL;
}

static void call(void (*part)(charter_report *), charter_report *report)
{
    if (part != NULL)
        part(report);
}

charter_status charter_report_open(charter_report **out, const char *name, const charter_report_options *options,
                                   charter_sink sink)
{
    *out = NULL;
    const ch_format *format = find_format(name);
    if (format == NULL)
        return CHARTER_UNKNOWN;
    charter_report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return CHARTER_NO_MEMORY;
    report->format = format;
    report->options = *options;
    report->scratch = ch_buffer_new(SCRATCH_MAX);
    report->output = ch_output_new(sink, malloc(CH_OUTPUT_ROOM), CH_OUTPUT_ROOM);
    report->state = calloc(1, format->state_size + 1);
    if (report->output.at == NULL || report->state == NULL) {
        charter_report_free(report);
        return CHARTER_NO_MEMORY;
    }
    call(format->open, report);
    *out = report;
    return CHARTER_OK;
}

/* A text that could not be made for want of memory is a failure of the report. */
static charter_status settle(charter_report *report)
{
    if (report->scratch.failed)
        ch_output_fail(&report->output, CHARTER_NO_MEMORY);
    return report->output.status;
}

charter_status charter_report_verdict(charter_report *report, const charter_verdict *verdict,
                                      const charter_acceptance *acceptance)
{
    report->acceptance = acceptance;
    report->summary.verdicts[verdict->decision]++;
    report->summary.accepted[verdict->decision] += ch_accepts_whole(acceptance);
    if (report->format->verdict != NULL)
        report->format->verdict(report, verdict);
    report->acceptance = NULL;
    return settle(report);
}

charter_status charter_report_error(charter_report *report, const charter_diagnostic *error)
{
    report->summary.errors++;
    if (report->format->error != NULL)
        report->format->error(report, error);
    return settle(report);
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
    if (!report->options.nothing_is_fine && charter_summary_verdicts(s) + s->errors == 0)
        charter_report_error(report, &nothing);
}

charter_status charter_report_end(charter_report *report)
{
    if (!report->ended) {
        tell_nothing(report);
        call(report->format->end, report);
    }
    report->ended = true;
    ch_output_flush(&report->output);
    return settle(report);
}

void charter_report_free(charter_report *report)
{
    if (report == NULL)
        return;
    if (report->state != NULL)
        call(report->format->close, report);
    ch_buffer_free(&report->scratch);
    free(report->state);
    free(report->output.at);
    free(report);
}

/* ---- the record ---- */

const charter_summary *charter_report_summary(const charter_report *report)
{
    return &report->summary;
}

static uint64_t sum(const uint64_t counts[CHARTER_DECISIONS])
{
    uint64_t total = 0;
    for (int i = 0; i < CHARTER_DECISIONS; i++)
        total += counts[i];
    return total;
}

uint64_t charter_summary_verdicts(const charter_summary *s)
{
    return sum(s->verdicts);
}

uint64_t charter_summary_accepted(const charter_summary *s)
{
    return sum(s->accepted);
}

bool charter_summary_is_read(const charter_summary *s)
{
    return s->errors == 0 && s->verdicts[CHARTER_UNREADABLE] == 0;
}

bool charter_summary_is_decided(const charter_summary *s)
{
    return charter_summary_is_read(s) && s->verdicts[CHARTER_UNDETERMINED] == 0;
}

charter_decision charter_summary_gravest(const charter_summary *s)
{
    static const charter_decision decided[] = {CHARTER_NON_COMPLIANT, CHARTER_REVIEW, CHARTER_CONDITIONAL};
    for (size_t i = 0; i < sizeof decided / sizeof *decided; i++)
        if (s->verdicts[decided[i]] > s->accepted[decided[i]])
            return decided[i];
    return CHARTER_COMPLIANT;
}
