/* scenarios: the runs of the command line that are made to fail, one row each. */
#ifndef TESTS_FAULTS_SCENARIOS_H
#define TESTS_FAULTS_SCENARIOS_H

#include <dirent.h>
#include <sqlite3.h>

#include "faults/faults.h"

typedef struct scenario {
    const char *name;
    const char *arguments[16]; /* "@" stands for the scratch folder, "=" for the project's */
} scenario;

static const scenario scenarios[] = {
    {"one declaration as text",
     {"charter-check", "--at", "2026-11-02", "--charter", "=/charter/statistics-institute.yaml",
      "=/charter/samples/note-de-conjoncture.yaml", NULL}},
    {"a stream as ndjson",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "ndjson", "@/stream.yaml", NULL}},
    {"a folder as json, and a file of it",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "json", "--output",
      "ndjson=@/report", "@/folder", NULL}},
    {"a charter with mistakes", {"charter-check", "--charter", "@/broken.yaml", "@/stream.yaml", NULL}},
    {"an exceptions file, in French",
     {"charter-check", "--lang", "fr", "--at", "2026-05-02", "--charter", "@/law.yaml", "--exceptions",
      "@/exceptions.yaml", "--verbose", "@/stream.yaml", NULL}},
    {"a folder as sarif, and as junit in a file",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "sarif", "--output",
      "junit=@/report", "@/folder", NULL}},
    {"a folder as gitlab, and as tap in a file",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "gitlab", "--output",
      "tap=@/report", "@/folder", NULL}},
    {"a stream as markdown",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "markdown", "@/stream.yaml", NULL}},
    {"a stream as github",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "github", "@/stream.yaml", NULL}},
    {"an audit, with a page in a file",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "csv", "--output",
      "html=@/report", "@/stream.yaml", NULL}},
    {"a part of an audit",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--lang", "fr", "--with-names",
      "--partial", "@/report", "@/stream.yaml", NULL}},
    {"an audit into a new register",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--register", "@/new.sqlite",
      "--forget-before", "2020-01-01", "--format", "csv", "@/stream.yaml", NULL}},
    {"the trend of a register",
     {"charter-check", "trend", "--register", "@/kept.sqlite", "--format", "markdown", NULL}},
};
#define SCENARIOS (sizeof scenarios / sizeof *scenarios)

static const struct {
    const char *name, *text;
} scratch_files[] = {
    {"law.yaml", "charter: 1\nid: a\ngovernance: {colleges: [x]}\ninclude: [parts.yaml]\n"
                 "data: {public: {}, internal: {above: public, hosting: [here]}}\nhosting: {here: {}, there: {}}\n"
                 "activities: {drafting: {status: allowed, data: internal, duties: [review]}}\n"
                 "rules: {r: {when: {usage.purpose: {matches: 'sec.et'}}, effect: review}}\n"},
    {"parts.yaml", "charter: 1\nduties: {review: {due: after, evidence: review}}\n"
                   "tools: {good: {status: approved, hosting: here}, bad: {status: banned, pattern: '^b'}}\n"},
    {"exceptions.yaml", "charter: 1\nexceptions: {e: {for: {tool: bad}, waives: tool.status, approved-by: x,\n"
                        "  from: 2026-01-01, until: 2026-12-31}}\n"},
    {"broken.yaml", "charter: 1\nid: A\ntools: {x: {status: banana, pattern: '('}}\nrules: {r: {when: {toolid: x}}}\n"},
    {"stream.yaml", "usage: 1\nactivity: drafting\ntool: good\ndata: [internal]\npurpose: un résumé\n---\n"
                    "usage: 1\nactivity: drafting\ntool: bad\ndata: [internal]\npurpose: secret\n---\n"
                    "usage: 1\nactivty: x\ntool: [good\n---\nusage: 1\nactivity: drafting\ntool: gооd\ndata: []\n"},
    {"folder/one.yaml", "usage: 1\nactivity: drafting\ntool: bad\ndata: []\n"},
    {"folder/deep/two.yml", "usages: [{usage: 1, activity: drafting, tool: good, data: []}]\nunit: d\n"},
};

static void make_scratch(void)
{
    snprintf(scratch, sizeof scratch, "%s/charter-faults-XXXXXX", getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
    if (mkdtemp(scratch) == NULL)
        abort();
    char path[2 * PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/folder", scratch);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/folder/deep", scratch);
    mkdir(path, 0700);
    for (size_t i = 0; i < sizeof scratch_files / sizeof *scratch_files; i++) {
        snprintf(path, sizeof path, "%s/%s", scratch, scratch_files[i].name);
        FILE *file = fopen(path, "w");
        fputs(scratch_files[i].text, file);
        fclose(file);
    }
}

static void remove_scratch(void)
{
    char command[PATH_MAX * 2];
    snprintf(command, sizeof command, "rm -rf '%s' '%s.out' '%s.err'", scratch, scratch, scratch);
    if (system(command) != 0)
        abort();
}

/* Anything in the scratch folder that nobody put there. */
static bool holds_temporary(void)
{
    static const char *const known[] = {".", "..", "law.yaml", "parts.yaml", "exceptions.yaml", "broken.yaml",
                                        "stream.yaml", "folder", "report", "kept.sqlite", "kept.sqlite-wal",
                                        "kept.sqlite-shm", "new.sqlite", "new.sqlite-wal", "new.sqlite-shm",
                                        "new.sqlite-journal"};
    DIR *folder = opendir(scratch);
    bool found = false;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        bool expected = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            expected = expected || strcmp(entry->d_name, known[i]) == 0;
        found = found || !expected;
    }
    closedir(folder);
    return found;
}

static void scratch_path(char path[2 * PATH_MAX], const char *name)
{
    snprintf(path, 2 * PATH_MAX, "%s/%s", scratch, name);
}

/* What each run makes anew. */
static void remove_new_register(void)
{
    static const char *const names[] = {"new.sqlite", "new.sqlite-wal", "new.sqlite-shm", "new.sqlite-journal"};
    char path[2 * PATH_MAX];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        scratch_path(path, names[i]);
        unlink(path);
    }
}

/* A number, or a text that is "ok" as 0; -1: SQLite does not answer. */
static long ask_register(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    long answer = -1;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        answer = sqlite3_column_type(statement, 0) != SQLITE_TEXT ? (long)sqlite3_column_int64(statement, 0)
                 : strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0 ? 0 : -1;
    sqlite3_finalize(statement);
    return answer;
}

/* How many verdicts the new register holds: none where it is not there; -1: it is unsound, or an audit is there in part. */
static long register_verdicts(void)
{
    char path[2 * PATH_MAX];
    sqlite3 *database = NULL;
    scratch_path(path, "new.sqlite");
    if (access(path, F_OK) != 0)
        return 0;
    bool sound = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                 ask_register(database, "PRAGMA integrity_check") == 0;
    long tables = ask_register(database, "SELECT count(*) FROM sqlite_master WHERE type = 'table'");
    long verdicts = 0, added = tables == 0 ? 0 : -1;
    if (tables == 3) {
        verdicts = ask_register(database, "SELECT count(*) FROM verdicts");
        added = ask_register(database, "SELECT coalesce(sum(added), 0) FROM audits");
    }
    sqlite3_close(database);
    return sound && verdicts == added ? verdicts : -1;
}

/* The scenario's arguments with their folders filled in; they live until the next call. */
static char **arguments_of(const scenario *s)
{
    static char texts[16][PATH_MAX * 2];
    static char *list[17];
    int i = 0;
    for (; s->arguments[i] != NULL; i++) {
        const char *from = s->arguments[i];
        const char *mark = strpbrk(from, "@=");
        const char *slash = mark == NULL ? NULL : strstr(from, "@/") != NULL ? strstr(from, "@/") : strstr(from, "=/");
        if (slash == NULL)
            snprintf(texts[i], sizeof texts[i], "%s", from);
        else
            snprintf(texts[i], sizeof texts[i], "%.*s%s%s", (int)(slash - from), from,
                     *slash == '@' ? scratch : SOURCE_DIR, slash + 1);
        list[i] = texts[i];
    }
    list[i] = NULL;
    return list;
}

/* The scenario, with no register of a run before it. */
static outcome run_anew(const scenario *s)
{
    remove_new_register();
    outcome result = run(arguments_of(s));
    result.registered = register_verdicts();
    return result;
}

/* A register for those that read one. */
static void make_register(void)
{
    enum { DECLARED = 4 /* in stream.yaml */ };
    static const scenario audit = {"", {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml",
                                        "--register", "@/new.sqlite", "@/stream.yaml", NULL}};
    char made[2 * PATH_MAX], kept[2 * PATH_MAX];
    outcome result = run_anew(&audit);
    scratch_path(made, "new.sqlite");
    scratch_path(kept, "kept.sqlite");
    if (result.registered != DECLARED || rename(made, kept) != 0)
        abort();
    forget(&result);
}

#endif
