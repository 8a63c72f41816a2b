/* Diagnostics as people read them. */
#include "unit/report/reporting.h"

#include "base/diagnostics.h"

static paper page;

static const charter_diagnostic unknown_key = {
    .severity = CHARTER_ERROR,
    .code = "key.unknown",
    .place = {.file = "usage.yaml", .line = 3, .column = 1, .end_line = 3, .end_column = 4},
    .line = {"tol: ChatGPT", 12},
    .message = {.text = "\"%1$s\" is not a key of %2$s", .args = {{"tol", 3}, {"a declaration", 13}}, .spoken = 2},
    .help = {.text = "did you mean \"%s\"?", .args = {{"tool", 4}}},
};

static const char *explained(const charter_diagnostic *diagnostic, const charter_report_options *options)
{
    page = (paper){.length = 0};
    assert_int_equal(charter_explain(diagnostic, options, sink_on(&page)), CHARTER_OK);
    return page.text;
}

static void an_error_shows_its_place_its_line_and_what_to_do(void **state)
{
    (void)state;
    assert_string_equal(explained(&unknown_key, &(charter_report_options){.lang = CHARTER_EN}),
                        "error[key.unknown]: \"tol\" is not a key of a declaration\n"
                        " --> usage.yaml:3:1\n"
                        "3 | tol: ChatGPT\n"
                        "  | ^^^\n"
                        "  = help: did you mean \"tool\"?\n");
}

static void in_french_it_is_set_as_french_is(void **state)
{
    (void)state;
    assert_string_equal(
        explained(&unknown_key, &(charter_report_options){.lang = CHARTER_FR}),
        "erreur[key.unknown]\u00a0: \u00ab\u00a0tol\u00a0\u00bb n\u2019est pas une cl\u00e9 reconnue dans "
        "une d\u00e9claration\n"
        " --> usage.yaml:3:1\n"
        "3 | tol: ChatGPT\n"
        "  | ^^^\n"
        "  = aide\u00a0: vouliez-vous dire \u00ab\u00a0tool\u00a0\u00bb\u202f?\n");
}

static void a_fault_of_a_whole_file_shows_the_file_alone(void **state)
{
    (void)state;
    const charter_diagnostic gone = {.severity = CHARTER_ERROR,
                                     .code = "input.unreadable",
                                     .place = {.file = "gone.yaml"},
                                     .message = {.text = "this file does not exist"},
                                     .help = {.text = "check the name"}};
    assert_string_equal(explained(&gone, &(charter_report_options){.lang = CHARTER_EN}),
                        "error[input.unreadable]: this file does not exist\n"
                        " --> gone.yaml\n"
                        "  = help: check the name\n");
}

static void a_fault_without_file_and_help_shows_its_message(void **state)
{
    (void)state;
    const charter_diagnostic bare = {.severity = CHARTER_WARNING,
                                     .code = "memory",
                                     .message = {.text = "this file is empty"}};
    assert_string_equal(explained(&bare, &(charter_report_options){.lang = CHARTER_EN}),
                        "warning[memory]: this file is empty\n");
}

static void bars_stand_under_one_another_whatever_the_line_number(void **state)
{
    (void)state;
    charter_diagnostic far = unknown_key;
    far.place.line = far.place.end_line = 12345;
    assert_string_equal(explained(&far, &(charter_report_options){.lang = CHARTER_EN}),
                        "error[key.unknown]: \"tol\" is not a key of a declaration\n"
                        "     --> usage.yaml:12345:1\n"
                        "12345 | tol: ChatGPT\n"
                        "      | ^^^\n"
                        "      = help: did you mean \"tool\"?\n");
}

static void long_messages_are_wrapped_and_hostile_ones_disarmed(void **state)
{
    (void)state;
    charter_diagnostic hostile = unknown_key;
    hostile.place.file = "a\033[2J.yaml";
    hostile.message.args[0] = CH_LITERAL("\033]0;owned\a and a name that is quite long");
    assert_string_equal(explained(&hostile, &(charter_report_options){.lang = CHARTER_EN, .width = 60}),
                        "error[key.unknown]: \"U+001B]0;ownedU+0007 and a name that is\n"
                        "  quite long\" is not a key of a declaration\n"
                        " --> aU+001B[2J.yaml:3:1\n"
                        "3 | tol: ChatGPT\n"
                        "  | ^^^\n"
                        "  = help: did you mean \"tool\"?\n");
}

static void colours_mark_the_kind_and_the_carets(void **state)
{
    (void)state;
    assert_string_equal(explained(&unknown_key, &(charter_report_options){.lang = CHARTER_EN, .colour = true}),
                        "\033[0;1;31merror[key.unknown]\033[0;1m: \"tol\" is not a key of a declaration\033[0m\n"
                        " \033[0;2m--> \033[0musage.yaml:3:1\n"
                        "\033[0;2m3 | \033[0mtol: ChatGPT\n"
                        "  \033[0;2m| \033[0;1;31m^^^\033[0m\n"
                        "  \033[0;2m= \033[0;1mhelp: \033[0mdid you mean \"tool\"?\n");
}

static void no_line_of_an_explanation_is_a_command(void **state)
{
    (void)state;
    charter_diagnostic hostile = unknown_key;
    hostile.line = CH_LITERAL("::error::a ##[group]b");
    hostile.help.args[0] = CH_LITERAL("##[endgroup]");
    assert_string_equal(explained(&hostile, &(charter_report_options){.lang = CHARTER_EN, .defuse = true}),
                        "error[key.unknown]: \"tol\" is not a key of a declaration\n"
                        " --> usage.yaml:3:1\n"
                        "3 | ::error::a ## [group]b\n"
                        "  | ^^^\n"
                        "  = help: did you mean \"## [endgroup]\"?\n");
}

static void a_sink_that_fails_is_told(void **state)
{
    (void)state;
    page = (paper){.fails_after = 10};
    charter_report_options options = {.lang = CHARTER_EN};
    assert_int_equal(charter_explain(&unknown_key, &options, sink_on(&page)), CHARTER_IO);
    assert_int_equal(charter_print_safe(CH_LITERAL("a text of some length"), &options, sink_on(&page)), CHARTER_IO);
}

int main(void)
{
    const test_table tables[] = {
        TEST(an_error_shows_its_place_its_line_and_what_to_do),
        TEST(in_french_it_is_set_as_french_is),
        TEST(a_fault_of_a_whole_file_shows_the_file_alone),
        TEST(a_fault_without_file_and_help_shows_its_message),
        TEST(bars_stand_under_one_another_whatever_the_line_number),
        TEST(long_messages_are_wrapped_and_hostile_ones_disarmed),
        TEST(colours_mark_the_kind_and_the_carets),
        TEST(no_line_of_an_explanation_is_a_command),
        TEST(a_sink_that_fails_is_told),
    };
    return RUN_TABLES(tables);
}
