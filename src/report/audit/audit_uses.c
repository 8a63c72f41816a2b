/* Tables of uses: by month, by unit, activity and tool, by what they expose, by person; and how concentrated they are.
 */
#include "report/audit/audit_uses.h"

#include "report/audit/months.h"

typedef struct use_table {
    charter_table table;
    const char *section; /* NULL: that of the table before */
    const char *caption, *head;
    const char *nothing; /* what an empty key means */
    ch_chart chart;
    bool fixed; /* its keys are words of ours */
} use_table;

static const use_table by_month = {CHARTER_MONTHS, N_("Over time"),      N_("Uses by month"),
                                   N_("Month"),    N_("no month known"), CH_TIMELINE,
                                   false};
static const use_table by_group[] = {
    {CHARTER_UNITS, N_("Units"), N_("Uses by unit"), N_("Unit"), N_("no unit declared"), CH_VERDICTS, false},
    {CHARTER_ACTIVITIES, N_("Activities"), N_("Uses by activity"), N_("Activity"), N_("not listed"), CH_VERDICTS,
     false},
    {CHARTER_OTHER_ACTIVITIES, NULL, N_("Activities that the charter does not list"), N_("As declared"), "",
     CH_NO_CHART, false},
    {CHARTER_TOOLS, N_("Tools"), N_("Uses by tool"), N_("Tool"), N_("not listed"), CH_VERDICTS, false},
};
static const use_table other_tools =
    {CHARTER_OTHER_TOOLS, NULL, N_("Tools that the charter does not list"), N_("As declared"), "", CH_BARS, false};
static const use_table exposures[] = {
    {CHARTER_DATA, N_("Exposure"), N_("Uses by data class"), N_("Data class"), N_("none declared, or none listed"),
     CH_BARS, false},
    {CHARTER_HOSTINGS, NULL, N_("Uses by hosting of the tool"), N_("Hosting"), N_("unknown"), CH_BARS, false},
    {CHARTER_TRAINING, NULL, N_("Uses by whether what is typed trains the model"), N_("Trains the model"),
     N_("unknown"), CH_NO_CHART, true},
    {CHARTER_RETENTIONS, NULL, N_("Uses by how long what is typed is kept"), N_("Kept for"), N_("unknown"), CH_NO_CHART,
     false},
    {CHARTER_STAGES, NULL, N_("Uses by stage"), N_("Stage"), N_("not declared, and judged as planned"), CH_NO_CHART,
     true},
};
static const use_table by_fact = {CHARTER_FACTS, N_("Facts"), N_("Uses by fact"), N_("Fact"), "", CH_VERDICTS, false};
static const use_table people[] = {
    {CHARTER_AUTHORS, N_("People"), N_("Uses by author"), N_("Author"), N_("none declared"), CH_NO_CHART, false},
    {CHARTER_REVIEWERS, NULL, N_("Uses by reviewer"), N_("Reviewer"), "", CH_NO_CHART, false},
};

/* A column that nobody declares is left out: its zeros would be no figures. */
static bool tells_requests(const ch_audit_build *b)
{
    return !ch_audit_publishes(b) && b->all[CH_N_VOLUMES] > 0;
}

static void fill_use_row(const ch_audit_build *b, ch_document_row *row, ch_text name, const uint64_t *n, ch_chart chart)
{
    row->cells[0] = name;
    row->cells[1] = ch_document_count(b->s, n[CH_N_USES]);
    row->cells[2] = ch_document_share(b->s, n[CH_N_USES], ch_audit_uses(b));
    row->values[0] = (double)n[CH_N_USES];
    /* By group uses and their share alone: requests decide which groups are hidden for others' sake, and would tell
     * how they were chosen. */
    if (ch_audit_publishes(b))
        return;
    unsigned column = 3;
    if (tells_requests(b))
        row->cells[column++] = ch_document_count(b->s, n[CH_N_REQUESTS]);
    for (int d = 0; d < CHARTER_DECISION_INVALID; d++) {
        row->cells[column++] = ch_document_count(b->s, n[CH_N_DECISIONS + d]);
        if (chart == CH_VERDICTS || chart == CH_TIMELINE)
            row->values[d] = (double)n[CH_N_DECISIONS + d];
    }
}

static void put_use_row(const ch_audit_build *b, ch_document_table *table, ch_text name, const uint64_t *n)
{
    ch_document_row *row = ch_document_row_new(b->s, table);
    if (row != NULL)
        fill_use_row(b, row, name, n, table->chart);
}

/* What did not fit: of the table, or of the totals. */
static void put_rest(const ch_audit_build *b, ch_document_table *table, const ch_view *view, size_t shown)
{
    /* As many columns as any table has. */
    uint64_t rest[CH_N_BUDGET_COLUMNS] = {0};
    const ch_group_kind *kind = &ch_table_kinds[CHARTER_ALL];
    for (size_t i = shown; i < view->count; i++)
        ch_group_add(kind, rest, view->groups[i]->numbers);
    if (view->others != NULL)
        ch_group_add(kind, rest, view->others);
    if (rest[CH_N_USES] > 0)
        put_use_row(b, table, ch_document_word(b->s, N_("all others")), rest);
}

static ch_document_table *begin_use_table(const ch_audit_build *b, const use_table *u)
{
    const char *columns[4 + CHARTER_DECISION_COUNT] = {u->head, N_("Uses"), N_("Share of uses")};
    unsigned count = 3;
    if (tells_requests(b))
        columns[count++] = N_("Requests");
    /* Invalid declarations are no uses, and stand in no group. */
    for (int d = 0; d < CHARTER_DECISION_INVALID && !ch_audit_publishes(b); d++)
        columns[count++] = ch_verdict_heads[d];
    ch_chart chart = ch_audit_publishes(b) && u->chart != CH_NO_CHART ? CH_BARS : u->chart;
    return ch_document_table_new(b->s, u->caption, columns, 1, chart);
}

/* Fixed words, as people say them; NULL: `key` is none. Only tables whose keys are ours are looked up: a unit may
 * well be called "done". */
static const char *word_of(ch_text key)
{
    static const struct {
        const char *key, *word;
    } words[] = {{"true", N_("yes")},
                 {"false", N_("no")},
                 {"planned", N_("planned")},
                 {"in-use", N_("in use")},
                 {"done", N_("over")}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ch_text_is(key, words[i].key))
            return words[i].word;
    return NULL;
}

/* "account: Professional account (professional)" */
static ch_text name_of_fact(const ch_audit_build *b, const ch_group *group)
{
    const char *space = ch_text_find(group->key, ' ');
    size_t field = space == NULL ? group->key.length : (size_t)(space - group->key.at);
    ch_group value = *group;
    value.key = space == NULL ? CH_LITERAL("") : (ch_text){space + 1, group->key.length - field - 1};
    const char *word = word_of(value.key);
    ch_text name = word != NULL ? ch_document_word(b->s, word) : ch_audit_name(b, &value, N_("not declared"));
    ch_buffer_add(&b->s->scratch, (ch_text){group->key.at, field});
    ch_buffer_add(&b->s->scratch, ch_phrase_colon(b->s->lang));
    ch_buffer_add(&b->s->scratch, name);
    return ch_document_keep(b->s);
}

static ch_text name_in(const ch_audit_build *b, const use_table *u, const ch_group *group)
{
    if (u->table == CHARTER_FACTS)
        return name_of_fact(b, group);
    const char *word = u->fixed ? word_of(group->key) : NULL;
    ch_duration kept;
    if (u->table == CHARTER_RETENTIONS && ch_duration_parse(group->key, &kept)) {
        ch_phrase_duration(&b->s->scratch, b->s->lang, kept);
        return ch_document_keep(b->s);
    }
    if (ch_table_kinds[u->table].label != NULL) /* its labels are no titles */
        return ch_document_text(b->s, group->key);
    return word != NULL ? ch_document_word(b->s, word) : ch_audit_name(b, group, u->nothing);
}

static void say_unsaid(const ch_audit_build *b, const char *caption)
{
    ch_document_say(b->s,
                    ch_say1("%s: nobody says it of any use, and the table is left out.",
                            ch_document_word(b->s, caption)),
                    CH_NO_MARK);
}

static void put_use_table(const ch_audit_build *b, const use_table *u)
{
    if (u->section != NULL)
        ch_document_section(b->s, u->section);
    ch_view view = ch_audit_view(b, u->table);
    /* A table of which all is hidden is still told, by how many groups are. */
    if (view.count == 0 && view.others == NULL && view.hidden == 0)
        return;
    if (ch_audit_is_unsaid(&view)) {
        say_unsaid(b, u->caption);
        return;
    }
    ch_document_table *table = begin_use_table(b, u);
    if (u->table != CHARTER_FACTS) /* values of one stand together */
        ch_view_sort(&view, CH_N_USES, CH_N_USES);
    size_t shown = view.count < CH_AUDIT_MOST_ROWS ? view.count : CH_AUDIT_MOST_ROWS;
    for (size_t i = 0; i < shown; i++)
        put_use_row(b, table, name_in(b, u, view.groups[i]), view.groups[i]->numbers);
    put_rest(b, table, &view, shown);
    ch_audit_say_hidden(b, u->caption, view.hidden);
}

/* A month that may not be shown must not look like one without a use. */
static void put_months_between(const ch_audit_build *b, ch_document_table *table, ch_text before, ch_text month)
{
    static const uint64_t nothing[CH_N_USE_COLUMNS] = {0};
    int between = ch_audit_publishes(b) ? 0 : ch_months_between(before, month), first = ch_month_number(before) + 1;
    if (ch_months_break(between)) {
        ch_months_put_break(b->s, table, between);
        return;
    }
    for (int i = 0; i < between; i++)
        put_use_row(b, table, ch_month_text(b->s, first + i), nothing);
}

static void put_months(const ch_audit_build *b)
{
    ch_document_section(b->s, by_month.section);
    ch_view view = ch_audit_view(b, CHARTER_MONTHS);
    if (ch_audit_is_unsaid(&view)) {
        say_unsaid(b, by_month.caption);
        return;
    }
    ch_document_table *table = begin_use_table(b, &by_month);
    if (table == NULL)
        return;
    table->by_time = true;
    ch_audit_undated_last(&view);
    for (size_t i = 0; i < view.count; i++) {
        if (i > 0)
            put_months_between(b, table, view.groups[i - 1]->key, view.groups[i]->key);
        put_use_row(b, table, ch_audit_name(b, view.groups[i], by_month.nothing), view.groups[i]->numbers);
    }
    if (view.others != NULL)
        put_use_row(b, table, ch_document_word(b->s, N_("months before")), view.others);
    ch_audit_say_hidden(b, by_month.caption, view.hidden);
}

/* ---- concentration ---- */

/* What is counted together: ids that the charter lists, and names that it does not. */
typedef struct shared_among {
    charter_table listed, other; /* the same twice: there are no others */
    const char *said;            /* the sentence: uses that are counted, uses in all, evenly among how many */
    const char *same;            /* where that is 1: the first two */
} shared_among;

/* As if shared evenly among so many: one by the sum of the squares of shares (the Herfindahl index) of the uses that
 * are counted. A use without a name is in no share; what the totals could not keep is left out. 0: nothing is counted.
 */
static double evenly_among(const ch_audit_build *b, const shared_among *s, uint64_t *counted)
{
    const charter_table tables[] = {s->listed, s->other};
    double squares = 0, all = 0;
    *counted = 0;
    for (size_t k = 0; k < 2 && (k == 0 || s->other != s->listed); k++)
        for (uint32_t i = 0; i < b->t->tables[tables[k]].count; i++) {
            const ch_group *group = &b->t->tables[tables[k]].items[i];
            if (ch_audit_names_nothing(tables[k], group))
                continue;
            double uses = (double)group->numbers[CH_N_USES];
            squares += uses * uses;
            all += uses;
            *counted = ch_sum(*counted, group->numbers[CH_N_USES]);
        }
    return squares > 0 ? all * all / squares : 0;
}

/* Reliance on a single tool makes everybody think alike. */
static void say_concentration(const ch_audit_build *b, const shared_among *s)
{
    uint64_t counted;
    double among = evenly_among(b, s, &counted);
    /* It is made of all of them, the hidden ones too. */
    if (ch_audit_publishes(b) || among <= 0)
        return;
    ch_phrase_interval(&b->s->scratch, b->s->lang, (ch_interval){among, among});
    ch_text count = ch_document_keep(b->s);
    ch_message message = ch_say3(among > 1 ? s->said : s->same, ch_document_count(b->s, counted),
                                 ch_document_count(b->s, ch_audit_uses(b)), count);
    /* 2 is what two would give, each with half of the uses. */
    ch_document_say(b->s, message, among <= 2 && s->listed == CHARTER_TOOLS ? CH_MARK_WATCH : CH_NO_MARK);
}

static void put_group(const ch_audit_build *b, const use_table *u)
{
    static const shared_among shared[] = {
        {CHARTER_UNITS, CHARTER_UNITS,
         N_("The %1$s of %2$s uses that name a unit are as concentrated as if they were shared evenly among %3$s units."),
         N_("The %1$s of %2$s uses that name a unit all name the same one.")},
        {CHARTER_ACTIVITIES, CHARTER_OTHER_ACTIVITIES,
         N_("The %1$s of %2$s uses that name an activity are as concentrated as if they were shared evenly among %3$s "
            "activities."),
         N_("The %1$s of %2$s uses that name an activity all name the same one.")},
        {CHARTER_TOOLS, CHARTER_OTHER_TOOLS,
         N_("The %1$s of %2$s uses that name a tool are as concentrated as if they were shared evenly among %3$s tools: "
            "the nearer to 1, the more everything depends on one tool."),
         N_("The %1$s of %2$s uses that name a tool all name the same one: everything depends on it.")},
    };
    put_use_table(b, u);
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if (shared[i].listed == u->table)
            say_concentration(b, &shared[i]);
}

static void put_all(const ch_audit_build *b, const use_table *tables, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_use_table(b, &tables[i]);
}

/* ---- tools that may be listed ones ---- */

/* "Assistant interne (assistant-interne)", or the id alone. */
static ch_text nearest_in(const ch_audit_build *b, const ch_group *group)
{
    ch_text title, other, id = ch_view_label_id(group->label[b->s->lang], &title);
    ch_view_label_id(group->label[!b->s->lang], &other);
    bool foreign = title.length == 0 && other.length > 0;
    ch_buffer_add(&b->s->scratch, foreign ? other : title);
    ch_buffer_add(&b->s->scratch, title.length + other.length > 0 ? CH_LITERAL(" (") : CH_NO_TEXT);
    ch_buffer_add(&b->s->scratch, id);
    ch_buffer_add(&b->s->scratch, title.length + other.length > 0 ? CH_LITERAL(")") : CH_NO_TEXT);
    ch_text name = ch_document_keep(b->s);
    if (foreign)
        ch_document_add_foreign(b->s, name);
    return name;
}

/* What a line in the charter would decide: those that it decides most of come first. */
static void put_nearest(const ch_audit_build *b)
{
    static const char *const columns[] = {N_("As declared"), N_("Nearest listed tool"), N_("Uses"),
                                          N_("Uses that an alias would settle"), NULL};
    ch_view view = ch_audit_view(b, CHARTER_OTHER_TOOLS);
    ch_document_table *table =
        ch_document_table_new(b->s, N_("Tools that are near a listed one by their names"), columns, 2, CH_NO_CHART);
    ch_view_sort(&view, CH_N_ALIAS_SETTLES, CH_N_ALIAS_SETTLES);
    for (size_t i = 0; table != NULL && i < view.count && table->row_count < CH_AUDIT_MOST_ROWS; i++) {
        const ch_group *group = view.groups[i];
        ch_document_row *row = group->label[b->s->lang].length == 0 ? NULL : ch_document_row_new(b->s, table);
        if (row == NULL)
            continue;
        row->cells[0] = ch_document_text(b->s, group->key);
        row->cells[1] = nearest_in(b, group);
        row->cells[2] = ch_document_count(b->s, group->numbers[CH_N_USES]);
        row->cells[3] = ch_document_count(b->s, group->numbers[CH_N_ALIAS_SETTLES]);
    }
}

void ch_audit_put_uses(const ch_audit_build *b)
{
    put_months(b);
    for (size_t i = 0; i < sizeof by_group / sizeof *by_group; i++)
        put_group(b, &by_group[i]);
    put_use_table(b, &other_tools);
    put_nearest(b);
    put_use_table(b, &by_fact);
    put_all(b, exposures, sizeof exposures / sizeof *exposures);
}

void ch_audit_put_people(const ch_audit_build *b)
{
    put_all(b, people, sizeof people / sizeof *people);
}
