/* Elements come as events, and are kept by their depth: expat nests nothing on the stack as long as there are no
 * entities, which need a document type. Names are put together behind the last element, when all properties are known.
 * What a name then gives away is not known here. */
#include "tree/pom.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>

#include "base/unicode.h"

#define DEEPEST      64      /* elements within elements: those of Maven need some twenty */
#define VALUES_MAX   16      /* of one property, and properties that stand for one name */
#define INSERTED_MAX 1000000 /* values put in for properties, in one file */

typedef enum element_kind {
    OTHER,
    PROJECT,
    PARENT,
    ARTIFACT,
    PROPERTIES,
    /* What has a text: */
    PROPERTY,
    GROUP_ID,
    ARTIFACT_ID,
} element_kind;

typedef struct artifact {
    ch_text group, id;
    size_t offset; /* of the id */
    struct artifact *next;
} artifact;

typedef struct property {
    ch_text name, value;
    size_t order; /* in the file */
    struct property *next;
} property;

/* An open element. */
typedef struct level {
    element_kind kind;
    ch_text name; /* of a property */
    artifact coordinates;
} level;

typedef enum fault { NO_FAULT, NO_MEMORY, NO_XML, DOCUMENT_TYPE, TOO_DEEP, TOO_MUCH } fault;

typedef struct reading {
    const ch_source *source;
    ch_arena *arena;
    XML_Parser parser;
    fault fault;
    size_t fault_offset;
    level levels[DEEPEST];
    unsigned depth;
    char text[CH_POM_NAME_MAX]; /* of the innermost element, where it has one */
    size_t length, text_offset;
    bool too_long;
    artifact *first, **last;
    property *properties; /* the last one first */
    size_t property_count;
    property *sorted; /* by name, then as in the file */
    uint32_t inserted;
} reading;

/* ---- elements ---- */

static void stop(reading *r, fault why)
{
    if (r->fault != NO_FAULT)
        return;
    r->fault = why;
    r->fault_offset = (size_t)XML_GetCurrentByteIndex(r->parser);
    XML_StopParser(r->parser, XML_FALSE);
}

/* Maven knows no namespaces but by their prefixes. */
static ch_text local_name(const char *name)
{
    const char *colon = strrchr(name, ':');
    return ch_text_of(colon == NULL ? name : colon + 1);
}

static element_kind kind_of(const reading *r, ch_text name)
{
    static const struct {
        const char *name;
        element_kind kind;
    } names[] = {
        {"dependency", ARTIFACT}, {"plugin", ARTIFACT}, {"extension", ARTIFACT}, {"annotationProcessorPath", ARTIFACT},
        {"path", ARTIFACT},       {"parent", PARENT},   {"project", PROJECT},    {"properties", PROPERTIES},
    };
    element_kind outer = r->depth == 0 ? OTHER : r->levels[r->depth - 1].kind;
    if (outer == PROPERTIES)
        return PROPERTY;
    /* Of what is excluded there are coordinates too: those of its own element, which is none of these. */
    if (outer == ARTIFACT || outer == PROJECT || outer == PARENT) {
        if (ch_text_is(name, "groupId"))
            return GROUP_ID;
        if (ch_text_is(name, "artifactId"))
            return ARTIFACT_ID;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ch_text_is(name, names[i].name))
            return names[i].kind;
    return OTHER;
}

static void XMLCALL begin_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    reading *r = context;
    (void)attributes;
    if (r->fault != NO_FAULT)
        return;
    if (r->depth == DEEPEST) {
        stop(r, TOO_DEEP);
        return;
    }
    ch_text local = local_name(name);
    level *l = &r->levels[r->depth];
    *l = (level){.kind = kind_of(r, local)};
    r->depth++;
    r->length = 0;
    r->too_long = false;
    if (l->kind == PROPERTY)
        l->name = ch_arena_text(r->arena, local);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A text comes in pieces, between comments, references and sections. Blanks before it are left out. */
static void XMLCALL add_text(void *context, const XML_Char *piece, int size)
{
    reading *r = context;
    ch_text text = {piece, (size_t)size};
    if (r->fault != NO_FAULT || r->depth == 0 || r->levels[r->depth - 1].kind < PROPERTY)
        return;
    size_t blanks = 0;
    while (r->length == 0 && blanks < text.length && is_blank(text.at[blanks]))
        blanks++;
    if (r->length == 0)
        r->text_offset = (size_t)XML_GetCurrentByteIndex(r->parser) + blanks;
    /* Blanks behind it are left out too, however many: what does not fit is remembered where it is more than that. */
    size_t room = sizeof r->text - r->length, rest = text.length - blanks;
    for (size_t i = room; i < rest; i++)
        r->too_long = r->too_long || !is_blank(text.at[blanks + i]);
    rest = rest < room ? rest : room;
    memcpy(r->text + r->length, text.at + blanks, rest);
    r->length += rest;
}

static ch_text take_text(reading *r)
{
    while (r->length > 0 && is_blank(r->text[r->length - 1]))
        r->length--;
    return r->too_long || r->length == 0 ? CH_NO_TEXT : ch_arena_text(r->arena, (ch_text){r->text, r->length});
}

static void add_property(reading *r, ch_text name, ch_text value)
{
    property *p = value.length == 0 ? NULL : ch_arena_take(r->arena, sizeof *p);
    if (p == NULL)
        return;
    *p = (property){name, value, r->property_count++, r->properties};
    r->properties = p;
}

static void add_artifact(reading *r, const artifact *coordinates)
{
    artifact *kept = coordinates->id.length == 0 ? NULL : ch_arena_take(r->arena, sizeof *kept);
    if (kept == NULL)
        return;
    *kept = *coordinates;
    *r->last = kept;
    r->last = &kept->next;
}

/* What properties of Maven's own stand for. A project without a group has its parent's. */
static void add_coordinates(reading *r, element_kind kind, const artifact *c)
{
    bool own = kind == PROJECT;
    add_property(r, CH_LITERAL("project.groupId"), c->group);
    if (!own)
        add_property(r, CH_LITERAL("project.parent.groupId"), c->group);
    add_property(r, own ? CH_LITERAL("project.artifactId") : CH_LITERAL("project.parent.artifactId"), c->id);
}

static void take_element(reading *r, const level *l, level *outer)
{
    switch (l->kind) {
    case PROPERTY:
        add_property(r, l->name, take_text(r));
        break;
    case GROUP_ID:
        outer->coordinates.group = take_text(r);
        break;
    case ARTIFACT_ID:
        outer->coordinates.offset = r->text_offset;
        outer->coordinates.id = take_text(r);
        break;
    case ARTIFACT:
        add_artifact(r, &l->coordinates);
        break;
    case PROJECT:
    case PARENT:
        add_coordinates(r, l->kind, &l->coordinates);
        break;
    case PROPERTIES:
    case OTHER:
        break;
    }
}

static void XMLCALL end_element(void *context, const XML_Char *name)
{
    reading *r = context;
    level outermost = {0};
    (void)name;
    if (r->fault != NO_FAULT)
        return;
    r->depth--;
    take_element(r, &r->levels[r->depth], r->depth == 0 ? &outermost : &r->levels[r->depth - 1]);
    r->length = 0;
    if (r->arena->failed)
        stop(r, NO_MEMORY);
}

/* Entities may stand for anything, one within another: expat follows them by recursion, and Maven needs none. */
static void XMLCALL refuse_type(void *context, const XML_Char *name, const XML_Char *system, const XML_Char *public,
                                int has_internal)
{
    (void)name, (void)system, (void)public, (void)has_internal;
    stop(context, DOCUMENT_TYPE);
}

/* ---- parsing ---- */

static bool is_utf8(ch_text text)
{
    while (text.length > 0) {
        int32_t character;
        size_t width = ch_character_next(text, &character);
        if (width == 1 && character == 0xFFFD) /* malformed: as a character of its own it takes three bytes */
            return false;
        text = (ch_text){text.at + width, text.length - width};
    }
    return true;
}

static void parse(reading *r)
{
    const char *at = r->source->bytes.at, *end = at + r->source->bytes.length;
    enum XML_Status status = XML_STATUS_OK;
    while (status == XML_STATUS_OK && at < end) {
        int size = end - at < INT_MAX / 2 ? (int)(end - at) : INT_MAX / 2;
        status = XML_Parse(r->parser, at, size, at + size == end);
        at += size;
    }
    if (status == XML_STATUS_ERROR && r->fault == NO_FAULT)
        stop(r, XML_GetErrorCode(r->parser) == XML_ERROR_NO_MEMORY ? NO_MEMORY : NO_XML);
}

/* Whatever encoding the file says it has: it was turned into UTF-8 where it had a mark of its own, and in all others
 * that Maven can read names are ASCII, which is the same in Latin-1. */
static bool read_elements(reading *r)
{
    r->parser = XML_ParserCreate(is_utf8(r->source->bytes) ? "UTF-8" : "ISO-8859-1");
    if (r->parser == NULL)
        return false;
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, begin_element, end_element);
    XML_SetCharacterDataHandler(r->parser, add_text);
    XML_SetStartDoctypeDeclHandler(r->parser, refuse_type);
    parse(r);
    XML_ParserFree(r->parser);
    return r->fault != NO_MEMORY && !r->arena->failed;
}

/* ---- properties ---- */

static int compare_names(ch_text one, ch_text other)
{
    size_t shorter = one.length < other.length ? one.length : other.length;
    int order = shorter == 0 ? 0 : memcmp(one.at, other.at, shorter);
    return order != 0 ? order : (one.length > other.length) - (one.length < other.length);
}

static int compare(const void *a, const void *b)
{
    const property *one = a, *other = b;
    int order = compare_names(one->name, other->name);
    return order != 0 ? order : (one->order > other->order) - (one->order < other->order);
}

static bool sort_properties(reading *r)
{
    if (r->property_count == 0)
        return true;
    r->sorted = ch_arena_take_many(r->arena, r->property_count, sizeof *r->sorted);
    if (r->sorted == NULL)
        return false;
    size_t i = 0;
    for (const property *p = r->properties; p != NULL; p = p->next)
        r->sorted[i++] = *p;
    qsort(r->sorted, r->property_count, sizeof *r->sorted, compare);
    return true;
}

/* The value numbered `which`, or the last one; `*more` where there are others behind it. NULL: the file has none. */
static const property *find_property(const reading *r, ch_text name, unsigned which, bool *more)
{
    size_t low = 0, high = r->property_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_names(r->sorted[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const property *found = NULL;
    for (size_t i = low; i < r->property_count && ch_text_same(r->sorted[i].name, name); i++) {
        if (found != NULL && i - low > which) {
            *more = true;
            break;
        }
        found = &r->sorted[i];
    }
    return found;
}

/* ---- names ---- */

typedef struct name {
    char text[CH_POM_NAME_MAX];
    size_t length;
} name;

/* Puts `value` in the place of what stands from `start` to `end`. False where that is too long. */
static bool put_in(name *n, size_t start, size_t end, ch_text value)
{
    size_t rest = n->length - end;
    if (start + value.length + rest > sizeof n->text)
        return false;
    memmove(n->text + start + value.length, n->text + end, rest);
    ch_text_copy(n->text + start, value);
    n->length = start + value.length + rest;
    return true;
}

/* The next "${NAME}" from `*start` on. */
static bool find_reference(const name *n, size_t *start, size_t *end)
{
    for (; *start + 2 < n->length; ++*start) {
        const char *at = n->text + *start;
        const char *brace = at[0] != '$' || at[1] != '{' ? NULL : memchr(at, '}', n->length - *start);
        if (brace == NULL)
            continue;
        *end = (size_t)(brace - n->text) + 1;
        return true;
    }
    return false;
}

/* "groupId:artifactId" by each property's value numbered `which`. False where it is none, or `r` has a fault. */
static bool make_name(reading *r, const artifact *a, unsigned which, name *n, bool *more)
{
    n->length = 0;
    if (!put_in(n, 0, 0, a->id) || !put_in(n, 0, 0, CH_LITERAL(":")) || !put_in(n, 0, 0, a->group))
        return false;
    unsigned inserted = 0;
    for (size_t start = 0, end; find_reference(n, &start, &end);) {
        const property *p = find_property(r, (ch_text){n->text + start + 2, end - start - 3}, which, more);
        if (p == NULL) {
            start++;
            continue;
        }
        if (inserted++ == VALUES_MAX || r->inserted++ == INSERTED_MAX) {
            r->fault = TOO_MUCH;
            return false;
        }
        if (!put_in(n, start, end, p->value))
            return false;
    }
    return true;
}

/* Which profile will be active is not known: a name is told by every value. */
static void tell_artifact(reading *r, const artifact *a, ch_pom_told *told, void *context)
{
    bool more = true;
    for (unsigned which = 0; more && r->fault != TOO_MUCH; which++) {
        name n;
        more = false;
        if (make_name(r, a, which, &n, &more))
            told(context, (ch_text){n.text, n.length}, a->offset);
        if (more && which + 1 == VALUES_MAX)
            r->fault = TOO_MUCH;
    }
    if (r->fault == TOO_MUCH)
        r->fault_offset = a->offset;
}

/* ---- faults ---- */

static void tell_fault(const reading *r, charter_diagnostics *diagnostics)
{
    static const struct {
        ch_code code;
        const char *message, *help;
    } rows[] = {
        [NO_XML] = {CH_XML_SYNTAX, N_("this is no XML: what the file names from here on is not known"),
                    N_("mend it, or leave the file out: --exclude")},
        [DOCUMENT_TYPE] = {CH_XML_SYNTAX, N_("a document type is not read: its entities could stand for anything"),
                           N_("take it out, and write what its entities stand for")},
        [TOO_DEEP] = {CH_LIMIT_DEPTH, N_("elements are nested too deep here"),
                      N_("mend it, or leave the file out: --exclude")},
        [TOO_MUCH] = {CH_LIMIT_ENTRIES,
                      N_("the properties here stand for too much: which artifact is meant is not known"),
                      N_("write the artifact's name out")},
    };
    /* expat has no place where nothing of the file was read. */
    size_t length = r->source->bytes.length;
    uint32_t offset = (uint32_t)(r->fault_offset < length ? r->fault_offset : length);
    ch_error_at(diagnostics, rows[r->fault].code, r->source, (ch_span){offset, offset}, ch_say(rows[r->fault].message),
                ch_say(rows[r->fault].help));
}

bool ch_pom_read(const ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics, ch_pom_told *told,
                 void *context)
{
    reading *r = ch_arena_take(arena, sizeof *r);
    if (r == NULL)
        return false;
    r->source = source;
    r->arena = arena;
    r->last = &r->first;
    if (!read_elements(r) || !sort_properties(r))
        return false;
    if (r->fault != NO_FAULT)
        tell_fault(r, diagnostics);
    r->fault = NO_FAULT;
    for (const artifact *a = r->first; a != NULL && r->fault == NO_FAULT; a = a->next)
        tell_artifact(r, a, told, context);
    if (r->fault != NO_FAULT)
        tell_fault(r, diagnostics);
    return true;
}
