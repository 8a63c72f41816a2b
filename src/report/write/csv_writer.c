/* Writing CSV. RFC 4180, any delimiter aside: lines end in CRLF, and a quote within a field is doubled. What may be
 * published is not known here (audit/audit_view.c). */
#include "report/write/csv_writer.h"

/* What begins a formula to some spreadsheet (OWASP, "CSV injection"): also in full width, which a Japanese one reads as
 * the narrow sign. */
static const char *const beginnings[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};

/* Blanks before it are passed over. A unit's name is declared text: as a formula it would run on the machine of whoever
 * opens the file. */
static bool is_formula(ch_text text)
{
    size_t i = 0;
    while (i < text.length && (text.at[i] == ' ' || text.at[i] == '\n'))
        i++;
    for (size_t k = 0; k < sizeof beginnings / sizeof *beginnings; k++) {
        size_t length = strlen(beginnings[k]);
        if (text.length - i >= length && memcmp(text.at + i, beginnings[k], length) == 0)
            return true;
    }
    return false;
}

bool ch_csv_is_delimiter(const char *delimiter)
{
    return delimiter == NULL || (strlen(delimiter) == 1 && strchr(",;\t", delimiter[0]) != NULL);
}

void ch_csv_put_mark(ch_csv *csv)
{
    ch_output_add(csv->output, CH_LITERAL("\xEF\xBB\xBF"));
}

void ch_csv_text(ch_csv *csv, ch_text text)
{
    ch_output *output = csv->output;
    if (csv->filled)
        ch_output_char(output, csv->delimiter);
    csv->filled = true;
    ch_output_char(output, '"');
    /* An apostrophe makes it a text; spreadsheets do not show it. */
    if (is_formula(text) || (text.length > 0 && text.at[0] == '\0'))
        ch_output_char(output, '\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '"')
            ch_output_char(output, '"');
        ch_output_char(output, text.at[i]);
    }
    ch_output_char(output, '"');
}

void ch_csv_end_row(ch_csv *csv)
{
    ch_output_add(csv->output, CH_LITERAL("\r\n"));
    csv->filled = false;
}
