/* targets: standard output and files, each of which is written whole or not at all. Writing apart first is
 * temporary.c's; what is written is outputs.c's and reports.c's. */
#include "targets.h"

#include <stdlib.h>
#include <string.h>

#include "real_path.h"
#include "say.h"

/* Two reports in one file would be none. By their real paths, which are one for a link and for any spelling. */
static bool is_taken(const cli_targets *all, const cli_temporary *temporary)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].path != NULL && all->items[i].temporary.replaces && temporary->replaces &&
            strcmp(all->items[i].temporary.target, temporary->target) == 0)
            return true;
    return false;
}

static bool open_file(cli_targets *all, const char *format, const char *path)
{
    cli_target *t = &all->items[all->count];
    if (!cli_may_follow(all->c, path))
        return false;
    int error = cli_temporary_open(&t->temporary, path);
    bool taken = error == 0 && is_taken(all, &t->temporary);
    t->path = path;
    /* It fits: cli_split_output refuses a longer name. */
    strcpy(t->format, format);
    /* Counted whether good or not: cli_targets_free takes away what was begun of it. */
    all->count++;
    if (error != 0)
        cli_say_unwritable(all->c, path, error);
    else if (taken)
        cli_say(all->c, N_("two reports cannot be written to one file: %s"), path);
    return error == 0 && !taken;
}

/* The first target is standard output, and its format is empty until somebody has said it. */
static bool take_standard_output(cli_targets *all, const char *format)
{
    char *chosen = all->items[0].format;
    if (chosen[0] != '\0') {
        cli_say(all->c, N_("standard output takes one report, and two are wanted there: %1$s and %2$s"), chosen,
                format);
        cli_help(all->c, N_("write one of them to a file: --output NAME=FILE"));
        return false;
    }
    strcpy(chosen, format);
    return true;
}

static bool open_all(cli_targets *all, const cli_formats *formats, const cli_texts *files, const char *summary)
{
    for (size_t i = 0; i < files->count; i++) {
        char format[CLI_FORMAT_NAME_SIZE];
        const char *path = cli_split_output(all->c, formats, files->items[i], format);
        if (path == NULL ||
            !(strcmp(path, "-") == 0 ? take_standard_output(all, format) : open_file(all, format, path)))
            return false;
    }
    if (all->items[0].format[0] == '\0')
        strcpy(all->items[0].format, "text");
    return summary == NULL || open_file(all, "summary", summary);
}

cli_targets *cli_targets_open(const cli *c, const cli_formats *formats, const char *format, const cli_texts *files,
                              const char *summary)
{
    if (format != NULL && cli_format_named(c, formats, format) == NULL)
        return NULL;
    /* Room for standard output and for the summary too. */
    cli_targets *all = calloc(1, sizeof *all + (files->count + 2) * sizeof *all->items);
    if (all == NULL) {
        cli_no_memory(c);
        return NULL;
    }
    all->c = c;
    all->count = 1;
    /* Zeroed, they would be a descriptor and a slot. */
    all->items[0].temporary.file = all->items[0].temporary.slot = -1;
    /* It fits, being a format's name. */
    strcpy(all->items[0].format, format == NULL ? "" : format);
    if (open_all(all, formats, files, summary))
        return all;
    cli_targets_free(all);
    return NULL;
}

charter_sink cli_target_sink(cli_target *target)
{
    return target->path == NULL ? cli_standard_output() : cli_sink(&target->temporary.file);
}

bool cli_target_end(const cli *c, cli_target *t, charter_status status)
{
    if (status == CHARTER_NO_MEMORY)
        cli_no_memory(c);
    else if (status != CHARTER_OK && t->path != NULL)
        cli_say(c, N_("%s could not be written whole"), t->path);
    else if (status != CHARTER_OK)
        cli_say(c, N_("standard output could not be written whole"));
    if (status != CHARTER_OK)
        return false;
    /* Only a report that was written to its end takes an old one's place. */
    int error = t->path == NULL ? 0 : cli_temporary_keep(&t->temporary);
    if (error != 0)
        cli_say_unwritable(c, t->path, error);
    return error == 0;
}

void cli_targets_free(cli_targets *all)
{
    for (size_t i = 0; all != NULL && i < all->count; i++)
        cli_temporary_free(&all->items[i].temporary);
    free(all);
}
