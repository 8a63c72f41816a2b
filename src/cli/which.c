/* which: what may be used, for what, with which data. What is not asked for is tried, entry by entry: the library
 * judges each use as it judges a declaration, which is made from the options (use.c). */
#include <stdlib.h>
#include <string.h>

#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "say.h"
#include "use.h"

typedef struct asking {
    cli_judging judging;
    cli_use use;
    int format;
    cli_texts words;
    cli_common common;
} asking;

static const char *const formats[] = {"text", "json", "csv", "markdown", NULL};

static const cli_option options[] = {
    {"activity", 0, "ACTIVITY", N_("for this activity; for each where not given"), CLI_ONCE,
     offsetof(asking, use.activity), NULL},
    {"tool", 0, "TOOL", N_("with this tool; with each where not given"), CLI_ONCE, offsetof(asking, use.tool), NULL},
    {"data", 0, "DATA", N_("with data of this class, or of several together; with each class where not given"),
     CLI_TEXTS, offsetof(asking, use.data), NULL},
    CLI_USE_OPTIONS(asking, use),
    CLI_CHARTER_OPTIONS(asking, judging),
    {"format", 'f', "text|json|csv|markdown", N_("what standard output is written in"), CLI_CHOICE,
     offsetof(asking, format), formats},
    CLI_COMMON_OPTIONS(asking),
};

static const cli_example examples[] = {
    {"charter-check which --activity drafting --data internal", N_("the tools that may be used for it")},
    {"charter-check which --tool chatbot", N_("what a tool may be used for, and with which data")},
    {"charter-check which --format csv", N_("everything that the charter allows, as a table")},
    {NULL, NULL},
};

const cli_page cli_page_which = {options, examples, NULL};

/* ---- the declaration ---- */

/* What is tried is whatever it is: its key alone has to be there. */
static bool make_declaration(const cli *c, const asking *o, cli_declared *declared)
{
    static const charter_text any = {"x", 1};
    return cli_declare_use(c, declared, &o->use) &&
           (o->use.activity != NULL || cli_declare(c, declared, charter_text_of("activity"), any, false)) &&
           (o->use.tool != NULL || cli_declare(c, declared, charter_text_of("tool"), any, false)) &&
           (o->use.data.count > 0 || cli_declare(c, declared, charter_text_of("data"), any, false));
}

/* ---- names that the charter does not list ---- */

/* As check says it of a declaration. */
static void tell_finding(const cli *c, const charter_finding *finding)
{
    char text[1024];
    if (charter_finding_message(finding, c->lang, text, sizeof text) > 0)
        cli_say(c, "%s", text);
    if (charter_finding_help(finding, c->lang, text, sizeof text) > 0)
        cli_help(c, "%s", text);
}

/* Of what is asked for, and not tried, whose place any word holds. */
static bool is_asked_for(const asking *o, const charter_finding *finding)
{
    char clause[64];
    charter_finding_clause(finding, clause, sizeof clause);
    return (o->use.activity != NULL && strcmp(clause, "activity.unlisted") == 0) ||
           (o->use.tool != NULL && strcmp(clause, "tool.unlisted") == 0) ||
           (o->use.data.count > 0 && strcmp(clause, "data.unlisted") == 0);
}

static void tell_unlisted_of(const cli *c, const asking *o, const charter_verdict *verdict)
{
    for (size_t i = 0; i < charter_verdict_finding_count(verdict); i++)
        if (is_asked_for(o, charter_verdict_finding(verdict, i)))
            tell_finding(c, charter_verdict_finding(verdict, i));
}

/* Every answer rests on it, whichever format tells them. */
static bool tell_unlisted(const cli *c, const asking *o, const charter *the_charter,
                          const charter_declaration *declaration)
{
    const charter_judge_options judging = {.at = o->judging.at};
    const charter_verdict *verdict;
    charter_judge *judge;
    charter_status status = charter_judge_new(&judge, the_charter, &judging);
    if (status == CHARTER_OK)
        status = charter_judge_declaration(judge, declaration, &verdict);
    if (status == CHARTER_OK)
        tell_unlisted_of(c, o, verdict);
    charter_judge_free(judge);
    if (status == CHARTER_NO_MEMORY)
        cli_no_memory(c);
    return status != CHARTER_NO_MEMORY;
}

/* ---- the answer ---- */

static int exit_code(const charter_which_summary *summary)
{
    if (summary->yes > 0)
        return CLI_FINE;
    return summary->undecided > 0 ? CLI_STOPPED : CLI_FOUND;
}

static int tell(const cli *c, const asking *o, charter_which *which)
{
    charter_which_summary summary;
    charter_report_options reporting = {.lang = c->lang,
                                        .at = o->judging.at,
                                        .width = c->width,
                                        .colour = c->colour_out,
                                        .defuse = c->defuse};
    charter_status status = charter_which_report(which, formats[o->format == 0 ? 0 : o->format - 1], &reporting,
                                                 &summary, cli_standard_output());
    switch (status) {
    case CHARTER_OK:
        return exit_code(&summary);
    case CHARTER_INVALID:
        cli_explain_all(c, charter_which_errors(which));
        cli_say(c, N_("what is asked cannot be judged by this charter"));
        return CLI_STOPPED;
    case CHARTER_END:
        cli_say(c, N_("the charter lists nothing in force on that day that could be tried"));
        return CLI_STOPPED;
    case CHARTER_NO_MEMORY:
        return cli_no_memory(c);
    default:
        cli_say(c, N_("standard output could not be written whole"));
        return CLI_STOPPED;
    }
}

static int answer(const cli *c, const asking *o, const charter *the_charter, const charter_declaration *declaration)
{
    charter_which *which;
    const charter_which_options trying = {.at = o->judging.at,
                                          .every = (o->use.activity == NULL ? CHARTER_EVERY_ACTIVITY : 0) |
                                                   (o->use.tool == NULL ? CHARTER_EVERY_TOOL : 0) |
                                                   (o->use.data.count == 0 ? CHARTER_EVERY_DATA : 0)};
    charter_status status = charter_which_open(&which, the_charter, declaration, &trying);
    if (status == CHARTER_UNKNOWN) {
        cli_say(c, N_("no version of the charter is in force on that day"));
        return CLI_STOPPED;
    }
    if (status != CHARTER_OK)
        return cli_no_memory(c);
    int code = tell(c, o, which);
    charter_which_close(which);
    return code;
}

static int ask(const cli *c, const asking *o, const charter *the_charter)
{
    cli_declared declared = {NULL, NULL, 0};
    cli_declaration declaration = {.text = NULL};
    int code = CLI_STOPPED;
    if (make_declaration(c, o, &declared))
        code = cli_declaration_open(c, &declaration, "--fact", &declared);
    if (code == CLI_FINE)
        code = tell_unlisted(c, o, the_charter, declaration.read) ? answer(c, o, the_charter, declaration.read)
                                                                  : CLI_STOPPED;
    cli_declaration_close(&declaration);
    cli_declared_cut(&declared, 0);
    return code;
}

static int run_which(const cli *c, asking *o)
{
    charter *the_charter = NULL;
    charter_diagnostics *faults = NULL;
    if (o->words.count > 0) {
        cli_say(c, N_("which reads no declaration: \"%s\""), o->words.items[0]);
        cli_help(c, N_("say what is known by --activity, --tool, --data and --fact"));
        return CLI_STOPPED;
    }
    if (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at))
        return CLI_STOPPED;
    int code = cli_judging_load(c, &o->judging, true, &the_charter, &faults);
    if (code == CLI_FINE)
        code = ask(c, o, the_charter);
    charter_free(the_charter);
    charter_diagnostics_free(faults);
    return code;
}

int cli_run_which(cli *c, const cli_command *command, int count, char **arguments)
{
    asking o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.words))
        code = o.common.help ? cli_tell_command(c, command) : run_which(c, &o);
    cli_options_free(options, &o);
    free(o.words.items);
    cli_judging_free(&o.judging);
    return code;
}
