/* sarif_rules: the rules and the articles that a SARIF log's results speak of.
 *
 * A log's results come first, so its rules are kept until it ends: copied, since a charter need not outlive its
 * verdicts. They are as many as the charter's clauses: declarations cannot add one. */
#ifndef CH_REPORT_SARIF_RULES_H
#define CH_REPORT_SARIF_RULES_H

#include "report/gate/issue.h"
#include "report/write/json_writer.h"

typedef struct ch_sarif_rules {
    ch_arena arena;
    struct ch_sarif_rule *first, **last;
    struct ch_sarif_taxon *first_taxon, **last_taxon;
    uint32_t count, taxon_count;
    ch_text charter, version; /* whose articles they are */
    ch_buffer text;           /* what is being gathered */
    bool failed;              /* there was no memory */
} ch_sarif_rules;

/* A result's rule by its number in the log; `taxon` is the article that it cites, or UINT32_MAX. */
typedef struct ch_sarif_cited {
    uint32_t rule, taxon;
} ch_sarif_cited;

/* In place: the rules point at themselves. */
void ch_sarif_rules_init(ch_sarif_rules *rules);
void ch_sarif_rules_clear(ch_sarif_rules *rules);

/* The issue's rule, which is added where it is new. */
ch_sarif_cited ch_sarif_cite(ch_sarif_rules *rules, ch_sanitizer *sanitizer, const ch_issue *issue);

/* "taxonomies": the charter's articles; and what names the one of that number from elsewhere. */
void ch_sarif_put_taxonomies(ch_sarif_rules *rules, ch_json *json);
void ch_sarif_put_taxon(const ch_sarif_rules *rules, ch_json *json, uint32_t number);

/* "tool": this program, its rules and what they relate to. */
void ch_sarif_put_tool(ch_sarif_rules *rules, ch_sanitizer *sanitizer, ch_json *json);

#endif
