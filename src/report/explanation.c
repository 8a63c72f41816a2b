/* Gathering what a word means. General meanings are tables (prose/clause_words.c, prose/code_words.c, here those of
 * verdicts); what a charter says is shown as its author wrote it, so that nothing of it is told twice. */
#include "report/explanation.h"

#include <string.h>

#include "base/catalog.h"
#include "base/unicode.h"
#include "charter/language.h"
#include "report/prose/clause_words.h"
#include "report/prose/verdict_words.h"
#include "rule/evaluate.h"

const char *const ch_explained_names[] =
    {[CH_EXPLAINS_VERDICT] = "verdict", [CH_EXPLAINS_CLAUSE] = "clause", [CH_EXPLAINS_CODE] = "code"};

/* As docs/verdicts.md has them; a test holds the two together. */
static const struct {
    const char *when, *means;
    int exit;
} verdicts[CHARTER_DECISION_COUNT] = {
    [CHARTER_DECISION_COMPLIANT] = {N_("no clause is breached or undetermined, mere advice aside"),
                                    N_("go; duties due afterwards are listed"), 0},
    [CHARTER_DECISION_CONDITIONAL] = {N_("only duties due before use are open"), N_("not yet: do this first"), 1},
    [CHARTER_DECISION_REVIEW] = {N_("a clause whose effect is review is breached"), N_("ask: a person must decide"), 1},
    [CHARTER_DECISION_UNDETERMINED] = {N_("a clause needs a fact that is missing, or a limit was reached"),
                                       N_("say what is missing"), 2},
    [CHARTER_DECISION_NON_COMPLIANT] = {N_("a clause whose effect is forbid is breached"), N_("no; why; what instead"),
                                        1},
    [CHARTER_DECISION_INVALID] = {N_("the input could not be read as a declaration"),
                                  N_("correct it, then check again"), 2},
};

int ch_exit_of(charter_decision decision)
{
    return verdicts[decision].exit;
}

/* ---- what the charter says ---- */

static void add(ch_sayings *sayings, ch_arena *arena, ch_saying saying)
{
    if (sayings->count == sayings->room) {
        uint32_t room = sayings->room == 0 ? 16 : 2 * sayings->room;
        ch_saying *items = ch_arena_take_many(arena, room, sizeof *items);
        if (items == NULL)
            return; /* the arena has failed */
        if (sayings->count > 0)
            memcpy(items, sayings->items, sayings->count * sizeof *items);
        sayings->items = items;
        sayings->room = room;
    }
    sayings->items[sayings->count++] = saying;
}

static void add_value(ch_sayings *sayings, ch_arena *arena, const char *vocabulary, const ch_entry *entry,
                      const ch_source *source, const ch_node *value)
{
    add(sayings, arena,
        (ch_saying){vocabulary, entry, value->key->text, ch_source_on_one_line(source, value->span, arena),
                    ch_source_place(source, value->key->span)});
}

static void add_entry(ch_sayings *sayings, ch_arena *arena, const char *vocabulary, const ch_entry *entry)
{
    add(sayings, arena, (ch_saying){vocabulary, entry, CH_NO_TEXT, CH_NO_TEXT, ch_entry_place(entry, NULL)});
}

/* The keys that a clause which stands once stands on, of each entry of a vocabulary that has them. */
static const struct {
    ch_clause clause;
    ch_vocabulary vocabulary;
    const char *key;
} said_by_entries[] = {
    {CH_CLAUSE_ACTIVITY_STATUS, CH_VOCABULARY_ACTIVITIES, "status"},
    {CH_CLAUSE_ACTIVITY_DATA, CH_VOCABULARY_ACTIVITIES, "data"},
    {CH_CLAUSE_ACTIVITY_TOOLS, CH_VOCABULARY_ACTIVITIES, "tools"},
    {CH_CLAUSE_ACTIVITY_AUTONOMY, CH_VOCABULARY_ACTIVITIES, "autonomy"},
    {CH_CLAUSE_TOOL_STATUS, CH_VOCABULARY_TOOLS, "status"},
    {CH_CLAUSE_TOOL_DATA, CH_VOCABULARY_TOOLS, "data"},
    {CH_CLAUSE_TOOL_ACTIVITIES, CH_VOCABULARY_TOOLS, "activities"},
    {CH_CLAUSE_DATA_HOSTING, CH_VOCABULARY_DATA, "hosting"},
    {CH_CLAUSE_DATA_HOSTING, CH_VOCABULARY_TOOLS, "hosting"},
    {CH_CLAUSE_TRACE_UNDECLARED, CH_VOCABULARY_TRACES, "tool"},
};

static const struct {
    ch_clause clause;
    const char *map, *key; /* `map` is NULL: at the top */
    const char *otherwise; /* what holds where it is not said; NULL: nothing */
} said_by_charter[] = {
    {CH_CLAUSE_ACTIVITY_UNLISTED, "unlisted", "activity", "review"},
    {CH_CLAUSE_TOOL_UNLISTED, "unlisted", "tool", "review"},
    {CH_CLAUSE_TOOL_UNLISTED, "unlisted", "variants", "forbid"},
    {CH_CLAUSE_DATA_UNLISTED, "unlisted", "data", "review"},
    {CH_CLAUSE_CHARTER_PERIOD, NULL, "from", NULL},
    {CH_CLAUSE_CHARTER_PERIOD, NULL, "until", NULL},
    {CH_CLAUSE_CHARTER_REVIEW, NULL, "review-by", NULL},
};

static const struct {
    ch_clause clause;
    ch_vocabulary vocabulary;
} families[] = {
    {CH_CLAUSE_DETECTOR, CH_VOCABULARY_DETECTORS},   {CH_CLAUSE_DUTY, CH_VOCABULARY_DUTIES},
    {CH_CLAUSE_RULE, CH_VOCABULARY_RULES},           {CH_CLAUSE_EXCEPTION, CH_VOCABULARY_EXCEPTIONS},
    {CH_CLAUSE_DATA_FILES, CH_VOCABULARY_DETECTORS}, /* no family: it stands where there are detectors */
};

static ch_vocabulary family_of(ch_clause clause)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (families[i].clause == clause)
            return families[i].vocabulary;
    return CH_VOCABULARY_COUNT;
}

static const char *key_of(ch_vocabulary vocabulary)
{
    return ch_vocabulary_shape_of(vocabulary)->key;
}

static void gather_entries(ch_explanation *e, ch_clause clause, ch_arena *arena)
{
    for (size_t i = 0; i < sizeof said_by_entries / sizeof *said_by_entries; i++) {
        ch_vocabulary vocabulary = said_by_entries[i].vocabulary;
        uint32_t count = said_by_entries[i].clause == clause ? ch_vocabulary_size(e->version, vocabulary) : 0;
        for (uint32_t n = 0; n < count; n++) {
            const ch_entry *entry = ch_vocabulary_entry(e->version, vocabulary, n);
            const ch_node *value = ch_node_get(entry->node, said_by_entries[i].key);
            if (value != NULL)
                add_value(&e->says, arena, key_of(vocabulary), entry, entry->source, value);
        }
    }
}

static void gather_general(ch_explanation *e, ch_clause clause, ch_arena *arena)
{
    const ch_file *file = e->version->files;
    for (size_t i = 0; i < sizeof said_by_charter / sizeof *said_by_charter; i++) {
        if (said_by_charter[i].clause != clause)
            continue;
        const char *map = said_by_charter[i].map;
        const ch_node *at = map == NULL ? file->root : ch_node_get(file->root, map);
        const ch_node *value = at == NULL ? NULL : ch_node_get(at, said_by_charter[i].key);
        const char *otherwise = said_by_charter[i].otherwise;
        if (value != NULL)
            add_value(&e->says, arena, map, NULL, &file->source, value);
        else if (otherwise != NULL)
            add(&e->says, arena,
                (ch_saying){map, NULL, ch_text_of(said_by_charter[i].key), ch_text_of(otherwise), {.file = NULL}});
    }
}

static void gather_family(ch_explanation *e, ch_clause clause, ch_arena *arena)
{
    ch_vocabulary vocabulary = family_of(clause);
    if (vocabulary == CH_VOCABULARY_COUNT)
        return;
    for (uint32_t i = 0; i < ch_vocabulary_size(e->version, vocabulary); i++)
        add_entry(&e->says, arena, key_of(vocabulary), ch_vocabulary_entry(e->version, vocabulary, i));
}

/* What people read of an entry has rows of its own; everything else is told as it is written. */
static bool is_for_people(ch_text key)
{
    static const char *const keys[] = {"title", "because", "article", "learn", "from", "until"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (ch_text_is(key, keys[i]))
            return true;
    return ch_key_is_extension(key);
}

static void gather_keys(ch_explanation *e, ch_vocabulary vocabulary, ch_arena *arena)
{
    for (const ch_node *value = e->entry->node->first; value != NULL; value = value->next)
        if (!is_for_people(value->key->text) && !ch_node_absent(value))
            add_value(&e->says, arena, key_of(vocabulary), e->entry, e->entry->source, value);
}

/* ---- an entry of a family ---- */

static bool names(const ch_node *list, ch_text id)
{
    for (const ch_node *name = ch_names_first(list); name != NULL; name = ch_names_next(name))
        if (ch_text_same(name->text, id))
            return true;
    return false;
}

/* Those that name it; that a class asks for what the classes below it ask for is the order's to say. */
static void gather_askers(ch_explanation *e, ch_arena *arena)
{
    static const ch_vocabulary vocabularies[] = {CH_VOCABULARY_ACTIVITIES, CH_VOCABULARY_TOOLS, CH_VOCABULARY_DATA,
                                                 CH_VOCABULARY_RULES};
    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
        for (uint32_t n = 0; n < ch_vocabulary_size(e->version, vocabularies[i]); n++) {
            const ch_entry *entry = ch_vocabulary_entry(e->version, vocabularies[i], n);
            const ch_node *duties = ch_node_get(entry->node, "duties");
            if (duties != NULL && names(duties, e->entry->id))
                add_entry(&e->asked_by, arena, key_of(vocabularies[i]), entry);
        }
}

static void gather_reads(ch_explanation *e, const ch_condition *one, const ch_condition *other, ch_arena *arena)
{
    bool data = (one != NULL && ch_condition_reads_data(one)) || (other != NULL && ch_condition_reads_data(other));
    if (data)
        e->reads = CH_LITERAL("data");
    for (uint32_t i = 0; i < e->version->scope.count; i++)
        if ((one != NULL && ch_condition_reads(one, i)) || (other != NULL && ch_condition_reads(other, i)))
            e->reads = ch_text_listed(arena, e->reads, e->version->scope.variables[i].name);
}

static void gather_entry(ch_explanation *e, ch_clause clause, uint32_t number, ch_arena *arena)
{
    const ch_version *v = e->version;
    if (clause == CH_CLAUSE_DUTY) {
        const ch_duty *duty = &v->duties.items[number];
        for (uint32_t i = 0; i < duty->path_count; i++)
            e->shown_under = ch_text_listed(arena, e->shown_under, duty->paths[i].text);
        gather_askers(e, arena);
    } else if (clause == CH_CLAUSE_RULE) {
        const ch_rule *rule = &v->rules.items[number];
        e->effects = rule->duty_names != NULL ? 0 : 1U << rule->effect;
        gather_reads(e, rule->when, rule->require, arena);
    } else if (clause == CH_CLAUSE_DETECTOR) {
        e->effects = 1U << v->detectors.items[number].effect;
    } else if (clause == CH_CLAUSE_EXCEPTION) {
        gather_reads(e, v->exceptions.items[number].condition, NULL, arena);
    }
}

static void gather_waivers(ch_explanation *e, ch_clause clause, uint32_t number, bool family, ch_arena *arena)
{
    for (uint32_t i = 0; i < e->version->exceptions.count; i++) {
        const ch_exception *exception = &e->version->exceptions.items[i];
        bool waives = false;
        for (uint32_t w = 0; w < exception->waive_count && !waives; w++)
            waives = exception->waives[w].clause == clause &&
                     (!family || e->entry == NULL || exception->waives[w].entry == number);
        if (waives)
            add_entry(&e->waived_by, arena, "exceptions", &exception->entry);
    }
}

/* ---- words ---- */

static ch_text family_word(ch_clause clause, ch_text id, ch_arena *arena)
{
    const char *prefix = ch_clause_rows[clause].id;
    size_t length = strlen(prefix);
    char *at = ch_arena_take_raw(arena, length + id.length + 1);
    if (at == NULL)
        return CH_NO_TEXT;
    memcpy(at, prefix, length);
    ch_text_copy(at + length, id);
    return (ch_text){at, length + id.length};
}

/* Which clause a word is; of a family, also by its name alone: "duty", "duty." and "duty.ID" are all duties. */
static ch_clause clause_of(ch_text word, ch_text *id)
{
    ch_clause clause = ch_clause_parse(word, id);
    for (int i = 0; clause == CH_CLAUSE_COUNT && i < CH_CLAUSE_COUNT; i++) {
        const ch_clause_row *row = &ch_clause_rows[i];
        if (row->family && ch_text_same(word, (ch_text){row->id, strlen(row->id) - 1}))
            clause = (ch_clause)i;
    }
    if (id->at != NULL && (id->length == 0 || ch_text_is(*id, "ID")))
        *id = CH_NO_TEXT;
    return clause;
}

static uint32_t find_entry(const ch_version *version, ch_vocabulary vocabulary, ch_text id)
{
    for (uint32_t i = 0; i < ch_vocabulary_size(version, vocabulary); i++)
        if (ch_text_same(ch_vocabulary_entry(version, vocabulary, i)->id, id))
            return i;
    return CH_NOT_FOUND;
}

static bool explain_clause(ch_explanation *e, ch_text word, ch_arena *arena)
{
    ch_text id;
    ch_clause clause = clause_of(word, &id);
    if (clause == CH_CLAUSE_COUNT)
        return false;
    const ch_clause_words *words = ch_words_of_clause(clause);
    bool family = ch_clause_rows[clause].family;
    uint32_t number = CH_NOT_FOUND;
    e->kind = CH_EXPLAINS_CLAUSE;
    e->means = words->title;
    e->mend = words->mend;
    e->effects = ch_clause_rows[clause].effects;
    e->word = !family ? ch_text_of(ch_clause_rows[clause].id)
                      : family_word(clause, id.at == NULL ? CH_LITERAL("ID") : id, arena);
    if (e->version == NULL)
        return e->word.at != NULL;
    if (id.at != NULL) {
        number = find_entry(e->version, family_of(clause), id);
        if (number == CH_NOT_FOUND)
            return false;
        e->entry = ch_vocabulary_entry(e->version, family_of(clause), number);
        gather_keys(e, family_of(clause), arena);
        gather_entry(e, clause, number, arena);
    } else {
        gather_entries(e, clause, arena);
        gather_general(e, clause, arena);
        gather_family(e, clause, arena);
    }
    gather_waivers(e, clause, number, family, arena);
    return e->word.at != NULL;
}

static bool explain_code(ch_explanation *e, ch_text word)
{
    for (int i = 0; i < CH_CODE_COUNT; i++) {
        if (!ch_text_is(word, ch_code_text((ch_code)i)))
            continue;
        const ch_code_words *words = ch_words_of_code((ch_code)i);
        e->kind = CH_EXPLAINS_CODE;
        e->word = ch_text_of(ch_code_text((ch_code)i));
        e->means = words->what;
        e->mend = words->mend;
        e->example = words->example;
        e->example_place = words->place;
        return true;
    }
    return false;
}

/* As programs have it, or as people's text does in their language, in any case: who meets a word types it again. */
static bool explain_verdict(ch_explanation *e, ch_text word, charter_lang lang, ch_arena *arena)
{
    ch_text folded = ch_name_fold(arena, word);
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++) {
        ch_text name = ch_text_of(charter_decision_name((charter_decision)i));
        ch_text heading = ch_name_fold(arena, ch_text_of(ch_translate(lang, ch_headings[i].word)));
        if (!ch_text_same(folded, name) && !ch_text_same(folded, heading))
            continue;
        e->kind = CH_EXPLAINS_VERDICT;
        e->word = name;
        e->decision = (charter_decision)i;
        e->means = verdicts[i].when;
        e->mend = verdicts[i].means;
        return true;
    }
    return false;
}

bool ch_explain(ch_explanation *out, ch_text word, const ch_version *version, charter_lang lang, ch_arena *arena)
{
    *out = (ch_explanation){.version = version};
    /* Codes first, which wait for no charter: "detector.example" is one, and could be a detector's clause. */
    bool known = explain_code(out, word) || explain_clause(out, word, arena) || explain_verdict(out, word, lang, arena);
    return known && !arena->failed;
}

/* ---- all of them ---- */

static void see_family(const ch_version *version, ch_clause clause, ch_see_word *see, void *context)
{
    char word[256]; /* the charter's ids are shorter; one that is not is cut, and found by nobody */
    const char *prefix = ch_clause_rows[clause].id;
    ch_vocabulary vocabulary = family_of(clause);
    for (uint32_t i = 0; version != NULL && i < ch_vocabulary_size(version, vocabulary); i++) {
        const ch_entry *entry = ch_vocabulary_entry(version, vocabulary, i);
        size_t before = strlen(prefix), room = sizeof word - before;
        size_t length = entry->id.length < room ? entry->id.length : room;
        memcpy(word, prefix, before);
        memcpy(word + before, entry->id.at, length);
        see(context, CH_EXPLAINS_CLAUSE, (ch_text){word, before + length}, ch_words_of_clause(clause)->title, entry);
    }
    if (version == NULL || ch_vocabulary_size(version, vocabulary) == 0) {
        memcpy(word, prefix, strlen(prefix));
        memcpy(word + strlen(prefix), "ID", 2);
        see(context, CH_EXPLAINS_CLAUSE, (ch_text){word, strlen(prefix) + 2}, ch_words_of_clause(clause)->title, NULL);
    }
}

void ch_each_word(const ch_version *version, ch_see_word *see, void *context)
{
    for (int i = 0; i < CHARTER_DECISION_COUNT; i++)
        see(context, CH_EXPLAINS_VERDICT, ch_text_of(charter_decision_name((charter_decision)i)), verdicts[i].when,
            NULL);
    for (int i = 0; i < CH_CLAUSE_COUNT; i++)
        if (ch_clause_rows[i].family)
            see_family(version, (ch_clause)i, see, context);
        else
            see(context, CH_EXPLAINS_CLAUSE, ch_text_of(ch_clause_rows[i].id), ch_words_of_clause((ch_clause)i)->title,
                NULL);
    for (int i = 0; i < CH_CODE_COUNT; i++)
        see(context, CH_EXPLAINS_CODE, ch_text_of(ch_code_text((ch_code)i)), ch_words_of_code((ch_code)i)->what, NULL);
}
