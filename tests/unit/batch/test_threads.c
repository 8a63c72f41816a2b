/* Several jobs: the same items in the same order as by one, whatever the inputs are like. */
#include "unit/intake/intakes.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define GOOD      "usage: 1\nid: good\nactivity: a\ntool: t\ndata: []\n"
#define BAD       "usage: 1\nid: bad\nactivity: a\ntool: banned\ndata: []\n"
#define BROKEN    "[\n"
#define LINE      "{\"usage\": 1, \"id\": \"l\", \"activity\": \"a\", \"tool\": \"banned\", \"data\": []}"
#define LONG      LINE_OF_X LINE_OF_X LINE_OF_X
#define LINE_OF_X "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
#define HEAD      "Activity,Tool,Stage\n"

/* A row is a declaration for each of its tools; words that the mapping does not know are noted. */
static const char intake_text[] =
    "intake: 1\nskip: 1\nskip-after: 1\nleave-out: [{column: Stage, is: [draft]}]\ndeclare:\n  activity: Activity\n"
    "  tool: {column: Tool, split: ;, each: true}\n  stage: {column: Stage, values: {live: in-use}}\n  data: {constant: []}\n";

static const char law_text[] =
    "charter: 1\nid: law\nunlisted: {tool: forbid}\nactivities: {a: {status: allowed, duties: [d]}}\n"
    "duties: {d: {due: before}}\n"
    "tools: {t: {status: approved}, u: {status: tolerated}, banned: {status: banned, instead: [u]}}\n";

/* Something to write into the scratch folder: `count` times `text`, between `before` and `after`; as a member of gzip
 * where the path says so. */
typedef struct made_file {
    const char *path, *before, *text;
    unsigned count;
    const char *after;
} made_file;

typedef struct batch_row {
    const char *name;
    made_file files[6];
    const char *inputs[6];
    size_t max_bytes;
    size_t items; /* that come of it */
    bool registers;
} batch_row;

static const batch_row rows[] = {
    {"one small file", {{"a.yaml", "", GOOD, 1, NULL}}, {"a.yaml"}, 0, 1, false},
    {"an empty file", {{"a.yaml", "", "", 1, NULL}}, {"a.yaml"}, 0, 1, false},
    {"a file that is not there", {{NULL, NULL, NULL, 0, NULL}}, {"gone.yaml"}, 0, 1, false},
    {"a large stream", {{"a.yaml", "", "---\n" BAD, 4000, NULL}}, {"a.yaml"}, 0, 4000, false},
    {"a large stream with a byte order mark",
     {{"a.yaml", "\xEF\xBB\xBF", "---\n" GOOD, 3000, NULL}},
     {"a.yaml"},
     0,
     3000,
     false},
    {"a large stream of comments", {{"a.yaml", "", "# nothing\n", 9000, NULL}}, {"a.yaml"}, 0, 1, false},
    {"a large file of usages in one document",
     {{"a.yaml", "usage: 1\nactivity: a\nusages:\n", "- {tool: t, data: []}\n", 4000, NULL}},
     {"a.yaml"},
     0,
     4000,
     false},
    {"a document over the limit among others",
     {{"a.yaml", GOOD "---\nx: [", "1,\n", 9000, NULL}, {"b.yaml", "", "---\n" GOOD, 2000, NULL}},
     {"a.yaml", "b.yaml"},
     10000,
     2002,
     false},
    {"documents over the limit in a large stream",
     {{"a.yaml", "", "---\n" GOOD "purpose: 0123456789\n", 2000, NULL}},
     {"a.yaml"},
     60,
     1002,
     false},
    {"more broken documents than a file may have",
     {{"a.yaml", "---\n" GOOD, "---\n" BROKEN, 5000, NULL}},
     {"a.yaml"},
     0,
     1003,
     false},
    {"as many broken documents as a file may have",
     {{"a.yaml", "---\n" GOOD, "---\n" BROKEN, 1000, NULL}},
     {"a.yaml"},
     0,
     1001,
     false},
    {"broken documents, then another file",
     {{"a.yaml", "", "---\n" BROKEN GOOD, 9000, NULL}, {"b.yaml", "", "---\n" BAD, 900, NULL}},
     {"a.yaml", "b.yaml"},
     0,
     1902,
     false},
    {"a folder of everything, and once more",
     {{"f/a.yaml", "", "---\n" BAD, 900, NULL},
      {"f/b.yml", "", GOOD, 1, NULL},
      {"f/c.yaml", "", "", 1, NULL},
      {"f/d/e.yaml", "", BROKEN, 1, NULL},
      {"f/z.yaml", "", "---\n" GOOD, 3, NULL}},
     {"f", "gone.yaml", "f"},
     0,
     906 + 2,
     false},
    {"a large stream of JSON lines", {{"a.ndjson", "", LINE "\n", 4000, NULL}}, {"a.ndjson"}, 0, 4000, false},
    {"JSON lines that end in CRLF, blank ones among them",
     {{"a.ndjson", "\xEF\xBB\xBF", " \r\n  " LINE "\r\n\r\n", 3000, LINE}},
     {"a.ndjson"},
     0,
     3001,
     false},
    {"JSON lines over the limit",
     {{"a.ndjson", "",
       LINE "\n"
            "{\"x\": \"" LINE LINE LINE LINE "\"}\n",
       3000, NULL}},
     {"a.ndjson"},
     100,
     2003,
     false},
    {"more broken JSON lines than a file may have",
     {{"a.ndjson", LINE "\n", "{\n", 5000, LINE}},
     {"a.ndjson"},
     0,
     1003,
     false},
    {"JSON lines that declare nothing", {{"a.ndjson", "", "     \n", 9000, NULL}}, {"a.ndjson"}, 0, 1, false},
    {"a large list of JSON", {{"a.json", "[\n", LINE ",\n ", 4000, LINE "]"}}, {"a.json"}, 0, 4001, false},
    {"a large list on one line",
     {{"a.json", "[", "{\"usage\": 1, \"id\": \"\xC3\xA9\"}, ", 4000, "{}]"}},
     {"a.json"},
     0,
     4001,
     false},
    {"a list that is not closed", {{"a.json", "[", LINE ",", 4000, NULL}}, {"a.json"}, 0, 4001, false},
    {"something behind a list", {{"a.json", "[", LINE ",", 2000, "{}] 7"}}, {"a.json"}, 0, 2002, false},
    {"one large value of JSON",
     {{"a.json", "{\"usage\": 1, \"activity\": \"a\", \"usages\": [", "{\"tool\": \"t\", \"data\": []},", 2000,
       "{\"tool\": \"u\"}]}"}},
     {"a.json"},
     0,
     2001,
     false},
    {"a packed stream of JSON lines, and one of YAML",
     {{"a.ndjson.gz", "", LINE "\n", 4000, NULL}, {"b.yaml.gz", "", "---\n" BAD, 2000, NULL}},
     {"a.ndjson.gz", "b.yaml.gz"},
     0,
     6000,
     false},
    {"a packed stream that is damaged",
     {{"a.ndjson.gz", "", LINE "\n", 4000, NULL}, {"b.ndjson.gz", "", "", 0, NULL}},
     {"a.ndjson.gz", "b.ndjson.gz"},
     0,
     4001,
     false},
    {"a register without a mapping", {{"a.csv", HEAD, "a,t,live\n", 9000, NULL}}, {"a.csv", "a.csv"}, 0, 2, false},
    {"a large register",
     {{"a.csv", "x\n" HEAD "skipped\n", "a,t,live\na,\"banned\",\"live\"\n", 4000, NULL}},
     {"a.csv"},
     0,
     8000,
     true},
    {"a small register among others",
     {{"a.csv", "x\n" HEAD "s\n", "a,t;banned,?\n", 30, NULL},
      {"b.csv", "x\n" HEAD "s\n", "a,t,\xE9\n", 40, NULL},
      {"c.csv", "x\n" HEAD "s\n", "a,t;banned,?\n", 30, NULL}},
     {"a.csv", "b.csv", "c.csv"},
     0,
     160,
     true},
    {"a register whose rows make several declarations",
     {{"a.csv", "x\n" HEAD "s\n", "a,t;u; banned;;x,live\n", 4000, NULL}},
     {"a.csv"},
     0,
     16000,
     true},
    {"a register of cells with line breaks",
     {{"a.csv", "x\r\n" HEAD "s\r\n", "a,\"t\n;\"\"x\"\"\r\n\",live\r\n\r\n", 3000, NULL}},
     {"a.csv"},
     0,
     6000,
     true},
    {"a register of words that the mapping does not know",
     {{"a.csv", "x\n" HEAD "s\n", "a,t,what\n", 3000, NULL}},
     {"a.csv"},
     0,
     3000,
     true},
    {"a register in Windows-1252",
     {{"a.csv", "x\n" HEAD "\xE9\n", "a,\"t\n\xE9\",\xE8\na,t,draft\n", 3000, NULL}},
     {"a.csv"},
     0,
     3000,
     true},
    {"a register in Windows-1252 from its middle on",
     {{"a.csv", "x\n" HEAD "s\na,\xE9,draft\n", "a,t,live\n", 6000, "a,\xE9,live\na,\xE9,\xE9\n"}},
     {"a.csv"},
     0,
     6002,
     true},
    {"a register of broken rows",
     {{"a.csv", "x\n" HEAD "s\n", "a,\"t\"x,live\na,t,live,more\n", 600, NULL}},
     {"a.csv"},
     0,
     1002,
     true},
    {"broken rows before the first declaration",
     {{"a.csv", "x\n" HEAD, "\"s\"x\n", 900, "s\n" HEAD "a,t,live\n"}},
     {"a.csv"},
     0,
     902,
     true},
    {"rows over the limit",
     {{"a.csv", "x\n" HEAD "s\n", "a,\"" LONG "\n\",live\na,t,live\n", 900, NULL}},
     {"a.csv"},
     100,
     1252,
     true},
    {"a header over the limit", {{"a.csv", "x\n\"" LONG "\"" HEAD, "a,t,live\n", 3000, NULL}}, {"a.csv"}, 100, 1, true},
    {"a register whose header lacks columns",
     {{"a.csv", "x\nA,Tool,B\ns\n", "a,t,live\n", 3000, NULL}, {"b.csv", "x\nA,Tool,B\ns\n", "a,t,live\n", 3000, NULL}},
     {"a.csv", "b.csv"},
     0,
     6,
     true},
    {"a quote that is never closed",
     {{"a.csv", "x\n" HEAD "s\n", "a,t,live\n", 3000, "a,\"t,live\na,t,live\n"}},
     {"a.csv"},
     0,
     3002,
     true},
    {"a register that declares nothing", {{"a.csv", "x\n" HEAD, "a,t,draft\n", 3000, NULL}}, {"a.csv"}, 0, 1, true},
    {"a packed register, and a stream beside it",
     {{"a.csv.gz", "x\n" HEAD "s\n", "a,t,\xE9\n", 4000, NULL},
      {"b.ndjson", "", LINE "\n", 2000, NULL},
      {"c.csv.gz", "x\n" HEAD "s\n", "a,t,\xE9\n", 4000, NULL}},
     {"a.csv.gz", "b.ndjson", "c.csv.gz"},
     0,
     10000,
     true},
    {"a folder that holds nothing", {{"f/readme.txt", "", "x", 1, NULL}}, {"f"}, 0, 1, false},
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
    bool packed = strstr(path, ".gz") != NULL && file->count > 0;
    gzFile out = gzopen(path, packed ? "w1" : "wT");
    assert_non_null(out);
    gzputs(out, file->before);
    for (unsigned i = 0; i < file->count; i++)
        gzputs(out, file->text);
    if (file->after != NULL)
        gzputs(out, file->after);
    assert_int_equal(gzclose(out), Z_OK);
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

static void write_notes(paper *p, const charter_diagnostics *notes)
{
    const char *told = tell_diagnostics(notes), *said = tell_messages(notes);
    write_on_paper(p, told, strlen(told));
    write_on_paper(p, said, strlen(said));
    write_on_paper(p, "\n", 1);
}

/* The whole run as ndjson, notes between; how many items there were. */
static size_t report(const charter *the_charter, const charter_intake *intake, const batch_row *row, unsigned jobs,
                     bool alternatives, paper *p)
{
    charter_judge_options judging = {.at = day("2026-11-02"), .alternatives = alternatives};
    charter_batch_options options = {.limits = {.document_bytes = row->max_bytes},
                                     .intake = row->registers ? intake : NULL,
                                     .jobs = jobs};
    charter_report_options reporting = {.at = judging.at};
    charter_batch *batch;
    charter_report *report;
    charter_item item;
    size_t items = 0;
    assert_int_equal(charter_batch_open(&batch, the_charter, &judging, &options), CHARTER_OK);
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
            charter_report_verdict(report, item.verdict, NULL);
        if (item.notes != NULL)
            write_notes(p, item.notes);
    }
    assert_int_equal(status, CHARTER_END);
    assert_int_equal(charter_report_end(report), CHARTER_OK);
    charter_report_close(report);
    charter_batch_close(batch);
    return items;
}

/* Judges the row's inputs by one job and by several. How many items there were. */
static size_t compare_jobs(const batch_row *row)
{
    charter *the_charter = good_charter(law_text);
    charter_intake *intake = good_intake(intake_text);
    paper alone[2] = {{0}, {0}}; /* without alternatives, and with them */
    size_t items = report(the_charter, intake, row, 1, false, &alone[0]);
    assert_int_equal(report(the_charter, intake, row, 1, true, &alone[1]), items);
    static const unsigned jobs[] = {2, 3, 8};
    for (size_t i = 0; i < COUNT_OF(jobs); i++) {
        const paper *expected = &alone[i % 2];
        paper together = {0};
        assert_int_equal(report(the_charter, intake, row, jobs[i], i % 2 == 1, &together), items);
        assert_int_equal(together.length, expected->length);
        assert_memory_equal(together.text, expected->text, expected->length);
        free(together.text);
    }
    free(alone[0].text);
    free(alone[1].text);
    charter_intake_free(intake);
    charter_free(the_charter);
    return items;
}

static void jobs_change_nothing(void **state)
{
    const batch_row *row = *state;
    strcpy(scratch, "/tmp/charter-threads-XXXXXX");
    assert_non_null(mkdtemp(scratch));
    for (size_t i = 0; i < COUNT_OF(row->files) && row->files[i].path != NULL; i++)
        make_file(&row->files[i]);
    assert_int_equal(compare_jobs(row), row->items);
    remove_scratch();
}

/* ---- inputs drawn at random ---- */

/* What an input of one syntax is put together from. */
typedef struct shards {
    const char *name, *path, *before, *parts[12], *after;
    bool registers;
} shards;

static const shards drawn[] = {
    {"drawn JSON lines",
     "a.ndjson",
     "",
     {LINE "\n", LINE "\r\n", "\n", "  \t" LINE " \n", "{\n", "[1]\n", "\"\\", "\xC3\xA9", "\xFF", "null\n",
      "{\"usages\": [" LINE "," LINE "]}\n", "\r"},
     "",
     false},
    {"a drawn list of JSON",
     "a.json",
     " [",
     {LINE ",", LINE " , \n", ",", "[{},\"]\"],", "\"\\\"\",", "\xC3\xA9,", LINE ",", LINE ",", LINE ",", "\n",
      "{\"usages\": [" LINE "," LINE "]},\n", "\xFF,"},
     "7]",
     false},
    {"drawn documents of YAML",
     "a.yaml",
     "",
     {"---\n" GOOD, "---\n" BAD, "---\n" BROKEN, "--- x\n", "# y\n", "\r\n", "---\r\n" BAD, "--", "\xC3\xA9",
      "---\n" GOOD, "---\n" BAD, "\n%\n"},
     "",
     false},
    {"a drawn register",
     "a.csv",
     "x\n" HEAD "s\n",
     {"a,t,live\n", "a,t;u;banned,live\r\n", "\n", "a,\"x\n\"\"\",live\n", "a,t,\xE9\n", "a,t,draft\n",
      "\xE9,t,draft\n", "a,\"t\"x,live\n", ",,\n", "a,t,live,x\n", "a,\"", "a,t,?\n"},
     "",
     true},
};

static uint32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 16;
}

static char *put_together(const shards *from, uint32_t seed, unsigned count)
{
    size_t most = strlen(from->before) + strlen(from->after) + 1, longest = 0;
    for (size_t i = 0; i < COUNT_OF(from->parts); i++)
        longest = strlen(from->parts[i]) > longest ? strlen(from->parts[i]) : longest;
    char *text = malloc(most + count * longest), *to = stpcpy(text, from->before);
    while (count-- > 0) /* the first ones more often: the others end much of what is around them */
        to = stpcpy(to, from->parts[draw(&seed) % (1 + draw(&seed) % COUNT_OF(from->parts))]);
    strcpy(to, from->after);
    return text;
}

static void jobs_change_nothing_of_drawn_inputs(void **state)
{
    const shards *from = *state;
    strcpy(scratch, "/tmp/charter-threads-XXXXXX");
    assert_non_null(mkdtemp(scratch));
    for (uint32_t seed = 1; seed <= 6; seed++) {
        char *text = put_together(from, seed, 600 + 200 * seed), packed[16];
        snprintf(packed, sizeof packed, "%s.gz", from->path);
        batch_row row = {"",
                         {{from->path, "", text, 1, NULL}, {packed, "", text, 1, NULL}},
                         {from->path, packed},
                         seed % 3 == 0 ? 400 : 0,
                         0,
                         from->registers};
        make_file(&row.files[0]);
        make_file(&row.files[1]);
        assert_true(compare_jobs(&row) > 500);
        free(text);
    }
    remove_scratch();
}

/* A batch may be left before its end, while its jobs are at work. */
static void a_batch_may_be_left_in_the_middle(void **state)
{
    static const batch_row row = {"", {{"a.yaml", "", "---\n" BAD, 9000, NULL}}, {"a.yaml"}, 0, 0, false};
    (void)state;
    charter *the_charter = good_charter(law_text);
    strcpy(scratch, "/tmp/charter-threads-XXXXXX");
    assert_non_null(mkdtemp(scratch));
    make_file(&row.files[0]);
    char path[128];
    snprintf(path, sizeof path, "%s/a.yaml", scratch);
    for (int left_after = 0; left_after < 200; left_after += 37) {
        charter_judge_options judging = {.at = day("2026-11-02")};
        charter_batch_options options = {.jobs = 4};
        charter_batch *batch;
        charter_item item;
        assert_int_equal(charter_batch_open(&batch, the_charter, &judging, &options), CHARTER_OK);
        assert_int_equal(charter_batch_add(batch, path), CHARTER_OK);
        for (int i = 0; i < left_after; i++)
            assert_int_equal(charter_batch_next(batch, &item), CHARTER_OK);
        charter_batch_close(batch);
    }
    charter_free(the_charter);
    remove_scratch();
}

static const test_table tables[] = {
    TEST_ROWS(rows, jobs_change_nothing),
    TEST_ROWS(drawn, jobs_change_nothing_of_drawn_inputs),
    TEST(a_batch_may_be_left_in_the_middle),
};

int main(void)
{
    return RUN_TABLES(tables);
}
