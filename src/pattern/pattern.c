/* Compiling and searching with PCRE2, within limits. RE2's language is turned into PCRE2's by re2.c; many patterns
 * over one text are detect/'s. A limit that is reached is no answer: the caller is told so, and calls it
 * undetermined, never a pass.
 *
 * One charter gives one answer on every machine. So nothing is compiled to machine code, which counts steps otherwise
 * than the interpreter does and is not to be had everywhere; and every limit counts steps, depth or states, never
 * bytes, of which a pointer has more on one machine than on another. */
#include "pattern/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "pattern/complaints.h"
#include "pattern/re2.h"
#include "tree/spelling.h"

#define DEPTH_MAX 10000

/* What a frame of PCRE2's takes where pointers have 64 bits, without groups and for each of them (heapframe in
 * pcre2_intmodedep.h). CH_PATTERN_HEAP_KIB is reckoned with these on every machine. */
#define FRAME_BYTES 128
#define GROUP_BYTES 16

/* PCRE2's own limit, in bytes, must never be what ends a match: it doubles its memory, and so may ask for twice as much
 * as the frames need. */
#define HEAP_LIMIT_KIB (4 * CH_PATTERN_HEAP_KIB)

/* Bytes of a text in which each place may be allowed a look at all that follows: of 4 KB, `.*secret.*` would make a
 * fifth of a second. Longer ones are gone through once, by patterns whose matches may have any length. */
#define SHORT_MAX 256

/* Of a pattern, that a text is gone through with at once; each has six numbers (stateblock in pcre2_dfa_match.c, once
 * for the character at hand and once for the next), and two numbers stand before them. The time for a character grows
 * with the square of their count. */
#define STATE_NUMBERS (2 + CH_PATTERN_STATES_MAX * 6)

struct ch_pattern {
    pcre2_code *code;
    /* RE2's language alone: the same behind whatever may come first, for the walk of pcre2_dfa_match(). Else NULL. */
    pcre2_code *walk;
    bool bounded;   /* its matches have a greatest length: at each place little is looked at */
    uint32_t depth; /* at most */
};

struct ch_matcher {
    pcre2_match_data *data;
    pcre2_match_context *context;
    uint32_t steps; /* of ch_pattern_find, at most */
    bool failed;
    int states[STATE_NUMBERS];
};

static ch_pattern *fail(ch_pattern_fault *fault, size_t offset, const char *message)
{
    fault->offset = offset;
    fault->message = message;
    return NULL;
}

/* A depth that is the same everywhere, since it is reckoned from the pattern's groups. */
static uint32_t depth_of(const pcre2_code *code)
{
    uint32_t groups = 0;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    uint32_t most = CH_PATTERN_HEAP_KIB * 1024 / (FRAME_BYTES + groups * GROUP_BYTES);
    return most < DEPTH_MAX ? most : DEPTH_MAX;
}

/* Takes `code`; NULL: no memory. */
static ch_pattern *pattern_of(pcre2_code *code)
{
    ch_pattern *pattern = calloc(1, sizeof *pattern);
    if (pattern == NULL) {
        pcre2_code_free(code);
        return NULL;
    }
    pattern->code = code;
    pattern->depth = depth_of(code);
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
static pcre2_code *compile_code(ch_text text, uint32_t options, ch_pattern_fault *fault)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)text.at, text.length, options | PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C,
                                     &error, &offset, NULL);
    if (code == NULL)
        fail_to_compile(text, error, offset, fault);
    return code;
}

static ch_pattern *compile(ch_text text, uint32_t options, ch_pattern_fault *fault)
{
    pcre2_code *code = compile_code(text, options, fault);
    ch_pattern *pattern = code == NULL ? NULL : pattern_of(code);
    return pattern != NULL || code == NULL ? pattern : fail(fault, 0, NULL);
}

/* Compiled first and looked through then: what is refused is looked for in a pattern whose brackets and quotes are
 * known to close. */
static ch_pattern *compile_pcre2(ch_text text, uint32_t options, ch_pattern_fault *fault)
{
    ch_pattern *pattern = compile(text, options, fault);
    ch_text piece = pattern == NULL ? CH_NO_TEXT : find_refused(text);
    return piece.length == 0 ? pattern : refuse(pattern, text, piece, fault);
}

/* To be found anywhere is to match from the text's beginning on, behind whatever comes first. */
static pcre2_code *compile_walk(ch_text translated, ch_pattern_fault *fault)
{
    ch_buffer anywhere = ch_buffer_init(translated.length + 64);
    ch_buffer_literal(&anywhere, "(?s).*?(?:");
    ch_buffer_add(&anywhere, translated);
    ch_buffer_literal(&anywhere, ")");
    pcre2_code *walk = NULL;
    if (anywhere.failed)
        fail(fault, 0, NULL);
    else
        walk = compile_code(ch_buffer_text(&anywhere), PCRE2_DOLLAR_ENDONLY | PCRE2_ANCHORED, fault);
    ch_buffer_clear(&anywhere);
    return walk;
}

static ch_pattern *compile_re2(ch_text text, ch_arena *arena, ch_pattern_fault *fault)
{
    ch_text translated;
    bool bounded;
    ch_re2_fault refused;
    if (!ch_re2_translate(text, arena, &translated, &bounded, &refused))
        return fail(fault, refused.offset, refused.message);
    ch_pattern *pattern = compile(translated, PCRE2_DOLLAR_ENDONLY, fault);
    pcre2_code *walk = pattern == NULL ? NULL : compile_walk(translated, fault);
    if (walk != NULL) {
        pattern->walk = walk;
        pattern->bounded = bounded;
        return pattern;
    }
    ch_pattern_free(pattern);
    fault->offset = 0; /* it was in the translation: the beginning of the pattern is all that is sure */
    return NULL;
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
    return compile_re2(text, arena, fault);
}

void ch_pattern_free(ch_pattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_code_free(pattern->walk);
    pcre2_code_free(pattern->code);
    free(pattern);
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

ch_matcher *ch_matcher_new(void)
{
    ch_matcher *matcher = calloc(1, sizeof *matcher);
    if (matcher == NULL)
        return NULL;
    matcher->steps = CH_PATTERN_STEPS_MAX;
    /* Two pairs of places: the whole match, and the first group. */
    matcher->data = pcre2_match_data_create(2, NULL);
    matcher->context = pcre2_match_context_create(NULL);
    if (matcher->data == NULL || matcher->context == NULL) {
        ch_matcher_free(matcher);
        return NULL;
    }
    pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
    return matcher;
}

void ch_matcher_bound(ch_matcher *matcher, uint32_t steps)
{
    matcher->steps = steps;
}

void ch_matcher_free(ch_matcher *matcher)
{
    if (matcher == NULL)
        return;
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    free(matcher);
}

/* PCRE2's own limit is ten million steps (pcre2build): a hostile text must end within milliseconds.
 *
 * PCRE2_NO_UTF_CHECK: texts were checked when they were read (ch_yaml_check_bytes), and PCRE2 would walk each of them
 * once more. Without that check malformed UTF-8 would be undefined behaviour (pcre2api). */
static int match(const ch_pattern *pattern, ch_matcher *matcher, uint32_t steps, ch_text text, size_t from,
                 uint32_t options)
{
    pcre2_set_match_limit(matcher->context, steps);
    pcre2_set_depth_limit(matcher->context, pattern->depth);
    return pcre2_match(pattern->code, (PCRE2_SPTR)text.at, text.length, from, options | PCRE2_NO_UTF_CHECK,
                       matcher->data, matcher->context);
}

/* All ways to match at once, one character after the other, without a step back: the time grows with the text's length,
 * whatever the text. RE2's language has nothing that such a walk could not do (pcre2matching). A pattern with too many
 * states at once is PCRE2_ERROR_DFA_WSSIZE. */
static int walk(const ch_pattern *pattern, ch_matcher *matcher, ch_text text)
{
    return pcre2_dfa_match(pattern->walk, (PCRE2_SPTR)text.at, text.length, 0, PCRE2_DFA_SHORTEST | PCRE2_NO_UTF_CHECK,
                           matcher->data, NULL, matcher->states, STATE_NUMBERS);
}

static bool is_limit(int result)
{
    return result == PCRE2_ERROR_MATCHLIMIT || result == PCRE2_ERROR_DEPTHLIMIT;
}

/* Steps back are quicker, where there are few of them; that is left to the text's length and to counts, so that no
 * answer depends on what was searched before. */
static int find_re2(const ch_pattern *pattern, ch_matcher *matcher, ch_text text)
{
    uint32_t steps = matcher->steps < CH_PATTERN_PLACE_STEPS_MAX ? matcher->steps : CH_PATTERN_PLACE_STEPS_MAX;
    int result = PCRE2_ERROR_MATCHLIMIT;
    if (pattern->bounded || text.length <= SHORT_MAX)
        result = match(pattern, matcher, steps, text, 0, 0);
    return is_limit(result) ? walk(pattern, matcher, text) : result;
}

ch_match ch_pattern_find(const ch_pattern *pattern, ch_matcher *matcher, ch_text text)
{
    int result =
        pattern->walk != NULL ? find_re2(pattern, matcher, text) : match(pattern, matcher, matcher->steps, text, 0, 0);
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

static ch_span span_of(const PCRE2_SIZE *ends)
{
    return (ch_span){(uint32_t)ends[0], (uint32_t)ends[1]};
}

/* An empty match is none (PCRE2_NOTEMPTY): it says nothing, and the search behind it would never get on. */
ch_match ch_pattern_search(const ch_pattern *pattern, ch_matcher *matcher, ch_text text, size_t from, bool open,
                           ch_found *found)
{
    int result =
        match(pattern, matcher, CH_PATTERN_PLACE_STEPS_MAX, text, from, PCRE2_NOTEMPTY | (open ? PCRE2_NOTEOL : 0));
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
