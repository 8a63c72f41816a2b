/* scenarios: the runs of the command line that are made to fail, one row each. */
#ifndef TESTS_FAULTS_SCENARIOS_H
#define TESTS_FAULTS_SCENARIOS_H

#include <dirent.h>

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
    {"traces in a folder, and as junit in a file",
     {"charter-check", "scan", "--at", "2026-11-02", "--charter", "@/law.yaml", "--declarations", "@/stream.yaml",
      "--exclude", "one.yaml", "--output", "junit=@/report", "@/folder", NULL}},
};
#define SCENARIOS (sizeof scenarios / sizeof *scenarios)

static const struct {
    const char *name, *text;
} scratch_files[] = {
    {"law.yaml", "charter: 1\nid: a\ngovernance: {colleges: [x]}\ninclude: [parts.yaml]\n"
                 "data: {public: {}, internal: {above: public, hosting: [here]}}\nhosting: {here: {}, there: {}}\n"
                 "activities: {drafting: {status: allowed, data: internal, duties: [review]}}\n"
                 "rules: {r: {when: {usage.purpose: {matches: 'sec.et'}}, effect: review}}\n"
                 "traces: {o: {tool: bad, dependencies: {pypi: open-ai}}, p: {tool: [new, good], paths: [deep/**], words: [new*]}}\n"},
    {"parts.yaml", "charter: 1\nduties: {review: {due: after, evidence: review}}\n"
                   "tools: {good: {status: approved, hosting: here}, bad: {status: banned, pattern: '^b'}}\n"},
    {"exceptions.yaml", "charter: 1\nexceptions: {e: {for: {tool: bad}, waives: tool.status, approved-by: x,\n"
                        "  from: 2026-01-01, until: 2026-12-31}}\n"},
    {"broken.yaml", "charter: 1\nid: A\ntools: {x: {status: banana, pattern: '('}}\nrules: {r: {when: {toolid: x}}}\n"},
    {"stream.yaml", "usage: 1\nactivity: drafting\ntool: good\ndata: [internal]\npurpose: un résumé\n---\n"
                    "usage: 1\nactivity: drafting\ntool: bad\ndata: [internal]\npurpose: secret\n---\n"
                    "usage: 1\nactivty: x\ntool: [good\n---\nusage: 1\nactivity: drafting\ntool: gооd\ndata: []\n"},
    {"folder/one.yaml", "usage: 1\nactivity: drafting\ntool: bad\ndata: []\n"},
    {"folder/requirements.txt", "Open_AI==1 # new\n"},
    {"folder/deep/new.toml", "[tool.new]\nname = 'new'\n"},
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
                                        "stream.yaml", "folder", "report"};
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

#endif
