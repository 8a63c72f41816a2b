/* help: --help, from the same tables that options.c reads: nothing is listed by hand. Lines are filled here and not by
 * the library, since only our own texts are shown, whose characters all take one column. */
#include "help.h"

#include <string.h>

#include "say.h"

/* A name that is wider has its title on the next line, and does not push all the others to the right. */
enum { MARGIN = 2, WIDEST_NAME = 30 };

typedef struct page {
    const cli *c;
    charter_sink sink;
    unsigned column;
    bool failed;
} page;

/* Code points: our own texts have no others than those of one column. */
static unsigned columns(const char *text, size_t length)
{
    unsigned count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

/* A failure sticks: nothing more is written, and the exit status tells it. */
static void put_part(page *p, const char *text, size_t length)
{
    p->failed = p->failed || p->sink.write(p->sink.context, text, length) != 0;
    p->column += columns(text, length);
}

static void put(page *p, const char *text)
{
    put_part(p, text, strlen(text));
}

static void end_line(page *p)
{
    put(p, "\n");
    p->column = 0;
}

static void go_to(page *p, unsigned column)
{
    while (p->column < column)
        put(p, " ");
}

/* Words, in lines that begin at `indent`. */
static void flow(page *p, const char *text, unsigned indent)
{
    for (const char *word = text; *word != '\0';) {
        size_t length = strcspn(word, " ");
        if (p->column > indent && p->column + 1 + columns(word, length) > p->c->width) {
            end_line(p);
            go_to(p, indent);
        } else if (p->column > indent) {
            put(p, " ");
        }
        put_part(p, word, length);
        word += length + strspn(word + length, " ");
    }
}

static const char *translate(const page *p, const char *english)
{
    return charter_translate(p->c->lang, english);
}

/* A name on the left, and what it is on the right. */
static void put_row(page *p, unsigned left, const char *title)
{
    if (p->column + MARGIN > left)
        end_line(p);
    go_to(p, left);
    flow(p, translate(p, title), left);
    end_line(p);
}

static void put_arguments(page *p, const char *arguments)
{
    char spelt[CLI_SPELLING];
    put(p, cli_spell(p->c, arguments, spelt));
}

static unsigned name_columns(const page *p, const cli_option *o)
{
    char spelt[CLI_SPELLING];
    const char *argument = o->argument == NULL ? NULL : cli_spell(p->c, o->argument, spelt);
    return MARGIN + 4 + 2 + (unsigned)strlen(o->name) +
           (argument == NULL ? 0 : 1 + columns(argument, strlen(argument)));
}

static void put_name(page *p, const cli_option *o)
{
    char letter[] = {'-', o->letter, ',', ' ', '\0'};
    go_to(p, MARGIN);
    put(p, o->letter != 0 ? letter : "    ");
    put(p, "--");
    put(p, o->name);
    if (o->argument == NULL)
        return;
    put(p, " ");
    put_arguments(p, o->argument);
}

static void put_options(page *p, const cli_option *options)
{
    unsigned left = 0;
    for (const cli_option *o = options; o->name != NULL; o++)
        if (name_columns(p, o) > left && name_columns(p, o) <= WIDEST_NAME)
            left = name_columns(p, o);
    for (; options->name != NULL; options++) {
        put_name(p, options);
        put_row(p, left + MARGIN, options->title);
    }
}

static void put_heading(page *p, const char *english)
{
    end_line(p);
    put(p, translate(p, english));
    end_line(p);
}

static void put_examples(page *p, const cli_example *examples)
{
    put_heading(p, N_("Examples:"));
    for (; examples->arguments != NULL; examples++) {
        go_to(p, MARGIN);
        put(p, examples->arguments);
        end_line(p);
        put_row(p, 3 * MARGIN, examples->title);
    }
}

static void put_commands(page *p)
{
    unsigned left = 0;
    for (const cli_command *command = p->c->commands; command->name != NULL; command++)
        if (!command->hidden && strlen(command->name) > left)
            left = (unsigned)strlen(command->name);
    for (const cli_command *command = p->c->commands; command->name != NULL; command++) {
        if (command->hidden)
            continue;
        go_to(p, MARGIN);
        put(p, command->name);
        put_row(p, MARGIN + left + MARGIN, command->title);
    }
}

static void put_formats(page *p, const cli_formats *formats)
{
    for (size_t i = 0; i < formats->count(); i++) {
        go_to(p, MARGIN);
        put(p, formats->at(i)->name);
        put_row(p, MARGIN + 12, formats->at(i)->title);
    }
}

int cli_tell_command(const cli *c, const cli_command *command)
{
    page p = {.c = c, .sink = cli_standard_output()};
    bool is_main = command == c->commands; /* the one that needs no name */
    flow(&p, translate(&p, command->title), 0);
    end_line(&p);
    put_examples(&p, command->page->examples);
    put_heading(&p, N_("Usage:"));
    go_to(&p, MARGIN);
    put(&p, is_main ? "charter-check [check] " : "charter-check ");
    if (!is_main) {
        put(&p, command->name);
        put(&p, " ");
    }
    put_arguments(&p, command->synopsis);
    end_line(&p);
    put_heading(&p, N_("Options:"));
    put_options(&p, command->page->options);
    if (command->page->formats != NULL) {
        put_heading(&p, N_("Formats:"));
        put_formats(&p, command->page->formats);
    }
    if (is_main) {
        put_heading(&p, N_("Commands (each has --help):"));
        put_commands(&p);
        end_line(&p);
        flow(&p,
             translate(&p, N_("Exit code: 0 all may go ahead, 1 something may not, or not yet, 2 something could not "
                              "be judged. The manual: man charter-check")),
             0);
        end_line(&p);
    }
    return p.failed ? CLI_STOPPED : CLI_FINE;
}
