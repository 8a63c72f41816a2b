/* scan: traces of AI tools in a repository, held against its declarations. The declarations themselves are judged by
 * check: here they only say which tools are known of. Which files and commits there are is repository.c's, what a
 * trace is the library's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "baseline.h"
#include "commands.h"
#include "judging.h"
#include "charter_file.h"
#include "outputs.h"
#include "real_path.h"
#include "repository.h"
#include "say.h"

typedef struct scan {
    cli_judging judging;
    cli_commits history;
    cli_texts declarations, left_out, folders;
    const char *format;
    cli_texts outputs;
    cli_baseline baseline;
    int fail_on;
    bool exit_zero, quiet, verbose;
    cli_common common;
} scan;

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(scan, judging),
    CLI_PIN_OPTIONS(scan, judging),
    {"declarations", 0, "FILE|DIR", N_("where declarations are; may be repeated (default: those of the folder)"),
     CLI_TEXTS, offsetof(scan, declarations), NULL},
    {"intake", 0, "FILE", N_("a mapping by which rows of registers (CSV, TSV) become declarations; may be repeated"),
     CLI_TEXTS, offsetof(scan, judging.intakes), NULL},
    {"exclude", 0, "PATTERN", N_("leave out the files that it matches, such as 'tests/**'; may be repeated"), CLI_TEXTS,
     offsetof(scan, left_out), NULL},
    {"max-scanned-bytes", 0, "SIZE", N_("how much of all files is looked into (default: 1G)"), CLI_SIZE,
     offsetof(scan, judging.max_scanned_bytes), NULL},
    {"commits", 0, "N", N_("read the last N commits alone"), CLI_COUNT, offsetof(scan, history.commits), NULL},
    {"since", 0, "REV", N_("read the commits alone that this git revision does not have"), CLI_ONCE,
     offsetof(scan, history.since), NULL},
    {"no-history", 0, NULL, N_("read no commits"), CLI_FLAG, offsetof(scan, history.none), NULL},
    {"format", 'f', "NAME", N_("what standard output is written in: a format of check (default: text)"), CLI_TEXT,
     offsetof(scan, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(scan, outputs), NULL},
    {"fail-on", 0, "VERDICT",
     N_("exit 1 from this verdict on: conditional, review, non-compliant or never (default: conditional)"), CLI_CHOICE,
     offsetof(scan, fail_on), cli_thresholds},
    CLI_BASELINE_OPTIONS(scan, baseline),
    {"exit-zero", 0, NULL, N_("exit 0 where it would be 1; a 2 stays a 2"), CLI_FLAG, offsetof(scan, exit_zero), NULL},
    {"quiet", 'q', NULL, N_("text: the summary alone"), CLI_FLAG, offsetof(scan, quiet), NULL},
    {"verbose", 'v', NULL, N_("every clause, those that are met too"), CLI_FLAG, offsetof(scan, verbose), NULL},
    CLI_COMMON_OPTIONS(scan),
};

static const cli_example examples[] = {
    {"charter-check scan", N_("look through this repository, its files and its history")},
    {"charter-check scan --no-history --exclude 'tests/**' service/",
     N_("the files of a folder alone, but for its tests")},
    {"charter-check scan --charter-rev $BASE --since $BASE --format github",
     N_("in a pipeline: files, and the commits of the branch")},
    {NULL, NULL},
};

const cli_page cli_page_scan = {options, examples, NULL};

/* ---- the run ---- */

typedef struct run {
    const cli *c;
    scan *options;
    const char *folder;
    char *usual[CLI_USUAL]; /* where declarations lie in the folder, whether they do or not */
    charter *charter;
    charter_diagnostics *charter_faults, *faults;
    cli_outputs *outputs;
    charter_baseline *baseline; /* NULL: none */
    charter_batch *batch;
    charter_traces *traces;
} run;

static int finish(run *r)
{
    scan *o = r->options;
    if (o->folders.count > 1) {
        cli_say(r->c, N_("name one folder"));
        return CLI_STOPPED;
    }
    if (o->history.none && (o->history.commits > 0 || o->history.since != NULL)) {
        cli_say(r->c, N_("%1$s and %2$s do not go together"), "--no-history",
                o->history.since != NULL ? "--since" : "--commits");
        return CLI_STOPPED;
    }
    r->folder = o->folders.count == 0 ? "." : o->folders.items[0];
    struct stat status;
    if (stat(r->folder, &status) != 0 || !S_ISDIR(status.st_mode)) {
        cli_say(r->c, N_("%s is no folder"), r->folder);
        return CLI_STOPPED;
    }
    if (!cli_may_follow(r->c, r->folder))
        return CLI_STOPPED;
    return o->judging.at != CHARTER_NO_DAY || cli_today(r->c, &o->judging.at) ? CLI_FINE : CLI_STOPPED;
}

static bool is_apart(const run *r)
{
    scan *o = r->options;
    o->judging.written.outputs = &o->outputs;
    return cli_baseline_is_apart(r->c, &o->baseline, &o->judging.written) && cli_judging_guards(r->c, &o->judging);
}

/* Those that are named, or those that lie where check looks for them; none is no error: nothing is declared then. */
static int find_declarations(run *r)
{
    cli_texts *inputs = &r->options->judging.inputs;
    const cli_texts *named = &r->options->declarations;
    const char *before = strcmp(r->folder, ".") == 0 ? "" : r->folder;
    const char *slash = *before == '\0' || before[strlen(before) - 1] == '/' ? "" : "/";
    for (int i = 0; i < CLI_USUAL; i++) {
        if (asprintf(&r->usual[i], "%s%s%s", before, slash, cli_usual_inputs[i]) < 0) {
            r->usual[i] = NULL;
            return cli_no_memory(r->c);
        }
        if (named->count == 0 && cli_is_there(r->usual[i]) && !cli_texts_add(inputs, r->usual[i]))
            return cli_no_memory(r->c);
    }
    for (size_t i = 0; i < named->count; i++)
        if (!cli_texts_add(inputs, named->items[i]))
            return cli_no_memory(r->c);
    return is_apart(r) ? CLI_FINE : CLI_STOPPED;
}

static int open_outputs(run *r)
{
    const scan *o = r->options;
    charter_report_options reporting = {
        .lang = r->c->lang,
        .at = o->judging.at,
        .width = r->c->width,
        .colour = r->c->colour_out,
        .quiet = o->quiet,
        .defuse = r->c->defuse,
        .of_tools = true,
        .nothing_is_fine = true,
    };
    r->outputs = cli_outputs_open(r->c, o->format, &o->outputs, &reporting);
    return r->outputs == NULL ? CLI_STOPPED : CLI_FINE;
}

static int open_baseline(run *r)
{
    return cli_baseline_open(r->c, &r->options->baseline, &r->baseline);
}

static int load_charter(run *r)
{
    int code = cli_judging_load(r->c, &r->options->judging, r->options->quiet, &r->charter, &r->charter_faults);
    if (code != CLI_FINE && r->charter_faults != NULL)
        cli_outputs_charter_errors(r->outputs, r->charter_faults);
    return code;
}

static int say_opening(run *r, charter_status status)
{
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(r->c);
    if (status == CHARTER_UNKNOWN) {
        cli_say(r->c, N_("no version of the charter is in force on that day"));
        return CLI_STOPPED;
    }
    cli_say(r->c, N_("the charter names no traces: nothing would be found"));
    cli_help(r->c, N_("add include: [std:traces] to it, or traces of its own"));
    return CLI_STOPPED;
}

static int open_traces(run *r)
{
    const cli_texts *inputs = &r->options->judging.inputs;
    charter_traces_options searching = {
        .at = r->options->judging.at,
        .every_clause = r->options->verbose,
        .folder = r->folder,
        .all_bytes = r->options->judging.max_scanned_bytes,
        .declare_in = inputs->count > 0 ? inputs->items[0] : r->usual[0],
    };
    charter_status status = charter_traces_open(&r->traces, r->charter, &searching);
    if (status != CHARTER_OK || charter_traces_known(r->traces) == 0)
        return say_opening(r, status);
    for (size_t i = 0; i < r->options->left_out.count; i++)
        if (charter_traces_leave_out(r->traces, r->options->left_out.items[i]) != CHARTER_OK)
            return cli_no_memory(r->c);
    return charter_diagnostics_new(&r->faults) == CHARTER_OK ? CLI_FINE : cli_no_memory(r->c);
}

/* ---- declarations ---- */

static void take_error(run *r, const charter_diagnostic *error)
{
    cli_outputs_error(r->outputs, error);
    if (cli_outputs_for_people(r->outputs))
        cli_explain(r->c, error);
}

/* Nobody knows what one that cannot be read declares. */
static charter_status take_declaration(run *r, const charter_item *item)
{
    if (item->error != NULL) {
        take_error(r, item->error);
        return CHARTER_OK;
    }
    if (item->verdict == NULL)
        return CHARTER_OK;
    if (charter_verdict_decision(item->verdict) == CHARTER_DECISION_INVALID) {
        const charter_diagnostics *errors = charter_verdict_errors(item->verdict);
        for (size_t i = 0; i < charter_diagnostics_count(errors); i++)
            take_error(r, charter_diagnostics_at(errors, i));
        return CHARTER_OK;
    }
    return charter_traces_declared(r->traces, item->verdict);
}

static int read_declarations(run *r)
{
    charter_item item;
    if (r->options->judging.inputs.count == 0)
        return CLI_FINE;
    int code = cli_judging_open(r->c, &r->options->judging, r->charter, 0, &r->batch);
    if (code != CLI_FINE)
        return code;
    charter_status status = CHARTER_OK;
    while (status == CHARTER_OK && (status = charter_batch_next(r->batch, &item)) == CHARTER_OK)
        status = take_declaration(r, &item);
    return status == CHARTER_END ? CLI_FINE : cli_no_memory(r->c);
}

/* ---- traces ---- */

static int look_through(run *r)
{
    int code = cli_repository_tell(r->c, r->folder, &r->options->history, r->traces, r->faults);
    for (size_t i = 0; i < charter_diagnostics_count(r->faults); i++)
        take_error(r, charter_diagnostics_at(r->faults, i));
    return code;
}

static charter_status take_verdict(run *r, const charter_verdict *verdict)
{
    const charter_acceptance *acceptance = NULL;
    if (r->baseline != NULL && charter_baseline_take(r->baseline, verdict, &acceptance) != CHARTER_OK)
        return CHARTER_NO_MEMORY;
    cli_outputs_verdict(r->outputs, verdict, acceptance);
    return CHARTER_OK;
}

/* Reports first: a baseline is not renewed by a run of which nobody could read what it accepts. */
static int end_all(run *r)
{
    const cli_baseline *baseline = &r->options->baseline;
    const charter_summary *summary = cli_outputs_summary(r->outputs);
    size_t accepted = charter_summary_accepted_count(summary);
    if (!cli_outputs_end(r->outputs))
        return CLI_STOPPED;
    if (baseline->update && !cli_baseline_keep(r->c, baseline, r->baseline, summary))
        return CLI_STOPPED;
    if (accepted > 0 && !r->options->quiet)
        cli_say(r->c, N_("tools that the baseline %1$s accepts: %2$zu"), baseline->path, accepted);
    if (r->baseline != NULL)
        cli_baseline_tell_stale(r->c, baseline, r->baseline);
    return cli_exit_code(summary, r->options->fail_on, r->options->exit_zero);
}

static int judge_all(run *r)
{
    const charter_verdict *verdict;
    charter_status status = CHARTER_OK;
    while (status == CHARTER_OK && (status = charter_traces_next(r->traces, &verdict)) == CHARTER_OK)
        status = take_verdict(r, verdict);
    return status == CHARTER_END ? end_all(r) : cli_no_memory(r->c);
}

static int run_scan(const cli *c, scan *o)
{
    run r = {.c = c, .options = o};
    /* Declarations are read before traces are looked for: what a trace breaches depends on what is declared. */
    static int (*const steps[])(run *) = {finish,      find_declarations, open_outputs, open_baseline, load_charter,
                                          open_traces, read_declarations, look_through, judge_all};
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](&r);
    if (code == CLI_STOPPED && r.outputs != NULL)
        cli_outputs_stopped(r.outputs);
    /* Before the charter, which the batch and the traces keep. */
    charter_batch_close(r.batch);
    charter_traces_close(r.traces);
    cli_outputs_free(r.outputs);
    charter_baseline_free(r.baseline);
    charter_free(r.charter);
    charter_diagnostics_free(r.charter_faults);
    charter_diagnostics_free(r.faults);
    for (int i = 0; i < CLI_USUAL; i++)
        free(r.usual[i]);
    return code;
}

int cli_run_scan(cli *c, const cli_command *command, int count, char **arguments)
{
    scan o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.folders))
        code = o.common.help ? cli_tell_command(c, command) : run_scan(c, &o);
    cli_options_free(options, &o);
    free(o.folders.items);
    cli_judging_free(&o.judging);
    return code;
}
