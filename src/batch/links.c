/* links: names and real paths, held against the work trees that they lie in. A work tree is a folder with an entry
 * .git, which is itself no part of it: .git/config may hold the token that the tree was fetched with. Opening is
 * disk.c's. */
#include "batch/links.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "charter/batch.h"

/* ---- names ---- */

/* Where the path before `at` ends without its last step. */
static size_t parent_end(const char *path, size_t at)
{
    while (at > 0 && path[--at] != '/')
        ;
    return at;
}

/* The name as it is written, from the root on, without a link being looked at: "a/../b" is "b". */
static bool spell_out(const char *name, char path[2 * PATH_MAX])
{
    char whole[2 * PATH_MAX] = "";
    if (strlen(name) >= PATH_MAX || (name[0] != '/' && getcwd(whole, PATH_MAX) == NULL))
        return false;
    size_t length = strlen(whole);
    whole[length] = '/';
    strcpy(whole + length + 1, name);
    return ch_path_make_plain(path, whole) < PATH_MAX;
}

/* ---- work trees ---- */

/* The folder is the first `length` bytes of `path`; 0: the root. */
static bool is_work_tree(const char *path, size_t length)
{
    char name[PATH_MAX + sizeof "/.git"];
    struct stat status;
    memcpy(name, path, length);
    strcpy(name + length, "/.git");
    return lstat(name, &status) == 0;
}

/* Whether one of its names is ".git". */
static bool has_git_step(ch_text path)
{
    while (path.length > 0) {
        const char *slash = ch_text_find(path, '/');
        size_t length = slash == NULL ? path.length : (size_t)(slash - path.at), step = length + (slash != NULL);
        if (ch_text_is((ch_text){path.at, length}, ".git"))
            return true;
        path = (ch_text){path.at + step, path.length - step};
    }
    return false;
}

static bool leaves(const char *path, size_t length, const char *real)
{
    char folder[PATH_MAX];
    memcpy(folder, path, length);
    strcpy(folder + length, length == 0 ? "/" : "");
    char *tree = realpath(folder, NULL);
    ch_text rest = tree == NULL ? CH_NO_TEXT : ch_path_below(ch_text_of(real), tree);
    free(tree);
    return rest.at == NULL || has_git_step(rest);
}

/* Every work tree around the name counts: a link of a submodule may lead nowhere else in what holds it either, and
 * one that leads to another repository does not make that the tree it is in. */
bool charter_leads_out(const char *name, const char *real)
{
    char path[2 * PATH_MAX];
    if (!spell_out(name, path))
        return true;
    size_t length = strlen(path);
    if (strcmp(path, real) == 0)
        return false;
    while (length > 1) {
        length = parent_end(path, length);
        if (is_work_tree(path, length) && leaves(path, length, real))
            return true;
    }
    return false;
}

bool ch_leads_out(int file, const char *name)
{
    char self[sizeof "/proc/self/fd/" + 3 * sizeof file], path[PATH_MAX];
    snprintf(self, sizeof self, "/proc/self/fd/%d", file);
    ssize_t length = readlink(self, path, sizeof path);
    if (length > 0 && (size_t)length < sizeof path) {
        path[length] = '\0';
        return charter_leads_out(name, path);
    }
    /* Without /proc the name is asked again. */
    char *real = realpath(name, NULL);
    bool out = real == NULL || charter_leads_out(name, real);
    free(real);
    return out;
}
