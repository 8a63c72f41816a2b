/* cel: the Common Expression Language (https://cel.dev), for data that look like JSON.
 *
 * An expression is compiled once, against a scope that says which names it may read and of which types, into a
 * typed tree that threads share. Evaluating it is a walk over that tree, with a machine that each thread owns:
 * it gives a value, or an error that says whether a variable was absent, a limit was reached, or the expression
 * asked for what cannot be computed. `&&`, `||`, `all` and `exists` absorb errors that cannot change their
 * answer.
 *
 *     ch_cel_unit unit = {.arena = &arena, .scope = &scope};
 *     const ch_cel *e = ch_cel_compile(&unit, text);
 *     if (e == NULL)
 *         return; // unit.first is the list of faults, unit.failed says that there was no memory
 *     ch_cel_value value = ch_cel_evaluate(e, &machine);
 *
 * What is not here: protocol buffers' messages, enums and wrappers, and patterns that are not constants. */
#ifndef CH_CEL_CEL_H
#define CH_CEL_CEL_H

#include "base/diagnostics.h"
#include "cel/type.h"
#include "cel/value.h"
#include "cel/zone.h"
#include "pattern/pattern.h"

#define CH_CEL_TEXT_MAX   100000                    /* bytes of an expression */
#define CH_CEL_DEPTH_MAX  250                       /* of nested operations */
#define CH_CEL_NODES_MAX  20000                     /* of one expression */
#define CH_CEL_LOCALS_MAX 64                        /* variables of macros that are alive together */
#define CH_CEL_BUDGET     1000000                   /* of an evaluation, where the machine does not say: see `budget` */
#define CH_CEL_MEMORY     ((size_t)4 * 1024 * 1024) /* bytes that one evaluation may make */

typedef struct ch_cel_node ch_cel_node;
typedef struct ch_cel_machine ch_cel_machine;
typedef struct ch_cel_unit ch_cel_unit;

typedef ch_cel_value (*ch_cel_function)(ch_cel_machine *machine, const ch_cel_value *args, uint32_t count);

/* A name that expressions may read; its place in the scope is how it is fetched. */
typedef struct ch_cel_variable {
    ch_text name;            /* "usage.autonomy": dots are a part of it */
    const ch_cel_type *type; /* CH_CEL_T_WORD: `words` in rising order */
    bool closed;             /* it is one of `words` */
    const ch_text *words;
    uint32_t word_count;
    uint32_t size; /* bytes, elements or entries at most; 0: not said */
} ch_cel_variable;

/* A function that the caller adds. */
typedef struct ch_cel_overload {
    const char *name;
    bool receiver; /* the first parameter stands before the dot */
    const ch_cel_type *params[CH_CEL_TYPE_PARAMS];
    uint32_t count;
    const ch_cel_type *result;
    ch_cel_function call; /* NULL: it can be checked, not called */
    /* Checks and may replace the call's arguments when the expression is compiled; false: it complained. */
    bool (*check)(ch_cel_unit *unit, ch_cel_node *call);
} ch_cel_overload;

typedef struct ch_cel_scope {
    const ch_cel_variable *variables;
    uint32_t variable_count;
    const ch_cel_overload *overloads;
    uint32_t overload_count;
    ch_text container;   /* "com.example": names are looked for below it first */
    uint64_t cost_max;   /* 0: no static bound */
    bool fixed_zones;    /* of time zones, UTC and offsets alone, written out: names are read from the system's files */
    const void *context; /* for the overloads' checks */
} ch_cel_scope;

/* What is wrong with an expression, or to be told of it. */
typedef struct ch_cel_fault {
    ch_code code;
    ch_span span; /* bytes of the expression */
    ch_message message, help;
    struct ch_cel_fault *next;
} ch_cel_fault;

/* One compilation: what it needs, and what it found. */
struct ch_cel_unit {
    ch_arena *arena; /* the expression lives here */
    const ch_cel_scope *scope;
    bool unchecked; /* types are left to the evaluation, and unknown names are errors of it */
    /* Keeps a compiled pattern for as long as the expression lives. False: no memory. */
    bool (*keep_pattern)(void *context, ch_pattern *pattern);
    void *context;

    ch_cel_fault *first, *last;
    uint32_t faults;
    bool failed; /* no memory */
    uint32_t nodes;
};

typedef struct ch_cel {
    const ch_cel_node *root;
    const ch_cel_type *type;
    uint64_t cost; /* at most, by the sizes that the scope says */
} ch_cel;

/* Compiles `text`, which is kept, or NULL. */
const ch_cel *ch_cel_compile(ch_cel_unit *unit, ch_text text);

/* Adds what is wrong with the expression; `span` is in its text. */
void ch_cel_error_at(ch_cel_unit *unit, ch_code code, ch_span span, ch_message message, ch_message help);

/* One thread's memory for evaluating. Zeroed but for its first members, it is ready. */
struct ch_cel_machine {
    const void *facts;
    ch_cel_value (*fetch)(const void *facts, uint32_t variable);
    ch_matcher *matcher; /* for `matches` */
    ch_arena *arena;     /* what an evaluation makes: reset by the next one */
    ch_zones *zones;     /* for zones by name; NULL: none of them is known */
    int64_t budget;      /* about a nanosecond each; 0: CH_CEL_BUDGET */

    int64_t left; /* of the budget */
    size_t taken; /* bytes of the arena */
    bool ran_out; /* there was no memory, in this evaluation or an earlier one: the answer may not be kept */
    const ch_cel_node *at;
    ch_cel_value locals[CH_CEL_LOCALS_MAX];
};

/* A machine with the memory that it works in. A zeroed one is empty. */
typedef struct ch_cel_workspace {
    ch_cel_machine machine;
    ch_arena arena;
} ch_cel_workspace;

/* The expression's value, which lives until the machine's next evaluation. */
ch_cel_value ch_cel_evaluate(const ch_cel *expression, ch_cel_machine *machine);

/* The message of the limit of a pattern: any other limit is one of the evaluation itself. */
extern const char *const ch_cel_pattern_limit;

/* An error's message, for people. `scope` names an absent variable. */
ch_message ch_cel_error_message(ch_cel_value error, const ch_cel_scope *scope);

/* ---- for functions ---- */

/* Memory of this evaluation, or NULL; then ch_cel_no_room() is the error to give. */
void *ch_cel_take(ch_cel_machine *machine, size_t size);

/* Bytes that this evaluation may still make. */
static inline size_t ch_cel_room_left(const ch_cel_machine *machine)
{
    return machine->taken < CH_CEL_MEMORY ? CH_CEL_MEMORY - machine->taken : 0;
}

/* Spends `work` of the budget; false where it is exhausted. */
static inline bool ch_cel_spend(ch_cel_machine *machine, uint64_t work)
{
    machine->left -= work > INT32_MAX ? INT32_MAX : (int64_t)work;
    return machine->left >= 0;
}

/* The error of an evaluation that costs too much. */
ch_cel_value ch_cel_out_of_budget(void);
ch_cel_value ch_cel_no_room(const ch_cel_machine *machine);

#endif
