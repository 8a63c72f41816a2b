/* audit_view: a table of totals as a report may show it: sorted, and without what may not be published. */
#ifndef CH_REPORT_AUDIT_AUDIT_VIEW_H
#define CH_REPORT_AUDIT_AUDIT_VIEW_H

#include "audit/totals.h"

/* What is asked of a report. */
typedef struct ch_audit_options {
    charter_report_options reporting;
    bool publish;
    unsigned min_group;
    const charter_publications *published; /* NULL: nothing was published before */
    bool brief;                            /* the document leaves out most of what CSV and JSON have */
} ch_audit_options;

typedef struct ch_view {
    charter_table table;
    const ch_group **groups; /* in the order of their keys */
    size_t count;
    size_t hidden;          /* groups that are left out */
    const uint64_t *others; /* of groups that were not kept; NULL: none, or hidden */
    bool withheld;          /* the table may not be published, nor `hidden` */
} ch_view;

/* False where there is no memory. The view borrows `totals`, and lives in `arena`. */
bool ch_view_make(ch_view *view, const charter_totals *totals, charter_table table, const ch_audit_options *options,
                  ch_arena *arena);

/* Whether a table may be published at all. What another table's hidden groups could be worked out from may not. */
bool ch_view_allowed(const charter_totals *totals, charter_table table, const ch_audit_options *options,
                     ch_arena *arena);

/* Whether a detector looked into any text: where not, there is nothing to set beside what was declared. */
bool ch_view_looked(const charter_totals *totals);

/* Which verdicts' counts may be shown; none where there is no memory. */
void ch_view_decisions(const charter_totals *totals, const ch_audit_options *options, ch_arena *arena,
                       bool hidden[CHARTER_DECISION_COUNT]);

/* Which numbers of the evidence of the data class `key` may be shown beside the uses that hold it, which its table
 * gives too. */
void ch_view_evidence(ch_text key, const uint64_t *numbers, const ch_audit_options *options,
                      bool hidden[CH_N_UNDECLARED + 1]);

/* Whether a number of the view's group `key` may be shown. */
bool ch_view_shows(const ch_view *view, ch_text key, const uint64_t *numbers, uint32_t column,
                   const ch_audit_options *options);

/* By the sum of the columns from `first` to `last`, the largest first; groups of one size in the order of their
 * keys. */
void ch_view_sort(ch_view *view, unsigned first, unsigned last);

/* The id of a label "ID TITLE" (ch_group_kind.label), and its title; both are empty where there is none. */
ch_text ch_view_label_id(ch_text label, ch_text *title);

/* The smallest group that is published: as asked for, and no smaller than in any earlier publication. */
uint64_t ch_view_smallest(const ch_audit_options *options);

#endif
