/* Excel's workbooks (ECMA-376, Part 1; Strict and Transitional alike): parts that name one another, texts in a table of
 * their own, and cells that say by their style that a number is a day. */
#include <stdlib.h>

#include "workbook/book.h"
#include "workbook/number_format.h"

#define MOST_STRINGS ((uint32_t)4 << 20) /* of the table of texts */
#define STRING_BYTES ((size_t)256 << 20) /* of all of them */
#define MOST_FORMATS 65536               /* formats of numbers, and styles */

typedef enum cell_type { NUMBER, SHARED, TEXT, INLINE, BOOLEAN, ERROR, DAY } cell_type;

typedef struct format {
    uint32_t id;
    bool day;
} format;

typedef struct xlsx {
    bool since_1904;
    ch_text strings_part, styles_part;
    ch_text *strings; /* on the heap */
    uint32_t string_count, string_room;
    size_t string_bytes;
    format *formats; /* those with a code of their own */
    uint32_t format_count, format_room;
    bool *days; /* by style */
    uint32_t style_count, style_room;
    /* while a part is read: */
    unsigned within; /* which list, or text */
    unsigned spoken; /* elements of phonetic runs, open */
    bool in_text;
    uint32_t row, column; /* from 1 and from 0, of the current cell */
    uint32_t next_column;
    cell_type type;
    bool formula, valued, day;
} xlsx;

static xlsx *state_of(ch_workbook *book)
{
    return book->state;
}

/* Room for one more in an array on the heap. */
static bool make_room(void **array, uint32_t count, uint32_t *room, size_t size)
{
    if (count < *room)
        return true;
    uint32_t wanted = *room == 0 ? 256 : *room * 2;
    void *larger = realloc(*array, wanted * size);
    if (larger == NULL)
        return false;
    *array = larger;
    *room = wanted;
    return true;
}

/* ---- which part is where ---- */

/* A part's name, as another part at `from` writes it (Part 2, 6.2 and 6.5): from the root on, or from that part's
 * folder. What leads out of the archive is no part's name. */
static ch_text resolve(ch_arena *arena, ch_text from, ch_text target)
{
    size_t folder = 0;
    for (size_t i = 0; i < from.length; i++)
        folder = from.at[i] == '/' ? i + 1 : folder;
    if (target.length > 0 && target.at[0] == '/') {
        folder = 0;
        target = (ch_text){target.at + 1, target.length - 1};
    }
    while (ch_text_begins(target, "../") && folder > 0) {
        target = (ch_text){target.at + 3, target.length - 3};
        for (folder--; folder > 0 && from.at[folder - 1] != '/'; folder--)
            ;
    }
    char *at = ch_arena_take_raw(arena, folder + target.length + 1);
    if (at == NULL)
        return CH_NO_TEXT;
    if (folder > 0)
        memcpy(at, from.at, folder);
    ch_text_copy(at + folder, target);
    return (ch_text){at, folder + target.length};
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml". */
static ch_text relations_of(ch_arena *arena, ch_text part)
{
    size_t name = part.length;
    while (name > 0 && part.at[name - 1] != '/')
        name--;
    ch_buffer made = ch_buffer_init(1 << 17);
    ch_buffer_add(&made, (ch_text){part.at, name});
    ch_buffer_literal(&made, "_rels/");
    ch_buffer_add(&made, (ch_text){part.at + name, part.length - name});
    ch_buffer_literal(&made, ".rels");
    ch_text kept = made.failed ? CH_NO_TEXT : ch_arena_text(arena, ch_buffer_text(&made));
    ch_buffer_clear(&made);
    return kept;
}

static bool ends_in(ch_text text, const char *ending)
{
    size_t length = strlen(ending);
    return text.length >= length && memcmp(text.at + text.length - length, ending, length) == 0;
}

/* By their type: what a part is called is its writer's choice. A sheet keeps its id until then where its part is named.
 */
static void begin_relation(void *context, const char *name, const char **attributes)
{
    ch_workbook *book = context;
    xlsx *x = state_of(book);
    if (strcmp(name, "Relationship") != 0 || ch_text_is(ch_attribute(attributes, "", "TargetMode"), "External"))
        return;
    ch_text type = ch_attribute(attributes, "", "Type"), id = ch_attribute(attributes, "", "Id");
    ch_text target = resolve(&book->arena, book->main, ch_attribute(attributes, "", "Target"));
    if (target.at == NULL)
        ch_events_stop(&book->xml, CH_WORKBOOK_NO_MEMORY);
    else if (ends_in(type, "/officeDocument"))
        book->main = target;
    else if (ends_in(type, "/sharedStrings"))
        x->strings_part = target;
    else if (ends_in(type, "/styles"))
        x->styles_part = target;
    for (uint32_t i = 0; i < book->sheet_count && ends_in(type, "/worksheet"); i++)
        if (book->sheets[i].part.at == NULL && id.at != NULL && ch_text_same(book->sheets[i].id, id))
            book->sheets[i].part = target;
}

static const ch_events_reader relations = {begin_relation, NULL, NULL};

static void begin_in_book(void *context, const char *name, const char **attributes)
{
    ch_workbook *book = context;
    ch_workbook_fault fault = CH_WORKBOOK_FINE;
    if (strcmp(name, "workbookPr") == 0)
        state_of(book)->since_1904 = ch_attribute_is(attributes, "", "date1904");
    if (strcmp(name, "sheet") != 0)
        return;
    ch_text shown = ch_attribute(attributes, "", "state");
    bool hidden = ch_text_is(shown, "hidden") || ch_text_is(shown, "veryHidden");
    ch_sheet *sheet = ch_book_add_sheet(book, ch_attribute(attributes, "", "name"), hidden, &fault);
    if (sheet != NULL)
        sheet->id = ch_arena_text(&book->arena, ch_attribute(attributes, "elationships", "id"));
    if (fault != CH_WORKBOOK_FINE)
        ch_events_stop(&book->xml, fault);
}

static const ch_events_reader sheets = {begin_in_book, NULL, NULL};

/* ---- styles ---- */

enum { NOWHERE, FORMATS, STYLES };

static void add_format(ch_workbook *book, xlsx *x, const char **attributes)
{
    uint32_t id = ch_attribute_number(attributes, "", "numFmtId", 0, UINT32_MAX);
    ch_text code = ch_attribute(attributes, "", "formatCode");
    if (x->format_count == MOST_FORMATS)
        ch_events_stop(&book->xml, CH_WORKBOOK_TOO_MUCH);
    else if (!make_room((void **)&x->formats, x->format_count, &x->format_room, sizeof *x->formats))
        ch_events_stop(&book->xml, CH_WORKBOOK_NO_MEMORY);
    else
        x->formats[x->format_count++] = (format){id, ch_format_has_day(code)};
}

/* Codes of its own go before those that are built in; the last of an id counts. */
static bool shows_day(const xlsx *x, uint32_t id)
{
    for (uint32_t i = x->format_count; i > 0; i--)
        if (x->formats[i - 1].id == id)
            return x->formats[i - 1].day;
    return ch_format_is_date(id);
}

static void add_style(ch_workbook *book, xlsx *x, const char **attributes)
{
    if (x->style_count == MOST_FORMATS)
        ch_events_stop(&book->xml, CH_WORKBOOK_TOO_MUCH);
    else if (!make_room((void **)&x->days, x->style_count, &x->style_room, sizeof *x->days))
        ch_events_stop(&book->xml, CH_WORKBOOK_NO_MEMORY);
    else
        x->days[x->style_count++] = shows_day(x, ch_attribute_number(attributes, "", "numFmtId", 0, UINT32_MAX));
}

/* Formats stand before the styles that name them (18.8.39). */
static void begin_in_styles(void *context, const char *name, const char **attributes)
{
    ch_workbook *book = context;
    xlsx *x = state_of(book);
    if (strcmp(name, "numFmts") == 0)
        x->within = FORMATS;
    else if (strcmp(name, "cellXfs") == 0)
        x->within = STYLES;
    else if (x->within == FORMATS && strcmp(name, "numFmt") == 0)
        add_format(book, x, attributes);
    else if (x->within == STYLES && strcmp(name, "xf") == 0)
        add_style(book, x, attributes);
}

static void end_in_styles(void *context, const char *name)
{
    if (strcmp(name, "numFmts") == 0 || strcmp(name, "cellXfs") == 0)
        state_of(context)->within = NOWHERE;
}

static const ch_events_reader styles = {begin_in_styles, end_in_styles, NULL};

/* ---- texts ---- */

/* A text, or the runs of one (18.4.8): all that stands in "t", but for how it is spoken (18.4.6). */
static void begin_in_text(xlsx *x, const char *name)
{
    if (strcmp(name, "rPh") == 0)
        x->spoken++;
    x->in_text = strcmp(name, "t") == 0 && x->spoken == 0;
}

static void end_in_text(xlsx *x, const char *name)
{
    x->spoken -= strcmp(name, "rPh") == 0 && x->spoken > 0;
    x->in_text = false;
}

/* 22.4.2.4: a character that XML cannot hold is spelt _xHHHH_. Ends of lines are read, and "_" itself; what else there
 * is stays as it is spelt. The text is changed in place. */
static ch_text unescape(ch_buffer *cell)
{
    enum { LENGTH = 7 };
    size_t to = 0;
    for (size_t i = 0; i < cell->length; i++) {
        ch_text rest = {cell->at + i, cell->length - i};
        bool spelt = rest.length >= LENGTH && rest.at[0] == '_' && rest.at[1] == 'x' && rest.at[LENGTH - 1] == '_';
        int64_t c = spelt ? ch_text_hex((ch_text){rest.at + 2, 4}, 4) : -1;
        bool read = c == '\r' || c == '\n' || c == '\t' || c == '_';
        cell->at[to++] = read ? (char)c : cell->at[i];
        i += read ? LENGTH - 1 : 0;
    }
    return (ch_text){cell->at, to};
}

static void add_string(ch_workbook *book, xlsx *x)
{
    ch_text text = book->cell.length == 0 ? CH_LITERAL("") : unescape(&book->cell);
    x->string_bytes += text.length;
    if (x->string_count == MOST_STRINGS || x->string_bytes > STRING_BYTES) {
        ch_events_stop(&book->xml, CH_WORKBOOK_TOO_MUCH);
        return;
    }
    if (text.length > 0)
        text = ch_arena_text(&book->arena, text);
    if (text.at == NULL || !make_room((void **)&x->strings, x->string_count, &x->string_room, sizeof *x->strings))
        ch_events_stop(&book->xml, CH_WORKBOOK_NO_MEMORY);
    else
        x->strings[x->string_count++] = text;
}

static void begin_in_strings(void *context, const char *name, const char **attributes)
{
    ch_workbook *book = context;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        book->cell.length = 0;
        state_of(book)->spoken = 0;
    }
    begin_in_text(state_of(book), name);
}

static void end_in_strings(void *context, const char *name)
{
    ch_workbook *book = context;
    if (strcmp(name, "si") == 0)
        add_string(book, state_of(book));
    end_in_text(state_of(book), name);
}

static void add_text(void *context, ch_text text)
{
    ch_workbook *book = context;
    if (state_of(book)->in_text)
        ch_book_add_text(book, text);
}

static const ch_events_reader strings = {begin_in_strings, end_in_strings, add_text};

/* ---- cells ---- */

/* "C12": false where it is none. What is beyond a sheet's end is its last column or row, and one more. */
static bool read_reference(ch_text text, uint32_t *column, uint32_t *row)
{
    size_t i = 0;
    uint32_t c = 0, r = 0;
    for (; i < text.length && text.at[i] >= 'A' && text.at[i] <= 'Z'; i++)
        c = c > CH_SHEET_COLUMNS ? c : c * 26 + (uint32_t)(text.at[i] - 'A') + 1;
    for (; i < text.length && text.at[i] >= '0' && text.at[i] <= '9'; i++)
        r = r > CH_SHEET_ROWS ? r : r * 10 + (uint32_t)(text.at[i] - '0');
    *column = c - 1;
    *row = r;
    return c > 0 && r > 0 && i == text.length;
}

static void begin_row(ch_workbook *book, xlsx *x, const char **attributes)
{
    uint32_t row = ch_attribute_number(attributes, "", "r", x->row + 1, CH_SHEET_ROWS + 1);
    if (!ch_book_is_behind(book, row, x->row, CH_SHEET_ROWS))
        return;
    x->row = row;
    x->next_column = 0;
    ch_rows_begin(&book->rows, row, ch_attribute_is(attributes, "", "hidden"), false);
}

static cell_type type_of(ch_text word)
{
    static const struct {
        const char *word;
        cell_type type;
    } types[] = {{"s", SHARED}, {"str", TEXT}, {"inlineStr", INLINE}, {"b", BOOLEAN}, {"e", ERROR}, {"d", DAY}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (ch_text_is(word, types[i].word))
            return types[i].type;
    return NUMBER;
}

static void begin_cell(ch_workbook *book, xlsx *x, const char **attributes)
{
    uint32_t column = x->next_column, row = x->row;
    ch_text reference = ch_attribute(attributes, "", "r");
    if (reference.at != NULL && !read_reference(reference, &column, &row))
        row = 0;
    if (row != x->row)
        ch_events_stop(&book->xml, CH_WORKBOOK_CELL);
    if (!ch_book_is_behind(book, column + 1, x->next_column, CH_SHEET_COLUMNS))
        return;
    uint32_t style = ch_attribute_number(attributes, "", "s", 0, UINT32_MAX);
    x->column = column;
    x->next_column = column + 1;
    x->type = type_of(ch_attribute(attributes, "", "t"));
    x->day = style < x->style_count && x->days[style];
    x->formula = x->valued = false;
    x->spoken = 0;
    book->cell.length = 0;
}

static ch_text trim(ch_text text)
{
    while (text.length > 0 && (unsigned char)text.at[0] <= ' ')
        text = (ch_text){text.at + 1, text.length - 1};
    while (text.length > 0 && (unsigned char)text.at[text.length - 1] <= ' ')
        text.length--;
    return text;
}

/* What a cell that is no text says. A number that is none stays what it is, so that whoever needs one is told. */
static ch_text plain_value(const xlsx *x, ch_text value, char out[CH_DOUBLE_SIZE])
{
    static const char day[] = "YYYY-MM-DD";
    double number;
    value = trim(value);
    if (x->type == BOOLEAN)
        return ch_text_is(value, "1") || ch_text_is(value, "true") ? CH_LITERAL("TRUE") : CH_LITERAL("FALSE");
    if (x->type == ERROR) /* what is not available says nothing: 18.17.2.7 */
        return ch_text_is(value, "#N/A") ? CH_NO_TEXT : value;
    if (x->type == DAY) /* ISO 8601, perhaps with a time of day: 18.18.11 */
        return value.length > sizeof day && value.at[sizeof day - 1] == 'T' ? (ch_text){value.at, sizeof day - 1}
                                                                            : value;
    if ((!x->day && ch_number_is_whole(value)) || !ch_text_to_number(value, &number))
        return value;
    return (ch_text){out, ch_format_number(number, x->day, x->since_1904, out)};
}

/* A text's number in the table of texts. One that the table does not have is damage: a blank cell would be a guess. */
static ch_text shared_value(ch_workbook *book, const xlsx *x, ch_text value)
{
    int64_t number;
    if (ch_text_to_int(trim(value), &number) && number >= 0 && number < x->string_count)
        return x->strings[number];
    ch_events_stop(&book->xml, CH_WORKBOOK_DAMAGED);
    return CH_NO_TEXT;
}

static void end_cell(ch_workbook *book, xlsx *x)
{
    char number[CH_DOUBLE_SIZE];
    bool text = x->type == SHARED || x->type == TEXT || x->type == INLINE;
    ch_text value = ch_buffer_text(&book->cell);
    if (x->formula && !x->valued)
        ch_rows_note(&book->rows.uncomputed, x->row, x->column + 1);
    if (value.length == 0)
        return;
    if (x->type == SHARED)
        value = shared_value(book, x, value);
    else if (text)
        value = unescape(&book->cell);
    else
        value = plain_value(x, value, number);
    if (text)
        ch_rows_put(&book->rows, x->column, value);
    else
        ch_rows_put_value(&book->rows, x->column, value);
    if (ch_rows_are_full(&book->rows))
        ch_events_pause(&book->xml);
}

static void hide_columns(ch_workbook *book, const char **attributes)
{
    uint32_t first = ch_attribute_number(attributes, "", "min", 0, CH_SHEET_COLUMNS);
    uint32_t last = ch_attribute_number(attributes, "", "max", 0, CH_SHEET_COLUMNS);
    if (first > 0 && last > 0 && ch_attribute_is(attributes, "", "hidden"))
        ch_rows_hide(&book->rows, first - 1, last - 1);
}

static void note_merged(ch_workbook *book, const char **attributes)
{
    uint32_t column, row;
    ch_text reference = ch_attribute(attributes, "", "ref");
    const char *colon = ch_text_find(reference, ':');
    if (colon != NULL && read_reference((ch_text){reference.at, (size_t)(colon - reference.at)}, &column, &row))
        ch_rows_note(&book->rows.merged, row, column + 1);
}

static void begin_in_sheet(void *context, const char *name, const char **attributes)
{
    ch_workbook *book = context;
    xlsx *x = state_of(book);
    if (strcmp(name, "row") == 0)
        begin_row(book, x, attributes);
    else if (strcmp(name, "c") == 0)
        begin_cell(book, x, attributes);
    else if (strcmp(name, "f") == 0)
        x->formula = true;
    else if (strcmp(name, "col") == 0)
        hide_columns(book, attributes);
    else if (strcmp(name, "mergeCell") == 0)
        note_merged(book, attributes);
    if (x->type == INLINE)
        begin_in_text(x, name);
    else
        x->in_text = strcmp(name, "v") == 0;
    x->valued = x->valued || strcmp(name, "v") == 0 || strcmp(name, "is") == 0;
}

static void end_in_sheet(void *context, const char *name)
{
    ch_workbook *book = context;
    xlsx *x = state_of(book);
    if (strcmp(name, "c") == 0) {
        end_cell(book, x);
        x->type = NUMBER;
    }
    end_in_text(x, name);
}

static const ch_events_reader cells = {begin_in_sheet, end_in_sheet, add_text};

/* ---- the workbook ---- */

static ch_workbook_fault read_relations(ch_workbook *book)
{
    ch_text part = relations_of(&book->arena, book->main);
    return part.at == NULL ? CH_WORKBOOK_NO_MEMORY : ch_events_read(&book->xml, &book->zip, part, &relations, book);
}

/* Workbooks without texts have no table of them, and those without dates perhaps no styles. */
static ch_workbook_fault read_named(ch_workbook *book, ch_text part, const ch_events_reader *reader)
{
    return part.at == NULL ? CH_WORKBOOK_FINE : ch_events_read(&book->xml, &book->zip, part, reader, book);
}

static ch_workbook_fault open_xlsx(ch_workbook *book)
{
    xlsx *x = book->state = calloc(1, sizeof *x);
    if (x == NULL)
        return CH_WORKBOOK_NO_MEMORY;
    book->main = CH_LITERAL("");
    ch_workbook_fault fault = read_relations(book);
    if (fault == CH_WORKBOOK_FINE)
        fault = ch_events_read(&book->xml, &book->zip, book->main, &sheets, book);
    if (fault == CH_WORKBOOK_FINE && book->sheet_count > 0)
        fault = read_relations(book);
    if (fault == CH_WORKBOOK_FINE)
        fault = read_named(book, x->styles_part, &styles);
    return fault == CH_WORKBOOK_FINE ? read_named(book, x->strings_part, &strings) : fault;
}

static ch_workbook_fault begin_xlsx(ch_workbook *book, uint32_t sheet)
{
    xlsx *x = state_of(book);
    x->row = x->next_column = x->spoken = 0;
    x->type = NUMBER;
    x->in_text = false;
    ch_text part = book->sheets[sheet].part;
    return part.at == NULL ? CH_WORKBOOK_PART : ch_events_open(&book->xml, &book->zip, part, &cells, book);
}

static void close_xlsx(ch_workbook *book)
{
    xlsx *x = state_of(book);
    if (x == NULL)
        return;
    free(x->strings);
    free(x->formats);
    free(x->days);
    free(x);
}

const ch_book_format ch_book_xlsx = {open_xlsx, begin_xlsx, close_xlsx, false};
