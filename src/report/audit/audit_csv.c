/* csv: all numbers of an audit, one a row, for spreadsheets and statistics: table, key, title, measure, value. What
 * a spreadsheet would take for a formula is csv_writer.c's, which numbers may be shown audit_view.c's. */
#include <stdio.h>

#include "base/catalog.h"
#include "report/audit/audit.h"
#include "report/write/csv_writer.h"

typedef struct paper {
    ch_csv csv;
    const ch_audit_options *options;
    const ch_group_kind *kind;
    ch_view view;
} paper;

/* Millionths as a decimal number, without what follows it in vain. Digit by digit, and not as a double: sums stay
 * exact, and no locale writes a comma. */
static ch_text number_text(uint64_t number, bool scaled, char into[40])
{
    if (!scaled)
        return (ch_text){into, (size_t)snprintf(into, 40, "%llu", (unsigned long long)number)};
    int length = snprintf(into, 40, "%llu.%06llu", (unsigned long long)(number / 1000000),
                          (unsigned long long)(number % 1000000));
    while (into[length - 1] == '0')
        length--;
    length -= into[length - 1] == '.';
    return (ch_text){into, (size_t)length};
}

/* What is 0 has no row, but the uses of a group, which tell that it is there, and what is published: there, no row is a
 * number that is hidden. */
static void put_numbers(paper *p, ch_text table, ch_text key, ch_text title, const uint64_t *numbers)
{
    for (uint32_t c = 0; c < p->kind->column_count; c++) {
        char digits[40];
        bool told = c == 0 || numbers[c] > 0 || p->options->publish;
        if (!told || !ch_view_shows(&p->view, key, numbers, c, p->options))
            continue;
        ch_csv_text(&p->csv, table);
        ch_csv_text(&p->csv, key);
        ch_csv_text(&p->csv, title);
        ch_csv_text(&p->csv, ch_text_of(p->kind->columns[c].name));
        ch_csv_text(&p->csv, number_text(numbers[c], p->kind->columns[c].scaled, digits));
        ch_csv_end_row(&p->csv);
    }
}

/* The id of what a group is near to: the one measure that is no number. */
static void put_label(paper *p, ch_text key, ch_text label)
{
    ch_text title;
    ch_csv_text(&p->csv, ch_text_of(p->kind->name));
    ch_csv_text(&p->csv, key);
    ch_csv_text(&p->csv, CH_LITERAL(""));
    ch_csv_text(&p->csv, ch_text_of(p->kind->label));
    ch_csv_text(&p->csv, ch_view_label_id(label, &title));
    ch_csv_end_row(&p->csv);
}

static bool put_table(paper *p, const charter_totals *totals, charter_table table, ch_arena *arena)
{
    charter_lang lang = p->options->reporting.lang;
    char others[64];
    p->kind = &ch_table_kinds[table];
    if (!ch_view_allowed(totals, table, p->options, arena))
        return true;
    if (!ch_view_make(&p->view, totals, table, p->options, arena))
        return false;
    if (p->view.withheld)
        return true;
    for (size_t i = 0; i < p->view.count; i++) {
        const ch_group *group = p->view.groups[i];
        ch_text label = group->label[group->label[lang].length > 0 ? lang : !lang];
        bool titled = p->kind->label == NULL;
        put_numbers(p, ch_text_of(p->kind->name), group->key, titled ? label : CH_LITERAL(""), group->numbers);
        if (!titled && label.length > 0)
            put_label(p, group->key, label);
    }
    /* Under a name of its own: an empty key is what is not declared, and not the rest. */
    snprintf(others, sizeof others, "%s.others", p->kind->name);
    if (p->view.others != NULL)
        put_numbers(p, ch_text_of(others), CH_LITERAL(""), CH_LITERAL(""), p->view.others);
    return true;
}

/* A measure of the whole. */
static void put_measure(paper *p, const char *measure, uint64_t number)
{
    char digits[40];
    ch_csv_text(&p->csv, ch_text_of(ch_table_kinds[CHARTER_ALL].name));
    ch_csv_text(&p->csv, CH_LITERAL(""));
    ch_csv_text(&p->csv, CH_LITERAL(""));
    ch_csv_text(&p->csv, ch_text_of(measure));
    ch_csv_text(&p->csv, number_text(number, false, digits));
    ch_csv_end_row(&p->csv);
}

/* One that is in no table; nothing where it is 0. */
static void put_whole(paper *p, const char *measure, uint64_t number)
{
    if (number > 0)
        put_measure(p, measure, number);
}

/* A row for each way in which the parts are unlike. */
static void put_mixed(paper *p, const ch_origin *origin)
{
    char measure[40];
    for (int i = 0; i < CH_UNLIKES; i++) {
        snprintf(measure, sizeof measure, "mixed.%s", ch_unlike_names[i]);
        put_whole(p, measure, origin->mixed[i]);
    }
}

/* Of what is published: in the table of all, uses alone are told of a group. Where one is hidden, it has no row. */
static void put_published_verdicts(paper *p, const charter_totals *totals, ch_arena *arena)
{
    const uint64_t *all = ch_totals_all(totals);
    bool hidden[CHARTER_DECISION_COUNT];
    ch_view_decisions(totals, p->options, arena, hidden);
    for (int d = 0; all != NULL && d < CHARTER_DECISION_COUNT; d++)
        if (!hidden[d])
            put_measure(p, charter_decision_name((charter_decision)d), all[CH_N_DECISIONS + d]);
}

static charter_status put_csv(const charter_totals *totals, const ch_audit_options *options, ch_output *output)
{
    static const char *const heads[] = {"table", "key", "title", "measure", "value"};
    const char *delimiter = options->reporting.delimiter;
    paper p = {.csv = ch_csv_init(output, delimiter), .options = options};
    ch_arena arena = {0};
    bool good = true;
    /* Programs read it, and take a mark for a part of the first name; who asks for a delimiter has a spreadsheet. */
    if (delimiter != NULL)
        ch_csv_put_mark(&p.csv);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        ch_csv_text(&p.csv, ch_text_of(heads[i]));
    ch_csv_end_row(&p.csv);
    put_whole(&p, "errors", totals->errors);
    put_whole(&p, "saturated", charter_totals_saturated(totals));
    put_mixed(&p, totals->origin);
    if (options->publish)
        put_published_verdicts(&p, totals, &arena);
    for (int table = 0; good && table < CHARTER_TABLE_COUNT; table++)
        good = put_table(&p, totals, (charter_table)table, &arena);
    good = good && !arena.failed;
    ch_arena_clear(&arena);
    return good ? CHARTER_OK : CHARTER_NO_MEMORY;
}

const ch_audit_format ch_audit_format_csv = {.shown = {.name = "csv",
                                                       .title = N_("every number, one a row, safe in spreadsheets")},
                                             .write = put_csv};
