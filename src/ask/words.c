/* The small words, as lists: one row a role. A word may stand in several. Whoever adds one thinks of both languages:
 * "on" is a French pronoun, "or" a French conjunction, "but" a French noun. */
#include "ask/words.h"

enum { FR = CH_WORD_FRENCH, EN = CH_WORD_ENGLISH };

static const struct {
    uint32_t roles;
    const char *words; /* between bars; folded, without accents */
} lists[] = {
    {FR | CH_WORD_ARTICLE,
     "le|la|les|l|un|une|du|des|au|aux|ce|cet|cette|ces|mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|"
     "leurs|quelque|quelques|chaque|tout|toute|toutes|tous|plusieurs|certains|certaines|quel|quelle|quels|quelles"},
    {EN | CH_WORD_ARTICLE,
     "the|an|this|these|those|that|my|your|our|their|his|her|its|some|any|each|every|all|which|several|what"},
    {CH_WORD_ARTICLE, "a"},
    {FR | CH_WORD_OF, "de|d|du|des"},
    {EN | CH_WORD_OF, "of"},
    {FR | CH_WORD_WITH,
     "via|en utilisant|grace a|a l aide de|au moyen de|a partir de|par l intermediaire de|par le biais de|utiliser|"
     "utilise|utilisent|utilisons|utilisez|utilisant|utilisation de|usage de|emploi de|employer|recours a|"
     "recourir a|passer par|passant par|se servir de|me sert de|se servant de|servir de|appel a|demander a|"
     "demande a|confier a|soumettre a|essayer|tester|ouvrir|aide de|coller dans"},
    {FR | CH_WORD_WITH | CH_WORD_INTO, "est ce que|peut|peuvent|laisser|faire faire a"},
    {FR | CH_WORD_WITH | CH_WORD_COMPANY, "avec|par|dans"},
    {EN | CH_WORD_WITH | CH_WORD_COMPANY, "with|in|into"},
    {EN | CH_WORD_WITH,
     "using|use|uses|used|through|use of|help of|help from|by means of|thanks to|try|trying|open|rely on|paste into|"
     "powered by"},
    {EN | CH_WORD_WITH | CH_WORD_INTO, "ask|asking|let|letting|can|may|could|should|does|would|will"},
    {CH_WORD_WITH, "via"},
    {CH_WORD_BY | CH_WORD_PLAIN, "a|to|vers"},
    {FR | CH_WORD_ON, "sur"},
    {EN | CH_WORD_ON, "upon|onto"},
    {CH_WORD_ON, "on"},
    {FR | CH_WORD_ABOUT,
     "a propos de|au sujet de|concernant|quant a|relatif a|relative a|relatifs a|relatives a|portant sur|parle de|"
     "protection de|protection des|droit de|droit des|de|d|du|des|pour|chez|contre|selon|par rapport a|dedie a|"
     "parler de|compare a"},
    {EN | CH_WORD_ABOUT,
     "about|regarding|concerning|on the subject of|of|for|from|against|versus|than|behind|protection of|law on|"
     "compared to|similar to"},
    {CH_WORD_ABOUT, "vs"},
    {FR | CH_WORD_INTO,
     "pour|afin de|puis je|peux tu|peut on|peut il|peut elle|pouvons nous|pouvez vous|a t on|ai je|dois je|doit on|"
     "peux|pourrais je|je veux|je voudrais|je souhaite|j aimerais|je compte|je vais|veut|voudrait|souhaite|"
     "possible de|le droit de|droit de|permis de|autorise a|est il possible de|demander de|aider a|aide a|m aider a|"
     "de|d|vais|faut|doit|dois|besoin de|envie de"},
    {EN | CH_WORD_INTO,
     "to|for|can i|may i|could i|should i|can we|may we|could we|am i allowed to|are we allowed to|i want to|"
     "i would like to|help me|we want to|please|let me|do i|by|possible to|ok to|okay to|allowed to|need to"},
    {FR | CH_WORD_BARS_NAME,
     "sans|ni|non|aucun|aucune|au lieu de|plutot que|a la place de|sauf|excepte|hormis|a l exception de|autre que|"
     "autres que|autre chose que|autre outil que|eviter|evitant|en evitant|remplacer|remplacant|a defaut de|"
     "contrairement a|exclure|excluant|exclut|interdire|hors|hors de|absence de|depourvu de|depourvue de|exempt de|"
     "exempte de"},
    {EN | CH_WORD_BARS_NAME,
     "without|nor|no|instead of|rather than|in place of|except|except for|excluding|other than|avoid|avoiding|"
     "replace|replacing|unlike|neither|none of|free of|free from|in lieu of|anything but|lack of|devoid of"},
    {FR | CH_WORD_BARS_REST, "pas|jamais|nullement|aucunement|guere|refuse de|refuser de|arreter de|personne ne"},
    {EN | CH_WORD_BARS_REST,
     "not|never|cannot|no longer|hardly|refuse to|stop|nobody|no one|nothing|dont|doesnt|isnt|wont|cant|shouldnt"},
    {FR | CH_WORD_TURNS, "mais|si|cependant|sinon|toutefois|seulement|juste|uniquement|car|puis"},
    {EN | CH_WORD_TURNS, "but|if|whether|however|though|only|just|because|then"},
    {FR | CH_WORD_JOINS, "et|ou|ainsi que"},
    {EN | CH_WORD_JOINS, "and|or|as well as"},
    {FR | CH_WORD_IS,
     "est|sont|soit|etait|etaient|reste|restent|marque|marquee|marques|marquees|classe|classee|classes|classees|dit|"
     "dite|est marque|est classe"},
    {EN | CH_WORD_IS, "is|are|was|were|marked|remains|labelled|labeled|called"},
    {FR | CH_WORD_VERY, "tres|strictement|purement|plutot|assez|deja|bien"},
    {EN | CH_WORD_VERY, "very|strictly|purely|quite|highly|already"},
    {FR | CH_WORD_PERSON,
     "m|mm|mme|mmes|mlle|monsieur|madame|mademoiselle|docteur|professeur|maitre|collegue|chef|cheffe|directeur|"
     "directrice|ami|amie|voisin|voisine|cousin|cousine|stagiaire|secretaire|ministre|prefet|prefete|maire|juge"},
    {EN | CH_WORD_PERSON,
     "mr|mrs|ms|miss|sir|madam|colleague|boss|friend|neighbour|neighbor|cousin|intern|secretary|minister|mayor|"
     "judge|manager|professor|doctor"},
    {CH_WORD_PERSON, "dr|pr|prof"},
    {FR | CH_WORD_BODY,
     "service|centre|institut|ministere|bureau|direction|ecole|equipe|laboratoire|agence|societe|departement|"
     "division|pole|unite|cellule|responsable|charge|chargee|commission|comite|salle|section|colloque|master|"
     "diplome|cours"},
    {EN | CH_WORD_BODY,
     "department|center|institute|ministry|office|school|team|laboratory|lab|agency|company|unit|head|committee|"
     "director|degree|course|desk|budget"},
    {FR | CH_WORD_CONTENT,
     "texte|rapport|courriel|mel|lettre|courrier|fichier|tableau|contenu|communique|discours|diaporama|dossier|"
     "compte rendu|proces verbal|pv|circulaire|etude|resultat|base de donnees|jeu de donnees|feuille de calcul|"
     "document de travail|note de service|note de cadrage|note de conjoncture|note d information|note de synthese|"
     "projet de note|projet de texte|brouillon|livrable|procedure|guide|manuel|formulaire|questionnaire|reponse|"
     "avis|contrat|facture|archive|enregistrement|page web|courrier electronique|depot|liste|fiche|plaquette|"
     "brochure|support|extrait|verbatim|ecrit|deliberation|arrete|reglement|convention|cahier des charges|"
     "appel d offres|plan|bilan|projet|programme|affiche|budget|devis|audit|courbe|graphique|enquete|correspondance|"
     "notice|newsletter|piece jointe|statistique|chiffre|presse"},
    {EN | CH_WORD_CONTENT,
     "doc|text|report|e mail|letter|file|spreadsheet|content|press release|speech|slide|deck|paper|study|result|"
     "database|dataset|data set|draft|manual|answer|request|opinion|contract|invoice|repository|repo|website|"
     "web page|working document|statistic|figure|minute|briefing|notice|list|material|correspondence|leaflet|"
     "statement|form|poster|flyer|agreement|policy|bylaw|tender|survey|plan|proposal|audit"},
    {CH_WORD_CONTENT,
     "note|document|mail|email|message|table|page|article|presentation|memo|base|publication|code|script|"
     "documentation|decision|image|photo|instruction|communication|source"},
    {FR | CH_WORD_CONTENT | CH_WORD_DATA, "donnee|renseignement|reponse individuelle|microdonnee"},
    {EN | CH_WORD_CONTENT | CH_WORD_DATA, "data|record|detail|info|personal data|microdata|individual response"},
    {CH_WORD_CONTENT | CH_WORD_DATA, "information"},
    {FR | CH_WORD_EVENT, "reunion|entretien|atelier|seminaire|conversation|echange|discussion|formation"},
    {EN | CH_WORD_EVENT, "meeting|interview|workshop|seminar|call|conversation|discussion"},
    {FR | CH_WORD_MAKES,
     "rediger|redige|redigeant|ecrire|ecris|preparer|prepare|produire|faire|generer|creer|elaborer|formuler|"
     "redaction|proposer|realiser"},
    {EN | CH_WORD_MAKES,
     "write|writing|draft|drafting|prepare|preparing|produce|make|making|generate|generating|create|creating|compose"},
    {FR | CH_WORD_PRONOUN | CH_WORD_PLAIN,
     "je|j|tu|il|elle|on|nous|vous|ils|elles|t|ce|c|moi|toi|le|la|les|lui|leur|y|en|ci|s|m|n|qu|jusqu|lorsqu|puisqu|"
     "quoi"},
    {EN | CH_WORD_PRONOUN | CH_WORD_PLAIN, "i|we|you|he|she|it|they|us|them|him|me|myself|ourselves|someone|somebody"},
    {CH_WORD_OFFER,
     "pro|enterprise|entreprise|business|premium|edu|studio|ultra|turbo|mini|nano|advanced|sonnet|opus|haiku|flash|"
     "professionnel|professional|gratuit|payant|preview|beta|api|lite"},
    {CH_WORD_OFFER_NAME,
     "plus|go|code|chat|web|free|max|online|desktop|notes|team|teams|one|search|cloud|ai|ia|mobile|workspace|work|"
     "for|agent|agents|canvas|cli|assist|assistant|deep|thinking|vision|voice|translate|write|writer|next|home|"
     "medium|large|small"},
    {CH_WORD_VENDOR,
     "microsoft|google|openai|github|anthropic|meta|adobe|amazon|aws|azure|notion|apple|bing|mistral|ms|ibm|nvidia"},
    {FR | CH_WORD_PLAIN,
     "que|qui|dont|est|sont|suis|ai|as|avons|avez|ont|etre|avoir|peux|pouvons|pouvez|puis|doit|dois|devons|veux|"
     "voulons|vouloir|aimerais|voudrais|souhaite|bonjour|merci|svp|s il te plait|s il vous plait|vite|ici|la|ca|"
     "cela|donc|alors|ainsi|aussi|tres|moins|comment|pourquoi|quand|oui|d accord|possible|droit|autorise|permis|"
     "aide|aider|demander|entre|apres|avant|pendant|depuis|chez|ne|se|me|te|voici|voila|ok|sans probleme|"
     "sans risque|sans doute|sans souci|sans crainte|sans delai|sans frais|sans danger|sans autorisation|"
     "sans accord|sans compte|sans limite|sans attendre|sans faute|sans demander|n est ce pas|pas mal|pourquoi pas|"
     "non plus|a moins que|grand public|tout public|hors ligne|hors site|code de conduite|code du travail|"
     "code postal|code civil|code de la route|code general|code barre|bon|bonne|nouveau|nouvelle|court|courte|long|"
     "longue|petit|petite|salut|outil|ia"},
    {EN | CH_WORD_PLAIN,
     "do|did|am|are|was|were|be|been|have|has|had|would|will|shall|might|must|want|need|like|hello|hi|thanks|thank|"
     "please|yes|ok|okay|so|also|too|very|more|less|how|why|when|where|who|whom|whose|there|here|at|as|allowed|"
     "possible|help|between|after|before|during|since|other|others|none|new|short|long|small|good|code of conduct|"
     "dress code|qr code|zip code|area code|no problem|why not|not only|without risk|without permission|"
     "without asking|without problem|no matter|tool|ai"},
};

#define LIST_COUNT (sizeof lists / sizeof *lists)

/* ---- looking up ---- */

static bool is_bar(char c)
{
    return c == '|' || c == '\0';
}

/* Within a phrase "de" and "que" may lack their vowel ("au lieu d'utiliser"), and "à", "de" have an article in them. */
static bool is_word(ch_text wanted, ch_text word, bool within)
{
    if (ch_text_same(wanted, word))
        return true;
    if (within && ch_text_is(wanted, "a"))
        return ch_text_is(word, "au") || ch_text_is(word, "aux");
    if (within && ch_text_is(wanted, "de") && (ch_text_is(word, "du") || ch_text_is(word, "des")))
        return true;
    return within && wanted.at[wanted.length - 1] == 'e' && wanted.length == word.length + 1 && wanted.length <= 3 &&
           memcmp(wanted.at, word.at, word.length) == 0;
}

/* How many of `words` the phrase at `entry` is; 0: they do not begin with it. Of a noun its plural will do: "comptes
 * rendus". */
static size_t match_phrase(const char *entry, const ch_text *words, size_t count, bool nouns)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(entry, " |");
        ch_text wanted = {entry, length};
        bool last = is_bar(entry[length]);
        if (!is_word(wanted, words[i], i > 0) && !(nouns && ch_words_same(wanted, words[i])))
            return 0;
        if (last)
            return i + 1;
        entry += length + 1;
    }
    return 0;
}

static const char *next_entry(const char *entry)
{
    entry = strchr(entry, '|');
    return entry == NULL ? NULL : entry + 1;
}

/* A counting sort: how many begin with each byte, where those then begin, each to its place. */
const ch_small_words *ch_small_words_make(ch_arena *arena)
{
    ch_small_words *known = ch_arena_take(arena, sizeof *known);
    uint32_t next[256] = {0};
    if (known == NULL)
        return NULL;
    for (size_t l = 0; l < LIST_COUNT; l++)
        for (const char *e = lists[l].words; e != NULL; e = next_entry(e), known->count++)
            next[(unsigned char)e[0]]++;
    for (uint32_t byte = 1; byte < 256; byte++)
        known->first[byte] = known->first[byte - 1] + next[byte - 1];
    ch_small_word *items = ch_arena_take_many(arena, known->count, sizeof *items);
    if (items == NULL)
        return NULL;
    memcpy(next, known->first, sizeof next);
    for (size_t l = 0; l < LIST_COUNT; l++)
        for (const char *e = lists[l].words; e != NULL; e = next_entry(e))
            items[next[(unsigned char)e[0]]++] = (ch_small_word){e, lists[l].roles};
    known->items = items;
    return known;
}

uint32_t ch_word_roles(const ch_small_words *known, const ch_text *words, size_t count, size_t *length)
{
    uint32_t roles = 0;
    unsigned first = (unsigned char)words[0].at[0];
    uint32_t end = first == 255 ? known->count : known->first[first + 1];
    *length = 1;
    for (uint32_t i = known->first[first]; i < end; i++) {
        const ch_small_word *item = &known->items[i];
        bool noun = (item->roles & (CH_WORD_CONTENT | CH_WORD_BODY | CH_WORD_PERSON)) != 0;
        size_t n = match_phrase(item->words, words, count, noun);
        if (n < *length)
            continue;
        roles = n > *length ? item->roles : roles | item->roles;
        *length = n;
    }
    return roles;
}

/* ---- adjectives ---- */

/* ANY_TEXT: a text can be so ("note interne"). DATA_ALONE: only data can ("personal note" is the writer's own).
 * BESIDE: it lessens what is declared, and counts right beside a text alone ("note de santé publique" is no class). */
enum { ANY_TEXT = 0, DATA_ALONE = 1, BESIDE = 2 };

static const struct {
    const char *word, *feminine; /* NULL: it has none of its own */
    int says;
} adjectives[] = {
    {"public", "publique", BESIDE},
    {"interne", NULL, ANY_TEXT},
    {"internal", NULL, ANY_TEXT},
    {"personnel", "personnelle", DATA_ALONE},
    {"personal", NULL, DATA_ALONE},
    {"nominatif", "nominative", ANY_TEXT},
    {"individuel", "individuelle", DATA_ALONE},
    {"individual", NULL, DATA_ALONE},
    {"sensible", NULL, DATA_ALONE},
    {"sensitive", NULL, DATA_ALONE},
    {"confidentiel", "confidentielle", ANY_TEXT},
    {"confidential", NULL, ANY_TEXT},
    {"restreint", "restreinte", ANY_TEXT},
    {"restricted", NULL, ANY_TEXT},
    {"limited", NULL, ANY_TEXT},
    {"secret", "secrete", ANY_TEXT},
    {"classifie", "classifiee", ANY_TEXT},
    {"classified", NULL, ANY_TEXT},
    {"prive", "privee", ANY_TEXT},
    {"private", NULL, ANY_TEXT},
    {"externe", NULL, BESIDE},
    {"external", NULL, BESIDE},
    {"ouvert", "ouverte", BESIDE},
    {"open", NULL, BESIDE},
    {"publie", "publiee", BESIDE},
    {"published", NULL, BESIDE},
    {"embargoed", NULL, ANY_TEXT},
    {"penal", "penale", DATA_ALONE},
    {"criminal", NULL, DATA_ALONE},
    {"medical", "medicale", ANY_TEXT},
    {"health", NULL, DATA_ALONE},
    {"fiscal", "fiscale", DATA_ALONE},
    {"professionnel", "professionnelle", DATA_ALONE},
    {"professional", NULL, DATA_ALONE},
    {"anonyme", NULL, BESIDE},
    {"anonymous", NULL, BESIDE},
    {"rouge", NULL, ANY_TEXT},
    {"red", NULL, ANY_TEXT},
    {"vert", "verte", BESIDE},
    {"green", NULL, BESIDE},
    {"orange", NULL, ANY_TEXT},
    {"amber", NULL, ANY_TEXT},
    {"jaune", NULL, ANY_TEXT},
    {"yellow", NULL, ANY_TEXT},
    {"blanc", "blanche", BESIDE},
    {"white", NULL, BESIDE},
};

uint32_t ch_word_adjective(ch_text word)
{
    for (uint32_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++)
        if (ch_words_same(word, ch_text_of(adjectives[i].word)) ||
            (adjectives[i].feminine != NULL && ch_words_same(word, ch_text_of(adjectives[i].feminine))))
            return i + 1;
    return 0;
}

bool ch_adjective_is_strict(uint32_t adjective)
{
    return adjective > 0 && adjectives[adjective - 1].says == DATA_ALONE;
}

bool ch_adjective_is_mild(uint32_t adjective)
{
    return adjective > 0 && adjectives[adjective - 1].says == BESIDE;
}

/* ---- plurals ---- */

static bool ends(ch_text text, const char *ending)
{
    size_t length = strlen(ending);
    return text.length >= length && memcmp(text.at + text.length - length, ending, length) == 0;
}

/* `plural` is `singular` less `cut`, plus `added`. */
static bool is_made(ch_text singular, ch_text plural, const char *cut, const char *added)
{
    size_t off = strlen(cut), on = strlen(added);
    return ends(singular, cut) && ends(plural, added) && singular.length - off == plural.length - on &&
           memcmp(singular.at, plural.at, singular.length - off) == 0;
}

static const struct {
    const char *cut, *added;
} plurals[] = {
    {"", "s"},    {"au", "aux"}, {"eu", "eux"}, {"ou", "oux"},  {"al", "aux"},  {"ail", "aux"},
    {"s", "ses"}, {"x", "xes"},  {"z", "zes"},  {"ch", "ches"}, {"sh", "shes"}, {"y", "ies"},
};

/* Words of one or two letters have no plural: "a" is no singular of "as". */
static bool is_plural(ch_text singular, ch_text plural)
{
    /* Most words are no plurals of each other, and that shows at their ends. */
    char last = plural.length == 0 ? ' ' : plural.at[plural.length - 1];
    if (singular.length < 3 || plural.length < singular.length || plural.length > singular.length + 2 ||
        (last != 's' && last != 'x') || plural.at[0] != singular.at[0])
        return false;
    for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
        if (is_made(singular, plural, plurals[i].cut, plurals[i].added))
            return true;
    return false;
}

bool ch_words_same(ch_text a, ch_text b)
{
    return ch_text_same(a, b) || is_plural(a, b) || is_plural(b, a);
}
