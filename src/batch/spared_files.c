/* By device and inode: another spelling of a path is the same file. They are kept in order, since a
 * repository may hold as many declarations as files. */
#include "batch/spared_files.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "batch/names.h"

/* `look`: stat() for names that were opened, which follows links as opening did; lstat() for what is looked through,
 * since a link is a file of its own there, and its name may be a trace. */
static bool identify(const char *name, int (*look)(const char *, struct stat *), ch_file_id *id)
{
    struct stat status;
    if (look(name, &status) != 0)
        return false;
    *id = (ch_file_id){(uint64_t)status.st_dev, (uint64_t)status.st_ino};
    return true;
}

static int compare(const void *a, const void *b)
{
    const ch_file_id *one = a, *other = b;
    if (one->device != other->device)
        return one->device < other->device ? -1 : 1;
    return one->inode == other->inode ? 0 : one->inode < other->inode ? -1 : 1;
}

/* What cannot be found is none: it came from elsewhere than the disk, or has gone. */
static void add(ch_spared_files *spared, ch_arena *arena, const char *name)
{
    ch_file_id id;
    if (!identify(name, stat, &id))
        return;
    if (spared->count == spared->room) {
        size_t room = 2 * spared->room + 16;
        ch_file_id *ids = ch_arena_take_many(arena, room, sizeof *ids);
        if (ids == NULL)
            return;
        if (spared->count > 0)
            memcpy(ids, spared->ids, spared->count * sizeof *ids);
        spared->ids = ids;
        spared->room = room;
    }
    spared->ids[spared->count++] = id;
}

static void add_cases(ch_spared_files *spared, ch_arena *arena, const char *the_charter)
{
    const char *cases = ch_cases_path(arena, the_charter);
    if (cases != NULL)
        add(spared, arena, cases);
}

/* Files that come with the program lie on no disk. */
static void add_charter(ch_spared_files *spared, ch_arena *arena, const charter *the_charter)
{
    for (size_t i = 0; i < the_charter->count; i++)
        for (const ch_file *f = the_charter->versions[i].files; f != NULL; f = f->next) {
            if (f->included_by == NULL)
                add(spared, arena, f->source.name);
            if (f == the_charter->versions[i].files)
                add_cases(spared, arena, f->source.name);
        }
    spared->has_charter = true;
}

static const ch_spared_files *look_up(charter_traces *traces)
{
    ch_spared_files *spared = ch_traces_spared(traces);
    if (spared->has_charter && spared->names == NULL)
        return spared;
    if (!spared->has_charter)
        add_charter(spared, ch_traces_arena(traces), ch_traces_charter(traces));
    for (; spared->names != NULL; spared->names = spared->names->next)
        add(spared, ch_traces_arena(traces), spared->names->name);
    if (spared->count > 0)
        qsort(spared->ids, spared->count, sizeof *spared->ids, compare);
    return spared;
}

bool ch_spared_files_have(charter_traces *traces, const char *name)
{
    const ch_spared_files *spared = look_up(traces);
    ch_file_id id;
    return spared->count > 0 && identify(name, lstat, &id) &&
           bsearch(&id, spared->ids, spared->count, sizeof id, compare) != NULL;
}
