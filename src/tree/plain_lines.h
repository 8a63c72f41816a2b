/* plain_lines: files of a repository as lines of UTF-8, whatever editor wrote them.
 *
 * For what is searched (traces), not for what is judged: a declaration in UTF-16 or with lone carriage returns is
 * refused (ch_source_check). pip reads requirements in UTF-16, as a shell of Windows writes them. */
#ifndef CH_TREE_PLAIN_LINES_H
#define CH_TREE_PLAIN_LINES_H

#include "base/arena.h"
#include "base/text.h"

/* `bytes` without a byte order mark, in UTF-8 where they are UTF-16 or UTF-32 (by their mark, or by the NUL beside
 * their first character, which is ASCII: RFC 4627, 3), and with LF where a lone CR ends a line. What has nothing of
 * that is borrowed, else a copy is made in `arena`; `at` is NULL where there is no memory. Malformed units become
 * U+FFFD. */
ch_text ch_plain_lines(ch_text bytes, ch_arena *arena);

#endif
