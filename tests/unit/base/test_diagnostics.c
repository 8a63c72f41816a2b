/* Faults of an input, collected with their places. */
#include "unit/support.h"

#include "base/diagnostics.h"

static const ch_source source = {.name = "f.yaml", .bytes = {"ab: c\nde: f\n", 12}};

static void a_collection_begins_empty_and_is_freed(void **state)
{
    (void)state;
    charter_diagnostics *diagnostics;
    assert_int_equal(charter_diagnostics_new(&diagnostics), CHARTER_OK);
    assert_int_equal(charter_diagnostics_count(diagnostics), 0);
    assert_int_equal(charter_diagnostics_error_count(diagnostics), 0);
    charter_diagnostics_free(diagnostics);
    charter_diagnostics_free(NULL);
}

static void diagnostics_come_in_the_order_in_which_they_were_found(void **state)
{
    (void)state;
    charter_diagnostics diagnostics = {0};
    ch_error_at(&diagnostics, CH_KEY_UNKNOWN, &source, (ch_span){6, 8}, ch_say("second line"), CH_SILENCE);
    ch_warning_at(&diagnostics, CH_APPROVAL_LACKING, &source, (ch_span){0, 2}, ch_say("first line"), ch_say("do this"));
    ch_error_in_file(&diagnostics, CH_INPUT_EMPTY, "other.yaml", ch_say("empty"), CH_SILENCE);
    assert_int_equal(charter_diagnostics_count(&diagnostics), 3);
    assert_int_equal(charter_diagnostics_error_count(&diagnostics), 2);
    assert_string_equal(tell_diagnostics(&diagnostics),
                        "f.yaml:2:1 key.unknown; f.yaml:1:1 warning approval.lacking; other.yaml input.empty");
    assert_string_equal(tell_messages(&diagnostics), "second line []; first line [do this]; empty []");
    assert_text_equal(charter_diagnostic_line(charter_diagnostics_at(&diagnostics, 0)), "de: f");
    assert_null(charter_diagnostic_line(charter_diagnostics_at(&diagnostics, 2)).at);
    ch_diagnostics_clear(&diagnostics);
}

static void a_diagnostic_outlives_what_it_speaks_of(void **state)
{
    (void)state;
    charter_diagnostics diagnostics = {0};
    char bytes[] = "tool: x\n", name[] = "usage.yaml", argument[] = "tool";
    ch_source passing = {.name = name, .bytes = {bytes, sizeof bytes - 1}};
    ch_error_at(&diagnostics, CH_KEY_UNKNOWN, &passing, (ch_span){0, 4}, ch_say1("no \"%s\"", ch_text_of(argument)),
                ch_say1("not \"%s\"", ch_text_of(argument)));
    memset(bytes, '?', sizeof bytes - 1);
    memset(name, '?', sizeof name - 1);
    memset(argument, '?', sizeof argument - 1);
    assert_string_equal(tell_diagnostics(&diagnostics), "1:1 key.unknown");
    assert_string_equal(tell_messages(&diagnostics), "no \"tool\" [not \"tool\"]");
    assert_text_equal(charter_diagnostic_line(charter_diagnostics_at(&diagnostics, 0)), "tool: x");
    ch_diagnostics_clear(&diagnostics);
}

static void a_copied_diagnostic_is_the_same_elsewhere(void **state)
{
    (void)state;
    charter_diagnostics first = {0}, second = {0};
    ch_error_at(&first, CH_VALUE_TYPE, &source, (ch_span){4, 5}, ch_say1("<%s>", CH_LITERAL("c")), ch_say("help"));
    ch_error_at(&first, CH_VALUE_FORM, &source, (ch_span){10, 11}, ch_say("x"), CH_SILENCE);
    ch_diagnostics_add(&second, charter_diagnostics_at(&first, 0));
    ch_diagnostics_clear(&first);
    assert_int_equal(charter_diagnostics_count(&second), 1);
    assert_string_equal(tell_diagnostics(&second), "f.yaml:1:5 value.type");
    assert_string_equal(tell_messages(&second), "<c> [help]");
    ch_diagnostics_clear(&second);
}

static void a_thousand_diagnostics_are_kept_and_the_next_says_that_there_are_more(void **state)
{
    (void)state;
    charter_diagnostics diagnostics = {0};
    for (int i = 0; i < CH_DIAGNOSTICS_MAX; i++)
        ch_error_at(&diagnostics, CH_KEY_UNKNOWN, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    assert_int_equal(charter_diagnostics_count(&diagnostics), 1000);
    for (int i = 0; i < 500; i++)
        ch_error_at(&diagnostics, CH_KEY_UNKNOWN, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    assert_int_equal(charter_diagnostics_count(&diagnostics), 1001);
    assert_true(charter_diagnostics_error_count(&diagnostics) > 1000);
    const charter_diagnostic *last = charter_diagnostics_at(&diagnostics, 1000);
    assert_string_equal(charter_diagnostic_code(last), "limit.faults");
    assert_int_equal(charter_diagnostic_place(last).line, 0);
    assert_string_equal(charter_diagnostic_place(last).file, "f.yaml");
    ch_diagnostics_clear(&diagnostics);
}

static void an_error_after_a_thousand_warnings_still_counts_as_an_error(void **state)
{
    (void)state;
    charter_diagnostics diagnostics = {0};
    for (int i = 0; i < 1200; i++)
        ch_warning_at(&diagnostics, CH_APPROVAL_LACKING, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    ch_error_at(&diagnostics, CH_KEY_UNKNOWN, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    assert_true(charter_diagnostics_error_count(&diagnostics) > 0);
    ch_diagnostics_clear(&diagnostics);
}

static void warnings_beyond_a_thousand_are_counted_in_one_warning(void **state)
{
    (void)state;
    charter_diagnostics diagnostics = {0};
    for (int i = 0; i < 1000; i++)
        ch_error_at(&diagnostics, CH_KEY_UNKNOWN, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    for (int i = 0; i < 11000; i++)
        ch_warning_at(&diagnostics, CH_APPROVAL_LACKING, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    assert_int_equal(charter_diagnostics_error_count(&diagnostics), 1000);
    assert_int_equal(charter_diagnostics_count(&diagnostics), 2001);
    const charter_diagnostic *last = charter_diagnostics_at(&diagnostics, 2000);
    char message[100];
    charter_diagnostic_message(last, CHARTER_EN, message, sizeof message);
    assert_string_equal(charter_diagnostic_code(last), "limit.faults");
    assert_int_equal(charter_diagnostic_severity(last), CHARTER_WARNING);
    assert_string_equal(message, "warnings that are not shown here: 10000");
    ch_diagnostics_reset(&diagnostics);
    ch_warning_at(&diagnostics, CH_APPROVAL_LACKING, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    assert_string_equal(tell_diagnostics(&diagnostics), "f.yaml:1:1 warning approval.lacking");
    ch_diagnostics_clear(&diagnostics);
}

static void a_collection_that_was_reset_is_empty(void **state)
{
    (void)state;
    charter_diagnostics diagnostics = {0};
    ch_error_at(&diagnostics, CH_KEY_UNKNOWN, &source, (ch_span){0, 2}, ch_say("x"), CH_SILENCE);
    ch_diagnostics_reset(&diagnostics);
    assert_string_equal(tell_diagnostics(&diagnostics), "fine");
    assert_int_equal(charter_diagnostics_error_count(&diagnostics), 0);
    ch_error_at(&diagnostics, CH_VALUE_TYPE, &source, (ch_span){6, 8}, ch_say("y"), CH_SILENCE);
    assert_string_equal(tell_diagnostics(&diagnostics), "f.yaml:2:1 value.type");
    ch_diagnostics_clear(&diagnostics);
}

static void a_very_long_line_is_cut_to_what_can_be_shown(void **state)
{
    (void)state;
    static char bytes[100000];
    memset(bytes, 'a', sizeof bytes);
    charter_diagnostics diagnostics = {0};
    ch_source wide = {.name = "f", .bytes = {bytes, sizeof bytes}};
    ch_error_at(&diagnostics, CH_YAML_SYNTAX, &wide, (ch_span){99999, 100000}, ch_say("x"), CH_SILENCE);
    const charter_diagnostic *only = charter_diagnostics_at(&diagnostics, 0);
    assert_int_equal(charter_diagnostic_line(only).length, 4096);
    assert_int_equal(charter_diagnostic_place(only).column, 100000);
    ch_diagnostics_clear(&diagnostics);
}

static void every_code_is_a_text_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < CH_CODE_COUNT; i++) {
        assert_non_null(ch_code_text((ch_code)i));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(ch_code_text((ch_code)i), ch_code_text((ch_code)k));
    }
}

int main(void)
{
    const test_table tables[] = {
        TEST(a_collection_begins_empty_and_is_freed),
        TEST(diagnostics_come_in_the_order_in_which_they_were_found),
        TEST(a_diagnostic_outlives_what_it_speaks_of),
        TEST(a_copied_diagnostic_is_the_same_elsewhere),
        TEST(a_thousand_diagnostics_are_kept_and_the_next_says_that_there_are_more),
        TEST(an_error_after_a_thousand_warnings_still_counts_as_an_error),
        TEST(a_collection_that_was_reset_is_empty),
        TEST(warnings_beyond_a_thousand_are_counted_in_one_warning),
        TEST(a_very_long_line_is_cut_to_what_can_be_shown),
        TEST(every_code_is_a_text_of_its_own),
    };
    return RUN_TABLES(tables);
}
