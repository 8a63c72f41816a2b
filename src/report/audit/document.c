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

void ch_document_init(ch_document *s, charter_lang lang)
{
    *s = (ch_document){.lang = lang, .scratch = ch_buffer_init(TEXT_MAX)};
}

void ch_document_clear(ch_document *s)
{
    ch_buffer_clear(&s->scratch);
    ch_arena_clear(&s->arena);
}

/* Whoever builds does not ask each time: one failure marks the document, which is then not written. */
static void *take(ch_document *s, size_t size)
{
    void *memory = ch_arena_take(&s->arena, size);
    s->failed = s->failed || memory == NULL;
    return memory;
}

/* ---- texts ---- */

ch_text ch_document_text(ch_document *s, ch_text text)
{
    ch_text kept = ch_arena_text(&s->arena, text.at == NULL ? CH_LITERAL("") : text);
    s->failed = s->failed || kept.at == NULL;
    return kept;
}

ch_text ch_document_keep(ch_document *s)
{
    ch_text kept = ch_document_text(s, ch_buffer_text(&s->scratch));
    s->failed = s->failed || s->scratch.failed;
    s->scratch.length = 0;
    return kept;
}

ch_text ch_document_word(ch_document *s, const char *english)
{
    return ch_text_of(ch_translate(s->lang, english));
}

ch_text ch_document_count(ch_document *s, uint64_t number)
{
    /* Sums stop there (ch_sum): the true number is not known. */
    if (number == UINT64_MAX)
        return ch_document_word(s, N_("beyond counting"));
    ch_phrase_count(&s->scratch, s->lang, number);
    return ch_document_keep(s);
}

ch_text ch_document_share(ch_document *s, uint64_t part, uint64_t whole)
{
    char digits[32];
    /* A share of nothing is not 0%. */
    if (whole == 0)
        return CH_LITERAL("\xE2\x80\x93");
    int length = snprintf(digits, sizeof digits, "%.1f", 100 * (double)part / (double)whole);
    for (int i = 0; i < length; i++)
        /* printf's sign is the host's; the reader's may be another. */
        if (digits[i] < '0' || digits[i] > '9')
            digits[i] = s->lang == CHARTER_FR ? ',' : '.';
    ch_message percent = ch_say1("%s%%", (ch_text){digits, (size_t)length});
    ch_message_add(&s->scratch, &percent, s->lang);
    return ch_document_keep(s);
}

ch_text ch_document_day(ch_document *s, charter_day day)
{
    char text[11];
    if (day == CHARTER_NO_DAY)
        return CH_LITERAL("\xE2\x80\x93");
    charter_day_format(day, text);
    return ch_document_text(s, (ch_text){text, 10});
}

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

ch_text ch_document_quantity(ch_document *s, ch_quantity q, uint64_t low, uint64_t high)
{
    if (high == UINT64_MAX)
        return ch_document_word(s, N_("beyond counting"));
    /* By the high end, so that both ends of an interval have one unit. */
    double divisor = high >= UINT64_C(1000000000000) ? 1e12 : high >= 1000000000 ? 1e9 : 1e6;
    const char *unit = divisor > 1e9   ? quantities[q].million
                       : divisor > 1e6 ? quantities[q].thousand
                                       : quantities[q].unit;
    ch_phrase_interval(&s->scratch, s->lang, (ch_interval){(double)low / divisor, (double)high / divisor});
    ch_text figures = ch_document_keep(s);
    ch_message whole = ch_say1(unit, figures);
    ch_message_add(&s->scratch, &whole, s->lang);
    return ch_document_keep(s);
}

/* ---- pieces ---- */

void ch_document_section(ch_document *s, const char *title)
{
    ch_section *section = take(s, sizeof *section);
    if (section == NULL)
        return;
    section->title = ch_document_word(s, title);
    if (s->last == NULL)
        s->first = section;
    else
        s->last->next = section;
    s->last = section;
}

static ch_block *add_block(ch_document *s, ch_block_kind kind)
{
    ch_block *block = s->last == NULL ? NULL : take(s, sizeof *block);
    if (block == NULL)
        return NULL;
    block->kind = kind;
    if (s->last->last == NULL)
        s->last->first = block;
    else
        s->last->last->next = block;
    s->last->last = block;
    return block;
}

void ch_document_say(ch_document *s, ch_message message, ch_mark mark)
{
    ch_block *block = add_block(s, CH_PARAGRAPH);
    if (block == NULL)
        return;
    ch_message_add(&s->scratch, &message, s->lang);
    block->text = ch_document_keep(s);
    block->mark = mark;
}

void ch_document_fact(ch_document *s, const char *label, ch_text value)
{
    ch_block *block = add_block(s, CH_FACT);
    if (block == NULL)
        return;
    block->label = ch_document_word(s, label);
    block->text = ch_document_text(s, value);
}

ch_document_table *ch_document_table_new(ch_document *s, const char *caption, const char *const *columns,
                                         unsigned text_columns, ch_chart chart)
{
    ch_block *block = add_block(s, CH_TABLE);
    ch_document_table *table = block == NULL ? NULL : take(s, sizeof *table);
    if (table == NULL)
        return NULL;
    while (columns[table->column_count] != NULL)
        table->column_count++;
    table->columns = take(s, table->column_count * sizeof *table->columns);
    for (unsigned i = 0; table->columns != NULL && i < table->column_count; i++)
        table->columns[i] = ch_document_word(s, columns[i]);
    table->caption = ch_document_word(s, caption);
    table->text_columns = text_columns;
    table->chart = chart;
    block->table = table;
    return table;
}

/* A table that could not be made takes rows all the same, and has none: builders need no branch for it. */
ch_document_row *ch_document_row_new(ch_document *s, ch_document_table *table)
{
    ch_document_row *row = table == NULL ? NULL : take(s, sizeof *row);
    if (row == NULL)
        return NULL;
    row->cells = take(s, table->column_count * sizeof *row->cells);
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
void ch_document_drop_empty(ch_document *s)
{
    ch_section **at = &s->first;
    s->last = NULL;
    while (*at != NULL) {
        drop_empty_tables(*at);
        if ((*at)->first == NULL) {
            *at = (*at)->next;
            continue;
        }
        s->last = *at;
        at = &(*at)->next;
    }
}
