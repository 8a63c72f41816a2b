/* The clauses about a tool that left traces. Nothing is known of the use but its tool, so no other clause is asked:
 * not of data, activities or duties. Traces themselves are gathered in traces.c. */
#include "judge/traces.h"

/* A message is one line; the verdict holds up to CH_TRACES_KEPT places of each kind. */
#define PLACES_TOLD 3
#define COMMIT_TOLD 12 /* digits of a hash */

const char *const ch_trace_kind_names[CH_TRACE_KINDS] = {[CH_TRACE_PATH] = "path",
                                                         [CH_TRACE_DEPENDENCY] = "dependency",
                                                         [CH_TRACE_WORD] = "word",
                                                         [CH_TRACE_COMMIT] = "commit"};

static void add_place(ch_buffer *text, const ch_trace_place *place)
{
    if (place->kind == CH_TRACE_COMMIT) {
        ch_text commit = place->commit;
        commit.length = commit.length > COMMIT_TOLD ? COMMIT_TOLD : commit.length;
        ch_buffer_literal(text, "commit ");
        ch_buffer_add(text, commit);
        return;
    }
    ch_buffer_add(text, ch_text_of(place->place.file));
    if (place->place.line == 0)
        return;
    ch_buffer_add_char(text, ':');
    ch_buffer_int(text, place->place.line);
    ch_buffer_literal(text, " (");
    ch_buffer_add(text, place->pattern);
    ch_buffer_add_char(text, ')');
}

/* "CLAUDE.md, package.json:12 (openai), commit 0123456789ab, …": the same in any language. */
static ch_text first_places(const ch_judging *j, const ch_traces_found *found)
{
    ch_buffer text = ch_buffer_init(SIZE_MAX / 2);
    unsigned told = 0;
    for (const ch_trace_place *p = found->first; p != NULL && told < PLACES_TOLD; p = p->next) {
        if (told++ > 0)
            ch_buffer_literal(&text, ", ");
        add_place(&text, p);
    }
    if (ch_traces_count(found) > told)
        ch_buffer_literal(&text, ", \xE2\x80\xA6");
    ch_text kept = ch_arena_text(ch_judging_arena(j), ch_buffer_text(&text));
    /* A list that was cut short for want of memory must not be told as whole. */
    if (text.failed)
        j->judge->arena.failed = true;
    ch_buffer_clear(&text);
    return kept;
}

static charter_finding about_traces(const ch_judging *j, const ch_trace_case *traced)
{
    charter_finding f = {.clause = CH_CLAUSE_TRACE_UNDECLARED,
                         .outcome = CHARTER_OUTCOME_BREACHED,
                         .effect = CHARTER_EFFECT_REVIEW,
                         .own = CHARTER_EFFECT_REVIEW,
                         .cited = &traced->found.first->trace->entry};
    ch_finding_at(j, &f, NULL);
    return f;
}

static void find_undeclared(ch_judging *j, const ch_trace_case *traced)
{
    charter_finding f = about_traces(j, traced);
    f.message = ch_say2("no declaration names \"%1$s\", which left traces here: %2$s", traced->name,
                        first_places(j, &traced->found));
    f.help = ch_say("declare the use, or take out what is left of it");
    ch_finding_add(j, f);
}

static void find_undecided(ch_judging *j, const ch_trace_case *traced)
{
    charter_finding f = about_traces(j, traced);
    f.outcome = CHARTER_OUTCOME_UNDETERMINED;
    f.message = ch_say1("whether the charter lists the tool \"%s\" could not be decided: a pattern took too long",
                        traced->name);
    f.help = ch_say("write the tool's name as the charter does");
    ch_finding_add(j, f);
}

void ch_judge_trace_clauses(ch_judging *j, const ch_trace_case *traced)
{
    /* A ban that an exception waives for a declaration is waived for what that use left behind. */
    if (!traced->answered_for)
        ch_judge_single_clauses(j, CH_CLAUSE_TOOL_STATUS, CH_CLAUSE_TOOL_STATUS);
    /* Before `declared`: a tool that may be listed may be banned, whoever has declared it. */
    if (traced->undecided)
        find_undecided(j, traced);
    else if (traced->declared)
        ch_finding_add_quiet(j, CH_CLAUSE_TRACE_UNDECLARED, NULL, CHARTER_OUTCOME_MET, CHARTER_EFFECT_ADVISE);
    else
        find_undeclared(j, traced);
}
