/* judging: one declaration being judged, for the files of this room alone.
 *
 *     judge.c       the judge itself
 *     days.c        a date without a day: what is the same on all of its days
 *     judgement.c   one judgement, from the day to the verdict
 *     steps.c       the order of the steps
 *     bind.c        the declaration's facts as the charter's fields type them; what conditions read
 *     detect.c      the texts that are sent, what detectors find in them, and their clauses
 *     sent_text.c   which bytes are text
 *     hide.c        which bytes must not be shown
 *     mask.c        what is told, with them covered
 *     offences.c    what each breach rests on
 *     chain.c       the facts and comparisons that decided each finding
 *     clauses.c     the clauses that stand once, a function each, in one table
 *     evidence.c    whether what is shown does a duty
 *     duties.c      which duties are asked for, and what follows where one is open
 *     rules.c       which rules hold, which are breached, and what they wait for
 *     condition_lacks.c  which facts leave a condition unknown
 *     finding_lacks.c  which facts are missing where something is undetermined
 *     exceptions.c  what approved exceptions waive
 *     traces.c      what gives tools away in a repository, in place of a declaration
 *     retain.c        verdicts that stay while others are judged
 *     missing.c     what could still change the verdict, as a list, and in words
 *     trial.c       what the use comes to with another tool, and with what it lacks filled in
 *     alternatives.c  which tools are offered, the best first
 *     footprint.c   figures times volume */
#ifndef CH_JUDGE_JUDGING_H
#define CH_JUDGE_JUDGING_H

#include "judge/resolve.h"
#include "rule/evaluate.h"
#include "judge/verdict.h"
#include "tree/spelling.h"

/* Workspace for one judgement's results, made once and as large as any version of the charter can need. */
typedef struct ch_workspace {
    charter_finding *findings;
    ch_duty_state *duties;
    ch_value *slots;
    uint8_t *rule_when, *rule_require; /* a ch_truth for each rule */
} ch_workspace;

/* What detectors found in a declaration's texts: the same for every tool that is tried. */
typedef struct ch_detections {
    const ch_detection *items;
    size_t count;
    bool some_text;        /* some text was read */
    bool looks;            /* a detector is in force: texts are looked into */
    ch_set found, limited; /* detectors */
    ch_set undeclared;     /* those that found data of a class that is not within the declared ones */
    const ch_node *unread; /* the first file that could not be read, or NULL */
    ch_message unread_why;
    uint64_t scanned;         /* bytes of files and of the prompt; a file counts as CH_SENT_FILE_COST more */
    ch_message prompt_unread; /* why nothing could be found in the prompt; CH_SILENCE where it was read */
} ch_detections;

/* What the charter does not say of an unlisted tool or activity, and a clause would have to know. */
typedef struct ch_waiting {
    bool some;
    ch_clause clause; /* the first that waits for it */
    const ch_entry *entry;
} ch_waiting;

typedef struct ch_trial ch_trial;

typedef struct ch_judging {
    charter_judge *judge;
    const ch_version *version;
    const charter_declaration *declaration;
    charter_day at, day;
    int stage;
    ch_workspace *workspace;

    ch_text tool_name, tool_model; /* as declared, or the alternative that is tried */
    ch_resolved activity_found, tool_found;
    const ch_activity *activity;
    const ch_tool *tool;
    ch_facts facts;
    ch_set declared; /* classes that are listed; the facts' data are these and those that were detected */
    ch_detections detections;
    const ch_node *unlisted_class; /* the first declared class that the charter does not list */
    ch_resolved unlisted_found;

    const uint32_t *rules; /* the only ones that can speak, in their order; NULL: all may */
    uint32_t rule_count;

    size_t finding_count, duty_count;
    ch_waiting for_tool, for_activity;
    bool every_clause, met_clauses; /* findings list those that are met, or all */
    bool silent;                    /* findings get no places and no words: verdicts alone are wanted */
    bool open_before;               /* a duty due before use is open, and the use has not begun */
} ch_judging;

/* Of one use, whatever its tool: which exceptions that name a clause may concern it. Found out when it is first asked.
 */
typedef struct ch_waivers {
    bool known[CH_CLAUSE_COUNT], slots_set;
    uint32_t counts[CH_CLAUSE_COUNT];
    uint32_t *items[CH_CLAUSE_COUNT];
    ch_value *slots; /* its facts, none of them the tool's */
} ch_waivers;

/* A date that says no day, and the day that it is taken to mean. */
typedef struct ch_tried_day {
    uint32_t slot;
    ch_days days;
    ch_day day;
} ch_tried_day;

#define CH_OPEN_DATES_MOST 8 /* of one declaration */

struct charter_judge {
    const charter *charter;
    charter_judge_options options;
    ch_arena arena; /* one judgement's texts */
    ch_evaluator *evaluator;
    ch_matcher *matcher;           /* the evaluator's */
    ch_scan *scans;                /* of each version: opened when it is first needed */
    ch_workspace workspace, trial; /* the verdict's, and that of the alternatives that are tried */
    ch_waivers waivers;
    ch_trial *trials;                      /* NULL until the first is needed */
    uint8_t *lacking, *lacking_of_finding; /* flags: of one condition, of one finding */
    ch_buffer scratch;
    charter_diagnostics errors;
    ch_alternative *alternatives; /* of traces */
    ch_judging judging;
    charter_verdict verdict;
    charter_declaration dated; /* the declaration that is judged, as of one of the days that its date may mean */
    ch_tried_day tried[CH_OPEN_DATES_MOST];
    uint32_t tried_count;
    bool several_days;                        /* the verdict is of several days, on which other tools may be allowed */
    bool tries_too_many;                      /* there are more days than are tried */
    bool offers;                              /* alternatives, and all that is missing, of this verdict */
    ch_buffer counted;                        /* the file of which uses are counted, with a NUL */
    uint64_t offered[CHARTER_DECISION_COUNT]; /* uses of each verdict in it that had alternatives */
    bool keeps;                               /* verdicts stay */
    struct ch_kept_errors *kept;              /* of verdicts that stay: each has memory of its own */
};

static inline ch_arena *ch_judging_arena(const ch_judging *j)
{
    return &j->judge->arena;
}

/* Lists what the judge's verdict lacks, and makes its findings say so; false where there is no memory. Without
 * `alternatives` only the facts, which findings tell. */
bool ch_judge_missing(charter_judge *judge);

/* Works out the alternatives of the judge's verdict; false where there is no memory. */
bool ch_judge_alternatives(charter_judge *judge);

/* Finds the listed tool that the verdict's unlisted one may be; false where there is no memory. */
bool ch_judge_nearest(charter_judge *judge);

/* Where a declaration says a fact, as a JSON Pointer; `at` NULL: it is for the charter to say. */
ch_text ch_fact_path(const ch_judging *j, uint32_t name);

/* A value as a declaration would have it. */
ch_text ch_value_as_written(ch_arena *arena, const ch_value *value);

/* Covers what detectors find in all that the judge's verdict quotes of the declaration, and notes where its lines must
 * not be shown; false where there is no memory. */
bool ch_mask_verdict(charter_judge *judge);

/* What may be shown of a text that was declared: itself, or what it is with what detectors find in it covered. `at` is
 * NULL where there is no memory. */
ch_text ch_masked(charter_judge *judge, const ch_version *version, ch_text text);

/* Makes each breach of the judge's verdict say what it rests on; false where there is no memory. */
bool ch_judge_offences(charter_judge *judge);

/* Gives each finding of the judge's verdict, and each duty that is not met, its chain; false where there is no
 * memory. */
bool ch_judge_chains(charter_judge *judge);

/* By whose detectors is hidden: by those of the version that judged; where none did, of the version of the judge's day;
 * where there is none either, of all versions. */
typedef struct ch_hiders {
    const ch_version *first;
    size_t count;
} ch_hiders;

/* The hiders of a verdict by `version`; NULL: of no version. */
ch_hiders ch_hiders_of(const charter_judge *judge, const ch_version *version);

/* Whether any of them has detectors. */
bool ch_hiders_detect(ch_hiders hiders);

/* One way of reading what is shown, and where that stands: `before` bytes of the piece that was read come
 * before it. */
typedef struct ch_view {
    ch_reading reading;
    size_t before;
} ch_view;

/* What is shown, as it is written, and in the other ways in which somebody could read it. */
typedef struct ch_views {
    ch_text shown;
    ch_view items[3];
    uint32_t count;
} ch_views;

/* Views of `shown` as it is written and as a reader could read it with what stands `around` it in its
 * source, `shown` itself where that is not known. They live in `arena`; false where there is no memory. */
bool ch_views_of(ch_views *views, ch_text shown, ch_text around, ch_arena *arena);

/* A line of the declaration's source with what stands around it, as far as a value that goes over lines
 * may be there. */
ch_text ch_usage_around(const charter_declaration *declaration, ch_text line);

/* Whether a range of a view stands in what is shown; its bytes become `hidden`, which has a flag for each
 * or is NULL. */
bool ch_view_hide(const ch_views *views, const ch_view *view, size_t start, size_t end, bool *hidden);

/* Is shown what detectors find, as it reads. */
typedef void ch_see_hit(void *context, ch_text text, size_t start, size_t end);

/* Hides what all detectors, in force or not, find in any view, or in the cells and items that it may be
 * made of; `see` may be NULL, and so may `hidden`. What cannot be looked through to its end, because of a
 * limit or for want of memory (`*failed`), is hidden whole. Whether anything is to be hidden. */
bool ch_views_hide(charter_judge *judge, ch_hiders hiders, const ch_views *views, ch_see_hit *see, void *context,
                   bool *hidden, bool *failed);

/* The judge's scan for a version that has detectors; NULL: no memory. */
ch_scan *ch_scan_of(charter_judge *judge, const ch_version *version);

/* The judge's verdict as one that stays; false where there is no memory. */
bool ch_judge_retain_verdict(charter_judge *judge, const charter_verdict **out);

/* ---- judgements ---- */

/* Begins the judge's judging and its verdict: the day, and the version in force. */
void ch_judgement_begin(charter_judge *judge, const charter_declaration *declaration);

/* The verdict that follows from what was judged. */
void ch_judgement_conclude(const ch_judging *j, charter_verdict *v);

/* Judges a declaration as of the day that it is dated. Where a use that is done is dated several, or there are more
 * days than are tried, no charter is known to be the one. */
charter_status ch_judge_once(charter_judge *judge, const charter_declaration *declaration);

/* What was measured, and is no use: its tool and its footprint alone. */
charter_status ch_judge_measured(charter_judge *judge, const charter_declaration *declaration);

/* Judges it on all days that it may mean, and keeps what they have in common (days.c). */
charter_status ch_judge_on_days(charter_judge *judge, const charter_declaration *declaration);

/* ---- findings ---- */

/* Adds a finding that is always told. */
void ch_finding_add(ch_judging *j, charter_finding finding);

/* The same where nothing is to be told, and then true: whoever has the outcome of a clause and its effect need not look
 * for the place and the words. */
bool ch_finding_add_silent(ch_judging *j, const charter_finding *finding);

/* A clause waits for what the charter does not say of the unlisted tool or activity. */
void ch_judge_waits(ch_waiting *waiting, ch_clause clause, const ch_entry *entry);

/* Adds one that is met or not applicable, where every clause is to be told. */
void ch_finding_add_quiet(ch_judging *j, ch_clause clause, const ch_entry *entry, charter_outcome outcome,
                          charter_effect effect);

/* Where in the declaration a finding stands: at `key`, at an item of the list under it, or at the declaration
 * as a whole where there is no such value. */
void ch_finding_at(const ch_judging *j, charter_finding *finding, const char *key);
void ch_finding_at_fact(const ch_judging *j, charter_finding *finding, const char *map, const char *key,
                        const ch_node *value);
void ch_finding_at_item(const ch_judging *j, charter_finding *finding, const char *key, const ch_node *item);

/* Where the fact is declared that conditions read by `name`: "facts.account" is at /facts/account. */
void ch_finding_at_name(const ch_judging *j, charter_finding *finding, ch_text name);

/* ---- steps ---- */

/* Complains in `j->judge->errors`; the judgement is of use only where there was nothing to complain of. */
void ch_bind_declaration(ch_judging *j);

/* The slots that speak of the tool: again for each alternative. */
void ch_bind_tool(ch_judging *j);

/* What the names of activity, tool and classes mean; what detectors find, and the clauses about it. False where there
 * is no memory. */
bool ch_judge_resolve(ch_judging *j);
bool ch_judge_detect(ch_judging *j);

/* What detectors found, held against the declared classes. */
void ch_judge_undeclared(ch_judging *j);
void ch_judge_detectors(ch_judging *j);

/* ---- breaches that are owed to detected classes alone ---- */

/* The strictest effect of the detectors that found undeclared data of one of `classes`. */
charter_effect ch_detected_effect(const ch_judging *j, const ch_set *classes);

/* The classes of undeclared data that detectors of this effect or a stricter one found. */
ch_set ch_detected_classes(const ch_judging *j, charter_effect least);

/* What a rule that holds, or is breached, owes to detectors. */
typedef struct ch_owed {
    charter_effect effect; /* the strictest of the detectors' whose finds are enough; at most `own` */
    bool open;             /* something that is not said may weigh more */
} ch_owed;

/* `own`: what it would weigh by what is declared alone. */
ch_owed ch_rule_owed(const ch_judging *j, const ch_rule *rule, charter_effect own);

/* The first detection of undeclared data of a class that is not in `allowed`, or that is (`wanted`); NULL: none. */
const ch_detection *ch_detection_of(const ch_judging *j, const ch_set *classes, bool wanted);

/* Its class, and where it stands in the declaration. */
uint32_t ch_detection_class(const ch_judging *j, const ch_detection *detection);
void ch_finding_at_detection(const ch_judging *j, charter_finding *finding, const ch_detection *detection);

/* The clauses that stand once, from `first` to `last`; which rules hold; duties; rules; what exceptions waive. */
void ch_judge_single_clauses(ch_judging *j, ch_clause first, ch_clause last);
void ch_judge_evaluate_rules(ch_judging *j);
void ch_judge_evaluate_rule(ch_judging *j, uint32_t number);
void ch_judge_duties(ch_judging *j);
void ch_judge_rules(ch_judging *j);
void ch_judge_exceptions(ch_judging *j);

/* Whether some exception may waive a breach, now or once more is declared. */
bool ch_exceptions_may_waive(const ch_judging *j, const charter_finding *finding);

/* Whether any that may concern the use, whatever its tool, names the clause: quicker. */
bool ch_exceptions_name(const ch_judging *j, const charter_finding *finding);

static inline uint32_t ch_rule_count(const ch_judging *j)
{
    return j->rules == NULL ? j->version->rules.count : j->rule_count;
}

static inline uint32_t ch_rule_number(const ch_judging *j, uint32_t place)
{
    return j->rules == NULL ? place : j->rules[place];
}

/* ---- what is lacking: flags, CH_LACKING_SIZE of them ---- */

/* A fact is asked for; or it is idle: it is left out, since no value of the others lets it matter, and may still make
 * these others needless. */
enum { CH_LACKING_ASKED = 1, CH_LACKING_IDLE = 2 };

/* What to write, or whom to ask, where nobody has said what is called `name` in conditions. */
ch_message ch_help_unsaid(ch_text name);

/* What leaves a finding undetermined and could be declared, or is for the charter to say; nothing where a limit or a
 * fault does. Adds to the flags. */
void ch_finding_lacks(const ch_judging *j, const charter_finding *finding, uint8_t *lacking);

/* The same of a rule, of whether a duty is owed, and of a condition that is unknown by `facts`. A fact that no value of
 * the others lets matter is idle, where that can be tried. */
void ch_rule_lacks(const ch_judging *j, const ch_rule *rule, uint8_t *lacking);
void ch_duty_lacks(const ch_judging *j, uint32_t duty, uint8_t *lacking);
void ch_lacks_of_condition(const ch_judging *j, const ch_condition *condition, const ch_facts *facts, uint8_t *lacking);

/* Of a condition that a breach follows from: facts of which it asks whether they are there, and that would turn it. */
void ch_lacks_of_breach(const ch_judging *j, const ch_condition *condition, uint8_t *lacking);

/* The order in which a person would be asked: the keys of a declaration, then the charter's fields. `place` is below
 * CH_LACKING_SIZE; gives the number of the flag. */
uint32_t ch_lacking_at(uint32_t place);

/* How many values of what is lacking there are to be tried; 0: it is for the charter to say. Those of `data` are all
 * classes, in force or not. */
uint32_t ch_fact_value_count(const ch_version *version, uint32_t name);

/* ---- names that the charter does not list ---- */

/* Whether a name may mean this entry: it is in force, and no banned tool. */
bool ch_may_be_meant(const ch_judging *j, ch_vocabulary vocabulary, uint32_t number);

/* The entries whose ids or titles are nearest to `name`, the nearest first; how many are near. */
#define CH_NEAREST_MOST 5
uint32_t ch_nearest_entries(const ch_judging *j, ch_vocabulary vocabulary, ch_text name,
                            const ch_entry *nearest[CH_NEAREST_MOST]);

/* ---- duties ---- */

/* Whether the declaration shows that `duty` is done; unknown where a date of evidence says no day, and some of its days
 * would do. `*how`, unless it is NULL: where, or what it takes. */
ch_truth ch_judge_shows(const ch_judging *j, const ch_duty *duty, ch_message *how);

/* Whether it should be done by now: before use, or where the use is over or it recurs. */
bool ch_duty_overdue(const ch_judging *j, const ch_duty *duty);

/* Whether the duty, were it asked for, would be open and a breach, or make the verdict conditional. */
bool ch_duty_would_count(const ch_judging *j, uint32_t number);

/* The evidence at a path that is no fact's; NULL: there is none. */
const ch_evidences *ch_evidence_at(const charter_declaration *declaration, const ch_evidence_path *path);

/* Whether evidence may have this id: one that the duty accepts, any where it does not say. */
bool ch_duty_accepts(const ch_duty *duty, ch_text id);

/* What an open duty wants: (other) evidence, or an author from whom somebody else can be told. */
typedef struct ch_duty_wants {
    bool evidence, author;
} ch_duty_wants;
ch_duty_wants ch_duty_wants_of(const ch_judging *j, const ch_duty *duty);

/* The footprint of the declared volume with the tool. */
void ch_judge_footprint(const ch_judging *j, ch_footprint_sum *out);

/* Whether memory ran out since the judgement began: nothing that was found may then be told. */
bool ch_judging_failed(const ch_judging *j);

/* All steps from resolved names on; those that follow once rules are evaluated. */
void ch_judge_clauses(ch_judging *j);
void ch_judge_weigh(ch_judging *j);

/* The verdict that follows from all findings and duties. */
charter_decision ch_judge_decide(const ch_judging *j);

#endif
