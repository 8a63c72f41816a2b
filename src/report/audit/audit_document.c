/* What an audit says to people: its sections, in the order in which a follow-up body asks for them. Numbers come
 * from views (audit_view.c), which leave out what may not be published; evidence is audit_evidence.c's, and what a
 * page looks like the writers' (document_*.c). */
#include "report/audit/audit_document.h"

#include "report/audit/audit_evidence.h"

/* A reader looks at so many; CSV and JSON have all rows. */
enum { MOST_ROWS = CH_AUDIT_MOST_ROWS, SOON = 30 /* days */ };

typedef ch_audit_build build;

static uint64_t all_uses(const build *b)
{
    return b->all[CH_N_USES];
}

static bool publishes(const build *b)
{
    return b->options->publish;
}

/* ---- what it is about ---- */

/* "SHA256 ID VERSION" */
static void put_charters(const build *b)
{
    ch_view view = {0};
    /* As if nothing were published: of charters only names and hashes are told, and no number. */
    if (!ch_view_make(&view, b->t, CHARTER_CHARTERS, &(ch_audit_options){0}, &b->s->arena))
        b->s->failed = true;
    for (size_t i = 0; i < view.count; i++) {
        ch_text key = view.groups[i]->key;
        if (key.length < CH_HASH_SIZE) {
            ch_document_fact(b->s, N_("Charter"),
                             ch_document_word(b->s, N_("none for some uses: none in force, or their day is unknown")));
            continue;
        }
        ch_text name = {key.at + CH_HASH_SIZE, key.length - CH_HASH_SIZE};
        ch_message version = ch_say2("%1$s, sha256 %2$s", name, (ch_text){key.at, 12});
        ch_message_add(&b->s->scratch, &version, b->s->lang);
        ch_document_fact(b->s, N_("Charter"), ch_document_keep(b->s));
    }
}

static void put_dates(const build *b)
{
    ch_document_fact(b->s, N_("Day of the audit"), ch_document_written_day(b->s, b->t->at));
    /* The first and the last use are groups of one. */
    if (b->t->first == CHARTER_NO_DAY || publishes(b))
        return;
    ch_message days = ch_with_day(ch_with_day(ch_say("%1$s to %2$s"), 0, b->t->first), 1, b->t->last);
    ch_message_add(&b->s->scratch, &days, b->s->lang);
    ch_document_fact(b->s, N_("Declared dates"), ch_document_keep(b->s));
}

/* Sums of parts that were not judged alike are no audit of one day by one charter: whoever reads them is told first. */
static void put_mixed(const build *b)
{
    static const char *const ways[CH_UNLIKES] = {
        [CH_UNLIKE_DAY] = N_("different days"),
        [CH_UNLIKE_CHARTER] = N_("different charters"),
        [CH_UNLIKE_OPTIONS] = N_("different options"),
    };
    ch_text list = CH_NO_TEXT;
    for (int i = 0; i < CH_UNLIKES; i++)
        if (b->t->origin->mixed[i])
            list = ch_text_listed(&b->s->arena, list, ch_document_word(b->s, ways[i]));
    if (list.length > 0)
        ch_document_fact(b->s, N_("Mixed parts"), list);
}

static void put_size(const build *b)
{
    bool hidden[CHARTER_DECISION_COUNT];
    uint64_t invalid = b->all[CH_N_DECISIONS + CHARTER_DECISION_INVALID];
    ch_view_decisions(b->t, b->options, hidden);
    ch_document_fact(b->s, N_("Uses judged"), ch_document_count(b->s, all_uses(b)));
    if (invalid > 0 && !hidden[CHARTER_DECISION_INVALID])
        ch_document_fact(b->s, N_("Invalid declarations"), ch_document_count(b->s, invalid));
    if (b->t->errors > 0)
        ch_document_fact(b->s, N_("Inputs that could not be read"), ch_document_count(b->s, b->t->errors));
    if (b->all[CH_N_VOLUMES] > 0 || publishes(b))
        ch_document_fact(b->s, N_("Requests declared"), ch_document_count(b->s, b->all[CH_N_REQUESTS]));
}

/* A charter that touches hardly any of the uses says nothing of the others: no share is of those. */
static void put_concerned(const build *b)
{
    uint64_t concerned = b->all[CH_N_CONCERNED];
    ch_audit_part_fact(b, N_("Uses that a clause concerns"), concerned, all_uses(b));
    if (b->all[CH_N_PERHAPS_CONCERNED] > 0)
        ch_audit_part_fact(b, N_("Uses of which it is unknown whether a clause concerns them"),
                           b->all[CH_N_PERHAPS_CONCERNED], all_uses(b));
    ch_audit_part_fact(b, N_("Compliant, of the uses that a clause concerns"), b->all[CH_N_CONCERNED_COMPLIANT],
                       concerned);
    if (b->all[CH_N_USE_WAIVED] > 0)
        ch_audit_part_fact(b, N_("Uses for which an exception waives something"), b->all[CH_N_USE_WAIVED], concerned);
    if (b->all[CH_N_FACT_MISSING] > 0)
        ch_audit_part_fact(b, N_("Undetermined: a fact is missing"), b->all[CH_N_FACT_MISSING], all_uses(b));
    if (b->all[CH_N_CONCERN_UNKNOWN] > 0)
        ch_audit_part_fact(b, N_("Undetermined: it is unknown whether a clause concerns the use"),
                           b->all[CH_N_CONCERN_UNKNOWN], all_uses(b));
}

/* ---- in brief ---- */

typedef enum exception_state { IN_FORCE, LAPSES_SOON, LAPSED, TO_COME } exception_state;

static exception_state state_of(const build *b, const uint64_t *numbers)
{
    /* From the totals: where parts are merged, there is no charter to ask. */
    charter_day from = ch_day_of_number(numbers[CH_N_FROM]), until = ch_day_of_number(numbers[CH_N_UNTIL]);
    ch_period period = {from, until};
    if (ch_period_ended(period, b->t->at))
        return LAPSED;
    if (!ch_period_begun(period, b->t->at))
        return TO_COME;
    return until != CHARTER_NO_DAY && until - b->t->at <= SOON ? LAPSES_SOON : IN_FORCE;
}

static void put_exceptions_fact(const build *b)
{
    const ch_groups *groups = &b->t->tables[CHARTER_EXCEPTIONS];
    uint64_t soon = 0;
    for (uint32_t i = 0; i < groups->count; i++)
        soon += state_of(b, groups->items[i].numbers) == LAPSES_SOON;
    if (soon > 0)
        ch_document_fact(b->s, N_("Exceptions that lapse within 30 days"), ch_document_count(b->s, soon));
}

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
    return state_of_amount(figures[CH_MEASURED_LOW], figures[CH_MEASURED_HIGH], n[limit],
                           figures[CH_MEASURED_USES] == n[CH_N_USES]);
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

static void put_budgets_fact(const build *b)
{
    const ch_groups *groups = &b->t->tables[CHARTER_BUDGETS];
    uint64_t exceeded = 0, unknown = 0;
    for (uint32_t i = 0; i < groups->count; i++) {
        exceeded += state_of_budget(&groups->items[i]) == BEYOND;
        unknown += state_of_budget(&groups->items[i]) == NOT_KNOWN;
    }
    if (groups->count > 0)
        ch_document_fact(b->s, N_("Budgets exceeded"), ch_document_count(b->s, exceeded));
    if (unknown > 0)
        ch_document_fact(b->s, N_("Budgets of which it is not known"), ch_document_count(b->s, unknown));
}

/* Whether it is of uses whose activity, tool or unit nobody can tell. */
static bool names_nothing(charter_table table, const ch_group *group)
{
    bool named = table == CHARTER_ACTIVITIES || table == CHARTER_TOOLS;
    return group->key.length == 0 || (named && ch_text_is(group->key, CH_UNREAD_KEY));
}

static void put_tool_fact(const build *b)
{
    ch_view view = ch_audit_view(b, CHARTER_TOOLS);
    ch_view_sort(&view, CH_N_USES, CH_N_USES);
    /* One that is hidden may be used as much: then nobody may say which is used most; nor where two are. */
    if (view.count == 0 || view.hidden > 0 || names_nothing(CHARTER_TOOLS, view.groups[0]))
        return;
    uint64_t uses = view.groups[0]->numbers[CH_N_USES];
    if ((view.count > 1 && view.groups[1]->numbers[CH_N_USES] == uses) ||
        (view.others != NULL && view.others[CH_N_USES] >= uses))
        return;
    ch_text label = ch_audit_label(b, view.groups[0]);
    ch_message most = ch_say2("%1$s, %2$s of uses", label.length > 0 ? label : view.groups[0]->key,
                              ch_document_share(b->s, uses, all_uses(b)));
    ch_message_add(&b->s->scratch, &most, b->s->lang);
    ch_document_fact(b->s, N_("Most used tool"), ch_document_keep(b->s));
}

static void say_saturated(const build *b)
{
    if (!ch_totals_saturated(b->t))
        return;
    ch_message message = ch_say1("Some sums go beyond what can be counted, and are told as %s: they are that or more. "
                                 "Look for what declares such a volume.",
                                 ch_document_count(b->s, UINT64_MAX));
    ch_document_say(b->s, message, CH_MARK_BAD);
}

static void put_brief(const build *b)
{
    ch_document_section(b->s, N_("In brief"));
    say_saturated(b);
    put_size(b);
    /* None of these is protected: each could be a group of one. */
    if (!publishes(b)) {
        put_concerned(b);
        ch_document_fact(b->s, N_("Duties open before use"),
                         ch_document_count(b->s, ch_audit_sum(b, CHARTER_DUTIES, CH_N_OPEN_BEFORE)));
        ch_document_fact(b->s, N_("Duties open after use"),
                         ch_document_count(b->s, ch_audit_sum(b, CHARTER_DUTIES, CH_N_OPEN_AFTER)));
        ch_audit_part_fact(b, N_("Uses of tools that the charter does not list"),
                           ch_audit_sum(b, CHARTER_OTHER_TOOLS, CH_N_USES), all_uses(b));
        ch_audit_put_evidence_fact(b);
        put_exceptions_fact(b);
        put_budgets_fact(b);
    }
    put_tool_fact(b);
    put_dates(b);
    put_mixed(b);
    put_charters(b);
}

/* ---- verdicts ---- */

static const struct {
    const char *means;
    ch_mark mark;
} verdicts[CHARTER_DECISION_COUNT] = {
    [CHARTER_DECISION_COMPLIANT] = {N_("the charter allows it"), CH_MARK_GOOD},
    [CHARTER_DECISION_CONDITIONAL] = {N_("something is to be done before use"), CH_MARK_WATCH},
    [CHARTER_DECISION_REVIEW] = {N_("a person must decide"), CH_MARK_WATCH},
    [CHARTER_DECISION_UNDETERMINED] = {N_("a fact is missing"), CH_MARK_WATCH},
    [CHARTER_DECISION_NON_COMPLIANT] = {N_("the charter does not allow it"), CH_MARK_BAD},
    [CHARTER_DECISION_INVALID] = {N_("it could not be read as a declaration"), CH_MARK_BAD},
};

static void put_verdicts(const build *b)
{
    static const char *const columns[] = {N_("Verdict"), N_("It means"), N_("Uses"), N_("Share of uses"), NULL};
    bool hidden[CHARTER_DECISION_COUNT];
    uint64_t left_out = 0;
    ch_document_section(b->s, N_("Verdicts"));
    ch_document_table *table = ch_document_table_new(b->s, N_("Uses by verdict"), columns, 2, CH_VERDICTS);
    ch_view_decisions(b->t, b->options, hidden);
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++) {
        uint64_t number = b->all[CH_N_DECISIONS + d];
        left_out += hidden[d];
        ch_document_row *row = hidden[d] ? NULL : ch_document_row_new(b->s, table);
        if (row == NULL)
            continue;
        row->cells[0] = ch_document_word(b->s, ch_verdict_heads[d]);
        row->cells[1] = ch_document_word(b->s, verdicts[d].means);
        row->cells[2] = ch_document_count(b->s, number);
        /* What was not judged is no use, and never a share. */
        row->cells[3] =
            d == CHARTER_DECISION_INVALID ? CH_LITERAL("\xE2\x80\x93") : ch_document_share(b->s, number, all_uses(b));
        row->values[d] = (double)number;
        row->mark = verdicts[d].mark;
    }
    ch_audit_say_hidden(b, N_("Uses by verdict"), left_out);
}

/* ---- tables of uses ---- */

typedef struct use_table {
    charter_table table;
    const char *section; /* NULL: that of the table before */
    const char *caption, *head;
    const char *nothing; /* what an empty key means */
    ch_chart chart;
    bool fixed; /* its keys are words of ours */
} use_table;

static const use_table by_month = {CHARTER_MONTHS, N_("Over time"),        N_("Uses by month"),
                                   N_("Month"),    N_("no date declared"), CH_TIMELINE,
                                   false};
static const use_table by_group[] = {
    {CHARTER_UNITS, N_("Units"), N_("Uses by unit"), N_("Unit"), N_("no unit declared"), CH_VERDICTS, false},
    {CHARTER_ACTIVITIES, N_("Activities"), N_("Uses by activity"), N_("Activity"), N_("not listed"), CH_VERDICTS,
     false},
    {CHARTER_OTHER_ACTIVITIES, NULL, N_("Activities that the charter does not list"), N_("As declared"), "",
     CH_NO_CHART, false},
    {CHARTER_TOOLS, N_("Tools"), N_("Uses by tool"), N_("Tool"), N_("not listed"), CH_VERDICTS, false},
};
static const use_table other_tools =
    {CHARTER_OTHER_TOOLS, NULL, N_("Tools that the charter does not list"), N_("As declared"), "", CH_BARS, false};
static const use_table exposures[] = {
    {CHARTER_DATA, N_("Exposure"), N_("Uses by data class"), N_("Data class"), N_("none declared, or none listed"),
     CH_BARS, false},
    {CHARTER_HOSTINGS, NULL, N_("Uses by hosting of the tool"), N_("Hosting"), N_("unknown"), CH_BARS, false},
    {CHARTER_TRAINING, NULL, N_("Uses by whether what is typed trains the model"), N_("Trains the model"),
     N_("unknown"), CH_NO_CHART, true},
    {CHARTER_RETENTIONS, NULL, N_("Uses by how long what is typed is kept"), N_("Kept for"), N_("unknown"), CH_NO_CHART,
     false},
    {CHARTER_STAGES, NULL, N_("Uses by stage"), N_("Stage"), N_("not declared, and judged as planned"), CH_NO_CHART,
     true},
};
static const use_table people[] = {
    {CHARTER_AUTHORS, N_("People"), N_("Uses by author"), N_("Author"), N_("none declared"), CH_NO_CHART, false},
    {CHARTER_REVIEWERS, NULL, N_("Uses by reviewer"), N_("Reviewer"), "", CH_NO_CHART, false},
};

/* A column that nobody declares is left out: its zeros would be no figures. */
static bool tells_requests(const build *b)
{
    return !publishes(b) && b->all[CH_N_VOLUMES] > 0;
}

static void fill_use_row(const build *b, ch_document_row *row, ch_text name, const uint64_t *n, ch_chart chart)
{
    row->cells[0] = name;
    row->cells[1] = ch_document_count(b->s, n[CH_N_USES]);
    row->cells[2] = ch_document_share(b->s, n[CH_N_USES], all_uses(b));
    row->values[0] = (double)n[CH_N_USES];
    /* By group uses and their share alone: requests decide which groups are hidden for others' sake, and would tell
     * how they were chosen. */
    if (publishes(b))
        return;
    unsigned column = 3;
    if (tells_requests(b))
        row->cells[column++] = ch_document_count(b->s, n[CH_N_REQUESTS]);
    for (int d = 0; d < CHARTER_DECISION_INVALID; d++) {
        row->cells[column++] = ch_document_count(b->s, n[CH_N_DECISIONS + d]);
        if (chart == CH_VERDICTS || chart == CH_TIMELINE)
            row->values[d] = (double)n[CH_N_DECISIONS + d];
    }
}

static void put_use_row(const build *b, ch_document_table *table, ch_text name, const uint64_t *n)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row != NULL)
        fill_use_row(b, row, name, n, table->chart);
}

/* What did not fit: of the table, or of the totals. */
static void put_rest(const build *b, ch_document_table *table, const ch_view *view, size_t shown)
{
    /* As many columns as any table has. */
    uint64_t rest[CH_N_BUDGET_COLUMNS] = {0};
    const ch_group_kind *kind = &ch_table_kinds[CHARTER_ALL];
    for (size_t i = shown; i < view->count; i++)
        ch_group_add(kind, rest, view->groups[i]->numbers);
    if (view->others != NULL)
        ch_group_add(kind, rest, view->others);
    if (rest[CH_N_USES] > 0)
        put_use_row(b, table, ch_document_word(b->s, N_("all others")), rest);
}

static ch_document_table *begin_use_table(const build *b, const use_table *u)
{
    const char *columns[4 + CHARTER_DECISION_COUNT] = {u->head, N_("Uses"), N_("Share of uses")};
    unsigned count = 3;
    if (tells_requests(b))
        columns[count++] = N_("Requests");
    /* Invalid declarations are no uses, and stand in no group. */
    for (int d = 0; d < CHARTER_DECISION_INVALID && !publishes(b); d++)
        columns[count++] = ch_verdict_heads[d];
    ch_chart chart = publishes(b) && u->chart != CH_NO_CHART ? CH_BARS : u->chart;
    return ch_document_table_new(b->s, u->caption, columns, 1, chart);
}

/* Fixed words, as people say them; NULL: `key` is none. Only tables whose keys are ours are looked up: a unit may
 * well be called "done". */
static const char *word_of(ch_text key)
{
    static const struct {
        const char *key, *word;
    } words[] = {{"true", N_("yes")},
                 {"false", N_("no")},
                 {"planned", N_("planned")},
                 {"in-use", N_("in use")},
                 {"done", N_("over")}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ch_text_is(key, words[i].key))
            return words[i].word;
    return NULL;
}

static ch_text name_in(const build *b, const use_table *u, const ch_group *group)
{
    const char *word = u->fixed ? word_of(group->key) : NULL;
    return word != NULL ? ch_document_word(b->s, word) : ch_audit_name(b, group, u->nothing);
}

/* Of no use anything is known: a table of one row, which says so in every cell, tells no more than a sentence. Names
 * that the charter does not list are known all the same. */
static bool is_unsaid(const ch_view *view)
{
    bool listed = view->table == CHARTER_ACTIVITIES || view->table == CHARTER_TOOLS || view->table == CHARTER_DATA;
    return !listed && view->count == 1 && view->groups[0]->key.length == 0 && view->others == NULL && view->hidden == 0;
}

static void say_unsaid(const build *b, const char *caption)
{
    ch_document_say(b->s,
                    ch_say1("%s: nobody says it of any use, and the table is left out.",
                            ch_document_word(b->s, caption)),
                    CH_NO_MARK);
}

static void put_use_table(const build *b, const use_table *u)
{
    if (u->section != NULL)
        ch_document_section(b->s, u->section);
    ch_view view = ch_audit_view(b, u->table);
    /* A table of which all is hidden is still told, by how many groups are. */
    if (view.count == 0 && view.others == NULL && view.hidden == 0)
        return;
    if (is_unsaid(&view)) {
        say_unsaid(b, u->caption);
        return;
    }
    ch_document_table *table = begin_use_table(b, u);
    ch_view_sort(&view, CH_N_USES, CH_N_USES);
    size_t shown = view.count < MOST_ROWS ? view.count : MOST_ROWS;
    for (size_t i = 0; i < shown; i++)
        put_use_row(b, table, name_in(b, u, view.groups[i]), view.groups[i]->numbers);
    put_rest(b, table, &view, shown);
    ch_audit_say_hidden(b, u->caption, view.hidden);
}

/* Keys are sorted, and the empty one comes first. */
static void put_undated_last(ch_view *view)
{
    if (view->count == 0 || view->groups[0]->key.length > 0)
        return;
    const ch_group *undated = view->groups[0];
    memmove(view->groups, view->groups + 1, (view->count - 1) * sizeof *view->groups);
    view->groups[view->count - 1] = undated;
}

/* The month after "2026-12" is "2027-01". */
static void next_month(char month[8])
{
    int m = (month[5] - '0') * 10 + (month[6] - '0') + 1;
    for (int i = 3; m == 13 && i >= 0; i--) {
        bool carry = month[i] == '9';
        month[i] = carry ? '0' : (char)(month[i] + 1);
        if (!carry)
            break;
    }
    m = m == 13 ? 1 : m;
    month[5] = (char)('0' + m / 10);
    month[6] = (char)('0' + m % 10);
}

/* Months without a use are months too; but a month that may not be shown must not look like one of them. */
static void put_months_between(const build *b, ch_document_table *table, const ch_group *before, const ch_group *group)
{
    /* A date of another century would else fill the table. */
    enum { MOST_EMPTY = 60 };
    static const uint64_t nothing[CH_N_USE_COLUMNS] = {0};
    char month[8] = "";
    if (publishes(b) || before == NULL || before->key.length != 7)
        return;
    memcpy(month, before->key.at, 7);
    next_month(month);
    for (int i = 0; i < MOST_EMPTY && ch_text_compare((ch_text){month, 7}, group->key) < 0; i++, next_month(month))
        put_use_row(b, table, ch_document_text(b->s, (ch_text){month, 7}), nothing);
}

static void put_months(const build *b)
{
    ch_document_section(b->s, by_month.section);
    ch_view view = ch_audit_view(b, CHARTER_MONTHS);
    if (is_unsaid(&view)) {
        say_unsaid(b, by_month.caption);
        return;
    }
    ch_document_table *table = begin_use_table(b, &by_month);
    put_undated_last(&view);
    for (size_t i = 0; i < view.count; i++) {
        put_months_between(b, table, i == 0 ? NULL : view.groups[i - 1], view.groups[i]);
        put_use_row(b, table, ch_audit_name(b, view.groups[i], by_month.nothing), view.groups[i]->numbers);
    }
    if (view.others != NULL)
        put_use_row(b, table, ch_document_word(b->s, N_("months before")), view.others);
    ch_audit_say_hidden(b, by_month.caption, view.hidden);
}

/* ---- concentration ---- */

/* What is counted together: ids that the charter lists, and names that it does not. */
typedef struct shared_among {
    charter_table listed, other; /* the same twice: there are no others */
    const char *said;            /* the sentence: uses that are counted, uses in all, evenly among how many */
} shared_among;

/* As if shared evenly among so many: one by the sum of the squares of shares (the Herfindahl index) of the uses that
 * are counted. A use without a name is in no share; what the totals could not keep is left out. 0: nothing is counted.
 */
static double evenly_among(const build *b, const shared_among *s, uint64_t *counted)
{
    const charter_table tables[] = {s->listed, s->other};
    double squares = 0, all = 0;
    *counted = 0;
    for (size_t k = 0; k < 2 && (k == 0 || s->other != s->listed); k++)
        for (uint32_t i = 0; i < b->t->tables[tables[k]].count; i++) {
            const ch_group *group = &b->t->tables[tables[k]].items[i];
            if (names_nothing(tables[k], group))
                continue;
            double uses = (double)group->numbers[CH_N_USES];
            squares += uses * uses;
            all += uses;
            *counted = ch_sum(*counted, group->numbers[CH_N_USES]);
        }
    return squares > 0 ? all * all / squares : 0;
}

/* Reliance on a single tool makes everybody think alike. */
static void say_concentration(const build *b, const shared_among *s)
{
    uint64_t counted;
    double among = evenly_among(b, s, &counted);
    /* It is made of all of them, the hidden ones too. */
    if (publishes(b) || among <= 0)
        return;
    ch_phrase_interval(&b->s->scratch, b->s->lang, (ch_interval){among, among});
    ch_text count = ch_document_keep(b->s);
    ch_message message =
        ch_say3(s->said, ch_document_count(b->s, counted), ch_document_count(b->s, all_uses(b)), count);
    /* 2 is what two would give, each with half of the uses. */
    ch_document_say(b->s, message, among <= 2 && s->listed == CHARTER_TOOLS ? CH_MARK_WATCH : CH_NO_MARK);
}

/* ---- clauses, duties, exceptions ---- */

/* "34 of 269": never a share without what it is of. */
static ch_text tell_part(const build *b, uint64_t part, uint64_t whole)
{
    ch_message message = ch_say2("%1$s of %2$s", ch_document_count(b->s, part), ch_document_count(b->s, whole));
    ch_message_add(&b->s->scratch, &message, b->s->lang);
    return ch_document_keep(b->s);
}

static uint64_t breaches(const uint64_t *n)
{
    return ch_sum(ch_sum(n[CH_N_ADVISE], n[CH_N_REVIEW]), n[CH_N_FORBID]);
}

static void fill_clause_cells(const build *b, ch_text *cells, const uint64_t *n)
{
    cells[0] = ch_document_count(b->s, n[CH_N_CLAUSE_MET]);
    cells[1] = ch_document_count(b->s, breaches(n));
    cells[2] = ch_document_count(b->s, n[CH_N_WAIVED]);
    cells[3] = ch_document_count(b->s, n[CH_N_CLAUSE_OPEN]);
    cells[4] = ch_document_count(b->s, n[CH_N_CLAUSE_FACT_MISSING]);
    cells[5] = ch_document_count(b->s, n[CH_N_CLAUSE_CONCERN_UNKNOWN]);
}

#define CLAUSE_HEADS                                                                                   \
    N_("Met"), N_("Breached"), N_("Waived"), N_("Not due yet"), N_("Undetermined: a fact is missing"), \
        N_("Unknown whether it concerns them")

/* Those that concern nobody come last: they are told all the same. */
static void put_concerns(const build *b)
{
    static const char *const columns[] = {N_("Clause"), N_("Uses it concerns"), CLAUSE_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_CLAUSES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Whom each clause concerns, and what came of it"), columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_CLAUSE_CONCERNED, CH_N_CLAUSE_CONCERNED);
    for (size_t i = 0; i < view.count && i < 2 * MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = tell_part(b, n[CH_N_CLAUSE_CONCERNED], all_uses(b));
        fill_clause_cells(b, row->cells + 2, n);
    }
}

static void put_unit_clause(const build *b, ch_document_table *table, const ch_group *group)
{
    ch_text key = group->key, label = ch_audit_label(b, group);
    const char *space = memchr(key.at, ' ', key.length);
    size_t clause = space == NULL ? key.length : (size_t)(space - key.at);
    size_t before = clause < key.length ? clause + 1 : clause;
    ch_text unit = {key.at + before, key.length - before};
    const ch_group *whole = ch_groups_get(&b->t->tables[CHARTER_UNITS], unit); /* NULL: it was not kept */
    uint64_t uses = whole == NULL ? 0 : whole->numbers[CH_N_USES];
    unit = whole == NULL ? unit : whole->key; /* as it is spelt in the other table */
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = unit.length > 0 ? ch_document_text(b->s, unit) : ch_document_word(b->s, N_("no unit declared"));
    row->cells[1] = label.length > 0 ? label : ch_document_text(b->s, (ch_text){key.at, clause});
    row->cells[2] = uses > 0 ? tell_part(b, group->numbers[CH_N_CLAUSE_CONCERNED], uses)
                             : ch_document_count(b->s, group->numbers[CH_N_CLAUSE_CONCERNED]);
    fill_clause_cells(b, row->cells + 3, group->numbers);
}

/* Those of one unit alone say no more than the table before. */
static void put_unit_clauses(const build *b)
{
    static const char *const columns[] = {N_("Unit"), N_("Clause"), N_("Uses of the unit that it concerns"),
                                          CLAUSE_HEADS, NULL};
    ch_view view = ch_audit_view(b, CHARTER_UNIT_CLAUSES);
    if (b->t->tables[CHARTER_UNITS].count < 2)
        return;
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Breaches by unit and clause, the most first"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_ADVISE, CH_N_FORBID);
    for (size_t i = 0; i < view.count && i < MOST_ROWS && breaches(view.groups[i]->numbers) > 0; i++)
        put_unit_clause(b, table, view.groups[i]);
}

static void put_clauses(const build *b)
{
    static const char *const columns[] = {N_("Clause"), N_("Breached"),     N_("Forbidden"), N_("To review"),
                                          N_("Advice"), N_("Undetermined"), N_("Waived"),    NULL};
    static const unsigned order[] = {CH_N_FORBID, CH_N_REVIEW, CH_N_ADVISE, CH_N_UNDETERMINED, CH_N_WAIVED};
    ch_document_section(b->s, N_("Clauses"));
    ch_view view = ch_audit_view(b, CHARTER_CLAUSES);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Clauses that were breached, waived or could not be decided"), columns, 1,
                              CH_BARS);
    ch_view_sort(&view, CH_N_ADVISE, CH_N_FORBID);
    for (size_t i = 0, shown = 0; i < view.count && shown < MOST_ROWS; i++) {
        const ch_group *group = view.groups[i];
        if (breaches(group->numbers) + group->numbers[CH_N_WAIVED] + group->numbers[CH_N_UNDETERMINED] == 0)
            continue;
        shown++;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, group, "");
        uint64_t breached = breaches(group->numbers);
        row->cells[1] = ch_document_count(b->s, breached);
        row->values[0] = (double)breached;
        for (size_t c = 0; c < 5; c++)
            row->cells[2 + c] = ch_document_count(b->s, group->numbers[order[c]]);
    }
    put_concerns(b);
    put_unit_clauses(b);
}

static void put_duties(const build *b)
{
    static const char *const columns[] =
        {N_("Duty"), N_("Asked"), N_("Done"), N_("Share done"), N_("Open before use"), N_("Open after use"), NULL};
    ch_document_section(b->s, N_("Duties"));
    ch_view view = ch_audit_view(b, CHARTER_DUTIES);
    ch_document_table *table = ch_document_table_new(b->s, N_("Duties that uses ask for"), columns, 1, CH_NO_CHART);
    ch_view_sort(&view, CH_N_ASKED, CH_N_ASKED);
    for (size_t i = 0; i < view.count && i < MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = ch_document_count(b->s, n[CH_N_ASKED]);
        row->cells[2] = ch_document_count(b->s, n[CH_N_MET]);
        row->cells[3] = ch_document_share(b->s, n[CH_N_MET], n[CH_N_ASKED]);
        row->cells[4] = ch_document_count(b->s, n[CH_N_OPEN_BEFORE]);
        row->cells[5] = ch_document_count(b->s, n[CH_N_OPEN_AFTER]);
    }
}

static ch_text tell_state(const build *b, const uint64_t *n)
{
    static const char *const words[] =
        {[IN_FORCE] = N_("in force"), [LAPSED] = N_("lapsed"), [TO_COME] = N_("to come")};
    exception_state state = state_of(b, n);
    if (state != LAPSES_SOON)
        return ch_document_word(b->s, words[state]);
    charter_day left = ch_day_of_number(n[CH_N_UNTIL]) - b->t->at;
    ch_message message = {.text = PN_("lapses in %s day", "lapses in %s days"),
                          .number = (uint64_t)left,
                          .args = {ch_document_count(b->s, (uint64_t)left)}};
    ch_message_add(&b->s->scratch, &message, b->s->lang);
    return ch_document_keep(b->s);
}

static void put_exceptions(const build *b)
{
    static const char *const columns[] = {N_("Exception"),
                                          N_("State"),
                                          N_("Until"),
                                          N_("Uses waived"),
                                          N_("Findings waived"),
                                          N_("Uses since it lapsed"),
                                          N_("Uses for want of approval"),
                                          NULL};
    static const ch_mark marks[] =
        {[IN_FORCE] = CH_MARK_GOOD, [LAPSES_SOON] = CH_MARK_WATCH, [LAPSED] = CH_NO_MARK, [TO_COME] = CH_NO_MARK};
    ch_document_section(b->s, N_("Exceptions"));
    ch_view view = ch_audit_view(b, CHARTER_EXCEPTIONS);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Exceptions and what they waived"), columns, 2, CH_NO_CHART);
    for (size_t i = 0; i < view.count && i < MOST_ROWS; i++) {
        const uint64_t *n = view.groups[i]->numbers;
        ch_document_row *row = ch_document_row_new(b->s, table);
        if (row == NULL)
            return;
        row->cells[0] = ch_audit_name(b, view.groups[i], "");
        row->cells[1] = tell_state(b, n);
        row->cells[2] = ch_document_day(b->s, ch_day_of_number(n[CH_N_UNTIL]));
        for (unsigned c = 0; c < 4; c++)
            row->cells[3 + c] = ch_document_count(b->s, n[CH_N_EXCEPTION_USES + c]);
        row->mark = n[CH_N_LAPSED] > 0 || n[CH_N_UNAPPROVED] > 0 ? CH_MARK_BAD : marks[state_of(b, n)];
    }
}

/* ---- footprints ---- */

static const struct {
    ch_quantity quantity;
    unsigned column;
} measures[CH_QUANTITIES] = {{CH_ENERGY, CH_N_ENERGY}, {CH_CO2, CH_N_CO2}, {CH_WATER, CH_N_WATER}};

/* "–" where no use has a figure: that is not nothing. */
static ch_text tell_measure(const build *b, int m, const uint64_t *n)
{
    const uint64_t *figures = n + measures[m].column;
    if (figures[CH_MEASURED_USES] == 0)
        return CH_LITERAL("\xE2\x80\x93");
    return ch_document_quantity(b->s, measures[m].quantity, figures[CH_MEASURED_LOW], figures[CH_MEASURED_HIGH]);
}

static void put_footprint_totals(const build *b)
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
        row->cells[2] = ch_document_share(b->s, figures[CH_MEASURED_USES], all_uses(b));
        row->cells[3] = ch_document_share(b->s, figures[CH_MEASURED_REQUESTS], b->all[CH_N_REQUESTS]);
    }
}

static bool some_measured(const uint64_t *n)
{
    return n[CH_N_ENERGY + CH_MEASURED_USES] + n[CH_N_CO2 + CH_MEASURED_USES] + n[CH_N_WATER + CH_MEASURED_USES] > 0;
}

static void put_footprint_row(const build *b, ch_document_table *table, ch_text name, const uint64_t *n)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row == NULL)
        return;
    row->cells[0] = name;
    for (int m = 0; m < CH_QUANTITIES; m++)
        row->cells[1 + m] = tell_measure(b, m, n);
    row->cells[4] = ch_document_share(b->s, n[CH_N_ENERGY + CH_MEASURED_USES], n[CH_N_USES]);
    row->cells[5] = ch_document_share(b->s, n[CH_N_ENERGY + CH_MEASURED_REQUESTS], n[CH_N_REQUESTS]);
    row->values[0] = (double)n[CH_N_ENERGY + CH_MEASURED_LOW] / 1e6;
    row->values[1] = (double)n[CH_N_ENERGY + CH_MEASURED_HIGH] / 1e6;
}

static void put_footprint_table(const build *b, const use_table *u)
{
    const char *const columns[] =
        {u->head, N_("Energy"), N_("CO2e"), N_("Water"), N_("Uses with an energy figure"), N_("Requests with one"),
         NULL};
    ch_view view = ch_audit_view(b, u->table);
    if (is_unsaid(&view))
        return;
    ch_document_table *table = ch_document_table_new(b->s, u->caption, columns, 1, u->chart);
    /* Months stay in their order. */
    if (u->table != CHARTER_MONTHS)
        ch_view_sort(&view, CH_N_ENERGY + CH_MEASURED_HIGH, CH_N_ENERGY + CH_MEASURED_HIGH);
    else
        put_undated_last(&view);
    for (size_t i = 0; i < view.count && i < MOST_ROWS; i++)
        if (some_measured(view.groups[i]->numbers))
            put_footprint_row(b, table, ch_audit_name(b, view.groups[i], u->nothing), view.groups[i]->numbers);
}

static void put_sources(const build *b)
{
    static const char *const columns[] =
        {N_("Source of the figures"), N_("Dated"), N_("Uses"), N_("Energy"), N_("CO2e"), N_("Water"), NULL};
    ch_view view = ch_audit_view(b, CHARTER_SOURCES);
    ch_document_table *table = ch_document_table_new(b->s, N_("Where the figures come from"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_USES, CH_N_USES);
    for (size_t i = 0; i < view.count && i < MOST_ROWS; i++) {
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

static void put_footprints(const build *b)
{
    static const use_table tables[] = {
        {CHARTER_UNITS, NULL, N_("Footprint by unit"), N_("Unit"), N_("no unit declared"), CH_RANGES, false},
        {CHARTER_ACTIVITIES, NULL, N_("Footprint by activity"), N_("Activity"), N_("not listed"), CH_RANGES, false},
        {CHARTER_TOOLS, NULL, N_("Footprint by tool"), N_("Tool"), N_("not listed"), CH_RANGES, false},
        {CHARTER_MONTHS, NULL, N_("Footprint by month"), N_("Month"), N_("no date declared"), CH_RANGES, false},
    };
    /* Footprints are sums over tools: where one is hidden, they could give it back. */
    if (!ch_view_shows_tools(b->t, b->options, &b->s->arena))
        return;
    ch_document_section(b->s, N_("Environmental footprint"));
    if (!publishes(b) && !some_measured(b->all)) {
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
    /* Of the footprint only the total: by group it would tell requests, which are not published. */
    if (publishes(b))
        return;
    put_sources(b);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        put_footprint_table(b, &tables[i]);
}

/* ---- budgets ---- */

/* "2026-03 dmrg DMRG" in its three parts. The last one is declared, and may hold spaces: only the first two part
 * the key. */
static void split_budget(ch_text key, ch_text parts[3])
{
    for (int i = 0; i < 3; i++) {
        const char *space = i == 2 || key.length == 0 ? NULL : memchr(key.at, ' ', key.length);
        parts[i] = (ch_text){key.at, space == NULL ? key.length : (size_t)(space - key.at)};
        size_t taken = parts[i].length + (space != NULL);
        key = (ch_text){key.at + taken, key.length - taken};
    }
}

static ch_text against(const build *b, ch_text amount, ch_text limit)
{
    ch_message message = ch_say2("%1$s of %2$s", amount, limit);
    ch_message_add(&b->s->scratch, &message, b->s->lang);
    return ch_document_keep(b->s);
}

static ch_text tell_budget(const build *b, int m, const uint64_t *n, unsigned limit)
{
    /* 0: the budget has no such limit. */
    if (n[limit] == 0)
        return CH_LITERAL("\xE2\x80\x93");
    return against(b, tell_measure(b, m, n), ch_document_quantity(b->s, measures[m].quantity, n[limit], n[limit]));
}

static ch_text tell_request_budget(const build *b, const uint64_t *n)
{
    if (n[CH_N_REQUESTS_LIMIT] == 0)
        return CH_LITERAL("\xE2\x80\x93");
    ch_text amount = n[CH_N_VOLUMES] == 0 ? CH_LITERAL("\xE2\x80\x93") : ch_document_count(b->s, n[CH_N_REQUESTS]);
    return against(b, amount, ch_document_count(b->s, n[CH_N_REQUESTS_LIMIT]));
}

static void put_budget_row(const build *b, ch_document_table *table, const ch_group *group)
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
    row->cells[1] = parts[2].length > 0 ? ch_document_text(b->s, parts[2]) : CH_LITERAL("\xE2\x80\x93");
    row->cells[2] =
        ch_text_is(parts[0], "-") ? ch_document_word(b->s, N_("no date declared")) : ch_document_text(b->s, parts[0]);
    row->cells[3] = ch_document_word(b->s, states[state].word);
    row->cells[4] = tell_budget(b, CH_ENERGY, group->numbers, CH_N_ENERGY_LIMIT);
    row->cells[5] = tell_budget(b, CH_CO2, group->numbers, CH_N_CO2_LIMIT);
    row->cells[6] = tell_request_budget(b, group->numbers);
    row->cells[7] = tell_part(b, group->numbers[CH_N_ENERGY + CH_MEASURED_USES], group->numbers[CH_N_USES]);
    row->cells[8] = tell_part(b, group->numbers[CH_N_VOLUMES], group->numbers[CH_N_USES]);
}

/* Those that are beyond come first, the latest period first. */
static void put_budgets(const build *b)
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
            if ((int)state_of_budget(view.groups[i]) == state && (table == NULL || table->row_count < 2 * MOST_ROWS))
                put_budget_row(b, table, view.groups[i]);
}

/* ---- what the charter promises ---- */

static void put_commitments(const build *b)
{
    ch_document_section(b->s, N_("Commitments of the charter"));
    ch_view view = ch_audit_view(b, CHARTER_COMMITMENTS);
    ch_view_sort(&view, CH_N_POSITION, CH_N_POSITION);
    for (size_t i = view.count; i-- > 0;) { /* sorted from the largest on */
        ch_text title = ch_audit_label(b, view.groups[i]);
        ch_document_fact(b->s, N_("Commitment"), title.length > 0 ? title : view.groups[i]->key);
    }
}

/* ---- how to read it ---- */

static void put_method(const build *b)
{
    ch_document_section(b->s, N_("How to read this report"));
    ch_document_say(
        b->s,
        ch_say("A use is one declaration that could be judged. Uses are grouped by the month of their declared "
               "date; each is judged by the charter in force on its day. A use of several data classes stands "
               "in each of them, so that their shares may add up to more than 100%. What is not declared is "
               "not in these figures."),
        CH_NO_MARK);
    if (all_uses(b) > 0 && b->all[CH_N_VOLUMES] == 0)
        ch_document_say(b->s, ch_say("No use declares how many requests it makes: they are left out."), CH_NO_MARK);
    if (publishes(b)) {
        ch_message message = ch_say1(
            "This is a version for publication: groups of fewer than %s uses are left out, and with them whatever "
            "would give them back.",
            ch_document_count(b->s, ch_view_smallest(b->options)));
        ch_document_say(b->s, message, CH_NO_MARK);
    } else if (!b->t->with_names) {
        ch_document_say(b->s, ch_say("People's names are not in this report."), CH_NO_MARK);
    }
}

static void put_title(const build *b)
{
    ch_document *s = b->s;
    s->title =
        ch_document_word(s, publishes(b) ? N_("Uses of AI: figures for publication") : N_("Audit of uses of AI"));
    ch_text title = b->t->title[s->lang];
    /* The charter's title, in the other language where it has none in this one. */
    s->subtitle = title.length > 0 ? title : b->t->title[!s->lang];
    if (title.length == 0 && s->subtitle.length > 0)
        ch_document_add_foreign(s, s->subtitle);
}

static void put_group(const build *b, const use_table *u)
{
    static const shared_among shared[] = {
        {CHARTER_UNITS, CHARTER_UNITS,
         N_("The %1$s of %2$s uses that name a unit are as concentrated as if they were shared evenly among %3$s units.")},
        {CHARTER_ACTIVITIES, CHARTER_OTHER_ACTIVITIES,
         N_("The %1$s of %2$s uses that name an activity are as concentrated as if they were shared evenly among %3$s "
            "activities.")},
        {CHARTER_TOOLS, CHARTER_OTHER_TOOLS,
         N_("The %1$s of %2$s uses that name a tool are as concentrated as if they were shared evenly among %3$s tools: "
            "the nearer to 1, the more everything depends on one tool.")},
    };
    put_use_table(b, u);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (shared[i].listed == u->table)
            say_concentration(b, &shared[i]);
}

#define PUT_ALL(b, tables)                                         \
    for (size_t i = 0; i < sizeof(tables) / sizeof *(tables); i++) \
    put_use_table((b), &(tables)[i])

void ch_audit_document(ch_document *document, const charter_totals *totals, const ch_audit_options *options)
{
    static const uint64_t nothing[CH_N_USE_COLUMNS] = {0};
    build b = {.s = document, .t = totals, .options = options, .all = ch_totals_all(totals)};
    /* Where nothing was taken, a report of nothing is still one. */
    if (b.all == NULL)
        b.all = nothing;
    put_title(&b);
    put_brief(&b);
    ch_audit_put_unread(&b);
    put_verdicts(&b);
    put_months(&b);
    for (size_t i = 0; i < sizeof by_group / sizeof *by_group; i++)
        put_group(&b, &by_group[i]);
    put_use_table(&b, &other_tools);
    PUT_ALL(&b, exposures);
    ch_audit_put_evidence(&b);
    put_clauses(&b);
    put_duties(&b);
    put_exceptions(&b);
    put_footprints(&b);
    put_budgets(&b);
    PUT_ALL(&b, people);
    ch_audit_put_unmapped(&b);
    put_commitments(&b);
    put_method(&b);
    /* What had no rows, or may not be published, leaves no empty heading behind. */
    ch_document_drop_empty(document);
}
