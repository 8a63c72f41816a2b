/* json_writer: the syntax of JSON (RFC 8259): nesting, commas, line breaks and escaping, in one place.
 *
 *     ch_json_object(json);
 *     ch_json_key(json, CH_LITERAL("tool"));
 *     ch_json_text(json, tool);
 *     ch_json_close(json);
 *
 * What it writes is well-formed UTF-8 whatever it is given, and sanitized where logs are read: no control,
 * invisible or bidirectional character stands unescaped, nor anything that a CI runner takes for a command. */
#ifndef CH_REPORT_WRITE_JSON_WRITER_H
#define CH_REPORT_WRITE_JSON_WRITER_H

#include "report/write/output.h"

#define CH_JSON_DEPTH 12 /* the deepest nesting of what we write */

typedef struct ch_json {
    ch_output *output;
    bool compact;   /* no blanks and no line breaks */
    bool after_key; /* what comes is a key's value */
    bool break_due; /* the next item begins a line */
    unsigned depth;
    struct ch_json_level {
        char close;
        bool filled;
        unsigned indent; /* of items that begin a line */
    } levels[CH_JSON_DEPTH];
} ch_json;

static inline ch_json ch_json_init(ch_output *output, bool compact)
{
    return (ch_json){.output = output, .compact = compact};
}

/* Each opens, or writes, one value; a comma and a line break come of themselves. */
void ch_json_object(ch_json *json);
void ch_json_array(ch_json *json);

/* Closes what was opened last. */
void ch_json_close(ch_json *json);

/* A key of ours: written as it is, so it holds nothing to escape. */
void ch_json_key(ch_json *json, ch_text key);

/* The next item of this object or array begins a line; unless compact. */
void ch_json_break(ch_json *json);

/* A string, or null where `at` is NULL. */
void ch_json_text(ch_json *json, ch_text text);
void ch_json_bool(ch_json *json, bool yes);
void ch_json_null(ch_json *json);
void ch_json_int(ch_json *json, uint64_t number);

/* The shortest form of at most 15 significant digits; null for what JSON has no number for. */
void ch_json_number(ch_json *json, double number);

/* A member of an object, by its key: a text (null where `at` is NULL), a number, a line or a column (null where it is
 * 0: they count from 1). */
void ch_json_put_text(ch_json *json, ch_text key, ch_text text);
void ch_json_put_int(ch_json *json, ch_text key, uint64_t number);
void ch_json_put_position(ch_json *json, ch_text key, uint32_t position);

/* The same with a literal as the key. */
#define CH_JSON_KEY(json, name)                ch_json_key((json), CH_LITERAL(name))
#define CH_JSON_TEXT(json, name, text)         ch_json_put_text((json), CH_LITERAL(name), (text))
#define CH_JSON_INT(json, name, number)        ch_json_put_int((json), CH_LITERAL(name), (number))
#define CH_JSON_POSITION(json, name, position) ch_json_put_position((json), CH_LITERAL(name), (position))

/* Text that is JSON already: items, with commas between them. Nothing where it is empty. */
void ch_json_items(ch_json *json, ch_text items);

#endif
