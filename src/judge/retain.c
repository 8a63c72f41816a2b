/* Verdicts that stay while others are judged: what they point at is in the judge's arena, which is then not reset;
 * what stands in rooms that the next judgement uses again is copied. Which verdicts stay, and how long, is for
 * batches to say (ch_judge_retain). */
#include "judge/judging.h"

struct ch_kept_errors {
    charter_diagnostics errors;
    struct ch_kept_errors *next;
};

void ch_judge_retain(charter_judge *judge)
{
    judge->keeps = true;
}

void ch_judge_release(charter_judge *judge)
{
    /* Before the arena: the list stands in it, and its diagnostics own more. */
    for (struct ch_kept_errors *kept = judge->kept; kept != NULL; kept = kept->next)
        ch_diagnostics_clear(&kept->errors);
    judge->kept = NULL;
    ch_arena_reset(&judge->arena);
}

/* `*items` becomes a copy of its first `count` items. */
static bool copy(ch_arena *arena, const void **items, size_t count, size_t size)
{
    if (count == 0)
        return true;
    void *twin = ch_arena_take_raw(arena, count * size); /* of what there is, so that this does not overflow */
    if (twin == NULL)
        return false;
    memcpy(twin, *items, count * size);
    *items = twin;
    return true;
}

static bool copy_results(ch_arena *arena, charter_verdict *v)
{
    const void *findings = v->findings, *duties = v->duties, *alternatives = v->alternatives;
    bool copied = copy(arena, &findings, v->finding_count, sizeof *v->findings) &&
                  copy(arena, &duties, v->duty_count, sizeof *v->duties) &&
                  copy(arena, &alternatives, v->alternative_count, sizeof *v->alternatives);
    v->findings = findings;
    v->duties = duties;
    v->alternatives = alternatives;
    return copied;
}

/* Moved, and not copied: diagnostics own their memory, and the judge begins anew with none. */
static bool move_errors(charter_judge *judge, charter_verdict *v)
{
    static const charter_diagnostics nothing;
    v->errors = &nothing;
    if (judge->errors.count == 0)
        return true;
    struct ch_kept_errors *kept = ch_arena_take(&judge->arena, sizeof *kept);
    if (kept == NULL)
        return false;
    *kept = (struct ch_kept_errors){judge->errors, judge->kept};
    judge->errors = (charter_diagnostics){0};
    judge->kept = kept;
    v->errors = &kept->errors;
    return true;
}

bool ch_judge_retain_verdict(charter_judge *judge, const charter_verdict **out)
{
    charter_verdict *v = ch_arena_take_raw(&judge->arena, sizeof *v);
    if (v == NULL)
        return false;
    /* Detections, hidden spans and traces are in the arena already: only what stands in workspaces is copied. */
    *v = judge->verdict;
    *out = v;
    return copy_results(&judge->arena, v) && move_errors(judge, v);
}
