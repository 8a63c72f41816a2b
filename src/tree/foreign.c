/* What files of other programs begin with: one table. Workbooks that are read as registers never come here: batch/
 * opens them by the same bytes. */
#include "tree/foreign.h"

typedef struct foreign {
    ch_text begin;
    size_t offset;                  /* bytes before it, whatever they are */
    const char *message;            /* NULL: in a register alone it is foreign */
    const char *of_register, *help; /* of a register; NULL: as for any other input, and the usual help */
} foreign;

#define OFFICE     N_("this is a document of an office program, or an archive, and not a text file")
#define WEB        N_("this is a page of the web, and not a text file")
#define PICTURE    N_("this is a picture, and not a text file")
#define DATABASE   N_("this is a file of a database, and not a text file")
#define COLUMNS    N_("this is a table in a binary format (Parquet, Arrow, HDF5), and not a text file")
#define STATISTICS N_("this is a table of a program for statistics (SAS, SPSS, Stata), and not a text file")
#define PACKED     N_("this is a compressed file or an archive, and not a text file")
#define UNPACK     N_("unpack it, or give it a name that ends in .gz or .zst, as it is compressed")

static const foreign rows[] = {
    {CH_TEXT_INIT("%PDF-"), 0, N_("this is a PDF document, and not a text file"), NULL,
     N_("ask for the table that it was made from, as .xlsx, .ods or CSV UTF-8")},
    {CH_TEXT_INIT("PK\x03\x04"), 0, OFFICE,
     N_("this is a workbook or another archive: it is read from a file alone, not from a pipe or out of another archive"),
     N_("name the file itself (.xlsx, .ods), or save the sheet as CSV UTF-8")},
    {CH_TEXT_INIT("\xD0\xCF\x11\xE0"), 0, OFFICE,
     N_("this is an old workbook of Excel (.xls), a workbook with a password, or another office document"),
     N_("open it, take the password off, and save it as .xlsx, .ods or CSV UTF-8")},
    {CH_TEXT_INIT("{\\rtf"), 0, OFFICE, NULL, NULL},
    {CH_TEXT_INIT("<!DOCTYPE"), 0, WEB, NULL, NULL},
    {CH_TEXT_INIT("<!doctype"), 0, WEB, NULL, NULL},
    {CH_TEXT_INIT("<html"), 0, WEB, NULL, NULL},
    {CH_TEXT_INIT("<?xml"), 0, NULL, N_("this is a file of XML, and not a table"), NULL},
    {CH_TEXT_INIT("\x89PNG"), 0, PICTURE, NULL, NULL},
    {CH_TEXT_INIT("\xFF\xD8\xFF"), 0, PICTURE, NULL, NULL},
    {CH_TEXT_INIT("GIF8"), 0, PICTURE, NULL, NULL},
    {CH_TEXT_INIT("SQLite format 3"), 0, DATABASE, NULL, NULL},
    {CH_TEXT_INIT("Standard Jet DB"), 4, DATABASE, NULL, NULL},
    {CH_TEXT_INIT("Standard ACE DB"), 4, DATABASE, NULL, NULL},
    {CH_TEXT_INIT("PAR1"), 0, COLUMNS, NULL, NULL},
    {CH_TEXT_INIT("ARROW1"), 0, COLUMNS, NULL, NULL},
    {CH_TEXT_INIT("\x89HDF"), 0, COLUMNS, NULL, NULL},
    {CH_TEXT_INIT("\xC2\xEA\x81\x60"), 12, STATISTICS, NULL, NULL},
    {CH_TEXT_INIT("$FL2"), 0, STATISTICS, NULL, NULL},
    {CH_TEXT_INIT("<stata_dta>"), 0, STATISTICS, NULL, NULL},
    {CH_TEXT_INIT("\x1F\x8B"), 0, PACKED, NULL, UNPACK},
    {CH_TEXT_INIT("\x28\xB5\x2F\xFD"), 0, PACKED, NULL, UNPACK},
    {CH_TEXT_INIT("BZh"), 0, PACKED, NULL, UNPACK},
    {CH_TEXT_INIT("\xFD"
                  "7zXZ"),
     0, PACKED, NULL, UNPACK},
    {CH_TEXT_INIT("7z\xBC\xAF"), 0, PACKED, NULL, UNPACK},
    {CH_TEXT_INIT("Rar!"), 0, PACKED, NULL, UNPACK},
};

static bool begins_so(const foreign *row, ch_text bytes)
{
    return bytes.length >= row->offset + row->begin.length &&
           memcmp(bytes.at + row->offset, row->begin.at, row->begin.length) == 0;
}

/* A line of a register that is none shows nothing that helps. */
static void refuse(const foreign *row, const ch_source *source, charter_diagnostics *diagnostics)
{
    if (source->row == NULL)
        ch_error_at(diagnostics, CH_BYTES_ENCODING, source, (ch_span){0, 1}, ch_say(row->message),
                    ch_say("copy its words into a text editor, and save them as plain text in UTF-8"));
    else
        ch_error_in_file(diagnostics, CH_BYTES_ENCODING, source->name,
                         ch_say(row->of_register != NULL ? row->of_register : row->message),
                         ch_say(row->help != NULL ? row->help : N_("save the table as .xlsx, .ods or CSV UTF-8")));
}

bool ch_refuse_foreign(const ch_source *source, charter_diagnostics *diagnostics)
{
    for (size_t i = 0; source->offset == 0 && i < sizeof rows / sizeof *rows; i++)
        if ((source->row != NULL || rows[i].message != NULL) && begins_so(&rows[i], source->bytes)) {
            refuse(&rows[i], source, diagnostics);
            return true;
        }
    return false;
}
