/* Footprints: a tool's figures, each an interval, times the declared volume. */
#include "unit/judge/rows.h"

#include "judge/verdict.h"

typedef struct footprint_row {
    const char *name, *figures, *declaration, *expected;
} footprint_row;

static const footprint_row rows[] = {
    {"figures per request", "per: request, energy-wh: [0.2, 0.5], co2-g: [0.02, 0.05], water-ml: [0.1, 0.3]",
     "volume: {requests: 40}\n", "energy 8-20, co2 0.8-2, water 4-12"},
    {"figures per 1000 tokens", "per: 1000-tokens, energy-wh: [1, 2], co2-g: [0.5, 0.5]", "volume: {tokens: 2500}\n",
     "energy 2.5-5, co2 1.25-1.25"},
    {"each measure may be missing", "per: request, water-ml: [1, 2]", "volume: {requests: 3}\n", "water 3-6"},
    {"a figure may begin at zero", "per: request, energy-wh: [0, 2]", "volume: {requests: 3}\n", "energy 0-6"},
    {"a volume of none is none", "per: request, energy-wh: [1, 2]", "volume: {requests: 0}\n", "energy 0-0"},
    {"without a volume there is no footprint", "per: request, energy-wh: [1, 2]", "", "none"},
    {"the other volume does not count: requests", "per: 1000-tokens, energy-wh: [1, 2]", "volume: {requests: 3}\n",
     "none"},
    {"the other volume does not count: tokens", "per: request, energy-wh: [1, 2]", "volume: {tokens: 3}\n", "none"},
    {"a tool without figures has none", NULL, "volume: {requests: 3, tokens: 3}\n", "none"},
    {"the largest volume", "per: request, energy-wh: [1, 1]", "volume: {requests: 9223372036854775807}\n",
     "energy 9.22337e+18-9.22337e+18"},
};

static void tell_measure(char *into, size_t size, const char *name, ch_interval measure)
{
    size_t length = strlen(into);
    if (measure.low >= 0)
        snprintf(into + length, size - length, "%s%s %g-%g", length > 0 ? ", " : "", name, measure.low, measure.high);
}

static void tell_footprint(const charter_verdict *verdict, char *into, size_t size)
{
    const ch_footprint_sum *sum = &verdict->footprint;
    into[0] = '\0';
    if (sum->figures == NULL) {
        snprintf(into, size, "none");
        return;
    }
    tell_measure(into, size, "energy", sum->energy_wh);
    tell_measure(into, size, "co2", sum->co2_g);
    tell_measure(into, size, "water", sum->water_ml);
}

static void footprint_of(const char *figures, const char *tool, const char *more, char *into, size_t size)
{
    char law_text[1024], usage_text[1024];
    snprintf(law_text, sizeof law_text,
             LAW("activities: {drafting: {status: allowed}}\ntools: {good: {status: approved%s%s%s}}\n"),
             figures == NULL ? "" : ", footprint: {", figures == NULL ? "" : figures, figures == NULL ? "" : "}");
    snprintf(usage_text, sizeof usage_text, "usage: 1\nactivity: drafting\ntool: %s\n%s", tool, more);
    charter *the_charter = good_charter(law_text);
    memory_input memory = {.at = usage_text, .left = strlen(usage_text)};
    charter_judge_options options = {.at = day(TODAY)};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    tell_footprint(verdict, into, size);
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(the_charter);
}

static void multiply(void **state)
{
    const footprint_row *row = *state;
    char told[256];
    footprint_of(row->figures, "good", row->declaration, told, sizeof told);
    assert_string_equal(told, row->expected);
}

static void an_unlisted_tool_has_no_footprint(void **state)
{
    (void)state;
    char told[256];
    footprint_of("per: request, energy-wh: [1, 2]", "wrench", "volume: {requests: 3}\n", told, sizeof told);
    assert_string_equal(told, "none");
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, multiply),
        TEST(an_unlisted_tool_has_no_footprint),
    };
    return RUN_TABLES(tables);
}
