/* rows: tables about one clause of one verdict, for the tests of this folder.
 *
 * A row's law follows "charter: 1" and "id: law": its lines count from 3. Expectations are the design's, section
 * 6, written by hand: the verdict, then the clause's outcome; where it is breached, waived or undetermined its
 * effect, its path, its place in the declaration and (after <) the place in the charter that it cites. */
#ifndef UNIT_JUDGE_ROWS_H
#define UNIT_JUDGE_ROWS_H

#include "unit/support.h"

#include <stdio.h>

#define TODAY "2026-11-02"

#define LAW(text) "charter: 1\nid: law\n" text

/* The first three lines of a declaration. */
#define USE(activity, tool) "usage: 1\nactivity: " activity "\ntool: " tool "\n"

/* "breached forbid /tool 3:7-3:14 <5:3" of one line that tell_verdicts gave; "untold" where the line does not
 * speak of the clause. Of a clause that is met or does not apply the outcome alone matters. */
static inline const char *told_of(const char *line, const char *clause)
{
    static char part[4096];
    char sought[128];
    snprintf(sought, sizeof sought, " | %s ", clause);
    const char *at = strstr(line, sought);
    if (at == NULL)
        return "untold";
    at += strlen(sought);
    const char *end = strstr(at, " | ");
    size_t length = end == NULL ? strcspn(at, "\n") : (size_t)(end - at);
    if (strncmp(at, "met", 3) == 0 || strncmp(at, "not-applicable", 14) == 0)
        length = strcspn(at, " ");
    snprintf(part, sizeof part, "%.*s", (int)length, at);
    return part;
}

/* The verdict's word, with what it says of `clause`: "non-compliant: breached forbid …". */
static inline const char *judged(const char *the_charter, const char *declaration, const char *at, const char *clause)
{
    static char text[8192];
    charter *good = good_charter(the_charter);
    const char *line = tell_verdicts(good, declaration, at, TELL_EVERY | TELL_PATHS | TELL_PLACES | TELL_LAW);
    snprintf(text, sizeof text, "%.*s: %s", (int)strcspn(line, " \n"), line, told_of(line, clause));
    charter_free(good);
    return text;
}

typedef struct clause_row {
    const char *name, *charter, *declaration, *expected;
    const char *at; /* NULL: TODAY */
} clause_row;

/* The same declaration's whole verdict: breaches, waivers, the undetermined, duties, alternatives. */
typedef struct verdict_row {
    const char *name, *charter, *declaration, *expected;
    const char *at; /* NULL: TODAY */
} verdict_row;

static inline void check_verdict_row(const verdict_row *row, unsigned how)
{
    charter *the_charter = good_charter(row->charter);
    assert_string_equal(tell_verdicts(the_charter, row->declaration, row->at == NULL ? TODAY : row->at, how),
                        row->expected);
    charter_free(the_charter);
}

#endif
