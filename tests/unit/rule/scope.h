/* scope: names to read, and facts to judge, for tests of conditions. */
#ifndef UNIT_RULE_SCOPE_H
#define UNIT_RULE_SCOPE_H

#include "rule/condition_read.h"
#include "rule/evaluate.h"

/* What conditions of these tests can read: one name of every kind. The order is that of the slots. */
enum { PURPOSE, OUTPUT, AUTONOMY, DATE, REQUESTS, SHARE, OPT_OUT, ACTIVITY, TOOL, TOOL_NAME, SLOTS };

/* clang-format off */
#define WORD(literal) {(literal), sizeof(literal) - 1}
/* clang-format on */

static const ch_text outputs[] = {WORD("internal"), WORD("public"), WORD("decision")};
static const ch_text autonomies[] = {WORD("suggest"), WORD("assist"), WORD("supervised"), WORD("autonomous")};
static const ch_text activities[] = {WORD("drafting"), WORD("coding")};
static const ch_text tools[] = {WORD("chatgpt"), WORD("assistant-interne")};

static const ch_variable variables[SLOTS] = {
    [PURPOSE] = {WORD("usage.purpose"), CH_VALUE_TEXT, false, NULL, 0, 0},
    [OUTPUT] = {WORD("usage.output"), CH_VALUE_TEXT, true, outputs, 3, 0},
    [AUTONOMY] = {WORD("usage.autonomy"), CH_VALUE_RANK, true, autonomies, 4, 0},
    [DATE] = {WORD("usage.date"), CH_VALUE_DATE, false, NULL, 0, 0},
    [REQUESTS] = {WORD("usage.volume.requests"), CH_VALUE_INT, false, NULL, 0, 0},
    [SHARE] = {WORD("facts.share"), CH_VALUE_NUMBER, false, NULL, 0, 0},
    [OPT_OUT] = {WORD("facts.opt_out"), CH_VALUE_BOOL, false, NULL, 0, 0},
    [ACTIVITY] = {WORD("activity.id"), CH_VALUE_TEXT, true, activities, 2, CH_READS_ACTIVITY},
    [TOOL] = {WORD("tool.id"), CH_VALUE_TEXT, true, tools, 2, CH_READS_TOOL},
    [TOOL_NAME] = {WORD("tool.name"), CH_VALUE_TEXT, false, NULL, 0, 0},
};

/* public < internal < personal and secret. */
enum { PUBLIC, INTERNAL, PERSONAL, SECRET, CLASSES };
static const ch_text classes[CLASSES] = {WORD("public"), WORD("internal"), WORD("personal"), WORD("secret")};
static const ch_set at_or_below[CLASSES] = {
    [PUBLIC] = {{1 << PUBLIC}},
    [INTERNAL] = {{1 << PUBLIC | 1 << INTERNAL}},
    [PERSONAL] = {{1 << PUBLIC | 1 << INTERNAL | 1 << PERSONAL}},
    [SECRET] = {{1 << PUBLIC | 1 << INTERNAL | 1 << SECRET}},
};
static const ch_set at_or_above[CLASSES] = {
    [PUBLIC] = {{1 << PUBLIC | 1 << INTERNAL | 1 << PERSONAL | 1 << SECRET}},
    [INTERNAL] = {{1 << INTERNAL | 1 << PERSONAL | 1 << SECRET}},
    [PERSONAL] = {{1 << PERSONAL}},
    [SECRET] = {{1 << SECRET}},
};
static const ch_scope scope = {variables, SLOTS, classes, at_or_below, at_or_above, CLASSES};

#endif
