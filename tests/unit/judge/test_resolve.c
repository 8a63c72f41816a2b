/* Which entry of the charter a declared name is: ids, aliases, patterns, dates; names that are suspect. */
#include "unit/judge/rows.h"

typedef struct name_row {
    const char *name, *charter;
    const char *declared; /* a YAML scalar */
    const char *resolved; /* the id, or "-" */
} name_row;

static const char *text_or_dash(charter_text text)
{
    static char copy[256];
    snprintf(copy, sizeof copy, "%.*s", text.at == NULL ? 1 : (int)text.length, text.at == NULL ? "-" : text.at);
    return copy;
}

/* The tool that `usage` resolves to, or its activity. */
static const char *resolved(const char *law_text, const char *usage_text, bool activity)
{
    charter *the_charter = good_charter(law_text);
    memory_input memory = {.at = usage_text, .left = strlen(usage_text)};
    charter_judge_options options = {.at = day(TODAY)};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
    assert_int_not_equal(charter_verdict_decision(verdict), CHARTER_DECISION_INVALID);
    const char *id = text_or_dash(activity ? charter_verdict_activity(verdict) : charter_verdict_tool(verdict));
    charter_judge_free(judge);
    charter_stream_close(stream);
    charter_free(the_charter);
    return id;
}

/* ---- tools ---- */

#define NAMED(aliases) LAW("tools: {assistant: {status: approved, aliases: [" aliases "]}}\n")
#define FOUND(pattern) LAW("tools: {assistant: {status: approved, pattern: '" pattern "'}}\n")

static const name_row tools[] = {
    {"an id", NAMED(""), "assistant", "assistant"},
    {"an id in capitals", NAMED(""), "ASSISTANT", "assistant"},
    {"an id with white space around it", NAMED(""), "\"  assistant\\t\"", "assistant"},
    {"another name", NAMED("\"Chat GPT\""), "assistants", "-"},
    {"an alias", NAMED("\"Chat GPT\", gpt"), "gpt", "assistant"},
    {"an alias, whatever its case", NAMED("ChatGPT"), "cHATgpt", "assistant"},
    {"an alias folds as Unicode does: ß is ss", NAMED("Straße"), "STRASSE", "assistant"},
    {"an alias folds as Unicode does: final sigma", NAMED("ΣΊΣΥΦΟΣ"), "σίσυφος", "assistant"},
    {"an alias folds as Unicode does: accents in capitals", NAMED("rédaction"), "RÉDACTION", "assistant"},
    {"accents are not dropped", NAMED("rédaction"), "redaction", "-"},
    {"a decomposed accent is the composed one", NAMED("rédaction"), "\"re\\u0301daction\"", "assistant"},
    {"an alias may be decomposed itself", NAMED("\"re\\u0301daction\""), "rédaction", "assistant"},
    {"no compatibility forms: full width is another name", NAMED("gpt"), "ｇｐｔ", "-"},
    {"white space within is squeezed", NAMED("\"Chat GPT\""), "\"Chat \\t  GPT\"", "assistant"},
    {"white space of the alias is squeezed too", NAMED("\" Chat   GPT \""), "chat gpt", "assistant"},
    {"a no-break space is white space", NAMED("\"Chat GPT\""), "\"Chat\\u00A0GPT\"", "assistant"},
    {"white space is not dropped", NAMED("\"Chat GPT\""), "ChatGPT", "-"},
    {"quotes change nothing", NAMED("\"42\""), "42", "assistant"},
    {"an id before an alias of an older time",
     LAW("tools: {new: {status: approved, from: 2026-01-01},\n"
         "  old: {status: approved, aliases: [new], until: 2025-12-31}}\n"),
     "new", "new"},
    {"an alias where the id is out of force",
     LAW("tools: {old: {status: approved, until: 2025-12-31},\n"
         "  next: {status: approved, aliases: [old], from: 2026-01-01}}\n"),
     "old", "next"},
    {"of two that share an alias, the one in force",
     LAW("tools: {a: {status: approved, aliases: [x], until: 2026-06-30},\n"
         "  b: {status: approved, aliases: [x], from: 2026-07-01}}\n"),
     "X", "b"},
    {"a tool out of force does not resolve", LAW("tools: {a: {status: approved, aliases: [x], until: 2026-06-30}}\n"),
     "x", "-"},

    {"a pattern is searched anywhere", FOUND("GPT"), "my GPT-4 at home", "assistant"},
    {"a pattern minds case", FOUND("GPT"), "my gpt", "-"},
    {"a pattern may say that case does not matter", FOUND("(?i)^gpt"), "GPT-4", "assistant"},
    {"a pattern sees white space squeezed and trimmed", FOUND("^Chat GPT$"), "\"  Chat \\t GPT \"", "assistant"},
    {"a pattern sees composed letters", FOUND("^.$"), "\"e\\u0301\"", "assistant"},
    {"a pattern that is not found", FOUND("^gpt$"), "gpt-4", "-"},
    {"an id before a pattern", LAW("tools: {strict: {status: banned, pattern: '.'}, gpt: {status: approved}}\n"), "gpt",
     "gpt"},
    {"an alias before a pattern",
     LAW("tools: {strict: {status: banned, pattern: '.'}, b: {status: approved, aliases: GPT}}\n"), "gpt", "b"},
    {"of several patterns the strictest status: banned",
     LAW("tools: {a: {status: recommended, pattern: g}, b: {status: tolerated, pattern: g},\n"
         "  c: {status: banned, pattern: g}, d: {status: approved, pattern: g}}\n"),
     "gpt", "c"},
    {"of several patterns the strictest status: tolerated",
     LAW("tools: {a: {status: recommended, pattern: g}, b: {status: approved, pattern: g},\n"
         "  c: {status: tolerated, pattern: g}}\n"),
     "gpt", "c"},
    {"of several patterns the strictest status: approved",
     LAW("tools: {a: {status: recommended, pattern: g}, b: {status: approved, pattern: g}}\n"), "gpt", "b"},
    {"of equal statuses the charter's order",
     LAW("tools: {z: {status: approved, pattern: g}, a: {status: approved, pattern: gpt}}\n"), "gpt", "z"},
    {"a pattern out of force does not count",
     LAW("tools: {a: {status: banned, pattern: g, until: 2026-11-01}, b: {status: approved, pattern: g}}\n"), "gpt",
     "b"},

    {"Cyrillic among Latin matches no alias", NAMED("ChatGPT"), "СhatGPT", "-"},
    {"what is listed letter for letter is listed", NAMED("СhatGPT"), "\" СhatGPT  \"", "assistant"},
    {"letter for letter, case too", NAMED("СhatGPT"), "Сhatgpt", "-"},
    {"a zero-width space that is listed", NAMED("\"g\\u200Bpt\""), "\"g\\u200Bpt\"", "assistant"},
    {"Cyrillic among Latin matches no pattern", FOUND("."), "СhatGPT", "-"},
    {"Greek among Latin matches no pattern", FOUND("."), "GPΤ", "-"},
    {"Han and kana beside Latin are no mixture", FOUND("."), "日本のAI", "assistant"},
    {"Han beside Greek are one", FOUND("."), "日本α", "-"},
    {"one script that is not Latin is no matter", FOUND("^Чат$"), "Чат", "assistant"},
    {"a title", LAW("tools: {a: {status: approved, title: Chat libre}}\n"), "chat LIBRE", "a"},
    {"an id before a title", LAW("tools: {a: {status: approved, title: b}, b: {status: banned}}\n"), "b", "b"},
    {"an alias before a title", LAW("tools: {a: {status: approved, title: x}, b: {status: banned, aliases: X}}\n"), "x",
     "b"},
    {"a title before a pattern", LAW("tools: {a: {status: banned, pattern: x}, b: {status: approved, title: X}}\n"),
     "x", "b"},
    {"a shared title falls to the patterns",
     LAW("tools: {a: {status: approved, title: x}, b: {status: approved, title: x}, c: {status: banned, pattern: x}}\n"),
     "x", "c"},
    {"a title in Cyrillic among Latin", LAW("tools: {a: {status: approved, title: Chat}}\n"), "Сhat", "-"},
    {"digits, punctuation and emoji are of every script", FOUND("."), "Чат-4 (5%) 🤖", "assistant"},
    {"a combining mark is of every script", FOUND("."), "\"Ча\\u0301т\"", "assistant"},
    {"a zero-width space matches no alias", NAMED("\"gpt\""), "\"g\\u200Bpt\"", "-"},
    {"a zero-width space matches no pattern", FOUND("."), "\"g\\u200Bpt\"", "-"},
    {"a bidirectional override matches no pattern", FOUND("."), "\"g\\u202Etp\"", "-"},
    {"a soft hyphen matches no pattern", FOUND("."), "\"g\\u00ADpt\"", "-"},
    {"an id is still an id beside suspects", NAMED("СhatGPT"), "assistant", "assistant"},
};

static void resolve_a_tool(void **state)
{
    const name_row *row = *state;
    char declaration[512];
    snprintf(declaration, sizeof declaration, "usage: 1\nactivity: x\ntool: %s\n", row->declared);
    assert_string_equal(resolved(row->charter, declaration, false), row->resolved);
    snprintf(declaration, sizeof declaration, "usage: 1\nactivity: x\ntool: {model: assistant, name: %s}\n",
             row->declared);
    assert_string_equal(resolved(row->charter, declaration, false), row->resolved);
}

/* ---- activities ---- */

#define WORK(keys) LAW("activities: {drafting: {status: allowed" keys "}}\n")

static const name_row activities[] = {
    {"an activity's id", WORK(""), "drafting", "drafting"},
    {"an activity's id in capitals", WORK(""), " DRAFTING ", "drafting"},
    {"an activity's alias", WORK(", aliases: [Rédaction, Écriture]"), "\"e\\u0301criture\"", "drafting"},
    {"an activity out of force", WORK(", aliases: x, until: 2026-11-01"), "x", "-"},
    {"an activity's alias of mixed scripts, letter for letter", WORK(", aliases: [Rеdaction]"), "Rеdaction",
     "drafting"},
    {"an activity's alias imitated", WORK(", aliases: [Redaction]"), "Rеdaction", "-"},
    {"a title in any language: the first", WORK(", title: {fr: Rédiger, en: Draft}"), "rédiger", "drafting"},
    {"a title in any language: another", WORK(", title: {fr: Rédiger, en: Draft}"), "DRAFT", "drafting"},
    {"a title in a language that the program does not speak", WORK(", title: {de: Entwurf, fr: Rédiger}"), "Entwurf",
     "drafting"},
    {"a title that two share", LAW("activities: {a: {status: allowed, title: X}, b: {status: banned, title: x}}\n"),
     "x", "-"},
    {"a title that one has twice", WORK(", title: {fr: Brouillon, en: brouillon}"), "brouillon", "drafting"},
    {"a title shared with one out of force",
     LAW("activities: {a: {status: allowed, title: X}, b: {status: banned, title: x, until: 2025-12-31}}\n"), "x", "a"},
    {"an activity's alias with a format character", WORK(", aliases: [redaction]"), "\"redac\\u200Btion\"", "-"},
    {"of two that share an alias, the one in force",
     LAW("activities: {a: {status: banned, aliases: x, from: 2027-01-01},\n"
         "  b: {status: allowed, aliases: x, until: 2026-12-31}}\n"),
     "x", "b"},
};

static void resolve_an_activity(void **state)
{
    const name_row *row = *state;
    char declaration[512];
    snprintf(declaration, sizeof declaration, "usage: 1\nactivity: %s\ntool: x\n", row->declared);
    assert_string_equal(resolved(row->charter, declaration, true), row->resolved);
}

/* ---- data classes: they compare as names do ---- */

static const name_row classes[] = {
    {"a class's id", LAW("data: {personal: {}}\n"), "personal", "untold"},
    {"a class's id in capitals", LAW("data: {personal: {}}\n"), "PERSONAL", "untold"},
    {"a class with white space around it", LAW("data: {personal: {}}\n"), "\" personal\\u00A0\"", "untold"},
    {"a class's title", LAW("data: {personal: {title: {fr: Données personnelles}}}\n"), "données  PERSONNELLES",
     "untold"},
    {"a class's title that two share", LAW("data: {a: {title: X}, b: {title: x}}\n"), "x", "breached review"},
    {"a class of another name", LAW("data: {personal: {}}\n"), "persona", "breached review"},
    {"a class out of force", LAW("data: {personal: {until: 2026-11-01}}\n"), "personal", "breached review"},
    {"a class with a Cyrillic letter", LAW("data: {personal: {}}\n"), "pеrsonal", "breached review"},
    {"a class with a format character", LAW("data: {personal: {}}\n"), "\"perso\\u200Bnal\"", "breached review"},
};

static void resolve_a_class(void **state)
{
    const name_row *row = *state;
    char declaration[512];
    snprintf(declaration, sizeof declaration, "usage: 1\nactivity: x\ntool: x\ndata: [%s]\n", row->declared);
    charter *the_charter = good_charter(row->charter);
    assert_string_equal(told_of(tell_verdicts(the_charter, declaration, TODAY, 0), "data.unlisted"), row->resolved);
    charter_free(the_charter);
}

/* ---- limits: undecided, never "no match" ---- */

#define LONG_NAME          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"
#define SLOW(status)       "slow: {status: " status ", pattern: '(a+)+$'}"
#define QUICK(status)      "quick: {status: " status ", pattern: '^a'}"
#define TWO(first, second) LAW("activities: {x: {status: allowed}}\ntools: {" first ", " second "}\n")

static const clause_row limits[] = {
    {"a pattern that takes too long is undetermined", TWO(SLOW("tolerated"), "b: {status: approved}"),
     USE("x", LONG_NAME), "undetermined: undetermined review /tool 3:7-3:48 <0:0", NULL},
    {"the effect is that of an unlisted tool",
     LAW("activities: {x: {status: allowed}}\ntools: {" SLOW("approved") "}\nunlisted: {tool: forbid}\n"),
     USE("x", LONG_NAME), "undetermined: undetermined forbid /tool 3:7-3:48 <5:12", NULL},
    {"another match does not help: the slow one might be stricter", TWO(QUICK("approved"), SLOW("banned")),
     USE("x", LONG_NAME), "undetermined: undetermined review /tool 3:7-3:48 <0:0", NULL},
    {"nothing is stricter than banned", TWO(SLOW("tolerated"), QUICK("banned")), USE("x", LONG_NAME),
     "non-compliant: met", NULL},
    {"a slow pattern that is not asked does not matter", TWO(QUICK("tolerated"), SLOW("approved")), USE("x", LONG_NAME),
     "compliant: met", NULL},
    {"a name that the slow pattern can decide is decided", TWO(SLOW("approved"), QUICK("recommended")), USE("x", "aaa"),
     "compliant: met", NULL},
};

static void reach_a_limit(void **state)
{
    const clause_row *row = *state;
    assert_string_equal(judged(row->charter, row->declaration, TODAY, "tool.unlisted"), row->expected);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(tools, resolve_a_tool),
        TEST_ROWS(activities, resolve_an_activity),
        TEST_ROWS(classes, resolve_a_class),
        TEST_ROWS(limits, reach_a_limit),
    };
    return RUN_TABLES(tables);
}
