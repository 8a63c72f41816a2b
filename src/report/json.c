/* json: one document for a whole run, written as verdicts come.
 *
 * Its last two keys are the summary and the errors that belong to no declaration. The errors are kept until
 * then, already written; beyond a bound they are counted, and the document says that there were more. */
#include "report/json_verdict.h"

#include "base/diagnostics.h"
#include "report/write/deferred_json.h"

typedef struct json_state {
    ch_json_teller teller;
    ch_json_teller deferred; /* writes what is kept */
    ch_deferred_json kept;
    bool some_lost;
} json_state;

static void put_program(ch_json *json)
{
    ch_json_key(json, CH_LITERAL("program"));
    ch_json_object(json);
    ch_json_key(json, CH_LITERAL("name"));
    ch_json_text(json, CH_LITERAL("charter-check"));
    ch_json_key(json, CH_LITERAL("version"));
    ch_json_text(json, ch_text_of(charter_version()));
    ch_json_close(json);
}

/* As if in the array of errors that will hold its items. */
static void open_deferred(charter_report *report, json_state *state)
{
    ch_deferred_json_init(&state->kept, 1);
    state->deferred = ch_json_teller_init(report, false);
    state->deferred.json = state->kept.json;
}

static void open(charter_report *report)
{
    json_state *state = report->state;
    open_deferred(report, state);
    state->teller = ch_json_teller_init(report, false);
    ch_json *json = &state->teller.json;
    ch_json_object(json);
    put_program(json);
    ch_json_break(json);
    ch_json_key(json, CH_LITERAL("at"));
    ch_json_put_day(json, &state->teller.judged, report->options.at);
    ch_json_break(json);
    ch_json_key(json, report->options.of_charter ? CH_LITERAL("findings") : CH_LITERAL("verdicts"));
    ch_json_array(json);
}

static void tell_verdict(charter_report *report, const charter_verdict *verdict)
{
    json_state *state = report->state;
    ch_json_break(&state->teller.json);
    ch_json_verdict(&state->teller, verdict);
}

static void keep_error(json_state *state, const charter_diagnostic *error)
{
    ch_json_break(&state->deferred.json);
    ch_json_error(&state->deferred, error);
}

static void tell_error(charter_report *report, const charter_diagnostic *error)
{
    const charter_diagnostic more = {
        .code = ch_code_text(CH_LIMIT_FAULTS),
        .message = ch_say("there are more faults than are shown here"),
    };
    json_state *state = report->state;
    if (report->options.of_charter) {
        ch_json_break(&state->teller.json);
        ch_json_error(&state->teller, error);
        return;
    }
    /* After the one that says so, nothing more is kept. */
    if (state->some_lost)
        return;
    state->some_lost = ch_deferred_json_is_full(&state->kept);
    keep_error(state, state->some_lost ? &more : error);
}

static void end(charter_report *report)
{
    json_state *state = report->state;
    ch_json *json = &state->teller.json;
    ch_json_close(json);
    ch_json_break(json);
    ch_json_key(json, CH_LITERAL("summary"));
    ch_json_summary(json, report);
    ch_json_break(json);
    if (report->options.of_charter) {
        ch_json_charters(&state->teller, report->of);
    } else {
        ch_json_key(json, CH_LITERAL("errors"));
        ch_json_array(json);
        ch_deferred_json_give(&state->kept, json);
        ch_json_close(json);
    }
    ch_json_close(json);
    ch_output_char(&report->output, '\n');
}

static void close(charter_report *report)
{
    json_state *state = report->state;
    ch_deferred_json_clear(&state->kept);
}

const ch_format ch_format_json = {
    .shown = {.name = "json", .title = N_("one JSON document for the whole run")},
    .state_size = sizeof(json_state),
    .open = open,
    .verdict = tell_verdict,
    .error = tell_error,
    .end = end,
    .close = close,
};
