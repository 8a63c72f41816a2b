/* scanner: finds what all of a charter's detectors find in a text, in one pass.
 *
 * A scanner is made once for a version of a charter, never changes, and is shared by threads; each thread has a
 * ch_scan of its own, which holds its memory and what it found. A pattern is searched in each line by itself, and in
 * the pieces of CH_SCAN_PIECE bytes of a longer one, which overlap by CH_SCAN_OVERLAP: so the time for a byte is
 * bounded whatever the text. A line that may read otherwise than it is written (skeleton.h) is searched made plain as
 * well; what is found there has its place in the text as it is written, and is told once. Each line is first asked, in
 * one walk over its bytes, which detectors could find anything there at all (prefilter.h). */
#ifndef CH_DETECT_SCANNER_H
#define CH_DETECT_SCANNER_H

#include "base/set.h"
#include "detect/checks.h"
#include "pattern/pattern.h"

#define CH_SCAN_PIECE       4096
#define CH_SCAN_OVERLAP     1024
#define CH_SCAN_HITS        10000 /* that one scan keeps, at most */
#define CH_SCAN_DISTINCT    1000  /* that a detector may ask for, at most */
#define CH_SCAN_CONTEXT_MAX 400   /* characters looked at before a hit and behind it */

/* How sure a hit is. One of low confidence is told, and is nothing that a verdict could stand on. */
typedef enum ch_confidence { CH_LOW, CH_MEDIUM, CH_HIGH } ch_confidence;

/* Words near a hit that make it one step surer, or less sure. */
typedef struct ch_context {
    const ch_text *raises, *lowers; /* folded */
    uint32_t raise_count, lower_count;
    uint32_t within; /* characters before the hit, and behind it */
} ch_context;

/* What one detector asks for; all of it is kept by the scanner. */
typedef struct ch_detector_spec {
    const ch_pattern *pattern; /* what is found is its first group, where it has one, else all that it matches */
    ch_text spelling;          /* the pattern's own */
    ch_check check;
    ch_pattern *const *allow; /* what one of these matches whole is no hit */
    uint32_t allow_count;
    ch_context context;
    ch_confidence confidence;
    uint32_t at_least; /* distinct hits before the detector has found something: 1 to CH_SCAN_DISTINCT */
} ch_detector_spec;

typedef struct ch_scanner ch_scanner;

/* Gives a scanner (ch_scanner_free) of `count` detectors, at most CH_SET_MAX; NULL: no memory. Keeps `detections`. */
ch_scanner *ch_scanner_new(const ch_detector_spec *detections, uint32_t count);
void ch_scanner_free(ch_scanner *scanner);

typedef struct ch_hit {
    uint32_t detector;
    ch_confidence confidence;
    uint32_t start, end; /* bytes of the text */
} ch_hit;

typedef struct ch_scan {
    const ch_scanner *scanner;
    const ch_hit *hits; /* of all texts since it was begun, each text's in the order of their places */
    size_t count;
    bool more;      /* there were more than are kept */
    ch_set found;   /* detectors with as many distinct hits as they ask for */
    ch_set limited; /* detectors that a limit kept from deciding */
    bool failed;    /* there was no memory: nothing may be concluded */
    struct ch_scan_memory *memory;
} ch_scan;

/* Gives a scan (ch_scan_clear) of `scanner`, which it keeps. False when there is no memory. */
bool ch_scan_init(ch_scan *scan, const ch_scanner *scanner);
void ch_scan_clear(ch_scan *scan);

/* Forgets what was found. */
void ch_scan_begin(ch_scan *scan);

/* Searches `text`, well-formed UTF-8 of less than 4 GiB, for what the detectors `among` find. */
void ch_scan_text(ch_scan *scan, ch_text text, const ch_set *among);

#endif
