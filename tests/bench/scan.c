/* scan CHARTER FILE [SECONDS [hyperscan]]: what the scanner costs on a text, with all detectors of a charter, beside
 * the same patterns searched one by one in each line, which must find the same. Printed: what, MB a second, hits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "charter/charter.h"
#include "charter/version.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static ch_text read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    long size = ftell(file);
    char *bytes = malloc((size_t)size + 1);
    rewind(file);
    if (bytes == NULL || fread(bytes, 1, (size_t)size, file) != (size_t)size)
        exit(2);
    fclose(file);
    return (ch_text){bytes, (size_t)size};
}

static int read_file(void *context, const char *path, size_t limit, charter_text *bytes)
{
    (void)context;
    (void)limit;
    *bytes = read_whole(path);
    return 0;
}

static void release_file(void *context, charter_text bytes)
{
    (void)context;
    free((void *)(uintptr_t)bytes.at);
}

static const ch_version *load(const char *path, charter **the_charter)
{
    charter_diagnostics *faults;
    const char *const names[] = {path};
    charter_files files = {NULL, read_file, release_file};
    if (charter_diagnostics_new(&faults) != CHARTER_OK ||
        charter_load(the_charter, names, 1, &files, NULL, faults) != CHARTER_OK) {
        fprintf(stderr, "scan: %s is not a good charter\n", path);
        exit(2);
    }
    charter_diagnostics_free(faults);
    return &(*the_charter)->versions[0];
}

static void tell(const char *what, ch_text text, int runs, double seconds, size_t found)
{
    printf("%-12s %8.1f MB/s  %zu hits\n", what, (double)text.length * runs / 1e6 / seconds, found);
}

static void measure_scanner(const ch_version *v, ch_text text, double least)
{
    ch_scan scan;
    ch_set all = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    if (!ch_scan_init(&scan, v->scanner))
        exit(2);
    int runs = 0;
    double begin = now();
    do {
        ch_scan_begin(&scan);
        ch_scan_text(&scan, text, &all);
        runs++;
    } while (now() - begin < least);
    tell("scanner", text, runs, now() - begin, scan.count);
    ch_scan_clear(&scan);
}

static size_t counts(const ch_detector_spec *d, ch_matcher *matcher, ch_text text)
{
    for (uint32_t i = 0; i < d->allow_count; i++)
        if (ch_pattern_find(d->allow[i], matcher, text) != CH_MATCH_NO)
            return 0;
    return ch_check_holds(d->check, text);
}

static void measure_one_by_one(const ch_version *v, ch_text text)
{
    ch_matcher *matcher = ch_matcher_new();
    size_t found = 0;
    double begin = now();
    for (uint32_t d = 0; d < v->detectors.count; d++) {
        const ch_pattern *pattern = v->detections[d].pattern;
        for (size_t at = 0, end; at < text.length; at = end + 1) {
            const char *feed = memchr(text.at + at, '\n', text.length - at);
            ch_text line = {text.at + at, (feed == NULL ? text.length : (size_t)(feed - text.at)) - at};
            ch_found match;
            end = at + line.length;
            for (size_t from = 0; ch_pattern_search(pattern, matcher, line, from, false, &match) == CH_MATCH_YES;
                 from = match.whole.end)
                found += counts(&v->detections[d], matcher,
                                (ch_text){line.at + match.part.start, match.part.end - match.part.start});
        }
    }
    tell("one by one", text, 1, now() - begin, found);
    ch_matcher_free(matcher);
}

#ifdef WITH_HYPERSCAN
#include <hs/hs.h>

static int count_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context)
{
    (void)id, (void)from, (void)to, (void)flags;
    ++*(size_t *)context;
    return 0;
}

/* All patterns in one database, for reference: it tells where each match may end, and knows no check, no context and no
 * allowed text, so that its hits are not ours. What it has not (a look behind, say) it takes as a sieve that finds too
 * much (HS_FLAG_PREFILTER). */
static void measure_hyperscan(const ch_version *v, ch_text text, double least)
{
    const char **patterns = calloc(v->detectors.count, sizeof *patterns);
    unsigned *flags = calloc(v->detectors.count, sizeof *flags), kept = 0, sieves = 0;
    hs_database_t *database;
    hs_compile_error_t *error;
    hs_scratch_t *scratch = NULL;
    for (uint32_t d = 0; d < v->detectors.count; d++) {
        const ch_text spelt = v->detectors.items[d].pattern_node->text;
        patterns[kept] = strndup(spelt.at, spelt.length);
        flags[kept] = HS_FLAG_MULTILINE | HS_FLAG_UTF8;
        bool whole = hs_compile(patterns[kept], flags[kept], HS_MODE_BLOCK, NULL, &database, &error) == HS_SUCCESS;
        if (!whole)
            flags[kept] |= HS_FLAG_PREFILTER;
        if (whole || hs_compile(patterns[kept], flags[kept], HS_MODE_BLOCK, NULL, &database, &error) == HS_SUCCESS)
            kept++, sieves += !whole;
    }
    if (hs_compile_multi(patterns, flags, NULL, kept, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS ||
        hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
        exit(2);
    size_t found = 0;
    int runs = 0;
    double begin = now();
    do {
        found = 0;
        hs_scan(database, text.at, (unsigned)text.length, 0, scratch, count_match, &found);
        runs++;
    } while (now() - begin < least);
    tell("hyperscan", text, runs, now() - begin, found);
    printf("                (of %u patterns it takes %u as they are, %u as sieves, %u not at all)\n",
           v->detectors.count, kept - sieves, sieves, v->detectors.count - kept);
}
#endif

int main(int count, char **arguments)
{
    charter *the_charter;
    if (count < 3)
        return 2;
    const ch_version *v = load(arguments[1], &the_charter);
    ch_text text = read_whole(arguments[2]);
    measure_scanner(v, text, count > 3 ? atof(arguments[3]) : 1);
    measure_one_by_one(v, text);
#ifdef WITH_HYPERSCAN
    if (count > 4)
        measure_hyperscan(v, text, atof(arguments[3]));
#endif
    charter_free(the_charter);
    free((void *)(uintptr_t)text.at);
    return 0;
}
