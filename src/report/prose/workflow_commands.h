/* workflow_commands: what a runner of continuous integration would obey in the lines of a log: "::" at a line's
 * beginning (GitHub), "##[" or "##word[" anywhere ("##vso[" is that of Azure Pipelines). Characters are asked one by
 * one; a space before the one that would complete a command makes it none, and people still read it. */
#ifndef CH_REPORT_PROSE_WORKFLOW_COMMANDS_H
#define CH_REPORT_PROSE_WORKFLOW_COMMANDS_H

#include <stdbool.h>
#include <stdint.h>

/* What a runner would see of a line so far; zeroed where one begins. */
typedef struct ch_log_line {
    bool begun;      /* more than white space */
    bool one_colon;  /* one colon and nothing else */
    unsigned hashes; /* "#": 1; "##", and letters after it: 2 */
} ch_log_line;

/* Whether `character` would complete a workflow command. */
bool ch_log_line_completes(const ch_log_line *line, int32_t character);

/* Goes on behind `character`, which takes `columns`: one without a width is passed over, since some runners compare as
 * people read. */
void ch_log_line_pass(ch_log_line *line, int32_t character, unsigned columns);

#endif
