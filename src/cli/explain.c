/* explain: what a clause, a code or a verdict means, in the words of the charter that is found; and, of a declaration,
 * the facts and comparisons that decided each reason of its verdict. A declaration is named by --declaration: a word is
 * never taken for a file. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "link_base.h"
#include "say.h"

typedef struct explaining {
    cli_judging judging;
    const char *declaration;
    int format;
    cli_texts words;
    cli_common common;
} explaining;

static const char *const formats[] = {"text", "json", NULL};

static const cli_option options[] = {
    {"declaration", 0, "FILE|-", N_("explain the verdicts on that file's declarations; WORD is then one clause"),
     CLI_ONCE, offsetof(explaining, declaration), NULL},
    CLI_CHARTER_OPTIONS(explaining, judging),
    {"format", 'f', "text|json", N_("what standard output is written in"), CLI_CHOICE, offsetof(explaining, format),
     formats},
    CLI_COMMON_OPTIONS(explaining),
};

static const cli_example examples[] = {
    {"charter-check explain tool.status", N_("a clause, with what the charter says of it and where")},
    {"charter-check explain key.unknown", N_("the code of an error, with an example")},
    {"charter-check explain --declaration usage.yaml", N_("why a declaration gets its verdict, step by step")},
    {"charter-check explain", N_("everything that can be explained, one a line")},
    {NULL, NULL},
};

const cli_page cli_page_explain = {options, examples, NULL};

typedef struct run {
    const cli *c;
    explaining *options;
    charter_report_options reporting;
    charter *charter; /* NULL: none was found */
    charter_diagnostics *faults;
} run;

static const char *format_of(const run *r)
{
    return formats[r->options->format == 0 ? 0 : r->options->format - 1];
}

static int written(const run *r, charter_status status)
{
    if (status == CHARTER_OK)
        return CLI_FINE;
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(r->c);
    cli_say(r->c, N_("standard output could not be written whole"));
    return CLI_STOPPED;
}

/* ---- words ---- */

static int refuse(const run *r, const char *word)
{
    char nearest[1024];
    cli_say(r->c, N_("there is no clause, no code and no verdict %s"), word);
    if (charter_explain_nearest(word, r->charter, r->reporting.at, nearest, sizeof nearest) > 0)
        cli_help(r->c, N_("did you mean: %s"), nearest);
    else if (access(word, F_OK) == 0)
        cli_help(r->c, N_("to explain the verdict on that file: charter-check explain --declaration %s"), word);
    else
        cli_help(r->c, N_("charter-check explain lists them all"));
    return CLI_STOPPED;
}

/* What is meant by any charter does not wait for one. */
static int load_where_found(run *r)
{
    size_t version;
    if (!cli_has_charter(r->options->judging.charter))
        return CLI_FINE;
    int code = cli_judging_load(r->c, &r->options->judging, true, &r->charter, &r->faults);
    if (code == CLI_FINE && !charter_version_on(r->charter, r->reporting.at, &version)) {
        cli_say(r->c, N_("no version of the charter is in force on that day"));
        code = CLI_STOPPED;
    }
    return code;
}

static int explain_word(run *r)
{
    const char *word = r->options->words.count == 0 ? NULL : r->options->words.items[0];
    charter_sink out = cli_standard_output();
    int code = word != NULL && charter_is_code(word) ? CLI_FINE : load_where_found(r);
    if (code != CLI_FINE)
        return code;
    charter_status status = word == NULL ? charter_explain_all(r->charter, format_of(r), &r->reporting, out)
                                         : charter_explain_word(word, r->charter, format_of(r), &r->reporting, out);
    return status == CHARTER_UNKNOWN && word != NULL ? refuse(r, word) : written(r, status);
}

/* ---- verdicts ---- */

static int drop(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
    return 0;
}

/* A clause that this charter has. */
static bool is_clause(const run *r, const char *clause)
{
    charter_report *report;
    charter_sink nowhere = {NULL, drop};
    bool known = charter_explain_word(clause, r->charter, "json", &r->reporting, nowhere) != CHARTER_UNKNOWN &&
                 charter_chains_open(&report, "text", clause, &r->reporting, nowhere) != CHARTER_UNKNOWN;
    if (known)
        charter_report_close(report);
    return known;
}

static charter_status tell_item(const run *r, charter_report *report, const charter_item *item, size_t *notes)
{
    cli_tell_notes(r->c, item->notes, notes);
    if (item->error == NULL)
        return item->verdict == NULL ? CHARTER_OK : charter_report_verdict(report, item->verdict, NULL);
    charter_status status = charter_report_error(report, item->error);
    if (strcmp(format_of(r), "text") == 0)
        cli_explain(r->c, item->error);
    return status;
}

static int tell_all(const run *r, charter_batch *batch, charter_report *report)
{
    charter_item item;
    size_t notes = 0;
    charter_status status;
    while ((status = charter_batch_next(batch, &item)) == CHARTER_OK)
        if ((status = tell_item(r, report, &item, &notes)) != CHARTER_OK)
            return written(r, status);
    cli_tell_more_notes(r->c, notes);
    if (status != CHARTER_END)
        return cli_no_memory(r->c);
    int code = written(r, charter_report_end(report));
    return code == CLI_FINE ? cli_exit_code(charter_report_summary(report), 0, false) : code;
}

static int tell_chains(run *r, const char *clause)
{
    charter_batch *batch = NULL;
    charter_report *report = NULL;
    unsigned wants = CLI_CHAINS | (clause == NULL ? 0 : CLI_EVERY_CLAUSE);
    int code = cli_judging_open(r->c, &r->options->judging, r->charter, wants, &batch);
    charter_status status = CHARTER_OK;
    if (code == CLI_FINE)
        status = charter_chains_open(&report, format_of(r), clause, &r->reporting, cli_standard_output());
    if (code == CLI_FINE)
        code = status == CHARTER_OK ? tell_all(r, batch, report) : cli_no_memory(r->c);
    charter_report_close(report);
    charter_batch_close(batch);
    return code;
}

static int explain_verdicts(run *r)
{
    explaining *o = r->options;
    const char *clause = o->words.count == 0 ? NULL : o->words.items[0];
    if (!cli_texts_add(&o->judging.inputs, o->declaration))
        return cli_no_memory(r->c);
    int code = cli_judging_load(r->c, &o->judging, false, &r->charter, &r->faults);
    if (code != CLI_FINE)
        return code;
    return clause != NULL && !is_clause(r, clause) ? refuse(r, clause) : tell_chains(r, clause);
}

static int run_explain(const cli *c, explaining *o)
{
    run r = {.c = c, .options = o};
    if (o->words.count > 1) {
        cli_say(c, N_("name one clause, code or verdict"));
        return CLI_STOPPED;
    }
    if (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at))
        return CLI_STOPPED;
    char *links = cli_link_base(c);
    r.reporting = (charter_report_options){.lang = c->lang,
                                           .at = o->judging.at,
                                           .width = c->width,
                                           .colour = c->colour_out,
                                           .defuse = c->defuse,
                                           .links = links};
    int code = o->declaration == NULL ? explain_word(&r) : explain_verdicts(&r);
    charter_free(r.charter);
    charter_diagnostics_free(r.faults);
    free(links);
    return code;
}

int cli_run_explain(cli *c, const cli_command *command, int count, char **arguments)
{
    explaining o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.words))
        code = o.common.help ? cli_tell_command(c, command) : run_explain(c, &o);
    cli_options_free(options, &o);
    free(o.words.items);
    cli_judging_free(&o.judging);
    return code;
}
