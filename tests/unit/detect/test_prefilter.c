/* What patterns need: words and digits that every match holds, and nothing that some match lacks. */
#include <stdio.h>
#include <stdlib.h>

#include "detect/prefilter.h"
#include "unit/support.h"

typedef struct need_row {
    const char *name, *pattern;
    unsigned digits;
    const char *words; /* in any order, sorted here; "": none */
} need_row;

static const need_row need_rows[] = {
    {"a word", "secret", 0, "secret"},
    {"the beginning of a long word", "confidential", 0, "confiden"},
    {"a word in capitals is looked for in small letters", "SECRET", 0, "secret"},
    {"the rarer of two words", "le secret", 0, "le secre"},
    {"words that something unknown parts", "mot\\s+de\\s+passe", 0, "passe"},
    {"alternatives need one of their words", "(?:token|secret)=", 0, "secret token"},
    {"alternatives without a group", "token|secret", 0, "secret token"},
    {"an alternative that is empty needs nothing", "(?:token|)", 0, ""},
    {"an alternative without a word", "(?:token|.+)", 0, ""},
    {"an optional group needs nothing", "(?:token)?", 0, ""},
    {"a repeated group", "(?:token)+", 0, "token"},
    {"a group that may come no time", "(?:token){0,3}", 0, ""},
    {"a group that comes twice", "(?:token){2}", 0, "token"},
    {"an optional last letter", "tokens?", 0, "token"},
    {"an optional letter within", "to?kens", 0, "kens"},
    {"a letter that repeats ends its word", "tok+ens", 0, "tok"},
    {"escaped characters", "\\$argon2\\$", 1, "$argon2$"},
    {"a class of one letter in both cases", "[Tt]oken", 0, "token"},
    {"a class of several letters", "[Tt]oke[nm]", 0, "tokem token"},
    {"a class of too many letters", "toke[a-z]n", 0, "toke"},
    {"classes that make too many words together", "[abc][def]x[ghi]token", 0, "gtoken htoken itoken"},
    {"a class of digits", "[0-9]{4}", 4, ""},
    {"digits by their name", "\\d{3}\\d?\\d+", 4, ""},
    {"digits by POSIX's name", "[[:digit:]]{3}", 3, ""},
    {"a class of digits and more", "[0-9A-F]{4}", 0, ""},
    {"a class that begins before the digits", "[/-9]{4}", 0, ""},
    {"a negated class", "[^0-9]{4}", 0, ""},
    {"kinds with a hyphen between them", "[\\d-\\d]{4}", 0, ""},
    {"a closing bracket first", "[]0]{2}", 0, ""},
    {"alternatives need the fewest digits", "(?:\\d{2}|\\d{5})", 2, ""},
    {"words and digits", "dossier \\d{6}", 6, "dossier "},
    {"what stands ahead is not needed", "(?=secret)\\d{3}", 3, ""},
    {"what must not stand behind", "(?<!secret)token(?!s)", 0, "token"},
    {"case is of no matter", "(?i)Token", 0, "token"},
    {"a letter beyond ASCII, in its case", "secr\xC3\xA8te", 0, "secr\xC3\xA8te"},
    {"a letter beyond ASCII, in either case", "(?i)secr\xC3\xA8te", 0, "secr\xC3\x88te secr\xC3\xA8te"},
    {"a letter that equals others far away", "(?i)secr\xC3\xA5te", 0, "secr"},
    {"a class of signs beyond ASCII", "(?i)jusqu['\xE2\x80\x99]au", 0, "jusqu'au jusqu\xE2\x80\x99"},
    {"case until the group ends",
     "(?:(?i)\xC3\xA9t\xC3\xA9)\xC3\xA9"
     "cole",
     0,
     "\xC3\xA9"
     "cole"},
    {"a named group", "(?<x>token)", 0, "token"},
    {"an atomic group", "(?>token)", 0, "token"},
    {"a property", "\\p{Lu}\\pLtoken\\P{N}", 0, "token"},
    {"a reference back", "(token)\\1", 0, "token"},
    {"a class that does not end is not understood", "token[a", 0, ""},
    {"an escape that does not end is not understood", "token\\x{12", 0, ""},
    {"a brace that is a character", "token{x}", 0, "token{x}"},
    {"a brace that later versions read otherwise", "token{,3}", 0, ""},
    {"verbs are not understood", "(*UCP)\\dtoken", 0, ""},
    {"comments in patterns are not understood", "(?x)to ken", 0, ""},
    {"quoted runs are not understood", "\\Qtoken\\E?", 0, ""},
    {"recursion is not understood", "(token)(?1)", 0, ""},
    {"conditions are not understood", "(a)?(?(1)token|x)", 0, ""},
    {"a short word that is everywhere is not worth it", "e", 0, ""},
    {"a rare character is", "@", 0, "@"},
    {"a short word beside many digits", "fr\\d{9}", 9, "fr"},
    {"a short word that is everywhere, beside digits", "de\\d{9}", 9, ""},
    {"nothing", "", 0, ""},
    {"anything", ".*", 0, ""},
};

static int by_text(const void *a, const void *b)
{
    return ch_text_compare(*(const ch_text *)a, *(const ch_text *)b);
}

static void what_is_needed(void **state)
{
    const need_row *row = *state;
    ch_arena arena = {0};
    ch_prefilter prefilter;
    char told[512] = "";
    assert_true(ch_prefilter_read(ch_text_of(row->pattern), &arena, &prefilter));
    ch_text sorted[CH_NEED_WORDS];
    for (uint32_t i = 0; i < prefilter.word_count; i++)
        sorted[i] = prefilter.words[i];
    if (prefilter.word_count > 0)
        qsort(sorted, prefilter.word_count, sizeof *sorted, by_text);
    for (uint32_t i = 0; i < prefilter.word_count; i++)
        snprintf(told + strlen(told), sizeof told - strlen(told), "%s%.*s", i > 0 ? " " : "", (int)sorted[i].length,
                 sorted[i].at);
    assert_string_equal(told, row->words);
    assert_int_equal(prefilter.digits, row->digits);
    ch_arena_clear(&arena);
}

/* Whatever the bytes, reading ends and stays within them. */
static void any_bytes_can_be_read(void **state)
{
    (void)state;
    static const char alphabet[] = "(?:)[]{}\\|*+^$,-<>!=i\xC3\xA9"
                                   "d0pgk'#Q";
    unsigned seed = 12345;
    for (int round = 0; round < 20000; round++) {
        char *text = malloc(24);
        size_t length = (seed >> 8) % 24;
        assert_non_null(text);
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1103515245U + 12345U;
            text[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
        }
        seed = seed * 1103515245U + 12345U;
        char *exact = realloc(text, length + (length == 0));
        ch_arena arena = {0};
        ch_prefilter prefilter;
        assert_true(ch_prefilter_read((ch_text){exact, length}, &arena, &prefilter));
        ch_arena_clear(&arena);
        free(exact);
    }
}

/* ---- shapes ---- */

typedef struct shape_row {
    const char *name, *pattern;
    const char *byte_pattern; /* an item a word: some of its bytes, + where it repeats, ? where it may be missing; ^
                                 before it */
} shape_row;

static const shape_row shape_rows[] = {
    {"digits and signs", "\\d{2}-\\d", "9 9 - 9"},
    {"a blank that may be missing", "\\d\\d ?\\d", "9 9 _? 9"},
    {"blanks that may be missing become one", "\\d\\d\\s?-?\\d", "9 9 _-+? 9"},
    {"a digit that comes once or more", "\\d{1,3}\\.\\d\\d", "9+ . 9 9"},
    {"letters and digits", "[A-Z]{2}\\d", "A A 9"},
    {"alternatives of one length", "(?:0[1-9]|1[0-2])\\d", "9 9 9"},
    {"a longer alternative", "(?:\\d|\\d\\d)\\d\\d", "9 9+? 9 9"},
    {"a group that repeats", "(?:\\d-){2}\\d", "9 - 9 - 9"},
    {"a group that may be missing", "\\d(?:-\\d)?\\d\\d", "9 9-+? 9 9"},
    {"what stands before", "(?<![\\d.])\\d{3}", "^A_- 9 9 9"},
    {"what stands before one of two alternatives", "(?<!\\d)\\d{3}|\\d{4}", "9 9 9"},
    {"a letter beyond ASCII before it says too much", "(?<!\\p{L})\\d{3}", "9 9 9"},
    {"an assertion that may be left out", "(?<!\\d)?\\d{3}", "9 9 9"},
    {"what stands behind is not looked at", "\\d{3}(?!\\d)", "9 9 9"},
    {"anything parts it", "\\d{3}.*\\d{4}", "9 9 9 9"},
    {"a reference back is anything", "(-)\\d{3}\\1\\d", "- 9 9 9"},
    {"case that is of no matter", "(?i)ab\\d", "Aa Aa 9"},
    {"a word that says enough", "confidential\\d{3}", ""},
    {"too little to tell", "\\d\\d", ""},
};

/* Some of an item's bytes, one for each kind. */
static void tell_item(const ch_byte_pattern_item *item, bool before, char *told, size_t size)
{
    static const char kinds[] = "A9a -.", shown[] = "A9a_-.";
    size_t length = strlen(told);
    const char *mark = before ? "^" : "";
    length += (size_t)snprintf(told + length, size - length, "%s%s", length > 0 ? " " : "", mark);
    for (size_t i = 0; i < sizeof kinds - 1; i++)
        if (ch_set_has(&item->bytes, (unsigned char)kinds[i]) || (kinds[i] == 'a' && ch_set_has(&item->bytes, 'b')) ||
            (kinds[i] == 'A' && ch_set_has(&item->bytes, 'B')) ||
            (kinds[i] == '9' && (ch_set_has(&item->bytes, '1') || ch_set_has(&item->bytes, '0'))))
            if (!before || kinds[i] != 'a')
                length += (size_t)snprintf(told + length, size - length, "%c", shown[i]);
    snprintf(told + length, size - length, "%s%s", item->repeats && !before ? "+" : "", item->optional ? "?" : "");
}

static void what_it_looks_like(void **state)
{
    const shape_row *row = *state;
    ch_arena arena = {0};
    ch_prefilter prefilter;
    char told[256] = "";
    assert_true(ch_prefilter_read(ch_text_of(row->pattern), &arena, &prefilter));
    for (uint32_t i = 0; i < prefilter.byte_pattern.count; i++)
        tell_item(&prefilter.byte_pattern.items[i], i == 0 && prefilter.byte_pattern.begins, told, sizeof told);
    assert_string_equal(told, row->byte_pattern);
    ch_arena_clear(&arena);
}

int main(void)
{
    const test_table tables[] = {TEST_ROWS(need_rows, what_is_needed), TEST_ROWS(shape_rows, what_it_looks_like),
                                 TEST(any_bytes_can_be_read)};
    return RUN_TABLES(tables);
}
