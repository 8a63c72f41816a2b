#include "batch/part.h"

#include <stdlib.h>
#include <unistd.h>

#include "batch/disk.h"
#include "judge/verdict.h"
#include "declaration/usage.h"

static ptrdiff_t read_nothing(void *context, char *into, size_t size)
{
    (void)context;
    (void)into;
    (void)size;
    return 0;
}

charter_status ch_part_new(ch_part **out, const charter *law, const ch_part_options *options)
{
    ch_part *part = *out = calloc(1, sizeof *part);
    if (part == NULL)
        return CHARTER_NO_MEMORY;
    charter_stream_options streaming = {.limits = options->limits, .intake = options->intake};
    charter_status status = charter_judge_open(&part->judge, law, &options->judging);
    if (status == CHARTER_OK)
        status = charter_stream_open_as(&part->stream, "", (charter_input){NULL, read_nothing}, &streaming);
    if (status == CHARTER_OK) {
        ch_judge_keep(part->judge);
        return CHARTER_OK;
    }
    ch_part_free(part);
    *out = NULL;
    return status;
}

static void close_files(ch_part *part)
{
    for (unsigned i = 0; i < part->file_count; i++)
        if (part->files[i].file >= 0)
            close(part->files[i].file);
    part->file_count = 0;
}

void ch_part_free(ch_part *part)
{
    if (part == NULL)
        return;
    close_files(part);
    charter_stream_free(part->stream);
    charter_judge_free(part->judge);
    ch_diagnostics_release(&part->faults);
    ch_arena_free(&part->arena);
    ch_piece_free(&part->piece);
    free(part->results);
    free(part);
}

void ch_part_reset(ch_part *part)
{
    close_files(part);
    ch_stream_forget(part->stream);
    ch_judge_forget(part->judge);
    ch_diagnostics_reset(&part->faults);
    ch_arena_reset(&part->arena);
    ch_piece_reset(&part->piece);
    part->bytes = 0;
    part->path = NULL;
    part->is_piece = part->ends_file = false;
    part->result_count = part->told = part->faults_told = 0;
    part->status = CHARTER_OK;
    part->done = false;
    part->waiting = part->next = NULL;
}

const char *ch_part_keep_path(ch_part *part, const char *path)
{
    return ch_arena_text(&part->arena, ch_text_of(path)).at;
}

/* ---- judging ---- */

static bool add_result(ch_part *part, ch_result result)
{
    if (part->result_count == part->result_room) {
        size_t room = part->result_room == 0 ? 256 : part->result_room * 2;
        ch_result *results = realloc(part->results, room * sizeof *results);
        if (results == NULL)
            return false;
        part->results = results;
        part->result_room = room;
    }
    part->results[part->result_count++] = result;
    return true;
}

/* The faults of a whole file stay with the part: the stream is opened anew for the next one. */
static charter_status keep_faults(ch_part *part)
{
    const charter_diagnostics *faults = charter_stream_fault(part->stream);
    for (const charter_diagnostic *fault = faults->first; fault != NULL; fault = fault->next) {
        ch_diagnostics_add(&part->faults, fault);
        if (part->faults.failed || !add_result(part, (ch_result){.fault = part->faults.last}))
            return CHARTER_NO_MEMORY;
    }
    return CHARTER_OK;
}

static charter_status add_usage(ch_part *part, const charter_usage *usage)
{
    charter_diagnostics *notes = ch_stream_notes(part->stream);
    ch_result result = {.usage = usage,
                        .notes = charter_diagnostics_count(notes) == 0 ? NULL : notes,
                        .broken = usage->node == NULL};
    return add_result(part, result) ? CHARTER_OK : CHARTER_NO_MEMORY;
}

/* Everything in the stream. Whether too much of a file is broken cannot be said by one piece. */
static charter_status read_stream(ch_part *part)
{
    const charter_usage *usage;
    charter_status status = CHARTER_OK;
    while (status == CHARTER_OK) {
        status = charter_stream_next(part->stream, &usage);
        if (status == CHARTER_OK)
            status = add_usage(part, usage);
        else if (status == CHARTER_INVALID)
            status = part->is_piece ? CHARTER_OK : keep_faults(part);
    }
    return status == CHARTER_END ? CHARTER_OK : status;
}

static charter_status read_file(ch_part *part, ch_part_file *file)
{
    if (file->fault != NULL)
        return add_result(part, (ch_result){.fault = file->fault}) ? CHARTER_OK : CHARTER_NO_MEMORY;
    charter_stream_reopen(part->stream, file->path, ch_disk_input(&file->file));
    ch_stream_keep(part->stream);
    charter_status status = read_stream(part);
    close(file->file);
    file->file = -1;
    return status;
}

static charter_status read_all(ch_part *part)
{
    charter_status status = CHARTER_OK;
    if (part->is_piece) {
        ch_stream_open_piece(part->stream, part->path, &part->piece);
        return read_stream(part);
    }
    for (unsigned i = 0; status == CHARTER_OK && i < part->file_count; i++)
        status = read_file(part, &part->files[i]);
    return status;
}

/* What cannot be judged is not told, nor is anything behind it; nor what cannot be masked. */
static charter_status judge_all(ch_part *part)
{
    if (!ch_judge_mask(part->judge, NULL, &part->faults)) {
        part->result_count = 0;
        return CHARTER_NO_MEMORY;
    }
    for (size_t i = 0; i < part->result_count; i++) {
        ch_result *result = &part->results[i];
        if (result->usage == NULL)
            continue;
        charter_status status = charter_judge_usage(part->judge, result->usage, &result->verdict);
        if (status == CHARTER_OK && result->notes != NULL &&
            !ch_judge_mask(part->judge, result->verdict, result->notes))
            status = CHARTER_NO_MEMORY;
        if (status != CHARTER_OK) {
            part->result_count = i;
            return status;
        }
    }
    return CHARTER_OK;
}

/* First all of it is read, then all of it is judged: either has more instructions than a processor keeps at hand for
 * both. */
void ch_part_judge(ch_part *part)
{
    charter_status read = read_all(part), judged = judge_all(part);
    part->status = judged == CHARTER_OK ? read : judged;
}
