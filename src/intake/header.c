/* A register's header: the names of its columns, and where what the mapping asks for stands; columns of JSON, which are
 * paths, and of which it is known at the end alone that no row has them. */
#include "intake/header.h"

#include "base/unicode.h"

uint32_t ch_header_rows(const charter_intake *intake)
{
    if (intake->json)
        return 0;
    return intake->header.given ? (uint32_t)intake->header.value : 1;
}

/* To know the row again where it stands once more. */
static bool keep_row(ch_register *reg, const ch_csv *csv, ch_header_row *kept)
{
    *kept = (ch_header_row){ch_arena_take_many(&reg->arena, csv->row.count, sizeof *kept->cells), csv->row.count};
    for (uint32_t i = 0; i < csv->row.count && kept->cells != NULL; i++) {
        ch_text cell = ch_cell_trim(csv->texts[i]);
        kept->cells[i] = cell.length == 0 ? CH_LITERAL("") : ch_arena_text(&reg->arena, cell);
        if (kept->cells[i].at == NULL)
            return false;
    }
    return kept->cells != NULL;
}

/* A name over several rows: what stands in the upper ones holds for the columns to its right too. A merged cell of a
 * spreadsheet is exported as its text and blanks to its right. In the last row a blank is a column without a name. */
bool ch_header_join(ch_register *reg, const ch_csv *csv, uint32_t row)
{
    bool last = row + 1 == ch_header_rows(reg->intake);
    ch_text above = CH_NO_TEXT;
    if (!keep_row(reg, csv, &reg->written[row]))
        return false;
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
size_t ch_columns_count(const charter_intake *intake)
{
    size_t count = intake->left_out_count;
    for (uint32_t i = 0; i < intake->aim_count; i++)
        count += intake->aims[i].count;
    return count;
}

/* Finds every column that the mapping names, in the order in which rows ask for them. */
bool ch_header_bind(ch_register *reg, const char *file, charter_diagnostics *faults)
{
    const charter_intake *intake = reg->intake;
    binder b = {.reg = reg, .faults = faults, .file = file};
    reg->bound = ch_arena_take_many(&reg->arena, ch_columns_count(intake) + 1, sizeof *reg->bound);
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
    if (from->lacking_count > seen->lacking_count) { /* counted where the register is cut, from its beginning */
        seen->lacking_count = from->lacking_count;
        seen->first_lacking = from->first_lacking;
    }
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

static void warn_lacking(binder *b, const ch_columns_seen *seen)
{
    ch_source place = seen->first_lacking;
    ch_text path = b->reg->intake->rows;
    if (seen->lacking_count == 0)
        return;
    place.name = b->file;
    place.bytes = CH_LITERAL("{");
    ch_warning_at(b->faults, CH_INTAKE_COLUMN, &place, (ch_span){0, 1},
                  seen->lacking_count == 1
                      ? ch_say1("this object lacks a key of the path \"%s\": no rows of it are read", path)
                      : ch_say2("this object and %2$s more lack a key of the path \"%1$s\": no rows of them are read",
                                path, ch_text_int(&b->reg->arena, seen->lacking_count - 1)),
                  ch_say("where it has rows, spell their key as \"rows\" of the intake mapping does"));
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
    warn_lacking(&b, seen);
    const uint32_t *bound = reg->bound;
    for (uint32_t i = 0; i < intake->aim_count; bound += intake->aims[i++].count)
        check_aim(&b, seen, &intake->aims[i], bound);
    for (uint32_t i = 0; i < intake->left_out_count; i++) {
        const ch_aim condition = {.count = 1, .sources = &(ch_intake_source){.column = intake->left_out[i].column}};
        check_aim(&b, seen, &condition, bound + i);
    }
}

bool ch_header_make(ch_register *reg)
{
    if (reg->headers == NULL)
        reg->headers = ch_arena_take_many(&reg->arena, CH_CSV_MOST_CELLS, sizeof *reg->headers);
    return reg->headers != NULL;
}

bool ch_register_bind_paths(ch_register *reg)
{
    charter_diagnostics none = {0};
    reg->ready = reg->ready || (ch_header_make(reg) && ch_header_bind(reg, "", &none));
    reg->begins = (uint32_t)reg->intake->skip_after.value;
    return reg->ready;
}
