/* OpenDocument's spreadsheets (ODF 1.3, part 3, 9): all sheets stand in one part, cells and rows that are alike once,
 * with how often they stand there. */
#include <stdlib.h>

#include "workbook/book.h"
#include "workbook/number_format.h"

/* In names of namespaces: ODF's own, and the one in which LibreOffice says that a value is an error. */
#define OFFICE "opendocument:xmlns:office"
#define TABLE  "opendocument:xmlns:table"
#define STYLE  "opendocument:xmlns:style"
#define TEXT   "opendocument:xmlns:text"
#define CALC   "calcext"

typedef struct hidden_style {
    ch_text name;
    struct hidden_style *next;
} hidden_style;

typedef struct ods {
    hidden_style *hidden;
    ch_text style;   /* of tables, while it is read */
    bool lists;      /* only which sheets there are, and which hold something */
    uint32_t sheets; /* begun */
    uint32_t chosen;
    bool in_table, in_cell, in_text;
    unsigned skipped;                              /* elements that are open, of which nothing is read */
    uint32_t row, row_times, column, column_times; /* from 1 and from 0 */
    uint32_t declared;                             /* columns, of table-column */
    bool row_hidden, covered, paragraph, formula, error;
    bool is_number; /* the cell's value is */
    ch_text value;  /* of the cell, where an attribute has it; NULL: its text is the value */
    char number[CH_DOUBLE_SIZE];
} ods;

static ods *state_of(ch_workbook *book)
{
    return book->state;
}

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* ---- sheets ---- */

/* The name of a style lives until its properties, which say whether tables of it are shown. */
static void begin_style(ch_workbook *book, ods *o, const char *name, const char **attributes)
{
    if (is(name, "style") && ch_text_is(ch_attribute(attributes, STYLE, "family"), "table")) {
        o->style = ch_arena_text(&book->arena, ch_attribute(attributes, STYLE, "name"));
        return;
    }
    if (!is(name, "table-properties") || !ch_text_is(ch_attribute(attributes, TABLE, "display"), "false"))
        return;
    hidden_style *style = ch_arena_take(&book->arena, sizeof *style);
    if (style == NULL) {
        ch_events_stop(&book->xml, CH_WORKBOOK_NO_MEMORY);
        return;
    }
    *style = (hidden_style){o->style, o->hidden};
    o->hidden = style;
}

static bool is_hidden(const ods *o, ch_text style)
{
    for (const hidden_style *h = o->hidden; h != NULL; h = h->next)
        if (style.length > 0 && ch_text_same(h->name, style))
            return true;
    return false;
}

static void begin_table(ch_workbook *book, ods *o, const char **attributes)
{
    ch_workbook_fault fault = CH_WORKBOOK_FINE;
    o->in_table = true;
    o->sheets++;
    o->row = o->declared = 0;
    if (!o->lists)
        return;
    ch_book_add_sheet(book, ch_attribute(attributes, TABLE, "name"),
                      is_hidden(o, ch_attribute(attributes, TABLE, "style-name")), &fault);
    if (fault != CH_WORKBOOK_FINE)
        ch_events_stop(&book->xml, fault);
}

/* ---- rows and columns ---- */

/* Whether what is read now is the sheet that was asked for. */
static bool is_chosen(const ods *o)
{
    return !o->lists && o->sheets == o->chosen + 1;
}

static bool is_out_of_sight(const char **attributes)
{
    ch_text visible = ch_attribute(attributes, TABLE, "visibility");
    return ch_text_is(visible, "collapse") || ch_text_is(visible, "filter");
}

/* How often it stands there, at most once more than a sheet has room for. */
static uint32_t times(const char **attributes, const char *name, uint32_t most)
{
    uint32_t count = ch_attribute_number(attributes, TABLE, name, 1, most + 1);
    return count == 0 ? 1 : count;
}

static void declare_columns(ch_workbook *book, ods *o, const char **attributes)
{
    uint32_t count = times(attributes, "number-columns-repeated", CH_SHEET_COLUMNS);
    if (is_chosen(o) && is_out_of_sight(attributes) && o->declared < CH_SHEET_COLUMNS)
        ch_rows_hide(&book->rows, o->declared, o->declared + count - 1);
    o->declared += o->declared > CH_SHEET_COLUMNS ? 0 : count;
}

static void begin_row(ch_workbook *book, ods *o, const char **attributes)
{
    o->row++;
    o->row_times = times(attributes, "number-rows-repeated", CH_SHEET_ROWS);
    o->row_hidden = is_out_of_sight(attributes);
    o->column = 0;
    if (is_chosen(o))
        ch_rows_begin(&book->rows, o->row, o->row_hidden, o->row_times > 1);
}

static void end_row(ch_workbook *book, ods *o)
{
    if (is_chosen(o)) {
        ch_rows_repeat(&book->rows, o->row_times - 1);
        if (ch_rows_are_full(&book->rows))
            ch_events_pause(&book->xml);
    }
    uint32_t left = CH_SHEET_ROWS + 1 - o->row;
    o->row += o->row_times - 1 < left ? o->row_times - 1 : left;
}

/* ---- cells ---- */

/* Values stand in attributes, whatever the text shows: 19.384 to 19.389. A time of day is left out; an hour alone is
 * its text. */
static ch_text value_of(ods *o, ch_arena *arena, const char **attributes)
{
    enum { DAY = 10 }; /* YYYY-MM-DD */
    double number;
    ch_text type = ch_attribute(attributes, OFFICE, "value-type");
    if (ch_text_is(type, "date")) {
        ch_text date = ch_attribute(attributes, OFFICE, "date-value");
        bool timed = date.length > DAY && date.at[DAY] == 'T';
        return date.at == NULL ? date : ch_arena_text(arena, timed ? (ch_text){date.at, DAY} : date);
    }
    if (ch_text_is(type, "boolean"))
        return ch_text_is(ch_attribute(attributes, OFFICE, "boolean-value"), "true") ? CH_LITERAL("TRUE")
                                                                                     : CH_LITERAL("FALSE");
    if (ch_text_is(type, "string")) {
        ch_text text = ch_attribute(attributes, OFFICE, "string-value");
        return text.at == NULL ? text : ch_arena_text(arena, text);
    }
    ch_text value = ch_attribute(attributes, OFFICE, "value");
    o->is_number = value.at != NULL && ch_text_to_number(value, &number);
    if (!o->is_number)
        return CH_NO_TEXT;
    if (ch_number_is_whole(value))
        return ch_arena_text(arena, value);
    return (ch_text){o->number, ch_format_number(number, false, false, o->number)};
}

static void begin_cell(ch_workbook *book, ods *o, const char *name, const char **attributes)
{
    o->in_cell = true;
    o->covered = is(name, "covered-table-cell");
    o->column_times = times(attributes, "number-columns-repeated", CH_SHEET_COLUMNS);
    o->paragraph = o->in_text = false;
    o->formula = ch_attribute(attributes, TABLE, "formula").at != NULL;
    o->error = ch_text_is(ch_attribute(attributes, CALC, "value-type"), "error");
    o->is_number = false;
    o->value = o->error ? CH_NO_TEXT : value_of(o, &book->cells, attributes);
    book->cell.length = 0;
    bool merges = ch_attribute_number(attributes, TABLE, "number-columns-spanned", 1, 2) > 1 ||
                  ch_attribute_number(attributes, TABLE, "number-rows-spanned", 1, 2) > 1;
    if (merges && is_chosen(o))
        ch_rows_note(&book->rows.merged, o->row, o->column + 1);
}

/* The cell's value where it is to be read: what a merged cell covers is not, and what is not available says nothing. */
static ch_text final_value(const ch_workbook *book, const ods *o)
{
    static const char *const nothing[] = {"#N/A", "#N/D", "#NV"}; /* English, French, German */
    ch_text text = o->value.at != NULL ? o->value : ch_buffer_text(&book->cell);
    bool silent = o->covered;
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        silent = silent || (o->error && ch_text_is(text, nothing[i]));
    return silent ? CH_NO_TEXT : text;
}

static void put_value(ch_workbook *book, ods *o, ch_text value)
{
    if (o->lists) {
        book->sheets[book->sheet_count - 1].filled = true;
        return;
    }
    if (o->row > CH_SHEET_ROWS || o->row_times > CH_SHEET_ROWS + 1 - o->row || o->column >= CH_SHEET_COLUMNS ||
        o->column_times > CH_SHEET_COLUMNS - o->column) {
        ch_events_stop(&book->xml, CH_WORKBOOK_CELL);
        return;
    }
    for (uint32_t i = 0; i < o->column_times && !book->rows.out.failed; i++)
        if (o->is_number)
            ch_rows_put_value(&book->rows, o->column + i, value);
        else
            ch_rows_put(&book->rows, o->column + i, value);
}

static void end_cell(ch_workbook *book, ods *o)
{
    ch_text value = final_value(book, o);
    o->in_cell = false;
    if (is_chosen(o) && o->formula && o->value.at == NULL && !o->paragraph)
        ch_rows_note(&book->rows.uncomputed, o->row, o->column + 1);
    if (value.length > 0 && (o->lists || is_chosen(o)))
        put_value(book, o, value);
    o->column += o->column > CH_SHEET_COLUMNS ? 0 : o->column_times;
    ch_arena_reset(&book->cells);
}

/* ---- texts ---- */

/* Paragraphs are lines of a cell. What else stands in it (comments, drawings, sheets within sheets) is not its value.
 */
static void begin_in_cell(ch_workbook *book, ods *o, const char *name, const char **attributes)
{
    static const char *const asides[] = {"ruby-text", "annotation", "note", "frame", "custom-shape"};
    if (!o->in_text) {
        if (!is(name, "p")) {
            o->skipped = 1;
            return;
        }
        if (o->paragraph)
            ch_book_add_text(book, CH_LITERAL("\n"));
        o->in_text = o->paragraph = true;
        return;
    }
    for (size_t i = 0; i < sizeof asides / sizeof *asides; i++)
        o->skipped += is(name, asides[i]);
    if (is(name, "line-break") || is(name, "tab"))
        ch_book_add_text(book, CH_LITERAL("\n"));
    uint32_t spaces = is(name, "s") ? ch_attribute_number(attributes, TEXT, "c", 1, 1000) : 0;
    for (uint32_t i = 0; i < spaces; i++)
        ch_book_add_text(book, CH_LITERAL(" "));
}

static void begin_element(void *context, const char *name, const char **attributes)
{
    ch_workbook *book = context;
    ods *o = state_of(book);
    if (o->skipped > 0)
        o->skipped++;
    else if (o->in_cell)
        begin_in_cell(book, o, name, attributes);
    else if (!o->in_table && (is(name, "dde-links") || is(name, "tracked-changes")))
        o->skipped = 1; /* they hold tables that are no sheets */
    else if (!o->in_table && is(name, "table"))
        begin_table(book, o, attributes);
    else if (!o->in_table)
        begin_style(book, o, name, attributes);
    else if (is(name, "table-column"))
        declare_columns(book, o, attributes);
    else if (is(name, "table-row"))
        begin_row(book, o, attributes);
    else if (is(name, "table-cell") || is(name, "covered-table-cell"))
        begin_cell(book, o, name, attributes);
    else if (strncmp(name, "table-", strlen("table-")) != 0) /* groups, and rows that are headers */
        o->skipped = 1;
}

static void end_element(void *context, const char *name)
{
    ch_workbook *book = context;
    ods *o = state_of(book);
    if (o->skipped > 0)
        o->skipped--;
    else if (o->in_text)
        o->in_text = !is(name, "p");
    else if (o->in_cell)
        end_cell(book, o);
    else if (o->in_table && is(name, "table-row"))
        end_row(book, o);
    else if (is(name, "table"))
        o->in_table = false;
}

static void add_text(void *context, ch_text text)
{
    ch_workbook *book = context;
    ods *o = state_of(book);
    if (o->in_text && o->skipped == 0)
        ch_book_add_text(book, text);
}

static const ch_events_reader content = {begin_element, end_element, add_text};

/* ---- the workbook ---- */

static void begin_in_manifest(void *context, const char *name, const char **attributes)
{
    ch_workbook *book = context;
    (void)attributes;
    if (is(name, "encryption-data"))
        ch_events_stop(&book->xml, CH_WORKBOOK_ENCRYPTED);
}

static const ch_events_reader manifest = {begin_in_manifest, NULL, NULL};

#define CONTENT CH_LITERAL("content.xml")

static ch_workbook_fault open_ods(ch_workbook *book)
{
    ods *o = book->state = calloc(1, sizeof *o);
    if (o == NULL)
        return CH_WORKBOOK_NO_MEMORY;
    ch_workbook_fault fault =
        ch_events_read(&book->xml, &book->zip, CH_LITERAL("META-INF/manifest.xml"), &manifest, book);
    if (fault != CH_WORKBOOK_FINE && fault != CH_WORKBOOK_PART)
        return fault;
    o->lists = true;
    return ch_events_read(&book->xml, &book->zip, CONTENT, &content, book);
}

static ch_workbook_fault begin_ods(ch_workbook *book, uint32_t sheet)
{
    *state_of(book) = (ods){.chosen = sheet};
    return ch_events_open(&book->xml, &book->zip, CONTENT, &content, book);
}

static void close_ods(ch_workbook *book)
{
    free(book->state);
}

const ch_book_format ch_book_ods = {open_ods, begin_ods, close_ods, true};
