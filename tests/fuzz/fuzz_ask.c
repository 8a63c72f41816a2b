/* The entrance of sentences: any bytes as a question in everyday words. */
#include <stdlib.h>

#include "charter/charter.h"
#include "fuzz/fuzz.h"

#define DAY 20759 /* 2026-11-02 */

static const char charter_bytes[] =
    "charter: 1\nid: a\nversion: \"1\"\n"
    "data: {public: {}, interne: {aliases: [note de travail]}, personal: {title: Données personnelles}}\n"
    "tools:\n"
    "  deepl: {status: approved, aliases: [DeepL, DeepL Pro], pattern: '(?i)^deep ?l'}\n"
    "  le-chat: {status: approved, aliases: [Le Chat, Claude, Cœur], title: Jumeau}\n"
    "  chatgpt: {status: banned, aliases: [ChatGPT, Otter.ai], title: Jumeau}\n"
    "activities:\n"
    "  drafting: {status: allowed, title: {fr: Rédiger, en: Draft}, aliases: [rédaction, note de synthèse]}\n"
    "  translation: {status: allowed, aliases: [traduire, translate, journal, d]}\n";

static charter *the_charter;
static charter_diagnostics *diagnostics;

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void load(void)
{
    charter_memory_file files[] = {{"a.yaml", {charter_bytes, sizeof charter_bytes - 1}}, {0}};
    const char *name = "a.yaml";
    charter_files in = charter_files_in_memory(files);
    charter_diagnostics_new(&diagnostics);
    if (charter_load(&the_charter, &name, 1, &in, NULL, diagnostics) != CHARTER_OK)
        abort();
}

static void check_mention(const charter_mention *m, size_t length)
{
    must(m->start < m->end && m->end <= length && m->written.length == m->end - m->start);
    must((m->declared.at != NULL) == (m->kind == CHARTER_MENTION_TAKEN));
    must(m->kind == CHARTER_MENTION_TAKEN || m->kind == CHARTER_MENTION_AMBIGUOUS || m->entry_count <= 3);
    if (m->kind == CHARTER_MENTION_TAKEN && m->vocabulary != CHARTER_LISTED_TOOLS) {
        charter_text id = charter_entry_id(the_charter, 0, m->vocabulary, m->entries[0]);
        must(m->entry_count == 1 && id.at == m->declared.at);
    }
    for (size_t i = 0; i < m->entry_count; i++)
        must(m->entries[i] < charter_entry_count(the_charter, 0, m->vocabulary));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    charter_understanding *u;
    charter_diagnostics *faults;
    size_t end = 0;
    if (the_charter == NULL)
        load();
    if (charter_diagnostics_new(&faults) != CHARTER_OK)
        return 0;
    charter_text sentence = {(const char *)data, size};
    charter_status status =
        charter_understand(&u, the_charter, DAY, size & 1 ? CHARTER_FR : CHARTER_EN, sentence, faults);
    must(status == CHARTER_OK || status == CHARTER_INVALID);
    must((status == CHARTER_OK) == (charter_diagnostics_error_count(faults) == 0));
    for (size_t i = 0; status == CHARTER_OK && i < charter_mention_count(u); i++) {
        const charter_mention *m = charter_mention_at(u, i);
        check_mention(m, size);
        /* The same words may be of two vocabularies; nothing else overlaps. */
        must(m->start >= end || (i > 0 && m->start == charter_mention_at(u, i - 1)->start));
        end = m->end;
    }
    charter_understanding_free(u);
    charter_diagnostics_free(faults);
    return 0;
}
