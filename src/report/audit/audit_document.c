/* What an audit says to people: its sections, in the order in which a follow-up body asks for them. Numbers come
 * from views (audit_view.c), which leave out what may not be published; evidence is audit_evidence.c's, and what a
 * page looks like the writers' (document_*.c). */
#include "report/audit/audit_document.h"

#include "report/audit/audit_clauses.h"
#include "report/audit/audit_duties.h"
#include "report/audit/audit_evidence.h"
#include "report/audit/audit_exceptions.h"
#include "report/audit/audit_footprints.h"
#include "report/audit/audit_measured.h"
#include "report/audit/audit_queue.h"
#include "report/audit/audit_rows.h"
#include "report/audit/audit_uses.h"

/* ---- what it is about ---- */

/* "SHA256 ID VERSION" */
static void put_charters(const ch_audit_build *b)
{
    ch_view view = {0};
    /* As if nothing were published: of charters only names and hashes are told, and no number. But that there is one of
     * few uses tells of these. */
    (void)ch_view_make(&view, b->t, CHARTER_CHARTERS, &(ch_audit_options){0}, &b->s->arena);
    for (size_t i = 0; i < view.count; i++) {
        ch_text key = view.groups[i]->key;
        if (ch_audit_publishes(b) && view.groups[i]->numbers[CH_N_USES] < ch_view_smallest(b->options))
            continue;
        if (key.length < CH_HASH_SIZE) {
            ch_document_fact(b->s, N_("Charter"),
                             ch_document_word(b->s, N_("none for some uses: none in force, or their day is unknown")));
            continue;
        }
        ch_text name = {key.at + CH_HASH_SIZE, key.length - CH_HASH_SIZE};
        ch_document_fact(b->s, N_("Charter"),
                         ch_document_tell(b->s, ch_say2("%1$s, sha256 %2$s", name, (ch_text){key.at, 12})));
    }
}

static void put_dates(const ch_audit_build *b)
{
    ch_document_fact(b->s, N_("Day of the audit"), ch_document_written_day(b->s, b->t->at));
    /* The first and the last use are groups of one. */
    if (b->t->first == CHARTER_NO_DAY || ch_audit_publishes(b))
        return;
    ch_message days = ch_with_day(ch_with_day(ch_say("%1$s to %2$s"), 0, b->t->first), 1, b->t->last);
    ch_document_fact(b->s, N_("Declared dates"), ch_document_tell(b->s, days));
}

/* Sums of parts that were not judged alike are no audit of one day by one charter: whoever reads them is told first. */
static void put_mixed(const ch_audit_build *b)
{
    static const char *const ways[CH_UNLIKES] = {
        [CH_UNLIKE_DAY] = N_("different days"),
        [CH_UNLIKE_CHARTER] = N_("different charters"),
        [CH_UNLIKE_OPTIONS] = N_("different options"),
    };
    ch_text list = CH_NO_TEXT;
    for (int i = 0; i < CH_UNLIKES; i++)
        if (b->t->origin->mixed[i])
            list = ch_text_listed(&b->s->arena, list, ch_document_word(b->s, ways[i]));
    if (list.length > 0)
        ch_document_fact(b->s, N_("Mixed parts"), list);
}

/* ---- in brief ---- */

static void put_size(const ch_audit_build *b)
{
    bool hidden[CHARTER_DECISION_COUNT];
    uint64_t invalid = b->all[CH_N_DECISIONS + CHARTER_DECISION_INVALID];
    ch_view_decisions(b->t, b->options, &b->s->arena, hidden);
    ch_document_fact(b->s, N_("Uses judged"), ch_document_count(b->s, ch_audit_uses(b)));
    if (invalid > 0 && !hidden[CHARTER_DECISION_INVALID])
        ch_document_fact(b->s, N_("Invalid declarations"), ch_document_count(b->s, invalid));
    uint64_t again = ch_audit_sum(b, CHARTER_REPEATED, CH_N_AGAIN);
    if (again > 0 && !ch_audit_publishes(b))
        ch_document_fact(b->s, N_("Uses whose id came before in their file"), ch_document_count(b->s, again));
    if (b->t->errors > 0)
        ch_document_fact(b->s, N_("Inputs that could not be read"), ch_document_count(b->s, b->t->errors));
    if (b->all[CH_N_VOLUMES] > 0 && !ch_audit_publishes(b))
        ch_document_fact(b->s, N_("Requests declared"), ch_document_count(b->s, b->all[CH_N_REQUESTS]));
}

/* A charter that touches hardly any of the uses says nothing of the others: no share is of those. */
static void put_concerned(const ch_audit_build *b)
{
    uint64_t concerned = b->all[CH_N_CONCERNED];
    ch_audit_part_fact(b, N_("Uses that a clause concerns"), concerned, ch_audit_uses(b));
    ch_audit_part_fact(b, N_("Compliant, of the uses that a clause concerns"), b->all[CH_N_CONCERNED_COMPLIANT],
                       concerned);
    if (b->all[CH_N_USE_WAIVED] > 0)
        ch_audit_part_fact(b, N_("Uses for which an exception waives something, of those that a clause concerns"),
                           b->all[CH_N_USE_WAIVED], concerned);
}

static void put_tool_fact(const ch_audit_build *b)
{
    ch_view view = ch_audit_view(b, CHARTER_TOOLS);
    ch_view_sort(&view, CH_N_USES, CH_N_USES);
    /* One that is hidden may be used as much: then nobody may say which is used most; nor where two are. */
    if (view.count == 0 || view.hidden > 0 || ch_audit_names_nothing(CHARTER_TOOLS, view.groups[0]))
        return;
    uint64_t uses = view.groups[0]->numbers[CH_N_USES];
    if ((view.count > 1 && view.groups[1]->numbers[CH_N_USES] == uses) ||
        (view.others != NULL && view.others[CH_N_USES] >= uses))
        return;
    ch_text label = ch_audit_label(b, view.groups[0]);
    ch_message most = ch_say2("%1$s, %2$s of uses", label.length > 0 ? label : view.groups[0]->key,
                              ch_document_share(b->s, uses, ch_audit_uses(b)));
    ch_document_fact(b->s, N_("Most used tool"), ch_document_tell(b->s, most));
}

static void say_saturated(const ch_audit_build *b)
{
    if (!charter_totals_saturated(b->t))
        return;
    ch_message message = ch_say1("Some sums go beyond what can be counted, and are told as %s: they are that or more. "
                                 "Look for what declares such a volume.",
                                 ch_document_count(b->s, UINT64_MAX));
    ch_document_say(b->s, message, CH_MARK_BAD);
}

static void put_brief(const ch_audit_build *b)
{
    ch_document_section(b->s, N_("In brief"));
    say_saturated(b);
    put_size(b);
    /* None of these is protected: each could be a group of one. */
    if (!ch_audit_publishes(b)) {
        put_concerned(b);
        ch_document_fact(b->s, N_("Duties open before use"),
                         ch_document_count(b->s, ch_audit_sum(b, CHARTER_DUTIES, CH_N_OPEN_BEFORE)));
        ch_document_fact(b->s, N_("Duties open after use"),
                         ch_document_count(b->s, ch_audit_sum(b, CHARTER_DUTIES, CH_N_OPEN_AFTER)));
        ch_audit_part_fact(b, N_("Uses of tools that the charter does not list"),
                           ch_audit_sum(b, CHARTER_OTHER_TOOLS, CH_N_USES), ch_audit_uses(b));
        ch_audit_put_evidence_fact(b);
        ch_audit_put_exceptions_fact(b);
        ch_audit_put_budgets_fact(b);
    }
    put_tool_fact(b);
    put_dates(b);
    put_mixed(b);
    put_charters(b);
}

/* ---- what was not judged ---- */

/* None of it is a share of anything: how much there is of it comes before any rate. */
static void put_unjudged_facts(const ch_audit_build *b)
{
    const uint64_t *all = b->all;
    const struct {
        const char *label;
        uint64_t uses;
    } facts[] = {
        {N_("Uses that no clause concerns"), all[CH_N_USES] - all[CH_N_CONCERNED] - all[CH_N_PERHAPS_CONCERNED]},
        {N_("Uses of which it is unknown whether a clause concerns them"), all[CH_N_PERHAPS_CONCERNED]},
        {N_("Undetermined: a fact is missing"), all[CH_N_FACT_MISSING]},
        {N_("Undetermined: it is unknown whether a clause concerns the use"), all[CH_N_CONCERN_UNKNOWN]},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i].uses > 0)
            ch_audit_part_fact(b, facts[i].label, facts[i].uses, ch_audit_uses(b));
}

static void put_unjudged(const ch_audit_build *b)
{
    uint64_t invalid = b->all[CH_N_DECISIONS + CHARTER_DECISION_INVALID];
    if (ch_audit_publishes(b))
        return;
    ch_document_section(b->s, N_("What was not judged"));
    if (b->t->errors > 0)
        ch_document_fact(b->s, N_("Inputs that could not be read"), ch_document_count(b->s, b->t->errors));
    if (invalid > 0)
        ch_document_fact(b->s, N_("Invalid declarations"), ch_document_count(b->s, invalid));
    put_unjudged_facts(b);
    ch_audit_put_unread(b);
    ch_audit_put_unmapped(b);
}

/* ---- verdicts ---- */

static const struct {
    const char *means;
    ch_mark mark;
} verdicts[CHARTER_DECISION_COUNT] = {
    [CHARTER_DECISION_COMPLIANT] = {N_("the charter allows it"), CH_MARK_GOOD},
    [CHARTER_DECISION_CONDITIONAL] = {N_("something is to be done before use"), CH_MARK_WATCH},
    [CHARTER_DECISION_REVIEW] = {N_("a person must decide"), CH_MARK_WATCH},
    [CHARTER_DECISION_UNDETERMINED] = {N_("a fact is missing"), CH_MARK_WATCH},
    [CHARTER_DECISION_NON_COMPLIANT] = {N_("the charter does not allow it"), CH_MARK_BAD},
    [CHARTER_DECISION_INVALID] = {N_("it could not be read as a declaration"), CH_MARK_BAD},
};

static void put_verdicts(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("Verdict"), N_("It means"), N_("Uses"), N_("Share of uses"), NULL};
    bool hidden[CHARTER_DECISION_COUNT];
    uint64_t left_out = 0;
    ch_document_section(b->s, N_("Verdicts"));
    ch_document_table *table = ch_document_table_new(b->s, N_("Uses by verdict"), columns, 2, CH_VERDICTS);
    ch_view_decisions(b->t, b->options, &b->s->arena, hidden);
    for (int d = 0; d < CHARTER_DECISION_COUNT; d++) {
        uint64_t number = b->all[CH_N_DECISIONS + d];
        left_out += hidden[d] && d != CHARTER_DECISION_INVALID;
        ch_document_row *row = hidden[d] ? NULL : ch_document_row_new(b->s, table);
        if (row == NULL)
            continue;
        row->cells[0] = ch_document_word(b->s, ch_verdict_heads[d]);
        row->cells[1] = ch_document_word(b->s, verdicts[d].means);
        row->cells[2] = ch_document_count(b->s, number);
        /* What was not judged is no use, and never a share. */
        row->cells[3] = d == CHARTER_DECISION_INVALID ? CH_LITERAL("\xE2\x80\x93")
                                                      : ch_document_share(b->s, number, ch_audit_uses(b));
        row->values[d] = (double)number;
        row->mark = verdicts[d].mark;
    }
    ch_audit_say_hidden(b, N_("Uses by verdict"), left_out);
}

/* ---- what the charter promises ---- */

static void put_commitments(const ch_audit_build *b)
{
    ch_document_section(b->s, N_("Commitments of the charter"));
    ch_view view = ch_audit_view(b, CHARTER_COMMITMENTS);
    ch_view_sort(&view, CH_N_POSITION, CH_N_POSITION);
    for (size_t i = view.count; i-- > 0;) { /* sorted from the largest on */
        ch_text title = ch_audit_label(b, view.groups[i]);
        ch_document_fact(b->s, N_("Commitment"), title.length > 0 ? title : view.groups[i]->key);
    }
}

/* ---- how to read it ---- */

/* Nobody here knows whether there are others. */
static void say_published(const ch_audit_build *b)
{
    const charter_publications *before = b->options->published;
    uint64_t count = before == NULL ? 0 : charter_publications_count(before);
    ch_message message = {.text = PN_("What %s earlier publication told together with this one was looked at.",
                                      "What %s earlier publications told together with this one was looked at."),
                          .number = count,
                          .args = {ch_document_count(b->s, count)}};
    if (count == 0)
        message = ch_say("Earlier publications of the same register were not looked at: whoever has one can take it "
                         "from this one.");
    ch_document_say(b->s, message, CH_NO_MARK);
}

static void put_method(const ch_audit_build *b)
{
    ch_document_section(b->s, N_("How to read this report"));
    ch_document_say(
        b->s,
        ch_say("A use is one declaration that could be judged. Uses are grouped by the month of their declared "
               "date; each is judged by the charter in force on its day. A use of several data classes stands "
               "in each of them, so that their shares may add up to more than 100%. What is not declared is "
               "not in these figures."),
        CH_NO_MARK);
    if (ch_audit_uses(b) > 0 && b->all[CH_N_VOLUMES] == 0 && !ch_audit_publishes(b))
        ch_document_say(b->s, ch_say("No use declares how many requests it makes: they are left out."), CH_NO_MARK);
    if (ch_audit_publishes(b)) {
        ch_message message = ch_say1(
            "This is a version for publication: groups smaller than %s are left out, and with them whatever would give "
            "them back; so are requests, footprints, and declarations that could not be judged, whose sums may be of a "
            "single one.",
            ch_document_count(b->s, ch_view_smallest(b->options)));
        ch_document_say(b->s, message, CH_NO_MARK);
        say_published(b);
    } else if (!b->t->with_names) {
        ch_document_say(b->s, ch_say("People's names are not in this report."), CH_NO_MARK);
    }
}

static void put_title(const ch_audit_build *b)
{
    ch_document *s = b->s;
    s->title = ch_document_word(s, ch_audit_publishes(b) ? N_("Uses of AI: figures for publication")
                                                         : N_("Audit of uses of AI"));
    ch_text title = b->t->title[s->lang];
    /* The charter's title, in the other language where it has none in this one. */
    s->subtitle = title.length > 0 ? title : b->t->title[!s->lang];
    if (title.length == 0 && s->subtitle.length > 0)
        ch_document_add_foreign(s, s->subtitle);
}

void ch_audit_document(ch_document *document, const charter_totals *totals, const ch_audit_options *options)
{
    static const uint64_t nothing[CH_N_USE_COLUMNS] = {0};
    ch_audit_build b = {.s = document, .t = totals, .options = options, .all = ch_totals_all(totals)};
    /* Where nothing was taken, a report of nothing is still one. */
    if (b.all == NULL)
        b.all = nothing;
    put_title(&b);
    put_brief(&b);
    put_unjudged(&b);
    ch_audit_put_queue(&b);
    put_verdicts(&b);
    ch_audit_put_uses(&b);
    ch_audit_put_evidence(&b);
    ch_audit_put_measured(&b);
    ch_audit_put_clauses(&b);
    ch_audit_put_duties(&b);
    ch_audit_put_exceptions(&b);
    ch_audit_put_footprints(&b);
    ch_audit_put_budgets(&b);
    ch_audit_put_people(&b);
    ch_audit_put_rows(&b);
    put_commitments(&b);
    put_method(&b);
    /* What had no rows, or may not be published, leaves no empty heading behind. */
    ch_document_drop_empty(document);
}
