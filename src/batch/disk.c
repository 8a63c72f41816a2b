/* disk: opening and reading. O_NONBLOCK keeps a FIFO from making us wait for a writer; what was opened is looked at
 * before a byte of it is read. Which names are opened is walk.c's and paths.c's; what a declaration says is sent has
 * its own, stricter way (sent_files.c). */
#include "batch/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/links.h"
#include "charter/batch.h"

#define READ_AT_ONCE ((size_t)64 * 1024)

/* By the descriptor (fstat): its name could lead to something else by now. */
static int look_at(ch_opened *opened)
{
    struct stat status;
    if (fstat(opened->file, &status) != 0)
        return -errno;
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
        return -EPERM;
    opened->kind = S_ISDIR(status.st_mode) ? CH_DISK_FOLDER : CH_DISK_FILE;
    opened->size = (size_t)status.st_size;
    return 0;
}

/* What cannot be opened may be a folder unless the disk says that it is none: it may then hold anything. */
static ch_opened unopened(int at, const char *name, int flags, int fault)
{
    struct stat status;
    bool known = fstatat(at, name, &status, (flags & O_NOFOLLOW) != 0 ? AT_SYMLINK_NOFOLLOW : 0) == 0;
    return (ch_opened){.file = fault, .kind = known && !S_ISDIR(status.st_mode) ? CH_DISK_FILE : CH_DISK_FOLDER};
}

/* O_NOCTTY: a terminal among the inputs does not become ours. */
#define READING (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

static ch_opened open_entry(int at, const char *name, int flags)
{
    ch_opened opened = {.kind = CH_DISK_FILE};
    do
        opened.file = openat(at, name, flags);
    while (opened.file < 0 && errno == EINTR);
    /* ELOOP is a link that is not followed, and also one that leads in a circle: the two are told apart. */
    if (opened.file < 0)
        return unopened(at, name, flags, (flags & O_NOFOLLOW) == 0 && errno == ELOOP ? -EMLINK : -errno);
    int fault = look_at(&opened);
    if (fault == 0)
        return opened;
    close(opened.file);
    return unopened(at, name, flags, fault);
}

ch_opened ch_disk_open_entry(int at, const char *name)
{
    return open_entry(at, name, READING | O_NOFOLLOW);
}

/* Nothing of a file is read before it is known whether its link leads out. */
ch_opened ch_disk_open(const char *name, bool follow_links)
{
    ch_opened opened = open_entry(AT_FDCWD, name, READING);
    if (opened.file < 0 || follow_links || !ch_leads_out(opened.file, name))
        return opened;
    close(opened.file);
    opened.file = -EXDEV;
    return opened;
}

/* Whether reading is to be tried again: it was interrupted, or standard input, which whoever started us may have
 * made non-blocking, has now something to give. */
static bool is_worth_another_try(int file)
{
    struct pollfd waiting = {.fd = file, .events = POLLIN};
    return errno == EINTR || (errno == EAGAIN && (poll(&waiting, 1, -1) >= 0 || errno == EINTR));
}

static ptrdiff_t read_file(void *context, char *into, size_t size)
{
    const int *file = context;
    ssize_t got;
    do
        got = read(*file, into, size);
    while (got < 0 && is_worth_another_try(*file));
    return got < 0 ? -errno : got;
}

charter_input ch_disk_input(const int *file)
{
    union {
        const int *kept;
        void *context;
    } pointer = {.kept = file};
    return (charter_input){pointer.context, read_file};
}

/* ---- whole files ---- */

/* Of a file that grows while it is read: what comes counts, not the size that it had. */
static int read_all(const int *file, size_t limit, charter_text *bytes)
{
    charter_input input = ch_disk_input(file);
    char *text = NULL;
    size_t length = 0, room = 0;
    for (;;) {
        if (room - length < READ_AT_ONCE) {
            char *larger = realloc(text, room = room == 0 ? 2 * READ_AT_ONCE : 2 * room);
            if (larger == NULL)
                break;
            text = larger;
        }
        ptrdiff_t got = input.read(input.context, text + length, room - length);
        if (got == 0) {
            *bytes = (charter_text){text, length};
            return 0;
        }
        length += got < 0 ? 0 : (size_t)got;
        if (got < 0 || length > limit) {
            free(text);
            return got < 0 ? (int)-got : EFBIG;
        }
    }
    free(text);
    return ENOMEM;
}

static int read_path(const char *path, bool follow_links, size_t limit, charter_text *bytes)
{
    ch_opened opened = ch_disk_open(path, follow_links);
    if (opened.file < 0)
        return -opened.file;
    int fault = opened.kind == CH_DISK_FOLDER ? EISDIR : read_all(&opened.file, limit, bytes);
    close(opened.file);
    return fault;
}

static int read_within(void *context, const char *path, size_t limit, charter_text *bytes)
{
    (void)context;
    return read_path(path, false, limit, bytes);
}

static int read_anywhere(void *context, const char *path, size_t limit, charter_text *bytes)
{
    (void)context;
    return read_path(path, true, limit, bytes);
}

static void release(void *context, charter_text bytes)
{
    (void)context;
    union {
        const char *kept;
        void *memory;
    } pointer = {.kept = bytes.at};
    free(pointer.memory);
}

charter_files charter_files_on_disk(bool follow_links)
{
    return (charter_files){NULL, follow_links ? read_anywhere : read_within, release};
}

/* ---- folders ---- */

static bool is_folder(int folder, const struct dirent *entry)
{
    struct stat status;
    /* Some file systems say no type (readdir(3)): they are asked by fstatat. */
    if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
        return entry->d_type == DT_DIR;
    return fstatat(folder, entry->d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

static int add_name(ch_folder *folder, const char *name, size_t *room)
{
    if (folder->count == *room) {
        *room = *room == 0 ? 64 : *room * 2;
        const char **names = realloc(folder->names, *room * sizeof *names);
        if (names == NULL)
            return ENOMEM;
        folder->names = names;
    }
    const char *kept = ch_arena_text(&folder->arena, ch_text_of(name)).at;
    if (kept == NULL)
        return ENOMEM;
    folder->names[folder->count++] = kept;
    return 0;
}

/* Byte order, and no locale's: reports are the same on every machine. */
static int by_bytes(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

/* readdir() tells its failures by errno alone. */
static int read_names(ch_folder *folder, DIR *stream, ch_folder_choice *wanted)
{
    size_t room = 0;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(stream);
        if (entry == NULL)
            return errno;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (!wanted(entry->d_name, is_folder(folder->file, entry)))
            continue;
        int fault = add_name(folder, entry->d_name, &room);
        if (fault != 0)
            return fault;
    }
}

int ch_folder_open(ch_folder *folder, int file, ch_folder_choice *wanted)
{
    *folder = (ch_folder){.file = file};
    /* The other stays open: entries are opened relative to it. */
    int twin = fcntl(file, F_DUPFD_CLOEXEC, 0); /* closedir() closes its own */
    DIR *stream = twin < 0 ? NULL : fdopendir(twin);
    int fault = stream == NULL ? errno : read_names(folder, stream, wanted);
    if (stream != NULL)
        closedir(stream);
    else if (twin >= 0)
        close(twin);
    if (fault != 0)
        ch_folder_close(folder);
    else if (folder->count > 1)
        qsort(folder->names, folder->count, sizeof *folder->names, by_bytes);
    return fault;
}

void ch_folder_close(ch_folder *folder)
{
    if (folder->file >= 0)
        close(folder->file);
    folder->file = -1;
    free(folder->names);
    folder->names = NULL;
    ch_arena_clear(&folder->arena);
}
