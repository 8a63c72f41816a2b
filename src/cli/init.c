/* init: a declaration to begin with, from the charter in force; or, as `init charter`, a charter, which is
 * init_charter.c's. What is drafted is the library's (charter/draft.h); whoever fills it in is asked by nobody here. */
#include "init.h"

#include <string.h>

#include "charter_file.h"
#include "commands.h"
#include "new_file.h"
#include "say.h"

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(init, judging),
    {"from", 0, "NAME", N_("charter: a copy of one that comes with the program, with no question asked"), CLI_ONCE,
     offsetof(init, from), NULL},
    {"answer", 0, "KEY=VALUE", N_("charter: the answer to a question, which is then not asked; may be repeated"),
     CLI_TEXTS, offsetof(init, answers), NULL},
    {"defaults", 0, NULL, N_("charter: take the usual answer to all other questions"), CLI_FLAG,
     offsetof(init, defaults), NULL},
    {"force", 0, NULL, N_("replace the file if it is there already"), CLI_FLAG, offsetof(init, force), NULL},
    CLI_COMMON_OPTIONS(init),
};

static const cli_example examples[] = {
    {"charter-check init usage.yaml", N_("a declaration to fill in, with all choices that the charter has")},
    {"charter-check init charter", N_("twelve questions, and a charter.yaml from the answers")},
    {"charter-check init charter --from public-service charter.yaml", N_("a copy of a charter that comes with it")},
    {NULL, NULL},
};

const cli_page cli_page_init = {options, examples, NULL};

typedef struct drafting {
    const cli *c;
    const charter *the_charter;
    charter_declaration_draft_options options;
} drafting;

static charter_status write_draft(void *context, charter_sink sink)
{
    const drafting *d = context;
    charter_status status = charter_declaration_draft(d->the_charter, &d->options, sink);
    if (status == CHARTER_END)
        cli_say(d->c, N_("no version of the charter is in force on that day"));
    return status;
}

static int init_declaration(const cli *c, init *o, const char *path)
{
    drafting d = {.c = c, .options = {.lang = c->lang, .own_lang = o->common.lang == 0}};
    charter *the_charter = NULL;
    charter_diagnostics *faults = NULL;
    o->judging.written.kept = path;
    if (!cli_may_create(c, path, o->force))
        return CLI_STOPPED;
    if (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at))
        return CLI_STOPPED;
    int code = cli_judging_load(c, &o->judging, false, &the_charter, &faults);
    if (code == CLI_FINE) {
        d.the_charter = the_charter;
        d.options.at = o->judging.at;
        code = cli_create(c, path, o->force, write_draft, &d);
    }
    charter_free(the_charter);
    charter_diagnostics_free(faults);
    return code;
}

static bool is_charter(const char *word)
{
    return strcmp(word, "charter") == 0;
}

static int run_init(const cli *c, init *o)
{
    size_t count = o->judging.inputs.count;
    const char **words = o->judging.inputs.items;
    bool of_charter = count > 0 && is_charter(words[0]);
    const char *path = count > of_charter ? words[of_charter] : NULL;
    if (count > (of_charter ? 2 : 1)) {
        cli_say(c, N_("name one file"));
        cli_help(c, N_("charter-check %s --help has examples"), "init");
        return CLI_STOPPED;
    }
    if (of_charter)
        return cli_init_charter(c, o, path);
    if (o->from == NULL && o->answers.count == 0 && !o->defaults)
        return init_declaration(c, o, path);
    cli_say(c, N_("--from, --answer and --defaults are for a charter"));
    cli_help(c, N_("write charter-check init charter"));
    return CLI_STOPPED;
}

int cli_run_init(cli *c, const cli_command *command, int count, char **arguments)
{
    init o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_init(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
