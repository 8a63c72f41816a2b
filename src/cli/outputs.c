#include "outputs.h"

#include <stdlib.h>
#include <string.h>

#include "formats.h"
#include "say.h"
#include "temporary.h"

typedef struct output {
    const char *path; /* NULL: standard output */
    cli_temporary temporary;
    charter_report *report;
    bool failed; /* told at its end */
} output;

struct cli_outputs {
    const cli *c;
    bool for_people;
    size_t count;
    output items[];
};

static bool open_report(cli_outputs *all, output *o, const char *format, const charter_report_options *options,
                        charter_sink sink)
{
    charter_status status = charter_report_open(&o->report, format, options, sink);
    if (status != CHARTER_OK)
        cli_no_memory(all->c);
    return status == CHARTER_OK;
}

/* Two reports in one file would be none. */
static bool is_taken(const cli_outputs *all, const cli_temporary *temporary)
{
    for (size_t i = 0; i < all->count; i++) {
        const cli_temporary *other = &all->items[i].temporary;
        if (all->items[i].path != NULL && other->name != NULL && temporary->name != NULL &&
            strcmp(other->target, temporary->target) == 0)
            return true;
    }
    return false;
}

/* Adds the output NAME=FILE. */
static bool open_file(cli_outputs *all, const char *text, charter_report_options options)
{
    char format[CLI_FORMAT_NAME_SIZE];
    const char *path = cli_split_output(all->c, &cli_verdict_formats, text, format);
    if (path == NULL)
        return false;
    output *o = &all->items[all->count];
    int error = cli_temporary_open(&o->temporary, path);
    bool taken = error == 0 && is_taken(all, &o->temporary);
    o->path = path;
    all->count++;
    if (error != 0)
        cli_say_unwritable(all->c, o->path, error);
    else if (taken)
        cli_say(all->c, N_("two reports cannot be written to one file: %s"), o->path);
    options.colour = false;
    options.width = 0;
    return error == 0 && !taken && open_report(all, o, format, &options, cli_sink(&o->temporary.file));
}

cli_outputs *cli_outputs_open(const cli *c, const char *format, const cli_texts *files,
                              const charter_report_options *options)
{
    const charter_format *known = cli_format_named(c, &cli_verdict_formats, format);
    if (known == NULL)
        return NULL;
    cli_outputs *all = calloc(1, sizeof *all + (files->count + 1) * sizeof *all->items);
    if (all == NULL) {
        cli_no_memory(c);
        return NULL;
    }
    all->c = c;
    all->count = 1;
    all->items[0].temporary.file = all->items[0].temporary.slot = -1;
    bool good = open_report(all, &all->items[0], format, options, cli_standard_output());
    all->for_people = known->for_people;
    for (size_t i = 0; good && i < files->count; i++)
        good = open_file(all, files->items[i], *options);
    if (good)
        return all;
    cli_outputs_free(all);
    return NULL;
}

bool cli_outputs_for_people(const cli_outputs *all)
{
    return all->for_people;
}

void cli_outputs_verdict(cli_outputs *all, const charter_verdict *verdict, const charter_acceptance *acceptance)
{
    for (size_t i = 0; i < all->count; i++)
        if (charter_report_verdict(all->items[i].report, verdict, acceptance) != CHARTER_OK)
            all->items[i].failed = true;
}

void cli_outputs_error(cli_outputs *all, const charter_diagnostic *error)
{
    for (size_t i = 0; i < all->count; i++)
        if (charter_report_error(all->items[i].report, error) != CHARTER_OK)
            all->items[i].failed = true;
}

const charter_summary *cli_outputs_summary(const cli_outputs *all)
{
    return charter_report_summary(all->items[0].report);
}

bool cli_outputs_all_failed(const cli_outputs *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].failed)
            return false;
    return true;
}

static bool end_output(const cli *c, output *o)
{
    charter_status status = charter_report_end(o->report);
    if (status == CHARTER_NO_MEMORY) {
        cli_no_memory(c);
        return false;
    }
    if (status != CHARTER_OK) {
        if (o->path != NULL)
            cli_say(c, N_("%s could not be written whole"), o->path);
        else
            cli_say(c, N_("standard output could not be written whole"));
        return false;
    }
    int error = o->path == NULL ? 0 : cli_temporary_keep(&o->temporary);
    if (error != 0)
        cli_say_unwritable(c, o->path, error);
    return error == 0;
}

bool cli_outputs_end_standard_output(cli_outputs *all)
{
    return end_output(all->c, &all->items[0]);
}

bool cli_outputs_end(cli_outputs *all)
{
    bool good = true;
    for (size_t i = 0; i < all->count; i++)
        good = end_output(all->c, &all->items[i]) && good;
    return good;
}

void cli_outputs_free(cli_outputs *all)
{
    if (all == NULL)
        return;
    for (size_t i = 0; i < all->count; i++) {
        charter_report_close(all->items[i].report);
        cli_temporary_free(&all->items[i].temporary);
    }
    free(all);
}
