/* format: the table of formats, and what they share.
 *
 * Reports may use the judge's verdicts, what these cite of the model, and base; only the command line and
 * the library's customers use them, through charter/report.h. A further format is one file and one row. */
#ifndef CH_REPORT_FORMAT_H
#define CH_REPORT_FORMAT_H

#include "base/buffer.h"
#include "charter/report.h"
#include "report/write/output.h"

struct charter_report {
    const struct ch_format *format;
    charter_report_options options;
    ch_output output;
    const charter *of;                    /* the charter that lint looked over; NULL: none, or it could not be loaded */
    const charter_acceptance *acceptance; /* of the verdict that is being told; NULL: there is no baseline */
    charter_summary summary;              /* of what was told so far */
    ch_buffer scratch;                    /* for whoever needs it, until another does */
    ch_buffer path;                       /* ch_report_path's */
    void *state;                          /* the format's own, zeroed to begin with */
    bool ended;
};

/* A format. Failures go to the output, where they stick; any of the functions may be NULL. */
typedef struct ch_format {
    charter_format shown;
    size_t state_size;
    void (*open)(charter_report *report);
    void (*verdict)(charter_report *report, const charter_verdict *verdict);
    void (*error)(charter_report *report, const charter_diagnostic *error);
    void (*end)(charter_report *report);
    void (*close)(charter_report *report); /* releases what the state holds */
} ch_format;

/* A file's place in the repository (gate/repository_path.h), until the next call. */
ch_text ch_report_path(charter_report *report, const char *file);

/* Gives a report in a format (charter_report_close). Keeps `format` and `sink`. */
charter_status ch_report_open(charter_report **out, const ch_format *format, const charter_report_options *options,
                              charter_sink sink);

/* One row a format; the file NAME.c defines ch_format_NAME. */
/* clang-format off */
#ifndef CHARTER_JSON_ALONE
#define CH_FORMATS(format) \
    format(text) format(json) format(ndjson) format(sarif) format(junit) format(github) \
    format(gitlab) format(tap) format(markdown) format(compact) format(csv)
#else /* each byte is carried in every page: src/wasm */
#define CH_FORMATS(format) format(json)
#endif
/* clang-format on */

#define CH_FORMAT(name) extern const ch_format ch_format_##name;
CH_FORMATS(CH_FORMAT)
#undef CH_FORMAT

#endif
