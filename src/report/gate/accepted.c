/* Entries of a baseline: what identifies them, what they accept, and how they are spelt. */
#include "report/gate/accepted.h"

#include <stdlib.h>

#include "base/path.h"
#include "report/write/json_writer.h"

/* Many times more than a detector's finds that are kept, and few enough that no sum of them overflows. */
#define SEEN_MOST (INT64_C(1) << 32)

static const char *const effects[] = {"duty", "review", "forbid", NULL};

static int by_word(const void *a, const void *b)
{
    const ch_seen *one = a, *other = b;
    return ch_text_compare(one->word, other->word);
}

/* Words that came several times are one, with how often. How many are left. */
static size_t join_words(ch_seen *seen, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !ch_text_same(seen[kept - 1].word, seen[i].word))
            seen[kept++] = seen[i];
        else
            seen[kept - 1].times += seen[i].times;
    }
    return kept;
}

/* ---- which use ---- */

static ch_text activity_of(const charter_verdict *v)
{
    if (v->activity != NULL)
        return v->activity->entry.id;
    return v->declaration->activity == NULL ? CH_NO_TEXT : v->declaration->activity->text;
}

/* A duty that is open and no finding is known from what it is of: it rests on nothing else. */
static int effect_of(const ch_issue *issue)
{
    if (issue->duty != NULL)
        return CH_ACCEPTED_DUTY;
    return issue->weight == CH_FORBIDDEN ? CH_ACCEPTED_FORBID : CH_ACCEPTED_REVIEW;
}

/* The finding's offences are in byte order. */
static bool see(ch_accepted *out, const charter_finding *finding, ch_arena *arena)
{
    ch_seen *seen = ch_arena_take_many(arena, (size_t)finding->offence_count + 1, sizeof *seen);
    if (seen == NULL)
        return false;
    for (uint32_t i = 0; i < finding->offence_count; i++)
        seen[i] = (ch_seen){finding->offences[i], 1};
    out->saw = seen;
    out->saw_count = join_words(seen, finding->offence_count);
    return true;
}

bool ch_accepted_of(ch_accepted *out, const ch_issue *issue, uint32_t number, ch_text clause, ch_arena *arena)
{
    const charter_verdict *v = issue->verdict;
    *out = (ch_accepted){
        .clause = clause,
        .tool = v->tool != NULL ? v->tool->entry.id : v->declaration->tool_name,
        .effect = effect_of(issue),
    };
    if (issue->finding != NULL && !see(out, issue->finding, arena))
        return false;
    /* Where a tool's traces are found first, the next commit may change. */
    if (v->traces != NULL)
        return true;
    out->activity = activity_of(v);
    out->declaration = v->declaration->id.length > 0 ? v->declaration->id : CH_NO_TEXT;
    out->number = (ch_count){true, number};
    out->file = ch_path_writable(arena, charter_verdict_place(v).file);
    return out->file.at != NULL;
}

int ch_accepted_compare(const ch_accepted *one, const ch_accepted *other)
{
    const ch_text pairs[][2] = {{one->file, other->file},
                                {one->declaration, other->declaration},
                                {one->clause, other->clause},
                                {one->activity, other->activity},
                                {one->tool, other->tool}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        int order = ch_text_compare(pairs[i][0], pairs[i][1]);
        if (order != 0)
            return order;
    }
    return (one->number.value > other->number.value) - (one->number.value < other->number.value);
}

/* ---- what it accepts ---- */

/* Both are in byte order: one walk over the two. */
bool ch_accepted_covers(const ch_accepted *seen, const ch_accepted *now)
{
    size_t at = 0;
    if (now->effect > seen->effect)
        return false;
    for (size_t i = 0; i < now->saw_count; i++) {
        while (at < seen->saw_count && by_word(&seen->saw[at], &now->saw[i]) < 0)
            at++;
        if (at == seen->saw_count || by_word(&seen->saw[at], &now->saw[i]) != 0 ||
            now->saw[i].times > seen->saw[at].times)
            return false;
    }
    return true;
}

/* ---- reading ---- */

static const ch_field fields[] = {
    {"file", CH_TEXT, offsetof(ch_accepted, file), NULL, false},
    {"declaration", CH_TEXT, offsetof(ch_accepted, declaration), NULL, false},
    {"number", CH_COUNT, offsetof(ch_accepted, number), NULL, false},
    {"activity", CH_TEXT, offsetof(ch_accepted, activity), NULL, false},
    {"tool", CH_TEXT, offsetof(ch_accepted, tool), NULL, false},
    {"clause", CH_TEXT, offsetof(ch_accepted, clause), NULL, true},
    {"effect", CH_CHOICE, offsetof(ch_accepted, effect), effects, true},
    {"saw", CH_LISTING, offsetof(ch_accepted, saw_node), NULL, true},
    {NULL, CH_IGNORED, 0, NULL, false},
};

static size_t length_of(const ch_node *list)
{
    size_t count = 0;
    for (const ch_node *item = list == NULL ? NULL : list->first; item != NULL; item = item->next)
        count++;
    return count;
}

/* A word, or [word, how often]. False, once it has said why. */
static bool read_word(const ch_decoder *d, const ch_node *item, ch_seen *out)
{
    static const ch_field count = {.type = CH_COUNT};
    ch_count times = {true, 1};
    bool pair = item->kind == CH_LIST && item->count == 2;
    const ch_node *word = pair ? item->first : item;
    if (!ch_decode_scalar(d, word, SIZE_MAX) || (pair && !ch_decode_value(d, word->next, &count, &times)))
        return false;
    *out = (ch_seen){word->text, times.value < SEEN_MOST ? times.value : SEEN_MOST};
    return true;
}

/* Sorted again: people may have written into it. */
static bool read_saw(const ch_decoder *d, ch_accepted *e)
{
    size_t count = 0;
    ch_seen *seen = ch_arena_take_many(d->arena, length_of(e->saw_node) + 1, sizeof *seen);
    if (seen == NULL)
        return false;
    for (const ch_node *item = e->saw_node == NULL ? NULL : e->saw_node->first; item != NULL; item = item->next)
        count += read_word(d, item, &seen[count]);
    qsort(seen, count, sizeof *seen, by_word);
    e->saw = seen;
    e->saw_count = join_words(seen, count);
    return true;
}

bool ch_accepted_read(const ch_decoder *decoder, const ch_node *node, ch_accepted *out)
{
    *out = (ch_accepted){0};
    if (!ch_decode_map(decoder, node))
        return true;
    ch_decode(decoder, node, NULL, fields, N_("an entry of a baseline"), out);
    if (!out->number.given)
        out->number = (ch_count){true, out->file.at == NULL ? 0 : 1};
    return read_saw(decoder, out);
}

/* ---- writing ---- */

static int add_bytes(void *context, const char *bytes, size_t length)
{
    ch_buffer *line = context;
    ch_buffer_add(line, (ch_text){bytes, length});
    return line->failed;
}

/* The keys' order is the order of the lines: what belongs to one file stands together. */
static void put_use(ch_json *json, const ch_accepted *e)
{
    CH_JSON_TEXT(json, "file", e->file);
    CH_JSON_TEXT(json, "declaration", e->declaration);
    /* One that comes once needs no number. */
    if (e->number.value > 1 || e->declaration.at == NULL)
        CH_JSON_INT(json, "number", (uint64_t)e->number.value);
    CH_JSON_TEXT(json, "activity", e->activity);
    CH_JSON_TEXT(json, "tool", e->tool);
}

static void put_seen(ch_json *json, const ch_seen *seen)
{
    if (seen->times == 1) {
        ch_json_text(json, seen->word);
        return;
    }
    ch_json_array(json);
    ch_json_text(json, seen->word);
    ch_json_int(json, (uint64_t)seen->times);
    ch_json_close(json);
}

void ch_accepted_write(const ch_accepted *e, ch_buffer *line)
{
    char room[512];
    ch_output output = ch_output_init((charter_sink){line, add_bytes}, room, sizeof room);
    ch_json json = ch_json_init(&output, true);
    ch_json_object(&json);
    if (e->file.at != NULL)
        put_use(&json, e);
    else
        CH_JSON_TEXT(&json, "tool", e->tool);
    CH_JSON_TEXT(&json, "clause", e->clause);
    CH_JSON_TEXT(&json, "effect", ch_text_of(effects[e->effect - 1]));
    CH_JSON_KEY(&json, "saw");
    ch_json_array(&json);
    for (size_t i = 0; i < e->saw_count; i++)
        put_seen(&json, &e->saw[i]);
    ch_json_close(&json);
    ch_json_close(&json);
    ch_output_flush(&output);
}
