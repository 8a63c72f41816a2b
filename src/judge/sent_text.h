/* sent_text: which of the files that are sent are text, by their bytes alone: the same answer on every machine. */
#ifndef CH_JUDGE_SENT_TEXT_H
#define CH_JUDGE_SENT_TEXT_H

#include "base/message.h"

#define CH_SENT_FILES_MAX   256                /* of one declaration */
#define CH_SENT_FILE_BYTES  ((size_t)1 << 20)  /* of one of them */
#define CH_SENT_TOTAL_BYTES ((size_t)16 << 20) /* of all */
#define CH_SENT_FILE_COST   4096               /* bytes that could be searched while one is opened, or is not there */

/* `bytes` without a byte order mark, where they are UTF-8 text (Markdown, CSV, JSON, source code and the like);
 * otherwise `at` is NULL and `*why` says what they are. */
ch_text ch_sent_text(ch_text bytes, ch_message *why);

#endif
