/* work_unit: a share of a batch that one thread judges whole: some small files, or a chunk of a large one. Its verdicts
 * stay until the work unit is used again, so that they can be told in the order of the inputs. */
#ifndef CH_BATCH_WORK_UNIT_H
#define CH_BATCH_WORK_UNIT_H

#include "base/diagnostics.h"
#include "charter/judge.h"
#include "declaration/chunk.h"

enum { CH_WORK_UNIT_FILES_MAX = 64 };
#define CH_WORK_UNIT_BYTES ((size_t)16 * 1024) /* what a work unit holds, more or less */

typedef struct ch_result {
    const charter_diagnostic *fault; /* NULL: there are a declaration, and a verdict once it is judged */
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    charter_diagnostics *notes; /* of a verdict; NULL: none */
    bool broken;                /* the verdict of a document that holds no declaration at all */
    const char *begins;         /* the path of a file whose first result this is; NULL: another's, or a chunk's */
} ch_result;

/* A file to be read, or a fault that stands in its place. */
typedef struct ch_work_unit_file {
    const char *path;
    int file; /* -1: a fault */
    const charter_diagnostic *fault;
} ch_work_unit_file;

typedef struct ch_work_unit {
    /* What there is to judge: files, or where there are none, a chunk of `path`. */
    ch_work_unit_file files[CH_WORK_UNIT_FILES_MAX];
    unsigned file_count;
    size_t bytes; /* of the files */
    const char *path;
    const char *begun; /* of a file that has no result yet; else NULL */
    uint64_t scanned;  /* as the options say */
    ch_chunk chunk;
    bool is_chunk;
    bool begins_file, ends_file; /* the first chunk of its file; the last one */
    /* What it was judged with, kept warm. */
    ch_arena arena; /* of paths */
    charter_judge *judge;
    charter_stream *stream;
    charter_diagnostics faults; /* of files; of a file as a whole, where the work unit is its last chunk */
    /* What came of it. */
    ch_result *results;
    size_t result_count, result_room, emitted, faults_emitted;
    const char *told; /* the path of the file whose results are told; no chunk's */
    charter_status status;
    bool done;                    /* the pool's: under its lock */
    struct ch_work_unit *waiting; /* the pool's: the next that nobody has begun */
    struct ch_work_unit *next;    /* in the order of the inputs */
} ch_work_unit;

typedef struct ch_work_unit_options {
    charter_judge_options judging;
    charter_limits limits;
    uint64_t scanned; /* bytes looked through for one input, behind which no more of it is judged */
    const charter_intake *intake;
} ch_work_unit_options;

/* Gives a work unit (ch_work_unit_free) with a judge and a stream of its own. */
charter_status ch_work_unit_new(ch_work_unit **out, const charter *the_charter, const ch_work_unit_options *options);
void ch_work_unit_free(ch_work_unit *unit);

/* Forgets what it held; the last chunk of a file after all others. */
void ch_work_unit_reset(ch_work_unit *unit);

/* A copy of `path` that lives as long as what the work unit holds; NULL where there is no memory. */
const char *ch_work_unit_keep_path(ch_work_unit *unit, const char *path);

/* Judges all of it: fills the results, and sets the status. A result has no verdict where those before it of the same
 * input have used up what may be looked through. */
void ch_work_unit_judge(ch_work_unit *unit);

#endif
