/* baseline: --baseline and its sisters. What of a verdict is accepted is the library's to say (charter/baseline.h);
 * this file reads a baseline, writes it anew where a run has read everything, and tells what is stale. */
#include "baseline.h"

#include <stdlib.h>

#include "formats.h"
#include "git.h"
#include "pin.h"
#include "real_path.h"
#include "revision.h"
#include "say.h"
#include "temporary.h"

/* A baseline may hold CHARTER_BASELINE_ENTRIES of them: so many are told one by one, the rest is counted. */
enum { STALE_TOLD = 20 };

/* ---- reading ---- */

static int fill(const cli *c, const cli_baseline *o, charter_baseline *baseline)
{
    cli_revision revision;
    charter_diagnostics *faults;
    if (o->rev != NULL && !cli_revision_find(c, ".", "--baseline-rev", o->rev, &revision))
        return CLI_STOPPED;
    if (o->rev != NULL)
        cli_pin_tell_own(c, "--baseline-rev", o->rev);
    charter_status status = charter_diagnostics_new(&faults);
    if (status != CHARTER_OK)
        return cli_no_memory(c);
    charter_files files = o->rev == NULL ? charter_files_on_disk(c->follow_links) : cli_git_files(&revision);
    status = charter_baseline_load(baseline, o->path, &files, faults);
    cli_explain_all(c, faults);
    charter_diagnostics_free(faults);
    if (status == CHARTER_OK)
        return CLI_FINE;
    if (status != CHARTER_INVALID)
        return cli_no_memory(c);
    cli_help(c, N_("--update-baseline writes one"));
    return CLI_STOPPED;
}

static bool go_together(const cli *c, const cli_baseline *o)
{
    if (o->path == NULL && (o->update || o->rev != NULL)) {
        cli_say(c, N_("%s needs --baseline FILE"), o->update ? "--update-baseline" : "--baseline-rev");
        return false;
    }
    if (o->update && o->rev != NULL) {
        cli_say(c, N_("%1$s and %2$s do not go together"), "--update-baseline", "--baseline-rev");
        return false;
    }
    return true;
}

/* It is held against the others before it is one of them: held against itself, it would always be the same file. */
bool cli_baseline_is_apart(const cli *c, const cli_baseline *o, cli_written *written)
{
    if (!cli_guard(c, written, o->path))
        return false;
    written->baseline = o->update ? o->path : NULL;
    return true;
}

int cli_baseline_open(const cli *c, const cli_baseline *o, charter_baseline **baseline)
{
    *baseline = NULL;
    if (!go_together(c, o))
        return CLI_STOPPED;
    if (o->path == NULL)
        return CLI_FINE;
    if (o->rev == NULL && !cli_may_follow(c, o->path))
        return CLI_STOPPED;
    if (charter_baseline_new(baseline, o->update) != CHARTER_OK)
        return cli_no_memory(c);
    if (o->rev == NULL && !o->update)
        cli_pin_tell_loose(c, o->path);
    /* One that is renewed is not read: it accepts what this run finds, and nothing that was there before. */
    return o->update ? CLI_FINE : fill(c, o, *baseline);
}

/* ---- writing ---- */

static bool say_failure(const cli *c, const cli_baseline *o, charter_status status)
{
    if (status == CHARTER_NO_MEMORY)
        cli_no_memory(c);
    else if (status == CHARTER_INVALID)
        cli_say(c, N_("there is more to accept than a baseline holds: %s is left as it was"), o->path);
    else
        cli_say(c, N_("%s could not be written whole"), o->path);
    return false;
}

/* Whole or not at all: whatever is missing from a baseline fails the next run as new. */
static bool write_anew(const cli *c, const cli_baseline *o, const charter_baseline *baseline)
{
    cli_temporary temporary;
    int error = cli_temporary_open(&temporary, o->path);
    charter_status status = CHARTER_OK;
    if (error == 0)
        status = charter_baseline_write(baseline, cli_sink(&temporary.file));
    if (error == 0 && status == CHARTER_OK)
        error = cli_temporary_keep(&temporary);
    cli_temporary_free(&temporary);
    if (error != 0)
        cli_say_unwritable(c, o->path, error);
    return error == 0 && (status == CHARTER_OK || say_failure(c, o, status));
}

/* What could not be read may be what an entry accepts: without it, the entry would be lost. */
bool cli_baseline_keep(const cli *c, const cli_baseline *o, const charter_baseline *baseline,
                       const charter_summary *summary)
{
    if (charter_summary_is_read(summary))
        return write_anew(c, o, baseline);
    cli_say(c, N_("%s is left as it was: not everything could be read"), o->path);
    return false;
}

/* ---- what is stale ---- */

/* For "%.*s": what is longer is cut. */
static int length_of(charter_text text)
{
    return text.length > 200 ? 200 : (int)text.length;
}

static void tell_stale(const cli *c, const cli_baseline *o, const charter_baseline_entry *e)
{
    charter_text whose = e->declaration.at != NULL ? e->declaration : e->file.at != NULL ? e->file : e->tool;
    cli_say(c, N_("%s is stale: %.*s of %.*s is no longer there"), o->path, length_of(e->clause), e->clause.at,
            length_of(whose), whose.at == NULL ? "" : whose.at);
}

void cli_baseline_tell_stale(const cli *c, const cli_baseline *o, const charter_baseline *baseline)
{
    charter_baseline_entry entry;
    size_t index = 0, count = 0;
    while (charter_baseline_next_stale(baseline, &index, &entry))
        if (count++ < STALE_TOLD)
            tell_stale(c, o, &entry);
    if (count > STALE_TOLD)
        cli_say(c, N_("%zu more entries of the baseline are no longer needed"), count - STALE_TOLD);
    if (count > 0)
        cli_help(c, N_("--update-baseline leaves them out"));
}
