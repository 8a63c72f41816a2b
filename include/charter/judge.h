/* Declarations and their verdicts. A stream is one file or buffer of declarations; a judge is one thread's working
 * memory.
 *
 *     charter_stream_open(&stream, "usage.yaml", input, NULL);
 *     charter_judge_new(&judge, the_charter, &options);
 *     while (charter_stream_next(stream, &declaration) == CHARTER_OK) {
 *         charter_judge_declaration(judge, declaration, &verdict);
 *         ...
 *     } */
#ifndef CHARTER_JUDGE_H
#define CHARTER_JUDGE_H

#include "charter/diagnostics.h"
#include "charter/intake.h"
#include "charter/load.h"
#include "charter/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In rising order of severity, but for invalid, which stands apart. */
typedef enum charter_decision {
    CHARTER_DECISION_COMPLIANT,
    CHARTER_DECISION_CONDITIONAL,
    CHARTER_DECISION_REVIEW,
    CHARTER_DECISION_UNDETERMINED,
    CHARTER_DECISION_NON_COMPLIANT,
    CHARTER_DECISION_INVALID /* "invalid": it could not be read as a declaration */
} charter_decision;
#define CHARTER_DECISION_COUNT 6

/* "compliant", "conditional", "review", "undetermined", "non-compliant", "invalid". Never translated. */
CHARTER_API const char *charter_decision_name(charter_decision decision);

typedef enum charter_outcome {
    CHARTER_OUTCOME_NOT_APPLICABLE,
    CHARTER_OUTCOME_MET,
    CHARTER_OUTCOME_WAIVED,
    CHARTER_OUTCOME_UNDETERMINED, /* "undetermined" */
    CHARTER_OUTCOME_BREACHED
} charter_outcome;

typedef enum charter_effect { CHARTER_EFFECT_ADVISE, CHARTER_EFFECT_REVIEW, CHARTER_EFFECT_FORBID } charter_effect;

/* "not-applicable", "met", "waived", "undetermined", "breached". Never translated. */
CHARTER_API const char *charter_outcome_name(charter_outcome outcome);

/* "advise", "review", "forbid". Never translated. */
CHARTER_API const char *charter_effect_name(charter_effect effect);

/* A stream of declarations: documents, each one declaration or `usages:` of several. */
typedef struct charter_stream charter_stream;
typedef struct charter_declaration charter_declaration;

/* How declarations are written down. */
typedef enum charter_syntax {
    CHARTER_SYNTAX_BY_NAME, /* as the stream's name ends, .gz and .zst aside; YAML where that says nothing */
    CHARTER_YAML,
    CHARTER_JSON,   /* one declaration, or a list of them, which may be of any length */
    CHARTER_NDJSON, /* one a line: a bad line spoils itself alone */
    CHARTER_CSV,    /* a register, read by an intake mapping */
    CHARTER_TSV     /* the same, its cells parted by tabs */
} charter_syntax;

/* "yaml", "json", "ndjson", "csv", "tsv". False for another word; `*out` is then left alone. Borrows `word`. */
CHARTER_API bool charter_syntax_parse(const char *word, charter_syntax *out);

/* What a file's name says: .yaml and .yml, .json, .ndjson and .jsonl, .csv, .tsv and .tab, each also with .gz or .zst
 * behind it. CHARTER_SYNTAX_BY_NAME where it says nothing. Borrows `name`. */
CHARTER_API charter_syntax charter_syntax_of(const char *name);

typedef struct charter_stream_options {
    charter_limits limits;
    charter_syntax syntax;
    const charter_intake *intake; /* for a register; a name that says nothing is then a register's */
} charter_stream_options;

/* Gives a stream (charter_stream_close) over `input`, which it keeps; `name` (kept) names it in places, and
 * says its syntax. `limits` may be NULL. */
CHARTER_API charter_status charter_stream_open(charter_stream **out, const char *name, charter_input input,
                                               const charter_limits *limits);

/* The same with more to say; NULL: nothing. Keeps `options->intake`. CHARTER_UNKNOWN: the syntax is none. */
CHARTER_API charter_status charter_stream_open_as_sized(charter_stream **out, const char *name, charter_input input,
                                                        const charter_stream_options *options, size_t options_size);
static inline charter_status charter_stream_open_as(charter_stream **out, const char *name, charter_input input,
                                                    const charter_stream_options *options)
{
    return charter_stream_open_as_sized(out, name, input, options, sizeof *options);
}

/* Releases it, with what it gave; NULL is nothing to release. */
CHARTER_API void charter_stream_close(charter_stream *stream);

/* The same stream, within the same limits, over another input: its memory stays warm. What it gave before is
 * gone. */
CHARTER_API void charter_stream_reopen(charter_stream *stream, const char *name, charter_input input);

/* The next declaration, which lives until the next call. One that could not be read is given too, and is
 * judged invalid. CHARTER_END after the last; CHARTER_INVALID once, before the end, where the stream as a
 * whole has a fault (it could not be read further, or it declares nothing): see charter_stream_errors. */
CHARTER_API charter_status charter_stream_next(charter_stream *stream, const charter_declaration **declaration);

/* The stream's fault as diagnostics; none of them where it has none. They live until the next call on the stream. */
CHARTER_API const charter_diagnostics *charter_stream_errors(const charter_stream *stream);

/* Warnings about what was read for the last declaration: a value of a register that its intake mapping does
 * not know, an encoding that was guessed. They live until the next call of charter_stream_next. No charter is known
 * here: what its detectors find is not covered in them, nor in a stream's faults. A charter_batch covers both. */
CHARTER_API const charter_diagnostics *charter_stream_notes(const charter_stream *stream);

/* A text that is about to be sent with a use, and is no file of its declaration: detectors read it too. `at` NULL:
 * none. Where it is not text in UTF-8, all detectors are undetermined. */
typedef struct charter_prompt {
    charter_text text;
    const char *name; /* in places */
} charter_prompt;

/* One thread's working memory for judging. */
typedef struct charter_judge charter_judge;
typedef struct charter_verdict charter_verdict;

typedef struct charter_judge_options {
    charter_day at;          /* the day to judge on; uses that are done are judged on their own */
    bool every_clause;       /* findings list every clause, those met and not applicable too */
    bool alternatives;       /* verdicts say which tools would do instead, and all that is missing */
    charter_sent_files sent; /* how `files` are read for detectors; `read` NULL: they are not, which is told */
    charter_prompt prompt;   /* kept */
    uint64_t wants;          /* any of CHARTER_WANTS_…, or 0 */
    /* Of how many uses of one verdict in one file `alternatives` are worked out, the first ones; 0: of all. Files are
     * judged one after the other. */
    uint64_t alternatives_most;
} charter_judge_options;

/* Findings say what a breach rests on: a baseline asks for it (baseline.h). Where much is breached, it costs a third of
 * a judgement. */
#define CHARTER_WANTS_OFFENCES UINT64_C(1)

/* Findings say which facts and comparisons decided them, with their places (explain.h): a condition is evaluated once
 * more for each of its parts. */
#define CHARTER_WANTS_CHAINS UINT64_C(2)

/* Findings list the clauses that are met too, which totals count (audit.h), but not those that do not concern the use;
 * of detectors, those that found what is declared. */
#define CHARTER_WANTS_MET UINT64_C(4)

/* Verdicts on uses of a tool that the charter does not list say which listed one is nearest by its name, and what they
 * would be were the name an alias of it: totals count those (audit.h). It costs a judgement more for each such use. */
#define CHARTER_WANTS_NEAREST UINT64_C(8)

/* A batch reads registers also that tell what was measured (docs/audit.md): their rows are no uses, are not judged, and
 * come as verdicts of which charter_verdict_is_measured() is true. Without it such a register is an error. */
#define CHARTER_WANTS_MEASURED UINT64_C(16)

/* Gives a judge (charter_judge_free). Keeps `the_charter`. CHARTER_UNKNOWN: `options` are NULL, or `at` is no day. */
CHARTER_API charter_status charter_judge_new_sized(charter_judge **out, const charter *the_charter,
                                                   const charter_judge_options *options, size_t options_size);
static inline charter_status charter_judge_new(charter_judge **out, const charter *the_charter,
                                               const charter_judge_options *options)
{
    return charter_judge_new_sized(out, the_charter, options, sizeof *options);
}

/* Releases it, with its last verdict; NULL is nothing to release. */
CHARTER_API void charter_judge_free(charter_judge *judge);

/* Judges a declaration. The verdict lives until the next call on this judge, and no longer than `usage`. */
CHARTER_API charter_status charter_judge_declaration(charter_judge *judge, const charter_declaration *declaration,
                                                     const charter_verdict **out);

/* Whether it is no verdict: a volume that was measured. It counts for nothing but charter_totals_verdict(). */
CHARTER_API bool charter_verdict_is_measured(const charter_verdict *verdict);

/* What it comes to. This and all that follows costs nothing: the verdict is worked out. */
CHARTER_API charter_decision charter_verdict_decision(const charter_verdict *verdict);

/* The declaration's own id; `at` is NULL where it has none. */
CHARTER_API charter_text charter_verdict_id(const charter_verdict *verdict);

/* The resolved ids; `at` is NULL where the charter lists no such activity or tool. */
CHARTER_API charter_text charter_verdict_activity(const charter_verdict *verdict);

/* The tool's, likewise. */
CHARTER_API charter_text charter_verdict_tool(const charter_verdict *verdict);

/* Where the declaration begins. */
CHARTER_API charter_place charter_verdict_place(const charter_verdict *verdict);

/* Whether the declaration says that a file is sent of which `is_one` is true: its paths as they are written, from the
 * declaration's folder on, which are not to be shown. */
CHARTER_API bool charter_verdict_sends(const charter_verdict *verdict, bool (*is_one)(void *context, charter_text path),
                                       void *context);

/* The day that it was judged on; CHARTER_NO_DAY: a use that is done, without a date or with one that says no day. */
CHARTER_API charter_day charter_verdict_day(const charter_verdict *verdict);

/* The first and the last of the days that it was judged on: several where a register's date says no day.
 * CHARTER_NO_DAY, both: a use that is done, without a date. */
CHARTER_API void charter_verdict_days(const charter_verdict *verdict, charter_day *first, charter_day *last);

/* An invalid declaration's errors; empty for any other. */
CHARTER_API const charter_diagnostics *charter_verdict_errors(const charter_verdict *verdict);

typedef struct charter_finding charter_finding;

/* How many findings there are: those that speak against the use, or were waived or undecided; all, where the judge
 * lists every clause. */
CHARTER_API size_t charter_verdict_finding_count(const charter_verdict *verdict);

/* The finding at `index`, below their number. It lives as long as the verdict. */
CHARTER_API const charter_finding *charter_verdict_finding(const charter_verdict *verdict, size_t index);

/* "tool.status", "duty.training": never translated. Writes as snprintf writes. */
CHARTER_API size_t charter_finding_clause(const charter_finding *finding, char *into, size_t size);

/* What came of the clause. */
CHARTER_API charter_outcome charter_finding_outcome(const charter_finding *finding);

/* How grave a breach of it is. */
CHARTER_API charter_effect charter_finding_effect(const charter_finding *finding);

/* Where it stands in the declaration, and in the charter (line 0 where the charter says nothing of it). */
CHARTER_API charter_place charter_finding_place(const charter_verdict *verdict, const charter_finding *finding);

/* Its place in the charter. */
CHARTER_API charter_place charter_finding_charter_place(const charter_verdict *verdict, const charter_finding *finding);

/* What was found, as snprintf writes: at most `size` bytes with the NUL; gives the length without it. Declared text in
 * it is as it was declared: whoever prints it makes it safe (charter_print_safe). */
CHARTER_API size_t charter_finding_message(const charter_finding *finding, charter_lang lang, char *into, size_t size);

/* What to do about it, likewise; length 0 where there is nothing to say. */
CHARTER_API size_t charter_finding_help(const charter_finding *finding, charter_lang lang, char *into, size_t size);

/* A duty that something in the declaration asks for. */
typedef struct charter_duty_state {
    charter_text id;
    bool before; /* due before use; else after */
    bool met;
} charter_duty_state;

/* How many duties are asked for. */
CHARTER_API size_t charter_verdict_duty_count(const charter_verdict *verdict);

/* The duty at `index`, below their number. Its text lives as long as the charter. */
CHARTER_API charter_duty_state charter_verdict_duty(const charter_verdict *verdict, size_t index);

/* The ids of the tools that would do better in the declared one's place, the best first, at most ten: none where the
 * judge was not asked for them. The declared tool may be among them, where more would have to be said. */
CHARTER_API size_t charter_verdict_alternative_count(const charter_verdict *verdict);

/* The id at `index`, below their count. It lives as long as the charter. */
CHARTER_API charter_text charter_verdict_alternative(const charter_verdict *verdict, size_t index);

/* What a use with the alternative at `index` comes to, under its conditions, and how many these are. */
CHARTER_API charter_decision charter_verdict_alternative_decision(const charter_verdict *verdict, size_t index);
CHARTER_API size_t charter_verdict_condition_count(const charter_verdict *verdict, size_t index);

/* What would have to be declared: where, as a JSON Pointer ("/facts/account"), and what, as a declaration writes it. */
typedef struct charter_condition {
    charter_text path, value;
} charter_condition;

/* The condition at `place` of the alternative at `index`. Its texts live as long as the verdict. */
CHARTER_API charter_condition charter_verdict_condition(const charter_verdict *verdict, size_t index, size_t place);

/* What kind of value is missing. */
typedef enum charter_missing_type {
    CHARTER_MISSING_CHOICE,  /* "choice": one of its values; of "/data" several may be given */
    CHARTER_MISSING_BOOL,    /* "bool" */
    CHARTER_MISSING_NUMBER,  /* "number" */
    CHARTER_MISSING_DATE,    /* "date" */
    CHARTER_MISSING_TEXT,    /* "text" */
    CHARTER_MISSING_EVIDENCE /* "evidence": of a duty */
} charter_missing_type;

/* The word above. Never translated. */
CHARTER_API const char *charter_missing_type_name(charter_missing_type type);

/* Something that nobody has said, and that could still change the verdict. Texts live as long as the verdict; one that
 * there is none of has `at` NULL. */
typedef struct charter_missing {
    charter_text path;   /* JSON Pointer, from the declaration's own mapping; none: it is for the charter to say */
    charter_text key;    /* "facts.account" */
    charter_text paste;  /* a line of YAML that is right in this declaration; none in a register, nor of a secret */
    charter_text column; /* the register's, by its header */
    charter_missing_type type;
    bool later;         /* it can be done only on a day to come */
    size_t value_count; /* values that close it, alone */
    size_t asker_count; /* clauses that ask for it */
} charter_missing;

/* How much is missing, in the order in which a person would be asked: names that mean nothing, `data`, facts, duties
 * due before use, then after. Only facts where the judge was not asked for alternatives. */
CHARTER_API size_t charter_verdict_missing_count(const charter_verdict *verdict);

/* What is missing at `index`, below their count. */
CHARTER_API charter_missing charter_verdict_missing(const charter_verdict *verdict, size_t index);

/* What it is called, and why it is asked for, in `lang` or else in another language; `at` NULL where nothing says so.
 */
CHARTER_API charter_text charter_verdict_missing_title(const charter_verdict *verdict, size_t index, charter_lang lang);
CHARTER_API charter_text charter_verdict_missing_because(const charter_verdict *verdict, size_t index,
                                                         charter_lang lang);

/* The value at `place`, and its title in `lang`; `at` NULL: it has none. */
CHARTER_API charter_text charter_verdict_missing_value(const charter_verdict *verdict, size_t index, size_t place);
CHARTER_API charter_text charter_verdict_missing_value_title(const charter_verdict *verdict, size_t index, size_t place,
                                                             charter_lang lang);

/* A key that evidence needs where `true` alone does not do ("id", "by", "on"), and a value that would do; `at` NULL:
 * only a person knows it. Both live as long as the verdict. */
typedef struct charter_fill {
    charter_text key, value;
} charter_fill;

/* How many such keys there are, and the one at `place`. */
CHARTER_API size_t charter_verdict_missing_fill_count(const charter_verdict *verdict, size_t index);
CHARTER_API charter_fill charter_verdict_missing_fill(const charter_verdict *verdict, size_t index, size_t place);

/* The clause at `place` that asks for it, as snprintf writes: "rule.professional-account". */
CHARTER_API size_t charter_verdict_missing_asker(const charter_verdict *verdict, size_t index, size_t place, char *into,
                                                 size_t size);

#ifdef __cplusplus
}
#endif

#endif
