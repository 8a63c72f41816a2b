/* Totals of many verdicts: what an audit reports.
 *
 *     charter_totals_new(&totals, the_charter, &options);
 *     while (charter_batch_next(batch, &item) == CHARTER_OK)
 *         if (item.error != NULL)
 *             charter_totals_error(totals, item.error);
 *         else
 *             charter_totals_verdict(totals, item.verdict);
 *     charter_audit_report(totals, "html", &reporting, NULL, sink);
 *
 * Their memory is bounded, however many verdicts are taken: where a table would have too many groups, those that it
 * does not keep are added up as one. Which are kept depends on their names alone, so that totals taken apart and then
 * merged are exactly the totals taken at once, in whatever order and however they were split. */
#ifndef CHARTER_AUDIT_H
#define CHARTER_AUDIT_H

#include "charter/judge.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The tables. A use is a declaration that could be judged; one that is invalid is counted in CHARTER_ALL alone. */
typedef enum charter_table {
    CHARTER_ALL,         /* one group, with the key "" */
    CHARTER_CHARTERS,    /* by the version that was in force: "SHA256 ID VERSION" */
    CHARTER_MONTHS,      /* by the month of the declared date, "2026-03"; "": none is declared */
    CHARTER_UNITS,       /* as declared; "": none is */
    CHARTER_ACTIVITIES,  /* by id; "": the charter lists no such activity */
    CHARTER_TOOLS,       /* by id; "": the charter lists no such tool */
    CHARTER_DATA,        /* by id; a use of several classes stands in each of them; "": none is declared */
    CHARTER_STAGES,      /* "planned", "in-use", "done"; "": none is declared, and judged as planned */
    CHARTER_HOSTINGS,    /* by id, of the tool; "": unknown */
    CHARTER_TRAINING,    /* whether what is typed trains the model: "true", "false", "": unknown */
    CHARTER_RETENTIONS,  /* how long what is typed is kept: "P30D", "": unknown */
    CHARTER_SOURCES,     /* of footprints: "ON SCOPE SOURCE"; "": figures without a source or a date, not totalled */
    CHARTER_BUDGETS,     /* "PERIOD BUDGET GROUP": "2026-03 dmrg DMRG" */
    CHARTER_CLAUSES,     /* by id, "tool.status", with all rules and duties of the version in force on that day */
    CHARTER_DUTIES,      /* by id */
    CHARTER_EXCEPTIONS,  /* by id, with those of the version in force on the day of the audit that nobody used */
    CHARTER_OTHER_TOOLS, /* tools that the charter does not list, as they are called, folded */
    CHARTER_OTHER_ACTIVITIES,
    CHARTER_EVIDENCE,      /* what was declared beside what detectors found: by data class, by id */
    CHARTER_UNIT_EVIDENCE, /* the same by unit too, "CLASS UNIT": "personal DMRG" */
    CHARTER_TEXTS,         /* what detectors could look into, by unit */
    CHARTER_UNMAPPED,      /* what the intake mapping does not know, "COLUMN = VALUE" */
    CHARTER_UNREAD,        /* errors of what could not be read, "CODE FILE": their number, the first line, a reason */
    CHARTER_AUTHORS,       /* these two where names are asked for */
    CHARTER_REVIEWERS,
    CHARTER_COMMITMENTS,  /* by id, of the version in force on the day of the audit: shown, and judged by nobody */
    CHARTER_UNIT_CLAUSES, /* clauses by unit too, "CLAUSE UNIT": "duty.training DMRG" */
    CHARTER_PENDING,      /* what waits for a decision, "KIND SUBJECT": "tool chatgpt", "fact facts.account" */
    CHARTER_UNIT_PENDING, /* the same by unit too, "KIND SUBJECT = UNIT" */
    CHARTER_UNIT_DUTIES,  /* duties by unit too, "DUTY UNIT" */
    CHARTER_COLLEGE_EXCEPTIONS, /* exceptions by the colleges that approved them, or have yet to: "COLLEGE EXCEPTION" */
    CHARTER_GOVERNANCE, /* "body", "contact", and each "college ID", of the version in force on the day of the audit */
    CHARTER_FACTS,      /* by facts that are asked for, "FIELD VALUE": "account professional" */
    CHARTER_REPEATED,   /* uses whose id came before in the same input, by its name: their number, the first line */
    CHARTER_VOLUMES,    /* declared and measured: "MONTH TOOL = UNIT", the tool as in CHARTER_TOOLS or _OTHER_TOOLS */
    CHARTER_MEASURED_SOURCES /* of footprints of what was measured, as CHARTER_SOURCES */
} charter_table;
#define CHARTER_TABLE_COUNT 36

/* So many uses of each verdict but compliant are kept one by one, those that come first by file and line: what decides
 * each, and what would settle it. The judge is asked for alternatives; charter_judge_options.alternatives_most may be
 * this. */
#define CHARTER_USE_ROWS 1000

typedef struct charter_totals charter_totals;

typedef struct charter_totals_options {
    bool with_names;              /* people's names are taken: CHARTER_AUTHORS, CHARTER_REVIEWERS */
    charter_day at;               /* the day of the audit */
    const charter_intake *intake; /* the mapping by which registers are read, where it is not the charter's; borrowed */
    size_t document_bytes;        /* charter_limits.document_bytes of what is judged; 0: as there */
    uint64_t wants;               /* CHARTER_WANTS_PART or CHARTER_WANTS_MIXED, or 0 */
    const char *const *by;        /* ids of fields, "account", by which uses are added up: CHARTER_FACTS; borrowed */
    size_t by_count;
} charter_totals_options;

/* Whether some version has a field of that id. */
CHARTER_API bool charter_has_field(const charter *the_charter, const char *id);

/* Takes note of what the totals are made of, so that they can be a part: "summary" writes none without it. */
#define CHARTER_WANTS_PART UINT64_C(1)

/* Reads parts also that were judged on another day, by another charter or with other options than those before them. */
#define CHARTER_WANTS_MIXED UINT64_C(2)

/* Gives empty totals (charter_totals_free). Borrows `the_charter`, which may be NULL for totals that others are merged
 * into: they need no day (CHARTER_NO_DAY). CHARTER_UNKNOWN: `options` are NULL, or `at` is no day. */
CHARTER_API charter_status charter_totals_new_sized(charter_totals **out, const charter *the_charter,
                                                    const charter_totals_options *options, size_t options_size);
static inline charter_status charter_totals_new(charter_totals **out, const charter *the_charter,
                                                const charter_totals_options *options)
{
    return charter_totals_new_sized(out, the_charter, options, sizeof *options);
}

/* Releases them; NULL is nothing to release. */
CHARTER_API void charter_totals_free(charter_totals *totals);

/* Takes a verdict, or what was measured (charter_verdict_is_measured), in the order of the inputs. Borrows it. Its
 * judge is asked for CHARTER_WANTS_MET: else nobody knows whom clauses concern that are met. CHARTER_NO_MEMORY is the
 * only failure of this and the two below; the totals are then of no further use. */
CHARTER_API charter_status charter_totals_verdict(charter_totals *totals, const charter_verdict *verdict);

/* Adds all that `from` holds, as if its verdicts had been taken here. Borrows `from`. */
CHARTER_API charter_status charter_totals_merge(charter_totals *totals, const charter_totals *from);

/* Takes what the intake mapping does not know, of what was told with one verdict (charter_item.notes, which may be
 * NULL). */
CHARTER_API charter_status charter_totals_notes(charter_totals *totals, const charter_diagnostics *notes);

/* Counts an input that could not be read, and holds no declaration therefore; `error` says why. */
CHARTER_API charter_status charter_totals_error(charter_totals *totals, const charter_diagnostic *error);

/* How many inputs were counted so. */
CHARTER_API uint64_t charter_totals_error_count(const charter_totals *totals);

/* Whether some sum has reached UINT64_MAX, and is that or more. */
CHARTER_API bool charter_totals_saturated(const charter_totals *totals);

/* The record that reports of audits begin with. Nothing is accepted in it. */
CHARTER_API charter_summary charter_totals_summary(const charter_totals *totals);

/* Adds the part that charter_audit_report wrote as "summary". CHARTER_INVALID where `bytes` are none, are not whole,
 * were added already or are unlike what was added before (CHARTER_WANTS_MIXED): `diagnostics` say why. Borrows all. */
CHARTER_API charter_status charter_totals_read(charter_totals *totals, const char *name, charter_text bytes,
                                               charter_diagnostics *diagnostics);

/* The same of the file `name`, read through `files`. One that cannot be read is CHARTER_INVALID too. */
CHARTER_API charter_status charter_totals_load(charter_totals *totals, const char *name, const charter_files *files,
                                               charter_diagnostics *diagnostics);

/* ---- reading them ---- */

CHARTER_API const char *charter_table_name(charter_table table); /* "activities" */

/* A table's columns. Energy, CO2e and water are in millionths of a Wh, a g and a mL: whole numbers, whose sums are
 * exact. A number that reached UINT64_MAX is that or more. */
CHARTER_API size_t charter_table_column_count(charter_table table);
CHARTER_API const char *charter_table_column(charter_table table, size_t column); /* "uses", "energy-wh.low" */

/* The groups that are kept, in no particular order; a key is at most 200 bytes. `label` is the charter's title of it;
 * of CHARTER_OTHER_TOOLS the id of the listed tool that it may be, a space, and that tool's title. */
typedef struct charter_group {
    charter_text key;
    charter_text label[2];   /* by charter_lang; empty: none */
    const uint64_t *numbers; /* one a column */
} charter_group;

/* How many groups of the table are kept. */
CHARTER_API size_t charter_totals_group_count(const charter_totals *totals, charter_table table);

/* The group at `index`, below their number. It lives until something more is taken. */
CHARTER_API charter_group charter_totals_group(const charter_totals *totals, charter_table table, size_t index);

/* The numbers of all groups that are not kept together; NULL: all are. */
CHARTER_API const uint64_t *charter_totals_others(const charter_totals *totals, charter_table table);

/* ---- earlier publications ---- */

/* What was published before of the same register. */
typedef struct charter_publications charter_publications;

/* Gives none (charter_publications_free). CHARTER_NO_MEMORY is the only failure. */
CHARTER_API charter_status charter_publications_new(charter_publications **out);
CHARTER_API void charter_publications_free(charter_publications *publications); /* NULL is nothing to release */

/* How many were read. */
CHARTER_API size_t charter_publications_count(const charter_publications *publications);

/* Adds one that charter_audit_report wrote as "json", for publication. CHARTER_INVALID where `bytes` are none, or not
 * whole: `diagnostics` say why. Borrows all. */
CHARTER_API charter_status charter_publications_read(charter_publications *publications, const char *name,
                                                     charter_text bytes, charter_diagnostics *diagnostics);

/* The same of the file `name`, read through `files`. One that cannot be read is CHARTER_INVALID too. */
CHARTER_API charter_status charter_publications_load(charter_publications *publications, const char *name,
                                                     const charter_files *files, charter_diagnostics *diagnostics);

/* ---- reports ---- */

typedef struct charter_audit_options {
    bool publish;       /* groups smaller than `min_group` are left out, and what would give them back */
    unsigned min_group; /* 0: 5 */
    /* What was published before, so that nobody can work it out by taking one from the other; borrowed. NULL: nothing
     */
    const charter_publications *published;
} charter_audit_options;

/* Rows of the table of formats: text, html, markdown, csv, json, summary. */
CHARTER_API size_t charter_audit_format_count(void);

/* The row at `index`, below their number; it lives as long as the program. */
CHARTER_API const charter_format *charter_audit_format_at(size_t index);

/* Writes the report: `reporting` says how, in which language, `options` what. CHARTER_UNKNOWN: no such format or
 * language; CHARTER_INVALID: totals for publication, or without CHARTER_WANTS_PART, are not to be had in it (summary),
 * or fewer uses than `min_group` are there, or came or went since something was published; CHARTER_IO: it could not be
 * written. */
CHARTER_API charter_status charter_audit_report_sized(const charter_totals *totals, const char *format,
                                                      const charter_report_options *reporting, size_t reporting_size,
                                                      const charter_audit_options *options, size_t options_size,
                                                      charter_sink sink);
static inline charter_status charter_audit_report(const charter_totals *totals, const char *format,
                                                  const charter_report_options *reporting,
                                                  const charter_audit_options *options, charter_sink sink)
{
    return charter_audit_report_sized(totals, format, reporting, sizeof *reporting, options, sizeof *options, sink);
}

/* ---- one use, as a register keeps it ---- */

/* What a footprint measures. */
typedef enum charter_measure { CHARTER_ENERGY, CHARTER_CO2, CHARTER_WATER } charter_measure;
#define CHARTER_MEASURE_COUNT 3

typedef struct charter_use {
    charter_text unit, activity, tool;        /* resolved ids; the tool's name where the charter lists no such tool */
    charter_text charter_id, charter_version; /* `at` is NULL: no charter was in force */
    bool tool_listed;
    charter_day date, last_date; /* declared, or CHARTER_NO_DAY; two where the date says no day: one of those between */
    const char *stage;
    int64_t requests;                           /* -1: not declared */
    bool sourced[CHARTER_MEASURE_COUNT];        /* there is a figure with a source and a date; else it is 0 */
    uint64_t figures[CHARTER_MEASURE_COUNT][2]; /* low and high, in millionths of a Wh, a g, a mL */
    unsigned open_before, open_after;           /* duties that are not done */
    bool concerned;                             /* some clause concerns it */
} charter_use;

/* What a register keeps of a verdict. Texts in it live as long as the verdict, or as the charter. */
CHARTER_API charter_use charter_verdict_use(const charter_verdict *verdict);

/* The SHA-256 of what was declared, in lower-case hex: the same for the same keys and values, in whatever order and
 * layout. CHARTER_NO_MEMORY is the only failure. */
CHARTER_API charter_status charter_verdict_fingerprint(const charter_verdict *verdict, char out[CHARTER_SHA256_SIZE]);

/* Adds a fingerprint to the hash of all that one input declares, which begins as "": the SHA-256 of what it was and of
 * the fingerprint. The same declarations in the same order give the same hash. */
CHARTER_API void charter_fingerprint_add(char whole[CHARTER_SHA256_SIZE], const char *fingerprint);

/* The charter's hash, as charter_version_sha256 gives it; "" where none was in force. */
CHARTER_API void charter_verdict_charter_sha256(const charter_verdict *verdict, char out[CHARTER_SHA256_SIZE]);

/* ---- what changes over time ---- */

/* One period of a history. UINT64_MAX is a sum beyond what that can count. */
typedef struct charter_period_totals {
    const char *period; /* "2026-03"; "": uses whose day nobody knows, last */
    uint64_t decisions[CHARTER_DECISION_COUNT];
    uint64_t open_before, open_after;             /* duties */
    uint64_t requests;                            /* declared */
    uint64_t with_figures[CHARTER_MEASURE_COUNT]; /* uses */
    uint64_t figures[CHARTER_MEASURE_COUNT][2];   /* low and high, in millionths of a Wh, a g, a mL */
    uint64_t concerned, concerned_compliant;
} charter_period_totals;

/* Rows of the table of formats: text, html, markdown. */
CHARTER_API size_t charter_trend_format_count(void);

/* The row at `index`, below their number; it lives as long as the program. */
CHARTER_API const charter_format *charter_trend_format_at(size_t index);

/* Writes how periods compare. CHARTER_UNKNOWN: no such format or language; CHARTER_IO: it could not be written. */
CHARTER_API charter_status charter_trend_report_sized(const charter_period_totals *periods, size_t count,
                                                      const char *format, const charter_report_options *options,
                                                      size_t options_size, charter_sink sink);
static inline charter_status charter_trend_report(const charter_period_totals *periods, size_t count,
                                                  const char *format, const charter_report_options *options,
                                                  charter_sink sink)
{
    return charter_trend_report_sized(periods, count, format, options, sizeof *options, sink);
}

#ifdef __cplusplus
}
#endif

#endif
