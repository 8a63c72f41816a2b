/* Dependencies, by as little of each syntax as their names take. Which tools a dependency gives away is told by the
 * charter's traces; who opens the files is batch/repository.c. Files come from a repository that is looked through:
 * none of these readers recurses, but the JSON reader, whose depth is bounded. */
#include "tree/manifest.h"

#include "base/unicode.h"
#include "tree/json_reader.h"
#include "tree/pom.h"
#include "tree/toml.h"

typedef struct reading {
    ch_text bytes; /* offsets count in them */
    ch_manifest_told *told;
    void *context;
} reading;

/* ---- names ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_separator(char c)
{
    return c == '-' || c == '_' || c == '.';
}

/* PEP 503: runs of "-", "_" and "." are one "-", and case does not count. */
static ch_text as_pypi(ch_text name, char *into)
{
    size_t length = 0;
    for (size_t i = 0; i < name.length; i++) {
        bool separator = is_separator(name.at[i]);
        if (!separator || i == 0 || !is_separator(name.at[i - 1]))
            into[length++] = separator ? '-' : lower(name.at[i]);
    }
    return (ch_text){into, length};
}

/* Cargo takes "-" and "_" for the same in names of crates. */
static ch_text as_crate(ch_text name, char *into)
{
    for (size_t i = 0; i < name.length; i++)
        into[i] = name.at[i] == '_' ? '-' : name.at[i];
    return (ch_text){into, name.length};
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "/v2" and later belong to the version. Versions from 2 on are a part of a module's path; traces name the module. */
static ch_text without_major(ch_text name)
{
    size_t end = name.length;
    while (end > 0 && is_digit(name.at[end - 1]))
        end--;
    bool major = end < name.length && end > 2 && name.at[end - 1] == 'v' && name.at[end - 2] == '/';
    return major ? (ch_text){name.at, end - 2} : name;
}

ch_text ch_dependency_name(ch_ecosystem ecosystem, ch_text name, char into[CH_DEPENDENCY_MAX])
{
    if (name.length > CH_DEPENDENCY_MAX || name.length == 0)
        return CH_NO_TEXT;
    if (ecosystem == CH_PYPI)
        return as_pypi(name, into);
    if (ecosystem == CH_CARGO)
        return as_crate(name, into);
    return ecosystem == CH_GO ? without_major(name) : name;
}

/* A name that is too long is none: it is not cut, which would make another one of it. */
static void tell(const reading *r, ch_ecosystem ecosystem, ch_text name, size_t offset)
{
    char room[CH_DEPENDENCY_MAX];
    ch_text compared = ch_dependency_name(ecosystem, name, room);
    if (compared.length > 0)
        r->told(r->context, ecosystem, compared, offset);
}

/* ---- pieces of lines ---- */

/* strchr() finds a NUL too, at the end of its list: a NUL is no blank. */
static ch_text trim(ch_text text)
{
    while (text.length > 0 && strchr(" \t\r", text.at[0]) != NULL && text.at[0] != '\0') {
        text.at++;
        text.length--;
    }
    while (text.length > 0 && strchr(" \t\r", text.at[text.length - 1]) != NULL && text.at[text.length - 1] != '\0')
        text.length--;
    return text;
}

/* The next line of `rest`, without its end; false after the last. */
static bool next_line(ch_text *rest, ch_text *line)
{
    if (rest->length == 0)
        return false;
    const char *end = ch_text_find(*rest, '\n');
    line->at = rest->at;
    line->length = end == NULL ? rest->length : (size_t)(end - rest->at);
    size_t taken = line->length + (end != NULL);
    rest->at += taken;
    rest->length -= taken;
    return true;
}

static bool ends_with(ch_text text, const char *end)
{
    size_t length = strlen(end);
    return text.length >= length && memcmp(text.at + text.length - length, end, length) == 0;
}

/* What stands before the first blank, or bracket: go.mod's word needs no blank behind it. */
static ch_text first_word(ch_text text)
{
    size_t length = 0;
    while (length < text.length && text.at[length] != ' ' && text.at[length] != '\t' && text.at[length] != '(')
        length++;
    return (ch_text){text.at, length};
}

/* Where `what` begins in `text`, or its length. */
static size_t find(ch_text text, const char *what)
{
    const char *at = text.length == 0 ? NULL : memmem(text.at, text.length, what, strlen(what));
    return at == NULL ? text.length : (size_t)(at - text.at);
}

static size_t offset_of(const reading *r, ch_text text)
{
    return (size_t)(text.at - r->bytes.at);
}

/* ---- package.json ---- */

static const char *const package_keys[] = {"dependencies",         "devDependencies",    "peerDependencies",
                                           "optionalDependencies", "bundleDependencies", "bundledDependencies"};

/* Of npm, Yarn and pnpm: what replaces a package by an alias. */
static const char *const replacing_keys[] = {"overrides", "resolutions", "pnpm"};

/* "npm:NAME@RANGE", where NAME may begin with "@". */
static void tell_alias(const reading *r, const ch_node *value)
{
    if (value->kind != CH_SCALAR || !ch_text_begins(value->text, "npm:"))
        return;
    ch_text name = ch_text_behind(value->text, 4);
    const char *at = name.length < 2 ? NULL : memchr(name.at + 1, '@', name.length - 1);
    if (at != NULL)
        name.length = (size_t)(at - name.at);
    tell(r, CH_NPM, name, value->span.start);
}

/* What is put in the place of another package stands at any depth. Bounded by the reader's depth. */
static void read_replaced(const reading *r, const ch_node *node)
{
    if (node->kind == CH_SCALAR)
        tell_alias(r, node);
    else
        for (const ch_node *item = node->first; item != NULL; item = item->next)
            read_replaced(r, item);
}

/* The bundled ones are a list of names, or true: then they are the dependencies, which are read anyway. */
static void read_package_list(const reading *r, const ch_node *list)
{
    const ch_node *item = list == NULL || list->kind == CH_SCALAR ? NULL : list->first;
    for (; item != NULL; item = item->next) {
        if (list->kind == CH_MAP) {
            tell(r, CH_NPM, item->key->text, item->key->span.start);
            tell_alias(r, item);
        } else if (item->kind == CH_SCALAR) {
            tell(r, CH_NPM, item->text, item->span.start);
        }
    }
}

/* Those that generators write are large: more values than a declaration may have. */
#define PACKAGE_DEPTH 32
#define PACKAGE_NODES 200000

static void read_package_entry(const reading *r, const ch_node *entry)
{
    for (size_t i = 0; i < sizeof package_keys / sizeof *package_keys; i++)
        if (ch_text_is(entry->key->text, package_keys[i]))
            read_package_list(r, entry);
    for (size_t i = 0; i < sizeof replacing_keys / sizeof *replacing_keys; i++)
        if (ch_text_is(entry->key->text, replacing_keys[i]))
            read_replaced(r, entry);
}

/* What npm accepts and the reader does not, a key that stands twice, is no fault here: both are read. Faults are kept
 * aside and told only where nothing can be read. */
static bool read_package(const reading *r, ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics)
{
    static const ch_yaml_rules rules = {.depth = PACKAGE_DEPTH, .nodes = PACKAGE_NODES};
    charter_diagnostics faults = {0};
    ch_node *root = NULL;
    ch_yaml_status status = CH_YAML_FAULT;
    if (ch_yaml_check_bytes(source, &faults))
        status = ch_json_read(source, &rules, arena, &faults, &root);
    for (const charter_diagnostic *f = faults.first; status == CH_YAML_FAULT && f != NULL; f = f->next)
        ch_diagnostics_add(diagnostics, f);
    bool good = status != CH_YAML_NO_MEMORY && !faults.failed;
    ch_diagnostics_clear(&faults);
    if (status == CH_YAML_DOCUMENT && root->kind == CH_MAP)
        for (const ch_node *entry = root->first; entry != NULL; entry = entry->next)
            read_package_entry(r, entry);
    return good;
}

/* ---- requirements of Python ---- */

static bool is_in_requirement(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || is_digit(c) || is_separator(c);
}

/* Blanks beyond ASCII too: pip strips those that Python calls blank. */
static bool is_blank_at(ch_text text, size_t *width)
{
    int32_t character;
    char plain[CH_PLAIN_LENGTH];
    size_t length;
    if (text.length == 0)
        return false;
    *width = ch_character_next(text, &character);
    return character == ' ' || character == '\t' ||
           (character >= 0x80 && ch_character_plain(character, plain, &length) == CH_PLAIN_BLANK);
}

/* PEP 508: a name, then a version, extras, a marker or an address, or nothing. */
static void tell_requirement(const reading *r, ch_text text, size_t offset)
{
    size_t length = 0, width;
    for (; is_blank_at(text, &width); offset += width)
        text = ch_text_behind(text, width);
    while (length < text.length && is_in_requirement(text.at[length]))
        length++;
    if (length < text.length && (text.at[length] == '\0' || strchr("[(<>=!~;@,", text.at[length]) == NULL) &&
        !is_blank_at(ch_text_behind(text, length), &width))
        return;
    tell(r, CH_PYPI, (ch_text){text.at, length}, offset);
}

/* "-e ADDRESS#egg=NAME", "git+https://…#subdirectory=x&egg=NAME&…". */
static bool tell_egg(const reading *r, ch_text line, size_t offset)
{
    size_t at = find(line, "#egg=") < line.length ? find(line, "#egg=") : find(line, "&egg=");
    if (at == line.length)
        return false;
    ch_text name = ch_text_behind(line, at + strlen("#egg="));
    name.length = find(name, "&");
    tell_requirement(r, first_word(name), offset + at + strlen("#egg="));
    return true;
}

/* The length of what ends a line for Python's splitlines(), by which pip cuts a file; 0: nothing does here. */
static size_t line_end(ch_text text)
{
    static const char *const ends[] = {"\n",   "\v",       "\f",           "\x1C",        "\x1D",
                                       "\x1E", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    unsigned char first = (unsigned char)text.at[0];
    for (size_t i = 0; (first < 0x20 || first >= 0x80) && i < sizeof ends / sizeof *ends; i++)
        if (ch_text_begins(text, ends[i]))
            return strlen(ends[i]);
    return 0;
}

/* The next line as Python cuts them; false after the last. */
static bool next_python_line(ch_text *rest, ch_text *line)
{
    if (rest->length == 0)
        return false;
    size_t length = 0, end = 0;
    while (length < rest->length && (end = line_end(ch_text_behind(*rest, length))) == 0)
        length++;
    *line = (ch_text){rest->at, length};
    *rest = ch_text_behind(*rest, length + end);
    if (ends_with(*line, "\r"))
        line->length--;
    return true;
}

static bool is_comment(ch_text line)
{
    line = trim(line);
    return line.length > 0 && line.at[0] == '#';
}

/* pip goes on with the next line behind a backslash; a comment ends with its line, whatever it ends with. */
static bool is_continued(ch_text line)
{
    return ends_with(line, "\\") && !is_comment(line);
}

/* A line and those that continue it, joined without the backslashes: a name may stand on two lines. They go to `*room`,
 * which moves behind them: they are no longer than they were, a blank before a comment included. */
static ch_text join_lines(ch_text line, ch_text *rest, char **room)
{
    char *joined = *room;
    if (!is_continued(line))
        return line;
    for (bool more = true; more;) {
        more = is_continued(line);
        if (is_comment(line))
            *(*room)++ = ' ';
        memcpy(*room, line.at, line.length - more);
        *room += line.length - more;
        more = more && next_python_line(rest, &line);
    }
    return (ch_text){joined, (size_t)(*room - joined)};
}

/* Without the comment, which begins the line or stands behind a blank: an address may hold a "#". */
static ch_text without_comment(ch_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] == '#' && (i == 0 || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return (ch_text){line.at, i};
    return line;
}

/* Options ("-r", "--hash") are passed over: what another file holds is read when that file is. */
static void read_requirements(const reading *r, ch_arena *arena)
{
    ch_text rest = r->bytes, first;
    char *room = ch_arena_take_raw(arena, r->bytes.length);
    while (room != NULL && next_python_line(&rest, &first)) {
        ch_text joined = join_lines(first, &rest, &room), line = trim(without_comment(joined));
        size_t offset = offset_of(r, first) + (size_t)(line.at - joined.at);
        if (!tell_egg(r, line, offset) && line.length > 0 && line.at[0] != '-')
            tell_requirement(r, line, offset);
    }
}

/* ---- TOML ---- */

/* "dependencies", "dev-dependencies", "build-dependencies"… */
static bool names_dependencies(ch_text key)
{
    return ends_with(key, "dependencies") || ch_text_is(key, "dependency-groups");
}

/* The last key of the path that names dependencies, or its length. */
static unsigned find_dependencies(const ch_toml_event *e)
{
    for (unsigned i = e->count; i > 0; i--)
        if (names_dependencies(e->keys[i - 1]))
            return i - 1;
    return e->count;
}

/* "name = …" right under it is a dependency; { package = "…" } is what it stands for. A list below it holds features,
 * no names. */
static void cargo_told(void *context, const ch_toml_event *e)
{
    const reading *r = context;
    unsigned at = find_dependencies(e);
    if (at == e->count || e->in_list)
        return;
    if (e->string.at == NULL && e->count >= at + 2)
        tell(r, CH_CARGO, e->keys[at + 1], e->offsets[at + 1]);
    else if (e->string.at != NULL && e->count == at + 3 && ch_text_is(e->keys[at + 2], "package"))
        tell(r, CH_CARGO, e->string, e->offset);
}

/* Lists of requirements in what is called dependencies, or requires; elsewhere, as in Poetry's tables, keys. The names
 * of groups are taken for names of packages too: no matter, as long as no group is called as a package that is looked
 * for. */
static void pyproject_told(void *context, const ch_toml_event *e)
{
    const reading *r = context;
    unsigned at = find_dependencies(e);
    bool requires = e->count > 0 && ch_text_is(e->keys[e->count - 1], "requires");
    if (e->in_list && e->string.at != NULL && (at < e->count || requires))
        tell_requirement(r, e->string, e->offset);
    else if (!e->in_list && e->string.at == NULL && e->count == at + 2 && at < e->count &&
             !ends_with(e->keys[at], "optional-dependencies") && ends_with(e->keys[at], "dependencies"))
        tell(r, CH_PYPI, e->keys[at + 1], e->offset);
}

/* ---- go.mod ---- */

/* "replace OLD => NEW v1": what is built is the new one. */
static ch_text replacement(ch_text line)
{
    size_t arrow = find(line, "=>");
    return arrow == line.length ? CH_NO_TEXT : trim(ch_text_behind(line, arrow + 2));
}

static ch_text unquoted(ch_text word)
{
    bool quoted = word.length > 1 && (word.at[0] == '"' || word.at[0] == '`');
    return quoted ? (ch_text){word.at + 1, word.length - 2} : word;
}

static void tell_module(const reading *r, ch_text line)
{
    ch_text name = unquoted(first_word(line));
    if (name.length > 0)
        tell(r, CH_GO, name, offset_of(r, name));
}

static void read_directive(const reading *r, ch_text directive, ch_text line)
{
    if (ch_text_is(directive, "require"))
        tell_module(r, line);
    else if (ch_text_is(directive, "replace") && replacement(line).at != NULL)
        tell_module(r, replacement(line));
}

/* Directives stand one a line, or in parentheses after their word (go.dev/ref/mod). */
static void read_go_mod(const reading *r)
{
    ch_text rest = r->bytes, line, block = CH_NO_TEXT;
    while (next_line(&rest, &line)) {
        line.length = find(line, "//");
        line = trim(line);
        ch_text word = first_word(line);
        ch_text behind_word = trim(ch_text_behind(line, word.length));
        if (block.at != NULL && ch_text_begins(line, ")"))
            block = CH_NO_TEXT;
        else if (block.at != NULL)
            read_directive(r, block, line);
        else if (ch_text_begins(behind_word, "(")) /* "()" holds nothing */
            block = ch_text_begins(trim(ch_text_behind(behind_word, 1)), ")") ? CH_NO_TEXT : word;
        else
            read_directive(r, word, behind_word);
    }
}

/* ---- pom.xml ---- */

static void pom_told(void *context, ch_text name, size_t offset)
{
    tell(context, CH_MAVEN, name, offset);
}

/* ---- which file is which ---- */

static ch_text last_name(ch_text path)
{
    size_t at = path.length;
    while (at > 0 && path.at[at - 1] != '/')
        at--;
    return ch_text_behind(path, at);
}

ch_manifest ch_manifest_of(ch_text path)
{
    ch_text name = last_name(path);
    static const struct {
        const char *name;
        ch_manifest manifest;
    } names[] = {
        {"package.json", CH_PACKAGE_JSON},
        {"pyproject.toml", CH_PYPROJECT},
        {"go.mod", CH_GO_MOD},
        {"Cargo.toml", CH_CARGO_TOML},
        {"pom.xml", CH_POM},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (ch_text_is(name, names[i].name))
            return names[i].manifest;
    bool text = ends_with(name, ".txt") || ends_with(name, ".in");
    ch_text folder = {path.at, path.length == name.length ? 0 : path.length - name.length - 1};
    bool required = find(name, "requirements") < name.length || ch_text_is(last_name(folder), "requirements");
    return text && required ? CH_REQUIREMENTS : CH_NO_MANIFEST;
}

/* JSON and XML have faults that are told: the other readers pass over what they do not know. */
bool ch_manifest_read(ch_manifest manifest, ch_source *source, ch_arena *arena, charter_diagnostics *diagnostics,
                      ch_manifest_told *told, void *context)
{
    reading r = {source->bytes, told, context};
    if (source->bytes.length == 0 && manifest != CH_PACKAGE_JSON)
        return true;
    switch (manifest) {
    case CH_PACKAGE_JSON:
        return read_package(&r, source, arena, diagnostics);
    case CH_REQUIREMENTS:
        read_requirements(&r, arena);
        return !arena->failed;
    case CH_PYPROJECT:
        ch_toml_read(source->bytes, arena, pyproject_told, &r);
        return !arena->failed;
    case CH_CARGO_TOML:
        ch_toml_read(source->bytes, arena, cargo_told, &r);
        return !arena->failed;
    case CH_GO_MOD:
        read_go_mod(&r);
        return true;
    case CH_POM:
        return ch_pom_read(source, arena, diagnostics, pom_told, &r);
    case CH_NO_MANIFEST:
        break;
    }
    return true;
}
