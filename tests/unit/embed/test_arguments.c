/* What the public functions refuse: options that they do not know, days and languages that are none. */
#include <stdlib.h>

#include "unit/support.h"

static const char law_text[] = "charter: 1\n"
                               "id: house\n"
                               "version: \"1\"\n"
                               "title: House rules\n"
                               "tools:\n"
                               "  writer: {title: Writer, status: approved}\n"
                               "activities:\n"
                               "  drafting: {title: Drafting, status: allowed}\n";

static ptrdiff_t read_nothing(void *context, char *into, size_t size)
{
    (void)context, (void)into, (void)size;
    return 0;
}

static int write_nothing(void *context, const char *bytes, size_t length)
{
    (void)bytes;
    *(size_t *)context += length;
    return 0;
}

static charter *law;

/* Each opens one thing with all that a row says, frees it, and gives the status. Everything else that it is given is
 * good. */
typedef struct asked {
    charter_day at;
    charter_lang lang;
    bool more; /* the caller knows a member that we do not know, and sets it */
} asked;

/* Options, and what a newer header has behind them. */
#define NEWER(type, ...)                \
    struct {                            \
        type options;                   \
        unsigned char further[16];      \
    } newer = {.options = __VA_ARGS__}; \
    newer.further[15] = a->more;        \
    size_t size = a->more ? sizeof newer : sizeof newer.options

static charter_status load(const asked *a)
{
    const memory_file files[] = {{.path = "charter.yaml", .text = law_text}, {0}};
    const charter_files from = files_in_memory(files);
    const char *name = "charter.yaml";
    charter_diagnostics *faults;
    charter *got;
    NEWER(charter_load_options, {.exceptions = NULL});
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    charter_status status = charter_load_sized(&got, &name, 1, &from, &newer.options, size, faults);
    charter_free(got);
    charter_diagnostics_free(faults);
    return status;
}

static charter_status open_judge(const asked *a)
{
    charter_judge *judge;
    NEWER(charter_judge_options, {.at = a->at});
    charter_status status = charter_judge_new_sized(&judge, law, &newer.options, size);
    charter_judge_free(judge);
    return status;
}

static charter_status open_stream(const asked *a)
{
    charter_stream *stream;
    NEWER(charter_stream_options, {.syntax = CHARTER_YAML});
    charter_status status =
        charter_stream_open_as_sized(&stream, "usage.yaml", (charter_input){NULL, read_nothing}, &newer.options, size);
    charter_stream_close(stream);
    return status;
}

static charter_status open_batch(const asked *a)
{
    charter_batch *batch;
    charter_judge_options judging = {.at = a->at};
    NEWER(charter_batch_options, {.jobs = 1});
    charter_status status = charter_batch_open_sized(&batch, law, &judging, sizeof judging, &newer.options, size);
    charter_batch_close(batch);
    return status;
}

static charter_status open_judging_batch(const asked *a)
{
    charter_batch *batch;
    NEWER(charter_judge_options, {.at = a->at});
    charter_status status = charter_batch_open_sized(&batch, law, &newer.options, size, NULL, 0);
    charter_batch_close(batch);
    return status;
}

static charter_status open_traces(const asked *a)
{
    charter_traces *traces;
    NEWER(charter_traces_options, {.at = a->at, .folder = ".", .declare_in = "usage.yaml"});
    charter_status status = charter_traces_open_sized(&traces, law, &newer.options, size);
    charter_traces_close(traces);
    return status;
}

static charter_status open_totals(const asked *a)
{
    charter_totals *totals;
    NEWER(charter_totals_options, {.at = a->at});
    charter_status status = charter_totals_new_sized(&totals, law, &newer.options, size);
    charter_totals_free(totals);
    return status;
}

static charter_status open_report(const asked *a)
{
    charter_report *report;
    size_t written = 0;
    NEWER(charter_report_options, {.lang = a->lang, .at = a->at});
    charter_status status =
        charter_report_open_sized(&report, "json", &newer.options, size, (charter_sink){&written, write_nothing});
    charter_report_close(report);
    return status;
}

static charter_status print_safe(const asked *a)
{
    size_t written = 0;
    NEWER(charter_report_options, {.lang = a->lang});
    charter_status status =
        charter_print_safe_sized((charter_text){"a", 1}, &newer.options, size, (charter_sink){&written, write_nothing});
    assert_int_equal(written, status == CHARTER_OK ? 1 : 0);
    return status;
}

static charter_status report_audit(const asked *a, bool reporting)
{
    charter_totals *totals;
    charter_totals_options taking = {.at = 20000};
    charter_report_options speech = {.lang = reporting ? a->lang : CHARTER_EN};
    charter_audit_options audit = {.publish = false};
    size_t written = 0;
    assert_int_equal(charter_totals_new(&totals, law, &taking), CHARTER_OK);
    charter_status status;
    const charter_sink sink = {&written, write_nothing};
    if (reporting) {
        NEWER(charter_report_options, speech);
        status = charter_audit_report_sized(totals, "html", &newer.options, size, &audit, sizeof audit, sink);
    } else {
        NEWER(charter_audit_options, audit);
        status = charter_audit_report_sized(totals, "html", &speech, sizeof speech, &newer.options, size, sink);
    }
    charter_totals_free(totals);
    assert_true((written > 0) == (status == CHARTER_OK));
    return status;
}

static charter_status say_audit(const asked *a)
{
    return report_audit(a, true);
}

static charter_status ask_audit(const asked *a)
{
    return report_audit(a, false);
}

static charter_status report_trend(const asked *a)
{
    size_t written = 0;
    NEWER(charter_report_options, {.lang = a->lang});
    return charter_trend_report_sized(NULL, 0, "text", &newer.options, size, (charter_sink){&written, write_nothing});
}

static charter_status report_scan(const asked *a)
{
    charter_detect *scan;
    size_t written = 0;
    assert_int_equal(charter_detect_new(&scan, law, 20000), CHARTER_OK);
    assert_int_equal(charter_detect_text(scan, "a", (charter_text){"a", 1}), CHARTER_OK);
    NEWER(charter_report_options, {.lang = a->lang});
    charter_status status =
        charter_detect_report_sized(scan, "a", "text", &newer.options, size, (charter_sink){&written, write_nothing});
    charter_detect_free(scan);
    return status;
}

static charter_status report_sentence(const asked *a)
{
    charter_understanding *understood;
    charter_diagnostics *faults;
    size_t written = 0;
    NEWER(charter_report_options, {.lang = a->lang});
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    assert_int_equal(charter_understand(&understood, law, 20000, CHARTER_EN, charter_text_of("drafting"), faults),
                     CHARTER_OK);
    charter_status status = charter_understanding_report_sized(understood, law, &newer.options, size,
                                                               (charter_sink){&written, write_nothing});
    charter_understanding_free(understood);
    charter_diagnostics_free(faults);
    return status;
}

static charter_status check_loaded(const asked *a)
{
    size_t written = 0;
    NEWER(charter_check_options, {.lang = a->lang});
    return charter_check_loaded_sized(law, charter_text_of(""), a->at, &newer.options, size,
                                      (charter_sink){&written, write_nothing}, NULL);
}

static charter_status check_errors(const asked *a)
{
    charter_diagnostics *faults;
    size_t written = 0;
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    charter_status status = charter_check_errors(faults, a->at, a->lang, (charter_sink){&written, write_nothing});
    charter_diagnostics_free(faults);
    return status;
}

static charter_status draft(const asked *a)
{
    charter_diagnostics *faults;
    size_t written = 0;
    memory_input memory = {.at = "a,b\n1,2\n", .left = 8};
    NEWER(charter_draft_options, {.lang = a->lang});
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    charter_status status = charter_intake_draft_sized("a.csv", input_from_memory(&memory), &newer.options, size,
                                                       (charter_sink){&written, write_nothing}, faults);
    charter_diagnostics_free(faults);
    return status;
}

static charter_status open_scan(const asked *a)
{
    charter_detect *scan;
    charter_status status = charter_detect_new(&scan, law, a->at);
    charter_detect_free(scan);
    return status;
}

typedef struct door {
    const char *name;
    charter_status (*enter)(const asked *a);
    bool takes_options, takes_day, takes_lang;
} door;

static const door doors[] = {
    {"a charter is loaded", load, true, false, false},
    {"a stream is opened", open_stream, true, false, false},
    {"a judge is opened", open_judge, true, true, false},
    {"a batch is opened", open_batch, true, true, false},
    {"a batch is opened, what its judges are asked", open_judging_batch, true, true, false},
    {"traces are opened", open_traces, true, true, false},
    {"totals are opened", open_totals, true, true, false},
    {"a report is opened", open_report, true, true, true},
    {"a text is printed", print_safe, true, false, true},
    {"an audit is reported, how it is said", say_audit, true, false, true},
    {"an audit is reported, what is asked of it", ask_audit, true, false, false},
    {"a trend is reported", report_trend, true, false, true},
    {"a scan is reported", report_scan, true, false, true},
    {"a sentence is reported", report_sentence, true, false, true},
    {"a text is checked by a charter that is loaded", check_loaded, true, true, true},
    {"a charter's errors are told", check_errors, false, true, true},
    {"a mapping is drafted", draft, true, false, true},
    {"a scan is opened", open_scan, false, true, false},
};

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY  2932896   /* 9999-12-31 */

static void test_door(void **state)
{
    const door *d = *state;
    const asked good = {.at = 20000, .lang = CHARTER_FR};
    assert_int_equal(d->enter(&good), CHARTER_OK);
    asked a = good;
    a.more = true;
    assert_int_equal(d->enter(&a), d->takes_options ? CHARTER_UNKNOWN : CHARTER_OK);
    static const charter_day no_days[] = {CHARTER_NO_DAY, INT32_MAX, FIRST_DAY - 1, LAST_DAY + 1};
    for (size_t i = 0; i < COUNT_OF(no_days); i++) {
        a = (asked){.at = no_days[i], .lang = CHARTER_FR};
        assert_int_equal(d->enter(&a), d->takes_day ? CHARTER_UNKNOWN : CHARTER_OK);
    }
    static const charter_day days[] = {FIRST_DAY, LAST_DAY};
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        a = (asked){.at = days[i], .lang = CHARTER_EN};
        assert_int_equal(d->enter(&a), CHARTER_OK);
    }
    static const int no_langs[] = {2, -1, INT32_MAX};
    for (size_t i = 0; i < COUNT_OF(no_langs); i++) {
        a = (asked){.at = 20000, .lang = (charter_lang)no_langs[i]};
        assert_int_equal(d->enter(&a), d->takes_lang ? CHARTER_UNKNOWN : CHARTER_OK);
    }
}

/* An older caller's struct ends where its own header ended it: what lies behind is not looked at. */
static void test_a_judge_reads_no_more_of_its_options_than_the_caller_knows(void **state)
{
    (void)state;
    const charter_judge_options whole = {.at = 20000};
    size_t known = offsetof(charter_judge_options, sent);
    void *options = malloc(known); /* the address sanitizer sees its end */
    charter_judge *judge;
    assert_non_null(options);
    memcpy(options, &whole, known);
    assert_int_equal(charter_judge_new_sized(&judge, law, options, known), CHARTER_OK);
    charter_judge_free(judge);
    free(options);
}

static void test_options_are_needed_where_a_day_is(void **state)
{
    (void)state;
    charter_judge *judge;
    charter_batch *batch;
    charter_traces *traces;
    charter_totals *totals;
    charter_report *report;
    assert_int_equal(charter_judge_new(&judge, law, NULL), CHARTER_UNKNOWN);
    assert_int_equal(charter_batch_open(&batch, law, NULL, NULL), CHARTER_UNKNOWN);
    assert_int_equal(charter_traces_open(&traces, law, NULL), CHARTER_UNKNOWN);
    assert_int_equal(charter_totals_new(&totals, law, NULL), CHARTER_UNKNOWN);
    assert_int_equal(charter_report_open(&report, "json", NULL, (charter_sink){NULL, write_nothing}), CHARTER_UNKNOWN);
    assert_null(judge);
    assert_null(batch);
    assert_null(traces);
    assert_null(totals);
    assert_null(report);
}

static void test_totals_that_others_are_merged_into_need_no_day(void **state)
{
    (void)state;
    charter_totals *totals;
    charter_totals_options options = {.at = CHARTER_NO_DAY};
    assert_int_equal(charter_totals_new(&totals, NULL, &options), CHARTER_OK);
    charter_totals_free(totals);
    options.at = LAST_DAY + 1;
    assert_int_equal(charter_totals_new(&totals, NULL, &options), CHARTER_UNKNOWN);
}

static void test_a_syntax_that_is_none_is_refused(void **state)
{
    (void)state;
    static const int none[] = {CHARTER_TSV + 1, -1, INT32_MAX};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        charter_stream *stream;
        charter_stream_options options = {.syntax = (charter_syntax)none[i]};
        assert_int_equal(charter_stream_open_as(&stream, "a", (charter_input){NULL, read_nothing}, &options),
                         CHARTER_UNKNOWN);
        assert_null(stream);
    }
}

static void test_what_is_no_day_is_written_as_no_date(void **state)
{
    (void)state;
    static const charter_day none[] = {CHARTER_NO_DAY, INT32_MAX, FIRST_DAY - 1, LAST_DAY + 1};
    char text[11];
    charter_day read;
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        charter_day_format(none[i], text);
        assert_string_equal(text, "0000-00-00");
        assert_false(charter_day_parse((charter_text){text, 10}, &read));
        assert_null(charter_intake_on(law, none[i]));
    }
    charter_day_format(FIRST_DAY, text);
    assert_string_equal(text, "0001-01-01");
    charter_day_format(LAST_DAY, text);
    assert_string_equal(text, "9999-12-31");
}

static void test_a_language_that_is_none_is_answered_in_english(void **state)
{
    (void)state;
    const charter_lang none = (charter_lang)7;
    static const char message[] = "this file is empty";
    assert_string_not_equal(charter_translate(CHARTER_FR, message), message);
    assert_string_equal(charter_translate(none, message), message);
    loaded l = load_text("");
    const charter_diagnostic *fault = charter_diagnostics_at(l.diagnostics, 0);
    char english[200], told[200];
    charter_diagnostic_message(fault, CHARTER_EN, english, sizeof english);
    charter_diagnostic_message(fault, none, told, sizeof told);
    assert_string_equal(told, english);
    charter_diagnostic_help(fault, CHARTER_EN, english, sizeof english);
    charter_diagnostic_help(fault, none, told, sizeof told);
    assert_string_equal(told, english);
    unload(&l);
}

static const test_table tables[] = {
    TEST_ROWS(doors, test_door),
    TEST(test_a_judge_reads_no_more_of_its_options_than_the_caller_knows),
    TEST(test_options_are_needed_where_a_day_is),
    TEST(test_totals_that_others_are_merged_into_need_no_day),
    TEST(test_a_syntax_that_is_none_is_refused),
    TEST(test_what_is_no_day_is_written_as_no_date),
    TEST(test_a_language_that_is_none_is_answered_in_english),
};

int main(void)
{
    law = good_charter(law_text);
    int failed = RUN_TABLES(tables);
    charter_free(law);
    return failed;
}
