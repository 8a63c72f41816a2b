/* Environmental footprints of uses, and the budgets that limit them. */
#include "report/audit/audit_footprints.h"

static const struct {
    ch_quantity quantity;
    unsigned column;
} measures[CH_QUANTITIES] = {{CH_ENERGY, CH_N_ENERGY}, {CH_CO2, CH_N_CO2}, {CH_WATER, CH_N_WATER}};

/* "–" where no use has a figure: that is not nothing. */
static ch_text tell_measure(const ch_audit_build *b, int m, const uint64_t *n)
{
    const uint64_t *figures = n + measures[m].column;
    if (figures[CH_MEASURE_USES] == 0)
        return CH_LITERAL("\xE2\x80\x93");
    return ch_document_quantity(b->s, measures[m].quantity, figures[CH_MEASURE_LOW], figures[CH_MEASURE_HIGH]);
}

static void put_footprint_totals(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Measure"), N_("From the lowest to the highest figure"),
                                          N_("Share of uses"), N_("Share of requests"), NULL};
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Footprint, and what share of uses it covers"), columns, 1, CH_NO_CHART);
    for (int m = 0; m < CH_QUANTITIES; m++) {
        const uint64_t *figures = b->all + measures[m].column;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_document_word(b->s, ch_quantity_name(measures[m].quantity));
        row->cells[1] = tell_measure(b, m, b->all);
        row->cells[2] = ch_document_share(b->s, figures[CH_MEASURE_USES], ch_audit_uses(b));
        row->cells[3] = ch_document_share(b->s, figures[CH_MEASURE_REQUESTS], b->all[CH_N_REQUESTS]);
    }
}

static bool some_measured(const uint64_t *n)
{
    return n[CH_N_ENERGY + CH_MEASURE_USES] + n[CH_N_CO2 + CH_MEASURE_USES] + n[CH_N_WATER + CH_MEASURE_USES] > 0;
}

static void put_footprint_row(const ch_audit_build *b, ch_document_table *table, ch_text name, const uint64_t *n)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = name;
    for (int m = 0; m < CH_QUANTITIES; m++)
        row->cells[1 + m] = tell_measure(b, m, n);
    row->cells[4] = ch_document_share(b->s, n[CH_N_ENERGY + CH_MEASURE_USES], n[CH_N_USES]);
    row->cells[5] = ch_document_share(b->s, n[CH_N_ENERGY + CH_MEASURE_REQUESTS], n[CH_N_REQUESTS]);
    row->values[0] = (double)n[CH_N_ENERGY + CH_MEASURE_LOW] / 1e6;
    row->values[1] = (double)n[CH_N_ENERGY + CH_MEASURE_HIGH] / 1e6;
}

typedef struct footprint_table {
    charter_table table;
    const char *caption, *head;
    const char *nothing; /* what an empty key means */
} footprint_table;

static void put_footprint_table(const ch_audit_build *b, const footprint_table *u)
{
    const char *const columns[] =
        {u->head, N_("Energy"), N_("CO2e"), N_("Water"), N_("Uses with an energy figure"), N_("Requests with one"),
         NULL};
    ch_view view = ch_audit_view(b, u->table);
    if (ch_audit_is_unsaid(&view))
        return;
    ch_document_table *table = ch_document_table_new(b->s, u->caption, columns, 1, CH_RANGES);
    /* Months stay in their order. */
    if (u->table != CHARTER_MONTHS)
        ch_view_sort(&view, CH_N_ENERGY + CH_MEASURE_HIGH, CH_N_ENERGY + CH_MEASURE_HIGH);
    else
        ch_audit_undated_last(&view);
    /* Of months the latest are shown. */
    size_t cut = view.count > CH_AUDIT_MOST_ROWS ? view.count - CH_AUDIT_MOST_ROWS : 0;
    size_t first = u->table == CHARTER_MONTHS ? cut : 0;
    for (size_t i = first; i < view.count && i < first + CH_AUDIT_MOST_ROWS; i++)
        if (some_measured(view.groups[i]->numbers))
            put_footprint_row(b, table, ch_audit_name(b, view.groups[i], u->nothing), view.groups[i]->numbers);
}

static void put_sources(const ch_audit_build *b)
{
    static const char *const columns[] =
        {N_("Source of the figures"), N_("Dated"), N_("Uses"), N_("Energy"), N_("CO2e"), N_("Water"), NULL};
    ch_view view = ch_audit_view(b, CHARTER_SOURCES);
    ch_document_table *table = ch_document_table_new(b->s, N_("Where the figures come from"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_USES, CH_N_USES);
    for (size_t i = 0; i < view.count && i < CH_AUDIT_MOST_ROWS; i++) {
        ch_text key = view.groups[i]->key;
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        /* A date and a space before the name; figures without them have an empty key (totals.c). */
        bool sourced = key.length > 11;
        row->cells[0] = sourced ? ch_document_text(b->s, (ch_text){key.at + 11, key.length - 11})
                                : ch_document_word(b->s, N_("figures without a source or a date: in no total"));
        row->cells[1] = sourced ? ch_document_text(b->s, (ch_text){key.at, 10}) : CH_LITERAL("\xE2\x80\x93");
        row->cells[2] = ch_document_count(b->s, n[CH_N_USES]);
        for (int m = 0; m < CH_QUANTITIES; m++)
            row->cells[3 + m] = tell_measure(b, m, n);
    }
}

void ch_audit_put_footprints(const ch_audit_build *b)
{
    static const footprint_table tables[] = {
        {CHARTER_UNITS, N_("Footprint by unit"), N_("Unit"), N_("no unit declared")},
        {CHARTER_ACTIVITIES, N_("Footprint by activity"), N_("Activity"), N_("not listed")},
        {CHARTER_TOOLS, N_("Footprint by tool"), N_("Tool"), N_("not listed")},
        {CHARTER_MONTHS, N_("Footprint by month"), N_("Month"), N_("no month known")},
    };
    /* A sum over the uses that declare a volume, of which there may be one. */
    if (ch_audit_publishes(b))
        return;
    ch_document_section(b->s, N_("Environmental footprint"));
    if (!some_measured(b->all)) {
        ch_document_say(b->s,
                        ch_say("No use has a figure with a source and a date, and a volume: no footprint is known."),
                        CH_NO_MARK);
        put_sources(b);
        return;
    }
    ch_document_say(b->s,
                    ch_say(
                        "Each figure is an interval, from the lowest to the highest of its source, times the declared "
                        "volume. Only figures with a source and a date are added up; a total says what share of uses "
                        "and of requests it covers, and is silent on the others. Figures of different sources may "
                        "measure different things: see where they come from."),
                    CH_NO_MARK);
    put_footprint_totals(b);
    put_sources(b);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        put_footprint_table(b, &tables[i]);
}

/* ---- budgets ---- */

static bool beyond(uint64_t amount, uint64_t limit)
{
    return limit > 0 && amount > limit;
}

/* Where a budget stands: of what it limits, the most that is certain. */
typedef enum budget_state { IN_NO_PERIOD, WITHIN, NOT_KNOWN, PERHAPS_BEYOND, BEYOND } budget_state;

/* By the low end only what is certain is told as beyond; and what some uses leave unsaid may be any amount. */
static budget_state state_of_amount(uint64_t low, uint64_t high, uint64_t limit, bool whole)
{
    if (!beyond(high, limit))
        return limit == 0 || whole ? WITHIN : NOT_KNOWN;
    return beyond(low, limit) ? BEYOND : PERHAPS_BEYOND;
}

static budget_state state_of_measure(const uint64_t *n, unsigned column, unsigned limit)
{
    const uint64_t *figures = n + column;
    return state_of_amount(figures[CH_MEASURE_LOW], figures[CH_MEASURE_HIGH], n[limit],
                           figures[CH_MEASURE_USES] == n[CH_N_USES]);
}

static budget_state worse(budget_state a, budget_state b)
{
    return a > b ? a : b;
}

/* Uses without a date are of no period, and against no limit: they are shown, so that silence is not cheap. */
static budget_state state_of_budget(const ch_group *group)
{
    const uint64_t *n = group->numbers;
    if (ch_text_begins(group->key, "- "))
        return IN_NO_PERIOD;
    budget_state requests =
        state_of_amount(n[CH_N_REQUESTS], n[CH_N_REQUESTS], n[CH_N_REQUESTS_LIMIT], n[CH_N_VOLUMES] == n[CH_N_USES]);
    return worse(requests, worse(state_of_measure(n, CH_N_ENERGY, CH_N_ENERGY_LIMIT),
                                 state_of_measure(n, CH_N_CO2, CH_N_CO2_LIMIT)));
}

void ch_audit_put_budgets_fact(const ch_audit_build *b)
{
    const ch_groups *groups = &b->t->tables[CHARTER_BUDGETS];
    uint64_t exceeded = 0, unknown = 0;
    for (uint32_t i = 0; i < groups->count; i++) {
        exceeded += state_of_budget(&groups->items[i]) == BEYOND;
        unknown += state_of_budget(&groups->items[i]) == NOT_KNOWN;
    }
    if (groups->count > 0)
        ch_document_fact(b->s, N_("Times that a budget was exceeded, by period and unit"),
                         ch_document_count(b->s, exceeded));
    if (unknown > 0)
        ch_document_fact(b->s, N_("Times that it is not known whether one was"), ch_document_count(b->s, unknown));
}

/* "2026-03 dmrg DMRG" in its three parts. The last one is declared, and may hold spaces: only the first two part
 * the key. */
static void split_budget(ch_text key, ch_text parts[3])
{
    for (int i = 0; i < 3; i++) {
        const char *space = i == 2 ? NULL : ch_text_find(key, ' ');
        parts[i] = (ch_text){key.at, space == NULL ? key.length : (size_t)(space - key.at)};
        size_t taken = parts[i].length + (space != NULL);
        key = (ch_text){key.at + taken, key.length - taken};
    }
}

bool ch_audit_budget_exceeded(const ch_group *budget)
{
    return state_of_budget(budget) == BEYOND;
}

/* A unit, or an activity, which its key alone does not tell: of one id, the unit. */
static ch_text for_whom(const ch_audit_build *b, ch_text whom)
{
    const ch_groups *activities = &b->t->tables[CHARTER_ACTIVITIES];
    if (ch_groups_look_up(&b->t->tables[CHARTER_UNITS], whom) == NULL)
        for (uint32_t i = 0; i < activities->count; i++)
            if (ch_text_same(activities->items[i].key, whom))
                return ch_audit_name(b, &activities->items[i], "");
    return ch_audit_unit_name(b, whom);
}

ch_text ch_audit_budget_name(const ch_audit_build *b, const ch_group *budget)
{
    ch_text parts[3], label = ch_audit_label(b, budget);
    split_budget(budget->key, parts);
    ch_text name = label.length > 0 ? label : ch_document_text(b->s, parts[1]);
    return parts[2].length == 0 ? name : ch_document_tell(b->s, ch_say2("%1$s (%2$s)", name, for_whom(b, parts[2])));
}

static ch_text against(const ch_audit_build *b, ch_text amount, ch_text limit)
{
    return ch_document_tell(b->s, ch_say2("%1$s of %2$s", amount, limit));
}

static ch_text tell_budget(const ch_audit_build *b, int m, const uint64_t *n, unsigned limit)
{
    /* 0: the budget has no such limit. */
    if (n[limit] == 0)
        return CH_LITERAL("\xE2\x80\x93");
    return against(b, tell_measure(b, m, n), ch_document_quantity(b->s, measures[m].quantity, n[limit], n[limit]));
}

static ch_text tell_request_budget(const ch_audit_build *b, const uint64_t *n)
{
    if (n[CH_N_REQUESTS_LIMIT] == 0)
        return CH_LITERAL("\xE2\x80\x93");
    ch_text amount = n[CH_N_VOLUMES] == 0 ? CH_LITERAL("\xE2\x80\x93") : ch_document_count(b->s, n[CH_N_REQUESTS]);
    return against(b, amount, ch_document_count(b->s, n[CH_N_REQUESTS_LIMIT]));
}

static void put_budget_row(const ch_audit_build *b, ch_document_table *table, const ch_group *group)
{
    static const struct {
        const char *word;
        ch_mark mark;
    } states[] = {
        [IN_NO_PERIOD] = {N_("in no period"), CH_NO_MARK},
        [WITHIN] = {N_("within"), CH_MARK_GOOD},
        [NOT_KNOWN] = {N_("unknown"), CH_MARK_WATCH},
        [PERHAPS_BEYOND] = {N_("perhaps beyond"), CH_MARK_WATCH},
        [BEYOND] = {N_("beyond"), CH_MARK_BAD},
    };
    budget_state state = state_of_budget(group);
    ch_text parts[3], label = ch_audit_label(b, group);
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    split_budget(group->key, parts);
    row->mark = states[state].mark;
    row->cells[0] = label.length > 0 ? label : ch_document_text(b->s, parts[1]);
    row->cells[1] = parts[2].length > 0 ? for_whom(b, parts[2]) : CH_LITERAL("\xE2\x80\x93");
    row->cells[2] =
        ch_text_is(parts[0], "-") ? ch_document_word(b->s, N_("no date declared")) : ch_document_text(b->s, parts[0]);
    row->cells[3] = ch_document_word(b->s, states[state].word);
    row->cells[4] = tell_budget(b, CH_ENERGY, group->numbers, CH_N_ENERGY_LIMIT);
    row->cells[5] = tell_budget(b, CH_CO2, group->numbers, CH_N_CO2_LIMIT);
    row->cells[6] = tell_request_budget(b, group->numbers);
    row->cells[7] = ch_audit_tell_part(b, group->numbers[CH_N_ENERGY + CH_MEASURE_USES], group->numbers[CH_N_USES]);
    row->cells[8] = ch_audit_tell_part(b, group->numbers[CH_N_VOLUMES], group->numbers[CH_N_USES]);
}

/* Those that are beyond come first, the latest period first. */
void ch_audit_put_budgets(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Budget"),
                                          N_("For"),
                                          N_("Period"),
                                          N_("State"),
                                          N_("Energy"),
                                          N_("CO2e"),
                                          N_("Requests"),
                                          N_("Uses with an energy figure"),
                                          N_("Uses with a volume"),
                                          NULL};
    ch_document_section(b->s, N_("Budgets"));
    ch_view view = ch_audit_view(b, CHARTER_BUDGETS);
    ch_document_table *table = ch_document_table_new(b->s, N_("What was used of each budget"), columns, 4, CH_NO_CHART);
    /* Keys begin with the period: backwards is the latest first. */
    for (int state = BEYOND; state >= IN_NO_PERIOD; state--)
        for (size_t i = view.count; i-- > 0;)
            if ((int)state_of_budget(view.groups[i]) == state &&
                (table == NULL || table->row_count < 2 * CH_AUDIT_MOST_ROWS))
                put_budget_row(b, table, view.groups[i]);
}
