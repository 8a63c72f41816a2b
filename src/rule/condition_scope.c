/* The names of conditions as CEL sees them: a text is a string, a number a double, a date a timestamp at 00:00 UTC,
 * an autonomy a word with an order of its own, and `data` an object with two functions. What the values of one
 * declaration are is judge/'s (ch_facts); this file gives them to CEL's evaluator one by one. */
#include "base/suggest.h"
#include "rule/condition_build.h"
#include "tree/yaml.h"

#define SECONDS_A_DAY 86400
#define WORD_MAX      1024 /* bytes of an id */

static const ch_cel_type data_type = {.kind = CH_CEL_T_OPAQUE, .name = CH_TEXT_INIT("data")};

static const ch_cel_type *type_of(ch_value_kind kind)
{
    static const ch_cel_type *const types[] = {
        [CH_VALUE_TEXT] = &ch_cel_type_string,    [CH_VALUE_BOOL] = &ch_cel_type_bool,
        [CH_VALUE_INT] = &ch_cel_type_int,        [CH_VALUE_NUMBER] = &ch_cel_type_double,
        [CH_VALUE_DATE] = &ch_cel_type_timestamp, [CH_VALUE_RANK] = &ch_cel_type_word,
    };
    return types[kind];
}

/* ---- functions ---- */

/* The constant argument becomes its number. Once, when the charter loads: evaluating compares numbers, and looks
 * nothing up. */
static void become_number(ch_cel_node *argument, int number)
{
    argument->value = ch_cel_int(number);
    argument->type = &ch_cel_type_int;
}

static bool want_constant(ch_cel_unit *unit, const ch_cel_node *argument)
{
    if (argument->op == CH_CEL_CONSTANT && argument->value.kind == CH_CEL_STRING)
        return true;
    ch_cel_error_at(unit, CH_CONDITION_FORM, argument->span, ch_say("a word must stand here, written out"),
                    ch_say("write it between quotes: 'word'"));
    return false;
}

/* Words are ranked by the name that they belong to: two texts have no order. */
static bool check_rank(ch_cel_unit *unit, ch_cel_node *call)
{
    if (call->args[0]->op != CH_CEL_VARIABLE) {
        ch_cel_error_at(unit, CH_CONDITION_FORM, call->args[0]->span, ch_say("only a name has ranks to compare"),
                        ch_say("write usage.autonomy.atLeast('assist')"));
        return false;
    }
    if (!want_constant(unit, call->args[1]))
        return false;
    int rank = ch_cel_word_of(unit, call->args[0], call->args[1]);
    if (rank >= 0)
        become_number(call->args[1], rank);
    return rank >= 0;
}

/* Ranks of values count from 1 (word_of), the constant's from 0. An absent autonomy never gets here: the evaluator
 * gives its absence on. */
static ch_cel_value at_least(ch_cel_machine *machine, const ch_cel_value *args, uint32_t count)
{
    (void)machine;
    (void)count;
    return ch_cel_bool(args[0].rank - 1 >= args[1].integer);
}

static ch_cel_value at_most(ch_cel_machine *machine, const ch_cel_value *args, uint32_t count)
{
    (void)machine;
    (void)count;
    return ch_cel_bool(args[0].rank - 1 <= args[1].integer);
}

static bool check_class(ch_cel_unit *unit, ch_cel_node *call)
{
    const ch_scope *scope = unit->scope->context;
    if (!want_constant(unit, call->args[1]))
        return false;
    ch_text id = ch_cel_text(call->args[1]->value);
    for (uint32_t i = 0; i < scope->class_count; i++) {
        if (ch_text_same(scope->classes[i], id)) {
            become_number(call->args[1], (int)i);
            return true;
        }
    }
    ch_cel_error_at(unit, CH_REFERENCE_UNKNOWN, call->args[1]->span,
                    ch_say1("the charter has no data class \"%s\"", id),
                    ch_help_with_texts(unit->arena, id, scope->classes, scope->class_count));
    return false;
}

/* Where data were not declared, detectors may have found some: what these settle is settled, and the rest is not
 * known. Detected classes alone can settle that a class is included, or that one is beyond; never that all is
 * within. */
static ch_cel_value settle(const ch_condition_facts *f, bool settled, bool answer)
{
    return settled || f->facts->data_known ? ch_cel_bool(settled == answer) : ch_cel_absent(CH_DATA_SLOT);
}

static ch_cel_value includes(ch_cel_machine *machine, const ch_cel_value *args, uint32_t count)
{
    const ch_condition_facts *f = args[0].object;
    (void)machine;
    (void)count;
    return settle(f, ch_set_meets(&f->facts->data, &f->scope->at_or_above[args[1].integer]), true);
}

/* Of a class that the charter does not list nobody knows where it stands: it is beyond every ceiling. */
static ch_cel_value within(ch_cel_machine *machine, const ch_cel_value *args, uint32_t count)
{
    const ch_condition_facts *f = args[0].object;
    (void)machine;
    (void)count;
    bool beyond = f->facts->data_unlisted || !ch_set_within(&f->facts->data, &f->scope->at_or_below[args[1].integer]);
    return settle(f, beyond, false);
}

static const ch_cel_overload overloads[] = {
    {"atLeast", true, {&ch_cel_type_word, &ch_cel_type_string}, 2, &ch_cel_type_bool, at_least, check_rank},
    {"atMost", true, {&ch_cel_type_word, &ch_cel_type_string}, 2, &ch_cel_type_bool, at_most, check_rank},
    {"includes", true, {&data_type, &ch_cel_type_string}, 2, &ch_cel_type_bool, includes, check_class},
    {"within", true, {&data_type, &ch_cel_type_string}, 2, &ch_cel_type_bool, within, check_class},
};

/* ---- variables ---- */

/* The size is the longest that a declaration may hold: the cost of a condition is bounded by it when the charter
 * loads. */
static ch_cel_variable variable_of(const ch_variable *v)
{
    return (ch_cel_variable){
        .name = v->name,
        .type = type_of(v->kind),
        .closed = v->closed,
        .words = v->words,
        .word_count = v->word_count,
        .size = v->kind != CH_VALUE_TEXT ? 1
                : v->closed              ? WORD_MAX
                                         : (uint32_t)CH_YAML_TEXT_MAX,
    };
}

/* `context` is how check_class() finds the charter's classes. */
bool ch_cel_scope_make(ch_cel_scope *out, const ch_scope *scope, ch_arena *arena)
{
    ch_cel_variable *variables = ch_arena_take_many(arena, CH_CEL_SLOT(scope->count), sizeof *variables);
    if (variables == NULL)
        return false;
    variables[CH_DATA_SLOT] = (ch_cel_variable){.name = CH_LITERAL("data"), .type = &data_type, .size = 1};
    for (uint32_t i = 0; i < scope->count; i++)
        variables[CH_CEL_SLOT(i)] = variable_of(&scope->variables[i]);
    *out = (ch_cel_scope){.variables = variables,
                          .variable_count = CH_CEL_SLOT(scope->count),
                          .overloads = overloads,
                          .overload_count = sizeof overloads / sizeof *overloads,
                          .cost_max = CH_CONDITION_COST_MAX,
                          .fixed_zones = true,
                          .context = scope};
    return true;
}

/* ---- values ---- */

ch_cel_value ch_cel_of_day(ch_day day)
{
    return ch_cel_timestamp((int64_t)day * SECONDS_A_DAY, 0);
}

static ch_cel_value word_of(const ch_variable *variable, int rank)
{
    ch_cel_value word = ch_cel_string(variable->words[rank]);
    word.rank = (uint16_t)(rank + 1);
    return word;
}

/* `rank` of the object says that data are absent, as CEL's presence test reads it; its functions decide for
 * themselves what detected classes settle. Anything else that is absent is CEL's error of absence, which && and ||
 * absorb as Kleene's logic asks. */
ch_cel_value ch_condition_fetch(const void *facts, uint32_t variable)
{
    const ch_condition_facts *f = facts;
    if (variable == CH_DATA_SLOT)
        return (ch_cel_value){.kind = CH_CEL_OBJECT, .rank = !f->facts->data_known, .object = f};
    const ch_value *value = &f->facts->slots[variable - 1];
    switch (value->kind) {
    case CH_VALUE_TEXT:
        return ch_cel_string(value->text);
    case CH_VALUE_BOOL:
        return ch_cel_bool(value->yes);
    case CH_VALUE_INT:
        return ch_cel_int(value->integer);
    case CH_VALUE_NUMBER:
        return ch_cel_double(value->number);
    case CH_VALUE_DATE:
        return ch_cel_of_day(value->day);
    case CH_VALUE_RANK:
        return word_of(&f->scope->variables[variable - 1], value->rank);
    case CH_ABSENT:
        break;
    }
    return ch_cel_absent(variable);
}

/* ---- reading ---- */

ch_cel_unit ch_condition_unit(const ch_condition_making *making)
{
    return (ch_cel_unit){.arena = making->reader->decoder->arena,
                         .scope = &making->scope,
                         .keep_pattern = making->reader->keep_pattern,
                         .context = making->reader->context};
}
