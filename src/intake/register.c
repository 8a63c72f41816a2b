/* From a register's header to bound columns, and from its rows to declarations. What a row says that the mapping does
 * not know makes its fact absent, never a guess: absent is undetermined where a clause needs it, and a note says
 * which cell it was. Cutting rows and cells is tree/csv_reader.c's, the mapping itself intake.c's. */
#include "intake/register.h"

#include "base/no_word.h"
#include "base/unicode.h"

/* One long cell of separators would else cost the square of its length. */
#define MOST_PARTS 256 /* declarations from one row: each looks through its cell anew */

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

/* Spreadsheets pad with no-break spaces (U+00A0), which are white space to nobody but people. */
static ch_text trim(ch_text text)
{
    static const char no_break[] = "\xC2\xA0";
    for (;;) {
        if (text.length > 0 && (unsigned char)text.at[0] <= ' ')
            text = (ch_text){text.at + 1, text.length - 1};
        else if (text.length > 0 && (unsigned char)text.at[text.length - 1] <= ' ')
            text.length--;
        else if (ch_text_begins(text, no_break))
            text = (ch_text){text.at + 2, text.length - 2};
        else if (text.length >= 2 && memcmp(text.at + text.length - 2, no_break, 2) == 0)
            text.length -= 2;
        else
            return text;
    }
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
        ch_text cell = trim(csv->texts[i]);
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
    uint32_t part, parts; /* which of a cell's declarations */
    bool denied;          /* the cell just read is a word of no where a reference is asked for */
    bool failed;          /* no memory */
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

static ch_text cell_text(const filling *f, uint32_t column)
{
    return column < f->csv->row.count ? trim(f->csv->texts[column]) : CH_LITERAL("");
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
    LEFT_NO_VALUE
} left_out;

static void note_unknown(filling *f, const ch_intake_source *source, uint32_t column, ch_text text, left_out why)
{
    static const char *const texts[] = {
        [LEFT_UNKNOWN] = N_("row %1$s, column \"%2$s\": the intake mapping does not know \"%3$s\""),
        [LEFT_NO_DATE] = N_("row %1$s, column \"%2$s\": \"%3$s\" is no date in the forms of the intake mapping"),
        [LEFT_NO_NUMBER] = N_("row %1$s, column \"%2$s\": \"%3$s\" is no number that is read here, or could be two"),
        [LEFT_NO_ANSWER] = N_("row %1$s, column \"%2$s\": the intake mapping does not know \"%3$s\""),
        [LEFT_NO_VALUE] = N_("row %1$s, column \"%2$s\": \"%3$s\" is no single value that can be read"),
        [LEFT_NO_REFERENCE] =
            N_("row %1$s, column \"%2$s\": \"%3$s\" is no reference: it says no, not yet, or nothing"),
    };
    if ((f->part > 0 && !source->each) || f->notes->failed)
        return; /* told with the row's first declaration */
    ch_text row = ch_text_int(f->arena, f->csv->row.number), name = f->reg->headers[column];
    if (name.length == 0)
        name = ch_text_int(f->arena, (int64_t)column + 1);
    ch_warning_at(f->notes, CH_INTAKE_VALUE, f->source, cell_span(f, column),
                  ch_of_ours(ch_say3(texts[why], row, name, text), 1),
                  why == LEFT_NO_REFERENCE || why == LEFT_NO_ANSWER
                      ? ch_say("it is left out, and the duty that it would show is open")
                  : why == LEFT_NO_VALUE
                      ? ch_say("it is left out, and what needs it is undetermined")
                      : ch_say("it is left out, and what needs it is undetermined; add it to the mapping"));
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

static ch_says add_date(filling *f, const ch_intake_source *source, uint32_t column, ch_text text, ch_text folded,
                        ch_node *values)
{
    char date[11];
    ch_day day;
    bool read = source->dates != NULL ? ch_date_by_forms(source->dates, folded, date) : charter_day_parse(text, &day);
    if (read)
        return add_text(f, source->dates != NULL ? ch_text_of(date) : text, cell_span(f, column), values);
    note_unknown(f, source, column, text, LEFT_NO_DATE);
    return SAYS_UNKNOWN;
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
    ch_decimal decimal = form_of(f, column) == CH_JSON_NUMBER ? CH_DECIMAL_POINT : source->decimal;
    if (counts && ch_cell_number(text, decimal, aim->type == CH_CELL_WHOLE, number))
        said = ch_text_of(number);
    if (aim->type == CH_CELL_BOOL && ch_cell_bool(folded) != NULL)
        said = ch_text_of(ch_cell_bool(folded));
    if (said.at != NULL)
        return add_text(f, said, cell_span(f, column), values);
    note_unknown(f, source, column, text, counts ? LEFT_NO_NUMBER : LEFT_UNKNOWN);
    return SAYS_UNKNOWN;
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
            note_unknown(f, source, column, text, aim->answers ? LEFT_NO_ANSWER : LEFT_UNKNOWN);
            return SAYS_UNKNOWN;
        }
    }
    if (aim->denies && ch_says_no(text)) {
        note_unknown(f, source, column, text, LEFT_NO_REFERENCE);
        f->denied = true;
        return SAYS_UNKNOWN;
    }
    if (source->dates != NULL || aim->type != CH_CELL_TEXT)
        return add_typed(f, aim, source, column, text, values);
    if (aim->words != NULL && ch_word_index(aim->words, text) < 0) {
        note_unknown(f, source, column, text, LEFT_UNKNOWN);
        return SAYS_UNKNOWN;
    }
    ch_says said = add_text(f, text, cell_span(f, column), values);
    /* Whether it is an id all the same, only the charter knows (`accepts`): the mark is resolved when it is judged. */
    if (said == SAYS_VALUES && aim->names)
        values->last->unread = ch_says_no(text);
    return said;
}

/* ---- cells that are split ---- */

static size_t separator_at(const ch_node *separators, ch_text text, size_t i)
{
    for (const ch_node *one = ch_names_first(separators); one != NULL; one = ch_names_next(one))
        if (text.length - i >= one->text.length && memcmp(text.at + i, one->text.at, one->text.length) == 0)
            return one->text.length;
    return 0;
}

/* Where the part that begins at `i` ends, and in `*width` how long the separator there is. What stands in parentheses
 * is not cut: "Office suite (mail, texts)" is one product. A bracket that is never closed keeps the rest together:
 * nothing is lost. */
static size_t part_end(const ch_node *separators, ch_text text, size_t i, size_t *width)
{
    unsigned depth = 0;
    for (*width = 0; i < text.length; i++) {
        if (depth == 0 && (*width = separator_at(separators, text, i)) > 0)
            break;
        if (text.at[i] == '(')
            depth++;
        else if (text.at[i] == ')' && depth > 0)
            depth--;
    }
    return i;
}

/* The next part that is not blank, from `*at` on; empty at the end. */
static ch_text next_part(const ch_node *separators, ch_text text, size_t *at)
{
    while (*at < text.length) {
        size_t start = *at, width;
        size_t i = part_end(separators, text, start, &width);
        *at = i + width;
        ch_text part = trim((ch_text){text.at + start, i - start});
        if (part.length > 0)
            return part;
    }
    return CH_NO_TEXT;
}

static uint32_t count_parts(const ch_node *separators, ch_text text)
{
    uint32_t count = 0;
    for (size_t at = 0; next_part(separators, text, &at).length > 0;)
        count++;
    return count;
}

static ch_says add_parts(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column, ch_text text,
                         ch_node *values)
{
    size_t at = 0;
    ch_says said = SAYS_NOTHING;
    for (uint32_t i = 0;; i++) {
        ch_text part = next_part(source->split, text, &at);
        if (part.length == 0)
            return said;
        if (source->each && i != f->part)
            continue;
        ch_says one = add_part(f, aim, source, column, part, values);
        if (one == SAYS_UNKNOWN || (one == SAYS_NOTHING && aim->list))
            return one; /* a list that lacks an item would say too little */
        said = one == SAYS_VALUES ? one : said;
    }
}

/* A default speaks for a blank cell alone, never for one that is not understood. */
static ch_says add_source(filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                          ch_node *values)
{
    if (source->constant != NULL)
        return add_meaning(f, source->constant, row_span(f), values);
    if (form_of(f, column) == CH_JSON_UNFIT) {
        note_unknown(f, source, column, cell_text(f, column), LEFT_NO_VALUE);
        return SAYS_UNKNOWN;
    }
    ch_text text = cell_text(f, column);
    ch_says said = SAYS_NOTHING;
    if (text.length > 0)
        said = source->split != NULL ? add_parts(f, aim, source, column, text, values)
                                     : add_part(f, aim, source, column, text, values);
    if (said == SAYS_NOTHING && source->fallback != NULL)
        return add_meaning(f, source->fallback, cell_span(f, column), values);
    return said;
}

/* ---- keys ---- */

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

/* Of the stage alone a default is taken where it is absent: that it was said, and not understood, must not be lost.
 * Elsewhere an absent key is undetermined by itself; a stage that is absent means "planned", the mildest. */
static ch_node *unread_value(filling *f, const ch_aim *aim, uint32_t column)
{
    ch_node *node = ch_text_is(aim->path, "stage") ? new_node(f, CH_SCALAR, cell_span(f, column)) : NULL;
    if (node == NULL)
        return NULL;
    node->text = CH_LITERAL("");
    node->plain = node->unread = true;
    return node;
}

/* The first source that says something; one that says what the mapping does not know ends the search. */
static ch_node *first_value(filling *f, const ch_aim *aim, const uint32_t *bound)
{
    ch_node values = {.kind = CH_LIST};
    for (uint32_t i = 0; i < aim->count; i++) {
        ch_says said = add_source(f, aim, &aim->sources[i], bound[i], &values);
        if (said != SAYS_NOTHING)
            return said == SAYS_VALUES ? values.first : unread_value(f, aim, bound[i]);
    }
    return NULL;
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
                note_unknown(f, &aim->sources[i], bound[i], values.first->text, LEFT_NO_NUMBER);
            return NULL;
        }
        sum += (uint64_t)number;
    }
    return text_node(f, ch_text_int(f->arena, (int64_t)sum), cell_span(f, bound[0] == CH_NOT_FOUND ? 0 : bound[0]));
}

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

/* `usage: 1` is not in the register: the mapping speaks for all of its rows. */
static ch_node *make_declaration(filling *f)
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
        ch_node *value = aim->adds   ? added_value(f, aim, bound)
                         : aim->list ? all_values(f, aim, bound)
                                     : first_value(f, aim, bound);
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

/* A header that stands once more, as where sheets were pasted one below the other. */
static bool repeats_header(const filling *f)
{
    const ch_register *reg = f->reg;
    if (header_rows(reg->intake) != 1 || f->csv->row.count != reg->columns)
        return false;
    for (uint32_t i = 0; i < reg->columns; i++)
        if (!ch_text_same(cell_text(f, i), reg->headers[i]))
            return false;
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

/* Cells beyond the header mean that some cell before them holds the delimiter: all columns are in doubt. A shifted
 * cell would be read as another column's: the row is invalid rather than wrong. */
static bool check_width(filling *f)
{
    for (uint32_t i = f->reg->columns; i < f->csv->row.count; i++) {
        if (cell_text(f, i).length == 0)
            continue;
        ch_error_at(f->faults, CH_CSV_SYNTAX, f->source, cell_span(f, i),
                    ch_of_ours(ch_say2("this row has %1$s cells, and the header %2$s",
                                       ch_text_int(f->arena, f->csv->row.count),
                                       ch_text_int(f->arena, f->reg->columns)),
                               3),
                    ch_say("put cells that hold the delimiter in double quotes"));
        return false;
    }
    return true;
}

/* The source that makes several declarations, or NULL; `*column` is its column. */
static const ch_intake_source *find_each(const filling *f, uint32_t *column)
{
    const charter_intake *intake = f->reg->intake;
    const uint32_t *bound = f->reg->bound;
    for (uint32_t i = 0; i < intake->aim_count; bound += intake->aims[i++].count)
        for (uint32_t j = 0; j < intake->aims[i].count; j++)
            if (intake->aims[i].sources[j].each) {
                *column = bound[j];
                return &intake->aims[i].sources[j];
            }
    return NULL;
}

/* How many declarations the row makes. A cell without any part makes one, without the key: no row is lost. The bound
 * is looked at before any is made. */
static bool count_declarations(filling *f)
{
    uint32_t column;
    const ch_intake_source *each = find_each(f, &column);
    f->parts = each == NULL ? 1 : count_parts(each->split, cell_text(f, column));
    if (f->parts == 0)
        f->parts = 1;
    if (f->parts <= MOST_PARTS)
        return true;
    ch_error_at(f->faults, CH_LIMIT_ENTRIES, f->source, cell_span(f, column),
                ch_say1("this cell makes more than %s declarations", ch_text_int(f->arena, MOST_PARTS)),
                ch_say("write them in several rows"));
    return false;
}

static ch_register_status make_declarations(filling *f, ch_node **first)
{
    ch_node list = {.kind = CH_LIST};
    if (!count_declarations(f))
        return CH_REGISTER_FAULT;
    for (f->part = 0; f->part < f->parts && !f->failed; f->part++) {
        ch_node *declaration = make_declaration(f);
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
