/* questions: asking on a terminal, a line at a time. Which questions there are, and what is an answer, is the
 * library's (charter/draft.h). */
#include "questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "say.h"

bool cli_can_ask(void)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

/* ---- the question ---- */

static void put(const char *text)
{
    cli_put(cli_standard_error(), text);
}

static void put_number(size_t number, const char *behind)
{
    char text[32];
    snprintf(text, sizeof text, "%zu%s", number, behind);
    put(text);
}

/* Whether the usual answer, ids with commas between them, has this one. */
static bool is_usual(const char *usual, const char *id)
{
    size_t length = strlen(id);
    for (;;) {
        const char *comma = strchr(usual, ',');
        if (strncmp(usual, id, length) == 0 && (usual[length] == ',' || usual[length] == '\0'))
            return true;
        if (comma == NULL)
            return false;
        usual = comma + 1;
    }
}

/* What is taken for an empty line stands in brackets. */
static void put_prompt(const cli *c, const charter_question *q)
{
    bool some = false, many = q->kind == CHARTER_ASKS_SOME || q->kind == CHARTER_ASKS_ANY;
    put("  ");
    put(many ? charter_translate(c->lang, N_("one or more, such as 1,3")) : "");
    put(many ? " [" : "[");
    for (size_t i = 0; i < q->choice_count; i++)
        if (is_usual(q->usual, q->choices[i].id)) {
            put(some ? "," : "");
            put_number(i + 1, "");
            some = true;
        }
    put(q->kind == CHARTER_ASKS_TEXT ? charter_translate(c->lang, q->usual) : "");
    put("] ");
}

static void put_choice(const cli *c, size_t number, const char *title)
{
    put("  ");
    put_number(number, "  ");
    put(charter_translate(c->lang, title));
    put("\n");
}

static void put_question(const cli *c, const charter_question *q, size_t number, size_t count)
{
    put("\n");
    put_number(number, "/");
    put_number(count, "  ");
    put(charter_translate(c->lang, q->text));
    put("\n");
    for (size_t i = 0; i < q->choice_count; i++)
        put_choice(c, i + 1, q->choices[i].title);
    if (q->kind == CHARTER_ASKS_ANY)
        put_choice(c, 0, N_("none of these"));
}

/* ---- the answer ---- */

bool cli_read_line(char line[CLI_LINE_SIZE], bool *whole)
{
    if (fgets(line, CLI_LINE_SIZE, stdin) == NULL)
        return false;
    size_t length = strlen(line);
    *whole = length > 0 && line[length - 1] == '\n';
    if (!*whole) {
        int next;
        while ((next = getchar()) != '\n' && next != EOF)
            ;
    }
    while (length > 0 && strchr(" \t\r\n", line[length - 1]) != NULL)
        line[--length] = '\0';
    size_t blanks = strspn(line, " \t");
    memmove(line, line + blanks, length - blanks + 1);
    return true;
}

/* The id that a word means: itself, or that of the choice with this number. */
static const char *id_of(const charter_question *q, const char *word)
{
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    if (*end != '\0' || number > q->choice_count)
        return word;
    return number == 0 ? "none" : q->choices[number - 1].id;
}

/* "1, 3" as ids with commas between them, in `line` again. */
static void name_choices(const charter_question *q, char line[CLI_LINE_SIZE])
{
    char named[CLI_LINE_SIZE] = "", *rest = NULL;
    for (char *word = strtok_r(line, ", \t", &rest); word != NULL; word = strtok_r(NULL, ", \t", &rest)) {
        size_t length = strlen(named);
        snprintf(named + length, sizeof named - length, "%s%s", length == 0 ? "" : ",", id_of(q, word));
    }
    strcpy(line, named);
}

static bool takes(const charter_question *q, char line[CLI_LINE_SIZE])
{
    if (q->kind != CHARTER_ASKS_TEXT)
        name_choices(q, line);
    return charter_question_takes(q, (charter_text){line, strlen(line)});
}

static void put_refusal(const cli *c, const charter_question *q)
{
    static const char *const refusals[] = {
        [CHARTER_ASKS_TEXT] = N_("write a line of text, no longer than this screen is wide"),
        [CHARTER_ASKS_ONE] = N_("write one of these numbers"),
        [CHARTER_ASKS_SOME] = N_("write one or more of these numbers, such as 1,3"),
        [CHARTER_ASKS_ANY] = N_("write one or more of these numbers, such as 1,3; or 0"),
    };
    put("  ");
    put(charter_translate(c->lang, refusals[q->kind]));
    put("\n");
}

char *cli_ask(const cli *c, const charter_question *q, size_t number, size_t count)
{
    char line[CLI_LINE_SIZE];
    bool whole;
    put_question(c, q, number, count);
    for (;;) {
        put_prompt(c, q);
        if (!cli_read_line(line, &whole)) {
            put("\n");
            cli_say(c, N_("not all questions are answered: nothing is written"));
            return NULL;
        }
        if (line[0] == '\0' || (whole && takes(q, line)))
            break;
        put_refusal(c, q);
    }
    const char *usual = q->kind == CHARTER_ASKS_TEXT ? charter_translate(c->lang, q->usual) : q->usual;
    char *answer = strdup(line[0] == '\0' ? usual : line);
    if (answer == NULL)
        cli_no_memory(c);
    return answer;
}
