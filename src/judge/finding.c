/* Findings: adding them, and where in the declaration they stand. What they say, and whether they stand, is for the
 * files of the clauses. */
#include "judge/judging.h"

/* No bound is asked: workspaces are made for all that any version can give (make_workspaces). */
void ch_finding_add(ch_judging *j, charter_finding finding)
{
    j->workspace->findings[j->finding_count++] = finding;
}

bool ch_finding_add_silent(ch_judging *j, const charter_finding *finding)
{
    if (j->silent)
        ch_finding_add(j, *finding);
    return j->silent;
}

void ch_judge_waits(ch_waiting *waiting, ch_clause clause, const ch_entry *entry)
{
    if (!waiting->some)
        *waiting = (ch_waiting){true, clause, entry};
}

void ch_finding_add_quiet(ch_judging *j, ch_clause clause, const ch_entry *entry, charter_outcome outcome,
                          charter_effect effect)
{
    if (!j->every_clause && !(j->met_clauses && outcome == CHARTER_OUTCOME_MET))
        return;
    ch_finding_add(j, (charter_finding){.clause = clause,
                                        .entry = entry,
                                        .outcome = outcome,
                                        .effect = effect,
                                        .own = effect,
                                        .path = CH_LITERAL(""),
                                        .span = ch_usage_span(j->declaration)});
}

static char *append(char *at, char separator, const char *text)
{
    size_t length = strlen(text);
    *at = separator;
    memcpy(at + 1, text, length + 1);
    return at + 1 + length;
}

/* A JSON Pointer (RFC 6901) of names that need no escape: "/tool/name"; `inner` may be NULL. None has a `/` or a
 * `~`: keys are those of the table, ids of fields are identifiers. */
static ch_text pointer(const ch_judging *j, const char *key, const char *inner)
{
    char *text = ch_arena_take_raw(ch_judging_arena(j), strlen(key) + (inner == NULL ? 0 : strlen(inner)) + 3);
    if (text == NULL)
        return CH_NO_TEXT;
    char *end = append(text, '/', key);
    if (inner != NULL)
        end = append(end, '/', inner);
    return (ch_text){text, (size_t)(end - text)};
}

/* A tool written as a mapping is named by its `name`. */
void ch_finding_at(const ch_judging *j, charter_finding *finding, const char *key)
{
    const ch_node *node = key == NULL ? NULL : ch_usage_get(j->declaration, key);
    finding->path = CH_LITERAL("");
    finding->span = ch_usage_span(j->declaration);
    if (node == NULL)
        return;
    const ch_node *name = node == j->declaration->tool ? ch_node_get(node, "name") : NULL;
    finding->path = pointer(j, key, name != NULL ? "name" : NULL);
    finding->span = ch_node_caret(name != NULL ? name : node);
}

void ch_finding_at_item(const ch_judging *j, charter_finding *finding, const char *key, const ch_node *item)
{
    const ch_node *list = ch_usage_get(j->declaration, key);
    int64_t index = 0;
    /* What is tried (which.c) is written nowhere. */
    if (list == NULL) {
        ch_finding_at(j, finding, NULL);
        return;
    }
    for (const ch_node *before = list->first; before != NULL && before != item; before = before->next)
        index++;
    finding->path = pointer(j, key, list->kind == CH_LIST ? ch_text_int(ch_judging_arena(j), index).at : NULL);
    finding->span = ch_node_caret(item);
}

void ch_finding_at_fact(const ch_judging *j, charter_finding *finding, const char *map, const char *key,
                        const ch_node *value)
{
    finding->path = pointer(j, map, key);
    finding->span = ch_node_caret(value);
}

/* Whoever runs out of memory remembers it and goes on; this is asked once, before anything is told. */
bool ch_judging_failed(const ch_judging *j)
{
    bool match_failed = ch_matcher_failed(j->judge->matcher), ran_out = ch_condition_ran_out(j->judge->evaluator);
    return match_failed || ran_out || j->judge->arena.failed || j->judge->errors.failed;
}
