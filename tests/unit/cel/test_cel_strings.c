/* CEL's functions on strings. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "cel/strings.h"

enum {
    OK = CH_STRING_OK,
    INDEX = CH_STRING_INDEX,
    LATE = CH_STRING_END,
    ORDER = CH_STRING_ORDER,
    LARGE = CH_STRING_TOO_LARGE
};

/* A text in memory of just its size, so that a sanitizer sees any read beyond. `forget` frees it. */
static char *copies[8];
static size_t copied;

static ch_text exact(const char *text)
{
    size_t length = strlen(text);
    assert_true(copied < COUNT_OF(copies));
    char *copy = malloc(length > 0 ? length : 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    copies[copied++] = copy;
    return (ch_text){copy, length};
}

static void forget(ch_arena *arena)
{
    ch_arena_clear(arena);
    while (copied > 0)
        free(copies[--copied]);
}

static const ch_text untouched = CH_TEXT_INIT("untouched");

/* ---- size, contains, startsWith, endsWith ---- */

typedef struct size_row {
    const char *name, *text;
    size_t size;
} size_row;

static const size_row sizes[] = {
    {"nothing has no characters", "", 0},
    {"a letter", "A", 1},
    {"a letter of two bytes is one character", "\u00FF", 1},
    {"Greek letters", "\u03C0\u03AD\u03BD\u03C4\u03B5", 5},
    {"beyond the basic plane each is one", "\U0001F431\U0001F600", 2},
    {"a combining mark counts", "e\u0301", 2},
};

static void has_size(void **state)
{
    const size_row *row = *state;
    assert_int_equal(ch_string_size(exact(row->text)), row->size);
    forget(&(ch_arena){0});
}

typedef struct part_row {
    const char *name, *text, *part;
    bool contains, starts, ends;
} part_row;

static const part_row parts[] = {
    {"nothing is in nothing", "", "", true, true, true},
    {"nothing is in everything", "foobar", "", true, true, true},
    {"something is not in nothing", "", "foo", false, false, false},
    {"a beginning", "foobar", "foo", true, true, false},
    {"an end", "foobar", "bar", true, false, true},
    {"a middle", "foobar", "ob", true, false, false},
    {"the whole", "foobar", "foobar", true, true, true},
    {"more than the whole", "foobar", "foobars", false, false, false},
    {"a second try that overlaps the first", "abababc", "ababc", true, false, true},
    {"letters in another order", "hello", "ol", false, false, false},
    {"case counts", "Hello", "hello", false, false, false},
    {"letters of several bytes", "Stra\u00DFe", "a\u00DF", true, false, false},
    {"beyond the basic plane", "\U0001F431\U0001F600\U0001F61B", "\U0001F431", true, true, false},
    {"no normal forms", "Am\u00E9lie", "Ame\u0301lie", false, false, false},
};

static void has_part(void **state)
{
    const part_row *row = *state;
    ch_text text = exact(row->text), part = exact(row->part);
    assert_int_equal(ch_string_contains(text, part), row->contains);
    assert_int_equal(ch_string_starts_with(text, part), row->starts);
    assert_int_equal(ch_string_ends_with(text, part), row->ends);
    forget(&(ch_arena){0});
}

/* ---- charAt and substring ---- */

typedef struct slice_row {
    const char *name, *text;
    int64_t index;
    int status;
    const char *character, *rest; /* charAt(index) and substring(index) */
} slice_row;

#define MIXED "ta\u00A9o\u00A9\u03B1T"

static const slice_row slices[] = {
    {"the first", "tacocat", 0, OK, "t", "tacocat"},
    {"the middle", "tacocat", 3, OK, "o", "ocat"},
    {"the end is empty", "tacocat", 7, OK, "", ""},
    {"beyond the end there is nothing", "tacocat", 8, INDEX, NULL, NULL},
    {"far beyond the end there is nothing", "tacocat", INT64_MAX, INDEX, NULL, NULL},
    {"before the beginning there is nothing", "tacocat", -1, INDEX, NULL, NULL},
    {"far before the beginning there is nothing", "tacocat", INT64_MIN, INDEX, NULL, NULL},
    {"nothing ends at its beginning", "", 0, OK, "", ""},
    {"nothing has no second place", "", 1, INDEX, NULL, NULL},
    {"two bytes are one place", MIXED, 2, OK, "\u00A9", "\u00A9o\u00A9\u03B1T"},
    {"the place after two bytes", MIXED, 3, OK, "o", "o\u00A9\u03B1T"},
    {"the last of characters of several bytes", MIXED, 6, OK, "T", "T"},
    {"the end of characters of several bytes", MIXED, 7, OK, "", ""},
    {"four bytes are one place", "\U0001F431\U0001F600", 1, OK, "\U0001F600", "\U0001F600"},
};

static void has_character_and_rest(void **state)
{
    const slice_row *row = *state;
    ch_text text = exact(row->text), character = untouched, rest = untouched;
    assert_int_equal(ch_string_char_at(text, row->index, &character), row->status);
    assert_int_equal(ch_string_from(text, row->index, &rest), row->status);
    assert_text_equal(character, row->status == OK ? row->character : "untouched");
    assert_text_equal(rest, row->status == OK ? row->rest : "untouched");
    forget(&(ch_arena){0});
}

typedef struct between_row {
    const char *name, *text;
    int64_t start, end;
    int status;
    const char *between;
} between_row;

static const between_row betweens[] = {
    {"a beginning", "tacocat", 0, 4, OK, "taco"},
    {"nothing in the middle", "tacocat", 4, 4, OK, ""},
    {"the whole", "tacocat", 0, 7, OK, "tacocat"},
    {"nothing at the end", "tacocat", 7, 7, OK, ""},
    {"characters of several bytes", MIXED, 2, 6, OK, "\u00A9o\u00A9\u03B1"},
    {"nothing at the end of those", MIXED, 7, 7, OK, ""},
    {"an end too far", "tacocat", 1, 50, LATE, NULL},
    {"a beginning too far is told first", "tacocat", 49, 50, INDEX, NULL},
    {"a negative beginning", "tacocat", -1, 3, INDEX, NULL},
    {"an end before the beginning", "tacocat", 4, 3, ORDER, NULL},
    {"their order is told before their range", "tacocat", 9, -9, ORDER, NULL},
    {"the widest range does not wrap", "tacocat", 0, INT64_MAX, LATE, NULL},
    {"nor does the widest of all", "tacocat", INT64_MIN, INT64_MAX, INDEX, NULL},
};

static void has_between(void **state)
{
    const between_row *row = *state;
    ch_text between = untouched;
    assert_int_equal(ch_string_between(exact(row->text), row->start, row->end, &between), row->status);
    assert_text_equal(between, row->status == OK ? row->between : "untouched");
    forget(&(ch_arena){0});
}

/* ---- trim ---- */

typedef struct text_row {
    const char *name, *text, *result;
} text_row;

static const text_row trims[] = {
    {"nothing stays nothing", "", ""},
    {"no white space stays as it is", "text", "text"},
    {"white space of ASCII", " \f\n\r\t\vtext  ", "text"},
    {"white space within stays", " a b ", "a b"},
    {"white space alone is nothing", " \t\n", ""},
    {"wide white space alone is nothing", "\u3000\u2003", ""},
    {"NEL, NBSP and OGHAM SPACE MARK", "\xC2\x85\u00A0\u1680text", "text"},
    {"the spaces of the general punctuation", "text\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009",
     "text"},
    {"the other spaces and separators", "\u200Atext\u2028\u2029\u202F\u205F\u3000", "text"},
    {"characters without a width stay", "\u180Etext\u200B\u200C\u200D\u2060\uFEFF",
     "\u180Etext\u200B\u200C\u200D\u2060\uFEFF"},
    {"separators of ASCII's old files stay", "\x1Ctext\x1F", "\x1Ctext\x1F"},
    {"an ogonek looks like no space", "\u0105", "\u0105"},
};

static void trims_text(void **state)
{
    const text_row *row = *state;
    assert_text_equal(ch_string_trim(exact(row->text)), row->result);
    forget(&(ch_arena){0});
}

/* ---- searching ---- */

typedef struct search_row {
    const char *name, *text, *part;
    int64_t first, last;
} search_row;

static const search_row searches[] = {
    {"nothing is first at the beginning and last at the end", "tacocat", "", 0, 7},
    {"nothing is in nothing", "", "", 0, 0},
    {"something is not in nothing", "", "@@", -1, -1},
    {"a part that is there twice", "tacocat", "a", 1, 5},
    {"a part that is there once", "tacocat", "ac", 1, 1},
    {"a part that is not there", "tacocat", "none", -1, -1},
    {"a part that is longer", "taco", "tacocat", -1, -1},
    {"the whole", "hello wello", "hello wello", 0, 0},
    {"places count characters", MIXED, "\u00A9", 2, 4},
    {"parts count characters", MIXED, "\u00A9\u03B1T", 4, 4},
    {"parts that overlap", "bananananana", "nana", 2, 8},
    {"a part of one half of a character's bytes is not there", "\u00E9\u00E8", "\u00E8\u00E9", -1, -1},
};

static void finds_first_and_last(void **state)
{
    const search_row *row = *state;
    ch_arena arena = {0};
    ch_text text = exact(row->text), part = exact(row->part);
    int64_t last = 99;
    assert_int_equal(ch_string_index(text, part), row->first);
    assert_int_equal(ch_string_last_index(text, part, &(ch_string_room){&arena, 100}, &last), OK);
    assert_int_equal(last, row->last);
    forget(&arena);
}

typedef struct search_from_row {
    const char *name, *text, *part;
    int64_t from;
    int status;
    int64_t first, last;
} search_from_row;

static const search_from_row searches_from[] = {
    {"nothing is where it is looked for", "tacocat", "", 3, OK, 3, 3},
    {"nothing is at the end too", "tacocat", "", 7, OK, 7, 7},
    {"nothing beyond the end", "tacocat", "", 8, INDEX, 0, 0},
    {"a part before and after", "tacocat", "a", 3, OK, 5, 1},
    {"a part that begins there", "tacocat", "co", 2, OK, 2, 2},
    {"a part that begins there and ends later is the last", "hello wello", "ello", 6, OK, 7, 1},
    {"a part that begins at the place looked from", "hello wello", "ello", 7, OK, 7, 7},
    {"a part only after it", "tacocat", "cat", 2, OK, 4, -1},
    {"a part only before it", "tacocat", "taco", 2, OK, -1, 0},
    {"something at the end is not there", "tacocat", "t", 7, OK, -1, 6},
    {"places count characters", MIXED, "\u00A9", 3, OK, 4, 2},
    {"a part of several characters", MIXED, "\u00A9\u03B1", 4, OK, 4, 4},
    {"a part that is not there from there on", MIXED, "\u00A9\u03B1", 5, OK, -1, 4},
    {"parts that overlap", "bananananana", "nana", 7, OK, 8, 6},
    {"in nothing only its beginning is a place", "", "x", 0, OK, -1, -1},
    {"beyond the end", "tacocat", "a", 30, INDEX, 0, 0},
    {"before the beginning", "tacocat", "a", -1, INDEX, 0, 0},
    {"far before the beginning", "tacocat", "a", INT64_MIN, INDEX, 0, 0},
    {"far beyond the end", "tacocat", "a", INT64_MAX, INDEX, 0, 0},
};

static void finds_from(void **state)
{
    const search_from_row *row = *state;
    ch_arena arena = {0};
    ch_text text = exact(row->text), part = exact(row->part);
    int64_t first = 99, last = 99;
    assert_int_equal(ch_string_index_from(text, part, row->from, &first), row->status);
    assert_int_equal(first, row->status == OK ? row->first : 99);
    assert_int_equal(ch_string_last_index_from(text, part, row->from, &(ch_string_room){&arena, 100}, &last),
                     row->status);
    assert_int_equal(last, row->status == OK ? row->last : 99);
    forget(&arena);
}

/* Half a megabyte in a megabyte, almost there everywhere: the product would be some 10^11 steps. */
static void a_long_search_takes_no_longer_than_both_texts(void **state)
{
    (void)state;
    enum { LONG = 1 << 20, HALF = LONG / 2 };
    char *text = malloc(LONG), *part = malloc(HALF);
    assert_true(text != NULL && part != NULL);
    memset(text, 'a', LONG);
    memset(part, 'a', HALF);
    part[HALF / 2] = 'b';
    ch_arena arena = {0};
    int64_t last = 99;
    ch_text in = {text, LONG}, wanted = {part, HALF};
    assert_int_equal(ch_string_last_index(in, wanted, &(ch_string_room){&arena, LONG}, &last), OK);
    assert_int_equal(last, -1);
    assert_int_equal(ch_string_index(in, wanted), -1);
    ch_arena_clear(&arena);
    free(text);
    free(part);
}

/* ---- making one from one ---- */

typedef ch_string_status (*make)(ch_text text, const ch_string_room *room, ch_text *out);

/* In just enough room, and then in one byte less. */
static void makes(make function, const text_row *row)
{
    ch_arena arena = {0};
    ch_text out = untouched, text = exact(row->text);
    size_t size = strlen(row->result);
    assert_int_equal(function(text, &(ch_string_room){&arena, size}, &out), OK);
    assert_text_equal(out, row->result);
    if (size > 0)
        assert_int_equal(function(text, &(ch_string_room){&arena, size - 1}, &out), LARGE);
    assert_text_equal(out, row->result);
    forget(&arena);
}

static const text_row lowers[] = {
    {"nothing stays nothing", "", ""},
    {"capitals become small", "TacoCat", "tacocat"},
    {"the first and the last letter", "AZ@[`{", "az@[`{"},
    {"only those of ASCII", "TacoC\u00C6t Xii", "tacoc\u00C6t xii"},
};

static void lowers_ascii(void **state)
{
    makes(ch_string_lower_ascii, *state);
}

static const text_row uppers[] = {
    {"nothing stays nothing", "", ""},
    {"small letters become capitals", "tacoCat", "TACOCAT"},
    {"the first and the last letter", "az@[`{", "AZ@[`{"},
    {"only those of ASCII", "tacoC\u03B1t xii", "TACOC\u03B1T XII"},
};

static void uppers_ascii(void **state)
{
    makes(ch_string_upper_ascii, *state);
}

static const text_row reverses[] = {
    {"nothing stays nothing", "", ""},
    {"one character stays", "\u263A", "\u263A"},
    {"characters of several bytes stay whole", "Ta\u00A9oC\u03B1t", "t\u03B1Co\u00A9aT"},
    {"beyond the basic plane too", "a\U0001F431", "\U0001F431a"},
};

static void reverses_text(void **state)
{
    makes(ch_string_reverse, *state);
}

static const text_row quotes[] = {
    {"nothing in quotes", "", "\"\""},
    {"plain text", "verbatim", "\"verbatim\""},
    {"a line end", "first\nsecond", "\"first\\nsecond\""},
    {"all that have a letter", "\a\b\f\n\r\t\v", "\"\\a\\b\\f\\n\\r\\t\\v\""},
    {"a backslash", "double \\\\ slash", "\"double \\\\\\\\ slash\""},
    {"a backslash at the end", "ends with \\", "\"ends with \\\\\""},
    {"an escape that is text already", "\\a\\n", "\"\\\\a\\\\n\""},
    {"a double quote", "mid string \" quote", "\"mid string \\\" quote\""},
    {"a single quote stays", "size('\u00FF')", "\"size('\u00FF')\""},
    {"what can be printed stays", "ta\u00A9 \u0437\u0430\u0432\u0442\u0440\u0430 \U0001F600",
     "\"ta\u00A9 \u0437\u0430\u0432\u0442\u0440\u0430 \U0001F600\""},
    {"other controls stay", "\x01\x1B\x7F", "\"\x01\x1B\x7F\""},
};

static void quotes_text(void **state)
{
    makes(ch_string_quote, *state);
}

static void a_nul_is_a_character_like_others(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_text text = CH_LITERAL("a\0b"), out;
    assert_int_equal(ch_string_quote(text, &(ch_string_room){&arena, 10}, &out), OK);
    assert_int_equal(out.length, 5);
    assert_memory_equal(out.at, "\"a\0b\"", 5);
    assert_int_equal(ch_string_index(text, CH_LITERAL("\0b")), 1);
    assert_int_equal(ch_string_size(text), 3);
    ch_arena_clear(&arena);
}

/* ---- join and concat ---- */

typedef struct join_row {
    const char *name, *parts[4], *separator, *result;
} join_row;

static const join_row joins[] = {
    {"none make nothing", {NULL}, "", ""},
    {"none make nothing with a separator", {NULL}, "-", ""},
    {"one is itself", {"x", NULL}, "-", "x"},
    {"two without a separator", {"x", "y", NULL}, "", "xy"},
    {"two with one", {"x", "y", NULL}, "-", "x-y"},
    {"empty ones have their separators", {"", "", "", NULL}, ", ", ", , "},
    {"a separator of several bytes", {"a", "b", NULL}, "\u00A9", "a\u00A9b"},
};

static void joins_texts(void **state)
{
    const join_row *row = *state;
    ch_arena arena = {0};
    ch_text list[3], out = untouched;
    size_t count = 0, size = strlen(row->result);
    for (; row->parts[count] != NULL; count++)
        list[count] = exact(row->parts[count]);
    ch_text separator = exact(row->separator);
    assert_int_equal(ch_string_join(list, count, separator, &(ch_string_room){&arena, size}, &out), OK);
    assert_text_equal(out, row->result);
    if (size > 0)
        assert_int_equal(ch_string_join(list, count, separator, &(ch_string_room){&arena, size - 1}, &out), LARGE);
    forget(&arena);
}

static void two_texts_are_concatenated(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_text out;
    ch_string_room room = {&arena, 4};
    assert_int_equal(ch_string_concat(exact("ab"), exact("cd"), &room, &out), OK);
    assert_text_equal(out, "abcd");
    assert_int_equal(ch_string_concat(exact(""), exact(""), &room, &out), OK);
    assert_text_equal(out, "");
    assert_int_equal(ch_string_concat(exact("abc"), exact("cd"), &room, &out), LARGE);
    forget(&arena);
}

/* ---- replace ---- */

typedef struct replace_row {
    const char *name, *text, *old, *with;
    int64_t limit;
    const char *result;
} replace_row;

static const replace_row replaces[] = {
    {"what is not there is not replaced", "12 days 12 hours", "{0}", "2", -1, "12 days 12 hours"},
    {"every place is", "{0} days {0} hours", "{0}", "2", -1, "2 days 2 hours"},
    {"one place only", "{0} days {0} hours", "{0}", "2", 1, "2 days {0} hours"},
    {"a limit beyond the places", "aa", "a", "b", 5, "bb"},
    {"a limit of nought", "aa", "a", "b", 0, "aa"},
    {"the lowest limit is none", "aa", "a", "b", INT64_MIN, "bb"},
    {"the highest limit", "aa", "a", "b", INT64_MAX, "bb"},
    {"characters of several bytes", "1 \u00A9\u03B1T taco", "\u03B1T", "o\u00A9\u03B1", -1,
     "1 \u00A9o\u00A9\u03B1 taco"},
    {"by nothing", "banana", "an", "", -1, "ba"},
    {"places do not overlap", "aaa", "aa", "b", -1, "ba"},
    {"what was put is not looked at", "ab", "a", "aa", -1, "aab"},
    {"nothing is before each character and at the end", "a\u00E9", "", "-", -1, "-a-\u00E9-"},
    {"nothing is found once in nothing", "", "", "-", -1, "-"},
    {"nothing, twice", "abc", "", "-", 2, "-a-bc"},
    {"nothing, no time", "abc", "", "-", 0, "abc"},
    {"something in nothing", "", "a", "b", -1, ""},
    {"the whole by nothing", "aaa", "aaa", "", -1, ""},
};

static void replaces_text(void **state)
{
    const replace_row *row = *state;
    ch_arena arena = {0};
    ch_text text = exact(row->text), old = exact(row->old), with = exact(row->with), out = untouched;
    size_t size = strlen(row->result);
    assert_int_equal(ch_string_replace(text, old, with, row->limit, &(ch_string_room){&arena, size}, &out), OK);
    assert_text_equal(out, row->result);
    if (size > 0)
        assert_int_equal(ch_string_replace(text, old, with, row->limit, &(ch_string_room){&arena, size - 1}, &out),
                         LARGE);
    forget(&arena);
}

/* A bomb: a thousand places, each of which becomes a thousand bytes, ten times over. */
static void what_grows_is_stopped_by_the_room(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_string_room room = {&arena, 100000};
    ch_text text = CH_LITERAL("aaaaaaaaaa"), tens = text;
    for (int i = 0; i < 4; i++)
        assert_int_equal(ch_string_replace(text, CH_LITERAL("a"), tens, -1, &room, &text), OK);
    assert_int_equal(text.length, 100000);
    assert_int_equal(ch_string_replace(text, CH_LITERAL("a"), tens, -1, &room, &text), CH_STRING_TOO_LARGE);
    assert_int_equal(text.length, 100000);
    ch_arena_clear(&arena);
}

/* ---- split ---- */

typedef struct split_row {
    const char *name, *text, *separator;
    int64_t limit;
    const char *pieces; /* "a|b|c"; NULL: none */
} split_row;

static const split_row splits[] = {
    {"two words", "hello world", " ", -1, "hello|world"},
    {"no piece", "hello world events!", " ", 0, NULL},
    {"one piece is the whole", "hello world events!", " ", 1, "hello world events!"},
    {"the last of two pieces is what remains", "hello world events!", " ", 2, "hello|world events!"},
    {"as many pieces as there are", "hello world events!", " ", 3, "hello|world|events!"},
    {"a limit beyond them", "hello world events!", " ", 9, "hello|world|events!"},
    {"the lowest limit is none", "a,b", ",", INT64_MIN, "a|b"},
    {"characters of several bytes", "o\u00A9o\u00A9o\u00A9o", "\u00A9", -1, "o|o|o|o"},
    {"a separator that is not there", "hello", ",", -1, "hello"},
    {"separators at both ends", ",a,", ",", -1, "|a|"},
    {"a separator alone", ",", ",", -1, "|"},
    {"a separator of two characters", "a, b,c", ", ", -1, "a|b,c"},
    {"separators do not overlap", "aaa", "aa", -1, "|a"},
    {"nothing is one empty piece", "", ",", -1, ""},
    {"by nothing into characters", "a\u00E9b", "", -1, "a|\u00E9|b"},
    {"by nothing, with a limit", "abc", "", 2, "a|bc"},
    {"by nothing, into one", "abc", "", 1, "abc"},
    {"nothing by nothing", "", "", -1, NULL},
};

static void splits_text(void **state)
{
    const split_row *row = *state;
    ch_arena arena = {0};
    ch_text *list = NULL, out = CH_LITERAL("");
    size_t count = 99, size = row->pieces == NULL ? 0 : 1;
    for (const char *at = row->pieces; at != NULL && *at != '\0'; at++)
        size += *at == '|';
    ch_text text = exact(row->text), separator = exact(row->separator);
    ch_string_room room = {&arena, size * sizeof(ch_text)};
    assert_int_equal(ch_string_split(text, separator, row->limit, &room, &list, &count), OK);
    assert_int_equal(count, size);
    room.max = 1000;
    assert_int_equal(ch_string_join(list, count, CH_LITERAL("|"), &room, &out), OK);
    assert_text_equal(out, row->pieces == NULL ? "" : row->pieces);
    if (size > 0) {
        room.max = size * sizeof(ch_text) - 1;
        assert_int_equal(ch_string_split(text, separator, row->limit, &room, &list, &count), LARGE);
    }
    forget(&arena);
}

/* No text is an empty one, everywhere. */
static void no_text_is_an_empty_one(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_string_room room = {&arena, 100};
    ch_text out, *list;
    int64_t place;
    size_t count;
    assert_int_equal(ch_string_size(CH_NO_TEXT), 0);
    assert_true(ch_string_contains(CH_NO_TEXT, CH_NO_TEXT));
    assert_true(ch_string_starts_with(CH_NO_TEXT, CH_NO_TEXT) && ch_string_ends_with(CH_NO_TEXT, CH_NO_TEXT));
    assert_int_equal(ch_string_char_at(CH_NO_TEXT, 0, &out), OK);
    assert_int_equal(ch_string_from(CH_NO_TEXT, 0, &out), OK);
    assert_int_equal(ch_string_between(CH_NO_TEXT, 0, 0, &out), OK);
    assert_int_equal(ch_string_trim(CH_NO_TEXT).length, 0);
    assert_int_equal(ch_string_last_index_from(CH_NO_TEXT, CH_NO_TEXT, 0, &room, &place), OK);
    assert_int_equal(ch_string_replace(CH_NO_TEXT, CH_NO_TEXT, CH_NO_TEXT, -1, &room, &out), OK);
    assert_int_equal(ch_string_reverse(CH_NO_TEXT, &room, &out), OK);
    assert_int_equal(ch_string_lower_ascii(CH_NO_TEXT, &room, &out), OK);
    assert_true(out.at != NULL && out.length == 0);
    assert_int_equal(ch_string_split(CH_NO_TEXT, CH_LITERAL(","), -1, &room, &list, &count), OK);
    assert_int_equal(count, 1);
    ch_arena_clear(&arena);
}

/* Malformed text has no meaning, and is not read beyond its end. */
static void malformed_text_does_no_harm(void **state)
{
    (void)state;
    static const char *const malformed[] = {"\x80", "\xC3", "\xE2\x80", "a\xF0\x9F\x92", "\x80\x80\x80", "\xFF\xFE"};
    for (size_t i = 0; i < COUNT_OF(malformed); i++) {
        ch_arena arena = {0};
        ch_string_room room = {&arena, 1000};
        ch_text text = exact(malformed[i]), out, *list;
        size_t count;
        assert_true(ch_string_size(text) <= text.length);
        assert_true(ch_string_trim(text).length <= text.length);
        ch_string_char_at(text, 0, &out);
        ch_string_char_at(text, 1, &out);
        assert_int_equal(ch_string_reverse(text, &room, &out), OK);
        assert_int_equal(out.length, text.length);
        assert_int_equal(ch_string_split(text, CH_LITERAL(""), -1, &room, &list, &count), OK);
        assert_int_equal(ch_string_replace(text, CH_LITERAL(""), CH_LITERAL("-"), -1, &room, &out), OK);
        forget(&arena);
    }
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(sizes, has_size),
        TEST_ROWS(parts, has_part),
        TEST_ROWS(slices, has_character_and_rest),
        TEST_ROWS(betweens, has_between),
        TEST_ROWS(trims, trims_text),
        TEST_ROWS(searches, finds_first_and_last),
        TEST_ROWS(searches_from, finds_from),
        TEST(a_long_search_takes_no_longer_than_both_texts),
        TEST_ROWS(lowers, lowers_ascii),
        TEST_ROWS(uppers, uppers_ascii),
        TEST_ROWS(reverses, reverses_text),
        TEST_ROWS(quotes, quotes_text),
        TEST(a_nul_is_a_character_like_others),
        TEST_ROWS(joins, joins_texts),
        TEST(two_texts_are_concatenated),
        TEST_ROWS(replaces, replaces_text),
        TEST(what_grows_is_stopped_by_the_room),
        TEST_ROWS(splits, splits_text),
        TEST(no_text_is_an_empty_one),
        TEST(malformed_text_does_no_harm),
    };
    return RUN_TABLES(tables);
}
