/* What a charter lists, for programs that make forms and menus of it. Numbers come from the caller, who may write
 * another language: what is out of range gives nothing, and is no assertion. Entries are given whatever the day;
 * charter_entry_from() and _until() tell when they hold. */
#include "charter/vocabulary.h"

#include "base/catalog.h"
#include "charter/version.h"

static const struct {
    const char *name;
    ch_vocabulary kind;
} vocabularies[] = {
    [CHARTER_LISTED_ACTIVITIES] = {"activities", CH_VOCABULARY_ACTIVITIES},
    [CHARTER_LISTED_TOOLS] = {"tools", CH_VOCABULARY_TOOLS},
    [CHARTER_LISTED_DATA] = {"data", CH_VOCABULARY_DATA},
    [CHARTER_LISTED_DUTIES] = {"duties", CH_VOCABULARY_DUTIES},
    [CHARTER_LISTED_FIELDS] = {"fields", CH_VOCABULARY_FIELDS},
};

_Static_assert(sizeof vocabularies / sizeof *vocabularies == CHARTER_VOCABULARIES, "each has its row");

static bool is_vocabulary(charter_vocabulary vocabulary)
{
    return (unsigned)vocabulary < CHARTER_VOCABULARIES;
}

const char *charter_vocabulary_name(charter_vocabulary vocabulary)
{
    return is_vocabulary(vocabulary) ? vocabularies[vocabulary].name : NULL;
}

/* ---- versions ---- */

bool charter_version_on(const charter *the_charter, charter_day day, size_t *version)
{
    const ch_version *found = ch_is_day(day) ? ch_charter_on(the_charter, day) : NULL;
    if (found != NULL)
        *version = (size_t)(found - the_charter->versions);
    return found != NULL;
}

/* A language that is none is read as English. */
static ch_text title_in(const ch_localized *title, charter_lang lang, const ch_version *version)
{
    return ch_localized_in(title, ch_is_lang(lang) ? lang : CHARTER_EN, version);
}

charter_text charter_version_title(const charter *the_charter, size_t version, charter_lang lang)
{
    if (version >= the_charter->count)
        return CH_NO_TEXT;
    return title_in(&the_charter->versions[version].title, lang, &the_charter->versions[version]);
}

/* ---- entries ---- */

size_t charter_entry_count(const charter *the_charter, size_t version, charter_vocabulary vocabulary)
{
    if (version >= the_charter->count || !is_vocabulary(vocabulary))
        return 0;
    return ch_vocabulary_size(&the_charter->versions[version], vocabularies[vocabulary].kind);
}

static const ch_entry *entry_at(const charter *the_charter, size_t version, charter_vocabulary vocabulary, size_t index)
{
    if (index >= charter_entry_count(the_charter, version, vocabulary))
        return NULL;
    return ch_vocabulary_entry(&the_charter->versions[version], vocabularies[vocabulary].kind, (uint32_t)index);
}

charter_text charter_entry_id(const charter *the_charter, size_t version, charter_vocabulary vocabulary, size_t index)
{
    const ch_entry *entry = entry_at(the_charter, version, vocabulary, index);
    return entry == NULL ? CH_NO_TEXT : entry->id;
}

charter_text charter_entry_title(const charter *the_charter, size_t version, charter_vocabulary vocabulary,
                                 size_t index, charter_lang lang)
{
    const ch_entry *entry = entry_at(the_charter, version, vocabulary, index);
    return entry == NULL ? CH_NO_TEXT : title_in(&entry->title, lang, &the_charter->versions[version]);
}

charter_day charter_entry_from(const charter *the_charter, size_t version, charter_vocabulary vocabulary, size_t index)
{
    const ch_entry *entry = entry_at(the_charter, version, vocabulary, index);
    return entry == NULL ? CHARTER_NO_DAY : entry->period.from;
}

charter_day charter_entry_until(const charter *the_charter, size_t version, charter_vocabulary vocabulary, size_t index)
{
    const ch_entry *entry = entry_at(the_charter, version, vocabulary, index);
    return entry == NULL ? CHARTER_NO_DAY : entry->period.until;
}

/* A choice's number counts from 1; 0 is "not said". */
static const char *word_of(const char *const *words, int choice)
{
    return choice <= 0 ? NULL : words[choice - 1];
}

const char *charter_entry_status(const charter *the_charter, size_t version, charter_vocabulary vocabulary,
                                 size_t index)
{
    if (index >= charter_entry_count(the_charter, version, vocabulary))
        return NULL;
    const ch_version *v = &the_charter->versions[version];
    if (vocabulary == CHARTER_LISTED_ACTIVITIES)
        return word_of(ch_activity_status_names, v->activities.items[index].status);
    return vocabulary == CHARTER_LISTED_TOOLS ? word_of(ch_tool_status_names, v->tools.items[index].status) : NULL;
}

const char *charter_duty_due(const charter *the_charter, size_t version, size_t index)
{
    if (index >= charter_entry_count(the_charter, version, CHARTER_LISTED_DUTIES))
        return NULL;
    return word_of(ch_due_names, the_charter->versions[version].duties.items[index].due);
}

/* ---- fields ---- */

static const ch_fact_field *field_at(const charter *the_charter, size_t version, size_t index)
{
    if (index >= charter_entry_count(the_charter, version, CHARTER_LISTED_FIELDS))
        return NULL;
    return &the_charter->versions[version].fields.items[index];
}

const char *charter_field_type(const charter *the_charter, size_t version, size_t index)
{
    const ch_fact_field *field = field_at(the_charter, version, index);
    return field == NULL ? NULL : word_of(ch_field_type_names, field->type);
}

size_t charter_field_value_count(const charter *the_charter, size_t version, size_t index)
{
    const ch_fact_field *field = field_at(the_charter, version, index);
    return field == NULL ? 0 : field->value_count;
}

charter_text charter_field_value(const charter *the_charter, size_t version, size_t index, size_t value)
{
    const ch_fact_field *field = field_at(the_charter, version, index);
    return field == NULL || value >= field->value_count ? CH_NO_TEXT : field->values[value];
}
