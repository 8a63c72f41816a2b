/* CEL as a library: faults and their places, limits, the three kinds of errors, memory and cost. What the language
 * means is the conformance suite's (tests/cel/). */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "cel/evaluate.h"

/* ---- an expression that was compiled ---- */

enum { LEVEL, NAME, NOTE, FLAG, SHARE, VARIABLES, MOST_PATTERNS = 8 };

static const ch_text colours[] = {CH_TEXT_INIT("red"), CH_TEXT_INIT("green")};

static const ch_cel_variable variables[VARIABLES] = {
    [LEVEL] = {.name = CH_TEXT_INIT("level"), .type = &ch_cel_type_int},
    [NAME] = {.name = CH_TEXT_INIT("usage.name"), .type = &ch_cel_type_string, .size = 100},
    [NOTE] = {.name = CH_TEXT_INIT("usage.note"), .type = &ch_cel_type_string, .size = 60000},
    [FLAG] = {.name = CH_TEXT_INIT("usage.colour"),
              .type = &ch_cel_type_string,
              .closed = true,
              .words = colours,
              .word_count = 2},
    [SHARE] = {.name = CH_TEXT_INIT("share"), .type = &ch_cel_type_double},
};

typedef struct compiled {
    ch_arena arena, working;
    ch_cel_unit unit;
    ch_cel_scope scope;
    const ch_cel *expression;
    ch_cel_value values[VARIABLES];
    bool present[VARIABLES];
    ch_pattern *patterns[MOST_PATTERNS];
    size_t pattern_count;
    ch_cel_machine machine;
} compiled;

static bool keep_pattern(void *context, ch_pattern *pattern)
{
    compiled *c = context;
    assert_true(c->pattern_count < MOST_PATTERNS);
    c->patterns[c->pattern_count++] = pattern;
    return true;
}

static ch_cel_value fetch(const void *facts, uint32_t variable)
{
    const compiled *c = facts;
    return c->present[variable] ? c->values[variable] : ch_cel_absent(variable);
}

static void compile_text(compiled *c, ch_text text, uint64_t cost_max)
{
    *c = (compiled){.scope = {.variables = variables, .variable_count = VARIABLES, .cost_max = cost_max}};
    c->unit = (ch_cel_unit){.arena = &c->arena, .scope = &c->scope, .keep_pattern = keep_pattern, .context = c};
    c->expression = ch_cel_compile(&c->unit, text);
    c->machine = (ch_cel_machine){.facts = c, .fetch = fetch, .matcher = ch_matcher_new(), .arena = &c->working};
    assert_false(c->unit.failed);
    assert_true((c->expression == NULL) == (c->unit.faults > 0));
}

static void compile(compiled *c, const char *text)
{
    compile_text(c, ch_text_of(text), 0);
    if (c->expression == NULL)
        fail_msg("%s: %s", text, c->unit.first->message.text);
}

static void forget(compiled *c)
{
    for (size_t i = 0; i < c->pattern_count; i++)
        ch_pattern_free(c->patterns[i]);
    ch_matcher_free(c->machine.matcher);
    ch_arena_clear(&c->arena);
    ch_arena_clear(&c->working);
}

static void set(compiled *c, uint32_t variable, ch_cel_value value)
{
    c->values[variable] = value;
    c->present[variable] = true;
}

static void set_common(compiled *c)
{
    set(c, LEVEL, ch_cel_int(3));
    set(c, NAME, ch_cel_string(CH_LITERAL("a client")));
    set(c, FLAG, ch_cel_string(CH_LITERAL("red")));
}

/* ---- faults ---- */

typedef struct fault_row {
    const char *name, *expression;
    const char *faults; /* "7-12 key.unknown; …" */
    const char *said;
} fault_row;

static const fault_row faults[] = {
    {"an unknown name is told with its place", "level > 1 && levle > 2", "13-18 key.unknown",
     "did you mean \"level\"?"},
    {"an unknown name of several parts is told whole", "usage.nmae == 'a'", "0-10 key.unknown",
     "did you mean \"usage.name\"?"},
    {"an unknown function is told by its name alone", "usage.name.contain('a')", "11-18 key.unknown",
     "did you mean \"contains\"?"},
    {"an unknown function of a family too", "math.great(1)", "0-10 key.unknown", "did you mean \"math.greatest\"?"},
    {"an operator is told where it stands", "level + 'a'", "6-7 condition.type", "(int, string)"},
    {"both faults of a sum are told", "(level + 'a') + (share + 'b')", "7-8 condition.type; 23-24 condition.type",
     NULL},
    {"one fault draws no other", "levle + 1 == 2 && !(levle > 3)", "0-5 key.unknown; 20-25 key.unknown", NULL},
    {"a key of a map has few types", "{1.5: 2}", "1-4 condition.type", "the key of a map"},
    {"a walk wants a list", "level.all(e, e > 1)", "0-5 condition.type", "no elements"},
    {"a walk wants a name", "[1].all(1, true)", "8-9 condition.form", NULL},
    {"two variables have two names", "[1].all(a, a, true)", "11-12 condition.form", NULL},
    {"has() wants a field", "has(1 + 1)", "4-9 condition.form", "has(facts.name)"},
    {"a word that can never be is told", "usage.colour == 'blue'", "16-22 condition.never", "write one of: red, green"},
    {"a reserved word is no name", "package == 1", "0-7 condition.syntax", "reserved"},
    {"no comma ends arguments", "size([1,],) == 1", "10-11 condition.syntax", NULL},
    {"nor is one alone an argument", "size(,) == 1", "5-6 condition.syntax", NULL},
    {"no argument is optional", "size(?[1]) == 1", "5-6 condition.syntax", NULL},
    {"a message cannot be made", "Foo{a: 1}", "3-4 condition.syntax", NULL},
    {"an int beyond its range is told", "9223372036854775808 > level", "0-19 condition.syntax", "out of range"},
    {"a uint is never negative", "-1u == 1u", "1-3 condition.syntax", "out of range"},
    {"an escape that is none is told", "'a\\qb'", "2-4 condition.syntax", "\\q"},
    {"an escape may not end the expression", "'a\\", "2-3 condition.syntax", NULL},
    {"half of a surrogate is no character", "'\\ud800'", "1-7 condition.syntax", NULL},
    {"bytes have no code points", "b'\\u00e9'", "2-4 condition.syntax", NULL},
    {"one ampersand is told", "level > 1 & level < 3", "10-11 condition.syntax", "write && for and"},
    {"a character without meaning is told whole", "level \xE2\x89\xA5 1", "6-9 condition.syntax", "has no meaning"},
    {"what is left over is told", "level level", "6-11 condition.syntax", NULL},
    {"nothing is no expression", "", "0-0 condition.syntax", "ends too early"},
    {"a comment is no expression", "// level", "8-8 condition.syntax", NULL},
    {"a computed pattern is refused", "usage.name.matches(usage.note)", "19-29 condition.form", NULL},
    {"the arms of a choice have one type", "level > 1 ? 1 : 'a'", "0-19 condition.type", "int and string"},
};

static const char *tell_faults(const compiled *c)
{
    static char told[500];
    size_t length = 0;
    told[0] = '\0';
    for (const ch_cel_fault *f = c->unit.first; f != NULL; f = f->next)
        length += (size_t)snprintf(told + length, sizeof told - length, "%s%u-%u %s", length == 0 ? "" : "; ",
                                   f->span.start, f->span.end, ch_code_text(f->code));
    return told;
}

static bool says(const compiled *c, const char *said)
{
    char text[500];
    for (const ch_cel_fault *f = c->unit.first; f != NULL; f = f->next) {
        ch_message_print(&f->message, CHARTER_EN, text, sizeof text);
        if (strstr(text, said) != NULL)
            return true;
        ch_message_print(&f->help, CHARTER_EN, text, sizeof text);
        if (strstr(text, said) != NULL)
            return true;
    }
    return false;
}

static void is_refused(void **state)
{
    const fault_row *row = *state;
    compiled c;
    compile_text(&c, ch_text_of(row->expression), 0);
    assert_string_equal(tell_faults(&c), row->faults);
    assert_true(row->said == NULL || says(&c, row->said));
    forget(&c);
}

/* ---- limits of an expression ---- */

typedef struct nesting_row {
    const char *name;
    const char *before, *middle, *after; /* `before` and `after` many times */
    size_t fine, refused;
    const char *code;
} nesting_row;

static const nesting_row nestings[] = {
    {"brackets nest up to a bound", "(", "true", ")", 200, 100000 / 2 - 4, "limit.depth|condition.syntax"},
    {"lists nest up to a bound", "[", "1", "]", 200, 40000, "condition.syntax"},
    {"not may be repeated up to a bound", "!", "true", "", 200, 90000, "condition.syntax"},
    {"minus may be repeated up to a bound", "-", "level", "", 200, 90000, "condition.syntax"},
    {"sums are as deep as they are long", "level + ", "1", "", 200, 10000, "limit.depth"},
    {"choices nest up to a bound", "level > 1 ? 1 : ", "1", "", 100, 5000, "condition.syntax"},
    {"fields nest up to a bound", "", "{'a': dyn(1)}", ".a", 200, 40000, "limit.depth"},
    {"calls nest up to a bound", "int(", "level", ")", 200, 19000, "condition.syntax"},
    {"walks nest as deep as their variables may be", "[1].all(e, ", "true", ")", 60, 65, "limit.depth"},
};

static char *nest(const nesting_row *row, size_t times)
{
    char *text = calloc(1, times * (strlen(row->before) + strlen(row->after)) + strlen(row->middle) + 1), *at = text;
    assert_non_null(text);
    for (size_t i = 0; i < times; i++)
        at = stpcpy(at, row->before);
    at = stpcpy(at, row->middle);
    for (size_t i = 0; i < times; i++)
        at = stpcpy(at, row->after);
    return text;
}

static void nests(void **state)
{
    const nesting_row *row = *state;
    compiled c;
    char *text = nest(row, row->fine);
    compile(&c, text);
    ch_cel_evaluate(c.expression, &c.machine);
    forget(&c);
    free(text);
    text = nest(row, row->refused);
    compile_text(&c, ch_text_of(text), 0);
    assert_null(c.expression);
    assert_non_null(strstr(row->code, ch_code_text(c.unit.first->code)));
    forget(&c);
    free(text);
}

/* `and` and `or` take any number of terms, whatever the depth. */
static void thousands_of_terms_are_one_node(void **state)
{
    (void)state;
    compiled c;
    char *text = calloc(1, 60000), *at = text;
    for (int i = 0; i < 3000; i++)
        at = stpcpy(at, "level > 1 && ");
    stpcpy(at, "level > 2");
    compile(&c, text);
    set_common(&c);
    assert_true(ch_cel_evaluate(c.expression, &c.machine).yes);
    forget(&c);
    free(text);
}

static void an_expression_that_is_too_long_is_refused(void **state)
{
    (void)state;
    compiled c;
    char *text = malloc(CH_CEL_TEXT_MAX + 1);
    memset(text, ' ', CH_CEL_TEXT_MAX + 1);
    compile_text(&c, (ch_text){text, CH_CEL_TEXT_MAX + 1}, 0);
    assert_string_equal(ch_code_text(c.unit.first->code), "limit.text");
    forget(&c);
    free(text);
}

static void an_expression_of_too_many_nodes_is_refused(void **state)
{
    (void)state;
    compiled c;
    char *text = calloc(1, 3 * CH_CEL_NODES_MAX + 10), *at = text;
    at = stpcpy(at, "[1");
    for (int i = 0; i < CH_CEL_NODES_MAX; i++)
        at = stpcpy(at, ",1");
    stpcpy(at, "]");
    compile_text(&c, ch_text_of(text), 0);
    assert_string_equal(ch_code_text(c.unit.first->code), "limit.nodes");
    forget(&c);
    free(text);
}

/* ---- three kinds of errors ---- */

typedef struct error_row {
    const char *name, *expression;
    ch_cel_failure failure;
    const char *message;
} error_row;

static const error_row errors[] = {
    {"an absent variable is named", "usage.note == 'a'", CH_CEL_ABSENT, "\"usage.note\" is not declared"},
    {"the first absent variable is named", "share > 1.0 && usage.note == 'a'", CH_CEL_ABSENT,
     "\"share\" is not declared"},
    {"an absent variable in what is denied is named", "!(usage.note == 'a')", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable in what is chosen by is named", "usage.note == 'a' ? true : false", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable in what is chosen is named", "level == 3 ? usage.note == 'a' : true", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable in a list is named", "'a' in [usage.name, usage.note]", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable that is sought is named", "usage.note in ['a', 'b']", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable in a map is named", "{'a': usage.note}.a == 'a'", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable in a key is named", "{usage.note: 1}.size() == 1", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable in an index is named", "{'a': 1}[usage.note] == 1", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"an absent variable in a round is named", "[1, 2].map(i, usage.note).size() == 2", CH_CEL_ABSENT,
     "\"usage.note\" is not declared"},
    {"a fault in what is denied stays what it is", "!(level / (level - 3) > 1)", CH_CEL_FAULT,
     "a number is divided by zero"},
    {"an absent variable in a call is named", "usage.note.size() > 3", CH_CEL_ABSENT, "\"usage.note\" is not declared"},
    {"division by zero is a fault", "level / (level - 3) > 1", CH_CEL_FAULT, "a number is divided by zero"},
    {"an overflow is a fault", "level + 9223372036854775807 > 0", CH_CEL_FAULT, "a number is out of range"},
    {"a place beyond a list is a fault", "[1, 2][level] == 1", CH_CEL_FAULT, "the list has no such place"},
    {"an entry that is no map is a fault", "[level].transformMapEntry(i, v, dyn(v)).size() > 0", CH_CEL_FAULT,
     "values of these types do not go together"},
    {"an entry that is there already is a fault", "[level, 2].transformMapEntry(i, v, {1: v}).size() > 0", CH_CEL_FAULT,
     "a key stands twice in a map"},
    {"more than 100 digits are a fault", "'%.101f'.format([level]).size() > 0", CH_CEL_FAULT,
     "this is no clause of format()"},
    {"a pattern's limit is a limit", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.matches('^(a?){600}$')",
     CH_CEL_LIMIT, "the limit of a pattern was reached"},
    {"the budget is a limit",
     "usage.name.split('').all(a, usage.name.split('').all(b, usage.name.split('').all(c, "
     "usage.name.split('').all(d, usage.name.split('').all(e, usage.name.split('').all(f, usage.name.split('').all(g, "
     "a + b + c + d + e + f + g != 'x')))))))",
     CH_CEL_LIMIT, "the condition takes too long to evaluate"},
    {"the size of values is a limit",
     "cel.bind(a, usage.name + usage.name, cel.bind(b, a.replace('', a), cel.bind(c, b.replace('', b), "
     "c.replace('', c).replace('', c).size() > 1)))",
     CH_CEL_LIMIT, "the condition makes values that are too large"},
};

static void fails(void **state)
{
    const error_row *row = *state;
    compiled c;
    char text[200];
    compile(&c, row->expression);
    set_common(&c);
    ch_cel_value value = ch_cel_evaluate(c.expression, &c.machine);
    assert_int_equal(value.kind, CH_CEL_ERROR);
    ch_message message = ch_cel_error_message(value, &c.scope);
    ch_message_print(&message, CHARTER_EN, text, sizeof text);
    assert_string_equal(text, row->message);
    assert_int_equal(value.failure, row->failure);
    forget(&c);
}

/* ---- what may vary without changing an answer ---- */

typedef struct true_row {
    const char *name, *expression;
} true_row;

static const true_row truths[] = {
    {"a deciding term absorbs an absent variable before it", "usage.note == 'a' || level == 3"},
    {"a deciding term absorbs an absent variable after it", "level == 3 || usage.note == 'a'"},
    {"an answer absorbs what cannot be computed", "!(1 / (level - 3) > 0 && level > 3)"},
    {"all() absorbs an error where another element decides", "![0, 1].all(e, 1 / e == 0)"},
    {"exists() absorbs an error where another element decides", "[0, 1].exists(e, 1 / e == 1)"},
    {"has() of a variable never fails", "!has(usage.note) && has(usage.name)"},
    {"a long list of constants is looked into by hash",
     "usage.name in ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'a client'] && !(usage.name + 's' in "
     "['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'a client'])"},
    {"a list of numbers is looked into across types",
     "level in [1, 2, 3] && dyn(level) in [1.0, 3.0] && dyn(level) in [3u]"},
    {"constants are computed when it is compiled",
     "timestamp('2026-01-01T00:00:00Z') + duration('24h') == timestamp('2026-01-02T00:00:00Z')"},
    {"a comment ends with its line", "level == 3 // and that is all\n && true"},
    {"a map is made of the entries that a body gives",
     "[5, 7].transformMapEntry(i, v, {v: i}) == {5: 0, 7: 1} && {'a': level}.transformMapEntry(k, v, {v: k}) == {3: 'a'}"},
    {"more entries than there were",
     "[1, 2].transformMapEntry(i, v, {v: i, v + 10: i, v + 20: i, v + 30: i}).size() == 8"},
    {"a number is written with as many as 100 digits", "'%.100f'.format([dyn(level)]).size() == 102"},
    {"inner variables hide outer ones", "[1].all(level, [2].all(level, level == 2) && level == 1) && level == 3"},
};

static void is_true(void **state)
{
    const true_row *row = *state;
    compiled c;
    compile(&c, row->expression);
    set_common(&c);
    ch_cel_value value = ch_cel_evaluate(c.expression, &c.machine);
    assert_int_equal(value.kind, CH_CEL_BOOL);
    assert_true(value.yes);
    forget(&c);
}

/* ---- memory ---- */

static const true_row frugal[] = {
    {"comparing takes no memory", "level >= 2 && !(usage.name in ['a', 'b', 'c']) && usage.name.matches('(?i)CLIENT')"},
    {"a comma may end a list and a map", "[1, 2,].size() == 2 && {'a': 1,}.size() == 1"},
    {"lists and maps of constants take no memory", "[1, 2, 3][level - 3] == 1 && {'red': true}[usage.colour]"},
    {"walking over a constant list takes no memory", "['a', 'b'].exists(p, usage.name.startsWith(p))"},
    {"slices of texts take no memory", "usage.name.substring(2) == 'client' && usage.name.trim().size() == 8"},
    {"times take no memory",
     "timestamp('2026-01-01T00:00:00Z').getFullYear() == 2026 && duration('1h') > duration('1m')"},
};

static void takes_no_memory(void **state)
{
    const true_row *row = *state;
    compiled c;
    compile(&c, row->expression);
    set_common(&c);
    for (int i = 0; i < 3; i++)
        assert_true(ch_cel_evaluate(c.expression, &c.machine).yes);
    assert_null(c.working.newest);
    forget(&c);
}

static void what_one_evaluation_makes_is_forgotten_by_the_next(void **state)
{
    (void)state;
    compiled c;
    compile(&c, "(usage.name + usage.name).size() == 16");
    set_common(&c);
    assert_true(ch_cel_evaluate(c.expression, &c.machine).yes);
    const struct ch_block *block = c.working.newest;
    for (int i = 0; i < 10000; i++)
        assert_true(ch_cel_evaluate(c.expression, &c.machine).yes);
    assert_ptr_equal(c.working.newest, block);
    forget(&c);
}

/* ---- limits while it is evaluated ---- */

/* Whatever is evaluated: the limit is told, or the answer is the one that there is without it. */
static const true_row squeezed[] = {
    {"what equals", "[usage.name, usage.note] == ['a client', usage.note] && usage.note != usage.name"},
    {"what is in a list", "level in [1, 2, 4, 5, 6, 7, 8, 9, level]"},
    {"what is in a map", "level in {1: 1, 2: 2, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, level: 3}"},
    {"a pattern", "usage.name.matches('c.*t')"},
    {"lists and what is in them", "[level, level + 1][1] == 4 && ([level] + [1, level]).size() == 3"},
    {"maps and what is in them", "{usage.name: level, 'b': 2, 'c': 3, 'd': 4, 'e': 5}[usage.name] == 3"},
    {"walks", "[1, 2, level].all(e, [e, level].exists(f, f == 3)) && [level].existsOne(e, e == 3)"},
    {"lists that walks make", "[1, 2, level].map(e, e > 1, e * 2) == [4, 6] && [level, 1].filter(e, e > 2) == [3]"},
    {"maps that walks make", "{usage.name: 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5}.transformMap(k, v, v + level)['b'] == 5"},
    {"entries that walks make", "[level, 4, 5, 6, 7].transformMapEntry(i, e, {e: i, e + 10: i, e + 20: e})[23] == 3"},
    {"optional values", "{usage.name: level}[?usage.name].optMap(x, x + 1).or(optional.of(level)).value() == 4"},
    {"texts that are made", "(usage.name + usage.name).upperAscii().replace('A', 'bc').reverse().size() == 18"},
    {"texts that are split and joined", "usage.name.split(' ').join(usage.name) == 'a' + usage.name + 'client'"},
    {"looking for the last place", "usage.name.lastIndexOf('t') == 7 && usage.name.lastIndexOf('e', 6) == 5"},
    {"quoting", "strings.quote(usage.name) == '\"a client\"'"},
    {"base64", "base64.decode(base64.encode(bytes(usage.name))) == bytes(usage.name)"},
    {"numbers as texts", "string(level) + string(level + 1) == '34'"},
    {"format()", "'%s: %d, %s, %.1f'.format([usage.name, level, {usage.name: [level]}, 1.5]) == "
                 "'a client: 3, {a client: [3]}, 1.5'"},
};

static ch_cel_value with_room_for(compiled *c, size_t bytes)
{
    ch_arena_reset(&c->working);
    c->machine.left = INT64_C(1) << 40;
    c->machine.taken = CH_CEL_MEMORY - bytes;
    return ch_cel_eval(c->expression->root, &c->machine);
}

static bool is_limit(ch_cel_value value)
{
    return value.kind == CH_CEL_ERROR && value.failure == CH_CEL_LIMIT;
}

static void answers_or_tells_the_limit(void **state)
{
    const true_row *row = *state;
    compiled c;
    compile(&c, row->expression);
    set_common(&c);
    set(&c, NOTE, ch_cel_string(CH_LITERAL("a note that is longer than sixteen bytes")));
    c.machine.budget = INT64_C(1) << 40;
    assert_true(ch_cel_evaluate(c.expression, &c.machine).yes);
    int64_t spent = c.machine.budget - c.machine.left;
    for (c.machine.budget = 1; c.machine.budget < spent; c.machine.budget++)
        assert_true(is_limit(ch_cel_evaluate(c.expression, &c.machine)));
    assert_true(spent > 1 && ch_cel_evaluate(c.expression, &c.machine).yes);
    size_t room = 0;
    for (ch_cel_value value = with_room_for(&c, 0); value.kind != CH_CEL_BOOL; value = with_room_for(&c, ++room))
        assert_true(is_limit(value) && room < 10000);
    assert_true(with_room_for(&c, room + 1).yes);
    forget(&c);
}

/* ---- cost ---- */

static const true_row costs[] = {
    {"a comparison costs no more than was said", "level >= 2 && usage.name == 'x' || usage.colour in ['red', 'green']"},
    {"a pattern costs no more than was said", "usage.name.matches('a.*t') && usage.note.matches('b')"},
    {"a walk over a split text costs no more than was said",
     "usage.note.split(' ').exists(w, w.contains('x') || w == usage.name)"},
    {"a walk within a walk costs no more than was said",
     "['a', 'b', 'c'].all(a, [1, 2, 3].exists(n, usage.note.contains(a) && n < level))"},
    {"making lists costs no more than was said", "[1, 2, 3].map(n, n * level).filter(n, n > 3).size() == 2"},
    {"making texts costs no more than was said", "(usage.note + usage.name).lowerAscii().contains('client')"},
    {"maps cost no more than was said", "{'a': level, 'b': 2}.transformMap(k, v, v + 1).all(k, k != usage.name)"},
};

static void the_cost_is_bounded(void **state)
{
    const true_row *row = *state;
    static char note[60000];
    compiled c;
    for (size_t i = 0; i < sizeof note; i++)
        note[i] = i % 7 == 3 ? ' ' : 'x' - (char)(i % 5);
    compile(&c, row->expression);
    set_common(&c);
    set(&c, NOTE, ch_cel_string((ch_text){note, sizeof note}));
    c.machine.budget = INT64_C(1) << 40;
    ch_cel_value value = ch_cel_evaluate(c.expression, &c.machine);
    assert_int_equal(value.kind, CH_CEL_BOOL);
    uint64_t spent = (uint64_t)(c.machine.budget - c.machine.left);
    if (spent > c.expression->cost)
        fail_msg("%llu, not %llu", (unsigned long long)spent, (unsigned long long)c.expression->cost);
    forget(&c);
}

static void a_cost_beyond_the_scopes_is_refused(void **state)
{
    (void)state;
    compiled c;
    compile_text(&c, CH_LITERAL("usage.note.split('').all(a, usage.note.contains(a))"), 1000000);
    assert_string_equal(tell_faults(&c), "0-51 condition.cost");
    forget(&c);
    compile_text(&c, CH_LITERAL("usage.name.split('').all(a, usage.name.contains(a))"), 1000000);
    assert_non_null(c.expression);
    forget(&c);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(faults, is_refused),
        TEST_ROWS(nestings, nests),
        TEST(thousands_of_terms_are_one_node),
        TEST(an_expression_that_is_too_long_is_refused),
        TEST(an_expression_of_too_many_nodes_is_refused),
        TEST_ROWS(errors, fails),
        TEST_ROWS(truths, is_true),
        TEST_ROWS(frugal, takes_no_memory),
        TEST(what_one_evaluation_makes_is_forgotten_by_the_next),
        TEST_ROWS(squeezed, answers_or_tells_the_limit),
        TEST_ROWS(costs, the_cost_is_bounded),
        TEST(a_cost_beyond_the_scopes_is_refused),
    };
    return RUN_TABLES(tables);
}
