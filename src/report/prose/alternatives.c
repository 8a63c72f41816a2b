/* What would do instead, in words. Which that is, is judge/alternatives.c's. */
#include "report/prose/alternatives.h"

#include "report/prose/phrases.h"
#include "report/prose/verdict_words.h"

void ch_phrase_entry(ch_buffer *buffer, const charter_verdict *v, const ch_entry *entry, charter_lang lang)
{
    ch_text title = ch_verdict_text(v, &entry->title, lang);
    if (title.length > 0) {
        ch_buffer_add(buffer, title);
        ch_buffer_literal(buffer, " (");
    }
    ch_buffer_add(buffer, entry->id);
    if (title.length > 0)
        ch_buffer_add_char(buffer, ')');
}

/* "/facts/account" as a person would say it. */
static void add_key(ch_buffer *buffer, ch_text path)
{
    for (size_t i = 1; i < path.length; i++)
        ch_buffer_add_char(buffer, path.at[i] == '/' ? '.' : path.at[i]);
}

void ch_phrase_conditions(ch_buffer *buffer, const ch_alternative *alternative)
{
    for (uint32_t i = 0; i < alternative->count; i++) {
        if (i > 0)
            ch_buffer_literal(buffer, ", ");
        /* As it would be written, in any language. */
        add_key(buffer, alternative->filled[i].path);
        ch_buffer_literal(buffer, ": ");
        ch_buffer_add(buffer, alternative->filled[i].text);
    }
}

void ch_phrase_alternative(ch_buffer *buffer, const charter_verdict *v, size_t index, charter_lang lang)
{
    const ch_alternative *a = &v->alternatives[index];
    const ch_tool *tool = &v->version->tools.items[a->tool];
    if (tool == v->tool)
        ch_buffer_add(buffer, ch_text_of(ch_translate(lang, N_("this tool"))));
    else
        ch_phrase_entry(buffer, v, &tool->entry, lang);
    if (ch_is_unconditional(a))
        return;
    ch_buffer_add(buffer, ch_text_of(ch_translate(lang, N_(", if "))));
    ch_phrase_conditions(buffer, a);
}

void ch_phrase_alternatives(ch_buffer *buffer, const charter_verdict *v, size_t most, charter_lang lang)
{
    static const ch_counted more = {PN_("and %s more", "and %s more")};
    size_t start = buffer->length, count = v->alternative_count, shown = count < most ? count : most;
    for (size_t i = 0; i < shown; i++) {
        ch_phrase_semicolon(buffer, lang, start);
        ch_phrase_alternative(buffer, v, i, lang);
    }
    if (count == shown)
        return;
    ch_phrase_semicolon(buffer, lang, start);
    ch_phrase_counted(buffer, lang, &more, count - shown + v->more_alternatives);
}

void ch_sanitize_alternative(ch_sanitizer *s, const charter_verdict *v, size_t index)
{
    ch_buffer text = ch_buffer_init(s->said.max);
    ch_phrase_alternative(&text, v, index, s->lang);
    ch_sanitize_prose(s, ch_buffer_text(&text));
    s->said.failed = s->said.failed || text.failed;
    ch_buffer_clear(&text);
}
