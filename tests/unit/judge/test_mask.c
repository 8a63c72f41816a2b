/* Masking: what of a line is a secret in what quotes it, and what is none; which of several hits a finding stands
 * at. */
#include <stdio.h>
#include <stdlib.h>

#include "unit/support.h"

#define LAW_HEAD                                                                                   \
    "charter: 1\n"                                                                                 \
    "id: law\n"                                                                                    \
    "governance: {colleges: [deciders]}\n"                                                         \
    "data: {public: {}, internal: {above: public}, personal: {above: internal}}\n"                 \
    "units: [DMRG]\n"                                                                              \
    "tools: {low: {status: approved, data: internal, aliases: [K-9]}, '1234': {status: banned}}\n" \
    "activities: {drafting: {status: allowed}}\n"

#define B  "\xE2\x80\xA2" /* a bullet */
#define B4 B B B B

static const char usual[] = LAW_HEAD "detectors:\n"
                                     "  key: {pattern: 'K-\\d+', means: personal}\n"
                                     "  code: {pattern: '(?:code |pw)([^ ,}\"]+)', means: personal}\n"
                                     "rules: {'1234': {when: {usage.output: public}}}\n";

typedef struct kept_text {
    char text[16384];
    size_t length;
} kept_text;

static int keep(void *context, const char *bytes, size_t length)
{
    kept_text *kept = context;
    assert_true(kept->length + length < sizeof kept->text);
    memcpy(kept->text + kept->length, bytes, length);
    kept->length += length;
    kept->text[kept->length] = '\0';
    return 0;
}

static void report_one(const char *law_text, const char *usage_text, charter_sent_files sent, const char *format,
                       kept_text *out)
{
    memory_input memory = {.at = usage_text, .left = strlen(usage_text)};
    charter_judge_options options = {.at = day("2026-11-02"), .sent = sent};
    charter_report_options how = {.at = options.at, .width = 200, .full = true};
    charter_stream *stream;
    charter_judge *judge;
    charter_report *report;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    charter *the_charter = good_charter(law_text);
    *out = (kept_text){.length = 0};
    assert_int_equal(charter_stream_open(&stream, "use.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    assert_int_equal(charter_report_open(&report, format, &how, (charter_sink){out, keep}), CHARTER_OK);
    assert_int_equal(charter_report_verdict(report, verdict, NULL), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(the_charter);
}

/* ---- one line ---- */

typedef struct mask_row {
    const char *name, *line; /* what stands in the declaration's one line behind the keys that it needs */
    const char *said;        /* in its messages */
} mask_row;

#define UNLISTED(unit) "the charter does not list \"" unit "\" as a unit"

static const mask_row mask_rows[] = {
    {"what no detector finds", "unit: 1234, purpose: cod 1234", UNLISTED("1234")},
    {"by itself", "unit: 1234, purpose: code 1234", UNLISTED(B4)},
    {"by itself among words", "unit: a 1234 b, purpose: code 1234", UNLISTED("a " B4 " b")},
    {"beside signs", "unit: a-1234/b, purpose: code 1234", UNLISTED("a-" B4 "/b")},
    {"one letter by itself", "unit: x y, purpose: code x", UNLISTED(B " y")},
    {"twice", "unit: 1234 1234, purpose: code 1234", UNLISTED(B4 " " B4)},
    {"behind a letter", "unit: a1234, purpose: code 1234", UNLISTED("a1234")},
    {"before a letter", "unit: 1234a, purpose: code 1234", UNLISTED("1234a")},
    {"before a letter of several bytes", "unit: 1234\xC3\xA9, purpose: code 1234", UNLISTED("1234\xC3\xA9")},
    {"before a low line", "unit: 1234_, purpose: code 1234", UNLISTED("1234_")},
    {"behind a letter, as in its line", "unit: a1234, purpose: pw1234", UNLISTED("a" B4)},
    {"before a letter, not as in its line", "unit: 1234a, purpose: pw1234", UNLISTED("1234a")},
    {"seven bytes within a word", "unit: x1234567, purpose: code 1234567", UNLISTED("x1234567")},
    {"eight bytes within a word", "unit: x12345678, purpose: code 12345678", UNLISTED("x" B4 B4)},
    {"a sign is no secret", "unit: a - b, purpose: code -", UNLISTED("a - b")},
    {"what is found again without a line", "unit: a K-41 b", UNLISTED("a " B4 " b")},
    {"an id of the charter that was declared", "unit: 1234, purpose: code 1234, output: public", UNLISTED(B4)},
    {"an id of the charter that a finding names", "purpose: code 1234, output: public",
     "the rule \"1234\" forbids this"},
    {"a tool's id that a finding names", "purpose: code 1234, tool: 1234", "the charter bans the tool \"1234\""},
    {"words of ours", "unti: x, purpose: code unit", "did you mean \"unit\"?"},
    {"what no list has and was declared", "purpose: code other1, data: [other1]", "class \"" B4 B B "\""},
    {"with blanks that the message squeezes", "unit: \"a code   1234 b\"", UNLISTED("a code " B4 " b")},
    {"spelt otherwise", "unit: \"\\x31234\", purpose: \"code \\u0031234\"", UNLISTED(B4)},
};

static void is_masked(void **state)
{
    const mask_row *row = *state;
    char declaration[512];
    kept_text out;
    bool tool = strstr(row->line, "tool:") != NULL, data = strstr(row->line, "data:") != NULL;
    snprintf(declaration, sizeof declaration, "{usage: 1, activity: drafting, %s%s%s}\n", tool ? "" : "tool: low, ",
             data ? "" : "data: [public], ", row->line);
    report_one(usual, declaration, (charter_sent_files){NULL, NULL, NULL}, "text", &out);
    if (strstr(out.text, row->said) == NULL)
        fail_msg("\"%s\" is not in:\n%s", row->said, out.text);
}

/* What a duty says quotes the declaration, too. */
static void what_a_duty_says_is_masked(void **state)
{
    (void)state;
    static const char the_charter[] =
        "charter: 1\nid: law\ndata: {public: {}, personal: {above: public}}\ntools: {low: {status: approved}}\n"
        "duties: {seen: {due: before, evidence: review, by-another: true}}\n"
        "activities: {drafting: {status: allowed, duties: [seen]}}\n"
        "detectors: {key: {pattern: 'K-\\d+', means: personal, effect: advise}}\n";
    static const char *const formats[] = {"text", "json", "ndjson", "markdown", "junit", "tap", "sarif"};
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        kept_text out;
        report_one(the_charter,
                   "usage: 1\nactivity: drafting\ntool: low\ndata: [public]\nauthor: K-77\nreview: {by: K-77}\n",
                   (charter_sent_files){NULL, NULL, NULL}, formats[i], &out);
        assert_null(strstr(out.text, "K-77"));
    }
}

/* Behind a comma, and behind each other separator: a cell, and an item of a list, is a text of its own. */
static void what_stands_behind_a_separator_is_masked(void **state)
{
    (void)state;
    static const char the_charter[] =
        LAW_HEAD "detectors: {key: {pattern: '(?<![,;|])\\b\\d{6}\\b', means: personal}}\n";
    static const char separators[] = {',', ';', '|'};
    for (size_t i = 0; i < sizeof separators; i++) {
        kept_text out;
        char declaration[200];
        snprintf(declaration, sizeof declaration,
                 "usage: 1\nactivity: drafting\ntool: low\ndata: [public]\nunit: 'a%c123456'\n", separators[i]);
        report_one(the_charter, declaration, (charter_sent_files){NULL, NULL, NULL}, "text", &out);
        if (strstr(out.text, "123456") != NULL)
            fail_msg("behind %c:\n%s", separators[i], out.text);
    }
}

static void what_another_line_holds_is_no_secret(void **state)
{
    (void)state;
    kept_text out;
    report_one(usual, "usage: 1\nactivity: drafting\ntool: low\ndata: [public]\npurpose: code 1234\nunit: '1234'\n",
               (charter_sent_files){NULL, NULL, NULL}, "text", &out);
    assert_non_null(strstr(out.text, UNLISTED("1234")));
}

/* ---- where a finding stands ---- */

static const char *const contents[][2] = {{"a.txt", "old K-1\nold K-2\n"}, {"b.txt", "one\nK-3\n"}};

static int read_sent(void *context, const char *from, charter_text path, size_t limit, charter_text *bytes)
{
    (void)context;
    (void)from;
    (void)limit;
    const char *content = contents[path.length > 0 && *path.at == 'b'][1];
    *bytes = (charter_text){content, strlen(content)};
    return 0;
}

static void release_sent(void *context, charter_text bytes)
{
    (void)context;
    (void)bytes;
}

/* What is unsure is told, and decides neither a clause nor its place. */
static void a_finding_stands_at_the_first_hit_that_counts(void **state)
{
    (void)state;
    static const char the_charter[] =
        LAW_HEAD "detectors: {key: {pattern: 'K-\\d+', means: personal, context: {lowers: [old], within: 10}}}\n";
    kept_text out;
    report_one(the_charter, "usage: 1\nactivity: drafting\ntool: low\ndata: [public]\nfiles: [a.txt, b.txt]\n",
               (charter_sent_files){NULL, read_sent, release_sent}, "ndjson", &out);
    assert_non_null(strstr(out.text, "\"b.txt\\\", line 2, holds"));
    assert_null(strstr(out.text, "\"path\":\"/files/0\""));
    const char *ceiling = strstr(out.text, "\"clause\":\"tool.data\"");
    assert_non_null(ceiling);
    assert_non_null(strstr(ceiling, "\"path\":\"/files/1\""));
    report_one(the_charter, "usage: 1\nactivity: drafting\ntool: low\ndata: [public]\nfiles: [a.txt]\n",
               (charter_sent_files){NULL, read_sent, release_sent}, "ndjson", &out);
    assert_non_null(strstr(out.text, "\"verdict\":\"compliant\""));
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(mask_rows, is_masked),
        TEST(what_a_duty_says_is_masked),
        TEST(what_stands_behind_a_separator_is_masked),
        TEST(what_another_line_holds_is_no_secret),
        TEST(a_finding_stands_at_the_first_hit_that_counts),
    };
    return RUN_TABLES(tables);
}
