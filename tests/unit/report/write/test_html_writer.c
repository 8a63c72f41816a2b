/* HTML: whatever a text holds, it stays a text. */
#include "unit/report/reporting.h"

#include <stdio.h>

#include "report/write/html_writer.h"

typedef struct row {
    const char *name, *text;
    size_t length; /* 0: up to the NUL */
    const char *written;
} row;

static const row rows[] = {
    {"plain text stands for itself", "R\xC3\xA9sum\xC3\xA9 12", 0, "R\xC3\xA9sum\xC3\xA9 12"},
    {"markup is escaped", "<script>&'\"</script>", 0, "&lt;script&gt;&amp;&#39;&quot;&lt;/script&gt;"},
    {"line breaks and tabs are spaces", "a\nb\tc", 0, "a b c"},
    {"controls are spelt", "a\x01\x1B[0m", 0, "aU+0001U+001B[0m"},
    {"a NUL is spelt", "a\0b", 3, "aU+0000b"},
    {"what turns the line round is spelt",
     "a\xE2\x80\xAE"
     "b",
     0, "aU+202Eb"},
    {"what is invisible is spelt",
     "a\xE2\x80\x8B"
     "b",
     0, "aU+200Bb"},
    {"noncharacters are spelt", "a\xEF\xBF\xBE", 0, "aU+FFFE"},
    {"malformed bytes are replaced", "a\xFFz", 0, "a\xEF\xBF\xBDz"},
};

static ch_text text_of(const row *r)
{
    return (ch_text){r->text, r->length > 0 ? r->length : strlen(r->text)};
}

static const char *written(const row *r, bool in_attribute)
{
    static paper p;
    char buffer[64];
    p = (paper){0};
    ch_output output = output_on(&p, buffer, sizeof buffer);
    ch_html html = ch_html_init(&output);
    ch_html_open(&html, "i");
    if (in_attribute)
        ch_html_attribute(&html, "title", text_of(r));
    else
        ch_html_text(&html, text_of(r));
    ch_html_close(&html);
    ch_output_flush(&output);
    return p.text;
}

static void as_content(void **state)
{
    const row *r = *state;
    char expected[512];
    snprintf(expected, sizeof expected, "<i>%s</i>\n", r->written);
    assert_string_equal(written(r, false), expected);
}

static void as_an_attribute(void **state)
{
    const row *r = *state;
    char expected[512];
    snprintf(expected, sizeof expected, "<i title=\"%s\"></i>\n", r->written);
    assert_string_equal(written(r, true), expected);
}

static void elements_close_in_the_order_in_which_they_opened(void **state)
{
    (void)state;
    static paper p;
    char buffer[64];
    ch_output output = output_on(&p, buffer, sizeof buffer);
    ch_html html = ch_html_init(&output);
    ch_html_open(&html, "p");
    ch_html_void(&html, "br");
    ch_html_element(&html, "b", CH_LITERAL("x"));
    ch_html_close(&html);
    ch_output_flush(&output);
    assert_string_equal(p.text, "<p><br><b>x</b>\n</p>\n");
}

typedef struct number_row {
    const char *name;
    double number;
    const char *written;
} number_row;

static const number_row numbers[] = {
    {"whole numbers have no point", 12, "<i x=\"12\"></i>\n"},
    {"two decimals at most", 1.239, "<i x=\"1.24\"></i>\n"},
    {"no zero at the end", 1.5, "<i x=\"1.5\"></i>\n"},
    {"nothing beyond what a drawing can be", 1e300, "<i x=\"1000000000\"></i>\n"},
};

static void as_a_number(void **state)
{
    const number_row *r = *state;
    static paper p;
    char buffer[64];
    p = (paper){0};
    ch_output output = output_on(&p, buffer, sizeof buffer);
    ch_html html = ch_html_init(&output);
    ch_html_open(&html, "i");
    ch_html_number(&html, "x", r->number);
    ch_html_close(&html);
    ch_output_flush(&output);
    assert_string_equal(p.text, r->written);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, as_content),
        TEST_ROWS(rows, as_an_attribute),
        TEST_ROWS(numbers, as_a_number),
        TEST(elements_close_in_the_order_in_which_they_opened),
    };
    return RUN_TABLES(tables);
}
