/* XML, by expat. There are no entities without a document type, which is refused: nothing grows, and nothing else is
 * read for it. */
#include "workbook/xml_events.h"

#define DEEPEST 64  /* elements within elements: those of workbooks need some fifteen */
#define SPACE   '|' /* between a name and its namespace */

void ch_events_stop(ch_events *xml, ch_workbook_fault why)
{
    if (xml->fault != CH_WORKBOOK_FINE)
        return;
    xml->fault = why;
    XML_StopParser(xml->parser, XML_FALSE);
}

void ch_events_pause(ch_events *xml)
{
    if (xml->fault == CH_WORKBOOK_FINE && !xml->suspended)
        xml->suspended = XML_StopParser(xml->parser, XML_TRUE) == XML_STATUS_OK;
}

static const char *local_name(const char *name)
{
    const char *bar = strrchr(name, SPACE);
    return bar == NULL ? name : bar + 1;
}

static void XMLCALL begin_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    ch_events *xml = context;
    if (xml->fault != CH_WORKBOOK_FINE)
        return;
    if (xml->depth++ == DEEPEST)
        ch_events_stop(xml, CH_WORKBOOK_DEPTH);
    else
        xml->reader->begin(xml->context, local_name(name), attributes);
}

static void XMLCALL end_element(void *context, const XML_Char *name)
{
    ch_events *xml = context;
    if (xml->fault != CH_WORKBOOK_FINE)
        return;
    xml->depth--;
    if (xml->reader->end != NULL)
        xml->reader->end(xml->context, local_name(name));
}

static void XMLCALL add_text(void *context, const XML_Char *text, int length)
{
    ch_events *xml = context;
    if (xml->fault == CH_WORKBOOK_FINE && xml->reader->text != NULL)
        xml->reader->text(xml->context, (ch_text){text, (size_t)length});
}

static void XMLCALL refuse_type(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                                int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    ch_events_stop(context, CH_WORKBOOK_DOCTYPE);
}

ch_workbook_fault ch_events_open(ch_events *xml, ch_zip *zip, ch_text name, const ch_events_reader *reader,
                                 void *context)
{
    xml->reader = reader;
    xml->context = context;
    xml->depth = 0;
    xml->suspended = xml->ended = false;
    xml->parser = NULL;
    const ch_zip_entry *entry = ch_zip_find(zip, name);
    xml->fault = entry == NULL ? CH_WORKBOOK_PART : ch_part_open(&xml->part, zip, entry);
    if (xml->fault != CH_WORKBOOK_FINE)
        return xml->fault;
    xml->parser = XML_ParserCreateNS(NULL, SPACE);
    if (xml->parser == NULL) {
        ch_part_close(&xml->part);
        return xml->fault = CH_WORKBOOK_NO_MEMORY;
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, begin_element, end_element);
    XML_SetCharacterDataHandler(xml->parser, add_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, refuse_type);
    return CH_WORKBOOK_FINE;
}

void ch_events_close(ch_events *xml)
{
    if (xml->parser == NULL)
        return;
    XML_ParserFree(xml->parser);
    ch_part_close(&xml->part);
    xml->parser = NULL;
}

/* The parser's own buffer is filled: nothing is copied, and it keeps what a pause leaves. */
static enum XML_Status parse_more(ch_events *xml)
{
    enum { PIECE = 16 * 1024 };
    size_t length;
    void *into = XML_GetBuffer(xml->parser, PIECE);
    xml->fault = into == NULL ? CH_WORKBOOK_NO_MEMORY : ch_part_read(&xml->part, into, PIECE, &length);
    if (xml->fault != CH_WORKBOOK_FINE)
        return XML_STATUS_ERROR;
    xml->ended = length == 0;
    return XML_ParseBuffer(xml->parser, (int)length, xml->ended);
}

/* expat (2.5) loses the prefix that it had no memory for, and misses it later. */
static ch_workbook_fault fault_of(enum XML_Error error)
{
    switch (error) {
    case XML_ERROR_NO_MEMORY:
        return CH_WORKBOOK_NO_MEMORY;
    case XML_ERROR_UNBOUND_PREFIX:
        return CH_WORKBOOK_PREFIX;
    default:
        return CH_WORKBOOK_XML;
    }
}

ch_workbook_fault ch_events_step(ch_events *xml)
{
    if (xml->fault != CH_WORKBOOK_FINE || (xml->ended && !xml->suspended))
        return xml->fault;
    bool resumes = xml->suspended;
    xml->suspended = false;
    enum XML_Status status = resumes ? XML_ResumeParser(xml->parser) : parse_more(xml);
    if (status == XML_STATUS_ERROR && xml->fault == CH_WORKBOOK_FINE)
        xml->fault = fault_of(XML_GetErrorCode(xml->parser));
    return xml->fault;
}

ch_workbook_fault ch_events_read(ch_events *xml, ch_zip *zip, ch_text name, const ch_events_reader *reader,
                                 void *context)
{
    ch_workbook_fault fault = ch_events_open(xml, zip, name, reader, context);
    while (fault == CH_WORKBOOK_FINE && (!xml->ended || xml->suspended))
        fault = ch_events_step(xml);
    ch_events_close(xml);
    return fault;
}

/* ---- attributes ---- */

ch_text ch_attribute(const char **attributes, const char *space, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2) {
        const char *local = local_name(attributes[0]);
        bool qualified = local != attributes[0];
        if (strcmp(local, name) != 0 || qualified != (space[0] != '\0'))
            continue;
        if (!qualified || memmem(attributes[0], (size_t)(local - attributes[0]), space, strlen(space)) != NULL)
            return ch_text_of(attributes[1]);
    }
    return CH_NO_TEXT;
}

uint32_t ch_attribute_number(const char **attributes, const char *space, const char *name, uint32_t otherwise,
                             uint32_t most)
{
    int64_t number;
    ch_text text = ch_attribute(attributes, space, name);
    if (text.at == NULL || !ch_text_to_int(text, &number) || number < 0)
        return otherwise;
    return number > most ? most : (uint32_t)number;
}

bool ch_attribute_is(const char **attributes, const char *space, const char *name)
{
    ch_text text = ch_attribute(attributes, space, name);
    return ch_text_is(text, "1") || ch_text_is(text, "true");
}
