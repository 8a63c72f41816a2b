/* Files, inputs and sinks in memory, as a program that embeds the library has them. */
#include <errno.h>
#include <stdlib.h>

#include "unit/support.h"

#define LAW   "charter: 1\nid: c\ninclude: [parts/tools.yaml]\n"
#define PART  "charter: 1\ntools: {t: {status: approved}}\nactivities: {a: {status: allowed}}\n"
#define BYTES (sizeof PART - 1)

static const charter_memory_file files[] = {
    {"charter.yaml", {LAW, sizeof LAW - 1}},
    {"parts/tools.yaml", {PART, BYTES}},
    {"empty", {NULL, 0}},
    {NULL, {NULL, 0}},
};

static void test_a_charter_and_what_it_includes_are_loaded_from_memory(void **state)
{
    (void)state;
    const charter_files from = charter_files_in_memory(files);
    const char *name = "charter.yaml";
    charter_diagnostics *faults;
    charter *law;
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    charter_status status = charter_load(&law, &name, 1, &from, NULL, faults);
    assert_string_equal(tell_diagnostics(faults), "fine");
    assert_int_equal(status, CHARTER_OK);
    assert_text_equal(charter_version_at(law, 0).id, "c");
    charter_free(law);
    charter_diagnostics_free(faults);
}

static void test_a_file_is_found_by_its_whole_name_within_the_limit(void **state)
{
    (void)state;
    const charter_files from = charter_files_in_memory(files);
    charter_text bytes = {NULL, 0};
    assert_int_equal(from.read(from.context, "tools.yaml", 100, &bytes), ENOENT);
    assert_int_equal(from.read(from.context, "parts/tools.yam", 100, &bytes), ENOENT);
    assert_int_equal(from.read(from.context, "parts/tools.yaml", BYTES - 1, &bytes), EFBIG);
    assert_int_equal(from.read(from.context, "parts/tools.yaml", BYTES, &bytes), 0);
    assert_ptr_equal(bytes.at, files[1].bytes.at);
    from.release(from.context, bytes);
    assert_int_equal(from.read(from.context, "empty", 0, &bytes), 0);
    assert_non_null(bytes.at);
    assert_int_equal(bytes.length, 0);
}

static void test_an_input_gives_every_byte_once_and_then_its_end(void **state)
{
    (void)state;
    char into[4];
    charter_text left = charter_text_of("abcdefg");
    const charter_input input = charter_input_from_memory(&left);
    assert_int_equal(input.read(input.context, into, sizeof into), 4);
    assert_memory_equal(into, "abcd", 4);
    assert_text_equal(left, "efg");
    assert_int_equal(input.read(input.context, into, sizeof into), 3);
    assert_memory_equal(into, "efg", 3);
    assert_int_equal(input.read(input.context, into, sizeof into), 0);
    left = charter_text_of(NULL);
    assert_int_equal(input.read(input.context, into, sizeof into), 0);
}

static int put(charter_buffer *buffer, const char *text)
{
    const charter_sink sink = charter_buffer_sink(buffer);
    return sink.write(sink.context, text, strlen(text));
}

static void test_a_buffer_gathers_all_with_a_nul_behind_it(void **state)
{
    (void)state;
    charter_buffer *buffer;
    assert_int_equal(charter_buffer_new(&buffer, 1000000), CHARTER_OK);
    assert_string_equal(charter_buffer_text(buffer).at, "");
    char *expected = calloc(1, 900001);
    assert_non_null(expected);
    for (int i = 0; i < 100000; i++) {
        assert_int_equal(put(buffer, "012345678"), 0);
        memcpy(expected + (size_t)i * 9, "012345678", 9);
    }
    assert_int_equal(charter_buffer_text(buffer).length, 900000);
    assert_string_equal(charter_buffer_text(buffer).at, expected);
    free(expected);
    charter_buffer_free(buffer);
}

static void test_a_buffer_is_filled_to_its_bound_and_no_further(void **state)
{
    (void)state;
    charter_buffer *buffer;
    assert_int_equal(charter_buffer_new(&buffer, 5), CHARTER_OK);
    assert_int_equal(put(buffer, "abc"), 0);
    assert_int_equal(put(buffer, "de"), 0);
    assert_text_equal(charter_buffer_text(buffer), "abcde");
    assert_int_equal(put(buffer, ""), 0);
    assert_int_equal(put(buffer, "f"), EFBIG);
    assert_null(charter_buffer_text(buffer).at);
    assert_int_equal(charter_buffer_text(buffer).length, 0);
    assert_int_not_equal(put(buffer, ""), 0);
    charter_buffer_clear(buffer);
    assert_string_equal(charter_buffer_text(buffer).at, "");
    assert_int_equal(put(buffer, "again"), 0);
    assert_text_equal(charter_buffer_text(buffer), "again");
    charter_buffer_free(buffer);
}

static void test_a_buffer_without_room_takes_nothing(void **state)
{
    (void)state;
    charter_buffer *buffer;
    assert_int_equal(charter_buffer_new(&buffer, 0), CHARTER_OK);
    assert_int_equal(put(buffer, ""), 0);
    assert_int_equal(put(buffer, "a"), EFBIG);
    charter_buffer_free(buffer);
    assert_int_equal(charter_buffer_new(&buffer, SIZE_MAX), CHARTER_OK);
    assert_int_equal(put(buffer, "a"), 0);
    charter_buffer_free(buffer);
    charter_buffer_free(NULL);
}

static void test_a_report_that_does_not_fit_says_so(void **state)
{
    (void)state;
    charter_buffer *buffer;
    charter_report *report;
    charter_report_options options = {.at = 20000};
    assert_int_equal(charter_buffer_new(&buffer, 20), CHARTER_OK);
    assert_int_equal(charter_report_open(&report, "json", &options, charter_buffer_sink(buffer)), CHARTER_OK);
    assert_int_equal(charter_report_end(report), CHARTER_IO);
    assert_null(charter_buffer_text(buffer).at);
    charter_report_close(report);
    charter_buffer_free(buffer);
}

static const test_table tables[] = {
    TEST(test_a_charter_and_what_it_includes_are_loaded_from_memory),
    TEST(test_a_file_is_found_by_its_whole_name_within_the_limit),
    TEST(test_an_input_gives_every_byte_once_and_then_its_end),
    TEST(test_a_buffer_gathers_all_with_a_nul_behind_it),
    TEST(test_a_buffer_is_filled_to_its_bound_and_no_further),
    TEST(test_a_buffer_without_room_takes_nothing),
    TEST(test_a_report_that_does_not_fit_says_so),
};

int main(void)
{
    return RUN_TABLES(tables);
}
