/* summary: totals as they are, to be merged with others (audit/summary.c reads them). JSON, in one order alone: the
 * same totals are the same bytes. Nothing is hidden, since a sum needs every number; so it may never be published. Its
 * last member is the hash of all that stands before it: one that was cut or edited is no part. */
#include "base/catalog.h"
#include "report/audit/audit.h"
#include "report/audit/own_hash.h"
#include "report/write/json_writer.h"

static void put_day(ch_json *json, ch_text key, charter_day day)
{
    char text[11];
    ch_json_key(json, key);
    if (day == CHARTER_NO_DAY) {
        ch_json_null(json);
        return;
    }
    charter_day_format(day, text);
    ch_json_text(json, (ch_text){text, 10});
}

static void put_row(ch_json *json, const ch_group_kind *kind, const ch_group *group, const uint64_t *numbers)
{
    ch_json_array(json);
    if (group != NULL) {
        ch_json_text(json, group->key);
        ch_json_text(json, group->label[0]);
        ch_json_text(json, group->label[1]);
    }
    for (uint32_t c = 0; c < kind->column_count; c++)
        ch_json_int(json, numbers[c]);
    ch_json_close(json);
}

static bool put_table(ch_json *json, const ch_groups *groups, ch_arena *arena)
{
    /* A table's own order depends on what came first; that of keys does not. */
    const ch_group **sorted = ch_groups_sorted(groups, arena);
    if (sorted == NULL)
        return false;
    ch_json_break(json);
    ch_json_key(json, ch_text_of(groups->kind->name));
    ch_json_object(json);
    /* By name, so that a part of another version is refused and not added to the wrong columns. */
    ch_json_key(json, CH_LITERAL("columns"));
    ch_json_array(json);
    for (uint32_t c = 0; c < groups->kind->column_count; c++)
        ch_json_text(json, ch_text_of(groups->kind->columns[c].name));
    ch_json_close(json);
    ch_json_key(json, CH_LITERAL("groups"));
    ch_json_array(json);
    for (uint32_t i = 0; i < groups->count; i++) {
        ch_json_break(json);
        put_row(json, groups->kind, sorted[i], sorted[i]->numbers);
    }
    ch_json_close(json);
    ch_json_key(json, CH_LITERAL("others"));
    if (groups->overflowed)
        put_row(json, groups->kind, NULL, groups->others);
    else
        ch_json_null(json);
    ch_json_close(json);
    return true;
}

/* ---- what it is made of ---- */

static void put_hash(ch_json *json, ch_text key, const char *hash)
{
    ch_json_put_text(json, key, hash[0] == '\0' ? CH_NO_TEXT : ch_text_of(hash));
}

static void put_origin(ch_json *json, const ch_origin *origin)
{
    ch_json_break(json);
    put_hash(json, CH_LITERAL("charter"), origin->by.charter);
    CH_JSON_KEY(json, "options");
    ch_json_object(json);
    put_hash(json, CH_LITERAL("exceptions"), origin->by.exceptions);
    put_hash(json, CH_LITERAL("intake"), origin->by.intake);
    put_hash(json, CH_LITERAL("by"), origin->by.by);
    CH_JSON_INT(json, "max-bytes", origin->by.document_bytes);
    ch_json_close(json);
    CH_JSON_KEY(json, "mixed");
    ch_audit_put_mixed(json, origin);
}

static void put_head(ch_json *json, const charter_totals *t)
{
    ch_json_key(json, CH_LITERAL("charter-check-audit"));
    /* The reader refuses any other. */
    ch_json_int(json, CH_PART_VERSION);
    put_day(json, CH_LITERAL("at"), t->at);
    put_day(json, CH_LITERAL("first"), t->first);
    put_day(json, CH_LITERAL("last"), t->last);
    ch_json_key(json, CH_LITERAL("errors"));
    ch_json_int(json, t->errors);
    ch_json_key(json, CH_LITERAL("with-names"));
    ch_json_bool(json, t->with_names);
    ch_json_key(json, CH_LITERAL("title"));
    ch_json_array(json);
    for (int i = 0; i < CH_LANGS; i++)
        ch_json_text(json, t->title[i]);
    ch_json_close(json);
}

static bool put_tables(ch_json *json, const charter_totals *t, ch_arena *arena)
{
    bool good = true;
    ch_json_break(json);
    ch_json_key(json, CH_LITERAL("tables"));
    ch_json_object(json);
    for (int table = 0; good && table < CHARTER_TABLE_COUNT; table++)
        good = put_table(json, &t->tables[table], arena);
    ch_json_close(json);
    return good;
}

static void put_use(ch_json *json, charter_decision decision, const ch_use_row *use)
{
    ch_json_break(json);
    ch_json_array(json);
    ch_json_text(json, ch_text_of(charter_decision_name(decision)));
    for (int i = 0; i < CH_USE_NUMBERS; i++)
        ch_json_int(json, use->numbers[i]);
    for (int i = 0; i < CH_USE_TEXTS; i++)
        ch_json_text(json, use->texts[i]);
    ch_json_close(json);
}

/* In the order of verdicts, and then of rows: no order depends on what came first. */
static void put_uses(ch_json *json, const ch_use_rows *uses)
{
    ch_json_break(json);
    CH_JSON_KEY(json, "uses");
    ch_json_object(json);
    CH_JSON_KEY(json, "columns");
    ch_json_array(json);
    ch_json_text(json, CH_LITERAL("verdict"));
    for (int i = 0; i < CH_USE_NUMBERS; i++)
        ch_json_text(json, ch_text_of(ch_use_number_names[i]));
    for (int i = 0; i < CH_USE_TEXTS; i++)
        ch_json_text(json, ch_text_of(ch_use_text_names[i]));
    ch_json_close(json);
    CH_JSON_KEY(json, "rows");
    ch_json_array(json);
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++)
        for (uint32_t i = 0; i < uses->counts[d]; i++)
            put_use(json, (charter_decision)d, uses->items[d][i]);
    ch_json_close(json);
    ch_json_close(json);
}

static charter_status put_summary(const charter_totals *t, const ch_audit_options *options, ch_output *output)
{
    /* Not even the language: a part is the same whoever asks for it. */
    (void)options;
    ch_own_hash own;
    ch_own_hash_begin(&own, output);
    ch_json json = ch_json_init(&own.through, false);
    ch_arena arena = {0};
    ch_origin_end(t->origin);
    ch_json_object(&json);
    put_head(&json, t);
    put_origin(&json, t->origin);
    bool good = put_tables(&json, t, &arena);
    put_uses(&json, &t->uses);
    good = good && put_table(&json, &t->origin->inputs, &arena);
    ch_own_hash_put(&own, &json);
    ch_json_close(&json);
    ch_output_char(&own.through, '\n');
    ch_output_flush(&own.through);
    ch_arena_clear(&arena);
    return good && !t->origin->failed ? CHARTER_OK : CHARTER_NO_MEMORY;
}

const ch_audit_format ch_audit_format_summary = {.shown = {.name = "summary",
                                                           .title = N_("a part, to be merged with others")},
                                                 .is_part = true,
                                                 .write = put_summary};
