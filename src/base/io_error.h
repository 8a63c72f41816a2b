/* io_error: what the operating system refused, in words. */
#ifndef CH_BASE_IO_ERROR_H
#define CH_BASE_IO_ERROR_H

#include "base/message.h"
#include "charter/diagnostics.h"

/* Why a file could not be read: `error` is a positive errno. What is left to its name lives in `arena`. */
ch_message ch_say_unreadable(ch_arena *arena, int error);

/* What to do about it. */
ch_message ch_help_unreadable(int error);

#endif
