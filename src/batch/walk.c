/* walk: inputs in the order given, a folder's files in byte order, each opened when its turn comes. How something is
 * opened safely is disk.c's; reading it is left to the work units. */
#include "batch/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/counting_set.h"
#include "base/io_error.h"
#include "base/path.h"
#include "batch/names.h"
#include "declaration/syntax.h"

/* Each level has an open folder: a bound on descriptors. */
#define DEEPEST 64 /* folders within folders */

typedef enum input_kind { NAMED, EMPTY_LIST, BESIDE } input_kind;

typedef struct input {
    const char *path;
    input_kind kind;
    struct input *next;
} input;

/* A folder that is being walked. */
typedef struct level {
    ch_folder folder;
    const char *path; /* in the folder's arena */
    bool beside;      /* nothing of it is judged: ch_walk_add_beside */
} level;

struct ch_walk {
    ch_arena inputs_arena;
    input *all, *first, *last; /* ever added; from the next one on */
    level levels[DEEPEST];
    /* Of `levels` that are open: a stack of our own, since names on a disk must not drive recursion. */
    unsigned depth;
    ch_counting_set seen; /* files and folders that were opened */
    size_t found;         /* files in the outermost folder so far, and what of it could not be looked into */
    ch_arena path_arena;  /* of the current file's path */
    charter_diagnostics *faults;
    ch_walk_options options;
};

/* ---- what is wanted of a folder ---- */

/* git's own is no part of a work tree. */
static bool is_looked_at(const char *name, bool is_folder)
{
    return !is_folder || strcmp(name, ".git") != 0;
}

static bool is_register(const char *name)
{
    charter_syntax syntax = charter_syntax_of(name);
    return syntax == CHARTER_CSV || syntax == CHARTER_TSV;
}

/* A register says nothing without an intake mapping. */
static bool may_declare(const ch_walk *w, const char *name)
{
    return charter_syntax_of(name) != CHARTER_SYNTAX_BY_NAME && (w->options.registers || !is_register(name));
}

charter_status ch_walk_new(ch_walk **out, const ch_walk_options *options)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return CHARTER_NO_MEMORY;
    (*out)->options = *options;
    (*out)->seen = ch_counting_set_init(SIZE_MAX);
    return CHARTER_OK;
}

void ch_walk_free(ch_walk *w)
{
    if (w == NULL)
        return;
    while (w->depth > 0)
        ch_folder_close(&w->levels[--w->depth].folder);
    ch_counting_set_clear(&w->seen);
    ch_arena_clear(&w->path_arena);
    ch_arena_clear(&w->inputs_arena);
    free(w);
}

static charter_status add(ch_walk *w, const char *path, input_kind kind)
{
    input *added = ch_arena_take(&w->inputs_arena, sizeof *added);
    if (added == NULL)
        return CHARTER_NO_MEMORY;
    added->path = ch_arena_text(&w->inputs_arena, ch_text_of(path)).at;
    if (added->path == NULL)
        return CHARTER_NO_MEMORY;
    added->kind = kind;
    if (w->all == NULL)
        w->all = added;
    if (w->last == NULL)
        w->first = added;
    else
        w->last->next = added;
    w->last = added;
    return CHARTER_OK;
}

charter_status ch_walk_add(ch_walk *w, const char *path)
{
    return add(w, path, NAMED);
}

charter_status ch_walk_add_empty_list(ch_walk *w, const char *name)
{
    return add(w, name, EMPTY_LIST);
}

charter_status ch_walk_add_beside(ch_walk *w, const char *folder)
{
    return add(w, folder, BESIDE);
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

/* ---- what is passed over; each gives CHARTER_END where the walk goes on without an item ---- */

static charter_status pass_over(ch_walk *w, ch_walk_item *item, ch_message message, ch_message help)
{
    if (w->options.passed_over == CHARTER_ERROR)
        return error_at(w, item, CH_INPUT_PASSED_OVER, message, help);
    ch_warning_in_file(w->faults, CH_INPUT_PASSED_OVER, item->path, message, help);
    item->file = CH_WALK_FAULT;
    return w->faults->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* Little is read of most files: all entries of a folder are asked. */
static bool begins_as_declaration(int file)
{
    char bytes[CH_MOST_BYTES];
    ssize_t got = pread(file, bytes, CH_FIRST_BYTES, 0);
    ch_beginning begins = got > 0 ? ch_begins_as_declaration(bytes, (size_t)got) : CH_BEGINS_OTHERWISE;
    if (begins == CH_BEGINS_LATER && (size_t)got == CH_FIRST_BYTES && (got = pread(file, bytes, sizeof bytes, 0)) > 0)
        begins = ch_begins_as_declaration(bytes, (size_t)got);
    return begins == CH_BEGINS_SO;
}

static charter_status pass_over_declaring(ch_walk *w, ch_walk_item *item)
{
    return pass_over(w, item, ch_say("this begins as a declaration does, and is not judged"),
                     ch_say("give it a name that ends in .yaml, .yml, .json, .ndjson or .jsonl"));
}

/* A link that is not followed may lead to a folder of declarations, now or where others look, or to one of them: its
 * first bytes alone are looked at, and nothing is told of them. */
static charter_status pass_over_link(ch_walk *w, ch_walk_item *item, const char *name)
{
    struct stat status;
    int folder = w->levels[w->depth - 1].folder.file;
    int file = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool is_folder = fstatat(folder, name, &status, 0) == 0 && S_ISDIR(status.st_mode);
    bool declares = file >= 0 && !is_folder && begins_as_declaration(file);
    bool nothing = file < 0 && errno == ENOENT;
    if (file >= 0)
        close(file);
    if (nothing)
        return pass_over(w, item, ch_say("this link leads to nothing that can be judged"),
                         ch_say("put there what it was to lead to, or remove it"));
    if (is_folder)
        return error_unreadable(w, item, ELOOP);
    return declares ? pass_over_declaring(w, item) : CHARTER_END;
}

/* A file whose name does not say that it declares anything. */
static charter_status pass_over_file(ch_walk *w, ch_walk_item *item, const char *name, int file)
{
    if (file == -ELOOP)
        return pass_over_link(w, item, name);
    if (file < 0)
        return CHARTER_END;
    bool declares = begins_as_declaration(file);
    close(file);
    if (is_register(name))
        return pass_over(w, item, ch_say("nothing says what the columns of this register mean: it is not judged"),
                         ch_say("name a mapping: --intake FILE"));
    return declares || ch_is_named_as_packed(name) ? pass_over_declaring(w, item) : CHARTER_END;
}

/* However either is spelt. Where there is no memory it is one: what follows will say so. */
static bool is_input(const ch_walk *w, const char *path)
{
    ch_arena names = {0};
    ch_text plain = ch_path_plain(&names, path);
    bool found = false;
    for (const input *one = w->all; one != NULL && !found; one = one->next)
        found = one->kind == NAMED && ch_text_same(ch_path_plain(&names, one->path), plain);
    found = found || names.failed;
    ch_arena_clear(&names);
    return found;
}

/* An entry of a folder that is looked at because inputs lie in it; the folder itself is none. */
static charter_status look_beside(ch_walk *w, ch_walk_item *item, const char *name, ch_opened opened)
{
    bool is_file = opened.file >= 0 && opened.kind == CH_DISK_FILE;
    bool looks_so = ch_is_named_as_declaration(name) || (is_file && begins_as_declaration(opened.file));
    if (opened.file >= 0)
        close(opened.file);
    if (!looks_so || ch_is_cases_name(name) || is_input(w, item->path))
        return CHARTER_END;
    return pass_over(w, item, ch_say("this looks like a declaration, and is not judged"),
                     ch_say("call it usage.yaml or .ai-usage.yaml, put it in ai-usage, or name it as an input"));
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
    int error = ch_folder_open(&inner->folder, file, is_looked_at);
    if (error != 0) {
        w->found++;
        return error_unreadable(w, item, error);
    }
    w->depth++;
    inner->beside = false;
    inner->path = ch_arena_text(&inner->folder.arena, ch_text_of(item->path)).at;
    return inner->path == NULL ? CHARTER_NO_MEMORY : CHARTER_END;
}

/* Nothing declared is never a pass. */
static charter_status leave_folder(ch_walk *w, ch_walk_item *item)
{
    level *inner = &w->levels[--w->depth];
    charter_status status = CHARTER_END;
    item->path = inner->path;
    if (inner->beside)
        ;
    else if (w->depth > 0 && inner->folder.count == 0)
        status = pass_over(w, item, ch_say("this folder is empty: nothing of it is judged"),
                           ch_say("where it is a submodule, check it out; else remove it"));
    else if (w->depth == 0 && w->found == 0)
        status = error_at(w, item, CH_INPUT_EMPTY, ch_say("this folder holds no declaration"),
                          ch_say("declarations are files named *.yaml, *.yml, *.json, *.ndjson or *.jsonl"));
    ch_folder_close(&inner->folder);
    item->path = NULL;
    return status;
}

/* ---- what is read already ---- */

/* What is opened is the same whatever it is called. A file of several names on the disk (links to it apart) is told
 * apart by them: whoever keeps equal files once has declared several uses all the same. 0 where there is no memory. */
static uint32_t times_seen(ch_walk *w, const char *path, int file)
{
    char text[64];
    struct stat status;
    if (fstat(file, &status) != 0)
        return 1; /* reading it tells what is wrong */
    ch_buffer key = ch_buffer_init(SIZE_MAX / 2);
    int length = snprintf(text, sizeof text, "%ju:%ju ", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
    ch_buffer_add(&key, (ch_text){text, (size_t)length});
    bool several = S_ISREG(status.st_mode) && status.st_nlink > 1;
    char *name = several ? realpath(path, NULL) : NULL;
    bool failed = several && name == NULL && errno == ENOMEM;
    if (name != NULL)
        ch_buffer_add(&key, ch_text_of(name));
    free(name);
    uint32_t times = failed || key.failed ? 0 : ch_counting_set_add(&w->seen, ch_digest_of(ch_buffer_text(&key)));
    ch_buffer_clear(&key);
    return times;
}

/* Once, and told: what is counted twice is a wrong count, and nobody would see it. CHARTER_END where it is new. */
static charter_status refuse_twice(ch_walk *w, ch_walk_item *item, uint32_t times)
{
    if (times == 0)
        return CHARTER_NO_MEMORY;
    if (times == 1)
        return CHARTER_END;
    return error_at(w, item, CH_INPUT_TWICE, ch_say("this input was read already"),
                    ch_say("name each input once; what a folder holds need not be named"));
}

/* What was opened as the item's path: `opened.file` is a descriptor, or a negative errno. */
static charter_status take_opened(ch_walk *w, ch_walk_item *item, ch_opened opened)
{
    if (opened.file < 0)
        return error_unreadable(w, item, -opened.file);
    charter_status status = refuse_twice(w, item, times_seen(w, item->path, opened.file));
    if (status != CHARTER_END) {
        close(opened.file);
        return status;
    }
    if (opened.kind == CH_DISK_FOLDER)
        return enter_folder(w, item, opened.file);
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
    if (inner->beside)
        return look_beside(w, item, name, opened);
    if (opened.kind == CH_DISK_FILE && !may_declare(w, name))
        return pass_over_file(w, item, name, opened.file);
    /* One that cannot be opened counts: the folder is not empty, and its fault is told. */
    w->found += opened.file < 0 || opened.kind == CH_DISK_FILE;
    return take_opened(w, item, opened);
}

/* Where it cannot be looked at, the inputs in it cannot be read either, and are told. Its entries are told by their
 * names alone. */
static charter_status enter_beside(ch_walk *w, ch_walk_item *item)
{
    ch_opened opened = ch_disk_open(item->path, true);
    if (opened.file < 0)
        return CHARTER_END;
    charter_status status = enter_folder(w, item, opened.file);
    if (status != CHARTER_END)
        return status;
    w->levels[0].beside = true;
    w->levels[0].path = strcmp(item->path, ".") == 0 ? "" : w->levels[0].path;
    return CHARTER_END;
}

static charter_status next_input(ch_walk *w, ch_walk_item *item)
{
    const input *next = w->first;
    item->path = next->path;
    w->first = next->next;
    if (w->first == NULL)
        w->last = NULL;
    w->found = 0;
    if (next->kind == BESIDE)
        return enter_beside(w, item);
    if (next->kind == EMPTY_LIST)
        return error_at(w, item, CH_INPUT_EMPTY, ch_say("this list names no input"), ch_say("write a name a line"));
    if (strcmp(item->path, "-") == 0) {
        charter_status status = refuse_twice(w, item, ch_counting_set_add(&w->seen, ch_digest_of(CH_LITERAL("-"))));
        item->file = status == CHARTER_END ? STDIN_FILENO : CH_WALK_FAULT;
        return status == CHARTER_END ? CHARTER_OK : status;
    }
    /* A link that somebody named is followed: who named it meant what it leads to. Unless it leads out of the work
     * tree: then it need not be what they think it is. */
    return take_opened(w, item, ch_disk_open(item->path, w->options.follow_links));
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
