/* What a sentence was understood to say, for programs: every mention, with the entries that it may mean. Telling people
 * is left to the command line and to the page. */
#include "base/catalog.h"
#include "base/options.h"
#include "charter/ask.h"
#include "report/write/json_writer.h"

#define AT_ONCE ((size_t)4096)

typedef struct telling {
    const charter *charter;
    size_t version;
    charter_lang lang;
    ch_json json;
} telling;

static void put_entry(telling *t, charter_vocabulary v, size_t entry)
{
    ch_json *json = &t->json;
    charter_text id = charter_entry_id(t->charter, t->version, v, entry);
    charter_text title = charter_entry_title(t->charter, t->version, v, entry, t->lang);
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", id);
    CH_JSON_TEXT(json, "title", title.at == NULL ? id : title);
    ch_json_close(json);
}

static void put_mention(telling *t, const charter_mention *m)
{
    ch_json *json = &t->json;
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "kind", ch_text_of(charter_mention_kind_name(m->kind)));
    CH_JSON_TEXT(json, "vocabulary", ch_text_of(charter_vocabulary_name(m->vocabulary)));
    CH_JSON_INT(json, "start", m->start);
    CH_JSON_INT(json, "end", m->end);
    CH_JSON_TEXT(json, "written", m->written);
    CH_JSON_TEXT(json, "declared", m->declared);
    CH_JSON_KEY(json, "entries");
    ch_json_array(json);
    for (size_t i = 0; i < m->entry_count; i++)
        put_entry(t, m->vocabulary, m->entries[i]);
    ch_json_close(json);
    ch_json_close(json);
}

charter_status charter_understanding_report_sized(const charter_understanding *understanding,
                                                  const charter *the_charter, const charter_report_options *options,
                                                  size_t options_size, charter_sink sink)
{
    charter_report_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang))
        return CHARTER_UNKNOWN;
    char room[AT_ONCE];
    ch_output output = ch_output_init(sink, room, sizeof room);
    telling t = {.charter = the_charter, .lang = o.lang, .json = ch_json_init(&output, false)};
    /* Where no version is in force there is no mention either. */
    bool in_force = charter_understanding_version(understanding, &t.version);
    ch_json_object(&t.json);
    CH_JSON_KEY(&t.json, "mentions");
    ch_json_array(&t.json);
    for (size_t i = 0; in_force && i < charter_mention_count(understanding); i++)
        put_mention(&t, charter_mention_at(understanding, i));
    ch_json_close(&t.json);
    ch_json_close(&t.json);
    ch_output_char(&output, '\n');
    ch_output_flush(&output);
    return output.status;
}
