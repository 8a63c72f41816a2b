/* The two spellings: bytes choose a condition, written as a mapping and in CEL, and then facts. Both texts must be
 * read, have the same truth on these facts, read the same, and blame the same; or both are refused or warned of, since
 * they can never be true. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "rule/condition_read.h"
#include "rule/evaluate.h"
#include "tree/yaml.h"
#include "unit/rule/scope.h"

enum { LONGEST = 16384, DEEPEST = 4, WIDEST = 3, MOST_PATTERNS = 256 };

typedef struct choices {
    const uint8_t *at;
    size_t left;
} choices;

/* One of `count`; 0 when there are no bytes any more. */
static uint32_t choose(choices *c, uint32_t count)
{
    if (c->left == 0)
        return 0;
    c->left--;
    return *c->at++ % count;
}

typedef struct text {
    char at[LONGEST];
    size_t length;
} text;

static void put(text *t, const char *piece)
{
    size_t length = strlen(piece);
    if (t->length + length >= LONGEST)
        abort();
    memcpy(t->at + t->length, piece, length + 1);
    t->length += length;
}

/* ---- conditions ---- */

/* A value as each spelling has it. */
typedef struct value {
    const char *mapping, *cel;
} value;

static const value texts[] = {{"x", "'x'"},
                              {"'a client'", "'a client'"},
                              {"''", "''"},
                              {"\"\\xe9t\\xe9\"", "'\\u00e9t\\u00e9'"}};
static const value output_words[] = {{"internal", "'internal'"}, {"public", "\"public\""}, {"decision", "'decision'"}};
static const value ranks[] = {{"suggest", "'suggest'"},
                              {"assist", "'assist'"},
                              {"supervised", "'supervised'"},
                              {"autonomous", "'autonomous'"}};
static const value days[] = {{"2026-03-31", "timestamp('2026-03-31T00:00:00Z')"},
                             {"2024-02-29", "timestamp('2024-02-29T00:00:00Z')"},
                             {"1969-12-31", "timestamp('1969-12-31T00:00:00Z')"}};
static const value integers[] = {{"0", "0"},
                                 {"40", "40"},
                                 {"-1", "-1"},
                                 {"9223372036854775807", "9223372036854775807"}};
static const value numbers[] = {{"0.5", "0.5"}, {"2", "2.0"}, {"-1", "-1.0"}, {"1e300", "1e300"}};
static const value yeses[] = {{"true", "true"}, {"false", "false"}};
static const value activity_ids[] = {{"drafting", "'drafting'"}, {"coding", "'coding'"}};
static const value tool_ids[] = {{"chatgpt", "'chatgpt'"}, {"assistant-interne", "'assistant-interne'"}};
static const value patterns[] = {{"'(?i)CLIENT'", "'(?i)CLIENT'"},
                                 {"'^a'", "'^a'"},
                                 {"'(a+)+$'", "'(a+)+$'"},
                                 {"'\\bx\\b'", "r'\\bx\\b'"},
                                 {"''", "''"}};

#define VALUES(list) list, sizeof list / sizeof *list

static const struct {
    const value *values;
    uint32_t count;
} values_of[SLOTS] = {
    [PURPOSE] = {VALUES(texts)},   [OUTPUT] = {VALUES(output_words)},   [AUTONOMY] = {VALUES(ranks)},
    [DATE] = {VALUES(days)},       [REQUESTS] = {VALUES(integers)},     [SHARE] = {VALUES(numbers)},
    [OPT_OUT] = {VALUES(yeses)},   [ACTIVITY] = {VALUES(activity_ids)}, [TOOL] = {VALUES(tool_ids)},
    [TOOL_NAME] = {VALUES(texts)},
};

typedef struct writing {
    choices *choices;
    text mapping, cel;
} writing;

static void put_both(writing *w, const char *mapping, const char *cel)
{
    put(&w->mapping, mapping);
    put(&w->cel, cel);
}

static void put_name(text *t, uint32_t slot)
{
    put(t, variables[slot].name.at);
}

static void put_value(writing *w, uint32_t slot)
{
    const value *v = &values_of[slot].values[choose(w->choices, values_of[slot].count)];
    put_both(w, v->mapping, v->cel);
}

static void put_list(writing *w, uint32_t slot)
{
    put_both(w, "[", "[");
    for (uint32_t i = 0, count = choose(w->choices, WIDEST + 1); i < count; i++) {
        if (i > 0)
            put_both(w, ", ", ", ");
        put_value(w, slot);
    }
    put_both(w, "]", "]");
}

static void put_compared(writing *w, uint32_t slot, const char *matcher, const char *before, const char *between)
{
    put_both(w, matcher, before);
    put_name(&w->cel, slot);
    put(&w->cel, between);
}

static void put_equal(writing *w, uint32_t slot)
{
    put_compared(w, slot, "in: [", "", " == ");
    put_value(w, slot);
    put(&w->mapping, "]");
}

static void put_not(writing *w, uint32_t slot)
{
    put_compared(w, slot, "not: ", "", " != ");
    put_value(w, slot);
}

static void put_in(writing *w, uint32_t slot)
{
    put_compared(w, slot, "in: ", "", " in ");
    put_list(w, slot);
}

static void put_not_in(writing *w, uint32_t slot)
{
    put_compared(w, slot, "not-in: ", "!(", " in ");
    put_list(w, slot);
    put(&w->cel, ")");
}

static void put_absent(writing *w, uint32_t slot)
{
    bool absent = choose(w->choices, 2) == 1;
    put_compared(w, slot, absent ? "absent: true" : "absent: false", absent ? "!has(" : "has(", ")");
}

static void put_order(writing *w, uint32_t slot, const char *matcher, const char *operator, const char * function)
{
    bool rank = variables[slot].kind == CH_VALUE_RANK;
    put_compared(w, slot, matcher, "", rank ? function : operator);
    put_value(w, slot);
    put(&w->cel, rank ? ")" : "");
}

static bool is_ordered(uint32_t slot)
{
    ch_value_kind kind = variables[slot].kind;
    return kind != CH_VALUE_TEXT && kind != CH_VALUE_BOOL;
}

static void put_at_least(writing *w, uint32_t slot)
{
    if (is_ordered(slot))
        put_order(w, slot, "at-least: ", " >= ", ".atLeast(");
    else
        put_not(w, slot);
}

static void put_at_most(writing *w, uint32_t slot)
{
    if (is_ordered(slot))
        put_order(w, slot, "at-most: ", " <= ", ".atMost(");
    else
        put_in(w, slot);
}

static void put_matches(writing *w, uint32_t slot)
{
    if (variables[slot].kind != CH_VALUE_TEXT) {
        put_absent(w, slot);
        return;
    }
    put_compared(w, slot, "matches: ", "", ".matches(");
    const value *v = &patterns[choose(w->choices, sizeof patterns / sizeof *patterns)];
    put_both(w, v->mapping, v->cel);
    put(&w->cel, ")");
}

static void put_data(writing *w)
{
    static const char *const forms[][3] = {{"{data: {includes: ", "data.includes('", "')"},
                                           {"{data: {within: ", "data.within('", "')"}};
    uint32_t form = choose(w->choices, 3);
    if (form == 2) {
        put_both(w, "{data: {absent: true}}", "!has(data)");
        return;
    }
    const char *id = classes[choose(w->choices, CLASSES)].at;
    put_both(w, forms[form][0], forms[form][1]);
    put_both(w, id, id);
    put_both(w, "}}", forms[form][2]);
}

static void put_test(writing *w)
{
    static void (*const matchers[])(writing *, uint32_t) = {put_equal,  put_not,      put_in,      put_not_in,
                                                            put_absent, put_at_least, put_at_most, put_matches};
    uint32_t slot = choose(w->choices, SLOTS + 1);
    if (slot == SLOTS) {
        put_data(w);
        return;
    }
    put(&w->mapping, "{");
    put_name(&w->mapping, slot);
    put(&w->mapping, ": {");
    matchers[choose(w->choices, sizeof matchers / sizeof *matchers)](w, slot);
    put(&w->mapping, "}}");
}

static void put_condition(writing *w, int depth);

static void put_members(writing *w, int depth, const char *sign)
{
    for (uint32_t i = 0, count = 1 + choose(w->choices, WIDEST); i < count; i++) {
        if (i > 0)
            put_both(w, ", ", sign);
        put(&w->cel, "(");
        put_condition(w, depth - 1);
        put(&w->cel, ")");
    }
}

static void put_condition(writing *w, int depth)
{
    uint32_t how = depth == 0 ? 0 : choose(w->choices, 5);
    if (how == 1) {
        put_both(w, "{all: [", "");
        put_members(w, depth, " && ");
        put_both(w, "]}", "");
    } else if (how == 2) {
        put_both(w, "{any: [", "");
        put_members(w, depth, " || ");
        put_both(w, "]}", "");
    } else if (how == 3) {
        put_both(w, "{not: ", "!(");
        put_condition(w, depth - 1);
        put_both(w, "}", ")");
    } else {
        put_test(w);
    }
}

/* ---- facts ---- */

static ch_text word_of(const char *word)
{
    return (ch_text){word, strlen(word)};
}

static ch_value text_fact(choices *c)
{
    static const char *const words[] = {"x", "a client",          "A CLIENT",
                                        "",  "\xC3\xA9t\xC3\xA9", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"};
    return ch_value_text(word_of(words[choose(c, sizeof words / sizeof *words)]));
}

static ch_value fact(choices *c, const ch_variable *v)
{
    static const int64_t wholes[] = {0, 39, 40, 41, INT64_MAX, -1};
    static const double reals[] = {0.5, 0.4999, 2, -1, 0, 1e300};
    static const ch_day some_days[] = {20543, 20542, 19782, -1, 0, 2932896};
    switch (v->kind) {
    case CH_VALUE_BOOL:
        return ch_value_bool(choose(c, 2) == 1);
    case CH_VALUE_INT:
        return (ch_value){.kind = CH_VALUE_INT, .integer = wholes[choose(c, 6)]};
    case CH_VALUE_NUMBER:
        return (ch_value){.kind = CH_VALUE_NUMBER, .number = reals[choose(c, 6)]};
    case CH_VALUE_DATE:
        return (ch_value){.kind = CH_VALUE_DATE, .day = some_days[choose(c, 6)]};
    case CH_VALUE_RANK:
        return (ch_value){.kind = CH_VALUE_RANK, .rank = (int)choose(c, v->word_count)};
    default:
        return v->closed ? ch_value_text(v->words[choose(c, v->word_count)]) : text_fact(c);
    }
}

static ch_facts draw_facts(choices *c, ch_value *slots)
{
    for (uint32_t i = 0; i < SLOTS; i++)
        slots[i] = choose(c, 3) == 0 ? (ch_value){CH_ABSENT, {.yes = false}} : fact(c, &variables[i]);
    uint32_t data = choose(c, 256);
    return (ch_facts){.slots = slots,
                      .data_known = (data & 16) != 0,
                      .data_unlisted = (data & 16) != 0 && (data & 32) != 0,
                      .data = {{data & 15}}};
}

/* ---- reading and comparing ---- */

typedef struct reading {
    ch_source source;
    ch_arena arena;
    charter_diagnostics diagnostics;
    ch_pattern *patterns[MOST_PATTERNS];
    size_t pattern_count;
    const ch_condition *condition;
} reading;

static bool keep_pattern(void *context, ch_pattern *pattern)
{
    reading *r = context;
    if (r->pattern_count == MOST_PATTERNS)
        abort();
    r->patterns[r->pattern_count++] = pattern;
    return true;
}

static void read_condition(reading *r, const text *t)
{
    static const ch_yaml_rules rules = {.depth = 32, .nodes = 10000};
    *r = (reading){.source = {.name = "charter.yaml", .bytes = {t->at, t->length}}};
    ch_node *root = NULL;
    if (!ch_yaml_check_bytes(&r->source, &r->diagnostics) ||
        ch_yaml_read(&r->source, &rules, &r->arena, &r->diagnostics, &root) != CH_YAML_DOCUMENT)
        abort();
    ch_decoder decoder = {&r->source, &r->arena, &r->diagnostics};
    ch_condition_reader reader = {&decoder, &scope, keep_pattern, r};
    r->condition = ch_condition_read(&reader, root);
    for (const charter_diagnostic *d = r->diagnostics.first; d != NULL; d = d->next)
        if (strcmp(d->code, ch_code_text(CH_CONDITION_NEVER)) != 0 ||
            (r->condition != NULL) != (d->severity == CHARTER_WARNING)) {
            fprintf(stderr, "%s: %s\n", d->code, t->at);
            abort();
        }
}

static void forget(reading *r)
{
    for (size_t i = 0; i < r->pattern_count; i++)
        ch_pattern_free(r->patterns[i]);
    ch_arena_clear(&r->arena);
    ch_diagnostics_clear(&r->diagnostics);
}

static bool same_blame(ch_blame a, ch_blame b)
{
    return ch_text_same(a.name, b.name) && a.absent == b.absent && a.limit == b.limit && a.fault == b.fault;
}

static void compare(const reading *a, const reading *b, const ch_facts *facts, const writing *w)
{
    ch_evaluator *evaluator = ch_evaluator_new();
    if (evaluator == NULL)
        abort();
    ch_truth first = ch_condition_holds(a->condition, facts, evaluator);
    ch_truth second = ch_condition_holds(b->condition, facts, evaluator);
    ch_blame one = ch_condition_blame(a->condition, 0, facts, evaluator);
    ch_blame two = ch_condition_blame(b->condition, 0, facts, evaluator);
    uint32_t wanted = ch_condition_wants(a->condition, facts, evaluator);
    if (first != second || !same_blame(one, two) || wanted != ch_condition_wants(b->condition, facts, evaluator)) {
        fprintf(stderr, "%s is %d and blames %.*s\n%s is %d and blames %.*s\n", w->mapping.at, first,
                (int)one.name.length, one.name.at, w->cel.at, second, (int)two.name.length, two.name.at);
        abort();
    }
    ch_evaluator_free(evaluator);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    choices c = {bytes, size};
    writing w = {.choices = &c, .mapping = {.length = 0}, .cel = {.length = 0}};
    put(&w.cel, "|\n  "); /* a block needs no quotes */
    put_condition(&w, DEEPEST);
    put_both(&w, "\n", "\n");
    reading a, b;
    read_condition(&a, &w.mapping);
    read_condition(&b, &w.cel);
    if ((a.condition == NULL) != (b.condition == NULL)) {
        fprintf(stderr, "one of the two is refused: %s%s", w.mapping.at, w.cel.at);
        abort();
    }
    ch_value slots[SLOTS];
    do {
        ch_facts facts = draw_facts(&c, slots);
        if (a.condition != NULL)
            compare(&a, &b, &facts, &w);
    } while (c.left > 0);
    forget(&a);
    forget(&b);
    return 0;
}
