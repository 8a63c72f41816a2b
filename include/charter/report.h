/* Verdicts as text for people, or as data for programs. */
#ifndef CHARTER_REPORT_H
#define CHARTER_REPORT_H

#include "charter/baseline.h"

typedef struct charter_report charter_report;

typedef struct charter_report_options {
    charter_lang lang;
    charter_day at;   /* the day that the run judges on */
    unsigned width;   /* columns of a person's screen; 0: 80 */
    bool colour;      /* ANSI colours, in formats for people */
    bool quiet;       /* people's text: the summary alone */
    bool defuse;      /* people's text: nothing printed can be a workflow command of a CI runner */
    const charter_baseline *baseline; /* that has taken each verdict before it is told; kept; NULL: none */
    bool of_tools;    /* verdicts are on tools that left traces, not on declarations */
    bool nothing_is_fine; /* a run that judged nothing was right to */
    bool every_result; /* sarif, junit: what is met, undetermined or not applicable too, each clause for itself */
} charter_report_options;

/* A format's row in the table of formats. */
typedef struct charter_format {
    const char *name;  /* "text", "json", "sarif"… */
    const char *title; /* one line in English, translated by charter_translate */
    bool for_people;   /* people alone read it: inputs' errors go to the standard error stream instead */
} charter_format;

CHARTER_API size_t charter_formats(void);
CHARTER_API const charter_format *charter_format_at(size_t index);

/* Gives a report (charter_report_free) that writes to `sink` (kept) as verdicts come. What a format has to hold
 * back (what it is bound to write first, or last) is bounded. CHARTER_UNKNOWN where there is no such format. */
CHARTER_API charter_status charter_report_open(charter_report **out, const char *format,
                                               const charter_report_options *options, charter_sink sink);
CHARTER_API charter_status charter_report_verdict(charter_report *report, const charter_verdict *verdict);
CHARTER_API charter_status charter_report_error(charter_report *report, const charter_diagnostic *error);

/* Writes what comes last: the summary. CHARTER_IO where anything could not be written. */
CHARTER_API charter_status charter_report_end(charter_report *report);
CHARTER_API void charter_report_free(charter_report *report);

/* One diagnostic as people read it: place, line, caret, help. */
CHARTER_API charter_status charter_explain(const charter_diagnostic *diagnostic,
                                           const charter_report_options *options, charter_sink sink);

/* `text` made safe for a terminal: control, bidirectional and invisible characters as U+XXXX. */
CHARTER_API charter_status charter_print_safe(charter_text text, const charter_report_options *options,
                                              charter_sink sink);

#endif
