/* Baselines, by the public API: files that are none, entries that stand twice, names that are hostile, and what is
 * written and read again. What a gate does with one is in gate/test_baseline.py. */
#include "unit/report/reporting.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static charter *the_charter;

#define FILE_OF(entries)   "{\"charter-check-baseline\": 2, \"accepted\": [" entries "]}"
#define ENTRY(effect, saw) "{\"clause\": \"tool.status\", \"effect\": \"" effect "\", \"saw\": [" saw "]}"

static charter_status load(charter_baseline *baseline, const char *bytes, size_t length, int error,
                           charter_diagnostics *faults)
{
    const memory_file files[] = {{"charter.yaml", bytes, length, error}, {0}};
    const charter_files disk = files_in_memory(files);
    return charter_baseline_load(baseline, "charter.yaml", &disk, faults);
}

/* ---- files that are none ---- */

typedef struct file_row {
    const char *name, *text, *faults, *message;
} file_row;

static const file_row refused[] = {
    {"an empty file", "", "charter.yaml input.empty", "--update-baseline"},
    {"white space alone", " \n", "2:1 json.syntax", NULL},
    {"a list", "[]", "1:1 value.type", NULL},
    {"a word", "1", "1:1 value.type", NULL},
    {"no version", "{\"accepted\": []}", "1:2 key.missing", "charter-check-baseline"},
    {"no entries", "{\"charter-check-baseline\": 2}", "1:2 key.missing", "accepted"},
    {"an earlier version", "{\"charter-check-baseline\": 1, \"accepted\": []}", "1:28 value.form", "write it anew"},
    {"a newer version", "{\"charter-check-baseline\": 3, \"accepted\": []}", "1:28 value.form", "write it anew"},
    {"a version that is no number", "{\"charter-check-baseline\": \"one\", \"accepted\": []}", "1:28 value.type", NULL},
    {"entries that are no list", "{\"charter-check-baseline\": 2, \"accepted\": {}}", "1:31 value.type", NULL},
    {"entries that are null", "{\"charter-check-baseline\": 2, \"accepted\": null}", "1:31 key.missing",
     "has no value"},
    {"an entry that is a word", FILE_OF("1"), "1:44 value.type", NULL},
    {"an entry that is null", FILE_OF("null"), "1:44 value.type", NULL},
    {"an effect of a newer version", FILE_OF(ENTRY("warn", "")), "1:80 value.choice", NULL},
    {"an effect that nothing accepts", FILE_OF(ENTRY("undetermined", "")), "1:80 value.choice", NULL},
    {"a key of a newer version", FILE_OF("{\"until\": 1, \"clause\": \"c\", \"effect\": \"duty\", \"saw\": []}"),
     "1:45 key.unknown", NULL},
    {"a key that stands twice", FILE_OF("{\"clause\": \"c\", \"clause\": \"d\", \"effect\": \"duty\", \"saw\": []}"),
     "1:60 key.duplicate", NULL},
    {"a fingerprint, as the first version had",
     FILE_OF("{\"fingerprint\": \"a:1\", \"clause\": \"c\", \"effect\": \"duty\", \"saw\": []}"), "1:45 key.unknown",
     NULL},
    {"an entry that does not say what it saw", FILE_OF("{\"clause\": \"c\", \"effect\": \"duty\"}"), "1:45 key.missing",
     NULL},
    {"what was seen is a word", FILE_OF("{\"clause\": \"c\", \"effect\": \"duty\", \"saw\": \"a\"}"), "1:85 value.type",
     NULL},
    {"what was seen, a word too often", FILE_OF("{\"clause\": \"c\", \"effect\": \"duty\", \"saw\": [[\"a\", 1, 2]]}"),
     "1:86 value.type", NULL},
    {"what was seen x times", FILE_OF("{\"clause\": \"c\", \"effect\": \"duty\", \"saw\": [[\"a\", \"x\"]]}"),
     "1:92 value.type", NULL},
    {"what was seen is a list of lists", FILE_OF("{\"clause\": \"c\", \"effect\": \"duty\", \"saw\": [[]]}"),
     "1:86 value.type", NULL},
    {"a number that is none", FILE_OF("{\"clause\": \"c\", \"effect\": \"duty\", \"saw\": [], \"number\": -1}"),
     "1:99 value.type", NULL},
    {"half a file", "{\"charter-check-baseline\": 2, \"accepted\": [", "1:44 json.syntax", NULL},
    {"something behind it", FILE_OF("") " x", "1:47 json.syntax", NULL},
    {"a conflict of branches", "<<<<<<< HEAD\n" FILE_OF(""), "1:1 json.syntax", NULL},
    {"half of a surrogate pair", FILE_OF("{\"clause\": \"\\ud800\"}"), "1:56 json.syntax", NULL},
    {"a character that steers a terminal", FILE_OF("{\"clause\": \"\x1b[31m\"}"), "1:56 bytes.character", NULL},
    {"a byte that is no UTF-8", FILE_OF("{\"clause\": \"\xff\"}"), "1:56 bytes.encoding", NULL},
    {"nesting without end", "{\"charter-check-baseline\": [[[[[[", "1:33 limit.depth", NULL},
};

static void is_refused(void **state)
{
    const file_row *row = *state;
    charter_baseline *baseline;
    charter_diagnostics *faults;
    assert_int_equal(charter_baseline_new(&baseline, false), CHARTER_OK);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    assert_int_equal(load(baseline, row->text, strlen(row->text), 0, faults), CHARTER_INVALID);
    assert_string_equal(tell_diagnostics(faults), row->faults);
    if (row->message != NULL)
        assert_non_null(strstr(tell_messages(faults), row->message));
    charter_diagnostics_free(faults);
    charter_baseline_free(baseline);
}

typedef struct unread_row {
    const char *name;
    int error;
    charter_status status;
} unread_row;

static const unread_row unread[] = {
    {"a file that is not there", ENOENT, CHARTER_INVALID},
    {"a file that is too large", EFBIG, CHARTER_INVALID},
    {"a disk that fails", EIO, CHARTER_INVALID},
    {"no memory", ENOMEM, CHARTER_NO_MEMORY},
};

static void cannot_be_read(void **state)
{
    const unread_row *row = *state;
    charter_baseline *baseline;
    charter_diagnostics *faults;
    assert_int_equal(charter_baseline_new(&baseline, false), CHARTER_OK);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    assert_int_equal(load(baseline, "", 0, row->error, faults), row->status);
    assert_int_equal(charter_diagnostics_error_count(faults), row->status == CHARTER_INVALID ? 1 : 0);
    charter_diagnostics_free(faults);
    charter_baseline_free(baseline);
}

static void as_many_entries_as_it_holds_are_read_and_not_one_more(void **state)
{
    (void)state;
    enum { ROOM = CHARTER_BASELINE_ENTRIES * 80 + 256 };
    char *text = malloc(ROOM);
    assert_non_null(text);
    for (int more = 0; more <= 1; more++) {
        charter_baseline *baseline;
        charter_diagnostics *faults;
        int length = snprintf(text, ROOM, "{\"charter-check-baseline\": 2, \"accepted\": [");
        for (int i = 0; i < CHARTER_BASELINE_ENTRIES + more; i++)
            length += snprintf(text + length, (size_t)(ROOM - length),
                               "%s{\"file\": \"%d\", \"clause\": \"c\", \"effect\": \"duty\", \"saw\": []}",
                               i == 0 ? "" : ",", i);
        length += snprintf(text + length, (size_t)(ROOM - length), "]}");
        assert_int_equal(charter_baseline_new(&baseline, false), CHARTER_OK);
        assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
        assert_int_equal(load(baseline, text, (size_t)length, 0, faults), more ? CHARTER_INVALID : CHARTER_OK);
        assert_string_equal(tell_diagnostics(faults), more ? "1:31 limit.entries" : "fine");
        charter_diagnostics_free(faults);
        charter_baseline_free(baseline);
    }
    free(text);
}

/* ---- what is accepted ---- */

static const char breach[] = "usage: 1\nid: \"a\\\"b\\u202E <script>\"\nactivity: drafting\ntool: chatgpt\n";

/* Takes the verdict on `breach`, by a judge who was asked for `wants`. */
static charter_status take(charter_baseline *baseline, uint64_t wants, bool *accepted)
{
    memory_input memory = {.at = breach, .left = strlen(breach)};
    const charter_judge_options judging = {.at = day("2026-07-01"), .wants = wants};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &judging), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    const charter_acceptance *acceptance;
    charter_status status = charter_baseline_take(baseline, verdict, &acceptance);
    *accepted = status == CHARTER_OK && charter_acceptance_is_whole(acceptance);
    charter_judge_free(judge);
    charter_stream_close(stream);
    return status;
}

static bool accepts(charter_baseline *baseline)
{
    bool accepted;
    assert_int_equal(take(baseline, CHARTER_WANTS_OFFENCES, &accepted), CHARTER_OK);
    return accepted;
}

static void a_verdict_that_does_not_say_what_offends_is_not_taken(void **state)
{
    (void)state;
    for (int renewing = 0; renewing <= 1; renewing++) {
        charter_baseline *baseline;
        bool accepted;
        assert_int_equal(charter_baseline_new(&baseline, renewing), CHARTER_OK);
        assert_int_equal(take(baseline, 0, &accepted), CHARTER_UNKNOWN);
        charter_baseline_free(baseline);
    }
}

static void a_judge_is_asked_for_nothing_that_it_does_not_know(void **state)
{
    (void)state;
    const charter_judge_options judging = {.at = day("2026-07-01"),
                                           .wants = UINT64_C(1) << 63 | CHARTER_WANTS_OFFENCES};
    charter_judge *judge;
    assert_int_equal(charter_judge_new(&judge, the_charter, &judging), CHARTER_UNKNOWN);
}

/* A baseline of the breach, renewed. */
static void write_baseline(paper *p)
{
    charter_baseline *renewing;
    *p = (paper){0};
    assert_int_equal(charter_baseline_new(&renewing, true), CHARTER_OK);
    assert_true(accepts(renewing));
    assert_int_equal(charter_baseline_write(renewing, sink_on(p)), CHARTER_OK);
    charter_baseline_free(renewing);
}

static void what_is_written_is_read_and_accepts_the_same(void **state)
{
    (void)state;
    static paper p;
    charter_baseline *baseline;
    charter_baseline_entry entry;
    charter_diagnostics *faults;
    size_t index = 0;
    write_baseline(&p);
    assert_int_equal(charter_baseline_new(&baseline, false), CHARTER_OK);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    assert_int_equal(load(baseline, p.text, p.length, 0, faults), CHARTER_OK);
    assert_true(accepts(baseline));
    assert_false(charter_baseline_next_stale(baseline, &index, &entry));
    assert_false(accepts(baseline)); /* the second one wants an entry of its own */
    charter_diagnostics_free(faults);
    charter_baseline_free(baseline);
}

/* An entry for `breach`. */
#define ENTRY_OF_BREACH                                                                                              \
    "{\"file\": \"usage.yaml\", \"declaration\": \"a\\\"b\\u202e <script>\", \"activity\": \"drafting\", \"tool\": " \
    "\"chatgpt\", \"clause\": \"tool.status\", \"effect\": \"%s\", \"saw\": [%s]}"

typedef struct twice_row {
    const char *name, *first, *saw, *second, *saw_too;
    bool accepted;
} twice_row;

/* As two branches that were merged leave them: what one of the two accepts is accepted, and what neither does is not.
 */
static const twice_row twice[] = {
    {"the same entry twice", "forbid", "\"banned\"", "forbid", "\"banned\"", true},
    {"a graver entry behind", "review", "\"banned\"", "forbid", "\"banned\"", true},
    {"a graver entry before", "forbid", "\"banned\"", "review", "\"banned\"", true},
    {"none of them grave enough", "review", "\"banned\"", "duty", "\"banned\"", false},
    {"one that saw it and one that did not", "forbid", "", "forbid", "\"banned\"", true},
    {"one that saw more", "forbid", "\"zzz\", \"banned\", \"aaa\"", "duty", "", true},
    {"one that saw it and one that is grave", "review", "\"banned\"", "forbid", "\"else\"", false},
    {"one that saw it often", "forbid", "[\"banned\", 3]", "duty", "", true},
    {"one that saw it more often than anybody", "forbid", "[\"banned\", 9223372036854775807], \"banned\"", "duty", "",
     true},
    {"one that saw it no time", "forbid", "[\"banned\", 0]", "duty", "", false},
    {"none that saw it", "forbid", "\"bannee\"", "forbid", "\"banne\", \"bannedd\"", false},
};

static void entries_of_one_breach_are_one(void **state)
{
    const twice_row *row = *state;
    static char text[4096];
    charter_baseline *baseline;
    charter_baseline_entry entry;
    charter_diagnostics *faults;
    size_t index = 0;
    snprintf(text, sizeof text, FILE_OF(ENTRY_OF_BREACH "," ENTRY_OF_BREACH), row->first, row->saw, row->second,
             row->saw_too);
    assert_int_equal(charter_baseline_new(&baseline, false), CHARTER_OK);
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    assert_int_equal(load(baseline, text, strlen(text), 0, faults), CHARTER_OK);
    assert_int_equal(accepts(baseline), row->accepted);
    assert_int_equal(charter_baseline_next_stale(baseline, &index, &entry), !row->accepted);
    assert_false(charter_baseline_next_stale(baseline, &index, &entry));
    charter_diagnostics_free(faults);
    charter_baseline_free(baseline);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(refused, is_refused),
        TEST_ROWS(unread, cannot_be_read),
        TEST(as_many_entries_as_it_holds_are_read_and_not_one_more),
        TEST(what_is_written_is_read_and_accepts_the_same),
        TEST(a_verdict_that_does_not_say_what_offends_is_not_taken),
        TEST(a_judge_is_asked_for_nothing_that_it_does_not_know),
        TEST_ROWS(twice, entries_of_one_breach_are_one),
    };
    the_charter = good_charter(LAW);
    int failures = RUN_TABLES(tables);
    charter_free(the_charter);
    return failures;
}
