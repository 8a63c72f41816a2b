/* publishing: what commands that report totals take for publication: what is left out, and what was published
 * before. */
#ifndef CLI_PUBLISHING_H
#define CLI_PUBLISHING_H

#include "overwrite_guard.h"

typedef struct cli_publishing {
    bool publish;
    unsigned min_group;
    cli_texts published;           /* files */
    charter_publications *earlier; /* loaded; NULL: none were named */
} cli_publishing;

/* Rows of a table of options, for a struct `type` whose member `member` is a cli_publishing. */
/* clang-format off */
#define CLI_PUBLISHING_OPTIONS(type, member) \
    {"publish", 0, NULL, N_("figures for publication: small groups, and what would give them back, are left out"), \
     CLI_FLAG, offsetof(type, member.publish), NULL}, \
    {"published", 0, "FILE", \
     N_("an earlier publication of the same register, in JSON: what the two tell together is left out too; may be repeated"), \
     CLI_TEXTS, offsetof(type, member.published), NULL}, \
    {"min-group", 0, "N", N_("the smallest group that is published (default: 5)"), CLI_COUNT, \
     offsetof(type, member.min_group), NULL}
/* clang-format on */

/* Reads the earlier publications. CLI_FINE, or CLI_STOPPED once it has said why: one cannot be read or is to be written
 * over, or nothing is to be published. Where none are named it says, unless `quiet`, that none were looked at. */
int cli_publishing_load(const cli *c, cli_publishing *publishing, const cli_written *written, bool quiet);

/* How reports are asked for; it borrows what was loaded. */
charter_audit_options cli_publishing_options(const cli_publishing *publishing);

/* Releases what was loaded. */
void cli_publishing_free(cli_publishing *publishing);

#endif
