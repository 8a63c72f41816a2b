/* A loaded charter: what can be asked of it. It is made by load.c, and never changed after: threads share it without
 * a lock. */
#include "charter/version.h"

#include <stdlib.h>

/* The arena owns all but what libraries and others allocate by themselves: compiled patterns, scanners, intake
 * mappings. A half-built charter is freed the same way. */
void charter_free(charter *c)
{
    if (c == NULL)
        return;
    for (ch_kept_pattern *kept = c->patterns; kept != NULL; kept = kept->next)
        ch_pattern_free(kept->pattern);
    for (size_t i = 0; i < c->count; i++) {
        ch_scanner_free(c->versions[i].scanner);
        charter_intake_free(c->versions[i].intake);
    }
    ch_arena_clear(&c->arena);
    free(c);
}

size_t charter_version_count(const charter *c)
{
    return c->count;
}

charter_identity charter_version_at(const charter *c, size_t index)
{
    const ch_version *version = &c->versions[index];
    return (charter_identity){
        .id = version->id,
        .version = version->number,
        .from = version->period.from,
        .until = version->period.until,
        .file = version->files->source.name,
    };
}

/* Versions do not overlap (load.c refuses it): the first that holds is the only one. */
const ch_version *ch_charter_on(const charter *c, ch_day day)
{
    for (size_t i = 0; i < c->count; i++)
        if (ch_period_holds(c->versions[i].period, day))
            return &c->versions[i];
    return NULL;
}

const charter_intake *charter_intake_on(const charter *c, charter_day day)
{
    const ch_version *version = ch_is_day(day) ? ch_charter_on(c, day) : NULL;
    return version == NULL ? NULL : version->intake;
}

/* Plain text is in the charter's own language: where that is the one asked for, it comes first. */
ch_text ch_localized_in(const ch_localized *words, charter_lang lang, const ch_version *version)
{
    charter_lang own = version->lang_known ? version->lang : lang;
    const ch_text candidates[] = {words->in[lang], own == lang ? words->plain : words->in[own], words->plain,
                                  words->in[CHARTER_EN], words->in[CHARTER_FR]};
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        if (candidates[i].at != NULL)
            return candidates[i];
    return CH_NO_TEXT;
}

charter_place ch_entry_place(const ch_entry *entry, const char *key)
{
    const ch_node *value = key == NULL ? NULL : ch_node_get(entry->node, key);
    const ch_node *node = value != NULL ? value->key : entry->node->key;
    return ch_source_place(entry->source, node->span);
}

const char *charter_version(void)
{
    return CHARTER_VERSION;
}

const ch_fact_field *ch_find_field(const ch_version *version, ch_text id)
{
    for (uint32_t i = 0; i < version->fields.count; i++)
        if (ch_text_same(version->fields.items[i].entry.id, id))
            return &version->fields.items[i];
    return NULL;
}

/* A detector of a loaded charter has a class: link_detectors.c refuses one without. */
bool ch_detector_holds(const ch_version *version, uint32_t detector, ch_day day)
{
    const ch_detector *d = &version->detectors.items[detector];
    return ch_period_holds(d->entry.period, day) && ch_period_holds(version->data.items[d->class].entry.period, day);
}

/* `context` is the charter: rule/ calls this without knowing of one. */
bool ch_charter_keep_pattern(void *context, ch_pattern *pattern)
{
    charter *owner = context;
    ch_kept_pattern *kept = ch_arena_take(&owner->arena, sizeof *kept);
    if (kept == NULL) {
        ch_pattern_free(pattern);
        return false;
    }
    *kept = (ch_kept_pattern){pattern, owner->patterns};
    owner->patterns = kept;
    return true;
}
