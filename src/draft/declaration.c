/* Drafting a declaration from a charter. Keys are empty, and an empty key is an absent one: nothing is declared that
 * nobody said. The two that cannot be absent have a name that the charter does not list, so that a draft that nobody
 * has completed is never compliant. What is open in a declaration that somebody has begun is told by its verdict. */
#include "base/enumerations.h"
#include "base/options.h"
#include "base/unicode.h"
#include "charter/draft.h"
#include "charter/version.h"
#include "judge/resolve.h"
#include "report/write/yaml_writer.h"
#include "rule/evaluate.h"

CH_OPTIONS_END_WITH(charter_declaration_draft_options, lang);

enum { WIDEST_ID = 26 };
#define LARGEST_DRAFT ((size_t)64 << 20)

typedef struct drafting {
    const ch_version *version;
    charter_day at;
    charter_lang lang;
    ch_arena arena;
    ch_buffer out, line; /* the draft; the comment that is being made */
    size_t indent;       /* of the keys that are being written */
} drafting;

/* ---- comments and keys ---- */

static void add(drafting *d, const char *text)
{
    ch_buffer_add(&d->out, ch_text_of(text));
}

/* Writes what `line` holds, and empties it. */
static void end_comment(drafting *d, size_t left)
{
    ch_yaml_comment(&d->out, d->indent, left, ch_buffer_text(&d->line));
    d->line.length = 0;
}

static void put_comment(drafting *d, ch_message message)
{
    ch_message_add(&d->line, &message, d->lang);
    end_comment(d, 0);
}

static void put_key(drafting *d, const char *key)
{
    ch_buffer_repeat(&d->out, ' ', d->indent);
    add(d, key);
    add(d, ":\n");
}

/* A key of the declaration itself, apart from the one before, below what it is for. */
static void begin_key(drafting *d, ch_message what)
{
    add(d, "\n");
    put_comment(d, what);
}

/* ---- choices: one a line, an id and its title ---- */

typedef struct choice {
    ch_text id, title;
    const char *note; /* of the catalogue; NULL: none */
} choice;

static size_t left_of(const drafting *d, const choice *choices, uint32_t count)
{
    size_t widest = 0;
    for (uint32_t i = 0; i < count; i++)
        if (choices[i].id.length > widest && choices[i].id.length <= WIDEST_ID)
            widest = choices[i].id.length;
    return d->indent + 4 + widest + 2;
}

static void put_choice(drafting *d, const choice *c, size_t left)
{
    ch_buffer_repeat(&d->out, ' ', d->indent);
    add(d, "#   ");
    ch_yaml_text(&d->out, c->id);
    ch_buffer_add(&d->line, c->title);
    if (c->note != NULL) {
        ch_buffer_literal(&d->line, " (");
        ch_buffer_add(&d->line, ch_text_of(ch_translate(d->lang, c->note)));
        ch_buffer_add_char(&d->line, ')');
    }
    end_comment(d, left);
}

static void put_choices(drafting *d, const choice *choices, uint32_t count)
{
    size_t left = left_of(d, choices, count);
    for (uint32_t i = 0; i < count; i++)
        put_choice(d, &choices[i], left);
}

static ch_text title_of(const drafting *d, const ch_entry *entry)
{
    return ch_localized_in(&entry->title, d->lang, d->version);
}

/* Entries by their status, which `of` tells, and in the charter's order within: what is recommended stands first.
 * `notes` has a remark for each status, from 1. */
static void put_entries(drafting *d, ch_vocabulary vocabulary, int (*of)(const ch_version *, uint32_t),
                        const char *const *notes, int statuses)
{
    uint32_t size = ch_vocabulary_size(d->version, vocabulary), count = 0;
    choice *choices = ch_arena_take_many(&d->arena, size, sizeof *choices);
    for (int status = 1; choices != NULL && status <= statuses; status++)
        for (uint32_t i = 0; i < size; i++) {
            const ch_entry *entry = ch_vocabulary_entry(d->version, vocabulary, i);
            if (of(d->version, i) == status && ch_period_holds(entry->period, d->at))
                choices[count++] = (choice){entry->id, title_of(d, entry), notes[status]};
        }
    put_choices(d, choices, count);
}

static int status_of_activity(const ch_version *version, uint32_t number)
{
    return version->activities.items[number].status;
}

static int status_of_tool(const ch_version *version, uint32_t number)
{
    return version->tools.items[number].status;
}

enum { SOME_TOOL = 1, NO_TOOL };

/* Whether any hosting may take it. */
static int status_of_class(const ch_version *version, uint32_t number)
{
    const ch_data_class *class = &version->data.items[number];
    return class->hosted && ch_set_empty(&class->hostings) ? NO_TOOL : SOME_TOOL;
}

/* Texts in one line, as they are to be written: "a, b". */
static void add_texts(drafting *d, const ch_text *texts, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            ch_buffer_literal(&d->line, ", ");
        ch_yaml_text(&d->line, texts[i]);
    }
}

static void put_texts(drafting *d, const ch_text *texts, uint32_t count)
{
    add_texts(d, texts, count);
    end_comment(d, d->indent + 4);
}

/* ---- what matters under this charter ---- */

static bool some_rule_reads(const ch_version *version, uint32_t slot)
{
    for (uint32_t i = 0; i < version->rules.count; i++) {
        const ch_rule *rule = &version->rules.items[i];
        if ((rule->when != NULL && ch_condition_reads(rule->when, slot)) ||
            (rule->require != NULL && ch_condition_reads(rule->require, slot)))
            return true;
    }
    return false;
}

static bool some_exception_reads(const ch_version *version, uint32_t slot)
{
    for (uint32_t i = 0; i < version->exceptions.count; i++)
        if (version->exceptions.items[i].condition != NULL &&
            ch_condition_reads(version->exceptions.items[i].condition, slot))
            return true;
    return false;
}

static bool is_read(const drafting *d, uint32_t slot)
{
    return some_rule_reads(d->version, slot) || some_exception_reads(d->version, slot);
}

static bool measures(const drafting *d)
{
    for (uint32_t i = 0; i < d->version->tools.count; i++)
        if (d->version->tools.items[i].footprint.per != 0)
            return true;
    return d->version->budgets.count > 0 || is_read(d, CH_SLOT_REQUESTS) || is_read(d, CH_SLOT_TOKENS);
}

/* ---- names to be replaced ---- */

/* The first is in the language of the comments. The others are for charters in which a pattern takes any name for a
 * tool's: such patterns leave out words of no. */
static const char *const stand_ins[] = {N_("to be chosen"), "TODO", "TBD", "unknown"};
enum { STAND_INS = sizeof stand_ins / sizeof *stand_ins };

static bool is_activity(drafting *d, ch_text name, ch_matcher *matcher)
{
    (void)matcher;
    return ch_resolve_activity(d->version, d->at, name, &d->arena).number != CH_NOT_FOUND;
}

static bool is_tool(drafting *d, ch_text name, ch_matcher *matcher)
{
    ch_resolved found = ch_resolve_tool(d->version, d->at, name, &d->arena, matcher);
    return found.number != CH_NOT_FOUND || found.limit;
}

/* A name that means nothing under the charter; the first, where each of them means something. */
static ch_text stand_in(drafting *d, bool (*is_listed)(drafting *, ch_text, ch_matcher *), ch_matcher *matcher)
{
    ch_text first = ch_text_of(ch_translate(d->lang, stand_ins[0])), name = first;
    for (size_t i = 1; i < STAND_INS && is_listed(d, name, matcher); i++)
        name = ch_text_of(stand_ins[i]);
    return is_listed(d, name, matcher) ? first : name;
}

/* ---- the use ---- */

static void put_head(drafting *d, ch_text activity, ch_text tool)
{
    const ch_version *v = d->version;
    ch_text title = ch_localized_in(&v->title, d->lang, v);
    put_comment(d, ch_say3("The declaration of a use of AI, by this charter: %1$s (%2$s %3$s).",
                           title.at == NULL ? v->id : title, v->id, v->number));
    put_comment(d, CH_SILENCE);
    put_comment(d, ch_text_same(activity, tool)
                       ? ch_say1("Replace \"%s\" in activity and in tool.", activity)
                       : ch_say2("Replace \"%1$s\" in activity, and \"%2$s\" in tool.", activity, tool));
    put_comment(
        d,
        ch_say("Then fill in the lines that concern this use. A key that is left empty says nothing, and may stay."));
    put_comment(d, ch_say("At last, charter-check FILE tells whether it complies, or what is still missing."));
    add(d, "usage: 1\n");
}

static void put_name(drafting *d, const char *key, ch_text name)
{
    add(d, key);
    add(d, ": ");
    ch_yaml_text(&d->out, name);
    add(d, "\n");
}

static void put_activity(drafting *d, ch_text name)
{
    static const char *const notes[] = {NULL, [CH_ALLOWED] = NULL, [CH_RESTRICTED] = N_("a person decides each case"),
                                        [CH_ACTIVITY_BANNED] = N_("not allowed")};
    begin_key(d, ch_say("The activity. Needed."));
    put_entries(d, CH_VOCABULARY_ACTIVITIES, status_of_activity, notes, CH_ACTIVITY_BANNED);
    put_name(d, "activity", name);
}

static void put_tool(drafting *d, ch_text name)
{
    static const char *const notes[] = {NULL, [CH_RECOMMENDED] = N_("recommended"), [CH_APPROVED] = NULL,
                                        [CH_TOLERATED] = N_("tolerated"), [CH_BANNED] = N_("banned")};
    begin_key(d, ch_say("The tool, as it is called. Needed."));
    put_entries(d, CH_VOCABULARY_TOOLS, status_of_tool, notes, CH_BANNED);
    if (is_read(d, CH_SLOT_TOOL_MODEL))
        put_comment(d, ch_say("With its model: tool: {name: …, model: …}"));
    put_name(d, "tool", name);
}

static void put_data(drafting *d)
{
    static const char *const notes[] = {NULL, [SOME_TOOL] = NULL, [NO_TOOL] = N_("goes into no tool")};
    begin_key(d, ch_say("The data that it is given: one class, or several as in [a, b]; [] where it is given none."));
    put_entries(d, CH_VOCABULARY_DATA, status_of_class, notes, NO_TOOL);
    put_key(d, "data");
}

static void put_purpose(drafting *d)
{
    begin_key(d, ch_say("What it is for, in a sentence, without a secret or a person's name."));
    put_key(d, "purpose");
}

static void put_words(drafting *d, const char *key, ch_message what, const char *const *words,
                      const char *const *meanings)
{
    enum { MOST_WORDS = 8 };
    choice choices[MOST_WORDS];
    uint32_t count = 0;
    for (; words[count] != NULL && count < MOST_WORDS; count++)
        choices[count] = (choice){ch_text_of(words[count]), ch_text_of(ch_translate(d->lang, meanings[count])), NULL};
    begin_key(d, what);
    put_choices(d, choices, count);
    put_key(d, key);
}

static void put_way(drafting *d)
{
    put_words(d, "output", ch_say("Where the result goes."), ch_output_names, ch_output_meanings);
    put_words(d, "autonomy", ch_say("What is left to the tool."), ch_autonomy_names, ch_autonomy_meanings);
    put_words(d, "stage", ch_say("How far it is."), ch_stage_names, ch_stage_meanings);
    begin_key(d, ch_say("The day of the use, or on which it began: YYYY-MM-DD."));
    put_key(d, "date");
}

/* ---- who ---- */

/* Where the charter lists them, no other is taken. */
static void put_listed(drafting *d, const char *key, ch_message what, const ch_text *texts, uint32_t count,
                       ch_slot slot)
{
    if (count == 0 && !is_read(d, slot))
        return;
    begin_key(d, what);
    if (count > 0)
        put_texts(d, texts, count);
    put_key(d, key);
}

static void put_people(drafting *d)
{
    const ch_version *v = d->version;
    begin_key(d, ch_say("A number or name of its own, by which it is known again."));
    put_key(d, "id");
    begin_key(d, ch_say("Who answers for it."));
    put_key(d, "author");
    put_listed(d, "unit", ch_say("In which unit."), v->units, v->unit_count, CH_SLOT_UNIT);
    put_listed(d, "role", ch_say("In which role."), v->roles, v->role_count, CH_SLOT_ROLE);
}

/* ---- duties ---- */

static bool shows(const ch_duty *duty, ch_evidence_kind kind, ch_text id, uint32_t slot)
{
    for (uint32_t i = 0; i < duty->path_count; i++) {
        const ch_evidence_path *path = &duty->paths[i];
        if (path->kind == kind && (kind != CH_BY_EVIDENCE || ch_text_same(path->id, id)) &&
            (kind != CH_BY_FACT || path->slot == slot))
            return true;
    }
    return false;
}

static void put_accepted(drafting *d, const ch_node *accepts)
{
    ch_message message = ch_say("what is accepted:");
    ch_message_add(&d->line, &message, d->lang);
    for (const ch_node *name = ch_names_first(accepts); name != NULL; name = ch_names_next(name)) {
        ch_buffer_add(&d->line, name == ch_names_first(accepts) ? CH_LITERAL(" ") : CH_LITERAL(", "));
        ch_yaml_text(&d->line, name->text);
    }
    end_comment(d, d->indent + 4);
}

static void put_duty(drafting *d, const ch_duty *duty)
{
    ch_text title = title_of(d, &duty->entry), name = title.at == NULL ? duty->entry.id : title;
    ch_text due = ch_text_of(ch_translate(d->lang, duty->due == CH_BEFORE ? N_("before use") : N_("after use")));
    ch_message message = duty->by_another == CH_YES
                             ? ch_say2("%1$s (%2$s, by somebody else than the author)", name, due)
                             : ch_say2("%1$s (%2$s)", name, due);
    put_comment(d, message);
    if (duty->accepts != NULL)
        put_accepted(d, duty->accepts);
}

/* All duties in force that are shown there, one below the other; whether some of them asks for an id. */
static bool put_duties(drafting *d, ch_evidence_kind kind, ch_text id, uint32_t slot)
{
    bool by_id = false;
    for (uint32_t i = 0; i < d->version->duties.count; i++) {
        const ch_duty *duty = &d->version->duties.items[i];
        if (!ch_period_holds(duty->entry.period, d->at) || !shows(duty, kind, id, slot))
            continue;
        if (d->indent == 0)
            ch_buffer_literal(&d->line, "- ");
        put_duty(d, duty);
        by_id = by_id || duty->accepts != NULL;
    }
    return by_id;
}

static bool some_duty(const drafting *d, ch_evidence_kind kind)
{
    for (uint32_t i = 0; i < d->version->duties.count; i++)
        if (ch_period_holds(d->version->duties.items[i].entry.period, d->at) &&
            shows(&d->version->duties.items[i], kind, CH_NO_TEXT, 0))
            return true;
    return false;
}

static void put_review(drafting *d)
{
    if (!some_duty(d, CH_BY_REVIEW))
        return;
    begin_key(d, ch_say("Who reviewed the result, and on which day:"));
    add(d, put_duties(d, CH_BY_REVIEW, CH_NO_TEXT, 0) ? "review:\n  id:\n  by:\n  on:\n" : "review:\n  by:\n  on:\n");
}

static void put_training(drafting *d)
{
    if (!some_duty(d, CH_BY_TRAINING))
        return;
    begin_key(d, ch_say("Which training the author followed, and on which day:"));
    put_duties(d, CH_BY_TRAINING, CH_NO_TEXT, 0);
    add(d, "training:\n  - id:\n    on:\n");
}

/* Whether an earlier duty is shown under the same key. */
static bool is_listed_before(const drafting *d, uint32_t duty, ch_text id)
{
    for (uint32_t i = 0; i < duty; i++)
        if (ch_period_holds(d->version->duties.items[i].entry.period, d->at) &&
            shows(&d->version->duties.items[i], CH_BY_EVIDENCE, id, 0))
            return true;
    return false;
}

static void put_evidence_of(drafting *d, uint32_t number)
{
    const ch_duty *duty = &d->version->duties.items[number];
    for (uint32_t i = 0; i < duty->path_count; i++) {
        const ch_evidence_path *path = &duty->paths[i];
        if (path->kind != CH_BY_EVIDENCE || is_listed_before(d, number, path->id))
            continue;
        bool by_id = put_duties(d, CH_BY_EVIDENCE, path->id, 0);
        add(d, "  ");
        ch_yaml_text(&d->out, path->id);
        add(d, by_id ? ":\n    id:\n    on:\n" : ":\n    ref:\n    on:\n");
    }
}

static void put_evidence(drafting *d)
{
    bool begun = false;
    for (uint32_t i = 0; i < d->version->duties.count; i++) {
        const ch_duty *duty = &d->version->duties.items[i];
        bool here = false;
        for (uint32_t j = 0; j < duty->path_count; j++)
            here = here || duty->paths[j].kind == CH_BY_EVIDENCE;
        if (!here || !ch_period_holds(duty->entry.period, d->at))
            continue;
        if (!begun) {
            begin_key(d,
                      ch_say("What else is done: its reference, and the day. Which of these are asked for depends on "
                             "the rest; charter-check FILE tells."));
            add(d, "evidence:\n");
            d->indent = 2;
        }
        begun = true;
        put_evidence_of(d, i);
    }
    d->indent = 0;
}

/* ---- facts ---- */

static ch_message form_of(const ch_fact_field *field)
{
    static const char *const forms[] = {
        [CH_FIELD_CHOICE] = N_("one of:"),
        [CH_FIELD_BOOL] = N_("true or false"),
        [CH_FIELD_TEXT] = N_("a text"),
        [CH_FIELD_NUMBER] = N_("a number, such as 0.9"),
        [CH_FIELD_DATE] = N_("a day: YYYY-MM-DD"),
    };
    return (ch_message){.text = forms[field->type]};
}

static void put_fact(drafting *d, uint32_t number)
{
    const ch_fact_field *field = &d->version->fields.items[number];
    ch_text title = title_of(d, &field->entry);
    ch_message form = form_of(field);
    if (title.at != NULL)
        form = ch_say2("%1$s: %2$s", title, ch_text_of(ch_translate(d->lang, form.text)));
    ch_message_add(&d->line, &form, d->lang);
    if (field->type == CH_FIELD_CHOICE) {
        ch_buffer_add_char(&d->line, ' ');
        add_texts(d, field->values, field->value_count);
    }
    end_comment(d, 0);
    put_duties(d, CH_BY_FACT, CH_NO_TEXT, CH_SLOT_FACTS + number);
    ch_buffer_repeat(&d->out, ' ', d->indent);
    ch_buffer_add(&d->out, field->entry.id);
    add(d, ":\n");
}

static void put_facts(drafting *d)
{
    if (d->version->fields.count == 0)
        return;
    begin_key(d,
              ch_say("Facts that this charter asks about. Which of them matter depends on the rest; charter-check FILE "
                     "tells."));
    put_key(d, "facts");
    d->indent = 2;
    for (uint32_t i = 0; i < d->version->fields.count; i++)
        put_fact(d, i);
    d->indent = 0;
}

/* ---- how much, and what is sent ---- */

static void put_amounts(drafting *d)
{
    if (measures(d)) {
        begin_key(d, ch_say("How much: the footprint is worked out from it."));
        add(d, "volume:\n  requests:\n  tokens:\n");
    }
    if (d->version->detectors.count > 0) {
        begin_key(d, ch_say("Files that are sent, such as [prompt.txt]: they are looked through for personal data and "
                            "secrets."));
        put_key(d, "files");
    }
}

static void put_all(drafting *d, ch_matcher *matcher)
{
    ch_text activity = stand_in(d, is_activity, matcher), tool = stand_in(d, is_tool, matcher);
    put_head(d, activity, tool);
    put_activity(d, activity);
    put_tool(d, tool);
    put_data(d);
    put_purpose(d);
    put_way(d);
    put_people(d);
    put_facts(d);
    put_training(d);
    put_evidence(d);
    put_review(d);
    put_amounts(d);
}

/* Written at once, and only when it is whole. */
static charter_status draft(drafting *d, charter_sink sink)
{
    ch_matcher *matcher = ch_matcher_new();
    bool failed = matcher == NULL;
    if (!failed) {
        put_all(d, matcher);
        failed = d->out.failed || d->line.failed || d->arena.failed || ch_matcher_failed(matcher);
    }
    ch_matcher_free(matcher);
    if (failed)
        return CHARTER_NO_MEMORY;
    return sink.write(sink.context, d->out.at, d->out.length) == 0 ? CHARTER_OK : CHARTER_IO;
}

charter_status charter_declaration_draft_sized(const charter *the_charter,
                                               const charter_declaration_draft_options *options, size_t options_size,
                                               charter_sink sink)
{
    charter_declaration_draft_options o;
    if (!ch_options_copy(&o, sizeof o, options, options_size) || !ch_is_lang(o.lang) || !ch_is_day(o.at))
        return CHARTER_UNKNOWN;
    const ch_version *version = ch_charter_on(the_charter, o.at);
    if (version == NULL)
        return CHARTER_END;
    drafting d = {.version = version,
                  .at = o.at,
                  .lang = o.own_lang && version->lang_known ? version->lang : o.lang,
                  .out = ch_buffer_init(LARGEST_DRAFT),
                  .line = ch_buffer_init(LARGEST_DRAFT)};
    charter_status status = draft(&d, sink);
    ch_buffer_clear(&d.out);
    ch_buffer_clear(&d.line);
    ch_arena_clear(&d.arena);
    return status;
}
