/* What a version of a charter lists: activities, tools, data classes, duties and the fields of declarations. For forms,
 * menus and answers that are made from a charter.
 *
 *     size_t version;
 *     if (charter_version_on(the_charter, today, &version))
 *         for (size_t i = 0; i < charter_entry_count(the_charter, version, CHARTER_LISTED_TOOLS); i++)
 *             offer(charter_entry_id(the_charter, version, CHARTER_LISTED_TOOLS, i),
 *                   charter_entry_title(the_charter, version, CHARTER_LISTED_TOOLS, i, CHARTER_EN));
 *
 * Nothing is allocated, each answer takes the same time whatever the charter's size, and it lives as long as the
 * charter. Where a version or an entry is beyond the count, or what is asked for is not said of such an entry, the
 * answer is none: 0, NULL, CHARTER_NO_DAY, or a text whose `at` is NULL. */
#ifndef CHARTER_VOCABULARY_H
#define CHARTER_VOCABULARY_H

#include "charter/load.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum charter_vocabulary {
    CHARTER_LISTED_ACTIVITIES,
    CHARTER_LISTED_TOOLS,
    CHARTER_LISTED_DATA, /* classes */
    CHARTER_LISTED_DUTIES,
    CHARTER_LISTED_FIELDS /* facts that declarations may state, beyond those that every declaration has */
} charter_vocabulary;
#define CHARTER_VOCABULARIES 5

/* "activities", "tools", "data", "duties", "fields": the charter's key. Never translated. */
CHARTER_API const char *charter_vocabulary_name(charter_vocabulary vocabulary);

/* ---- a version: charter_version_at says its id, its number and its days ---- */

/* The index of the version that is in force on `day`. False where none is, or it is no day; `*version` is then left
 * alone. */
CHARTER_API bool charter_version_on(const charter *the_charter, charter_day day, size_t *version);

/* The title in `lang`, else in the charter's own language, else in any. */
CHARTER_API charter_text charter_version_title(const charter *the_charter, size_t version, charter_lang lang);

/* ---- its entries, in the order of the charter ---- */

/* How many entries a version lists there. */
CHARTER_API size_t charter_entry_count(const charter *the_charter, size_t version, charter_vocabulary vocabulary);

/* What declarations call it. */
CHARTER_API charter_text charter_entry_id(const charter *the_charter, size_t version, charter_vocabulary vocabulary,
                                          size_t index);

/* The title in `lang`, else in the charter's own language, else in any. Many entries have none: their id is shown. */
CHARTER_API charter_text charter_entry_title(const charter *the_charter, size_t version, charter_vocabulary vocabulary,
                                             size_t index, charter_lang lang);

/* The days from and until which it holds, both included. CHARTER_NO_DAY is open: as long as its version does. */
CHARTER_API charter_day charter_entry_from(const charter *the_charter, size_t version, charter_vocabulary vocabulary,
                                           size_t index);
CHARTER_API charter_day charter_entry_until(const charter *the_charter, size_t version, charter_vocabulary vocabulary,
                                            size_t index);

/* An activity's: "allowed", "restricted", "banned". A tool's: "recommended", "approved", "tolerated", "banned". */
CHARTER_API const char *charter_entry_status(const charter *the_charter, size_t version, charter_vocabulary vocabulary,
                                             size_t index);

/* When a duty is due: "before" use, or "after" it. */
CHARTER_API const char *charter_duty_due(const charter *the_charter, size_t version, size_t index);

/* What a field holds: "choice", "bool", "text", "number", "date". */
CHARTER_API const char *charter_field_type(const charter *the_charter, size_t version, size_t index);

/* The words that a field of the type "choice" may have, in the order of the charter. */
CHARTER_API size_t charter_field_value_count(const charter *the_charter, size_t version, size_t index);

/* One of them; it lives as long as the charter. */
CHARTER_API charter_text charter_field_value(const charter *the_charter, size_t version, size_t index, size_t value);

#ifdef __cplusplus
}
#endif

#endif
