/* RE2's language on PCRE2. Which patterns are accepted, and where they are found, is what libre2
 * (20220601) says of them, but for \C, which it accepts. */
#include "unit/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "pattern/re2.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define A99   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A100  A99 "a"
#define A900  A100 A100 A100 A100 A100 A100 A100 A100 A100
#define A999  A900 A99
#define A1000 A900 A100

/* A copy in memory of just its size, so that a sanitizer sees any read beyond. */
static char *exact_copy(ch_text text)
{
    char *copy = malloc(text.length > 0 ? text.length : 1);
    assert_non_null(copy);
    if (text.length > 0)
        memcpy(copy, text.at, text.length);
    return copy;
}

static bool translate(ch_text pattern, ch_arena *arena, ch_text *out, ch_re2_fault *fault)
{
    char *copy = exact_copy(pattern);
    bool bounded;
    bool good = ch_re2_translate((ch_text){copy, pattern.length}, arena, out, &bounded, fault);
    free(copy);
    return good;
}

static pcre2_code *compile(ch_text translated, int *error)
{
    PCRE2_SIZE offset;
    return pcre2_compile((PCRE2_SPTR)translated.at, translated.length,
                         PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C, error, &offset, NULL);
}

/* The translation must be good, and compile. */
static pcre2_code *compile_re2(ch_text pattern)
{
    ch_arena arena = {0};
    ch_text translated = CH_NO_TEXT;
    ch_re2_fault fault = {0};
    if (!translate(pattern, &arena, &translated, &fault))
        fail_msg("refused at %zu: %s", fault.offset, fault.message);
    int error;
    pcre2_code *code = compile(translated, &error);
    if (code == NULL)
        fail_msg("PCRE2 answers %d to %s", error, translated.at);
    ch_arena_clear(&arena);
    return code;
}

static bool is_found(const pcre2_code *code, ch_text text)
{
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    char *copy = exact_copy(text);
    int result = pcre2_match(code, (PCRE2_SPTR)copy, text.length, 0, 0, data, NULL);
    free(copy);
    pcre2_match_data_free(data);
    assert_true(result >= 0 || result == PCRE2_ERROR_NOMATCH);
    return result >= 0;
}

/* ---- what is accepted ---- */

typedef struct found_row {
    const char *name, *pattern;
    const char *in[4];     /* texts in which the pattern is found */
    const char *not_in[4]; /* and in which it is not */
} found_row;

static const found_row found_rows[] = {
    {"an empty pattern is found everywhere", "", {"", "a"}, {NULL}},
    {"a pattern is found anywhere in the text", "lie", {"client", "le client"}, {"clnt"}},
    {"letters beyond ASCII stand for themselves", "é日", {"né日"}, {"é", "日é"}},
    {"a bracket that closes nothing stands for itself", "a]}", {"a]}"}, {"a"}},
    {"punctuation may be escaped", "\\.\\-\\_\\/\\ \\@\\{", {".-_/ @{"}, {"._/ @{"}},
    {"a line break may be escaped", "\\\n", {"\n"}, {"n"}},
    {"a brace that is no count stands for itself", "a{,5}", {"a{,5}"}, {"aaa"}},
    {"a brace that is not closed stands for itself", "a{2", {"a{2"}, {"aa"}},
    {"a count with a leading zero stands for itself", "a{01}", {"a{01}"}, {"a", "aa"}},
    {"a count of ten digits stands for itself", "a{1000000000}", {"a{1000000000}"}, {"a"}},
    {"an empty brace stands for itself", "^x{}$", {"x{}"}, {"x"}},
    {"a brace may come first", "^{1", {"{1"}, {"1"}},
    {"\\v is the vertical tab alone", "a\\vb", {"a\vb"}, {"a\nb", "a\u2028b"}},
    {"\\v in a class is the vertical tab alone", "a[\\v]b", {"a\vb"}, {"a\nb", "a\302\205b"}},
    {"the escapes of C", "\\a\\f\\n\\r\\t", {"\a\f\n\r\t"}, {"afnrt"}},
    {"two hexadecimal digits", "\\x41\\x6a", {"Aj"}, {"\\x41"}},
    {"any number of them in braces", "\\x{0000041}\\x{20AC}", {"A€"}, {"A"}},
    {"the last character there is", "\\x{10FFFF}", {"\U0010FFFF"}, {"\uFFFD"}},
    {"a surrogate is a character that no text has", "^(?:a|\\x{D800})$", {"a"}, {"\uFFFD", ""}},
    {"a repeated surrogate may be absent", "^a\\x{D800}*$", {"a"}, {"aa"}},
    {"a third digit after \\0 is a digit", "^\\0123$", {"\n3"}, {"S"}},
    {"octal escapes of two and three digits", "^\\12\\101$", {"\nA"}, {"\n101"}},
    {"an octal escape beyond U+00FF", "\\777", {"\u01FF"}, {"?7"}},
    {"\\12 with an 8 behind it", "^\\128$", {"\n8"}, {"\010"}},
    {"\\Q to \\E is literal", "^\\Qa.b|(\\E.$", {"a.b|(c"}, {"axb|(c"}},
    {"\\Q without \\E goes to the end", "\\Q.*[\\d", {".*[\\d"}, {"ab"}},
    {"\\Q and \\E around nothing", "a\\Q\\Eb", {"ab"}, {"aQb"}},
    {"the last of what is quoted is repeated", "^\\Qab\\E+$", {"abb"}, {"abab"}},
    {"the backslash in what is quoted", "^\\Q\\d\\E$", {"\\d"}, {"7"}},
    {"\\s is not the vertical tab", "^a\\sb$", {"a b", "a\tb", "a\nb"}, {"a\vb", "a\u00A0b"}},
    {"\\S is the vertical tab", "^\\S$", {"\v", "é"}, {" "}},
    {"\\s in a class is not the vertical tab", "^[\\s]$", {"\f"}, {"\v"}},
    {"\\S in a class is the vertical tab", "^[\\S]$", {"\v", "é"}, {"\n"}},
    {"[:space:] is the vertical tab", "^[[:space:]]$", {"\v", " "}, {"\302\205"}},
    {"\\d is of ASCII", "^\\d+$", {"2026"}, {"\u0663"}},
    {"\\D is of everything else", "^\\D$", {"\u0663", "é"}, {"3"}},
    {"\\w is of ASCII", "^\\w+$", {"a_9"}, {"é"}},
    {"\\W is of everything else", "^\\W$", {"é", "\n"}, {"_"}},
    {"complements in a class reach beyond U+00FF", "^[\\W[:upper:]]$", {"日", "A", "é"}, {"a"}},
    {"a complement of a named class beside another", "^[[:^digit:][:cntrl:]]$", {"日", "\u01C5", "\n"}, {"1"}},
    {"a complement of complements", "^[^\\D\\s]$", {"5"}, {"a", " ", "日"}},
    {"everything there is", "^[\\s\\S]$", {"\n", "\v", "日"}, {"ab"}},
    {"nothing at all", "a[^\\s\\S]*b", {"ab"}, {"a b"}},
    {"[:word:] is of ASCII", "^[[:word:]]$", {"_"}, {"é"}},
    {"[:punct:] is of ASCII", "^[[:punct:]]$", {"~", "$"}, {"€", "a"}},
    {"[:^alpha:] is of everything else", "^[[:^alpha:]]$", {"é", "1"}, {"a"}},
    {"a named class and a hyphen", "^[[:digit:]-z]+$", {"1-z", "5"}, {"y"}},
    {"a general category of one letter", "^\\pL+\\pN$", {"né5"}, {"n5é", "5"}},
    {"a general category in braces", "^\\p{Lu}$", {"É"}, {"é"}},
    {"its complement by \\P", "^\\P{Lu}$", {"é"}, {"É"}},
    {"its complement by a caret", "^\\p{^Lu}$", {"é"}, {"É"}},
    {"both undo each other", "^\\P{^Lu}$", {"É"}, {"é"}},
    {"a script is not its extensions", "^\\p{Devanagari}$", {"\u0915"}, {"\u0964"}},
    {"the complement of a script", "^\\P{Greek}$", {"a"}, {"λ"}},
    {"properties in a class", "^[\\p{Greek}\\PL]+$", {"λ1"}, {"a"}},
    {"\\p{C} is what is assigned", "^\\pC$", {"\302\205", "\u200B", "\uE000"}, {"\u0378", "a"}},
    {"\\P{C} is what is not", "^\\PC$", {"\u0378", "a"}, {"\u200B"}},
    {"\\p{Any} is everything", "^\\p{Any}$", {"\n", "日"}, {""}},
    {"\\P{Any} is nothing", "^a?\\P{Any}*$", {"a"}, {"b"}},
    {"a closing bracket comes first", "^[]a]+$", {"]a"}, {"[a"}},
    {"a closing bracket comes first behind a caret", "^[^]a]$", {"b"}, {"]", "a"}},
    {"an opening bracket in a class", "^[[a]+$", {"[a"}, {"b"}},
    {"a caret that is not first", "^[a^]+$", {"^a"}, {"b"}},
    {"hyphens at both ends", "^[-a-]+$", {"-a"}, {"b"}},
    {"a hyphen between ranges", "^[a-c-e]+$", {"b-e"}, {"d"}},
    {"a range that begins with a hyphen", "^[--/]+$", {"-./"}, {","}},
    {"a set and a hyphen", "^[\\d-z]+$", {"1-z"}, {"a"}},
    {"[: without its end", "^[[:a]+$", {"[:a"}, {"b"}},
    {"operators are members", "^[.*+?(){}|$]+$", {".*+?(){}|$"}, {"a"}},
    {"two ampersands are members", "^[a&&b]+$", {"a&b"}, {"c"}},
    {"a complement holds the newline", "^[^a]$", {"\n", "日"}, {"a"}},
    {"a range over the surrogates", "^[\\x{D7FF}-\\x{E000}]$", {"\uD7FF", "\uE000"}, {"a"}},
    {"a range that begins among them", "^[\\x{DBFF}-\\x{E001}]$", {"\uE000"}, {"\uE002", "\uD7FF"}},
    {"a range of them alone", "^a[\\x{D800}-\\x{DFFF}]?$", {"a"}, {"ab"}},
    {"everything but them", "^[^\\x{D800}]$", {"a", "\n"}, {""}},
    {"escapes as the ends of a range", "^[\\x41-\\103]$", {"B"}, {"D"}},
    {"a newline as the end of a range", "^[\\t-\\n]$", {"\n"}, {"\v"}},
    {"a dot is no newline", "^a.b$", {"a b", "a\rb", "a\u2028b"}, {"a\nb"}},
    {"(?s) makes it one", "(?s)^a.b$", {"a\nb"}, {"ab"}},
    {"(?-s) unmakes it", "(?s)a.(?-s)b.", {"a\nbc"}, {"a\nb\n"}},
    {"$ is the end of the text alone", "a$", {"ba"}, {"a\n", "a\nb"}},
    {"^ is the beginning of the text alone", "^b", {"b"}, {"a\nb"}},
    {"(?m) ends lines at \\n", "(?m)a$", {"a\nb", "a"}, {"a\r\n", "ab"}},
    {"(?m) begins lines after \\n", "(?m)^b", {"a\nb"}, {"a\rb", "ab"}},
    {"(?m) begins a line after the last newline", "(?m)a\n^$", {"a\n"}, {"a\nb"}},
    {"(?m) spares \\A and \\z", "(?m)\\Ab\\z", {"b"}, {"a\nb", "b\nc"}},
    {"(?-m) unmakes lines", "(?m)(?-m:^b)", {"b"}, {"a\nb"}},
    {"\\z is not before a last newline", "a\\z", {"a"}, {"a\n"}},
    {"$ in the middle", "a$b|c", {"c"}, {"a\nb"}},
    {"\\b is between words of ASCII", "\\bb", {"a b", "éb"}, {"ab"}},
    {"\\B is not", "a\\B", {"ab"}, {"aé", "a"}},
    {"greedy or lazy, the same texts", "^a+?b*?c?\?$", {"aab", "abc"}, {"b"}},
    {"(?U) swaps greed", "(?U)^a+b+?$", {"aabb"}, {"a"}},
    {"a count", "^a{3}$", {"aaa"}, {"aa", "aaaa"}},
    {"a count with a minimum", "^a{2,}$", {"aa", "aaa"}, {"a"}},
    {"a count with both", "^a{1,2}?$", {"a", "aa"}, {"aaa"}},
    {"a count of nought", "^ba{0}c$", {"bc"}, {"bac"}},
    {"a count of 1000", "^a{1000}$", {A1000}, {"a", A1000 "a"}},
    {"counts that multiply to 1000", "^((a{10}){10}){10}$", {A1000}, {A999}},
    {"a star between counts does not count", "^((a{100})*){10}$", {A100}, {A99}},
    {"a count of one does not count", "^(a{1000}){1}$", {A1000}, {"a"}},
    {"an empty group may be repeated", "^(){5}()*a(?:)+$", {"a"}, {"aa"}},
    {"an assertion may be repeated", "^*a\\b+\\b{2}$+", {"a", "ba"}, {"ab"}},
    {"an assertion may be repeated away", "\\b{0}b\\B?", {"ab", "b"}, {"a"}},
    {"a group of assertions may be repeated", "(?:^|\\b)*b(?:$)+", {"ab", "b"}, {"bc"}},
    {"flags do not part a thing from its repetition", "^a(?i)+$", {"aa"}, {"aA"}},
    {"a repetition repeated across flags", "^a?(?i)+b$", {"aaB", "b"}, {"AB"}},
    {"a count repeated across flags", "^a{2}(?i){3}$", {"aaaaaa"}, {"aaaaa"}},
    {"a group repeated across nothing", "^(ab)+\\Q\\E{2}$", {"abab"}, {"ab"}},
    {"empty branches", "^(|a||b)$", {"", "a", "b"}, {"c"}},
    {"a branch at the end", "^a$|", {"a", "b"}, {NULL}},
    {"a named group", "^(?P<year>\\d{4})$", {"2026"}, {"20"}},
    {"a name beyond ASCII", "^(?P<année>\\d{4})$", {"2026"}, {"20"}},
    {"a name of each kind of letter", "(?P<Aǅʰ年Ⅰ>a)", {"a"}, {"b"}},
    {"a name of marks, digits and ties", "(?P<éः٣‿_>a)", {"a"}, {"b"}},
    {"a name that begins with a digit", "(?P<1st>a)", {"a"}, {"b"}},
    {"a name that comes twice", "^(?P<n>a)(?P<n>b)$", {"ab"}, {"a"}},
    {"flags for a group", "^(?i:a)b$", {"Ab"}, {"AB"}},
    {"flags to the end of a group", "^(?:(?i)a|b)c$", {"Bc"}, {"BC"}},
    {"flags in the next branch", "^(?:a(?i)|b)$", {"B", "a"}, {"A"}},
    {"no flags at all", "^(?)(?:a)$", {"a"}, {"b"}},
    {"flags set and unset", "^(?is-m:a.)(?-i:b)$", {"A\nb"}, {"A\nB"}},
    {"(?i) has the Kelvin sign and the long s", "(?i)^ks$", {"KS", "\u212A\u017F"}, {"k"}},
    {"(?i) beyond ASCII", "(?i)^éß$", {"Éẞ", "éß"}, {"ÉSS"}},
    {"(?i) knows three forms of a letter", "(?i)^σ$", {"ς", "Σ"}, {"s"}},
    {"(?i) knows no dotted capital", "(?i)^i$", {"I"}, {"\u0130", "\u0131"}},
    {"(?i) in a class", "(?i)^[a-cµ]$", {"B", "Μ"}, {"d"}},
    {"(?i) in a complement", "(?i)^[^a-c]$", {"d"}, {"B"}},
    {"(?i)\\w", "(?i)^\\w$", {"\u212A", "\u017F"}, {"é"}},
    {"(?i)\\W", "(?i)^\\W$", {"é"}, {"\u212A", "\u017F"}},
    {"(?i)[\\W] beside another set", "(?i)^[\\W\\d]$", {"é", "1"}, {"\u017F", "k"}},
    {"(?i)[[:upper:]]", "(?i)^[[:upper:]]$", {"a", "\u212A"}, {"é"}},
    {"(?i)[[:^lower:]]", "(?i)^[[:^lower:]]$", {"é", "1"}, {"A", "\u212A"}},
    {"(?i)\\p{Lu}", "(?i)^\\p{Lu}$", {"é", "ß"}, {"\u1F80", "ª"}},
    {"(?i)\\P{Lu}", "(?i)^\\P{Lu}$", {"ª", "1"}, {"é"}},
    {"(?i)\\p{Ll}", "(?i)^\\p{Ll}$", {"É", "\u01C5"}, {"\u0130", "日"}},
    {"(?i)\\p{Lt}", "(?i)^\\p{Lt}$", {"\u01C4", "\u1F80"}, {"a"}},
    {"(?i)[\\P{Lu}] beside others", "(?i)^[\\P{Lu}\\P{Ll}z]$", {"1", "z", "\u0130"}, {"é"}},
    {"(?i)[^\\P{Lu}]", "(?i)^[^\\P{Lu}7]+$", {"éÉ"}, {"7", "ª"}},
    {"(?i)\\p{Greek} has the micro sign", "(?i)^\\p{Greek}$", {"µ", "μ"}, {"a"}},
    {"(?-i) after (?i)", "^(?i)a(?-i)b(?i)c$", {"AbC"}, {"ABc"}},
    {"a case that changes inside a group", "^(?:a(?i)b)c$", {"aBc"}, {"ABc", "abC"}},
};

static void is_found_where_RE2_finds_it(void **state)
{
    const found_row *row = *state;
    pcre2_code *code = compile_re2(ch_text_of(row->pattern));
    for (size_t i = 0; i < COUNT_OF(row->in) && row->in[i] != NULL; i++)
        if (!is_found(code, ch_text_of(row->in[i])))
            fail_msg("not found in \"%s\"", row->in[i]);
    for (size_t i = 0; i < COUNT_OF(row->not_in) && row->not_in[i] != NULL; i++)
        if (is_found(code, ch_text_of(row->not_in[i])))
            fail_msg("found in \"%s\"", row->not_in[i]);
    pcre2_code_free(code);
}

static void a_NUL_is_a_character(void **state)
{
    (void)state;
    const ch_text patterns[] = {CH_LITERAL("^a\0b$"), CH_LITERAL("^a\\0b$"), CH_LITERAL("^a[\0]b$"),
                                CH_LITERAL("^a\\x00b$"), CH_LITERAL("^a\\\0b$")};
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        pcre2_code *code = compile_re2(patterns[i]);
        assert_true(is_found(code, CH_LITERAL("a\0b")));
        assert_false(is_found(code, CH_LITERAL("a")));
        pcre2_code_free(code);
    }
}

static void general_categories_and_scripts_are_known(void **state)
{
    (void)state;
    char names[] = "Any C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc"
                   " Sk Sm So Z Zl Zp Zs Adlam Arabic Common Cyrillic Greek Han Hebrew Inherited Latin"
                   " Nko Old_Italic SignWriting Yi Zanabazar_Square";
    for (char *name = strtok(names, " "); name != NULL; name = strtok(NULL, " ")) {
        char pattern[160];
        snprintf(pattern, sizeof pattern, "\\p{%s}(?i)[\\p{%s}\\P{%s}]\\P{%s}", name, name, name, name);
        pcre2_code_free(compile_re2(ch_text_of(pattern)));
    }
}

/* ---- what is refused ---- */

#define BACKREFERENCE "RE2 has no backreferences"
#define BYTE          "\\C is refused: it would match a part of a character"
#define ESCAPE        "RE2 has no such escape"
#define HEX           "\\x takes two hexadecimal digits, or some in braces up to 10FFFF"
#define LOOK          "RE2 has no lookahead and no lookbehind"
#define GROUP         "RE2 has no such group or flag: its flags are i, m, s and U"
#define VERB          "RE2 has no verbs such as (*UCP)"
#define NAMED         "a named group begins with (?P<name>"
#define NAME          "a group's name is made of letters, digits and underscores, and ends with >"
#define NOTHING       "there is nothing to repeat here"
#define AGAIN         "a repetition cannot be repeated, and RE2 has no possessive ones"
#define COPIES        "more than 1000 copies are asked for, counts within counts multiplied"
#define CLASS         "a character class is not closed"
#define POSIX         "RE2 has no such named class: it has those of POSIX, such as [:alpha:]"
#define PROPERTY      "RE2 has no such Unicode property: it has general categories and scripts"

typedef struct refused_row {
    const char *name, *pattern;
    size_t offset;
    const char *message;
} refused_row;

static const refused_row refused_rows[] = {
    {"a backslash at the end", "a\\", 1, "the pattern ends with a backslash"},
    {"\\8", "\\8", 0, BACKREFERENCE},
    {"\\9 in a class", "[\\9]", 1, BACKREFERENCE},
    {"a backreference", "(a)\\1", 3, BACKREFERENCE},
    {"a backreference of two digits", "(a)\\18", 3, BACKREFERENCE},
    {"\\g", "(a)\\g1", 3, BACKREFERENCE},
    {"\\k", "(?P<n>a)\\k<n>", 8, BACKREFERENCE},
    {"a backreference by name", "(?P<n>a)(?P=n)", 8, BACKREFERENCE},
    {"\\C", "a\\C", 1, BYTE},
    {"\\C in a class", "[\\C]", 1, BYTE},
    {"\\R", "a\\R", 1, ESCAPE},
    {"\\h", "\\h", 0, ESCAPE},
    {"\\H", "\\H", 0, ESCAPE},
    {"\\V", "\\V", 0, ESCAPE},
    {"\\N", "\\N", 0, ESCAPE},
    {"\\Z", "a\\Z", 1, ESCAPE},
    {"\\K", "a\\Kb", 1, ESCAPE},
    {"\\G", "\\Ga", 0, ESCAPE},
    {"\\X", "\\X", 0, ESCAPE},
    {"\\E without \\Q", "a\\E", 1, ESCAPE},
    {"\\Q in a class", "[\\Qa\\E]", 1, ESCAPE},
    {"\\e", "\\e", 0, ESCAPE},
    {"\\cA", "\\cA", 0, ESCAPE},
    {"\\o", "\\o{12}", 0, ESCAPE},
    {"\\u", "\\u0041", 0, ESCAPE},
    {"\\b in a class", "[\\b]", 1, ESCAPE},
    {"\\B in a class", "[a\\B]", 2, ESCAPE},
    {"an escaped letter beyond ASCII", "\\é", 0, ESCAPE},
    {"\\x with one digit", "\\x4", 0, HEX},
    {"\\x with none", "\\xg1", 0, HEX},
    {"\\x with empty braces", "\\x{}", 0, HEX},
    {"\\x with open braces", "\\x{41", 0, HEX},
    {"\\x beyond Unicode", "\\x{110000}", 0, HEX},
    {"\\x with a blank", "\\x{ 41}", 0, HEX},
    {"lookahead", "a(?=b)", 1, LOOK},
    {"negative lookahead", "a(?!b)", 1, LOOK},
    {"lookbehind", "(?<=a)b", 0, LOOK},
    {"negative lookbehind", "(?<!a)b", 0, LOOK},
    {"an atomic group", "(?>a)", 0, "RE2 has no atomic groups"},
    {"a branch reset", "(?|a|b)", 0, GROUP},
    {"a subroutine", "(a)(?1)", 3, GROUP},
    {"recursion", "a(?R)?", 1, GROUP},
    {"a subroutine by name", "(?P<n>a)(?&n)", 8, GROUP},
    {"a subroutine in Python's way", "(?P<n>a)(?P>n)", 8, GROUP},
    {"a condition", "(a)(?(1)b)", 3, "RE2 has no conditional groups"},
    {"a comment", "a(?#b)", 1, "RE2 has no comments"},
    {"a callout", "a(?C1)", 1, GROUP},
    {"(?x)", "(?x)a b", 0, GROUP},
    {"(?J)", "(?J)a", 0, GROUP},
    {"(?^)", "(?^)a", 0, GROUP},
    {"a verb at the beginning", "(*UCP)\\w", 0, VERB},
    {"a verb", "a(*ACCEPT)b", 1, VERB},
    {"an assertion by name", "(*pla:a)", 0, VERB},
    {"a minus without flags", "(?-)a", 0, GROUP},
    {"a minus without flags behind it", "(?i-)a", 0, GROUP},
    {"two minuses", "(?i--s)a", 0, GROUP},
    {"flags without an end", "(?i", 0, GROUP},
    {"(? at the end", "a(?", 1, GROUP},
    {"(?<name>", "(?<n>a)", 0, NAMED},
    {"(?'name'", "(?'n'a)", 0, NAMED},
    {"a name with a sign", "(?P<a€>c)", 0, NAME},
    {"a name with a dash", "(?P<a-b>c)", 0, NAME},
    {"a name with half a digit", "(?P<a½>c)", 0, NAME},
    {"a name with a mark around it", "(?P<a⃝>c)", 0, NAME},
    {"a name with a blank", "(?P<a b>c)", 0, NAME},
    {"a name with a sign", "(?P<a€>c)", 0, NAME},
    {"an empty name", "(?P<>a)", 0, NAME},
    {"a name without an end", "(?P<n", 0, NAME},
    {"a group that is not closed", "a(b(c)", 1, "a group is not closed"},
    {"a group that is not opened", "a)b", 1, "this parenthesis closes no group"},
    {"a star at the beginning", "*a", 0, NOTHING},
    {"a count at the beginning", "{2}", 0, NOTHING},
    {"a star behind a parenthesis", "(+a)", 1, NOTHING},
    {"a star behind a bar", "a|?", 2, NOTHING},
    {"a star behind flags at the beginning", "(?i)*", 4, NOTHING},
    {"two stars", "a**", 2, AGAIN},
    {"a possessive repetition", "a++", 2, AGAIN},
    {"a possessive count", "a{2}+", 4, AGAIN},
    {"two counts", "x{2}{3}", 4, AGAIN},
    {"a lazy repetition repeated", "a*?+", 3, AGAIN},
    {"three question marks", "a?\??", 3, AGAIN},
    {"a count beyond 1000", "a{1001}", 1, COPIES},
    {"a minimum beyond 1000", "a{1001,}", 1, COPIES},
    {"a maximum beyond 1000", "a{1,1001}", 1, COPIES},
    {"a count of nine digits", "a{100000000}", 1, COPIES},
    {"a count that goes down", "a{3,2}", 1, "a count ends before it begins"},
    {"counts that multiply beyond 1000", "((a{10}){10}){11}", 13, COPIES},
    {"minima that multiply beyond 1000", "(a{2,}){501}", 7, COPIES},
    {"counts that multiply through a star", "((a{500})*b|c){3}", 14, COPIES},
    {"counts that multiply away", "((a{1000}){0}){2}", 14, COPIES},
    {"a class that is not closed", "b[a", 1, CLASS},
    {"a class of its closing bracket", "[]", 0, CLASS},
    {"a complement of its closing bracket", "[^]", 0, CLASS},
    {"a class that ends within a range", "[a-", 0, CLASS},
    {"a range that goes down", "[b-a]", 1, "a range ends before it begins"},
    {"a range to a set", "[a-\\d]", 3, ESCAPE},
    {"an unknown named class", "[[:foo:]]", 1, POSIX},
    {"a named class in capitals", "[[:Alpha:]]", 1, POSIX},
    {"an empty named class", "[[::]]", 1, POSIX},
    {"a named class that ends far off", "[[:a]b:]", 1, POSIX},
    {"a Perl set as a named class", "[[:d:]]", 1, POSIX},
    {"\\p at the end", "\\p", 0, PROPERTY},
    {"an empty property", "\\p{}", 0, PROPERTY},
    {"a property without an end", "\\p{Lu", 0, "the brace of a Unicode property is not closed"},
    {"an unknown letter", "\\pQ", 0, PROPERTY},
    {"an unknown character", "\\pé", 0, PROPERTY},
    {"a caret alone", "\\p^", 0, PROPERTY},
    {"a property in small letters", "\\p{lu}", 0, PROPERTY},
    {"a script in small letters", "\\p{greek}", 0, PROPERTY},
    {"blanks in a property", "\\p{ Lu}", 0, PROPERTY},
    {"a hyphen in a script", "\\p{Old-Italic}", 0, PROPERTY},
    {"two carets", "\\p{^^Lu}", 0, PROPERTY},
    {"\\p{L&}", "\\p{L&}", 0, PROPERTY},
    {"\\p{LC}", "\\p{LC}", 0, PROPERTY},
    {"\\p{Cn}", "\\p{Cn}", 0, PROPERTY},
    {"\\p{Xan}", "\\p{Xan}", 0, PROPERTY},
    {"a script by its code", "\\p{Grek}", 0, PROPERTY},
    {"a script's long form", "\\p{Script=Greek}", 0, PROPERTY},
    {"PCRE2's short form", "\\p{sc:Greek}", 0, PROPERTY},
    {"a bidirectional class", "\\p{Bidi_Class:L}", 0, PROPERTY},
    {"a binary property", "\\p{Alphabetic}", 0, PROPERTY},
    {"a named class as a property", "\\p{alpha}", 0, PROPERTY},
    {"two names as a property", "\\p{Lao Latin}", 0, PROPERTY},
};

static void assert_refused(ch_text pattern, size_t offset, const char *message)
{
    ch_arena arena = {0};
    ch_text translated;
    ch_re2_fault fault = {0};
    assert_false(translate(pattern, &arena, &translated, &fault));
    assert_string_equal(fault.message, message);
    assert_int_equal(fault.offset, offset);
    ch_arena_clear(&arena);
}

static void is_refused_as_by_RE2(void **state)
{
    const refused_row *row = *state;
    assert_refused(ch_text_of(row->pattern), row->offset, row->message);
}

static void malformed_UTF_8_is_refused(void **state)
{
    (void)state;
    const ch_text patterns[] = {CH_LITERAL("ab\xFF"), CH_LITERAL("a[\xC3]"), CH_LITERAL("\\Q\xE2\x82"),
                                CH_LITERAL("a\\\x80z"), CH_LITERAL("a|\xED\xA0\x80")};
    for (size_t i = 0; i < COUNT_OF(patterns); i++)
        assert_refused(patterns[i], 2, "the pattern is not well-formed UTF-8");
}

/* ---- limits ---- */

#define LONGEST         4096
#define PCRE2_TOO_LARGE 120

/* `piece` over and over, as often as it fits. */
static ch_text repeated(char *into, size_t room, const char *piece)
{
    size_t length = strlen(piece), at = 0;
    for (; at + length <= room; at += length)
        memcpy(into + at, piece, length);
    return (ch_text){into, at};
}

static ch_text nested(char *into, size_t depth)
{
    memset(into, '(', depth);
    into[depth] = '^';
    memset(into + depth + 1, ')', depth);
    return (ch_text){into, 2 * depth + 1};
}

static void groups_are_nested_240_deep_at_most(void **state)
{
    (void)state;
    char pattern[2 * 241 + 1];
    pcre2_code *code = compile_re2(nested(pattern, 240));
    assert_true(is_found(code, CH_LITERAL("")));
    pcre2_code_free(code);
    assert_refused(nested(pattern, 241), 240, "groups are nested deeper than 240");
}

typedef struct longest_row {
    const char *name, *piece;
} longest_row;

/* Each piece makes the most of something: of output, flags, repetitions of repetitions. */
static const longest_row longest_rows[] = {
    {"4096 bytes of letters that change case", "(?i)a(?-i)a"},
    {"4096 bytes of capitals", "(?i)\\p{Lu}"},
    {"4096 bytes of capitals in classes", "(?i)[\\p{Lu}\\P{Ll}]"},
    {"4096 bytes of lines", "(?m)^$^$"},
    {"4096 bytes of quotes", "\\Qa\\E"},
    {"4096 bytes of stars across flags", "a*(?i)*"},
    {"4096 bytes of stars of stars", "(?i)a*(?U)+(?-U)?"},
    {"4096 bytes of counts", "a{2}(?i){3}(?-i){2}"},
    {"4096 bytes of \\pC", "\\pC"},
    {"4096 bytes of branches", "|"},
    {"4096 bytes of groups side by side", "(a)"},
};

/* PCRE2 finds some of them too large: that is its right. */
static void is_translated_within_bounds(void **state)
{
    const longest_row *row = *state;
    char pattern[LONGEST];
    ch_arena arena = {0};
    ch_text translated;
    ch_re2_fault fault = {0};
    assert_true(translate(repeated(pattern, sizeof pattern, row->piece), &arena, &translated, &fault));
    int error = 0;
    pcre2_code *code = compile(translated, &error);
    if (code == NULL)
        assert_int_equal(error, PCRE2_TOO_LARGE);
    pcre2_code_free(code);
    ch_arena_clear(&arena);
}

static void a_long_pattern_that_is_refused_is_refused_soon(void **state)
{
    (void)state;
    char pattern[LONGEST];
    assert_refused(repeated(pattern, sizeof pattern, "("), 240, "groups are nested deeper than 240");
    assert_refused(repeated(pattern, sizeof pattern, "["), 0, CLASS);
    assert_refused(repeated(pattern, sizeof pattern, "[[:"), 0, CLASS);
    assert_refused(repeated(pattern, sizeof pattern, "*"), 0, NOTHING);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(found_rows, is_found_where_RE2_finds_it),
        TEST(a_NUL_is_a_character),
        TEST(general_categories_and_scripts_are_known),
        TEST_ROWS(refused_rows, is_refused_as_by_RE2),
        TEST(malformed_UTF_8_is_refused),
        TEST(groups_are_nested_240_deep_at_most),
        TEST_ROWS(longest_rows, is_translated_within_bounds),
        TEST(a_long_pattern_that_is_refused_is_refused_soon),
    };
    return RUN_TABLES(tables);
}
