/* which: what may be used, for what, with which data. What is not asked for is tried, entry by entry: the library
 * judges each use as it judges a declaration, which is made here from the options. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "charter_file.h"
#include "commands.h"
#include "judging.h"
#include "say.h"

typedef struct asking {
    cli_judging judging;
    const char *activity, *tool;
    cli_texts data, facts;
    int format;
    cli_texts words;
    cli_common common;
} asking;

static const char *const formats[] = {"text", "json", "csv", "markdown", NULL};

static const cli_option options[] = {
    {"activity", 0, "ACTIVITY", N_("for this activity; for each where not given"), CLI_ONCE, offsetof(asking, activity),
     NULL},
    {"tool", 0, "TOOL", N_("with this tool; with each where not given"), CLI_ONCE, offsetof(asking, tool), NULL},
    {"data", 0, "DATA", N_("with data of this class, or of several together; with each class where not given"),
     CLI_TEXTS, offsetof(asking, data), NULL},
    {"fact", 0, "KEY=VALUE", N_("what else is so, as a declaration says it: account=professional, output=public"),
     CLI_TEXTS, offsetof(asking, facts), NULL},
    CLI_CHARTER_OPTIONS(asking, judging),
    {"format", 'f', "text|json|csv|markdown", N_("what standard output is written in"), CLI_CHOICE,
     offsetof(asking, format), formats},
    CLI_COMMON_OPTIONS(asking),
};

static const cli_example examples[] = {
    {"charter-check which --activity drafting --data internal", N_("the tools that may be used for it")},
    {"charter-check which --tool chatbot", N_("what a tool may be used for, and with which data")},
    {"charter-check which --format csv", N_("everything that the charter allows, as a table")},
    {NULL, NULL},
};

const cli_page cli_page_which = {options, examples, NULL};

/* ---- the declaration ---- */

/* A text that grows; NULL: there was no memory. */
typedef struct text {
    char *at;
    size_t length;
} text;

static void add(text *t, const char *more, size_t length)
{
    char *grown = t->at == NULL ? NULL : realloc(t->at, t->length + length + 1);
    if (grown == NULL) {
        free(t->at);
        t->at = NULL;
        return;
    }
    memcpy(grown + t->length, more, length);
    t->length += length;
    grown[t->length] = '\0';
    t->at = grown;
}

static void add_word(text *t, const char *word)
{
    add(t, word, strlen(word));
}

/* A string of JSON (RFC 8259, 7): types come from the schema, whatever stands in quotes. */
static void add_quoted(text *t, const char *word, size_t length)
{
    char escape[8];
    add(t, "\"", 1);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)word[i];
        bool plain = c >= 0x20 && c != '"' && c != '\\';
        snprintf(escape, sizeof escape, "\\u%04x", c);
        if (plain)
            add(t, &word[i], 1);
        else
            add_word(t, escape);
    }
    add(t, "\"", 1);
}

static void add_member(text *t, const char *key, size_t length, const char *value)
{
    if (t->at != NULL && t->at[t->length - 1] != '{')
        add_word(t, ", ");
    add_quoted(t, key, length);
    add_word(t, ": ");
    add_quoted(t, value, strlen(value));
}

/* The maps of a declaration that a key may lead into; what is none of its own keys is a fact. */
static const char *const maps[] = {"facts", "volume", "evidence"};
static const char *const own[] = {"id", "unit", "author", "role", "purpose", "output", "autonomy", "stage", "date"};

/* How much of a key is the map's name and the dot, and which map: 0 is facts; -1: none, it is a key of its own. */
static int map_of(const char *key, size_t length, size_t *skip)
{
    *skip = 0;
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        size_t prefix = strlen(maps[i]);
        if (length > prefix + 1 && strncmp(key, maps[i], prefix) == 0 && key[prefix] == '.') {
            *skip = prefix + 1;
            return (int)i;
        }
    }
    if (length > 6 && strncmp(key, "usage.", 6) == 0)
        *skip = 6;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strlen(own[i]) == length - *skip && strncmp(own[i], key + *skip, length - *skip) == 0)
            return -1;
    return 0;
}

static void add_facts_of(text *t, const asking *o, int map)
{
    for (size_t i = 0; i < o->facts.count; i++) {
        size_t skip;
        const char *fact = o->facts.items[i], *equals = strchr(fact, '=');
        if (map_of(fact, (size_t)(equals - fact), &skip) == map)
            add_member(t, fact + skip, (size_t)(equals - fact) - skip, equals + 1);
    }
}

/* What is tried is whatever it is: its key alone has to be there. */
static char *make_declaration(const asking *o)
{
    text t = {strdup(""), 0};
    add_word(&t, "{\"usage\": 1");
    add_word(&t, ", \"activity\": ");
    add_quoted(&t, o->activity == NULL ? "x" : o->activity, strlen(o->activity == NULL ? "x" : o->activity));
    add_word(&t, ", \"tool\": ");
    add_quoted(&t, o->tool == NULL ? "x" : o->tool, strlen(o->tool == NULL ? "x" : o->tool));
    add_word(&t, ", \"data\": [");
    for (size_t i = 0; i < o->data.count; i++) {
        if (i > 0)
            add_word(&t, ", ");
        add_quoted(&t, o->data.items[i], strlen(o->data.items[i]));
    }
    add_word(&t, "]");
    add_facts_of(&t, o, -1);
    for (int i = 0; i < (int)(sizeof maps / sizeof *maps); i++) {
        text inner = {strdup("{"), 1};
        add_facts_of(&inner, o, i);
        if (inner.at != NULL && inner.length > 1) {
            add_word(&t, ", \"");
            add_word(&t, maps[i]);
            add_word(&t, "\": ");
            add_word(&t, inner.at);
            add_word(&t, "}");
        } else if (inner.at == NULL) {
            free(t.at);
            t.at = NULL;
        }
        free(inner.at);
    }
    add_word(&t, "}\n");
    return t.at;
}

static bool reads_facts(const cli *c, const asking *o)
{
    for (size_t i = 0; i < o->facts.count; i++) {
        const char *equals = strchr(o->facts.items[i], '=');
        if (equals != NULL && equals != o->facts.items[i])
            continue;
        cli_say(c, N_("--fact wants a key and a value: --fact account=professional, not \"%s\""), o->facts.items[i]);
        return false;
    }
    return true;
}

/* ---- the answer ---- */

static int exit_code(const charter_which_summary *summary)
{
    if (summary->yes > 0)
        return CLI_FINE;
    return summary->undecided > 0 ? CLI_STOPPED : CLI_FOUND;
}

static int tell(const cli *c, const asking *o, charter_which *which)
{
    charter_which_summary summary;
    charter_report_options reporting = {.lang = c->lang,
                                        .at = o->judging.at,
                                        .width = c->width,
                                        .colour = c->colour_out,
                                        .defuse = c->defuse};
    charter_status status = charter_which_report(which, formats[o->format == 0 ? 0 : o->format - 1], &reporting,
                                                 &summary, cli_standard_output());
    switch (status) {
    case CHARTER_OK:
        return exit_code(&summary);
    case CHARTER_INVALID:
        cli_explain_all(c, charter_which_errors(which));
        cli_say(c, N_("what is asked cannot be judged by this charter"));
        return CLI_STOPPED;
    case CHARTER_END:
        cli_say(c, N_("the charter lists nothing in force on that day that could be tried"));
        return CLI_STOPPED;
    case CHARTER_NO_MEMORY:
        return cli_no_memory(c);
    default:
        cli_say(c, N_("standard output could not be written whole"));
        return CLI_STOPPED;
    }
}

static int answer(const cli *c, const asking *o, const charter *the_charter, const charter_declaration *declaration)
{
    charter_which *which;
    const charter_which_options trying = {.at = o->judging.at,
                                          .every = (o->activity == NULL ? CHARTER_EVERY_ACTIVITY : 0) |
                                                   (o->tool == NULL ? CHARTER_EVERY_TOOL : 0) |
                                                   (o->data.count == 0 ? CHARTER_EVERY_DATA : 0)};
    charter_status status = charter_which_open(&which, the_charter, declaration, &trying);
    if (status == CHARTER_UNKNOWN) {
        cli_say(c, N_("no version of the charter is in force on that day"));
        return CLI_STOPPED;
    }
    if (status != CHARTER_OK)
        return cli_no_memory(c);
    int code = tell(c, o, which);
    charter_which_close(which);
    return code;
}

/* The declaration lives as long as its stream. */
static int ask(const cli *c, const asking *o, const charter *the_charter)
{
    char *made = make_declaration(o);
    if (made == NULL)
        return cli_no_memory(c);
    charter_text left = {made, strlen(made)};
    charter_stream *stream = NULL;
    const charter_declaration *declaration;
    const charter_stream_options reading = {.syntax = CHARTER_JSON};
    int code = CLI_STOPPED;
    charter_status status = charter_stream_open_as(&stream, "--fact", charter_input_from_memory(&left), &reading);
    if (status == CHARTER_OK)
        status = charter_stream_next(stream, &declaration);
    if (status == CHARTER_OK)
        code = answer(c, o, the_charter, declaration);
    else if (status == CHARTER_INVALID)
        cli_explain_all(c, charter_stream_errors(stream));
    else
        code = cli_no_memory(c);
    charter_stream_close(stream);
    free(made);
    return code;
}

static int run_which(const cli *c, asking *o)
{
    charter *the_charter = NULL;
    charter_diagnostics *faults = NULL;
    if (o->words.count > 0) {
        cli_say(c, N_("which reads no declaration: \"%s\""), o->words.items[0]);
        cli_help(c, N_("say what is known by --activity, --tool, --data and --fact"));
        return CLI_STOPPED;
    }
    if (!reads_facts(c, o) || (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at)))
        return CLI_STOPPED;
    int code = cli_judging_load(c, &o->judging, true, &the_charter, &faults);
    if (code == CLI_FINE)
        code = ask(c, o, the_charter);
    charter_free(the_charter);
    charter_diagnostics_free(faults);
    return code;
}

int cli_run_which(cli *c, const cli_command *command, int count, char **arguments)
{
    asking o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.words))
        code = o.common.help ? cli_tell_command(c, command) : run_which(c, &o);
    cli_options_free(options, &o);
    free(o.words.items);
    cli_judging_free(&o.judging);
    return code;
}
