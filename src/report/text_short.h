/* text_short: the answer in a dozen lines: what decides, what would do instead, what is missing, what is due. What is
 * left out is counted; the whole is text.c's. */
#ifndef CH_REPORT_TEXT_SHORT_H
#define CH_REPORT_TEXT_SHORT_H

#include "report/prose/layout.h"

/* What comes below the headline of a verdict that is not invalid. Whether something was left out. */
bool ch_layout_short_answer(ch_layout *page);

#endif
