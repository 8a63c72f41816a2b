/* CSV as tree/csv_reader.c reads it: a comma, and quotes only where a cell needs them. */
#include "workbook/rows.h"

#include <strings.h>

#define ENOUGH  ((size_t)64 << 10) /* bytes to be taken before more is read */
#define LARGEST ((size_t)32 << 20) /* of what is held: many rows, or many times the same long cell */

void ch_rows_reset(ch_sheet_rows *rows)
{
    ch_buffer out = rows->out, kept = rows->kept;
    *rows = (ch_sheet_rows){.out = out, .kept = kept, .row = 1};
    rows->out.length = rows->kept.length = 0;
    rows->out.failed = rows->kept.failed = false;
    rows->out.max = rows->kept.max = LARGEST;
}

void ch_rows_clear(ch_sheet_rows *rows)
{
    ch_buffer_clear(&rows->out);
    ch_buffer_clear(&rows->kept);
}

void ch_rows_begin(ch_sheet_rows *rows, uint32_t number, bool hidden, bool again)
{
    rows->row = number;
    rows->hidden = hidden;
    rows->hidden_told = false;
    rows->keeps = again;
    rows->kept.length = 0;
}

void ch_rows_note(ch_sheet_note *note, uint32_t row, uint32_t column)
{
    if (note->count++ == 0) {
        note->row = row;
        note->column = column;
    }
}

void ch_rows_hide(ch_sheet_rows *rows, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last && i < CH_SHEET_COLUMNS; i++)
        rows->hidden_columns[i / 8] |= (unsigned char)(1U << i % 8);
}

/* A hidden column is told once, and so is a hidden row: at its first cell that holds something. */
static void note_hidden(ch_sheet_rows *rows, uint32_t column)
{
    unsigned char *columns = &rows->hidden_columns[column / 8], bit = (unsigned char)(1U << column % 8);
    if (*columns & bit)
        ch_rows_note(&rows->columns_hidden, rows->row, column + 1);
    *columns = (unsigned char)(*columns & ~bit);
    if (rows->hidden)
        ch_rows_note(&rows->rows_hidden, rows->row, 0);
    rows->hidden_told = rows->hidden_told || rows->hidden;
    rows->hidden = false;
}

static void add(ch_sheet_rows *rows, ch_text text)
{
    ch_buffer_add(&rows->out, text);
    if (rows->keeps)
        ch_buffer_add(&rows->kept, text);
}

static void add_char(ch_sheet_rows *rows, char c)
{
    add(rows, (ch_text){&c, 1});
}

/* What the reader of CSV would take for something else: "sep=" alone in the first line says the delimiter. */
static bool needs_quotes(ch_text text)
{
    enum { SAYS_DELIMITER = 4 };
    return ch_text_find(text, ',') != NULL || ch_text_find(text, '"') != NULL ||
           (text.length >= SAYS_DELIMITER && strncasecmp(text.at, "sep=", SAYS_DELIMITER) == 0);
}

/* "1.234" may be a thousand where it is a text, and never where it is a number. */
static bool has_decimal_point(ch_text text)
{
    for (size_t i = 0; i + 1 < text.length; i++)
        if (text.at[i] == '.' && text.at[i + 1] >= '0' && text.at[i + 1] <= '9')
            return true;
    return false;
}

static void add_cell(ch_sheet_rows *rows, ch_text text, bool quoted)
{
    if (quoted)
        add_char(rows, '"');
    for (size_t i = 0; i < text.length;) {
        size_t plain = i;
        while (plain < text.length && memchr("\r\n\"", text.at[plain], 3) == NULL)
            plain++;
        add(rows, (ch_text){text.at + i, plain - i});
        i = plain;
        if (i == text.length)
            break;
        bool pair = text.at[i] == '\r' && i + 1 < text.length && text.at[i + 1] == '\n';
        if (text.at[i] == '"')
            add(rows, CH_LITERAL("\"\""));
        else
            add_char(rows, '\t');
        i += 1 + pair;
    }
    if (quoted)
        add_char(rows, '"');
}

static void put(ch_sheet_rows *rows, uint32_t column, ch_text text, bool quoted)
{
    if (text.length == 0)
        return;
    note_hidden(rows, column);
    rows->any = true;
    if (rows->lines + 1 < rows->row) {
        ch_buffer_repeat(&rows->out, '\n', rows->row - 1 - rows->lines);
        rows->lines = rows->row - 1;
        rows->cells = 0;
    }
    for (; rows->cells < column; rows->cells++)
        add_char(rows, ',');
    add_cell(rows, text, quoted);
}

void ch_rows_put(ch_sheet_rows *rows, uint32_t column, ch_text text)
{
    put(rows, column, text, needs_quotes(text) || has_decimal_point(text));
}

void ch_rows_put_value(ch_sheet_rows *rows, uint32_t column, ch_text value)
{
    put(rows, column, value, needs_quotes(value));
}

void ch_rows_repeat(ch_sheet_rows *rows, uint32_t times)
{
    rows->again = rows->kept.length == 0 ? 0 : times;
    rows->rows_hidden.count += rows->hidden_told ? rows->again : 0;
    rows->out.failed = rows->out.failed || rows->kept.failed;
}

bool ch_rows_are_full(const ch_sheet_rows *rows)
{
    return rows->again > 0 || rows->out.length - rows->given >= ENOUGH;
}

/* Nothing that is added at once, a cell or the ends of all rows, is longer than a part of this. */
bool ch_rows_lack_memory(const ch_sheet_rows *rows)
{
    enum { LONGEST = 2 << 20 };
    return rows->out.length + LONGEST < LARGEST && rows->kept.length + LONGEST < LARGEST;
}

size_t ch_rows_take(ch_sheet_rows *rows, char *into, size_t size)
{
    if (rows->given == rows->out.length) {
        rows->given = rows->out.length = 0;
        if (rows->again > 0) {
            ch_buffer_add_char(&rows->out, '\n');
            ch_buffer_add(&rows->out, ch_buffer_text(&rows->kept));
            rows->lines++;
            rows->again--;
        }
    }
    size_t length = rows->out.length - rows->given;
    length = length < size ? length : size;
    if (length > 0)
        memcpy(into, rows->out.at + rows->given, length);
    rows->given += length;
    return length;
}
