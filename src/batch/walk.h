/* walk: inputs in the order given, a folder's files in byte order, each opened when its turn comes.
 *
 * One bad input never ends the walk: it is complained of in its place. */
#ifndef CH_BATCH_WALK_H
#define CH_BATCH_WALK_H

#include "base/diagnostics.h"
#include "batch/disk.h"
#include "charter/batch.h"

typedef struct ch_walk ch_walk;

typedef struct ch_walk_item {
    const char *path; /* until the next call */
    int file;    /* a descriptor, which the caller closes unless it is standard input's; CH_WALK_FAULT: complained of */
    size_t size; /* of a file, when it was opened */
} ch_walk_item;

#define CH_WALK_FAULT (-1)

typedef struct ch_walk_options {
    bool registers;               /* a folder's CSV and TSV files are wanted too */
    bool follow_links;            /* of inputs, also out of the work tree */
    charter_severity passed_over; /* what looks like a declaration, and is not judged */
} ch_walk_options;

/* Gives a walk (ch_walk_free). Borrows `options`. */
charter_status ch_walk_new(ch_walk **out, const ch_walk_options *options);
void ch_walk_free(ch_walk *walk);

/* Adds an input: a file, a folder, or "-" for standard input. Borrows `path`. */
charter_status ch_walk_add(ch_walk *walk, const char *path);

/* Adds a list that names no input: it is complained of when its turn comes. Borrows `name`. */
charter_status ch_walk_add_empty_list(ch_walk *walk, const char *name);

/* Adds a folder that inputs lie in: what looks like a declaration in it, below it aside, and is none of them is told.
 * Borrows `folder`. */
charter_status ch_walk_add_beside(ch_walk *walk, const char *folder);

/* The next file, or CHARTER_END. What is wrong with an input is added to `faults`, be it a warning, and its item has no
 * file. */
charter_status ch_walk_next(ch_walk *walk, ch_walk_item *item, charter_diagnostics *faults);

#endif
