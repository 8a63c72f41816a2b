/* check: declarations judged by a charter, and reported. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "help.h"
#include "law.h"
#include "outputs.h"
#include "say.h"

typedef struct check {
    const char *charter, *exceptions, *format, *stdin_filename;
    cli_texts outputs;
    int fail_on, colour, lang;
    bool exit_zero, quiet, verbose, version, help;
    charter_day at;
    size_t max_bytes;
    unsigned jobs;
    cli_texts inputs; /* operands */
} check;

/* From which decision on the exit code is 1. */
static const char *const thresholds[] = {"conditional", "review", "non-compliant", "never", NULL};
static const charter_decision threshold_decisions[] = {CHARTER_CONDITIONAL, CHARTER_REVIEW, CHARTER_NON_COMPLIANT,
                                                       CHARTER_UNREADABLE};

static const char *const langs[] = {"en", "fr", NULL};
static const char *const colours[] = {"auto", "always", "never", NULL};

static const cli_option options[] = {
    {"charter", 0, "FILE|DIR", N_("the charter, or a folder with its versions"), CLI_TEXT, offsetof(check, charter), NULL},
    {"exceptions", 0, "FILE", N_("exceptions that are kept apart from the charter"), CLI_TEXT,
     offsetof(check, exceptions), NULL},
    {"format", 'f', "NAME", N_("what standard output is written in: text (the default), or one of those below"),
     CLI_TEXT, offsetof(check, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file; as often as wanted"), CLI_TEXTS,
     offsetof(check, outputs), NULL},
    {"fail-on", 0, "VERDICT",
     N_("exit 1 from this verdict on: conditional (the default), review, non-compliant or never"), CLI_CHOICE,
     offsetof(check, fail_on), thresholds},
    {"exit-zero", 0, NULL, N_("exit 0 where it would be 1; a 2 stays a 2"), CLI_FLAG, offsetof(check, exit_zero), NULL},
    {"at", 0, "YYYY-MM-DD", N_("the day to judge on; today where not given"), CLI_DAY, offsetof(check, at), NULL},
    {"quiet", 'q', NULL, N_("text: the summary alone"), CLI_FLAG, offsetof(check, quiet), NULL},
    {"verbose", 'v', NULL, N_("every clause, those that are met too"), CLI_FLAG, offsetof(check, verbose), NULL},
    {"jobs", 'j', "N", N_("how many threads judge: as many as there are processors where not given"), CLI_NUMBER,
     offsetof(check, jobs), NULL},
    {"max-bytes", 0, "SIZE", N_("the largest declaration that is read: 1M where not given"), CLI_BYTES,
     offsetof(check, max_bytes), NULL},
    {"stdin-filename", 0, "NAME", N_("what standard input is called in reports"), CLI_TEXT,
     offsetof(check, stdin_filename), NULL},
    {"lang", 0, "en|fr", N_("the language of messages"), CLI_CHOICE, offsetof(check, lang), langs},
    {"color", 0, "auto|always|never", N_("colours in text"), CLI_CHOICE, offsetof(check, colour), colours},
    {"version", 0, NULL, N_("tell the version"), CLI_FLAG, offsetof(check, version), NULL},
    {"help", 'h', NULL, N_("tell this"), CLI_FLAG, offsetof(check, help), NULL},
    {NULL, 0, NULL, NULL, CLI_FLAG, 0, NULL},
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

/* ---- inputs ---- */

/* Where declarations lie when none are named. */
static bool add_usual_inputs(const cli *c, cli_texts *inputs)
{
    static const char *const usual[] = {"usage.yaml", ".ai-usage.yaml", "ai-usage"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (access(usual[i], F_OK) == 0 && !cli_texts_add(inputs, usual[i])) {
            cli_no_memory(c);
            return false;
        }
    if (inputs->count > 0)
        return true;
    cli_say(c, N_("there is nothing to judge: no usage.yaml, no .ai-usage.yaml and no folder ai-usage here"));
    cli_help(c, N_("name a declaration: charter-check usage.yaml; charter-check --help has examples"));
    return false;
}

/* ---- the run ---- */

typedef struct run {
    const cli *c;
    const check *options;
    charter *law;
    charter_diagnostics *faults; /* of the charter */
    cli_outputs *outputs;
    charter_batch *batch;
    charter_decision gravest; /* of those that could be judged */
    bool undecided;           /* something could not be */
} run;

/* Faults of the charter go to whoever keeps it, and to a program that reads along. No file is written: a report
 * without findings would be taken for one of a day on which there were none. */
static int refuse_law(run *r)
{
    cli_explain_all(r->c, r->faults);
    for (size_t i = 0; i < charter_diagnostics_count(r->faults); i++) {
        const charter_diagnostic *fault = charter_diagnostics_at(r->faults, i);
        if (charter_diagnostic_severity(fault) == CHARTER_ERROR)
            cli_outputs_error(r->outputs, fault);
    }
    cli_say(r->c, N_("a charter with an error judges nothing"));
    if (!cli_outputs_for_people(r->outputs))
        cli_outputs_end_standard_output(r->outputs);
    return CLI_STOPPED;
}

/* CLI_FINE where the charter is loaded. */
static int load_law(run *r)
{
    char *path = cli_find_law(r->c, r->options->charter);
    if (path == NULL)
        return CLI_STOPPED;
    charter_load_options loading = {.exceptions = r->options->exceptions};
    charter_status status = charter_diagnostics_new(&r->faults);
    if (status == CHARTER_OK)
        status = charter_load_path(&r->law, path, &loading, r->faults);
    free(path);
    if (status == CHARTER_INVALID)
        return refuse_law(r);
    if (status != CHARTER_OK)
        return cli_no_memory(r->c);
    if (!r->options->quiet)
        cli_explain_all(r->c, r->faults);
    return CLI_FINE;
}

static int open_batch(run *r)
{
    charter_batch_options batching = {
        .judging = {.at = r->options->at, .every_clause = r->options->verbose},
        .limits = {.document_bytes = r->options->max_bytes},
        .stdin_name = r->options->stdin_filename,
        .jobs = r->options->jobs,
        .alternatives = !r->options->quiet,
    };
    charter_status status = charter_batch_open(&r->batch, r->law, &batching);
    for (size_t i = 0; status == CHARTER_OK && i < r->options->inputs.count; i++)
        status = charter_batch_add(r->batch, r->options->inputs.items[i]);
    return status == CHARTER_OK ? CLI_FINE : cli_no_memory(r->c);
}

static void take_verdict(run *r, const charter_verdict *verdict)
{
    charter_decision decision = charter_verdict_decision(verdict);
    if (decision == CHARTER_UNDETERMINED || decision == CHARTER_UNREADABLE)
        r->undecided = true;
    else if (decision > r->gravest)
        r->gravest = decision;
    cli_outputs_verdict(r->outputs, verdict);
}

static void take_error(run *r, const charter_diagnostic *error)
{
    r->undecided = true;
    cli_outputs_error(r->outputs, error);
    if (cli_outputs_for_people(r->outputs))
        cli_explain(r->c, error);
}

static int exit_code(const run *r)
{
    int fail_on = r->options->fail_on == 0 ? 0 : r->options->fail_on - 1;
    if (r->undecided)
        return CLI_STOPPED;
    return r->gravest >= threshold_decisions[fail_on] && !r->options->exit_zero ? CLI_FOUND : CLI_FINE;
}

static int judge_all(run *r)
{
    charter_item item;
    charter_status status = CHARTER_OK;
    while (!cli_outputs_all_failed(r->outputs) && (status = charter_batch_next(r->batch, &item)) == CHARTER_OK) {
        if (item.error != NULL)
            take_error(r, item.error);
        else
            take_verdict(r, item.verdict);
    }
    if (status != CHARTER_OK && status != CHARTER_END)
        return cli_no_memory(r->c);
    return cli_outputs_end(r->outputs) ? exit_code(r) : CLI_STOPPED;
}

static int open_outputs(run *r)
{
    charter_report_options reporting = {
        .lang = r->c->lang,
        .at = r->options->at,
        .width = r->c->width,
        .colour = r->c->colour_out,
        .quiet = r->options->quiet,
        .defuse = r->c->defuse,
    };
    const char *format = r->options->format == NULL ? "text" : r->options->format;
    r->outputs = cli_outputs_open(r->c, format, &r->options->outputs, &reporting);
    return r->outputs == NULL ? CLI_STOPPED : CLI_FINE;
}

static int run_check(const cli *c, check *o)
{
    run r = {.c = c, .options = o};
    static int (*const steps[])(run *) = {open_outputs, load_law, open_batch, judge_all};
    if (o->at == CHARTER_NO_DAY && !cli_today(c, &o->at))
        return CLI_STOPPED;
    if (o->inputs.count == 0 && !add_usual_inputs(c, &o->inputs))
        return CLI_STOPPED;
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](&r);
    charter_batch_free(r.batch);
    cli_outputs_free(r.outputs);
    charter_free(r.law);
    charter_diagnostics_free(r.faults);
    return code;
}

static int tell_version(void)
{
    charter_sink out = cli_standard_output();
    bool told = cli_put(out, "charter-check ") && cli_put(out, charter_version()) && cli_put(out, "\n");
    return told ? CLI_FINE : CLI_STOPPED;
}

int cli_run_check(cli *c, const cli_command *command, int count, char **words)
{
    check o = {.at = CHARTER_NO_DAY};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, words, &o, &o.inputs)) {
        if (o.help)
            code = cli_tell_command(c, command, options, examples);
        else
            code = o.version ? tell_version() : run_check(c, &o);
    }
    cli_options_free(options, &o);
    free(o.inputs.items);
    return code;
}
