/* which: the uses that a charter's entries make together, as who embeds the library asks for them. */
#include "charter/which.h"
#include "unit/judge/rows.h"

#define USES                                                                                                       \
    LAW("data: {public: {}, secret: {above: public, hosting: here}}\nhosting: {here: {}, there: {}}\n"             \
        "tools: {low: {status: approved, data: public, hosting: here}, far: {status: approved, hosting: there}}\n" \
        "activities: {drafting: {status: allowed, data: public}, coding: {status: allowed}}\n"                     \
        "rules: {r: {when: {tool: low, usage.output: public}}}\n")

/* What is tried is written nowhere: a breach of it stands at the declaration as a whole. */
static void what_is_tried_needs_no_key_of_the_declaration(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "drafting low public undetermined if output: internal",
        "drafting low secret non-compliant",
        "drafting far public compliant",
        "drafting far secret non-compliant",
        "coding low public undetermined if output: internal",
        "coding low secret non-compliant",
        "coding far public compliant",
        "coding far secret non-compliant",
    };
    static const char usage_text[] = "{usage: 1, activity: drafting, tool: low}\n";
    charter *the_charter = good_charter(USES);
    memory_input memory = {.at = usage_text, .left = strlen(usage_text)};
    charter_which_options options = {.at = day(TODAY),
                                     .every = CHARTER_EVERY_ACTIVITY | CHARTER_EVERY_TOOL | CHARTER_EVERY_DATA};
    charter_stream *stream;
    charter_which *which;
    charter_cell cell;
    const charter_declaration *declaration;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_which_open(&which, the_charter, declaration, &options), CHARTER_OK);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        char told[256];
        assert_int_equal(charter_which_next(which, &cell), CHARTER_OK);
        size_t length = (size_t)snprintf(told, sizeof told, "%.*s %.*s %.*s %s", (int)cell.activity.length,
                                         cell.activity.at, (int)cell.tool.length, cell.tool.at, (int)cell.data.length,
                                         cell.data.at, charter_decision_name(charter_verdict_decision(cell.verdict)));
        if (charter_verdict_alternative_count(cell.verdict) > 0) {
            charter_condition c = charter_verdict_condition(cell.verdict, 0, 0);
            snprintf(told + length, sizeof told - length, " if %.*s: %.*s", (int)c.path.length - 1, c.path.at + 1,
                     (int)c.value.length, c.value.at);
        }
        assert_string_equal(told, expected[i]);
        for (size_t k = 0; k < charter_verdict_finding_count(cell.verdict); k++)
            assert_true(charter_finding_place(cell.verdict, charter_verdict_finding(cell.verdict, k)).line > 0);
    }
    assert_int_equal(charter_which_next(which, &cell), CHARTER_END);
    charter_which_close(which);
    charter_stream_close(stream);
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST(what_is_tried_needs_no_key_of_the_declaration),
    };
    return RUN_TABLES(tables);
}
