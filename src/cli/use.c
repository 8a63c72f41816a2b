/* use: a declaration from what was said of a use, piece by piece. What may be said is the judge's to know; how it is
 * written the library's (charter/ask.h). */
#include "use.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "say.h"

enum { DECLARATION_MAX = 1 << 20 }; /* bytes: what a reader takes by default */

const char *const cli_use_outputs[] = {"internal", "public", "decision", NULL};
const char *const cli_use_autonomies[] = {"suggest", "assist", "supervised", "autonomous", NULL};

/* ---- what is said ---- */

static bool make_room(cli_declared *d)
{
    charter_said *items = realloc(d->items, (d->count + 1) * sizeof *items);
    if (items != NULL)
        d->items = items;
    char **kept = items == NULL ? NULL : realloc(d->kept, (d->count + 1) * sizeof *kept);
    if (kept != NULL)
        d->kept = kept;
    return kept != NULL;
}

bool cli_declare(const cli *c, cli_declared *d, charter_text key, charter_text value, bool plain)
{
    char *memory = make_room(d) ? malloc(key.length + value.length + 2) : NULL;
    if (memory == NULL) {
        cli_no_memory(c);
        return false;
    }
    memcpy(memory, key.at, key.length);
    memory[key.length] = '\0';
    memcpy(memory + key.length + 1, value.at, value.length);
    memory[key.length + 1 + value.length] = '\0';
    d->kept[d->count] = memory;
    d->items[d->count++] = (charter_said){memory, {memory + key.length + 1, value.length}, plain};
    return true;
}

bool cli_is_declared(const cli_declared *d, const char *key)
{
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(d->items[i].key, key) == 0)
            return true;
    return false;
}

void cli_declared_cut(cli_declared *d, size_t count)
{
    while (d->count > count)
        free(d->kept[--d->count]);
    if (count > 0)
        return;
    free(d->items);
    free(d->kept);
    *d = (cli_declared){NULL, NULL, 0};
}

static int drop(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)bytes;
    (void)length;
    return 0;
}

static bool is_declarable(const charter_said *said, size_t count)
{
    return charter_declaration_write(said, count, (charter_sink){NULL, drop}) != CHARTER_UNKNOWN;
}

bool cli_is_declarable(charter_text key, charter_text value, bool plain)
{
    char name[128];
    if (key.length >= sizeof name)
        return false;
    memcpy(name, key.at, key.length);
    name[key.length] = '\0';
    return is_declarable(&(charter_said){name, value, plain}, 1);
}

/* ---- options ---- */

/* A key of a fact that is none of these, and has no dot, is one of `facts`. */
static const char *const own[] = {"id", "unit", "author", "role", "purpose", "output", "autonomy", "stage", "date"};

static bool is_own(charter_text key)
{
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strlen(own[i]) == key.length && memcmp(own[i], key.at, key.length) == 0)
            return true;
    return false;
}

static bool declare_fact(const cli *c, cli_declared *d, const char *fact)
{
    char below[256];
    const char *equals = strchr(fact, '='), *usage = "usage.";
    if (equals == NULL || equals == fact || (size_t)(equals - fact) >= sizeof below - strlen("facts.")) {
        cli_say(c, N_("--fact wants a key and a value: --fact account=professional, not \"%s\""), fact);
        return false;
    }
    charter_text key = {fact, (size_t)(equals - fact)};
    if (key.length > strlen(usage) && memcmp(key.at, usage, strlen(usage)) == 0)
        key = (charter_text){fact + strlen(usage), key.length - strlen(usage)};
    if (!is_own(key) && memchr(key.at, '.', key.length) == NULL) {
        snprintf(below, sizeof below, "facts.%.*s", (int)key.length, key.at);
        key = charter_text_of(below);
    }
    return cli_declare(c, d, key, charter_text_of(equals + 1), false);
}

static bool declare_string(const cli *c, cli_declared *d, const char *key, const char *value)
{
    return value == NULL || cli_declare(c, d, charter_text_of(key), charter_text_of(value), false);
}

bool cli_declare_use(const cli *c, cli_declared *d, const cli_use *use)
{
    bool good = declare_string(c, d, "activity", use->activity) && declare_string(c, d, "tool", use->tool);
    for (size_t i = 0; good && i < use->data.count; i++)
        good = declare_string(c, d, "data", use->data.items[i]);
    good = good && declare_string(c, d, "output", use->output == 0 ? NULL : cli_use_outputs[use->output - 1]) &&
           declare_string(c, d, "autonomy", use->autonomy == 0 ? NULL : cli_use_autonomies[use->autonomy - 1]);
    for (size_t i = 0; good && i < use->facts.count; i++)
        good = declare_fact(c, d, use->facts.items[i]);
    return good;
}

/* ---- the declaration ---- */

/* Which of them it is. All may be well, each by itself, and not together: a key both with and without one below. */
static int say_undeclarable(const cli *c, const cli_declared *d)
{
    size_t i = 0;
    while (i + 1 < d->count && is_declarable(&d->items[i], 1))
        i++;
    cli_say(c, N_("a declaration cannot say this: %1$s: \"%2$s\""), d->items[i].key,
            d->kept[i] + strlen(d->kept[i]) + 1);
    cli_help(c, N_("a key is a name of the charter's, a value a text in UTF-8 without control characters"));
    return CLI_STOPPED;
}

/* What a declaration begins with, whenever it was said; the rest in the order in which it was. */
static charter_status write_in_order(const cli_declared *d, charter_sink sink)
{
    static const char *const first[] = {"activity", "tool", "data"};
    enum { FIRST = sizeof first / sizeof *first };
    charter_said *ordered = calloc(d->count + 1, sizeof *ordered);
    size_t count = 0;
    for (size_t rank = 0; ordered != NULL && rank <= FIRST; rank++)
        for (size_t i = 0; i < d->count; i++) {
            size_t own_rank = 0;
            while (own_rank < FIRST && strcmp(d->items[i].key, first[own_rank]) != 0)
                own_rank++;
            if (own_rank == rank)
                ordered[count++] = d->items[i];
        }
    charter_status status = ordered == NULL ? CHARTER_NO_MEMORY : charter_declaration_write(ordered, count, sink);
    free(ordered);
    return status;
}

int cli_declaration_open(const cli *c, cli_declaration *into, const char *name, const cli_declared *d)
{
    static const charter_stream_options reading = {.syntax = CHARTER_YAML};
    *into = (cli_declaration){.text = NULL};
    charter_status status = charter_buffer_new(&into->text, DECLARATION_MAX);
    if (status == CHARTER_OK)
        status = write_in_order(d, charter_buffer_sink(into->text));
    if (status == CHARTER_UNKNOWN)
        return say_undeclarable(c, d);
    if (status == CHARTER_OK) {
        into->left = charter_buffer_text(into->text);
        status = charter_stream_open_as(&into->stream, name, charter_input_from_memory(&into->left), &reading);
    }
    if (status == CHARTER_OK)
        status = charter_stream_next(into->stream, &into->read);
    if (status == CHARTER_OK)
        return CLI_FINE;
    if (status != CHARTER_INVALID)
        return cli_no_memory(c);
    cli_explain_all(c, charter_stream_errors(into->stream));
    return CLI_STOPPED;
}

void cli_declaration_close(cli_declaration *declaration)
{
    charter_stream_close(declaration->stream);
    charter_buffer_free(declaration->text);
}
