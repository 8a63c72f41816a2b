/* The ways in which declarations are written down: their names, and the endings of files. How each is cut and read is
 * stream_syntax.c's. */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "charter/judge.h"

static const struct {
    const char *name, *endings[3]; /* of a file, in small letters */
    charter_syntax syntax;
} syntaxes[] = {
    {"yaml", {".yaml", ".yml"}, CHARTER_YAML},
    {"json", {".json"}, CHARTER_JSON},
    {"ndjson", {".ndjson", ".jsonl"}, CHARTER_NDJSON},
    {"csv", {".csv"}, CHARTER_CSV},
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
