/* Titles of entries and of values, as groups are labelled with them. */
#include "audit/totals.h"

/* Its own language's text alone: who reads it in the other one is to know that it is foreign. */
static ch_text label_in(const ch_localized *title, charter_lang lang, const ch_version *version)
{
    bool own = !version->lang_known || version->lang == lang;
    ch_text text = title->in[lang].at == NULL && own ? title->plain : title->in[lang];
    return text.at == NULL ? CH_LITERAL("") : text;
}

void ch_totals_labels(charter_totals *t, const ch_localized *title, const ch_version *version, ch_text labels[2])
{
    for (int lang = 0; lang < CH_LANGS; lang++) {
        labels[lang] = ch_group_key(&t->arena, label_in(title, (charter_lang)lang, version));
        t->failed = t->failed || labels[lang].at == NULL;
    }
}

static bool fits(const ch_localized *words)
{
    return words->plain.length <= CH_GROUP_TEXT_MAX && words->in[CHARTER_EN].length <= CH_GROUP_TEXT_MAX &&
           words->in[CHARTER_FR].length <= CH_GROUP_TEXT_MAX;
}

/* Most rules have a reason and no title: people know them by that, and not by their ids. */
void ch_totals_clause_labels(charter_totals *t, const ch_entry *entry, const ch_version *version, ch_text labels[2])
{
    ch_totals_labels(t, &entry->title, version, labels);
    if (labels[CHARTER_EN].length + labels[CHARTER_FR].length == 0 && fits(&entry->because))
        ch_totals_labels(t, &entry->because, version, labels);
}
