/* Names, views and facts of an audit, as cells of its document. Which tables there are, and in which order, is
 * audit_document.c's. */
#include "report/audit/audit_cells.h"

#include "report/prose/clause_words.h"

typedef ch_audit_build build;

/* Tables of numbers come this way: what may not be published is then an empty view, and has no rows. */
ch_view ch_audit_view(const build *b, charter_table table)
{
    ch_view view = {0};
    if (!ch_view_allowed(b->t, table, b->options, &b->s->arena))
        return view;
    return !ch_view_make(&view, b->t, table, b->options, &b->s->arena) || view.withheld ? (ch_view){0} : view;
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

/* The table that has a group; NULL where it is a copy of one. */
static const ch_groups *table_of(const build *b, const ch_group *group)
{
    uintptr_t at = (uintptr_t)group;
    for (int i = 0; i < CHARTER_TABLE_COUNT; i++) {
        const ch_groups *groups = &b->t->tables[i];
        if (groups->count > 0 && at >= (uintptr_t)groups->items && at < (uintptr_t)(groups->items + groups->count))
            return groups;
    }
    return NULL;
}

/* Whether another group of the table has the same title: then people need its id too. */
static bool shares_title(const build *b, const ch_group *group, ch_text label)
{
    const ch_groups *groups = table_of(b, group);
    for (uint32_t i = 0; groups != NULL && i < groups->count; i++) {
        const ch_group *other = &groups->items[i];
        if (other != group &&
            ch_text_same(other->label[other->label[b->s->lang].length > 0 ? b->s->lang : !b->s->lang], label))
            return true;
    }
    return false;
}

ch_text ch_audit_name(const build *b, const ch_group *group, const char *nothing)
{
    ch_text label = ch_audit_label(b, group);
    if (group->key.length == 0)
        return ch_document_word(b->s, nothing);
    if (label.length == 0)
        return ch_document_text(b->s, group->key);
    return shares_title(b, group, label) ? ch_document_tell(b->s, ch_say2("%1$s (%2$s)", label, group->key)) : label;
}

ch_text ch_audit_clause_name(const build *b, const ch_group *group, ch_text clause)
{
    ch_text label = ch_audit_label(b, group);
    if (label.length > 0)
        return table_of(b, group) == &b->t->tables[CHARTER_CLAUSES] && shares_title(b, group, label)
                   ? ch_document_tell(b->s, ch_say2("%1$s (%2$s)", label, clause))
                   : label;
    const ch_clause_words *words = ch_words_of_clause_id(clause);
    ch_text name = ch_document_word(b->s, words->name);
    size_t family = strlen(words->id);
    /* A duty or a rule without a title has an id alone. */
    return clause.length <= family
               ? name
               : ch_document_tell(b->s,
                                  ch_say2("%1$s (%2$s)", name, (ch_text){clause.at + family, clause.length - family}));
}

ch_text ch_audit_unit_name(const build *b, ch_text unit)
{
    /* Letter case aside: a unit has one spelling in a report, that of its own table. */
    const ch_group *group = unit.length == 0 ? NULL : ch_groups_get(&b->t->tables[CHARTER_UNITS], unit);
    if (group != NULL)
        return ch_audit_name(b, group, "");
    return unit.length > 0 ? ch_document_text(b->s, unit) : ch_document_word(b->s, N_("no unit declared"));
}

ch_text ch_audit_first_part(ch_text key, ch_text *rest)
{
    const char *space = ch_text_find(key, ' ');
    size_t first = space == NULL ? key.length : (size_t)(space - key.at), after = first + (space != NULL);
    *rest = (ch_text){key.at + after, key.length - after};
    return (ch_text){key.at, first};
}

ch_text ch_audit_left_part(ch_text key)
{
    const char *mark = ch_text_find(key, '=');
    size_t left = mark == NULL ? key.length : (size_t)(mark - key.at);
    return (ch_text){key.at, left > 0 && mark != NULL ? left - 1 : left};
}

/* A key parts at its first equals sign, and has another spelling for those before it (ch_group_key_left). */
ch_text ch_audit_spelt(const build *b, ch_text left)
{
    static const char spelling[] = "U+003D";
    const size_t length = sizeof spelling - 1;
    for (size_t i = 0; i < left.length;) {
        bool equals = i + length <= left.length && memcmp(left.at + i, spelling, length) == 0;
        ch_buffer_add_char(&b->s->scratch, equals ? '=' : left.at[i]);
        i += equals ? length : 1;
    }
    return ch_document_keep(b->s);
}

void ch_audit_part_fact(const build *b, const char *label, uint64_t part, uint64_t whole)
{
    ch_document_fact(b->s, label,
                     ch_document_tell(b->s,
                                      ch_say3("%1$s of %2$s (%3$s)", ch_document_count(b->s, part),
                                              ch_document_count(b->s, whole), ch_document_share(b->s, part, whole))));
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
        {.text = PN_("%1$s: %2$s group is not shown, because it is smaller than %3$s, or would give back one that is.",
                     "%1$s: %2$s groups are not shown, because they are smaller than %3$s, or would give back one that "
                     "is."),
         .number = hidden,
         .args = {ch_document_word(b->s, caption), ch_document_count(b->s, hidden),
                  ch_document_count(b->s, ch_view_smallest(b->options))}};
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
    return ch_document_tell(b->s,
                            ch_say2("%1$s of %2$s", ch_document_count(b->s, part), ch_document_count(b->s, whole)));
}

bool ch_audit_names_nothing(charter_table table, const ch_group *group)
{
    bool named = table == CHARTER_ACTIVITIES || table == CHARTER_TOOLS;
    return group->key.length == 0 || (named && ch_text_is(group->key, CH_UNREAD_KEY));
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
