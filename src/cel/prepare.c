/* prepare: the last pass: each node gets the function that evaluates it; what is constant is computed, constant
 * patterns are compiled and constant lists laid out; the cost is bounded. Values are evaluate.c's to give, also
 * here. */
#include "cel/evaluate.h"

typedef ch_cel_node node;

typedef struct preparer {
    ch_cel_unit *unit;
    ch_cel_machine machine; /* computes what is constant */
} preparer;

static ch_cel_value no_facts(const void *facts, uint32_t variable)
{
    (void)facts;
    return ch_cel_absent(variable);
}

/* ---- which function evaluates a node ---- */

/* A pointer in each node, called without a switch: fast enough for a bytecode not to be worth its code
 * (docs/architecture.md). */
static ch_cel_evaluation *const plain[] = {
    [CH_CEL_CONSTANT] = ch_cel_eval_constant, [CH_CEL_NAME] = ch_cel_eval_unbound,
    [CH_CEL_SELECT] = ch_cel_eval_select,     [CH_CEL_HAS] = ch_cel_eval_has,
    [CH_CEL_CALL] = ch_cel_eval_call,         [CH_CEL_INDEX] = ch_cel_eval_index,
    [CH_CEL_MAKE_LIST] = ch_cel_eval_list,    [CH_CEL_MAKE_MAP] = ch_cel_eval_map,
    [CH_CEL_ENTRY] = ch_cel_eval_unbound,     [CH_CEL_ALL] = ch_cel_eval_all,
    [CH_CEL_ANY] = ch_cel_eval_any,           [CH_CEL_NOT] = ch_cel_eval_not,
    [CH_CEL_CHOOSE] = ch_cel_eval_choose,     [CH_CEL_FOLD] = NULL,
    [CH_CEL_BLOCK] = ch_cel_eval_block,       [CH_CEL_LOCAL] = ch_cel_eval_local,
    [CH_CEL_VARIABLE] = ch_cel_eval_variable, [CH_CEL_PRESENT] = ch_cel_eval_present,
    [CH_CEL_UNBOUND] = ch_cel_eval_unbound,
};

static ch_cel_evaluation *const folds[] = {
    [CH_CEL_FOLD_ALL] = ch_cel_eval_fold_all,          [CH_CEL_FOLD_EXISTS] = ch_cel_eval_fold_exists,
    [CH_CEL_FOLD_ONE] = ch_cel_eval_fold_one,          [CH_CEL_FOLD_LIST] = ch_cel_eval_fold_list,
    [CH_CEL_FOLD_FILTER] = ch_cel_eval_fold_list,      [CH_CEL_FOLD_MAP] = ch_cel_eval_fold_map,
    [CH_CEL_FOLD_ENTRIES] = ch_cel_eval_fold_map,      [CH_CEL_FOLD_BIND] = ch_cel_eval_fold_bind,
    [CH_CEL_FOLD_OPT_MAP] = ch_cel_eval_fold_optional, [CH_CEL_FOLD_OPT_FLAT_MAP] = ch_cel_eval_fold_optional,
};

/* Operators that are evaluated without dispatch. */
static const struct {
    const char *name;
    ch_cel_evaluation *eval;
} operators[] = {
    {"_==_", ch_cel_eval_equal},     {"_!=_", ch_cel_eval_not_equal}, {"_<_", ch_cel_eval_less},
    {"_<=_", ch_cel_eval_less_same}, {"_>_", ch_cel_eval_more},       {"_>=_", ch_cel_eval_more_same},
    {"@in", ch_cel_eval_in},
};

/* ---- patterns ---- */

static bool refuse_pattern(preparer *p, const node *at, const ch_pattern_fault *fault)
{
    uint32_t start = at->span.start, end = at->span.end;
    /* Inside the quotes, where the text is as long as its spelling. */
    if (end - start == at->value.length + 2 && start + 1 + fault->offset < end)
        start += (uint32_t)fault->offset + 1, end = start + 1;
    ch_cel_error_at(p->unit, CH_PATTERN_INVALID, (ch_span){start, end}, ch_pattern_message(fault),
                    ch_say("matches takes a pattern of RE2's language"));
    return false;
}

static bool prepare_pattern(preparer *p, node *n)
{
    const node *pattern = n->args[1];
    /* A pattern that a declaration could write might be made to reach its limit: patterns come from the charter
     * alone. */
    if (pattern->op != CH_CEL_CONSTANT || pattern->value.kind != CH_CEL_STRING) {
        if (p->unit->unchecked)
            return true;
        ch_cel_error_at(p->unit, CH_CONDITION_FORM, pattern->span,
                        ch_say("the pattern of matches() must be written out: it may not be computed"), CH_SILENCE);
        return false;
    }
    ch_pattern_fault fault;
    if (n->pattern != NULL) { /* whoever made the node has compiled it */
        n->eval = ch_cel_eval_matches;
        return true;
    }
    ch_pattern *compiled = ch_pattern_compile(ch_cel_text(pattern->value), CH_RE2, p->unit->arena, &fault);
    if (compiled == NULL && fault.message != NULL)
        return refuse_pattern(p, pattern, &fault);
    /* It has memory beyond the arena: its keeper frees it, when the expression is no more. */
    if (compiled == NULL || p->unit->keep_pattern == NULL || !p->unit->keep_pattern(p->unit->context, compiled)) {
        p->unit->failed = true;
        return false;
    }
    n->pattern = compiled;
    n->eval = ch_cel_eval_matches;
    return true;
}

/* ---- time zones ---- */

static bool is_constant(const node *n)
{
    return n->op == CH_CEL_CONSTANT;
}

/* Of all functions, those that give a part of local time alone take a timestamp and a text. */
static bool takes_zone(const node *n)
{
    return n->count == 2 && n->candidate_count > 0 && n->candidates[0].kinds[0] == 1U << CH_CEL_TIMESTAMP &&
           n->candidates[0].kinds[1] == 1U << CH_CEL_STRING;
}

/* What a name means is in files of the system, which differ from one computer to another. */
static bool check_zone(preparer *p, const node *zone)
{
    ch_message help = ch_say("write 'UTC', or an offset from it such as '+01:00'");
    if (!is_constant(zone) || zone->value.kind != CH_CEL_STRING)
        ch_cel_error_at(p->unit, CH_CONDITION_FORM, zone->span,
                        ch_say("the time zone must be written out: it may not be computed"), help);
    else if (!ch_zone_is_fixed(ch_cel_text(zone->value)))
        ch_cel_error_at(p->unit, CH_CONDITION_FORM, zone->span,
                        ch_say1("\"%s\" may not stand for a time zone: what a name means differs from one computer to "
                                "another",
                                ch_cel_text(zone->value)),
                        help);
    else
        return true;
    return false;
}

/* ---- constants ---- */

static bool all_constant(const node *n)
{
    for (uint32_t i = 0; i < n->count; i++)
        if (!is_constant(n->args[i]))
            return false;
    return true;
}

/* A scope's own function may read facts, and a search wants a matcher, of which there is none yet. */
static bool can_compute(const node *n)
{
    bool pure = n->op == CH_CEL_MAKE_LIST || n->op == CH_CEL_MAKE_MAP || n->op == CH_CEL_INDEX ||
                n->op == CH_CEL_SELECT || (n->op == CH_CEL_CALL && !n->own && n->pattern == NULL);
    return pure && all_constant(n);
}

/* An error stays what it is: it may be absorbed, and is told when it matters. */
static void compute(preparer *p, node *n)
{
    /* Each has a budget of its own: to load a charter comes to an end, whatever is computed in it. */
    p->machine.left = CH_CEL_BUDGET;
    ch_cel_value value = ch_cel_eval(n, &p->machine);
    if (value.kind == CH_CEL_ERROR)
        return;
    n->op = CH_CEL_CONSTANT;
    n->eval = ch_cel_eval_constant;
    n->value = value;
    n->count = 0;
    n->size = value.kind >= CH_CEL_STRING && value.kind <= CH_CEL_MAP ? value.length : 0;
}

static bool prepare_set(preparer *p, node *n)
{
    n->set = ch_cel_set_make(n->args[1]->value, p->unit->arena);
    if (n->set == NULL) {
        p->unit->failed = true;
        return false;
    }
    n->eval = ch_cel_eval_in_set;
    return true;
}

/* ---- cost ---- */

/* Without wrapping: a cost beyond all bounds must not look small. */
static uint64_t sum(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t product(uint64_t a, uint64_t b)
{
    uint64_t whole;
    return __builtin_mul_overflow(a, b, &whole) ? UINT64_MAX : whole;
}

/* The figures are those that an evaluation spends (evaluate.c). */
static void bound_cost(node *n)
{
    n->cost = 1;
    n->weight = 1;
    for (uint32_t i = 0; i < n->count; i++) {
        const node *arg = n->args[i];
        n->cost = sum(n->cost, arg->cost);
        n->weight += arg->op == CH_CEL_FOLD ? 2 : arg->weight;
        if (n->op == CH_CEL_CALL)
            n->cost = sum(n->cost, 4 + ch_cel_reading(arg) / 4);
    }
    if (n->pattern != NULL)
        n->cost = sum(n->cost, 32 + ch_cel_reading(n->args[0]));
    /* Those from BIND on have one round. */
    if (n->op == CH_CEL_FOLD && n->fold < CH_CEL_FOLD_BIND) {
        uint64_t round = sum(n->args[1]->cost, n->count == 3 ? n->args[2]->cost : 0);
        n->cost = sum(n->args[0]->cost, product(n->args[0]->size, sum(round, n->weight)));
    }
}

/* ---- the walk ---- */

static void choose_evaluation(node *n)
{
    n->eval = n->op == CH_CEL_FOLD ? folds[n->fold] : plain[n->op];
    for (size_t i = 0; n->op == CH_CEL_CALL && i < sizeof operators / sizeof *operators; i++)
        if (ch_text_is(n->name, operators[i].name))
            n->eval = operators[i].eval;
}

static bool prepare(preparer *p, node *n)
{
    /* Arguments first: what is constant in them is one when their parent is looked at. */
    bool good = true;
    for (uint32_t i = 0; i < n->count; i++)
        good = prepare(p, n->args[i]) && good;
    choose_evaluation(n);
    if (!good)
        return false;
    if (n->op == CH_CEL_CALL) {
        if (ch_text_is(n->name, "matches") && n->count == 2)
            good = prepare_pattern(p, n);
        else if (ch_text_is(n->name, "@in") && is_constant(n->args[1]) && n->args[1]->value.kind == CH_CEL_LIST)
            good = prepare_set(p, n);
        else if (p->unit->scope->fixed_zones && takes_zone(n))
            good = check_zone(p, n->args[1]);
    }
    bound_cost(n);
    if (good && can_compute(n))
        compute(p, n);
    return good;
}

static bool check_cost(ch_cel_unit *unit, const node *root)
{
    uint64_t most = unit->scope->cost_max;
    if (most == 0 || root->cost <= most)
        return true;
    ch_cel_error_at(unit, CH_CONDITION_COST, root->span,
                    ch_say2("this condition may take too long: its cost may reach %1$s, and %2$s is allowed",
                            ch_text_int(unit->arena, root->cost > INT64_MAX ? INT64_MAX : (int64_t)root->cost),
                            ch_text_int(unit->arena, (int64_t)most)),
                    ch_say("walk over fewer elements, or search in shorter texts"));
    return false;
}

bool ch_cel_prepare(ch_cel_unit *unit, ch_cel_node *root)
{
    preparer *p = ch_arena_take(unit->arena, sizeof *p);
    if (p == NULL) {
        unit->failed = true;
        return false;
    }
    p->unit = unit;
    p->machine = (ch_cel_machine){.fetch = no_facts, .arena = unit->arena};
    return prepare(p, root) && check_cost(unit, root);
}

ch_cel_node *ch_cel_combine(ch_cel_unit *unit, ch_cel_op op, ch_span span, ch_cel_node *const *args, uint32_t count)
{
    ch_cel_node *made = ch_cel_make(unit, op, span, args, count);
    if (made == NULL)
        return NULL;
    made->type = &ch_cel_type_bool;
    choose_evaluation(made);
    bound_cost(made);
    return made;
}
