/* Reading what a pattern needs: a walk over PCRE2's syntax that counts digits and gathers literal words.
 *
 * Whoever matches without regard to case also takes U+017F for s and U+212A for k: whoever looks for the words has to
 * know (scanner.c). Beyond ASCII, a letter in a part without regard to case is no part of a word. */
#include "rule/needs.h"

#define MOST_DEPTH  32 /* of brackets */
#define MOST_DIGITS 32

/* What one piece of a pattern needs. `words` is a list that is never changed once made. */
typedef struct need {
    uint32_t digits;
    const struct word *words; /* any of these; NULL: none */
    unsigned worth;           /* how rare the commonest of them is */
    bool literal;             /* one character, `byte` */
    char byte;
} need;

typedef struct word {
    ch_text text;
    const struct word *next;
} word;

typedef struct reader {
    ch_text pattern;
    size_t at;
    ch_arena *arena;
    bool caseless;
    bool lost;   /* something that is not understood */
    bool failed; /* no memory */
    unsigned depth;
    char run[CH_NEED_LENGTH]; /* literal characters that follow each other */
    size_t run_length;
    bool run_full;
} reader;

static bool ended(const reader *r)
{
    return r->lost || r->failed || r->at >= r->pattern.length;
}

static char peek(const reader *r)
{
    return r->at < r->pattern.length ? r->pattern.at[r->at] : '\0';
}

/* The next character, which is then behind; a pattern that has ended stays so. */
static char read_char(reader *r)
{
    char c = peek(r);
    r->at += r->at < r->pattern.length;
    return c;
}

static bool looks_at(const reader *r, const char *text)
{
    return ch_text_begins((ch_text){r->pattern.at + r->at, r->pattern.length - r->at}, text);
}

static bool take(reader *r, const char *text)
{
    if (!looks_at(r, text))
        return false;
    r->at += strlen(text);
    return true;
}

static need lose(reader *r)
{
    r->lost = true;
    return (need){0};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* ---- words ---- */

#define WORTH_ENOUGH 12 /* of two words that are long, the first will do */
#define WORTH_LITTLE 4  /* what is worth less stands in nearly every line */

/* A character that is in nearly every line is worth less than one that is rare. */
static unsigned worth_of(ch_text text)
{
    unsigned worth = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        if (c == ' ')
            continue;
        worth += is_letter(c) ? (strchr("eaistnrulodpcm", c) != NULL ? 2 : 4) : is_digit(c) || strchr(".,;:-_'\"()", c) != NULL ? 2 : 5;
    }
    return worth < WORTH_ENOUGH ? worth : WORTH_ENOUGH;
}

static const word *new_word(reader *r, ch_text text, const word *next)
{
    word *w = ch_arena_take(r->arena, sizeof *w);
    ch_text kept = ch_arena_text(r->arena, text);
    if (w == NULL || kept.at == NULL) {
        r->failed = true;
        return NULL;
    }
    *w = (word){kept, next};
    return w;
}

/* All words of both lists; NULL where they are too many to be of use. */
static const word *join(reader *r, const word *a, const word *b)
{
    uint32_t count = 0;
    for (const word *w = a; w != NULL; w = w->next)
        count++;
    for (const word *w = b; w != NULL; w = w->next)
        count++;
    if (count > CH_NEED_WORDS)
        return NULL;
    const word *joined = b;
    for (const word *w = a; w != NULL && !r->failed; w = w->next)
        joined = new_word(r, w->text, joined);
    return joined;
}

/* A sequence needs what each of its pieces needs: of words, the rarest are kept. */
static void follow(need *whole, need piece)
{
    whole->digits = least(whole->digits + piece.digits, MOST_DIGITS);
    if (piece.words == NULL || piece.worth <= whole->worth)
        return;
    whole->words = piece.words;
    whole->worth = piece.worth;
}

/* Alternatives need what all of them do. */
static need either(reader *r, need a, need b)
{
    need n = {.digits = least(a.digits, b.digits)};
    if (a.words != NULL && b.words != NULL)
        n.words = join(r, a.words, b.words);
    if (n.words != NULL)
        n.worth = a.worth < b.worth ? a.worth : b.worth;
    return n;
}

static void end_run(reader *r, need *whole)
{
    ch_text text = {r->run, r->run_length};
    need run = {.worth = worth_of(text)};
    if (run.worth > whole->worth)
        run.words = new_word(r, text, NULL);
    r->run_length = 0;
    r->run_full = false;
    follow(whole, run);
}

static void extend_run(reader *r, char byte)
{
    if (r->run_length == sizeof r->run)
        r->run_full = true;
    if (!r->run_full)
        r->run[r->run_length++] = small(byte);
}

/* ---- pieces ---- */

/* Past the bracket or the brace that closes what was opened; lost where there is none. */
static void skip_to(reader *r, char close)
{
    const char *found = memchr(r->pattern.at + r->at, close, r->pattern.length - r->at);
    if (found == NULL)
        r->lost = true;
    else
        r->at = (size_t)(found + 1 - r->pattern.at);
}

/* What follows the letter of an escape that names a character or a property. */
static void skip_argument(reader *r, char letter)
{
    if (take(r, "{"))
        skip_to(r, '}');
    else if (letter == 'x')
        for (int i = 0; i < 2 && (is_digit(peek(r)) || strchr("abcdefABCDEF", peek(r)) != NULL) && !ended(r); i++)
            r->at++;
    else if (letter == 'g' || letter == 'k')
        r->lost = true; /* the forms without braces are rare */
    else if (letter != 'N')
        read_char(r);
}

static need one_character(const reader *r, char c)
{
    if ((unsigned char)c >= 0x80 && r->caseless)
        return (need){0};
    return (need){.digits = is_digit(c), .literal = true, .byte = c};
}

static need escape(reader *r)
{
    if (ended(r))
        return lose(r);
    char c = read_char(r);
    if (c == 'd')
        return (need){.digits = 1};
    if (is_digit(c)) { /* a reference back, or an octal number */
        while (is_digit(peek(r)))
            r->at++;
        return (need){0};
    }
    if (!is_letter(c))
        return (unsigned char)c < 0x80 ? one_character(r, c) : lose(r);
    if (strchr("pPxogkNc", c) != NULL)
        skip_argument(r, c);
    else if (strchr("DwWsShHvVRXbBAZzGKtnrfea", c) == NULL)
        r->lost = true;
    return (need){0};
}

/* The members of a class, as far as they matter. */
typedef struct members {
    bool digits_only, same;
    char first; /* of `same`: the one character, in small */
    bool any, kind; /* the last one is a kind of characters */
} members;

static void add_member(members *m, char c)
{
    m->digits_only = m->digits_only && is_digit(c);
    m->same = m->same && (!m->any || m->first == small(c)) && (unsigned char)c < 0x80;
    m->first = small(c);
    m->any = true;
    m->kind = false;
}

/* One that is a kind of characters, or not understood closely. */
static void add_kind(members *m, bool digits)
{
    m->digits_only = m->digits_only && digits;
    m->same = false;
    m->any = true;
    m->kind = true;
}

static void read_member(reader *r, members *m)
{
    char c = read_char(r);
    if (c == '[' && (peek(r) == ':' || peek(r) == '.' || peek(r) == '=')) {
        add_kind(m, looks_at(r, ":digit:]"));
        skip_to(r, ']');
    } else if (c != '\\') {
        add_member(m, c);
    } else if (is_letter(peek(r)) || is_digit(peek(r))) {
        c = read_char(r);
        r->lost = r->lost || c == 'Q' || c == 'E' || c == 'g' || c == 'k';
        if (strchr("pPxoNc", c) != NULL)
            skip_argument(r, c);
        add_kind(m, c == 'd');
    } else {
        add_member(m, read_char(r));
    }
}

/* After its opening bracket. A range's ends are members like others: between digits there are digits alone. */
static need class(reader *r)
{
    members m = {.digits_only = true, .same = true};
    bool not = take(r, "^"), ranged = false;
    for (bool first = true; !ended(r) && (first || peek(r) != ']'); first = false) {
        if (peek(r) == '-' && !first && !m.kind && r->at + 1 < r->pattern.length && r->pattern.at[r->at + 1] != ']') {
            ranged = true;
            r->at++;
        }
        read_member(r, &m);
    }
    if (!take(r, "]"))
        return lose(r);
    if (not || !m.any)
        return (need){0};
    if (m.digits_only)
        return (need){.digits = 1};
    return m.same && !ranged ? one_character(r, m.first) : (need){0};
}

static need alternatives(reader *r);

/* Options such as (?i) and (?i: … ; false where one is not understood. */
static bool read_options(reader *r)
{
    bool on = true;
    for (; !ended(r) && peek(r) != ':' && peek(r) != ')'; r->at++) {
        char c = peek(r);
        if (c == '-')
            on = false;
        else if (c == 'i')
            r->caseless = on;
        else if (c != 's' && c != 'm')
            return false;
    }
    return true;
}

/* What a bracket begins with. An assertion is read, and its needs are not the match's. */
typedef enum opening { GROUP, ASSERTION, OPTIONS, NOT_UNDERSTOOD } opening;

static opening read_opening(reader *r)
{
    static const struct {
        const char *text;
        opening opening;
    } openings[] = {{"?:", GROUP},       {"?>", GROUP},       {"?|", GROUP},       {"?=", ASSERTION},
                 {"?!", ASSERTION},   {"?<=", ASSERTION},  {"?<!", ASSERTION},  {"?P=", NOT_UNDERSTOOD},
                 {"?P>", NOT_UNDERSTOOD}, {"?#", NOT_UNDERSTOOD}, {"?(", NOT_UNDERSTOOD}, {"*", NOT_UNDERSTOOD}};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (take(r, openings[i].text))
            return openings[i].opening;
    if (take(r, "?P<") || take(r, "?<"))
        skip_to(r, '>');
    else if (take(r, "?'"))
        skip_to(r, '\'');
    else if (take(r, "?"))
        return !read_options(r) ? NOT_UNDERSTOOD : take(r, ":") ? GROUP : OPTIONS;
    return GROUP;
}

/* After its opening bracket. What literal characters stand before has ended: the run is empty. */
static need group(reader *r)
{
    bool caseless = r->caseless;
    opening how = read_opening(r);
    if (how == OPTIONS) /* they hold until the group around them ends */
        return take(r, ")") ? (need){0} : lose(r);
    if (how == NOT_UNDERSTOOD || ++r->depth > MOST_DEPTH)
        return lose(r);
    need inner = alternatives(r);
    r->depth--;
    r->caseless = caseless;
    if (!take(r, ")"))
        return lose(r);
    return how == ASSERTION ? (need){0} : inner;
}

/* ---- how often ---- */

static bool read_count(reader *r, uint32_t *count)
{
    size_t begin = r->at;
    for (*count = 0; is_digit(peek(r)); r->at++)
        *count = least(*count * 10 + (uint32_t)(peek(r) - '0'), 100000);
    return r->at > begin;
}

/* "{2,5}" and its kin; a brace that is none of them is a character. */
static bool read_braces(reader *r, uint32_t *low)
{
    size_t begin = r->at;
    uint32_t high;
    if (take(r, "{") && read_count(r, low)) {
        if (take(r, ","))
            read_count(r, &high);
        if (take(r, "}"))
            return true;
    }
    r->at = begin;
    return false;
}

/* The least number of times; 1, and `*said` false, where nothing is said. */
static uint32_t times(reader *r, bool *said)
{
    uint32_t low = 1;
    *said = true;
    if (take(r, "?") || take(r, "*"))
        low = 0;
    else if (!take(r, "+") && !read_braces(r, &low))
        *said = false;
    if (*said && !take(r, "?"))
        take(r, "+");
    return *said ? low : 1;
}

static need repeat(need piece, uint32_t low)
{
    if (low == 0)
        return (need){0};
    piece.digits = least(piece.digits * least(low, MOST_DIGITS), MOST_DIGITS);
    return piece;
}

/* ---- the whole ---- */

/* One piece, which for a group means that the run before it has ended. */
static need piece(reader *r, need *whole)
{
    char c = peek(r);
    if (c == '(')
        end_run(r, whole);
    r->at++;
    if (c == '{' && (peek(r) == ',' || peek(r) == ' ')) /* a quantifier for later versions of PCRE2 */
        return lose(r);
    switch (c) {
    case '(':
        return group(r);
    case '[':
        return class(r);
    case '\\':
        return escape(r);
    case '.':
    case '^':
    case '$':
        return (need){0};
    default:
        return one_character(r, c);
    }
}

/* A character beyond ASCII is several bytes, which a quantifier takes together. */
static bool continues(const reader *r)
{
    return ((unsigned char)peek(r) & 0xC0) == 0x80;
}

static need sequence(reader *r)
{
    need whole = {0};
    while (!ended(r) && peek(r) != '|' && peek(r) != ')') {
        size_t begin = r->at;
        need one = piece(r, &whole);
        if ((unsigned char)r->pattern.at[begin] >= 0x80)
            while (continues(r))
                r->at++;
        ch_text bytes = {r->pattern.at + begin, r->at - begin};
        bool repeated;
        uint32_t low = times(r, &repeated);
        if (one.literal && low > 0)
            for (size_t i = (unsigned char)one.byte < 0x80 ? bytes.length - 1 : 0; i < bytes.length; i++)
                extend_run(r, (unsigned char)one.byte < 0x80 ? one.byte : bytes.at[i]);
        if (!one.literal || repeated)
            end_run(r, &whole);
        follow(&whole, repeat(one, low));
    }
    end_run(r, &whole);
    return whole;
}

static need alternatives(reader *r)
{
    need whole = sequence(r);
    while (!ended(r) && take(r, "|"))
        whole = either(r, whole, sequence(r));
    return whole;
}

static bool keep_words(reader *r, const word *words, ch_needs *out)
{
    ch_text *texts = ch_arena_take_many(r->arena, CH_NEED_WORDS, sizeof *texts);
    if (texts == NULL)
        return false;
    for (const word *w = words; w != NULL; w = w->next)
        texts[out->word_count++] = w->text;
    out->words = texts;
    return true;
}

bool ch_needs_read(ch_text pattern, ch_arena *arena, ch_needs *out)
{
    reader r = {.pattern = pattern, .arena = arena};
    *out = (ch_needs){0};
    need whole = alternatives(&r);
    if (r.failed)
        return false;
    if (r.lost || r.at < pattern.length)
        return true;
    out->digits = whole.digits;
    unsigned worth = WORTH_LITTLE + whole.digits; /* the more digits, the less a short word adds to them */
    bool telling = whole.worth >= (worth < WORTH_ENOUGH ? worth : WORTH_ENOUGH);
    return whole.words == NULL || !telling || keep_words(&r, whole.words, out);
}
