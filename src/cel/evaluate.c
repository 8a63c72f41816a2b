/* Evaluating: each node has the function that gives its value, and asks its arguments for theirs. What is
 * evaluated is what the checker has seen, but kinds are looked at all the same: dyn may hold anything.
 * Recursion follows nodes, whose depth the parser has bounded. */
#include "cel/evaluate.h"

#include <math.h>

typedef ch_cel_node node;
typedef ch_cel_machine machine;
typedef ch_cel_value value;

const char *const ch_cel_no_overload = N_("values of these types do not go together");
const char *const ch_cel_no_key = N_("there is no such key");

const char *const ch_cel_pattern_limit = N_("the limit of a pattern was reached");

static const char *const no_memory = N_("there is no memory left");
static const char *const exhausted = N_("the condition takes too long to evaluate");
static const char *const too_large = N_("the condition makes values that are too large");

/* ---- the machine ---- */

value ch_cel_out_of_budget(void)
{
    return ch_cel_limit(exhausted);
}

value ch_cel_no_room(const machine *m)
{
    return ch_cel_limit(m->ran_out ? no_memory : too_large);
}

/* That memory ran out is remembered apart from its being too much: the one leaves no answer at all, the other is a
 * limit, so undetermined. */
void *ch_cel_take(machine *m, size_t size)
{
    if (m->arena == NULL || size > ch_cel_room_left(m))
        return NULL;
    m->taken += size;
    void *object = ch_arena_take_raw(m->arena, size);
    m->ran_out = m->ran_out || object == NULL;
    return object;
}

value ch_cel_evaluate(const ch_cel *expression, machine *m)
{
    /* Most evaluations make nothing, and there is nothing to reset. */
    if (m->taken > 0)
        ch_arena_reset(m->arena);
    m->taken = 0;
    m->left = m->budget == 0 ? CH_CEL_BUDGET : m->budget;
    return ch_cel_eval(expression->root, m);
}

ch_message ch_cel_error_message(value error, const ch_cel_scope *scope)
{
    if (error.failure == CH_CEL_ABSENT)
        return ch_say1("\"%s\" is not declared", scope->variables[error.length].name);
    return ch_say(error.message);
}

static value fault(const char *message)
{
    return ch_cel_fault_of(message);
}

/* ---- leaves ---- */

value ch_cel_eval_constant(const node *n, machine *m)
{
    (void)m;
    return n->value;
}

value ch_cel_eval_local(const node *n, machine *m)
{
    return m->locals[n->slot];
}

value ch_cel_eval_variable(const node *n, machine *m)
{
    return m->fetch(m->facts, n->slot);
}

value ch_cel_eval_present(const node *n, machine *m)
{
    value v = m->fetch(m->facts, n->slot);
    /* What could not be found out is neither there nor absent. */
    if (v.kind == CH_CEL_ERROR && v.failure != CH_CEL_ABSENT)
        return v;
    /* An object of which only a part is known is not declared (value.h). */
    bool declared = v.kind != CH_CEL_ERROR && (v.kind != CH_CEL_OBJECT || v.rank == 0);
    return ch_cel_bool(declared);
}

/* Only where names were not checked. */
value ch_cel_eval_unbound(const node *n, machine *m)
{
    (void)n;
    (void)m;
    return fault(N_("there is no such name"));
}

/* ---- fields and elements ---- */

/* A double finds the key that it equals; it can be none itself (ch_cel_put_entry). */
static bool is_key(value v)
{
    return v.kind == CH_CEL_BOOL || v.kind == CH_CEL_INT || v.kind == CH_CEL_UINT || v.kind == CH_CEL_STRING ||
           v.kind == CH_CEL_DOUBLE;
}

/* The element under `key`; NULL where there is none. An error where such a value has no elements. */
static value find(value from, value key, const value **found)
{
    *found = NULL;
    if (from.kind == CH_CEL_MAP) {
        if (!is_key(key))
            return fault(ch_cel_no_key);
        *found = ch_cel_map_get(from, key);
        return ch_cel_null();
    }
    if (from.kind != CH_CEL_LIST)
        return fault(ch_cel_no_overload);
    /* A whole double is the int that it equals. No list is as long as the bound, within which C defines the
     * conversion. */
    if (key.kind == CH_CEL_DOUBLE && key.number == floor(key.number) && fabs(key.number) < 1e9)
        key = ch_cel_int((int64_t)key.number);
    if (key.kind != CH_CEL_INT && key.kind != CH_CEL_UINT)
        return fault(N_("this is no place in a list"));
    if (key.natural < from.length) /* a negative int is a huge natural */
        *found = &from.items[key.natural];
    return ch_cel_null();
}

static value optional_of(machine *m, value v)
{
    value *kept = ch_cel_take(m, sizeof *kept);
    if (kept == NULL)
        return ch_cel_no_room(m);
    *kept = v;
    return ch_cel_optional(kept);
}

/* `optional` was asked for, or `from` is one and the chain goes on with what it holds. */
static value element(machine *m, value from, value key, bool optional)
{
    if (from.kind == CH_CEL_ERROR)
        return from;
    if (key.kind == CH_CEL_ERROR)
        return key;
    if (from.kind == CH_CEL_OPTIONAL) {
        if (from.items == NULL)
            return from;
        from = *from.items;
        optional = true;
    }
    /* A map is searched entry by entry. */
    if (from.kind == CH_CEL_MAP && !ch_cel_spend(m, from.length / 4))
        return ch_cel_out_of_budget();
    const value *found;
    value failed = find(from, key, &found);
    if (failed.kind == CH_CEL_ERROR)
        return failed;
    if (optional)
        return found == NULL ? ch_cel_optional(NULL) : optional_of(m, *found);
    if (found != NULL)
        return *found;
    return fault(from.kind == CH_CEL_MAP ? ch_cel_no_key : N_("the list has no such place"));
}

value ch_cel_eval_select(const node *n, machine *m)
{
    value from = ch_cel_eval(n->args[0], m);
    if (from.kind == CH_CEL_LIST) /* a field is no index */
        return fault(ch_cel_no_overload);
    return element(m, from, ch_cel_string(n->name), n->optional);
}

value ch_cel_eval_index(const node *n, machine *m)
{
    value from = ch_cel_eval(n->args[0], m);
    return element(m, from, ch_cel_eval(n->args[1], m), n->optional);
}

value ch_cel_eval_has(const node *n, machine *m)
{
    value from = ch_cel_eval(n->args[0], m);
    if (from.kind == CH_CEL_ERROR)
        return from;
    if (from.kind == CH_CEL_OPTIONAL) {
        if (from.items == NULL)
            return ch_cel_bool(false);
        from = *from.items;
    }
    /* A field of an optional that a map holds: has({'a': optional.none()}.a.b). */
    if (from.kind == CH_CEL_OPTIONAL && from.items == NULL)
        return ch_cel_bool(false);
    if (from.kind != CH_CEL_MAP)
        return fault(ch_cel_no_overload);
    return ch_cel_bool(ch_cel_map_get(from, ch_cel_string(n->name)) != NULL);
}

/* ---- lists and maps ---- */

/* The value of an element; `*there` is false where it is an optional without one. */
static value entry(const node *n, machine *m, bool *there)
{
    *there = true;
    if (n->op != CH_CEL_ENTRY)
        return ch_cel_eval(n, m);
    value v = ch_cel_eval(n->args[0], m);
    if (v.kind == CH_CEL_ERROR)
        return v;
    if (v.kind != CH_CEL_OPTIONAL)
        return fault(ch_cel_no_overload);
    *there = v.items != NULL;
    return *there ? *v.items : v;
}

value ch_cel_eval_list(const node *n, machine *m)
{
    value *items = ch_cel_take(m, n->count * sizeof *items);
    if (items == NULL)
        return ch_cel_no_room(m);
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->count; i++) {
        bool there;
        value v = entry(n->args[i], m, &there);
        if (v.kind == CH_CEL_ERROR)
            return v;
        if (there)
            items[count++] = v;
    }
    return ch_cel_list(items, count);
}

value ch_cel_put_entry(machine *m, value *pairs, uint32_t *count, value key, value v)
{
    if (!is_key(key) || key.kind == CH_CEL_DOUBLE)
        return fault(N_("a value of this type cannot be the key of a map"));
    /* Each key is held against all before it: many of them meet the budget. */
    if (!ch_cel_spend(m, *count / 4))
        return ch_cel_out_of_budget();
    if (ch_cel_map_get(ch_cel_map(pairs, *count), key) != NULL)
        return fault(N_("a key stands twice in a map"));
    pairs[2 * *count] = key;
    pairs[2 * *count + 1] = v;
    ++*count;
    return ch_cel_null();
}

value ch_cel_eval_map(const node *n, machine *m)
{
    value *pairs = ch_cel_take(m, n->count * sizeof *pairs);
    if (pairs == NULL)
        return ch_cel_no_room(m);
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->count; i += 2) {
        bool there;
        value key = ch_cel_eval(n->args[i], m);
        value v = key.kind == CH_CEL_ERROR ? key : entry(n->args[i + 1], m, &there);
        if (v.kind != CH_CEL_ERROR && !there)
            continue;
        if (v.kind != CH_CEL_ERROR)
            v = ch_cel_put_entry(m, pairs, &count, key, v);
        if (v.kind == CH_CEL_ERROR)
            return v;
    }
    return ch_cel_map(pairs, count);
}

/* ---- logic ---- */

/* A term that is `deciding` settles the whole, whatever the others are; else an error among them does. CEL
 * specification, Logical Operators: && and || are commutative, so that an error on one side does not hide an answer on
 * the other. */
static value combine(const node *n, machine *m, bool deciding)
{
    value whole = ch_cel_bool(!deciding);
    for (uint32_t i = 0; i < n->count; i++) {
        value v = ch_cel_eval(n->args[i], m);
        if (v.kind == CH_CEL_BOOL) {
            if (v.yes == deciding)
                return v;
        } else if (whole.kind == CH_CEL_BOOL) {
            whole = v.kind == CH_CEL_ERROR ? v : fault(ch_cel_no_overload);
        }
    }
    return whole;
}

value ch_cel_eval_all(const node *n, machine *m)
{
    return combine(n, m, false);
}

value ch_cel_eval_any(const node *n, machine *m)
{
    return combine(n, m, true);
}

value ch_cel_eval_not(const node *n, machine *m)
{
    value v = ch_cel_eval(n->args[0], m);
    if (v.kind == CH_CEL_BOOL)
        return ch_cel_bool(!v.yes);
    return v.kind == CH_CEL_ERROR ? v : fault(ch_cel_no_overload);
}

/* The condition first, and then one branch alone: unlike && and ||, it is not commutative. */
value ch_cel_eval_choose(const node *n, machine *m)
{
    value v = ch_cel_eval(n->args[0], m);
    if (v.kind == CH_CEL_BOOL)
        return ch_cel_eval(n->args[v.yes ? 1 : 2], m);
    return v.kind == CH_CEL_ERROR ? v : fault(ch_cel_no_overload);
}

/* Every local of a block is evaluated once; one that fails is an error where it is read. */
value ch_cel_eval_block(const node *n, machine *m)
{
    for (uint32_t i = 1; i < n->count; i++)
        m->locals[n->slot + i - 1] = ch_cel_eval(n->args[i], m);
    return ch_cel_eval(n->args[0], m);
}

/* ---- comparing ---- */

/* Both operands; false where one is an error, which is then in `*a`. */
static inline bool operands(const node *n, machine *m, value *a, value *b)
{
    *a = ch_cel_eval(n->args[0], m);
    if (a->kind == CH_CEL_ERROR)
        return false;
    *b = ch_cel_eval(n->args[1], m);
    if (b->kind != CH_CEL_ERROR)
        return true;
    *a = *b;
    return false;
}

static value equality(const node *n, machine *m, bool wanted)
{
    value a, b;
    if (!operands(n, m, &a, &b))
        return a;
    if (a.kind >= CH_CEL_STRING && a.kind <= CH_CEL_MAP && !ch_cel_spend(m, a.length / 16))
        return ch_cel_out_of_budget();
    return ch_cel_bool(ch_cel_equal(a, b) == wanted);
}

value ch_cel_eval_equal(const node *n, machine *m)
{
    return equality(n, m, true);
}

value ch_cel_eval_not_equal(const node *n, machine *m)
{
    return equality(n, m, false);
}

static inline value relation(const node *n, machine *m, unsigned wanted)
{
    value a, b;
    if (!operands(n, m, &a, &b))
        return a;
    ch_cel_order order;
    if (a.kind == CH_CEL_INT && b.kind == CH_CEL_INT)
        order = a.integer < b.integer ? CH_CEL_LESS : a.integer > b.integer ? CH_CEL_MORE : CH_CEL_SAME;
    else
        order = ch_cel_compare(a, b);
    if (order == CH_CEL_NO_ORDER)
        return fault(ch_cel_no_overload);
    /* NaN is unordered, which nobody wants: every relation with it is false (IEEE 754, 5.11). */
    return ch_cel_bool((wanted >> order & 1) != 0);
}

value ch_cel_eval_less(const node *n, machine *m)
{
    return relation(n, m, 1U << CH_CEL_LESS);
}

value ch_cel_eval_less_same(const node *n, machine *m)
{
    return relation(n, m, 1U << CH_CEL_LESS | 1U << CH_CEL_SAME);
}

value ch_cel_eval_more(const node *n, machine *m)
{
    return relation(n, m, 1U << CH_CEL_MORE);
}

value ch_cel_eval_more_same(const node *n, machine *m)
{
    return relation(n, m, 1U << CH_CEL_MORE | 1U << CH_CEL_SAME);
}

value ch_cel_eval_in(const node *n, machine *m)
{
    value a, b;
    if (!operands(n, m, &a, &b))
        return a;
    if (b.kind != CH_CEL_LIST && b.kind != CH_CEL_MAP)
        return fault(ch_cel_no_overload);
    if (!ch_cel_spend(m, b.length / 4))
        return ch_cel_out_of_budget();
    return ch_cel_bool(b.kind == CH_CEL_LIST ? ch_cel_list_has(b, a) : ch_cel_map_get(b, a) != NULL);
}

value ch_cel_eval_in_set(const node *n, machine *m)
{
    value a = ch_cel_eval(n->args[0], m);
    return a.kind == CH_CEL_ERROR ? a : ch_cel_bool(ch_cel_set_has(n->set, a));
}

value ch_cel_eval_matches(const node *n, machine *m)
{
    value a = ch_cel_eval(n->args[0], m);
    if (a.kind != CH_CEL_STRING)
        return a.kind == CH_CEL_ERROR ? a : fault(ch_cel_no_overload);
    /* As prepare.c bounds it: what a search costs grows with its text. */
    if (!ch_cel_spend(m, 32 + a.length))
        return ch_cel_out_of_budget();
    switch (ch_pattern_find(n->pattern, m->matcher, ch_cel_text(a))) {
    case CH_MATCH_YES:
        return ch_cel_bool(true);
    case CH_MATCH_NO:
        return ch_cel_bool(false);
    case CH_MATCH_LIMIT:
    case CH_MATCH_NO_MEMORY: /* of searches for places alone */
        break;
    }
    return ch_cel_limit(ch_cel_pattern_limit);
}

/* ---- calls ---- */

/* What looking at the arguments may take. */
static uint64_t work_of(const value *args, uint32_t count)
{
    uint64_t work = 4;
    for (uint32_t i = 0; i < count; i++)
        if (args[i].kind >= CH_CEL_STRING && args[i].kind <= CH_CEL_MAP)
            work += args[i].length / 4;
    return work;
}

/* What was dyn when the expression was checked is decided by the values' kinds. */
static bool takes(const ch_cel_candidate *c, const value *args, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (c->kinds[i] != 0 && (c->kinds[i] >> args[i].kind & 1) == 0)
            return false;
    return true;
}

value ch_cel_eval_call(const node *n, machine *m)
{
    value args[CH_CEL_TYPE_PARAMS];
    /* Only in expressions that were not checked: no function has as many. */
    if (n->count > CH_CEL_TYPE_PARAMS)
        return fault(ch_cel_no_overload);
    for (uint32_t i = 0; i < n->count; i++) {
        args[i] = ch_cel_eval(n->args[i], m);
        if (args[i].kind == CH_CEL_ERROR)
            return args[i];
    }
    if (!ch_cel_spend(m, work_of(args, n->count)))
        return ch_cel_out_of_budget();
    for (uint32_t i = 0; i < n->candidate_count; i++)
        if (n->candidates[i].call != NULL && takes(&n->candidates[i], args, n->count))
            return n->candidates[i].call(m, args, n->count);
    return fault(ch_cel_no_overload);
}
