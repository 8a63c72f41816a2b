/* check_text: one call from texts to JSON. It does what the command line does, step by step, and is held to it by a
 * test. Several threads, many inputs and the disk are left to src/batch/, other formats to the functions of the public
 * API. */
#include "charter/check.h"

#include <errno.h>

#include "base/date.h"
#include "base/diagnostics.h"
#include "base/options.h"
#include "judge/verdict.h"

CH_OPTIONS_END_WITH(charter_check_options, sent);

typedef struct checking {
    charter_check_options options;
    charter_memory_file charter_file;
    charter_diagnostics faults;         /* of the charter; then of the declarations as a whole */
    const charter_diagnostics *loading; /* of a charter that somebody else tried to load */
    charter *loaded;                    /* here, to be freed */
    const charter *charter;             /* the one that judges */
    charter_report *report;
    charter_judge *judge;
    charter_stream *stream;
    charter_text left; /* of the declarations, to be read */
} checking;

/* ---- the charter ---- */

static bool is_charter(const checking *c, const char *path)
{
    return strcmp(path, c->charter_file.name) == 0;
}

static int read_file(void *context, const char *path, size_t limit, charter_text *bytes)
{
    const checking *c = context;
    const charter_files *others = c->options.files;
    if (!is_charter(c, path))
        return others == NULL ? ENOENT : others->read(others->context, path, limit, bytes);
    if (c->charter_file.bytes.length > limit)
        return EFBIG;
    *bytes = c->charter_file.bytes;
    return 0;
}

/* The charter's bytes are the caller's, and stay. */
static void release_file(void *context, charter_text bytes)
{
    const checking *c = context;
    if (bytes.at != c->charter_file.bytes.at)
        c->options.files->release(c->options.files->context, bytes);
}

static charter_status load(checking *c)
{
    const charter_files files = {c, read_file, release_file};
    const charter_load_options loading = {.limits = c->options.loading_limits, .exceptions = c->options.exceptions};
    charter_status status = charter_load(&c->loaded, &c->charter_file.name, 1, &files, &loading, &c->faults);
    c->charter = c->loaded;
    return status;
}

/* Errors alone: warnings are for who keeps the charter, and no part of a report. */
static charter_status tell_faults(charter_report *report, const charter_diagnostics *faults)
{
    charter_status status = CHARTER_OK;
    for (size_t i = 0; status == CHARTER_OK && i < charter_diagnostics_count(faults); i++) {
        const charter_diagnostic *fault = charter_diagnostics_at(faults, i);
        if (charter_diagnostic_severity(fault) == CHARTER_ERROR)
            status = charter_report_error(report, fault);
    }
    return status;
}

/* ---- the declarations ---- */

static charter_status open_judge(checking *c, charter_day at)
{
    const charter_judge_options judging = {.at = at,
                                           .every_clause = c->options.every_clause,
                                           .alternatives = !c->options.no_alternatives,
                                           .sent = c->options.sent};
    const charter_stream_options reading = {.limits = c->options.limits,
                                            .syntax = c->options.syntax,
                                            .intake = charter_intake_on(c->charter, at)};
    charter_status status = charter_judge_new(&c->judge, c->charter, &judging);
    if (status == CHARTER_OK)
        status = charter_stream_open_as(&c->stream, c->options.declaration_name, charter_input_from_memory(&c->left),
                                        &reading);
    return status;
}

/* What is wrong with the declarations as a whole, detectors' finds covered. */
static charter_status tell_stream_faults(checking *c)
{
    const charter_diagnostics *faults = charter_stream_errors(c->stream);
    ch_diagnostics_reset(&c->faults);
    for (const charter_diagnostic *fault = faults->first; fault != NULL; fault = fault->next)
        ch_diagnostics_add(&c->faults, fault);
    /* A line that is shown may hold what detectors find; where it cannot be covered, nothing is told. */
    if (c->faults.failed || !ch_judge_mask(c->judge, NULL, &c->faults))
        return CHARTER_NO_MEMORY;
    return tell_faults(c->report, &c->faults);
}

static charter_status judge_all(checking *c)
{
    const charter_declaration *usage;
    const charter_verdict *verdict;
    charter_status status = CHARTER_OK;
    while (status == CHARTER_OK) {
        status = charter_stream_next(c->stream, &usage);
        if (status == CHARTER_INVALID) {
            status = tell_stream_faults(c);
            continue;
        }
        if (status == CHARTER_OK)
            status = charter_judge_declaration(c->judge, usage, &verdict);
        if (status == CHARTER_OK)
            status = charter_report_verdict(c->report, verdict, NULL);
    }
    return status == CHARTER_END ? CHARTER_OK : status;
}

/* ---- the call ---- */

static charter_status judge_loaded(checking *c, charter_day at)
{
    charter_status status = open_judge(c, at);
    return status == CHARTER_OK ? judge_all(c) : status;
}

/* CHARTER_INVALID where the charter has faults, which are told. */
static charter_status load_and_judge(checking *c, charter_day at)
{
    charter_status status = load(c);
    if (status == CHARTER_OK)
        return judge_loaded(c, at);
    if (status != CHARTER_INVALID)
        return status;
    status = tell_faults(c->report, &c->faults);
    return status == CHARTER_OK ? CHARTER_INVALID : status;
}

static charter_status end(checking *c, charter_status status, charter_summary *summary)
{
    if (status != CHARTER_OK && status != CHARTER_INVALID)
        return status;
    charter_status ended = charter_report_end(c->report);
    if (summary != NULL)
        *summary = *charter_report_summary(c->report);
    return ended == CHARTER_OK ? status : ended;
}

static void close(checking *c)
{
    /* What borrows first, then what it borrows from. */
    charter_report_close(c->report);
    charter_stream_close(c->stream);
    charter_judge_free(c->judge);
    charter_free(c->loaded);
    ch_diagnostics_clear(&c->faults);
}

static bool take_options(checking *c, const charter_check_options *options, size_t size)
{
    charter_check_options *o = &c->options;
    if (!ch_options_copy(o, sizeof *o, options, size) || (unsigned)o->syntax > CHARTER_TSV)
        return false;
    if (o->charter_name == NULL)
        o->charter_name = "charter.yaml";
    if (o->declaration_name == NULL)
        o->declaration_name = "usage.yaml";
    return true;
}

typedef charter_status checking_step(checking *c, charter_day at);

static charter_status report_on(checking *c, checking_step *judge, charter_day at, charter_sink json,
                                charter_summary *summary)
{
    const charter_report_options reporting = {.lang = c->options.lang, .at = at};
    charter_status status = charter_report_open(&c->report, "json", &reporting, json);
    if (status == CHARTER_OK)
        status = end(c, judge(c, at), summary);
    close(c);
    return status;
}

/* Until there is more to say, nothing was judged. */
static void judged_nothing(charter_summary *summary)
{
    if (summary != NULL)
        *summary = (charter_summary){.errors = 1};
}

charter_status charter_check_text_sized(charter_text the_charter, charter_text declarations, charter_day at,
                                        const charter_check_options *options, size_t options_size, charter_sink json,
                                        charter_summary *summary)
{
    checking c = {.left = declarations};
    judged_nothing(summary);
    if (!take_options(&c, options, options_size))
        return CHARTER_UNKNOWN;
    c.charter_file =
        (charter_memory_file){c.options.charter_name, the_charter.at == NULL ? CH_LITERAL("") : the_charter};
    return report_on(&c, load_and_judge, at, json, summary);
}

charter_status charter_check_loaded_sized(const charter *the_charter, charter_text declarations, charter_day at,
                                          const charter_check_options *options, size_t options_size, charter_sink json,
                                          charter_summary *summary)
{
    checking c = {.left = declarations, .charter = the_charter};
    judged_nothing(summary);
    return take_options(&c, options, options_size) ? report_on(&c, judge_loaded, at, json, summary) : CHARTER_UNKNOWN;
}

static charter_status tell_loading(checking *c, charter_day at)
{
    (void)at;
    return tell_faults(c->report, c->loading);
}

charter_status charter_check_errors(const charter_diagnostics *diagnostics, charter_day at, charter_lang lang,
                                    charter_sink json)
{
    checking c = {.options = {.lang = lang}, .loading = diagnostics};
    return report_on(&c, tell_loading, at, json, NULL);
}
