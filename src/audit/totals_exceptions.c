/* Exceptions: what each waived, the uses that it would have waived, and the colleges that approved it or have yet to.
 * What of that waits for a decision is totals_pending.c's too. */
#include "audit/totals.h"
#include "judge/verdict.h"

static bool add(charter_totals *t, const ch_version *version, const ch_entry *entry, const ch_text labels[2],
                const uint64_t row[CH_N_APPROVED + 1], const ch_set *colleges)
{
    bool kept = true;
    for (uint32_t i = 0; kept && i < version->governance.college_count; i++)
        if (ch_set_has(colleges, i))
            kept =
                ch_groups_add(&t->tables[CHARTER_COLLEGE_EXCEPTIONS],
                              ch_group_key_of_word(&t->arena, version->governance.colleges[i], entry->id), labels, row);
    return kept;
}

/* ---- those that the charter lists ---- */

/* "body", "contact" and "college ID": a part needs no charter to say who decides. */
static bool list_governance(charter_totals *t, const ch_version *version)
{
    const ch_governance *g = &version->governance;
    const struct {
        const char *key;
        const ch_localized *words;
    } named[] = {{"body", &g->body}, {"contact", &g->contact}};
    static const uint64_t nothing[CH_N_GOVERNANCE_COLUMNS] = {0};
    ch_groups *groups = &t->tables[CHARTER_GOVERNANCE];
    bool kept = true;
    for (size_t i = 0; kept && i < sizeof named / sizeof *named; i++) {
        ch_text labels[2];
        ch_totals_labels(t, named[i].words, version, labels);
        if (labels[0].length + labels[1].length > 0)
            kept = ch_groups_add(groups, ch_text_of(named[i].key), labels, nothing);
    }
    for (uint32_t i = 0; kept && i < g->college_count; i++) {
        uint64_t row[CH_N_GOVERNANCE_COLUMNS] = {0};
        for (int effect = 0; effect <= CHARTER_EFFECT_FORBID; effect++)
            row[effect] = ch_set_has(&g->approval[effect], i);
        kept = ch_groups_add(groups, ch_group_key_of_word(&t->arena, CH_LITERAL("college"), g->colleges[i]), NULL, row);
    }
    return kept;
}

static bool lapses_soon(const charter_totals *t, const ch_entry *entry)
{
    return entry->period.until != CHARTER_NO_DAY && ch_period_holds(entry->period, t->at) &&
           entry->period.until - t->at <= CH_SOON;
}

/* Those that nobody used are told too: one that lapses next week concerns somebody. */
static bool list_exception(charter_totals *t, const ch_version *version, const ch_exception *exception)
{
    const ch_entry *entry = &exception->entry;
    const uint64_t row[CH_N_APPROVED + 1] = {[CH_N_FROM] = ch_day_number(entry->period.from),
                                             [CH_N_UNTIL] = ch_day_number(entry->period.until),
                                             [CH_N_APPROVED] = 1};
    ch_text labels[2];
    ch_totals_labels(t, &entry->title, version, labels);
    return ch_groups_add(&t->tables[CHARTER_EXCEPTIONS], entry->id, labels, row) &&
           add(t, version, entry, labels, row, &exception->approved_by) &&
           (!lapses_soon(t, entry) ||
            ch_totals_add_pending(t, CH_PENDING_LAPSING, entry->id, labels, NULL, CH_NO_TEXT));
}

bool ch_totals_list_exceptions(charter_totals *t, const ch_version *version)
{
    for (uint32_t i = 0; i < version->exceptions.count; i++)
        if (!list_exception(t, version, &version->exceptions.items[i]))
            return false;
    return list_governance(t, version);
}

/* ---- what they did for a use ---- */

/* Findings before `i` that the same exception waived. A use is counted once for each exception, however many
 * clauses that waives. */
static bool waived_before(const charter_verdict *v, size_t i)
{
    for (size_t before = 0; before < i; before++)
        if (v->findings[before].waived_by == v->findings[i].waived_by)
            return true;
    return false;
}

/* The colleges that it lacks for the first breach that it would waive. */
static ch_set lacking(const charter_verdict *v, const ch_exception *e)
{
    const ch_governance *g = &v->version->governance;
    ch_set colleges = {{0}};
    for (size_t i = 0; i < v->finding_count && ch_set_empty(&colleges); i++)
        for (uint32_t c = 0; ch_exception_names(v->version, e, &v->findings[i]) && c < g->college_count; c++)
            if (ch_set_has(&g->approval[v->findings[i].own], c) && !ch_set_has(&e->approved_by, c))
                ch_set_add(&colleges, c);
    return colleges;
}

static ch_pending state_of(const charter_totals *t, const ch_entry *entry, const uint64_t *row)
{
    if (row[CH_N_LAPSED] > 0)
        return CH_PENDING_LAPSED;
    if (row[CH_N_UNAPPROVED] > 0)
        return CH_PENDING_UNAPPROVED;
    return row[CH_N_EXCEPTION_USES] > 0 && lapses_soon(t, entry) ? CH_PENDING_LAPSING : CH_PENDING_COUNT;
}

/* Colleges to whose exceptions a use owes something, a set for each column of theirs. */
typedef struct owed {
    ch_set colleges[CH_N_GOVERNANCE_COLUMNS];
} owed;

static void note_colleges(owed *o, const uint64_t row[CH_N_APPROVED + 1], const ch_set *colleges)
{
    unsigned column = row[CH_N_LAPSED] > 0       ? CH_N_COLLEGE_LAPSED
                      : row[CH_N_UNAPPROVED] > 0 ? CH_N_COLLEGE_LACKING
                                                 : CH_N_COLLEGE_USES;
    ch_set_join(&o->colleges[column], colleges);
}

static bool add_colleges(charter_totals *t, const charter_verdict *v, const owed *o)
{
    bool kept = true;
    for (uint32_t i = 0; kept && v->version != NULL && i < v->version->governance.college_count; i++) {
        uint64_t row[CH_N_GOVERNANCE_COLUMNS] = {0};
        bool some = false;
        for (unsigned column = CH_N_COLLEGE_USES; column < CH_N_GOVERNANCE_COLUMNS; column++) {
            row[column] = ch_set_has(&o->colleges[column], i);
            some = some || row[column] > 0;
        }
        ch_text college = v->version->governance.colleges[i];
        kept = !some || ch_groups_add(&t->tables[CHARTER_GOVERNANCE],
                                      ch_group_key_of_word(&t->arena, CH_LITERAL("college"), college), NULL, row);
    }
    return kept;
}

static bool add_row(charter_totals *t, const charter_verdict *v, ch_text unit, const ch_exception *e,
                    uint64_t row[CH_N_APPROVED + 1], owed *o)
{
    const ch_entry *entry = &e->entry;
    ch_text labels[2];
    bool unapproved = row[CH_N_UNAPPROVED] > 0;
    row[CH_N_FROM] = ch_day_number(entry->period.from);
    row[CH_N_UNTIL] = ch_day_number(entry->period.until);
    row[CH_N_APPROVED] = !unapproved;
    ch_totals_labels(t, &entry->title, v->version, labels);
    ch_pending state = state_of(t, entry, row);
    ch_set colleges = unapproved ? lacking(v, e) : e->approved_by;
    note_colleges(o, row, &colleges);
    return ch_groups_add(&t->tables[CHARTER_EXCEPTIONS], entry->id, labels, row) &&
           add(t, v->version, entry, labels, row, &colleges) &&
           (state == CH_PENDING_COUNT || ch_totals_add_pending(t, state, entry->id, labels, v, unit));
}

bool ch_totals_exceptions(charter_totals *t, const charter_verdict *v, ch_text unit)
{
    owed o = {0};
    bool kept = true;
    for (size_t i = 0; kept && i < v->finding_count; i++) {
        const charter_finding *f = &v->findings[i];
        uint64_t row[CH_N_APPROVED + 1] = {0};
        const ch_entry *entry = NULL;
        if (f->outcome == CHARTER_OUTCOME_WAIVED && f->waived_by != NULL) {
            entry = f->waived_by;
            row[CH_N_EXCEPTION_WAIVED] = 1;
            row[CH_N_EXCEPTION_USES] = !waived_before(v, i);
        } else if (f->clause == CH_CLAUSE_EXCEPTION && f->outcome == CHARTER_OUTCOME_BREACHED) {
            entry = f->entry;
            row[ch_period_ended(entry->period, v->days.last) ? CH_N_LAPSED : CH_N_UNAPPROVED] = 1;
        }
        /* Its entry is the exception's first member. */
        kept = entry == NULL || add_row(t, v, unit, (const ch_exception *)entry, row, &o);
    }
    return kept && add_colleges(t, v, &o);
}
