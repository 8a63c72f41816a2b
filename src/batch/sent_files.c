/* sent_files: what a declaration says is sent, read from the disk. Opening is by openat2 where the kernel has it
 * (Linux 5.6), else one folder after the other. What a file holds is looked at by detectors, in src/judge/. */
#include "batch/sent_files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* O_NONBLOCK: opening a FIFO or a device never waits. O_PATH: a folder that may only be passed through will do. */
#define READING (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
#define FOLDER  (O_PATH | O_DIRECTORY | O_CLOEXEC)

/* ---- the path ---- */

/* The next step of a path, and the rest behind its slash; a path has no empty step. */
static ch_text next_step(ch_text *path)
{
    const char *slash = ch_text_find(*path, '/');
    ch_text step = {path->at, slash == NULL ? path->length : (size_t)(slash - path->at)};
    size_t taken = step.length + (slash == NULL ? 0 : 1);
    path->at += taken;
    path->length -= taken;
    return step;
}

/* Refused by their spelling alone, whatever lies on the disk: a way up, the root, and what no path can hold. */
static int check_path(ch_text path)
{
    if (path.length == 0 || path.length >= PATH_MAX || ch_text_find(path, '\0') != NULL)
        return ENOENT;
    if (path.at[0] == '/')
        return EXDEV;
    if (path.at[path.length - 1] == '/')
        return EISDIR;
    while (path.length > 0) {
        ch_text step = next_step(&path);
        if (ch_text_is(step, ".."))
            return EXDEV;
        if (step.length == 0 || step.length > NAME_MAX)
            return ENOENT;
    }
    return 0;
}

/* The folder of the declaration: of standard input, the one where the program runs. */
static int open_folder(const char *from)
{
    char folder[PATH_MAX] = ".";
    const char *slash = strrchr(from, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - from);
    if (length >= sizeof folder)
        return -ENAMETOOLONG;
    if (slash != NULL) {
        length = length == 0 ? 1 : length; /* the root keeps its slash */
        memcpy(folder, from, length);
        folder[length] = '\0';
    }
    int fd = open(folder, FOLDER);
    return fd < 0 ? -errno : fd;
}

/* ---- opening ---- */

static int open_beneath(int folder, const char *path)
{
    /* openat2(2): nothing above the folder, no link anywhere in the path, and none of /proc's, which lead anywhere. */
    struct open_how how = {.flags = READING, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
    long fd;
    do
        fd = syscall(SYS_openat2, folder, path, &how, sizeof how);
    /* EAGAIN: a rename during the walk kept the kernel from being sure that the path stayed within. */
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    return fd < 0 ? -errno : (int)fd;
}

/* What is not a folder and is not the last step is a link, or no folder. */
static int step_into(int folder, const char *step, bool last)
{
    int fd = openat(folder, step, (last ? READING : FOLDER) | O_NOFOLLOW);
    if (fd >= 0)
        return fd;
    int error = errno;
    struct stat link;
    if (error == ENOTDIR && fstatat(folder, step, &link, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(link.st_mode))
        return -ELOOP;
    return -error;
}

/* Each step is opened relative to the one before it, which stays the same folder whatever is renamed meanwhile. */
static int open_stepwise(int folder, ch_text path)
{
    char name[NAME_MAX + 1];
    int at = folder;
    while (path.length > 0 && at >= 0) {
        ch_text step = next_step(&path);
        ch_text_copy(name, step);
        name[step.length] = '\0';
        int next = step_into(at, name, path.length == 0);
        if (at != folder)
            close(at);
        at = next;
    }
    return at;
}

static int open_in(int folder, ch_text path, bool stepwise)
{
    char whole[PATH_MAX];
    ch_text_copy(whole, path);
    whole[path.length] = '\0';
    int fd = stepwise ? -ENOSYS : open_beneath(folder, whole);
    /* Old kernels do not have it; sandboxes answer EPERM for calls that they do not know. */
    if (fd == -ENOSYS || fd == -EPERM || fd == -E2BIG)
        fd = open_stepwise(folder, path);
    return fd == -ENXIO ? -ENODEV : fd == -ENOTDIR ? -ENOENT : fd; /* a socket; a file with something below it */
}

/* Ordinary files alone. Asked of the descriptor that is read then, not of the name. */
static int check_kind(int fd)
{
    struct stat status;
    int error = fstat(fd, &status) != 0   ? errno
                : S_ISDIR(status.st_mode) ? EISDIR
                : S_ISREG(status.st_mode) ? 0
                                          : ENODEV;
    if (error == 0)
        return fd;
    close(fd);
    return -error;
}

int ch_sent_file_open(const char *from, ch_text path, bool stepwise)
{
    int error = check_path(path);
    if (error != 0)
        return -error;
    int folder = open_folder(from);
    if (folder < 0)
        return folder;
    int fd = open_in(folder, path, stepwise);
    close(folder);
    return fd < 0 ? fd : check_kind(fd);
}

/* ---- reading ---- */

/* One byte more than the limit shows that there are more. */
static int read_all(int fd, size_t limit, charter_text *bytes)
{
    size_t room = 1 << 16, length = 0;
    char *at = malloc(room);
    for (;;) {
        if (at == NULL)
            return ENOMEM;
        ssize_t got = read(fd, at + length, room - length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 || (size_t)got + length > limit) {
            int error = got < 0 ? errno : EFBIG;
            free(at);
            return error;
        }
        if (got == 0)
            break;
        length += (size_t)got;
        if (length == room) {
            char *grown = realloc(at, room *= 2);
            if (grown == NULL)
                free(at);
            at = grown;
        }
    }
    *bytes = (charter_text){at, length};
    return 0;
}

static int read_sent(void *context, const char *from, charter_text path, size_t limit, charter_text *bytes)
{
    (void)context;
    int fd = ch_sent_file_open(from, path, false);
    if (fd < 0)
        return -fd;
    int error = read_all(fd, limit, bytes);
    close(fd);
    return error;
}

static void release_sent(void *context, charter_text bytes)
{
    (void)context;
    free((void *)(uintptr_t)bytes.at);
}

charter_sent_files charter_sent_files_on_disk(void)
{
    /* No state: threads may share it. */
    return (charter_sent_files){NULL, read_sent, release_sent};
}
