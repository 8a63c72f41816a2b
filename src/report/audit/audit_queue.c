/* The queue of what asks for a decision. What waits is added up as uses are taken (audit/totals_pending.c), but for
 * budgets and for what the intake mapping does not know, which are worked out here from their tables. */
#include "report/audit/audit_queue.h"

#include <stdlib.h>

#include "report/audit/audit_exceptions.h"
#include "report/audit/audit_footprints.h"

/* Kinds of decisions: those of the totals, and two more. */
enum { OF_BUDGET = CH_PENDING_COUNT, OF_MAPPING, KIND_COUNT };

static const struct {
    const char *why;     /* %s: what `about` of an entry says */
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
                            N_("Renew it, or let it end: its uses are then breaches.")},
    [OF_BUDGET] = {N_("More was used than this budget allows."), N_("Raise the limit, or have less used.")},
    [OF_MAPPING] = {N_("The intake mapping does not know %s of this column's values."),
                    N_("Add them to the mapping, and run the audit again.")},
};

typedef struct entry {
    unsigned kind;
    ch_text subject, about; /* `about` has no `at`: nothing is said of it */
    ch_text key;            /* of CHARTER_PENDING; of a budget, all but the period */
    ch_text since;          /* a day, or a period */
    uint64_t uses;
} entry;

typedef struct queue {
    const ch_audit_build *b;
    entry *entries;
    size_t count, room;
    uint64_t unlisted; /* uses of what the totals did not keep */
} queue;

static entry *add(queue *q, unsigned kind, ch_text subject, uint64_t uses)
{
    if (q->count == q->room)
        return NULL;
    entry *e = &q->entries[q->count++];
    *e = (entry){.kind = kind, .subject = subject, .since = CH_LITERAL("\xE2\x80\x93"), .uses = uses};
    return e;
}

/* ---- what waits by the totals ---- */

static unsigned kind_of(ch_text word)
{
    unsigned kind = 0;
    while (kind < CH_PENDING_COUNT && !ch_text_is(word, ch_pending_names[kind]))
        kind++;
    return kind;
}

static ch_text name_of(const ch_audit_build *b, const ch_group *group, unsigned kind, ch_text subject)
{
    ch_text label = ch_audit_label(b, group);
    if (kind == CH_PENDING_REVIEW)
        return ch_audit_clause_name(b, group, subject);
    if (kind == CH_PENDING_PERIOD || kind == CH_PENDING_DAY)
        return ch_document_word(b->s, kind == CH_PENDING_DAY ? N_("Day or stage") : N_("No charter in force"));
    return label.length > 0 ? label : ch_audit_spelt(b, subject);
}

static ch_text end_of(const ch_audit_build *b, ch_text exception)
{
    const ch_groups *groups = &b->t->tables[CHARTER_EXCEPTIONS];
    for (uint32_t i = 0; i < groups->count; i++)
        if (ch_text_same(groups->items[i].key, exception))
            return ch_document_written_day(b->s, ch_day_of_number(groups->items[i].numbers[CH_N_UNTIL]));
    return CH_LITERAL("\xE2\x80\x93");
}

static void add_pending(queue *q, const ch_group *group, const ch_view *colleges)
{
    const ch_audit_build *b = q->b;
    ch_text subject, word = ch_audit_first_part(group->key, &subject);
    unsigned kind = kind_of(word);
    /* A part that was edited may hold any word. */
    entry *e =
        kind == CH_PENDING_COUNT ? NULL : add(q, kind, name_of(b, group, kind, subject), group->numbers[CH_N_WAITING]);
    if (e == NULL)
        return;
    e->key = group->key;
    e->since = ch_document_day(b->s, ch_day_of_number(group->numbers[CH_N_SINCE]));
    if (kind == CH_PENDING_UNAPPROVED)
        e->about = ch_audit_colleges_of(b, colleges, subject, false);
    if (kind == CH_PENDING_LAPSING)
        e->about = end_of(b, subject);
}

static void add_all_pending(queue *q, const ch_view *view)
{
    ch_view colleges = ch_audit_view(q->b, CHARTER_COLLEGE_EXCEPTIONS);
    for (size_t i = 0; i < view->count; i++)
        add_pending(q, view->groups[i], &colleges);
    q->unlisted = view->others == NULL ? 0 : view->others[CH_N_WAITING];
}

/* ---- budgets and the mapping ---- */

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
        ch_text key, period = ch_audit_first_part(group->key, &key);
        entry *e = find_budget(q, key);
        if (e == NULL && (e = add(q, OF_BUDGET, ch_audit_budget_name(q->b, group), 0)) != NULL) {
            e->key = key;
            e->since = ch_document_text(q->b->s, period);
        }
        if (e != NULL)
            e->uses = ch_sum(e->uses, group->numbers[CH_N_USES]);
    }
}

/* "COLUMN = VALUE": all values of a column are one decision, and stand together. */
static void add_mapping(queue *q, const ch_view *view)
{
    for (size_t i = 0; i < view->count;) {
        ch_text column = ch_audit_left_part(view->groups[i]->key);
        uint64_t values = 0, rows = 0;
        for (; i < view->count && ch_text_same(ch_audit_left_part(view->groups[i]->key), column); i++, values++)
            rows = ch_sum(rows, view->groups[i]->numbers[CH_N_ROWS]);
        entry *e = add(q, OF_MAPPING, ch_audit_spelt(q->b, column), rows);
        if (e != NULL)
            e->about = ch_document_count(q->b->s, values);
    }
}

/* ---- the table ---- */

static int by_uses(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->uses != b->uses)
        return a->uses > b->uses ? -1 : 1;
    return a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : ch_text_compare(a->subject, b->subject);
}

/* How many units wait; those of uses that name none are none. */
static ch_text tell_units(const ch_audit_build *b, const ch_view *units, const entry *e)
{
    uint64_t count = 0;
    ch_text key = e->key;
    for (size_t i = 0; i < units->count && e->kind < CH_PENDING_COUNT; i++) {
        ch_text whole = units->groups[i]->key;
        count += whole.length > key.length + 3 && memcmp(whole.at, key.at, key.length) == 0 &&
                 memcmp(whole.at + key.length, " = ", 3) == 0;
    }
    return count == 0 ? CH_LITERAL("\xE2\x80\x93") : ch_document_count(b->s, count);
}

static void put_entry(const queue *q, ch_document_table *table, const ch_view *units, const entry *e)
{
    const ch_audit_build *b = q->b;
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = e->subject;
    row->cells[1] = ch_document_tell(b->s, ch_say1(kinds[e->kind].why, e->about));
    row->cells[2] = ch_document_word(b->s, kinds[e->kind].settles);
    row->cells[3] = ch_document_count(b->s, e->uses);
    row->cells[4] = tell_units(b, units, e);
    row->cells[5] = e->since;
}

static void put_rest(const queue *q, size_t shown)
{
    const ch_audit_build *b = q->b;
    uint64_t uses = q->unlisted;
    for (size_t i = shown; i < q->count; i++)
        uses = ch_sum(uses, q->entries[i].uses);
    if (uses > 0)
        ch_document_say(b->s,
                        ch_say1("Further decisions, for which %s uses wait, are in CSV and JSON alone.",
                                ch_document_count(b->s, uses)),
                        CH_MARK_WATCH);
}

static void put_table(const queue *q)
{
    static const char *const columns[] = {N_("What"),  N_("Why"), N_("What settles it"), N_("Uses"), N_("Units"),
                                          N_("Since"), NULL};
    ch_view units = ch_audit_view(q->b, CHARTER_UNIT_PENDING);
    ch_document_table *table =
        ch_document_table_new(q->b->s, N_("To be decided, the most uses first"), columns, 3, CH_NO_CHART);
    size_t shown = q->count < CH_AUDIT_MOST_ROWS ? q->count : CH_AUDIT_MOST_ROWS;
    if (table != NULL)
        table->notes = 2;
    for (size_t i = 0; i < shown; i++)
        put_entry(q, table, &units, &q->entries[i]);
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
    queue q = {.b = b, .room = pending.count + budgets.count + unmapped.count};
    q.entries = ch_arena_take_many(&b->s->arena, q.room + 1, sizeof *q.entries);
    b->s->failed = b->s->failed || q.entries == NULL;
    if (q.entries == NULL)
        return;
    add_all_pending(&q, &pending);
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
