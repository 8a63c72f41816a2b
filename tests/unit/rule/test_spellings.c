/* The same conditions in both spellings: whatever the facts are, they have the same truth, and blame the same. */
#include <stdio.h>
#include <stdlib.h>

#include "unit/rule/reading.h"

typedef struct pair {
    const char *mapping, *cel;
} pair;

static const pair singles[] = {
    {"{usage.output: public}", "usage.output == 'public'"},
    {"{usage.output: {not: public}}", "usage.output != 'public'"},
    {"{usage.output: {in: [public, decision]}}", "usage.output in ['public', 'decision']"},
    {"{usage.output: {not-in: [public, decision]}}", "!(usage.output in ['public', 'decision'])"},
    {"{usage.output: {absent: true}}", "!has(usage.output)"},
    {"{usage.output: {absent: false}}", "has(usage.output)"},
    {"{usage.output: {not: public, absent: false}}", "usage.output != 'public' && has(usage.output)"},
    {"{usage.purpose: x}", "usage.purpose == 'x'"},
    {"{usage.purpose: 'a client'}", "usage.purpose == 'a client'"},
    {"{usage.purpose: {matches: '(?i)CLIENT'}}", "usage.purpose.matches('(?i)CLIENT')"},
    {"{usage.purpose: {matches: '^a'}}", "usage.purpose.matches('^a')"},
    {"{usage.purpose: {matches: '^(a?){600}$'}}", "usage.purpose.matches('^(a?){600}$')"},
    {"{usage.purpose: {not-in: [x, y]}}", "!(usage.purpose in ['x', 'y'])"},
    {"{usage.autonomy: assist}", "usage.autonomy == 'assist'"},
    {"{usage.autonomy: {not: assist}}", "usage.autonomy != 'assist'"},
    {"{usage.autonomy: {in: [suggest, autonomous]}}", "usage.autonomy in ['suggest', 'autonomous']"},
    {"{usage.autonomy: {at-least: suggest}}", "usage.autonomy.atLeast('suggest')"},
    {"{usage.autonomy: {at-least: supervised}}", "usage.autonomy.atLeast('supervised')"},
    {"{usage.autonomy: {at-most: assist}}", "usage.autonomy.atMost('assist')"},
    {"{usage.autonomy: {at-least: assist, at-most: supervised}}",
     "usage.autonomy.atLeast('assist') && usage.autonomy.atMost('supervised')"},
    {"{usage.date: 2026-03-31}", "usage.date == timestamp('2026-03-31T00:00:00Z')"},
    {"{usage.date: {at-least: 2026-03-31}}", "usage.date >= timestamp('2026-03-31T00:00:00Z')"},
    {"{usage.date: {at-most: 2026-03-31}}", "usage.date <= timestamp('2026-03-31T00:00:00Z')"},
    {"{usage.date: {in: [2026-03-31, 2024-02-29]}}",
     "usage.date in [timestamp('2026-03-31T00:00:00Z'), timestamp('2024-02-29T00:00:00Z')]"},
    {"{usage.volume.requests: 40}", "usage.volume.requests == 40"},
    {"{usage.volume.requests: {at-least: 40}}", "usage.volume.requests >= 40"},
    {"{usage.volume.requests: {at-most: 40}}", "usage.volume.requests <= 40"},
    {"{usage.volume.requests: {in: [0, 40, -1]}}", "usage.volume.requests in [0, 40, -1]"},
    {"{usage.volume.requests: {absent: true}}", "!has(usage.volume.requests)"},
    {"{facts.share: 0.5}", "facts.share == 0.5"},
    {"{facts.share: 2}", "facts.share == 2.0"},
    {"{facts.share: {at-least: 0.5}}", "facts.share >= 0.5"},
    {"{facts.share: {at-most: 0.5, not: -1}}", "facts.share <= 0.5 && facts.share != -1.0"},
    {"{facts.opt_out: true}", "facts.opt_out == true"},
    {"{facts.opt_out: false}", "facts.opt_out == false"},
    {"{facts.opt_out: {not: true}}", "facts.opt_out != true"},
    {"{activity: drafting}", "activity.id == 'drafting'"},
    {"{activity.id: {not: coding}}", "activity.id != 'coding'"},
    {"{tool: {in: [chatgpt]}}", "tool.id in ['chatgpt']"},
    {"{tool: {absent: true}}", "!has(tool.id)"},
    {"{tool.name: ChatGPT}", "tool.name == 'ChatGPT'"},
    {"{data: {includes: internal}}", "data.includes('internal')"},
    {"{data: {includes: personal}}", "data.includes('personal')"},
    {"{data: {within: public}}", "data.within('public')"},
    {"{data: {within: secret}}", "data.within('secret')"},
    {"{data: {absent: true}}", "!has(data)"},
    {"{data: {absent: false, within: internal}}", "has(data) && data.within('internal')"},
    {"{usage.output: public, facts.opt_out: true}", "usage.output == 'public' && facts.opt_out == true"},
    {"{not: {usage.output: public, facts.opt_out: true}}", "!(usage.output == 'public' && facts.opt_out == true)"},
};

enum { CONDITIONS = 100, FACT_SETS = 400, LONGEST = 1200 };

/* A small generator of its own, so that a failure can be repeated anywhere. */
static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 16;
}

/* The first conditions are the singles; the others combine two of them. */
static void write_condition(uint32_t number, uint32_t *random, char mapping[LONGEST], char cel[LONGEST])
{
    static const char *const mappings[] = {"{all: [%s, %s]}", "{any: [%s, %s]}", "{not: {any: [%s, {not: %s}]}}"};
    static const char *const cels[] = {"(%s) && (%s)", "(%s) || (%s)", "!((%s) || !(%s))"};
    const pair *a = &singles[number % COUNT_OF(singles)];
    const pair *b = &singles[next_random(random) % COUNT_OF(singles)];
    if (number < COUNT_OF(singles)) {
        snprintf(mapping, LONGEST, "%s", a->mapping);
        snprintf(cel, LONGEST, "|\n  %s\n", a->cel);
        return;
    }
    uint32_t how = next_random(random) % 3;
    char combined[LONGEST - 8];
    snprintf(mapping, LONGEST, mappings[how], a->mapping, b->mapping);
    snprintf(combined, sizeof combined, cels[how], a->cel, b->cel);
    snprintf(cel, LONGEST, "|\n  %s\n", combined);
}

/* ---- random facts ---- */

static const char *const values[SLOTS][6] = {
    [PURPOSE] = {"x", "a client", "A CLIENT", "b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "y"},
    [OUTPUT] = {"internal", "public", "decision", "internal", "public", "decision"},
    [AUTONOMY] = {"suggest", "assist", "supervised", "autonomous", "assist", "supervised"},
    [DATE] = {"2026-03-31", "2026-03-30", "2026-04-01", "2024-02-29", "1969-12-31", "9999-12-31"},
    [REQUESTS] = {"0", "39", "40", "41", "9223372036854775807", "-1"},
    [SHARE] = {"0.5", "0.4999", "2", "-1", "0", "1e300"},
    [OPT_OUT] = {"true", "false", "true", "false", "true", "false"},
    [ACTIVITY] = {"drafting", "coding", "drafting", "coding", "drafting", "coding"},
    [TOOL] = {"chatgpt", "assistant-interne", "chatgpt", "assistant-interne", "chatgpt", "chatgpt"},
    [TOOL_NAME] = {"ChatGPT", "chatgpt", "GPT", "x", "y", "z"},
};

static const char *const data_sets[] = {"-",      "public",   "internal",         "personal",
                                        "secret", "public,?", "internal,personal"};

static void write_facts(uint32_t *random, char facts[LONGEST])
{
    size_t length = 0;
    facts[0] = '\0';
    for (uint32_t i = 0; i < SLOTS; i++)
        if (next_random(random) % 4 != 0)
            length += (size_t)snprintf(facts + length, LONGEST - length, "%.*s=%s; ", (int)variables[i].name.length,
                                       variables[i].name.at, values[i][next_random(random) % 6]);
    if (next_random(random) % 4 != 0)
        snprintf(facts + length, LONGEST - length, "data=%s", data_sets[next_random(random) % COUNT_OF(data_sets)]);
}

static void forget_facts(reading *r)
{
    memset(r->slots, 0, sizeof r->slots);
    r->facts = (ch_facts){.slots = r->slots};
}

/* ---- the comparison ---- */

/* What is refused can never be true, and that in both spellings. */
static void both_are_refused(const reading *a, const reading *b, const char *mapping, const char *cel)
{
    static const char said[] = "makes all of this true";
    if (a->condition != NULL || b->condition != NULL || strstr(tell_messages(&a->diagnostics), said) == NULL ||
        strstr(tell_messages(&b->diagnostics), said) == NULL)
        fail_msg("%s and %s: %s: %s", mapping, cel, tell_messages(&a->diagnostics), tell_messages(&b->diagnostics));
}

static void compare_on(reading *a, reading *b, const char *facts, const char *mapping, const char *cel)
{
    forget_facts(a);
    forget_facts(b);
    take_facts(a, facts);
    take_facts(b, facts);
    ch_truth first = ch_condition_holds(a->condition, &a->facts, a->evaluator);
    ch_truth second = ch_condition_holds(b->condition, &b->facts, b->evaluator);
    ch_blame one = ch_condition_blame(a->condition, 0, &a->facts, a->evaluator);
    ch_blame two = ch_condition_blame(b->condition, 0, &b->facts, b->evaluator);
    if (first != second || !ch_text_same(one.name, two.name) || one.absent != two.absent || one.limit != two.limit)
        fail_msg("%s is %d and blames %.*s, %s is %d and blames %.*s, where %s", mapping, first, (int)one.name.length,
                 one.name.at, cel, second, (int)two.name.length, two.name.at, facts);
}

static void both_spellings_of_a_hundred_conditions_mean_the_same(void **state)
{
    (void)state;
    uint32_t random = 2026, seen[3] = {0}, refusals = 0;
    char mapping[LONGEST], cel[LONGEST], facts[LONGEST];
    for (uint32_t number = 0; number < CONDITIONS; number++) {
        reading a, b;
        write_condition(number, &random, mapping, cel);
        read_condition(&a, mapping);
        read_condition(&b, cel);
        bool refused = a.condition == NULL || b.condition == NULL;
        if (refused)
            both_are_refused(&a, &b, mapping, cel);
        refusals += refused;
        for (int i = 0; !refused && i < FACT_SETS; i++) {
            write_facts(&random, facts);
            compare_on(&a, &b, facts, mapping, cel);
            seen[ch_condition_holds(a.condition, &a.facts, a.evaluator)]++;
        }
        forget(&a);
        forget(&b);
    }
    /* The facts are such that every truth is met often. */
    assert_true(refusals < CONDITIONS / 10);
    for (int truth = 0; truth < 3; truth++)
        assert_true(seen[truth] > CONDITIONS * FACT_SETS / 10);
}

int main(void)
{
    const test_table tables[] = {
        TEST(both_spellings_of_a_hundred_conditions_mean_the_same),
    };
    return RUN_TABLES(tables);
}
