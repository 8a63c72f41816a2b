/* Names that another tool's pattern catches. The listed name itself resolves as it should, since ids, aliases and
 * titles come first: what is written a little differently is taken for the other tool. */
#include "lint/lint.h"
#include "pattern/pattern.h"

/* Names are short, and so is what a pattern needs for one. */
#define STEPS 200

/* A match as most are: of the budget. One that takes all of its steps takes ten times as long. */
#define ONE_MATCH 250

/* What a tool's pattern catches of the names of one other. */
typedef struct caught {
    const ch_listed_name *first;
    ch_text names;
    uint32_t count;
} caught;

static void tell_caught(ch_lint *l, const caught *c, const ch_tool *by)
{
    const ch_tool *tool = &l->version->tools.items[c->first->entry];
    const ch_entry *entry = &tool->entry;
    ch_span span = c->first->node == NULL ? entry->node->key->span : c->first->node->span;
    ch_message what =
        ch_say3("the pattern of \"%3$s\" catches names of \"%1$s\": %2$s", entry->id, c->names, by->entry.id);
    ch_lint_of of = {CH_VOCABULARY_TOOLS, c->first->entry};
    if (by->status < tool->status)
        ch_lint_tell(l, CH_LINT_NAME_CAUGHT, of, span, what,
                     ch_say(
                         "spelt a little differently it passes for the milder one: narrow that pattern, or give this "
                         "tool one too"));
    else
        ch_lint_tell(l, CH_LINT_NAME_BARRED, of, span, what,
                     ch_say("spelt a little differently it is taken for the other: narrow that pattern, or list the "
                            "spellings"));
}

/* An own pattern that catches the name, too, is weighed against the other by the strictness of both: that is for their
 * author to have thought of. */
static bool catches_itself(ch_lint *l, const ch_listed_name *name)
{
    const ch_tool *own = &l->version->tools.items[name->entry];
    return own->pattern != NULL &&
           ch_pattern_find(own->pattern, ch_evaluator_matcher(l->evaluator), name->shown) == CH_MATCH_YES;
}

/* Of many names a few show what is meant. */
static void add_caught(ch_lint *l, caught *c, const ch_listed_name *name)
{
    enum { SHOWN = 5 };
    if (c->count++ == 0)
        *c = (caught){name, CH_LITERAL(""), 1};
    if (c->count <= SHOWN + 1)
        c->names = ch_text_listed(l->arena, c->names, c->count <= SHOWN ? name->shown : CH_LITERAL("\xE2\x80\xA6"));
}

/* A catalogue's names come behind patterns, and their author is another. */
static bool may_catch(const ch_lint *l, const ch_tool *by, uint32_t number, const ch_listed_name *name)
{
    const ch_entry *entry = &l->version->tools.items[name->entry].entry;
    return name->kind != CH_BY_CATALOGUE && name->entry != number && ch_lint_is_current(l, entry) &&
           ch_period_overlap(entry->period, by->entry.period);
}

/* Names stand in the order of their tools. */
static void look_for(ch_lint *l, const ch_tool *by, uint32_t number)
{
    const ch_names *names = &l->version->tool_names;
    caught c = {.count = 0};
    for (uint32_t i = 0; i < names->count; i++) {
        const ch_listed_name *name = &names->items[i];
        if (c.count > 0 && c.first->entry != name->entry) {
            tell_caught(l, &c, by);
            c.count = 0;
        }
        if (!may_catch(l, by, number, name))
            continue;
        if (!ch_lint_spend(l, ONE_MATCH))
            return;
        ch_match match = ch_pattern_find(by->pattern, ch_evaluator_matcher(l->evaluator), name->shown);
        if (match == CH_MATCH_LIMIT)
            return; /* judging will say so; here each further name would cost as much */
        if (match == CH_MATCH_YES && !catches_itself(l, name))
            add_caught(l, &c, name);
    }
    if (c.count > 0)
        tell_caught(l, &c, by);
}

void ch_lint_names(ch_lint *l)
{
    const ch_version *v = l->version;
    ch_matcher_bound(ch_evaluator_matcher(l->evaluator), STEPS);
    for (uint32_t i = 0; i < v->tools.count; i++)
        if (v->tools.items[i].pattern != NULL && ch_lint_is_current(l, &v->tools.items[i].entry))
            look_for(l, &v->tools.items[i], i);
    ch_matcher_bound(ch_evaluator_matcher(l->evaluator), CH_PATTERN_STEPS_MAX);
}
