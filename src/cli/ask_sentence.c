/* ask, its sentence: what was understood is told, what was set aside with the reason why, and the rest is declared. The
 * understanding is the library's (charter/ask.h). */
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "say.h"

static const charter_vocabulary told_vocabularies[] = {CHARTER_LISTED_ACTIVITIES, CHARTER_LISTED_TOOLS,
                                                       CHARTER_LISTED_DATA};
enum { TOLD_VOCABULARIES = 3 };

/* A declaration's key of it. */
static const char *const keys[] =
    {[CHARTER_LISTED_ACTIVITIES] = "activity", [CHARTER_LISTED_TOOLS] = "tool", [CHARTER_LISTED_DATA] = "data"};

bool cli_ask_lists(const cli_asking *a, charter_vocabulary v, size_t i)
{
    charter_day from = charter_entry_from(a->the_charter, a->version, v, i);
    charter_day until = charter_entry_until(a->the_charter, a->version, v, i);
    return (from == CHARTER_NO_DAY || from <= a->at) && (until == CHARTER_NO_DAY || a->at <= until);
}

charter_text cli_ask_title(const cli_asking *a, charter_vocabulary v, size_t i)
{
    charter_text title = charter_entry_title(a->the_charter, a->version, v, i, a->c->lang);
    return title.at == NULL ? charter_entry_id(a->the_charter, a->version, v, i) : title;
}

/* ---- a line that grows ---- */

enum { LINE_MAX_BYTES = 4096 };

static void add(charter_buffer *line, charter_text text)
{
    charter_sink sink = charter_buffer_sink(line);
    sink.write(sink.context, text.at, text.length);
}

static void add_string(charter_buffer *line, const char *text)
{
    add(line, charter_text_of(text));
}

/* A line that outgrew its bound says nothing of what was cut. */
static const char *text_of(const charter_buffer *line)
{
    const char *text = charter_buffer_text(line).at;
    return text == NULL ? "\xE2\x80\xA6" : text;
}

/* ---- what is understood ---- */

static bool is_same(charter_text a, charter_text b)
{
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

/* A tool by the name that is declared, where that is not its id; an activity and a class by their titles. */
static charter_text name_of(const cli_asking *a, const charter_mention *m)
{
    if (m->entry_count == 0)
        return m->declared;
    charter_text id = charter_entry_id(a->the_charter, a->version, m->vocabulary, m->entries[0]);
    if (m->vocabulary == CHARTER_LISTED_TOOLS && !is_same(m->declared, id))
        return m->declared;
    return cli_ask_title(a, m->vocabulary, m->entries[0]);
}

static bool is_repeated(const cli_asking *a, size_t index)
{
    const charter_mention *m = charter_mention_at(a->understood, index);
    for (size_t i = 0; i < index; i++) {
        const charter_mention *before = charter_mention_at(a->understood, i);
        if (before->kind == CHARTER_MENTION_TAKEN && before->vocabulary == m->vocabulary &&
            is_same(before->declared, m->declared))
            return true;
    }
    return false;
}

static bool is_taken(const cli_asking *a, size_t i, charter_vocabulary v)
{
    const charter_mention *m = charter_mention_at(a->understood, i);
    return m->kind == CHARTER_MENTION_TAKEN && m->vocabulary == v && !is_repeated(a, i);
}

static void add_taken(const cli_asking *a, charter_vocabulary v, charter_buffer *line)
{
    const char *between = charter_buffer_text(line).length == 0 ? "" : " \xC2\xB7 ";
    for (size_t i = 0; i < charter_mention_count(a->understood); i++) {
        if (!is_taken(a, i, v))
            continue;
        add_string(line, between);
        add(line, name_of(a, charter_mention_at(a->understood, i)));
        between = ", ";
    }
}

static void tell_taken(const cli_asking *a, charter_buffer *line)
{
    charter_buffer_clear(line);
    for (size_t v = 0; v < TOLD_VOCABULARIES; v++)
        if (!cli_is_declared(&a->declared, keys[told_vocabularies[v]]))
            add_taken(a, told_vocabularies[v], line);
    if (charter_buffer_text(line).length == 0)
        cli_tell(a->c, N_("Understood: no name that the charter lists."));
    else
        cli_tell(a->c, N_("Understood: %s"), text_of(line));
}

/* ---- what is set aside ---- */

static const char *const reasons[CHARTER_MENTION_KINDS] = {
    [CHARTER_MENTION_AMBIGUOUS] = N_("  set aside: \"%s\", since it is not the only one that may be meant"),
    [CHARTER_MENTION_DENIED] = N_("  set aside: \"%s\", which the sentence says no to"),
    [CHARTER_MENTION_NAME] = N_("  set aside: \"%s\", which is a part of another word or name"),
    [CHARTER_MENTION_QUOTED] = N_("  set aside: \"%s\", which is quoted"),
    [CHARTER_MENTION_ASIDE] = N_("  set aside: \"%s\", which is only spoken of, or may mean something else"),
};

static void tell_unknown(const cli_asking *a, const charter_mention *m, charter_buffer *line)
{
    static const char *const alone[] = {
        [CHARTER_LISTED_ACTIVITIES] = N_("  not known: \"%s\"; the charter lists no such activity"),
        [CHARTER_LISTED_TOOLS] = N_("  not known: \"%s\"; the charter lists no such tool"),
        [CHARTER_LISTED_DATA] = N_("  not known: \"%s\"; the charter lists no such data"),
    };
    charter_buffer_clear(line);
    add(line, m->written);
    cli_tell(a->c, alone[m->vocabulary], text_of(line));
    charter_buffer_clear(line);
    for (size_t i = 0; i < m->entry_count; i++) {
        add_string(line, i == 0 ? "" : ", ");
        add(line, cli_ask_title(a, m->vocabulary, m->entries[i]));
    }
    if (m->entry_count > 0)
        cli_tell(a->c, N_("  nearest: %s"), text_of(line));
}

void cli_ask_tell_unknown(const cli_asking *a, const charter_mention *m)
{
    charter_buffer *line;
    if (charter_buffer_new(&line, LINE_MAX_BYTES) != CHARTER_OK)
        return;
    tell_unknown(a, m, line);
    charter_buffer_free(line);
}

static void tell_aside(const cli_asking *a, const charter_mention *m, charter_buffer *line)
{
    if (m->kind == CHARTER_MENTION_UNKNOWN) {
        tell_unknown(a, m, line);
        return;
    }
    bool taken = m->kind == CHARTER_MENTION_TAKEN;
    charter_buffer_clear(line);
    add(line, m->written);
    if (!taken)
        cli_tell(a->c, reasons[m->kind], text_of(line));
    else if (cli_is_declared(&a->declared, keys[m->vocabulary]))
        cli_tell(a->c, N_("  set aside: \"%1$s\", since the option --%2$s says something else"), text_of(line),
                 keys[m->vocabulary]);
}

static bool declare_taken(cli_asking *a)
{
    bool good = true;
    bool free_key[TOLD_VOCABULARIES];
    for (size_t v = 0; v < TOLD_VOCABULARIES; v++)
        free_key[v] = !cli_is_declared(&a->declared, keys[told_vocabularies[v]]);
    for (size_t v = 0; v < TOLD_VOCABULARIES; v++)
        for (size_t i = 0; good && free_key[v] && i < charter_mention_count(a->understood); i++)
            if (is_taken(a, i, told_vocabularies[v]))
                good = cli_declare(a->c, &a->declared, charter_text_of(keys[told_vocabularies[v]]),
                                   charter_mention_at(a->understood, i)->declared, false);
    return good;
}

static int take_sentence(cli_asking *a, charter_buffer *line)
{
    tell_taken(a, line);
    for (size_t i = 0; i < charter_mention_count(a->understood); i++)
        tell_aside(a, charter_mention_at(a->understood, i), line);
    return declare_taken(a) ? CLI_FINE : CLI_STOPPED;
}

int cli_ask_sentence(cli_asking *a, charter_text sentence)
{
    charter_diagnostics *faults;
    charter_buffer *line = NULL;
    int code = CLI_STOPPED;
    if (charter_diagnostics_new(&faults) != CHARTER_OK)
        return cli_no_memory(a->c);
    charter_status status = charter_understand(&a->understood, a->the_charter, a->at, a->c->lang, sentence, faults);
    if (status == CHARTER_OK)
        status = charter_buffer_new(&line, LINE_MAX_BYTES);
    if (status == CHARTER_OK)
        code = take_sentence(a, line);
    else if (status == CHARTER_INVALID)
        cli_explain_all(a->c, faults);
    else
        cli_no_memory(a->c);
    charter_buffer_free(line);
    charter_diagnostics_free(faults);
    return code;
}
