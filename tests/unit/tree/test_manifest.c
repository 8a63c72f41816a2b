/* Manifests: the dependencies that files of five ecosystems name, and what is not one. */
#include "unit/support.h"

#include <stdio.h>

#include "tree/manifest.h"
#include "tree/plain_lines.h"

typedef struct row {
    const char *name, *file, *text;
    const char *told; /* "pypi openai; …": the ecosystem, the name, its offset */
} row;

#define ARTIFACT(group, id) "<dependency><groupId>" group "</groupId><artifactId>" id "</artifactId></dependency>"
#define POM(elements)       "<project>" elements "</project>"

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
    {"pom.xml: comments name none, and part no text", "pom.xml",
     POM("<!-- <dependency><groupId>a</groupId><artifactId>b</artifactId></dependency> --><dependency><groupId>c<!-- x -->d"
         "</groupId><artifactId>e</artifactId></dependency><!-- "
         "-->"),
     "maven cd:e"},
    {"pom.xml: a section is a text", "pom.xml",
     POM(ARTIFACT("<![CDATA[a]]>.x", "b<![CDATA[c]]>d<![CDATA[]]>") ARTIFACT("e", "<![CDATA[ f ]]>")),
     "maven a.x:bcd; maven e:f"},
    {"pom.xml: what looks like elements in a section, a comment or an instruction is none", "pom.xml",
     POM("<a><![CDATA[" ARTIFACT("a", "b") "]]></a><?x " ARTIFACT("c", "d") "?><!-- <![CDATA[ -->" ARTIFACT("e", "f")),
     "maven e:f"},
    {"pom.xml: a section does not begin a comment", "pom.xml",
     POM("<a><![CDATA[<!--]]></a>" ARTIFACT("a", "b") "<a><![CDATA[-->]]></a>"), "maven a:b"},
    {"pom.xml: references", "pom.xml", POM(ARTIFACT("&#x6f;penai", "&#111;&#0112;en&amp;&lt;")), "maven openai:open&<"},
    {"pom.xml: blanks, attributes and prefixes", "pom.xml",
     POM("<dependency\n combine.self='>' a=\"!\"\n><groupId >a</groupId\n><artifactId x='y'>b</artifactId ></dependency >"
         "<m:dependency xmlns:m='x'><m:groupId>c</m:groupId><m:artifactId>d</m:artifactId></m:dependency>"),
     "maven a:b; maven c:d"},
    {"pom.xml: an attribute that cannot be read", "pom.xml", POM("<a b='<'/>" ARTIFACT("a", "b")), "! xml.syntax"},
    {"pom.xml: the artifact's element before the group's, and others between", "pom.xml",
     POM("<dependency><artifactId>b</artifactId><version>1</version><exclusions><exclusion><artifactId>x</artifactId>"
         "<groupId>y</groupId></exclusion></exclusions><groupId>a</groupId></dependency>"),
     "maven a:b"},
    {"pom.xml: what is managed, of a profile, of a plugin, of a processor", "pom.xml",
     POM("<dependencyManagement><dependencies>" ARTIFACT(
         "a",
         "b") "</dependencies></dependencyManagement><profiles>"
              "<profile><dependencies>" ARTIFACT(
                  "c",
                  "d") "</dependencies></profile></profiles><build><plugins><plugin>"
                       "<groupId>e</groupId><artifactId>f</artifactId><dependencies>" ARTIFACT(
                           "g",
                           "h") "</dependencies></plugin>"
                                "</plugins><extensions><extension><groupId>i</groupId><artifactId>j</artifactId></extension></extensions></build>"
                                "<annotationProcessorPaths><path><groupId>k</groupId><artifactId>l</artifactId></path>"
                                "</annotationProcessorPaths>"),
     "maven a:b; maven c:d; maven g:h; maven e:f; maven i:j; maven k:l"},
    {"pom.xml: Latin-1", "pom.xml",
     "<?xml version='1.0' encoding='ISO-8859-1'?>\n<!-- \xE9 -->" POM(ARTIFACT("a", "b")), "maven a:b"},
    {"pom.xml: an encoding that it no longer has", "pom.xml",
     "<?xml version='1.0' encoding='UTF-16'?>\n<!-- \xC3\xA9 -->" POM(ARTIFACT("a", "b")), "maven a:b"},

    {"pom.xml: properties", "pom.xml",
     POM("<properties><a>openai</a><b.c> x-${a} </b.c></properties>" ARTIFACT("com.${a}", "${b.c}")),
     "maven com.openai:x-openai"},
    {"pom.xml: properties that come later, by any profile", "pom.xml",
     POM(ARTIFACT("${a}", "${b}") "<properties><a>1</a></properties><profiles><profile><properties><a>2</a><b>3</b>"
                                  "</properties></profile></profiles>"),
     "maven 1:3; maven 2:3"},
    {"pom.xml: the project's own coordinates, and its parent's", "pom.xml",
     "<project><parent><groupId>a</groupId><artifactId>b</artifactId></parent><artifactId>c</artifactId>" ARTIFACT(
         "${project.groupId}", "${project.artifactId}")
         ARTIFACT("${project.parent.groupId}", "${project.parent.artifactId}") "</project>",
     "maven a:c; maven a:b"},
    {"pom.xml: a property of another file stays as it is", "pom.xml",
     POM("<properties><b>c</b></properties>" ARTIFACT("${a}", "${b}-${") ARTIFACT("a", "$}{b}")),
     "maven ${a}:c-${; maven a:$}{b}"},
    {"pom.xml: a property that stands for itself", "pom.xml",
     POM("<properties><a>${b}</a><b>${a}</b></properties>" ARTIFACT("${a}", "b")), "! limit.entries"},
    {"pom.xml: a property with too many values", "pom.xml",
     POM("<properties><a>1</a><a>2</a><a>3</a><a>4</a><a>5</a><a>6</a><a>7</a><a>8</a><a>9</a><a>10</a><a>11</a><a>12</a>"
         "<a>13</a><a>14</a><a>15</a><a>16</a><a>17</a></properties>" ARTIFACT("${a}", "b")),
     "maven 1:b; maven 2:b; maven 3:b; maven 4:b; maven 5:b; maven 6:b; maven 7:b; maven 8:b; maven 9:b; maven 10:b; "
     "maven 11:b; maven 12:b; maven 13:b; maven 14:b; maven 15:b; maven 16:b; ! limit.entries"},

    {"pom.xml: a document type is refused", "pom.xml",
     "<!DOCTYPE project [<!ENTITY o 'openai'>]>" POM(ARTIFACT("com.&o;", "b")), "! xml.syntax"},
    {"pom.xml: so is one that lies elsewhere", "pom.xml",
     "<!DOCTYPE project SYSTEM 'file:///etc/passwd'>" POM(ARTIFACT("a", "b")), "! xml.syntax"},
    {"pom.xml: an entity that is not known", "pom.xml", POM(ARTIFACT("a", "b") ARTIFACT("&o;", "b")),
     "maven a:b; ! xml.syntax"},
    {"pom.xml: what is not closed", "pom.xml",
     "<project>" ARTIFACT("a", "b") "<dependency><groupId>a</groupId><artifactId>c", "maven a:b; ! xml.syntax"},
    {"pom.xml: what is no XML", "pom.xml", "#set($x = 1)\n" POM(ARTIFACT("a", "b")), "! xml.syntax"},

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

/* Whether a name stands near `offset`: in quotes, behind "npm:", in other letters, or by what stands for it. */
static bool stands_at(ch_text source, size_t offset, char first)
{
    if (source.at[offset] == '&' || source.at[offset] == '$')
        return true;
    size_t end = offset + 6 < source.length ? offset + 6 : source.length;
    for (size_t i = offset; i < end; i++)
        if ((source.at[i] | 0x20) == (first | 0x20))
            return true;
    return false;
}

static void add(told *t, const char *kind, const char *name)
{
    size_t length = strlen(t->text);
    snprintf(t->text + length, sizeof t->text - length, "%s%s %s", length == 0 ? "" : "; ", kind, name);
}

static void take(void *context, ch_ecosystem ecosystem, ch_text name, size_t offset)
{
    static const char *const names[] = {"npm", "pypi", "go", "cargo", "maven"};
    told *t = context;
    const char *artifact = ecosystem == CH_MAVEN ? strchr(name.at, ':') + 1 : name.at;
    assert_true(stands_at(t->source, offset, *artifact));
    char copy[CH_DEPENDENCY_MAX + 1];
    snprintf(copy, sizeof copy, "%.*s", (int)name.length, name.at);
    add(t, names[ecosystem], copy);
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
        add(&all, "!", f->code);
    const char *more = strstr(r->told, " …");
    if (more != NULL)
        all.text[more - r->told] = '\0';
    assert_memory_equal(all.text, r->told, more != NULL ? (size_t)(more - r->told) : strlen(r->told) + 1);
    ch_diagnostics_clear(&faults);
    ch_arena_clear(&arena);
}

/* One dependency, by what each ecosystem calls it, in every spelling that its tools read; and what only looks so. */
static const struct {
    const char *file;
    bool seen;
    const char *text;
} spellings[] = {
    {"requirements.txt", true, "openai\\\n==1\n"},
    {"requirements.txt", true, "open\\\nai==1\n"},
    {"requirements.txt", true, "open\\\r\nai==1\r\n"},
    {"requirements.txt", true, "openai==1 \\\n  --hash=sha256:0 \\\n  --hash=sha256:1\n"},
    {"requirements.txt", true, "# a \\\nopenai\n"},
    {"requirements.txt", true, "openai\\\n --hash=sha256:0\n"},
    {"requirements.txt", true, "openai\\\n# x \\\na\n"},
    {"requirements.txt", true, "a\\\n# x \\\nopenai\n"},
    {"requirements.txt", true, "a\\\n\nopenai\\"},
    {"requirements.txt", false, "a # x \\\nopenai\n"},
    {"requirements.txt", true, "\fopenai\n"},
    {"requirements.txt", true, "a\fopenai\n"},
    {"requirements.txt", true, "a\vopenai"},
    {"requirements.txt", true, "a\x1copenai\x1d"},
    {"requirements.txt", true, "a\xC2\x85openai"},
    {"requirements.txt", true, "a\xE2\x80\xA8openai\xE2\x80\xA9"},
    {"requirements.txt", true, "\xC2\xA0openai \xE3\x80\x80"},
    {"requirements.txt", true, "OpenAI [datalib] >= 1 ; python_version > '3'"},
    {"requirements.txt", true, "openai@https://example.org/x.whl"},
    {"requirements.txt", true, "openai>=1#x"},
    {"requirements.txt", true, "-e git+https://x/y#egg=openai"},
    {"requirements.txt", true, "-e git+https://x/y@v1#egg=openai[datalib]&subdirectory=z"},
    {"requirements.txt", true, "git+ssh://x/y#subdirectory=z&egg=openai"},
    {"requirements.txt", false, "-r openai.txt\n-c openai\n--find-links openai\n"},
    {"requirements.txt", false, "# openai\n#\\\n"},
    {"requirements.txt", false, "a \\\nopenai\n"}, /* pip reads "a openai", and refuses it */
    {"requirements/dev.txt", true, "openai"},
    {"a/requirements/dev.in", true, "openai"},
    {"requirements/dev.md", false, "openai"},

    {"pyproject.toml", true, "project.dependencies = ['openai']"},
    {"pyproject.toml", true, "project = {dependencies = [\"openai>=1\"]}"},
    {"pyproject.toml", true, "[ project ]\n\"dependencies\"=[\n# x\n'''openai''',]"},
    {"pyproject.toml", true, "['project']\ndependencies = [\"\"\"\nopenai\"\"\"]"},
    {"pyproject.toml", true, "[project]\ndependencies = [\"open\\u0061i\"]"},
    {"pyproject.toml", true, "[project]\ndependencies = [\"\"\"open\\ \n\n  ai\"\"\"]"},
    {"pyproject.toml", false, "[project]\ndependencies = [\"open\\ud800ai\", \"openai\\\"]"},
    {"pyproject.toml", true, "[project]\ndependencies = [\"\\U0000006Fpenai\"]"},
    {"pyproject.toml", true, "[project]\n\"depend\\u0065ncies\" = [\"openai\"]"},
    {"pyproject.toml", true, "[tool.poetry.dependencies]\n\"open\\u0061i\" = '1'"},
    {"pyproject.toml", true, "[tool.poetry.dependencies.openai]\nversion = '1'"},
    {"pyproject.toml", true, "[tool.poetry]\ndependencies = {openai = {version = '1'}}"},
    {"pyproject.toml", true, "[tool.poetry.group.'a b'.dependencies]\nopenai = {extras = ['x']}"},
    {"pyproject.toml", true, "[tool.uv]\ndev-dependencies = ['openai']"},
    {"pyproject.toml", true, "[tool.pdm.dev-dependencies]\nx = ['openai']"},
    {"pyproject.toml", true, "[tool.hatch.envs.x]\nextra-dependencies = ['openai']"},
    {"pyproject.toml", true, "[tool.pixi.pypi-dependencies]\nopenai = '*'"},
    {"pyproject.toml", true, "[tool.flit.metadata]\nrequires = ['openai']"},
    {"pyproject.toml", false, "[project]\ndependencies = ['open\\u0061i']"}, /* no escapes in single quotes */
    {"pyproject.toml", false, "x = \"\"\"\n[project]\ndependencies = ['openai']\n\"\"\""},
    {"pyproject.toml", false, "# project.dependencies = ['openai']"},

    {"package.json", true, "{\"dependencies\": {\"open\\u0061i\": \"1\"}}"},
    {"package.json", true, "{\"d\\u0065pendencies\": {\"openai\": \"1\"}}"},
    {"package.json", true, "{\"dependencies\": {\"x\": \"npm:openai\"}}"},
    {"package.json", true, "{\"devDependencies\": {\"x\": \"npm:open\\u0061i@^4\"}}"},
    {"package.json", true, "{\"overrides\": {\"x\": \"npm:openai@4\"}}"},
    {"package.json", true, "{\"overrides\": {\"x\": {\".\": \"1\", \"y\": \"npm:openai@4\"}}}"},
    {"package.json", true, "{\"resolutions\": {\"x\": \"npm:openai@4\"}}"},
    {"package.json", true, "{\"pnpm\": {\"overrides\": {\"x\": \"npm:openai@4\"}}}"},
    {"package.json", false, "{\"dependencies\": {\"x\": \"openai\"}}"},
    {"package.json", false, "{\"x\": {\"dependencies\": {\"openai\": \"1\"}}}"},

    {"go.mod", true, "require openai v1"},
    {"go.mod", true, "require\topenai v1"},
    {"go.mod", true, "require(\n openai v1\n)"},
    {"go.mod", true, "require ( // x\n\n // y\n openai v1 // z\n) // end"},
    {"go.mod", true, "require ()\nrequire openai v1"},
    {"go.mod", true, "require (\n)\nreplace a => openai v1"},
    {"go.mod", true, "replace(\na v1=>openai v1\n)"},
    {"go.mod", true, "require `openai` v1"},
    {"go.mod", true, "require openai/v4 v4.0.0"},
    {"go.mod", false, "exclude openai v1\nretract v1 // openai\nmodule openai\n"},

    {"Cargo.toml", true, "dependencies.openai = '1'"},
    {"Cargo.toml", true, "dependencies = {openai = '1'}"},
    {"Cargo.toml", true, "dependencies = {x = {version = '1', package = 'openai'}}"},
    {"Cargo.toml", true, "[dependencies]\nx = {package = \"open\\u0061i\"}"},
    {"Cargo.toml", true, "[dependencies]\nx.package = 'openai'"},
    {"Cargo.toml", true, "[dependencies]\n\"openai\" = '1'"},
    {"Cargo.toml", true, "[dependencies]\n'openai'.workspace = true"},
    {"Cargo.toml", true, "[target.'cfg(unix)'.build-dependencies.x]\npackage = 'openai'"},
    {"Cargo.toml", true, "[ workspace . dependencies ]\nopenai = '1'"},
    {"Cargo.toml", false, "[features]\nopenai = ['dep:openai']"},
    {"Cargo.toml", false, "[dependencies]\nx = {features = ['openai']}"},
};

static void find_openai(void *context, ch_ecosystem ecosystem, ch_text name, size_t offset)
{
    (void)ecosystem, (void)offset;
    bool *seen = context;
    *seen = *seen || ch_text_is(name, "openai");
}

static void every_spelling_is_seen_and_nothing_else(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(spellings); i++) {
        ch_arena arena = {0};
        charter_diagnostics faults = {0};
        ch_source source = {.name = spellings[i].file, .bytes = ch_plain_lines(ch_text_of(spellings[i].text), &arena)};
        bool seen = false;
        assert_true(ch_manifest_read(ch_manifest_of(ch_text_of(spellings[i].file)), &source, &arena, &faults,
                                     find_openai, &seen));
        if (seen != spellings[i].seen || faults.count > 0)
            wrong++, print_error("%s: %s%s\n", spellings[i].file, spellings[i].text, seen ? " SEEN" : " NOT SEEN");
        ch_diagnostics_clear(&faults);
        ch_arena_clear(&arena);
    }
    assert_int_equal(wrong, 0);
}

/* Each beginning of each text is read without a word of trouble but for JSON's and XML's. */
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
            assert_true(manifest == CH_PACKAGE_JSON || manifest == CH_POM || faults.count == 0);
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
        TEST(every_spelling_is_seen_and_nothing_else),
        TEST(texts_that_are_cut_anywhere_are_read),
        TEST(names_of_files_say_what_they_are),
    };
    return RUN_TABLES(tables);
}
