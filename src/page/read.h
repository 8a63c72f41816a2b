/* read: what the page tells of a charter, section by section, in the language at hand. */
#ifndef CH_PAGE_READ_H
#define CH_PAGE_READ_H

#include "page/put.h"

/* The sections, in their order, and links to them. */
void ch_put_contents(ch_page *page);
void ch_put_sections(ch_page *page);

/* A table of all answers. */
void ch_put_matrix(ch_page *page);

/* What is other than in the version before, where there is one. */
void ch_put_changes(ch_page *page);
bool ch_page_has_changes(const ch_page *page);

#endif
