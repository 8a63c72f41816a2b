/* Writing XML. It owns XML 1.0's escaping and nesting; which elements there are is junit.c's. */
#include "report/write/xml_writer.h"

#include <assert.h>
#include <stdio.h>

#include "base/unicode.h"

static void end_tag(ch_xml *xml)
{
    if (xml->in_tag)
        ch_buffer_add_char(xml->buffer, '>');
    xml->in_tag = false;
}

static void begin_line(ch_xml *xml)
{
    ch_buffer_add_char(xml->buffer, '\n');
    ch_buffer_repeat(xml->buffer, ' ', (size_t)xml->depth * 2);
}

void ch_xml_open(ch_xml *xml, const char *name)
{
    assert(xml->depth < CH_XML_DEPTH);
    end_tag(xml);
    begin_line(xml);
    ch_buffer_add_char(xml->buffer, '<');
    ch_buffer_add(xml->buffer, ch_text_of(name));
    xml->names[xml->depth++] = name;
    xml->in_tag = true;
    xml->in_line = false;
}

/* Section 4.6: the five that every parser knows. Section 3.3.3: an attribute's white space would become
 * spaces, were it not spelt. */
static const char *entity(int32_t c, bool attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&apos;";
    case '\n':
        return attribute ? "&#10;" : "\n";
    case '\t':
        return attribute ? "&#9;" : "\t";
    default:
        return NULL;
    }
}

static void add_character(ch_buffer *buffer, ch_text bytes, int32_t c, bool attribute)
{
    char spelt[16];
    const char *known = entity(c, attribute);
    if (known != NULL) {
        ch_buffer_add(buffer, ch_text_of(known));
    } else if (ch_character_misleads(c)) { /* so does all that section 2.2 leaves out */
        int length = snprintf(spelt, sizeof spelt, "U+%04X", (unsigned)c);
        ch_buffer_add(buffer, (ch_text){spelt, (size_t)length});
    } else {
        ch_buffer_add(buffer, c == 0xFFFD ? CH_LITERAL("\xEF\xBF\xBD") : bytes);
    }
}

static void add_text(ch_buffer *buffer, ch_text text, bool attribute)
{
    int32_t c, last = 0;
    for (size_t i = 0; i < text.length; last = c) {
        ch_text rest = {text.at + i, text.length - i};
        rest.length = ch_character_next(rest, &c);
        /* GitLab takes `[[ATTACHMENT|…]]` in a test's output for a file to show: a declaration must not name one. */
        if (c == '[' && last == '[')
            ch_buffer_add_char(buffer, ' ');
        add_character(buffer, rest, c, attribute);
        i += rest.length;
    }
}

void ch_xml_attribute(ch_xml *xml, const char *name, ch_text value)
{
    assert(xml->in_tag);
    ch_buffer_add_char(xml->buffer, ' ');
    ch_buffer_add(xml->buffer, ch_text_of(name));
    ch_buffer_literal(xml->buffer, "=\"");
    add_text(xml->buffer, value, true);
    ch_buffer_add_char(xml->buffer, '"');
}

void ch_xml_number(ch_xml *xml, const char *name, uint64_t value)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    ch_xml_attribute(xml, name, (ch_text){digits, (size_t)length});
}

void ch_xml_text(ch_xml *xml, ch_text text)
{
    if (text.length == 0)
        return;
    end_tag(xml);
    add_text(xml->buffer, text, false);
    xml->in_line = true;
}

/* Elements that this writer made, for another buffer: they are escaped already. */
void ch_xml_elements(ch_xml *xml, ch_text elements)
{
    end_tag(xml);
    ch_buffer_add(xml->buffer, elements);
}

void ch_xml_close(ch_xml *xml)
{
    assert(xml->depth > 0);
    const char *name = xml->names[--xml->depth];
    if (xml->in_tag) {
        ch_buffer_literal(xml->buffer, "/>");
    } else {
        /* Behind text no line is broken: the break would be part of the text. */
        if (!xml->in_line)
            begin_line(xml);
        ch_buffer_literal(xml->buffer, "</");
        ch_buffer_add(xml->buffer, ch_text_of(name));
        ch_buffer_add_char(xml->buffer, '>');
    }
    xml->in_tag = xml->in_line = false;
}
