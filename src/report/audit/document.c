/* Putting a document together. What stands in it is audit_document.c's and trend.c's; how it looks, the writers'
 * (document_*.c). All of it lives in one arena and goes with it. */
#include "report/audit/document.h"

#include <stdio.h>

/* Of one cell or paragraph: far more than names and figures take. */
#define TEXT_MAX ((size_t)1 << 20)

const char *const ch_verdict_heads[CHARTER_DECISION_COUNT] = {
    [CHARTER_DECISION_COMPLIANT] = N_("Compliant"),
    [CHARTER_DECISION_CONDITIONAL] = N_("Conditional"),
    [CHARTER_DECISION_REVIEW] = N_("To review"),
    [CHARTER_DECISION_UNDETERMINED] = N_("Undetermined"),
    [CHARTER_DECISION_NON_COMPLIANT] = N_("Non-compliant"),
    [CHARTER_DECISION_INVALID] = N_("Invalid"),
};

void ch_document_init(ch_document *d, charter_lang lang)
{
    *d = (ch_document){.lang = lang, .foreign.lang = !lang, .scratch = ch_buffer_init(TEXT_MAX)};
}

void ch_document_clear(ch_document *d)
{
    ch_buffer_clear(&d->scratch);
    ch_arena_clear(&d->arena);
}

/* Whoever builds does not ask each time: the arena and the buffer remember a failure. */
bool ch_document_failed(const ch_document *d)
{
    return d->arena.failed || d->scratch.failed;
}

/* ---- texts ---- */

ch_text ch_document_text(ch_document *d, ch_text text)
{
    return ch_arena_text(&d->arena, text.at == NULL ? CH_LITERAL("") : text);
}

ch_text ch_document_keep(ch_document *d)
{
    ch_text kept = ch_document_text(d, ch_buffer_text(&d->scratch));
    d->scratch.length = 0;
    return kept;
}

/* ---- messages ---- */

void ch_document_add_foreign(ch_document *d, ch_text text)
{
    ch_foreign_add(&d->foreign, &d->arena, text);
}

static void copy_foreign(ch_document *d, ch_text part, const char *now)
{
    ch_foreign_copy(&d->foreign, &d->arena, part, now);
}

/* Where `part` stands in a text, from `from` on; NULL: nowhere. */
static const char *stands_in(ch_text text, ch_text part)
{
    for (size_t i = 0; part.length > 0 && i + part.length <= text.length; i++)
        if (memcmp(text.at + i, part.at, part.length) == 0)
            return text.at + i;
    return NULL;
}

ch_text ch_document_tell(ch_document *d, ch_message message)
{
    ch_message_add(&d->scratch, &message, d->lang);
    ch_text told = ch_document_keep(d);
    for (size_t i = 0; i < CH_MESSAGE_ARGS; i++) {
        bool foreign = message.args[i].length > 0 && ch_foreign_has(&d->foreign, message.args[i]);
        const char *now = foreign ? stands_in(told, message.args[i]) : NULL;
        if (now != NULL)
            copy_foreign(d, message.args[i], now);
    }
    return told;
}

ch_text ch_document_word(ch_document *d, const char *english)
{
    return ch_text_of(ch_translate(d->lang, english));
}

ch_text ch_document_count(ch_document *d, uint64_t number)
{
    /* Sums stop there (ch_sum): the true number is not known. */
    if (number == UINT64_MAX)
        return ch_document_word(d, N_("beyond counting"));
    ch_phrase_count(&d->scratch, d->lang, number);
    return ch_document_keep(d);
}

ch_text ch_document_share(ch_document *d, uint64_t part, uint64_t whole)
{
    char digits[32];
    /* A share of nothing is not 0%. */
    if (whole == 0)
        return CH_LITERAL("\xE2\x80\x93");
    int length = snprintf(digits, sizeof digits, "%.1f", 100 * (double)part / (double)whole);
    for (int i = 0; i < length; i++)
        /* printf's sign is the host's; the reader's may be another. */
        if (digits[i] < '0' || digits[i] > '9')
            digits[i] = d->lang == CHARTER_FR ? ',' : '.';
    return ch_document_tell(d, ch_say1("%s%%", (ch_text){digits, (size_t)length}));
}

ch_text ch_document_written_day(ch_document *d, charter_day day)
{
    if (day == CHARTER_NO_DAY)
        return CH_LITERAL("\xE2\x80\x93");
    return ch_document_tell(d, ch_with_day(ch_say("%s"), 0, day));
}

ch_text ch_document_day(ch_document *d, charter_day day)
{
    char text[11];
    if (day == CHARTER_NO_DAY)
        return CH_LITERAL("\xE2\x80\x93");
    charter_day_format(day, text);
    return ch_document_text(d, (ch_text){text, 10});
}

/* ---- quantities ---- */

static const struct {
    const char *name, *unit, *thousand, *million;
} quantities[CH_QUANTITIES] = {
    [CH_ENERGY] = {N_("Energy"), N_("%s Wh"), N_("%s kWh"), N_("%s MWh")},
    [CH_CO2] = {N_("CO2e"), N_("%s g"), N_("%s kg"), N_("%s t")},
    [CH_WATER] = {N_("Water"), N_("%s mL"), N_("%s L"), N_("%s m³")},
};

const char *ch_quantity_name(ch_quantity quantity)
{
    return quantities[quantity].name;
}

ch_text ch_document_quantity(ch_document *d, ch_quantity q, uint64_t low, uint64_t high)
{
    if (high == UINT64_MAX)
        return ch_document_word(d, N_("beyond counting"));
    /* By the high end, so that both ends of an interval have one unit. */
    double divisor = high >= UINT64_C(1000000000000) ? 1e12 : high >= 1000000000 ? 1e9 : 1e6;
    const char *unit = divisor > 1e9   ? quantities[q].million
                       : divisor > 1e6 ? quantities[q].thousand
                                       : quantities[q].unit;
    ch_phrase_interval(&d->scratch, d->lang, (ch_interval){(double)low / divisor, (double)high / divisor});
    ch_text figures = ch_document_keep(d);
    return ch_document_tell(d, ch_say1(unit, figures));
}

/* ---- pieces ---- */

void ch_document_section(ch_document *d, const char *title)
{
    ch_section *section = ch_arena_take(&d->arena, sizeof *section);
    if (section == NULL)
        return;
    section->title = ch_document_word(d, title);
    if (d->last == NULL)
        d->first = section;
    else
        d->last->next = section;
    d->last = section;
}

static ch_block *add_block(ch_document *d, ch_block_kind kind)
{
    ch_block *block = d->last == NULL ? NULL : ch_arena_take(&d->arena, sizeof *block);
    if (block == NULL)
        return NULL;
    block->kind = kind;
    if (d->last->last == NULL)
        d->last->first = block;
    else
        d->last->last->next = block;
    d->last->last = block;
    return block;
}

void ch_document_say(ch_document *d, ch_message message, ch_mark mark)
{
    ch_block *block = add_block(d, CH_PARAGRAPH);
    if (block == NULL)
        return;
    block->text = ch_document_tell(d, message);
    block->mark = mark;
}

void ch_document_fact(ch_document *d, const char *label, ch_text value)
{
    ch_block *block = add_block(d, CH_FACT);
    if (block == NULL)
        return;
    block->label = ch_document_word(d, label);
    block->text = ch_document_text(d, value);
    if (block->text.at != NULL)
        copy_foreign(d, value, block->text.at);
}

ch_document_table *ch_document_table_new(ch_document *d, const char *caption, const char *const *columns,
                                         unsigned text_columns, ch_chart chart)
{
    ch_block *block = add_block(d, CH_TABLE);
    ch_document_table *table = block == NULL ? NULL : ch_arena_take(&d->arena, sizeof *table);
    if (table == NULL)
        return NULL;
    while (columns[table->column_count] != NULL)
        table->column_count++;
    table->columns = ch_arena_take(&d->arena, table->column_count * sizeof *table->columns);
    for (unsigned i = 0; table->columns != NULL && i < table->column_count; i++)
        table->columns[i] = ch_document_word(d, columns[i]);
    table->caption = ch_document_word(d, caption);
    table->text_columns = text_columns;
    table->chart = chart;
    block->table = table;
    return table;
}

/* A table that could not be made takes rows all the same, and has none: builders need no branch for it. */
ch_document_row *ch_document_row_new(ch_document *d, ch_document_table *table)
{
    ch_document_row *row = table == NULL ? NULL : ch_arena_take(&d->arena, sizeof *row);
    if (row == NULL)
        return NULL;
    row->cells = ch_arena_take(&d->arena, table->column_count * sizeof *row->cells);
    if (row->cells == NULL)
        return NULL;
    if (table->last == NULL)
        table->first = row;
    else
        table->last->next = row;
    table->last = row;
    table->row_count++;
    return row;
}

static void drop_empty_tables(ch_section *section)
{
    ch_block **at = &section->first;
    section->last = NULL;
    while (*at != NULL) {
        ch_block *block = *at;
        if (block->kind == CH_TABLE && (block->table == NULL || block->table->row_count == 0)) {
            *at = block->next;
            continue;
        }
        section->last = block;
        at = &block->next;
    }
}

/* At the end alone: a builder does not know whether its tables will have rows. */
void ch_document_drop_empty(ch_document *d)
{
    ch_section **at = &d->first;
    d->last = NULL;
    while (*at != NULL) {
        drop_empty_tables(*at);
        if ((*at)->first == NULL) {
            *at = (*at)->next;
            continue;
        }
        d->last = *at;
        at = &(*at)->next;
    }
}
