/* totals: what an audit adds up, table by table. The public side is charter/audit.h.
 *
 * Used by the reports of audits too. Which numbers a table has is in totals_tables.c, and nowhere else. */
#ifndef CH_AUDIT_TOTALS_H
#define CH_AUDIT_TOTALS_H

#include "audit/origin.h"
#include "charter/audit.h"
#include "charter/version.h"

/* A quantity that is measured: its column, and the three that follow. */
enum { CH_MEASURED_LOW, CH_MEASURED_HIGH, CH_MEASURED_USES, CH_MEASURED_REQUESTS, CH_MEASURE_COLUMNS };

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
    CH_N_BUDGET_COLUMNS
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

enum { CH_N_ASKED, CH_N_MET, CH_N_OPEN_BEFORE, CH_N_OPEN_AFTER };

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

/* Of what could not be read: errors of one code in one file, and the first line; 0 is of the file as a whole. */
enum { CH_N_ERRORS, CH_N_FIRST_LINE };

/* Of commitments: where it stands among those of its charter, from 1 on. */
enum { CH_N_POSITION };

/* The form in which parts are written. One of an earlier form does not say what it is made of (1), or lacks the
 * charter's commitments (2), or whom clauses concern and what could not be read (3), or what was measured (4). */
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
    charter_day at;
    charter_day first, last; /* declared dates; CHARTER_NO_DAY: none */
    bool with_names;
    bool failed; /* a title was lost for want of memory */
    uint64_t errors;
    ch_groups tables[CHARTER_TABLE_COUNT];
    ch_origin *origin;        /* of what was read; and of what was taken, where it */
    bool tells_origin;        /* tells all that these are made of */
    bool mixes;               /* parts that are unlike are read */
    ch_arena arena;           /* of one verdict */
    ch_text title[2];         /* of the charter in force on the day of the audit; owned */
    const ch_version *hashed; /* the version whose key this is */
    char hash[CH_HASH_SIZE];
};

extern const ch_group_kind ch_table_kinds[CHARTER_TABLE_COUNT];

/* A day as a number that people read, 20260331, and back; 0 for none. */
uint64_t ch_day_number(charter_day day);
charter_day ch_day_of_number(uint64_t number);

/* Whether figures can be added to others: they have a source and a date. */
bool ch_footprint_is_sourced(const ch_footprint *figures);

/* `figure` in millionths, at most UINT64_MAX; 0 where there is none. */
uint64_t ch_millionths(double figure);

/* `text` as a key: characters that could mislead its reader are spelled out, and what is too long is cut. In `arena`,
 * or `text` itself; `at` is NULL where there is no memory. */
ch_text ch_group_key(ch_arena *arena, ch_text text);

/* The numbers of the one group of CHARTER_ALL; NULL: nothing was taken. */
const uint64_t *ch_totals_all(const charter_totals *totals);

/* Whom clauses concern (concern.c): fills a use's columns; those of one finding, false where it says nothing of the
 * use; and those of a duty without a finding, false where it has one. Rows begin as zeros. */
void ch_concern_of_use(const charter_verdict *verdict, uint64_t row[CH_N_USE_COLUMNS]);
bool ch_concern_of_finding(const charter_finding *finding, uint64_t row[CH_N_CLAUSE_COLUMNS]);
bool ch_concern_of_duty(const charter_verdict *verdict, const struct ch_duty_state *state,
                        uint64_t row[CH_N_CLAUSE_COLUMNS]);

/* Whether some number has reached UINT64_MAX, and is that or more. */
bool ch_totals_saturated(const charter_totals *totals);

/* Adds the limits of a version's budgets that a use stands under, and the use. False where there is no memory. */
bool ch_totals_budgets(charter_totals *totals, const charter_verdict *verdict, const uint64_t *use);

/* Adds the volume of a use, or of what was measured, to its tool, unit and month (volumes.c). `unit` is a key, `labels`
 * are the tool's titles. False where there is no memory. */
bool ch_totals_volume(charter_totals *totals, const charter_verdict *verdict, ch_text unit, const ch_text labels[2]);

/* Whether anything was measured at all. */
bool ch_totals_some_measured(const charter_totals *totals);

/* Adds an error of an input to what could not be read. False where there is no memory. */
bool ch_totals_unread(charter_totals *totals, const charter_diagnostic *error);

#endif
