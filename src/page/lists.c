/* Answers by activity and by tool. Tools (activities) that have the same answers stand together, and so do classes;
 * what every yes asks for is told once, before them. */
#include "page/lists.h"

#include "base/catalog.h"
#include "report/prose/clause_words.h"

/* Tools, or activities, that have the same rows. */
typedef struct group {
    uint32_t first; /* of its members, the one whose rows these are */
    ch_page_row *rows;
    uint32_t count;
    bool told;
} group;

/* What every yes of a list asks for. */
typedef struct common {
    bool some;
    ch_set before, after;
    const ch_page_answer *conditions; /* whose conditions they are, as far as `shared` has them */
    ch_set shared;
} common;

typedef struct list {
    ch_page *page;
    bool by_tool; /* the answers on an activity, tool by tool */
    uint32_t number;
    group *groups;
    uint32_t count;
    common common;
} list;

/* ---- rows ---- */

const char *ch_page_kind_name(ch_answer_kind kind)
{
    static const char *const names[CH_ANSWER_KINDS] = {"yes", "first", "if", "ask", "unknown", "no"};
    return names[kind];
}

static void sort_rows(ch_page_row *rows, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i; k > 0 && rows[k].answer->kind < rows[k - 1].answer->kind; k--) {
            ch_page_row moved = rows[k];
            rows[k] = rows[k - 1];
            rows[k - 1] = moved;
        }
}

static bool same_answer(const ch_page_answer *a, const ch_page_answer *b)
{
    return a == b;
}

static bool same_kind(const ch_page_answer *a, const ch_page_answer *b)
{
    return a->kind == b->kind;
}

static uint32_t rows_by(const ch_page_answers *a, uint32_t activity, uint32_t tool, ch_page_row *rows,
                        bool (*same)(const ch_page_answer *, const ch_page_answer *))
{
    uint32_t count = 0;
    for (uint32_t class = 0; class < a->class_count; class ++) {
        const ch_page_answer *answer = ch_page_answer_to(a, activity, tool, class);
        uint32_t i = 0;
        if (answer == NULL)
            continue;
        while (i < count && !same(rows[i].answer, answer))
            i++;
        if (i == count)
            rows[count++] = (ch_page_row){.answer = answer};
        ch_set_add(&rows[i].classes, class);
    }
    sort_rows(rows, count);
    return count;
}

uint32_t ch_page_rows(const ch_page_answers *a, uint32_t activity, uint32_t tool, ch_page_row *rows)
{
    return rows_by(a, activity, tool, rows, same_kind);
}

/* One row an answer, but of all that are no: which class falls by which clause, nobody reads. They are the last. */
static uint32_t rows_to_tell(ch_page *p, uint32_t activity, uint32_t tool, ch_page_row *rows)
{
    uint32_t count = rows_by(p->answers, activity, tool, rows, same_answer), first = count, refused = 0;
    while (first > 0 && rows[first - 1].answer->kind == CH_ANSWER_NO)
        first--;
    if (count - first < 2)
        return count;
    const ch_page_answer **items = ch_arena_take_many(p->arena, count - first, sizeof *items);
    for (uint32_t i = first; items != NULL && i < count; i++) {
        items[refused++] = rows[i].answer;
        ch_set_join(&rows[first].classes, &rows[i].classes);
    }
    const ch_page_answer *joined = ch_page_answers_join(p->answers, items, refused, p->arena);
    if (joined == NULL)
        return count; /* the arena has failed */
    rows[first].answer = joined;
    return first + 1;
}

static bool same_rows(const group *a, const group *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->rows[i].answer != b->rows[i].answer || !ch_set_same(&a->rows[i].classes, &b->rows[i].classes))
            return false;
    return true;
}

static uint32_t set_size(const ch_set *set)
{
    uint32_t size = 0;
    for (uint32_t i = 0; i < CH_SET_MAX; i++)
        size += ch_set_has(set, i);
    return size;
}

/* ---- what every yes asks for ---- */

static bool has_condition(const ch_page_answer *answer, const ch_filled *condition)
{
    for (uint32_t i = 0; i < answer->condition_count; i++)
        if (answer->conditions[i].name == condition->name && ch_text_same(answer->conditions[i].text, condition->text))
            return true;
    return false;
}

static void join_common(common *c, const ch_page_answer *answer)
{
    if (!ch_answer_is_yes(answer->kind))
        return;
    if (!c->some) {
        *c = (common){.some = true, .before = answer->before, .after = answer->after, .conditions = answer};
        for (uint32_t i = 0; i < answer->condition_count && i < CH_SET_MAX; i++)
            ch_set_add(&c->shared, i);
        return;
    }
    ch_set_meet(&c->before, &answer->before);
    ch_set_meet(&c->after, &answer->after);
    ch_set shared = c->shared;
    c->shared = (ch_set){{0}};
    for (uint32_t i = 0; i < c->conditions->condition_count && i < CH_SET_MAX; i++)
        if (ch_set_has(&shared, i) && has_condition(answer, &c->conditions->conditions[i]))
            ch_set_add(&c->shared, i);
}

static bool is_shared(const common *c, const ch_filled *condition)
{
    for (uint32_t i = 0; c->some && i < c->conditions->condition_count && i < CH_SET_MAX; i++) {
        const ch_filled *one = &c->conditions->conditions[i];
        if (ch_set_has(&c->shared, i) && one->name == condition->name && ch_text_same(one->text, condition->text))
            return true;
    }
    return false;
}

/* ---- pieces ---- */

void ch_put_classes(ch_page *p, const ch_set *classes, bool rest)
{
    const ch_page_answers *a = p->answers;
    bool some = false;
    if (!a->classes_tried)
        return;
    if (ch_set_same(classes, &a->classes)) {
        ch_put_translated(p, N_("all data"));
        return;
    }
    if (rest && set_size(classes) > 2) {
        ch_put_translated(p, N_("all other data"));
        return;
    }
    for (uint32_t i = 0; i < p->version->data.count; i++)
        if (ch_set_has(classes, i)) {
            ch_put_separator(p, &some);
            ch_put_name(p, &p->version->data.items[i].entry);
        }
}

void ch_put_answer_word(ch_page *p, ch_answer_kind kind)
{
    char class[24] = "word ";
    strcat(class, ch_page_kind_name(kind));
    ch_put_said(p, "strong", class, ch_answer_labels[kind].word);
}

void ch_put_duties(ch_page *p, const ch_set *duties)
{
    bool some = false;
    for (uint32_t i = 0; i < p->version->duties.count; i++)
        if (ch_set_has(duties, i)) {
            ch_put_separator(p, &some);
            ch_put_link(p, CH_PAGE_DUTY, &p->version->duties.items[i].entry);
        }
}

static void put_fact_words(ch_page *p, ch_fact_words words, ch_text otherwise)
{
    if (words.title != NULL && ch_page_says(p, words.title))
        ch_put_words(p, NULL, NULL, words.title);
    else if (words.word != NULL)
        ch_put_translated(p, words.word);
    else
        ch_html_element(&p->h, "code", otherwise);
}

/* "Compte utilisé : Compte professionnel". */
static void put_condition(ch_page *p, const ch_filled *filled)
{
    /* "/facts/account": what it is called there. */
    ch_text name = filled->path;
    for (size_t i = 0; i < filled->path.length; i++)
        if (filled->path.at[i] == '/')
            name = (ch_text){filled->path.at + i + 1, filled->path.length - i - 1};
    put_fact_words(p, ch_filled_name(p->version, filled), name);
    ch_html_text(&p->h, ch_phrase_colon(p->lang));
    put_fact_words(p, ch_filled_value(p->version, filled), filled->text);
}

static void open_labelled(ch_page *p, const char *class, const char *label)
{
    ch_put_open(p, "p", class);
    ch_put_said(p, "span", "label", label);
    ch_html_text(&p->h, CH_LITERAL(" "));
}

static void put_labelled_duties(ch_page *p, const char *class, const char *label, const ch_set *duties)
{
    if (ch_set_empty(duties))
        return;
    open_labelled(p, class, label);
    ch_put_duties(p, duties);
    ch_html_close(&p->h);
}

/* `of` NULL: those that are shared; else those of an answer that are not. */
static void put_conditions(ch_page *p, const common *c, const ch_page_answer *of)
{
    const ch_page_answer *from = of != NULL ? of : c->conditions;
    bool some = false;
    for (uint32_t i = 0; from != NULL && i < from->condition_count; i++) {
        if (is_shared(c, &from->conditions[i]) != (of == NULL))
            continue;
        if (!some)
            open_labelled(p, "if", of == NULL ? N_("In every case, if:") : N_("If:"));
        ch_put_separator(p, &some);
        put_condition(p, &from->conditions[i]);
    }
    if (some)
        ch_html_close(&p->h);
}

static void put_reason(ch_page *p, const ch_page_reason *reason)
{
    if (reason->entry == NULL || reason->clause != CH_CLAUSE_RULE) {
        ch_put_translated(p, ch_words_of_clause(reason->clause)->title);
        return;
    }
    if (ch_page_says(p, &reason->entry->because)) {
        ch_put_words(p, NULL, NULL, &reason->entry->because);
        ch_html_text(&p->h, CH_LITERAL(" "));
    }
    ch_put_open(p, "span", "see");
    ch_put_link(p, CH_PAGE_RULE, reason->entry);
    ch_html_close(&p->h);
}

/* Reasons that fall to some of the data and not to others are told once, with the activity: a tool that may be used for
 * many would say them over and over. */
static void put_reasons(const list *l, const ch_page_answer *answer)
{
    ch_page *p = l->page;
    if (answer->reason_count == 0 || (answer->mixed && !l->by_tool))
        return;
    open_labelled(p, "why", answer->mixed ? N_("Why, by the data:") : N_("Why:"));
    for (uint32_t i = 0; i < answer->reason_count; i++) {
        if (i > 0)
            ch_html_text(&p->h, CH_LITERAL(" "));
        put_reason(p, &answer->reasons[i]);
    }
    ch_html_close(&p->h);
}

/* ---- the list ---- */

static const ch_entry *member(const list *l, uint32_t i)
{
    const ch_version *v = l->page->version;
    return l->by_tool ? &v->tools.items[i].entry : &v->activities.items[i].entry;
}

static void put_members(list *l, group *g)
{
    ch_page *p = l->page;
    bool some = false;
    ch_put_open(p, "p", "names");
    for (uint32_t i = 0; i < l->count; i++) {
        group *other = &l->groups[i];
        if (other->told || other->count == 0 || !same_rows(g, other))
            continue;
        ch_put_separator(p, &some);
        ch_put_link(p, l->by_tool ? CH_PAGE_TOOL : CH_PAGE_ACTIVITY, member(l, other->first));
        other->told = true;
    }
    ch_html_close(&p->h);
}

static void put_row(const list *l, const ch_page_row *row, bool last)
{
    ch_page *p = l->page;
    const ch_page_answer *answer = row->answer;
    ch_set before = answer->before, after = answer->after;
    ch_set_remove(&before, &l->common.before);
    ch_set_remove(&after, &l->common.after);
    ch_html_open(&p->h, "li");
    ch_put_answer_word(p, answer->kind);
    ch_html_text(&p->h, CH_LITERAL(" "));
    ch_put_classes(p, &row->classes, last);
    put_conditions(p, &l->common, answer);
    put_labelled_duties(p, "before", N_("Before:"), &before);
    put_labelled_duties(p, "after", N_("After:"), &after);
    put_reasons(l, answer);
    ch_html_close(&p->h);
}

static void put_group(list *l, group *g)
{
    ch_page *p = l->page;
    ch_html_open(&p->h, "li");
    put_members(l, g);
    ch_put_open(p, "ul", "answers");
    for (uint32_t i = 0; i < g->count; i++)
        put_row(l, &g->rows[i], i > 0 && i + 1 == g->count);
    ch_html_close(&p->h);
    ch_html_close(&p->h);
    ch_html_raw(&p->h, "\n");
}

static void put_common(const list *l)
{
    ch_page *p = l->page;
    if (!l->common.some)
        return;
    put_conditions(p, &l->common, NULL);
    put_labelled_duties(p, "before", N_("In every case, before use:"), &l->common.before);
    put_labelled_duties(p, "after", N_("In every case, after use:"), &l->common.after);
}

/* Groups whose best answer is better come first; else the charter's order stays. */
static void put_groups(list *l)
{
    ch_page *p = l->page;
    ch_put_open(p, "ul", "groups");
    for (int best = 0; best < CH_ANSWER_KINDS; best++)
        for (uint32_t i = 0; i < l->count; i++)
            if (!l->groups[i].told && l->groups[i].count > 0 && (int)l->groups[i].rows[0].answer->kind == best)
                put_group(l, &l->groups[i]);
    ch_html_close(&p->h);
}

static void put_answers(list *l)
{
    ch_page *p = l->page;
    const ch_page_answers *a = p->answers;
    l->count = l->by_tool ? p->version->tools.count : p->version->activities.count;
    l->groups = ch_arena_take_many(p->arena, l->count + 1, sizeof *l->groups);
    bool some = false;
    for (uint32_t i = 0; l->groups != NULL && i < l->count; i++) {
        group *g = &l->groups[i];
        *g = (group){.first = i, .rows = ch_arena_take_many(p->arena, a->class_count, sizeof *g->rows)};
        if (g->rows == NULL)
            return; /* the arena has failed */
        g->count = rows_to_tell(p, l->by_tool ? l->number : i, l->by_tool ? i : l->number, g->rows);
        for (uint32_t k = 0; k < g->count; k++)
            join_common(&l->common, g->rows[k].answer);
        some = some || g->count > 0;
    }
    if (l->groups == NULL || !some)
        return;
    put_common(l);
    put_groups(l);
}

void ch_put_answers_on_activity(ch_page *p, uint32_t number)
{
    put_answers(&(list){.page = p, .by_tool = true, .number = number});
}

void ch_put_answers_on_tool(ch_page *p, uint32_t number)
{
    put_answers(&(list){.page = p, .number = number});
}
