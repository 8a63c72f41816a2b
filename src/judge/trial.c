/* Trials. What no tool can mend is settled once; rules that read the tool are evaluated once with the tool unknown: by
 * Kleene's logic, what is not unknown then holds for every tool, unless the rule asks whether a fact is there. The rest
 * is evaluated for each tool, and again for each filling. */
#include "judge/trial.h"

#include <stdlib.h>

#include "rule/reading.h"

#define FILLINGS_MOST 4096   /* that are tried for one tool */
#define TRIALS_MOST   100000 /* that one use may cost: beyond, tools are tried with nothing filled in */
#define FACTS_MOST    32     /* that are filled in at once */

/* What a trial knows of one fact: flags. */
enum { ASKED = 1, MUST = 2, SKIPPED = 4 };

/* What tells tools apart that breach nothing at once: two that are alike in it come to the same. */
typedef struct tool_kind {
    ch_value slots[CH_SLOT_TOOL_MODEL - CH_SLOT_TOOL_ID + 1]; /* those that open rules read */
    ch_set duties;
    ch_ceiling data; /* where data are not all declared */
    int32_t hosting; /* likewise; -1: not said */
} tool_kind;

#define KINDS_MOST 32 /* that are remembered; others are tried again */

typedef struct known_kind {
    tool_kind kind;
    ch_alternative result;
    bool found;
} known_kind;

struct ch_trial {
    const ch_judging *declared;
    ch_judging j; /* with the tool that is tried, and what is filled in */
    charter_declaration declaration;
    uint32_t *rules, *open; /* numbers: that can speak; that the tool or a filling may turn */
    uint32_t rule_count, open_count;
    uint32_t *unsettled, *speaking; /* of these, with the tool that is tried */
    uint32_t unsettled_count, speaking_count;
    uint8_t *base_when, *base_require; /* of each rule, whatever the tool */
    uint8_t *facts, *asked_first, *lacking;
    uint32_t *order; /* the facts that are asked for, as the findings ask */
    uint32_t order_count;
    uint64_t *barred; /* of each fact: values that alone breach something, a bit each */
    uint32_t spent;   /* judgements */

    bool by_name;   /* rules that are open, or exceptions, may tell any tool from any other */
    uint8_t *named; /* of each tool: whether they name it */
    uint32_t slots; /* bits: that open rules read */
    ch_set closed;  /* hostings that the declared data may not go to */
    known_kind kinds[KINDS_MOST];
    uint32_t kind_count;

    /* One search: what is filled in, and the best so far. */
    ch_filled filled[FACTS_MOST], best[FACTS_MOST];
    uint32_t filled_count, best_count, tried;
    charter_decision best_decision;
    bool found, done;
    charter_decision floor; /* no filling does better */
    uint32_t floor_count;
};

ch_trial *ch_trial_of(charter_judge *judge)
{
    if (judge->trials != NULL)
        return judge->trials;
    size_t rules = 1, names = 1, tools = 1;
    for (size_t i = 0; i < judge->charter->count; i++) {
        const ch_version *v = &judge->charter->versions[i];
        rules = rules > v->rules.count ? rules : v->rules.count;
        tools = tools > v->tools.count ? tools : v->tools.count;
        names = names > CH_LACKING_SIZE(&v->scope) ? names : CH_LACKING_SIZE(&v->scope);
    }
    ch_trial *t = judge->trials = calloc(1, sizeof *t);
    if (t == NULL)
        return NULL;
    t->rules = calloc(rules, sizeof *t->rules);
    t->open = calloc(rules, sizeof *t->open);
    t->unsettled = calloc(rules, sizeof *t->unsettled);
    t->speaking = calloc(rules, sizeof *t->speaking);
    t->base_when = calloc(rules, 1);
    t->base_require = calloc(rules, 1);
    t->facts = calloc(names, 1);
    t->asked_first = calloc(names, 1);
    t->lacking = calloc(names, 1);
    t->barred = calloc(names, sizeof *t->barred);
    t->order = calloc(names, sizeof *t->order);
    t->named = calloc(tools, 1);
    if (t->rules != NULL && t->open != NULL && t->unsettled != NULL && t->speaking != NULL && t->base_when != NULL &&
        t->base_require != NULL && t->facts != NULL && t->asked_first != NULL && t->lacking != NULL &&
        t->barred != NULL && t->order != NULL && t->named != NULL)
        return t;
    ch_trial_free(t);
    return judge->trials = NULL;
}

void ch_trial_free(ch_trial *t)
{
    if (t == NULL)
        return;
    free(t->rules);
    free(t->open);
    free(t->unsettled);
    free(t->speaking);
    free(t->base_when);
    free(t->base_require);
    free(t->facts);
    free(t->asked_first);
    free(t->lacking);
    free(t->barred);
    free(t->order);
    free(t->named);
    free(t);
}

/* ---- what both share ---- */

static bool is_review(const charter_finding *f)
{
    return f->outcome == CHARTER_OUTCOME_BREACHED && f->effect == CHARTER_EFFECT_REVIEW;
}

static bool has_finding(const ch_judging *j, const charter_finding *wanted)
{
    for (size_t i = 0; i < j->finding_count; i++) {
        const charter_finding *f = &j->workspace->findings[i];
        if (f->clause == wanted->clause && f->entry == wanted->entry)
            return is_review(f);
    }
    return false;
}

/* A review that the declared tool has for the same clause is no fault of the other tool. */
static bool is_shared(const ch_trial *t, const charter_finding *f)
{
    return is_review(f) && has_finding(t->declared, f);
}

static bool is_open_before(const ch_judging *j, const ch_duty *duty)
{
    if (duty->due != CH_BEFORE || ch_duty_overdue(j, duty))
        return false;
    for (size_t i = 0; i < j->duty_count; i++)
        if (j->workspace->duties[i].duty == duty)
            return !j->workspace->duties[i].met;
    return false;
}

/* The verdict of `j`, without reviews and duties due before that `other` has too. */
static charter_decision decide_apart(const ch_judging *j, const ch_judging *other)
{
    charter_decision decision = CHARTER_DECISION_COMPLIANT;
    for (size_t i = 0; i < j->duty_count && decision == CHARTER_DECISION_COMPLIANT; i++) {
        const ch_duty *duty = j->workspace->duties[i].duty;
        if (is_open_before(j, duty) && !is_open_before(other, duty))
            decision = CHARTER_DECISION_CONDITIONAL;
    }
    for (size_t i = 0; i < j->finding_count; i++) {
        const charter_finding *f = &j->workspace->findings[i];
        if (is_review(f) && has_finding(other, f))
            continue;
        charter_decision asked = ch_finding_decides(f);
        decision = asked > decision ? asked : decision;
    }
    return decision;
}

/* ---- one judgement ---- */

/* Of the rules that the tool leaves unsettled, those that a fact may turn. */
static void evaluate_again(ch_trial *t, uint32_t name)
{
    for (uint32_t i = 0; i < t->unsettled_count; i++)
        if (ch_set_has(&t->j.version->rules.items[t->unsettled[i]].reads, name % CH_SET_MAX))
            ch_judge_evaluate_rule(&t->j, t->unsettled[i]);
}

static void decide(ch_trial *t)
{
    ch_judge_weigh(&t->j);
    t->spent++;
}

static bool may_be_shown_by_fact(const ch_judging *j, const ch_duty *duty)
{
    for (uint32_t i = 0; i < duty->path_count; i++)
        if (duty->paths[i].kind == CH_BY_FACT && j->facts.slots[duty->paths[i].slot].kind == CH_ABSENT)
            return true;
    return false;
}

/* Whether nothing that is filled in later can mend a breach: what is known stays known, unless a rule asks whether a
 * fact is there, a fact or an author may show what is due, data may be declared of what was found, or an exception
 * may come to hold. */
static bool is_hard(const ch_judging *j, const charter_finding *f)
{
    if (f->clause == CH_CLAUSE_RULE && ((const ch_rule *)f->entry)->asks)
        return false;
    if (f->clause == CH_CLAUSE_DUTY &&
        (j->declaration->author.at == NULL || may_be_shown_by_fact(j, (const ch_duty *)f->entry)))
        return false;
    if (f->clause == CH_CLAUSE_DETECTOR && !j->facts.data_known)
        return false;
    return !ch_exceptions_may_waive(j, f);
}

/* What may come of a trial: nothing; more, by what it lacks; it is full, which is that nothing is unknown and nothing
 * breached but reviews that both share. */
typedef struct prospect {
    bool dead, open, full;
} prospect;

/* Whether facts that a finding does not wait for may turn it: of a duty, what shows it; of a rule, those of which it
 * asks whether they are there. */
static bool may_turn(const charter_finding *f)
{
    return f->clause == CH_CLAUSE_DUTY || (f->clause == CH_CLAUSE_RULE && ((const ch_rule *)f->entry)->asks);
}

/* What could be declared and may decide a finding is flagged; false: there is none. What leaves a finding unknown, and
 * can be decided by that one fact alone, needs it; a breach may be waived besides. */
static bool flag_facts(ch_trial *t, const charter_finding *f)
{
    uint32_t asked = 0, read = 0, last = 0, size = CH_LACKING_SIZE(&t->j.version->scope);
    memset(t->lacking, 0, size);
    ch_finding_lacks(&t->j, f, t->lacking);
    for (uint32_t place = 0; place < size; place++) {
        uint32_t name = ch_lacking_at(place);
        if (t->lacking[name] == 0 || ch_fact_value_count(t->j.version, name) == 0)
            continue;
        read++;
        if ((t->lacking[name] & CH_LACKING_ASKED) == 0)
            continue;
        if ((t->facts[name] & ASKED) == 0)
            t->order[t->order_count++] = name;
        t->facts[name] |= ASKED;
        last = name;
        asked++;
    }
    if (read == 1 && asked == 1 && f->outcome == CHARTER_OUTCOME_UNDETERMINED && !may_turn(f))
        t->facts[last] |= MUST;
    return asked > 0;
}

static bool has_hard_breach(const ch_trial *t)
{
    for (size_t i = 0; i < t->j.finding_count; i++) {
        const charter_finding *f = &t->j.workspace->findings[i];
        if (f->outcome == CHARTER_OUTCOME_BREACHED && f->effect != CHARTER_EFFECT_ADVISE && !is_shared(t, f) &&
            is_hard(&t->j, f))
            return true;
    }
    return false;
}

static prospect look(ch_trial *t)
{
    /* Before anything is asked of what is unknown, which costs far more. */
    prospect p = {.full = true, .dead = has_hard_breach(t)};
    t->order_count = 0;
    for (uint32_t name = 0; name < CH_LACKING_SIZE(&t->j.version->scope); name++)
        t->facts[name] &= SKIPPED;
    for (size_t i = 0; i < t->j.finding_count && !p.dead; i++) {
        const charter_finding *f = &t->j.workspace->findings[i];
        bool unknown = f->outcome == CHARTER_OUTCOME_UNDETERMINED;
        if (f->effect == CHARTER_EFFECT_ADVISE || (!unknown && f->outcome != CHARTER_OUTCOME_BREACHED))
            continue;
        bool lacks = flag_facts(t, f);
        p.dead = unknown && !lacks;
        p.open = p.open || lacks;
        p.full = p.full && is_shared(t, f);
    }
    return p;
}

/* ---- filling in ---- */

static bool has_value(const ch_judging *j, uint32_t name, uint32_t at)
{
    return name != CH_LACKING_DATA || ch_period_holds(j->version->data.items[at].entry.period, j->day);
}

static void put_data(ch_trial *t, uint32_t class, bool known)
{
    t->j.facts.data_known = known;
    t->j.declared = t->j.facts.data = (ch_set){{0}};
    if (known) {
        ch_set_add(&t->j.declared, class);
        ch_set_add(&t->j.facts.data, class);
    }
    ch_judge_undeclared(&t->j);
}

static void put_value(ch_trial *t, uint32_t name, ch_value value)
{
    ch_slot slot = (ch_slot)(name - 1);
    t->j.workspace->slots[slot] = value;
    /* What clauses read of the declaration itself. */
    if (slot == CH_SLOT_AUTONOMY)
        t->declaration.autonomy = value.kind == CH_ABSENT ? 0 : value.rank + 1;
    else if (slot == CH_SLOT_AUTHOR)
        t->declaration.author = value.kind == CH_ABSENT ? CH_NO_TEXT : value.text;
    else if (slot == CH_SLOT_DATE)
        t->declaration.date = value.kind == CH_ABSENT ? CH_NO_DAYS : ch_days_of(value.day);
    else if (slot == CH_SLOT_TOOL_MODEL)
        t->j.tool_model = value.kind == CH_ABSENT ? CH_NO_TEXT : value.text;
}

static void fill(ch_trial *t, uint32_t name, uint32_t at)
{
    ch_filled *filled = &t->filled[t->filled_count++];
    *filled = (ch_filled){.name = name};
    if (name == CH_LACKING_DATA) {
        filled->value = ch_value_text(t->j.version->data.items[at].entry.id);
        put_data(t, at, true);
    } else {
        filled->value = t->j.version->values[name - 1].items[at];
        put_value(t, name, filled->value);
    }
    evaluate_again(t, name);
}

static void take_out(ch_trial *t)
{
    uint32_t name = t->filled[--t->filled_count].name;
    if (name == CH_LACKING_DATA)
        put_data(t, 0, false);
    else
        put_value(t, name, (ch_value){.kind = CH_ABSENT});
    evaluate_again(t, name);
}

/* ---- searching ---- */

static bool is_better(charter_decision decision, uint32_t count, charter_decision than, uint32_t than_count)
{
    return decision != than ? decision < than : count < than_count;
}

static void note_found(ch_trial *t)
{
    charter_decision decision = ch_judge_decide(&t->j);
    bool better = decide_apart(&t->j, t->declared) < decide_apart(t->declared, &t->j);
    /* At the floor nothing better comes: a filling like this one is no better than what is declared either. */
    if (!better) {
        t->done = t->done || decision <= t->floor;
        return;
    }
    if (t->found && !is_better(decision, t->filled_count, t->best_decision, t->best_count))
        return;
    t->found = true;
    t->best_decision = decision;
    t->best_count = t->filled_count;
    memcpy(t->best, t->filled, t->filled_count * sizeof *t->best);
    t->done = decision <= t->floor && t->best_count <= t->floor_count;
}

/* The first fact that is asked for and not passed over, `data` before all others; UINT32_MAX: none. */
static uint32_t next_fact(const ch_trial *t)
{
    if ((t->facts[CH_LACKING_DATA] & (ASKED | SKIPPED)) == ASKED)
        return CH_LACKING_DATA;
    for (uint32_t i = 0; i < t->order_count; i++)
        if ((t->facts[t->order[i]] & SKIPPED) == 0)
            return t->order[i];
    return UINT32_MAX;
}

/* How many facts are filled in after this at the least, where something is asked for. */
static uint32_t least_to_come(const ch_trial *t)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < t->order_count; i++)
        count += (t->facts[t->order[i]] & MUST) != 0;
    return count > 0 ? count : 1;
}

static bool is_barred(const ch_trial *t, uint32_t name, uint32_t at)
{
    return at < 64 && ((t->barred[name] >> at) & 1) != 0;
}

static void search(ch_trial *t);

static void try_values(ch_trial *t, uint32_t name)
{
    uint32_t values = ch_fact_value_count(t->j.version, name);
    for (uint32_t at = 0; at < values && !t->done; at++) {
        if (is_barred(t, name, at) || !has_value(&t->j, name, at))
            continue;
        fill(t, name, at);
        search(t);
        take_out(t);
    }
}

/* Depth is bounded by the facts that are filled in, and by those that are passed over.
 * NOLINTNEXTLINE(misc-no-recursion) */
static void search(ch_trial *t)
{
    if (++t->tried > FILLINGS_MOST || t->spent > TRIALS_MOST) {
        t->done = true;
        return;
    }
    decide(t);
    prospect became = look(t);
    if (became.full && !became.dead)
        note_found(t);
    if (became.dead || !became.open || t->done || t->filled_count == FACTS_MOST)
        return;
    /* More facts do no better. */
    if (t->found && t->best_decision <= t->floor && t->filled_count + least_to_come(t) >= t->best_count)
        return;
    uint32_t name = next_fact(t);
    if (name == UINT32_MAX)
        return;
    bool must = (t->facts[name] & MUST) != 0;
    try_values(t, name);
    if (must || t->done)
        return;
    /* Another fact may decide as well: with this one left out. */
    t->facts[name] |= SKIPPED;
    search(t);
    t->facts[name] &= (uint8_t)~SKIPPED;
}

/* Values that breach something whatever else is filled in, found one fact at a time: else a fact that has none that
 * will do would be found out anew for each combination of those before it. False: there is such a fact. */
static bool bar_values(ch_trial *t)
{
    uint32_t size = CH_LACKING_SIZE(&t->j.version->scope), asked = 0;
    uint8_t *facts = t->asked_first;
    memcpy(facts, t->facts, size);
    memset(t->barred, 0, size * sizeof *t->barred);
    for (uint32_t name = 0; name < size; name++)
        asked += (facts[name] & ASKED) != 0;
    for (uint32_t name = 0; name < size && asked > 1 && t->spent <= TRIALS_MOST; name++) {
        uint32_t good = 0, values = ch_fact_value_count(t->j.version, name);
        if ((facts[name] & ASKED) == 0)
            continue;
        for (uint32_t at = 0; at < values; at++) {
            if (!has_value(&t->j, name, at))
                continue;
            fill(t, name, at);
            decide(t);
            bool dead = look(t).dead;
            take_out(t);
            if (dead && at < 64)
                t->barred[name] |= UINT64_C(1) << at;
            good += !dead;
        }
        if (good == 0 && (facts[name] & MUST) != 0)
            return false;
    }
    return true;
}

/* ---- the beginning ---- */

/* Whether more that is known, the tool or a fact, may turn a rule. */
static bool is_open(const ch_judging *j, uint32_t number)
{
    const ch_rule *rule = &j->version->rules.items[number];
    ch_truth when = (ch_truth)j->workspace->rule_when[number];
    ch_truth require = (ch_truth)j->workspace->rule_require[number];
    return rule->asks || when == CH_UNKNOWN || (when == CH_TRUE && rule->require != NULL && require == CH_UNKNOWN);
}

/* No tool is listed under no name: what is false or true of this one is so of all. */
static void put_no_tool(ch_trial *t)
{
    ch_value *slots = t->j.workspace->slots;
    for (ch_slot slot = CH_SLOT_TOOL_ID; slot <= CH_SLOT_TOOL_MODEL; slot++)
        slots[slot] = (ch_value){.kind = CH_ABSENT};
    slots[CH_SLOT_TOOL_LISTED] = ch_value_bool(true);
    t->j.tool = NULL;
}

/* Rules by what another tool, or what is filled in, may do to them: those that it may turn are open, and of the others
 * those that hold speak. */
static void sort_rules(ch_trial *t)
{
    const ch_version *v = t->j.version;
    const ch_workspace *declared = t->declared->workspace;
    ch_workspace *own = t->j.workspace;
    memcpy(own->rule_when, declared->rule_when, v->rules.count);
    memcpy(own->rule_require, declared->rule_require, v->rules.count);
    t->rule_count = t->open_count = 0;
    for (uint32_t i = 0; i < v->rules.count; i++) {
        const ch_rule *rule = &v->rules.items[i];
        if (rule->tool_slots != 0 && !rule->asks)
            ch_judge_evaluate_rule(&t->j, i);
        bool open = is_open(&t->j, i);
        if (open)
            t->open[t->open_count++] = i;
        t->base_when[i] = open ? CH_UNKNOWN : own->rule_when[i];
        t->base_require[i] = own->rule_require[i];
        if (open || own->rule_when[i] != CH_FALSE)
            t->rules[t->rule_count++] = i;
    }
    t->j.rules = t->rules;
    t->j.rule_count = t->rule_count;
}

/* Whether a rule is breached whatever the tool: what it is with the declared one says nothing of others. */
static bool is_breached_by_all(const ch_trial *t, const ch_rule *rule)
{
    uint32_t number = (uint32_t)(rule - t->j.version->rules.items);
    ch_truth when = (ch_truth)t->base_when[number], require = (ch_truth)t->base_require[number];
    return when == CH_TRUE && (rule->require == NULL || require == CH_FALSE);
}

/* Whether no tool has anything to do with it. */
static bool is_for_all(const ch_trial *t, const charter_finding *f)
{
    switch (f->clause) {
    case CH_CLAUSE_ACTIVITY_UNLISTED:
    case CH_CLAUSE_ACTIVITY_STATUS:
    case CH_CLAUSE_ACTIVITY_DATA:
    case CH_CLAUSE_ACTIVITY_AUTONOMY:
    case CH_CLAUSE_DATA_UNLISTED:
    case CH_CLAUSE_DETECTOR:
    case CH_CLAUSE_DATA_FILES:
        return true;
    case CH_CLAUSE_RULE:
        return is_breached_by_all(t, (const ch_rule *)f->entry);
    default:
        return false;
    }
}

/* Before a tool is put: an exception that waives it for some tool may waive it. */
static bool is_hopeless(const ch_trial *t)
{
    for (size_t i = 0; i < t->declared->finding_count; i++) {
        const charter_finding *f = &t->declared->workspace->findings[i];
        if (f->effect == CHARTER_EFFECT_ADVISE || !is_for_all(t, f))
            continue;
        bool limit = f->clause == CH_CLAUSE_DETECTOR || f->clause == CH_CLAUSE_DATA_FILES;
        if (f->outcome == CHARTER_OUTCOME_UNDETERMINED && limit)
            return true;
        if (f->outcome == CHARTER_OUTCOME_BREACHED && !is_review(f) && is_hard(&t->j, f))
            return true;
    }
    return false;
}

/* ---- which tools are alike ---- */

/* Ids are in the index as they are. */
static void mark_named(void *context, ch_value value)
{
    ch_trial *t = context;
    const ch_names *names = &t->j.version->tool_names;
    ch_index_walk walk = ch_index_find(&names->folded, value.text);
    for (uint32_t found; (found = ch_index_next(&names->folded, &walk)) != CH_NOT_FOUND;)
        if (names->items[found].kind == CH_BY_ID)
            t->named[names->items[found].entry] = 1;
}

/* A rule that compares the tool's id or name with what is written out tells apart the tools that it names alone. */
static void note_names(ch_trial *t, const ch_condition *condition)
{
    static const ch_slot slots[] = {CH_SLOT_TOOL_ID, CH_SLOT_TOOL_NAME};
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        if (!ch_condition_reads_among(condition, slots[i], slots[i]))
            continue;
        ch_condition_constants(condition, slots[i], mark_named, t);
        t->by_name = t->by_name || !ch_condition_is_plain(condition);
    }
}

static void note_kinds(ch_trial *t)
{
    enum { NAMES = 1 | 1 << (CH_SLOT_TOOL_NAME - CH_SLOT_TOOL_ID) };
    const ch_version *v = t->j.version;
    t->kind_count = 0;
    t->slots = 0;
    t->by_name = false;
    memset(t->named, 0, v->tools.count);
    for (uint32_t i = 0; i < t->open_count; i++) {
        const ch_rule *rule = &v->rules.items[t->open[i]];
        t->slots |= rule->tool_slots;
        if ((rule->tool_slots & NAMES) == 0)
            continue;
        note_names(t, rule->when);
        note_names(t, rule->require);
    }
    /* Which tool it is for, an exception may say in any way. */
    for (ch_clause clause = 0; clause < CH_CLAUSE_COUNT && !t->by_name; clause++)
        t->by_name = v->waivers[clause].count > 0 && ch_exceptions_name(&t->j, &(charter_finding){.clause = clause});
    t->closed = (ch_set){{0}};
    for (uint32_t i = 0; i < v->data.count; i++)
        if (v->data.items[i].hosted && ch_set_has(&t->j.declared, i))
            for (int word = 0; word < CH_SET_WORDS; word++)
                t->closed.word[word] |= ~v->data.items[i].hostings.word[word];
}

static bool same_kind(const tool_kind *a, const tool_kind *b, uint32_t slots)
{
    for (uint32_t i = 0; i <= CH_SLOT_TOOL_MODEL - CH_SLOT_TOOL_ID; i++)
        if (((slots >> i) & 1) != 0 && !ch_value_same(&a->slots[i], &b->slots[i]))
            return false;
    return a->hosting == b->hosting && a->data.given == b->data.given &&
           ch_set_same(&a->data.classes, &b->data.classes) && ch_set_same(&a->duties, &b->duties);
}

bool ch_trial_begin(ch_trial *t, const ch_judging *declared)
{
    t->declared = declared;
    t->declaration = *declared->declaration;
    t->j = *declared;
    t->j.silent = true;
    t->j.every_clause = t->j.met_clauses = false;
    t->j.workspace = &declared->judge->trial;
    t->j.declaration = &t->declaration;
    memcpy(t->j.workspace->slots, declared->workspace->slots,
           declared->version->scope.count * sizeof *t->j.workspace->slots);
    t->j.facts.slots = t->j.workspace->slots;
    put_no_tool(t);
    sort_rules(t);
    t->spent = 0;
    note_kinds(t);
    return !is_hopeless(t);
}

bool ch_trial_is_for_all(const ch_trial *t, const charter_finding *f)
{
    return is_for_all(t, f) && !ch_exceptions_name(&t->j, f);
}

/* ---- one tool ---- */

static void name_tool(ch_trial *t, uint32_t number)
{
    t->j.tool = &t->j.version->tools.items[number];
    t->j.tool_found = (ch_resolved){.number = number, .variant = CH_NOT_FOUND};
}

/* With the tool known, few of the rules that it might turn are left: those that a filling may turn, and of the others
 * those that hold. */
static void sort_by_tool(ch_trial *t)
{
    t->unsettled_count = t->speaking_count = 0;
    for (uint32_t i = 0; i < t->rule_count; i++) {
        uint32_t number = t->rules[i];
        bool open = is_open(&t->j, number);
        if (open)
            t->unsettled[t->unsettled_count++] = number;
        if (open || t->j.workspace->rule_when[number] != CH_FALSE)
            t->speaking[t->speaking_count++] = number;
    }
    t->j.rules = t->speaking;
    t->j.rule_count = t->speaking_count;
}

static void put_tool(ch_trial *t, uint32_t number)
{
    name_tool(t, number);
    bool same = t->j.tool == t->declared->tool;
    t->j.tool_name = same ? t->declared->tool_name : t->j.tool->entry.id;
    /* The declared model is a model of the declared tool. */
    t->j.tool_model = same ? t->declared->tool_model : CH_NO_TEXT;
    ch_bind_tool(&t->j);
}

/* The rules that it might turn, and what comes of all of them. */
static void evaluate_tool(ch_trial *t)
{
    for (uint32_t i = 0; i < t->open_count; i++)
        ch_judge_evaluate_rule(&t->j, t->open[i]);
    sort_by_tool(t);
    decide(t);
}

/* Whether the tool breaches what is only about it, and no exception may help: most tools are done with here. */
static bool breaches_at_once(ch_trial *t)
{
    const ch_tool *tool = t->j.tool;
    if (t->by_name)
        return false;
    if (t->j.facts.data_known && tool->data.given && !ch_set_within(&t->j.declared, &tool->data.classes))
        return true;
    if (t->j.facts.data_known && tool->hosting >= 0 && ch_set_has(&t->closed, (uint32_t)tool->hosting))
        return true;
    bool limits = (t->j.activity != NULL && t->j.activity->limits_tools) || tool->limits_activities;
    if (!limits)
        return false;
    t->j.finding_count = 0;
    ch_judge_single_clauses(&t->j, CH_CLAUSE_ACTIVITY_TOOLS, CH_CLAUSE_ACTIVITY_TOOLS);
    ch_judge_single_clauses(&t->j, CH_CLAUSE_TOOL_ACTIVITIES, CH_CLAUSE_TOOL_ACTIVITIES);
    return t->j.finding_count > 0;
}

/* Whether another tool of its kind was tried, and what came of it; else where that is to be noted, or NULL. */
static known_kind *find_kind(ch_trial *t, uint32_t number, bool *known)
{
    const ch_tool *tool = t->j.tool;
    *known = false;
    if (t->by_name || t->named[number] != 0 || tool == t->declared->tool)
        return NULL;
    tool_kind kind = {.hosting = tool->hosting < 0 ? -1 : 0, .duties = tool->duties};
    /* Declared data went through at once; what was found, or may still be declared, is another matter. */
    if (!t->j.facts.data_known || !ch_set_empty(&t->j.detections.undeclared)) {
        kind.data = tool->data;
        kind.hosting = tool->hosting;
    }
    /* Those of its name tell nothing: no open rule names it. */
    for (uint32_t i = 1; i < CH_SLOT_TOOL_NAME - CH_SLOT_TOOL_ID; i++)
        if (((t->slots >> i) & 1) != 0)
            kind.slots[i] = t->j.workspace->slots[CH_SLOT_TOOL_ID + i];
    for (uint32_t i = 0; i < t->kind_count; i++)
        if (same_kind(&t->kinds[i].kind, &kind, t->slots)) {
            *known = true;
            return &t->kinds[i];
        }
    if (t->kind_count == KINDS_MOST)
        return NULL;
    known_kind *fresh = &t->kinds[t->kind_count++];
    *fresh = (known_kind){.kind = kind};
    return fresh;
}

charter_decision ch_trial_alias(ch_trial *t, uint32_t number)
{
    name_tool(t, number);
    t->j.tool_name = t->declared->tool_name;
    t->j.tool_model = t->declared->tool_model;
    ch_bind_tool(&t->j);
    evaluate_tool(t);
    return ch_judge_decide(&t->j);
}

const charter_finding *ch_trial_findings(ch_trial *t, uint32_t number, size_t *count)
{
    put_tool(t, number);
    evaluate_tool(t);
    *count = t->j.finding_count;
    return t->j.workspace->findings;
}

/* Whether a duty due before stays open, whatever is filled in but an author, who may be all that one needs. */
static bool stays_open(const ch_judging *j)
{
    for (size_t i = 0; j->open_before && i < j->duty_count; i++) {
        const ch_duty *duty = j->workspace->duties[i].duty;
        if (is_open_before(j, duty) && !may_be_shown_by_fact(j, duty))
            return true;
    }
    return false;
}

/* What no filling of what is asked for can better. */
static void set_floor(ch_trial *t)
{
    bool author = (t->facts[CH_LACKING_VARIABLE(CH_SLOT_AUTHOR)] & ASKED) != 0;
    t->floor = !author && stays_open(&t->j) ? CHARTER_DECISION_CONDITIONAL : CHARTER_DECISION_COMPLIANT;
    for (size_t i = 0; i < t->j.finding_count; i++)
        if (is_review(&t->j.workspace->findings[i]) && is_hard(&t->j, &t->j.workspace->findings[i]))
            t->floor = CHARTER_DECISION_REVIEW;
    t->floor_count = 0;
    for (uint32_t name = 0; name < CH_LACKING_SIZE(&t->j.version->scope); name++)
        t->floor_count += (t->facts[name] & MUST) != 0;
}

static bool search_tool(ch_trial *t, uint32_t number, ch_alternative *out)
{
    t->filled_count = t->best_count = t->tried = 0;
    t->found = t->done = false;
    memset(t->facts, 0, CH_LACKING_SIZE(&t->j.version->scope));
    evaluate_tool(t);
    prospect became = look(t);
    if (became.dead || (!became.full && !became.open))
        return false;
    set_floor(t);
    if (!became.open)
        note_found(t);
    else if (bar_values(t))
        search(t);
    if (!t->found)
        return false;
    ch_filled *filled = ch_arena_take_many(ch_judging_arena(&t->j), t->best_count, sizeof *filled);
    if (filled == NULL)
        return false;
    for (uint32_t i = 0; i < t->best_count; i++) {
        filled[i] = t->best[i];
        filled[i].path = ch_fact_path(&t->j, filled[i].name);
        filled[i].text = ch_value_as_written(ch_judging_arena(&t->j), &filled[i].value);
    }
    *out = (ch_alternative){.tool = number, .decision = t->best_decision, .filled = filled, .count = t->best_count};
    return true;
}

bool ch_trial_search(ch_trial *t, uint32_t number, ch_alternative *out)
{
    bool known;
    name_tool(t, number);
    if (breaches_at_once(t))
        return false;
    put_tool(t, number);
    known_kind *kind = find_kind(t, number, &known);
    if (known) {
        *out = kind->result;
        out->tool = number;
        return kind->found;
    }
    bool found = search_tool(t, number, out);
    if (kind != NULL) {
        kind->found = found;
        if (found)
            kind->result = *out;
    }
    return found;
}
