/* Text for a screen: safe, measured, wrapped. */
#include "unit/report/reporting.h"

#include "report/prose/terminal.h"

static paper page;

static ch_screen screen_on(ch_output *output, unsigned width, bool defuse)
{
    charter_report_options options = {.width = width, .defuse = defuse};
    ch_screen screen = ch_screen_init(output, &options);
    screen.width = width; /* narrower than people are given, so that tests are short */
    return screen;
}

/* ---- safe text ---- */

typedef struct text_row {
    const char *name, *text, *shown;
    unsigned columns;
} text_row;

static const text_row texts[] = {
    {"plain text stands as it is", "drafting", "drafting", 8},
    {"accents take one column",
     "r\xC3\xA9"
     "daction",
     "r\xC3\xA9"
     "daction",
     9},
    {"combining accents take none",
     "re\xCC\x81"
     "d",
     "re\xCC\x81"
     "d",
     3},
    {"Chinese takes two", "\xE6\xBC\xA2\xE5\xAD\x97", "\xE6\xBC\xA2\xE5\xAD\x97", 4},
    {"an escape sequence is disarmed", "\x1b]0;x\x07", "U+001B]0;xU+0007", 16},
    {"a line break is shown", "a\nb", "aU+000Ab", 8},
    {"a carriage return is shown", "a\rb", "aU+000Db", 8},
    {"a tab is shown", "a\tb", "aU+0009b", 8},
    {"DEL is shown", "\x7f", "U+007F", 6},
    {"a C1 control is shown",
     "\xC2\x9B"
     "31m",
     "U+009B31m", 9},
    {"a bidirectional override is shown", "\xE2\x80\xAEgpt", "U+202Egpt", 9},
    {"a zero-width space is shown", "Chat\xE2\x80\x8BGPT", "ChatU+200BGPT", 13},
    {"a line separator is shown", "\xE2\x80\xA8", "U+2028", 6},
    {"a tag is shown with five digits", "\xF3\xA0\x80\x81", "U+E0001", 7},
    {"a private character beyond is shown with six", "\xF4\x80\x80\x80", "U+100000", 8},
    {"bytes that are not UTF-8 become replacement characters", "a\xFFz", "a\xEF\xBF\xBDz", 3},
    {"a no-break space stays", "a\xC2\xA0:", "a\xC2\xA0:", 3},
};

static void shows_text(void **state)
{
    const text_row *row = *state;
    charter_report_options options = {.width = 80};
    page = (paper){.length = 0};
    assert_int_equal(charter_print_safe(ch_text_of(row->text), &options, sink_on(&page)), CHARTER_OK);
    assert_string_equal(page.text, row->shown);
    assert_int_equal(ch_columns(ch_text_of(row->text)), row->columns);
}

static void a_nul_within_is_shown(void **state)
{
    (void)state;
    charter_report_options options = {.colour = true};
    page = (paper){.length = 0};
    charter_print_safe((charter_text){"a\0b", 3}, &options, sink_on(&page));
    assert_string_equal(page.text, "aU+0000b");
}

/* ---- commands of runners ---- */

typedef struct command_row {
    const char *name, *text, *defused;
} command_row;

static const command_row commands[] = {
    {"a command at the beginning is parted", "::error::x", ": :error::x"},
    {"white space before it does not help", "  ::set-output", "  : :set-output"},
    {"nor does a no-break space", "\xC2\xA0::warning", "\xC2\xA0: :warning"},
    {"nor an ideographic one", "\xE3\x80\x80::warning", "\xE3\x80\x80: :warning"},
    {"nor an invisible mark between the colons", ":\xEF\xB8\x8F:error", ":\xEF\xB8\x8F :error"},
    {"three colons are parted once", ":::", ": ::"},
    {"colons further on stand as they are", "std::string", "std::string"},
    {"one colon stands as it is", ": x", ": x"},
    {"an old command is parted anywhere", "x ##[error]y", "x ## [error]y"},
    {"with more number signs too", "###[x]", "### [x]"},
    {"with a word before the bracket too", "##vso[task]", "##vso [task]"},
    {"with an invisible mark within too", "##\xEF\xB8\x8F[x]", "##\xEF\xB8\x8F [x]"},
    {"one number sign calls nobody", "#[x]", "#[x]"},
    {"nor do two with a blank after them", "## [x]", "## [x]"},
    {"nor two far away", "## a[x]", "## a[x]"},
};

static void defuses(void **state)
{
    const command_row *row = *state;
    charter_report_options options = {.defuse = true};
    page = (paper){.length = 0};
    charter_print_safe(ch_text_of(row->text), &options, sink_on(&page));
    assert_string_equal(page.text, row->defused);
    options.defuse = false;
    page = (paper){.length = 0};
    charter_print_safe(ch_text_of(row->text), &options, sink_on(&page));
    assert_string_equal(page.text, row->text);
}

/* Bytes come as whoever writes them cuts them: here in three pieces, of which the middle one has `middle` bytes. */
static void pass_on(const char *text, size_t first, size_t middle)
{
    charter_defuser *defuser;
    page = (paper){.length = 0};
    assert_int_equal(charter_defuser_new(&defuser, sink_on(&page)), CHARTER_OK);
    charter_sink sink = charter_defuser_sink(defuser);
    size_t length = strlen(text);
    assert_int_equal(sink.write(sink.context, text, first), 0);
    assert_int_equal(sink.write(sink.context, text + first, middle), 0);
    assert_int_equal(sink.write(sink.context, text + first + middle, length - first - middle), 0);
    assert_int_equal(charter_defuser_end(defuser), 0);
    charter_defuser_free(defuser);
}

static void passes_on_defused(void **state)
{
    const command_row *row = *state;
    for (size_t first = 0; first <= strlen(row->text); first++)
        for (size_t middle = 0; first + middle <= strlen(row->text); middle++) {
            pass_on(row->text, first, middle);
            assert_string_equal(page.text, row->defused);
        }
}

static void each_line_begins_anew_and_all_else_stays(void **state)
{
    (void)state;
    static const struct {
        const char *text, *passed;
    } rows[] = {
        {"a\n::x\r\n::y\r::z", "a\n: :x\r\n: :y\r: :z"},
        {"##\n[x]", "##\n[x]"},
        {"\"a\",\"##[x]\"\r\n\t::x", "\"a\",\"## [x]\"\r\n\t: :x"},
        {"\x1b[1m\t\xff\xe2\x82 \xf0\x9f\x98\x80 end \xe2\x82", "\x1b[1m\t\xff\xe2\x82 \xf0\x9f\x98\x80 end \xe2\x82"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t first = 0; first <= strlen(rows[i].text); first++) {
            pass_on(rows[i].text, first, 1 - (first == strlen(rows[i].text)));
            assert_string_equal(page.text, rows[i].passed);
        }
}

/* What a runner does: it trims the line, then looks. */
static bool obeys(const char *line, size_t length)
{
    const char *end = line + length;
    while (line < end && *line == ' ')
        line++;
    if (end - line >= 2 && memcmp(line, "::", 2) == 0)
        return true;
    for (; end - line >= 3; line++)
        if (memcmp(line, "##[", 3) == 0)
            return true;
    return false;
}

static void wrapping_never_makes_a_command(void **state)
{
    (void)state;
    const char hostile[] = "x ::error::y ##[group]z a::b ::c : : # #[ ## [ ::::::::::::::::::::::::::::::::::::##[";
    for (unsigned width = 4; width < 40; width++) {
        for (unsigned indent = 0; indent < 3; indent++) {
            char room[64];
            page = (paper){.length = 0};
            ch_output output = output_on(&page, room, sizeof room);
            ch_screen screen = screen_on(&output, width, true);
            ch_screen_flow(&screen, (ch_text){hostile, sizeof hostile - 1}, indent);
            ch_screen_end_line(&screen);
            ch_output_flush(&output);
            for (const char *at = page.text; *at != '\0'; at += strcspn(at, "\n") + 1)
                assert_false(obeys(at, strcspn(at, "\n")));
        }
    }
}

static void a_command_put_together_from_pieces_is_parted(void **state)
{
    (void)state;
    char room[64];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_screen screen = screen_on(&output, 40, true);
    screen.colour = true;
    screen.style = CH_RED;
    ch_screen_put(&screen, CH_LITERAL("#"));
    screen.style = CH_PLAIN;
    ch_screen_put(&screen, CH_LITERAL("#"));
    ch_screen_put(&screen, CH_LITERAL("[x]"));
    ch_screen_end_line(&screen);
    ch_screen_put(&screen, CH_LITERAL(":"));
    screen.style = CH_RED;
    ch_screen_put(&screen, CH_LITERAL(":"));
    ch_output_flush(&output);
    assert_string_equal(page.text, "\033[0;1;31m#\033[0m# [x]\n:\033[0;1;31m :");
}

/* ---- wrapping ---- */

typedef struct wrap_row {
    const char *name, *before, *text;
    unsigned width, indent;
    const char *lines;
} wrap_row;

static const wrap_row wraps[] = {
    {"a text that fits stays on its line", "", "one two", 7, 0, "one two"},
    {"a text that does not is broken at a space", "", "one two", 6, 0, "one\ntwo"},
    {"lines that follow are indented", "why  ", "one two six", 12, 5, "why  one two\n     six"},
    {"a word that fits on the next line is not broken", "why  ", "abcdefg", 12, 5, "why  abcdefg"},
    {"a word that no line can hold is", "why  ", "abcdefghijkl", 10, 5, "why  abcde\n     fghij\n     kl"},
    {"after such a word the text goes on", "", "abcdef gh", 4, 0, "abcd\nef\ngh"},
    {"runs of spaces are one", "", "a  b   c", 10, 0, "a b c"},
    {"spaces at the ends are none", "", "  a b  ", 10, 0, "a b"},
    {"wide characters count twice", "", "\xE6\xBC\xA2\xE6\xBC\xA2 \xE6\xBC\xA2", 6, 0,
     "\xE6\xBC\xA2\xE6\xBC\xA2\n\xE6\xBC\xA2"},
    {"combining characters count nothing", "",
     "e\xCC\x81"
     "e\xCC\x81 e\xCC\x81",
     4, 0,
     "e\xCC\x81"
     "e\xCC\x81 e\xCC\x81"},
    {"a no-break space is no place to break", "", "a b\xC2\xA0:", 4, 0, "a\nb\xC2\xA0:"},
    {"an address is never broken", "", "see https://example.org/a/b", 10, 2, "see\n  https://example.org/a/b"},
    {"characters that are spelt count as they are spelt", "", "a\x01 b", 8, 0, "aU+0001\nb"},
    {"a line that is exactly full is not too long", "", "abc def", 7, 0, "abc def"},
};

static void wraps_text(void **state)
{
    const wrap_row *row = *state;
    char room[64];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_screen screen = screen_on(&output, row->width, false);
    ch_screen_put(&screen, ch_text_of(row->before));
    screen.fresh = true;
    ch_screen_flow(&screen, ch_text_of(row->text), row->indent);
    ch_output_flush(&output);
    assert_string_equal(page.text, row->lines);
}

static void prose_is_laid_out_anew_and_other_text_is_not(void **state)
{
    (void)state;
    char room[64];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_screen screen = screen_on(&output, 40, false);
    ch_screen_flow_prose(&screen, CH_LITERAL("one\ntwo\tsix\n"), 0);
    ch_screen_end_line(&screen);
    ch_screen_flow(&screen, CH_LITERAL("one\ntwo"), 0);
    ch_output_flush(&output);
    assert_string_equal(page.text, "one two six\noneU+000Atwo");
}

static void pieces_of_a_text_are_glued_unless_a_space_parts_them(void **state)
{
    (void)state;
    char room[64];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_screen screen = screen_on(&output, 40, false);
    ch_screen_flow(&screen, CH_LITERAL("help"), 4);
    ch_screen_flow(&screen, CH_LITERAL(": "), 4);
    ch_screen_flow(&screen, CH_LITERAL("1"), 4);
    ch_screen_flow(&screen, CH_LITERAL(" thing"), 4);
    ch_output_flush(&output);
    assert_string_equal(page.text, "help: 1 thing");
}

/* ---- styles ---- */

static void a_style_ends_with_its_line_and_goes_on_after_it(void **state)
{
    (void)state;
    char room[64];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_screen screen = screen_on(&output, 5, false);
    screen.colour = true;
    screen.style = CH_RED;
    ch_screen_flow(&screen, CH_LITERAL("one two"), 2);
    ch_screen_end_line(&screen);
    ch_output_flush(&output);
    assert_string_equal(page.text, "\033[0;1;31mone\033[0m\n  \033[0;1;31mtwo\033[0m\n");
}

static void without_colour_no_escape_is_printed(void **state)
{
    (void)state;
    char room[64];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_screen screen = screen_on(&output, 40, false);
    for (int style = CH_PLAIN; style <= CH_BLUE; style++) {
        screen.style = (ch_style)style;
        ch_screen_put(&screen, CH_LITERAL("x"));
    }
    ch_output_flush(&output);
    assert_string_equal(page.text, "xxxxxxxx");
}

static void widths_are_those_that_people_can_read(void **state)
{
    (void)state;
    ch_output output = {.room = 0};
    const unsigned asked[] = {0, 1, 39, 40, 80, 100, 101, 500}, given[] = {80, 40, 40, 40, 80, 100, 100, 100};
    for (size_t i = 0; i < COUNT_OF(asked); i++) {
        charter_report_options options = {.width = asked[i]};
        assert_int_equal(ch_screen_init(&output, &options).width, given[i]);
    }
}

/* ---- links ---- */

#define BASE           "file://desk/home/me/"
#define LINK(to, text) "\x1b]8;;" to "\x1b\\" text "\x1b]8;;\x1b\\"

static char link_buffer[8192];

static ch_screen linking_screen(ch_output *output, bool defuse)
{
    charter_report_options options = {.links = BASE, .defuse = defuse};
    page = (paper){.length = 0};
    *output = output_on(&page, link_buffer, sizeof link_buffer);
    return ch_screen_init(output, &options);
}

typedef struct link_row {
    const char *name, *text, *address, *shown;
} link_row;

static const link_row links[] = {
    {"an address of the web", "a", "https://example.org/a?b=c#d", LINK("https://example.org/a?b=c#d", "a")},
    {"one that is not encrypted", "a", "http://example.org", LINK("http://example.org", "a")},
    {"the place of a file", "a", "file://desk/x", LINK("file://desk/x", "a")},
    {"a script is none", "a", "javascript:alert(1)", "a"},
    {"another scheme is none", "a", "ssh://example.org", "a"},
    {"data are none", "a", "data:text/html,x", "a"},
    {"an end of the sequence is none", "a", "https://example.org/\x1b\\x", "a"},
    {"a bell is none", "a", "https://example.org/\x07x", "a"},
    {"a C1 control is none", "a", "https://example.org/\xC2\x9Cx", "a"},
    {"a blank is none", "a", "https://example.org/a b", "a"},
    {"a letter beyond ASCII is none", "a",
     "https://ex\xC3\xA4"
     "mple.org",
     "a"},
    {"a line break is none", "a", "https://example.org/\nx", "a"},
    {"no address is none", "a", "", "a"},
    {"the text is as safe as any", "a\x1b]8;;x\x07", "https://example.org/",
     LINK("https://example.org/", "aU+001B]8;;xU+0007")},
};

static void shows_a_link(void **state)
{
    const link_row *row = *state;
    ch_output output;
    ch_screen screen = linking_screen(&output, false);
    ch_screen_put_link(&screen, ch_text_of(row->text), ch_text_of(row->address));
    ch_output_flush(&output);
    assert_string_equal(page.text, row->shown);
    /* Where it leads takes no column. */
    assert_int_equal(screen.column, ch_columns(ch_text_of(row->text)));
}

static const link_row file_links[] = {
    {"a file here", "a", "usage.yaml", LINK(BASE "usage.yaml", "a")},
    {"a file of a folder", "a", "ai-usage/note 1.yaml", LINK(BASE "ai-usage/note%201.yaml", "a")},
    {"a file by its whole path", "a", "/etc/charter.yaml", LINK("file://desk/etc/charter.yaml", "a")},
    {"a name of any bytes", "a", "\x1b\\\x07?#;\xC3\xA9.yaml", LINK(BASE "%1B%5C%07%3F%23%3B%C3%A9.yaml", "a")},
    {"standard input is no link", "a", "-", "a"},
    {"a file that comes with the program is no link", "a", "std:detectors", "a"},
    {"no file is no link", "a", NULL, "a"},
};

static void shows_a_file_link(void **state)
{
    const link_row *row = *state;
    ch_output output;
    ch_screen screen = linking_screen(&output, false);
    ch_screen_put_file_link(&screen, ch_text_of(row->text), row->address);
    ch_output_flush(&output);
    assert_string_equal(page.text, row->shown);
}

static void a_long_address_is_no_link(void **state)
{
    (void)state;
    char address[2085] = "https://";
    size_t begun = strlen(address);
    memset(address + begun, 'a', sizeof address - 1 - begun);
    ch_output output;
    ch_screen screen = linking_screen(&output, false);
    ch_screen_put_link(&screen, CH_LITERAL("a"), ch_text_of(address));
    ch_screen_put_link(&screen, CH_LITERAL("b"), (ch_text){address, 2083});
    ch_output_flush(&output);
    assert_memory_equal(page.text, "a\x1b]8;;https://aa", 15);
}

static void nothing_is_a_link_where_none_are_asked_for_or_a_runner_reads_along(void **state)
{
    (void)state;
    ch_output output;
    ch_screen defused = linking_screen(&output, true), plain = screen_on(&output, 80, false);
    ch_screen_put_link(&plain, CH_LITERAL("a"), CH_LITERAL("https://example.org"));
    ch_screen_put_file_link(&plain, CH_LITERAL("b"), "usage.yaml");
    ch_screen_put_link(&defused, CH_LITERAL("c"), CH_LITERAL("https://example.org"));
    ch_screen_put_file_link(&defused, CH_LITERAL("d"), "usage.yaml");
    ch_output_flush(&output);
    assert_string_equal(page.text, "abcd");
}

static void addresses_within_a_text_are_links(void **state)
{
    (void)state;
    ch_output output;
    ch_screen screen = linking_screen(&output, false);
    ch_screen_flow_links(&screen, CH_LITERAL("see https://example.org/a or\njavascript:alert(1)"), 2);
    ch_output_flush(&output);
    assert_string_equal(page.text,
                        "see " LINK("https://example.org/a", "https://example.org/a") " or javascript:alert(1)");
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(texts, shows_text),
        TEST(a_nul_within_is_shown),
        TEST_ROWS(commands, defuses),
        TEST_ROWS(commands, passes_on_defused),
        TEST(each_line_begins_anew_and_all_else_stays),
        TEST(wrapping_never_makes_a_command),
        TEST(a_command_put_together_from_pieces_is_parted),
        TEST_ROWS(wraps, wraps_text),
        TEST(prose_is_laid_out_anew_and_other_text_is_not),
        TEST(pieces_of_a_text_are_glued_unless_a_space_parts_them),
        TEST(a_style_ends_with_its_line_and_goes_on_after_it),
        TEST(without_colour_no_escape_is_printed),
        TEST(widths_are_those_that_people_can_read),
        TEST_ROWS(links, shows_a_link),
        TEST_ROWS(file_links, shows_a_file_link),
        TEST(a_long_address_is_no_link),
        TEST(nothing_is_a_link_where_none_are_asked_for_or_a_runner_reads_along),
        TEST(addresses_within_a_text_are_links),
    };
    return RUN_TABLES(tables);
}
