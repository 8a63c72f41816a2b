/* The program's tables: what a program tells of itself is in them, failures are told, ids are those of the day. */
#include "unit/support.h"

#include <errno.h>

/* What a sink was given, up to its room. */
typedef struct page {
    char text[1 << 17];
    size_t length;
    int error; /* not 0: with which it fails */
} page;

static int keep(void *context, const char *bytes, size_t length)
{
    page *p = context;
    if (p->error != 0)
        return p->error;
    assert_true(p->length + length < sizeof p->text);
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    p->text[p->length] = '\0';
    return 0;
}

static page told; /* too large for a stack */

static charter_sink sink(int error)
{
    memset(&told, 0, sizeof told);
    told.error = error;
    return (charter_sink){&told, keep};
}

static const char *const choices[] = {"one", "two", NULL};
static const charter_option_row options[] = {
    {"pick", 'p', "one|two", "which", "choice", choices},
    {"quiet", 0, NULL, "say \"nothing\"", "flag", NULL},
};
static const charter_command_row commands[] = {
    {.name = "try", .title = "Try it.", .synopsis = "[OPTIONS]", .options = options, .option_count = 2},
    {.name = "hide",
     .title = "Hide.",
     .synopsis = "",
     .hidden = true,
     .format_count = charter_format_count,
     .format_at = charter_format_at},
};
static const char *const variables[] = {"HOME", NULL};
static const charter_program_rows program = {commands, COUNT_OF(commands), variables};

static void a_program_is_told_with_its_options_and_formats(void **state)
{
    (void)state;
    assert_int_equal(charter_tables_write(&program, sink(0)), CHARTER_OK);
    assert_non_null(strstr(told.text, "\"variables\": [\"HOME\"]"));
    assert_non_null(strstr(told.text,
                           "{\"name\": \"pick\", \"letter\": \"p\", \"argument\": \"one|two\", \"kind\": \"choice\", "
                           "\"choices\": [\"one\", \"two\"], \"title\": \"which\"}"));
    assert_non_null(strstr(told.text, "{\"name\": \"quiet\", \"letter\": null, \"argument\": null, \"kind\": \"flag\", "
                                      "\"choices\": null, \"title\": \"say \\\"nothing\\\"\"}"));
    assert_non_null(strstr(told.text, "\"hidden\": true"));
    assert_non_null(strstr(told.text, "{\"name\": \"sarif\", "));
}

static void a_program_without_commands_is_told_too(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    assert_int_equal(charter_tables_write(&(charter_program_rows){NULL, 0, none}, sink(0)), CHARTER_OK);
    assert_non_null(strstr(told.text, "\"variables\": [],\n \"commands\": []}\n"));
}

static void a_sink_that_fails_is_told(void **state)
{
    (void)state;
    assert_int_equal(charter_tables_write(&program, sink(ENOSPC)), CHARTER_IO);
}

static void vocabularies_end(void **state)
{
    (void)state;
    size_t count = 0;
    while (charter_vocabulary_at(count) != NULL)
        count++;
    assert_true(count > 10);
    assert_string_equal(charter_vocabulary_at(0), "data");
    assert_null(charter_vocabulary_at(count + 1));
}

static void ids_are_those_of_the_day(void **state)
{
    (void)state;
    charter *the_charter = good_charter("charter: 1\nid: law\nfrom: 2026-01-01\nuntil: 2026-12-31\n"
                                        "data: {public: , internal: {above: public}}\n");
    assert_int_equal(charter_ids_write(the_charter, "data", day("2026-06-01"), sink(0)), CHARTER_OK);
    assert_string_equal(told.text, "public\ninternal\n");
    assert_int_equal(charter_ids_write(the_charter, "tools", day("2026-06-01"), sink(0)), CHARTER_OK);
    assert_string_equal(told.text, "");
    assert_int_equal(charter_ids_write(the_charter, "data", day("2027-06-01"), sink(0)), CHARTER_END);
    assert_int_equal(charter_ids_write(the_charter, "date", day("2026-06-01"), sink(0)), CHARTER_UNKNOWN);
    assert_int_equal(charter_ids_write(the_charter, "data", day("2026-06-01"), sink(EIO)), CHARTER_IO);
    charter_free(the_charter);
}

int main(void)
{
    const test_table tables[] = {
        TEST(a_program_is_told_with_its_options_and_formats),
        TEST(a_program_without_commands_is_told_too),
        TEST(a_sink_that_fails_is_told),
        TEST(vocabularies_end),
        TEST(ids_are_those_of_the_day),
    };
    return RUN_TABLES(tables);
}
