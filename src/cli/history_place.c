/* history place: the files of a history as the system shows them, before SQLite sees them. Its messages speak of
 * shares, links and permissions; those of tables and rows are history_database.c's. */
#include "history_place.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "real_path.h"
#include "say.h"

/* ---- network shares ---- */

/* A write-ahead log has its index in memory that processes share, which two machines cannot (sqlite.org/wal), and locks
 * over a network are not to be relied on (sqlite.org/faq, 5). */
static const cli_share shares[] = {
    {NFS_SUPER_MAGIC, "NFS", true},
    {SMB_SUPER_MAGIC, "SMB", true},
    {SMB2_SUPER_MAGIC, "SMB", true},
    {CIFS_SUPER_MAGIC, "CIFS", true},
    {AFS_SUPER_MAGIC, "AFS", true},
    {AFS_FS_MAGIC, "AFS", true},
    {CODA_SUPER_MAGIC, "Coda", true},
    {NCP_SUPER_MAGIC, "NCP", true},
    {CEPH_SUPER_MAGIC, "Ceph", true},
    {OCFS2_SUPER_MAGIC, "OCFS2", true},
    /* Of containers and of virtual machines too, whose folders lie on this machine. */
    {FUSE_SUPER_MAGIC, "FUSE", false},
    {V9FS_MAGIC, "9P", false},
};

const cli_share *cli_share_of_type(uint32_t type)
{
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if (shares[i].type == type)
            return &shares[i];
    return NULL;
}

/* Of a file that is yet to be: its folder's. NULL also where nobody can tell: opening it will. */
static const cli_share *share_of(const char *real, const char *folder)
{
    struct statfs status;
    if (statfs(real, &status) != 0 && statfs(folder, &status) != 0)
        return NULL;
    return cli_share_of_type((uint32_t)status.f_type);
}

static bool may_write_to(const cli *c, const char *path, const cli_share *share)
{
    if (share == NULL)
        return true;
    if (share->is_certain)
        cli_say(c, N_("the history %1$s lies on a network share (%2$s), where audits may spoil it: nothing is added"),
                path, share->name);
    else
        cli_say(c,
                N_("the history %1$s lies on a file system (%2$s) that may be a network share: audits of two machines "
                   "would spoil it"),
                path, share->name);
    cli_help(c, N_("keep it on a disk of this machine; trend reads copies of it, on a share too"));
    return !share->is_certain;
}

/* ---- the files beside it ---- */

static char *beside(const char *real, const char *end)
{
    char *name;
    return asprintf(&name, "%s%s", real, end) < 0 ? NULL : name;
}

/* A rollback journal may name a further file, which SQLite takes away once it has rolled back (sqlite.org/fileformat,
 * 3.3.2, "super-journal"): of ours none does, and one of others could name any file. */
static bool names_another_file(const char *journal)
{
    static const unsigned char mark[] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
    char last[sizeof mark];
    int file = open(journal, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool read_it = file >= 0 && lseek(file, -(off_t)sizeof last, SEEK_END) >= 0 &&
                   read(file, last, sizeof last) == (ssize_t)sizeof last;
    if (file >= 0)
        close(file);
    return read_it && memcmp(last, mark, sizeof mark) == 0;
}

static bool is_harmless(const cli *c, const char *name)
{
    if (!cli_may_follow(c, name))
        return false;
    if (!names_another_file(name))
        return true;
    cli_say(c, N_("%s names a further file, as no journal of a history does: SQLite would take that away"), name);
    return false;
}

/* SQLite opens them by these names, and follows links. */
static bool are_harmless_beside(const cli *c, const char *real)
{
    static const char *const ends[] = {"-journal", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char *name = beside(real, ends[i]);
        bool harmless = name != NULL && is_harmless(c, name);
        if (name == NULL)
            cli_no_memory(c);
        free(name);
        if (!harmless)
            return false;
    }
    return true;
}

/* How many bytes it has; -1: it is not there. Memory that lacks is something rather than nothing. */
static long long size_beside(const char *real, const char *end)
{
    struct stat status;
    char *name = beside(real, end);
    long long size = name == NULL ? 1 : stat(name, &status) == 0 ? (long long)status.st_size : -1;
    free(name);
    return size;
}

/* A log that is empty is somebody's who has the history open where its index lies beside it too. */
static bool has_log(const char *real)
{
    long long log = size_beside(real, "-wal");
    return log > 0 || (log == 0 && size_beside(real, "-shm") >= 0) || size_beside(real, "-journal") > 0;
}

/* ---- all of it ---- */

static char *folder_of(const char *real)
{
    const char *slash = strrchr(real, '/');
    return slash == NULL ? strdup(".") : strndup(real, (size_t)(slash - real) + 1);
}

static bool can_be_written(const char *real, const char *folder)
{
    return access(real, W_OK) == 0 && access(folder, W_OK) == 0;
}

void cli_history_tell_log(const cli *c, const char *path)
{
    cli_say(
        c, N_("beside the history %s lies a log with audits that are not in it yet, and that cannot be read from here"),
        path);
    cli_help(c, N_("read it once where it can be written, then copy it; or copy its log (-wal) with it"));
}

/* What is not there is opened as usual, which tells so. */
static cli_history_use use_to_read(const cli *c, const char *path, cli_history_place *p, const char *folder,
                                   const cli_share *share)
{
    bool on_share = share != NULL && share->is_certain;
    if (stat(p->real, &p->found) != 0 || (!on_share && can_be_written(p->real, folder)))
        return CLI_HISTORY_AS_USUAL;
    if (!has_log(p->real))
        return CLI_HISTORY_AS_COPY;
    if (!on_share)
        return CLI_HISTORY_BESIDE_LOG;
    cli_history_tell_log(c, path);
    return CLI_HISTORY_NOT_AT_ALL;
}

bool cli_history_is_as_found(const cli_history_place *p)
{
    struct stat now;
    return stat(p->real, &now) == 0 && now.st_ino == p->found.st_ino && now.st_size == p->found.st_size &&
           now.st_mtim.tv_sec == p->found.st_mtim.tv_sec && now.st_mtim.tv_nsec == p->found.st_mtim.tv_nsec &&
           !has_log(p->real);
}

cli_history_place cli_history_place_of(const cli *c, const char *path, bool writes)
{
    cli_history_place p = {.use = CLI_HISTORY_NOT_AT_ALL};
    if (!cli_may_follow(c, path))
        return p;
    p.real = cli_real_path(path);
    char *folder = p.real == NULL ? NULL : folder_of(p.real);
    if (folder == NULL) {
        cli_no_memory(c);
    } else if (are_harmless_beside(c, p.real)) {
        const cli_share *share = share_of(p.real, folder);
        if (!writes)
            p.use = use_to_read(c, path, &p, folder, share);
        else if (may_write_to(c, path, share))
            p.use = CLI_HISTORY_AS_USUAL;
    }
    free(folder);
    return p;
}
