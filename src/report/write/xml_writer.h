/* xml_writer: the syntax of XML 1.0: nesting, attributes and escaping, in one place.
 *
 *     ch_xml_open(xml, "testcase");
 *     ch_xml_attribute(xml, "name", name);
 *     ch_xml_text(xml, body);
 *     ch_xml_close(xml);
 *
 * What it writes is well-formed whatever it is given. There are no CDATA sections, which text could end, and
 * characters that XML 1.0 section 2.2 does not have, or that mislead a reader, show as U+XXXX. */
#ifndef CH_REPORT_WRITE_XML_WRITER_H
#define CH_REPORT_WRITE_XML_WRITER_H

#include "base/buffer.h"

#define CH_XML_DEPTH 8 /* the deepest nesting of what we write */

typedef struct ch_xml {
    ch_buffer *buffer;
    bool in_tag;  /* the start tag is not yet ended: attributes may come */
    bool in_line; /* text stands before, on the same line */
    unsigned depth;
    const char *names[CH_XML_DEPTH]; /* of what is open */
} ch_xml;

/* Keeps `buffer`. What is written will stand `depth` levels deep in a document. */
static inline ch_xml ch_xml_init(ch_buffer *buffer, unsigned depth)
{
    return (ch_xml){.buffer = buffer, .depth = depth};
}

/* Opens an element, on a line of its own. Names are ours: they hold nothing to escape. */
void ch_xml_open(ch_xml *xml, const char *name);

/* Right behind ch_xml_open, or another attribute. */
void ch_xml_attribute(ch_xml *xml, const char *name, ch_text value);
void ch_xml_number(ch_xml *xml, const char *name, uint64_t value);

/* Text as it is, line breaks and all; "[[" is parted: what GitLab finds in brackets it takes for a file. */
void ch_xml_text(ch_xml *xml, ch_text text);

/* Whole elements that are XML already, each on a line of its own. */
void ch_xml_elements(ch_xml *xml, ch_text elements);

/* Closes what was opened last. */
void ch_xml_close(ch_xml *xml);

#endif
