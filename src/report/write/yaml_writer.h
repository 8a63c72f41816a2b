/* yaml_writer: scalars and comments of YAML, for files that people go on writing.
 *
 * A scalar is read as the same text by every reader of YAML 1.1 and 1.2, as a value or a key, in a block or in
 * brackets. Numbers, dates, true and false are no texts: whoever writes one adds it to the buffer as it is. */
#ifndef CH_REPORT_WRITE_YAML_WRITER_H
#define CH_REPORT_WRITE_YAML_WRITER_H

#include "base/buffer.h"

/* A text, plain where nobody can misread it, else in double quotes. Malformed bytes become U+FFFD. Control characters
 * are spelt out, and a declaration that has one is refused by its reader: no text may hold them. */
void ch_yaml_text(ch_buffer *buffer, ch_text text);

/* The same, always in double quotes. */
void ch_yaml_quoted(ch_buffer *buffer, ch_text text);

/* Whether YAML takes it for a key, in quotes: libyaml reads none of more than 1,024 bytes (YAML 1.2, 7.4.2). */
bool ch_yaml_is_key(ch_text text);

/* A comment, and the end of its line. Its "#" stands at the column `indent`, counted from 0, unless the buffer's last
 * line has begun one already; its text stands from the column `left` on, and what is wider than a screen goes on
 * below. No text leaves its comment: line ends and characters that mislead are blanks in it. An empty text is an empty
 * comment. */
void ch_yaml_comment(ch_buffer *buffer, size_t indent, size_t left, ch_text text);

#endif
