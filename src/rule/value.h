/* value: the typed values that conditions compare. */
#ifndef CH_RULE_VALUE_H
#define CH_RULE_VALUE_H

#include "base/date.h"
#include "base/set.h"
#include "base/text.h"

typedef enum ch_value_kind {
    CH_ABSENT = 0, /* a zeroed value: the fact is not declared */
    CH_VALUE_TEXT,
    CH_VALUE_BOOL,
    CH_VALUE_INT,
    CH_VALUE_NUMBER,
    CH_VALUE_DATE,
    CH_VALUE_RANK /* a word of an ordered list: its place in it, from 0 */
} ch_value_kind;

typedef struct ch_value {
    ch_value_kind kind;
    union {
        ch_text text;
        bool yes;
        int64_t integer;
        double number;
        ch_day day;
        int rank;
    };
} ch_value;

static inline ch_value ch_value_text(ch_text text)
{
    return text.at == NULL ? (ch_value){CH_ABSENT, {.yes = false}} : (ch_value){.kind = CH_VALUE_TEXT, .text = text};
}

static inline ch_value ch_value_bool(bool yes)
{
    return (ch_value){.kind = CH_VALUE_BOOL, .yes = yes};
}

/* Whether two values are the same, of one kind. */
static inline bool ch_value_same(const ch_value *a, const ch_value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case CH_ABSENT:
        return true;
    case CH_VALUE_TEXT:
        return ch_text_same(a->text, b->text);
    case CH_VALUE_BOOL:
        return a->yes == b->yes;
    case CH_VALUE_INT:
        return a->integer == b->integer;
    case CH_VALUE_NUMBER:
        return a->number == b->number;
    case CH_VALUE_DATE:
        return a->day == b->day;
    case CH_VALUE_RANK:
        return a->rank == b->rank;
    }
    return false;
}

/* Kleene's three truth values. */
typedef enum ch_truth { CH_FALSE, CH_TRUE, CH_UNKNOWN } ch_truth;

static inline ch_truth ch_truth_of(bool yes)
{
    return yes ? CH_TRUE : CH_FALSE;
}

static inline ch_truth ch_truth_not(ch_truth truth)
{
    return truth == CH_UNKNOWN ? CH_UNKNOWN : ch_truth_of(truth == CH_FALSE);
}

#endif
