/* YAML: whatever a text holds, it is read as the same text, as a value and as a key, in a block and in brackets; and a
 * comment stays one. */
#include "unit/report/reporting.h"

#include "base/unicode.h"
#include "report/write/yaml_writer.h"
#include "tree/yaml.h"

typedef struct row {
    const char *name, *text;
    size_t length; /* 0: up to the NUL */
    const char *written;
} row;

static const row rows[] = {
    {"a word is plain", "drafting", 0, "drafting"},
    {"a sentence is plain", "Reword an internal note (draft 2)", 0, "Reword an internal note (draft 2)"},
    {"letters of other languages are plain", "Crédits et pêche à Nîmes", 0, "Crédits et pêche à Nîmes"},
    {"apostrophes within are plain", "d'Alembert's l’avis", 0, "d'Alembert's l’avis"},
    {"an address is plain", "ia@example.org", 0, "ia@example.org"},
    {"nothing is quoted", "", 0, "\"\""},
    {"a quote is spelt", "say \"no\"", 0, "\"say \\\"no\\\"\""},
    {"a backslash is spelt", "a\\b", 0, "\"a\\\\b\""},
    {"a colon and a blank are quoted", "tool: ChatGPT", 0, "\"tool: ChatGPT\""},
    {"a colon alone is quoted", "a:b", 0, "\"a:b\""},
    {"a colon at the end is quoted", "a:", 0, "\"a:\""},
    {"a comment's sign is quoted", "Dossier #12", 0, "\"Dossier #12\""},
    {"a comma is quoted", "ChatGPT, GPT-4o", 0, "\"ChatGPT, GPT-4o\""},
    {"brackets are quoted", "a [b] {c}", 0, "\"a [b] {c}\""},
    {"true is no truth", "true", 0, "\"true\""},
    {"No is no falsehood", "No", 0, "\"No\""},
    {"y is no truth", "y", 0, "\"y\""},
    {"null is not nothing", "NULL", 0, "\"NULL\""},
    {"a word that begins like one is plain", "nobody", 0, "nobody"},
    {"a number is quoted", "12", 0, "\"12\""},
    {"an octal number is quoted", "0o14", 0, "\"0o14\""},
    {"a sexagesimal number is quoted", "1:30", 0, "\"1:30\""},
    {"a date is quoted", "2026-01-01", 0, "\"2026-01-01\""},
    {"a fraction is quoted", ".5", 0, "\".5\""},
    {"infinity is quoted", ".inf", 0, "\".inf\""},
    {"a merge key is quoted", "<<", 0, "\"<<\""},
    {"an equals sign is quoted", "=", 0, "\"=\""},
    {"a tilde is quoted", "~", 0, "\"~\""},
    {"a hyphen is quoted", "- a", 0, "\"- a\""},
    {"a question mark is quoted", "? a", 0, "\"? a\""},
    {"the end of a document is quoted", "...", 0, "\"...\""},
    {"the beginning of a document is quoted", "---", 0, "\"---\""},
    {"an anchor is quoted", "&a", 0, "\"&a\""},
    {"an alias is quoted", "*a", 0, "\"*a\""},
    {"a tag is quoted", "!!str a", 0, "\"!!str a\""},
    {"a block scalar's sign is quoted", "|", 0, "\"|\""},
    {"a folded scalar's sign is quoted", ">-", 0, "\">-\""},
    {"a directive is quoted", "%YAML 1.1", 0, "\"%YAML 1.1\""},
    {"a reserved sign is quoted", "`a`", 0, "\"`a`\""},
    {"an address's sign at the beginning is quoted", "@a", 0, "\"@a\""},
    {"a straight quote at the beginning is quoted", "'a'", 0, "\"'a'\""},
    {"printers' quotes are quoted", "« a »", 0, "\"« a »\""},
    {"blanks at the ends are quoted", " a ", 0, "\" a \""},
    {"a blank at the end is quoted", "a ", 0, "\"a \""},
    {"a no-break space is quoted", "a\u00A0b", 0, "\"a\u00A0b\""},
    {"a no-break space at the end is quoted", "a\u00A0", 0, "\"a\u00A0\""},
    {"a line break is spelt", "a\nb: c", 0, "\"a\\U0000000Ab: c\""},
    {"a carriage return is spelt", "a\rb", 0, "\"a\\U0000000Db\""},
    {"a tab is spelt", "a\tb", 0, "\"a\\U00000009b\""},
    {"an escape sequence is spelt", "a\x1b[31m", 0, "\"a\\U0000001B[31m\""},
    {"NEL is spelt",
     "a\xc2\x85"
     "b",
     0, "\"a\\U00000085b\""},
    {"a line separator is spelt", "a\u2028b", 0, "\"a\\U00002028b\""},
    {"a paragraph separator is spelt", "a\u2029b", 0, "\"a\\U00002029b\""},
    {"a byte-order mark is spelt", "a\uFEFFb", 0, "\"a\\U0000FEFFb\""},
    {"what turns lines round is spelt", "a\u202Eb", 0, "\"a\\U0000202Eb\""},
    {"what is not seen is quoted", "a\u115Fb", 0, "\"a\\U0000115Fb\""},
    {"a private character is spelt", "a\uE000b", 0, "\"a\\U0000E000b\""},
    {"characters beyond 16 bits are plain", "a\U0001F600b", 0, "a\U0001F600b"},
    {"a first letter beyond ASCII is quoted", "État", 0, "\"État\""},
};

/* The text of `written` as it is read at a place, and NULL where it is no text there, or there are faults. */
static ch_text read_back(ch_arena *arena, const char *before, ch_text written, const char *after, bool key)
{
    charter_diagnostics diagnostics = {0};
    const ch_yaml_rules rules = {.depth = 8, .nodes = 16};
    ch_buffer document = ch_buffer_init(1 << 16);
    ch_node *root = NULL;
    ch_buffer_add(&document, ch_text_of(before));
    ch_buffer_add(&document, written);
    ch_buffer_add(&document, ch_text_of(after));
    ch_source source = {.name = "a.yaml", .bytes = ch_arena_text(arena, ch_buffer_text(&document))};
    bool good = ch_yaml_check_bytes(&source, &diagnostics) &&
                ch_yaml_read(&source, &rules, arena, &diagnostics, &root) == CH_YAML_DOCUMENT &&
                charter_diagnostics_count(&diagnostics) == 0;
    ch_diagnostics_clear(&diagnostics);
    ch_buffer_clear(&document);
    if (!good || root->count == 0)
        return CH_NO_TEXT;
    const ch_node *first = root->first;
    return key ? first->key->text : first->text;
}

static ch_text text_of(const row *r)
{
    return (ch_text){r->text, r->length > 0 ? r->length : strlen(r->text)};
}

/* Some characters may stand in no declaration, however they are spelt: such a text is refused, and never another one.
 */
static void assert_comes_back(ch_text back, ch_text text)
{
    bool allowed = true;
    int32_t character;
    for (size_t i = 0; i < text.length; i += ch_character_next((ch_text){text.at + i, text.length - i}, &character)) {
        ch_character_next((ch_text){text.at + i, text.length - i}, &character);
        allowed = allowed && character != '\r' && ch_character_allowed(character);
    }
    assert_int_equal(back.at != NULL, allowed);
    assert_true(!allowed || ch_text_same(back, text));
}

static void is_written_and_read_back(void **state)
{
    static const struct {
        const char *before, *after;
        bool key;
    } places[] = {
        {"x: ", "\ny: 1\n", false},       {"", ": 1\n", true},   {"[", ", b]\n", false},
        {"{x: ", ", y: 1}\n", false},     {"{", ": 1}\n", true}, {"- ", "\n- b\n", false},
        {"x: ", " # a comment\n", false},
    };
    const row *r = *state;
    ch_text text = text_of(r);
    ch_buffer buffer = ch_buffer_init(1 << 16);
    ch_yaml_text(&buffer, text);
    assert_text_equal(ch_buffer_text(&buffer), r->written);
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        ch_arena arena = {0};
        ch_text back = read_back(&arena, places[i].before, ch_buffer_text(&buffer), places[i].after, places[i].key);
        assert_comes_back(back, text);
        ch_arena_clear(&arena);
    }
    ch_buffer_clear(&buffer);
}

static void every_byte_is_read_back_in_the_middle_and_at_both_ends(void **state)
{
    (void)state;
    for (int byte = 1; byte < 0x80; byte++)
        for (int place = 0; place < 3; place++) {
            char whole[] = "abc";
            whole[place] = (char)byte;
            ch_arena arena = {0};
            ch_buffer buffer = ch_buffer_init(1 << 10);
            ch_yaml_text(&buffer, ch_text_of(whole));
            ch_text back = read_back(&arena, "x: ", ch_buffer_text(&buffer), "\n", false);
            assert_comes_back(back, ch_text_of(whole));
            ch_buffer_clear(&buffer);
            ch_arena_clear(&arena);
        }
}

static void malformed_bytes_become_a_sign_that_says_so(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(1 << 10);
    ch_yaml_text(&buffer, (ch_text){"a\xff\0b", 4});
    assert_text_equal(ch_buffer_text(&buffer), "\"a\uFFFD\\U00000000b\"");
    ch_buffer_clear(&buffer);
}

static void a_key_is_as_long_as_libyaml_reads_it(void **state)
{
    (void)state;
    static char longest[2000];
    memset(longest, 'a', sizeof longest);
    assert_true(ch_yaml_is_key((ch_text){longest, 1022}));
    assert_false(ch_yaml_is_key((ch_text){longest, 1023}));
    memset(longest, '\n', sizeof longest);
    assert_true(ch_yaml_is_key((ch_text){longest, 102}));
    assert_false(ch_yaml_is_key((ch_text){longest, 103}));
}

/* ---- comments ---- */

typedef struct comment {
    const char *name, *before;
    size_t indent, left;
    const char *text, *written;
} comment;

static const comment comments[] = {
    {"a comment stands in a line", "", 0, 0, "two words", "# two words\n"},
    {"it begins where its line does", "", 4, 0, "two words", "    # two words\n"},
    {"its text begins where it is asked to", "", 0, 6, "two words", "#     two words\n"},
    {"it goes on with its line", "#   id", 0, 10, "title", "#   id    title\n"},
    {"it goes on with its line, however long", "#   identity", 0, 6, "title", "#   identity title\n"},
    {"nothing is added to its line", "#   id", 0, 10, " ", "#   id\n"},
    {"nothing is an empty comment", "", 2, 4, "", "  #\n"},
    {"a line end ends no comment", "", 0, 0, "a\nb: 1\r\nc", "# a b: 1 c\n"},
    {"neither do others", "", 0, 0,
     "a\xc2\x85"
     "b\u2028c\u2029d",
     "# a b c d\n"},
    {"nothing turns the line round", "", 0, 0, "a\u202Eb", "# a b\n"},
    {"what is too wide goes on below", "", 0, 4,
     "eighty columns are what a screen has and what stands beyond them goes to another line",
     "#   eighty columns are what a screen has and what stands beyond them goes to\n"
     "#   another line\n"},
    {"a word that is wider than a line stands alone", "", 2, 0,
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
     "  # aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
     "  # b\n"},
    {"a no-break space parts no line", "", 0, 0,
     "eighty columns are what a screen has and what stands beyond the last one goes\u00A0below",
     "# eighty columns are what a screen has and what stands beyond the last one\n"
     "# goes\u00A0below\n"},
};

static void is_commented(void **state)
{
    const comment *r = *state;
    ch_buffer buffer = ch_buffer_init(1 << 16);
    ch_buffer_add(&buffer, ch_text_of(r->before));
    ch_yaml_comment(&buffer, r->indent, r->left, ch_text_of(r->text));
    assert_text_equal(ch_buffer_text(&buffer), r->written);
    ch_buffer_clear(&buffer);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, is_written_and_read_back),
        TEST(every_byte_is_read_back_in_the_middle_and_at_both_ends),
        TEST(malformed_bytes_become_a_sign_that_says_so),
        TEST(a_key_is_as_long_as_libyaml_reads_it),
        TEST_ROWS(comments, is_commented),
    };
    return RUN_TABLES(tables);
}
