/* repository: the files and the commits of a folder, told to a search for traces. git.c asks git; what a trace is, and
 * opening files, is the library's, which is handed names and bytes alone. */
#include "repository.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "revision.h"
#include "say.h"

/* The names of all files, held whole to be sorted: a bound on what a repository can make us hold. More is an error. */
#define LIST_BYTES   ((size_t)256 << 20)
#define ANSWER_BYTES ((size_t)4096)

/* Whether the folder, or one above it, has a .git: whether git then likes it is another matter. Where that cannot be
 * told, git is asked: without it history would be left out in silence. */
static bool is_in_repository(const char *folder)
{
    char path[PATH_MAX + sizeof "/.git"];
    struct stat status;
    if (realpath(folder, path) == NULL)
        return true;
    for (char *end = path + strlen(path);;) {
        strcpy(end, "/.git");
        if (lstat(path, &status) == 0)
            return true;
        *end = '\0';
        if (end == path)
            return false;
        end = strrchr(path, '/');
    }
}

/* ---- files ---- */

static int by_bytes(const void *a, const void *b)
{
    const char *const *one = a, *const *other = b;
    return strcmp(*one, *other);
}

/* The paths of a list, which NULs end, in byte order: git tells some of them twice. */
static const char **sort_list(const char *list, size_t length, size_t *count)
{
    size_t most = 1;
    for (size_t i = 0; i < length; i++)
        most += list[i] == '\0';
    const char **paths = calloc(most, sizeof *paths);
    if (paths == NULL)
        return NULL;
    for (const char *path = list; path < list + length; path += strlen(path) + 1)
        paths[(*count)++] = path;
    qsort(paths, *count, sizeof *paths, by_bytes);
    return paths;
}

static charter_status tell_list(const char *list, size_t length, charter_traces *traces, charter_diagnostics *faults)
{
    size_t count = 0;
    const char **paths = sort_list(list, length, &count);
    charter_status status = paths == NULL ? CHARTER_NO_MEMORY : CHARTER_OK;
    for (size_t i = 0; status == CHARTER_OK && i < count; i++)
        if (i == 0 || strcmp(paths[i - 1], paths[i]) != 0)
            status = charter_traces_file(traces, paths[i], faults);
    free(paths);
    return status;
}

/* Those of the index, and those that git would add. What git ignores is left out unless it was committed. -z: names as
 * they are, with line breaks too. */
static int tell_files(const cli *c, const char *folder, charter_traces *traces, charter_diagnostics *faults)
{
    size_t length;
    char *list = cli_git_ask((const char *const[]){"-C", folder, "ls-files", "-z", "--cached", "--others",
                                                   "--exclude-standard", NULL},
                             LIST_BYTES, &length);
    if (list == NULL && errno == ENOMEM)
        return cli_no_memory(c);
    if (list == NULL) {
        cli_say(c, N_("git cannot list the files of %s"), folder);
        cli_help(c, N_("run in the repository's work tree; where it belongs to another user, allow it: git config "
                       "--global --add safe.directory FOLDER"));
        return CLI_STOPPED;
    }
    charter_status status = tell_list(list, length, traces, faults);
    free(list);
    return status == CHARTER_OK ? CLI_FINE : cli_no_memory(c);
}

/* ---- history ---- */

/* Whether git answers, and so where something is expected. False where it could not be asked, which `*failed` tells. */
static bool answers(const char *folder, const char *question, const char *option, const char *expected, bool *failed)
{
    size_t length;
    char *answer =
        cli_git_ask((const char *const[]){"-C", folder, "rev-parse", question, option, NULL}, ANSWER_BYTES, &length);
    *failed = answer == NULL && errno == ENOMEM;
    bool so = answer != NULL && (expected == NULL || strcmp(answer, expected) == 0);
    free(answer);
    return so;
}

static bool take(void *traces, const char *bytes, size_t length)
{
    return charter_traces_history(traces, bytes, length) == CHARTER_OK;
}

/* Nothing but messages and names: no file of a commit is looked at, no signature verified. rev-list and not log, which
 * a configuration (log.showSignature) would make start gpg. */
static cli_git_end stream_history(const char *folder, unsigned most, const char *since, charter_traces *traces)
{
    char count[32];
    snprintf(count, sizeof count, "--max-count=%u", most);
    static const char format[] = "--format=" CHARTER_HISTORY_FORMAT;
    const char *arguments[16] = {"-C", folder, "rev-list", count, "--encoding=UTF-8", format, "HEAD"};
    const char **next = arguments + 7;
    if (since != NULL) {
        *next++ = "--not";
        *next++ = since;
    }
    *next = "--"; /* a file may be called HEAD */
    return cli_git_stream(arguments, take, traces);
}

/* Whoever asks for the last commits alone gets them of a shallow clone too, where it has as many. */
static charter_status tell_end(const char *folder, const cli_commits *h, charter_traces *traces,
                               charter_diagnostics *faults)
{
    uint64_t commits = charter_traces_commit_count(traces);
    if (h->commits == 0 && commits > CHARTER_COMMITS_MAX)
        return charter_traces_history_ended(traces, CHARTER_HISTORY_LONG, faults);
    bool failed = false, enough = h->commits > 0 && commits >= h->commits;
    if (!enough && answers(folder, "--is-shallow-repository", NULL, "true\n", &failed))
        return charter_traces_history_ended(traces, CHARTER_HISTORY_SHALLOW, faults);
    return failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* A repository without a commit has no history. */
static int tell_history(const cli *c, const char *folder, const cli_commits *h, charter_traces *traces,
                        charter_diagnostics *faults)
{
    cli_revision since = {{0}};
    if (h->since != NULL && !cli_revision_find(c, folder, "--since", h->since, &since))
        return CLI_STOPPED;
    bool failed;
    if (!answers(folder, "--verify", "HEAD", NULL, &failed))
        return failed ? cli_no_memory(c) : CLI_FINE;
    /* Millions of commits would take a minute: there is a bound where nobody says how many. One more shows that there
     * are more. */
    unsigned most = h->commits > 0 ? h->commits : CHARTER_COMMITS_MAX + 1;
    cli_git_end end = stream_history(folder, most, h->since == NULL ? NULL : since.commit, traces);
    charter_status status = CHARTER_NO_MEMORY;
    if (end == CLI_GIT_FAILED)
        status = charter_traces_history_ended(traces, CHARTER_HISTORY_UNREAD, faults);
    else if (end == CLI_GIT_DONE)
        status = tell_end(folder, h, traces, faults);
    return status == CHARTER_OK ? CLI_FINE : cli_no_memory(c);
}

int cli_repository_tell(const cli *c, const char *folder, const cli_commits *history, charter_traces *traces,
                        charter_diagnostics *faults)
{
    if (!is_in_repository(folder)) {
        if (history->since != NULL) {
            cli_say(c, N_("%s is in no repository: it has no history"), folder);
            return CLI_STOPPED;
        }
        return charter_traces_all_files(traces, faults) == CHARTER_OK ? CLI_FINE : cli_no_memory(c);
    }
    int code = tell_files(c, folder, traces, faults);
    return code == CLI_FINE && !history->none ? tell_history(c, folder, history, traces, faults) : code;
}
