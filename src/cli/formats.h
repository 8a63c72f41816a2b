/* formats: the names of reports' formats, and the files that they go to. */
#ifndef CLI_FORMATS_H
#define CLI_FORMATS_H

#include "cli.h"

/* A table of formats, of verdicts or of audits. */
typedef struct cli_formats {
    size_t (*count)(void);
    const charter_format *(*at)(size_t index);
} cli_formats;

extern const cli_formats cli_verdict_formats, cli_audit_formats, cli_trend_formats;

enum { CLI_FORMAT_NAME_SIZE = 64 };

/* The row of `name`; NULL, once it has said so, where there is none. */
const charter_format *cli_format_named(const cli *c, const cli_formats *formats, const char *name);

/* Splits NAME=FILE. The file's name, or NULL once it has said what is wrong. */
const char *cli_split_output(const cli *c, const cli_formats *formats, const char *text,
                             char name[CLI_FORMAT_NAME_SIZE]);

#endif
