/* totals: what an audit adds up, table by table. The public side is charter/audit.h.
 *
 * Used by the reports of audits too. Which numbers a table has is in totals_tables.c, and nowhere else. */
#ifndef CH_AUDIT_TOTALS_H
#define CH_AUDIT_TOTALS_H

#include "audit/origin.h"
#include "audit/use_rows.h"
#include "charter/audit.h"
#include "charter/version.h"

/* What a footprint measures (charter_measure): its column, and the three that follow. */
enum { CH_MEASURE_LOW, CH_MEASURE_HIGH, CH_MEASURE_USES, CH_MEASURE_REQUESTS, CH_MEASURE_COLUMNS };

/* The columns of tables of uses, in their order. */
enum {
    CH_N_USES,
    CH_N_REQUESTS,
    CH_N_DECISIONS,
    CH_N_CONCERNED = CH_N_DECISIONS + CHARTER_DECISION_COUNT, /* some clause concerns it */
    CH_N_PERHAPS_CONCERNED,                                   /* none does for sure, and of some it is not known */
    CH_N_CONCERNED_COMPLIANT,                                 /* of those concerned */
    CH_N_USE_WAIVED,                                          /* an exception waives something of it */
    CH_N_FACT_MISSING,    /* these two are the undetermined ones: a fact is missing; or nothing but */
    CH_N_CONCERN_UNKNOWN, /* what tells whether a clause concerns it */
    CH_N_VOLUMES,         /* it declares how many requests */
    CH_N_ENERGY,
    CH_N_CO2 = CH_N_ENERGY + CH_MEASURE_COLUMNS,
    CH_N_WATER = CH_N_CO2 + CH_MEASURE_COLUMNS,
    CH_N_USE_COLUMNS = CH_N_WATER + CH_MEASURE_COLUMNS,
    /* of budgets, behind them */
    CH_N_ENERGY_LIMIT = CH_N_USE_COLUMNS,
    CH_N_CO2_LIMIT,
    CH_N_REQUESTS_LIMIT,
    CH_N_BUDGET_COLUMNS,
    /* of tools that are not listed, behind those of uses: what an alias would decide */
    CH_N_ALIAS_SETTLES = CH_N_USE_COLUMNS,
    CH_N_OTHER_TOOL_COLUMNS
};

/* Of clauses: breaches by effect (charter_effect), then what is no breach. The uses that a clause concerns are those
 * that met, breached or were waived it, that lack the fact itself, and whose duty is not due yet; those of which it is
 * not known whether it concerns them stand beside them. */
enum {
    CH_N_ADVISE,
    CH_N_REVIEW,
    CH_N_FORBID,
    CH_N_WAIVED,
    CH_N_UNDETERMINED, /* the sum of the two at the end */
    CH_N_CLAUSE_CONCERNED,
    CH_N_CLAUSE_MET,
    CH_N_CLAUSE_OPEN,
    CH_N_CLAUSE_FACT_MISSING,
    CH_N_CLAUSE_CONCERN_UNKNOWN,
    CH_N_CLAUSE_COLUMNS
};

/* Of duties. The open ones by when they are due, as of the day of the audit: those of uses that have begun (are over),
 * or whose day has passed; of uses to come within CH_SOON days, and of others; and those due once a use is over. Then
 * the first day of an overdue use and of one to come (as 20260331, 0: none), whether evidence of training shows
 * it; uses of which it is not known, neither met nor open; and those to which an exception waives it, of whom nobody
 * has to do it. */
enum {
    CH_N_ASKED,
    CH_N_MET,
    CH_N_OPEN_BEFORE,
    CH_N_OPEN_AFTER,
    CH_N_OVERDUE,
    CH_N_DUE_SOON,
    CH_N_DUE_LATER,
    CH_N_DUE_ONCE_OVER,
    CH_N_OVERDUE_SINCE,
    CH_N_NEXT_DUE,
    CH_N_IS_TRAINING,
    CH_N_DUTY_UNKNOWN,
    CH_N_DUTY_WAIVED,
    CH_N_DUTY_COLUMNS
};
#define CH_SOON 30 /* days */

/* Of classes: uses that hold it, declared or found; that declare it by name; in whose texts detectors found it, of
 * which those that declare neither it nor a class above it. */
enum { CH_N_EVIDENT, CH_N_DECLARED, CH_N_FOUND, CH_N_UNDECLARED };

/* Of texts: uses whose texts could all be looked into, of which a file could not be, and that send none; then those in
 * whose texts something was found that they do not declare. */
enum { CH_N_TEXT_USES, CH_N_LOOKED_INTO, CH_N_UNREAD, CH_N_NO_TEXT, CH_N_TELLTALE };

/* Of values that a mapping does not know: in how many rows they stand, and the first row of a register that has
 * them. */
enum { CH_N_ROWS, CH_N_FIRST_ROW };

/* Of exceptions; days as 20260331, 0: open. `CH_N_LAPSED` counts uses that an exception of the past would have
 * waived. */
enum { CH_N_EXCEPTION_USES, CH_N_EXCEPTION_WAIVED, CH_N_LAPSED, CH_N_UNAPPROVED, CH_N_FROM, CH_N_UNTIL };

/* Of a college's exceptions, the same, and whether it approved. Unapproved are the uses for want of its own approval.
 */
enum { CH_N_APPROVED = CH_N_UNTIL + 1 };

/* Of what waits for a decision: how many uses do, and the first of their days (as 20260331, 0: none is declared). */
enum { CH_N_WAITING, CH_N_SINCE };

/* Of colleges: whether its approval lifts what advises, asks for review, forbids; and uses, each once however many
 * exceptions do it: that its exceptions waive something, that those of the past would have, and for want of its
 * approval. */
enum {
    CH_N_APPROVES,
    CH_N_COLLEGE_USES = CH_N_APPROVES + CHARTER_EFFECT_FORBID + 1,
    CH_N_COLLEGE_LAPSED,
    CH_N_COLLEGE_LACKING,
    CH_N_GOVERNANCE_COLUMNS
};

/* What waits for a decision of people; the rest of its key names what it is about: "KIND SUBJECT". */
typedef enum ch_pending {
    CH_PENDING_TOOL,       /* a name that the charter does not list, folded */
    CH_PENDING_ACTIVITY,   /* the same */
    CH_PENDING_DATA,       /* the same of a class */
    CH_PENDING_REVIEW,     /* a clause that asks for a person */
    CH_PENDING_RESTRICTED, /* an activity of which each use is decided */
    CH_PENDING_BANNED_TOOL,
    CH_PENDING_BANNED_ACTIVITY,
    CH_PENDING_VARIANT,    /* an unlisted tool, folded, whose name is more than that of a banned one */
    CH_PENDING_FACT,       /* a key that is not declared, and without which a use is undetermined */
    CH_PENDING_PERIOD,     /* no subject: no charter was in force on the day of the use */
    CH_PENDING_DAY,        /* no subject: its day or its stage cannot be right */
    CH_PENDING_UNAPPROVED, /* these three: an exception */
    CH_PENDING_LAPSED,
    CH_PENDING_LAPSING,
    CH_PENDING_COUNT
} ch_pending;

extern const char *const ch_pending_names[CH_PENDING_COUNT];

/* Of what could not be read: errors of one code in one file, and the first line; 0 is of the file as a whole. */
enum { CH_N_ERRORS, CH_N_FIRST_LINE };

/* Of ids that come again in one input: how many uses have one, and the first line. */
enum { CH_N_AGAIN, CH_N_FIRST_AGAIN };

/* Of commitments: where it stands among those of its charter, from 1 on. */
enum { CH_N_POSITION };

/* The key of activities and tools that a register does not tell. No id is like it. */
#define CH_UNREAD_KEY "?"

/* The form in which parts are written. One of an earlier form does not say what it is made of (1), or lacks the
 * charter's commitments (2), or whom clauses concern and what could not be read (3), or uses one by one, what waits for
 * a decision, when duties are due, ids that come again and what was measured (4). */
#define CH_PART_VERSION 5

/* Of volumes, by month, tool and unit: whether the charter lists the tool; of both sides the uses, or the rows of a
 * log, how many of these tell requests and tokens, and how many these are. */
enum {
    CH_N_TOOL_LISTED,
    CH_N_UNRESOLVED, /* uses by no charter that is known: neither is what it lists */
    CH_N_DECLARED_USES,
    CH_N_MEASURED_ROWS = CH_N_DECLARED_USES + 5,
    CH_N_VOLUME_COLUMNS = CH_N_MEASURED_ROWS + 5
};

/* Of the sources of footprints of what was measured. */
enum {
    CH_N_SOURCE_ROWS,
    CH_N_SOURCE_ENERGY,
    CH_N_SOURCE_CO2 = CH_N_SOURCE_ENERGY + 2,
    CH_N_SOURCE_WATER = CH_N_SOURCE_CO2 + 2,
    CH_N_SOURCE_COLUMNS = CH_N_SOURCE_WATER + 2
};

struct ch_duty_state;

struct charter_totals {
    const charter *charter; /* borrowed; NULL: only others are merged into these */
    charter_day at;
    charter_day first, last; /* declared dates; CHARTER_NO_DAY: none */
    bool with_names;
    bool failed; /* a title was lost for want of memory */
    uint64_t errors;
    ch_groups tables[CHARTER_TABLE_COUNT];
    ch_use_rows uses;
    ch_origin *origin;        /* of what was read; and of what was taken, where it */
    bool tells_origin;        /* tells all that these are made of */
    bool mixes;               /* parts that are unlike are read */
    ch_arena arena;           /* of one verdict */
    ch_text title[2];         /* of the charter in force on the day of the audit; owned */
    const ch_version *hashed; /* the version whose key this is */
    char hash[CH_HASH_SIZE];
    ch_arena asked;
    const ch_text *by; /* facts that are asked for, in order */
    uint32_t by_count;
    ch_groups ids;     /* of the input at hand */
    ch_buffer at_hand; /* its name */
};

extern const ch_group_kind ch_table_kinds[CHARTER_TABLE_COUNT];

/* A day as a number that people read, 20260331, and back; 0 for none. */
uint64_t ch_day_number(charter_day day);
charter_day ch_day_of_number(uint64_t number);

/* Whether figures can be added to others: they have a source and a date. */
bool ch_footprint_is_sourced(const ch_footprint *figures);

/* `figure` in millionths, at most UINT64_MAX; 0 where there is none. */
uint64_t ch_millionths(double figure);

/* An entry's titles by language, as labels; empty where it has none. Where there is no memory `totals` fail. */
void ch_totals_labels(charter_totals *totals, const ch_localized *title, const ch_version *version, ch_text labels[2]);

/* The same of a duty, a rule and the like: its titles, or where it has none, why it is there, where that is short. */
void ch_totals_clause_labels(charter_totals *totals, const ch_entry *entry, const ch_version *version,
                             ch_text labels[2]);

/* The numbers of the one group of CHARTER_ALL; NULL: nothing was taken. */
const uint64_t *ch_totals_all(const charter_totals *totals);

/* Whom clauses concern (concern.c): fills a use's columns; those of one finding, false where it says nothing of the
 * use; and those of a duty without a finding, false where it has one. Rows begin as zeros. */
void ch_concern_of_use(const charter_verdict *verdict, uint64_t row[CH_N_USE_COLUMNS]);
bool ch_concern_of_finding(const charter_finding *finding, uint64_t row[CH_N_CLAUSE_COLUMNS]);
bool ch_concern_of_duty(const charter_verdict *verdict, const struct ch_duty_state *state,
                        uint64_t row[CH_N_CLAUSE_COLUMNS]);

/* What judging says of a duty that is asked for beside its state, or NULL. */
const charter_finding *ch_finding_of_duty(const charter_verdict *verdict, const struct ch_duty_state *state);

/* Which of its columns a duty that is asked for counts in: met, open, undetermined or waived. */
unsigned ch_duty_column(const charter_verdict *verdict, const struct ch_duty_state *state);

/* Adds a duty that is asked for, and by unit. False where there is no memory. */
bool ch_totals_duty(charter_totals *totals, const charter_verdict *verdict, const struct ch_duty_state *state,
                    ch_text unit);

/* Lists a version's exceptions, colleges and governance; adds what exceptions did for a use. False where there is no
 * memory. */
bool ch_totals_list_exceptions(charter_totals *totals, const ch_version *version);
bool ch_totals_exceptions(charter_totals *totals, const charter_verdict *verdict, ch_text unit);

/* Adds what of a use waits for a decision, and by unit. False where there is no memory. */
bool ch_totals_pending(charter_totals *totals, const charter_verdict *verdict, ch_text unit);

/* One such thing, with its use; `verdict` NULL: no use waits for it yet, and there is no `unit`. */
bool ch_totals_add_pending(charter_totals *totals, ch_pending kind, ch_text subject, const ch_text labels[2],
                           const charter_verdict *verdict, ch_text unit);

/* Adds the limits of a version's budgets that a use stands under, and the use. False where there is no memory. */
bool ch_totals_budgets(charter_totals *totals, const charter_verdict *verdict, const uint64_t *use);

/* Takes note of which facts are asked for; adds a use to their groups, and its id to those of its input. False where
 * there is no memory. */
bool ch_totals_ask(charter_totals *totals, const char *const *by, size_t count);
bool ch_totals_facts(charter_totals *totals, const charter_verdict *verdict, const uint64_t *use);
bool ch_totals_id(charter_totals *totals, const charter_verdict *verdict);
void ch_totals_asked_clear(charter_totals *totals);

/* Adds the volume of a use, or of what was measured, to its tool, unit and month (volumes.c). `unit` is a key, `labels`
 * are the tool's titles. False where there is no memory. */
bool ch_totals_volume(charter_totals *totals, const charter_verdict *verdict, ch_text unit, const ch_text labels[2]);

/* Whether anything was measured at all. */
bool ch_totals_some_measured(const charter_totals *totals);

/* Adds an error of an input to what could not be read. False where there is no memory. */
bool ch_totals_unread(charter_totals *totals, const charter_diagnostic *error);

#endif
