/* The entrance of expressions: any text as a condition in CEL, compiled and, where it compiles, evaluated on facts of
 * every type. Bytes that no charter may hold never come that far. */
#include <stdlib.h>

#include "fuzz/fuzz.h"
#include "base/source.h"
#include "cel/cel.h"

enum { MOST_PATTERNS = 64 };

static const ch_text words[] = {CH_TEXT_INIT("low"), CH_TEXT_INIT("high")};

static const ch_cel_variable variables[] = {
    {.name = CH_TEXT_INIT("usage.purpose"), .type = &ch_cel_type_string, .size = 1000},
    {.name = CH_TEXT_INIT("usage.count"), .type = &ch_cel_type_int},
    {.name = CH_TEXT_INIT("usage.level"), .type = &ch_cel_type_word, .closed = true, .words = words, .word_count = 2},
    {.name = CH_TEXT_INIT("share"), .type = &ch_cel_type_double},
    {.name = CH_TEXT_INIT("flag"), .type = &ch_cel_type_bool},
    {.name = CH_TEXT_INIT("day"), .type = &ch_cel_type_timestamp},
    {.name = CH_TEXT_INIT("absent"), .type = &ch_cel_type_string},
    {.name = CH_TEXT_INIT("any"), .type = &ch_cel_type_dyn},
};

typedef struct kept {
    ch_pattern *patterns[MOST_PATTERNS];
    size_t count;
} kept;

static bool keep_pattern(void *context, ch_pattern *pattern)
{
    kept *k = context;
    if (k->count == MOST_PATTERNS) {
        ch_pattern_free(pattern);
        return false;
    }
    k->patterns[k->count++] = pattern;
    return true;
}

static ch_cel_value fetch(const void *facts, uint32_t variable)
{
    (void)facts;
    switch (variable) {
    case 0:
        return ch_cel_string(CH_LITERAL("Reword a client's note, \xC3\xA9t\xC3\xA9"));
    case 1:
        return ch_cel_int(40);
    case 2:
        return ch_cel_string(words[1]);
    case 3:
        return ch_cel_double(0.5);
    case 4:
        return ch_cel_bool(true);
    case 5:
        return ch_cel_timestamp(1790000000, 5);
    case 7:
        return ch_cel_uint(7);
    default:
        return ch_cel_absent(variable);
    }
}

static void evaluate(const ch_cel *expression)
{
    ch_arena arena = {0};
    ch_zones zones = {.folder = "/nowhere"};
    ch_cel_machine machine = {.fetch = fetch,
                              .matcher = ch_matcher_new(),
                              .arena = &arena,
                              .zones = &zones,
                              .budget = 100000};
    if (machine.matcher != NULL) {
        ch_cel_value value = ch_cel_evaluate(expression, &machine);
        if (!ch_cel_equal(value, value) && value.kind == CH_CEL_STRING)
            abort();
    }
    ch_matcher_free(machine.matcher);
    ch_zones_clear(&zones);
    ch_arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    ch_arena arena = {0};
    kept patterns = {.count = 0};
    ch_source source = {.name = "charter.yaml", .bytes = {(const char *)bytes, size}};
    ch_span at;
    if (ch_source_check(&source, &at) != CH_BYTES_FINE)
        return 0;
    ch_cel_scope scope = {.variables = variables, .variable_count = sizeof variables / sizeof *variables};
    for (int unchecked = 0; unchecked < 2; unchecked++) {
        ch_cel_unit unit = {.arena = &arena,
                            .scope = &scope,
                            .unchecked = unchecked == 1,
                            .keep_pattern = keep_pattern,
                            .context = &patterns};
        const ch_cel *expression = ch_cel_compile(&unit, (ch_text){(const char *)bytes, size});
        for (const ch_cel_fault *f = unit.first; f != NULL; f = f->next)
            if (f->span.start > f->span.end || f->span.end > size + 1)
                abort();
        if (expression != NULL)
            evaluate(expression);
    }
    for (size_t i = 0; i < patterns.count; i++)
        ch_pattern_free(patterns.patterns[i]);
    ch_arena_clear(&arena);
    return 0;
}
