/* detect: a text, looked through by the charter's detectors alone: for a hook or an editor, before it is sent. No
 * declaration is read: check --text holds a text against one. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "judging.h"
#include "charter_file.h"
#include "read.h"
#include "say.h"

typedef struct scan_text {
    cli_judging judging;
    int format;
    bool quiet;
    cli_common common;
} scan_text;

static const char *const formats[] = {"text", "json", NULL};

static const cli_option options[] = {
    CLI_CHARTER_OPTIONS(scan_text, judging),
    {"format", 'f', "text|json", N_("what standard output is written in"), CLI_CHOICE, offsetof(scan_text, format),
     formats},
    {"quiet", 'q', NULL, N_("text: the summary alone"), CLI_FLAG, offsetof(scan_text, quiet), NULL},
    CLI_COMMON_OPTIONS(scan_text),
};

static const cli_example examples[] = {
    {"charter-check detect prompt.txt", N_("what a prompt holds; what is found is masked")},
    {"charter-check detect --format json - < prompt.txt", N_("the same for a program, from standard input")},
    {NULL, NULL},
};

const cli_page cli_page_detect = {options, examples, NULL};

/* What must hold: 1 where something counts that is more than advice, 2 where it cannot be decided. */
static int exit_code(const charter_detect *scan)
{
    int code = CLI_FINE;
    for (size_t i = 0; i < charter_detect_hit_count(scan); i++) {
        charter_hit hit = charter_detect_hit(scan, i);
        if (hit.counts && hit.effect != CHARTER_EFFECT_ADVISE)
            code = CLI_FOUND;
    }
    /* A search that was not ended, or found more than it keeps, is never a pass. */
    return charter_detect_undetermined_count(scan) > 0 || charter_detect_more(scan) ? CLI_STOPPED : code;
}

static int tell(const cli *c, const scan_text *o, const charter_detect *scan, const char *name)
{
    charter_report_options reporting = {.lang = c->lang,
                                        .at = o->judging.at,
                                        .width = c->width,
                                        .colour = c->colour_out,
                                        .quiet = o->quiet,
                                        .defuse = c->defuse};
    const char *format = formats[o->format == 0 ? 0 : o->format - 1];
    charter_status status = charter_detect_report(scan, name, format, &reporting, cli_standard_output());
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    if (status != CHARTER_OK) {
        cli_say(c, N_("standard output could not be written whole"));
        return CLI_STOPPED;
    }
    return exit_code(scan);
}

static int look_through(const cli *c, const scan_text *o, charter_detect *scan)
{
    char why[512];
    size_t length;
    const char *name = o->judging.inputs.count == 0 ? "-" : o->judging.inputs.items[0];
    char *text = cli_read_text(c, name, &length);
    if (text == NULL)
        return CLI_STOPPED;
    int code = CLI_STOPPED;
    charter_status status = charter_detect_text(scan, name, (charter_text){text, length});
    if (status == CHARTER_NO_MEMORY) {
        code = cli_no_memory(c);
    } else if (status == CHARTER_INVALID) {
        charter_detect_error(scan, c->lang, why, sizeof why);
        cli_say(c, N_("%1$s cannot be looked through: %2$s"), name, why);
    } else {
        code = tell(c, o, scan, name);
    }
    free(text);
    return code;
}

static int open_scan(const cli *c, const scan_text *o, const charter *the_charter, charter_detect **scan)
{
    charter_status status = charter_detect_new(scan, the_charter, o->judging.at);
    /* Without a detector everything would pass: that is told instead. */
    if (status == CHARTER_OK && charter_detect_detector_count(*scan) > 0)
        return CLI_FINE;
    if (status == CHARTER_NO_MEMORY)
        return cli_no_memory(c);
    if (status == CHARTER_UNKNOWN) {
        cli_say(c, N_("no version of the charter is in force on that day"));
        return CLI_STOPPED;
    }
    cli_say(c, N_("the charter has no detectors: nothing would be found"));
    cli_help(c, N_("add include: [std:detectors] to it, or detectors of its own"));
    return CLI_STOPPED;
}

static int run_scan(const cli *c, scan_text *o)
{
    charter *the_charter = NULL;
    charter_diagnostics *faults = NULL;
    charter_detect *scan = NULL;
    if (o->judging.inputs.count > 1) {
        cli_say(c, N_("name one text"));
        return CLI_STOPPED;
    }
    if (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at))
        return CLI_STOPPED;
    int code = cli_judging_load(c, &o->judging, o->quiet, &the_charter, &faults);
    if (code == CLI_FINE)
        code = open_scan(c, o, the_charter, &scan);
    if (code == CLI_FINE)
        code = look_through(c, o, scan);
    charter_detect_free(scan);
    charter_free(the_charter);
    charter_diagnostics_free(faults);
    return code;
}

int cli_run_detect(cli *c, const cli_command *command, int count, char **arguments)
{
    scan_text o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.judging.inputs))
        code = o.common.help ? cli_tell_command(c, command) : run_scan(c, &o);
    cli_options_free(options, &o);
    cli_judging_free(&o.judging);
    return code;
}
