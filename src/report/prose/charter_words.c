/* A version's name, days and commitments. How they are set out is each format's. */
#include "report/prose/charter_words.h"

void ch_phrase_version(ch_buffer *buffer, const ch_version *version)
{
    ch_buffer_add(buffer, version->id);
    if (version->number.length > 0)
        ch_buffer_add_char(buffer, ' ');
    ch_buffer_add(buffer, version->number);
}

static void add_day(ch_buffer *buffer, charter_lang lang, size_t start, const char *english, ch_day day)
{
    char text[11];
    if (day == CHARTER_NO_DAY)
        return;
    charter_day_format(day, text);
    ch_message message = ch_say1(english, (ch_text){text, 10});
    ch_phrase_semicolon(buffer, lang, start);
    ch_message_add(buffer, &message, lang);
}

void ch_phrase_version_dates(ch_buffer *buffer, charter_lang lang, const ch_version *version)
{
    size_t start = buffer->length;
    add_day(buffer, lang, start, N_("in force from %s"), version->period.from);
    add_day(buffer, lang, start, N_("in force until %s"), version->period.until);
    add_day(buffer, lang, start, N_("to be reviewed by %s"), version->review_by);
}

ch_text ch_commitment_words(const ch_version *version, uint32_t number, charter_lang lang)
{
    const ch_entry *entry = &version->commitments.items[number];
    ch_text title = ch_localized_in(&entry->title, lang, version);
    return title.length > 0 ? title : entry->id;
}
