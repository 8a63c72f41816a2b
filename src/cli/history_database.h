/* history_database: the SQLite file of a history, opened as one of ours or not at all. Nothing that others may have put
 * into it is run; what it holds beside the tables that audits make (docs/history.md) is a reason to refuse it. */
#ifndef CLI_HISTORY_DATABASE_H
#define CLI_HISTORY_DATABASE_H

#include <sqlite3.h>

#include "history_place.h"

typedef struct cli_history_database {
    const cli *c;
    const char *path; /* as it is called; kept */
    cli_history_place place;
    sqlite3 *handle;
    bool is_empty;                     /* it holds no tables: then it is open for reading alone */
    uint64_t steps, pages, most_steps; /* of work, and what is allowed */
} cli_history_database;

/* Opens the history `path`; where it `writes`, a file that is not there, or empty, gets the tables, and the tables
 * new_verdicts and new_findings of this connection alone are there, in a transaction that has begun. False, once it has
 * said why. Close it whatever comes of it; it stays where it is meanwhile. */
bool cli_history_database_open(cli_history_database *database, const cli *c, const char *path, bool writes);
void cli_history_database_close(cli_history_database *database);

/* Allows as much more work as the file's present size may cost, which opening does too, and that of adding `rows`.
 * What costs more is broken. */
void cli_history_allow_file(cli_history_database *database);
void cli_history_allow_rows(cli_history_database *database, uint64_t rows);

/* False, once it has said so: what was read of a copy may be half of an audit, since somebody has written to it. */
bool cli_history_is_settled(const cli_history_database *database);

/* Says why the last call of SQLite failed, and gives false. */
bool cli_history_fail(const cli_history_database *database);

/* False, once they have said why. A statement that is run gives no row, and is ready to be used again. */
bool cli_history_execute(const cli_history_database *database, const char *sql);
bool cli_history_prepare(const cli_history_database *database, const char *sql, sqlite3_stmt **statement);
bool cli_history_run(const cli_history_database *database, sqlite3_stmt *statement);

#endif
