/* Binding a declaration to the charter in force: its facts get the types of the charter's fields, its unit and role
 * must be listed, and all that conditions can read is put in its slot. Names of activity, tool and classes are
 * looked up in resolve.c; nothing is judged here but what no charter could make sense of. */
#include "base/no_word.h"
#include "base/suggest.h"
#include "judge/judging.h"
#include "tree/misread.h"

static ch_decoder decoder_of(const ch_judging *j)
{
    return (ch_decoder){j->declaration->source, &j->judge->arena, &j->judge->errors};
}

/* ---- facts ---- */

/* Of dates that say no day, the day that is tried. */
static void put_tried_days(const ch_judging *j)
{
    const charter_judge *judge = j->judge;
    for (uint32_t i = 0; i < judge->tried_count; i++)
        j->workspace->slots[judge->tried[i].slot] = (ch_value){.kind = CH_VALUE_DATE, .day = judge->tried[i].day};
}

/* A fact that no field takes is an error, and not passed over: misspelt, it would escape the rules that ask for it. */
static void error_field(const ch_judging *j, const ch_node *entry)
{
    ch_suggestion suggestion = ch_suggest(entry->key->text);
    for (uint32_t i = 0; i < j->version->fields.count; i++)
        ch_suggest_try(&suggestion, j->version->fields.items[i].entry.id);
    ch_message bare = ch_help_bare_key(j->declaration->source, &j->judge->arena, entry->key);
    ch_error_at(&j->judge->errors, CH_FACT_UNKNOWN, j->declaration->source, entry->key->span,
                ch_say1("the charter has no field for the fact \"%s\"", entry->key->text),
                bare.text != NULL            ? bare
                : suggestion.best.at != NULL ? ch_of_ours(ch_say1("did you mean \"%s\"?", suggestion.best), 1)
                                             : ch_say("leave it out, or begin its name with x-"));
}

/* Letter for letter, as rules compare: a word that matched here in another case would slip past them. */
static bool read_choice(const ch_decoder *d, const ch_node *node, const ch_fact_field *field, ch_value *out)
{
    if (!ch_decode_scalar(d, node, CH_NAME_MAX))
        return false;
    ch_suggestion suggestion = ch_suggest(node->text);
    for (uint32_t i = 0; i < field->value_count; i++) {
        if (ch_text_same(field->values[i], node->text)) {
            *out = ch_value_text(node->text);
            return true;
        }
        ch_suggest_try(&suggestion, field->values[i]);
    }
    ch_error_at(d->diagnostics, CH_VALUE_CHOICE, d->source, node->span,
                ch_of_ours(ch_say2("\"%1$s\" is not one of the words that \"%2$s\" takes", node->text, node->key->text),
                           2),
                suggestion.best.at != NULL ? ch_of_ours(ch_say1("did you mean \"%s\"?", suggestion.best), 1)
                                           : ch_say("the charter lists the words under fields:"));
    return false;
}

static bool read_fact(const ch_decoder *d, const ch_node *node, const ch_fact_field *field, ch_value *out)
{
    static const ch_field a_bool = {.type = CH_BOOL}, a_date = {.type = CH_DAYS}, a_text = {.type = CH_TEXT},
                          a_number = {.type = CH_NUMBER};
    ch_answer answer;
    ch_days days;
    switch (field->type) {
    case CH_FIELD_CHOICE:
        return read_choice(d, node, field, out);
    case CH_FIELD_BOOL:
        if (!ch_decode_value(d, node, &a_bool, &answer))
            return false;
        *out = ch_value_bool(answer == CH_YES);
        return true;
    case CH_FIELD_NUMBER:
        out->kind = CH_VALUE_NUMBER;
        return ch_decode_value(d, node, &a_number, &out->number);
    case CH_FIELD_DATE:
        if (!ch_decode_value(d, node, &a_date, &days))
            return false;
        *out = (ch_value){.kind = CH_VALUE_DATE, .day = days.first};
        return true;
    default:
        out->kind = CH_VALUE_TEXT;
        return ch_decode_value(d, node, &a_text, &out->text);
    }
}

static void bind_facts(const ch_judging *j)
{
    ch_decoder decoder = decoder_of(j);
    const ch_node *facts = j->declaration->facts;
    for (const ch_node *entry = facts == NULL ? NULL : facts->first; entry != NULL; entry = entry->next) {
        if (ch_key_is_extension(entry->key->text))
            continue;
        const ch_fact_field *field = ch_find_field(j->version, entry->key->text);
        ch_value value = {0};
        /* Before its value: in {share: 0,9} the fact "9" is null, and half of a number. */
        if (field == NULL)
            error_field(j, entry);
        else if (!ch_node_absent(entry) && read_fact(&decoder, entry, field, &value))
            j->workspace->slots[CH_SLOT_FACTS + (field - j->version->fields.items)] = value;
    }
}

/* ---- evidence ---- */

/* Whether a duty that looks there accepts this id, letter for letter. */
static bool is_accepted(const ch_judging *j, const ch_evidences *place, ch_text id)
{
    for (uint32_t i = 0; i < j->version->duties.count; i++) {
        const ch_duty *duty = &j->version->duties.items[i];
        for (uint32_t p = 0; duty->accepts != NULL && p < duty->path_count; p++)
            if (ch_evidence_at(j->declaration, &duty->paths[p]) == place && ch_duty_accepts(duty, id))
                return true;
    }
    return false;
}

/* A charter may accept an id that is a word of no: what a declaration may say is known here alone. */
static void check_ids(const ch_judging *j, const ch_evidences *place)
{
    for (uint32_t i = 0; i < place->count; i++) {
        const ch_evidence *e = &place->items[i];
        if (e->id.at != NULL && !e->id_unread && ch_says_no(e->id) && !is_accepted(j, place, e->id))
            ch_error_says_no(&j->judge->errors, j->declaration->source, ch_node_get(e->node, "id"));
    }
}

static void check_evidence(const ch_judging *j)
{
    check_ids(j, &j->declaration->review);
    check_ids(j, &j->declaration->training);
    for (uint32_t i = 0; i < j->declaration->evidence_count; i++)
        check_ids(j, &j->declaration->evidence[i]);
}

/* ---- unit and role ---- */

/* An error, and letter for letter: a unit that is misspelt must not slip past a rule that names it. */
static void check_listed(const ch_judging *j, const char *key, ch_text text, const ch_text *names, uint32_t count)
{
    if (text.at == NULL)
        return;
    ch_suggestion suggestion = ch_suggest(text);
    for (uint32_t i = 0; i < count; i++) {
        if (ch_text_same(names[i], text))
            return;
        ch_suggest_try(&suggestion, names[i]);
    }
    ch_error_at(&j->judge->errors, CH_NAME_UNLISTED, j->declaration->source, ch_usage_get(j->declaration, key)->span,
                ch_of_ours(ch_say2("the charter does not list \"%1$s\" as a %2$s", text, ch_text_of(key)), 2),
                suggestion.best.at != NULL ? ch_of_ours(ch_say1("did you mean \"%s\"?", suggestion.best), 1)
                                           : ch_say("write it as the charter does"));
}

/* ---- slots ---- */

/* Words of an enumeration count from 1; 0 is what is not declared. */
static ch_value word(const char *const *words, int choice)
{
    return choice == 0 ? (ch_value){.kind = CH_ABSENT} : ch_value_text(ch_text_of(words[choice - 1]));
}

static ch_value count(ch_count count)
{
    return count.given ? (ch_value){.kind = CH_VALUE_INT, .integer = count.value} : (ch_value){.kind = CH_ABSENT};
}

static void bind_usage(const ch_judging *j)
{
    const charter_declaration *u = j->declaration;
    ch_value *slots = j->workspace->slots;
    slots[CH_SLOT_USAGE_ID] = ch_value_text(u->id);
    slots[CH_SLOT_UNIT] = ch_value_text(u->unit);
    slots[CH_SLOT_AUTHOR] = ch_value_text(u->author);
    slots[CH_SLOT_ROLE] = ch_value_text(u->role);
    slots[CH_SLOT_PURPOSE] = ch_value_text(u->purpose);
    slots[CH_SLOT_OUTPUT] = word(ch_output_names, u->output);
    /* Of the judgement, not of the declaration: what is not declared is planned, so that stage is never absent. */
    slots[CH_SLOT_STAGE] = word(ch_stage_names, j->stage);
    slots[CH_SLOT_REQUESTS] = count(u->requests);
    slots[CH_SLOT_TOKENS] = count(u->tokens);
    if (u->autonomy != 0)
        slots[CH_SLOT_AUTONOMY] = (ch_value){.kind = CH_VALUE_RANK, .rank = u->autonomy - 1};
    if (u->date.first != CHARTER_NO_DAY)
        slots[CH_SLOT_DATE] = (ch_value){.kind = CH_VALUE_DATE, .day = u->date.first};
}

void ch_bind_declaration(ch_judging *j)
{
    /* A zeroed slot is absent. Nothing of the declaration before may be left in one. */
    memset(j->workspace->slots, 0, j->version->scope.count * sizeof *j->workspace->slots);
    bind_facts(j);
    check_evidence(j);
    if (j->version->units_node != NULL)
        check_listed(j, "unit", j->declaration->unit, j->version->units, j->version->unit_count);
    if (j->version->roles_node != NULL)
        check_listed(j, "role", j->declaration->role, j->version->roles, j->version->role_count);
    bind_usage(j);
    put_tried_days(j);
}

static ch_value answer(ch_answer answer)
{
    return answer == CH_UNSAID ? (ch_value){.kind = CH_ABSENT} : ch_value_bool(answer == CH_YES);
}

/* What the charter would say of a tool that it does not list is absent, so that conditions are unknown and never
 * false. Its name and model are the declaration's own, as they are written. */
void ch_bind_tool(ch_judging *j)
{
    const ch_tool *tool = j->tool;
    ch_value *slots = j->workspace->slots;
    ch_value nothing = {.kind = CH_ABSENT};
    bool hosted = tool != NULL && tool->hosting >= 0;
    slots[CH_SLOT_TOOL_ID] = tool == NULL ? nothing : ch_value_text(tool->entry.id);
    slots[CH_SLOT_TOOL_LISTED] = tool == NULL && j->declaration->tool_unread ? nothing : ch_value_bool(tool != NULL);
    slots[CH_SLOT_TOOL_STATUS] = tool == NULL ? nothing : word(ch_tool_status_names, tool->status);
    slots[CH_SLOT_TOOL_HOSTING] = hosted ? ch_value_text(j->version->hosting.items[tool->hosting].entry.id) : nothing;
    slots[CH_SLOT_TOOL_VENDOR] = tool == NULL ? nothing : ch_value_text(tool->vendor);
    slots[CH_SLOT_TOOL_TRAINS] = tool == NULL ? nothing : answer(tool->trains_on_inputs);
    slots[CH_SLOT_TOOL_NAME] = ch_value_text(j->tool_name);
    slots[CH_SLOT_TOOL_MODEL] = ch_value_text(j->tool_model);
    /* Set here, since an alternative is judged in another workspace. */
    j->facts.slots = slots;
}

/* ---- names ---- */

static void bind_activity(ch_judging *j)
{
    const ch_activity *a = j->activity;
    ch_value *slots = j->workspace->slots;
    if (!j->declaration->activity_unread)
        slots[CH_SLOT_ACTIVITY_LISTED] = ch_value_bool(a != NULL);
    if (a == NULL)
        return;
    slots[CH_SLOT_ACTIVITY_ID] = ch_value_text(a->entry.id);
    slots[CH_SLOT_ACTIVITY_STATUS] = word(ch_activity_status_names, a->status);
}

/* No `data` is not an empty list: the first leaves clauses undetermined, the second says that none are sent. Of
 * unlisted classes the first is told: a clause has one finding. */
static bool resolve_data(ch_judging *j)
{
    j->facts.data_known = j->declaration->data != NULL;
    const ch_node *item = ch_names_first(j->declaration->data);
    for (; item != NULL; item = ch_names_next(item)) {
        ch_resolved found = ch_resolve_class(j->version, j->day, item->text, ch_judging_arena(j));
        if (found.failed)
            return false;
        if (found.number != CH_NOT_FOUND) {
            ch_set_add(&j->facts.data, found.number);
            ch_set_add(&j->declared, found.number);
        } else if (!j->facts.data_unlisted) {
            j->facts.data_unlisted = true;
            j->unlisted_class = item;
            j->unlisted_found = found;
        }
    }
    return true;
}

/* What could not be read is looked for nowhere: a pattern may match no name at all. */
bool ch_judge_resolve(ch_judging *j)
{
    static const ch_resolved unread = {.number = CH_NOT_FOUND, .variant = CH_NOT_FOUND};
    const charter_declaration *declaration = j->declaration;
    ch_arena *arena = ch_judging_arena(j);
    j->activity_found = j->tool_found = unread;
    if (!declaration->activity_unread)
        j->activity_found = ch_resolve_activity(j->version, j->day, declaration->activity->text, arena);
    if (!declaration->tool_unread)
        j->tool_found = ch_resolve_tool(j->version, j->day, j->tool_name, arena, j->judge->matcher);
    if (j->activity_found.failed || j->tool_found.failed || !resolve_data(j))
        return false;
    if (j->activity_found.number != CH_NOT_FOUND)
        j->activity = &j->version->activities.items[j->activity_found.number];
    if (j->tool_found.number != CH_NOT_FOUND)
        j->tool = &j->version->tools.items[j->tool_found.number];
    bind_activity(j);
    ch_bind_tool(j);
    return true;
}
