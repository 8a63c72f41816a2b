/* options: a command's table of options, and reading words by it. What an option means is the command's; --help walks
 * over the same rows (help.c). */
#include "options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "say.h"

/* Proposals are made from these alone. */
enum { MOST_OPTIONS = 64 };

const char *const cli_langs[] = {"en", "fr", NULL};
const char *const cli_colours[] = {"auto", "always", "never", NULL};
const char *const cli_delimiters[] = {",", ";", "tab", NULL};

const char *cli_delimiter(int choice)
{
    static const char *const characters[] = {NULL, ",", ";", "\t"};
    return characters[choice];
}

typedef struct reading {
    const cli *c;
    const cli_command *command;
    const cli_option *options;
    char **arguments;
    int count, next;
    char *into;
} reading;

/* ---- values ---- */

bool cli_texts_add(cli_texts *texts, const char *text)
{
    const char **items = realloc(texts->items, (texts->count + 1) * sizeof *items);
    if (items == NULL)
        return false;
    items[texts->count++] = text;
    texts->items = items;
    return true;
}

static bool refuse(const reading *r, const cli_option *option, const char *value)
{
    char spelt[CLI_SPELLING];
    cli_say(r->c, N_("\"%2$s\" is not what --%1$s takes (%3$s)"), option->name, value,
            cli_spell(r->c, option->argument, spelt));
    return false;
}

static bool read_choice(const reading *r, const cli_option *option, const char *value)
{
    int count = 0;
    for (int i = 0; option->choices[i] != NULL; i++) {
        count++;
        if (strcmp(option->choices[i], value) != 0)
            continue;
        /* From 1: 0 is left for an option that is not given. By memcpy, as the member's type is known by the row
         * alone. */
        memcpy(r->into + option->offset, &(int){i + 1}, sizeof(int));
        return true;
    }
    refuse(r, option, value);
    cli_help_to_choose(r->c, value, option->choices, (size_t)count, N_("write one of: %s"));
    return false;
}

static bool read_day(const reading *r, const cli_option *option, const char *value)
{
    charter_day day;
    if (!charter_day_parse((charter_text){value, strlen(value)}, &day))
        return refuse(r, option, value);
    memcpy(r->into + option->offset, &day, sizeof day);
    return true;
}

/* Digits, and K, M or G behind them for so many KiB, MiB or GiB. */
static bool read_size(const reading *r, const cli_option *option, const char *value, uint64_t most, uint64_t *bytes)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    unsigned shift = *end == 'K' ? 10 : *end == 'M' ? 20 : *end == 'G' ? 30 : 0;
    end += shift > 0;
    /* strtoull takes blanks and signs: "-1" would be a huge number. */
    bool digits = value[0] >= '0' && value[0] <= '9';
    if (!digits || *end != '\0' || errno != 0 || number == 0 || number > most >> shift)
        return refuse(r, option, value);
    *bytes = number << shift;
    return true;
}

static bool read_bytes(const reading *r, const cli_option *option, const char *value)
{
    uint64_t bytes;
    /* Places in a document are 32 bits wide in the library. */
    if (!read_size(r, option, value, UINT32_MAX / 2, &bytes))
        return false;
    memcpy(r->into + option->offset, &(size_t){(size_t)bytes}, sizeof(size_t));
    return true;
}

static bool read_wide_size(const reading *r, const cli_option *option, const char *value)
{
    uint64_t bytes;
    if (!read_size(r, option, value, INT64_MAX, &bytes))
        return false;
    memcpy(r->into + option->offset, &bytes, sizeof bytes);
    return true;
}

static bool read_count(const reading *r, const cli_option *option, const char *value)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(value, &end, 10);
    bool digits = value[0] >= '0' && value[0] <= '9';
    if (!digits || *end != '\0' || errno != 0 || number == 0 || number > INT32_MAX)
        return refuse(r, option, value);
    memcpy(r->into + option->offset, &(unsigned){(unsigned)number}, sizeof(unsigned));
    return true;
}

static bool read_once(const reading *r, const cli_option *option, const char *value)
{
    const char *before;
    memcpy(&before, r->into + option->offset, sizeof before);
    if (before != NULL) {
        cli_say(r->c, N_("--%1$s is given twice: %2$s and %3$s"), option->name, before, value);
        return false;
    }
    memcpy(r->into + option->offset, &value, sizeof value);
    return true;
}

static bool take(const reading *r, const cli_option *option, const char *value)
{
    void *at = r->into + option->offset;
    switch (option->kind) {
    case CLI_FLAG:
        memcpy(at, &(bool){true}, sizeof(bool));
        return true;
    case CLI_TEXT:
        memcpy(at, &value, sizeof value);
        return true;
    case CLI_ONCE:
        return read_once(r, option, value);
    case CLI_TEXTS:
        return cli_texts_add(at, value) || (cli_no_memory(r->c), false);
    case CLI_CHOICE:
        return read_choice(r, option, value);
    case CLI_DAY:
        return read_day(r, option, value);
    case CLI_BYTES:
        return read_bytes(r, option, value);
    case CLI_SIZE:
        return read_wide_size(r, option, value);
    case CLI_COUNT:
        return read_count(r, option, value);
    }
    return false;
}

/* ---- words ---- */

static const cli_option *find_letter(const cli_option *options, char letter)
{
    for (; options->name != NULL; options++)
        if (options->letter == letter)
            return options;
    return NULL;
}

/* Names that options had in earlier versions, and still answer to; --help does not list them. */
static const struct {
    const char *before, *now;
} renamed[] = {{"register", "history"}};

/* "name" or "name=value": where the name ends is in `*length`. */
static const cli_option *find_name(const cli_option *options, const char *word, size_t *length)
{
    *length = strcspn(word, "=");
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++) {
        size_t now;
        if (strlen(renamed[i].before) == *length && strncmp(renamed[i].before, word, *length) == 0)
            return find_name(options, renamed[i].now, &now);
    }
    for (; options->name != NULL; options++)
        if (strlen(options->name) == *length && strncmp(options->name, word, *length) == 0)
            return options;
    return NULL;
}

static void say_unknown(const reading *r, const char *word)
{
    const char *known[MOST_OPTIONS];
    size_t count = 0;
    char name[128];
    for (const cli_option *o = r->options; o->name != NULL && count < MOST_OPTIONS; o++)
        known[count++] = o->name;
    cli_say(r->c, N_("there is no option %s"), word);
    const char *bare = word + strspn(word, "-"), *nearest = NULL;
    size_t length = strcspn(bare, "=");
    if (length > 1 && length < sizeof name) {
        memcpy(name, bare, length);
        name[length] = '\0';
        nearest = charter_nearest(name, known, count);
    }
    if (nearest != NULL)
        cli_help(r->c, N_("did you mean --%s?"), nearest);
    else
        cli_help(r->c, N_("charter-check %s --help lists the options"), r->command->name);
}

/* The argument of an option: behind "=", or the next word. */
static bool take_with_argument(reading *r, const cli_option *option, const char *attached)
{
    if (option->argument == NULL && attached != NULL) {
        cli_say(r->c, N_("--%s takes no value"), option->name);
        return false;
    }
    if (option->argument != NULL && attached == NULL) {
        if (r->next == r->count) {
            char spelt[CLI_SPELLING];
            cli_say(r->c, N_("--%1$s wants a value: --%1$s %2$s"), option->name,
                    cli_spell(r->c, option->argument, spelt));
            return false;
        }
        /* Whatever it begins with, as getopt_long has it: "-" is a value too. */
        attached = r->arguments[r->next++];
    }
    return take(r, option, attached);
}

static bool read_long_option(reading *r, const char *word)
{
    size_t length;
    const cli_option *option = find_name(r->options, word + 2, &length);
    if (option == NULL) {
        say_unknown(r, word);
        return false;
    }
    const char *end = word + 2 + length;
    return take_with_argument(r, option, *end == '=' ? end + 1 : NULL);
}

/* "-qv" is "-q -v"; "-fjson" is "-f json". A long name behind one dash would be read as letters: it is told
 * instead. */
static bool read_short_options(reading *r, const char *word)
{
    size_t length;
    bool is_name = word[2] != '\0' && find_name(r->options, word + 1, &length) != NULL;
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        const cli_option *option = is_name ? NULL : find_letter(r->options, *letter);
        if (option == NULL) {
            say_unknown(r, word);
            return false;
        }
        bool takes_rest = option->argument != NULL && letter[1] != '\0';
        if (!take_with_argument(r, option, takes_rest ? letter + 1 : NULL))
            return false;
        if (option->argument != NULL)
            break;
    }
    return true;
}

static bool read_option(reading *r, const char *word)
{
    return word[1] == '-' ? read_long_option(r, word) : read_short_options(r, word);
}

bool cli_options_read(const cli *c, const cli_command *command, const cli_option *options, int count, char **arguments,
                      void *into, cli_texts *operands)
{
    reading r = {c, command, options, arguments, count, 0, into};
    bool options_over = false;
    while (r.next < count) {
        const char *word = arguments[r.next++];
        /* "-" alone is standard input, and behind "--" nothing is an option: POSIX, Utility Syntax Guidelines 13 and
         * 10. */
        bool is_option = !options_over && word[0] == '-' && word[1] != '\0';
        if (is_option && strcmp(word, "--") == 0)
            options_over = true;
        else if (is_option ? !read_option(&r, word) : !cli_texts_add(operands, word))
            return is_option ? false : (cli_no_memory(c), false);
    }
    return true;
}

/* The lists alone: the texts in them are the caller's words. */
void cli_options_free(const cli_option *options, void *into)
{
    for (; options->name != NULL; options++) {
        if (options->kind != CLI_TEXTS)
            continue;
        cli_texts texts;
        memcpy(&texts, (char *)into + options->offset, sizeof texts);
        free(texts.items);
    }
}
