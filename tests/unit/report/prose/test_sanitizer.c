/* Text made fit for any log. */
#include "unit/report/reporting.h"

#include "report/prose/sanitizer.h"

typedef struct harmless_row {
    const char *name, *text, *harmless, *prose;
} harmless_row;

/* `prose` is NULL where it is the same. */
static const harmless_row rows[] = {
    {"plain text stands as it is", "drafting a note", "drafting a note", NULL},
    {"nothing stays nothing", "", "", NULL},
    {"line breaks show, but in a text that an author laid out", "a\n b\tc\n", "aU+000A bU+0009cU+000A", "a b c"},
    {"a terminal's commands show", "\x1b]0;x\x07", "U+001B]0;xU+0007", NULL},
    {"what turns the reading direction shows", "a\u202e\u2066b", "aU+202EU+2066b", NULL},
    {"what has no width shows", "a\u200b\ufeff\u2060b", "aU+200BU+FEFFU+2060b", NULL},
    {"other line ends show", "a\xC2\x85\u2028\u2029b", "aU+0085U+2028U+2029b", NULL},
    {"malformed bytes are replaced",
     "a\xff"
     "b",
     "a\ufffdb", NULL},
    {"a runner's command at the beginning is parted", "::error::x", ": :error::x", NULL},
    {"behind blanks too", " \u00a0 ::error::x", " \u00a0 : :error::x", "\u00a0 : :error::x"},
    {"two colons elsewhere are not", "a::b", "a::b", NULL},
    {"the other kind of command is parted anywhere", "a ##[group]b", "a ## [group]b", NULL},
    {"with a word before the bracket too", "##vso[task.x]", "##vso [task.x]", NULL},
    {"one number sign calls nobody", "#[x]", "#[x]", NULL},
};

static void speaks(void **state)
{
    const harmless_row *row = *state;
    ch_sanitizer s;
    ch_sanitizer_init(&s, CHARTER_FR);
    assert_text_equal(ch_sanitized_text(&s, ch_text_of(row->text)), row->harmless);
    ch_sanitizer_begin(&s);
    ch_sanitize_prose(&s, ch_text_of(row->text));
    const char *prose = row->prose == NULL ? row->harmless : row->prose;
    assert_text_equal(ch_sanitized(&s), prose);
    ch_sanitizer_clear(&s);
}

static void a_command_is_parted_across_pieces(void **state)
{
    (void)state;
    ch_sanitizer s;
    ch_sanitizer_init(&s, CHARTER_FR);
    ch_sanitize_literal(&s, ":");
    ch_sanitize_literal(&s, ":error::##");
    ch_sanitize_literal(&s, "[x]");
    assert_text_equal(ch_sanitized(&s), ": :error::## [x]");
    ch_sanitize_literal(&s, "!");
    assert_text_equal(ch_sanitized(&s), ": :error::## [x]!");
    ch_sanitizer_clear(&s);
}

static void our_words_are_translated_and_their_arguments_harmless(void **state)
{
    (void)state;
    static const ch_counted declarations = {"%s declaration", "%s declarations"};
    ch_sanitizer s;
    ch_sanitizer_init(&s, CHARTER_FR);
    ch_message banned = ch_say1("the charter bans the tool \"%s\"", CH_LITERAL("x\u202e"));
    ch_sanitize_message(&s, &banned);
    assert_text_equal(ch_sanitized(&s), "la charte interdit l\u2019outil \u00ab\u00a0xU+202E\u00a0\u00bb");
    ch_sanitizer_begin(&s);
    ch_sanitize_counted(&s, &declarations, 1200);
    ch_sanitize_literal(&s, ", ");
    ch_sanitize_translated(&s, "help");
    assert_text_equal(ch_sanitized(&s), "1\u202f200 d\u00e9clarations, aide");
    ch_sanitizer_clear(&s);
}

static void long_texts_are_whole(void **state)
{
    (void)state;
    ch_sanitizer s;
    char text[5000];
    memset(text, 'x', sizeof text);
    ch_sanitizer_init(&s, CHARTER_FR);
    for (int i = 0; i < 3; i++) {
        ch_text spoken = ch_sanitized_text(&s, (ch_text){text, sizeof text});
        assert_int_equal(spoken.length, sizeof text);
        assert_memory_equal(spoken.at, text, sizeof text);
    }
    ch_sanitizer_clear(&s);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, speaks),
        TEST(a_command_is_parted_across_pieces),
        TEST(our_words_are_translated_and_their_arguments_harmless),
        TEST(long_texts_are_whole),
    };
    return RUN_TABLES(tables);
}
