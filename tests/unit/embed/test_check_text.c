/* One call from texts to JSON: the same bytes as the program writes, and never a silent pass. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/support.h"

#define TODAY        "2026-11-02" /* of the golden cases too */
#define MOST         ((size_t)8 * 1024 * 1024)
#define GOLDEN_BYTES ((size_t)1024 * 1024)

static charter_buffer *json;
static char scratch[] = "/tmp/check_text-XXXXXX";

static const char law_text[] = "charter: 1\nid: law\n"
                               "data: {public: {}, personal: {above: public}}\n"
                               "activities: {a: {status: allowed, duties: [d]}, b: {status: allowed}}\n"
                               "duties: {d: {due: before}}\n"
                               "detectors: {key: {pattern: 'K-\\d+', means: personal}}\n"
                               "tools: {t: {status: approved}, u: {status: tolerated, data: public},"
                               " banned: {status: banned, instead: [u]}}\n";

#define GOOD "usage: 1\nid: good\nactivity: a\ntool: u\ndata: []\n"
#define BAD  "usage: 1\nid: bad\nactivity: a\ntool: banned\ndata: []\n"
#define LINE "{\"usage\": 1, \"id\": \"l\", \"activity\": \"a\", \"tool\": \"banned\", \"data\": []}\n"

/* ---- as the golden cases ---- */

/* A whole file, whose bytes end with a NUL that does not count; no text where there is none. Released by free_file. */
static charter_text file_of(const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, SOURCE_DIR "/tests/golden/%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return (charter_text){NULL, 0};
    char *bytes = calloc(1, GOLDEN_BYTES);
    assert_non_null(bytes);
    size_t length = fread(bytes, 1, GOLDEN_BYTES - 1, file);
    assert_true(feof(file));
    fclose(file);
    return (charter_text){bytes, length};
}

static void free_file(charter_text file)
{
    free((void *)(uintptr_t)file.at);
}

typedef struct golden {
    const char *name;
} golden;

static const golden cases[] = {
    {"charter-with-errors"},
    {"compliant"},
    {"conditional"},

    {"exceptions"},
    {"footprint"},
    {"hostile"},

    {"missing"},
    {"non-compliant"},
    {"review"},
    {"undetermined"},
    {"unlisted"},
    {"verbose"},
};

/* The same with the charter loaded before. */
static charter_status check_loaded(charter_text law, charter_text usage, const charter_check_options *options)
{
    charter *the_charter;
    charter_diagnostics *faults;
    const char *name = options->charter_name == NULL ? "charter.yaml" : options->charter_name;
    charter_memory_file files[] = {{name, law}, {NULL, {NULL, 0}}, {NULL, {NULL, 0}}};
    if (options->exceptions != NULL) {
        charter_text exceptions;
        assert_int_equal(options->files->read(options->files->context, options->exceptions, GOLDEN_BYTES, &exceptions),
                         0);
        files[1] = (charter_memory_file){options->exceptions, exceptions};
    }
    const charter_files from = charter_files_in_memory(files);
    const charter_load_options loading = {.exceptions = options->exceptions};
    charter_buffer_clear(json);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    charter_status status = charter_load(&the_charter, &name, 1, &from, &loading, faults);
    charter_status told =
        status == CHARTER_OK
            ? charter_check_loaded(the_charter, usage, day(TODAY), options, charter_buffer_sink(json), NULL)
            : charter_check_errors(faults, day(TODAY), options->lang, charter_buffer_sink(json));
    assert_int_equal(told, CHARTER_OK);
    charter_free(the_charter);
    charter_diagnostics_free(faults);
    return status;
}

static void test_golden_case(void **state)
{
    const golden *row = *state;
    charter_text own = file_of(row->name, "charter.yaml"), usage = file_of(row->name, "usage.yaml");
    charter_text exceptions = file_of(row->name, "exceptions.yaml"), expected = file_of(row->name, "expected.json");
    const charter_memory_file beside[] = {{"exceptions.yaml", exceptions}, {NULL, {NULL, 0}}};
    const charter_files files = charter_files_in_memory(beside);
    const charter_check_options options = {
        .charter_name = own.at == NULL ? "../charter.yaml" : NULL,
        .files = &files,
        .exceptions = exceptions.at == NULL ? NULL : "exceptions.yaml",
        .every_clause = strcmp(row->name, "verbose") == 0,
        .sent = charter_sent_files_on_disk(),
    };
    charter_text law = own.at == NULL ? file_of(".", "charter.yaml") : own;
    bool faulty = strcmp(row->name, "charter-with-errors") == 0;
    assert_non_null(usage.at);
    assert_non_null(expected.at);
    charter_buffer_clear(json);
    charter_status status = charter_check_text(law, usage, day(TODAY), &options, charter_buffer_sink(json), NULL);
    assert_int_equal(status, faulty ? CHARTER_INVALID : CHARTER_OK);
    assert_string_equal(charter_buffer_text(json).at, expected.at);
    assert_int_equal(check_loaded(law, usage, &options), status);
    assert_string_equal(charter_buffer_text(json).at, expected.at);
    const charter_text files_read[] = {law, usage, exceptions, expected};
    for (size_t i = 0; i < COUNT_OF(files_read); i++)
        free_file(files_read[i]);
}

/* ---- as a batch over the same bytes ---- */

typedef struct same_row {
    const char *name;
    const char *file; /* NULL: usage.yaml */
    const char *text;
    unsigned times;
} same_row;

static const same_row rows[] = {
    {"one good declaration", NULL, GOOD, 1},
    {"several documents", NULL, "---\n" BAD "---\n" GOOD "---\n[\n", 3},
    {"nothing at all", NULL, "", 1},
    {"comments alone", NULL, "# nothing\n", 3},
    {"bytes that are no UTF-8", NULL, GOOD "x: \"\xff\"\n", 1},
    {"bytes behind a NUL", NULL, "usage: 1\nx: \"\x01\"\n", 1},
    {"far too many broken documents", NULL, "---\n[\n", 1500},
    {"lines of JSON", "uses.ndjson", LINE "{\n" LINE, 4},
    {"a list of JSON that is cut", "uses.json", "[" LINE, 1},
    {"a register without a mapping", "uses.csv", "a,b\n", 2},
    {"what a detector finds in a key", NULL, "usage: 1\nK-123: 1\nid: K-456\n", 1},
    {"what a detector finds in a name", NULL, "usage: 1\nid: K-456\nactivity: K-9\ntool: K-8\npurpose: K-7\n", 1},
};

static void batch_to(charter_buffer *buffer, const char *name, charter_summary *summary)
{
    loaded l = load_text(law_text);
    charter_batch *batch;
    charter_report *report;
    charter_item item;
    const charter_judge_options judging = {.at = day(TODAY), .alternatives = true};
    const charter_batch_options options = {.jobs = 1};
    const charter_report_options reporting = {.lang = CHARTER_FR, .at = judging.at};
    assert_int_equal(l.status, CHARTER_OK);
    assert_int_equal(charter_batch_open(&batch, l.charter, &judging, &options), CHARTER_OK);
    assert_int_equal(charter_batch_add(batch, name), CHARTER_OK);
    assert_int_equal(charter_report_open(&report, "json", &reporting, charter_buffer_sink(buffer)), CHARTER_OK);
    while (charter_batch_next(batch, &item) == CHARTER_OK)
        if (item.error != NULL)
            charter_report_error(report, item.error);
        else
            charter_report_verdict(report, item.verdict, NULL);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    *summary = *charter_report_summary(report);
    charter_report_close(report);
    charter_batch_close(batch);
    unload(&l);
}

static void test_as_a_batch_over_the_same_bytes(void **state)
{
    const same_row *row = *state;
    const char *name = row->file == NULL ? "usage.yaml" : row->file;
    size_t length = strlen(row->text);
    char *text = malloc(length * row->times + 1);
    assert_non_null(text);
    for (unsigned i = 0; i < row->times; i++)
        memcpy(text + i * length, row->text, length);
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, length * row->times, file), length * row->times);
    assert_int_equal(fclose(file), 0);

    charter_buffer *expected;
    charter_summary summary, expected_summary;
    assert_int_equal(charter_buffer_new(&expected, MOST), CHARTER_OK);
    batch_to(expected, name, &expected_summary);
    const charter_check_options options = {.lang = CHARTER_FR, .declaration_name = row->file};
    charter_buffer_clear(json);
    assert_int_equal(charter_check_text(charter_text_of(law_text), (charter_text){text, length * row->times},
                                        day(TODAY), &options, charter_buffer_sink(json), &summary),
                     CHARTER_OK);
    assert_string_equal(charter_buffer_text(json).at, charter_buffer_text(expected).at);
    assert_memory_equal(&summary, &expected_summary, sizeof summary);
    charter_buffer_free(expected);
    free(text);
    unlink(name);
}

/* ---- what is refused, and what is no pass ---- */

static charter_status check(const char *law, const char *usages, charter_day at, const charter_check_options *options,
                            charter_summary *summary)
{
    charter_buffer_clear(json);
    return charter_check_text(charter_text_of(law), charter_text_of(usages), at, options, charter_buffer_sink(json),
                              summary);
}

static bool passes(const charter_summary *summary)
{
    return charter_summary_is_decided(summary) && charter_summary_gravest(summary) == CHARTER_DECISION_COMPLIANT;
}

static void test_a_day_a_language_and_a_syntax_are_asked_for(void **state)
{
    (void)state;
    const charter_check_options no_language = {.lang = (charter_lang)2}, no_syntax = {.syntax = (charter_syntax)6};
    charter_summary summary;
    assert_int_equal(check(law_text, GOOD, CHARTER_NO_DAY, NULL, &summary), CHARTER_UNKNOWN);
    assert_false(passes(&summary));
    assert_int_equal(check(law_text, GOOD, day(TODAY), &no_language, &summary), CHARTER_UNKNOWN);
    assert_false(passes(&summary));
    assert_int_equal(check(law_text, GOOD, day(TODAY), &no_syntax, &summary), CHARTER_UNKNOWN);
    assert_false(passes(&summary));
    assert_string_equal(charter_buffer_text(json).at, "");
}

static void test_options_of_another_age(void **state)
{
    (void)state;
    struct {
        charter_check_options options;
        void *further;
    } newer = {.options = {.no_alternatives = true}};
    charter_text law = charter_text_of(law_text), usage = charter_text_of(BAD);
    charter_buffer_clear(json);
    const charter_sink sink = charter_buffer_sink(json);
    assert_int_equal(charter_check_text_sized(law, usage, day(TODAY), &newer.options, sizeof newer, sink, NULL),
                     CHARTER_OK);
    assert_null(strstr(charter_buffer_text(json).at, "\"u\""));
    newer.further = &newer;
    assert_int_equal(charter_check_text_sized(law, usage, day(TODAY), &newer.options, sizeof newer, sink, NULL),
                     CHARTER_UNKNOWN);
    charter_buffer_clear(json);
    size_t older = offsetof(charter_check_options, no_alternatives);
    assert_int_equal(charter_check_text_sized(law, usage, day(TODAY), &newer.options, older, sink, NULL), CHARTER_OK);
    assert_non_null(strstr(charter_buffer_text(json).at, "\"u\""));
}

static void test_what_could_not_be_judged_is_no_pass(void **state)
{
    (void)state;
    static const struct {
        const char *law, *usages;
        charter_status status;
        const char *told;
    } none[] = {
        {"", GOOD, CHARTER_INVALID, "input.empty"},
        {NULL, GOOD, CHARTER_INVALID, "input.empty"},
        {"charter: 2\n", GOOD, CHARTER_INVALID, "\"errors\": [\n"},
        {"charter: 1\nid: c\ninclude: [gone.yaml]\n", GOOD, CHARTER_INVALID, "input.unreadable"},
        {law_text, "", CHARTER_OK, "input.empty"},
        {law_text, NULL, CHARTER_OK, "input.empty"},
        {law_text, "[\n", CHARTER_OK, "\"verdict\": \"invalid\""},
        {law_text, "usage: 1\nactivity: a\ntool: u\n", CHARTER_OK, "\"verdict\": \"undetermined\""},
        {law_text, BAD, CHARTER_OK, "\"verdict\": \"non-compliant\""},
    };
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        charter_summary summary;
        assert_int_equal(check(none[i].law, none[i].usages, day(TODAY), NULL, &summary), none[i].status);
        if (strstr(charter_buffer_text(json).at, none[i].told) == NULL)
            fail_msg("%zu: %s", i, charter_buffer_text(json).at);
        assert_false(passes(&summary));
    }
    charter_summary summary;
    assert_int_equal(check(law_text, "usage: 1\nactivity: b\ntool: t\ndata: []\n", day(TODAY), NULL, &summary),
                     CHARTER_OK);
    assert_true(passes(&summary));
}

static int fail_to_write(void *context, const char *bytes, size_t length)
{
    (void)context, (void)bytes, (void)length;
    return ENOSPC;
}

static void test_a_sink_that_fails_is_told(void **state)
{
    (void)state;
    charter_summary summary;
    assert_int_equal(charter_check_text(charter_text_of(law_text), charter_text_of(GOOD), day(TODAY), NULL,
                                        (charter_sink){NULL, fail_to_write}, &summary),
                     CHARTER_IO);
    assert_int_equal(charter_check_text(charter_text_of("?"), charter_text_of(GOOD), day(TODAY), NULL,
                                        (charter_sink){NULL, fail_to_write}, &summary),
                     CHARTER_IO);
}

static const test_table tables[] = {
    TEST_ROWS(cases, test_golden_case),
    TEST_ROWS(rows, test_as_a_batch_over_the_same_bytes),
    TEST(test_a_day_a_language_and_a_syntax_are_asked_for),
    TEST(test_options_of_another_age),
    TEST(test_what_could_not_be_judged_is_no_pass),
    TEST(test_a_sink_that_fails_is_told),
};

int main(void)
{
    if (mkdtemp(scratch) == NULL || chdir(scratch) != 0 || charter_buffer_new(&json, MOST) != CHARTER_OK)
        return 1;
    int failed = RUN_TABLES(tables);
    charter_buffer_free(json);
    rmdir(scratch);
    return failed;
}
