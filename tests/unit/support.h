/* support: what unit tests share. Tables of tests whose rows have names; charters and declarations given as
 * literals; diagnostics and verdicts as short texts, which a row of a table can state whole.
 *
 * Texts that are told live until the next call of the same function. */
#ifndef UNIT_SUPPORT_H
#define UNIT_SUPPORT_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "charter/charter.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ---- tables of tests ---- */

/* Tests that differ in their data alone: one a row, called by the row's name. Rows are structs that begin
 * with `const char *name`; `run` finds its row in `*state`. */
typedef struct test_table {
    const void *rows; /* NULL: one test, called by `name` */
    const char *name;
    size_t count, size;
    void (*run)(void **state);
} test_table;

/* clang-format off */
#define TEST_ROWS(table, function) {(table), NULL, COUNT_OF(table), sizeof *(table), (function)}
/* clang-format on */

/* A test that stands alone; the underscores of its name are spaces. */
/* clang-format off */
#define TEST(function) {NULL, #function, 1, 0, (function)}
/* clang-format on */

/* A file's tests begin with its main, of which the build makes main_of_test_FILE: the program of a room has one
 * file after the other (runner.c). */
#ifdef main
int main(void);
#endif

/* Runs everything; 0 where all succeeded: main returns it. */
int run_tables(const test_table *tables, size_t count);

/* Skips a test, and says why: tests/harness/results.py tells both. */
#define SKIP_BECAUSE(why)                    \
    do {                                     \
        print_message("skipped: " why "\n"); \
        skip();                              \
    } while (0)

#define RUN_TABLES(tables) run_tables((tables), COUNT_OF(tables))

/* Fails with both texts where they differ; `actual` need not be NUL-terminated. */
#define assert_text_equal(actual, expected) assert_text_equal_at((actual), (expected), __FILE__, __LINE__)
void assert_text_equal_at(charter_text actual, const char *expected, const char *file, int line);

charter_day day(const char *text); /* "2026-03-31" */

/* ---- input from memory ---- */

/* A file that a charter is read from. */
typedef struct memory_file {
    const char *path, *text;
    size_t length; /* 0: up to the NUL */
    int error;     /* not 0: the errno with which reading it fails */
} memory_file;

/* The files of a table that ends with an empty row. Keeps it. */
charter_files files_in_memory(const memory_file *table);

/* Bytes that come in pieces. */
typedef struct memory_input {
    const char *at;
    size_t left;
    size_t piece; /* the most that one read gives; 0: as much as is asked for */
    int error;    /* not 0: the errno of the read after the last byte */
} memory_input;

charter_input input_from_memory(memory_input *memory);

/* ---- charters ---- */

typedef struct loaded {
    charter_status status;
    charter *charter;
    charter_diagnostics *diagnostics;
} loaded;

/* Loads `names`, which end with NULL, from `files`. `options` may be NULL. */
loaded load_from(const memory_file *files, const char *const *names, const charter_load_options *options);

/* The same of one file, "charter.yaml". */
loaded load_text(const char *text);
void unload(loaded *l);

/* A charter that must be good, warnings aside; release it with charter_free. */
charter *good_charter(const char *text);

/* "4:14 value.choice; 6:3 warning approval.lacking; parts/tools.yaml:2:3 key.duplicate; gone.yaml
 * input.unreadable": the place is named by its file where that is neither "charter.yaml" nor "usage.yaml".
 * "fine" where there is none. */
const char *tell_diagnostics(const charter_diagnostics *diagnostics);

/* The messages and helps of all diagnostics: "message [help]; …". */
const char *tell_messages(const charter_diagnostics *diagnostics);

/* ---- verdicts ---- */

enum {
    TELL_PLACES = 1,      /* each finding's line and column in the declaration: "7:7" */
    TELL_PATHS = 2,       /* its JSON Pointer: "/tool" ("/" for the declaration itself) */
    TELL_EVERY = 4,       /* clauses that are met or not applicable too, and those that are newer than these tests */
    TELL_LAW = 8,         /* its place in the charter: "<40:5" */
    TELL_WORDS = 16,      /* its message and help, in English: "(message [help])" */
    TELL_CONDITIONS = 32, /* alternatives with their verdict, and those that depend on something: "if /output public" */
    TELL_MISSING = 64     /* paths of what is missing: "missing /data, /review later" */
};

/* `verdict` without what clauses say that are newer than these tests, as long as it leaves the verdict as it is: that
 * they are met, do not apply, or advise. So a new clause changes no test that does not speak of it. Its own tests ask
 * for it by TELL_EVERY. Borrows `verdict`; what is given lives until the next call. */
const charter_verdict *verdict_as_known(const charter_verdict *verdict);

/* Judges the declarations of `usages` (a stream called usage.yaml) on the day `at` by `the_charter`:
 *
 *     non-compliant | tool.status breached forbid | duty human-review after open | instead a, b
 *
 * one line each; an invalid one as "invalid | 3:5 key.unknown", a stream's own fault as "fault | …". */
const char *tell_verdicts(const charter *the_charter, const char *declarations, const char *at, unsigned how);

/* The same of a stream of another name and syntax. `options` may be NULL. Bytes come `piece` at a time (0: as
 * many as are asked for). */
const char *tell_verdicts_as(const charter *the_charter, const char *name, charter_text declarations, size_t piece,
                             const charter_stream_options *options, const char *at, unsigned how);

#endif
