/* Evidence: whether what a declaration shows does a duty, and if not, why. Which duties are asked for, and what an
 * open one means for the verdict, is duties.c's. A fault leaves the duty open: lacking evidence is never
 * undetermined, since it is for the declaration to show. */
#include "base/no_word.h"
#include "base/person.h"
#include "judge/judging.h"

/* Why a piece of evidence does not count. NEEDS_MORE: it lacks what the duty asks for, which is told with how to
 * show it. In rising order: of several pieces the one that is told is the one with the largest. */
typedef enum fault {
    NONE,
    ABSENT,
    NEEDS_MORE,
    TO_COME,
    BEFORE_USE,
    TOO_OLD,
    NOBODY,
    MIXES_SCRIPTS,
    HIDES_FORMAT,
    TOOL,
    NO_AUTHOR,
    AUTHOR_NOBODY,
    AUTHOR,
    DAY_UNKNOWN /* it would count on some of the days that it may have been done on */
} fault;

/* %1$s: the day or the name; %2$s: the places where evidence can stand. */
static const char *const texts[] = {
    [TO_COME] = N_("its date, %1$s, is still to come: show it under %2$s once it is done"),
    [BEFORE_USE] = N_("it was done on %1$s, before the use: do it on what the use gave, and show it under %2$s"),
    [TOO_OLD] = N_("it was done on %1$s, and no longer counts: renew it, and show it under %2$s"),
    [NOBODY] = N_("\"%1$s\" names nobody: write the full name of the person who did it, under %2$s"),
    [MIXES_SCRIPTS] =
        N_("the name \"%1$s\" mixes writing systems: write the full name of the person who did it, in one "
           "of them, under %2$s"),
    [HIDES_FORMAT] =
        N_("the name \"%1$s\" holds invisible characters: type the full name of the person who did it anew, "
           "under %2$s"),
    [TOOL] = N_("\"%1$s\" is a tool: a person has to do it; write the person's full name under %2$s"),
    [NO_AUTHOR] =
        N_("somebody other than the author has to do it, and no author is declared: add author:, beside %2$s"),
    [AUTHOR_NOBODY] = N_("somebody other than the author has to do it, and the author \"%1$s\" names nobody: write the "
                         "author's full name, beside %2$s"),
    [DAY_UNKNOWN] = N_("it was done on one of several days, and on some of them it would not count: say the day (on), "
                       "under %2$s"),
    [AUTHOR] = N_("\"%1$s\" is the author: somebody else has to do it; write that person's full name under %2$s"),
};

/* ---- what counts ---- */

/* Letter for letter: a charter may accept what would elsewhere be a word of no. */
static bool accepts_id(const ch_duty *duty, ch_text id)
{
    for (const ch_node *name = ch_names_first(duty->accepts); name != NULL; name = ch_names_next(name))
        if (id.at != NULL && ch_text_same(name->text, id))
            return true;
    return false;
}

bool ch_duty_accepts(const ch_duty *duty, ch_text id)
{
    return duty->accepts == NULL || accepts_id(duty, id);
}

/* Whether what was done `on` still counts on the judged day. The last day counts; ch_day_add keeps to the end of a
 * month. */
static bool fresh(const ch_judging *j, ch_day on, ch_duration lasts)
{
    return j->day <= ch_day_add(on, lasts);
}

/* The last day on which evidence may be dated. A day more than today is forgiven: it is already tomorrow elsewhere. */
static ch_day latest_day(const ch_judging *j, const ch_duty *duty)
{
    return duty->due == CH_BEFORE && j->day < j->at + 1 ? j->day : j->at + 1;
}

/* Only a use that goes on has to renew it: one that is planned has nothing yet, one that is done nothing more. */
static bool is_renewed(const ch_judging *j, const ch_duty *duty)
{
    return duty->every.given && j->stage == CH_IN_USE;
}

/* The use is judged as of one day: its date is that one (days.c), or none. */
static fault day_fault(const ch_judging *j, const ch_duty *duty, ch_day on)
{
    bool renewed = is_renewed(j, duty);
    if (on > latest_day(j, duty))
        return TO_COME;
    /* Nobody reviews what does not exist yet. */
    if (duty->due == CH_AFTER && j->declaration->date.first != CHARTER_NO_DAY && on < j->declaration->date.first)
        return BEFORE_USE;
    if ((duty->valid_for.given && !fresh(j, on, duty->valid_for)) || (renewed && !fresh(j, on, duty->every)))
        return TOO_OLD;
    return NONE;
}

/* The days on which evidence counts have no gap: what counts on the first of several and on the last counts on all of
 * them, and where it does on any, it does on the last that is not still to come. */
static fault date_fault(const ch_judging *j, const ch_duty *duty, const ch_evidence *evidence)
{
    ch_days on = evidence->on;
    if (evidence->on_unread)
        return DAY_UNKNOWN;
    if (on.first == CHARTER_NO_DAY)
        return duty->valid_for.given || is_renewed(j, duty) ? NEEDS_MORE : NONE;
    fault first = day_fault(j, duty, on.first), last = day_fault(j, duty, on.last);
    ch_day latest = latest_day(j, duty) < on.last ? latest_day(j, duty) : on.last;
    if (first == last && (first == NONE || latest < on.first))
        return first;
    bool some = latest >= on.first && day_fault(j, duty, latest) == NONE;
    return some ? DAY_UNKNOWN : first != NONE ? first : last;
}

static bool is_declared(const ch_judging *j, ch_text by, ch_text name)
{
    ch_arena *arena = ch_judging_arena(j);
    ch_person_form forms = ch_person_forms(by, name);
    for (ch_person_form form = CH_PERSON_WRITTEN; name.at != NULL && form < forms; form++)
        if (ch_text_same(ch_person_words(arena, by, form), ch_person_words(arena, name, form)))
            return true;
    return false;
}

/* By whole names alone: patterns and variants would take people for tools. */
static bool is_tool(const ch_judging *j, ch_text by)
{
    return is_declared(j, by, j->tool_name) || is_declared(j, by, j->tool_model) ||
           ch_resolve_is_tool(j->version, j->day, by, ch_judging_arena(j));
}

static fault person_fault(const ch_judging *j, ch_text by)
{
    static const fault faults[] = {[CH_PERSON_NOBODY] = NOBODY,
                                   [CH_PERSON_MIXES_SCRIPTS] = MIXES_SCRIPTS,
                                   [CH_PERSON_HIDES_FORMAT] = HIDES_FORMAT};
    ch_person_fault unnamed = ch_person_check(by);
    if (unnamed != CH_PERSON_NAMED)
        return faults[unnamed];
    return is_tool(j, by) ? TOOL : NONE;
}

/* Without an author nobody can be told apart from: the duty stays open, or leaving the author out would do. */
static fault another_fault(const ch_judging *j, ch_text by)
{
    ch_text author = j->declaration->author;
    if (by.at == NULL)
        return NEEDS_MORE;
    if (author.at == NULL)
        return NO_AUTHOR;
    if (ch_person_check(author) != CH_PERSON_NAMED)
        return AUTHOR_NOBODY;
    return ch_person_same(ch_judging_arena(j), by, author) ? AUTHOR : NONE;
}

/* An id that is a word of no stands where another duty accepts it; to this one it says nothing. */
static bool says_nothing(const ch_duty *duty, const ch_evidence *e)
{
    bool more = !e->id_unread && (e->ref.at != NULL || e->by.at != NULL || e->on.first != CHARTER_NO_DAY);
    return !e->present || (e->id.at != NULL && !more && ch_says_no(e->id) && !accepts_id(duty, e->id));
}

static fault fault_of(const ch_judging *j, const ch_duty *duty, const ch_evidence *evidence)
{
    if (says_nothing(duty, evidence))
        return ABSENT;
    fault found = evidence->by.at == NULL ? NONE : person_fault(j, evidence->by);
    if (found == NONE)
        found = date_fault(j, duty, evidence);
    bool day_unknown = found == DAY_UNKNOWN;
    if (day_unknown)
        found = NONE;
    if (found == NONE && !ch_duty_accepts(duty, evidence->id))
        found = NEEDS_MORE;
    /* Last: evidence that lacks an author alone is not asked for again. */
    if (found == NONE && duty->by_another == CH_YES)
        found = another_fault(j, evidence->by);
    return found == NONE && day_unknown ? DAY_UNKNOWN : found;
}

/* ---- where it stands ---- */

const ch_evidences *ch_evidence_at(const charter_declaration *declaration, const ch_evidence_path *path)
{
    if (path->kind == CH_BY_REVIEW)
        return &declaration->review;
    if (path->kind == CH_BY_TRAINING)
        return &declaration->training;
    for (uint32_t i = 0; path->kind == CH_BY_EVIDENCE && i < declaration->evidence_count; i++)
        if (ch_text_same(declaration->evidence[i].name, path->id))
            return &declaration->evidence[i];
    return NULL;
}

/* A bool, or a choice among whose words are those that the duty accepts: the charter's loading saw to it. A bool
 * has no id, and never shows what a duty accepts only by one. */
static bool fact_shows(const ch_judging *j, const ch_duty *duty, const ch_evidence_path *path)
{
    const ch_value *fact = &j->facts.slots[path->slot];
    if (fact->kind == CH_VALUE_BOOL)
        return fact->yes && duty->accepts == NULL;
    return fact->kind == CH_VALUE_TEXT && accepts_id(duty, fact->text);
}

/* What is told of an open duty: the gravest of what is wrong with the pieces that there are. */
typedef struct wrong {
    fault fault;
    const ch_evidence *evidence;
} wrong;

static bool some_shows(const ch_judging *j, const ch_duty *duty, const ch_evidences *all, wrong *worst)
{
    for (uint32_t i = 0; all != NULL && i < all->count; i++) {
        fault found = fault_of(j, duty, &all->items[i]);
        if (found == NONE)
            return true;
        if (found > worst->fault)
            *worst = (wrong){found, &all->items[i]};
    }
    return false;
}

static ch_text paths_of(const ch_judging *j, const ch_duty *duty)
{
    ch_text list = CH_NO_TEXT;
    for (uint32_t i = 0; i < duty->path_count; i++)
        list = ch_text_listed(ch_judging_arena(j), list, duty->paths[i].text);
    return list;
}

/* What evidence has to say, where the charter asks for more than its presence. */
static ch_message how_to_show(const ch_judging *j, const ch_duty *duty, ch_text paths)
{
    ch_text accepts = CH_NO_TEXT;
    for (const ch_node *name = ch_names_first(duty->accepts); name != NULL; name = ch_names_next(name))
        accepts = ch_text_listed(ch_judging_arena(j), accepts, name->text);
    bool dated = duty->valid_for.given || duty->every.given;
    if (accepts.length > 0 && duty->path_count > 0 && duty->paths[0].kind == CH_BY_FACT)
        return ch_say2("say under %1$s that it is one of: %2$s", paths, accepts);
    if (accepts.length > 0)
        return dated ? ch_say2("show it under %1$s, with its date (on) and one of these ids: %2$s", paths, accepts)
                     : ch_say2("show it under %1$s, with one of these ids: %2$s", paths, accepts);
    if (duty->by_another == CH_YES)
        return ch_say1("show it under %s, with by: somebody other than the author", paths);
    return dated ? ch_say1("show it under %s, with its date (on)", paths) : ch_say1("show it under %s", paths);
}

static ch_message explain(const ch_judging *j, const ch_duty *duty, const wrong *worst)
{
    ch_text paths = paths_of(j, duty);
    switch (worst->fault) {
    case NONE:
    case ABSENT:
    case NEEDS_MORE:
        return how_to_show(j, duty, paths);
    case TO_COME:
    case BEFORE_USE:
    case TOO_OLD:
        return ch_with_day(ch_say2(texts[worst->fault], CH_NO_TEXT, paths), 0,
                           worst->fault == TO_COME ? worst->evidence->on.first : worst->evidence->on.last);
    case NO_AUTHOR:
    case AUTHOR_NOBODY:
        return ch_say2(texts[worst->fault], j->declaration->author, paths);
    default:
        return ch_say2(texts[worst->fault], worst->evidence->by, paths);
    }
}

ch_truth ch_judge_shows(const ch_judging *j, const ch_duty *duty, ch_message *how)
{
    wrong worst = {NONE, NULL};
    for (uint32_t i = 0; i < duty->path_count; i++) {
        const ch_evidence_path *path = &duty->paths[i];
        if (path->kind == CH_BY_FACT ? fact_shows(j, duty, path)
                                     : some_shows(j, duty, ch_evidence_at(j->declaration, path), &worst)) {
            if (how != NULL)
                *how = ch_say1("shown by %s", path->text);
            return CH_TRUE;
        }
    }
    /* Where only a yes or no is asked, no message is built: duties that nothing asks for are asked about often. */
    if (how != NULL)
        *how = explain(j, duty, &worst);
    return worst.fault == DAY_UNKNOWN ? CH_UNKNOWN : CH_FALSE;
}

ch_duty_wants ch_duty_wants_of(const ch_judging *j, const ch_duty *duty)
{
    wrong worst = {NONE, NULL};
    for (uint32_t i = 0; i < duty->path_count; i++)
        if (duty->paths[i].kind != CH_BY_FACT)
            some_shows(j, duty, ch_evidence_at(j->declaration, &duty->paths[i]), &worst);
    ch_text author = j->declaration->author;
    bool named = author.at != NULL && ch_person_check(author) == CH_PERSON_NAMED;
    return (ch_duty_wants){
        .evidence = worst.fault != NO_AUTHOR && worst.fault != AUTHOR_NOBODY,
        .author = duty->by_another == CH_YES && !named,
    };
}
