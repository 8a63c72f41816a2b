/* document_foreign: which texts of a document, or parts of them, are in the other language of the two. */
#ifndef CH_REPORT_AUDIT_DOCUMENT_FOREIGN_H
#define CH_REPORT_AUDIT_DOCUMENT_FOREIGN_H

#include "report/audit/document.h"
#include "report/write/html_writer.h"

/* Whether a text as a whole is. */
bool ch_document_is_foreign(const ch_document *document, ch_text text);

/* The first part of a text that is; `at` NULL: there is none. */
ch_text ch_document_foreign_part(const ch_document *document, ch_text text);

/* What is so in `part` is so too where `part` stands again, at `now`. */
void ch_document_copy_foreign(ch_document *document, ch_text part, const char *now);

/* Within an open element: its language where the text is foreign as a whole, then the text, its foreign parts marked
 * (WCAG 3.1.2: a voice reads a text in its own language). */
void ch_document_put_language(ch_html *html, const ch_document *document, ch_text text);
void ch_document_put_text(ch_html *html, const ch_document *document, ch_text text);

#endif
