/* Evaluating conditions. Recursion is bounded by the depth that was read. */
#include "rule/condition.h"

#include "rule/condition_tree.h"

static bool equal(const ch_value *a, const ch_value *b)
{
    switch (a->kind) {
    case CH_VALUE_TEXT:
        return ch_text_same(a->text, b->text);
    case CH_VALUE_BOOL:
        return a->yes == b->yes;
    case CH_VALUE_INT:
        return a->integer == b->integer;
    case CH_VALUE_NUMBER:
        return a->number == b->number;
    case CH_VALUE_DATE:
        return a->day == b->day;
    case CH_VALUE_RANK:
        return a->rank == b->rank;
    case CH_ABSENT:
        break;
    }
    return false;
}

static bool at_least(const ch_value *a, const ch_value *b)
{
    switch (a->kind) {
    case CH_VALUE_INT:
        return a->integer >= b->integer;
    case CH_VALUE_NUMBER:
        return a->number >= b->number;
    case CH_VALUE_DATE:
        return a->day >= b->day;
    case CH_VALUE_RANK:
        return a->rank >= b->rank;
    default: /* the reader refuses the others */
        return false;
    }
}

static bool among(const ch_condition *c, const ch_value *value)
{
    for (uint32_t i = 0; i < c->count; i++)
        if (equal(value, &c->values[i]))
            return true;
    return false;
}

static ch_truth matches(const ch_condition *c, const ch_value *value, ch_matcher *matcher)
{
    ch_match match = ch_pattern_find(c->pattern, matcher, value->text);
    return match == CH_MATCH_LIMIT ? CH_UNKNOWN : ch_truth_of(match == CH_MATCH_YES);
}

static ch_truth compare(const ch_condition *c, const ch_facts *facts, ch_matcher *matcher)
{
    const ch_value *value = &facts->slots[c->slot];
    if (c->op == CH_OP_ABSENT)
        return ch_truth_of(value->kind == CH_ABSENT);
    if (value->kind == CH_ABSENT)
        return CH_UNKNOWN;
    switch (c->op) {
    case CH_OP_AMONG:
        return ch_truth_of(among(c, value));
    case CH_OP_MATCHES:
        return matches(c, value, matcher);
    case CH_OP_AT_LEAST:
        return ch_truth_of(at_least(value, c->values));
    default:
        return ch_truth_of(at_least(c->values, value));
    }
}

static ch_truth compare_data(const ch_condition *c, const ch_facts *facts)
{
    if (c->op == CH_OP_NO_DATA)
        return ch_truth_of(!facts->data_known);
    bool includes = c->op == CH_OP_INCLUDES;
    bool decided = includes ? ch_set_meets(&facts->data, &c->classes)
                            : facts->data_unlisted || !ch_set_within(&facts->data, &c->classes);
    if (decided) /* whatever else there may be */
        return ch_truth_of(includes);
    return facts->data_known ? ch_truth_of(!includes) : CH_UNKNOWN;
}

/* `deciding` settles the whole: false for all, true for any. */
static ch_truth combine(const ch_condition *c, const ch_facts *facts, ch_matcher *matcher, ch_truth deciding)
{
    ch_truth whole = ch_truth_not(deciding);
    for (const ch_condition *child = c->first; child != NULL; child = child->next) {
        ch_truth truth = ch_condition_holds(child, facts, matcher);
        if (truth == deciding)
            return deciding;
        if (truth == CH_UNKNOWN)
            whole = CH_UNKNOWN;
    }
    return whole;
}

ch_truth ch_condition_holds(const ch_condition *c, const ch_facts *facts, ch_matcher *matcher)
{
    switch (c->op) {
    case CH_OP_ALL:
        return combine(c, facts, matcher, CH_FALSE);
    case CH_OP_ANY:
        return combine(c, facts, matcher, CH_TRUE);
    case CH_OP_NOT:
        return ch_truth_not(ch_condition_holds(c->first, facts, matcher));
    case CH_OP_NO_DATA:
    case CH_OP_INCLUDES:
    case CH_OP_WITHIN:
        return compare_data(c, facts);
    default:
        return compare(c, facts, matcher);
    }
}

uint32_t ch_condition_reads(const ch_condition *condition)
{
    return condition->reads;
}

static bool is_leaf(const ch_condition *c)
{
    return c->op != CH_OP_ALL && c->op != CH_OP_ANY && c->op != CH_OP_NOT;
}

static ch_blame blame_leaf(const ch_condition *c, const ch_facts *facts, ch_truth truth)
{
    bool on_data = c->op == CH_OP_NO_DATA || c->op == CH_OP_INCLUDES || c->op == CH_OP_WITHIN;
    bool absent = on_data ? !facts->data_known : facts->slots[c->slot].kind == CH_ABSENT;
    return (ch_blame){.name = c->name, .absent = absent, .limit = truth == CH_UNKNOWN && !absent};
}

/* The child that has the whole's own truth decided it; where all children together did, the first one. */
ch_blame ch_condition_blame(const ch_condition *c, const ch_facts *facts, ch_matcher *matcher)
{
    ch_truth truth = ch_condition_holds(c, facts, matcher);
    while (!is_leaf(c)) {
        if (c->op == CH_OP_NOT)
            truth = ch_truth_not(truth);
        const ch_condition *child = c->first;
        while (child != NULL && ch_condition_holds(child, facts, matcher) != truth)
            child = child->next;
        if (child == NULL && c->first == NULL)
            return (ch_blame){0}; /* "always" reads nothing */
        c = child != NULL ? child : c->first;
    }
    return blame_leaf(c, facts, truth);
}
