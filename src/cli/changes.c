/* changes: which files a branch touches, as git tells it. How git is started, and what of a repository it does not
 * obey, is git.c's; which inputs there are is the library's walk, which asks this file of each. */
#include "changes.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "revision.h"
#include "say.h"

/* Lists are held whole, to be searched: a bound on what a repository can make us hold. A longer one is an error, never
 * a shorter list, since what is left out of it would go unjudged. */
#define LIST_BYTES ((size_t)64 * 1024 * 1024)

enum { MOST_LINKS = 40 }; /* that the system follows (path_resolution(7)) */

/* What differs between the work tree and HEAD, and what HEAD holds; then between HEAD and each place where both parted,
 * of which histories that were merged both ways have several. */
enum { WORK_TREE, HELD, BRANCHES, BASES_MAX = 64, LISTS = BRANCHES + BASES_MAX };

typedef struct paths {
    const char **items; /* from the top, in byte order */
    size_t count;
} paths;

struct cli_changes {
    char *top; /* the work tree's folder, without a link in its path */
    char *lists[LISTS];
    size_t lengths[LISTS];
    size_t count; /* of lists */
    paths changed, held;
};

/* ---- asking for them ---- */

static bool ask(cli_changes *all, const char *const *arguments)
{
    size_t i = all->count++;
    all->lists[i] = cli_git_ask(arguments, LIST_BYTES, &all->lengths[i]);
    return all->lists[i] != NULL;
}

/* Plumbing: a file whose times alone have changed is among them. Whatever has become of a file counts: a declaration
 * may say that it is sent. "--ignore-submodules" goes before what the branch's .gitmodules says of it (gitmodules,
 * "ignore"); behind "--" a file may be called HEAD, or as a commit is. What is held is asked of HEAD and not of the
 * disk: what the branch's .gitignore names is not there, either. */
static bool ask_lists(cli_changes *all, char *bases)
{
    const char *const work_tree[] = {"diff-index", "-z", "--name-only", "--no-renames", "--ignore-submodules=dirty",
                                     "HEAD",       "--", NULL};
    const char *const held[] = {"ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD", NULL};
    all->count = HELD;
    all->lists[WORK_TREE] = cli_git_ask_unfiltered(work_tree, LIST_BYTES, &all->lengths[WORK_TREE]);
    bool good = all->lists[WORK_TREE] != NULL && ask(all, held);
    char *rest = NULL;
    for (char *base = strtok_r(bases, "\n", &rest); good && base != NULL; base = strtok_r(NULL, "\n", &rest)) {
        const char *const branch[] = {"diff-tree",   "-r",           "-z",
                                      "--name-only", "--no-renames", "--ignore-submodules=dirty",
                                      base,          "HEAD",         "--",
                                      NULL};
        errno = ENOENT;
        good = all->count < LISTS && ask(all, branch);
    }
    return good;
}

static int by_bytes(const void *a, const void *b)
{
    const char *const *one = a, *const *other = b;
    return strcmp(*one, *other);
}

static size_t count_of(const cli_changes *all, size_t list)
{
    size_t count = 0;
    for (size_t at = 0; at < all->lengths[list]; at++)
        count += all->lists[list][at] == '\0';
    return count;
}

static void add_list(const cli_changes *all, size_t list, paths *to)
{
    const char *path = all->lists[list], *end = path + all->lengths[list];
    for (; path < end; path += strlen(path) + 1)
        to->items[to->count++] = path;
}

static bool make_room(paths *p, size_t most)
{
    /* One more than there are: calloc of nothing may give NULL, which is no want of memory. */
    p->items = calloc(most + 1, sizeof *p->items);
    return p->items != NULL;
}

static bool gather(cli_changes *all)
{
    size_t most = 0;
    for (size_t i = 0; i < all->count; i++)
        most += i == HELD ? 0 : count_of(all, i);
    if (!make_room(&all->changed, most) || !make_room(&all->held, count_of(all, HELD)))
        return false;
    for (size_t i = 0; i < all->count; i++)
        add_list(all, i, i == HELD ? &all->held : &all->changed);
    qsort(all->changed.items, all->changed.count, sizeof *all->changed.items, by_bytes);
    qsort(all->held.items, all->held.count, sizeof *all->held.items, by_bytes);
    return true;
}

static cli_changes *say_failure(const cli *c, cli_changes *all, const char *name, int error)
{
    if (error == ENOMEM) {
        cli_no_memory(c);
    } else if (error == E2BIG) {
        cli_say(c, N_("git has more filters here than can be switched off"));
        cli_help(c, N_("git config --get-regexp '^filter' lists them: remove them where this runs"));
    } else {
        cli_say(c, N_("git cannot tell what has changed since \"%s\""), name);
        cli_help(c,
                 N_("HEAD and that revision must have a common ancestor: in a pipeline, check out the whole history"));
    }
    cli_changes_free(all);
    return NULL;
}

cli_changes *cli_changes_since(const cli *c, const char *name)
{
    cli_revision revision;
    if (!cli_revision_find(c, ".", "--changed-since", name, &revision))
        return NULL;
    cli_changes *all = calloc(1, sizeof *all);
    if (all == NULL) {
        cli_no_memory(c);
        return NULL;
    }
    char *top = cli_git_ask_text((const char *const[]){"rev-parse", "--show-toplevel", NULL});
    /* Without links, since it is compared with realpath's answers. */
    all->top = top == NULL ? NULL : realpath(top, NULL);
    free(top);
    /* Where both begin to differ, not the tip of the other: what was done there since is no change of this branch. */
    char *bases = all->top == NULL
                      ? NULL
                      : cli_git_ask_text((const char *const[]){"merge-base", "--all", revision.commit, "HEAD", NULL});
    bool good = bases != NULL && ask_lists(all, bases) && gather(all);
    free(bases);
    return good ? all : say_failure(c, all, name, errno);
}

void cli_changes_free(cli_changes *all)
{
    if (all == NULL)
        return;
    for (size_t i = 0; i < all->count; i++)
        free(all->lists[i]);
    free(all->changed.items);
    free(all->held.items);
    free(all->top);
    free(all);
}

/* ---- looking one up ---- */

static bool is_among(const paths *p, const char *path)
{
    return p->count > 0 && bsearch(&path, p->items, p->count, sizeof *p->items, by_bytes) != NULL;
}

/* A path that is being followed, step by step. */
typedef struct way {
    char done[PATH_MAX]; /* without links; "": the root */
    size_t length;
    char rest[PATH_MAX];
    unsigned links;
    bool held; /* HEAD holds the file, or the submodule that it lies in */
} way;

typedef enum found { UNCHANGED, CHANGED, GOES_ON } found;

static void step_back(way *w)
{
    while (w->length > 0 && w->done[--w->length] != '/')
        ;
    w->done[w->length] = '\0';
}

/* Puts what a link leads to in the place of what it is called. */
static bool follow(way *w)
{
    char to[PATH_MAX], whole[PATH_MAX];
    ssize_t length = readlink(w->done, to, sizeof to - 1);
    if (length < 0 || ++w->links > MOST_LINKS)
        return false;
    to[length] = '\0';
    if (snprintf(whole, sizeof whole, "%s%s%s", to, w->rest[0] == '\0' ? "" : "/", w->rest) >= (int)sizeof whole)
        return false;
    strcpy(w->rest, whole);
    w->length = to[0] == '/' ? 0 : w->length;
    w->done[w->length] = '\0';
    if (to[0] != '/')
        step_back(w);
    return true;
}

/* Where the way has come to, from the top on; NULL where that is elsewhere. */
static const char *below_top(const cli_changes *all, const way *w)
{
    size_t length = strcmp(all->top, "/") == 0 ? 0 : strlen(all->top);
    return strncmp(w->done, all->top, length) == 0 && w->done[length] == '/' ? w->done + length + 1 : NULL;
}

/* Where the way ends: what is not there, and has not been taken away, is as it was. With a file its folders go. */
static found end_at(const cli_changes *all, way *w)
{
    int length = snprintf(w->done + w->length, sizeof w->done - w->length, "%s", w->rest);
    bool plain = strstr(w->rest, "/.") == NULL && strstr(w->rest, "//") == NULL;
    const char *below = below_top(all, w);
    if (!plain || length >= (int)(sizeof w->done - w->length) || below == NULL)
        return CHANGED;
    return is_among(&all->changed, below) ? CHANGED : UNCHANGED;
}

/* Every name on the way counts, a link's and those that it leads over: each may have changed. */
static found look_at(const cli_changes *all, way *w)
{
    struct stat status;
    const char *below = below_top(all, w);
    if (below != NULL && is_among(&all->changed, below))
        return CHANGED;
    w->held = w->held || (below != NULL && is_among(&all->held, below));
    if (lstat(w->done, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? end_at(all, w) : CHANGED;
    if (!S_ISLNK(status.st_mode))
        return GOES_ON;
    /* One that git is not told of yet. */
    bool is_new = below != NULL && !w->held;
    w->held = false;
    return !is_new && follow(w) ? GOES_ON : CHANGED;
}

/* Takes the next name of the rest. */
static found take_step(const cli_changes *all, way *w)
{
    size_t begin = strspn(w->rest, "/"), length = strcspn(w->rest + begin, "/");
    char name[PATH_MAX];
    memcpy(name, w->rest + begin, length);
    name[length] = '\0';
    memmove(w->rest, w->rest + begin + length, strlen(w->rest + begin + length) + 1);
    if (length == 0 || strcmp(name, ".") == 0)
        return GOES_ON;
    if (strcmp(name, "..") == 0) {
        step_back(w);
        return GOES_ON;
    }
    if (w->length + 1 + length >= sizeof w->done)
        return CHANGED;
    w->done[w->length] = '/';
    memcpy(w->done + w->length + 1, name, length + 1);
    w->length += 1 + length;
    return look_at(all, w);
}

/* Where it cannot be told the file counts as changed, so that nothing goes unjudged for it; and so does what lies
 * outside, and what HEAD does not hold. */
bool cli_changes_hold(const cli_changes *all, const char *path)
{
    way w = {.length = 0};
    if (strlen(path) >= sizeof w.rest || (path[0] != '/' && getcwd(w.done, sizeof w.done) == NULL))
        return true;
    strcpy(w.rest, path);
    w.length = strcmp(w.done, "/") == 0 ? 0 : strlen(w.done);
    w.done[w.length] = '\0';
    found is = GOES_ON;
    while (is == GOES_ON && w.rest[0] != '\0')
        is = take_step(all, &w);
    return is == GOES_ON ? !w.held : is == CHANGED;
}
