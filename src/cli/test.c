/* test: a charter held against its cases. What they expect, cover and notice is the library's (charter/cases.h); here
 * files are found, thresholds compared, and files written anew where their author asks for it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "case_files.h"
#include "charter/batch.h"
#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "new_file.h"
#include "reports.h"
#include "say.h"

typedef struct testing {
    cli_judging judging; /* of which the charter, the exceptions, the day, the jobs and the operands are used */
    const char *format;
    cli_texts outputs, least;
    bool mutants, update, quiet, full;
    cli_common common;
} testing;

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(testing, judging),
    {"format", 'f', "NAME", N_("what standard output is written in, of those below (default: text)"), CLI_TEXT,
     offsetof(testing, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(testing, outputs), NULL},
    {"mutants", 0, NULL, N_("also change the charter in small ways, and tell which changes no case notices"), CLI_FLAG,
     offsetof(testing, mutants), NULL},
    {"fail-under", 0, "WHAT=PERCENT",
     N_("exit 1 where less is covered of clauses, branches, cells or mutants; may be repeated"), CLI_TEXTS,
     offsetof(testing, least), NULL},
    {"update", 0, NULL, N_("write what the charter answers into the files of cases, for you to look at"), CLI_FLAG,
     offsetof(testing, update), NULL},
    {"jobs", 'j', "N", N_("how many threads judge (default: as many as there are processors)"), CLI_COUNT,
     offsetof(testing, judging.jobs), NULL},
    {"full", 0, NULL, N_("text: all that is not covered or noticed"), CLI_FLAG, offsetof(testing, full), NULL},
    {"quiet", 'q', NULL, N_("text: what differs, and the sums"), CLI_FLAG, offsetof(testing, quiet), NULL},
    CLI_COMMON_OPTIONS(testing),
};

static const cli_example examples[] = {
    {"charter-check test charter.yaml",
     N_("the cases in charter.cases.yaml, and what of the charter they do not cover")},
    {"charter-check test --mutants --fail-under mutants=90 charter.yaml",
     N_("and whether a case would notice a ban that is lifted, a duty that is dropped")},
    {"charter-check test --output junit=cases.xml --output lcov=cases.info charter.yaml cases/",
     N_("in a pipeline, with cases from a folder")},
    {"charter-check test --update charter.yaml", N_("after a change of the charter: then read what git diff shows")},
    {NULL, NULL},
};

static const cli_formats case_formats = {charter_cases_format_count, charter_cases_format_at};

const cli_page cli_page_test = {options, examples, &case_formats};

typedef struct run {
    const cli *c;
    testing *options;
    cli_targets *targets;
    cli_case_files files;
    charter *charter;
    charter_diagnostics *faults;
    charter_cases *cases;
} run;

/* ---- thresholds ---- */

/* Reads "clauses=90"; false, once it has said why. */
static bool read_least(const cli *c, const char *text, int *what, double *percent)
{
    const char *equals = strchr(text, '=');
    char *end = NULL;
    for (int i = 0; equals != NULL && i < CHARTER_COVERINGS; i++) {
        const char *name = charter_covering_name((charter_covering)i);
        if (strlen(name) != (size_t)(equals - text) || strncmp(name, text, strlen(name)) != 0)
            continue;
        *what = i;
        *percent = strtod(equals + 1, &end);
        if (end != equals + 1 && *end == '\0' && *percent >= 0 && *percent <= 100)
            return true;
    }
    cli_say(c, N_("--fail-under wants what and how much: --fail-under clauses=90, not \"%s\""), text);
    cli_help(c, N_("it counts clauses, branches, cells and, with --mutants, mutants"));
    return false;
}

static bool check_thresholds(const cli *c, const testing *o)
{
    double percent;
    int what;
    for (size_t i = 0; i < o->least.count; i++) {
        if (!read_least(c, o->least.items[i], &what, &percent))
            return false;
        if (what == CHARTER_COVERING_MUTANTS && !o->mutants) {
            cli_say(c, N_("--fail-under %s counts what --mutants makes: add that"), o->least.items[i]);
            return false;
        }
    }
    return true;
}

/* What there is nothing of is covered. */
static bool is_enough(const run *r, const charter_cases_summary *sum)
{
    bool enough = true;
    double percent;
    int what;
    for (size_t i = 0; i < r->options->least.count; i++) {
        if (!read_least(r->c, r->options->least.items[i], &what, &percent))
            return false;
        charter_share share = sum->covered[what];
        if ((double)share.covered * 100 < percent * (double)share.all) {
            cli_say(r->c, N_("fewer %s are covered than --fail-under asks for"),
                    charter_covering_name((charter_covering)what));
            enough = false;
        }
    }
    return enough;
}

/* ---- steps ---- */

static int find(run *r)
{
    return cli_case_files_find(r->c, r->options->judging.charter, &r->options->judging.inputs, &r->files) ? CLI_FINE
                                                                                                          : CLI_STOPPED;
}

static bool may_be_written(const run *r)
{
    const cli_judging *j = &r->options->judging;
    bool good = cli_guard(r->c, &j->written, j->charter) && cli_guard(r->c, &j->written, j->exceptions);
    for (size_t i = 0; i < r->files.count && good; i++)
        good = cli_guard(r->c, &j->written, r->files.paths[i]);
    return good;
}

static int open_targets(run *r)
{
    if (!may_be_written(r))
        return CLI_STOPPED;
    r->targets = cli_targets_open(r->c, &case_formats, r->options->format, &r->options->outputs, NULL);
    return r->targets == NULL ? CLI_STOPPED : CLI_FINE;
}

static int load(run *r)
{
    return cli_judging_load(r->c, &r->options->judging, true, &r->charter, &r->faults);
}

static int judge(run *r)
{
    const charter_cases_options holding = {.at = r->options->judging.at,
                                           .sent = charter_sent_files_on_disk(),
                                           .jobs = r->options->judging.jobs,
                                           .wants = r->options->mutants ? CHARTER_CASES_MUTANTS : 0};
    if (charter_cases_new(&r->cases, r->charter, &holding) != CHARTER_OK)
        return cli_no_memory(r->c);
    int code = cli_case_files_read(r->c, &r->files, r->cases);
    if (code == CLI_FINE && charter_cases_run(r->cases) != CHARTER_OK)
        code = cli_no_memory(r->c);
    return code;
}

typedef struct writing {
    const charter_cases *cases;
    size_t index;
} writing;

static charter_status write_file(void *context, charter_sink sink)
{
    const writing *w = context;
    return charter_cases_write(w->cases, w->index, sink);
}

static int update(run *r)
{
    for (size_t i = 0; r->options->update && i < r->files.count; i++) {
        writing w = {r->cases, i};
        size_t stale = charter_cases_stale(r->cases, i);
        char number[24];
        if (stale == 0)
            continue;
        int code = cli_create(r->c, r->files.paths[i], true, write_file, &w);
        if (code != CLI_FINE)
            return code;
        snprintf(number, sizeof number, "%zu", stale);
        cli_tell(r->c, N_("%1$s: cases that were written anew: %2$s. Read them before you keep them."),
                 r->files.paths[i], number);
    }
    return CLI_FINE;
}

static charter_status write_report(const void *what, const char *format, const cli_reporting *how, charter_sink sink)
{
    return charter_cases_report(what, format, &how->report, sink);
}

static int tell(run *r)
{
    const cli *c = r->c;
    cli_reporting how = {.report = {.lang = c->lang,
                                    .width = c->screen,
                                    .colour = c->colour_out,
                                    .defuse = c->defuse,
                                    .quiet = r->options->quiet,
                                    .full = r->options->full}};
    return cli_reports_write(r->targets, write_report, r->cases, &how) ? CLI_FINE : CLI_STOPPED;
}

static int answer(run *r)
{
    charter_cases_summary sum = charter_cases_sum(r->cases);
    if (sum.errors > 0 || (sum.silent > 0 && !r->options->update))
        return CLI_STOPPED;
    if (sum.cases == 0) {
        cli_say(r->c, N_("there is no case in what was read"));
        return CLI_STOPPED;
    }
    return is_enough(r, &sum) && (sum.differing == 0 || r->options->update) ? CLI_FINE : CLI_FOUND;
}

static int run_all(run *r)
{
    static int (*const steps[])(run *) = {find, open_targets, load, judge, update, tell, answer};
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](r);
    cli_targets_free(r->targets);
    cli_case_files_free(&r->files);
    charter_cases_free(r->cases);
    charter_free(r->charter);
    charter_diagnostics_free(r->faults);
    return code;
}

/* The first operand is the charter, where no option names it. */
static int run_test(const cli *c, testing *o)
{
    cli_judging *j = &o->judging;
    run r = {.c = c, .options = o};
    char *found = NULL;
    if (j->charter == NULL && j->inputs.count > 0) {
        j->charter = j->inputs.items[0];
        j->inputs.count--;
        memmove(j->inputs.items, j->inputs.items + 1, j->inputs.count * sizeof *j->inputs.items);
    } else if (j->charter == NULL) {
        j->charter = found = cli_find_charter(c, NULL);
    }
    j->written.outputs = &o->outputs;
    bool good = j->charter != NULL && check_thresholds(c, o) && (j->at != CHARTER_NO_DAY || cli_today(c, &j->at));
    int code = good ? run_all(&r) : CLI_STOPPED;
    free(found);
    return code;
}

int cli_run_test(cli *c, const cli_command *command, int count, char **arguments)
{
    testing o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_test(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
