/* audit_cells: names, views and facts of an audit, for the files that make its document. */
#ifndef CH_REPORT_AUDIT_AUDIT_CELLS_H
#define CH_REPORT_AUDIT_AUDIT_CELLS_H

#include "report/audit/audit_view.h"
#include "report/audit/document.h"

/* Rows of a table that a reader looks at; what follows is told as one. CSV and JSON have all of them. */
#define CH_AUDIT_MOST_ROWS 25

typedef struct ch_audit_build {
    ch_document *s;
    const charter_totals *t;
    const ch_audit_options *options;
    const uint64_t *all; /* of CHARTER_ALL; all 0 where nothing was taken */
} ch_audit_build;

/* How many uses there are. */
uint64_t ch_audit_uses(const ch_audit_build *b);

/* Whether it is a version for publication. */
bool ch_audit_publishes(const ch_audit_build *b);

/* The view of a table, or an empty one. */
ch_view ch_audit_view(const ch_audit_build *b, charter_table table);

/* Its title in the language of the audit, or no text. */
ch_text ch_audit_label(const ch_audit_build *b, const ch_group *group);

/* "Drafting (drafting)", "drafting", or what stands for no name. */
ch_text ch_audit_name(const ch_audit_build *b, const ch_group *group, const char *nothing);

/* The sum of a column over all groups of a table. */
uint64_t ch_audit_sum(const ch_audit_build *b, charter_table table, unsigned column);

/* A fact: "3 of 12 (25.0%)". */
void ch_audit_part_fact(const ch_audit_build *b, const char *label, uint64_t part, uint64_t whole);

/* "34 of 269": never a share without what it is of. */
ch_text ch_audit_tell_part(const ch_audit_build *b, uint64_t part, uint64_t whole);

/* Whether nobody says what the table tells: its only group is that of the uses that do not. */
bool ch_audit_is_unsaid(const ch_view *view);

/* Puts the uses without a month, which come first by their key, behind all months. */
void ch_audit_undated_last(ch_view *view);

/* That groups of a table are not published, and why; nothing where there are none. */
void ch_audit_say_hidden(const ch_audit_build *b, const char *caption, uint64_t hidden);

#endif
