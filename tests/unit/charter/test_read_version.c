/* Reading a charter: every key with what it takes, and every fault with its place. */
#include "unit/charter/faults.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the top level ---- */

static const fault_row top[] = {
    {"the least of charters", LAW(""), "fine", NULL},
    {"every key of a charter",
     LAW("title: T\nversion: '2026.1'\nlang: fr\nfrom: 2026-01-01\nuntil: 2026-12-31\nreview-by: 2026-09-30\n"
         "governance: {body: B, contact: c@example.org, colleges: [x], approval: {review: [x]}}\n"
         "unlisted: {activity: review, tool: review, data: forbid}\nunits: [A]\nroles: {r: {title: R}}\n"
         "include: []\ncommitments: {c: {title: C}}\ndata: {d: }\nhosting: {h: }\nduties: {u: {due: after}}\n"
         "tools: {t: {status: approved}}\nactivities: {a: {status: allowed}}\nfields: {f: {type: bool}}\n"
         "rules: {r: {when: {tool: t}}}\nexceptions: {e: {waives: tool.status, approved-by: x}}\n"),
     "fine", NULL},
    {"null values are absent keys",
     LAW("title:\nversion: ~\nlang: null\nfrom:\nuntil:\nreview-by:\ngovernance:\nunlisted:\nunits:\nroles:\ninclude:\n"
         "commitments:\ndata:\nhosting:\nduties:\ntools:\nactivities:\nfields:\nrules:\nexceptions:\n"),
     "fine", NULL},
    {"x- keys are one's own", LAW("x-anything: {a: [1, 2]}\n"), "fine", NULL},
    {"an empty mapping is no charter", "{}\n", "1:1 key.missing; 1:1 key.missing", NULL},
    {"a list is no charter", "- charter: 1\n", "1:1 value.type", NULL},
    {"a word is no charter", "charter\n", "1:1 value.type", NULL},
    {"without charter", "id: law\n", "1:1 key.missing", "\"charter\" is missing"},
    {"without id", "charter: 1\n", "1:1 key.missing", "\"id\" is missing"},
    {"another version of the language", "charter: 2\nid: law\n", "1:10 value.form", "write charter: 1"},
    {"a version of the language that is no number", "charter: [1]\nid: law\n", "1:1 value.form", NULL},
    {"a quoted version of the language", "charter: '1'\nid: law\n", "fine", NULL},
    {"a declaration in a charter's place", "usage: 1\nactivity: x\ntool: y\n",
     "1:1 key.unknown; 2:1 key.unknown; 3:1 key.unknown; 1:1 key.missing; 1:1 key.missing", NULL},
    {"an unknown key", LAW("tool: {}\n"), "3:1 key.unknown", "did you mean \"tools\"?"},
    {"an unknown key like no other", LAW("colour: red\n"), "3:1 key.unknown", "its keys are: charter, id, title"},
    {"a reserved key", LAW("extends: other.yaml\n"), "3:1 key.unsupported", NULL},
    {"an id with a capital", "charter: 1\nid: Law\n", "2:5 id.form", NULL},
    {"an id that begins with a hyphen", "charter: 1\nid: -law\n", "2:5 id.form", NULL},
    {"an id with a slash", "charter: 1\nid: a/b\n", "2:5 id.form", NULL},
    {"an id that is a list", "charter: 1\nid: [law]\n", "2:1 value.type", NULL},
    {"an id of digits", "charter: 1\nid: 2026\n", "fine", NULL},
    {"a title by language", LAW("title: {fr: Charte, en: Charter, de: Charta}\n"), "fine", NULL},
    {"a title by something else", LAW("title: {french: Charte}\n"), "3:9 key.unknown", "not the code of a language"},
    {"a title that is a list", LAW("title: [Charte]\n"), "3:1 value.type", NULL},
    {"a title of a language that is a list", LAW("title: {fr: [Charte]}\n"), "3:9 value.type", NULL},
    {"an empty version", LAW("version: ''\n"), "3:10 value.empty", NULL},
    {"a language", LAW("lang: de\n"), "fine", NULL},
    {"a language of three letters", LAW("lang: fra\n"), "3:7 value.form", NULL},
    {"a language in capitals", LAW("lang: FR\n"), "3:7 value.form", NULL},
    {"a language with a digit", LAW("lang: f1\n"), "3:7 value.form", NULL},
    {"a language of one letter of two bytes", LAW("lang: é\n"), "3:7 value.form", NULL},
    {"a language of other characters", LAW("lang: '{}'\n"), "3:7 value.form", NULL},
    {"a language with a capital", LAW("lang: fR\n"), "3:7 value.form", NULL},
    {"a language with a country", LAW("lang: fr-FR\n"), "3:7 value.form", NULL},
    {"a date that does not exist", LAW("from: 2026-02-30\n"), "3:7 value.type", "not a date that exists"},
    {"a date of another form", LAW("until: 31/12/2026\n"), "3:8 value.type", NULL},
    {"a date with a time", LAW("review-by: 2026-01-01T00:00:00Z\n"), "3:12 value.type", NULL},
    {"several faults in one run", "charter: 1\nid: A\nfrom: soon\ncolour: red\n",
     "2:5 id.form; 3:7 value.type; 4:1 key.unknown", NULL},
};

/* ---- governance, unlisted, units and roles ---- */

static const fault_row whole[] = {
    {"governance that is a word", LAW("governance: us\n"), "3:13 value.type", NULL},
    {"an unknown key of governance", LAW("governance: {college: [x]}\n"), "3:14 key.unknown",
     "did you mean \"colleges\"?"},
    {"a body by language", LAW("governance: {body: {fr: Instance}, contact: {en: us}}\n"), "fine", NULL},
    {"colleges in a mapping", LAW("governance: {colleges: {x: 1}}\n"), "3:14 value.type", NULL},
    {"an empty college", LAW("governance: {colleges: [x, '']}\n"), "3:28 value.empty", NULL},
    {"one college", LAW("governance: {colleges: x}\n"), "fine", NULL},
    {"approval that is a list", LAW("governance: {colleges: [x], approval: [x]}\n"), "3:29 value.type", NULL},
    {"unlisted that is a word", LAW("unlisted: forbid\n"), "3:11 value.type", NULL},
    {"unlisted: another word", LAW("unlisted: {tool: allow}\n"), "3:18 value.choice", "write one of: review, forbid"},
    {"unlisted: a word misspelt", LAW("unlisted: {data: forbidd}\n"), "3:18 value.choice", "did you mean \"forbid\"?"},
    {"unlisted: an unknown key", LAW("unlisted: {tools: review}\n"), "3:12 key.unknown", "did you mean \"tool\"?"},
    {"one unit", LAW("units: DMRG\n"), "fine", NULL},
    {"units with titles", LAW("units: {DMRG: {title: {fr: Direction}, from: 2026-01-01}, DSDS: }\n"), "fine", NULL},
    {"an unknown key of a unit", LAW("units: {DMRG: {titel: T}}\n"), "3:16 key.unknown", "did you mean \"title\"?"},
    {"a unit that is a word", LAW("units: {DMRG: yes}\n"), "3:15 value.type", NULL},
    {"an empty role", LAW("roles: [a, '']\n"), "3:12 value.empty", NULL},
    {"roles within roles", LAW("roles: [[a]]\n"), "3:9 value.type", NULL},
};

/* ---- vocabularies ---- */

static const fault_row vocabularies[] = {
    {"a vocabulary that is a list", LAW("tools: [a]\n"), "3:1 value.type", NULL},
    {"a vocabulary that is a word", LAW("activities: all\n"), "3:13 value.type", NULL},
    {"an entry that is a word", LAW("data: {public: yes}\n"), "3:16 value.type", NULL},
    {"an entry that is a list", LAW("tools: {a: []}\n"), "3:9 value.type", NULL},
    {"an id in capitals", LAW("hosting: {EU: {}}\n"), "3:11 id.form", NULL},
    {"an id with an accent", LAW("activities: {rédaction: {status: allowed}}\n"), "3:14 id.form", NULL},
    {"an id with an underscore", LAW("duties: {human_review: {due: after}}\n"), "3:10 id.form", NULL},
    {"an id with a slash, reserved", LAW("rules: {a/b: {when: {}}}\n"), "3:9 id.form", NULL},
    {"an empty id", LAW("data: {'': {}}\n"), "3:8 id.form", NULL},
    {"an id that begins with a digit", LAW("data: {1st: {}}\n"), "fine", NULL},
    {"a field's id with an underscore", LAW("fields: {training_opt_out: {type: bool}}\n"), "fine", NULL},
    {"a field's id with a hyphen", LAW("fields: {opt-out: {type: bool}}\n"), "3:10 id.form", "begin with a letter"},
    {"a field's id that begins with a digit", LAW("fields: {1st: {type: bool}}\n"), "3:10 id.form", NULL},
    {"the same id twice is told once", LAW("data:\n  a: {}\n  a: {}\n"), "5:3 key.duplicate", NULL},

    {"what every entry may carry",
     LAW("hosting: {h: {title: T, because: {fr: B}, article: '5.1', learn: 'https://example.org/', from: 2026-01-01,\n"
         "  until: 2026-12-31, x-note: mine}}\n"),
     "fine", NULL},
    {"a because that is a list", LAW("hosting: {h: {because: [b]}}\n"), "3:15 value.type", NULL},
    {"an until that is no date", LAW("hosting: {h: {until: never}}\n"), "3:22 value.type", NULL},
    {"an unknown key of a hosting", LAW("hosting: {h: {status: approved}}\n"), "3:15 key.unknown",
     "not a key of a hosting"},
    {"an unknown key of a commitment", LAW("commitments: {c: {effect: forbid}}\n"), "3:19 key.unknown",
     "not a key of a commitment"},

    {"every key of a data class",
     LAW("data: {low: {}, high: {above: [low], hosting: [h], duties: [d]}}\nhosting: {h: }\nduties: {d: {due: after}}\n"),
     "fine", NULL},
    {"an unknown key of a data class", LAW("data: {a: {abov: b}}\n"), "3:12 key.unknown", "did you mean \"above\"?"},
    {"above that is a mapping", LAW("data: {a: {above: {b: 1}}}\n"), "3:12 value.type", NULL},
    {"an empty name above", LAW("data: {a: {above: ['']}}\n"), "3:20 value.empty", NULL},

    {"every key of a duty",
     LAW("duties: {d: {due: before, evidence: [review, training], accepts: [a, b], by-another: true, valid-for: P2Y,\n"
         "  every: P1M}}\n"),
     "fine", NULL},
    {"a duty without due", LAW("duties: {d: {}}\n"), "3:10 key.missing", "\"due\" is missing from a duty"},
    {"a duty that is null", LAW("duties:\n  d:\n"), "4:3 key.missing", NULL},
    {"due at another time", LAW("duties: {d: {due: during}}\n"), "3:19 value.choice", "write one of: before, after"},
    {"by-another: yes", LAW("duties: {d: {due: after, by-another: yes}}\n"), "3:38 value.type", NULL},
    {"valid-for in words", LAW("duties: {d: {due: after, valid-for: 2 years}}\n"), "3:37 value.type", "not a duration"},
    {"every hour", LAW("duties: {d: {due: after, every: PT1H}}\n"), "3:33 value.type", NULL},
    {"an unknown key of a duty", LAW("duties: {d: {due: after, validfor: P1Y}}\n"), "3:26 key.unknown",
     "did you mean \"valid-for\"?"},

    {"every key of a tool",
     LAW("tools:\n  t: {status: approved, vendor: V, aliases: [T], pattern: t, hosting: h, data: [d], activities: [a],\n"
         "    duties: [u], trains-on-inputs: false, retention: P30D, instead: [t],\n"
         "    footprint: {per: request, energy-wh: [0.2, 0.5], co2-g: [0.02, 0.05], water-ml: [0, 0], scope: s,\n"
         "      source: x, on: 2025-08-01}}\n"
         "hosting: {h: }\ndata: {d: }\nactivities: {a: {status: allowed}}\nduties: {u: {due: after}}\n"),
     "fine", NULL},
    {"a tool without status", LAW("tools: {t: {vendor: V}}\n"), "3:9 key.missing", "\"status\" is missing from a tool"},
    {"a tool of another status", LAW("tools: {t: {status: allowed}}\n"), "3:21 value.choice",
     "write one of: recommended, approved, tolerated, banned"},
    {"a status misspelt", LAW("tools: {t: {status: aproved}}\n"), "3:21 value.choice", "did you mean \"approved\"?"},
    {"a status that is a list", LAW("tools: {t: {status: [approved]}}\n"), "3:13 value.type", NULL},
    {"two hostings of a tool", LAW("tools: {t: {status: approved, hosting: [a, b]}}\n"), "3:31 value.type", NULL},
    {"a tool that trains on inputs: maybe", LAW("tools: {t: {status: approved, trains-on-inputs: maybe}}\n"),
     "3:49 value.type", "write true or false"},
    {"retention in words", LAW("tools: {t: {status: approved, retention: a month}}\n"), "3:42 value.type", NULL},
    {"an unknown key of a tool", LAW("tools: {t: {status: approved, alias: [x]}}\n"), "3:31 key.unknown",
     "did you mean \"aliases\"?"},
    {"an empty alias", LAW("tools: {t: {status: approved, aliases: ['']}}\n"), "3:41 value.empty", NULL},

    {"a footprint without per", LAW("tools: {t: {status: approved, footprint: {energy-wh: [1, 2]}}}\n"),
     "3:31 key.missing", "\"per\" is missing from a footprint"},
    {"a footprint per something else", LAW("tools: {t: {status: approved, footprint: {per: token}}}\n"),
     "3:48 value.choice", NULL},
    {"a footprint that is a number", LAW("tools: {t: {status: approved, footprint: 3}}\n"), "3:42 value.type", NULL},
    {"a figure that is a number", LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: 3}}}\n"),
     "3:64 value.type", NULL},
    {"an interval of one figure", LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [3]}}}\n"),
     "3:57 value.form", "write [0.2, 0.5]"},
    {"an interval with decimal commas",
     LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [0,2, 0,5]}}}\n"), "3:57 value.form",
     "write [0.2, 0.5]"},
    {"one figure with a decimal comma",
     LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [0,5]}}}\n"), "3:57 value.form",
     "write [0.5], or a space after every comma"},
    {"an interval of three figures",
     LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [1, 2, 3]}}}\n"), "3:57 value.form", NULL},
    {"an interval turned round", LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [2, 1]}}}\n"),
     "3:57 value.form", NULL},
    {"an interval below zero", LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [-1, 1]}}}\n"),
     "3:57 value.form", NULL},
    {"an interval of words", LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [few, 1]}}}\n"),
     "3:57 value.form", NULL},
    {"an interval to a word", LAW("tools: {t: {status: approved, footprint: {per: request, co2-g: [1, many]}}}\n"),
     "3:57 value.form", NULL},
    {"an interval of lists", LAW("tools: {t: {status: approved, footprint: {per: request, water-ml: [[1], 2]}}}\n"),
     "3:57 value.form", NULL},
    {"an interval to a list", LAW("tools: {t: {status: approved, footprint: {per: request, water-ml: [1, [2]]}}}\n"),
     "3:57 value.form", NULL},
    {"an empty interval", LAW("tools: {t: {status: approved, footprint: {per: request, energy-wh: []}}}\n"),
     "3:57 value.form", NULL},
    {"an unknown key of a footprint",
     LAW("tools: {t: {status: approved, footprint: {per: request, energy: [1, 2]}}}\n"), "3:57 key.unknown",
     "did you mean \"energy-wh\"?"},

    {"every key of an activity",
     LAW("activities: {a: {status: allowed, aliases: A, data: d, autonomy: assist, duties: u,\n"
         "  tools: {only: [t], not: [t], status: [approved]}}}\n"
         "data: {d: }\nduties: {u: {due: after}}\ntools: {t: {status: approved}}\n"),
     "fine", NULL},
    {"an activity without status", LAW("activities: {a: {}}\n"), "3:14 key.missing",
     "\"status\" is missing from an activity"},
    {"an activity of another status", LAW("activities: {a: {status: approved}}\n"), "3:26 value.choice",
     "write one of: allowed, restricted, banned"},
    {"an unknown autonomy", LAW("activities: {a: {status: allowed, autonomy: asist}}\n"), "3:45 value.choice",
     "did you mean \"assist\"?"},
    {"tools that are a list", LAW("activities: {a: {status: allowed, tools: [t]}}\n"), "3:35 value.type", NULL},
    {"an unknown key of an activity's tools", LAW("activities: {a: {status: allowed, tools: {onyl: t}}}\n"),
     "3:43 key.unknown", "did you mean \"only\"?"},
    {"an unknown status of an activity's tools", LAW("activities: {a: {status: allowed, tools: {status: [good]}}}\n"),
     "3:52 value.choice", NULL},
    {"one unknown status of an activity's tools", LAW("activities: {a: {status: allowed, tools: {status: good}}}\n"),
     "3:51 value.choice", NULL},
    {"an unknown key of an activity", LAW("activities: {a: {status: allowed, dutys: u}}\n"), "3:35 key.unknown",
     "did you mean \"duties\"?"},

    {"every type of field",
     LAW("fields: {c: {type: choice, values: [x, y]}, b: {type: bool}, t: {type: text}, n: {type: number},\n"
         "  d: {type: date}}\n"),
     "fine", NULL},
    {"a field without type", LAW("fields: {f: {}}\n"), "3:10 key.missing", "\"type\" is missing from a field"},
    {"a field of another type", LAW("fields: {f: {type: string}}\n"), "3:20 value.choice",
     "write one of: choice, bool, text, number, date"},
    {"an unknown key of a field", LAW("fields: {f: {type: bool, value: true}}\n"), "3:26 key.unknown",
     "did you mean \"values\"?"},

    {"every key of a rule",
     LAW("rules: {r: {when: {}, require: {}, effect: advise}, s: {when: {}, duties: [], effect: review},\n"
         "  t: {when: {}, effect: forbid}}\n"),
     "fine", NULL},
    {"another effect", LAW("rules: {r: {when: {}, effect: deny}}\n"), "3:31 value.choice",
     "write one of: advise, review, forbid"},
    {"an unknown key of a rule", LAW("rules: {r: {if: {}, when: {}}}\n"), "3:13 key.unknown", "not a key of a rule"},

    {"an exception without waives", LAW("governance: {colleges: [x]}\nexceptions: {e: {approved-by: x}}\n"),
     "4:14 key.missing", "\"waives\" is missing from an exception"},
    {"an unknown key of an exception",
     LAW("governance: {colleges: [x]}\nexceptions: {e: {waives: tool.status, approved_by: x}}\n"), "4:39 key.unknown",
     "did you mean \"approved-by\"?"},
};

/* ---- limits ---- */

/* "data: {a0: {}, a1: {}, …}" */
static char *many(const char *vocabulary, const char *entry, int count)
{
    size_t room = (size_t)count * (strlen(entry) + 16) + 64, length;
    char *text = malloc(room);
    assert_non_null(text);
    length = (size_t)snprintf(text, room, LAW("%s: {"), vocabulary);
    for (int i = 0; i < count; i++)
        length += (size_t)snprintf(text + length, room - length, "a%d: %s,\n", i, entry);
    snprintf(text + length, room - length, "}\n");
    return text;
}

typedef struct limit_row {
    const char *name, *vocabulary, *entry;
    int most;
} limit_row;

static const limit_row limits[] = {
    {"data classes", "data", "{}", 256},
    {"hostings", "hosting", "{}", 256},
    {"duties", "duties", "{due: after}", 256},
    {"fields", "fields", "{type: bool}", 256},
    {"tools", "tools", "{status: approved}", 20000},
    {"activities", "activities", "{status: allowed}", 20000},
    {"rules", "rules", "{when: {}}", 20000},
    {"commitments", "commitments", "{}", 20000},
};

static void limit_entries(void **state)
{
    const limit_row *row = *state;
    for (int extra = 0; extra < 2; extra++) {
        char *text = many(row->vocabulary, row->entry, row->most + extra);
        loaded l = load_text(text);
        assert_string_equal(tell_diagnostics(l.diagnostics), extra == 0 ? "fine" : "3:1 limit.entries");
        unload(&l);
        free(text);
    }
}

/* ---- what a version says of itself ---- */

static void a_version_says_what_it_is(void **state)
{
    (void)state;
    charter *the_charter = good_charter("charter: 1\nid: statistics\nversion: '2026.1'\nfrom: 2026-01-01\n");
    assert_int_equal(charter_version_count(the_charter), 1);
    charter_identity identity = charter_version_at(the_charter, 0);
    assert_text_equal(identity.id, "statistics");
    assert_text_equal(identity.version, "2026.1");
    assert_int_equal(identity.from, day("2026-01-01"));
    assert_int_equal(identity.until, CHARTER_NO_DAY);
    assert_string_equal(identity.file, "charter.yaml");
    charter_free(the_charter);
}

int main(void)
{
    static const test_table tables[] = {
        TEST_ROWS(top, check_fault),      TEST_ROWS(whole, check_fault),   TEST_ROWS(vocabularies, check_fault),
        TEST_ROWS(limits, limit_entries), TEST(a_version_says_what_it_is),
    };
    return RUN_TABLES(tables);
}
