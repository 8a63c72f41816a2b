/* Budgets of a charter: what they may say, and which uses an audit holds against them. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#define LAW                                                                                                     \
    "charter: 1\nid: a\nunits: [A, B]\n"                                                                        \
    "tools: {t: {status: approved, footprint: {per: request, energy-wh: [1, 2], source: s, on: 2026-01-01}}}\n" \
    "activities: {x: {status: allowed}, y: {status: allowed}}\nbudgets:\n"

typedef struct fault_row {
    const char *name, *budgets, *told;
} fault_row;

static const fault_row faults[] = {
    {"a budget of each limit is fine", "  b: {period: month, energy-wh: 1.5, co2-g: 2e3, requests: 4}\n", "fine"},
    {"quotes make no difference", "  b: {period: year, energy-wh: \"1.5\", units: A, activities: [x, y]}\n", "fine"},
    {"a period is needed", "  b: {requests: 4}\n", "7:3 key.missing"},
    {"a period is one of three", "  b: {period: week, requests: 4}\n", "7:15 value.choice"},
    {"a budget limits something", "  b: {period: month}\n", "7:3 key.missing"},
    {"a limit is a number", "  b: {period: month, energy-wh: much}\n", "7:33 value.type"},
    {"a limit is not negative", "  b: {period: month, co2-g: -1}\n", "7:29 value.type"},
    {"a limit of nothing is a rule", "  b: {period: month, requests: 0}\n", "7:32 value.form"},
    {"nor is it nothing of energy", "  b: {period: month, energy-wh: 0}\n", "7:33 value.type"},
    {"its activities are listed", "  b: {period: month, requests: 1, activities: z}\n", "7:47 reference.unknown"},
    {"its units are listed", "  b: {period: month, requests: 1, units: [A, C]}\n", "7:46 reference.unknown"},
    {"its dates are in order", "  b: {period: month, requests: 1, from: 2026-02-01, until: 2026-01-01}\n",
     "7:60 dates.order"},
    {"there are not more than a hundred", NULL, "6:1 limit.entries"},
};

static char *many_budgets(void)
{
    char *text = malloc(1 << 16), *end = text;
    for (int i = 0; i <= 100; i++)
        end += sprintf(end, "  b%d: {period: month, requests: 1}\n", i);
    return text;
}

static void is_told(void **state)
{
    const fault_row *r = *state;
    char *many = r->budgets == NULL ? many_budgets() : NULL;
    char *text = malloc(1 << 17);
    sprintf(text, "%s%s", LAW, many != NULL ? many : r->budgets);
    loaded l = load_text(text);
    assert_string_equal(tell_diagnostics(l.diagnostics), r->told);
    unload(&l);
    free(text);
    free(many);
}

typedef struct use_row {
    const char *name, *budget, *declaration;
    const char *key; /* of the budget's group; NULL: the use is none of its */
} use_row;

static const use_row uses[] = {
    {"by month", "{period: month, requests: 1}", "date: 2026-03-31", "2026-03 b "},
    {"by quarter", "{period: quarter, requests: 1}", "date: 2026-03-31", "2026-Q1 b "},
    {"the last quarter", "{period: quarter, requests: 1}", "date: 2026-10-01", "2026-Q4 b "},
    {"by year", "{period: year, requests: 1}", "date: 2026-03-31", "2026 b "},
    {"without a date", "{period: year, requests: 1}", "unit: A", "- b "},
    {"each unit has its own", "{period: year, each: unit, requests: 1}", "unit: A", "- b A"},
    {"each activity has its own", "{period: year, each: activity, requests: 1}", "unit: A", "- b x"},
    {"its units alone", "{period: year, units: B, requests: 1}", "unit: A", NULL},
    {"no unit is none of them", "{period: year, units: B, requests: 1}", "date: 2026-03-31", NULL},
    {"its activities alone", "{period: year, activities: y, requests: 1}", "unit: A", NULL},
    {"from its first day", "{period: year, requests: 1, from: 2026-04-01}", "date: 2026-03-31", NULL},
    {"until its last", "{period: year, requests: 1, until: 2026-03-31}", "date: 2026-03-31", "2026 b "},
};

/* The one group of the table, or NULL. */
static void concerns(void **state)
{
    const use_row *r = *state;
    char text[4096], declaration[512];
    snprintf(text, sizeof text, "%s  b: %s\n", LAW, r->budget);
    snprintf(declaration, sizeof declaration, "usage: 1\nactivity: x\ntool: t\n%s\n", r->declaration);
    charter *the_charter = good_charter(text);
    memory_input memory = {.at = declaration, .left = strlen(declaration)};
    const charter_judge_options judging = {.at = day("2026-07-01")};
    const charter_totals_options options = {.at = judging.at};
    charter_totals *totals;
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declared;
    const charter_verdict *verdict;
    assert_int_equal(charter_totals_new(&totals, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &judging), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declared), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declared, &verdict), CHARTER_OK);
    assert_int_equal(charter_totals_verdict(totals, verdict), CHARTER_OK);
    assert_int_equal(charter_totals_group_count(totals, CHARTER_BUDGETS), r->key != NULL);
    if (r->key != NULL)
        assert_text_equal(charter_totals_group(totals, CHARTER_BUDGETS, 0).key, r->key);
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_totals_free(totals);
    charter_free(the_charter);
}

int main(void)
{
    const test_table tables[] = {TEST_ROWS(faults, is_told), TEST_ROWS(uses, concerns)};
    return RUN_TABLES(tables);
}
