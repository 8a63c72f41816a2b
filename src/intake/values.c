/* A key's value from its columns: one or several, added up or joined; and those of which each makes a declaration. */
#include "intake/filling.h"

#include "base/unicode.h"
#include "intake/list_cell.h"

#define MOST_PARTS 256 /* declarations from one row */

/* The list of a key's values, or NULL where it is absent. A key that takes a list takes all sources, and is
 * absent where one of them does not say: a shorter list would say too little. */
static ch_node *all_values(ch_filling *f, const ch_aim *aim, const uint32_t *bound)
{
    ch_node *values = ch_filling_node(f, CH_LIST, ch_cell_span(f, bound[0] == CH_NOT_FOUND ? 0 : bound[0]));
    for (uint32_t i = 0; i < aim->count && values != NULL; i++)
        if (ch_add_source(f, aim, &aim->sources[i], bound[i], values) != CH_SAYS_VALUES)
            return NULL;
    return values;
}

/* In place of what could not be read. Of the stage alone a default is taken where it is absent: that it was said, and
 * not understood, must not be lost. A use without an activity or a tool is none, and these must be there, blank or
 * not. Elsewhere an absent key is undetermined by itself. */
static ch_node *unread_value(ch_filling *f, const ch_aim *aim, ch_says said, uint32_t column)
{
    bool named = ch_aim_names_use(aim),
         null = said == CH_SAYS_UNKNOWN && (ch_text_is(aim->path, "stage") || ch_aim_dates_evidence(aim));
    ch_node *node = named || null ? ch_filling_text(f, CH_LITERAL(""), ch_cell_span(f, column)) : NULL;
    if (node == NULL)
        return NULL;
    node->plain = null;
    node->unread = true;
    return node;
}

bool ch_cell_is_same(ch_filling *f, ch_text one, ch_text other)
{
    ch_text a = ch_name_fold(f->arena, one), b = ch_name_fold(f->arena, other);
    f->failed = f->failed || a.at == NULL || b.at == NULL;
    return !f->failed && ch_text_same(a, b);
}

/* Texts of several columns, one behind the other: none of what they tell of the use is lost, to detectors
 * least. */
static ch_text both(ch_filling *f, ch_text one, ch_text other)
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
static ch_says add_further(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column,
                           ch_node *value)
{
    ch_node values = {.kind = CH_LIST};
    if (source->constant != NULL || source->if_blank)
        return CH_SAYS_VALUES;
    ch_says said = ch_add_own(f, aim, source, column, &values);
    if (said != CH_SAYS_VALUES || ch_cell_is_same(f, values.first->text, value->text))
        return said == CH_SAYS_UNKNOWN ? said : CH_SAYS_VALUES;
    if (ch_text_is(aim->path, "purpose")) {
        value->text = both(f, value->text, values.first->text);
        return CH_SAYS_VALUES;
    }
    ch_cell_left_out(f, column, ch_cell_text(f, column), CH_LEFT_DIFFERS);
    return CH_SAYS_UNKNOWN;
}

/* A sum that lacks a part would say too little. */
static ch_node *added_value(ch_filling *f, const ch_aim *aim, const uint32_t *bound)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < aim->count; i++) {
        ch_node values = {.kind = CH_LIST};
        int64_t number = 0;
        if (ch_add_source(f, aim, &aim->sources[i], bound[i], &values) != CH_SAYS_VALUES || values.first == NULL)
            return NULL;
        bool counts = ch_text_to_int(values.first->text, &number) && number >= 0;
        if (!counts || sum + (uint64_t)number > INT64_MAX) {
            if (bound[i] != CH_NOT_FOUND)
                ch_cell_left_out(f, bound[i], values.first->text, counts ? CH_LEFT_NO_SUM : CH_LEFT_NO_NUMBER);
            return NULL;
        }
        sum += (uint64_t)number;
    }
    return ch_filling_text(f, ch_text_int(f->arena, (int64_t)sum),
                           ch_cell_span(f, bound[0] == CH_NOT_FOUND ? 0 : bound[0]));
}

/* The first source that says something; one that says what the mapping does not know ends the search. */
static ch_node *one_value(ch_filling *f, const ch_aim *aim, const uint32_t *bound)
{
    ch_node values = {.kind = CH_LIST};
    ch_says said = CH_SAYS_NOTHING;
    uint32_t column = bound[0];
    for (uint32_t i = 0; i < aim->count && said != CH_SAYS_UNKNOWN && !f->failed; i++) {
        ch_says before = said;
        said = before == CH_SAYS_VALUES ? add_further(f, aim, &aim->sources[i], bound[i], values.first)
                                        : ch_add_source(f, aim, &aim->sources[i], bound[i], &values);
        column = said == before ? column : bound[i];
    }
    return said == CH_SAYS_VALUES ? values.first : unread_value(f, aim, said, column);
}

/* ---- columns that are joined ---- */

/* The cells that are not blank, one behind the other; how many are blank, and whether all are taken. */
static ch_text join_cells(ch_filling *f, const ch_aim *aim, const uint32_t *bound, uint32_t *blank, bool *taken)
{
    ch_buffer joined = ch_buffer_init(f->csv->rules.row_bytes + CH_CSV_CELL_MAX);
    *blank = 0;
    for (uint32_t i = 0; i < aim->count; i++) {
        ch_text text = ch_cell_text(f, bound[i]);
        *taken = ch_cell_take(f, aim, aim->whole, bound[i]) && *taken;
        if (ch_cell_is_nothing(f, aim->whole, text)) {
            ++*blank;
            continue;
        }
        if (joined.length > 0)
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

/* Columns that are all blank. A table's author may give a word like "n/a" a meaning, and one in place of a reference
 * says that there is none. */
static ch_says add_blank(ch_filling *f, const ch_aim *aim, const uint32_t *bound, ch_node *values)
{
    const ch_intake_source *whole = aim->whole;
    ch_says said = CH_SAYS_NOTHING;
    for (uint32_t i = 0; i < aim->count && said == CH_SAYS_NOTHING; i++) {
        ch_text text = ch_cell_text(f, bound[i]);
        if (text.length > 0 && (aim->denies || ch_cell_in_table(f, whole, text)))
            said = ch_add_part(f, aim, whole, bound[i], text, values);
    }
    return said == CH_SAYS_NOTHING && whole->fallback != NULL
               ? ch_add_meaning(f, whole->fallback, ch_cell_span(f, bound[0]), values)
               : said;
}

/* Of a date that lacks a part the others may look like another date. */
static ch_says add_joined(ch_filling *f, const ch_aim *aim, const uint32_t *bound, ch_node *values)
{
    const ch_intake_source *whole = aim->whole;
    uint32_t blank, column = bound[0];
    bool taken = true;
    ch_text text = join_cells(f, aim, bound, &blank, &taken);
    if (f->failed || !taken)
        return f->failed ? CH_SAYS_NOTHING : CH_SAYS_UNKNOWN;
    if (blank == aim->count)
        return add_blank(f, aim, bound, values);
    if (blank > 0 && (whole->dates != NULL || aim->type == CH_CELL_DATE)) {
        ch_cell_left_out(f, column, text, CH_LEFT_NO_DATE);
        return CH_SAYS_UNKNOWN;
    }
    return ch_add_cell(f, aim, whole, column, text, values);
}

static ch_node *joined_value(ch_filling *f, const ch_aim *aim, const uint32_t *bound)
{
    ch_node *values = ch_filling_node(f, CH_LIST, ch_cell_span(f, bound[0]));
    ch_says said = values == NULL ? CH_SAYS_NOTHING : add_joined(f, aim, bound, values);
    if (said != CH_SAYS_VALUES)
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
static void add_unread(ch_filling *f, const ch_aim *aim, ch_says said, uint32_t column)
{
    ch_node *node = unread_value(f, aim, said, column);
    if (node == NULL)
        node = ch_filling_text(f, CH_LITERAL(""), ch_cell_span(f, column));
    if (node == NULL)
        return;
    node->plain = !ch_aim_names_use(aim);
    ch_node_append(&f->each, node);
}

static bool too_many(ch_filling *f, uint32_t column)
{
    ch_error_at(f->faults, CH_LIMIT_ENTRIES, f->source, ch_cell_span(f, column),
                ch_say1("this cell makes more than %s declarations", ch_text_int(f->arena, MOST_PARTS)),
                ch_say("write them in several rows"));
    return false;
}

/* A declaration for each part that says something, and for each that is not understood: none is lost. */
static bool add_each_part(ch_filling *f, const ch_aim *aim, const ch_intake_source *source, uint32_t column)
{
    ch_parts parts = {.count = 0};
    ch_text text = ch_cell_text(f, column);
    uint32_t before = f->each.count;
    if (!ch_cell_take(f, aim, source, column)) {
        add_unread(f, aim, CH_SAYS_UNKNOWN, column);
        return true;
    }
    if (text.length > 0 && ch_text_begins(text, "[") && ch_cell_in_table(f, source, text))
        parts = (ch_parts){.items = &text, .count = 1};
    else if (text.length > 0)
        f->failed = !ch_list_cell_cut(text, source->split, f->arena, &parts) || f->failed;
    if (before + parts.count > MOST_PARTS)
        return too_many(f, column);
    if (parts.broken) {
        ch_cell_left_out(f, column, text, CH_LEFT_NO_LIST);
        add_unread(f, aim, CH_SAYS_UNKNOWN, column);
    }
    for (uint32_t i = 0; i < parts.count && !f->failed; i++)
        if (parts.items[i].length > 0 &&
            ch_add_part(f, aim, source, column, parts.items[i], &f->each) == CH_SAYS_UNKNOWN)
            add_unread(f, aim, CH_SAYS_UNKNOWN, column);
    if (f->each.count == before && source->fallback != NULL)
        ch_add_meaning(f, source->fallback, ch_cell_span(f, column), &f->each);
    return true;
}

/* The values of which each makes a declaration; one that is not there, where no column says anything: no row is lost.
 */
bool ch_read_each(ch_filling *f)
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
        add_unread(f, f->each_aim, CH_SAYS_NOTHING, bound[0]);
    f->denied = false;
    return true;
}

/* How much of a row's volume is whose, nobody has said: told once for each of its declarations it would be counted
 * several times. */
static bool is_of_row(ch_filling *f, const ch_aim *aim, const uint32_t *bound)
{
    if (!f->several || !ch_text_is(aim->steps[0], "volume"))
        return false;
    for (uint32_t i = 0; i < aim->count; i++)
        if (bound[i] != CH_NOT_FOUND && ch_cell_text(f, bound[i]).length > 0)
            ch_cell_tell(f, CHARTER_NOTE, bound[i], ch_cell_text(f, bound[i]),
                         N_("row %1$s, column \"%2$s\": \"%3$s\" is the volume of several uses, and is left out"),
                         N_("how much of it is whose is not known; write them in several rows"));
    return true;
}

ch_node *ch_value_of(ch_filling *f, const ch_aim *aim, const uint32_t *bound)
{
    if (is_of_row(f, aim, bound))
        return NULL;
    return aim->whole != NULL ? joined_value(f, aim, bound)
           : aim->adds        ? added_value(f, aim, bound)
           : aim->list        ? all_values(f, aim, bound)
                              : one_value(f, aim, bound);
}
