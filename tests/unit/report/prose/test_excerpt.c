/* A source's line with carets under a part of it. */
#include "unit/report/reporting.h"

#include "report/prose/terminal.h"

typedef struct excerpt_row {
    const char *name, *line;
    uint32_t first, last;
    unsigned width;
    const char *shown; /* the line and the carets, without what stands before the bar; NULL: nothing */
    bool defuse;
} excerpt_row;

#define E_ACUTE "e\xCC\x81" /* a letter and a combining accent */
#define HAN     "\xE6\xBC\xA2"
#define DOTS    "\xE2\x80\xA6"

static const excerpt_row rows[] = {
    {"carets stand under what is meant", "tool: ChatGPT", 7, 14, 40,
     "| tool: ChatGPT\n"
     "|       ^^^^^^^\n",
     false},
    {"an empty part has one caret", "tool: x", 7, 7, 40,
     "| tool: x\n"
     "|       ^\n",
     false},
    {"what is missing at the end has its caret behind it", "tool:", 6, 6, 40,
     "| tool:\n"
     "|      ^\n",
     false},
    {"an empty line has one", "", 1, 1, 40,
     "| \n"
     "| ^\n",
     false},
    {"a part that goes on in the next line ends with this one", "a: [b,", 4, 0, 40,
     "| a: [b,\n"
     "|    ^^^\n",
     false},
    {"a part said to be longer than the line ends with it", "abc", 2, 99, 40,
     "| abc\n"
     "|  ^^\n",
     false},
    {"tabs are blanks up to the next stop", "\ta:\tb", 5, 6, 40,
     "|     a:  b\n"
     "|         ^\n",
     false},
    {"a tab that is meant has carets as wide as it is", "a\tb", 2, 3, 40,
     "| a   b\n"
     "|  ^^^\n",
     false},
    {"wide characters have two carets", HAN HAN "x", 2, 3, 40,
     "| " HAN HAN "x\n"
     "|   ^^\n",
     false},
    {"combining characters take no column", E_ACUTE E_ACUTE "x", 5, 6, 40,
     "| " E_ACUTE E_ACUTE "x\n"
     "|   ^\n",
     false},
    {"accented letters are one code point and one column", "\xC3\xA9: x", 4, 5, 40,
     "| \xC3\xA9: x\n"
     "|    ^\n",
     false},
    {"characters that mislead are spelt, and counted as they are spelt",
     "a\xE2\x80\xAE"
     "b",
     3, 4, 40,
     "| aU+202Eb\n"
     "|        ^\n",
     false},
    {"what misleads is itself underlined whole",
     "a\xE2\x80\xAE"
     "b",
     2, 3, 40,
     "| aU+202Eb\n"
     "|  ^^^^^^\n",
     false},
    {"a part beyond the line shows nothing", "abc", 6, 7, 40, NULL, false},
    {"a part without a column shows nothing", "abc", 0, 0, 40, NULL, false},
    {"a long line is cut behind what is meant", "tool: abcdefghijklmnopqrstuvwxyz", 1, 5, 24,
     "| tool: abcdefghijklm" DOTS "\n"
     "| ^^^^\n",
     false},
    {"a long line is cut before what is meant", "abcdefghijklmnopqrstuvwxyz: x", 29, 30, 24,
     "| " DOTS "klmnopqrstuvwxyz: x\n"
     "|                    ^\n",
     false},
    {"a long line is cut on both sides", "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz", 27, 37, 24,
     "| " DOTS "wxyz0123456789abcd" DOTS "\n"
     "|      ^^^^^^^^^^\n",
     false},
    {"a part longer than the screen begins near its left edge",
     "key: abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz", 20, 60, 24,
     "| " DOTS "nopqrstuvwxyz01234" DOTS "\n"
     "|   ^^^^^^^^^^^^^^^^^\n",
     false},
    {"a wide character is not cut in two", HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN HAN "xy", 13, 14, 24,
     "| " DOTS " " HAN HAN HAN HAN HAN HAN HAN HAN "xy\n"
     "|                   ^\n",
     false},
    {"a mark whose letter is cut off is not shown alone", "abcde" E_ACUTE "ghijklmnopqrstuvwxyz", 27, 28, 24,
     "| " DOTS "hijklmnopqrstuvwxyz\n"
     "|                    ^\n",
     false},
    {"a command of a runner is parted, and the caret follows", "a: ##[x] b", 10, 11, 40,
     "| a: ## [x] b\n"
     "|           ^\n",
     true},
};

static void shows(void **state)
{
    static paper page;
    const excerpt_row *row = *state;
    char room[16];
    page = (paper){.length = 0};
    ch_output output = output_on(&page, room, sizeof room);
    ch_screen screen = ch_screen_init(&output, &(charter_report_options){.defuse = row->defuse});
    screen.width = row->width;
    ch_screen_excerpt(&screen, &(ch_excerpt){.line = ch_text_of(row->line),
                                             .number = 7,
                                             .first = row->first,
                                             .last = row->last,
                                             .bar = 2});
    ch_output_flush(&output);
    if (row->shown == NULL) {
        assert_int_equal(page.length, 0);
        return;
    }
    char expected[1024] = "7 ";
    const char *second = strchr(row->shown, '\n') + 1;
    strncat(expected, row->shown, (size_t)(second - row->shown));
    strcat(strcat(expected, "  "), second);
    assert_string_equal(page.text, expected);
}

int main(void)
{
    const test_table tables[] = {TEST_ROWS(rows, shows)};
    return RUN_TABLES(tables);
}
