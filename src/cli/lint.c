/* lint: a charter, looked over for its errors and for what its author did not mean. What is looked for is the library's
 * (charter/lint.h); nothing is judged. */
#include <stdlib.h>

#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "outputs.h"
#include "say.h"

typedef struct lint {
    cli_judging judging; /* of which the charter, the exceptions, the day and the operands are used */
    const char *format;
    cli_texts outputs;
    int fail_on;
    bool quiet;
    cli_common common;
} lint;

enum { FROM_WARNINGS = 1, FROM_NOTES, NEVER };

static const char *const thresholds[] = {"warning", "note", "never", NULL};

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(lint, judging),
    {"format", 'f', "NAME", N_("what standard output is written in: a format of check (default: text)"), CLI_TEXT,
     offsetof(lint, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(lint, outputs), NULL},
    {"fail-on", 0, "warning|note|never",
     N_("exit 1 from this on: warning (the default), note or never; an error is a 2"), CLI_CHOICE,
     offsetof(lint, fail_on), thresholds},
    {"quiet", 'q', NULL, N_("text: the summary alone"), CLI_FLAG, offsetof(lint, quiet), NULL},
    CLI_COMMON_OPTIONS(lint),
};

static const cli_example examples[] = {
    {"charter-check lint charter.yaml", N_("what is wrong with a charter, or looks so, and what it promises")},
    {"charter-check lint --at 2027-01-01 --fail-on note charters/",
     N_("the versions in a folder, as they will be on that day; notes count, too")},
    {"charter-check lint --format github charter.yaml", N_("in a pipeline that gates changes of the charter")},
    {NULL, NULL},
};

const cli_page cli_page_lint = {options, examples, NULL};

typedef struct run {
    const cli *c;
    lint *options;
    cli_outputs *outputs;
    charter *charter;
    charter_diagnostics *diagnostics;
} run;

static int open_outputs(run *r)
{
    charter_report_options reporting = {.lang = r->c->lang,
                                        .at = r->options->judging.at,
                                        .width = r->c->width,
                                        .colour = r->c->colour_out,
                                        .quiet = r->options->quiet,
                                        .defuse = r->c->defuse,
                                        .of_charter = true};
    r->outputs = cli_outputs_open(r->c, r->options->format, &r->options->outputs, &reporting);
    return r->outputs == NULL ? CLI_STOPPED : CLI_FINE;
}

/* A charter with an error is told as far as it could be read, and not looked over: what its entries mean is not
 * known. */
static charter_status look_over(run *r, const char *path)
{
    charter_load_options loading = {.follow_links = r->c->follow_links, .exceptions = r->options->judging.exceptions};
    charter_lint_options linting = {.at = r->options->judging.at};
    charter_status status = charter_diagnostics_new(&r->diagnostics);
    if (status == CHARTER_OK)
        status = charter_load_path(&r->charter, path, &loading, r->diagnostics);
    return status == CHARTER_OK ? charter_lint(r->charter, &linting, r->diagnostics) : status;
}

static int load(run *r)
{
    char *path = cli_find_charter(r->c, r->options->judging.charter);
    if (path == NULL || !cli_guard(r->c, &r->options->judging.written, path)) {
        free(path);
        return CLI_STOPPED;
    }
    charter_status status = look_over(r, path);
    free(path);
    return status == CHARTER_OK || status == CHARTER_INVALID ? CLI_FINE : cli_no_memory(r->c);
}

static int tell(run *r)
{
    int threshold = r->options->fail_on;
    cli_outputs_lint(r->outputs, r->charter, r->diagnostics);
    const charter_summary *s = cli_outputs_summary(r->outputs);
    if (!cli_outputs_end(r->outputs) || s->errors > 0)
        return CLI_STOPPED;
    bool found = (s->warnings > 0 && threshold != NEVER) || (s->notes > 0 && threshold == FROM_NOTES);
    return found ? CLI_FOUND : CLI_FINE;
}

static int run_all(run *r)
{
    static int (*const steps[])(run *) = {open_outputs, load, tell};
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](r);
    if (code == CLI_STOPPED && r->outputs != NULL)
        cli_outputs_stopped(r->outputs);
    cli_outputs_free(r->outputs);
    charter_free(r->charter);
    charter_diagnostics_free(r->diagnostics);
    return code;
}

static int run_lint(const cli *c, lint *o)
{
    cli_judging *j = &o->judging;
    run r = {.c = c, .options = o};
    if (j->inputs.count + (j->charter != NULL) > 1) {
        cli_say(c, N_("name one charter"));
        return CLI_STOPPED;
    }
    if (j->inputs.count == 1)
        j->charter = j->inputs.items[0];
    j->inputs.count = 0; /* nothing is judged */
    j->written.outputs = &o->outputs;
    if (!cli_judging_guards(c, j) || (j->at == CHARTER_NO_DAY && !cli_today(c, &j->at)))
        return CLI_STOPPED;
    return run_all(&r);
}

int cli_run_lint(cli *c, const cli_command *command, int count, char **arguments)
{
    lint o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_lint(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
