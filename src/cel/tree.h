/* tree: expressions as nodes, from what was read to what is evaluated.
 *
 * The parser makes nodes, the checker gives them types and resolves their names, the compiler gives each the
 * function that evaluates it: the same nodes all along. Whoever writes conditions in another spelling makes the
 * nodes that a text would have made, and finishes them in the same way. */
#ifndef CH_CEL_TREE_H
#define CH_CEL_TREE_H

#include "cel/cel.h"

typedef enum ch_cel_op {
    CH_CEL_CONSTANT,  /* `value` */
    CH_CEL_NAME,      /* `name`; with `rooted` it began with a dot */
    CH_CEL_SELECT,    /* args[0].name; with `optional`, .?name */
    CH_CEL_HAS,       /* has(args[0].name) */
    CH_CEL_CALL,      /* name(args…); with `receiver`, args[0].name(…). Operators are called "_+_" and so on */
    CH_CEL_INDEX,     /* args[0][args[1]]; with `optional`, [?…] */
    CH_CEL_MAKE_LIST, /* [args…] */
    CH_CEL_MAKE_MAP,  /* {args[0]: args[1], …} */
    CH_CEL_ENTRY,     /* ?args[0], an element or a value that may be missing */
    CH_CEL_ALL,       /* args[0] && … */
    CH_CEL_ANY,       /* args[0] || … */
    CH_CEL_NOT,       /* !args[0] */
    CH_CEL_CHOOSE,    /* args[0] ? args[1] : args[2] */
    CH_CEL_FOLD,      /* a macro: `fold` over args[0], of args[1], where args[2] */
    CH_CEL_BLOCK,     /* locals for args[1…], seen by args[0] */
    CH_CEL_LOCAL,     /* a macro's variable: `slot` */
    CH_CEL_VARIABLE,  /* the scope's variable `slot` */
    CH_CEL_PRESENT,   /* whether the scope's variable `slot` has a value: has(usage.unit) */
    CH_CEL_UNBOUND    /* a name that nobody knows, where that is no fault */
} ch_cel_op;

typedef enum ch_cel_fold {
    CH_CEL_FOLD_ALL,
    CH_CEL_FOLD_EXISTS,
    CH_CEL_FOLD_ONE,
    CH_CEL_FOLD_LIST, /* map, transformList */
    CH_CEL_FOLD_FILTER,
    CH_CEL_FOLD_MAP,     /* transformMap */
    CH_CEL_FOLD_ENTRIES, /* transformMapEntry */
    CH_CEL_FOLD_BIND,    /* cel.bind: one round, with the value itself */
    CH_CEL_FOLD_OPT_MAP,
    CH_CEL_FOLD_OPT_FLAT_MAP
} ch_cel_fold;

/* One way to call a function, ready for dispatch: the kinds that its arguments must have. */
typedef struct ch_cel_candidate {
    ch_cel_function call;
    uint16_t kinds[CH_CEL_TYPE_PARAMS]; /* bits by ch_cel_kind; 0: any */
} ch_cel_candidate;

struct ch_cel_node {
    ch_cel_value (*eval)(const ch_cel_node *node, ch_cel_machine *machine);
    ch_cel_value value;
    ch_cel_node **args;
    const ch_cel_candidate *candidates;
    uint32_t count; /* of args */
    uint32_t candidate_count;
    uint32_t slot, slot2;         /* of variables */
    const ch_pattern *pattern;    /* of a constant `matches` */
    const struct ch_cel_set *set; /* of a constant list that `in` looks into */

    uint8_t op, fold; /* ch_cel_op, ch_cel_fold */
    bool optional, receiver, rooted;
    bool pair;  /* a fold with two variables */
    bool quiet; /* of CH_CEL_PRESENT: its author is not to be warned */
    bool own;   /* a call of the scope's own function, which may read the facts */
    uint16_t depth;
    uint32_t weight; /* what one evaluation costs, folds and texts aside */
    ch_span span;
    ch_span name_span;
    ch_text name, name2;
    const ch_cel_type *type;
    uint64_t cost; /* at most */
    uint64_t size; /* of its value, at most: bytes, elements or entries */
};

/* What a size is where nobody has said one. */
#define CH_CEL_UNKNOWN_SIZE 1000000

/* What looking at a node's value whole may take: its size; numbers and the like are looked at at once. */
uint64_t ch_cel_reading(const ch_cel_node *node);

/* ---- making nodes: NULL when there is no memory, a limit was passed (which is told) or an argument is NULL ---- */

/* Makes a node over `args`; NULL where the expression is too long or too deep, which is told, or there is no
 * memory. */
ch_cel_node *ch_cel_make(ch_cel_unit *unit, ch_cel_op op, ch_span span, ch_cel_node *const *args, uint32_t count);
ch_cel_node *ch_cel_make_constant(ch_cel_unit *unit, ch_cel_value value, ch_span span);
ch_cel_node *ch_cel_make_call(ch_cel_unit *unit, const char *name, bool receiver, ch_span span,
                              ch_cel_node *const *args, uint32_t count);
ch_cel_node *ch_cel_make_variable(ch_cel_unit *unit, ch_cel_op op, uint32_t slot, ch_span span);

/* ---- the passes ---- */

/* Reads `text`; NULL after a fault. */
ch_cel_node *ch_cel_parse(ch_cel_unit *unit, ch_text text);

/* Expands `call` where it is a macro; `call` itself where it is none; NULL after a fault. */
ch_cel_node *ch_cel_expand(ch_cel_unit *unit, ch_cel_node *call);

/* Gives every node its type and resolves names. NULL after a fault. */
const ch_cel_type *ch_cel_check(ch_cel_unit *unit, ch_cel_node *root);

/* Gives every node its evaluation, computes what is constant, bounds the cost. False after a fault. */
bool ch_cel_prepare(ch_cel_unit *unit, ch_cel_node *root);

/* The last two, for nodes that were made by hand. */
const ch_cel *ch_cel_finish(ch_cel_unit *unit, ch_cel_node *root);

/* A node over others that have been finished: ALL, ANY or NOT. */
ch_cel_node *ch_cel_combine(ch_cel_unit *unit, ch_cel_op op, ch_span span, ch_cel_node *const *args, uint32_t count);

/* ---- for the checks of a scope's own functions ---- */

/* The place of a constant among the words of a variable, or -1 after a complaint. */
int ch_cel_word_of(ch_cel_unit *unit, const ch_cel_node *variable, const ch_cel_node *constant);

/* ---- the table of functions ---- */

/* A row of the standard library. `types` are the parameters and, after a colon, the result: i u d s b y(bytes)
 * t(timestamp) p(duration) n(null) v(dyn) T(type), L and O and an element, M and two, A to Z else a parameter.
 * The receiver's ends with a dot. "*" is any number of numbers. */
typedef struct ch_cel_builtin {
    const char *name;
    const char *types;
    ch_cel_function call;
} ch_cel_builtin;

extern const ch_cel_builtin ch_cel_builtins[];
extern const uint32_t ch_cel_builtin_count;

/* Names of types, which are values: int, google.protobuf.Timestamp. NULL: none. */
const ch_cel_type *ch_cel_named_type(ch_text name);

#endif
