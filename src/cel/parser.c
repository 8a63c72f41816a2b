/* parser: reading an expression: operators by their precedence (Pratt), everything else by its first word. Depth is
 * counted where it grows, in recursion and in the tree alike: a chain of thousands of `+` is as deep as nested
 * brackets are. What names and types are is check.c's. */
#include "cel/lexer.h"
#include "cel/tree.h"

typedef struct parser {
    ch_cel_lexer lexer;
    ch_cel_unit *unit;
    ch_cel_token token; /* the next one */
    uint32_t end;       /* of the one before it */
    unsigned depth;
    bool broken;
} parser;

typedef ch_cel_node node;

/* Nodes met so far of a list whose length is not known yet. */
typedef struct collection {
    node **items;
    uint32_t count, room;
} collection;

static node *fail(parser *p, ch_span span, ch_message message, ch_message help)
{
    if (!p->broken) /* one fault of syntax: the next ones would be its consequences */
        ch_cel_error_at(p->unit, CH_CONDITION_SYNTAX, span, message, help);
    p->broken = true;
    return NULL;
}

static void advance(parser *p)
{
    p->end = p->token.span.end;
    p->token = ch_cel_next(&p->lexer);
    if (p->token.kind == CH_CEL_BROKEN)
        p->broken = true;
}

static ch_text spelling(const parser *p, ch_span span)
{
    return (ch_text){p->lexer.text.at + span.start, span.end - span.start};
}

static node *unexpected(parser *p, ch_message wanted)
{
    ch_span span = p->token.span;
    if (p->token.kind == CH_CEL_END)
        return fail(p, span, ch_say("the expression ends too early"), wanted);
    return fail(p, span, ch_say1("\"%s\" is not expected here", spelling(p, span)), wanted);
}

static bool at_mark(const parser *p, int mark)
{
    return p->token.kind == CH_CEL_MARK && p->token.mark == mark;
}

static bool take_mark(parser *p, int mark)
{
    if (!at_mark(p, mark))
        return false;
    advance(p);
    return true;
}

static bool close_with(parser *p, int mark, const char *spelt)
{
    if (take_mark(p, mark))
        return true;
    unexpected(p, ch_say1("\"%s\" is missing", ch_text_of(spelt)));
    return false;
}

/* ---- making nodes ---- */

static bool collect(parser *p, collection *list, node *item)
{
    if (item == NULL)
        return false;
    if (list->count == list->room) {
        uint32_t room = list->room == 0 ? 4 : list->room * 2;
        node **items = ch_arena_take_many(p->unit->arena, room, sizeof(node *));
        if (items == NULL) {
            p->unit->failed = true;
            return false;
        }
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->room = room;
    }
    list->items[list->count++] = item;
    return true;
}

static node *make(parser *p, ch_cel_op op, ch_span span, const collection *list)
{
    return ch_cel_make(p->unit, op, span, list->items, list->count);
}

/* ---- expressions ---- */

static node *parse(parser *p, int least);
static node *parse_unary(parser *p);

/* From where something begins to the last word that was read. */
static ch_span since(const parser *p, ch_span first)
{
    return (ch_span){first.start, p->end};
}

/* `( expression )` has been opened. */
static node *parse_parentheses(parser *p)
{
    node *inner = parse(p, 0);
    return inner != NULL && close_with(p, ')', ")") ? inner : NULL;
}

/* Elements up to `close`. Those of a list may be optional, and one comma left at their end; arguments may not (the
 * specification's grammar, "ExprList"). */
static bool parse_elements(parser *p, int close, const char *spelt, collection *list, bool of_list)
{
    bool more = !at_mark(p, close);
    while (more) {
        ch_span start = p->token.span;
        bool entry = of_list && take_mark(p, '?');
        node *item = parse(p, 0);
        if (entry && item != NULL)
            item = ch_cel_make(p->unit, CH_CEL_ENTRY, since(p, start), &item, 1);
        if (!collect(p, list, item))
            return false;
        more = take_mark(p, ',') && !(of_list && at_mark(p, close));
    }
    return close_with(p, close, spelt);
}

static node *parse_list(parser *p, ch_span start)
{
    collection list = {0};
    if (!parse_elements(p, ']', "]", &list, true))
        return NULL;
    return make(p, CH_CEL_MAKE_LIST, since(p, start), &list);
}

static bool parse_entry(parser *p, collection *list)
{
    ch_span start = p->token.span;
    bool optional = take_mark(p, '?');
    if (!collect(p, list, parse(p, 0)) || !close_with(p, ':', ":"))
        return false;
    node *value = parse(p, 0);
    if (optional && value != NULL)
        value = ch_cel_make(p->unit, CH_CEL_ENTRY, since(p, start), &value, 1);
    return collect(p, list, value);
}

static node *parse_map(parser *p, ch_span start)
{
    collection list = {0};
    while (!at_mark(p, '}')) {
        if (!parse_entry(p, &list))
            return NULL;
        if (!take_mark(p, ','))
            break;
    }
    return close_with(p, '}', "}") ? make(p, CH_CEL_MAKE_MAP, since(p, start), &list) : NULL;
}

/* Words that no variable may be called by; after a dot they are names like others. RESERVED of the specification's
 * grammar. */
static bool is_reserved(ch_text word)
{
    static const char *const words[] = {"as",   "break",  "const",     "continue", "else", "for",  "function",
                                        "if",   "import", "in",        "let",      "loop", "null", "package",
                                        "true", "false",  "namespace", "return",   "var",  "void", "while"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ch_text_is(word, words[i]))
            return true;
    return false;
}

/* `name(` has been read, and `receiver` stood before its dot, or is NULL. */
static node *parse_call(parser *p, ch_cel_token name, node *receiver, ch_span start)
{
    collection args = {0};
    if (receiver != NULL && !collect(p, &args, receiver))
        return NULL;
    if (!parse_elements(p, ')', ")", &args, false))
        return NULL;
    node *call = make(p, CH_CEL_CALL, since(p, start), &args);
    if (call == NULL)
        return NULL;
    call->name = name.text;
    call->name_span = name.span;
    call->receiver = receiver != NULL;
    return ch_cel_expand(p->unit, call);
}

static node *parse_name(parser *p, bool rooted, ch_span start)
{
    ch_cel_token name = p->token;
    if (name.kind != CH_CEL_WORD)
        return unexpected(p, ch_say("a name is missing"));
    if (is_reserved(name.text))
        return fail(p, name.span, ch_say1("\"%s\" is a reserved word", name.text), ch_say("choose another name"));
    advance(p);
    if (take_mark(p, '('))
        return parse_call(p, name, NULL, start);
    /* Protocol buffers alone have them (cel.h). */
    if (at_mark(p, '{'))
        return fail(p, p->token.span, ch_say("there are no messages to make here"), CH_SILENCE);
    node *made = ch_cel_make(p->unit, CH_CEL_NAME, since(p, start), NULL, 0);
    if (made != NULL) {
        made->name = name.text;
        made->rooted = rooted;
    }
    return made;
}

static node *parse_literal(parser *p, bool negative, ch_span start)
{
    ch_cel_token t = p->token;
    ch_cel_value value = t.kind == CH_CEL_NUMBER ? ch_cel_number(&p->lexer, &t, negative) : t.value;
    advance(p);
    if (value.kind != CH_CEL_ERROR)
        return ch_cel_make_constant(p->unit, value, since(p, start));
    p->broken = true;
    return NULL;
}

static node *parse_word(parser *p)
{
    static const struct {
        const char *word;
        ch_cel_value value;
    } constants[] = {{"true", {.kind = CH_CEL_BOOL, .integer = 1}},
                     {"false", {.kind = CH_CEL_BOOL, .integer = 0}},
                     {"null", {.kind = CH_CEL_NULL, .integer = 0}}};
    ch_cel_token word = p->token;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        if (ch_text_is(word.text, constants[i].word)) {
            advance(p);
            return ch_cel_make_constant(p->unit, constants[i].value, word.span);
        }
    }
    return parse_name(p, false, word.span);
}

static node *parse_primary(parser *p)
{
    ch_span start = p->token.span;
    switch (p->token.kind) {
    case CH_CEL_LITERAL:
    case CH_CEL_NUMBER:
        return parse_literal(p, false, start);
    case CH_CEL_WORD:
        return parse_word(p);
    case CH_CEL_MARK:
        break;
    default:
        return unexpected(p, ch_say("a value is missing"));
    }
    if (take_mark(p, '('))
        return parse_parentheses(p);
    if (take_mark(p, '['))
        return parse_list(p, start);
    if (take_mark(p, '{'))
        return parse_map(p, start);
    if (take_mark(p, '.'))
        return parse_name(p, true, start);
    return unexpected(p, ch_say("a value is missing"));
}

/* `.name`, `.?name` or `.name(…)`: the dot has been read. */
static node *parse_selection(parser *p, node *operand)
{
    bool optional = take_mark(p, '?');
    ch_cel_token name = p->token;
    if (name.kind != CH_CEL_WORD && name.kind != CH_CEL_QUOTED)
        return unexpected(p, ch_say("a name is missing after the dot"));
    advance(p);
    if (!optional && name.kind == CH_CEL_WORD && take_mark(p, '('))
        return parse_call(p, name, operand, operand->span);
    node *made = ch_cel_make(p->unit, CH_CEL_SELECT, since(p, operand->span), &operand, 1);
    if (made != NULL) {
        made->name = name.text;
        made->name_span = name.span;
        made->optional = optional;
        made->rooted = name.kind == CH_CEL_QUOTED; /* a quoted name is a field, never a part of a longer name */
    }
    return made;
}

static node *parse_index(parser *p, node *operand)
{
    bool optional = take_mark(p, '?');
    node *args[2] = {operand, parse(p, 0)};
    if (args[1] == NULL || !close_with(p, ']', "]"))
        return NULL;
    node *made = ch_cel_make(p->unit, CH_CEL_INDEX, since(p, operand->span), args, 2);
    if (made != NULL)
        made->optional = optional;
    return made;
}

static node *parse_postfix(parser *p)
{
    node *operand = parse_primary(p);
    while (operand != NULL) {
        if (take_mark(p, '.'))
            operand = parse_selection(p, operand);
        else if (take_mark(p, '['))
            operand = parse_index(p, operand);
        else
            return operand;
    }
    return NULL;
}

/* Signs stack up without a limit in the grammar: each one recurs, and is counted. */
static node *parse_unary(parser *p)
{
    ch_span start = p->token.span;
    if (!at_mark(p, '!') && !at_mark(p, '-'))
        return parse_postfix(p);
    bool minus = at_mark(p, '-');
    advance(p);
    if (minus && p->token.kind == CH_CEL_NUMBER) {
        /* -9223372036854775808 is a literal, though 9223372036854775808 is none. */
        node *operand = parse_literal(p, true, start);
        while (operand != NULL && (at_mark(p, '.') || at_mark(p, '['))) {
            bool dot = at_mark(p, '.');
            advance(p);
            operand = dot ? parse_selection(p, operand) : parse_index(p, operand);
        }
        return operand;
    }
    if (++p->depth > CH_CEL_DEPTH_MAX)
        return fail(p, start, ch_say("the expression is nested too deeply"), CH_SILENCE);
    node *operand = parse_unary(p);
    p->depth--;
    if (operand == NULL)
        return NULL;
    ch_span span = since(p, start);
    return minus ? ch_cel_make_call(p->unit, "-_", false, span, &operand, 1)
                 : ch_cel_make(p->unit, CH_CEL_NOT, span, &operand, 1);
}

/* ---- operators ---- */

/* By rising precedence, as the rules of the specification's grammar nest (Syntax). */
enum { CONDITIONAL = 1, OR, AND, RELATION, SUM, PRODUCT };

static const struct operator
{
    int mark;
    int level;
    const char *function;
}
operators[] = {
    {'?', CONDITIONAL, NULL},
    {CH_CEL_TWO('|', '|'), OR, NULL},
    {CH_CEL_TWO('&', '&'), AND, NULL},
    {CH_CEL_TWO('=', '='), RELATION, "_==_"},
    {CH_CEL_TWO('!', '='), RELATION, "_!=_"},
    {CH_CEL_TWO('<', '='), RELATION, "_<=_"},
    {CH_CEL_TWO('>', '='), RELATION, "_>=_"},
    {'<', RELATION, "_<_"},
    {'>', RELATION, "_>_"},
    {'i', RELATION, "@in"},
    {'+', SUM, "_+_"},
    {'-', SUM, "_-_"},
    {'*', PRODUCT, "_*_"},
    {'/', PRODUCT, "_/_"},
    {'%', PRODUCT, "_%_"},
};

static const struct operator* operator_at(const parser *p)
{
    int mark = p->token.mark;
    if (p->token.kind == CH_CEL_WORD && ch_text_is(p->token.text, "in"))
        mark = 'i';
    else if (p->token.kind != CH_CEL_MARK)
        return NULL;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (operators[i].mark == mark)
            return &operators[i];
    return NULL;
}

/* `first && second && …` as one node, however many there are. Both are associative, so that a long chain costs no
 * depth. */
static node *parse_chain(parser *p, node *first, const struct operator* op)
{
    collection terms = {0};
    if (!collect(p, &terms, first))
        return NULL;
    while (take_mark(p, op->mark))
        if (!collect(p, &terms, parse(p, op->level + 1)))
            return NULL;
    return make(p, op->level == AND ? CH_CEL_ALL : CH_CEL_ANY, since(p, first->span), &terms);
}

static node *parse_choice(parser *p, node *condition)
{
    node *args[3] = {condition};
    advance(p);
    args[1] = parse(p, OR);
    if (args[1] == NULL || !close_with(p, ':', ":"))
        return NULL;
    /* The last branch may be a choice again. */
    args[2] = parse(p, CONDITIONAL);
    return args[2] == NULL ? NULL : ch_cel_make(p->unit, CH_CEL_CHOOSE, since(p, condition->span), args, 3);
}

static node *parse_binary(parser *p, node *left, const struct operator* op)
{
    ch_span mark = p->token.span;
    advance(p);
    /* One level tighter on the right: operators of one level group to the left. */
    node *args[2] = {left, parse(p, op->level + 1)};
    if (args[1] == NULL)
        return NULL;
    node *made = ch_cel_make_call(p->unit, op->function, false, since(p, left->span), args, 2);
    if (made != NULL)
        made->name_span = mark;
    return made;
}

/* Operators that bind at least as tightly as `least`. */
static node *parse_operators(parser *p, int least)
{
    node *left = parse_unary(p);
    while (left != NULL) {
        const struct operator* op = operator_at(p);
        if (op == NULL || op->level < least)
            return left;
        if (op->level == CONDITIONAL)
            left = parse_choice(p, left);
        else if (op->level == OR || op->level == AND)
            left = parse_chain(p, left, op);
        else
            left = parse_binary(p, left, op);
    }
    return NULL;
}

static node *parse(parser *p, int least)
{
    if (p->broken)
        return NULL;
    /* Before it recurs: brackets alone, thousands of them, would use up the stack. */
    if (p->depth >= CH_CEL_DEPTH_MAX)
        return fail(p, p->token.span, ch_say("the expression is nested too deeply"), CH_SILENCE);
    p->depth++;
    node *made = parse_operators(p, least);
    p->depth--;
    return p->broken ? NULL : made;
}

node *ch_cel_parse(ch_cel_unit *unit, ch_text text)
{
    parser p = {.lexer = {.unit = unit, .text = text}, .unit = unit};
    if (text.length > CH_CEL_TEXT_MAX) {
        ch_cel_error_at(unit, CH_LIMIT_TEXT, (ch_span){0, 1}, ch_say("the expression is too long"),
                        ch_say("make two rules of it"));
        return NULL;
    }
    advance(&p);
    node *root = parse(&p, 0);
    if (root != NULL && p.token.kind != CH_CEL_END && p.token.kind != CH_CEL_BROKEN)
        return unexpected(&p, ch_say("an operator is missing before it"));
    return p.broken ? NULL : root;
}
