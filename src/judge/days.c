/* Dates that say no day. The use is judged on each day that they may mean, and what is the same on all of them stands;
 * a clause whose answer is not is undetermined. Nobody who judges a clause knows of it: to each of them a date is a
 * day. Only days on which an answer may change are tried: where something that the charter or the declaration dates
 * begins or ends, or on either side of what a condition compares with. Days of evidence are evidence.c's, where they
 * have no gap. */
#include "judge/judging.h"
#include "rule/reading.h"

/* Days that are tried, of all dates together: a year and a few months beside it. */
#define MOST_TRIED 2048

/* A date that may be any of several days, and from which of them on an answer may be another. */
typedef struct open_date {
    uint32_t slot;
    ch_days days;
    bool marks[CH_DAYS_MOST];
    int at;      /* the day that is tried, from 0 */
    size_t from; /* where its days begin among those of all dates */
} open_date;

/* What the days tried so far gave for one clause. */
typedef struct answer {
    charter_finding finding; /* as the first day has it that does not pass */
    uint32_t days;           /* that had one; on the others it was not applicable */
    bool differs;
    uint8_t *given; /* of each day of all dates: a bit for each result (result_of()) */
    struct answer *next;
} answer;

typedef struct trying {
    charter_judge *judge;
    const ch_version *version; /* NULL: none is known */
    open_date dates[CH_OPEN_DATES_MOST];
    uint32_t count, days;  /* dates, and days that were tried */
    size_t length;         /* days of all dates */
    answer *answers;       /* in the order of findings */
    ch_duty_state *duties; /* a place for each; `duty` is NULL: no day asks for it */
    bool open_before;
    uint64_t scanned;
    const ch_activity *activity; /* as some day resolves them */
    const ch_tool *tool;
} trying;

static size_t length_of(const open_date *d)
{
    return (size_t)(d->days.last - d->days.first) + 1;
}

/* ---- days that matter ---- */

static void mark(open_date *d, ch_day day)
{
    if (day != CHARTER_NO_DAY && day >= d->days.first && day <= d->days.last)
        d->marks[day - d->days.first] = true;
}

/* Behind a day that is the last of something. */
static void mark_after(open_date *d, ch_day day)
{
    mark(d, day == CHARTER_NO_DAY ? day : day + 1);
}

static void mark_all(open_date *d)
{
    memset(d->marks, true, sizeof d->marks);
}

/* What is computed from a date may change on any day. */
static void mark_condition(open_date *d, const ch_condition *condition)
{
    if (condition != NULL && ch_condition_reads(condition, d->slot) && !ch_condition_is_plain(condition))
        mark_all(d);
}

static void mark_conditions(open_date *d, const ch_version *v)
{
    for (uint32_t i = 0; i < v->rules.count; i++) {
        mark_condition(d, v->rules.items[i].when);
        mark_condition(d, v->rules.items[i].require);
    }
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        mark_condition(d, v->exceptions.items[i].condition);
    const ch_values *constants = &v->values[d->slot];
    if (constants->cut)
        mark_all(d);
    for (uint32_t i = 0; i < constants->count; i++) {
        mark(d, constants->items[i].day);
        mark_after(d, constants->items[i].day);
    }
}

static void mark_version(open_date *d, const ch_version *v)
{
    mark_after(d, v->review_by);
    for (int vocabulary = 0; vocabulary < CH_VOCABULARY_COUNT; vocabulary++)
        for (uint32_t i = 0; i < ch_vocabulary_size(v, (ch_vocabulary)vocabulary); i++) {
            ch_period period = ch_vocabulary_entry(v, (ch_vocabulary)vocabulary, i)->period;
            mark(d, period.from);
            mark_after(d, period.until);
        }
}

/* Which day a piece of evidence counts from, and up to which, for any duty. */
static void mark_evidence(open_date *d, const ch_version *v, const ch_evidences *all)
{
    for (uint32_t i = 0; i < all->count; i++) {
        const ch_day ends[] = {all->items[i].on.first, all->items[i].on.last};
        for (int end = 0; end < 2 && ends[end] != CHARTER_NO_DAY; end++) {
            mark(d, ends[end]);
            mark_after(d, ends[end]);
            for (uint32_t k = 0; k < v->duties.count; k++)
                if (v->duties.items[k].valid_for.given)
                    mark_after(d, ch_day_add(ends[end], v->duties.items[k].valid_for));
        }
    }
}

static void mark_date(const trying *t, open_date *d)
{
    const charter_declaration *u = &t->judge->dated;
    mark_conditions(d, t->version);
    if (d->slot != CH_SLOT_DATE)
        return;
    mark_version(d, t->version);
    mark_evidence(d, t->version, &u->review);
    mark_evidence(d, t->version, &u->training);
    for (uint32_t i = 0; i < u->evidence_count; i++)
        mark_evidence(d, t->version, &u->evidence[i]);
}

/* ---- dates that say no day ---- */

static bool add_date(trying *t, uint32_t slot, ch_days days)
{
    if (t->count == CH_OPEN_DATES_MOST)
        return false;
    open_date *d = &t->dates[t->count++];
    *d = (open_date){.slot = slot, .days = days, .marks = {true}, .from = t->length};
    t->length += length_of(d);
    return true;
}

static bool add_facts(trying *t)
{
    const ch_node *facts = t->judge->dated.facts;
    for (const ch_node *fact = facts == NULL ? NULL : facts->first; fact != NULL; fact = fact->next)
        for (uint32_t i = 0; i < t->version->fields.count; i++) {
            const ch_fact_field *field = &t->version->fields.items[i];
            ch_days days;
            if (field->type == CH_FIELD_DATE && fact->days && ch_text_same(field->entry.id, fact->key->text) &&
                ch_days_parse(fact->text, &days) && !add_date(t, CH_SLOT_FACTS + i, days))
                return false;
        }
    return true;
}

/* The version that judges on a day; NULL: none, or it is still to come. */
static const ch_version *version_on(const trying *t, ch_day day)
{
    return day > t->judge->options.at + 1 ? NULL : ch_charter_on(t->judge->charter, day);
}

/* The one version of all days of a use that is done. False: there is not one. */
static bool find_version(trying *t, ch_days days)
{
    t->version = version_on(t, days.first);
    for (ch_day day = days.first; day <= days.last; day++)
        if (version_on(t, day) != t->version)
            return false;
    return true;
}

/* Days of all dates together, one of each, within a bound. */
static bool count_tries(const trying *t)
{
    size_t tries = 1;
    for (uint32_t i = 0; i < t->count; i++) {
        size_t marked = 0;
        for (size_t day = 0; day < length_of(&t->dates[i]); day++)
            marked += t->dates[i].marks[day];
        tries *= marked;
        if (tries > MOST_TRIED)
            return false;
    }
    return true;
}

/* ---- one try after the other ---- */

/* Puts the days that are tried where they are read. */
static void put_days(const trying *t)
{
    charter_judge *judge = t->judge;
    judge->tried_count = t->count;
    for (uint32_t i = 0; i < t->count; i++) {
        ch_day day = t->dates[i].days.first + t->dates[i].at;
        judge->tried[i] = (ch_tried_day){t->dates[i].slot, t->dates[i].days, day};
        if (t->dates[i].slot == CH_SLOT_DATE)
            judge->dated.date = ch_days_of(day);
    }
}

/* The next day that is marked, of the first date that has one; those before it begin anew. */
static bool next_days(trying *t)
{
    for (uint32_t i = 0; i < t->count; i++) {
        open_date *d = &t->dates[i];
        do
            d->at++;
        while (d->at < (int)length_of(d) && !d->marks[d->at]);
        if (d->at < (int)length_of(d))
            return true;
        d->at = 0;
    }
    return false;
}

/* ---- what the days have in common ---- */

static bool comes_before(const charter_finding *a, const charter_finding *b)
{
    return a->clause != b->clause ? a->clause < b->clause : a->entry < b->entry;
}

static answer *find_answer(trying *t, const charter_finding *f)
{
    answer **at = &t->answers;
    while (*at != NULL && comes_before(&(*at)->finding, f))
        at = &(*at)->next;
    if (*at != NULL && !comes_before(f, &(*at)->finding))
        return *at;
    answer *added = ch_arena_take(&t->judge->arena, sizeof *added);
    uint8_t *given = ch_arena_take(&t->judge->arena, t->length);
    if (added == NULL || given == NULL)
        return NULL;
    *added = (answer){.finding = *f, .given = given, .next = *at};
    return *at = added;
}

/* What a clause gave, as a bit: it passes, or it does not by one of three effects, for certain or not. */
static uint8_t result_of(const charter_finding *f)
{
    _Static_assert(1 + 2 * CHARTER_EFFECT_FORBID + 1 < 8, "there are more results than bits");
    bool undetermined = f->outcome == CHARTER_OUTCOME_UNDETERMINED;
    return (uint8_t)(1U << (!ch_is_reason(f) ? 0 : 1 + 2 * (unsigned)f->effect + undetermined));
}

/* The dates of which it depends what a clause gives, a bit each: on some of its days that was something else, whatever
 * the others were. All where none decides alone. */
static unsigned deciding_dates(const trying *t, const answer *a)
{
    unsigned dates = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        const open_date *d = &t->dates[i];
        const uint8_t *given = a->given + d->from;
        for (size_t day = 1; day < length_of(d); day++)
            if (d->marks[day] && given[day] != given[0])
                dates |= 1U << i;
    }
    return dates != 0 ? dates : (1U << t->count) - 1;
}

/* Of a clause that may have had an answer on an earlier day. What is met, and does not apply on another day, passes on
 * both; a breach that is graver on some days is not the same; what is unknown on all days is unknown. The gravest
 * effect counts, of those that do not pass. */
static void join_finding(answer *a, const charter_finding *f)
{
    charter_finding *all = &a->finding;
    bool passed = !ch_is_reason(all), passes = !ch_is_reason(f);
    a->days++;
    a->differs = a->differs || passed != passes;
    if (passes && (!passed || f->outcome == CHARTER_OUTCOME_NOT_APPLICABLE))
        return;
    if (passed) {
        *all = *f;
        return;
    }
    a->differs = a->differs || all->outcome != f->outcome ||
                 (all->effect != f->effect && f->outcome != CHARTER_OUTCOME_UNDETERMINED);
    all->effect = f->effect > all->effect ? f->effect : all->effect;
    all->own = f->own > all->own ? f->own : all->own;
}

static void join_duty(ch_duty_state *all, const ch_duty_state *state)
{
    if (all->duty == NULL || (all->met && !state->met))
        *all = *state;
}

static bool join(trying *t)
{
    const ch_judging *j = &t->judge->judging;
    for (size_t i = 0; i < j->finding_count; i++) {
        answer *a = find_answer(t, &j->workspace->findings[i]);
        if (a == NULL)
            return false;
        join_finding(a, &j->workspace->findings[i]);
        for (uint32_t k = 0; k < t->count; k++)
            a->given[t->dates[k].from + (size_t)t->dates[k].at] |= result_of(&j->workspace->findings[i]);
    }
    for (size_t i = 0; i < j->duty_count; i++) {
        const ch_duty_state *state = &j->workspace->duties[i];
        join_duty(&t->duties[state->duty - t->version->duties.items], state);
    }
    t->open_before = t->open_before || j->open_before;
    t->scanned += j->detections.scanned;
    t->activity = j->activity != NULL ? j->activity : t->activity;
    t->tool = j->tool != NULL ? j->tool : t->tool;
    t->days++;
    return true;
}

/* ---- the verdict of all days ---- */

/* Which answer it would be, a day alone can tell. */
static void unsettle(const trying *t, answer *a, bool concern_unknown)
{
    const ch_judging *j = &t->judge->judging;
    const open_date *d = t->dates;
    charter_finding *f = &a->finding;
    f->outcome = CHARTER_OUTCOME_UNDETERMINED;
    f->by_days = (uint8_t)deciding_dates(t, a);
    f->concern_unknown = concern_unknown;
    f->waived_by = NULL;
    while ((f->by_days >> (d - t->dates) & 1) == 0)
        d++;
    ch_finding_at_name(j, f, t->version->scope.variables[d->slot].name);
    f->message = ch_say1("the answer is not the same on all days of %s, and which of them is meant is not said",
                         ch_text_days(ch_judging_arena(j), d->days));
    f->help = CH_SILENCE; /* where to say it is missing.c's */
}

/* A duty that is met on some days, and on others open and not due yet, is open. */
static bool is_met_on_all_days(const trying *t, const charter_finding *f)
{
    /* Its entry is the duty's first member. */
    const ch_duty *duty = f->clause == CH_CLAUSE_DUTY ? (const ch_duty *)f->entry : NULL;
    return f->outcome == CHARTER_OUTCOME_MET && (duty == NULL || t->duties[duty - t->version->duties.items].met);
}

static bool is_told(const trying *t, const charter_finding *f)
{
    const charter_judge_options *options = &t->judge->options;
    if (ch_is_reason(f) || (options->every_clause && f->outcome != CHARTER_OUTCOME_MET))
        return true;
    return (options->every_clause || (options->wants & CHARTER_WANTS_MET) != 0) && is_met_on_all_days(t, f);
}

static void put_answers(const trying *t)
{
    ch_judging *j = &t->judge->judging;
    j->finding_count = 0;
    for (answer *a = t->answers; a != NULL; a = a->next) {
        bool everywhere = a->days == t->days;
        if (a->differs || (ch_is_reason(&a->finding) && !everywhere))
            unsettle(t, a, !everywhere);
        if (is_told(t, &a->finding))
            ch_finding_add(j, a->finding);
    }
    j->duty_count = 0;
    for (uint32_t i = 0; i < t->version->duties.count; i++)
        if (t->duties[i].duty != NULL)
            j->workspace->duties[j->duty_count++] = t->duties[i];
    j->open_before = t->open_before;
    j->detections.scanned = t->scanned;
}

/* All that the days give is kept until they are joined. */
static charter_status try_days(trying *t)
{
    charter_judge *judge = t->judge;
    bool keeps = judge->keeps, more = true;
    charter_status status = CHARTER_OK;
    uint64_t wants = judge->options.wants;
    judge->options.wants |= CHARTER_WANTS_MET;
    while (status == CHARTER_OK && more) {
        put_days(t);
        status = ch_judge_once(judge, &judge->dated);
        /* Begun with the first day's judgement, which lets go of the last verdict. */
        if (t->duties == NULL)
            t->duties = ch_arena_take_many(&judge->arena, t->version->duties.count + 1, sizeof *t->duties);
        if (judge->verdict.decision == CHARTER_DECISION_INVALID)
            break;
        if (status == CHARTER_OK && (t->duties == NULL || !join(t)))
            status = CHARTER_NO_MEMORY;
        judge->keeps = true;
        more = next_days(t);
    }
    judge->keeps = keeps;
    judge->options.wants = wants;
    return status;
}

static charter_status judge_all_days(trying *t)
{
    charter_judge *judge = t->judge;
    charter_status status = try_days(t);
    if (status != CHARTER_OK || judge->verdict.decision == CHARTER_DECISION_INVALID)
        return status;
    put_answers(t);
    ch_footprint_sum footprint = judge->verdict.footprint;
    ch_judgement_conclude(&judge->judging, &judge->verdict);
    judge->verdict.footprint = footprint;
    judge->verdict.activity = t->activity;
    judge->verdict.tool = t->tool;
    judge->several_days = t->days > 1;
    return ch_judging_failed(&judge->judging) ? CHARTER_NO_MEMORY : CHARTER_OK;
}

static bool says_each_day(const charter_declaration *u)
{
    bool open = !ch_days_settled(u->date);
    for (const ch_node *fact = u->facts == NULL ? NULL : u->facts->first; fact != NULL; fact = fact->next)
        open = open || fact->days;
    return !open;
}

/* Where no version is the one of all days, none judges: what a fact is, only a version knows. */
static charter_status judge_dates(trying *t, const charter_declaration *u)
{
    charter_judge *judge = t->judge;
    bool done = u->stage == CH_DONE && !u->stage_unread;
    t->version = done && u->date.first == CHARTER_NO_DAY ? NULL : version_on(t, judge->options.at);
    if (done && u->date.first != CHARTER_NO_DAY && !find_version(t, u->date))
        return ch_judge_once(judge, u);
    bool few = ch_days_settled(u->date) || add_date(t, CH_SLOT_DATE, u->date);
    if (t->version != NULL) {
        few = add_facts(t) && few;
        for (uint32_t i = 0; i < t->count; i++)
            mark_date(t, &t->dates[i]);
        judge->tries_too_many = !few || !count_tries(t);
    }
    if (t->version == NULL || judge->tries_too_many || t->count == 0) {
        put_days(t);
        return ch_judge_once(judge, &judge->dated);
    }
    return judge_all_days(t);
}

charter_status ch_judge_on_days(charter_judge *judge, const charter_declaration *declaration)
{
    judge->tried_count = 0;
    judge->tries_too_many = judge->several_days = false;
    if (declaration->measured)
        return ch_judge_measured(judge, declaration);
    if (says_each_day(declaration))
        return ch_judge_once(judge, declaration);
    trying t = {.judge = judge};
    judge->dated = *declaration;
    charter_status status = judge_dates(&t, declaration);
    judge->verdict.declaration = declaration;
    if (declaration->stage == CH_DONE && !declaration->stage_unread)
        judge->verdict.days = declaration->date;
    return status;
}
