/* The words of no and of yes, each list once, as texts are held against them: by their letters alone. */
#include "base/no_word.h"

#include "base/unicode.h"

/* As ch_text_letters gives them. */
static const char *const words_of_no[] = {
    "n",
    "no",
    "non",
    "nope",
    "off",
    "false",
    "faux",
    "none",
    "neant",
    "na",
    "nil",
    "null",
    "nul",
    "zero",
    "aucun",
    "aucune",
    "rien",
    "nothing",
    "todo",
    "tbd",
    "tbc",
    "tba",
    "afaire",
    "aprevoir",
    "avenir",
    "acompleter",
    "adefinir",
    "encours",
    "enattente",
    "attente",
    "inprogress",
    "wip",
    "pending",
    "notyet",
    "notdone",
    "pasencore",
    "pasfait",
    "nonfait",
    "waiting",
    "ongoing",
    "nodata",
    "missing",
    "manquant",
    "unknown",
    "inconnu",
    "sansobjet",
    "notapplicable",
    "so",
    "nd",
    "nc",
    "undefined",
    "undetermined",
    "nonapplicable",
    "pasapplicable",
    "nonrealise",
    "nonrealisee",
    "prevu",
    "planned",
    "aconfirmer",
    "avalider",
    "enpreparation",
    "underway",
    "tobedone",
    "tobecompleted",
    "vide",
    "empty",
    "never",
    "jamais",
    "nein",
};

static const char *const words_of_yes[] = {"true", "yes", "oui", "vrai", "ok", "done", "fait"};

/* No word is as long; what is longer is a text of its own. */
#define LONGEST 16

typedef struct letters {
    char at[LONGEST + 2];
    size_t count; /* LONGEST + 1: too many, or one that no word has */
} letters;

static letters letters_of(ch_text text)
{
    letters l;
    l.count = ch_text_letters(text, l.at, sizeof l.at);
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

bool ch_begins_with_no(ch_text text)
{
    static const char *const words[] = {"no",  "non",   "not",    "none",   "never",
                                        "pas", "aucun", "aucune", "jamais", "nein"};
    size_t length = 0;
    while (length < text.length && strchr(" \t\r\n,;:.(", text.at[length]) == NULL)
        length++;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] >= '0' && text.at[i] <= '9')
            return false;
    letters first = letters_of((ch_text){text.at, length});
    return is_among(&first, words, sizeof words / sizeof *words);
}

bool ch_says_yes(ch_text text)
{
    letters l = letters_of(text);
    return is_among(&l, words_of_yes, sizeof words_of_yes / sizeof *words_of_yes);
}
