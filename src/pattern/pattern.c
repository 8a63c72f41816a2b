/* Compiling and searching with PCRE2, within limits. RE2's language is turned into PCRE2's by re2.c; many patterns
 * over one text are detect/'s. A limit that is reached is no answer: the caller is told so, and calls it
 * undetermined, never a pass. */
#include "pattern/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "pattern/complaints.h"
#include "pattern/re2.h"
#include "tree/spelling.h"

/* Of the interpreter; machine code has its stack instead (pcre2api, pcre2_set_depth_limit). */
#define DEPTH_LIMIT 10000

/* Up to here a text is interpreted, beyond it the pattern is compiled to machine code: that takes some 20
 * microseconds, which short texts never win back. It is the text's length alone that decides, so that an
 * answer never depends on what was searched before. */
#define INTERPRETED_MAX 128

/* Where there is no machine code, longer texts are not searched at all: the interpreter may take a minute for
 * 131 KB without reaching its limit. */
#define WITHOUT_CODE_MAX ((size_t)64 * 1024)

/* Of machine code. Where it is used up the match ends with an error, which is a limit like others (pcre2jit). */
#define STACK_FIRST ((size_t)32 * 1024)
#define STACK_MAX   ((size_t)1024 * 1024)

struct ch_pattern {
    pcre2_code *code;
    /* A copy with machine code, made by the first thread that needs it; `code` itself where it cannot be
     * made. */
    _Atomic(pcre2_code *) *fast;
    bool quick; /* `code` is machine code itself, made by ch_pattern_quicken */
};

/* Two contexts, since their limits differ: a text that is searched from many places may take as much at each. */
struct ch_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context, *searching;
    pcre2_jit_stack *stack; /* of machine code: 32 KiB of the thread's where it is given none */
    bool failed, interprets;
};

static ch_pattern *fail(ch_pattern_fault *fault, size_t offset, const char *message)
{
    fault->offset = offset;
    fault->message = message;
    return NULL;
}

/* Takes `code`; NULL: no memory. */
static ch_pattern *pattern_of(pcre2_code *code, bool quick)
{
    ch_pattern *pattern = code == NULL ? NULL : calloc(1, sizeof *pattern);
    if (pattern != NULL)
        pattern->fast = malloc(sizeof *pattern->fast);
    if (pattern == NULL || pattern->fast == NULL) {
        pcre2_code_free(code);
        free(pattern);
        return NULL;
    }
    pattern->code = code;
    pattern->quick = quick;
    atomic_init(pattern->fast, NULL);
    return pattern;
}

/* ---- what is refused though it compiles ---- */

/* What a piece of PCRE2's syntax begins with: \G holds where the search began, and \K moves where the
 * match does, so that what is found would depend on how a text is cut; verbs stop a search, options and
 * callouts change how it is run. */
static const char *const refused_pieces[] = {"\\G", "\\K", "(?C", "(?(VERSION"};

static const char *const why_refused =
    N_("%s may not stand in a pattern: what is found would depend on how a text is searched");

/* Behind the next `end`, or at the pattern's end. */
static size_t skip_past(ch_text p, size_t at, const char *end)
{
    const char *found = memmem(p.at + at, p.length - at, end, strlen(end));
    return found == NULL ? p.length : (size_t)(found - p.at) + strlen(end);
}

/* Past what quotes others, one escape, or one byte. */
static size_t skip_quoted(ch_text p, size_t at)
{
    if (ch_text_begins((ch_text){p.at + at, p.length - at}, "\\Q"))
        return skip_past(p, at, "\\E");
    return at + (p.at[at] == '\\' ? 2 : 1);
}

/* Past a class, which may begin with a bracket that closes nothing. Behind "[" or "[^" a closing bracket is a member
 * (pcre2pattern, square brackets and character classes). */
static size_t skip_class(ch_text p, size_t at)
{
    at += ch_text_begins((ch_text){p.at + at, p.length - at}, "[^") ? 2 : 1;
    for (bool first = true; at < p.length && (first || p.at[at] != ']'); first = false) {
        const char *end = NULL;
        if (ch_text_begins((ch_text){p.at + at, p.length - at}, "[:"))
            end = memmem(p.at + at, p.length - at, ":]", 2);
        at = end != NULL ? (size_t)(end - p.at) + 2 : skip_quoted(p, at);
    }
    return at + 1;
}

/* One token, or what quotes or comments. */
static size_t skip_token(ch_text p, size_t at)
{
    ch_text rest = {p.at + at, p.length - at};
    if (ch_text_begins(rest, "(?#"))
        return skip_past(p, at, ")");
    return *rest.at == '[' ? skip_class(p, at) : skip_quoted(p, at);
}

static bool is_verb(ch_text rest)
{
    return rest.length > 2 && ch_text_begins(rest, "(*") &&
           (rest.at[2] == ':' || (rest.at[2] >= 'A' && rest.at[2] <= 'Z'));
}

static bool is_refused(ch_text rest)
{
    for (size_t i = 0; i < sizeof refused_pieces / sizeof *refused_pieces; i++)
        if (ch_text_begins(rest, refused_pieces[i]))
            return true;
    return is_verb(rest);
}

/* The first of them in a pattern that compiles; its length is 0: none. It looks for tokens and not for bytes: in \\G,
 * \QG\E, a class or a comment these pieces mean nothing. */
static ch_text find_refused(ch_text p)
{
    for (size_t at = 0; at < p.length; at = skip_token(p, at)) {
        ch_text rest = {p.at + at, p.length - at};
        if (is_refused(rest))
            return (ch_text){rest.at, *rest.at == '\\' ? 2 : skip_past(p, at, ")") - at};
    }
    return CH_NO_TEXT;
}

static ch_pattern *refuse(ch_pattern *pattern, ch_text text, ch_text piece, ch_pattern_fault *fault)
{
    ch_pattern_free(pattern);
    fault->refused = piece;
    return fail(fault, (size_t)(piece.at - text.at), why_refused);
}

/* ---- compiling ---- */

/* Where the class or the group begins that the pattern's end leaves open. Past the depth that is kept, the outer one.
 */
static size_t find_open(ch_text p)
{
    enum { KEPT = 64 };
    size_t open[KEPT] = {0}, depth = 0, next;
    for (size_t at = 0; at < p.length; at = next) {
        next = skip_token(p, at);
        if (p.at[at] == '[' && next > p.length)
            return at;
        if (p.at[at] == '(' && next == at + 1 && depth++ < KEPT)
            open[depth - 1] = at;
        else if (p.at[at] == ')' && depth > 0)
            depth--;
    }
    return depth == 0 ? p.length : open[depth > KEPT ? KEPT - 1 : depth - 1];
}

/* PCRE2 tells where it gave up: of what is not closed, at the end. */
static ch_pattern *fail_to_compile(ch_text text, int error, size_t offset, ch_pattern_fault *fault)
{
    if (error == PCRE2_ERROR_NOMEMORY || error == PCRE2_ERROR_HEAP_FAILED)
        return fail(fault, offset, NULL);
    if (error == PCRE2_ERROR_MISSING_SQUARE_BRACKET || error == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS)
        offset = find_open(text);
    return fail(fault, offset < text.length || offset == 0 ? offset : text.length - 1, ch_pattern_complaint(error));
}

/* \C could match a part of a character, which is no text (pcre2pattern). */
static ch_pattern *compile(ch_text text, uint32_t options, ch_pattern_fault *fault)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.at, text.length, options | PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C,
                                     &error, &offset, NULL);
    if (code == NULL)
        return fail_to_compile(text, error, offset, fault);
    ch_pattern *pattern = pattern_of(code, false);
    return pattern != NULL ? pattern : fail(fault, 0, NULL);
}

/* Compiled first and looked through then: what is refused is looked for in a pattern whose brackets and quotes are
 * known to close. */
static ch_pattern *compile_pcre2(ch_text text, uint32_t options, ch_pattern_fault *fault)
{
    ch_pattern *pattern = compile(text, options, fault);
    ch_text piece = pattern == NULL ? CH_NO_TEXT : find_refused(text);
    return piece.length == 0 ? pattern : refuse(pattern, text, piece, fault);
}

ch_pattern *ch_pattern_compile(ch_text text, ch_pattern_language language, ch_arena *arena, ch_pattern_fault *fault)
{
    *fault = (ch_pattern_fault){0};
    if (text.length > CH_PATTERN_MAX)
        return fail(fault, CH_PATTERN_MAX, N_("the pattern is longer than 4096 bytes"));
    if (language == CH_PCRE2)
        return compile_pcre2(text, 0, fault);
    /* Anchored by options, not by ^ and $ around it: alternatives at its top, or comments, would escape these. */
    if (language == CH_PCRE2_WHOLE)
        return compile_pcre2(text, PCRE2_ANCHORED | PCRE2_ENDANCHORED, fault);
    ch_text translated;
    ch_re2_fault refused;
    if (!ch_re2_translate(text, arena, &translated, &refused))
        return fail(fault, refused.offset, refused.message);
    ch_pattern *pattern = compile(translated, PCRE2_DOLLAR_ENDONLY, fault);
    if (pattern == NULL) /* its offset is in the translation: the beginning of the pattern is all that is sure */
        fault->offset = 0;
    return pattern;
}

/* `fast` is the pattern itself where no machine code could be made. */
void ch_pattern_free(ch_pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_code *fast = atomic_load(pattern->fast);
    if (fast != pattern->code)
        pcre2_code_free(fast);
    pcre2_code_free(pattern->code);
    free(pattern->fast);
    free(pattern);
}

/* Where there is no machine code for this processor, the interpreter does. A copy has no machine code of its own
 * (pcre2api, pcre2_code_copy): it is compiled anew, and the shared pattern stays as it is. */
ch_pattern *ch_pattern_quicken(const ch_pattern *pattern)
{
    pcre2_code *code = pcre2_code_copy(pattern->code);
    int error = code == NULL ? PCRE2_ERROR_NOMEMORY : pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    if (error != PCRE2_ERROR_NOMEMORY)
        return pattern_of(code, error == 0);
    pcre2_code_free(code);
    return NULL;
}

bool ch_pattern_quick(const ch_pattern *pattern)
{
    return pattern->quick;
}

ch_message ch_pattern_message(const ch_pattern_fault *fault)
{
    if (fault->refused.length > 0)
        return ch_say1(why_refused, fault->refused);
    ch_message message = ch_say1("the pattern does not compile: %s", ch_text_of(fault->message));
    message.spoken = 1;
    return message;
}

ch_span ch_pattern_place(const ch_pattern_fault *fault, const ch_source *source, const ch_node *scalar, ch_arena *arena)
{
    ch_spelling spelling = ch_spelling_of(source, scalar, arena);
    return ch_spelling_place(&spelling, (ch_span){(uint32_t)fault->offset, (uint32_t)fault->offset + 1});
}

/* PCRE2's own limit is ten million steps (pcre2build): a hostile text must end within milliseconds. */
static pcre2_match_context *limited(uint32_t steps)
{
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    if (context == NULL)
        return NULL;
    pcre2_set_match_limit(context, steps);
    pcre2_set_depth_limit(context, DEPTH_LIMIT);
    pcre2_set_heap_limit(context, CH_PATTERN_HEAP_KIB);
    return context;
}

ch_matcher *ch_matcher_new(void)
{
    ch_matcher *matcher = calloc(1, sizeof *matcher);
    if (matcher == NULL)
        return NULL;
    /* Two pairs of places: the whole match, and the first group. */
    matcher->data = pcre2_match_data_create(2, NULL);
    matcher->context = limited(CH_PATTERN_STEPS_MAX);
    matcher->searching = limited(CH_PATTERN_PLACE_STEPS_MAX);
    if (matcher->data != NULL && matcher->context != NULL && matcher->searching != NULL)
        return matcher;
    ch_matcher_free(matcher);
    return NULL;
}

void ch_matcher_bound(ch_matcher *matcher, uint32_t steps)
{
    pcre2_set_match_limit(matcher->context, steps);
}

void ch_matcher_free(ch_matcher *matcher)
{
    if (matcher == NULL)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_match_context_free(matcher->searching);
    pcre2_jit_stack_free(matcher->stack);
    free(matcher);
}

void ch_matcher_interpret(ch_matcher *matcher)
{
    matcher->interprets = true;
}

static pcre2_code *make_fast(pcre2_code *code)
{
    pcre2_code *copy = pcre2_code_copy(code);
    if (copy == NULL || pcre2_jit_compile(copy, PCRE2_JIT_COMPLETE) == 0)
        return copy;
    pcre2_code_free(copy);
    return NULL;
}

/* The pattern with machine code, or as it is where there is none to be had. Patterns are shared by threads: two may
 * make the code at once, and one copy wins. Where machine code failed `code` itself is kept, so that it is not tried
 * again for each text. Freed with the pattern, when no thread uses it any more. */
static const pcre2_code *fast_code(const ch_pattern *pattern)
{
    pcre2_code *fast = atomic_load_explicit(pattern->fast, memory_order_acquire);
    if (fast != NULL)
        return fast;
    pcre2_code *made = make_fast(pattern->code);
    if (made == NULL)
        made = pattern->code;
    if (atomic_compare_exchange_strong(pattern->fast, &fast, made))
        return made;
    if (made != pattern->code)
        pcre2_code_free(made);
    return fast;
}

/* Made when it is first needed: short texts never do. */
static bool has_stack(ch_matcher *matcher)
{
    if (matcher->stack == NULL) {
        matcher->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MAX, NULL);
        pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
        pcre2_jit_stack_assign(matcher->searching, NULL, matcher->stack);
    }
    return matcher->stack != NULL;
}

/* PCRE2_NO_UTF_CHECK: texts were checked when they were read (ch_yaml_check_bytes), and PCRE2 would walk each of them
 * once more. Without that check malformed UTF-8 would be undefined behaviour (pcre2api). */
static int search(const pcre2_code *code, ch_matcher *matcher, ch_text text)
{
    return pcre2_match(code, (PCRE2_SPTR)text.at, text.length, 0, PCRE2_NO_UTF_CHECK, matcher->data, matcher->context);
}

/* A long text, by machine code where there is any. An interpreter that may run for a minute is no answer either: a
 * limit, so undecided. */
static int search_long(const ch_pattern *pattern, ch_matcher *matcher, ch_text text)
{
    const pcre2_code *code = pattern->code;
    if (!matcher->interprets && has_stack(matcher))
        code = fast_code(pattern);
    if (code == pattern->code)
        return text.length > WITHOUT_CODE_MAX ? PCRE2_ERROR_MATCHLIMIT : search(code, matcher, text);
    return pcre2_jit_match(code, (PCRE2_SPTR)text.at, text.length, 0, PCRE2_NO_UTF_CHECK, matcher->data,
                           matcher->context);
}

ch_match ch_pattern_find(const ch_pattern *pattern, ch_matcher *matcher, ch_text text)
{
    int result =
        text.length <= INTERPRETED_MAX ? search(pattern->code, matcher, text) : search_long(pattern, matcher, text);
    if (result >= 0)
        return CH_MATCH_YES;
    /* Every error but "no match" leaves it undecided; that memory was short is remembered, since what was judged then
     * is not to be kept. */
    matcher->failed = matcher->failed || result == PCRE2_ERROR_NOMEMORY;
    return result == PCRE2_ERROR_NOMATCH ? CH_MATCH_NO : CH_MATCH_LIMIT;
}

bool ch_matcher_failed(ch_matcher *matcher)
{
    bool failed = matcher->failed;
    matcher->failed = false;
    return failed;
}

/* pcre2_jit_match() checks nothing of its arguments, UTF-8 neither (pcre2jit, fast path): it takes no
 * PCRE2_NO_UTF_CHECK. */
static int run(const ch_pattern *pattern, ch_matcher *matcher, ch_text text, size_t from, uint32_t options)
{
    if (!pattern->quick)
        return pcre2_match(pattern->code, (PCRE2_SPTR)text.at, text.length, from, options | PCRE2_NO_UTF_CHECK,
                           matcher->data, matcher->searching);
    if (!has_stack(matcher))
        return PCRE2_ERROR_NOMEMORY;
    return pcre2_jit_match(pattern->code, (PCRE2_SPTR)text.at, text.length, from, options, matcher->data,
                           matcher->searching);
}

static ch_span span_of(const PCRE2_SIZE *ends)
{
    return (ch_span){(uint32_t)ends[0], (uint32_t)ends[1]};
}

/* An empty match is none (PCRE2_NOTEMPTY): it says nothing, and the search behind it would never get on. */
ch_match ch_pattern_search(const ch_pattern *pattern, ch_matcher *matcher, ch_text text, size_t from, bool open,
                           ch_found *found)
{
    int result = run(pattern, matcher, text, from, PCRE2_NOTEMPTY | (open ? PCRE2_NOTEOL : 0));
    if (result == PCRE2_ERROR_NOMATCH)
        return CH_MATCH_NO;
    if (result < 0)
        return result == PCRE2_ERROR_NOMEMORY ? CH_MATCH_NO_MEMORY : CH_MATCH_LIMIT;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(matcher->data);
    /* 0 means that the pattern has more groups than there are pairs: those that fit are filled (pcre2api,
     * pcre2_match). */
    bool grouped = result != 1 && at[2] != PCRE2_UNSET && at[2] < at[3];
    found->whole = span_of(at);
    found->part = grouped ? span_of(at + 2) : found->whole;
    return CH_MATCH_YES;
}
