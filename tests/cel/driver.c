/* driver: CEL behind a line protocol, for tests in Python.
 *
 * A request is one line of fields between tabs, each field with \t, \n, \r, \0 and \\ for what it may not hold:
 *
 *     case  CONTAINER  checked|unchecked|check-only  EXPRESSION
 *           var  NAME  TYPE  EXPRESSION-OF-ITS-VALUE|-        (as many as there are)
 *           fun  NAME  receiver|global  RESULT  PARAMETER…  ;
 *
 * The answer is one line of JSON: {"type": …, "value": {"int": "1"}}, {"type": …, "error": …} where evaluating
 * failed, {"fault": …} where it does not compile. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/unicode.h"
#include "cel/cel.h"

enum { MOST_FIELDS = 256, MOST_VARIABLES = 32 };

typedef struct run {
    ch_arena arena, working;
    ch_cel_variable variables[MOST_VARIABLES];
    ch_cel_value values[MOST_VARIABLES];
    bool bound[MOST_VARIABLES];
    uint32_t variable_count;
    ch_cel_overload overloads[MOST_VARIABLES];
    uint32_t overload_count;
    ch_matcher *matcher;
    ch_zones zones;
    ch_pattern *patterns[64];
    size_t pattern_count;
} run;

static void die(const char *what)
{
    fprintf(stderr, "driver: %s\n", what);
    exit(2);
}

static bool keep_pattern(void *context, ch_pattern *pattern)
{
    run *r = context;
    if (r->pattern_count == 64)
        die("too many patterns");
    r->patterns[r->pattern_count++] = pattern;
    return true;
}

static ch_cel_value fetch(const void *facts, uint32_t variable)
{
    const run *r = facts;
    return r->bound[variable] ? r->values[variable] : ch_cel_absent(variable);
}

/* ---- types ---- */

static const ch_cel_type *read_type(run *r, const char **at);

static uint32_t read_params(run *r, const char **at, const ch_cel_type **params)
{
    uint32_t count = 0;
    while (**at == '(' || **at == ',') {
        *at += 1;
        *at += strspn(*at, " ");
        params[count++] = read_type(r, at);
    }
    *at += **at == ')';
    return count;
}

static const ch_cel_type *read_type(run *r, const char **at)
{
    static const ch_cel_type *const simple[] = {
        &ch_cel_type_dyn,  &ch_cel_type_null,   &ch_cel_type_bool,   &ch_cel_type_int,
        &ch_cel_type_uint, &ch_cel_type_double, &ch_cel_type_string, &ch_cel_type_bytes,
    };
    const ch_cel_type *params[CH_CEL_TYPE_PARAMS] = {NULL};
    if (**at == '<') {
        size_t length = strcspn(*at, ">") + 1;
        ch_text name = {*at, length};
        *at += length;
        return ch_cel_type_param(&r->arena, ch_arena_text(&r->arena, name), 0);
    }
    ch_text name = {*at, strcspn(*at, "(), ")};
    *at += name.length;
    for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
        if (ch_text_same(simple[i]->name, name))
            return simple[i];
    if (ch_text_is(name, "timestamp"))
        return &ch_cel_type_timestamp;
    if (ch_text_is(name, "duration"))
        return &ch_cel_type_duration;
    uint32_t count = read_params(r, at, params);
    if (ch_text_is(name, "list"))
        return ch_cel_type_list(&r->arena, params[0]);
    if (ch_text_is(name, "map"))
        return ch_cel_type_map(&r->arena, params[0], params[1]);
    return ch_cel_type_opaque(&r->arena, ch_arena_text(&r->arena, name), params, count);
}

static const ch_cel_type *type_of(run *r, const char *text)
{
    return read_type(r, &text);
}

/* ---- answers ---- */

static void put_text(ch_text text)
{
    putchar('"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < 0x20)
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void put_bytes(ch_text text)
{
    printf("{\"hex\": \"");
    for (size_t i = 0; i < text.length; i++)
        printf("%02x", (unsigned char)text.at[i]);
    printf("\"}");
}

static void put_value(ch_cel_value v);

static void put_items(const char *name, ch_cel_value v, bool pairs)
{
    printf("{\"%s\": [", name);
    for (uint32_t i = 0; i < v.length; i++) {
        printf(i == 0 ? "" : ", ");
        if (pairs) {
            printf("[");
            put_value(v.items[2 * i]);
            printf(", ");
            put_value(v.items[2 * i + 1]);
            printf("]");
        } else {
            put_value(v.items[i]);
        }
    }
    printf("]}");
}

static void put_value(ch_cel_value v)
{
    switch ((ch_cel_kind)v.kind) {
    case CH_CEL_NULL:
        printf("{\"null\": null}");
        break;
    case CH_CEL_BOOL:
        printf("{\"bool\": %s}", v.yes ? "true" : "false");
        break;
    case CH_CEL_INT:
        printf("{\"int\": \"%" PRId64 "\"}", v.integer);
        break;
    case CH_CEL_UINT:
        printf("{\"uint\": \"%" PRIu64 "\"}", v.natural);
        break;
    case CH_CEL_DOUBLE:
        printf("{\"double\": \"%.17g\"}", v.number); /* quoted: a JSON reader takes -0 for 0 */
        break;
    case CH_CEL_STRING:
        printf("{\"string\": ");
        put_text(ch_cel_text(v));
        printf("}");
        break;
    case CH_CEL_BYTES:
        printf("{\"bytes\": ");
        put_bytes(ch_cel_text(v));
        printf("}");
        break;
    case CH_CEL_LIST:
        put_items("list", v, false);
        break;
    case CH_CEL_MAP:
        put_items("map", v, true);
        break;
    case CH_CEL_TYPE:
        printf("{\"type\": ");
        put_text(ch_cel_text(v));
        printf("}");
        break;
    default:
        printf("{\"other\": %d}", v.kind);
    }
}

static void put_message(const ch_message *message)
{
    char text[500];
    ch_message_print(message, CHARTER_EN, text, sizeof text);
    put_text(ch_text_of(text));
}

static void put_error(ch_cel_value error, const ch_cel_scope *scope)
{
    static const char *const kinds[] = {"fault", "absent", "limit"};
    ch_message message = ch_cel_error_message(error, scope);
    printf("\"error\": ");
    put_message(&message);
    printf(", \"kind\": \"%s\"", kinds[error.failure]);
}

/* ---- requests ---- */

/* In place; gives the length, since a NUL may be meant. */
static size_t unescape(char *field)
{
    static const char letters[] = "tnr0", meanings[] = "\t\n\r";
    char *to = field;
    for (const char *from = field; *from != '\0'; from++) {
        const char *letter = *from == '\\' ? strchr(letters, *++from) : NULL;
        *to++ = letter != NULL ? meanings[letter - letters] : *from;
    }
    *to = '\0';
    return (size_t)(to - field);
}

/* `*expression` is how long the fourth field is. */
static size_t cut(char *line, char **fields, size_t *expression)
{
    size_t count = 0;
    line[strcspn(line, "\n")] = '\0';
    for (char *at = line; at != NULL && count < MOST_FIELDS;) {
        char *tab = strchr(at, '\t');
        if (tab != NULL)
            *tab++ = '\0';
        size_t length = unescape(at);
        if (count == 3)
            *expression = length;
        fields[count++] = at;
        at = tab;
    }
    return count;
}

static ch_cel_machine machine_of(run *r)
{
    return (
        ch_cel_machine){.facts = r, .fetch = fetch, .matcher = r->matcher, .arena = &r->working, .zones = &r->zones};
}

/* The value of an expression without variables, which lives as long as the run. */
static ch_cel_value constant(run *r, const char *text)
{
    static const ch_cel_scope nothing = {.variables = NULL};
    ch_cel_unit unit = {.arena = &r->arena, .scope = &nothing};
    const ch_cel *e = ch_cel_compile(&unit, ch_text_of(text));
    if (e == NULL)
        die(text);
    ch_cel_machine m = machine_of(r);
    m.arena = &r->arena;
    return ch_cel_evaluate(e, &m);
}

static size_t take_variable(run *r, char **f)
{
    uint32_t i = r->variable_count++;
    r->variables[i] = (ch_cel_variable){.name = ch_text_of(f[1]), .type = type_of(r, f[2])};
    r->bound[i] = strcmp(f[3], "-") != 0;
    if (r->bound[i])
        r->values[i] = constant(r, f[3]);
    return 4;
}

static size_t take_function(run *r, char **f)
{
    ch_cel_overload *o = &r->overloads[r->overload_count++];
    *o = (ch_cel_overload){.name = f[1], .receiver = strcmp(f[2], "receiver") == 0, .result = type_of(r, f[3])};
    size_t at = 4;
    while (strcmp(f[at], ";") != 0)
        o->params[o->count++] = type_of(r, f[at++]);
    return at + 1;
}

static void answer(run *r, char **f, size_t length, const ch_cel_scope *scope)
{
    ch_cel_unit unit = {.arena = &r->arena,
                        .scope = scope,
                        .unchecked = strcmp(f[2], "unchecked") == 0,
                        .keep_pattern = keep_pattern,
                        .context = r};
    const ch_cel *e = ch_cel_compile(&unit, (ch_text){f[3], length});
    printf("{");
    if (e == NULL) {
        printf("\"fault\": ");
        if (unit.first == NULL)
            die("no memory");
        put_message(&unit.first->message);
        printf(", \"at\": [%u, %u]", unit.first->span.start, unit.first->span.end);
    } else {
        printf("\"type\": ");
        put_text(ch_cel_type_text(&r->arena, e->type));
        if (strcmp(f[2], "check-only") != 0) {
            ch_cel_machine m = machine_of(r);
            ch_cel_value v = ch_cel_evaluate(e, &m);
            printf(", ");
            if (v.kind == CH_CEL_ERROR) {
                put_error(v, scope);
            } else {
                printf("\"value\": ");
                put_value(v);
            }
        }
    }
    printf("}\n");
}

static void serve(char *line, ch_matcher *matcher)
{
    char *fields[MOST_FIELDS];
    size_t length = 0, count = cut(line, fields, &length);
    run *r = calloc(1, sizeof *r);
    if (r == NULL || count < 4)
        die("a request has four fields at least");
    r->matcher = matcher;
    for (size_t at = 4; at < count;)
        at += strcmp(fields[at], "var") == 0 ? take_variable(r, fields + at) : take_function(r, fields + at);
    ch_cel_scope scope = {.variables = r->variables,
                          .variable_count = r->variable_count,
                          .overloads = r->overloads,
                          .overload_count = r->overload_count,
                          .container = ch_text_of(fields[1])};
    answer(r, fields, length, &scope);
    for (size_t i = 0; i < r->pattern_count; i++)
        ch_pattern_free(r->patterns[i]);
    ch_zones_clear(&r->zones);
    ch_arena_clear(&r->arena);
    ch_arena_clear(&r->working);
    free(r);
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    ch_matcher *matcher = ch_matcher_new();
    while (getline(&line, &room, stdin) > 0) {
        serve(line, matcher);
        fflush(stdout);
    }
    free(line);
    ch_matcher_free(matcher);
    return 0;
}
