/* Duties and rules: which rules hold, which duties are asked for, and whether they are done. */
#include "judge/judging.h"

/* ---- rules ---- */

void ch_judge_evaluate_rules(ch_judging *j)
{
    for (uint32_t i = 0; i < j->version->rules.count; i++) {
        const ch_rule *rule = &j->version->rules.items[i];
        ch_truth when = CH_FALSE, require = CH_FALSE;
        if (ch_period_holds(rule->entry.period, j->day))
            when = rule->when == NULL ? CH_TRUE : ch_condition_holds(rule->when, &j->facts, j->judge->matcher);
        if (when == CH_TRUE && rule->require != NULL)
            require = ch_condition_holds(rule->require, &j->facts, j->judge->matcher);
        j->room->rule_when[i] = (uint8_t)when;
        j->room->rule_require[i] = (uint8_t)require;
    }
}

/* Where the fact that decided a condition is declared: "facts.account" is at /facts/account. */
static void place_at_fact(const ch_judging *j, charter_finding *f, ch_text name)
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
        const ch_node *map = ch_usage_get(j->usage, maps[i].key);
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

/* A name of conditions as a declaration has it: "output", for usage.output. */
static ch_text as_declared(ch_text name)
{
    const size_t prefix = strlen("usage.");
    return ch_text_begins(name, "usage.") ? (ch_text){name.at + prefix, name.length - prefix} : name;
}

/* What to write, or whom to ask, where a condition reads what nobody has said. */
static ch_message help_unsaid(ch_text name)
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

static void explain_unknown(charter_finding *f, const ch_rule *rule, const ch_blame *blame)
{
    if (blame->limit && blame->fault == NULL) {
        f->message = ch_say2("the rule \"%1$s\" cannot be decided: a pattern took too long on \"%2$s\"",
                             rule->entry.id, blame->name);
        f->help = ch_say("shorten that text");
        return;
    }
    if (blame->fault != NULL) {
        f->message = ch_say2("the rule \"%1$s\" cannot be decided: %2$s", rule->entry.id, ch_text_of(blame->fault));
        f->message.spoken = 2;
        f->help = ch_say("the charter's rule is to be corrected: tell those who keep it");
        return;
    }
    f->message = ch_say2("the rule \"%1$s\" needs \"%2$s\", which is not known here", rule->entry.id,
                         as_declared(blame->name));
    f->help = help_unsaid(blame->name);
}

static void explain_breach(charter_finding *f, const ch_rule *rule, const ch_blame *blame)
{
    static const char *const alone[] = {
        [CHARTER_ADVISE] = N_("the rule \"%s\" advises against this"),
        [CHARTER_ASK_REVIEW] = N_("the rule \"%s\" asks for a person's decision"),
        [CHARTER_FORBID] = N_("the rule \"%s\" forbids this"),
    };
    if (rule->require == NULL) {
        f->message = ch_say1(alone[rule->effect], rule->entry.id);
        return;
    }
    bool unsaid = f->path.length == 0 && blame->name.length > 0;
    f->message = ch_say2(unsaid ? N_("the rule \"%1$s\" is not kept: it requires \"%2$s\", which is not declared")
                                : N_("the rule \"%1$s\" is not kept: \"%2$s\" is not what it requires"),
                         rule->entry.id, as_declared(blame->name));
    if (unsaid)
        f->help = help_unsaid(blame->name);
}

/* Of an unlisted tool or activity some facts cannot be known: the use goes to review or is forbidden anyway. */
static bool exempt(const ch_judging *j, const ch_condition *unknown)
{
    uint32_t reads = ch_condition_reads(unknown);
    return (j->tool == NULL && (reads & CH_READS_TOOL) != 0) ||
           (j->activity == NULL && (reads & CH_READS_ACTIVITY) != 0);
}

static ch_truth breach_of(const ch_judging *j, const ch_rule *rule, const ch_facts *facts)
{
    ch_truth when = rule->when == NULL ? CH_TRUE : ch_condition_holds(rule->when, facts, j->judge->matcher);
    if (when != CH_TRUE || rule->require == NULL)
        return when;
    return ch_truth_not(ch_condition_holds(rule->require, facts, j->judge->matcher));
}

/* A breach that the declared classes alone would not be takes the detectors' effect; what they would leave unknown
 * does not become mere advice by it. */
static charter_effect breach_effect(const ch_judging *j, const ch_rule *rule)
{
    if (ch_set_empty(&j->sightings.undeclared))
        return rule->effect;
    ch_facts declared = j->facts;
    declared.data = j->declared;
    ch_truth alone = breach_of(j, rule, &declared);
    charter_effect effect = alone == CH_TRUE ? rule->effect : ch_detected_effect(j, NULL);
    return alone == CH_UNKNOWN && effect == CHARTER_ADVISE ? rule->effect : effect;
}

static void find_rule(ch_judging *j, const ch_rule *rule, charter_outcome outcome, const ch_condition *decided)
{
    charter_finding f = {.clause = CH_CLAUSE_RULE,
                         .entry = &rule->entry,
                         .outcome = outcome,
                         .effect = outcome == CHARTER_BREACHED ? breach_effect(j, rule) : rule->effect,
                         .cited = &rule->entry};
    ch_blame blame = {0};
    if (decided != NULL)
        blame = ch_condition_blame(decided, &j->facts, j->judge->matcher);
    place_at_fact(j, &f, blame.name);
    if (outcome == CHARTER_BREACHED)
        explain_breach(&f, rule, &blame);
    else
        explain_unknown(&f, rule, &blame);
    ch_find(j, f);
}

static void find_rule_quiet(ch_judging *j, const ch_rule *rule, charter_outcome outcome)
{
    ch_find_quiet(j, CH_CLAUSE_RULE, &rule->entry, outcome, rule->effect);
}

static void judge_rule(ch_judging *j, const ch_rule *rule, ch_truth when, ch_truth require)
{
    const ch_condition *unknown = when == CH_UNKNOWN ? rule->when : rule->require;
    bool undecided = when == CH_UNKNOWN || (rule->require != NULL && require == CH_UNKNOWN);
    if (when == CH_FALSE || (undecided && exempt(j, unknown)))
        find_rule_quiet(j, rule, CHARTER_NOT_APPLICABLE);
    else if (undecided)
        find_rule(j, rule, CHARTER_UNDECIDED, unknown);
    else if (rule->require == NULL && rule->duty_names == NULL)
        find_rule(j, rule, CHARTER_BREACHED, rule->when);
    else if (rule->require != NULL && require == CH_FALSE)
        find_rule(j, rule, CHARTER_BREACHED, rule->require);
    else
        find_rule_quiet(j, rule, CHARTER_MET);
}

void ch_judge_rules(ch_judging *j)
{
    for (uint32_t i = 0; i < j->version->rules.count; i++)
        judge_rule(j, &j->version->rules.items[i], (ch_truth)j->room->rule_when[i],
                   (ch_truth)j->room->rule_require[i]);
}

/* ---- which duties are asked for ---- */

static ch_set asked_duties(const ch_judging *j, const ch_set *data)
{
    ch_set asked = {{0}};
    if (j->activity != NULL)
        ch_set_join(&asked, &j->activity->duties);
    if (j->tool != NULL)
        ch_set_join(&asked, &j->tool->duties);
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_set_has(data, i))
            ch_set_join(&asked, &j->version->data.items[i].duties);
    for (uint32_t i = 0; i < j->version->rules.count; i++)
        if (j->room->rule_when[i] == CH_TRUE)
            ch_set_join(&asked, &j->version->rules.items[i].duties);
    return asked;
}

/* ---- evidence ---- */

static bool accepted(const ch_duty *duty, ch_text id)
{
    if (duty->accepts == NULL)
        return true;
    for (const ch_node *name = ch_names_first(duty->accepts); name != NULL; name = ch_names_next(name))
        if (id.at != NULL && ch_text_same(name->text, id))
            return true;
    return false;
}

static bool by_another(const ch_judging *j, ch_text by)
{
    ch_text author = j->usage->author;
    if (by.at == NULL || author.at == NULL)
        return false;
    ch_text one = ch_name_fold(ch_judging_arena(j), by), other = ch_name_fold(ch_judging_arena(j), author);
    return one.at != NULL && other.at != NULL && !ch_text_same(one, other);
}

/* Whether what was done `on` still counts on the judged day. */
static bool fresh(const ch_judging *j, ch_day on, ch_duration lasts)
{
    return on != CHARTER_NO_DAY && j->day <= ch_day_add(on, lasts);
}

static bool dated_well(const ch_judging *j, const ch_duty *duty, ch_day on)
{
    if (on != CHARTER_NO_DAY && (on > j->at || (duty->due == CH_BEFORE && on > j->day)))
        return false;
    if (duty->valid_for.given && !fresh(j, on, duty->valid_for))
        return false;
    return !duty->every.given || j->stage != CH_IN_USE || fresh(j, on, duty->every);
}

static bool shows(const ch_judging *j, const ch_duty *duty, const ch_evidence *evidence)
{
    return evidence->present && dated_well(j, duty, evidence->on) && accepted(duty, evidence->id) &&
           (duty->by_another != CH_YES || by_another(j, evidence->by));
}

static bool any_shows(const ch_judging *j, const ch_duty *duty, const ch_evidences *all)
{
    for (uint32_t i = 0; i < all->count; i++)
        if (shows(j, duty, &all->items[i]))
            return true;
    return false;
}

static bool path_shows(const ch_judging *j, const ch_duty *duty, const ch_evidence_path *path)
{
    switch (path->kind) {
    case CH_BY_REVIEW:
        return any_shows(j, duty, &j->usage->review);
    case CH_BY_TRAINING:
        return any_shows(j, duty, &j->usage->training);
    case CH_BY_EVIDENCE:
        for (uint32_t i = 0; i < j->usage->evidence_count; i++)
            if (ch_text_same(j->usage->evidence[i].name, path->id))
                return any_shows(j, duty, &j->usage->evidence[i]);
        return false;
    case CH_BY_FACT:
        break;
    }
    const ch_value *fact = &j->facts.slots[path->slot];
    ch_evidence bare = {.present = fact->kind != CH_ABSENT && !(fact->kind == CH_VALUE_BOOL && !fact->yes),
                        .on = CHARTER_NO_DAY};
    return shows(j, duty, &bare);
}

/* The path that shows the duty done, or NULL. */
static const ch_evidence_path *shown_by(const ch_judging *j, const ch_duty *duty)
{
    for (uint32_t i = 0; i < duty->path_count; i++)
        if (path_shows(j, duty, &duty->paths[i]))
            return &duty->paths[i];
    return NULL;
}

/* ---- duties ---- */

static ch_text duty_paths(const ch_judging *j, const ch_duty *duty)
{
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < duty->path_count; i++)
        list = ch_text_listed(ch_judging_arena(j), list, duty->paths[i].text);
    return list;
}

/* What evidence has to say, where the charter asks for more than its presence. */
static ch_message how_to_show(const ch_judging *j, const ch_duty *duty)
{
    ch_text paths = duty_paths(j, duty);
    ch_text accepts = CH_NO_TEXT;
    for (const ch_node *name = ch_names_first(duty->accepts); name != NULL; name = ch_names_next(name))
        accepts = ch_text_listed(ch_judging_arena(j), accepts, name->text);
    bool dated = duty->valid_for.given || duty->every.given;
    if (accepts.length > 0)
        return dated ? ch_say2("show it under %1$s, with its date (on) and one of these ids: %2$s", paths, accepts)
                     : ch_say2("show it under %1$s, with one of these ids: %2$s", paths, accepts);
    if (duty->by_another == CH_YES)
        return ch_say1("show it under %s, with by: somebody other than the author", paths);
    return dated ? ch_say1("show it under %s, with its date (on)", paths) : ch_say1("show it under %s", paths);
}

/* Whether an open duty is a breach by now. */
static bool overdue(const ch_judging *j, const ch_duty *duty)
{
    if (j->stage == CH_PLANNED)
        return false;
    return duty->due == CH_BEFORE || j->stage == CH_DONE || duty->every.given;
}

/* `effect` is the detectors' where only what they found asks for the duty. */
static void find_overdue(ch_judging *j, const ch_duty *duty, ch_message how, charter_effect effect)
{
    charter_finding f = {.clause = CH_CLAUSE_DUTY,
                         .entry = &duty->entry,
                         .outcome = CHARTER_BREACHED,
                         .effect = effect,
                         .cited = &duty->entry,
                         .help = how};
    static const char *const keys[] = {"review", "training", "evidence", "facts"};
    const char *key = duty->path_count == 0 ? NULL : keys[duty->paths[0].kind];
    ch_finding_at(j, &f, key != NULL && ch_usage_get(j->usage, key) != NULL ? key : "stage");
    if (duty->due == CH_BEFORE)
        f.message = ch_say1("the use has begun, and the duty \"%s\" was due before", duty->entry.id);
    else if (j->stage == CH_DONE)
        f.message = ch_say1("the use is done, and the duty \"%s\" is not", duty->entry.id);
    else
        f.message = ch_say1("the use goes on, and the duty \"%s\" was not done lately enough", duty->entry.id);
    ch_find(j, f);
}

static void judge_duty(ch_judging *j, const ch_duty *duty, charter_effect effect)
{
    const ch_evidence_path *path = shown_by(j, duty);
    ch_duty_state state = {.duty = duty, .met = path != NULL};
    state.how = path != NULL ? ch_say1("shown by %s", path->text) : how_to_show(j, duty);
    j->room->duties[j->duty_count++] = state;
    if (path != NULL) {
        ch_find_quiet(j, CH_CLAUSE_DUTY, &duty->entry, CHARTER_MET, CHARTER_FORBID);
    } else if (overdue(j, duty)) {
        find_overdue(j, duty, state.how, effect);
    } else if (duty->due == CH_BEFORE) {
        j->open_before = true;
    }
}

/* A duty that something declared asks for is owed whatever detectors found. */
static charter_effect duty_effect(const ch_judging *j, const ch_set *declared, uint32_t duty)
{
    ch_set classes = {{0}};
    if (ch_set_has(declared, duty))
        return CHARTER_FORBID;
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_set_has(&j->version->data.items[i].duties, duty))
            ch_set_add(&classes, i);
    return ch_detected_effect(j, &classes);
}

void ch_judge_duties(ch_judging *j)
{
    ch_set asked = asked_duties(j, &j->facts.data), declared = asked_duties(j, &j->declared);
    if (ch_set_empty(&asked) && !j->every_clause)
        return;
    for (uint32_t i = 0; i < j->version->duties.count; i++) {
        const ch_duty *duty = &j->version->duties.items[i];
        if (ch_set_has(&asked, i) && ch_period_holds(duty->entry.period, j->day)) {
            judge_duty(j, duty, duty_effect(j, &declared, i));
            continue;
        }
        ch_find_quiet(j, CH_CLAUSE_DUTY, &duty->entry, CHARTER_NOT_APPLICABLE, CHARTER_FORBID);
    }
}
