/* What tools take of a catalogue, what they do not, and what a name is that the catalogue alone knows. */
#include "unit/support.h"

#include "charter/shipped.h"

#include <stdio.h>

#define TODAY "2026-11-02"

/* The catalogue of all rows; "mild" is the name of another tool with more behind it, of two makers. */
static const char known[] =
    "charter: 1\n"
    "catalogue:\n"
    "  chat: {title: Chat One, vendor: Maker, aliases: [Chat-One 4o, 'ChatOne Plus', C 1], pattern: '^co-[0-9]+$',\n"
    "    hosting: eu, trains-on-inputs: true, source: 'https://example.org', on: 2026-01-01}\n"
    "  mild: {title: {fr: Doux, en: Mild}, vendor: Other, aliases: [Chat One Mild, Étoile]}\n"
    "  other: {title: Third, vendor: Other, hosting: moon}\n";

typedef struct catalogue_row {
    const char *name;
    const char *tools; /* what stands under tools: */
    const char *declared, *expected;
} catalogue_row;

#define RULES                                                                                                        \
    "hosting: {eu: {}, own: {}}\n"                                                                                   \
    "data: {open: {}, kept: {above: open, hosting: [own]}}\n"                                                        \
    "activities: {a: {status: allowed}}\n"                                                                           \
    "rules: {maker: {when: {tool.vendor: Maker}, effect: advise}, training: {when: {tool.trains_on_inputs: true},\n" \
    "  effect: advise}, place: {when: {tool.hosting: eu}, effect: advise}}\n"

#define ADVICE " | rule.maker breached advise | rule.training breached advise | rule.place breached advise"
/* Of a tool whose vendor alone is known, and of one of which nothing is. */
#define LITTLE  " | rule.training undetermined advise | rule.place undetermined advise"
#define NOTHING " | rule.maker undetermined advise" LITTLE
#define BANNED  "non-compliant | tool.status breached forbid"
#define REVIEW  "review | tool.unlisted breached review"
#define FORBID  "non-compliant | tool.unlisted breached forbid"

static const catalogue_row rows[] = {
    /* ---- names ---- */
    {"the title", "{chat: {status: approved}}", "chat one", "compliant" ADVICE},
    {"an alias", "{chat: {status: approved}}", "Chat-One 4o", "compliant" ADVICE},
    {"an alias by its letters and digits", "{chat: {status: approved}}", "chatone-4O", "compliant" ADVICE},
    {"the id by its letters", "{chat: {status: approved}}", "C-H-A-T", "compliant" ADVICE},
    {"a title in another language", "{mild: {status: approved}}", "doux", "compliant" LITTLE},
    {"letters beyond ASCII", "{mild: {status: approved}}", "ÉTOILE", "compliant" LITTLE},
    {"accents are letters", "{mild: {status: approved}}", "etoile", REVIEW},
    {"a pattern", "{chat: {status: approved}}", "co-17", "compliant" ADVICE},
    {"a banned tool by an alias", "{chat: {status: banned}}", "ChatOne Plus", BANNED ADVICE},
    {"a banned tool by an alias that is its variant, too", "{chat: {status: banned}}", "Chat One 4o", BANNED ADVICE},
    {"a variant of a banned tool's alias", "{chat: {status: banned}}", "C 1 Enterprise", FORBID},
    {"a variant of a tool that is not banned is unlisted", "{chat: {status: approved}}", "C 1 Enterprise", REVIEW},
    {"a tool that the charter does not name", "{mild: {status: approved}}", "Chat One", REVIEW},
    {"a name that the catalogue does not know", "{mild: {status: approved}}", "Nobody", REVIEW},
    {"a name that mixes scripts", "{chat: {status: approved}}", "СhatOne Plus", REVIEW},
    {"a tool out of force", "{chat: {status: approved, until: 2025-12-31}}", "Chat One", REVIEW},

    /* ---- what the charter says wins ---- */
    {"the charter's own aliases", "{chat: {status: approved, aliases: [own]}}", "C 1", REVIEW},
    {"no aliases at all", "{chat: {status: approved, aliases: []}}", "C 1", REVIEW},
    {"the title stays where aliases are said", "{chat: {status: approved, aliases: []}}", "Chat One",
     "compliant" ADVICE},
    {"the charter's own title", "{chat: {status: approved, title: Own}}", "Chat One", REVIEW},
    {"the charter's own pattern", "{chat: {status: approved, pattern: own}}", "co-17", REVIEW},
    {"the charter's own vendor, hosting and training",
     "{chat: {status: approved, vendor: Own, hosting: own, trains-on-inputs: false}}", "Chat One", "compliant"},
    {"a key that is null is not said", "{chat: {status: approved, vendor: , title: , aliases: }}", "C 1",
     "compliant" ADVICE},
    {"an alias that another tool has", "{chat: {status: banned}, mine: {status: approved, aliases: [C 1]}}", "C 1",
     "compliant" NOTHING},
    {"an alias that another tool has, otherwise spelt",
     "{chat: {status: banned}, mine: {status: approved, aliases: [C-1]}}", "C1", REVIEW},
    {"a title that another tool has", "{chat: {status: banned}, mine: {status: approved, title: C 1}}", "c 1",
     "compliant" NOTHING},
    {"a pattern of another tool comes before aliases",
     "{mild: {status: approved}, all: {status: banned, pattern: oux}}", "doux", BANNED NOTHING},
    {"an alias that another tool has out of force is nobody's",
     "{chat: {status: approved}, mine: {status: approved, aliases: [C 1], until: 2025-12-31}}", "C 1", REVIEW},

    /* ---- never milder ---- */
    {"a variant of a banned tool is no milder one",
     "{one: {status: banned, aliases: [Chat One]}, mild: {status: approved}}", "Chat One Mild", FORBID},
    {"nor by more words", "{one: {status: banned, aliases: [Chat One]}, mild: {status: approved}}", "Chat One Mild Two",
     FORBID},
    {"the charter's own alias makes it so",
     "{one: {status: banned, aliases: [Chat One]}, mild: {status: approved, aliases: [Chat One Mild]}}",
     "Chat One Mild", "compliant" LITTLE},
    {"a pattern that bans comes first", "{mild: {status: approved}, all: {status: banned, pattern: toile}}", "étoile",
     BANNED NOTHING},
    {"a variant of a banned tool that the catalogue alone knows", "{one: {status: banned, aliases: [Chat One]}}",
     "Chat One Mild", FORBID},
};

static charter *charter_of(const char *tools)
{
    static char text[4096];
    snprintf(text, sizeof text, "charter: 1\nid: law\ninclude: known.yaml\n" RULES "tools: %s\n", tools);
    const memory_file files[] = {{"charter.yaml", text, 0, 0}, {"known.yaml", known, 0, 0}, {NULL, NULL, 0, 0}};
    static const char *const names[] = {"charter.yaml", NULL};
    loaded l = load_from(files, names, NULL);
    assert_string_equal(tell_diagnostics(l.diagnostics), "fine");
    charter *the_charter = l.charter;
    l.charter = NULL;
    unload(&l);
    return the_charter;
}

static const char *verdict_of(const charter *the_charter, const char *declared, const char *data, unsigned how)
{
    static char usage[512];
    snprintf(usage, sizeof usage, "usage: 1\nactivity: a\ntool: \"%s\"\ndata: [%s]\n", declared, data);
    return tell_verdicts(the_charter, usage, TODAY, how);
}

static void resolve(void **state)
{
    const catalogue_row *row = *state;
    charter *the_charter = charter_of(row->tools);
    char line[1024];
    snprintf(line, sizeof line, "%s", verdict_of(the_charter, row->declared, "open", 0));
    line[strcspn(line, "\n")] = '\0';
    char *others = strstr(line, " | instead");
    if (others != NULL)
        *others = '\0';
    assert_string_equal(line, row->expected);
    charter_free(the_charter);
}

/* ---- what is told ---- */

static void a_tool_that_the_catalogue_alone_knows_is_told_by_title_and_vendor(void **state)
{
    (void)state;
    charter *the_charter = charter_of("{mild: {status: approved}}");
    assert_non_null(
        strstr(verdict_of(the_charter, "C1", "open", TELL_WORDS),
               "(the charter lists no tool \"C1\": Chat One (Maker) is in the catalogue, and the charter gives "
               "it no status [choose a tool that the charter lists, or ask for this one to be examined])"));
    charter_free(the_charter);
}

/* ---- hosting ---- */

static void a_hosting_that_the_charter_lacks_is_none(void **state)
{
    (void)state;
    charter *the_charter = charter_of("{other: {status: approved}, chat: {status: approved}}");
    assert_non_null(strstr(verdict_of(the_charter, "Third", "kept", 0), "data.hosting undetermined"));
    assert_non_null(strstr(verdict_of(the_charter, "Chat One", "kept", 0), "data.hosting breached"));
    charter_free(the_charter);
}

/* ---- faults ---- */

typedef struct fault_row {
    const char *name, *part, *expected;
} fault_row;

#define KNOWN(text) "charter: 1\ncatalogue: {" text "}\n"

static const fault_row faults[] = {
    {"a tool that has all that it needs", KNOWN("a: {title: A, vendor: V}"), "fine"},
    {"no title", KNOWN("a: {vendor: V}"), "part.yaml:2:13 key.missing"},
    {"no vendor", KNOWN("a: {title: A}"), "part.yaml:2:13 key.missing"},
    {"a catalogue gives no status", KNOWN("a: {title: A, vendor: V, status: approved}"), "part.yaml:2:38 key.unknown"},
    {"an id twice in two files", KNOWN("chatgpt: {title: A, vendor: V}"), "part.yaml:2:13 key.duplicate"},
    {"an id that is none", KNOWN("A B: {title: A, vendor: V}"), "part.yaml:2:13 id.form"},
    {"a day that is none", KNOWN("a: {title: A, vendor: V, on: 2026-02-30}"), "part.yaml:2:42 value.type"},
    {"a pattern that is none is told of a tool that takes it", KNOWN("mine: {title: A, vendor: V, pattern: '('}"),
     "part.yaml:2:51 pattern.invalid"},
};

static void complain(void **state)
{
    const fault_row *row = *state;
    const memory_file files[] =
        {{"charter.yaml", "charter: 1\nid: law\ninclude: [std:tools, part.yaml]\ntools: {mine: {status: approved}}\n",
          0, 0},
         {"part.yaml", row->part, 0, 0},
         {NULL, NULL, 0, 0}};
    static const char *const names[] = {"charter.yaml", NULL};
    loaded l = load_from(files, names, NULL);
    assert_string_equal(tell_diagnostics(l.diagnostics), row->expected);
    unload(&l);
}

static void a_charter_itself_has_no_catalogue(void **state)
{
    (void)state;
    loaded l = load_text("charter: 1\nid: law\ncatalogue: {a: {title: A, vendor: V}}\n");
    assert_string_equal(tell_diagnostics(l.diagnostics), "3:1 key.unknown");
    unload(&l);
}

static void the_catalogue_is_carried_to_the_module_and_no_other_part_is(void **state)
{
    (void)state;
    assert_true(ch_shipped_is_carried(CH_LITERAL("std:tools")));
    assert_false(ch_shipped_is_carried(CH_LITERAL("std:detectors")));
    assert_false(ch_shipped_is_carried(CH_LITERAL("std:nothing")));
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, resolve),
        TEST(a_tool_that_the_catalogue_alone_knows_is_told_by_title_and_vendor),
        TEST(a_hosting_that_the_charter_lacks_is_none),
        TEST_ROWS(faults, complain),
        TEST(a_charter_itself_has_no_catalogue),
        TEST(the_catalogue_is_carried_to_the_module_and_no_other_part_is),
    };
    return RUN_TABLES(tables);
}
