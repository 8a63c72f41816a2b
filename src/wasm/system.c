/* system: the calls of an operating system, where there is none: a module that imports nothing opens no file. They
 * stand in the place of wasi-libc's, which would ask whoever runs the module. */
#include "wasm/system.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

const char *strerrorname_np(int error)
{
    (void)error;
    return NULL;
}

int open(const char *path, int flags, ...)
{
    (void)path, (void)flags;
    errno = ENOENT;
    return -1;
}

static int refuse(void)
{
    errno = EBADF;
    return -1;
}

int close(int file)
{
    (void)file;
    return refuse();
}

ssize_t read(int file, void *into, size_t size)
{
    (void)file, (void)into, (void)size;
    return refuse();
}

int fstat(int file, struct stat *about)
{
    (void)file, (void)about;
    return refuse();
}
