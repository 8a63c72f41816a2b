/* Which columns hold words that the charter lists: they are offered for its keys, with what these words mean. A cell's
 * word means what it would mean in a declaration (judge/resolve.h), accents and hyphens aside. Evidence, reviews and
 * training are never offered: what looks like one would show a duty done. */
#include "draft/register.h"

#include "base/enumerations.h"
#include "base/french.h"
#include "base/unicode.h"
#include "charter/detect.h"
#include "judge/resolve.h"
#include "judge/verdict.h"

enum { MOST_COLUMNS = 256 }; /* that are offered: each is held against each key */

/* ---- what headers speak of ---- */

/* Words without accents, as ch_name_words() has them; the first that stands in a header counts. */
static const struct {
    const char *key, *words[10];
} hints[] = {
    {"date", {"date", "dates", "day", "jour"}},
    {"id", {"id", "identifier", "identifiant", "reference", "ref", "use case id"}},
    {"stage", {"stage", "status", "state", "statut", "etape", "phase", "etat"}},
    {"tool", {"tool", "tools", "product", "products", "outil", "outils", "produit", "logiciel", "system"}},
    {"data", {"data", "donnees", "pii", "personal"}},
    {"purpose", {"purpose", "objective", "description", "finalite", "objectif"}},
    {"activity", {"activity", "activities", "use case", "topic", "activite", "usage", "usages", "cas d usage"}},
    {"unit", {"unit", "agency", "department", "bureau", "service", "direction", "unite"}},
    {"author", {"author", "owner", "declared by", "auteur", "autrice", "declare par"}},
    {"autonomy", {"autonomy", "automated", "autonomie"}},
    {"output", {"output", "audience", "diffusion"}},
    {"volume.requests", {"requests", "requetes"}},
    {"volume.tokens", {"tokens", "jetons"}},
};

static const char *const people[] = {
    "author",     "owner",       "contact",      "auteur",      "autrice",       "email",       "e mail",
    "mail",       "courriel",    "login",        "user",        "utilisateur",   "employee",    "staff",
    "reviewer",   "relecteur",   "relectrice",   "referent",    "referente",     "declared by", "reviewed by",
    "checked by", "approved by", "validated by", "declare par", "relu par",      "verifie par", "valide par",
    "first name", "last name",   "full name",    "prenom",      "nom et prenom", NULL,
};

/* Whole words. */
static bool holds_phrase(ch_text words, const char *phrase)
{
    size_t length = strlen(phrase);
    for (size_t at = 0; at + length <= words.length; at++) {
        bool begins = at == 0 || words.at[at - 1] == ' ';
        bool ends = at + length == words.length || words.at[at + length] == ' ';
        if (begins && ends && memcmp(words.at + at, phrase, length) == 0)
            return true;
    }
    return false;
}

/* A long header is a question, which speaks of many things. */
static const char *find_hint(ch_text words)
{
    enum { MOST_WORDS = 7 };
    size_t blanks = 0;
    for (size_t at = 0; at < words.length; at++)
        blanks += words.at[at] == ' ';
    if (blanks >= MOST_WORDS)
        return NULL;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        for (size_t k = 0; k < sizeof hints->words / sizeof *hints->words && hints[i].words[k] != NULL; k++)
            if (holds_phrase(words, hints[i].words[k]))
                return hints[i].key;
    return NULL;
}

/* A folded text without its accents, its words alone. */
static ch_text plain_words(ch_arena *arena, ch_text folded)
{
    ch_text plain = ch_text_unaccented(arena, folded);
    return plain.at == NULL ? plain : ch_name_words(arena, plain);
}

bool ch_register_hint(ch_seen_column *column, ch_arena *arena)
{
    ch_text words = plain_words(arena, column->folded);
    if (words.at == NULL)
        return false;
    column->hint = find_hint(words);
    column->names_people = ch_text_is(words, "name") || ch_text_is(words, "nom");
    for (size_t i = 0; people[i] != NULL; i++)
        column->names_people = column->names_people || holds_phrase(words, people[i]);
    return true;
}

/* ---- what words mean ---- */

/* A key that the charter knows words for. */
typedef struct offer {
    ch_text key;
    ch_vocabulary vocabulary;   /* of names: activities, tools, data classes; else CH_VOCABULARY_COUNT */
    const ch_fact_field *field; /* of a fact */
    const char *const *fixed;   /* words that the language fixes */
    ch_index index;             /* plain texts to numbers of `meanings` */
    ch_text *meanings;          /* `at` NULL: it could be two */
    uint32_t count, room;
    bool taken;
} offer;

typedef struct offering {
    ch_seen_register *seen;
    const charter *charter;
    const ch_version *version;
    charter_day day;
    ch_matcher *matcher;
    ch_arena arena, looking; /* the offers'; of looking a word up, begun anew for each column */
    offer *offers;
    uint32_t count;
    bool failed;
} offering;

/* As names are looked up here: without accents, hyphens as blanks. */
static ch_text plain(offering *o, ch_arena *arena, ch_text text)
{
    ch_text folded = ch_name_fold(arena, text);
    ch_text bare = folded.at == NULL ? folded : ch_text_unaccented(arena, folded);
    char *copy = bare.at == NULL ? NULL : ch_arena_take_raw(arena, bare.length + 1);
    o->failed = o->failed || copy == NULL;
    for (size_t i = 0; copy != NULL && i < bare.length; i++)
        copy[i] = bare.at[i] == '-' || bare.at[i] == '_' ? ' ' : bare.at[i];
    return (ch_text){copy, copy == NULL ? 0 : bare.length};
}

static offer *new_offer(offering *o, ch_text key, uint32_t room)
{
    offer *one = &o->offers[o->count++];
    *one = (offer){.key = key, .vocabulary = CH_VOCABULARY_COUNT, .room = room};
    one->meanings = ch_arena_take_many(&o->arena, (size_t)room + 1, sizeof *one->meanings);
    o->failed = o->failed || one->meanings == NULL || !ch_index_make(&one->index, room, &o->arena);
    return one;
}

static void add_word(offering *o, offer *one, ch_text word, ch_text meaning)
{
    if (o->failed || word.at == NULL || one->count == one->room)
        return;
    ch_text text = plain(o, &o->arena, word);
    uint32_t known = text.at == NULL ? CH_NOT_FOUND : ch_index_get(&one->index, text);
    if (known != CH_NOT_FOUND && !ch_text_same(one->meanings[known], meaning))
        one->meanings[known] = CH_NO_TEXT;
    if (text.at == NULL || known != CH_NOT_FOUND)
        return;
    one->meanings[one->count] = meaning;
    ch_index_add(&one->index, text, one->count++);
}

static void add_titles(offering *o, offer *one, const ch_localized *title, ch_text meaning)
{
    add_word(o, one, title->plain, meaning);
    for (int lang = 0; lang < CH_LANGS; lang++)
        add_word(o, one, title->in[lang], meaning);
}

static void offer_names(offering *o, const char *key, ch_vocabulary vocabulary, const ch_names *names)
{
    offer *one = new_offer(o, ch_text_of(key), names->count);
    one->vocabulary = vocabulary;
    for (uint32_t i = 0; i < names->count; i++) {
        const ch_entry *entry = ch_vocabulary_entry(o->version, vocabulary, names->items[i].entry);
        if (ch_period_holds(entry->period, o->day))
            add_word(o, one, names->items[i].folded, entry->id);
    }
}

static void offer_list(offering *o, const char *key, const ch_text *words, const ch_localized *titles, uint32_t count)
{
    if (count == 0)
        return;
    offer *one = new_offer(o, ch_text_of(key), count * (2 + CH_LANGS));
    for (uint32_t i = 0; i < count; i++) {
        add_word(o, one, words[i], words[i]);
        if (titles != NULL)
            add_titles(o, one, &titles[i], words[i]);
    }
}

static void offer_fixed(offering *o, const char *key, const char *const *words)
{
    new_offer(o, ch_text_of(key), 0)->fixed = words;
}

static void offer_field(offering *o, const ch_fact_field *field)
{
    ch_buffer key = ch_buffer_init(1 << 16);
    ch_buffer_literal(&key, "facts.");
    ch_buffer_add(&key, field->entry.id);
    ch_text kept = key.failed ? CH_NO_TEXT : ch_arena_text(&o->seen->arena, ch_buffer_text(&key));
    ch_buffer_clear(&key);
    o->failed = o->failed || kept.at == NULL;
    offer *one = new_offer(o, kept, field->value_count * (2 + CH_LANGS));
    one->field = field;
    for (uint32_t i = 0; i < field->value_count; i++) {
        add_word(o, one, field->values[i], field->values[i]);
        if (field->value_titles != NULL)
            add_titles(o, one, &field->value_titles[i], field->values[i]);
    }
}

static void make_offers(offering *o)
{
    enum { BESIDE_FIELDS = 8 };
    const ch_version *v = o->version;
    o->offers = ch_arena_take_many(&o->arena, (size_t)v->fields.count + BESIDE_FIELDS, sizeof *o->offers);
    o->failed = o->failed || o->offers == NULL;
    if (o->failed)
        return;
    offer_names(o, "activity", CH_VOCABULARY_ACTIVITIES, &v->activity_names);
    offer_names(o, "tool", CH_VOCABULARY_TOOLS, &v->tool_names);
    offer_names(o, "data", CH_VOCABULARY_DATA, &v->class_names);
    offer_list(o, "unit", v->units, v->unit_titles, v->unit_count);
    offer_list(o, "role", v->roles, v->role_titles, v->role_count);
    offer_fixed(o, "output", ch_output_names);
    offer_fixed(o, "autonomy", ch_autonomy_names);
    offer_fixed(o, "stage", ch_stage_names);
    for (uint32_t i = 0; i < v->fields.count && !o->failed; i++)
        offer_field(o, &v->fields.items[i]);
}

static ch_text resolve(offering *o, const offer *one, ch_text word)
{
    ch_resolved found = {.number = CH_NOT_FOUND};
    if (one->vocabulary == CH_VOCABULARY_ACTIVITIES)
        found = ch_resolve_activity(o->version, o->day, word, &o->looking);
    else if (one->vocabulary == CH_VOCABULARY_TOOLS)
        found = ch_resolve_tool(o->version, o->day, word, &o->looking, o->matcher);
    else if (one->vocabulary == CH_VOCABULARY_DATA)
        found = ch_resolve_class(o->version, o->day, word, &o->looking);
    o->failed = o->failed || found.failed || ch_matcher_failed(o->matcher);
    return found.number == CH_NOT_FOUND ? CH_NO_TEXT
                                        : ch_vocabulary_entry(o->version, one->vocabulary, found.number)->id;
}

static ch_text fixed_word(const char *const *words, ch_text folded)
{
    int index = ch_word_index(words, folded);
    const ch_french *french = index < 0 ? ch_french_find(folded) : NULL;
    for (int i = 0; french != NULL && i < CH_FRENCH_MEANINGS && french->meant[i] != NULL && index < 0; i++)
        index = ch_word_index(words, ch_text_of(french->meant[i]));
    return index < 0 ? CH_NO_TEXT : ch_text_of(words[index]);
}

/* What a word means under a key; `at` NULL: nobody knows. A name that is made to look like another means nothing. */
static ch_text meaning_of(offering *o, const offer *one, const ch_seen_word *word)
{
    if (one->fixed != NULL)
        return fixed_word(one->fixed, word->folded);
    if (one->field != NULL && one->field->type == CH_FIELD_BOOL)
        return ch_cell_bool(word->folded) == NULL ? CH_NO_TEXT : ch_text_of(ch_cell_bool(word->folded));
    ch_text meaning = one->vocabulary == CH_VOCABULARY_COUNT ? CH_NO_TEXT : resolve(o, one, word->word);
    if (meaning.at != NULL || o->failed || ch_name_suspicion(word->word) != CH_NAME_PLAIN)
        return meaning;
    ch_text text = plain(o, &o->looking, word->word);
    uint32_t known = text.at == NULL ? CH_NOT_FOUND : ch_index_get(&one->index, text);
    return known == CH_NOT_FOUND ? CH_NO_TEXT : one->meanings[known];
}

/* ---- which column is offered for which key ---- */

static bool same_words(offering *o, ch_text header, ch_text name)
{
    ch_arena *arena = &o->looking;
    ch_text folded = name.at == NULL ? CH_LITERAL("") : ch_name_fold(arena, name);
    ch_text one = plain_words(arena, header), other = folded.at == NULL ? folded : plain_words(arena, folded);
    o->failed = o->failed || one.at == NULL || other.at == NULL;
    return !o->failed && one.length > 0 && ch_text_same(one, other);
}

static bool speaks_of(offering *o, const ch_seen_column *column, const offer *one)
{
    if (one->field == NULL)
        return column->hint != NULL && ch_text_is(one->key, column->hint);
    const ch_entry *entry = &one->field->entry;
    bool speaks = same_words(o, column->folded, entry->id) || same_words(o, column->folded, entry->title.plain);
    for (int lang = 0; lang < CH_LANGS && !speaks; lang++)
        speaks = same_words(o, column->folded, entry->title.in[lang]);
    return speaks;
}

typedef struct known {
    uint32_t words, answers; /* that mean something; that are a yes or a no whatever the column */
    int64_t rows;
} known;

static known count_known(offering *o, const ch_seen_column *column, const offer *one)
{
    known k = {0, 0, 0};
    for (uint32_t i = 0; i < column->count && column->unshown != CH_MANY_VALUES && !o->failed; i++) {
        k.answers += ch_cell_bool(column->words[i].folded) != NULL;
        if (meaning_of(o, one, &column->words[i]).at == NULL)
            continue;
        k.words++;
        k.rows += column->words[i].rows;
    }
    return k;
}

/* A field of numbers, dates or texts has no words. */
static bool holds_type(const ch_seen_column *column, int type)
{
    return type == CH_FIELD_NUMBER ? column->numbers[CH_DECIMAL_POINT] || column->numbers[CH_DECIMAL_COMMA]
           : type == CH_FIELD_DATE ? ch_seen_dates(column)
                                   : type == CH_FIELD_TEXT;
}

/* Whether one in `share` of a column's words, or of its rows, is known. */
static bool is_share(const known *k, const ch_seen_column *column, uint32_t share)
{
    return share * k->words >= column->count || share * k->rows >= column->filled;
}

/* How well a column fits a key, 0: it is not offered. Half of its words, or of its rows, are the key's; a fourth, where
 * its header speaks of the key; any, where it is the name of a field. A yes or a no means nothing without the header,
 * and words that the language fixes ("public") little. */
static uint32_t fit(offering *o, const ch_seen_column *column, const offer *one)
{
    if (column->filled == 0 || column->unshown == CH_DETECTED || (column->names_people && one->field == NULL))
        return 0;
    ch_arena_reset(&o->looking);
    bool header = speaks_of(o, column, one);
    if (one->field != NULL && one->field->type != CH_FIELD_CHOICE && one->field->type != CH_FIELD_BOOL)
        return header && holds_type(column, one->field->type) ? 2000 : 0;
    known k = count_known(o, column, one);
    o->failed = o->failed || o->looking.failed;
    if (k.words == 0 || o->failed)
        return 0;
    bool needs_header = one->fixed != NULL || k.words == k.answers || (one->field != NULL && k.words < 2);
    bool fits = header ? one->field != NULL || is_share(&k, column, 4) : !needs_header && is_share(&k, column, 2);
    return fits ? (header ? 1000 : 0) + 1000 * k.words / column->count : 0;
}

static void take(offering *o, ch_seen_column *column, offer *one)
{
    ch_arena_reset(&o->looking);
    one->taken = true;
    column->key = ch_arena_text(&o->seen->arena, one->key);
    column->by_header = one->field != NULL && speaks_of(o, column, one);
    if (column->unshown == CH_OF_PEOPLE && column->count > 0 && one->vocabulary != CH_VOCABULARY_COUNT)
        column->unshown = CH_SHOWN;
    for (uint32_t i = 0; i < column->count && !o->failed; i++) {
        ch_text meaning = meaning_of(o, one, &column->words[i]);
        if (meaning.at != NULL)
            column->words[i].meaning = ch_arena_text(&o->seen->arena, meaning);
    }
    o->failed = o->failed || o->looking.failed || o->seen->arena.failed;
}

/* The best pair first; each column and each key once. What a pair is worth is asked once. */
static void choose(offering *o)
{
    uint32_t columns = o->seen->count < MOST_COLUMNS ? o->seen->count : MOST_COLUMNS;
    uint32_t *fits = ch_arena_take_many(&o->arena, (size_t)columns * o->count + 1, sizeof *fits);
    o->failed = o->failed || fits == NULL;
    for (uint32_t i = 0; i < columns * o->count && !o->failed; i++)
        fits[i] = fit(o, &o->seen->columns[i / o->count], &o->offers[i % o->count]);
    for (uint32_t best = 0; best != CH_NOT_FOUND && !o->failed;) {
        best = CH_NOT_FOUND;
        for (uint32_t i = 0; i < columns * o->count; i++)
            if (fits[i] > 0 && o->seen->columns[i / o->count].key.at == NULL && !o->offers[i % o->count].taken &&
                (best == CH_NOT_FOUND || fits[i] > fits[best]))
                best = i;
        if (best != CH_NOT_FOUND)
            take(o, &o->seen->columns[best / o->count], &o->offers[best % o->count]);
    }
}

/* ---- what detectors find ---- */

/* In `header`: below its name, since words near a value make a detector surer. */
static bool detects(offering *o, charter_detect *scan, ch_text header, ch_text value)
{
    ch_buffer text = ch_buffer_init(1 << 20);
    ch_buffer_add(&text, header);
    ch_buffer_literal(&text, "\n");
    ch_buffer_add(&text, value);
    charter_status status = text.failed ? CHARTER_NO_MEMORY : charter_detect_text(scan, "", ch_buffer_text(&text));
    bool found =
        status != CHARTER_OK || charter_detect_hit_count(scan) > 0 || charter_detect_undetermined_count(scan) > 0;
    o->failed = o->failed || status == CHARTER_NO_MEMORY;
    ch_buffer_clear(&text);
    return found;
}

/* A word that is masked would be no entry of a table: such a column is listed without any. */
static void find_detected(offering *o)
{
    charter_detect *scan;
    if (o->version->scanner == NULL)
        return;
    if (charter_detect_new(&scan, o->charter, o->day) != CHARTER_OK) {
        o->failed = true;
        return;
    }
    for (uint32_t i = 0; i < o->seen->count && !o->failed; i++) {
        ch_seen_column *column = &o->seen->columns[i];
        column->hides_header = detects(o, scan, column->header, CH_LITERAL(""));
        for (uint32_t k = 0; k < column->count && column->unshown != CH_DETECTED && !o->failed; k++)
            if (detects(o, scan, column->hides_header ? CH_LITERAL("") : column->header, column->words[k].word))
                column->unshown = CH_DETECTED;
    }
    charter_detect_free(scan);
}

/* Lines of rows that cannot be read are shown as those of a check are. */
static void mask_faults(offering *o)
{
    charter_judge *judge;
    charter_judge_options judging = {.at = o->day};
    if (charter_judge_new(&judge, o->charter, &judging) != CHARTER_OK) {
        o->failed = true;
        return;
    }
    o->failed = !ch_judge_mask(judge, NULL, o->seen->diagnostics) || o->failed;
    charter_judge_free(judge);
}

/* ---- the whole ---- */

static void find_version(offering *o, charter_day at)
{
    o->version = ch_is_day(at) ? ch_charter_on(o->charter, at) : NULL;
    o->day = at;
    if (o->version != NULL)
        return;
    o->version = &o->charter->versions[o->charter->count - 1];
    o->day = ch_is_day(o->version->period.from) ? o->version->period.from : o->version->period.until;
    o->day = ch_is_day(o->day) ? o->day : at;
}

bool ch_register_offer(ch_seen_register *seen, const charter *the_charter, charter_day at)
{
    offering o = {.seen = seen, .charter = the_charter, .matcher = ch_matcher_new()};
    o.failed = o.matcher == NULL;
    find_version(&o, at);
    if (!o.failed)
        mask_faults(&o);
    if (!o.failed)
        find_detected(&o);
    if (!o.failed)
        make_offers(&o);
    if (!o.failed)
        choose(&o);
    bool good = !o.failed && !o.arena.failed;
    ch_matcher_free(o.matcher);
    ch_arena_clear(&o.arena);
    ch_arena_clear(&o.looking);
    return good;
}
