/* Looking a charter over: which versions, which checks in which order. What is looked for is a file a subject; how a
 * finding is told is tell.c's. */
#include "lint/lint.h"

#include "base/options.h"
#include "lint/checks.h"

CH_OPTIONS_END_WITH(charter_lint_options, at);

/* ---- versions ---- */

static void (*const checks[])(ch_lint *) = {
    ch_lint_dates,  ch_lint_because, ch_lint_classes, ch_lint_activities, ch_lint_alternatives,
    ch_lint_unused, ch_lint_names,   ch_lint_rules,   ch_lint_exceptions,
};

static void look_over(ch_lint *l)
{
    const ch_version *v = l->version;
    l->day = ch_period_ended(v->period, l->at) ? v->period.until : l->at;
    if (!ch_period_begun(v->period, l->at))
        l->day = v->period.from;
    l->budget = CH_LINT_BUDGET;
    l->limited = false;
    l->slots = ch_arena_take_many(l->arena, v->scope.count, sizeof *l->slots);
    ch_lint_read_ignores(l);
    ch_lint_ignore_loading(l);
    ch_lint_work_out_reach(l);
    /* Without memory nothing is concluded: see the status. */
    for (size_t i = 0; i < sizeof checks / sizeof *checks && !l->arena->failed; i++) {
        l->budget = CH_LINT_BUDGET;
        checks[i](l);
    }
    if (!l->arena->failed)
        ch_lint_tell_unused_ignores(l);
}

/* The one that ended last; the first of several that never end. */
static const ch_version *last_version(const charter *c)
{
    const ch_version *last = c->versions;
    for (size_t i = 1; i < c->count; i++)
        if (last->period.until != CHARTER_NO_DAY && c->versions[i].period.until > last->period.until)
            last = &c->versions[i];
    return last;
}

static bool look_over_version(ch_lint *l, const ch_version *version)
{
    l->version = version;
    look_over(l);
    bool good = !l->arena->failed && !l->diagnostics->failed && !ch_condition_ran_out(l->evaluator) &&
                !ch_matcher_failed(ch_evaluator_matcher(l->evaluator));
    ch_arena_reset(l->arena);
    return good;
}

/* What has ended is history, and nobody's to mend: but for a charter of which nothing else is left. */
static bool look_over_all(ch_lint *l)
{
    const charter *c = l->charter;
    bool good = true, some = false;
    for (size_t i = 0; i < c->count && good; i++) {
        if (ch_period_ended(c->versions[i].period, l->at))
            continue;
        some = true;
        good = look_over_version(l, &c->versions[i]);
    }
    good = good && (some || look_over_version(l, last_version(c)));
    if (good)
        ch_lint_tell_more(l);
    return good && !l->arena->failed && !l->diagnostics->failed;
}

/* ---- the order of the file ---- */

static bool comes_before(const charter_diagnostic *a, const charter_diagnostic *b)
{
    int files = strcmp(a->place.file == NULL ? "" : a->place.file, b->place.file == NULL ? "" : b->place.file);
    if (files != 0 || a->place.line != b->place.line)
        return files != 0 ? files < 0 : a->place.line < b->place.line;
    return a->place.column < b->place.column;
}

/* As they are read, not as they were looked for. There are at most twice CH_DIAGNOSTICS_MAX: inserting them one by one
 * will do. */
static void sort(charter_diagnostics *all)
{
    charter_diagnostic *sorted = NULL, *next;
    for (charter_diagnostic *d = all->first; d != NULL; d = next) {
        charter_diagnostic **at = &sorted;
        next = d->next;
        while (*at != NULL && !comes_before(d, *at))
            at = &(*at)->next;
        d->next = *at;
        *at = d;
    }
    all->first = sorted;
    for (all->last = sorted; all->last != NULL && all->last->next != NULL;)
        all->last = all->last->next;
}

charter_status charter_lint_sized(const charter *the_charter, const charter_lint_options *options, size_t options_size,
                                  charter_diagnostics *diagnostics)
{
    charter_lint_options o;
    uint64_t told[CH_LINT_CHECK_COUNT] = {0};
    ch_arena arena = {0}, working = {0};
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_day(o.at))
        return CHARTER_UNKNOWN;
    ch_lint l = {.charter = the_charter,
                 .at = o.at,
                 .diagnostics = diagnostics,
                 .arena = &arena,
                 .working = &working,
                 .evaluator = ch_evaluator_new(),
                 .told = told};
    bool good = l.evaluator != NULL && look_over_all(&l);
    ch_evaluator_free(l.evaluator);
    ch_arena_clear(&arena);
    ch_arena_clear(&working);
    sort(diagnostics);
    return good ? CHARTER_OK : CHARTER_NO_MEMORY;
}
