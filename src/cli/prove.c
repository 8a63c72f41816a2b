/* prove: a claim about a charter, held against all that can be declared. Going through it is the library's
 * (charter/proof.h). */
#include <stdlib.h>
#include <string.h>

#include "charter/memory.h"
#include "charter/proof.h"
#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "reports.h"
#include "say.h"

typedef struct proving {
    cli_judging judging; /* of which the charter, the exceptions, the day and the operands are used */
    const char *format;
    cli_texts outputs;
    unsigned most;
    cli_common common;
} proving;

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(proving, judging),
    {"format", 'f', "NAME", N_("what standard output is written in, of those below (default: text)"), CLI_TEXT,
     offsetof(proving, format), NULL},
    {"output", 'o', "NAME=FILE", N_("a further report in a file (-: standard output); may be repeated"), CLI_TEXTS,
     offsetof(proving, outputs), NULL},
    {"most", 0, "N", N_("how many declarations are judged before it is left undecided (default: 1000000)"), CLI_COUNT,
     offsetof(proving, most), NULL},
    CLI_COMMON_OPTIONS(proving),
};

static const cli_example examples[] = {
    {"charter-check prove charter.yaml 'never: {tool.hosting: non-eu, data: {includes: personal}}'",
     N_("that personal data never go there with a verdict that allows it")},
    {"charter-check prove charter.yaml \"always: {not: {usage.output: decision}}\"",
     N_("that what is allowed is never a decision, also where nobody says so")},
    {"charter-check prove charter.yaml 'reachable: compliant'", N_("that something is allowed at all, and what")},
    {NULL, NULL},
};

static const cli_formats proof_formats = {charter_proof_format_count, charter_proof_format_at};

const cli_page cli_page_prove = {options, examples, &proof_formats};

typedef struct run {
    const cli *c;
    proving *options;
    const char *claim;
    cli_targets *targets;
    charter *charter;
    charter_diagnostics *faults;
    charter_proof *proof;
} run;

static int open_targets(run *r)
{
    const cli_judging *j = &r->options->judging;
    if (!cli_guard(r->c, &j->written, j->charter) || !cli_guard(r->c, &j->written, j->exceptions))
        return CLI_STOPPED;
    r->targets = cli_targets_open(r->c, &proof_formats, r->options->format, &r->options->outputs, NULL);
    return r->targets == NULL ? CLI_STOPPED : CLI_FINE;
}

static int load(run *r)
{
    return cli_judging_load(r->c, &r->options->judging, true, &r->charter, &r->faults);
}

static int claim(run *r)
{
    const charter_proof_options proof = {.at = r->options->judging.at, .most = r->options->most};
    charter_diagnostics *wrong = NULL;
    charter_status status = charter_diagnostics_new(&wrong);
    if (status == CHARTER_OK)
        status = charter_proof_new(&r->proof, r->charter, charter_text_of(r->claim), &proof, wrong);
    if (status == CHARTER_INVALID)
        cli_explain_all(r->c, wrong);
    charter_diagnostics_free(wrong);
    if (status == CHARTER_END)
        cli_say(r->c, N_("no version of the charter is in force on that day"));
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(r->c);
    return status == CHARTER_OK ? CLI_FINE : CLI_STOPPED;
}

static int go_through(run *r)
{
    return charter_proof_run(r->proof) == CHARTER_OK ? CLI_FINE : cli_no_memory(r->c);
}

static charter_status write_report(const void *what, const char *format, const cli_reporting *how, charter_sink sink)
{
    return charter_proof_report(what, format, &how->report, sink);
}

static int tell(run *r)
{
    static const int codes[] =
        {[CHARTER_PROVED] = CLI_FINE, [CHARTER_REFUTED] = CLI_FOUND, [CHARTER_UNDECIDED] = CLI_STOPPED};
    const cli *c = r->c;
    cli_reporting how = {.report = {.lang = c->lang, .width = c->screen, .colour = c->colour_out, .defuse = c->defuse}};
    return cli_reports_write(r->targets, write_report, r->proof, &how) ? codes[charter_proof_answer(r->proof)]
                                                                       : CLI_STOPPED;
}

static int run_all(run *r)
{
    static int (*const steps[])(run *) = {open_targets, load, claim, go_through, tell};
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](r);
    cli_targets_free(r->targets);
    charter_proof_free(r->proof);
    charter_free(r->charter);
    charter_diagnostics_free(r->faults);
    return code;
}

/* The last operand is the claim, the one before it the charter, where no option names that. */
static int run_prove(const cli *c, proving *o)
{
    cli_judging *j = &o->judging;
    run r = {.c = c, .options = o};
    char *found = NULL;
    size_t wanted = j->charter == NULL ? 2 : 1;
    if (j->inputs.count == 0 || j->inputs.count > wanted) {
        cli_say(c,
                N_("prove takes a charter and one claim: never: CONDITION, always: CONDITION or reachable: VERDICT"));
        cli_help(c, N_("put the claim in quotes: charter-check prove charter.yaml 'reachable: compliant'"));
        return CLI_STOPPED;
    }
    r.claim = j->inputs.items[j->inputs.count - 1];
    if (j->charter == NULL && j->inputs.count == 2)
        j->charter = j->inputs.items[0];
    else if (j->charter == NULL)
        j->charter = found = cli_find_charter(c, NULL);
    j->inputs.count = 0; /* nothing else is read */
    j->written.outputs = &o->outputs;
    bool good = j->charter != NULL && (j->at != CHARTER_NO_DAY || cli_today(c, &j->at));
    int code = good ? run_all(&r) : CLI_STOPPED;
    free(found);
    return code;
}

int cli_run_prove(cli *c, const cli_command *command, int count, char **arguments)
{
    proving o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_prove(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
