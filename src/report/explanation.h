/* explanation: what a clause, a code or a verdict means, and what a charter says of it, before it is told in any
 * format. */
#ifndef CH_REPORT_EXPLANATION_H
#define CH_REPORT_EXPLANATION_H

#include "charter/version.h"
#include "report/prose/code_words.h"

/* Something that the charter says, as it is written, in its place. */
typedef struct ch_saying {
    const char *vocabulary; /* "tools"; NULL: it is no entry's */
    const ch_entry *entry;  /* NULL: of the charter as a whole */
    ch_text key, value;     /* `at` is NULL: the entry itself is meant */
    charter_place place;
} ch_saying;

typedef struct ch_sayings {
    ch_saying *items;
    uint32_t count, room;
} ch_sayings;

typedef enum ch_explained { CH_EXPLAINS_VERDICT, CH_EXPLAINS_CLAUSE, CH_EXPLAINS_CODE } ch_explained;

typedef struct ch_explanation {
    ch_explained kind;
    ch_text word;             /* "tool.status", "duty.training"; of a family, "duty.ID" */
    const char *means, *mend; /* English texts of the catalogue */
    const char *example;      /* of a code: lines that give it; NULL: none */
    ch_example_place example_place;
    unsigned effects;               /* of a clause: CH_MAY_…, what a breach can be */
    charter_decision decision;      /* of a verdict */
    const ch_version *version;      /* whose words are told; NULL: no charter's */
    const ch_entry *entry;          /* of a clause of a family; NULL: it is none, or no entry's */
    ch_sayings says;                /* of a clause: what the charter says that it stands on */
    ch_sayings asked_by, waived_by; /* what asks for a duty; exceptions that may lift a breach of it */
    ch_text reads, shown_under;     /* of a rule or an exception, names that it reads; of a duty, where it is shown */
} ch_explanation;

/* What `word` means; false where there is no such word, or no memory (the arena has then failed). `version` may be
 * NULL. It lives as long as the arena and the version. */
bool ch_explain(ch_explanation *out, ch_text word, const ch_version *version, charter_lang lang, ch_arena *arena);

/* Shows each word that can be explained, in the order in which people look for them: what it means, an English text of
 * the catalogue, and the charter's entry that it is of, or NULL. */
typedef void ch_see_word(void *context, ch_explained kind, ch_text word, const char *means, const ch_entry *entry);
void ch_each_word(const ch_version *version, ch_see_word *see, void *context);

/* "verdict", "clause", "code". */
extern const char *const ch_explained_names[];

/* The exit status of a run whose gravest verdict it is. */
int ch_exit_of(charter_decision decision);

#endif
