/* Patterns: short texts are interpreted, long ones searched by machine code that the first thread makes; the answer
 * is the same, but that without machine code very long texts are not searched. */
#include "unit/support.h"

#include <pthread.h>
#include <stdlib.h>

#include "pattern/pattern.h"

static ch_pattern *good_pattern(const char *text)
{
    ch_arena arena = {0};
    ch_pattern_fault fault;
    ch_pattern *pattern = ch_pattern_compile(ch_text_of(text), CH_RE2, &arena, &fault);
    ch_arena_clear(&arena);
    assert_non_null(pattern);
    return pattern;
}

/* `length` bytes of `filler` with `end` as their last ones. */
static char *long_text(const char *filler, const char *end, size_t length)
{
    char *text = malloc(length);
    assert_non_null(text);
    for (size_t i = 0; i < length; i++)
        text[i] = filler[i % strlen(filler)];
    memcpy(text + length - strlen(end), end, strlen(end));
    return text;
}

typedef struct search_row {
    const char *name, *pattern, *filler, *end;
    size_t length;
    ch_match found, interpreted;
} search_row;

static const search_row rows[] = {
    {"a short text holds it", "client", "ab", "client", 40, CH_MATCH_YES, CH_MATCH_YES},
    {"a short text lacks it", "client", "ab", "klient", 40, CH_MATCH_NO, CH_MATCH_NO},
    {"a long text holds it", "(?i)client$", "ab ", "CLIENT", 5000, CH_MATCH_YES, CH_MATCH_YES},
    {"a long text lacks it", "(?i)client$", "ab ", "CLIENTS", 5000, CH_MATCH_NO, CH_MATCH_NO},
    {"letters beyond ASCII are found in a long text", "\\p{Greek}+$", "ab ", "\xCE\xB1\xCE\xB2", 5000, CH_MATCH_YES,
     CH_MATCH_YES},
    {"64 KB are searched without machine code", "client", "ab", "client", 65536, CH_MATCH_YES, CH_MATCH_YES},
    {"more than 64 KB are not", "client", "ab", "client", 65537, CH_MATCH_YES, CH_MATCH_LIMIT},
    {"a hostile pattern reaches its limit on a short text", "(a+)+$", "a", "b", 60, CH_MATCH_LIMIT, CH_MATCH_LIMIT},
    {"a hostile pattern reaches its limit on a long text", "(a+)+$", "a", "b", 3000, CH_MATCH_LIMIT, CH_MATCH_LIMIT},
    {"a group that turns sixty thousand times reaches the limit", "^(?:a|b)*c", "ab", "c", 60001, CH_MATCH_LIMIT,
     CH_MATCH_LIMIT},
};

static void searches(void **state)
{
    const search_row *row = *state;
    ch_pattern *pattern = good_pattern(row->pattern);
    char *text = long_text(row->filler, row->end, row->length);
    for (int interprets = 0; interprets < 2; interprets++) {
        ch_matcher *matcher = ch_matcher_new();
        if (interprets)
            ch_matcher_interpret(matcher);
        for (int again = 0; again < 2; again++)
            assert_int_equal(ch_pattern_find(pattern, matcher, (ch_text){text, row->length}),
                             interprets ? row->interpreted : row->found);
        ch_matcher_free(matcher);
    }
    ch_pattern_free(pattern);
    free(text);
}

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 200 };

typedef struct shared {
    const ch_pattern *pattern;
    ch_text text;
} shared;

static void *search_often(void *argument)
{
    const shared *s = argument;
    ch_matcher *matcher = ch_matcher_new();
    size_t found = 0;
    for (int i = 0; i < ROUNDS; i++)
        found += ch_pattern_find(s->pattern, matcher, s->text) == CH_MATCH_YES;
    ch_matcher_free(matcher);
    return found == ROUNDS ? argument : NULL;
}

static void threads_that_need_the_machine_code_at_once_share_it(void **state)
{
    (void)state;
    for (int again = 0; again < 20; again++) {
        char *text = long_text("ab ", "client", 500);
        ch_pattern *pattern = good_pattern("(?i)[c]lient");
        shared s = {pattern, {text, 500}};
        pthread_t threads[THREADS];
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, search_often, &s), 0);
        for (int i = 0; i < THREADS; i++) {
            void *result;
            assert_int_equal(pthread_join(threads[i], &result), 0);
            assert_ptr_equal(result, &s);
        }
        ch_pattern_free(pattern);
        free(text);
    }
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, searches),
        TEST(threads_that_need_the_machine_code_at_once_share_it),
    };
    return RUN_TABLES(tables);
}
