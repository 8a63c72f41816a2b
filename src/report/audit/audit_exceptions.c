/* Exceptions: what each waived, in which state it is, who approved it; and the same by college. */
#include "report/audit/audit_exceptions.h"

/* In the order in which they are told: those that ask for something first. */
typedef enum exception_state {
    RELIED_ON,
    UNAPPROVED,
    LAPSES_SOON,
    LAPSED,
    IN_FORCE,
    TO_COME,
    STATE_COUNT
} exception_state;

/* From the totals: where parts are merged, there is no charter to ask. */
static exception_state state_of(const ch_audit_build *b, const uint64_t *n)
{
    charter_day from = ch_day_of_number(n[CH_N_FROM]), until = ch_day_of_number(n[CH_N_UNTIL]);
    ch_period period = {from, until};
    if (ch_period_ended(period, b->t->at))
        return n[CH_N_LAPSED] > 0 ? RELIED_ON : LAPSED;
    if (!ch_period_begun(period, b->t->at))
        return TO_COME;
    if (n[CH_N_UNAPPROVED] > 0)
        return UNAPPROVED;
    return until != CHARTER_NO_DAY && until - b->t->at <= CH_SOON ? LAPSES_SOON : IN_FORCE;
}

void ch_audit_put_exceptions_fact(const ch_audit_build *b)
{
    const ch_groups *groups = &b->t->tables[CHARTER_EXCEPTIONS];
    uint64_t soon = 0;
    for (uint32_t i = 0; i < groups->count; i++)
        soon += state_of(b, groups->items[i].numbers) == LAPSES_SOON;
    if (soon > 0)
        ch_document_fact(b->s, N_("Exceptions that lapse within 30 days"), ch_document_count(b->s, soon));
}

/* ---- colleges ---- */

/* The four that a follow-up body is made of; others are called what the charter calls them. */
ch_text ch_audit_college_name(const ch_audit_build *b, ch_text college)
{
    static const struct {
        const char *id, *name;
    } known[] = {{"users", N_("users")},
                 {"technicians", N_("technicians")},
                 {"deciders", N_("deciders")},
                 {"staff-representatives", N_("staff representatives")}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ch_text_is(college, known[i].id))
            return ch_document_word(b->s, known[i].name);
    return ch_document_text(b->s, college);
}

ch_text ch_audit_colleges_of(const ch_audit_build *b, const ch_view *colleges, ch_text exception, bool approved)
{
    ch_text list = CH_NO_TEXT;
    for (size_t i = 0; i < colleges->count; i++) {
        ch_text id, college = ch_audit_first_part(colleges->groups[i]->key, &id);
        if (ch_text_same(id, exception) && (colleges->groups[i]->numbers[CH_N_APPROVED] > 0) == approved)
            list = ch_text_listed(&b->s->arena, list, ch_audit_college_name(b, college));
    }
    return list;
}

typedef struct college {
    ch_text id;
    uint64_t states[STATE_COUNT], approved;
} college;

/* An exception is as much in force as its own row says: another college's approval may be what it lacks. */
static void add_exception(const ch_audit_build *b, college *c, ch_text exception, const uint64_t *n)
{
    const uint64_t *whole = ch_groups_look_up(&b->t->tables[CHARTER_EXCEPTIONS], exception);
    if (n[CH_N_APPROVED] == 0)
        return;
    c->approved++;
    c->states[state_of(b, whole == NULL ? n : whole)]++;
}

static void put_college(const ch_audit_build *b, ch_document_table *table, const college *c)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    static const uint64_t nothing[CH_N_GOVERNANCE_COLUMNS] = {0};
    const uint64_t *n = ch_groups_look_up(&b->t->tables[CHARTER_GOVERNANCE],
                                          ch_group_key_of_word(&b->s->arena, CH_LITERAL("college"), c->id));
    n = n == NULL ? nothing : n;
    const uint64_t numbers[] = {c->approved,
                                c->states[IN_FORCE] + c->states[LAPSES_SOON],
                                c->states[LAPSES_SOON],
                                c->states[LAPSED] + c->states[RELIED_ON],
                                n[CH_N_COLLEGE_USES],
                                n[CH_N_COLLEGE_LAPSED],
                                n[CH_N_COLLEGE_LACKING]};
    row->cells[0] = ch_audit_college_name(b, c->id);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        row->cells[1 + i] = ch_document_count(b->s, numbers[i]);
    row->mark = n[CH_N_COLLEGE_LAPSED] + n[CH_N_COLLEGE_LACKING] > 0 ? CH_MARK_BAD
                : c->states[LAPSES_SOON] > 0                         ? CH_MARK_WATCH
                                                                     : CH_NO_MARK;
}

/* "COLLEGE EXCEPTION": keys are sorted, so that a college's stand together. */
static void put_colleges(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("College"),
                                          N_("Exceptions approved"),
                                          N_("In force"),
                                          N_("Lapse within 30 days"),
                                          N_("Lapsed"),
                                          N_("Uses waived"),
                                          N_("Uses since they lapsed"),
                                          N_("Uses for want of its approval"),
                                          NULL};
    ch_view view = ch_audit_view(b, CHARTER_COLLEGE_EXCEPTIONS);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Exceptions by the college that approves them"), columns, 1, CH_NO_CHART);
    for (size_t i = 0; i < view.count;) {
        ch_text rest;
        college one = {.id = ch_audit_first_part(view.groups[i]->key, &rest)};
        for (; i < view.count && ch_text_same(ch_audit_first_part(view.groups[i]->key, &rest), one.id); i++)
            add_exception(b, &one, rest, view.groups[i]->numbers);
        put_college(b, table, &one);
    }
}

/* ---- one by one ---- */

static ch_text tell_state(const ch_audit_build *b, const uint64_t *n)
{
    static const char *const words[STATE_COUNT] = {[RELIED_ON] = N_("lapsed, relied on"),
                                                   [UNAPPROVED] = N_("lacks an approval"),
                                                   [LAPSED] = N_("lapsed"),
                                                   [IN_FORCE] = N_("in force"),
                                                   [TO_COME] = N_("to come")};
    exception_state state = state_of(b, n);
    if (state != LAPSES_SOON)
        return ch_document_word(b->s, words[state]);
    charter_day left = ch_day_of_number(n[CH_N_UNTIL]) - b->t->at;
    return ch_document_tell(b->s, (ch_message){.text = PN_("lapses in %s day", "lapses in %s days"),
                                               .number = (uint64_t)left,
                                               .args = {ch_document_count(b->s, (uint64_t)left)}});
}

static void put_exception(const ch_audit_build *b, ch_document_table *table, const ch_group *group,
                          const ch_view *colleges)
{
    static const ch_mark marks[STATE_COUNT] = {[RELIED_ON] = CH_MARK_BAD,
                                               [UNAPPROVED] = CH_MARK_BAD,
                                               [LAPSES_SOON] = CH_MARK_WATCH,
                                               [IN_FORCE] = CH_MARK_GOOD};
    const uint64_t *n = group->numbers;
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = ch_audit_name(b, group, "");
    row->cells[1] = tell_state(b, n);
    row->cells[2] = ch_audit_colleges_of(b, colleges, group->key, true);
    row->cells[3] = ch_document_day(b->s, ch_day_of_number(n[CH_N_UNTIL]));
    row->cells[4] = ch_document_count(b->s, n[CH_N_EXCEPTION_USES]);
    row->cells[5] = ch_document_count(b->s, n[CH_N_LAPSED]);
    row->cells[6] = ch_document_count(b->s, n[CH_N_UNAPPROVED]);
    row->mark = marks[state_of(b, n)];
}

static void put_all(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Exception"),
                                          N_("State"),
                                          N_("Approved by"),
                                          N_("Until"),
                                          N_("Uses waived"),
                                          N_("Uses since it lapsed"),
                                          N_("Uses for want of approval"),
                                          NULL};
    ch_view view = ch_audit_view(b, CHARTER_EXCEPTIONS), colleges = ch_audit_view(b, CHARTER_COLLEGE_EXCEPTIONS);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Exceptions and what they waived"), columns, 3, CH_NO_CHART);
    if (table != NULL)
        table->notes = 1;
    for (int state = 0; state < STATE_COUNT; state++)
        for (size_t i = 0; i < view.count; i++)
            /* Those that ask for something, and those that lapsed, are told however many there are. */
            if ((int)state_of(b, view.groups[i]->numbers) == state &&
                (state <= LAPSED || table == NULL || table->row_count < 2 * CH_AUDIT_MOST_ROWS))
                put_exception(b, table, view.groups[i], &colleges);
    if (table == NULL || table->row_count == view.count)
        return;
    ch_document_say(b->s,
                    ch_say1("%s more exceptions, in force or to come, are not in this table.",
                            ch_document_count(b->s, view.count - table->row_count)),
                    CH_NO_MARK);
}

void ch_audit_put_exceptions(const ch_audit_build *b)
{
    ch_document_section(b->s, N_("Exceptions"));
    put_colleges(b);
    put_all(b);
}
