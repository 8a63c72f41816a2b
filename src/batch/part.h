/* part: a share of a batch that one thread judges whole: some small files, or a piece of a large one. Its verdicts
 * stay until the part is used again, so that they can be told in the order of the inputs. */
#ifndef CH_BATCH_PART_H
#define CH_BATCH_PART_H

#include "base/diagnostics.h"
#include "charter/judge.h"
#include "declaration/piece.h"

enum { CH_PART_FILES_MAX = 64 };
#define CH_PART_BYTES ((size_t)16 * 1024) /* what a part holds, more or less */

typedef struct ch_result {
    const charter_diagnostic *fault; /* NULL: there are a declaration, and a verdict once it is judged */
    const charter_usage *usage;
    const charter_verdict *verdict;
    charter_diagnostics *notes; /* of a verdict; NULL: none */
    bool broken;                /* the verdict of a document that holds no declaration at all */
} ch_result;

/* A file to be read, or a fault that stands in its place. */
typedef struct ch_part_file {
    const char *path;
    int file; /* -1: a fault */
    const charter_diagnostic *fault;
} ch_part_file;

typedef struct ch_part {
    /* What there is to judge: files, or where there are none, a piece of `path`. */
    ch_part_file files[CH_PART_FILES_MAX];
    unsigned file_count;
    size_t bytes; /* of the files */
    const char *path;
    ch_piece piece;
    bool is_piece;
    bool ends_file; /* the last piece of its file */
    /* What it was judged with, kept warm. */
    ch_arena arena; /* of paths */
    charter_judge *judge;
    charter_stream *stream;
    charter_diagnostics faults; /* of files; of a file as a whole, where the part is its last piece */
    /* What came of it. */
    ch_result *results;
    size_t result_count, result_room, told, faults_told;
    charter_status status;
    bool done;               /* the crew's: under its lock */
    struct ch_part *waiting; /* the crew's: the next that nobody has begun */
    struct ch_part *next;    /* in the order of the inputs */
} ch_part;

typedef struct ch_part_options {
    charter_judge_options judging;
    charter_limits limits;
    const charter_intake *intake;
} ch_part_options;

/* Gives a part (ch_part_free) with a judge and a stream of its own. */
charter_status ch_part_new(ch_part **out, const charter *law, const ch_part_options *options);
void ch_part_free(ch_part *part);

/* Forgets what it held; the last piece of a file after all others. */
void ch_part_reset(ch_part *part);

/* A copy of `path` that lives as long as what the part holds; NULL where there is no memory. */
const char *ch_part_keep_path(ch_part *part, const char *path);

/* Judges all of it: fills the results, and sets the status. */
void ch_part_judge(ch_part *part);

#endif
