/* The scanner's entrance: a first line as a pattern, the rest as a text. What the scanner finds is what the pattern
 * finds line by line; and the detectors that come with the program look through the text too. */
#include <stdlib.h>
#include <string.h>

#include "charter/charter.h"
#include "fuzz/fuzz.h"
#include "fuzz/judging.h"
#include "judge/sent_text.h"
#include "detect/scanner.h"

static const char library[] = "charter: 1\nid: l\ninclude: std:detectors\ndata:\n"
                              "  all: {aliases: [personal, statistical-secret, restricted]}\n";

static void look_with_the_library(ch_text text)
{
    static charter *the_charter; /* loaded once: it takes longer than any text */
    charter_detect *scan;
    char line[256];
    if (the_charter == NULL)
        the_charter = load_bytes((charter_text){library, sizeof library - 1});
    if (the_charter == NULL || charter_detect_new(&scan, the_charter, 0) != CHARTER_OK)
        abort();
    if (charter_detect_text(scan, "text", text) == CHARTER_OK)
        for (size_t i = 0; i < charter_detect_hit_count(scan); i++)
            charter_detect_line(scan, i, line, sizeof line);
    charter_detect_free(scan);
}

/* -1 where a limit is reached, or a line is so long that it is searched in pieces. */
static long count_by_line(const ch_pattern *pattern, ch_text text)
{
    ch_matcher *matcher = ch_matcher_new();
    long count = 0;
    for (size_t at = 0, end; count >= 0 && at < text.length; at = end + 1) {
        const char *feed = memchr(text.at + at, '\n', text.length - at);
        end = feed == NULL ? text.length : (size_t)(feed - text.at);
        size_t length = end > at && feed != NULL && text.at[end - 1] == '\r' ? end - 1 - at : end - at;
        ch_match match = CH_MATCH_LIMIT;
        ch_found found;
        if (length <= CH_SCAN_PIECE)
            for (size_t from = 0; (match = ch_pattern_search(pattern, matcher, (ch_text){text.at + at, length}, from,
                                                             false, &found)) == CH_MATCH_YES;
                 from = found.whole.end)
                count++;
        if (match == CH_MATCH_LIMIT)
            count = -1;
    }
    ch_matcher_free(matcher);
    return count;
}

static void compare(const ch_pattern *pattern, ch_text spelling, ch_text text)
{
    const ch_set all = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    ch_detector_spec detection = {.pattern = pattern, .spelling = spelling, .confidence = CH_MEDIUM, .at_least = 1};
    ch_scanner *scanner = ch_scanner_new(&detection, 1);
    ch_scan scan;
    if (scanner == NULL || !ch_scan_init(&scan, scanner))
        abort();
    ch_scan_begin(&scan);
    ch_scan_text(&scan, text, &all);
    long expected = count_by_line(pattern, text);
    if (expected >= 0 && !scan.more && ch_set_empty(&scan.limited) && scan.count != (size_t)expected)
        abort();
    ch_scan_clear(&scan);
    ch_scanner_free(scanner);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *at = (const char *)bytes, *feed = size == 0 ? NULL : memchr(at, '\n', size);
    ch_message why;
    if (feed == NULL)
        return 0;
    ch_text spelling = {at, (size_t)(feed - at)}, rest = {feed + 1, size - spelling.length - 1};
    ch_text text = ch_sent_text(rest, &why);
    if (text.at == NULL || ch_sent_text(spelling, &why).at == NULL)
        return 0;
    ch_arena arena = {0};
    ch_pattern_fault fault;
    ch_pattern *pattern = ch_pattern_compile(spelling, CH_PCRE2, &arena, &fault);
    if (pattern != NULL)
        compare(pattern, spelling, text);
    ch_pattern_free(pattern);
    ch_arena_clear(&arena);
    look_with_the_library(text);
    return 0;
}
