/* Detectors alone, over a text: what a charter's detectors find in it, and where. */
#ifndef CHARTER_DETECT_H
#define CHARTER_DETECT_H

#include "charter/judge.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One thread's working memory. */
typedef struct charter_detect charter_detect;

/* Gives a scan (charter_detect_free) with the detectors that are in force on the day `at`. Keeps `the_charter`.
 * CHARTER_UNKNOWN where no version of it is in force on that day. */
CHARTER_API charter_status charter_detect_new(charter_detect **out, const charter *the_charter, charter_day at);

/* Releases it, with its hits; NULL is nothing to release. */
CHARTER_API void charter_detect_free(charter_detect *scan);

/* How many detectors there are. */
CHARTER_API size_t charter_detect_detector_count(const charter_detect *scan);

/* Looks through `text`, which `name` (kept) names in places; it keeps both until its next call. CHARTER_INVALID where
 * it is not text in UTF-8: then charter_detect_error says what it is. */
CHARTER_API charter_status charter_detect_text(charter_detect *scan, const char *name, charter_text text);

/* Why the text could not be looked through, as snprintf writes; empty where it could. */
CHARTER_API size_t charter_detect_error(const charter_detect *scan, charter_lang lang, char *into, size_t size);

/* How sure a hit is: by its detector, and by the words near it. One of low confidence breaches nothing. */
typedef enum charter_confidence {
    CHARTER_CONFIDENCE_LOW,
    CHARTER_CONFIDENCE_MEDIUM,
    CHARTER_CONFIDENCE_HIGH
} charter_confidence;

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
CHARTER_API size_t charter_detect_hit_count(const charter_detect *scan);

/* The hit at `index`, below their number; its place lives until the next text. */
CHARTER_API charter_hit charter_detect_hit(const charter_detect *scan, size_t index);

/* Whether there were more hits than are kept. */
CHARTER_API bool charter_detect_more(const charter_detect *scan);

/* Detectors of which a limit was reached: whether they would find anything more is not known. */
CHARTER_API size_t charter_detect_undetermined_count(const charter_detect *scan);

/* The id of the detector at `index`, below their number. It lives as long as the charter. */
CHARTER_API charter_text charter_detect_undetermined(const charter_detect *scan, size_t index);

/* The line that a hit stands in, as snprintf writes: each character of a hit but blanks is a bullet (U+2022). */
CHARTER_API size_t charter_detect_line(const charter_detect *scan, size_t index, char *into, size_t size);

/* Writes what was found, as "text" for people or "json"; CHARTER_UNKNOWN for another format or
 * another language than ours. `name` is what the text is
 * called. Nothing of what was found is shown. Borrows everything. */
CHARTER_API charter_status charter_detect_report_sized(const charter_detect *scan, const char *name, const char *format,
                                                       const charter_report_options *options, size_t options_size,
                                                       charter_sink sink);
static inline charter_status charter_detect_report(const charter_detect *scan, const char *name, const char *format,
                                                   const charter_report_options *options, charter_sink sink)
{
    return charter_detect_report_sized(scan, name, format, options, sizeof *options, sink);
}

#ifdef __cplusplus
}
#endif

#endif
