/* Where a register's table begins: which character parts its cells, which lines stand above its header, whether two
 * rows name its columns. All of it is told as a guess in the draft, whose reader sees the register. */
#include "draft/register.h"

#include <stdlib.h>

#include "base/unicode.h"
#include "tree/yaml.h"

enum { TOP_LINES = 24 };
#define TOP_ROW_BYTES ((size_t)1 << 16)

/* ---- what parts cells ---- */

static const char candidates[] = ",;\t|";
enum { CANDIDATES = sizeof candidates - 1 };

/* How often each stands in the first line of `text`, quoted cells aside; returns the line's length with its end. */
static size_t count_line(ch_text text, size_t counts[CANDIDATES])
{
    bool quoted = false;
    size_t at = 0;
    memset(counts, 0, CANDIDATES * sizeof *counts);
    for (; at < text.length && (quoted || text.at[at] != '\n'); at++) {
        quoted = quoted != (text.at[at] == '"');
        const char *found = quoted || text.at[at] == '\0' ? NULL : strchr(candidates, text.at[at]);
        if (found != NULL)
            counts[found - candidates]++;
    }
    return at < text.length ? at + 1 : at;
}

static size_t most_of(const size_t counts[CANDIDATES])
{
    size_t best = 0;
    for (size_t i = 1; i < CANDIDATES; i++)
        best = counts[i] > counts[best] ? i : best;
    return best;
}

/* What the header has most of, and no look at the rows: what they hold is text, with commas of its own. The header is
 * the first line of which the next line has that character too: a title above it has none, or one of its text's. */
static char choose_delimiter(ch_text beginning)
{
    size_t first[CANDIDATES], next[CANDIDATES], usual = 0;
    for (int line = 0; line < TOP_LINES && beginning.length > 0; line++) {
        size_t length = count_line(beginning, first);
        beginning = (ch_text){beginning.at + length, beginning.length - length};
        size_t best = most_of(first);
        usual = line == 0 ? best : usual;
        count_line(beginning, next);
        if (first[best] > 0 && (next[best] > 0 || beginning.length == 0))
            return candidates[best];
    }
    return candidates[usual];
}

/* ---- the rows at the top ---- */

typedef struct top_row {
    ch_text *cells;
    uint32_t count, filled;
    uint32_t number;
} top_row;

typedef struct top_rows {
    ch_arena arena;
    top_row rows[TOP_LINES];
    uint32_t count, widest; /* cells that say something */
} top_rows;

static ch_text cell_of(const top_row *row, uint32_t column)
{
    return column < row->count ? row->cells[column] : CH_LITERAL("");
}

static bool keep_row(top_rows *top, const ch_csv *csv)
{
    top_row *row = &top->rows[top->count++];
    *row = (top_row){.count = csv->row.count, .number = csv->row.number};
    row->cells = ch_arena_take_many(&top->arena, (size_t)row->count + 1, sizeof *row->cells);
    for (uint32_t i = 0; row->cells != NULL && i < row->count; i++) {
        row->cells[i] = ch_name_fold(&top->arena, csv->texts[i]);
        if (row->cells[i].at == NULL)
            return false;
        row->filled += row->cells[i].length > 0;
    }
    top->widest = row->filled > top->widest ? row->filled : top->widest;
    return row->cells != NULL;
}

typedef struct bytes_left {
    ch_text text;
} bytes_left;

static ptrdiff_t read_bytes(void *context, char *into, size_t size)
{
    bytes_left *left = context;
    size_t length = left->text.length < size ? left->text.length : size;
    if (length > 0)
        memcpy(into, left->text.at, length);
    left->text = (ch_text){left->text.at + length, left->text.length - length};
    return (ptrdiff_t)length;
}

/* Rows that cannot be read are passed over: lines above a header need not be CSV. */
static bool read_rows(top_rows *top, const char *name, ch_text beginning, char delimiter)
{
    bytes_left left = {beginning};
    ch_csv csv = {0};
    ch_csv_rules rules = {.delimiter = delimiter, .row_bytes = TOP_ROW_BYTES};
    ch_source source;
    bool good = true;
    ch_csv_open(&csv, name, (charter_input){&left, read_bytes}, &rules);
    while (good && top->count < TOP_LINES && ch_csv_next(&csv, &source) == CH_DOCUMENT) {
        charter_diagnostics faults = {0};
        good = ch_csv_convert(&csv, &source);
        if (good && ch_yaml_check_bytes(&source, &faults) &&
            ch_csv_read(&csv, &source, &top->arena, &faults) == CH_CSV_ROW)
            good = keep_row(top, &csv);
        good = good && !faults.failed;
        ch_diagnostics_clear(&faults);
    }
    ch_csv_clear(&csv);
    return good;
}

/* A title, or a note: a line of one text above a table of several columns. */
static bool is_above(const top_rows *top, const top_row *row)
{
    return (row->filled <= 1 && top->widest >= 3) || (row->count == 1 && top->widest == 2);
}

/* ---- two rows that name columns ---- */

static bool stands_below(const top_rows *top, uint32_t row, uint32_t column)
{
    for (uint32_t i = row + 1; i < top->count; i++)
        if (ch_text_same(cell_of(&top->rows[i], column), top->rows[row].cells[column]))
            return true;
    return false;
}

/* Names of columns are no values: none is a number or an answer, and none stands below. */
static bool is_of_names(const top_rows *top, uint32_t row)
{
    char number[CH_CELL_NUMBER_MAX];
    const top_row *names = &top->rows[row];
    for (uint32_t i = 0; i < names->count; i++) {
        ch_text cell = names->cells[i];
        if (cell.length > 0 && (ch_cell_number(cell, CH_DECIMAL_UNSAID, false, number) || ch_cell_bool(cell) != NULL ||
                                (cell.at[0] >= '0' && cell.at[0] <= '9') || stands_below(top, row, i)))
            return false;
    }
    return true;
}

/* A merged cell is exported as its text and blanks to its right, above texts of their own. */
static bool looks_merged(const top_row *upper, const top_row *lower)
{
    uint32_t last = 0, merged = 0;
    for (uint32_t i = 0; i < upper->count; i++)
        last = upper->cells[i].length > 0 ? i : last;
    for (uint32_t i = 1; i < last; i++)
        merged += upper->cells[i].length == 0 && cell_of(lower, i).length > 0;
    return merged > 0 && upper->filled > 1;
}

bool ch_register_top_find(ch_register_top *top, const char *name, ch_text beginning, char delimiter)
{
    top_rows *rows = calloc(1, sizeof *rows);
    *top = (ch_register_top){.delimiter = delimiter != '\0' ? delimiter : choose_delimiter(beginning), .header = 1};
    bool good = rows != NULL && read_rows(rows, name, beginning, top->delimiter);
    uint32_t first = 0;
    while (good && first < rows->count && is_above(rows, &rows->rows[first]))
        first++;
    if (good && first > 0 && first < rows->count)
        top->skip = rows->rows[first].number - 1;
    if (good && first + 2 < rows->count && looks_merged(&rows->rows[first], &rows->rows[first + 1]) &&
        is_of_names(rows, first + 1))
        top->header = 2;
    if (rows != NULL)
        ch_arena_clear(&rows->arena);
    free(rows);
    return good;
}
