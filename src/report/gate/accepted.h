/* accepted: one thing that a baseline lets pass: which clause, of which use, how grave, and what it rested on. Entries
 * are read from a baseline and written as a line of it; which of a run's issues they meet is baseline.c's. */
#ifndef CH_REPORT_GATE_ACCEPTED_H
#define CH_REPORT_GATE_ACCEPTED_H

#include "report/gate/issue.h"
#include "tree/decode.h"

/* The form in which baselines are written. Of an earlier one nothing is read: it does not say what was accepted. */
#define CH_BASELINE_VERSION 2

/* In rising order: what was accepted as one is not accepted as a later one. An open duty waits as a review does. */
typedef enum ch_accepted_effect { CH_ACCEPTED_DUTY = 1, CH_ACCEPTED_REVIEW, CH_ACCEPTED_FORBID } ch_accepted_effect;

/* What a breach rested on, and how often: a detector may find the like a thousand times. */
typedef struct ch_seen {
    ch_text word;
    int64_t times;
} ch_seen;

typedef struct ch_accepted {
    /* The use: its file and id, where it has one; `number` tells uses of one id apart, and those of a file without. Of
     * a tool that left traces neither is known. */
    ch_text file, declaration;
    ch_count number; /* of an id that comes once: 1 */
    ch_text activity, tool, clause;
    int effect;         /* ch_accepted_effect */
    const ch_seen *saw; /* in byte order, each word once */
    size_t saw_count;
    const ch_node *saw_node;
    bool met; /* some issue of this run was it */
} ch_accepted;

/* What an issue is of, and rests on; the number is given. A file has one name for all of its spellings. In `arena`;
 * false where there is no memory. */
bool ch_accepted_of(ch_accepted *out, const ch_issue *issue, uint32_t number, ch_text clause, ch_arena *arena);

/* Whether `seen` accepts `now`, which is of the same clause of the same use: as grave or graver, and all that the other
 * rests on. */
bool ch_accepted_covers(const ch_accepted *seen, const ch_accepted *now);

/* The order of entries: those of one clause of one use are 0. */
int ch_accepted_compare(const ch_accepted *one, const ch_accepted *other);

/* Reads the entry `node`, what is wrong with which is told; false where there is no memory. */
bool ch_accepted_read(const ch_decoder *decoder, const ch_node *node, ch_accepted *out);

/* Adds it as JSON without line breaks. `line` fails where there is no memory, or it is longer than it may be. */
void ch_accepted_write(const ch_accepted *entry, ch_buffer *line);

#endif
