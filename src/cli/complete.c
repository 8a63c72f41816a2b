/* complete: what is open in declarations, and the line that closes each; with --in-place an empty line for each, in
 * the file itself. What is missing is worked out by the judge, and put in its place by the library (charter/draft.h);
 * whoever wants to be asked is asked by nobody here. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "judging.h"
#include "new_file.h"
#include "read.h"
#include "say.h"

typedef struct complete {
    cli_judging judging;
    bool in_place;
    cli_common common;
} complete;

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(complete, judging),
    {"in-place", 'i', NULL, N_("write an empty line into the file for each thing that is open"), CLI_FLAG,
     offsetof(complete, in_place), NULL},
    CLI_COMMON_OPTIONS(complete),
};

static const cli_example examples[] = {
    {"charter-check complete usage.yaml", N_("what is open, with its choices and the line that closes it")},
    {"charter-check complete --in-place usage.yaml", N_("the same as empty lines in the file, to be filled in")},
    {NULL, NULL},
};

const cli_page cli_page_complete = {options, examples, NULL};

typedef struct run {
    const cli *c;
    complete *options;
    charter *charter;
    charter_diagnostics *faults;
    charter_batch *batch;
    char *bytes;                    /* of the file, in place */
    charter_completion *completion; /* NULL: what is open is told */
    bool some_open, unread, told;
} run;

/* ---- what is open ---- */

static charter_status tell_invalid(const run *r, const charter_verdict *verdict)
{
    cli_explain_all(r->c, charter_verdict_errors(verdict));
    return CHARTER_OK;
}

typedef struct telling {
    const run *r;
    const charter_verdict *verdict;
} telling;

static charter_status write_open(void *context, charter_sink sink)
{
    const telling *t = context;
    const cli *c = t->r->c;
    charter_report_options reporting = {.lang = c->lang,
                                        .at = t->r->options->judging.at,
                                        .width = c->width,
                                        .colour = c->colour_out,
                                        .defuse = c->defuse};
    if (t->r->told && !cli_put(sink, "\n"))
        return CHARTER_IO;
    return charter_missing_report(t->verdict, &reporting, sink);
}

static charter_status take_verdict(run *r, const charter_verdict *verdict)
{
    if (charter_verdict_decision(verdict) == CHARTER_DECISION_INVALID) {
        r->unread = true;
        return tell_invalid(r, verdict);
    }
    r->some_open = r->some_open || charter_verdict_missing_count(verdict) > 0;
    if (r->completion != NULL)
        return charter_completion_add(r->completion, verdict);
    charter_status status = write_open(&(telling){r, verdict}, cli_standard_output());
    r->told = true;
    return status;
}

static charter_status take_item(run *r, const charter_item *item)
{
    if (item->error != NULL) {
        cli_explain(r->c, item->error);
        r->unread = true;
    }
    return item->verdict == NULL ? CHARTER_OK : take_verdict(r, item->verdict);
}

static charter_status take_all(run *r)
{
    charter_item item;
    charter_status status = CHARTER_OK;
    while (status == CHARTER_OK) {
        status = charter_batch_next(r->batch, &item);
        if (status == CHARTER_END)
            return CHARTER_OK;
        if (status == CHARTER_OK)
            status = take_item(r, &item);
    }
    return status;
}

/* ---- in place ---- */

static charter_status write_completed(void *context, charter_sink sink)
{
    const run *r = context;
    charter_status status = charter_completion_write(r->completion, sink);
    if (status == CHARTER_INVALID) {
        cli_say(r->c, N_("%s could not be completed without changing what it says: nothing is written"),
                r->options->judging.inputs.items[0]);
        cli_help(r->c, N_("without --in-place, complete tells each line, to be written by hand"));
    }
    return status;
}

static int write_in_place(run *r)
{
    const char *path = r->options->judging.inputs.items[0];
    size_t added = charter_completion_added(r->completion), standing = charter_completion_standing(r->completion);
    int code = added == 0 ? CLI_FINE : cli_create(r->c, path, true, write_completed, r);
    if (code == CLI_FINE)
        cli_say(r->c, N_("%1$s: lines added: %2$zu; lines that stood there, still empty: %3$zu"), path, added,
                standing);
    return code;
}

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length >= end && strcmp(name + length - end, ending) == 0;
}

/* One file, in YAML, that lies there as it is read. */
static bool may_be_completed(const cli *c, const complete *o)
{
    const char *path = o->judging.inputs.items[0];
    charter_syntax syntax = charter_syntax_of(path);
    if (o->judging.inputs.count > 1) {
        cli_say(c, N_("name one file"));
    } else if (strcmp(path, "-") == 0) {
        cli_say(c, N_("standard input cannot be completed in place"));
    } else if ((syntax != CHARTER_YAML && syntax != CHARTER_SYNTAX_BY_NAME) || ends_in(path, ".gz") ||
               ends_in(path, ".zst")) {
        cli_say(c, N_("%s is no file in YAML, and is not completed in place"), path);
    } else {
        return true;
    }
    cli_help(c, N_("without --in-place, complete tells each line, to be written by hand"));
    return false;
}

static int begin_in_place(run *r)
{
    size_t length = 0;
    const char *path = r->options->judging.inputs.items[0];
    if (!r->options->in_place)
        return CLI_FINE;
    if (!may_be_completed(r->c, r->options) || (r->bytes = cli_read_text(r->c, path, &length)) == NULL)
        return CLI_STOPPED;
    if (charter_completion_new(&r->completion, path, (charter_text){r->bytes, length}, r->c->lang) != CHARTER_OK)
        return cli_no_memory(r->c);
    return CLI_FINE;
}

/* ---- the run ---- */

static int load_charter(run *r)
{
    return cli_judging_load(r->c, &r->options->judging, false, &r->charter, &r->faults);
}

static int open_batch(run *r)
{
    return cli_judging_open(r->c, &r->options->judging, r->charter, CLI_ALTERNATIVES, &r->batch);
}

static int judge_all(run *r)
{
    charter_status status = take_all(r);
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(r->c);
    if (status == CHARTER_IO)
        cli_say(r->c, N_("standard output could not be written whole"));
    if (status == CHARTER_INVALID)
        cli_say(r->c, N_("%s has changed while it was read: nothing is written"), r->options->judging.inputs.items[0]);
    if (status != CHARTER_OK)
        return CLI_STOPPED;
    int code = r->completion == NULL || r->unread ? CLI_FINE : write_in_place(r);
    if (r->unread && r->completion != NULL)
        cli_say(r->c, N_("not all of it could be read: nothing is written"));
    if (r->unread || code != CLI_FINE)
        return CLI_STOPPED;
    return r->some_open && r->completion == NULL ? CLI_FOUND : CLI_FINE;
}

static int run_complete(const cli *c, complete *o)
{
    run r = {.c = c, .options = o};
    static int (*const steps[])(run *) = {begin_in_place, load_charter, open_batch, judge_all};
    if (!cli_judging_finish(c, &o->judging))
        return CLI_STOPPED;
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](&r);
    charter_batch_close(r.batch);
    charter_completion_free(r.completion);
    free(r.bytes);
    charter_free(r.charter);
    charter_diagnostics_free(r.faults);
    return code;
}

int cli_run_complete(cli *c, const cli_command *command, int count, char **arguments)
{
    complete o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_complete(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
