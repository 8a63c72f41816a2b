/* Walks over conditions. Depth is bounded: by CH_CEL_DEPTH_MAX in an expression, by the document's depth in a
 * mapping. */
#include "rule/reading.h"

#include "rule/condition_build.h"

typedef ch_cel_node node;

static bool is_logic(const node *n)
{
    return n->op == CH_CEL_ALL || n->op == CH_CEL_ANY || n->op == CH_CEL_NOT;
}

static bool is_variable(const node *n)
{
    return n->op == CH_CEL_VARIABLE || n->op == CH_CEL_PRESENT;
}

static bool reads_among(const node *n, uint32_t first, uint32_t last)
{
    if (is_variable(n) && n->slot >= first && n->slot <= last)
        return true;
    for (uint32_t i = 0; i < n->count; i++)
        if (reads_among(n->args[i], first, last))
            return true;
    return false;
}

bool ch_condition_reads_among(const ch_condition *condition, uint32_t first, uint32_t last)
{
    return condition != NULL && reads_among(condition->root, CH_CEL_SLOT(first), CH_CEL_SLOT(last));
}

static bool asks(const node *n)
{
    if (n->op == CH_CEL_PRESENT)
        return true;
    for (uint32_t i = 0; i < n->count; i++)
        if (asks(n->args[i]))
            return true;
    return false;
}

bool ch_condition_asks(const ch_condition *condition)
{
    return condition != NULL && asks(condition->root);
}

static void flag_asked(const node *n, uint8_t *asked)
{
    if (n->op == CH_CEL_PRESENT)
        asked[n->slot] = 1;
    for (uint32_t i = 0; i < n->count; i++)
        flag_asked(n->args[i], asked);
}

void ch_condition_asked(const ch_condition *condition, uint8_t *asked)
{
    if (condition != NULL)
        flag_asked(condition->root, asked);
}

/* A name and a constant, in either order, or the name alone. */
static bool is_plain(const node *n)
{
    if (is_logic(n)) {
        for (uint32_t i = 0; i < n->count; i++)
            if (!is_plain(n->args[i]))
                return false;
        return true;
    }
    if (is_variable(n) || n->op == CH_CEL_CONSTANT)
        return true;
    return n->op == CH_CEL_CALL && n->count == 2 && n->pattern == NULL &&
           ((n->args[0]->op == CH_CEL_VARIABLE && n->args[1]->op == CH_CEL_CONSTANT) ||
            (n->args[1]->op == CH_CEL_VARIABLE && n->args[0]->op == CH_CEL_CONSTANT));
}

bool ch_condition_is_plain(const ch_condition *condition)
{
    return condition == NULL || is_plain(condition->root);
}

/* ---- names that are read once ---- */

#define NAMES_MOST 16 /* a condition with more is taken as one that is not so */

typedef struct name_list {
    uint32_t slots[NAMES_MOST];
    uint32_t count;
} name_list;

static bool add_name(name_list *seen, uint32_t slot)
{
    for (uint32_t i = 0; i < seen->count; i++)
        if (seen->slots[i] == slot)
            return false;
    if (seen->count == NAMES_MOST)
        return false;
    seen->slots[seen->count++] = slot;
    return true;
}

/* Equal to one value, or among some, where there are others. */
static bool may_be_either(const node *n, const ch_scope *scope)
{
    bool equal = ch_text_is(n->name, "_==_") || ch_text_is(n->name, "_!=_"), among = ch_text_is(n->name, "@in");
    if ((!equal && !among) || n->args[0]->op != CH_CEL_VARIABLE || n->args[0]->slot == CH_DATA_SLOT)
        return false;
    const ch_variable *v = &scope->variables[n->args[0]->slot - 1];
    uint32_t told = among ? n->args[1]->value.length : 1;
    return told > 0 && (v->kind == CH_VALUE_BOOL ? told < 2 : !v->closed || told < v->word_count);
}

static bool reads_apart(const node *n, const ch_scope *scope, name_list *seen)
{
    if (is_logic(n)) {
        for (uint32_t i = 0; i < n->count; i++)
            if (!reads_apart(n->args[i], scope, seen))
                return false;
        return true;
    }
    if (n->op == CH_CEL_VARIABLE)
        return add_name(seen, n->slot);
    return n->op == CH_CEL_CALL && is_plain(n) && may_be_either(n, scope) && add_name(seen, n->args[0]->slot);
}

bool ch_condition_reads_apart(const ch_condition *condition)
{
    name_list seen = {.count = 0};
    return condition == NULL || reads_apart(condition->root, condition->scope, &seen);
}

/* ---- constants ---- */

typedef struct telling {
    ch_value_kind kind;
    ch_tell_constant *tell;
    void *context;
} telling;

static void tell_value(const telling *t, ch_cel_value c)
{
    enum { SECONDS_A_DAY = 86400 };
    ch_value value = {.kind = t->kind};
    if (t->kind == CH_VALUE_INT && c.kind == CH_CEL_INT)
        value.integer = c.integer;
    else if (t->kind == CH_VALUE_NUMBER && c.kind == CH_CEL_DOUBLE)
        value.number = c.number;
    else if (t->kind == CH_VALUE_DATE && c.kind == CH_CEL_TIMESTAMP)
        value.day = (ch_day)(c.integer / SECONDS_A_DAY - (c.integer % SECONDS_A_DAY < 0));
    else if (t->kind == CH_VALUE_TEXT && c.kind == CH_CEL_STRING)
        value.text = ch_cel_text(c);
    else
        return;
    t->tell(t->context, value);
}

static void tell_all(const telling *t, const node *n)
{
    if (n->op == CH_CEL_CONSTANT && n->value.kind == CH_CEL_LIST)
        for (uint32_t i = 0; i < n->value.length; i++)
            tell_value(t, n->value.items[i]);
    else if (n->op == CH_CEL_CONSTANT)
        tell_value(t, n->value);
    for (uint32_t i = 0; i < n->count; i++)
        tell_all(t, n->args[i]);
}

/* Down to the comparisons, and then all that is in one. */
static void tell_compared(const telling *t, const node *n, uint32_t slot)
{
    if (!is_logic(n)) {
        if (reads_among(n, slot, slot))
            tell_all(t, n);
        return;
    }
    for (uint32_t i = 0; i < n->count; i++)
        tell_compared(t, n->args[i], slot);
}

void ch_condition_constants(const ch_condition *condition, uint32_t variable, ch_tell_constant *tell, void *context)
{
    if (condition == NULL)
        return;
    telling t = {condition->scope->variables[variable].kind, tell, context};
    tell_compared(&t, condition->root, CH_CEL_SLOT(variable));
}

/* ---- for whoever judges nothing ---- */

static void mark(const node *n, ch_condition_names *names)
{
    if (is_variable(n) && n->slot == CH_DATA_SLOT)
        names->data = true;
    else if (is_variable(n))
        names->variables[n->slot - 1] = true;
    for (uint32_t i = 0; i < n->count; i++)
        mark(n->args[i], names);
}

void ch_condition_mark(const ch_condition *condition, ch_condition_names *names)
{
    mark(condition->root, names);
}

static bool is_word(ch_cel_value value, ch_text word)
{
    bool is = value.kind == CH_CEL_STRING && ch_text_same(ch_cel_text(value), word);
    for (uint32_t i = 0; value.kind == CH_CEL_LIST && !is && i < value.length; i++)
        is = is_word(value.items[i], word);
    return is;
}

static bool reads_itself(const node *n, uint32_t slot)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (n->args[i]->op == CH_CEL_VARIABLE && n->args[i]->slot == slot)
            return true;
    return false;
}

static bool mentions(const node *n, uint32_t slot, ch_text word)
{
    bool compares = n->op != CH_CEL_PRESENT && reads_itself(n, slot);
    bool all = compares && (n->op != CH_CEL_CALL || n->pattern != NULL);
    for (uint32_t i = 0; !all && i < n->count; i++) {
        const node *arg = n->args[i];
        bool name = is_variable(arg) && arg->slot == slot;
        all = compares && !name && (arg->op != CH_CEL_CONSTANT || is_word(arg->value, word));
        all = all || mentions(arg, slot, word);
    }
    return all;
}

bool ch_condition_mentions(const ch_condition *condition, uint32_t variable, ch_text word)
{
    return mentions(condition->root, CH_CEL_SLOT(variable), word);
}

static bool asks_beyond(const node *n, uint32_t first, uint32_t last)
{
    bool asks = n->op == CH_CEL_PRESENT && (n->slot < CH_CEL_SLOT(first) || n->slot > CH_CEL_SLOT(last));
    for (uint32_t i = 0; !asks && i < n->count; i++)
        asks = asks_beyond(n->args[i], first, last);
    return asks;
}

bool ch_condition_asks_beyond(const ch_condition *condition, uint32_t first, uint32_t last)
{
    return asks_beyond(condition->root, first, last);
}

/* What the charter says of a tool or an activity is nobody's to declare. */
static bool is_declared(const ch_scope *scope, const node *n)
{
    return n->slot == CH_DATA_SLOT || scope->variables[n->slot - 1].reads == 0;
}

/* Only through the words of logic: what a computation makes of an answer is its own. `said` is what silence answers,
 * under the negations so far. */
static const node *find_silent(const ch_scope *scope, const node *n, bool said, bool passing)
{
    if (n->op == CH_CEL_PRESENT)
        return said == passing && is_declared(scope, n) ? n : NULL;
    const node *found = NULL;
    for (uint32_t i = 0; is_logic(n) && found == NULL && i < n->count; i++)
        found = find_silent(scope, n->args[i], n->op == CH_CEL_NOT ? !said : said, passing);
    return found;
}

bool ch_condition_rewards_silence(const ch_condition *condition, bool passing, ch_span *span, ch_text *name)
{
    const node *found = find_silent(condition->scope, condition->root, false, passing);
    if (found == NULL)
        return false;
    *span = found->span;
    *name = found->slot == CH_DATA_SLOT ? CH_LITERAL("data") : condition->scope->variables[found->slot - 1].name;
    return true;
}
