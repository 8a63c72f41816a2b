/* history: verdicts kept from audit to audit, in an SQLite file (docs/history.md). The only room that knows SQLite.
 *
 * An audit is one transaction: stopped at any moment, it has added all of its verdicts or none. It is made at the end;
 * until then verdicts are gathered apart, and whoever reads or writes the register does not wait for us. */
#ifndef CLI_HISTORY_H
#define CLI_HISTORY_H

#include "cli.h"

typedef struct cli_history_store cli_history_store;

/* Opens the register `path`, made where it is not there, and begins an audit of the day `at`. NULL, once it has said
 * why. */
cli_history_store *cli_history_open(const cli *c, const char *path, charter_day at);

/* Takes a verdict, in the order of its input. False, once it has said why. */
bool cli_history_take(cli_history_store *kept, const charter_verdict *verdict);

/* All that was taken stays, in place of what an earlier audit of the same input as of the same day kept, and what was
 * judged as of a day before `forget_before` (CHARTER_NO_DAY: nothing) is forgotten: nothing of it stays in the file.
 * False, once it has said why: then nothing has changed. */
bool cli_history_save(cli_history_store *kept, charter_day forget_before);

/* What was not kept is gone. */
void cli_history_close(cli_history_store *r);

/* The months of the register `path`, in order; NULL, once it has said why. Release it with free(). */
charter_period_totals *cli_history_months(const cli *c, const char *path, size_t *count);

#endif
