/* Hostile text in every declared key, in every format of the table and every language: whatever is declared,
 * what is written is harmless where it is likely to be read. A further format is tested without being named
 * here. That each format stays well formed is tested by parsers, in tests/formats/. */
#include "unit/report/reporting.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/unicode.h"
#include "charter/audit.h"

static paper page;

typedef struct hostile_row {
    const char *name, *text;
} hostile_row;

/* In double quotes of YAML: escapes are YAML's. */
static const hostile_row texts[] = {
    {"a workflow command", "::error file=x,line=1::boo"},
    {"one behind blanks", "  \\u00a0 ::set-output name=x::y"},
    {"one on a line of its own", "a\\n::stop-commands::x\\n::add-mask::b"},
    {"one of the other kind", "##[error]x ##[group]y"},
    {"one with a word in it", "##vso[task.setvariable variable=x]y"},
    {"one behind letters", "x##[command]y"},
    {"one with a variation selector in it", "##\\ufe0f[error]x"},
    {"the end of a CDATA section", "]]></failure></testcase><testcase name=\\\"x\\\"/><![CDATA["},
    {"HTML", "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;&#60;"},
    {"a table's row", "| a | b |\\n| --- | --- |"},
    {"a file that GitLab attaches", "[[ATTACHMENT|/etc/passwd]]"},
    {"links and mentions", "http://evil.example www.evil.example a@b.example @user #123 [x](http://e.example)"},
    {"Markdown", "# a\\n- b `c` ``d`` **e** _f_ ~~g~~ ![h](i)\\n```\\n<details>"},
    {"a directive of TAP", "x # SKIP y # TODO z \\\\# SKIP"},
    {"test points of TAP", "x\\nok 99 - y\\nBail out! z\\n1..0 # SKIP\\n  ...\\n  ---"},
    {"a terminal's commands", "\\e[2J\\e]0;x\\a\\x9b31m"},
    {"what turns the reading direction", "a\\u202eb\\u2066c\\u200fd"},
    {"what has no width", "a\\u200bb\\u2060c\\u00add"},
    {"other line ends", "a\\u2028b\\u2029c\\x85d"},
    {"tags beyond the basic plane", "a\\U000E0041b"},
    {"what XML does not have", "a\\x01b\\uFFFEc"},
    {"a place for an argument", "{0} {1} %s %1$s %n %0A %0D"},
    {"quotes and backslashes", "\\\"'\\\\\\\" \\\\u0041 ${x} `y`"},
    {"a name of mixed scripts", "Сhatgpt"},
    {"a very long word",
     "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx::error::x"},
};

/* Each key in its turn; and the name of the file. */
static const char *const shapes[] = {
    "usage: 1\nid: \"%s\"\nactivity: drafting\ntool: ChatGPT\n",
    "usage: 1\nid: x\nactivity: \"%s\"\ntool: helper\n",
    "usage: 1\nid: x\nactivity: drafting\ntool: \"%s\"\n",
    "usage: 1\nactivity: drafting\ntool: {name: \"%s\", model: \"%s\"}\n",
    "usage: 1\nactivity: summing\ntool: helper\ndata: [\"%s\"]\n",
    "usage: 1\nactivity: coding\ntool: helper\nunit: \"%s\"\nauthor: \"%s\"\nrole: \"%s\"\npurpose: \"%s\"\n",
    "usage: 1\nactivity: coding\ntool: helper\noutput: \"%s\"\nautonomy: \"%s\"\nstage: \"%s\"\ndate: \"%s\"\n",
    "usage: 1\nactivity: coding\ntool: helper\ntraining: [{id: \"%s\", on: \"%s\"}]\nreview: {by: \"%s\"}\n",
    "usage: 1\nactivity: coding\ntool: helper\nevidence: {\"%s\": {ref: \"%s\"}}\nfacts: {\"%s\": \"%s\"}\n",
    "usage: 1\nactivity: coding\ntool: helper\nvolume: {requests: \"%s\"}\nfiles: [\"%s\"]\n",
    "usage: 1\n\"%s\": \"%s\"\nactivity: coding\ntool: helper\n",
    "\"%s\"\n",
    "usage: 1\nactivity: coding\ntool: [\"%s\"\n",
};

/* `shape` with `text` in place of each %s. */
static const char *filled(const char *shape, const char *text)
{
    static char declarations[1 << 14];
    size_t length = 0;
    for (const char *at = shape; *at != '\0'; at++) {
        bool hole = strncmp(at, "%s", 2) == 0;
        int added =
            snprintf(declarations + length, sizeof declarations - length, "%.*s", hole ? 2000 : 1, hole ? text : at);
        assert_true(added >= 0 && length + (size_t)added < sizeof declarations);
        length += (size_t)added;
        at += hole;
    }
    return declarations;
}

/* ---- what no line of any format may hold ---- */

static bool begins_with(ch_text line, const char *const *ways)
{
    for (; *ways != NULL; ways++)
        if (ch_text_begins(line, *ways))
            return true;
    return false;
}

/* The only commands are those of the format that is made of them. */
static void holds_no_command(const char *format, ch_text line)
{
    static const char *const ours[] = {"::error ", "::warning ", "::notice ", NULL};
    bool made_of_them = strcmp(format, "github") == 0 && begins_with(line, ours);
    ch_text trimmed = line;
    while (trimmed.length > 0) {
        int32_t c;
        size_t width = ch_character_next(trimmed, &c);
        if (c != ' ' && c != 0xA0 && c != 0x202F && ch_character_width(c) > 0)
            break;
        trimmed = (ch_text){trimmed.at + width, trimmed.length - width};
    }
    assert_true(made_of_them || !ch_text_begins(trimmed, "::"));
    for (size_t i = 0; i + 2 < line.length; i++) {
        size_t end = i + 2;
        if (line.at[i] != '#' || line.at[i + 1] != '#')
            continue;
        while (end < line.length && ((line.at[end] | 0x20) >= 'a' && (line.at[end] | 0x20) <= 'z'))
            end++;
        assert_true(end == line.length || line.at[end] != '[');
    }
}

static void holds_nothing_hidden(ch_text line)
{
    for (size_t i = 0; i < line.length;) {
        int32_t c;
        size_t width = ch_character_next((ch_text){line.at + i, line.length - i}, &c);
        assert_false(ch_character_misleads(c));
        assert_true(c != 0xFFFD || width == 3); /* malformed bytes are taken one at a time */
        i += width;
    }
}

static void each_line_holds_nothing_hidden(const paper *p)
{
    for (const char *at = p->text; at < p->text + p->length;) {
        const char *end = memchr(at, '\n', (size_t)(p->text + p->length - at));
        assert_non_null(end);
        holds_nothing_hidden((ch_text){at, (size_t)(end - at)});
        at = end + 1;
    }
}

/* Spreadsheets want the mark before all else, and lines that end in CRLF; anywhere else both would hide something. */
static void take_marks_away(paper *p)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t length = 0;
    assert_true(p->length > 3 && memcmp(p->text, mark, 3) == 0);
    for (size_t i = 3; i <= p->length; i++)
        if (p->text[i] != '\r' || p->text[i + 1] != '\n')
            p->text[length++] = p->text[i];
    p->length = length - 1;
}

static void is_harmless(const char *format, const paper *p)
{
    for (const char *at = p->text; at < p->text + p->length;) {
        const char *end = memchr(at, '\n', (size_t)(p->text + p->length - at));
        assert_non_null(end);
        holds_no_command(format, (ch_text){at, (size_t)(end - at)});
        at = end + 1;
    }
    each_line_holds_nothing_hidden(p);
}

/* ---- what each format of a kind may not hold ---- */

static void stays_itself(const char *format, const paper *p)
{
    if (strcmp(format, "junit") == 0) {
        assert_null(strstr(p->text, "<![CDATA["));
        assert_null(strstr(p->text, "]]>"));
        assert_null(strstr(p->text, "[["));
        assert_int_equal(times(p->text, "<testcase "), times(p->text, " classname="));
    }
    if (strcmp(format, "tap") == 0) {
        assert_int_equal(times(p->text, "\nok ") + times(p->text, "\nnot ok "), 1);
        assert_int_equal(times(p->text, "\n1.."), 1);
        assert_null(strstr(p->text, "\nBail out!"));
    }
    if (strcmp(format, "csv") == 0) {
        /* The head, and the use, each of as many fields; none is a formula. */
        assert_int_equal(times(p->text, "\"\n"), 2);
        assert_int_equal(times(p->text, "\n"), 2);
        assert_null(strstr(p->text, "\"="));
        assert_null(strstr(p->text, "\"@"));
        assert_null(strstr(p->text, "\"+"));
        assert_null(strstr(p->text, "\"-"));
    }
    if (strcmp(format, "compact") == 0)
        assert_int_equal(times(p->text, "\n"), times(p->text, ": ["));
}

static void report_hostile(const charter *the_charter, const char *name, const char *declarations)
{
    for (size_t i = 0; i < charter_format_count(); i++)
        for (int lang = CHARTER_EN; lang <= CHARTER_FR; lang++) {
            const char *format = charter_format_at(i)->name;
            charter_report_options options = {.lang = (charter_lang)lang,
                                              .at = 20000,
                                              .defuse = true,
                                              .every_result = lang == CHARTER_FR};
            page = (paper){.length = 0};
            assert_int_equal(report_file_on(&page, format, &options, the_charter, name, declarations, false),
                             CHARTER_OK);
            if (strcmp(format, "csv") == 0)
                take_marks_away(&page);
            is_harmless(format, &page);
            if (strcmp(name, "usage.yaml") == 0)
                stays_itself(format, &page);
        }
}

static void no_key_does_harm(void **state)
{
    const hostile_row *row = *state;
    charter *the_charter = good_charter(LAW);
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        report_hostile(the_charter, "usage.yaml", filled(shapes[i], row->text));
    charter_free(the_charter);
}

static void nor_does_the_name_of_a_file(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW);
    static const char *const names[] = {"::error::x.yaml",   "a\n::error::x.yaml",  "##[group]x.yaml",
                                        "\x1b]0;x\x07.yaml", "a\u202e\u200bb.yaml", "a]]><b>.yaml",
                                        "a|b`c`.yaml",       "a # SKIP.yaml",       "[[ATTACHMENT|a]].yaml",
                                        "a\xff\xfe.yaml",    "a,b:c%d.yaml"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        report_hostile(the_charter, names[i], USE_NO "---\nusage: 1\nactivity: coding\ntool: helper\n---\n" USE_BROKEN);
    charter_free(the_charter);
}

/* A history is a file from outside, and so are the names of its periods. */
static void nor_does_the_name_of_a_period(void **state)
{
    (void)state;
    static const char *const names[] = {"\x1b]0;x\x07",      "a\u202eb\u200bc", "a\n| b |",
                                        "a\x01\x7f\xc2\x85", "a\xe2\x80",       "\xff\xfe"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        for (size_t f = 0; f < charter_trend_format_count(); f++) {
            const charter_period_totals period = {.period = names[i]};
            const charter_report_options options = {.lang = CHARTER_EN, .width = 80};
            page = (paper){.length = 0};
            assert_int_equal(charter_trend_report(&period, 1, charter_trend_format_at(f)->name, &options,
                                                  sink_on(&page)),
                             CHARTER_OK);
            each_line_holds_nothing_hidden(&page);
        }
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(texts, no_key_does_harm),
        TEST(nor_does_the_name_of_a_file),
        TEST(nor_does_the_name_of_a_period),
    };
    return RUN_TABLES(tables);
}
