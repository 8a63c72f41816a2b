/* Loading an intake mapping: its keys, the paths that it aims at, its tables of values. What is aimed at is checked
 * as far as a mapping alone can tell; what a key really takes is checked once, in declaration/declaration.c, when a
 * row has become a declaration. Applying a mapping to rows is register.c's, drafting one draft/register.c's. Everything
 * lives in the mapping's own arena. */
#include "intake/loading.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/io_error.h"
#include "base/enumerations.h"
#include "tree/json_rows.h"
#include "intake/dates.h"
#include "tree/yaml.h"

/* A mapping is as large and as deep as a charter may be. */
#define MOST_NODES ((size_t)500000)
#define MOST_DEPTH 32

/* clang-format off */
#define END_OF_KEYS {NULL, CH_TEXT, 0, NULL, false}
/* clang-format on */

/* Choices count from 1: 0 is "not said", and then the file's name decides. */
enum { FORMAT_CSV = 1, FORMAT_TSV, FORMAT_JSON };
static const char *const format_words[] = {"csv", "tsv", "json", NULL};
static const char *const encoding_words[] = {"utf-8", "windows-1252", "iso-8859-1", NULL};
enum { OTHERS_REPORT = 1, OTHERS_KEEP };
static const char *const others_words[] = {"report", "keep", NULL};
static const char *const numbers_words[] = {"point", "comma", NULL}; /* in the order of ch_decimal */

static const ch_field intake_keys[] = {
    {"intake", CH_IGNORED, 0, NULL, true},
    {"title", CH_IGNORED, 0, NULL, false},
    {"registers", CH_NAMES, offsetof(charter_intake, registers_node), NULL, false},
    {"format", CH_CHOICE, offsetof(charter_intake, format), format_words, false},
    {"rows", CH_NAME, offsetof(charter_intake, rows), NULL, false},
    {"sheet", CH_NAME, offsetof(charter_intake, sheet), NULL, false},
    {"encoding", CH_CHOICE, offsetof(charter_intake, encoding), encoding_words, false},
    {"delimiter", CH_NAME, offsetof(charter_intake, delimiter), NULL, false},
    {"header", CH_COUNT, offsetof(charter_intake, header), NULL, false},
    {"skip", CH_COUNT, offsetof(charter_intake, skip), NULL, false},
    {"skip-after", CH_COUNT, offsetof(charter_intake, skip_after), NULL, false},
    {"measured", CH_BOOL, offsetof(charter_intake, measured), NULL, false},
    {"multi-line", CH_BOOL, offsetof(charter_intake, multi_line), NULL, false},
    {"blank", CH_NAMES, offsetof(charter_intake, blank_node), NULL, false},
    {"tables", CH_MAPPING, offsetof(charter_intake, tables_node), NULL, false},
    {"leave-out", CH_LISTING, offsetof(charter_intake, leave_out_node), NULL, false},
    {"declare", CH_MAPPING, offsetof(charter_intake, declare_node), NULL, true},
    END_OF_KEYS,
};

/* A source as it is written. */
typedef struct source_keys {
    ch_text column, table;
    ch_count nth, number;
    const ch_node *constant, *values, *fallback, *split, *dates, *blank;
    int others, numbers;
    ch_answer each, optional, if_blank;
    const ch_node *join;
    ch_text with;
} source_keys;

/* What a source may combine is checked below (check_column, check_each): tables of keys know one key at a time. */
static const ch_field source_fields[] = {
    {"column", CH_NAME, offsetof(source_keys, column), NULL, false},
    {"nth", CH_COUNT, offsetof(source_keys, nth), NULL, false},
    {"number", CH_COUNT, offsetof(source_keys, number), NULL, false},
    {"optional", CH_BOOL, offsetof(source_keys, optional), NULL, false},
    {"constant", CH_ANY, offsetof(source_keys, constant), NULL, false},
    {"values", CH_MAPPING, offsetof(source_keys, values), NULL, false},
    {"table", CH_NAME, offsetof(source_keys, table), NULL, false},
    {"others", CH_CHOICE, offsetof(source_keys, others), others_words, false},
    {"default", CH_ANY, offsetof(source_keys, fallback), NULL, false},
    {"split", CH_NAMES, offsetof(source_keys, split), NULL, false},
    {"each", CH_BOOL, offsetof(source_keys, each), NULL, false},
    {"if-blank", CH_BOOL, offsetof(source_keys, if_blank), NULL, false},
    {"join", CH_LISTING, offsetof(source_keys, join), NULL, false},
    {"with", CH_TEXT, offsetof(source_keys, with), NULL, false},
    {"dates", CH_NAMES, offsetof(source_keys, dates), NULL, false},
    {"numbers", CH_CHOICE, offsetof(source_keys, numbers), numbers_words, false},
    {"blank", CH_NAMES, offsetof(source_keys, blank), NULL, false},
    END_OF_KEYS,
};

/* Several sources whose numbers are added. */
typedef struct sum_keys {
    const ch_node *sum;
} sum_keys;

static const ch_field sum_fields[] = {
    {"sum", CH_LISTING, offsetof(sum_keys, sum), NULL, true},
    END_OF_KEYS,
};

typedef struct condition_keys {
    ch_text column;
    ch_count nth, number;
    const ch_node *is, *is_not;
    ch_answer blank, optional;
} condition_keys;

static const ch_field condition_fields[] = {
    {"column", CH_NAME, offsetof(condition_keys, column), NULL, false},
    {"nth", CH_COUNT, offsetof(condition_keys, nth), NULL, false},
    {"number", CH_COUNT, offsetof(condition_keys, number), NULL, false},
    {"optional", CH_BOOL, offsetof(condition_keys, optional), NULL, false},
    {"is", CH_NAMES, offsetof(condition_keys, is), NULL, false},
    {"is-not", CH_NAMES, offsetof(condition_keys, is_not), NULL, false},
    {"blank", CH_BOOL, offsetof(condition_keys, blank), NULL, false},
    END_OF_KEYS,
};

const ch_key_table ch_intake_keys[] = {
    {"intake", intake_keys},
    {"intake-source", source_fields},
    {"intake-sum", sum_fields},
    {"intake-condition", condition_fields},
    {NULL, NULL},
};

const ch_word_list ch_intake_words[] = {
    {"register-format", format_words},
    {"register-encoding", encoding_words},
    {"others", others_words},
    {"register-numbers", numbers_words},
    {NULL, NULL},
};

/* A list that lists nothing would take every cell for none, or every row for no declaration. */
static void check_some(ch_loader *l, const ch_node *names)
{
    if (names != NULL && names->kind == CH_LIST && names->count == 0)
        ch_loader_error(l, CH_VALUE_EMPTY, ch_node_caret(names), ch_say("this list is empty"),
                        ch_say("write what it lists, or leave out its key"));
}

/* ---- sources ---- */

static ch_column column_of(const ch_node *node, ch_text header, ch_count nth, ch_count number, ch_answer optional)
{
    return (ch_column){.header = header, .nth = nth, .number = number, .optional = optional == CH_YES, .node = node};
}

/* In JSON a column is a path, and nothing else finds it. */
static void check_path(ch_loader *l, const ch_column *column)
{
    if (!l->intake->json)
        return;
    if (column->nth.given || column->number.given)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_caret(column->node),
                        ch_say("a register in JSON has no numbered columns"),
                        ch_say("write column: PATH, the keys that lead to the value with a point between them"));
    if (l->intake->path_count == CH_CSV_MOST_CELLS)
        ch_loader_error(l, CH_LIMIT_ENTRIES, ch_node_caret(column->node),
                        ch_say1("this is more than %s columns", ch_text_int(&l->intake->arena, CH_CSV_MOST_CELLS)),
                        ch_say("leave out columns that nobody needs"));
    else if (column->header.at != NULL)
        l->intake->paths[l->intake->path_count++] = column->header;
}

/* A column is named in one way. */
static void check_column(ch_loader *l, const ch_column *column, bool constant)
{
    int ways = (column->header.at != NULL) + column->number.given + constant;
    if (ways != 1)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_caret(column->node),
                        ch_say("a value comes from one column or is constant"),
                        ch_say("write one of column: HEADER, number: N, constant: VALUE"));
    else if (column->nth.given && (column->nth.value == 0 || column->header.at == NULL))
        ch_loader_error(l, CH_VALUE_FORM, ch_node_get(column->node, "nth")->span,
                        ch_say("\"nth\" says which of several columns of one header, from 1 on"),
                        ch_say("write it beside column:"));
    else if (column->number.given && column->number.value == 0)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_get(column->node, "number")->span,
                        ch_say("columns are counted from 1"), ch_say("write 1 for the first column"));
    else if (column->header.at != NULL && l->intake->header.given && l->intake->header.value == 0)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_caret(column->node),
                        ch_say("a register without a header has no column names"), ch_say("write number: N"));
    if (!constant)
        check_path(l, column);
}

static void check_word(ch_loader *l, const ch_aim *aim, const ch_node *word)
{
    if (!ch_meaning_is_nothing(word) && word->kind == CH_SCALAR && ch_word_index(aim->words, word->text) < 0)
        ch_error_choice(&l->decoder, word, aim->words);
}

/* What a key can be given: one word where it takes one, and one that it knows. What a table or a constant can give is
 * refused when the mapping loads, and not in each of its rows. */
static void check_value(ch_loader *l, const ch_aim *aim, const ch_node *value)
{
    if (value == NULL || ch_node_absent(value))
        return;
    if (value->kind == CH_LIST && !aim->list) {
        ch_loader_error(l, CH_VALUE_TYPE, ch_node_caret(value),
                        ch_say1("\"%s\" takes a single value, not a list", aim->path), ch_say("write one word"));
        return;
    }
    if (aim->words != NULL)
        check_word(l, aim, value);
}

/* A table of its own, or one that it shares. */
static void check_values(ch_loader *l, const ch_aim *aim, const ch_intake_source *source)
{
    const ch_node *values = source->table == NULL ? NULL : source->table->map;
    check_value(l, aim, source->constant);
    check_value(l, aim, source->fallback);
    for (const ch_node *entry = values == NULL ? NULL : values->first; entry != NULL; entry = entry->next)
        check_value(l, aim, entry);
}

/* Any text in a cell looks like evidence, "no" and "in progress" too. Only a table can tell a yes from a no: without
 * one every cell that is not blank would show the duty done. */
static void check_answers(ch_loader *l, const ch_aim *aim, const ch_intake_source *source, const ch_node *node)
{
    bool whole = aim->whole == NULL || source == aim->whole;
    if (whole && aim->answers && (source->table == NULL || source->keep_others) && source->constant == NULL)
        ch_loader_error(
            l, CH_VALUE_FORM, ch_node_caret(node),
            ch_say1("a cell under \"%s\" would be evidence whatever it says", aim->path),
            ch_say1("say which words mean true: values: {yes: true, no: false}; or, for references, write %s.ref",
                    aim->path));
}

/* One key alone: two would make a declaration for each pair, which no register means. Evidence is of one use. */
static void check_each(ch_loader *l, const ch_aim *aim, const ch_intake_source *source)
{
    bool evidence = aim->answers || aim->denies || aim->names, other = l->each != NULL && l->each != aim;
    bool column = source->constant == NULL && source != aim->whole;
    if (source->each && (other || aim->list || evidence || !column))
        ch_loader_error(l, CH_VALUE_FORM, ch_node_caret(source->column.node),
                        ch_say("one key of the mapping, which takes a single value from its columns, can make several "
                               "declarations"),
                        ch_say("keep one \"each: true\""));
    else if (!source->each && source->split != NULL && !aim->list)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_caret(source->column.node),
                        ch_say("a cell that is split becomes a list, or several declarations"),
                        ch_say("write \"each: true\" beside \"split\" for a declaration each"));
    else if (source != aim->whole && source->each != aim->sources[0].each)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_caret(source->column.node),
                        ch_say("of a key's columns all make a declaration each, or none does"),
                        ch_say("write \"each: true\" in each of them"));
    if (source->each)
        l->each = aim;
}

/* As a draft leaves open what no value tells: were it taken for nothing, cells would be read in a way that nobody
 * chose. */
static void check_decided(ch_loader *l, const ch_node *node, const char *key)
{
    const ch_node *value = ch_node_get(node, key);
    if (value != NULL && ch_node_absent(value))
        ch_loader_error(l, CH_VALUE_EMPTY, value->key->span,
                        ch_say1("nobody has decided what \"%s\" means", value->key->text),
                        ch_say("write it, or leave out its key"));
}

static void read_source_map(ch_loader *l, const ch_aim *aim, const ch_node *node, ch_intake_source *source)
{
    source_keys keys = {0};
    ch_decode(&l->decoder, node, NULL, source_fields, N_("a key of an intake mapping"), &keys);
    *source = (ch_intake_source){
        .column = column_of(node, keys.column, keys.nth, keys.number, keys.optional),
        .constant = keys.constant,
        .fallback = keys.fallback,
        .keep_others = keys.others == OTHERS_KEEP,
        .decimal = (ch_decimal)keys.numbers,
        .each = keys.each == CH_YES,
        .if_blank = keys.if_blank == CH_YES,
        .split = keys.split,
        .dates = keys.dates,
        .blank = ch_loader_words(l, keys.blank),
    };
    check_column(l, &source->column, keys.constant != NULL || source == aim->whole);
    if (keys.values != NULL && keys.table.at != NULL)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_get(node, "table")->span, ch_say("a column has one table of values"),
                        ch_say("keep \"values\" or \"table\""));
    if (keys.values != NULL) {
        ch_value_table *own = ch_loader_take(l, 1, sizeof *own);
        if (own != NULL)
            ch_loader_table(l, keys.values, own);
        source->table = own;
    } else if (keys.table.at != NULL) {
        source->table = ch_loader_find_table(l, node, keys.table);
    }
    for (const ch_node *form = ch_names_first(keys.dates); form != NULL; form = ch_names_next(form))
        ch_date_form_check(l->decoder.diagnostics, &l->intake->source, form);
    check_decided(l, node, "dates");
    check_decided(l, node, "numbers");
    check_some(l, keys.dates);
    check_some(l, keys.split);
    check_values(l, aim, source);
    check_answers(l, aim, source, node);
    check_each(l, aim, source);
    if (keys.with.at != NULL && source != aim->whole)
        ch_loader_error(l, CH_VALUE_FORM, ch_node_get(node, "with")->key->span,
                        ch_say("\"with\" says what stands between columns that are joined"),
                        ch_say("write join: [COLUMN, COLUMN] beside it"));
}

/* A bare text is short for {column: TEXT}. */
static void read_source(ch_loader *l, const ch_aim *aim, const ch_node *node, ch_intake_source *source)
{
    if (node->kind == CH_SCALAR) {
        source->column = column_of(node, node->text, (ch_count){false, 0}, (ch_count){false, 0}, CH_UNSAID);
        check_column(l, &source->column, false);
        check_answers(l, aim, source, node);
        check_each(l, aim, source);
        return;
    }
    if (ch_decode_map(&l->decoder, node))
        read_source_map(l, aim, node, source);
}

/* A column of several that are joined: what the value means stands beside them, and not here. */
static void read_part(ch_loader *l, const ch_aim *aim, const ch_node *item, ch_intake_source *part)
{
    read_source(l, aim, item, part);
    for (const ch_node *key = item->kind == CH_MAP ? item->first : NULL; key != NULL; key = key->next)
        if (!ch_text_is(key->key->text, "column") && !ch_text_is(key->key->text, "nth") &&
            !ch_text_is(key->key->text, "number"))
            ch_loader_error(l, CH_VALUE_FORM, key->key->span,
                            ch_say("of a joined column nothing is said but which it is"),
                            ch_say("write it beside \"join\""));
}

/* Columns that are one value together: {join: [Year, Month, Day], with: "-", dates: [YYYY-MM-DD]}. What that value is
 * stands beside them. */
static void read_joined(ch_loader *l, ch_aim *aim, const ch_node *entry)
{
    ch_intake_source *whole = ch_loader_take(l, 1, sizeof *whole);
    const ch_node *list = ch_node_get(entry, "join"), *with = ch_node_get(entry, "with");
    if (whole == NULL)
        return;
    aim->whole = whole;
    aim->with = with == NULL || with->kind != CH_SCALAR ? CH_LITERAL(" ") : with->text;
    read_source_map(l, aim, entry, whole);
    aim->sources = ch_loader_take(l, list->count, sizeof *aim->sources);
    for (const ch_node *item = list->first; aim->sources != NULL && item != NULL; item = item->next)
        read_part(l, aim, item, &aim->sources[aim->count++]);
    if (list->kind == CH_LIST && list->count < 2)
        ch_loader_error(l, CH_VALUE_FORM, list->key->span, ch_say("one column is not joined to another"),
                        ch_say("write the columns that make up the value: join: [Year, Month, Day]"));
}

/* ---- aims ---- */

/* Where a key's sources are: its value, or what stands under `sum`. Whole numbers alone are added: of others no sum
 * would be exact. */
static const ch_node *sources_of(ch_loader *l, ch_aim *aim, const ch_node *entry)
{
    sum_keys keys = {0};
    const ch_node *sum = entry->kind == CH_MAP ? ch_node_get(entry, "sum") : NULL;
    if (sum == NULL)
        return entry;
    ch_decode(&l->decoder, entry, NULL, sum_fields, N_("a sum of an intake mapping"), &keys);
    aim->adds = true;
    if (aim->type != CH_CELL_WHOLE || keys.sum == NULL || keys.sum->count == 0)
        ch_loader_error(l, CH_VALUE_FORM, sum->key->span, ch_say("\"sum\" adds columns of whole numbers"),
                        ch_say("write volume.tokens: {sum: [COLUMN, COLUMN]}"));
    return keys.sum == NULL ? sum : keys.sum;
}

/* A key without a value aims at nothing, and is none that a declaration has not. */
static void read_aim(ch_loader *l, const ch_node *entry)
{
    ch_aim named = {.node = entry, .path = entry->key->text};
    if (!ch_loader_path(l, &named) || ch_node_absent(entry))
        return;
    ch_aim *aim = &l->intake->aims[l->intake->aim_count++];
    *aim = named;
    if (entry->kind == CH_MAP && ch_node_get(entry, "join") != NULL) {
        read_joined(l, aim, entry);
        return;
    }
    const ch_node *from = sources_of(l, aim, entry);
    bool several = from->kind == CH_LIST;
    aim->count = several ? from->count : 1;
    aim->sources = ch_loader_take(l, aim->count, sizeof *aim->sources);
    if (aim->sources == NULL)
        return;
    uint32_t i = 0;
    if (!several)
        read_source(l, aim, from, aim->sources);
    for (const ch_node *item = several ? from->first : NULL; item != NULL; item = item->next)
        read_source(l, aim, item, &aim->sources[i++]);
}

/* Of what was measured nothing is read but days, units, tools and volumes: never a person. */
static void check_measured(ch_loader *l)
{
    static const char *const paths[] = {"date",          "unit", "tool", "tool.name", "tool.model", "volume.requests",
                                        "volume.tokens", NULL};
    const charter_intake *intake = l->intake;
    for (uint32_t i = 0; intake->measured == CH_YES && i < intake->aim_count; i++)
        if (ch_word_index(paths, intake->aims[i].path) < 0)
            ch_loader_error(l, CH_KEY_UNKNOWN, intake->aims[i].node->key->span,
                            ch_say1("\"%s\" is not read of what was measured", intake->aims[i].path),
                            ch_say("keep date, unit, tool and volume: volumes are told by day, unit and tool, never by "
                                   "person"));
}

static bool begins_path(const ch_aim *shorter, const ch_aim *longer)
{
    size_t length = shorter->path.length;
    return longer->path.length > length && longer->path.at[length] == '.' &&
           memcmp(longer->path.at, shorter->path.at, length) == 0;
}

/* `tool` and `tool.model` cannot both be: one is a text, the other makes it a mapping. Quadratic in the keys of one
 * mapping, whose nodes are bounded. */
static void check_paths(ch_loader *l)
{
    const charter_intake *intake = l->intake;
    for (uint32_t i = 0; i < intake->aim_count; i++)
        for (uint32_t j = 0; j < intake->aim_count; j++)
            if (begins_path(&intake->aims[i], &intake->aims[j]))
                ch_loader_error(l, CH_VALUE_FORM, intake->aims[j].node->key->span,
                                ch_say2("\"%1$s\" cannot stand beside \"%2$s\"", intake->aims[j].path,
                                        intake->aims[i].path),
                                ch_say("write tool.name beside tool.model, evidence.DUTY.ref beside evidence.DUTY.on"));
}

static void read_aims(ch_loader *l)
{
    const ch_node *map = l->intake->declare_node;
    if (map == NULL)
        return;
    l->intake->aims = ch_loader_take(l, map->count, sizeof *l->intake->aims);
    if (l->intake->aims == NULL)
        return;
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next)
        if (!ch_key_is_extension(entry->key->text))
            read_aim(l, entry);
    check_paths(l);
    check_measured(l);
}

/* ---- rows that are no declarations ---- */

static void read_left_out(ch_loader *l, const ch_node *node, ch_left_out *out)
{
    condition_keys keys = {0};
    if (!ch_decode_map(&l->decoder, node))
        return;
    ch_decode(&l->decoder, node, NULL, condition_fields, N_("a condition of leave-out"), &keys);
    *out = (ch_left_out){.column = column_of(node, keys.column, keys.nth, keys.number, keys.optional),
                         .is = ch_loader_words(l, keys.is),
                         .is_not = ch_loader_words(l, keys.is_not),
                         .blank = keys.blank};
    check_column(l, &out->column, false);
    check_some(l, keys.is);
    check_some(l, keys.is_not);
    if (keys.is == NULL && keys.is_not == NULL && keys.blank == CH_UNSAID)
        ch_loader_error(l, CH_KEY_MISSING, ch_node_caret(node->first == NULL ? node : node->first),
                        ch_say("this condition does not say what the cell is"),
                        ch_say("write is: […], is-not: […] or blank: true"));
}

static void read_all_left_out(ch_loader *l)
{
    const ch_node *list = l->intake->leave_out_node;
    if (list == NULL)
        return;
    l->intake->left_out = ch_loader_take(l, list->count, sizeof *l->intake->left_out);
    if (l->intake->left_out == NULL)
        return;
    for (const ch_node *item = list->first; item != NULL; item = item->next)
        read_left_out(l, item, &l->intake->left_out[l->intake->left_out_count++]);
}

/* ---- the whole ---- */

static void check_bound(ch_loader *l, ch_count count, const char *key, int64_t most)
{
    if (count.given && count.value > most)
        ch_loader_error(l, CH_LIMIT_ENTRIES, ch_node_get(l->intake->root, key)->span,
                        ch_say1("this is more than %s", ch_text_int(&l->intake->arena, most)),
                        ch_say("write a smaller number"));
}

/* Steps {name} of `rows`: a name goes into JSON as it is, and is a column's. */
static bool is_path_of_rows(ch_text path)
{
    while (path.length > 0) {
        const char *point = ch_text_find(path, '.');
        ch_text step = {path.at, point == NULL ? path.length : (size_t)(point - path.at)};
        bool named = step.length > 2 && step.at[0] == '{' && step.at[step.length - 1] == '}';
        if (step.length == 0 || step.length > CH_JSON_NAME_MAX)
            return false;
        if (named ? !ch_text_is_identifier((ch_text){step.at + 1, step.length - 2}) : ch_text_find(step, '{') != NULL)
            return false;
        path = ch_text_behind(path, point == NULL ? step.length : step.length + 1);
        if (point != NULL && path.length == 0)
            return false;
    }
    return true;
}

/* What is said of tables means nothing in JSON, nor "rows" in a table: neither is passed over. */
static void check_format(ch_loader *l)
{
    static const char *const of_tables[] = {"encoding",   "delimiter",  "header", "skip",
                                            "skip-after", "multi-line", NULL};
    const charter_intake *intake = l->intake;
    for (int i = 0; intake->json && of_tables[i] != NULL; i++) {
        const ch_node *node = ch_node_get(intake->root, of_tables[i]);
        if (node != NULL)
            ch_loader_error(l, CH_VALUE_FORM, node->key->span,
                            ch_say1("\"%s\" means nothing in a register in JSON", ch_text_of(of_tables[i])),
                            ch_say("remove it"));
    }
    const ch_node *rows = ch_node_get(intake->root, "rows");
    if (rows != NULL && !intake->json)
        ch_loader_error(l, CH_VALUE_FORM, rows->key->span,
                        ch_say("\"rows\" says where the rows of a register in JSON are"),
                        ch_say("write format: json beside it"));
    else if (rows != NULL && !is_path_of_rows(intake->rows))
        ch_loader_error(l, CH_VALUE_FORM, rows->span, ch_say("this is no path to rows"),
                        ch_say(
                            "write keys with a point between them, such as results.items; {name} stands for any key"));
}

/* A quote and a line feed already have a meaning in CSV (RFC 4180, section 2). */
static void check_top(ch_loader *l)
{
    const charter_intake *intake = l->intake;
    const ch_node *version = ch_node_get(intake->root, "intake");
    if (version != NULL && (version->kind != CH_SCALAR || !ch_text_is(version->text, "1")))
        ch_loader_error(l, CH_VALUE_FORM, ch_node_caret(version),
                        ch_say("this version reads intake mappings of version 1 alone"), ch_say("write intake: 1"));
    if (intake->delimiter.at != NULL &&
        (intake->delimiter.length != 1 || intake->delimiter.at[0] == '"' || intake->delimiter.at[0] == '\n'))
        ch_loader_error(l, CH_VALUE_FORM, ch_node_get(intake->root, "delimiter")->span,
                        ch_say("a delimiter is one character of ASCII"),
                        ch_say("write \",\", \";\", \"|\" or \"\\t\""));
    check_format(l);
    check_bound(l, intake->header, "header", CH_INTAKE_HEADERS_MAX);
    check_bound(l, intake->skip, "skip", CH_INTAKE_SKIPPED_MAX);
    check_bound(l, intake->skip_after, "skip-after", CH_INTAKE_SKIPPED_MAX);
}

static void read_intake(ch_loader *l)
{
    charter_intake *intake = l->intake;
    if (!ch_decode_map(&l->decoder, intake->root))
        return;
    ch_decode(&l->decoder, intake->root, NULL, intake_keys, N_("an intake mapping"), intake);
    intake->json = intake->format == FORMAT_JSON;
    intake->paths = ch_loader_take(l, CH_CSV_MOST_CELLS, sizeof *intake->paths);
    if (intake->paths == NULL)
        return;
    check_top(l);
    check_some(l, intake->registers_node);
    if (!ch_intake_make_claims(intake))
        l->decoder.diagnostics->failed = true;
    intake->blank = ch_loader_words(l, intake->blank_node);
    ch_loader_tables(l);
    read_aims(l);
    read_all_left_out(l);
}

/* libyaml gets no byte that ch_yaml_check_bytes() has not seen. */
static void parse(charter_intake *intake, charter_diagnostics *diagnostics)
{
    static const ch_yaml_rules rules = {.depth = MOST_DEPTH, .nodes = MOST_NODES, .aliases = true};
    ch_loader l = {.intake = intake, .decoder = {&intake->source, &intake->arena, diagnostics}};
    ch_node *root = NULL;
    if (!ch_yaml_check_bytes(&intake->source, diagnostics))
        return;
    switch (ch_yaml_read(&intake->source, &rules, &intake->arena, diagnostics, &root)) {
    case CH_YAML_DOCUMENT:
        intake->root = root;
        read_intake(&l);
        break;
    case CH_YAML_NOTHING:
        ch_error_in_file(diagnostics, CH_INPUT_EMPTY, intake->source.name, ch_say("this file is empty"),
                         ch_say("an intake mapping begins with intake: 1"));
        break;
    case CH_YAML_NO_MEMORY:
        diagnostics->failed = true;
        break;
    case CH_YAML_FAULT:
        break;
    }
}

/* Places and hashes read the bytes again for as long as the mapping lives. The mark is no part of YAML, and is
 * counted by `offset` so that places are those of the file. */
static bool keep_bytes(charter_intake *intake, const char *name, charter_text bytes)
{
    size_t mark = bytes.length >= 3 && memcmp(bytes.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    intake->source.name = ch_arena_text(&intake->arena, ch_text_of(name)).at;
    intake->source.offset = mark;
    intake->source.bytes =
        ch_arena_text(&intake->arena,
                      bytes.length == 0 ? CH_LITERAL("") : (ch_text){bytes.at + mark, bytes.length - mark});
    return intake->source.name != NULL && intake->source.bytes.at != NULL &&
           ch_source_index(&intake->source, &intake->arena);
}

/* The diagnostics may hold errors of others, a charter's: only those that were added count against the mapping. */
charter_status ch_intake_read(charter_intake **out, const char *name, charter_text bytes,
                              charter_diagnostics *diagnostics)
{
    size_t errors = diagnostics->errors;
    *out = NULL;
    charter_intake *intake = calloc(1, sizeof *intake);
    if (intake == NULL)
        return CHARTER_NO_MEMORY;
    if (keep_bytes(intake, name, bytes))
        parse(intake, diagnostics);
    else
        diagnostics->failed = true;
    if (!diagnostics->failed && diagnostics->errors == errors) {
        *out = intake;
        return CHARTER_OK;
    }
    charter_intake_free(intake);
    return diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

static charter_status error_unreadable(const char *name, int error, charter_diagnostics *diagnostics)
{
    ch_error_in_file(diagnostics, CH_INPUT_UNREADABLE, name, ch_say_unreadable(&diagnostics->arena, error),
                     ch_help_unreadable(error));
    diagnostics->failed = diagnostics->failed || error == ENOMEM || diagnostics->arena.failed;
    return diagnostics->failed ? CHARTER_NO_MEMORY : CHARTER_INVALID;
}

charter_status charter_intake_load(charter_intake **out, const char *name, const charter_files *files,
                                   charter_diagnostics *diagnostics)
{
    charter_text bytes = {NULL, 0};
    *out = NULL;
    int error = files->read(files->context, name, CH_INTAKE_BYTES, &bytes);
    if (error != 0)
        return error_unreadable(name, error, diagnostics);
    charter_status status = ch_intake_read(out, name, bytes, diagnostics);
    files->release(files->context, bytes);
    return status;
}

void charter_intake_free(charter_intake *intake)
{
    while (intake != NULL) {
        charter_intake *next = intake->next;
        ch_arena_clear(&intake->arena);
        free(intake);
        intake = next;
    }
}

/* What the mapping says outweighs the file's name. */
ch_csv_rules ch_intake_rules(const charter_intake *intake, bool tabs, size_t row_bytes)
{
    bool tsv = intake->format == FORMAT_TSV || (intake->format == 0 && tabs);
    return (ch_csv_rules){
        .delimiter = intake->delimiter.at != NULL ? intake->delimiter.at[0]
                     : tsv                        ? '\t'
                                                  : ',',
        .encoding = (ch_encoding)intake->encoding, /* the words stand in the order of ch_encoding */
        .row_bytes = row_bytes,
        .multi_line = intake->multi_line == CH_YES,
    };
}

ch_text ch_intake_column(const charter_intake *intake, ch_text key)
{
    for (uint32_t i = 0; i < intake->aim_count; i++) {
        const ch_aim *aim = &intake->aims[i];
        bool within = aim->path.length > key.length && aim->path.at[key.length] == '.' &&
                      memcmp(aim->path.at, key.at, key.length) == 0;
        for (uint32_t k = 0; (within || ch_text_same(aim->path, key)) && k < aim->count; k++)
            if (aim->sources[k].column.header.at != NULL)
                return aim->sources[k].column.header;
    }
    return CH_NO_TEXT;
}

ch_text ch_intake_sheet(const charter_intake *intake)
{
    return intake == NULL ? CH_NO_TEXT : intake->sheet;
}
