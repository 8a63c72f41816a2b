/* Every use of a charter, judged once. No rule is read here: what is kept of each use is what its verdict says. */
#include "page/answers.h"

#include "charter/memory.h"
#include "judge/which.h"

typedef struct finding_out {
    ch_page_answers *answers;
    ch_arena *arena;
    charter_which *which;
    uint32_t activity, tool, class; /* of the latest use */
} finding_out;

/* ---- one answer ---- */

static void add_duties(ch_page_answer *answer, const charter_verdict *v)
{
    for (size_t i = 0; i < v->duty_count; i++) {
        uint32_t number = (uint32_t)(v->duties[i].duty - v->version->duties.items);
        if (ch_answer_is_due(&v->duties[i], CH_BEFORE))
            ch_set_add(&answer->before, number);
        if (ch_answer_is_due(&v->duties[i], CH_AFTER))
            ch_set_add(&answer->after, number);
    }
}

static void add_conditions(ch_page_answer *answer, const ch_alternative *own, ch_arena *arena)
{
    ch_filled *kept = ch_arena_take_many(arena, own->count, sizeof *kept);
    for (uint32_t i = 0; kept != NULL && i < own->count; i++)
        kept[i] = (ch_filled){.name = own->filled[i].name,
                              .path = ch_arena_text(arena, own->filled[i].path),
                              .text = ch_arena_text(arena, own->filled[i].text)};
    answer->conditions = kept;
    answer->condition_count = kept == NULL ? 0 : own->count;
}

static bool has_reason(const ch_page_answer *answer, ch_page_reason reason)
{
    for (uint32_t i = 0; i < answer->reason_count; i++)
        if (answer->reasons[i].clause == reason.clause && answer->reasons[i].entry == reason.entry)
            return true;
    return false;
}

/* Under conditions that are told, what is undetermined without them is no reason any more. */
static bool is_reason(const charter_verdict *v, const charter_finding *f)
{
    if (ch_answer_conditions(v) == NULL)
        return ch_answer_rests_on(v, f);
    return f->outcome == CHARTER_OUTCOME_BREACHED && f->effect != CHARTER_EFFECT_ADVISE;
}

static void add_reasons(ch_page_answer *answer, const charter_verdict *v, ch_arena *arena)
{
    ch_page_reason *kept = ch_arena_take_many(arena, v->finding_count, sizeof *kept);
    answer->reasons = kept;
    for (size_t i = 0; kept != NULL && i < v->finding_count; i++) {
        const ch_page_reason reason = {v->findings[i].clause, v->findings[i].entry};
        if (is_reason(v, &v->findings[i]) && !has_reason(answer, reason))
            kept[answer->reason_count++] = reason;
    }
}

static ch_page_answer make_answer(const charter_verdict *v, ch_arena *arena)
{
    ch_page_answer answer = {.kind = ch_answer_of(v)};
    const ch_alternative *own = ch_answer_conditions(v);
    if (ch_answer_is_yes(answer.kind) || answer.kind == CH_ANSWER_ASK)
        add_duties(&answer, v);
    if (own != NULL && answer.kind != CH_ANSWER_NO)
        add_conditions(&answer, own, arena);
    if (!ch_answer_is_yes(answer.kind))
        add_reasons(&answer, v, arena);
    return answer;
}

/* ---- all of them ---- */

static bool same_answer(const ch_page_answer *a, const ch_page_answer *b)
{
    if (a->kind != b->kind || a->mixed != b->mixed || a->condition_count != b->condition_count ||
        a->reason_count != b->reason_count || !ch_set_same(&a->before, &b->before) ||
        !ch_set_same(&a->after, &b->after))
        return false;
    for (uint32_t i = 0; i < a->condition_count; i++)
        if (a->conditions[i].name != b->conditions[i].name ||
            !ch_text_same(a->conditions[i].text, b->conditions[i].text))
            return false;
    for (uint32_t i = 0; i < a->reason_count; i++)
        if (a->reasons[i].clause != b->reasons[i].clause || a->reasons[i].entry != b->reasons[i].entry)
            return false;
    return true;
}

static bool grow(ch_page_answers *a, ch_arena *arena)
{
    if (a->count < a->room)
        return true;
    uint32_t room = a->room == 0 ? 64 : 2 * a->room;
    const ch_page_answer **items = ch_arena_take_many(arena, room, sizeof *items);
    if (items == NULL)
        return false;
    if (a->count > 0)
        memcpy(items, a->items, a->count * sizeof *items);
    a->items = items;
    a->room = room;
    return true;
}

/* The number of an answer, from 1; 0: there is no memory. */
static uint32_t number_of(ch_page_answers *a, const ch_page_answer *answer, ch_arena *arena)
{
    /* The latest first: neighbours have the same answer. */
    for (uint32_t i = a->count; i > 0; i--)
        if (same_answer(a->items[i - 1], answer))
            return i;
    ch_page_answer *kept = grow(a, arena) ? ch_arena_take(arena, sizeof *kept) : NULL;
    if (kept == NULL)
        return 0;
    *kept = *answer;
    a->items[a->count++] = kept;
    return a->count;
}

/* ---- several answers as one ---- */

static bool all_have(const ch_page_answer *const *items, uint32_t count, ch_page_reason reason)
{
    for (uint32_t i = 0; i < count; i++)
        if (!has_reason(items[i], reason))
            return false;
    return true;
}

const ch_page_answer *ch_page_answers_join(ch_page_answers *a, const ch_page_answer *const *items, uint32_t count,
                                           ch_arena *arena)
{
    ch_page_answer joined = {.kind = CH_ANSWER_NO};
    uint32_t most = 0;
    for (uint32_t i = 0; i < count; i++)
        most += items[i]->reason_count;
    ch_page_reason *reasons = ch_arena_take_many(arena, most + 1, sizeof *reasons);
    joined.reasons = reasons;
    for (int pass = 0; reasons != NULL && pass < 2 && joined.reason_count == 0; pass++) {
        joined.mixed = pass > 0;
        for (uint32_t i = 0; i < count; i++)
            for (uint32_t k = 0; k < items[i]->reason_count; k++)
                if (!has_reason(&joined, items[i]->reasons[k]) &&
                    (joined.mixed || all_have(items, count, items[i]->reasons[k])))
                    reasons[joined.reason_count++] = items[i]->reasons[k];
    }
    uint32_t number = reasons == NULL ? 0 : number_of(a, &joined, arena);
    return number == 0 ? NULL : a->items[number - 1];
}

/* ---- the walk ---- */

/* The entry of that id, from `from` on, where the walk has come to. */
static uint32_t entry_of(const ch_version *version, ch_vocabulary vocabulary, ch_text id, uint32_t from)
{
    uint32_t count = ch_vocabulary_size(version, vocabulary);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = (from + i) % count;
        if (ch_text_same(ch_vocabulary_entry(version, vocabulary, at)->id, id))
            return at;
    }
    return 0;
}

static bool keep(finding_out *f, const charter_cell *cell)
{
    ch_page_answers *a = f->answers;
    const ch_version *v = a->version;
    f->activity = entry_of(v, CH_VOCABULARY_ACTIVITIES, cell->activity, f->activity);
    f->tool = entry_of(v, CH_VOCABULARY_TOOLS, cell->tool, f->tool);
    if (a->classes_tried)
        f->class = entry_of(v, CH_VOCABULARY_DATA, cell->data, f->class);
    ch_page_answer answer = make_answer(cell->verdict, f->arena);
    size_t row = (size_t)f->activity * v->tools.count + f->tool;
    uint32_t number = f->arena->failed ? 0 : number_of(a, &answer, f->arena);
    a->cells[row * a->class_count + f->class] = number;
    a->tried = true;
    return number != 0;
}

static charter_status walk(finding_out *f)
{
    charter_cell cell;
    charter_status status;
    while ((status = charter_which_next(f->which, &cell)) == CHARTER_OK)
        if (!keep(f, &cell))
            return CHARTER_NO_MEMORY;
    return status == CHARTER_END ? CHARTER_OK : status;
}

/* What is tried is whatever it is: its key alone has to be there. Where there are no classes, nothing is said of data.
 */
static charter_status try_all(finding_out *f, const charter *the_charter, charter_day at)
{
    charter_text left = f->answers->classes_tried ? CH_LITERAL("usage: 1\nactivity: x\ntool: x\ndata: x\n")
                                                  : CH_LITERAL("usage: 1\nactivity: x\ntool: x\n");
    charter_stream *stream;
    const charter_declaration *declaration;
    const charter_which_options trying = {.at = at,
                                          .every = CHARTER_EVERY_ACTIVITY | CHARTER_EVERY_TOOL |
                                                   (f->answers->classes_tried ? CHARTER_EVERY_DATA : UINT64_C(0))};
    charter_status status = charter_stream_open(&stream, "usage.yaml", charter_input_from_memory(&left), NULL);
    if (status != CHARTER_OK)
        return status;
    status = charter_stream_next(stream, &declaration);
    if (status == CHARTER_OK)
        status = charter_which_open(&f->which, the_charter, declaration, &trying);
    if (status == CHARTER_OK)
        status = walk(f);
    charter_which_close(f->which);
    charter_stream_close(stream);
    return status;
}

charter_status ch_page_answers_find(ch_page_answers *a, const charter *the_charter, charter_day at, ch_arena *arena)
{
    const ch_version *v = ch_charter_on(the_charter, at);
    if (v == NULL)
        return CHARTER_UNKNOWN;
    *a = (ch_page_answers){.version = v};
    for (uint32_t i = 0; i < v->data.count; i++)
        if (ch_period_holds(v->data.items[i].entry.period, at)) {
            ch_set_add(&a->classes, i);
            a->classes_tried = true;
        }
    a->class_count = a->classes_tried ? v->data.count : 1;
    a->cells =
        ch_arena_take_many(arena, (size_t)v->activities.count * v->tools.count * a->class_count + 1, sizeof *a->cells);
    finding_out f = {.answers = a, .arena = arena};
    return a->cells == NULL ? CHARTER_NO_MEMORY : try_all(&f, the_charter, at);
}
