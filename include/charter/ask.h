/* What a sentence of everyday words says of a use: "traduire une note interne avec DeepL" names an activity, a class
 * of data and a tool. The charter's own ids, aliases and titles are looked for, and nothing is guessed: what the
 * sentence does not name stays missing, for the judge to ask.
 *
 *     charter_understanding *understood;
 *     if (charter_understand(&understood, the_charter, today, CHARTER_FR, sentence, diagnostics) == CHARTER_OK)
 *         for (size_t i = 0; i < charter_mention_count(understood); i++)
 *             tell(charter_mention_at(understood, i));
 *     charter_understanding_free(understood);
 *
 * Letter case, accents and plurals are forgiven. Of names that overlap the longest counts. Two activities, or two
 * tools, are told and none is taken; of classes all are. */
#ifndef CHARTER_ASK_H
#define CHARTER_ASK_H

#include "charter/diagnostics.h"
#include "charter/report.h"
#include "charter/vocabulary.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CHARTER_SENTENCE_MAX 4096 /* bytes */

/* Whether a name in a sentence is taken, and why it is not. */
typedef enum charter_mention_kind {
    CHARTER_MENTION_TAKEN,     /* the sentence declares it */
    CHARTER_MENTION_AMBIGUOUS, /* it is not the only one that the sentence may mean */
    CHARTER_MENTION_DENIED,    /* behind "without", "not", "rather than" */
    CHARTER_MENTION_NAME,      /* part of a word, of a person's name, or of another name */
    CHARTER_MENTION_QUOTED,    /* within what is quoted */
    CHARTER_MENTION_ASIDE,     /* what is spoken of or worked on, or a word that may mean something else */
    CHARTER_MENTION_UNKNOWN    /* in the place of a name, but the charter lists none such */
} charter_mention_kind;
#define CHARTER_MENTION_KINDS 7

/* A name in the sentence. */
typedef struct charter_mention {
    charter_vocabulary vocabulary; /* activities, tools or data */
    charter_mention_kind kind;
    size_t start, end;     /* bytes of the sentence; `end` is exclusive */
    charter_text written;  /* those bytes */
    charter_text declared; /* what a declaration says for it; `at` is NULL unless it is taken */
    const size_t *entries; /* whose name it is; of what is unknown, those with the nearest names; of a tool that is
                              taken, none where the charter does not list it under this name ("ChatGPT Plus") */
    size_t entry_count;
} charter_mention;

typedef struct charter_understanding charter_understanding;

/* Reads `sentence` by the charter in force on `at` (where there is none, nothing is found). `lang` is the language
 * where the sentence itself does not show it.
 *
 * Gives `*out` (charter_understanding_free), which keeps `the_charter` and borrows the sentence. CHARTER_INVALID:
 * `diagnostics` says what is wrong with the sentence: it is too long, no UTF-8, or holds characters that nobody sees.
 * CHARTER_UNKNOWN: `at` is no day, or `lang` no language. It takes time in the number of the charter's names times
 * that of the sentence's words. */
CHARTER_API charter_status charter_understand(charter_understanding **out, const charter *the_charter, charter_day at,
                                              charter_lang lang, charter_text sentence,
                                              charter_diagnostics *diagnostics);

/* Releases it; NULL is nothing to release. */
CHARTER_API void charter_understanding_free(charter_understanding *understanding);

/* The index of the version in force, whose entries mentions mean. False where none is. */
CHARTER_API bool charter_understanding_version(const charter_understanding *understanding, size_t *version);

/* How many mentions there are. */
CHARTER_API size_t charter_mention_count(const charter_understanding *understanding);

/* The mention at `index`, below their count, in the sentence's order. It lives as long as `understanding`. */
CHARTER_API const charter_mention *charter_mention_at(const charter_understanding *understanding, size_t index);

/* "taken", "ambiguous", "denied", "name", "quoted", "aside", "unknown". Never translated. */
CHARTER_API const char *charter_mention_kind_name(charter_mention_kind kind);

/* Writes all mentions as JSON, `{"mentions": [{"kind", "vocabulary", "start", "end", "written", "declared", "entries":
 * [{"id", "title"}]}]}`: `start` and `end` are bytes, `declared` is null unless it is taken, a title stands in the
 * options' language as charter_entry_title gives it, or is the id. `the_charter` is the one that the sentence was read
 * by. CHARTER_UNKNOWN: the options' language is none. Borrows everything. */
CHARTER_API charter_status charter_understanding_report_sized(const charter_understanding *understanding,
                                                              const charter *the_charter,
                                                              const charter_report_options *options,
                                                              size_t options_size, charter_sink sink);
static inline charter_status charter_understanding_report(const charter_understanding *understanding,
                                                          const charter *the_charter,
                                                          const charter_report_options *options, charter_sink sink)
{
    return charter_understanding_report_sized(understanding, the_charter, options, sizeof *options, sink);
}

/* ---- a declaration of what is understood, asked and answered ---- */

typedef struct charter_said {
    const char *key;    /* of a declaration ("activity"), or below it ("facts.account", "evidence.dpia.on") */
    charter_text value; /* `at` NULL: nothing is said */
    bool plain;         /* a number, a day, true or false, which is written as it is; else it is a text */
} charter_said;

/* Writes a declaration in YAML, a line for each key in the order in which they are first said: `data`, and what is said
 * twice, as a list, what stands below a key as a mapping. Texts are quoted where a reader could take them for something
 * else. CHARTER_UNKNOWN: a key is no identifier, or up to three with dots, or is said both with and without one below
 * it; a plain value is none, or a text is no UTF-8. Borrows everything. */
CHARTER_API charter_status charter_declaration_write(const charter_said *said, size_t count, charter_sink sink);

#ifdef __cplusplus
}
#endif

#endif
