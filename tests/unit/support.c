/* What unit tests share. */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "judge/verdict.h"

/* ---- tables of tests ---- */

/* "a_rule_holds" as "a rule holds". */
static char *spaced(const char *name)
{
    char *copy = strdup(name);
    for (char *at = copy; at != NULL && *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
    return copy;
}

/* cmocka hands a row on as it is: nothing writes to it. */
static struct CMUnitTest test_of_row(const test_table *table, size_t row)
{
    uintptr_t at = (uintptr_t)table->rows + row * table->size;
    const char *name;
    memcpy(&name, (const char *)table->rows + row * table->size, sizeof name);
    return (struct CMUnitTest){.name = name, .test_func = table->run, .initial_state = (void *)at};
}

int run_tables(const test_table *tables, size_t count)
{
    size_t total = 0, next = 0;
    for (size_t i = 0; i < count; i++)
        total += tables[i].count;
    struct CMUnitTest *tests = calloc(total, sizeof *tests);
    char **names = calloc(count, sizeof *names);
    if (tests == NULL || names == NULL)
        return 1;
    for (size_t i = 0; i < count; i++) {
        if (tables[i].rows == NULL) {
            names[i] = spaced(tables[i].name);
            tests[next++] = (struct CMUnitTest){.name = names[i], .test_func = tables[i].run};
            continue;
        }
        for (size_t row = 0; row < tables[i].count; row++)
            tests[next++] = test_of_row(&tables[i], row);
    }
    int failed = _cmocka_run_group_tests("tests", tests, total, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    free(tests);
    return failed == 0 ? 0 : 1;
}

void assert_text_equal_at(charter_text actual, const char *expected, const char *file, int line)
{
    char *copy = calloc(1, actual.length + 1);
    assert_non_null(copy);
    if (actual.length > 0)
        memcpy(copy, actual.at, actual.length);
    _assert_int_equal(actual.length, strlen(copy), file, line); /* no NUL within */
    _assert_string_equal(copy, expected, file, line);
    free(copy);
}

charter_day day(const char *text)
{
    charter_day parsed = CHARTER_NO_DAY;
    if (!charter_day_parse((charter_text){text, strlen(text)}, &parsed))
        fail_msg("\"%s\" is not a day", text);
    return parsed;
}

/* ---- input from memory ---- */

/* Bytes are given in memory of just their size, so that a sanitizer sees any read beyond. */
static int read_file(void *context, const char *path, size_t limit, charter_text *bytes)
{
    for (const memory_file *file = context; file->path != NULL; file++) {
        if (strcmp(file->path, path) != 0)
            continue;
        if (file->error != 0)
            return file->error;
        size_t length = file->length > 0 ? file->length : strlen(file->text);
        if (length > limit)
            return EFBIG;
        char *copy = malloc(length);
        if (copy == NULL && length > 0)
            return ENOMEM;
        if (length > 0)
            memcpy(copy, file->text, length);
        *bytes = (charter_text){copy, length};
        return 0;
    }
    return ENOENT;
}

static void release_file(void *context, charter_text bytes)
{
    (void)context;
    free((void *)(uintptr_t)bytes.at);
}

charter_files files_in_memory(const memory_file *table)
{
    return (charter_files){(void *)(uintptr_t)table, read_file, release_file};
}

static ptrdiff_t read_piece(void *context, char *into, size_t size)
{
    memory_input *memory = context;
    if (memory->left == 0)
        return memory->error == 0 ? 0 : -memory->error;
    size_t length = memory->left < size ? memory->left : size;
    if (memory->piece > 0 && length > memory->piece)
        length = memory->piece;
    memcpy(into, memory->at, length);
    memory->at += length;
    memory->left -= length;
    return (ptrdiff_t)length;
}

charter_input input_from_memory(memory_input *memory)
{
    return (charter_input){memory, read_piece};
}

/* ---- telling ---- */

/* A text that grows within fixed room: what does not fit fails the test. */
typedef struct telling {
    char *text;
    size_t length, room;
} telling;

__attribute__((format(printf, 2, 3))) static void tell(telling *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(t->text + t->length, t->room - t->length, format, arguments);
    va_end(arguments);
    assert_true(length >= 0 && (size_t)length < t->room - t->length);
    t->length += (size_t)length;
}

static void tell_diagnostic(telling *t, const charter_diagnostic *diagnostic)
{
    static const char *const words[] = {[CHARTER_ERROR] = "", [CHARTER_WARNING] = "warning ", [CHARTER_NOTE] = "note "};
    charter_place place = charter_diagnostic_place(diagnostic);
    const char *file = place.file == NULL ? "" : place.file;
    bool usual = strcmp(file, "charter.yaml") == 0 || strcmp(file, "usage.yaml") == 0;
    if (place.line == 0)
        tell(t, "%s ", file);
    else if (usual)
        tell(t, "%u:%u ", place.line, place.column);
    else
        tell(t, "%s:%u:%u ", file, place.line, place.column);
    tell(t, "%s%s", words[charter_diagnostic_severity(diagnostic)], charter_diagnostic_code(diagnostic));
}

const char *tell_diagnostics(const charter_diagnostics *diagnostics)
{
    static char text[1 << 16];
    telling t = {text, 0, sizeof text};
    if (charter_diagnostics_count(diagnostics) == 0)
        tell(&t, "fine");
    for (size_t i = 0; i < charter_diagnostics_count(diagnostics); i++) {
        tell(&t, "%s", i > 0 ? "; " : "");
        tell_diagnostic(&t, charter_diagnostics_at(diagnostics, i));
    }
    return text;
}

const char *tell_messages(const charter_diagnostics *diagnostics)
{
    static char text[1 << 16];
    char message[4096], help[4096];
    telling t = {text, 0, sizeof text};
    text[0] = '\0';
    for (size_t i = 0; i < charter_diagnostics_count(diagnostics); i++) {
        const charter_diagnostic *diagnostic = charter_diagnostics_at(diagnostics, i);
        charter_diagnostic_message(diagnostic, CHARTER_EN, message, sizeof message);
        charter_diagnostic_help(diagnostic, CHARTER_EN, help, sizeof help);
        tell(&t, "%s%s [%s]", i > 0 ? "; " : "", message, help);
    }
    return text;
}

/* ---- charters ---- */

loaded load_from(const memory_file *files, const char *const *names, const charter_load_options *options)
{
    loaded result = {.status = CHARTER_NO_MEMORY};
    charter_files access = files_in_memory(files);
    size_t count = 0;
    while (names[count] != NULL)
        count++;
    assert_int_equal(charter_diagnostics_new(&result.diagnostics), CHARTER_OK);
    result.status = charter_load(&result.charter, names, count, &access, options, result.diagnostics);
    assert_true((result.status == CHARTER_OK) == (result.charter != NULL));
    return result;
}

loaded load_text(const char *text)
{
    const memory_file files[] = {{"charter.yaml", text, 0, 0}, {NULL, NULL, 0, 0}};
    const char *const names[] = {"charter.yaml", NULL};
    return load_from(files, names, NULL);
}

void unload(loaded *l)
{
    charter_free(l->charter);
    charter_diagnostics_free(l->diagnostics);
    l->charter = NULL;
    l->diagnostics = NULL;
}

charter *good_charter(const char *text)
{
    loaded result = load_text(text);
    if (result.status != CHARTER_OK)
        fail_msg("the charter is not good: %s: %s\n%s", tell_diagnostics(result.diagnostics),
                 tell_messages(result.diagnostics), text);
    charter_diagnostics_free(result.diagnostics);
    return result.charter;
}

/* ---- verdicts ---- */

/* The clauses that there were when tests began to leave out newer ones. Not to be kept up: see verdict_as_known. */
static bool is_known(const char *clause)
{
    static const char *const known[] = {
        "activity.unlisted", "activity.status", "activity.data",    "activity.tools",  "activity.autonomy",
        "tool.unlisted",     "tool.status",     "tool.data",        "tool.activities", "data.unlisted",
        "data.hosting",      "data.files",      "detector.",        "duty.",           "rule.",
        "charter.period",    "charter.review",  "trace.undeclared", "exception.",
    };
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (strcmp(clause, known[i]) == 0)
            return true;
    return false;
}

static bool changes_the_verdict(const charter_finding *finding)
{
    return ch_is_reason(finding) && finding->effect != CHARTER_EFFECT_ADVISE;
}

const charter_verdict *verdict_as_known(const charter_verdict *verdict)
{
    static charter_verdict copy;
    static charter_finding findings[1024];
    copy = *verdict;
    copy.findings = findings;
    copy.finding_count = 0;
    assert_in_range(verdict->finding_count, 0, COUNT_OF(findings));
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const charter_finding *f = &verdict->findings[i];
        if (is_known(ch_clause_rows[f->clause].id) || changes_the_verdict(f))
            findings[copy.finding_count++] = *f;
    }
    return &copy;
}

static void tell_finding(telling *t, const charter_verdict *verdict, const charter_finding *finding, unsigned how)
{
    char clause[256];
    charter_finding_clause(finding, clause, sizeof clause);
    tell(t, " | %s %s", clause, charter_outcome_name(charter_finding_outcome(finding)));
    charter_outcome outcome = charter_finding_outcome(finding);
    if (outcome != CHARTER_OUTCOME_MET && outcome != CHARTER_OUTCOME_NOT_APPLICABLE)
        tell(t, " %s", charter_effect_name(charter_finding_effect(finding)));
    if ((how & TELL_PATHS) != 0)
        tell(t, " %s%.*s", finding->path.length == 0 ? "/" : "", (int)finding->path.length, finding->path.at);
    charter_place place = charter_finding_place(verdict, finding);
    if ((how & TELL_PLACES) != 0)
        tell(t, " %u:%u-%u:%u", place.line, place.column, place.end_line, place.end_column);
    place = charter_finding_charter_place(verdict, finding);
    if ((how & TELL_LAW) != 0)
        tell(t, " <%u:%u", place.line, place.column);
    if ((how & TELL_WORDS) != 0) {
        char message[2048], help[2048];
        charter_finding_message(finding, CHARTER_EN, message, sizeof message);
        charter_finding_help(finding, CHARTER_EN, help, sizeof help);
        tell(t, " (%s [%s])", message, help);
    }
}

/* " if /output internal, /facts/account professional" */
static void tell_conditions(telling *t, const charter_verdict *verdict, size_t index)
{
    for (size_t i = 0; i < charter_verdict_condition_count(verdict, index); i++) {
        charter_condition c = charter_verdict_condition(verdict, index, i);
        tell(t, "%s%.*s %.*s", i == 0 ? " if " : " and ", (int)c.path.length, c.path.at, (int)c.value.length,
             c.value.at);
    }
}

/* Those that depend on what is not said only where it is asked for. */
static void tell_instead(telling *t, const charter_verdict *verdict, bool conditions)
{
    const char *before = " | instead ";
    for (size_t i = 0; i < charter_verdict_alternative_count(verdict); i++) {
        charter_text id = charter_verdict_alternative(verdict, i);
        if (!conditions && charter_verdict_condition_count(verdict, i) > 0)
            continue;
        tell(t, "%s%.*s", before, (int)id.length, id.at);
        if (conditions)
            tell(t, " %s", charter_decision_name(charter_verdict_alternative_decision(verdict, i)));
        tell_conditions(t, verdict, i);
        before = ", ";
    }
}

/* " | missing /data, /facts/account (professional, personal)" */
static void tell_missing(telling *t, const charter_verdict *verdict)
{
    for (size_t i = 0; i < charter_verdict_missing_count(verdict); i++) {
        charter_missing m = charter_verdict_missing(verdict, i);
        tell(t, "%s%.*s%s", i == 0 ? " | missing " : ", ", (int)m.path.length, m.path.at == NULL ? "" : m.path.at,
             m.later ? " later" : "");
    }
}

static void tell_verdict(telling *t, const charter_verdict *verdict, unsigned how)
{
    if ((how & TELL_EVERY) == 0)
        verdict = verdict_as_known(verdict);
    tell(t, "%s", charter_decision_name(charter_verdict_decision(verdict)));
    const charter_diagnostics *errors = charter_verdict_errors(verdict);
    if (charter_diagnostics_count(errors) > 0)
        tell(t, " | %s", tell_diagnostics(errors));
    for (size_t i = 0; i < charter_verdict_finding_count(verdict); i++)
        tell_finding(t, verdict, charter_verdict_finding(verdict, i), how);
    for (size_t i = 0; i < charter_verdict_duty_count(verdict); i++) {
        charter_duty_state duty = charter_verdict_duty(verdict, i);
        tell(t, " | duty %.*s %s %s", (int)duty.id.length, duty.id.at, duty.before ? "before" : "after",
             duty.met ? "met" : "open");
    }
    tell_instead(t, verdict, (how & TELL_CONDITIONS) != 0);
    if ((how & TELL_MISSING) != 0)
        tell_missing(t, verdict);
}

const char *tell_verdicts(const charter *the_charter, const char *declarations, const char *at, unsigned how)
{
    return tell_verdicts_as(the_charter, "usage.yaml", (charter_text){declarations, strlen(declarations)}, 0, NULL, at,
                            how);
}

const char *tell_verdicts_as(const charter *the_charter, const char *name, charter_text declarations, size_t piece,
                             const charter_stream_options *stream_options, const char *at, unsigned how)
{
    static char text[1 << 18];
    static const charter_stream_options usual;
    telling t = {text, 0, sizeof text};
    memory_input memory = {.at = declarations.at, .left = declarations.length, .piece = piece};
    charter_judge_options options = {.at = day(at), .every_clause = (how & TELL_EVERY) != 0, .alternatives = true};
    charter_stream *stream;
    charter_judge *judge;
    text[0] = '\0';
    assert_int_equal(charter_stream_open_as(&stream, name, input_from_memory(&memory),
                                            stream_options == NULL ? &usual : stream_options),
                     CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    for (;;) {
        const charter_declaration *declaration;
        const charter_verdict *verdict;
        charter_status status = charter_stream_next(stream, &declaration);
        if (status == CHARTER_END)
            break;
        tell(&t, "%s", t.length > 0 ? "\n" : "");
        if (status == CHARTER_INVALID) {
            tell(&t, "fault | %s", tell_diagnostics(charter_stream_errors(stream)));
            continue;
        }
        assert_int_equal(status, CHARTER_OK);
        assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
        tell_verdict(&t, verdict, how);
    }
    charter_judge_free(judge);
    charter_stream_close(stream);
    return text;
}
