/* An intake mapping held against the charter before a row is read: keys that it aims at, words and names that it gives
 * them, what a declaration needs. And the other way: what the charter says a cell holds, so that rows can be read by it
 * (intake/cell.c). What only some version knows is fine: the version in force on a use's day judges it. */
#include "base/suggest.h"
#include "base/unicode.h"
#include "charter/build.h"
#include "intake/intake.h"

typedef struct checking {
    const charter *charter;
    charter_intake *intake;
    charter_diagnostics *diagnostics;
} checking;

static void error_at(checking *c, ch_code code, const ch_node *node, ch_message message, ch_suggestion suggestion,
                     ch_message help)
{
    ch_error_at(c->diagnostics, code, &c->intake->source, ch_node_caret(node), message,
                suggestion.best.at != NULL ? ch_of_ours(ch_say1("did you mean \"%s\"?", suggestion.best), 1) : help);
}

/* ---- names that the charter lists ---- */

static const ch_names *names_in(const ch_version *version, ch_vocabulary vocabulary)
{
    return vocabulary == CH_VOCABULARY_ACTIVITIES ? &version->activity_names
           : vocabulary == CH_VOCABULARY_TOOLS    ? &version->tool_names
                                                  : &version->class_names;
}

static void error_unlisted(checking *c, const ch_node *node, ch_text name, ch_vocabulary vocabulary,
                           ch_suggestion suggestion)
{
    ch_message message =
        ch_say2("\"%1$s\" is not %2$s of the charter", name, ch_text_of(ch_vocabulary_what(vocabulary)));
    message.spoken = 2;
    error_at(c, CH_REFERENCE_UNKNOWN, node, message, suggestion, ch_say("write one that the charter lists"));
}

/* A tool's pattern may take any name: whether it does is found out when a use is judged. */
static void check_name(checking *c, const ch_node *node, ch_vocabulary vocabulary)
{
    ch_text folded = ch_name_fold(&c->intake->arena, node->text);
    ch_suggestion suggestion = ch_suggest(node->text);
    c->diagnostics->failed = c->diagnostics->failed || folded.at == NULL;
    for (size_t i = 0; i < c->charter->count && folded.at != NULL; i++) {
        const ch_version *version = &c->charter->versions[i];
        const ch_names *names = names_in(version, vocabulary);
        if (ch_index_get(&names->folded, folded) != CH_NOT_FOUND ||
            (vocabulary == CH_VOCABULARY_TOOLS && version->some_pattern))
            return;
        for (uint32_t k = 0; k < names->count; k++)
            ch_suggest_try(&suggestion, names->items[k].shown);
    }
    error_unlisted(c, node, node->text, vocabulary, suggestion);
}

/* ---- words of a closed list ---- */

static void check_word(checking *c, const ch_aim *aim, const ch_node *node)
{
    ch_suggestion suggestion = ch_suggest(node->text);
    for (uint32_t i = 0; i < aim->choice_count; i++) {
        if (ch_text_same(aim->choices[i], node->text))
            return;
        ch_suggest_try(&suggestion, aim->choices[i]);
    }
    error_at(c, CH_VALUE_CHOICE, node,
             ch_say2("\"%1$s\" is not one of the words that \"%2$s\" takes", node->text, aim->path), suggestion,
             ch_say("write one that the charter lists"));
}

static bool has_choice(const ch_aim *aim, ch_text word)
{
    for (uint32_t i = 0; i < aim->choice_count; i++)
        if (ch_text_same(aim->choices[i], word))
            return true;
    return false;
}

/* Words of all versions: one of them takes each. The charter may be gone before the mapping. */
static void add_choices(checking *c, ch_aim *aim, const ch_text *words, uint32_t count)
{
    ch_text *all = ch_arena_take_many(&c->intake->arena, (size_t)aim->choice_count + count, sizeof *all);
    for (uint32_t i = 0; all != NULL && i < aim->choice_count; i++)
        all[i] = aim->choices[i];
    aim->choices = all;
    for (uint32_t i = 0; all != NULL && i < count; i++)
        if (!has_choice(aim, words[i]))
            all[aim->choice_count++] = ch_arena_text(&c->intake->arena, words[i]);
    c->diagnostics->failed = c->diagnostics->failed || all == NULL || c->intake->arena.failed;
}

/* ---- what is given to a key ---- */

/* A value that the mapping itself gives is what a declaration could say, letter for letter. */
static void check_typed(checking *c, const ch_aim *aim, const ch_node *node)
{
    static const char *const messages[] = {
        [CH_CELL_WHOLE] = N_("\"%s\" is not a whole number from 0 on"),
        [CH_CELL_NUMBER] = N_("\"%s\" is not a number"),
        [CH_CELL_BOOL] = N_("\"%s\" is neither true nor false"),
        [CH_CELL_DATE] = N_("\"%s\" is not a date as it is written here"),
    };
    double number;
    int64_t whole;
    ch_day day;
    bool good = true;
    switch (aim->type) {
    case CH_CELL_TEXT:
        return;
    case CH_CELL_CHOICE:
        check_word(c, aim, node);
        return;
    case CH_CELL_WHOLE:
        good = ch_text_to_int(node->text, &whole) && whole >= 0;
        break;
    case CH_CELL_NUMBER:
        good = ch_text_to_number(node->text, &number);
        break;
    case CH_CELL_BOOL:
        good = ch_text_is(node->text, "true") || ch_text_is(node->text, "false");
        break;
    case CH_CELL_DATE:
        good = charter_day_parse(node->text, &day);
        break;
    }
    if (!good)
        error_at(c, CH_VALUE_TYPE, node, ch_say1(messages[aim->type], node->text), (ch_suggestion){0},
                 ch_say("write it as a declaration would"));
}

static bool names_activity(const ch_aim *aim)
{
    return ch_text_is(aim->path, "activity");
}

static bool names_tool(const ch_aim *aim)
{
    return ch_text_is(aim->path, "tool") || ch_text_is(aim->path, "tool.name");
}

static void check_one(checking *c, const ch_aim *aim, const ch_node *node)
{
    if (names_activity(aim))
        check_name(c, node, CH_VOCABULARY_ACTIVITIES);
    else if (names_tool(aim))
        check_name(c, node, CH_VOCABULARY_TOOLS);
    else if (ch_text_is(aim->path, "data"))
        check_name(c, node, CH_VOCABULARY_DATA);
    else
        check_typed(c, aim, node);
}

static void check_value(checking *c, const ch_aim *aim, const ch_node *value)
{
    if (value == NULL || ch_meaning_is_nothing(value))
        return;
    if (value->kind == CH_SCALAR)
        check_one(c, aim, value);
    for (const ch_node *item = value->kind == CH_LIST ? value->first : NULL; item != NULL; item = item->next)
        if (item->kind == CH_SCALAR && !ch_node_absent(item))
            check_one(c, aim, item);
}

/* Dates and numbers of a key that takes none would leave out every cell. A fact that is read as text may be either in
 * some version. */
static void check_forms(checking *c, const ch_aim *aim, const ch_intake_source *source)
{
    bool any = aim->type == CH_CELL_TEXT && ch_text_is(aim->steps[0], "facts");
    bool counts = aim->type == CH_CELL_WHOLE || aim->type == CH_CELL_NUMBER;
    if (source->dates != NULL && aim->type != CH_CELL_DATE && !any)
        error_at(c, CH_VALUE_FORM, source->dates, ch_say1("\"%s\" takes no date", aim->path), (ch_suggestion){0},
                 ch_say("leave out \"dates\", or write another key"));
    if (source->decimal != CH_DECIMAL_UNSAID && !counts && !any)
        error_at(c, CH_VALUE_FORM, ch_node_get(source->column.node, "numbers"),
                 ch_say1("\"%s\" takes no number", aim->path), (ch_suggestion){0},
                 ch_say("leave out \"numbers\", or write another key"));
}

/* What stands in for a tool or an activity that a row does not name may be none at all ("not named"): the use is then
 * unlisted, and goes where those go. */
static void check_source(checking *c, const ch_aim *aim, const ch_intake_source *source)
{
    check_forms(c, aim, source);
    check_value(c, aim, source->constant);
    if (!names_tool(aim) && !names_activity(aim))
        check_value(c, aim, source->fallback);
    const ch_node *map = source->table == NULL ? NULL : source->table->map;
    for (const ch_node *entry = map == NULL ? NULL : map->first; entry != NULL; entry = entry->next)
        check_value(c, aim, entry);
}

/* ---- keys ---- */

static ch_cell_type type_of_field(const ch_fact_field *field)
{
    switch (field->type) {
    case CH_FIELD_CHOICE:
        return CH_CELL_CHOICE;
    case CH_FIELD_BOOL:
        return CH_CELL_BOOL;
    case CH_FIELD_NUMBER:
        return CH_CELL_NUMBER;
    case CH_FIELD_DATE:
        return CH_CELL_DATE;
    default:
        return CH_CELL_TEXT;
    }
}

/* A field whose type changed from version to version is read as text: each version then sees for itself. */
static bool find_field(checking *c, ch_aim *aim, ch_text id, ch_suggestion *suggestion)
{
    bool found = false, same = true;
    for (size_t i = 0; i < c->charter->count; i++) {
        const ch_version *version = &c->charter->versions[i];
        for (uint32_t k = 0; k < version->fields.count; k++) {
            const ch_fact_field *field = &version->fields.items[k];
            ch_suggest_try(suggestion, field->entry.id);
            if (!ch_text_same(field->entry.id, id))
                continue;
            ch_cell_type type = type_of_field(field);
            same = same && (!found || type == aim->type);
            aim->type = type;
            found = true;
            if (type == CH_CELL_CHOICE)
                add_choices(c, aim, field->values, field->value_count);
        }
    }
    if (!same)
        aim->type = CH_CELL_TEXT;
    return found;
}

/* Words behind a misspelt name are held against the field that is meant: one run shows all errors. */
static void bind_fact(checking *c, ch_aim *aim)
{
    ch_suggestion suggestion = ch_suggest(aim->steps[1]);
    if (find_field(c, aim, aim->steps[1], &suggestion))
        return;
    error_at(c, CH_FACT_UNKNOWN, aim->node->key, ch_say1("the charter has no field for the fact \"%s\"", aim->steps[1]),
             suggestion, ch_say("leave it out, or begin its name with x-"));
    if (suggestion.best.at != NULL)
        find_field(c, aim, suggestion.best, &suggestion);
}

/* A duty of some version, or what one of them reads: evidence that none knows would show nothing, in every row. */
static void bind_evidence(checking *c, const ch_aim *aim)
{
    ch_text id = aim->steps[1];
    ch_suggestion suggestion = ch_suggest(id);
    for (size_t i = 0; i < c->charter->count; i++) {
        const ch_version *version = &c->charter->versions[i];
        for (uint32_t k = 0; k < version->duties.count; k++) {
            const ch_duty *duty = &version->duties.items[k];
            bool found = ch_text_same(duty->entry.id, id);
            for (uint32_t p = 0; p < duty->path_count; p++)
                found = found || (duty->paths[p].kind == CH_BY_EVIDENCE && ch_text_same(duty->paths[p].id, id));
            if (found)
                return;
            ch_suggest_try(&suggestion, duty->entry.id);
        }
    }
    error_unlisted(c, aim->node->key, id, CH_VOCABULARY_DUTIES, suggestion);
}

/* Units and roles are a closed list only where each version has one. */
static void bind_listed(checking *c, ch_aim *aim, bool units)
{
    bool closed = c->charter->count > 0;
    for (size_t i = 0; i < c->charter->count; i++) {
        const ch_version *version = &c->charter->versions[i];
        closed = closed && (units ? version->unit_count : version->role_count) > 0;
    }
    for (size_t i = 0; closed && i < c->charter->count; i++) {
        const ch_version *version = &c->charter->versions[i];
        add_choices(c, aim, units ? version->units : version->roles, units ? version->unit_count : version->role_count);
    }
    aim->type = closed ? CH_CELL_CHOICE : CH_CELL_TEXT;
}

static void check_aim(checking *c, ch_aim *aim)
{
    if (ch_text_is(aim->path, "unit") || ch_text_is(aim->path, "role"))
        bind_listed(c, aim, ch_text_is(aim->path, "unit"));
    if (aim->depth == 2 && ch_text_is(aim->steps[0], "facts"))
        bind_fact(c, aim);
    if (ch_text_is(aim->steps[0], "evidence"))
        bind_evidence(c, aim);
    for (uint32_t i = 0; i < aim->count && !c->diagnostics->failed; i++)
        check_source(c, aim, &aim->sources[i]);
}

/* Without one of these every row would be invalid. */
static void check_required(checking *c, const char *key)
{
    for (uint32_t i = 0; i < c->intake->aim_count; i++)
        if (ch_text_is(c->intake->aims[i].steps[0], key))
            return;
    const ch_node *declare = c->intake->declare_node;
    error_at(c, CH_KEY_MISSING, declare->key,
             ch_say1("the mapping gives no declaration its key \"%s\"", ch_text_of(key)), (ch_suggestion){0},
             ch_say("say which column holds it, or give a constant; a draft's x-1, x-2 … are to be renamed"));
}

static void check_mapping(checking *c)
{
    if (c->intake->measured != CH_YES)
        check_required(c, "activity");
    check_required(c, "tool");
    for (uint32_t i = 0; i < c->intake->aim_count && !c->diagnostics->failed; i++)
        check_aim(c, &c->intake->aims[i]);
    c->diagnostics->failed = c->diagnostics->failed || c->intake->arena.failed;
}

charter_status charter_intake_check(charter_intake *intake, const charter *the_charter,
                                    charter_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    for (charter_intake *one = intake; one != NULL && !diagnostics->failed; one = one->next)
        check_mapping(&(checking){the_charter, one, diagnostics});
    if (diagnostics->failed)
        return CHARTER_NO_MEMORY;
    return diagnostics->errors == errors ? CHARTER_OK : CHARTER_INVALID;
}
