/* How a finding is told: by its row in the table of checks, unless its author has ignored it; and what each check asks
 * of entries before it speaks of them. */
#include "lint/checks.h"
#include "lint/lint.h"

static const struct {
    ch_code code;
    charter_severity severity;
    const char *title;
} rows[] = {
#define CHECK(name, severity, title) {CH_##name, CHARTER_##severity, title},
    CH_LINT_CHECKS(CHECK)
#undef CHECK
};

_Static_assert(sizeof rows / sizeof *rows == CH_LINT_CHECK_COUNT, "each check is counted");

/* ---- telling ---- */

static size_t row_of(ch_code code)
{
    size_t i = 0;
    while (i < CH_LINT_CHECK_COUNT - 1 && rows[i].code != code)
        i++;
    return i;
}

/* A charter of which each entry has the same fault would hide all others: what is beyond a bound is counted. */
static void tell(ch_lint *l, ch_code code, const ch_source *source, const ch_lint_of *of, ch_span span,
                 ch_message message, ch_message help)
{
    if (ch_lint_ignores_it(l, code, source, of)) {
        l->diagnostics->ignored++;
        return;
    }
    size_t row = row_of(code);
    if (l->told[row]++ < CHARTER_LINT_TOLD)
        ch_diagnose_at(l->diagnostics, rows[row].severity, code, source, span, message, help);
}

void ch_lint_tell(ch_lint *l, ch_code code, ch_lint_of of, ch_span span, ch_message message, ch_message help)
{
    tell(l, code, ch_vocabulary_entry(l->version, of.vocabulary, of.number)->source, &of, span, message, help);
}

void ch_lint_tell_file(ch_lint *l, ch_code code, const ch_source *source, ch_span span, ch_message message,
                       ch_message help)
{
    tell(l, code, source, NULL, span, message, help);
}

/* Of the last version that was looked over, since they may be of any. */
void ch_lint_tell_more(ch_lint *l)
{
    for (size_t row = 0; row < CH_LINT_CHECK_COUNT; row++) {
        if (l->told[row] <= CHARTER_LINT_TOLD)
            continue;
        ch_diagnose_at(l->diagnostics, rows[row].severity, rows[row].code, &l->version->files->source,
                       l->version->files->root->first->key->span,
                       ch_say1("%s more like these are not shown",
                               ch_text_int(l->arena, (int64_t)(l->told[row] - CHARTER_LINT_TOLD))),
                       ch_say("correct these first, then check again"));
    }
}

bool ch_lint_spend(ch_lint *l, int64_t cost)
{
    l->budget -= cost;
    if (l->budget > 0)
        return true;
    if (!l->limited)
        ch_warning_at(l->diagnostics, CH_LIMIT_COST, &l->version->files->source,
                      l->version->files->root->first->key->span,
                      ch_say("there is too much in this charter for all of it to be held against one another"),
                      ch_say("what needs that is not told; a charter that people can read needs far less"));
    l->limited = true;
    return false;
}

/* ---- which entries ---- */

bool ch_lint_is_own(const ch_lint *l, const ch_entry *entry)
{
    for (const ch_file *file = l->version->files; file != NULL; file = file->next)
        if (&file->source == entry->source)
            return file->included_by == NULL;
    return true;
}

bool ch_lint_is_current(const ch_lint *l, const ch_entry *entry)
{
    return !ch_period_ended(entry->period, l->day) && ch_lint_is_own(l, entry);
}

bool ch_lint_in_force(const ch_lint *l, const ch_entry *entry)
{
    return ch_period_holds(entry->period, l->day);
}

ch_span ch_lint_span(const ch_entry *entry, const char *key)
{
    const ch_node *node = ch_node_get(entry->node, key);
    return node == NULL ? entry->node->key->span : ch_node_caret(node);
}

size_t charter_diagnostics_ignored_count(const charter_diagnostics *diagnostics)
{
    return diagnostics->ignored;
}

/* ---- the table, as others see it ---- */

size_t charter_lint_check_count(void)
{
    return CH_LINT_CHECK_COUNT;
}

charter_lint_check charter_lint_check_at(size_t index)
{
    return (charter_lint_check){ch_code_text(rows[index].code), rows[index].title, rows[index].severity};
}
