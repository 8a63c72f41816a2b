/* Compiling and searching with PCRE2, within limits. */
#include "rule/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

#include "rule/re2.h"

/* A hostile text ends within milliseconds; the depth and the heap are bounded with it. */
#define MATCH_LIMIT 100000
#define DEPTH_LIMIT 10000
#define HEAP_LIMIT_KIB (16 * 1024)

struct ch_pattern {
    pcre2_code *code;
};

struct ch_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    bool failed;
};

static ch_pattern *fail(ch_pattern_fault *fault, size_t offset, const char *message)
{
    fault->offset = offset;
    snprintf(fault->message, sizeof fault->message, "%s", message);
    return NULL;
}

static ch_pattern *compile(ch_text text, uint32_t options, ch_pattern_fault *fault)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.at, text.length,
                                     options | PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &offset, NULL);
    if (code == NULL) {
        fault->offset = offset;
        if (error == PCRE2_ERROR_NOMEMORY || error == 121) /* 121: PCRE2's compiler had no memory */
            return fail(fault, offset, "");
        pcre2_get_error_message(error, (PCRE2_UCHAR *)fault->message, sizeof fault->message);
        return NULL;
    }
    ch_pattern *pattern = malloc(sizeof *pattern);
    if (pattern == NULL) {
        pcre2_code_free(code);
        return fail(fault, 0, "");
    }
    pattern->code = code;
    return pattern;
}

ch_pattern *ch_pattern_compile(ch_text text, ch_pattern_language language, ch_arena *arena,
                               ch_pattern_fault *fault)
{
    *fault = (ch_pattern_fault){0};
    if (text.length > CH_PATTERN_MAX)
        return fail(fault, CH_PATTERN_MAX, N_("the pattern is longer than 4096 bytes"));
    if (language == CH_PCRE2)
        return compile(text, 0, fault);
    ch_text translated;
    ch_re2_fault refused;
    if (!ch_re2_translate(text, arena, &translated, &refused))
        return fail(fault, refused.offset, refused.message == NULL ? "" : refused.message);
    ch_pattern *pattern = compile(translated, PCRE2_DOLLAR_ENDONLY, fault);
    if (pattern == NULL) /* its offset is in the translation: the beginning of the pattern is all that is sure */
        fault->offset = 0;
    return pattern;
}

void ch_pattern_free(ch_pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_code_free(pattern->code);
    free(pattern);
}

ch_message ch_pattern_message(const ch_pattern_fault *fault, ch_arena *arena)
{
    ch_message message = ch_say1("the pattern does not compile: %s",
                                 ch_arena_text(arena, ch_text_of(fault->message)));
    message.spoken = 1;
    return message;
}

/* Within the text where its spelling is its value: no escapes, no folded lines. */
ch_span ch_pattern_place(const ch_pattern_fault *fault, ch_text text, ch_span span, bool plain)
{
    size_t quote = plain ? 0 : 1;
    size_t at = span.start + quote + fault->offset;
    if (span.end - span.start != text.length + 2 * quote || at >= span.end)
        return span;
    return (ch_span){(uint32_t)at, (uint32_t)at + 1};
}

ch_matcher *ch_matcher_new(void)
{
    ch_matcher *matcher = calloc(1, sizeof *matcher);
    if (matcher == NULL)
        return NULL;
    matcher->data = pcre2_match_data_create(1, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    if (matcher->data == NULL || matcher->context == NULL) {
        ch_matcher_free(matcher);
        return NULL;
    }
    pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
    pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    return matcher;
}

void ch_matcher_free(ch_matcher *matcher)
{
    if (matcher == NULL)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

ch_match ch_pattern_find(const ch_pattern *pattern, ch_matcher *matcher, ch_text text)
{
    int result = pcre2_match(pattern->code, (PCRE2_SPTR)text.at, text.length, 0, PCRE2_NO_UTF_CHECK,
                             matcher->data, matcher->context);
    if (result >= 0)
        return CH_MATCH_YES;
    matcher->failed = matcher->failed || result == PCRE2_ERROR_NOMEMORY;
    return result == PCRE2_ERROR_NOMATCH ? CH_MATCH_NO : CH_MATCH_LIMIT;
}

bool ch_matcher_failed(ch_matcher *matcher)
{
    bool failed = matcher->failed;
    matcher->failed = false;
    return failed;
}
