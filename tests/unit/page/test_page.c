/* page: what who embeds the library asks for and is answered; answers that are kept once; reasons that several share.
 */
#include <errno.h>

#include "page/answers.h"
#include "unit/support.h"

#define DAY "2026-11-02"

static const char law_text[] =
    "charter: 1\nid: law\nlang: fr\ntitle: {fr: Charte, en: Charter}\n"
    "data: {public: {}, secret: {above: public, hosting: here}, past: {until: 2026-01-01}}\n"
    "hosting: {here: {}, there: {}}\n"
    "tools: {low: {status: approved, data: public, hosting: here}, far: {status: banned, hosting: there}}\n"
    "activities: {drafting: {status: allowed, data: public}, coding: {status: allowed, data: public}}\n";

static charter_page_options options_on(const char *text)
{
    return (charter_page_options){.at = day(text)};
}

/* The page, which lives until the buffer is freed; `at` NULL where nothing was written. */
static charter_status write_page(charter_page_options options, charter_buffer **buffer,
                                 charter_diagnostics *diagnostics)
{
    charter *the_charter = good_charter(law_text);
    assert_int_equal(charter_buffer_new(buffer, (size_t)1 << 20), CHARTER_OK);
    charter_status status = charter_page_write(the_charter, &options, diagnostics, charter_buffer_sink(*buffer));
    charter_free(the_charter);
    return status;
}

typedef struct options_row {
    const char *name;
    charter_page_options options;
    charter_status status;
    const char *code; /* of the diagnostic; NULL: none */
    uint32_t line, column;
} options_row;

static const options_row rows[] = {
    {"no day", {.at = CHARTER_NO_DAY}, CHARTER_UNKNOWN, NULL, 0, 0},
    {"a language that is none", {.at = 20000, .langs = 4}, CHARTER_UNKNOWN, NULL, 0, 0},
    {"one language", {.at = 20000, .langs = CHARTER_PAGE_EN}, CHARTER_OK, NULL, 0, 0},
    {"a style", {.at = 20000, .style = {"a{}", 3}}, CHARTER_OK, NULL, 0, 0},
    {"a style that names an address",
     {.at = 20000, .style = {"a{}\nb{c:Url(d)}", 15}},
     CHARTER_INVALID,
     "value.form",
     2,
     5},
    {"a style in another encoding", {.at = 20000, .style = {"a{\xE9}", 4}}, CHARTER_INVALID, "bytes.encoding", 1, 3},
    {"a style with a NUL", {.at = 20000, .style = {"a\0b", 3}}, CHARTER_INVALID, "bytes.character", 1, 2},
    {"a module that is none", {.at = 20000, .module = {"MZ..", 4}}, CHARTER_INVALID, "value.form", 0, 0},
    {"a module", {.at = 20000, .module = {"\0asm\1\0\0\0", 8}}, CHARTER_OK, NULL, 0, 0},
};

/* Where it is not written whole, nothing is. */
static void options_are_held_to(void **state)
{
    const options_row *row = *state;
    charter_diagnostics *diagnostics;
    charter_buffer *buffer;
    assert_int_equal(charter_diagnostics_new(&diagnostics), CHARTER_OK);
    assert_int_equal(write_page(row->options, &buffer, diagnostics), row->status);
    assert_int_equal(charter_buffer_text(buffer).length > 0, row->status == CHARTER_OK);
    assert_int_equal(charter_diagnostics_count(diagnostics), row->code != NULL);
    if (row->code != NULL) {
        const charter_diagnostic *one = charter_diagnostics_at(diagnostics, 0);
        assert_string_equal(charter_diagnostic_code(one), row->code);
        assert_int_equal(charter_diagnostic_place(one).line, row->line);
        assert_int_equal(charter_diagnostic_place(one).column, row->column);
    }
    charter_buffer_free(buffer);
    charter_diagnostics_free(diagnostics);
}

static int refuse(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
    return ENOSPC;
}

static void a_sink_that_fails_is_told(void **state)
{
    (void)state;
    charter *the_charter = good_charter(law_text);
    charter_page_options options = options_on(DAY);
    assert_int_equal(charter_page_write(the_charter, &options, NULL, (charter_sink){NULL, refuse}), CHARTER_IO);
    charter_free(the_charter);
}

/* An older caller's options end earlier; what a newer one sets is refused. */
static void options_grow(void **state)
{
    (void)state;
    struct {
        charter_page_options known;
        uint64_t newer;
    } options = {options_on(DAY), 0};
    charter *the_charter = good_charter(law_text);
    charter_buffer *buffer;
    assert_int_equal(charter_buffer_new(&buffer, (size_t)1 << 20), CHARTER_OK);
    charter_sink sink = charter_buffer_sink(buffer);
    assert_int_equal(charter_page_write_sized(the_charter, &options.known, sizeof options, NULL, sink), CHARTER_OK);
    assert_int_equal(charter_page_write_sized(the_charter, &options.known, sizeof(charter_day), NULL, sink),
                     CHARTER_OK);
    options.newer = 1;
    assert_int_equal(charter_page_write_sized(the_charter, &options.known, sizeof options, NULL, sink),
                     CHARTER_UNKNOWN);
    charter_buffer_free(buffer);
    charter_free(the_charter);
}

static ch_answer_kind kind_at(const ch_page_answers *answers, uint32_t activity, uint32_t tool, uint32_t class)
{
    const ch_page_answer *answer = ch_page_answer_to(answers, activity, tool, class);
    return answer == NULL ? CH_ANSWER_KINDS : answer->kind;
}

/* drafting and coding are alike: what is answered for the one is the other's answer, too. */
static void equal_answers_are_one(void **state)
{
    (void)state;
    charter *the_charter = good_charter(law_text);
    ch_arena arena = {NULL, NULL, NULL, false};
    ch_page_answers answers;
    assert_int_equal(ch_page_answers_find(&answers, the_charter, day(DAY), &arena), CHARTER_OK);
    assert_true(answers.tried && answers.classes_tried);
    for (uint32_t tool = 0; tool < 2; tool++)
        for (uint32_t class = 0; class < 2; class ++)
            assert_ptr_equal(ch_page_answer_to(&answers, 0, tool, class), ch_page_answer_to(&answers, 1, tool, class));
    assert_int_equal(kind_at(&answers, 0, 0, 0), CH_ANSWER_YES);
    assert_int_equal(kind_at(&answers, 0, 1, 1), CH_ANSWER_NO);
    assert_int_equal(kind_at(&answers, 0, 0, 2), CH_ANSWER_KINDS); /* a class that is not in force */
    assert_int_equal(ch_page_answers_find(&answers, the_charter, CHARTER_NO_DAY + 1, &arena), CHARTER_UNKNOWN);
    ch_arena_clear(&arena);
    charter_free(the_charter);
}

/* What all have in common says why; where they have nothing in common, all of it. */
static void reasons_that_are_shared_are_told(void **state)
{
    (void)state;
    static const ch_page_reason one[] = {{CH_CLAUSE_TOOL_STATUS, NULL}, {CH_CLAUSE_TOOL_DATA, NULL}},
                                other[] = {{CH_CLAUSE_DATA_HOSTING, NULL}, {CH_CLAUSE_TOOL_STATUS, NULL}};
    const ch_page_answer a = {.kind = CH_ANSWER_NO, .reasons = one, .reason_count = 2},
                         b = {.kind = CH_ANSWER_NO, .reasons = other, .reason_count = 2},
                         c = {.kind = CH_ANSWER_NO, .reasons = other, .reason_count = 1};
    const ch_page_answer *const sharing[] = {&a, &b}, *const apart[] = {&a, &c};
    ch_arena arena = {NULL, NULL, NULL, false};
    ch_page_answers answers = {.count = 0};
    const ch_page_answer *joined = ch_page_answers_join(&answers, sharing, 2, &arena);
    assert_int_equal(joined->reason_count, 1);
    assert_int_equal(joined->reasons[0].clause, CH_CLAUSE_TOOL_STATUS);
    assert_false(joined->mixed);
    assert_ptr_equal(ch_page_answers_join(&answers, sharing, 2, &arena), joined);
    joined = ch_page_answers_join(&answers, apart, 2, &arena);
    assert_int_equal(joined->reason_count, 3);
    assert_true(joined->mixed);
    ch_arena_clear(&arena);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, options_are_held_to), TEST(a_sink_that_fails_is_told),        TEST(options_grow),
        TEST(equal_answers_are_one),          TEST(reasons_that_are_shared_are_told),
    };
    return RUN_TABLES(tables);
}
