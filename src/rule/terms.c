/* Taking a condition apart. Each part is evaluated by itself, as blame does (evaluate.c), so that no evaluation has to
 * remember why; here nobody is in a hurry. What the terms mean for a rule is judge/'s. */
#include "rule/terms.h"

#include <stdio.h>

#include "rule/condition_build.h"

typedef ch_cel_node node;

typedef struct walk {
    const ch_scope *scope;
    const ch_source *source;
    const ch_facts *facts;
    ch_evaluator *evaluator;
    ch_arena *arena;
    bool (*see)(void *context, const ch_term *term);
    void *context;
    bool ended;
} walk;

static void show(walk *w, ch_term term)
{
    w->ended = w->ended || !w->see(w->context, &term);
}

static ch_condition alone(const walk *w, const node *n)
{
    return (ch_condition){n, w->scope};
}

static ch_truth truth_of(const walk *w, const node *n)
{
    ch_condition condition = alone(w, n);
    return ch_condition_holds(&condition, w->facts, w->evaluator);
}

/* ---- as it is written ---- */

static ch_text source_text(const walk *w, ch_span span)
{
    return ch_source_on_one_line(w->source, span, w->arena);
}

/* "NAME: VALUE", or "NAME: {MATCHER: VALUE}". */
static ch_text matched_text(const walk *w, ch_text name, const char *matcher, ch_text value)
{
    const bool plain = *matcher == '\0';
    const ch_text pieces[] = {name,
                              plain ? CH_LITERAL(": ") : CH_LITERAL(": {"),
                              ch_text_of(matcher),
                              plain ? CH_NO_TEXT : CH_LITERAL(": "),
                              value,
                              plain ? CH_NO_TEXT : CH_LITERAL("}")};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    size_t length = 0;
    for (size_t i = 0; i < PIECES; i++)
        length += pieces[i].length;
    char *at = ch_arena_take_raw(w->arena, length + 1);
    if (at == NULL)
        return CH_NO_TEXT;
    length = 0;
    for (size_t i = 0; i < PIECES; i++) {
        ch_text_copy(at + length, pieces[i]);
        length += pieces[i].length;
    }
    return (ch_text){at, length};
}

static bool is_variable(const node *n)
{
    return n->op == CH_CEL_VARIABLE || n->op == CH_CEL_PRESENT;
}

static ch_text name_of(const walk *w, const node *variable)
{
    return variable->slot == CH_DATA_SLOT ? CH_LITERAL("data") : w->scope->variables[variable->slot - 1].name;
}

static bool same_span(ch_span a, ch_span b)
{
    return a.start == b.start && a.end == b.end;
}

/* A comparison in the mapping spelling: its name's place is that of the value (mapping.c), which no text has. */
static bool is_of_mapping(const node *n)
{
    if (n->op == CH_CEL_PRESENT)
        return n->quiet;
    return n->op == CH_CEL_CALL && n->count == 2 && is_variable(n->args[0]) && same_span(n->args[0]->span, n->span);
}

/* The mapping's matchers, by what they become; "" and NULL: a plain value. */
static const struct matcher {
    const char *function, *plain, *negated;
} matchers[] = {
    {"_==_", "", "not"},         {"@in", "in", "not-in"},        {"matches", "matches", NULL},
    {"_>=_", "at-least", NULL},  {"atLeast", "at-least", NULL},  {"_<=_", "at-most", NULL},
    {"atMost", "at-most", NULL}, {"includes", "includes", NULL}, {"within", "within", NULL},
};

static const char *matcher_of(const node *n, bool negated)
{
    for (size_t i = 0; i < sizeof matchers / sizeof *matchers; i++)
        if (n->op == CH_CEL_CALL && ch_text_is(n->name, matchers[i].function))
            return negated ? matchers[i].negated : matchers[i].plain;
    return NULL;
}

/* As its author wrote it; no text where `negated` is no one comparison, but "not" of one. */
static ch_text comparison_text(const walk *w, const node *n, bool negated)
{
    if (is_of_mapping(n) && n->op == CH_CEL_PRESENT)
        return matched_text(w, name_of(w, n), "absent", negated ? CH_LITERAL("true") : CH_LITERAL("false"));
    const char *matcher = is_of_mapping(n) ? matcher_of(n, negated) : NULL;
    if (matcher != NULL)
        return matched_text(w, name_of(w, n->args[0]), matcher, source_text(w, n->span));
    return negated ? CH_NO_TEXT : source_text(w, n->span);
}

/* ---- what it reads ---- */

static ch_text number_text(const walk *w, double number)
{
    enum { ROOM = 32 };
    char *at = ch_arena_take_raw(w->arena, ROOM);
    return at == NULL ? CH_NO_TEXT : (ch_text){at, (size_t)snprintf(at, ROOM, "%.15g", number)};
}

static ch_text value_text(const walk *w, const ch_variable *variable, const ch_value *value)
{
    switch (value->kind) {
    case CH_VALUE_TEXT:
        return value->text;
    case CH_VALUE_BOOL:
        return value->yes ? CH_LITERAL("true") : CH_LITERAL("false");
    case CH_VALUE_INT:
        return ch_text_int(w->arena, value->integer);
    case CH_VALUE_NUMBER:
        return number_text(w, value->number);
    case CH_VALUE_DATE:
        return ch_text_day(w->arena, value->day);
    case CH_VALUE_RANK:
        return variable->words[value->rank];
    default:
        return CH_NO_TEXT;
    }
}

/* The effective classes; none where they are not declared, whatever detectors found. */
static ch_text data_text(const walk *w)
{
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < w->scope->class_count; i++)
        if (ch_set_has(&w->facts->data, i))
            list = ch_text_listed(w->arena, list, w->scope->classes[i]);
    return list.at == NULL && w->facts->data_known ? CH_LITERAL("[]") : list;
}

static void show_reads(walk *w, const node *n, uint32_t depth)
{
    if (is_variable(n)) {
        bool data = n->slot == CH_DATA_SLOT;
        const ch_variable *variable = data ? NULL : &w->scope->variables[n->slot - 1];
        show(w, (ch_term){.kind = CH_TERM_READ,
                          .depth = depth,
                          .truth = CH_TRUE,
                          .text = name_of(w, n),
                          .value = data ? data_text(w) : value_text(w, variable, &w->facts->slots[n->slot - 1])});
    }
    for (uint32_t i = 0; i < n->count; i++)
        show_reads(w, n->args[i], depth);
}

/* ---- the walk ---- */

/* Lists of one are how mappings are read, and say nothing. */
static const node *unwrapped(const node *n)
{
    while ((n->op == CH_CEL_ALL || n->op == CH_CEL_ANY) && n->count == 1)
        n = n->args[0];
    return n;
}

static void show_comparison(walk *w, const node *n, const node *comparison, ch_text text, uint32_t depth)
{
    ch_condition condition = alone(w, comparison);
    ch_truth truth = truth_of(w, n);
    ch_blame blame = {0};
    if (truth == CH_UNKNOWN)
        blame = ch_condition_blame(&condition, 0, w->facts, w->evaluator);
    if (blame.limit && blame.fault == NULL)
        blame.fault = N_("a pattern took too long");
    show(w, (ch_term){.kind = CH_TERM_COMPARISON,
                      .depth = depth,
                      .truth = truth,
                      .span = n->span,
                      .text = text,
                      .fault = blame.fault});
    show_reads(w, comparison, depth + 1);
}

/* Depth is bounded: by CH_CEL_DEPTH_MAX in an expression, by the document's depth in a mapping. */
static void show_node(walk *w, const node *n, uint32_t depth)
{
    static const ch_term_kind kinds[] =
        {[CH_CEL_ALL] = CH_TERM_ALL, [CH_CEL_ANY] = CH_TERM_ANY, [CH_CEL_NOT] = CH_TERM_NOT};
    if (w->ended)
        return;
    n = unwrapped(n);
    bool logic = n->op == CH_CEL_ALL || n->op == CH_CEL_ANY || n->op == CH_CEL_NOT;
    const node *inner = n->op == CH_CEL_NOT ? unwrapped(n->args[0]) : n;
    ch_text text = logic && inner == n ? CH_NO_TEXT : comparison_text(w, inner, inner != n);
    if (text.at != NULL) {
        show_comparison(w, n, inner, text, depth);
        return;
    }
    if (!logic) /* no memory: the arena has failed */
        return;
    show(w, (ch_term){.kind = kinds[n->op], .depth = depth, .truth = truth_of(w, n), .span = n->span});
    for (uint32_t i = 0; i < n->count; i++)
        show_node(w, n->args[i], depth + 1);
}

void ch_condition_terms(const ch_condition *condition, const ch_source *source, const ch_facts *facts,
                        ch_evaluator *evaluator, ch_arena *arena, bool (*see)(void *context, const ch_term *term),
                        void *context)
{
    walk w = {condition->scope, source, facts, evaluator, arena, see, context, false};
    show_node(&w, condition->root, 0);
}
