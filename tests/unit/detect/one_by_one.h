/* one_by_one: what patterns find, each searched by itself in every line as it is written and made plain, without any of
 * the scanner's sieves: what its hits are compared with. Lines are shorter than CH_SCAN_PIECE. */
#ifndef UNIT_RULE_ONE_BY_ONE_H
#define UNIT_RULE_ONE_BY_ONE_H

#include <stdlib.h>

#include "detect/skeleton.h"
#include "detect/scanner.h"
#include "unit/support.h"

typedef struct one_by_one {
    ch_hit *hits; /* in the order of detectors, lines and ways to read them; their confidence says nothing */
    size_t count, room;
    ch_matcher *matcher;
    ch_skeleton skeleton;
} one_by_one;

static inline bool is_allowed_alone(one_by_one *o, const ch_detector_spec *d, ch_text text)
{
    ch_found whole;
    for (uint32_t i = 0; i < d->allow_count; i++)
        if (ch_pattern_search(d->allow[i], o->matcher, text, 0, false, &whole) != CH_MATCH_NO)
            return true;
    return false;
}

/* A hit that overlaps one of the same line, from `line_hits` on, makes that one wider. */
static inline void keep_alone(one_by_one *o, size_t line_hits, ch_hit hit)
{
    for (size_t i = line_hits; i < o->count; i++)
        if (o->hits[i].start < hit.end && hit.start < o->hits[i].end) {
            o->hits[i].start = hit.start < o->hits[i].start ? hit.start : o->hits[i].start;
            o->hits[i].end = hit.end > o->hits[i].end ? hit.end : o->hits[i].end;
            return;
        }
    if (o->count == o->room) {
        o->room = o->room == 0 ? 256 : o->room * 2;
        o->hits = realloc(o->hits, o->room * sizeof *o->hits);
        assert_non_null(o->hits);
    }
    o->hits[o->count++] = hit;
}

static inline void search_alone(one_by_one *o, const ch_detector_spec *d, ch_text line, const ch_skeleton *skeleton,
                                ch_hit like, size_t line_hits)
{
    ch_found found;
    for (size_t from = 0; ch_pattern_search(d->pattern, o->matcher, line, from, false, &found) == CH_MATCH_YES;
         from = found.whole.end) {
        ch_text part = {line.at + found.part.start, found.part.end - found.part.start};
        ch_span at = skeleton == NULL ? found.part : ch_skeleton_place(skeleton, found.part);
        if (ch_check_holds(d->check, part) && !is_allowed_alone(o, d, part))
            keep_alone(o, line_hits, (ch_hit){like.detector, CH_LOW, like.start + at.start, like.start + at.end});
    }
}

static inline int by_place_alone(const void *a, const void *b)
{
    const ch_hit *one = a, *other = b;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return one->detector < other->detector ? -1 : one->detector > other->detector;
}

/* Adds what `d`, the detector of that number, finds in `text`. */
static inline void find_alone(one_by_one *o, const ch_detector_spec *d, uint32_t number, ch_text text)
{
    for (size_t at = 0, next; at < text.length; at = next) {
        const char *feed = memchr(text.at + at, '\n', text.length - at);
        size_t end = feed == NULL ? text.length : (size_t)(feed - text.at), line_hits = o->count;
        next = end + 1;
        if (feed != NULL && end > at && text.at[end - 1] == '\r')
            end--;
        ch_text line = {text.at + at, end - at};
        ch_hit like = {number, CH_LOW, (uint32_t)at, (uint32_t)at};
        search_alone(o, d, line, NULL, like, line_hits);
        if (!ch_skeleton_wanted(line))
            continue;
        assert_true(ch_skeleton_read(&o->skeleton, line));
        search_alone(o, d, o->skeleton.text, &o->skeleton, like, line_hits);
    }
}

/* Fails where the scan's hits are not these. Frees them. */
static inline void assert_scan_finds(const ch_scan *scan, one_by_one *o, ch_text text)
{
    if (o->count > 0)
        qsort(o->hits, o->count, sizeof *o->hits, by_place_alone);
    for (size_t i = 0; i < scan->count || i < o->count; i++) {
        const ch_hit none = {0}, *hit = i < scan->count ? &scan->hits[i] : &none;
        const ch_hit *alone = i < o->count ? &o->hits[i] : &none;
        if (hit->detector == alone->detector && hit->start == alone->start && hit->end == alone->end)
            continue;
        uint32_t from = hit->end > 0 && (alone->end == 0 || hit->start < alone->start) ? hit->start : alone->start;
        size_t shown = text.length - from < 120 ? text.length - from : 120;
        fail_msg("hit %zu: the scanner has %u at %u-%u, the pattern alone %u at %u-%u: %.*s", i, hit->detector,
                 hit->start, hit->end, alone->detector, alone->start, alone->end, (int)shown, text.at + from);
    }
    free(o->hits);
    ch_skeleton_clear(&o->skeleton);
    ch_matcher_free(o->matcher);
}

#endif
