/* Verdicts as data: the keys, their order and their layout are stable. */
#include "unit/report/reporting.h"

#include <stdio.h>
#include <stdlib.h>

static paper page;

static const char *told(const char *format, const char *the_charter, const char *declarations, charter_lang lang)
{
    charter *good = good_charter(the_charter);
    charter_report_options options = {.lang = lang, .at = day("2026-11-23")};
    page = (paper){.length = 0};
    assert_int_equal(report_on(&page, format, &options, good, declarations, false), CHARTER_OK);
    charter_free(good);
    return page.text;
}

/* `text` with each "sha256" replaced by nothing: the law of these tests may gain a line. */
static const char *without_hash(const char *text)
{
    static char copy[1 << 16];
    const char *const key = "\"sha256\":";
    char *to = copy;
    while (*text != '\0') {
        if (strncmp(text, key, strlen(key)) == 0) {
            text += strlen(key) + (text[strlen(key)] == ' ') + 1;
            assert_int_equal(strspn(text, "0123456789abcdef"), 64);
            text += 65;
            text += strspn(text, ", ");
            continue;
        }
        *to++ = *text++;
    }
    *to = '\0';
    return copy;
}

#define BANNED             \
    "usage: 1\n"           \
    "id: note-12\n"        \
    "activity: drafting\n" \
    "tool: ChatGPT\n"

static void a_run_is_one_document_laid_out_to_be_read(void **state)
{
    (void)state;
    char expected[4096];
    snprintf(expected, sizeof expected,
             "{\"program\": {\"name\": \"charter-check\", \"version\": \"%s\"},\n"
             " \"at\": \"2026-11-23\",\n"
             " \"verdicts\": [\n"
             "   {\"file\": \"usage.yaml\", \"line\": 1, \"id\": \"note-12\", \"verdict\": \"non-compliant\",\n"
             "    \"day\": \"2026-11-23\", \"charter\": {\"id\": \"institute\", \"version\": \"2026.1\", \"fi"
             "le\": \"charter.yaml\"},\n"
             "    \"activity\": \"drafting\", \"activity-title\": null, \"tool\": \"chatgpt\", \"tool-title\""
             ": null,\n"
             "    \"findings\": [\n"
             "      {\"clause\": \"tool.status\", \"outcome\": \"breached\", \"effect\": \"forbid\", \"path\""
             ": \"/tool\", \"line\": 4, \"column\": 7, \"endLine\": 4, \"endColumn\": 14, \"message\": \"the "
             "charter bans the tool \\\"chatgpt\\\"\", \"because\": \"accounts are personal, and what is type"
             "d leaves the house\", \"article\": \"4.2\", \"learn\": \"https://example.org/why\", \"help\": "
             "\"use another tool\", \"charter\": {\"file\": \"charter.yaml\", \"line\": 28}}],\n"
             "    \"duties\": [\n"
             "      {\"id\": \"reading\", \"due\": \"after\", \"met\": false, \"how\": \"show it under review"
             "\"}],\n"
             "    \"missing\": [\n"
             "      {\"path\": \"/review\", \"key\": \"review\", \"type\": \"evidence\", \"values\": [{\"id\""
             ": \"true\", \"title\": \"yes\"}], \"title\": \"Every output is read\", \"asked-by\": [\"duty.re"
             "ading\"], \"because\": null, \"paste\": \"review: true\", \"column\": null}],\n"
             "    \"alternatives\": [\n"
             "      {\"tool\": \"helper\", \"title\": \"The house assistant\", \"verdict\": \"compliant\", \""
             "if\": []}],\n"
             "    \"more-alternatives\": 0, \"none-because\": [], \"charter-instead\": [],\n"
             "    \"instead\": [\"helper\"],\n"
             "    \"ask\": {\"body\": \"Follow-up body\", \"contact\": \"ia@example.org\"},\n"
             "    \"exposure\": {\"hosting\": \"abroad\", \"trains-on-inputs\": null, \"retention\": null},\n"
             "    \"footprint\": null, \"errors\": []}],\n"
             " \"summary\": {\"declarations\": 1, \"compliant\": 0, \"conditional\": 0, \"review\": 0, \"unde"
             "termined\": 0, \"non-compliant\": 1, \"invalid\": 0},\n"
             " \"errors\": []}\n",
             charter_version());
    assert_string_equal(without_hash(told("json", LAW, BANNED, CHARTER_EN)), expected);
}

typedef struct line_row {
    const char *name, *declaration, *line;
    charter_lang lang;
} line_row;

/* Lines of ndjson, whole. */
static const line_row lines[] = {
    {"a compliant verdict with exposure and footprint",
     "usage: 1\nactivity: coding\ntool: helper\ntraining: {id: x}\nvolume: {requests: 40}\n",
     "{\"file\":\"usage.yaml\",\"line\":1,\"id\":null,\"verdict\":\"compliant\",\"day\":\"2026-11-23"
     "\",\"charter\":{\"id\":\"institute\",\"version\":\"2026.1\",\"file\":\"charter.yaml\"},\"activi"
     "ty\":\"coding\",\"activity-title\":null,\"tool\":\"helper\",\"tool-title\":\"The house assistan"
     "t\",\"findings\":[],\"duties\":[{\"id\":\"training\",\"due\":\"before\",\"met\":true,\"how\":\""
     "shown by training\"}],\"missing\":[],\"alternatives\":[],\"more-alternatives\":0,\"none-because"
     "\":[],\"charter-instead\":[],\"instead\":[],\"ask\":{\"body\":\"Follow-up body\",\"contact\":\""
     "ia@example.org\"},\"exposure\":{\"hosting\":\"inside\",\"trains-on-inputs\":false,\"retention\""
     ":\"P30D\"},\"footprint\":{\"energy-wh\":[8,20],\"co2-g\":[0.8,2],\"water-ml\":null,\"scope\":\""
     "inference\",\"source\":\"A study\",\"on\":\"2025-08-01\"},\"errors\":[]}",
     CHARTER_EN},
    {"a missing fact, of the declaration as a whole, in French", "usage: 1\nactivity: summing\ntool: helper\n",
     "{\"file\":\"usage.yaml\",\"line\":1,\"id\":null,\"verdict\":\"undetermined\",\"day\":\"2026-11-"
     "23\",\"charter\":{\"id\":\"institute\",\"version\":\"2026.1\",\"file\":\"charter.yaml\"},\"acti"
     "vity\":\"summing\",\"activity-title\":null,\"tool\":\"helper\",\"tool-title\":\"The house assis"
     "tant\",\"findings\":[{\"clause\":\"activity.data\",\"outcome\":\"undetermined\",\"effect\":\"fo"
     "rbid\",\"path\":\"\",\"line\":1,\"column\":1,\"endLine\":1,\"endColumn\":6,\"message\":\"la déc"
     "laration ne dit pas quelles données sont envoyées\",\"because\":null,\"article\":null,\"learn\""
     ":null,\"help\":\"ajoutez data: avec les classes envoyées\u202f; data: [] dit qu’aucune donnée ne l’e"
     "st\",\"charter\":{\"file\":\"charter.yaml\",\"line\":38}}],\"duties\":[],\"missing\":[{\"path\""
     ":\"/data\",\"key\":\"data\",\"type\":\"choice\",\"values\":[{\"id\":\"public\",\"title\":null},"
     "{\"id\":\"internal\",\"title\":null}],\"title\":\"classes des données envoyées\",\"asked-by"
     "\":[\"activity.data\"],\"because\":null,\"paste\":\"data: public\",\"column\":null}],\"alternat"
     "ives\":[{\"tool\":\"helper\",\"title\":\"The house assistant\",\"verdict\":\"compliant\",\"if\""
     ":[{\"path\":\"/data\",\"value\":\"public\"}]}],\"more-alternatives\":0,\"none-because\":[],\"ch"
     "arter-instead\":[],\"instead\":[],\"ask\":{\"body\":\"Instance de suivi\",\"contact\":\"ia@exam"
     "ple.org\"},\"exposure\":{\"hosting\":\"inside\",\"trains-on-inputs\":false,\"retention\":\"P30D"
     "\"},\"footprint\":null,\"errors\":[]}",
     CHARTER_FR},
    {"an invalid one with its errors", "usage: 1\nactivity: coding\ntol: helper\ntool: helper\n",
     "{\"file\":\"usage.yaml\",\"line\":1,\"id\":null,\"verdict\":\"invalid\",\"day\":\"2026-11-23\","
     "\"charter\":{\"id\":\"institute\",\"version\":\"2026.1\",\"file\":\"charter.yaml\"},\"activity"
     "\":null,\"activity-title\":null,\"tool\":null,\"tool-title\":null,\"findings\":[],\"duties\":[]"
     ",\"missing\":[],\"alternatives\":[],\"more-alternatives\":0,\"none-because\":[],\"charter-inste"
     "ad\":[],\"instead\":[],\"ask\":{\"body\":\"Follow-up body\",\"contact\":\"ia@example.org\"},\"e"
     "xposure\":{\"hosting\":null,\"trains-on-inputs\":null,\"retention\":null},\"footprint\":null,\""
     "errors\":[{\"code\":\"key.unknown\",\"file\":\"usage.yaml\",\"line\":3,\"column\":1,\"message\""
     ":\"\\\"tol\\\" is not a key of a declaration\",\"help\":\"did you mean \\\"tool\\\"?\"}]}",
     CHARTER_EN},
    {"a use that is done, without a date: no day and no charter",
     "usage: 1\nactivity: coding\ntool: helper\nstage: done\n",
     "{\"file\":\"usage.yaml\",\"line\":1,\"id\":null,\"verdict\":\"undetermined\",\"day\":null,\"cha"
     "rter\":null,\"activity\":null,\"activity-title\":null,\"tool\":null,\"tool-title\":null,\"findi"
     "ngs\":[{\"clause\":\"charter.period\",\"outcome\":\"undetermined\",\"effect\":\"forbid\",\"path"
     "\":\"/stage\",\"line\":4,\"column\":8,\"endLine\":4,\"endColumn\":12,\"message\":\"a use that i"
     "s done is judged on its own day, and no date is declared\",\"because\":null,\"article\":null,\""
     "learn\":null,\"help\":\"add date: with the day of the use, such as date: 2026-03-31\",\"charter"
     "\":null}],\"duties\":[],\"missing\":[{\"path\":\"/date\",\"key\":\"usage.date\",\"type\":\"date"
     "\",\"values\":[],\"title\":\"day of the use\",\"asked-by\":[\"charter.period\"],\"because\":nul"
     "l,\"paste\":\"date: …\",\"column\":null}],\"alternatives\":[],\"more-alternatives\":0,"
     "\"none-because\":[],\"charter-instead\":[],\"instead\":[],\"ask\":null,\"exposure\":{\"hosting"
     "\":null,\"trains-on-inputs\":null,\"retention\":null},\"footprint\":null,\"errors\":[]}",
     CHARTER_EN},
};

static void tells_line(void **state)
{
    const line_row *row = *state;
    char expected[4096];
    snprintf(expected, sizeof expected, "%s\n", row->line);
    char *copy = strdup(without_hash(told("ndjson", LAW, row->declaration, row->lang)));
    char *second = strchr(copy, '\n') + 1;
    assert_true(strncmp(second, "{\"summary\":", 11) == 0);
    *second = '\0';
    assert_string_equal(copy, expected);
    free(copy);
}

static void a_charter_that_names_nobody_leaves_nobody_to_ask(void **state)
{
    (void)state;
    const char *the_charter = "charter: 1\nid: c\nversion: \"1\"\n"
                              "tools: {helper: {status: approved}}\nactivities: {drafting: {status: allowed}}\n";
    assert_non_null(strstr(told("ndjson", the_charter, "usage: 1\nactivity: drafting\ntool: helper\n", CHARTER_EN),
                           "\"ask\":null,"));
}

static void several_verdicts_are_parted_by_commas_alone(void **state)
{
    (void)state;
    const char *text = told("json", LAW, BANNED "---\n" BANNED "---\n" BANNED, CHARTER_EN);
    const char *const after[] = {",\n   {", ",\n   {", "],\n \"summary", "\n"}; /* the last one ends the document */
    size_t found = 0;
    for (const char *at = text; (at = strstr(at, "\"errors\": []}")) != NULL; found++) {
        at += strlen("\"errors\": []}");
        assert_true(found < COUNT_OF(after) && strncmp(at, after[found], strlen(after[found])) == 0);
    }
    assert_int_equal(found, COUNT_OF(after));
}

/* A stream's own fault has no declaration: it is an error of the run. */
static void what_declares_nothing_is_an_error_of_the_run(void **state)
{
    (void)state;
    const char *text = told("json", LAW, "# nothing\n", CHARTER_EN);
    assert_non_null(strstr(text, " \"verdicts\": [],\n"));
    assert_non_null(strstr(text, " \"errors\": [\n   {\"code\": \"input.empty\", "));
}

static void hostile_text_is_escaped_wherever_it_stands(void **state)
{
    (void)state;
    const char *declaration =
        "usage: 1\nid: \"##[error] \xE2\x80\xAE \\\" \"\nactivity: coding\ntool: \"\xE2\x80\x8Bx\"\n";
    const char *text = told("json", LAW, declaration, CHARTER_EN);
    assert_non_null(strstr(text, "\"id\": \"##\\u005berror] \\u202e \\\" \""));
    assert_non_null(strstr(text, "\\u200bx"));
    assert_null(strstr(text, "##["));
    assert_null(strstr(text, "\xE2\x80\xAE"));
}

int main(void)
{
    const test_table tables[] = {
        TEST(a_run_is_one_document_laid_out_to_be_read),        TEST_ROWS(lines, tells_line),
        TEST(a_charter_that_names_nobody_leaves_nobody_to_ask), TEST(several_verdicts_are_parted_by_commas_alone),
        TEST(what_declares_nothing_is_an_error_of_the_run),     TEST(hostile_text_is_escaped_wherever_it_stands),
    };
    return RUN_TABLES(tables);
}
