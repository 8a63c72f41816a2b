/* Rules and articles of a SARIF log. Both are gathered while results are written, and written after them; a result
 * refers to them by number, which never changes. Results are sarif.c's. */
#include "report/sarif_rules.h"

#include "charter/lint.h"
#include "report/prose/clause_words.h"
#include "report/write/markdown_writer.h"
#include "report/prose/verdict_words.h"

/* GitHub shows no more of a description. Counted in bytes, it is never more characters than that. */
#define DESCRIPTION_MAX 1024

typedef struct ch_sarif_taxon {
    ch_text article;
    uint32_t number;
    struct ch_sarif_taxon *next;
} taxon;

typedef struct relation {
    const taxon *to;
    struct relation *next;
} relation;

typedef struct ch_sarif_rule {
    ch_text id, title, because, mend, learn;
    charter_effect effect;
    uint32_t number;
    relation *relations;
    struct ch_sarif_rule *next;
} rule;

void ch_sarif_rules_init(ch_sarif_rules *r)
{
    *r = (ch_sarif_rules){.text = ch_buffer_init((size_t)64 * 1024 * 1024)};
    r->last = &r->first;
    r->last_taxon = &r->first_taxon;
}

void ch_sarif_rules_clear(ch_sarif_rules *r)
{
    ch_arena_clear(&r->arena);
    ch_buffer_clear(&r->text);
}

/* ---- gathering ---- */

/* Verdicts and what was spoken are gone when rules are written: all that a rule says is copied. */
static ch_text keep(ch_sarif_rules *r, ch_text text)
{
    ch_text kept = ch_arena_text(&r->arena, text);
    r->failed = r->failed || (text.at != NULL && kept.at == NULL);
    return kept;
}

/* Text of the charter's author as one line. */
static ch_text keep_prose(ch_sarif_rules *r, ch_sanitizer *s, ch_text text)
{
    ch_sanitizer_begin(s);
    ch_sanitize_prose(s, text);
    return text.length == 0 ? CH_NO_TEXT : keep(r, ch_sanitized(s));
}

static const taxon *find_taxon(ch_sarif_rules *r, ch_text article)
{
    for (const taxon *t = r->first_taxon; t != NULL; t = t->next)
        if (ch_text_same(t->article, article))
            return t;
    taxon *added = ch_arena_take(&r->arena, sizeof *added);
    if (added == NULL) {
        r->failed = true;
        return NULL;
    }
    *added = (taxon){.article = keep(r, article), .number = r->taxon_count++};
    *r->last_taxon = added;
    r->last_taxon = &added->next;
    return added;
}

/* Each article once, however many findings of a rule cite it. */
static void relate(ch_sarif_rules *r, rule *from, const taxon *to)
{
    relation **at = &from->relations;
    while (*at != NULL && (*at)->to != to)
        at = &(*at)->next;
    if (*at != NULL)
        return;
    *at = ch_arena_take(&r->arena, sizeof **at);
    if (*at == NULL)
        r->failed = true;
    else
        (*at)->to = to;
}

/* A duty that is open before use is no finding, and has a rule all the same. */
static ch_clause clause_of(const ch_issue *issue)
{
    return issue->finding == NULL ? CH_CLAUSE_DUTY : issue->finding->clause;
}

/* Of a family's clause, the entry that it is about: it has words of its own. */
static const ch_entry *entry_of(const ch_issue *issue)
{
    return issue->finding == NULL ? &issue->duty->duty->entry : issue->finding->entry;
}

/* What lint looks for is in its table; an error of a charter is known by its code alone. */
static void describe_fault(ch_sarif_rules *r, ch_sanitizer *s, rule *of, const ch_issue *issue)
{
    static const charter_effect effects[] = {[CHARTER_ERROR] = CHARTER_EFFECT_FORBID,
                                             [CHARTER_WARNING] = CHARTER_EFFECT_REVIEW,
                                             [CHARTER_NOTE] = CHARTER_EFFECT_ADVISE};
    of->effect = effects[issue->fault->severity];
    of->title = of->mend = of->id;
    for (size_t i = 0; i < charter_lint_check_count(); i++) {
        charter_lint_check check = charter_lint_check_at(i);
        if (strcmp(check.code, issue->fault->code) == 0)
            of->title = keep(r, ch_text_of(ch_translate(s->lang, check.title)));
    }
    ch_sanitizer_begin(s);
    ch_sanitize_message(s, issue->help);
    if (issue->help->text != NULL)
        of->mend = keep(r, ch_sanitized(s));
}

static void describe(ch_sarif_rules *r, ch_sanitizer *s, rule *of, const ch_issue *issue)
{
    if (issue->fault != NULL) {
        describe_fault(r, s, of, issue);
        return;
    }
    static const ch_localized none = {0};
    const ch_clause_words *words = ch_words_of_clause(clause_of(issue));
    const ch_entry *entry = entry_of(issue);
    const charter_verdict *v = issue->verdict;
    ch_text title = ch_verdict_text(v, entry == NULL ? &none : &entry->title, s->lang);
    /* Of the first result of the rule: results have a level of their own, which is what counts. */
    of->effect = issue->finding == NULL ? CHARTER_EFFECT_FORBID : issue->finding->effect;
    of->title = title.length > 0 ? keep_prose(r, s, title) : keep(r, ch_text_of(ch_translate(s->lang, words->title)));
    of->mend = keep(r, ch_text_of(ch_translate(s->lang, words->mend)));
    of->because = keep_prose(r, s, ch_verdict_text(v, entry == NULL ? &none : &entry->because, s->lang));
    of->learn = keep_prose(r, s, ch_verdict_text(v, entry == NULL ? &none : &entry->learn, s->lang));
}

static rule *find_rule(ch_sarif_rules *r, ch_sanitizer *s, const ch_issue *issue)
{
    r->text.length = 0;
    ch_issue_rule(&r->text, issue);
    ch_text id = ch_buffer_text(&r->text);
    for (rule *found = r->first; found != NULL; found = found->next)
        if (ch_text_same(found->id, id))
            return found;
    rule *added = ch_arena_take(&r->arena, sizeof *added);
    if (added == NULL) {
        r->failed = true;
        return NULL;
    }
    added->id = keep(r, id);
    added->number = r->count++;
    describe(r, s, added, issue);
    *r->last = added;
    r->last = &added->next;
    return added;
}

/* The charter that is named is the one in force when the first article was cited. */
static void name_charter(ch_sarif_rules *r, const ch_version *version)
{
    if (r->charter.at != NULL)
        return;
    r->charter = keep(r, version->id);
    r->version = keep(r, version->number);
}

ch_sarif_cited ch_sarif_cite(ch_sarif_rules *r, ch_sanitizer *s, const ch_issue *issue)
{
    ch_sarif_cited cited = {0, UINT32_MAX};
    rule *of = find_rule(r, s, issue);
    ch_text article = ch_issue_article(issue, s->lang);
    if (of == NULL)
        return cited;
    cited.rule = of->number;
    if (article.length == 0)
        return cited;
    name_charter(r, issue->verdict->version);
    const taxon *to = find_taxon(r, article);
    if (to == NULL)
        return cited;
    relate(r, of, to);
    cited.taxon = to->number;
    return cited;
}

/* ---- writing ---- */

/* {"text": …}, cut between two characters where it is too long. */
static void put_description(ch_json *json, ch_text key, ch_text text)
{
    if (text.length > DESCRIPTION_MAX) {
        text.length = DESCRIPTION_MAX;
        while (text.length > 0 && ((unsigned char)text.at[text.length] & 0xC0) == 0x80)
            text.length--;
    }
    ch_json_key(json, key);
    ch_json_object(json);
    CH_JSON_TEXT(json, "text", text);
    ch_json_close(json);
}

void ch_sarif_put_taxon(const ch_sarif_rules *r, ch_json *json, uint32_t number)
{
    const taxon *t = r->first_taxon;
    /* Only numbers that find_taxon gave come here. */
    while (t->number != number)
        t = t->next;
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", t->article);
    CH_JSON_KEY(json, "index");
    ch_json_int(json, number);
    CH_JSON_KEY(json, "toolComponent");
    ch_json_object(json);
    /* A run has one taxonomy, so its index is 0: all articles stand under the charter that was named first. */
    CH_JSON_TEXT(json, "name", r->charter);
    CH_JSON_KEY(json, "index");
    ch_json_int(json, 0);
    ch_json_close(json);
    ch_json_close(json);
}

void ch_sarif_put_taxonomies(ch_sarif_rules *r, ch_json *json)
{
    CH_JSON_KEY(json, "taxonomies");
    ch_json_array(json);
    if (r->first_taxon != NULL) {
        ch_json_object(json);
        CH_JSON_TEXT(json, "name", r->charter);
        if (r->version.length > 0)
            CH_JSON_TEXT(json, "version", r->version);
        CH_JSON_KEY(json, "taxa");
        ch_json_array(json);
        for (const taxon *t = r->first_taxon; t != NULL; t = t->next) {
            ch_json_object(json);
            CH_JSON_TEXT(json, "id", t->article);
            ch_json_close(json);
        }
        ch_json_close(json);
        ch_json_close(json);
    }
    ch_json_close(json);
}

/* What a line of help begins with, such as "learn more: ". */
static void add_label(ch_sarif_rules *r, ch_sanitizer *s, const char *label)
{
    ch_buffer_add(&r->text, ch_text_of(ch_translate(s->lang, label)));
    ch_buffer_add(&r->text, ch_phrase_colon(s->lang));
}

/* GitHub wants `text` although it shows `markdown` where that is there. */
static ch_text plain_help(ch_sarif_rules *r, ch_sanitizer *s, const rule *of)
{
    r->text.length = 0;
    ch_buffer_add(&r->text, of->mend);
    if (of->learn.length > 0) {
        ch_buffer_add_char(&r->text, '\n');
        add_label(r, s, N_("learn more"));
        ch_buffer_add(&r->text, of->learn);
    }
    return ch_buffer_text(&r->text);
}

static ch_text markdown_help(ch_sarif_rules *r, ch_sanitizer *s, const rule *of)
{
    r->text.length = 0;
    ch_markdown_text(&r->text, of->mend);
    if (of->because.length > 0) {
        ch_buffer_literal(&r->text, "\n\n");
        add_label(r, s, N_("why"));
        ch_markdown_text(&r->text, of->because);
    }
    if (of->learn.length > 0) {
        ch_buffer_literal(&r->text, "\n\n");
        add_label(r, s, N_("learn more"));
        ch_markdown_address(&r->text, of->learn);
    }
    return ch_buffer_text(&r->text);
}

static void put_help(ch_sarif_rules *r, ch_sanitizer *s, ch_json *json, const rule *of)
{
    CH_JSON_KEY(json, "help");
    ch_json_object(json);
    CH_JSON_TEXT(json, "text", plain_help(r, s, of));
    CH_JSON_TEXT(json, "markdown", markdown_help(r, s, of));
    ch_json_close(json);
}

/* GitHub's own properties. Without `security-severity`, which would make a security alert of a breach. */
static void put_properties(ch_json *json, charter_effect effect)
{
    static const char *const severities[] = {
        [CHARTER_EFFECT_ADVISE] = "recommendation",
        [CHARTER_EFFECT_REVIEW] = "warning",
        [CHARTER_EFFECT_FORBID] = "error",
    };
    CH_JSON_KEY(json, "properties");
    ch_json_object(json);
    CH_JSON_TEXT(json, "problem.severity", ch_text_of(severities[effect]));
    CH_JSON_TEXT(json, "precision", CH_LITERAL("very-high"));
    CH_JSON_KEY(json, "tags");
    ch_json_array(json);
    ch_json_text(json, CH_LITERAL("ai-charter"));
    ch_json_close(json);
    ch_json_close(json);
}

static void put_relations(const ch_sarif_rules *r, ch_json *json, const rule *of)
{
    if (of->relations == NULL)
        return;
    CH_JSON_KEY(json, "relationships");
    ch_json_array(json);
    for (const relation *each = of->relations; each != NULL; each = each->next) {
        ch_json_object(json);
        CH_JSON_KEY(json, "target");
        ch_sarif_put_taxon(r, json, each->to->number);
        CH_JSON_KEY(json, "kinds");
        ch_json_array(json);
        ch_json_text(json, CH_LITERAL("relevant"));
        ch_json_close(json);
        ch_json_close(json);
    }
    ch_json_close(json);
}

static void put_rule(ch_sarif_rules *r, ch_sanitizer *s, ch_json *json, const rule *of)
{
    static const char *const levels[] =
        {[CHARTER_EFFECT_ADVISE] = "note", [CHARTER_EFFECT_REVIEW] = "warning", [CHARTER_EFFECT_FORBID] = "error"};
    ch_json_break(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "id", of->id);
    put_description(json, CH_LITERAL("shortDescription"), of->title);
    put_description(json, CH_LITERAL("fullDescription"), of->because.length > 0 ? of->because : of->title);
    put_help(r, s, json, of);
    CH_JSON_KEY(json, "defaultConfiguration");
    ch_json_object(json);
    CH_JSON_TEXT(json, "level", ch_text_of(levels[of->effect]));
    ch_json_close(json);
    put_properties(json, of->effect);
    put_relations(r, json, of);
    ch_json_close(json);
}

/* A driver names the taxonomies that its rules refer to; without an article there is none. */
static void put_supported(const ch_sarif_rules *r, ch_json *json)
{
    if (r->first_taxon == NULL)
        return;
    CH_JSON_KEY(json, "supportedTaxonomies");
    ch_json_array(json);
    ch_json_object(json);
    CH_JSON_TEXT(json, "name", r->charter);
    CH_JSON_KEY(json, "index");
    ch_json_int(json, 0);
    ch_json_close(json);
    ch_json_close(json);
}

void ch_sarif_put_tool(ch_sarif_rules *r, ch_sanitizer *s, ch_json *json)
{
    CH_JSON_KEY(json, "tool");
    ch_json_object(json);
    CH_JSON_KEY(json, "driver");
    ch_json_object(json);
    CH_JSON_TEXT(json, "name", CH_LITERAL("charter-check"));
    CH_JSON_TEXT(json, "version", ch_text_of(charter_version()));
    CH_JSON_TEXT(json, "semanticVersion", ch_text_of(charter_version()));
    CH_JSON_TEXT(json, "informationUri", CH_LITERAL(CHARTER_HOMEPAGE));
    put_supported(r, json);
    CH_JSON_KEY(json, "rules");
    ch_json_array(json);
    for (const rule *each = r->first; each != NULL; each = each->next)
        put_rule(r, s, json, each);
    ch_json_close(json);
    ch_json_close(json);
    ch_json_close(json);
}
