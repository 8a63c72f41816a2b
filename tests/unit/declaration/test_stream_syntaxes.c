/* Streams of declarations: the same ones, however they are written down, get the same verdicts. */
#include "unit/support.h"

#include <stdlib.h>

#define LAW                                                                                                               \
    "charter: 1\nid: law\ngovernance: {colleges: [users]}\n"                                                              \
    "data: {public: {}, internal: {above: public}, personal: {above: internal, hosting: [here]}}\n"                       \
    "hosting: {here: {}, there: {}}\n"                                                                                    \
    "duties: {human-review: {due: after, evidence: review, by-another: true}}\n"                                          \
    "fields: {account: {type: choice, values: [professional, personal]}, opt_out: {type: bool}, share: {type: number}}\n" \
    "tools:\n  inhouse: {status: approved, hosting: here, data: personal}\n"                                              \
    "  chatgpt: {status: banned, hosting: there, aliases: [ChatGPT], instead: [inhouse]}\n"                               \
    "activities: {drafting: {status: allowed, data: personal, duties: [human-review]}}\n"
#define RULES                                                                                                                 \
    "rules:\n  account: {when: {facts.account: personal}}\n  share: {when: {facts.share: {at-least: 2.5}}, effect: review}\n" \
    "  out: {when: {facts.opt_out: {not: true}}, effect: advise}\n"

typedef struct test_row {
    const char *name;
    const char *yaml, *json; /* one declaration in two spellings */
} test_row;

static const test_row rows[] = {
    {"a small declaration", "{usage: 1, activity: drafting, tool: inhouse, data: []}",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"data\": []}"},
    {"a banned tool", "{usage: 1, id: a, activity: drafting, tool: {name: ChatGPT, model: x}, data: [personal]}",
     "{\"usage\":1,\"id\":\"a\",\"activity\":\"drafting\",\"tool\":{\"name\":\"ChatGPT\",\"model\":\"x\"},\"data\":[\"personal\"]}"},
    {"facts of every type",
     "{usage: 1, activity: drafting, tool: inhouse, data: public, facts: {account: personal, opt_out: true, share: 2.5}}",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"data\": \"public\", \"facts\": {\"account\": \"personal\", \"opt_out\": true, \"share\": 2.5}}"},
    {"numbers in quotes",
     "{usage: '1', activity: drafting, tool: inhouse, data: public, volume: {requests: '4'}, facts: {share: '1e1'}}",
     "{\"usage\": \"1\", \"activity\": \"drafting\", \"tool\": \"inhouse\", \"data\": \"public\", \"volume\": {\"requests\": \"4\"}, \"facts\": {\"share\": \"1e1\"}}"},
    {"null is absent", "{usage: 1, activity: drafting, tool: inhouse, data: null, facts: null}",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"data\": null, \"facts\": null}"},
    {"a quoted null is a name", "{usage: 1, activity: \"null\", tool: inhouse, data: []}",
     "{\"usage\": 1, \"activity\": \"null\", \"tool\": \"inhouse\", \"data\": []}"},
    {"a wrong type", "{usage: 1, activity: [drafting], tool: inhouse, output: decision}",
     "{\"usage\": 1, \"activity\": [\"drafting\"], \"tool\": \"inhouse\", \"output\": \"decision\"}"},
    {"an unknown key", "{usage: 1, activty: drafting, tool: inhouse}",
     "{\"usage\": 1, \"activty\": \"drafting\", \"tool\": \"inhouse\"}"},
    {"a duplicate key", "{usage: 1, activity: drafting, tool: inhouse, tool: chatgpt}",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"tool\": \"chatgpt\"}"},
    {"a leading zero", "{usage: 1, activity: drafting, tool: inhouse, volume: {requests: '007'}}",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"volume\": {\"requests\": \"007\"}}"},
    {"an emoji in a purpose", "{usage: 1, activity: drafting, tool: inhouse, data: [], purpose: \"\\U0001F600\"}",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"data\": [], \"purpose\": \"\\ud83d\\ude00\"}"},
    {"evidence and review",
     "{usage: 1, activity: drafting, tool: inhouse, data: [], stage: done, date: 2026-05-01, author: a, review: {by: b, on: 2026-05-01}}",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"data\": [], \"stage\": \"done\", \"date\": \"2026-05-01\", \"author\": \"a\", \"review\": {\"by\": \"b\", \"on\": \"2026-05-01\"}}"},
};

static const char *judge(const charter *the_charter, charter_syntax syntax, const char *text)
{
    charter_stream_options options = {.syntax = syntax};
    return tell_verdicts_as(the_charter, "usage.yaml", (charter_text){text, strlen(text)}, 0, &options, "2026-11-02",
                            TELL_EVERY | TELL_PATHS | TELL_WORDS);
}

/* Places aside, which are the spelling's own. */
static char *without_places(const char *told)
{
    char *copy = strdup(told), *to = copy;
    for (const char *at = copy; *at != '\0'; at++)
        if ((*at < '0' || *at > '9') && *at != ':')
            *to++ = *at;
    *to = '\0';
    return copy;
}

static void the_two_spellings_agree(void **state)
{
    const test_row *row = *state;
    charter *the_charter = good_charter(LAW RULES);
    char *yaml = without_places(judge(the_charter, CHARTER_YAML, row->yaml));
    char *json = without_places(judge(the_charter, CHARTER_JSON, row->json));
    assert_true(strlen(yaml) > 20);
    assert_string_equal(json, yaml);
    free(yaml);
    free(json);
    charter_free(the_charter);
}

#define GOOD      "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"inhouse\", \"data\": []}"
#define BAD       "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"chatgpt\", \"data\": []}"
#define GOOD_TOLD "compliant | duty human-review after open"
#define BAD_TOLD  "non-compliant | tool.status breached forbid | duty human-review after open | instead inhouse"

typedef struct stream_row {
    const char *name, *file, *text;
    const char *verdicts;
} stream_row;

static const stream_row streams[] = {
    {"a list gives its items", "usage.json", "[" GOOD ",\n" BAD "]", GOOD_TOLD "\n" BAD_TOLD},
    {"shared keys stand beside usages", "usage.json",
     "{\"usage\": 1, \"data\": [], \"usages\": [{\"activity\": \"drafting\", \"tool\": \"inhouse\"}], \"activity\": \"x\"}",
     GOOD_TOLD},
    {"shared keys stand beside usages in an item", "usage.json",
     "[{\"usage\": 1, \"data\": [], \"usages\": [{\"activity\": \"drafting\", \"tool\": \"inhouse\"}]}]", GOOD_TOLD},
    {"a fault spoils its item alone", "usage.json", "[" GOOD ", {\"usage\": tru}, " GOOD "]",
     GOOD_TOLD "\ninvalid | usage.json:1:81 json.syntax\n" GOOD_TOLD},
    {"a file that ends too early has its items judged", "usage.json", "[" GOOD ", {\"usa",
     GOOD_TOLD "\ninvalid | usage.json:1:72 json.syntax"},
    {"what trails a list is invalid", "usage.json", "[" GOOD "] " GOOD,
     GOOD_TOLD "\ninvalid | usage.json:1:71 json.syntax"},
    {"null is no declaration", "usage.json", "[null]", "invalid | usage.json:1:2 input.empty"},
    {"an empty list declares nothing", "usage.json", "[]", "fault | usage.json input.empty"},
    {"an empty file declares nothing", "usage.json", "", "fault | usage.json input.empty"},
    {"a list in a list is no declaration", "usage.json", "[[]]", "invalid | usage.json:1:2 value.type"},
    {"a bad line spoils itself alone", "usage.ndjson", GOOD "\n{\"usage\": 1,\n\n" BAD "\n",
     GOOD_TOLD "\ninvalid | usage.ndjson:2:13 json.syntax\n" BAD_TOLD},
    {"a line's ending is the same to all systems", "usage.jsonl", GOOD "\r\n" GOOD, GOOD_TOLD "\n" GOOD_TOLD},
    {"a compressed file's name tells its syntax", "usage.ndjson.gz", GOOD "\n" GOOD, GOOD_TOLD "\n" GOOD_TOLD},
    {"a name that says nothing is YAML's", "usage", "usage: 1\nactivity: drafting\ntool: inhouse\ndata: []\n",
     GOOD_TOLD},
};

static void a_stream_gives(void **state)
{
    const stream_row *row = *state;
    charter *the_charter = good_charter(LAW);
    for (size_t piece = 0; piece < 4; piece++)
        assert_string_equal(tell_verdicts_as(the_charter, row->file, (charter_text){row->text, strlen(row->text)},
                                             piece, NULL, "2026-11-02", 0),
                            row->verdicts);
    charter_free(the_charter);
}

static void what_is_said_of_the_syntax_outweighs_the_name(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW);
    charter_stream_options options = {0};
    assert_true(charter_syntax_parse("ndjson", &options.syntax));
    assert_false(charter_syntax_parse("NDJSON", &options.syntax));
    assert_string_equal(tell_verdicts_as(the_charter, "usage.yaml",
                                         (charter_text){GOOD "\n" GOOD, sizeof(GOOD "\n" GOOD) - 1}, 0, &options,
                                         "2026-11-02", 0),
                        GOOD_TOLD "\n" GOOD_TOLD);
    charter_free(the_charter);
}

static void a_document_beyond_the_limit_is_invalid_alone(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW);
    charter_stream_options options = {.limits = {.document_bytes = 80}};
    const char *text =
        "[" GOOD
        ", {\"usage\": 1, \"purpose\": \"012345678901234567890123456789012345678901234567890123456789\"}, " GOOD "]";
    assert_string_equal(tell_verdicts_as(the_charter, "usage.json", (charter_text){text, strlen(text)}, 0, &options,
                                         "2026-11-02", 0),
                        GOOD_TOLD "\ninvalid | usage.json:1:71 limit.size\n" GOOD_TOLD);
    charter_free(the_charter);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, the_two_spellings_agree),
        TEST_ROWS(streams, a_stream_gives),
        TEST(what_is_said_of_the_syntax_outweighs_the_name),
        TEST(a_document_beyond_the_limit_is_invalid_alone),
    };
    return RUN_TABLES(tables);
}
