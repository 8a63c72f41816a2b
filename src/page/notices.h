/* notices: whose code the module is made of, under which licences, and where its sources are. They ask to be told with
 * each copy, and a page with the module is one. */
#ifndef CH_PAGE_NOTICES_H
#define CH_PAGE_NOTICES_H

#include "page/put.h"

/* Folded, at the end of the page. */
void ch_put_notices(ch_page *page);

#endif
