/* Conditions that can never be true are refused, in both spellings; what can be is not. */
#include "unit/support.h"

#include <stdio.h>

#include "unit/rule/reading.h"

typedef struct never_row {
    const char *name;
    const char *mapping, *cel; /* NULL: it cannot be written so */
    const char *said;          /* NULL: nothing */
    bool refused;              /* else it is a warning */
} never_row;

#define OUTPUT_NEVER "no value of \"usage.output\" makes all of this true"
#define EMPTY        "this list is empty: nothing is in it"

static const never_row rows[] = {
    {"in an empty list", "usage.output: {in: []}", "usage.output in []", EMPTY, true},
    {"a number in an empty list", "facts.share: {in: []}", "facts.share in []", EMPTY, true},
    {"a free text in an empty list", "usage.purpose: {in: []}", "usage.purpose in []", EMPTY, true},
    {"not in an empty list", "usage.output: {not-in: []}", "!(usage.output in [])", EMPTY, true},
    {"in an empty list, deep within", "any: [{usage.output: public}, {not: {usage.purpose: {in: []}}}]",
     "usage.output == 'public' || !(usage.purpose in [])", EMPTY, true},
    {"not in a list of all words", "usage.output: {not-in: [internal, public, decision]}",
     "!(usage.output in ['internal', 'public', 'decision'])", OUTPUT_NEVER, false},
    {"not in a list of all ranks", "usage.autonomy: {not-in: [suggest, assist, supervised, autonomous]}",
     "!(usage.autonomy in ['suggest', 'assist', 'supervised', 'autonomous'])", "\"usage.autonomy\"", false},

    {"a whole number between bounds that cross", "usage.volume.requests: {at-least: 10, at-most: 5}",
     "usage.volume.requests >= 10 && usage.volume.requests <= 5", "no value of \"usage.volume.requests\"", true},
    {"bounds that cross, the other way round", "usage.volume.requests: {at-most: 5, at-least: 10}",
     "usage.volume.requests <= 5 && usage.volume.requests >= 10", "no value of \"usage.volume.requests\"", true},
    {"a whole number between two that follow each other", NULL,
     "usage.volume.requests > 5 && usage.volume.requests < 6", "no value of", true},
    {"a whole number with room of one", NULL, "usage.volume.requests > 5 && usage.volume.requests < 7", NULL, false},
    {"bounds that meet", "usage.volume.requests: {at-least: 10, at-most: 10}",
     "usage.volume.requests >= 10 && usage.volume.requests <= 10", NULL, false},
    {"bounds that meet in what is not meant", "usage.volume.requests: {at-least: 10, at-most: 10, not: 10}",
     "usage.volume.requests >= 10 && usage.volume.requests <= 10 && usage.volume.requests != 10", "no value of", false},
    {"the greatest of numbers", "usage.volume.requests: {at-least: 9223372036854775807, not: 9223372036854775807}",
     "usage.volume.requests >= 9223372036854775807 && usage.volume.requests != 9223372036854775807", "no value of",
     false},
    {"a fraction between bounds that cross", "facts.share: {at-least: 0.6, at-most: 0.5}",
     "facts.share >= 0.6 && facts.share <= 0.5", "no value of \"facts.share\"", true},
    {"a fraction between two numbers", "facts.share: {at-least: 0.5, at-most: 0.6, not-in: [0.5, 0.6]}",
     "facts.share > 0.5 && facts.share < 0.6", NULL, false},
    {"a fraction above what it is below", NULL, "facts.share > 0.5 && facts.share < 0.5", "no value of", true},
    {"a day between bounds that cross", "usage.date: {at-least: 2026-12-31, at-most: 2026-01-01}",
     "usage.date >= timestamp('2026-12-31T00:00:00Z') && usage.date <= timestamp('2026-01-01T00:00:00Z')",
     "no value of \"usage.date\"", true},
    {"a day between bounds", "usage.date: {at-least: 2026-01-01, at-most: 2026-12-31}",
     "usage.date >= timestamp('2026-01-01T00:00:00Z') && usage.date <= timestamp('2026-12-31T00:00:00Z')", NULL, false},
    {"a day within a day", NULL,
     "usage.date > timestamp('2026-01-01T00:00:00Z') && usage.date < timestamp('2026-01-01T23:00:00Z')", "no value of",
     true},
    {"a day behind a moment", NULL,
     "usage.date > timestamp('2026-01-01T12:00:00Z') && usage.date < timestamp('2026-01-02T12:00:00Z')", NULL, false},
    {"a rank between bounds that cross", "usage.autonomy: {at-least: supervised, at-most: suggest}",
     "usage.autonomy.atLeast('supervised') && usage.autonomy.atMost('suggest')", "no value of \"usage.autonomy\"",
     true},
    {"a rank between bounds", "usage.autonomy: {at-least: assist, at-most: supervised}",
     "usage.autonomy.atLeast('assist') && usage.autonomy.atMost('supervised')", NULL, false},
    {"the least rank", "usage.autonomy: {at-least: suggest}", "usage.autonomy.atLeast('suggest')", NULL, false},

    {"one of a list, and not it", "usage.output: {in: [public], not: public}",
     "usage.output in ['public'] && usage.output != 'public'", OUTPUT_NEVER, false},
    {"one of a list of several kinds is not gone into", NULL, "usage.purpose in ['a', 1] && usage.purpose != 'a'", NULL,
     false},
    {"one of a list, and not another", "usage.output: {in: [public, internal], not: public}",
     "usage.output in ['public', 'internal'] && usage.output != 'public'", NULL, false},
    {"a list within another that must not be", "usage.purpose: {in: [a, b], not-in: [b, a, c]}",
     "usage.purpose in ['a', 'b'] && !(usage.purpose in ['b', 'a', 'c'])", "no value of \"usage.purpose\"", false},
    {"a free text that is not several", "usage.purpose: {not: a, not-in: [b, c]}",
     "usage.purpose != 'a' && !(usage.purpose in ['b', 'c'])", NULL, false},
    {"a value, and not it", "{usage.output: public, not: {usage.output: public}}",
     "usage.output == 'public' && !(usage.output == 'public')", OUTPUT_NEVER, false},
    {"two values at once", "all: [{usage.output: public}, {usage.output: internal}]",
     "usage.output == 'public' && usage.output == 'internal'", OUTPUT_NEVER, false},
    {"one of two values", "any: [{usage.output: public}, {usage.output: internal}]",
     "usage.output == 'public' || usage.output == 'internal'", NULL, false},
    {"two values at once, apart", "{usage.output: public, all: [{facts.opt_out: true}, {usage.output: internal}]}",
     "usage.output == 'public' && (facts.opt_out && usage.output == 'internal')", OUTPUT_NEVER, false},
    {"true and false at once", "all: [{facts.opt_out: true}, {facts.opt_out: false}]",
     "facts.opt_out && !facts.opt_out", "no value of \"facts.opt_out\"", false},
    {"an id under both names", "{tool: chatgpt, tool.id: {not: chatgpt}}",
     "tool.id == 'chatgpt' && tool.id != 'chatgpt'", "no value of \"tool.id\"", false},

    {"absent alone", "usage.output: {absent: true}", "!has(usage.output)", NULL, false},
    {"there alone", "usage.output: {absent: false}", "has(usage.output)", NULL, false},
    {"absent, and a value", "usage.output: {absent: true, in: [public]}",
     "!has(usage.output) && usage.output in ['public']", "what is absent cannot be compared", false},
    {"absent, and not a value", "usage.purpose: {absent: true, not: x}", "!has(usage.purpose) && usage.purpose != 'x'",
     "what is absent cannot be compared", false},
    {"absent, and at least", "facts.share: {absent: true, at-least: 1}", "!has(facts.share) && facts.share >= 1.0",
     "what is absent cannot be compared", false},
    {"absent and there",
     "all: [{usage.unit: {absent: true}}, {usage.purpose: {absent: true}}, {usage.purpose: {absent: false}}]", NULL,
     "key.unknown", true},
    {"there, and a value", "usage.output: {absent: false, not: public}",
     "has(usage.output) && usage.output != 'public'", NULL, false},
    {"absent or a value", "any: [{usage.output: {absent: true}}, {usage.output: public}]",
     "!has(usage.output) || usage.output == 'public'", NULL, false},

    {"a class within one below it", "data: {includes: personal, within: internal}",
     "data.includes('personal') && data.within('internal')", "no value of \"data\"", false},
    {"a class within one beside it", "data: {includes: personal, within: secret}",
     "data.includes('personal') && data.within('secret')", "no value of \"data\"", false},
    {"a class within itself", "data: {includes: personal, within: personal}",
     "data.includes('personal') && data.within('personal')", NULL, false},
    {"a class within one above it", "data: {includes: internal, within: personal}",
     "data.includes('internal') && data.within('personal')", NULL, false},
    {"two classes side by side", "all: [{data: {includes: personal}}, {data: {includes: secret}}]",
     "data.includes('personal') && data.includes('secret')", NULL, false},
    {"two classes that one holds",
     "all: [{data: {includes: personal}}, {data: {includes: secret}}, {not: {data: {within: secret}}}]",
     "data.includes('personal') && data.includes('secret') && !data.within('secret')", NULL, false},
    {"two classes within one of them",
     "all: [{data: {includes: personal}}, {data: {includes: secret}}, {data: {within: secret}}]",
     "data.includes('personal') && data.includes('secret') && data.within('secret')", "no value of \"data\"", false},
    {"a class, and not one below it", "{data: {includes: personal}, not: {data: {includes: internal}}}",
     "data.includes('personal') && !data.includes('internal')", "no value of \"data\"", false},
    {"what was found of what was not declared", "data: {absent: true, includes: personal}",
     "!has(data) && data.includes('personal')", NULL, false},
    {"where data stand that were not declared", "data: {absent: true, within: personal}",
     "!has(data) && data.within('personal')", "what is absent cannot be compared", false},

    {"true", NULL, "true", "this is always true", false},
    {"false", NULL, "false", "this can never be true", false},
    {"what comes to true", NULL, "1 < 2", "this is always true", false},
    {"what comes to false", NULL, "'a' in ['b']", "this can never be true", false},
    {"true beside another", NULL, "true && usage.output == 'public'", "this is always true", false},
    {"false beside another", NULL, "false || usage.output == 'public'", "this can never be true", false},
    {"nothing is asked", "{}", NULL, NULL, false},
    {"no matcher of a name", "usage.output: {}", NULL, NULL, false},
    {"the opposite of nothing", "not: {}", NULL, "this can never be true", false},

    {"patterns are not tried", "usage.purpose: {matches: '^a', not: ab}",
     "usage.purpose.matches('^a') && usage.purpose != 'ab'", NULL, false},
    {"computations are not tried", NULL, "usage.volume.requests + 1 > 5 && usage.volume.requests < 3", NULL, false},
    {"two names together are not tried", NULL, "usage.purpose == tool.name && usage.purpose == 'a'", NULL, false},
};

static void is_told(const char *text, const char *said, bool refused)
{
    reading r;
    if (text == NULL)
        return;
    read_condition(&r, text);
    const char *told = tell_messages(&r.diagnostics);
    const char *codes = tell_diagnostics(&r.diagnostics);
    bool known = said == NULL ? r.diagnostics.count == 0 : strstr(told, said) != NULL || strstr(codes, said) != NULL;
    if (!known || (r.condition == NULL) != refused)
        fail_msg("%s: %s", text, told);
    forget(&r);
}

static void is_told_in_both_spellings(void **state)
{
    const never_row *row = *state;
    char cel[400];
    is_told(row->mapping, row->said, row->refused);
    if (row->cel == NULL)
        return;
    snprintf(cel, sizeof cel, "|\n  %s\n", row->cel);
    is_told(cel, row->said, row->refused);
}

/* ---- places ---- */

typedef struct place_row {
    const char *name, *condition, *faults;
} place_row;

static const place_row places[] = {
    {"where the list is empty", "usage.output: {in: []}", "1:20 condition.never"},
    {"at the last that is too much", "usage.volume.requests:\n  at-least: 10\n  at-most: 5\n", "3:12 condition.never"},
    {"in an expression", "facts.opt_out && usage.volume.requests > 5 && usage.volume.requests < 5",
     "1:47 condition.never"},
    {"each of several", "any: [{usage.output: {in: []}}, {facts.share: {at-least: 2, at-most: 1}}]",
     "1:27 condition.never; 1:70 condition.never"},
    {"the innermost alone", "{usage.output: {in: []}, all: [{usage.output: public}]}", "1:21 condition.never"},
};

static void stands_at(void **state)
{
    const place_row *row = *state;
    reading r;
    read_condition(&r, row->condition);
    assert_null(r.condition);
    assert_string_equal(tell_diagnostics(&r.diagnostics), row->faults);
    forget(&r);
}

/* ---- what it costs ---- */

/* A list as long as they come, and as many comparisons as fit: whatever is said, it is said soon. */
static void long_conditions_are_read_in_no_time(void **state)
{
    (void)state;
    enum { ITEMS = 3000 };
    static char text[ITEMS * 40];
    size_t length = (size_t)snprintf(text, sizeof text, "all:\n- {usage.volume.requests: {in: [0");
    for (int i = 1; i < ITEMS; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, ", %d", i);
    length += (size_t)snprintf(text + length, sizeof text - length, "]}}\n");
    for (int i = 1; i < ITEMS / 10; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "- {usage.volume.requests: {not: %d}}\n", i);
    is_told(text, NULL, false);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, is_told_in_both_spellings),
        TEST_ROWS(places, stands_at),
        TEST(long_conditions_are_read_in_no_time),
    };
    return RUN_TABLES(tables);
}
