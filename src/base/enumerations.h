/* enumerations: the fixed words of charters and declarations, each list once.
 *
 * A choice's number is its place in the list, from 1; 0 is "not said". */
#ifndef CH_BASE_ENUMERATIONS_H
#define CH_BASE_ENUMERATIONS_H

enum { CH_SUGGEST = 1, CH_ASSIST, CH_SUPERVISED, CH_AUTONOMOUS };
enum { CH_PLANNED = 1, CH_IN_USE, CH_DONE };
enum { CH_INTERNAL = 1, CH_PUBLIC, CH_DECISION };
enum { CH_ALLOWED = 1, CH_RESTRICTED, CH_ACTIVITY_BANNED };
enum { CH_RECOMMENDED = 1, CH_APPROVED, CH_TOLERATED, CH_BANNED };
enum { CH_BEFORE = 1, CH_AFTER };
enum { CH_EFFECT_ADVISE = 1, CH_EFFECT_REVIEW, CH_EFFECT_FORBID };
enum { CH_FIELD_CHOICE = 1, CH_FIELD_BOOL, CH_FIELD_TEXT, CH_FIELD_NUMBER, CH_FIELD_DATE };
enum { CH_LOW_CONFIDENCE = 1, CH_MEDIUM_CONFIDENCE, CH_HIGH_CONFIDENCE };
enum { CH_PER_REQUEST = 1, CH_PER_1000_TOKENS };
enum { CH_MONTHLY = 1, CH_QUARTERLY, CH_YEARLY };
enum { CH_EACH_UNIT = 1, CH_EACH_ACTIVITY };

/* A list and its name. */
typedef struct ch_word_list {
    const char *name;
    const char *const *words; /* NULL-terminated; NULL ends a list of lists */
} ch_word_list;

/* All of the lists below. */
extern const ch_word_list ch_word_lists[];

extern const char *const ch_autonomy_names[];
extern const char *const ch_stage_names[];
extern const char *const ch_output_names[];
extern const char *const ch_activity_status_names[];
extern const char *const ch_tool_status_names[];
extern const char *const ch_due_names[];
extern const char *const ch_effect_names[];
extern const char *const ch_unlisted_names[]; /* review, forbid */
extern const char *const ch_field_type_names[];
extern const char *const ch_per_names[];
extern const char *const ch_confidence_names[];
extern const char *const ch_period_names[]; /* of budgets: month, quarter, year */
extern const char *const ch_each_names[];   /* unit, activity */

/* What a word of these means to who declares it, in their order: English texts of the catalogue. */
extern const char *const ch_autonomy_meanings[], *const ch_stage_meanings[], *const ch_output_meanings[];

#endif
