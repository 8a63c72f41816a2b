/* ask: a question in one's own words, and its answer. What a sentence names is ask_sentence.c's, what is asked on a
 * terminal ask_questions.c's; this file orders the steps, judges, reports, and offers the declaration that says it. */
#include "ask.h"

#include <stdlib.h>
#include <string.h>

#include "charter_file.h"
#include "commands.h"
#include "formats.h"
#include "judging.h"
#include "new_file.h"
#include "outputs.h"
#include "questions.h"
#include "say.h"

typedef struct ask {
    cli_judging judging;
    cli_use use;
    const char *format, *save;
    int fail_on;
    bool full;
    cli_texts words;
    cli_common common;
} ask;

static const cli_option options[] = {
    {"activity", 0, "ACTIVITY", N_("what it is for; options go before the words of the sentence"), CLI_ONCE,
     offsetof(ask, use.activity), NULL},
    {"tool", 0, "TOOL", N_("with which tool"), CLI_ONCE, offsetof(ask, use.tool), NULL},
    {"data", 0, "DATA", N_("with data of this class; may be repeated"), CLI_TEXTS, offsetof(ask, use.data), NULL},
    CLI_USE_OPTIONS(ask, use),
    CLI_TEXT_OPTION(ask, judging),
    {"save", 0, "FILE", N_("write the declaration into a file that is not there yet"), CLI_ONCE, offsetof(ask, save),
     NULL},
    CLI_CHARTER_OPTIONS(ask, judging),
    {"format", 'f', "NAME", N_("what standard output is written in, of those below (default: text)"), CLI_TEXT,
     offsetof(ask, format), NULL},
    {"fail-on", 0, "VERDICT",
     N_("exit 1 from this verdict on: conditional, review, non-compliant or never (default: conditional)"), CLI_CHOICE,
     offsetof(ask, fail_on), cli_thresholds},
    {"full", 0, NULL, N_("text: all reasons, and all that is known, in place of the short answer"), CLI_FLAG,
     offsetof(ask, full), NULL},
    CLI_COMMON_OPTIONS(ask),
};

static const cli_example examples[] = {
    {"charter-check ask \"translate an internal note with DeepL\"", N_("a question in one's own words")},
    {"charter-check ask", N_("the same, asked question by question")},
    {"charter-check ask --activity drafting --tool chatbot --data internal --save usage.yaml",
     N_("without a sentence; the declaration goes into a file")},
    {NULL, NULL},
};

const cli_page cli_page_ask = {options, examples, &cli_verdict_formats};

typedef struct run {
    cli_asking asking;
    ask *options;
    charter *charter;
    charter_diagnostics *faults; /* of the charter */
    cli_outputs *outputs;
    char *sentence;
    charter_prompt prompt;
    charter_judge *judge;
    cli_declaration declaration;
    const charter_verdict *verdict;
} run;

/* ---- what is known before anything is asked ---- */

static int open_outputs(run *r)
{
    static const cli_texts none = {NULL, 0};
    const cli *c = r->asking.c;
    charter_report_options reporting = {.lang = c->lang,
                                        .at = r->asking.at,
                                        .width = c->width,
                                        .colour = c->colour_out,
                                        .defuse = c->defuse,
                                        .full = r->options->full};
    r->outputs = cli_outputs_open(c, r->options->format, &none, &reporting);
    return r->outputs == NULL ? CLI_STOPPED : CLI_FINE;
}

static int load(run *r)
{
    const cli *c = r->asking.c;
    cli_judging *j = &r->options->judging;
    if (!cli_judging_guards(c, j))
        return CLI_STOPPED;
    int code = cli_judging_load(c, j, false, &r->charter, &r->faults);
    if (code != CLI_FINE && r->faults != NULL)
        cli_outputs_charter_errors(r->outputs, r->faults);
    if (code != CLI_FINE)
        return code;
    r->asking.the_charter = r->charter;
    if (charter_version_on(r->charter, r->asking.at, &r->asking.version))
        return cli_judging_prompt(c, j, &r->prompt);
    cli_say(c, N_("no version of the charter is in force on that day"));
    return CLI_STOPPED;
}

/* Words that no quotes hold together are one sentence too. */
static char *join(const cli_texts *words)
{
    size_t length = 1;
    for (size_t i = 0; i < words->count; i++)
        length += strlen(words->items[i]) + 1;
    char *sentence = calloc(1, length), *end = sentence;
    for (size_t i = 0; sentence != NULL && i < words->count; i++) {
        end = stpcpy(end, i == 0 ? "" : " ");
        end = stpcpy(end, words->items[i]);
    }
    return sentence;
}

/* Whether a value of this key is written as it is: what the charter, or every declaration, says it is. */
static bool is_plain(const run *r, const char *key)
{
    const cli_asking *a = &r->asking;
    static const char *const plain[] = {"volume.", "evidence.", "date"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (strncmp(key, plain[i], strlen(plain[i])) == 0)
            return true;
    for (size_t i = 0; i < charter_entry_count(r->charter, a->version, CHARTER_LISTED_FIELDS); i++) {
        charter_text id = charter_entry_id(r->charter, a->version, CHARTER_LISTED_FIELDS, i);
        const char *type = charter_field_type(r->charter, a->version, i);
        if (strncmp(key, "facts.", 6) == 0 && strlen(key) == id.length + 6 && memcmp(key + 6, id.at, id.length) == 0)
            return strcmp(type, "choice") != 0 && strcmp(type, "text") != 0;
    }
    return false;
}

static int take_words(run *r)
{
    cli_asking *a = &r->asking;
    if (!cli_declare_use(a->c, &a->declared, &r->options->use))
        return CLI_STOPPED;
    for (size_t i = 0; i < a->declared.count; i++) {
        charter_said *said = &a->declared.items[i];
        said->plain = is_plain(r, said->key) && cli_is_declarable(charter_text_of(said->key), said->value, true);
    }
    if (r->options->words.count == 0)
        return CLI_FINE;
    r->sentence = join(&r->options->words);
    return r->sentence == NULL ? cli_no_memory(a->c) : cli_ask_sentence(a, charter_text_of(r->sentence));
}

/* ---- activity and tool, without which nothing is a declaration ---- */

static void tell_entries(const cli_asking *a, charter_vocabulary v)
{
    for (size_t i = 0; i < charter_entry_count(a->the_charter, a->version, v); i++) {
        charter_text title = cli_ask_title(a, v, i), id = charter_entry_id(a->the_charter, a->version, v, i);
        if (!cli_ask_lists(a, v, i))
            continue;
        if (title.at == id.at)
            cli_tell(a->c, "  %.*s", (int)id.length, id.at);
        else
            cli_tell(a->c, "  %.*s (%.*s)", (int)title.length, title.at, (int)id.length, id.at);
    }
}

static int say_unnamed(const cli_asking *a, charter_vocabulary v)
{
    bool tool = v == CHARTER_LISTED_TOOLS;
    cli_say(a->c, tool ? N_("which tool is meant is not known: nothing is judged")
                       : N_("what it is for is not known: nothing is judged"));
    if (a->questions == 0) {
        cli_tell(a->c, tool ? N_("The charter lists these tools:") : N_("The charter lists these activities:"));
        tell_entries(a, v);
    }
    cli_help(a->c, tool ? N_("say it in the sentence, or with --tool NAME")
                        : N_("say it in the sentence, or with --activity NAME"));
    return CLI_STOPPED;
}

static int name_both(run *r)
{
    static const struct {
        const char *key;
        charter_vocabulary vocabulary;
    } both[] = {{"activity", CHARTER_LISTED_ACTIVITIES}, {"tool", CHARTER_LISTED_TOOLS}};
    cli_asking *a = &r->asking;
    for (size_t i = 0; i < 2; i++)
        if (!cli_is_declared(&a->declared, both[i].key) && !a->ended && cli_can_ask() &&
            !cli_ask_name(a, both[i].vocabulary))
            return CLI_STOPPED;
    int code = CLI_FINE;
    for (size_t i = 0; i < 2; i++)
        if (!cli_is_declared(&a->declared, both[i].key))
            code = say_unnamed(a, both[i].vocabulary);
    return code;
}

/* ---- judging, and asking until the verdict is settled ---- */

static int open_judge(run *r)
{
    const charter_judge_options judging = {.at = r->asking.at, .alternatives = true, .prompt = r->prompt};
    return charter_judge_new(&r->judge, r->charter, &judging) == CHARTER_OK ? CLI_FINE : cli_no_memory(r->asking.c);
}

static int judge(run *r)
{
    const cli *c = r->asking.c;
    const char *name = r->options->save == NULL ? "ask" : r->options->save;
    cli_declaration_close(&r->declaration);
    int code = cli_declaration_open(c, &r->declaration, name, &r->asking.declared);
    if (code != CLI_FINE)
        return code;
    charter_status status = charter_judge_declaration(r->judge, r->declaration.read, &r->verdict);
    return status == CHARTER_OK ? CLI_FINE : cli_no_memory(c);
}

/* An answer that spoils the declaration, such as a number that is too large, is taken back and told. */
static int judge_answer(run *r, size_t before)
{
    int code = judge(r);
    if (code != CLI_FINE || charter_verdict_decision(r->verdict) != CHARTER_DECISION_INVALID)
        return code;
    cli_explain_all(r->asking.c, charter_verdict_errors(r->verdict));
    cli_declared_cut(&r->asking.declared, before);
    return judge(r);
}

static int judge_and_ask(run *r)
{
    cli_asking *a = &r->asking;
    bool failed = false;
    size_t before = a->declared.count;
    int code = judge(r);
    while (code == CLI_FINE && cli_can_ask() && !a->ended && cli_ask_missing(a, r->verdict, &failed)) {
        code = judge_answer(r, before);
        before = a->declared.count;
    }
    return failed ? CLI_STOPPED : code;
}

/* ---- the answer ---- */

/* What a detector finds in the declaration is shown nowhere. False, also where there is no memory to look: that is
 * said, and `*code` tells it. */
static bool may_show(const run *r, int *code)
{
    charter_detect *scan = NULL;
    charter_status status = charter_detect_new(&scan, r->charter, r->asking.at);
    if (status == CHARTER_OK)
        status = charter_detect_text(scan, "ask", charter_buffer_text(r->declaration.text));
    bool clean = status == CHARTER_OK && charter_detect_hit_count(scan) == 0;
    charter_detect_free(scan);
    *code = status == CHARTER_NO_MEMORY ? cli_no_memory(r->asking.c) : CLI_FINE;
    return clean;
}

static charter_status show_declaration(void *context, charter_sink sink)
{
    const run *r = context;
    const cli *c = r->asking.c;
    const charter_report_options printing = {.lang = c->lang, .defuse = c->defuse};
    charter_text left = charter_buffer_text(r->declaration.text);
    const char *offer =
        charter_translate(c->lang, N_("# The declaration that says this; --save usage.yaml writes it."));
    if (!cli_put(sink, "\n") || !cli_put(sink, offer) || !cli_put(sink, "\n"))
        return CHARTER_IO;
    /* A text's line end is a character that is shown; a line's is not. */
    while (left.length > 0) {
        const char *end = memchr(left.at, '\n', left.length);
        size_t length = end == NULL ? left.length : (size_t)(end - left.at);
        charter_status status = charter_print_safe((charter_text){left.at, length}, &printing, sink);
        if (status != CHARTER_OK || !cli_put(sink, "\n"))
            return status == CHARTER_OK ? CHARTER_IO : status;
        length = end == NULL ? length : length + 1;
        left = (charter_text){left.at + length, left.length - length};
    }
    return CHARTER_OK;
}

static charter_status write_declaration(void *context, charter_sink sink)
{
    const run *r = context;
    charter_text text = charter_buffer_text(r->declaration.text);
    return sink.write(sink.context, text.at, text.length) == 0 ? CHARTER_OK : CHARTER_IO;
}

static bool is_file(const char *path)
{
    return path != NULL && strcmp(path, "-") != 0;
}

static int offer_declaration(run *r)
{
    const cli *c = r->asking.c;
    if (is_file(r->options->save)) {
        int code = cli_create(c, r->options->save, false, write_declaration, r);
        if (code == CLI_FINE)
            cli_say(c, N_("the declaration is in %s"), r->options->save);
        return code;
    }
    int code = CLI_FINE;
    if (!cli_outputs_for_people(r->outputs) || charter_verdict_decision(r->verdict) == CHARTER_DECISION_INVALID ||
        !may_show(r, &code))
        return code;
    return cli_create(c, NULL, false, show_declaration, r);
}

static int answer(run *r)
{
    if (cli_can_ask())
        cli_put(cli_standard_error(), "\n");
    cli_outputs_verdict(r->outputs, r->verdict, NULL);
    if (!cli_outputs_end(r->outputs) || offer_declaration(r) != CLI_FINE)
        return CLI_STOPPED;
    return cli_exit_code(cli_outputs_summary(r->outputs), r->options->fail_on, false);
}

static int run_ask(const cli *c, ask *o)
{
    run r = {.asking = {.c = c}, .options = o};
    static int (*const steps[])(run *) = {open_outputs, load, take_words, name_both, open_judge, judge_and_ask, answer};
    o->judging.written.kept = is_file(o->save) ? o->save : NULL;
    if (!cli_may_create(c, o->save, false) || (o->judging.at == CHARTER_NO_DAY && !cli_today(c, &o->judging.at)))
        return CLI_STOPPED;
    r.asking.at = o->judging.at;
    int code = CLI_FINE;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && code == CLI_FINE; i++)
        code = steps[i](&r);
    if (code == CLI_STOPPED && r.outputs != NULL)
        cli_outputs_stopped(r.outputs);
    charter_judge_free(r.judge);
    cli_declaration_close(&r.declaration);
    cli_outputs_free(r.outputs);
    cli_ask_free(&r.asking);
    free(r.sentence);
    charter_free(r.charter);
    charter_diagnostics_free(r.faults);
    return code;
}

int cli_run_ask(cli *c, const cli_command *command, int count, char **arguments)
{
    ask o = {.judging = CLI_JUDGING_INIT};
    int code = CLI_STOPPED;
    if (cli_options_read(c, command, options, count, arguments, &o, &o.words))
        code = o.common.help ? cli_tell_command(c, command) : run_ask(c, &o);
    cli_options_free(options, &o);
    free(o.words.items);
    cli_judging_free(&o.judging);
    return code;
}
