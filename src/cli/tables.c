/* tables: what the program knows by tables, for whatever is made from them; and a charter's ids, for completion. The
 * library writes the document: here the command line's own rows are gathered for it. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "environment.h"
#include "judging.h"
#include "charter_file.h"
#include "say.h"

typedef struct tables {
    cli_judging judging;
    const char *ids;
    cli_common common;
} tables;

static const cli_option options[] = {
    {"ids", 0, "VOCABULARY", N_("a charter's ids instead: of data, tools, activities, duties and so on, one a line"),
     CLI_TEXT, offsetof(tables, ids), NULL},
    CLI_CHARTER_OPTIONS(tables, judging),
    CLI_COMMON_OPTIONS(tables),
};

static const cli_example examples[] = {
    {"charter-check tables", N_("keys, words, clauses, formats, commands and options, as one JSON document")},
    {"charter-check tables --ids tools --charter charter.yaml", N_("the ids of a charter's tools")},
    {NULL, NULL},
};

const cli_page cli_page_tables = {options, examples, NULL};

/* ---- the program's own tables, as the library tells them ---- */

/* Asserted and not checked: the rows are the program's own, and a test runs over all of them. */
enum { MOST_COMMANDS = 32, MOST_ROWS = 512 };

static const char *const kinds[] = {
    [CLI_FLAG] = "flag", [CLI_TEXT] = "text",   [CLI_ONCE] = "once", [CLI_TEXTS] = "texts", [CLI_CHOICE] = "choice",
    [CLI_DAY] = "day",   [CLI_BYTES] = "bytes", [CLI_SIZE] = "size", [CLI_COUNT] = "count",
};

_Static_assert(sizeof kinds / sizeof *kinds == CLI_COUNT + 1, "each kind has its name");

typedef struct rows {
    charter_command_row commands[MOST_COMMANDS];
    size_t command_count;
    charter_option_row options[MOST_ROWS];
    size_t option_count;
} rows;

static void add_options(rows *r, charter_command_row *command, const cli_option *option)
{
    command->options = &r->options[r->option_count];
    for (; option->name != NULL; option++) {
        assert(r->option_count < MOST_ROWS);
        r->options[r->option_count++] = (charter_option_row){option->name,  option->letter,      option->argument,
                                                             option->title, kinds[option->kind], option->choices};
        command->option_count++;
    }
}

static void gather(rows *r, const cli_command *commands)
{
    for (const cli_command *c = commands; c->name != NULL; c++) {
        assert(r->command_count < MOST_COMMANDS);
        charter_command_row *command = &r->commands[r->command_count++];
        *command =
            (charter_command_row){.name = c->name, .title = c->title, .synopsis = c->synopsis, .hidden = c->hidden};
        add_options(r, command, c->page->options);
        if (c->page->formats != NULL) {
            command->format_count = c->page->formats->count;
            command->format_at = c->page->formats->at;
        }
    }
}

static charter_status write_tables(const cli *c)
{
    rows *r = calloc(1, sizeof *r);
    if (r == NULL)
        return CHARTER_NO_MEMORY;
    gather(r, c->commands);
    const charter_program_rows program = {r->commands, r->command_count, cli_variable_names};
    charter_status status = charter_tables_write(&program, cli_standard_output());
    free(r);
    return status;
}

/* ---- ids ---- */

static void say_vocabulary(const cli *c, const char *name)
{
    const char *known[MOST_COMMANDS];
    size_t count = 0;
    for (const char *key; count < MOST_COMMANDS && (key = charter_vocabulary_at(count)) != NULL; count++)
        known[count] = key;
    cli_say(c, N_("a charter has no entries called \"%s\""), name);
    const char *nearest = charter_nearest(name, known, count);
    if (nearest != NULL)
        cli_help(c, N_("did you mean %s?"), nearest);
}

static bool is_vocabulary(const char *name)
{
    for (size_t i = 0; charter_vocabulary_at(i) != NULL; i++)
        if (strcmp(charter_vocabulary_at(i), name) == 0)
            return true;
    return false;
}

static int write_ids(const cli *c, tables *o, charter_status *status)
{
    charter *the_charter = NULL;
    charter_diagnostics *faults = NULL;
    if (!is_vocabulary(o->ids)) {
        say_vocabulary(c, o->ids);
        return CLI_STOPPED;
    }
    if (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at))
        return CLI_STOPPED;
    int code = cli_judging_load(c, &o->judging, true, &the_charter, &faults);
    if (code == CLI_FINE)
        *status = charter_ids_write(the_charter, o->ids, o->judging.at, cli_standard_output());
    charter_free(the_charter);
    charter_diagnostics_free(faults);
    return code;
}

static int run_tables(const cli *c, tables *o)
{
    charter_status status = CHARTER_OK;
    int code = CLI_FINE;
    if (o->judging.inputs.count > 0) {
        cli_say(c, N_("tables reads nothing but a charter: charter-check tables --ids tools --charter charter.yaml"));
        return CLI_STOPPED;
    }
    if (o->ids == NULL)
        status = write_tables(c);
    else
        code = write_ids(c, o, &status);
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    if (status == CHARTER_IO)
        cli_say(c, N_("standard output could not be written whole"));
    if (status == CHARTER_END)
        cli_say(c, N_("no version of the charter is in force on that day"));
    return status == CHARTER_OK ? code : CLI_STOPPED;
}

int cli_run_tables(cli *c, const cli_command *command, int count, char **arguments)
{
    tables o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_tables(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
