/* The errors that people meet have sentences of their own; the others are told by the system's name for them. */
#include "base/io_error.h"

#include <errno.h>

static const struct trouble {
    int error;
    const char *message, *help;
} troubles[] = {
    {ENOENT, N_("this file does not exist"), N_("check the name")},
    {EACCES, N_("this file may not be read by this user"), N_("ask its owner for the right to read it")},
    {EFBIG, N_("this file is too large"), N_("cut it into several files")},
    {EISDIR, N_("this is a folder, not a file"), N_("name a file")},
    {ELOOP, N_("this is a link, and links within a folder are not followed"),
     N_("name the file itself, or put it in the folder")},
    /* How src/batch/disk.c says that a link leads out of the work tree. */
    {EXDEV, N_("this is a link that leads out of the repository, and such links are not followed"),
     N_("name the file that it leads to, or give --follow-links")},
    /* How src/batch/disk.c says that links lead in a circle. */
    {EMLINK, N_("this link leads back to itself"), N_("let it lead to a file, or name the file itself")},
    /* How src/batch/disk.c says that what it opened is neither. */
    {EPERM, N_("this is neither a file nor a folder (a pipe or a device, say)"),
     N_("to read from a pipe, write - as the input")},
    {ENOTDIR, N_("a part of this path is not a folder"), N_("check the name")},
};

static const struct trouble *find(int error)
{
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
        if (troubles[i].error == error)
            return &troubles[i];
    return NULL;
}

ch_message ch_say_unreadable(ch_arena *arena, int error)
{
    const struct trouble *known = find(error);
    if (known != NULL)
        return ch_say(known->message);
    const char *name = strerrorname_np(error);
    return ch_say1("this file cannot be read (%s)", ch_arena_text(arena, ch_text_of(name == NULL ? "?" : name)));
}

ch_message ch_help_unreadable(int error)
{
    const struct trouble *known = find(error);
    return ch_say(known != NULL ? known->help : N_("check the disk or the connection, then check again"));
}
