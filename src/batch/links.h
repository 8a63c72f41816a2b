/* links: whether a link leads out of the work tree that a name lies in.
 *
 * Whoever writes a branch chooses its links: usage.yaml may lead to ~/.docker/config.json, of which a message in a
 * public log would quote a line. */
#ifndef CH_BATCH_LINKS_H
#define CH_BATCH_LINKS_H

#include <stdbool.h>

/* The same as charter_leads_out, of a descriptor that was opened by `name`: what its name leads to by now does not
 * count. */
bool ch_leads_out(int file, const char *name);

#endif
