/* Several jobs: the same items in the same order as by one, whatever the inputs are like. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define GOOD "usage: 1\nid: good\nactivity: a\ntool: t\ndata: []\n"
#define BAD "usage: 1\nid: bad\nactivity: a\ntool: banned\ndata: []\n"
#define BROKEN "[\n"

static const char law_text[] =
    "charter: 1\nid: law\nunlisted: {tool: forbid}\nactivities: {a: {status: allowed, duties: [d]}}\n"
    "duties: {d: {due: before}}\n"
    "tools: {t: {status: approved}, u: {status: tolerated}, banned: {status: banned, instead: [u]}}\n";

/* Something to write into the scratch folder: `count` times `text`, after `before`. */
typedef struct made_file {
    const char *path, *before, *text;
    unsigned count;
} made_file;

typedef struct batch_row {
    const char *name;
    made_file files[6];
    const char *inputs[6];
    size_t max_bytes;
    size_t items; /* that come of it */
} batch_row;

static const batch_row rows[] = {
    {"one small file", {{"a.yaml", "", GOOD, 1}}, {"a.yaml"}, 0, 1},
    {"an empty file", {{"a.yaml", "", "", 1}}, {"a.yaml"}, 0, 1},
    {"a file that is not there", {{NULL, NULL, NULL, 0}}, {"gone.yaml"}, 0, 1},
    {"a large stream", {{"a.yaml", "", "---\n" BAD, 4000}}, {"a.yaml"}, 0, 4000},
    {"a large stream with a byte order mark", {{"a.yaml", "\xEF\xBB\xBF", "---\n" GOOD, 3000}}, {"a.yaml"}, 0, 3000},
    {"a large stream of comments", {{"a.yaml", "", "# nothing\n", 9000}}, {"a.yaml"}, 0, 1},
    {"a large file of usages in one document", {{"a.yaml", "usage: 1\nactivity: a\nusages:\n", "- {tool: t, data: []}\n", 4000}},
     {"a.yaml"}, 0, 4000},
    {"a document over the limit among others",
     {{"a.yaml", GOOD "---\nx: [", "1,\n", 9000}, {"b.yaml", "", "---\n" GOOD, 2000}}, {"a.yaml", "b.yaml"}, 10000, 2002},
    {"documents over the limit in a large stream", {{"a.yaml", "", "---\n" GOOD "purpose: 0123456789\n", 2000}}, {"a.yaml"}, 60, 1002},
    {"more broken documents than a file may have", {{"a.yaml", "---\n" GOOD, "---\n" BROKEN, 5000}}, {"a.yaml"}, 0, 1003},
    {"as many broken documents as a file may have", {{"a.yaml", "---\n" GOOD, "---\n" BROKEN, 1000}}, {"a.yaml"}, 0, 1001},
    {"broken documents, then another file",
     {{"a.yaml", "", "---\n" BROKEN GOOD, 9000}, {"b.yaml", "", "---\n" BAD, 900}}, {"a.yaml", "b.yaml"}, 0, 1902},
    {"a folder of everything",
     {{"f/a.yaml", "", "---\n" BAD, 900}, {"f/b.yml", "", GOOD, 1}, {"f/c.yaml", "", "", 1}, {"f/d/e.yaml", "", BROKEN, 1}, {"f/z.yaml", "", "---\n" GOOD, 3}},
     {"f", "gone.yaml", "f"}, 0, 2 * 906 + 1},
    {"a folder that holds nothing", {{"f/readme.txt", "", "x", 1}}, {"f"}, 0, 1},
};

static char scratch[64];

static void make_file(const made_file *file)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", scratch, file->path);
    for (char *slash = path + strlen(scratch) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(file->before, out);
    for (unsigned i = 0; i < file->count; i++)
        fputs(file->text, out);
    fclose(out);
}

static void remove_scratch(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", scratch);
    assert_int_equal(system(command), 0);
}

typedef struct paper {
    char *text;
    size_t length, room;
} paper;

static int write_on_paper(void *context, const char *bytes, size_t length)
{
    paper *p = context;
    if (p->length + length > p->room) {
        p->room = 2 * (p->length + length);
        p->text = realloc(p->text, p->room);
    }
    memcpy(p->text + p->length, bytes, length);
    p->length += length;
    return 0;
}

/* The whole run as ndjson; how many items there were. */
static size_t report(const charter *law, const batch_row *row, unsigned jobs, bool alternatives, paper *p)
{
    charter_batch_options options = {.judging = {.at = day("2026-11-02")}, .limits = {.document_bytes = row->max_bytes},
                                     .jobs = jobs, .alternatives = alternatives};
    charter_report_options reporting = {.at = options.judging.at};
    charter_batch *batch;
    charter_report *report;
    charter_item item;
    size_t items = 0;
    assert_int_equal(charter_batch_open(&batch, law, &options), CHARTER_OK);
    assert_int_equal(charter_report_open(&report, "ndjson", &reporting, (charter_sink){p, write_on_paper}), CHARTER_OK);
    for (size_t i = 0; i < COUNT_OF(row->inputs) && row->inputs[i] != NULL; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s/%s", scratch, row->inputs[i]);
        assert_int_equal(charter_batch_add(batch, path), CHARTER_OK);
    }
    charter_status status;
    for (; (status = charter_batch_next(batch, &item)) == CHARTER_OK; items++) {
        if (item.error != NULL)
            charter_report_error(report, item.error);
        else
            charter_report_verdict(report, item.verdict);
    }
    assert_int_equal(status, CHARTER_END);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_free(report);
    charter_batch_free(batch);
    return items;
}

static void jobs_change_nothing(void **state)
{
    const batch_row *row = *state;
    charter *law = good_charter(law_text);
    strcpy(scratch, "/tmp/charter-threads-XXXXXX");
    assert_non_null(mkdtemp(scratch));
    for (size_t i = 0; i < COUNT_OF(row->files) && row->files[i].path != NULL; i++)
        make_file(&row->files[i]);
    paper alone = {0};
    assert_int_equal(report(law, row, 1, false, &alone), row->items);
    static const unsigned jobs[] = {2, 3, 8};
    for (size_t i = 0; i < COUNT_OF(jobs); i++) {
        paper together = {0};
        assert_int_equal(report(law, row, jobs[i], i % 2 == 0, &together), row->items);
        assert_int_equal(together.length, alone.length);
        assert_memory_equal(together.text, alone.text, alone.length);
        free(together.text);
    }
    free(alone.text);
    charter_free(law);
    remove_scratch();
}

/* A batch may be left before its end, while its jobs are at work. */
static void a_batch_may_be_left_in_the_middle(void **state)
{
    static const batch_row row = {"", {{"a.yaml", "", "---\n" BAD, 9000}}, {"a.yaml"}, 0, 0};
    (void)state;
    charter *law = good_charter(law_text);
    strcpy(scratch, "/tmp/charter-threads-XXXXXX");
    assert_non_null(mkdtemp(scratch));
    make_file(&row.files[0]);
    char path[128];
    snprintf(path, sizeof path, "%s/a.yaml", scratch);
    for (int left_after = 0; left_after < 200; left_after += 37) {
        charter_batch_options options = {.judging = {.at = day("2026-11-02")}, .jobs = 4};
        charter_batch *batch;
        charter_item item;
        assert_int_equal(charter_batch_open(&batch, law, &options), CHARTER_OK);
        assert_int_equal(charter_batch_add(batch, path), CHARTER_OK);
        for (int i = 0; i < left_after; i++)
            assert_int_equal(charter_batch_next(batch, &item), CHARTER_OK);
        charter_batch_free(batch);
    }
    charter_free(law);
    remove_scratch();
}

static const test_table tables[] = {
    TEST_ROWS(rows, jobs_change_nothing),
    TEST(a_batch_may_be_left_in_the_middle),
};

int main(void)
{
    return RUN_TABLES(tables);
}
