/* The scanner: what it finds, how sure it is, and that no line is skipped in which a pattern would match. */
#include <stdio.h>
#include <stdlib.h>

#include "detect/scanner.h"
#include "unit/detect/one_by_one.h"
#include "unit/support.h"

/* A detector as a test writes it. */
typedef struct rule_row {
    const char *pattern, *check, *allow;
    const char *raises, *lowers;
    uint32_t within;
    ch_confidence confidence;
    uint32_t at_least;
} rule_row;

typedef struct bench {
    ch_arena arena;
    ch_detector_spec detections[32];
    ch_pattern *kept[32];
    size_t kept_count;
    ch_text words[64];
    ch_scanner *scanner;
    ch_scan scan;
} bench;

static ch_pattern *compiled(bench *b, const char *text, ch_pattern_language language)
{
    ch_pattern_fault fault;
    ch_pattern *pattern = ch_pattern_compile(ch_text_of(text), language, &b->arena, &fault);
    if (pattern == NULL)
        fail_msg("%s does not compile: %s", text, fault.message);
    b->kept[b->kept_count++] = pattern;
    return pattern;
}

static void add_context(bench *b, ch_detector_spec *d, const rule_row *row, uint32_t number)
{
    d->context.within = row->within;
    if (row->raises != NULL) {
        b->words[number * 2] = ch_text_of(row->raises);
        d->context.raises = &b->words[number * 2];
        d->context.raise_count = 1;
    }
    if (row->lowers != NULL) {
        b->words[number * 2 + 1] = ch_text_of(row->lowers);
        d->context.lowers = &b->words[number * 2 + 1];
        d->context.lower_count = 1;
    }
}

static void set_up(bench *b, const rule_row *rows, uint32_t count)
{
    *b = (bench){.kept_count = 0};
    for (uint32_t i = 0; i < count; i++) {
        ch_detector_spec *d = &b->detections[i];
        d->spelling = ch_text_of(rows[i].pattern);
        d->pattern = compiled(b, rows[i].pattern, CH_PCRE2);
        d->confidence = rows[i].confidence;
        d->at_least = rows[i].at_least == 0 ? 1 : rows[i].at_least;
        if (rows[i].check != NULL)
            assert_true(ch_check_parse(ch_text_of(rows[i].check), &d->check));
        if (rows[i].allow != NULL) {
            d->allow = &b->kept[b->kept_count];
            d->allow_count = 1;
            compiled(b, rows[i].allow, CH_PCRE2_WHOLE);
        }
        add_context(b, d, &rows[i], i);
    }
    b->scanner = ch_scanner_new(b->detections, count);
    assert_non_null(b->scanner);
    assert_true(ch_scan_init(&b->scan, b->scanner));
    ch_scan_begin(&b->scan);
}

static void tear_down(bench *b)
{
    ch_scan_clear(&b->scan);
    ch_scanner_free(b->scanner);
    for (size_t i = 0; i < b->kept_count; i++)
        ch_pattern_free(b->kept[i]);
    ch_arena_clear(&b->arena);
}

static const ch_set everything = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};

/* The text is copied to memory of just its size, so that a sanitizer sees any read beyond. */
static void scan(bench *b, ch_text text)
{
    char *copy = malloc(text.length + (text.length == 0));
    assert_non_null(copy);
    memcpy(copy, text.at, text.length);
    ch_scan_text(&b->scan, (ch_text){copy, text.length}, &everything);
    assert_false(b->scan.failed);
    free(copy);
}

/* "0:4-10 1?20-25 +": detector, ! sure, : medium, ? of low confidence; "+" where the first detector has enough. */
static const char *told(const bench *b)
{
    static char text[4096];
    static const char marks[] = {[CH_LOW] = '?', [CH_MEDIUM] = ':', [CH_HIGH] = '!'};
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < b->scan.count; i++) {
        const ch_hit *hit = &b->scan.hits[i];
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%u%c%u-%u", i > 0 ? " " : "", hit->detector,
                                   marks[hit->confidence], hit->start, hit->end);
    }
    snprintf(text + length, sizeof text - length, "%s%s", ch_set_has(&b->scan.found, 0) ? " +" : "",
             ch_set_has(&b->scan.limited, 0) ? " limit" : "");
    return text;
}

typedef struct scan_row {
    const char *name;
    rule_row rule;
    const char *text, *found;
} scan_row;

#define MEDIUM .confidence = CH_MEDIUM
#define LOW    .confidence = CH_LOW
#define HIGH   .confidence = CH_HIGH

static const scan_row scan_rows[] = {
    {"a word", {"secret", MEDIUM}, "the secret word", "0:4-10 +"},
    {"nothing", {"secret", MEDIUM}, "the open word", ""},
    {"a tab",
     {"K\\t\\d", MEDIUM},
     "xK\t"
     "1",
     "0:1-4 +"},
    {"a tab in a class",
     {"K[\\t,]\\d", MEDIUM},
     "xK\t"
     "1",
     "0:1-4 +"},
    {"a form feed",
     {"K\\f\\d", MEDIUM},
     "xK\f"
     "1",
     "0:1-4 +"},
    {"a form feed in a class",
     {"K[\\f,]\\d", MEDIUM},
     "xK\f"
     "1",
     "0:1-4 +"},
    {"a carriage return",
     {"K\\r\\d", MEDIUM},
     "xK\r"
     "1",
     "0:1-4 +"},
    {"a carriage return in a class",
     {"K[\\r,]\\d", MEDIUM},
     "xK\r"
     "1",
     "0:1-4 +"},
    {"an escape",
     {"K\\e\\d", MEDIUM},
     "xK\033"
     "1",
     "0:1-4 +"},
    {"an escape in a class",
     {"K[\\e,]\\d", MEDIUM},
     "xK\033"
     "1",
     "0:1-4 +"},
    {"a bell",
     {"K\\a\\d", MEDIUM},
     "xK\a"
     "1",
     "0:1-4 +"},
    {"a bell in a class",
     {"K[\\a,]\\d", MEDIUM},
     "xK\a"
     "1",
     "0:1-4 +"},
    {"no text", {"secret", MEDIUM}, "", ""},
    {"case matters where the pattern says so", {"Secret", MEDIUM}, "SECRET Secret", "0:7-13 +"},
    {"two hits in a line", {"\\d{4}", MEDIUM}, "1234 5678", "0:0-4 0:5-9 +"},
    {"hits in several lines", {"a@b", MEDIUM}, "a@b\nx\na@b", "0:0-3 0:6-9 +"},
    {"a pattern does not see the next line", {"a\\s*b", MEDIUM}, "a\nb", ""},
    {"lines end where they end", {"^a$", MEDIUM}, "a\r\na\nb", "0:0-1 0:3-4 +"},
    {"the last line has no end", {"b$", MEDIUM}, "a\nb", "0:2-3 +"},
    {"the first group is what is found", {"key=(\\w+)", MEDIUM}, "key=abc", "0:4-7 +"},
    {"a group that took no part", {"key=|(x)", MEDIUM}, "key=", "0:0-4 +"},
    {"a check that holds", {"\\d+", "luhn", MEDIUM}, "4111111111111111", "0:0-16 +"},
    {"a check that does not", {"\\d+", "luhn", MEDIUM}, "4111111111111112", ""},
    {"what is allowed whole", {"\\w+@\\w+", NULL, "me@.*", MEDIUM}, "me@x you@x", "0:5-10 +"},
    {"what is allowed only in part", {"\\w+@\\w+", NULL, "me", MEDIUM}, "me@x", "0:0-4 +"},
    {"what may be allowed, where that takes too long",
     {"a{40}!", NULL, "(a+)+", MEDIUM},
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
     "limit"},
    {"a match is never empty", {"x*", MEDIUM}, "abxx", "0:2-4 +"},
    {"low confidence counts for nothing", {"\\d{4}", LOW}, "1234", "0?0-4"},
    {"a word near raises it", {"\\d{4}", NULL, NULL, "pin", NULL, 10, LOW}, "PIN: 1234", "0:5-9 +"},
    {"a word behind raises it too", {"\\d{4}", NULL, NULL, "pin", NULL, 10, LOW}, "1234 is my pin", "0:0-4 +"},
    {"a word in the line before", {"\\d{4}", NULL, NULL, "pin", NULL, 10, LOW}, "pin\n1234", "0:4-8 +"},
    {"a word too far away does not", {"\\d{4}", NULL, NULL, "pin", NULL, 3, LOW}, "pin is now 1234", "0?11-15"},
    {"part of a word does not", {"\\d{4}", NULL, NULL, "pin", NULL, 20, LOW}, "spinning 1234", "0?9-13"},
    {"accents and case are folded", {"\\d{4}", NULL, NULL, "n\xC3\xA9", NULL, 10, LOW}, "N\xC3\x89 1234", "0:4-8 +"},
    {"a word lowers it", {"\\d{4}", NULL, NULL, NULL, "year", 10, MEDIUM}, "year 1234", "0?5-9"},
    {"both undo each other", {"\\d{4}", NULL, NULL, "pin", "year", 12, MEDIUM}, "pin year 1234", "0:9-13 +"},
    {"it is never surer than high", {"\\d{4}", NULL, NULL, "pin", NULL, 10, HIGH}, "pin 1234", "0!4-8 +"},
    {"context counts characters",
     {"\\d{4}", NULL, NULL, "pin", NULL, 7, LOW},
     "pin \xC3\xA9\xC3\xA9\xC3\xA9 1234",
     "0?11-15"},
    {"context counts characters, one more",
     {"\\d{4}", NULL, NULL, "pin", NULL, 8, LOW},
     "pin \xC3\xA9\xC3\xA9\xC3\xA9 1234",
     "0:11-15 +"},
    {"too few different hits", {"\\w@\\w", .confidence = CH_MEDIUM, .at_least = 2}, "a@b a@b", "0:0-3 0:4-7"},
    {"enough different hits", {"\\w@\\w", .confidence = CH_MEDIUM, .at_least = 2}, "a@b a@c", "0:0-3 0:4-7 +"},
    {"blanks and case make no difference",
     {"\\d\\d ?[A-Za-z]", .confidence = CH_MEDIUM, .at_least = 2},
     "12a 12 A",
     "0:0-3 0:4-8"},
    {"a long s for a letter s",
     {"(?i)secret", MEDIUM},
     "\xC5\xBF"
     "ecret",
     "0:0-7 +"},
    {"a Kelvin sign for a letter k",
     {"(?i)token", MEDIUM},
     "to\xE2\x84\xAA"
     "en",
     "0:0-7 +"},
    {"digits of another script", {"\\d{4}", MEDIUM}, "\xD9\xA1\xD9\xA2\xD9\xA3\xD9\xA4", "0:0-8 +"},
    {"what is unseen within is of the hit",
     {"\\d{4}", MEDIUM},
     "x12\xE2\x80\x8B"
     "34\xE2\x80\x8Bx",
     "0:1-8 +"},
    {"a hit that is written plainly is told once", {"\\d{4}", MEDIUM}, "1234 \xE2\x80\x8B", "0:0-4 +"},
    {"a hit that goes on unseen is told whole",
     {"\\d{4,6}", MEDIUM},
     "1234\xC2\xAD"
     "56",
     "0:0-8 +"},
    {"hits beside each other, one of them hidden",
     {"\\d{4}", MEDIUM},
     "1234 12\xC2\xAD"
     "34 5678",
     "0:0-4 0:5-11 0:12-16 +"},
    {"a hit in the line behind a hidden one",
     {"\\d{4}", MEDIUM},
     "12\xC2\xAD"
     "34\n5678",
     "0:0-6 0:7-11 +"},
    {"one hit written in two ways is not two",
     {"\\d{4}", .confidence = CH_MEDIUM, .at_least = 2},
     "1234 12\xC2\xAD"
     "34",
     "0:0-4 0:5-11"},
    {"a check is held of what is read",
     {"\\d+", "luhn", MEDIUM},
     "4111111111111\xE2\x81\xA0"
     "111",
     "0:0-19 +"},
    {"what is allowed, hidden",
     {"\\w+@\\w+", NULL, "me@.*", MEDIUM},
     "m\xC2\xAD"
     "e@xy",
     "0:3-7 +"},
    {"a hidden word raises", {"\\d{4}", NULL, NULL, "pin", NULL, 10, LOW}, "P\xE2\x80\x8BIN: 1234", "0:8-12 +"},
    {"a hidden word in the line before a hidden hit",
     {"\\d{4}", NULL, NULL, "pin", NULL, 10, LOW},
     "P\xE2\x80\x8BIN\n12\xC2\xAD"
     "34",
     "0:7-13 +"},
    {"a word in the line behind a hidden hit",
     {"\\d{4}", NULL, NULL, "pin", NULL, 10, LOW},
     "12\xC2\xAD"
     "34\npin",
     "0:0-6 +"},
    {"what is unseen keeps no word away",
     {"\\d{4}", NULL, NULL, "pin", NULL, 4, LOW},
     "pin \xC2\xAD\xC2\xAD\xC2\xAD\xC2\xAD\xC2\xAD"
     "1234",
     "0:14-18 +"},
};

static void what_is_found(void **state)
{
    const scan_row *row = *state;
    bench b;
    set_up(&b, &row->rule, 1);
    scan(&b, ch_text_of(row->text));
    const char *found = told(&b);
    assert_string_equal(found[0] == ' ' ? found + 1 : found, row->found);
    tear_down(&b);
}

/* ---- long lines ---- */

/* A line of `length` letters with `what` at `at`. */
static char *long_line(size_t length, const char *what, size_t at)
{
    char *line = malloc(length);
    assert_non_null(line);
    memset(line, 'x', length);
    memcpy(line + at, what, strlen(what));
    return line;
}

static void a_hit_is_found_once_wherever_it_lies_in_a_long_line(void **state)
{
    (void)state;
    static const rule_row rule = {"key-\\d{6}", MEDIUM};
    const size_t length = 5 * CH_SCAN_PIECE;
    for (size_t at = CH_SCAN_PIECE - CH_SCAN_OVERLAP - 16; at < CH_SCAN_PIECE + 16; at++) {
        bench b;
        char expected[64], *line = long_line(length, "key-123456", at);
        set_up(&b, &rule, 1);
        scan(&b, (ch_text){line, length});
        snprintf(expected, sizeof expected, "0:%zu-%zu +", at, at + 10);
        assert_string_equal(told(&b), expected);
        tear_down(&b);
        free(line);
    }
}

static void a_run_that_spans_pieces_is_not_found_twice(void **state)
{
    (void)state;
    static const rule_row rule = {"\\d+", MEDIUM};
    bench b;
    size_t length = 3 * CH_SCAN_PIECE, from = CH_SCAN_PIECE - CH_SCAN_OVERLAP - 100;
    char *line = malloc(length), expected[64];
    assert_non_null(line);
    memset(line, 'x', length);
    memset(line + from, '7', 300);
    set_up(&b, &rule, 1);
    scan(&b, (ch_text){line, length});
    snprintf(expected, sizeof expected, "0:%zu-%zu +", from, from + 300);
    assert_string_equal(told(&b), expected);
    tear_down(&b);
    free(line);
}

static void pieces_are_never_cut_within_a_character(void **state)
{
    (void)state;
    static const rule_row rule = {"(?:\xE2\x82\xAC){3}@", MEDIUM};
    const size_t count = 3 * CH_SCAN_PIECE;
    for (size_t shift = 0; shift < 3; shift++) {
        bench b;
        char *line = malloc(shift + count * 3 + 1);
        assert_non_null(line);
        memset(line, 'x', shift);
        for (size_t i = 0; i < count; i++)
            memcpy(line + shift + i * 3, "\xE2\x82\xAC", 3);
        line[shift + count * 3] = '@';
        set_up(&b, &rule, 1);
        scan(&b, (ch_text){line, shift + count * 3 + 1});
        assert_int_equal(b.scan.count, 1);
        tear_down(&b);
        free(line);
    }
}

/* ---- limits ---- */

static void a_limit_is_no_answer(void **state)
{
    (void)state;
    static const rule_row rule = {"(a+)+$", MEDIUM};
    bench b;
    set_up(&b, &rule, 1);
    scan(&b, CH_LITERAL("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"));
    assert_string_equal(told(&b), " limit");
    tear_down(&b);
}

static void what_is_found_elsewhere_is_found_beside_a_limit(void **state)
{
    (void)state;
    static const rule_row rule = {"(a+)+$", MEDIUM};
    bench b;
    set_up(&b, &rule, 1);
    scan(&b, CH_LITERAL("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\naaa"));
    assert_string_equal(told(&b), "0:50-53 + limit");
    tear_down(&b);
}

static void more_hits_than_are_kept_are_told_of(void **state)
{
    (void)state;
    static const rule_row rule = {"@", MEDIUM};
    bench b;
    size_t length = CH_SCAN_HITS + 1;
    char *text = malloc(length);
    assert_non_null(text);
    memset(text, '@', length);
    set_up(&b, &rule, 1);
    scan(&b, (ch_text){text, length});
    assert_int_equal(b.scan.count, CH_SCAN_HITS);
    assert_true(b.scan.more);
    ch_scan_begin(&b.scan);
    assert_int_equal(b.scan.count, 0);
    assert_false(b.scan.more);
    tear_down(&b);
    free(text);
}

static void different_hits_are_counted_over_several_texts(void **state)
{
    (void)state;
    static const rule_row rule = {"\\w@\\w", .confidence = CH_MEDIUM, .at_least = 2};
    bench b;
    set_up(&b, &rule, 1);
    scan(&b, CH_LITERAL("a@b"));
    assert_string_equal(told(&b), "0:0-3");
    scan(&b, CH_LITERAL("c@d"));
    assert_string_equal(told(&b), "0:0-3 0:0-3 +");
    tear_down(&b);
}

static void detectors_that_are_not_asked_find_nothing(void **state)
{
    (void)state;
    static const rule_row rules[] = {{"a@b", MEDIUM}, {"@b", MEDIUM}};
    bench b;
    ch_set second = {{2}};
    set_up(&b, rules, 2);
    ch_scan_text(&b.scan, CH_LITERAL("a@b"), &second);
    assert_string_equal(told(&b), "1:1-3");
    tear_down(&b);
}

/* ---- nothing is lost by looking first ---- */

/* Random texts of pieces that patterns like, against each pattern searched in every line. */
static void no_line_is_skipped_in_which_a_pattern_matches(void **state)
{
    (void)state;
    static const rule_row rules[] = {{"(?i)(?<!\\p{L})mot[ _]de[ _]passe\\s*[:=]\\s*(\\S+)", MEDIUM},
                                     {"\\d{2}[ .]?\\d{2}(?:[ .]\\d{2})?", MEDIUM},
                                     {"(?:token|secret|cl\xC3\xA9)s?=", MEDIUM},
                                     {"[Ss]k-?k{2,}", MEDIUM},
                                     {"^(?:id|nom);", MEDIUM},
                                     {"(?i)\xC3\xA9t\xC3\xA9 \\d", MEDIUM},
                                     {".$", MEDIUM},
                                     {"a|1|@", MEDIUM},
                                     {"(?<![\\d.])\\d{2}[. ]?\\d(?:\\.|\\d{2})", MEDIUM},
                                     {"(?<!\\d)?[1-3]\\d(?:5|\\.\\d| ?34){1,2}\\.?", MEDIUM},
                                     {"(\\.|x)\\d{1,2}\\1?\\d[\\d.]", MEDIUM},
                                     {"(?i)[k@]\\d\\d", MEDIUM},
                                     {"(?:1|34)\\D?(?:2|\\.5)[^x]", MEDIUM},
                                     {"(?:(?<!\\d)12|k)[ 5]", MEDIUM},
                                     {"((?<![ k])5|34)[.@]?", MEDIUM},
                                     {"x?(?<!k)5", MEDIUM},
                                     {"(?<!\\d)(?<!k)5|@5", MEDIUM}};
    static const char *const pieces[] = {"mot de passe",
                                         "MOT_DE_PASSE",
                                         " : ",
                                         "=",
                                         "12",
                                         "34.",
                                         "5",
                                         " ",
                                         "token",
                                         "secrets",
                                         "cl\xC3\xA9",
                                         "SK-",
                                         "kk",
                                         "k",
                                         "id;",
                                         "nom;",
                                         "\n",
                                         "\r\n",
                                         "\xC3\x89T\xC3\xA9 ",
                                         "\xE2\x80\x8B",
                                         "\xEF\xBC\x91",
                                         "\xC2\xA0",
                                         "\xD0\xBA",
                                         "\xC5\xBF",
                                         "\xE2\x84\xAA",
                                         "@",
                                         "x",
                                         "\xF0\x9F\x98\x80"};
    bench b;
    unsigned seed = 7;
    set_up(&b, rules, COUNT_OF(rules));
    for (int round = 0; round < 3000; round++) {
        char text[600];
        size_t length = 0;
        for (int i = 0; i < 40; i++) {
            seed = seed * 1103515245U + 12345U;
            const char *piece = pieces[(seed >> 16) % COUNT_OF(pieces)];
            memcpy(text + length, piece, strlen(piece));
            length += strlen(piece);
        }
        one_by_one alone = {.matcher = ch_matcher_new()};
        assert_non_null(alone.matcher);
        ch_scan_begin(&b.scan);
        scan(&b, (ch_text){text, length});
        for (uint32_t d = 0; d < COUNT_OF(rules); d++)
            find_alone(&alone, &b.detections[d], d, (ch_text){text, length});
        assert_scan_finds(&b.scan, &alone, (ch_text){text, length});
    }
    tear_down(&b);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(scan_rows, what_is_found),
        TEST(a_hit_is_found_once_wherever_it_lies_in_a_long_line),
        TEST(a_run_that_spans_pieces_is_not_found_twice),
        TEST(pieces_are_never_cut_within_a_character),
        TEST(a_limit_is_no_answer),
        TEST(what_is_found_elsewhere_is_found_beside_a_limit),
        TEST(more_hits_than_are_kept_are_told_of),
        TEST(different_hits_are_counted_over_several_texts),
        TEST(detectors_that_are_not_asked_find_nothing),
        TEST(no_line_is_skipped_in_which_a_pattern_matches),
    };
    return RUN_TABLES(tables);
}
