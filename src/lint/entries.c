/* What single entries lack or have outlived: dates that are past, reasons that are not given. */
#include "lint/lint.h"

/* ---- dates ---- */

static void tell_past(ch_lint *l, const char *key, ch_day day, const char *message, const char *help)
{
    const ch_node *node = ch_node_get(l->version->files->root, key);
    if (day != CHARTER_NO_DAY && day < l->at && node != NULL)
        ch_lint_tell_file(l, CH_LINT_PAST, &l->version->files->source, node->span,
                          ch_say1(message, ch_text_day(l->arena, day)), ch_say(help));
}

/* Of these three, dates change nothing. */
static bool has_days(ch_vocabulary vocabulary)
{
    return vocabulary != CH_VOCABULARY_HOSTING && vocabulary != CH_VOCABULARY_FIELDS &&
           vocabulary != CH_VOCABULARY_COMMITMENTS;
}

static void tell_ended(ch_lint *l, ch_lint_of of)
{
    const ch_entry *entry = ch_vocabulary_entry(l->version, of.vocabulary, of.number);
    if (!has_days(of.vocabulary) || !ch_period_ended(entry->period, l->at) || !ch_lint_is_own(l, entry))
        return;
    ch_message message = ch_say2("\"%1$s\" has ended on %2$s, and counts no longer", entry->id,
                                 ch_text_day(l->arena, entry->period.until));
    ch_lint_tell(l, CH_LINT_PAST, of, ch_lint_span(entry, "until"), message,
                 ch_say("renew it, or take it out: what was judged keeps its charter"));
}

/* Of a charter that has ended, nothing more: its entries have with it. */
void ch_lint_dates(ch_lint *l)
{
    const ch_version *v = l->version;
    tell_past(l, "until", v->period.until, N_("this charter has ended on %s: none is in force"),
              N_("publish the next version, or move the date"));
    tell_past(l, "review-by", v->review_by, N_("this charter was to be reviewed by %s"),
              N_("review it, then move the date"));
    if (ch_period_ended(v->period, l->at))
        return;
    for (int vocabulary = 0; vocabulary < CH_VOCABULARY_COUNT; vocabulary++)
        for (uint32_t i = 0; i < ch_vocabulary_size(v, (ch_vocabulary)vocabulary); i++)
            tell_ended(l, (ch_lint_of){(ch_vocabulary)vocabulary, i});
}

/* ---- reasons ---- */

static bool says_nothing(const ch_localized *words)
{
    for (int lang = 0; lang < CH_LANGS; lang++)
        if (words->in[lang].length > 0)
            return false;
    return words->plain.length == 0;
}

static void ask_why(ch_lint *l, ch_lint_of of, const char *message)
{
    const ch_entry *entry = ch_vocabulary_entry(l->version, of.vocabulary, of.number);
    if (ch_lint_is_current(l, entry) && says_nothing(&entry->because))
        ch_lint_tell(l, CH_LINT_NO_BECAUSE, of, entry->node->key->span, ch_say1(message, entry->id),
                     ch_say("add because: what the refusal protects, in a sentence for whoever meets it"));
}

void ch_lint_because(ch_lint *l)
{
    const ch_version *v = l->version;
    for (uint32_t i = 0; i < v->tools.count; i++)
        if (v->tools.items[i].status == CH_BANNED)
            ask_why(l, (ch_lint_of){CH_VOCABULARY_TOOLS, i}, N_("the tool \"%s\" is banned, and nothing says why"));
    for (uint32_t i = 0; i < v->activities.count; i++)
        if (v->activities.items[i].status == CH_ACTIVITY_BANNED)
            ask_why(l, (ch_lint_of){CH_VOCABULARY_ACTIVITIES, i},
                    N_("the activity \"%s\" is banned, and nothing says why"));
    for (uint32_t i = 0; i < v->rules.count; i++)
        ask_why(l, (ch_lint_of){CH_VOCABULARY_RULES, i}, N_("the rule \"%s\" does not say why it is there"));
    for (uint32_t i = 0; i < v->exceptions.count; i++)
        ask_why(l, (ch_lint_of){CH_VOCABULARY_EXCEPTIONS, i}, N_("the exception \"%s\" does not say why it was given"));
}
