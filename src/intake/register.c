/* From a register's header to bound columns, and from its rows to declarations. What a row says that the mapping does
 * not know makes its fact absent, never a guess: absent is undetermined where a clause needs it, and a note says
 * which cell it was. Cutting rows and cells is tree/csv_reader.c's, the mapping itself intake.c's. */
#include "intake/register.h"

#include "base/no_word.h"
#include "base/unicode.h"
#include "intake/dates.h"
#include "intake/list_cell.h"

#define MOST_PARTS 256 /* declarations from one row */
#define SHOWN_MOST 256 /* bytes of a value in a note */

void ch_register_open(ch_register *reg, const charter_intake *intake)
{
    *reg = (ch_register){.intake = intake};
}

void ch_register_close(ch_register *reg)
{
    ch_arena_clear(&reg->arena);
}

static uint32_t header_rows(const charter_intake *intake)
{
    if (intake->json)
        return 0;
    return intake->header.given ? (uint32_t)intake->header.value : 1;
}

bool ch_register_begun(const ch_register *reg)
{
    return reg->ready && reg->rows >= header_rows(reg->intake) + (uint32_t)reg->intake->skip_after.value;
}

/* ---- the header ---- */

/* A name over several rows: what stands in the upper ones holds for the columns to its right too. A merged cell of a
 * spreadsheet is exported as its text and blanks to its right. In the last row a blank is a column without a name. */
static bool join_header(ch_register *reg, const ch_csv *csv, bool last)
{
    ch_text above = CH_NO_TEXT;
    for (uint32_t i = 0; i < csv->row.count; i++) {
        ch_text cell = ch_cell_trim(csv->texts[i]);
        if (cell.length == 0 && !last)
            cell = above;
        above = cell;
        ch_text *header = &reg->headers[i];
        if (cell.length == 0)
            continue;
        ch_buffer joined = ch_buffer_init(4 * CH_CSV_CELL_MAX);
        ch_buffer_add(&joined, *header);
        if (header->length > 0)
            ch_buffer_literal(&joined, " / ");
        ch_buffer_add(&joined, cell);
        *header = joined.failed ? CH_NO_TEXT : ch_arena_text(&reg->arena, ch_buffer_text(&joined));
        ch_buffer_clear(&joined);
        if (header->at == NULL)
            return false;
    }
    if (csv->row.count > reg->columns)
        reg->columns = csv->row.count;
    return true;
}

typedef struct binder {
    ch_register *reg;
    ch_text *folded; /* the headers as they are compared */
    charter_diagnostics *faults;
    const char *file;
} binder;

static void error_column(binder *b, const ch_column *column, ch_message message, ch_message help)
{
    ch_error_at(b->faults, CH_INTAKE_COLUMN, &b->reg->intake->source, ch_node_caret(column->node), message, help);
}

/* A header of one cell is a register cut by the wrong delimiter, as a rule. */
static void error_missing(binder *b, const ch_column *column)
{
    ch_suggestion suggestion = ch_suggest(column->header);
    for (uint32_t i = 0; i < b->reg->columns; i++)
        if (b->reg->headers[i].length > 0)
            ch_suggest_try(&suggestion, b->reg->headers[i]);
    error_column(b, column, ch_say2("%1$s has no column \"%2$s\"", ch_text_of(b->file), column->header),
                 suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
                 : b->reg->columns < 2
                     ? ch_say("its header has a single cell: say which character parts the cells, with \"delimiter\"")
                     : ch_say("write the column's name as the register's header has it"));
}

static uint32_t bind_number(binder *b, const ch_column *column)
{
    if (column->number.value <= b->reg->columns)
        return (uint32_t)column->number.value - 1;
    error_column(b, column,
                 ch_say2("%1$s has %2$s columns", ch_text_of(b->file), ch_text_int(&b->reg->arena, b->reg->columns)),
                 ch_say("write a smaller number"));
    return CH_NOT_FOUND;
}

/* A column that cannot be found with certainty stops the register: a wrong one would make every row a false
 * declaration. Faults are placed in the mapping, which is what has to change. */
static uint32_t bind_column(binder *b, const ch_column *column)
{
    if (b->reg->intake->json) {
        b->reg->headers[b->reg->columns] = column->header;
        return b->reg->columns++;
    }
    if (column->number.given)
        return bind_number(b, column);
    ch_text wanted = ch_name_fold(&b->reg->arena, column->header);
    uint32_t found = CH_NOT_FOUND, count = 0;
    if (wanted.at == NULL) {
        b->faults->failed = true;
        return CH_NOT_FOUND;
    }
    for (uint32_t i = 0; i < b->reg->columns; i++) {
        if (b->folded[i].at == NULL || !ch_text_same(b->folded[i], wanted))
            continue;
        count++;
        if (!column->nth.given || (int64_t)count == column->nth.value)
            found = found == CH_NOT_FOUND ? i : found;
    }
    if (count == 0 && !column->optional)
        error_missing(b, column);
    else if ((count > 0 && found == CH_NOT_FOUND) || (count > 1 && !column->nth.given))
        error_column(b, column,
                     ch_say3("%1$s has %2$s columns \"%3$s\"", ch_text_of(b->file), ch_text_int(&b->reg->arena, count),
                             column->header),
                     ch_say("say which, such as nth: 1"));
    return found;
}

/* Blank headers keep no folded form: no column is found by having no name. */
static bool fold_headers(binder *b)
{
    ch_register *reg = b->reg;
    b->folded = ch_arena_take_many(&reg->arena, (size_t)reg->columns + 1, sizeof *b->folded);
    if (b->folded == NULL)
        return false;
    for (uint32_t i = 0; i < reg->columns; i++) {
        if (reg->headers[i].length == 0)
            continue;
        b->folded[i] = ch_name_fold(&reg->arena, reg->headers[i]);
        if (b->folded[i].at == NULL)
            return false;
    }
    return true;
}

/* The order of aims, then of conditions, is what all walks over `bound` rely on. */
static size_t count_columns(const charter_intake *intake)
{
    size_t count = intake->left_out_count;
    for (uint32_t i = 0; i < intake->aim_count; i++)
        count += intake->aims[i].count;
    return count;
}

/* Finds every column that the mapping names, in the order in which rows ask for them. */
static bool bind_columns(ch_register *reg, const char *file, charter_diagnostics *faults)
{
    const charter_intake *intake = reg->intake;
    binder b = {.reg = reg, .faults = faults, .file = file};
    reg->bound = ch_arena_take_many(&reg->arena, count_columns(intake) + 1, sizeof *reg->bound);
    if (reg->bound == NULL || !fold_headers(&b))
        return false;
    uint32_t *bound = reg->bound;
    for (uint32_t i = 0; i < intake->aim_count; i++)
        for (uint32_t j = 0; j < intake->aims[i].count; j++) {
            const ch_intake_source *source = &intake->aims[i].sources[j];
            *bound++ = source->constant != NULL ? CH_NOT_FOUND : bind_column(&b, &source->column);
        }
    for (uint32_t i = 0; i < intake->left_out_count; i++)
        *bound++ = bind_column(&b, &intake->left_out[i].column);
    return true;
}

/* ---- columns that no row has ---- */

void ch_columns_join(ch_columns_seen *seen, const ch_columns_seen *from)
{
    for (size_t i = 0; i < sizeof seen->bits / sizeof *seen->bits; i++)
        seen->bits[i] |= from->bits[i];
    seen->rows += from->rows;
}

/* Behind sources without a column too, which have no number. */
static bool is_there(const ch_columns_seen *seen, const ch_column *column, uint32_t number)
{
    return column->optional || number == CH_NOT_FOUND || (seen->bits[number / 64] >> (number % 64) & 1) != 0;
}

/* Of sources of which the first that says something counts, one is enough. */
static void check_aim(binder *b, const ch_columns_seen *seen, const ch_aim *aim, const uint32_t *bound)
{
    bool all = aim->list || aim->adds, some = false;
    for (uint32_t i = 0; i < aim->count; i++)
        some = some || is_there(seen, &aim->sources[i].column, bound[i]);
    for (uint32_t i = 0; i < aim->count && (all || !some); i++)
        if (!is_there(seen, &aim->sources[i].column, bound[i]))
            error_column(b, &aim->sources[i].column,
                         ch_say2("no row of %1$s has \"%2$s\"", ch_text_of(b->file), aim->sources[i].column.header),
                         ch_say("write the keys that lead to it, with points between them; optional: true where it "
                                "need not be there"));
}

void ch_register_missing(const ch_register *reg, const ch_columns_seen *seen, const char *file,
                         charter_diagnostics *faults)
{
    const charter_intake *intake = reg->intake;
    ch_register with = *reg;
    binder b = {.reg = &with, .faults = faults, .file = file};
    if (intake == NULL || !intake->json || !reg->ready)
        return;
    if (seen->rows == 0) {
        ch_error_in_file(faults, CH_INPUT_EMPTY, file,
                         ch_say("this register has no row where the intake mapping looks for them"),
                         ch_say("say with \"rows\" in the intake mapping where rows are"));
        return;
    }
    const uint32_t *bound = reg->bound;
    for (uint32_t i = 0; i < intake->aim_count; bound += intake->aims[i++].count)
        check_aim(&b, seen, &intake->aims[i], bound);
    for (uint32_t i = 0; i < intake->left_out_count; i++) {
        const ch_aim condition = {.count = 1, .sources = &(ch_intake_source){.column = intake->left_out[i].column}};
        check_aim(&b, seen, &condition, bound + i);
    }
}

static bool make_headers(ch_register *reg)
{
    if (reg->headers == NULL)
        reg->headers = ch_arena_take_many(&reg->arena, CH_CSV_MOST_CELLS, sizeof *reg->headers);
    return reg->headers != NULL;
}

bool ch_register_bind_paths(ch_register *reg)
{
    charter_diagnostics none = {0};
    reg->ready = reg->ready || (make_headers(reg) && bind_columns(reg, "", &none));
    return reg->ready;
}

/* ---- one row ---- */

typedef struct filling {
    ch_register *reg;
    ch_csv *csv;
    const ch_source *source;
    ch_arena *arena;
    charter_diagnostics *faults, *notes;
    const ch_aim *each_aim; /* the key of which the row makes a declaration for each value, or NULL */
    ch_node each;           /* these values */
    uint32_t part;          /* which of the row's declarations */
    bool several;           /* there are more */
    bool denied;            /* the cell just read is a word of no where a reference is asked for */
    bool failed;            /* no memory */
} filling;

/* What a source, or a cell, says. UNKNOWN is not NOTHING: a cell that was not understood must not be taken for a
 * blank one, for which a default or the next source would speak. */
typedef enum ch_says { SAYS_NOTHING, SAYS_UNKNOWN, SAYS_VALUES } ch_says;

static ch_node *new_node(filling *f, ch_kind kind, ch_span span)
{
    ch_node *node = ch_arena_take(f->arena, sizeof *node);
    if (node == NULL) {
        f->failed = true;
        return NULL;
    }
    node->kind = kind;
    node->span = span;
    return node;
}

static ch_node *text_node(filling *f, ch_text text, ch_span span)
{
    ch_node *node = new_node(f, CH_SCALAR, span);
    if (node == NULL)
        return NULL;
    node->text = ch_arena_text(f->arena, text);
    f->failed = f->failed || node->text.at == NULL;
    return node->text.at == NULL ? NULL : node;
}

/* A row may be shorter than its header: what is missing stands at its last cell. */
static ch_span cell_span(const filling *f, uint32_t column)
{
    static const ch_span nowhere;
    const ch_row *row = &f->csv->row;
    if (row->count == 0)
        return nowhere;
    return row->cells[column < row->count ? column : row->count - 1];
}

/* Where the row stands: at its first cell, or where its object begins. */
static ch_span row_span(const filling *f)
{
    return f->reg->forms == NULL ? cell_span(f, 0) : (ch_span){0, 1};
}

static ch_text raw_text(const filling *f, uint32_t column)
{
    return column < f->csv->row.count ? f->csv->texts[column] : CH_LITERAL("");
}

/* The length of a character that may not stand in a text, at its beginning; 0: it may. The end of a line in Windows
 * may stand in a cell. */
static size_t forbidden_length(ch_text text)
{
    int32_t character;
    size_t length = ch_character_next(text, &character);
    return ch_character_allowed(character) || ch_text_begins(text, "\r\n") ? 0 : length;
}

static bool is_unclean(const filling *f, uint32_t column)
{
    ch_text text = raw_text(f, column);
    for (size_t i = 0; f->csv->unclean && i < text.length; i++)
        if ((text.at[i] & 0xC0) != 0x80 && forbidden_length((ch_text){text.at + i, text.length - i}) > 0)
            return true;
    return false;
}

/* With a space in place of each of them. */
static ch_text clean(filling *f, ch_text text)
{
    char *copy = ch_arena_take_raw(f->arena, text.length + 1), *to = copy;
    f->failed = f->failed || copy == NULL;
    for (size_t i = 0; copy != NULL && i < text.length;) {
        bool begins = (text.at[i] & 0xC0) != 0x80; /* a character, and not its second byte */
        size_t forbidden = begins ? forbidden_length((ch_text){text.at + i, text.length - i}) : 0;
        *to++ = forbidden > 0 ? ' ' : text.at[i];
        i += forbidden > 0 ? forbidden : 1;
    }
    return copy == NULL ? CH_LITERAL("") : (ch_text){copy, (size_t)(to - copy)};
}

static ch_text cell_text(filling *f, uint32_t column)
{
    ch_text text = raw_text(f, column);
    return ch_cell_trim(f->csv->unclean ? clean(f, text) : text);
}

static ch_json_form form_of(const filling *f, uint32_t column)
{
    return f->reg->forms == NULL || column >= f->csv->row.count ? CH_JSON_TEXT : (ch_json_form)f->reg->forms[column];
}

/* Why a value is left out. */
typedef enum left_out {
    LEFT_UNKNOWN,
    LEFT_NO_DATE,
    LEFT_NO_NUMBER,
    LEFT_NO_REFERENCE,
    LEFT_NO_ANSWER,
    LEFT_NO_VALUE,
    LEFT_NO_LIST,
    LEFT_SEVERAL,
    LEFT_DIFFERS,
    LEFT_UNCLEAN,
    LEFT_LONG
} left_out;

#define UNDETERMINED N_("it is left out, and what needs it is undetermined; add it to the mapping")
#define DUTY_OPEN    N_("it is left out, and the duty that it would show is open")

static const struct {
    const char *text, *help;
} leavings[] = {
    [LEFT_UNKNOWN] = {N_("row %1$s, column \"%2$s\": the intake mapping does not know \"%3$s\""), UNDETERMINED},
    [LEFT_NO_DATE] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is no date in the forms of the intake mapping"),
                      UNDETERMINED},
    [LEFT_NO_NUMBER] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is no number that is read here, or could be two"),
                        UNDETERMINED},
    [LEFT_NO_REFERENCE] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is no reference: it says no, not yet, or nothing"),
                           DUTY_OPEN},
    [LEFT_NO_ANSWER] = {N_("row %1$s, column \"%2$s\": the intake mapping does not know \"%3$s\""), DUTY_OPEN},
    [LEFT_NO_VALUE] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is no single value that can be read"),
                       N_("it is left out, and what needs it is undetermined")},
    [LEFT_NO_LIST] = {N_("row %1$s, column \"%2$s\": \"%3$s\" begins as a list, and is none that can be read"),
                      N_("none of it is taken; write a list as [\"a\", \"b\"]")},
    [LEFT_SEVERAL] = {N_("row %1$s, column \"%2$s\": \"%3$s\" holds several values, where one is asked for"),
                      N_("none of them is taken; write \"each: true\" in the intake mapping for a declaration each")},
    [LEFT_DIFFERS] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is not what a column before it says"),
                      N_("neither is taken; write \"each: true\" in the intake mapping for a declaration each, or "
                         "\"if-blank: true\" where this column counts only if those before it are blank")},
    [LEFT_UNCLEAN] =
        {N_("row %1$s, column \"%2$s\": \"%3$s\" holds a control character, and is not what it looks like"),
         N_("it is left out, and what needs it is undetermined; type the cell anew")},
    [LEFT_LONG] = {N_("row %1$s, column \"%2$s\": \"%3$s\" is too long for a name"),
                   N_("it is left out, and what needs it is undetermined; shorten it")},
};

/* As much of a value as people need to know it again. */
static ch_text shown(filling *f, ch_text value)
{
    static const char more[] = "\xE2\x80\xA6";
    size_t length = SHOWN_MOST;
    if (value.length <= SHOWN_MOST)
        return value;
    while ((value.at[length] & 0xC0) == 0x80) /* within a character */
        length--;
    char *copy = ch_arena_take_raw(f->arena, length + sizeof more);
    if (copy == NULL)
        return CH_NO_TEXT;
    memcpy(copy, value.at, length);
    memcpy(copy + length, more, sizeof more);
    return (ch_text){copy, length + sizeof more - 1};
}

/* Told with the row's first declaration. */
static void tell(filling *f, charter_severity severity, uint32_t column, ch_text value, const char *text,
                 const char *help)
{
    if (f->part > 0 || f->notes->failed)
        return;
    ch_text row = ch_text_int(f->arena, f->csv->row.number), name = f->reg->headers[column];
    if (name.length == 0)
        name = ch_text_int(f->arena, (int64_t)column + 1);
    ch_diagnose_at(f->notes, severity, CH_INTAKE_VALUE, f->source, cell_span(f, column),
                   ch_of_ours(ch_say3(text, row, name, shown(f, value)), 1), ch_say(help));
}

static void note_unknown(filling *f, uint32_t column, ch_text text, left_out why)
{
    tell(f, CHARTER_WARNING, column, text, leavings[why].text, leavings[why].help);
}

/* The messages of note_unknown() all have the row, the column and the value, in this order; arguments may be masked. */
bool ch_register_unknown(const charter_diagnostic *note, uint64_t *row, ch_text *column, ch_text *value)
{
    if (strcmp(note->code, ch_code_text(CH_INTAKE_VALUE)) != 0 || note->severity != CHARTER_WARNING)
        return false;
    *row = note->place.row;
    *column = note->message.args[1];
    *value = note->message.args[2];
    return true;
}

/* A meaning of the mapping, at the cell that means it. */
static ch_says add_meaning(filling *f, const ch_node *meaning, ch_span span, ch_node *values)
{
    if (ch_meaning_is_nothing(meaning))
        return SAYS_NOTHING;
    for (const ch_node *word = ch_names_first(meaning); word != NULL;) {
        ch_node *node = text_node(f, word->text, span);
        if (node == NULL)
            return SAYS_NOTHING;
        ch_node_append(values, node);
        word = meaning->kind == CH_LIST ? word->next : NULL;
    }
    return SAYS_VALUES;
}

static ch_says add_text(filling *f, ch_text text, ch_span span, ch_node *values)
{
    ch_node *node = text_node(f, text, span);
    if (node == NULL)
        return SAYS_NOTHING;
    ch_node_append(values, node);
    return SAYS_VALUES;
}

/* Days that are not one are told as ch_days_parse reads them, with a mark: a declaration could not say so. */
static ch_says add_date(filling *f, const ch_intake_source *source, uint32_t column, ch_text text, ch_text folded,
                        ch_node *values)
{
    char date[CHARTER_DAYS_SIZE];
    ch_days days;
    /* A spreadsheet's own days are written so, whatever its texts look like. */
    bool read = source->dates == NULL || f->reg->sheet ? ch_days_parse(text, &days) : false;
    if (!read && (source->dates == NULL || !ch_date_by_forms(source->dates, folded, &days))) {
        note_unknown(f, column, text, LEFT_NO_DATE);
        return SAYS_UNKNOWN;
    }
    charter_days_format(days.first, days.last, date);
    ch_says said = add_text(f, ch_text_of(date), cell_span(f, column), values);
    if (said == SAYS_VALUES)
        values->last->days = !ch_days_settled(days);
    return said;
}

/* A word of a closed list, in the list's own spelling: letter case and white space do not count. */
static ch_text find_choice(filling *f, const ch_aim *aim, ch_text text, ch_text folded)
{
    for (uint32_t i = 0; i < aim->choice_count; i++)
        if (ch_text_same(aim->choices[i], text))
            return aim->choices[i];
    for (uint32_t i = 0; i < aim->choice_count; i++) {
        ch_text choice = ch_name_fold(f->arena, aim->choices[i]);
        f->failed = f->failed || choice.at == NULL;
        if (choice.at != NULL && ch_text_same(choice, folded))
            return aim->choices[i];
    }
    return CH_NO_TEXT;
}

/* A cell whose key takes a number, an answer, a date or a word of a list. What is none is left out with a note: it is
 * never a fact, and never makes the row invalid. */
static ch_says add_typed(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_text text,
                         ch_node *values)
{
    char number[CH_CELL_NUMBER_MAX];
    int64_t count;
    ch_text folded = ch_name_fold(f->arena, text), said = CH_NO_TEXT;
    f->failed = f->failed || folded.at == NULL;
    if (f->failed)
        return SAYS_NOTHING;
    if (aim->type == CH_CELL_CHOICE)
        said = find_choice(f, aim, text, folded);
    if (said.at == NULL && ch_cell_is_blank(folded))
        return SAYS_NOTHING;
    if (source->dates != NULL || aim->type == CH_CELL_DATE)
        return add_date(f, source, column, text, folded, values);
    bool counts = aim->type == CH_CELL_WHOLE || aim->type == CH_CELL_NUMBER;
    bool whole = aim->type == CH_CELL_WHOLE;
    ch_decimal decimal = form_of(f, column) == CH_JSON_NUMBER ? CH_DECIMAL_POINT : source->decimal;
    /* Numbers of a spreadsheet have a point, whatever its texts have, and are spelt so that they can be read in one way
     * alone. */
    if (counts && (ch_cell_number(text, decimal, whole, number) ||
                   (f->reg->sheet && ch_cell_number(text, CH_DECIMAL_POINT, whole, number))))
        said = ch_text_of(number);
    if (aim->type == CH_CELL_WHOLE && !ch_text_to_int(said, &count))
        said = CH_NO_TEXT; /* more than can be counted */
    if (aim->type == CH_CELL_BOOL && ch_cell_bool(folded) != NULL)
        said = ch_text_of(ch_cell_bool(folded));
    if (said.at != NULL)
        return add_text(f, said, cell_span(f, column), values);
    note_unknown(f, column, text, counts ? LEFT_NO_NUMBER : LEFT_UNKNOWN);
    return SAYS_UNKNOWN;
}

/* Whether it takes a text of any length; others take names. */
static bool is_prose(const ch_aim *aim)
{
    return ch_text_is(aim->path, "purpose") || ch_text_is(aim->steps[0], "facts") ||
           ch_text_is(aim->steps[aim->depth - 1], "ref");
}

/* A cell, or a part of one that is split; not empty. A table's meaning goes before `blank`: the mapping's author may
 * give a word like "n/a" a meaning. Words of no are looked for only where evidence would be shown by them. */
static ch_says add_part(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_text text,
                        ch_node *values)
{
    const charter_intake *intake = f->reg->intake;
    if (source->table != NULL || source->blank.count > 0 || intake->blank.count > 0) {
        ch_text folded = ch_name_fold(f->arena, text);
        f->failed = f->failed || folded.at == NULL;
        if (f->failed)
            return SAYS_NOTHING;
        const ch_node *meaning = source->table == NULL ? NULL : ch_value_find(source->table, folded);
        if (meaning != NULL)
            return add_meaning(f, meaning, cell_span(f, column), values);
        if (ch_words_have(&source->blank, folded) || ch_words_have(&intake->blank, folded))
            return SAYS_NOTHING;
        if (source->table != NULL && !source->keep_others) {
            note_unknown(f, column, text, aim->answers ? LEFT_NO_ANSWER : LEFT_UNKNOWN);
            return SAYS_UNKNOWN;
        }
    }
    if (aim->denies && ch_says_no(text)) {
        note_unknown(f, column, text, LEFT_NO_REFERENCE);
        f->denied = true;
        return SAYS_UNKNOWN;
    }
    if (source->dates != NULL || aim->type != CH_CELL_TEXT)
        return add_typed(f, aim, source, column, text, values);
    if (aim->words != NULL && ch_word_index(aim->words, text) < 0) {
        note_unknown(f, column, text, LEFT_UNKNOWN);
        return SAYS_UNKNOWN;
    }
    if (text.length > CH_NAME_MAX && !is_prose(aim)) {
        note_unknown(f, column, text, LEFT_LONG);
        return SAYS_UNKNOWN;
    }
    ch_says said = add_text(f, text, cell_span(f, column), values);
    /* Whether it is an id all the same, only the charter knows (`accepts`): the mark is resolved when it is judged. */
    if (said == SAYS_VALUES && aim->names)
        values->last->unread = ch_says_no(text);
    return said;
}

/* ---- cells that hold several values ---- */

static bool takes_list(const ch_aim *aim, const ch_intake_source *source)
{
    return aim->list || source->split != NULL || source->each;
}

/* Of a key that takes one value, a name alone: "[Draft] notes" is a purpose. One item is what the cell says. */
static ch_says add_only_item(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                             ch_text text, const ch_parts *parts, ch_node *values)
{
    if (parts->broken || parts->count == 0)
        return add_part(f, aim, source, column, text, values);
    if (parts->count == 1)
        return add_part(f, aim, source, column, parts->items[0], values);
    note_unknown(f, column, text, LEFT_SEVERAL);
    return SAYS_UNKNOWN;
}

/* A list lacks nothing of what the cell says, or it is absent: a shorter one would say too little. "[]" is what
 * programs write where nobody has said anything. */
static ch_says add_parts(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_text text,
                         const ch_parts *parts, ch_node *values)
{
    ch_says said = SAYS_NOTHING;
    if (parts->broken) {
        note_unknown(f, column, text, LEFT_NO_LIST);
        return SAYS_UNKNOWN;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        ch_says one =
            parts->items[i].length == 0 ? SAYS_NOTHING : add_part(f, aim, source, column, parts->items[i], values);
        if (one == SAYS_UNKNOWN || (one == SAYS_NOTHING && parts->count > 1 && aim->list))
            return SAYS_UNKNOWN;
        said = one == SAYS_VALUES ? one : said;
    }
    return said;
}

/* A word in brackets that the table has is a word. */
static bool is_in_table(filling *f, const ch_intake_source *source, ch_text text)
{
    if (source->table == NULL)
        return false;
    ch_text folded = ch_name_fold(f->arena, text);
    f->failed = f->failed || folded.at == NULL;
    return folded.at != NULL && ch_value_find(source->table, folded) != NULL;
}

static ch_says add_cell(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_text text,
                        ch_node *values)
{
    ch_parts parts;
    bool list = takes_list(aim, source), in_brackets = ch_text_begins(text, "[");
    if ((!list && !(in_brackets && ch_aim_names_use(aim))) || (in_brackets && is_in_table(f, source, text)))
        return add_part(f, aim, source, column, text, values);
    if (!ch_list_cell_cut(text, source->split, f->arena, &parts)) {
        f->failed = true;
        return SAYS_NOTHING;
    }
    return list ? add_parts(f, aim, source, column, text, &parts, values)
                : add_only_item(f, aim, source, column, text, &parts, values);
}

/* Words that are compared are not what they look like where a control character stands in them; in a text for people
 * it becomes a space. */
static bool is_compared(const ch_aim *aim, const ch_intake_source *source)
{
    return aim->list || aim->words != NULL || aim->type != CH_CELL_TEXT || source->table != NULL ||
           source->dates != NULL || ch_aim_names_use(aim);
}

/* Whether the cell is taken, though characters in it may have become spaces. */
static bool take_unclean(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column)
{
    if (!is_unclean(f, column))
        return true;
    bool compared = is_compared(aim, source);
    if (compared)
        note_unknown(f, column, cell_text(f, column), LEFT_UNCLEAN);
    else
        tell(f, CHARTER_NOTE, column, cell_text(f, column),
             N_("row %1$s, column \"%2$s\": a control character in \"%3$s\" is read as a space"),
             N_("type the cell anew, or save the register once more from the program that made it"));
    return !compared;
}

static ch_says add_own(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_node *values)
{
    ch_text text = cell_text(f, column);
    if (form_of(f, column) == CH_JSON_UNFIT) {
        note_unknown(f, column, text, LEFT_NO_VALUE);
        return SAYS_UNKNOWN;
    }
    if (!take_unclean(f, aim, source, column))
        return SAYS_UNKNOWN;
    return text.length == 0 ? SAYS_NOTHING : add_cell(f, aim, source, column, text, values);
}

/* A default speaks for a blank cell alone, never for one that is not understood. */
static ch_says add_source(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                          ch_node *values)
{
    if (source->constant != NULL)
        return add_meaning(f, source->constant, row_span(f), values);
    ch_says said = add_own(f, aim, source, column, values);
    if (said == SAYS_NOTHING && source->fallback != NULL)
        return add_meaning(f, source->fallback, cell_span(f, column), values);
    return said;
}

/* ---- several columns ---- */

/* The list of a key's values, or NULL where it is absent. A key that takes a list takes all sources, and is
 * absent where one of them does not say: a shorter list would say too little. */
static ch_node *all_values(filling *f, const ch_aim *aim, const uint32_t *bound)
{
    ch_node *values = new_node(f, CH_LIST, cell_span(f, bound[0] == CH_NOT_FOUND ? 0 : bound[0]));
    for (uint32_t i = 0; i < aim->count && values != NULL; i++)
        if (add_source(f, aim, &aim->sources[i], bound[i], values) != SAYS_VALUES)
            return NULL;
    return values;
}

/* In place of what could not be read. Of the stage alone a default is taken where it is absent: that it was said, and
 * not understood, must not be lost. A use without an activity or a tool is none, and these must be there, blank or
 * not. Elsewhere an absent key is undetermined by itself. */
static ch_node *unread_value(filling *f, const ch_aim *aim, ch_says said, uint32_t column)
{
    bool named = ch_aim_names_use(aim), null = said == SAYS_UNKNOWN && ch_text_is(aim->path, "stage");
    ch_node *node = named || null ? text_node(f, CH_LITERAL(""), cell_span(f, column)) : NULL;
    if (node == NULL)
        return NULL;
    node->plain = null;
    node->unread = true;
    return node;
}

static bool is_same(filling *f, ch_text one, ch_text other)
{
    ch_text a = ch_name_fold(f->arena, one), b = ch_name_fold(f->arena, other);
    f->failed = f->failed || a.at == NULL || b.at == NULL;
    return !f->failed && ch_text_same(a, b);
}

/* Texts of several columns, one behind the other: none of what they tell of the use is lost, to detectors least. */
static ch_text both(filling *f, ch_text one, ch_text other)
{
    ch_buffer joined = ch_buffer_init(one.length + other.length + 16);
    ch_buffer_add(&joined, one);
    ch_buffer_literal(&joined, " / ");
    ch_buffer_add(&joined, other);
    ch_text text = joined.failed ? CH_NO_TEXT : ch_arena_text(f->arena, ch_buffer_text(&joined));
    f->failed = f->failed || text.at == NULL;
    ch_buffer_clear(&joined);
    return text;
}

/* What a further column says beside what one before it said. That it says something else must not be lost: the first
 * column's tool may be approved, and this one's banned. */
static ch_says add_further(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                           ch_node *value)
{
    ch_node values = {.kind = CH_LIST};
    if (source->constant != NULL || source->if_blank)
        return SAYS_VALUES;
    ch_says said = add_own(f, aim, source, column, &values);
    if (said != SAYS_VALUES || is_same(f, values.first->text, value->text))
        return said == SAYS_UNKNOWN ? said : SAYS_VALUES;
    if (ch_text_is(aim->path, "purpose")) {
        value->text = both(f, value->text, values.first->text);
        return SAYS_VALUES;
    }
    note_unknown(f, column, cell_text(f, column), LEFT_DIFFERS);
    return SAYS_UNKNOWN;
}

/* A sum that lacks a part would say too little. */
static ch_node *added_value(filling *f, const ch_aim *aim, const uint32_t *bound)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < aim->count; i++) {
        ch_node values = {.kind = CH_LIST};
        int64_t number = 0;
        if (add_source(f, aim, &aim->sources[i], bound[i], &values) != SAYS_VALUES || values.first == NULL)
            return NULL;
        if (!ch_text_to_int(values.first->text, &number) || number < 0 || sum + (uint64_t)number > INT64_MAX) {
            if (bound[i] != CH_NOT_FOUND)
                note_unknown(f, bound[i], values.first->text, LEFT_NO_NUMBER);
            return NULL;
        }
        sum += (uint64_t)number;
    }
    return text_node(f, ch_text_int(f->arena, (int64_t)sum), cell_span(f, bound[0] == CH_NOT_FOUND ? 0 : bound[0]));
}

/* The first source that says something; one that says what the mapping does not know ends the search. */
static ch_node *one_value(filling *f, const ch_aim *aim, const uint32_t *bound)
{
    ch_node values = {.kind = CH_LIST};
    ch_says said = SAYS_NOTHING;
    uint32_t column = bound[0];
    for (uint32_t i = 0; i < aim->count && said != SAYS_UNKNOWN && !f->failed; i++) {
        ch_says before = said;
        said = before == SAYS_VALUES ? add_further(f, aim, &aim->sources[i], bound[i], values.first)
                                     : add_source(f, aim, &aim->sources[i], bound[i], &values);
        column = said == before ? column : bound[i];
    }
    return said == SAYS_VALUES ? values.first : unread_value(f, aim, said, column);
}

/* ---- columns that are joined ---- */

/* The cells that are not blank, one behind the other; how many are blank, and whether all are taken. */
static ch_text join_cells(filling *f, const ch_aim *aim, const uint32_t *bound, uint32_t *blank, bool *taken)
{
    ch_buffer joined = ch_buffer_init(f->csv->rules.row_bytes + CH_CSV_CELL_MAX);
    *blank = 0;
    for (uint32_t i = 0; i < aim->count; i++) {
        ch_text text = cell_text(f, bound[i]);
        *taken = take_unclean(f, aim, aim->whole, bound[i]) && *taken;
        *blank += text.length == 0;
        if (text.length > 0 && joined.length > 0)
            ch_buffer_add(&joined, aim->with);
        ch_buffer_add(&joined, text);
    }
    if (*blank == aim->count)
        return CH_LITERAL("");
    ch_text text = joined.failed ? CH_NO_TEXT : ch_arena_text(f->arena, ch_buffer_text(&joined));
    f->failed = f->failed || text.at == NULL;
    ch_buffer_clear(&joined);
    return text;
}

/* Of a date that lacks a part the others may look like another date. */
static ch_says add_joined(filling *f, const ch_aim *aim, const uint32_t *bound, ch_node *values)
{
    const ch_intake_source *whole = aim->whole;
    uint32_t blank, column = bound[0];
    bool taken = true;
    ch_text text = join_cells(f, aim, bound, &blank, &taken);
    if (f->failed || !taken)
        return f->failed ? SAYS_NOTHING : SAYS_UNKNOWN;
    if (blank == aim->count)
        return whole->fallback == NULL ? SAYS_NOTHING : add_meaning(f, whole->fallback, cell_span(f, column), values);
    if (blank > 0 && (whole->dates != NULL || aim->type == CH_CELL_DATE)) {
        note_unknown(f, column, text, LEFT_NO_DATE);
        return SAYS_UNKNOWN;
    }
    return add_cell(f, aim, whole, column, text, values);
}

static ch_node *joined_value(filling *f, const ch_aim *aim, const uint32_t *bound)
{
    ch_node *values = new_node(f, CH_LIST, cell_span(f, bound[0]));
    ch_says said = values == NULL ? SAYS_NOTHING : add_joined(f, aim, bound, values);
    if (said != SAYS_VALUES)
        return unread_value(f, aim, said, bound[0]);
    return aim->list ? values : values->first;
}

/* ---- several declarations in a row ---- */

/* The key of which a row makes a declaration for each value, or NULL; `*bound`: its columns. */
static const ch_aim *find_each(const ch_register *reg, const uint32_t **bound)
{
    const charter_intake *intake = reg->intake;
    *bound = reg->bound;
    for (uint32_t i = 0; i < intake->aim_count; *bound += intake->aims[i++].count)
        if (intake->aims[i].count > 0 && intake->aims[i].sources[0].each)
            return &intake->aims[i];
    return NULL;
}

/* In place of a value that is not there: a null is no value. */
static void add_unread(filling *f, const ch_aim *aim, ch_says said, uint32_t column)
{
    ch_node *node = unread_value(f, aim, said, column);
    if (node == NULL)
        node = text_node(f, CH_LITERAL(""), cell_span(f, column));
    if (node == NULL)
        return;
    node->plain = !ch_aim_names_use(aim);
    ch_node_append(&f->each, node);
}

static bool too_many(filling *f, uint32_t column)
{
    ch_error_at(f->faults, CH_LIMIT_ENTRIES, f->source, cell_span(f, column),
                ch_say1("this cell makes more than %s declarations", ch_text_int(f->arena, MOST_PARTS)),
                ch_say("write them in several rows"));
    return false;
}

/* A declaration for each part that says something, and for each that is not understood: none is lost. */
static bool add_each_part(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column)
{
    ch_parts parts = {.count = 0};
    ch_text text = cell_text(f, column);
    uint32_t before = f->each.count;
    if (!take_unclean(f, aim, source, column)) {
        add_unread(f, aim, SAYS_UNKNOWN, column);
        return true;
    }
    if (text.length > 0 && ch_text_begins(text, "[") && is_in_table(f, source, text))
        parts = (ch_parts){.items = &text, .count = 1};
    else if (text.length > 0)
        f->failed = !ch_list_cell_cut(text, source->split, f->arena, &parts) || f->failed;
    if (before + parts.count > MOST_PARTS)
        return too_many(f, column);
    if (parts.broken) {
        note_unknown(f, column, text, LEFT_NO_LIST);
        add_unread(f, aim, SAYS_UNKNOWN, column);
    }
    for (uint32_t i = 0; i < parts.count && !f->failed; i++)
        if (parts.items[i].length > 0 && add_part(f, aim, source, column, parts.items[i], &f->each) == SAYS_UNKNOWN)
            add_unread(f, aim, SAYS_UNKNOWN, column);
    if (f->each.count == before && source->fallback != NULL)
        add_meaning(f, source->fallback, cell_span(f, column), &f->each);
    return true;
}

/* The values of which each makes a declaration; one that is not there, where no column says anything: no row is lost.
 */
static bool read_each(filling *f)
{
    const uint32_t *bound;
    f->each = (ch_node){.kind = CH_LIST};
    f->each_aim = find_each(f->reg, &bound);
    if (f->each_aim == NULL)
        return true;
    for (uint32_t i = 0; i < f->each_aim->count && !f->failed; i++)
        if (!add_each_part(f, f->each_aim, &f->each_aim->sources[i], bound[i]))
            return false;
    if (f->each.count == 0)
        add_unread(f, f->each_aim, SAYS_NOTHING, bound[0]);
    f->denied = false;
    return true;
}

/* ---- keys ---- */

static ch_node *find_child(const ch_node *map, ch_text key)
{
    for (ch_node *child = map->first; child != NULL; child = child->next)
        if (ch_text_same(child->key->text, key))
            return child;
    return NULL;
}

static bool put(filling *f, ch_node *map, ch_text key, ch_node *value)
{
    value->key = text_node(f, key, value->span);
    if (value->key == NULL)
        return false;
    ch_node_append(map, value);
    return true;
}

/* The mapping in which a key stands: made, as those around it, where it is missing. NULL where there is no memory. A
 * path of the mapping has at most CH_PATH_STEPS steps (intake.c), so the nodes made here are few. */
static ch_node *mapping_of(filling *f, ch_node *root, const ch_aim *aim, ch_span span)
{
    ch_node *map = root;
    for (uint32_t i = 0; i + 1 < aim->depth; i++) {
        ch_node *inner = find_child(map, aim->steps[i]);
        if (inner == NULL) {
            inner = new_node(f, CH_MAP, span);
            if (inner == NULL || !put(f, map, aim->steps[i], inner))
                return NULL;
        }
        map = inner;
    }
    return map;
}

static void put_at(filling *f, ch_node *root, const ch_aim *aim, ch_node *value)
{
    ch_node *map = mapping_of(f, root, aim, value->span);
    if (map != NULL && map->kind == CH_MAP) /* else it was denied */
        put(f, map, aim->steps[aim->depth - 1], value);
}

/* Evidence of which a cell says no is none, whatever else the row says of it. It becomes a plain false, and put_at()
 * then adds nothing to it: a date beside "not yet" must not make evidence of it. */
static void deny(filling *f, ch_node *root, const ch_aim *aim)
{
    ch_node *map = mapping_of(f, root, aim, root->span);
    if (map == NULL)
        return;
    map->kind = CH_SCALAR;
    map->text = CH_LITERAL("false");
    map->first = map->last = NULL;
    map->count = 0;
}

/* How much of a row's volume is whose, nobody has said: told once for each of its declarations it would be counted
 * several times. */
static bool is_of_row(filling *f, const ch_aim *aim, const uint32_t *bound)
{
    if (!f->several || !ch_text_is(aim->steps[0], "volume"))
        return false;
    if (bound[0] != CH_NOT_FOUND && cell_text(f, bound[0]).length > 0)
        tell(f, CHARTER_NOTE, bound[0], cell_text(f, bound[0]),
             N_("row %1$s, column \"%2$s\": \"%3$s\" is the volume of several uses, and is left out"),
             N_("how much of it is whose is not known; write them in several rows"));
    return true;
}

static ch_node *value_of(filling *f, const ch_aim *aim, const uint32_t *bound)
{
    if (is_of_row(f, aim, bound))
        return NULL;
    return aim->whole != NULL ? joined_value(f, aim, bound)
           : aim->adds        ? added_value(f, aim, bound)
           : aim->list        ? all_values(f, aim, bound)
                              : one_value(f, aim, bound);
}

/* `each`: the value of the key that has one in each declaration of the row. `usage: 1` is not in the register: the
 * mapping speaks for all of its rows. */
static ch_node *make_declaration(filling *f, ch_node *each)
{
    const charter_intake *intake = f->reg->intake;
    const uint32_t *bound = f->reg->bound;
    ch_node *root = new_node(f, CH_MAP, (ch_span){0, (uint32_t)f->source->bytes.length});
    ch_node *version = text_node(f, CH_LITERAL("1"), row_span(f));
    if (root == NULL || version == NULL || !put(f, root, CH_LITERAL("usage"), version))
        return NULL;
    for (uint32_t i = 0; i < intake->aim_count && !f->failed; i++) {
        const ch_aim *aim = &intake->aims[i];
        f->denied = false;
        ch_node *value = aim == f->each_aim ? each : value_of(f, aim, bound);
        if (f->denied)
            deny(f, root, aim);
        else if (value != NULL)
            put_at(f, root, aim, value);
        bound += aim->count;
    }
    return root;
}

/* ---- rows ---- */

static bool holds(filling *f, const ch_left_out *condition, uint32_t column)
{
    ch_text text = cell_text(f, column), folded = ch_name_fold(f->arena, text);
    f->failed = f->failed || folded.at == NULL;
    if (f->failed)
        return false;
    bool blank = text.length == 0;
    return (condition->is.count == 0 || ch_words_have(&condition->is, folded)) &&
           (condition->is_not.count == 0 || !ch_words_have(&condition->is_not, folded)) &&
           (condition->blank == CH_UNSAID || blank == (condition->blank == CH_YES));
}

/* Whether a cell may be this header in other letter case: of a letter alone that says little, and to fold each of a
 * register's first cells would cost a tenth of its reading. */
static bool begins_alike(ch_text cell, ch_text header)
{
    enum { LETTER_CASE = 0x20 };
    return cell.length > 1 && header.length > 1 && ((cell.at[0] ^ header.at[0]) & ~LETTER_CASE) == 0;
}

/* A header that stands once more, as where sheets were pasted one below the other. */
static bool repeats_header(filling *f)
{
    const ch_register *reg = f->reg;
    if (header_rows(reg->intake) != 1 || f->csv->row.count != reg->columns)
        return false;
    for (uint32_t i = 0; i < reg->columns; i++) {
        ch_text cell = cell_text(f, i), header = reg->headers[i];
        if (!ch_text_same(cell, header) && !(begins_alike(cell, header) && is_same(f, cell, header)))
            return false;
    }
    return true;
}

/* A row of blanks is the end of a sheet, not a declaration. Conditions are any-of: each names rows that are none. */
static bool is_left_out(filling *f)
{
    const charter_intake *intake = f->reg->intake;
    const uint32_t *bound = f->reg->bound + count_columns(intake) - intake->left_out_count;
    bool blank = !intake->json; /* what stands in a row of JSON beside its columns is not known */
    for (uint32_t i = 0; i < f->csv->row.count && blank; i++)
        blank = cell_text(f, i).length == 0;
    for (uint32_t i = 0; i < intake->left_out_count && !blank; i++)
        if (holds(f, &intake->left_out[i], bound[i]))
            return true;
    return blank || repeats_header(f);
}

static bool error_width(filling *f, uint32_t column, ch_message help)
{
    ch_error_at(f->faults, CH_CSV_SYNTAX, f->source, cell_span(f, column),
                ch_of_ours(ch_say2("this row has %1$s cells, and the header %2$s",
                                   ch_text_int(f->arena, f->csv->row.count), ch_text_int(f->arena, f->reg->columns)),
                           3),
                help);
    return false;
}

/* Up to the last column that has a name, where there are names. */
static uint32_t named_columns(const ch_register *reg)
{
    uint32_t count = reg->columns;
    while (count > 0 && header_rows(reg->intake) > 0 && reg->headers[count - 1].length == 0)
        count--;
    return count;
}

/* Cells beyond the header mean that some cell before them holds the delimiter, too few that a line was torn: all
 * columns are in doubt. A shifted cell would be read as another column's: the row is invalid rather than wrong. */
static bool check_width(filling *f)
{
    if (f->csv->row.count < named_columns(f->reg))
        return error_width(f, f->csv->row.count - 1,
                           ch_say("put cells that hold a line's end in double quotes; a blank cell has its delimiter "
                                  "too"));
    for (uint32_t i = f->reg->columns; i < f->csv->row.count; i++)
        if (cell_text(f, i).length > 0)
            return error_width(f, i, ch_say("put cells that hold the delimiter in double quotes"));
    return true;
}

static ch_register_status make_declarations(filling *f, ch_node **first)
{
    ch_node list = {.kind = CH_LIST};
    if (!read_each(f))
        return CH_REGISTER_FAULT;
    f->several = f->each.count > 1;
    uint32_t count = f->several ? f->each.count : 1;
    for (ch_node *each = f->each.first, *next; f->part < count && !f->failed; f->part++, each = next) {
        next = each == NULL ? NULL : each->next;
        if (each != NULL)
            each->next = NULL; /* it becomes a value of the declaration's own mapping */
        ch_node *declaration = make_declaration(f, each);
        if (declaration != NULL)
            ch_node_append(&list, declaration);
    }
    *first = list.first;
    return f->failed ? CH_REGISTER_NO_MEMORY : CH_REGISTER_DECLARATIONS;
}

/* Room for the widest row at once: an upper row may be shorter than the one below. The headers live in the register's
 * arena, which outlives its rows; chunks borrow them. */
static ch_register_status read_header(ch_register *reg, ch_csv *csv, const ch_source *source, uint32_t row,
                                      charter_diagnostics *faults)
{
    uint32_t rows = header_rows(reg->intake);
    if (!make_headers(reg) || (rows > 0 && !join_header(reg, csv, row + 1 == rows)))
        return CH_REGISTER_NO_MEMORY;
    if (rows == 0)
        reg->columns = csv->row.count;
    if (row + 1 < rows)
        return CH_REGISTER_NOTHING;
    if (!bind_columns(reg, source->name, faults) || faults->failed)
        return CH_REGISTER_NO_MEMORY;
    reg->ready = faults->errors == 0;
    csv->width = reg->columns;
    reg->delimiter = csv->rules.delimiter;
    return reg->ready ? CH_REGISTER_NOTHING : CH_REGISTER_FAULT;
}

/* A guess at the encoding is said once for a register, at the first declaration that it is about. */
static void note_encoding(filling *f)
{
    if (!f->csv->guessed || f->reg->told_encoding)
        return;
    f->reg->told_encoding = true;
    ch_warning_at(f->notes, CH_BYTES_ENCODING, f->source, cell_span(f, 0),
                  ch_say("this row is not UTF-8: it is read as Windows-1252, and so are others like it"),
                  ch_say("write \"encoding: windows-1252\" in the intake mapping, or save the register as UTF-8"));
}

/* The forms live as long as the row: chunks of a register are read side by side, each with a register of its own. */
static ch_csv_status read_json(ch_register *reg, ch_csv *csv, const ch_source *source, ch_arena *arena,
                               charter_diagnostics *faults)
{
    if (!ch_register_bind_paths(reg))
        return CH_CSV_NO_MEMORY;
    uint8_t *forms = ch_arena_take(arena, reg->columns + 1);
    ch_json_columns columns = {reg->headers, reg->columns, forms, reg->seen.bits};
    reg->forms = forms;
    reg->seen.rows++;
    return forms == NULL ? CH_CSV_NO_MEMORY : ch_json_cells(csv, source, reg->around, &columns, arena, faults);
}

/* Skipped rows are not even cut into cells: what stands above a header is often no CSV. The bytes of the others were
 * checked before (stream_syntax.c). */
ch_register_status ch_register_row(ch_register *reg, ch_csv *csv, const ch_source *source, ch_arena *arena,
                                   charter_diagnostics *faults, charter_diagnostics *notes, ch_node **first)
{
    filling f = {.reg = reg, .csv = csv, .source = source, .arena = arena, .faults = faults, .notes = notes};
    if (csv->row.number <= (uint32_t)reg->intake->skip.value)
        return CH_REGISTER_NOTHING;
    if (reg->ready) /* a chunk is read by another reader than the header */
        csv->rules.delimiter = reg->delimiter;
    switch (reg->intake->json ? read_json(reg, csv, source, arena, faults) : ch_csv_read(csv, source, arena, faults)) {
    case CH_CSV_FAULT:
        return CH_REGISTER_FAULT;
    case CH_CSV_NO_MEMORY:
        return CH_REGISTER_NO_MEMORY;
    case CH_CSV_ROW:
        break;
    }
    uint32_t row = reg->rows++, header = header_rows(reg->intake);
    if (!reg->ready) {
        ch_register_status status = read_header(reg, csv, source, row, faults);
        if (status != CH_REGISTER_NOTHING || header > 0)
            return status;
    }
    if (row < header + (uint32_t)reg->intake->skip_after.value || is_left_out(&f))
        return f.failed ? CH_REGISTER_NO_MEMORY : CH_REGISTER_NOTHING;
    if (!check_width(&f))
        return CH_REGISTER_FAULT;
    note_encoding(&f);
    return make_declarations(&f, first);
}
