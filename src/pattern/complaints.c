/* PCRE2's codes (pcre2.h, pcre2_compile's part of pcre2_error.c in 10.30 to 10.44), by number: older headers lack some
 * of the names. Codes that no pattern can draw (internal faults, options that are never given) have no row. */
#include "pattern/complaints.h"

#include <stdbool.h>
#include <stddef.h>

#include "base/catalog.h"

#define NO_SUCH_GROUP     N_("there is no such kind of group")
#define NO_SUCH_ESCAPE    N_("there is no such escape")
#define NOT_IN_CLASS      N_("this escape may not stand in a character class")
#define TOO_DEEP          N_("groups are nested too deep")
#define TOO_LARGE         N_("the pattern is too large")
#define NOT_FIXED         N_("what looks behind must have a fixed length")
#define NO_CONDITION      N_("a conditional group needs a condition")
#define NO_SUCH_CHARACTER N_("there is no character of this number")
#define CALLOUT           N_("callouts are not used here")
#define BAD_NUMBER        N_("the number of a character is not well-formed")
#define BAD_REFERENCE     N_("a reference to a group is not well-formed")
#define VERB              N_("verbs such as (*ACCEPT) are not used here")
#define PART              N_("\\C is not used here: it matches a part of a character")

enum { FIRST = 101 };

/* By the code, from 101 on. */
static const char *const complaints[] = {
    [101 - FIRST] = N_("the pattern ends with a backslash"),
    [102 - FIRST] = N_("\\c needs an ASCII character behind it"),
    [103 - FIRST] = NO_SUCH_ESCAPE,
    [104 - FIRST] = N_("a count ends before it begins"),
    [105 - FIRST] = N_("a count is greater than 65535"),
    [106 - FIRST] = N_("a character class is not closed"),
    [107 - FIRST] = NOT_IN_CLASS,
    [108 - FIRST] = N_("a range ends before it begins"),
    [109 - FIRST] = N_("there is nothing to repeat here"),
    [111 - FIRST] = NO_SUCH_GROUP,
    [112 - FIRST] = N_("a named class such as [:alpha:] stands within brackets of its own: [[:alpha:]]"),
    [113 - FIRST] = N_("[. and [= mean nothing in a character class"),
    [114 - FIRST] = N_("a group is not closed"),
    [115 - FIRST] = N_("there is no group of this number or name"),
    [118 - FIRST] = N_("a comment is not closed"),
    [119 - FIRST] = TOO_DEEP,
    [120 - FIRST] = TOO_LARGE,
    [122 - FIRST] = N_("this parenthesis closes no group"),
    [124 - FIRST] = N_("the condition of a group is not closed"),
    [125 - FIRST] = NOT_FIXED,
    [126 - FIRST] = N_("a relative reference cannot be zero"),
    [127 - FIRST] = N_("a conditional group has more than two branches"),
    [128 - FIRST] = NO_CONDITION,
    [129 - FIRST] = N_("a number is missing here"),
    [130 - FIRST] = N_("there is no such named class"),
    [133 - FIRST] = TOO_DEEP,
    [134 - FIRST] = NO_SUCH_CHARACTER,
    [135 - FIRST] = NOT_FIXED,
    [136 - FIRST] = PART,
    [137 - FIRST] = NO_SUCH_ESCAPE,
    [138 - FIRST] = CALLOUT,
    [139 - FIRST] = CALLOUT,
    [140 - FIRST] = VERB,
    [141 - FIRST] = NO_SUCH_GROUP,
    [142 - FIRST] = N_("the name of a group is not closed"),
    [143 - FIRST] = N_("two groups have the same name"),
    [144 - FIRST] = N_("the name of a group begins with a digit"),
    [146 - FIRST] = N_("a Unicode property is not well-formed"),
    [147 - FIRST] = N_("there is no such Unicode property"),
    [148 - FIRST] = N_("the name of a group is too long"),
    [150 - FIRST] = N_("a range in a character class needs a character at each end"),
    [154 - FIRST] = N_("a group that defines others has more than one branch"),
    [155 - FIRST] = BAD_NUMBER,
    [157 - FIRST] = BAD_REFERENCE,
    [158 - FIRST] = BAD_REFERENCE,
    [160 - FIRST] = VERB,
    [161 - FIRST] = BAD_REFERENCE,
    [162 - FIRST] = N_("the name of a group is missing"),
    [164 - FIRST] = BAD_NUMBER,
    [165 - FIRST] = N_("groups of the same number have different names"),
    [166 - FIRST] = VERB,
    [167 - FIRST] = BAD_NUMBER,
    [168 - FIRST] = N_("\\c needs an ASCII character behind it"),
    [169 - FIRST] = BAD_REFERENCE,
    [171 - FIRST] = NOT_IN_CLASS,
    [172 - FIRST] = CALLOUT,
    [173 - FIRST] = NO_SUCH_CHARACTER,
    [176 - FIRST] = VERB,
    [178 - FIRST] = BAD_NUMBER,
    [179 - FIRST] = N_("conditions on the version of PCRE2 are not used here"),
    [181 - FIRST] = CALLOUT,
    [182 - FIRST] = CALLOUT,
    [183 - FIRST] = PART,
    [184 - FIRST] = TOO_DEEP,
    [185 - FIRST] = PART,
    [186 - FIRST] = TOO_LARGE,
    [187 - FIRST] = NOT_FIXED,
    [194 - FIRST] = N_("the options of a group are not well-formed"),
    [195 - FIRST] = NO_SUCH_GROUP,
    [197 - FIRST] = TOO_LARGE,
    [198 - FIRST] = NO_CONDITION,
    [199 - FIRST] = N_("\\K is not used here: it moves where a match begins"),
};

const char *ch_pattern_complaint(int code)
{
    size_t row = code < FIRST ? 0 : (size_t)(code - FIRST);
    bool known = code >= FIRST && row < sizeof complaints / sizeof *complaints && complaints[row] != NULL;
    return known ? complaints[row] : N_("PCRE2 refuses it");
}
