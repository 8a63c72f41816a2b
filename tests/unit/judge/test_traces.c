/* Traces: what is seen in paths, files and commits, by which tool it is counted, and how it is judged. */
#include "unit/support.h"

#include <stdio.h>

#include "judge/traces.h"

#define LAW                                                                                                          \
    "charter: 1\nid: a\ngovernance: {colleges: [x]}\nactivities: {coding: {status: allowed}}\n"                      \
    "tools:\n"                                                                                                       \
    "  good: {status: approved, aliases: [Good One]}\n"                                                              \
    "  so-so: {status: tolerated}\n"                                                                                 \
    "  bad: {status: banned, pattern: '^bad-', instead: [good, worse]}\n"                                            \
    "  worse: {status: banned}\n"                                                                                    \
    "  waived: {status: banned}\n"                                                                                   \
    "  pair: {status: approved, aliases: [Other Half]}\n"                                                            \
    "  crew: {title: The Crew, status: approved, aliases: [First, Second, Extra], pattern: '^Third'}\n"              \
    "exceptions:\n"                                                                                                  \
    "  e: {for: {tool: waived, activity: coding}, waives: tool.status, approved-by: x}\n"                            \
    "  f: {for: {tool: so-so}, waives: trace.undeclared, approved-by: x}\n"                                          \
    "traces:\n"                                                                                                      \
    "  good: {tool: Good One, paths: [GOOD.md, '**/good/**'], because: It is good., learn: there}\n"                 \
    "  good-too: {tool: [nobody, good], words: [api.good.example, good-*]}\n"                                        \
    "  bad: {tool: bad-thing, commits: ['Co-authored-by: *<bad@example.org>', 'Author: * (bad) <*'],\n"              \
    "    dependencies: {npm: '@bad/*', pypi: bad_thing, maven: 'org.bad:*'}}\n"                                      \
    "  so-so: {tool: so-so, paths: [.so]}\n"                                                                         \
    "  waived: {tool: waived, paths: [WAIVED]}\n"                                                                    \
    "  other: {tool: [Other, Other Tool], paths: [.other], commits: ['Made-with: Other*', 'Committer: Other <*']}\n" \
    "  same: {tool: OTHER, paths: [.same]}\n"                                                                        \
    "  late: {tool: Late, paths: [.late], from: 2027-01-01}\n"                                                       \
    "  i: {tool: First, paths: [.first]}\n"                                                                          \
    "  i-too: {tool: [first], paths: [.premier]}\n"                                                                  \
    "  ii: {tool: [Zweite, Second], paths: [.second]}\n"                                                             \
    "  iv: {tool: pair, paths: [.pair]}\n"                                                                           \
    "  v: {tool: Other Half, paths: [.half]}\n"                                                                      \
    "  iii: {tool: Third One, paths: [.third]}\n"

typedef struct row {
    const char *name;
    const char *files;        /* "path" or "path=what is in it", with a | between */
    const char *history;      /* pieces of what git writes; "~" is a NUL */
    const char *declarations; /* declarations */
    const char *told;
} row;

#define DECLARED(tool) "usage: 1\nactivity: coding\ntool: " tool "\n"

#define COMMIT                         "commit 0123456789abcdef0123456789abcdef01234567\n"
#define BY(author, committer, message) COMMIT author "~" committer "~" message "~\n"

static const row rows[] = {
    {"nothing", "README.md|src/good.c", "", "", ""},
    {"a file", "a/GOOD.md", "", "", "good review path 1 | trace.undeclared"},
    {"a folder's files are each counted", "x/good/a|x/good/b|good/c", "", "", "good review path 3 | trace.undeclared"},
    {"a declared tool", "GOOD.md", "", "usage: 1\nactivity: coding\ntool: Good one\n", "good compliant path 1"},
    {"declared under the name that the trace has", ".other", "", "usage: 1\nactivity: coding\ntool: other  TOOL\n",
     "- compliant path 1"},
    {"another tool is declared", ".other", "", "usage: 1\nactivity: coding\ntool: good\n",
     "- review path 1 | trace.undeclared"},
    {"a declaration that cannot be read declares nothing", "GOOD.md", "", "usage: 1\nactvity: x\ntool: good\n",
     "good review path 1 | trace.undeclared"},
    {"two traces of one tool of the charter are one", ".first|.premier", "", "",
     "crew review path 2 | trace.undeclared"},
    {"traces of two tools of one entry are two", ".first|.second|x/.second|.third", "", "",
     "crew review path 1 | trace.undeclared; crew review path 2 | trace.undeclared; crew review path 1 | "
     "trace.undeclared"},
    {"a declaration of one tool of an entry covers no other", ".first|.second|.third", "", DECLARED("First"),
     "crew compliant path 1; crew review path 1 | trace.undeclared; crew review path 1 | trace.undeclared"},
    {"it covers the tool by any name that the trace has", ".first|.second|.third", "", DECLARED("zweite"),
     "crew review path 1 | trace.undeclared; crew compliant path 1; crew review path 1 | trace.undeclared"},
    {"an alias that no trace has covers nothing else", ".first|.second", "", DECLARED("Extra"),
     "crew review path 1 | trace.undeclared; crew review path 1 | trace.undeclared"},
    {"an entry's id covers the tools that it lists by name", ".first|.second|.third", "", DECLARED("crew"),
     "crew compliant path 1; crew compliant path 1; crew review path 1 | trace.undeclared"},
    {"so does its title", ".first|.second|.third", "", DECLARED("The Crew"),
     "crew compliant path 1; crew compliant path 1; crew review path 1 | trace.undeclared"},
    {"an id that a trace has means that tool alone", ".pair|.half", "", DECLARED("pair"),
     "pair compliant path 1; pair review path 1 | trace.undeclared"},
    {"what a pattern matches is covered by its name", ".third", "", DECLARED("Third one"), "crew compliant path 1"},
    {"and by no other that the pattern matches", ".third", "", DECLARED("Third Two"),
     "crew review path 1 | trace.undeclared"},
    {"a trace's id is a name of its tool", ".third", "", DECLARED("iii"), "crew compliant path 1"},
    {"two traces of one unlisted tool are one", ".other|.same", "", "", "- review path 2 | trace.undeclared"},
    {"a word is counted once a file", "a.yaml=good-1 good-2 good-3|b.env=X=good-1", "", "",
     "good review word 2 | trace.undeclared"},
    {"words of files that configure nothing are none", "a.md=good-1|a.c=good-1|package-lock.txt=good-1", "", "", ""},
    {"names of configurations", ".env=good-1|.env.local=good-1|x/Dockerfile=good-1|a.properties=good-1", "", "",
     "good review word 4 | trace.undeclared"},
    {"a banned tool", "package.json={\"dependencies\": {\"@bad/x\": \"1\"}}", "", "",
     "bad non-compliant dependency 1 | tool.status | trace.undeclared | instead good"},
    {"a banned tool that is declared", "requirements.txt=Bad.Thing", "", "usage: 1\nactivity: coding\ntool: bad\n",
     "bad non-compliant dependency 1 | tool.status | instead good"},
    {"a banned tool that an exception allows a declaration", "WAIVED", "", "usage: 1\nactivity: coding\ntool: waived\n",
     "waived compliant path 1"},
    {"the exception allows nobody who did not declare", "WAIVED", "", "",
     "waived non-compliant path 1 | tool.status | trace.undeclared"},
    {"an exception may waive what nobody declared", ".so", "", "",
     "so-so compliant path 1 | tool.status | trace.undeclared waived"},
    {"a package by another name", "package.json={\"dependencies\": {\"@badly/x\": \"1\", \"bad\": \"\"}}", "", "", ""},
    {"a trace that is not yet looked for", ".late", "", "", ""},
    {"what is left out", "skip/GOOD.md|skip/a/requirements.txt=bad-thing", "", "", ""},

    {"a line of a message", "", BY("A <a>", "A <a>", "x\n\nCo-Authored-By: Bad <bad@example.org>\n"), "",
     "bad non-compliant commit 1 | tool.status | trace.undeclared | instead good"},
    {"an author", "", BY("A (bad) <a>", "A <a>", "x\n"), "",
     "bad non-compliant commit 1 | tool.status | trace.undeclared | instead good"},
    {"a committer", "", BY("A <a>", "Other <a>", "x\n"), "", "- review commit 1 | trace.undeclared"},
    {"an author is no committer", "", BY("Other <a>", "A <a>", "x\n"), "", ""},
    {"a commit counts once", "", BY("A <a>", "Other <a>", "Made-with: Other 1\nMade-with: Other 2\n"), "",
     "- review commit 1 | trace.undeclared"},
    {"several commits", "", BY("A", "A", "Made-with: Other") BY("A", "A", "x") BY("A", "A", "Made-with: Other 2"), "",
     "- review commit 2 | trace.undeclared"},
    {"lines of Windows", "", BY("A", "A", "x\r\nMade-with: Other\r\n"), "", "- review commit 1 | trace.undeclared"},
    {"an empty message", "", BY("A", "A", ""), "", ""},
    {"a quotation is no line", "", BY("A", "A", "> Made-with: Other\nwe: Made-with: Other"), "", ""},
    {"a message that looks like the next commit", "", BY("A", "A", COMMIT "A\n\n" COMMIT) BY("A", "Other <a>", ""), "",
     "- review commit 1 | trace.undeclared"},
    {"files and commits", ".other", BY("A", "Other <a>", ""), "", "- review path 1 commit 1 | trace.undeclared"},
    {"what is cut short", "", "commit 01", "", ""},
    {"what is no answer of git", "", "~~~\n\n~x~Made-with: Other~", "", ""},
};

static void see_files(charter_traces *traces, const char *files)
{
    charter_diagnostics *faults;
    assert_int_equal(charter_diagnostics_new(&faults), CHARTER_OK);
    for (const char *at = files; *at != '\0';) {
        size_t length = strcspn(at, "|");
        size_t named = strcspn(at, "|=");
        ch_text path = {at, named};
        if (ch_traces_see_path(traces, path) && named < length)
            assert_true(ch_traces_see_bytes(traces, path, (ch_text){at + named + 1, length - named - 1}, faults));
        at += length + (at[length] == '|');
    }
    assert_int_equal(charter_diagnostics_error_count(faults), 0);
    charter_diagnostics_free(faults);
}

/* In pieces of `size` bytes. */
static void see_history(charter_traces *traces, const char *history, size_t size)
{
    size_t length = strlen(history);
    char *bytes = test_malloc(length + 1);
    for (size_t i = 0; i < length; i++)
        bytes[i] = history[i] == '~' ? '\0' : history[i];
    for (size_t i = 0; i < length; i += size)
        assert_int_equal(charter_traces_history(traces, bytes + i, length - i < size ? length - i : size), CHARTER_OK);
    test_free(bytes);
}

static void see_usages(charter_traces *traces, const charter *the_charter, const char *declarations)
{
    memory_input memory = {declarations, strlen(declarations), 0, 0};
    charter_judge_options options = {.at = day("2026-11-02")};
    charter_stream *stream;
    charter_judge *judge;
    const charter_declaration *declaration;
    const charter_verdict *verdict;
    assert_int_equal(charter_stream_open(&stream, "usage.yaml", input_from_memory(&memory), NULL), CHARTER_OK);
    assert_int_equal(charter_judge_new(&judge, the_charter, &options), CHARTER_OK);
    while (charter_stream_next(stream, &declaration) == CHARTER_OK) {
        assert_int_equal(charter_judge_declaration(judge, declaration, &verdict), CHARTER_OK);
        assert_int_equal(charter_traces_declared(traces, verdict), CHARTER_OK);
    }
    charter_judge_free(judge);
    charter_stream_close(stream);
}

static void add_verdict(char *text, size_t size, const charter_verdict *v)
{
    static const char *const kinds[] = {"path", "dependency", "word", "commit"};
    char one[512], clause[64];
    charter_text tool = charter_verdict_tool(v);
    int length =
        snprintf(one, sizeof one, "%s%.*s %s", *text == '\0' ? "" : "; ", tool.at == NULL ? 1 : (int)tool.length,
                 tool.at == NULL ? "-" : tool.at, charter_decision_name(charter_verdict_decision(v)));
    for (int kind = 0; kind < CH_TRACE_KINDS; kind++)
        if (v->traces->counts[kind] > 0)
            length += snprintf(one + length, sizeof one - (size_t)length, " %s %d", kinds[kind],
                               (int)v->traces->counts[kind]);
    for (size_t i = 0; i < charter_verdict_finding_count(v); i++) {
        const charter_finding *f = charter_verdict_finding(v, i);
        charter_finding_clause(f, clause, sizeof clause);
        length += snprintf(one + length, sizeof one - (size_t)length, " | %s%s", clause,
                           f->outcome == CHARTER_OUTCOME_WAIVED ? " waived" : "");
    }
    for (size_t i = 0; i < charter_verdict_alternative_count(v); i++) {
        charter_text id = charter_verdict_alternative(v, i);
        length += snprintf(one + length, sizeof one - (size_t)length, " | instead %.*s", (int)id.length, id.at);
    }
    assert_true(strlen(text) + (size_t)length < size);
    strcat(text, one);
}

static void search_in_pieces(const row *r, size_t size)
{
    char told[1024] = "";
    charter *the_charter = good_charter(LAW);
    charter_traces_options options = {.at = day("2026-11-02"), .folder = ".", .declare_in = "usage.yaml"};
    charter_traces *traces;
    const charter_verdict *verdict;
    assert_int_equal(charter_traces_open(&traces, the_charter, &options), CHARTER_OK);
    assert_int_equal(charter_traces_known(traces), 13);
    assert_int_equal(charter_traces_leave_out(traces, "/skip/**"), CHARTER_OK);
    assert_int_equal(charter_traces_leave_out(traces, "nothing"), CHARTER_OK);
    see_files(traces, r->files);
    see_history(traces, r->history, size);
    see_usages(traces, the_charter, r->declarations);
    charter_status status;
    while ((status = charter_traces_next(traces, &verdict)) == CHARTER_OK)
        add_verdict(told, sizeof told, verdict);
    assert_int_equal(status, CHARTER_END);
    assert_string_equal(told, r->told);
    charter_traces_close(traces);
    charter_free(the_charter);
}

/* Whatever the pieces are that git's answer comes in. */
static void search(void **state)
{
    static const size_t sizes[] = {1, 2, 7, 4096};
    for (size_t i = 0; i < COUNT_OF(sizes); i++)
        search_in_pieces(*state, sizes[i]);
}

static void places_are_bounded_and_all_are_counted(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW);
    charter_traces_options options = {.at = day("2026-11-02"), .folder = "a//", .declare_in = "a/usage.yaml"};
    charter_traces *traces;
    const charter_verdict *verdict;
    char path[32];
    assert_int_equal(charter_traces_open(&traces, the_charter, &options), CHARTER_OK);
    for (int i = 0; i < 1000; i++) {
        snprintf(path, sizeof path, "good/%d", i);
        assert_true(ch_traces_see_path(traces, ch_text_of(path)));
        see_history(traces, BY("A", "A", "Made-with: Other"), 4096);
    }
    assert_int_equal(charter_traces_commit_count(traces), 1000);
    assert_int_equal(charter_traces_next(traces, &verdict), CHARTER_OK);
    assert_int_equal(ch_traces_count(verdict->traces), 1000);
    int kept = 0;
    for (const ch_trace_place *p = verdict->traces->first; p != NULL; p = p->next)
        kept++;
    assert_int_equal(kept, CH_TRACES_KEPT);
    assert_string_equal(charter_verdict_place(verdict).file, "a/good/0");
    assert_int_equal(charter_traces_next(traces, &verdict), CHARTER_OK);
    assert_string_equal(charter_verdict_place(verdict).file, "a/usage.yaml"); /* commits alone */
    assert_int_equal(charter_traces_next(traces, &verdict), CHARTER_END);
    charter_traces_close(traces);
    charter_free(the_charter);
}

static void a_long_line_is_compared_up_to_a_bound(void **state)
{
    (void)state;
    charter *the_charter = good_charter(LAW);
    charter_traces_options options = {.at = day("2026-11-02"), .folder = ".", .declare_in = "usage.yaml"};
    charter_traces *traces;
    const charter_verdict *verdict;
    enum { LONG = 100000 };
    char *line = test_malloc(LONG + 1);
    memset(line, 'x', LONG);
    line[LONG] = '\0';
    assert_int_equal(charter_traces_open(&traces, the_charter, &options), CHARTER_OK);
    see_history(traces, COMMIT "A~A~Made-with: Other ", 4096);
    see_history(traces, line, 4096);
    see_history(traces, "~\n", 4096);
    assert_int_equal(charter_traces_next(traces, &verdict), CHARTER_OK);
    assert_int_equal(charter_traces_next(traces, &verdict), CHARTER_END);
    test_free(line);
    charter_traces_close(traces);
    charter_free(the_charter);
}

/* ---- charters ---- */

typedef struct law_row {
    const char *name, *traces, *told;
} law_row;

static const law_row laws[] = {
    {"a trace", "{tool: x, paths: a.md}", "fine"},
    {"a trace without a tool", "{paths: a.md}", "3:10 key.missing"},
    {"nothing that gives it away", "{tool: x}", "3:10 key.missing"},
    {"lists that hold nothing", "{tool: x, paths: [], dependencies: {}}", "3:10 key.missing"},
    {"a key that is misspelt", "{tool: x, path: a.md}", "3:26 key.unknown; 3:10 key.missing"},
    {"an ecosystem that is not known", "{tool: x, paths: a.md, dependencies: {ruby: x}}", "3:54 key.unknown"},
    {"a pattern that matches nearly everything", "{tool: x, paths: '**/*.c'}", "3:33 value.form"},
    {"another one", "{tool: x, words: [abc, 'a*b']}", "3:39 value.form"},
    {"a name of one letter is a name", "{tool: x, dependencies: {npm: a, cargo: 'x-*-yz'}}", "fine"},
    {"a folder instead of files", "{tool: x, paths: .claude/}", "3:33 value.form"},
    {"dates", "{tool: x, paths: a.md, from: 2026-01-01, until: 2025-01-01}", "3:64 dates.order"},
    {"an id of another form", "", "3:10 id.form"},
};

static void load(void **state)
{
    const law_row *r = *state;
    char text[512];
    bool id = r->traces[0] == '\0';
    snprintf(text, sizeof text, "charter: 1\nid: a\ntraces: {%s: %s}\n", id ? "T" : "trac",
             id ? "{tool: x, paths: a}" : r->traces);
    loaded l = load_text(text);
    assert_string_equal(tell_diagnostics(l.diagnostics), r->told);
    unload(&l);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, search),
        TEST(places_are_bounded_and_all_are_counted),
        TEST(a_long_line_is_compared_up_to_a_bound),
        TEST_ROWS(laws, load),
    };
    return RUN_TABLES(tables);
}
