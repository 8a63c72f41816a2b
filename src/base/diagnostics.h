/* diagnostics: faults of an input, collected with their places. The public side is charter/diagnostics.h.
 *
 * A diagnostic keeps all that it needs to be shown (the file's name, the line, its arguments), so that it
 * outlives the bytes that it speaks of. */
#ifndef CH_BASE_DIAGNOSTICS_H
#define CH_BASE_DIAGNOSTICS_H

#include "base/arena.h"
#include "base/message.h"
#include "base/source.h"
#include "charter/diagnostics.h"

/* One run shows at most this many errors of one input, and as many warnings and notes; then it says that there are
 * more. */
#define CH_DIAGNOSTICS_MAX 1000

struct charter_diagnostic {
    charter_severity severity;
    const char *code;
    charter_place place;
    ch_text line;   /* `at` is NULL: no line to show */
    ch_text around; /* what it stands in, until it has been masked; `at` is NULL: it is not known */
    ch_message message, help;
    struct charter_diagnostic *next;
};

struct charter_diagnostics {
    ch_arena arena;
    struct charter_diagnostic *first, *last;
    size_t count, errors, others;       /* kept; errors, and warnings and notes, shown or not */
    struct charter_diagnostic *surplus; /* the warning that counts those which are not shown; NULL: all are */
    size_t ignored;                     /* by the author of a charter (charter/lint.h) */
    bool failed; /* a diagnostic was lost for want of memory: nothing may be judged on its absence */
};

/* Codes of diagnostics, all in one place: stable, documented in docs/verdicts.md. */
/* clang-format off */
#define CH_CODES(code) \
    code(BYTES_ENCODING, "bytes.encoding") \
    code(BYTES_CHARACTER, "bytes.character") \
    code(YAML_SYNTAX, "yaml.syntax") \
    code(YAML_ANCHOR, "yaml.anchor") \
    code(YAML_TAG, "yaml.tag") \
    code(YAML_MERGE, "yaml.merge") \
    code(YAML_DIRECTIVE, "yaml.directive") \
    code(YAML_KEY, "yaml.key") \
    code(JSON_SYNTAX, "json.syntax") \
    code(XML_SYNTAX, "xml.syntax") \
    code(CSV_SYNTAX, "csv.syntax") \
    code(INTAKE_MISSING, "intake.missing") \
    code(INTAKE_MEASURED, "intake.measured") \
    code(INTAKE_COLUMN, "intake.column") \
    code(INTAKE_VALUE, "intake.value") \
    code(INTAKE_SHEET, "intake.sheet") \
    code(LIMIT_SIZE, "limit.size") \
    code(LIMIT_DEPTH, "limit.depth") \
    code(LIMIT_NODES, "limit.nodes") \
    code(LIMIT_TEXT, "limit.text") \
    code(LIMIT_ENTRIES, "limit.entries") \
    code(LIMIT_FAULTS, "limit.faults") \
    code(LIMIT_COST, "limit.cost") \
    code(KEY_UNKNOWN, "key.unknown") \
    code(KEY_DUPLICATE, "key.duplicate") \
    code(KEY_MISSING, "key.missing") \
    code(KEY_UNSUPPORTED, "key.unsupported") \
    code(VALUE_TYPE, "value.type") \
    code(VALUE_FORM, "value.form") \
    code(VALUE_CHOICE, "value.choice") \
    code(VALUE_EMPTY, "value.empty") \
    code(ID_FORM, "id.form") \
    code(REFERENCE_UNKNOWN, "reference.unknown") \
    code(REFERENCE_CYCLE, "reference.cycle") \
    code(NAME_AMBIGUOUS, "name.ambiguous") \
    code(DATES_ORDER, "dates.order") \
    code(DATES_OVERLAP, "dates.overlap") \
    code(PATTERN_INVALID, "pattern.invalid") \
    code(DETECTOR_EXAMPLE, "detector.example") \
    code(CONDITION_SYNTAX, "condition.syntax") \
    code(CONDITION_TYPE, "condition.type") \
    code(CONDITION_COST, "condition.cost") \
    code(CONDITION_SILENT, "condition.silent") \
    code(CONDITION_NEVER, "condition.never") \
    code(CONDITION_FORM, "condition.form") \
    code(APPROVAL_LACKING, "approval.lacking") \
    code(INCLUDE_PLACE, "include.place") \
    code(FACT_UNKNOWN, "fact.unknown") \
    code(NAME_UNLISTED, "name.unlisted") \
    code(INPUT_UNREADABLE, "input.unreadable") \
    code(INPUT_EMPTY, "input.empty") \
    code(INPUT_PASSED_OVER, "input.passed-over") \
    code(INPUT_TWICE, "input.twice") \
    code(RUN_STOPPED, "run.stopped") \
    code(CASE_EXPECT, "case.expect") \
    code(CASE_DIFFERS, "case.differs") \
    code(LINT_ACTIVITY_UNSERVED, "lint.activity-unserved") \
    code(LINT_CLASS_UNSERVED, "lint.class-unserved") \
    code(LINT_EXCEPTION_BROAD, "lint.exception-broad") \
    code(LINT_EXCEPTION_IDLE, "lint.exception-idle") \
    code(LINT_EXCEPTION_LAPSING, "lint.exception-lapsing") \
    code(LINT_IGNORE_FORM, "lint.ignore-form") \
    code(LINT_IGNORE_UNUSED, "lint.ignore-unused") \
    code(LINT_NAME_BARRED, "lint.name-barred") \
    code(LINT_NAME_CAUGHT, "lint.name-caught") \
    code(LINT_NO_ALTERNATIVE, "lint.no-alternative") \
    code(LINT_NO_BECAUSE, "lint.no-because") \
    code(LINT_PAST, "lint.past") \
    code(LINT_RULE_ALWAYS, "lint.rule-always") \
    code(LINT_RULE_NEVER, "lint.rule-never") \
    code(LINT_SILENCE, "lint.silence") \
    code(LINT_UNUSED, "lint.unused") \
    code(MEMORY, "memory")
/* clang-format on */

typedef enum ch_code {
#define CH_CODE(name, text) CH_##name,
    CH_CODES(CH_CODE)
#undef CH_CODE
        CH_CODE_COUNT
} ch_code;

/* The code as it is printed: "key.unknown". */
const char *ch_code_text(ch_code code);

/* Most inputs have nothing wrong: the compiler keeps what leads here apart from what is run each time. */
#define CH_SELDOM __attribute__((cold))

/* Adds a diagnostic about `span` of `source`. */
CH_SELDOM void ch_error_at(charter_diagnostics *diagnostics, ch_code code, const ch_source *source, ch_span span,
                           ch_message message, ch_message help);

/* The same as a warning. */
CH_SELDOM void ch_warning_at(charter_diagnostics *diagnostics, ch_code code, const ch_source *source, ch_span span,
                             ch_message message, ch_message help);

/* The same, as weighty as it is said to be. */
CH_SELDOM void ch_diagnose_at(charter_diagnostics *diagnostics, charter_severity severity, ch_code code,
                              const ch_source *source, ch_span span, ch_message message, ch_message help);

/* An error about a file as a whole. */
CH_SELDOM void ch_error_in_file(charter_diagnostics *diagnostics, ch_code code, const char *file, ch_message message,
                                ch_message help);

/* The same as a warning about it. */
CH_SELDOM void ch_warning_in_file(charter_diagnostics *diagnostics, ch_code code, const char *file, ch_message message,
                                  ch_message help);

/* Adds a copy of a diagnostic of another collection. */
CH_SELDOM void ch_diagnostics_add(charter_diagnostics *diagnostics, const charter_diagnostic *item);

/* Forgets everything, keeping memory warm. */
void ch_diagnostics_reset(charter_diagnostics *diagnostics);
void ch_diagnostics_clear(charter_diagnostics *diagnostics);

#endif
