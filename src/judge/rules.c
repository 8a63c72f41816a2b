/* Rules: which hold, which are breached, and what they wait for. Conditions are evaluated in rule/, in three
 * values; here is what each of the three means for a rule. */
#include "judge/judging.h"

/* ---- which hold ---- */

/* The same facts without what detectors found, but for those of `found`. */
static ch_facts facts_with(const ch_judging *j, const ch_set *found)
{
    ch_facts facts = j->facts;
    facts.data = j->declared;
    if (found != NULL)
        ch_set_join(&facts.data, found);
    return facts;
}

/* The truth of a condition, NULL being true. Where no data are declared, what was found can breach a rule and never
 * meet one: what it alone makes `good` is unknown. */
static ch_truth holds(const ch_judging *j, const ch_condition *condition, ch_truth good)
{
    if (condition == NULL)
        return CH_TRUE;
    ch_truth truth = ch_condition_holds(condition, &j->facts, j->judge->evaluator);
    if (truth != good || j->facts.data_known || ch_set_empty(&j->facts.data))
        return truth;
    ch_facts declared = facts_with(j, NULL);
    return ch_condition_holds(condition, &declared, j->judge->evaluator) == good ? good : CH_UNKNOWN;
}

void ch_judge_evaluate_rule(ch_judging *j, uint32_t number)
{
    const ch_rule *rule = &j->version->rules.items[number];
    ch_truth when = CH_FALSE, require = CH_FALSE;
    if (ch_period_holds(rule->entry.period, j->day))
        when = holds(j, rule->when, CH_FALSE);
    /* Where `when` is unknown, the rule is undetermined whatever `require` would give. */
    if (when == CH_TRUE && rule->require != NULL)
        require = holds(j, rule->require, CH_TRUE);
    j->workspace->rule_when[number] = (uint8_t)when;
    j->workspace->rule_require[number] = (uint8_t)require;
}

void ch_judge_evaluate_rules(ch_judging *j)
{
    for (uint32_t i = 0; i < j->version->rules.count; i++)
        ch_judge_evaluate_rule(j, i);
}

/* ---- what is said of them ---- */

void ch_finding_at_name(const ch_judging *j, charter_finding *f, ch_text name)
{
    static const struct {
        const char *prefix, *key;
    } maps[] = {{"facts.", "facts"}, {"usage.volume.", "volume"}};
    static const struct {
        const char *prefix, *key; /* NULL: what follows the prefix */
    } keys[] = {{"usage.", NULL}, {"activity.", "activity"}, {"tool.", "tool"}, {"data", "data"}};
    ch_finding_at(j, f, NULL);
    if (name.at == NULL)
        return;
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        if (!ch_text_begins(name, maps[i].prefix))
            continue;
        const ch_node *map = ch_usage_get(j->declaration, maps[i].key);
        const char *inner = name.at + strlen(maps[i].prefix); /* names of facts end with a NUL */
        const ch_node *value = ch_node_get(map, inner);
        if (value != NULL)
            ch_finding_at_fact(j, f, maps[i].key, inner, value);
        return;
    }
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (!ch_text_begins(name, keys[i].prefix))
            continue;
        ch_finding_at(j, f, keys[i].key != NULL ? keys[i].key : name.at + strlen(keys[i].prefix));
        return;
    }
}

ch_text ch_name_as_declared(ch_text name)
{
    const size_t prefix = strlen("usage.");
    return ch_text_begins(name, "usage.") ? (ch_text){name.at + prefix, name.length - prefix} : name;
}

/* What to write, or whom to ask, where a condition reads what nobody has said. */
ch_message ch_help_unsaid(ch_text name)
{
    static const struct {
        const char *prefix, *help; /* %s: what follows the prefix */
    } ways[] = {
        {"usage.volume.", N_("add it to the declaration: volume: {%s: …}")},
        {"usage.", N_("add it to the declaration: %s: …")},
        {"facts.", N_("add it to the declaration: facts: {%s: …}")},
        {"data", N_("add data: with the classes that are sent; data: [] says that none are")},
        {"tool.model", N_("add it to the declaration: tool: {name: …, model: …}")},
        {"tool.", N_("the charter does not say it of this tool: ask for it to be completed")},
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        size_t prefix = strlen(ways[i].prefix);
        if (ch_text_begins(name, ways[i].prefix))
            return ch_say1(ways[i].help, (ch_text){name.at + prefix, name.length - prefix});
    }
    return CH_SILENCE;
}

/* What cannot be known (CH_READS_…). */
static uint32_t unlisted(const ch_judging *j)
{
    return (j->tool == NULL ? CH_READS_TOOL : 0U) | (j->activity == NULL ? CH_READS_ACTIVITY : 0U);
}

static void explain_unknown(charter_finding *f, const ch_rule *rule, const ch_blame *blame)
{
    /* A limit that was reached is no answer: a text made to exhaust a pattern must not pass. */
    if (blame->limit && blame->fault == NULL) {
        f->message = ch_say2("the rule \"%1$s\" cannot be decided: a pattern took too long on \"%2$s\"", rule->entry.id,
                             blame->name);
        f->help = ch_say("shorten that text");
        return;
    }
    if (blame->fault != NULL) {
        f->message = ch_say2("the rule \"%1$s\" cannot be decided: %2$s", rule->entry.id, ch_text_of(blame->fault));
        f->message.spoken = 2;
        f->help = ch_say("the charter's rule is to be corrected: tell those who keep it");
    }
    /* What is not said is told by missing.c, for all clauses alike. */
}

static void explain_breach(charter_finding *f, const ch_rule *rule, const ch_blame *blame)
{
    static const char *const alone[] = {
        [CHARTER_EFFECT_ADVISE] = N_("the rule \"%s\" advises against this"),
        [CHARTER_EFFECT_REVIEW] = N_("the rule \"%s\" asks for a person's decision"),
        [CHARTER_EFFECT_FORBID] = N_("the rule \"%s\" forbids this"),
    };
    if (rule->require == NULL) {
        f->message = ch_say1(alone[rule->effect], rule->entry.id);
        return;
    }
    bool unsaid = f->path.length == 0 && blame->name.length > 0;
    f->message = ch_say3(unsaid ? N_("the rule \"%1$s\" is not kept: \"%2$s\" is not declared; it requires: %3$s")
                                : N_("the rule \"%1$s\" is not kept by \"%2$s\": it requires: %3$s"),
                         rule->entry.id, ch_name_as_declared(blame->name), rule->requires);
    if (unsaid)
        f->help = ch_help_unsaid(blame->name);
}

/* ---- what they wait for ---- */

/* The facts by which a condition is unknown: all, or where what was found would make it good, those that are
 * declared. */
static ch_facts unknown_by(const ch_judging *j, const ch_condition *condition)
{
    bool unknown = ch_condition_holds(condition, &j->facts, j->judge->evaluator) == CH_UNKNOWN;
    return unknown ? j->facts : facts_with(j, NULL);
}

static uint32_t wants(const ch_judging *j, const ch_condition *condition)
{
    ch_facts facts = unknown_by(j, condition);
    return ch_condition_wants(condition, &facts, j->judge->evaluator);
}

static void note_wants(ch_judging *j, const ch_rule *rule, uint32_t wanted)
{
    if ((wanted & unlisted(j) & CH_READS_TOOL) != 0)
        ch_judge_waits(&j->for_tool, CH_CLAUSE_RULE, &rule->entry);
    if ((wanted & unlisted(j) & CH_READS_ACTIVITY) != 0)
        ch_judge_waits(&j->for_activity, CH_CLAUSE_RULE, &rule->entry);
}

/* Of an unlisted tool or activity some facts cannot be known. A rule that needs one of them waits for it; one that is
 * unknown for want of these alone is not applicable, since the use goes to review or is forbidden anyway. */
static bool exempt(ch_judging *j, const ch_rule *rule, const ch_condition *unknown)
{
    if (unlisted(j) == 0)
        return false;
    uint32_t wanted = wants(j, unknown);
    note_wants(j, rule, wanted);
    /* `require` may want more, once `when` is known: it waits for that already. */
    if (unknown == rule->when && rule->require != NULL)
        note_wants(j, rule, wants(j, rule->require));
    return (wanted & ~unlisted(j)) == 0;
}

/* ---- what they owe to detectors ---- */

static ch_truth breach_of(const ch_judging *j, const ch_rule *rule, const ch_set *found)
{
    ch_facts facts = facts_with(j, found);
    ch_truth when = rule->when == NULL ? CH_TRUE : ch_condition_holds(rule->when, &facts, j->judge->evaluator);
    if (when != CH_TRUE || rule->require == NULL)
        return when;
    return ch_truth_not(ch_condition_holds(rule->require, &facts, j->judge->evaluator));
}

/* The condition that what is declared leaves unknown, of a rule that it leaves unknown. */
static const ch_condition *left_unknown(const ch_judging *j, const ch_rule *rule, const ch_facts *declared)
{
    bool at_when = rule->when != NULL && ch_condition_holds(rule->when, declared, j->judge->evaluator) == CH_UNKNOWN;
    return at_when ? rule->when : rule->require;
}

/* Whether something is not said that is wanting, and not merely what cannot be known. */
static bool is_unsaid(const ch_judging *j, const ch_rule *rule)
{
    ch_facts declared = facts_with(j, NULL);
    const ch_condition *unknown = left_unknown(j, rule, &declared);
    return (ch_condition_wants(unknown, &declared, j->judge->evaluator) & ~unlisted(j)) != 0;
}

/* Without declared data what was found settles a rule only where it forbids: what is undeclared may be graver. With
 * them, another fact that is missing may make the rule weigh all that it does. */
ch_owed ch_rule_owed(const ch_judging *j, const ch_rule *rule, charter_effect own)
{
    ch_truth alone = ch_set_empty(&j->detections.undeclared) ? CH_TRUE : breach_of(j, rule, NULL);
    if (alone == CH_TRUE)
        return (ch_owed){.effect = own};
    ch_owed owed = {.effect = CHARTER_EFFECT_FORBID};
    for (; owed.effect > CHARTER_EFFECT_ADVISE; owed.effect--) {
        ch_set found = ch_detected_classes(j, owed.effect);
        if (breach_of(j, rule, &found) == CH_TRUE)
            break;
    }
    owed.effect = owed.effect < own ? owed.effect : own;
    owed.open = j->facts.data_known ? alone == CH_UNKNOWN && owed.effect < own && is_unsaid(j, rule)
                                    : owed.effect < CHARTER_EFFECT_FORBID;
    return owed;
}

/* What was found decides a rule that without it waits for more: that may weigh more, and is waited for all the same. */
static void note_wants_without_finds(ch_judging *j, const ch_rule *rule)
{
    if (unlisted(j) == 0 || ch_set_empty(&j->detections.undeclared) || breach_of(j, rule, NULL) != CH_UNKNOWN)
        return;
    ch_facts declared = facts_with(j, NULL);
    note_wants(j, rule, ch_condition_wants(left_unknown(j, rule, &declared), &declared, j->judge->evaluator));
}

/* ---- findings ---- */

/* A rule that asks for duties is no mere advice: where it is not known whether it holds, an open one may be due. */
static charter_effect unknown_effect(const ch_judging *j, const ch_rule *rule)
{
    for (uint32_t i = 0; rule->effect == CHARTER_EFFECT_ADVISE && i < j->version->duties.count; i++)
        if (ch_set_has(&rule->duties, i) && ch_duty_would_count(j, i))
            return CHARTER_EFFECT_FORBID;
    return rule->effect;
}

/* A breach by what was found, beside something that is not said and may be graver. */
static void find_open(ch_judging *j, const ch_rule *rule, charter_finding f)
{
    f.outcome = CHARTER_OUTCOME_UNDETERMINED;
    if (ch_finding_add_silent(j, &f))
        return;
    ch_facts declared = facts_with(j, NULL);
    const ch_condition *unknown = left_unknown(j, rule, &declared);
    ch_blame blame = {0};
    if (j->facts.data_known)
        blame = ch_condition_blame(unknown, unlisted(j), &declared, j->judge->evaluator);
    ch_finding_at_name(j, &f, blame.name);
    if (j->facts.data_known) {
        explain_unknown(&f, rule, &blame);
    } else {
        f.message =
            ch_say1("the rule \"%s\" concerns what was found in the text, and the declaration does not say which "
                    "data are sent",
                    rule->entry.id);
        f.help = ch_say("add data: with the classes that are sent; data: [] says that none are");
    }
    f.message = ch_with_title(f.message, 0, &rule->entry.title);
    ch_finding_add(j, f);
}

static charter_finding finding_of(const ch_rule *rule, charter_outcome outcome, charter_effect effect)
{
    return (charter_finding){.clause = CH_CLAUSE_RULE,
                             .entry = &rule->entry,
                             .outcome = outcome,
                             .effect = effect,
                             .own = rule->effect,
                             .cited = &rule->entry};
}

static void find_unknown(ch_judging *j, const ch_rule *rule, const ch_condition *unknown)
{
    charter_finding f = finding_of(rule, CHARTER_OUTCOME_UNDETERMINED, unknown_effect(j, rule));
    f.concern_unknown = unknown == rule->when;
    if (ch_finding_add_silent(j, &f))
        return;
    ch_facts facts = unknown_by(j, unknown);
    ch_blame blame = ch_condition_blame(unknown, unlisted(j), &facts, j->judge->evaluator);
    ch_finding_at_name(j, &f, blame.name);
    explain_unknown(&f, rule, &blame);
    f.message = ch_with_title(f.message, 0, &rule->entry.title);
    ch_finding_add(j, f);
}

/* `decided` is NULL where the rule always holds. */
static void find_breach(ch_judging *j, const ch_rule *rule, const ch_condition *decided)
{
    ch_owed owed = ch_rule_owed(j, rule, rule->effect);
    charter_finding f = finding_of(rule, CHARTER_OUTCOME_BREACHED, owed.open ? rule->effect : owed.effect);
    ch_blame blame = {0};
    if (owed.open) {
        find_open(j, rule, f);
        return;
    }
    if (ch_finding_add_silent(j, &f))
        return;
    if (decided != NULL)
        blame = ch_condition_blame(decided, 0, &j->facts, j->judge->evaluator);
    ch_finding_at_name(j, &f, blame.name);
    explain_breach(&f, rule, &blame);
    f.message = ch_with_title(f.message, 0, &rule->entry.title);
    ch_finding_add(j, f);
}

static void find_rule_quiet(ch_judging *j, const ch_rule *rule, charter_outcome outcome)
{
    ch_finding_add_quiet(j, CH_CLAUSE_RULE, &rule->entry, outcome, rule->effect);
}

static void judge_rule(ch_judging *j, const ch_rule *rule, ch_truth when, ch_truth require)
{
    const ch_condition *unknown = when == CH_UNKNOWN ? rule->when : rule->require;
    bool undecided = when == CH_UNKNOWN || (rule->require != NULL && require == CH_UNKNOWN);
    /* Also where the rule is decided: an exception must not waive "unlisted" while a graver reading waits. */
    if (when == CH_TRUE)
        note_wants_without_finds(j, rule);
    if (when == CH_FALSE || (undecided && exempt(j, rule, unknown)))
        find_rule_quiet(j, rule, CHARTER_OUTCOME_NOT_APPLICABLE);
    else if (undecided)
        find_unknown(j, rule, unknown);
    else if (rule->require == NULL && rule->duty_names == NULL)
        find_breach(j, rule, rule->when);
    else if (rule->require != NULL && require == CH_FALSE)
        find_breach(j, rule, rule->require);
    else
        find_rule_quiet(j, rule, CHARTER_OUTCOME_MET);
}

void ch_judge_rules(ch_judging *j)
{
    for (uint32_t i = 0; i < ch_rule_count(j); i++) {
        uint32_t number = ch_rule_number(j, i);
        judge_rule(j, &j->version->rules.items[number], (ch_truth)j->workspace->rule_when[number],
                   (ch_truth)j->workspace->rule_require[number]);
    }
}

/* ---- what they lack ---- */

void ch_rule_lacks(const ch_judging *j, const ch_rule *rule, uint8_t *lacking)
{
    uint32_t number = (uint32_t)(rule - j->version->rules.items);
    ch_truth when = (ch_truth)j->workspace->rule_when[number], require = (ch_truth)j->workspace->rule_require[number];
    bool undecided = when == CH_UNKNOWN || (rule->require != NULL && require == CH_UNKNOWN);
    const ch_condition *unknown = when == CH_UNKNOWN ? rule->when : rule->require;
    ch_facts facts = undecided ? unknown_by(j, unknown) : facts_with(j, NULL);
    /* Decided by what was found alone: what is not said may weigh more. */
    if (!undecided && j->facts.data_known)
        unknown = left_unknown(j, rule, &facts);
    if (!undecided && !j->facts.data_known)
        lacking[CH_LACKING_DATA] |= CH_LACKING_ASKED;
    else
        ch_lacks_of_condition(j, unknown, &facts, lacking);
}
