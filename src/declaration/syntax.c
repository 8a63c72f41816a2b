/* The ways in which declarations are written down: their names, and the endings of files. How each is cut and read is
 * stream_syntax.c's. */
#include <string.h>
#include <strings.h>

#include "declaration/syntax.h"
#include "charter/judge.h"

static const struct {
    const char *name, *endings[5]; /* of a file, in small letters */
    charter_syntax syntax;
} syntaxes[] = {
    {"yaml", {".yaml", ".yml"}, CHARTER_YAML},
    {"json", {".json"}, CHARTER_JSON},
    {"ndjson", {".ndjson", ".jsonl"}, CHARTER_NDJSON},
    {"csv", {".csv", ".xlsx", ".xlsm", ".ods"}, CHARTER_CSV},
    {"tsv", {".tsv", ".tab"}, CHARTER_TSV},
};

static const char *const compressions[] = {".gz", ".zst"};

bool charter_syntax_parse(const char *word, charter_syntax *out)
{
    for (size_t i = 0; i < sizeof syntaxes / sizeof *syntaxes; i++)
        if (strcmp(word, syntaxes[i].name) == 0) {
            *out = syntaxes[i].syntax;
            return true;
        }
    return false;
}

/* Letter case aside: registers come from systems that do not tell it. */
static bool ends_in(ch_text name, const char *ending)
{
    size_t length = strlen(ending);
    return name.length >= length && strncasecmp(name.at + name.length - length, ending, length) == 0;
}

charter_syntax charter_syntax_of(const char *name)
{
    ch_text text = ch_text_of(name);
    for (size_t i = 0; i < sizeof compressions / sizeof *compressions; i++)
        if (ends_in(text, compressions[i]))
            text.length -= strlen(compressions[i]);
    for (size_t i = 0; i < sizeof syntaxes / sizeof *syntaxes; i++)
        for (size_t j = 0; syntaxes[i].endings[j] != NULL; j++)
            if (ends_in(text, syntaxes[i].endings[j]))
                return syntaxes[i].syntax;
    return CHARTER_SYNTAX_BY_NAME;
}

/* ---- what looks like a declaration ---- */

bool ch_is_named_as_declaration(const char *name)
{
    static const char *const stems[] = {"ai-usage", "ai_usage", "usage", "usages"};
    enum { FOLDERS = 2 }; /* the first of them are a folder's name too */
    const char *visible = name + (name[0] == '.');
    size_t length = strcspn(visible, ".");
    bool ends = charter_syntax_of(name) != CHARTER_SYNTAX_BY_NAME;
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
        if (strlen(stems[i]) == length && strncasecmp(visible, stems[i], length) == 0)
            return ends || (i < FOLDERS && visible[length] == '\0');
    return false;
}

bool ch_is_named_as_packed(const char *name)
{
    static const char *const packings[] = {".gz", ".zst", ".xz", ".bz2", ".lz4", ".lzma", ".br", ".zip", ".7z", ".z"};
    ch_text text = ch_text_of(name);
    bool packed = false;
    for (size_t i = 0; i < sizeof packings / sizeof *packings; i++)
        packed = packed || ends_in(text, packings[i]);
    for (size_t at = 0; packed && at < text.length; at++)
        for (size_t i = 0; i < sizeof syntaxes / sizeof *syntaxes; i++)
            for (size_t j = 0; syntaxes[i].endings[j] != NULL; j++) {
                size_t length = strlen(syntaxes[i].endings[j]);
                if (strncasecmp(name + at, syntaxes[i].endings[j], length) == 0 && name[at + length] == '.')
                    return true;
            }
    return false;
}

static bool starts_with(ch_text text, const char *with)
{
    size_t length = strlen(with);
    return text.length >= length && memcmp(text.at, with, length) == 0;
}

static void skip(ch_text *text, size_t bytes)
{
    text->at += bytes;
    text->length -= bytes;
}

static void skip_any(ch_text *text, const char *bytes)
{
    while (text->length > 0 && text->at[0] != '\0' && strchr(bytes, text->at[0]) != NULL)
        skip(text, 1);
}

/* A byte order mark, comments and directives, "---", blanks, and the brackets and quotes that JSON begins with. */
static void skip_opening(ch_text *text)
{
    static const char opening[] = " \t\r\n-{[\"'";
    if (starts_with(*text, "\xEF\xBB\xBF"))
        skip(text, 3);
    skip_any(text, opening);
    while (starts_with(*text, "#") || starts_with(*text, "%")) {
        const char *end = ch_text_find(*text, '\n');
        skip(text, end == NULL ? text->length : (size_t)(end - text->at));
        skip_any(text, opening);
    }
}

/* Of UTF-16 what is ASCII: all that is looked for. */
static ch_text narrow(char *bytes, size_t length)
{
    size_t kept = 0,
           mark = length > 1 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0) ? 2 : 0;
    for (size_t i = mark; i < length; i++)
        if (bytes[i] != '\0')
            bytes[kept++] = bytes[i];
    return (ch_text){bytes, kept};
}

/* Behind "usage". */
static bool goes_on_as_declaration(ch_text first)
{
    bool several = starts_with(first, "s");
    skip(&first, several);
    skip_any(&first, "\"' \t\r\n");
    if (!starts_with(first, ":"))
        return false;
    skip(&first, 1);
    skip_any(&first, "\"' \t\r");
    /* A program's help begins with "usage: NAME" too. */
    return several || first.length == 0 || strchr("\n#0123456789", first.at[0]) != NULL;
}

ch_beginning ch_begins_as_declaration(char *bytes, size_t length)
{
    static const char key[] = "usage";
    enum { LONGEST = 64 }; /* bytes of a beginning that may have been cut */
    ch_text first = narrow(bytes, length);
    skip_opening(&first);
    bool cut = first.length < LONGEST;
    if (starts_with(first, key)) {
        skip(&first, strlen(key));
        if (goes_on_as_declaration(first))
            return CH_BEGINS_SO;
    }
    return cut ? CH_BEGINS_LATER : CH_BEGINS_OTHERWISE;
}
