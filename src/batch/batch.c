/* batch: small files, and chunks of all other inputs, become work units, which a pool of workers judges while the work
 * units before them are told. The asking thread alone reads, unpacks and cuts those other inputs. The items and their
 * order are the same whatever the number of jobs. Finding inputs is walk.c's, judging work_unit.c's, threads
 * worker_pool.c's. */
#include "charter/batch.h"

#include <stdlib.h>
#include <unistd.h>

#include "batch/worker_pool.h"
#include "batch/cost.h"
#include "batch/input.h"
#include "batch/list.h"
#include "batch/walk.h"
#include "declaration/declaration.h"
#include "judge/verdict.h"
#include "base/options.h"
#include "base/processors.h"

CH_OPTIONS_END_WITH(charter_batch_options, intake);

/* A work unit holds whole files up to this. */
#define SMALL_FILE CH_WORK_UNIT_BYTES /* larger ones are cut into chunks */

/* The file that is being cut. */
typedef struct cutting {
    charter_stream *stream; /* made when there is something to cut */
    ch_input input;
    char *path; /* NULL: no file is being cut */
    bool begun; /* a chunk was taken of it */
} cutting;

/* What has been told of a file. */
typedef struct emitting {
    ch_cost_used used;
    size_t broken;
    bool given_up;           /* the rest of it is not told */
    bool encoding;           /* that its encoding was guessed */
    ch_columns_seen columns; /* of a register in JSON */
    bool missing;            /* the columns that no row has are told */
} emitting;

struct charter_batch {
    const charter *charter;
    ch_work_unit_options options;
    const char *stdin_name;
    ch_walk *walk;
    ch_worker_pool *pool;
    unsigned most_units, units; /* that there may be, and are, between being filled and being told */
    ch_work_unit *first, *last; /* in the order of the inputs */
    ch_work_unit *idle;
    ch_walk_item held; /* found by the walk, and in no work unit yet */
    bool holds, walked;
    charter_diagnostics found; /* what is wrong with the held item */
    cutting cut;
    emitting emitted;
    charter_cost most, run_most; /* of an input; of all of them */
    bool by_size;                /* nobody said how much a packed input may hold: its size does */
    uint64_t bytes;              /* of the inputs that were cut */
    ch_cost_used used;           /* by all that was told */
    bool spent;                  /* by more than a run may: nothing more is told */
    charter_diagnostics notes;   /* of the item that is told; borrows them */
};

static void end_cutting(charter_batch *b)
{
    cutting *cut = &b->cut;
    b->bytes += cut->input.given;
    ch_input_close(&cut->input);
    free(cut->path);
    cut->path = NULL;
}

static void free_units(ch_work_unit *unit)
{
    while (unit != NULL) {
        ch_work_unit *next = unit->next;
        ch_work_unit_free(unit);
        unit = next;
    }
}

void charter_batch_close(charter_batch *b)
{
    if (b == NULL)
        return;
    ch_worker_pool_free(b->pool); /* before the work units that it judges */
    free_units(b->first);
    free_units(b->idle);
    if (b->holds && b->held.file > STDERR_FILENO)
        close(b->held.file);
    end_cutting(b);
    charter_stream_close(b->cut.stream);
    ch_walk_free(b->walk);
    ch_diagnostics_clear(&b->found);
    free(b);
}

charter_status charter_batch_open_sized(charter_batch **out, const charter *the_charter,
                                        const charter_judge_options *judging, size_t judging_size,
                                        const charter_batch_options *options, size_t options_size)
{
    *out = NULL;
    charter_judge_options j;
    charter_batch_options o;
    if (judging == NULL || !ch_options_copy(&j, sizeof j, judging, judging_size) || !ch_is_day(j.at) ||
        !ch_options_copy(&o, sizeof o, options, options_size))
        return CHARTER_UNKNOWN;
    charter_batch *b = *out = calloc(1, sizeof *b);
    if (b == NULL)
        return CHARTER_NO_MEMORY;
    unsigned jobs = ch_jobs(o.jobs);
    b->charter = the_charter;
    b->most = ch_cost_of(&o.most);
    b->by_size = o.most.bytes == 0;
    b->run_most = ch_cost_of_run(&b->most);
    b->options = (ch_work_unit_options){j, o.limits, b->most.scanned, o.intake};
    if (b->options.intake == NULL)
        b->options.intake = charter_intake_on(the_charter, j.at);
    b->stdin_name = o.stdin_name == NULL ? "-" : o.stdin_name;
    /* A bound on what is read ahead, and so on memory, however long the first work unit takes. */
    b->most_units = jobs == 1 ? 1 : 2 * jobs + 1; /* nobody works ahead of a single job */
    b->cut.input = CH_NO_INPUT;
    ch_walk_options walking = {b->options.intake != NULL, o.follow_links, o.passed_over};
    charter_status status = ch_walk_new(&b->walk, &walking);
    if (status == CHARTER_OK)
        status = ch_worker_pool_new(&b->pool, jobs - 1);
    if (status == CHARTER_OK)
        return CHARTER_OK;
    charter_batch_close(b);
    *out = NULL;
    return status;
}

charter_status charter_batch_add(charter_batch *b, const char *path)
{
    return ch_walk_add(b->walk, path);
}

charter_status charter_batch_add_beside(charter_batch *b, const char *folder)
{
    return ch_walk_add_beside(b->walk, folder);
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

/* ---- work units: from idle, to the end of the list, to idle ---- */

static ch_work_unit *new_unit(charter_batch *b)
{
    ch_work_unit *unit = b->idle;
    if (unit != NULL)
        b->idle = unit->next;
    else if (ch_work_unit_new(&unit, b->charter, &b->options) != CHARTER_OK)
        return NULL;
    ch_work_unit_reset(unit);
    return unit;
}

static void put_aside(charter_batch *b, ch_work_unit *unit)
{
    unit->next = b->idle;
    b->idle = unit;
}

/* The order is made here, before any thread has it: the pool may judge in any. */
static void line_up(charter_batch *b, ch_work_unit *unit)
{
    if (b->last != NULL)
        b->last->next = unit;
    else
        b->first = unit;
    b->last = unit;
    b->units++;
    ch_worker_pool_add(b->pool, unit);
}

static void drop_first(charter_batch *b)
{
    ch_work_unit *unit = b->first;
    b->first = unit->next;
    if (b->first == NULL)
        b->last = NULL;
    b->units--;
    ch_work_unit_reset(unit);
    put_aside(b, unit);
}

/* ---- filling work units with files ---- */

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

/* A size is what it was when the file was opened: one that grows since then is read whole all the same, as one
 * input. */
static bool fits_in_unit(const charter_batch *b)
{
    const ch_walk_item *item = &b->held;
    return item->file == CH_WALK_FAULT ||
           (item->file != STDIN_FILENO && item->size <= SMALL_FILE && ch_packing_of(item->path) == CH_PLAIN &&
            (b->options.intake == NULL || !ch_input_is_workbook(item->file)));
}

static bool has_room(const ch_work_unit *unit)
{
    return unit->file_count < CH_WORK_UNIT_FILES_MAX && unit->bytes < CH_WORK_UNIT_BYTES;
}

/* Moves the held item into the work unit. The descriptor is the work unit's from here on: it closes it. */
static bool add_held(charter_batch *b, ch_work_unit *unit)
{
    ch_work_unit_file *added = &unit->files[unit->file_count];
    *added = (ch_work_unit_file){.path = NULL, .file = b->held.file};
    if (b->held.file == CH_WALK_FAULT) {
        ch_diagnostics_add(&unit->faults, b->found.first);
        added->fault = unit->faults.last;
        b->holds = false;
        unit->file_count++;
        return !unit->faults.failed;
    }
    added->path = ch_work_unit_keep_path(unit, b->held.path);
    if (added->path == NULL)
        return false;
    b->holds = false;
    unit->file_count++;
    unit->bytes += b->held.size;
    return true;
}

static charter_status add_files(charter_batch *b, ch_work_unit *unit)
{
    charter_status status = CHARTER_OK;
    while (has_room(unit) && (status = look_ahead(b)) == CHARTER_OK && fits_in_unit(b))
        if (!add_held(b, unit))
            return CHARTER_NO_MEMORY;
    return status == CHARTER_NO_MEMORY ? status : CHARTER_OK;
}

/* ---- filling work units with chunks ---- */

static charter_status open_stream(charter_batch *b, charter_input bytes)
{
    cutting *cut = &b->cut;
    charter_stream_options options = {.limits = b->options.limits, .intake = b->options.intake};
    if (cut->stream == NULL) {
        charter_status status = charter_stream_open_as(&cut->stream, cut->path, bytes, &options);
        if (status != CHARTER_OK)
            return status;
        if ((b->options.judging.wants & CHARTER_WANTS_MEASURED) != 0)
            ch_stream_take_measured(cut->stream);
    }
    ch_stream_reopen(cut->stream, cut->path, bytes, cut->input.workbook != NULL);
    return CHARTER_OK;
}

static charter_status begin_cutting(charter_batch *b)
{
    cutting *cut = &b->cut;
    charter_input bytes;
    cut->begun = false;
    cut->path = strdup(b->held.file == STDIN_FILENO ? b->stdin_name : b->held.path);
    if (cut->path == NULL)
        return CHARTER_NO_MEMORY;
    b->holds = false;
    uint64_t left = b->run_most.bytes < b->bytes ? 0 : b->run_most.bytes - b->bytes;
    ch_workbook_options sheets = {.sheet = ch_intake_sheet(ch_intake_for(b->options.intake, cut->path))};
    charter_status status =
        ch_input_open(&cut->input, cut->path, b->held.file, left < b->most.bytes ? left : b->most.bytes, b->by_size,
                      b->options.intake == NULL ? NULL : &sheets, &bytes);
    return status == CHARTER_OK ? open_stream(b, bytes) : status;
}

static charter_status add_faults(ch_work_unit *unit, const charter_diagnostics *faults)
{
    for (const charter_diagnostic *fault = faults->first; fault != NULL; fault = fault->next)
        ch_diagnostics_add(&unit->faults, fault);
    return unit->faults.failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* Of a workbook that could not be read the stream knows only that it could not. */
static charter_status add_stream_faults(const cutting *cut, ch_work_unit *unit)
{
    bool said = cut->input.workbook != NULL && ch_workbook_told(cut->input.workbook)->errors > 0;
    return said ? CHARTER_OK : add_faults(unit, charter_stream_errors(cut->stream));
}

static charter_status add_chunk(charter_batch *b, ch_work_unit *unit)
{
    cutting *cut = &b->cut;
    unit->is_chunk = true;
    unit->begins_file = !cut->begun;
    cut->begun = true;
    unit->path = ch_work_unit_keep_path(unit, cut->path);
    if (unit->path == NULL)
        return CHARTER_NO_MEMORY;
    /* What was cut before a fault of the file is judged and told before it. */
    charter_status status = ch_stream_cut(cut->stream, &unit->chunk, CH_WORK_UNIT_BYTES);
    if (status == CHARTER_OK || status == CHARTER_NO_MEMORY)
        return status;
    unit->ends_file = true;
    charter_status told = status == CHARTER_INVALID ? add_stream_faults(cut, unit) : CHARTER_OK;
    if (told == CHARTER_OK && cut->input.workbook != NULL)
        told = add_faults(unit, ch_workbook_told(cut->input.workbook));
    end_cutting(b);
    return told;
}

/* ---- filling ---- */

/* Fills `part` with what comes next. CHARTER_END where nothing does. */
static charter_status fill(charter_batch *b, ch_work_unit *unit)
{
    charter_status status = CHARTER_OK;
    if (b->cut.path != NULL)
        return add_chunk(b, unit);
    status = look_ahead(b);
    if (status != CHARTER_OK)
        return status;
    if (fits_in_unit(b))
        return add_files(b, unit);
    status = begin_cutting(b);
    return status == CHARTER_OK ? add_chunk(b, unit) : status;
}

static charter_status fill_units(charter_batch *b)
{
    while (b->units < b->most_units) {
        ch_work_unit *unit = new_unit(b);
        if (unit == NULL)
            return CHARTER_NO_MEMORY;
        charter_status status = fill(b, unit);
        if (status != CHARTER_OK) {
            put_aside(b, unit);
            return status == CHARTER_END ? CHARTER_OK : status;
        }
        line_up(b, unit);
    }
    return CHARTER_OK;
}

/* ---- telling ---- */

/* A warning about an input as a whole, as notes that hold nothing else. */
static const charter_diagnostics *alone(charter_batch *b, const charter_diagnostic *warning)
{
    union {
        const charter_diagnostic *kept;
        charter_diagnostic *in_notes;
    } pointer = {.kept = warning};
    b->notes = (charter_diagnostics){.first = pointer.in_notes, .last = pointer.in_notes, .count = 1};
    return &b->notes;
}

/* A fault of an input as a whole: what is none but a warning stands among the notes. */
static void emit_fault(charter_batch *b, const charter_diagnostic *fault, charter_item *item)
{
    bool warned = fault != NULL && fault->severity == CHARTER_WARNING;
    item->error = warned ? NULL : fault;
    item->notes = warned ? alone(b, fault) : NULL;
}

/* What is wrong with a file that was cut, once all of it has been told; CHARTER_END where nothing more is. */
static charter_status emit_end(charter_batch *b, ch_work_unit *unit, charter_item *item)
{
    ch_columns_join(&b->emitted.columns, ch_stream_columns(unit->stream));
    if (!unit->ends_file || b->emitted.given_up)
        return CHARTER_END;
    if (!b->emitted.missing && unit->faults.errors == 0)
        ch_register_missing(&unit->chunk.reg, &b->emitted.columns, unit->path, &unit->faults);
    b->emitted.missing = true;
    if (b->emitted.used.declarations == 0 && unit->faults.errors == 0)
        ch_error_nothing_declared(&unit->faults, unit->path);
    if (unit->faults.failed)
        return CHARTER_NO_MEMORY;
    if (unit->faults_emitted == unit->faults.count)
        return CHARTER_END;
    emit_fault(b, charter_diagnostics_at(&unit->faults, unit->faults_emitted++), item);
    return CHARTER_OK;
}

/* Nothing more is cut of the file that is told now: its chunks stand in one row, of which the last says that it is. */
static void stop_cutting(charter_batch *b)
{
    for (const ch_work_unit *unit = b->first; unit != NULL; unit = unit->next)
        if (unit->ends_file)
            return;
    end_cutting(b);
    b->last->ends_file = true;
}

/* The rest of the file is not told; `fault`, just added to the work unit's, says why. */
static charter_status give_up(charter_batch *b, ch_work_unit *unit, charter_item *item)
{
    b->emitted.given_up = true;
    if (unit->is_chunk)
        stop_cutting(b);
    item->error = unit->faults.last;
    return unit->faults.failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* A file that is no stream of declarations would be told once for each of its documents. */
static charter_status give_up_broken(charter_batch *b, ch_work_unit *unit, charter_item *item)
{
    ch_error_given_up(&unit->faults, unit->path);
    return give_up(b, unit, item);
}

/* Whether nothing is used up before this result can be told; else the file is given up. */
static bool is_affordable(charter_batch *b, ch_work_unit *unit, const ch_result *result)
{
    bool invalid = result->verdict != NULL && result->verdict->decision == CHARTER_DECISION_INVALID;
    ch_cost_kind of_input = ch_cost_spent(&b->most, &b->emitted.used, invalid);
    ch_cost_kind of_run = ch_cost_spent(&b->run_most, &b->used, invalid);
    if (result->declaration == NULL || (of_input == CH_COST_LEFT && of_run == CH_COST_LEFT))
        return true;
    b->spent = of_run != CH_COST_LEFT;
    ch_error_spent(&unit->faults, unit->is_chunk ? unit->path : unit->told, b->spent ? of_run : of_input,
                   b->spent ? &b->run_most : &b->most, b->spent);
    return false;
}

static void charge(ch_cost_used *used, const ch_result *result)
{
    used->declarations += result->declaration != NULL;
    used->faults += result->verdict != NULL && result->verdict->decision == CHARTER_DECISION_INVALID;
    used->scanned += result->verdict == NULL ? 0 : result->verdict->scanned;
}

static bool is_of_encoding(const charter_diagnostics *notes)
{
    return strcmp(notes->first->code, ch_code_text(CH_BYTES_ENCODING)) == 0;
}

/* Notes of a declaration from a chunk. That an encoding was guessed is told once for a file: each chunk has it first
 * among its notes. */
static const charter_diagnostics *notes_to_emit(charter_batch *b, const charter_diagnostics *notes)
{
    if (notes == NULL || !is_of_encoding(notes))
        return notes;
    bool again = b->emitted.encoding;
    b->emitted.encoding = true;
    if (!again)
        return notes;
    b->notes = *notes;
    b->notes.first = notes->first->next;
    b->notes.count--;
    return b->notes.count == 0 ? NULL : &b->notes;
}

static void emit_result(charter_batch *b, const ch_result *result, charter_item *item)
{
    emit_fault(b, result->fault, item);
    item->verdict = result->verdict;
    item->notes = item->notes == NULL ? result->notes : item->notes;
}

/* The next result of a work unit that is done; CHARTER_END after the last. */
static charter_status emit_file(charter_batch *b, ch_work_unit *unit, charter_item *item)
{
    while (unit->emitted < unit->result_count) {
        const ch_result *result = &unit->results[unit->emitted];
        if (result->begins != NULL) {
            b->emitted = (emitting){.broken = 0};
            unit->told = result->begins;
        }
        if (!b->emitted.given_up && !is_affordable(b, unit, result))
            return give_up(b, unit, item);
        unit->emitted++;
        if (b->emitted.given_up)
            continue;
        charge(&b->emitted.used, result);
        charge(&b->used, result);
        emit_result(b, result, item);
        return CHARTER_OK;
    }
    return unit->status == CHARTER_OK ? CHARTER_END : unit->status;
}

static charter_status emit_chunk(charter_batch *b, ch_work_unit *unit, charter_item *item)
{
    /* What was told before belongs to another file. */
    if (unit->begins_file)
        b->emitted = (emitting){.broken = 0};
    unit->begins_file = false;
    if (!b->emitted.given_up && b->emitted.broken > CH_BROKEN_MAX)
        return give_up_broken(b, unit, item);
    charter_status status = emit_file(b, unit, item);
    if (status == CHARTER_END)
        return emit_end(b, unit, item);
    if (status != CHARTER_OK || item->error != NULL)
        return status;
    b->emitted.broken += unit->results[unit->emitted - 1].broken;
    item->notes = notes_to_emit(b, item->notes);
    return CHARTER_OK;
}

/* The next item of the first work unit; CHARTER_END when it is over, and dropped. Waiting is working: this thread
 * judges others until this one is done (worker_pool.c). */
static charter_status emit_first(charter_batch *b, charter_item *item)
{
    ch_work_unit *unit = b->first;
    ch_worker_pool_wait(b->pool, unit);
    charter_status status = unit->is_chunk ? emit_chunk(b, unit, item) : emit_file(b, unit, item);
    if (status == CHARTER_END)
        drop_first(b);
    return status;
}

charter_status charter_batch_next(charter_batch *b, charter_item *item)
{
    *item = (charter_item){.verdict = NULL};
    while (!b->spent) {
        charter_status status = fill_units(b);
        if (status != CHARTER_OK)
            return status;
        if (b->first == NULL)
            return CHARTER_END;
        status = emit_first(b, item);
        if (status != CHARTER_END)
            return status;
    }
    return CHARTER_END;
}
