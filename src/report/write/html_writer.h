/* html_writer: the syntax of HTML and of the SVG within it: elements, attributes, escaping, in one place.
 *
 *     ch_html_open(html, "td");
 *     ch_html_attribute(html, "class", CH_LITERAL("number"));
 *     ch_html_text(html, count);
 *     ch_html_close(html);
 *
 * Names of elements and attributes are ours; everything else is escaped, and no text can become markup, an address, or
 * a character that HTML or XML has no place for. */
#ifndef CH_REPORT_WRITE_HTML_WRITER_H
#define CH_REPORT_WRITE_HTML_WRITER_H

#include "report/write/output.h"

#define CH_HTML_DEPTH 24 /* the deepest nesting of what we write */

typedef struct ch_html {
    ch_output *output;
    bool in_tag; /* an opening tag waits for its end */
    bool tight;  /* no line breaks between elements: they would show as blanks within a sentence */
    unsigned depth;
    const char *open[CH_HTML_DEPTH];
} ch_html;

static inline ch_html ch_html_init(ch_output *output)
{
    return (ch_html){.output = output};
}

void ch_html_open(ch_html *html, const char *element);
void ch_html_attribute(ch_html *html, const char *name, ch_text value);
void ch_html_number(ch_html *html, const char *name, double value); /* at most two decimals */
void ch_html_text(ch_html *html, ch_text text);

/* Closes what was opened last; one that has had no content keeps none. */
void ch_html_close(ch_html *html);

/* An element with nothing in it that has no end tag: meta, br. Its attributes follow. */
void ch_html_void(ch_html *html, const char *element);

/* The element, its text, and its end. */
void ch_html_element(ch_html *html, const char *element, ch_text text);

/* Text of ours that is markup already: a style sheet, a declaration. */
void ch_html_raw(ch_html *html, const char *markup);

/* The same with a length: a script, or bytes in base64. */
void ch_html_raw_text(ch_html *html, ch_text markup);

#endif
