/* audit: declarations judged by a charter, and added up. Totals are the library's (charter/audit.h); charter, day and
 * inputs are judging.c's, the file of --history is history.c's, and which reports are written where is targets.c's. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "judging.h"
#include "progress.h"
#include "history.h"
#include "publishing.h"
#include "reports.h"
#include "say.h"

typedef struct audit {
    cli_judging judging;
    const char *format, *partial, *kept;
    charter_day forget_before;
    cli_texts outputs, by;
    int fail_on, delimiter;
    cli_publishing publishing;
    bool with_names, quiet;
    cli_common common;
} audit;

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(audit, judging),
    {"format", 'f', "NAME", N_("what standard output is written in, of those below (default: text)"), CLI_TEXT,
     offsetof(audit, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(audit, outputs), NULL},
    CLI_DELIMITER_OPTION(audit),
    {"partial", 0, "FILE", N_("a summary of this part of an audit, for charter-check merge"), CLI_ONCE,
     offsetof(audit, partial), NULL},
    {"history", 0, "FILE", N_("an SQLite file that keeps verdicts from audit to audit, for charter-check trend"),
     CLI_ONCE, offsetof(audit, kept), NULL},
    {"forget-before", 0, "YYYY-MM-DD", N_("the history forgets what was judged as of a day before this one"), CLI_DAY,
     offsetof(audit, forget_before), NULL},
    {"by", 0, "facts.FIELD", N_("uses are added up by this fact too; may be repeated"), CLI_TEXTS, offsetof(audit, by),
     NULL},
    CLI_PUBLISHING_OPTIONS(audit, publishing),
    {"with-names", 0, NULL, N_("who declared and who reviewed is counted too"), CLI_FLAG, offsetof(audit, with_names),
     NULL},
    {"fail-on", 0, "VERDICT",
     N_("exit 1 from this verdict on, and 2 for what is undetermined: conditional, review, non-compliant or never"),
     CLI_CHOICE, offsetof(audit, fail_on), cli_thresholds},
    {"quiet", 'q', NULL, N_("no progress and no warnings"), CLI_FLAG, offsetof(audit, quiet), NULL},
    CLI_INPUT_OPTIONS(audit, judging),
    CLI_COMMON_OPTIONS(audit),
};

static const cli_example examples[] = {
    {"charter-check audit --charter charter.yaml register/",
     N_("totals of a folder of declarations, on this terminal")},
    {"charter-check audit --output html=audit.html --output csv=audit.csv register/",
     N_("a page with charts, and every number for a spreadsheet")},
    {"charter-check audit --publish --output html=public.html register/",
     N_("what may be published, without small groups")},
    {NULL, NULL},
};

const cli_page cli_page_audit = {options, examples, &cli_audit_formats};

typedef struct run {
    const cli *c;
    audit *options;
    charter *charter;
    charter_diagnostics *faults; /* of the charter */
    cli_targets *reports;
    charter_batch *batch;
    charter_totals *totals;
    cli_history_store *kept; /* NULL: none is asked for */
    cli_progress progress;
    size_t notes; /* warnings about how declarations were read */
} run;

static int open_reports(run *r)
{
    const audit *o = r->options;
    r->reports = cli_targets_open(r->c, &cli_audit_formats, o->format, &o->outputs, o->partial);
    return r->reports == NULL ? CLI_STOPPED : CLI_FINE;
}

static int load_published(run *r)
{
    return cli_publishing_load(r->c, &r->options->publishing, &r->options->judging.written, r->options->quiet);
}

static int load_charter(run *r)
{
    return cli_judging_load(r->c, &r->options->judging, r->options->quiet, &r->charter, &r->faults);
}

static bool writes_part(const run *r)
{
    for (size_t i = 0; i < r->reports->count; i++)
        if (strcmp(r->reports->items[i].format, "summary") == 0)
            return true;
    return false;
}

/* "facts.account" becomes "account". */
static int check_facts(run *r)
{
    static const char before[] = "facts.";
    cli_texts *by = &r->options->by;
    for (size_t i = 0; i < by->count; i++) {
        bool named = strncmp(by->items[i], before, strlen(before)) == 0;
        if (!named || !charter_has_field(r->charter, by->items[i] + strlen(before))) {
            cli_say(r->c, N_("the charter has no field for --by %s: name one as facts.FIELD"), by->items[i]);
            return CLI_STOPPED;
        }
        by->items[i] += strlen(before);
    }
    return CLI_FINE;
}

/* The batch first: it loads the mapping, which is among what the totals are made of. */
static int open_batch(run *r)
{
    int code =
        cli_judging_open(r->c, &r->options->judging, r->charter, CLI_MET | CLI_ALTERNATIVES | CLI_MEASURED, &r->batch);
    charter_totals_options taking = {
        .at = r->options->judging.at,
        .with_names = r->options->with_names,
        .intake = r->options->judging.mapping,
        .document_bytes = r->options->judging.max_bytes,
        .wants = writes_part(r) ? CHARTER_WANTS_PART : 0,
        .by = r->options->by.items,
        .by_count = r->options->by.count,
    };
    if (code == CLI_FINE && charter_totals_new(&r->totals, r->charter, &taking) != CHARTER_OK)
        code = cli_no_memory(r->c);
    return code;
}

static int open_register(run *r)
{
    if (r->options->kept == NULL)
        return CLI_FINE;
    r->kept = cli_history_open(r->c, r->options->kept, r->options->judging.at);
    return r->kept == NULL ? CLI_STOPPED : CLI_FINE;
}

/* Which declarations are invalid, and why, no total says. */
static void tell_errors(run *r, const charter_diagnostics *errors)
{
    if (charter_diagnostics_count(errors) == 0)
        return;
    cli_progress_clear(&r->progress);
    cli_explain_all(r->c, errors);
}

static charter_status take_verdict(run *r, const charter_verdict *verdict)
{
    charter_decision decision = charter_verdict_decision(verdict);
    bool measured = charter_verdict_is_measured(verdict);
    tell_errors(r, charter_verdict_errors(verdict));
    cli_progress_tick(&r->progress, charter_verdict_place(verdict),
                      decision != CHARTER_DECISION_COMPLIANT && !measured);
    /* history.c has said why: CHARTER_IO is the status of which nothing more is told. */
    if (r->kept != NULL && !measured && !cli_history_take(r->kept, verdict))
        return CHARTER_IO;
    return charter_totals_verdict(r->totals, verdict);
}

static charter_status take_error(run *r, const charter_diagnostic *error)
{
    cli_progress_clear(&r->progress);
    cli_explain(r->c, error);
    return charter_totals_error(r->totals, error);
}

static charter_status take_all(run *r)
{
    charter_item item;
    charter_status status;
    while ((status = charter_batch_next(r->batch, &item)) == CHARTER_OK) {
        if (item.notes != NULL && !r->options->quiet) {
            cli_progress_clear(&r->progress);
            cli_tell_notes(r->c, item.notes, &r->notes);
        }
        if (item.error != NULL)
            status = take_error(r, item.error);
        else if (item.verdict != NULL)
            status = take_verdict(r, item.verdict);
        if (status == CHARTER_OK && item.verdict != NULL)
            status = charter_totals_notes(r->totals, item.notes);
        if (status != CHARTER_OK)
            break;
    }
    cli_progress_clear(&r->progress);
    cli_tell_more_notes(r->c, r->notes);
    return status;
}

static charter_status write_report(const void *totals, const char *format, const cli_reporting *how, charter_sink sink)
{
    return charter_audit_report(totals, format, &how->report, &how->audit, sink);
}

static int judge_all(run *r)
{
    cli_reporting reporting = {
        .report = {.lang = r->c->lang,
                   .at = r->options->judging.at,
                   .width = r->c->screen,
                   .colour = r->c->colour_out,
                   .defuse = r->c->defuse,
                   .delimiter = cli_delimiter(r->options->delimiter)},
        .audit = cli_publishing_options(&r->options->publishing),
    };
    r->progress = cli_progress_begin(r->c, &r->options->judging.inputs, r->options->quiet);
    charter_status status = take_all(r);
    if (status != CHARTER_END)
        return status == CHARTER_NO_MEMORY ? cli_no_memory(r->c) : CLI_STOPPED; /* the history has said why */
    /* The history first: an audit that it could not take writes no report. */
    if (r->kept != NULL && !cli_history_save(r->kept, r->options->forget_before))
        return CLI_STOPPED;
    if (!r->options->quiet)
        cli_tell_repeated(r->c, r->totals);
    cli_tell_saturated(r->c, r->totals);
    if (!cli_reports_write(r->reports, write_report, r->totals, &reporting))
        return CLI_STOPPED;
    return cli_audit_exit_code(r->totals, r->options->fail_on);
}

static bool agrees(const cli *c, const audit *o)
{
    bool names_published = o->publishing.publish && o->with_names;
    bool facts_published = o->publishing.publish && o->by.count > 0;
    bool nothing_to_forget = o->forget_before != CHARTER_NO_DAY && o->kept == NULL;
    if (names_published)
        cli_say(c, N_("--with-names and --publish exclude one another: names are not published"));
    if (facts_published)
        cli_say(c, N_("--by and --publish exclude one another: totals by facts are not published"));
    if (nothing_to_forget)
        cli_say(c, N_("--forget-before wants a history that forgets: --history FILE"));
    return !names_published && !facts_published && !nothing_to_forget;
}

/* A history is read and written. It is held against the reports before it is among what is written: held against
 * itself, it would always be the same file. */
static bool is_apart(const cli *c, audit *o)
{
    o->judging.written = (cli_written){.outputs = &o->outputs, .partial = o->partial};
    if (!cli_guard(c, &o->judging.written, o->kept))
        return false;
    o->judging.written.kept = o->kept;
    return true;
}

static int run_audit(const cli *c, audit *o)
{
    run r = {.c = c, .options = o};
    /* Reports are opened first: a file that cannot be written is told before the work is done. */
    static int (*const steps[])(run *) = {open_reports, load_published, load_charter, check_facts,
                                          open_batch,   open_register,  judge_all};
    if (!agrees(c, o) || !is_apart(c, o) || !cli_judging_finish(c, &o->judging))
        return CLI_STOPPED;
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](&r);
    /* Whichever step stopped: all of these take NULL. The batch keeps the charter, and goes before it. */
    charter_batch_close(r.batch);
    charter_totals_free(r.totals);
    cli_history_close(r.kept);
    cli_targets_free(r.reports);
    charter_free(r.charter);
    charter_diagnostics_free(r.faults);
    return code;
}

int cli_run_audit(cli *c, const cli_command *command, int count, char **arguments)
{
    audit o = {.judging = CLI_JUDGING_INIT, .forget_before = CHARTER_NO_DAY};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_audit(c, &o);
    cli_options_free(options, &o);
    cli_publishing_free(&o.publishing);
    cli_judging_free(&o.judging);
    return code;
}
