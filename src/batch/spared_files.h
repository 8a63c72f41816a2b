/* spared_files: files that a search for traces passes over, since what they say of tools is no trace of one: the
 * charter's own, its cases, and those that declarations were read from. */
#ifndef CH_BATCH_SPARED_FILES_H
#define CH_BATCH_SPARED_FILES_H

#include "judge/traces.h"

/* Whether the file of this name is one of them, however it is spelt; a link to one is not. Files whose declarations
 * have been told to `traces` since the last question are looked up first: one stat() each. Where there is no memory,
 * `traces` has failed. */
bool ch_spared_files_have(charter_traces *traces, const char *name);

#endif
