/* changes: which files a branch touches, as git tells it. How git is started, and what of a repository it does not
 * obey, is git.c's; which inputs there are is the library's walk, which asks this file of each. */
#include "changes.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "revision.h"
#include "say.h"

/* Lists are held whole, to be searched: a bound on what a repository can make us hold. A longer one is an error, never
 * a shorter list, since what is left out of it would go unjudged. */
#define LIST_BYTES ((size_t)64 * 1024 * 1024)

enum { BRANCH, WORK_TREE, UNTRACKED, LISTS };

struct cli_changes {
    char *top; /* the work tree's folder, without a link in its path */
    char *lists[LISTS];
    size_t lengths[LISTS];
    const char **paths; /* from the top, in byte order */
    size_t count;
};

/* ---- asking for them ---- */

/* Plumbing: a file whose times alone have changed is among them. Whatever has become of a file counts:
 * a declaration may say that it is sent. "--ignore-submodules" goes before what the branch's .gitmodules says of it
 * (gitmodules, "ignore"); behind "--" a file may be called HEAD, or as a commit is. */
static bool ask_lists(cli_changes *all, const char *base)
{
    const char *const branch[] = {"diff-tree", "-r",   "-z", "--name-only", "--no-renames", "--ignore-submodules=dirty",
                                  base,        "HEAD", "--", NULL};
    const char *const work_tree[] = {"diff-index", "-z", "--name-only", "--no-renames", "--ignore-submodules=dirty",
                                     "HEAD",       "--", NULL};
    const char *const untracked[] = {"-C",          all->top, "ls-files", "-z", "--others", "--exclude-standard",
                                     "--full-name", NULL};
    return (all->lists[BRANCH] = cli_git_ask(branch, LIST_BYTES, &all->lengths[BRANCH])) != NULL &&
           (all->lists[WORK_TREE] = cli_git_ask_unfiltered(work_tree, LIST_BYTES, &all->lengths[WORK_TREE])) != NULL &&
           (all->lists[UNTRACKED] = cli_git_ask(untracked, LIST_BYTES, &all->lengths[UNTRACKED])) != NULL;
}

static int by_bytes(const void *a, const void *b)
{
    const char *const *one = a, *const *other = b;
    return strcmp(*one, *other);
}

/* A folder that is a repository of its own is told as "folder/". */
static void add_list(cli_changes *all, char *list, size_t length)
{
    for (char *path = list; path < list + length;) {
        size_t size = strlen(path);
        if (size > 0 && path[size - 1] == '/')
            path[size - 1] = '\0';
        all->paths[all->count++] = path;
        path += size + 1;
    }
}

static bool gather(cli_changes *all)
{
    /* One more than there are: calloc of nothing may give NULL, which is no want of memory. */
    size_t most = 1;
    for (int i = 0; i < LISTS; i++)
        for (size_t at = 0; at < all->lengths[i]; at++)
            most += all->lists[i][at] == '\0';
    all->paths = calloc(most, sizeof *all->paths);
    if (all->paths == NULL)
        return false;
    for (int i = 0; i < LISTS; i++)
        add_list(all, all->lists[i], all->lengths[i]);
    qsort(all->paths, all->count, sizeof *all->paths, by_bytes);
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
    char *base =
        all->top == NULL ? NULL : cli_git_ask_text((const char *const[]){"merge-base", revision.commit, "HEAD", NULL});
    bool good = base != NULL && ask_lists(all, base) && gather(all);
    free(base);
    return good ? all : say_failure(c, all, name, errno);
}

void cli_changes_free(cli_changes *all)
{
    if (all == NULL)
        return;
    for (int i = 0; i < LISTS; i++)
        free(all->lists[i]);
    free(all->paths);
    free(all->top);
    free(all);
}

/* ---- looking one up ---- */

static bool is_listed(const cli_changes *all, const char *path)
{
    return all->count > 0 && bsearch(&path, all->paths, all->count, sizeof *all->paths, by_bytes) != NULL;
}

/* Or one of the folders that it lies in: a submodule's files are not listed. Changes `path`. */
static bool is_listed_within(const cli_changes *all, char *path)
{
    for (;;) {
        if (is_listed(all, path))
            return true;
        char *slash = strrchr(path, '/');
        if (slash == NULL)
            return false;
        *slash = '\0';
    }
}

/* Where `real` is behind the work tree's folder; NULL where it lies elsewhere. */
static char *below_top(const cli_changes *all, char *real)
{
    size_t length = strcmp(all->top, "/") == 0 ? 0 : strlen(all->top);
    return strncmp(real, all->top, length) == 0 && real[length] == '/' ? real + length + 1 : NULL;
}

/* `real` is a path without links in it. */
static bool holds(const cli_changes *all, char *real)
{
    char *path = below_top(all, real);
    return path == NULL || is_listed_within(all, path);
}

/* The path of a file whose folder is without links, while the file itself may be one. */
static bool real_but_name(const char *path, char out[PATH_MAX])
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    size_t length = (size_t)(name - path);
    if (length >= sizeof folder)
        return false;
    memcpy(folder, path, length);
    folder[length] = '\0';
    if (realpath(length == 0 ? "." : folder, out) == NULL)
        return false;
    size_t end = strcmp(out, "/") == 0 ? 0 : strlen(out), size = strlen(name) + 1;
    if (end + 1 + size > PATH_MAX)
        return false;
    out[end] = '/';
    memcpy(out + end + 1, name, size);
    return true;
}

/* Whether one of the folders that it is reached through is listed: it has become a link, perhaps to what did not
 * change. */
static bool is_led_elsewhere(const cli_changes *all, const char *path)
{
    char way[PATH_MAX], real[PATH_MAX];
    for (const char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        size_t length = (size_t)(slash - path);
        if (length >= sizeof way)
            return true;
        memcpy(way, path, length);
        way[length] = '\0';
        const char *below = real_but_name(way, real) ? below_top(all, real) : NULL;
        if (below != NULL && is_listed(all, below))
            return true;
    }
    return false;
}

/* By both paths of a link: it may have changed itself, or what it leads to. Where that cannot be told the file counts
 * as changed, so that nothing goes unjudged for it. */
bool cli_changes_hold(const cli_changes *all, const char *path)
{
    char real[PATH_MAX];
    if (path[0] == '\0' || !real_but_name(path, real) || holds(all, real) || is_led_elsewhere(all, path))
        return true;
    /* What is not there, and has not been taken away, is as it was. */
    return realpath(path, real) == NULL ? errno != ENOENT : holds(all, real);
}
