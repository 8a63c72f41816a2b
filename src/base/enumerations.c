/* enumerations: the fixed words, in the order of the numbers in enumerations.h. What follows from a word is left to the
 * rooms that read it; translations are the reports'. */
#include "base/enumerations.h"

#include <stddef.h>

#include "base/catalog.h"

const char *const ch_autonomy_names[] = {"suggest", "assist", "supervised", "autonomous", NULL};
const char *const ch_stage_names[] = {"planned", "in-use", "done", NULL};
const char *const ch_output_names[] = {"internal", "public", "decision", NULL};

const char *const ch_autonomy_meanings[] = {
    N_("it suggests, and a person does the work"),
    N_("it does parts of the work, and a person goes over all of them"),
    N_("it does the work, and a person watches it"),
    N_("it works alone"),
};
const char *const ch_stage_meanings[] = {N_("it has not begun"), N_("it goes on"), N_("it is over")};
const char *const ch_output_meanings[] = {N_("it stays in the house"), N_("it is published"),
                                          N_("it decides about somebody")};

const char *const ch_activity_status_names[] = {"allowed", "restricted", "banned", NULL};
const char *const ch_tool_status_names[] = {"recommended", "approved", "tolerated", "banned", NULL};
const char *const ch_due_names[] = {"before", "after", NULL};
const char *const ch_effect_names[] = {"advise", "review", "forbid", NULL};
const char *const ch_unlisted_names[] = {"review", "forbid", NULL};
const char *const ch_field_type_names[] = {"choice", "bool", "text", "number", "date", NULL};
const char *const ch_per_names[] = {"request", "1000-tokens", NULL};
const char *const ch_confidence_names[] = {"low", "medium", "high", NULL};
const char *const ch_period_names[] = {"month", "quarter", "year", NULL};
const char *const ch_each_names[] = {"unit", "activity", NULL};

/* clang-format off */
const ch_word_list ch_word_lists[] = {
    {"autonomy", ch_autonomy_names},
    {"stage", ch_stage_names},
    {"output", ch_output_names},
    {"activity-status", ch_activity_status_names},
    {"tool-status", ch_tool_status_names},
    {"due", ch_due_names},
    {"effect", ch_effect_names},
    {"unlisted", ch_unlisted_names},
    {"field-type", ch_field_type_names},
    {"per", ch_per_names},
    {"confidence", ch_confidence_names},
    {"period", ch_period_names},
    {"each", ch_each_names},
    {NULL, NULL},
};
/* clang-format on */
