/* Drafting a charter from answers: one text a language, of which the answers take lines away. Its lines are written as
 * they are, but for:
 *
 *     #list NAME KEY ID=WORD ID=WORD …    {{NAME}} is the list of the words whose choices were made: [a, b]
 *     #if KEY=ID KEY=ID …                 up to #end: where one of the choices was made; KEY=any: where any was
 *     #unless KEY=ID KEY=ID …             up to #end: where none was
 *     {{NAME}}                            id, title, version, from, review-by, an answer by its key, or a list
 *
 * The texts are compiled in: what they must keep to is asserted, and tests make every charter that there is. */
#include <assert.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/message.h"
#include "base/options.h"
#include "base/unicode.h"
#include "draft/questions.h"
#include "report/write/yaml_writer.h"

CH_OPTIONS_END_WITH(charter_new_options, lang);

/* Generated from src/draft/ (CMakeLists.txt, charter_embed). */
extern const unsigned char ch_draft_en[], ch_draft_fr[];
extern const size_t ch_draft_en_size, ch_draft_fr_size;

#define LARGEST_CHARTER ((size_t)1 << 20)
enum { MOST_LISTS = 8, LONGEST_ID = 60 };

typedef struct list {
    ch_text name, rest; /* what stands behind the name in its line */
} list;

typedef struct making {
    ch_answered answers[CH_QUESTIONS];
    charter_new_options options;
    list lists[MOST_LISTS];
    size_t list_count;
    unsigned depth, hidden; /* of blocks; the depth of the outermost one that is left out, 0: none is */
    ch_buffer out;
} making;

/* ---- pieces of a line ---- */

/* What stands in `*rest` before `end`, or all of it; `*rest` then begins behind. */
static ch_text take_until(ch_text *rest, char end)
{
    const char *found = ch_text_find(*rest, end);
    ch_text taken = {rest->at, found == NULL ? rest->length : (size_t)(found - rest->at)};
    *rest = ch_text_behind(*rest, taken.length + (found != NULL));
    return taken;
}

/* ---- choices ---- */

static bool has(const making *m, ch_text key, ch_text id)
{
    size_t place = 0;
    const charter_question *question = ch_question(key, &place);
    uint32_t choices = m->answers[place].choices;
    if (ch_text_is(id, "any"))
        return choices != 0;
    int choice = ch_question_choice(question, id);
    assert(choice >= 0);
    return ((choices >> choice) & 1) != 0;
}

static bool has_one_of(const making *m, ch_text terms)
{
    bool one = false;
    while (terms.length > 0) {
        ch_text id = take_until(&terms, ' '), key = take_until(&id, '=');
        one = has(m, key, id) || one;
    }
    return one;
}

static void put_list(making *m, ch_text rest)
{
    ch_text key = take_until(&rest, ' ');
    bool some = false;
    ch_buffer_add_char(&m->out, '[');
    while (rest.length > 0) {
        ch_text word = take_until(&rest, ' '), id = take_until(&word, '=');
        if (!has(m, key, id))
            continue;
        if (some)
            ch_buffer_literal(&m->out, ", ");
        ch_buffer_add(&m->out, word);
        some = true;
    }
    ch_buffer_add_char(&m->out, ']');
}

/* ---- names ---- */

static ch_text answer(const making *m, const char *key)
{
    size_t place = 0;
    const charter_question *question = ch_question(ch_text_of(key), &place);
    assert(question != NULL && question->kind == CHARTER_ASKS_TEXT);
    return m->answers[place].text;
}

/* The letter that a letter with a mark is made from. */
static char without_mark(int32_t character)
{
    static const int32_t marks[] = {0x300, 0x301, 0x302, 0x303, 0x308, 0x30C, 0x327};
    for (int32_t base = 'a'; base <= 'z'; base++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (ch_character_compose(base, marks[i]) == character)
                return (char)base;
    return 0;
}

static char id_character(int32_t c)
{
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char)c;
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return c < 0x80 ? 0 : without_mark(c);
}

/* "Institut de l’Économie" is "institut-de-l-economie"; a name without a letter of Latin is "charter". */
static void put_id(making *m)
{
    ch_arena arena = {0};
    ch_text name = ch_name_fold(&arena, answer(m, "organisation"));
    char id[LONGEST_ID];
    size_t length = 0;
    int32_t character;
    bool apart = false;
    for (size_t width; name.length > 0 && length + 2 < sizeof id; name = ch_text_behind(name, width)) {
        width = ch_character_next(name, &character);
        char letter = id_character(character);
        if (letter != 0) {
            if (apart && length > 0)
                id[length++] = '-';
            id[length++] = letter;
        }
        apart = letter == 0;
    }
    m->out.failed = m->out.failed || arena.failed;
    ch_yaml_text(&m->out, length == 0 ? CH_LITERAL("charter") : (ch_text){id, length});
    ch_arena_clear(&arena);
}

static void put_day(making *m, charter_day day)
{
    char text[11];
    charter_day_format(day, text);
    ch_buffer_add(&m->out, ch_text_of(text));
}

static void put_title(making *m)
{
    ch_buffer title = ch_buffer_init(LARGEST_CHARTER);
    ch_message message = ch_say1("Charter on the use of AI: %s", answer(m, "organisation"));
    ch_message_add(&title, &message, m->options.lang);
    ch_yaml_text(&m->out, ch_buffer_text(&title));
    m->out.failed = m->out.failed || title.failed;
    ch_buffer_clear(&title);
}

static void put_version(making *m)
{
    char text[11];
    charter_day_format(m->options.from, text);
    ch_buffer_add_char(&m->out, '"');
    ch_buffer_add(&m->out, (ch_text){text, 4});
    ch_buffer_literal(&m->out, ".1\"");
}

static void put_from(making *m)
{
    put_day(m, m->options.from);
}

static void put_review_by(making *m)
{
    put_day(m, ch_day_add(m->options.from, (ch_duration){.months = 12, .given = true}));
}

static void put_body(making *m)
{
    ch_yaml_text(&m->out, answer(m, "body"));
}

static void put_unlisted(making *m)
{
    ch_buffer_add(&m->out, ch_text_of(has(m, CH_LITERAL("unlisted"), CH_LITERAL("forbid")) ? "forbid" : "review"));
}

static const struct {
    const char *name;
    void (*put)(making *m);
} names[] = {
    {"id", put_id},
    {"title", put_title},
    {"version", put_version},
    {"from", put_from},
    {"review-by", put_review_by},
    {"body", put_body},
    {"unlisted", put_unlisted},
};

static void put_name(making *m, ch_text name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ch_text_is(name, names[i].name)) {
            names[i].put(m);
            return;
        }
    size_t i = 0;
    while (i < m->list_count && !ch_text_same(name, m->lists[i].name))
        i++;
    assert(i < m->list_count);
    put_list(m, m->lists[i].rest);
}

/* ---- lines ---- */

static void put_line(making *m, ch_text line)
{
    const char *mark;
    while (line.length > 0 && (mark = memmem(line.at, line.length, "{{", 2)) != NULL) {
        const char *end = memmem(mark, line.length - (size_t)(mark - line.at), "}}", 2);
        assert(end != NULL);
        ch_buffer_add(&m->out, (ch_text){line.at, (size_t)(mark - line.at)});
        put_name(m, (ch_text){mark + 2, (size_t)(end - mark) - 2});
        line = ch_text_behind(line, (size_t)(end - line.at) + 2);
    }
    ch_buffer_add(&m->out, line);
    ch_buffer_add_char(&m->out, '\n');
}

static void begin_block(making *m, bool shown)
{
    m->depth++;
    if (!shown && m->hidden == 0)
        m->hidden = m->depth;
}

static void end_block(making *m)
{
    assert(m->depth > 0);
    if (m->hidden == m->depth)
        m->hidden = 0;
    m->depth--;
}

static void add_list(making *m, ch_text rest)
{
    assert(m->list_count < MOST_LISTS);
    ch_text name = take_until(&rest, ' ');
    m->lists[m->list_count++] = (list){name, rest};
}

static void make_line(making *m, ch_text line)
{
    ch_text rest = line, word = take_until(&rest, ' ');
    if (ch_text_is(word, "#list"))
        add_list(m, rest);
    else if (ch_text_is(word, "#if"))
        begin_block(m, has_one_of(m, rest));
    else if (ch_text_is(word, "#unless"))
        begin_block(m, !has_one_of(m, rest));
    else if (ch_text_is(word, "#end"))
        end_block(m);
    else if (m->hidden == 0)
        put_line(m, line);
}

/* ---- answers ---- */

/* Those that are given, and then the usual ones: a text in the charter's language. */
static bool read_answers(making *m, const charter_answer *answers, size_t count)
{
    uint32_t given = 0;
    for (size_t i = 0; i < count; i++) {
        size_t place = 0;
        const charter_question *question = ch_question(answers[i].key, &place);
        if (question == NULL || ((given >> place) & 1) != 0 ||
            !ch_question_read(question, answers[i].value, &m->answers[place]))
            return false;
        given |= UINT32_C(1) << place;
    }
    for (size_t i = 0; i < CH_QUESTIONS; i++) {
        const charter_question *question = charter_question_at(i);
        const char *usual =
            question->kind == CHARTER_ASKS_TEXT ? ch_translate(m->options.lang, question->usual) : question->usual;
        if (((given >> i) & 1) == 0 && !ch_question_read(question, ch_text_of(usual), &m->answers[i]))
            return false;
    }
    return true;
}

charter_status charter_new_sized(const charter_answer *answers, size_t count, const charter_new_options *options,
                                 size_t options_size, charter_sink sink)
{
    making m = {.out = ch_buffer_init(LARGEST_CHARTER)};
    if (!ch_options_copy(&m.options, sizeof m.options, options, options_size) || !ch_is_lang(m.options.lang) ||
        !ch_is_day(m.options.from) || !read_answers(&m, answers, count))
        return CHARTER_UNKNOWN;
    ch_text text = m.options.lang == CHARTER_FR ? (ch_text){(const char *)ch_draft_fr, ch_draft_fr_size}
                                                : (ch_text){(const char *)ch_draft_en, ch_draft_en_size};
    while (text.length > 0)
        make_line(&m, take_until(&text, '\n'));
    assert(m.depth == 0);
    charter_status status = m.out.failed                                            ? CHARTER_NO_MEMORY
                            : sink.write(sink.context, m.out.at, m.out.length) != 0 ? CHARTER_IO
                                                                                    : CHARTER_OK;
    ch_buffer_clear(&m.out);
    return status;
}
