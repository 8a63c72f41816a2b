/* Reading a declaration's shape. Whether its names, facts, unit and role mean anything depends on the charter's
 * version, and so on the day: judge/bind and judge/resolve look, later. Faults are collected: one run tells all of a
 * declaration's. */
#include "declaration/declaration.h"

#include "intake/intake.h"

#include "base/no_word.h"
#include "base/unicode.h"
#include "tree/misread.h"
#include "tree/slip.h"

/* clang-format off */
#define END_OF_KEYS {NULL, CH_TEXT, 0, NULL, false}
/* clang-format on */

/* `tool`, `review` and `training` take more than one shape and are read below; `usages` is stream.c's. */
static const ch_field usage_keys[] = {
    {"usage", CH_IGNORED, 0, NULL, true},
    {"id", CH_NAME, offsetof(charter_declaration, id), NULL, false},
    {"unit", CH_NAME, offsetof(charter_declaration, unit), NULL, false},
    {"author", CH_NAME, offsetof(charter_declaration, author), NULL, false},
    {"role", CH_NAME, offsetof(charter_declaration, role), NULL, false},
    {"activity", CH_ONE, offsetof(charter_declaration, activity), NULL, true},
    {"tool", CH_ANY, offsetof(charter_declaration, tool), NULL, true},
    {"data", CH_NAMES, offsetof(charter_declaration, data), NULL, false},
    {"purpose", CH_TEXT, offsetof(charter_declaration, purpose), NULL, false},
    {"output", CH_CHOICE, offsetof(charter_declaration, output), ch_output_names, false},
    {"autonomy", CH_CHOICE, offsetof(charter_declaration, autonomy), ch_autonomy_names, false},
    {"stage", CH_CHOICE, offsetof(charter_declaration, stage), ch_stage_names, false},
    {"date", CH_DAYS, offsetof(charter_declaration, date), NULL, false},
    {"review", CH_ANY, offsetof(charter_declaration, review_node), NULL, false},
    {"training", CH_ANY, offsetof(charter_declaration, training_node), NULL, false},
    {"evidence", CH_MAPPING, offsetof(charter_declaration, evidence_node), NULL, false},
    {"facts", CH_MAPPING, offsetof(charter_declaration, facts), NULL, false},
    {"volume", CH_MAPPING, offsetof(charter_declaration, volume_node), NULL, false},
    {"files", CH_NAMES, offsetof(charter_declaration, files), NULL, false},
    {"usages", CH_IGNORED, 0, NULL, false},
    END_OF_KEYS,
};

typedef struct tool_keys {
    ch_text name, model;
} tool_keys;

static const ch_field tool_fields[] = {
    {"name", CH_NAME, offsetof(tool_keys, name), NULL, true},
    {"model", CH_NAME, offsetof(tool_keys, model), NULL, false},
    END_OF_KEYS,
};

static const ch_field volume_fields[] = {
    {"requests", CH_COUNT, offsetof(charter_declaration, requests), NULL, false},
    {"tokens", CH_COUNT, offsetof(charter_declaration, tokens), NULL, false},
    END_OF_KEYS,
};

static const ch_field measured_keys[] = {
    {"usage", CH_IGNORED, 0, NULL, true},
    {"unit", CH_NAME, offsetof(charter_declaration, unit), NULL, false},
    {"tool", CH_ANY, offsetof(charter_declaration, tool), NULL, false},
    {"date", CH_DAYS, offsetof(charter_declaration, date), NULL, false},
    {"volume", CH_MAPPING, offsetof(charter_declaration, volume_node), NULL, false},
    END_OF_KEYS,
};

static const ch_field evidence_fields[] = {
    {"id", CH_NAME, offsetof(ch_evidence, id), NULL, false},
    {"ref", CH_TEXT, offsetof(ch_evidence, ref), NULL, false},
    {"by", CH_NAME, offsetof(ch_evidence, by), NULL, false},
    {"on", CH_DAYS, offsetof(ch_evidence, on), NULL, false},
    END_OF_KEYS,
};

const ch_key_table ch_usage_keys[] = {
    {"declaration", usage_keys},
    {"declared-tool", tool_fields},
    {"volume", volume_fields},
    {"evidence", evidence_fields},
    {NULL, NULL},
};

void ch_error_says_no(charter_diagnostics *diagnostics, const ch_source *source, const ch_node *node)
{
    ch_error_at(diagnostics, CH_VALUE_FORM, source, node->span,
                ch_say1("\"%s\" is no reference: it says no, not yet, or nothing", node->text),
                ch_say("leave it out until it is done; then write what it is filed under, such as {ref: DPIA-12}"));
}

/* Whether YAML reads it as it stands, wherever it stands. */
static bool is_plain(ch_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        if (!word && (i == 0 || strchr("./-", c) == NULL))
            return false;
    }
    return text.length > 0;
}

/* What the writer of a bare text meant. */
static ch_message help_bare(const ch_decoder *d, ch_text text)
{
    static const char *const ticks[] = {"y", "o", "on", "x", NULL};
    ch_day day;
    if (ch_says_yes(text) || ch_word_index(ticks, ch_name_fold(d->arena, text)) >= 0)
        return ch_say("write true, in small letters");
    if (ch_says_no(text))
        return ch_say("leave it out, or write false");
    if (charter_day_parse(text, &day))
        return ch_say1("write true, false, or {on: %s}", text);
    return is_plain(text) ? ch_say1("write true, false, or {ref: %s}", text) : ch_say("write true, false, or {ref: …}");
}

/* Any text looks like a reference, "not yet" and "see below" too: evidence is said to be there, or says what it is.
 * So a bare text is an error that shows how it is written, and never shows a duty done. */
static void read_answer(const ch_decoder *d, const ch_node *node, ch_evidence *out)
{
    static const ch_field one = {.type = CH_ONE};
    const ch_node *scalar;
    if (!ch_decode_value(d, node, &one, &scalar))
        return;
    out->present = ch_text_is(node->text, "true");
    if (!out->present && !ch_text_is(node->text, "false"))
        ch_error_at(d->diagnostics, CH_VALUE_TYPE, d->source, node->span,
                    ch_say1("\"%s\" alone is no evidence", node->text), help_bare(d, node->text));
}

/* ch_node_get() does not find a null: the mapping is walked. */
static bool says_unread(const ch_node *map, const char *key)
{
    for (const ch_node *value = map->first; value != NULL; value = value->next)
        if (value->unread && ch_text_is(value->key->text, key))
            return true;
    return false;
}

/* `true`, `false`, or a map that says more. A mapping that says nothing ({}, {ref: }) is as good as absent: the duty
 * is open. */
static void read_evidence(const ch_decoder *d, const ch_node *node, ch_evidence *out)
{
    *out = (ch_evidence){.on = CH_NO_DAYS, .node = node};
    if (node->kind != CH_MAP) {
        read_answer(d, node, out);
        return;
    }
    ch_decode(d, node, NULL, evidence_fields, N_("evidence"), out);
    out->on_unread = out->on.first == CHARTER_NO_DAY && says_unread(node, "on");
    out->present = out->id.at != NULL || out->ref.at != NULL || out->by.at != NULL || out->on.first != CHARTER_NO_DAY ||
                   out->on_unread;
    const ch_node *id = out->id.at == NULL ? NULL : ch_node_get(node, "id");
    out->id_unread = id != NULL && id->unread;
    if (out->ref.at != NULL && ch_says_no(out->ref))
        ch_error_says_no(d->diagnostics, d->source, ch_node_get(node, "ref"));
}

static void read_evidences(const ch_decoder *d, const ch_node *node, ch_evidences *out)
{
    if (node == NULL)
        return;
    uint32_t count = node->kind == CH_LIST ? node->count : 1;
    ch_evidence *items = ch_arena_take_many(d->arena, count, sizeof *items);
    if (items == NULL) {
        d->diagnostics->failed = true;
        return;
    }
    *out = (ch_evidences){.items = items, .count = count, .node = node};
    if (node->kind != CH_LIST) {
        read_evidence(d, node, items);
        return;
    }
    for (const ch_node *item = node->first; item != NULL; item = item->next)
        read_evidence(d, item, items++);
}

/* Room for all entries; those that are null or begin with x- take none of it. */
static void read_evidence_map(const ch_decoder *d, charter_declaration *declaration)
{
    const ch_node *map = declaration->evidence_node;
    if (map == NULL)
        return;
    ch_evidences *all = ch_arena_take_many(d->arena, map->count, sizeof *all);
    if (all == NULL) {
        d->diagnostics->failed = true;
        return;
    }
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next) {
        if (!ch_text_is_id(entry->key->text)) {
            if (!ch_key_is_extension(entry->key->text))
                ch_error_at(d->diagnostics, CH_ID_FORM, d->source, entry->key->span,
                            ch_say1("\"%s\" is not an id", entry->key->text),
                            ch_say("evidence stands under the id of its duty, such as dpia"));
            continue;
        }
        if (ch_node_absent(entry) || ch_key_is_extension(entry->key->text))
            continue;
        ch_evidences *one = &all[declaration->evidence_count++];
        read_evidences(d, entry, one);
        one->name = entry->key->text;
    }
    declaration->evidence = all;
}

/* "name:ChatGPT" on a line of its own is a text; its writer means a mapping. "gpt-oss:20b" is a name. */
static bool refuse_glued_key(const ch_decoder *d, const ch_node *node)
{
    ch_slip slip;
    for (const ch_field *field = tool_fields; field->name != NULL; field++)
        if (ch_text_begins(node->text, field->name) && ch_find_glued_key(d->source, d->arena, node, &slip)) {
            ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, slip.span, slip.message, slip.help);
            return true;
        }
    return false;
}

/* A scalar names the tool; a mapping names the model too. Only the name is resolved. */
static void read_tool(const ch_decoder *d, charter_declaration *declaration)
{
    static const ch_field one = {.type = CH_ONE};
    const ch_node *node = declaration->tool, *scalar;
    if (node == NULL)
        return;
    if (node->kind != CH_MAP) {
        declaration->tool_unread = node->unread;
        if (!node->unread && ch_decode_value(d, node, &one, &scalar) && !refuse_glued_key(d, scalar))
            declaration->tool_name = scalar->text;
        return;
    }
    tool_keys keys = {CH_NO_TEXT, CH_NO_TEXT};
    ch_decode(d, node, NULL, tool_fields, N_("tool"), &keys);
    declaration->tool_unread = says_unread(node, "name");
    declaration->tool_name = declaration->tool_unread ? CH_NO_TEXT : keys.name;
    declaration->tool_model = keys.model;
}

/* "DMRG," is a line of JSON; YAML takes the sign with it. */
static bool ends_as_a_line(const ch_node *name)
{
    char last = name->text.length == 0 ? '\0' : name->text.at[name->text.length - 1];
    return name->plain && (last == ',' || last == ';');
}

static bool error_line_end(const ch_decoder *d, const ch_node *name)
{
    if (name->kind != CH_SCALAR || !ends_as_a_line(name))
        return false;
    ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, name->span,
                ch_say("the comma or semicolon at the end is part of the value"),
                ch_say("leave it out: a line's end is enough"));
    return true;
}

/* A name is compared letter for letter: what came with it makes it another one. */
static void check_name(const ch_decoder *d, const ch_node *name)
{
    if ((!name->plain && ch_text_in_quotes(name->text)) || ch_text_half_quoted(name->text))
        ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, name->span,
                    ch_say("these typographic quotes are part of the name"), ch_say("write the name without them"));
    error_line_end(d, name);
}

static void check_each_name(const ch_decoder *d, const ch_node *names)
{
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name))
        if (name->kind == CH_SCALAR)
            check_name(d, name);
}

/* Shared keys (`usages:`) too: ch_usage_get() finds them. */
static void check_names(const ch_decoder *d, const charter_declaration *declaration)
{
    static const char *const naming[] = {"id", "unit", "author", "role", "activity", "tool", "data", "files"};
    static const char *const in_tool[] = {"name", "model"};
    if (d->source->row != NULL)
        return; /* a register's cells are what they are */
    for (size_t i = 0; i < sizeof naming / sizeof *naming; i++)
        check_each_name(d, ch_usage_get(declaration, naming[i]));
    for (size_t i = 0; i < sizeof in_tool / sizeof *in_tool; i++)
        check_each_name(d, ch_node_get(declaration->tool, in_tool[i]));
}

/* Each class is an item of its own: "internal, personal" would be a third, and [internal, 0,9] names "0" and "9". */
static void check_classes(const ch_decoder *d, const ch_node *data)
{
    ch_text meant;
    if (data != NULL && data->count > 2 && ch_list_misread(d->source, d->arena, data, &meant))
        ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, ch_node_caret(data),
                    ch_say("a comma without a space after it: it may be meant as a decimal point"),
                    ch_say1("write %s, or a space after every comma", meant));
    for (const ch_node *name = ch_names_first(data); name != NULL; name = ch_names_next(name))
        if (name->kind == CH_SCALAR && name->plain && !ends_as_a_line(name) && ch_text_find(name->text, ',') != NULL)
            ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, name->span,
                        ch_say("this is one name, though it looks like several"),
                        ch_say("write several in brackets, [first, second]; put one that holds a comma in quotes"));
}

/* A charter lacks all that a declaration has: one sentence says it better than the list. Nothing of it is read then. */
static bool refuse_charter(const ch_decoder *d, const charter_declaration *declaration)
{
    if (ch_usage_get(declaration, "usage") != NULL || ch_node_get(declaration->node, "charter") == NULL)
        return false;
    ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, ch_usage_span(declaration),
                ch_say("this is a charter, not a declaration"), ch_say("give it with --charter"));
    return true;
}

/* A register's row lacks all that a declaration has, too. */
static bool refuse_row(const ch_decoder *d, const charter_declaration *declaration)
{
    if (!declaration->perhaps_row || ch_usage_get(declaration, "usage") != NULL)
        return false;
    ch_error_at(d->diagnostics, CH_KEY_MISSING, d->source, ch_usage_span(declaration),
                ch_say("this is no declaration: the key \"usage\" is missing"),
                ch_say("if it is a row of a register, write format: json in the intake mapping"));
    return true;
}

static void check_language(const ch_decoder *d, const charter_declaration *declaration)
{
    const ch_node *node = ch_usage_get(declaration, "usage");
    double number;
    if (node == NULL || (node->kind == CH_SCALAR && ch_text_is(node->text, "1")) || error_line_end(d, node))
        return;
    if (node->kind == CH_SCALAR && !ch_text_to_number(node->text, &number))
        ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, node->span,
                    ch_say("\"usage\" takes the version of this language, which is 1"),
                    ch_say("write usage: 1, and what the use is for behind purpose:"));
    else
        ch_error_at(d->diagnostics, CH_VALUE_FORM, d->source, ch_node_caret(node),
                    ch_say("this version reads declarations of language version 1 alone"), ch_say("write usage: 1"));
}

/* `usages:` gives several; within one of them it means nothing. */
static void check_nesting(const ch_decoder *d, const ch_node *node)
{
    const ch_node *declarations = ch_node_get(node, "usages");
    if (declarations != NULL)
        ch_error_at(d->diagnostics, CH_KEY_UNKNOWN, d->source, declarations->key->span,
                    ch_say("\"usages\" stands at the top of a document alone"),
                    ch_say("write the declarations in one list"));
}

/* A list, or a text, where a document's keys begin. */
static bool refuse_shape(const ch_decoder *d, const ch_node *node)
{
    ch_slip slip = {.span = {node->span.start, node->span.start + 1}, .message = ch_say("this is no declaration")};
    if (node->kind == CH_MAP)
        return false;
    slip.help = ch_say("write a key a line, such as usage: 1, activity: … and tool: …, with a space after each colon");
    if (node->kind == CH_LIST && d->source->bytes.at[node->span.start] == '-') {
        slip.message = ch_say("a list stands here, and no declaration");
        slip.help = ch_say("remove the dash before the first key; several declarations stand in a list under usages:");
    }
    ch_find_glued_key(d->source, d->arena, node, &slip);
    ch_error_at(d->diagnostics, CH_VALUE_TYPE, d->source, slip.span, slip.message, slip.help);
    return true;
}

/* `base` has the keys that all declarations of the document share; a key of the declaration's own replaces the shared
 * one whole, never a part of it. */
void ch_usage_read(charter_declaration *declaration, const ch_node *node, const ch_node *base, ch_arena *arena)
{
    ch_decoder decoder = {declaration->source, arena, declaration->errors};
    declaration->node = node;
    declaration->base = base;
    declaration->date = CH_NO_DAYS;
    if (refuse_shape(&decoder, node) || refuse_charter(&decoder, declaration) || refuse_row(&decoder, declaration))
        return;
    ch_decode(&decoder, node, base, usage_keys, N_("a declaration"), declaration);
    check_language(&decoder, declaration);
    check_nesting(&decoder, node);
    read_tool(&decoder, declaration);
    declaration->activity_unread = declaration->activity != NULL && declaration->activity->unread;
    /* Without a word of it the stage would be "planned", the mildest: that it was said must not be lost. */
    declaration->stage_unread = declaration->stage == 0 && says_unread(node, "stage");
    check_names(&decoder, declaration);
    check_classes(&decoder, declaration->data);
    if (declaration->volume_node != NULL)
        ch_decode(&decoder, declaration->volume_node, NULL, volume_fields, N_("volume"), declaration);
    read_evidences(&decoder, declaration->review_node, &declaration->review);
    read_evidences(&decoder, declaration->training_node, &declaration->training);
    read_evidence_map(&decoder, declaration);
}

void ch_measured_read(charter_declaration *declaration, const ch_node *node, ch_arena *arena)
{
    ch_decoder decoder = {declaration->source, arena, declaration->errors};
    declaration->node = node;
    declaration->measured = true;
    declaration->date = CH_NO_DAYS;
    ch_decode(&decoder, node, NULL, measured_keys, N_("what was measured"), declaration);
    read_tool(&decoder, declaration);
    if (declaration->volume_node != NULL)
        ch_decode(&decoder, declaration->volume_node, NULL, volume_fields, N_("volume"), declaration);
}

ch_text ch_usage_column(const charter_declaration *declaration, ch_text key)
{
    return declaration->intake == NULL ? CH_NO_TEXT : ch_intake_column(declaration->intake, key);
}

const ch_node *ch_usage_get(const charter_declaration *declaration, const char *key)
{
    const ch_node *own = ch_node_get(declaration->node, key);
    return own != NULL ? own : ch_node_get(declaration->base, key);
}

ch_span ch_usage_span(const charter_declaration *declaration)
{
    const ch_node *node = declaration->node;
    if (node == NULL)
        return (ch_span){0, 0};
    if (node->kind == CH_MAP && node->first != NULL)
        return node->first->key->span;
    return node->span;
}
