/* merge: summaries of parts of an audit, added up and reported as if it had been one. That the sum is exact however an
 * audit was cut is the library's (docs/architecture.md, Totals); no charter is read. */
#include <stdlib.h>

#include "commands.h"
#include "judging.h"
#include "reports.h"
#include "say.h"
#include "publishing.h"

typedef struct merge {
    const char *format, *partial;
    cli_texts outputs, files; /* operands */
    cli_publishing publishing;
    int delimiter;
    bool mixed;
    cli_common common;
} merge;

static const cli_option options[] = {
    {"format", 'f', "NAME", N_("what standard output is written in, of those below (default: text)"), CLI_TEXT,
     offsetof(merge, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(merge, outputs), NULL},
    CLI_DELIMITER_OPTION(merge),
    {"partial", 0, "FILE", N_("a summary of all of them, to be merged with others"), CLI_ONCE, offsetof(merge, partial),
     NULL},
    {"mixed", 0, NULL, N_("parts of different days, charters or options are added up too; the report says so"),
     CLI_FLAG, offsetof(merge, mixed), NULL},
    CLI_PUBLISHING_OPTIONS(merge, publishing),
    CLI_COMMON_OPTIONS(merge),
};

static const cli_example examples[] = {
    {"charter-check merge part-1.json part-2.json", N_("the totals of both, on this terminal")},
    {"charter-check merge --output html=audit.html parts/*.json", N_("a page of all parts of an audit")},
    {NULL, NULL},
};

const cli_page cli_page_merge = {options, examples, &cli_audit_formats};

static charter_status write_report(const void *totals, const char *format, const cli_reporting *how, charter_sink sink)
{
    return charter_audit_report(totals, format, &how->report, &how->audit, sink);
}

/* One part that cannot be read would make the whole a lie. */
static int read_all(const cli *c, const merge *o, charter_totals *totals)
{
    charter_files files = charter_files_on_disk(c->follow_links);
    charter_diagnostics *faults = NULL;
    charter_status status = charter_diagnostics_new(&faults);
    for (size_t i = 0; status == CHARTER_OK && i < o->files.count; i++)
        status = charter_totals_load(totals, o->files.items[i], &files, faults);
    if (status == CHARTER_INVALID) {
        cli_explain_all(c, faults);
        cli_say(c, N_("nothing is merged where a part is missing or refused"));
    }
    charter_diagnostics_free(faults);
    if (status == CHARTER_OK)
        return CLI_FINE;
    return status == CHARTER_INVALID ? CLI_STOPPED : cli_no_memory(c);
}

/* What its parts could not read is missing from the whole too. */
static int exit_code(const cli *c, const charter_totals *totals)
{
    const charter_summary summary = charter_totals_summary(totals);
    if (!charter_summary_is_read(&summary))
        cli_say(c, N_("not everything could be read: inputs %1$zu, declarations %2$zu"), (size_t)summary.errors,
                (size_t)summary.verdicts[CHARTER_DECISION_INVALID]);
    return cli_audit_exit_code(totals, 0);
}

static int write_all(const cli *c, const merge *o, cli_targets *reports, charter_totals *totals)
{
    cli_reporting how = {
        .report = {.lang = c->lang,
                   .width = c->screen,
                   .colour = c->colour_out,
                   .defuse = c->defuse,
                   .delimiter = cli_delimiter(o->delimiter)},
        .audit = cli_publishing_options(&o->publishing),
    };
    if (read_all(c, o, totals) != CLI_FINE || !cli_reports_write(reports, write_report, totals, &how))
        return CLI_STOPPED;
    cli_tell_saturated(c, totals);
    return exit_code(c, totals);
}

static int run_merge(const cli *c, merge *o)
{
    const charter_totals_options reading = {.at = CHARTER_NO_DAY, .wants = o->mixed ? CHARTER_WANTS_MIXED : 0};
    charter_totals *totals = NULL;
    if (o->files.count == 0) {
        cli_say(c, N_("there is nothing to merge: name the files that charter-check audit --partial wrote"));
        return CLI_STOPPED;
    }
    const cli_written written = {.outputs = &o->outputs, .partial = o->partial};
    if (!cli_guards_all(c, &written, &o->files))
        return CLI_STOPPED;
    if (cli_publishing_load(c, &o->publishing, &written, false) != CLI_FINE)
        return CLI_STOPPED;
    cli_targets *reports = cli_targets_open(c, &cli_audit_formats, o->format, &o->outputs, o->partial);
    if (reports == NULL)
        return CLI_STOPPED;
    int code =
        charter_totals_new(&totals, NULL, &reading) != CHARTER_OK ? cli_no_memory(c) : write_all(c, o, reports, totals);
    charter_totals_free(totals);
    cli_targets_free(reports);
    return code;
}

int cli_run_merge(cli *c, const cli_command *command, int count, char **arguments)
{
    merge o = {0};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.files))
        code = o.common.help ? cli_tell_command(c, command) : run_merge(c, &o);
    cli_options_free(options, &o);
    cli_publishing_free(&o.publishing);
    free(o.files.items);
    return code;
}
