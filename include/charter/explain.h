/* What the program says, explained: a clause, a code or a verdict by itself, in the words of a charter; and a verdict's
 * reasons with the facts and comparisons that decided them. */
#ifndef CHARTER_EXPLAIN_H
#define CHARTER_EXPLAIN_H

#include "charter/judge.h"
#include "charter/report.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Writes what `word` means and how it is mended, as "text" for people or "json": the id of a clause ("tool.status",
 * "duty.training") or of a family of them ("duty"), the code of a diagnostic ("key.unknown"), or a verdict ("review",
 * or as people's text has it in that language). Of a clause, what the version of `the_charter` that is in force on
 * `options->at` says, and where; NULL, or no such version: what it means for any charter. CHARTER_UNKNOWN where there
 * is no such word, format or language: nothing was written. Borrows everything. */
CHARTER_API charter_status charter_explain_word_sized(const char *word, const charter *the_charter, const char *format,
                                                      const charter_report_options *options, size_t options_size,
                                                      charter_sink sink);
static inline charter_status charter_explain_word(const char *word, const charter *the_charter, const char *format,
                                                  const charter_report_options *options, charter_sink sink)
{
    return charter_explain_word_sized(word, the_charter, format, options, sizeof *options, sink);
}

/* The same of all words that can be explained, one line each: verdicts, clauses with those of the charter's own
 * entries, codes. */
CHARTER_API charter_status charter_explain_all_sized(const charter *the_charter, const char *format,
                                                     const charter_report_options *options, size_t options_size,
                                                     charter_sink sink);
static inline charter_status charter_explain_all(const charter *the_charter, const char *format,
                                                 const charter_report_options *options, charter_sink sink)
{
    return charter_explain_all_sized(the_charter, format, options, sizeof *options, sink);
}

/* The words that `word` may have been meant to be, with commas, the nearest first, as snprintf writes; length 0 where
 * none is near. Those of the charter are among them, as above. Borrows all. */
CHARTER_API size_t charter_explain_nearest(const char *word, const charter *the_charter, charter_day at, char *into,
                                           size_t size);

/* Whether `word` is the code of a diagnostic, which means the same by any charter. Borrows it. */
CHARTER_API bool charter_is_code(const char *word);

/* Gives a report (report.h) of verdicts by a judge that was asked for CHARTER_WANTS_CHAINS, as "text" for people or
 * "json": each reason with its chain of facts and comparisons, and their places. `clause` (kept) is the one that is
 * told, whatever its outcome; NULL: all reasons. In "json" all that the judge lists is told. CHARTER_UNKNOWN where
 * there is no such format, language or day, or no clause has such an id. */
CHARTER_API charter_status charter_chains_open_sized(charter_report **out, const char *format, const char *clause,
                                                     const charter_report_options *options, size_t options_size,
                                                     charter_sink sink);
static inline charter_status charter_chains_open(charter_report **out, const char *format, const char *clause,
                                                 const charter_report_options *options, charter_sink sink)
{
    return charter_chains_open_sized(out, format, clause, options, sizeof *options, sink);
}

#ifdef __cplusplus
}
#endif

#endif
