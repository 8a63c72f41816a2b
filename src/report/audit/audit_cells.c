/* Names, views and facts of an audit, as cells of its document. Which tables there are, and in which order, is
 * audit_document.c's. */
#include "report/audit/audit_cells.h"

typedef ch_audit_build build;

/* Tables of numbers come this way: what may not be published is then an empty view, and has no rows. */
ch_view ch_audit_view(const build *b, charter_table table)
{
    ch_view view = {0};
    if (!ch_view_allowed(b->t, table, b->options, &b->s->arena))
        return view;
    if (!ch_view_make(&view, b->t, table, b->options, &b->s->arena))
        b->s->failed = true;
    return view.withheld ? (ch_view){0} : view;
}

ch_text ch_audit_label(const build *b, const ch_group *group)
{
    ch_text label = group->label[b->s->lang];
    if (label.length > 0)
        return label;
    /* Where the charter has no title in this language, the other one says more than the id. */
    label = group->label[!b->s->lang];
    if (label.length > 0)
        ch_document_add_foreign(b->s, label);
    return label;
}

ch_text ch_audit_name(const build *b, const ch_group *group, const char *nothing)
{
    ch_text label = ch_audit_label(b, group);
    if (group->key.length == 0)
        return ch_document_word(b->s, nothing);
    if (label.length == 0)
        return ch_document_text(b->s, group->key);
    ch_buffer_add(&b->s->scratch, label);
    ch_buffer_literal(&b->s->scratch, " (");
    ch_buffer_add(&b->s->scratch, group->key);
    ch_buffer_literal(&b->s->scratch, ")");
    ch_text name = ch_document_keep(b->s);
    if (ch_document_is_foreign(b->s, label))
        ch_document_add_foreign(b->s, name);
    return name;
}

void ch_audit_part_fact(const build *b, const char *label, uint64_t part, uint64_t whole)
{
    ch_message message = ch_say3("%1$s of %2$s (%3$s)", ch_document_count(b->s, part), ch_document_count(b->s, whole),
                                 ch_document_share(b->s, part, whole));
    ch_message_add(&b->s->scratch, &message, b->s->lang);
    ch_document_fact(b->s, label, ch_document_keep(b->s));
}

/* Over the totals, what they could not keep included: sums are whole where tables are cut. */
uint64_t ch_audit_sum(const build *b, charter_table table, unsigned column)
{
    const ch_groups *groups = &b->t->tables[table];
    uint64_t sum = groups->overflowed ? groups->others[column] : 0;
    for (uint32_t i = 0; i < groups->count; i++)
        sum = ch_sum(sum, groups->items[i].numbers[column]);
    return sum;
}

void ch_audit_say_hidden(const build *b, const char *caption, uint64_t hidden)
{
    if (hidden == 0)
        return;
    ch_message message =
        ch_say3("%1$s: %2$s groups are not shown, because they are smaller than %3$s, or would give back "
                "one that is.",
                ch_document_word(b->s, caption), ch_document_count(b->s, hidden),
                ch_document_count(b->s, ch_view_smallest(b->options)));
    ch_document_say(b->s, message, CH_NO_MARK);
}

uint64_t ch_audit_uses(const ch_audit_build *b)
{
    return b->all[CH_N_USES];
}

bool ch_audit_publishes(const ch_audit_build *b)
{
    return b->options->publish;
}

ch_text ch_audit_tell_part(const ch_audit_build *b, uint64_t part, uint64_t whole)
{
    ch_message message = ch_say2("%1$s of %2$s", ch_document_count(b->s, part), ch_document_count(b->s, whole));
    ch_message_add(&b->s->scratch, &message, b->s->lang);
    return ch_document_keep(b->s);
}

/* Of no use anything is known: a table of one row, which says so in every cell, tells no more than a sentence. Names
 * that the charter does not list are known all the same. */
bool ch_audit_is_unsaid(const ch_view *view)
{
    bool listed = view->table == CHARTER_ACTIVITIES || view->table == CHARTER_TOOLS || view->table == CHARTER_DATA;
    return !listed && view->count == 1 && view->groups[0]->key.length == 0 && view->others == NULL && view->hidden == 0;
}

/* Keys are sorted, and the empty one comes first. */
void ch_audit_undated_last(ch_view *view)
{
    if (view->count == 0 || view->groups[0]->key.length > 0)
        return;
    const ch_group *undated = view->groups[0];
    memmove(view->groups, view->groups + 1, (view->count - 1) * sizeof *view->groups);
    view->groups[view->count - 1] = undated;
}
