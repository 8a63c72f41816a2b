/* The detectors that come with the program, all at once and each pattern by itself: on texts made of pieces of their
 * own examples and of hostile ones, the scanner finds just the same. */
#include <stdio.h>

#include "charter/version.h"
#include "unit/detect/one_by_one.h"

#define SEED   20261124U
#define TEXTS  24
#define LENGTH 12000
#define PIECES 2048

static const char the_charter[] = "charter: 1\nid: l\ninclude: std:detectors\ndata:\n"
                                  "  all: {aliases: [personal, statistical-secret, restricted]}\n";

static const char *const others[] = {" ",
                                     " ",
                                     "\n",
                                     "\n",
                                     "\r\n",
                                     "0",
                                     "12",
                                     "345",
                                     " : ",
                                     "=",
                                     "\"",
                                     ";",
                                     "@",
                                     ".",
                                     "-",
                                     "\xC2\xA0",
                                     "\xE2\x80\x8B",
                                     "\xC2\xAD",
                                     "\xEF\xBC\x91",
                                     "\xD0\x90",
                                     "\xC3\xA9",
                                     "\xE2\x84\xAA",
                                     "\xC5\xBF",
                                     "e\xCC\x81",
                                     "\xF0\x9F\x98\x80",
                                     "sk-",
                                     "AKIA",
                                     "FR"};

typedef struct pieces {
    ch_text items[PIECES];
    size_t count;
} pieces;

static void add_examples(pieces *p, const ch_node *list)
{
    for (const ch_node *item = ch_names_first(list); item != NULL; item = ch_names_next(item)) {
        assert_true(p->count < PIECES);
        p->items[p->count++] = item->text;
    }
}

static uint32_t draw(uint32_t *seed, size_t count)
{
    *seed = *seed * 1103515245U + 12345U;
    return (*seed >> 8) % (uint32_t)count;
}

static bool begins_character(const char *at)
{
    return ((unsigned char)*at & 0xC0) != 0x80;
}

/* An example, one that is cut short, or something else. */
static ch_text piece(const pieces *p, uint32_t *seed)
{
    uint32_t kind = draw(seed, 4);
    if (kind > 1)
        return ch_text_of(others[draw(seed, COUNT_OF(others))]);
    ch_text text = p->items[draw(seed, p->count)];
    if (kind == 1 && text.length > 0)
        for (text.length = draw(seed, text.length); !begins_character(text.at + text.length);)
            text.length--;
    return text;
}

static size_t make_text(const pieces *p, uint32_t *seed, char *into)
{
    size_t length = 0, line = 0;
    for (;;) {
        ch_text next = line > 400 ? CH_LITERAL("\n") : piece(p, seed);
        if (length + next.length > LENGTH)
            return length;
        memcpy(into + length, next.at, next.length);
        length += next.length;
        const char *feed = memrchr(into, '\n', length);
        line = feed == NULL ? length : length - (size_t)(feed - into);
    }
}

static void the_scanner_finds_what_each_pattern_finds_alone(void **state)
{
    (void)state;
    static const ch_set everything = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    charter *library = good_charter(the_charter);
    const ch_version *v = &library->versions[0];
    pieces p = {.count = 0};
    uint32_t seed = SEED;
    size_t found = 0;
    ch_scan scan;
    for (uint32_t d = 0; d < v->detectors.count; d++) {
        add_examples(&p, v->detectors.items[d].finds);
        add_examples(&p, v->detectors.items[d].spares);
    }
    assert_true(ch_scan_init(&scan, v->scanner));
    for (int round = 0; round < TEXTS; round++) {
        char text[LENGTH];
        size_t length = make_text(&p, &seed, text);
        one_by_one o = {.matcher = ch_matcher_new()};
        assert_non_null(o.matcher);
        ch_scan_begin(&scan);
        ch_scan_text(&scan, (ch_text){text, length}, &everything);
        assert_false(scan.failed || scan.more);
        found += scan.count;
        for (uint32_t d = 0; d < v->detectors.count; d++)
            find_alone(&o, &v->detections[d], d, (ch_text){text, length});
        assert_scan_finds(&scan, &o, (ch_text){text, length});
    }
    print_message("seed %u: %zu hits\n", SEED, found);
    assert_true(found > 1000);
    ch_scan_clear(&scan);
    charter_free(library);
}

int main(void)
{
    const test_table tables[] = {TEST(the_scanner_finds_what_each_pattern_finds_alone)};
    return RUN_TABLES(tables);
}
