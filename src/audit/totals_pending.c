/* What waits for a decision of people: names that the charter does not list, clauses that ask for a person, what is
 * banned and used all the same, facts that nobody declares, and exceptions. A use counts once for each of them,
 * whatever else it breaches. Budgets, and values that a mapping does not know, have tables of their own. */
#include "audit/totals.h"
#include "base/catalog.h"
#include "base/unicode.h"
#include "judge/resolve.h"
#include "judge/verdict.h"

const char *const ch_pending_names[CH_PENDING_COUNT] = {
    [CH_PENDING_TOOL] = "tool",
    [CH_PENDING_ACTIVITY] = "activity",
    [CH_PENDING_DATA] = "data",
    [CH_PENDING_REVIEW] = "review",
    [CH_PENDING_RESTRICTED] = "restricted",
    [CH_PENDING_BANNED_TOOL] = "banned-tool",
    [CH_PENDING_BANNED_ACTIVITY] = "banned-activity",
    [CH_PENDING_VARIANT] = "variant",
    [CH_PENDING_FACT] = "fact",
    [CH_PENDING_PERIOD] = "period",
    [CH_PENDING_DAY] = "day",
    [CH_PENDING_UNAPPROVED] = "unapproved",
    [CH_PENDING_LAPSED] = "lapsed",
    [CH_PENDING_LAPSING] = "lapsing",
};

typedef struct pending {
    charter_totals *t;
    const charter_verdict *v;
    ch_text unit;
    bool failed;
} pending;

static ch_text key_of(ch_arena *arena, ch_pending kind, ch_text subject)
{
    ch_text left = ch_group_key_left(arena, subject);
    if (left.at != NULL && left.length == 0)
        return ch_text_of(ch_pending_names[kind]);
    return left.at == NULL ? left : ch_group_key_of_word(arena, ch_text_of(ch_pending_names[kind]), left);
}

bool ch_totals_add_pending(charter_totals *t, ch_pending kind, ch_text subject, const ch_text labels[2],
                           const charter_verdict *v, ch_text unit)
{
    const uint64_t row[] =
        {[CH_N_WAITING] = v != NULL, [CH_N_SINCE] = v == NULL ? 0 : ch_day_number(v->declaration->date.first)};
    ch_text key = key_of(&t->arena, kind, subject);
    if (key.at == NULL || !ch_groups_add(&t->tables[CHARTER_PENDING], key, labels, row))
        return false;
    return v == NULL ||
           ch_groups_add(&t->tables[CHARTER_UNIT_PENDING], ch_group_key_of_two(&t->arena, key, unit), labels, row);
}

static void add(pending *p, ch_pending kind, ch_text subject, const ch_text labels[2])
{
    static const ch_text none[2] = {{"", 0}, {"", 0}};
    p->failed = p->failed || subject.at == NULL ||
                !ch_totals_add_pending(p->t, kind, subject, labels == NULL ? none : labels, p->v, p->unit);
}

static void add_entry(pending *p, ch_pending kind, const ch_entry *entry)
{
    ch_text labels[2];
    ch_totals_labels(p->t, &entry->title, p->v->version, labels);
    add(p, kind, entry->id, labels);
}

/* As the tables of names that are not listed have them. */
static ch_text folded(pending *p, ch_text name)
{
    return ch_name_fold(&p->t->arena, name);
}

static void add_review(pending *p, const charter_finding *f)
{
    ch_buffer name = ch_buffer_init(4096);
    ch_text labels[2] = {CH_LITERAL(""), CH_LITERAL("")};
    ch_clause_name(&name, f->clause, f->entry);
    if (f->entry != NULL)
        ch_totals_clause_labels(p->t, f->entry, p->v->version, labels);
    add(p, CH_PENDING_REVIEW, name.failed ? CH_NO_TEXT : ch_buffer_text(&name), labels);
    ch_buffer_clear(&name);
}

/* Where an activity or a tool is banned (a tool that is tolerated is advised against). */
static void add_status(pending *p, const charter_finding *f, ch_pending banned, const ch_entry *entry)
{
    if (f->effect == CHARTER_EFFECT_FORBID)
        add_entry(p, banned, entry);
    else if (f->effect == CHARTER_EFFECT_REVIEW)
        add_entry(p, CH_PENDING_RESTRICTED, entry);
}

static bool is_declared_before(pending *p, const ch_node *class)
{
    ch_text name = folded(p, class->text);
    for (const ch_node *item = ch_names_first(p->v->declaration->data); item != class; item = ch_names_next(item))
        if (ch_text_same(folded(p, item->text), name))
            return true;
    return false;
}

/* One finding is of all of them: each class is a decision. */
static void add_classes(pending *p)
{
    const charter_verdict *v = p->v;
    ch_day day = v->days.first != CHARTER_NO_DAY ? v->days.first : v->at;
    const ch_node *item = ch_names_first(v->declaration->data);
    for (; item != NULL && !p->failed; item = ch_names_next(item))
        if (ch_resolve_class(v->version, day, item->text, &p->t->arena).number == CH_NOT_FOUND &&
            !is_declared_before(p, item))
            add(p, CH_PENDING_DATA, folded(p, item->text), NULL);
}

/* A variant of a banned tool cites the status of that; what is merely not listed has none. */
static ch_pending kind_of_tool(const charter_finding *f)
{
    bool variant = f->effect == CHARTER_EFFECT_FORBID && f->cited_key != NULL && strcmp(f->cited_key, "status") == 0;
    return variant ? CH_PENDING_VARIANT : CH_PENDING_TOOL;
}

static void add_breach(pending *p, const charter_finding *f)
{
    const charter_declaration *declaration = p->v->declaration;
    switch (f->clause) {
    case CH_CLAUSE_TOOL_UNLISTED:
        add(p, kind_of_tool(f), folded(p, declaration->tool_name), NULL);
        break;
    case CH_CLAUSE_ACTIVITY_UNLISTED:
        add(p, CH_PENDING_ACTIVITY, folded(p, declaration->activity->text), NULL);
        break;
    case CH_CLAUSE_DATA_UNLISTED:
        add_classes(p);
        break;
    case CH_CLAUSE_ACTIVITY_STATUS:
        add_status(p, f, CH_PENDING_BANNED_ACTIVITY, &p->v->activity->entry);
        break;
    case CH_CLAUSE_TOOL_STATUS:
        add_status(p, f, CH_PENDING_BANNED_TOOL, &p->v->tool->entry);
        break;
    default:
        if (f->effect == CHARTER_EFFECT_REVIEW)
            add_review(p, f);
        break;
    }
}

/* No charter was asked. Where the day is not declared, that is the fact that is asked for. */
static void add_period(pending *p)
{
    bool to_come = p->v->declaration->date.first != CHARTER_NO_DAY && p->v->declaration->date.first > p->v->at;
    if (p->v->missing == NULL)
        add(p, to_come || p->v->version != NULL ? CH_PENDING_DAY : CH_PENDING_PERIOD, CH_LITERAL(""), NULL);
}

/* By its key; people read the charter's title of a field, or our word for a key. */
static void add_fact(pending *p, const ch_missing *m)
{
    ch_text labels[2] = {CH_LITERAL(""), CH_LITERAL("")};
    if (m->title != NULL)
        ch_totals_labels(p->t, m->title, p->v->version, labels);
    else if (m->word != NULL)
        for (int lang = 0; lang < CH_LANGS; lang++)
            labels[lang] = ch_text_of(ch_translate((charter_lang)lang, m->word));
    add(p, CH_PENDING_FACT, m->key, labels);
}

/* What a name that is not listed means is a decision of its own, and a duty that is open is no fact. */
static bool is_fact(const ch_missing *m)
{
    ch_clause clause = m->asked_by == NULL ? CH_CLAUSE_COUNT : m->asked_by->clause;
    return !m->duty && clause != CH_CLAUSE_TOOL_UNLISTED && clause != CH_CLAUSE_ACTIVITY_UNLISTED &&
           clause != CH_CLAUSE_DATA_UNLISTED;
}

/* Several entries may ask for one key: data that are unlisted, each at its place. */
static bool is_first(const charter_verdict *v, const ch_missing *missing)
{
    for (const ch_missing *m = v->missing; m != missing; m = m->next)
        if (is_fact(m) && ch_text_same(m->key, missing->key))
            return false;
    return true;
}

static void add_facts(pending *p)
{
    const charter_verdict *v = p->v;
    for (const ch_missing *m = v->missing; m != NULL && !p->failed; m = m->next)
        if (v->decision == CHARTER_DECISION_UNDETERMINED && is_fact(m) && is_first(v, m))
            add_fact(p, m);
}

bool ch_totals_pending(charter_totals *t, const charter_verdict *v, ch_text unit)
{
    pending p = {.t = t, .v = v, .unit = unit};
    for (size_t i = 0; i < v->finding_count && !p.failed; i++) {
        const charter_finding *f = &v->findings[i];
        if (f->outcome == CHARTER_OUTCOME_BREACHED)
            add_breach(&p, f);
        else if (f->outcome == CHARTER_OUTCOME_UNDETERMINED && f->clause == CH_CLAUSE_CHARTER_PERIOD)
            add_period(&p);
    }
    add_facts(&p);
    return !p.failed;
}
