/* repository_path: where a file lies in its repository, as services that show findings beside its lines take it. */
#ifndef CH_REPORT_GATE_REPOSITORY_PATH_H
#define CH_REPORT_GATE_REPOSITORY_PATH_H

#include "base/buffer.h"
#include "charter/report.h"

/* `file`, as it was named, from the top of the repository on, without "." and ".." as far as names go (links are not
 * looked at): "./uses/../a.yaml" in "sub" is "sub/a.yaml". What lies elsewhere, and standard input, stays as it was
 * named but for these. It lies in `into`, which it writes over. */
ch_text ch_repository_path(const charter_report_options *options, const char *file, ch_buffer *into);

#endif
