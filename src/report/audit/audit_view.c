/* Views of totals. What may not be published is decided here, once for all formats; how groups are chosen for it is
 * suppress.c's. */
#include "report/audit/audit_view.h"

#include "report/audit/suppress.h"

#define USUAL_SMALLEST 5

unsigned ch_view_smallest(const ch_audit_options *options)
{
    return options->min_group == 0 ? USUAL_SMALLEST : options->min_group;
}

/* The table's groups, and the others behind them, as sizes. Requests, which are not published by group, say which are
 * hidden for others' sake: few requests are mostly few uses. */
static bool hide(ch_view *view, const charter_totals *totals, const ch_audit_options *options, ch_arena *arena)
{
    const uint64_t *all = ch_totals_all(totals);
    size_t count = view->count + (view->others != NULL), kept = 0;
    uint64_t *sizes = ch_arena_take_many(arena, count + 1, sizeof *sizes);
    uint64_t *weights = ch_arena_take_many(arena, count + 1, sizeof *weights);
    bool *hidden = ch_arena_take_many(arena, count + 1, sizeof *hidden);
    if (sizes == NULL || weights == NULL || hidden == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const uint64_t *numbers = i < view->count ? view->groups[i]->numbers : view->others;
        sizes[i] = numbers[CH_N_USES];
        weights[i] = numbers[CH_N_REQUESTS];
    }
    /* A use of several data classes stands in each; keys are sorted, and that of uses without one is empty. */
    size_t none = view->count > 0 && view->groups[0]->key.length == 0 ? 0 : count;
    uint64_t smallest = ch_view_smallest(options), total = all == NULL ? 0 : all[CH_N_USES];
    bool protected = view->table == CHARTER_DATA
                         ? ch_suppress_overlapping(sizes, weights, count, none, total, smallest, hidden)
                         : ch_suppress(sizes, weights, count, smallest, hidden);
    for (size_t i = 0; i < view->count; i++)
        if (!hidden[i])
            view->groups[kept++] = view->groups[i];
    view->hidden = view->count - kept;
    /* The rest is a group like any other: it may be small itself, or give back one that is. */
    if (view->others != NULL && hidden[view->count]) {
        view->others = NULL;
        view->hidden++;
    }
    view->count = kept;
    view->withheld = !protected;
    return true;
}

/* A class is hidden here where it is there: who knew one of the two would know the other. */
static bool hide_with_data(ch_view *view, const charter_totals *totals, const ch_audit_options *options,
                           ch_arena *arena)
{
    ch_view data;
    size_t kept = 0;
    if (!ch_view_make(&data, totals, CHARTER_DATA, options, arena))
        return false;
    for (size_t i = 0, k = 0; i < view->count; i++) {
        while (k < data.count && ch_text_compare(data.groups[k]->key, view->groups[i]->key) < 0)
            k++;
        if (k < data.count && ch_text_same(data.groups[k]->key, view->groups[i]->key))
            view->groups[kept++] = view->groups[i];
    }
    view->hidden = data.hidden;
    view->count = kept;
    view->others = NULL;
    view->withheld = data.withheld;
    return true;
}

bool ch_view_make(ch_view *view, const charter_totals *totals, charter_table table, const ch_audit_options *options,
                  ch_arena *arena)
{
    const ch_groups *groups = &totals->tables[table];
    *view = (ch_view){.table = table, .groups = ch_groups_sorted(groups, arena), .count = groups->count};
    if (view->groups == NULL) {
        *view = (ch_view){0};
        return false;
    }
    view->others = groups->overflowed ? groups->others : NULL;
    /* The total is no group: fewer uses than a group must have, and nothing is published (audit.c). */
    if (!options->publish || table == CHARTER_ALL || table == CHARTER_COMMITMENTS)
        return true;
    return table == CHARTER_EVIDENCE ? hide_with_data(view, totals, options, arena)
                                     : hide(view, totals, options, arena);
}

/* Whether a table is shown whole. */
static bool hides_nothing(const charter_totals *totals, charter_table table, const ch_audit_options *options,
                          ch_arena *arena)
{
    ch_view view;
    return ch_view_make(&view, totals, table, options, arena) && view.hidden == 0 && !view.withheld;
}

bool ch_view_shows_tools(const charter_totals *totals, const ch_audit_options *options, ch_arena *arena)
{
    return !options->publish || hides_nothing(totals, CHARTER_TOOLS, options, arena);
}

bool ch_view_looked(const charter_totals *totals)
{
    const ch_groups *texts = &totals->tables[CHARTER_TEXTS];
    uint64_t sum = texts->others[CH_N_LOOKED_INTO] + texts->others[CH_N_UNREAD];
    for (uint32_t i = 0; i < texts->count && sum == 0; i++)
        sum = texts->items[i].numbers[CH_N_LOOKED_INTO] + texts->items[i].numbers[CH_N_UNREAD];
    return sum > 0;
}

bool ch_view_allowed(const charter_totals *totals, charter_table table, const ch_audit_options *options,
                     ch_arena *arena)
{
    /* Where nothing was measured, nothing is compared. */
    if (table == CHARTER_VOLUMES || table == CHARTER_MEASURED_SOURCES)
        return !options->publish && ch_totals_some_measured(totals);
    if (!options->publish)
        return true;
    /* A list of what may be, so that a new table is published only when somebody has thought of it. */
    switch (table) {
    case CHARTER_ALL:
    case CHARTER_MONTHS:
    case CHARTER_UNITS:
    case CHARTER_ACTIVITIES:
    case CHARTER_TOOLS:
    case CHARTER_DATA:
    case CHARTER_STAGES:
    case CHARTER_COMMITMENTS: /* the charter's words, which count no use */
        return true;
    case CHARTER_EVIDENCE:
        return ch_view_looked(totals);
    case CHARTER_HOSTINGS: /* sums over tools: who knows these and the charter knows those, so that none can be hidden
                            */
        return ch_view_shows_tools(totals, options, arena) && hides_nothing(totals, table, options, arena);
    default:
        return false;
    }
}

/* The verdicts of uses sum up to the uses, which every table gives; invalid declarations stand apart. */
void ch_view_decisions(const charter_totals *totals, const ch_audit_options *options,
                       bool hidden[CHARTER_DECISION_COUNT])
{
    const uint64_t *all = ch_totals_all(totals);
    memset(hidden, 0, CHARTER_DECISION_COUNT * sizeof *hidden);
    if (!options->publish || all == NULL)
        return;
    uint64_t invalid = all[CH_N_DECISIONS + CHARTER_DECISION_INVALID];
    /* Where they cannot be protected, not even which of them there are is told. */
    if (!ch_suppress(all + CH_N_DECISIONS, NULL, CHARTER_DECISION_INVALID, ch_view_smallest(options), hidden))
        for (int d = 0; d < CHARTER_DECISION_INVALID; d++)
            hidden[d] = true;
    /* They are in no sum that is published, so that nothing has to be hidden with them. */
    hidden[CHARTER_DECISION_INVALID] = invalid > 0 && invalid < ch_view_smallest(options);
}

/* Uses that hold a class are of three kinds: nothing was found; it was found and declared; or found alone. Of them
 * "found" is all but the first, and "undeclared" the last. Those that declare it by name have no such sum. */
void ch_view_evidence(const uint64_t *n, const ch_audit_options *options, bool hidden[CH_N_UNDECLARED + 1])
{
    const uint64_t parts[] = {n[CH_N_EVIDENT] - n[CH_N_FOUND], n[CH_N_FOUND] - n[CH_N_UNDECLARED], n[CH_N_UNDECLARED]};
    bool marked[3] = {false};
    bool published = options->publish;
    bool protected = !published || ch_suppress(parts, NULL, 3, ch_view_smallest(options), marked);
    hidden[CH_N_EVIDENT] = false;
    hidden[CH_N_DECLARED] = published;
    hidden[CH_N_FOUND] = !protected || marked[0];
    hidden[CH_N_UNDECLARED] = !protected || marked[2];
}

bool ch_view_shows(const ch_view *view, const uint64_t *numbers, uint32_t column, const ch_audit_options *options)
{
    bool hidden[CH_N_UNDECLARED + 1];
    /* Of a group, uses alone: each further number would need protection of its own. */
    if (!options->publish || column == 0)
        return true;
    if (view->table != CHARTER_EVIDENCE)
        return false;
    ch_view_evidence(numbers, options, hidden);
    return !hidden[column];
}

typedef struct order {
    unsigned first, last; /* columns */
} order;

static uint64_t size_of(const ch_group *group, const order *o)
{
    uint64_t size = 0;
    for (unsigned i = o->first; i <= o->last; i++)
        size = ch_sum(size, group->numbers[i]);
    return size;
}

static int compare(const ch_group *a, const ch_group *b, const order *o)
{
    uint64_t left = size_of(a, o), right = size_of(b, o);
    return left != right ? (left > right ? -1 : 1) : ch_text_compare(a->key, b->key);
}

/* A heap sort: qsort() cannot be told the columns. */
static void sift_down(const ch_group **groups, size_t count, size_t at, const order *o)
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && compare(groups[child + 1], groups[child], o) > 0)
            child++;
        if (compare(groups[child], groups[at], o) <= 0)
            return;
        const ch_group *moved = groups[at];
        groups[at] = groups[child];
        groups[child] = moved;
    }
}

void ch_view_sort(ch_view *view, unsigned first, unsigned last)
{
    const order o = {first, last};
    for (size_t i = view->count / 2; i-- > 0;)
        sift_down(view->groups, view->count, i, &o);
    for (size_t left = view->count; left > 1; left--) {
        const ch_group *largest = view->groups[0];
        view->groups[0] = view->groups[left - 1];
        view->groups[left - 1] = largest;
        sift_down(view->groups, left - 1, 0, &o);
    }
}
