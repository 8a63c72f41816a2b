/* read: whole texts that a person names: a prompt, or a text to be looked through. Declarations and charters are read
 * by the library, within limits of their own. */
#include "read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "real_path.h"
#include "say.h"

static int open_path(const char *path)
{
    struct stat status = {.st_mode = 0};
    /* O_NONBLOCK: a FIFO that nobody writes to does not keep us waiting. What was opened is looked at (fstat), not
     * what its name leads to at another moment. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) {
        errno = errno == ELOOP ? EMLINK : errno; /* links are followed here: these lead in a circle */
        return -1;
    }
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode))
        return file;
    close(file);
    errno = S_ISDIR(status.st_mode) ? EISDIR : EPERM; /* a pipe, a device */
    return -1;
}

int cli_open_text(const cli *c, const char *path)
{
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    if (!cli_may_follow(c, path))
        return -1;
    int file = open_path(path);
    if (file < 0)
        cli_say_unreadable(c, path, errno);
    return file;
}

/* All of `file`; NULL with errno where that cannot be. */
static char *read_all(int file, size_t *length)
{
    size_t room = (size_t)64 << 10;
    char *text = malloc(room);
    *length = 0;
    while (text != NULL) {
        ssize_t got = read(file, text + *length, room - *length);
        if (got == 0)
            return text;
        if (got < 0 && errno == EINTR)
            continue;
        *length += got < 0 ? 0 : (size_t)got;
        /* A bound on what standard input can make us hold. A text that is longer is refused, never cut: its end would
         * go unseen. */
        if (got < 0 || *length > CLI_TEXT_MAX) {
            errno = got < 0 ? errno : EFBIG;
            break;
        }
        if (*length == room) {
            char *larger = realloc(text, room *= 2);
            if (larger == NULL)
                break;
            text = larger;
        }
    }
    /* free() may change errno (POSIX before Issue 8). */
    int error = errno;
    free(text);
    errno = error;
    return NULL;
}

char *cli_read_text(const cli *c, const char *path, size_t *length)
{
    int file = cli_open_text(c, path);
    if (file < 0)
        return NULL;
    char *text = read_all(file, length);
    if (text == NULL)
        cli_say_unreadable(c, path, errno);
    /* Standard input is not ours to close. */
    if (file > STDERR_FILENO)
        close(file);
    return text;
}
