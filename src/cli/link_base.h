/* link_base: what names of files begin at, as an address, where a terminal makes links of them. */
#ifndef CLI_LINK_BASE_H
#define CLI_LINK_BASE_H

#include "cli.h"

/* "file://host/this/folder/", to be freed. NULL where standard output is no terminal that is to have colours, or a
 * folder cannot be named so. */
char *cli_link_base(const cli *c);

#endif
