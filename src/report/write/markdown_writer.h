/* markdown_writer: text within GitHub's and GitLab's Markdown (CommonMark and its tables).
 *
 * Texts are lines that were spoken (sanitizer.h). None of their characters is syntax, and nothing in them becomes
 * a link, a mention or a reference: words that a service would make one of are put into code. */
#ifndef CH_REPORT_WRITE_MARKDOWN_WRITER_H
#define CH_REPORT_WRITE_MARKDOWN_WRITER_H

#include "base/buffer.h"

/* Text, also within a table's cell. */
void ch_markdown_text(ch_buffer *buffer, ch_text text);

/* Text that stays as it is, whole, as code. */
void ch_markdown_code(ch_buffer *buffer, ch_text text);

/* A link where the text is an address that begins with https:, and is nothing more; otherwise text. Only for
 * what the charter says: it is trusted, declarations are not. */
void ch_markdown_address(ch_buffer *buffer, ch_text text);

#endif
