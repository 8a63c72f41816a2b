#include "batch/parallel.h"

#include <stdlib.h>
#include <unistd.h>

#include "batch/crew.h"
#include "batch/disk.h"
#include "model/usage.h"
#include "tree/documents.h"

#define SMALL_FILE CH_PART_BYTES /* larger ones are cut into pieces */
#define LARGEST_DOCUMENT ((size_t)1 << 20)

/* The large file that is being cut. */
typedef struct cutting {
    ch_documents documents;
    int file; /* -1: none */
    char *path;
    ch_source next; /* cut, and in no part yet */
    ch_document_status status;
    bool has_next;
} cutting;

/* What has been told of a file that was cut. */
typedef struct telling {
    size_t given, broken;
    bool given_up; /* the rest of it is not told */
} telling;

struct ch_parallel {
    const charter *law;
    ch_part_options options;
    size_t limit; /* of a document */
    const char *stdin_name;
    ch_walk *walk;
    ch_streaming *streaming;
    ch_crew *crew;
    unsigned most_parts, parts; /* that there may be, and are, between being filled and being told */
    ch_part *first, *last;      /* in the order of the inputs */
    ch_part *idle;
    ch_walk_item held;          /* found by the walk, and in no part yet */
    bool holds, walked;
    charter_diagnostics found;  /* what is wrong with the held item */
    cutting cut;
    telling told;
    charter_diagnostics faults; /* of a file that was cut */
};

charter_status ch_parallel_new(ch_parallel **out, const charter *law, const charter_batch_options *options,
                               ch_walk *walk, ch_streaming *streaming)
{
    ch_parallel *p = *out = calloc(1, sizeof *p);
    if (p == NULL)
        return CHARTER_NO_MEMORY;
    size_t limit = options->limits.document_bytes;
    p->law = law;
    p->options = (ch_part_options){options->judging, options->limits, options->alternatives};
    p->limit = limit == 0 ? LARGEST_DOCUMENT : limit;
    p->stdin_name = options->stdin_name;
    p->walk = walk;
    p->streaming = streaming;
    p->most_parts = 2 * options->jobs + 1;
    p->cut.file = -1;
    charter_status status = ch_crew_new(&p->crew, options->jobs - 1);
    if (status == CHARTER_OK)
        return CHARTER_OK;
    ch_parallel_free(p);
    *out = NULL;
    return status;
}

static void end_cutting(cutting *cut)
{
    if (cut->file > STDERR_FILENO)
        close(cut->file);
    cut->file = -1;
    cut->has_next = false;
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
    ch_documents_free(&p->cut.documents);
    ch_diagnostics_release(&p->found);
    ch_diagnostics_release(&p->faults);
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
    if (!part->is_stream)
        ch_crew_hand_over(p->crew, part);
}

static void drop_first(ch_parallel *p)
{
    ch_part *part = p->first;
    p->first = part->next;
    if (p->first == NULL)
        p->last = NULL;
    p->parts--;
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

static bool is_plain_yaml(const ch_parallel *p, const ch_walk_item *item)
{
    const char *name = item->file == STDIN_FILENO ? p->stdin_name : item->path;
    charter_syntax syntax = charter_syntax_of(name);
    return ch_packing_of(name) == CH_PLAIN && (syntax == CHARTER_YAML || syntax == CHARTER_SYNTAX_BY_NAME);
}

static bool fits_in_part(const ch_parallel *p, const ch_walk_item *item)
{
    return item->file == CH_WALK_FAULT ||
           (item->file != STDIN_FILENO && item->size <= SMALL_FILE && is_plain_yaml(p, item));
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
    while (has_room(part) && (status = look_ahead(p)) == CHARTER_OK && fits_in_part(p, &p->held))
        if (!add_held(p, part))
            return CHARTER_NO_MEMORY;
    return status == CHARTER_NO_MEMORY ? status : CHARTER_OK;
}

/* ---- filling parts with pieces ---- */

static charter_status begin_cutting(ch_parallel *p)
{
    cutting *cut = &p->cut;
    cut->path = strdup(p->held.file == STDIN_FILENO ? p->stdin_name : p->held.path);
    if (cut->path == NULL)
        return CHARTER_NO_MEMORY;
    cut->file = p->held.file;
    p->holds = false;
    ch_documents_open(&cut->documents, cut->path, ch_disk_input(&cut->file), p->limit);
    return CHARTER_OK;
}

static void cut_ahead(cutting *cut)
{
    if (!cut->has_next)
        cut->status = ch_documents_next(&cut->documents, &cut->next);
    cut->has_next = true;
}

static bool add_document(ch_part *part, const ch_source *document)
{
    size_t needed = part->length + document->bytes.length;
    if (part->length == 0) {
        part->offset = document->offset;
        part->lines = document->lines_before;
    }
    if (needed > part->room) {
        char *piece = realloc(part->piece, needed + CH_PART_BYTES);
        if (piece == NULL)
            return false;
        part->piece = piece;
        part->room = needed + CH_PART_BYTES;
    }
    memcpy(part->piece + part->length, document->bytes.at, document->bytes.length);
    part->length = needed;
    return true;
}

/* A document that is too large ends its piece: it is there with one byte more than may be read of it. */
static bool add_too_large(ch_part *part, const ch_source *document)
{
    static const ch_text one_more = {" ", 1};
    ch_source beyond = *document;
    beyond.bytes = one_more;
    return add_document(part, document) && add_document(part, &beyond);
}

/* Documents until there are enough of them. */
static charter_status add_piece(ch_parallel *p, ch_part *part)
{
    cutting *cut = &p->cut;
    part->is_piece = true;
    part->path = ch_part_keep_path(part, cut->path);
    bool kept = part->path != NULL, full = false;
    while (kept && !full) {
        cut_ahead(cut);
        bool too_large = cut->status == CH_DOCUMENT_TOO_LARGE;
        if (cut->status == CH_DOCUMENTS_NO_MEMORY)
            return CHARTER_NO_MEMORY;
        part->ends_file = cut->status == CH_DOCUMENTS_END || cut->status == CH_DOCUMENTS_IO;
        part->error = cut->status == CH_DOCUMENTS_IO ? cut->documents.window.error : 0;
        if (part->ends_file)
            break;
        kept = too_large ? add_too_large(part, &cut->next) : add_document(part, &cut->next);
        cut->has_next = false;
        full = too_large || part->length >= CH_PART_BYTES;
    }
    if (part->ends_file)
        end_cutting(cut);
    return kept ? CHARTER_OK : CHARTER_NO_MEMORY;
}

/* ---- filling ---- */

/* The held item, to be streamed when its turn comes. */
static charter_status add_stream(ch_parallel *p, ch_part *part)
{
    part->path = ch_part_keep_path(part, p->held.file == STDIN_FILENO ? p->stdin_name : p->held.path);
    if (part->path == NULL)
        return CHARTER_NO_MEMORY;
    part->is_stream = true;
    part->file = p->held.file;
    p->holds = false;
    return CHARTER_OK;
}

/* Fills `part` with what comes next. CHARTER_END where nothing does. */
static charter_status fill(ch_parallel *p, ch_part *part)
{
    charter_status status = CHARTER_OK;
    if (p->cut.file < 0)
        status = look_ahead(p);
    if (status != CHARTER_OK)
        return status;
    if (p->cut.file >= 0)
        return add_piece(p, part);
    if (fits_in_part(p, &p->held))
        return add_files(p, part);
    if (!is_plain_yaml(p, &p->held))
        return add_stream(p, part);
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

static charter_status tell_fault(ch_parallel *p, charter_item *item)
{
    if (p->faults.failed)
        return CHARTER_NO_MEMORY;
    item->error = p->faults.first;
    return CHARTER_OK;
}

/* What is wrong with a file that was cut, once all of it has been told; CHARTER_END where nothing is. */
static charter_status end_file(ch_parallel *p, const ch_part *part, charter_item *item)
{
    telling told = p->told;
    if (!part->ends_file)
        return CHARTER_END;
    p->told = (telling){0};
    if (told.given_up || (told.given > 0 && part->error == 0))
        return CHARTER_END;
    ch_diagnostics_reset(&p->faults);
    if (part->error != 0)
        ch_complain_unread(&p->faults, part->path, part->error);
    else
        ch_complain_nothing_declared(&p->faults, part->path);
    return tell_fault(p, item);
}

static charter_status give_up(ch_parallel *p, const ch_part *part, charter_item *item)
{
    p->told.given_up = true;
    ch_diagnostics_reset(&p->faults);
    ch_complain_given_up(&p->faults, part->path);
    return tell_fault(p, item);
}

/* The next result of a part that is done; CHARTER_END after the last. */
static charter_status tell_part(ch_parallel *p, ch_part *part, charter_item *item)
{
    if (part->is_piece && p->told.given_up)
        return CHARTER_END;
    if (part->is_piece && p->told.broken > CH_BROKEN_MAX)
        return give_up(p, part, item);
    if (part->told == part->result_count)
        return part->status == CHARTER_OK ? CHARTER_END : part->status;
    const ch_result *result = &part->results[part->told++];
    item->verdict = result->verdict;
    item->error = result->fault;
    p->told.given += part->is_piece;
    p->told.broken += part->is_piece && result->broken;
    return CHARTER_OK;
}

static charter_status tell_stream(ch_parallel *p, ch_part *part, charter_item *item)
{
    charter_status status = CHARTER_OK;
    if (part->file >= 0) {
        status = ch_streaming_open(p->streaming, part->path, part->file, &p->options.limits);
        part->file = -1;
    }
    return status == CHARTER_OK ? ch_streaming_next(p->streaming, item) : status;
}

/* The next item of the first part; CHARTER_END when it is over, and dropped. */
static charter_status tell_first(ch_parallel *p, charter_item *item)
{
    ch_part *part = p->first;
    if (!part->is_stream)
        ch_crew_wait(p->crew, part);
    charter_status status = part->is_stream ? tell_stream(p, part, item) : tell_part(p, part, item);
    if (status != CHARTER_END)
        return status;
    if (part->is_piece)
        status = end_file(p, part, item);
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
