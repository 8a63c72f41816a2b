/* traces: what gives tools away in a repository, gathered by tool, and judged.
 *
 * What is seen is counted, and the first of it kept; nothing of a file or a commit is but its place and the charter's
 * own pattern that matched. */
#ifndef CH_JUDGE_TRACES_H
#define CH_JUDGE_TRACES_H

#include "charter/traces.h"
#include "judge/judging.h"

#define CH_TRACED_FILE_BYTES ((size_t)16 << 20) /* of a file that is looked into, where the caller does not say */

/* What is to be looked for in a file. */
typedef struct ch_file_kind {
    ch_manifest manifest;
    bool configuration;
} ch_file_kind;

/* By its path. */
ch_file_kind ch_file_kind_of(ch_text path);

/* The folder that is looked through, the name of something in it, and the largest file. */
const char *ch_traces_folder(const charter_traces *traces);
const char *ch_traces_within(const charter_traces *traces);
size_t ch_traces_file_bytes(const charter_traces *traces);

/* How much may still be looked into; whoever does so counts it. */
uint64_t *ch_traces_bytes_left(charter_traces *traces);
const charter *ch_traces_charter(const charter_traces *traces);

/* A file that declarations were read from, by the name by which it was opened. */
typedef struct ch_declared_file {
    const char *name;
    const struct ch_declared_file *next;
} ch_declared_file;

/* What one file on a disk is known by, whatever its name. */
typedef struct ch_file_id {
    uint64_t device, inode;
} ch_file_id;

/* Files that are no traces, since they say what is looked for or declared. Who can look at the disk turns the names
 * into ids (batch/spared_files.c). */
typedef struct ch_spared_files {
    const ch_declared_file *names; /* the newest first; NULL: none, or all are among the ids */
    ch_file_id *ids;               /* in order */
    size_t count, room;
    bool has_charter; /* the charter's are among the ids */
} ch_spared_files;

/* Those of this search, for who looks at the disk to keep up. */
ch_spared_files *ch_traces_spared(charter_traces *traces);

/* Memory as long as the search. */
ch_arena *ch_traces_arena(charter_traces *traces);

/* The path of a file as it is told, until the next one is looked at; NULL where there is no memory. */
const char *ch_traces_shown_path(charter_traces *traces, ch_text path);

/* Whether a file is not left out; looks at its path, from the folder on. */
bool ch_traces_see_path(charter_traces *traces, ch_text path);

/* Looks into the file that was seen last. False where there is no memory. */
bool ch_traces_see_bytes(charter_traces *traces, ch_text path, ch_text bytes, charter_diagnostics *faults);

/* Whether memory ran out. */
bool ch_traces_failed(const charter_traces *traces);

/* One tool that left traces, as a case for the judge. */
typedef struct ch_trace_case {
    const ch_tool *tool; /* NULL: the charter does not list it */
    ch_text name;        /* as it would be declared */
    bool undecided;      /* whether the charter lists it is not known: a pattern took too long */
    bool declared;       /* a declaration names it */
    bool answered_for;   /* an exception waives, for a declaration, that it is banned */
    ch_traces_found found;
} ch_trace_case;

/* Judges it: the verdict is the judge's own. `usage` stands for the declaration that there is not. */
charter_status ch_judge_trace(charter_judge *judge, const charter_declaration *declaration,
                              const ch_trace_case *traced);

/* The clauses about a trace. */
void ch_judge_trace_clauses(ch_judging *j, const ch_trace_case *traced);

#endif
