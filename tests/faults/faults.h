/* faults: calls that fail on demand, and the real command line run within the test's own process.
 *
 * Each test program includes this file once: it defines every __wrap_NAME that the linker asks for. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define LEAKS_ARE_FOUND 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEAKS_ARE_FOUND 1
#endif
#endif
#ifdef LEAKS_ARE_FOUND
int __lsan_do_recoverable_leak_check(void);
#endif

int cli_main(int argc, char **argv);

typedef enum fault_call {
    ALLOCATION,
    OPEN,
    READ,
    WRITE,
    CLOSE,
    FSTAT,
    UNNAMED, /* open() with O_TMPFILE */
    PROC,    /* access() of a descriptor's name in /proc */
    LINK,
    RENAME,
    FSYNC,
    FOLDER,
    PIPE,
    SPAWN,
    WAIT,
    CALLS,
    ANY /* but allocations, and RENAME: before it, the one name there is for an instant is left */
} fault_call;

typedef enum fault_kind { FAIL_WITH_ERRNO, FALL_SHORT, KILL, MEANWHILE } fault_kind;

static struct faults {
    bool armed;
    fault_call call;
    fault_kind kind;
    int error;       /* errno of the failure */
    long at;         /* the n-th call fails, from 1 */
    bool ever_after; /* and every one after it */
    bool named;      /* there are no unnamed files */
    bool over;       /* what --output writes is there already */
    long seen;
    void (*meanwhile)(void); /* what somebody else does before the call, which does not fail */
    uint32_t file_system;    /* what every file lies on, by its type; 0: what it does */
} faults;

static bool fails(fault_call call)
{
    bool meant = faults.call == call || (faults.call == ANY && call != ALLOCATION && call != RENAME);
    if (!faults.armed || !meant)
        return false;
    long seen = __atomic_add_fetch(&faults.seen, 1, __ATOMIC_RELAXED); /* threads of ours count too */
    bool now = seen == faults.at || (faults.ever_after && seen > faults.at);
    if (now && faults.kind == KILL)
        raise(SIGKILL);
    if (now && faults.kind == MEANWHILE)
        faults.meanwhile();
    return now && faults.kind != MEANWHILE;
}

static bool fails_with_errno(fault_call call)
{
    if (!fails(call))
        return false;
    errno = faults.error;
    return true;
}

#define REAL(type, name, parameters) \
    type __real_##name parameters;   \
    type __wrap_##name parameters;   \
    type __wrap_##name parameters

REAL(void *, malloc, (size_t size))
{
    return fails_with_errno(ALLOCATION) ? NULL : __real_malloc(size);
}

REAL(void *, calloc, (size_t count, size_t size))
{
    return fails_with_errno(ALLOCATION) ? NULL : __real_calloc(count, size);
}

REAL(void *, realloc, (void *memory, size_t size))
{
    return fails_with_errno(ALLOCATION) ? NULL : __real_realloc(memory, size);
}

/* What libc allocates for us: its own calls of malloc are not ours to fail. */
REAL(char *, strdup, (const char *text))
{
    return fails_with_errno(ALLOCATION) ? NULL : __real_strdup(text);
}

REAL(char *, strndup, (const char *text, size_t most))
{
    return fails_with_errno(ALLOCATION) ? NULL : __real_strndup(text, most);
}

REAL(char *, realpath, (const char *path, char *into))
{
    return into == NULL && fails_with_errno(ALLOCATION) ? NULL : __real_realpath(path, into);
}

REAL(ssize_t, getline, (char **line, size_t *room, FILE *from))
{
    return fails_with_errno(ALLOCATION) ? -1 : __real_getline(line, room, from);
}

int __wrap_asprintf(char **text, const char *form, ...) __attribute__((format(printf, 2, 3)));

int __wrap_asprintf(char **text, const char *form, ...)
{
    va_list rest;
    if (fails_with_errno(ALLOCATION))
        return -1; /* what is in *text is then nobody's */
    va_start(rest, form);
    int length = vasprintf(text, form, rest);
    va_end(rest);
    return length;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open64(const char *path, int flags, ...);
int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...);

int __wrap_open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
    va_end(rest);
    bool unnamed = (flags & O_TMPFILE) == O_TMPFILE;
    if (unnamed && faults.named)
        errno = EOPNOTSUPP;
    return (unnamed && faults.named) || fails_with_errno(unnamed ? UNNAMED : OPEN) ? -1
                                                                                   : __real_open(path, flags, mode);
}

/* SQLite's opens. */
int __wrap_open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
    va_end(rest);
    return fails_with_errno(OPEN) ? -1 : __real_open(path, flags, mode);
}

int __wrap_openat(int folder, const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    int mode = (flags & O_CREAT) != 0 ? va_arg(rest, int) : 0;
    va_end(rest);
    return fails_with_errno(OPEN) ? -1 : __real_openat(folder, path, flags, mode);
}

/* What falls short gives one byte, as a signal or a slow pipe may. */
static size_t shortened(size_t size)
{
    return size > 1 ? 1 : size;
}

REAL(ssize_t, read, (int file, void *into, size_t size))
{
    if (!fails(READ))
        return __real_read(file, into, size);
    if (faults.kind == FALL_SHORT)
        return __real_read(file, into, shortened(size));
    errno = faults.error;
    return -1;
}

REAL(ssize_t, write, (int file, const void *bytes, size_t size))
{
    if (!fails(WRITE))
        return __real_write(file, bytes, size);
    if (faults.kind == FALL_SHORT)
        return __real_write(file, bytes, shortened(size));
    errno = faults.error;
    return -1;
}

REAL(ssize_t, pread64, (int file, void *into, size_t size, off64_t offset))
{
    if (!fails(READ))
        return __real_pread64(file, into, size, offset);
    if (faults.kind == FALL_SHORT)
        return __real_pread64(file, into, shortened(size), offset);
    errno = faults.error;
    return -1;
}

REAL(ssize_t, pwrite64, (int file, const void *bytes, size_t size, off64_t offset))
{
    if (!fails(WRITE))
        return __real_pwrite64(file, bytes, size, offset);
    if (faults.kind == FALL_SHORT)
        return __real_pwrite64(file, bytes, shortened(size), offset);
    errno = faults.error;
    return -1;
}

/* The descriptor is gone whatever close() answers, as on Linux. */
REAL(int, close, (int file))
{
    if (!fails(CLOSE))
        return __real_close(file);
    __real_close(file);
    errno = faults.error;
    return -1;
}

REAL(int, fstat, (int file, struct stat *out))
{
    return fails_with_errno(FSTAT) ? -1 : __real_fstat(file, out);
}

REAL(int, statfs, (const char *path, struct statfs *out))
{
    int result = __real_statfs(path, out);
    if (result == 0 && faults.file_system != 0)
        out->f_type = (__typeof__(out->f_type))faults.file_system;
    return result;
}

REAL(int, access, (const char *path, int mode))
{
    bool in_proc = strncmp(path, "/proc/self/fd/", strlen("/proc/self/fd/")) == 0;
    return in_proc && fails_with_errno(PROC) ? -1 : __real_access(path, mode);
}

REAL(int, linkat, (int from_folder, const char *from, int to_folder, const char *to, int flags))
{
    return fails_with_errno(LINK) ? -1 : __real_linkat(from_folder, from, to_folder, to, flags);
}

REAL(int, rename, (const char *from, const char *to))
{
    return fails_with_errno(RENAME) ? -1 : __real_rename(from, to);
}

REAL(int, fsync, (int file))
{
    return fails_with_errno(FSYNC) ? -1 : __real_fsync(file);
}

REAL(FILE *, fopen, (const char *path, const char *mode))
{
    return fails_with_errno(OPEN) ? NULL : __real_fopen(path, mode);
}

REAL(DIR *, fdopendir, (int folder))
{
    return fails_with_errno(FOLDER) ? NULL : __real_fdopendir(folder);
}

REAL(struct dirent *, readdir, (DIR * folder))
{
    return fails_with_errno(FOLDER) ? NULL : __real_readdir(folder);
}

REAL(int, pipe2, (int *ends, int flags))
{
    return fails_with_errno(PIPE) ? -1 : __real_pipe2(ends, flags);
}

/* ---- git: asked once for each question, as its repository stays the same; then its answers are played again ---- */

enum { MOST_ANSWERS = 64, ANSWER_ROOM = 4096, QUESTION_ROOM = 2048, FIRST_PROCESS = 1 << 24 /* beyond any real one */ };

static struct git_answer {
    char question[QUESTION_ROOM], bytes[ANSWER_ROOM];
    size_t length;
    int how; /* it ended, as waitpid() tells it */
} git_answers[MOST_ANSWERS];

static int git_output; /* the descriptor that the next process is to write to */

REAL(int, posix_spawn_file_actions_adddup2, (posix_spawn_file_actions_t * actions, int from, int to))
{
    git_output = from;
    return __real_posix_spawn_file_actions_adddup2(actions, from, to);
}

static void ask_git(struct git_answer *answer, char *const *words, char *const *environment);

/* Tells its failure by what it gives. */
REAL(int, posix_spawnp,
     (pid_t * process, const char *file, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
      char *const *words, char *const *environment))
{
    char question[QUESTION_ROOM] = "";
    int i = 0;
    (void)file, (void)actions, (void)attributes;
    if (fails(SPAWN))
        return faults.error;
    for (int word = 0; words[word] != NULL && strlen(question) + strlen(words[word]) + 2 < sizeof question; word++)
        strcat(strcat(question, words[word]), "\n");
    while (git_answers[i].question[0] != '\0' && strcmp(git_answers[i].question, question) != 0)
        if (++i == MOST_ANSWERS)
            abort();
    if (git_answers[i].question[0] == '\0') {
        strcpy(git_answers[i].question, question);
        ask_git(&git_answers[i], words, environment);
    }
    *process = FIRST_PROCESS + i;
    return __real_write(git_output, git_answers[i].bytes, git_answers[i].length) < 0 ? errno : 0;
}

REAL(pid_t, waitpid, (pid_t process, int *how, int options))
{
    if (fails_with_errno(WAIT))
        return -1;
    if (process < FIRST_PROCESS)
        return __real_waitpid(process, how, options);
    *how = git_answers[process - FIRST_PROCESS].how;
    return process;
}

static void ask_git(struct git_answer *answer, char *const *words, char *const *environment)
{
    int ends[2];
    pid_t process;
    posix_spawn_file_actions_t actions;
    if (__real_pipe2(ends, O_CLOEXEC) != 0 || posix_spawn_file_actions_init(&actions) != 0 ||
        __real_posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO) != 0 ||
        __real_posix_spawnp(&process, words[0], &actions, NULL, words, environment) != 0)
        abort();
    posix_spawn_file_actions_destroy(&actions);
    __real_close(ends[1]);
    for (ssize_t got = 1; got > 0; answer->length += (size_t)got)
        got = __real_read(ends[0], answer->bytes + answer->length, ANSWER_ROOM - answer->length);
    __real_close(ends[0]);
    if (answer->length == ANSWER_ROOM || __real_waitpid(process, &answer->how, 0) != process)
        abort();
}

REAL(int, fdatasync, (int file))
{
    return fails_with_errno(FSYNC) ? -1 : __real_fdatasync(file);
}

/* ---- the command line, and what it wrote; not where the library alone is tested ---- */

#ifndef LIBRARY_ALONE

typedef struct outcome {
    int code;
    char *out, *err;  /* standard output and standard error, as far as they were written */
    char *file;       /* what --output wrote; NULL: there is no such file */
    bool left_behind; /* a temporary file is still there */
    long registered;  /* verdicts of the new register; -1: it is unsound, or an audit is there in part */
} outcome;

static char scratch[512]; /* a folder of this run's own */

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat is;
    if (file == NULL)
        return NULL;
    if (__real_fstat(fileno(file), &is) != 0)
        abort();
    char *text = malloc((size_t)is.st_size + 1);
    size_t length = fread(text, 1, (size_t)is.st_size, file);
    fclose(file);
    text[length] = '\0';
    return text;
}

static int redirect(int file, const char *path)
{
    int saved = dup(file);
    int target = __real_open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(target, file);
    __real_close(target);
    return saved;
}

static void restore(int file, int saved)
{
    dup2(saved, file);
    __real_close(saved);
}

static bool holds_temporary(void);

#define OLD_REPORT "an old report\n"

/* What --output is to write: not there, or old. */
static void set_report_back(void)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/report", scratch);
    unlink(path);
    int file = faults.over ? __real_open(path, O_WRONLY | O_CREAT | O_EXCL, 0600) : -1;
    if (faults.over && (file < 0 || __real_write(file, OLD_REPORT, strlen(OLD_REPORT)) < 0 || __real_close(file) != 0))
        abort();
}

/* Runs it in the scratch folder's folder `where`; NULL: where the test runs. */
static outcome run(char **arguments, const char *where)
{
    char path[PATH_MAX + 16];
    int home = __real_open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    snprintf(path, sizeof path, "%s/%s", scratch, where == NULL ? "" : where);
    if (where != NULL && chdir(path) != 0)
        abort();
    int count = 0;
    while (arguments[count] != NULL)
        count++;
    set_report_back();
    fflush(NULL);
    snprintf(path, sizeof path, "%s.out", scratch);
    int out = redirect(1, path);
    snprintf(path, sizeof path, "%s.err", scratch);
    int err = redirect(2, path);
    faults.seen = 0;
    faults.armed = faults.at > 0;
    outcome result = {.code = cli_main(count, arguments)};
    faults.armed = false;
    fflush(NULL);
    restore(1, out);
    restore(2, err);
    if (fchdir(home) != 0)
        abort();
    __real_close(home);
    snprintf(path, sizeof path, "%s.out", scratch);
    result.out = slurp(path);
    snprintf(path, sizeof path, "%s.err", scratch);
    result.err = slurp(path);
    snprintf(path, sizeof path, "%s/report", scratch);
    result.file = slurp(path);
    result.left_behind = holds_temporary();
    return result;
}

static void forget(outcome *result)
{
    free(result->out);
    free(result->err);
    free(result->file);
}

#endif /* LIBRARY_ALONE */

#endif
