/* repository: a folder's files, looked through for traces: each opened within the folder, without following a link.
 * Which files count where git is asked is told by the command line (src/cli/repository.c); what a trace is,
 * judge/traces says. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diagnostics.h"
#include "base/io_error.h"
#include "batch/disk.h"
#include "batch/names.h"
#include "batch/spared_files.h"
#include "charter/batch.h"
#include "judge/traces.h"

/* Each level has an open folder: a bound on descriptors, and on folders that were nested to wear us out. */
#define DEEPEST 64 /* folders within folders */

static charter_status error_at(charter_traces *t, ch_text path, ch_code code, ch_message message, ch_message help,
                               charter_diagnostics *faults)
{
    const char *shown = ch_traces_shown_path(t, path);
    if (shown == NULL)
        return CHARTER_NO_MEMORY;
    ch_error_in_file(faults, code, shown, message, help);
    return faults->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status error_unreadable(charter_traces *t, ch_text path, int error, charter_diagnostics *faults)
{
    if (error == ENOMEM)
        return CHARTER_NO_MEMORY;
    return error_at(t, path, error == EFBIG ? CH_LIMIT_SIZE : CH_INPUT_UNREADABLE,
                    ch_say_unreadable(&faults->arena, error), ch_help_unreadable(error), faults);
}

/* A link, what has gone away meanwhile, a folder where git has a repository of its own. */
static bool is_passed_over(int error)
{
    return error == ELOOP || error == ENOENT || error == EISDIR;
}

/* One file under many names costs its size each time. Told once; all others are looked at by their names alone. */
static charter_status error_spent(charter_traces *t, ch_text path, charter_diagnostics *faults)
{
    return error_at(t, path, CH_LIMIT_COST,
                    ch_say("too much was looked into before this file: this one and those behind it are not"),
                    ch_say("leave some out (--exclude), or raise --max-scanned-bytes"), faults);
}

static charter_status look_into(charter_traces *t, ch_text path, charter_diagnostics *faults)
{
    uint64_t *left = ch_traces_bytes_left(t);
    if (*left == 0)
        return CHARTER_OK;
    /* The names are a stranger's: files are read as those are that a declaration names. */
    charter_sent_files disk = charter_sent_files_on_disk();
    charter_text bytes = CH_NO_TEXT;
    int error = disk.read(disk.context, ch_traces_within(t), path, ch_traces_file_bytes(t), &bytes);
    if (error != 0)
        return is_passed_over(error) ? CHARTER_OK : error_unreadable(t, path, error == ENODEV ? EPERM : error, faults);
    if (bytes.length > *left) {
        *left = 0;
        disk.release(disk.context, bytes);
        return error_spent(t, path, faults);
    }
    *left -= bytes.length;
    bool good = ch_traces_see_bytes(t, path, bytes, faults);
    disk.release(disk.context, bytes);
    return good && !faults->failed ? CHARTER_OK : CHARTER_NO_MEMORY;
}

charter_status charter_traces_file(charter_traces *t, const char *name, charter_diagnostics *faults)
{
    ch_text path = ch_text_of(name);
    ch_file_kind kind = ch_file_kind_of(path);
    bool inside = kind.manifest != CH_NO_MANIFEST || kind.configuration;
    /* Before its path is looked at: a declaration may be called as the tool's own files are. */
    const char *shown = ch_traces_shown_path(t, path);
    if (shown != NULL && inside && ch_spared_files_have(t, shown))
        return ch_traces_failed(t) ? CHARTER_NO_MEMORY : CHARTER_OK;
    bool chosen = ch_traces_see_path(t, path);
    if (ch_traces_failed(t))
        return CHARTER_NO_MEMORY;
    return chosen && inside ? look_into(t, path, faults) : CHARTER_OK;
}

/* ---- folders ---- */

typedef struct level {
    ch_folder folder;
    const char *path; /* from the outermost folder on; in the folder's arena; NULL: it is that one */
} level;

typedef struct walk {
    charter_traces *traces;
    charter_diagnostics *faults;
    level levels[DEEPEST];
    unsigned depth;
    ch_arena arena; /* of the current path */
} walk;

static bool is_wanted(const char *name, bool is_folder)
{
    /* git's own files hold names and messages, and are no files of the work tree. */
    return !is_folder || strcmp(name, ".git") != 0;
}

static charter_status enter(walk *w, int file, const char *path)
{
    if (w->depth == DEEPEST) {
        close(file);
        return error_at(w->traces, ch_text_of(path), CH_LIMIT_DEPTH, ch_say("folders are nested too deep here"),
                        ch_say("scan the folder below this one by itself"), w->faults);
    }
    level *inner = &w->levels[w->depth];
    int error = ch_folder_open(&inner->folder, file, is_wanted);
    if (error != 0)
        return error_unreadable(w->traces, ch_text_of(path == NULL ? "" : path), error, w->faults);
    w->depth++;
    inner->path = path == NULL ? NULL : ch_arena_text(&inner->folder.arena, ch_text_of(path)).at;
    return path != NULL && inner->path == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status take_entry(walk *w, level *inner)
{
    const char *name = inner->folder.names[inner->folder.next++];
    ch_arena_reset(&w->arena);
    const char *path = inner->path == NULL ? name : ch_path_join(&w->arena, inner->path, name);
    if (path == NULL)
        return CHARTER_NO_MEMORY;
    /* Tried as a folder, and not looked at before: what it is cannot change in between. */
    int file = openat(inner->folder.file, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (file >= 0)
        return enter(w, file, path);
    if (errno == ENOTDIR || errno == ELOOP) /* a file; a link */
        return charter_traces_file(w->traces, path, w->faults);
    return errno == ENOENT ? CHARTER_OK : error_unreadable(w->traces, ch_text_of(path), errno, w->faults);
}

static charter_status walk_all(walk *w)
{
    charter_status status = CHARTER_OK;
    while (status == CHARTER_OK && w->depth > 0) {
        level *inner = &w->levels[w->depth - 1];
        if (inner->folder.next < inner->folder.count) {
            status = take_entry(w, inner);
        } else {
            ch_folder_close(&inner->folder);
            w->depth--;
        }
    }
    while (w->depth > 0)
        ch_folder_close(&w->levels[--w->depth].folder);
    ch_arena_clear(&w->arena);
    return status;
}

charter_status charter_traces_all_files(charter_traces *t, charter_diagnostics *faults)
{
    walk *w = calloc(1, sizeof *w);
    if (w == NULL)
        return CHARTER_NO_MEMORY;
    w->traces = t;
    w->faults = faults;
    int file = open(ch_traces_folder(t), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    charter_status status = file < 0 ? error_unreadable(t, CH_LITERAL(""), errno, faults) : enter(w, file, NULL);
    if (status == CHARTER_OK)
        status = walk_all(w);
    free(w);
    return status;
}
