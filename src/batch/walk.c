/* walk: inputs in the order given, a folder's files in byte order, each opened when its turn comes. How something is
 * opened safely is disk.c's; reading it is left to the work units. */
#include "batch/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io_error.h"
#include "batch/names.h"
#include "charter/judge.h"

/* Each level has an open folder: a bound on descriptors. */
#define DEEPEST 64 /* folders within folders */

typedef struct input {
    const char *path;
    bool is_empty_list;
    struct input *next;
} input;

/* A folder that is being walked. */
typedef struct level {
    ch_folder folder;
    const char *path; /* in the folder's arena */
} level;

struct ch_walk {
    ch_arena inputs_arena;
    input *first, *last;
    level levels[DEEPEST];
    /* Of `levels` that are open: a stack of our own, since names on a disk must not drive recursion. */
    unsigned depth;
    size_t found;        /* files in the outermost folder so far, and what of it could not be looked into */
    ch_arena path_arena; /* of the current file's path */
    charter_diagnostics *faults;
    ch_folder_choice *wanted;
    charter_choice choice;
    bool follow_links;
};

/* ---- what is wanted of a folder ---- */

static bool may_declare(const char *name, bool is_folder)
{
    return is_folder ? strcmp(name, ".git") != 0 : charter_syntax_of(name) != CHARTER_SYNTAX_BY_NAME;
}

/* A register says nothing without an intake mapping. */
static bool may_declare_by_itself(const char *name, bool is_folder)
{
    charter_syntax syntax = is_folder ? CHARTER_SYNTAX_BY_NAME : charter_syntax_of(name);
    return may_declare(name, is_folder) && syntax != CHARTER_CSV && syntax != CHARTER_TSV;
}

charter_status ch_walk_new(ch_walk **out, bool registers, bool follow_links, const charter_choice *choice)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return CHARTER_NO_MEMORY;
    (*out)->wanted = registers ? may_declare : may_declare_by_itself;
    (*out)->follow_links = follow_links;
    (*out)->choice = *choice;
    return CHARTER_OK;
}

void ch_walk_free(ch_walk *w)
{
    if (w == NULL)
        return;
    while (w->depth > 0)
        ch_folder_close(&w->levels[--w->depth].folder);
    ch_arena_clear(&w->path_arena);
    ch_arena_clear(&w->inputs_arena);
    free(w);
}

static charter_status add(ch_walk *w, const char *path, bool is_empty_list)
{
    input *added = ch_arena_take(&w->inputs_arena, sizeof *added);
    if (added == NULL)
        return CHARTER_NO_MEMORY;
    added->path = ch_arena_text(&w->inputs_arena, ch_text_of(path)).at;
    if (added->path == NULL)
        return CHARTER_NO_MEMORY;
    added->is_empty_list = is_empty_list;
    if (w->last == NULL)
        w->first = added;
    else
        w->last->next = added;
    w->last = added;
    return CHARTER_OK;
}

charter_status ch_walk_add(ch_walk *w, const char *path)
{
    return add(w, path, false);
}

charter_status ch_walk_add_empty_list(ch_walk *w, const char *name)
{
    return add(w, name, true);
}

/* ---- faults of inputs ---- */

static charter_status error_at(ch_walk *w, ch_walk_item *item, ch_code code, ch_message message, ch_message help)
{
    ch_error_in_file(w->faults, code, item->path, message, help);
    item->file = CH_WALK_FAULT;
    return w->faults->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static charter_status error_unreadable(ch_walk *w, ch_walk_item *item, int error)
{
    if (error == ENOMEM)
        return CHARTER_NO_MEMORY;
    return error_at(w, item, CH_INPUT_UNREADABLE, ch_say_unreadable(&w->faults->arena, error),
                    ch_help_unreadable(error));
}

/* ---- folders; each gives CHARTER_END where the walk goes on without an item ---- */

/* What is not looked into may hold declarations: nobody is told that there are none. */
static charter_status enter_folder(ch_walk *w, ch_walk_item *item, int file)
{
    if (w->depth == DEEPEST) {
        close(file);
        w->found++;
        return error_at(w, item, CH_LIMIT_DEPTH, ch_say("folders are nested too deep here"),
                        ch_say("name the folder below this one as an input of its own"));
    }
    level *inner = &w->levels[w->depth];
    int error = ch_folder_open(&inner->folder, file, w->wanted);
    if (error != 0) {
        w->found++;
        return error_unreadable(w, item, error);
    }
    w->depth++;
    inner->path = ch_arena_text(&inner->folder.arena, ch_text_of(item->path)).at;
    return inner->path == NULL ? CHARTER_NO_MEMORY : CHARTER_END;
}

/* Nothing declared is never a pass. */
static charter_status leave_folder(ch_walk *w, ch_walk_item *item)
{
    level *inner = &w->levels[--w->depth];
    charter_status status = CHARTER_END;
    item->path = inner->path;
    if (w->depth == 0 && w->found == 0)
        status = error_at(w, item, CH_INPUT_EMPTY, ch_say("this folder holds no declaration"),
                          ch_say("declarations are files named *.yaml, *.yml, *.json, *.ndjson or *.jsonl"));
    ch_folder_close(&inner->folder);
    item->path = NULL;
    return status;
}

/* Asked of files alone: a folder that cannot be opened may hold any, and is told in any case. */
static bool is_chosen(const ch_walk *w, const ch_walk_item *item)
{
    return w->choice.wants == NULL || w->choice.wants(w->choice.context, item->path);
}

/* What was opened as the item's path: `opened.file` is a descriptor, or a negative errno. */
static charter_status take_opened(ch_walk *w, ch_walk_item *item, ch_opened opened)
{
    if (opened.file >= 0 && opened.kind == CH_DISK_FOLDER)
        return enter_folder(w, item, opened.file);
    if (opened.kind == CH_DISK_FILE && !is_chosen(w, item)) {
        if (opened.file >= 0)
            close(opened.file);
        return CHARTER_END;
    }
    if (opened.file < 0)
        return error_unreadable(w, item, -opened.file);
    item->file = opened.file;
    item->size = opened.size;
    return CHARTER_OK;
}

/* The next entry of the innermost folder. Links are not followed: a folder's owner need not be the owner of
 * what they lead to. */
static charter_status next_entry(ch_walk *w, ch_walk_item *item)
{
    level *inner = &w->levels[w->depth - 1];
    if (inner->folder.next == inner->folder.count)
        return leave_folder(w, item);
    const char *name = inner->folder.names[inner->folder.next++];
    ch_arena_reset(&w->path_arena);
    item->path = ch_path_join(&w->path_arena, inner->path, name);
    if (item->path == NULL)
        return CHARTER_NO_MEMORY;
    ch_opened opened = ch_disk_open_entry(inner->folder.file, name);
    /* One that cannot be opened counts: the folder is not empty, and its fault is told. */
    w->found += opened.file < 0 || opened.kind == CH_DISK_FILE;
    return take_opened(w, item, opened);
}

static charter_status next_input(ch_walk *w, ch_walk_item *item)
{
    const input *next = w->first;
    item->path = next->path;
    w->first = next->next;
    if (w->first == NULL)
        w->last = NULL;
    w->found = 0;
    if (next->is_empty_list)
        return error_at(w, item, CH_INPUT_EMPTY, ch_say("this list names no input"), ch_say("write a name a line"));
    if (strcmp(item->path, "-") == 0) {
        item->file = STDIN_FILENO;
        return CHARTER_OK;
    }
    /* A link that somebody named is followed: who named it meant what it leads to. Unless it leads out of the work
     * tree: then it need not be what they think it is. */
    return take_opened(w, item, ch_disk_open(item->path, w->follow_links));
}

charter_status ch_walk_next(ch_walk *w, ch_walk_item *item, charter_diagnostics *faults)
{
    w->faults = faults;
    while (w->depth > 0 || w->first != NULL) {
        *item = (ch_walk_item){.file = CH_WALK_FAULT};
        charter_status status = w->depth > 0 ? next_entry(w, item) : next_input(w, item);
        if (status != CHARTER_END)
            return status;
    }
    return CHARTER_END;
}
