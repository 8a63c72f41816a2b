/* The words of no and of yes, each list once, and the form in which texts are held against them. */
#include "base/no_word.h"

#include <unictype.h>
#include <utf8proc.h>

#include "base/unicode.h"

/* In the form of `letters_of`: small letters and digits alone. */
static const char *const words_of_no[] = {
    "n",         "no",        "non",          "nope",          "off",           "false",      "faux",
    "none",      "neant",     "na",           "nil",           "null",          "nul",        "zero",
    "aucun",     "aucune",    "rien",         "nothing",       "todo",          "tbd",        "tbc",
    "tba",       "afaire",    "aprevoir",     "avenir",        "acompleter",    "adefinir",   "encours",
    "enattente", "attente",   "inprogress",   "wip",           "pending",       "notyet",     "notdone",
    "pasencore", "pasfait",   "nonfait",      "waiting",       "ongoing",       "nodata",     "missing",
    "manquant",  "unknown",   "inconnu",      "sansobjet",     "notapplicable", "so",         "nd",
    "nc",        "undefined", "undetermined", "nonapplicable", "pasapplicable", "nonrealise", "nonrealisee",
    "prevu",     "planned",
};

static const char *const words_of_yes[] = {"true", "yes", "oui", "vrai", "ok", "done", "fait"};

/* No word is as long; what is longer is a text of its own. */
#define LONGEST 16

typedef struct letters {
    char at[LONGEST + 1];
    size_t count; /* LONGEST + 1: too many, or one that no word has */
} letters;

static void put(letters *l, int32_t character)
{
    bool letter = character >= 'a' && character <= 'z', digit = character >= '0' && character <= '9';
    if (l->count <= LONGEST)
        l->at[l->count++] = letter || digit ? (char)character : '?';
}

/* A digit of whatever script counts as what it is worth. */
static void put_part(letters *l, int32_t part)
{
    int digit = part < 0x80 ? -1 : uc_digit_value((ucs4_t)part);
    utf8proc_category_t category = utf8proc_category(part);
    if (digit >= 0)
        put(l, '0' + digit);
    else if ((category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
             (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO))
        put(l, part);
}

/* The letters and digits of `text`, decomposed and folded; marks, and what shows nothing, are no part of them. */
static letters letters_of(ch_text text)
{
    enum { PARTS = 32 }; /* of one character: 18 at the most (U+FDFA) */
    letters l = {.count = 0};
    for (size_t i = 0; i < text.length && l.count <= LONGEST;) {
        int32_t character, parts[PARTS];
        int class = UTF8PROC_BOUNDCLASS_START;
        i += ch_character_next((ch_text){text.at + i, text.length - i}, &character);
        utf8proc_ssize_t count =
            utf8proc_decompose_char(character, parts, PARTS,
                                    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE, &class);
        for (utf8proc_ssize_t part = 0; part < count && part < PARTS; part++)
            put_part(&l, parts[part]);
    }
    return l;
}

static bool zeros_alone(const letters *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->at[i] != '0')
            return false;
    return true;
}

static bool is_among(const letters *l, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ch_text_is((ch_text){l->at, l->count}, words[i]))
            return true;
    return false;
}

bool ch_says_no(ch_text text)
{
    letters l = letters_of(text);
    return zeros_alone(&l) /* none at all, too */ ||
           is_among(&l, words_of_no, sizeof words_of_no / sizeof *words_of_no);
}

bool ch_says_yes(ch_text text)
{
    letters l = letters_of(text);
    return is_among(&l, words_of_yes, sizeof words_of_yes / sizeof *words_of_yes);
}
