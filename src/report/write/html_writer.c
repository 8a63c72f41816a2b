/* Writing HTML. It owns HTML's escaping and nesting; what stands in a page is the documents' business
 * (audit/document_html.c). */
#include "report/write/html_writer.h"

#include <assert.h>
#include <stdio.h>

#include "base/unicode.h"

static void end_tag(ch_html *h)
{
    if (h->in_tag)
        ch_output_char(h->output, '>');
    h->in_tag = false;
}

static void begin_tag(ch_html *h, const char *element)
{
    end_tag(h);
    ch_output_char(h->output, '<');
    ch_output_add(h->output, ch_text_of(element));
    h->in_tag = true;
}

void ch_html_open(ch_html *h, const char *element)
{
    begin_tag(h, element);
    /* Depth is the program's own: no input makes pages deeper. */
    assert(h->depth < CH_HTML_DEPTH);
    h->open[h->depth++] = element;
}

void ch_html_void(ch_html *h, const char *element)
{
    begin_tag(h, element);
}

void ch_html_close(ch_html *h)
{
    end_tag(h);
    assert(h->depth > 0);
    ch_output_add(h->output, CH_LITERAL("</"));
    ch_output_add(h->output, ch_text_of(h->open[--h->depth]));
    ch_output_add(h->output, CH_LITERAL(">"));
    if (!h->tight && h->depth < 8)
        ch_output_char(h->output, '\n');
}

/* What stands for a character of markup; NULL: it stands for itself. */
static const char *entity(int32_t c)
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
    /* By number: `&apos;` is XML's, and HTML 4 had none. */
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Characters that could mislead a reader are spelled out; so are those that XML 1.0 (2.2) has no place for, which
 * are among them or noncharacters. */
static void add_escaped(ch_output *output, ch_text text)
{
    for (size_t i = 0; i < text.length;) {
        int32_t c;
        ch_text rest = {text.at + i, text.length - i};
        size_t width = ch_character_next(rest, &c);
        const char *known = entity(c);
        char spelt[16];
        if (known != NULL) {
            ch_output_add(output, ch_text_of(known));
        } else if (c == '\n' || c == '\t') {
            ch_output_char(output, ' ');
        } else if (ch_character_misleads(c) || (c & 0xFFFE) == 0xFFFE) {
            int length = snprintf(spelt, sizeof spelt, "U+%04X", (unsigned)c);
            ch_output_add(output, (ch_text){spelt, (size_t)length});
            /* Malformed bytes read as U+FFFD: they never pass as they are. */
        } else if (c == 0xFFFD) {
            ch_output_add(output, CH_LITERAL("\xEF\xBF\xBD"));
        } else {
            ch_output_add(output, (ch_text){rest.at, width});
        }
        i += width;
    }
}

void ch_html_attribute(ch_html *h, const char *name, ch_text value)
{
    assert(h->in_tag);
    ch_output_char(h->output, ' ');
    ch_output_add(h->output, ch_text_of(name));
    ch_output_add(h->output, CH_LITERAL("=\""));
    add_escaped(h->output, value);
    ch_output_char(h->output, '"');
}

void ch_html_number(ch_html *h, const char *name, double value)
{
    char digits[64];
    int length = snprintf(digits, sizeof digits, "%.2f", value < -1e9 ? -1e9 : value > 1e9 ? 1e9 : value);
    for (int i = 0; i < length; i++)
        /* A locale of the host's may write a comma, which would end a number in SVG. */
        if (digits[i] == ',')
            digits[i] = '.';
    while (digits[length - 1] == '0')
        length--;
    length -= digits[length - 1] == '.';
    ch_html_attribute(h, name, (ch_text){digits, (size_t)length});
}

void ch_html_text(ch_html *h, ch_text text)
{
    end_tag(h);
    add_escaped(h->output, text);
}

void ch_html_element(ch_html *h, const char *element, ch_text text)
{
    ch_html_open(h, element);
    ch_html_text(h, text);
    ch_html_close(h);
}

/* Only for markup of our own: nothing here makes it safe. */
void ch_html_raw(ch_html *h, const char *markup)
{
    ch_html_raw_text(h, ch_text_of(markup));
}

void ch_html_raw_text(ch_html *h, ch_text markup)
{
    end_tag(h);
    ch_output_add(h->output, markup);
}
