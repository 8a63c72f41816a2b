/* From a register's header to bound columns, and from its rows to declarations. What a row says that the mapping does
 * not know makes its fact absent, never a guess: absent is undetermined where a clause needs it, and a note says
 * which cell it was. Cutting rows and cells is tree/csv_reader.c's, the mapping itself load.c's. */
#include "intake/register.h"

#include "intake/filling.h"
#include "intake/header.h"

#include "base/unicode.h"

void ch_register_open(ch_register *reg, const charter_intake *intake)
{
    *reg = (ch_register){.intake = intake};
}

void ch_register_close(ch_register *reg)
{
    ch_arena_clear(&reg->arena);
}

bool ch_register_begun(const ch_register *reg)
{
    return reg->ready && reg->seen_row >= reg->begins;
}

/* The messages of ch_cell_left_out() all have the row, the column and the value, in this order; arguments may be
 * masked. */
bool ch_register_unknown(const charter_diagnostic *note, uint64_t *row, ch_text *column, ch_text *value)
{
    if (strcmp(note->code, ch_code_text(CH_INTAKE_VALUE)) != 0 || note->severity != CHARTER_WARNING ||
        ch_cell_said_no(&note->message))
        return false;
    *row = note->place.row;
    *column = note->message.args[1];
    *value = note->message.args[2];
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

static bool put(ch_filling *f, ch_node *map, ch_text key, ch_node *value)
{
    value->key = ch_filling_text(f, key, value->span);
    if (value->key == NULL)
        return false;
    ch_node_append(map, value);
    return true;
}

/* The mapping in which a key stands: made, as those around it, where it is missing. NULL where there is no memory. A
 * path of the mapping has at most CH_PATH_STEPS steps (paths.c), so the nodes made here are few. */
static ch_node *mapping_of(ch_filling *f, ch_node *root, const ch_aim *aim, ch_span span)
{
    ch_node *map = root;
    for (uint32_t i = 0; i + 1 < aim->depth; i++) {
        ch_node *inner = find_child(map, aim->steps[i]);
        if (inner == NULL) {
            inner = ch_filling_node(f, CH_MAP, span);
            if (inner == NULL || !put(f, map, aim->steps[i], inner))
                return NULL;
        }
        map = inner;
    }
    return map;
}

static void put_at(ch_filling *f, ch_node *root, const ch_aim *aim, ch_node *value)
{
    ch_node *map = mapping_of(f, root, aim, value->span);
    if (map != NULL && map->kind == CH_MAP) /* else it was denied */
        put(f, map, aim->steps[aim->depth - 1], value);
}

/* Evidence of which a cell says no is none, whatever else the row says of it. It becomes a plain false, and put_at()
 * then adds nothing to it: a date beside "not yet" must not make evidence of it. */
static void deny(ch_filling *f, ch_node *root, const ch_aim *aim)
{
    ch_node *map = mapping_of(f, root, aim, root->span);
    if (map == NULL)
        return;
    map->kind = CH_SCALAR;
    map->text = CH_LITERAL("false");
    map->first = map->last = NULL;
    map->count = 0;
}

/* `each`: the value of the key that has one in each declaration of the row. `usage: 1` is not in the register: the
 * mapping speaks for all of its rows. */
static ch_node *make_declaration(ch_filling *f, ch_node *each)
{
    const charter_intake *intake = f->reg->intake;
    const uint32_t *bound = f->reg->bound;
    ch_node *root = ch_filling_node(f, CH_MAP, (ch_span){0, (uint32_t)f->source->bytes.length});
    ch_node *version = ch_filling_text(f, CH_LITERAL("1"), ch_row_span(f));
    if (root == NULL || version == NULL || !put(f, root, CH_LITERAL("usage"), version))
        return NULL;
    for (uint32_t i = 0; i < intake->aim_count && !f->failed; i++) {
        const ch_aim *aim = &intake->aims[i];
        f->denied = false;
        ch_node *value = aim == f->each_aim ? each : ch_value_of(f, aim, bound);
        if (f->denied)
            deny(f, root, aim);
        else if (value != NULL)
            put_at(f, root, aim, value);
        bound += aim->count;
    }
    return root;
}

/* ---- rows ---- */

typedef bool cell_test(ch_filling *f, const ch_intake_source *source, ch_text text);

/* Whether the test holds for some key's source that reads the column. */
static bool some_source(ch_filling *f, uint32_t column, ch_text text, cell_test *test)
{
    const charter_intake *intake = f->reg->intake;
    const uint32_t *bound = f->reg->bound;
    for (uint32_t i = 0; i < intake->aim_count; bound += intake->aims[i++].count)
        for (uint32_t j = 0; j < intake->aims[i].count; j++) {
            const ch_aim *aim = &intake->aims[i];
            if (bound[j] == column && test(f, aim->whole != NULL ? aim->whole : &aim->sources[j], text))
                return true;
        }
    return false;
}

/* A word that says nothing in all columns, or in this one. A table's author may give one a meaning: it says something
 * then. */
static bool is_blank(ch_filling *f, uint32_t column)
{
    static const ch_intake_source any;
    ch_text text = ch_cell_text(f, column);
    if (text.length == 0)
        return true;
    return (ch_cell_is_nothing(f, &any, text) || some_source(f, column, text, ch_cell_is_nothing)) &&
           !some_source(f, column, text, ch_cell_has_meaning);
}

static bool holds(ch_filling *f, const ch_left_out *condition, uint32_t column)
{
    /* What cannot be read is none of these words, and not none of them either. */
    if (ch_cell_form(f, column) == CH_JSON_UNFIT || ch_cell_is_unclean(f, column))
        return false;
    ch_text text = ch_cell_text(f, column), folded = ch_name_fold(f->arena, text);
    f->failed = f->failed || folded.at == NULL;
    if (f->failed)
        return false;
    return (condition->is.count == 0 || ch_words_have(&condition->is, folded)) &&
           (condition->is_not.count == 0 || !ch_words_have(&condition->is_not, folded)) &&
           (condition->blank == CH_UNSAID || is_blank(f, column) == (condition->blank == CH_YES));
}

/* Whether a cell may be this header in other letter case: of a letter alone that says little, and to fold each of a
 * register's first cells would cost a tenth of its reading. */
static bool begins_alike(ch_text cell, ch_text header)
{
    enum { LETTER_CASE = 0x20 };
    return cell.length > 1 && header.length > 1 && ((cell.at[0] ^ header.at[0]) & ~LETTER_CASE) == 0;
}

/* Cells that one of the two has beyond the other have to be blank. */
static bool repeats_row(ch_filling *f, const ch_header_row *written)
{
    uint32_t count = written->count > f->csv->row.count ? written->count : f->csv->row.count;
    for (uint32_t i = 0; i < count; i++) {
        ch_text cell = ch_cell_text(f, i), header = i < written->count ? written->cells[i] : CH_LITERAL("");
        if (!ch_text_same(cell, header) && !(begins_alike(cell, header) && ch_cell_is_same(f, cell, header)))
            return false;
    }
    return true;
}

/* A header that stands once more, as where sheets were pasted one below the other; of one over several rows each of
 * them. */
static bool repeats_header(ch_filling *f)
{
    for (uint32_t i = 0; i < ch_header_rows(f->reg->intake); i++)
        if (repeats_row(f, &f->reg->written[i]))
            return true;
    return false;
}

/* A row of blanks is the end of a sheet, not a declaration. */
static bool is_blank_or_header(ch_filling *f)
{
    bool blank = !f->reg->intake->json; /* what stands in a row of JSON beside its columns is not known */
    for (uint32_t i = 0; i < f->csv->row.count && blank; i++)
        blank = is_blank(f, i);
    return blank || repeats_header(f);
}

/* Conditions are any-of: each names rows that are none. */
static bool is_left_out(ch_filling *f)
{
    const charter_intake *intake = f->reg->intake;
    const uint32_t *bound = f->reg->bound + ch_columns_count(intake) - intake->left_out_count;
    for (uint32_t i = 0; i < intake->left_out_count; i++)
        if (holds(f, &intake->left_out[i], bound[i]))
            return true;
    return false;
}

static bool error_width(ch_filling *f, uint32_t column, ch_message help)
{
    ch_error_at(f->faults, CH_CSV_SYNTAX, f->source, ch_cell_span(f, column),
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
    while (count > 0 && ch_header_rows(reg->intake) > 0 && reg->headers[count - 1].length == 0)
        count--;
    return count;
}

/* Cells beyond the header mean that some cell before them holds the delimiter, too few that a line was torn: all
 * columns are in doubt. A shifted cell would be read as another column's: the row is invalid rather than wrong. */
static bool check_width(ch_filling *f)
{
    /* Where a sheet's row ends, only its cells say. */
    if (!f->reg->sheet && f->csv->row.count < named_columns(f->reg))
        return error_width(f, f->csv->row.count - 1,
                           ch_say("put cells that hold a line's end in double quotes; a blank cell has its delimiter "
                                  "too"));
    for (uint32_t i = f->reg->columns; i < f->csv->row.count; i++)
        if (ch_cell_text(f, i).length > 0)
            return error_width(f, i, ch_say("put cells that hold the delimiter in double quotes"));
    return true;
}

static ch_register_status make_declarations(ch_filling *f, ch_node **first)
{
    ch_node list = {.kind = CH_LIST};
    if (!ch_read_each(f))
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
    uint32_t rows = ch_header_rows(reg->intake);
    if (!ch_header_make(reg) || (rows > 0 && !ch_header_join(reg, csv, row)))
        return CH_REGISTER_NO_MEMORY;
    if (rows == 0)
        reg->columns = csv->row.count;
    if (row + 1 < rows)
        return CH_REGISTER_NOTHING;
    if (!ch_header_bind(reg, source->name, faults) || faults->failed)
        return CH_REGISTER_NO_MEMORY;
    reg->ready = faults->errors == 0;
    reg->begins = csv->row.number - (rows == 0) + (uint32_t)reg->intake->skip_after.value;
    csv->width = reg->columns;
    csv->named = named_columns(reg);
    reg->delimiter = csv->rules.delimiter;
    return reg->ready ? CH_REGISTER_NOTHING : CH_REGISTER_FAULT;
}

/* A guess at the encoding is said once for a register, at the first declaration that it is about. */
static void note_encoding(ch_filling *f)
{
    if (!f->csv->guessed || f->reg->told_encoding)
        return;
    f->reg->told_encoding = true;
    ch_warning_at(f->notes, CH_BYTES_ENCODING, f->source, ch_cell_span(f, 0),
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
    ch_json_columns columns = {reg->headers, reg->columns, forms, reg->seen.bits, reg->intake->rows.at != NULL};
    reg->forms = forms;
    reg->seen.rows++;
    return forms == NULL ? CH_CSV_NO_MEMORY : ch_json_cells(csv, source, reg->around, &columns, arena, faults);
}

/* Skipped rows are not even cut into cells: what stands above a header is often no CSV. The bytes of the others were
 * checked before (stream_syntax.c). */
ch_register_status ch_register_row(ch_register *reg, ch_csv *csv, const ch_source *source, ch_arena *arena,
                                   charter_diagnostics *faults, charter_diagnostics *notes, ch_node **first)
{
    ch_filling f = {.reg = reg, .csv = csv, .source = source, .arena = arena, .faults = faults, .notes = notes};
    if (csv->row.number <= (uint32_t)reg->intake->skip.value)
        return CH_REGISTER_NOTHING;
    reg->seen_row = csv->row.number;
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
    if (!reg->ready) {
        ch_register_status status = read_header(reg, csv, source, reg->rows++, faults);
        if (status != CH_REGISTER_NOTHING || ch_header_rows(reg->intake) > 0)
            return status;
    }
    if (csv->row.number <= reg->begins || is_blank_or_header(&f))
        return f.failed ? CH_REGISTER_NO_MEMORY : CH_REGISTER_NOTHING;
    /* Before what the row says is asked: cells of a broken one stand under wrong columns. */
    if (!check_width(&f))
        return CH_REGISTER_FAULT;
    if (is_left_out(&f))
        return f.failed ? CH_REGISTER_NO_MEMORY : CH_REGISTER_NOTHING;
    note_encoding(&f);
    return make_declarations(&f, first);
}
