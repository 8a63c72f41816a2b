/* type: the types that the checker gives to expressions.
 *
 * Immutable; the simple ones are constants, compound ones live in the arena of their expression. */
#ifndef CH_CEL_TYPE_H
#define CH_CEL_TYPE_H

#include "base/arena.h"
#include "base/text.h"

typedef enum ch_cel_type_kind {
    CH_CEL_T_DYN, /* known when it is evaluated alone */
    CH_CEL_T_NULL,
    CH_CEL_T_BOOL,
    CH_CEL_T_INT,
    CH_CEL_T_UINT,
    CH_CEL_T_DOUBLE,
    CH_CEL_T_STRING,
    CH_CEL_T_BYTES,
    CH_CEL_T_TIMESTAMP,
    CH_CEL_T_DURATION,
    CH_CEL_T_WORD,   /* a string from an ordered list of words: it has an order of its own */
    CH_CEL_T_TYPE,   /* one parameter, or none */
    CH_CEL_T_LIST,   /* one parameter */
    CH_CEL_T_MAP,    /* two */
    CH_CEL_T_OPAQUE, /* a name and its parameters; optional_type is one */
    CH_CEL_T_PARAM   /* a type not known yet: `number`; in a signature, `name` */
} ch_cel_type_kind;

#define CH_CEL_TYPE_PARAMS 4

typedef struct ch_cel_type {
    ch_cel_type_kind kind;
    uint32_t count;
    uint32_t number;
    ch_text name;
    const struct ch_cel_type *params[CH_CEL_TYPE_PARAMS];
} ch_cel_type;

extern const ch_cel_type ch_cel_type_dyn, ch_cel_type_null, ch_cel_type_bool, ch_cel_type_int, ch_cel_type_uint,
    ch_cel_type_double, ch_cel_type_string, ch_cel_type_bytes, ch_cel_type_timestamp, ch_cel_type_duration,
    ch_cel_type_word, ch_cel_type_type;

/* Compound types; NULL when there is no memory, or where a parameter is NULL. */
const ch_cel_type *ch_cel_type_list(ch_arena *arena, const ch_cel_type *element);
const ch_cel_type *ch_cel_type_map(ch_arena *arena, const ch_cel_type *key, const ch_cel_type *value);
const ch_cel_type *ch_cel_type_optional(ch_arena *arena, const ch_cel_type *held);
const ch_cel_type *ch_cel_type_of(ch_arena *arena, const ch_cel_type *type);
const ch_cel_type *ch_cel_type_opaque(ch_arena *arena, ch_text name, const ch_cel_type *const *params, uint32_t count);
const ch_cel_type *ch_cel_type_param(ch_arena *arena, ch_text name, uint32_t number);

/* Whether it is an optional of some type. */
bool ch_cel_type_is_optional(const ch_cel_type *type);
bool ch_cel_type_same(const ch_cel_type *a, const ch_cel_type *b);

/* "map(string, int)"; an empty text when there is no memory. */
ch_text ch_cel_type_text(ch_arena *arena, const ch_cel_type *type);

/* ---- inference ----
 *
 * Each use of a generic function makes parameters of its own, which are bound to types as arguments are met.
 * A binding only ever becomes more general. */
typedef struct ch_cel_inference {
    ch_arena *arena;
    const ch_cel_type **bound; /* by number; NULL: not yet */
    uint32_t count, room;
    bool failed; /* no memory */
} ch_cel_inference;

/* A type that is not known yet. */
const ch_cel_type *ch_cel_type_fresh(ch_cel_inference *inference);

/* Whether each of `given` may stand where `wanted` is asked for. Binds parameters where all may, and leaves
 * them as they were where one may not. */
bool ch_cel_types_fit(ch_cel_inference *inference, const ch_cel_type *const *given, const ch_cel_type *const *wanted,
                      uint32_t count);

/* The type of a list that holds both: `a` (NULL: the list is empty so far), `b`, or dyn. */
const ch_cel_type *ch_cel_type_join(ch_cel_inference *inference, const ch_cel_type *a, const ch_cel_type *b);

/* `type` with its parameters replaced by what they are bound to; with `finish`, by dyn where unbound. */
const ch_cel_type *ch_cel_type_resolve(ch_cel_inference *inference, const ch_cel_type *type, bool finish);

#endif
