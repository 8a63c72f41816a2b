/* The words of a mapping, and its tables of values: what a cell may say, and what that means. */
#include "base/unicode.h"
#include "intake/loading.h"

static ch_text fold(ch_loader *l, ch_text text)
{
    ch_text folded = ch_name_fold(&l->intake->arena, text);
    if (folded.at == NULL)
        l->decoder.diagnostics->failed = true;
    return folded;
}

/* Both are folded, so that letter case and white space do not count. */
static bool fits(const ch_word *word, ch_text folded)
{
    ch_text text = word->text;
    if (!word->begins_open && !word->ends_open)
        return ch_text_same(folded, text);
    if (text.length > folded.length)
        return false;
    if (word->begins_open && word->ends_open)
        return text.length == 0 || memmem(folded.at, folded.length, text.at, text.length) != NULL;
    const char *at = word->ends_open ? folded.at : folded.at + folded.length - text.length;
    return memcmp(at, text.at, text.length) == 0;
}

/* Without the backslash before the star at its end. */
static ch_text literal_star(ch_loader *l, ch_text text)
{
    char *copy = ch_loader_take(l, text.length, 1);
    if (copy == NULL)
        return CH_NO_TEXT;
    memcpy(copy, text.at, text.length - 2);
    copy[text.length - 2] = '*';
    return (ch_text){copy, text.length - 1};
}

/* "*" alone is the end of all words. */
static ch_word read_word(ch_loader *l, ch_text written)
{
    ch_word word = {.text = fold(l, written)};
    ch_text *text = &word.text;
    if (text->length > 0 && text->at[text->length - 1] == '*') {
        word.ends_open = text->length < 2 || text->at[text->length - 2] != '\\';
        if (word.ends_open)
            text->length--;
        else
            *text = literal_star(l, *text);
    }
    if (ch_text_same(written, CH_LITERAL("\\*")))
        return word; /* a star itself, which is no beginning */
    if (text->length > 0 && text->at[0] == '*') {
        word.begins_open = true;
        *text = ch_text_behind(*text, 1);
    } else if (ch_text_begins(*text, "\\*")) {
        *text = ch_text_behind(*text, 1);
    }
    return word;
}

bool ch_words_have(const ch_words_list *list, ch_text folded)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (fits(&list->words[i], folded))
            return true;
    return false;
}

/* Folded once: each cell is folded once, too, and compared with bytes. */
ch_words_list ch_loader_words(ch_loader *l, const ch_node *names)
{
    ch_words_list list = {0};
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name))
        list.count++;
    list.words = ch_loader_take(l, list.count, sizeof *list.words);
    uint32_t i = 0;
    if (list.words == NULL)
        return (ch_words_list){0};
    for (const ch_node *name = ch_names_first(names); name != NULL; name = ch_names_next(name))
        list.words[i++] = read_word(l, name->text);
    return list;
}

/* A whole word goes before one with a star, and of these the first in the file: the mapping's author orders them. */
const ch_node *ch_value_find(const ch_value_table *table, ch_text folded)
{
    uint32_t number = ch_index_get(&table->exact, folded);
    if (number != CH_NOT_FOUND)
        return table->meanings[number].node;
    for (uint32_t i = 0; i < table->open_count; i++)
        if (fits(&table->open[i].word, folded))
            return table->open[i].node;
    return NULL;
}

/* A meaning is a word, a list of words, or "" for nothing. Null is what a draft says until somebody has decided: were
 * it taken for nothing, a row that nobody looked at would pass. */
static bool check_meaning(ch_loader *l, const ch_node *meaning)
{
    static const ch_field names = {.type = CH_NAMES};
    const ch_node *list;
    if (ch_node_absent(meaning)) {
        ch_loader_error(l, CH_VALUE_EMPTY, meaning->key->span,
                        ch_say1("nobody has decided what \"%s\" means", meaning->key->text),
                        ch_say("write what it means, or \"\" where it says nothing"));
        return false;
    }
    return ch_meaning_is_nothing(meaning) || ch_decode_value(&l->decoder, meaning, &names, &list);
}

/* Words that fold to the same text are refused: which of two meanings counted would depend on their order. */
static void add_value(ch_loader *l, ch_value_table *table, const ch_node *entry, uint32_t number)
{
    ch_word word = read_word(l, entry->key->text);
    bool open = word.begins_open || word.ends_open;
    if (word.text.at == NULL || !check_meaning(l, entry))
        return;
    if (word.text.length == 0 && !open) {
        ch_loader_error(l, CH_VALUE_EMPTY, entry->key->span, ch_say("a blank cell has no entry in a table of values"),
                        ch_say("say with \"default\" what a blank cell means"));
        return;
    }
    if (open) {
        table->open[table->open_count++] = (ch_meaning){word, entry};
        return;
    }
    if (ch_index_get(&table->exact, word.text) != CH_NOT_FOUND)
        ch_loader_error(l, CH_NAME_AMBIGUOUS, entry->key->span,
                        ch_say1("\"%s\" stands here a second time, white space and letter case aside",
                                entry->key->text),
                        ch_say("keep one of the two"));
    table->meanings[number] = (ch_meaning){word, entry};
    ch_index_add(&table->exact, word.text, number);
}

void ch_loader_table(ch_loader *l, const ch_node *map, ch_value_table *table)
{
    table->map = map;
    table->meanings = ch_loader_take(l, map->count, sizeof *table->meanings);
    table->open = ch_loader_take(l, map->count, sizeof *table->open);
    if (!ch_index_make(&table->exact, map->count, &l->intake->arena))
        l->decoder.diagnostics->failed = true;
    if (l->decoder.diagnostics->failed)
        return;
    uint32_t number = 0;
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next)
        add_value(l, table, entry, number++);
}

void ch_loader_tables(ch_loader *l)
{
    const ch_node *map = l->intake->tables_node;
    if (map == NULL)
        return;
    l->intake->tables = ch_loader_take(l, map->count, sizeof *l->intake->tables);
    if (l->intake->tables == NULL)
        return;
    for (const ch_node *entry = map->first; entry != NULL; entry = entry->next) {
        if (ch_node_absent(entry) || ch_key_is_extension(entry->key->text) || !ch_decode_map(&l->decoder, entry))
            continue;
        ch_value_table *table = &l->intake->tables[l->intake->table_count++];
        table->name = entry->key->text;
        ch_loader_table(l, entry, table);
    }
}

const ch_value_table *ch_loader_find_table(ch_loader *l, const ch_node *node, ch_text name)
{
    const charter_intake *intake = l->intake;
    ch_suggestion suggestion = ch_suggest(name);
    for (uint32_t i = 0; i < intake->table_count; i++) {
        if (ch_text_same(intake->tables[i].name, name))
            return &intake->tables[i];
        ch_suggest_try(&suggestion, intake->tables[i].name);
    }
    ch_loader_error(l, CH_REFERENCE_UNKNOWN, ch_node_get(node, "table")->span,
                    ch_say1("there is no table \"%s\" under tables:", name),
                    suggestion.best.at != NULL ? ch_say1("did you mean \"%s\"?", suggestion.best)
                                               : ch_say("list it there, or write its values here"));
    return NULL;
}
