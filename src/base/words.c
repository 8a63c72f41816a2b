/* The fixed words, in the order of the numbers in words.h. */
#include "base/words.h"

#include <stddef.h>

const char *const ch_autonomy_words[] = {"suggest", "assist", "supervised", "autonomous", NULL};
const char *const ch_stage_words[] = {"planned", "in-use", "done", NULL};
const char *const ch_output_words[] = {"internal", "public", "decision", NULL};
const char *const ch_activity_status_words[] = {"allowed", "restricted", "banned", NULL};
const char *const ch_tool_status_words[] = {"recommended", "approved", "tolerated", "banned", NULL};
const char *const ch_due_words[] = {"before", "after", NULL};
const char *const ch_effect_words[] = {"advise", "review", "forbid", NULL};
const char *const ch_unlisted_words[] = {"review", "forbid", NULL};
const char *const ch_field_type_words[] = {"choice", "bool", "text", "number", "date", NULL};
const char *const ch_per_words[] = {"request", "1000-tokens", NULL};
const char *const ch_confidence_words[] = {"low", "medium", "high", NULL};
const char *const ch_period_words[] = {"month", "quarter", "year", NULL};
const char *const ch_each_words[] = {"unit", "activity", NULL};

/* clang-format off */
const ch_word_list ch_word_lists[] = {
    {"autonomy", ch_autonomy_words},
    {"stage", ch_stage_words},
    {"output", ch_output_words},
    {"activity-status", ch_activity_status_words},
    {"tool-status", ch_tool_status_words},
    {"due", ch_due_words},
    {"effect", ch_effect_words},
    {"unlisted", ch_unlisted_words},
    {"field-type", ch_field_type_words},
    {"per", ch_per_words},
    {"confidence", ch_confidence_words},
    {"period", ch_period_words},
    {"each", ch_each_words},
    {NULL, NULL},
};
/* clang-format on */
