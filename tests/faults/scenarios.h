/* scenarios: the runs of the command line that are made to fail, one row each. */
#ifndef TESTS_FAULTS_SCENARIOS_H
#define TESTS_FAULTS_SCENARIOS_H

#include <dirent.h>
#include <sqlite3.h>
#include <zlib.h>
#include <zstd.h>

#include "faults/faults.h"

enum { MOST_ARGUMENTS = 20 };

typedef struct scenario {
    const char *name;
    /* "@" stands for the scratch folder, "=" for the project's. A word before "charter-check" is the folder of the
     * scratch folder in which it runs. */
    const char *arguments[MOST_ARGUMENTS];
} scenario;

static const scenario scenarios[] = {
    {"one declaration as text",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/whole.yaml", "@/note.yaml", NULL}},
    {"a stream as ndjson",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "ndjson", "@/stream.yaml", NULL}},
    {"a folder as json, and a file of it",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "json", "--output",
      "ndjson=@/report", "@/folder", NULL}},
    {"a charter with mistakes", {"charter-check", "--charter", "@/broken.yaml", "@/stream.yaml", NULL}},
    {"slips in the syntax, in French",
     {"charter-check", "--lang", "fr", "--charter", "@/law.yaml", "@/slips.yaml", NULL}},
    {"an exceptions file, in French",
     {"charter-check", "--lang", "fr", "--at", "2026-05-02", "--charter", "@/law.yaml", "--exceptions",
      "@/exceptions.yaml", "--verbose", "@/stream.yaml", NULL}},
    {"a folder as sarif, and as junit in a file",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "sarif", "--output",
      "junit=@/report", "@/folder", NULL}},
    {"a folder as gitlab, and as tap in a file",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "gitlab", "--output",
      "tap=@/report", "@/folder", NULL}},
    {"a stream as markdown",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "markdown", "@/stream.yaml", NULL}},
    {"a stream as github",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "github", "@/stream.yaml", NULL}},
    {"an audit, with a page in a file",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "csv", "--output",
      "html=@/report", "@/stream.yaml", NULL}},
    {"a part of an audit",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--lang", "fr", "--with-names",
      "--partial", "@/report", "@/stream.yaml", NULL}},
    {"a publication beside an earlier one, and as a page in a file",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--publish", "--min-group", "2",
      "--published", "@/earlier.json", "--format", "json", "--output", "html=@/report", "@/grown.yaml", NULL}},
    {"an audit of what is declared, by a fact, and of what a log measured",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/whole.yaml", "--intake", "@/log.intake.yaml",
      "--by", "facts.account", "--format", "csv", "--output", "html=@/report", "@/log.json", "@/open-note.yaml", NULL}},
    {"an earlier publication with mistakes",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--publish", "--published",
      "@/one.json", "@/grown.yaml", NULL}},
    {"a register in JSON",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--intake", "@/nested.intake.yaml", "--format",
      "csv", "--delimiter", ";", "@/nested.json", NULL}},
    {"traces in a folder, and as junit in a file",
     {"charter-check", "scan", "--at", "2026-11-02", "--charter", "@/law.yaml", "--declarations", "@/stream.yaml",
      "--exclude", "one.yaml", "--output", "junit=@/report", "@/folder", NULL}},
    {"a part of an audit, merged", {"charter-check", "merge", "--format", "csv", "@/one.part", NULL}},
    {"a part with what a log measured, merged",
     {"charter-check", "merge", "--lang", "fr", "--format", "json", "--output", "markdown=@/report", "@/measured.part",
      NULL}},
    {"a register by its mapping",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--intake", "@/mapping.yaml", "@/register.csv",
      NULL}},
    {"dates that say no day",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/months.yaml", "--intake", "@/months.intake.yaml",
      "--format", "json", "@/months.csv", NULL}},
    {"a mapping with mistakes",
     {"charter-check", "--charter", "@/law.yaml", "--intake", "@/mistaken.yaml", "@/register.csv", NULL}},
    {"registers with a mapping each",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--intake", "@/mapping.yaml", "--intake",
      "@/named.yaml", "@/register.csv", NULL}},
    {"a mapping that the charter does not fit",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--intake", "@/unlike.yaml", "@/register.csv",
      NULL}},
    {"declarations with keys that there are not",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "ndjson", "@/unknown.yaml", NULL}},
    {"the tables", {"charter-check", "tables", NULL}},
    {"ids of a charter", {"charter-check", "tables", "--ids", "tools", "--charter", "@/law.yaml", NULL}},
    {"a charter looked over", {"charter-check", "lint", "--at", "2026-11-02", "@/law.yaml", NULL}},
    {"a doubtful charter looked over, as sarif, and as json in a file",
     {"charter-check", "lint", "--at", "2026-11-02", "--format", "sarif", "--output", "json=@/report",
      "@/doubtful.yaml", NULL}},
    {"a charter with mistakes looked over, as markdown",
     {"charter-check", "lint", "--format", "markdown", "@/broken.yaml", NULL}},
    {"cases of a charter, as lcov, and as junit in a file",
     {"charter-check", "test", "--jobs", "1", "--at", "2026-11-02", "--exceptions", "@/exceptions.yaml", "--format",
      "lcov", "--output", "junit=@/report", "@/tiny.yaml", "@/tiny.cases.yaml", NULL}},
    {"cases that differ, mutants of a charter, as text, and as json in a file",
     {"charter-check", "test", "--jobs", "1", "--at", "2026-11-02", "--mutants", "--output", "json=@/report",
      "@/tiny.yaml", "@/stale.yaml", NULL}},
    {"a claim, as json, and as text in a file",
     {"charter-check", "prove", "--at", "2026-11-02", "--format", "json", "--output", "text=@/report", "@/tiny.yaml",
      "never: {tool: good}", NULL}},
    {"a claim with a mistake",
     {"charter-check", "prove", "--at", "2026-11-02", "@/tiny.yaml", "never: {usage.outptu: public}", NULL}},
    {"a first mapping for a register", {"charter-check", "intake", "@/register.csv", NULL}},
    {"a first mapping with a charter's words",
     {"charter-check", "intake", "--at", "2026-11-02", "--charter", "@/whole.yaml", "@/register.csv", NULL}},
    {"a first mapping for a workbook of several sheets", {"charter-check", "intake", "@/sheets.xlsx", NULL}},
    {"a workbook as a register",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--intake", "@/mapping.yaml", "@/sheets.ods",
      NULL}},
    {"a declaration that is begun, in a file",
     {"charter-check", "init", "--at", "2026-11-02", "--charter", "@/whole.yaml", "--force", "@/report", NULL}},
    {"a charter from answers, in French",
     {"charter-check", "init", "charter", "--lang", "fr", "--at", "2026-11-02", "--defaults", "--answer",
      "organisation=Ville d'\xc3\x89vreux", "--answer", "tools=own,eu", NULL}},
    {"a copy of a shipped charter", {"charter-check", "init", "charter", "--from", "ai-act", "@/report", NULL}},
    {"what is open",
     {"charter-check", "complete", "--at", "2026-11-02", "--charter", "@/whole.yaml", "@/note.yaml", NULL}},
    {"what is open, in place",
     {"charter-check", "complete", "--in-place", "--at", "2026-11-02", "--charter", "@/law.yaml", "@/open.yaml", NULL}},
    {"JSON and NDJSON, which a list names",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "ndjson", "--files-from", "@/list",
      NULL}},
    {"compressed inputs, by two threads",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--jobs", "2", "--format", "ndjson",
      "@/lines.ndjson.gz", "@/stream.yaml.zst", NULL}},
    {"a text that is about to be sent, and files that are",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/detecting.yaml", "--text", "@/prompt.txt", "--format",
      "ndjson", "@/sending.yaml", NULL}},
    {"a text alone",
     {"charter-check", "detect", "--at", "2026-11-02", "--charter", "@/detecting.yaml", "--format", "json",
      "@/prompt.txt", NULL}},
    {"a long text alone, in French",
     {"charter-check", "detect", "--lang", "fr", "--at", "2026-11-02", "--charter", "@/detecting.yaml", "@/long.txt",
      NULL}},
    {"a question in one's own words, without a tool",
     {"charter-check", "ask", "--at", "2026-11-02", "--charter", "@/whole.yaml",
      "drafting with Nobody, not with chatbot", NULL}},
    {"a question, by a sentence and options",
     {"charter-check", "ask", "--at", "2026-11-02", "--charter", "@/law.yaml", "--tool", "chatbot", "--data", "public",
      "--fact", "purpose=x", "--save", "-", "drafting a note", NULL}},
    {"a question by options alone, in French",
     {"charter-check", "ask", "--lang", "fr", "--at", "2026-11-02", "--charter", "@/law.yaml", "--activity", "drafting",
      "--tool", "chatbot", "--output", "public", NULL}},
    {"a page of a charter, in both languages",
     {"charter-check", "page", "--at", "2026-11-02", "--charter", "@/law.yaml", "--exceptions", "@/exceptions.yaml",
      "--force", "@/report", NULL}},
    {"a page of a charter, in French, with a style that is refused",
     {"charter-check", "page", "--lang", "fr", "--at", "2026-11-02", "--charter", "@/whole.yaml", "--style",
      "@/one.part", "-", NULL}},
    {"what may be used", {"charter-check", "which", "--at", "2026-11-02", "--charter", "@/whole.yaml", NULL}},
    {"what may be used, for a program",
     {"charter-check", "which", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "json", "--data", "public",
      "--fact", "output=public", NULL}},
    {"what may be used, as a table",
     {"charter-check", "which", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "csv", NULL}},
    {"what may be used, in Markdown and French",
     {"charter-check", "which", "--lang", "fr", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "markdown",
      NULL}},
    {"a clause, explained",
     {"charter-check", "explain", "--lang", "fr", "--at", "2026-11-02", "--charter", "@/whole.yaml", "duty", NULL}},
    {"a code, explained for a program", {"charter-check", "explain", "--format", "json", "key.unknown", NULL}},
    {"all that can be explained",
     {"charter-check", "explain", "--at", "2026-11-02", "--charter", "@/whole.yaml", NULL}},
    {"a word that there is none of",
     {"charter-check", "explain", "--at", "2026-11-02", "--charter", "@/whole.yaml", "tol.status", NULL}},
    {"why a verdict is what it is",
     {"charter-check", "explain", "--at", "2026-11-02", "--charter", "@/whole.yaml", "--declaration", "@/note.yaml",
      NULL}},
    {"why several verdicts are, for a program",
     {"charter-check", "explain", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "json", "--declaration",
      "@/stream.yaml", NULL}},
    {"what a baseline accepts",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--baseline", "@/baseline.json", "--format",
      "sarif", "@/stream.yaml", NULL}},
    {"a baseline that is renewed",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--baseline", "@/report", "--update-baseline",
      "--quiet", "@/stream.yaml", NULL}},
    {"what a branch has changed",
     {"repository", "charter-check", "--at", "2026-11-02", "--changed-since", "main", "--format", "ndjson", "uses",
      NULL}},
    {"the charters of another revision, and its exceptions",
     {"repository", "charter-check", "--at", "2026-11-02", "--charter-rev", "main", "--charter", "laws", "--exceptions",
      "waived.yaml", "--format", "ndjson", "uses", NULL}},
    {"a baseline of another revision, and the usual charter of it",
     {"repository", "charter-check", "--at", "2026-11-02", "--charter-rev", "main", "--baseline-rev", "main",
      "--baseline", "baseline.json", "--format", "ndjson", "uses", NULL}},
    {"traces in a repository and its history",
     {"repository", "charter-check", "scan", "--at", "2026-11-02", "--charter", "@/law.yaml", "--format", "json", ".",
      NULL}},
    {"an audit into a new register",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--history", "@/new.sqlite",
      "--forget-before", "2020-01-01", "--format", "csv", "@/stream.yaml", NULL}},
    {"the trend of a register", {"charter-check", "trend", "--history", "@/kept.sqlite", "--format", "markdown", NULL}},
};
#define SCENARIOS (sizeof scenarios / sizeof *scenarios)

static const struct {
    const char *name, *text;
} scratch_files[] = {
    {"open.yaml", "usage: 1\nusages: [{activity: drafting, tool: good}]\n"},
    {"law.yaml",
     "charter: 1\nid: a\ngovernance: {colleges: [x]}\ninclude: [parts.yaml]\n"
     "data: {public: {}, internal: {above: public, hosting: [here]}}\nhosting: {here: {}, there: {}}\n"
     "activities: {drafting: {status: allowed, data: internal, duties: [review]}}\n"
     "rules: {r: {when: {usage.purpose: {matches: 'sec.et'}}, effect: review}}\n"
     "traces: {o: {tool: bad, dependencies: {pypi: open-ai}}, p: {tool: [new, good], paths: [deep/**], words: [new*]}}\n"},
    {"tiny.yaml",
     "charter: 1\nid: t\nfrom: 2026-01-01\ngovernance: {colleges: [x]}\ndata: {public: {}}\ntools: {good: {status: approved}, bad: {status: banned}}\n"
     "activities: {drafting: {status: allowed}}\nrules: {r: {when: {usage.output: public}, effect: review}}\n"},
    {"tiny.cases.yaml",
     "usages:\n- {usage: 1, activity: drafting, tool: good, data: [public], output: internal, x-expect: {verdict: compliant}}\n"},
    {"stale.yaml",
     "usage: 1\nid: s\nactivity: drafting\ntool: bad\ndata: [public]\nx-expect: {verdict: review, breached: [rule.r], instead: []}\n"},
    {"doubtful.yaml",
     "charter: 1\nid: d\nuntil: 2026-01-01\ntitle: Doubt\ncommitments: {jobs: {title: No job is cut}}\n"
     "governance: {colleges: [x]}\ndata: {public: {}, secret: {above: public}}\n"
     "tools: {own: {status: approved, data: public, pattern: 'o'}, oops: {status: banned, instead: [oops]}}\n"
     "activities: {a: {status: allowed, tools: {not: [own]}}}\nfields: {f: {type: bool}, g: {type: bool}}\n"
     "rules: {r: {when: {any: [{usage.output: public}, {usage.output: {not: public}}], tool.id: own}},\n"
     "  s: {when: {facts.g: {absent: false}}, x-lint-ignore: {lint.no-because: for a test, lint.past: none}}}\n"
     "exceptions: {e: {for: {tool: own}, waives: [tool.status], approved-by: [x]}}\n"},
    /* What a real charter has, and no detector too many: each of its allocations is a run. */
    {"whole.yaml",
     "charter: 1\nid: w\ntitle: {fr: Charte, en: Charter}\nversion: '1'\nlang: fr\nfrom: 2026-01-01\n"
     "review-by: 2026-09-30\nunits: [DR, COM]\nroles: {clerk: {title: Clerk}}\n"
     "governance: {body: Board, contact: b@example.org, colleges: [x, y], approval: {review: [x]}}\n"
     "commitments: {jobs: {title: No job is cut}}\n"
     "data: {public: {}, internal: {above: public, hosting: [here], aliases: [own]},\n"
     "  personal: {above: internal, duties: [dpia], because: {fr: Pourquoi, en: Why}}}\n"
     "hosting: {here: {title: Ici}, there: {}}\n"
     "duties: {dpia: {due: before, article: '4'},\n"
     "  training: {due: before, evidence: training, accepts: [a], valid-for: P2Y},\n"
     "  review: {due: after, evidence: review, by-another: true, every: P1M}}\n"
     "tools:\n"
     "  own: {status: recommended, hosting: here, data: personal, aliases: [L'outil], retention: P30D,\n"
     "    footprint: {per: request, energy-wh: [0.1, 0.2], co2-g: [1, 2], source: x, on: 2026-01-01}}\n"
     "  other: {status: banned, hosting: there, pattern: '(?i)^chat', instead: [own], because: Non,\n"
     "    trains-on-inputs: true, learn: {fr: Lire, en: Read}}\n"
     "activities: {drafting: {status: allowed, data: internal, tools: {not: [own], status: [approved]},\n"
     "  aliases: [r\u00e9daction], autonomy: suggest, duties: [training, review]}}\n"
     "fields: {account: {type: choice, values: [work, home]}, optout: {type: bool}}\n"
     "rules:\n"
     "  account: {when: {tool.hosting: {not-in: [here]}}, require: {facts.account: work}}\n"
     "  either: {when: {any: [{facts.optout: true}, {data: {includes: personal}}]}, effect: review}\n"
     "  cel: {when: 'usage.volume.requests > 10 && !facts.optout', effect: advise, because: Trop}\n"
     "  lists: {when: 'usage.purpose.split(\" \").exists(w, w in [\"own\", \"K-12,\"]) &&\n"
     "    usage.purpose.split(\" \").all(i, w, i < 9) && usage.purpose.matches(\"^K\")', effect: advise}\n"
     "detectors: {key: {pattern: 'K-(\\d+)', means: personal, finds: [K-12], spares: [K-x]}}\n"
     "budgets: {b: {period: month, each: unit, requests: 100}}\n"
     "exceptions: {e: {for: {tool: other}, waives: [data.hosting, rule.account], until: 2026-12-31,\n"
     "  approved-by: [x, y], because: Pilote}, f: {waives: tool.status, approved-by: x}}\n"},
    {"note.yaml", "# Une note\nusage: 1\nid: n\nunit: DR\nauthor: a.martin\nrole: clerk\nactivity: r\u00e9daction\n"
                  "tool: {name: ChatGPT, model: gpt-4o}\ndata: [own]\npurpose: K-12, une note\noutput: internal\n"
                  "autonomy: assist\nstage: planned\ntraining: [{id: b, on: 2025-10-01}]\n"
                  "facts: {account: home, optout: false}\nvolume: {requests: 12}\n"},
    {"parts.yaml", "charter: 1\nduties: {review: {due: after, evidence: review}}\n"
                   "tools: {good: {status: approved, hosting: here}, bad: {status: banned, pattern: '^b'}}\n"
                   "catalogue: {good: {title: Good one, vendor: V, aliases: Gut, pattern: '^g'},\n"
                   "  other: {title: Other, vendor: V}}\n"},
    {"exceptions.yaml", "charter: 1\nexceptions: {e: {for: {tool: bad}, waives: tool.status, approved-by: x,\n"
                        "  from: 2026-01-01, until: 2026-12-31}}\n"},
    {"slips.yaml",
     "usage: 1\nactivity:a\ntool: x\n---\npurpose: 'l'avis'\n---\na: b: c\n---\nusage:1\n---\na: - b\n---\n"
     "a: \"C:\\d\"\n---\na: @b\n---\n- • a\n---\na: b\n  c: d\n---\nusage: 1\nactivity:\n  - b\n c: d\n"},
    {"broken.yaml", "charter: 1\nid: A\ntools: {x: {status: banana, pattern: '('}}\nrules: {r: {when: {toolid: x}}}\n"},
    {"stream.yaml", "usage: 1\nactivity: drafting\ntool: good\ndata: [internal]\npurpose: un résumé\n---\n"
                    "usage: 1\nactivity: drafting\ntool: bad\ndata: [internal]\npurpose: secret\n---\n"
                    "usage: 1\nactivty: x\ntool: [good\n---\nusage: 1\nactivity: drafting\ntool: gооd\ndata: []\n"},
    {"folder/one.yaml", "usage: 1\nactivity: drafting\ntool: bad\ndata: []\n"},
    {"folder/requirements.txt", "Open_AI==1 # new\n"},
    {"folder/deep/pom.xml",
     "<project><groupId>a</groupId><dependencies><dependency><groupId>${g}</groupId><artifactId><![CDATA[b]]></artifactId>"
     "</dependency></dependencies><properties><g>${project.groupId}</g></properties></project>\n&"},
    {"folder/deep/new.toml", "[tool.new]\nname = 'new'\n"},
    {"mapping.yaml", "intake: 1\ndeclare:\n  activity: What\n  tool: {column: Tool, split: [','], each: true}\n"
                     "  data: {column: Data, values: {yes: internal, no: public}}\n  purpose: Why\n"},
    {"months.yaml", "charter: 1\nid: m\nfields: {signed: {type: date}}\nduties: {check: {due: after}}\n"
                    "tools: {good: {status: approved, from: 2026-03-10}}\n"
                    "activities: {drafting: {status: allowed, duties: [check]}}\n"
                    "rules: {late: {when: {facts.signed: {at-least: 2026-03-10}}}}\n"},
    {"months.intake.yaml",
     "intake: 1\ndeclare:\n  activity: {constant: drafting}\n  tool: {constant: good}\n  stage: {constant: done}\n"
     "  date: {column: Date, dates: [MM/YYYY, Qn YYYY]}\n  facts.signed: Signed\n  evidence.check.on: Checked\n"},
    {"months.csv", "Date,Signed,Checked\n03/2026,2026-03,2026-03\nQ2 2026,2026-04,2026-07\n11/2026,,\n"},
    {"log.intake.yaml", "intake: 1\nformat: json\nmeasured: true\nregisters: [log.json]\nrows: models.{model}\n"
                        "declare:\n  tool: model\n  date: {column: day, dates: [YYYY-MM-DD]}\n  volume.requests: n\n"},
    {"log.json",
     "{\"day\": \"2026-10-02\", \"models\": {\"gpt-4o\": [{\"n\": 3}, {\"n\": \"x\"}], \"own\": [{\"n\": 7}]}}\n"},
    {"nested.intake.yaml",
     "intake: 1\nformat: json\nrows: a.uses\ndeclare:\n  activity: {constant: drafting}\n  tool: what.tool\n"
     "  unit: unit\n  data: {column: data, split: [','], values: {'yes': internal}}\n"},
    {"nested.json",
     "{\"a\": {\"unit\": \"DR\", \"uses\": [{\"what\": {\"tool\": \"g\\u006fod\"}, \"data\": [\"yes\", 2]},\n"
     " {\"what\": {\"tool\": \"bad\"}, \"data\": []}, 7, {\"data\":\n"},
    {"open-note.yaml", "usage: 1\nid: n\nunit: DR\nactivity: drafting\ntool: own\ndata: [internal]\nstage: in-use\n"
                       "date: 2026-10-05\nfacts: {account: home}\nvolume: {requests: 200}\n---\n"
                       "usage: 1\nid: n\nunit: COM\nactivity: draft\ntool: chatty\nfacts: {account: work}\n"},
    {"two-units.yaml", "unit: A\nusages:\n"
                       "  - {usage: 1, activity: drafting, tool: good, data: [public], stage: planned}\n"
                       "  - {usage: 1, activity: drafting, tool: good, data: [public], stage: planned}\n"
                       "  - {usage: 1, unit: B, activity: drafting, tool: good, data: [public], stage: planned}\n"
                       "  - {usage: 1, unit: B, activity: drafting, tool: good, data: [internal], stage: planned}\n"},
    {"grown.yaml", "unit: A\nusages:\n"
                   "  - {usage: 1, activity: drafting, tool: good, data: [public], stage: planned}\n"
                   "  - {usage: 1, activity: drafting, tool: good, data: [public], stage: planned}\n"
                   "  - {usage: 1, activity: drafting, tool: bad, data: [public], stage: done}\n"
                   "  - {usage: 1, unit: B, activity: drafting, tool: good, data: [public], stage: planned}\n"
                   "  - {usage: 1, unit: B, activity: drafting, tool: good, data: [internal], stage: planned}\n"
                   "  - {usage: 1, unit: B, activity: drafting, tool: good, data: [internal], stage: planned}\n"
                   "  - {usage: 1, unit: C, activity: drafting, tool: good, stage: planned}\n"},
    {"named.yaml", "intake: 1\nregisters: [regis*.csv, 'old/**']\ndeclare: {activity: What, tool: Tool}\n"},
    {"mistaken.yaml", "intake: 1\nformat: xls\nqzx: 1\ndeclare:\n  activity: {qzx: What}\n  wrld: Tool\n  data: Data\n"
                      "  data.x: {column: Data, values: {yes: [internal]}}\n  evidence.review: Why\n"},
    {"unlike.yaml", "intake: 1\ndeclare:\n  activity: {constant: draftin}\n  data: {constant: publick}\n  unit: Why\n"
                    "  facts.qzx: {column: Why, values: {a: b}}\n  volume.requests: {constant: x}\n"},
    {"unknown.yaml",
     "usage: 1\nqzx: 1\nactivity: drafting\ntool: {qzx: good}\ndata: [internal]\nevidence: {dpia: non}\n"
     "---\nusage: 1\nactivity: drafting\nactivity: x\ntool: good\nstage: qzx\nfacts: {qzx: 1}\n"},
    {"register.csv", "What,Tool,Data,Why\ndrafting,good,yes,\"two\nlines\"\ndrafting,\"good, bad\",no,caf\xe9\n"
                     "drafting,good,perhaps,\ndrafting,good,no,x,y\n"},
    {"one.json",
     "[{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"good\", \"data\": [\"internal\"]},\n {\"usage\": 1}]\n"},
    {"lines.ndjson",
     "{\"usage\": 1, \"activity\": \"drafting\", \"tool\": \"b\\u00e9\", \"data\": []}\n{\"usage\": \n"},
    {"detecting.yaml",
     "charter: 1\nid: d\ndata: {public: {}, personal: {above: public}}\n"
     "detectors: {key: {pattern: 'K-(\\d+)', means: personal, context: {raises: [key], lowers: [bolt]}, allow: ['K-00']},\n"
     "  long: {pattern: 'L[a-z ]{2,40}G', means: personal, allow: ['LAG']}}\n"
     "activities: {drafting: {status: allowed}}\ntools: {good: {status: approved}}\n"},
    {"sending.yaml",
     "usage: 1\nactivity: drafting\ntool: good\ndata: [public]\nfiles: [prompt.txt, folder/sent.txt]\n"},
    {"prompt.txt", "A key: K-12, and K-00.\nThe bolt\tK-14  \xff is L\xc3\xa9  Lo  ng\xe2\x80\x8bG, LAG\n"},
    {"folder/sent.txt", "Nothing.\nK-13\n"},
    {"repository/charter.yaml", "charter: 1\nid: a\ntools: {good: {status: approved}}\ndata: {public: {}}\n"
                                "activities: {drafting: {status: allowed}}\n"},
    {"repository/laws/old.yaml", "charter: 1\nid: l\nuntil: 2025-12-31\ngovernance: {colleges: [x]}\n"},
    {"repository/laws/new.yaml",
     "charter: 1\nid: l\nfrom: 2026-01-01\ngovernance: {colleges: [x]}\ndata: {public: {}}\n"
     "tools: {good: {status: banned}}\nactivities: {drafting: {status: allowed}}\n"},
    {"repository/waived.yaml",
     "charter: 1\nexceptions: {e: {waives: tool.status, approved-by: x, until: 2026-12-31}}\n"},
    {"repository/baseline.json", "{\"charter-check-baseline\": 2, \"accepted\": []}\n"},
    {"repository/uses/same.yaml", "usage: 1\nactivity: drafting\ntool: good\ndata: [public]\n"},
    {"repository/uses/other.yaml", "usage: 1\nactivity: drafting\ntool: good\ndata: [public]\n"},
    {"folder/deep/two.yml", "usages: [{usage: 1, activity: drafting, tool: good, data: []}]\nunit: d\n"},
};

static char *in_scratch(const char *name)
{
    static char path[2 * PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    return path;
}

static void write_scratch(const char *name, const void *bytes, size_t length)
{
    FILE *file = fopen(in_scratch(name), "w");
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        abort();
}

static void write_compressed(void)
{
    static char packed[4096];
    char *text = slurp(in_scratch("lines.ndjson"));
    gzFile gzip = gzopen(in_scratch("lines.ndjson.gz"), "w");
    if (gzip == NULL || gzwrite(gzip, text, (unsigned)strlen(text)) == 0 || gzclose(gzip) != Z_OK)
        abort();
    free(text);
    text = slurp(in_scratch("stream.yaml"));
    size_t length = ZSTD_compress(packed, sizeof packed, text, strlen(text), 1);
    if (ZSTD_isError(length))
        abort();
    write_scratch("stream.yaml.zst", packed, length);
    free(text);
}

/* Inputs that the fuzzer has: its first byte says what follows. */
static void write_workbooks(void)
{
    static const char *const names[][2] = {{"archive-two-sheets", "sheets.xlsx"}, {"archive-register", "sheets.ods"}};
    static char bytes[16384];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/tests/fuzz/corpus/workbook/%s", SOURCE_DIR, names[i][0]);
        FILE *file = fopen(path, "r");
        size_t length = file == NULL ? 0 : fread(bytes, 1, sizeof bytes, file);
        if (length < 2 || fclose(file) != 0)
            abort();
        write_scratch(names[i][1], bytes + 1, length - 1);
    }
}

/* Longer than what detectors search without their tables. */
static void write_long_prompt(void)
{
    static char text[20000];
    for (size_t i = 0; i + 40 < sizeof text; i += 40)
        memcpy(text + i, "Nothing to be found here but words of us\n", 40);
    memcpy(text + sizeof text - 40, "\nThe key: K-99, \xC3\xA9t\xC3\xA9\n", 21);
    write_scratch("long.txt", text, strlen(text));
}

static void write_list(void)
{
    char list[2 * PATH_MAX];
    int length = snprintf(list, sizeof list, "%s/one.json\n\n%s/lines.ndjson\n", scratch, scratch);
    write_scratch("list", list, (size_t)length);
}

/* A branch beside main, on which one declaration has changed, one was added and one is in nobody's hands yet. */
static void make_repository(void)
{
    static const char commands[] =
        "cd '%s/repository' && exec >/dev/null 2>&1 && export GIT_CONFIG_NOSYSTEM=1 HOME='%s/repository' && "
        "git init -q -b main && git config user.name A && git config user.email a@example.org && "
        "git config filter.x.clean cat && git add -A && git commit -q -m x && git checkout -q -b branch && "
        "echo 'unit: u' >> uses/other.yaml && git commit -q -a -m y && "
        "cp uses/other.yaml uses/new.yaml && git add uses/new.yaml && cp uses/new.yaml uses/untracked.yaml";
    char command[sizeof commands + 2 * sizeof scratch];
    snprintf(command, sizeof command, commands, scratch, scratch);
    if (system(command) != 0)
        abort();
}

/* What the program itself writes, and reads again. */
static const scenario preparations[] = {
    {"a part",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--quiet", "--partial", "@/one.part",
      "@/folder/one.yaml", NULL}},
    {"a part with what a log measured",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/whole.yaml", "--quiet", "--intake",
      "@/log.intake.yaml", "--by", "facts.account", "--partial", "@/measured.part", "@/log.json", "@/open-note.yaml",
      NULL}},
    {"a publication",
     {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml", "--quiet", "--publish", "--min-group",
      "2", "--output", "json=@/earlier.json", "@/two-units.yaml", NULL}},
    {"a baseline",
     {"charter-check", "--at", "2026-11-02", "--charter", "@/law.yaml", "--baseline", "@/baseline.json",
      "--update-baseline", "@/folder/one.yaml", NULL}},
};

static outcome run_scenario(const scenario *s);

static char found_at_first[96][NAME_MAX + 1]; /* the names in the scratch folder before anything has failed */

static void make_scratch(void)
{
    static const char *const folders[] = {"folder", "folder/deep", "repository", "repository/laws", "repository/uses"};
    snprintf(scratch, sizeof scratch, "%s/charter-faults-XXXXXX", getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp");
    if (mkdtemp(scratch) == NULL)
        abort();
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        mkdir(in_scratch(folders[i]), 0700);
    for (size_t i = 0; i < sizeof scratch_files / sizeof *scratch_files; i++)
        write_scratch(scratch_files[i].name, scratch_files[i].text, strlen(scratch_files[i].text));
    write_long_prompt();
    write_compressed();
    write_workbooks();
    write_list();
    make_repository();
    for (size_t i = 0; i < sizeof preparations / sizeof *preparations; i++) {
        outcome prepared = run_scenario(&preparations[i]);
        if (prepared.code == 2)
            abort();
        forget(&prepared);
    }
    DIR *folder = opendir(scratch);
    size_t count = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        strcpy(found_at_first[count++], entry->d_name);
    closedir(folder);
}

static void remove_scratch(void)
{
    char command[PATH_MAX * 2];
    snprintf(command, sizeof command, "rm -rf '%s' '%s.out' '%s.err'", scratch, scratch, scratch);
    if (system(command) != 0)
        abort();
}

static bool was_there_at_first(const char *name)
{
    for (size_t i = 0; found_at_first[i][0] != '\0'; i++)
        if (strcmp(found_at_first[i], name) == 0)
            return true;
    return strcmp(name, "report") == 0 || strncmp(name, "new.sqlite", strlen("new.sqlite")) == 0 ||
           strncmp(name, "kept.sqlite", strlen("kept.sqlite")) == 0;
}

/* Anything in the scratch folder that nobody put there. */
static bool holds_temporary(void)
{
    DIR *folder = opendir(scratch);
    bool found = false;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        found = found || !was_there_at_first(entry->d_name);
    closedir(folder);
    return found;
}

static void scratch_path(char path[2 * PATH_MAX], const char *name)
{
    snprintf(path, 2 * PATH_MAX, "%s/%s", scratch, name);
}

/* What each run makes anew. */
static void remove_new_register(void)
{
    static const char *const names[] = {"new.sqlite", "new.sqlite-wal", "new.sqlite-shm", "new.sqlite-journal"};
    char path[2 * PATH_MAX];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        scratch_path(path, names[i]);
        unlink(path);
    }
}

/* A number, or a text that is "ok" as 0; -1: SQLite does not answer. */
static long ask_register(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    long answer = -1;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        answer = sqlite3_column_type(statement, 0) != SQLITE_TEXT ? (long)sqlite3_column_int64(statement, 0)
                 : strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0 ? 0
                                                                                      : -1;
    sqlite3_finalize(statement);
    return answer;
}

/* How many verdicts the new register holds: none where it is not there; -1: it is unsound, or an audit is there in
 * part. */
static long register_verdicts(void)
{
    char path[2 * PATH_MAX];
    sqlite3 *database = NULL;
    scratch_path(path, "new.sqlite");
    if (access(path, F_OK) != 0)
        return 0;
    bool sound = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                 ask_register(database, "PRAGMA integrity_check") == 0;
    long tables = ask_register(database, "SELECT count(*) FROM sqlite_master WHERE type = 'table'");
    long verdicts = 0, seen = tables == 0 ? 0 : -1;
    if (tables == 4) {
        verdicts = ask_register(database, "SELECT count(*) FROM verdicts");
        seen = ask_register(database, "SELECT coalesce(sum(seen), 0) FROM audits");
    }
    sqlite3_close(database);
    return sound && verdicts == seen ? verdicts : -1;
}

/* The scenario's arguments with their folders filled in; they live until the next call. */
static char **arguments_of(const scenario *s)
{
    static char texts[MOST_ARGUMENTS][PATH_MAX * 2];
    static char *list[MOST_ARGUMENTS + 1];
    int i = 0;
    for (; s->arguments[i] != NULL; i++) {
        const char *from = s->arguments[i];
        const char *mark = strpbrk(from, "@=");
        const char *slash = mark == NULL ? NULL : strstr(from, "@/") != NULL ? strstr(from, "@/") : strstr(from, "=/");
        if (slash == NULL)
            snprintf(texts[i], sizeof texts[i], "%s", from);
        else
            snprintf(texts[i], sizeof texts[i], "%.*s%s%s", (int)(slash - from), from,
                     *slash == '@' ? scratch : SOURCE_DIR, slash + 1);
        list[i] = texts[i];
    }
    list[i] = NULL;
    return list;
}

static outcome run_scenario(const scenario *s)
{
    char **arguments = arguments_of(s);
    bool elsewhere = strcmp(arguments[0], "charter-check") != 0;
    return elsewhere ? run(arguments + 1, arguments[0]) : run(arguments, NULL);
}

/* The scenario, with no register of a run before it. */
static outcome run_anew(const scenario *s)
{
    remove_new_register();
    outcome result = run_scenario(s);
    result.registered = register_verdicts();
    return result;
}

/* A register for those that read one. */
static void make_register(void)
{
    enum { DECLARED = 4 /* in stream.yaml */ };
    static const scenario audit = {"",
                                   {"charter-check", "audit", "--at", "2026-11-02", "--charter", "@/law.yaml",
                                    "--history", "@/new.sqlite", "@/stream.yaml", NULL}};
    char made[2 * PATH_MAX], kept[2 * PATH_MAX];
    outcome result = run_anew(&audit);
    scratch_path(made, "new.sqlite");
    scratch_path(kept, "kept.sqlite");
    if (result.registered != DECLARED || rename(made, kept) != 0)
        abort();
    forget(&result);
}

#endif
