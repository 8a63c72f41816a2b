/* rules: how often a second the reference rule is evaluated, as an expression (ch_cel_evaluate) and as a condition of
 * either spelling (ch_condition_holds). Printed: name, evaluations a second, hits of a thousand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cel/cel.h"
#include "rule/condition_read.h"
#include "rule/evaluate.h"
#include "tree/yaml.h"

enum { THOUSAND = 1000 };

#define LEAST_SECONDS 1.0
#define RULE(level, hosting, purpose) \
    level " >= 2 && !(" hosting " in ['a','b','c']) && " purpose ".matches('(?i)client')"

/* ---- the facts: a thousand of them, the same in each language ---- */

static const char *const purposes[] = {"Reword a note for a client", "Summary of a meeting", "CLIENT list",
                                       "Translate"};
static const char *const hostings[] = {"a", "b", "c", "d", "e"};

static ch_value facts[THOUSAND][3];

static ch_value text(const char *word)
{
    return ch_value_text((ch_text){word, strlen(word)});
}

static void make_facts(void)
{
    for (int i = 0; i < THOUSAND; i++) {
        facts[i][0] = (ch_value){.kind = CH_VALUE_INT, .integer = i % 4};
        facts[i][1] = text(hostings[i % 5]);
        facts[i][2] = text(purposes[i / 4 % 4]);
    }
}

/* ---- measuring ---- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

typedef struct contestant {
    const char *name;
    bool (*holds)(const void *context, const ch_value *slots);
    const void *context;
} contestant;

static int thousand(const contestant *c)
{
    int hits = 0;
    for (int i = 0; i < THOUSAND; i++)
        hits += c->holds(c->context, facts[i]);
    return hits;
}

static void measure(const contestant *c)
{
    int hits = thousand(c), rounds = 0;
    double begin = now();
    do {
        if (thousand(c) != hits)
            exit(2);
        rounds++;
    } while (now() - begin < LEAST_SECONDS);
    printf("%s %.0f %d\n", c->name, rounds * (double)THOUSAND / (now() - begin), hits);
}

/* ---- the rule as an expression ---- */

static const ch_cel_variable cel_variables[] = {
    {.name = CH_TEXT_INIT("level"), .type = &ch_cel_type_int},
    {.name = CH_TEXT_INIT("hosting"), .type = &ch_cel_type_string, .size = 1024},
    {.name = CH_TEXT_INIT("purpose"), .type = &ch_cel_type_string, .size = 65536},
};

static bool keep_pattern(void *context, ch_pattern *pattern)
{
    (void)context;
    (void)pattern; /* until the program ends */
    return true;
}

static ch_cel_value fetch(const void *slots, uint32_t variable)
{
    const ch_value *value = (const ch_value *)slots + variable;
    return value->kind == CH_VALUE_INT ? ch_cel_int(value->integer) : ch_cel_string(value->text);
}

typedef struct expression {
    const ch_cel *cel;
    ch_cel_machine *machine;
} expression;

static bool expression_holds(const void *context, const ch_value *slots)
{
    const expression *e = context;
    e->machine->facts = slots;
    ch_cel_value value = ch_cel_evaluate(e->cel, e->machine);
    return value.kind == CH_CEL_BOOL && value.yes;
}

static void measure_expression(ch_arena *arena, ch_matcher *matcher)
{
    static const char rule[] = RULE("level", "hosting", "purpose");
    ch_cel_scope scope = {.variables = cel_variables, .variable_count = 3};
    ch_cel_unit unit = {.arena = arena, .scope = &scope, .keep_pattern = keep_pattern};
    ch_arena working = {0};
    ch_cel_machine machine = {.fetch = fetch, .matcher = matcher, .arena = &working};
    expression e = {ch_cel_compile(&unit, (ch_text){rule, sizeof rule - 1}), &machine};
    if (e.cel == NULL)
        exit(2);
    measure(&(contestant){"library", expression_holds, &e});
    ch_arena_clear(&working);
}

/* ---- the rule as a condition of a charter ---- */

static const ch_variable variables[] = {
    {CH_TEXT_INIT("usage.volume.requests"), CH_VALUE_INT, false, NULL, 0, 0},
    {CH_TEXT_INIT("tool.vendor"), CH_VALUE_TEXT, false, NULL, 0, 0},
    {CH_TEXT_INIT("usage.purpose"), CH_VALUE_TEXT, false, NULL, 0, 0},
};

static const ch_scope charter_scope = {.variables = variables, .count = 3};

typedef struct rule {
    const ch_condition *condition;
    ch_evaluator *evaluator;
} rule;

static bool condition_holds(const void *context, const ch_value *slots)
{
    const rule *r = context;
    ch_facts all = {.slots = slots};
    return ch_condition_holds(r->condition, &all, r->evaluator) == CH_TRUE;
}

static void measure_condition(ch_arena *arena, ch_evaluator *evaluator, const char *name, const char *yaml)
{
    static const ch_yaml_rules limits = {.depth = 32, .nodes = 10000};
    ch_source source = {.name = "rule", .bytes = {yaml, strlen(yaml)}};
    charter_diagnostics diagnostics = {.failed = false};
    ch_node *root = NULL;
    if (!ch_yaml_check_bytes(&source, &diagnostics) ||
        ch_yaml_read(&source, &limits, arena, &diagnostics, &root) != CH_YAML_DOCUMENT)
        exit(2);
    ch_decoder decoder = {&source, arena, &diagnostics};
    ch_condition_reader reader = {&decoder, &charter_scope, keep_pattern, NULL};
    rule r = {ch_condition_read(&reader, root), evaluator};
    if (r.condition == NULL)
        exit(2);
    measure(&(contestant){name, condition_holds, &r});
    ch_diagnostics_clear(&diagnostics);
}

int main(void)
{
    ch_arena arena = {0};
    ch_evaluator *evaluator = ch_evaluator_new();
    make_facts();
    measure_expression(&arena, ch_evaluator_matcher(evaluator));
    measure_condition(&arena, evaluator, "condition-in-cel",
                      RULE("usage.volume.requests", "tool.vendor", "usage.purpose"));
    measure_condition(&arena, evaluator, "condition-as-a-mapping",
                      "{usage.volume.requests: {at-least: 2}, tool.vendor: {not-in: [a, b, c]}, "
                      "usage.purpose: {matches: '(?i)client'}}");
    ch_evaluator_free(evaluator);
    ch_arena_clear(&arena);
    return 0;
}
