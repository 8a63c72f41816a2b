/* history database: SQLite, asked so that a file of others can neither mislead it nor keep it busy
 * (sqlite.org/security). What the rows mean is history.c's; what lies around the file, history_place.c's. */
#include "history_database.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "say.h"

/* 'chck': tells our files from others'. */
#define APPLICATION "1667786603"
#define VERSION     "3"
#define PATIENCE    60000 /* ms that we wait for another audit to end */

/* A use of an audit: its input, and there its id and which of those with this id it is; without an id, its place. */
#define KEY_COLUMNS " input TEXT NOT NULL, id TEXT NOT NULL, occurrence INTEGER NOT NULL,"
#define KEY         "input, id, occurrence"

#define VERDICT_COLUMNS                                                                                   \
    " declaration TEXT NOT NULL, charter TEXT NOT NULL, day TEXT NOT NULL, concerned INTEGER NOT NULL,"   \
    " verdict TEXT NOT NULL,"                                                                             \
    " charter_id TEXT, charter_version TEXT,"                                                             \
    " date TEXT, unit TEXT, activity TEXT, tool TEXT, tool_listed INTEGER NOT NULL, stage TEXT NOT NULL," \
    " requests INTEGER,"                                                                                  \
    " open_before INTEGER NOT NULL, open_after INTEGER NOT NULL,"                                         \
    " energy_uwh_low INTEGER, energy_uwh_high INTEGER,"                                                   \
    " co2_ug_low INTEGER, co2_ug_high INTEGER,"                                                           \
    " water_ul_low INTEGER, water_ul_high INTEGER,"

#define FINDING_COLUMNS " clause TEXT NOT NULL, outcome TEXT NOT NULL, effect TEXT NOT NULL,"

/* In a table without a rowid the key's columns may not be NULL (sqlite.org/withoutrowid): a day that nobody knows is
 * ''. SQLite keeps these texts as they are: a table whose text is another one was made or changed by others. */
static const struct {
    const char *type, *name, *sql;
} entries[] = {
    {"table", "audits",
     "CREATE TABLE audits ("
     " audit INTEGER PRIMARY KEY,"
     " at TEXT NOT NULL,"
     " program TEXT NOT NULL,"
     " seen INTEGER NOT NULL DEFAULT 0)"},
    {"table", "inputs",
     "CREATE TABLE inputs ( audit INTEGER NOT NULL REFERENCES audits, input TEXT NOT NULL, sha256 TEXT NOT NULL,"
     " PRIMARY KEY (audit, input)) WITHOUT ROWID"},
    {"table", "verdicts",
     "CREATE TABLE verdicts ( audit INTEGER NOT NULL REFERENCES audits," KEY_COLUMNS VERDICT_COLUMNS
     " PRIMARY KEY (audit, " KEY ")) WITHOUT ROWID"},
    {"table", "findings",
     "CREATE TABLE findings ( audit INTEGER NOT NULL REFERENCES audits," KEY_COLUMNS FINDING_COLUMNS
     " PRIMARY KEY (audit, " KEY ", clause)) WITHOUT ROWID"},
    {"index", "verdicts_by_day", "CREATE INDEX verdicts_by_day ON verdicts (day)"},
};
enum { ENTRIES = sizeof entries / sizeof *entries };

/* While an audit runs, its verdicts are gathered in a database of this connection alone, which SQLite keeps in a file
 * without a name: nobody has to wait for us, and whatever ends the program takes it away. */
static const char gathering[] =
    "CREATE TEMP TABLE new_verdicts (" KEY_COLUMNS VERDICT_COLUMNS " PRIMARY KEY (" KEY ")) WITHOUT ROWID;"
    "CREATE TEMP TABLE new_findings (" KEY_COLUMNS FINDING_COLUMNS " PRIMARY KEY (" KEY ", clause)) WITHOUT ROWID;"
    "CREATE TEMP TABLE new_inputs (input TEXT PRIMARY KEY, sha256 TEXT);"
    "CREATE TEMP TABLE new_ids (input TEXT, id TEXT, times INTEGER, PRIMARY KEY (input, id))"
    " WITHOUT ROWID;"
    "BEGIN";

/* ---- statements ---- */

/* Others have it. SQLITE_PROTOCOL: it has tried in vain to share the log's index with them. */
static bool is_held(int code)
{
    return code == SQLITE_BUSY || code == SQLITE_PROTOCOL;
}

/* In words of ours: SQLite's own are English, and may quote what a stranger wrote into the file. */
static void say_unusable(const cli_history_database *d, int code)
{
    static const struct {
        int code;
        const char *why;
    } reasons[] = {
        {SQLITE_FULL, N_("the disk is full")},
        {SQLITE_IOERR, N_("reading or writing it failed")},
        {SQLITE_READONLY, N_("it may only be read")},
        {SQLITE_PERM, N_("this user may not write there")},
        {SQLITE_CANTOPEN, N_("it, or a file beside it, cannot be opened")},
        {SQLITE_CORRUPT, N_("the file is damaged")},
        {SQLITE_NOTADB, N_("the file is no SQLite database")},
        {SQLITE_TOOBIG, N_("it holds a text that is longer than any that audits write")},
    };
    char number[16];
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].code == (code & 0xFF)) { /* whatever is more particular (sqlite.org/rescode) */
            cli_say(d->c, N_("the history %1$s cannot be used: %2$s"), d->path,
                    charter_translate(d->c->lang, reasons[i].why));
            return;
        }
    snprintf(number, sizeof number, "%d", code);
    cli_say(d->c, N_("the history %1$s cannot be used: SQLite gives error %2$s"), d->path, number);
}

bool cli_history_fail(const cli_history_database *d)
{
    int code = d->handle == NULL ? SQLITE_NOMEM : sqlite3_errcode(d->handle);
    if (code == SQLITE_NOMEM)
        cli_no_memory(d->c);
    else if (is_held(code))
        cli_say(d->c,
                N_("the history %s is in use by another program, which did not let go of it within a minute: "
                   "nothing is added to it, run the audit again"),
                d->path);
    else if (code == SQLITE_INTERRUPT)
        cli_say(d->c, N_("the history %s is broken: to read it costs more than its size explains"), d->path);
    else
        say_unusable(d, sqlite3_extended_errcode(d->handle));
    return false;
}

bool cli_history_execute(const cli_history_database *d, const char *sql)
{
    return sqlite3_exec(d->handle, sql, NULL, NULL, NULL) == SQLITE_OK || cli_history_fail(d);
}

bool cli_history_prepare(const cli_history_database *d, const char *sql, sqlite3_stmt **statement)
{
    return sqlite3_prepare_v2(d->handle, sql, -1, statement, NULL) == SQLITE_OK || cli_history_fail(d);
}

bool cli_history_run(const cli_history_database *d, sqlite3_stmt *statement)
{
    bool good = sqlite3_step(statement) == SQLITE_DONE || cli_history_fail(d);
    sqlite3_reset(statement);
    return good;
}

/* A number that a statement gives; any is possible of a file of others. */
static bool ask_number(const cli_history_database *d, const char *sql, int *value)
{
    sqlite3_stmt *statement = NULL;
    bool good =
        sqlite3_prepare_v2(d->handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW;
    if (good)
        *value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return good;
}

/* ---- work ---- */

/* A step is so many instructions of SQLite's machine, or so many pages asked for: a row may lead to thousands. */
enum { INSTRUCTIONS = 1000, PAGES = 1000 };

/* A broken tree, whose branches meet again and again, has more rows than could be read in a lifetime. Ours need a ninth
 * of this or less: with 100,000 verdicts (39.5 MB), 0.14 steps a row to gather and add them, and a step for 3,700 bytes
 * to add up months. */
enum { STEPS = 10000, BYTES_A_STEP = 400, STEPS_A_ROW = 2 };

static uint64_t take_pages(const cli_history_database *d)
{
    static const int counters[] = {SQLITE_DBSTATUS_CACHE_HIT, SQLITE_DBSTATUS_CACHE_MISS};
    uint64_t pages = 0;
    for (int i = 0; i < 2; i++) {
        int count = 0, most;
        sqlite3_db_status(d->handle, counters[i], &count, &most, true);
        pages += (uint64_t)count;
    }
    return pages;
}

static int is_too_much(void *context)
{
    cli_history_database *d = context;
    d->pages += take_pages(d);
    d->steps++;
    return d->steps + d->pages / PAGES > d->most_steps;
}

static uint64_t size_of(const char *real, const char *end)
{
    struct stat status;
    char *name = sqlite3_mprintf("%s%s", real, end);
    uint64_t size = name != NULL && stat(name, &status) == 0 ? (uint64_t)status.st_size : 0;
    sqlite3_free(name);
    return size;
}

void cli_history_allow_file(cli_history_database *d)
{
    d->most_steps += STEPS + (size_of(d->place.real, "") + size_of(d->place.real, "-wal")) / BYTES_A_STEP;
}

void cli_history_allow_rows(cli_history_database *d, uint64_t rows)
{
    d->most_steps += rows * STEPS_A_ROW;
}

/* ---- what it holds ---- */

typedef enum holding { NOTHING, OURS, CHANGED, OTHER_VERSION, OTHERS, UNKNOWN } holding;

enum { NAME_SIZE = 200 };

typedef struct looked_at {
    int tables, ours;
    char other[NAME_SIZE]; /* the first that is none of ours */
} looked_at;

static bool is_text(sqlite3_stmt *row, int column, const char *text)
{
    const char *found = (const char *)sqlite3_column_text(row, column);
    return found != NULL && strcmp(found, text) == 0;
}

static bool is_ours(sqlite3_stmt *row)
{
    for (int i = 0; i < ENTRIES; i++)
        if (is_text(row, 0, entries[i].type) && is_text(row, 1, entries[i].name) && is_text(row, 2, entries[i].sql))
            return true;
    return false;
}

static bool look_at_entries(const cli_history_database *d, looked_at *found)
{
    sqlite3_stmt *row = NULL;
    int step = sqlite3_prepare_v2(d->handle, "SELECT type, name, sql FROM sqlite_master", -1, &row, NULL);
    if (step != SQLITE_OK)
        return false;
    while ((step = sqlite3_step(row)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(row, 1);
        found->tables++;
        if (is_ours(row))
            found->ours++;
        else if (found->other[0] == '\0')
            snprintf(found->other, sizeof found->other, "%s", name == NULL ? "?" : name);
    }
    return sqlite3_finalize(row) == SQLITE_OK && step == SQLITE_DONE;
}

static holding weigh(const cli_history_database *d, looked_at *found)
{
    int application, version; /* the first that cannot be read has left its reason behind */
    *found = (looked_at){0};
    if (!look_at_entries(d, found) || !ask_number(d, "PRAGMA application_id", &application) ||
        !ask_number(d, "PRAGMA user_version", &version))
        return UNKNOWN;
    if (application == 0 && found->tables == 0)
        return NOTHING;
    if (application != atoi(APPLICATION))
        return OTHERS;
    if (version != atoi(VERSION))
        return OTHER_VERSION;
    return found->ours == ENTRIES && found->tables == ENTRIES ? OURS : CHANGED;
}

/* All of it at one moment: another audit may make the tables while we look. A savepoint is a transaction by itself, or
 * a part of the one that has begun. */
static holding look(const cli_history_database *d, looked_at *found)
{
    if (sqlite3_exec(d->handle, "SAVEPOINT look", NULL, NULL, NULL) != SQLITE_OK)
        return UNKNOWN;
    holding holds = weigh(d, found);
    /* Where it is unknown the reason stays the last one, and closing ends the savepoint. */
    return holds == UNKNOWN || sqlite3_exec(d->handle, "RELEASE look", NULL, NULL, NULL) == SQLITE_OK ? holds : UNKNOWN;
}

static bool refuse_changed(const cli_history_database *d, const looked_at *found)
{
    cli_say(d->c, N_("the tables of the history %s are not as audits make them: nothing of it is trusted"), d->path);
    if (found->other[0] != '\0')
        cli_help(d->c, N_("%s is not an audit's: take it away, or begin a new history"), found->other);
    else
        cli_help(d->c, N_("begin a new history"));
    return false;
}

/* A file of ours, of this version, or one that holds nothing yet. */
static bool is_usable(cli_history_database *d)
{
    looked_at found;
    holding holds = look(d, &found);
    d->is_empty = holds == NOTHING;
    if (holds == UNKNOWN)
        return cli_history_fail(d);
    if (holds == CHANGED)
        return refuse_changed(d, &found);
    if (holds == OTHER_VERSION) {
        cli_say(d->c, N_("the history %s has tables of another version, which this charter-check does not read"),
                d->path);
        cli_help(d->c, N_("begin a new history, and run the audits again that it is to hold: --at DAY"));
    }
    if (holds == OTHERS)
        cli_say(d->c, N_("%s is no history of this version"), d->path);
    return holds == OURS || holds == NOTHING;
}

/* ---- making it ---- */

/* SQLite does not wait where it changes to a write-ahead log while others look: we do. */
static bool use_log(const cli_history_database *d)
{
    enum { MOMENT = 20 };
    int waited = 0;
    while (is_held(sqlite3_exec(d->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) && waited < PATIENCE)
        waited += sqlite3_sleep(MOMENT);
    return sqlite3_errcode(d->handle) == SQLITE_OK || cli_history_fail(d);
}

static bool make_entries(const cli_history_database *d)
{
    for (int i = 0; i < ENTRIES; i++)
        if (!cli_history_execute(d, entries[i].sql))
            return false;
    /* These write into the file's header, in the transaction that makes the tables. */
    return cli_history_execute(d, "PRAGMA application_id = " APPLICATION "; PRAGMA user_version = " VERSION);
}

/* Within a transaction: another audit may just have made them. */
static bool make_missing_entries(cli_history_database *d)
{
    return is_usable(d) && (!d->is_empty || make_entries(d));
}

static bool make_tables(cli_history_database *d)
{
    looked_at found;
    holding holds = look(d, &found);
    if (holds == UNKNOWN)
        return cli_history_fail(d);
    return holds == OURS ||
           (cli_history_execute(d, "BEGIN IMMEDIATE") && make_missing_entries(d) && cli_history_execute(d, "COMMIT"));
}

/* ---- opening ---- */

/* What others could have put into the file is not run, and what is out of all proportion not read. */
static void defend(cli_history_database *d)
{
    static const int switches[][2] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},   {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    static const int limits[][2] = {
        {SQLITE_LIMIT_LENGTH, 16 << 20}, {SQLITE_LIMIT_SQL_LENGTH, 100000},  {SQLITE_LIMIT_COLUMN, 100},
        {SQLITE_LIMIT_EXPR_DEPTH, 20},   {SQLITE_LIMIT_COMPOUND_SELECT, 3},  {SQLITE_LIMIT_VDBE_OP, 25000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},  {SQLITE_LIMIT_ATTACHED, 0},         {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1}, {SQLITE_LIMIT_VARIABLE_NUMBER, 32},
    };
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
        sqlite3_db_config(d->handle, switches[i][0], switches[i][1], (int *)NULL);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(d->handle, limits[i][0], limits[i][1]);
    sqlite3_progress_handler(d->handle, INSTRUCTIONS, is_too_much, d);
}

/* "file:PATH?immutable=1": SQLite then looks for no log and takes no lock. Gives it (sqlite3_free), or NULL. */
static char *name_of_copy(const char *real)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-";
    sqlite3_str *name = sqlite3_str_new(NULL);
    sqlite3_str_appendall(name, "file:");
    for (const char *at = real; *at != '\0'; at++)
        if (strchr(plain, *at) != NULL)
            sqlite3_str_appendchar(name, 1, *at);
        else
            sqlite3_str_appendf(name, "%%%02x", (unsigned)(unsigned char)*at);
    sqlite3_str_appendall(name, "?immutable=1");
    return sqlite3_str_finish(name);
}

/* By its real path, which is absolute: ":memory:" is a file's name like any other. Opened for writing though nothing
 * is to be written: a reader of a write-ahead log shares its index, and the first one recovers what a killed audit left
 * (sqlite.org/wal). */
static bool open_handle(cli_history_database *d, bool writes)
{
    cli_history_use use = d->place.use;
    char *name = use == CLI_HISTORY_AS_COPY ? name_of_copy(d->place.real) : sqlite3_mprintf("%s", d->place.real);
    int flags = use == CLI_HISTORY_AS_COPY      ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                : use == CLI_HISTORY_BESIDE_LOG ? SQLITE_OPEN_READONLY
                : writes                        ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                                : SQLITE_OPEN_READWRITE;
    /* The handle is there even where this fails, holds the reason, and is to be closed (sqlite3_open_v2). */
    int opened = name == NULL ? SQLITE_NOMEM : sqlite3_open_v2(name, &d->handle, flags, NULL);
    sqlite3_free(name);
    return opened == SQLITE_OK || cli_history_fail(d);
}

/* Where it cannot be, SQLite lacks a file or would have to write one; whatever else is wrong, is_usable() tells. */
static bool is_log_readable(const cli_history_database *d)
{
    int code = sqlite3_exec(d->handle, "SELECT 1 FROM sqlite_master", NULL, NULL, NULL);
    if (code != SQLITE_CANTOPEN && code != SQLITE_READONLY)
        return true;
    cli_history_tell_log(d->c, d->path);
    return false;
}

static bool prepare_writing(cli_history_database *d)
{
    /* FULL: with a write-ahead log, NORMAL may lose the last audits where the power fails. secure_delete: what is
     * forgotten is written over, not only let go (sqlite.org/pragma). */
    return use_log(d) && cli_history_execute(d, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON") &&
           make_tables(d) && cli_history_execute(d, gathering);
}

bool cli_history_database_open(cli_history_database *d, const cli *c, const char *path, bool writes)
{
    *d = (cli_history_database){.c = c, .path = path, .place = cli_history_place_of(c, path, writes)};
    if (d->place.use == CLI_HISTORY_NOT_AT_ALL || !open_handle(d, writes))
        return false;
    sqlite3_busy_timeout(d->handle, PATIENCE);
    defend(d);
    cli_history_allow_file(d);
    /* cell_size_check: a broken page is told when it is read. mmap_size: a file that is cut short meanwhile is a failed
     * read and no SIGBUS. */
    if (!cli_history_execute(d, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0") ||
        (d->place.use == CLI_HISTORY_BESIDE_LOG && !is_log_readable(d)))
        return false;
    /* Looked at before anything is changed: a file of another program is not put into WAL mode first. */
    if (!is_usable(d))
        return false;
    return !writes || prepare_writing(d);
}

bool cli_history_is_settled(const cli_history_database *d)
{
    if (d->place.use != CLI_HISTORY_AS_COPY || cli_history_is_as_found(&d->place))
        return true;
    cli_say(d->c, N_("the history %s was written to while it was read: run this again"), d->path);
    return false;
}

void cli_history_database_close(cli_history_database *d)
{
    sqlite3_close(d->handle); /* a transaction that is open is rolled back */
    free(d->place.real);
    *d = (cli_history_database){0};
}
