/* A history on a network share, which is another's memory to share: an audit adds nothing there, or says what may come
 * of it; trend reads it as a copy. The system is made to say on what the files lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faults/scenarios.h"

typedef struct share_row {
    const char *name; /* as people know it; NULL: it is no share */
    uint32_t type;    /* statfs(2) */
    bool refused;
} share_row;

static const share_row rows[] = {
    {"(NFS)", 0x6969, true},       {"(SMB)", 0x517b, true},       {"(SMB)", 0xfe534d42, true},
    {"(CIFS)", 0xff534d42, true},  {"(AFS)", 0x5346414f, true},   {"(AFS)", 0x6b414653, true},
    {"(Coda)", 0x73757245, true},  {"(NCP)", 0x564c, true},       {"(Ceph)", 0x00c36400, true},
    {"(OCFS2)", 0x7461636f, true}, {"(FUSE)", 0x65735546, false}, {"(9P)", 0x01021997, false},
    {NULL, 0xef53, false},         {NULL, 0x01021994, false},     {NULL, 0x794c7630, false},
};
#define ROWS (sizeof rows / sizeof *rows)

enum { DECLARED = 4 /* in stream.yaml */ };

static const scenario adding = {"",
                                {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--history",
                                 "@/new.sqlite", "@/stream.yaml", NULL}};
static const scenario reading = {"", {"charter-check", "trend", "--history", "@/kept.sqlite", NULL}};

static void an_audit_adds_nothing_to_a_share_or_says_what_may_come_of_it(void **state)
{
    const share_row *row = *state;
    faults = (struct faults){.file_system = row->type};
    outcome result = run_anew(&adding);
    assert_int_equal(result.registered, row->refused ? 0 : DECLARED);
    assert_int_equal(access(in_scratch("new.sqlite"), F_OK) == 0, !row->refused);
    assert_int_equal(strstr(result.err, "network share") != NULL, row->name != NULL);
    if (row->name != NULL)
        assert_non_null(strstr(result.err, row->name));
    forget(&result);
}

static void a_share_is_read_without_a_log(void **state)
{
    const share_row *row = *state;
    faults = (struct faults){.file_system = row->type};
    outcome result = run_scenario(&reading);
    assert_int_equal(result.code, 0);
    assert_string_equal(result.err, "");
    forget(&result);
    /* What an audit on another machine left cannot be read with certainty. */
    write_scratch("kept.sqlite-wal", "a log", 5);
    result = run_scenario(&reading);
    assert_int_equal(result.code, row->refused ? 2 : 0);
    assert_int_equal(strstr(result.err, "a log with audits") != NULL, row->refused);
    unlink(in_scratch("kept.sqlite-wal"));
    forget(&result);
}

static void write_log(void)
{
    int file = __real_open(in_scratch("kept.sqlite-wal"), O_WRONLY | O_CREAT, 0600);
    assert_int_equal(__real_write(file, "a log", 5), 5);
    __real_close(file);
}

static void write_database(void)
{
    struct timespec times[] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = 1, .tv_nsec = 1}};
    assert_int_equal(utimensat(AT_FDCWD, in_scratch("kept.sqlite"), times, 0), 0);
}

/* No lock keeps others from it. */
static void what_is_written_while_a_share_is_read_is_told(void **state)
{
    static void (*const others[])(void) = {write_log, write_database};
    (void)state;
    for (int i = 0; i < 2; i++) {
        faults = (struct faults){.call = READ,
                                 .kind = MEANWHILE,
                                 .at = 1,
                                 .meanwhile = others[i],
                                 .file_system = rows[0].type};
        outcome result = run_scenario(&reading);
        assert_int_equal(result.code, 2);
        assert_string_equal(result.out, "");
        assert_non_null(strstr(result.err, "was written to while it was read"));
        unlink(in_scratch("kept.sqlite-wal"));
        forget(&result);
    }
}

int main(void)
{
    struct CMUnitTest tests[2 * ROWS + 1];
    tests[2 * ROWS] = (struct CMUnitTest)cmocka_unit_test(what_is_written_while_a_share_is_read_is_told);
    for (size_t i = 0; i < ROWS; i++) {
        void *row = (void *)(uintptr_t)&rows[i];
        tests[2 * i] = (struct CMUnitTest){"adding", an_audit_adds_nothing_to_a_share_or_says_what_may_come_of_it, NULL,
                                           NULL, row};
        tests[2 * i + 1] = (struct CMUnitTest){"reading", a_share_is_read_without_a_log, NULL, NULL, row};
    }
    make_scratch();
    make_register();
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    remove_scratch();
    return failures;
}
