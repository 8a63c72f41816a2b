/* fold: macros that walk over a list or a map. `all` and `exists` absorb errors that their answer does not need; the
 * others do not. What a macro is in a text is macros.c's. */
#include "cel/evaluate.h"

typedef ch_cel_node node;
typedef ch_cel_machine machine;
typedef ch_cel_value value;

/* A walk over what a fold ranges over, setting its variables. */
typedef struct walk {
    const node *fold;
    machine *m;
    value range;
    uint32_t at;
    value stopped; /* an error: the range's own, or the budget's */
} walk;

static walk begin(const node *n, machine *m)
{
    walk w = {.fold = n, .m = m, .range = ch_cel_eval(n->args[0], m), .stopped = ch_cel_null()};
    if (w.range.kind == CH_CEL_ERROR)
        w.stopped = w.range;
    else if (w.range.kind != CH_CEL_LIST && w.range.kind != CH_CEL_MAP)
        w.stopped = ch_cel_fault_of(ch_cel_no_overload);
    return w;
}

static bool failed(const walk *w)
{
    return w->stopped.kind == CH_CEL_ERROR;
}

/* The range is kept where inner macros cannot overwrite it: in the walk, on the stack. */
static bool next(walk *w)
{
    if (failed(w) || w->at == w->range.length)
        return false;
    /* Rounds within rounds multiply: what a static bound could not know, the budget catches, as a limit. */
    if (!ch_cel_spend(w->m, w->fold->weight)) {
        w->stopped = ch_cel_out_of_budget();
        return false;
    }
    value *locals = w->m->locals;
    bool map = w->range.kind == CH_CEL_MAP;
    value first = map ? w->range.items[2 * w->at] : w->range.items[w->at];
    if (w->fold->pair) {
        locals[w->fold->slot] = map ? first : ch_cel_int(w->at);
        locals[w->fold->slot2] = map ? w->range.items[2 * w->at + 1] : first;
    } else {
        locals[w->fold->slot] = first;
    }
    w->at++;
    return true;
}

/* What is no truth value is an error of this element, which may still be absorbed. */
static value truth(const node *n, machine *m)
{
    value v = ch_cel_eval(n, m);
    return v.kind == CH_CEL_BOOL || v.kind == CH_CEL_ERROR ? v : ch_cel_fault_of(ch_cel_no_overload);
}

/* CEL specification, Macros: as && and || over the elements. */
static value quantify(const node *n, machine *m, bool deciding)
{
    walk w = begin(n, m);
    value whole = ch_cel_bool(!deciding);
    while (next(&w)) {
        value v = truth(n->args[1], m);
        if (v.kind == CH_CEL_ERROR)
            whole = whole.kind == CH_CEL_ERROR ? whole : v;
        else if (v.yes == deciding)
            return v;
    }
    return failed(&w) ? w.stopped : whole;
}

value ch_cel_eval_fold_all(const node *n, machine *m)
{
    return quantify(n, m, false);
}

value ch_cel_eval_fold_exists(const node *n, machine *m)
{
    return quantify(n, m, true);
}

/* An error is not absorbed: it could be a second one that holds. */
value ch_cel_eval_fold_one(const node *n, machine *m)
{
    walk w = begin(n, m);
    uint32_t found = 0;
    while (next(&w)) {
        value v = truth(n->args[1], m);
        if (v.kind == CH_CEL_ERROR)
            return v;
        found += v.yes;
    }
    return failed(&w) ? w.stopped : ch_cel_bool(found == 1);
}

/* Whether the element is kept; an error is not swallowed. */
static value kept(const node *n, machine *m)
{
    if (n->fold == CH_CEL_FOLD_FILTER)
        return truth(n->args[1], m);
    return n->count == 3 ? truth(n->args[2], m) : ch_cel_bool(true);
}

static value *take(walk *w, size_t per_element)
{
    size_t size = w->range.length * per_element * sizeof(value);
    value *items = ch_cel_take(w->m, size);
    if (items == NULL)
        w->stopped = ch_cel_no_room(w->m);
    return items;
}

value ch_cel_eval_fold_list(const node *n, machine *m)
{
    walk w = begin(n, m);
    value *items = failed(&w) ? NULL : take(&w, 1);
    uint32_t count = 0;
    while (next(&w)) {
        value element = m->locals[n->slot];
        value v = kept(n, m);
        if (v.kind == CH_CEL_ERROR)
            return v;
        if (!v.yes)
            continue;
        v = n->fold == CH_CEL_FOLD_FILTER ? element : ch_cel_eval(n->args[1], m);
        if (v.kind == CH_CEL_ERROR)
            return v;
        items[count++] = v; /* NOLINT(clang-analyzer-core.NullDereference): a walk that has failed has no rounds */
    }
    return failed(&w) ? w.stopped : ch_cel_list(items, count);
}

/* The entries of one round: its own key with a new value, or those of a map that the body makes. */
static value put_round(const node *n, machine *m, value **pairs, uint32_t *count, uint32_t *room)
{
    value v = ch_cel_eval(n->args[1], m);
    if (v.kind == CH_CEL_ERROR)
        return v;
    if (n->fold == CH_CEL_FOLD_MAP)
        return ch_cel_put_entry(m, *pairs, count, m->locals[n->slot], v);
    if (v.kind != CH_CEL_MAP)
        return ch_cel_fault_of(ch_cel_no_overload);
    if (*count + v.length > *room) {
        /* CH_CEL_MEMORY bounds both: no sum of them overflows. */
        uint32_t more = (*count + v.length) * 2;
        value *larger = ch_cel_take(m, (size_t)more * 2 * sizeof *larger);
        if (larger == NULL)
            return ch_cel_no_room(m);
        memcpy(larger, *pairs, (size_t)*count * 2 * sizeof *larger);
        *pairs = larger;
        *room = more;
    }
    for (uint32_t i = 0; i < v.length; i++) {
        value put = ch_cel_put_entry(m, *pairs, count, v.items[2 * i], v.items[2 * i + 1]);
        if (put.kind == CH_CEL_ERROR)
            return put;
    }
    return v;
}

value ch_cel_eval_fold_map(const node *n, machine *m)
{
    walk w = begin(n, m);
    value *pairs = failed(&w) ? NULL : take(&w, 2);
    uint32_t count = 0, room = w.range.length;
    while (next(&w)) {
        value v = kept(n, m);
        if (v.kind == CH_CEL_BOOL && v.yes)
            v = put_round(n, m, &pairs, &count, &room);
        if (v.kind == CH_CEL_ERROR)
            return v;
    }
    return failed(&w) ? w.stopped : ch_cel_map(pairs, count);
}

value ch_cel_eval_fold_bind(const node *n, machine *m)
{
    m->locals[n->slot] = ch_cel_eval(n->args[0], m); /* an error is one where it is read */
    return ch_cel_eval(n->args[1], m);
}

/* optMap and optFlatMap: none stays none. */
value ch_cel_eval_fold_optional(const node *n, machine *m)
{
    value range = ch_cel_eval(n->args[0], m);
    if (range.kind == CH_CEL_ERROR)
        return range;
    if (range.kind != CH_CEL_OPTIONAL)
        return ch_cel_fault_of(ch_cel_no_overload);
    if (range.items == NULL)
        return range;
    m->locals[n->slot] = *range.items;
    value v = ch_cel_eval(n->args[1], m);
    if (n->fold == CH_CEL_FOLD_OPT_FLAT_MAP || v.kind == CH_CEL_ERROR)
        return v.kind == CH_CEL_OPTIONAL || v.kind == CH_CEL_ERROR ? v : ch_cel_fault_of(ch_cel_no_overload);
    value *held = ch_cel_take(m, sizeof *held);
    if (held == NULL)
        return ch_cel_no_room(m);
    *held = v;
    return ch_cel_optional(held);
}
