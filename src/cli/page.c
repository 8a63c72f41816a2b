/* page: a charter as one HTML file, for whoever has a browser and nothing else. What stands in it is the library's. */
#include <stdlib.h>
#include <string.h>

#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "new_file.h"
#include "pin.h"
#include "read.h"
#include "say.h"

typedef struct making {
    cli_judging judging;
    const char *style, *module;
    cli_texts files; /* one */
    bool ask, force;
    cli_common common;
} making;

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(making, judging),
    CLI_PIN_OPTIONS(making, judging),
    {"style", 0, "FILE", N_("CSS that comes after the page's own: your organisation's colours and fonts"), CLI_ONCE,
     offsetof(making, style), NULL},
    {"module", 0, "FILE", N_("the judge as WebAssembly (charter.wasm), in place of the one in the program"), CLI_ONCE,
     offsetof(making, module), NULL},
    {"ask", 0, NULL, N_("insist that questions can be asked in the page: without a module, exit 2"), CLI_FLAG,
     offsetof(making, ask), NULL},
    {"force", 0, NULL, N_("replace the file if it is there already"), CLI_FLAG, offsetof(making, force), NULL},
    CLI_COMMON_OPTIONS(making),
};

static const cli_example examples[] = {
    {"charter-check page charter.html --charter charter.yaml",
     N_("a page to put on the intranet or to send by e-mail")},
    {"charter-check page --lang fr --style house.css --force charter.html",
     N_("in French alone, in the colours of the house, in place of the page before")},
    {NULL, NULL},
};

const cli_page cli_page_page = {options, examples, NULL};

typedef struct run {
    const cli *c;
    making *options;
    charter *charter;
    charter_diagnostics *faults;
    char *style, *module;
    charter_page_options page;
} run;

static int read_file(const run *r, const char *path, char **bytes, charter_text *text)
{
    if (path == NULL)
        return CLI_FINE;
    *bytes = cli_read_text(r->c, path, &text->length);
    text->at = *bytes;
    return *bytes == NULL ? CLI_STOPPED : CLI_FINE;
}

static int read_parts(run *r)
{
    const making *o = r->options;
    r->page = (charter_page_options){.at = o->judging.at,
                                     .langs = o->common.lang == 0        ? 0
                                              : r->c->lang == CHARTER_FR ? CHARTER_PAGE_FR
                                                                         : CHARTER_PAGE_EN,
                                     .style_name = o->style,
                                     .module_name = o->module};
    int code = read_file(r, o->style, &r->style, &r->page.style);
    return code == CLI_FINE ? read_file(r, o->module, &r->module, &r->page.module) : code;
}

static charter_status write_page(void *context, charter_sink sink)
{
    const run *r = context;
    charter_status status = charter_page_write(r->charter, &r->page, r->faults, sink);
    if (status == CHARTER_INVALID)
        cli_explain_all(r->c, r->faults);
    if (status == CHARTER_UNKNOWN)
        cli_say(r->c, N_("no version of the charter is in force on that day"));
    return status;
}

/* A page that can only be read is a page all the same, unless it was to be asked. */
static int tell_module(const run *r)
{
    if (r->page.module.at != NULL || charter_page_has_module())
        return CLI_FINE;
    cli_say(r->c, N_("the page can be read, and nobody can ask in it: this program was built without the module"));
    cli_help(r->c, N_("give one: charter-check page --module charter.wasm; docs/page.md says where it comes from"));
    return r->options->ask ? CLI_STOPPED : CLI_FINE;
}

static int make(run *r)
{
    making *o = r->options;
    int code = read_parts(r);
    if (code == CLI_FINE)
        code = cli_judging_load(r->c, &o->judging, true, &r->charter, &r->faults);
    /* Warnings are told by lint; what is found here is told alone. */
    charter_diagnostics_free(r->faults);
    r->faults = NULL;
    if (code == CLI_FINE && charter_diagnostics_new(&r->faults) != CHARTER_OK)
        code = cli_no_memory(r->c);
    if (code == CLI_FINE)
        code = cli_create(r->c, o->files.items[0], o->force, write_page, r);
    return code == CLI_FINE ? tell_module(r) : code;
}

static int run_page(const cli *c, making *o)
{
    run r = {.c = c, .options = o};
    if (o->files.count != 1) {
        cli_say(c, o->files.count == 0 ? N_("name the file to write: charter-check page charter.html")
                                       : N_("page writes one file: name one"));
        return CLI_STOPPED;
    }
    o->judging.written.kept = o->files.items[0];
    if (!cli_judging_guards(c, &o->judging) || !cli_guard(c, &o->judging.written, o->style) ||
        !cli_guard(c, &o->judging.written, o->module) ||
        (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at)) ||
        !cli_may_create(c, o->files.items[0], o->force))
        return CLI_STOPPED;
    int code = make(&r);
    charter_free(r.charter);
    charter_diagnostics_free(r.faults);
    free(r.style);
    free(r.module);
    return code;
}

int cli_run_page(cli *c, const cli_command *command, int count, char **arguments)
{
    making o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.files))
        code = o.common.help ? cli_tell_command(c, command) : run_page(c, &o);
    cli_options_free(options, &o);
    free(o.files.items);
    cli_judging_free(&o.judging);
    return code;
}
