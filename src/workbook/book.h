/* book: what a workbook is made of, for the files that make it: workbook.c (which sheet, what is told), xlsx.c and
 * ods.c (a format each). */
#ifndef CH_WORKBOOK_BOOK_H
#define CH_WORKBOOK_BOOK_H

#include "base/diagnostics.h"
#include "workbook/rows.h"
#include "workbook/xml_events.h"

#define CH_SHEETS_MAX 1024              /* of a workbook */
#define CH_SHEET_CELL ((size_t)1 << 20) /* bytes of a cell: what CSV may have. More is kept as one byte more */

typedef struct ch_workbook ch_workbook;

typedef struct ch_sheet {
    ch_text name;
    ch_text id, part; /* .xlsx: by what the workbook names its part, and where that stands in the archive */
    bool hidden;
    bool filled; /* some cell holds something; of .xlsx once the sheets were looked through */
} ch_sheet;

typedef struct ch_book_format {
    /* Lists the sheets, and reads what all of them need. */
    ch_workbook_fault (*open)(ch_workbook *book);
    /* Begins to read the rows of a sheet: ch_events_step of the book's `xml` puts them into its `rows`. */
    ch_workbook_fault (*begin)(ch_workbook *book, uint32_t sheet);
    void (*close)(ch_workbook *book);
    bool lists_filled; /* `open` knows which sheets hold something */
} ch_book_format;

extern const ch_book_format ch_book_xlsx, ch_book_ods;

struct ch_workbook {
    const char *name;
    ch_arena arena;
    ch_zip zip;
    ch_text main;  /* .xlsx: the part that lists the sheets */
    ch_events xml; /* the part that is read now */
    const ch_book_format *format;
    void *state; /* the format's */
    ch_sheet sheets[CH_SHEETS_MAX];
    uint32_t sheet_count;
    uint32_t chosen;
    ch_sheet_rows rows;
    ch_buffer cell; /* the text of the cell, or of what else is read */
    ch_arena cells; /* what else of a cell lives until its end */
    bool reading, done;
    ch_workbook_fault fault;
    charter_diagnostics told;
};

/* A sheet more; NULL: there are too many, which `*fault` says, or no memory. */
ch_sheet *ch_book_add_sheet(ch_workbook *book, ch_text name, bool hidden, ch_workbook_fault *fault);

/* Adds to the text of a cell, as far as it is kept. */
void ch_book_add_text(ch_workbook *book, ch_text text);

/* A row begins, or a cell: false, and the part is given up, where they do not stand in their order. Columns from 0. */
bool ch_book_is_behind(ch_workbook *book, uint32_t number, uint32_t last, uint32_t most);

#endif
