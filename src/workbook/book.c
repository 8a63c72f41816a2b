/* What both formats of workbooks do: sheets are listed, texts of cells put together, and what stands out of order is
 * given up. */
#include "workbook/book.h"

ch_sheet *ch_book_add_sheet(ch_workbook *book, ch_text name, bool hidden, ch_workbook_fault *fault)
{
    if (book->sheet_count == CH_SHEETS_MAX) {
        *fault = CH_WORKBOOK_TOO_MUCH;
        return NULL;
    }
    ch_sheet *sheet = &book->sheets[book->sheet_count];
    *sheet = (ch_sheet){.name = ch_arena_text(&book->arena, name.at == NULL ? CH_LITERAL("") : name), .hidden = hidden};
    if (sheet->name.at == NULL) {
        *fault = CH_WORKBOOK_NO_MEMORY;
        return NULL;
    }
    book->sheet_count++;
    return sheet;
}

/* One byte more than a cell may have is enough to refuse it. */
void ch_book_add_text(ch_workbook *book, ch_text text)
{
    size_t left = CH_SHEET_CELL + 1 - book->cell.length;
    if (text.length > left)
        text.length = left;
    ch_buffer_add(&book->cell, text);
    if (book->cell.failed)
        ch_events_stop(&book->xml, CH_WORKBOOK_NO_MEMORY);
}

bool ch_book_is_behind(ch_workbook *book, uint32_t number, uint32_t last, uint32_t most)
{
    bool behind = number > last && number <= most;
    if (!behind)
        ch_events_stop(&book->xml, CH_WORKBOOK_CELL);
    return behind;
}
