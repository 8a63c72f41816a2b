/* init charter: a charter to begin with: from answers to a few questions, which are asked on a terminal and given by
 * options elsewhere; or a copy of one that comes with the program. Nothing is written before all is known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "charter_file.h"
#include "init.h"
#include "new_file.h"
#include "questions.h"
#include "say.h"

enum { MOST_QUESTIONS = 32 };

#define USUAL_NAME "charter.yaml" /* where check looks for one */

/* ---- a copy ---- */

static charter_status write_text(void *context, charter_sink sink)
{
    const charter_text *text = context;
    return sink.write(sink.context, text->at, text->length) == 0 ? CHARTER_OK : CHARTER_IO;
}

static int copy_shipped(const cli *c, const init *o, const char *path)
{
    const char *names[MOST_QUESTIONS];
    size_t count = 0;
    charter_text text = charter_shipped(o->from);
    if (text.at != NULL)
        return cli_create(c, path, o->force, write_text, &text);
    while (count < MOST_QUESTIONS && (names[count] = charter_shipped_at(count)) != NULL)
        count++;
    cli_say(c, N_("no charter called %s comes with the program"), o->from);
    cli_help_to_choose(c, o->from, names, count, N_("there are: %s"));
    return CLI_STOPPED;
}

/* ---- answers ---- */

typedef struct making {
    const cli *c;
    charter_answer answers[MOST_QUESTIONS]; /* of the questions, in their order; a key that is NULL: none yet */
    char *asked[MOST_QUESTIONS];            /* released at the end */
    size_t count;
    charter_new_options options;
} making;

static charter_text text_of(const char *text)
{
    return (charter_text){text, strlen(text)};
}

/* The place of a question among all; -1, once it has said which there are. */
static int find_question(const making *m, charter_text key)
{
    const char *keys[MOST_QUESTIONS];
    char word[64];
    for (size_t i = 0; i < m->count; i++) {
        keys[i] = charter_question_at(i)->key;
        if (strlen(keys[i]) == key.length && memcmp(keys[i], key.at, key.length) == 0)
            return (int)i;
    }
    snprintf(word, sizeof word, "%.*s", (int)key.length, key.at);
    cli_say(m->c, N_("no question is called \"%s\""), word);
    cli_help_to_choose(m->c, word, keys, m->count, N_("there are: %s"));
    return -1;
}

static void say_no_answer(const making *m, const charter_question *q, const char *value)
{
    const char *ids[MOST_QUESTIONS];
    size_t count = 0;
    cli_say(m->c, N_("\"%2$s\" is no answer to %1$s"), q->key, value);
    for (; count < q->choice_count && count + 1 < MOST_QUESTIONS; count++)
        ids[count] = q->choices[count].id;
    if (q->kind == CHARTER_ASKS_ANY)
        ids[count++] = "none";
    if (q->kind == CHARTER_ASKS_TEXT)
        cli_help(m->c, N_("write a text of at most 200 bytes, in one line"));
    else
        cli_help_to_choose(m->c, value, ids, count,
                           q->kind == CHARTER_ASKS_ONE ? N_("write one of: %s")
                                                       : N_("write one or more, with commas: %s"));
}

/* KEY=VALUE. */
static bool take_answer(making *m, const char *given)
{
    const char *equals = strchr(given, '=');
    if (equals == NULL) {
        char spelt[CLI_SPELLING];
        cli_say(m->c, N_("\"%2$s\" is not what --%1$s takes (%3$s)"), "answer", given,
                cli_spell(m->c, "KEY=VALUE", spelt));
        return false;
    }
    int place = find_question(m, (charter_text){given, (size_t)(equals - given)});
    if (place < 0)
        return false;
    const charter_question *q = charter_question_at((size_t)place);
    charter_answer *answer = &m->answers[place];
    if (answer->key.at != NULL) {
        cli_say(m->c, N_("the question %s is answered twice"), q->key);
        return false;
    }
    *answer = (charter_answer){text_of(q->key), text_of(equals + 1)};
    if (!charter_question_takes(q, answer->value)) {
        say_no_answer(m, q, equals + 1);
        return false;
    }
    return true;
}

static bool take_answers(making *m, const cli_texts *given)
{
    for (size_t i = 0; i < given->count; i++)
        if (!take_answer(m, given->items[i]))
            return false;
    return true;
}

/* Those that no option has answered. */
static bool ask_all(making *m)
{
    cli_say(m->c, N_("a few questions: an empty line takes what stands in brackets, and Ctrl-C leaves nothing behind"));
    for (size_t i = 0; i < m->count; i++) {
        const charter_question *q = charter_question_at(i);
        if (m->answers[i].key.at != NULL)
            continue;
        m->asked[i] = cli_ask(m->c, q, i + 1, m->count);
        if (m->asked[i] == NULL)
            return false;
        m->answers[i] = (charter_answer){text_of(q->key), text_of(m->asked[i])};
    }
    return true;
}

static charter_status write_charter(void *context, charter_sink sink)
{
    const making *m = context;
    charter_answer given[MOST_QUESTIONS];
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++)
        if (m->answers[i].key.at != NULL)
            given[count++] = m->answers[i];
    return charter_new(given, count, &m->options, sink);
}

static int make(making *m, const init *o, const char *path, bool asks)
{
    /* Before anything is asked: nobody answers twelve questions in vain. */
    if (!take_answers(m, &o->answers) || !cli_may_create(m->c, path, o->force) || (asks && !ask_all(m)))
        return CLI_STOPPED;
    int code = cli_create(m->c, path, o->force, write_charter, m);
    if (code == CLI_FINE && asks && path != NULL && strcmp(path, "-") != 0) {
        cli_say(m->c, N_("%s is written"), path);
        cli_help(m->c, N_("fill in what is marked in it, then look it over: charter-check lint %s"), path);
    }
    return code;
}

static int make_charter(const cli *c, const init *o, const char *path)
{
    bool asks = !o->defaults && cli_can_ask();
    making m = {.c = c, .count = charter_question_count(), .options = {o->judging.at, c->lang}};
    if (!asks && !o->defaults && o->answers.count == 0) {
        cli_say(c, N_("the questions are asked on a terminal, and this is none"));
        cli_help(c, N_("answer them with --answer KEY=VALUE, take the usual answers with --defaults, or copy a charter "
                       "with --from NAME"));
        return CLI_STOPPED;
    }
    if (m.options.from == CHARTER_NO_DAY && !cli_today(c, &m.options.from))
        return CLI_STOPPED;
    if (path == NULL && asks && isatty(STDOUT_FILENO))
        path = USUAL_NAME;
    int code = make(&m, o, path, asks);
    for (size_t i = 0; i < m.count; i++)
        free(m.asked[i]);
    return code;
}

int cli_init_charter(const cli *c, const init *o, const char *path)
{
    if (o->judging.charter != NULL || o->judging.exceptions != NULL) {
        cli_say(c, N_("--charter and --exceptions are for a declaration"));
        cli_help(c, N_("a charter is copied with --from NAME"));
        return CLI_STOPPED;
    }
    if (o->from != NULL && (o->defaults || o->answers.count > 0)) {
        cli_say(c, N_("a copy asks no question: --from stands without --answer and --defaults"));
        return CLI_STOPPED;
    }
    return o->from != NULL ? copy_shipped(c, o, path) : make_charter(c, o, path);
}
