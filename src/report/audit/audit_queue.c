/* The queue of what asks for a decision. What waits is added up as uses are taken (audit/totals_pending.c), but for
 * budgets and for what the intake mapping does not know, which are worked out here from their tables. */
#include "report/audit/audit_queue.h"

#include <stdlib.h>

#include "report/audit/audit_exceptions.h"
#include "report/audit/audit_footprints.h"

/* Kinds of decisions: those of the totals, and two more. */
enum { OF_BUDGET = CH_PENDING_COUNT, OF_MAPPING, KIND_COUNT };

static const struct {
    const char *why;     /* %s: see tell_why() */
    const char *settles; /* what would settle it */
} kinds[KIND_COUNT] = {
    [CH_PENDING_TOOL] = {N_("The charter does not list this tool."),
                         N_("List it, or make its name an alias of a tool that is listed.")},
    [CH_PENDING_ACTIVITY] = {N_("The charter does not list this activity."),
                             N_("List it, or make its name an alias of an activity that is listed.")},
    [CH_PENDING_DATA] = {N_("The charter does not list this class of data."),
                         N_("List it, or make its name an alias of a class that is listed.")},
    [CH_PENDING_REVIEW] = {N_("This clause asks for a person's decision."),
                           N_("Approve an exception, or have these uses changed.")},
    [CH_PENDING_RESTRICTED] = {N_("Each use of AI for this activity is decided by a person."),
                               N_("Decide each of them, or approve an exception for several.")},
    [CH_PENDING_BANNED_TOOL] = {N_("The charter bans this tool, and it is declared all the same."),
                                N_("Have these uses stopped, or moved to a tool that is allowed.")},
    [CH_PENDING_BANNED_ACTIVITY] = {N_("The charter bans AI for this activity, and it is declared all the same."),
                                    N_("Have these uses stopped, or reconsider the ban.")},
    [CH_PENDING_VARIANT] = {N_("This tool is not listed, and its name begins or ends with that of a banned one."),
                            N_("Have these uses stopped, or list it as another product under a name of its own.")},
    [CH_PENDING_FACT] = {N_("The charter needs this fact, and it is not declared."),
                         N_("Ask for it in the register, and those who declared these uses for their answer.")},
    [CH_PENDING_PERIOD] = {N_("No charter was in force on the day of these uses."),
                           N_("Give the charter of those days, or have the days corrected.")},
    [CH_PENDING_DAY] = {N_("These uses are said to be over on a day to come, or nobody knows their stage."),
                        N_("Have the day and the stage corrected.")},
    [CH_PENDING_UNAPPROVED] = {N_("This exception is relied on, and lacks the approval of: %s."),
                               N_("Approve it, or refuse it: until then it waives nothing.")},
    [CH_PENDING_LAPSED] = {N_("This exception has lapsed, and is relied on all the same."),
                           N_("Renew it, or have these uses stopped.")},
    [CH_PENDING_LAPSING] = {N_("This exception ends on %s."),
                            N_("Renew it, or let it end: what it waives is then a breach.")},
    [OF_BUDGET] = {N_("More was used than this budget allows."), N_("Raise the limit, or have less used.")},
    [OF_MAPPING] = {N_("The intake mapping does not know %s of this column's values."),
                    N_("Add them to the mapping, and run the audit again.")},
};

typedef struct entry {
    unsigned kind;
    ch_text key;           /* of CHARTER_PENDING; of a budget, all but the period; a column of the register */
    const ch_group *group; /* of several periods, or values, the first */
    uint64_t uses, values;
} entry;

typedef struct queue {
    const ch_audit_build *b;
    ch_view units, colleges;
    entry *entries;
    size_t count;
    uint64_t others; /* 0: the totals kept them all */
} queue;

static entry *add(queue *q, unsigned kind, ch_text key, const ch_group *group, uint64_t uses)
{
    entry *e = &q->entries[q->count++];
    *e = (entry){.kind = kind, .key = key, .group = group, .uses = uses};
    return e;
}

/* ---- what waits ---- */

static unsigned kind_of(ch_text word)
{
    unsigned kind = 0;
    while (kind < CH_PENDING_COUNT && !ch_text_is(word, ch_pending_names[kind]))
        kind++;
    return kind;
}

static void add_pending(queue *q, const ch_view *view)
{
    for (size_t i = 0; i < view->count; i++) {
        ch_text subject;
        unsigned kind = kind_of(ch_audit_first_part(view->groups[i]->key, &subject));
        /* A part that was edited may hold any word. */
        if (kind < CH_PENDING_COUNT)
            add(q, kind, view->groups[i]->key, view->groups[i], view->groups[i]->numbers[CH_N_WAITING]);
    }
    q->others = view->others == NULL ? 0 : view->others[CH_N_WAITING];
}

static entry *find_budget(const queue *q, ch_text key)
{
    for (size_t i = 0; i < q->count; i++)
        if (q->entries[i].kind == OF_BUDGET && ch_text_same(q->entries[i].key, key))
            return &q->entries[i];
    return NULL;
}

/* One budget of one group is one decision, in however many periods it is exceeded; keys begin with the period, so that
 * the first comes first. */
static void add_budgets(queue *q, const ch_view *view)
{
    for (size_t i = 0; i < view->count; i++) {
        const ch_group *group = view->groups[i];
        if (!ch_audit_budget_exceeded(group))
            continue;
        ch_text key;
        ch_audit_first_part(group->key, &key);
        entry *e = find_budget(q, key);
        if (e == NULL)
            e = add(q, OF_BUDGET, key, group, 0);
        e->uses = ch_sum(e->uses, group->numbers[CH_N_USES]);
    }
}

/* "COLUMN = VALUE": all values of a column are one decision, and stand together. */
static void add_mapping(queue *q, const ch_view *view)
{
    for (size_t i = 0; i < view->count;) {
        ch_text column = ch_audit_left_part(view->groups[i]->key);
        entry *e = add(q, OF_MAPPING, column, view->groups[i], 0);
        for (; i < view->count && ch_text_same(ch_audit_left_part(view->groups[i]->key), column); i++, e->values++)
            e->uses = ch_sum(e->uses, view->groups[i]->numbers[CH_N_ROWS]);
    }
}

/* ---- what is said of it ---- */

static ch_text subject_of(ch_text key)
{
    ch_text subject;
    ch_audit_first_part(key, &subject);
    return subject;
}

static ch_text tell_name(const ch_audit_build *b, const entry *e)
{
    switch (e->kind) {
    case OF_BUDGET:
        return ch_audit_budget_name(b, e->group);
    case OF_MAPPING:
        return ch_audit_spelt(b, e->key);
    case CH_PENDING_REVIEW:
        return ch_audit_clause_name(b, e->group, subject_of(e->key));
    case CH_PENDING_PERIOD:
        return ch_document_word(b->s, N_("No charter in force"));
    case CH_PENDING_DAY:
        return ch_document_word(b->s, N_("Day or stage"));
    default: {
        ch_text label = ch_audit_label(b, e->group);
        return label.length > 0 ? label : ch_audit_spelt(b, subject_of(e->key));
    }
    }
}

static ch_text end_of(const ch_audit_build *b, ch_text exception)
{
    const ch_groups *groups = &b->t->tables[CHARTER_EXCEPTIONS];
    for (uint32_t i = 0; i < groups->count; i++)
        if (ch_text_same(groups->items[i].key, exception))
            return ch_document_written_day(b->s, ch_day_of_number(groups->items[i].numbers[CH_N_UNTIL]));
    return CH_LITERAL("\xE2\x80\x93");
}

static ch_text tell_why(const queue *q, const entry *e)
{
    ch_text about = CH_LITERAL("");
    if (e->kind == CH_PENDING_UNAPPROVED)
        about = ch_audit_colleges_of(q->b, &q->colleges, subject_of(e->key), false);
    else if (e->kind == CH_PENDING_LAPSING)
        about = end_of(q->b, subject_of(e->key));
    else if (e->kind == OF_MAPPING)
        about = ch_document_count(q->b->s, e->values);
    return ch_document_tell(q->b->s, ch_say1(kinds[e->kind].why, about));
}

/* How many units wait; uses that name none are of none. */
static ch_text tell_units(const queue *q, const entry *e)
{
    uint64_t count = 0;
    ch_text key = e->key;
    for (size_t i = 0; i < q->units.count && e->kind < CH_PENDING_COUNT; i++) {
        ch_text whole = q->units.groups[i]->key;
        count += whole.length > key.length + 3 && memcmp(whole.at, key.at, key.length) == 0 &&
                 memcmp(whole.at + key.length, " = ", 3) == 0;
    }
    return count == 0 ? CH_LITERAL("\xE2\x80\x93") : ch_document_count(q->b->s, count);
}

/* A day; of a budget, the first period. */
static ch_text tell_since(const ch_audit_build *b, const entry *e)
{
    ch_text rest;
    if (e->kind == OF_BUDGET)
        return ch_document_text(b->s, ch_audit_first_part(e->group->key, &rest));
    charter_day day = e->kind == OF_MAPPING ? CHARTER_NO_DAY : ch_day_of_number(e->group->numbers[CH_N_SINCE]);
    return ch_document_day(b->s, day);
}

/* ---- the table ---- */

static int by_uses(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->uses != b->uses)
        return a->uses > b->uses ? -1 : 1;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : ch_text_compare(a->key, b->key);
}

static void put_entry(const queue *q, ch_document_table *table, const entry *e)
{
    const ch_audit_build *b = q->b;
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = tell_name(b, e);
    row->cells[1] = tell_why(q, e);
    row->cells[2] = ch_document_word(b->s, kinds[e->kind].settles);
    row->cells[3] = ch_document_count(b->s, e->uses);
    row->cells[4] = tell_units(q, e);
    row->cells[5] = tell_since(b, e);
}

static void put_rest(const queue *q, size_t shown)
{
    const ch_audit_build *b = q->b;
    if (q->count > shown)
        ch_document_say(b->s,
                        ch_say1("Further decisions are in CSV and JSON alone: %s.",
                                ch_document_count(b->s, q->count - shown)),
                        CH_MARK_WATCH);
    if (q->others > 0)
        ch_document_say(b->s, ch_say("There are more decisions than an audit keeps, which no table names."),
                        CH_MARK_WATCH);
}

static void put_table(const queue *q)
{
    static const char *const columns[] = {N_("What"),  N_("Why"), N_("What settles it"), N_("Uses"), N_("Units"),
                                          N_("Since"), NULL};
    ch_document_table *table =
        ch_document_table_new(q->b->s, N_("To be decided, the most uses first"), columns, 3, CH_NO_CHART);
    size_t shown = q->count < CH_AUDIT_MOST_ROWS ? q->count : CH_AUDIT_MOST_ROWS;
    if (table != NULL)
        table->notes = 2;
    for (size_t i = 0; i < shown; i++)
        put_entry(q, table, &q->entries[i]);
    put_rest(q, shown);
}

/* ---- who decides ---- */

static ch_text approvers(const ch_audit_build *b, const ch_view *governance, charter_effect effect)
{
    ch_text list = CH_NO_TEXT;
    for (size_t i = 0; i < governance->count; i++) {
        ch_text college, word = ch_audit_first_part(governance->groups[i]->key, &college);
        if (ch_text_is(word, "college") && governance->groups[i]->numbers[effect] > 0)
            list = ch_text_listed(&b->s->arena, list, ch_audit_college_name(b, college));
    }
    return list;
}

static void say_approvers(const ch_audit_build *b, const ch_view *governance)
{
    ch_text review = approvers(b, governance, CHARTER_EFFECT_REVIEW);
    ch_text forbid = approvers(b, governance, CHARTER_EFFECT_FORBID);
    if (ch_text_same(review, forbid) && review.length > 0)
        ch_document_say(b->s, ch_say1("An exception is approved by: %s.", review), CH_NO_MARK);
    else if (review.length + forbid.length > 0)
        ch_document_say(b->s,
                        ch_say2("An exception to what asks for a person's decision is approved by: %1$s; to what is "
                                "forbidden, by: %2$s.",
                                review.length > 0 ? review : CH_LITERAL("\xE2\x80\x93"),
                                forbid.length > 0 ? forbid : CH_LITERAL("\xE2\x80\x93")),
                        CH_NO_MARK);
}

static void say_who(const ch_audit_build *b)
{
    ch_view governance = ch_audit_view(b, CHARTER_GOVERNANCE);
    ch_text body = CH_NO_TEXT, contact = CH_NO_TEXT;
    for (size_t i = 0; i < governance.count; i++) {
        const ch_group *group = governance.groups[i];
        if (ch_text_is(group->key, "body"))
            body = ch_audit_label(b, group);
        if (ch_text_is(group->key, "contact"))
            contact = ch_audit_label(b, group);
    }
    if (body.length > 0 && contact.length > 0)
        ch_document_say(b->s, ch_say2("These decisions are for: %1$s (%2$s).", body, contact), CH_NO_MARK);
    else if (body.length + contact.length > 0)
        ch_document_say(b->s, ch_say1("These decisions are for: %s.", body.length > 0 ? body : contact), CH_NO_MARK);
    say_approvers(b, &governance);
}

void ch_audit_put_queue(const ch_audit_build *b)
{
    if (ch_audit_publishes(b))
        return;
    ch_view pending = ch_audit_view(b, CHARTER_PENDING), budgets = ch_audit_view(b, CHARTER_BUDGETS),
            unmapped = ch_audit_view(b, CHARTER_UNMAPPED);
    queue q = {.b = b,
               .units = ch_audit_view(b, CHARTER_UNIT_PENDING),
               .colleges = ch_audit_view(b, CHARTER_COLLEGE_EXCEPTIONS),
               .entries = ch_arena_take_many(&b->s->arena, pending.count + budgets.count + unmapped.count + 1,
                                             sizeof *q.entries)};
    if (q.entries == NULL)
        return;
    add_pending(&q, &pending);
    add_budgets(&q, &budgets);
    add_mapping(&q, &unmapped);
    ch_document_section(b->s, N_("What asks for a decision"));
    if (q.count == 0) {
        ch_document_say(b->s, ch_say("Nothing does."), CH_NO_MARK);
        return;
    }
    qsort(q.entries, q.count, sizeof *q.entries, by_uses);
    say_who(b);
    ch_document_say(b->s, ch_say("A use counts for each of the decisions that it waits for."), CH_NO_MARK);
    put_table(&q);
}
