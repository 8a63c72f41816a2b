/* Detecting: the texts that a declaration sends, what detectors find in them, and the clauses that follow. The
 * texts themselves are let go of at once; what is kept is where, and how long. Which bytes are text is
 * sent_text.c's; what must not be shown of the declaration is hide.c's. */
#include <errno.h>
#include <limits.h>

#include "base/io_error.h"
#include "base/unicode.h"
#include "judge/judging.h"
#include "judge/sent_text.h"

/* ---- scans ---- */

/* One for each version, opened when it is first needed and kept: what a scan needs of memory is needed once. */
ch_scan *ch_scan_of(charter_judge *judge, const ch_version *version)
{
    ch_scan *scan = &judge->scans[version - judge->charter->versions];
    if (scan->memory == NULL && !ch_scan_init(scan, version->scanner))
        return NULL;
    return scan;
}

static ch_set in_force(const ch_judging *j)
{
    ch_set set = {{0}};
    for (uint32_t i = 0; i < j->version->detectors.count; i++)
        if (ch_detector_holds(j->version, i, j->day))
            ch_set_add(&set, i);
    return set;
}

/* What is being gathered. */
typedef struct gathering {
    ch_judging *j;
    ch_scan *scan;
    ch_set among;
    ch_detection *items;
    size_t workspace;
    size_t told;  /* hits of the scan that were looked at already */
    size_t count; /* detections */
    size_t bytes; /* read from files */
} gathering;

static uint32_t characters(ch_text text)
{
    uint32_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.at[i] & 0xC0) != 0x80;
    return count;
}

/* Room for the hits that the scan has found since. The scan itself keeps CH_SCAN_HITS at the most. Twice what is
 * needed, since an arena gives nothing back. */
static bool make_space(gathering *g)
{
    size_t needed = g->scan->count;
    if (g->scan->failed)
        return false;
    if (needed <= g->workspace)
        return true;
    ch_detection *grown = ch_arena_take_many(ch_judging_arena(g->j), needed * 2, sizeof *grown);
    if (grown == NULL)
        return false;
    if (g->count > 0)
        memcpy(grown, g->items, g->count * sizeof *grown);
    g->items = grown;
    g->workspace = needed * 2;
    return true;
}

static ch_detection *new_detection(gathering *g, ch_text text)
{
    const ch_hit *hit = &g->scan->hits[g->told];
    ch_detection *s = &g->items[g->count++];
    g->told++;
    *s = (ch_detection){.detector = hit->detector,
                        .confidence = hit->confidence,
                        .length = characters((ch_text){text.at + hit->start, hit->end - hit->start})};
    return s;
}

/* ---- the purpose ---- */

/* `text` is the purpose, or a copy of it of the same length; `wrapped`: only what goes on over an end of a line is
 * new. */
static bool gather_text_of_purpose(gathering *g, const ch_node *node, ch_text text, bool wrapped)
{
    ch_judging *j = g->j;
    ch_scan_text(g->scan, text, &g->among);
    if (!make_space(g))
        return false;
    ch_spelling spelling = {.whole = node->span};
    if (g->told < g->scan->count && !g->scan->more)
        spelling = ch_spelling_of(j->declaration->source, node, ch_judging_arena(j));
    while (g->told < g->scan->count) {
        const ch_hit *hit = &g->scan->hits[g->told];
        if (wrapped && memchr(node->text.at + hit->start, '\n', hit->end - hit->start) == NULL) {
            g->told++;
            continue;
        }
        ch_detection *s = new_detection(g, node->text);
        s->span = ch_spelling_place(&spelling, (ch_span){hit->start, hit->end});
        s->place = ch_source_place(j->declaration->source, s->span);
    }
    return true;
}

/* Its ends of lines as blanks: an editor folds texts, and detectors search line by line. The copy is as long as the
 * text, so that places hold in both. */
static ch_text unwrapped(const ch_judging *j, ch_text text)
{
    char *copy = ch_arena_take_raw(ch_judging_arena(j), text.length + 1);
    if (copy == NULL)
        return CH_NO_TEXT;
    for (size_t i = 0; i < text.length; i++)
        copy[i] = text.at[i] == '\n' ? ' ' : text.at[i];
    return (ch_text){copy, text.length};
}

static bool gather_purpose(gathering *g)
{
    const ch_node *node = ch_usage_get(g->j->declaration, "purpose");
    if (node == NULL)
        return true;
    g->j->detections.some_text = true;
    if (!gather_text_of_purpose(g, node, node->text, false))
        return false;
    const char *end = node->text.length == 0 ? NULL : memchr(node->text.at, '\n', node->text.length - 1);
    ch_text copy = end == NULL ? CH_NO_TEXT : unwrapped(g->j, node->text);
    return end == NULL || (copy.at != NULL && gather_text_of_purpose(g, node, copy, true));
}

/* ---- files ---- */

static ch_message why_unread(gathering *g, int error)
{
    switch (error) {
    case ENOENT:
        return ch_say("it does not exist");
    case EACCES:
    case EPERM:
        return ch_say("it may not be read by this user");
    case EXDEV:
        return ch_say("it does not lie in the declaration's folder or below it");
    case ELOOP:
        return ch_say("a link leads to it");
    case EFBIG:
        return ch_say("it is too large");
    case EISDIR:
    case ENODEV:
        return ch_say("it is not an ordinary file");
    default:
        return ch_say_unreadable(ch_judging_arena(g->j), error);
    }
}

/* The first alone: data.files is one clause, and not one for each file or detector. */
static void leave_unread(gathering *g, const ch_node *item, ch_message why)
{
    if (g->j->detections.unread != NULL)
        return;
    g->j->detections.unread = item;
    g->j->detections.unread_why = why;
}

/* Lines and columns of a text, found one after the other. Columns count code points. Hits of a text come in order,
 * so that one walk does for all. */
typedef struct walker {
    ch_text text;
    size_t at;
    uint32_t line, column;
} walker;

static void walk_to(walker *w, size_t offset)
{
    for (; w->at < offset; w->at++) {
        unsigned char byte = (unsigned char)w->text.at[w->at];
        if (byte == '\n') {
            w->line++;
            w->column = 1;
        } else {
            w->column += (byte & 0xC0) != 0x80;
        }
    }
}

/* `like` says where the text is from, and what its file is called; `skipped` bytes of that stand before it. */
static bool gather_text(gathering *g, const ch_detection *like, ch_text text, size_t skipped)
{
    walker w = {.text = text, .line = 1, .column = 1};
    g->j->detections.some_text = true;
    ch_scan_text(g->scan, text, &g->among);
    if (!make_space(g))
        return false;
    while (g->told < g->scan->count) {
        const ch_hit *hit = &g->scan->hits[g->told];
        ch_detection *s = new_detection(g, text);
        walk_to(&w, hit->start);
        s->file = like->file;
        s->in_prompt = like->in_prompt;
        s->place = (charter_place){.file = like->place.file,
                                   .line = w.line,
                                   .column = w.column,
                                   .end_line = w.line,
                                   .end_column = w.column + s->length,
                                   .start = hit->start + skipped,
                                   .end = hit->end + skipped};
    }
    return true;
}

static bool gather_prompt(gathering *g)
{
    const charter_prompt *prompt = &g->j->judge->options.prompt;
    ch_detection like = {.in_prompt = true, .place = {.file = prompt->name}};
    if (prompt->text.at == NULL)
        return true;
    /* A prompt that is no text leaves every detector undecided (ch_judge_detect): it has no clause of its own. */
    g->j->detections.scanned += prompt->text.length;
    ch_text text = ch_sent_text(prompt->text, &g->j->detections.prompt_unread);
    return text.at == NULL || gather_text(g, &like, text, prompt->text.length - text.length);
}

static bool gather_file(gathering *g, const ch_node *item)
{
    const charter_sent_files *sent = &g->j->judge->options.sent;
    size_t left = CH_SENT_TOTAL_BYTES - g->bytes;
    charter_text bytes = {NULL, 0};
    ch_message why = ch_say("files are not read here");
    if (sent->read == NULL) {
        leave_unread(g, item, why);
        return true;
    }
    int error = sent->read(sent->context, g->j->declaration->source->name, item->text,
                           left < CH_SENT_FILE_BYTES ? left : CH_SENT_FILE_BYTES, &bytes);
    /* Want of memory stops the judgement; what is wrong with a file is a finding about it. */
    if (error == ENOMEM)
        return false;
    if (error != 0) {
        leave_unread(g, item, why_unread(g, error));
        return true;
    }
    g->bytes += bytes.length;
    ch_text text = ch_sent_text(bytes, &why);
    bool good = true;
    if (text.at == NULL)
        leave_unread(g, item, why);
    else
        good = gather_text(g, &(ch_detection){.file = item, .place = {.file = item->text.at}}, text,
                           bytes.length - text.length);
    /* Nothing of the bytes may be kept beyond here: detections hold places and lengths alone. */
    sent->release(sent->context, bytes);
    return good;
}

static bool gather_files(gathering *g)
{
    size_t count = 0;
    uint64_t *scanned = &g->j->detections.scanned;
    for (const ch_node *item = ch_names_first(g->j->declaration->files); item != NULL; item = ch_names_next(item)) {
        /* Beyond the bound they are unread, and not left out: data.files is then undetermined. */
        if (++count > CH_SENT_FILES_MAX)
            leave_unread(g, item, ch_say("the declaration sends too many files"));
        else if (!gather_file(g, item))
            return false;
        *scanned += CH_SENT_FILE_COST;
    }
    *scanned += g->bytes;
    return true;
}

/* ---- what follows ---- */

/* A class that is declared, or one above it, covers what was found: the charter then judges it as declared. */
static bool within_declared(const ch_judging *j, uint32_t class)
{
    return ch_set_meets(&j->version->at_or_above[class], &j->declared);
}

void ch_judge_undeclared(ch_judging *j)
{
    j->detections.undeclared = (ch_set){{0}};
    for (uint32_t i = 0; i < j->version->detectors.count; i++) {
        uint32_t class = j->version->detectors.items[i].class;
        if (!ch_set_has(&j->detections.found, i))
            continue;
        if (!within_declared(j, class))
            ch_set_add(&j->detections.undeclared, i);
        ch_set_add(&j->facts.data, class);
    }
}

bool ch_judge_detect(ch_judging *j)
{
    gathering g = {.j = j};
    bool texts = ch_usage_get(j->declaration, "purpose") != NULL || j->declaration->files != NULL;
    if (j->version->scanner == NULL || (!texts && j->judge->options.prompt.text.at == NULL))
        return true;
    g.scan = ch_scan_of(j->judge, j->version);
    g.among = in_force(j);
    if (g.scan == NULL)
        return false;
    j->detections.looks = !ch_set_empty(&g.among);
    ch_scan_begin(g.scan);
    if (!gather_purpose(&g) || !gather_files(&g) || !gather_prompt(&g))
        return false;
    j->detections.items = g.items;
    j->detections.count = g.count;
    j->detections.found = g.scan->found;
    /* An unread prompt may hold what any of them looks for: none of them is met. */
    j->detections.limited = j->detections.prompt_unread.text == NULL ? g.scan->limited : g.among;
    ch_judge_undeclared(j);
    return true;
}

charter_effect ch_detected_effect(const ch_judging *j, const ch_set *classes)
{
    charter_effect strictest = CHARTER_EFFECT_ADVISE;
    for (uint32_t i = 0; i < j->version->detectors.count; i++) {
        const ch_detector *d = &j->version->detectors.items[i];
        if (ch_set_has(&j->detections.undeclared, i) && ch_set_has(classes, d->class) && d->effect > strictest)
            strictest = d->effect;
    }
    return strictest;
}

ch_set ch_detected_classes(const ch_judging *j, charter_effect least)
{
    ch_set classes = {{0}};
    for (uint32_t i = 0; i < j->version->detectors.count; i++) {
        const ch_detector *d = &j->version->detectors.items[i];
        if (ch_set_has(&j->detections.undeclared, i) && d->effect >= least)
            ch_set_add(&classes, d->class);
    }
    return classes;
}

uint32_t ch_detection_class(const ch_judging *j, const ch_detection *detection)
{
    return j->version->detectors.items[detection->detector].class;
}

/* Every detector that has found something has a detection that is sure enough. */
static const ch_detection *first_detection(const ch_judging *j, uint32_t detector)
{
    for (size_t i = 0; i < j->detections.count; i++)
        if (j->detections.items[i].detector == detector && j->detections.items[i].confidence > CH_LOW)
            return &j->detections.items[i];
    return NULL;
}

const ch_detection *ch_detection_of(const ch_judging *j, const ch_set *classes, bool wanted)
{
    for (size_t i = 0; i < j->detections.count; i++) {
        const ch_detection *s = &j->detections.items[i];
        if (s->confidence > CH_LOW && ch_set_has(&j->detections.undeclared, s->detector) &&
            ch_set_has(classes, ch_detection_class(j, s)) == wanted)
            return s;
    }
    return NULL;
}

void ch_finding_at_detection(const ch_judging *j, charter_finding *finding, const ch_detection *detection)
{
    if (detection != NULL && detection->file != NULL) {
        ch_finding_at_item(j, finding, "files", detection->file);
        return;
    }
    bool in_prompt = detection != NULL && detection->in_prompt;
    ch_finding_at(j, finding, in_prompt ? NULL : "purpose");
    if (detection != NULL && !in_prompt)
        finding->span = detection->span;
}

/* ---- clauses ---- */

/* Undetermined or met, and never breached: an exception waives breaches alone, so nothing waives this. */
static void judge_files(ch_judging *j)
{
    if (j->version->scanner == NULL)
        return;
    if (j->detections.unread == NULL) {
        ch_finding_add_quiet(j, CH_CLAUSE_DATA_FILES, NULL,
                             j->declaration->files == NULL ? CHARTER_OUTCOME_NOT_APPLICABLE : CHARTER_OUTCOME_MET,
                             CHARTER_EFFECT_ADVISE);
        return;
    }
    charter_finding f = {.clause = CH_CLAUSE_DATA_FILES,
                         .outcome = CHARTER_OUTCOME_UNDETERMINED,
                         .effect = CHARTER_EFFECT_REVIEW,
                         .own = CHARTER_EFFECT_REVIEW};
    if (ch_finding_add_silent(j, &f))
        return;
    ch_finding_at_item(j, &f, "files", j->detections.unread);
    f.message = ch_say1("what \"%s\" holds could not be looked at", j->detections.unread->text);
    f.help = j->detections.unread_why;
    ch_finding_add(j, f);
}

static void explain_found(const ch_judging *j, charter_finding *f, const ch_detector *d, const ch_detection *s)
{
    ch_text class = j->version->data.items[d->class].entry.id;
    bool in_text = s != NULL && (s->file != NULL || s->in_prompt);
    f->message =
        !in_text
            ? ch_say2("the purpose holds \"%1$s\" data that are not declared (detector \"%2$s\")", class, d->entry.id)
            : ch_say4("\"%3$s\", line %4$s, holds \"%1$s\" data that are not declared (detector \"%2$s\")", class,
                      d->entry.id, ch_text_of(s->place.file), ch_text_int(ch_judging_arena(j), s->place.line));
    f->message.ours = 1 | 2 | 8; /* all but the file's name */
    f->help = ch_say1("take them out of what is sent, or declare the class \"%s\" under data", class);
}

static void explain_undecided(const ch_judging *j, charter_finding *f, const ch_detector *d)
{
    if (j->detections.prompt_unread.text == NULL) {
        f->message =
            ch_say1("whether the detector \"%s\" finds something could not be decided: its pattern took too long",
                    d->entry.id);
        f->help = ch_say("send less text, or have a person look at it");
        return;
    }
    f->message = ch_say2("whether the detector \"%1$s\" finds something in \"%2$s\" could not be decided", d->entry.id,
                         ch_text_of(j->judge->options.prompt.name));
    f->help = j->detections.prompt_unread;
}

static void find_detector(ch_judging *j, uint32_t number, charter_outcome outcome)
{
    const ch_detector *d = &j->version->detectors.items[number];
    charter_finding f = {.clause = CH_CLAUSE_DETECTOR,
                         .entry = &d->entry,
                         .outcome = outcome,
                         .effect = d->effect,
                         .own = d->effect,
                         .cited = &d->entry};
    if (ch_finding_add_silent(j, &f))
        return;
    const ch_detection *s = outcome == CHARTER_OUTCOME_BREACHED ? first_detection(j, number) : NULL;
    ch_finding_at_detection(j, &f, s);
    if (outcome == CHARTER_OUTCOME_BREACHED)
        explain_found(j, &f, d, s);
    else
        explain_undecided(j, &f, d);
    ch_finding_add(j, f);
}

/* A limit matters only where nothing was found: a find decides, whatever else a search would have met. Without one,
 * not even declared data meet the clause: nobody knows what else is there. */
static void judge_detector(ch_judging *j, uint32_t number)
{
    const ch_detector *d = &j->version->detectors.items[number];
    /* What finds nothing is met by all that is sent: only who asks for every clause wants a hundred of those. */
    bool told = j->every_clause || ch_set_has(&j->detections.found, number);
    bool applies = j->detections.some_text && ch_detector_holds(j->version, number, j->day);
    if (ch_set_has(&j->detections.undeclared, number))
        find_detector(j, number, CHARTER_OUTCOME_BREACHED);
    else if (ch_set_has(&j->detections.limited, number) && !ch_set_has(&j->detections.found, number))
        find_detector(j, number, CHARTER_OUTCOME_UNDETERMINED);
    else if (told)
        ch_finding_add_quiet(j, CH_CLAUSE_DETECTOR, &d->entry,
                             applies ? CHARTER_OUTCOME_MET : CHARTER_OUTCOME_NOT_APPLICABLE, d->effect);
}

void ch_judge_detectors(ch_judging *j)
{
    judge_files(j);
    if (ch_set_empty(&j->detections.undeclared) && ch_set_empty(&j->detections.limited) && !j->every_clause &&
        !(j->met_clauses && !ch_set_empty(&j->detections.found)))
        return;
    for (uint32_t i = 0; i < j->version->detectors.count; i++)
        judge_detector(j, i);
}

bool ch_finding_sees(const charter_verdict *verdict, const charter_finding *finding, const ch_detection *detection)
{
    return finding->clause == CH_CLAUSE_DETECTOR &&
           finding->entry == &verdict->version->detectors.items[detection->detector].entry;
}
