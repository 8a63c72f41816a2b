/* catalog: looking up messages in the .mo format, as GNU gettext's manual describes it ("The Format of GNU MO Files"):
 * a header of 32-bit words, a table of original texts sorted by bytes, a table of translations. The bytes are the
 * program's own, made by msgfmt when it is built: they are not checked as a stranger's would be. */
#include "base/catalog.h"

#include <ctype.h>

#define MO_MAGIC 0x950412deU

/* By memcpy: bytes need not be aligned. A catalogue of the other byte order has another magic number: messages then
 * stay in English. */
static uint32_t word_at(const unsigned char *mo, size_t offset)
{
    uint32_t word;
    memcpy(&word, mo + offset, sizeof word);
    return word;
}

/* The text of row `i` of the table that begins at `table`: each row is a length and an offset. */
static const char *text_at(const unsigned char *mo, size_t table, size_t i)
{
    return (const char *)mo + word_at(mo, table + i * 8 + 4);
}

/* A plural's key is "singular NUL plural": comparing as C strings compares the singulars alone. */
static const char *find(const unsigned char *mo, size_t size, const char *english)
{
    if (size < 28 || word_at(mo, 0) != MO_MAGIC)
        return NULL;
    size_t originals = word_at(mo, 12), translations = word_at(mo, 16);
    size_t low = 0, high = word_at(mo, 8);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(english, text_at(mo, originals, middle));
        if (order == 0)
            return text_at(mo, translations, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *ch_translate(charter_lang lang, const char *english)
{
    const char *found = lang == CHARTER_FR ? find(ch_catalog_fr, ch_catalog_fr_size, english) : NULL;
    /* To gettext an empty translation is one that nobody has written yet. */
    return found == NULL || *found == '\0' ? english : found;
}

/* French counts nought as singular: 0 déclaration, 1 déclaration, 2 déclarations. */
const char *ch_translate_plural(charter_lang lang, const char *one, const char *many, uint64_t number)
{
    if (lang != CHARTER_FR)
        return number == 1 ? one : many;
    const char *forms = find(ch_catalog_fr, ch_catalog_fr_size, one);
    if (forms == NULL)
        return number <= 1 ? one : many;
    return number <= 1 ? forms : forms + strlen(forms) + 1;
}

const char *charter_translate(charter_lang lang, const char *message)
{
    return ch_translate(lang, message);
}

static const struct {
    char name[3];
    charter_lang lang;
} langs[] = {{"en", CHARTER_EN}, {"fr", CHARTER_FR}};

const char *ch_lang_name(charter_lang lang)
{
    const char *name = langs[0].name;
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++)
        if (langs[i].lang == lang)
            name = langs[i].name;
    return name;
}

bool ch_is_lang(charter_lang lang)
{
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++)
        if (langs[i].lang == lang)
            return true;
    return false;
}

bool charter_lang_parse(const char *name, charter_lang *out)
{
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        /* "fr", and a locale's name as POSIX has it: "fr_FR.UTF-8"; not "frr". */
        if (strncmp(name, langs[i].name, 2) != 0 || isalpha((unsigned char)name[2]))
            continue;
        *out = langs[i].lang;
        return true;
    }
    return false;
}
