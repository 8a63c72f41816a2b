/* xml_events: the elements of one part as events, step by step, so that what they fill is emptied between two steps. */
#ifndef CH_WORKBOOK_XML_EVENTS_H
#define CH_WORKBOOK_XML_EVENTS_H

#include <expat.h>

#include "workbook/zip.h"

/* Names are local, without their namespace. `end` is called for each element that began. `end` and `text` may
 * be NULL. */
typedef struct ch_events_reader {
    void (*begin)(void *context, const char *name, const char **attributes);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, ch_text text);
} ch_events_reader;

typedef struct ch_events {
    ch_part part;
    XML_Parser parser; /* NULL: not open */
    const ch_events_reader *reader;
    void *context;
    unsigned depth;
    bool suspended, ended;
    ch_workbook_fault fault;
} ch_events;

/* Begins to read the part named `name`; `context` is the reader's. CH_WORKBOOK_PART: there is none. `xml` is zeroed, or
 * was closed. */
ch_workbook_fault ch_events_open(ch_events *xml, ch_zip *zip, ch_text name, const ch_events_reader *reader,
                                 void *context);
void ch_events_close(ch_events *xml);

/* Reads some more of it: until it was paused, or a piece of it is done. `ended` says that all of it was read. */
ch_workbook_fault ch_events_step(ch_events *xml);

/* All of it, from open to close. */
ch_workbook_fault ch_events_read(ch_events *xml, ch_zip *zip, ch_text name, const ch_events_reader *reader,
                                 void *context);

/* For readers: the step ends here and goes on with the next one; or the part is given up. */
void ch_events_pause(ch_events *xml);
void ch_events_stop(ch_events *xml, ch_workbook_fault why);

/* The attribute of that local name, in a namespace whose name has `space` in it ("": in none); `at` is NULL where there
 * is none. */
ch_text ch_attribute(const char **attributes, const char *space, const char *name);

/* The same as a whole number from 0 to `most`; `otherwise` where it is none, and `most` where it is larger. */
uint32_t ch_attribute_number(const char **attributes, const char *space, const char *name, uint32_t otherwise,
                             uint32_t most);

/* The same as an answer: "1" or "true". */
bool ch_attribute_is(const char **attributes, const char *space, const char *name);

#endif
