/* Detectors in a charter: their keys, the classes that they mean, their examples, and the library that comes with the
 * program. */
#include <stdio.h>
#include <stdlib.h>

#include "charter/version.h"
#include "unit/support.h"

#define HEAD "charter: 1\nid: x\ndata: {public: {}, private: {above: public, aliases: [personal]}}\ndetectors:\n"

typedef struct charter_row {
    const char *name, *charter, *faults;
} charter_row;

static const charter_row charter_rows[] = {
    {"the least", HEAD "  d: {pattern: x, means: public}\n", "fine"},
    {"a class by its alias", HEAD "  d: {pattern: x, means: Personal}\n", "fine"},
    {"everything",
     HEAD "  d: {pattern: 'n(\\d+)', check: luhn, means: [gone, public], effect: forbid, confidence: low, "
          "context: {raises: [card], lowers: [test, demo], within: 20}, allow: ['1+', '2+'], at-least: 3,\n"
          "    finds: [card n4111111111111111], spares: [card n4111111111111112, n4111111111111111]}\n",
     "fine"},
    {"no pattern", HEAD "  d: {means: public}\n", "5:3 key.missing"},
    {"no class", HEAD "  d: {pattern: x}\n", "5:3 key.missing"},
    {"a class that the charter does not have", HEAD "  d: {pattern: x, means: secret}\n", "5:26 reference.unknown"},
    {"a pattern that does not compile", HEAD "  d: {pattern: 'x(', means: public}\n", "5:18 pattern.invalid"},
    {"an allowed pattern that does not compile", HEAD "  d: {pattern: x, means: public, allow: ['y', 'x(']}\n",
     "5:49 pattern.invalid"},
    {"a check that there is not", HEAD "  d: {pattern: x, means: public, check: nirr}\n", "5:41 value.choice"},
    {"entropy beyond what a byte can have", HEAD "  d: {pattern: x, means: public, check: entropy>=9}\n",
     "5:41 value.choice"},
    {"an effect that there is not", HEAD "  d: {pattern: x, means: public, effect: ban}\n", "5:42 value.choice"},
    {"a key that there is not", HEAD "  d: {pattern: x, means: public, chek: nir}\n", "5:34 key.unknown"},
    {"a key of context that there is not", HEAD "  d: {pattern: x, means: public, context: {near: x}}\n",
     "5:44 key.unknown"},
    {"no hit at all is not enough", HEAD "  d: {pattern: x, means: public, at-least: 0}\n", "5:44 value.form"},
    {"too many hits", HEAD "  d: {pattern: x, means: public, at-least: 1001}\n", "5:44 value.form"},
    {"too wide a context", HEAD "  d: {pattern: x, means: public, context: {within: 401}}\n", "5:52 value.form"},
    {"an example that is not found", HEAD "  d: {pattern: x, means: public, finds: [x, y]}\n", "5:45 detector.example"},
    {"an example that is not spared", HEAD "  d: {pattern: x, means: public, spares: [x, y]}\n",
     "5:43 detector.example"},
    {"an example found with too little confidence",
     HEAD "  d: {pattern: x, means: public, confidence: low, finds: [x]}\n", "5:59 detector.example"},
    {"an exception may waive one",
     HEAD "  d: {pattern: x, means: public}\n"
          "governance: {colleges: [a]}\nexceptions: {e: {waives: detector.d, approved-by: a}}\n",
     "fine"},
    {"an exception may not waive another",
     HEAD "  d: {pattern: x, means: public}\n"
          "governance: {colleges: [a]}\nexceptions: {e: {waives: detector.e, approved-by: a}}\n",
     "7:26 reference.unknown"},
    {"whether files could be read cannot be waived",
     HEAD "  d: {pattern: x, means: public}\n"
          "governance: {colleges: [a]}\nexceptions: {e: {waives: data.files, approved-by: a}}\n",
     "7:26 reference.unknown"},
    {"two classes with one alias", "charter: 1\nid: x\ndata: {a: {aliases: [p]}, b: {aliases: [P]}}\n",
     "3:41 name.ambiguous"},
    {"an alias that is another's id", "charter: 1\nid: x\ndata: {a: {}, b: {aliases: [A]}}\n", "3:29 name.ambiguous"},
    {"the library, with too few classes", "charter: 1\nid: x\ninclude: std:detectors\ndata: {personal: {}}\n",
     "3:10 reference.unknown"},
    {"the library, with its classes as aliases",
     "charter: 1\nid: x\ninclude: std:detectors\ndata: {p: {aliases: [personal]}, s: {aliases: [statistical-secret, "
     "restricted]}}\n",
     "fine"},
    {"a library that there is not", "charter: 1\nid: x\ninclude: std:detector\n", "3:10 include.place"},
    {"the library twice",
     "charter: 1\nid: x\ninclude: [std:detectors, std:detectors]\ndata: {p: {aliases: [personal, statistical-secret, "
     "restricted]}}\n",
     "3:26 key.duplicate"},
};

static void a_charter(void **state)
{
    const charter_row *row = *state;
    loaded l = load_text(row->charter);
    if (strcmp(tell_diagnostics(l.diagnostics), row->faults) != 0)
        fail_msg("%s\nbut not: %s\n%s", tell_diagnostics(l.diagnostics), row->faults, tell_messages(l.diagnostics));
    unload(&l);
}

static void classes_that_the_library_needs_are_named(void **state)
{
    (void)state;
    loaded l = load_text("charter: 1\nid: x\ninclude: std:detectors\ndata: {personal: {}}\n");
    assert_string_equal(
        tell_messages(l.diagnostics),
        "\"std:detectors\" finds data for which this charter has no class: statistical-secret, restricted "
        "[give classes of yours these names, such as aliases: [statistical-secret, restricted]]");
    unload(&l);
}

static void the_hash_covers_the_library(void **state)
{
    (void)state;
    static const char data[] = "data: {p: {aliases: [personal, statistical-secret, restricted]}}\n";
    char with[256], without[256], one[CHARTER_SHA256_SIZE], other[CHARTER_SHA256_SIZE];
    snprintf(with, sizeof with, "charter: 1\nid: x\ninclude: std:detectors\n%s", data);
    snprintf(without, sizeof without, "charter: 1\nid: x\n%s", data);
    charter *a = good_charter(with), *b = good_charter(without);
    charter_version_sha256(a, 0, one);
    charter_version_sha256(b, 0, other);
    assert_string_not_equal(one, other);
    charter_free(a);
    charter_free(b);
}

/* ---- the library ---- */

static char *read_library(void)
{
    FILE *file = fopen(SOURCE_DIR "/charter/detectors.yaml", "r");
    char *text = calloc(1, 1 << 20);
    assert_non_null(file);
    assert_non_null(text);
    assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
    fclose(file);
    return text;
}

/* As a part of one's own, the file's examples are checked when it loads. */
static void the_library_keeps_its_own_examples(void **state)
{
    (void)state;
    char *text = read_library();
    const memory_file files[] =
        {{"charter.yaml",
          "charter: 1\nid: x\ninclude: d.yaml\ndata: {p: {aliases: [personal, statistical-secret, restricted]}}\n", 0,
          0},
         {"d.yaml", text, 0, 0},
         {NULL, NULL, 0, 0}};
    const char *const names[] = {"charter.yaml", NULL};
    loaded l = load_from(files, names, NULL);
    if (l.status != CHARTER_OK)
        fail_msg("%s: %s", tell_diagnostics(l.diagnostics), tell_messages(l.diagnostics));
    unload(&l);
    free(text);
}

static void every_detector_of_the_library_has_examples(void **state)
{
    (void)state;
    charter *the_charter = good_charter("charter: 1\nid: x\ninclude: std:detectors\n"
                                        "data: {p: {aliases: [personal, statistical-secret, restricted]}}\n");
    const ch_version *v = &the_charter->versions[0];
    assert_true(v->detectors.count >= 60);
    for (uint32_t i = 0; i < v->detectors.count; i++) {
        const ch_detector *d = &v->detectors.items[i];
        const ch_node *lists[] = {d->finds, d->spares};
        for (size_t l = 0; l < COUNT_OF(lists); l++)
            if (lists[l] == NULL || lists[l]->kind != CH_LIST || lists[l]->count < 2)
                fail_msg("%.*s has fewer than two examples", (int)d->entry.id.length, d->entry.id.at);
        assert_non_null(d->entry.title.in[CHARTER_FR].at);
        assert_non_null(d->entry.title.in[CHARTER_EN].at);
    }
    charter_free(the_charter);
}

/* Each detector against lines that are made to be slow for patterns of its kind: none may reach a limit. */
static void no_detector_of_the_library_reaches_a_limit(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a",   "1",          "1 ",         "A1",         "@a.",
                                         "a.",  "-",          "0 1",        "12.3;",      "mot de passe : ",
                                         "eyJ", "n\xC3\xA9 ", "https://a:", "password=;", "rue ",
                                         "<<",  "$2a$10$",    "AB12 ",      "\xC3\xA9",   "Server=",
                                         "M. A"};
    charter *the_charter = good_charter("charter: 1\nid: x\ninclude: std:detectors\n"
                                        "data: {p: {aliases: [personal, statistical-secret, restricted]}}\n");
    charter_detect *scan;
    size_t size = 1 << 16;
    char *text = malloc(size);
    assert_non_null(text);
    assert_int_equal(charter_detect_new(&scan, the_charter, day("2026-11-02")), CHARTER_OK);
    for (size_t p = 0; p < COUNT_OF(pieces); p++) {
        size_t length = strlen(pieces[p]), filled = 0;
        for (; filled + length <= size; filled += length)
            memcpy(text + filled, pieces[p], length);
        assert_int_equal(charter_detect_text(scan, "text", (charter_text){text, filled}), CHARTER_OK);
        for (size_t i = 0; i < charter_detect_undetermined_count(scan); i++) {
            charter_text id = charter_detect_undetermined(scan, i);
            fail_msg("%.*s reaches a limit on \"%s\"", (int)id.length, id.at, pieces[p]);
        }
    }
    charter_detect_free(scan);
    charter_free(the_charter);
    free(text);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(charter_rows, a_charter),
        TEST(classes_that_the_library_needs_are_named),
        TEST(the_hash_covers_the_library),
        TEST(the_library_keeps_its_own_examples),
        TEST(every_detector_of_the_library_has_examples),
        TEST(no_detector_of_the_library_reaches_a_limit),
    };
    return RUN_TABLES(tables);
}
