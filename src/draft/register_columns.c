/* What a register's columns hold. Rows are read as they will be once there is a mapping (intake/register.h), by one
 * that declares nothing, so that what is told of broken rows is what a check tells. */
#include "draft/register.h"

#include <errno.h>

#include "base/unicode.h"
#include "intake/dates.h"
#include "report/write/yaml_writer.h"
#include "tree/foreign.h"
#include "tree/yaml.h"

/* The register is whatever somebody exports: a row and a word have bounds, and what is beyond them is left out or
 * told. */
#define ROW_BYTES    ((size_t)1 << 20)
#define LONGEST_WORD 400 /* bytes of a word in a table, folded */
#define ROWS_TOLD    20  /* of those that cannot be read; the others are counted */

const ch_draft_form ch_draft_forms[] = {
    {"YYYY-MM-DD", false, false},
    {"DD/MM/YYYY", true, false},
    {"MM/DD/YYYY", false, true},
    {"D/M/YYYY", true, false},
    {"M/D/YYYY", false, true},
    {"DD/MM/YY", true, false},
    {"MM/DD/YY", false, true},
    {"D/M/YY", true, false},
    {"M/D/YY", false, true},
    {"DD.MM.YYYY", true, false},
    {"MM.DD.YYYY", false, true},
    {"DD-MM-YYYY", true, false},
    {"MM-DD-YYYY", false, true},
    {"D.M.YYYY", true, false},
    {"D-M-YYYY", true, false},
    {"YYYY/MM/DD", false, false},
    {"DD-MMM-YYYY", false, false},
    {"DD-MMM-YY", false, false},
    {"D MMM YYYY", false, false},
    {"MMM D, YYYY", false, false},
    {"YYYY-MM-DDThh:mm:ss", false, false},
    {"YYYY-MM-DD hh:mm:ss", false, false},
    {"YYYY-MM-DD hh:mm", false, false},
    {"DD/MM/YYYY hh:mm", true, false},
    {"MM/DD/YYYY hh:mm", false, true},
    {"D/M/YYYY hh:mm", true, false},
    {"M/D/YYYY hh:mm", false, true},
    {NULL, false, false},
};
_Static_assert(sizeof ch_draft_forms / sizeof *ch_draft_forms <= 32, "a form is a bit");

typedef struct reading {
    ch_seen_register *seen;
    charter_intake nothing; /* a mapping that declares nothing */
    ch_register reg;
    ch_arena row;
    charter_diagnostics notes;
} reading;

/* ---- one cell ---- */

static uint32_t forms_of(ch_text folded, uint32_t among)
{
    uint32_t fitting = 0;
    ch_days days;
    for (uint32_t i = 0; ch_draft_forms[i].form != NULL; i++) {
        ch_node form = {.kind = CH_SCALAR, .text = ch_text_of(ch_draft_forms[i].form)};
        if ((among & (1u << i)) != 0 && ch_date_by_forms(&form, folded, &days))
            fitting |= 1u << i;
    }
    return fitting;
}

/* A register may have a form of its own beside that of ISO 8601, which stands first in the table. */
static void see_date(ch_seen_column *column, ch_text folded)
{
    bool iso = forms_of(folded, 1) != 0;
    uint32_t fitting = iso ? column->forms : forms_of(folded, column->forms & ~1u);
    column->dates += fitting != 0;
    column->iso_dates += iso;
    column->no_dates += fitting == 0;
    column->forms = fitting == 0 ? column->forms : fitting;
}

/* `plain`: a spreadsheet's own number, whose decimals a point parts. */
static void see_number(ch_seen_column *column, ch_text cell, bool plain)
{
    char number[CH_CELL_NUMBER_MAX];
    for (int decimal = CH_DECIMAL_UNSAID; decimal <= CH_DECIMAL_COMMA; decimal++)
        column->numbers[decimal] = column->numbers[decimal] &&
                                   ch_cell_number(cell, plain ? CH_DECIMAL_POINT : (ch_decimal)decimal, false, number);
}

static ch_seen_word *find_word(ch_seen_column *column, ch_text folded)
{
    for (uint32_t i = 0; i < column->count; i++)
        if (ch_text_same(column->words[i].folded, folded))
            return &column->words[i];
    return NULL;
}

/* A column with too many words, or a long one, is free text: a table of it would be no help, and is given up for
 * good. */
static bool see_word(reading *r, ch_seen_column *column, ch_text cell, ch_text folded)
{
    ch_seen_word *word = find_word(column, folded);
    ch_text shown = word != NULL ? word->word : ch_name_read(&r->row, cell).shown;
    if (shown.at == NULL)
        return false;
    /* Folding may leave little of a word: soft hyphens, say. */
    if (word == NULL && (column->count == CH_DRAFT_WORDS || folded.length > LONGEST_WORD || !ch_yaml_is_key(shown))) {
        column->unshown = CH_MANY_VALUES;
        return true;
    }
    if (word == NULL) {
        word = &column->words[column->count++];
        word->folded = ch_arena_text(&r->seen->arena, folded);
        word->word = ch_arena_text(&r->seen->arena, shown);
    }
    word->rows++;
    return word->folded.at != NULL && word->word.at != NULL;
}

static bool see_cell(reading *r, ch_seen_column *column, ch_text cell, bool plain)
{
    enum { ENOUGH = 64 }; /* rows that are no dates before a column is none for good */
    bool dates = column->no_dates < ENOUGH || column->dates > column->no_dates;
    bool numbers = column->numbers[CH_DECIMAL_POINT] || column->numbers[CH_DECIMAL_COMMA];
    ch_text folded = ch_name_fold(&r->row, cell);
    if (folded.at == NULL)
        return false;
    if (folded.length == 0)
        return true;
    column->filled++;
    bool typed = !ch_cell_is_blank(folded);
    if (typed && dates)
        see_date(column, folded);
    if (typed && numbers)
        see_number(column, cell, plain);
    return column->unshown != CH_SHOWN || see_word(r, column, cell, folded);
}

/* ---- rows ---- */

/* What is kept is copied: the row is gone with the next one. */
static bool see_header(reading *r)
{
    ch_seen_register *seen = r->seen;
    seen->count = r->reg.columns;
    seen->columns = ch_arena_take_many(&seen->arena, (size_t)seen->count + 1, sizeof *seen->columns);
    for (uint32_t i = 0; seen->columns != NULL && i < seen->count; i++) {
        ch_text header = r->reg.headers[i].at == NULL ? CH_LITERAL("") : r->reg.headers[i];
        ch_seen_column *column = &seen->columns[i];
        *column = (ch_seen_column){.forms = ~0u, .numbers = {true, true, true}};
        column->header = ch_arena_text(&seen->arena, ch_name_read(&r->row, header).shown);
        column->folded = ch_name_fold(&seen->arena, header);
        column->words = ch_arena_take_many(&seen->arena, CH_DRAFT_WORDS, sizeof *column->words);
        if (column->header.at == NULL || column->folded.at == NULL || column->words == NULL)
            return false;
        if (!ch_register_hint(column, &r->row))
            return false;
    }
    return seen->columns != NULL;
}

static bool see_row(reading *r)
{
    ch_seen_register *seen = r->seen;
    seen->rows++;
    for (uint32_t i = 0; i < seen->csv.row.count && i < seen->count; i++)
        if (!see_cell(r, &seen->columns[i], seen->csv.texts[i], seen->sheet && !ch_csv_is_quoted(&seen->csv, i)))
            return false;
    return true;
}

/* A row that cannot be read is told: it will be none of the declarations either. */
static void tell_unread(ch_seen_register *seen, const charter_diagnostics *faults)
{
    if (++seen->unread <= ROWS_TOLD)
        for (const charter_diagnostic *fault = faults->first; fault != NULL; fault = fault->next)
            ch_diagnostics_add(seen->diagnostics, fault);
}

static charter_status see_fault(reading *r, const charter_diagnostics *faults)
{
    tell_unread(r->seen, faults);
    return r->reg.ready ? CHARTER_OK : CHARTER_INVALID;
}

/* The row's cells, once it was read. */
static charter_status take_row(reading *r, const ch_source *source, charter_diagnostics *faults)
{
    ch_seen_register *seen = r->seen;
    ch_node *first;
    bool good = false;
    switch (ch_register_row(&r->reg, &seen->csv, source, &r->row, faults, &r->notes, &first)) {
    case CH_REGISTER_DECLARATIONS:
        good = see_row(r);
        break;
    case CH_REGISTER_NOTHING:
        good = !r->reg.ready || seen->columns != NULL || see_header(r);
        break;
    case CH_REGISTER_FAULT:
        return see_fault(r, faults);
    case CH_REGISTER_NO_MEMORY:
        break;
    }
    return good ? CHARTER_OK : CHARTER_NO_MEMORY;
}

/* Of what is skipped not even the bytes are looked at. */
static charter_status see(reading *r, ch_source *source)
{
    ch_seen_register *seen = r->seen;
    charter_diagnostics faults = {0};
    ch_arena_reset(&r->row);
    ch_diagnostics_reset(&r->notes);
    if (!ch_csv_convert(&seen->csv, source))
        return CHARTER_NO_MEMORY;
    bool above = seen->csv.row.number <= seen->top.skip;
    seen->guessed = seen->guessed || (seen->csv.guessed && !above);
    charter_status status =
        above || ch_yaml_check_bytes(source, &faults) ? take_row(r, source, &faults) : see_fault(r, &faults);
    if (faults.failed)
        status = CHARTER_NO_MEMORY;
    ch_diagnostics_clear(&faults);
    return status;
}

static charter_status see_too_large(reading *r, ch_source *source)
{
    if (!ch_csv_convert(&r->seen->csv, source))
        return CHARTER_NO_MEMORY;
    charter_diagnostics faults = {0};
    ch_error_at(&faults, CH_LIMIT_SIZE, source, (ch_span){0, 0},
                ch_say1("this document is larger than %s bytes", ch_text_int(&r->row, (int64_t)ROW_BYTES)),
                ch_say("look for a quote that is not closed, or raise --max-bytes"));
    charter_status status = see_fault(r, &faults);
    ch_diagnostics_clear(&faults);
    return status;
}

static charter_status see_all(reading *r)
{
    ch_source source;
    for (;;) {
        charter_status status = CHARTER_OK;
        switch (ch_csv_next(&r->seen->csv, &source)) {
        case CH_DOCUMENT:
            status = see(r, &source);
            break;
        case CH_DOCUMENT_TOO_LARGE:
            status = see_too_large(r, &source);
            break;
        case CH_DOCUMENTS_END:
            return CHARTER_END;
        case CH_DOCUMENTS_IO:
            return CHARTER_IO;
        case CH_DOCUMENTS_NO_MEMORY:
            return CHARTER_NO_MEMORY;
        }
        if (status != CHARTER_OK)
            return status;
    }
}

/* ---- columns of people ---- */

/* An address, or a login such as "m.garcia". */
static bool is_login(ch_text folded)
{
    const char *at = ch_text_find(folded, '@'), *point = ch_text_find(folded, '.');
    const char *end = folded.at + folded.length;
    if (at != NULL)
        return at > folded.at && at + 1 < end && ch_text_find(folded, ' ') == NULL;
    if (point == NULL || point == folded.at || end - point < 4)
        return false;
    for (const char *c = folded.at; c < end; c++)
        if (c != point && *c != '-' && (*c < 'a' || *c > 'z') && (unsigned char)*c < 0x80)
            return false;
    return true;
}

/* Two to four words, each with a capital: "Marie Dupont", "DURAND Paul". */
static bool is_full_name(ch_text word)
{
    uint32_t words = 0;
    bool begins = true;
    while (word.length > 0) {
        int32_t character;
        size_t length = ch_character_next(word, &character);
        word = (ch_text){word.at + length, word.length - length};
        if (begins && !ch_character_is_capital(character))
            return false;
        if (character != ' ' && character != '-' && character != '.' && character != '\'' &&
            (!ch_character_in_word(character) || (character >= '0' && character <= '9')))
            return false;
        words += begins;
        begins = character == ' ';
    }
    return words >= 2 && words <= 4;
}

/* Few words of a column look so by chance; all of several seldom do. */
static bool is_of_people(const ch_seen_column *column)
{
    uint32_t logins = 0, names = 0;
    for (uint32_t i = 0; i < column->count; i++) {
        logins += is_login(column->words[i].folded);
        names += is_full_name(column->words[i].word);
    }
    return column->count > 0 &&
           (2 * logins >= column->count || (names == column->count && names > 1 && column->hint == NULL));
}

static void find_people(ch_seen_register *seen)
{
    for (uint32_t i = 0; i < seen->count; i++) {
        ch_seen_column *column = &seen->columns[i];
        if (column->unshown == CH_SHOWN && (column->names_people || is_of_people(column)))
            column->unshown = CH_OF_PEOPLE;
    }
}

/* ---- the whole ---- */

static ch_text without_space(ch_text text)
{
    while (text.length > 0 && (unsigned char)text.at[0] <= ' ')
        text = (ch_text){text.at + 1, text.length - 1};
    return text;
}

/* What begins as JSON does, and as a header hardly: an object, or a list of objects or lists. */
static bool begins_as_json(ch_text text)
{
    size_t mark = ch_text_begins(text, "\xEF\xBB\xBF") ? 3 : 0; /* of UTF-8 */
    text = without_space((ch_text){text.at + mark, text.length - mark});
    if (text.length < 2 || (text.at[0] != '{' && text.at[0] != '['))
        return false;
    const char *inner = text.at[0] == '{' ? "\"}" : "{[]";
    ch_text rest = without_space((ch_text){text.at + 1, text.length - 1});
    return rest.length > 0 && rest.at[0] != '\0' && strchr(inner, rest.at[0]) != NULL;
}

static charter_status refuse_json(ch_seen_register *seen)
{
    ch_error_in_file(seen->diagnostics, CH_CSV_SYNTAX, seen->csv.name,
                     ch_say("this is JSON, of which no intake mapping is drafted yet"),
                     ch_say("write one with format: json, rows: where its rows are, and a path for each column"));
    return seen->diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

static charter_status explain(ch_seen_register *seen, charter_status status)
{
    /* What is unpacked may lack memory too. */
    if (status == CHARTER_IO && seen->csv.window.error == ENOMEM)
        return CHARTER_NO_MEMORY;
    if (status == CHARTER_END)
        ch_error_in_file(seen->diagnostics, CH_INPUT_EMPTY, seen->csv.name, ch_say("this file is empty"),
                         ch_say("a register has a header, and a row for each use"));
    else if (status == CHARTER_IO)
        ch_error_in_file(seen->diagnostics, CH_INPUT_UNREADABLE, seen->csv.name, ch_say("reading this file failed"),
                         ch_say("check the disk or the connection, then check again"));
    return status == CHARTER_NO_MEMORY ? status : CHARTER_INVALID;
}

static charter_status read_all(ch_seen_register *seen)
{
    reading r = {.seen = seen};
    r.nothing.skip = (ch_count){true, seen->top.skip};
    r.nothing.header = (ch_count){true, seen->top.header};
    ch_register_open(&r.reg, &r.nothing);
    charter_status status = see_all(&r);
    ch_register_close(&r.reg);
    ch_arena_clear(&r.row);
    ch_diagnostics_clear(&r.notes);
    return status;
}

/* Which are told is bounded; that there are more is told too. */
static void tell_rest(ch_seen_register *seen)
{
    if (seen->unread > ROWS_TOLD)
        ch_error_in_file(seen->diagnostics, CH_CSV_SYNTAX, seen->csv.name,
                         ch_say1("%s rows cannot be read: the first of them are told",
                                 ch_text_int(&seen->arena, (int64_t)seen->unread)),
                         ch_say("mend them, or say in the mapping how the register is written"));
}

charter_status ch_seen_register_read(ch_seen_register *seen, const char *name, charter_input input, char delimiter)
{
    ch_csv_rules rules = {.delimiter = ',', .row_bytes = ROW_BYTES};
    ch_document_status failure = CH_DOCUMENTS_IO;
    charter_status status = CHARTER_IO;
    ch_csv_open(&seen->csv, name, input, &rules);
    if (ch_window_fill(&seen->csv.window, CH_WINDOW_CHUNK, &failure)) {
        ch_text beginning = {ch_window_at(&seen->csv.window), ch_window_left(&seen->csv.window)};
        static const ch_row first = {.number = 1};
        const ch_source source = {.name = name, .bytes = beginning, .row = &first};
        if (ch_refuse_foreign(&source, seen->diagnostics))
            return seen->diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
        if (begins_as_json(beginning))
            return refuse_json(seen);
        if (!ch_register_top_find(&seen->top, name, beginning, delimiter))
            return CHARTER_NO_MEMORY;
        seen->csv.rules.delimiter = seen->top.delimiter;
        status = read_all(seen);
    } else if (failure == CH_DOCUMENTS_NO_MEMORY)
        return CHARTER_NO_MEMORY;
    if (status != CHARTER_END || seen->columns == NULL)
        return explain(seen, status);
    seen->top.delimiter = seen->csv.rules.delimiter; /* a register may say it itself */
    find_people(seen);
    tell_rest(seen);
    return seen->arena.failed || seen->diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

void ch_seen_register_clear(ch_seen_register *seen)
{
    ch_csv_clear(&seen->csv);
    ch_arena_clear(&seen->arena);
}
