/* The short answer. Each row has a bound, so that an ordinary case fits a screen of a dozen lines; what is cut ends in
 * three dots, and is whole in the full answer. */
#include "report/text_short.h"

#include "base/unicode.h"
#include "report/prose/alternatives.h"
#include "report/prose/reasons.h"
#include "report/prose/verdict_words.h"

#define MISSING_LINES 5 /* of what is missing */
#define DUTIES_SHOWN  3

/* ---- rows that are bounded ---- */

/* Where the word that begins at `at` ends. */
static size_t word_end(ch_text text, size_t at)
{
    while (at < text.length && text.at[at] != ' ' && text.at[at] != '\n')
        at++;
    return at;
}

/* How much of `text` fits `lines` lines of `width` columns, as words flow; `*used` is how many it takes. */
static size_t fitting(ch_text text, unsigned width, unsigned lines, unsigned *used)
{
    unsigned line = 1, column = 0;
    *used = 1;
    for (size_t at = 0; at < text.length;) {
        size_t end = word_end(text, at);
        unsigned columns = ch_columns((ch_text){text.at + at, end - at});
        if (column > 0 && column + 1 + columns > width) {
            line++;
            column = 0;
        }
        /* Three dots are to fit behind it. */
        bool last = end >= text.length;
        if (line > lines || (line == lines && !last && column + 1 + columns + 2 > width))
            return at;
        *used = line;
        column += columns + (column > 0 ? 1 : 0);
        at = last ? end : end + 1;
    }
    return text.length;
}

/* A row of what was gathered, `lines` lines of it at most. How many it took. */
static unsigned put_bounded(ch_layout *p, ch_label label, unsigned lines)
{
    unsigned used;
    ch_text text = ch_buffer_text(&p->text);
    size_t fits = fitting(text, p->screen.width - ch_layout_margin(p), lines, &used);
    if (text.length == 0)
        return 0;
    ch_layout_begin_row(p, label);
    ch_layout_flow(p, (ch_text){text.at, fits});
    if (fits < text.length)
        ch_screen_flow(&p->screen, CH_LITERAL("\xE2\x80\xA6"), ch_layout_margin(p));
    ch_layout_end_line(p);
    p->text.length = 0;
    return used;
}

static void put_bounded_message(ch_layout *p, ch_label label, const ch_message *message, unsigned lines)
{
    if (message->text == NULL)
        return;
    ch_message_add(&p->text, message, p->lang);
    put_bounded(p, label, lines);
}

/* ---- the reason that decides ---- */

/* The clause, and what people cite. */
static void put_authority(ch_layout *p, const charter_finding *f)
{
    ch_text article = f->cited == NULL ? CH_NO_TEXT : ch_layout_localized(p, &f->cited->article);
    ch_finding_clause(&p->text, f);
    if (article.length > 0) {
        ch_buffer_literal(&p->text, " \xC2\xB7 ");
        ch_buffer_add(&p->text, article);
    }
    put_bounded(p, ch_faint(N_("charter")), 1);
}

static void put_reason(ch_layout *p, const charter_finding *f)
{
    put_bounded_message(p, ch_finding_label(f), &f->message, 2);
    if (f->path.length > 0)
        ch_layout_declared_line(p, f->span, charter_finding_place(p->verdict, f), ch_finding_label(f).style);
    put_authority(p, f);
}

/* ---- what can be done ---- */

static bool is_other_tool(const charter_verdict *v, size_t index)
{
    return v->tool == NULL || v->tool != &v->version->tools.items[v->alternatives[index].tool];
}

/* The declared tool, where what is missing may make it do; or NULL. */
static const ch_alternative *own_of(const charter_verdict *v)
{
    for (size_t i = 0; i < v->alternative_count; i++)
        if (!is_other_tool(v, i))
            return &v->alternatives[i];
    return NULL;
}

/* Data that nobody declared are a condition of another tool: it is no way out where the declared one asks for no more.
 */
static bool is_worth_telling(const charter_verdict *v, size_t index)
{
    const ch_alternative *a = &v->alternatives[index], *own = own_of(v);
    bool of_data = false;
    for (uint32_t i = 0; i < a->count; i++)
        of_data = of_data || ch_text_is(a->filled[i].path, "/data");
    return is_other_tool(v, index) &&
           !(of_data && own != NULL && own->count <= a->count && own->decision <= a->decision);
}

/* The best of the other tools, and how many more there are. What the declared one lacks is told as missing. */
static bool put_instead(ch_layout *p, unsigned lines)
{
    static const ch_counted more = {PN_("and %s more", "and %s more")};
    const charter_verdict *v = p->verdict;
    size_t best = 0, others = v->more_alternatives;
    while (best < v->alternative_count && !is_worth_telling(v, best))
        best++;
    for (size_t i = best + 1; i < v->alternative_count; i++)
        others += is_worth_telling(v, i);
    if (best == v->alternative_count)
        return false;
    ch_phrase_alternative(&p->text, v, best, p->lang);
    if (others > 0) {
        ch_phrase_semicolon(&p->text, p->lang, 0);
        ch_phrase_counted(&p->text, p->lang, &more, others);
    }
    put_bounded(p, (ch_label){N_("instead"), CH_GREEN}, lines);
    return true;
}

/* Nothing is offered: which data and activities go together, where that is why; else what all tools breach. */
static void put_no_way(ch_layout *p, const charter_finding *f)
{
    const charter_verdict *v = p->verdict;
    if (f->clause == CH_CLAUSE_ACTIVITY_DATA || v->none_because_count == 0) {
        put_bounded_message(p, ch_faint(N_("help")), &f->help, 2);
        return;
    }
    ch_buffer_add(&p->text, ch_text_of(ch_translate(p->lang, N_("no listed tool would do: "))));
    for (size_t i = 0; i < v->none_because_count; i++) {
        if (i > 0)
            ch_buffer_literal(&p->text, ", ");
        ch_clause_name(&p->text, v->none_because[i].clause, v->none_because[i].entry);
    }
    put_bounded(p, (ch_label){N_("instead"), CH_GREEN}, 1);
}

static void put_ask(ch_layout *p)
{
    const ch_version *v = p->verdict->version;
    ch_text contact = v == NULL ? CH_NO_TEXT : ch_layout_localized(p, &v->governance.contact);
    if (v == NULL)
        return;
    ch_buffer_add(&p->text, ch_layout_localized(p, &v->governance.body));
    if (contact.length > 0)
        ch_phrase_comma(&p->text, 0);
    ch_buffer_add(&p->text, contact);
    put_bounded(p, (ch_label){N_("ask"), CH_STRONG}, 1);
}

/* ---- what is missing ---- */

/* The line to paste, and what else could stand there. */
static void add_line(ch_layout *p, const ch_missing *m)
{
    const ch_missing_value *other = m->values == NULL ? NULL : m->values->next;
    if (m->paste.at != NULL)
        ch_buffer_add(&p->text, m->paste);
    else if (m->column.at != NULL)
        ch_buffer_add(&p->text, m->column);
    else
        ch_buffer_add(&p->text, m->key);
    for (const ch_missing_value *value = other; value != NULL; value = value->next) {
        ch_buffer_add(&p->text, value == other ? ch_text_of(ch_translate(p->lang, N_(" (or "))) : CH_LITERAL(", "));
        ch_buffer_add(&p->text, value->id);
    }
    if (other != NULL)
        ch_buffer_add_char(&p->text, ')');
}

static unsigned put_missing_row(ch_layout *p, ch_label label, const ch_missing *m, unsigned lines)
{
    ch_text title = ch_missing_title(p->verdict, m, p->lang);
    if (title.length > 0) {
        ch_buffer_add(&p->text, title);
        ch_buffer_add(&p->text, ch_phrase_colon(p->lang));
    }
    add_line(p, m);
    return put_bounded(p, label, lines);
}

/* Facts and names, not duties; those that only advice asks for are left out. */
static bool is_asked_for(const charter_verdict *v, const ch_missing *m)
{
    for (const ch_clause_of *asker = m->asked_by; asker != NULL; asker = asker->next)
        if (ch_is_asked_by_finding(v, asker))
            return m->type != CHARTER_MISSING_EVIDENCE;
    return false;
}

static size_t put_missing(ch_layout *p)
{
    size_t left = 0;
    unsigned lines = 0;
    for (const ch_missing *m = p->verdict->missing; m != NULL; m = m->next) {
        ch_label label = lines == 0 ? (ch_label){N_("missing"), CH_MAGENTA} : ch_no_label;
        unsigned room = MISSING_LINES - lines < 2 ? MISSING_LINES - lines : 2;
        if (!is_asked_for(p->verdict, m))
            continue;
        if (room == 0)
            left++;
        else
            lines += put_missing_row(p, label, m, room);
    }
    return left;
}

/* ---- duties ---- */

static const ch_missing *missing_of(const charter_verdict *v, const ch_duty *duty)
{
    for (const ch_missing *m = v->missing; m != NULL; m = m->next)
        for (const ch_clause_of *asker = m->asked_by; asker != NULL; asker = asker->next)
            if (asker->entry == &duty->entry)
                return m;
    return NULL;
}

static void put_duty(ch_layout *p, ch_label label, const ch_duty *duty)
{
    const ch_missing *m = missing_of(p->verdict, duty);
    ch_text learn = ch_layout_localized(p, &duty->entry.learn);
    ch_buffer_add(&p->text, ch_layout_name(p, &duty->entry));
    if (m != NULL && m->paste.at != NULL) {
        ch_buffer_add(&p->text, ch_phrase_colon(p->lang));
        ch_buffer_add(&p->text, m->paste);
    }
    if (learn.length > 0) {
        ch_buffer_literal(&p->text, " \xE2\x86\x92 ");
        ch_buffer_add(&p->text, learn);
    }
    put_bounded(p, label, 2);
}

static size_t put_duties_due(ch_layout *p, int due, ch_label label)
{
    size_t shown = 0, count = 0;
    for (size_t i = 0; i < p->verdict->duty_count; i++) {
        const ch_duty_state *state = &p->verdict->duties[i];
        if (state->duty->due != due || !ch_is_left_to_do(p->verdict, state))
            continue;
        if (++count <= DUTIES_SHOWN) {
            put_duty(p, shown == 0 ? label : ch_no_label, state->duty);
            shown++;
        }
    }
    return count - shown;
}

/* ---- what is left out ---- */

typedef struct left_out {
    size_t reasons, missing, advice, duties;
} left_out;

static void put_left_out(ch_layout *p, const left_out *left)
{
    static const ch_counted reasons = {PN_("%s more reason", "%s more reasons")};
    static const ch_counted missing = {PN_("%s more missing", "%s more missing")};
    static const ch_counted advice = {PN_("%s advice", "%s advice")};
    static const ch_counted duties = {PN_("%s duty", "%s duties")};
    const struct {
        const ch_counted *what;
        size_t count;
    } rows[] = {{&reasons, left->reasons}, {&missing, left->missing}, {&duties, left->duties}, {&advice, left->advice}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].count == 0)
            continue;
        ch_phrase_comma(&p->text, 0);
        ch_phrase_counted(&p->text, p->lang, rows[i].what, rows[i].count);
    }
    put_bounded(p, ch_faint(N_("besides")), 1);
}

static left_out count_reasons(const charter_verdict *v, const charter_finding *told)
{
    left_out left = {0};
    for (size_t i = 0; i < v->finding_count; i++) {
        const charter_finding *f = &v->findings[i];
        if (!ch_is_reason(f) || f == told)
            continue;
        /* What is missing is counted as things to say, and not by who asks for them. */
        if (f->effect == CHARTER_EFFECT_ADVISE)
            left.advice++;
        else if (f->outcome != CHARTER_OUTCOME_UNDETERMINED)
            left.reasons++;
    }
    return left;
}

static size_t count_missing(const charter_verdict *v)
{
    size_t count = 0;
    for (const ch_missing *m = v->missing; m != NULL; m = m->next)
        count += is_asked_for(v, m);
    return count;
}

/* ---- the whole ---- */

static size_t count_left_to_do(const charter_verdict *v)
{
    size_t count = 0;
    for (size_t i = 0; i < v->duty_count; i++)
        count += ch_is_left_to_do(v, &v->duties[i]);
    return count;
}

static void put_no(ch_layout *p, const charter_finding *f, left_out *left)
{
    bool review = p->verdict->decision == CHARTER_DECISION_REVIEW;
    put_reason(p, f);
    if (!put_instead(p, review ? 1 : 2) && !review)
        put_no_way(p, f);
    if (review)
        put_ask(p);
    left->missing = count_missing(p->verdict);
    left->duties = count_left_to_do(p->verdict);
}

static void put_duties(ch_layout *p, left_out *left)
{
    left->duties += put_duties_due(p, CH_BEFORE, (ch_label){N_("before use"), CH_YELLOW});
    left->duties += put_duties_due(p, CH_AFTER, (ch_label){N_("after use"), CH_STRONG});
}

static void put_unknown(ch_layout *p, const charter_finding *f, left_out *left)
{
    /* What nobody can say, a limit or an unread file, is told as a reason. */
    if (count_missing(p->verdict) == 0)
        put_reason(p, f);
    else
        left->missing = put_missing(p);
    put_instead(p, 2);
    left->duties = count_left_to_do(p->verdict);
}

bool ch_layout_short_answer(ch_layout *p)
{
    const charter_verdict *v = p->verdict;
    const charter_finding *f = ch_gravest_reason(v);
    bool settled = v->decision == CHARTER_DECISION_NON_COMPLIANT || v->decision == CHARTER_DECISION_REVIEW;
    left_out left = count_reasons(v, v->decision >= CHARTER_DECISION_REVIEW ? f : NULL);
    if (f != NULL && settled)
        put_no(p, f, &left);
    else if (f != NULL)
        put_unknown(p, f, &left);
    else
        put_duties(p, &left);
    put_left_out(p, &left);
    return left.reasons + left.missing + left.advice + left.duties > 0;
}
