/* What must hold between a version's entries once they are linked. What an entry says wrongly by itself is refused
 * where it is read (read_version.c) or linked (link_version.c); the dates of versions against one another are
 * load.c's. */
#include "charter/build.h"

/* Both ends are inclusive: a period of one day is one. */
static void check_period(ch_builder *b, const ch_source *source, ch_period period, const ch_node *map)
{
    if (period.from == CHARTER_NO_DAY || period.until == CHARTER_NO_DAY || period.from <= period.until)
        return;
    const ch_node *until = ch_node_get(map, "until");
    ch_error_at(b->diagnostics, CH_DATES_ORDER, source, until->span,
                ch_with_day(ch_with_day(ch_say("this ends on %1$s, before it begins on %2$s"), 0, period.until), 1,
                            period.from),
                ch_say("from and until are the first and the last day"));
}

static void check_periods(ch_builder *b)
{
    const ch_version *v = b->version;
    check_period(b, &v->files->source, v->period, v->files->root);
    for (int vocabulary = 0; vocabulary < CH_VOCABULARY_COUNT; vocabulary++)
        for (uint32_t i = 0; i < ch_vocabulary_size(v, (ch_vocabulary)vocabulary); i++) {
            const ch_entry *entry = ch_vocabulary_entry(v, (ch_vocabulary)vocabulary, i);
            check_period(b, entry->source, entry->period, entry->node);
        }
}

/* ---- durations ---- */

/* P0D is well-formed ISO 8601: what is wrong is what it asks for, evidence that lasts no time. */
static void check_duration(ch_builder *b, const ch_duty *duty, const char *key, ch_duration duration)
{
    if (duration.given && duration.months == 0 && duration.days == 0)
        ch_error_at(b->diagnostics, CH_VALUE_FORM, duty->entry.source, ch_node_get(duty->entry.node, key)->span,
                    ch_say("this lasts no time"), ch_say("write how long, such as P1Y or P30D, or leave the key out"));
}

static void check_durations(ch_builder *b)
{
    for (uint32_t i = 0; i < b->version->duties.count; i++) {
        const ch_duty *duty = &b->version->duties.items[i];
        check_duration(b, duty, "valid-for", duty->valid_for);
        check_duration(b, duty, "every", duty->every);
    }
}

/* ---- names that mean two entries ---- */

static void error_shared(ch_builder *b, const ch_entry *entry, const ch_node *alias, ch_text name,
                         const ch_entry *other)
{
    charter_place place = ch_entry_place(other, NULL);
    ch_error_at(b->diagnostics, CH_NAME_AMBIGUOUS, entry->source, alias != NULL ? alias->span : entry->node->key->span,
                ch_say3("\"%1$s\" names \"%2$s\" too (line %3$s)", name, other->id,
                        ch_text_int(&b->charter->arena, place.line)),
                ch_say("give each its own names, or dates that do not overlap"));
}

/* An entry before this one that bears the same name, as its id or as an alias, in a time that is this one's too. A
 * title that two share names neither: no fault. Nor is a catalogue's name, which gives way. */
static const ch_entry *find_namesake(const ch_builder *b, const ch_names *names, ch_vocabulary vocabulary,
                                     const ch_listed_name *name)
{
    const ch_entry *entry = ch_vocabulary_entry(b->version, vocabulary, name->entry);
    ch_index_walk walk = ch_index_find(&names->folded, name->folded);
    for (uint32_t found; (found = ch_index_next(&names->folded, &walk)) != CH_NOT_FOUND;) {
        const ch_listed_name *other = &names->items[found];
        const ch_entry *bearer = ch_vocabulary_entry(b->version, vocabulary, other->entry);
        bool told = name->kind == CH_BY_ID && ch_text_same(entry->id, bearer->id); /* a key that stands there twice */
        if (other->entry < name->entry && other->kind < CH_BY_TITLE && !told &&
            ch_period_overlap(entry->period, bearer->period))
            return bearer;
    }
    return NULL;
}

static void check_names(ch_builder *b, const ch_names *names, ch_vocabulary vocabulary)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const ch_listed_name *name = &names->items[i];
        if (name->kind >= CH_BY_TITLE)
            continue;
        const ch_entry *entry = ch_vocabulary_entry(b->version, vocabulary, name->entry);
        const ch_entry *namesake = find_namesake(b, names, vocabulary, name);
        if (namesake != NULL)
            error_shared(b, entry, name->node, name->node == NULL ? entry->id : name->node->text, namesake);
    }
}

static void check_all_names(ch_builder *b)
{
    check_names(b, &b->version->class_names, CH_VOCABULARY_DATA);
    check_names(b, &b->version->tool_names, CH_VOCABULARY_TOOLS);
    check_names(b, &b->version->activity_names, CH_VOCABULARY_ACTIVITIES);
}

/* ---- exceptions that cannot do what they say ---- */

static ch_text missing_colleges(ch_builder *b, const ch_set *needed, const ch_set *given)
{
    const ch_governance *g = &b->version->governance;
    ch_buffer list = ch_buffer_init(1 << 16);
    for (uint32_t i = 0; i < g->college_count; i++) {
        if (!ch_set_has(needed, i) || ch_set_has(given, i))
            continue;
        if (list.length > 0)
            ch_buffer_literal(&list, ", ");
        ch_buffer_add(&list, g->colleges[i]);
    }
    ch_text kept = ch_arena_text(&b->charter->arena, ch_buffer_text(&list));
    ch_buffer_clear(&list);
    return kept;
}

static unsigned unlisted_effect(int word)
{
    return word == 2 ? CH_MAY_FORBID : CH_MAY_REVIEW;
}

/* `variants` is 2 for forbid, as ch_unlisted counts its words. */
static bool bans_variants(const ch_version *v)
{
    bool some = false;
    for (uint32_t i = 0; v->unlisted.variants == 2 && i < v->tools.count; i++)
        some = some || v->tools.items[i].status == CH_BANNED;
    return some;
}

/* The effects that a breach of a waived clause can have, mere advice aside. Where the charter chooses the effect,
 * that one alone: else an exception would be told to lack approvals that nobody will ever ask it for. */
static unsigned waived_effects(const ch_version *v, const ch_clause_ref *ref)
{
    unsigned effects = ch_clause_rows[ref->clause].effects;
    if (ref->clause == CH_CLAUSE_ACTIVITY_UNLISTED)
        effects = unlisted_effect(v->unlisted.activity);
    if (ref->clause == CH_CLAUSE_DATA_UNLISTED)
        effects = unlisted_effect(v->unlisted.data);
    if (ref->clause == CH_CLAUSE_TOOL_UNLISTED)
        effects = unlisted_effect(v->unlisted.tool) | (bans_variants(v) ? CH_MAY_FORBID : 0U);
    if (ref->clause == CH_CLAUSE_RULE)
        effects = 1U << v->rules.items[ref->entry].effect;
    if (ref->clause == CH_CLAUSE_DETECTOR)
        effects = 1U << v->detectors.items[ref->entry].effect;
    return effects & ~(unsigned)CH_MAY_ADVISE;
}

/* The gravest effect first, and one warning for a clause. No error: what the exception has approvals for, it waives
 * all the same. */
static void check_approval(ch_builder *b, const ch_exception *e, const ch_clause_ref *ref, ch_text clause)
{
    unsigned effects = waived_effects(b->version, ref);
    for (int effect = CHARTER_EFFECT_FORBID; effect > CHARTER_EFFECT_ADVISE; effect--) {
        const ch_set *needed = &b->version->governance.approval[effect];
        if (((effects >> effect) & 1) == 0 || ch_set_within(needed, &e->approved_by))
            continue;
        ch_warning_at(b->diagnostics, CH_APPROVAL_LACKING, e->entry.source, e->entry.node->key->span,
                      ch_say4("the exception \"%1$s\" does not waive \"%2$s\" where it says %4$s: it lacks %3$s",
                              e->entry.id, clause, missing_colleges(b, needed, &e->approved_by),
                              ch_text_of(ch_effect_names[effect])),
                      ch_say("add the colleges that approved it to approved-by"));
        return;
    }
}

static void check_approvals(ch_builder *b)
{
    for (uint32_t i = 0; i < b->version->exceptions.count; i++) {
        const ch_exception *e = &b->version->exceptions.items[i];
        /* The two lists run side by side: link_waived() left out no name, since it complains of each that it leaves
         * out and this runs without errors alone (an exception whose time is another waives nothing). */
        const ch_node *name = ch_names_first(e->waives_names);
        for (uint32_t w = 0; w < e->waive_count; w++, name = ch_names_next(name))
            check_approval(b, e, &e->waives[w], name->text);
    }
}

/* ---- budgets ---- */

/* Linear: budgets are few (BUDGETS_MAX of read_version.c), and this runs when the charter loads. */
static bool is_listed_unit(const ch_version *v, ch_text name)
{
    for (uint32_t i = 0; i < v->unit_count; i++)
        if (ch_text_same(v->units[i], name))
            return true;
    return false;
}

static void check_budget_units(ch_builder *b, const ch_budget *budget)
{
    for (const ch_node *name = ch_names_first(budget->unit_names); name != NULL; name = ch_names_next(name))
        if (b->version->units_node != NULL && !is_listed_unit(b->version, name->text))
            ch_error_at(b->diagnostics, CH_REFERENCE_UNKNOWN, budget->entry.source, name->span,
                        ch_say1("the charter does not list the unit \"%s\"", name->text),
                        ch_say("write it as under units:"));
}

/* Zero requests would be a ban that only an audit sees, after the fact: rules forbid. */
static void check_budgets(ch_builder *b)
{
    for (uint32_t i = 0; i < b->version->budgets.count; i++) {
        const ch_budget *budget = &b->version->budgets.items[i];
        check_budget_units(b, budget);
        if (budget->requests.given && budget->requests.value == 0)
            ch_error_at(b->diagnostics, CH_VALUE_FORM, budget->entry.source,
                        ch_node_get(budget->entry.node, "requests")->span,
                        ch_say("a budget of nothing is a rule, not a budget"),
                        ch_say("forbid the use with a rule, or give a number above 0"));
        if (budget->energy_node == NULL && budget->co2_node == NULL && !budget->requests.given)
            ch_error_at(b->diagnostics, CH_KEY_MISSING, budget->entry.source, budget->entry.node->key->span,
                        ch_say1("the budget \"%s\" limits nothing", budget->entry.id),
                        ch_say("give it a limit: energy-wh, co2-g or requests"));
    }
}

void ch_version_check(ch_builder *b)
{
    check_periods(b);
    check_durations(b);
    check_all_names(b);
    check_budgets(b);
    /* A college or a clause that is unknown has been told: it would be told again as an approval that lacks. */
    if (b->diagnostics->errors == 0)
        check_approvals(b);
}
