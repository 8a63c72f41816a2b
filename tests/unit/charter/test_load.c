/* Loading: files and what they include, several versions, exceptions kept apart, hashes, limits. */
#include "unit/support.h"

#include "charter/shipped.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* clang-format off */
#define END {NULL, NULL, 0, 0}
#define FILE_OF(path, text) {path, text, 0, 0}
#define BROKEN(path, error) {path, NULL, 0, error}
/* clang-format on */
#define LAW(text)  "charter: 1\nid: law\n" text
#define PART(text) "charter: 1\n" text
#define MAPPING    "intake: 1\ndeclare: {activity: A, tool: T}\n"

typedef struct load_row {
    const char *name;
    memory_file files[6];
    const char *names[5]; /* the versions; none: charter.yaml */
    const char *told, *said;
    const char *exceptions;
} load_row;

static const load_row rows[] = {
    /* ---- one file ---- */
    {"a file", {FILE_OF("charter.yaml", LAW("")), END}, {NULL}, "fine", NULL, NULL},
    {"a file that does not exist", {END}, {NULL}, "input.unreadable", "does not exist", NULL},
    {"a file that may not be read",
     {BROKEN("charter.yaml", EACCES), END},
     {NULL},
     "input.unreadable",
     "may not be read",
     NULL},
    {"a folder in a file's place",
     {BROKEN("charter.yaml", EISDIR), END},
     {NULL},
     "input.unreadable",
     "a folder, not a file",
     NULL},
    {"a disk that fails",
     {BROKEN("charter.yaml", EIO), END},
     {NULL},
     "input.unreadable",
     "the disk or the connection failed",
     NULL},
    {"an error without a name",
     {BROKEN("charter.yaml", 4000), END},
     {NULL},
     "input.unreadable",
     "error 4000 (?)",
     NULL},
    {"an empty file", {FILE_OF("charter.yaml", ""), END}, {NULL}, "input.empty", "charter: 1", NULL},
    {"a file of comments", {FILE_OF("charter.yaml", "# nothing\n"), END}, {NULL}, "input.empty", NULL, NULL},
    {"a file of one null", {FILE_OF("charter.yaml", "~\n"), END}, {NULL}, "1:1 value.type", NULL, NULL},
    {"a second document", {FILE_OF("charter.yaml", LAW("---\nid: b\n")), END}, {NULL}, "4:1 yaml.syntax", NULL, NULL},
    {"a byte order mark", {FILE_OF("charter.yaml", "\xEF\xBB\xBF" LAW("")), END}, {NULL}, "fine", NULL, NULL},
    {"a fault on the line of a byte order mark",
     {FILE_OF("charter.yaml", "\xEF\xBB\xBF"
                              "charter: 2\nid: law\n"),
      END},
     {NULL},
     "1:10 value.form",
     NULL,
     NULL},
    {"UTF-16",
     {{"charter.yaml",
       "\xFF\xFE"
       "c\0h\0",
       6, 0},
      END},
     {NULL},
     "1:1 bytes.encoding",
     NULL,
     NULL},
    {"a NUL", {{"charter.yaml", "charter: 1\nid: l\0aw\n", 20, 0}, END}, {NULL}, "2:6 bytes.character", NULL, NULL},
    {"anchors and aliases may stand in a charter",
     {FILE_OF("charter.yaml", LAW("tools: {a: &a {status: approved}, b: *a}\n")), END},
     {NULL},
     "fine",
     NULL,
     NULL},
    {"a tag", {FILE_OF("charter.yaml", LAW("title: !!str T\n")), END}, {NULL}, "3:8 yaml.tag", NULL, NULL},
    {"a merge key",
     {FILE_OF("charter.yaml", LAW("tools: {a: &a {status: approved}, b: {<<: *a}}\n")), END},
     {NULL},
     "3:39 yaml.merge; 3:35 key.missing",
     NULL,
     NULL},

    /* ---- includes ---- */
    {"entries of every kind from parts",
     {FILE_OF("charter.yaml",
              LAW("include: [one.yaml, parts/two.yaml]\n"
                  "rules: {r: {when: {tool: t, facts.f: true}, duties: u}}\ngovernance: {colleges: x}\n")),
      FILE_OF("one.yaml", PART("title: One\ndata: {d: {hosting: h}}\nhosting: {h: }\nduties: {u: {due: after}}\n"
                               "x-note: mine\n")),
      FILE_OF("parts/two.yaml", PART("tools: {t: {status: approved}}\nactivities: {a: {status: allowed}}\n"
                                     "fields: {f: {type: bool}}\n"
                                     "exceptions: {e: {waives: rule.r, approved-by: x}}\n")),
      END},
     {NULL},
     "fine",
     NULL,
     NULL},
    {"one part",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", PART("")), END},
     {NULL},
     "fine",
     NULL,
     NULL},
    {"a part beside a charter elsewhere",
     {FILE_OF("law/charter.yaml", LAW("include: one.yaml\n")), FILE_OF("law/one.yaml", PART("")), END},
     {"law/charter.yaml"},
     "fine",
     NULL,
     NULL},
    {"a part that does not exist",
     {FILE_OF("charter.yaml", LAW("include: [none.yaml]\n")), END},
     {NULL},
     "3:11 input.unreadable",
     "does not exist",
     NULL},
    {"a part that is broken",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", "a: [\n"), END},
     {NULL},
     "one.yaml:2:1 yaml.syntax",
     NULL,
     NULL},
    {"a part that is empty",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", ""), END},
     {NULL},
     "one.yaml input.empty",
     NULL,
     NULL},
    {"a part without charter: 1",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", "data: {d: }\n"), END},
     {NULL},
     "one.yaml:1:1 key.missing",
     "missing from an included file",
     NULL},
    {"a part of another language",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", "charter: 2\n"), END},
     {NULL},
     "one.yaml:1:10 value.form",
     NULL,
     NULL},
    {"a part that speaks for the charter",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", PART("unlisted: {tool: forbid}\n")),
      END},
     {NULL},
     "one.yaml:2:1 key.unknown",
     "not a key of an included file",
     NULL},
    {"a part that has rules",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", PART("rules: {r: {when: {}}}\n")), END},
     {NULL},
     "one.yaml:2:1 key.unknown",
     NULL,
     NULL},
    {"a part that includes another",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", PART("include: two.yaml\n")),
      FILE_OF("two.yaml", PART("")), END},
     {NULL},
     "one.yaml:2:1 key.unknown",
     NULL,
     NULL},
    {"a charter that includes itself",
     {FILE_OF("charter.yaml", LAW("include: charter.yaml\n")), END},
     {NULL},
     "3:10 key.duplicate",
     "included twice",
     NULL},
    {"a part that is included twice",
     {FILE_OF("charter.yaml", LAW("include: [one.yaml, one.yaml]\n")), FILE_OF("one.yaml", PART("")), END},
     {NULL},
     "3:21 key.duplicate",
     NULL,
     NULL},
    {"the same id in two files",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\ndata:\n  d: {}\n")), FILE_OF("one.yaml", PART("data: {d: }\n")),
      END},
     {NULL},
     "one.yaml:2:8 key.duplicate",
     "the first is in charter.yaml, line 5",
     NULL},
    {"the same id in two parts",
     {FILE_OF("charter.yaml", LAW("include: [one.yaml, two.yaml]\n")), FILE_OF("one.yaml", PART("data: {d: }\n")),
      FILE_OF("two.yaml", PART("data: {d: }\n")), END},
     {NULL},
     "two.yaml:2:8 key.duplicate",
     "one.yaml, line 2",
     NULL},
    {"a fault within a part has its place there",
     {FILE_OF("charter.yaml", LAW("include: parts/tools.yaml\n")),
      FILE_OF("parts/tools.yaml", PART("tools: {t: {status: good}}\n")), END},
     {NULL},
     "parts/tools.yaml:2:21 value.choice",
     NULL,
     NULL},
    {"a reference out of a part has its place there",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", PART("data: {d: {above: e}}\n")), END},
     {NULL},
     "one.yaml:2:19 reference.unknown",
     NULL,
     NULL},
    {"the way up",
     {FILE_OF("charter.yaml", LAW("include: ../one.yaml\n")), END},
     {NULL},
     "3:10 include.place",
     NULL,
     NULL},
    {"the way down and up",
     {FILE_OF("charter.yaml", LAW("include: parts/../../one.yaml\n")), END},
     {NULL},
     "3:10 include.place",
     NULL,
     NULL},
    {"an absolute path",
     {FILE_OF("charter.yaml", LAW("include: /etc/passwd\n")), END},
     {NULL},
     "3:10 include.place",
     NULL,
     NULL},
    {"a path with a dot for a step",
     {FILE_OF("charter.yaml", LAW("include: ./one.yaml\n")), END},
     {NULL},
     "3:10 include.place",
     NULL,
     NULL},
    {"a path with an empty step",
     {FILE_OF("charter.yaml", LAW("include: parts//one.yaml\n")), END},
     {NULL},
     "3:10 include.place",
     NULL,
     NULL},
    {"a path that ends with a slash",
     {FILE_OF("charter.yaml", LAW("include: parts/\n")), END},
     {NULL},
     "3:10 include.place",
     NULL,
     NULL},
    {"a name that begins with two dots is a name",
     {FILE_OF("charter.yaml", LAW("include: ..one.yaml\n")), FILE_OF("..one.yaml", PART("")), END},
     {NULL},
     "fine",
     NULL,
     NULL},
    {"a shipped part that there is not",
     {FILE_OF("charter.yaml", LAW("include: 'std:nothing'\n")), END},
     {NULL},
     "3:10 include.place",
     "std:nothing",
     NULL},
    {"include that is a mapping",
     {FILE_OF("charter.yaml", LAW("include: {a: b}\n")), END},
     {NULL},
     "3:1 value.type",
     NULL,
     NULL},
    {"an empty include",
     {FILE_OF("charter.yaml", LAW("include: ['']\n")), END},
     {NULL},
     "3:11 value.empty",
     NULL,
     NULL},

    /* ---- intake mappings ---- */
    {"a mapping that the charter names",
     {FILE_OF("charter.yaml", LAW("intake: parts/map.yaml\n")), FILE_OF("parts/map.yaml", MAPPING), END},
     {NULL},
     "fine",
     NULL,
     NULL},
    {"a mapping that is not there",
     {FILE_OF("charter.yaml", LAW("intake: map.yaml\n")), END},
     {NULL},
     "3:9 input.unreadable",
     "does not exist",
     NULL},
    {"a mapping elsewhere",
     {FILE_OF("charter.yaml", LAW("intake: ../map.yaml\n")), FILE_OF("../map.yaml", MAPPING), END},
     {NULL},
     "3:9 include.place",
     NULL,
     NULL},
    {"faults of the mapping and of the charter are told together",
     {FILE_OF("charter.yaml", LAW("intake: map.yaml\ntools: {a: }\n")), FILE_OF("map.yaml", "intake: 1\n"), END},
     {NULL},
     "map.yaml:1:1 key.missing; 4:9 key.missing",
     NULL,
     NULL},
    {"a mapping among versions is none",
     {FILE_OF("a.yaml", LAW("intake: map.yaml\n")), FILE_OF("map.yaml", MAPPING), END},
     {"a.yaml", "map.yaml"},
     "fine",
     NULL,
     NULL},
    {"a part says nothing of mappings",
     {FILE_OF("charter.yaml", LAW("include: one.yaml\n")), FILE_OF("one.yaml", PART("intake: map.yaml\n")), END},
     {NULL},
     "one.yaml:2:1 key.unknown",
     NULL,
     NULL},

    /* ---- versions ---- */
    {"two versions whose dates do not overlap",
     {FILE_OF("a.yaml", LAW("until: 2025-12-31\n")), FILE_OF("b.yaml", LAW("from: 2026-01-01\n")), END},
     {"a.yaml", "b.yaml"},
     "fine",
     NULL,
     NULL},
    {"two versions that share a day",
     {FILE_OF("a.yaml", LAW("until: 2026-01-01\n")), FILE_OF("b.yaml", LAW("from: 2026-01-01\n")), END},
     {"a.yaml", "b.yaml"},
     "b.yaml:3:7 dates.overlap",
     "(2026-01-01 – …) is in force at the same time as a.yaml",
     NULL},
    {"two versions without dates",
     {FILE_OF("a.yaml", LAW("")), FILE_OF("b.yaml", LAW("")), END},
     {"a.yaml", "b.yaml"},
     "b.yaml:1:1 dates.overlap",
     "(… – …)",
     NULL},
    {"three versions, each with each",
     {FILE_OF("a.yaml", LAW("")), FILE_OF("b.yaml", LAW("")), FILE_OF("c.yaml", LAW("")), END},
     {"a.yaml", "b.yaml", "c.yaml"},
     "b.yaml:1:1 dates.overlap; c.yaml:1:1 dates.overlap; c.yaml:1:1 dates.overlap",
     NULL,
     NULL},
    {"a version with a fault beside a good one",
     {FILE_OF("a.yaml", LAW("until: 2025-12-31\n")), FILE_OF("b.yaml", LAW("colour: red\n")), END},
     {"a.yaml", "b.yaml"},
     "b.yaml:3:1 key.unknown",
     NULL,
     NULL},
    {"each version's faults are shown",
     {FILE_OF("a.yaml", LAW("colour: red\n")), FILE_OF("b.yaml", LAW("color: red\n")), END},
     {"a.yaml", "b.yaml"},
     "a.yaml:3:1 key.unknown; b.yaml:3:1 key.unknown",
     NULL,
     NULL},
    {"a version that cannot be read beside a good one",
     {FILE_OF("a.yaml", LAW("")), END},
     {"a.yaml", "b.yaml"},
     "b.yaml input.unreadable",
     NULL,
     NULL},
    {"a file that another includes is no version",
     {FILE_OF("a.yaml", LAW("include: b.yaml\n")), FILE_OF("b.yaml", PART("data: {d: }\n")), END},
     {"a.yaml", "b.yaml"},
     "fine",
     NULL,
     NULL},
    {"whatever their order",
     {FILE_OF("b.yaml", LAW("include: [a.yaml]\n")), FILE_OF("a.yaml", PART("data: {d: }\n")), END},
     {"a.yaml", "b.yaml"},
     "fine",
     NULL,
     NULL},
    {"a part of two versions",
     {FILE_OF("a.yaml", LAW("include: p.yaml\nuntil: 2025-12-31\n")),
      FILE_OF("b.yaml", LAW("include: p.yaml\nfrom: 2026-01-01\n")), FILE_OF("p.yaml", PART("data: {d: }\n")), END},
     {"a.yaml", "b.yaml", "p.yaml"},
     "fine",
     NULL,
     NULL},
    {"two versions that include each other",
     {FILE_OF("a.yaml", LAW("include: b.yaml\n")), FILE_OF("b.yaml", LAW("include: a.yaml\n")), END},
     {"a.yaml", "b.yaml"},
     "b.yaml:2:1 key.unknown; b.yaml:3:1 key.unknown; a.yaml:2:1 key.unknown; a.yaml:3:1 key.unknown",
     NULL,
     NULL},

    /* ---- exceptions kept apart ---- */
    {"exceptions kept apart",
     {FILE_OF("charter.yaml", LAW("governance: {colleges: x}\n")),
      FILE_OF("e.yaml", PART("title: T\nexceptions: {e: {waives: tool.status, approved-by: x}}\n")), END},
     {NULL},
     "fine",
     NULL,
     "e.yaml"},
    {"exceptions kept apart that do not exist",
     {FILE_OF("charter.yaml", LAW("")), END},
     {NULL},
     "e.yaml input.unreadable",
     NULL,
     "e.yaml"},
    {"a file of exceptions without exceptions",
     {FILE_OF("charter.yaml", LAW("")), FILE_OF("e.yaml", PART("")), END},
     {NULL},
     "e.yaml:1:1 key.missing",
     "missing from a file of exceptions",
     "e.yaml"},
    {"a file of exceptions that brings tools",
     {FILE_OF("charter.yaml", LAW("")), FILE_OF("e.yaml", PART("exceptions: {}\ntools: {}\n")), END},
     {NULL},
     "e.yaml:3:1 key.unknown",
     "not a key of a file of exceptions",
     "e.yaml"},
    {"an exception kept apart of the same id",
     {FILE_OF("charter.yaml", LAW("governance: {colleges: x}\nexceptions: {e: {waives: [], approved-by: x}}\n")),
      FILE_OF("e.yaml", PART("exceptions: {e: {waives: [], approved-by: x}}\n")), END},
     {NULL},
     "e.yaml:2:14 key.duplicate",
     NULL,
     "e.yaml"},
    {"an exception kept apart that means nothing",
     {FILE_OF("charter.yaml", LAW("governance: {colleges: x}\n")),
      FILE_OF("e.yaml", PART("exceptions: {e: {waives: rule.none, approved-by: x}}\n")), END},
     {NULL},
     "e.yaml:2:26 reference.unknown",
     NULL,
     "e.yaml"},
    {"an exception kept apart that means nothing in a version of another time",
     {FILE_OF("a.yaml", LAW("governance: {colleges: x}\nuntil: 2025-12-31\n")),
      FILE_OF("b.yaml", LAW("governance: {colleges: x}\nfrom: 2026-01-01\nrules: {new: {when: {}}}\n")),
      FILE_OF("e.yaml", PART("exceptions: {e: {waives: rule.new, approved-by: x, from: 2026-03-01}}\n")), END},
     {"a.yaml", "b.yaml"},
     "fine",
     NULL,
     "e.yaml"},
    {"an exception kept apart that means something in a version of another time",
     {FILE_OF("a.yaml", LAW("governance: {colleges: x}\nuntil: 2025-12-31\n")),
      FILE_OF("b.yaml", LAW("governance: {colleges: x}\nfrom: 2026-01-01\n")),
      FILE_OF("e.yaml", PART("exceptions: {e: {waives: tool.status, approved-by: x, from: 2026-03-01}}\n")), END},
     {"a.yaml", "b.yaml"},
     "fine",
     NULL,
     "e.yaml"},
    {"an exception kept apart that means nothing, of all times",
     {FILE_OF("a.yaml", LAW("governance: {colleges: x}\nuntil: 2025-12-31\n")),
      FILE_OF("b.yaml", LAW("governance: {colleges: x}\nfrom: 2026-01-01\nrules: {new: {when: {}}}\n")),
      FILE_OF("e.yaml", PART("exceptions: {e: {waives: rule.new, approved-by: x}}\n")), END},
     {"a.yaml", "b.yaml"},
     "e.yaml:2:26 reference.unknown",
     NULL,
     "e.yaml"},
};

/* "charter.yaml input.unreadable" is told without the usual name. */
static const char *told(const charter_diagnostics *diagnostics)
{
    const char *text = tell_diagnostics(diagnostics);
    return strncmp(text, "charter.yaml ", 13) == 0 ? text + 13 : text;
}

static void load(void **state)
{
    const load_row *row = *state;
    static const char *const usual[] = {"charter.yaml", NULL};
    charter_load_options options = {.exceptions = row->exceptions};
    loaded l = load_from(row->files, row->names[0] == NULL ? usual : row->names, &options);
    assert_string_equal(told(l.diagnostics), row->told);
    assert_int_equal(l.status, charter_diagnostics_error_count(l.diagnostics) > 0 ? CHARTER_INVALID : CHARTER_OK);
    if (row->said != NULL && strstr(tell_messages(l.diagnostics), row->said) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", tell_messages(l.diagnostics), row->said);
    unload(&l);
}

/* ---- exceptions kept apart judge ---- */

static void exceptions_kept_apart_waive(void **state)
{
    (void)state;
    static const memory_file files[] =
        {FILE_OF("charter.yaml", LAW("governance: {colleges: x}\nactivities: {a: {status: allowed}}\n"
                                     "tools: {bad: {status: banned}}\n")),
         FILE_OF("e.yaml", PART("exceptions:\n  e: {waives: tool.status, approved-by: x, until: 2026-06-30}\n")), END};
    static const char *const names[] = {"charter.yaml", NULL};
    charter_load_options options = {.exceptions = "e.yaml"};
    loaded l = load_from(files, names, &options);
    const char *declaration = "usage: 1\nactivity: a\ntool: bad\n";
    assert_string_equal(tell_verdicts(l.charter, declaration, "2026-06-30", 0),
                        "compliant | tool.status waived forbid");
    assert_string_equal(tell_verdicts(l.charter, declaration, "2026-07-01", TELL_LAW),
                        "non-compliant | tool.status breached forbid <5:15 | exception.e breached advise <3:44");
    unload(&l);
}

/* ---- hashes: as sha256sum prints them ---- */

typedef struct hash_row {
    const char *name;
    memory_file files[4];
    const char *exceptions, *sha256;
} hash_row;

static const hash_row hashes[] = {
    /* printf 'charter: 1\nid: law\n' | sha256sum */
    {"of one file, the file's own",
     {FILE_OF("charter.yaml", LAW("")), END},
     NULL,
     "110b9b21b4ee4faa6d74e7b92148c895ecbe9edcdd9040ec0391d146e5216915"},
    /* printf '\357\273\277charter: 1\nid: law\n' | sha256sum */
    {"a byte order mark counts",
     {FILE_OF("charter.yaml", "\xEF\xBB\xBF" LAW("")), END},
     NULL,
     "bc3dee902990842f6e2f816f220f67bcf22083f6fb5390def007707ea7d43394"},
    /* sha256sum charter.yaml one.yaml parts/two.yaml | sha256sum, in the charter's folder */
    {"of several, that of the lines that sha256sum prints",
     {FILE_OF("charter.yaml", LAW("include: [one.yaml, parts/two.yaml]\n")), FILE_OF("one.yaml", PART("")),
      FILE_OF("parts/two.yaml", PART("title: T\n")), END},
     NULL,
     "66271dec49d95c962af8cb4c6cc5f5ef54fe6ea3ceaa1c4951d137bf1d3ea19b"},
    {"exceptions kept apart are no part of it",
     {FILE_OF("charter.yaml", LAW("")), FILE_OF("e.yaml", PART("exceptions: {}\n")), END},
     "e.yaml",
     "110b9b21b4ee4faa6d74e7b92148c895ecbe9edcdd9040ec0391d146e5216915"},
    /* sha256sum charter.yaml parts/map.yaml | sha256sum */
    {"the mapping that it names is a part of it",
     {FILE_OF("charter.yaml", LAW("intake: parts/map.yaml\n")), FILE_OF("parts/map.yaml", MAPPING), END},
     NULL,
     "5c21e8ed63104f49b67140e75a90547cf27f588e92307b3c3f0a5c1719d23277"},
};

static void hash(void **state)
{
    const hash_row *row = *state;
    static const char *const names[] = {"charter.yaml", NULL};
    charter_load_options options = {.exceptions = row->exceptions};
    char sha256[CHARTER_SHA256_SIZE];
    loaded l = load_from(row->files, names, &options);
    assert_int_equal(l.status, CHARTER_OK);
    charter_version_sha256(l.charter, 0, sha256);
    assert_string_equal(sha256, row->sha256);
    unload(&l);
}

static void beside_the_charter_have_hashes_of_their_own(void **state)
{
    (void)state;
    static const memory_file files[] = {FILE_OF("charter.yaml", LAW("intake: map.yaml\n")),
                                        FILE_OF("map.yaml", MAPPING), FILE_OF("e.yaml", PART("exceptions: {}\n")), END};
    static const char *const names[] = {"charter.yaml", NULL};
    charter_load_options options = {.exceptions = "e.yaml"};
    char sha256[CHARTER_SHA256_SIZE];
    loaded l = load_from(files, names, &options), without = load_from(files, names, NULL);
    assert_int_equal(l.status, CHARTER_OK);
    charter_exceptions_sha256(l.charter, sha256); /* printf 'charter: 1\nexceptions: {}\n' | sha256sum */
    assert_string_equal(sha256, "8ac8c7febfa9fd365c2864366c82ff9999babd8c15905f93472c0043ca78dc71");
    charter_intake_sha256(charter_intake_on(l.charter, 20000), sha256); /* sha256sum map.yaml */
    assert_string_equal(sha256, "c6d007701b1e1ccd19df1667b9457d1bc2370db957e1f4eefbf459fc9ae70734");
    charter_exceptions_sha256(without.charter, sha256);
    assert_string_equal(sha256, "");
    unload(&without);
    unload(&l);
}

/* The folder that a charter lies in is no part of its hash. */
static void a_hash_does_not_depend_on_the_folder(void **state)
{
    (void)state;
    static const memory_file files[] = {FILE_OF("law/2026/charter.yaml", LAW("include: [one.yaml, parts/two.yaml]\n")),
                                        FILE_OF("law/2026/one.yaml", PART("")),
                                        FILE_OF("law/2026/parts/two.yaml", PART("title: T\n")), END};
    static const char *const names[] = {"law/2026/charter.yaml", NULL};
    char sha256[CHARTER_SHA256_SIZE];
    loaded l = load_from(files, names, NULL);
    assert_int_equal(l.status, CHARTER_OK);
    charter_version_sha256(l.charter, 0, sha256);
    assert_string_equal(sha256, hashes[2].sha256);
    unload(&l);
}

/* ---- limits ---- */

typedef struct limit_row {
    const char *name, *text;
    charter_limits limits;
    const char *told;
} limit_row;

static const limit_row limits[] = {
    {"within the limit of bytes", LAW(""), {.document_bytes = 19}, "fine"},
    {"beyond the limit of bytes", LAW(""), {.document_bytes = 18}, "input.unreadable"},
    {"within the limit of depth", LAW("x-a: [[]]\n"), {.depth = 3}, "fine"},
    {"beyond the limit of depth", LAW("x-a: [[[]]]\n"), {.depth = 3}, "3:8 limit.depth"},
    {"no limit allows more depth than the reader can hold", LAW("x-a: [[[]]]\n"), {.depth = 1000000}, "fine"},
    {"beyond the limit of nodes", LAW("x-a: [1, 2, 3, 4, 5, 6]\n"), {.nodes = 8}, "3:10 limit.nodes"},
};

static void keep_limits(void **state)
{
    const limit_row *row = *state;
    const memory_file files[] = {FILE_OF("charter.yaml", row->text), END};
    static const char *const names[] = {"charter.yaml", NULL};
    charter_load_options options = {.limits = row->limits};
    loaded l = load_from(files, names, &options);
    assert_string_equal(told(l.diagnostics), row->told);
    unload(&l);
}

static void a_charter_has_a_greatest_size(void **state)
{
    (void)state;
    enum { LIMIT = 4 << 20 };
    char *text = malloc(LIMIT + 2);
    assert_non_null(text);
    for (int extra = 0; extra < 2; extra++) {
        memset(text, '#', LIMIT + 1);
        for (size_t i = 80; i < LIMIT; i += 80)
            text[i] = '\n';
        memcpy(text, LAW(""), strlen(LAW("")));
        text[LIMIT + extra - 1] = '\n';
        text[LIMIT + extra] = '\0';
        loaded l = load_text(text);
        assert_string_equal(told(l.diagnostics), extra == 0 ? "fine" : "input.unreadable");
        unload(&l);
    }
    free(text);
}

static void a_charter_includes_no_more_files_than_people_read(void **state)
{
    (void)state;
    enum { MOST = 256 };
    static memory_file files[MOST + 3];
    static char names[MOST + 1][16], text[8192];
    size_t length = (size_t)snprintf(text, sizeof text, LAW("include: ["));
    for (int i = 0; i <= MOST; i++) {
        snprintf(names[i], sizeof names[i], "p%d.yaml", i);
        length += (size_t)snprintf(text + length, sizeof text - length, "%s,\n", names[i]);
        files[i + 1] = (memory_file)FILE_OF(names[i], PART(""));
    }
    snprintf(text + length, sizeof text - length, "]\n");
    files[0] = (memory_file)FILE_OF("charter.yaml", text);
    static const char *const usual[] = {"charter.yaml", NULL};
    loaded l = load_from(files, usual, NULL);
    assert_string_equal(tell_diagnostics(l.diagnostics), "259:1 limit.entries");
    unload(&l);
}

static void each_shipped_part_is_there(void **state)
{
    (void)state;
    static const char *const parts[] = {"std:detectors", "std:traces", "std:tools"};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        ch_text bytes = ch_shipped_file(ch_text_of(parts[i]));
        assert_non_null(bytes.at);
        assert_true(ch_text_begins(bytes, "# ") && memchr(bytes.at, '\n', bytes.length) != NULL);
        assert_non_null(strstr(ch_shipped_names, parts[i]));
    }
    assert_null(ch_shipped_file(CH_LITERAL("std:nothing")).at);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(rows, load),
        TEST(exceptions_kept_apart_waive),
        TEST_ROWS(hashes, hash),
        TEST(beside_the_charter_have_hashes_of_their_own),
        TEST(a_hash_does_not_depend_on_the_folder),
        TEST_ROWS(limits, keep_limits),
        TEST(a_charter_has_a_greatest_size),
        TEST(a_charter_includes_no_more_files_than_people_read),
        TEST(each_shipped_part_is_there),
    };
    return RUN_TABLES(tables);
}
