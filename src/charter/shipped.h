/* shipped: files of charters that come with the program, as bytes within it: `include: std:detectors`. */
#ifndef CH_CHARTER_SHIPPED_H
#define CH_CHARTER_SHIPPED_H

#include "base/text.h"

#define CH_SHIPPED_PREFIX "std:"

/* The bytes of the file called `name`, its prefix included; `at` is NULL where there is none. In the module a file that
 * is carried has none, and is empty. */
ch_text ch_shipped_file(ch_text name);

/* Whether whoever carries a charter to the module carries this file too: the module would be too large with it. */
bool ch_shipped_is_carried(ch_text name);

/* Their names, "std:detectors, …", for messages. */
extern const char ch_shipped_names[];

#endif
