/* The scanner of all detectors that come with the program is shared by threads: each searches a text of its own with a
 * scan of its own, and finds what one thread alone finds. Meant for the thread sanitizer as well. */
#include "unit/support.h"

#include <pthread.h>
#include <stdio.h>

#include "charter/detect.h"

enum { THREADS = 4, ROUNDS = 10, ROOM = 4096 };

static const char law_text[] = "charter: 1\nid: x\ninclude: std:detectors\n"
                               "data: {all: {aliases: [personal, statistical-secret, restricted]}}\n";

static const char *const texts[THREADS] = {
    "jean.dupont@insee.fr, 06 12 34 56 78, FR76 3000 6000 0112 3456 7890 189\n1 89 12 75 115 004 21\n",
    "password = \"hunter2hunter2\"\nhttps://me:secret12@example.org/\nDIFFUSION RESTREINTE\nAKIAIOSFODNN7EXAMPLQ\n",
    "carte 4111 1111 1111 1111\nSIREN 732 829 320\nn\xC3\xA9 le 12/03/1961\nTLP:RED\n",
    "rien ici\n12;34;56\n{\"email\": \"a.b@c.fr\", \"iban\": \"FR7630006000011234567890189\"}\nchiffre d'affaires\n",
};

typedef struct work {
    const charter *charter;
    const char *text;
    char told[ROOM]; /* of the last round */
    int rounds;      /* that went well */
} work;

static void tell_hits(work *w, const charter_detect *scan)
{
    size_t length = 0;
    w->told[0] = '\0';
    for (size_t i = 0; i < charter_detect_hit_count(scan) && length < ROOM; i++) {
        charter_hit hit = charter_detect_hit(scan, i);
        length +=
            (size_t)snprintf(w->told + length, ROOM - length, "%.*s %d %d %u:%u+%zu\n", (int)hit.detector.length,
                             hit.detector.at, hit.confidence, hit.counts, hit.place.line, hit.place.column, hit.length);
    }
}

/* Asserts belong to the main thread. */
static void *search(void *argument)
{
    work *w = argument;
    for (int round = 0; round < ROUNDS; round++) {
        charter_detect *scan;
        if (charter_detect_new(&scan, w->charter, 20759) != CHARTER_OK)
            return NULL;
        for (int again = 0; again < ROUNDS; again++)
            if (charter_detect_text(scan, "text", (charter_text){w->text, strlen(w->text)}) != CHARTER_OK)
                w->rounds -= ROUNDS;
        tell_hits(w, scan);
        charter_detect_free(scan);
        w->rounds++;
    }
    return NULL;
}

static void threads_find_what_one_thread_finds(void **state)
{
    (void)state;
    charter *the_charter = good_charter(law_text);
    work alone[THREADS], together[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        alone[i] = together[i] = (work){.charter = the_charter, .text = texts[i]};
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, search, &together[i]), 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    for (int i = 0; i < THREADS; i++) {
        search(&alone[i]);
        assert_int_equal(alone[i].rounds, ROUNDS);
        assert_int_equal(together[i].rounds, ROUNDS);
        assert_true(strlen(alone[i].told) > 0);
        assert_string_equal(together[i].told, alone[i].told);
    }
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST(threads_find_what_one_thread_finds),
    };
    return RUN_TABLES(tables);
}
