/* Rules that say less than they seem to: conditions that are always true, rules that concern nothing that is listed,
 * and questions that silence answers. What can never be true, loading has told already. */
#include "lint/lint.h"

/* Loading warns of has() beside what is asked of the same fact: that is told once. */
static bool is_told(const ch_lint *l, const ch_source *source, ch_span span)
{
    charter_place place = ch_source_place(source, span);
    for (const charter_diagnostic *d = l->diagnostics->first; d != NULL; d = d->next)
        if (d->place.line == place.line && d->place.column == place.column && d->place.file != NULL &&
            strcmp(d->place.file, place.file) == 0 && strncmp(d->code, "condition.", strlen("condition.")) == 0)
            return true;
    return false;
}

static void look_at_silence(ch_lint *l, ch_lint_of of, const ch_condition *condition, bool passing, const char *message)
{
    ch_span span;
    ch_text name;
    const ch_entry *entry = ch_vocabulary_entry(l->version, of.vocabulary, of.number);
    if (condition != NULL && ch_condition_rewards_silence(condition, passing, &span, &name) &&
        !is_told(l, entry->source, span) && !ch_lint_ignores_it(l, CH_CONDITION_SILENT, entry->source, &of))
        ch_lint_tell(l, CH_LINT_SILENCE, of, span, ch_say2(message, entry->id, name),
                     ch_say("ask what the fact is, not whether it is there: what needs an absent fact is "
                            "undetermined, and says which"));
}

/* Of `when` alone: to require what is always true is how a fact is asked for, since it is undetermined without it. */
static void look_at_always(ch_lint *l, ch_lint_of of, const ch_rule *rule)
{
    if (ch_lint_is_always(l, rule->when) && !is_told(l, rule->entry.source, ch_node_caret(rule->when_node)))
        ch_lint_tell(l, CH_LINT_RULE_ALWAYS, of, ch_node_caret(rule->when_node),
                     ch_say1("the condition of the rule \"%s\" is true whatever is declared", rule->entry.id),
                     ch_say("correct what is compared; for every use, leave it out"));
}

static bool some_of(const bool *may, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (may[i])
            return true;
    return false;
}

static void look_at_never(ch_lint *l, ch_lint_of of, const ch_rule *rule, bool *may)
{
    const ch_version *v = l->version;
    const char *message = NULL;
    if (ch_lint_tools_of(l, rule->when, may) && !some_of(may, v->tools.count + 1))
        message = N_("the rule \"%s\" holds for none of the listed tools, nor for one that is not listed");
    else if (ch_lint_activities_of(l, rule->when, may) && !some_of(may, v->activities.count + 1))
        message = N_("the rule \"%s\" holds for none of the listed activities, nor for one that is not listed");
    if (message != NULL)
        ch_lint_tell(l, CH_LINT_RULE_NEVER, of, ch_node_caret(rule->when_node), ch_say1(message, rule->entry.id),
                     ch_say("correct the condition; where it waits for an entry to come, ignore this and say so"));
}

void ch_lint_rules(ch_lint *l)
{
    const ch_version *v = l->version;
    uint32_t most = v->tools.count > v->activities.count ? v->tools.count : v->activities.count;
    bool *may = ch_arena_take_many(l->arena, (size_t)most + 1, sizeof *may);
    for (uint32_t i = 0; may != NULL && i < v->rules.count; i++) {
        const ch_rule *rule = &v->rules.items[i];
        ch_lint_of of = {CH_VOCABULARY_RULES, i};
        if (!ch_lint_is_current(l, &rule->entry))
            continue;
        look_at_always(l, of, rule);
        look_at_never(l, of, rule, may);
        look_at_silence(l, of, rule->when, false,
                        N_("the rule \"%1$s\" passes over whoever does not declare \"%2$s\""));
        look_at_silence(l, of, rule->require, true,
                        N_("the rule \"%1$s\" is kept by whoever does not declare \"%2$s\""));
    }
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        if (ch_lint_is_current(l, &v->exceptions.items[i].entry))
            look_at_silence(l, (ch_lint_of){CH_VOCABULARY_EXCEPTIONS, i}, v->exceptions.items[i].condition, true,
                            N_("the exception \"%1$s\" is for whoever does not declare \"%2$s\""));
}
