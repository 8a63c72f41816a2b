/* Totals: each verdict is made one row of numbers, which is then added to its group of every table. How groups are
 * kept within bounds is groups.c's, which columns there are totals_tables.c's; whether something may be published
 * is known to reports alone. */
#include "audit/totals.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/unicode.h"
#include "base/options.h"
#include "judge/verdict.h"
#include "intake/register.h"

CH_OPTIONS_END_WITH(charter_totals_options, by_count);

/* ---- open, free, merge ---- */

/* Of several titles the last in byte order: the same whatever the order of parts. A copy, since a part that is
 * merged goes before the whole. */
static bool keep_title(charter_totals *t, const ch_text title[2])
{
    for (int i = 0; i < CH_LANGS; i++) {
        if (title[i].length == 0 || ch_text_compare(title[i], t->title[i]) <= 0)
            continue;
        char *copy = malloc(title[i].length);
        if (copy == NULL)
            return false;
        ch_text_copy(copy, title[i]);
        union {
            const char *kept;
            void *memory;
        } old = {.kept = t->title[i].at};
        free(old.memory);
        t->title[i] = (ch_text){copy, title[i].length};
    }
    return true;
}

static bool list_commitments(charter_totals *t, const ch_version *version)
{
    for (uint32_t i = 0; i < version->commitments.count; i++) {
        const ch_entry *entry = &version->commitments.items[i];
        ch_text labels[2];
        ch_totals_labels(t, &entry->title, version, labels);
        uint64_t *numbers = ch_groups_find(&t->tables[CHARTER_COMMITMENTS], entry->id, labels);
        if (numbers == NULL)
            return false;
        numbers[CH_N_POSITION] = i + 1;
    }
    return true;
}

/* Rules and duties that concern nobody are told too: that is what a body wants to know of them. */
static bool list_clauses(charter_totals *t, const ch_version *version, ch_clause clause, const ch_entry *entry)
{
    ch_buffer id = ch_buffer_init(4096);
    ch_text labels[2];
    ch_totals_clause_labels(t, entry, version, labels);
    ch_clause_name(&id, clause, entry);
    bool kept = !id.failed && ch_groups_find(&t->tables[CHARTER_CLAUSES], ch_buffer_text(&id), labels) != NULL;
    ch_buffer_clear(&id);
    return kept;
}

static bool list_demands(charter_totals *t, const ch_version *version)
{
    bool kept = true;
    for (uint32_t i = 0; kept && i < version->duties.count; i++)
        kept = list_clauses(t, version, CH_CLAUSE_DUTY, &version->duties.items[i].entry);
    for (uint32_t i = 0; kept && i < version->rules.count; i++)
        kept = list_clauses(t, version, CH_CLAUSE_RULE, &version->rules.items[i].entry);
    return kept;
}

static bool begin(charter_totals *t, const charter *the_charter)
{
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++)
        if (!ch_groups_init(&t->tables[i], &ch_table_kinds[i]))
            return false;
    const ch_version *version = the_charter == NULL ? NULL : ch_charter_on(the_charter, t->at);
    if (version == NULL)
        return true;
    ch_text labels[2];
    ch_totals_labels(t, &version->title, version, labels);
    return keep_title(t, labels) && list_demands(t, version) && ch_totals_list_exceptions(t, version) &&
           list_commitments(t, version) && !t->failed;
}

/* Hashes cost as much as judging a few uses: only where they are asked for. */
static bool begin_origin(charter_totals *t, const charter *the_charter, const charter_totals_options *options)
{
    t->origin = ch_origin_new();
    t->tells_origin = the_charter == NULL || (options->wants & CHARTER_WANTS_PART) != 0;
    if (t->origin != NULL && the_charter != NULL && t->tells_origin)
        ch_origin_begin(t->origin, the_charter, options);
    if (t->origin != NULL)
        ch_origin_ask(t->origin, t->by, t->by_count);
    return t->origin != NULL;
}

charter_status charter_totals_new_sized(charter_totals **out, const charter *the_charter,
                                        const charter_totals_options *options, size_t options_size)
{
    *out = NULL;
    charter_totals_options o;
    /* Totals that are put together from parts have neither charter nor day of their own. */
    bool known = options != NULL && ch_options_copy(&o, sizeof o, options, options_size);
    if (!known || (o.wants & ~(CHARTER_WANTS_PART | CHARTER_WANTS_MIXED)) != 0 ||
        !(ch_is_day(o.at) || (the_charter == NULL && o.at == CHARTER_NO_DAY)))
        return CHARTER_UNKNOWN;
    charter_totals *t = *out = calloc(1, sizeof *t);
    if (t == NULL)
        return CHARTER_NO_MEMORY;
    t->charter = the_charter;
    t->at = o.at;
    t->with_names = o.with_names;
    t->mixes = (o.wants & CHARTER_WANTS_MIXED) != 0;
    t->first = t->last = CHARTER_NO_DAY;
    if (begin(t, the_charter) && ch_totals_ask(t, o.by, o.by_count) && begin_origin(t, the_charter, &o))
        return CHARTER_OK;
    charter_totals_free(t);
    *out = NULL;
    return CHARTER_NO_MEMORY;
}

void charter_totals_free(charter_totals *t)
{
    if (t == NULL)
        return;
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++)
        ch_groups_clear(&t->tables[i]);
    for (int i = 0; i < CH_LANGS; i++) {
        union {
            const char *kept;
            void *memory;
        } title = {.kept = t->title[i].at};
        free(title.memory);
    }
    ch_use_rows_clear(&t->uses);
    ch_arena_clear(&t->arena);
    ch_totals_asked_clear(t);
    ch_origin_free(t->origin);
    free(t);
}

static void widen_days(charter_totals *t, charter_day first, charter_day last)
{
    if (first == CHARTER_NO_DAY)
        return;
    if (t->first == CHARTER_NO_DAY || first < t->first)
        t->first = first;
    if (t->last == CHARTER_NO_DAY || last > t->last)
        t->last = last;
}

/* Where some do not tell of what they are made, their sum does not either. */
static bool join_origin(charter_totals *t, const charter_totals *from)
{
    t->tells_origin = t->tells_origin && from->tells_origin;
    ch_origin_end(from->origin);
    ch_origin_join(t->origin, from->origin);
    return !t->origin->failed;
}

/* Sums, largest and smallest alone: none of them depends on the order in which parts come. */
charter_status charter_totals_merge(charter_totals *t, const charter_totals *from)
{
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++)
        if (!ch_groups_join(&t->tables[i], &from->tables[i]))
            return CHARTER_NO_MEMORY;
    if (from->at > t->at)
        t->at = from->at;
    t->with_names = t->with_names || from->with_names;
    t->errors = ch_sum(t->errors, from->errors);
    widen_days(t, from->first, from->last);
    return keep_title(t, from->title) && ch_use_rows_join(&t->uses, &from->uses) && join_origin(t, from)
               ? CHARTER_OK
               : CHARTER_NO_MEMORY;
}

/* ---- pieces of a row ---- */

static void put_measure(uint64_t *at, ch_interval interval, uint64_t requests)
{
    /* Below 0: no such figure. `uses` then says that the sum does not cover this one. */
    if (interval.low < 0)
        return;
    at[CH_MEASURE_LOW] = ch_millionths(interval.low);
    at[CH_MEASURE_HIGH] = ch_millionths(interval.high);
    at[CH_MEASURE_USES] = 1;
    at[CH_MEASURE_REQUESTS] = requests;
}

static void put_footprint(const ch_footprint_sum *sum, uint64_t row[CH_N_USE_COLUMNS])
{
    put_measure(row + CH_N_ENERGY, sum->energy_wh, row[CH_N_REQUESTS]);
    put_measure(row + CH_N_CO2, sum->co2_g, row[CH_N_REQUESTS]);
    put_measure(row + CH_N_WATER, sum->water_ml, row[CH_N_REQUESTS]);
}

/* One use as numbers. Figures that lack a source or a date are no part of any total. */
static void make_row(const charter_verdict *v, uint64_t row[CH_N_USE_COLUMNS])
{
    memset(row, 0, CH_N_USE_COLUMNS * sizeof *row);
    row[CH_N_DECISIONS + v->decision] = 1;
    /* Nothing that could not be read is a use. */
    if (v->decision == CHARTER_DECISION_INVALID)
        return;
    row[CH_N_USES] = 1;
    if (v->declaration->requests.given)
        row[CH_N_REQUESTS] = (uint64_t)v->declaration->requests.value;
    row[CH_N_VOLUMES] = v->declaration->requests.given;
    ch_concern_of_use(v, row);
    if (v->footprint.figures != NULL && ch_footprint_is_sourced(v->footprint.figures))
        put_footprint(&v->footprint, row);
}

/* ---- adding to groups ---- */

typedef struct taking {
    charter_totals *t;
    const charter_verdict *v;
    ch_text unit; /* as a key */
    uint64_t row[CH_N_USE_COLUMNS];
    bool failed;
} taking;

static void add_row(taking *k, charter_table table, ch_text key, const ch_text labels[2], const uint64_t *row)
{
    k->failed = !ch_groups_add(&k->t->tables[table], key, labels, row) || k->failed;
}

static void add(taking *k, charter_table table, ch_text key)
{
    add_row(k, table, key, NULL, k->row);
}

/* A group that the charter lists, or the empty one. */
static void add_entry(taking *k, charter_table table, const ch_entry *entry)
{
    ch_text labels[2];
    if (entry == NULL) {
        add(k, table, CH_LITERAL(""));
        return;
    }
    ch_totals_labels(k->t, &entry->title, k->v->version, labels);
    add_row(k, table, entry->id, labels, k->row);
}

/* An activity or a tool. What could not be read is none that is not listed. */
static void add_name(taking *k, charter_table table, const ch_entry *entry, bool unread)
{
    static const char *const text = N_("could not be read");
    ch_text labels[] = {[CHARTER_EN] = ch_text_of(ch_translate(CHARTER_EN, text)),
                        [CHARTER_FR] = ch_text_of(ch_translate(CHARTER_FR, text))};
    if (unread)
        add_row(k, table, CH_LITERAL(CH_UNREAD_KEY), labels, k->row);
    else
        add_entry(k, table, entry);
}

/* What people wrote themselves, as a key; `at` is NULL where there is no memory. */
/* As names are shown, white space squeezed: a unit with a blank too many is the same unit. */
static ch_text written_key(taking *k, ch_text text)
{
    ch_text shown = text.length == 0 ? CH_LITERAL("") : ch_name_read(&k->t->arena, text).shown;
    return shown.at == NULL ? CH_NO_TEXT : ch_group_key(&k->t->arena, shown);
}

static void add_written(taking *k, charter_table table, ch_text text)
{
    add(k, table, written_key(k, text));
}

/* Folded, as names are compared: spellings of one unlisted tool are one group. `at` is NULL where there is no memory.
 */
static ch_text folded_key(taking *k, ch_text name)
{
    ch_text folded = ch_name_fold(&k->t->arena, name);
    return folded.at == NULL ? CH_NO_TEXT : ch_group_key(&k->t->arena, folded);
}

/* "ID TITLE" of the nearest listed tool, or its id alone: an id has no space. */
static void name_nearest(taking *k, ch_text labels[2])
{
    const ch_entry *entry = &k->v->nearest->entry;
    ch_totals_labels(k->t, &entry->title, k->v->version, labels);
    for (int lang = 0; lang < CH_LANGS; lang++) {
        ch_buffer label = ch_buffer_init(CH_GROUP_KEY_MOST);
        ch_buffer_add(&label, entry->id);
        if (labels[lang].length > 0)
            ch_buffer_add_char(&label, ' ');
        ch_buffer_add(&label, labels[lang]);
        labels[lang] = ch_arena_text(&k->t->arena, ch_buffer_text(&label));
        k->failed = k->failed || label.failed || labels[lang].at == NULL;
        ch_buffer_clear(&label);
    }
}

/* Whether something is decided, were the name an alias of the nearest tool, that is not decided, or forbidden for want
 * of the tool. */
static bool alias_settles(const charter_verdict *v)
{
    bool asks = v->decision == CHARTER_DECISION_UNDETERMINED || v->decision == CHARTER_DECISION_REVIEW;
    bool still_asks = v->as_nearest == CHARTER_DECISION_UNDETERMINED || v->as_nearest == CHARTER_DECISION_REVIEW;
    return v->nearest != NULL && !still_asks && (asks || v->as_nearest < v->decision);
}

static void add_other_tool(taking *k)
{
    uint64_t row[CH_N_OTHER_TOOL_COLUMNS];
    ch_text labels[2] = {CH_NO_TEXT, CH_NO_TEXT};
    memcpy(row, k->row, sizeof k->row);
    row[CH_N_ALIAS_SETTLES] = alias_settles(k->v);
    if (k->v->nearest != NULL)
        name_nearest(k, labels);
    if (!k->failed)
        add_row(k, CHARTER_OTHER_TOOLS, folded_key(k, k->v->declaration->tool_name), labels, row);
}

static void add_charter(taking *k)
{
    const ch_version *version = k->v->version;
    if (version == NULL) {
        add(k, CHARTER_CHARTERS, CH_LITERAL(""));
        return;
    }
    /* Hashed when it changes: nearly all uses of an audit have one version. */
    if (k->t->hashed != version)
        ch_version_hash(version, k->t->hash);
    k->t->hashed = version;
    ch_text labels[2];
    ch_totals_labels(k->t, &version->title, version, labels);
    ch_buffer key = ch_buffer_init(4096);
    ch_buffer_add(&key, ch_text_of(k->t->hash));
    ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, version->id);
    if (version->number.length > 0)
        ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, version->number);
    ch_text cleaned = ch_group_key(&k->t->arena, ch_buffer_text(&key));
    add_row(k, CHARTER_CHARTERS, key.failed ? CH_NO_TEXT : cleaned, labels, k->row);
    ch_buffer_clear(&key);
}

static void add_month(taking *k)
{
    char first[11], last[11];
    ch_days date = k->v->declaration->date;
    widen_days(k->t, date.first, date.last);
    charter_day_format(date.first, first);
    charter_day_format(date.last, last);
    /* What is not declared, or is in no one month, is told as such, and not left out. */
    bool known = date.first != CHARTER_NO_DAY && memcmp(first, last, 7) == 0;
    add(k, CHARTER_MONTHS, known ? (ch_text){first, 7} : CH_LITERAL(""));
}

/* A use of several classes stands in each of them. */
static void add_data(taking *k)
{
    const ch_version *version = k->v->version;
    bool any = false;
    for (uint32_t i = 0; version != NULL && i < version->data.count; i++) {
        if (!ch_set_has(&k->v->data, i))
            continue;
        add_entry(k, CHARTER_DATA, &version->data.items[i].entry);
        any = true;
    }
    if (!any)
        add(k, CHARTER_DATA, CH_LITERAL(""));
}

static void add_exposure(taking *k)
{
    static const ch_tool unknown = {.hosting = -1};
    static const char *const answers[] = {[CH_UNSAID] = "", [CH_NO] = "false", [CH_YES] = "true"};
    const ch_tool *tool = k->v->tool == NULL ? &unknown : k->v->tool;
    add_entry(k, CHARTER_HOSTINGS, tool->hosting < 0 ? NULL : &k->v->version->hosting.items[tool->hosting].entry);
    add(k, CHARTER_TRAINING, ch_text_of(answers[tool->trains_on_inputs]));
    add(k, CHARTER_RETENTIONS, ch_group_key(&k->t->arena, tool->retention));
}

/* "2025-08-01 inference: A study": the date, then what people read. */
static ch_text source_key(taking *k, const ch_footprint *figures)
{
    char day[11];
    charter_day_format(figures->on, day);
    ch_buffer key = ch_buffer_init(CH_GROUP_KEY_MOST);
    ch_buffer_add(&key, (ch_text){day, 10});
    ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, figures->scope);
    if (figures->scope.length > 0)
        ch_buffer_literal(&key, ": ");
    ch_buffer_add(&key, figures->source);
    ch_text text = ch_group_keep(&k->t->arena, &key);
    return text.at == NULL ? text : ch_group_key(&k->t->arena, text);
}

/* Unsourced figures are counted under no name. */
static void add_source(taking *k)
{
    const ch_footprint *figures = k->v->footprint.figures;
    if (figures == NULL)
        return;
    bool sourced = ch_footprint_is_sourced(figures);
    add_row(k, CHARTER_SOURCES, sourced ? source_key(k, figures) : CH_LITERAL(""), NULL, k->row);
}

/* ---- volumes ---- */

static void add_volume(taking *k)
{
    ch_text labels[2] = {CH_NO_TEXT, CH_NO_TEXT};
    if (k->v->tool != NULL)
        ch_totals_labels(k->t, &k->v->tool->entry.title, k->v->version, labels);
    k->failed = k->failed || !ch_totals_volume(k->t, k->v, k->unit, labels);
}

static void put_interval(uint64_t *at, ch_interval interval)
{
    at[0] = interval.low < 0 ? 0 : ch_millionths(interval.low);
    at[1] = interval.low < 0 ? 0 : ch_millionths(interval.high);
}

/* What was measured is in no other table: it is no use. */
static void add_measured(taking *k)
{
    const ch_footprint_sum *sum = &k->v->footprint;
    uint64_t row[CH_N_SOURCE_COLUMNS] = {[CH_N_SOURCE_ROWS] = 1};
    k->unit = written_key(k, k->v->declaration->unit);
    k->failed = k->failed || k->unit.at == NULL;
    if (k->failed)
        return;
    add_volume(k);
    if (sum->figures == NULL || !ch_footprint_is_sourced(sum->figures))
        return;
    put_interval(row + CH_N_SOURCE_ENERGY, sum->energy_wh);
    put_interval(row + CH_N_SOURCE_CO2, sum->co2_g);
    put_interval(row + CH_N_SOURCE_WATER, sum->water_ml);
    add_row(k, CHARTER_MEASURED_SOURCES, source_key(k, sum->figures), NULL, row);
}

static void add_names(taking *k)
{
    const charter_declaration *declaration = k->v->declaration;
    /* People are named only where that was asked for. */
    if (!k->t->with_names)
        return;
    add_written(k, CHARTER_AUTHORS, declaration->author);
    for (uint32_t i = 0; i < declaration->review.count; i++)
        if (declaration->review.items[i].by.length > 0)
            add_written(k, CHARTER_REVIEWERS, declaration->review.items[i].by);
}

/* ---- what was declared beside what was found ---- */

/* Classes that detectors found. As in verdicts: a hit of low confidence decides nothing, nor one below `at-least`. */
static ch_set found_classes(const charter_verdict *v)
{
    ch_set found = {{0}};
    for (uint32_t i = 0; v->version != NULL && i < v->version->detectors.count; i++)
        if (ch_set_has(&v->found, i))
            ch_set_add(&found, v->version->detectors.items[i].class);
    return found;
}

static void add_class_evidence(taking *k, uint32_t class, bool found, bool undeclared)
{
    const ch_entry *entry = &k->v->version->data.items[class].entry;
    const uint64_t row[] = {[CH_N_EVIDENT] = 1,
                            [CH_N_DECLARED] = ch_set_has(&k->v->declared, class),
                            [CH_N_FOUND] = found,
                            [CH_N_UNDECLARED] = undeclared};
    ch_text labels[2];
    ch_totals_labels(k->t, &entry->title, k->v->version, labels);
    add_row(k, CHARTER_EVIDENCE, entry->id, labels, row);
    add_row(k, CHARTER_UNIT_EVIDENCE, ch_group_key_of_word(&k->t->arena, entry->id, k->unit), labels, row);
}

/* A file that could not be looked into makes the use unread, whatever else was: what it holds is not known. */
static void add_texts(taking *k, bool telltale)
{
    const charter_verdict *v = k->v;
    const uint64_t row[] = {[CH_N_TEXT_USES] = 1,
                            [CH_N_LOOKED_INTO] = v->some_text && !v->some_unread,
                            [CH_N_UNREAD] = v->some_unread,
                            [CH_N_NO_TEXT] = !v->some_text && !v->some_unread,
                            [CH_N_TELLTALE] = telltale};
    add_row(k, CHARTER_TEXTS, k->unit, NULL, row);
}

/* The same classes as in the table of data classes, so that what is published of one agrees with the other. */
static void add_evidence(taking *k)
{
    const charter_verdict *v = k->v;
    ch_set found = found_classes(v);
    bool telltale = false;
    for (uint32_t i = 0; v->version != NULL && i < v->version->data.count; i++) {
        if (!ch_set_has(&v->data, i))
            continue;
        bool is_found = ch_set_has(&found, i);
        bool undeclared = is_found && !ch_set_meets(&v->version->at_or_above[i], &v->declared);
        telltale = telltale || undeclared;
        add_class_evidence(k, i, is_found, undeclared);
    }
    add_texts(k, telltale);
}

/* ---- findings and duties ---- */

/* Some twenty a use: one buffer is made for both keys, and neither is copied before it is known to be new. */
static void add_clause(taking *k, ch_clause clause, const ch_entry *entry, const uint64_t row[CH_N_CLAUSE_COLUMNS])
{
    ch_buffer key = ch_buffer_init(4096);
    ch_text labels[2] = {CH_NO_TEXT, CH_NO_TEXT};
    ch_clause_name(&key, clause, entry);
    size_t name = ch_buffer_text(&key).length;
    ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, k->unit);
    if (entry != NULL)
        ch_totals_clause_labels(k->t, entry, k->v->version, labels);
    ch_text both = key.failed ? CH_NO_TEXT : ch_buffer_text(&key);
    add_row(k, CHARTER_CLAUSES, key.failed ? CH_NO_TEXT : (ch_text){both.at, name}, labels, row);
    add_row(k, CHARTER_UNIT_CLAUSES, key.failed ? CH_NO_TEXT : ch_group_cut(both), labels, row);
    ch_buffer_clear(&key);
}

static void add_finding(taking *k, const charter_finding *f)
{
    uint64_t row[CH_N_CLAUSE_COLUMNS] = {0};
    if (ch_concern_of_finding(f, row))
        add_clause(k, f->clause, f->entry, row);
}

static void add_duty(taking *k, const ch_duty_state *state)
{
    uint64_t clause[CH_N_CLAUSE_COLUMNS] = {0};
    k->failed = !ch_totals_duty(k->t, k->v, state, k->unit) || k->failed;
    if (ch_concern_of_duty(k->v, state, clause))
        add_clause(k, CH_CLAUSE_DUTY, &state->duty->entry, clause);
}

/* ---- one verdict ---- */

/* With the charter's title, where it lists units with titles. */
static void add_unit(taking *k)
{
    const ch_version *version = k->v->version;
    uint32_t i = 0, count = version == NULL || version->unit_titles == NULL ? 0 : version->unit_count;
    ch_text labels[2];
    while (i < count && !ch_text_same(version->units[i], k->v->declaration->unit))
        i++;
    if (i < count)
        ch_totals_labels(k->t, &version->unit_titles[i], version, labels);
    add_row(k, CHARTER_UNITS, k->unit, i < count ? labels : NULL, k->row);
}

static void add_use(taking *k)
{
    const charter_verdict *v = k->v;
    const charter_declaration *declaration = v->declaration;
    k->unit = written_key(k, declaration->unit);
    if (k->unit.at == NULL) {
        k->failed = true;
        return;
    }
    add_charter(k);
    add_month(k);
    add_unit(k);
    add_name(k, CHARTER_ACTIVITIES, v->activity == NULL ? NULL : &v->activity->entry, declaration->activity_unread);
    add_name(k, CHARTER_TOOLS, v->tool == NULL ? NULL : &v->tool->entry, declaration->tool_unread);
    add(k, CHARTER_STAGES,
        declaration->stage == 0 ? CH_LITERAL("") : ch_text_of(ch_stage_names[declaration->stage - 1]));
    add_data(k);
    add_exposure(k);
    add_source(k);
    add_names(k);
    add_evidence(k);
    /* Where no charter was asked, nobody knows whether it is listed, nor where no name was read. */
    if (v->version != NULL && v->tool == NULL && !declaration->tool_unread)
        add_other_tool(k);
    if (v->version != NULL && v->activity == NULL && !declaration->activity_unread)
        add(k, CHARTER_OTHER_ACTIVITIES, folded_key(k, declaration->activity->text));
    for (size_t i = 0; i < v->finding_count; i++)
        add_finding(k, &v->findings[i]);
    for (size_t i = 0; i < v->duty_count; i++)
        add_duty(k, &v->duties[i]);
    add_volume(k);
    k->failed = k->failed || !ch_totals_exceptions(k->t, v, k->unit) || !ch_totals_pending(k->t, v, k->unit) ||
                !ch_totals_budgets(k->t, v, k->row) || !ch_totals_facts(k->t, v, k->row);
}

static void add_errors(taking *k)
{
    for (const charter_diagnostic *error = k->v->errors->first; error != NULL && !k->failed; error = error->next)
        k->failed = error->severity == CHARTER_ERROR && !ch_totals_unread(k->t, error);
}

charter_status charter_totals_verdict(charter_totals *t, const charter_verdict *verdict)
{
    taking k = {.t = t, .v = verdict};
    /* What one verdict needs lives as long as that: groups copy their texts. */
    ch_arena_reset(&t->arena);
    if (!verdict->measured) {
        make_row(verdict, k.row);
        add(&k, CHARTER_ALL, CH_LITERAL(""));
    }
    if (verdict->measured)
        add_measured(&k);
    else if (verdict->decision != CHARTER_DECISION_INVALID)
        add_use(&k);
    else
        add_errors(&k);
    if (!verdict->measured)
        k.failed = k.failed || !ch_use_rows_take(&t->uses, &t->arena, verdict) || !ch_totals_id(t, verdict);
    if (t->tells_origin)
        ch_origin_take(t->origin, verdict);
    return k.failed || t->failed || t->origin->failed ? CHARTER_NO_MEMORY : CHARTER_OK;
}

/* ---- what the mapping does not know ---- */

/* A cell that is cut into parts may hold a value several times: that is one row. */
static bool noted_before(const charter_diagnostics *notes, const charter_diagnostic *note)
{
    for (const charter_diagnostic *before = notes->first; before != note; before = before->next)
        if (ch_message_same(&before->message, &note->message))
            return true;
    return false;
}

static bool add_unmapped(charter_totals *t, const charter_diagnostic *note)
{
    uint64_t row[CH_N_FIRST_ROW + 1] = {[CH_N_ROWS] = 1};
    ch_text column, value;
    if (!ch_register_unknown(note, &row[CH_N_FIRST_ROW], &column, &value))
        return true;
    ch_text key = ch_group_key_of_two(&t->arena, column, value);
    return ch_groups_add(&t->tables[CHARTER_UNMAPPED], key, NULL, row);
}

charter_status charter_totals_notes(charter_totals *t, const charter_diagnostics *notes)
{
    ch_arena_reset(&t->arena);
    for (const charter_diagnostic *note = notes == NULL ? NULL : notes->first; note != NULL; note = note->next)
        if (!noted_before(notes, note) && !add_unmapped(t, note))
            return CHARTER_NO_MEMORY;
    return CHARTER_OK;
}

charter_status charter_totals_error(charter_totals *t, const charter_diagnostic *error)
{
    ch_arena_reset(&t->arena);
    t->errors = ch_sum(t->errors, 1);
    return ch_totals_unread(t, error) ? CHARTER_OK : CHARTER_NO_MEMORY;
}

/* ---- reading ---- */

static bool is_saturated(const ch_group_kind *kind, const uint64_t *numbers)
{
    for (uint32_t c = 0; c < kind->column_count; c++)
        if (numbers[c] == UINT64_MAX && kind->columns[c].adding == CH_SUM)
            return true;
    return false;
}

bool charter_totals_saturated(const charter_totals *t)
{
    bool saturated = false;
    for (int table = 0; table < CHARTER_TABLE_COUNT && !saturated; table++) {
        const ch_groups *groups = &t->tables[table];
        saturated = groups->overflowed && is_saturated(groups->kind, groups->others);
        for (uint32_t i = 0; i < groups->count && !saturated; i++)
            saturated = is_saturated(groups->kind, groups->items[i].numbers);
    }
    return saturated;
}

uint64_t charter_totals_error_count(const charter_totals *t)
{
    return t->errors;
}

charter_summary charter_totals_summary(const charter_totals *t)
{
    charter_summary summary = {.errors = t->errors};
    const uint64_t *all = ch_totals_all(t);
    for (int i = 0; all != NULL && i < CHARTER_DECISION_COUNT; i++)
        summary.verdicts[i] = all[CH_N_DECISIONS + i];
    return summary;
}

size_t charter_totals_group_count(const charter_totals *t, charter_table table)
{
    return t->tables[table].count;
}

charter_group charter_totals_group(const charter_totals *t, charter_table table, size_t index)
{
    const ch_group *group = &t->tables[table].items[index];
    return (charter_group){group->key, {group->label[0], group->label[1]}, group->numbers};
}

const uint64_t *charter_totals_others(const charter_totals *t, charter_table table)
{
    return t->tables[table].overflowed ? t->tables[table].others : NULL;
}

const uint64_t *ch_totals_all(const charter_totals *t)
{
    return t->tables[CHARTER_ALL].count == 0 ? NULL : t->tables[CHARTER_ALL].items[0].numbers;
}
