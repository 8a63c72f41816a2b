/* Claims about a charter, held against all declarations that tell its answers apart: not one by one as people would
 * write them, but one of each class that the charter can treat otherwise than another.
 *
 *     if (charter_proof_new(&proof, the_charter, claim, &options, diagnostics) == CHARTER_OK)
 *         charter_proof_run(proof);
 *     charter_proof_report(proof, "text", &reporting, sink);
 *
 * A claim is "never: CONDITION" (no declaration for which it holds is compliant or conditional), "always: CONDITION"
 * (it holds for each that is) or "reachable: VERDICT" (some declaration gets it). What is gone through are planned uses
 * of one day, whose texts hold nothing that a detector finds. */
#ifndef CHARTER_PROOF_H
#define CHARTER_PROOF_H

#include "charter/judge.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_proof charter_proof;

typedef struct charter_proof_options {
    charter_day at; /* the day to judge on */
    unsigned most;  /* judgements; 0: CHARTER_PROOF_MOST */
} charter_proof_options;

#define CHARTER_PROOF_MOST 1000000

/* Gives a proof that is yet to be run (charter_proof_free) of `claim`, as a charter would write it in YAML. Keeps
 * `the_charter`. CHARTER_INVALID: `diagnostics` says what is wrong with the claim. CHARTER_END: no version is in force
 * on that day. CHARTER_UNKNOWN: `at` is no day. */
CHARTER_API charter_status charter_proof_new_sized(charter_proof **out, const charter *the_charter, charter_text claim,
                                                   const charter_proof_options *options, size_t options_size,
                                                   charter_diagnostics *diagnostics);
static inline charter_status charter_proof_new(charter_proof **out, const charter *the_charter, charter_text claim,
                                               const charter_proof_options *options, charter_diagnostics *diagnostics)
{
    return charter_proof_new_sized(out, the_charter, claim, options, sizeof *options, diagnostics);
}

/* Releases it; NULL is nothing to release. */
CHARTER_API void charter_proof_free(charter_proof *proof);

/* Goes through the declarations, until one refutes the claim (or shows that a verdict is reachable). */
CHARTER_API charter_status charter_proof_run(charter_proof *proof);

/* What came of it. */
typedef enum charter_answer_of_proof {
    CHARTER_PROVED,   /* "proved": it is so, whatever is declared */
    CHARTER_REFUTED,  /* "refuted": a declaration shows it, or, of a verdict, none of them gets it */
    CHARTER_UNDECIDED /* "undecided": nothing speaks against it, and not all could be gone through */
} charter_answer_of_proof;

CHARTER_API charter_answer_of_proof charter_proof_answer(const charter_proof *proof);

/* The declaration that shows it, as JSON on one line, which is YAML too; `at` NULL: none does. It is minimal: without
 * any of what it says that is not required it would not. Lives as long as the proof. */
CHARTER_API charter_text charter_proof_witness(const charter_proof *proof);

/* How many declarations were judged. */
CHARTER_API uint64_t charter_proof_judged(const charter_proof *proof);

/* How many formats there are, and the row at `index`, below their number. */
CHARTER_API size_t charter_proof_format_count(void);
CHARTER_API const charter_format *charter_proof_format_at(size_t index);

/* Tells what came of it. CHARTER_UNKNOWN: there is no such format or language. */
CHARTER_API charter_status charter_proof_report_sized(const charter_proof *proof, const char *format,
                                                      const charter_report_options *options, size_t options_size,
                                                      charter_sink sink);
static inline charter_status charter_proof_report(const charter_proof *proof, const char *format,
                                                  const charter_report_options *options, charter_sink sink)
{
    return charter_proof_report_sized(proof, format, options, sizeof *options, sink);
}

#ifdef __cplusplus
}
#endif

#endif
