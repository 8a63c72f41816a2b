/* What leaves a condition unknown: facts that are not declared and could matter. What findings lack is
 * finding_lacks.c's. */
#include "judge/judging.h"
#include "rule/reading.h"

#define LACKING(slot) CH_LACKING_VARIABLE(slot)

uint32_t ch_lacking_at(uint32_t place)
{
    /* The keys in the order of the design's section 3; what the charter says of a tool or an activity stands where
     * these do. */
    static const uint8_t keys[CH_LACKING_VARIABLE(CH_SLOT_FACTS)] = {
        CH_LACKING_DATA,
        LACKING(CH_SLOT_USAGE_ID),
        LACKING(CH_SLOT_UNIT),
        LACKING(CH_SLOT_AUTHOR),
        LACKING(CH_SLOT_ROLE),
        LACKING(CH_SLOT_ACTIVITY_ID),
        LACKING(CH_SLOT_ACTIVITY_LISTED),
        LACKING(CH_SLOT_ACTIVITY_STATUS),
        LACKING(CH_SLOT_TOOL_ID),
        LACKING(CH_SLOT_TOOL_LISTED),
        LACKING(CH_SLOT_TOOL_STATUS),
        LACKING(CH_SLOT_TOOL_HOSTING),
        LACKING(CH_SLOT_TOOL_VENDOR),
        LACKING(CH_SLOT_TOOL_TRAINS),
        LACKING(CH_SLOT_TOOL_NAME),
        LACKING(CH_SLOT_TOOL_MODEL),
        LACKING(CH_SLOT_PURPOSE),
        LACKING(CH_SLOT_OUTPUT),
        LACKING(CH_SLOT_AUTONOMY),
        LACKING(CH_SLOT_STAGE),
        LACKING(CH_SLOT_DATE),
        LACKING(CH_SLOT_REQUESTS),
        LACKING(CH_SLOT_TOKENS),
    };
    return place < sizeof keys ? keys[place] : place;
}

uint32_t ch_fact_value_count(const ch_version *version, uint32_t name)
{
    return name == CH_LACKING_DATA ? version->data.count : version->values[name - 1].count;
}

/* ---- conditions ---- */

#define TRIES_MOST 512 /* combinations of values; where there are more, all that may matter is asked for */
#define NAMES_MOST 8

/* What a condition lacks, and a value of each at a time. */
typedef struct combination {
    const ch_judging *j;
    const ch_condition *condition;
    ch_facts facts;
    ch_set found; /* `data` without what is tried */
    uint32_t names[NAMES_MOST], counts[NAMES_MOST], at[NAMES_MOST];
    uint32_t count;
} combination;

/* `at` counts from 0; UINT32_MAX: absent. */
static void set_value(combination *c, uint32_t which, uint32_t at)
{
    uint32_t name = c->names[which];
    c->at[which] = at;
    if (name != CH_LACKING_DATA) {
        c->j->workspace->slots[name - 1] =
            at == UINT32_MAX ? (ch_value){.kind = CH_ABSENT} : c->j->version->values[name - 1].items[at];
        return;
    }
    c->facts.data = c->found;
    c->facts.data_known = at != UINT32_MAX;
    if (at != UINT32_MAX)
        ch_set_add(&c->facts.data, at);
}

/* The next combination of all but `left_out`; false after the last. */
static bool advance(combination *c, uint32_t left_out)
{
    for (uint32_t i = 0; i < c->count; i++) {
        if (i == left_out)
            continue;
        bool more = c->at[i] + 1 < c->counts[i];
        set_value(c, i, more ? c->at[i] + 1 : 0);
        if (more)
            return true;
    }
    return false;
}

static ch_truth truth_of(const combination *c)
{
    return ch_condition_holds(c->condition, &c->facts, c->j->judge->evaluator);
}

/* Whether some value of it gives another answer than its absence, for some values of the others. */
static bool matters(combination *c, uint32_t which)
{
    bool found = false;
    for (uint32_t i = 0; i < c->count; i++)
        set_value(c, i, i == which ? UINT32_MAX : 0);
    do {
        set_value(c, which, UINT32_MAX);
        ch_truth absent = truth_of(c);
        for (uint32_t v = 0; v < c->counts[which] && !found; v++) {
            set_value(c, which, v);
            found = truth_of(c) != absent;
        }
    } while (!found && advance(c, which));
    for (uint32_t i = 0; i < c->count; i++)
        set_value(c, i, UINT32_MAX);
    return found;
}

static bool has_more_values(const ch_version *version, uint32_t name)
{
    return name != CH_LACKING_DATA && version->values[name - 1].cut;
}

/* False where what is lacking cannot be tried: too much of it, or not all that could decide it is among its values. */
static bool combine(combination *c, const uint8_t *lacking)
{
    uint32_t tries = 1;
    for (uint32_t name = 0; name < CH_LACKING_SIZE(&c->j->version->scope); name++) {
        if (lacking[name] == 0)
            continue;
        uint32_t values = ch_fact_value_count(c->j->version, name);
        if (values == 0)
            continue;
        if (c->count == NAMES_MOST || values > TRIES_MOST / tries || has_more_values(c->j->version, name))
            return false;
        tries *= values;
        c->names[c->count] = name;
        c->counts[c->count++] = values;
    }
    return c->count > 1;
}

static void leave_out(uint8_t *lacking, ch_slot first, ch_slot last)
{
    for (ch_slot slot = first; slot <= last; slot++)
        lacking[LACKING(slot)] = 0;
}

/* Whether all that is lacking could be declared: what stays unknown may keep another fact from mattering. */
static bool can_be_said(const ch_judging *j, const uint8_t *lacking)
{
    for (uint32_t name = 0; name < CH_LACKING_SIZE(&j->version->scope); name++)
        if (lacking[name] != 0 && ch_fact_value_count(j->version, name) == 0)
            return false;
    return true;
}

void ch_lacks_of_condition(const ch_judging *j, const ch_condition *condition, const ch_facts *facts, uint8_t *lacking)
{
    uint8_t *own = j->judge->lacking;
    memset(own, 0, CH_LACKING_SIZE(&j->version->scope));
    ch_condition_lacks(condition, facts, j->judge->evaluator, own);
    bool apart = ch_condition_reads_apart(condition) && can_be_said(j, own);
    /* Of what is not listed nothing else can be said: its name is what is asked for. */
    if (j->tool == NULL)
        leave_out(own, CH_SLOT_TOOL_ID, CH_SLOT_TOOL_NAME);
    if (j->activity == NULL)
        leave_out(own, CH_SLOT_ACTIVITY_ID, CH_SLOT_ACTIVITY_STATUS);
    combination c = {.j = j, .condition = condition, .facts = *facts, .found = facts->data};
    if (!apart && ch_condition_is_plain(condition) && combine(&c, own))
        for (uint32_t i = 0; i < c.count; i++)
            own[c.names[i]] = matters(&c, i) ? CH_LACKING_ASKED : CH_LACKING_IDLE;
    for (uint32_t name = 0; name < CH_LACKING_SIZE(&j->version->scope); name++)
        lacking[name] |= own[name];
}

/* Whether some value of it matters while the others are as they are. */
static bool matters_alone(const combination *all, uint32_t which)
{
    combination c = *all;
    c.names[0] = all->names[which];
    c.counts[0] = all->counts[which];
    c.count = 1;
    return matters(&c, 0);
}

/* Of a breach: the facts of which a condition asks whether they are there, and that would turn it around, alone or
 * beside one another; where they are too many for that, the first of them. */
void ch_lacks_of_breach(const ch_judging *j, const ch_condition *condition, uint8_t *lacking)
{
    uint8_t *own = j->judge->lacking;
    uint32_t tries = 1;
    if (condition == NULL)
        return;
    memset(own, 0, CH_LACKING_SIZE(&j->version->scope));
    ch_condition_asked(condition, own);
    combination c = {.j = j, .condition = condition, .facts = j->facts, .found = j->facts.data};
    for (uint32_t name = 1; name < CH_LACKING_SIZE(&j->version->scope) && c.count < NAMES_MOST; name++) {
        uint32_t values = ch_fact_value_count(j->version, name);
        if (own[name] == 0 || values == 0 || j->facts.slots[name - 1].kind != CH_ABSENT || values > TRIES_MOST / tries)
            continue;
        tries *= values;
        c.names[c.count] = name;
        c.counts[c.count++] = values;
    }
    for (uint32_t i = 0; i < c.count; i++)
        if (matters_alone(&c, i) || (c.count > 1 && matters(&c, i)))
            lacking[c.names[i]] |= CH_LACKING_ASKED;
}
