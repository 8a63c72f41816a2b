/* rows: the cells of a sheet as lines of CSV, row N of the sheet in line N.
 *
 * A cell that holds something is written as it comes; commas and line feeds before it are made up for then, so that
 * blank cells and rows behind the last one cost nothing. A line break within a cell becomes a tab: a line is a row. */
#ifndef CH_WORKBOOK_ROWS_H
#define CH_WORKBOOK_ROWS_H

#include "base/buffer.h"

#define CH_SHEET_ROWS    1048576 /* ECMA-376, Part 1, 18.3.1.73; LibreOffice has as many */
#define CH_SHEET_COLUMNS 16384   /* ECMA-376, Part 1, 18.3.1.4 */

/* What people should know of a sheet: how often, and where first (from 1). */
typedef struct ch_sheet_note {
    uint32_t count, row, column;
} ch_sheet_note;

typedef struct ch_sheet_rows {
    ch_buffer out;         /* `failed`: more than is held, or no memory */
    size_t given;          /* of it */
    uint32_t lines, cells; /* line feeds written; cells of the last line */
    uint32_t row;          /* of the sheet, which is written now; from 1 */
    bool hidden_told;      /* it is hidden, and counted */
    bool hidden;           /* it is */
    bool any;              /* some cell of the sheet holds something */
    bool keeps;            /* the row is kept in `kept`, to be written again */
    ch_buffer kept;
    uint32_t again; /* how often it is still to be written */
    unsigned char hidden_columns[CH_SHEET_COLUMNS / 8];
    ch_sheet_note merged, rows_hidden, columns_hidden, uncomputed;
} ch_sheet_rows;

/* `rows` is zeroed, or was used before. */
void ch_rows_reset(ch_sheet_rows *rows);
void ch_rows_clear(ch_sheet_rows *rows);

/* Begins row `number`, behind the last one; `times`: as often as it stands there, which is kept in memory. */
void ch_rows_begin(ch_sheet_rows *rows, uint32_t number, bool hidden, bool again);

/* The row's next cell, `column` from 0 on. Of texts those in quotes that a number's decimal could be taken for; what is
 * no text, a number or a day, is put without quotes, and so known again. */
void ch_rows_put(ch_sheet_rows *rows, uint32_t column, ch_text text);
void ch_rows_put_value(ch_sheet_rows *rows, uint32_t column, ch_text value);

/* The row stands there so many times more. */
void ch_rows_repeat(ch_sheet_rows *rows, uint32_t times);

/* Columns `first` to `last`, from 0, are hidden. */
void ch_rows_hide(ch_sheet_rows *rows, uint32_t first, uint32_t last);

/* Counts what people should know. */
void ch_rows_note(ch_sheet_note *note, uint32_t row, uint32_t column);

/* Whether some of it is to be taken before more is put. */
bool ch_rows_are_full(const ch_sheet_rows *rows);

/* Where `out` failed: whether for want of memory, and not because more is held than may be. */
bool ch_rows_lack_memory(const ch_sheet_rows *rows);

/* Takes at most `size` bytes; 0: there are none now. */
size_t ch_rows_take(ch_sheet_rows *rows, char *into, size_t size);

#endif
