/* Verdicts as text for people, or as data for programs. */
#ifndef CHARTER_REPORT_H
#define CHARTER_REPORT_H

#include "charter/baseline.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct charter_report charter_report;

typedef struct charter_report_options {
    charter_lang lang;
    bool colour;          /* ANSI colours, in formats for people */
    bool quiet;           /* people's text: the summary alone */
    bool defuse;          /* people's text: nothing printed can be a workflow command of a CI runner */
    bool of_tools;        /* verdicts are on tools that left traces, not on declarations */
    bool nothing_is_fine; /* a run that judged nothing was right to */
    bool of_charter;      /* what is told is what lint says of a charter (charter_report_lint), and no verdict */
    bool full;            /* people's text: all reasons, and all that is known, in place of the short answer */
    bool every_result;    /* sarif, junit: what is met, undetermined or not applicable too, each clause for itself */
    charter_day at;       /* the day that the run judges on */
    unsigned width;       /* columns of a person's screen; 0: none is known: lines of 80, tables as wide as they need */
    /* github, gitlab, junit, sarif: real paths of the repository that files are told by their places in, and of the
     * folder that their names begin at; kept. NULL: files are told as they are named. */
    const char *top, *folder;
    /* What charter_explain_word and charter_chains_open write for a terminal that knows links (OSC 8): what a relative
     * name of a file begins at, as an address that ends with a slash, "file://host/home/me/"; kept. NULL: no links. */
    const char *links;
    /* csv: what stands between fields, ",", ";" or "\t"; kept. NULL: of verdicts what spreadsheets of the language
     * expect, of audits a comma. Reports of audits where it is given begin with a byte order mark, as those of verdicts
     * always do: a spreadsheet is to open them. */
    const char *delimiter;
} charter_report_options;

/* A format's row in the table of formats. */
typedef struct charter_format {
    const char *name;  /* "text", "json", "sarif"… */
    const char *title; /* one line in English, translated by charter_translate */
    bool for_people;   /* people alone read it: inputs' errors go to the standard error stream instead */
} charter_format;

/* How many formats there are. */
CHARTER_API size_t charter_format_count(void);

/* The row at `index`, below their number; it lives as long as the program. */
CHARTER_API const charter_format *charter_format_at(size_t index);

/* What a run came to: the record that the last lines of its reports are written from. An exit status that is worked
 * out from the same record cannot say anything else than they do. */
typedef struct charter_summary {
    uint64_t verdicts[CHARTER_DECISION_COUNT];
    uint64_t accepted[CHARTER_DECISION_COUNT]; /* of these, what the baseline accepts */
    uint64_t errors;                           /* of inputs that gave no declaration, or of a charter */
    uint64_t warnings, notes, ignored;         /* of a charter: what lint says */
} charter_summary;

/* All verdicts together. */
CHARTER_API uint64_t charter_summary_verdict_count(const charter_summary *summary);

/* All of them that a baseline accepts. */
CHARTER_API uint64_t charter_summary_accepted_count(const charter_summary *summary);

/* Whether all inputs were read: there is no error, and no declaration is invalid. */
CHARTER_API bool charter_summary_is_read(const charter_summary *summary);

/* Whether, moreover, none is undetermined: nothing of what was to be judged is unknown. A baseline changes nothing
 * of that. */
CHARTER_API bool charter_summary_is_decided(const charter_summary *summary);

/* The gravest of what is decided and not accepted; CHARTER_DECISION_COMPLIANT where there is nothing. */
CHARTER_API charter_decision charter_summary_gravest(const charter_summary *summary);

/* Gives a report (charter_report_close) that writes to `sink` (kept) as verdicts come. What a format has to hold
 * back (what it is bound to write first, or last) is bounded. CHARTER_UNKNOWN where there is no such format, day,
 * language or delimiter. */
CHARTER_API charter_status charter_report_open_sized(charter_report **out, const char *format,
                                                     const charter_report_options *options, size_t options_size,
                                                     charter_sink sink);
static inline charter_status charter_report_open(charter_report **out, const char *format,
                                                 const charter_report_options *options, charter_sink sink)
{
    return charter_report_open_sized(out, format, options, sizeof *options, sink);
}

/* Tells a verdict, and what of it a baseline accepts; NULL: there is no baseline. Borrows both. */
CHARTER_API charter_status charter_report_verdict(charter_report *report, const charter_verdict *verdict,
                                                  const charter_acceptance *acceptance);

/* Tells an error of an input that gave no declaration. Borrows it. */
CHARTER_API charter_status charter_report_error(charter_report *report, const charter_diagnostic *error);

/* Tells what is wrong with a charter, or looks so (charter/lint.h), each as a result of its own, and at the end what
 * the charter is: its title, days and commitments. NULL: it could not be loaded. Borrows `diagnostics`, keeps
 * `the_charter`. The report's options say `of_charter`. */
CHARTER_API charter_status charter_report_lint(charter_report *report, const charter *the_charter,
                                               const charter_diagnostics *diagnostics);

/* Writes what comes last: the summary. That a run judged nothing and told no error is told as an error, unless it was
 * right to. CHARTER_IO where anything could not be written. */
CHARTER_API charter_status charter_report_end(charter_report *report);

/* Of all that the report was told so far; after its end, of the whole run. Lives as long as the report. */
CHARTER_API const charter_summary *charter_report_summary(const charter_report *report);

/* Releases it. One that was not ended is not whole. NULL is nothing to release. */
CHARTER_API void charter_report_close(charter_report *report);

/* One diagnostic as people read it: place, line, caret, help. Borrows all. CHARTER_UNKNOWN: there is no such language;
 * CHARTER_IO: it could not be written. */
CHARTER_API charter_status charter_explain_sized(const charter_diagnostic *diagnostic,
                                                 const charter_report_options *options, size_t options_size,
                                                 charter_sink sink);
static inline charter_status charter_explain(const charter_diagnostic *diagnostic,
                                             const charter_report_options *options, charter_sink sink)
{
    return charter_explain_sized(diagnostic, options, sizeof *options, sink);
}

/* What is missing of a verdict, for whoever completes the declaration: each thing with its choices, who asks for it and
 * why, and the line that closes it. Statuses as above. The judge must have been asked for alternatives. Borrows all. */
CHARTER_API charter_status charter_missing_report_sized(const charter_verdict *verdict,
                                                        const charter_report_options *options, size_t options_size,
                                                        charter_sink sink);
static inline charter_status charter_missing_report(const charter_verdict *verdict,
                                                    const charter_report_options *options, charter_sink sink)
{
    return charter_missing_report_sized(verdict, options, sizeof *options, sink);
}

/* `text` made safe for a terminal: control, bidirectional and invisible characters as U+XXXX. Borrows all;
 * statuses as above. */
CHARTER_API charter_status charter_print_safe_sized(charter_text text, const charter_report_options *options,
                                                    size_t options_size, charter_sink sink);
static inline charter_status charter_print_safe(charter_text text, const charter_report_options *options,
                                                charter_sink sink)
{
    return charter_print_safe_sized(text, options, sizeof *options, sink);
}

/* What passes bytes on so that no line of them is a command of a runner of continuous integration, which reads a log
 * along: "::word" at a line's beginning, "##[" or "##word[" are parted by a space, and everything else stays as it is.
 * For data that is written to a log: people's text and reports of verdicts hold no command. */
typedef struct charter_defuser charter_defuser;

/* Gives one (charter_defuser_free) that passes on to `sink`, which it keeps. */
CHARTER_API charter_status charter_defuser_new(charter_defuser **out, charter_sink sink);
CHARTER_API charter_sink charter_defuser_sink(charter_defuser *defuser); /* where to write; it lives as long */

/* Passes on what was cut within a character. 0, or what the sink gave. */
CHARTER_API int charter_defuser_end(charter_defuser *defuser);

/* Releases it; NULL is nothing to release. */
CHARTER_API void charter_defuser_free(charter_defuser *defuser);

#ifdef __cplusplus
}
#endif

#endif
