#include "outputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

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

static const charter_format *find_format(const char *name)
{
    for (size_t i = 0; i < charter_formats(); i++)
        if (strcmp(charter_format_at(i)->name, name) == 0)
            return charter_format_at(i);
    return NULL;
}

static void complain_format(const cli *c, const char *name)
{
    enum { MOST = 64 };
    const char *known[MOST];
    size_t count = 0;
    char all[1024] = "";
    for (size_t i = 0; i < charter_formats() && count < MOST; i++) {
        known[count++] = charter_format_at(i)->name;
        if (strlen(all) + strlen(known[i]) + 3 < sizeof all) {
            strcat(all, i == 0 ? "" : ", ");
            strcat(all, known[i]);
        }
    }
    cli_say(c, N_("there is no format \"%s\""), name);
    const char *nearest = charter_nearest(name, known, count);
    if (nearest != NULL)
        cli_help(c, N_("did you mean %s?"), nearest);
    else
        cli_help(c, N_("the formats are %s"), all);
}

static bool open_report(cli_outputs *all, output *o, const char *format, const charter_report_options *options,
                        charter_sink sink)
{
    charter_status status = charter_report_open(&o->report, format, options, sink);
    if (status == CHARTER_UNKNOWN)
        complain_format(all->c, format);
    else if (status != CHARTER_OK)
        cli_no_memory(all->c);
    return status == CHARTER_OK;
}

static void complain_unwritable(const cli *c, const char *path, int error)
{
    static const struct {
        int error;
        const char *help;
    } helps[] = {
        {ENOENT, N_("make its folder first")},
        {ENOTDIR, N_("a part of this path is not a folder")},
        {EISDIR, N_("this is a folder: name a file in it")},
        {EACCES, N_("this user may not write there: choose another folder, or ask for the right to")},
        {EROFS, N_("this disk may only be read: choose another folder")},
        {ENOSPC, N_("the disk is full: make room, or choose another folder")},
    };
    if (error == ENOMEM) {
        cli_no_memory(c);
        return;
    }
    cli_say(c, N_("%1$s cannot be written (%2$s)"), path, strerrorname_np(error));
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++)
        if (helps[i].error == error)
            cli_help(c, helps[i].help);
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
    const char *equals = strchr(text, '=');
    char format[64];
    if (equals == NULL || equals[1] == '\0' || (size_t)(equals - text) >= sizeof format) {
        cli_say(all->c, N_("--output wants a format and a file: --output json=report.json, not \"%s\""), text);
        return false;
    }
    memcpy(format, text, (size_t)(equals - text));
    format[equals - text] = '\0';
    if (find_format(format) == NULL) {
        complain_format(all->c, format);
        return false;
    }
    output *o = &all->items[all->count];
    int error = cli_temporary_open(&o->temporary, equals + 1);
    bool taken = error == 0 && is_taken(all, &o->temporary);
    o->path = equals + 1;
    all->count++;
    if (error != 0)
        complain_unwritable(all->c, o->path, error);
    else if (taken)
        cli_say(all->c, N_("two reports cannot be written to one file: %s"), o->path);
    options.colour = false;
    options.width = 0;
    return error == 0 && !taken && open_report(all, o, format, &options, cli_sink(&o->temporary.file));
}

cli_outputs *cli_outputs_open(const cli *c, const char *format, const cli_texts *files,
                              const charter_report_options *options)
{
    cli_outputs *all = calloc(1, sizeof *all + (files->count + 1) * sizeof *all->items);
    if (all == NULL) {
        cli_no_memory(c);
        return NULL;
    }
    all->c = c;
    all->count = 1;
    all->items[0].temporary.file = all->items[0].temporary.slot = -1;
    bool good = open_report(all, &all->items[0], format, options, cli_standard_output());
    all->for_people = good && find_format(format)->for_people;
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

void cli_outputs_verdict(cli_outputs *all, const charter_verdict *verdict)
{
    for (size_t i = 0; i < all->count; i++)
        if (charter_report_verdict(all->items[i].report, verdict) != CHARTER_OK)
            all->items[i].failed = true;
}

void cli_outputs_error(cli_outputs *all, const charter_diagnostic *error)
{
    for (size_t i = 0; i < all->count; i++)
        if (charter_report_error(all->items[i].report, error) != CHARTER_OK)
            all->items[i].failed = true;
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
        complain_unwritable(c, o->path, error);
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
        charter_report_free(all->items[i].report);
        cli_temporary_free(&all->items[i].temporary);
    }
    free(all);
}
