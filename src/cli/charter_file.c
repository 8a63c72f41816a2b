/* charter: which charter is meant where no option names it, and which day it is. A revision's charter, and hashes, are
 * pin.c's; the steps of loading one are judging.c's. */
#include "charter_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "environment.h"
#include "say.h"

#define SYSTEM_LAW "/etc/charter-check/charter.yaml"

/* ---- the charter ---- */

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* "FOLDER/NAME" where there is such a file, else NULL; `*failed` where there is no memory. */
static char *path_in(const char *folder, const char *name, bool *failed)
{
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0) {
        *failed = true;
        return NULL;
    }
    if (is_there(path))
        return path;
    free(path);
    return NULL;
}

static char *charter_in(const char *folder, bool *failed)
{
    char *path = path_in(folder, ".charter.yaml", failed);
    return path != NULL || *failed ? path : path_in(folder, "charter.yaml", failed);
}

static bool is_repository(const char *folder, bool *failed)
{
    char *git = path_in(folder, ".git", failed);
    free(git);
    return git != NULL;
}

/* Whether one of the folders from "." up to the root of the file system is a repository's. At the root of the file
 * system ".." leads nowhere new: the room for the path ends the climb. */
static bool in_repository(bool *failed)
{
    char up[1024] = ".";
    for (size_t length = 1; length + 4 < sizeof up; length += 3) {
        if (is_repository(up, failed))
            return true;
        memcpy(up + length, "/..", 4);
    }
    return false;
}

/* Here and, within a repository, in the folders above up to its root. */
static char *charter_upward(bool *failed)
{
    bool climbs = in_repository(failed);
    char up[1024] = ".";
    for (size_t length = 1; !*failed && length + 4 < sizeof up; length += 3) {
        char *path = charter_in(up, failed);
        if (path != NULL || *failed || !climbs || is_repository(up, failed))
            return path;
        memcpy(up + length, "/..", 4);
    }
    return NULL;
}

/* XDG Base Directory Specification: $HOME/.config where XDG_CONFIG_HOME is not set or is empty. */
static char *charter_of_user(bool *failed)
{
    const char *folder = cli_environment(CLI_XDG_CONFIG_HOME), *home = cli_environment(CLI_HOME);
    if (folder != NULL)
        return path_in(folder, "charter-check/charter.yaml", failed);
    return home == NULL ? NULL : path_in(home, ".config/charter-check/charter.yaml", failed);
}

/* A shorter way to write it: "./charter.yaml" is told as "charter.yaml". */
static char *plain(char *path)
{
    if (path != NULL && strncmp(path, "./", 2) == 0)
        memmove(path, path + 2, strlen(path + 2) + 1);
    return path;
}

/* In continuous integration the work tree is what is judged: a pull request would bring a charter of its own. */
static char *usual_charter(bool *failed)
{
    char *path = cli_in_ci() ? NULL : plain(charter_upward(failed));
    if (path == NULL && !*failed)
        path = charter_of_user(failed);
    if (path == NULL && !*failed && is_there(SYSTEM_LAW)) {
        path = strdup(SYSTEM_LAW);
        *failed = path == NULL;
    }
    return path;
}

static void say_none(const cli *c)
{
    cli_say(c, N_("no charter was found to judge by"));
    if (cli_in_ci())
        cli_help(c,
                 N_("name one that the branch cannot change: --charter-rev refs/remotes/origin/main (check, scan), or "
                    "--charter FILE; in continuous integration none is looked for in the files that are to be judged"));
    else
        cli_help(
            c,
            N_("name it with --charter FILE, or put charter.yaml in this folder; charter-check init charter makes one"));
}

bool cli_seek_charter(const cli *c, const char *named, char **path)
{
    bool failed = false;
    if (named == NULL)
        named = cli_environment(CLI_CHARTER_CHECK_CHARTER);
    *path = named != NULL ? strdup(named) : usual_charter(&failed);
    failed = failed || (named != NULL && *path == NULL);
    if (failed)
        cli_no_memory(c);
    return !failed;
}

char *cli_find_charter(const cli *c, const char *named)
{
    char *path;
    if (cli_seek_charter(c, named, &path) && path == NULL)
        say_none(c);
    return path;
}

bool cli_has_charter(const char *named)
{
    bool failed = false;
    if (named != NULL || cli_environment(CLI_CHARTER_CHECK_CHARTER) != NULL)
        return true;
    char *path = usual_charter(&failed);
    free(path);
    return path != NULL || failed;
}

/* ---- the day ---- */

/* In UTC: the same day wherever the program runs. */
static bool day_of(time_t seconds, charter_day *day)
{
    struct tm utc;
    char text[16];
    if (gmtime_r(&seconds, &utc) == NULL)
        return false;
    size_t length = strftime(text, sizeof text, "%Y-%m-%d", &utc);
    return charter_day_parse((charter_text){text, length}, day);
}

bool cli_today(const cli *c, charter_day *day)
{
    /* reproducible-builds.org: a whole number of seconds. An empty value is none, and is told: a certain
     * day was wanted. */
    const char *epoch = cli_variable_value(CLI_SOURCE_DATE_EPOCH);
    if (epoch == NULL)
        return day_of(time(NULL), day);
    char *end;
    errno = 0;
    long long seconds = strtoll(epoch, &end, 10);
    /* strtoll would take blanks and signs too. */
    bool digits = epoch[0] >= '0' && epoch[0] <= '9';
    if (digits && *end == '\0' && errno == 0 && day_of((time_t)seconds, day))
        return true;
    cli_say(c, N_("SOURCE_DATE_EPOCH is no number of seconds: \"%s\""), epoch);
    return false;
}
