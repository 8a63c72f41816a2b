/* set: the constants of a list that `in` looks into, laid out when the expression is compiled. */
#ifndef CH_CEL_SET_H
#define CH_CEL_SET_H

#include "base/arena.h"
#include "base/index.h"
#include "cel/value.h"

typedef struct ch_cel_set {
    ch_cel_value list;
    bool texts;   /* strings alone: */
    bool indexed; /* … and so many that they are found by hash */
    ch_index index;
} ch_cel_set;

/* Keeps `list`. NULL when there is no memory. */
const ch_cel_set *ch_cel_set_make(ch_cel_value list, ch_arena *arena);

/* Whether the set holds a value that is equal. */
bool ch_cel_set_has(const ch_cel_set *set, ch_cel_value value);

#endif
