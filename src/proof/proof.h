/* proof: a claim about a charter, for the files of this room alone.
 *
 *     claim.c   what is claimed, and what the claim and the charter read
 *     use.c     one declaration of what is chosen, written and judged
 *     search.c  which are gone through, and when none that follow can matter
 *     tell.c    the answer, as text and as JSON */
#ifndef CH_PROOF_PROOF_H
#define CH_PROOF_PROOF_H

#include "base/diagnostics.h"
#include "charter/proof.h"
#include "judge/facts.h"
#include "judge/verdict.h"

typedef enum ch_claim { CH_CLAIM_NEVER, CH_CLAIM_ALWAYS, CH_CLAIM_REACHABLE } ch_claim;

/* A fact that may be declared. */
typedef struct ch_choice {
    ch_values values; /* none: it is never chosen */
    bool first;       /* whether it is there may turn an answer around, or an exception reads it: it is chosen first */
    /* As the search goes on: 0 is not chosen yet, 1 absent, 2 the first of its values. */
    uint32_t chosen;
} ch_choice;

enum { CH_OPEN, CH_ABSENT_CHOSEN, CH_FIRST_VALUE };

/* Why not all could be gone through. */
typedef struct ch_gap {
    ch_message message;
    charter_place place;
    struct ch_gap *next;
} ch_gap;

#define CH_GAPS_MOST 20

struct charter_proof {
    const ch_version *version;
    charter_proof_options options;
    ch_arena arena;
    charter *own; /* patterns of the claim */
    ch_source source;
    ch_text claim_text;
    ch_claim claim;
    const ch_condition *condition;
    charter_decision wanted;

    ch_choice *choices;              /* of each variable of the scope */
    const ch_entry *activity, *tool; /* NULL: one that the charter does not list */
    ch_set data;
    bool data_said, data_unlisted;
    bool with_evidence; /* of what is due before use */

    charter_judge *judge;
    charter_stream *stream;
    ch_buffer text; /* of the declaration that was judged last */
    charter_text left;
    const charter_verdict *verdict;
    uint64_t judged;

    ch_gap *gaps;
    unsigned gap_count;
    charter_answer_of_proof answer;
    bool found, failed;
    ch_text witness;
    charter_decision witness_decision;
    const ch_entry *witness_activity, *witness_tool;
};

/* Notes that not all can be gone through. */
void ch_proof_gap(charter_proof *p, ch_message message, charter_place place);

/* Writes what is chosen, and has it judged: `verdict` is then set. False: no memory. */
bool ch_proof_judge(charter_proof *p);

/* What the claim's condition is of what was judged last. */
ch_truth ch_proof_truth(const charter_proof *p);

/* Whether what was judged last speaks for the end of the search. */
bool ch_proof_shows(const charter_proof *p);

#endif
