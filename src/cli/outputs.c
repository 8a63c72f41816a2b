/* outputs: the reports of one run while it goes on: each verdict goes to all of them. Where they are written is
 * targets.c's; what is written at once when all is known is reports.c's. */
#include "outputs.h"

#include <stdlib.h>
#include <string.h>

#include "real_path.h"
#include "say.h"
#include "targets.h"

typedef struct output {
    charter_report *report;
    bool failed; /* told at its end */
} output;

struct cli_outputs {
    cli_targets *targets;
    bool for_people, ended;
    char *folder, *top; /* where names begin, and the repository, or this folder again; NULL: no memory */
    output items[];     /* one for each target */
};

static bool open_reports(cli_outputs *all, charter_report_options options)
{
    options.folder = all->folder;
    options.top = all->folder == NULL ? NULL : all->top;
    for (size_t i = 0; i < all->targets->count; i++) {
        cli_target *t = &all->targets->items[i];
        /* A file is no screen: it has neither its colours nor its width. */
        if (t->path != NULL) {
            options.colour = false;
            options.width = 0;
        }
        if (charter_report_open(&all->items[i].report, t->format, &options, cli_target_sink(t)) != CHARTER_OK)
            return false;
    }
    return true;
}

cli_outputs *cli_outputs_open(const cli *c, const char *format, const cli_texts *files,
                              const charter_report_options *options)
{
    cli_targets *targets = cli_targets_open(c, &cli_verdict_formats, format, files, NULL);
    if (targets == NULL)
        return NULL;
    cli_outputs *all = calloc(1, sizeof *all + targets->count * sizeof *all->items);
    if (all == NULL) {
        cli_targets_free(targets);
    } else {
        all->targets = targets;
        all->folder = cli_real_path(".");
        char *top = cli_work_tree_of(".");
        /* Outside of a repository a service that shows the files has this folder of them. */
        all->top = top != NULL || all->folder == NULL ? top : strdup(all->folder);
        /* There is such a format: cli_targets_open has found it. */
        all->for_people = cli_format_named(c, &cli_verdict_formats, targets->items[0].format)->for_people;
        if (open_reports(all, *options))
            return all;
    }
    cli_no_memory(c);
    cli_outputs_free(all);
    return NULL;
}

bool cli_outputs_for_people(const cli_outputs *all)
{
    return all->for_people;
}

/* One report that cannot be written takes nothing from the others. */
void cli_outputs_verdict(cli_outputs *all, const charter_verdict *verdict, const charter_acceptance *acceptance)
{
    for (size_t i = 0; i < all->targets->count; i++)
        if (charter_report_verdict(all->items[i].report, verdict, acceptance) != CHARTER_OK)
            all->items[i].failed = true;
}

void cli_outputs_error(cli_outputs *all, const charter_diagnostic *error)
{
    for (size_t i = 0; i < all->targets->count; i++)
        if (charter_report_error(all->items[i].report, error) != CHARTER_OK)
            all->items[i].failed = true;
}

void cli_outputs_lint(cli_outputs *all, const charter *the_charter, const charter_diagnostics *diagnostics)
{
    for (size_t i = 0; i < all->targets->count; i++)
        if (charter_report_lint(all->items[i].report, the_charter, diagnostics) != CHARTER_OK)
            all->items[i].failed = true;
}

const charter_summary *cli_outputs_summary(const cli_outputs *all)
{
    return charter_report_summary(all->items[0].report);
}

bool cli_outputs_all_failed(const cli_outputs *all)
{
    for (size_t i = 0; i < all->targets->count; i++)
        if (!all->items[i].failed)
            return false;
    return true;
}

static bool end_output(cli_outputs *all, size_t i)
{
    return cli_target_end(all->targets->c, &all->targets->items[i], charter_report_end(all->items[i].report));
}

void cli_outputs_charter_errors(cli_outputs *all, const charter_diagnostics *faults)
{
    if (all->for_people || charter_diagnostics_error_count(faults) == 0)
        return;
    for (size_t i = 0; i < charter_diagnostics_count(faults); i++)
        if (charter_diagnostic_severity(charter_diagnostics_at(faults, i)) == CHARTER_ERROR)
            cli_outputs_error(all, charter_diagnostics_at(faults, i));
    end_output(all, 0);
    all->ended = true;
}

void cli_outputs_stopped(cli_outputs *all)
{
    const cli_said *said = all->targets->c->said;
    charter_diagnostics *faults = NULL;
    if (all->ended || charter_diagnostics_new(&faults) != CHARTER_OK)
        return;
    if (charter_diagnostics_add_stop(faults, (charter_text){said->message, strlen(said->message)},
                                     (charter_text){said->help, strlen(said->help)}) == CHARTER_OK)
        cli_outputs_charter_errors(all, faults);
    charter_diagnostics_free(faults);
}

bool cli_outputs_end(cli_outputs *all)
{
    bool good = true;
    all->ended = true;
    for (size_t i = 0; i < all->targets->count; i++)
        /* Each is ended, whatever became of the one before. */
        good = end_output(all, i) && good;
    return good;
}

void cli_outputs_free(cli_outputs *all)
{
    if (all == NULL)
        return;
    for (size_t i = 0; i < all->targets->count; i++)
        /* Before what it writes to. */
        charter_report_close(all->items[i].report);
    cli_targets_free(all->targets);
    free(all->folder);
    free(all->top);
    free(all);
}
