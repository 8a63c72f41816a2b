/* Patterns: what compiles, what is found, and the limits of both. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/catalog.h"
#include "pattern/complaints.h"
#include "pattern/pattern.h"

static ch_text text_of(const char *text)
{
    return (ch_text){text, strlen(text)};
}

/* ---- searching ---- */

typedef struct find_row {
    const char *name;
    ch_pattern_language language;
    const char *pattern, *text;
    ch_match match;
} find_row;

#define FORTY_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const find_row finds[] = {
    {"anywhere in the text", CH_PCRE2, "b", "abc", CH_MATCH_YES},
    {"nowhere in the text", CH_PCRE2, "x", "abc", CH_MATCH_NO},
    {"case counts", CH_PCRE2, "B", "abc", CH_MATCH_NO},
    {"case does not count where the pattern says so", CH_PCRE2, "(?i)B", "abc", CH_MATCH_YES},
    {"anchors", CH_PCRE2, "^b", "abc", CH_MATCH_NO},
    {"an empty text", CH_PCRE2, "^$", "", CH_MATCH_YES},
    {"an empty text has no character", CH_PCRE2, ".", "", CH_MATCH_NO},
    {"characters, not bytes", CH_PCRE2, "^.$", "é", CH_MATCH_YES},
    {"characters beyond the first plane", CH_PCRE2, "^.$", "🤖", CH_MATCH_YES},
    {"properties of Unicode", CH_PCRE2, "^\\p{Cyrillic}+$", "Чат", CH_MATCH_YES},
    {"back references", CH_PCRE2, "^(.)\\1$", "aa", CH_MATCH_YES},
    {"looking ahead", CH_PCRE2, "a(?!b)", "ab", CH_MATCH_NO},
    {"a text that looks long is long for this one alone", CH_PCRE2, "(a+)+$", FORTY_A, CH_MATCH_YES},
    {"too many steps", CH_PCRE2, "(a+)+$", FORTY_A "!", CH_MATCH_LIMIT},
    {"which RE2's language does not take", CH_RE2, "(a+)+$", FORTY_A "!", CH_MATCH_NO},
    {"\\G quoted is two characters", CH_PCRE2, "\\Q\\G\\E", "a\\G", CH_MATCH_YES},
    {"\\G in a comment is nothing", CH_PCRE2, "a(?#\\G)b", "ab", CH_MATCH_YES},
    {"a backslash, and G", CH_PCRE2, "\\\\G", "a\\G", CH_MATCH_YES},
    {"what looks like a verb in a class", CH_PCRE2, "^[(*ACEPT)]+$", "(*ACCEPT)", CH_MATCH_YES},
    {"what looks like a callout in a class", CH_PCRE2, "[(?C)]", "C", CH_MATCH_YES},
    {"a star behind an escaped parenthesis", CH_PCRE2, "\\(*A", "A", CH_MATCH_YES},
    {"looking ahead in words", CH_PCRE2, "a(*pla:b)", "ab", CH_MATCH_YES},
    {"RE2's language: found", CH_RE2, "b.d", "abcd", CH_MATCH_YES},
    {"RE2's language: $ is the end, not a line's", CH_RE2, "a$", "a\n", CH_MATCH_NO},
    {"PCRE2: $ comes before a last line break too", CH_PCRE2, "a$", "a\n", CH_MATCH_YES},
};

static void find(void **state)
{
    const find_row *row = *state;
    ch_arena arena = {0};
    ch_pattern_fault fault;
    ch_pattern *pattern = ch_pattern_compile(text_of(row->pattern), row->language, &arena, &fault);
    if (pattern == NULL)
        fail_msg("%s: %s", row->pattern, fault.message);
    ch_matcher *matcher = ch_matcher_new();
    assert_non_null(matcher);
    for (int time = 0; time < 2; time++) /* a limit that was reached is forgotten */
        assert_int_equal(ch_pattern_find(pattern, matcher, text_of(row->text)), row->match);
    ch_matcher_free(matcher);
    ch_pattern_free(pattern);
    ch_arena_clear(&arena);
}

/* What `pattern` gives on a megabyte of one letter. */
static ch_match find_in_a_megabyte(const char *pattern_text)
{
    enum { LENGTH = 1 << 20 };
    ch_arena arena = {0};
    ch_pattern_fault fault;
    ch_pattern *pattern = ch_pattern_compile(text_of(pattern_text), CH_PCRE2, &arena, &fault);
    ch_matcher *matcher = ch_matcher_new();
    char *text = malloc(LENGTH);
    assert_non_null(pattern);
    assert_non_null(matcher);
    assert_non_null(text);
    memset(text, 'a', LENGTH);
    ch_match match = ch_pattern_find(pattern, matcher, (ch_text){text, LENGTH});
    free(text);
    ch_matcher_free(matcher);
    ch_pattern_free(pattern);
    ch_arena_clear(&arena);
    return match;
}

static void a_long_text_is_not_too_long_by_itself(void **state)
{
    (void)state;
    assert_int_equal(find_in_a_megabyte("a$"), CH_MATCH_YES);
    assert_int_equal(find_in_a_megabyte("ab"), CH_MATCH_NO);
}

static void depth_is_limited(void **state)
{
    (void)state;
    assert_int_equal(find_in_a_megabyte("^(a(?1)|b)"), CH_MATCH_LIMIT);
}

/* Each turn of a group that captures is kept, to come back to. */
static void memory_is_limited(void **state)
{
    (void)state;
    assert_int_equal(find_in_a_megabyte("^(?:(a)|b)*x?$"), CH_MATCH_LIMIT);
}

/* ---- faults ---- */

typedef struct fault_row {
    const char *name;
    ch_pattern_language language;
    const char *pattern, *message;
    size_t offset;
} fault_row;

static const fault_row faults[] = {
    {"a group that is not closed", CH_PCRE2, "a(b", "a group is not closed", 1},
    {"a group that is not opened", CH_PCRE2, "ab)", "this parenthesis closes no group", 2},
    {"a class that is not closed", CH_PCRE2, "[a", "a character class is not closed", 0},
    {"nothing to repeat", CH_PCRE2, "a|*", "there is nothing to repeat here", 2},
    {"a backslash at the end", CH_PCRE2, "a\\", "the pattern ends with a backslash", 1},
    {"\\C, which breaks characters", CH_PCRE2, "a\\C", "\\C is not used here", 2},
    {"a reference to no group", CH_PCRE2, "a\\2", "there is no group of this number or name", 2},
    {"looking behind without an end", CH_PCRE2, "(?<=a*)b", "what looks behind must have a fixed length", 0},
    {"the inner one of two groups that are not closed", CH_PCRE2, "(a(b[)](?#()(c)", "a group is not closed", 2},
    {"a class that is not closed in a group", CH_PCRE2, "(a[]b)", "a character class is not closed", 2},
    {"\\G", CH_PCRE2, "a|\\Gb", "\\G may not stand", 2},
    {"\\K", CH_PCRE2, "a\\Kb", "\\K may not stand", 1},
    {"\\G of what is allowed", CH_PCRE2_WHOLE, "\\Ga", "\\G may not stand", 0},
    {"\\G behind an escaped backslash", CH_PCRE2, "\\\\\\Ga", "\\G may not stand", 2},
    {"\\G behind a class that begins with a bracket", CH_PCRE2, "[][:alpha:]^]\\G", "\\G may not stand", 13},
    {"\\G behind a class that quotes a bracket", CH_PCRE2, "[^\\Q]\\E\\]]\\G", "\\G may not stand", 10},
    {"\\G behind a quotation", CH_PCRE2, "\\Q[\\E\\G", "\\G may not stand", 5},
    {"\\G behind a comment", CH_PCRE2, "(?#[\\)\\G", "\\G may not stand", 6},
    {"(*ACCEPT)", CH_PCRE2, "a(*ACCEPT)b", "(*ACCEPT) may not stand", 1},
    {"(*COMMIT)", CH_PCRE2, "a(*COMMIT)b", "(*COMMIT) may not stand", 1},
    {"(*PRUNE)", CH_PCRE2, "a(*PRUNE)b", "(*PRUNE) may not stand", 1},
    {"(*SKIP) to a mark", CH_PCRE2, "a(*MARK:x)b(*SKIP:x)", "(*MARK:x) may not stand", 1},
    {"a mark without a name of its own", CH_PCRE2, "a(*:x)b", "(*:x) may not stand", 1},
    {"(*THEN)", CH_PCRE2, "a(*THEN)b", "(*THEN) may not stand", 1},
    {"(*FAIL)", CH_PCRE2, "a(*F)b", "(*F) may not stand", 1},
    {"a limit", CH_PCRE2, "(*LIMIT_MATCH=5)a", "(*LIMIT_MATCH=5) may not stand", 0},
    {"an option of matching", CH_PCRE2, "(*NO_START_OPT)a", "(*NO_START_OPT) may not stand", 0},
    {"an option of characters", CH_PCRE2, "(*UTF)(*UCP)a", "(*UTF) may not stand", 0},
    {"an option of line breaks", CH_PCRE2, "(*CRLF)a", "(*CRLF) may not stand", 0},
    {"an option of line breaks in \\R", CH_PCRE2, "(*BSR_ANYCRLF)a", "(*BSR_ANYCRLF) may not stand", 0},
    {"a callout", CH_PCRE2, "a(?C)b", "(?C) may not stand", 1},
    {"a callout with a number", CH_PCRE2, "a(?C7)b", "(?C7) may not stand", 1},
    {"a callout with a text", CH_PCRE2, "a(?C'x')b", "(?C'x') may not stand", 1},
    {"what depends on the library's version", CH_PCRE2, "(?(VERSION>=10)a|b)", "(?(VERSION>=10) may not stand", 0},
    {"RE2 has no \\G", CH_RE2, "\\Ga", "", 0},
    {"RE2 has no \\K", CH_RE2, "a\\K", "", 1},
    {"RE2 has no verbs", CH_RE2, "a(*ACCEPT)b", "", 1},
    {"RE2 has no options", CH_RE2, "(*UTF)a", "", 0},
    {"RE2 has no callouts", CH_RE2, "a(?C)b", "", 1},
    {"RE2 has no back references", CH_RE2, "(a)\\1", "", 3},
    {"RE2 has no looking ahead", CH_RE2, "a(?=b)", "", 1},
};

static void refuse(void **state)
{
    const fault_row *row = *state;
    ch_arena arena = {0};
    ch_pattern_fault fault;
    assert_null(ch_pattern_compile(text_of(row->pattern), row->language, &arena, &fault));
    assert_true(fault.message != NULL);
    assert_int_equal(fault.offset, row->offset);
    ch_message message = ch_pattern_message(&fault);
    char said[512];
    ch_message_print(&message, CHARTER_EN, said, sizeof said);
    if (strstr(said, row->message) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", said, row->message);
    assert_true((fault.refused.length > 0) != (strstr(said, "the pattern does not compile: ") != NULL));
    ch_arena_clear(&arena);
}

/* `length` times the letter a. */
static ch_pattern *compile_long(size_t length, ch_pattern_fault *fault)
{
    ch_arena arena = {0};
    char *text = malloc(length);
    assert_non_null(text);
    memset(text, 'a', length);
    ch_pattern *pattern = ch_pattern_compile((ch_text){text, length}, CH_PCRE2, &arena, fault);
    free(text);
    ch_arena_clear(&arena);
    return pattern;
}

static void a_pattern_has_a_greatest_length(void **state)
{
    (void)state;
    ch_pattern_fault fault;
    ch_pattern *pattern = compile_long(CH_PATTERN_MAX, &fault);
    assert_non_null(pattern);
    ch_pattern_free(pattern);
    assert_null(compile_long(CH_PATTERN_MAX + 1, &fault));
    assert_string_equal(fault.message, "the pattern is longer than 4096 bytes");
    assert_int_equal(fault.offset, CH_PATTERN_MAX);
}

/* ---- PCRE2's complaints ---- */

typedef struct complaint_row {
    const char *name; /* the pattern */
    int code;         /* PCRE2's, in all versions from 10.30 on */
    const char *message;
} complaint_row;

#define TEN(text)     text text text text text text text text text text
#define HUNDRED(text) TEN(TEN(text))

/* Each code that a pattern can draw by the shortest that does. Codes that none of 4,096 bytes draws under the options
 * of pattern.c: 116, 117, 132, 174, 175, 188, 191 to 193 (arguments and options), 151 (no UTF), 140, 177 (options of
 * syntax), 149, 163, 172, 186, 197 (sizes), 110, 123, 131, 152, 153, 156, 170, 180, 189, 190 (internal), 159
 * (obsolete), 121 (memory), 133 (a guard that is not set), 136, 185 (\C is refused before). */
static const complaint_row complaints[] = {
    {"\\", 101, "the pattern ends with a backslash"},
    {"\\c", 102, "\\c needs an ASCII character behind it"},
    {"\\y", 103, "there is no such escape"},
    {"a{2,1}", 104, "a count ends before it begins"},
    {"a{65536}", 105, "a count is greater than 65535"},
    {"[", 106, "a character class is not closed"},
    {"[\\B]", 107, "this escape may not stand in a character class"},
    {"[z-a]", 108, "a range ends before it begins"},
    {"*", 109, "there is nothing to repeat here"},
    {"(?z)", 111, "there is no such kind of group"},
    {"[:alpha:]", 112, "a named class such as [:alpha:] stands within brackets of its own: [[:alpha:]]"},
    {"[[.a.]]", 113, "[. and [= mean nothing in a character class"},
    {"(", 114, "a group is not closed"},
    {"\\1", 115, "there is no group of this number or name"},
    {"(?#", 118, "a comment is not closed"},
    {HUNDRED("(") HUNDRED("(") HUNDRED("(") HUNDRED(")") HUNDRED(")") HUNDRED(")"), 119, "groups are nested too deep"},
    {"((a{1000}){1000}){1000}", 120, "the pattern is too large"},
    {")", 122, "this parenthesis closes no group"},
    {"(a)(?(1", 124, "the condition of a group is not closed"},
    {"(?<=a*)", 125, "what looks behind must have a fixed length"},
    {"(?-0)", 126, "a relative reference cannot be zero"},
    {"(a)(?(1)a|b|c)", 127, "a conditional group has more than two branches"},
    {"(?(?a)b)", 128, "a conditional group needs a condition"},
    {"(?+a)", 129, "a number is missing here"},
    {"[[:foo:]]", 130, "there is no such named class"},
    {"\\x{110000}", 134, "there is no character of this number"},
    {"\\L", 137, "there is no such escape"},
    {"(?C256)", 138, "callouts are not used here"},
    {"(?C1", 139, "callouts are not used here"},
    {"(?Px)", 141, "there is no such kind of group"},
    {"(?<a", 142, "the name of a group is not closed"},
    {"(?<a>x)(?<a>y)", 143, "two groups have the same name"},
    {"(?<1>x)", 144, "the name of a group begins with a digit"},
    {"\\p{", 146, "a Unicode property is not well-formed"},
    {"\\p{Foo}", 147, "there is no such Unicode property"},
    {"(?<" TEN("abcdefghijklmnop") ">x)", 148, "the name of a group is too long"},
    {"[a-\\d]", 150, "a range in a character class needs a character at each end"},
    {"(?(DEFINE)a|b)", 154, "a group that defines others has more than one branch"},
    {"\\o1", 155, "the number of a character is not well-formed"},
    {"\\g", 157, "a reference to a group is not well-formed"},
    {"(?Ra", 158, "a reference to a group is not well-formed"},
    {"(*FOO)", 160, "verbs such as (*ACCEPT) are not used here"},
    {"(?99999999999)", 161, "a reference to a group is not well-formed"},
    {"(?<>x)", 162, "the name of a group is missing"},
    {"\\o{8}", 164, "the number of a character is not well-formed"},
    {"(?|(?<a>x)|(?<b>y))", 165, "groups of the same number have different names"},
    {"(*MARK)", 166, "verbs such as (*ACCEPT) are not used here"},
    {"\\x{zz}", 167, "the number of a character is not well-formed"},
    {"\\cé", 168, "\\c needs an ASCII character behind it"},
    {"\\k", 169, "a reference to a group is not well-formed"},
    {"[\\N]", 171, "this escape may not stand in a character class"},
    {"\\x{d800}", 173, "there is no character of this number"},
    {"(*MARK:" HUNDRED("abc") ")", 176, "verbs such as (*ACCEPT) are not used here"},
    {"\\x{}", 178, "the number of a character is not well-formed"},
    {"(?(VERSION>=a)b)", 179, "conditions on the version of PCRE2 are not used here"},
    {"(?C'a", 181, "callouts are not used here"},
    {"(?C|a|)", 182, "callouts are not used here"},
    {"\\C", 183, "\\C is not used here: it matches a part of a character"},
    {"(?<=a{65535}a)", 187, "what looks behind must have a fixed length"},
    {"(?i--m)", 194, "the options of a group are not well-formed"},
    {"(*foo:a)", 195, "there is no such kind of group"},
    {"(?(*napla:a)b)", 198, "a conditional group needs a condition"},
    {"(?=\\K)", 199, "\\K is not used here: it moves where a match begins"},
};

/* PCRE2's code of a pattern; what it says of it stands in `said`. */
static int code_of(ch_text pattern, char *said, size_t size)
{
    int code = 0;
    PCRE2_SIZE offset;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern.at, pattern.length, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C,
                                         &code, &offset, NULL);
    pcre2_code_free(compiled);
    assert_true(compiled != NULL || pcre2_get_error_message(code, (PCRE2_UCHAR *)said, size) > 0);
    return compiled != NULL ? 0 : code;
}

/* Told in words of the catalogue, and none of PCRE2's comes to French readers. */
static void is_told_in_our_words(void **state)
{
    const complaint_row *row = *state;
    ch_text pattern = text_of(row->name);
    ch_arena arena = {0};
    ch_pattern_fault fault;
    char english[512], french[512], said[256];
    if (code_of(pattern, said, sizeof said) != row->code)
        SKIP_BECAUSE("this version of PCRE2 refuses it by another code, or not at all");
    assert_null(ch_pattern_compile(pattern, CH_PCRE2, &arena, &fault));
    assert_string_equal(fault.message, row->message);
    assert_true(fault.offset < pattern.length);
    ch_message message = ch_pattern_message(&fault);
    ch_message_print(&message, CHARTER_EN, english, sizeof english);
    ch_message_print(&message, CHARTER_FR, french, sizeof french);
    assert_null(strstr(french, row->message));
    assert_null(strstr(french, said));
    assert_null(strstr(english, "does not compile: the pattern does not compile"));
    ch_arena_clear(&arena);
}

/* Each code of this library and of later ones, whether a pattern can draw it or not. */
static void each_code_has_words_that_are_translated(void **state)
{
    (void)state;
    for (int code = -200; code < 400; code++) {
        const char *english = ch_pattern_complaint(code);
        char said[256] = "";
        assert_non_null(english);
        assert_string_not_equal(ch_translate(CHARTER_FR, english), english);
        if (pcre2_get_error_message(code, (PCRE2_UCHAR *)said, sizeof said) > 0)
            assert_string_not_equal(english, said);
    }
}

static void groups_are_nested_to_a_greatest_depth(void **state)
{
    (void)state;
    enum { DEPTH = 1000 };
    char text[2 * DEPTH];
    ch_arena arena = {0};
    ch_pattern_fault fault;
    memset(text, '(', DEPTH);
    memset(text + DEPTH, ')', DEPTH);
    assert_null(ch_pattern_compile((ch_text){text, sizeof text}, CH_PCRE2, &arena, &fault));
    assert_non_null(strstr(fault.message, "nested"));
    ch_arena_clear(&arena);
}

static void nothing_may_be_freed(void **state)
{
    (void)state;
    ch_pattern_free(NULL);
    ch_matcher_free(NULL);
}

/* ---- where a fault stands ---- */

typedef struct place_row {
    const char *name;
    const char *spelt, *text; /* the scalar, and its value */
    bool plain;
    size_t offset;
    uint32_t from, to;
} place_row;

static const place_row places[] = {
    {"in a plain scalar, at the byte", "a(b)c", "a(b)c", true, 1, 1, 2},
    {"in a quoted scalar, one further", "'a(b)c'", "a(b)c", false, 1, 2, 3},
    {"in a quoted scalar, at its end", "'a(b'", "a(b", false, 3, 4, 5},
    {"in a plain scalar, at its end", "a(b", "a(b", true, 3, 3, 4},
    {"behind an escape", "\"a\\x62)\"", "ab)", false, 2, 6, 7},
    {"at an escape", "\"a\\x62)\"", "ab)", false, 1, 2, 6},
    {"behind a doubled quote", "'a'')'", "a')", false, 2, 4, 5},
    {"in a folded scalar", ">-\n  a\n  b)", "a b)", false, 3, 10, 11},
    {"in a scalar that is spelt elsewhere", "*name", "a(b", true, 1, 0, 5},
};

static void place(void **state)
{
    const place_row *row = *state;
    ch_pattern_fault fault = {.offset = row->offset};
    ch_source source = {.name = "charter.yaml", .bytes = text_of(row->spelt)};
    ch_node node = {.kind = CH_SCALAR, .plain = row->plain, .text = text_of(row->text)};
    node.span = (ch_span){0, (uint32_t)strlen(row->spelt)};
    ch_arena arena = {0};
    ch_span span = ch_pattern_place(&fault, &source, &node, &arena);
    assert_int_equal(span.start, row->from);
    assert_int_equal(span.end, row->to);
    ch_arena_clear(&arena);
}

/* ---- the same, from a charter ---- */

typedef struct charter_row {
    const char *name, *tool, *expected;
} charter_row;

static const charter_row charters[] = {
    {"a plain pattern", "pattern: ab)", "3:40 pattern.invalid"},
    {"a pattern in single quotes", "pattern: 'ab)'", "3:41 pattern.invalid"},
    {"a pattern in double quotes", "pattern: \"ab)\"", "3:41 pattern.invalid"},
    {"a pattern with an escape", "pattern: \"a\\u0062)\"", "3:46 pattern.invalid"},
    {"a pattern with a doubled quote", "pattern: 'a'')'", "3:42 pattern.invalid"},
    {"an accent before the fault is one column", "pattern: 'éb)'", "3:41 pattern.invalid"},
    {"an empty pattern", "pattern: ''", "3:38 value.empty"},
    {"a pattern that is a list", "pattern: [a]", "3:29 value.type"},
};

static void load(void **state)
{
    const charter_row *row = *state;
    char text[512];
    snprintf(text, sizeof text, "charter: 1\nid: a\ntools: {x: {status: banned, %s}}\n", row->tool);
    loaded l = load_text(text);
    assert_string_equal(tell_diagnostics(l.diagnostics), row->expected);
    unload(&l);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(finds, find),
        TEST(a_long_text_is_not_too_long_by_itself),
        TEST(depth_is_limited),
        TEST(memory_is_limited),
        TEST_ROWS(faults, refuse),
        TEST_ROWS(complaints, is_told_in_our_words),
        TEST(each_code_has_words_that_are_translated),
        TEST(a_pattern_has_a_greatest_length),
        TEST(groups_are_nested_to_a_greatest_depth),
        TEST(nothing_may_be_freed),
        TEST_ROWS(places, place),
        TEST_ROWS(charters, load),
    };
    return RUN_TABLES(tables);
}
