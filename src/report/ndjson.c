/* ndjson: an object a line, for programs that read as verdicts come. Every line is whole: a reader that stops, or a
 * run that is cut short, has all that came before. What an object holds is json_verdict.c's. */
#include "report/json_verdict.h"

static void open(charter_report *report)
{
    *(ch_json_teller *)report->state = ch_json_teller_init(report, true);
}

static void end_line(charter_report *report)
{
    ch_output_char(&report->output, '\n');
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    ch_json_verdict(report->state, verdict);
    end_line(report);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    ch_json_teller *teller = report->state;
    ch_json_object(&teller->json);
    ch_json_key(&teller->json, report->options.of_charter ? CH_LITERAL("finding") : CH_LITERAL("error"));
    ch_json_error(teller, error);
    ch_json_close(&teller->json);
    end_line(report);
}

static void end(charter_report *report)
{
    ch_json_teller *teller = report->state;
    ch_json_object(&teller->json);
    ch_json_key(&teller->json, CH_LITERAL("summary"));
    ch_json_summary(&teller->json, report);
    if (report->options.of_charter)
        ch_json_charters(teller, report->of);
    ch_json_close(&teller->json);
    end_line(report);
}

const ch_format ch_format_ndjson = {
    .shown = {.name = "ndjson", .title = N_("one JSON object a line, as verdicts come")},
    .state_size = sizeof(ch_json_teller),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
};
