#include "reports.h"

#include <stdlib.h>
#include <string.h>

#include "say.h"
#include "temporary.h"

typedef struct report {
    char format[CLI_FORMAT_NAME_SIZE];
    const char *path; /* NULL: standard output */
    cli_temporary temporary;
} report;

struct cli_reports {
    const cli *c;
    size_t count;
    report items[];
};

static bool is_taken(const cli_reports *all, const cli_temporary *temporary)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].path != NULL && all->items[i].temporary.name != NULL && temporary->name != NULL &&
            strcmp(all->items[i].temporary.target, temporary->target) == 0)
            return true;
    return false;
}

static bool open_file(cli_reports *all, const char *format, const char *path)
{
    report *r = &all->items[all->count];
    int error = cli_temporary_open(&r->temporary, path);
    bool taken = error == 0 && is_taken(all, &r->temporary);
    r->path = path;
    strcpy(r->format, format);
    all->count++;
    if (error != 0)
        cli_say_unwritable(all->c, path, error);
    else if (taken)
        cli_say(all->c, N_("two reports cannot be written to one file: %s"), path);
    return error == 0 && !taken;
}

static bool open_all(cli_reports *all, const cli_formats *formats, const cli_texts *files, const char *summary)
{
    for (size_t i = 0; i < files->count; i++) {
        char format[CLI_FORMAT_NAME_SIZE];
        const char *path = cli_split_output(all->c, formats, files->items[i], format);
        if (path == NULL || !open_file(all, format, path))
            return false;
    }
    return summary == NULL || open_file(all, "summary", summary);
}

cli_reports *cli_reports_open(const cli *c, const cli_formats *formats, const char *format, const cli_texts *files,
                              const char *summary)
{
    const charter_format *known = cli_format_named(c, formats, format);
    if (known == NULL)
        return NULL;
    cli_reports *all = calloc(1, sizeof *all + (files->count + 2) * sizeof *all->items);
    if (all == NULL) {
        cli_no_memory(c);
        return NULL;
    }
    all->c = c;
    all->count = 1;
    all->items[0].temporary.file = all->items[0].temporary.slot = -1;
    strcpy(all->items[0].format, known->name);
    if (open_all(all, formats, files, summary))
        return all;
    cli_reports_free(all);
    return NULL;
}

static bool say_failure(const cli *c, const report *r, charter_status status)
{
    if (status == CHARTER_NO_MEMORY)
        cli_no_memory(c);
    else if (status == CHARTER_INVALID && strcmp(r->format, "summary") == 0)
        cli_say(c, N_("a summary holds everything: it is not for publication"));
    else if (status == CHARTER_INVALID)
        cli_say(c, N_("there are too few uses for anything to be published"));
    else
        cli_say(c, N_("%s could not be written whole"), r->path != NULL ? r->path : "standard output");
    return false;
}

static bool write_one(const cli *c, report *r, cli_write *write, const void *what, cli_reporting options)
{
    if (r->path != NULL) {
        options.speech.colour = false;
        options.speech.width = 0;
    }
    charter_sink sink = r->path == NULL ? cli_standard_output() : cli_sink(&r->temporary.file);
    charter_status status = write(what, r->format, &options, sink);
    if (status != CHARTER_OK)
        return say_failure(c, r, status);
    int error = r->path == NULL ? 0 : cli_temporary_keep(&r->temporary);
    if (error != 0)
        cli_say_unwritable(c, r->path, error);
    return error == 0;
}

bool cli_reports_write(cli_reports *all, cli_write *write, const void *what, const cli_reporting *options)
{
    bool good = true;
    for (size_t i = 0; i < all->count; i++)
        good = write_one(all->c, &all->items[i], write, what, *options) && good;
    return good;
}

void cli_reports_free(cli_reports *all)
{
    if (all == NULL)
        return;
    for (size_t i = 0; i < all->count; i++)
        cli_temporary_free(&all->items[i].temporary);
    free(all);
}
