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
