/* check: for the files that check expressions: check.c walks over the nodes, check_names.c says what names and fields
 * are, check_calls.c which functions a call can mean. */
#ifndef CH_CEL_CHECK_H
#define CH_CEL_CHECK_H

#include "cel/tree.h"

typedef ch_cel_node node;
typedef const ch_cel_type *type;

/* A name that a macro binds, within it. */
typedef struct local {
    ch_text name;
    type type;
    uint64_t size;
} local;

typedef struct checker {
    ch_cel_unit *unit;
    ch_cel_inference in;
    local locals[CH_CEL_LOCALS_MAX];
    uint32_t local_count;
} checker;

/* Gives a node, and all that it is made of, their types. Recursion follows nodes, whose depth the parser has
 * bounded. */
type ch_cel_check_node(checker *c, node *n);

/* The same, where a word is a string. */
type ch_cel_check_plain(checker *c, node *n);

/* The functions of the table in check.c that are not its own: one a kind of node. */
type ch_cel_check_name(checker *c, node *n);
type ch_cel_check_select(checker *c, node *n);
type ch_cel_check_has(checker *c, node *n);
type ch_cel_check_index(checker *c, node *n);
type ch_cel_check_call(checker *c, node *n);

/* A node that reads a variable of the scope from now on. */
type ch_cel_become_variable(node *n, const ch_cel_scope *scope, const ch_cel_variable *v);

/* `math.greatest(…)`: a receiver that is no value but the first part of the function's name becomes one with it. */
void ch_cel_take_namespace(checker *c, node *n);

/* What an optional value holds, and whether it is one; and the optional of a type, where it is one. */
type ch_cel_held(type t, bool *optional);
type ch_cel_wrapped(checker *c, type t, bool optional);

/* ---- small words that all three files use ---- */

static inline type error_at(checker *c, ch_code code, ch_span span, ch_message message, ch_message help)
{
    if (!c->unit->unchecked)
        ch_cel_error_at(c->unit, code, span, message, help);
    return &ch_cel_type_dyn;
}

static inline type no_memory(checker *c)
{
    c->unit->failed = true;
    return &ch_cel_type_dyn;
}

static inline type made(checker *c, type t)
{
    return t == NULL ? no_memory(c) : t;
}

static inline type settled(checker *c, type t)
{
    return ch_cel_type_resolve(&c->in, t, false);
}

static inline ch_text type_text(checker *c, type t)
{
    return ch_cel_type_text(c->unit->arena, ch_cel_type_resolve(&c->in, t, true));
}

static inline bool fit(checker *c, type given, type wanted)
{
    return ch_cel_types_fit(&c->in, &given, &wanted, 1);
}

#endif
