/* check: declarations judged by a charter, and reported. Charter, day and inputs are judging.c's, files and standard
 * output outputs.c's, the baseline baseline.c's; this file orders the steps, and says what a failure of one leaves
 * undone. */
#include <stdlib.h>

#include "baseline.h"
#include "commands.h"
#include "judging.h"
#include "outputs.h"
#include "say.h"

typedef struct check {
    cli_judging judging;
    const char *format;
    cli_texts outputs;
    cli_baseline baseline;
    const char *changed_since;
    int fail_on, delimiter;
    bool exit_zero, quiet, full, verbose, sarif_all, version;
    cli_common common;
} check;

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(check, judging),
    CLI_PIN_OPTIONS(check, judging),
    {"format", 'f', "NAME", N_("what standard output is written in, of those below (default: text)"), CLI_TEXT,
     offsetof(check, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(check, outputs), NULL},
    CLI_DELIMITER_OPTION(check),
    {"fail-on", 0, "VERDICT",
     N_("exit 1 from this verdict on: conditional, review, non-compliant or never (default: conditional)"), CLI_CHOICE,
     offsetof(check, fail_on), cli_thresholds},
    CLI_BASELINE_OPTIONS(check, baseline),
    {"changed-since", 0, "REV", N_("judge only files that have changed since HEAD and that git revision parted"),
     CLI_ONCE, offsetof(check, changed_since), NULL},
    {"exit-zero", 0, NULL, N_("exit 0 where it would be 1; a 2 stays a 2"), CLI_FLAG, offsetof(check, exit_zero), NULL},
    {"quiet", 'q', NULL, N_("text: the summary alone"), CLI_FLAG, offsetof(check, quiet), NULL},
    {"full", 0, NULL, N_("text: all reasons, and all that is known, in place of the short answer"), CLI_FLAG,
     offsetof(check, full), NULL},
    {"verbose", 'v', NULL, N_("every clause, those that are met too"), CLI_FLAG, offsetof(check, verbose), NULL},
    {"sarif-all", 0, NULL, N_("every clause, and in sarif and junit each as a result of its own"), CLI_FLAG,
     offsetof(check, sarif_all), NULL},
    CLI_INPUT_OPTIONS(check, judging),
    CLI_TEXT_OPTION(check, judging),
    {"version", 0, NULL, N_("tell the version"), CLI_FLAG, offsetof(check, version), NULL},
    CLI_COMMON_OPTIONS(check),
};

static const cli_example examples[] = {
    {"charter-check", N_("judge usage.yaml, or the folder ai-usage, by the charter.yaml of this folder or above")},
    {"charter-check --charter charter.yaml use-1.yaml uses/ -",
     N_("judge a file, a folder and standard input by that charter")},
    {"charter-check --format json --output sarif=report.sarif ai-usage/",
     N_("JSON on standard output, and a further report in a file")},
    {"charter-check --at 2026-03-31 --lang fr usage.yaml", N_("judge as of a day, and tell it in French")},
    {NULL, NULL},
};

const cli_page cli_page_check = {options, examples, &cli_verdict_formats};

/* ---- the run ---- */

typedef struct run {
    const cli *c;
    check *options;
    charter *charter;
    charter_diagnostics *faults; /* of the charter */
    cli_outputs *outputs;
    charter_baseline *baseline; /* NULL: none */
    cli_changes *changes;       /* NULL: everything is judged */
    charter_batch *batch;
    bool no_memory;
    size_t notes; /* warnings about how declarations were read */
} run;

static int load_charter(run *r)
{
    int code = cli_judging_load(r->c, &r->options->judging, r->options->quiet, &r->charter, &r->faults);
    if (code != CLI_FINE && r->faults != NULL)
        cli_outputs_charter_errors(r->outputs, r->faults);
    return code;
}

static int open_batch(run *r)
{
    bool every_clause = r->options->verbose || r->options->sarif_all;
    unsigned wants = (every_clause ? CLI_EVERY_CLAUSE : 0) | (r->options->quiet ? 0 : CLI_ALTERNATIVES) |
                     (r->baseline == NULL ? 0 : CLI_OFFENCES);
    return cli_judging_open(r->c, &r->options->judging, r->charter, wants, &r->batch);
}

/* The baseline takes those that are not told too: it counts uses of one id. */
static void take_verdict(run *r, const charter_verdict *verdict, bool wanted)
{
    const charter_acceptance *acceptance = NULL;
    r->no_memory = r->baseline != NULL && charter_baseline_take(r->baseline, verdict, &acceptance) != CHARTER_OK;
    if (wanted && !r->no_memory)
        cli_outputs_verdict(r->outputs, verdict, acceptance);
}

static void take_error(run *r, const charter_diagnostic *error)
{
    cli_outputs_error(r->outputs, error);
    if (cli_outputs_for_people(r->outputs))
        cli_explain(r->c, error);
}

static void take_item(run *r, const charter_item *item)
{
    bool wanted = cli_judging_wants(&r->options->judging, item);
    if (wanted && !r->options->quiet)
        cli_tell_notes(r->c, item->notes, &r->notes);
    if (wanted && item->error != NULL)
        take_error(r, item->error);
    else if (item->verdict != NULL)
        take_verdict(r, item->verdict, wanted);
}

/* Of a part of the declarations it cannot be told what has gone stale. */
static void tell_baseline(const run *r, const charter_summary *summary)
{
    size_t accepted = charter_summary_accepted_count(summary);
    if (accepted > 0 && !r->options->quiet)
        cli_say(r->c, N_("declarations that the baseline %1$s accepts: %2$zu"), r->options->baseline.path, accepted);
    if (r->changes == NULL)
        cli_baseline_tell_stale(r->c, &r->options->baseline, r->baseline);
}

/* Reports first: a baseline is not renewed by a run of which nobody could read what it accepts. */
static int end_all(run *r)
{
    const charter_summary *summary = cli_outputs_summary(r->outputs);
    if (!cli_outputs_end(r->outputs))
        return CLI_STOPPED;
    if (r->changes != NULL && charter_summary_verdict_count(summary) + summary->errors == 0)
        cli_say(r->c, N_("no declaration has changed since %s: nothing was judged"), r->options->changed_since);
    if (r->options->baseline.update && !cli_baseline_keep(r->c, &r->options->baseline, r->baseline, summary))
        return CLI_STOPPED;
    if (r->baseline != NULL)
        tell_baseline(r, summary);
    return cli_exit_code(summary, r->options->fail_on, r->options->exit_zero);
}

static int judge_all(run *r)
{
    charter_item item;
    charter_status status = CHARTER_OK;
    /* Where no report can be written any more (its reader has gone away), an input that never ends is not read on. */
    while (!r->no_memory && !cli_outputs_all_failed(r->outputs) &&
           (status = charter_batch_next(r->batch, &item)) == CHARTER_OK)
        take_item(r, &item);
    cli_tell_more_notes(r->c, r->notes);
    if (r->no_memory || (status != CHARTER_OK && status != CHARTER_END))
        return cli_no_memory(r->c);
    return end_all(r);
}

/* What a part of the declarations breaches would be taken for all that is accepted. */
static int open_gate(run *r)
{
    check *o = r->options;
    if (o->changed_since != NULL && o->baseline.update) {
        cli_say(r->c, N_("%1$s and %2$s do not go together"), "--update-baseline", "--changed-since");
        return CLI_STOPPED;
    }
    int code = cli_baseline_open(r->c, &o->baseline, &r->baseline);
    if (code != CLI_FINE || o->changed_since == NULL)
        return code;
    r->changes = cli_changes_since(r->c, o->changed_since);
    o->judging.changes = r->changes;
    return r->changes == NULL ? CLI_STOPPED : CLI_FINE;
}

static int open_outputs(run *r)
{
    charter_report_options reporting = {
        .lang = r->c->lang,
        .at = r->options->judging.at,
        .width = r->c->width,
        .colour = r->c->colour_out,
        .quiet = r->options->quiet,
        .defuse = r->c->defuse,
        /* A branch that touches no declaration leaves nothing to judge; anywhere else nothing is never a pass. */
        .nothing_is_fine = r->options->changed_since != NULL,
        .every_result = r->options->sarif_all,
        .full = r->options->full || r->options->verbose,
        .delimiter = cli_delimiter(r->options->delimiter),
    };
    r->outputs = cli_outputs_open(r->c, r->options->format, &r->options->outputs, &reporting);
    return r->outputs == NULL ? CLI_STOPPED : CLI_FINE;
}

static int run_check(const cli *c, check *o)
{
    run r = {.c = c, .options = o};
    /* Outputs before all that judges: its faults are told in the reports too. */
    static int (*const steps[])(run *) = {open_outputs, open_gate, load_charter, open_batch, judge_all};
    o->judging.written.outputs = &o->outputs;
    if (!cli_baseline_is_apart(c, &o->baseline, &o->judging.written) || !cli_judging_finish(c, &o->judging))
        return CLI_STOPPED;
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](&r);
    if (code == CLI_STOPPED && r.outputs != NULL)
        cli_outputs_stopped(r.outputs);
    /* First the batch, which keeps the charter and asks the changes. */
    charter_batch_close(r.batch);
    cli_outputs_free(r.outputs);
    charter_baseline_free(r.baseline);
    cli_changes_free(r.changes);
    charter_free(r.charter);
    charter_diagnostics_free(r.faults);
    return code;
}

static int tell_version(void)
{
    charter_sink out = cli_standard_output();
    bool told = cli_put(out, "charter-check ") && cli_put(out, charter_version()) && cli_put(out, "\n");
    return told ? CLI_FINE : CLI_STOPPED;
}

int cli_run_check(cli *c, const cli_command *command, int count, char **arguments)
{
    check o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs)) {
        if (o.common.help)
            code = cli_tell_command(c, command);
        else
            code = o.version ? tell_version() : run_check(c, &o);
    }
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
