/* Manifests: the dependencies that files of five ecosystems name, and what is not one. */
#include "unit/support.h"

#include <stdio.h>

#include "tree/manifest.h"

typedef struct row {
    const char *name, *file, *text;
    const char *told; /* "pypi openai; …": the ecosystem, the name, its offset */
} row;

static const row rows[] = {
    {"package.json: every kind of dependency", "package.json",
     "{\"dependencies\": {\"a\": \"1\"}, \"devDependencies\": {\"b\": \"1\"}, \"peerDependencies\": {\"c\": \"\"},"
     " \"optionalDependencies\": {\"d\": \"\"}, \"bundleDependencies\": [\"e\"]}",
     "npm a; npm b; npm c; npm d; npm e"},
    {"package.json: other keys name none", "package.json", "{\"name\": \"openai\", \"scripts\": {\"openai\": \"x\"}}",
     ""},
    {"package.json: an alias names what it stands for too", "package.json",
     "{\"dependencies\": {\"a\": \"npm:openai@^4\", \"b\": \"npm:@x/y@1\"}}", "npm a; npm openai; npm b; npm @x/y"},
    {"package.json: a key that stands twice is read twice", "package.json",
     "{\"dependencies\": {\"a\": \"\"}, \"dependencies\": {\"b\": \"\"}}", "npm a; npm b"},
    {"package.json: dependencies that are none", "package.json",
     "{\"dependencies\": \"openai\", \"devDependencies\": null}", ""},
    {"package.json: a list", "package.json", "[1]", ""},
    {"package.json: broken", "package.json", "{\"dependencies\": {", "! json.syntax"},
    {"package.json: empty", "package.json", "", "! json.syntax"},
    {"package.json: comments are no JSON", "package.json", "{} // x", "! json.syntax"},

    {"requirements: a name, with all that may follow", "requirements.txt",
     "openai\na==1\nb>=1,<2\nc[x,y]~=1\nd ; python_version < '3'\ne @ https://x\nf<1\n",
     "pypi openai; pypi a; pypi b; pypi c; pypi d; pypi e; pypi f"},
    {"requirements: names compare as PEP 503 has them", "requirements.txt", "Google_Gen.AI==1\nx--_y\n",
     "pypi google-gen-ai; pypi x-y"},
    {"requirements: comments and options name none", "requirements-dev.txt",
     "# openai\n-r openai.txt\n--hash openai\n x # openai\n", "pypi x"},
    {"requirements: an address with an egg", "requirements.in", "-e git+https://x/y#egg=open_ai&z=1\n", "pypi open-ai"},
    {"requirements: lines of Windows", "requirements.txt", "a\r\nb\r\n", "pypi a; pypi b"},
    {"requirements: an address alone names none", "requirements.txt", "https://example.org/openai.whl\n", ""},
    {"requirements: a name that no package has", "requirements.txt", "open/ai\nö\n", ""},

    {"pyproject: a list of requirements, over several lines", "pyproject.toml",
     "[project]\nname = \"openai\"\ndependencies = [\n  \"a>=1\", # \"no\"\n  'b',\n]\n", "pypi a; pypi b"},
    {"pyproject: optional ones and groups", "pyproject.toml",
     "[project.optional-dependencies]\nx = [\"a\"]\n[dependency-groups]\ny = [\"b\", {include-group = \"c\"}]\n",
     "pypi a; pypi b"},
    {"pyproject: what building takes", "pyproject.toml", "[build-system]\nrequires = [\"setuptools\"]\n",
     "pypi setuptools"},
    {"pyproject: Poetry's tables", "pyproject.toml",
     "[tool.poetry.dependencies]\nopenai = \"^1\"\n[tool.poetry.group.dev.dependencies]\n\"a.b\" = {version = \"1\", extras = [\"x\"]}\n",
     "pypi openai; pypi a-b; pypi x"},
    {"pyproject: lists elsewhere name none", "pyproject.toml",
     "[project]\nkeywords = [\"openai\"]\n[tool.x]\nopenai = 1\n", ""},
    {"pyproject: dotted keys", "pyproject.toml", "project.dependencies = [\"a\"]\ntool.poetry.dependencies.b = \"1\"\n",
     "pypi a; pypi b"},

    {"Cargo: tables of dependencies", "Cargo.toml",
     "[package]\nname = \"x\"\n[dependencies]\nasync_openai = \"0.2\"\na = { version = \"1\", features = [\"b\"] }\n"
     "[dev-dependencies]\nc.workspace = true\n[target.'cfg(unix)'.dependencies]\nd = \"1\"\n[workspace.dependencies]\ne = \"1\"\n",
     "cargo async-openai; cargo a; cargo a; cargo a; cargo c; cargo d; cargo e"},
    {"Cargo: a table of one dependency, and the package it stands for", "Cargo.toml",
     "[dependencies.ai]\npackage = \"async-openai\"\nversion = \"1\"\n",
     "cargo ai; cargo ai; cargo async-openai; cargo ai"},
    {"Cargo: features name none", "Cargo.toml", "[features]\nopenai = []\n", ""},

    {"go.mod: require, alone and in a block", "go.mod",
     "module openai\ngo 1.22\nrequire a.b/c v1 // indirect\nrequire (\n\td.e/f/v2 v2.0.0\n\t// g.h/i v1\n)\n",
     "go a.b/c; go d.e/f"},
    {"go.mod: what is put in another's place", "go.mod", "replace a => b.c/d v1\nreplace (\n\te v1 => f.g/h v1\n)\n",
     "go b.c/d; go f.g/h"},
    {"go.mod: quotes", "go.mod", "require \"a.b/c\" v1\n", "go a.b/c"},

    {"pom.xml: dependencies and plugins", "pom.xml",
     "<project><groupId>x</groupId><dependencies><dependency><groupId> a </groupId><artifactId>b</artifactId>"
     "<exclusions><exclusion><groupId>c</groupId><artifactId>d</artifactId></exclusion></exclusions></dependency>"
     "</dependencies><build><plugin><artifactId>e</artifactId></plugin></build></project>",
     "maven a:b; maven :e"},
    {"pom.xml: comments name none", "pom.xml",
     "<!-- <dependency><groupId>a</groupId><artifactId>b</artifactId></dependency> --><dependency><groupId>c</groupId>"
     "<artifactId>d</artifactId></dependency><!-- ",
     "maven c:d"},
    {"pom.xml: what is not closed", "pom.xml", "<dependency><groupId>a</groupId><artifactId>b", ""},

    {"TOML: strings that hold brackets, quotes and comments", "Cargo.toml",
     "x = \"[ # \\\" \"\ny = '''\n[dependencies]\nno = 1\n'''\n[dependencies]\na = \"1\"\n", "cargo a"},
    {"TOML: what is no TOML ends a line", "Cargo.toml", "= = =\n]]\n[dependencies]\n?\na = \"1\"\n", "cargo a"},
    {"TOML: brackets that are never closed", "Cargo.toml", "[dependencies]\na = [[[[[[[[[[[[[[[[[[[[[[[[[[[[",
     "cargo a"},
    {"TOML: tables within tables without end", "Cargo.toml",
     "[dependencies]\na = {b={b={b={b={b={b={b={b={b={b={b={b={b={b={b={b={b={b={", "cargo a …"},
    {"TOML: a path of many keys", "Cargo.toml", "[a.a.a.a.a.a.a.a.a.a.a.a.a.a.dependencies]\nb = 1\n", ""},
    {"TOML: a string that is never closed", "Cargo.toml", "[dependencies]\na = \"\"\"x", "cargo a"},
};

typedef struct told {
    char text[1024];
    ch_text source;
} told;

/* Whether a name stands near `offset`: in quotes, behind "npm:", or in other letters. */
static bool stands_at(ch_text source, size_t offset, char first)
{
    size_t end = offset + 6 < source.length ? offset + 6 : source.length;
    for (size_t i = offset; i < end; i++)
        if ((source.at[i] | 0x20) == (first | 0x20))
            return true;
    return false;
}

static void take(void *context, ch_ecosystem ecosystem, ch_text name, size_t offset)
{
    static const char *const names[] = {"npm", "pypi", "go", "cargo", "maven"};
    told *t = context;
    size_t length = strlen(t->text);
    const char *artifact = ecosystem == CH_MAVEN ? strchr(name.at, ':') + 1 : name.at;
    assert_true(stands_at(t->source, offset, *artifact));
    snprintf(t->text + length, sizeof t->text - length, "%s%s %.*s", length == 0 ? "" : "; ", names[ecosystem],
             (int)name.length, name.at);
}

static void read(void **state)
{
    const row *r = *state;
    ch_arena arena = {0};
    charter_diagnostics faults = {0};
    ch_source source = {.name = r->file, .bytes = {r->text, strlen(r->text)}};
    told all = {"", source.bytes};
    ch_manifest manifest = ch_manifest_of((ch_text){r->file, strlen(r->file)});
    assert_int_not_equal(manifest, CH_NO_MANIFEST);
    assert_true(ch_manifest_read(manifest, &source, &arena, &faults, take, &all));
    for (const charter_diagnostic *f = faults.first; f != NULL; f = f->next)
        snprintf(all.text, sizeof all.text, "! %s", f->code);
    const char *more = strstr(r->told, " …");
    if (more != NULL)
        all.text[more - r->told] = '\0';
    assert_memory_equal(all.text, r->told, more != NULL ? (size_t)(more - r->told) : strlen(r->told) + 1);
    ch_diagnostics_clear(&faults);
    ch_arena_clear(&arena);
}

/* Each beginning of each text is read without a word of trouble but for JSON's. */
static void texts_that_are_cut_anywhere_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        for (size_t length = 0; length < strlen(rows[i].text); length++) {
            ch_arena arena = {0};
            charter_diagnostics faults = {0};
            char *copy = test_malloc(length + 1); /* so that a byte too many is seen */
            memcpy(copy, rows[i].text, length);
            ch_source source = {.name = rows[i].file, .bytes = {copy, length}};
            told all = {"", source.bytes};
            ch_manifest manifest = ch_manifest_of((ch_text){rows[i].file, strlen(rows[i].file)});
            assert_true(ch_manifest_read(manifest, &source, &arena, &faults, take, &all));
            assert_true(manifest == CH_PACKAGE_JSON || faults.count == 0);
            test_free(copy);
            ch_diagnostics_clear(&faults);
            ch_arena_clear(&arena);
        }
}

static void names_of_files_say_what_they_are(void **state)
{
    (void)state;
    static const char *const others[] = {"package-lock.json", "requirements.md", "Pipfile", "go.sum",
                                         "cargo.toml",        "x.pom.xml"};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_int_equal(ch_manifest_of((ch_text){others[i], strlen(others[i])}), CH_NO_MANIFEST);
    assert_int_equal(ch_manifest_of(CH_LITERAL("dev-requirements.txt")), CH_REQUIREMENTS);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(rows, read),
        TEST(texts_that_are_cut_anywhere_are_read),
        TEST(names_of_files_say_what_they_are),
    };
    return RUN_TABLES(tables);
}
