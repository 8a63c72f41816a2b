/* Detectors alone, over a text: the public way to the scanner. No declaration is asked and no verdict given: what
 * finds mean for a use is detect.c's, and which bytes are text is sent_text.c's. */
#include "charter/detect.h"

#include <stdlib.h>

#include "base/source.h"
#include "base/unicode.h"
#include "judge/sent_text.h"
#include "charter/version.h"

struct charter_detect {
    const ch_version *version;
    ch_set among;
    ch_scan scan; /* closed where the version has no detectors */
    ch_arena arena;
    ch_source source; /* the text, without its byte order mark */
    ch_message fault;
};

charter_status charter_detect_new(charter_detect **out, const charter *the_charter, charter_day at)
{
    const ch_version *version = ch_is_day(at) ? ch_charter_on(the_charter, at) : NULL;
    *out = NULL;
    if (version == NULL)
        return CHARTER_UNKNOWN;
    charter_detect *scan = calloc(1, sizeof *scan);
    if (scan == NULL)
        return CHARTER_NO_MEMORY;
    scan->version = version;
    for (uint32_t i = 0; i < version->detectors.count; i++)
        if (ch_detector_holds(version, i, at))
            ch_set_add(&scan->among, i);
    if (version->scanner != NULL && !ch_scan_init(&scan->scan, version->scanner)) {
        free(scan);
        return CHARTER_NO_MEMORY;
    }
    *out = scan;
    return CHARTER_OK;
}

void charter_detect_free(charter_detect *scan)
{
    if (scan == NULL)
        return;
    if (scan->scan.memory != NULL)
        ch_scan_clear(&scan->scan);
    ch_arena_clear(&scan->arena);
    free(scan);
}

size_t charter_detect_detector_count(const charter_detect *scan)
{
    size_t count = 0;
    for (uint32_t i = 0; i < scan->version->detectors.count; i++)
        count += ch_set_has(&scan->among, i);
    return count;
}

charter_status charter_detect_text(charter_detect *scan, const char *name, charter_text text)
{
    ch_arena_reset(&scan->arena);
    scan->fault = CH_SILENCE;
    scan->source = (ch_source){.name = name, .bytes = CH_LITERAL("")};
    if (scan->scan.memory != NULL)
        ch_scan_begin(&scan->scan);
    /* Bytes that are no text are a fault, and never a text without hits: those would read as clean. */
    ch_text readable = ch_sent_text(text, &scan->fault);
    if (readable.at == NULL)
        return CHARTER_INVALID;
    scan->source.bytes = readable;
    /* Places count in the caller's own bytes, in which a byte order mark stands. */
    scan->source.offset = text.length - readable.length;
    if (!ch_source_index(&scan->source, &scan->arena))
        return CHARTER_NO_MEMORY;
    if (scan->scan.memory != NULL)
        ch_scan_text(&scan->scan, readable, &scan->among);
    return scan->scan.failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

size_t charter_detect_error(const charter_detect *scan, charter_lang lang, char *into, size_t size)
{
    if (scan->fault.text != NULL)
        return ch_message_print(&scan->fault, lang, into, size);
    if (size > 0)
        *into = '\0';
    return 0;
}

static const char *const confidence_names[] =
    {[CHARTER_CONFIDENCE_LOW] = "low", [CHARTER_CONFIDENCE_MEDIUM] = "medium", [CHARTER_CONFIDENCE_HIGH] = "high"};

const char *charter_confidence_name(charter_confidence confidence)
{
    return confidence_names[confidence];
}

size_t charter_detect_hit_count(const charter_detect *scan)
{
    return scan->scan.count;
}

charter_hit charter_detect_hit(const charter_detect *scan, size_t index)
{
    static const charter_confidence confidences[] = {[CH_LOW] = CHARTER_CONFIDENCE_LOW,
                                                     [CH_MEDIUM] = CHARTER_CONFIDENCE_MEDIUM,
                                                     [CH_HIGH] = CHARTER_CONFIDENCE_HIGH};
    const ch_hit *hit = &scan->scan.hits[index];
    const ch_detector *detector = &scan->version->detectors.items[hit->detector];
    charter_place place = ch_source_place(&scan->source, (ch_span){hit->start, hit->end});
    return (charter_hit){
        .detector = detector->entry.id,
        .data_class = scan->version->data.items[detector->class].entry.id,
        .effect = detector->effect,
        .confidence = confidences[hit->confidence],
        /* As in a verdict: a hit of low confidence is shown, and decides nothing. */
        .counts = hit->confidence > CH_LOW && ch_set_has(&scan->scan.found, hit->detector),
        .place = place,
        .length = place.end_column - place.column,
    };
}

bool charter_detect_more(const charter_detect *scan)
{
    return scan->scan.more;
}

/* The detector that is the `index`-th of those that a limit stopped, or CH_SET_MAX; `*count` of all of them. */
static uint32_t limited(const charter_detect *scan, size_t index, size_t *count)
{
    uint32_t found = CH_SET_MAX;
    *count = 0;
    for (uint32_t i = 0; i < scan->version->detectors.count; i++) {
        if (!ch_set_has(&scan->scan.limited, i))
            continue;
        if (*count == index)
            found = i;
        (*count)++;
    }
    return found;
}

size_t charter_detect_undetermined_count(const charter_detect *scan)
{
    size_t count;
    limited(scan, 0, &count);
    return count;
}

charter_text charter_detect_undetermined(const charter_detect *scan, size_t index)
{
    size_t count;
    uint32_t detector = limited(scan, index, &count);
    return detector == CH_SET_MAX ? CH_NO_TEXT : scan->version->detectors.items[detector].entry.id;
}

/* ---- a line, its hits covered ---- */

/* A walk over the hits, which are in the order of their beginnings: where those that have begun end. */
typedef struct cover {
    const ch_scan *scan;
    size_t next, until;
} cover;

static bool is_covered(cover *c, size_t at)
{
    for (; c->next < c->scan->count && c->scan->hits[c->next].start <= at; c->next++)
        if (c->scan->hits[c->next].end > c->until)
            c->until = c->scan->hits[c->next].end;
    return at < c->until;
}

/* What does not fit is counted, and not written. As snprintf does, so that a caller can ask for the length first. */
static void put(ch_text bytes, char *into, size_t size, size_t *length)
{
    for (size_t i = 0; i < bytes.length; i++, (*length)++)
        if (*length + 1 < size)
            into[*length] = bytes.at[i];
}

/* Nothing of a hit is shown, not even how it is written: each character becomes one bullet. Blanks stay. */
size_t charter_detect_line(const charter_detect *scan, size_t index, char *into, size_t size)
{
    ch_text line = ch_source_line(&scan->source, scan->scan.hits[index].start);
    size_t length = 0, begin = (size_t)(line.at - scan->source.bytes.at);
    cover hits = {.scan = &scan->scan};
    for (size_t i = 0; i < line.length;) {
        int32_t character;
        ch_text rest = {line.at + i, line.length - i};
        size_t bytes = ch_character_next(rest, &character);
        bool shown = !is_covered(&hits, begin + i) || character == ' ' || character == '\t';
        put(shown ? (ch_text){rest.at, bytes} : CH_LITERAL("\xE2\x80\xA2"), into, size, &length);
        i += bytes;
    }
    if (size > 0)
        into[length < size ? length : size - 1] = '\0';
    return length;
}
