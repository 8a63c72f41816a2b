/* csv_writer: rows of comma-separated values (RFC 4180) that a spreadsheet takes for values and nothing else: every
 * field is quoted, and one that a spreadsheet would take for a formula begins with an apostrophe. */
#ifndef CH_REPORT_WRITE_CSV_WRITER_H
#define CH_REPORT_WRITE_CSV_WRITER_H

#include "report/write/output.h"

typedef struct ch_csv {
    ch_output *output;
    char delimiter;
    bool filled; /* the row has a field */
} ch_csv;

/* Whether fields may be separated by it: ",", ";" or "\t", which spreadsheets read; NULL: by what is usual. */
bool ch_csv_is_delimiter(const char *delimiter);

/* NULL: by a comma. */
static inline ch_csv ch_csv_init(ch_output *output, const char *delimiter)
{
    return (ch_csv){.output = output, .delimiter = delimiter == NULL ? ',' : delimiter[0]};
}

/* The first bytes of a file that a spreadsheet opens: without them it reads UTF-8 as the letters of another alphabet.
 */
void ch_csv_put_mark(ch_csv *csv);

/* Writes one cell, quoted where it has to be. */
void ch_csv_text(ch_csv *csv, ch_text text);
void ch_csv_end_row(ch_csv *csv);

#endif
