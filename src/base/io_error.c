/* What the operating system refuses, in words of ours: strerror's are the process's language. Of what nobody is likely
 * to meet the number is told, and the system's name for it. */
#include "base/io_error.h"

#include <errno.h>
#include <stdio.h>

static const struct trouble {
    int error;
    charter_io_words reading, writing;
} troubles[] = {
    {ENOENT,
     {N_("this file does not exist"), N_("check the name")},
     {N_("its folder does not exist"), N_("make its folder first")}},
    {EACCES,
     {N_("this file may not be read by this user"), N_("ask its owner for the right to read it")},
     {N_("this user may not write there"), N_("choose another folder, or ask for the right to")}},
    {EFBIG,
     {N_("this file is too large"), N_("cut it into several files")},
     {N_("it is larger than a file may be there"), N_("choose another folder")}},
    {EISDIR,
     {N_("this is a folder, not a file"), N_("name a file")},
     {N_("this is a folder, not a file"), N_("name a file in it")}},
    {ELOOP,
     {N_("this is a link, and links within a folder are not followed"),
      N_("name the file itself, or put it in the folder")},
     {N_("this link leads back to itself"), N_("let it lead to a file, or name the file itself")}},
    /* How src/batch/disk.c says that a link leads out of the work tree. */
    {EXDEV,
     {N_("this is a link that leads out of the repository, and such links are not followed"),
      N_("name the file that it leads to, or give --follow-links")},
     {NULL, NULL}},
    /* How src/batch/disk.c says that links lead in a circle. */
    {EMLINK,
     {N_("this link leads back to itself"), N_("let it lead to a file, or name the file itself")},
     {NULL, NULL}},
    /* How src/batch/disk.c says that what it opened is neither. */
    {EPERM,
     {N_("this is neither a file nor a folder (a pipe or a device, say)"),
      N_("to read from a pipe, write - as the input")},
     {N_("the system does not allow it"), N_("choose another folder, or ask for the right to")}},
    {ENOTDIR,
     {N_("a part of this path is not a folder"), N_("check the name")},
     {N_("a part of this path is not a folder"), N_("check the name")}},
    {ENAMETOOLONG,
     {N_("this name is too long"), N_("check the name")},
     {N_("this name is too long"), N_("choose a shorter one")}},
    {EIO,
     {N_("the disk or the connection failed"), N_("check the disk or the connection, then check again")},
     {N_("the disk or the connection failed"), N_("check them, or choose another folder")}},
    {EROFS, {NULL, NULL}, {N_("this disk may only be read"), N_("choose another folder")}},
    {ENOSPC, {NULL, NULL}, {N_("the disk is full"), N_("make room, or choose another folder")}},
    {EDQUOT, {NULL, NULL}, {N_("this user's share of the disk is used up"), N_("make room, or choose another folder")}},
    {EPIPE, {NULL, NULL}, {N_("nobody reads it any more"), N_("begin its reader anew, or write to a file")}},
    {EMFILE,
     {N_("this program has too many files open"), N_("name fewer files, or raise the limit (ulimit -n)")},
     {N_("this program has too many files open"), N_("name fewer files, or raise the limit (ulimit -n)")}},
    {ENFILE,
     {N_("this machine has too many files open"), N_("end other programs, then run this again")},
     {N_("this machine has too many files open"), N_("end other programs, then run this again")}},
};

charter_io_words charter_io_error(int error, bool writing)
{
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
        if (troubles[i].error == error)
            return writing ? troubles[i].writing : troubles[i].reading;
    return (charter_io_words){NULL, NULL};
}

ch_message ch_say_unreadable(ch_arena *arena, int error)
{
    charter_io_words known = charter_io_error(error, false);
    if (known.message != NULL)
        return ch_say(known.message);
    char number[16];
    const char *name = strerrorname_np(error);
    snprintf(number, sizeof number, "%d", error);
    return ch_say2("the system gives error %1$s (%2$s)", ch_arena_text(arena, ch_text_of(number)),
                   ch_arena_text(arena, ch_text_of(name == NULL ? "?" : name)));
}

ch_message ch_help_unreadable(int error)
{
    charter_io_words known = charter_io_error(error, false);
    return ch_say(known.help != NULL ? known.help : N_("check the disk or the connection, then check again"));
}
