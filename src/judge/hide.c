/* Hiding: which bytes of a text must not be shown, because detectors find something there. A text is
 * looked through as it is written and as a reader of YAML, JSON or CSV could read it (tree/spelling.h), so
 * that no spelling of a secret is shown, and none that its lines make together. What covers the bytes is
 * another's (mask.c, the reports). */
#include <stdlib.h>

#include "base/unicode.h"
#include "judge/judging.h"

ch_hiders ch_hiders_of(const charter_judge *judge, const ch_version *version)
{
    const charter *the_charter = judge->charter;
    if (version == NULL)
        version = ch_charter_on(the_charter, judge->options.at);
    return version != NULL ? (ch_hiders){version, 1} : (ch_hiders){the_charter->versions, the_charter->count};
}

bool ch_hiders_detect(ch_hiders hiders)
{
    for (size_t i = 0; i < hiders.count; i++)
        if (hiders.first[i].scanner != NULL)
            return true;
    return false;
}

/* ---- looking through one text ---- */

/* Each cell of a row, and each item of a list, as a line of its own: what detectors take for the decimals
 * of a number, behind a comma, may be a number itself. Places stay what they are. */
static bool look_through_parts(ch_scan *scan, ch_text text, const ch_set *among)
{
    static const char separators[] = {',', ';', '\t', '|'};
    bool some = false;
    for (size_t i = 0; i < sizeof separators && !some; i++)
        some = ch_text_find(text, separators[i]) != NULL;
    char *parts = some ? malloc(text.length) : NULL;
    for (size_t i = 0; parts != NULL && i < text.length; i++)
        parts[i] = memchr(separators, text.at[i], sizeof separators) == NULL ? text.at[i] : '\n';
    if (parts != NULL)
        ch_scan_text(scan, (ch_text){parts, text.length}, among);
    free(parts);
    return parts != NULL || !some;
}

/* What all detectors of a version, in force or not, find; hits are in no order. NULL where the text cannot
 * be looked through to its end, because of a limit or for want of memory (`*failed`). */
static const ch_scan *look_through(charter_judge *judge, const ch_version *version, ch_text text, bool *failed)
{
    static const ch_set all = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    ch_scan *scan = ch_scan_of(judge, version);
    if (scan != NULL) {
        ch_scan_begin(scan);
        ch_scan_text(scan, text, &all);
    }
    if (scan == NULL || !look_through_parts(scan, text, &all) || scan->failed) {
        *failed = true;
        return NULL;
    }
    /* What stands behind a limit is not known, so the text is hidden whole. */
    return scan->more || !ch_set_empty(&scan->limited) ? NULL : scan;
}

/* ---- views ---- */

/* The first byte from `at` on that is no part of well-formed UTF-8. */
static size_t find_malformed(ch_text text, size_t at)
{
    while (at < text.length) {
        int32_t character;
        if ((unsigned char)text.at[at] < 0x80) {
            at++;
            continue;
        }
        size_t length = ch_character_next((ch_text){text.at + at, text.length - at}, &character);
        if (length == 1)
            return at;
        at += length;
    }
    return at;
}

/* Patterns are searched in well-formed text alone, which a line with a fault of its bytes is not. */
static ch_text well_formed(ch_text text, ch_arena *arena)
{
    size_t bad = find_malformed(text, 0);
    if (bad == text.length)
        return text;
    char *copy = ch_arena_take_raw(arena, text.length);
    if (copy == NULL)
        return CH_NO_TEXT;
    ch_text_copy(copy, text);
    ch_text made = {copy, text.length};
    for (; bad < made.length; bad = find_malformed(made, bad + 1))
        copy[bad] = '?';
    return made;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Whether blanks follow each other, or are no spaces. */
static bool is_squeezable(ch_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (is_blank(text.at[i]) && (text.at[i] != ' ' || (i > 0 && is_blank(text.at[i - 1]))))
            return true;
    return false;
}

/* What is read, as names and messages show it: blanks and line breaks squeezed. */
static bool add_squeezed(ch_views *views, ch_arena *arena)
{
    ch_view from = views->items[views->count - 1];
    ch_text text = from.reading.text;
    if (!is_squeezable(text))
        return true;
    char *squeezed = ch_arena_take_raw(arena, text.length);
    ch_span *bytes = ch_arena_take_raw(arena, text.length * sizeof *bytes);
    if (squeezed == NULL || bytes == NULL)
        return false;
    size_t length = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool blank = is_blank(text.at[i]);
        if (blank && (length == 0 || squeezed[length - 1] == ' '))
            continue;
        bytes[length] = ch_reading_place(&from.reading, i, i + 1);
        squeezed[length++] = blank ? ' ' : text.at[i];
    }
    views->items[views->count++] = (ch_view){{{squeezed, length}, bytes}, from.before};
    return true;
}

bool ch_views_of(ch_views *views, ch_text shown, ch_text around, ch_arena *arena)
{
    size_t before = (size_t)(shown.at - around.at);
    around = well_formed(around, arena);
    *views = (ch_views){.shown = shown};
    if (around.at == NULL)
        return false;
    views->items[views->count++] = (ch_view){{{around.at + before, shown.length}, NULL}, 0};
    ch_reading reading = ch_spelling_read(around, arena);
    if (reading.bytes != NULL)
        views->items[views->count++] = (ch_view){reading, before};
    return reading.text.at != NULL && add_squeezed(views, arena);
}

bool ch_view_hide(const ch_views *views, const ch_view *view, size_t start, size_t end, bool *hidden)
{
    if (start >= end)
        return false;
    ch_span place = ch_reading_place(&view->reading, start, end);
    size_t first = place.start > view->before ? place.start - view->before : 0;
    size_t behind = place.end > view->before ? place.end - view->before : 0;
    if (behind > views->shown.length)
        behind = views->shown.length;
    for (size_t i = first; hidden != NULL && i < behind; i++)
        hidden[i] = true;
    return first < behind;
}

bool ch_views_hide(charter_judge *judge, ch_hiders hiders, const ch_views *views, ch_see_hit *see, void *context,
                   bool *hidden, bool *failed)
{
    bool some = false;
    for (uint32_t v = 0; v < views->count; v++)
        for (size_t i = 0; i < hiders.count; i++) {
            const ch_view *view = &views->items[v];
            size_t length = view->reading.text.length;
            if (hiders.first[i].scanner == NULL || length == 0)
                continue;
            const ch_scan *scan = look_through(judge, &hiders.first[i], view->reading.text, failed);
            if (scan == NULL)
                some = ch_view_hide(views, view, 0, length, hidden) || some;
            for (size_t hit = 0; scan != NULL && hit < scan->count; hit++) {
                bool seen = ch_view_hide(views, view, scan->hits[hit].start, scan->hits[hit].end, hidden);
                if (seen && see != NULL)
                    see(context, view->reading.text, scan->hits[hit].start, scan->hits[hit].end);
                some = some || seen;
            }
        }
    return some;
}

/* ---- lines of a verdict's declaration ---- */

static bool goes_over_lines(const ch_node *node, ch_text bytes)
{
    ch_span span = node->span;
    bool goes = node->kind == CH_SCALAR && span.start < span.end && span.end <= bytes.length &&
                memchr(bytes.at + span.start, '\n', span.end - span.start) != NULL;
    for (const ch_node *child = node->first; child != NULL && !goes; child = child->next)
        goes = goes_over_lines(child, bytes) || (child->key != NULL && goes_over_lines(child->key, bytes));
    return goes;
}

/* Most declarations have a line for each value: what stands around it is then nothing to read it with. */
ch_text ch_usage_around(const charter_declaration *declaration, ch_text line)
{
    ch_text bytes = declaration->source->bytes;
    bool goes = (declaration->node != NULL && goes_over_lines(declaration->node, bytes)) ||
                (declaration->base != NULL && goes_over_lines(declaration->base, bytes));
    return goes || declaration->node == NULL ? ch_source_around(declaration->source, line) : line;
}
