/* One declaration: what is chosen, as JSON, judged like any other. */
#include "proof/proof.h"

#include <string.h>

#include "charter/memory.h"
#include "report/write/json_writer.h"

/* What the charter lists nothing of: one word, so that it begins and ends with no name but itself. */
#define OTHER "qzxj"

/* ---- values ---- */

static void put_value(ch_json *json, const ch_variable *variable, const ch_value *value)
{
    char day[11];
    switch (value->kind) {
    case CH_VALUE_TEXT:
        ch_json_text(json, value->text);
        break;
    case CH_VALUE_BOOL:
        ch_json_bool(json, value->yes);
        break;
    case CH_VALUE_INT:
        ch_json_int(json, (uint64_t)value->integer);
        break;
    case CH_VALUE_NUMBER:
        ch_json_number(json, value->number);
        break;
    case CH_VALUE_DATE:
        charter_day_format(value->day, day);
        ch_json_text(json, (ch_text){day, 10});
        break;
    case CH_VALUE_RANK:
        ch_json_text(json, variable->words[value->rank]);
        break;
    case CH_ABSENT:
        ch_json_null(json);
        break;
    }
}

/* The keys of facts that begin with `below`, which is left out; of "usage." only those with nothing below them. */
static void put_facts(const charter_proof *p, ch_json *json, const char *below)
{
    const ch_scope *scope = &p->version->scope;
    for (uint32_t slot = 0; slot < scope->count; slot++) {
        const ch_choice *choice = &p->choices[slot];
        const ch_variable *variable = &scope->variables[slot];
        if (choice->chosen < CH_FIRST_VALUE || !ch_text_begins(variable->name, below))
            continue;
        ch_text key = ch_text_behind(variable->name, strlen(below));
        if (ch_text_find(key, '.') != NULL)
            continue;
        ch_json_key(json, key);
        put_value(json, variable, &choice->values.items[choice->chosen - CH_FIRST_VALUE]);
    }
}

static bool has_facts(const charter_proof *p, const char *below)
{
    for (uint32_t slot = 0; slot < p->version->scope.count; slot++)
        if (p->choices[slot].chosen >= CH_FIRST_VALUE && ch_text_begins(p->version->scope.variables[slot].name, below))
            return true;
    return false;
}

static void put_group(const charter_proof *p, ch_json *json, const char *key, const char *below)
{
    if (!has_facts(p, below))
        return;
    ch_json_key(json, ch_text_of(key));
    ch_json_object(json);
    put_facts(p, json, below);
    ch_json_close(json);
}

static ch_text id_or_other(const ch_entry *entry)
{
    return entry == NULL ? CH_LITERAL(OTHER) : entry->id;
}

static void put_tool(const charter_proof *p, ch_json *json)
{
    CH_JSON_KEY(json, "tool");
    if (!has_facts(p, "tool.")) {
        ch_json_text(json, id_or_other(p->tool));
        return;
    }
    ch_json_object(json);
    CH_JSON_TEXT(json, "name", id_or_other(p->tool));
    put_facts(p, json, "tool.");
    ch_json_close(json);
}

static void put_data(const charter_proof *p, ch_json *json)
{
    if (!p->data_said)
        return;
    CH_JSON_KEY(json, "data");
    ch_json_array(json);
    for (uint32_t i = 0; i < p->version->data.count; i++)
        if (ch_set_has(&p->data, i))
            ch_json_text(json, p->version->data.items[i].entry.id);
    if (p->data_unlisted)
        ch_json_text(json, CH_LITERAL(OTHER));
    ch_json_close(json);
}

/* ---- evidence of what is due before use ---- */

static ch_text accepted(const ch_duty *duty, ch_text otherwise)
{
    const ch_node *first = ch_names_first(duty->accepts);
    return first == NULL ? otherwise : first->text;
}

static void put_proof(const charter_proof *p, ch_json *json, ch_text id)
{
    char day[11];
    charter_day_format(p->options.at, day);
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", id);
    CH_JSON_TEXT(json, "by", CH_LITERAL("c.durand"));
    CH_JSON_TEXT(json, "on", ((ch_text){day, 10}));
    ch_json_close(json);
}

static bool is_due(const ch_duty_state *state)
{
    return state->duty->due == CH_BEFORE && state->duty->path_count > 0;
}

static void put_evidence(const charter_proof *p, ch_json *json, const ch_duty_state *duties, size_t count)
{
    bool some = false, another = false;
    for (size_t i = 0; i < count; i++)
        another = another || (is_due(&duties[i]) && duties[i].duty->by_another == CH_YES);
    if (another && p->choices[CH_SLOT_AUTHOR].chosen < CH_FIRST_VALUE)
        CH_JSON_TEXT(json, "author", CH_LITERAL("a.martin"));
    for (size_t i = 0; i < count; i++) {
        const ch_evidence_path *path = is_due(&duties[i]) ? duties[i].duty->paths : NULL;
        if (path != NULL && path->kind == CH_BY_REVIEW) {
            CH_JSON_KEY(json, "review");
            put_proof(p, json, accepted(duties[i].duty, CH_LITERAL("read-1")));
        }
        if (path != NULL && path->kind == CH_BY_TRAINING) {
            CH_JSON_KEY(json, "training");
            put_proof(p, json, accepted(duties[i].duty, CH_LITERAL("course-1")));
        }
        some = some || (path != NULL && path->kind == CH_BY_EVIDENCE);
    }
    if (!some)
        return;
    CH_JSON_KEY(json, "evidence");
    ch_json_object(json);
    for (size_t i = 0; i < count; i++)
        if (is_due(&duties[i]) && duties[i].duty->paths->kind == CH_BY_EVIDENCE) {
            ch_json_key(json, duties[i].duty->paths->id);
            put_proof(p, json, accepted(duties[i].duty, CH_LITERAL("file-1")));
        }
    ch_json_close(json);
}

/* ---- the declaration ---- */

static int keep(void *context, const char *bytes, size_t length)
{
    ch_buffer *text = context;
    ch_buffer_add(text, (ch_text){bytes, length});
    return text->failed;
}

static void write(charter_proof *p, const ch_duty_state *duties, size_t duty_count)
{
    char room[512];
    p->text.length = 0;
    ch_output output = ch_output_init((charter_sink){&p->text, keep}, room, sizeof room);
    ch_json json = ch_json_init(&output, false);
    ch_json_object(&json);
    CH_JSON_INT(&json, "usage", 1);
    CH_JSON_TEXT(&json, "activity", id_or_other(p->activity));
    put_tool(p, &json);
    put_data(p, &json);
    put_facts(p, &json, "usage.");
    put_group(p, &json, "volume", "usage.volume.");
    put_group(p, &json, "facts", "facts.");
    put_evidence(p, &json, duties, duty_count);
    ch_json_close(&json);
    ch_output_flush(&output);
    p->failed = p->failed || output.status != CHARTER_OK || p->text.failed;
}

static bool judge(charter_proof *p)
{
    const charter_declaration *declaration;
    p->left = ch_buffer_text(&p->text);
    charter_input input = charter_input_from_memory(&p->left);
    charter_status status = CHARTER_OK;
    if (p->stream == NULL)
        status = charter_stream_open(&p->stream, "declaration.json", input, NULL);
    else
        charter_stream_reopen(p->stream, "declaration.json", input);
    if (status == CHARTER_OK)
        status = charter_stream_next(p->stream, &declaration);
    if (status == CHARTER_OK)
        status = charter_judge_declaration(p->judge, declaration, &p->verdict);
    p->failed = p->failed || status != CHARTER_OK;
    p->judged++;
    return !p->failed;
}

/* Where evidence is to be given, what is due is known once it has been judged without. */
bool ch_proof_judge(charter_proof *p)
{
    ch_arena kept = {0};
    write(p, NULL, 0);
    if (p->failed || !judge(p) || !p->with_evidence || p->verdict->decision != CHARTER_DECISION_CONDITIONAL)
        return !p->failed;
    size_t count = p->verdict->duty_count;
    ch_duty_state *duties = ch_arena_take_many(&kept, count + 1, sizeof *duties);
    if (duties != NULL) {
        memcpy(duties, p->verdict->duties, count * sizeof *duties);
        write(p, duties, count);
    }
    p->failed = p->failed || duties == NULL;
    bool good = !p->failed && judge(p);
    if (good && p->verdict->decision == CHARTER_DECISION_CONDITIONAL)
        ch_proof_gap(p, ch_say("no evidence was found that does all that is due before use"),
                     (charter_place){.file = NULL});
    ch_arena_clear(&kept);
    return good;
}

ch_truth ch_proof_truth(const charter_proof *p)
{
    return p->condition == NULL
               ? CH_UNKNOWN
               : ch_condition_holds(p->condition, ch_judge_facts(p->judge), ch_judge_evaluator(p->judge));
}

bool ch_proof_shows(const charter_proof *p)
{
    if (p->claim == CH_CLAIM_REACHABLE)
        return p->verdict->decision == p->wanted;
    if (p->verdict->decision > CHARTER_DECISION_CONDITIONAL)
        return false;
    return p->claim == CH_CLAIM_NEVER ? ch_proof_truth(p) == CH_TRUE : ch_proof_truth(p) != CH_TRUE;
}
