/* macros: calls that become other nodes as soon as they are read (CEL specification, Macros), so that checking and
 * evaluating know a few folds and no names. Evaluating them is fold.c's. */
#include <stdio.h>

#include "cel/tree.h"

typedef ch_cel_node node;

static node *refuse(ch_cel_unit *unit, const node *at, ch_message message, ch_message help)
{
    ch_cel_error_at(unit, CH_CONDITION_FORM, at->span, message, help);
    return NULL;
}

/* ---- has ---- */

static node *expand_has(ch_cel_unit *unit, node *call, int fold)
{
    (void)fold;
    node *field = call->args[0];
    if (field->op != CH_CEL_SELECT && field->op != CH_CEL_NAME)
        return refuse(unit, field, ch_say("has() takes a name or a field"), ch_say("write has(facts.name)"));
    node *made = ch_cel_make(unit, CH_CEL_HAS, call->span, &field, 1);
    return made;
}

/* ---- folds ---- */

/* The name of a macro's variable: a word, or cel.iterVar(n, m), which has become one. */
static bool take_variable(ch_cel_unit *unit, const node *at, ch_text *name)
{
    *name = at->name;
    if (at->op == CH_CEL_NAME && !at->rooted)
        return true;
    refuse(unit, at, ch_say("a name for each element is missing here"), ch_say("write list.all(e, e > 0)"));
    return false;
}

static node *make_fold(ch_cel_unit *unit, const node *call, int fold, uint32_t variables, node *const *args)
{
    node *made = ch_cel_make(unit, CH_CEL_FOLD, call->span, args, args[2] == NULL ? 2 : 3);
    if (made == NULL)
        return NULL;
    made->fold = (uint8_t)fold;
    made->pair = variables == 2;
    if (!take_variable(unit, call->args[1], &made->name))
        return NULL;
    if (made->pair && !take_variable(unit, call->args[2], &made->name2))
        return NULL;
    if (made->pair && ch_text_same(made->name, made->name2))
        return refuse(unit, call->args[2], ch_say("both variables have the same name"), CH_SILENCE);
    return made;
}

/* list.macro(e, body) and, with `pair`, list.macro(k, v, body). */
static node *expand_fold(ch_cel_unit *unit, node *call, int fold)
{
    uint32_t variables = call->count - 2;
    node *args[3] = {call->args[0], call->args[1 + variables], NULL};
    return make_fold(unit, call, fold, variables, args);
}

/* list.map(e, where, body), list.transformList(i, e, where, body). */
static node *expand_filtered(ch_cel_unit *unit, node *call, int fold)
{
    uint32_t variables = call->count - 3;
    node *args[3] = {call->args[0], call->args[2 + variables], call->args[1 + variables]};
    return make_fold(unit, call, fold, variables, args);
}

/* ---- cel.… ---- */

static node *expand_bind(ch_cel_unit *unit, node *call, int fold)
{
    node *args[2] = {call->args[2], call->args[3]};
    node *made = ch_cel_make(unit, CH_CEL_FOLD, call->span, args, 2);
    if (made == NULL || !take_variable(unit, call->args[1], &made->name))
        return NULL;
    made->fold = (uint8_t)fold;
    return made;
}

/* cel.index(n) and cel.iterVar(n, m) are names that no author can write. */
static node *expand_numbered(ch_cel_unit *unit, node *call, int fold)
{
    char name[64];
    int length = snprintf(name, sizeof name, "@%c", fold);
    for (uint32_t i = 1; i < call->count; i++) {
        const node *number = call->args[i];
        if (number->op != CH_CEL_CONSTANT || number->value.kind != CH_CEL_INT)
            return refuse(unit, number, ch_say("a whole number is wanted here"), CH_SILENCE);
        length += snprintf(name + length, sizeof name - (size_t)length, ":%lld", (long long)number->value.integer);
    }
    node *made = ch_cel_make(unit, CH_CEL_NAME, call->span, NULL, 0);
    if (made != NULL)
        made->name = ch_arena_text(unit->arena, (ch_text){name, (size_t)length});
    return made;
}

/* cel.block([first, second, …], expression): cel.index(0) is the first, and so on. */
static node *expand_block(ch_cel_unit *unit, node *call, int fold)
{
    (void)fold;
    const node *list = call->args[1];
    if (list->op != CH_CEL_MAKE_LIST || list->count >= CH_CEL_LOCALS_MAX)
        return refuse(unit, list, ch_say("a list of expressions is wanted here"), CH_SILENCE);
    node *args[CH_CEL_LOCALS_MAX];
    args[0] = call->args[2];
    memcpy(args + 1, list->args, list->count * sizeof *args);
    return ch_cel_make(unit, CH_CEL_BLOCK, call->span, args, list->count + 1);
}

/* ---- the table ---- */

enum form { GLOBAL, RECEIVER, CEL }; /* name(…), x.name(…), cel.name(…) */

static const struct macro {
    const char *name;
    enum form form;
    uint32_t count; /* of arguments, the receiver aside */
    int fold;
    node *(*expand)(ch_cel_unit *unit, node *call, int fold);
} macros[] = {
    {"has", GLOBAL, 1, 0, expand_has},
    {"all", RECEIVER, 2, CH_CEL_FOLD_ALL, expand_fold},
    {"all", RECEIVER, 3, CH_CEL_FOLD_ALL, expand_fold},
    {"exists", RECEIVER, 2, CH_CEL_FOLD_EXISTS, expand_fold},
    {"exists", RECEIVER, 3, CH_CEL_FOLD_EXISTS, expand_fold},
    {"exists_one", RECEIVER, 2, CH_CEL_FOLD_ONE, expand_fold},
    {"existsOne", RECEIVER, 2, CH_CEL_FOLD_ONE, expand_fold},
    {"existsOne", RECEIVER, 3, CH_CEL_FOLD_ONE, expand_fold},
    {"map", RECEIVER, 2, CH_CEL_FOLD_LIST, expand_fold},
    {"map", RECEIVER, 3, CH_CEL_FOLD_LIST, expand_filtered},
    {"filter", RECEIVER, 2, CH_CEL_FOLD_FILTER, expand_fold},
    {"transformList", RECEIVER, 3, CH_CEL_FOLD_LIST, expand_fold},
    {"transformList", RECEIVER, 4, CH_CEL_FOLD_LIST, expand_filtered},
    {"transformMap", RECEIVER, 3, CH_CEL_FOLD_MAP, expand_fold},
    {"transformMap", RECEIVER, 4, CH_CEL_FOLD_MAP, expand_filtered},
    {"transformMapEntry", RECEIVER, 3, CH_CEL_FOLD_ENTRIES, expand_fold},
    {"transformMapEntry", RECEIVER, 4, CH_CEL_FOLD_ENTRIES, expand_filtered},
    {"optMap", RECEIVER, 2, CH_CEL_FOLD_OPT_MAP, expand_fold},
    {"optFlatMap", RECEIVER, 2, CH_CEL_FOLD_OPT_FLAT_MAP, expand_fold},
    {"bind", CEL, 3, CH_CEL_FOLD_BIND, expand_bind},
    {"block", CEL, 2, 0, expand_block},
    {"index", CEL, 1, 'x', expand_numbered},
    {"iterVar", CEL, 2, 'i', expand_numbered},
};

static bool has_form(const node *call, enum form form)
{
    if (!call->receiver)
        return form == GLOBAL;
    const node *receiver = call->args[0];
    return form == RECEIVER || (form == CEL && receiver->op == CH_CEL_NAME && ch_text_is(receiver->name, "cel"));
}

node *ch_cel_expand(ch_cel_unit *unit, node *call)
{
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
        if (ch_text_is(call->name, macros[i].name) && has_form(call, macros[i].form) &&
            call->count - call->receiver == macros[i].count)
            return macros[i].expand(unit, call, macros[i].fold);
    return call;
}
