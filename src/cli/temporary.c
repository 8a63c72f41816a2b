/* temporary: files without a name until everything is in them (O_TMPFILE): whatever ends the program takes them away.
 * Where the file system has no such files, they have other names, which a signal takes away. What is written is the
 * caller's; whether a file may be written over is overwrite_guard.c's. */
#include "temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "real_path.h"

/* Names that a signal removes on its way. The only state of this room: signals have no other way to it. A handler may
 * run between any two statements: an entry is set when its name is whole, and cleared before the name is freed. */
enum { SLOTS = 1024 };
static char *volatile names[SLOTS];

/* Those that end a program by default (POSIX, signal.h) and are sent from without; what a fault of ours raises is not
 * among them. */
static const int ending[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM,   SIGALRM, SIGUSR1,
                             SIGUSR2, SIGXCPU, SIGPROF, SIGVTALRM, SIGIO};

/* Async-signal-safe: unlink, signal and raise are (POSIX, 2.4.3), and nothing else is called. Then the signal does
 * what it does by default, so that our parent sees it. */
static void remove_all(int signal_number)
{
    for (int i = 0; i < SLOTS; i++)
        if (names[i] != NULL)
            unlink(names[i]);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static int take_slot(char *name)
{
    struct sigaction removing = {.sa_handler = remove_all}, now;
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        /* One that is ignored (nohup) stays ignored. */
        if (sigaction(ending[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
            sigaction(ending[i], &removing, NULL);
    for (int i = 0; i < SLOTS; i++)
        if (names[i] == NULL) {
            names[i] = name;
            return i;
        }
    return -1;
}

/* A new file takes over who may read the old one. Not its set-user-ID bit and the like. */
static void keep_mode(const cli_temporary *t)
{
    struct stat old;
    if (stat(t->target, &old) == 0)
        (void)!fchmod(t->file, old.st_mode & 0777);
}

/* /dev/stderr, a FIFO: a rename would put a file in its place. */
static bool is_written_as_it_is(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static void hold_signals(sigset_t *before)
{
    sigset_t ends;
    sigemptyset(&ends);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        sigaddset(&ends, ending[i]);
    pthread_sigmask(SIG_BLOCK, &ends, before);
}

/* More files than there are slots: one that no signal would remove is not begun. */
static int give_up(cli_temporary *t)
{
    close(t->file);
    t->file = -1;
    unlink(t->name);
    return EMFILE;
}

/* A signal that came between the file and its slot would leave the file behind: it waits until both are there. */
static int create(cli_temporary *t)
{
    sigset_t before;
    hold_signals(&before);
    /* O_EXCL: no file and no link that somebody put there under this name is written through (POSIX, open). */
    t->file = open(t->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    int error = t->file < 0 ? errno : 0;
    if (error == 0 && (t->slot = take_slot(t->name)) < 0)
        error = give_up(t);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

/* Gives it a name by `take`: beside its target, as rename() moves within one file system alone. A name may be taken:
 * SIGKILL leaves a file behind, and numbers of processes come again. */
static int take_name(cli_temporary *t, int (*take)(cli_temporary *))
{
    enum { TRIES = 100 };
    for (int i = 0; i < TRIES; i++) {
        if (asprintf(&t->name, "%s.%ld-%d.tmp", t->target, (long)getpid(), i) < 0) {
            t->name = NULL;
            return ENOMEM;
        }
        int error = take(t);
        if (error == 0)
            return 0;
        free(t->name);
        t->name = NULL;
        if (error != EEXIST && error != EINTR)
            return error;
    }
    return EEXIST;
}

/* By this name alone an unnamed file can be linked (open, O_TMPFILE). */
#define PROC_NAME_SIZE 32
static void proc_name(const cli_temporary *t, char name[PROC_NAME_SIZE])
{
    snprintf(name, PROC_NAME_SIZE, "/proc/self/fd/%d", t->file);
}

static int link_as(const cli_temporary *t, const char *name)
{
    char unnamed[PROC_NAME_SIZE];
    proc_name(t, unnamed);
    return linkat(AT_FDCWD, unnamed, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

static int link_name(cli_temporary *t)
{
    return link_as(t, t->name);
}

/* In the target's folder. False, whatever the reason: opening a named file tells it, where there is one. */
static bool open_unnamed(cli_temporary *t)
{
    char name[PROC_NAME_SIZE], *slash = strrchr(t->target, '/');
    char *folder = slash == NULL ? strdup(".") : strndup(t->target, (size_t)(slash - t->target) + 1);
    t->file = folder == NULL ? -1 : open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    free(folder);
    if (t->file < 0)
        return false;
    proc_name(t, name);
    if (access(name, F_OK) == 0)
        return true;
    /* Without /proc it would never get a name. */
    close(t->file);
    t->file = -1;
    return false;
}

int cli_temporary_open(cli_temporary *t, const char *path)
{
    *t = (cli_temporary){.file = -1, .slot = -1};
    t->replaces = !is_written_as_it_is(path);
    t->target = t->replaces ? cli_real_path(path) : strdup(path);
    if (t->target == NULL)
        return ENOMEM;
    if (!t->replaces) {
        t->file = open(t->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return t->file < 0 ? errno : 0;
    }
    int error = open_unnamed(t) ? 0 : take_name(t, create);
    if (error == 0)
        keep_mode(t);
    return error;
}

static int close_file(cli_temporary *t)
{
    int file = t->file;
    t->file = -1;
    return file >= 0 && close(file) != 0 ? errno : 0;
}

static void forget_name(cli_temporary *t)
{
    if (t->slot >= 0)
        names[t->slot] = NULL;
    t->slot = -1;
    free(t->name);
    t->name = NULL;
}

static int rename_to_target(cli_temporary *t)
{
    if (rename(t->name, t->target) != 0)
        return errno;
    forget_name(t);
    return 0;
}

/* linkat() replaces nothing: where the target is there, another name leads to the file for as long as a rename takes,
 * and signals wait. */
static int publish_unnamed(cli_temporary *t)
{
    sigset_t before;
    int error = link_as(t, t->target);
    if (error != EEXIST)
        return error;
    hold_signals(&before);
    error = take_name(t, link_name);
    if (error == 0 && (error = rename_to_target(t)) != 0) {
        unlink(t->name);
        forget_name(t);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

/* close() may be the first to tell of a write that failed (NFS, which has no unnamed files). */
static int publish_named(cli_temporary *t)
{
    int error = close_file(t);
    return error == 0 ? rename_to_target(t) : error;
}

static int publish(cli_temporary *t)
{
    return t->name == NULL ? publish_unnamed(t) : publish_named(t);
}

/* Some file systems have no links (FAT), and others no rename that replaces nothing (NFS): none lacks both. */
static int publish_new_named(cli_temporary *t)
{
    int error = close_file(t);
    if (error != 0)
        return error;
    if (renameat2(AT_FDCWD, t->name, AT_FDCWD, t->target, RENAME_NOREPLACE) == 0) {
        forget_name(t);
        return 0;
    }
    /* What was linked keeps the target's name; cli_temporary_free takes the other. */
    return errno == EINVAL && link(t->name, t->target) == 0 ? 0 : errno;
}

static int publish_new(cli_temporary *t)
{
    return t->name == NULL ? link_as(t, t->target) : publish_new_named(t);
}

static int keep(cli_temporary *t, int (*publish_it)(cli_temporary *))
{
    if (!t->replaces)
        return close_file(t);
    /* Before it has its name: after a crash that leads to all of the new bytes or to the old file, never to half. */
    int error = fsync(t->file) != 0 ? errno : 0;
    if (error == 0)
        error = publish_it(t);
    close_file(t);
    return error;
}

int cli_temporary_keep(cli_temporary *t)
{
    return keep(t, publish);
}

int cli_temporary_keep_new(cli_temporary *t)
{
    return keep(t, publish_new);
}

void cli_temporary_free(cli_temporary *t)
{
    close_file(t);
    if (t->name != NULL)
        unlink(t->name);
    forget_name(t);
    free(t->target);
    t->target = NULL;
}
