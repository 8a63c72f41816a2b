/* Workflow commands. */
#include "unit/report/reporting.h"

#include <stdio.h>

#include "base/diagnostics.h"

static paper page;

typedef struct command_row {
    const char *name, *declarations, *command;
    charter_lang lang;
} command_row;

/* The first line, whole. */
static const command_row commands[] = {
    {"a duty that is open is a warning", USE_WAIT,
     "::warning file=usage.yaml,line=1,endLine=1,col=1,endColumn=6,title=duty.training \u00b7 wait::"
     "training: show it under training\n",
     CHARTER_EN},
    {"what a person must decide is a warning", USE_ASK,
     "::warning file=usage.yaml,line=4,endLine=4,col=7,endColumn=17,title=tool.unlisted \u00b7 ask::"
     "the charter lists no tool \"Other, one\"%0A"
     "help: choose a tool that the charter lists, or ask for this one to be examined\n",
     CHARTER_EN},
    {"what cannot be decided is an error", USE_UNKNOWN,
     "::error file=usage.yaml,line=1,endLine=1,col=1,endColumn=6,title=activity.data \u00b7 unknown::"
     "the declaration does not say which data are sent%0A"
     "help: add data: with the classes that are sent; data: [] says that none are\n",
     CHARTER_EN},
    {"a breach is an error, with its reason and its article", USE_NO,
     "::error file=usage.yaml,line=4,endLine=4,col=7,endColumn=14,title=tool.status \u00b7 no::"
     "the charter bans the tool \"chatgpt\"%0A"
     "why: accounts are personal, and what is typed leaves the house%0Ahelp: use another tool%0Aarticle: 4.2\n",
     CHARTER_EN},
    {"and in French", USE_NO,
     "::error file=usage.yaml,line=4,endLine=4,col=7,endColumn=14,title=tool.status \u00b7 no::"
     "la charte interdit l\u2019outil \u00ab\u00a0chatgpt\u00a0\u00bb%0A"
     "pourquoi\u00a0: accounts are personal, and what is typed leaves the house%0A"
     "aide\u00a0: utilisez un autre outil%0Aarticle\u00a0: 4.2\n",
     CHARTER_FR},
    {"a declaration that cannot be read is an error", USE_BROKEN,
     "::error file=usage.yaml,line=4,endLine=4,col=1,endColumn=4,title=key.unknown \u00b7 broken::"
     "\"tol\" is not a key of a declaration%0Ahelp: did you mean \"tool\"?\n",
     CHARTER_EN},
    {"one without an id is named by its place", "usage: 1\nactivity: coding\ntool: helper\n",
     "::warning file=usage.yaml,line=1,endLine=1,col=1,endColumn=6,title=duty.training \u00b7 usage.yaml%3A1::"
     "training: show it under training\n",
     CHARTER_EN},
    {"a property's commas, colons and percents are spelt", "usage: 1\nid: 'a,b:c%d'\nactivity: coding\ntool: helper\n",
     "::warning file=usage.yaml,line=1,endLine=1,col=1,endColumn=6,title=duty.training \u00b7 a%2Cb%3Ac%25d::"
     "training: show it under training\n",
     CHARTER_EN},
    {"a message's percents are", "usage: 1\nid: x\nactivity: drafting\ntool: '100%: a, b'\n",
     "::warning file=usage.yaml,line=4,endLine=4,col=7,endColumn=19,title=tool.unlisted \u00b7 x::"
     "the charter lists no tool \"100%25: a, b\"%0A"
     "help: choose a tool that the charter lists, or ask for this one to be examined\n",
     CHARTER_EN},
    {"a declared line break is none of the message's",
     "usage: 1\nid: \"a\\n::error::b\"\nactivity: coding\ntool: helper\n",
     "::warning file=usage.yaml,line=1,endLine=1,col=1,endColumn=6,title=duty.training \u00b7 aU+000A%3A%3Aerror%3A%3Ab::"
     "training: show it under training\n",
     CHARTER_EN},
    {"columns are left out where a value goes on", "usage: 1\nid: x\nactivity: drafting\ntool: \"Some\n  Other\"\n",
     "::warning file=usage.yaml,line=4,endLine=5,title=tool.unlisted \u00b7 x::"
     "the charter lists no tool \"Some Other\"%0A"
     "help: choose a tool that the charter lists, or ask for this one to be examined\n",
     CHARTER_EN},
    {"a use that may go ahead is only counted", USE_FINE, "1 declaration: 1 compliant\n", CHARTER_EN},
    {"what an exception lifts too", USE_LIFTED, "1 declaration: 1 compliant\n", CHARTER_EN},
};

static void commands_so(void **state)
{
    const command_row *row = *state;
    told_by_law(&page, "github", row->declarations, row->lang, false);
    page.text[strcspn(page.text, "\n") + 1] = '\0';
    assert_string_equal(page.text, row->command);
}

static void advice_is_a_notice(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW "review-by: 2026-06-30\n");
    charter_report_options options = {.at = day("2026-11-23")};
    page = (paper){.length = 0};
    report_on(&page, "github", &options, the_charter, USE_FINE, false);
    charter_free(the_charter);
    assert_int_equal(times(page.text, "\n::notice ") + (strncmp(page.text, "::notice ", 9) == 0), 1);
}

static void an_error_without_a_declaration_has_no_line(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.code = "input.unreadable",
                                     .place = {.file = "a:b,c.yaml"},
                                     .message = {.text = "this file does not exist"}};
    assert_string_equal(told_of_error(&page, "github", &gone, CHARTER_EN),
                        "::error file=a%3Ab%2Cc.yaml,title=input.unreadable::this file does not exist\n"
                        "0 declarations: 1 reading error\n");
    assert_string_equal(told_of_error(&page, "github", NULL, CHARTER_EN),
                        "::error title=input.empty::no declaration was judged%0A"
                        "help: write a declaration, beginning with usage: 1\n"
                        "0 declarations: 1 reading error\n");
}

/* Twelve of one level and eleven of another. */
static void a_step_shows_ten_of_each_level_and_says_how_many_more(void **state)
{
    (void)state;
    char declarations[8192] = "";
    for (int i = 0; i < 12; i++) {
        strcat(declarations, USE_NO "---\n");
        strcat(declarations, i < 11 ? USE_WAIT "---\n" : USE_FINE);
    }
    told_by_law(&page, "github", declarations, CHARTER_EN, false);
    assert_int_equal(times(page.text, "::error "), 10);
    assert_int_equal(times(page.text, "::warning "), 10);
    assert_string_equal(strstr(page.text, "\n2 more") + 1,
                        "2 more errors, 1 more warning: not shown as annotations, a step shows ten of each\n"
                        "24 declarations: 1 compliant, 11 conditional, 12 non-compliant\n");
    told_by_law(&page, "github", declarations, CHARTER_FR, false);
    assert_non_null(strstr(page.text, "\n2 erreurs de plus, 1 avertissement de plus\u00a0: sans annotation"));
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(commands, commands_so),
        TEST(advice_is_a_notice),
        TEST(an_error_without_a_declaration_has_no_line),
        TEST(a_step_shows_ten_of_each_level_and_says_how_many_more),
    };
    return RUN_TABLES(tables);
}
