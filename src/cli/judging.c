#include "judging.h"

#include <stdlib.h>
#include <unistd.h>

#include "law.h"
#include "say.h"

const char *const cli_langs[] = {"en", "fr", NULL};
const char *const cli_colours[] = {"auto", "always", "never", NULL};
const char *const cli_thresholds[] = {"conditional", "review", "non-compliant", "never", NULL};

charter_decision cli_threshold(int choice)
{
    static const charter_decision decisions[] = {CHARTER_CONDITIONAL, CHARTER_REVIEW, CHARTER_NON_COMPLIANT,
                                                 CHARTER_UNREADABLE};
    return decisions[choice == 0 ? 0 : choice - 1];
}

/* Where declarations lie when none are named. */
static bool add_usual_inputs(const cli *c, cli_texts *inputs)
{
    static const char *const usual[] = {"usage.yaml", ".ai-usage.yaml", "ai-usage"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (access(usual[i], F_OK) == 0 && !cli_texts_add(inputs, usual[i])) {
            cli_no_memory(c);
            return false;
        }
    if (inputs->count > 0)
        return true;
    cli_say(c, N_("there is nothing to judge: no usage.yaml, no .ai-usage.yaml and no folder ai-usage here"));
    cli_help(c, N_("name a declaration: charter-check usage.yaml; charter-check --help has examples"));
    return false;
}

bool cli_judging_settle(const cli *c, cli_judging *j)
{
    if (j->at == CHARTER_NO_DAY && !cli_today(c, &j->at))
        return false;
    return j->inputs.count > 0 || add_usual_inputs(c, &j->inputs);
}

int cli_judging_load(const cli *c, const cli_judging *j, bool quiet, charter **law, charter_diagnostics **faults)
{
    char *path = cli_find_law(c, j->charter);
    if (path == NULL)
        return CLI_STOPPED;
    charter_load_options loading = {.exceptions = j->exceptions};
    charter_status status = charter_diagnostics_new(faults);
    if (status == CHARTER_OK)
        status = charter_load_path(law, path, &loading, *faults);
    free(path);
    if (status != CHARTER_OK && status != CHARTER_INVALID)
        return cli_no_memory(c);
    if (status == CHARTER_INVALID || !quiet)
        cli_explain_all(c, *faults);
    if (status == CHARTER_INVALID)
        cli_say(c, N_("a charter with an error judges nothing"));
    return status == CHARTER_OK ? CLI_FINE : CLI_STOPPED;
}

int cli_judging_open(const cli *c, const cli_judging *j, const charter *law, bool every_clause, charter_batch **batch)
{
    charter_batch_options batching = {
        .judging = {.at = j->at, .every_clause = every_clause},
        .limits = {.document_bytes = j->max_bytes},
        .stdin_name = j->stdin_filename,
    };
    charter_status status = charter_batch_open(batch, law, &batching);
    for (size_t i = 0; status == CHARTER_OK && i < j->inputs.count; i++)
        status = charter_batch_add(*batch, j->inputs.items[i]);
    return status == CHARTER_OK ? CLI_FINE : cli_no_memory(c);
}
