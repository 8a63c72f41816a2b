/* The clauses that stand once, a function each, in one table: what each demands, and what it says where it is
 * breached. design: "The clauses, exactly". Detectors, duties, rules and exceptions are families, each with a file
 * of its own; what the names mean was settled by resolve.c before. */
#include "base/no_word.h"
#include "judge/judging.h"

static charter_finding breached(ch_clause clause, charter_effect effect)
{
    return (charter_finding){.clause = clause, .outcome = CHARTER_OUTCOME_BREACHED, .effect = effect, .own = effect};
}

/* The effect is that of a breach: what cannot be decided must weigh as much as what it may be. */
static charter_finding undecided(ch_clause clause, charter_effect effect)
{
    return (
        charter_finding){.clause = clause, .outcome = CHARTER_OUTCOME_UNDETERMINED, .effect = effect, .own = effect};
}

static void met(ch_judging *j, ch_clause clause)
{
    ch_finding_add_quiet(j, clause, NULL, CHARTER_OUTCOME_MET, CHARTER_EFFECT_ADVISE);
}

static void not_applicable(ch_judging *j, ch_clause clause)
{
    ch_finding_add_quiet(j, clause, NULL, CHARTER_OUTCOME_NOT_APPLICABLE, CHARTER_EFFECT_ADVISE);
}

static charter_finding citing(charter_finding finding, const ch_entry *entry, const char *key)
{
    finding.cited = entry;
    finding.cited_key = key;
    return finding;
}

/* The second word is forbid. What the charter does not say is review: a person must look at it. */
static charter_effect unlisted_effect(int word)
{
    return word == 2 ? CHARTER_EFFECT_FORBID : CHARTER_EFFECT_REVIEW;
}

/* ---- what the charter does not list ---- */

/* What is missing offers these names first. To propose what is banned, or not in force, would only lead to the next
 * refusal. */
static ch_message help_nearest(const ch_judging *j, ch_vocabulary vocabulary, ch_text name, const char *otherwise)
{
    const ch_entry *nearest[CH_NEAREST_MOST];
    if (ch_nearest_entries(j, vocabulary, name, nearest) == 0)
        return ch_say(otherwise);
    return ch_say1("did you mean \"%s\"?", nearest[0]->id);
}

static void explain_lapsed(const ch_judging *j, charter_finding *f, const ch_entry *entry, ch_text name)
{
    bool ended = ch_period_ended(entry->period, j->day);
    *f = citing(*f, entry, ended ? "until" : "from");
    ch_message message = ended ? ch_say1("\"%1$s\" was listed by the charter until %2$s, and is no longer", name)
                               : ch_say1("\"%1$s\" is listed by the charter only from %2$s on", name);
    f->message = ch_with_day(message, 1, ended ? entry->period.until : entry->period.from);
    f->help = ch_say("choose one that is in force on that day");
}

static void explain_suspect(const ch_judging *j, charter_finding *f, ch_suspicion suspicion, ch_text name)
{
    ch_text points = ch_name_code_points(ch_judging_arena(j), name);
    f->message =
        suspicion == CH_NAME_MIXES_SCRIPTS
            ? ch_say2("the name \"%1$s\" mixes writing systems, and may imitate another name: %2$s", name, points)
            : ch_say2("the name \"%1$s\" holds invisible characters: %2$s", name, points);
    f->help = ch_say("type the name anew, in one writing system");
}

typedef struct unlisted {
    ch_vocabulary vocabulary;
    const char *message, *help;
} unlisted;

static void explain_unlisted(const ch_judging *j, charter_finding *f, const ch_resolved *found, ch_text name,
                             const unlisted *texts)
{
    if (found->suspicion != CH_NAME_PLAIN) {
        explain_suspect(j, f, found->suspicion, name);
    } else if (found->lapsed != NULL) {
        explain_lapsed(j, f, found->lapsed, name);
    } else {
        f->message = ch_say1(texts->message, name);
        f->help = help_nearest(j, texts->vocabulary, name, texts->help);
    }
}

/* Neither listed nor not: the use is no review before somebody has said what it is. */
static charter_finding unread(const ch_judging *j, ch_clause clause, charter_effect effect, const char *key,
                              const char *message)
{
    charter_finding f = undecided(clause, effect);
    ch_finding_at(j, &f, key);
    f.message = ch_say(message);
    f.help = ch_say("fill in the cell, or say in the intake mapping what it means");
    return f;
}

static void activity_unlisted(ch_judging *j)
{
    static const unlisted texts = {CH_VOCABULARY_ACTIVITIES, N_("the charter lists no activity \"%s\""),
                                   N_("choose an activity that the charter lists, or ask for this one to be added")};
    if (j->activity != NULL) {
        met(j, CH_CLAUSE_ACTIVITY_UNLISTED);
        return;
    }
    charter_effect effect = unlisted_effect(j->version->unlisted.activity);
    if (j->declaration->activity_unread) {
        ch_finding_add(j, unread(j, CH_CLAUSE_ACTIVITY_UNLISTED, effect, "activity",
                                 N_("which activity this is could not be read in the register: its cell is blank, or "
                                    "says what the intake mapping does not take")));
        return;
    }
    charter_finding f = breached(CH_CLAUSE_ACTIVITY_UNLISTED, effect);
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, "activity");
    explain_unlisted(j, &f, &j->activity_found, j->declaration->activity->text, &texts);
    ch_finding_add(j, f);
}

/* The listed tool whose name, and more, an unlisted one has, where variants of it are forbidden; or NULL. */
static const ch_tool *banned_kin(const ch_judging *j)
{
    const ch_tool *kin = j->tool_found.variant == CH_NOT_FOUND ? NULL : &j->version->tools.items[j->tool_found.variant];
    bool forbidden = unlisted_effect(j->version->unlisted.variants) == CHARTER_EFFECT_FORBID;
    return forbidden && kin != NULL && kin->status == CH_BANNED ? kin : NULL;
}

static void explain_kin(charter_finding *f, const ch_tool *kin, ch_text name, ch_text met)
{
    *f = citing(*f, &kin->entry, "status");
    f->message =
        ch_say3("the charter lists no tool \"%1$s\", whose name begins or ends with \"%3$s\", a name of the tool "
                "\"%2$s\", which it bans",
                name, kin->entry.id, met);
    f->help = ch_say1("use another tool; if this one is not meant by the ban, have it listed under a name of its own: "
                      "aliases: [%s]",
                      name);
}

static ch_message say_known(const ch_judging *j, const ch_catalogued *known, ch_text name)
{
    return ch_say3(
        "the charter lists no tool \"%1$s\": %2$s (%3$s) is in the catalogue, and the charter gives it no status", name,
        ch_localized_in(&known->entry.title, j->version->lang, j->version), known->vendor);
}

static void tool_unlisted(ch_judging *j)
{
    static const unlisted texts = {CH_VOCABULARY_TOOLS, N_("the charter lists no tool \"%s\""),
                                   N_("choose a tool that the charter lists, or ask for this one to be examined")};
    if (j->tool != NULL) {
        met(j, CH_CLAUSE_TOOL_UNLISTED);
        return;
    }
    if (j->declaration->tool_unread) {
        ch_finding_add(j, unread(j, CH_CLAUSE_TOOL_UNLISTED, unlisted_effect(j->version->unlisted.tool), "tool",
                                 N_("which tool is used could not be read in the register: its cell is blank, or says "
                                    "what the intake mapping does not take")));
        return;
    }
    const ch_tool *kin = banned_kin(j);
    charter_finding f = breached(CH_CLAUSE_TOOL_UNLISTED,
                                 kin != NULL ? CHARTER_EFFECT_FORBID : unlisted_effect(j->version->unlisted.tool));
    ch_finding_at(j, &f, "tool");
    /* Before kin: a pattern that took too long may be the one that lists the tool. */
    if (j->tool_found.limit) {
        f.outcome = CHARTER_OUTCOME_UNDETERMINED;
        f.message = ch_say1("whether the charter lists the tool \"%s\" could not be decided: a pattern took too long",
                            j->tool_name);
        f.help = ch_say("write the tool's name as the charter does");
    } else if (kin != NULL) {
        explain_kin(&f, kin, j->tool_name, j->tool_found.variant_name);
    } else if (j->tool_found.known != NULL) {
        f.message = say_known(j, j->tool_found.known, j->tool_name);
        f.help = ch_say(texts.help);
    } else {
        explain_unlisted(j, &f, &j->tool_found, j->tool_name, &texts);
    }
    ch_finding_add(j, f);
}

static void data_unlisted(ch_judging *j)
{
    static const unlisted texts = {CH_VOCABULARY_DATA, N_("the charter lists no data class \"%s\""),
                                   N_("choose a class that the charter lists")};
    if (!j->facts.data_unlisted) {
        not_applicable(j, CH_CLAUSE_DATA_UNLISTED);
        return;
    }
    charter_finding f = breached(CH_CLAUSE_DATA_UNLISTED, unlisted_effect(j->version->unlisted.data));
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at_item(j, &f, "data", j->unlisted_class);
    explain_unlisted(j, &f, &j->unlisted_found, j->unlisted_class->text, &texts);
    if (ch_says_no(j->unlisted_class->text))
        f.help = ch_say("where no data are sent, write data: []");
    ch_finding_add(j, f);
}

/* ---- ceilings on data ---- */

/* The first declared class that is listed and not in `allowed`; its number in `*class`. NULL where memory ran out
 * before it was found again: the judgement is then given up. */
static const ch_node *first_beyond(const ch_judging *j, const ch_set *allowed, uint32_t *class)
{
    const ch_node *item = ch_names_first(j->declaration->data);
    for (; item != NULL; item = ch_names_next(item)) {
        *class = ch_resolve_class(j->version, j->day, item->text, ch_judging_arena(j)).number;
        if (*class != CH_NOT_FOUND && !ch_set_has(allowed, *class))
            return item;
    }
    return NULL;
}

static void no_data_declared(ch_judging *j, ch_clause clause, const ch_entry *entry, const char *key)
{
    charter_finding f = citing(undecided(clause, CHARTER_EFFECT_FORBID), entry, key);
    /* A ceiling holds for any data; hosting is asked of some classes alone. */
    f.concern_unknown = clause == CH_CLAUSE_DATA_HOSTING;
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, NULL);
    f.message = ch_say("the declaration does not say which data are sent");
    ch_finding_add(j, f);
}

/* The ids of the highest classes of a ceiling: what an author wrote, or less. */
static ch_text ceiling_text(const ch_judging *j, const ch_ceiling *ceiling)
{
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < j->version->data.count; i++) {
        ch_set above = j->version->at_or_above[i];
        ch_set_meet(&above, &ceiling->classes);
        ch_set self = {{0}};
        ch_set_add(&self, i);
        if (ch_set_has(&ceiling->classes, i) && ch_set_within(&above, &self))
            list = ch_text_listed(ch_judging_arena(j), list, j->version->data.items[i].entry.id);
    }
    return list;
}

/* The classes that `classes` has, or lacks. */
static ch_set concerned(const ch_judging *j, const ch_set *classes, bool wanted)
{
    ch_set set = {{0}};
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_set_has(classes, i) == wanted)
            ch_set_add(&set, i);
    return set;
}

/* A breach that no declared class would be has the effect of the detectors that found what breaches. */
static charter_effect owed_to_detectors(const ch_judging *j, const ch_set *classes, bool wanted)
{
    ch_set set = concerned(j, classes, wanted);
    return ch_detected_effect(j, &set);
}

/* Places such a breach at what they found, and gives its class. */
static uint32_t place_at_detectors(const ch_judging *j, charter_finding *f, const ch_set *classes, bool wanted)
{
    const ch_detection *detection = ch_detection_of(j, classes, wanted);
    ch_finding_at_detection(j, f, detection);
    return detection == NULL ? 0 : ch_detection_class(j, detection); /* none: there was no memory */
}

/* Where no data are declared, what was found settles a clause only where it forbids: what is undeclared may be
 * graver. */
static bool may_be_graver(const ch_judging *j, const ch_set *classes, bool wanted)
{
    return owed_to_detectors(j, classes, wanted) < CHARTER_EFFECT_FORBID;
}

#define RECEIVERS_TOLD 4

/* The first activities that may receive the data of the use. */
static ch_text receivers_text(const ch_judging *j)
{
    ch_text list = CH_NO_TEXT;
    int told = 0;
    for (uint32_t i = 0; i < j->version->activities.count && told < RECEIVERS_TOLD; i++) {
        const ch_activity *activity = &j->version->activities.items[i];
        if (!ch_activity_receives(activity, &j->facts.data, j->day))
            continue;
        list = ch_text_listed(ch_judging_arena(j), list, activity->entry.id);
        told++;
    }
    return list;
}

static void breach_ceiling(ch_judging *j, ch_clause clause, const ch_entry *entry, const ch_ceiling *ceiling,
                           const char *message)
{
    bool declared = !ch_set_within(&j->declared, &ceiling->classes);
    uint32_t class = 0;
    charter_finding f = citing(breached(clause, CHARTER_EFFECT_FORBID), entry, "data");
    if (!declared)
        f.effect = owed_to_detectors(j, &ceiling->classes, false);
    if (ch_finding_add_silent(j, &f))
        return;
    const ch_node *item = declared ? first_beyond(j, &ceiling->classes, &class) : NULL;
    if (item != NULL)
        ch_finding_at_item(j, &f, "data", item);
    else
        class = place_at_detectors(j, &f, &ceiling->classes, false);
    ch_text most = ceiling_text(j, ceiling);
    f.message = ch_say2(message, j->version->data.items[class].entry.id, entry->id);
    f.message =
        ch_with_title(ch_with_title(f.message, 0, &j->version->data.items[class].entry.title), 1, &entry->title);
    ch_text others = clause == CH_CLAUSE_ACTIVITY_DATA ? receivers_text(j) : CH_NO_TEXT;
    if (others.length > 0 && most.length > 0)
        f.help = ch_say2("at the most, it may be given: %1$s, and what lies below; these data may be given to: %2$s",
                         most, others);
    else
        f.help = most.length > 0 ? ch_say1("at the most, it may be given: %s, and what lies below", most)
                                 : ch_say("it may be given no data at all");
    ch_finding_add(j, f);
}

static void judge_ceiling(ch_judging *j, ch_clause clause, const ch_entry *entry, const ch_ceiling *ceiling,
                          const char *message)
{
    if (!ceiling->given) {
        not_applicable(j, clause);
        return;
    }
    bool within = ch_set_within(&j->facts.data, &ceiling->classes);
    /* Without `data`, what was found may breach a ceiling and never meet it: what is sent beside it is not known. */
    if (!j->facts.data_known && (within || may_be_graver(j, &ceiling->classes, false)))
        no_data_declared(j, clause, entry, "data");
    else if (within)
        met(j, clause);
    else
        breach_ceiling(j, clause, entry, ceiling, message);
}

static void activity_data(ch_judging *j)
{
    if (j->activity == NULL)
        not_applicable(j, CH_CLAUSE_ACTIVITY_DATA);
    else
        judge_ceiling(j, CH_CLAUSE_ACTIVITY_DATA, &j->activity->entry, &j->activity->data,
                      N_("the activity \"%2$s\" does not allow data of the class \"%1$s\""));
}

static void tool_data(ch_judging *j)
{
    if (j->tool == NULL)
        not_applicable(j, CH_CLAUSE_TOOL_DATA);
    else
        judge_ceiling(j, CH_CLAUSE_TOOL_DATA, &j->tool->entry, &j->tool->data,
                      N_("the tool \"%2$s\" may not be given data of the class \"%1$s\""));
}

/* ---- the activity ---- */

static void activity_status(ch_judging *j)
{
    const ch_activity *a = j->activity;
    if (a == NULL) {
        not_applicable(j, CH_CLAUSE_ACTIVITY_STATUS);
        return;
    }
    if (a->status == CH_ALLOWED) {
        met(j, CH_CLAUSE_ACTIVITY_STATUS);
        return;
    }
    bool banned = a->status == CH_ACTIVITY_BANNED;
    charter_finding f =
        citing(breached(CH_CLAUSE_ACTIVITY_STATUS, banned ? CHARTER_EFFECT_FORBID : CHARTER_EFFECT_REVIEW), &a->entry,
               "status");
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, "activity");
    f.message = banned ? ch_say1("the charter bans AI from the activity \"%s\"", a->entry.id)
                       : ch_say1("the activity \"%s\" is restricted: a person decides each case", a->entry.id);
    f.message = ch_with_title(f.message, 0, &a->entry.title);
    f.help = banned ? ch_say("do this work without AI") : ch_say("ask before you begin, and keep the answer");
    ch_finding_add(j, f);
}

static bool allows_tool(const ch_activity *a, const ch_tool *tool, uint32_t number)
{
    if (a->only_names != NULL && !ch_refs_have(a->only, number))
        return false;
    if (ch_refs_have(a->not_these, number))
        return false;
    return a->status_names == NULL || ((a->statuses >> tool->status) & 1) != 0;
}

static void activity_tools(ch_judging *j)
{
    const ch_activity *a = j->activity;
    if (a == NULL || !a->limits_tools) {
        not_applicable(j, CH_CLAUSE_ACTIVITY_TOOLS);
        return;
    }
    /* An unlisted tool breaches tool.unlisted alone: of its status, nothing is known. */
    if (j->tool == NULL || allows_tool(a, j->tool, j->tool_found.number)) {
        met(j, CH_CLAUSE_ACTIVITY_TOOLS);
        return;
    }
    charter_finding f = citing(breached(CH_CLAUSE_ACTIVITY_TOOLS, CHARTER_EFFECT_FORBID), &a->entry, "tools");
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, "tool");
    f.message = ch_say2("the activity \"%1$s\" does not allow the tool \"%2$s\"", a->entry.id, j->tool->entry.id);
    f.message = ch_with_title(ch_with_title(f.message, 0, &a->entry.title), 1, &j->tool->entry.title);
    f.help = ch_say("choose a tool that this activity allows");
    ch_finding_add(j, f);
}

static void activity_autonomy(ch_judging *j)
{
    const ch_activity *a = j->activity;
    int declared = j->declaration->autonomy;
    if (a == NULL || a->autonomy == 0) {
        not_applicable(j, CH_CLAUSE_ACTIVITY_AUTONOMY);
        return;
    }
    /* Ranks rise from suggest to autonomous; 0 is not said, and is no low rank. */
    if (declared != 0 && declared <= a->autonomy) {
        met(j, CH_CLAUSE_ACTIVITY_AUTONOMY);
        return;
    }
    charter_finding f = declared == 0 ? undecided(CH_CLAUSE_ACTIVITY_AUTONOMY, CHARTER_EFFECT_FORBID)
                                      : breached(CH_CLAUSE_ACTIVITY_AUTONOMY, CHARTER_EFFECT_FORBID);
    f = citing(f, &a->entry, "autonomy");
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, declared == 0 ? NULL : "autonomy");
    ch_text most = ch_text_of(ch_autonomy_names[a->autonomy - 1]);
    if (declared == 0) {
        f.message = ch_say("the declaration does not say how much the tool does on its own");
        f.help =
            ch_say1("add autonomy: suggest, assist, supervised or autonomous; this activity allows at most: %s", most);
    } else {
        f.message = ch_say2("the activity \"%1$s\" does not allow the autonomy \"%2$s\"", a->entry.id,
                            ch_text_of(ch_autonomy_names[declared - 1]));
        f.message = ch_with_title(f.message, 0, &a->entry.title);
        f.help = ch_say1("it allows at most: %s", most);
    }
    ch_finding_add(j, f);
}

/* ---- the tool ---- */

static void tool_status(ch_judging *j)
{
    const ch_tool *tool = j->tool;
    if (tool == NULL) {
        not_applicable(j, CH_CLAUSE_TOOL_STATUS);
        return;
    }
    /* Statuses rise from recommended to banned. */
    if (tool->status < CH_TOLERATED) {
        met(j, CH_CLAUSE_TOOL_STATUS);
        return;
    }
    bool banned = tool->status == CH_BANNED;
    charter_finding f = citing(breached(CH_CLAUSE_TOOL_STATUS, banned ? CHARTER_EFFECT_FORBID : CHARTER_EFFECT_ADVISE),
                               &tool->entry, "status");
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, "tool");
    f.message = banned ? ch_say1("the charter bans the tool \"%s\"", tool->entry.id)
                       : ch_say1("the tool \"%s\" is only tolerated", tool->entry.id);
    f.message = ch_with_title(f.message, 0, &tool->entry.title);
    f.help = banned ? ch_say("use another tool") : ch_say("prefer a tool that the charter recommends");
    ch_finding_add(j, f);
}

static void tool_activities(ch_judging *j)
{
    const ch_tool *tool = j->tool;
    if (tool == NULL || j->activity == NULL || !tool->limits_activities) {
        not_applicable(j, CH_CLAUSE_TOOL_ACTIVITIES);
        return;
    }
    if (ch_refs_have(tool->activities, j->activity_found.number)) {
        met(j, CH_CLAUSE_TOOL_ACTIVITIES);
        return;
    }
    charter_finding f = citing(breached(CH_CLAUSE_TOOL_ACTIVITIES, CHARTER_EFFECT_FORBID), &tool->entry, "activities");
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, "activity");
    f.message =
        ch_say2("the tool \"%1$s\" is not meant for the activity \"%2$s\"", tool->entry.id, j->activity->entry.id);
    f.message = ch_with_title(ch_with_title(f.message, 0, &tool->entry.title), 1, &j->activity->entry.title);
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < tool->activities.count; i++)
        list =
            ch_text_listed(ch_judging_arena(j), list, j->version->activities.items[tool->activities.items[i]].entry.id);
    f.help = list.length > 0 ? ch_say1("it is meant for: %s", list) : ch_say("use another tool");
    ch_finding_add(j, f);
}

/* ---- hosting ---- */

/* Asked where no data are declared: only a class in force could turn out to be among them. */
static bool some_class_hosted(const ch_judging *j)
{
    if (!j->version->some_hosted)
        return false;
    for (uint32_t i = 0; i < j->version->data.count; i++) {
        const ch_data_class *class = &j->version->data.items[i];
        if (class->hosted && ch_period_holds(class->entry.period, j->day))
            return true;
    }
    return false;
}

/* A tool of which the charter does not say where it is hosted (below 0) is in no class's set. */
static bool misplaced(const ch_data_class *class, int32_t hosting)
{
    return class->hosted && (hosting < 0 || !ch_set_has(&class->hostings, (uint32_t)hosting));
}

/* The first declared class that has a hosting set without `hosting` in it; -1 is in none. */
static const ch_node *first_misplaced(const ch_judging *j, int32_t hosting, const ch_data_class **class)
{
    const ch_node *item = ch_names_first(j->declaration->data);
    for (; item != NULL; item = ch_names_next(item)) {
        uint32_t number = ch_resolve_class(j->version, j->day, item->text, ch_judging_arena(j)).number;
        if (number == CH_NOT_FOUND)
            continue;
        *class = &j->version->data.items[number];
        if (misplaced(*class, hosting))
            return item;
    }
    return NULL;
}

/* The effective classes that may not go to `hosting`. */
static ch_set misplaced_classes(const ch_judging *j, int32_t hosting)
{
    ch_set set = {{0}};
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (ch_set_has(&j->facts.data, i) && misplaced(&j->version->data.items[i], hosting))
            ch_set_add(&set, i);
    return set;
}

static bool hosting_concerns(const ch_judging *j)
{
    for (uint32_t i = 0; i < j->version->data.count; i++)
        if (j->version->data.items[i].hosted && ch_set_has(&j->facts.data, i))
            return true;
    return false;
}

static ch_text hosting_texts(const ch_judging *j, const ch_set *hostings)
{
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < j->version->hosting.count; i++)
        if (ch_set_has(hostings, i))
            list = ch_text_listed(ch_judging_arena(j), list, j->version->hosting.items[i].entry.id);
    return list;
}

/* `classes` may not go there; none of them is declared where detectors alone found them. */
static void breach_hosting(ch_judging *j, const ch_set *classes)
{
    const ch_tool *tool = j->tool;
    bool declared = ch_set_meets(classes, &j->declared);
    /* Not to know where the tool is hosted is no breach: the charter lacks it, and the tool may well be in place. */
    bool unsaid = tool->hosting < 0;
    charter_finding f = unsaid ? undecided(CH_CLAUSE_DATA_HOSTING, CHARTER_EFFECT_FORBID)
                               : breached(CH_CLAUSE_DATA_HOSTING, CHARTER_EFFECT_FORBID);
    if (!declared)
        f.effect = owed_to_detectors(j, classes, true);
    if (ch_finding_add_silent(j, &f))
        return;
    const ch_data_class *class = NULL;
    const ch_node *item = declared ? first_misplaced(j, tool->hosting, &class) : NULL;
    if (item != NULL)
        ch_finding_at_item(j, &f, "data", item);
    else
        class = &j->version->data.items[place_at_detectors(j, &f, classes, true)];
    f = citing(f, unsaid ? &tool->entry : &class->entry, "hosting");
    ch_text allowed = hosting_texts(j, &class->hostings);
    f.message = unsaid ? ch_say2("the charter does not say where the tool \"%1$s\" is hosted, and \"%2$s\" data "
                                 "may not go everywhere",
                                 tool->entry.id, class->entry.id)
                       : ch_say3("\"%1$s\" data may not go to the tool \"%2$s\", which is hosted on \"%3$s\"",
                                 class->entry.id, tool->entry.id, j->version->hosting.items[tool->hosting].entry.id);
    f.message = ch_with_title(ch_with_title(f.message, unsaid ? 1 : 0, &class->entry.title), unsaid ? 0 : 1,
                              &tool->entry.title);
    if (!unsaid)
        f.message = ch_with_title(f.message, 2, &j->version->hosting.items[tool->hosting].entry.title);
    f.help = allowed.length > 0 ? ch_say1("these data may go to: %s", allowed)
                                : ch_say("these data may go nowhere: leave them out");
    ch_finding_add(j, f);
}

static void data_hosting(ch_judging *j)
{
    bool concerns = j->facts.data_known ? hosting_concerns(j) : some_class_hosted(j);
    /* Not applicable to an unlisted tool, but noted: an exception that waives tool.unlisted would let these data go
     * anywhere. */
    if (j->tool == NULL && concerns)
        ch_judge_waits(&j->for_tool, CH_CLAUSE_DATA_HOSTING, NULL);
    if (j->tool == NULL || !concerns) {
        not_applicable(j, CH_CLAUSE_DATA_HOSTING);
        return;
    }
    ch_set classes = misplaced_classes(j, j->tool->hosting);
    if (!ch_set_empty(&classes) && (j->facts.data_known || !may_be_graver(j, &classes, true)))
        breach_hosting(j, &classes);
    else if (!j->facts.data_known)
        no_data_declared(j, CH_CLAUSE_DATA_HOSTING, NULL, NULL);
    else
        met(j, CH_CLAUSE_DATA_HOSTING);
}

/* ---- the charter itself ---- */

static void charter_period(ch_judging *j)
{
    met(j, CH_CLAUSE_CHARTER_PERIOD); /* without a charter in force, nothing else is judged */
}

static void charter_review(ch_judging *j)
{
    ch_day by = j->version->review_by;
    if (by == CHARTER_NO_DAY) {
        not_applicable(j, CH_CLAUSE_CHARTER_REVIEW);
        return;
    }
    if (j->day <= by) {
        met(j, CH_CLAUSE_CHARTER_REVIEW);
        return;
    }
    charter_finding f = breached(CH_CLAUSE_CHARTER_REVIEW, CHARTER_EFFECT_ADVISE);
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at(j, &f, NULL);
    f.message = ch_with_day(ch_say("the charter itself was to be reviewed by %s"), 0, by);
    f.help = ch_say("tell the body that keeps it");
    ch_finding_add(j, f);
}

/* ---- the table ---- */

/* Families have no row: ch_judge_single_clauses is called with ranges that hold none of them. */
static void (*const clauses[CH_CLAUSE_COUNT])(ch_judging *) = {
    [CH_CLAUSE_ACTIVITY_UNLISTED] = activity_unlisted,
    [CH_CLAUSE_ACTIVITY_STATUS] = activity_status,
    [CH_CLAUSE_ACTIVITY_DATA] = activity_data,
    [CH_CLAUSE_ACTIVITY_TOOLS] = activity_tools,
    [CH_CLAUSE_ACTIVITY_AUTONOMY] = activity_autonomy,
    [CH_CLAUSE_TOOL_UNLISTED] = tool_unlisted,
    [CH_CLAUSE_TOOL_STATUS] = tool_status,
    [CH_CLAUSE_TOOL_DATA] = tool_data,
    [CH_CLAUSE_TOOL_ACTIVITIES] = tool_activities,
    [CH_CLAUSE_DATA_UNLISTED] = data_unlisted,
    [CH_CLAUSE_DATA_HOSTING] = data_hosting,
    [CH_CLAUSE_CHARTER_PERIOD] = charter_period,
    [CH_CLAUSE_CHARTER_REVIEW] = charter_review,
};

void ch_judge_single_clauses(ch_judging *j, ch_clause first, ch_clause last)
{
    for (ch_clause clause = first; clause <= last; clause++)
        clauses[clause](j);
}
