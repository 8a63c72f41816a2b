/* Every system call that touches a file fails in turn, with each error that it may have: the program exits 2,
 * or does all that it would have done (an interrupted or short call is made again). No output file is left
 * half, and no temporary file is left at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faults/scenarios.h"

typedef struct fault_row {
    const char *name;
    fault_call call;
    fault_kind kind;
    int error;
    bool harmless; /* the program is to go on as if nothing had happened */
} fault_row;

static const fault_row rows[] = {
    {"open: I/O error", OPEN, FAIL_WITH_ERRNO, EIO, false},
    {"open: too many files", OPEN, FAIL_WITH_ERRNO, EMFILE, false},
    {"read: I/O error", READ, FAIL_WITH_ERRNO, EIO, false},
    {"read: interrupted", READ, FAIL_WITH_ERRNO, EINTR, true},
    {"read: short", READ, FALL_SHORT, 0, true},
    {"write: I/O error", WRITE, FAIL_WITH_ERRNO, EIO, false},
    {"write: no space", WRITE, FAIL_WITH_ERRNO, ENOSPC, false},
    {"write: interrupted", WRITE, FAIL_WITH_ERRNO, EINTR, true},
    {"write: short", WRITE, FALL_SHORT, 0, true},
    {"close: I/O error", CLOSE, FAIL_WITH_ERRNO, EIO, false},
    {"fstat: I/O error", FSTAT, FAIL_WITH_ERRNO, EIO, false},
    {"rename: I/O error", RENAME, FAIL_WITH_ERRNO, EIO, false},
    {"fsync: I/O error", FSYNC, FAIL_WITH_ERRNO, EIO, false},
    {"fsync: no space", FSYNC, FAIL_WITH_ERRNO, ENOSPC, false},
    {"folders: I/O error", FOLDER, FAIL_WITH_ERRNO, EIO, false},
    {"pipe: too many files", PIPE, FAIL_WITH_ERRNO, EMFILE, false},
    {"starting git: no processes are left", SPAWN, FAIL_WITH_ERRNO, EAGAIN, false},
    {"starting git: no memory", SPAWN, FAIL_WITH_ERRNO, ENOMEM, false},
    {"waiting for git: interrupted", WAIT, FAIL_WITH_ERRNO, EINTR, true},
    {"waiting for git: somebody else did", WAIT, FAIL_WITH_ERRNO, ECHILD, false},
};
#define ROWS (sizeof rows / sizeof *rows)

static bool same(const char *a, const char *b)
{
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

/* How each report that a scenario writes begins its last line, and how it tells of an input. */
static const struct {
    const char *last_line, *told;
} reports[] = {
    {"\n{\"summary\":", "{\"error\":{\"code\":\"input.unreadable\""},
    {"\n</testsuites>", "input.unreadable"},
    {"\n1..", "input.unreadable"},
    {"\n</html>", "Inputs that could not be read"},
    {"\n \"sha256\":", "\"errors\": 1,"},
};

/* An input that cannot be read hides no other: the report is then written whole, and tells of it. */
static bool is_whole_with_error(const char *report)
{
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        const char *end = strstr(report, reports[i].last_line);
        if (end != NULL && strchr(end + 1, '\n') == report + strlen(report) - 1 &&
            strstr(report, reports[i].told) != NULL)
            return true;
    }
    return false;
}

static void check(const scenario *s, const fault_row *row, const outcome *whole, const outcome *failed, long at)
{
    bool unharmed = failed->code == whole->code && same(failed->out, whole->out) && same(failed->file, whole->file) &&
                    failed->registered == whole->registered;
    bool no_half = failed->file == NULL || same(failed->file, whole->file) || is_whole_with_error(failed->file);
    bool refused = !row->harmless && failed->code == 2 && no_half;
    if (!unharmed && !refused)
        fail_msg("%s, %s, call %ld: exit %d where %s\n%s", s->name, row->name, at, failed->code,
                 row->harmless ? "nothing was to be seen of it" : "2 was to come", failed->out);
    if (failed->left_behind)
        fail_msg("%s, %s, call %ld: a temporary file is left", s->name, row->name, at);
}

static void each_call_may_fail(void **state)
{
    const fault_row *row = *state;
    bool met = false;
    for (size_t i = 0; i < SCENARIOS; i++) {
        faults = (struct faults){.call = row->call, .kind = row->kind, .error = row->error};
        outcome whole = run_anew(&scenarios[i]);
        for (long at = 1;; at++) {
            faults.at = at;
            outcome failed = run_anew(&scenarios[i]);
            bool reached = faults.seen >= at;
            check(&scenarios[i], row, &whole, &failed, at);
            if (failed.registered < 0)
                fail_msg("%s, %s, call %ld: the register is not whole", scenarios[i].name, row->name, at);
            forget(&failed);
            if (!reached)
                break;
            met = true;
        }
        forget(&whole);
    }
    assert_true(met); /* or the row tests nothing */
}

int main(void)
{
    struct CMUnitTest tests[ROWS];
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){rows[i].name, each_call_may_fail, NULL, NULL, (void *)(uintptr_t)&rows[i]};
    make_scratch();
    make_register();
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    remove_scratch();
    return failures;
}
