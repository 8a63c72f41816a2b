/* Checking: names become places in the scope, calls find the overloads that they can mean, and every node gets
 * its type. All faults of an expression are told in one run: what could not be typed is dyn from there on, so
 * that one fault does not draw others after it. */
#include "base/suggest.h"
#include "rule/cel/tree.h"

typedef ch_cel_node node;
typedef const ch_cel_type *type;

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

static type check(checker *c, node *n);

static type complain(checker *c, ch_code code, ch_span span, ch_message message, ch_message help)
{
    if (!c->unit->unchecked)
        ch_cel_complain(c->unit, code, span, message, help);
    return &ch_cel_type_dyn;
}

static type no_memory(checker *c)
{
    c->unit->failed = true;
    return &ch_cel_type_dyn;
}

static type made(checker *c, type t)
{
    return t == NULL ? no_memory(c) : t;
}

static type settled(checker *c, type t)
{
    return ch_cel_type_resolve(&c->in, t, false);
}

static ch_text type_text(checker *c, type t)
{
    return ch_cel_type_text(c->unit->arena, ch_cel_type_resolve(&c->in, t, true));
}

static bool fit(checker *c, type given, type wanted)
{
    return ch_cel_types_fit(&c->in, &given, &wanted, 1);
}

/* A word is a string wherever its order does not matter. */
static type plain(type t)
{
    return t->kind == CH_CEL_T_WORD ? &ch_cel_type_string : t;
}

static type check_plain(checker *c, node *n)
{
    return plain(check(c, n));
}

static void want_bool(checker *c, node *n)
{
    type t = check(c, n);
    if (!fit(c, t, &ch_cel_type_bool))
        complain(c, CH_CONDITION_TYPE, n->span,
                 ch_say1("this is of type %s where true or false is wanted", type_text(c, t)), CH_SILENCE);
}

/* ---- names ---- */

#define LONGEST_NAME 512

/* "a.b.c" of a chain of names, into `buffer`; false where it is no such chain. `*root` is its first name. */
static bool spell_chain(const node *n, char buffer[LONGEST_NAME], size_t *length, const node **root)
{
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
    memcpy(buffer + *length, n->name.at, n->name.length);
    *length += n->name.length;
    return true;
}

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
    memcpy(walk->text, walk->container.at, walk->container.length);
    walk->text[walk->container.length] = '.';
    memcpy(walk->text + walk->container.length + 1, walk->name.at, walk->name.length);
    *full = (ch_text){walk->text, walk->container.length + 1 + walk->name.length};
    const char *dot = memrchr(walk->container.at, '.', walk->container.length);
    walk->container.length = dot == NULL ? 0 : (size_t)(dot - walk->container.at);
    return true;
}

static type become_variable(node *n, const ch_cel_scope *scope, const ch_cel_variable *v)
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
            return become_variable(n, c->unit->scope, v);
        type named = ch_cel_named_type(full);
        if (named != NULL)
            return become_type(c, n, named);
    }
    return NULL;
}

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
    return complain(c, CH_KEY_UNKNOWN, n->span, ch_say1("there is no fact \"%s\" that a condition could read", kept),
                    suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
                                               : ch_say("a text stands between quotes: 'public'"));
}

static type check_name(checker *c, node *n)
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

/* The whole chain as one name; NULL where it is none and must be taken apart. */
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
static type held(type t, bool *optional)
{
    if (!ch_cel_type_is_optional(t))
        return t;
    *optional = true;
    return t->params[0];
}

static type wrapped(checker *c, type t, bool optional)
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
    return complain(c, CH_CONDITION_TYPE, n->name_span,
                    ch_say2("a value of type %1$s has no field \"%2$s\"", type_text(c, operand), n->name), CH_SILENCE);
}

static type check_select(checker *c, node *n)
{
    type whole = check_chain(c, n, n);
    if (whole != NULL)
        return whole;
    bool optional = n->optional;
    type operand = held(settled(c, check_plain(c, n->args[0])), &optional);
    n->size = CH_CEL_UNKNOWN_SIZE;
    return wrapped(c, field_of(c, n, operand), optional);
}

static void become_present(node *n, const node *variable)
{
    n->op = CH_CEL_PRESENT;
    n->slot = variable->slot;
    n->name = variable->name;
    n->count = 0;
}

/* The argument is a variable of the scope, whose presence is asked for, or a field of a value. */
static type check_has(checker *c, node *n)
{
    node *field = n->args[0];
    bool optional = false;
    if (field->op == CH_CEL_NAME || check_chain(c, field, field) != NULL) {
        if (field->op == CH_CEL_NAME)
            check_name(c, field);
        if (field->op == CH_CEL_VARIABLE)
            become_present(n, field);
        else if (field->op != CH_CEL_UNBOUND)
            complain(c, CH_CONDITION_FORM, field->span, ch_say("has() takes a name or a field"), CH_SILENCE);
        return &ch_cel_type_bool;
    }
    field_of(c, field, held(settled(c, check_plain(c, field->args[0])), &optional));
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
    return complain(c, CH_CONDITION_TYPE, n->span,
                    ch_say2("a value of type %1$s has no element under one of type %2$s", type_text(c, operand),
                            type_text(c, index)),
                    CH_SILENCE);
}

static type check_index(checker *c, node *n)
{
    bool optional = n->optional;
    type operand = held(settled(c, check_plain(c, n->args[0])), &optional);
    type index = settled(c, check_plain(c, n->args[1]));
    n->size = CH_CEL_UNKNOWN_SIZE;
    return wrapped(c, element_of(c, n, operand, index), optional);
}

/* ---- lists and maps ---- */

/* An entry that may be missing is an optional of what the collection holds. */
static type check_element(checker *c, node *n)
{
    if (n->op != CH_CEL_ENTRY)
        return check_plain(c, n);
    type t = settled(c, check_plain(c, n->args[0]));
    bool optional = false;
    type inner = held(t, &optional);
    if (!optional && t->kind != CH_CEL_T_DYN && t->kind != CH_CEL_T_PARAM)
        complain(c, CH_CONDITION_TYPE, n->span, ch_say1("this is of type %s where an optional is wanted", type_text(c, t)),
                 CH_SILENCE);
    n->type = inner;
    return inner;
}

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

static bool may_be_key(type t)
{
    return t->kind == CH_CEL_T_BOOL || t->kind == CH_CEL_T_INT || t->kind == CH_CEL_T_UINT ||
           t->kind == CH_CEL_T_STRING || t->kind == CH_CEL_T_DYN || t->kind == CH_CEL_T_PARAM;
}

static type check_map(checker *c, node *n)
{
    type key = NULL, value = NULL;
    for (uint32_t i = 0; i < n->count; i += 2) {
        type t = settled(c, check_plain(c, n->args[i]));
        if (!may_be_key(t))
            complain(c, CH_CONDITION_TYPE, n->args[i]->span,
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
    if (c->local_count == CH_CEL_LOCALS_MAX) {
        ch_cel_complain(c->unit, CH_LIMIT_DEPTH, n->span, ch_say("the expression is nested too deeply"), CH_SILENCE);
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
    complain(c, CH_CONDITION_TYPE, n->args[0]->span,
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
            body = check_plain(c, n->args[1]);
    }
    c->local_count = before;
    return body;
}

static type check_optional_fold(checker *c, node *n, type range)
{
    bool optional = false;
    type inner = held(range, &optional);
    if (!optional && range->kind != CH_CEL_T_DYN)
        complain(c, CH_CONDITION_TYPE, n->args[0]->span,
                 ch_say1("this is of type %s where an optional is wanted", type_text(c, range)), CH_SILENCE);
    type body = settled(c, check_body(c, n, inner, NULL));
    n->size = n->args[1]->size;
    if (n->fold == CH_CEL_FOLD_OPT_MAP)
        return wrapped(c, body, true);
    if (!ch_cel_type_is_optional(body) && body->kind != CH_CEL_T_DYN)
        complain(c, CH_CONDITION_TYPE, n->args[1]->span,
                 ch_say1("this is of type %s where an optional is wanted", type_text(c, body)), CH_SILENCE);
    return body;
}

static type check_fold(checker *c, node *n)
{
    ch_arena *arena = c->unit->arena;
    type range = settled(c, check(c, n->args[0])), first, second;
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
        char name[24];
        name[0] = '@', name[1] = 'x', name[2] = ':';
        char digits[20];
        size_t length = 0;
        for (uint32_t left = i - 1; length == 0 || left > 0; left /= 10)
            digits[length++] = (char)('0' + left % 10);
        for (size_t d = 0; d < length; d++)
            name[3 + d] = digits[length - 1 - d];
        type t = check(c, n->args[i]);
        ch_text kept = ch_arena_text(c->unit->arena, (ch_text){name, 3 + length});
        if (kept.at == NULL)
            no_memory(c);
        if (!push_local(c, n, kept, t, n->args[i]->size))
            break;
    }
    type t = check(c, n->args[0]);
    n->size = n->args[0]->size;
    c->local_count = before;
    return t;
}

/* ---- sizes ---- */

uint64_t ch_cel_reading(const node *n)
{
    if (n->type == NULL)
        return 0;
    switch (n->type->kind) {
    case CH_CEL_T_STRING:
    case CH_CEL_T_WORD:
    case CH_CEL_T_BYTES:
    case CH_CEL_T_LIST:
    case CH_CEL_T_MAP:
    case CH_CEL_T_DYN:
        return n->size;
    default:
        return 0;
    }
}

/* A call's value is no larger than its arguments together, but for those that multiply. */
static uint64_t size_of_result(const node *n)
{
    static const char *const multiplying[] = {"replace", "join", "format", "strings.quote", "base64.encode"};
    uint64_t size = 0;
    for (uint32_t i = 0; i < n->count; i++)
        size += ch_cel_reading(n->args[i]); /* each is at most CH_CEL_MEMORY */
    for (size_t i = 0; i < sizeof multiplying / sizeof *multiplying; i++)
        if (ch_text_is(n->name, multiplying[i]))
            size = (size + 1) * (size + 1);
    return size > CH_CEL_MEMORY ? CH_CEL_MEMORY : size;
}

/* ---- calls ---- */

/* A function being called: what was found of it. */
typedef struct calling {
    node *call;
    type args[CH_CEL_TYPE_PARAMS];
    ch_cel_candidate *candidates;
    uint32_t count, room;
    type result;
    bool named; /* there is a function of this name */
    const ch_cel_overload *own; /* of the scope */
} calling;

/* Parameters of one signature: A to Z, or names. */
typedef struct signature {
    type params[CH_CEL_TYPE_PARAMS];
    type result;
    uint32_t count;
    type letters[26];
    ch_text names[CH_CEL_TYPE_PARAMS];
    type named[CH_CEL_TYPE_PARAMS];
} signature;

static type read_letter(checker *c, signature *s, const char **at)
{
    static const struct {
        char letter;
        type type;
    } simple[] = {
        {'i', &ch_cel_type_int},       {'u', &ch_cel_type_uint},      {'d', &ch_cel_type_double},
        {'s', &ch_cel_type_string},    {'b', &ch_cel_type_bool},      {'y', &ch_cel_type_bytes},
        {'t', &ch_cel_type_timestamp}, {'p', &ch_cel_type_duration},  {'n', &ch_cel_type_null},
        {'v', &ch_cel_type_dyn},
    };
    char letter = *(*at)++;
    for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
        if (simple[i].letter == letter)
            return simple[i].type;
    if (letter == 'T')
        return made(c, ch_cel_type_of(c->unit->arena, read_letter(c, s, at)));
    if (letter == 'L')
        return made(c, ch_cel_type_list(c->unit->arena, read_letter(c, s, at)));
    if (letter == 'O')
        return made(c, ch_cel_type_optional(c->unit->arena, read_letter(c, s, at)));
    if (letter == 'M') {
        type key = read_letter(c, s, at);
        return made(c, ch_cel_type_map(c->unit->arena, key, read_letter(c, s, at)));
    }
    type *own = &s->letters[letter - 'A'];
    if (*own == NULL)
        *own = ch_cel_type_fresh(&c->in);
    return *own;
}

static signature read_signature(checker *c, const char *types)
{
    signature s = {0};
    while (*types != ':') {
        if (*types == '.')
            types++;
        else
            s.params[s.count++] = read_letter(c, &s, &types);
    }
    types++;
    s.result = read_letter(c, &s, &types);
    return s;
}

/* The bits of the kinds that an argument may have, from the first letter of its type: 0 is any. */
static uint16_t kinds_of(char letter)
{
    static const struct {
        char letter;
        ch_cel_kind kind;
    } kinds[] = {
        {'i', CH_CEL_INT},  {'u', CH_CEL_UINT},      {'d', CH_CEL_DOUBLE},   {'s', CH_CEL_STRING}, {'b', CH_CEL_BOOL},
        {'y', CH_CEL_BYTES}, {'t', CH_CEL_TIMESTAMP}, {'p', CH_CEL_DURATION}, {'n', CH_CEL_NULL},   {'T', CH_CEL_TYPE},
        {'L', CH_CEL_LIST}, {'M', CH_CEL_MAP},       {'O', CH_CEL_OPTIONAL},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].letter == letter)
            return (uint16_t)(1U << kinds[i].kind);
    return 0;
}

/* Past one type of a signature. */
static const char *skip_type(const char *at)
{
    char letter = *at++;
    if (letter == 'L' || letter == 'O' || letter == 'T')
        return skip_type(at);
    return letter == 'M' ? skip_type(skip_type(at)) : at;
}

static uint32_t signature_count(const char *types)
{
    uint32_t count = 0;
    for (; *types != ':'; count++) {
        types = skip_type(types);
        types += *types == '.';
    }
    return count;
}

static ch_cel_candidate *add_candidate(checker *c, calling *k, ch_cel_function call)
{
    if (k->count == k->room) {
        uint32_t room = k->room == 0 ? 4 : k->room * 2;
        ch_cel_candidate *more = ch_arena_take_many(c->unit->arena, room, sizeof *more);
        if (more == NULL) {
            no_memory(c);
            return NULL;
        }
        if (k->count > 0)
            memcpy(more, k->candidates, k->count * sizeof *more);
        k->candidates = more;
        k->room = room;
    }
    ch_cel_candidate *added = &k->candidates[k->count++];
    added->call = call;
    return added;
}

static void add_builtin(checker *c, calling *k, const ch_cel_builtin *row)
{
    ch_cel_candidate *added = add_candidate(c, k, row->call);
    const char *at = row->types;
    for (uint32_t i = 0; added != NULL && *at != ':'; i++) {
        added->kinds[i] = kinds_of(*at);
        at = skip_type(at);
        at += *at == '.';
    }
}

static void add_result(checker *c, calling *k, type result)
{
    type t = settled(c, result);
    if (k->result == NULL)
        k->result = t;
    else if (k->result->kind != CH_CEL_T_DYN && !ch_cel_type_same(k->result, t))
        k->result = &ch_cel_type_dyn;
}

static bool is_receiver(const char *types)
{
    return *skip_type(types) == '.';
}

/* An object of the caller's is for the caller's functions alone. */
static const node *object_among(const node *call)
{
    for (uint32_t i = 0; i < call->count; i++) {
        const node *arg = call->args[i];
        if (arg->op == CH_CEL_VARIABLE && arg->type->kind == CH_CEL_T_OPAQUE && arg->type->count == 0)
            return arg;
    }
    return NULL;
}

static void try_builtins(checker *c, calling *k, bool all)
{
    const node *call = k->call;
    for (uint32_t i = 0; i < ch_cel_builtin_count; i++) {
        const ch_cel_builtin *row = &ch_cel_builtins[i];
        if (!ch_text_is(call->name, row->name) || is_receiver(row->types) != call->receiver)
            continue;
        k->named = true;
        if (signature_count(row->types) != call->count)
            continue;
        if (object_among(call) != NULL)
            continue;
        signature s = read_signature(c, row->types);
        if (!all && !ch_cel_types_fit(&c->in, k->args, s.params, s.count))
            continue;
        add_builtin(c, k, row);
        add_result(c, k, all ? &ch_cel_type_dyn : s.result);
    }
}

/* A type of the scope, with parameters of this call's own. */
static type instantiate(checker *c, signature *s, type t)
{
    if (t->kind == CH_CEL_T_PARAM) {
        for (uint32_t i = 0; i < CH_CEL_TYPE_PARAMS; i++) {
            if (s->named[i] == NULL) {
                s->names[i] = t->name;
                s->named[i] = ch_cel_type_fresh(&c->in);
            }
            if (ch_text_same(s->names[i], t->name))
                return s->named[i];
        }
        return &ch_cel_type_dyn;
    }
    if (t->count == 0)
        return t;
    ch_cel_type *copy = ch_arena_take(c->unit->arena, sizeof *copy);
    if (copy == NULL)
        return no_memory(c);
    *copy = *t;
    for (uint32_t i = 0; i < t->count; i++)
        copy->params[i] = instantiate(c, s, t->params[i]);
    return copy;
}

static void try_own(checker *c, calling *k)
{
    const ch_cel_scope *scope = c->unit->scope;
    for (uint32_t i = 0; i < scope->overload_count; i++) {
        const ch_cel_overload *o = &scope->overloads[i];
        if (!ch_text_is(k->call->name, o->name) || o->receiver != k->call->receiver)
            continue;
        k->named = true;
        if (o->count != k->call->count)
            continue;
        signature s = {0};
        for (uint32_t a = 0; a < o->count; a++)
            s.params[a] = instantiate(c, &s, o->params[a]);
        if (!ch_cel_types_fit(&c->in, k->args, s.params, o->count))
            continue;
        k->own = o;
        add_candidate(c, k, o->call);
        add_result(c, k, instantiate(c, &s, o->result));
    }
}

static type unknown_function(checker *c, node *n)
{
    if (n->name.at == NULL)
        return &ch_cel_type_dyn;
    ch_suggestion suggestion = ch_suggest(n->name);
    for (uint32_t i = 0; i < ch_cel_builtin_count; i++)
        if (ch_cel_builtins[i].name[0] >= 'a') /* operators have names of their own */
            ch_suggest_try(&suggestion, ch_text_of(ch_cel_builtins[i].name));
    for (uint32_t i = 0; i < c->unit->scope->overload_count; i++)
        ch_suggest_try(&suggestion, ch_text_of(c->unit->scope->overloads[i].name));
    n->op = CH_CEL_UNBOUND;
    return complain(c, CH_KEY_UNKNOWN, n->name_span, ch_say1("there is no function \"%s\"", n->name),
                    suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best) : CH_SILENCE);
}

/* "<" of "_<_". */
static ch_text shown_name(ch_text name)
{
    if (name.at[0] != '_' && name.at[0] != '-' && name.at[0] != '@')
        return name;
    ch_text shown = name;
    while (shown.length > 1 && (shown.at[0] == '_' || shown.at[0] == '@'))
        shown.at++, shown.length--;
    while (shown.length > 1 && shown.at[shown.length - 1] == '_')
        shown.length--;
    return shown;
}

static ch_text argument_types(checker *c, const node *n)
{
    ch_buffer list = ch_buffer_new(4096);
    for (uint32_t i = 0; i < n->count; i++) {
        if (i > 0)
            ch_buffer_literal(&list, ", ");
        ch_buffer_add(&list, type_text(c, n->args[i]->type));
    }
    ch_text text = ch_arena_text(c->unit->arena, ch_buffer_text(&list));
    ch_buffer_free(&list);
    return text;
}

static const node *word_among(const node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (n->args[i]->type != NULL && n->args[i]->type->kind == CH_CEL_T_WORD)
            return n->args[i];
    return NULL;
}

/* Two numbers of different types, which equality does not mix. */
static bool mixes_numbers(const node *n)
{
    if (n->count != 2)
        return false;
    ch_cel_type_kind a = n->args[0]->type->kind, b = n->args[1]->type->kind;
    return a != b && (a == CH_CEL_T_DOUBLE || b == CH_CEL_T_DOUBLE) && (a == CH_CEL_T_INT || b == CH_CEL_T_INT);
}

static type no_overload(checker *c, node *n)
{
    const node *word = word_among(n), *object = object_among(n);
    ch_text name = shown_name(n->name);
    if (object != NULL)
        return complain(c, CH_CONDITION_FORM, n->name_span,
                        ch_say1("\"%s\" is a set of classes: it is compared by includes or within", object->name),
                        ch_say1("write %s.includes('…') or .within('…')", object->name));
    if (word != NULL && n->name.at[0] == '_')
        return complain(c, CH_CONDITION_FORM, n->name_span,
                        ch_say2("\"%1$s\" compares no ranks such as %2$s", name, word->name),
                        ch_say1("write %s.atLeast('…') or .atMost('…')", word->name));
    return complain(c, CH_CONDITION_TYPE, n->name_span,
                    ch_say2("\"%1$s\" does not take what it is given: (%2$s)", name, argument_types(c, n)),
                    mixes_numbers(n) ? ch_say("a number with decimals is written with a point: write 2.0 for 2")
                                     : CH_SILENCE);
}

/* ---- what a closed variable can be ---- */

int ch_cel_word_of(ch_cel_unit *unit, const node *variable, const node *constant)
{
    const ch_cel_variable *v = &unit->scope->variables[variable->slot];
    ch_text word = ch_cel_text(constant->value);
    for (uint32_t i = 0; i < v->word_count; i++)
        if (ch_text_same(v->words[i], word))
            return (int)i;
    ch_cel_complain(unit, CH_CONDITION_NEVER, constant->span, ch_say2("\"%1$s\" can never be \"%2$s\"", v->name, word),
                    ch_help_with_texts(unit->arena, word, v->words, v->word_count));
    return -1;
}

static void check_word(const checker *c, const node *variable, const node *constant)
{
    if (variable->op == CH_CEL_VARIABLE && c->unit->scope->variables[variable->slot].closed &&
        constant->op == CH_CEL_CONSTANT && constant->value.kind == CH_CEL_STRING)
        ch_cel_word_of(c->unit, variable, constant);
}

static bool is_equality(const node *n)
{
    return ch_text_is(n->name, "_==_") || ch_text_is(n->name, "_!=_");
}

static bool is_in(const node *n)
{
    return ch_text_is(n->name, "@in");
}

static void check_words(checker *c, const node *n)
{
    if (is_equality(n)) {
        check_word(c, n->args[0], n->args[1]);
        check_word(c, n->args[1], n->args[0]);
    } else if (is_in(n) && n->args[1]->op == CH_CEL_MAKE_LIST) {
        for (uint32_t i = 0; i < n->args[1]->count; i++)
            check_word(c, n->args[0], n->args[1]->args[i]);
    }
}

/* ---- calls, again ---- */

/* Whether functions have names that begin so: "math.". */
static bool is_family(ch_text beginning)
{
    for (uint32_t i = 0; i < ch_cel_builtin_count; i++)
        if (strncmp(ch_cel_builtins[i].name, beginning.at, beginning.length) == 0)
            return true;
    return false;
}

/* `math.greatest(…)`: a receiver that is no value but the first part of the function's name. */
static void take_namespace(checker *c, node *n)
{
    char buffer[LONGEST_NAME];
    size_t length;
    const node *root;
    node trial = *n->args[0];
    if (!spell_chain(n->args[0], buffer, &length, &root) || length + 1 + n->name.length > LONGEST_NAME)
        return;
    if (!root->rooted && find_local(c, root->name) != NULL)
        return;
    if (resolve(c, &trial, (ch_text){buffer, length}, root->rooted) != NULL)
        return;
    buffer[length++] = '.';
    ch_text family = {buffer, length};
    if (!is_family(family))
        return;
    memcpy(buffer + length, n->name.at, n->name.length);
    n->name = ch_arena_text(c->unit->arena, (ch_text){buffer, length + n->name.length});
    n->name_span.start = n->args[0]->span.start;
    n->receiver = false;
    n->args++;
    n->count--;
    if (n->name.at == NULL)
        no_memory(c);
}

static bool is_extreme(const node *n)
{
    return ch_text_is(n->name, "math.greatest") || ch_text_is(n->name, "math.least");
}

/* math.greatest and math.least take any number of numbers: as one list. */
static bool gather(checker *c, node *n)
{
    if (!is_extreme(n) || n->count == 0 || (n->count == 1 && n->args[0]->op == CH_CEL_MAKE_LIST))
        return true;
    node *list = ch_cel_make(c->unit, CH_CEL_MAKE_LIST, n->span, n->args, n->count);
    if (list == NULL)
        return false;
    n->args[0] = list;
    n->count = 1;
    return true;
}

static bool is_number(type t)
{
    return t->kind == CH_CEL_T_INT || t->kind == CH_CEL_T_UINT || t->kind == CH_CEL_T_DOUBLE ||
           t->kind == CH_CEL_T_DYN || t->kind == CH_CEL_T_PARAM;
}

/* A gathered list holds numbers of any types, which no parameter of a signature can say. */
static bool check_gathered(checker *c, node *n)
{
    if (n->count == 0 || n->args[0]->op != CH_CEL_MAKE_LIST || !is_extreme(n))
        return true;
    const node *list = n->args[0];
    for (uint32_t i = 0; i < list->count; i++) {
        if (is_number(settled(c, list->args[i]->type)))
            continue;
        complain(c, CH_CONDITION_TYPE, list->args[i]->span,
                 ch_say1("this is of type %s where a number is wanted", type_text(c, list->args[i]->type)), CH_SILENCE);
        return false;
    }
    return true;
}

static void keep_candidates(node *n, const calling *k)
{
    n->candidates = k->candidates;
    n->candidate_count = k->count;
}

static type check_call(checker *c, node *n)
{
    calling k = {.call = n};
    if (n->receiver)
        take_namespace(c, n);
    if (!gather(c, n))
        return &ch_cel_type_dyn;
    bool spelt = is_equality(n) || is_in(n);
    for (uint32_t i = 0; i < n->count; i++) {
        type t = settled(c, spelt ? check_plain(c, n->args[i]) : check(c, n->args[i]));
        if (i < CH_CEL_TYPE_PARAMS)
            k.args[i] = t;
    }
    n->size = size_of_result(n);
    try_builtins(c, &k, false);
    try_own(c, &k);
    if (!k.named)
        return unknown_function(c, n);
    if (k.count == 0) {
        type t = no_overload(c, n);
        try_builtins(c, &k, true);
        keep_candidates(n, &k);
        return t;
    }
    check_words(c, n);
    check_gathered(c, n);
    keep_candidates(n, &k);
    n->own = k.own != NULL;
    if (k.own != NULL && k.own->check != NULL && !k.own->check(c->unit, n))
        return k.own->result;
    return k.result;
}

/* ---- operators that are no calls ---- */

static type check_choose(checker *c, node *n)
{
    type wanted[2];
    want_bool(c, n->args[0]);
    type given[2] = {check_plain(c, n->args[1]), check_plain(c, n->args[2])};
    wanted[0] = wanted[1] = ch_cel_type_fresh(&c->in);
    n->size = n->args[1]->size > n->args[2]->size ? n->args[1]->size : n->args[2]->size;
    if (ch_cel_types_fit(&c->in, given, wanted, 2))
        return settled(c, wanted[0]);
    return complain(c, CH_CONDITION_TYPE, n->span,
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
    return n->op == CH_CEL_PRESENT ? &ch_cel_type_bool : become_variable(n, c->unit->scope, v);
}

static type check_unbound(checker *c, node *n)
{
    (void)c;
    (void)n;
    return &ch_cel_type_dyn;
}

static type (*const checks[])(checker *, node *) = {
    [CH_CEL_CONSTANT] = check_constant, [CH_CEL_NAME] = check_name,     [CH_CEL_SELECT] = check_select,
    [CH_CEL_HAS] = check_has,           [CH_CEL_CALL] = check_call,     [CH_CEL_INDEX] = check_index,
    [CH_CEL_MAKE_LIST] = check_list,    [CH_CEL_MAKE_MAP] = check_map,  [CH_CEL_ENTRY] = check_element,
    [CH_CEL_ALL] = check_logic,         [CH_CEL_ANY] = check_logic,     [CH_CEL_NOT] = check_logic,
    [CH_CEL_CHOOSE] = check_choose,     [CH_CEL_FOLD] = check_fold,     [CH_CEL_BLOCK] = check_block,
    [CH_CEL_LOCAL] = check_unbound,     [CH_CEL_VARIABLE] = check_made, [CH_CEL_PRESENT] = check_made,
    [CH_CEL_UNBOUND] = check_unbound,
};

/* Recursion follows nodes, whose depth the parser has bounded. */
static type check(checker *c, node *n)
{
    n->type = checks[n->op](c, n);
    return n->type;
}

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
    check(&c, root);
    settle(&c, root);
    if (c.in.failed)
        unit->failed = true;
    return unit->failed || unit->faults > 0 ? NULL : root->type;
}
