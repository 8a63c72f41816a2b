/* formats: which formats a command has, as the library's tables say, and the NAME=FILE of --output. No format is known
 * here by name: an unknown one is answered with the rows. */
#include "formats.h"

#include <errno.h>
#include <string.h>

#include "say.h"

const cli_formats cli_verdict_formats = {charter_format_count, charter_format_at};
const cli_formats cli_audit_formats = {charter_audit_format_count, charter_audit_format_at};
const cli_formats cli_trend_formats = {charter_trend_format_count, charter_trend_format_at};

static void say_failure(const cli *c, const cli_formats *formats, const char *name)
{
    /* Proposals are made from these alone: what is beyond is not offered, and works. */
    enum { MOST = 64 };
    const char *known[MOST];
    size_t count = 0;
    for (size_t i = 0; i < formats->count() && count < MOST; i++)
        known[count++] = formats->at(i)->name;
    cli_say(c, N_("there is no format \"%s\""), name);
    cli_help_to_choose(c, name, known, count, N_("the formats are %s"));
}

const charter_format *cli_format_named(const cli *c, const cli_formats *formats, const char *name)
{
    for (size_t i = 0; i < formats->count(); i++)
        if (strcmp(formats->at(i)->name, name) == 0)
            return formats->at(i);
    say_failure(c, formats, name);
    return NULL;
}

const char *cli_split_output(const cli *c, const cli_formats *formats, const char *text,
                             char name[CLI_FORMAT_NAME_SIZE])
{
    /* The first one ends the format's name: a file's name may hold others. */
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals[1] == '\0' || equals - text >= CLI_FORMAT_NAME_SIZE) {
        cli_say(c, N_("--output wants a format and a file: --output json=report.json, not \"%s\""), text);
        return NULL;
    }
    memcpy(name, text, (size_t)(equals - text));
    name[equals - text] = '\0';
    return cli_format_named(c, formats, name) == NULL ? NULL : equals + 1;
}
