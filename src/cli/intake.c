/* intake: a first mapping for a register, to be completed by a person. What is drafted is the library's
 * (charter/draft.h); where there is a charter its words are offered, and nothing is judged. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "read.h"
#include "say.h"

typedef struct intake {
    cli_judging judging; /* of which the operands, the charter and its day are used */
    bool tabs;
    const char *sheet;
    cli_common common;
} intake;

static const cli_option options[] = {
    {"charter", 0, "FILE|DIR", N_("the charter whose words are looked for (default: the usual one, if there is one)"),
     CLI_ONCE, offsetof(intake, judging.charter), NULL},
    {"at", 0, "YYYY-MM-DD", N_("the day whose version of the charter is asked (default: today)"), CLI_DAY,
     offsetof(intake, judging.at), NULL},
    {"tabs", 0, NULL, N_("the register's cells are separated by tabs"), CLI_FLAG, offsetof(intake, tabs), NULL},
    {"sheet", 0, "NAME",
     N_("which sheet of a workbook (.xlsx, .ods) is the register; else the first that holds something"), CLI_TEXT,
     offsetof(intake, sheet), NULL},
    CLI_COMMON_OPTIONS(intake),
};

static const cli_example examples[] = {
    {"charter-check intake register.csv > register.intake.yaml",
     N_("draft a mapping, which is then completed by hand")},
    {"charter-check --intake register.intake.yaml register.csv", N_("judge the register by it")},
    {NULL, NULL},
};

const cli_page cli_page_intake = {options, examples, NULL};

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length >= end && strcmp(name + length - end, ending) == 0;
}

typedef struct drafting {
    const char *path;
    int file;
    charter_draft_options options;
    charter_diagnostics *faults;
} drafting;

static charter_status write_draft(void *context, charter_sink sink)
{
    drafting *d = context;
    return charter_intake_draft_file(d->path, d->file, &d->options, sink, d->faults);
}

/* Rows that could not be read are told, and the draft is there all the same: whoever goes on with it knows. */
static int draft(const cli *c, const intake *o, const char *path, int file, const charter *the_charter)
{
    drafting d = {path, file, {.tabs = o->tabs || ends_in(path, ".tsv"), .lang = c->lang, .sheet = o->sheet}, NULL};
    d.options.the_charter = the_charter;
    d.options.at = o->judging.at;
    charter_status status = charter_diagnostics_new(&d.faults);
    bool whole = true;
    if (status == CHARTER_OK) {
        status = cli_write_defused(c, write_draft, &d);
        whole = charter_diagnostics_count(d.faults) == 0;
        cli_explain_all(c, d.faults);
        charter_diagnostics_free(d.faults);
    }
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    if (status == CHARTER_IO)
        cli_say(c, N_("standard output could not be written whole"));
    return status == CHARTER_OK && whole ? CLI_FINE : CLI_STOPPED;
}

static int draft_path(const cli *c, const intake *o, const char *path, const charter *the_charter)
{
    int file = cli_open_text(c, path);
    if (file < 0)
        return CLI_STOPPED;
    int code = draft(c, o, path, file, the_charter);
    if (file > STDERR_FILENO)
        close(file);
    return code;
}

/* Its own mappings are left out: one of them may be what is drafted. */
static int load_charter(const cli *c, const char *path, charter **the_charter)
{
    charter_load_options loading = {.follow_links = c->follow_links, .leaves_out = CHARTER_LEAVES_OUT_INTAKE};
    charter_diagnostics *faults;
    charter_status status = charter_diagnostics_new(&faults);
    if (status != CHARTER_OK)
        return cli_no_memory(c);
    status = charter_load_path(the_charter, path, &loading, faults);
    if (status == CHARTER_INVALID)
        cli_explain_all(c, faults);
    charter_diagnostics_free(faults);
    if (status != CHARTER_OK && status != CHARTER_INVALID)
        return cli_no_memory(c);
    return status == CHARTER_OK ? CLI_FINE : CLI_STOPPED;
}

/* A register is drafted without a charter too, where none is named and none lies where it usually does. */
static int find_charter(const cli *c, intake *o, charter **the_charter)
{
    if (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at))
        return CLI_STOPPED;
    char *path;
    if (!cli_seek_charter(c, o->judging.charter, &path))
        return CLI_STOPPED;
    int code = path == NULL ? CLI_FINE : load_charter(c, path, the_charter);
    free(path);
    return code;
}

static int run_intake(const cli *c, intake *o)
{
    charter *the_charter = NULL;
    if (o->judging.inputs.count != 1) {
        cli_say(c, N_("name one register"));
        cli_help(c, N_("charter-check %s --help has examples"), "intake");
        return CLI_STOPPED;
    }
    int code = find_charter(c, o, &the_charter);
    if (code == CLI_FINE)
        code = draft_path(c, o, o->judging.inputs.items[0], the_charter);
    charter_free(the_charter);
    return code;
}

int cli_run_intake(cli *c, const cli_command *command, int count, char **arguments)
{
    intake o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_intake(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
