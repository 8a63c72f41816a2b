/* tables: the program's tables as one JSON document. A further table is one function and one line in
 * charter_tables_write. No list is kept here but that of the bounds: schemas, manuals, completion and tests are made
 * from what the other rooms work with, so that none of them can drift apart from it. */
#include "charter/tables.h"

#include <assert.h>
#include <stdlib.h>

#include "base/diagnostics.h"
#include "base/set.h"
#include "base/enumerations.h"
#include "base/french.h"
#include "cel/tree.h"
#include "charter/audit.h"
#include "charter/batch.h"
#include "charter/baseline.h"
#include "charter/language.h"
#include "charter/detect.h"
#include "charter/lint.h"
#include "charter/page.h"
#include "charter/traces.h"
#include "declaration/declaration.h"
#include "detect/checks.h"
#include "detect/scanner.h"
#include "intake/intake.h"
#include "judge/sent_text.h"
#include "judge/traces.h"
#include "pattern/pattern.h"
#include "report/write/json_writer.h"
#include "rule/condition.h"
#include "tree/yaml.h"

#define KEY(json, name) ch_json_key((json), CH_LITERAL(name))

/* What is absent is null: all rows of a table have the same keys. */
static void put_word(ch_json *json, const char *word)
{
    ch_json_text(json, word == NULL ? CH_NO_TEXT : ch_text_of(word));
}

#define WORD(json, name, word) (KEY(json, name), put_word((json), (word)))

static void put_list(ch_json *json, const char *const *words)
{
    ch_json_array(json);
    for (; words != NULL && *words != NULL; words++)
        put_word(json, *words);
    ch_json_close(json);
}

static void put_bool(ch_json *json, ch_text key, bool yes)
{
    ch_json_key(json, key);
    ch_json_bool(json, yes);
}

/* ---- keys ---- */

/* Two tables, as intake has words that no charter or declaration holds. */
static const ch_word_list *const word_lists[] = {ch_word_lists, ch_intake_words, NULL};

/* By address: a field points at the very list that its values are held against. */
static const char *name_of_words(const char *const *words)
{
    for (size_t i = 0; words != NULL && word_lists[i] != NULL; i++)
        for (const ch_word_list *list = word_lists[i]; list->name != NULL; list++)
            if (list->words == words)
                return list->name;
    return NULL;
}

static void put_words(ch_json *json)
{
    KEY(json, "words");
    ch_json_object(json);
    for (size_t i = 0; word_lists[i] != NULL; i++)
        for (const ch_word_list *list = word_lists[i]; list->name != NULL; list++) {
            ch_json_break(json);
            ch_json_key(json, ch_text_of(list->name));
            put_list(json, list->words);
        }
    ch_json_close(json);
}

static void put_field(ch_json *json, const ch_field *field)
{
    ch_json_break(json);
    ch_json_object(json);
    WORD(json, "key", field->name);
    WORD(json, "type", ch_type_name(field->type));
    WORD(json, "words", name_of_words(field->choices));
    put_bool(json, CH_LITERAL("required"), field->required);
    ch_json_close(json);
}

static void put_key_tables(ch_json *json, const ch_key_table *table)
{
    for (; table->name != NULL; table++) {
        ch_json_break(json);
        ch_json_key(json, ch_text_of(table->name));
        ch_json_array(json);
        for (const ch_field *field = table->fields; field->name != NULL; field++)
            put_field(json, field);
        ch_json_close(json);
    }
}

static void put_keys(ch_json *json)
{
    KEY(json, "keys");
    ch_json_object(json);
    put_key_tables(json, ch_charter_keys);
    put_key_tables(json, ch_usage_keys);
    put_key_tables(json, ch_intake_keys);
    ch_json_close(json);
}

static void put_intake_paths(ch_json *json)
{
    KEY(json, "intake-paths");
    ch_json_array(json);
    for (size_t i = 0; ch_intake_path_at(i) != NULL; i++)
        put_word(json, ch_intake_path_at(i));
    ch_json_close(json);
}

/* ---- charters ---- */

/* A vocabulary without a table of keys is a programmer's slip, which the first run shows. */
static const char *table_of(const ch_field *fields)
{
    const ch_key_table *table = ch_charter_keys;
    while (table->fields != fields) {
        assert(table->name != NULL);
        table++;
    }
    return table->name;
}

static void put_vocabularies(ch_json *json)
{
    KEY(json, "vocabularies");
    ch_json_array(json);
    for (int i = 0; i < CH_VOCABULARY_COUNT; i++) {
        const ch_vocabulary_shape *shape = ch_vocabulary_shape_of((ch_vocabulary)i);
        ch_json_break(json);
        ch_json_object(json);
        WORD(json, "key", shape->key);
        WORD(json, "keys", table_of(shape->fields));
        KEY(json, "most");
        ch_json_int(json, shape->most);
        WORD(json, "ids", shape->identifiers ? "identifier" : "id");
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_clauses(ch_json *json)
{
    KEY(json, "clauses");
    ch_json_array(json);
    for (int i = 0; i < CH_CLAUSE_COUNT; i++) {
        const ch_clause_row *row = &ch_clause_rows[i];
        ch_json_break(json);
        ch_json_object(json);
        WORD(json, "id", row->id);
        put_bool(json, CH_LITERAL("family"), row->family);
        KEY(json, "effects");
        ch_json_array(json);
        for (int effect = CHARTER_EFFECT_ADVISE; effect <= CHARTER_EFFECT_FORBID; effect++)
            if ((row->effects & 1u << effect) != 0)
                put_word(json, charter_effect_name((charter_effect)effect));
        ch_json_close(json);
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_verdict_words(ch_json *json)
{
    KEY(json, "verdicts");
    ch_json_array(json);
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++)
        put_word(json, charter_decision_name((charter_decision)i));
    ch_json_close(json);
    KEY(json, "outcomes");
    ch_json_array(json);
    for (int i = CHARTER_OUTCOME_NOT_APPLICABLE; i <= CHARTER_OUTCOME_BREACHED; i++)
        put_word(json, charter_outcome_name((charter_outcome)i));
    ch_json_close(json);
    KEY(json, "effects");
    ch_json_array(json);
    for (int i = CHARTER_EFFECT_ADVISE; i <= CHARTER_EFFECT_FORBID; i++)
        put_word(json, charter_effect_name((charter_effect)i));
    ch_json_close(json);
}

static void put_codes(ch_json *json)
{
    KEY(json, "codes");
    ch_json_array(json);
    for (int i = 0; i < CH_CODE_COUNT; i++)
        put_word(json, ch_code_text((ch_code)i));
    ch_json_close(json);
}

/* What lint looks for, and how much it matters. */
static void put_lint(ch_json *json)
{
    KEY(json, "lint");
    ch_json_array(json);
    for (size_t i = 0; i < charter_lint_check_count(); i++) {
        charter_lint_check check = charter_lint_check_at(i);
        ch_json_break(json);
        ch_json_object(json);
        WORD(json, "code", check.code);
        WORD(json, "severity", charter_severity_name(check.severity));
        WORD(json, "title", check.title);
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* ---- conditions ---- */

static const char *const kind_names[] = {
    [CH_ABSENT] = "absent",       [CH_VALUE_TEXT] = "text", [CH_VALUE_BOOL] = "bool", [CH_VALUE_INT] = "int",
    [CH_VALUE_NUMBER] = "number", [CH_VALUE_DATE] = "date", [CH_VALUE_RANK] = "rank",
};

/* A kind that is added without a name would be read beyond the array. */
_Static_assert(sizeof kind_names / sizeof *kind_names == CH_VALUE_RANK + 1, "each kind has its name");

static void put_names(ch_json *json)
{
    KEY(json, "names");
    ch_json_array(json);
    for (int i = 0; i < CH_SLOT_FACTS; i++) {
        ch_json_break(json);
        ch_json_object(json);
        WORD(json, "name", ch_slot_rows[i].name);
        WORD(json, "type", kind_names[ch_slot_rows[i].kind]);
        WORD(json, "words", name_of_words(ch_slot_rows[i].words));
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_conditions(ch_json *json)
{
    put_names(json);
    ch_json_break(json);
    KEY(json, "logic");
    put_list(json, ch_logic_words);
    ch_json_break(json);
    KEY(json, "matchers");
    put_list(json, ch_matcher_words);
    ch_json_break(json);
    KEY(json, "matchers-of-data");
    put_list(json, ch_data_matcher_words);
}

/* The rows of one function stand together. functions.c keeps them so. */
static void put_functions(ch_json *json)
{
    KEY(json, "functions");
    ch_json_array(json);
    for (uint32_t i = 0; i < ch_cel_builtin_count;) {
        const char *name = ch_cel_builtins[i].name;
        ch_json_break(json);
        ch_json_object(json);
        WORD(json, "name", name);
        KEY(json, "types");
        ch_json_array(json);
        for (; i < ch_cel_builtin_count && strcmp(ch_cel_builtins[i].name, name) == 0; i++)
            put_word(json, ch_cel_builtins[i].types);
        ch_json_close(json);
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* ---- reports ---- */

static void put_audit_tables(ch_json *json)
{
    KEY(json, "audit-tables");
    ch_json_object(json);
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++) {
        charter_table table = (charter_table)i;
        ch_json_break(json);
        ch_json_key(json, ch_text_of(charter_table_name(table)));
        ch_json_array(json);
        for (size_t column = 0; column < charter_table_column_count(table); column++)
            put_word(json, charter_table_column(table, column));
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* ---- bounds ---- */

static const struct {
    const char *name;
    uint64_t most;
} limits[] = {
    {"charter-file-bytes", CH_CHARTER_FILE_BYTES},
    {"charter-depth", CH_CHARTER_DEPTH_MAX},
    {"charter-values", CH_CHARTER_NODES_MAX},
    {"charter-files", CH_CHARTER_FILES_MAX},
    {"document-bytes", CH_DOCUMENT_BYTES},
    {"document-depth", CH_DOCUMENT_DEPTH_MAX},
    {"document-values", CH_DOCUMENT_NODES_MAX},
    {"broken-documents", CH_BROKEN_MAX},
    {"input-bytes", CHARTER_COST_BYTES},
    {"input-declarations", CHARTER_COST_DECLARATIONS},
    {"input-faults", CHARTER_COST_FAULTS},
    {"input-scanned-bytes", CHARTER_COST_SCANNED},
    {"run-inputs", CHARTER_RUN_INPUTS},
    {"text-bytes", CH_YAML_TEXT_MAX},
    {"name-bytes", CH_NAME_MAX},
    {"set-members", (uint64_t)CH_SET_MAX},
    {"pattern-bytes", CH_PATTERN_MAX},
    {"pattern-steps", CH_PATTERN_STEPS_MAX},
    {"pattern-place-steps", CH_PATTERN_PLACE_STEPS_MAX},
    {"pattern-states", CH_PATTERN_STATES_MAX},
    {"pattern-memory-bytes", (uint64_t)CH_PATTERN_HEAP_KIB * 1024},
    {"expression-depth", CH_CEL_DEPTH_MAX},
    {"expression-values", CH_CEL_NODES_MAX},
    {"expression-cost", CH_CONDITION_COST_MAX},
    {"expression-memory-bytes", CH_CEL_MEMORY},
    {"sent-file-bytes", CH_SENT_FILE_BYTES},
    {"sent-total-bytes", CH_SENT_TOTAL_BYTES},
    {"sent-files", CH_SENT_FILES_MAX},
    {"traced-file-bytes", CH_TRACED_FILE_BYTES},
    {"commits", CHARTER_COMMITS_MAX},
    {"list-bytes", CHARTER_LIST_BYTES},
    {"list-names", CHARTER_LIST_NAMES},
    {"baseline-entries", CHARTER_BASELINE_ENTRIES},
    {"distinct-hits", CH_SCAN_DISTINCT},
    {"context-characters", CH_SCAN_CONTEXT_MAX},
    {"register-headers", CH_INTAKE_HEADERS_MAX},
    {"register-skipped", CH_INTAKE_SKIPPED_MAX},
    {"page-uses", CHARTER_PAGE_USES_MAX},
    {"diagnostics", CH_DIAGNOSTICS_MAX},
};

/* By their names here, since a macro has none when the program runs. */
static void put_limits(ch_json *json)
{
    KEY(json, "limits");
    ch_json_object(json);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        ch_json_break(json);
        ch_json_key(json, ch_text_of(limits[i].name));
        ch_json_int(json, limits[i].most);
    }
    ch_json_close(json);
}

/* ---- the program ---- */

static void put_option(ch_json *json, const charter_option_row *option)
{
    /* A text of one character, and null where there is none. */
    char letter[] = {option->letter, '\0'};
    ch_json_break(json);
    ch_json_object(json);
    WORD(json, "name", option->name);
    WORD(json, "letter", option->letter == 0 ? NULL : letter);
    WORD(json, "argument", option->argument);
    WORD(json, "kind", option->kind);
    KEY(json, "choices");
    if (option->choices == NULL)
        ch_json_null(json);
    else
        put_list(json, option->choices);
    WORD(json, "title", option->title);
    ch_json_close(json);
}

/* Asked of the library by the functions that the command line asks too. */
static void put_formats(ch_json *json, const charter_command_row *command)
{
    /* A command without formats has an empty list, and not null. */
    size_t count = command->format_count == NULL ? 0 : command->format_count();
    KEY(json, "formats");
    ch_json_array(json);
    for (size_t i = 0; i < count; i++) {
        const charter_format *format = command->format_at(i);
        ch_json_break(json);
        ch_json_object(json);
        WORD(json, "name", format->name);
        WORD(json, "title", format->title);
        put_bool(json, CH_LITERAL("for-people"), format->for_people);
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_command(ch_json *json, const charter_command_row *command)
{
    ch_json_break(json);
    ch_json_object(json);
    WORD(json, "name", command->name);
    WORD(json, "title", command->title);
    WORD(json, "synopsis", command->synopsis);
    put_bool(json, CH_LITERAL("hidden"), command->hidden);
    ch_json_break(json);
    KEY(json, "options");
    ch_json_array(json);
    for (size_t i = 0; i < command->option_count; i++)
        put_option(json, &command->options[i]);
    ch_json_close(json);
    ch_json_break(json);
    put_formats(json, command);
    ch_json_close(json);
}

/* What only the command line knows (commands, options, variables) it hands over: this room may not include it. */
static void put_program(ch_json *json, const charter_program_rows *program)
{
    KEY(json, "variables");
    put_list(json, program->variables);
    ch_json_break(json);
    KEY(json, "commands");
    ch_json_array(json);
    for (size_t i = 0; i < program->command_count; i++)
        put_command(json, &program->commands[i]);
    ch_json_close(json);
}

/* What is made from the document says for which version it holds. */
static void put_heading(ch_json *json)
{
    KEY(json, "program");
    ch_json_object(json);
    WORD(json, "name", "charter-check");
    WORD(json, "version", charter_version());
    ch_json_close(json);
}

static void put_french(ch_json *json)
{
    KEY(json, "french");
    ch_json_object(json);
    for (const ch_french *row = ch_french_words; row->word != NULL; row++) {
        ch_json_key(json, ch_text_of(row->word));
        ch_json_array(json);
        for (size_t i = 0; i < CH_FRENCH_MEANINGS && row->meant[i] != NULL; i++)
            put_word(json, row->meant[i]);
        ch_json_close(json);
    }
    ch_json_close(json);
}

charter_status charter_tables_write(const charter_program_rows *program, charter_sink sink)
{
    static void (*const tables[])(ch_json *) = {
        put_heading, put_keys,          put_words, put_vocabularies, put_intake_paths, put_conditions, put_functions,
        put_clauses, put_verdict_words, put_codes, put_lint,         put_audit_tables, put_limits,     put_french,
    };
    char *room = malloc(CH_OUTPUT_ROOM);
    if (room == NULL)
        return CHARTER_NO_MEMORY;
    ch_output output = ch_output_init(sink, room, CH_OUTPUT_ROOM);
    ch_json json = ch_json_init(&output, false);
    ch_json_object(&json);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (i > 0)
            ch_json_break(&json);
        tables[i](&json);
    }
    ch_json_break(&json);
    KEY(&json, "checks");
    put_list(&json, ch_check_words);
    ch_json_break(&json);
    put_program(&json, program);
    ch_json_close(&json);
    ch_output_char(&output, '\n');
    ch_output_flush(&output);
    free(room);
    return output.status;
}

/* ---- ids ---- */

const char *charter_vocabulary_at(size_t index)
{
    return index < CH_VOCABULARY_COUNT ? ch_vocabulary_shape_of((ch_vocabulary)index)->key : NULL;
}

/* An id has no blank, no quote and no line break (ch_text_is_id): shells take it as it is. */
static charter_status put_ids(const ch_version *version, ch_vocabulary vocabulary, charter_sink sink)
{
    char *room = malloc(CH_OUTPUT_ROOM);
    if (room == NULL)
        return CHARTER_NO_MEMORY;
    ch_output output = ch_output_init(sink, room, CH_OUTPUT_ROOM);
    for (uint32_t i = 0; i < ch_vocabulary_size(version, vocabulary); i++) {
        ch_output_add(&output, ch_vocabulary_entry(version, vocabulary, i)->id);
        ch_output_char(&output, '\n');
    }
    ch_output_flush(&output);
    free(room);
    return output.status;
}

charter_status charter_ids_write(const charter *the_charter, const char *vocabulary, charter_day day, charter_sink sink)
{
    /* A vocabulary that does not exist is told before a charter that is not in force. */
    const ch_version *version = ch_charter_on(the_charter, day);
    for (int i = 0; i < CH_VOCABULARY_COUNT; i++)
        if (strcmp(ch_vocabulary_shape_of((ch_vocabulary)i)->key, vocabulary) == 0)
            return version == NULL ? CHARTER_END : put_ids(version, (ch_vocabulary)i, sink);
    return CHARTER_UNKNOWN;
}
