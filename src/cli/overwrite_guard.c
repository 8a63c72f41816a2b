/* overwrite guard: what a run reads, it does not write over. Files are told apart by device and inode, so that a link
 * or another spelling is the same file. When to ask is each command's; how a file is written is temporary.c's. */
#include "overwrite_guard.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "say.h"

static bool is_same(const struct stat *one, const struct stat *other)
{
    return one->st_dev == other->st_dev && one->st_ino == other->st_ino;
}

/* Which files a folder's names make inputs of, charter_batch_add says; registers too, since a charter may have a
 * mapping of its own that nobody has read yet. */
static bool lies_in(const char *path, const struct stat *folder)
{
    char real[PATH_MAX];
    struct stat status;
    /* A link is followed: what it leads to is what would be written. */
    if (realpath(path, real) == NULL || charter_syntax_of(real) == CHARTER_SYNTAX_BY_NAME)
        return false;
    for (char *slash; (slash = strrchr(real, '/')) != NULL;) {
        *slash = '\0';
        if (stat(slash == real ? "/" : real, &status) == 0 && is_same(&status, folder))
            return true;
    }
    return false;
}

/* Standard input may be a file too: `charter-check - < usage.yaml`. */
static bool stat_input(const char *path, struct stat *status)
{
    return (strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, status) : stat(path, status)) == 0;
}

static bool spares(const cli *c, const char *written, const char *read, const struct stat *status)
{
    struct stat old;
    /* A device or a pipe keeps nothing that could be lost. */
    if (written == NULL || stat(written, &old) != 0 || !S_ISREG(old.st_mode))
        return true;
    bool within = S_ISDIR(status->st_mode) && lies_in(written, status);
    if (!within && !is_same(&old, status))
        return true;
    if (within)
        cli_say(c, N_("%1$s would be written over, and lies among what is read of %2$s"), written, read);
    else
        cli_say(c, N_("%1$s would be written over, and is what is read as %2$s"), written, read);
    cli_help(c, N_("name another file"));
    return false;
}

static bool writes_nothing(const cli_written *w)
{
    return (w->outputs == NULL || w->outputs->count == 0) && w->partial == NULL && w->kept == NULL &&
           w->baseline == NULL;
}

bool cli_guard(const cli *c, const cli_written *w, const char *read)
{
    struct stat status;
    if (read == NULL || writes_nothing(w) || !stat_input(read, &status))
        return true;
    for (size_t i = 0; w->outputs != NULL && i < w->outputs->count; i++) {
        const char *equals = strchr(w->outputs->items[i], '=');
        if (equals != NULL && !spares(c, equals + 1, read, &status))
            return false;
    }
    return spares(c, w->partial, read, &status) && spares(c, w->kept, read, &status) &&
           spares(c, w->baseline, read, &status);
}

bool cli_guards_all(const cli *c, const cli_written *written, const cli_texts *read)
{
    for (size_t i = 0; i < read->count; i++)
        if (!cli_guard(c, written, read->items[i]))
            return false;
    return true;
}
