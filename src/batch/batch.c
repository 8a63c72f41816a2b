/* The batch: its inputs in the order given, a folder's in byte order, each stream's declarations in theirs. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diagnostics.h"
#include "base/trouble.h"
#include "batch/disk.h"
#include "batch/names.h"
#include "charter/batch.h"

#define DEEPEST 64 /* folders within folders */

typedef struct input {
    const char *path;
    struct input *next;
} input;

/* A folder that is being walked. */
typedef struct level {
    ch_folder folder;
    const char *path; /* in the folder's arena; of the outermost, the input's own */
} level;

struct charter_batch {
    charter_batch_options options;
    charter_judge *judge;
    charter_stream *stream;
    bool streaming;        /* the stream has more to give */
    int file;              /* that it reads; -1: none, or standard input */
    ch_arena inputs_arena; /* of all inputs */
    input *first, *last;
    level levels[DEEPEST];
    unsigned depth;
    size_t found;          /* files in the outermost folder so far */
    ch_arena path_arena;   /* of the current file's path */
    charter_diagnostics faults; /* of an input that could not be opened */
    const charter_diagnostics *telling; /* faults that are being given, one a call */
    size_t told;
};

charter_status charter_batch_open(charter_batch **out, const charter *law,
                                  const charter_batch_options *options)
{
    charter_batch *b = *out = calloc(1, sizeof *b);
    if (b == NULL)
        return CHARTER_NO_MEMORY;
    b->options = *options;
    b->file = -1;
    if (b->options.stdin_name == NULL)
        b->options.stdin_name = "-";
    charter_status status = charter_judge_open(&b->judge, law, &options->judging);
    if (status == CHARTER_OK)
        return CHARTER_OK;
    charter_batch_free(b);
    *out = NULL;
    return status;
}

static void close_file(charter_batch *b)
{
    if (b->file >= 0)
        close(b->file);
    b->file = -1;
}

void charter_batch_free(charter_batch *b)
{
    if (b == NULL)
        return;
    close_file(b);
    while (b->depth > 0)
        ch_folder_close(&b->levels[--b->depth].folder);
    charter_stream_free(b->stream);
    charter_judge_free(b->judge);
    ch_diagnostics_release(&b->faults);
    ch_arena_free(&b->path_arena);
    ch_arena_free(&b->inputs_arena);
    free(b);
}

charter_status charter_batch_add(charter_batch *b, const char *path)
{
    input *added = ch_arena_take(&b->inputs_arena, sizeof *added);
    if (added == NULL)
        return CHARTER_NO_MEMORY;
    added->path = ch_arena_text(&b->inputs_arena, ch_text_of(path)).at;
    if (added->path == NULL)
        return CHARTER_NO_MEMORY;
    if (b->last == NULL)
        b->first = added;
    else
        b->last->next = added;
    b->last = added;
    return CHARTER_OK;
}

/* ---- faults of inputs ---- */

static charter_status complain(charter_batch *b, ch_code code, const char *path, ch_message message,
                               ch_message help)
{
    ch_diagnostics_reset(&b->faults);
    ch_complain_file(&b->faults, code, path, message, help);
    b->telling = &b->faults;
    b->told = 0;
    return b->faults.failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status complain_unreadable(charter_batch *b, const char *path, int error)
{
    if (error == ENOMEM)
        return CHARTER_NO_MEMORY;
    return complain(b, CH_INPUT_UNREADABLE, path, ch_say_unreadable(&b->path_arena, error),
                    ch_help_unreadable(error));
}

/* ---- files ---- */

static charter_status open_stream(charter_batch *b, const char *path, charter_input bytes)
{
    charter_status status = CHARTER_OK;
    if (b->stream == NULL)
        status = charter_stream_open(&b->stream, path, bytes, &b->options.limits);
    else
        charter_stream_reopen(b->stream, path, bytes);
    b->streaming = status == CHARTER_OK;
    return status;
}

static charter_status open_standard_input(charter_batch *b)
{
    static const int standard_input = STDIN_FILENO;
    return open_stream(b, b->options.stdin_name, ch_disk_input(&standard_input));
}

/* ---- folders ---- */

static bool may_declare(const char *name, bool is_folder)
{
    return is_folder ? strcmp(name, ".git") != 0 : ch_is_yaml_name(name);
}

static charter_status enter_folder(charter_batch *b, const char *path, int file)
{
    if (b->depth == DEEPEST) {
        close(file);
        return complain(b, CH_LIMIT_DEPTH, path, ch_say("folders are nested too deep here"),
                        ch_say("name the folder below this one as an input of its own"));
    }
    level *inner = &b->levels[b->depth];
    int error = ch_folder_open(&inner->folder, file, may_declare);
    if (error != 0)
        return complain_unreadable(b, path, error);
    inner->path = ch_arena_text(&inner->folder.arena, ch_text_of(path)).at;
    b->depth++;
    return inner->path == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* Nothing declared is never a pass. */
static charter_status leave_folder(charter_batch *b)
{
    level *inner = &b->levels[--b->depth];
    charter_status status = CHARTER_OK;
    if (b->depth == 0 && b->found == 0)
        status = complain(b, CH_INPUT_EMPTY, inner->path, ch_say("this folder holds no declaration"),
                          ch_say("declarations are files named *.yaml or *.yml"));
    ch_folder_close(&inner->folder);
    return status;
}

/* What was opened as `path`: `file` is a descriptor, or a negative errno. */
static charter_status take_opened(charter_batch *b, const char *path, int file, ch_disk_kind kind)
{
    if (file < 0)
        return complain_unreadable(b, path, -file);
    if (kind == CH_DISK_FOLDER)
        return enter_folder(b, path, file);
    b->file = file;
    return open_stream(b, path, ch_disk_input(&b->file));
}

/* The next entry of the innermost folder. Links are not followed: a folder's owner need not be the owner of
 * what they lead to. */
static charter_status next_entry(charter_batch *b)
{
    level *inner = &b->levels[b->depth - 1];
    if (inner->folder.next == inner->folder.count)
        return leave_folder(b);
    const char *name = inner->folder.names[inner->folder.next++];
    ch_arena_reset(&b->path_arena);
    const char *path = ch_path_join(&b->path_arena, inner->path, name);
    if (path == NULL)
        return CHARTER_NO_MEMORY;
    ch_disk_kind kind = CH_DISK_FILE;
    int file = ch_disk_open(inner->folder.file, name, false, &kind);
    b->found += file < 0 || kind == CH_DISK_FILE;
    return take_opened(b, path, file, kind);
}

static charter_status next_input(charter_batch *b)
{
    const char *path = b->first->path;
    b->first = b->first->next;
    if (b->first == NULL)
        b->last = NULL;
    b->found = 0;
    if (strcmp(path, "-") == 0)
        return open_standard_input(b);
    ch_disk_kind kind = CH_DISK_FILE;
    int file = ch_disk_open(AT_FDCWD, path, true, &kind);
    return take_opened(b, path, file, kind);
}

/* ---- the walk ---- */

/* The next of the faults that are being told, or NULL. */
static const charter_diagnostic *next_fault(charter_batch *b)
{
    if (b->telling == NULL || b->told == charter_diagnostics_count(b->telling)) {
        b->telling = NULL;
        return NULL;
    }
    return charter_diagnostics_at(b->telling, b->told++);
}

/* CHARTER_OK where `item` is filled; CHARTER_END where the stream has ended, or its faults are to be told. */
static charter_status next_of_stream(charter_batch *b, charter_item *item)
{
    const charter_usage *usage;
    charter_status status = charter_stream_next(b->stream, &usage);
    if (status == CHARTER_OK)
        return charter_judge_usage(b->judge, usage, &item->verdict);
    if (status == CHARTER_INVALID) {
        b->telling = charter_stream_fault(b->stream);
        b->told = 0;
        return CHARTER_END;
    }
    b->streaming = false;
    close_file(b);
    return status;
}

/* Opens something more to read from. CHARTER_END where there is nothing. */
static charter_status open_next(charter_batch *b)
{
    if (b->depth > 0)
        return next_entry(b);
    return b->first != NULL ? next_input(b) : CHARTER_END;
}

charter_status charter_batch_next(charter_batch *b, charter_item *item)
{
    for (;;) {
        *item = (charter_item){.error = next_fault(b)};
        if (item->error != NULL)
            return CHARTER_OK;
        bool streaming = b->streaming;
        charter_status status = streaming ? next_of_stream(b, item) : open_next(b);
        if (streaming ? status != CHARTER_END : status != CHARTER_OK)
            return status;
    }
}
