/* Every system call that touches a file fails in turn, with each error that it may have: the program exits 2,
 * or does all that it would have done (an interrupted or short call is made again). No output file is left
 * half, and no temporary file is left at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faults/scenarios.h"

enum {
    HARMLESS = 1, /* the program is to go on as if nothing had happened */
    NAMED = 2,    /* there are no unnamed files */
    OVER = 4,     /* the report is to take an old one's place */
};

typedef struct fault_row {
    const char *name;
    fault_call call;
    fault_kind kind;
    int error;
    unsigned how;
} fault_row;

static const fault_row rows[] = {
    {"open: I/O error", OPEN, FAIL_WITH_ERRNO, EIO, 0},
    {"open: too many files", OPEN, FAIL_WITH_ERRNO, EMFILE, 0},
    {"read: I/O error", READ, FAIL_WITH_ERRNO, EIO, 0},
    {"read: interrupted", READ, FAIL_WITH_ERRNO, EINTR, HARMLESS},
    {"read: short", READ, FALL_SHORT, 0, HARMLESS},
    {"write: I/O error", WRITE, FAIL_WITH_ERRNO, EIO, 0},
    {"write: no space", WRITE, FAIL_WITH_ERRNO, ENOSPC, 0},
    {"write: interrupted", WRITE, FAIL_WITH_ERRNO, EINTR, HARMLESS},
    {"write: short", WRITE, FALL_SHORT, 0, HARMLESS},
    {"close: I/O error", CLOSE, FAIL_WITH_ERRNO, EIO, 0},
    {"fstat: I/O error", FSTAT, FAIL_WITH_ERRNO, EIO, 0},
    {"unnamed files: not supported", UNNAMED, FAIL_WITH_ERRNO, EOPNOTSUPP, HARMLESS},
    {"unnamed files: an old kernel", UNNAMED, FAIL_WITH_ERRNO, EISDIR, HARMLESS},
    {"unnamed files: unknown to the file system", UNNAMED, FAIL_WITH_ERRNO, EINVAL, HARMLESS},
    {"unnamed files: no /proc", PROC, FAIL_WITH_ERRNO, ENOENT, HARMLESS},
    {"link: I/O error", LINK, FAIL_WITH_ERRNO, EIO, 0},
    {"link: somebody takes the name", LINK, FAIL_WITH_ERRNO, EEXIST, HARMLESS},
    {"link, over an old file: I/O error", LINK, FAIL_WITH_ERRNO, EIO, OVER},
    {"rename: I/O error", RENAME, FAIL_WITH_ERRNO, EIO, OVER},
    {"rename of a named file: I/O error", RENAME, FAIL_WITH_ERRNO, EIO, NAMED},
    {"open of a named file: too many files", OPEN, FAIL_WITH_ERRNO, EMFILE, NAMED},
    {"close of a named file: I/O error", CLOSE, FAIL_WITH_ERRNO, EIO, NAMED},
    {"fsync of a named file: I/O error", FSYNC, FAIL_WITH_ERRNO, EIO, NAMED | OVER},
    {"fsync: I/O error", FSYNC, FAIL_WITH_ERRNO, EIO, 0},
    {"fsync: no space", FSYNC, FAIL_WITH_ERRNO, ENOSPC, 0},
    {"folders: I/O error", FOLDER, FAIL_WITH_ERRNO, EIO, 0},
    {"pipe: too many files", PIPE, FAIL_WITH_ERRNO, EMFILE, 0},
    {"starting git: no processes are left", SPAWN, FAIL_WITH_ERRNO, EAGAIN, 0},
    {"starting git: no memory", SPAWN, FAIL_WITH_ERRNO, ENOMEM, 0},
    {"waiting for git: interrupted", WAIT, FAIL_WITH_ERRNO, EINTR, HARMLESS},
    {"waiting for git: somebody else did", WAIT, FAIL_WITH_ERRNO, ECHILD, 0},
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
    {"\n \"charters\":", "\"input.unreadable\""},
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

/* What is begun takes nobody's place: a name that somebody has taken by now is refused, and not replaced. */
static bool gives_way(const scenario *s, const fault_row *row)
{
    bool begins = false, forced = false;
    for (int i = 0; s->arguments[i] != NULL; i++) {
        begins = begins || strcmp(s->arguments[i], "init") == 0;
        forced = forced || strcmp(s->arguments[i], "--force") == 0;
    }
    return row->error == EEXIST && begins && !forced;
}

static void check(const scenario *s, const fault_row *row, const outcome *whole, const outcome *failed, long at)
{
    bool unharmed = failed->code == whole->code && same(failed->out, whole->out) && same(failed->file, whole->file) &&
                    failed->registered == whole->registered;
    bool no_half = failed->file == NULL || same(failed->file, whole->file) || is_whole_with_error(failed->file) ||
                   ((row->how & OVER) != 0 && same(failed->file, OLD_REPORT));
    bool harmless = (row->how & HARMLESS) != 0 && !gives_way(s, row);
    bool refused = !harmless && failed->code == 2 && no_half;
    if (!unharmed && !refused)
        fail_msg("%s, %s, call %ld: exit %d where %s\n%s", s->name, row->name, at, failed->code,
                 harmless ? "nothing was to be seen of it" : "2 was to come", failed->out);
    if (failed->left_behind)
        fail_msg("%s, %s, call %ld: a temporary file is left", s->name, row->name, at);
}

static void each_call_may_fail(void **state)
{
    const fault_row *row = *state;
    bool met = false;
    for (size_t i = 0; i < SCENARIOS; i++) {
        faults = (struct faults){.call = row->call,
                                 .kind = row->kind,
                                 .error = row->error,
                                 .named = (row->how & NAMED) != 0,
                                 .over = (row->how & OVER) != 0};
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

/* In a process of its own; whether it was killed. */
static bool is_killed(const scenario *s)
{
    int how = 0;
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        run_scenario(s);
        _exit(0);
    }
    assert_int_equal(__real_waitpid(process, &how, 0), process);
    return WIFSIGNALED(how);
}

/* Nothing catches SIGKILL: files are to have no name until everything is in them. */
static void whatever_call_comes_next_a_kill_leaves_no_file(void **state)
{
    const scenario *s = *state;
    for (int over = 0; over <= 1; over++) {
        bool killed = true;
        faults = (struct faults){.call = ANY, .kind = KILL, .over = over};
        outcome whole = run_scenario(s);
        assert_non_null(whole.file);
        for (faults.at = 1; killed; faults.at++) {
            killed = is_killed(s);
            char *file = slurp(in_scratch("report"));
            if (!same(file, whole.file) && !same(file, over ? OLD_REPORT : NULL))
                fail_msg("killed at call %ld: a report in part", faults.at);
            if (holds_temporary())
                fail_msg("killed at call %ld: a temporary file is left", faults.at);
            free(file);
        }
        assert_in_range(faults.at, 20, LONG_MAX);
        forget(&whole);
    }
}

/* The first that writes a report into a file. */
static const scenario *find_writing(void)
{
    for (size_t i = 0; i < SCENARIOS; i++)
        for (int k = 0; scenarios[i].arguments[k] != NULL; k++)
            if (strstr(scenarios[i].arguments[k], "@/report") != NULL)
                return &scenarios[i];
    abort();
}

int main(void)
{
    struct CMUnitTest tests[ROWS + 1];
    tests[ROWS] = (struct CMUnitTest)cmocka_unit_test_prestate(whatever_call_comes_next_a_kill_leaves_no_file,
                                                               (void *)(uintptr_t)find_writing());
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){rows[i].name, each_call_may_fail, NULL, NULL, (void *)(uintptr_t)&rows[i]};
    make_scratch();
    make_register();
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    remove_scratch();
    return failures;
}
