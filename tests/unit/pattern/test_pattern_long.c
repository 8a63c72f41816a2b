/* Patterns of RE2's language on texts of any length: the answer is the text's, whichever way it is searched, whatever
 * was searched before and by how many threads; and the work grows with the length. */
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
    ch_match found;
} search_row;

/* 64 KB took minutes, or a limit, where each place may look at all that follows. */
static const search_row rows[] = {
    {"a short text holds it", "client", "ab", "client", 40, CH_MATCH_YES},
    {"a short text lacks it", "client", "ab", "klient", 40, CH_MATCH_NO},
    {"a long text holds it", "(?i)client$", "ab ", "CLIENT", 5000, CH_MATCH_YES},
    {"a long text lacks it", "(?i)client$", "ab ", "CLIENTS", 5000, CH_MATCH_NO},
    {"letters beyond ASCII are found in a long text", "\\p{Greek}+$", "ab ", "\xCE\xB1\xCE\xB2", 5000, CH_MATCH_YES},
    {"a bounded pattern in 64 KB", "client", "ab", "client", 65536, CH_MATCH_YES},
    {"an unbounded one", "cl.*t$", "ab", "client", 65536, CH_MATCH_YES},
    {"in more than 64 KB", "cl.*t$", "ab", "client", 1048576, CH_MATCH_YES},
    {"an anchor at the beginning of a long text", "^b.*t", "ab", "client", 65536, CH_MATCH_NO},
    {"a line's beginning in a long text", "(?m)^client\\s*$", "ab\n", "\nclient", 65536, CH_MATCH_YES},
    {"a word's edge in a long text", "\\bclient.*\\b", "ab", "client", 65536, CH_MATCH_NO},
    {"one letter for a whole text, and no digit", "[a-z]+[0-9]", "a", "a", 65536, CH_MATCH_NO},
    {"and a digit that does not follow", "[a-z]+[0-9]", "a", " 1", 65536, CH_MATCH_NO},
    {"and an at sign that does not follow", "[a-z]+@", "a", " @", 65536, CH_MATCH_NO},
    {"what anybody may write around a word", ".*secret.*", "est ", "est", 65536, CH_MATCH_NO},
    {"repetitions within each other, in a short text", "(a+)+$", "a", "b", 60, CH_MATCH_NO},
    {"repetitions within each other, in a long text", "(a+)+$", "a", "b", 65536, CH_MATCH_NO},
    {"a group that turns sixty thousand times", "^(?:a|b)*c", "ab", "c", 60001, CH_MATCH_YES},
    {"counts within counts", "(?:a{1,5}){1,20}$", "a", "b", 5000, CH_MATCH_NO},
    {"two lengths of one letter", "(?:a|aa)+$", "a", "b", 17, CH_MATCH_NO},
    {"more ways at once than are kept", "^(a?){600}$", "a", "b", 60, CH_MATCH_LIMIT},
    {"more ways at once than are kept, in a long text", "^(a?){600}$", "a", "b", 65536, CH_MATCH_LIMIT},
};

static void searches(void **state)
{
    const search_row *row = *state;
    static const uint32_t steps[] = {CH_PATTERN_STEPS_MAX, 1, 0};
    ch_pattern *pattern = good_pattern(row->pattern);
    char *text = long_text(row->filler, row->end, row->length);
    ch_matcher *matcher = ch_matcher_new();
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        ch_matcher_bound(matcher, steps[i]);
        assert_int_equal(ch_pattern_find(pattern, matcher, (ch_text){text, row->length}), row->found);
    }
    ch_matcher_free(matcher);
    ch_pattern_free(pattern);
    free(text);
}

/* ---- one answer, whatever came before ---- */

#define A10  "aaaaaaaaaa"
#define A100 A10 A10 A10 A10 A10 A10 A10 A10 A10 A10

typedef struct any_row {
    const char *pattern, *text;
    ch_pattern_language language;
} any_row;

/* Limits of each kind, in patterns with few groups and with many, whose frames have other sizes. */
static const any_row any[] = {
    {"client", "le client", CH_RE2},
    {"(a+)+$", A100 "!", CH_PCRE2},
    {"(a+)+$", A100 "!", CH_RE2},
    {"^(a(?1)|b)", A100 A100 A100 A100 A100 A100, CH_PCRE2},
    {"^(?:(a)|b|()()()()()()()()()()()()()()()()()()()()()()()()()()()())*x?$", A100 A100 A100 "b", CH_PCRE2},
    {"^(a?){600}$", A100 "b", CH_RE2},
    {"(?:a|aa)+$", A10 "aaaaaab", CH_PCRE2},
    {"(?:a{1,5}){1,20}$", A10 "b", CH_PCRE2},
};
enum { ANY = sizeof any / sizeof *any };

static void no_answer_depends_on_what_was_searched_before(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_pattern_fault fault;
    ch_pattern *patterns[ANY];
    ch_match alone[ANY];
    for (size_t i = 0; i < ANY; i++) {
        patterns[i] = ch_pattern_compile(ch_text_of(any[i].pattern), any[i].language, &arena, &fault);
        assert_non_null(patterns[i]);
        ch_matcher *fresh = ch_matcher_new();
        alone[i] = ch_pattern_find(patterns[i], fresh, ch_text_of(any[i].text));
        ch_matcher_free(fresh);
    }
    ch_matcher *matcher = ch_matcher_new();
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        seed = seed * 1664525 + 1013904223;
        size_t i = (seed >> 8) % ANY;
        assert_int_equal(ch_pattern_find(patterns[i], matcher, ch_text_of(any[i].text)), alone[i]);
    }
    ch_matcher_free(matcher);
    for (size_t i = 0; i < ANY; i++)
        ch_pattern_free(patterns[i]);
    ch_arena_clear(&arena);
}

/* ---- both ways ---- */

enum { PATTERNS = 3000, TEXTS = 12, LENGTH = 24 };

static uint32_t chance(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 10) % below;
}

static const char *const atoms[] = {
    "a",   "b",   "[ab]", "[^a]",  ".",     "\\w",   "\\d",      "\\s",         "\\pL",
    "^",   "$",   "\\b",  "\\B",   "(?i)",  "é",     "(?:a|b)",  "(?:ab|a)",    "(?:a|)",
    "(b)", "\\A", "\\z",  "(?s).", "(?m)^", "(?m)$", "(?i:É|k)", "[[:alpha:]]",
};
static const char *const repeats[] = {"", "", "", "", "*", "+", "?", "*?", "+?", "{2}", "{0,2}", "{2,}", "{1,3}?"};

static void add_any(char *into, size_t room, const char *text)
{
    if (strlen(into) + strlen(text) + 2 < room)
        strcat(into, text);
}

static void make_pattern(char *into, size_t room, uint32_t *seed)
{
    uint32_t depth = 0;
    *into = '\0';
    for (uint32_t i = 2 + chance(seed, 8); i > 0; i--) {
        uint32_t what = chance(seed, 12);
        if (what == 0 && depth < 3) {
            add_any(into, room, "(");
            depth++;
        } else if (what == 1) {
            add_any(into, room, "|");
        } else {
            add_any(into, room, atoms[chance(seed, sizeof atoms / sizeof *atoms)]);
            if (what == 2 && depth > 0) {
                add_any(into, room, ")");
                depth--;
            }
            add_any(into, room, repeats[chance(seed, sizeof repeats / sizeof *repeats)]);
        }
    }
    for (; depth > 0; depth--)
        add_any(into, room, chance(seed, 2) == 0 ? ")" : ")+");
}

static size_t make_text(char *into, uint32_t *seed)
{
    static const char *const pieces[] = {"a", "a", "b", "b", "K", "1", " ", "\n", "é", "É", "\xE2\x84\xAA"};
    *into = '\0';
    for (uint32_t i = chance(seed, LENGTH / 3); i > 0; i--)
        strcat(into, pieces[chance(seed, sizeof pieces / sizeof *pieces)]);
    return strlen(into);
}

/* What RE2's language means does not depend on the way it is searched. */
static void both_ways_give_one_answer(void **state)
{
    (void)state;
    uint32_t seed = 15;
    size_t decided = 0, found = 0;
    ch_matcher *stepping = ch_matcher_new(), *walking = ch_matcher_new();
    ch_matcher_bound(walking, 0);
    for (int i = 0; i < PATTERNS; i++) {
        char text[200];
        ch_arena arena = {0};
        ch_pattern_fault fault;
        make_pattern(text, sizeof text, &seed);
        ch_pattern *pattern = ch_pattern_compile(ch_text_of(text), CH_RE2, &arena, &fault);
        for (int t = 0; pattern != NULL && t < TEXTS; t++) {
            char in[LENGTH + 1];
            ch_text searched = {in, make_text(in, &seed)};
            ch_match one = ch_pattern_find(pattern, stepping, searched);
            if (one != ch_pattern_find(pattern, walking, searched))
                fail_msg("%s in \"%s\": %d", text, in, (int)one);
            decided++;
            found += one == CH_MATCH_YES;
        }
        ch_pattern_free(pattern);
        ch_arena_clear(&arena);
    }
    ch_matcher_free(stepping);
    ch_matcher_free(walking);
    assert_true(decided > 10000 && found > decided / 10 && found < decided * 9 / 10);
}

/* ---- depth ---- */

/* `groups` that capture, the first of which calls itself for each letter. */
static ch_match find_deep(size_t groups, size_t letters)
{
    ch_arena arena = {0};
    ch_pattern_fault fault;
    char pattern[CH_PATTERN_MAX + 16] = "^(a(?1)|b|c", *text = long_text("a", "b", letters + 1);
    for (size_t i = 1; i < groups; i++)
        strcat(pattern, "()");
    strcat(pattern, ")");
    ch_pattern *compiled = ch_pattern_compile(ch_text_of(pattern), CH_PCRE2, &arena, &fault);
    ch_matcher *matcher = ch_matcher_new();
    assert_non_null(compiled);
    ch_match match = ch_pattern_find(compiled, matcher, (ch_text){text, letters + 1});
    ch_matcher_free(matcher);
    ch_pattern_free(compiled);
    ch_arena_clear(&arena);
    free(text);
    return match;
}

/* The greatest count of letters that is no limit: three frames are for the rest. It is the same where pointers have 32
 * bits, whose frames are smaller. */
static size_t greatest(size_t groups)
{
    size_t good = 1, bad = 20000;
    while (bad - good > 1) {
        size_t middle = good + (bad - good) / 2;
        *(find_deep(groups, middle) == CH_MATCH_YES ? &good : &bad) = middle;
    }
    return good;
}

static void depth_is_counted_and_many_groups_leave_less_of_it(void **state)
{
    (void)state;
    assert_int_equal(greatest(1), 9997);
    assert_int_equal(greatest(90), 9997);
    assert_int_equal(greatest(1000), 1037);
    assert_int_equal(greatest(2000), 519);
}

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 50 };

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

static void threads_share_a_pattern(void **state)
{
    (void)state;
    char *text = long_text("ab ", "client", 5000);
    ch_pattern *pattern = good_pattern("(?i)[c]lient.*$");
    shared s = {pattern, {text, 5000}};
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

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, searches),       TEST(no_answer_depends_on_what_was_searched_before),
        TEST(both_ways_give_one_answer), TEST(depth_is_counted_and_many_groups_leave_less_of_it),
        TEST(threads_share_a_pattern),
    };
    return RUN_TABLES(tables);
}
