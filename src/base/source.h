/* source: the bytes of one file, or of one document of a stream, and where each of them stands.
 *
 * Bytes from outside are checked before any parser sees them: well-formed UTF-8, and none of the
 * characters that make a file read otherwise than it looks. */
#ifndef CH_BASE_SOURCE_H
#define CH_BASE_SOURCE_H

#include "base/arena.h"
#include "base/text.h"

/* The cells of a register's row: what its places say beside line and column. */
typedef struct ch_row {
    uint32_t number; /* from 1, the header's rows too */
    uint32_t count;
    const ch_span *cells;
} ch_row;

typedef struct ch_source {
    const char *name;
    ch_text bytes;
    size_t offset;               /* bytes of the file before these */
    uint32_t lines_before;       /* lines of the file before these */
    uint32_t columns_before;     /* code points of the file's line before these */
    bool converted;              /* from an encoding of one byte a character, in which `offset` and places count */
    const ch_row *row;           /* of a register; NULL elsewhere */
    bool ascii;                  /* set by ch_source_check */
    const uint32_t *line_starts; /* made by ch_source_index; NULL: lines are counted anew each time */
    uint32_t line_count;
} ch_source;

typedef enum ch_byte_fault {
    CH_BYTES_FINE,
    CH_BYTES_NOT_UTF8,
    CH_BYTES_UTF16,    /* a byte order mark of UTF-16 or UTF-32 */
    CH_BYTES_FORBIDDEN /* a control character, a line separator, a lone CR, a byte order mark within */
} ch_byte_fault;

/* Finds the first fault, or none. `*at` is the faulty character's span. Sets `source->ascii`. */
ch_byte_fault ch_source_check(ch_source *source, ch_span *at);

/* Makes places quick to find. False when there is no memory. */
bool ch_source_index(ch_source *source, ch_arena *arena);

/* Where a span stands, as lines and columns from 1. */
charter_place ch_source_place(const ch_source *source, ch_span span);

/* The line that `offset` is in, without its end. */
ch_text ch_source_line(const ch_source *source, uint32_t offset);

/* What stands in a span, on one line: blanks and line breaks count as one space. It lives in `arena`; `at` is NULL
 * where there is no memory. */
ch_text ch_source_on_one_line(const ch_source *source, ch_span span, ch_arena *arena);

#define CH_AROUND 1024 /* bytes */

/* A part of the source, such as a line, with what stands before and behind it, CH_AROUND bytes each: what
 * a reader could read it with. Of a register's row, the part alone. */
ch_text ch_source_around(const ch_source *source, ch_text part);

/* Whether a character may stand in a declaration or a charter: not C0 (but TAB, LF and, in raw bytes, the
 * CR of a CRLF), DEL, C1, U+2028, U+2029, U+FEFF, nor a noncharacter U+FFFE or U+FFFF. */
bool ch_character_allowed(int32_t character);

#endif
