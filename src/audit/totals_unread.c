/* What could not be read, by code and file: how many errors, the first line, and why. Errors of one code in one file
 * are a group whose reason is the message of one of them, the last in byte order: so parts add up to the whole in
 * whatever order they come. */
#include "audit/totals.h"

#include "base/diagnostics.h"

static ch_text reason(ch_arena *arena, const ch_message *message, charter_lang lang)
{
    ch_buffer text = ch_buffer_init((size_t)1 << 20);
    ch_message_add(&text, message, lang);
    ch_text key = text.failed ? CH_NO_TEXT : ch_group_key(arena, ch_buffer_text(&text));
    ch_text kept = key.at == NULL ? CH_NO_TEXT : ch_arena_text(arena, key);
    ch_buffer_clear(&text);
    return kept;
}

/* "CODE FILE": a code has no space. */
static ch_text key_of(ch_arena *arena, const charter_diagnostic *error)
{
    ch_text file = ch_group_key(arena, ch_text_of(error->place.file == NULL ? "" : error->place.file));
    ch_buffer key = ch_buffer_init((size_t)1 << 20);
    ch_buffer_add(&key, ch_text_of(error->code));
    ch_buffer_add_char(&key, ' ');
    ch_buffer_add(&key, file);
    bool failed = key.failed || file.at == NULL;
    ch_text kept = failed ? CH_NO_TEXT : ch_arena_text(arena, ch_group_cut(ch_buffer_text(&key)));
    ch_buffer_clear(&key);
    return kept;
}

bool ch_totals_unread(charter_totals *t, const charter_diagnostic *error)
{
    uint64_t row[CH_N_FIRST_LINE + 1] = {1, error->place.line};
    ch_text key = key_of(&t->arena, error), labels[2];
    for (int lang = 0; lang < 2; lang++) {
        labels[lang] = reason(&t->arena, &error->message, (charter_lang)lang);
        if (labels[lang].at == NULL)
            return false;
    }
    return ch_groups_add(&t->tables[CHARTER_UNREAD], key, labels, row);
}
