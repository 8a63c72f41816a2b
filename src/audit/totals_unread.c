/* What could not be read, by code and file: how many errors, the first line, and why. Errors of one code in one file
 * are a group whose reason is the message of one of them, the last in byte order: so parts add up to the whole in
 * whatever order they come. */
#include "audit/totals.h"

#include "base/diagnostics.h"

static ch_text reason(ch_arena *arena, const ch_message *message, charter_lang lang)
{
    ch_buffer text = ch_buffer_init(CH_GROUP_KEY_MOST);
    ch_message_add(&text, message, lang);
    ch_text kept = ch_group_keep(arena, &text);
    return kept.at == NULL ? kept : ch_group_key(arena, kept);
}

bool ch_totals_unread(charter_totals *t, const charter_diagnostic *error)
{
    uint64_t row[CH_N_FIRST_LINE + 1] = {1, error->place.line};
    ch_text file = ch_group_key(&t->arena, ch_text_of(error->place.file == NULL ? "" : error->place.file));
    ch_text key = ch_group_key_of_word(&t->arena, ch_text_of(error->code), file), labels[2];
    for (int lang = 0; lang < 2; lang++) {
        labels[lang] = reason(&t->arena, &error->message, (charter_lang)lang);
        if (labels[lang].at == NULL)
            return false;
    }
    return ch_groups_add(&t->tables[CHARTER_UNREAD], key, labels, row);
}
