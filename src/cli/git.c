/* git: the program git, started so that nothing in a repository is run. Which questions are asked is left to
 * changes.c, repository.c, pin.c and revision.c; files of a revision are read here. */
#include "git.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "say.h"

#define ANSWER_BYTES ((size_t)1 << 20) /* of short answers */
enum { MOST_WORDS = 32, ROOM_AT_FIRST = 16384, STREAMED_AT_ONCE = 65536 };

/* ---- how it is started ---- */

/* What each stops (git's manual). A replaced object (refs/replace) gives a commit the files of another. An optional
 * lock writes into a repository that is only read. A path may be spelt as a pattern. core.fsmonitor and the hooks are
 * programs that a repository's configuration names. */
static const char *const always[] = {
    "git",
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    /* A folder of the branch may look like a repository without a work tree, with a configuration of its own. */
    "-c",
    "safe.bareRepository=explicit",
    /* Without it git tells nobody that a name means several things (git-config). */
    "-c",
    "core.warnAmbiguousRefs=true",
};
enum { ALWAYS = sizeof always / sizeof *always };

/* No file of the machine changes an answer, nobody is asked for a password, and answers are in English, for a program
 * to read. The user's own configuration stays: safe.directory is respected there, by which a folder of another user is
 * allowed. */
static const char *const settings[] = {
    "GIT_CONFIG_NOSYSTEM=1",
    "GIT_ATTR_NOSYSTEM=1",
    "GIT_TERMINAL_PROMPT=0",
    "GIT_NO_REPLACE_OBJECTS=1",
    /* What a partial clone lacks is not fetched. */
    "GIT_NO_LAZY_FETCH=1",
    "GIT_ALLOW_PROTOCOL=none",
    "LC_ALL=C",
    NULL,
};
static const char *const no_more[] = {NULL};

static bool is_set_in(const char *const *list, const char *variable)
{
    const char *end = strchr(variable, '=');
    /* With its "=": a longer name is another variable. */
    size_t length = end == NULL ? strlen(variable) : (size_t)(end - variable) + 1;
    for (; *list != NULL; list++)
        if (strncmp(variable, *list, length) == 0)
            return true;
    return false;
}

static size_t count_of(const char *const *list)
{
    size_t count = 0;
    while (list[count] != NULL)
        count++;
    return count;
}

/* Ours, `more` of one question, and what the caller's says beside both: to be freed, what it points at is not. */
static const char **surroundings(const char *const *more)
{
    size_t ours = count_of(settings), further = count_of(more), count = count_of((const char *const *)environ);
    const char **all = calloc(ours + further + count + 1, sizeof *all);
    if (all == NULL)
        return NULL;
    const char **next = all + ours + further;
    memcpy(all, settings, ours * sizeof *all);
    memcpy(all + ours, more, further * sizeof *all);
    for (size_t i = 0; i < count; i++)
        if (!is_set_in(settings, environ[i]) && !is_set_in(more, environ[i]))
            *next++ = environ[i];
    return all;
}

/* What posix_spawn takes, and does not change. */
static char *const *as_words(const char *const *arguments)
{
    union {
        const char *const *ours;
        char *const *theirs;
    } pointer = {.ours = arguments};
    return pointer.theirs;
}

/* Nothing to read, and what git complains of is dropped: it holds names that anybody may have written. */
static int prepare(posix_spawn_file_actions_t *actions, int output)
{
    int error = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_addopen(actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    /* The pipe is closed on exec, dup2's copy is not (POSIX). `output` is none of the first three: run.c holds
     * those. */
    return error != 0 ? error : posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
}

/* Without a shell: a word that a stranger wrote is never read as anything else. */
static int spawn(pid_t *process, const char *const *arguments, const char *const *more, int output)
{
    posix_spawn_file_actions_t actions;
    const char **environment = surroundings(more);
    int error = environment == NULL ? ENOMEM : posix_spawn_file_actions_init(&actions);
    if (error == 0) {
        error = prepare(&actions, output);
        if (error == 0)
            error = posix_spawnp(process, "git", &actions, NULL, as_words(arguments), as_words(environment));
        posix_spawn_file_actions_destroy(&actions);
    }
    free(environment);
    return error;
}

/* ---- its answers ---- */

typedef struct answer {
    char *bytes;
    size_t length, room, limit;
    int error;
} answer;

static bool grow(answer *a)
{
    size_t room = a->room == 0 ? ROOM_AT_FIRST : 2 * a->room;
    char *bytes = realloc(a->bytes, room);
    if (bytes == NULL) {
        a->error = ENOMEM;
        return false;
    }
    a->bytes = bytes;
    a->room = room;
    return true;
}

/* All of it, and a NUL behind it. */
static void read_answer(answer *a, int from)
{
    while (a->error == 0) {
        if (a->room - a->length < 2 && !grow(a))
            return;
        ssize_t got = read(from, a->bytes + a->length, a->room - a->length - 1);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            a->error = errno;
        a->length += got < 0 ? 0 : (size_t)got;
        /* Then there is no answer: half a list would let files go unjudged. */
        if (a->length > a->limit)
            a->error = EFBIG;
    }
    if (a->bytes != NULL)
        a->bytes[a->length] = '\0';
}

/* A pipe ends in the same way where git was killed half-way: what it said counts only where it exited with 0. */
static bool ended_well(pid_t process)
{
    int how;
    while (waitpid(process, &how, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(how) && WEXITSTATUS(how) == 0;
}

/* Starts git, whose output can be read from `*from`. 0, or a positive errno. */
static int start(pid_t *process, const char *const *arguments, const char *const *more, int *from)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        int failure = errno;
        assert(failure != 0);
        return failure;
    }
    int error = spawn(process, arguments, more, ends[1]);
    /* Ours goes at once: the pipe would never end while we could write to it. */
    close(ends[1]);
    *from = ends[0];
    if (error != 0)
        close(ends[0]);
    /* More variables than the system gives to a program, or no git. */
    return error == 0 || error == ENOMEM || error == E2BIG ? error : ENOSYS;
}

static void run(answer *a, const char *const *arguments, const char *const *more)
{
    pid_t process;
    int from;
    a->error = start(&process, arguments, more, &from);
    if (a->error != 0)
        return;
    /* Closed before git is waited for: one that has more to say than the limit would wait for us, and we for it. */
    read_answer(a, from);
    close(from);
    bool good = ended_well(process);
    if (a->error == 0 && !good)
        a->error = ENOENT;
}

/* `all` becomes what git is started with. */
static void spell(const char *all[ALWAYS + MOST_WORDS + 1], const char *const *arguments)
{
    int count = ALWAYS;
    memcpy(all, always, sizeof always);
    for (; *arguments != NULL && count < ALWAYS + MOST_WORDS; arguments++)
        all[count++] = *arguments;
    all[count] = NULL;
}

static answer ask_with(const char *const *arguments, const char *const *more, size_t limit)
{
    const char *all[ALWAYS + MOST_WORDS + 1];
    answer a = {.limit = limit};
    spell(all, arguments);
    run(&a, all, more);
    if (a.error != 0) {
        free(a.bytes);
        a.bytes = NULL;
    }
    return a;
}

static answer ask(const char *const *arguments, size_t limit)
{
    return ask_with(arguments, no_more, limit);
}

char *cli_git_ask(const char *const *arguments, size_t limit, size_t *length)
{
    answer a = ask(arguments, limit);
    *length = a.length;
    errno = a.error;
    return a.bytes;
}

char *cli_git_ask_text(const char *const *arguments)
{
    size_t length;
    char *text = cli_git_ask(arguments, ANSWER_BYTES, &length);
    if (text != NULL && length > 0 && text[length - 1] == '\n')
        text[length - 1] = '\0';
    return text;
}

/* ---- filters ---- */

/* Variables that take the programs away from filters: GIT_CONFIG_COUNT, and for each GIT_CONFIG_KEY_n and
 * GIT_CONFIG_VALUE_n (git-config, "ENVIRONMENT"). "-c" would be cut at a name's first equals sign. */
typedef struct silenced {
    char **variables; /* NULL-terminated */
    size_t count, room;
    size_t number; /* of settings, the caller's among them */
} silenced;

/* Takes over `variable`; false where that is NULL, or there is no memory. */
static bool add_variable(silenced *s, char *variable)
{
    if (variable != NULL && s->room - s->count < 2) {
        size_t room = s->room == 0 ? 32 : 2 * s->room;
        char **variables = realloc(s->variables, room * sizeof *variables);
        if (variables == NULL) {
            free(variable);
            return false;
        }
        s->variables = variables;
        s->room = room;
    }
    if (variable == NULL)
        return false;
    s->variables[s->count++] = variable;
    s->variables[s->count] = NULL;
    return true;
}

/* A filter that is "required" and has no program is an error to git (gitattributes, "filter"): both are taken away. */
static bool silence(silenced *s, const char *key)
{
    const char *value = strcmp(key + strlen(key) - 8, "required") == 0 ? "false" : "";
    char *variable;
    bool good = add_variable(s, asprintf(&variable, "GIT_CONFIG_KEY_%zu=%s", s->number, key) < 0 ? NULL : variable) &&
                add_variable(s, asprintf(&variable, "GIT_CONFIG_VALUE_%zu=%s", s->number, value) < 0 ? NULL : variable);
    s->number++;
    return good;
}

/* What the caller sets in this way stays. A variable of git's, and none that this program reads: git has refused a
 * number that is none before it is asked for here. */
static size_t settings_of_caller(void)
{
    const char *count = getenv("GIT_CONFIG_COUNT");
    return count == NULL ? 0 : strtoul(count, NULL, 10);
}

static void free_silenced(silenced *s)
{
    while (s->count > 0)
        free(s->variables[--s->count]);
    free(s->variables);
}

/* git ends without an answer where there is none to be silenced; one that could not be asked may have some. */
static bool silence_all(silenced *s, size_t limit)
{
    size_t length;
    char *keys = cli_git_ask((const char *const[]){"config", "-z", "--name-only", "--get-regexp",
                                                   "^filter\\..*\\.(clean|process|required)$", NULL},
                             limit, &length);
    if (keys == NULL && errno != ENOENT)
        return false;
    bool good = true;
    for (char *key = keys; good && key != NULL && key < keys + length; key += strlen(key) + 1)
        good = silence(s, key);
    free(keys);
    char *count;
    return good && add_variable(s, asprintf(&count, "GIT_CONFIG_COUNT=%zu", s->number) < 0 ? NULL : count);
}

char *cli_git_ask_unfiltered(const char *const *arguments, size_t limit, size_t *length)
{
    silenced filters = {.number = settings_of_caller()};
    answer a = {.error = ENOMEM};
    if (silence_all(&filters, limit))
        a = ask_with(arguments, (const char *const *)filters.variables, limit);
    else if (errno != 0)
        a.error = errno;
    free_silenced(&filters);
    *length = a.length;
    errno = a.error;
    return a.bytes;
}

static cli_git_end take_all(int from, bool (*take)(void *, const char *, size_t), void *context)
{
    char bytes[STREAMED_AT_ONCE];
    for (;;) {
        ssize_t got = read(from, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0 ? CLI_GIT_DONE : CLI_GIT_FAILED;
        if (!take(context, bytes, (size_t)got))
            return CLI_GIT_STOPPED;
    }
}

/* git is told by the end of the pipe that nobody reads on. */
cli_git_end cli_git_stream(const char *const *arguments, bool (*take)(void *, const char *, size_t), void *context)
{
    const char *all[ALWAYS + MOST_WORDS + 1];
    pid_t process;
    int from;
    spell(all, arguments);
    int error = start(&process, all, no_more, &from);
    if (error != 0)
        return error == ENOMEM ? CLI_GIT_NO_MEMORY : CLI_GIT_FAILED;
    cli_git_end end = take_all(from, take, context);
    close(from);
    return ended_well(process) || end == CLI_GIT_STOPPED ? end : CLI_GIT_FAILED;
}

/* ---- revisions ---- */

bool cli_git_complain(const cli *c, int error)
{
    if (error == ENOMEM) {
        cli_no_memory(c);
    } else if (error == ENOSYS) {
        cli_say(c, N_("the program git cannot be started"));
    } else {
        cli_say(c, N_("this folder is in no repository that git reads"));
        cli_help(c, N_("run in the repository's work tree; where it belongs to another user, allow it: git config "
                       "--global --add safe.directory FOLDER"));
    }
    return false;
}

char *cli_git_way_up(const cli *c)
{
    char *way = cli_git_ask_text((const char *const[]){"rev-parse", "--show-cdup", NULL});
    if (way == NULL)
        cli_git_complain(c, errno);
    return way;
}

/* ---- files of a revision ---- */

/* "COMMIT:./PATH", to be freed: git reads it from the current folder on. */
static char *object_of(const cli_revision *revision, const char *path)
{
    char *object;
    return asprintf(&object, "%s:./%s", revision->commit, path) < 0 ? NULL : object;
}

/* "cat-file blob", not "show": no filter and no textconv is asked. */
static int read_file(void *context, const char *path, size_t limit, charter_text *bytes)
{
    const cli_revision *revision = context;
    if (path[0] == '/')
        return EINVAL;
    char *object = object_of(revision, path);
    if (object == NULL)
        return ENOMEM;
    answer a = ask((const char *const[]){"cat-file", "blob", object, NULL}, limit);
    free(object);
    *bytes = (charter_text){a.bytes, a.length};
    return a.error;
}

static void release_file(void *context, charter_text bytes)
{
    union {
        const char *theirs;
        void *ours;
    } pointer = {.theirs = bytes.at};
    (void)context;
    free(pointer.ours);
}

charter_files cli_git_files(cli_revision *revision)
{
    return (charter_files){revision, read_file, release_file};
}

cli_git_kind cli_git_kind_of(const cli_revision *revision, const char *path)
{
    if (path[0] == '/')
        return CLI_GIT_NOTHING;
    char *object = object_of(revision, path);
    if (object == NULL)
        return CLI_GIT_UNKNOWN;
    answer a = ask((const char *const[]){"cat-file", "-t", object, NULL}, ANSWER_BYTES);
    /* git that ended by itself (ENOENT) says that nothing is there; whatever else went wrong says nothing. */
    cli_git_kind kind = a.bytes == NULL && a.error != ENOENT ? CLI_GIT_UNKNOWN : CLI_GIT_NOTHING;
    if (a.bytes != NULL && strcmp(a.bytes, "blob\n") == 0)
        kind = CLI_GIT_FILE;
    else if (a.bytes != NULL && strcmp(a.bytes, "tree\n") == 0)
        kind = CLI_GIT_FOLDER;
    free(a.bytes);
    free(object);
    errno = a.error;
    return kind;
}

/* ---- a folder's versions ---- */

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcmp(name + length - tail, end) == 0;
}

/* "MODE blob HASH\tNAME": a regular file, as links are none. Modes 100644 and 100755; 120000 is a link and 160000 a
 * submodule. Hidden ones are left out, as on the disk. */
static const char *version_named(const char *row)
{
    const char *tab = strchr(row, '\t');
    if (tab == NULL || strncmp(row, "100", 3) != 0 || tab[1] == '.')
        return NULL;
    bool is_yaml = ends_with(tab + 1, ".yaml") || ends_with(tab + 1, ".yml");
    /* A charter's cases are no version of it. */
    bool is_cases = ends_with(tab + 1, ".cases.yaml") || ends_with(tab + 1, ".cases.yml");
    return is_yaml && !is_cases ? tab + 1 : NULL;
}

static char **take_names(const char *rows, size_t length, const char *path, size_t *count)
{
    size_t most = 1;
    for (size_t i = 0; i < length; i++)
        most += rows[i] == '\0';
    char **names = calloc(most, sizeof *names);
    for (const char *row = rows; names != NULL && row < rows + length; row += strlen(row) + 1) {
        const char *name = version_named(row);
        if (name == NULL)
            continue;
        const char *slash = path[0] == '\0' || ends_with(path, "/") ? "" : "/";
        if (asprintf(&names[*count], "%s%s%s", path, slash, name) < 0) {
            cli_git_free_names(names, *count);
            return NULL;
        }
        ++*count;
    }
    return names;
}

char **cli_git_versions(const cli_revision *revision, const char *path, size_t *count)
{
    char *object = object_of(revision, path), **names = NULL;
    *count = 0;
    if (object == NULL)
        return NULL;
    /* -z: names as they are, where git would quote some. */
    answer a = ask((const char *const[]){"ls-tree", "-z", "--full-tree", object, NULL}, ANSWER_BYTES);
    if (a.bytes != NULL)
        names = take_names(a.bytes, a.length, path, count);
    free(a.bytes);
    free(object);
    return names;
}

void cli_git_free_names(char **names, size_t count)
{
    for (size_t i = 0; names != NULL && i < count; i++)
        free(names[i]);
    free(names);
}
