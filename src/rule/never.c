/* Trying conditions on a few values of one name. Each trial is an evaluation by the charter's own evaluator, so that
 * what is refused here and what is judged later cannot differ. All that it costs is bounded; where a bound is reached
 * the condition is taken as it is, since a slip that goes unseen only makes a rule that never speaks. */
#include "rule/never.h"

#include <math.h>

/* Names times values times comparisons grow with the cube of a condition: long ones, too, must load in no time. */
#define TRIES_MOST    200000 /* comparisons that one condition is tried on; a longer one is taken as it is */
#define OPPOSITE_MOST 20000  /* the same, of what is asked whether it is always true */
#define SETS_MOST     64     /* sets of classes that stand for all */
#define SECONDS_A_DAY 86400

/* In the place of a name: several decide, or what cannot be tried. */
#define NO_NAME UINT32_MAX

typedef ch_cel_node node;

/* What stands for all values of a name: values of a slot, or sets of classes. */
typedef struct points {
    ch_value *values;
    ch_set *sets;
    uint32_t count;
} points;

typedef struct trial {
    const ch_condition_making *making;
    const ch_scope *scope;
    ch_arena *arena;
    ch_cel_machine *machine;
    ch_condition_facts facts;
    ch_facts declared;
    ch_value *slots;
    uint32_t slot; /* the name that is tried, as CEL counts them */
    bool *asked;   /* of each name: whether it has been tried */
    uint32_t left; /* of TRIES_MOST */
    bool gross;    /* only what is refused is looked for */
    bool failed;   /* no memory */
} trial;

/* ---- which comparisons can be tried ---- */

static bool is_logic(const node *n)
{
    return n->op == CH_CEL_ALL || n->op == CH_CEL_ANY || n->op == CH_CEL_NOT;
}

/* What is left without the words of logic around it: one comparison, or several. */
static const node *within(const node *n)
{
    while (n->op == CH_CEL_NOT || ((n->op == CH_CEL_ALL || n->op == CH_CEL_ANY) && n->count == 1))
        n = n->args[0];
    return n;
}

static bool is_kind(const ch_variable *v, ch_cel_value constant)
{
    static const uint8_t kinds[] = {
        [CH_VALUE_TEXT] = CH_CEL_STRING,   [CH_VALUE_BOOL] = CH_CEL_BOOL,      [CH_VALUE_INT] = CH_CEL_INT,
        [CH_VALUE_NUMBER] = CH_CEL_DOUBLE, [CH_VALUE_DATE] = CH_CEL_TIMESTAMP, [CH_VALUE_RANK] = CH_CEL_STRING,
    };
    return constant.kind == kinds[v->kind];
}

static bool is_among(const ch_variable *v, ch_cel_value list)
{
    bool good = list.kind == CH_CEL_LIST;
    for (uint32_t i = 0; good && i < list.length; i++)
        good = is_kind(v, list.items[i]);
    return good;
}

static bool compares_order(ch_text name)
{
    return ch_text_is(name, "_<_") || ch_text_is(name, "_<=_") || ch_text_is(name, "_>_") || ch_text_is(name, "_>=_");
}

static bool has_order(const ch_variable *v)
{
    return v->kind == CH_VALUE_INT || v->kind == CH_VALUE_NUMBER || v->kind == CH_VALUE_DATE;
}

/* A name, and what is written out: the name's place in the call, or -1. */
static int name_of_call(const node *n)
{
    if (n->op != CH_CEL_CALL || n->count != 2 || n->pattern != NULL)
        return -1;
    for (int i = 0; i < 2; i++)
        if (n->args[i]->op == CH_CEL_VARIABLE && n->args[1 - i]->op == CH_CEL_CONSTANT)
            return i;
    return -1;
}

static bool is_empty_list(const node *n)
{
    return ch_text_is(n->name, "@in") && n->args[1]->op == CH_CEL_CONSTANT && n->args[1]->value.kind == CH_CEL_LIST &&
           n->args[1]->value.length == 0;
}

/* The name whose value alone decides the comparison `n`. In the gross pass only what nobody can have meant counts (an
 * empty list, bounds that cross): it is refused, the rest is a warning. What is computed, or has a pattern, cannot be
 * tried. */
static uint32_t name_that_decides(const trial *t, const node *n)
{
    if (n->op == CH_CEL_PRESENT || n->op == CH_CEL_VARIABLE)
        return t->gross ? NO_NAME : n->slot;
    int place = name_of_call(n);
    if (place < 0)
        return NO_NAME;
    uint32_t slot = n->args[place]->slot;
    if (t->gross && (slot == CH_DATA_SLOT || (!n->own && !compares_order(n->name) && !is_empty_list(n))))
        return NO_NAME;
    if (slot == CH_DATA_SLOT || n->own)
        return slot;
    const ch_variable *v = &t->scope->variables[slot - 1];
    ch_cel_value constant = n->args[1 - place]->value;
    bool equal = ch_text_is(n->name, "_==_") || ch_text_is(n->name, "_!=_"),
         ordered = compares_order(n->name) && has_order(v);
    bool known =
        ch_text_is(n->name, "@in") ? place == 0 && is_among(v, constant) : (equal || ordered) && is_kind(v, constant);
    return known ? slot : NO_NAME;
}

/* ---- values that stand for all ---- */

static void add_value(points *p, ch_value value)
{
    p->values[p->count++] = value;
}

/* At most three for each constant. Beside each constant one value on either side: an order can change its answer
 * nowhere else. */
static void add_around(points *p, const ch_variable *v, ch_cel_value c)
{
    ch_value value = {.kind = v->kind};
    for (int side = -1; side <= 1; side++) {
        if (v->kind == CH_VALUE_INT) {
            if (__builtin_add_overflow(c.integer, side, &value.integer))
                continue;
        } else if (v->kind == CH_VALUE_NUMBER) {
            value.number = side == 0 ? c.number : nextafter(c.number, side * HUGE_VAL);
        } else if (v->kind == CH_VALUE_DATE) { /* a moment that is no midnight lies between two days */
            value.day = (ch_day)(c.integer / SECONDS_A_DAY - (c.integer % SECONDS_A_DAY < 0) + side);
        } else if (side == 0) {
            value.text = ch_cel_text(c);
        } else {
            continue;
        }
        add_value(p, value);
    }
}

/* What `n` compares the name with; `p` has no room yet where it only counts. */
static void add_constants(const trial *t, const node *n, points *p, uint32_t *constants)
{
    if (is_logic(n)) {
        for (uint32_t i = 0; i < n->count; i++)
            add_constants(t, n->args[i], p, constants);
        return;
    }
    int place = name_of_call(n);
    if (place < 0 || name_that_decides(t, n) != t->slot)
        return;
    ch_cel_value c = n->args[1 - place]->value;
    const ch_cel_value *items = c.kind == CH_CEL_LIST ? c.items : &c;
    uint32_t count = c.kind == CH_CEL_LIST ? c.length : 1;
    for (uint32_t i = 0; p->values != NULL && i < count; i++)
        add_around(p, &t->scope->variables[t->slot - 1], items[i]);
    *constants += count;
}

/* A text that none of `p` is: longer than all of them. */
static bool add_other_text(trial *t, points *p)
{
    size_t longest = 0;
    for (uint32_t i = 0; i < p->count; i++)
        if (p->values[i].text.length > longest)
            longest = p->values[i].text.length;
    char *at = ch_arena_take_raw(t->arena, longest + 1);
    if (at == NULL)
        return false;
    memset(at, 'x', longest + 1);
    add_value(p, (ch_value){.kind = CH_VALUE_TEXT, .text = {at, longest + 1}});
    return true;
}

/* Counted first (`p` has no room), then added: the room is exact. Absence is a value to be tried like any other. */
static bool choose_values(trial *t, const node *n, points *p)
{
    const ch_variable *v = &t->scope->variables[t->slot - 1];
    uint32_t constants = 0;
    add_constants(t, n, p, &constants);
    p->values = ch_arena_take_many(t->arena, (size_t)constants * 3 + v->word_count + 3, sizeof *p->values);
    if (p->values == NULL)
        return false;
    add_value(p, (ch_value){.kind = CH_ABSENT});
    if (v->kind == CH_VALUE_BOOL)
        add_value(p, ch_value_bool(true)), add_value(p, ch_value_bool(false));
    for (uint32_t i = 0; v->closed && i < v->word_count; i++)
        add_value(p, v->kind == CH_VALUE_RANK ? (ch_value){.kind = CH_VALUE_RANK, .rank = (int)i}
                                              : ch_value_text(v->words[i]));
    if (v->closed || v->kind == CH_VALUE_BOOL)
        return true;
    add_value(p, (ch_value){.kind = v->kind}); /* where it is compared with nothing, any will do */
    add_constants(t, n, p, &constants);
    return v->kind != CH_VALUE_TEXT || add_other_text(t, p);
}

/* ---- sets of classes that stand for all ---- */

/* A class to which `n` compares the data, or -1. */
static int class_of(const node *n)
{
    return n->op == CH_CEL_CALL && n->own && n->args[0]->slot == CH_DATA_SLOT ? (int)n->args[1]->value.integer : -1;
}

/* Whether two sets are one to each comparison in `n`. */
static bool are_alike(const trial *t, const node *n, const ch_set *a, const ch_set *b)
{
    bool alike = true;
    for (uint32_t i = 0; is_logic(n) && alike && i < n->count; i++)
        alike = are_alike(t, n->args[i], a, b);
    int class = is_logic(n) ? -1 : class_of(n);
    if (class < 0)
        return alike;
    const ch_set *above = &t->scope->at_or_above[class], *below = &t->scope->at_or_below[class];
    return ch_set_meets(a, above) == ch_set_meets(b, above) && ch_set_within(a, below) == ch_set_within(b, below);
}

/* False where there are too many. Sets that every comparison takes for one are kept once: their number depends on the
 * condition, not on 2 to the power of the classes. */
static bool add_set(const trial *t, const node *n, points *p, ch_set set)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (are_alike(t, n, &p->sets[i], &set))
            return true;
    if (p->count == SETS_MOST)
        return false;
    p->sets[p->count++] = set;
    return true;
}

/* The empty set, and what comes of adding classes to it, as far as `n` tells them apart; `*few` is false
 * where there are too many. */
static bool choose_sets(const trial *t, const node *n, points *p, bool *few)
{
    p->sets = ch_arena_take_many(t->arena, SETS_MOST, sizeof *p->sets);
    if (p->sets == NULL)
        return false;
    *few = add_set(t, n, p, (ch_set){{0}});
    for (uint32_t i = 0; i < p->count && *few; i++)
        for (uint32_t class = 0; class < t->scope->class_count && *few; class ++) {
            ch_set more = p->sets[i];
            ch_set_add(&more, class);
            *few = add_set(t, n, p, more);
        }
    return true;
}

/* ---- trying ---- */

static bool is_true(const trial *t, const node *n)
{
    ch_cel_value value = ch_cel_evaluate(&(ch_cel){.root = n}, t->machine);
    return value.kind == CH_CEL_BOOL && value.yes;
}

/* Whether all that is asked of the name, in the conjunction `n`, is true at this point. What is asked of
 * other names, and what only one of several conditions asks, may be. */
static bool may_be_true(trial *t, const node *n)
{
    bool may = true;
    const node *comparison = within(n);
    for (uint32_t i = 0; n->op == CH_CEL_ALL && is_logic(comparison) && may && i < n->count; i++)
        may = may_be_true(t, n->args[i]);
    if (is_logic(comparison) || name_that_decides(t, comparison) != t->slot || t->left == 0)
        return may;
    t->left--;
    return is_true(t, n);
}

/* Data that were not declared may still have been found; of an unlisted class nobody knows where it
 * stands. */
static bool holds_for_some_set(trial *t, const node *n, const points *p)
{
    bool holds = false;
    for (uint32_t i = 0; i < p->count && !holds; i++)
        for (int how = 0; how < 3 && !holds; how++) {
            t->declared.data = p->sets[i];
            t->declared.data_known = how > 0;
            t->declared.data_unlisted = how > 1;
            holds = may_be_true(t, n);
        }
    return holds;
}

static bool holds_for_some_value(trial *t, const node *n, const points *p)
{
    bool holds = false;
    for (uint32_t i = 0; i < p->count && !holds; i++) {
        t->slots[t->slot - 1] = p->values[i];
        holds = may_be_true(t, n);
    }
    t->slots[t->slot - 1] = (ch_value){.kind = CH_ABSENT};
    return holds;
}

/* Whether something that the name can be makes true all that is asked of it; so it is, too, where there is no memory.
 * It can where too many sets would have to be tried, too. */
static bool can_hold(trial *t, const node *n, uint32_t slot)
{
    points p = {.count = 0};
    bool few = true;
    t->slot = slot;
    t->failed = t->failed || !(slot == CH_DATA_SLOT ? choose_sets(t, n, &p, &few) : choose_values(t, n, &p));
    if (t->failed || !few)
        return true;
    return slot == CH_DATA_SLOT ? holds_for_some_set(t, n, &p) : holds_for_some_value(t, n, &p);
}

/* ---- what is told ---- */

/* The last comparison in `n` that the name decides: where it is too much. */
static const node *last_of(const trial *t, const node *n)
{
    const node *last = !is_logic(n) && name_that_decides(t, n) == t->slot ? n : NULL;
    for (uint32_t i = n->count; is_logic(n) && last == NULL && i-- > 0;)
        last = last_of(t, n->args[i]);
    return last;
}

static bool asks_presence(const trial *t, const node *n)
{
    bool asks = n->op == CH_CEL_PRESENT && n->slot == t->slot;
    for (uint32_t i = 0; is_logic(n) && !asks && i < n->count; i++)
        asks = asks_presence(t, n->args[i]);
    return asks;
}

static void error_at(const trial *t, ch_span span, ch_message message, ch_message help)
{
    const ch_decoder *d = t->making->reader->decoder;
    (t->gross ? ch_error_at : ch_warning_at)(d->diagnostics, CH_CONDITION_NEVER, d->source, span, message, help);
}

static void error_never(const trial *t, const node *n)
{
    const node *at = last_of(t, n);
    if (at == n && name_of_call(n) == 0 && is_empty_list(n)) {
        error_at(t, n->span, ch_say("this list is empty: nothing is in it"),
                 ch_say("list the values that are meant, or leave this out"));
        return;
    }
    ch_text name = t->slot == CH_DATA_SLOT ? CH_LITERAL("data") : t->scope->variables[t->slot - 1].name;
    error_at(t, at->span, ch_say1("no value of \"%s\" makes all of this true", name),
             asks_presence(t, n)
                 ? ch_say("what is absent cannot be compared: to ask for one or the other, write any: […]")
                 : ch_say("correct one of the values; to ask for one or the other, write any: […]"));
}

static bool error_constant(const trial *t, const node *n, bool always)
{
    error_at(t, n->span, always ? ch_say("this is always true: it asks nothing") : ch_say("this can never be true"),
             ch_say("compare a name with a value, or leave this out"));
    return false;
}

/* ---- the walk ---- */

static bool is_empty(const node *n)
{
    bool empty = n->op == CH_CEL_ALL;
    for (uint32_t i = 0; empty && i < n->count; i++)
        empty = is_empty(n->args[i]);
    return empty;
}

/* The first name in the conjunction `n` that has not been tried, NO_NAME: none is left. In the order of the file,
 * each once: a fault is told at the first name that shows it. */
static uint32_t next_name(const trial *t, const node *n)
{
    const node *comparison = within(n);
    uint32_t name = is_logic(comparison) ? NO_NAME : name_that_decides(t, comparison);
    for (uint32_t i = 0; n->op == CH_CEL_ALL && name == NO_NAME && i < n->count; i++)
        name = next_name(t, n->args[i]);
    return name == NO_NAME || t->asked[name] ? NO_NAME : name;
}

/* Whether each name that the conjunction `n` asks for, looked at by itself, may make it true; where one may not, it is
 * `t->slot`. */
static bool names_can_hold(trial *t, const node *n)
{
    memset(t->asked, 0, CH_CEL_SLOT(t->scope->count) * sizeof *t->asked);
    for (uint32_t name; (name = next_name(t, n)) != NO_NAME; t->asked[name] = true)
        if (!can_hold(t, n, name))
            return false;
    return true;
}

static bool check_names(trial *t, const node *n)
{
    bool can = names_can_hold(t, n);
    if (!can)
        error_never(t, n);
    return can;
}

/* From the inside: what is told is the smallest part that cannot be true, and not all that holds it too. Of "any",
 * each branch has been looked at by itself. */
static bool check(trial *t, const node *n)
{
    bool good = true;
    for (uint32_t i = 0; is_logic(n) && i < n->count; i++)
        good = check(t, n->args[i]) && good;
    if (!good || n->op == CH_CEL_ANY)
        return good;
    if (n->op == CH_CEL_CONSTANT)
        return t->gross || error_constant(t, n, n->value.yes);
    bool nothing = n->op == CH_CEL_NOT && is_empty(within(n));
    return nothing ? t->gross || error_constant(t, n, false) : check_names(t, n);
}

/* ---- what is always true ---- */

/* `n` with all of its negations at the comparisons, or its opposite: a conjunction can be tried, a negated
 * alternative cannot. NULL where there is no memory, or it would be too deep. */
static node *turned(ch_cel_unit *unit, node *n, bool negated)
{
    if (n->op == CH_CEL_NOT)
        return turned(unit, n->args[0], !negated);
    if (!is_logic(n))
        return negated ? ch_cel_combine(unit, CH_CEL_NOT, n->span, &n, 1) : n;
    node **parts = ch_arena_take_many(unit->arena, n->count, sizeof(node *));
    for (uint32_t i = 0; i < n->count; i++)
        if (parts == NULL || (parts[i] = turned(unit, n->args[i], negated)) == NULL)
            return NULL;
    bool all = (n->op == CH_CEL_ALL) != negated;
    return parts == NULL ? NULL : ch_cel_combine(unit, all ? CH_CEL_ALL : CH_CEL_ANY, n->span, parts, n->count);
}

static bool is_never_true(trial *t, const node *n)
{
    if (n->op == CH_CEL_CONSTANT)
        return !n->value.yes;
    uint32_t never = 0;
    for (uint32_t i = 0; is_logic(n) && n->op != CH_CEL_NOT && i < n->count; i++)
        never += is_never_true(t, n->args[i]);
    if (n->op == CH_CEL_ANY)
        return never == n->count;
    return never > 0 || !names_can_hold(t, n);
}

/* ---- the ways in ---- */

/* The trial's memory is a working arena, and goes with it; slots start as absent, since they are zeroed. */
static void begin(trial *t, const ch_scope *scope, ch_arena *arena, ch_cel_workspace *workspace)
{
    t->scope = scope;
    t->arena = arena;
    t->machine = &workspace->machine;
    t->left = TRIES_MOST;
    t->slots = ch_arena_take_many(arena, scope->count + 1, sizeof *t->slots);
    t->asked = ch_arena_take_many(arena, CH_CEL_SLOT(scope->count) + 1, sizeof *t->asked);
    t->failed = t->slots == NULL || t->asked == NULL;
    t->declared.slots = t->slots;
    t->facts = (ch_condition_facts){&t->declared, scope};
    workspace->machine.fetch = ch_condition_fetch;
    workspace->machine.facts = &t->facts;
    workspace->machine.arena = &workspace->arena;
    workspace->machine.budget = CH_CONDITION_COST_MAX;
}

bool ch_condition_can_hold(const ch_condition_making *making, const ch_cel_node *root)
{
    ch_cel_workspace workspace = {.arena = {0}};
    trial t = {.making = making};
    begin(&t, making->reader->scope, making->working, &workspace);
    /* Errors before warnings: the second pass would warn of what the first has refused. */
    t.gross = true;
    bool good = !t.failed && check(&t, root);
    t.gross = false;
    if (good)
        check(&t, root);
    ch_arena_clear(&workspace.arena);
    if (t.failed)
        making->reader->decoder->diagnostics->failed = true;
    return good && !t.failed;
}

bool ch_condition_always(const ch_condition *condition, ch_arena *working)
{
    ch_cel_unit unit = {.arena = working};
    ch_cel_workspace workspace = {.arena = {0}};
    trial t = {.making = NULL};
    node *root = (node *)(uintptr_t)condition->root; /* combining reads it alone */
    if (root->op == CH_CEL_CONSTANT || is_empty(root))
        return true;
    begin(&t, condition->scope, working, &workspace);
    t.left = OPPOSITE_MOST;
    node *opposite = t.failed ? NULL : turned(&unit, root, true);
    bool always = opposite != NULL && is_never_true(&t, opposite) && !t.failed;
    ch_arena_clear(&workspace.arena);
    return always;
}
