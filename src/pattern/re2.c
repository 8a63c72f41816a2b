/* RE2's syntax, read once from left to right and written anew for PCRE2.
 *
 * Nothing is copied blindly: each token is read, and what it means is spelt in the part of PCRE2's
 * language that depends on no option and no newline convention. Of the flags only (?i) is handed
 * on. Groups capture nothing, since nobody asks what they held. Whether the result is too large is
 * left to PCRE2. */
#include "pattern/re2.h"

#include <utf8proc.h>

#include "base/buffer.h"
#include "base/catalog.h"
#include "base/unicode.h"

/* PCRE2 allows 250; the translation opens a few groups of its own. */
#define DEPTH_MAX 240

/* RE2's limit: of one count, and of the product of counts within counts. */
#define COPIES_MAX 1000
#define UNBOUNDED  UINT32_MAX

/* 4096 bytes become at most some 700 KB: \p{Lu} under (?i), over and over. */
#define OUTPUT_MAX ((size_t)1 << 20)

#define LAST_CHARACTER 0x10FFFF
#define LONG_S         0x17F /* these two are s and k in the eyes of (?i) */
#define KELVIN_SIGN    0x212A

enum { IGNORE_CASE = 1, LINES = 2, DOT_IS_ALL = 4, LAZY = 8 };

/* A group that is open; the first of them is the whole pattern. */
typedef struct open_group {
    size_t opened;      /* its parenthesis, in the pattern */
    size_t at;          /* and in the output */
    unsigned flags;     /* in force before it */
    bool ignoring_case; /* what PCRE2 had been told before it */
    uint32_t copies;    /* that the counts in it make of the most repeated thing */
} open_group;

typedef enum extent_kind { NOTHING, WIDTHLESS, WIDE } extent_kind;

/* What a repetition would repeat: the last thing that was written. */
typedef struct last_atom {
    extent_kind extent; /* NOTHING: there is none, at the beginning of a branch */
    size_t at;          /* in the output */
    uint32_t copies;    /* as in a group */
    char repeated;      /* '?', '*', '+', or '{' for a count; 0: it is not */
    size_t repeat_at;   /* in the output */
} last_atom;

typedef struct translator {
    ch_text in;
    size_t at;
    size_t repeat_end; /* where a repetition has just ended: another may not follow */
    ch_buffer out;
    unsigned flags;
    bool ignoring_case; /* what PCRE2 has been told; it is told no sooner than it matters */
    last_atom atom;
    ch_buffer items;      /* of the class that is being read */
    uint32_t complements; /* and the sets that it holds all but: bit i is properties[i] */
    size_t depth;
    open_group groups[DEPTH_MAX + 1];
    bool unbounded; /* some repetition has no end */
    ch_re2_fault fault;
} translator;

static bool refuse(translator *t, size_t offset, const char *message)
{
    t->fault = (ch_re2_fault){offset, message};
    return false;
}

/* The byte at `at`, or -1 beyond the end. */
static int byte_at(const translator *t, size_t at)
{
    return at < t->in.length ? (unsigned char)t->in.at[at] : -1;
}

static ch_text rest(const translator *t, size_t at)
{
    return (ch_text){t->in.at + at, t->in.length - at};
}

static int32_t next_character(translator *t)
{
    int32_t character;
    t->at += ch_character_next(rest(t, t->at), &character);
    return character;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_octal(int c)
{
    return c >= '0' && c <= '7';
}

static bool is_alphanumeric(int32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static void put(ch_buffer *buffer, const char *string)
{
    ch_buffer_add(buffer, ch_text_of(string));
}

/* ---- characters ------------------------------------------------------------------------------ */

static void put_code(ch_buffer *out, int32_t c)
{
    put(out, "\\x{");
    int shift = 20;
    while (shift > 0 && c >> shift == 0)
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        ch_buffer_add_char(out, "0123456789abcdef"[(c >> shift) & 15]);
    ch_buffer_add_char(out, '}');
}

/* The character itself, inside a class or out of it. */
static void put_character(ch_buffer *out, int32_t c)
{
    bool graphic = c >= ' ' && c < 0x7F;
    if (!graphic) {
        put_code(out, c);
        return;
    }
    if (!is_alphanumeric(c))
        ch_buffer_add_char(out, '\\');
    ch_buffer_add_char(out, (char)c);
}

/* Surrogates are characters in RE2 and are found in no text; PCRE2 refuses to hear of them. */
static bool is_surrogate(int32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

/* ---- atoms ----------------------------------------------------------------------------------- */

/* (?i) is told when a character needs it and the last one told otherwise; a group's end takes PCRE2's own back with
 * it (read_closing). */
static void begin_atom(translator *t, extent_kind extent)
{
    bool ignore_case = (t->flags & IGNORE_CASE) != 0;
    if (extent == WIDE && ignore_case != t->ignoring_case) {
        put(&t->out, ignore_case ? "(?i)" : "(?-i)");
        t->ignoring_case = ignore_case;
    }
    t->atom = (last_atom){.extent = extent, .at = t->out.length, .copies = 1};
}

static bool put_literal(translator *t, int32_t c)
{
    begin_atom(t, WIDE);
    if (is_surrogate(c))
        put(&t->out, "\\P{Any}");
    else
        put_character(&t->out, c);
    return true;
}

/* Assertions depend on no case, so that no (?i) is written for them. */
static bool put_assertion(translator *t, size_t length, const char *pcre2)
{
    begin_atom(t, WIDTHLESS);
    put(&t->out, pcre2);
    t->at += length;
    return true;
}

/* (?m) knows one newline, \n, and a line begins after the last one too: not so
 * PCRE2's own ^ and $. */
static bool read_caret(translator *t)
{
    return put_assertion(t, 1, t->flags & LINES ? "(?<![^\\n])" : "\\A");
}

static bool read_dollar(translator *t)
{
    return put_assertion(t, 1, t->flags & LINES ? "(?![^\\n])" : "\\z");
}

/* The whole translation stands under (?s). Without the flag s it is all but \n, as RE2 has it: what PCRE2 takes for a
 * newline depends on how it was built. */
static bool read_dot(translator *t)
{
    begin_atom(t, WIDE);
    put(&t->out, t->flags & DOT_IS_ALL ? "." : "[^\\n]");
    t->at++;
    return true;
}

static bool read_literal(translator *t)
{
    return put_literal(t, next_character(t));
}

/* ---- sets ------------------------------------------------------------------------------------ */

static void add_range(ch_buffer *items, int32_t first, int32_t last)
{
    if (is_surrogate(first))
        first = 0xE000;
    if (is_surrogate(last))
        last = 0xD7FF;
    if (first > last)
        return;
    put_character(items, first);
    if (first == last)
        return;
    ch_buffer_add_char(items, '-');
    put_character(items, last);
}

/* Sets of ASCII, as ranges in order. PCRE2 has all of them but \s; yet where one is complemented in
 * a class, beside another set, PCRE2 10.42 forgets what is beyond U+00FF. So they are spelt out. */
typedef struct ascii_set {
    const char *name;
    struct {
        unsigned char first, last; /* 0: no more */
    } ranges[4];
} ascii_set;

static const ascii_set perl_sets[] = {
    {"d", {{'0', '9'}}},
    {"s", {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}}}, /* no VT, which [:space:] has */
    {"w", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
    {NULL, {{0, 0}}},
};

static const ascii_set posix_sets[] = {
    {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
    {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
    {"ascii", {{0, 0x7F}}},
    {"blank", {{'\t', '\t'}, {' ', ' '}}},
    {"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
    {"digit", {{'0', '9'}}},
    {"graph", {{'!', '~'}}},
    {"lower", {{'a', 'z'}}},
    {"print", {{' ', '~'}}},
    {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
    {"space", {{'\t', '\r'}, {' ', ' '}}},
    {"upper", {{'A', 'Z'}}},
    {"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
    {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
    {NULL, {{0, 0}}},
};

static const ascii_set either_case = {"lower or upper", {{'A', 'Z'}, {'a', 'z'}}};

static const ascii_set *find_set(const ascii_set *sets, ch_text name)
{
    while (sets->name != NULL && !ch_text_is(name, sets->name))
        sets++;
    return sets->name == NULL ? NULL : sets;
}

static bool has(const ascii_set *set, unsigned char c)
{
    for (size_t i = 0; i < 4 && set->ranges[i].last != 0; i++)
        if (c >= set->ranges[i].first && c <= set->ranges[i].last)
            return true;
    return false;
}

/* The characters that are not ASCII, but those which differ from a member in case alone. */
static void add_beyond_ascii(translator *t, const ascii_set *set)
{
    if ((t->flags & IGNORE_CASE) == 0 || !has(set, 's')) {
        add_range(&t->items, 0x80, LAST_CHARACTER);
        return;
    }
    add_range(&t->items, 0x80, LONG_S - 1);
    add_range(&t->items, LONG_S + 1, KELVIN_SIGN - 1);
    add_range(&t->items, KELVIN_SIGN + 1, LAST_CHARACTER);
}

static void add_others(translator *t, const ascii_set *set)
{
    int32_t next = 0;
    for (size_t i = 0; i < 4 && set->ranges[i].last != 0; i++) {
        add_range(&t->items, next, set->ranges[i].first - 1);
        next = set->ranges[i].last + 1;
    }
    add_range(&t->items, next, 0x7F);
    add_beyond_ascii(t, set);
}

static void add_set(translator *t, const ascii_set *set, bool negated)
{
    if ((t->flags & IGNORE_CASE) && has(set, 's') != has(set, 'S'))
        set = &either_case;
    if (negated) {
        add_others(t, set);
        return;
    }
    for (size_t i = 0; i < 4 && set->ranges[i].last != 0; i++)
        add_range(&t->items, set->ranges[i].first, set->ranges[i].last);
}

/* Ranges that, closed over case, hold each capital that has a small letter, with all its other
 * forms, and nothing else (Unicode 15). */
#define CASED                                                                                    \
    "A-Z\\x{d8}-\\x{f6}\\x{f8}-\\x{12f}\\x{132}-\\x{137}\\x{139}-\\x{148}\\x{14a}-\\x{18c}"      \
    "\\x{18e}-\\x{19a}\\x{19c}-\\x{1a9}\\x{1ac}-\\x{1b9}\\x{1bc}\\x{1c4}-\\x{1ef}"               \
    "\\x{1f1}-\\x{220}\\x{222}-\\x{233}\\x{23a}-\\x{254}\\x{370}-\\x{373}\\x{376}"               \
    "\\x{3a3}-\\x{3af}\\x{3b1}-\\x{3d1}\\x{3d5}-\\x{3f5}\\x{3f7}-\\x{3fb}\\x{3fd}-\\x{481}"      \
    "\\x{48a}-\\x{52f}\\x{531}-\\x{556}\\x{10a0}-\\x{10c5}\\x{10c7}\\x{10cd}\\x{10d0}-\\x{10fa}" \
    "\\x{10fd}-\\x{10ff}\\x{13a0}-\\x{13f5}\\x{1e00}-\\x{1e95}\\x{1ea0}-\\x{1f15}"               \
    "\\x{1f20}-\\x{1f45}\\x{1f51}\\x{1f53}\\x{1f55}\\x{1f5f}-\\x{1f7d}\\x{1fb8}-\\x{1fbb}"       \
    "\\x{1fd8}-\\x{1fdb}\\x{1fe8}-\\x{1fec}\\x{2132}\\x{2183}\\x{2c00}-\\x{2c70}\\x{2c72}"       \
    "\\x{2c75}\\x{2c7e}-\\x{2ce3}\\x{2ceb}-\\x{2cee}\\x{2cf2}\\x{a640}-\\x{a66d}"                \
    "\\x{a680}-\\x{a69b}\\x{a722}-\\x{a72f}\\x{a732}-\\x{a76f}\\x{a779}-\\x{a787}"               \
    "\\x{a78b}-\\x{a78d}\\x{a790}-\\x{a794}\\x{a796}-\\x{a7ae}\\x{a7b0}-\\x{a7ca}\\x{a7d0}"      \
    "\\x{a7d6}-\\x{a7d9}\\x{a7f5}\\x{ff21}-\\x{ff3a}\\x{10400}-\\x{1044f}\\x{104b0}-\\x{104d3}"  \
    "\\x{10570}-\\x{1057a}\\x{1057c}-\\x{1058a}\\x{1058c}-\\x{10592}\\x{10594}\\x{10595}"        \
    "\\x{10c80}-\\x{10cb2}\\x{118a0}-\\x{118df}\\x{16e40}-\\x{16e7f}\\x{1e900}-\\x{1e943}"

/* A property as items of a PCRE2 class. Under (?i) RE2 closes a set over case before it complements
 * it, and PCRE2 leaves properties alone: `closed` gives members whose closure PCRE2 works out. */
typedef struct property_row {
    const char *name;
    const char *members, *others;
    const char *closed; /* NULL: the set is closed already */
} property_row;

static const property_row properties[] = {
    /* RE2's C is what has been assigned: PCRE2's holds Cn too. */
    {"C", "\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}", "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Z}\\p{Cn}", NULL},
    {"L", "\\p{L}", "\\P{L}", "\\p{L}\\x{345}"},
    {"Ll", "\\p{Ll}", "\\P{Ll}", "\\p{Ll}\\p{Lt}" CASED},
    {"Lt", "\\p{Lt}", "\\P{Lt}",
     "\\x{1c5}\\x{1c8}\\x{1cb}\\x{1f2}\\x{1f88}-\\x{1f8f}\\x{1f98}-\\x{1f9f}\\x{1fa8}-\\x{1faf}"
     "\\x{1fbc}\\x{1fcc}\\x{1ffc}"},
    {"Lu", "\\p{Lu}", "\\P{Lu}", "\\p{Lu}" CASED},
    {"M", "\\p{M}", "\\P{M}", "\\p{M}\\x{345}"},
    {"Mn", "\\p{Mn}", "\\P{Mn}", "\\p{Mn}\\x{345}"},
    {"Common", "\\p{sc:Common}", "\\P{sc:Common}", "\\p{sc:Common}\\x{b5}"},
    {"Greek", "\\p{sc:Greek}", "\\P{sc:Greek}", "\\p{sc:Greek}\\x{b5}\\x{345}"},
    {"Inherited", "\\p{sc:Inherited}", "\\P{sc:Inherited}", "\\p{sc:Inherited}\\x{345}"},
};

#define PROPERTY_COUNT (sizeof properties / sizeof *properties)

_Static_assert(PROPERTY_COUNT <= 32, "translator.complements has a bit for each property");

/* The other names of \p, between spaces: PCRE2 has more (Cn, LC, L&, Xan, Grek), and reads them
 * loosely. */
static const char categories[] =
    " Any Cc Cf Co Cs Lm Lo Mc Me N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs ";

static const char scripts[] =
    " Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak"
    " Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian"
    " Caucasian_Albanian Chakma Cham Cherokee Chorasmian Coptic Cuneiform Cypriot Cypro_Minoan"
    " Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan"
    " Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Gujarati Gunjala_Gondi Gurmukhi Han"
    " Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic"
    " Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi"
    " Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu"
    " Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen"
    " Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs"
    " Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa"
    " Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian"
    " Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage"
    " Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang"
    " Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian"
    " Sora_Sompeng Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham"
    " Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto"
    " Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square ";

/* Whether `name` is one of `names`, which stand between spaces. */
static bool is_listed(ch_text name, const char *names)
{
    while (*++names != '\0') {
        size_t length = strcspn(names, " ");
        if (ch_text_same(name, (ch_text){names, length}))
            return true;
        names += length;
    }
    return false;
}

/* Adds a property with a row of its own. */
static void add_row(translator *t, size_t row, bool negated)
{
    const property_row *property = &properties[row];
    bool close = property->closed != NULL && (t->flags & IGNORE_CASE);
    if (close && negated)
        t->complements |= UINT32_C(1) << row;
    else if (close)
        put(&t->items, property->closed);
    else
        put(&t->items, negated ? property->others : property->members);
}

static bool add_property(translator *t, ch_text name, bool negated)
{
    for (size_t i = 0; i < PROPERTY_COUNT; i++) {
        if (ch_text_is(name, properties[i].name)) {
            add_row(t, i, negated);
            return true;
        }
    }
    bool script = is_listed(name, scripts);
    if (!script && !is_listed(name, categories))
        return false;
    put(&t->items, negated ? "\\P{" : "\\p{");
    put(&t->items, script ? "sc:" : ""); /* without it PCRE2 takes the script's extensions too */
    ch_buffer_add(&t->items, name);
    put(&t->items, "}");
    return true;
}

static void begin_items(translator *t)
{
    t->items.length = 0;
    t->complements = 0;
}

static void put_bracket(translator *t, bool negated)
{
    put(&t->out, negated ? "[^" : "[");
    if (t->items.length > 0)
        ch_buffer_add(&t->out, ch_buffer_text(&t->items));
    else /* surrogates alone */
        put(&t->out, "\\P{Any}");
    put(&t->out, "]");
}

static void put_complements(translator *t)
{
    const char *bar = t->items.length > 0 ? "|" : "";
    for (size_t i = 0; i < PROPERTY_COUNT; i++) {
        if ((t->complements >> i & 1) == 0)
            continue;
        put(&t->out, bar);
        put(&t->out, "[^");
        put(&t->out, properties[i].closed);
        put(&t->out, "]");
        bar = "|";
    }
}

/* The class whose items were read. A complement that is no item of a class becomes a branch beside
 * it. */
static void put_class(translator *t, bool negated)
{
    begin_atom(t, WIDE);
    if (t->complements == 0) {
        put_bracket(t, negated);
        return;
    }
    put(&t->out, negated ? "(?:(?!" : "(?:");
    if (t->items.length > 0)
        put_bracket(t, false);
    put_complements(t);
    put(&t->out, negated ? ").)" : ")");
}

/* ---- escapes --------------------------------------------------------------------------------- */

static const struct {
    char letter;
    int32_t meaning;
} letters[] = {{'a', '\a'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'v', '\v'}};

static const struct {
    const char *letters;
    const char *message;
} refused_escapes[] = {
    {"123456789gk", N_("RE2 has no backreferences")},
    {"C", N_("\\C is refused: it would match a part of a character")},
    {"x", N_("\\x takes two hexadecimal digits, or some in braces up to 10FFFF")},
};

/* `at` is the backslash. */
static bool refuse_escape(translator *t, size_t at)
{
    int c = byte_at(t, at + 1);
    if (c < 0)
        return refuse(t, at, N_("the pattern ends with a backslash"));
    for (size_t i = 0; c != 0 && i < sizeof refused_escapes / sizeof *refused_escapes; i++)
        if (strchr(refused_escapes[i].letters, c) != NULL)
            return refuse(t, at, refused_escapes[i].message);
    return refuse(t, at, N_("RE2 has no such escape"));
}

/* Up to three digits; a single one but \0 would be a backreference. */
static bool read_octal(translator *t, int32_t *c)
{
    size_t at = t->at + 1;
    if (byte_at(t, at) != '0' && !is_octal(byte_at(t, at + 1)))
        return refuse_escape(t, t->at);
    *c = 0;
    for (t->at = at; t->at < at + 3 && is_octal(byte_at(t, t->at)); t->at++)
        *c = *c * 8 + (byte_at(t, t->at) - '0');
    return true;
}

static bool read_hex(translator *t, int32_t *c)
{
    bool braces = byte_at(t, t->at + 2) == '{';
    size_t first = t->at + (braces ? 3 : 2), at = first;
    *c = 0;
    for (int digit; (braces || at < first + 2) && (digit = ch_hex_digit(byte_at(t, at))) >= 0; at++) {
        *c = *c * 16 + digit;
        if (*c > LAST_CHARACTER)
            return refuse_escape(t, t->at);
    }
    if (braces ? at == first || byte_at(t, at) != '}' : at < first + 2)
        return refuse_escape(t, t->at);
    t->at = at + (braces ? 1 : 0);
    return true;
}

/* An escape that stands for one character. */
static bool read_escape(translator *t, int32_t *c)
{
    int letter = byte_at(t, t->at + 1);
    if (is_octal(letter))
        return read_octal(t, c);
    if (letter == 'x')
        return read_hex(t, c);
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letter == letters[i].letter) {
            *c = letters[i].meaning;
            t->at += 2;
            return true;
        }
    }
    if (letter < 0 || letter >= 0x80 || is_alphanumeric(letter))
        return refuse_escape(t, t->at);
    *c = letter;
    t->at += 2;
    return true;
}

/* \d \s \w \p and their capitals. */
static bool is_set_ahead(const translator *t)
{
    int letter = byte_at(t, t->at + 1);
    return byte_at(t, t->at) == '\\' && letter > 0 && strchr("dDsSwWpP", letter) != NULL;
}

/* The name after \p: one character, or what is in braces. False where they are not closed. */
static bool read_property_name(translator *t, ch_text *name)
{
    ch_text after = rest(t, t->at + 2);
    bool braces = after.length > 0 && after.at[0] == '{';
    if (!braces) {
        int32_t character;
        size_t length = after.length == 0 ? 0 : ch_character_next(after, &character);
        *name = (ch_text){after.at, length};
        t->at += 2 + length;
        return true;
    }
    const char *end = ch_text_find(after, '}');
    if (end == NULL)
        return false;
    *name = (ch_text){after.at + 1, (size_t)(end - after.at) - 1};
    t->at += 4 + name->length;
    return true;
}

/* \pL, \PL, \p{Greek}, \p{^Greek}. */
static bool read_property(translator *t)
{
    size_t start = t->at;
    bool negated = byte_at(t, start + 1) == 'P';
    ch_text name;
    if (!read_property_name(t, &name))
        return refuse(t, start, N_("the brace of a Unicode property is not closed"));
    if (ch_text_begins(name, "^")) {
        negated = !negated;
        name = (ch_text){name.at + 1, name.length - 1};
    }
    if (!add_property(t, name, negated))
        return refuse(t, start, N_("RE2 has no such Unicode property: it has general categories and scripts"));
    return true;
}

static const ascii_set *perl_set(char letter)
{
    char name = (char)(letter | 0x20);
    return find_set(perl_sets, (ch_text){&name, 1});
}

static bool read_set(translator *t)
{
    char letter = t->in.at[t->at + 1];
    if (letter == 'p' || letter == 'P')
        return read_property(t);
    add_set(t, perl_set(letter), letter < 'a');
    t->at += 2;
    return true;
}

/* A set outside a class. PCRE2's own \d and \w cost it a byte where a class costs 33, and its
 * patterns are limited to 64 KiB; but under (?i) RE2's \w has the long s and the Kelvin sign. */
static bool read_lone_set(translator *t)
{
    char letter = t->in.at[t->at + 1];
    bool word = letter == 'w' || letter == 'W';
    begin_items(t);
    if (letter == 'p' || letter == 'P') {
        if (!read_property(t))
            return false;
        put_class(t, false);
        return true;
    }
    if (letter == 'd' || letter == 'D' || (word && !(t->flags & IGNORE_CASE))) {
        begin_atom(t, WIDE);
        ch_buffer_add(&t->out, (ch_text){t->in.at + t->at, 2});
    } else {
        add_set(t, perl_set(letter), false);
        put_class(t, letter < 'a');
    }
    t->at += 2;
    return true;
}

/* \Q...\E, or to the end: characters, perhaps none. */
static bool read_quoted(translator *t)
{
    t->at += 2;
    while (t->at < t->in.length) {
        if (ch_text_begins(rest(t, t->at), "\\E")) {
            t->at += 2;
            break;
        }
        read_literal(t);
    }
    return true;
}

static const struct {
    char letter;
    const char *pcre2;
} assertions[] = {{'A', "\\A"}, {'z', "\\z"}, {'b', "\\b"}, {'B', "\\B"}};

static bool read_backslash(translator *t)
{
    int letter = byte_at(t, t->at + 1);
    for (size_t i = 0; i < sizeof assertions / sizeof *assertions; i++)
        if (letter == assertions[i].letter)
            return put_assertion(t, 2, assertions[i].pcre2);
    if (letter == 'Q')
        return read_quoted(t);
    if (is_set_ahead(t))
        return read_lone_set(t);
    int32_t c;
    return read_escape(t, &c) && put_literal(t, c);
}

/* ---- classes --------------------------------------------------------------------------------- */

/* Where the name of [:name:] ends, or NULL: then the bracket stands for itself. RE2 looks for the
 * end in the whole pattern. */
static const char *end_of_name(const translator *t)
{
    ch_text ahead = rest(t, t->at);
    if (!ch_text_begins(ahead, "[:"))
        return NULL;
    for (size_t i = 2; i + 2 <= ahead.length; i++)
        if (ahead.at[i] == ':' && ahead.at[i + 1] == ']')
            return ahead.at + i;
    return NULL;
}

static bool read_named(translator *t, const char *end)
{
    const char *begin = t->in.at + t->at + 2;
    bool negated = *begin == '^';
    begin += negated ? 1 : 0;
    const ascii_set *set = find_set(posix_sets, (ch_text){begin, (size_t)(end - begin)});
    if (set == NULL)
        return refuse(t, t->at, N_("RE2 has no such named class: it has those of POSIX, such as [:alpha:]"));
    add_set(t, set, negated);
    t->at = (size_t)(end - t->in.at) + 2;
    return true;
}

/* One end of a range. */
static bool read_end(translator *t, int32_t *c)
{
    if (byte_at(t, t->at) == '\\')
        return read_escape(t, c);
    *c = next_character(t);
    return true;
}

/* A character, or two and a hyphen between; before the closing bracket the hyphen stands for
 * itself. */
static bool read_range(translator *t)
{
    size_t start = t->at;
    int32_t first;
    if (!read_end(t, &first))
        return false;
    int32_t last = first;
    if (byte_at(t, t->at) == '-' && t->at + 1 < t->in.length && byte_at(t, t->at + 1) != ']') {
        t->at++;
        if (!read_end(t, &last))
            return false;
    }
    if (last < first)
        return refuse(t, start, N_("a range ends before it begins"));
    add_range(&t->items, first, last);
    return true;
}

static bool read_item(translator *t)
{
    const char *end = end_of_name(t);
    if (end != NULL)
        return read_named(t, end);
    return is_set_ahead(t) ? read_set(t) : read_range(t);
}

static bool read_class(translator *t)
{
    size_t opened = t->at++;
    bool negated = byte_at(t, t->at) == '^';
    t->at += negated ? 1 : 0;
    begin_items(t);
    /* A closing bracket that comes first is a member. */
    for (bool first = true; first || byte_at(t, t->at) != ']'; first = false) {
        if (t->at >= t->in.length)
            return refuse(t, opened, N_("a character class is not closed"));
        if (!read_item(t))
            return false;
    }
    t->at++;
    put_class(t, negated);
    return true;
}

/* ---- repetitions ----------------------------------------------------------------------------- */

typedef struct repetition {
    uint32_t least, most;
} repetition;

static char sign_of(repetition r)
{
    if (r.least == 0 && r.most == 1)
        return '?';
    if (r.most != UNBOUNDED || r.least > 1)
        return '{';
    return r.least == 0 ? '*' : '+';
}

static void put_count(ch_buffer *out, repetition r)
{
    put(out, "{");
    ch_buffer_int(out, r.least);
    if (r.most != r.least)
        put(out, ",");
    if (r.most != r.least && r.most != UNBOUNDED)
        ch_buffer_int(out, r.most);
    put(out, "}");
}

/* Puts the atom in a group, so that it can be repeated once more. Room for both brackets first: what is moved must
 * fit. */
static void wrap(translator *t)
{
    size_t length = t->out.length - t->atom.at;
    if (ch_buffer_room(&t->out, 4) == NULL)
        return;
    char *at = t->out.at + t->atom.at;
    memmove(at + 3, at, length);
    memcpy(at, "(?:", 3);
    t->out.length += 3;
    put(&t->out, ")");
}

/* A repetition of a repetition, which can come about where (?i) or \Q\E stands between: a*(?i)+. */
static char repeat_again(translator *t, char sign)
{
    if (t->atom.repeated == '{' || sign == '{') {
        wrap(t);
        return sign;
    }
    t->out.length = t->atom.repeat_at;
    return t->atom.repeated == sign ? sign : '*';
}

/* x+ as xx*, x{3,} as x{3}x*: pcre2_dfa_match() counts the turns of the first two, and each count would be a state of
 * its own. Room first: what is copied must not move. */
static void put_endless(translator *t, uint32_t least, bool lazy)
{
    last_atom *atom = &t->atom;
    size_t length = t->out.length - atom->at;
    atom->repeated = '{';
    atom->repeat_at = t->out.length;
    if (least > 1)
        put_count(&t->out, (repetition){least, least});
    if (ch_buffer_room(&t->out, length) == NULL)
        return;
    ch_buffer_add(&t->out, (ch_text){t->out.at + atom->at, length});
    put(&t->out, lazy ? "*?" : "*");
}

/* What has no width is there or is not: PCRE2 would not repeat an assertion. */
static void put_repetition(translator *t, repetition r, bool lazy)
{
    last_atom *atom = &t->atom;
    if (r.most == 0 || (r.least == 0 && atom->extent == WIDTHLESS)) {
        t->out.length = atom->at;
        atom->extent = WIDTHLESS;
        return;
    }
    if (atom->extent == WIDTHLESS || (r.least == 1 && r.most == 1))
        return;
    if (atom->repeated == 0 && r.most == UNBOUNDED && r.least > 0 && t->out.at[atom->at] != '(') {
        put_endless(t, r.least, lazy);
        return;
    }
    char sign = sign_of(r);
    if (atom->repeated != 0)
        sign = repeat_again(t, sign);
    atom->repeated = sign;
    atom->repeat_at = t->out.length;
    if (sign == '{')
        put_count(&t->out, r);
    else
        ch_buffer_add_char(&t->out, sign);
    put(&t->out, lazy ? "?" : "");
}

static uint32_t greater(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* Counts multiply where one is in another; *, + and ? do not count. RE2 writes each copy out: (a{100}){100} would be
 * ten thousand. */
static bool count_copies(translator *t, repetition r)
{
    uint32_t times = r.most == UNBOUNDED ? r.least : r.most;
    t->atom.copies *= greater(times, 1);
    open_group *group = &t->groups[t->depth];
    group->copies = greater(group->copies, t->atom.copies);
    return t->atom.copies <= COPIES_MAX;
}

/* `length` is that of the operator, without the `?` that may follow. RE2 refuses a repetition right behind another;
 * PCRE2 would read a++ as a possessive one. */
static bool repeat(translator *t, repetition r, size_t length)
{
    size_t start = t->at;
    if (t->atom.extent == NOTHING)
        return refuse(t, start, N_("there is nothing to repeat here"));
    if (t->repeat_end == start)
        return refuse(t, start, N_("a repetition cannot be repeated, and RE2 has no possessive ones"));
    if (r.most != UNBOUNDED && r.least > r.most)
        return refuse(t, start, N_("a count ends before it begins"));
    if (r.least > COPIES_MAX || (r.most != UNBOUNDED && r.most > COPIES_MAX) || !count_copies(t, r))
        return refuse(t, start, N_("more than 1000 copies are asked for, counts within counts multiplied"));
    t->unbounded = t->unbounded || r.most == UNBOUNDED;
    t->at += length;
    bool swap = byte_at(t, t->at) == '?';
    t->at += swap ? 1 : 0;
    t->repeat_end = t->at;
    put_repetition(t, r, swap != ((t->flags & LAZY) != 0));
    return true;
}

static bool read_star(translator *t)
{
    return repeat(t, (repetition){0, UNBOUNDED}, 1);
}

static bool read_plus(translator *t)
{
    return repeat(t, (repetition){1, UNBOUNDED}, 1);
}

static bool read_query(translator *t)
{
    return repeat(t, (repetition){0, 1}, 1);
}

/* A count at `*at` without leading zeros. RE2 stops reading digits, and takes the brace for itself,
 * where nine of them have not been the end. */
static bool read_count(const translator *t, size_t *at, uint32_t *count)
{
    size_t first = *at;
    *count = 0;
    for (; is_digit(byte_at(t, *at)); ++*at) {
        if (*count >= 100000000)
            return false;
        *count = *count * 10 + (uint32_t)(byte_at(t, *at) - '0');
    }
    return *at == first + 1 || (*at > first && byte_at(t, first) != '0');
}

/* The length of {n}, {n,} or {n,m}, or 0 where there is none. */
static size_t read_counts(const translator *t, repetition *r)
{
    size_t at = t->at + 1;
    if (!read_count(t, &at, &r->least))
        return 0;
    r->most = r->least;
    if (byte_at(t, at) == ',') {
        at++;
        r->most = UNBOUNDED;
        if (byte_at(t, at) != '}' && !read_count(t, &at, &r->most))
            return 0;
    }
    return byte_at(t, at) == '}' ? at + 1 - t->at : 0;
}

static bool read_brace(translator *t)
{
    repetition r;
    size_t length = read_counts(t, &r);
    return length > 0 ? repeat(t, r, length) : read_literal(t);
}

/* ---- groups ---------------------------------------------------------------------------------- */

static const struct {
    const char *beginning;
    const char *message;
} refused_groups[] = {
    {"(*", N_("RE2 has no verbs such as (*UCP)")},
    {"(?=", N_("RE2 has no lookahead and no lookbehind")},
    {"(?!", N_("RE2 has no lookahead and no lookbehind")},
    {"(?<=", N_("RE2 has no lookahead and no lookbehind")},
    {"(?<!", N_("RE2 has no lookahead and no lookbehind")},
    {"(?<", N_("a named group begins with (?P<name>")},
    {"(?'", N_("a named group begins with (?P<name>")},
    {"(?P=", N_("RE2 has no backreferences")},
    {"(?>", N_("RE2 has no atomic groups")},
    {"(?#", N_("RE2 has no comments")},
    {"(?(", N_("RE2 has no conditional groups")},
    {"(", N_("RE2 has no such group or flag: its flags are i, m, s and U")},
};

static bool refuse_group(translator *t)
{
    size_t i = 0;
    while (!ch_text_begins(rest(t, t->at), refused_groups[i].beginning))
        i++;
    return refuse(t, t->at, refused_groups[i].message);
}

/* `length` is that of the group's head. The array bounds the depth, of this file and of PCRE2's compiler; nothing
 * here recurses. */
static bool push_group(translator *t, size_t length)
{
    if (t->depth == DEPTH_MAX)
        return refuse(t, t->at, N_("groups are nested deeper than 240"));
    t->groups[++t->depth] = (open_group){t->at, t->out.length, t->flags, t->ignoring_case, 1};
    put(&t->out, "(?:");
    t->atom = (last_atom){.extent = NOTHING};
    t->at += length;
    return true;
}

/* Letters, marks, digits and connecting punctuation, of any script. */
static bool is_name_character(int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return false;
    }
}

/* (?P<name>, which may come twice. */
static bool open_named(translator *t)
{
    size_t at = t->at + 4;
    while (at < t->in.length) {
        int32_t character;
        size_t length = ch_character_next(rest(t, at), &character);
        if (!is_name_character(character))
            break;
        at += length;
    }
    if (byte_at(t, at) != '>' || at == t->at + 4)
        return refuse(t, t->at, N_("a group's name is made of letters, digits and underscores, and ends with >"));
    return push_group(t, at + 1 - t->at);
}

static unsigned flag_of(int c)
{
    switch (c) {
    case 'i':
        return IGNORE_CASE;
    case 'm':
        return LINES;
    case 's':
        return DOT_IS_ALL;
    case 'U':
        return LAZY;
    default:
        return 0;
    }
}

/* What follows (? up to a colon or a closing parenthesis, whose place it gives; 0 where RE2 has no
 * such flags. A minus wants a flag behind it. */
static size_t read_flags(const translator *t, unsigned *flags)
{
    bool minus = false, some = false;
    for (size_t at = t->at + 2;; at++) {
        int c = byte_at(t, at);
        unsigned flag = flag_of(c);
        if ((c == ':' || c == ')') && (some || !minus))
            return at;
        if (flag == 0 && (c != '-' || minus))
            return 0;
        *flags = minus ? *flags & ~flag : *flags | flag;
        some = flag != 0;
        minus = minus || c == '-';
    }
}

/* (?i) sets flags to the end of the group that is open, (?i: in a group of its own. */
static bool read_question(translator *t)
{
    unsigned flags = t->flags;
    size_t end = read_flags(t, &flags);
    if (end == 0)
        return refuse_group(t);
    if (byte_at(t, end) == ':') {
        if (!push_group(t, end + 1 - t->at))
            return false;
    } else {
        t->at = end + 1;
    }
    t->flags = flags;
    return true;
}

static bool read_opening(translator *t)
{
    ch_text ahead = rest(t, t->at);
    if (ch_text_begins(ahead, "(*"))
        return refuse_group(t);
    if (ch_text_begins(ahead, "(?P<"))
        return open_named(t);
    return ch_text_begins(ahead, "(?") ? read_question(t) : push_group(t, 1);
}

static bool read_closing(translator *t)
{
    if (t->depth == 0)
        return refuse(t, t->at, N_("this parenthesis closes no group"));
    const open_group *closed = &t->groups[t->depth--];
    open_group *around = &t->groups[t->depth];
    put(&t->out, ")");
    t->flags = closed->flags;
    t->ignoring_case = closed->ignoring_case;
    t->atom = (last_atom){.extent = WIDE, .at = closed->at, .copies = closed->copies};
    around->copies = greater(around->copies, closed->copies);
    t->at++;
    return true;
}

static bool read_bar(translator *t)
{
    put(&t->out, "|");
    t->atom = (last_atom){.extent = NOTHING};
    t->at++;
    return true;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static const struct {
    char beginning;
    bool (*read)(translator *t);
} tokens[] = {
    {'(', read_opening}, {')', read_closing}, {'|', read_bar},   {'^', read_caret},
    {'$', read_dollar},  {'.', read_dot},     {'[', read_class}, {'\\', read_backslash},
    {'*', read_star},    {'+', read_plus},    {'?', read_query}, {'{', read_brace},
};

static bool read_token(translator *t)
{
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
        if (t->in.at[t->at] == tokens[i].beginning)
            return tokens[i].read(t);
    return read_literal(t);
}

/* ch_character_next() takes malformed bytes one at a time, as U+FFFD; U+FFFD itself, well-formed, has three. */
static bool check_encoding(translator *t)
{
    for (size_t at = 0; at < t->in.length;) {
        int32_t character;
        size_t length = ch_character_next(rest(t, at), &character);
        if (length == 1 && character == 0xFFFD)
            return refuse(t, at, N_("the pattern is not well-formed UTF-8"));
        at += length;
    }
    return true;
}

/* Everything else assumes well-formed UTF-8, so that is looked at first. */
static bool translate(translator *t)
{
    if (!check_encoding(t))
        return false;
    put(&t->out, "(?s)");
    while (t->at < t->in.length)
        if (!read_token(t))
            return false;
    if (t->depth > 0)
        return refuse(t, t->groups[t->depth].opened, N_("a group is not closed"));
    return true;
}

bool ch_re2_translate(ch_text pattern, ch_arena *arena, ch_text *out, bool *bounded, ch_re2_fault *fault)
{
    translator t = {
        .in = pattern,
        .repeat_end = SIZE_MAX,
        .out = ch_buffer_init(OUTPUT_MAX),
        .items = ch_buffer_init(OUTPUT_MAX),
        .groups[0].copies = 1,
    };
    bool good = translate(&t);
    if (good) {
        bool whole = !t.out.failed && !t.items.failed;
        *out = whole ? ch_arena_text(arena, ch_buffer_text(&t.out)) : CH_NO_TEXT;
        good = out->at != NULL;
    }
    *bounded = !t.unbounded;
    *fault = t.fault;
    ch_buffer_clear(&t.out);
    ch_buffer_clear(&t.items);
    return good;
}
