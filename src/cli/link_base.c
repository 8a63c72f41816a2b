/* The folder in which the program runs, as an address (RFC 8089). With the machine's name: over a remote shell the same
 * path is another file. */
#include "link_base.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whatever is not plainly of a name or a path is written as %XX. */
static void add(char *into, size_t size, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    for (size_t length = strlen(into); *text != '\0' && length + 4 < size; text++, length = strlen(into))
        snprintf(into + length, size - length, strchr(plain, *text) != NULL ? "%c" : "%%%02X",
                 (unsigned)(unsigned char)*text);
}

char *cli_link_base(const cli *c)
{
    enum { LONGEST = 3 * (PATH_MAX + 256) };
    char host[256] = "", folder[PATH_MAX], base[LONGEST] = "file://";
    if (!c->colour_out || c->defuse || !isatty(STDOUT_FILENO))
        return NULL;
    if (gethostname(host, sizeof host - 1) != 0 || getcwd(folder, sizeof folder) == NULL || folder[0] != '/')
        return NULL;
    add(base, sizeof base, host);
    add(base, sizeof base, folder);
    if (base[strlen(base) - 1] != '/')
        add(base, sizeof base, "/");
    return strdup(base); /* without memory: no links, and all the text */
}
