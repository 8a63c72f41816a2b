/* foreign: which texts of a document, or parts of them, are in the other language of the two: titles for which a
 * charter has no text in the document's. A text is known by where it lies, so that what is made of it can be marked. */
#ifndef CH_REPORT_AUDIT_FOREIGN_H
#define CH_REPORT_AUDIT_FOREIGN_H

#include "base/arena.h"
#include "report/write/html_writer.h"

typedef struct ch_foreign {
    charter_lang lang; /* the other one */
    struct ch_foreign_text *first;
} ch_foreign;

/* Says that a text is, or a part of one. It lives in `arena`, and as long as the text. */
void ch_foreign_add(ch_foreign *foreign, ch_arena *arena, ch_text text);

/* What is so in `part` is so too where `part` stands again, at `now`. */
void ch_foreign_copy(ch_foreign *foreign, ch_arena *arena, ch_text part, const char *now);

/* Whether some part of a text is, or all of it. */
bool ch_foreign_has(const ch_foreign *foreign, ch_text text);

/* Within an open element: its language where the text is foreign as a whole; and the text, its foreign parts marked
 * (WCAG 3.1.2: a voice reads a text in its own language). */
void ch_foreign_put_language(ch_html *html, const ch_foreign *foreign, ch_text text);
void ch_foreign_put_text(ch_html *html, const ch_foreign *foreign, ch_text text);

#endif
