/* Walking through JSON to its rows: objects and lists of the path are entered, everything else is left out unread. A
 * stack of levels says where the window stands. What is cut may be no JSON at all: its reader tells (json_reader.c); a
 * flaw here is what hides where the next row begins. */
#include "tree/json_rows.h"

#include "tree/json_reader.h"

/* Where the window stands. FIRST: what was opened may be closed at once. */
enum { BETWEEN, VALUE, FIRST_VALUE, KEY, FIRST_KEY, BEHIND, SKIP, SKIP_LINE, OVER };

static const ch_json_flaw
    no_json = {CH_JSON_SYNTAX, N_("this is no JSON: where the next row begins cannot be told"),
               N_("look for a bracket, a comma or a quote that is missing here or before")},
    cut_short = {CH_JSON_SYNTAX, N_("a value ends before its brackets are closed"),
                 N_("look for what was cut off, or for a bracket that is missing")},
    twice = {CH_KEY_DUPLICATE, N_("this key leads to the register's rows a second time"), N_("keep one of the two")},
    late = {CH_JSON_SYNTAX,
            N_("a column of the intake mapping asks for this key, and rows that it is about stand before it"),
            N_("write it before the rows, or take it out; those above were read without it")},
    long_key = {CH_LIMIT_TEXT, N_("a key around the register's rows is longer than 4096 bytes"),
                N_("look for a quote that is not closed")},
    too_deep = {CH_LIMIT_DEPTH, N_("the register's rows are nested more deeply than is read"),
                N_("look for brackets left open")},
    too_much = {CH_LIMIT_SIZE,
                N_("what stands around the rows, and columns of the intake mapping ask for, is too large"),
                N_("at most 64 KiB are handed on with each row: let columns name what is within")};

/* What ends a value where no bracket is open. */
static const char value_ends[] = ",]} \t\r\n", key_ends[] = ":";

void ch_json_rows_open(ch_json_rows *r, const char *name, charter_input input, size_t limit, bool lines,
                       const ch_json_aim *aim)
{
    ch_json_rows used = *r;
    *r = (ch_json_rows){.cut = used.cut,
                        .limit = limit,
                        .aim = *aim,
                        .members = used.members,
                        .around = used.around,
                        .stale = true,
                        .arena = used.arena};
    ch_json_cut_open(&r->cut, name, input);
    r->cut.lines = lines;
    r->members.max = r->members.max == 0 ? 4 * CH_JSON_AROUND_MAX : r->members.max;
    r->around.max = r->members.max;
    r->members.length = 0;
    r->rest = aim->path;
}

void ch_json_rows_close(ch_json_rows *r)
{
    ch_json_cut_close(&r->cut);
    ch_buffer_clear(&r->members);
    ch_buffer_clear(&r->around);
    ch_arena_clear(&r->arena);
}

/* ---- levels ---- */

static bool push(ch_json_rows *r, ch_json_level_kind kind)
{
    if (r->level_count == CH_JSON_LEVELS_MAX)
        return false;
    r->levels[r->level_count++] = (ch_json_level){.kind = kind,
                                                  .rest = r->rest,
                                                  .around = r->members.length,
                                                  .number = r->number,
                                                  .place = ch_json_cut_give(&r->cut, 0)};
    return true;
}

static void pop(ch_json_rows *r)
{
    size_t begin = r->levels[--r->level_count].around;
    r->stale = r->stale || r->members.length > begin;
    r->members.length = begin;
}

static ch_json_level *top(ch_json_rows *r)
{
    return r->level_count == 0 ? NULL : &r->levels[r->level_count - 1];
}

static void pop_all(ch_json_rows *r)
{
    while (r->level_count > 0)
        pop(r);
    r->rest = r->aim.path;
}

static char here(const ch_json_rows *r)
{
    return *ch_window_at(&r->cut.window);
}

/* ---- what is given ---- */

/* The levels' members as objects of a list, the innermost first: there a column is looked for first. */
static void renew_around(ch_json_rows *r)
{
    size_t end = r->members.length;
    bool some = false;
    r->around.length = 0;
    ch_buffer_add_char(&r->around, '[');
    for (uint32_t i = r->level_count; i > 0; i--) {
        size_t begin = r->levels[i - 1].around;
        if (begin == end)
            continue;
        ch_buffer_add(&r->around, some ? CH_LITERAL(",{") : CH_LITERAL("{"));
        ch_buffer_add(&r->around, (ch_text){r->members.at + begin, end - begin - 1}); /* without the last comma */
        ch_buffer_add_char(&r->around, '}');
        end = begin;
        some = true;
    }
    ch_buffer_add_char(&r->around, ']');
    r->stale = false;
    r->serial++;
}

static ch_document_status give(ch_json_rows *r, size_t length, ch_source *out)
{
    *out = ch_json_cut_give(&r->cut, length);
    r->number++;
    if (r->stale)
        renew_around(r);
    return r->around.failed || r->members.failed ? CH_DOCUMENTS_NO_MEMORY : CH_DOCUMENT;
}

/* In the place of a row. Behind what is no JSON nothing is known but where the next line begins. */
static ch_document_status give_flaw_of(ch_json_rows *r, const ch_json_flaw *flaw, size_t length, int state,
                                       ch_source *out)
{
    ch_document_status status = give(r, length, out);
    r->flaw = flaw;
    r->state = state;
    if (state == SKIP_LINE) {
        pop_all(r);
        r->state = r->cut.lines ? SKIP_LINE : OVER;
    }
    return status;
}

static ch_document_status give_flaw(ch_json_rows *r, const ch_json_flaw *flaw, int state, ch_source *out)
{
    return give_flaw_of(r, flaw, ch_window_left(&r->cut.window) > 0 && here(r) != '\n', state, out);
}

/* ---- leaving out ---- */

static bool skip(ch_json_rows *r, const char *ends, bool line, ch_document_status *status)
{
    for (;;) {
        size_t searched = 0;
        bool found = line ? ch_json_cut_find_feed(&r->cut, &searched) : ch_json_cut_find_end(&r->cut, ends, &searched);
        ch_json_cut_drop(&r->cut, searched);
        if (found || r->cut.window.ended)
            return true;
        if (!ch_window_more(&r->cut.window, status))
            return false;
    }
}

/* Finds the end of a value that is to be in the window whole, or the first `most` bytes of it and more. */
static bool find(ch_json_rows *r, const char *ends, size_t most, size_t *length, ch_document_status *status)
{
    ch_json_cut_begin_value(&r->cut);
    r->cut.closes = r->level_count == 0;
    *length = 0;
    while (!ch_json_cut_find_end(&r->cut, ends, length) && !r->cut.window.ended && *length <= most)
        if (!ch_window_more(&r->cut.window, status))
            return false;
    return true;
}

/* ---- values ---- */

/* The path ends here, or cannot go on: only null says that there is nothing. */
static ch_document_status take_row(ch_json_rows *r, ch_source *out, bool *given)
{
    ch_document_status status;
    size_t length;
    if (!find(r, value_ends, r->limit, &length, &status))
        return status;
    const ch_json_level *level = top(r);
    bool lacking = r->rest.length > 0 || (level != NULL && level->kind != CH_JSON_LIST);
    *given = !lacking || !ch_text_is((ch_text){ch_window_at(&r->cut.window), length}, "null");
    r->state = BEHIND;
    if (length > r->limit) {
        status = give(r, r->limit, out);
        ch_json_cut_begin_value(&r->cut);
        r->state = SKIP;
        return status == CH_DOCUMENT ? CH_DOCUMENT_TOO_LARGE : status;
    }
    status = *given ? give(r, length, out) : CH_DOCUMENT;
    if (r->cut.depth > 0 || r->cut.in_text) { /* cut short: its reader says so */
        pop_all(r);
        r->state = r->cut.lines ? SKIP_LINE : OVER;
    }
    ch_json_cut_drop(&r->cut, length);
    return status;
}

static ch_document_status take_value(ch_json_rows *r, ch_source *out, bool *given)
{
    char c = here(r);
    bool opens = c == '[' || (c == '{' && r->rest.length > 0);
    if (r->state == FIRST_VALUE && c == ']') {
        r->state = BEHIND;
        return CH_DOCUMENT;
    }
    *given = true;
    if (r->level_count == 0 && strchr(",]}:", c) != NULL)
        return give_flaw(r, &no_json, SKIP_LINE, out);
    if (!opens)
        return take_row(r, out, given);
    if (!push(r, c == '[' ? CH_JSON_LIST : CH_JSON_OBJECT))
        return give_flaw(r, &too_deep, SKIP_LINE, out);
    *given = false;
    ch_json_cut_drop(&r->cut, 1);
    r->state = c == '[' ? FIRST_VALUE : FIRST_KEY;
    return CH_DOCUMENT;
}

/* ---- keys ---- */

/* What a key means; no text where it means nothing. It is borrowed from the window, or lives in the arena. */
static ch_text decoded(ch_json_rows *r, ch_text key)
{
    static const ch_yaml_rules rules = {.depth = 1, .nodes = 1};
    if (ch_text_find(key, '\\') == NULL)
        return (ch_text){key.at + 1, key.length - 2};
    ch_source source = {.name = r->cut.name, .bytes = key};
    charter_diagnostics told = {0};
    ch_node *node = NULL;
    ch_arena_reset(&r->arena);
    bool read = ch_yaml_check_bytes(&source, &told) &&
                ch_json_read(&source, &rules, &r->arena, &told, &node) == CH_YAML_DOCUMENT;
    ch_diagnostics_clear(&told);
    return read && node->kind == CH_SCALAR ? node->text : CH_NO_TEXT;
}

bool ch_json_path_leads(ch_text path, ch_text key, ch_text *rest)
{
    if (key.at == NULL || path.length < key.length || memcmp(path.at, key.at, key.length) != 0)
        return false;
    size_t taken = key.length + (path.length > key.length);
    *rest = (ch_text){path.at + taken, path.length - taken};
    return path.length == key.length || path.at[key.length] == '.';
}

/* The name of a step {name} that the path begins with; no text where it does not. */
static ch_text name_of_step(ch_text path)
{
    const char *end = path.length > 0 && path.at[0] == '{' ? ch_text_find(path, '}') : NULL;
    return end == NULL ? CH_NO_TEXT : (ch_text){path.at + 1, (size_t)(end - path.at) - 1};
}

static bool is_asked_for(const ch_json_rows *r, ch_text key)
{
    ch_text rest;
    for (uint32_t i = 0; i < r->aim.column_count; i++)
        if (ch_json_path_leads(r->aim.columns[i], key, &rest))
            return true;
    return false;
}

static void add_member(ch_json_rows *r, ch_text key, ch_text value)
{
    ch_buffer_add(&r->members, key);
    ch_buffer_add_char(&r->members, ':');
    ch_buffer_add(&r->members, value);
    ch_buffer_add_char(&r->members, ',');
    r->stale = true;
}

/* The key `raw`, as it is spelt, is the value of the column that the step names. */
static bool enter_named(ch_json_rows *r, ch_text path, ch_text name, ch_text raw)
{
    char quoted[CH_JSON_NAME_MAX + 2];
    if (!push(r, CH_JSON_NAME))
        return false;
    quoted[0] = quoted[name.length + 1] = '"';
    ch_text_copy(quoted + 1, name);
    add_member(r, (ch_text){quoted, name.length + 2}, raw);
    size_t taken = name.length + 2 + (path.length > name.length + 2);
    r->rest = (ch_text){path.at + taken, path.length - taken};
    return true;
}

/* What becomes of the value behind the key `raw`: it leads to the rows, it is handed on, or it is left out. */
static const ch_json_flaw *weigh_key(ch_json_rows *r, ch_text raw, bool *keeps)
{
    ch_json_level *level = &r->levels[r->level_count - 1]; /* the object that it stands in */
    ch_text key = decoded(r, raw), name = name_of_step(level->rest), rest;
    r->state = VALUE;
    if (name.at != NULL)
        return enter_named(r, level->rest, name, raw) ? NULL : &too_deep;
    if (ch_json_path_leads(level->rest, key, &rest)) {
        r->rest = rest;
        r->state = level->passed ? SKIP : VALUE;
        bool again = level->passed;
        level->passed = true;
        return again ? &twice : NULL;
    }
    *keeps = is_asked_for(r, key);
    r->state = SKIP;
    ch_json_cut_begin_value(&r->cut);
    return *keeps && level->passed && r->number > level->number ? &late : NULL;
}

/* Takes the value behind a key that columns ask for. */
static ch_document_status keep_value(ch_json_rows *r, ch_text key, ch_source *out, bool *given)
{
    ch_document_status status;
    size_t length;
    if (!ch_json_cut_space(&r->cut, r->cut.lines, &status) ||
        !find(r, value_ends, CH_JSON_AROUND_MAX, &length, &status))
        return status;
    if (r->members.length + key.length + length > CH_JSON_AROUND_MAX) {
        *given = true;
        ch_json_cut_begin_value(&r->cut);
        return give_flaw(r, &too_much, SKIP, out);
    }
    add_member(r, key, (ch_text){ch_window_at(&r->cut.window), length});
    ch_json_cut_drop(&r->cut, length);
    r->state = BEHIND;
    return CH_DOCUMENT;
}

/* Without the white space before its colon. */
static size_t key_length(const char *at, size_t length)
{
    while (length > 0 && strchr(" \t\r\n", at[length - 1]) != NULL)
        length--;
    return length;
}

static const ch_json_flaw *check_key(const ch_json_rows *r, size_t length)
{
    const char *at = ch_window_at(&r->cut.window);
    if (length >= CH_JSON_KEY_MAX)
        return &long_key;
    if (length == ch_window_left(&r->cut.window) || at[length] == '\n')
        return &cut_short;
    size_t end = key_length(at, length);
    return end >= 2 && at[0] == '"' && at[end - 1] == '"' && at[length] == ':' ? NULL : &no_json;
}

/* Whether `member`, a late key with its value, may hold what a column asks for: the last step of its path stands there,
 * or the path ends with the key. */
static bool is_asked_within(const ch_json_rows *r, ch_text key, ch_text member)
{
    for (uint32_t i = 0; i < r->aim.column_count; i++) {
        ch_text rest;
        if (!ch_json_path_leads(r->aim.columns[i], key, &rest))
            continue;
        const char *point = rest.length == 0 ? NULL : memrchr(rest.at, '.', rest.length);
        size_t before = point == NULL ? 0 : (size_t)(point - rest.at) + 1;
        if (rest.length == 0 || memmem(member.at, member.length, rest.at + before, rest.length - before) != NULL)
            return true;
    }
    return false;
}

/* Takes back that a key is late where its value holds nothing that is asked for. False where reading failed. */
static bool weigh_late(ch_json_rows *r, ch_text raw, const ch_json_flaw **flaw, ch_document_status *status)
{
    size_t length;
    if (!find(r, value_ends, CH_JSON_AROUND_MAX, &length, status))
        return false;
    ch_text member = {ch_window_at(&r->cut.window), length};
    if (length <= CH_JSON_AROUND_MAX && !is_asked_within(r, decoded(r, raw), member))
        *flaw = NULL;
    ch_json_cut_begin_value(&r->cut);
    return true;
}

/* A key, its colon, and what they lead to. The key is copied: the window goes on. */
static ch_document_status take_key(ch_json_rows *r, ch_source *out, bool *given)
{
    ch_document_status status;
    size_t length;
    char copy[CH_JSON_KEY_MAX];
    if (r->state == FIRST_KEY && here(r) == '}') {
        r->state = BEHIND;
        return CH_DOCUMENT;
    }
    *given = true;
    if (!find(r, key_ends, sizeof copy, &length, &status))
        return status;
    const ch_json_flaw *flaw = check_key(r, length);
    if (flaw != NULL)
        return give_flaw(r, flaw, SKIP_LINE, out);
    size_t end = key_length(ch_window_at(&r->cut.window), length);
    memcpy(copy, ch_window_at(&r->cut.window), end);
    bool keeps = false;
    flaw = weigh_key(r, (ch_text){copy, end}, &keeps);
    if (flaw == &late) {
        keeps = false;
        if (!weigh_late(r, (ch_text){copy, end}, &flaw, &status))
            return status;
    }
    if (flaw != NULL)
        status = give_flaw_of(r, flaw, end, flaw == &too_deep ? SKIP_LINE : SKIP, out);
    ch_json_cut_drop(&r->cut, length + 1);
    if (flaw != NULL)
        return status;
    *given = false;
    return keeps ? keep_value(r, (ch_text){copy, end}, out, given) : CH_DOCUMENT;
}

/* ---- between values ---- */

/* What is spelt otherwise than the path has rows that nobody sees. */
static void count_lacking(ch_json_rows *r, const ch_json_level *level)
{
    if (level->kind != CH_JSON_OBJECT || level->passed || name_of_step(level->rest).at != NULL)
        return;
    if (r->lacking_count++ == 0)
        r->first_lacking = level->place;
}

/* Behind a value: a comma and more, or the end of what holds it. */
static ch_document_status go_on(ch_json_rows *r, ch_source *out, bool *given)
{
    while (top(r) != NULL && top(r)->kind == CH_JSON_NAME)
        pop(r);
    const ch_json_level *level = top(r);
    bool list = level != NULL && level->kind == CH_JSON_LIST;
    char c = here(r);
    if (level == NULL) {
        r->state = BETWEEN;
        return CH_DOCUMENT;
    }
    if (c != ',' && c != (list ? ']' : '}')) {
        *given = true;
        return give_flaw(r, &no_json, SKIP_LINE, out);
    }
    ch_json_cut_drop(&r->cut, 1);
    if (c == ',') {
        r->rest = level->rest;
        r->state = list ? VALUE : KEY;
    } else {
        count_lacking(r, level);
        pop(r);
    }
    return CH_DOCUMENT;
}

/* One step further. `*given`: something is, or reading failed. */
static ch_document_status step(ch_json_rows *r, ch_source *out, bool *given)
{
    switch (r->state) {
    case BETWEEN:
        r->rest = r->aim.path;
        r->state = VALUE;
        return CH_DOCUMENT;
    case VALUE:
    case FIRST_VALUE:
        return take_value(r, out, given);
    case KEY:
    case FIRST_KEY:
        return take_key(r, out, given);
    default:
        return go_on(r, out, given);
    }
}

/* ---- the stream ---- */

/* Whether the first value ends with its line. */
static bool find_lines(ch_json_rows *r, ch_document_status *status)
{
    size_t feed = 0, end = 0;
    while (!ch_json_cut_find_feed(&r->cut, &feed) && !r->cut.window.ended && feed <= r->limit)
        if (!ch_window_more(&r->cut.window, status))
            return false;
    ch_json_cut_begin_value(&r->cut);
    r->cut.lines = feed < ch_window_left(&r->cut.window) && feed <= r->limit &&
                   ch_json_cut_find_end(&r->cut, "\n", &end) && end == feed;
    return true;
}

static bool begin(ch_json_rows *r, ch_document_status *status)
{
    if (r->cut.window.offset > 0 || r->number > 0 || r->level_count > 0)
        return true;
    if (!ch_window_fill(&r->cut.window, 3, status))
        return false;
    ch_window_skip_mark(&r->cut.window);
    return ch_json_cut_space(&r->cut, false, status) && (r->cut.lines || find_lines(r, status));
}

/* Goes on to where something is to be looked at. False at a failure. */
static bool approach(ch_json_rows *r, ch_document_status *status)
{
    if (r->state == SKIP_LINE) {
        if (!skip(r, NULL, true, status))
            return false;
        r->state = BETWEEN;
    }
    if (r->state == SKIP) {
        if (!ch_json_cut_space(&r->cut, r->cut.lines, status) || !skip(r, value_ends, false, status))
            return false;
        r->state = BEHIND;
    }
    if (!ch_json_cut_space(&r->cut, r->cut.lines && r->level_count > 0, status))
        return false;
    return true;
}

ch_document_status ch_json_rows_next(ch_json_rows *r, ch_source *out)
{
    ch_document_status status;
    bool given = false;
    r->flaw = NULL;
    if (!begin(r, &status))
        return status;
    while (!given) {
        if (r->state == OVER)
            return CH_DOCUMENTS_END;
        if (!approach(r, &status))
            return status;
        bool cut = ch_window_left(&r->cut.window) == 0 || (r->level_count > 0 && here(r) == '\n');
        if (!cut) {
            status = step(r, out, &given);
            if (status != CH_DOCUMENT)
                return status;
        } else if (r->level_count > 0) {
            return give_flaw(r, &cut_short, SKIP_LINE, out);
        } else {
            r->state = OVER;
        }
    }
    return CH_DOCUMENT;
}
