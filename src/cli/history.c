/* history: verdicts kept from audit to audit, in an SQLite file (docs/history.md). What a verdict is, and how a trend
 * is drawn, is the library's, which knows nothing of SQLite: this file keeps rows, and adds up months. */
#include "history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "history_database.h"
#include "say.h"

static const char add_verdict[] =
    "INSERT INTO new_verdicts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,"
    " ?19, ?20, ?21, ?22, ?23, ?24, ?25)";
static const char add_finding[] = "INSERT INTO new_findings VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING";
/* Where two inputs are called the same, the last one's hash stands. */
static const char add_input[] = "INSERT INTO new_inputs VALUES (?1, ?2)"
                                " ON CONFLICT DO UPDATE SET sha256 = excluded.sha256";
static const char count_id[] = "INSERT INTO new_ids VALUES (?1, ?2, 1)"
                               " ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times";

struct cli_history_store {
    cli_history_database database;
    sqlite3_stmt *verdict, *finding, *id, *input;
    char *at_hand;                      /* the input whose verdicts come; NULL: none */
    char declares[CHARTER_SHA256_SIZE]; /* what it has declared so far */
    charter_day at;                     /* of the audit */
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

static void bind_day(sqlite3_stmt *statement, int number, charter_day day, char text[DAY_SIZE])
{
    charter_day_format(day, text);
    bind_string(statement, number, day == CHARTER_NO_DAY ? "" : text);
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
        cli_history_prepare(&r->database, add_finding, &r->finding) &&
        cli_history_prepare(&r->database, count_id, &r->id) && cli_history_prepare(&r->database, add_input, &r->input))
        return r;
    cli_history_close(r);
    return NULL;
}

/* ---- verdicts ---- */

/* By what a use is known again: its input, and its id there, with the number of its occurrence; without an id, its
 * place in the order of the input. Two rows are two uses though they say the same. */
typedef struct use_key {
    charter_text input, id;
    sqlite3_int64 occurrence;
} use_key;

static bool count_use(cli_history_store *r, charter_text input, charter_text id, sqlite3_int64 *times)
{
    bind_text(r->id, 1, input);
    bind_text(r->id, 2, id);
    bool good = sqlite3_step(r->id) == SQLITE_ROW;
    *times = good ? sqlite3_column_int64(r->id, 0) : 0;
    good = good && sqlite3_step(r->id) == SQLITE_DONE;
    sqlite3_reset(r->id);
    return good || cli_history_fail(&r->database);
}

static bool key_of(cli_history_store *r, const charter_verdict *v, use_key *key)
{
    const char *file = charter_verdict_place(v).file;
    sqlite3_int64 place;
    key->input = (charter_text){file, strlen(file)};
    key->id = charter_verdict_id(v);
    if (key->id.at == NULL)
        key->id = (charter_text){"", 0};
    /* Every use counts for the places. */
    if (!count_use(r, key->input, (charter_text){"", 0}, &place))
        return false;
    key->occurrence = place;
    return key->id.length == 0 || count_use(r, key->input, key->id, &key->occurrence);
}

static void bind_key(sqlite3_stmt *s, const use_key *key)
{
    bind_text(s, 1, key->input);
    bind_text(s, 2, key->id);
    sqlite3_bind_int64(s, 3, key->occurrence);
}

static void bind_measure(sqlite3_stmt *s, int number, const charter_use *use, charter_measure measure)
{
    for (int i = 0; i < 2; i++) {
        if (use->sourced[measure])
            bind_count(s, number + i, use->figures[measure][i]);
        else
            sqlite3_bind_null(s, number + i);
    }
}

/* Days of one month are that month, and others of no day that is known: a trend counts by months. */
static void bind_judged(sqlite3_stmt *statement, int number, const charter_verdict *v, char text[CHARTER_DAYS_SIZE])
{
    charter_day first, last;
    char last_day[DAY_SIZE];
    charter_verdict_days(v, &first, &last);
    charter_day_format(first, text);
    charter_day_format(last, last_day);
    if (first == CHARTER_NO_DAY || strncmp(text, last_day, 7) != 0)
        text[0] = '\0';
    else if (first != last)
        text[7] = '\0';
    bind_string(statement, number, text);
}

static void bind_days(sqlite3_stmt *statement, int number, charter_day first, charter_day last,
                      char text[CHARTER_DAYS_SIZE])
{
    charter_days_format(first, last, text);
    if (first == CHARTER_NO_DAY)
        sqlite3_bind_null(statement, number);
    else
        bind_string(statement, number, text);
}

static void bind_use(sqlite3_stmt *s, const charter_use *use, char date[CHARTER_DAYS_SIZE])
{
    sqlite3_bind_int(s, 7, use->concerned);
    bind_text(s, 9, use->charter_id);
    bind_text(s, 10, use->charter_version);
    bind_days(s, 11, use->date, use->last_date, date);
    bind_text(s, 12, use->unit);
    bind_text(s, 13, use->activity);
    bind_text(s, 14, use->tool);
    sqlite3_bind_int(s, 15, use->tool_listed);
    bind_string(s, 16, use->stage);
    if (use->requests < 0)
        sqlite3_bind_null(s, 17);
    else
        sqlite3_bind_int64(s, 17, use->requests);
    sqlite3_bind_int(s, 18, (int)use->open_before);
    sqlite3_bind_int(s, 19, (int)use->open_after);
    for (int m = 0; m < CHARTER_MEASURE_COUNT; m++)
        bind_measure(s, 20 + 2 * m, use, (charter_measure)m);
}

static bool take_findings(cli_history_store *r, const charter_verdict *v, const use_key *key)
{
    bind_key(r->finding, key);
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

/* The input at hand is known whole. */
static bool end_input(cli_history_store *r)
{
    if (r->at_hand == NULL)
        return true;
    bind_string(r->input, 1, r->at_hand);
    bind_string(r->input, 2, r->declares);
    bool good = cli_history_run(&r->database, r->input);
    free(r->at_hand);
    r->at_hand = NULL;
    r->declares[0] = '\0';
    return good;
}

/* Verdicts of one input come one after the other. */
static bool take_input(cli_history_store *r, const charter_verdict *v, const char *fingerprint)
{
    const char *file = charter_verdict_place(v).file;
    if (r->at_hand != NULL && strcmp(r->at_hand, file) != 0 && !end_input(r))
        return false;
    if (r->at_hand == NULL && (r->at_hand = strdup(file)) == NULL) {
        cli_no_memory(r->database.c);
        return false;
    }
    charter_fingerprint_add(r->declares, fingerprint);
    return true;
}

bool cli_history_take(cli_history_store *r, const charter_verdict *v)
{
    char fingerprint[CHARTER_SHA256_SIZE], charter_hash[CHARTER_SHA256_SIZE], day[CHARTER_DAYS_SIZE],
        date[CHARTER_DAYS_SIZE];
    charter_use use = charter_verdict_use(v);
    use_key key;
    if (charter_verdict_fingerprint(v, fingerprint) != CHARTER_OK) {
        cli_no_memory(r->database.c);
        return false;
    }
    cli_history_allow_rows(&r->database, 3 + charter_verdict_finding_count(v));
    if (!take_input(r, v, fingerprint) || !key_of(r, v, &key))
        return false;
    charter_verdict_charter_sha256(v, charter_hash);
    bind_key(r->verdict, &key);
    bind_string(r->verdict, 4, fingerprint);
    bind_string(r->verdict, 5, charter_hash);
    bind_judged(r->verdict, 6, v, day);
    bind_string(r->verdict, 8, charter_decision_name(charter_verdict_decision(v)));
    bind_use(r->verdict, &use, date);
    r->seen++;
    return cli_history_run(&r->database, r->verdict) && take_findings(r, v, &key);
}

/* ---- keeping and forgetting ---- */

/* What stands for ?1 to ?4 in what follows. */
typedef struct keeping {
    sqlite3_int64 audit, seen;
    charter_day at;
    charter_day before; /* CHARTER_NO_DAY: nothing is forgotten */
} keeping;

static bool execute_with(const cli_history_store *r, const char *sql, const keeping *k)
{
    char before[DAY_SIZE], at[DAY_SIZE];
    sqlite3_stmt *statement = NULL;
    bool good = cli_history_prepare(&r->database, sql, &statement);
    int most = good ? sqlite3_bind_parameter_count(statement) : 0;
    if (most >= 1)
        sqlite3_bind_int64(statement, 1, k->audit);
    if (most >= 2)
        sqlite3_bind_int64(statement, 2, k->seen);
    if (most >= 3)
        bind_day(statement, 3, k->at, at);
    if (most >= 4)
        bind_day(statement, 4, k->before, before);
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
        bind_day(statement, 1, r->at, day);
        bind_string(statement, 2, charter_version());
        good = cli_history_run(&r->database, statement);
        k->audit = sqlite3_last_insert_rowid(r->database.handle);
    }
    sqlite3_finalize(statement);
    return good;
}

static bool execute_all(const cli_history_store *r, const char *const *statements, size_t count, const keeping *k)
{
    for (size_t i = 0; i < count; i++)
        if (!execute_with(r, statements[i], k))
            return false;
    return true;
}

/* An audit of the same input as of the same day takes the earlier one's place. */
#define REPLACED                                                               \
    " WHERE audit IN (SELECT audit FROM audits WHERE at = ?3 AND audit <> ?1)" \
    " AND input IN (SELECT input FROM new_inputs)"

static bool add_gathered(const cli_history_store *r, const keeping *k)
{
    static const char *const statements[] = {
        "DELETE FROM findings" REPLACED,
        "DELETE FROM verdicts" REPLACED,
        "DELETE FROM inputs" REPLACED,
        "DELETE FROM audits WHERE at = ?3 AND audit <> ?1 AND audit NOT IN (SELECT audit FROM inputs)",
        "INSERT INTO inputs SELECT ?1, * FROM new_inputs",
        "INSERT INTO verdicts SELECT ?1, * FROM new_verdicts",
        "INSERT INTO findings SELECT ?1, * FROM new_findings",
        "UPDATE audits SET seen = ?2 WHERE audit = ?1",
    };
    return execute_all(r, statements, sizeof statements / sizeof *statements, k);
}

/* A month ends behind its last day. */
#define LAST_DAY(day) day " || CASE length(" day ") WHEN 7 THEN '-31' ELSE '' END"

/* Audits go of which nothing is left. Rows go before those that they refer to. What was judged on no known day is of
 * no day before another, and stays. */
static bool forget(const cli_history_store *r, const keeping *k)
{
    static const char *const statements[] = {
        ("DELETE FROM findings WHERE EXISTS (SELECT 1 FROM verdicts AS v WHERE v.audit = findings.audit"
         " AND v.input = findings.input AND v.id = findings.id AND v.occurrence = findings.occurrence"
         " AND v.day <> '' AND " LAST_DAY("v.day") " < ?4)"),
        "DELETE FROM verdicts WHERE day <> '' AND " LAST_DAY("day") " < ?4",
        ("DELETE FROM inputs WHERE audit IN (SELECT audit FROM audits WHERE at < ?4)"
         " AND audit NOT IN (SELECT audit FROM verdicts)"),
        "DELETE FROM audits WHERE at < ?4 AND audit NOT IN (SELECT audit FROM verdicts)",
    };
    return k->before == CHARTER_NO_DAY || execute_all(r, statements, sizeof statements / sizeof *statements, k);
}

bool cli_history_save(cli_history_store *r, charter_day forget_before)
{
    /* The first COMMIT ends the gathering, which is in tables of this connection alone. IMMEDIATE takes the lock for
     * writing at once: a transaction that has read first is refused without waiting where another has written since
     * (SQLITE_BUSY_SNAPSHOT). */
    keeping k = {.seen = r->seen, .at = r->at, .before = forget_before};
    cli_history_allow_file(&r->database);
    bool good = end_input(r) && cli_history_execute(&r->database, "COMMIT; BEGIN IMMEDIATE") && add_audit(r, &k) &&
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
    sqlite3_finalize(r->id);
    sqlite3_finalize(r->input);
    free(r->at_hand);
    cli_history_database_close(&r->database);
    free(r);
}

/* ---- over time ---- */

/* A use that is done was judged as of its own day: its input's latest audit tells it. Any other was judged as of the
 * audit's day, and is told in each month by that month's latest audit of its input. A day that nobody knows is '', and
 * of no month; what is no day at all is a month that is none, and told. sum() fails where it overflows, and total() is
 * no whole number: halves of numbers are added up, which do neither. */
#define EXACT(column) " sum(" column " >> 32), sum(" column " & 4294967295)"
static const char by_month[] =
    "WITH marked AS (SELECT audit, input, substr(at, 1, 7) AS month, at || printf(' %012d', audit) AS mark"
    "  FROM inputs JOIN audits USING (audit)),"
    " latest AS (SELECT input, max(mark) AS mark FROM marked GROUP BY input),"
    " monthly AS (SELECT input, max(mark) AS mark FROM marked GROUP BY input, month),"
    " told AS (SELECT audit, input, 1 AS done FROM marked JOIN latest USING (input, mark)"
    "  UNION ALL SELECT audit, input, 0 FROM marked JOIN monthly USING (input, mark))"
    " SELECT CASE WHEN day = '' THEN '' WHEN day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"
    "  OR day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' THEN substr(day, 1, 7) ELSE '?' END AS month,"
    "  verdict, count(*), count(energy_uwh_low), count(co2_ug_low), count(water_ul_low)," EXACT("concerned") "," EXACT("open_before") "," EXACT("open_after") "," EXACT(
        "requests") "," EXACT("energy_uwh_low") "," EXACT("energy_uwh_high") "," EXACT("co2_ug_low") "," EXACT("co2_ug_high") "," EXACT("water_ul_low") "," EXACT("water_ul_high") " FROM told JOIN verdicts USING (audit, input) WHERE done = (stage = 'done')"
                                                                                                                                                                                   " GROUP BY month, verdict ORDER BY month = '', month";

/* The columns of that statement; of those that are exact, the first of two. */
enum {
    C_MONTH,
    C_VERDICT,
    C_COUNT,
    C_WITH_FIGURES,
    C_CONCERNED = C_WITH_FIGURES + CHARTER_MEASURE_COUNT,
    C_BEFORE = C_CONCERNED + 2,
    C_AFTER = C_BEFORE + 2,
    C_REQUESTS = C_AFTER + 2,
    C_FIGURES = C_REQUESTS + 2
};

typedef struct months {
    charter_period_totals *items;
    char (*names)[8];
    size_t count, room;
} months;

static uint64_t count_at(sqlite3_stmt *s, int column)
{
    sqlite3_int64 number = sqlite3_column_int64(s, column);
    return number < 0 ? 0 : (uint64_t)number;
}

/* From two halves. The history keeps what is beyond INT64_MAX as that: a sum that reaches it cannot be counted. */
static uint64_t exact(sqlite3_stmt *s, int column)
{
    uint64_t high = count_at(s, column), low = count_at(s, column + 1);
    high = high > INT32_MAX ? INT32_MAX + UINT64_C(1) : high;
    uint64_t number = (high << 32) + (low > INT64_MAX >> 1 ? INT64_MAX >> 1 : low);
    return number >= INT64_MAX ? UINT64_MAX : number;
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

/* Sums stop at their end. */
static uint64_t add(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static void add_decision(charter_period_totals *p, const char *verdict, uint64_t count)
{
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++)
        if (strcmp(charter_decision_name((charter_decision)d), verdict) == 0)
            p->decisions[d] = add(p->decisions[d], count);
}

/* A history may come from elsewhere: what is told of a month is told of one that exists, or of none. */
static bool is_month(const char *name)
{
    char first[DAY_SIZE];
    charter_day day;
    return name != NULL && (*name == '\0' || (snprintf(first, sizeof first, "%s-01", name) == DAY_SIZE - 1 &&
                                              charter_day_parse((charter_text){first, DAY_SIZE - 1}, &day)));
}

static void add_uses(charter_period_totals *p, sqlite3_stmt *s, bool compliant)
{
    p->concerned = add(p->concerned, exact(s, C_CONCERNED));
    if (compliant)
        p->concerned_compliant = add(p->concerned_compliant, exact(s, C_CONCERNED));
    p->open_before = add(p->open_before, exact(s, C_BEFORE));
    p->open_after = add(p->open_after, exact(s, C_AFTER));
    p->requests = add(p->requests, exact(s, C_REQUESTS));
    for (int m = 0; m < CHARTER_MEASURE_COUNT; m++) {
        p->with_figures[m] = add(p->with_figures[m], count_at(s, C_WITH_FIGURES + m));
        for (int end = 0; end < 2; end++)
            p->figures[m][end] = add(p->figures[m][end], exact(s, C_FIGURES + 4 * m + 2 * end));
    }
}

static bool add_row(months *m, sqlite3_stmt *s)
{
    const char *name = (const char *)sqlite3_column_text(s, C_MONTH),
               *verdict = (const char *)sqlite3_column_text(s, C_VERDICT);
    charter_period_totals *p = name == NULL || verdict == NULL ? NULL : month_of(m, name);
    if (p == NULL)
        return false;
    add_decision(p, verdict, count_at(s, C_COUNT));
    /* What could not be judged is no use, whatever it says. */
    if (strcmp(verdict, charter_decision_name(CHARTER_DECISION_INVALID)) != 0)
        add_uses(p, s, strcmp(verdict, charter_decision_name(CHARTER_DECISION_COMPLIANT)) == 0);
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
