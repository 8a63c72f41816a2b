/* Every allocation of understanding a sentence fails in turn, once and for ever after: it says so, or what it
 * understands is the whole. Nothing leaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "charter/charter.h"

#define LIBRARY_ALONE
#include "faults/faults.h"

#define DAY 20759

static const char law_text[] =
    "charter: 1\nid: law\nversion: \"1\"\n"
    "data: {public: {}, interne: {title: Données internes}}\n"
    "activities: {traduire: {status: allowed}, summary: {status: allowed, title: Résumé}}\n"
    "tools: {t: {status: approved, aliases: [DeepL], pattern: '^Zed'}, u: {status: banned, title: Écrivain}}\n";

static const char *const sentences[] = {
    "traduire une note interne avec DeepL",
    "ne pas tradiure avec Écrivan, ni Zed-9, ni DeepL Nova : un résumé « public »",
    "traduire avec Zed-9",
    "traduire \x01",
    "",
};

static charter *loaded(void)
{
    charter *the_charter;
    charter_diagnostics *diagnostics;
    charter_memory_file files[] = {{"law.yaml", charter_text_of(law_text)}, {0}};
    const char *name = "law.yaml";
    charter_files in = charter_files_in_memory(files);
    assert_int_equal(charter_diagnostics_new(&diagnostics), CHARTER_OK);
    assert_int_equal(charter_load(&the_charter, &name, 1, &in, NULL, diagnostics), CHARTER_OK);
    charter_diagnostics_free(diagnostics);
    return the_charter;
}

static void compare(const charter_understanding *whole, const charter_understanding *u)
{
    assert_int_equal(charter_mention_count(whole), charter_mention_count(u));
    for (size_t i = 0; i < charter_mention_count(u); i++) {
        const charter_mention *a = charter_mention_at(whole, i), *b = charter_mention_at(u, i);
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->start, b->start);
        assert_int_equal(a->end, b->end);
        assert_int_equal(a->entry_count, b->entry_count);
    }
}

static void sweep(const charter *the_charter, const char *sentence, bool ever_after)
{
    charter_understanding *whole, *u;
    charter_diagnostics *diagnostics;
    charter_text text = charter_text_of(sentence);
    assert_int_equal(charter_diagnostics_new(&diagnostics), CHARTER_OK);
    charter_status good = charter_understand(&whole, the_charter, DAY, CHARTER_FR, text, diagnostics);
    charter_diagnostics_free(diagnostics);
    bool reached = true;
    for (long at = 1; reached; at++) {
        assert_int_equal(charter_diagnostics_new(&diagnostics), CHARTER_OK);
        faults =
            (struct faults){.armed = true, .call = ALLOCATION, .error = ENOMEM, .at = at, .ever_after = ever_after};
        charter_status status = charter_understand(&u, the_charter, DAY, CHARTER_FR, text, diagnostics);
        faults.armed = false;
        reached = faults.seen >= at;
        if (status == CHARTER_OK)
            compare(whole, u);
        else
            assert_true(u == NULL && (status == CHARTER_NO_MEMORY || status == good));
        assert_true(reached || status == good);
        charter_understanding_free(u);
        charter_diagnostics_free(diagnostics);
    }
    charter_understanding_free(whole);
}

static void test_a_failing_allocation_is_told(void **state)
{
    (void)state;
    charter *the_charter = loaded();
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        for (int ever_after = 0; ever_after < 2; ever_after++)
            sweep(the_charter, sentences[i], ever_after != 0);
    charter_free(the_charter);
#ifdef LEAKS_ARE_FOUND
    assert_int_equal(__lsan_do_recoverable_leak_check(), 0);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_failing_allocation_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
