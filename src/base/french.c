/* One table for keys, words of fixed lists and ids alike: a meaning counts only where it is among what may stand at the
 * place, which its asker knows. */
#include "base/french.h"

#include <stdlib.h>

#include "base/unicode.h"

/* clang-format off */
const ch_french ch_french_words[] = {
    {"accepte", {"accepts"}},
    {"activite", {"activity", "activities"}},
    {"aide", {"learn"}},
    {"alaplace", {"instead"}},
    {"alias", {"aliases"}},
    {"alternative", {"instead"}},
    {"an", {"year"}},
    {"annee", {"year"}},
    {"apprendre", {"learn"}},
    {"approbation", {"approval"}},
    {"approuve", {"approved"}},
    {"approuvepar", {"approved-by"}},
    {"apres", {"after"}},
    {"assistance", {"assist"}},
    {"assiste", {"assist"}},
    {"assister", {"assist"}},
    {"aumoins", {"at-least"}},
    {"auplus", {"at-most"}},
    {"auteur", {"author"}},
    {"autonome", {"autonomous"}},
    {"autonomie", {"autonomy"}},
    {"autorisation", {"approval"}},
    {"autorise", {"allowed", "approved"}},
    {"autrice", {"author"}},
    {"avant", {"before"}},
    {"banni", {"banned"}},
    {"bannir", {"forbid"}},
    {"bas", {"low"}},
    {"booleen", {"bool"}},
    {"budget", {"budgets"}},
    {"but", {"purpose"}},
    {"champ", {"fields"}},
    {"chaque", {"every", "each"}},
    {"charte", {"charter"}},
    {"choix", {"choice"}},
    {"classe", {"data"}},
    {"college", {"colleges"}},
    {"colonne", {"column"}},
    {"condition", {"when"}},
    {"confiance", {"confidence"}},
    {"conseil", {"advise"}},
    {"conseille", {"recommended"}},
    {"conseiller", {"advise"}},
    {"conservation", {"retention"}},
    {"contexte", {"context"}},
    {"contient", {"includes"}},
    {"controle", {"review", "check"}},
    {"debut", {"from"}},
    {"depuis", {"from"}},
    {"detecteur", {"detectors"}},
    {"devoir", {"duties"}},
    {"direction", {"unit"}},
    {"donnee", {"data"}},
    {"duree", {"valid-for", "retention"}},
    {"eau", {"water-ml"}},
    {"echeance", {"due"}},
    {"editeur", {"vendor"}},
    {"effectue", {"done"}},
    {"effet", {"effect"}},
    {"eleve", {"high"}},
    {"empreinte", {"footprint"}},
    {"encours", {"in-use"}},
    {"energie", {"energy-wh"}},
    {"engagement", {"commitments"}},
    {"ensavoirplus", {"learn"}},
    {"etape", {"stage"}},
    {"etat", {"status", "stage"}},
    {"examen", {"review"}},
    {"exception", {"exceptions"}},
    {"exige", {"require"}},
    {"exiger", {"require"}},
    {"faible", {"low"}},
    {"fait", {"facts", "done"}},
    {"fichier", {"files"}},
    {"fin", {"until"}},
    {"finalite", {"purpose"}},
    {"fini", {"done"}},
    {"fonction", {"role"}},
    {"formation", {"training"}},
    {"fort", {"high"}},
    {"fournisseur", {"vendor"}},
    {"frequence", {"every"}},
    {"gouvernance", {"governance"}},
    {"haut", {"high"}},
    {"hebergement", {"hosting"}},
    {"hebergeur", {"hosting"}},
    {"identifiant", {"id"}},
    {"inclure", {"include", "includes"}},
    {"instance", {"body"}},
    {"interdire", {"forbid"}},
    {"interdit", {"banned", "forbid"}},
    {"interne", {"internal"}},
    {"jeton", {"tokens"}},
    {"jusqua", {"until"}},
    {"jusquau", {"until"}},
    {"justificatif", {"evidence"}},
    {"justification", {"because"}},
    {"langue", {"lang"}},
    {"le", {"on"}},
    {"leve", {"waives"}},
    {"limite", {"restricted"}},
    {"livrable", {"output"}},
    {"logiciel", {"tool", "tools"}},
    {"modele", {"model"}},
    {"mois", {"month"}},
    {"motif", {"because", "pattern"}},
    {"moyen", {"medium"}},
    {"nom", {"name"}},
    {"nombre", {"number"}},
    {"nonliste", {"unlisted"}},
    {"objectif", {"purpose"}},
    {"objet", {"purpose"}},
    {"obligation", {"duties"}},
    {"organisme", {"body"}},
    {"outil", {"tool", "tools"}},
    {"par", {"by", "per"}},
    {"parceque", {"because"}},
    {"perimetre", {"scope"}},
    {"periode", {"period"}},
    {"planifie", {"planned"}},
    {"plutot", {"instead"}},
    {"pour", {"for"}},
    {"pourquoi", {"because"}},
    {"preconise", {"recommended"}},
    {"preuve", {"evidence"}},
    {"prevu", {"planned"}},
    {"publie", {"public"}},
    {"publique", {"public"}},
    {"quand", {"when"}},
    {"raison", {"because"}},
    {"realise", {"done"}},
    {"recommande", {"recommended"}},
    {"redacteur", {"author"}},
    {"redactrice", {"author"}},
    {"reference", {"ref"}},
    {"regle", {"rules"}},
    {"relecture", {"review"}},
    {"relire", {"review"}},
    {"relu", {"review"}},
    {"requete", {"requests", "request"}},
    {"restreint", {"restricted"}},
    {"resultat", {"output"}},
    {"revision", {"review", "review-by"}},
    {"revu", {"review"}},
    {"role", {"role", "roles"}},
    {"sauf", {"not"}},
    {"service", {"unit"}},
    {"seul", {"only"}},
    {"seulement", {"only"}},
    {"si", {"when"}},
    {"signifie", {"means"}},
    {"sortie", {"output"}},
    {"stade", {"stage"}},
    {"statut", {"status"}},
    {"suggere", {"suggest"}},
    {"suggerer", {"suggest"}},
    {"suggestion", {"suggest"}},
    {"supervise", {"supervised"}},
    {"superviser", {"supervised"}},
    {"supervision", {"supervised"}},
    {"tache", {"activity", "activities"}},
    {"termine", {"done"}},
    {"texte", {"text"}},
    {"titre", {"title"}},
    {"tolere", {"tolerated"}},
    {"tous", {"all"}},
    {"trace", {"traces"}},
    {"trimestre", {"quarter"}},
    {"unite", {"unit", "units"}},
    {"utilisation", {"usage"}},
    {"valable", {"valid-for"}},
    {"valeur", {"values"}},
    {"valide", {"approved"}},
    {"verification", {"review", "check"}},
    {NULL, {NULL}},
};
/* clang-format on */

enum { COUNT = sizeof ch_french_words / sizeof *ch_french_words - 1, LONGEST = 24 };

static int by_word(const void *word, const void *row)
{
    return strcmp(word, ((const ch_french *)row)->word);
}

/* Feminine and plural forms: interdit, interdite, interdits, interdites. */
const ch_french *ch_french_find(ch_text word)
{
    static const char *const endings[] = {"", "s", "e", "es"};
    char plain[LONGEST];
    size_t length = ch_text_letters(word, plain, sizeof plain);
    for (size_t i = 0; length > 0 && i < sizeof endings / sizeof *endings; i++) {
        size_t ending = strlen(endings[i]);
        if (length <= ending || strcmp(plain + length - ending, endings[i]) != 0)
            continue;
        char stem[LONGEST];
        memcpy(stem, plain, length - ending);
        stem[length - ending] = '\0';
        const ch_french *found = bsearch(stem, ch_french_words, COUNT, sizeof *ch_french_words, by_word);
        if (found != NULL)
            return found;
    }
    return NULL;
}

bool ch_french_means(ch_text word)
{
    for (const ch_french *row = ch_french_words; row->word != NULL; row++)
        for (size_t i = 0; i < CH_FRENCH_MEANINGS && row->meant[i] != NULL; i++)
            if (ch_text_is(word, row->meant[i]))
                return true;
    return false;
}
