/* Names as people read them, and characters as a terminal takes them. */
#include "unit/support.h"

#include "base/unicode.h"

/* ---- names that are the same ---- */

typedef struct same_row {
    const char *name, *a, *b;
    bool same;
} same_row;

static const same_row sames[] = {
    {"letter case does not matter", "ChatGPT", "chatgpt", true},
    {"another letter does", "ChatGPT", "chatgpu", false},
    {"white space at the ends does not matter", "  ChatGPT\t", "ChatGPT", true},
    {"a run of white space is one space", "Mistral \t\n  Large", "Mistral Large", true},
    {"white space within does matter", "Chat GPT", "ChatGPT", false},
    {"a no-break space is white space", "Mistral\xC2\xA0Large", "Mistral Large", true},
    {"a no-break space at the end is trimmed", "ChatGPT\xC2\xA0", "chatgpt", true},
    {"a narrow no-break space is white space", "Mistral\xE2\x80\xAFLarge", "mistral large", true},
    {"an ideographic space is white space", "Mistral\xE3\x80\x80Large", "mistral large", true},
    {"mixed white space is one space",
     "a \xC2\xA0 \xE2\x80\x83"
     "b",
     "a b", true},
    {"a composed accent is a decomposed one", "\xC3\xA9tude", "e\xCC\x81tude", true},
    {"a capital composed accent is a small decomposed one", "\xC3\x89tude", "e\xCC\x81tude", true},
    {"an accent does matter", "\xC3\xA9tude", "etude", false},
    {"two accents in any canonical order are the same", "q\xCC\x87\xCC\xA3", "q\xCC\xA3\xCC\x87", true},
    {"sharp s is ss",
     "Stra\xC3\x9F"
     "e",
     "STRASSE", true},
    {"capital sharp s is ss",
     "STRA\xE1\xBA\x9E"
     "E",
     "strasse", true},
    {"a ligature is its letters",
     "o\xEF\xAC\x83"
     "ce",
     "OFFICE", true},
    {"dotted capital I is i with a dot, and no i", "\xC4\xB0", "i", false},
    {"dotted capital I is i and a combining dot", "\xC4\xB0", "i\xCC\x87", true},
    {"dotless i is no i", "\xC4\xB1", "I", false},
    {"capital I is i in every language", "I", "i", true},
    {"long s is s",
     "ma\xC5\xBF"
     "e",
     "mase", true},
    {"the Kelvin sign is k", "\xE2\x84\xAA", "k", true},
    {"the Angstrom sign is a with a ring", "\xE2\x84\xAB", "\xC3\xA5", true},
    {"final sigma is sigma", "\xCF\x82", "\xCE\xA3", true},
    {"Greek capitals fold", "\xCE\x91\xCE\x92", "\xCE\xB1\xCE\xB2", true},
    {"Cyrillic capitals fold", "\xD0\xAF\xD0\xBD", "\xD1\x8F\xD0\xBD", true},
    {"Cyrillic a is no Latin a", "\xD0\xB0", "a", false},
    {"a full-width letter is not its ASCII twin: compatibility is not folded", "\xEF\xBC\xA1", "A", false},
    {"a circled digit is no digit", "\xE2\x91\xA0", "1", false},
    {"two empty names are the same", " \t ", "", true},
    {"the apostrophe of letters is that of the keyboard", "l\u2019Outil", "l'outil", true},
    {"a prime is no apostrophe", "l\u2032outil", "l'outil", false},
    {"a zero-width space is no white space", "Chat\xE2\x80\x8BGPT", "ChatGPT", false},
};

static void folds(void **state)
{
    const same_row *row = *state;
    ch_arena arena = {0};
    ch_text a = ch_name_fold(&arena, ch_text_of(row->a)), b = ch_name_fold(&arena, ch_text_of(row->b));
    assert_non_null(a.at);
    assert_non_null(b.at);
    assert_int_equal(ch_text_same(a, b), row->same);
    ch_name whole = ch_name_read(&arena, ch_text_of(row->a));
    assert_true(ch_text_same(whole.folded, a));
    assert_true(ch_text_same(ch_name_fold(&arena, a), a)); /* folding twice changes nothing */
    ch_arena_clear(&arena);
}

/* ---- the form in which patterns search ---- */

typedef struct shown_row {
    const char *name, *text, *shown, *folded;
} shown_row;

static const shown_row showns[] = {
    {"case is kept in what patterns search", "ChatGPT", "ChatGPT", "chatgpt"},
    {"what patterns search is squeezed and trimmed", "  GPT \t 4o ", "GPT 4o", "gpt 4o"},
    {"what patterns search is composed", "e\xCC\x81tude", "\xC3\xA9tude", "\xC3\xA9tude"},
    {"what patterns search keeps sharp s", "\xC3\x9F", "\xC3\x9F", "ss"},
    {"white space that is not ASCII becomes a space",
     "GPT\xC2\xA0"
     "4",
     "GPT 4", "gpt 4"},
    {"white space alone is nothing", " \xC2\xA0 ", "", ""},
};

static void shows(void **state)
{
    const shown_row *row = *state;
    ch_arena arena = {0};
    ch_name name = ch_name_read(&arena, ch_text_of(row->text));
    assert_text_equal(name.shown, row->shown);
    assert_text_equal(name.folded, row->folded);
    ch_arena_clear(&arena);
}

/* ---- names that are suspect ---- */

typedef struct suspect_row {
    const char *name, *text;
    ch_suspicion suspicion;
    const char *points;
} suspect_row;

static const suspect_row suspects[] = {
    {"ASCII is plain", "ChatGPT-4o (pro)", CH_NAME_PLAIN, ""},
    {"Latin with accents is plain", "\xC3\x89tude", CH_NAME_PLAIN, "U+00C9"},
    {"Latin with a combining accent is plain", "e\xCC\x81tude", CH_NAME_PLAIN, "U+0301"},
    {"Cyrillic alone is plain", "\xD0\xAF\xD0\xBD\xD0\xB4\xD0\xB5\xD0\xBA\xD1\x81", CH_NAME_PLAIN,
     "U+042F U+043D U+0434 U+0435 U+043A U+0441"},
    {"Greek alone is plain, its punctuation and digits aside", "\xCE\xB1-4!", CH_NAME_PLAIN, "U+03B1"},
    {"an emoji goes with Latin", "Chat \xF0\x9F\xA4\x96", CH_NAME_PLAIN, "U+1F916"},
    {"typographic quotes go with Latin", "l\xE2\x80\x99outil", CH_NAME_PLAIN, "U+2019"},
    {"a Cyrillic letter in a Latin name mixes scripts", "\xD0\xA1hatGPT", CH_NAME_MIXES_SCRIPTS, "U+0421"},
    {"a Latin letter in a Cyrillic name mixes scripts",
     "\xD0\xAF\xD0\xBD\xD0\xB4"
     "ekc",
     CH_NAME_MIXES_SCRIPTS, "U+042F U+043D U+0434"},
    {"a Greek letter in a Latin name mixes scripts", "Cl\xCE\xB1ude", CH_NAME_MIXES_SCRIPTS, "U+03B1"},
    {"Han beside Latin is no mixture", "Qwen\xE9\x80\x9A", CH_NAME_PLAIN, "U+901A"},
    {"Han and kana beside Latin are none", "GPT\xE9\x80\x9A\xE3\x81\x82\xE3\x82\xA2", CH_NAME_PLAIN,
     "U+901A U+3042 U+30A2"},
    {"Han and bopomofo beside Latin are none", "GPT\xE9\x80\x9A\xE3\x84\x85", CH_NAME_PLAIN, "U+901A U+3105"},
    {"hangul beside Latin is none", "GPT \xEA\xB0\x80", CH_NAME_PLAIN, "U+AC00"},
    {"kana beside hangul mix scripts", "\xE3\x81\x82\xEA\xB0\x80", CH_NAME_MIXES_SCRIPTS, "U+3042 U+AC00"},
    {"kana beside bopomofo mix scripts", "\xE3\x81\x82\xE3\x84\x85", CH_NAME_MIXES_SCRIPTS, "U+3042 U+3105"},
    {"Han beside Cyrillic mixes scripts", "\xE9\x80\x9A\xD1\x8F", CH_NAME_MIXES_SCRIPTS, "U+901A U+044F"},
    {"words of two scripts mix scripts", "\xD1\x8F GPT", CH_NAME_MIXES_SCRIPTS, "U+044F"},
    {"a filler shows nothing", "GPT\xE3\x85\xA4", CH_NAME_HIDES_FORMAT, "U+3164"},
    {"a variation selector shows nothing", "GPT\xEF\xB8\x8F", CH_NAME_HIDES_FORMAT, "U+FE0F"},
    {"an Armenian letter at the end mixes scripts",
     "Lla\xD5\xBD"
     "a",
     CH_NAME_MIXES_SCRIPTS, "U+057D"},
    {"a zero-width space is a format character or as bad", "Chat\xE2\x80\x8BGPT", CH_NAME_HIDES_FORMAT, "U+200B"},
    {"a zero-width joiner is a format character", "Chat\xE2\x80\x8DGPT", CH_NAME_HIDES_FORMAT, "U+200D"},
    {"a soft hyphen is a format character", "Chat\xC2\xADGPT", CH_NAME_HIDES_FORMAT, "U+00AD"},
    {"a right-to-left override is a format character", "\xE2\x80\xAETPG", CH_NAME_HIDES_FORMAT, "U+202E"},
    {"a word joiner is a format character", "GPT\xE2\x81\xA0", CH_NAME_HIDES_FORMAT, "U+2060"},
    {"a tag character is a format character", "GPT\xF3\xA0\x81\x81", CH_NAME_HIDES_FORMAT, "U+E0041"},
    {"of a name that hides and mixes, what it hides is told", "\xD0\xA1hat\xE2\x80\x8BGPT", CH_NAME_HIDES_FORMAT,
     "U+200B"},
    {"the first eight code points are listed",
     "a\xD0\xB0\xD0\xB1\xD0\xB2\xD0\xB3\xD0\xB4\xD0\xB5\xD0\xB6\xD0\xB7\xD0\xB8\xD0\xB9", CH_NAME_MIXES_SCRIPTS,
     "U+0430 U+0431 U+0432 U+0433 U+0434 U+0435 U+0436 U+0437"},
    {"eight of the widest code points fit",
     "\xF3\xA0\x81\x81\xF3\xA0\x81\x82\xF3\xA0\x81\x83\xF3\xA0\x81\x84\xF3\xA0\x81\x85\xF3\xA0\x81\x86"
     "\xF3\xA0\x81\x87\xF3\xA0\x81\x88\xF3\xA0\x81\x89",
     CH_NAME_HIDES_FORMAT, "U+E0041 U+E0042 U+E0043 U+E0044 U+E0045 U+E0046 U+E0047 U+E0048"},
};

static void suspects_name(void **state)
{
    const suspect_row *row = *state;
    ch_arena arena = {0};
    assert_int_equal(ch_name_read(&arena, ch_text_of(row->text)).suspicion, row->suspicion);
    assert_text_equal(ch_name_code_points(&arena, ch_text_of(row->text)), row->points);
    ch_arena_clear(&arena);
}

static void a_name_of_a_thousand_expanding_letters_is_folded_whole(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    char text[2 * COUNT];
    for (size_t i = 0; i < COUNT; i++)
        memcpy(text + 2 * i, "\xC3\x9F", 2);
    ch_arena arena = {0};
    ch_text folded = ch_name_fold(&arena, (ch_text){text, sizeof text});
    assert_int_equal(folded.length, 2 * COUNT);
    for (size_t i = 0; i < folded.length; i++)
        assert_int_equal(folded.at[i], 's');
    ch_arena_clear(&arena);
}

static void the_normal_form_of_ascii_is_itself(void **state)
{
    (void)state;
    ch_arena arena = {0};
    ch_text ascii = CH_LITERAL("plain key");
    assert_ptr_equal(ch_text_nfc(&arena, ascii).at, ascii.at);
    assert_text_equal(ch_text_nfc(&arena, CH_LITERAL("cle\xCC\x81")), "cl\xC3\xA9");
    assert_text_equal(ch_text_nfc(&arena, CH_LITERAL("Cl\xC3\xA9")), "Cl\xC3\xA9");
    ch_arena_clear(&arena);
}

/* ---- characters ---- */

typedef struct character_row {
    const char *name;
    int32_t character;
    unsigned width;
    bool misleads;
} character_row;

static const character_row characters[] = {
    {"a letter takes a column", 'a', 1, false},
    {"a space takes a column", ' ', 1, false},
    {"an accented letter takes a column", 0xE9, 1, false},
    {"a no-break space takes a column, and misleads nobody", 0xA0, 1, false},
    {"Han takes two columns", 0x6F22, 2, false},
    {"an emoji takes two columns", 0x1F600, 2, false},
    {"a full-width letter takes two columns", 0xFF21, 2, false},
    {"a combining accent takes none", 0x301, 0, false},
    {"ESC takes none, and misleads", 0x1B, 0, true},
    {"NUL misleads", 0, 0, true},
    {"TAB misleads a table of columns", '\t', 0, true},
    {"LF misleads", '\n', 0, true},
    {"CR misleads", '\r', 0, true},
    {"DEL misleads", 0x7F, 0, true},
    {"CSI of C1 misleads", 0x9B, 0, true},
    {"a zero-width space misleads", 0x200B, 0, true},
    {"a right-to-left override misleads", 0x202E, 0, true},
    {"a left-to-right isolate misleads", 0x2066, 0, true},
    {"a line separator misleads", 0x2028, 0, true},
    {"a paragraph separator misleads", 0x2029, 0, true},
    {"a byte order mark misleads", 0xFEFF, 0, true},
    {"a tag character misleads", 0xE0041, 0, true},
    {"a Hangul filler misleads", 0x3164, 0, true},
};

static void knows_character(void **state)
{
    const character_row *row = *state;
    assert_int_equal(ch_character_misleads(row->character), row->misleads);
    if (!row->misleads || row->character < 0xA0)
        assert_int_equal(ch_character_width(row->character), row->width);
}

typedef struct next_row {
    const char *name, *bytes;
    size_t length, width;
    int32_t character;
} next_row;

static const next_row nexts[] = {
    {"one byte is a character of ASCII", "ab", 2, 1, 'a'},
    {"two bytes are taken together", "\xC3\xA9x", 3, 2, 0xE9},
    {"three bytes are taken together", "\xE2\x82\xACx", 4, 3, 0x20AC},
    {"four bytes are taken together", "\xF0\x9F\x98\x80", 4, 4, 0x1F600},
    {"a NUL is a character", "\0x", 2, 1, 0},
    {"a malformed byte is taken alone", "\xC3x", 2, 1, 0xFFFD},
    {"a character cut short is taken byte by byte", "\xE2\x82", 2, 1, 0xFFFD},
    {"a surrogate is malformed", "\xED\xA0\x80", 3, 1, 0xFFFD},
};

static void takes_next(void **state)
{
    const next_row *row = *state;
    char *exact = test_malloc(row->length);
    memcpy(exact, row->bytes, row->length);
    int32_t character = -1;
    assert_int_equal(ch_character_next((ch_text){exact, row->length}, &character), row->width);
    assert_int_equal(character, row->character);
    test_free(exact);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(sames, folds),
        TEST_ROWS(showns, shows),
        TEST_ROWS(suspects, suspects_name),
        TEST(a_name_of_a_thousand_expanding_letters_is_folded_whole),
        TEST(the_normal_form_of_ascii_is_itself),
        TEST_ROWS(characters, knows_character),
        TEST_ROWS(nexts, takes_next),
    };
    return RUN_TABLES(tables);
}
