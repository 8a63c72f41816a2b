/* Checking traces: each gives its tool away by something, and by no pattern that matches nearly everything. What they
 * look for is matched by whoever scans a repository; they name a tool as a declaration does, listed or not. */
#include "charter/build.h"
#include "pattern/globs.h"

/* Letters and digits that a pattern with `*` has to hold; any other matches what it spells, and nothing else. */
#define LEAST_WEIGHT 3

typedef struct linking {
    ch_builder *b;
    const ch_trace *trace;
} linking;

static void error_at(const linking *l, ch_code code, ch_span span, ch_message message, ch_message help)
{
    ch_error_at(l->b->diagnostics, code, l->trace->entry.source, span, message, help);
}

/* A star makes the difference: "gpt" alone matches what is called so, "g*" half of a repository. */
static void check_pattern(const linking *l, const ch_node *pattern, ch_glob_kind kind)
{
    ch_text text = pattern->text;
    bool whole = ch_text_find(text, '*') == NULL;
    if (ch_glob_weight(text) < (whole ? 1 : LEAST_WEIGHT))
        error_at(l, CH_VALUE_FORM, ch_node_caret(pattern), ch_say1("\"%s\" would match nearly everything", text),
                 ch_say("write a pattern with three letters or digits at least"));
    else if (kind == CH_GLOB_PATH && text.at[text.length - 1] == '/')
        error_at(l, CH_VALUE_FORM, ch_node_caret(pattern),
                 ch_say1("\"%s\" names a folder, and files are looked at", text),
                 ch_say1("to match all that is in it, write %s**", text));
}

static void check_patterns(const linking *l, const ch_node *patterns, ch_glob_kind kind)
{
    for (const ch_node *pattern = ch_names_first(patterns); pattern != NULL; pattern = ch_names_next(pattern))
        check_pattern(l, pattern, kind);
}

/* A trace of nothing would be found nowhere, and its tool seem to have left none. */
static bool gives_something_away(const ch_trace *t)
{
    for (int i = 0; i < CH_ECOSYSTEMS; i++)
        if (ch_names_first(t->dependencies[i]) != NULL)
            return true;
    return ch_names_first(t->paths) != NULL || ch_names_first(t->commits) != NULL || ch_names_first(t->words) != NULL;
}

bool ch_version_link_traces(ch_builder *b)
{
    for (uint32_t i = 0; i < b->version->traces.count; i++) {
        linking l = {b, &b->version->traces.items[i]};
        const ch_trace *t = l.trace;
        check_patterns(&l, t->paths, CH_GLOB_PATH);
        check_patterns(&l, t->commits, CH_GLOB_LINE);
        check_patterns(&l, t->words, CH_GLOB_WORD);
        for (int e = 0; e < CH_ECOSYSTEMS; e++)
            check_patterns(&l, t->dependencies[e], CH_GLOB_LINE);
        if (!gives_something_away(t))
            error_at(&l, CH_KEY_MISSING, t->entry.node->key->span,
                     ch_say1("nothing gives the trace \"%s\" away", t->entry.id),
                     ch_say("add paths, commits, dependencies or words"));
    }
    /* Faults have been told: linking goes on to the next part of the charter all the same. */
    return !b->diagnostics->failed;
}
