/* The syntax of XML. */
#include "unit/report/reporting.h"

#include "report/write/xml_writer.h"

typedef struct text_row {
    const char *name, *text, *attribute, *content; /* `content` is NULL where it is the same */
} text_row;

static const text_row rows[] = {
    {"plain text stands as it is", "drafting", "drafting", NULL},
    {"the five of XML are spelt", "&<>\"'", "&amp;&lt;&gt;&quot;&apos;", NULL},
    {"the end of a CDATA section is none", "]]>", "]]&gt;", NULL},
    {"its beginning too", "<![CDATA[x", "&lt;![CDATA[x", NULL},
    {"an entity is none", "&lt;&#0;", "&amp;lt;&amp;#0;", NULL},
    {"white space lasts", "a\n\tb", "a&#10;&#9;b", "a\n\tb"},
    {"what XML 1.0 does not have shows", "\x01\x08\x0b\x0c\x1f\xef\xbf\xbe\xef\xbf\xbf",
     "U+0001U+0008U+000BU+000CU+001FU+FFFEU+FFFF", NULL},
    {"a carriage return shows", "a\rb", "aU+000Db", NULL},
    {"what misleads shows", "\x7f\xC2\x85\u202e\u200b", "U+007FU+0085U+202EU+200B", NULL},
    {"malformed bytes are replaced", "a\xff\xed\xa0\x80", "a\ufffd\ufffd\ufffd\ufffd", NULL},
    {"letters of all alphabets stand as they are", "\u00e9\u6f22\U0001F600", "\u00e9\u6f22\U0001F600", NULL},
    {"what GitLab takes for a file is parted", "[[ATTACHMENT|/etc/passwd]]", "[ [ATTACHMENT|/etc/passwd]]", NULL},
    {"however many brackets there are", "[[[x", "[ [ [x", NULL},
};

static void escapes(void **state)
{
    const text_row *row = *state;
    ch_buffer buffer = ch_buffer_init(1 << 16), expected = ch_buffer_init(1 << 16);
    ch_xml xml = ch_xml_init(&buffer, 0);
    ch_xml_open(&xml, "a");
    ch_xml_attribute(&xml, "b", ch_text_of(row->text));
    ch_xml_text(&xml, ch_text_of(row->text));
    ch_xml_close(&xml);
    ch_buffer_literal(&expected, "\n<a b=\"");
    ch_buffer_add(&expected, ch_text_of(row->attribute));
    ch_buffer_literal(&expected, "\">");
    ch_buffer_add(&expected, ch_text_of(row->content == NULL ? row->attribute : row->content));
    ch_buffer_literal(&expected, "</a>");
    ch_buffer_add(&expected, (ch_text){"", 1});
    assert_text_equal(ch_buffer_text(&buffer), expected.at);
    ch_buffer_clear(&buffer);
    ch_buffer_clear(&expected);
}

static void a_nul_shows(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(1 << 16);
    ch_xml xml = ch_xml_init(&buffer, 0);
    ch_xml_open(&xml, "a");
    ch_xml_text(&xml, (ch_text){"x\0y", 3});
    ch_xml_close(&xml);
    assert_text_equal(ch_buffer_text(&buffer), "\n<a>xU+0000y</a>");
    ch_buffer_clear(&buffer);
}

static void elements_stand_on_lines_of_their_own(void **state)
{
    (void)state;
    ch_buffer buffer = ch_buffer_init(1 << 16);
    ch_xml xml = ch_xml_init(&buffer, 0);
    ch_xml_open(&xml, "a");
    ch_xml_open(&xml, "b");
    ch_xml_number(&xml, "n", UINT64_MAX);
    ch_xml_text(&xml, CH_NO_TEXT);
    ch_xml_close(&xml);
    ch_xml_open(&xml, "c");
    ch_xml_text(&xml, CH_LITERAL("text"));
    ch_xml_close(&xml);
    ch_xml_elements(&xml, CH_LITERAL("\n  <d/>"));
    ch_xml_close(&xml);
    assert_text_equal(ch_buffer_text(&buffer), "\n<a>\n"
                                               "  <b n=\"18446744073709551615\"/>\n"
                                               "  <c>text</c>\n"
                                               "  <d/>\n"
                                               "</a>");
    ch_buffer_clear(&buffer);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, escapes),
        TEST(a_nul_shows),
        TEST(elements_stand_on_lines_of_their_own),
    };
    return RUN_TABLES(tables);
}
