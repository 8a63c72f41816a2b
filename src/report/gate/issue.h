/* issue: what a gate shows of a verdict, one thing at a time: a finding that is no success, a duty that is open
 * before use, or a fault of the input. The formats of pipelines (sarif, github, gitlab, tap, compact, markdown)
 * walk over the same issues and differ in how they write them. */
#ifndef CH_REPORT_GATE_ISSUE_H
#define CH_REPORT_GATE_ISSUE_H

#include "base/diagnostics.h"
#include "judge/verdict.h"
#include "judge/acceptance.h"
#include "report/prose/sanitizer.h"

/* How much it matters, in rising order. */
typedef enum ch_weight {
    CH_WAIVED,       /* a breach that an exception lifts */
    CH_ADVICE,       /* changes no verdict */
    CH_OPEN,         /* first do something, or let a person decide */
    CH_UNKNOWN_FACT, /* cannot be decided */
    CH_FORBIDDEN,
    CH_FAULT /* cannot be read */
} ch_weight;

typedef struct ch_issue {
    ch_weight weight;
    bool accepted;                  /* by the baseline: it fails no pipeline */
    const charter_verdict *verdict; /* NULL: of a fault without a declaration */
    /* One of these three: */
    const charter_finding *finding;
    const ch_duty_state *duty;
    const charter_diagnostic *fault;

    const ch_message *message, *help;
    const ch_entry *cited; /* the charter's entry that says it, or NULL */
    charter_place place;   /* `line` is 0 where there is none */
} ch_issue;

/* Zeroed but for the verdict, a walk stands before the first issue. */
typedef struct ch_issues {
    const charter_verdict *verdict;
    size_t finding, duty;
    const charter_diagnostic *fault;      /* that was told last */
    bool every_finding;                   /* those that are met or not applicable too */
    const charter_acceptance *acceptance; /* of the verdict; NULL: there is no baseline */
} ch_issues;

/* The next issue, in the order in which things are judged; false after the last. */
bool ch_next_issue(ch_issues *walk, ch_issue *issue);

/* A fault of an input that held no declaration; or what lint says of a charter, which may be less than an error. */
ch_issue ch_issue_of_fault(const charter_diagnostic *fault);

/* Where issues that no exception lifts differ most for a pipeline: what fails it, what should make somebody
 * look, what is only said. */
typedef enum ch_level { CH_NOTICE, CH_WARN, CH_FAIL } ch_level;
ch_level ch_issue_level(const ch_issue *issue);

/* The clause ("tool.status", "duty.training") or the fault's code ("key.unknown"). */
void ch_issue_rule(ch_buffer *buffer, const ch_issue *issue);

/* What is the matter, as one text; what to do about it; and the charter's because, article and learn. Nothing
 * where there is nothing to say. */
void ch_sanitize_issue(ch_sanitizer *sanitizer, const ch_issue *issue);
void ch_sanitize_rule(ch_sanitizer *sanitizer, const ch_issue *issue);
ch_text ch_issue_because(const ch_issue *issue, charter_lang lang);
ch_text ch_issue_article(const ch_issue *issue, charter_lang lang);
ch_text ch_issue_learn(const ch_issue *issue, charter_lang lang);

/* The declaration's id, or else "usage.yaml:12". */
void ch_sanitize_declaration(ch_sanitizer *sanitizer, const charter_verdict *verdict);

#endif
