/* CSV: no field is a formula to a spreadsheet, and each row is read back as it was written. */
#include "unit/report/reporting.h"

#include "report/write/csv_writer.h"

typedef struct row {
    const char *name, *text;
    size_t length; /* 0: up to the NUL */
    const char *written;
} row;

static const row rows[] = {
    {"text is quoted", "plain", 0, "\"plain\"\r\n"},
    {"quotes are doubled", "a \"b\"", 0, "\"a \"\"b\"\"\"\r\n"},
    {"a comma and a line break stay in the field", "a,\nb", 0, "\"a,\nb\"\r\n"},
    {"= begins a formula", "=1+1", 0, "\"'=1+1\"\r\n"},
    {"+ begins a formula", "+1", 0, "\"'+1\"\r\n"},
    {"- begins a formula", "-1", 0, "\"'-1\"\r\n"},
    {"@ begins a formula", "@SUM(A1)", 0, "\"'@SUM(A1)\"\r\n"},
    {"a full-width = begins a formula", "＝1", 0, "\"'＝1\"\r\n"},
    {"a full-width + begins a formula", "＋1", 0, "\"'＋1\"\r\n"},
    {"a full-width - begins a formula", " －1", 0, "\"' －1\"\r\n"},
    {"a full-width @ begins a formula", "＠1", 0, "\"'＠1\"\r\n"},
    {"another full-width sign begins none", "！1", 0, "\"！1\"\r\n"},
    {"half a full-width sign begins none", "\xef\xbc", 0, "\"\xef\xbc\"\r\n"},
    {"a tab begins a formula", "\t=1", 0, "\"'\t=1\"\r\n"},
    {"a carriage return begins a formula", "\r=1", 0, "\"'\r=1\"\r\n"},
    {"a NUL begins a formula", "\0=1", 3, "\"'"},
    {"blanks before a formula hide none", "  =1", 0, "\"'  =1\"\r\n"},
    {"a formula's signs within a text are harmless", "a=1", 0, "\"a=1\"\r\n"},
    {"nothing is a field too", "", 0, "\"\"\r\n"},
};

static void is_written(void **state)
{
    const row *r = *state;
    static paper p;
    char buffer[64];
    p = (paper){0};
    ch_output output = output_on(&p, buffer, sizeof buffer);
    ch_csv csv = ch_csv_init(&output, NULL);
    ch_csv_text(&csv, (ch_text){r->text, r->length > 0 ? r->length : strlen(r->text)});
    ch_csv_end_row(&csv);
    ch_output_flush(&output);
    assert_string_equal(p.text, r->written);
}

typedef struct delimiter_row {
    const char *name, *delimiter, *written;
} delimiter_row;

static const delimiter_row delimiters[] = {
    {"fields are parted by commas and rows by line ends", NULL, "\"a\",\"b\"\r\n\"a\",\"b\"\r\n"},
    {"or by semicolons", ";", "\"a\";\"b\"\r\n\"a\";\"b\"\r\n"},
    {"or by tabs", "\t", "\"a\"\t\"b\"\r\n\"a\"\t\"b\"\r\n"},
};

static void parts(void **state)
{
    const delimiter_row *r = *state;
    static paper p;
    char buffer[64];
    p = (paper){.length = 0};
    ch_output output = output_on(&p, buffer, sizeof buffer);
    ch_csv csv = ch_csv_init(&output, r->delimiter);
    for (int i = 0; i < 2; i++) {
        ch_csv_text(&csv, CH_LITERAL("a"));
        ch_csv_text(&csv, CH_LITERAL("b"));
        ch_csv_end_row(&csv);
    }
    ch_output_flush(&output);
    assert_string_equal(p.text, r->written);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, is_written),
        TEST_ROWS(delimiters, parts),
    };
    return RUN_TABLES(tables);
}
