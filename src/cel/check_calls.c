/* check_calls: which overloads of a function the arguments' types allow, what they give, and how large it can be.
 * Which of them is called is left to the evaluation, where a type is not known before. */
#include "base/suggest.h"
#include "cel/check.h"

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
    bool named;                 /* there is a function of this name */
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

/* The table is ours: each letter is one that tree.h lists. */
static type read_letter(checker *c, signature *s, const char **at)
{
    static const struct {
        char letter;
        type type;
    } simple[] = {
        {'i', &ch_cel_type_int},       {'u', &ch_cel_type_uint},     {'d', &ch_cel_type_double},
        {'s', &ch_cel_type_string},    {'b', &ch_cel_type_bool},     {'y', &ch_cel_type_bytes},
        {'t', &ch_cel_type_timestamp}, {'p', &ch_cel_type_duration}, {'n', &ch_cel_type_null},
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
        {'i', CH_CEL_INT},   {'u', CH_CEL_UINT},      {'d', CH_CEL_DOUBLE},   {'s', CH_CEL_STRING}, {'b', CH_CEL_BOOL},
        {'y', CH_CEL_BYTES}, {'t', CH_CEL_TIMESTAMP}, {'p', CH_CEL_DURATION}, {'n', CH_CEL_NULL},   {'T', CH_CEL_TYPE},
        {'L', CH_CEL_LIST},  {'M', CH_CEL_MAP},       {'O', CH_CEL_OPTIONAL},
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

/* Where an argument is dyn several overloads may fit: what they have in common, or dyn. */
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

/* With `all`, types aside: for calls that are left to the evaluation (ch_cel_unit, unchecked). */
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

/* A type of the scope, with parameters of this call's own. What one call binds them to must not bind the next. */
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
    return error_at(c, CH_KEY_UNKNOWN, n->name_span, ch_say1("there is no function \"%s\"", n->name),
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
    ch_buffer list = ch_buffer_init(4096);
    for (uint32_t i = 0; i < n->count; i++) {
        if (i > 0)
            ch_buffer_literal(&list, ", ");
        ch_buffer_add(&list, type_text(c, n->args[i]->type));
    }
    ch_text text = ch_arena_text(c->unit->arena, ch_buffer_text(&list));
    ch_buffer_clear(&list);
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
        return error_at(c, CH_CONDITION_FORM, n->name_span,
                        ch_say1("\"%s\" is a set of classes: it is compared by includes or within", object->name),
                        ch_say1("write %s.includes('…') or .within('…')", object->name));
    if (word != NULL && n->name.at[0] == '_')
        return error_at(c, CH_CONDITION_FORM, n->name_span,
                        ch_say2("\"%1$s\" compares no ranks such as %2$s", name, word->name),
                        ch_say1("write %s.atLeast('…') or .atMost('…')", word->name));
    return error_at(c, CH_CONDITION_TYPE, n->name_span,
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
    ch_cel_error_at(unit, CH_CONDITION_NEVER, constant->span, ch_say2("\"%1$s\" can never be \"%2$s\"", v->name, word),
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

/* A comparison with a word that the variable never is would be always false, and switch its rule off without a
 * word. */
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

/* ---- a call ---- */

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
        error_at(c, CH_CONDITION_TYPE, list->args[i]->span,
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

type ch_cel_check_call(checker *c, node *n)
{
    calling k = {.call = n};
    if (n->receiver)
        ch_cel_take_namespace(c, n);
    if (!gather(c, n))
        return &ch_cel_type_dyn;
    /* These alone compare a word as a string: its order is that of its list, for which it has functions of its own. */
    bool spelt = is_equality(n) || is_in(n);
    for (uint32_t i = 0; i < n->count; i++) {
        type t = settled(c, spelt ? ch_cel_check_plain(c, n->args[i]) : ch_cel_check_node(c, n->args[i]));
        /* No function has more parameters: a call with more of them fits none. */
        if (i < CH_CEL_TYPE_PARAMS)
            k.args[i] = t;
    }
    n->size = size_of_result(n);
    try_builtins(c, &k, false);
    try_own(c, &k);
    if (!k.named)
        return unknown_function(c, n);
    if (k.count == 0) {
        /* Told where types are checked; where they are not, the evaluation decides among all of that name. */
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
