/* Many inputs, judged in order: files, folders, standard input; and what is read and written by name. */
#ifndef CHARTER_BATCH_H
#define CHARTER_BATCH_H

#include "charter/intake.h"
#include "charter/judge.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_batch charter_batch;

/* What one input may cost; what is beyond is not judged, which is an error, `limit.cost`. 0: the usual. */
typedef struct charter_cost {
    uint64_t bytes; /* read of it, unpacked; of a packed one the usual is also 64 MiB and 2,000 times its size */
    uint64_t declarations;
    uint64_t faults;  /* declarations that are invalid */
    uint64_t scanned; /* bytes of texts that are sent, looked through by detectors */
} charter_cost;

/* The usual: a register of ten million rows has some 4 GB. */
#define CHARTER_COST_BYTES        ((uint64_t)8 << 30)
#define CHARTER_COST_DECLARATIONS ((uint64_t)20000000)
#define CHARTER_COST_FAULTS       ((uint64_t)100000)
#define CHARTER_COST_SCANNED      ((uint64_t)1 << 30)

#define CHARTER_RUN_INPUTS 4 /* all inputs together may cost as much as so many */

typedef struct charter_batch_options {
    charter_limits limits;
    charter_cost most;
    const char *stdin_name;       /* how standard input is called in places; NULL: "-" */
    unsigned jobs;                /* threads that judge; 0: as many as there are processors. The items are the same. */
    charter_severity passed_over; /* of what looks like a declaration and is not judged: an error, or a warning */
    bool follow_links;            /* also of inputs that lead out of the work tree (charter_leads_out) */
    const charter_intake *intake; /* by which the rows of registers become declarations; kept; NULL: the charter's */
} charter_batch_options;

/* Gives a batch (charter_batch_close), whose judges are asked for what `judging` says. Keeps `the_charter` and
 * `options->stdin_name`; `options` may be NULL. CHARTER_UNKNOWN: `judging` is NULL, or its day is none. */
CHARTER_API charter_status charter_batch_open_sized(charter_batch **out, const charter *the_charter,
                                                    const charter_judge_options *judging, size_t judging_size,
                                                    const charter_batch_options *options, size_t options_size);
static inline charter_status charter_batch_open(charter_batch **out, const charter *the_charter,
                                                const charter_judge_options *judging,
                                                const charter_batch_options *options)
{
    return charter_batch_open_sized(out, the_charter, judging, sizeof *judging, options, sizeof *options);
}

/* Stops its threads and releases it, with what it gave; NULL is nothing to release. */
CHARTER_API void charter_batch_close(charter_batch *batch);

/* Adds an input: a file, a folder, or "-" for standard input. A folder's files are those whose names say that
 * they hold declarations (charter_syntax_of; registers where there is an intake mapping), folders within it
 * too, by name in byte order. Whether it exists is found out when its turn comes, and whether it was read
 * already: it is then an error. Borrows `path`. */
CHARTER_API charter_status charter_batch_add(charter_batch *batch, const char *path);

/* Adds a folder that inputs lie in: what looks like a declaration in it, below it aside, and is no input, is passed
 * over, and told (`passed_over`). Borrows `folder`. */
CHARTER_API charter_status charter_batch_add_beside(charter_batch *batch, const char *folder);

/* A list of inputs, read whole. Where it holds a NUL, a NUL ends each name (`find -print0`, `git ls-files -z`), and
 * line breaks belong to names. Else a line is a name, blank lines and a byte order mark of UTF-8 left out; LF, CRLF
 * or CR ends it. */
typedef struct charter_list charter_list;

#define CHARTER_LIST_BYTES ((size_t)64 * 1024 * 1024) /* the longest that is read */
#define CHARTER_LIST_NAMES ((size_t)1000 * 1000)      /* the most names that it may hold */

/* Gives a list (charter_list_free). CHARTER_INVALID, with an error among `faults`, where not all of it could be read,
 * or it is in UTF-16, beyond a bound, or holds a name that no file can have: a part of a list is none. Keeps
 * `name`. */
CHARTER_API charter_status charter_list_read(charter_list **out, const char *name, charter_input input,
                                             charter_diagnostics *faults);

/* The same of the file `path`, which is no pipe, or of standard input where that is "-". Unless `follow_links`, a link
 * that leads out of the work tree is an error. */
CHARTER_API charter_status charter_list_read_path(charter_list **out, const char *path, bool follow_links,
                                                  charter_diagnostics *faults);

/* Releases it with its names; NULL is nothing to release. */
CHARTER_API void charter_list_free(charter_list *list);

/* How many names it holds. */
CHARTER_API size_t charter_list_count(const charter_list *list);
CHARTER_API const char *charter_list_at(const charter_list *list, size_t index); /* below the count */

/* Adds all its names, in order. A list without a name is an input without a declaration: an error in its place.
 * Borrows `list`. */
CHARTER_API charter_status charter_batch_add_list(charter_batch *batch, const charter_list *list);

/* Whether a link leads out of a git work tree. `name` is how a file or folder is called, as people write it, `real` its
 * real path (realpath(3)). True where `name`, no link followed, lies in a folder that has an entry .git, and `real`
 * does not, or lies in that .git; also where that cannot be found out. Links of a work tree are chosen by whoever
 * writes it: what they lead to is read, quoted and written over with the rights of whoever runs the program. */
CHARTER_API bool charter_leads_out(const char *name, const char *real);

/* Whole files by their paths. `read` gives EXDEV for a link that leads out of the work tree, unless `follow_links`. */
CHARTER_API charter_files charter_files_on_disk(bool follow_links);

/* Reads what declarations say is sent from the disk: ordinary files in the declaration's folder or below it, and
 * nothing that a link leads to. It has no state. */
CHARTER_API charter_sent_files charter_sent_files_on_disk(void);

/* All live until the next call. */
typedef struct charter_item {
    const charter_verdict *verdict;   /* or NULL */
    const charter_diagnostic *error;  /* of an input without a declaration: it could not be read, say; or NULL */
    const charter_diagnostics *notes; /* warnings about how the declaration was read, or, without one, about what was
                                         passed over; NULL: none */
} charter_item;

/* The next verdict or error, or CHARTER_END. One bad input never ends the walk. */
CHARTER_API charter_status charter_batch_next(charter_batch *batch, charter_item *item);

#ifdef __cplusplus
}
#endif

#endif
