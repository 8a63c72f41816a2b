/* Verdicts as people read them. */
#include "unit/report/reporting.h"

#include <stdlib.h>

static paper page;

static const char *told(const char *the_charter, const char *declarations, charter_report_options options,
                        bool every_clause)
{
    charter *good = good_charter(the_charter);
    options.full = true;
    if (options.at == 0)
        options.at = day("2026-11-23");
    page = (paper){.length = 0};
    assert_int_equal(report_on(&page, "text", &options, good, declarations, every_clause), CHARTER_OK);
    charter_free(good);
    return page.text;
}

static const charter_report_options english = {.lang = CHARTER_EN}, french = {.lang = CHARTER_FR};

#define BANNED             \
    "usage: 1\n"           \
    "id: note-12\n"        \
    "activity: drafting\n" \
    "tool: {name: ChatGPT, model: gpt-4o}\n"

/* ---- whole verdicts ---- */

static void a_refusal_says_why_and_what_instead(void **state)
{
    (void)state;
    assert_string_equal(told(LAW, BANNED, english, false),
                        "NON-COMPLIANT  note-12 · drafting with chatgpt                      usage.yaml:1\n"
                        "               No: the charter does not allow this.\n"
                        "\n"
                        "  not allowed  the charter bans the tool \"chatgpt\"\n"
                        "           4 | tool: {name: ChatGPT, model: gpt-4o}\n"
                        "             |              ^^^^^^^\n"
                        "          why  accounts are personal, and what is typed leaves the house\n"
                        "         help  use another tool\n"
                        "   learn more  https://example.org/why\n"
                        "      article  4.2\n"
                        "      charter  tool.status (charter.yaml:28)\n"
                        "\n"
                        "      instead  The house assistant (helper)\n"
                        "          ask  Follow-up body, ia@example.org\n"
                        "    after use  Every output is read: show it under review\n"
                        "     exposure  hosting: abroad\n"
                        "\n"
                        "1 declaration: 1 non-compliant\n");
}

static void it_says_so_in_french(void **state)
{
    (void)state;
    assert_string_equal(told(LAW, BANNED, french, false),
                        "NON CONFORME     note-12 · drafting avec chatgpt                    usage.yaml:1\n"
                        "                 Non\u00a0: la charte ne le permet pas.\n"
                        "\n"
                        "       interdit  la charte interdit l’outil «\u00a0chatgpt\u00a0»\n"
                        "             4 | tool: {name: ChatGPT, model: gpt-4o}\n"
                        "               |              ^^^^^^^\n"
                        "       pourquoi  accounts are personal, and what is typed leaves the house\n"
                        "           aide  utilisez un autre outil\n"
                        " en savoir plus  https://example.org/why\n"
                        "        article  4.2\n"
                        "         charte  tool.status (charter.yaml:28)\n"
                        "\n"
                        "     à la place  The house assistant (helper)\n"
                        "   s’adresser à  Instance de suivi, ia@example.org\n"
                        "  après l’usage  Every output is read\u00a0: à indiquer sous review\n"
                        "     exposition  hébergement\u00a0: abroad\n"
                        "\n"
                        "1 déclaration\u00a0: 1 non conforme\n");
}

static void a_condition_says_what_comes_first(void **state)
{
    (void)state;
    assert_string_equal(told(LAW, "usage: 1\nid: code-1\nactivity: coding\ntool: helper\nvolume: {requests: 40}\n",
                             english, false),
                        "CONDITIONAL    code-1 · coding with The house assistant             usage.yaml:1\n"
                        "               Not yet: first do what is listed here.\n"
                        "   before use  training: show it under training\n"
                        "          ask  Follow-up body, ia@example.org\n"
                        "     exposure  hosting: our own servers, what is typed does not train the model,\n"
                        "               kept for 30 days\n"
                        "    footprint  8 to 20 Wh of energy, 0.8 to 2 g of CO2e (source: A study)\n"
                        "\n"
                        "1 declaration: 1 conditional\n");
}

static void a_review_says_what_is_to_be_decided(void **state)
{
    (void)state;
    assert_string_equal(told(LAW, "usage: 1\nactivity: deciding\ntool: Copilot\n", english, false),
                        "REVIEW         deciding with \"Copilot\"                              usage.yaml:1\n"
                        "               A person must decide: ask before you go any further.\n"
                        "\n"
                        "to be decided  the activity \"deciding\" is restricted: a person decides each case\n"
                        "           2 | activity: deciding\n"
                        "             |           ^^^^^^^^\n"
                        "         help  ask before you begin, and keep the answer\n"
                        "      charter  activity.status (charter.yaml:37)\n"
                        "\n"
                        "to be decided  the charter lists no tool \"Copilot\"\n"
                        "           3 | tool: Copilot\n"
                        "             |       ^^^^^^^\n"
                        "         help  choose a tool that the charter lists, or ask for this one to be\n"
                        "               examined\n"
                        "      charter  tool.unlisted\n"
                        "\n"
                        "      instead  The house assistant (helper)\n"
                        "          ask  Follow-up body, ia@example.org\n"
                        "\n"
                        "1 declaration: 1 to review\n");
}

static void a_missing_fact_is_told_without_pointing_at_anything(void **state)
{
    (void)state;
    assert_string_equal(told(LAW, "usage: 1\nactivity: summing\ntool: helper\n", english, false),
                        "UNDETERMINED   summing with The house assistant                     usage.yaml:1\n"
                        "               No answer can be given yet: see what is missing.\n"
                        "\n"
                        "      missing  the declaration does not say which data are sent\n"
                        "         help  add data: with the classes that are sent; data: [] says that none\n"
                        "               are\n"
                        "      charter  activity.data (charter.yaml:38)\n"
                        "\n"
                        "      instead  this tool, if data: public\n"
                        "          ask  Follow-up body, ia@example.org\n"
                        "     exposure  hosting: our own servers, what is typed does not train the model,\n"
                        "               kept for 30 days\n"
                        "\n"
                        "1 declaration: 1 undetermined\n");
}

static void an_invalid_declaration_shows_each_of_its_errors(void **state)
{
    (void)state;
    assert_string_equal(told(LAW, "usage: 1\nid: sum-4\nactivity: drafting\ntol: helper\noutput: published\n", english,
                             false),
                        "INVALID        sum-4 · drafting                                     usage.yaml:1\n"
                        "               This declaration cannot be judged: correct it, then check again.\n"
                        "\n"
                        "        error  \"tol\" is not a key of a declaration\n"
                        "           4 | tol: helper\n"
                        "             | ^^^\n"
                        "         help  did you mean \"tool\"?\n"
                        "         code  key.unknown\n"
                        "\n"
                        "        error  \"published\" is not one of the words that \"output\" takes\n"
                        "           5 | output: published\n"
                        "             |         ^^^^^^^^^\n"
                        "         help  write one of: internal, public, decision\n"
                        "         code  value.choice\n"
                        "\n"
                        "1 declaration: 1 invalid\n");
}

static void a_waived_breach_names_its_exception_and_duties_that_remain_are_told(void **state)
{
    (void)state;
    assert_string_equal(told(LAW, "usage: 1\nunit: LAB\nactivity: drafting\ntool: ChatGPT\n", english, false),
                        "COMPLIANT      drafting with chatgpt                                usage.yaml:1\n"
                        "               Yes; afterwards, do what is listed here.\n"
                        "\n"
                        "       waived  the charter bans the tool \"chatgpt\"\n"
                        "               waived until 31 December 2026 by the exception \"pilot\"\n"
                        "      article  4.2\n"
                        "      charter  tool.status (charter.yaml:28)\n"
                        "\n"
                        "    after use  Every output is read: show it under review\n"
                        "     exposure  hosting: abroad\n"
                        "\n"
                        "1 declaration: 1 compliant\n");
}

static void verdicts_stand_apart_and_a_use_that_is_done_names_its_day(void **state)
{
    (void)state;
    assert_string_equal(told(LAW,
                             "usage: 1\nactivity: coding\ntool: {name: helper}\ntraining: {id: x}\n"
                             "---\n"
                             "usage: 1\nactivity: drafting\ntool: helper\nstage: done\ndate: 2026-10-01\n"
                             "review: {by: c.durand}\n",
                             english, false),
                        "COMPLIANT      coding with The house assistant                      usage.yaml:1\n"
                        "               Yes: the charter allows this.\n"
                        "         done  training\n"
                        "     exposure  hosting: our own servers, what is typed does not train the model,\n"
                        "               kept for 30 days\n"
                        "\n"
                        "COMPLIANT      drafting with The house assistant                    usage.yaml:6\n"
                        "               Yes: the charter allows this.\n"
                        "         done  Every output is read\n"
                        "     exposure  hosting: our own servers, what is typed does not train the model,\n"
                        "               kept for 30 days\n"
                        "       judged  as of 1 October 2026, by version 2026.1 of the charter\n"
                        "\n"
                        "2 declarations: 2 compliant\n");
}

/* ---- what is told once, and what is not ---- */

static void a_duty_that_is_a_reason_is_not_told_again_as_a_duty(void **state)
{
    (void)state;
    const char *text = told(LAW, "usage: 1\nactivity: coding\ntool: helper\nstage: in-use\n", english, false);
    assert_non_null(strstr(text, "the use has begun, and the duty \"training\" was due before\n"));
    assert_null(strstr(text, "before use"));
}

static void findings_that_miss_the_same_fact_are_told_together(void **state)
{
    (void)state;
    const char *the_charter = "charter: 1\nid: c\nversion: \"1\"\ndata: {public: {}}\n"
                              "tools: {helper: {status: approved, data: public}}\n"
                              "activities: {drafting: {status: allowed, data: public}}\n"
                              "rules:\n"
                              "  one: {when: {usage.output: public}, because: first}\n"
                              "  two: {when: {usage.output: decision}, because: second}\n";
    assert_string_equal(told(the_charter, "usage: 1\nactivity: drafting\ntool: helper\n", english, false),
                        "UNDETERMINED   drafting with helper                                 usage.yaml:1\n"
                        "               No answer can be given yet: see what is missing.\n"
                        "\n"
                        "      missing  the declaration does not say which data are sent\n"
                        "         help  add data: with the classes that are sent; data: [] says that none\n"
                        "               are\n"
                        "      charter  activity.data (charter.yaml:6)\n"
                        "      charter  tool.data (charter.yaml:5)\n"
                        "\n"
                        "      missing  the rule \"one\" needs \"output\", which is not known here\n"
                        "               the rule \"two\" needs \"output\", which is not known here\n"
                        "         help  add it to the declaration: output: …\n"
                        "      charter  rule.one (charter.yaml:8)\n"
                        "      charter  rule.two (charter.yaml:9)\n"
                        "\n"
                        "      instead  this tool, if data: public, output: internal\n"
                        "\n"
                        "1 declaration: 1 undetermined\n");
}

static void the_worst_reason_comes_first_and_advice_last(void **state)
{
    (void)state;
    const char *the_charter = "charter: 1\nid: c\nversion: \"1\"\n"
                              "tools: {helper: {status: tolerated}}\n"
                              "activities: {drafting: {status: restricted}}\n"
                              "rules: {never: {when: {tool: helper}}}\n";
    const char *text = told(the_charter, "usage: 1\nactivity: drafting\ntool: helper\n", english, false);
    const char *worst = strstr(text, "not allowed"), *middle = strstr(text, "to be decided"),
               *last = strstr(text, "advice");
    assert_true(worst != NULL && middle != NULL && last != NULL && worst < middle && middle < last);
}

static void every_clause_is_named_where_it_is_asked_for(void **state)
{
    (void)state;
    const char *text = told(LAW, BANNED, english, true);
    assert_non_null(strstr(text, "          met  activity.unlisted, activity.status, tool.unlisted, charter.period\n"
                                 "not concerned  activity.data, activity.tools, "));
}

static void more_alternatives_than_three_are_counted(void **state)
{
    (void)state;
    const char *the_charter = "charter: 1\nid: c\nversion: \"1\"\n"
                              "tools:\n  bad: {status: banned}\n  a: {status: approved}\n  b: {status: approved}\n"
                              "  c: {status: approved}\n  d: {status: approved}\n  e: {status: approved}\n"
                              "activities: {drafting: {status: allowed}}\n";
    assert_non_null(strstr(told(the_charter, "usage: 1\nactivity: drafting\ntool: bad\n", english, false),
                           "      instead  a\n"
                           "               b\n"
                           "               c\n"
                           "               and 2 more\n"));
}

static void quiet_tells_the_summary_alone(void **state)
{
    (void)state;
    charter_report_options options = english;
    options.quiet = true;
    assert_string_equal(told(LAW, BANNED "---\n" BANNED, options, false), "2 declarations: 2 non-compliant\n");
}

/* ---- screens and hostile text ---- */

static void no_line_is_wider_than_the_screen(void **state)
{
    (void)state;
    const unsigned widths[] = {40, 57, 80, 100};
    for (size_t i = 0; i < COUNT_OF(widths); i++) {
        for (int lang = CHARTER_EN; lang <= CHARTER_FR; lang++) {
            charter_report_options options = {.lang = (charter_lang)lang, .width = widths[i]};
            told(LAW, BANNED "---\nusage: 1\nactivity: deciding\ntool: Copilot\n", options, true);
            for (const char *at = page.text; *at != '\0'; at += strcspn(at, "\n") + 1) {
                size_t columns = 0;
                for (const char *c = at; *c != '\n'; c++)
                    columns += ((unsigned char)*c & 0xC0) != 0x80;
                if (columns > widths[i])
                    fail_msg("%zu columns of %u: %.*s", columns, widths[i], (int)strcspn(at, "\n"), at);
            }
        }
    }
}

static void a_headline_that_is_too_long_gives_its_place_a_line(void **state)
{
    (void)state;
    charter_report_options options = {.lang = CHARTER_EN, .width = 50};
    assert_non_null(strstr(told(LAW, BANNED, options, false), "NON-COMPLIANT  note-12 · drafting with chatgpt\n"
                                                              "               usage.yaml:1\n"
                                                              "               No: the charter does not allow\n"
                                                              "               this.\n"));
}

static void hostile_names_are_shown_for_what_they_are(void **state)
{
    (void)state;
    const char *text = told(LAW,
                            "usage: 1\nid: \"a\xE2\x80\xAE"
                            "b\"\nactivity: drafting\ntool: \"x\xE2\x80\x8By\"\n",
                            english, false);
    assert_non_null(strstr(text, "aU+202Eb · drafting with \"xU+200By\""));
    assert_null(strstr(text, "\xE2\x80\xAE"));
    assert_null(strstr(text, "\xE2\x80\x8B"));
}

static bool obeys(const char *line, size_t length)
{
    const char *end = line + length;
    while (line < end && *line == ' ')
        line++;
    if (end - line >= 2 && memcmp(line, "::", 2) == 0)
        return true;
    for (; end - line >= 3; line++)
        if (memcmp(line, "##[", 3) == 0)
            return true;
    return false;
}

static void no_line_of_a_verdict_is_a_command(void **state)
{
    (void)state;
    const char *hostile = "usage: 1\n"
                          "id: \"::error::x ::warning ##[group]\"\n"
                          "activity: \"a ::set-output name=x::y ##[error] ::endgroup::\"\n"
                          "tool: \"::stop-commands::x and quite some text ::debug::z ::a ::b ::c ::d\"\n";
    for (unsigned width = 40; width <= 100; width++) {
        charter_report_options options = {.lang = CHARTER_EN, .width = width, .defuse = true};
        told(LAW, hostile, options, false);
        for (const char *at = page.text; *at != '\0'; at += strcspn(at, "\n") + 1)
            if (obeys(at, strcspn(at, "\n")))
                fail_msg("%.*s", (int)strcspn(at, "\n"), at);
    }
}

static void colour_is_there_where_it_is_asked_for_and_changes_no_word(void **state)
{
    (void)state;
    charter_report_options options = {.lang = CHARTER_EN, .colour = true};
    char *plain = strdup(told(LAW, BANNED, english, false));
    assert_null(strchr(plain, '\033'));
    told(LAW, BANNED, options, false);
    assert_non_null(strstr(page.text, "\033[0;1;31mNON-COMPLIANT"));
    char *to = page.text;
    for (const char *from = page.text; *from != '\0';) {
        if (*from == '\033')
            from += strcspn(from, "m") + 1;
        else
            *to++ = *from++;
    }
    *to = '\0';
    assert_string_equal(page.text, plain);
    free(plain);
}

static void without_a_charter_in_force_there_is_still_a_verdict(void **state)
{
    (void)state;
    const char *the_charter = "charter: 1\nid: c\nversion: \"1\"\nuntil: 2025-12-31\n"
                              "tools: {helper: {status: approved}}\nactivities: {drafting: {status: allowed}}\n";
    assert_string_equal(told(the_charter, "usage: 1\nactivity: drafting\ntool: helper\n", english, false),
                        "UNDETERMINED   drafting with helper                                 usage.yaml:1\n"
                        "               No answer can be given yet: see what is missing.\n"
                        "\n"
                        "      missing  no charter is in force on 23 November 2026\n"
                        "         help  ask for the charter of that day, or declare the day on which the\n"
                        "               use takes place\n"
                        "      charter  charter.period\n"
                        "\n"
                        "1 declaration: 1 undetermined\n");
}

int main(void)
{
    const test_table tables[] = {
        TEST(a_refusal_says_why_and_what_instead),
        TEST(it_says_so_in_french),
        TEST(a_condition_says_what_comes_first),
        TEST(a_review_says_what_is_to_be_decided),
        TEST(a_missing_fact_is_told_without_pointing_at_anything),
        TEST(an_invalid_declaration_shows_each_of_its_errors),
        TEST(a_waived_breach_names_its_exception_and_duties_that_remain_are_told),
        TEST(verdicts_stand_apart_and_a_use_that_is_done_names_its_day),
        TEST(a_duty_that_is_a_reason_is_not_told_again_as_a_duty),
        TEST(findings_that_miss_the_same_fact_are_told_together),
        TEST(the_worst_reason_comes_first_and_advice_last),
        TEST(every_clause_is_named_where_it_is_asked_for),
        TEST(more_alternatives_than_three_are_counted),
        TEST(quiet_tells_the_summary_alone),
        TEST(no_line_is_wider_than_the_screen),
        TEST(a_headline_that_is_too_long_gives_its_place_a_line),
        TEST(hostile_names_are_shown_for_what_they_are),
        TEST(no_line_of_a_verdict_is_a_command),
        TEST(colour_is_there_where_it_is_asked_for_and_changes_no_word),
        TEST(without_a_charter_in_force_there_is_still_a_verdict),
    };
    return RUN_TABLES(tables);
}
