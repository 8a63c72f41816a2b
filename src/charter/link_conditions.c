/* What can be known of a version's conditions before anything is judged: which of them depend on the tool, which ask
 * whether a fact is there, which exceptions name which clause, and the values that tell apart all that conditions can
 * answer of a fact. The judge's search for alternatives stands on it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "charter/build.h"
#include "rule/evaluate.h"
#include "rule/reading.h"

/* Of one fact; a charter that compares it with more constants than these is searched with the first of them. */
#define CONSTANTS_MOST 32

static uint32_t tool_slots(const ch_condition *condition)
{
    uint32_t slots = 0;
    if (!ch_condition_reads_among(condition, CH_SLOT_TOOL_ID, CH_SLOT_TOOL_MODEL))
        return 0;
    for (ch_slot slot = CH_SLOT_TOOL_ID; slot <= CH_SLOT_TOOL_MODEL; slot++)
        if (ch_condition_reads_among(condition, slot, slot))
            slots |= UINT32_C(1) << (slot - CH_SLOT_TOOL_ID);
    return slots;
}

static void note_reads(const ch_version *v, ch_rule *rule, bool *marks)
{
    ch_condition_names names = {.variables = marks};
    memset(marks, 0, v->scope.count * sizeof *marks);
    if (rule->when != NULL)
        ch_condition_mark(rule->when, &names);
    if (rule->require != NULL)
        ch_condition_mark(rule->require, &names);
    if (names.data)
        ch_set_add(&rule->reads, CH_LACKING_DATA);
    for (uint32_t slot = 0; slot < v->scope.count; slot++)
        if (marks[slot])
            ch_set_add(&rule->reads, CH_LACKING_VARIABLE(slot) % CH_SET_MAX);
}

/* ---- exceptions by clause ---- */

static bool names_clause(const ch_exception *e, ch_clause clause)
{
    for (uint32_t i = 0; i < e->waive_count; i++)
        if (e->waives[i].clause == clause)
            return true;
    return false;
}

static bool list_waivers(const ch_version *v, ch_arena *arena, ch_clause clause, ch_refs *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        count += names_clause(&v->exceptions.items[i], clause);
    uint32_t *items = ch_arena_take_many(arena, count, sizeof *items);
    if (items == NULL)
        return false;
    *out = (ch_refs){items, 0};
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        if (names_clause(&v->exceptions.items[i], clause))
            items[out->count++] = i;
    return true;
}

/* ---- values of facts ---- */

typedef struct constants {
    ch_value items[CONSTANTS_MOST];
    uint32_t count;
    bool cut; /* there are more */
} constants;

static void add_constant(void *context, ch_value value)
{
    constants *c = context;
    for (uint32_t i = 0; i < c->count; i++)
        if (ch_value_same(&c->items[i], &value))
            return;
    c->cut = c->cut || c->count == CONSTANTS_MOST;
    if (c->count < CONSTANTS_MOST)
        c->items[c->count++] = value;
}

/* One decimal more than the number is written with, so that between two constants there is always a step. */
static double step_of(double number)
{
    char text[32];
    double step = 0.1;
    snprintf(text, sizeof text, "%.15g", number);
    const char *point = strchr(text, '.');
    if (strchr(text, 'e') != NULL)
        return 0;
    for (const char *digit = point; digit != NULL && digit[1] != '\0'; digit++)
        step /= 10;
    return step;
}

/* As it is read back from 15 digits: 0.9 - 0.01 is to be 0.89. */
static double rounded(double number)
{
    char text[32];
    snprintf(text, sizeof text, "%.15g", number);
    return strtod(text, NULL);
}

/* The constant, and one step on either side of it: an order can change its answer nowhere else. */
static uint32_t put_around(ch_value *items, ch_value c)
{
    static const int sides[] = {0, -1, 1};
    uint32_t count = 0;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        ch_value value = c;
        double step = c.kind == CH_VALUE_NUMBER ? step_of(c.number) : 0;
        if (c.kind == CH_VALUE_INT &&
            (__builtin_add_overflow(c.integer, sides[i], &value.integer) || value.integer < 0))
            continue;
        if (c.kind == CH_VALUE_NUMBER && sides[i] != 0)
            value.number = step > 0 ? rounded(c.number + sides[i] * step) : nextafter(c.number, sides[i] * HUGE_VAL);
        if (c.kind == CH_VALUE_DATE)
            value.day = (ch_day)(c.day + sides[i]);
        if (c.kind == CH_VALUE_TEXT && sides[i] != 0)
            continue;
        items[count++] = value;
    }
    return count;
}

/* A text that none of the first `count` values is. */
static bool put_other_text(ch_value *items, uint32_t count, ch_arena *arena)
{
    char *at = ch_arena_take_raw(arena, CONSTANTS_MOST + 6);
    if (at == NULL)
        return false;
    memcpy(at, "other", 5);
    memset(at + 5, 'r', CONSTANTS_MOST + 1);
    ch_value other = {.kind = CH_VALUE_TEXT, .text = {at, 5}};
    for (uint32_t i = 0; i < count; i++)
        if (ch_value_same(&items[i], &other)) {
            other.text.length++; /* one longer than those before, which are too few to reach the end */
            i = UINT32_MAX;
        }
    items[count] = other;
    return true;
}

static bool values_of_words(const ch_variable *variable, ch_arena *arena, ch_values *out)
{
    ch_value *items = ch_arena_take_many(arena, variable->word_count, sizeof *items);
    if (items == NULL)
        return false;
    for (uint32_t i = 0; i < variable->word_count; i++)
        items[i] = variable->kind == CH_VALUE_RANK ? (ch_value){.kind = CH_VALUE_RANK, .rank = (int)i}
                                                   : ch_value_text(variable->words[i]);
    *out = (ch_values){items, variable->word_count, false};
    return true;
}

/* Of what is compared with nothing, and may still be asked for: one value, whichever. */
static ch_value any_value(const ch_version *v, ch_value_kind kind)
{
    ch_value value = {.kind = kind};
    if (kind == CH_VALUE_DATE)
        value.day = v->period.from != CHARTER_NO_DAY ? v->period.from : ch_day_of(2026, 1, 1);
    return value;
}

static bool values_of_constants(const ch_version *v, const ch_condition *also, ch_arena *arena, uint32_t slot,
                                ch_values *out)
{
    constants c = {.count = 0};
    ch_condition_constants(also, slot, add_constant, &c);
    for (uint32_t i = 0; i < v->rules.count; i++) {
        ch_condition_constants(v->rules.items[i].when, slot, add_constant, &c);
        ch_condition_constants(v->rules.items[i].require, slot, add_constant, &c);
    }
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        ch_condition_constants(v->exceptions.items[i].condition, slot, add_constant, &c);
    ch_value *items = ch_arena_take_many(arena, (size_t)c.count * 3 + 1, sizeof *items);
    if (items == NULL)
        return false;
    uint32_t count = 0;
    for (uint32_t i = 0; i < c.count; i++)
        count += put_around(items + count, c.items[i]);
    ch_value_kind kind = v->scope.variables[slot].kind;
    bool text = kind == CH_VALUE_TEXT;
    if (count == 0 && !text)
        items[count++] = any_value(v, kind);
    *out = (ch_values){items, count + text, c.cut};
    return !text || put_other_text(items, count, arena);
}

bool ch_version_values(const ch_version *v, const ch_condition *also, uint32_t slot, ch_arena *arena, ch_values *out)
{
    static const ch_value truths[] = {{.kind = CH_VALUE_BOOL, .yes = true}, {.kind = CH_VALUE_BOOL, .yes = false}};
    const ch_variable *variable = &v->scope.variables[slot];
    if (variable->kind == CH_VALUE_BOOL)
        *out = (ch_values){truths, 2, false};
    else if (variable->closed || variable->kind == CH_VALUE_RANK)
        return values_of_words(variable, arena, out);
    else
        return values_of_constants(v, also, arena, slot, out);
    return true;
}

/* What an unlisted tool or activity does not have is the charter's to say: nobody declares it. */
static bool is_declared(const ch_variable *variable)
{
    return variable->reads == 0;
}

static bool list_values(ch_version *v, ch_arena *arena)
{
    ch_values *values = ch_arena_take_many(arena, v->scope.count, sizeof *values);
    if (values == NULL)
        return false;
    v->values = values;
    for (uint32_t slot = 0; slot < v->scope.count; slot++)
        if (is_declared(&v->scope.variables[slot]) && !ch_version_values(v, NULL, slot, arena, &values[slot]))
            return false;
    return true;
}

bool ch_version_link_conditions(ch_builder *b)
{
    ch_version *v = b->version;
    ch_arena *arena = &b->charter->arena;
    bool *marks = ch_arena_take_many(arena, v->scope.count, sizeof *marks);
    if (marks == NULL)
        return false;
    for (uint32_t i = 0; i < v->rules.count; i++) {
        ch_rule *rule = &v->rules.items[i];
        note_reads(v, rule, marks);
        rule->tool_slots = tool_slots(rule->when) | tool_slots(rule->require);
        rule->asks = ch_condition_asks(rule->when) || ch_condition_asks(rule->require);
    }
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        v->exceptions.items[i].asks = ch_condition_asks(v->exceptions.items[i].condition);
    bool good = list_values(v, arena);
    for (ch_clause clause = 0; good && clause < CH_CLAUSE_COUNT; clause++)
        good = list_waivers(v, arena, clause, &v->waivers[clause]);
    return good;
}
