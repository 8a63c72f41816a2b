/* By what an issue is known again. */
#include "unit/report/reporting.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/diagnostics.h"

static paper page;

/* The fingerprints of a run, one behind the other: "3f2a…:1 81bc…:1 ". */
static const char *fingerprints_by(const char *law_text, const char *name, const char *declarations, charter_lang lang)
{
    static char found[2][1 << 14];
    static int which;
    static const char key[] = "\"fingerprint\": \"";
    charter *the_charter = good_charter(law_text);
    charter_report_options options = {.lang = lang, .at = day("2026-11-23")};
    char *out = found[which ^= 1];
    page = (paper){.length = 0};
    *out = '\0';
    assert_int_equal(report_file_on(&page, "gitlab", &options, the_charter, name, declarations, false), CHARTER_OK);
    charter_free(the_charter);
    for (const char *at = page.text; (at = strstr(at, key)) != NULL; at++) {
        at += strlen(key);
        strncat(out, at, strcspn(at, "\""));
        strcat(out, " ");
    }
    return out;
}

static const char *fingerprints(const char *name, const char *declarations, charter_lang lang)
{
    return fingerprints_by(LAW, name, declarations, lang);
}

typedef struct same_row {
    const char *name, *file, *declarations, *other_file, *other;
    bool same;
} same_row;

#define ANONYMOUS "usage: 1\nactivity: drafting\ntool: ChatGPT\n"

static const same_row rows[] = {
    {"lines that move change nothing", "a.yaml", USE_NO, "a.yaml", "# a line\n\n" USE_NO, true},
    {"nor does the order of keys", "a.yaml", USE_NO, "a.yaml", "usage: 1\ntool: ChatGPT\nactivity: drafting\nid: no\n",
     true},
    {"nor another key", "a.yaml", USE_NO, "a.yaml", USE_NO "purpose: a note\n", true},
    {"nor where a declaration with an id lies", "a.yaml", USE_NO, "b.yaml", USE_NO, true},
    {"nor another declaration before it", "a.yaml", USE_NO, "a.yaml", USE_FINE "---\n" USE_NO, true},
    {"nor lines that move before a fault", "a.yaml", USE_BROKEN, "a.yaml", "# a line\n" USE_BROKEN, true},
    {"another id does", "a.yaml", USE_NO, "a.yaml", "usage: 1\nid: yes\nactivity: drafting\ntool: ChatGPT\n", false},
    {"another activity does", "a.yaml", USE_NO, "a.yaml",
     "usage: 1\nid: no\nactivity: coding\ntraining: x\ntool: ChatGPT\n", false},
    {"another tool does", "a.yaml", USE_ASK, "a.yaml", "usage: 1\nid: ask\nactivity: drafting\ntool: Others\n", false},
    {"a declaration without an id is known by its file", "a.yaml", ANONYMOUS, "b.yaml", ANONYMOUS, false},
    {"and by what it says", "a.yaml", ANONYMOUS, "a.yaml", "# a line\n" ANONYMOUS, true},
    {"an id is not taken for a file", "no", ANONYMOUS, "no", USE_NO, false},
    {"another fault is another issue", "a.yaml", USE_BROKEN, "a.yaml",
     "usage: 1\nid: broken\nactivity: drafting\ntul: x\ntool: helper\n", false},
};

static void knows_again(void **state)
{
    const same_row *row = *state;
    const char *one = fingerprints(row->file, row->declarations, CHARTER_EN);
    const char *other = fingerprints(row->other_file, row->other, CHARTER_FR);
    assert_true(strlen(one) > 30);
    assert_int_equal(strcmp(one, other) == 0, row->same);
}

/* Six digits behind "code" are a secret here; the unit's list makes any other name a fault. */
#define SECRETS       LAW "detectors: {code: {pattern: '(?<=code )[0-9]{6}', means: public}}\n"
#define SENT(purpose) "usage: 1\nid: sent\nactivity: drafting\ntool: helper\ndata: []\npurpose: " purpose "\n"

static void what_detectors_find_is_not_digested(void **state)
{
    (void)state;
    static const char *const places[][3] = {
        {SENT("a note, code 123456"), SENT("a note, code 654321"), SENT("a note, code 65432")},
        {"usage: 1\nid: sent\nactivity: drafting\ntool: code 123456\n",
         "usage: 1\nid: sent\nactivity: drafting\ntool: code 654321\n",
         "usage: 1\nid: sent\nactivity: drafting\ntool: code 65432x\n"},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *one = fingerprints_by(SECRETS, "a.yaml", places[i][0], CHARTER_EN);
        assert_true(strlen(one) > 30);
        assert_string_equal(one, fingerprints_by(SECRETS, "a.yaml", places[i][1], CHARTER_EN));
        assert_string_not_equal(fingerprints_by(SECRETS, "a.yaml", places[i][0], CHARTER_EN),
                                fingerprints_by(SECRETS, "a.yaml", places[i][2], CHARTER_EN));
    }
}

static void those_that_agree_are_numbered(void **state)
{
    (void)state;
    const char *found =
        fingerprints("a.yaml", ANONYMOUS "---\n" ANONYMOUS "---\n" USE_NO "---\n" ANONYMOUS, CHARTER_EN);
    assert_int_equal(strlen(found), 4 * 35);
    assert_memory_equal(found, found + 35, 33);
    assert_memory_equal(found, found + 3 * 35, 33);
    assert_memory_not_equal(found, found + 2 * 35, 33);
    assert_int_equal(found[33], '1');
    assert_int_equal(found[35 + 33], '2');
    assert_int_equal(found[2 * 35 + 33], '1');
    assert_int_equal(found[3 * 35 + 33], '3');
}

static void sarif_and_gitlab_agree(void **state)
{
    (void)state;
    char expected[64];
    const char *found = fingerprints("usage.yaml", USE_NO, CHARTER_EN);
    snprintf(expected, sizeof expected, "\"primaryLocationLineHash\": \"%.34s\"", found);
    assert_non_null(strstr(told_by_law(&page, "sarif", USE_NO, CHARTER_EN, false), expected));
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, knows_again),
        TEST(what_detectors_find_is_not_digested),
        TEST(those_that_agree_are_numbered),
        TEST(sarif_and_gitlab_agree),
    };
    return RUN_TABLES(tables);
}
