/* places: where something stands, at the right edge of a row, for who goes there: links, where the screen has them. */
#ifndef CH_REPORT_PROSE_PLACES_H
#define CH_REPORT_PROSE_PLACES_H

#include "report/prose/layout.h"

/* "FILE:LINE:COLUMN" of each place that is one, at the right edge of this line, or of the next where they do not fit;
 * and the line's end. */
void ch_layout_places(ch_layout *page, charter_place first, charter_place second);

#endif
