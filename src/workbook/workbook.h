/* workbook: a sheet of a spreadsheet file (.xlsx, .ods) as a register of CSV.
 *
 * What is packed is unpacked as it is read, and row N of the sheet stands in line N: from there on it is a register
 * like any other. Of formulas the values are read that were worked out last; days are written YYYY-MM-DD, whatever they
 * look like. Memory is that of the texts which a workbook keeps apart from its cells, and of some rows. */
#ifndef CH_WORKBOOK_WORKBOOK_H
#define CH_WORKBOOK_WORKBOOK_H

#include "base/diagnostics.h"
#include "workbook/zip.h"

typedef struct ch_workbook ch_workbook;

/* Bytes that say what a file is, and whether they are those of an archive, as workbooks are. */
#define CH_WORKBOOK_MARK 4
bool ch_is_workbook(const char *bytes, size_t length);

typedef struct ch_workbook_options {
    ch_text sheet; /* by name; `at` NULL: the one that is visible and holds something */
    bool any;      /* and the first of them, where there are several */
} ch_workbook_options;

/* Gives `*out` (ch_workbook_close), whatever is wrong with the file: that is told (ch_workbook_told), and reading it
 * fails. Keeps `name` and `file`, which is read at any place. */
charter_status ch_workbook_open(ch_workbook **out, const char *name, ch_bytes_at file,
                                const ch_workbook_options *options);
void ch_workbook_close(ch_workbook *book);

/* The rows as CSV in UTF-8. A read gives -EBADMSG where the workbook cannot be read further, or -ENOMEM. */
charter_input ch_workbook_input(ch_workbook *book);

/* What is wrong with it, as errors; and once all was read, what a reader of its rows should know, as warnings. */
const charter_diagnostics *ch_workbook_told(const ch_workbook *book);

/* The name of the sheet that is read; `at` NULL: there is none. */
ch_text ch_workbook_sheet(const ch_workbook *book);

#endif
