/* Every allocation fails in turn, once and for ever after, each object of an arena being one (see
 * tests/CMakeLists.txt): the program says so and exits 2, or, where it did not need the memory, does all that it would
 * have done. Nothing leaks, and no output file is left half. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "faults/scenarios.h"

static bool same(const char *a, const char *b)
{
    return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

/* In both languages. SQLite has words of its own for some that it lacks. */
static bool speaks_of_memory(const outcome *o)
{
    return strstr(o->err, "memory") != NULL || strstr(o->err, "mémoire") != NULL ||
           strstr(o->err, "unable to open a temporary database file") != NULL;
}

/* Whether the run is as if nothing had failed, or failed as it should. */
static void check(const scenario *s, const outcome *whole, const outcome *failed, long at)
{
    bool unharmed = failed->code == whole->code && same(failed->out, whole->out) && same(failed->file, whole->file) &&
                    failed->registered == whole->registered;
    bool refused =
        failed->code == 2 && speaks_of_memory(failed) && (failed->file == NULL || same(failed->file, whole->file));
    if (unharmed || refused)
        return;
    fail_msg("%s: allocation %ld failed, and the program exited %d, not 2 with a word of memory, nor %d with all its "
             "output\n%s%s",
             s->name, at, failed->code, whole->code, failed->out, failed->err);
}

/* Of scenarios with many allocations, as SQLite makes and a part does with all its groups, one in so many fails. */
static long stride_of(const scenario *s)
{
    enum { STRIDE = 7 };
    for (int i = 0; s->arguments[i] != NULL; i++)
        if (strstr(s->arguments[i], ".sqlite") != NULL || strcmp(s->arguments[i], "@/measured.part") == 0)
            return STRIDE;
    return 1;
}

/* Far fewer verdicts would be lost without a word if a failure were taken for an end. */
static void sweep(const scenario *s, bool ever_after)
{
    faults = (struct faults){.call = ALLOCATION, .error = ENOMEM};
    outcome whole = run_anew(s);
    assert_false(whole.left_behind);
    /* A scenario that goes wrong by itself would let any failure pass. */
    if (strstr(s->name, "mistake") == NULL && strstr(whole.err, "judges nothing") != NULL)
        fail_msg("%s: %s", s->name, whole.err);
    /* Where each run is slow, a lasting want is begun less often: it is mostly the end of the one that came first. */
    long stride = stride_of(s) * (ever_after && getenv("CHARTER_BRIEF") != NULL ? 3 : 1);
    for (long at = 1;; at += stride) {
        faults.at = at;
        faults.ever_after = ever_after;
        outcome failed = run_anew(s);
        bool reached = faults.seen >= at;
        check(s, &whole, &failed, at);
        assert_true(failed.registered >= 0);
        assert_false(failed.left_behind);
        forget(&failed);
        if (!reached)
            break;
    }
    forget(&whole);
#ifdef LEAKS_ARE_FOUND
    assert_int_equal(__lsan_do_recoverable_leak_check(), 0);
#endif
}

static void each_allocation_may_fail_once(void **state)
{
    sweep(*state, false);
}

static void from_each_allocation_on_all_may_fail(void **state)
{
    sweep(*state, true);
}

int main(int count, char **arguments)
{
    static char names[2 * SCENARIOS][128];
    struct CMUnitTest tests[2 * SCENARIOS];
    for (size_t i = 0; i < SCENARIOS; i++) {
        snprintf(names[2 * i], sizeof *names, "once: %s", scenarios[i].name);
        snprintf(names[2 * i + 1], sizeof *names, "for ever: %s", scenarios[i].name);
        void *row = (void *)(uintptr_t)&scenarios[i];
        tests[2 * i] = (struct CMUnitTest){names[2 * i], each_allocation_may_fail_once, NULL, NULL, row};
        tests[2 * i + 1] = (struct CMUnitTest){names[2 * i + 1], from_each_allocation_on_all_may_fail, NULL, NULL, row};
    }
    if (count > 1)
        cmocka_set_test_filter(arguments[1]);
    make_scratch();
    make_register();
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    remove_scratch();
    return failures;
}
