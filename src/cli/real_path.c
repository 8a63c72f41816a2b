/* real_path: where a name leads to, and whether it may be followed there. What a work tree is, the library says
 * (charter_leads_out); a name that it opens itself, it asks of itself. */
#include "real_path.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "say.h"

/* Where a link that leads to no file leads to; NULL where `path` is no link. */
static char *broken_link_target(const char *path)
{
    char to[PATH_MAX], *target;
    ssize_t length = readlink(path, to, sizeof to);
    const char *slash = strrchr(path, '/');
    if (length < 0)
        return NULL;
    int folder = slash == NULL || to[0] == '/' ? 0 : (int)(slash + 1 - path);
    return asprintf(&target, "%.*s%.*s", folder, path, (int)length, to) < 0 ? NULL : target;
}

/* Of a file that is yet to be: the real path of its folder, and its name. */
static char *real_newcomer(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1;
    char *folder = slash == NULL ? strdup(".") : strndup(path, (size_t)(name - path)), *target;
    char *real = folder == NULL ? NULL : realpath(folder, NULL);
    free(folder);
    if (real == NULL)
        return errno == ENOMEM ? NULL : strdup(path); /* opening it will tell what is wrong */
    int length = asprintf(&target, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
    free(real);
    return length < 0 ? NULL : target;
}

char *cli_real_path(const char *path)
{
    char *real = realpath(path, NULL);
    if (real != NULL || errno == ENOMEM)
        return real;
    char *further = errno == ENOENT ? broken_link_target(path) : NULL;
    if (further == NULL)
        return real_newcomer(path);
    real = cli_real_path(further); /* the system follows as many links as this, and no circles */
    free(further);
    return real;
}

bool cli_may_follow(const cli *c, const char *path)
{
    if (c->follow_links)
        return true;
    char *real = cli_real_path(path);
    if (real == NULL) {
        cli_no_memory(c);
        return false;
    }
    bool out = charter_leads_out(path, real);
    free(real);
    if (out) {
        cli_say(c, N_("%s is a link that leads out of the repository, and such links are not followed"), path);
        cli_help(c, N_("name what it leads to, or give --follow-links"));
    }
    return !out;
}

/* Cuts a real path to the work tree that it lies in. False where it lies in none. */
static bool cut_to_work_tree(char *real)
{
    char entry[PATH_MAX + sizeof "/.git"];
    for (char *slash; (slash = strrchr(real, '/')) != NULL; *slash = '\0') {
        snprintf(entry, sizeof entry, "%s/.git", real);
        if (strlen(real) < PATH_MAX && access(entry, F_OK) == 0)
            return true;
    }
    return false;
}

char *cli_work_tree_of(const char *path)
{
    char *real = cli_real_path(path);
    if (real != NULL && cut_to_work_tree(real))
        return real;
    free(real);
    return NULL;
}

bool cli_is_in_work_tree(const char *path)
{
    char *its = cli_work_tree_of(path), *ours = cli_work_tree_of(".");
    bool same = its != NULL && ours != NULL && strcmp(its, ours) == 0;
    free(its);
    free(ours);
    return same;
}
