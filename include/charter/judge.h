/* Declarations and their verdicts.
 *
 *     charter_stream *stream;        // one file or buffer of declarations
 *     charter_judge *judge;          // one thread's working memory
 *     while (charter_stream_next(stream, &usage) == CHARTER_OK) {
 *         charter_judge_usage(judge, usage, &verdict);
 *         ...
 *     }
 */
#ifndef CHARTER_JUDGE_H
#define CHARTER_JUDGE_H

#include "charter/diagnostics.h"
#include "charter/load.h"
#include "charter/types.h"

/* In rising order of severity, but for invalid, which stands apart. */
typedef enum charter_decision {
    CHARTER_COMPLIANT,
    CHARTER_CONDITIONAL,
    CHARTER_REVIEW,
    CHARTER_UNDETERMINED,
    CHARTER_NON_COMPLIANT,
    CHARTER_UNREADABLE /* "invalid": it could not be read as a declaration */
} charter_decision;
#define CHARTER_DECISIONS 6

/* "compliant", "conditional", "review", "undetermined", "non-compliant", "invalid". Never translated. */
CHARTER_API const char *charter_decision_name(charter_decision decision);

typedef enum charter_outcome {
    CHARTER_NOT_APPLICABLE,
    CHARTER_MET,
    CHARTER_WAIVED,
    CHARTER_UNDECIDED, /* "undetermined" */
    CHARTER_BREACHED
} charter_outcome;

typedef enum charter_effect { CHARTER_ADVISE, CHARTER_ASK_REVIEW, CHARTER_FORBID } charter_effect;

CHARTER_API const char *charter_outcome_name(charter_outcome outcome);
CHARTER_API const char *charter_effect_name(charter_effect effect);

/* A stream of declarations: YAML documents, each one declaration or `usages:` of several. */
typedef struct charter_stream charter_stream;
typedef struct charter_usage charter_usage;

/* Gives a stream (charter_stream_free) over `input`, which it keeps; `name` (kept) names it in places.
 * `limits` may be NULL. */
CHARTER_API charter_status charter_stream_open(charter_stream **out, const char *name, charter_input input,
                                               const charter_limits *limits);
CHARTER_API void charter_stream_free(charter_stream *stream);

/* The next declaration, which lives until the next call. One that could not be read is given too, and is
 * judged invalid. CHARTER_END after the last; CHARTER_INVALID once, before the end, where the stream as a
 * whole has a fault (it could not be read further, or it declares nothing): see charter_stream_fault. */
CHARTER_API charter_status charter_stream_next(charter_stream *stream, const charter_usage **usage);
CHARTER_API const charter_diagnostics *charter_stream_fault(const charter_stream *stream);

/* One thread's working memory for judging. */
typedef struct charter_judge charter_judge;
typedef struct charter_verdict charter_verdict;

typedef struct charter_judge_options {
    charter_day at; /* the day to judge on; uses that are done are judged on their own */
    bool every_clause; /* findings list every clause, those met and not applicable too */
    charter_sent_files sent; /* how `files` are read for detectors; `read` NULL: they are not, which is told */
} charter_judge_options;

/* Gives a judge (charter_judge_free). Keeps `law`; borrows `options`. */
CHARTER_API charter_status charter_judge_open(charter_judge **out, const charter *law,
                                              const charter_judge_options *options);
CHARTER_API void charter_judge_free(charter_judge *judge);

/* Judges a declaration. The verdict lives until the next call on this judge, and no longer than `usage`. */
CHARTER_API charter_status charter_judge_usage(charter_judge *judge, const charter_usage *usage,
                                               const charter_verdict **out);

CHARTER_API charter_decision charter_verdict_decision(const charter_verdict *verdict);

/* The declaration's own id; `at` is NULL where it has none. */
CHARTER_API charter_text charter_verdict_id(const charter_verdict *verdict);

/* The resolved ids; `at` is NULL where the charter lists no such activity or tool. */
CHARTER_API charter_text charter_verdict_activity(const charter_verdict *verdict);
CHARTER_API charter_text charter_verdict_tool(const charter_verdict *verdict);
CHARTER_API charter_place charter_verdict_place(const charter_verdict *verdict);
CHARTER_API charter_day charter_verdict_day(const charter_verdict *verdict);

/* An invalid declaration's errors; empty for any other. */
CHARTER_API const charter_diagnostics *charter_verdict_errors(const charter_verdict *verdict);

typedef struct charter_finding charter_finding;

CHARTER_API size_t charter_verdict_findings(const charter_verdict *verdict);
CHARTER_API const charter_finding *charter_verdict_finding(const charter_verdict *verdict, size_t index);

/* "tool.status", "duty.training": never translated. Writes as snprintf writes. */
CHARTER_API size_t charter_finding_clause(const charter_finding *finding, char *into, size_t size);
CHARTER_API charter_outcome charter_finding_outcome(const charter_finding *finding);
CHARTER_API charter_effect charter_finding_effect(const charter_finding *finding);

/* Where it stands in the declaration, and in the charter (line 0 where the charter says nothing of it). */
CHARTER_API charter_place charter_finding_place(const charter_verdict *verdict,
                                                const charter_finding *finding);
CHARTER_API charter_place charter_finding_charter_place(const charter_verdict *verdict,
                                                        const charter_finding *finding);
CHARTER_API size_t charter_finding_message(const charter_finding *finding, charter_lang lang, char *into,
                                           size_t size);
CHARTER_API size_t charter_finding_help(const charter_finding *finding, charter_lang lang, char *into,
                                        size_t size);

/* A duty that something in the declaration asks for. */
typedef struct charter_duty_state {
    charter_text id;
    bool before; /* due before use; else after */
    bool met;
} charter_duty_state;

CHARTER_API size_t charter_verdict_duties(const charter_verdict *verdict);
CHARTER_API charter_duty_state charter_verdict_duty(const charter_verdict *verdict, size_t index);

/* The ids of the tools that would do instead, the best first. Worked out when first asked for;
 * CHARTER_NO_MEMORY is the only failure. */
CHARTER_API charter_status charter_verdict_instead(const charter_verdict *verdict, const charter_text **ids,
                                                   size_t *count);

#endif
