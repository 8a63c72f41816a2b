/* Reading what a pattern needs: a walk over PCRE2's syntax that counts digits, gathers literal words and puts what is
 * matched, byte for byte, on an outline (byte_pattern.h).
 *
 * Whoever matches without regard to case also takes U+017F for s and U+212A for k: whoever looks for the words has to
 * know (automaton.h). Beyond ASCII, a letter in a part without regard to case is part of a word only where it is known
 * which letters are the same. */
#include "detect/prefilter.h"

#include "base/unicode.h"

#define MOST_DEPTH  32 /* of brackets */
#define MOST_DIGITS 32
#define MOST_FORMS  6  /* of a character */
#define MOST_RUNS   16 /* of literal characters that follow each other */

/* The characters that a piece may match where they are few: a literal, or a class of some. */
typedef struct form_list {
    uint32_t count; /* 0: too many, or not known */
    bool many;
    struct form {
        char at[4];
        uint8_t length;
    } of[MOST_FORMS];
} form_list;

/* What one piece of a pattern needs. `words` is a list that is never changed once made. */
typedef struct need {
    uint32_t digits;
    const struct word *words; /* any of these; NULL: none */
    unsigned worth;           /* how rare the commonest of them is */
    form_list forms;
} need;

typedef struct word {
    ch_text text;
    const struct word *next;
} word;

/* One of the ways in which literal characters follow each other, as far as it is kept. */
typedef struct literal_run {
    char at[CH_NEED_LENGTH];
    size_t length;
    bool full;
} literal_run;

typedef struct reader {
    ch_text pattern;
    size_t at;
    ch_arena *arena;
    ch_outline *outline;
    bool caseless;
    bool lost;   /* something that is not understood */
    bool failed; /* no memory */
    unsigned depth;
    literal_run runs[MOST_RUNS];
    uint32_t run_count; /* 0: no run has begun */
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

#define WORTH_LITTLE 5  /* what is worth less stands in nearly every line: it serves where no digits do */
#define WORTH_MUCH   12 /* what is worth more needs no shape beside it */

/* A character that is in nearly every line is worth less than one that is rare. */
static unsigned worth_of(ch_text text)
{
    unsigned worth = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        bool common =
            is_letter(c) ? strchr("eaistnrulodpcm", c) != NULL : is_digit(c) || strchr(".,;:-_'\"()", c) != NULL;
        worth += c == ' ' ? 0 : common || (unsigned char)c >= 0x80 ? 2 : is_letter(c) ? 4 : 5;
    }
    return worth;
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
    need run = {.worth = r->run_count == 0 ? 0 : UINT32_MAX};
    for (uint32_t i = 0; i < r->run_count; i++) {
        unsigned worth = worth_of((ch_text){r->runs[i].at, r->runs[i].length});
        run.worth = worth < run.worth ? worth : run.worth;
    }
    for (uint32_t i = 0; i < r->run_count && run.worth > whole->worth; i++)
        run.words = new_word(r, (ch_text){r->runs[i].at, r->runs[i].length}, run.words);
    r->run_count = 0;
    follow(whole, run);
}

static void extend(literal_run *run, const struct form *form)
{
    run->full = run->full || run->length + form->length > sizeof run->at;
    if (run->full)
        return;
    memcpy(run->at + run->length, form->at, (size_t)form->length);
    run->length += form->length;
}

static bool all_full(const reader *r)
{
    for (uint32_t i = 0; i < r->run_count; i++)
        if (!r->runs[i].full)
            return false;
    return true;
}

/* Each run so far goes on with each of the forms; where that makes too many, other runs begin. */
static void extend_runs(reader *r, const form_list *forms, need *whole)
{
    if (r->run_count * forms->count > MOST_RUNS)
        end_run(r, whole);
    if (r->run_count == 0)
        r->runs[r->run_count++] = (literal_run){.length = 0};
    else if (all_full(r))
        return;
    for (uint32_t f = 1, before = r->run_count; f < forms->count; f++)
        for (uint32_t i = 0; i < before; i++) {
            r->runs[r->run_count] = r->runs[i];
            extend(&r->runs[r->run_count++], &forms->of[f]);
        }
    for (uint32_t i = 0, before = r->run_count / forms->count; i < before; i++)
        extend(&r->runs[i], &forms->of[0]);
}

/* ---- characters ---- */

/* What one character may be. */
typedef struct kind {
    ch_set bytes; /* those of ASCII */
    bool beyond;  /* and any that is not ASCII */
    bool loose;   /* or fewer than that */
    form_list forms;
} kind;

static const ch_set ascii = {{UINT64_MAX, UINT64_MAX}}, beyond_ascii = {{0, 0, UINT64_MAX, UINT64_MAX}},
                    digits = {{UINT64_C(0x03FF000000000000)}};

static void add_form(form_list *forms, ch_text text)
{
    struct form form = {.length = (uint8_t)text.length};
    for (size_t i = 0; i < text.length; i++)
        form.at[i] = small(text.at[i]);
    for (uint32_t i = 0; i < forms->count; i++)
        if (memcmp(&forms->of[i], &form, sizeof form) == 0)
            return;
    if (forms->count == MOST_FORMS)
        forms->many = true;
    else
        forms->of[forms->count++] = form;
}

static void add_character(form_list *forms, uint32_t c)
{
    char text[4];
    add_form(forms, (ch_text){text, (size_t)(ch_character_put((int32_t)c, text) - text)});
}

/* Latin-1's letters have one other case each, but for some that are equal to letters elsewhere; the signs before them,
 * and general punctuation, have none. */
static void add_forms(form_list *forms, uint32_t c, bool caseless)
{
    bool pair = c >= 0xC0 && c <= 0xFE && (c | 0x20) != 0xE5 && c != 0xDF && (c | 0x20) != 0xF7;
    bool alone = c < 0x80 || (c >= 0xA0 && c < 0xC0 && c != 0xB5) || (c >= 0x2000 && c < 0x2070);
    if (!caseless || pair || alone)
        add_character(forms, c);
    else
        forms->many = true;
    if (caseless && pair)
        add_character(forms, c ^ 0x20);
}

static void add_byte(kind *k, char c, bool caseless)
{
    ch_set_add(&k->bytes, (unsigned char)c);
    if (!caseless || !is_letter(c))
        return;
    ch_set_add(&k->bytes, (unsigned char)c ^ 0x20);
    k->beyond = k->beyond || small(c) == 's' || small(c) == 'k';
}

/* Of what is not ASCII, U+017F is an s and U+212A a k. */
static void add_odd_letters(kind *k)
{
    for (const char *c = "sSkK"; *c != '\0'; c++)
        ch_set_add(&k->bytes, (unsigned char)*c);
}

static void add_range(kind *k, uint32_t low, uint32_t high, bool caseless)
{
    for (uint32_t c = low; c <= high && c < 0x80; c++)
        add_byte(k, (char)c, caseless);
    k->beyond = k->beyond || high >= 0x80;
    if (caseless && high >= 0x80)
        add_odd_letters(k);
    k->forms.many = k->forms.many || high - low >= MOST_FORMS || high >= 0xD800;
    for (uint32_t c = low; c <= high && !k->forms.many; c++)
        add_forms(&k->forms, c, caseless);
}

static void add_ascii(kind *k, const char *characters)
{
    for (; *characters != '\0'; characters++)
        ch_set_add(&k->bytes, (unsigned char)*characters);
    k->forms.many = true;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS  "0123456789"

static void add_anything(kind *k)
{
    ch_set_join(&k->bytes, &ascii);
    k->beyond = k->loose = k->forms.many = true;
}

/* Puts it on the outline. A character that is not ASCII is several bytes. */
static need take_kind(reader *r, const kind *k)
{
    ch_byte_pattern_item item = {.bytes = k->bytes, .repeats = k->beyond, .exact = !k->beyond && !k->loose};
    if (k->beyond)
        ch_set_join(&item.bytes, &beyond_ascii);
    ch_outline_add(r->outline, item);
    need n = {.digits = !k->beyond && !ch_set_empty(&k->bytes) && ch_set_within(&k->bytes, &digits)};
    if (!k->forms.many)
        n.forms = k->forms;
    return n;
}

static need take_character(reader *r, uint32_t c)
{
    kind k = {.beyond = false};
    add_range(&k, c, c, r->caseless);
    return take_kind(r, &k);
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

static uint32_t read_literal(reader *r)
{
    int32_t c;
    if (r->at >= r->pattern.length) {
        r->lost = true;
        return 0;
    }
    r->at += ch_character_next((ch_text){r->pattern.at + r->at, r->pattern.length - r->at}, &c);
    return (uint32_t)c;
}

/* After "\x": two digits at most, or any number in braces. */
static uint32_t read_hex(reader *r)
{
    bool braced = take(r, "{");
    uint32_t c = 0;
    for (int i = 0; (braced ? c < 0x110000 : i < 2) && ch_hex_digit(peek(r)) >= 0; i++)
        c = c * 16 + (uint32_t)ch_hex_digit(read_char(r));
    r->lost = r->lost || (braced && !take(r, "}")) || c >= 0x110000;
    return r->lost ? 0 : c;
}

/* After "\p" or "\P": of properties only those of letters are told apart. */
static void read_property(reader *r, char letter, kind *k)
{
    bool braced = take(r, "{"), letters = letter == 'p' && peek(r) == 'L';
    read_char(r);
    if (braced)
        skip_to(r, '}');
    if (letters)
        add_ascii(k, LETTERS);
    else
        add_anything(k);
    k->beyond = k->loose = true;
}

/* What the letter of an escape stands for, inside a class or outside it; false where that is no kind of character. */
static bool read_kind(reader *r, char letter, kind *k)
{
    static const struct {
        char letter, character;
    } controls[] = {{'t', '\t'}, {'n', '\n'}, {'r', '\r'}, {'f', '\f'}, {'e', 27}, {'a', 7}};
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
        if (letter == controls[i].letter)
            add_range(k, (uint32_t)controls[i].character, (uint32_t)controls[i].character, false);
    switch (letter) {
    case 't':
    case 'n':
    case 'r':
    case 'f':
    case 'e':
    case 'a':
        return true;
    case 'x': {
        uint32_t c = read_hex(r);
        add_range(k, c, c, r->caseless);
        return true;
    }
    case 'd':
        add_ascii(k, DIGITS);
        return true;
    case 'w':
        add_ascii(k, LETTERS DIGITS "_");
        return true;
    case 's':
        add_ascii(k, " \t\n\v\f\r");
        return true;
    case 'p':
    case 'P':
        read_property(r, letter, k);
        return true;
    case 'D':
    case 'W':
    case 'S':
    case 'h':
    case 'H':
    case 'v':
    case 'V':
        add_anything(k);
        return true;
    default:
        return false;
    }
}

static void skip_argument(reader *r, char letter)
{
    if (take(r, "{"))
        skip_to(r, '}');
    else if (letter == 'c')
        read_char(r);
    else if (letter != 'N')
        r->lost = true; /* forms without braces are rare */
}

/* Something, or nothing, of any length. */
static need take_anything(reader *r)
{
    ch_byte_pattern_item item = {.bytes = ascii, .optional = true, .repeats = true};
    ch_set_join(&item.bytes, &beyond_ascii);
    ch_outline_add(r->outline, item);
    return (need){0};
}

static need escape(reader *r)
{
    kind k = {.beyond = false};
    if (ended(r))
        return lose(r);
    char c = peek(r);
    if ((unsigned char)c >= 0x80)
        return lose(r);
    read_char(r);
    if (is_digit(c)) { /* a reference back, or an octal number */
        while (is_digit(peek(r)))
            r->at++;
        return take_anything(r);
    }
    if (!is_letter(c))
        return take_character(r, (unsigned char)c);
    if (read_kind(r, c, &k))
        return take_kind(r, &k);
    if (strchr("bBAZzGK", c) != NULL)
        return (need){0};
    if (strchr("ogkNc", c) != NULL)
        skip_argument(r, c);
    else if (strchr("RX", c) == NULL)
        r->lost = true;
    return take_anything(r);
}

#define NO_CHARACTER UINT32_MAX

/* A member of a class: its character, or NO_CHARACTER for a kind of them, which is then in `k`. */
static uint32_t read_member(reader *r, kind *k)
{
    if (looks_at(r, "[:") || looks_at(r, "[.") || looks_at(r, "[=")) {
        if (looks_at(r, "[:digit:]"))
            add_ascii(k, DIGITS);
        else
            add_anything(k);
        skip_to(r, ']');
        return NO_CHARACTER;
    }
    if (!take(r, "\\"))
        return read_literal(r);
    char c = peek(r);
    if (!is_letter(c) && !is_digit(c))
        return read_literal(r);
    read_char(r);
    if (c == 'x')
        return read_hex(r);
    r->lost = r->lost || strchr("QEgk", c) != NULL;
    if (is_digit(c) || !read_kind(r, c, k)) {
        if (strchr("oNc", c) != NULL)
            skip_argument(r, c);
        add_anything(k);
    }
    return NO_CHARACTER;
}

static void read_members(reader *r, kind *k)
{
    for (bool first = true; !ended(r) && (first || peek(r) != ']'); first = false) {
        uint32_t low = read_member(r, k), high = low;
        if (low == NO_CHARACTER)
            continue;
        if (peek(r) == '-' && r->at + 1 < r->pattern.length && r->pattern.at[r->at + 1] != ']') {
            r->at++;
            high = read_member(r, k);
        }
        if (high == NO_CHARACTER) { /* the hyphen is one of the members */
            add_range(k, '-', '-', r->caseless);
            high = low;
        }
        if (high < low)
            r->lost = true;
        else
            add_range(k, low, high, r->caseless);
    }
}

/* After its opening bracket. */
static need class(reader *r)
{
    kind k = {.beyond = false};
    bool not = take(r, "^");
    read_members(r, &k);
    if (!take(r, "]") || r->lost)
        return lose(r);
    if (not ) {
        for (int w = 0; w < 2; w++)
            k.bytes.word[w] = k.beyond && r->caseless ? UINT64_MAX : ~k.bytes.word[w];
        k.beyond = k.forms.many = true;
    }
    return take_kind(r, &k);
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
typedef enum opening { GROUP, ASSERTION, NOT_BEHIND, OPTIONS, NOT_UNDERSTOOD } opening;

static opening read_opening(reader *r)
{
    static const struct {
        const char *text;
        opening opening;
    } openings[] = {{"?:", GROUP},           {"?>", GROUP},          {"?|", GROUP},          {"?=", ASSERTION},
                    {"?!", ASSERTION},       {"?<=", ASSERTION},     {"?<!", NOT_BEHIND},    {"?P=", NOT_UNDERSTOOD},
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

/* Whatever matches stands behind one byte that is none of these, or first in its line: where nothing stands before the
 * assertion, and it is about one character whose bytes are known. */
static void stand_behind(const reader *r, uint32_t from)
{
    ch_outline *o = r->outline;
    if (r->depth > 0 || from > 0 || o->count != 1 || !o->items[0].exact || o->items[0].optional || o->items[0].repeats)
        return;
    for (int w = 0; w < CH_SET_WORDS; w++)
        o->before.word[w] = ~o->items[0].bytes.word[w];
    o->begins = true;
}

/* After its opening bracket. What literal characters stand before has ended: the run is empty. */
static need group(reader *r)
{
    bool caseless = r->caseless;
    uint32_t from = r->outline->count;
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
    if (how == GROUP)
        return inner;
    if (how == NOT_BEHIND)
        stand_behind(r, from);
    r->outline->count = from;
    return (need){0};
}

/* ---- how often ---- */

static bool read_count(reader *r, uint32_t *count)
{
    size_t begin = r->at;
    for (*count = 0; is_digit(peek(r)); r->at++)
        *count = least(*count * 10 + (uint32_t)(peek(r) - '0'), 100000);
    return r->at > begin;
}

/* How often a piece comes, at least; whether it may come more often; whether anything is said about it. */
typedef struct quantity {
    uint32_t low;
    bool more, said;
} quantity;

/* "{2,5}" and its kin; a brace that is none of them is a character. */
static bool read_braces(reader *r, quantity *q)
{
    size_t begin = r->at;
    uint32_t high;
    if (take(r, "{") && read_count(r, &q->low)) {
        if (take(r, ","))
            q->more = !read_count(r, &high) || high > q->low;
        if (take(r, "}"))
            return true;
    }
    r->at = begin;
    return false;
}

static quantity read_quantity(reader *r)
{
    quantity q = {.low = 1, .said = true};
    if (take(r, "?"))
        q.low = 0;
    else if (take(r, "*"))
        q = (quantity){0, true, true};
    else if (take(r, "+"))
        q.more = true;
    else if (!read_braces(r, &q))
        return (quantity){.low = 1};
    if (!take(r, "?"))
        take(r, "+");
    return q;
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
    if (strchr("([\\.^$", c) == NULL || c == '\0') {
        if (looks_at(r, "{,") || looks_at(r, "{ ")) /* a quantifier for later versions of PCRE2 */
            return lose(r);
        return take_character(r, read_literal(r));
    }
    if (c == '(')
        end_run(r, whole);
    r->at++;
    switch (c) {
    case '(':
        return group(r);
    case '[':
        return class(r);
    case '\\':
        return escape(r);
    case '.': {
        kind any = {.beyond = false};
        add_anything(&any);
        return take_kind(r, &any);
    }
    default:
        return (need){0};
    }
}

static need sequence(reader *r)
{
    need whole = {0};
    while (!ended(r) && peek(r) != '|' && peek(r) != ')') {
        uint32_t from = r->outline->count;
        need one = piece(r, &whole);
        quantity q = read_quantity(r);
        if (q.said && from == r->outline->count) /* an assertion that may be left out */
            r->outline->begins = false;
        ch_outline_repeat(r->outline, from, q.low, q.more);
        if (one.forms.count > 0 && q.low > 0)
            extend_runs(r, &one.forms, &whole);
        if (one.forms.count == 0 || q.said)
            end_run(r, &whole);
        follow(&whole, repeat(one, q.low));
    }
    end_run(r, &whole);
    return whole;
}

static need alternatives(reader *r)
{
    uint32_t from = r->outline->count;
    need whole = sequence(r);
    while (!ended(r) && take(r, "|")) {
        uint32_t other = r->outline->count;
        whole = either(r, whole, sequence(r));
        ch_outline_either(r->outline, from, other);
        if (r->depth == 0)
            r->outline->begins = false;
    }
    return whole;
}

static bool keep_words(reader *r, const word *words, ch_prefilter *out)
{
    ch_text *texts = ch_arena_take_many(r->arena, CH_NEED_WORDS, sizeof *texts);
    if (texts == NULL)
        return false;
    for (const word *w = words; w != NULL; w = w->next)
        texts[out->word_count++] = w->text;
    out->words = texts;
    return true;
}

bool ch_prefilter_read(ch_text pattern, ch_arena *arena, ch_prefilter *out)
{
    ch_outline outline; /* large, and not to be filled with noughts */
    outline.count = 0;
    outline.full = outline.begins = false;
    reader r = {.pattern = pattern, .arena = arena, .outline = &outline};
    *out = (ch_prefilter){0};
    need whole = alternatives(&r);
    if (r.failed)
        return false;
    if (r.lost || r.at < pattern.length)
        return true;
    out->digits = whole.digits;
    bool telling = whole.words != NULL && whole.worth >= (whole.digits > 0 ? WORTH_LITTLE : WORTH_LITTLE - 1);
    if (telling && !keep_words(&r, whole.words, out))
        return false;
    return (telling && whole.worth >= WORTH_MUCH) || ch_outline_byte_pattern(&outline, arena, &out->byte_pattern);
}
