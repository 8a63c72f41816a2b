/* Drafts of intake mappings: what they list, propose and hide; and whatever the register, a draft loads, and only what
 * nobody has decided keeps it from being read by. */
#include <stdio.h>

#include "unit/intake/intakes.h"

typedef struct draft_row {
    const char *name, *text;
    bool tabs;
    charter_lang lang;
    bool offered;      /* the charter below is there */
    const char *draft; /* from its fourth comment on; NULL: none */
    const char *faults;
} draft_row;

#define CHARTER                                                                                                                        \
    "charter: 1\nid: law\ndata: {public: {title: {fr: publiques}}, personal: {above: public}}\n"                                       \
    "tools:\n  assistant: {status: approved, aliases: [Assistant interne]}\n  gpt: {status: banned, pattern: '(?i)gpt-[0-9]'}\n"       \
    "activities: {drafting: {status: allowed, title: {fr: R\xC3\xA9"                                                                   \
    "daction, en: Drafting texts}}, code-review: {status: allowed}}\n"                                                                 \
    "units: {north: {title: {fr: Nord}}, south: }\n"                                                                                   \
    "fields:\n  impact: {type: choice, values: {high: {title: {fr: fort}}, low: }, title: Impact on people}\n  reread: {type: bool}\n" \
    "  cost: {type: number, title: {fr: Co\xC3\xBBt}}\n  agreed_on: {type: date}\n"                                                    \
    "detectors: {phone: {pattern: '\\b0[1-9]( [0-9]{2}){4}\\b', means: personal, effect: review}}\n"

/* What a column holds; `offered`: the charter is there. */
static const draft_row drafts[] = {
    {"columns are listed, with the words of those that have few",
     "Tool;Activity;Note;Note;;Empty\nA;x;n;\"a\nb\";;\na ;y;o;c;q;\n", false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndelimiter: \";\"\ndeclare:\n"
     "  x-2: # perhaps activity\n    column: \"Activity\"\n    values:\n      \"x\": null # rows: 1\n      \"y\": null # rows: 1\n"
     "  x-3:\n    column: \"Note\"\n    nth: 1\n    values:\n      \"n\": null # rows: 1\n      \"o\": null # rows: 1\n"
     "  x-4:\n    column: \"Note\"\n    nth: 2\n    values:\n      \"a b\": null # rows: 1\n      \"c\": null # rows: 1\n"
     "  x-5:\n    number: 5\n    values:\n      \"q\": null # rows: 1\n"
     "  # always blank: \"Empty\"\n  # the same in every row: \"Tool\" = \"A\"\n",
     "fine"},
    {"each key is hinted at by its words, whole ones, and evidence never",
     "Relecteur\tDate\tIdentifiant\tStatut\tDonn\xC3\xA9"
     "es\tFinalit\xC3\xA9"
     "\tBureau\tAuteur\tAutonomie\tAudience\tOutil\tMandate\tUsage\n"
     "v\tv\tv\tv\tv\tv\tv\tv\tv\tv\tv\tv\tv\n",
     true, CHARTER_EN, false,
     "intake: 1\nformat: tsv\ndeclare:\n"
     "  x-1: # of people, it seems: values are not shown\n    column: \"Relecteur\"\n"
     "  x-2: # perhaps date\n    column: \"Date\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-3: # perhaps id\n    column: \"Identifiant\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-4: # perhaps stage\n    column: \"Statut\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-5: # perhaps data\n    column: \"Donn\xC3\xA9"
     "es\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-6: # perhaps purpose\n    column: \"Finalit\xC3\xA9"
     "\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-7: # perhaps unit\n    column: \"Bureau\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-8: # of people, it seems: values are not shown\n    column: \"Auteur\"\n"
     "  x-9: # perhaps autonomy\n    column: \"Autonomie\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-10: # perhaps output\n    column: \"Audience\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-11: # perhaps tool\n    column: \"Outil\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-12:\n    column: \"Mandate\"\n    values:\n      \"v\": null # rows: 1\n"
     "  x-13: # perhaps activity\n    column: \"Usage\"\n    values:\n      \"v\": null # rows: 1\n",
     "fine"},
    {"tabs, an encoding and another language are told", "A\"\tB\n\xE9\tb\n", true, CHARTER_FR, false,
     "intake: 1\nformat: tsv\nencoding: windows-1252\ndeclare:\n"
     "  x-1:\n    column: \"A\\\"\"\n    values:\n      \"\xC3\xA9\": null # lignes\xC2\xA0: 1\n"
     "  x-2:\n    column: \"B\"\n    values:\n      \"b\": null # lignes\xC2\xA0: 1\n",
     "fine"},
    {"columns of many words have no table",
     "A\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\no\np\nq\nr\ns\nt\nu\nv\nw\nx\ny\n", false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndeclare:\n  x-1: # many values\n    column: \"A\"\n", "fine"},
    {"what misleads is spelt", "A\xE2\x80\xAE\n\"x\"\n", false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndeclare:\n  x-1:\n    column: \"A\\U0000202E\"\n    values:\n      \"x\": null # rows: 1\n",
     "fine"},
    {"broken rows are told, and the others drafted", "A\n\"x\"y\n\x1B\nz\n", false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndeclare:\n  x-1:\n    column: \"A\"\n    values:\n      \"z\": null # rows: 1\n",
     "2:4 csv.syntax; 3:1 bytes.character"},
    {"a row that is wider than the header is told", "A,B\nx,y\nx,y,z\n", false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndeclare:\n  x-1:\n    column: \"A\"\n    values:\n      \"x\": null # rows: 1\n"
     "  x-2:\n    column: \"B\"\n    values:\n      \"y\": null # rows: 1\n",
     "3:5 csv.syntax"},
    {"an empty register has no draft", "", false, CHARTER_EN, false, NULL, "usage.yaml input.empty"},
    {"a header that cannot be read has no draft", "\"A\"x\nb\n", false, CHARTER_EN, false, NULL, "1:4 csv.syntax"},
    {"forms of dates fit all values, and a few that are none are counted",
     "A,B\n13/02/2026,2026-01-02\n1/3/2026,13.01.2026\n2/3/2026,2026-01-03\n2/3/2026,2026-01-03\n2/3/2026,2026-01-03\n"
     "2/3/2026,2026-01-03\n2/3/2026,2026-01-03\n2/3/2026,2026-01-03\nspring,-\n",
     false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndeclare:\n  x-1: # dates\n    column: \"A\"\n    dates: [\"D/M/YYYY\"] # rows that hold none: 1\n"
     "  x-2: # dates\n    column: \"B\"\n    dates: [YYYY-MM-DD, \"DD.MM.YYYY\"]\n",
     "fine"},
    {"which of two days is meant is left open", "A,B\n01/02/2026,1/2/26\n03/04/2026,3/14/26\n", false, CHARTER_EN,
     false,
     "intake: 1\nformat: csv\ndeclare:\n  x-1: # dates\n    column: \"A\"\n"
     "    dates: null # DD/MM/YYYY or MM/DD/YYYY: no value tells which\n"
     "  x-2: # dates\n    column: \"B\"\n    dates: [\"M/D/YY\"]\n",
     "fine"},
    {"which of two marks parts decimals is left open", "A;B;C\n1,234;1,234;1 234,5\n2;1,5;12\n", false, CHARTER_EN,
     false,
     "intake: 1\nformat: csv\ndelimiter: \";\"\ndeclare:\n  x-1: # numbers\n    column: \"A\"\n"
     "    numbers: null # point or comma: no value tells which\n"
     "  x-2: # numbers\n    column: \"B\"\n    numbers: comma\n  x-3: # numbers\n    column: \"C\"\n",
     "fine"},
    {"names of people are not shown",
     "A,B,C,Nom,D\nmarie.durand,a@x.org,Marie Durand,q,Le Chat\np.martin,b@x.org,Paul Martin,q,ChatGPT\n", false,
     CHARTER_EN, false,
     "intake: 1\nformat: csv\ndeclare:\n  x-1: # of people, it seems: values are not shown\n    column: \"A\"\n"
     "  x-2: # of people, it seems: values are not shown\n    column: \"B\"\n"
     "  x-3: # of people, it seems: values are not shown\n    column: \"C\"\n"
     "  x-4: # of people, it seems: values are not shown\n    column: \"Nom\"\n"
     "  x-5:\n    column: \"D\"\n    values:\n      \"Le Chat\": null # rows: 1\n      \"ChatGPT\": null # rows: 1\n",
     "fine"},
    {"lines above the header, and two rows of names",
     "Our register, of 2026;;;\n;;;\nUse;;Tool;\nKind;Data;Name;Since\na;b;c;d\na;b;e;f\n", false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndelimiter: \";\"\nskip: 2 # proposed: what stands above is no header\n"
     "header: 2 # proposed: the first row has merged cells\ndeclare:\n"
     "  x-3: # perhaps tool\n    column: \"Tool / Name\"\n    values:\n      \"c\": null # rows: 1\n      \"e\": null # rows: 1\n"
     "  x-4: # perhaps tool\n    column: \"Tool / Since\"\n    values:\n      \"d\": null # rows: 1\n      \"f\": null # rows: 1\n"
     "  # the same in every row: \"Use / Kind\" = \"a\", \"Use / Data\" = \"b\"\n",
     "fine"},
    {"a column without a name is no merged cell", "A,,B\nx,1,y\nx,2,z\n", false, CHARTER_EN, false,
     "intake: 1\nformat: csv\ndeclare:\n  x-2: # numbers\n    number: 2\n"
     "  x-3:\n    column: \"B\"\n    values:\n      \"y\": null # rows: 1\n      \"z\": null # rows: 1\n"
     "  # the same in every row: \"A\" = \"x\"\n",
     "fine"},
    {"words of the charter are proposed, whatever their case, accents and hyphens",
     "A,B,C,D\nDRAFTING,GPT-5,Publiques,Nord\nredaction,assistant interne,personal,South\nCode review,Other,personal,North\n"
     "Cooking,assistant,personal,north\n",
     false, CHARTER_EN, true,
     "intake: 1\nformat: csv\ndeclare:\n"
     "  activity: # proposed: of 4 words the charter has 3\n    column: \"A\"\n    values:\n"
     "      \"DRAFTING\": drafting # rows: 1\n      \"redaction\": drafting # rows: 1\n"
     "      \"Code review\": code-review # rows: 1\n      \"Cooking\": null # rows: 1\n"
     "  tool: # proposed: of 4 words the charter has 3\n    column: \"B\"\n    values:\n"
     "      \"GPT-5\": gpt # rows: 1\n      \"assistant interne\": assistant # rows: 1\n"
     "      \"Other\": null # rows: 1\n      \"assistant\": assistant # rows: 1\n"
     "  data: # proposed: of 2 words the charter has 2\n    column: \"C\"\n    values:\n"
     "      \"Publiques\": public # rows: 1\n      \"personal\": personal # rows: 3\n"
     "  unit: # proposed: of 3 words the charter has 3\n    column: \"D\"\n    values:\n"
     "      \"Nord\": north # rows: 1\n      \"South\": south # rows: 1\n      \"North\": north # rows: 2\n",
     "fine"},
    {"a fact by its field's name, and never by a yes alone",
     "Impact on people?,Re-read,reread,COUT,Agreed on,E\nFort,yes,Oui,\"1,5\",13/01/2026,yes\nlow,no,Non,2,14/01/2026,no\n?,no,Non,2,,no\n",
     false, CHARTER_EN, true,
     "intake: 1\nformat: csv\ndeclare:\n"
     "  facts.impact: # proposed: the charter has a field of this name\n    column: \"Impact on people?\"\n    values:\n"
     "      \"Fort\": high # rows: 1\n      \"low\": low # rows: 1\n      \"?\": null # rows: 1\n"
     "  x-2:\n    column: \"Re-read\"\n    values:\n      \"yes\": null # rows: 1\n      \"no\": null # rows: 2\n"
     "  facts.reread: # proposed: the charter has a field of this name\n    column: \"reread\"\n    values:\n"
     "      \"Oui\": true # rows: 1\n      \"Non\": false # rows: 2\n"
     "  facts.cost: # proposed: the charter has a field of this name\n    column: \"COUT\"\n"
     "  facts.agreed_on: # proposed: the charter has a field of this name\n    column: \"Agreed on\"\n    dates: [\"DD/MM/YYYY\"]\n"
     "  x-6:\n    column: \"E\"\n    values:\n      \"yes\": null # rows: 1\n      \"no\": null # rows: 2\n",
     "fine"},
    {"what detectors find is not shown, in values, headers and broken rows",
     "A,01 23 45 67 89,B\n01 23 45 67 89,x,y\nx,y,z\nx,y,z,01 23 45 67 89\n", false, CHARTER_EN, true,
     "intake: 1\nformat: csv\ndeclare:\n  x-1: # detectors find something here: values are not shown\n    column: \"A\"\n"
     "  x-2:\n    number: 2\n    values:\n      \"x\": null # rows: 1\n      \"y\": null # rows: 1\n"
     "  x-3:\n    column: \"B\"\n    values:\n      \"y\": null # rows: 1\n      \"z\": null # rows: 1\n",
     "4:7 csv.syntax"},
};

static int collect(void *context, const char *bytes, size_t length)
{
    char *into = context;
    assert_true(strlen(into) + length < 4096);
    strncat(into, bytes, length);
    return 0;
}

/* As it is: what keeps it from being read by is what nobody has decided, and nothing else. */
static void only_lacks_decisions(const char *draft)
{
    charter_diagnostics *diagnostics;
    charter_intake *intake = load_intake(draft, &diagnostics);
    for (size_t i = 0; i < charter_diagnostics_count(diagnostics); i++) {
        char message[400];
        charter_diagnostic_message(charter_diagnostics_at(diagnostics, i), CHARTER_EN, message, sizeof message);
        if (strstr(message, "nobody has decided") == NULL)
            fail_msg("%s\n%s", message, draft);
    }
    charter_diagnostics_free(diagnostics);
    charter_intake_free(intake);
}

static void is_drafted(void **state)
{
    const draft_row *row = *state;
    char draft[4096] = "";
    memory_input memory = {.at = row->text, .left = strlen(row->text), .piece = 3};
    charter *the_charter = good_charter(CHARTER);
    charter_draft_options options = {.tabs = row->tabs,
                                     .lang = row->lang,
                                     .at = day("2026-11-02"),
                                     .the_charter = row->offered ? the_charter : NULL};
    charter_diagnostics *diagnostics;
    assert_int_equal(charter_diagnostics_new(&diagnostics), CHARTER_OK);
    charter_status status = charter_intake_draft("usage.yaml", input_from_memory(&memory), &options,
                                                 (charter_sink){draft, collect}, diagnostics);
    assert_int_equal(status, row->draft == NULL ? CHARTER_INVALID : CHARTER_OK);
    assert_string_equal(tell_diagnostics(diagnostics), row->faults);
    assert_null(strstr(tell_messages(diagnostics), "01 23 45"));
    charter_diagnostics_free(diagnostics);
    charter_free(the_charter);
    if (row->draft == NULL) {
        assert_string_equal(draft, "");
        return;
    }
    const char *body = strstr(draft, "\nintake: ");
    assert_non_null(body);
    assert_string_equal(body + 1, row->draft);
    only_lacks_decisions(draft);
}

/* ---- drafts of words that are long once they are spelt ---- */

typedef struct long_row {
    const char *name, *piece; /* in a cell in quotes */
} long_row;

static const long_row longs[] = {
    {"soft hyphens, which folding takes away", "\xC2\xAD"},
    {"what turns the reading direction", "\xE2\x80\xAE"},
    {"backslashes", "\\"},
    {"quotes", "\"\""},
    {"letters", "a"},
    {"letters of two bytes", "\xC3\xA9"},
};

static char long_draft[1 << 16];

static int collect_long(void *context, const char *bytes, size_t length)
{
    (void)context;
    assert_true(length < sizeof long_draft);
    memcpy(long_draft, bytes, length);
    long_draft[length] = '\0';
    return 0;
}

static void a_draft_loads_however_long_its_words(void **state)
{
    const long_row *row = *state;
    static const int counts[] = {1, 90, 101, 102, 103, 200, 400, 510, 512, 1021, 1022, 1023, 5000};
    static char text[32768];
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        charter_draft_options options = {.lang = CHARTER_EN};
        charter_diagnostics *faults;
        size_t length = (size_t)snprintf(text, sizeof text, "A,B\n\"x");
        for (int n = 0; n < counts[i]; n++)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s", row->piece);
        snprintf(text + length, sizeof text - length, "\",b\n");
        memory_input memory = {.at = text, .left = strlen(text)};
        assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
        assert_int_equal(charter_intake_draft("usage.yaml", input_from_memory(&memory), &options,
                                              (charter_sink){NULL, collect_long}, faults),
                         CHARTER_OK);
        only_lacks_decisions(long_draft);
        charter_diagnostics_free(faults);
    }
}

/* ---- whatever the register ---- */

static uint32_t seed;

static uint32_t any(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static const char *const pieces[] = {
    "drafting",
    "Assistant interne",
    "gpt-7",
    "public",
    "personal",
    "north",
    "high",
    "reread",
    "cost",
    "Impact on people",
    "yes",
    "no",
    "null",
    "true",
    "~",
    "*",
    "*x*",
    "\\*",
    "a: b",
    "# c",
    "- d",
    "[e",
    "{f",
    "\"\"g",
    "x\ny",
    "x,y",
    "x;y",
    "13/02/2026",
    "1/2/26",
    "2026-01-02",
    "3 mars 2026",
    "12",
    "1,234",
    "1 234,5",
    "n/a",
    "-",
    "",
    "",
    "",
    "m.garcia",
    "Marie Durand",
    "a@x.org",
    "01 23 45 67 89",
    "\xC3\xA9t\xC3\xA9",
    "\xE2\x80\xAE",
    "\xC2\xA0",
    "x-1",
    "Date",
    "Outil",
};

static void add_cell(char *text, const char *cell)
{
    strcat(strcat(strcat(text, "\""), cell), "\"");
}

/* One pool of words a column, or of all: columns are alike, as those of a register are. */
static void make_register(char *text, uint32_t columns, uint32_t rows)
{
    uint32_t least[40], most[40];
    for (uint32_t i = 0; i < columns; i++) {
        least[i] = any(COUNT_OF(pieces));
        most[i] = 1 + any(COUNT_OF(pieces) - least[i]);
    }
    *text = '\0';
    for (uint32_t row = 0; row <= rows; row++)
        for (uint32_t i = 0; i < columns; i++) {
            bool header = row == 0;
            add_cell(text, pieces[header ? any(COUNT_OF(pieces)) : least[i] + any(any(2) == 0 ? 1 : most[i])]);
            strcat(text, i + 1 < columns ? ";" : "\n");
        }
}

static uint32_t count_lines(const char *text)
{
    uint32_t lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

/* Whether something is open under a key that declares. */
static bool is_open(const char *draft)
{
    bool declares = false, open = false;
    for (const char *line = strstr(draft, "\ndeclare:"); line != NULL; line = strchr(line, '\n')) {
        line++;
        size_t length = strcspn(line, "\n");
        const char *null = strstr(line, ": null #");
        if (strncmp(line, "  ", 2) == 0 && line[2] != ' ')
            declares = line[2] != 'x' && line[2] != '#';
        open = open || (declares && null != NULL && null < line + length);
    }
    return open;
}

/* A draft of which nothing is open names columns that are there and words that the charter has. */
static void fits_its_register(const char *draft, const char *text, const charter *the_charter)
{
    charter_diagnostics *diagnostics;
    charter_intake *intake = load_intake(draft, &diagnostics);
    if (is_open(draft))
        assert_null(intake);
    if (intake != NULL && charter_intake_check(intake, the_charter, diagnostics) != CHARTER_OK)
        for (size_t i = 0; i < charter_diagnostics_count(diagnostics); i++)
            if (strcmp(charter_diagnostic_code(charter_diagnostics_at(diagnostics, i)), "key.missing") != 0)
                fail_msg("%s\n%s", tell_messages(diagnostics), draft);
    charter_diagnostics_free(diagnostics);
    if (intake != NULL) {
        charter_stream_options options = {.intake = intake, .syntax = CHARTER_CSV};
        memory_input left = {.at = text, .left = strlen(text)};
        charter_stream *stream;
        const charter_declaration *declaration;
        assert_int_equal(charter_stream_open_as(&stream, "r.csv", input_from_memory(&left), &options), CHARTER_OK);
        while (charter_stream_next(stream, &declaration) == CHARTER_OK)
            continue;
        if (strstr(tell_diagnostics(charter_stream_errors(stream)), "intake.column") != NULL)
            fail_msg("%s\n%s\n%s", tell_messages(charter_stream_errors(stream)), draft, text);
        charter_stream_close(stream);
    }
    charter_intake_free(intake);
}

static void a_draft_of_any_register_lacks_decisions_alone(void **state)
{
    (void)state;
    static char text[1 << 18];
    charter *the_charter = good_charter(CHARTER);
    for (seed = 1; seed < 400; seed++) {
        uint32_t begun = seed, columns = 1 + any(40);
        charter_draft_options options = {.at = day("2026-11-02"), .the_charter = any(4) > 0 ? the_charter : NULL};
        charter_diagnostics *faults;
        make_register(text, columns, any(60));
        memory_input memory = {.at = text, .left = strlen(text)};
        assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
        long_draft[0] = '\0';
        if (charter_intake_draft("r.csv", input_from_memory(&memory), &options, (charter_sink){NULL, collect_long},
                                 faults) == CHARTER_OK) {
            only_lacks_decisions(long_draft);
            fits_its_register(long_draft, text, the_charter);
            assert_in_range(count_lines(long_draft), 1, 260);
        }
        charter_diagnostics_free(faults);
        seed = begun;
    }
    charter_free(the_charter);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(drafts, is_drafted),
        TEST_ROWS(longs, a_draft_loads_however_long_its_words),
        TEST(a_draft_of_any_register_lacks_decisions_alone),
    };
    return RUN_TABLES(tables);
}
