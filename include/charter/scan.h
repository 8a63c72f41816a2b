/* Detectors alone, over a text: what a charter's detectors find in it, and where. */
#ifndef CHARTER_SCAN_H
#define CHARTER_SCAN_H

#include "charter/judge.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One thread's working memory. */
typedef struct charter_scan charter_scan;

/* Gives a scan (charter_scan_free) with the detectors that are in force on the day `at`. Keeps `law`. CHARTER_UNKNOWN
 * where no version of it is in force on that day. */
CHARTER_API charter_status charter_scan_open(charter_scan **out, const charter *law, charter_day at);

/* Releases it, with its hits; NULL is nothing to release. */
CHARTER_API void charter_scan_free(charter_scan *scan);

/* How many detectors there are. */
CHARTER_API size_t charter_scan_detectors(const charter_scan *scan);

/* Looks through `text`, which `name` (kept) names in places; it keeps both until its next call. CHARTER_INVALID where
 * it is not text in UTF-8: then charter_scan_fault says what it is. */
CHARTER_API charter_status charter_scan_text(charter_scan *scan, const char *name, charter_text text);

/* Why the text could not be looked through, as snprintf writes; empty where it could. */
CHARTER_API size_t charter_scan_fault(const charter_scan *scan, charter_lang lang, char *into, size_t size);

/* How sure a hit is: by its detector, and by the words near it. One of low confidence breaches nothing. */
typedef enum charter_confidence { CHARTER_LOW, CHARTER_MEDIUM, CHARTER_HIGH } charter_confidence;

CHARTER_API const char *charter_confidence_name(charter_confidence confidence); /* "low"; never translated */

typedef struct charter_hit {
    charter_text detector, data_class; /* ids; they live as long as the charter */
    charter_effect effect;             /* of the detector */
    charter_confidence confidence;
    bool counts; /* it is sure enough, and its detector has found as many as it asks for */
    charter_place place;
    size_t length; /* characters */
} charter_hit;

/* In the order of the text. */
CHARTER_API size_t charter_scan_hits(const charter_scan *scan);

/* The hit at `index`, below their number; its place lives until the next text. */
CHARTER_API charter_hit charter_scan_hit(const charter_scan *scan, size_t index);

/* Whether there were more hits than are kept. */
CHARTER_API bool charter_scan_more(const charter_scan *scan);

/* Detectors of which a limit was reached: whether they would find anything more is not known. */
CHARTER_API size_t charter_scan_undecided(const charter_scan *scan);

/* The id of the detector at `index`, below their number. It lives as long as the charter. */
CHARTER_API charter_text charter_scan_undecided_at(const charter_scan *scan, size_t index);

/* The line that a hit stands in, as snprintf writes: each character of a hit but blanks is a bullet (U+2022). */
CHARTER_API size_t charter_scan_line(const charter_scan *scan, size_t index, char *into, size_t size);

/* Writes what was found, as "text" for people or "json"; CHARTER_UNKNOWN for another format or
 * another language than ours. `name` is what the text is
 * called. Nothing of what was found is shown. Borrows everything. */
CHARTER_API charter_status charter_scan_report_sized(const charter_scan *scan, const char *name, const char *format,
                                                     const charter_report_options *options, size_t options_size,
                                                     charter_sink sink);
static inline charter_status charter_scan_report(const charter_scan *scan, const char *name, const char *format,
                                                 const charter_report_options *options, charter_sink sink)
{
    return charter_scan_report_sized(scan, name, format, options, sizeof *options, sink);
}

#ifdef __cplusplus
}
#endif

#endif
