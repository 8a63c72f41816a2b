/* verdict: what judging a declaration gave. Reports read it; nobody else changes it.
 *
 * Everything in it borrows from the declaration, the charter or the judge's memory, until the judge judges
 * again. */
#ifndef CH_JUDGE_VERDICT_H
#define CH_JUDGE_VERDICT_H

#include "base/message.h"
#include "charter/judge.h"
#include "charter/version.h"
#include "declaration/declaration.h"

/* What a finding stands on: facts, and the comparisons that they were put to. */
typedef enum ch_ground_kind {
    CH_GROUND_FACT,
    CH_GROUND_COMPARISON,
    CH_GROUND_ALL, /* of those below it, one level deeper, all must be true */
    CH_GROUND_ANY, /* one of them */
    CH_GROUND_NOT  /* not the one below it */
} ch_ground_kind;

/* One of them. What is declared in it is as it may be shown. */
typedef struct ch_ground {
    ch_ground_kind kind;
    uint32_t depth;
    ch_truth truth;    /* of all but facts */
    const char *part;  /* the key of the charter whose condition begins here: "when"; NULL: none does */
    ch_text name;      /* of a fact: "facts.account", "tools.chatbot.hosting" */
    ch_text value;     /* what it is; `at` is NULL: nobody says it. A comparison as it is written */
    const char *fault; /* why a comparison cannot be computed, an English text of the catalogue, or NULL */
    charter_place declared, charter; /* `line` is 0: none */
} ch_ground;

/* In the order in which they are told; none where the judge was not asked for them. */
typedef struct ch_chain {
    const ch_ground *items;
    uint32_t count;
    bool more; /* there are more than are kept */
} ch_chain;

struct charter_finding {
    ch_clause clause;
    const ch_entry *entry; /* of a family's clause (duty, rule, exception), or NULL */
    charter_outcome outcome;
    charter_effect effect;
    charter_effect own;   /* the clause's own: what was found and not declared may have a weaker one */
    bool concern_unknown; /* of one that is undetermined: not even whether it concerns the use is known */
    uint8_t by_days; /* of one that is undetermined: its answer is not that of all days of these dates, a bit for each
                      * of those that the judge tried */
    const ch_entry *cited; /* the charter's entry that says it: its because, article, learn; or NULL */
    const char *cited_key; /* the key in it, such as "status"; NULL: the entry as a whole */
    ch_text path;          /* JSON Pointer from the declaration's own mapping: "/tool" */
    ch_span span;          /* in the declaration's source */
    ch_message message, help;
    const ch_entry *waived_by; /* the exception, where it is waived */
    /* Of a breach that is no advice, where it was asked for, what it rests on, a word each, in byte order; one that
     * comes twice stands twice. Those of a weaker breach of the same clause are among those of a graver one. */
    const ch_text *offences;
    uint32_t offence_count;
    ch_chain chain;
};

/* What a detector found. It never holds the text itself. */
typedef struct ch_detection {
    uint32_t detector;
    ch_confidence confidence;
    const ch_node *file; /* the item of `files` that names the file; NULL: it stands elsewhere */
    bool in_prompt;      /* in the judge's prompt; else, without a file, in the purpose */
    charter_place place; /* in that file, or in the declaration */
    ch_span span;        /* in the purpose: in the declaration's source */
    uint32_t length;     /* characters */
} ch_detection;

/* How a tool gives itself away in a repository. */
typedef enum ch_trace_kind {
    CH_TRACE_PATH,
    CH_TRACE_DEPENDENCY,
    CH_TRACE_WORD,
    CH_TRACE_COMMIT,
    CH_TRACE_KINDS
} ch_trace_kind;

#define CH_TRACES_KEPT 10 /* places of each kind */

typedef struct ch_trace_place {
    const ch_trace *trace;
    ch_trace_kind kind;
    ch_text pattern;     /* the charter's own, that matched */
    charter_place place; /* in a file; `line` is 0 where it is the file as a whole */
    ch_text commit;      /* its hash, where it is one */
    struct ch_trace_place *next;
} ch_trace_place;

/* All traces of one tool: the first of each kind with their places, and how many there are. */
typedef struct ch_traces_found {
    ch_trace_place *first, *last;
    uint64_t counts[CH_TRACE_KINDS];
} ch_traces_found;

/* A duty that is asked for. */
typedef struct ch_duty_state {
    const ch_duty *duty;
    bool met;
    ch_message how; /* where the evidence is, or what it takes */
    ch_chain chain; /* of one that is not met */
} ch_duty_state;

/* Figures multiplied by the declared volume; `tool` is NULL where there is no footprint. */
typedef struct ch_footprint_sum {
    const ch_footprint *figures;
    ch_interval energy_wh, co2_g, water_ml;
} ch_footprint_sum;

/* Bytes of the declaration's source that must not be shown, because detectors find something in them. */
typedef struct ch_hidden {
    ch_span span;
    const struct ch_hidden *next;
} ch_hidden;

/* A fact that is filled in: `data` (0, then `value` is a class), or a variable of the charter's scope, counted from 1.
 */
typedef struct ch_filled {
    uint32_t name;
    ch_value value;
    ch_text path, text; /* JSON Pointer, "/facts/account", and the value as it is written: "professional" */
} ch_filled;

/* A tool that would do better in the declared one's place (it may be the declared one), with what is filled in. */
typedef struct ch_alternative {
    uint32_t tool;
    charter_decision decision;
    ch_filled *filled;
    uint32_t count;
} ch_alternative;

/* A clause, and the entry of its family. */
typedef struct ch_clause_of {
    ch_clause clause;
    const ch_entry *entry;
    struct ch_clause_of *next; /* where it stands in a list that grows */
} ch_clause_of;

/* A value that closes what is missing, alone. */
typedef struct ch_missing_value {
    ch_text id;
    const ch_localized *title; /* the charter's, or NULL */
    const char *word;          /* ours, of the catalogue, or NULL */
    struct ch_missing_value *next;
} ch_missing_value;

/* A key of the evidence that is missing; `text` has no `at` where only a person can say it. */
typedef struct ch_missing_key {
    const char *key;
    ch_text text;
} ch_missing_key;

/* What could still change a verdict, and nobody has said. */
typedef struct ch_missing {
    ch_text path; /* JSON Pointer; `at` NULL: it is for the charter to say */
    ch_text key;  /* as conditions and messages name it: "facts.account", "data" */
    charter_missing_type type;
    const ch_localized *title; /* the charter's, or NULL */
    const char *word;          /* ours, of the catalogue, or NULL */
    const ch_entry *cited;     /* whose `because` says why it is asked for, or NULL */
    ch_clause_of *asked_by, *last_asker;
    ch_missing_value *values, *last_value;
    ch_missing_key fill[3]; /* the keys that evidence needs, where `true` will not do */
    uint32_t fill_count;
    const ch_text *any_of; /* where several paths would do: all of them */
    uint32_t any_of_count;
    ch_text paste;  /* a line of YAML that is right in this declaration; `at` NULL: there is none */
    ch_text column; /* of a register, or `at` NULL */
    bool later;     /* it can be done only on a day to come */
    bool duty;
    struct ch_missing *next;
} ch_missing;

/* What the declared tool's own list offers, and what a use with it would breach. */
typedef struct ch_charter_instead {
    uint32_t tool;
    const ch_clause_of *breaches;
    uint32_t count;
} ch_charter_instead;

#define CH_ALTERNATIVES_TOLD 10

struct charter_verdict {
    const charter_declaration *declaration; /* as it may be shown: what detectors find in its names is covered */
    const ch_hidden *hidden;                /* in the lines that findings stand in; spans may overlap */
    charter_decision decision;
    bool measured; /* no verdict: what was measured; it is then invalid or undetermined */
    charter_day at;
    ch_days days;                    /* CH_NO_DAYS where a use that is done has no date; several: it says no day */
    const ch_version *version;       /* the version in force, or NULL */
    const ch_activity *activity;     /* resolved, or NULL */
    const ch_tool *tool;             /* resolved, or NULL */
    ch_set data;                     /* the effective classes that the charter lists */
    ch_set declared;                 /* those of them that are declared; the others were found in what is sent */
    bool some_text, some_unread;     /* detectors looked into a text; a file could not be looked into */
    ch_set found;                    /* detectors that found what counts: sure enough, and often enough */
    const charter_finding *findings; /* breached, waived and undetermined; all where the judge lists every clause */
    size_t finding_count;
    const ch_duty_state *duties;
    size_t duty_count;
    const ch_detection *detections; /* everything that detectors found, text by text */
    size_t detection_count;
    bool some_offences;            /* findings say what breaches rest on: the judge was asked, or it is of traces */
    const ch_traces_found *traces; /* NULL: this is the verdict on a declaration, and not on a tool that left traces */
    const charter_diagnostics *errors; /* of an invalid one; otherwise empty */
    uint64_t scanned; /* bytes of files and of the prompt that detectors looked through; a file counts as
                         CH_SENT_FILE_COST more */
    ch_footprint_sum footprint;
    /* Where the judge was asked for them: the tools that would do better, the best first, at most CH_ALTERNATIVES_TOLD,
     * and how many more there are; where there is none, what every listed tool breaches; the charter's own list. */
    const ch_alternative *alternatives;
    size_t alternative_count, more_alternatives;
    const ch_clause_of *none_because;
    size_t none_because_count;
    const ch_charter_instead *charter_instead;
    size_t charter_instead_count;
    /* Where the judge was asked for it: the listed tool that an unlisted one may be, or NULL; and what the verdict
     * would be were the declared name an alias of that tool. */
    const ch_tool *nearest;
    charter_decision as_nearest;
    const ch_missing *missing; /* what could still change it, in the order in which a person would be asked */
    size_t missing_count;
};

/* From now on the judge's verdicts stay, until ch_judge_release. */
void ch_judge_retain(charter_judge *judge);
void ch_judge_release(charter_judge *judge);

/* Covers what detectors find in diagnostics that are no part of a verdict: in the notes of a declaration, by those that
 * hide in its `verdict`; in the faults of an input as a whole (NULL), by those of the judge's day. Texts that are
 * covered live as long as the diagnostics. False where there is no memory. */
bool ch_judge_mask(charter_judge *judge, const charter_verdict *verdict, charter_diagnostics *diagnostics);

/* Whether a finding is a reason of the verdict: one that is met, or not applicable, is none. */
static inline bool ch_is_reason(const charter_finding *finding)
{
    return finding->outcome != CHARTER_OUTCOME_MET && finding->outcome != CHARTER_OUTCOME_NOT_APPLICABLE;
}

/* The verdict that follows from one finding, were there no other. */
charter_decision ch_finding_decides(const charter_finding *finding);

/* Whether an exception of the version is for a finding: a breach of a clause that it waives. */
bool ch_exception_names(const ch_version *version, const ch_exception *exception, const charter_finding *finding);

/* Whether a finding is one of what `detection` is. */
bool ch_finding_sees(const charter_verdict *verdict, const charter_finding *finding, const ch_detection *detection);

/* Whether a byte of the declaration's source must not be shown. */
bool ch_verdict_hides(const charter_verdict *verdict, uint32_t offset);

/* The whole lines of a source in which a span stands. */
ch_text ch_lines_of(const ch_source *source, ch_span span);

/* Whether an activity is in force, not banned, and may receive data of these classes. */
static inline bool ch_activity_receives(const ch_activity *activity, const ch_set *data, ch_day day)
{
    return activity->status != CH_ACTIVITY_BANNED && ch_period_holds(activity->entry.period, day) &&
           (!activity->data.given || ch_set_within(data, &activity->data.classes));
}

/* The id of the tool of an alternative. */
ch_text ch_alternative_id(const charter_verdict *verdict, size_t index);

/* A name of conditions as a declaration has it: "output", for usage.output. */
ch_text ch_name_as_declared(ch_text name);

/* What is missing, and a value of it, as people call them; `at` NULL where nothing says so. */
ch_text ch_missing_title(const charter_verdict *verdict, const ch_missing *missing, charter_lang lang);
ch_text ch_missing_value_title(const charter_verdict *verdict, const ch_missing_value *value, charter_lang lang);

/* What people call something: the charter's title, or our word, an English text of the catalogue. NULL: not so. */
typedef struct ch_fact_words {
    const ch_localized *title;
    const char *word;
} ch_fact_words;

/* A fact that is filled in, and its value. Neither: they are told as they are written. */
ch_fact_words ch_filled_name(const ch_version *version, const ch_filled *filled);
ch_fact_words ch_filled_value(const ch_version *version, const ch_filled *filled);

/* How many traces there are. */
uint64_t ch_traces_count(const ch_traces_found *found);

/* "path", "dependency" …: never translated. */
extern const char *const ch_trace_kind_names[CH_TRACE_KINDS];

/* A clause in full: "duty.training"; `entry` is of its family, or NULL. */
void ch_clause_name(ch_buffer *buffer, ch_clause clause, const ch_entry *entry);

/* The finding's. */
void ch_finding_clause(ch_buffer *buffer, const charter_finding *finding);

#endif
