/* new file: standard output, or a file that takes nobody's place. Writing apart first is temporary.c's. */
#include "new_file.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "formats.h"
#include "real_path.h"
#include "say.h"
#include "temporary.h"

static bool is_standard_output(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

static bool say_taken(const cli *c, const char *path)
{
    cli_say(c, N_("%s is there already"), path);
    cli_help(c, N_("name another file, or add --force to replace it"));
    return false;
}

bool cli_may_create(const cli *c, const char *path, bool force)
{
    struct stat status;
    if (is_standard_output(path))
        return true;
    if (*path == '\0') {
        cli_say(c, N_("an empty name is the name of no file"));
        return false;
    }
    /* A link is something too, whether it leads anywhere or not; a device or a pipe keeps nothing that could be lost.
     */
    if (!force && lstat(path, &status) == 0 &&
        (S_ISREG(status.st_mode) || S_ISLNK(status.st_mode) || S_ISDIR(status.st_mode)))
        return say_taken(c, path);
    return cli_may_follow(c, path);
}

static int create(const cli *c, const char *path, bool force, charter_status (*write)(void *, charter_sink),
                  void *context)
{
    cli_temporary file;
    int error = cli_temporary_open(&file, path);
    charter_status status = error == 0 ? write(context, cli_sink(&file.file)) : CHARTER_IO;
    if (error == 0 && status == CHARTER_OK)
        error = force ? cli_temporary_keep(&file) : cli_temporary_keep_new(&file);
    cli_temporary_free(&file);
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    if (error == EEXIST)
        say_taken(c, path);
    else if (error != 0)
        cli_say_unwritable(c, path, error);
    else if (status == CHARTER_IO)
        cli_say(c, N_("%s could not be written whole"), path);
    return error == 0 && status == CHARTER_OK ? CLI_FINE : CLI_STOPPED;
}

int cli_create(const cli *c, const char *path, bool force, charter_status (*write)(void *, charter_sink), void *context)
{
    if (!cli_may_create(c, path, force))
        return CLI_STOPPED;
    if (!is_standard_output(path))
        return create(c, path, force, write, context);
    charter_status status = cli_write_defused(c, write, context);
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    if (status == CHARTER_IO)
        cli_say(c, N_("standard output could not be written whole"));
    return status == CHARTER_OK ? CLI_FINE : CLI_STOPPED;
}
