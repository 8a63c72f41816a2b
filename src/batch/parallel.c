#include "batch/parallel.h"

#include <stdlib.h>
#include <unistd.h>

#include "batch/crew.h"
#include "batch/input.h"
#include "declaration/usage.h"

#define SMALL_FILE CH_PART_BYTES /* larger ones are cut into pieces */

/* The file that is being cut. */
typedef struct cutting {
    charter_stream *stream; /* made when there is something to cut */
    ch_input input;
    char *path; /* NULL: no file is being cut */
} cutting;

/* What has been told of a file that was cut. */
typedef struct telling {
    size_t given, broken;
    bool given_up; /* the rest of it is not told */
    bool encoding; /* that its encoding was guessed */
} telling;

struct ch_parallel {
    const charter *law;
    ch_part_options options;
    const char *stdin_name;
    ch_walk *walk;
    ch_crew *crew;
    unsigned most_parts, parts; /* that there may be, and are, between being filled and being told */
    ch_part *first, *last;      /* in the order of the inputs */
    ch_part *idle;
    ch_walk_item held; /* found by the walk, and in no part yet */
    bool holds, walked;
    charter_diagnostics found; /* what is wrong with the held item */
    cutting cut;
    telling told;
    charter_diagnostics notes; /* of the item that is told; borrows them */
};

charter_status ch_parallel_new(ch_parallel **out, const charter *law, const charter_batch_options *options,
                               ch_walk *walk)
{
    ch_parallel *p = *out = calloc(1, sizeof *p);
    if (p == NULL)
        return CHARTER_NO_MEMORY;
    p->law = law;
    p->options = (ch_part_options){options->judging, options->limits, options->intake, options->alternatives};
    p->stdin_name = options->stdin_name;
    p->walk = walk;
    p->most_parts = 2 * options->jobs + 1;
    p->cut.input = CH_NO_INPUT;
    charter_status status = ch_crew_new(&p->crew, options->jobs - 1);
    if (status == CHARTER_OK)
        return CHARTER_OK;
    ch_parallel_free(p);
    *out = NULL;
    return status;
}

static void end_cutting(cutting *cut)
{
    ch_input_close(&cut->input);
    free(cut->path);
    cut->path = NULL;
}

static void free_parts(ch_part *part)
{
    while (part != NULL) {
        ch_part *next = part->next;
        ch_part_free(part);
        part = next;
    }
}

void ch_parallel_free(ch_parallel *p)
{
    if (p == NULL)
        return;
    ch_crew_free(p->crew); /* before the parts that it judges */
    free_parts(p->first);
    free_parts(p->idle);
    if (p->holds && p->held.file > STDERR_FILENO)
        close(p->held.file);
    end_cutting(&p->cut);
    charter_stream_free(p->cut.stream);
    ch_diagnostics_release(&p->found);
    free(p);
}

/* ---- parts: from idle, to the end of the list, to idle ---- */

static ch_part *new_part(ch_parallel *p)
{
    ch_part *part = p->idle;
    if (part != NULL)
        p->idle = part->next;
    else if (ch_part_new(&part, p->law, &p->options) != CHARTER_OK)
        return NULL;
    ch_part_reset(part);
    return part;
}

static void put_aside(ch_parallel *p, ch_part *part)
{
    part->next = p->idle;
    p->idle = part;
}

static void line_up(ch_parallel *p, ch_part *part)
{
    if (p->last != NULL)
        p->last->next = part;
    else
        p->first = part;
    p->last = part;
    p->parts++;
    ch_crew_hand_over(p->crew, part);
}

static void drop_first(ch_parallel *p)
{
    ch_part *part = p->first;
    p->first = part->next;
    if (p->first == NULL)
        p->last = NULL;
    p->parts--;
    if (part->ends_file)
        p->told = (telling){0};
    ch_part_reset(part);
    put_aside(p, part);
}

/* ---- filling parts with files ---- */

/* Looks one item ahead. CHARTER_END where there is none. */
static charter_status look_ahead(ch_parallel *p)
{
    if (p->holds)
        return CHARTER_OK;
    if (p->walked)
        return CHARTER_END;
    ch_diagnostics_reset(&p->found);
    charter_status status = ch_walk_next(p->walk, &p->held, &p->found);
    p->holds = status == CHARTER_OK;
    p->walked = status == CHARTER_END;
    return status;
}

static bool fits_in_part(const ch_walk_item *item)
{
    return item->file == CH_WALK_FAULT ||
           (item->file != STDIN_FILENO && item->size <= SMALL_FILE && ch_packing_of(item->path) == CH_PLAIN);
}

static bool has_room(const ch_part *part)
{
    return part->file_count < CH_PART_FILES_MAX && part->bytes < CH_PART_BYTES;
}

/* Moves the held item into the part. */
static bool add_held(ch_parallel *p, ch_part *part)
{
    ch_part_file *added = &part->files[part->file_count];
    *added = (ch_part_file){.path = NULL, .file = p->held.file};
    if (p->held.file == CH_WALK_FAULT) {
        ch_diagnostics_add(&part->faults, p->found.first);
        added->fault = part->faults.last;
        p->holds = false;
        part->file_count++;
        return !part->faults.failed;
    }
    added->path = ch_part_keep_path(part, p->held.path);
    if (added->path == NULL)
        return false;
    p->holds = false;
    part->file_count++;
    part->bytes += p->held.size;
    return true;
}

static charter_status add_files(ch_parallel *p, ch_part *part)
{
    charter_status status = CHARTER_OK;
    while (has_room(part) && (status = look_ahead(p)) == CHARTER_OK && fits_in_part(&p->held))
        if (!add_held(p, part))
            return CHARTER_NO_MEMORY;
    return status == CHARTER_NO_MEMORY ? status : CHARTER_OK;
}

/* ---- filling parts with pieces ---- */

static charter_status open_stream(ch_parallel *p, charter_input bytes)
{
    cutting *cut = &p->cut;
    charter_stream_options options = {.limits = p->options.limits, .intake = p->options.intake};
    if (cut->stream == NULL)
        return charter_stream_open_as(&cut->stream, cut->path, bytes, &options);
    charter_stream_reopen(cut->stream, cut->path, bytes);
    return CHARTER_OK;
}

static charter_status begin_cutting(ch_parallel *p)
{
    cutting *cut = &p->cut;
    charter_input bytes;
    cut->path = strdup(p->held.file == STDIN_FILENO ? p->stdin_name : p->held.path);
    if (cut->path == NULL)
        return CHARTER_NO_MEMORY;
    p->holds = false;
    charter_status status = ch_input_open(&cut->input, cut->path, p->held.file, &bytes);
    return status == CHARTER_OK ? open_stream(p, bytes) : status;
}

static charter_status add_faults(ch_part *part, const charter_diagnostics *faults)
{
    for (const charter_diagnostic *fault = faults->first; fault != NULL; fault = fault->next)
        ch_diagnostics_add(&part->faults, fault);
    return part->faults.failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status add_piece(ch_parallel *p, ch_part *part)
{
    cutting *cut = &p->cut;
    part->is_piece = true;
    part->path = ch_part_keep_path(part, cut->path);
    if (part->path == NULL)
        return CHARTER_NO_MEMORY;
    charter_status status = ch_stream_cut(cut->stream, &part->piece, CH_PART_BYTES);
    if (status == CHARTER_OK || status == CHARTER_NO_MEMORY)
        return status;
    part->ends_file = true;
    end_cutting(cut);
    return status == CHARTER_INVALID ? add_faults(part, charter_stream_fault(cut->stream)) : CHARTER_OK;
}

/* ---- filling ---- */

/* Fills `part` with what comes next. CHARTER_END where nothing does. */
static charter_status fill(ch_parallel *p, ch_part *part)
{
    charter_status status = CHARTER_OK;
    if (p->cut.path != NULL)
        return add_piece(p, part);
    status = look_ahead(p);
    if (status != CHARTER_OK)
        return status;
    if (fits_in_part(&p->held))
        return add_files(p, part);
    status = begin_cutting(p);
    return status == CHARTER_OK ? add_piece(p, part) : status;
}

static charter_status fill_parts(ch_parallel *p)
{
    while (p->parts < p->most_parts) {
        ch_part *part = new_part(p);
        if (part == NULL)
            return CHARTER_NO_MEMORY;
        charter_status status = fill(p, part);
        if (status != CHARTER_OK) {
            put_aside(p, part);
            return status == CHARTER_END ? CHARTER_OK : status;
        }
        line_up(p, part);
    }
    return CHARTER_OK;
}

/* ---- telling ---- */

/* What is wrong with a file that was cut, once all of it has been told; CHARTER_END where nothing more is. */
static charter_status tell_end(ch_parallel *p, ch_part *part, charter_item *item)
{
    if (!part->ends_file || p->told.given_up)
        return CHARTER_END;
    if (p->told.given == 0 && part->faults.count == 0)
        ch_complain_nothing_declared(&part->faults, part->path);
    if (part->faults.failed)
        return CHARTER_NO_MEMORY;
    if (part->faults_told == part->faults.count)
        return CHARTER_END;
    item->error = charter_diagnostics_at(&part->faults, part->faults_told++);
    return CHARTER_OK;
}

static charter_status give_up(ch_parallel *p, ch_part *part, charter_item *item)
{
    p->told.given_up = true;
    ch_complain_given_up(&part->faults, part->path);
    item->error = part->faults.last;
    return part->faults.failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static bool tells_encoding(const charter_diagnostics *notes)
{
    return strcmp(notes->first->code, ch_code_text(CH_BYTES_ENCODING)) == 0;
}

/* Notes of a declaration from a piece. That an encoding was guessed is told once for a file: each piece has it first
 * among its notes. */
static const charter_diagnostics *notes_to_tell(ch_parallel *p, const charter_diagnostics *notes)
{
    if (notes == NULL || !tells_encoding(notes))
        return notes;
    bool again = p->told.encoding;
    p->told.encoding = true;
    if (!again)
        return notes;
    p->notes = *notes;
    p->notes.first = notes->first->next;
    p->notes.count--;
    return p->notes.count == 0 ? NULL : &p->notes;
}

static void tell_result(const ch_result *result, charter_item *item)
{
    item->verdict = result->verdict;
    item->error = result->fault;
    item->notes = result->notes;
}

/* The next result of a part that is done; CHARTER_END after the last. */
static charter_status tell_file(ch_part *part, charter_item *item)
{
    if (part->told == part->result_count)
        return part->status == CHARTER_OK ? CHARTER_END : part->status;
    tell_result(&part->results[part->told++], item);
    return CHARTER_OK;
}

static charter_status tell_piece(ch_parallel *p, ch_part *part, charter_item *item)
{
    if (p->told.given_up)
        return CHARTER_END;
    if (p->told.broken > CH_BROKEN_MAX)
        return give_up(p, part, item);
    size_t told = part->told;
    charter_status status = tell_file(part, item);
    if (status == CHARTER_END)
        return tell_end(p, part, item);
    if (status != CHARTER_OK)
        return status;
    p->told.given++;
    p->told.broken += part->results[told].broken;
    item->notes = notes_to_tell(p, item->notes);
    return CHARTER_OK;
}

/* The next item of the first part; CHARTER_END when it is over, and dropped. */
static charter_status tell_first(ch_parallel *p, charter_item *item)
{
    ch_part *part = p->first;
    ch_crew_wait(p->crew, part);
    charter_status status = part->is_piece ? tell_piece(p, part, item) : tell_file(part, item);
    if (status == CHARTER_END)
        drop_first(p);
    return status;
}

charter_status ch_parallel_next(ch_parallel *p, charter_item *item)
{
    for (;;) {
        charter_status status = fill_parts(p);
        if (status != CHARTER_OK)
            return status;
        if (p->first == NULL)
            return CHARTER_END;
        status = tell_first(p, item);
        if (status != CHARTER_END)
            return status;
    }
}
