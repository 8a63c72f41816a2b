/* Views of totals. What may not be published is decided here, once for all formats; how groups are chosen for it is
 * suppress.c's. */
#include "report/audit/audit_view.h"

#include "audit/publications.h"
#include "report/audit/suppress.h"
#include "report/audit/suppress_after.h"

#define USUAL_SMALLEST 5

/* What an earlier publication left out stays out: its smallest group is kept. */
uint64_t ch_view_smallest(const ch_audit_options *options)
{
    uint64_t smallest = options->min_group == 0 ? USUAL_SMALLEST : options->min_group;
    const charter_publications *before = options->published;
    for (size_t i = 0; before != NULL && i < before->count; i++)
        smallest = before->items[i]->smallest > smallest ? before->items[i]->smallest : smallest;
    return smallest;
}

/* ---- what was told before ---- */

/* What an earlier publication told of the groups of a table. */
static bool tell_before(ch_told *told, const ch_publication *p, const ch_view *view, ch_arena *arena)
{
    const ch_published_table *table = &p->tables[view->table];
    uint64_t *sizes = ch_arena_take_many(arena, view->count + 1, sizeof *sizes);
    for (size_t i = 0; sizes != NULL && i < view->count; i++) {
        const uint64_t *numbers = ch_publication_group(p, view->table, view->groups[i]->key);
        sizes[i] = numbers == NULL ? CH_NOT_TOLD : numbers[CH_P_USES];
    }
    *told = (ch_told){sizes, p->uses, table->shown, table->hidden};
    return sizes != NULL;
}

/* The same of verdicts, which are no table there. */
static bool tell_verdicts_before(ch_told *told, const ch_publication *p)
{
    *told = (ch_told){.sizes = p->verdicts, .total = p->uses};
    for (int d = 0; d < CHARTER_DECISION_INVALID; d++) {
        told->hidden += p->verdicts[d] == CH_UNTOLD;
        told->shown = p->verdicts[d] == CH_UNTOLD ? told->shown : ch_sum(told->shown, p->verdicts[d]);
    }
    return true;
}

static void raise_floors(uint64_t *floors, const uint64_t *sizes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (sizes[i] != CH_NOT_TOLD && sizes[i] > floors[i])
            floors[i] = sizes[i];
}

/* Adds what was published before to a margin: of a view, or (NULL) of verdicts. */
static bool add_told(ch_margin *margin, const ch_view *view, const ch_audit_options *options, ch_arena *arena)
{
    const charter_publications *before = options->published;
    if (before == NULL || before->count == 0)
        return true;
    ch_told *told = ch_arena_take_many(arena, before->count, sizeof *told);
    uint64_t *floors = ch_arena_take_many(arena, margin->count + 1, sizeof *floors);
    bool good = told != NULL && floors != NULL;
    for (size_t p = 0; good && p < before->count; p++) {
        good = view == NULL ? tell_verdicts_before(&told[p], before->items[p])
                            : tell_before(&told[p], before->items[p], view, arena);
        if (good)
            raise_floors(floors, told[p].sizes, margin->count);
    }
    margin->told = told;
    margin->floors = floors;
    margin->told_count = before->count;
    return good;
}

/* ---- tables ---- */

/* Keys are sorted, and that of uses without a class is empty; each other one may stand in several groups. */
static bool is_protected(const ch_view *view, const ch_margin *margin, const charter_totals *totals, bool *hidden)
{
    const uint64_t *all = ch_totals_all(totals);
    size_t none = view->count > 0 && view->groups[0]->key.length == 0 ? 0 : margin->count;
    /* What a table could not keep is not the same groups each time. */
    if (view->others != NULL && margin->told_count > 0)
        return false;
    return view->table == CHARTER_DATA ? ch_suppress_overlapping(margin, none, all == NULL ? 0 : all[CH_N_USES], hidden)
                                       : ch_suppress(margin, hidden);
}

/* The table's groups, and the others behind them, as sizes. Requests, which are not published by group, say which are
 * hidden for others' sake: few requests are mostly few uses. */
static bool hide(ch_view *view, const charter_totals *totals, const ch_audit_options *options, ch_arena *arena)
{
    size_t count = view->count + (view->others != NULL), kept = 0;
    uint64_t *sizes = ch_arena_take_many(arena, count + 1, sizeof *sizes);
    uint64_t *weights = ch_arena_take_many(arena, count + 1, sizeof *weights);
    bool *hidden = ch_arena_take_many(arena, count + 1, sizeof *hidden);
    ch_margin margin = {.sizes = sizes, .weights = weights, .count = count, .smallest = ch_view_smallest(options)};
    if (sizes == NULL || weights == NULL || hidden == NULL || !add_told(&margin, view, options, arena))
        return false;
    for (size_t i = 0; i < count; i++) {
        const uint64_t *numbers = i < view->count ? view->groups[i]->numbers : view->others;
        sizes[i] = numbers[CH_N_USES];
        weights[i] = numbers[CH_N_REQUESTS];
    }
    view->withheld = !is_protected(view, &margin, totals, hidden);
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
        return hides_nothing(totals, CHARTER_TOOLS, options, arena) && hides_nothing(totals, table, options, arena);
    default:
        return false;
    }
}

/* The verdicts of uses sum up to the uses, which every table gives; invalid declarations stand apart. */
void ch_view_decisions(const charter_totals *totals, const ch_audit_options *options, ch_arena *arena,
                       bool hidden[CHARTER_DECISION_COUNT])
{
    const uint64_t *all = ch_totals_all(totals);
    memset(hidden, 0, CHARTER_DECISION_COUNT * sizeof *hidden);
    if (!options->publish || all == NULL)
        return;
    ch_margin margin = {.sizes = all + CH_N_DECISIONS,
                        .count = CHARTER_DECISION_INVALID,
                        .smallest = ch_view_smallest(options)};
    /* Where they cannot be protected, not even which of them there are is told. */
    if (!add_told(&margin, NULL, options, arena) || !ch_suppress(&margin, hidden))
        for (int d = 0; d < CHARTER_DECISION_INVALID; d++)
            hidden[d] = true;
    /* They are in no sum that would widen what is known of them. */
    hidden[CHARTER_DECISION_INVALID] = true;
}

/* Uses that hold a class are of three kinds: nothing was found; it was found and declared; or found alone. */
static void divide(uint64_t uses, uint64_t found, uint64_t undeclared, uint64_t parts[3])
{
    parts[0] = uses - found;
    parts[1] = found - undeclared;
    parts[2] = undeclared;
}

/* Whether what came since a publication told of a class is divided into parts that are large enough. */
static bool divides_well(const uint64_t parts[3], const uint64_t *told, uint64_t smallest)
{
    uint64_t before[3];
    bool whole = told[CH_P_FOUND] <= told[CH_P_USES] && told[CH_P_UNDECLARED] <= told[CH_P_FOUND];
    if (!whole) /* not told, or not possible */
        return false;
    divide(told[CH_P_USES], told[CH_P_FOUND], told[CH_P_UNDECLARED], before);
    for (int i = 0; i < 3; i++)
        if (!ch_is_large_change(parts[i], before[i], smallest))
            return false;
    return true;
}

/* "found" is all but the first part, and "undeclared" the last. Those that declare it by name have no such sum. */
void ch_view_evidence(ch_text key, const uint64_t *n, const ch_audit_options *options, bool hidden[CH_N_UNDECLARED + 1])
{
    uint64_t parts[3], smallest = ch_view_smallest(options);
    const charter_publications *before = options->published;
    bool marked[3] = {false}, published = options->publish;
    divide(n[CH_N_EVIDENT], n[CH_N_FOUND], n[CH_N_UNDECLARED], parts);
    const ch_margin margin = {.sizes = parts, .count = 3, .smallest = smallest};
    bool protected = !published || ch_suppress(&margin, marked);
    for (size_t i = 0; published && before != NULL && i < before->count; i++) {
        const uint64_t *told = ch_publication_group(before->items[i], CHARTER_EVIDENCE, key);
        protected = protected && (told == NULL || divides_well(parts, told, smallest));
    }
    hidden[CH_N_EVIDENT] = false;
    hidden[CH_N_DECLARED] = published;
    hidden[CH_N_FOUND] = !protected || marked[0];
    hidden[CH_N_UNDECLARED] = !protected || marked[2];
}

bool ch_view_shows(const ch_view *view, ch_text key, const uint64_t *numbers, uint32_t column,
                   const ch_audit_options *options)
{
    bool hidden[CH_N_UNDECLARED + 1];
    /* Of a group, uses alone: each further number would need protection of its own. */
    if (!options->publish || column == 0)
        return true;
    if (view->table != CHARTER_EVIDENCE)
        return false;
    ch_view_evidence(key, numbers, options, hidden);
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

ch_text ch_view_label_id(ch_text label, ch_text *title)
{
    const char *space = ch_text_find(label, ' ');
    size_t length = space == NULL ? label.length : (size_t)(space - label.at);
    size_t from = space == NULL ? length : length + 1;
    *title = (ch_text){label.at == NULL ? "" : label.at + from, label.length - from};
    return (ch_text){label.at, length};
}
