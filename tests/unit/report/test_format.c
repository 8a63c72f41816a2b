/* The table of formats, and what every report does: count, summarise, fail. */
#include "unit/report/reporting.h"

#include <stdio.h>

#include "base/diagnostics.h"
#include "judge/verdict.h"

static paper page;

static charter_report *opened(const char *format, charter_lang lang, bool quiet)
{
    charter_report *report;
    charter_report_options options = {.lang = lang, .at = 20000, .quiet = quiet};
    page = (paper){.length = 0};
    assert_int_equal(charter_report_open(&report, format, &options, sink_on(&page)), CHARTER_OK);
    return report;
}

/* A verdict with nothing but its decision, of a declaration with nothing but its id. */
static void report_bare(charter_report *report, charter_decision decision)
{
    static const char text[] = "usage: 1";
    ch_node node = {.kind = CH_MAP, .span = {0, 8}};
    ch_source source = {.name = "usage.yaml", .bytes = {text, 8}};
    charter_declaration declaration = {.source = &source, .node = &node, .id = CH_LITERAL("one")};
    charter_verdict verdict = {.declaration = &declaration, .decision = decision, .days = CH_NO_DAYS};
    charter_report_verdict(report, &verdict, NULL);
}

/* ---- the table ---- */

static void every_format_has_a_name_and_a_title_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < charter_format_count(); i++) {
        const charter_format *format = charter_format_at(i);
        assert_true(strlen(format->name) > 0 && strlen(format->title) > 0);
        assert_string_not_equal(charter_translate(CHARTER_FR, format->title), format->title);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(charter_format_at(k)->name, format->name);
    }
}

static void the_formats_of_the_manuals_are_there(void **state)
{
    (void)state;
    const char *const names[] = {"text",   "json",   "ndjson", "sarif",    "junit",
                                 "github", "gitlab", "tap",    "markdown", "compact"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        charter_report *report = opened(names[i], CHARTER_EN, false);
        assert_int_equal(charter_report_end(report), CHARTER_OK);
        charter_report_close(report);
    }
}

static void text_alone_is_for_people(void **state)
{
    (void)state;
    for (size_t i = 0; i < charter_format_count(); i++)
        assert_int_equal(charter_format_at(i)->for_people, strcmp(charter_format_at(i)->name, "text") == 0);
}

static void an_unknown_format_is_unknown(void **state)
{
    (void)state;
    const char *const names[] = {"", "yaml", "JSON", "json ", "ndjso"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        charter_report *report = (charter_report *)&page;
        charter_report_options options = {.at = 20000};
        assert_int_equal(charter_report_open(&report, names[i], &options, sink_on(&page)), CHARTER_UNKNOWN);
        assert_null(report);
    }
    charter_report_close(NULL);
}

/* ---- the summary ---- */

typedef struct summary_row {
    const char *name;
    unsigned counts[CHARTER_DECISION_COUNT], errors;
    const char *english, *french;
} summary_row;

static const summary_row summaries[] = {
    {"nothing at all, which is an error",
     {0},
     0,
     "0 declarations: 1 reading error\n",
     "0 d\u00e9claration\u00a0: 1 erreur de lecture\n"},
    {"one compliant", {1}, 0, "1 declaration: 1 compliant\n", "1 d\u00e9claration\u00a0: 1 conforme\n"},
    {"several of each kind",
     {2, 2, 2, 2, 2, 2},
     0,
     "12 declarations: 2 compliant, 2 conditional, 2 to review, 2 undetermined,\n"
     "  2 non-compliant, 2 invalid\n",
     "12 d\u00e9clarations\u00a0: 2 conformes, 2 sous conditions, 2 \u00e0 examiner, 2 ind\u00e9termin\u00e9es,\n"
     "  2 non conformes, 2 invalides\n"},
    {"one of each kind",
     {1, 1, 1, 1, 1, 1},
     1,
     "6 declarations: 1 compliant, 1 conditional, 1 to review, 1 undetermined,\n"
     "  1 non-compliant, 1 invalid, 1 reading error\n",
     "6 d\u00e9clarations\u00a0: 1 conforme, 1 sous conditions, 1 \u00e0 examiner, 1 ind\u00e9termin\u00e9e,\n"
     "  1 non conforme, 1 invalide, 1 erreur de lecture\n"},
    {"an error without a declaration",
     {0},
     1,
     "0 declarations: 1 reading error\n",
     "0 d\u00e9claration\u00a0: 1 erreur de lecture\n"},
    {"several errors",
     {0, 0, 0, 0, 1},
     2,
     "1 declaration: 1 non-compliant, 2 reading errors\n",
     "1 d\u00e9claration\u00a0: 1 non conforme, 2 erreurs de lecture\n"},
};

/* What an exit status needs to know: whether all was read, whether all is decided, what is gravest of the rest. */
typedef struct record_row {
    const char *name;
    charter_summary summary;
    bool read, decided;
    charter_decision gravest;
} record_row;

/* clang-format off */
#define RECORD(errors_, ...) {.verdicts = {__VA_ARGS__}, .errors = (errors_)}
/* clang-format on */

static const record_row records[] = {
    {"nothing", RECORD(0, 0), true, true, CHARTER_DECISION_COMPLIANT},
    {"what complies", RECORD(0, 3), true, true, CHARTER_DECISION_COMPLIANT},
    {"an error", RECORD(1, 3), false, false, CHARTER_DECISION_COMPLIANT},
    {"what is invalid", RECORD(0, 3, 0, 0, 0, 0, 1), false, false, CHARTER_DECISION_COMPLIANT},
    {"what is undetermined", RECORD(0, 3, 0, 0, 1), true, false, CHARTER_DECISION_COMPLIANT},
    {"an open duty", RECORD(0, 3, 1), true, true, CHARTER_DECISION_CONDITIONAL},
    {"a review", RECORD(0, 3, 1, 1), true, true, CHARTER_DECISION_REVIEW},
    {"a breach", RECORD(0, 3, 1, 1, 0, 1), true, true, CHARTER_DECISION_NON_COMPLIANT},
    {"a breach, and what is undetermined", RECORD(0, 0, 0, 0, 1, 1), true, false, CHARTER_DECISION_NON_COMPLIANT},
    {"a breach that is accepted",
     {.verdicts = {[CHARTER_DECISION_NON_COMPLIANT] = 2}, .accepted = {[CHARTER_DECISION_NON_COMPLIANT] = 2}},
     true,
     true,
     CHARTER_DECISION_COMPLIANT},
    {"one breach of two that is",
     {.verdicts = {[CHARTER_DECISION_NON_COMPLIANT] = 2}, .accepted = {[CHARTER_DECISION_NON_COMPLIANT] = 1}},
     true,
     true,
     CHARTER_DECISION_NON_COMPLIANT},
    {"a breach that is, and a review that is not",
     {.verdicts = {[CHARTER_DECISION_REVIEW] = 1, [CHARTER_DECISION_NON_COMPLIANT] = 1},
      .accepted = {[CHARTER_DECISION_NON_COMPLIANT] = 1}},
     true,
     true,
     CHARTER_DECISION_REVIEW},
    {"what nobody can accept",
     {.verdicts = {[CHARTER_DECISION_INVALID] = 1, [CHARTER_DECISION_UNDETERMINED] = 1},
      .accepted = {[CHARTER_DECISION_INVALID] = 1, [CHARTER_DECISION_UNDETERMINED] = 1}},
     false,
     false,
     CHARTER_DECISION_COMPLIANT},
};

static void a_record_says(void **state)
{
    const record_row *row = *state;
    assert_int_equal(charter_summary_is_read(&row->summary), row->read);
    assert_int_equal(charter_summary_is_decided(&row->summary), row->decided);
    assert_int_equal(charter_summary_gravest(&row->summary), row->gravest);
}

/* In each format alike: the record is the run's, not the format's. */
static void every_format_keeps_the_record_of_what_it_was_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < charter_format_count(); i++) {
        charter_report *report = opened(charter_format_at(i)->name, CHARTER_EN, false);
        const charter_summary *summary = charter_report_summary(report);
        const charter_diagnostic error = {.code = "input.unreadable", .message = {.text = "this file is empty"}};
        report_bare(report, CHARTER_DECISION_REVIEW);
        report_bare(report, CHARTER_DECISION_REVIEW);
        charter_report_error(report, &error);
        charter_report_end(report);
        charter_report_end(report);
        assert_int_equal(charter_summary_verdict_count(summary), 2);
        assert_int_equal(summary->verdicts[CHARTER_DECISION_REVIEW], 2);
        assert_int_equal(summary->errors, 1);
        assert_int_equal(charter_summary_accepted_count(summary), 0);
        charter_report_close(report);
        report = opened(charter_format_at(i)->name, CHARTER_EN, false);
        charter_report_end(report);
        assert_int_equal(charter_report_summary(report)->errors, 1);
        charter_report_close(report);
    }
}

static void summarise(const summary_row *row, charter_lang lang, const char *expected)
{
    const charter_diagnostic error = {.code = "input.unreadable", .message = {.text = "this file is empty"}};
    charter_report *report = opened("text", lang, true);
    for (int decision = 0; decision < CHARTER_DECISION_COUNT; decision++)
        for (unsigned i = 0; i < row->counts[decision]; i++)
            report_bare(report, (charter_decision)decision);
    for (unsigned i = 0; i < row->errors; i++)
        assert_int_equal(charter_report_error(report, &error), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    assert_string_equal(page.text, expected);
}

static void summarises(void **state)
{
    const summary_row *row = *state;
    summarise(row, CHARTER_EN, row->english);
    summarise(row, CHARTER_FR, row->french);
}

static void the_summary_of_json_has_every_count_in_order(void **state)
{
    (void)state;
    charter_report *report = opened("ndjson", CHARTER_EN, false);
    for (int decision = 0; decision < CHARTER_DECISION_COUNT; decision++)
        for (int i = 0; i <= decision; i++)
            if (decision == CHARTER_DECISION_COMPLIANT || decision == CHARTER_DECISION_INVALID)
                report_bare(report, (charter_decision)decision);
    charter_report_end(report);
    charter_report_close(report);
    assert_non_null(strstr(page.text, "{\"summary\":{\"declarations\":7,\"compliant\":1,\"conditional\":0,\"review\":0,"
                                      "\"undetermined\":0,\"non-compliant\":0,\"invalid\":6}}\n"));
}

/* ---- errors without a declaration ---- */

static const charter_diagnostic gone = {.severity = CHARTER_ERROR,
                                        .code = "input.unreadable",
                                        .place = {.file = "gone.yaml"},
                                        .message = {.text = "this file does not exist"},
                                        .help = {.text = "check the name"}};

static void an_error_is_a_line_of_ndjson(void **state)
{
    (void)state;
    charter_report *report = opened("ndjson", CHARTER_EN, false);
    charter_report_error(report, &gone);
    charter_report_end(report);
    charter_report_close(report);
    assert_string_equal(
        page.text, "{\"error\":{\"code\":\"input.unreadable\",\"file\":\"gone.yaml\",\"line\":null,\"column\":null,"
                   "\"message\":\"this file does not exist\",\"help\":\"check the name\"}}\n"
                   "{\"summary\":{\"declarations\":0,\"compliant\":0,\"conditional\":0,\"review\":0,"
                   "\"undetermined\":0,\"non-compliant\":0,\"invalid\":0}}\n");
}

static void errors_come_last_in_json_and_speak_its_language(void **state)
{
    (void)state;
    charter_diagnostic placed = gone;
    placed.place = (charter_place){.file = "b.yaml", .line = 2, .column = 5, .end_line = 2, .end_column = 6};
    placed.help.text = NULL;
    charter_report *report = opened("json", CHARTER_FR, false);
    charter_report_error(report, &gone);
    charter_report_error(report, &placed);
    charter_report_end(report);
    charter_report_close(report);
    char expected[2048];
    snprintf(expected, sizeof expected,
             "{\"program\": {\"name\": \"charter-check\", \"version\": \"%s\"},\n"
             " \"at\": \"2024-10-04\",\n"
             " \"verdicts\": [],\n"
             " \"summary\": {\"declarations\": 0, \"compliant\": 0, \"conditional\": 0, \"review\": 0, "
             "\"undetermined\": 0, \"non-compliant\": 0, \"invalid\": 0},\n"
             " \"errors\": [\n"
             "   {\"code\": \"input.unreadable\", \"file\": \"gone.yaml\", \"line\": null, \"column\": null, "
             "\"message\": \"ce fichier n’existe pas\", \"help\": \"v\u00e9rifiez le nom\"},\n"
             "   {\"code\": \"input.unreadable\", \"file\": \"b.yaml\", \"line\": 2, \"column\": 5, "
             "\"message\": \"ce fichier n’existe pas\", \"help\": null}]}\n",
             charter_version());
    assert_string_equal(page.text, expected);
}

static int count_writes(void *context, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)context += length;
    return 0;
}

static void what_json_keeps_of_errors_is_bounded_and_says_so(void **state)
{
    (void)state;
    size_t written = 0;
    charter_report *report;
    charter_report_options options = {.at = 20000};
    charter_sink sink = {&written, count_writes};
    assert_int_equal(charter_report_open(&report, "json", &options, sink), CHARTER_OK);
    for (int i = 0; i < 200000; i++)
        assert_int_equal(charter_report_error(report, &gone), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    assert_in_range(written, 4 * 1024 * 1024, 4 * 1024 * 1024 + 4096);
}

/* In plain text it is counted: people read errors on the standard error stream. */
static void a_run_that_judged_nothing_is_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < charter_format_count(); i++) {
        const char *name = charter_format_at(i)->name;
        bool counted = strcmp(name, "text") == 0;
        told_of_error(&page, name, NULL, CHARTER_EN);
        assert_int_equal(strstr(page.text, "no declaration was judged") == NULL, counted);
        told_of_error(&page, name, &gone, CHARTER_EN);
        assert_null(strstr(page.text, "no declaration was judged"));
    }
}

/* ---- failures ---- */

static void a_sink_that_fails_fails_the_report(void **state)
{
    (void)state;
    for (size_t i = 0; i < charter_format_count(); i++) {
        charter_report *report;
        charter_report_options options = {.at = 20000};
        page = (paper){.fails_after = 1};
        assert_int_equal(charter_report_open(&report, charter_format_at(i)->name, &options, sink_on(&page)),
                         CHARTER_OK);
        report_bare(report, CHARTER_DECISION_COMPLIANT);
        charter_report_error(report, &gone);
        assert_int_equal(charter_report_end(report), CHARTER_IO);
        assert_int_equal(charter_report_end(report), CHARTER_IO);
        assert_int_equal(page.writes, 1);
        charter_report_close(report);
    }
}

static void a_failure_is_told_as_soon_as_it_is_known(void **state)
{
    (void)state;
    charter_report *report;
    charter_report_options options = {.at = 20000};
    page = (paper){.fails_after = 1};
    assert_int_equal(charter_report_open(&report, "ndjson", &options, sink_on(&page)), CHARTER_OK);
    charter_status status = CHARTER_OK;
    int calls = 0;
    for (; status == CHARTER_OK && calls < 10000; calls++)
        status = charter_report_error(report, &gone);
    assert_int_equal(status, CHARTER_IO);
    assert_in_range(calls, 2, 1000);
    charter_report_close(report);
}

static void a_report_that_never_ended_is_freed(void **state)
{
    (void)state;
    for (size_t i = 0; i < charter_format_count(); i++) {
        charter_report *report = opened(charter_format_at(i)->name, CHARTER_EN, false);
        charter_report_error(report, &gone);
        charter_report_close(report);
    }
}

/* A person reads the error on another stream: what was told before it must not come after it. */
static void text_before_an_error_is_written_before_it(void **state)
{
    (void)state;
    charter_report *report = opened("text", CHARTER_EN, false);
    report_bare(report, CHARTER_DECISION_COMPLIANT);
    assert_int_equal(page.length, 0);
    charter_report_error(report, &gone);
    assert_non_null(strstr(page.text, "COMPLIANT      one"));
    assert_null(strstr(page.text, "gone.yaml"));
    charter_report_close(report);
}

int main(void)
{
    const test_table tables[] = {
        TEST(every_format_has_a_name_and_a_title_of_its_own),
        TEST(the_formats_of_the_manuals_are_there),
        TEST(text_alone_is_for_people),
        TEST(an_unknown_format_is_unknown),
        TEST_ROWS(summaries, summarises),
        TEST_ROWS(records, a_record_says),
        TEST(every_format_keeps_the_record_of_what_it_was_told),
        TEST(the_summary_of_json_has_every_count_in_order),
        TEST(an_error_is_a_line_of_ndjson),
        TEST(errors_come_last_in_json_and_speak_its_language),
        TEST(what_json_keeps_of_errors_is_bounded_and_says_so),
        TEST(a_run_that_judged_nothing_is_an_error),
        TEST(a_sink_that_fails_fails_the_report),
        TEST(a_failure_is_told_as_soon_as_it_is_known),
        TEST(a_report_that_never_ended_is_freed),
        TEST(text_before_an_error_is_written_before_it),
    };
    return RUN_TABLES(tables);
}
