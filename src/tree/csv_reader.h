/* csv_reader: a register's rows (CSV as RFC 4180 has it, TSV), one at a time, each cell with its place.
 *
 * Cells may be quoted, and then hold delimiters, line breaks and doubled quotes. Rows in an encoding of one
 * byte a character become UTF-8, and their places stay those of the file. */
#ifndef CH_TREE_CSV_READER_H
#define CH_TREE_CSV_READER_H

#include "base/diagnostics.h"
#include "tree/window.h"

#define CH_CSV_CELL_MAX   ((size_t)1 << 20) /* bytes of one cell */
#define CH_CSV_MOST_CELLS 4096              /* of one row */

typedef enum ch_encoding {
    CH_ENCODING_GUESSED, /* UTF-8, and each row that is not: Windows-1252 */
    CH_UTF_8,
    CH_WINDOWS_1252,
    CH_ISO_8859_1
} ch_encoding;

typedef struct ch_csv_rules {
    char delimiter;
    ch_encoding encoding;
    size_t row_bytes; /* the largest row */
    bool multi_line;  /* a quoted cell may hold lines that look like rows */
} ch_csv_rules;

typedef struct ch_csv {
    const char *name;
    ch_window window;
    ch_csv_rules rules;
    ch_row row;              /* the current one: its number, and after ch_csv_read its cells */
    bool skipping;           /* the rest of a row that was too large is to be left out */
    bool in_quotes, in_cell; /* where the search for the row's end has come */
    bool closed, torn;       /* a quote has just closed; something followed one that closed a cell */
    uint32_t width;          /* cells of the header; 0: not known yet */
    uint32_t named;          /* of these, up to the last that has a name: the least that a row has */
    uint32_t until;          /* the row is the first line of a quoted cell that was given up: that cell's last line */
    bool guessed;            /* the row was not UTF-8 and was taken for Windows-1252 */
    bool unclean;            /* its cells may hold characters that may not stand in a text */
    char *converted;         /* its bytes in UTF-8 */
    size_t converted_room;
    ch_span *spans; /* of `row` */
    ch_text *texts; /* of its cells, quotes taken off */
} ch_csv;

/* `csv` is zeroed, or was open before: its memory is kept. Keeps `name`. */
void ch_csv_open(ch_csv *csv, const char *name, charter_input input, const ch_csv_rules *rules);
void ch_csv_clear(ch_csv *csv);

/* The next row that is not an empty line, until the next call. Its bytes are neither converted nor checked yet. A row
 * whose quoted cell is never closed, or holds a line with as many cells as the header, is given up for its first line
 * alone (`until`): reading that is a fault, and the lines behind it are cut anew. */
ch_document_status ch_csv_next(ch_csv *csv, ch_source *out);

/* Makes a row UTF-8, until the next one is made. False where there is no memory. */
bool ch_csv_convert(ch_csv *csv, ch_source *source);

/* Room in `spans` and `texts` for the widest row, and no cell in it. False where there is no memory. */
bool ch_csv_make_room(ch_csv *csv);
/* As ch_source_check(), but a row that is not UTF-8 is told as such whatever stands before that. */
ch_byte_fault ch_csv_check(const ch_source *source);

typedef enum ch_csv_status { CH_CSV_ROW, CH_CSV_FAULT, CH_CSV_NO_MEMORY } ch_csv_status;

/* Parts the row `source`, converted and checked, into `csv->texts` and `csv->row`. Texts live in `arena`, or
 * are the source's bytes. */
ch_csv_status ch_csv_read(ch_csv *csv, const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics);

/* Whether a cell of the row that was parted stands in quotes. */
static inline bool ch_csv_is_quoted(const ch_csv *csv, uint32_t column)
{
    return csv->spans[column].end - csv->spans[column].start > csv->texts[column].length;
}

#endif
