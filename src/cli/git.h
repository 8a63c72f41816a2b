/* git: what a repository holds, asked of the program git.
 *
 * Whoever sends a branch in may have written anything in it. git is started without a shell, on plumbing commands
 * alone, with no hook, no file-system monitor, no pager, no filter, no replaced object, no network, and in no
 * repository that is itself a folder of the branch. A revision is a whole hash (revision.h). */
#ifndef CLI_GIT_H
#define CLI_GIT_H

#include "options.h"

#define CLI_COMMIT_SIZE 65 /* of either kind of hash, with a NUL */

/* A commit, once and for all: its name may come to mean another. */
typedef struct cli_revision {
    char commit[CLI_COMMIT_SIZE];
} cli_revision;

/* Whole files of a revision, by their paths from the current folder. Keeps `revision`. ENOENT for what is no file of
 * it, EINVAL for an absolute path. */
charter_files cli_git_files(cli_revision *revision);

/* What a path of a revision is; CLI_GIT_UNKNOWN where git could not be asked, and errno says why. */
typedef enum cli_git_kind { CLI_GIT_NOTHING, CLI_GIT_FILE, CLI_GIT_FOLDER, CLI_GIT_UNKNOWN } cli_git_kind;
cli_git_kind cli_git_kind_of(const cli_revision *revision, const char *path);

/* One answer of git, with a NUL behind its last byte, to be freed; NULL where it gave none, and errno is then ENOENT
 * where git itself ended so. Longer ones than `limit` are none. `arguments` ends with NULL behind 32 words at most. */
char *cli_git_ask(const char *const *arguments, size_t limit, size_t *length);

/* The same with the programs of all filters taken away: for a command that may look into files of the work tree, whose
 * .gitattributes choose among them. E2BIG where there are more than a program's environment holds. */
char *cli_git_ask_unfiltered(const char *const *arguments, size_t limit, size_t *length);

/* A short answer without the line break that ends it, to be freed; NULL as above. */
char *cli_git_ask_text(const char *const *arguments);

/* The same piece by piece, of any length: `take` gives false to stop. CLI_GIT_STOPPED where it did, CLI_GIT_FAILED
 * where git gave no answer, or not all of it. */
typedef enum cli_git_end { CLI_GIT_DONE, CLI_GIT_STOPPED, CLI_GIT_FAILED, CLI_GIT_NO_MEMORY } cli_git_end;
cli_git_end cli_git_stream(const char *const *arguments, bool (*take)(void *context, const char *bytes, size_t length),
                           void *context);

/* Says why git gave no answer, which `error` (a positive errno) tells: there is no memory, no git, or no repository.
 * False. */
bool cli_git_complain(const cli *c, int error);

/* The way up from the current folder to that of the work tree, "" or "../": to be freed. NULL, once it has said why,
 * where there is none. */
char *cli_git_way_up(const cli *c);

/* The names in a folder of a revision that are a charter's versions, each behind the folder's path, in byte order: to
 * be freed by cli_git_free_names. NULL where there is no memory, or git gave no answer. */
char **cli_git_versions(const cli_revision *revision, const char *path, size_t *count);
void cli_git_free_names(char **names, size_t count);

#endif
