/* intake: a first mapping for a register, to be completed by a person. What is drafted is the library's
 * (charter/intake.h); no charter is read, and nothing is judged. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "judging.h"
#include "read.h"
#include "say.h"

typedef struct intake {
    cli_judging judging; /* of which the operands and how people are spoken to are used */
    bool tabs;
    const char *sheet;
    cli_common common;
} intake;

static const cli_option options[] = {
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

static int draft(const cli *c, const intake *o, const char *path, int file)
{
    drafting d = {path, file, {.tabs = o->tabs || ends_in(path, ".tsv"), .lang = c->lang, .sheet = o->sheet}, NULL};
    charter_status status = charter_diagnostics_new(&d.faults);
    if (status == CHARTER_OK) {
        status = cli_write_defused(c, write_draft, &d);
        cli_explain_all(c, d.faults);
        charter_diagnostics_free(d.faults);
    }
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    if (status == CHARTER_IO)
        cli_say(c, N_("standard output could not be written whole"));
    return status == CHARTER_OK ? CLI_FINE : CLI_STOPPED;
}

static int draft_path(const cli *c, const intake *o, const char *path)
{
    int file = cli_open_text(c, path);
    if (file < 0)
        return CLI_STOPPED;
    int code = draft(c, o, path, file);
    if (file > STDERR_FILENO)
        close(file);
    return code;
}

static int run_intake(const cli *c, const intake *o)
{
    if (o->judging.inputs.count == 1)
        return draft_path(c, o, o->judging.inputs.items[0]);
    cli_say(c, N_("name one register"));
    cli_help(c, N_("charter-check %s --help has examples"), "intake");
    return CLI_STOPPED;
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
