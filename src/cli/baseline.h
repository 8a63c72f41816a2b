/* baseline: --baseline and its sisters: what a gate lets pass, read, written anew, and what of it is stale. */
#ifndef CLI_BASELINE_H
#define CLI_BASELINE_H

#include "overwrite_guard.h"

typedef struct cli_baseline {
    const char *path, *rev;
    bool update;
} cli_baseline;

/* clang-format off */
#define CLI_BASELINE_OPTIONS(type, member) \
    {"baseline", 0, "FILE", N_("breaches that are accepted: only others fail"), CLI_ONCE, \
     offsetof(type, member.path), NULL}, \
    {"baseline-rev", 0, "REV", N_("read the baseline as that git revision has it"), CLI_ONCE, \
     offsetof(type, member.rev), NULL}, \
    {"update-baseline", 0, NULL, N_("accept what this run finds, and write it into the baseline"), \
     CLI_FLAG, offsetof(type, member.update), NULL}
/* clang-format on */

/* Of the files that a run writes and reads, the baseline is among the former where it is renewed. Whether it is none of
 * the others; says which it is. */
bool cli_baseline_is_apart(const cli *c, const cli_baseline *options, cli_written *written);

/* Gives `*baseline` (charter_baseline_free), NULL where none is wanted. CLI_FINE, or CLI_STOPPED once it has said
 * why. */
int cli_baseline_open(const cli *c, const cli_baseline *options, charter_baseline **baseline);

/* Writes it where it is to be, whole or not at all, and not where the run of `summary` could not read everything.
 * False, once it has said why, where it is not written. */
bool cli_baseline_keep(const cli *c, const cli_baseline *options, const charter_baseline *baseline,
                       const charter_summary *summary);

/* Tells which entries have gone stale: the first of them, then how many more. */
void cli_baseline_tell_stale(const cli *c, const cli_baseline *options, const charter_baseline *baseline);

#endif
