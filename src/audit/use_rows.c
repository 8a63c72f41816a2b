/* Uses one by one. What is told of a use is prose/result.c's; how rows are written down, and read back, are
 * report/audit/audit_summary.c's and summary.c's to say. */
#include "audit/use_rows.h"

#include <stdlib.h>

#include "audit/groups.h"
#include "base/catalog.h"
#include "base/path.h"
#include "report/prose/result.h"

enum { TEXT_MOST = 400 };

const char *const ch_use_number_names[CH_USE_NUMBERS] = {"line", "column", "row"};

const char *const ch_use_text_names[CH_USE_TEXTS] = {
    "file",      "id",        "unit",      "activity",   "tool",       "clause",     "demand.en",
    "demand.fr", "reason.en", "reason.fr", "missing.en", "missing.fr", "instead.en", "instead.fr",
};

/* ---- which are kept ---- */

static int compare_places(const ch_use_row *a, const ch_use_row *b)
{
    int order = ch_text_compare(a->texts[CH_USE_FILE], b->texts[CH_USE_FILE]);
    for (int i = 0; order == 0 && i < CH_USE_NUMBERS; i++)
        order = (a->numbers[i] > b->numbers[i]) - (a->numbers[i] < b->numbers[i]);
    return order;
}

/* A total order, whatever the rows hold: two that are alike in all of it are the same. */
static int compare(const ch_use_row *a, const ch_use_row *b)
{
    int order = compare_places(a, b);
    for (int i = 0; order == 0 && i < CH_USE_TEXTS; i++)
        order = ch_text_compare(a->texts[i], b->texts[i]);
    return order;
}

/* One piece of memory holds a row and its texts. */
static ch_use_row *copy_of(const ch_use_row *row)
{
    size_t length = 0;
    for (int i = 0; i < CH_USE_TEXTS; i++)
        length += row->texts[i].length;
    ch_use_row *copy = malloc(sizeof *copy + length);
    if (copy == NULL)
        return NULL;
    char *at = (char *)(copy + 1);
    *copy = *row;
    for (int i = 0; i < CH_USE_TEXTS; i++) {
        ch_text_copy(at, row->texts[i]);
        copy->texts[i].at = at;
        at += row->texts[i].length;
    }
    return copy;
}

/* Rows come nearly in order: mostly the place is the last. */
static bool keep(ch_use_rows *rows, charter_decision decision, const ch_use_row *row)
{
    ch_use_row **items = rows->items[decision];
    uint32_t *count = &rows->counts[decision], at = *count;
    bool full = at == CHARTER_USE_ROWS;
    while (at > 0 && compare(row, items[at - 1]) < 0)
        at--;
    if (at == CHARTER_USE_ROWS)
        return true;
    ch_use_row *copy = copy_of(row);
    if (copy == NULL)
        return false;
    if (full)
        free(items[*count - 1]);
    *count += !full;
    memmove(items + at + 1, items + at, (*count - 1 - at) * sizeof *items);
    items[at] = copy;
    return true;
}

/* Whether it stands behind all that there is room for: then nothing has to be said of it. */
static bool comes_too_late(const ch_use_rows *rows, charter_decision decision, const ch_use_row *row)
{
    return rows->counts[decision] == CHARTER_USE_ROWS &&
           compare_places(row, rows->items[decision][CHARTER_USE_ROWS - 1]) > 0;
}

/* ---- what is told ---- */

/* In `arena`: one line without anything that misleads, with an ellipsis where it was longer. `at` is NULL where there
 * is no memory. */
static ch_text shown(ch_arena *arena, ch_text text)
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    ch_text line = ch_harmless_line(arena, text);
    if (line.at == NULL || line.length <= TEXT_MOST)
        return line;
    ch_text cut = ch_text_cut(line, TEXT_MOST - strlen(ellipsis));
    char *at = ch_arena_take_raw(arena, TEXT_MOST);
    if (at == NULL)
        return CH_NO_TEXT;
    ch_text_copy(at, cut);
    memcpy(at + cut.length, ellipsis, strlen(ellipsis));
    return (ch_text){at, cut.length + strlen(ellipsis)};
}

static const struct {
    ch_use_text text;
    ch_result_piece *piece;
} pieces[] = {
    {CH_USE_ID, ch_result_id},         {CH_USE_UNIT, ch_result_unit},       {CH_USE_ACTIVITY, ch_result_activity},
    {CH_USE_TOOL, ch_result_tool},     {CH_USE_CLAUSE, ch_result_clause},   {CH_USE_DEMAND, ch_result_demand},
    {CH_USE_REASON, ch_result_reason}, {CH_USE_MISSING, ch_result_missing}, {CH_USE_INSTEAD, ch_result_instead},
};

static ch_text made(ch_arena *arena, ch_result_piece *piece, const ch_result *result, charter_lang lang)
{
    ch_buffer text = ch_buffer_init((size_t)1 << 20);
    piece(&text, result, lang);
    ch_text line = text.failed ? CH_NO_TEXT : shown(arena, ch_buffer_text(&text));
    /* What is harmless is itself, and lies in the buffer. */
    ch_text kept = line.at == NULL ? CH_NO_TEXT : ch_arena_text(arena, line);
    ch_buffer_clear(&text);
    return kept;
}

/* A title that the charter has in one language alone is told as foreign to readers of the other. */
static void leave_out_foreign(ch_use_row *row, const charter_verdict *v)
{
    ch_text *demand = row->texts + CH_USE_DEMAND;
    bool one = ch_text_same(demand[CHARTER_EN], demand[CHARTER_FR]);
    if (one && v->version != NULL && v->version->lang_known)
        demand[!v->version->lang] = CH_LITERAL("");
}

static bool fill(ch_use_row *row, ch_arena *arena, const charter_verdict *v)
{
    ch_result result = ch_result_of(v);
    bool good = row->texts[CH_USE_FILE].at != NULL;
    for (size_t i = 0; good && i < sizeof pieces / sizeof *pieces; i++) {
        int langs = pieces[i].text < CH_USE_DEMAND ? 1 : CH_LANGS;
        for (int lang = 0; good && lang < langs; lang++) {
            ch_text text = made(arena, pieces[i].piece, &result, (charter_lang)lang);
            row->texts[pieces[i].text + (unsigned)lang] = text;
            good = text.at != NULL;
        }
    }
    if (good)
        leave_out_foreign(row, v);
    return good;
}

bool ch_use_rows_take(ch_use_rows *rows, ch_arena *arena, const charter_verdict *v)
{
    charter_place place = charter_verdict_place(v);
    if (v->decision == CHARTER_DECISION_COMPLIANT)
        return true;
    ch_use_row row = {.numbers = {place.line, place.column, place.row}};
    ch_text path = ch_path_writable(arena, place.file);
    row.texts[CH_USE_FILE] = path.at == NULL ? path : shown(arena, path);
    if (row.texts[CH_USE_FILE].at == NULL)
        return false;
    return comes_too_late(rows, v->decision, &row) || (fill(&row, arena, v) && keep(rows, v->decision, &row));
}

/* ---- others ---- */

bool ch_use_rows_add(ch_use_rows *rows, ch_arena *arena, charter_decision decision, const ch_use_row *row)
{
    ch_use_row clean = *row;
    for (int i = 0; i < CH_USE_TEXTS; i++) {
        clean.texts[i] = shown(arena, row->texts[i]);
        if (clean.texts[i].at == NULL)
            return false;
    }
    return keep(rows, decision, &clean);
}

bool ch_use_rows_join(ch_use_rows *rows, const ch_use_rows *from)
{
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++)
        for (uint32_t i = 0; i < from->counts[d]; i++)
            if (!keep(rows, (charter_decision)d, from->items[d][i]))
                return false;
    return true;
}

void ch_use_rows_clear(ch_use_rows *rows)
{
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++)
        for (uint32_t i = 0; i < rows->counts[d]; i++)
            free(rows->items[d][i]);
    *rows = (ch_use_rows){.counts = {0}};
}
