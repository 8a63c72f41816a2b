/* history: verdicts kept from audit to audit, in an SQLite file (docs/history.md). What a verdict is, and how a trend
 * is drawn, is the library's, which knows nothing of SQLite: this file keeps rows, and adds up months. */
#include "history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history_database.h"
#include "say.h"

/* Not "OR IGNORE", which would let go of a row that lacks something too. */
static const char add_verdict[] =
    "INSERT INTO new_verdicts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
    " ?19, ?20, ?21, ?22) ON CONFLICT DO NOTHING";
static const char add_finding[] = "INSERT INTO new_findings VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";

struct cli_history_store {
    cli_history_database database;
    sqlite3_stmt *verdict, *finding;
    charter_day at; /* of the audit */
    sqlite3_int64 seen;
};

/* ---- values ---- */

/* The text stays where it is until the statement has run: a copy could fail, and would be an absent value then. */
static void bind_text(sqlite3_stmt *statement, int number, charter_text text)
{
    if (text.at == NULL)
        sqlite3_bind_null(statement, number);
    else
        sqlite3_bind_text64(statement, number, text.at, text.length, SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_string(sqlite3_stmt *statement, int number, const char *text)
{
    bind_text(statement, number, (charter_text){text, strlen(text)});
}

#define DAY_SIZE 11

static void bind_day(sqlite3_stmt *statement, int number, charter_day day, const char *none, char text[DAY_SIZE])
{
    if (day != CHARTER_NO_DAY)
        charter_day_format(day, text);
    if (day != CHARTER_NO_DAY || none != NULL)
        bind_string(statement, number, day != CHARTER_NO_DAY ? text : none);
    else
        sqlite3_bind_null(statement, number);
}

static void bind_count(sqlite3_stmt *statement, int number, uint64_t count)
{
    /* SQLite's integers have a sign: a count that has no place among them is the largest. */
    sqlite3_bind_int64(statement, number, count > INT64_MAX ? INT64_MAX : (sqlite3_int64)count);
}

cli_history_store *cli_history_open(const cli *c, const char *path, charter_day at)
{
    cli_history_store *r = calloc(1, sizeof *r);
    if (r == NULL) {
        cli_no_memory(c);
        return NULL;
    }
    r->at = at;
    if (cli_history_database_open(&r->database, c, path, true) &&
        cli_history_prepare(&r->database, add_verdict, &r->verdict) &&
        cli_history_prepare(&r->database, add_finding, &r->finding))
        return r;
    cli_history_close(r);
    return NULL;
}

/* ---- verdicts ---- */

/* What makes two declarations the same use over time: its unit and id, or else all that it says. */
static void bind_subject(sqlite3_stmt *s, int number, const charter_verdict *v, const charter_use *use,
                         const char *fingerprint)
{
    charter_text id = charter_verdict_id(v);
    if (id.length == 0) {
        bind_string(s, number, fingerprint);
        return;
    }
    char *subject = sqlite3_mprintf("%.*s/%.*s", (int)use->unit.length, use->unit.at == NULL ? "" : use->unit.at,
                                    (int)id.length, id.at);
    /* The table refuses a subject that is NULL: the row fails, and is not left out in silence. */
    if (subject == NULL)
        sqlite3_bind_null(s, number);
    else
        sqlite3_bind_text(s, number, subject, -1, sqlite3_free);
}

static void bind_measure(sqlite3_stmt *s, int number, bool measured, const uint64_t figures[2])
{
    for (int i = 0; i < 2; i++) {
        if (measured)
            bind_count(s, number + i, figures[i]);
        else
            sqlite3_bind_null(s, number + i);
    }
}

static void bind_use(sqlite3_stmt *s, const charter_use *use, char date[DAY_SIZE])
{
    bind_text(s, 6, use->charter_id);
    bind_text(s, 7, use->charter_version);
    bind_day(s, 8, use->date, NULL, date);
    bind_text(s, 9, use->unit);
    bind_text(s, 10, use->activity);
    bind_text(s, 11, use->tool);
    sqlite3_bind_int(s, 12, use->tool_listed);
    bind_string(s, 13, use->stage);
    if (use->requests < 0)
        sqlite3_bind_null(s, 14);
    else
        sqlite3_bind_int64(s, 14, use->requests);
    sqlite3_bind_int(s, 15, (int)use->open_before);
    sqlite3_bind_int(s, 16, (int)use->open_after);
    bind_measure(s, 17, use->measured, use->energy);
    bind_measure(s, 19, use->measured, use->co2);
    bind_measure(s, 21, use->measured, use->water);
}

static bool take_findings(cli_history_store *r, const charter_verdict *v, const char *fingerprint,
                          const char *charter_hash)
{
    char day[DAY_SIZE];
    bind_string(r->finding, 1, fingerprint);
    bind_string(r->finding, 2, charter_hash);
    bind_day(r->finding, 3, charter_verdict_day(v), "", day);
    for (size_t i = 0; i < charter_verdict_finding_count(v); i++) {
        const charter_finding *f = charter_verdict_finding(v, i);
        char clause[1200];
        if (charter_finding_outcome(f) == CHARTER_OUTCOME_MET)
            continue;
        charter_finding_clause(f, clause, sizeof clause);
        bind_string(r->finding, 4, clause);
        bind_string(r->finding, 5, charter_outcome_name(charter_finding_outcome(f)));
        bind_string(r->finding, 6, charter_effect_name(charter_finding_effect(f)));
        if (!cli_history_run(&r->database, r->finding))
            return false;
    }
    return true;
}

bool cli_history_take(cli_history_store *r, const charter_verdict *v)
{
    char fingerprint[CHARTER_SHA256_SIZE], charter_hash[CHARTER_SHA256_SIZE], day[DAY_SIZE], date[DAY_SIZE];
    charter_use use = charter_verdict_use(v);
    if (charter_verdict_fingerprint(v, fingerprint) != CHARTER_OK) {
        cli_no_memory(r->database.c);
        return false;
    }
    charter_verdict_charter_sha256(v, charter_hash);
    bind_string(r->verdict, 1, fingerprint);
    bind_string(r->verdict, 2, charter_hash);
    bind_day(r->verdict, 3, charter_verdict_day(v), "", day);
    bind_subject(r->verdict, 4, v, &use, fingerprint);
    bind_string(r->verdict, 5, charter_decision_name(charter_verdict_decision(v)));
    bind_use(r->verdict, &use, date);
    r->seen++;
    if (!cli_history_run(&r->database, r->verdict))
        return false;
    /* Of a row that was there already the findings are there too. */
    bool is_new = sqlite3_changes(r->database.handle) > 0;
    cli_history_allow_rows(&r->database, 1 + charter_verdict_finding_count(v));
    return !is_new || take_findings(r, v, fingerprint, charter_hash);
}

/* ---- keeping and forgetting ---- */

/* What stands for ?1 to ?4 in what follows. */
typedef struct keeping {
    sqlite3_int64 audit, seen, added;
    charter_day before; /* CHARTER_NO_DAY: nothing is forgotten */
} keeping;

static bool execute_with(const cli_history_store *r, const char *sql, const keeping *k)
{
    char before[DAY_SIZE];
    sqlite3_stmt *statement = NULL;
    bool good = cli_history_prepare(&r->database, sql, &statement);
    int most = good ? sqlite3_bind_parameter_count(statement) : 0;
    if (most >= 1)
        sqlite3_bind_int64(statement, 1, k->audit);
    if (most >= 2)
        sqlite3_bind_int64(statement, 2, k->seen);
    if (most >= 3)
        sqlite3_bind_int64(statement, 3, k->added);
    if (most >= 4)
        bind_day(statement, 4, k->before, "", before);
    good = good && cli_history_run(&r->database, statement);
    sqlite3_finalize(statement);
    return good;
}

static bool add_audit(const cli_history_store *r, keeping *k)
{
    char day[DAY_SIZE];
    sqlite3_stmt *statement = NULL;
    bool good = cli_history_prepare(&r->database, "INSERT INTO audits (at, program) VALUES (?1, ?2)", &statement);
    if (good) {
        bind_day(statement, 1, r->at, "", day);
        bind_string(statement, 2, charter_version());
        good = cli_history_run(&r->database, statement);
        k->audit = sqlite3_last_insert_rowid(r->database.handle);
    }
    sqlite3_finalize(statement);
    return good;
}

/* Verdicts that the history has not, and their findings. "WHERE true" is for SQLite's parser, which would read ON as
 * that of a join (sqlite.org/lang_upsert). */
static bool add_gathered(const cli_history_store *r, keeping *k)
{
    if (!execute_with(r,
                      "INSERT INTO verdicts SELECT declaration, charter, day, ?1, subject, verdict, charter_id,"
                      " charter_version, date, unit, activity, tool, tool_listed, stage, requests, open_before,"
                      " open_after, energy_uwh_low, energy_uwh_high, co2_ug_low, co2_ug_high, water_ul_low,"
                      " water_ul_high FROM new_verdicts WHERE true ON CONFLICT DO NOTHING",
                      k))
        return false;
    k->added = sqlite3_changes64(r->database.handle);
    return execute_with(r,
                        "INSERT INTO findings SELECT declaration, charter, day, clause, outcome, effect"
                        " FROM new_findings JOIN verdicts USING (declaration, charter, day) WHERE audit = ?1",
                        k) &&
           execute_with(r, "UPDATE audits SET seen = ?2, added = ?3 WHERE audit = ?1", k);
}

/* Audits go of which nothing is left. Rows go before those that they refer to. What was judged on no known day is of
 * no day before another, and stays. */
static bool forget(const cli_history_store *r, const keeping *k)
{
    static const char *const statements[] =
        {"DELETE FROM findings WHERE day <> '' AND day < ?4", "DELETE FROM verdicts WHERE day <> '' AND day < ?4",
         "DELETE FROM audits WHERE at < ?4 AND audit NOT IN (SELECT audit FROM verdicts)"};
    if (k->before == CHARTER_NO_DAY)
        return true;
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
        if (!execute_with(r, statements[i], k))
            return false;
    return true;
}

bool cli_history_save(cli_history_store *r, charter_day forget_before)
{
    /* The first COMMIT ends the gathering, which is in tables of this connection alone. IMMEDIATE takes the lock for
     * writing at once: a transaction that has read first is refused without waiting where another has written since
     * (SQLITE_BUSY_SNAPSHOT). */
    keeping k = {.seen = r->seen, .before = forget_before};
    cli_history_allow_file(&r->database);
    bool good = cli_history_execute(&r->database, "COMMIT; BEGIN IMMEDIATE") && add_audit(r, &k) &&
                add_gathered(r, &k) && forget(r, &k) && cli_history_execute(&r->database, "COMMIT");
    if (!good)
        return false;
    /* What was forgotten leaves the log too; where somebody reads along, it does so when the last one closes. Nobody is
     * waited for: other audits would wait with us, and give up. */
    sqlite3_busy_timeout(r->database.handle, 0);
    sqlite3_wal_checkpoint_v2(r->database.handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    return true;
}

void cli_history_close(cli_history_store *r)
{
    if (r == NULL)
        return;
    sqlite3_finalize(r->verdict);
    sqlite3_finalize(r->finding);
    cli_history_database_close(&r->database);
    free(r);
}

/* ---- over time ---- */

/* Of each use, its latest verdict of the month. total() does not overflow, as sum() would. Bare columns beside max()
 * are those of its row (sqlite.org/lang_select): of the latest day, and of that day's latest audit. A day that nobody
 * knows is ''; what is no day at all is a month that is none, and told. */
static const char by_month[] =
    "SELECT month, verdict, count(*), total(open_before), total(open_after), count(energy_uwh_low), total(requests),"
    " total(energy_uwh_low), total(energy_uwh_high), total(co2_ug_low), total(co2_ug_high), total(water_ul_low),"
    " total(water_ul_high)"
    " FROM (SELECT subject, CASE WHEN day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' THEN substr(day, 1, 7)"
    "   ELSE '?' END AS month, max(day || printf(' %012d', audit)), verdict, open_before,"
    "  open_after, requests, energy_uwh_low, energy_uwh_high, co2_ug_low, co2_ug_high, water_ul_low, water_ul_high"
    "  FROM verdicts WHERE day <> '' GROUP BY subject, month)"
    " GROUP BY month, verdict ORDER BY month";

typedef struct months {
    charter_period_totals *items;
    char (*names)[8];
    size_t count, room;
} months;

/* total() gives a double: one beyond uint64_t has no conversion that C defines. */
static uint64_t whole(sqlite3_stmt *s, int column)
{
    double number = sqlite3_column_double(s, column);
    return number <= 0 ? 0 : number >= 1.8e19 ? UINT64_MAX : (uint64_t)(number + 0.5);
}

enum { MOST_MONTHS = 1200 }; /* a century */

/* Months and their names are one piece of memory, so that one free() releases both. */
static charter_period_totals *month_of(months *m, const char *name)
{
    if (m->count > 0 && strcmp(m->items[m->count - 1].period, name) == 0)
        return &m->items[m->count - 1];
    if (m->items == NULL) {
        m->items = calloc(MOST_MONTHS, sizeof *m->items + sizeof *m->names);
        m->names = (char(*)[8])(void *)(m->items + MOST_MONTHS);
        m->room = m->items == NULL ? 0 : MOST_MONTHS;
    }
    if (m->count == m->room)
        return NULL;
    snprintf(m->names[m->count], sizeof *m->names, "%s", name);
    m->items[m->count].period = m->names[m->count];
    return &m->items[m->count++];
}

static void add_decision(charter_period_totals *p, const char *verdict, uint64_t count)
{
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++)
        if (strcmp(charter_decision_name((charter_decision)d), verdict) == 0)
            p->decisions[d] += count;
}

/* A history may come from elsewhere: what is told of a month is told of one that exists. */
static bool is_month(const char *name)
{
    char first[DAY_SIZE];
    charter_day day;
    return name != NULL && snprintf(first, sizeof first, "%s-01", name) == DAY_SIZE - 1 &&
           charter_day_parse((charter_text){first, DAY_SIZE - 1}, &day);
}

static bool add_row(months *m, sqlite3_stmt *s)
{
    const char *name = (const char *)sqlite3_column_text(s, 0), *verdict = (const char *)sqlite3_column_text(s, 1);
    charter_period_totals *p = name == NULL || verdict == NULL ? NULL : month_of(m, name);
    if (p == NULL)
        return false;
    add_decision(p, verdict, whole(s, 2));
    p->open_before += whole(s, 3);
    p->open_after += whole(s, 4);
    p->measured += whole(s, 5);
    p->requests += whole(s, 6);
    uint64_t *const figures[] = {p->energy, p->co2, p->water};
    for (int i = 0; i < 3; i++)
        for (int end = 0; end < 2; end++)
            figures[i][end] += whole(s, 7 + 2 * i + end);
    return true;
}

static void say_why_not(const cli_history_database *d, const months *m)
{
    if (m->items == NULL)
        cli_no_memory(d->c);
    else
        cli_say(d->c, N_("the history %s is broken: it holds more months than a century has"), d->path);
}

static bool read_months(const cli_history_database *d, months *m)
{
    sqlite3_stmt *statement = NULL;
    int step = SQLITE_ERROR;
    if (!cli_history_prepare(d, by_month, &statement))
        return false;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        if (!is_month((const char *)sqlite3_column_text(statement, 0))) {
            cli_say(d->c, N_("the history %s holds a day that is none: another program has written into it"), d->path);
            break;
        }
        if (!add_row(m, statement)) {
            say_why_not(d, m);
            break;
        }
    }
    if (step != SQLITE_DONE && step != SQLITE_ROW)
        cli_history_fail(d);
    sqlite3_finalize(statement);
    return step == SQLITE_DONE;
}

charter_period_totals *cli_history_months(const cli *c, const char *path, size_t *count)
{
    cli_history_database d;
    months m = {0};
    bool good = cli_history_database_open(&d, c, path, false) && (d.is_empty || read_months(&d, &m)) &&
                cli_history_is_settled(&d);
    cli_history_database_close(&d);
    if (good && m.count == 0)
        cli_say(c, N_("the history %s is empty"), path);
    *count = m.count;
    if (good && m.count > 0)
        return m.items;
    free(m.items);
    return NULL;
}
