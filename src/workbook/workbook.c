/* Which sheet of a workbook is read, and what people are told of it. Nothing is chosen in silence: where several sheets
 * could be meant, they are listed. */
#include "workbook/workbook.h"

#include <errno.h>
#include <stdlib.h>

#include "base/unicode.h"
#include "workbook/book.h"

#define NONE UINT32_MAX

/* What helps in most cases. */
#define ANEW   N_("open it in a spreadsheet program and save it anew, or save the sheet as CSV UTF-8")
#define AS_CSV N_("open it in a spreadsheet program, and save the sheet as CSV UTF-8")

/* ---- what is told ---- */

static void tell_fault(ch_workbook *book)
{
    static const struct {
        ch_code code;
        const char *message, *help;
    } rows[] = {
        [CH_WORKBOOK_IO] = {CH_INPUT_UNREADABLE, N_("reading this file failed: the rest is not judged"),
                            N_("check the disk or the connection, then check again")},
        [CH_WORKBOOK_DAMAGED] = {CH_INPUT_UNREADABLE, N_("this workbook is damaged, or ends too early"), ANEW},
        [CH_WORKBOOK_METHOD] = {CH_INPUT_UNREADABLE,
                                N_("this workbook is packed in a way that is not read here (zip64, or no deflate)"),
                                ANEW},
        [CH_WORKBOOK_ENCRYPTED] = {CH_INPUT_UNREADABLE, N_("this workbook is encrypted: it asks for a password"),
                                   N_("take the password off, or save the sheet as CSV UTF-8")},
        [CH_WORKBOOK_TWICE] = {CH_INPUT_UNREADABLE,
                               N_("this workbook holds a part twice: programs disagree which of the two counts"), ANEW},
        [CH_WORKBOOK_TOO_MUCH] =
            {CH_LIMIT_COST, N_("far more comes of this workbook than a file of its size holds: it is not read on"),
             AS_CSV},
        [CH_WORKBOOK_XML] = {CH_XML_SYNTAX, N_("a part of this workbook is no XML"), ANEW},
        [CH_WORKBOOK_PREFIX] = {CH_XML_SYNTAX,
                                N_("a part of this workbook has a prefix that stands for nothing, or memory ran out"),
                                ANEW},
        [CH_WORKBOOK_DOCTYPE] =
            {CH_XML_SYNTAX,
             N_("a part of this workbook has a document type, which is not read: its entities could stand for "
                "anything"),
             ANEW},
        [CH_WORKBOOK_DEPTH] = {CH_LIMIT_DEPTH, N_("elements are nested too deep in this workbook"), ANEW},
        [CH_WORKBOOK_CELL] = {CH_INPUT_UNREADABLE, N_("a cell of this workbook stands where none can stand"), ANEW},
        [CH_WORKBOOK_PART] = {CH_INPUT_UNREADABLE, N_("a part of this workbook is missing"), ANEW},
    };
    if (book->told.errors > 0 || book->fault == CH_WORKBOOK_FINE || book->fault == CH_WORKBOOK_NO_MEMORY)
        return;
    ch_error_in_file(&book->told, rows[book->fault].code, book->name, ch_say(rows[book->fault].message),
                     ch_say(rows[book->fault].help));
}

static void fail(ch_workbook *book, ch_workbook_fault fault)
{
    book->done = true;
    book->fault = fault;
    tell_fault(book);
}

/* "C12"; the row alone where the column is 0. */
static ch_text cell_name(ch_workbook *book, uint32_t row, uint32_t column)
{
    char name[24], *at = name + sizeof name;
    for (; row > 0; row /= 10)
        *--at = (char)('0' + row % 10);
    for (; column > 0; column = (column - 1) / 26)
        *--at = (char)('A' + (column - 1) % 26);
    return ch_arena_text(&book->arena, (ch_text){at, (size_t)(name + sizeof name - at)});
}

static ch_text column_name(ch_workbook *book, uint32_t column)
{
    return cell_name(book, 0, column);
}

static void warn(ch_workbook *book, ch_message message, ch_message help)
{
    ch_warning_in_file(&book->told, CH_INTAKE_SHEET, book->name, message, help);
}

/* What a reader of the rows would else take for granted. */
static void tell_notes(ch_workbook *book)
{
    const ch_sheet_rows *r = &book->rows;
    ch_text sheet = ch_workbook_sheet(book);
    if (r->rows_hidden.count > 0)
        warn(book,
             ch_say3("sheet \"%1$s\": hidden rows that hold something: %2$s, the first is row %3$s; they are read like "
                     "all others",
                     sheet, ch_text_int(&book->arena, r->rows_hidden.count), cell_name(book, r->rows_hidden.row, 0)),
             ch_say("remove those that declare nothing, or name them under leave-out by what they hold"));
    if (r->columns_hidden.count > 0)
        warn(book,
             ch_say3("sheet \"%1$s\": hidden columns that hold something: %2$s, the first is column %3$s; they are "
                     "read like all others",
                     sheet, ch_text_int(&book->arena, r->columns_hidden.count),
                     column_name(book, r->columns_hidden.column)),
             ch_say("show them, and look whether the mapping should read them"));
    if (r->merged.count > 0)
        warn(book,
             ch_say3("sheet \"%1$s\": merged cells: %2$s, the first is %3$s; each stands in its first cell, and the "
                     "others are blank",
                     sheet, ch_text_int(&book->arena, r->merged.count),
                     cell_name(book, r->merged.row, r->merged.column)),
             ch_say("where several rows share one cell, unmerge it and write its text in each row"));
    if (r->uncomputed.count > 0)
        warn(book,
             ch_say3("sheet \"%1$s\": formulas that were never worked out: %2$s, the first is %3$s; they are blank",
                     sheet, ch_text_int(&book->arena, r->uncomputed.count),
                     cell_name(book, r->uncomputed.row, r->uncomputed.column)),
             ch_say("open the workbook in a spreadsheet program, save it, then check again"));
}

/* ---- which sheet ---- */

/* The names of sheets; `likely`: those that are visible and hold something. */
static ch_text list_sheets(ch_workbook *book, bool likely)
{
    enum { LISTED = 12 };
    unsigned listed = 0;
    ch_buffer names = ch_buffer_init(1 << 16);
    for (uint32_t i = 0; i < book->sheet_count; i++) {
        const ch_sheet *sheet = &book->sheets[i];
        if (likely && (sheet->hidden || !sheet->filled))
            continue;
        if (listed++ == LISTED) {
            ch_buffer_literal(&names, ", …");
            break;
        }
        ch_buffer_add(&names, listed > 1 ? CH_LITERAL(", \"") : CH_LITERAL("\""));
        ch_buffer_add(&names, sheet->name);
        ch_buffer_literal(&names, "\"");
    }
    ch_text kept = names.failed ? CH_NO_TEXT : ch_arena_text(&book->arena, ch_buffer_text(&names));
    ch_buffer_clear(&names);
    return kept.at == NULL ? CH_LITERAL("") : kept;
}

static void refuse(ch_workbook *book, ch_message message, ch_message help)
{
    ch_error_in_file(&book->told, CH_INTAKE_SHEET, book->name, message, help);
}

/* By its name, letter case and white space aside, as columns are. */
static uint32_t find_sheet(ch_workbook *book, ch_text name)
{
    ch_text wanted = ch_name_fold(&book->arena, name);
    for (uint32_t i = 0; wanted.at != NULL && i < book->sheet_count; i++) {
        ch_text folded = ch_name_fold(&book->arena, book->sheets[i].name);
        if (folded.at != NULL && ch_text_same(folded, wanted))
            return i;
    }
    if (book->arena.failed)
        fail(book, CH_WORKBOOK_NO_MEMORY);
    else
        refuse(book, ch_say1("this workbook has no sheet \"%s\"", name),
               ch_say1("its sheets: %s", list_sheets(book, false)));
    return NONE;
}

/* Looks at each visible sheet as far as its first cell that holds something. */
static ch_workbook_fault look_through(ch_workbook *book)
{
    ch_workbook_fault fault = CH_WORKBOOK_FINE;
    for (uint32_t i = 0; i < book->sheet_count && fault == CH_WORKBOOK_FINE; i++) {
        ch_sheet *sheet = &book->sheets[i];
        if (sheet->hidden || sheet->part.at == NULL) /* a chart has a sheet of its own, and no cells */
            continue;
        ch_rows_reset(&book->rows);
        fault = book->format->begin(book, i);
        while (fault == CH_WORKBOOK_FINE && !book->rows.any && (!book->xml.ended || book->xml.suspended))
            fault = ch_events_step(&book->xml);
        sheet->filled = book->rows.any;
        ch_events_close(&book->xml);
    }
    return fault;
}

/* The only one that is visible and holds something, or the first of them. */
static uint32_t choose_sheet(ch_workbook *book, bool any)
{
    uint32_t first = NONE, likely = 0, hidden = 0;
    for (uint32_t i = 0; i < book->sheet_count; i++) {
        const ch_sheet *sheet = &book->sheets[i];
        hidden += sheet->hidden;
        likely += !sheet->hidden && sheet->filled;
        if (first == NONE && !sheet->hidden && sheet->filled)
            first = i;
    }
    if (likely == 0)
        refuse(book, ch_say("no visible sheet of this workbook holds anything"),
               ch_say1("its sheets: %s", list_sheets(book, false)));
    else if (likely > 1 && !any)
        refuse(book, ch_say1("several sheets of this workbook hold something: %s", list_sheets(book, true)),
               ch_say("say which is the register: sheet: NAME in the intake mapping"));
    else if (likely > 1)
        warn(book,
             ch_say2("several sheets hold something: %1$s; this is of the first, \"%2$s\"", list_sheets(book, true),
                     book->sheets[first].name),
             ch_say("name another with --sheet"));
    if (book->told.errors == 0 && hidden > 0)
        warn(book,
             ch_say1("this workbook has hidden sheets, which are not read: %s", ch_text_int(&book->arena, hidden)),
             ch_say("say in the intake mapping which sheet is the register: sheet: NAME"));
    return book->told.errors == 0 ? first : NONE;
}

static void find_and_begin(ch_workbook *book, const ch_workbook_options *options)
{
    ch_workbook_fault fault = book->format->open(book);
    if (fault == CH_WORKBOOK_FINE && options->sheet.at == NULL && !book->format->lists_filled)
        fault = look_through(book);
    ch_rows_reset(&book->rows); /* what was looked at is not read yet */
    if (fault != CH_WORKBOOK_FINE) {
        fail(book, fault);
        return;
    }
    book->chosen = options->sheet.at != NULL ? find_sheet(book, options->sheet) : choose_sheet(book, options->any);
    if (book->chosen == NONE)
        return;
    fault = book->format->begin(book, book->chosen);
    if (fault != CH_WORKBOOK_FINE)
        fail(book, fault);
}

/* ---- opening ---- */

bool ch_is_workbook(const char *bytes, size_t length)
{
    return length >= CH_WORKBOOK_MARK && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

/* Other archives, by a part that they have. */
static const struct {
    const char *part, *message, *help;
} others[] = {
    {"xl/workbook.bin", N_("this is a binary workbook of Excel (.xlsb)"),
     N_("open it in Excel, and save it as .xlsx or as CSV UTF-8")},
    {"word/document.xml", N_("this is a document of Word (.docx), and no register"),
     N_("copy its table into a spreadsheet, and save that as .xlsx, .ods or CSV UTF-8")},
    {"ppt/presentation.xml", N_("this is a presentation (.pptx), and no register"),
     N_("copy its table into a spreadsheet, and save that as .xlsx, .ods or CSV UTF-8")},
    {"Index/Document.iwa", N_("this is a document of Apple's Numbers, Pages or Keynote"),
     N_("export its table from Numbers to Excel or CSV")},
    {"Index.zip", N_("this is a document of Apple's Numbers, Pages or Keynote"),
     N_("export its table from Numbers to Excel or CSV")},
};

/* ODF, part 2, 3.3: what the document is, as the first part's bytes. */
static bool is_spreadsheet(ch_workbook *book, const ch_zip_entry *mime, bool *spreadsheet, ch_workbook_fault *fault)
{
    static const char wanted[] = "application/vnd.oasis.opendocument.spreadsheet";
    char bytes[sizeof wanted - 1];
    size_t length = 0;
    ch_part part;
    *fault = ch_part_open(&part, &book->zip, mime);
    if (*fault == CH_WORKBOOK_FINE)
        *fault = ch_part_read(&part, bytes, sizeof bytes, &length);
    ch_part_close(&part);
    *spreadsheet = length == sizeof bytes && memcmp(bytes, wanted, length) == 0;
    return *fault == CH_WORKBOOK_FINE;
}

static void refuse_other(ch_workbook *book, const char *message, const char *help)
{
    ch_error_in_file(&book->told, CH_BYTES_ENCODING, book->name, ch_say(message), ch_say(help));
}

/* What kind of document it is; NULL, which was told, where it is no workbook. */
static const ch_book_format *find_format(ch_workbook *book)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ch_zip_find(&book->zip, ch_text_of(others[i].part)) != NULL) {
            refuse_other(book, others[i].message, others[i].help);
            return NULL;
        }
    const ch_zip_entry *mime = ch_zip_find(&book->zip, CH_LITERAL("mimetype"));
    ch_workbook_fault fault;
    bool spreadsheet = false;
    if (mime != NULL && !is_spreadsheet(book, mime, &spreadsheet, &fault)) {
        fail(book, fault);
        return NULL;
    }
    if (spreadsheet)
        return &ch_book_ods;
    if (mime == NULL && (ch_zip_find(&book->zip, CH_LITERAL("_rels/.rels")) != NULL ||
                         ch_zip_find(&book->zip, CH_LITERAL("xl/workbook.xml")) != NULL))
        return &ch_book_xlsx;
    refuse_other(book, N_("this is an archive or another kind of document, and no workbook (.xlsx, .ods)"),
                 N_("unpack it, or save the table as .xlsx, .ods or CSV UTF-8"));
    return NULL;
}

charter_status ch_workbook_open(ch_workbook **out, const char *name, ch_bytes_at file,
                                const ch_workbook_options *options)
{
    ch_workbook *book = *out = calloc(1, sizeof *book);
    if (book == NULL)
        return CHARTER_NO_MEMORY;
    book->name = name;
    book->chosen = NONE;
    book->cell = ch_buffer_init(CH_SHEET_CELL + 2);
    ch_workbook_fault fault = ch_zip_read(&book->zip, file, &book->arena);
    if (fault != CH_WORKBOOK_FINE)
        fail(book, fault);
    else if ((book->format = find_format(book)) != NULL)
        find_and_begin(book, options);
    if (book->fault != CH_WORKBOOK_NO_MEMORY && !book->told.failed && !book->arena.failed)
        return CHARTER_OK;
    ch_workbook_close(book);
    *out = NULL;
    return CHARTER_NO_MEMORY;
}

void ch_workbook_close(ch_workbook *book)
{
    if (book == NULL)
        return;
    ch_events_close(&book->xml);
    if (book->format != NULL)
        book->format->close(book);
    ch_rows_clear(&book->rows);
    ch_buffer_clear(&book->cell);
    ch_diagnostics_clear(&book->told);
    ch_arena_clear(&book->cells);
    ch_arena_clear(&book->arena);
    free(book);
}

/* ---- reading ---- */

static void read_more(ch_workbook *book)
{
    ch_workbook_fault fault = ch_events_step(&book->xml);
    if (fault == CH_WORKBOOK_FINE && book->rows.out.failed)
        fault = ch_rows_lack_memory(&book->rows) ? CH_WORKBOOK_NO_MEMORY : CH_WORKBOOK_TOO_MUCH;
    if (fault != CH_WORKBOOK_FINE) {
        fail(book, fault);
        return;
    }
    if (!book->xml.ended || book->xml.suspended)
        return;
    book->done = true;
    tell_notes(book);
}

static ptrdiff_t read_rows(void *context, char *into, size_t size)
{
    ch_workbook *book = context;
    for (;;) {
        size_t got = ch_rows_take(&book->rows, into, size);
        if (got > 0)
            return (ptrdiff_t)got;
        if (book->fault == CH_WORKBOOK_NO_MEMORY || book->told.failed || book->arena.failed)
            return -ENOMEM;
        if (book->told.errors > 0)
            return -EBADMSG;
        if (book->done)
            return 0;
        read_more(book);
    }
}

charter_input ch_workbook_input(ch_workbook *book)
{
    return (charter_input){book, read_rows};
}

const charter_diagnostics *ch_workbook_told(const ch_workbook *book)
{
    return &book->told;
}

ch_text ch_workbook_sheet(const ch_workbook *book)
{
    return book->chosen == NONE ? CH_NO_TEXT : book->sheets[book->chosen].name;
}
