/* What declarations expect: the key `x-expect`, by a table, its names copied and its places counted from the file's
 * beginning, since a declaration is gone once the next one is read. */
#include "cases/cases.h"

#include "charter/memory.h"
#include "declaration/declaration.h"

const char *const ch_case_list_names[CH_CASE_LIST_COUNT] = {
#define CH_CASE_LIST_NAME(name, word) word,
    CH_CASE_LISTS(CH_CASE_LIST_NAME)
#undef CH_CASE_LIST_NAME
};

typedef struct expectation {
    int verdict;
    ch_day at;
    ch_localized because;
    const ch_node *lists[CH_CASE_LIST_COUNT];
} expectation;

static const ch_field fields[] = {
    {"verdict", CH_CHOICE, offsetof(expectation, verdict), ch_decision_names, true},
    {"at", CH_DATE, offsetof(expectation, at), NULL, false},
    {"because", CH_WORDS, offsetof(expectation, because), NULL, false},
#define CH_CASE_FIELD(name, word) {word, CH_NAMES, offsetof(expectation, lists[CH_CASE_##name]), NULL, false},
    CH_CASE_LISTS(CH_CASE_FIELD)
#undef CH_CASE_FIELD
        {0},
};

/* ---- one case ---- */

/* A span of a document, in its file. */
static ch_span in_file(const ch_source *source, ch_span span)
{
    return (ch_span){(uint32_t)(source->offset + span.start), (uint32_t)(source->offset + span.end)};
}

/* Where a value ends: a block ends where the last thing in it does, and not with the lines behind it. */
static ch_span extent(const ch_source *source, const ch_node *node)
{
    ch_span span = node->span;
    const ch_node *last = node;
    while (last->kind != CH_SCALAR && last->last != NULL && strchr("{[", source->bytes.at[last->span.start]) == NULL)
        last = last->last;
    span.end = last->span.end;
    return span;
}

static bool names_a_clause(ch_case_list list)
{
    return list <= CH_CASE_MET;
}

static void check_name(charter_cases *cases, const ch_source *source, ch_case_list list, const ch_node *name)
{
    ch_text entry;
    if (names_a_clause(list) && ch_clause_parse(name->text, &entry) == CH_CLAUSE_COUNT)
        ch_error_at(cases->diagnostics, CH_REFERENCE_UNKNOWN, source, name->span,
                    ch_say1("there is no clause \"%s\"", name->text),
                    ch_say("clauses are called as in verdicts: tool.status, rule.ID, duty.ID"));
}

static ch_case_names read_names(charter_cases *cases, const ch_source *source, ch_case_list list, const ch_node *node)
{
    ch_case_names names = {.given = node != NULL};
    if (node == NULL)
        return names;
    names.span = in_file(source, extent(source, node));
    for (const ch_node *name = ch_names_first(node); name != NULL; name = ch_names_next(name))
        names.count++;
    ch_text *items = ch_arena_take_many(&cases->arena, names.count + 1, sizeof *items);
    uint32_t i = 0;
    for (const ch_node *name = ch_names_first(node); items != NULL && name != NULL; name = ch_names_next(name)) {
        check_name(cases, source, list, name);
        items[i++] = ch_arena_text(&cases->arena, name->text);
    }
    names.items = items;
    return names;
}

static void read_expectation(charter_cases *cases, const charter_declaration *declaration, const ch_node *node,
                             ch_case *c)
{
    expectation e = {.at = CHARTER_NO_DAY};
    ch_decoder decoder = {declaration->source, &cases->arena, cases->diagnostics};
    size_t errors = cases->diagnostics->errors;
    if (ch_decode_map(&decoder, node))
        ch_decode(&decoder, node, NULL, fields, N_("what is expected"), &e);
    c->expects = true;
    c->at = e.at;
    c->decision = (charter_decision)(e.verdict - (e.verdict > 0));
    const ch_node *verdict = node->kind == CH_MAP ? ch_node_get(node, "verdict") : NULL;
    c->verdict_span = in_file(declaration->source, verdict == NULL ? ch_node_caret(node) : verdict->span);
    for (int i = 0; i < CH_CASE_LIST_COUNT; i++)
        c->lists[i] = read_names(cases, declaration->source, (ch_case_list)i, e.lists[i]);
    if (cases->diagnostics->errors > errors)
        cases->files[c->file].broken = true;
}

static bool keep_case(charter_cases *cases, const charter_declaration *declaration, uint32_t file, uint32_t number)
{
    const ch_source *source = declaration->source;
    const ch_node *node = declaration->node;
    if (!ch_cases_grow((void **)&cases->cases, cases->case_count, &cases->case_room, sizeof *cases->cases))
        return false;
    ch_case *c = &cases->cases[cases->case_count++];
    *c = (ch_case){.file = file, .number = number, .at = CHARTER_NO_DAY};
    c->id = declaration->id.at == NULL ? CH_NO_TEXT : ch_arena_text(&cases->arena, declaration->id);
    const ch_node *first = node->first == NULL ? node : node->first->key;
    c->span = in_file(source, first->span);
    c->flow = source->bytes.at[node->span.start] == '{';
    /* A scalar's span may begin at its quote or behind it. */
    c->quoted = c->flow && (source->bytes.at[first->span.start] == '"' ||
                            (first->span.start > 0 && source->bytes.at[first->span.start - 1] == '"'));
    const ch_node *own = ch_node_get(node, "x-expect");
    const ch_node *expected = own != NULL ? own : ch_usage_get(declaration, "x-expect");
    c->own = own != NULL;
    if (expected != NULL)
        read_expectation(cases, declaration, expected, c);
    return true;
}

/* ---- files ---- */

static void keep_errors(charter_cases *cases, uint32_t file, const charter_diagnostics *errors)
{
    for (size_t i = 0; i < charter_diagnostics_count(errors); i++)
        ch_diagnostics_add(cases->diagnostics, charter_diagnostics_at(errors, i));
    cases->files[file].broken = cases->files[file].broken || charter_diagnostics_error_count(errors) > 0;
}

static charter_status read_all(charter_cases *cases, charter_stream *stream, uint32_t file)
{
    const charter_declaration *declaration;
    charter_status status;
    while ((status = charter_stream_next(stream, &declaration)) == CHARTER_OK) {
        uint32_t number = cases->files[file].declarations++;
        if (declaration->node == NULL)
            keep_errors(cases, file, declaration->errors);
        else if (!keep_case(cases, declaration, file, number))
            return CHARTER_NO_MEMORY;
    }
    if (status != CHARTER_INVALID)
        return status == CHARTER_END ? CHARTER_OK : status;
    keep_errors(cases, file, charter_stream_errors(stream));
    return CHARTER_OK;
}

charter_status charter_cases_add(charter_cases *cases, const char *name, charter_text bytes)
{
    charter_stream *stream;
    if (!ch_cases_grow((void **)&cases->files, cases->file_count, &cases->file_room, sizeof *cases->files))
        return CHARTER_NO_MEMORY;
    uint32_t file = (uint32_t)cases->file_count++;
    ch_case_file *f = &cases->files[file];
    *f = (ch_case_file){.broken = false};
    f->source.name = ch_arena_text(&cases->arena, ch_text_of(name)).at;
    f->source.bytes = ch_arena_text(&cases->arena, bytes);
    if (f->source.name == NULL || f->source.bytes.at == NULL || !ch_source_index(&f->source, &cases->arena))
        return CHARTER_NO_MEMORY;
    charter_text left = f->source.bytes;
    charter_status status = charter_stream_open(&stream, f->source.name, charter_input_from_memory(&left), NULL);
    if (status == CHARTER_OK)
        status = read_all(cases, stream, file);
    charter_stream_close(stream);
    return cases->arena.failed || cases->diagnostics->failed ? CHARTER_NO_MEMORY : status;
}
