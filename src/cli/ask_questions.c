/* ask, its questions: one at a time on a terminal, numbered, with titles. Which there are is what the verdict lacks;
 * what can no longer change it is not asked. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "questions.h"
#include "say.h"

enum { PAGE = 15, CLAUSE_SIZE = 160 };

typedef struct choice {
    charter_text id, title;
} choice;

typedef struct choices {
    choice *items;
    size_t count;
    bool many; /* several may be given */
} choices;

/* ---- what is shown ---- */

static void put_safe(const cli *c, charter_text text)
{
    charter_report_options options = {.lang = c->lang, .defuse = c->defuse};
    charter_print_safe(text, &options, cli_standard_error());
}

static void put(const cli *c, const char *text)
{
    put_safe(c, charter_text_of(text));
}

static void put_heading(cli_asking *a, charter_text title)
{
    char number[32];
    snprintf(number, sizeof number, "%zu  ", ++a->questions);
    cli_put(cli_standard_error(), "\n");
    put(a->c, number);
    put_safe(a->c, title);
    cli_put(cli_standard_error(), "\n");
}

/* A page of them; gives where the next begins. */
static size_t put_choices(const cli *c, const choices *all, size_t from)
{
    char number[32];
    size_t end = all->count - from > PAGE + 1 ? from + PAGE : all->count;
    for (size_t i = from; i < end; i++) {
        snprintf(number, sizeof number, "  %2zu  ", i + 1);
        put(c, number);
        put_safe(c, all->items[i].title.at == NULL ? all->items[i].id : all->items[i].title);
        cli_put(cli_standard_error(), "\n");
    }
    if (end < all->count)
        cli_tell(c, N_("   +  %zu more"), all->count - end);
    return end;
}

/* One line, without blanks around it: what was typed. False: there are no more; then nothing else is asked. */
static bool read_answer(cli_asking *a, const char *prompt, char line[CLI_LINE_SIZE], bool *whole)
{
    cli_put(cli_standard_error(), "  ");
    put(a->c, charter_translate(a->c->lang, prompt));
    cli_put(cli_standard_error(), " ");
    a->ended = !cli_read_line(line, whole);
    if (a->ended)
        cli_put(cli_standard_error(), "\n");
    return !a->ended;
}

/* ---- which choice is meant ---- */

static bool is_word(charter_text text, charter_text word)
{
    return text.at != NULL && text.length == word.length && strncasecmp(text.at, word.at, word.length) == 0;
}

/* By its number, its id or its title. */
static const choice *find_choice(const choices *all, charter_text word)
{
    size_t number = 0, digits = 0;
    while (digits < word.length && digits < 6 && word.at[digits] >= '0' && word.at[digits] <= '9')
        number = number * 10 + (size_t)(word.at[digits++] - '0');
    if (digits == word.length)
        return number > 0 && number <= all->count ? &all->items[number - 1] : NULL;
    for (size_t i = 0; i < all->count; i++)
        if (is_word(all->items[i].id, word) || is_word(all->items[i].title, word))
            return &all->items[i];
    return NULL;
}

/* Takes what stands before the next comma, or in a line of numbers before a blank. False: there is nothing more. */
static bool next_word(charter_text *rest, charter_text *word)
{
    bool numbers = true;
    for (size_t i = 0; i < rest->length; i++)
        numbers = numbers && strchr("0123456789, \t", rest->at[i]) != NULL;
    const char *between = numbers ? ", \t" : ",";
    while (rest->length > 0 && strchr(", \t", rest->at[0]) != NULL)
        *rest = (charter_text){rest->at + 1, rest->length - 1};
    size_t length = 0;
    while (length < rest->length && strchr(between, rest->at[length]) == NULL)
        length++;
    *word = (charter_text){rest->at, length};
    *rest = (charter_text){rest->at + length, rest->length - length};
    while (word->length > 0 && strchr(" \t", word->at[word->length - 1]) != NULL)
        word->length--;
    return word->length > 0;
}

/* Declares the choices that `line` means. False where one of them is none: nothing was declared then. */
static bool declare_choices(cli_asking *a, charter_text key, bool plain, const choices *all, charter_text line,
                            bool *failed)
{
    charter_text rest = line, word;
    size_t before = a->declared.count;
    const choice *whole = find_choice(all, line);
    if (whole != NULL) {
        *failed = !cli_declare(a->c, &a->declared, key, whole->id, plain);
        return true;
    }
    while (!*failed && next_word(&rest, &word)) {
        const choice *one = find_choice(all, word);
        if (one == NULL || (!all->many && a->declared.count > before)) {
            cli_declared_cut(&a->declared, before);
            return false;
        }
        *failed = !cli_declare(a->c, &a->declared, key, one->id, plain);
    }
    return a->declared.count > before;
}

/* ---- a name that is typed ---- */

/* What is typed where a name is asked for needs no sentence around it: a name that would be set aside in one counts,
 * if it is the only one. */
static const charter_mention *mention_of(const charter_understanding *u, charter_vocabulary v)
{
    const charter_mention *found = NULL;
    for (size_t i = 0; i < charter_mention_count(u); i++) {
        const charter_mention *m = charter_mention_at(u, i);
        if (m->vocabulary != v || (found != NULL && found->kind == CHARTER_MENTION_TAKEN))
            continue;
        if (m->kind == CHARTER_MENTION_TAKEN || found == NULL)
            found = m;
    }
    return found;
}

static bool declare_mention(cli_asking *a, charter_text key, const charter_mention *m, bool *failed)
{
    if (m == NULL)
        return false;
    if (m->kind == CHARTER_MENTION_UNKNOWN) {
        cli_ask_tell_unknown(a, m);
        return false;
    }
    charter_text declared = m->declared;
    if (declared.at == NULL && m->entry_count == 1 && m->kind != CHARTER_MENTION_DENIED)
        declared = charter_entry_id(a->the_charter, a->version, m->vocabulary, m->entries[0]);
    if (declared.at == NULL)
        return false;
    *failed = !cli_declare(a->c, &a->declared, key, declared, false);
    return true;
}

static bool declare_typed(cli_asking *a, charter_vocabulary v, charter_text key, charter_text line, bool *failed)
{
    charter_diagnostics *faults;
    charter_understanding *understood = NULL;
    if (charter_diagnostics_new(&faults) != CHARTER_OK) {
        cli_no_memory(a->c);
        *failed = true;
        return true;
    }
    bool taken = charter_understand(&understood, a->the_charter, a->at, a->c->lang, line, faults) == CHARTER_OK &&
                 declare_mention(a, key, mention_of(understood, v), failed);
    charter_understanding_free(understood);
    charter_diagnostics_free(faults);
    return taken;
}

/* ---- activity and tool ---- */

/* Whether it is one of several that the sentence may mean. */
static bool is_ambiguous(const cli_asking *a, charter_vocabulary v, size_t entry, bool *some)
{
    bool is = false;
    for (size_t i = 0; a->understood != NULL && i < charter_mention_count(a->understood); i++) {
        const charter_mention *m = charter_mention_at(a->understood, i);
        if (m->vocabulary != v || m->kind != CHARTER_MENTION_AMBIGUOUS || m->entry_count == 0)
            continue;
        *some = true;
        for (size_t e = 0; e < m->entry_count; e++)
            is = is || m->entries[e] == entry;
    }
    return is;
}

/* All that are listed; of several that the sentence may mean, these. */
static bool list_entries(const cli_asking *a, charter_vocabulary v, choices *all)
{
    size_t count = charter_entry_count(a->the_charter, a->version, v);
    all->items = calloc(count + 1, sizeof *all->items);
    for (size_t i = 0; all->items != NULL && i < count; i++) {
        bool some = false, meant = is_ambiguous(a, v, i, &some);
        if (cli_ask_lists(a, v, i) && (meant || !some))
            all->items[all->count++] =
                (choice){charter_entry_id(a->the_charter, a->version, v, i), cli_ask_title(a, v, i)};
    }
    return all->items != NULL;
}

static bool ask_entry(cli_asking *a, charter_vocabulary v, charter_text key, const choices *all)
{
    char line[CLI_LINE_SIZE];
    bool whole, failed = false, tool = v == CHARTER_LISTED_TOOLS;
    put_heading(a, charter_text_of(charter_translate(a->c->lang, tool ? N_("With which tool?") : N_("To do what?"))));
    size_t next = put_choices(a->c, all, 0);
    while (read_answer(a, N_("a number or a name:"), line, &whole) && line[0] != '\0') {
        charter_text typed = charter_text_of(line);
        if (strcmp(line, "+") == 0) {
            next = put_choices(a->c, all, next < all->count ? next : 0);
            continue;
        }
        if (whole && (declare_choices(a, key, false, all, typed, &failed) || declare_typed(a, v, key, typed, &failed)))
            return !failed;
        cli_tell(a->c, tool ? N_("  a number of the list or a name in it; one that it lacks is said by --tool NAME")
                            : N_("  a number of the list, or a name in it"));
    }
    return true;
}

bool cli_ask_name(cli_asking *a, charter_vocabulary v)
{
    choices all = {.items = NULL};
    charter_text key = charter_text_of(v == CHARTER_LISTED_TOOLS ? "tool" : "activity");
    bool good = list_entries(a, v, &all);
    if (!good)
        cli_no_memory(a->c);
    else
        good = ask_entry(a, v, key, &all);
    free(all.items);
    return good;
}

/* ---- what a verdict lacks ---- */

/* As a declaration has it: conditions call its keys "usage.output". */
static charter_text key_of(const charter_missing *m)
{
    const char *usage = "usage.";
    charter_text key = m->key;
    if (key.length > strlen(usage) && memcmp(key.at, usage, strlen(usage)) == 0)
        key = (charter_text){key.at + strlen(usage), key.length - strlen(usage)};
    return key;
}

static const charter_finding *finding_of(const charter_verdict *verdict, const char *clause)
{
    char name[CLAUSE_SIZE];
    for (size_t i = 0; i < charter_verdict_finding_count(verdict); i++) {
        const charter_finding *f = charter_verdict_finding(verdict, i);
        charter_finding_clause(f, name, sizeof name);
        if (strcmp(name, clause) == 0)
            return f;
    }
    return NULL;
}

static bool is_due_before(const charter_verdict *verdict, const char *clause)
{
    const char *duty = "duty.";
    if (strncmp(clause, duty, strlen(duty)) != 0)
        return false;
    for (size_t i = 0; i < charter_verdict_duty_count(verdict); i++) {
        charter_duty_state state = charter_verdict_duty(verdict, i);
        if (state.before && !state.met && is_word(state.id, charter_text_of(clause + strlen(duty))))
            return true;
    }
    return false;
}

/* Whether what the clause asks for is what keeps the verdict from being settled. */
static bool decides(const charter_verdict *verdict, const char *clause)
{
    if (charter_verdict_decision(verdict) == CHARTER_DECISION_CONDITIONAL)
        return is_due_before(verdict, clause);
    const charter_finding *f = finding_of(verdict, clause);
    return f != NULL && charter_finding_outcome(f) == CHARTER_OUTCOME_UNDETERMINED &&
           charter_finding_effect(f) != CHARTER_EFFECT_ADVISE;
}

static bool is_asked_for(const charter_verdict *verdict, size_t index, const charter_missing *m)
{
    char clause[CLAUSE_SIZE];
    for (size_t i = 0; i < m->asker_count; i++) {
        charter_verdict_missing_asker(verdict, index, i, clause, sizeof clause);
        if (decides(verdict, clause))
            return true;
    }
    return false;
}

/* What it is, and who asks for it: two duties may look for the same evidence. */
static void name_missing(const charter_verdict *verdict, size_t index, char name[CLI_LINE_SIZE])
{
    char clause[CLAUSE_SIZE] = "";
    charter_missing m = charter_verdict_missing(verdict, index);
    if (m.type == CHARTER_MISSING_EVIDENCE && m.asker_count > 0)
        charter_verdict_missing_asker(verdict, index, 0, clause, sizeof clause);
    snprintf(name, CLI_LINE_SIZE, "%.*s %s", (int)m.key.length, m.key.at, clause);
}

static bool was_asked(const cli_asking *a, const char *name)
{
    for (size_t i = 0; i < a->asked_count; i++)
        if (strcmp(a->asked[i], name) == 0)
            return true;
    return false;
}

/* A class that the charter does not list is a slip in a name, and no question. */
static bool may_ask(const charter_missing *m)
{
    bool data = is_word(m->key, charter_text_of("data"));
    return m->path.at != NULL && !m->later && (!data || is_word(m->path, charter_text_of("/data")));
}

/* Deny overrides what is unknown, which overrides a review: whatever is answered, these three stay. */
static bool is_settled(const charter_verdict *verdict)
{
    charter_decision decision = charter_verdict_decision(verdict);
    return decision != CHARTER_DECISION_UNDETERMINED && decision != CHARTER_DECISION_CONDITIONAL;
}

/* The index of the next, with its name; or how many there are. */
static size_t next_missing(const cli_asking *a, const charter_verdict *verdict, char name[CLI_LINE_SIZE])
{
    size_t count = charter_verdict_missing_count(verdict), i = is_settled(verdict) ? count : 0;
    for (; i < count; i++) {
        charter_missing m = charter_verdict_missing(verdict, i);
        name_missing(verdict, i, name);
        if (may_ask(&m) && !was_asked(a, name) && is_asked_for(verdict, i, &m))
            break;
    }
    return i;
}

static charter_text title_of(const cli_asking *a, const charter_verdict *verdict, size_t index)
{
    charter_text title = charter_verdict_missing_title(verdict, index, a->c->lang);
    return title.at == NULL ? charter_verdict_missing(verdict, index).key : title;
}

static bool list_values(const cli_asking *a, const charter_verdict *verdict, size_t index, const charter_missing *m,
                        choices *all)
{
    all->items = calloc(m->value_count + 1, sizeof *all->items);
    for (size_t i = 0; all->items != NULL && i < m->value_count; i++)
        all->items[all->count++] = (choice){charter_verdict_missing_value(verdict, index, i),
                                            charter_verdict_missing_value_title(verdict, index, i, a->c->lang)};
    if (all->items == NULL)
        cli_no_memory(a->c);
    return all->items != NULL;
}

static bool ask_choice(cli_asking *a, const charter_missing *m, const choices *all, bool *failed)
{
    char line[CLI_LINE_SIZE];
    bool whole, plain = m->type == CHARTER_MISSING_BOOL;
    charter_text key = key_of(m);
    size_t next = put_choices(a->c, all, 0);
    while (read_answer(a,
                       all->many ? N_("one or more numbers or names, such as 1,3; Enter: I do not know:")
                                 : N_("a number; Enter: I do not know:"),
                       line, &whole) &&
           line[0] != '\0') {
        charter_text typed = charter_text_of(line);
        if (strcmp(line, "+") == 0) {
            next = put_choices(a->c, all, next < all->count ? next : 0);
            continue;
        }
        if (whole && (declare_choices(a, key, plain, all, typed, failed) ||
                      (all->many && declare_typed(a, CHARTER_LISTED_DATA, key, typed, failed))))
            return true;
        cli_tell(a->c, N_("  write one of these numbers"));
    }
    return false;
}

/* A number, a day or a text. */
static bool ask_line(cli_asking *a, charter_missing_type type, charter_text key, const char *prompt, bool *failed)
{
    char line[CLI_LINE_SIZE];
    bool whole, plain = type != CHARTER_MISSING_TEXT;
    charter_day day;
    while (read_answer(a, prompt, line, &whole) && line[0] != '\0') {
        charter_text typed = charter_text_of(line);
        bool fits = type != CHARTER_MISSING_DATE || charter_day_parse(typed, &day);
        if (whole && fits && cli_is_declarable(key, typed, plain)) {
            *failed = !cli_declare(a->c, &a->declared, key, typed, plain);
            return true;
        }
        cli_tell(a->c, type == CHARTER_MISSING_DATE     ? N_("  write a day as 2026-01-31")
                       : type == CHARTER_MISSING_NUMBER ? N_("  write a number, such as 12 or 0.9")
                                                        : N_("  write a line of text"));
    }
    return false;
}

/* Who did it, and when: nobody but a person knows. Where one of it is not known, nothing is shown. */
static bool ask_fill(cli_asking *a, const charter_verdict *verdict, size_t index, const charter_missing *m,
                     bool *failed)
{
    static const struct {
        const char *key, *prompt;
        charter_missing_type type;
    } asks[] = {
        {"id", N_("which one:"), CHARTER_MISSING_TEXT},
        {"by", N_("by whom:"), CHARTER_MISSING_TEXT},
        {"on", N_("on which day (YYYY-MM-DD):"), CHARTER_MISSING_DATE},
    };
    char below[256];
    size_t before = a->declared.count;
    for (size_t i = 0; i < charter_verdict_missing_fill_count(verdict, index); i++) {
        charter_fill fill = charter_verdict_missing_fill(verdict, index, i);
        size_t row = 0;
        while (row + 1 < sizeof asks / sizeof *asks && !is_word(fill.key, charter_text_of(asks[row].key)))
            row++;
        snprintf(below, sizeof below, "%.*s.%s", (int)m->key.length, m->key.at, asks[row].key);
        if (!ask_line(a, asks[row].type, charter_text_of(below), asks[row].prompt, failed)) {
            cli_declared_cut(&a->declared, before);
            return false;
        }
    }
    return true;
}

/* Whether it is done. "Not yet" is an answer: nothing is said then. */
static bool ask_duty(cli_asking *a, const charter_verdict *verdict, size_t index, const charter_missing *m,
                     choices *all, bool *failed)
{
    char line[CLI_LINE_SIZE];
    bool whole, filled = all->count == 0;
    size_t yes = filled ? 1 : all->count;
    choice shown[2] = {{{"yes", 3}, charter_text_of(charter_translate(a->c->lang, N_("yes")))},
                       {{"no", 2}, charter_text_of(charter_translate(a->c->lang, N_("not yet")))}};
    const choices two = {shown, 2, false};
    if (!filled)
        all->items[all->count++] = shown[1];
    const choices *offered = filled ? &two : all;
    put_choices(a->c, offered, 0);
    while (read_answer(a, N_("a number; Enter: not yet:"), line, &whole) && line[0] != '\0') {
        const choice *one = whole ? find_choice(offered, charter_text_of(line)) : NULL;
        if (one == NULL) {
            cli_tell(a->c, N_("  write one of these numbers"));
            continue;
        }
        if ((size_t)(one - offered->items) >= yes)
            return false;
        if (filled)
            return ask_fill(a, verdict, index, m, failed);
        *failed = !cli_declare(a->c, &a->declared, key_of(m), one->id, cli_is_declarable(key_of(m), one->id, true));
        return true;
    }
    return false;
}

/* True where something was declared. */
static bool ask_one(cli_asking *a, const charter_verdict *verdict, size_t index, choices *all, bool *failed)
{
    charter_missing m = charter_verdict_missing(verdict, index);
    if (!list_values(a, verdict, index, &m, all)) {
        *failed = true;
        return false;
    }
    put_heading(a, title_of(a, verdict, index));
    switch (m.type) {
    case CHARTER_MISSING_EVIDENCE:
        return ask_duty(a, verdict, index, &m, all, failed);
    case CHARTER_MISSING_NUMBER:
        return ask_line(a, m.type, key_of(&m), N_("a figure; Enter: I do not know:"), failed);
    case CHARTER_MISSING_DATE:
        return ask_line(a, m.type, key_of(&m), N_("a day (YYYY-MM-DD); Enter: I do not know:"), failed);
    case CHARTER_MISSING_TEXT:
        return ask_line(a, m.type, key_of(&m), N_("a line of text; Enter: I do not know:"), failed);
    default:
        all->many = is_word(m.key, charter_text_of("data"));
        return ask_choice(a, &m, all, failed);
    }
}

static bool remember(cli_asking *a, const char *name)
{
    char **grown = realloc(a->asked, (a->asked_count + 1) * sizeof *grown);
    if (grown != NULL)
        a->asked = grown;
    if (grown != NULL && (grown[a->asked_count] = strdup(name)) != NULL) {
        a->asked_count++;
        return true;
    }
    cli_no_memory(a->c);
    return false;
}

void cli_ask_free(cli_asking *a)
{
    for (size_t i = 0; i < a->asked_count; i++)
        free(a->asked[i]);
    free(a->asked);
    cli_declared_cut(&a->declared, 0);
    charter_understanding_free(a->understood);
}

bool cli_ask_missing(cli_asking *a, const charter_verdict *verdict, bool *failed)
{
    char name[CLI_LINE_SIZE];
    bool declared = false;
    while (!declared && !*failed && !a->ended) {
        choices all = {.items = NULL};
        size_t index = next_missing(a, verdict, name);
        if (index == charter_verdict_missing_count(verdict))
            break;
        *failed = !remember(a, name);
        if (!*failed)
            declared = ask_one(a, verdict, index, &all, failed);
        free(all.items);
    }
    return declared && !*failed;
}
