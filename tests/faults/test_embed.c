/* Every allocation of the one call from texts to JSON fails in turn, once and for ever after: it says so, or its
 * document is the whole one. Nothing leaks, and nothing that was not judged passes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charter/charter.h"

#define LIBRARY_ALONE
#include "faults/faults.h"

#define MOST ((size_t)1 << 20)

static const char law_text[] = "charter: 1\nid: law\n"
                               "data: {public: {}, personal: {above: public}}\n"
                               "activities: {a: {status: allowed, duties: [d]}}\n"
                               "duties: {d: {due: before}}\n"
                               "detectors: {key: {pattern: 'K-\\d+', means: personal}}\n"
                               "rules: {r: {when: {usage.output: public}, effect: review}}\n"
                               "tools: {t: {status: approved, data: public}, banned: {status: banned, instead: [t]}}\n";

typedef struct given {
    const char *name, *law, *usages;
    charter_status status;
} given;

static const given rows[] = {
    {"a breach", law_text, "usage: 1\nid: K-1\nactivity: a\ntool: banned\noutput: public\npurpose: K-2\n", CHARTER_OK},
    {"no declaration, and what a detector finds", law_text, "K-1: [\n---\nK-2\n", CHARTER_OK},
    {"nothing", law_text, "", CHARTER_OK},
    {"a charter with faults", "charter: 1\nid: law\ntools: {t: {status: good}}\ninclude: [gone.yaml]\n", "usage: 1\n",
     CHARTER_INVALID},
};

typedef charter_status way(const given *g, charter_buffer *json, charter_summary *summary);

/* The same in two steps. */
static charter_status load_and_check(const given *g, charter_buffer *json, charter_summary *summary)
{
    charter *the_charter = NULL;
    charter_diagnostics *faulty;
    const char *name = "charter.yaml";
    const charter_memory_file files[] = {{name, charter_text_of(g->law)}, {NULL, {NULL, 0}}};
    const charter_files from = charter_files_in_memory(files);
    charter_summary unread, *into = summary == NULL ? &unread : summary;
    *into = (charter_summary){.errors = 1};
    charter_buffer_clear(json);
    charter_status status = charter_diagnostics_new(&faulty);
    if (status == CHARTER_OK)
        status = charter_load(&the_charter, &name, 1, &from, NULL, faulty);
    if (status == CHARTER_OK)
        status =
            charter_check_loaded(the_charter, charter_text_of(g->usages), 20759, NULL, charter_buffer_sink(json), into);
    else if (status == CHARTER_INVALID &&
             charter_check_errors(faulty, 20759, CHARTER_EN, charter_buffer_sink(json)) != CHARTER_OK)
        status = CHARTER_NO_MEMORY;
    charter_free(the_charter);
    charter_diagnostics_free(faulty);
    return status;
}

static charter_status check(const given *g, charter_buffer *json, charter_summary *summary)
{
    charter_buffer_clear(json);
    return charter_check_text(charter_text_of(g->law), charter_text_of(g->usages), 20759, NULL,
                              charter_buffer_sink(json), summary);
}

static void compare(const given *g, charter_status status, const charter_summary *summary, charter_text told,
                    charter_text whole, long at)
{
    if (status == g->status) {
        assert_int_equal(told.length, whole.length);
        assert_memory_equal(told.at, whole.at, whole.length);
    } else if (status != CHARTER_NO_MEMORY && status != CHARTER_IO) {
        fail_msg("allocation %ld failed, and the status is %d", at, (int)status);
    } else {
        assert_false(charter_summary_is_decided(summary) &&
                     charter_summary_gravest(summary) == CHARTER_DECISION_COMPLIANT);
    }
}

static void sweep(const given *g, way *judge, bool ever_after)
{
    charter_buffer *whole, *json;
    charter_summary summary;
    assert_int_equal(charter_buffer_new(&whole, MOST), CHARTER_OK);
    assert_int_equal(judge(g, whole, NULL), g->status);
    bool reached = true;
    for (long at = 1; reached; at++) {
        assert_int_equal(charter_buffer_new(&json, MOST), CHARTER_OK);
        faults =
            (struct faults){.armed = true, .call = ALLOCATION, .error = ENOMEM, .at = at, .ever_after = ever_after};
        charter_status status = judge(g, json, &summary);
        faults.armed = false;
        reached = faults.seen >= at;
        compare(g, status, &summary, charter_buffer_text(json), charter_buffer_text(whole), at);
        charter_buffer_free(json);
    }
    charter_buffer_free(whole);
#ifdef LEAKS_ARE_FOUND
    assert_int_equal(__lsan_do_recoverable_leak_check(), 0);
#endif
}

static void each_allocation_may_fail_once(void **state)
{
    sweep(*state, check, false);
    sweep(*state, load_and_check, false);
}

static void from_each_allocation_on_all_may_fail(void **state)
{
    sweep(*state, check, true);
    sweep(*state, load_and_check, true);
}

#define ROWS (sizeof rows / sizeof *rows)

int main(void)
{
    static char names[2 * ROWS][128];
    struct CMUnitTest tests[2 * ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        snprintf(names[2 * i], sizeof *names, "once: %s", rows[i].name);
        snprintf(names[2 * i + 1], sizeof *names, "for ever: %s", rows[i].name);
        void *row = (void *)(uintptr_t)&rows[i];
        tests[2 * i] = (struct CMUnitTest){names[2 * i], each_allocation_may_fail_once, NULL, NULL, row};
        tests[2 * i + 1] = (struct CMUnitTest){names[2 * i + 1], from_each_allocation_on_all_may_fail, NULL, NULL, row};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
