/* trend: what a history shows over time. Months are added up by history.c and drawn by the library; no charter is
 * read, and nothing is judged. */
#include <stdlib.h>

#include "commands.h"
#include "judging.h"
#include "history.h"
#include "reports.h"
#include "say.h"
#include "overwrite_guard.h"

typedef struct trend {
    const char *kept, *format;
    cli_texts outputs, operands;
    cli_common common;
} trend;

static const cli_option options[] = {
    {"history", 0, "FILE", N_("the history that charter-check audit --history keeps"), CLI_ONCE, offsetof(trend, kept),
     NULL},
    {"format", 'f', "NAME", N_("what standard output is written in, of those below (default: text)"), CLI_TEXT,
     offsetof(trend, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(trend, outputs), NULL},
    CLI_COMMON_OPTIONS(trend),
};

static const cli_example examples[] = {
    {"charter-check trend --history uses.sqlite", N_("verdicts, duties and footprint by month, on this terminal")},
    {"charter-check trend --history uses.sqlite --output html=trend.html", N_("the same as a page with charts")},
    {NULL, NULL},
};

const cli_page cli_page_trend = {options, examples, &cli_trend_formats};

typedef struct shown {
    const charter_period_totals *periods;
    size_t count;
} shown;

static charter_status write_report(const void *what, const char *format, const cli_reporting *how, charter_sink sink)
{
    const shown *s = what;
    return charter_trend_report(s->periods, s->count, format, &how->report, sink);
}

static int write_months(const cli *c, const trend *o, cli_targets *reports)
{
    cli_reporting how = {.report = {.lang = c->lang, .width = c->screen, .colour = c->colour_out, .defuse = c->defuse}};
    shown s = {0};
    charter_period_totals *periods = cli_history_months(c, o->kept, &s.count);
    if (periods == NULL)
        return CLI_STOPPED;
    s.periods = periods;
    bool written = cli_reports_write(reports, write_report, &s, &how);
    free(periods);
    return written ? CLI_FINE : CLI_STOPPED;
}

static int run_trend(const cli *c, const trend *o)
{
    if (o->kept == NULL || o->operands.count > 0) {
        cli_say(c, N_("trend reads a history and nothing else: charter-check trend --history uses.sqlite"));
        return CLI_STOPPED;
    }
    const cli_written written = {.outputs = &o->outputs};
    if (!cli_guard(c, &written, o->kept))
        return CLI_STOPPED;
    cli_targets *reports = cli_targets_open(c, &cli_trend_formats, o->format, &o->outputs, NULL);
    if (reports == NULL)
        return CLI_STOPPED;
    int code = write_months(c, o, reports);
    cli_targets_free(reports);
    return code;
}

int cli_run_trend(cli *c, const cli_command *command, int count, char **arguments)
{
    trend o = {0};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.operands))
        code = o.common.help ? cli_tell_command(c, command) : run_trend(c, &o);
    cli_options_free(options, &o);
    free(o.operands.items);
    return code;
}
