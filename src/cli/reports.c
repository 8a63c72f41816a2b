/* reports: what is written at once when everything is known: totals, and trends. Reports of verdicts, which grow while
 * a run goes on, are outputs.c's; files are targets.c's. */
#include "reports.h"

#include <stdio.h>
#include <string.h>

#include "say.h"

/* Why there is nothing to write. */
static bool say_refused(const cli *c, const cli_target *t)
{
    if (strcmp(t->format, "summary") == 0)
        cli_say(c, N_("a summary holds everything: it is not for publication"));
    else
        cli_say(c, N_("there are too few uses for anything to be published, in all or since an earlier publication"));
    return false;
}

typedef struct writing {
    cli_write *write;
    const void *what;
    const char *format;
    const cli_reporting *options;
} writing;

static charter_status write_to(void *context, charter_sink sink)
{
    const writing *w = context;
    return w->write(w->what, w->format, w->options, sink);
}

/* A log is standard output's alone. */
static bool write_one(const cli *c, cli_target *t, cli_write *write, const void *what, cli_reporting options)
{
    writing w = {write, what, t->format, &options};
    if (t->path != NULL) {
        options.report.colour = false;
        options.report.width = 0;
    }
    /* What is refused does not end its target: a file that was there stays as it was. */
    charter_status status = t->path == NULL ? cli_write_defused(c, write_to, &w) : write_to(&w, cli_target_sink(t));
    return status == CHARTER_INVALID ? say_refused(c, t) : cli_target_end(c, t, status);
}

bool cli_reports_write(cli_targets *all, cli_write *write, const void *what, const cli_reporting *options)
{
    bool good = true;
    for (size_t i = 0; i < all->count; i++)
        good = write_one(all->c, &all->items[i], write, what, *options) && good;
    return good;
}

void cli_tell_saturated(const cli *c, const charter_totals *totals)
{
    if (charter_totals_saturated(totals))
        cli_say(
            c,
            N_("some sums go beyond what can be counted: they are told as 18446744073709551615, and are that or more"));
}

void cli_tell_repeated(const cli *c, const charter_totals *totals)
{
    enum { MOST = 10 };
    size_t count = charter_totals_group_count(totals, CHARTER_REPEATED);
    for (size_t i = 0; i < count && i < MOST; i++) {
        charter_group group = charter_totals_group(totals, CHARTER_REPEATED, i);
        char name[1000];
        snprintf(name, sizeof name, "%.*s", (int)group.key.length, group.key.at);
        cli_say(c,
                N_("%1$s: uses whose id came before in it: %2$zu, the first at line %3$zu; each is told apart by its "
                   "number, as in 12#2"),
                name, (size_t)group.numbers[0], (size_t)group.numbers[1]);
    }
    if (count > MOST)
        cli_say(c, N_("further inputs in which ids come again: %zu"), count - MOST);
}
