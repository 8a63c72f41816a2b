/* sent_files: reading what a declaration says is sent, from the disk, safely.
 *
 * Paths come from strangers: nothing outside the declaration's folder is opened, nothing is reached through a link,
 * no device and no pipe is waited for, and what is read is what was looked at: one descriptor. */
#ifndef CH_BATCH_SENT_FILES_H
#define CH_BATCH_SENT_FILES_H

#include "base/text.h"
#include "charter/batch.h"

/* Opens `path`, relative to the folder that the file `from` is in. Gives a descriptor of an ordinary file, or a
 * negative errno: see charter_sent_files. `stepwise` takes the way of kernels without openat2: the answer is the
 * same. */
int ch_sent_file_open(const char *from, ch_text path, bool stepwise);

#endif
