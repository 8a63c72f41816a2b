/* check_names: which variable, field or type a chain of names means, and what is inside of what. What can be called is
 * check_calls.c's. */
#include "base/suggest.h"
#include "cel/check.h"

/* ---- names ---- */

/* A chain that is longer is no name of the scope: it is taken apart, field by field. */
#define LONGEST_NAME 512

/* "a.b.c" of a chain of names, into `buffer`; false where it is no such chain. `*root` is its first name. */
static bool spell_chain(const node *n, char buffer[LONGEST_NAME], size_t *length, const node **root)
{
    /* A field in backticks is never a part of a longer name (parser.c). */
    if (n->op == CH_CEL_SELECT && !n->optional && !n->rooted) {
        if (!spell_chain(n->args[0], buffer, length, root) || *length >= LONGEST_NAME)
            return false;
        buffer[(*length)++] = '.';
    } else if (n->op == CH_CEL_NAME) {
        *length = 0;
        *root = n;
    } else {
        return false;
    }
    if (n->name.length > LONGEST_NAME - *length)
        return false;
    ch_text_copy(buffer + *length, n->name);
    *length += n->name.length;
    return true;
}

/* From the innermost outwards: a macro's variable hides what else is called so. */
static const local *find_local(const checker *c, ch_text name)
{
    for (uint32_t i = c->local_count; i-- > 0;)
        if (ch_text_same(c->locals[i].name, name))
            return &c->locals[i];
    return NULL;
}

static const ch_cel_variable *find_variable(const ch_cel_scope *scope, ch_text name)
{
    for (uint32_t i = 0; i < scope->variable_count; i++)
        if (ch_text_same(scope->variables[i].name, name))
            return &scope->variables[i];
    return NULL;
}

/* A walk over the full names that `name` may be short for: below the container, below what holds it, …, itself. */
typedef struct naming {
    char text[LONGEST_NAME * 2];
    ch_text container, name;
    bool done;
} naming;

/* CEL specification, Name Resolution: in the container a.b, "c" is a.b.c, then a.c, then c; ".c" is c alone. */
static naming begin_naming(const checker *c, ch_text name, bool rooted)
{
    return (naming){.container = rooted ? CH_NO_TEXT : c->unit->scope->container, .name = name};
}

static bool next_name(naming *walk, ch_text *full)
{
    if (walk->done)
        return false;
    *full = walk->name;
    if (walk->container.length == 0 || walk->container.length + 1 + walk->name.length > sizeof walk->text) {
        walk->done = true;
        return true;
    }
    ch_text_copy(walk->text, walk->container);
    walk->text[walk->container.length] = '.';
    ch_text_copy(walk->text + walk->container.length + 1, walk->name);
    *full = (ch_text){walk->text, walk->container.length + 1 + walk->name.length};
    const char *dot = memrchr(walk->container.at, '.', walk->container.length);
    walk->container.length = dot == NULL ? 0 : (size_t)(dot - walk->container.at);
    return true;
}

type ch_cel_become_variable(node *n, const ch_cel_scope *scope, const ch_cel_variable *v)
{
    n->op = CH_CEL_VARIABLE;
    n->slot = (uint32_t)(v - scope->variables);
    n->name = v->name;
    n->count = 0;
    n->size = v->size == 0 ? CH_CEL_UNKNOWN_SIZE : v->size;
    return v->type;
}

static type become_type(checker *c, node *n, type named)
{
    n->op = CH_CEL_CONSTANT;
    n->count = 0;
    n->value = (ch_cel_value){.kind = CH_CEL_TYPE, .length = (uint32_t)named->name.length, .at = named->name.at};
    return made(c, ch_cel_type_of(c->unit->arena, named));
}

/* What a name means, or NULL. */
static type resolve(checker *c, node *n, ch_text name, bool rooted)
{
    ch_text full;
    naming walk = begin_naming(c, name, rooted);
    while (next_name(&walk, &full)) {
        const ch_cel_variable *v = find_variable(c->unit->scope, full);
        if (v != NULL)
            return ch_cel_become_variable(n, c->unit->scope, v);
        type named = ch_cel_named_type(full);
        if (named != NULL)
            return become_type(c, n, named);
    }
    return NULL;
}

/* Types are no facts: they are not proposed. */
static void suggest_names(const checker *c, ch_suggestion *suggestion)
{
    for (uint32_t i = 0; i < c->local_count; i++)
        ch_suggest_try(suggestion, c->locals[i].name);
    for (uint32_t i = 0; i < c->unit->scope->variable_count; i++)
        ch_suggest_try(suggestion, c->unit->scope->variables[i].name);
}

static type unknown_name(checker *c, node *n, ch_text name)
{
    ch_text kept = ch_arena_text(c->unit->arena, name);
    n->op = CH_CEL_UNBOUND;
    n->count = 0;
    ch_suggestion suggestion = ch_suggest(kept);
    suggest_names(c, &suggestion);
    return error_at(c, CH_KEY_UNKNOWN, n->span, ch_say1("there is no fact \"%s\" that a condition could read", kept),
                    suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
                                               : ch_say("a text stands between quotes: 'public'"));
}

type ch_cel_check_name(checker *c, node *n)
{
    const local *own = n->rooted ? NULL : find_local(c, n->name);
    if (own != NULL) {
        n->op = CH_CEL_LOCAL;
        n->slot = (uint32_t)(own - c->locals);
        n->size = own->size;
        return own->type;
    }
    type t = resolve(c, n, n->name, n->rooted);
    return t != NULL ? t : unknown_name(c, n, n->name);
}

/* ---- names of functions ---- */

/* Whether functions have names that begin so: "math.". */
static bool is_family(ch_text beginning)
{
    for (uint32_t i = 0; i < ch_cel_builtin_count; i++)
        if (strncmp(ch_cel_builtins[i].name, beginning.at, beginning.length) == 0)
            return true;
    return false;
}

void ch_cel_take_namespace(checker *c, node *n)
{
    char buffer[LONGEST_NAME];
    size_t length;
    const node *root;
    /* A copy, since to resolve a node changes it: this one may still turn out to be a value. */
    node trial = *n->args[0];
    if (!spell_chain(n->args[0], buffer, &length, &root) || length + 1 + n->name.length > LONGEST_NAME)
        return;
    /* A macro's variable is a value, whatever family of functions has its name. */
    if (!root->rooted && find_local(c, root->name) != NULL)
        return;
    if (resolve(c, &trial, (ch_text){buffer, length}, root->rooted) != NULL)
        return;
    buffer[length++] = '.';
    ch_text family = {buffer, length};
    if (!is_family(family))
        return;
    ch_text_copy(buffer + length, n->name);
    n->name = ch_arena_text(c->unit->arena, (ch_text){buffer, length + n->name.length});
    n->name_span.start = n->args[0]->span.start;
    n->receiver = false;
    n->args++;
    n->count--;
    if (n->name.at == NULL)
        no_memory(c);
}

/* ---- fields and elements ---- */

/* Whether a chain of names, or a beginning of it, means something. */
static bool begins_known(checker *c, const node *n)
{
    char buffer[LONGEST_NAME];
    size_t length;
    const node *root;
    for (; n->op == CH_CEL_SELECT; n = n->args[0]) {
        node trial = *n;
        if (spell_chain(n, buffer, &length, &root) && resolve(c, &trial, (ch_text){buffer, length}, root->rooted))
            return true;
    }
    node trial = *n;
    return n->op != CH_CEL_NAME || find_local(c, n->name) != NULL || resolve(c, &trial, n->name, n->rooted) != NULL;
}

/* The whole chain as one name; NULL where it is none and must be taken apart. The longest name comes first: the
 * scope's "usage.autonomy" is one variable, and no field of "usage". */
static type check_chain(checker *c, node *n, const node *chain)
{
    char buffer[LONGEST_NAME];
    size_t length;
    const node *root;
    if (!spell_chain(chain, buffer, &length, &root) || (!root->rooted && find_local(c, root->name) != NULL))
        return NULL;
    type t = resolve(c, n, (ch_text){buffer, length}, root->rooted);
    if (t == NULL && !begins_known(c, chain))
        return unknown_name(c, n, (ch_text){buffer, length});
    return t;
}

/* What an optional holds, or the type itself. */
type ch_cel_held(type t, bool *optional)
{
    if (!ch_cel_type_is_optional(t))
        return t;
    *optional = true;
    return t->params[0];
}

type ch_cel_wrapped(checker *c, type t, bool optional)
{
    return optional ? made(c, ch_cel_type_optional(c->unit->arena, t)) : t;
}

static type field_of(checker *c, const node *n, type operand)
{
    if (operand->kind == CH_CEL_T_MAP) {
        if (fit(c, &ch_cel_type_string, operand->params[0]))
            return operand->params[1];
    } else if (operand->kind == CH_CEL_T_DYN || operand->kind == CH_CEL_T_PARAM) {
        return &ch_cel_type_dyn;
    }
    return error_at(c, CH_CONDITION_TYPE, n->name_span,
                    ch_say2("a value of type %1$s has no field \"%2$s\"", type_text(c, operand), n->name), CH_SILENCE);
}

type ch_cel_check_select(checker *c, node *n)
{
    type whole = check_chain(c, n, n);
    if (whole != NULL)
        return whole;
    bool optional = n->optional;
    type operand = ch_cel_held(settled(c, ch_cel_check_plain(c, n->args[0])), &optional);
    n->size = CH_CEL_UNKNOWN_SIZE;
    return ch_cel_wrapped(c, field_of(c, n, operand), optional);
}

static void become_present(node *n, const node *variable)
{
    n->op = CH_CEL_PRESENT;
    n->slot = variable->slot;
    n->name = variable->name;
    n->count = 0;
}

/* The argument is a variable of the scope, whose presence is asked for, or a field of a value. */
type ch_cel_check_has(checker *c, node *n)
{
    node *field = n->args[0];
    bool optional = false;
    if (field->op == CH_CEL_NAME || check_chain(c, field, field) != NULL) {
        if (field->op == CH_CEL_NAME)
            ch_cel_check_name(c, field);
        if (field->op == CH_CEL_VARIABLE)
            become_present(n, field);
        else if (field->op != CH_CEL_UNBOUND)
            error_at(c, CH_CONDITION_FORM, field->span, ch_say("has() takes a name or a field"), CH_SILENCE);
        return &ch_cel_type_bool;
    }
    field_of(c, field, ch_cel_held(settled(c, ch_cel_check_plain(c, field->args[0])), &optional));
    n->name = field->name;
    n->args[0] = field->args[0];
    return &ch_cel_type_bool;
}

static type element_of(checker *c, const node *n, type operand, type index)
{
    if (operand->kind == CH_CEL_T_DYN || operand->kind == CH_CEL_T_PARAM)
        return &ch_cel_type_dyn;
    if (operand->kind == CH_CEL_T_LIST && fit(c, index, &ch_cel_type_int))
        return operand->params[0];
    if (operand->kind == CH_CEL_T_MAP && fit(c, index, operand->params[0]))
        return operand->params[1];
    return error_at(c, CH_CONDITION_TYPE, n->span,
                    ch_say2("a value of type %1$s has no element under one of type %2$s", type_text(c, operand),
                            type_text(c, index)),
                    CH_SILENCE);
}

type ch_cel_check_index(checker *c, node *n)
{
    bool optional = n->optional;
    type operand = ch_cel_held(settled(c, ch_cel_check_plain(c, n->args[0])), &optional);
    type index = settled(c, ch_cel_check_plain(c, n->args[1]));
    n->size = CH_CEL_UNKNOWN_SIZE;
    return ch_cel_wrapped(c, element_of(c, n, operand, index), optional);
}
