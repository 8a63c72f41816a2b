/* json: all numbers of an audit for programs; keys are added, never renamed (docs/audit.md). Which numbers may be
 * shown is audit_view.c's; a whole part, to be merged, is audit_summary.c's. */
#include "audit/publications.h"
#include "base/catalog.h"
#include "report/audit/audit.h"
#include "report/audit/audit_rows.h"
#include "report/audit/own_hash.h"
#include "report/write/json_writer.h"

typedef struct paper {
    ch_json json;
    const ch_audit_options *options;
    const ch_group_kind *kind;
    ch_view view;
    ch_arena arena;
} paper;

#define KEY(p, literal) ch_json_key(&(p)->json, CH_LITERAL(literal))

static void put_day(paper *p, charter_day day)
{
    char text[11];
    if (day == CHARTER_NO_DAY) {
        ch_json_null(&p->json);
        return;
    }
    charter_day_format(day, text);
    ch_json_text(&p->json, (ch_text){text, 10});
}

static void put_number(paper *p, const ch_group_column *column, uint64_t number)
{
    if (column->scaled)
        ch_json_number(&p->json, (double)number / 1e6);
    else
        ch_json_int(&p->json, number);
}

/* Columns "energy-wh.low", "energy-wh.high" are members of one object. */
static void put_numbers(paper *p, ch_text key, const uint64_t *numbers)
{
    ch_text open = CH_NO_TEXT;
    for (uint32_t c = 0; c < p->kind->column_count; c++) {
        const ch_group_column *column = &p->kind->columns[c];
        /* Left out, and not 0: a program would add it up. */
        if (!ch_view_shows(&p->view, key, numbers, c, p->options))
            continue;
        const char *dot = strchr(column->name, '.');
        ch_text object = dot == NULL ? CH_NO_TEXT : (ch_text){column->name, (size_t)(dot - column->name)};
        if (open.at != NULL && !ch_text_same(open, object))
            ch_json_close(&p->json);
        if (object.at != NULL && !ch_text_same(open, object)) {
            ch_json_key(&p->json, object);
            ch_json_object(&p->json);
        }
        open = object;
        ch_json_key(&p->json, ch_text_of(dot == NULL ? column->name : dot + 1));
        put_number(p, column, numbers[c]);
    }
    if (open.at != NULL)
        ch_json_close(&p->json);
}

/* An entry that the group is near to, where there is one. */
static void put_label(paper *p, ch_text label)
{
    ch_text name, id = ch_view_label_id(label, &name);
    ch_json_key(&p->json, ch_text_of(p->kind->label));
    if (id.length == 0) {
        ch_json_null(&p->json);
        return;
    }
    ch_json_object(&p->json);
    CH_JSON_TEXT(&p->json, "id", id);
    CH_JSON_TEXT(&p->json, "title", name.length == 0 ? CH_NO_TEXT : name);
    ch_json_close(&p->json);
}

static void put_group(paper *p, const ch_group *group)
{
    charter_lang lang = p->options->reporting.lang;
    /* Keys are the same in every language; titles are people's. */
    ch_text title = group->label[group->label[lang].length > 0 ? lang : !lang];
    ch_json_break(&p->json);
    ch_json_object(&p->json);
    KEY(p, "key");
    ch_json_text(&p->json, group->key);
    KEY(p, "title");
    ch_json_text(&p->json, title.length == 0 || p->kind->label != NULL ? CH_NO_TEXT : title);
    if (p->kind->label != NULL)
        put_label(p, title);
    put_numbers(p, group->key, group->numbers);
    ch_json_close(&p->json);
}

static bool put_table(paper *p, const charter_totals *totals, charter_table table)
{
    p->kind = &ch_table_kinds[table];
    if (!ch_view_allowed(totals, table, p->options, &p->arena))
        return true;
    if (!ch_view_make(&p->view, totals, table, p->options, &p->arena))
        return false;
    /* Not even how many groups are hidden: where protection cannot be had, that number tells too much. */
    if (p->view.withheld)
        return true;
    ch_json_break(&p->json);
    ch_json_key(&p->json, ch_text_of(p->kind->name));
    ch_json_object(&p->json);
    KEY(p, "groups");
    ch_json_array(&p->json);
    for (size_t i = 0; i < p->view.count; i++)
        put_group(p, p->view.groups[i]);
    ch_json_close(&p->json);
    KEY(p, "others");
    if (p->view.others != NULL) {
        ch_json_object(&p->json);
        put_numbers(p, CH_LITERAL(""), p->view.others);
        ch_json_close(&p->json);
    } else {
        ch_json_null(&p->json);
    }
    KEY(p, "hidden");
    ch_json_int(&p->json, p->view.hidden);
    ch_json_close(&p->json);
    return true;
}

static void put_program(paper *p)
{
    KEY(p, "program");
    ch_json_object(&p->json);
    KEY(p, "name");
    ch_json_text(&p->json, CH_LITERAL("charter-check"));
    KEY(p, "version");
    ch_json_text(&p->json, ch_text_of(charter_version()));
    ch_json_close(&p->json);
}

void ch_audit_put_mixed(ch_json *json, const ch_origin *origin)
{
    ch_json_array(json);
    for (int i = 0; i < CH_UNLIKES; i++)
        if (origin->mixed[i])
            ch_json_text(json, ch_text_of(ch_unlike_names[i]));
    ch_json_close(json);
}

static void put_verdicts(paper *p, const charter_totals *totals)
{
    const uint64_t *all = ch_totals_all(totals);
    bool hidden[CHARTER_DECISION_COUNT];
    ch_view_decisions(totals, p->options, &p->arena, hidden);
    KEY(p, "verdicts");
    ch_json_object(&p->json);
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++) {
        ch_json_key(&p->json, ch_text_of(charter_decision_name((charter_decision)d)));
        /* Hidden is not 0, which would be a number. */
        if (hidden[d])
            ch_json_null(&p->json);
        else
            ch_json_int(&p->json, all == NULL ? 0 : all[CH_N_DECISIONS + d]);
    }
    ch_json_close(&p->json);
}

static void put_head(paper *p, const charter_totals *totals)
{
    const ch_audit_options *options = p->options;
    put_program(p);
    ch_json_break(&p->json);
    KEY(p, "at");
    put_day(p, totals->at);
    KEY(p, "first");
    /* The first and the last use are groups of one. */
    put_day(p, options->publish ? CHARTER_NO_DAY : totals->first);
    KEY(p, "last");
    put_day(p, options->publish ? CHARTER_NO_DAY : totals->last);
    KEY(p, "mixed");
    ch_audit_put_mixed(&p->json, totals->origin);
    KEY(p, "errors");
    ch_json_int(&p->json, totals->errors);
    KEY(p, "saturated");
    ch_json_bool(&p->json, charter_totals_saturated(totals));
    KEY(p, "smallest-group");
    if (options->publish)
        ch_json_int(&p->json, ch_view_smallest(options));
    else
        ch_json_null(&p->json);
    if (options->publish)
        CH_JSON_INT(&p->json, "publication", CH_PUBLICATION_VERSION);
}

static bool put_tables(paper *p, const charter_totals *totals)
{
    bool good = true;
    ch_json_break(&p->json);
    KEY(p, "tables");
    ch_json_object(&p->json);
    for (int table = 0; good && table < CHARTER_TABLE_COUNT; table++)
        good = put_table(p, totals, (charter_table)table);
    ch_json_close(&p->json);
    return good;
}

static charter_status put_json(const charter_totals *totals, const ch_audit_options *options, ch_output *output)
{
    ch_own_hash own;
    ch_own_hash_begin(&own, output);
    paper p = {.json = ch_json_init(&own.through, false), .options = options};
    ch_json_object(&p.json);
    put_head(&p, totals);
    ch_json_break(&p.json);
    put_verdicts(&p, totals);
    if (!options->publish) {
        ch_json_break(&p.json);
        ch_audit_put_rows_json(&p.json, totals, options);
    }
    bool good = put_tables(&p, totals);
    /* A publication is read again, with the next one (audit/publications.c). */
    if (options->publish)
        ch_own_hash_put(&own, &p.json);
    ch_json_close(&p.json);
    ch_output_char(&own.through, '\n');
    ch_output_flush(&own.through);
    good = good && !p.arena.failed;
    ch_arena_clear(&p.arena);
    return good ? CHARTER_OK : CHARTER_NO_MEMORY;
}

const ch_audit_format ch_audit_format_json = {.shown = {.name = "json",
                                                        .title = N_("every number as one JSON document")},
                                              .write = put_json};
