/* Registers: rows and cells, encodings, and where each cell stands in the file. */
#include "unit/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "tree/csv_reader.h"
#include "tree/yaml.h"

/* ---- rows and cells ---- */

typedef struct test_row {
    const char *name, *text;
    char delimiter;   /* 0: a comma */
    const char *rows; /* "1 [a][b c]/2 []": the number, the cells; "2 too large", "2 1:3 csv.syntax" */
} test_row;

static const test_row rows[] = {
    {"nothing is no row", "", 0, ""},
    {"cells are parted by commas", "a,b,c\nd,e,f\n", 0, "1 [a][b][c]/2 [d][e][f]"},
    {"the last line needs no end", "a,b", 0, "1 [a][b]"},
    {"lines may end in CRLF", "a,b\r\nc,d\r\n", 0, "1 [a][b]/2 [c][d]"},
    {"cells may be empty", ",a,,\n,\n", 0, "1 [][a][][]/2 [][]"},
    {"blanks belong to their cell", " a , b ", 0, "1 [ a ][ b ]"},
    {"an empty line is no row, and counts", "a\n\n\r\nb\n", 0, "1 [a]/4 [b]"},
    {"quotes are taken off", "\"a\",\"\",b", 0, "1 [a][][b]"},
    {"a quoted cell may hold the delimiter", "\"a,b\",c", 0, "1 [a,b][c]"},
    {"a quoted cell may hold line breaks", "\"a\nb\r\nc\",d\ne", 0, "1 [a\nb\r\nc][d]/2 [e]"},
    {"a doubled quote is a quote", "\"a\"\"b\",\"\"\"\",\"\"\"\"\"\"", 0, "1 [a\"b][\"][\"\"]"},
    {"a quote within a cell without quotes is itself", "a\"b,c\"\nd\",e", 0, "1 [a\"b][c\"]/2 [d\"][e]"},
    {"a line says which delimiter", "sep=;\na;b,c\nd;e", 0, "2 [a][b,c]/3 [d][e]"},
    {"so it may end in CRLF, behind a byte order mark", "\xEF\xBB\xBFSEP=;\r\na;b", 0, "2 [a][b]"},
    {"it says nothing further below", "a,b\nsep=;\nc;d", 0, "1 [a][b]/2 [sep=;]/3 [c;d]"},
    {"it is one alone", "sep=;a\nb,c", 0, "1 [sep=;a]/2 [b][c]"},
    {"another delimiter", "a;b,c;\"d;e\"", ';', "1 [a][b,c][d;e]"},
    {"tabs", "a\tb c\t\"d\te\"\n", '\t', "1 [a][b c][d\te]"},
    {"a byte order mark is left out", "\xEF\xBB\xBF\"a\",b", 0, "1 [a][b]"},
    {"characters are kept", "\xC3\xA9,\xF0\x9F\x98\x80", 0, "1 [\xC3\xA9][\xF0\x9F\x98\x80]"},
    {"text behind a closing quote is told", "a,\"b\"c,d\ne,f", 0, "1 1:6 csv.syntax/2 [e][f]"},
    {"a space behind a closing quote is told", "\"b\" ,d", 0, "1 1:4 csv.syntax"},
    {"a quote that is never closed is told where it opens, and what follows is read", "a\nb,\"c\nd,e\n", 0,
     "1 [a]/2 2:3 csv.syntax/3 [d][e]"},
    {"so it is in the last line", "a,b\nc,\"d", 0, "1 [a][b]/2 2:3 csv.syntax"},
    {"two stray quotes take no rows with them", "a,b\nc,\"d\ne,f\ng,h\"\ni,j", 0,
     "1 [a][b]/2 2:3 csv.syntax/3 [e][f]/4 [g][h\"]/5 [i][j]"},
    {"nor a row of its own number of cells", "a,b,c\nd,\"e,f\ng,h\",i\nj,k,l", 0,
     "1 [a][b][c]/2 2:3 csv.syntax/3 [g][h\"][i]/4 [j][k][l]"},
    {"nor do three", "a,b,c\nd,\"e,f\ng,\"h\",i\n", 0, "1 [a][b][c]/2 2:3 csv.syntax/3 [g][h][i]"},
    {"lines that are no rows are a cell's", "a,b,c\nd,\"e\n\nf, g\r\n\",h", 0, "1 [a][b][c]/2 [d][e\n\nf, g\r\n][h]"},
    {"the first line of a cell is no row", "a,b\nc,\"d, e\nf\"", 0, "1 [a][b]/2 [c][d, e\nf]"},
    {"a header may be quoted over lines", "\"a\nb\",c\nd,e", 0, "1 [a\nb][c]/2 [d][e]"},
    {"a row of just the limit is read", "0123456789012345678901234567890123456789\nb", 0,
     "1 [0123456789012345678901234567890123456789]/2 [b]"},
    {"a row beyond the limit hides none that follow", "01234567890123456789012345678901234567890\nb", 0,
     "1 too large/2 [b]"},
    {"a quoted row beyond the limit is read line by line",
     "\"01234567890\n0123456789\n\"\"\n01234567890\n,\nx\ny\",\nb", 0,
     "1 1:1 csv.syntax/2 [0123456789]/3 []/4 [01234567890]/5 [][]/6 [x]/7 [y\"][]/8 [b]"},
    {"a quoted line beyond the limit hides none that follow", "a\n\"01234567890123456789012345678901234567890\nb\n", 0,
     "1 [a]/2 too large/3 [b]"},
    {"a last row beyond the limit is told", "a\n01234567890123456789012345678901234567890", 0, "1 [a]/2 too large"},
};

typedef struct telling {
    char text[4096];
    size_t length;
} telling;

static void tell(telling *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    t->length += (size_t)vsnprintf(t->text + t->length, sizeof t->text - t->length, format, arguments);
    va_end(arguments);
    assert_true(t->length < sizeof t->text);
}

static void tell_row(telling *t, ch_csv *csv, ch_source *source, ch_document_status status)
{
    ch_arena arena = {0};
    charter_diagnostics diagnostics = {0};
    tell(t, "%s%u ", t->length > 0 ? "/" : "", csv->row.number);
    if (status == CH_DOCUMENT_TOO_LARGE) {
        tell(t, "too large");
    } else if (ch_yaml_check_bytes(source, &diagnostics) &&
               ch_csv_read(csv, source, &arena, &diagnostics) == CH_CSV_ROW) {
        for (uint32_t i = 0; i < csv->row.count; i++)
            tell(t, "[%.*s]", (int)csv->texts[i].length, csv->texts[i].at);
    } else {
        tell(t, "%s", tell_diagnostics(&diagnostics));
    }
    ch_diagnostics_clear(&diagnostics);
    ch_arena_clear(&arena);
}

static const char *tell_rows(charter_text text, const ch_csv_rules *rules, size_t piece)
{
    static telling t;
    memory_input memory = {.at = text.at, .left = text.length, .piece = piece};
    ch_csv csv = {0};
    ch_source source;
    t = (telling){.length = 0};
    ch_csv_open(&csv, "usage.yaml", input_from_memory(&memory), rules);
    for (ch_document_status status; (status = ch_csv_next(&csv, &source)) != CH_DOCUMENTS_END;) {
        assert_true(status == CH_DOCUMENT || status == CH_DOCUMENT_TOO_LARGE);
        assert_true(status == CH_DOCUMENT_TOO_LARGE || ch_csv_convert(&csv, &source));
        tell_row(&t, &csv, &source, status);
        csv.width = csv.named = csv.width == 0 ? csv.row.count : csv.width;
    }
    ch_csv_clear(&csv);
    return t.text;
}

static void parts(void **state)
{
    const test_row *row = *state;
    ch_csv_rules rules = {.delimiter = row->delimiter == 0 ? ',' : row->delimiter, .row_bytes = 40};
    for (size_t piece = 0; piece < 9; piece++)
        assert_string_equal(tell_rows((charter_text){row->text, strlen(row->text)}, &rules, piece), row->rows);
}

/* ---- encodings ---- */

typedef struct encoding_row {
    const char *name, *text;
    ch_encoding encoding;
    const char *rows;
} encoding_row;

static const encoding_row encodings[] = {
    {"UTF-8 is taken for what it is", "\xC3\xA9,a", CH_ENCODING_GUESSED, "1 [\xC3\xA9][a]"},
    {"what is not UTF-8 is taken for Windows-1252", "\xE9t\x93\x80,a\nb", CH_ENCODING_GUESSED,
     "1 [\xC3\xA9t\xE2\x80\x9C\xE2\x82\xAC][a]/2 [b]"},
    {"each row is taken for itself", "\xE9\n\xC3\xA9\n\xE9", CH_ENCODING_GUESSED,
     "1 [\xC3\xA9]/2 [\xC3\xA9]/3 [\xC3\xA9]"},
    {"what Windows-1252 does not have is refused", "\xE9\x81", CH_ENCODING_GUESSED, "1 1:2 bytes.character"},
    {"UTF-8 that was asked for is not guessed", "a,\xE9\nb", CH_UTF_8, "1 1:3 bytes.encoding/2 [b]"},
    {"Windows-1252 that was asked for", "\xC3\xA9", CH_WINDOWS_1252, "1 [\xC3\x83\xC2\xA9]"},
    {"a no-break space is kept", "\xA0", CH_WINDOWS_1252, "1 [\xC2\xA0]"},
    {"ISO-8859-1 that was asked for", "\xE9\xFF", CH_ISO_8859_1, "1 [\xC3\xA9\xC3\xBF]"},
    {"control characters of ISO-8859-1 are refused", "\x93", CH_ISO_8859_1, "1 1:1 bytes.character"},
    {"UTF-16 is told",
     "\xFF\xFE"
     "a",
     CH_ENCODING_GUESSED, "1 1:1 bytes.encoding"},
    {"a control character is told", "a,\x1B,b\nc", CH_ENCODING_GUESSED, "1 1:3 bytes.character/2 [c]"},
    {"a hidden line end is told", "a\xC2\x85,b", CH_ENCODING_GUESSED, "1 1:2 bytes.character"},
    {"a line that ends in CR alone is told", "a\rb\n", CH_ENCODING_GUESSED, "1 1:2 bytes.character"},
};

static void decodes(void **state)
{
    const encoding_row *row = *state;
    ch_csv_rules rules = {.delimiter = ',', .encoding = row->encoding, .row_bytes = 1000};
    assert_string_equal(tell_rows((charter_text){row->text, strlen(row->text)}, &rules, 0), row->rows);
}

/* ---- places ---- */

static void a_cell_knows_where_it_stands(void **state)
{
    (void)state;
    /* Bytes of the file:       0    5 6    8        13       18            */
    static const char text[] = "h\xE9"
                               "ad,\"x\ny\"\n\"\xE9\n\xE9\",\xE9,last\n";
    memory_input memory = {.at = text, .left = sizeof text - 1};
    ch_csv_rules rules = {.delimiter = ',', .row_bytes = 1000};
    ch_arena arena = {0};
    charter_diagnostics diagnostics = {0};
    ch_csv csv = {0};
    ch_source source;
    ch_csv_open(&csv, "usage.yaml", input_from_memory(&memory), &rules);
    assert_int_equal(ch_csv_next(&csv, &source), CH_DOCUMENT);
    assert_int_equal(ch_csv_next(&csv, &source), CH_DOCUMENT);
    assert_true(ch_csv_convert(&csv, &source));
    assert_true(csv.guessed);
    assert_int_equal(ch_csv_read(&csv, &source, &arena, &diagnostics), CH_CSV_ROW);
    assert_int_equal(csv.row.count, 3);
    static const char *const expected[] = {
        "3:1-4:3, bytes 11 to 16, row 2, cell 1",
        "4:4-4:5, bytes 17 to 18, row 2, cell 2",
        "4:6-4:10, bytes 19 to 23, row 2, cell 3",
    };
    for (uint32_t i = 0; i < 3; i++) {
        charter_place place = ch_source_place(&source, csv.row.cells[i]);
        char told[200];
        snprintf(told, sizeof told, "%u:%u-%u:%u, bytes %zu to %zu, row %u, cell %u", place.line, place.column,
                 place.end_line, place.end_column, place.start, place.end, place.row, place.cell);
        assert_string_equal(told, expected[i]);
    }
    assert_memory_equal(text + 19, "last", 4);
    ch_arena_clear(&arena);
    ch_csv_clear(&csv);
}

static void limits_on_cells_are_told(void **state)
{
    (void)state;
    size_t length = CH_CSV_CELL_MAX + 2; /* the limit of rows is wider here */
    char *text = malloc(length);
    ch_csv_rules rules = {.delimiter = ',', .row_bytes = 2 << 20};
    memset(text, 'a', length);
    text[length - 1] = ',';
    assert_string_equal(tell_rows((charter_text){text, length}, &rules, 0), "1 1:1 limit.text");
    text[100] = ',';
    memset(text, ',', CH_CSV_MOST_CELLS);
    assert_string_equal(tell_rows((charter_text){text, CH_CSV_MOST_CELLS}, &rules, 0), "1 1:4097 limit.entries");
    free(text);
}

static void lines_that_look_like_rows_may_be_a_cell(void **state)
{
    (void)state;
    const char *text = "a,b\nc,\"d\ne,f\"\n";
    ch_csv_rules rules = {.delimiter = ',', .row_bytes = 100, .multi_line = true};
    assert_string_equal(tell_rows((charter_text){text, strlen(text)}, &rules, 0), "1 [a][b]/2 [c][d\ne,f]");
}

static void a_failed_read_ends_the_register(void **state)
{
    (void)state;
    memory_input memory = {.at = "a,b\nc", .left = 5, .error = EIO};
    ch_csv_rules rules = {.delimiter = ',', .row_bytes = 1000};
    ch_csv csv = {0};
    ch_source source;
    ch_csv_open(&csv, "usage.yaml", input_from_memory(&memory), &rules);
    assert_int_equal(ch_csv_next(&csv, &source), CH_DOCUMENT);
    assert_int_equal(ch_csv_next(&csv, &source), CH_DOCUMENTS_IO);
    ch_csv_clear(&csv);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, parts),
        TEST_ROWS(encodings, decodes),
        TEST(a_cell_knows_where_it_stands),
        TEST(limits_on_cells_are_told),
        TEST(lines_that_look_like_rows_may_be_a_cell),
        TEST(a_failed_read_ends_the_register),
    };
    return RUN_TABLES(tables);
}
