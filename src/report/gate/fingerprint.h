/* fingerprint: by what an issue is known again in the next run, wherever its lines have moved to.
 *
 * It is made of what the issue is about: the declaration's id (or, where it has none, its file), the clause, the
 * activity and the tool, and the value at fault. Line numbers and translated texts are no part of it. Issues
 * of one run that agree in all of that are told apart by a number, in the order in which they come. */
#ifndef CH_REPORT_GATE_FINGERPRINT_H
#define CH_REPORT_GATE_FINGERPRINT_H

#include "report/gate/issue.h"
#include "base/counting_set.h"

/* Reports that fingerprint their results show no more than this: what code-scanning services take. */
#define CH_RESULTS_MAX 25000

/* "3f2a…:1": 32 hexadecimal digits, a colon, a number, and a NUL. */
#define CH_FINGERPRINT_SIZE (2 * CH_DIGEST_BYTES + 12)

typedef struct ch_fingerprints {
    ch_counting_set seen;
    ch_buffer identity;
} ch_fingerprints;

/* `max`: how many are told apart. */
ch_fingerprints ch_fingerprints_init(size_t max);
void ch_fingerprints_clear(ch_fingerprints *fingerprints);

/* Unique among the first `max`; behind those it ends in ":0". */
void ch_fingerprint(ch_fingerprints *fingerprints, const ch_issue *issue, char out[CH_FINGERPRINT_SIZE]);

/* A failure for want of memory is the output's. */
void ch_fingerprints_finish(const ch_fingerprints *fingerprints, ch_output *output);

#endif
