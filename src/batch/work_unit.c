/* work unit: a share of a batch that one thread reads and judges whole. What it shares with others (the charter, a
 * mapping, a register's header) does not change: it needs no lock. Its place in the order, and what is told of it, are
 * batch.c's. */
#include "batch/work_unit.h"

#include <stdlib.h>
#include <unistd.h>

#include "batch/disk.h"
#include "judge/verdict.h"
#include "declaration/declaration.h"

static ptrdiff_t read_nothing(void *context, char *into, size_t size)
{
    (void)context;
    (void)into;
    (void)size;
    return 0;
}

charter_status ch_work_unit_new(ch_work_unit **out, const charter *the_charter, const ch_work_unit_options *options)
{
    ch_work_unit *unit = *out = calloc(1, sizeof *unit);
    if (unit == NULL)
        return CHARTER_NO_MEMORY;
    unit->scanned = options->scanned;
    charter_stream_options streaming = {.limits = options->limits, .intake = options->intake};
    charter_status status = charter_judge_new(&unit->judge, the_charter, &options->judging);
    if (status == CHARTER_OK)
        status = charter_stream_open_as(&unit->stream, "", (charter_input){NULL, read_nothing}, &streaming);
    if (status == CHARTER_OK) {
        if ((options->judging.wants & CHARTER_WANTS_MEASURED) != 0)
            ch_stream_take_measured(unit->stream);
        /* All verdicts stay until the work unit has been told. */
        ch_judge_retain(unit->judge);
        return CHARTER_OK;
    }
    ch_work_unit_free(unit);
    *out = NULL;
    return status;
}

/* Those that were not read: each that was is -1. */
static void close_files(ch_work_unit *unit)
{
    for (unsigned i = 0; i < unit->file_count; i++)
        if (unit->files[i].file >= 0)
            close(unit->files[i].file);
    unit->file_count = 0;
}

void ch_work_unit_free(ch_work_unit *unit)
{
    if (unit == NULL)
        return;
    close_files(unit);
    charter_stream_close(unit->stream);
    charter_judge_free(unit->judge);
    ch_diagnostics_clear(&unit->faults);
    ch_arena_clear(&unit->arena);
    ch_chunk_clear(&unit->chunk);
    free(unit->results);
    free(unit);
}

void ch_work_unit_reset(ch_work_unit *unit)
{
    close_files(unit);
    ch_stream_release(unit->stream);
    ch_judge_release(unit->judge);
    ch_diagnostics_reset(&unit->faults);
    ch_arena_reset(&unit->arena);
    ch_chunk_reset(&unit->chunk);
    unit->bytes = 0;
    unit->path = unit->begun = unit->told = NULL;
    unit->is_chunk = unit->begins_file = unit->ends_file = false;
    unit->result_count = unit->emitted = unit->faults_emitted = 0;
    unit->status = CHARTER_OK;
    unit->done = false;
    unit->waiting = unit->next = NULL;
}

const char *ch_work_unit_keep_path(ch_work_unit *unit, const char *path)
{
    return ch_arena_text(&unit->arena, ch_text_of(path)).at;
}

/* ---- judging ---- */

static bool add_result(ch_work_unit *unit, ch_result result)
{
    if (unit->result_count == unit->result_room) {
        size_t room = unit->result_room == 0 ? 256 : unit->result_room * 2;
        ch_result *results = realloc(unit->results, room * sizeof *results);
        if (results == NULL)
            return false;
        unit->results = results;
        unit->result_room = room;
    }
    result.begins = unit->begun;
    unit->begun = NULL;
    unit->results[unit->result_count++] = result;
    return true;
}

/* The faults of a whole file stay with the work unit: the stream is opened anew for the next one. */
static charter_status keep_faults(ch_work_unit *unit)
{
    const charter_diagnostics *faults = charter_stream_errors(unit->stream);
    for (const charter_diagnostic *fault = faults->first; fault != NULL; fault = fault->next) {
        ch_diagnostics_add(&unit->faults, fault);
        if (unit->faults.failed || !add_result(unit, (ch_result){.fault = unit->faults.last}))
            return CHARTER_NO_MEMORY;
    }
    return CHARTER_OK;
}

static charter_status add_usage(ch_work_unit *unit, const charter_declaration *declaration)
{
    charter_diagnostics *notes = ch_stream_notes(unit->stream);
    ch_result result = {.declaration = declaration,
                        .notes = charter_diagnostics_count(notes) == 0 ? NULL : notes,
                        .broken = declaration->node == NULL};
    return add_result(unit, result) ? CHARTER_OK : CHARTER_NO_MEMORY;
}

/* Everything in the stream. Whether too much of a file is broken cannot be said by one chunk. */
static charter_status read_stream(ch_work_unit *unit)
{
    const charter_declaration *declaration;
    charter_status status = CHARTER_OK;
    while (status == CHARTER_OK) {
        status = charter_stream_next(unit->stream, &declaration);
        if (status == CHARTER_OK)
            status = add_usage(unit, declaration);
        else if (status == CHARTER_INVALID)
            status = unit->is_chunk ? CHARTER_OK : keep_faults(unit);
    }
    return status == CHARTER_END ? CHARTER_OK : status;
}

static charter_status read_file(ch_work_unit *unit, ch_work_unit_file *file)
{
    unit->begun = file->fault == NULL ? file->path : file->fault->place.file;
    if (file->fault != NULL)
        return add_result(unit, (ch_result){.fault = file->fault}) ? CHARTER_OK : CHARTER_NO_MEMORY;
    /* One stream for all of them: what it has allocated stays warm. */
    charter_stream_reopen(unit->stream, file->path, ch_disk_input(&file->file));
    ch_stream_retain(unit->stream);
    charter_status status = read_stream(unit);
    close(file->file);
    file->file = -1;
    return status;
}

static charter_status read_all(ch_work_unit *unit)
{
    charter_status status = CHARTER_OK;
    if (unit->is_chunk) {
        ch_stream_open_chunk(unit->stream, unit->path, &unit->chunk);
        return read_stream(unit);
    }
    for (unsigned i = 0; status == CHARTER_OK && i < unit->file_count; i++)
        status = read_file(unit, &unit->files[i]);
    return status;
}

/* What cannot be judged is not told, nor is anything behind it; nor what cannot be masked. Faults are masked before a
 * report can see them: a line that is shown may hold what detectors find. */
static charter_status judge_all(ch_work_unit *unit)
{
    if (!ch_judge_mask(unit->judge, NULL, &unit->faults)) {
        unit->result_count = 0;
        return CHARTER_NO_MEMORY;
    }
    uint64_t scanned = 0; /* of one input */
    for (size_t i = 0; i < unit->result_count; i++) {
        ch_result *result = &unit->results[i];
        scanned = result->begins != NULL ? 0 : scanned;
        if (result->declaration == NULL || scanned > unit->scanned)
            continue;
        charter_status status = charter_judge_declaration(unit->judge, result->declaration, &result->verdict);
        if (status == CHARTER_OK && result->notes != NULL &&
            !ch_judge_mask(unit->judge, result->verdict, result->notes))
            status = CHARTER_NO_MEMORY;
        if (status != CHARTER_OK) {
            unit->result_count = i;
            return status;
        }
        scanned += result->verdict->scanned;
    }
    return CHARTER_OK;
}

/* First all of it is read, then all of it is judged: either has more instructions than a processor keeps at hand for
 * both. */
void ch_work_unit_judge(ch_work_unit *unit)
{
    charter_status read = read_all(unit), judged = judge_all(unit);
    unit->status = judged == CHARTER_OK ? read : judged;
}
