/* The batch: small files, and pieces of all other inputs, become parts, which a crew judges while the parts before them
 * are told. The asking thread alone reads, unpacks and cuts those other inputs. The items and their order are the same
 * whatever the number of jobs. */
#include "charter/batch.h"

#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/crew.h"
#include "batch/input.h"
#include "batch/list.h"
#include "batch/walk.h"
#include "declaration/usage.h"

enum { MOST_JOBS = 256 };

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

struct charter_batch {
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

void charter_batch_free(charter_batch *b)
{
    if (b == NULL)
        return;
    ch_crew_free(b->crew); /* before the parts that it judges */
    free_parts(b->first);
    free_parts(b->idle);
    if (b->holds && b->held.file > STDERR_FILENO)
        close(b->held.file);
    end_cutting(&b->cut);
    charter_stream_free(b->cut.stream);
    ch_walk_free(b->walk);
    ch_diagnostics_release(&b->found);
    free(b);
}

/* As many as there are processors that we may run on. */
static unsigned processors(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : (unsigned)count;
}

static unsigned jobs_of(unsigned jobs)
{
    if (jobs == 0)
        jobs = processors();
    return jobs > MOST_JOBS ? MOST_JOBS : jobs;
}

charter_status charter_batch_open(charter_batch **out, const charter *law, const charter_batch_options *options)
{
    charter_batch *b = *out = calloc(1, sizeof *b);
    if (b == NULL)
        return CHARTER_NO_MEMORY;
    unsigned jobs = jobs_of(options->jobs);
    b->law = law;
    b->options = (ch_part_options){options->judging, options->limits, options->intake};
    if (b->options.intake == NULL)
        b->options.intake = charter_intake_on(law, options->judging.at);
    b->stdin_name = options->stdin_name == NULL ? "-" : options->stdin_name;
    b->most_parts = jobs == 1 ? 1 : 2 * jobs + 1; /* nobody works ahead of a single job */
    b->cut.input = CH_NO_INPUT;
    charter_status status = ch_walk_new(&b->walk, b->options.intake != NULL, &options->choice);
    if (status == CHARTER_OK)
        status = ch_crew_new(&b->crew, jobs - 1);
    if (status == CHARTER_OK)
        return CHARTER_OK;
    charter_batch_free(b);
    *out = NULL;
    return status;
}

charter_status charter_batch_add(charter_batch *b, const char *path)
{
    return ch_walk_add(b->walk, path);
}

charter_status charter_batch_add_list(charter_batch *b, const charter_list *list)
{
    charter_status status = CHARTER_OK;
    if (list->count == 0)
        return ch_walk_add_empty_list(b->walk, list->name);
    for (size_t i = 0; status == CHARTER_OK && i < list->count; i++)
        status = ch_walk_add(b->walk, charter_list_at(list, i));
    return status;
}

/* ---- parts: from idle, to the end of the list, to idle ---- */

static ch_part *new_part(charter_batch *b)
{
    ch_part *part = b->idle;
    if (part != NULL)
        b->idle = part->next;
    else if (ch_part_new(&part, b->law, &b->options) != CHARTER_OK)
        return NULL;
    ch_part_reset(part);
    return part;
}

static void put_aside(charter_batch *b, ch_part *part)
{
    part->next = b->idle;
    b->idle = part;
}

static void line_up(charter_batch *b, ch_part *part)
{
    if (b->last != NULL)
        b->last->next = part;
    else
        b->first = part;
    b->last = part;
    b->parts++;
    ch_crew_hand_over(b->crew, part);
}

static void drop_first(charter_batch *b)
{
    ch_part *part = b->first;
    b->first = part->next;
    if (b->first == NULL)
        b->last = NULL;
    b->parts--;
    if (part->ends_file)
        b->told = (telling){0};
    ch_part_reset(part);
    put_aside(b, part);
}

/* ---- filling parts with files ---- */

/* Looks one item ahead. CHARTER_END where there is none. */
static charter_status look_ahead(charter_batch *b)
{
    if (b->holds)
        return CHARTER_OK;
    if (b->walked)
        return CHARTER_END;
    ch_diagnostics_reset(&b->found);
    charter_status status = ch_walk_next(b->walk, &b->held, &b->found);
    b->holds = status == CHARTER_OK;
    b->walked = status == CHARTER_END;
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
static bool add_held(charter_batch *b, ch_part *part)
{
    ch_part_file *added = &part->files[part->file_count];
    *added = (ch_part_file){.path = NULL, .file = b->held.file};
    if (b->held.file == CH_WALK_FAULT) {
        ch_diagnostics_add(&part->faults, b->found.first);
        added->fault = part->faults.last;
        b->holds = false;
        part->file_count++;
        return !part->faults.failed;
    }
    added->path = ch_part_keep_path(part, b->held.path);
    if (added->path == NULL)
        return false;
    b->holds = false;
    part->file_count++;
    part->bytes += b->held.size;
    return true;
}

static charter_status add_files(charter_batch *b, ch_part *part)
{
    charter_status status = CHARTER_OK;
    while (has_room(part) && (status = look_ahead(b)) == CHARTER_OK && fits_in_part(&b->held))
        if (!add_held(b, part))
            return CHARTER_NO_MEMORY;
    return status == CHARTER_NO_MEMORY ? status : CHARTER_OK;
}

/* ---- filling parts with pieces ---- */

static charter_status open_stream(charter_batch *b, charter_input bytes)
{
    cutting *cut = &b->cut;
    charter_stream_options options = {.limits = b->options.limits, .intake = b->options.intake};
    if (cut->stream == NULL)
        return charter_stream_open_as(&cut->stream, cut->path, bytes, &options);
    charter_stream_reopen(cut->stream, cut->path, bytes);
    return CHARTER_OK;
}

static charter_status begin_cutting(charter_batch *b)
{
    cutting *cut = &b->cut;
    charter_input bytes;
    cut->path = strdup(b->held.file == STDIN_FILENO ? b->stdin_name : b->held.path);
    if (cut->path == NULL)
        return CHARTER_NO_MEMORY;
    b->holds = false;
    charter_status status = ch_input_open(&cut->input, cut->path, b->held.file, &bytes);
    return status == CHARTER_OK ? open_stream(b, bytes) : status;
}

static charter_status add_faults(ch_part *part, const charter_diagnostics *faults)
{
    for (const charter_diagnostic *fault = faults->first; fault != NULL; fault = fault->next)
        ch_diagnostics_add(&part->faults, fault);
    return part->faults.failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status add_piece(charter_batch *b, ch_part *part)
{
    cutting *cut = &b->cut;
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
static charter_status fill(charter_batch *b, ch_part *part)
{
    charter_status status = CHARTER_OK;
    if (b->cut.path != NULL)
        return add_piece(b, part);
    status = look_ahead(b);
    if (status != CHARTER_OK)
        return status;
    if (fits_in_part(&b->held))
        return add_files(b, part);
    status = begin_cutting(b);
    return status == CHARTER_OK ? add_piece(b, part) : status;
}

static charter_status fill_parts(charter_batch *b)
{
    while (b->parts < b->most_parts) {
        ch_part *part = new_part(b);
        if (part == NULL)
            return CHARTER_NO_MEMORY;
        charter_status status = fill(b, part);
        if (status != CHARTER_OK) {
            put_aside(b, part);
            return status == CHARTER_END ? CHARTER_OK : status;
        }
        line_up(b, part);
    }
    return CHARTER_OK;
}

/* ---- telling ---- */

/* What is wrong with a file that was cut, once all of it has been told; CHARTER_END where nothing more is. */
static charter_status tell_end(charter_batch *b, ch_part *part, charter_item *item)
{
    if (!part->ends_file || b->told.given_up)
        return CHARTER_END;
    if (b->told.given == 0 && part->faults.count == 0)
        ch_complain_nothing_declared(&part->faults, part->path);
    if (part->faults.failed)
        return CHARTER_NO_MEMORY;
    if (part->faults_told == part->faults.count)
        return CHARTER_END;
    item->error = charter_diagnostics_at(&part->faults, part->faults_told++);
    return CHARTER_OK;
}

static charter_status give_up(charter_batch *b, ch_part *part, charter_item *item)
{
    b->told.given_up = true;
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
static const charter_diagnostics *notes_to_tell(charter_batch *b, const charter_diagnostics *notes)
{
    if (notes == NULL || !tells_encoding(notes))
        return notes;
    bool again = b->told.encoding;
    b->told.encoding = true;
    if (!again)
        return notes;
    b->notes = *notes;
    b->notes.first = notes->first->next;
    b->notes.count--;
    return b->notes.count == 0 ? NULL : &b->notes;
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

static charter_status tell_piece(charter_batch *b, ch_part *part, charter_item *item)
{
    if (b->told.given_up)
        return CHARTER_END;
    if (b->told.broken > CH_BROKEN_MAX)
        return give_up(b, part, item);
    size_t told = part->told;
    charter_status status = tell_file(part, item);
    if (status == CHARTER_END)
        return tell_end(b, part, item);
    if (status != CHARTER_OK)
        return status;
    b->told.given++;
    b->told.broken += part->results[told].broken;
    item->notes = notes_to_tell(b, item->notes);
    return CHARTER_OK;
}

/* The next item of the first part; CHARTER_END when it is over, and dropped. */
static charter_status tell_first(charter_batch *b, charter_item *item)
{
    ch_part *part = b->first;
    ch_crew_wait(b->crew, part);
    charter_status status = part->is_piece ? tell_piece(b, part, item) : tell_file(part, item);
    if (status == CHARTER_END)
        drop_first(b);
    return status;
}

charter_status charter_batch_next(charter_batch *b, charter_item *item)
{
    *item = (charter_item){.verdict = NULL};
    for (;;) {
        charter_status status = fill_parts(b);
        if (status != CHARTER_OK)
            return status;
        if (b->first == NULL)
            return CHARTER_END;
        status = tell_first(b, item);
        if (status != CHARTER_END)
            return status;
    }
}
