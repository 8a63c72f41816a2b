/* Uses that nobody declared: traces of AI tools in a repository, held against its declarations.
 *
 *     charter_traces_open(&traces, the_charter, &options);
 *     charter_traces_declared(traces, verdict);
 *     charter_traces_file(traces, path, faults);
 *     charter_traces_history(traces, bytes, length);
 *     while (charter_traces_next(traces, &verdict) == CHARTER_OK)
 *         charter_report_verdict(report, verdict, NULL); // of each tool that left some
 */
#ifndef CHARTER_TRACES_H
#define CHARTER_TRACES_H

#include "charter/judge.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_traces charter_traces;

typedef struct charter_traces_options {
    charter_day at;         /* the day to judge on */
    bool every_clause;      /* findings list those that are met too */
    const char *folder;     /* that is looked through; kept. Paths of its files begin with it in reports, but for "." */
    const char *declare_in; /* where a use would be declared; kept: the place of what commits alone give away */
    size_t file_bytes;      /* the largest file that is looked into; 0: 16 MiB */
    uint64_t all_bytes;     /* how much is looked into in all; 0: CHARTER_COST_SCANNED. Beyond it: `limit.cost` */
} charter_traces_options;

/* Gives a search (charter_traces_close) for the traces that are in force on the day. Keeps `the_charter`.
 * CHARTER_UNKNOWN: `options` are NULL, or no version of it is in force on that day. */
CHARTER_API charter_status charter_traces_open_sized(charter_traces **out, const charter *the_charter,
                                                     const charter_traces_options *options, size_t options_size);
static inline charter_status charter_traces_open(charter_traces **out, const charter *the_charter,
                                                 const charter_traces_options *options)
{
    return charter_traces_open_sized(out, the_charter, options, sizeof *options);
}

/* Releases it, with its last verdict; NULL is nothing to release. */
CHARTER_API void charter_traces_close(charter_traces *traces);

/* How many traces there are to look for. */
CHARTER_API size_t charter_traces_known(const charter_traces *traces);

/* Leaves out the files that `pattern` matches, which is written as `paths:` of a trace are. Kept. Before any file. */
CHARTER_API charter_status charter_traces_leave_out(charter_traces *traces, const char *pattern);

/* A declaration of which `verdict` is the verdict, before any file: traces of its tool are no longer undeclared, and
 * the file that it stands in is none. One that could not be read declares nothing. */
CHARTER_API charter_status charter_traces_declared(charter_traces *traces, const charter_verdict *verdict);

/* Looks at a file of the folder: at its path, which is from the folder on, and into those that name dependencies or
 * configure something. Links are not followed, and what has gone away meanwhile is passed over; whatever else cannot be
 * looked into is added to `faults`. Borrows `path`. */
CHARTER_API charter_status charter_traces_file(charter_traces *traces, const char *path, charter_diagnostics *faults);

/* The same of all files of the folder, those in folders named .git aside. */
CHARTER_API charter_status charter_traces_all_files(charter_traces *traces, charter_diagnostics *faults);

/* What `git rev-list --format=CHARTER_HISTORY_FORMAT` writes, piece by piece; `length` may be anything. */
#define CHARTER_HISTORY_FORMAT "%an <%ae>%x00%cn <%ce>%x00%B%x00"
CHARTER_API charter_status charter_traces_history(charter_traces *traces, const char *bytes, size_t length);
CHARTER_API uint64_t charter_traces_commit_count(const charter_traces *traces); /* so far */

/* The most commits that a history is read for where nothing else is asked. */
#define CHARTER_COMMITS_MAX 1000000u

/* Why a history was not read whole: added to `faults`, as what cannot be looked into is. */
typedef enum charter_history_fault {
    CHARTER_HISTORY_SHALLOW, /* the clone has only its last commits */
    CHARTER_HISTORY_LONG,    /* there are more commits than are read */
    CHARTER_HISTORY_UNREAD   /* git gave no answer */
} charter_history_fault;

/* Adds to `faults` why the history that was told is not all of it. CHARTER_NO_MEMORY is the only failure. */
CHARTER_API charter_status charter_traces_history_ended(charter_traces *traces, charter_history_fault why,
                                                        charter_diagnostics *faults);

/* The verdict on the next tool that left traces, in the charter's order, or CHARTER_END. It lives until the next call.
 * Its id is the tool's name; what is found of it is the clause trace.undeclared. */
CHARTER_API charter_status charter_traces_next(charter_traces *traces, const charter_verdict **verdict);

#ifdef __cplusplus
}
#endif

#endif
