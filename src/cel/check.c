/* check: names become places in the scope, calls find the overloads that they can mean, and every node gets its type.
 * All faults of an expression are told in one run: what could not be typed is dyn from there on, so that one fault
 * does not draw others after it. Names are check_names.c's, calls check_calls.c's; what a type fits is type.c's. */
#include "cel/check.h"

/* A word is a string wherever its order does not matter. */
type ch_cel_check_plain(checker *c, node *n)
{
    type t = ch_cel_check_node(c, n);
    return t->kind == CH_CEL_T_WORD ? &ch_cel_type_string : t;
}

static void want_bool(checker *c, node *n)
{
    type t = ch_cel_check_node(c, n);
    if (!fit(c, t, &ch_cel_type_bool))
        error_at(c, CH_CONDITION_TYPE, n->span,
                 ch_say1("this is of type %s where true or false is wanted", type_text(c, t)), CH_SILENCE);
}

/* ---- lists and maps ---- */

/* An entry that may be missing is an optional of what the collection holds. */
static type check_element(checker *c, node *n)
{
    if (n->op != CH_CEL_ENTRY)
        return ch_cel_check_plain(c, n);
    type t = settled(c, ch_cel_check_plain(c, n->args[0]));
    bool optional = false;
    type inner = ch_cel_held(t, &optional);
    if (!optional && t->kind != CH_CEL_T_DYN && t->kind != CH_CEL_T_PARAM)
        error_at(c, CH_CONDITION_TYPE, n->span,
                 ch_say1("this is of type %s where an optional is wanted", type_text(c, t)), CH_SILENCE);
    n->type = inner;
    return inner;
}

/* An empty list may still become one of anything. */
static type or_fresh(checker *c, type t)
{
    return t == NULL ? ch_cel_type_fresh(&c->in) : t;
}

static type check_list(checker *c, node *n)
{
    type element = NULL;
    for (uint32_t i = 0; i < n->count; i++)
        element = ch_cel_type_join(&c->in, element, check_element(c, n->args[i]));
    n->size = n->count;
    return made(c, ch_cel_type_list(c->unit->arena, or_fresh(c, element)));
}

/* CEL specification, Aggregate Values: these alone. */
static bool may_be_key(type t)
{
    return t->kind == CH_CEL_T_BOOL || t->kind == CH_CEL_T_INT || t->kind == CH_CEL_T_UINT ||
           t->kind == CH_CEL_T_STRING || t->kind == CH_CEL_T_DYN || t->kind == CH_CEL_T_PARAM;
}

static type check_map(checker *c, node *n)
{
    type key = NULL, value = NULL;
    for (uint32_t i = 0; i < n->count; i += 2) {
        type t = settled(c, ch_cel_check_plain(c, n->args[i]));
        if (!may_be_key(t))
            error_at(c, CH_CONDITION_TYPE, n->args[i]->span,
                     ch_say1("a value of type %s cannot be the key of a map", type_text(c, t)), CH_SILENCE);
        key = ch_cel_type_join(&c->in, key, t);
        value = ch_cel_type_join(&c->in, value, check_element(c, n->args[i + 1]));
    }
    n->size = n->count / 2;
    return made(c, ch_cel_type_map(c->unit->arena, or_fresh(c, key), or_fresh(c, value)));
}

/* ---- macros ---- */

static bool push_local(checker *c, const node *n, ch_text name, type t, uint64_t size)
{
    /* A machine has as many places: the bound is kept here, and no evaluation asks for it. */
    if (c->local_count == CH_CEL_LOCALS_MAX) {
        ch_cel_error_at(c->unit, CH_LIMIT_DEPTH, n->span, ch_say("the expression is nested too deeply"), CH_SILENCE);
        return false;
    }
    c->locals[c->local_count++] = (local){name, t, size};
    return true;
}

/* The types of a fold's variables, from what it walks over. */
static bool element_types(checker *c, const node *n, type range, type *first, type *second)
{
    *first = *second = &ch_cel_type_dyn;
    if (range->kind == CH_CEL_T_DYN || range->kind == CH_CEL_T_PARAM)
        return true;
    if (range->kind == CH_CEL_T_LIST) {
        *first = n->pair ? &ch_cel_type_int : range->params[0];
        *second = range->params[0];
        return true;
    }
    if (range->kind == CH_CEL_T_MAP) {
        *first = range->params[0];
        *second = range->params[1];
        return true;
    }
    error_at(c, CH_CONDITION_TYPE, n->args[0]->span,
             ch_say1("a value of type %s has no elements to walk over", type_text(c, range)),
             ch_say("a list or a map is wanted before the dot"));
    return false;
}

/* The size of each element of a list. The parts of a text that is split are as large together as it was: since
 * what is done to each takes a time that grows as its size does, they are counted as one byte each. */
static uint64_t element_size(const node *list)
{
    if (list->op == CH_CEL_CALL && ch_text_is(list->name, "split"))
        return 1;
    if (list->op == CH_CEL_FOLD && list->fold == CH_CEL_FOLD_FILTER)
        return element_size(list->args[0]);
    if (list->op == CH_CEL_FOLD && list->fold == CH_CEL_FOLD_LIST)
        return list->args[1]->size;
    if (list->op != CH_CEL_MAKE_LIST)
        return CH_CEL_UNKNOWN_SIZE;
    uint64_t most = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->args[i]->size > most)
            most = list->args[i]->size;
    return most;
}

static type check_body(checker *c, node *n, type first, type second)
{
    uint32_t before = c->local_count;
    uint64_t size = n->fold == CH_CEL_FOLD_BIND ? n->args[0]->size : element_size(n->args[0]);
    n->slot = before;
    n->slot2 = before + 1;
    type body = &ch_cel_type_dyn;
    if (push_local(c, n, n->name, first, size) && (!n->pair || push_local(c, n, n->name2, second, size))) {
        if (n->count == 3)
            want_bool(c, n->args[2]);
        if (n->fold <= CH_CEL_FOLD_ONE || n->fold == CH_CEL_FOLD_FILTER)
            want_bool(c, n->args[1]);
        else
            body = ch_cel_check_plain(c, n->args[1]);
    }
    c->local_count = before;
    return body;
}

static type check_optional_fold(checker *c, node *n, type range)
{
    bool optional = false;
    type inner = ch_cel_held(range, &optional);
    if (!optional && range->kind != CH_CEL_T_DYN)
        error_at(c, CH_CONDITION_TYPE, n->args[0]->span,
                 ch_say1("this is of type %s where an optional is wanted", type_text(c, range)), CH_SILENCE);
    type body = settled(c, check_body(c, n, inner, NULL));
    n->size = n->args[1]->size;
    if (n->fold == CH_CEL_FOLD_OPT_MAP)
        return ch_cel_wrapped(c, body, true);
    if (!ch_cel_type_is_optional(body) && body->kind != CH_CEL_T_DYN)
        error_at(c, CH_CONDITION_TYPE, n->args[1]->span,
                 ch_say1("this is of type %s where an optional is wanted", type_text(c, body)), CH_SILENCE);
    return body;
}

static type check_fold(checker *c, node *n)
{
    ch_arena *arena = c->unit->arena;
    type range = settled(c, ch_cel_check_node(c, n->args[0])), first, second;
    if (n->fold >= CH_CEL_FOLD_OPT_MAP)
        return check_optional_fold(c, n, range);
    if (n->fold == CH_CEL_FOLD_BIND) {
        type bound = check_body(c, n, range, NULL);
        n->size = n->args[1]->size;
        return bound;
    }
    element_types(c, n, range, &first, &second);
    type body = check_body(c, n, first, second);
    n->size = n->args[0]->size;
    switch ((ch_cel_fold)n->fold) {
    case CH_CEL_FOLD_LIST:
        return made(c, ch_cel_type_list(arena, body));
    case CH_CEL_FOLD_FILTER:
        return made(c, ch_cel_type_list(arena, first));
    case CH_CEL_FOLD_MAP:
        return made(c, ch_cel_type_map(arena, first, body));
    case CH_CEL_FOLD_ENTRIES:
        return body;
    default:
        n->size = 0;
        return &ch_cel_type_bool;
    }
}

static type check_block(checker *c, node *n)
{
    uint32_t before = c->local_count;
    n->slot = before;
    for (uint32_t i = 1; i < n->count; i++) {
        /* What cel.index(N) has become (macros.c): a name that no author can write. */
        char name[24];
        name[0] = '@', name[1] = 'x', name[2] = ':';
        char digits[20];
        size_t length = 0;
        for (uint32_t left = i - 1; length == 0 || left > 0; left /= 10)
            digits[length++] = (char)('0' + left % 10);
        for (size_t d = 0; d < length; d++)
            name[3 + d] = digits[length - 1 - d];
        type t = ch_cel_check_node(c, n->args[i]);
        ch_text kept = ch_arena_text(c->unit->arena, (ch_text){name, 3 + length});
        if (kept.at == NULL)
            no_memory(c);
        if (!push_local(c, n, kept, t, n->args[i]->size))
            break;
    }
    type t = ch_cel_check_node(c, n->args[0]);
    n->size = n->args[0]->size;
    c->local_count = before;
    return t;
}

/* ---- operators that are no calls ---- */

static type check_choose(checker *c, node *n)
{
    type wanted[2];
    want_bool(c, n->args[0]);
    type given[2] = {ch_cel_check_plain(c, n->args[1]), ch_cel_check_plain(c, n->args[2])};
    wanted[0] = wanted[1] = ch_cel_type_fresh(&c->in);
    n->size = n->args[1]->size > n->args[2]->size ? n->args[1]->size : n->args[2]->size;
    if (ch_cel_types_fit(&c->in, given, wanted, 2))
        return settled(c, wanted[0]);
    return error_at(c, CH_CONDITION_TYPE, n->span,
                    ch_say2("the two values after \"?\" are of types %1$s and %2$s", type_text(c, given[0]),
                            type_text(c, given[1])),
                    CH_SILENCE);
}

static type check_logic(checker *c, node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        want_bool(c, n->args[i]);
    return &ch_cel_type_bool;
}

static type check_constant(checker *c, node *n)
{
    static type const types[] = {
        [CH_CEL_NULL] = &ch_cel_type_null,         [CH_CEL_BOOL] = &ch_cel_type_bool,
        [CH_CEL_INT] = &ch_cel_type_int,           [CH_CEL_UINT] = &ch_cel_type_uint,
        [CH_CEL_DOUBLE] = &ch_cel_type_double,     [CH_CEL_STRING] = &ch_cel_type_string,
        [CH_CEL_BYTES] = &ch_cel_type_bytes,       [CH_CEL_TIMESTAMP] = &ch_cel_type_timestamp,
        [CH_CEL_DURATION] = &ch_cel_type_duration,
    };
    (void)c;
    n->size = n->value.kind == CH_CEL_STRING || n->value.kind == CH_CEL_BYTES ? n->value.length : 0;
    return n->value.kind <= CH_CEL_DURATION && types[n->value.kind] != NULL ? types[n->value.kind] : &ch_cel_type_dyn;
}

/* Nodes that were made resolved. */
static type check_made(checker *c, node *n)
{
    const ch_cel_variable *v = &c->unit->scope->variables[n->slot];
    return n->op == CH_CEL_PRESENT ? &ch_cel_type_bool : ch_cel_become_variable(n, c->unit->scope, v);
}

static type check_unbound(checker *c, node *n)
{
    (void)c;
    (void)n;
    return &ch_cel_type_dyn;
}

static type (*const checks[])(checker *, node *) = {
    [CH_CEL_CONSTANT] = check_constant, [CH_CEL_NAME] = ch_cel_check_name, [CH_CEL_SELECT] = ch_cel_check_select,
    [CH_CEL_HAS] = ch_cel_check_has,    [CH_CEL_CALL] = ch_cel_check_call, [CH_CEL_INDEX] = ch_cel_check_index,
    [CH_CEL_MAKE_LIST] = check_list,    [CH_CEL_MAKE_MAP] = check_map,     [CH_CEL_ENTRY] = check_element,
    [CH_CEL_ALL] = check_logic,         [CH_CEL_ANY] = check_logic,        [CH_CEL_NOT] = check_logic,
    [CH_CEL_CHOOSE] = check_choose,     [CH_CEL_FOLD] = check_fold,        [CH_CEL_BLOCK] = check_block,
    [CH_CEL_LOCAL] = check_unbound,     [CH_CEL_VARIABLE] = check_made,    [CH_CEL_PRESENT] = check_made,
    [CH_CEL_UNBOUND] = check_unbound,
};

type ch_cel_check_node(checker *c, node *n)
{
    n->type = checks[n->op](c, n);
    return n->type;
}

/* What is still open when all of the expression was seen is dyn (CEL specification, Gradual Type Checking). */
static void settle(checker *c, node *n)
{
    if (n->type != NULL)
        n->type = ch_cel_type_resolve(&c->in, n->type, true);
    for (uint32_t i = 0; i < n->count; i++)
        settle(c, n->args[i]);
}

const ch_cel_type *ch_cel_check(ch_cel_unit *unit, ch_cel_node *root)
{
    checker c = {.unit = unit, .in = {.arena = unit->arena}};
    ch_cel_check_node(&c, root);
    settle(&c, root);
    /* A tree that memory ran out for is checked by half: it has no type, and is not evaluated. */
    if (c.in.failed)
        unit->failed = true;
    return unit->failed || unit->faults > 0 ? NULL : root->type;
}
