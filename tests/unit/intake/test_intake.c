/* Intake mappings: what they may say, and what the rows of a register become by them. */
#include "unit/intake/intakes.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- mappings ---- */

typedef struct mapping_row {
    const char *name, *text;
    const char *faults;
    const char *message; /* part of what is said; NULL: any */
} mapping_row;

#define HEAD "intake: 1\ndeclare:\n"

static const mapping_row mappings[] = {
    {"a small mapping is good", HEAD "  activity: What\n  tool: {column: Tool}\n", "fine", NULL},
    {"everything is good",
     "intake: 1\ntitle: x\nformat: tsv\nencoding: iso-8859-1\ndelimiter: '|'\nheader: 2\nskip: 3\n"
     "skip-after: 1\nblank: [n/a, '-']\ntables: {yes-no: {yes: true, no: false}}\n"
     "leave-out: [{column: S, is: [draft], blank: false}, {number: 3, is-not: x}]\n"
     "declare:\n  id: {number: 1}\n  activity: {column: A, nth: 2, values: {x: y, z*: ''}, others: keep, default: w}\n"
     "  tool.name: {column: T, split: [',', ;], each: true}\n  tool.model: {constant: m}\n  data: [{column: D, values: {no: []}}, E]\n"
     "  facts.a_1: {column: F, table: yes-no}\n  evidence.dpia.on: {column: G, dates: [DD/MM/YYYY, 'YYYY-M-D hh:mm']}\n"
     "  evidence.dpia.by: {column: H, blank: none}\n  training.id: I\n  volume.tokens: J\n  x-note: {column: K}\nx-own: 1\n",
     "fine", NULL},
    {"an empty file is told", "", "charter.yaml input.empty", NULL},
    {"another version is told", "intake: 2\ndeclare: {}", "1:9 value.form", NULL},
    {"what must be there is told", "title: x", "1:1 key.missing; 1:1 key.missing", NULL},
    {"a misspelt key has a suggestion", "intake: 1\nencodng: utf-8\ndeclare: {}", "2:1 key.unknown",
     "did you mean \"encoding\"?"},
    {"a misspelt key of a column has a suggestion", HEAD "  activity: {colum: x}", "3:14 key.unknown; 3:3 value.form",
     "did you mean \"column\"?"},
    {"a misspelt key of a declaration has a suggestion", HEAD "  activty: x", "3:3 key.unknown",
     "did you mean \"activity\"?"},
    {"an unknown encoding is told", "intake: 1\nencoding: utf-16\ndeclare: {}", "2:11 value.choice", NULL},
    {"a delimiter of two characters is told", "intake: 1\ndelimiter: ';;'\ndeclare: {}", "2:12 value.form", NULL},
    {"a quote is no delimiter", "intake: 1\ndelimiter: '\"'\ndeclare: {}", "2:12 value.form", NULL},
    {"too many rows of a header are told", "intake: 1\nheader: 9\ndeclare: {}", "2:9 limit.entries", NULL},
    {"a column is named in one way", HEAD "  activity: {column: x, number: 1}", "3:3 value.form", NULL},
    {"a column's name is not empty", HEAD "  activity: {column: ''}", "3:22 value.empty; 3:3 value.form", NULL},
    {"a table's name is not empty", HEAD "  activity: {column: x, table: ''}", "3:32 value.empty", NULL},
    {"a column is named in some way", HEAD "  activity: {default: x}", "3:3 value.form", NULL},
    {"a column and a constant cannot be", HEAD "  activity: {column: x, constant: y}", "3:3 value.form", NULL},
    {"columns are counted from 1", HEAD "  activity: {number: 0}", "3:22 value.form", NULL},
    {"nth needs a name", HEAD "  activity: {number: 1, nth: 1}", "3:30 value.form", NULL},
    {"as many rows of a header as can be", "intake: 1\nheader: 8\ndeclare: {}", "fine", NULL},
    {"as many rows skipped as can be", "intake: 1\nskip: 10000\nskip-after: 10000\ndeclare: {}", "fine", NULL},
    {"too many rows skipped are told", "intake: 1\nskip: 10001\ndeclare: {}", "2:7 limit.entries",
     "this is more than 10000"},
    {"too many rows skipped behind the header are told", "intake: 1\nskip-after: 10001\ndeclare: {}",
     "2:13 limit.entries", "this is more than 10000"},
    {"without a header there are no names", "intake: 1\nheader: 0\ndeclare: {activity: x}", "3:21 value.form", NULL},
    {"a table that is not there has a suggestion",
     "intake: 1\ntables: {practice: {}}\ndeclare: {stage: {column: x, table: practise}}", "3:37 reference.unknown",
     "did you mean \"practice\"?"},
    {"one table of values is enough", "intake: 1\ntables: {a: {}}\ndeclare: {stage: {column: x, table: a, values: {}}}",
     "3:37 value.form", NULL},
    {"the same value twice is told, letter case and blanks aside",
     HEAD "  activity: {column: x, values: {Yes: a, ' yes': b}}", "3:42 name.ambiguous", NULL},
    {"a value that nobody has decided is refused, as a draft has it",
     HEAD "  activity: {column: x, values: {a: null, b: ~, c: ''}}", "3:34 value.empty; 3:43 value.empty",
     "nobody has decided what \"a\" means"},
    {"a blank value is told", HEAD "  activity: {column: x, values: {' ': a}}", "3:34 value.empty", NULL},
    {"a word that a key does not take is told", HEAD "  stage: {column: x, values: {go: in-us}}", "3:35 value.choice",
     "did you mean \"in-use\"?"},
    {"a default that a key does not take is told", HEAD "  stage: {column: x, default: started}", "3:31 value.choice",
     NULL},
    {"a list for a key of one value is told", HEAD "  activity: {column: x, values: {a: [b, c]}}", "3:34 value.type",
     NULL},
    {"a mapping as a value is told", HEAD "  activity: {column: x, values: {a: {b: c}}}", "3:34 value.type", NULL},
    {"a letter that means nothing in a form is told", HEAD "  date: {column: x, dates: ['YYYY-MM-DD HH:mm']}",
     "3:29 value.form", "\"H\" means nothing"},
    {"letters of ISO 8601 and of French hours do",
     HEAD "  date: {column: x, dates: ['YYYY-MM-DDThh:mm:ssZ', 'DD/MM/YY hhhmm']}", "fine", NULL},
    {"a form of dates without a day is good", HEAD "  date: {column: x, dates: [MM/YYYY, Qn YYYY]}", "fine", NULL},
    {"a form of dates without a year is told", HEAD "  date: {column: x, dates: DD/MM}", "3:28 value.form", NULL},
    {"a form of dates with two years is told", HEAD "  date: {column: x, dates: [YYYY-MM-DD, YYYY-YYYY-M-D]}",
     "3:41 value.form", NULL},
    {"a split of a single value needs each", HEAD "  tool: {column: x, split: ','}", "3:3 value.form", NULL},
    {"each of several columns needs no split",
     HEAD "  tool: [{column: x, values: {y: a}, each: true}, {column: z, each: true}]", "fine", NULL},
    {"of several columns all make a declaration each, or none does", HEAD "  tool: [{column: x, each: true}, y]",
     "3:35 value.form", "write \"each: true\" in each of them"},
    {"nor is it said in the second alone", HEAD "  tool: [y, {column: x, each: true}]", "3:13 value.form", NULL},
    {"a constant is no column for each", HEAD "  tool: {constant: x, each: true}", "3:3 value.form", NULL},
    {"evidence is of one use", HEAD "  evidence.d.ref: {column: x, split: ',', each: true}", "3:3 value.form", NULL},
    {"columns are joined", HEAD "  date: {join: [Y, {column: M, nth: 2}, {number: 3}], with: '-', dates: [YYYY-MM-DD]}",
     "fine", NULL},
    {"a list is joined and split", HEAD "  data: {join: [A, B], with: ;, split: ;, values: {x: y}}", "fine", NULL},
    {"one column is not joined", HEAD "  unit: {join: [A]}", "3:10 value.form", NULL},
    {"what is joined is a list", HEAD "  unit: {join: A}", "3:16 value.type", NULL},
    {"a joined column has no meaning of its own", HEAD "  unit: {join: [A, {column: B, default: x}]}",
     "3:32 value.form", NULL},
    {"a column stands under join alone", HEAD "  unit: {column: C, join: [A, B]}", "3:3 value.form", NULL},
    {"what stands between columns needs some", HEAD "  unit: {column: A, with: x}", "3:21 value.form", NULL},
    {"columns are joined for a key as a whole", HEAD "  unit: [{join: [A, B]}]", "3:10 value.form", NULL},
    {"a joined value is of one use", HEAD "  tool: {join: [A, B], split: ',', each: true}", "3:3 value.form", NULL},
    {"a column may count where others are blank", HEAD "  unit: [A, {column: B, if-blank: true}]", "fine", NULL},
    {"each of a list cannot be", HEAD "  data: {column: x, split: ',', each: true}", "3:3 value.form", NULL},
    {"each stands once",
     HEAD "  tool: {column: x, split: ',', each: true}\n  activity: {column: y, split: ',', each: true}",
     "4:3 value.form", NULL},
    {"a key and a part of it cannot both be", HEAD "  tool: x\n  tool.model: y", "4:3 value.form", NULL},
    {"a misspelt key without a value is refused too", HEAD "  activty:", "3:3 key.unknown",
     "did you mean \"activity\"?"},
    {"a key without a value aims at nothing", HEAD "  activity: A\n  stage:\n  facts.n:", "fine", NULL},
    {"usages is no key for a mapping", HEAD "  usages: x", "3:3 key.unknown", NULL},
    {"a fact's name is an identifier", HEAD "  facts.Account: x", "3:3 key.unknown", NULL},
    {"evidence has no other parts", HEAD "  evidence.dpia.when: x", "3:3 key.unknown", NULL},
    {"a column is no evidence by itself", HEAD "  evidence.d: x", "3:15 value.form", "write evidence.d.ref"},
    {"nor is a column of reviews", HEAD "  review: {column: x}", "3:3 value.form", "values: {yes: true, no: false}"},
    {"nor are several of trainings", HEAD "  training: [x, {column: y, values: {a: true}, others: keep}]",
     "3:14 value.form; 3:17 value.form", NULL},
    {"a table of values says which words are evidence",
     HEAD "  evidence.d: {column: x, values: {oui: true, non: false, nc: ''}}", "fine", NULL},
    {"evidence by itself is true or false", HEAD "  evidence.d: {column: x, values: {oui: done}}", "3:41 value.choice",
     NULL},
    {"so is a constant of it", HEAD "  review: {constant: R-12}", "3:22 value.choice", NULL},
    {"a path has three steps", HEAD "  evidence.dpia.on.x: x", "3:3 key.unknown", NULL},
    {"a condition says what the cell is", "intake: 1\nleave-out: [{column: x}]\ndeclare: {}", "2:22 key.missing", NULL},
    {"a list that lists nothing is told, wherever it stands",
     "intake: 1\nregisters: []\nleave-out: [{column: x, is: []}, {column: x, is-not: []}]\n"
     "declare:\n  date: {column: x, dates: []}\n  data: {column: y, split: []}\n",
     "2:1 value.empty; 5:21 value.empty; 6:21 value.empty; 3:25 value.empty; 3:46 value.empty", NULL},
    {"a register has a name", "intake: 1\nregisters: [a.csv, '']\ndeclare: {}", "2:20 value.empty", NULL},
    {"several faults are told in one run", HEAD "  activty: x\n  tool: {colum: y}\n",
     "3:3 key.unknown; 4:10 key.unknown; 4:3 value.form", NULL},
    {"a broken mapping is told", "intake: [", "1:10 yaml.syntax", NULL},
};

static void loads(void **state)
{
    const mapping_row *row = *state;
    charter_diagnostics *diagnostics;
    charter_intake *intake = load_intake(row->text, &diagnostics);
    assert_string_equal(tell_diagnostics(diagnostics), row->faults);
    assert_true((intake != NULL) == (strcmp(row->faults, "fine") == 0));
    if (row->message != NULL)
        assert_non_null(strstr(tell_messages(diagnostics), row->message));
    charter_diagnostics_free(diagnostics);
    charter_intake_free(intake);
}

static void a_mapping_that_cannot_be_read_is_told(void **state)
{
    (void)state;
    charter_files files = files_in_memory((const memory_file[]){{NULL, NULL, 0, 0}});
    charter_diagnostics *diagnostics;
    charter_intake *intake;
    assert_int_equal(charter_diagnostics_new(&diagnostics), CHARTER_OK);
    assert_int_equal(charter_intake_load(&intake, "gone.yaml", &files, diagnostics), CHARTER_INVALID);
    assert_string_equal(tell_diagnostics(diagnostics), "gone.yaml input.unreadable");
    charter_diagnostics_free(diagnostics);
}

/* ---- registers ---- */

typedef struct register_row {
    const char *name, *mapping, *text;
    const char *told; /* declarations, each with its errors and its notes behind it; "fault: …" */
} register_row;

static const register_row registers[] = {
    {"cells become keys", HEAD "  activity: What\n  tool: Tool\n", "What,Tool\ndrafting,ChatGPT\ncoding , X\n",
     "{usage: '1', activity: 'drafting', tool: 'ChatGPT'}\n{usage: '1', activity: 'coding', tool: 'X'}"},
    {"names of months, in both languages, and years of two digits",
     HEAD
     "  activity: A\n  tool: B\n  date: {column: C, dates: [DD-Mon-YYYY, D MMM YYYY, DD/MM/YY, 'MM/DD/YYYY hh:mm:ss AM']}\n",
     "A,B,C\na,b,02-Jan-2025\na,b,02-F\xC3\x89V-2025\na,b,3 d\xC3\xA9"
     "c. 2024\na,b,1 juillet 2025\na,b,01/02/49\n"
     "a,b,01/02/50\na,b,05/01/2024 12:00:00 AM\n",
     "{usage: '1', activity: 'a', tool: 'b', date: '2025-01-02'}\n{usage: '1', activity: 'a', tool: 'b', date: '2025-02-02'}\n"
     "{usage: '1', activity: 'a', tool: 'b', date: '2024-12-03'}\n{usage: '1', activity: 'a', tool: 'b', date: '2025-07-01'}\n"
     "{usage: '1', activity: 'a', tool: 'b', date: '2049-02-01'}\n{usage: '1', activity: 'a', tool: 'b', date: '1950-02-01'}\n"
     "{usage: '1', activity: 'a', tool: 'b', date: '2024-05-01'}"},
    {"dates that say no day",
     HEAD "  activity: A\n  tool: B\n  date: {column: C, dates: [MM/YYYY, Qn YYYY, YYYY]}\n  review.on: D\n",
     "A,B,C,D\na,b,03/2025,2025-04\na,b,T4 2025,2025-04-01\na,b,2025,2025-04/2025-13\n",
     "{usage: '1', activity: 'a', tool: 'b', date: '2025-03', review: {on: '2025-04'}}\n"
     "{usage: '1', activity: 'a', tool: 'b', date: '2025-10/2025-12', review: {on: '2025-04-01'}}\n"
     "{usage: '1', activity: 'a', tool: 'b', date: '2025', review: {on: }} note 4:10 warning intake.value"},
    {"a header that stands once more is no declaration", HEAD "  activity: A\n  tool: B\n", "A,B\na,b\n A,B\nA,b\n",
     "{usage: '1', activity: 'a', tool: 'b'}\n{usage: '1', activity: 'A', tool: 'b'}"},
    {"a line says how cells are parted", HEAD "  activity: A\n  tool: B\n", "sep=;\nA;B\na;b,c\n",
     "{usage: '1', activity: 'a', tool: 'b,c'}"},
    {"words that begin, end, hold, and a star itself",
     HEAD
     "  activity: A\n  tool: {column: B, values: {'x*': begins, '*y': ends, '*z*': holds, 'w\\*': star, '\\*v': first}}\n",
     "A,B\na,xa\na,ay\na,aza\na,w*\na,*v\na,wa\n",
     "{usage: '1', activity: 'a', tool: 'begins'}\n{usage: '1', activity: 'a', tool: 'ends'}\n"
     "{usage: '1', activity: 'a', tool: 'holds'}\n{usage: '1', activity: 'a', tool: 'star'}\n"
     "{usage: '1', activity: 'a', tool: 'first'}\n{usage: '1', activity: 'a', tool: ''} note 7:3 warning intake.value"},
    {"names of columns that differ are told", HEAD "  activity: what IS it\n  tool: Tools\n",
     " What  is\n it,tool\na,b\n", "fault: 3:13 intake.column; 4:9 intake.column"},
    {"names of columns compare as names do", HEAD "  activity: what IS it\n  tool: TOOL\n",
     "\" What  is\n it\",tool\na,b\n", "{usage: '1', activity: 'a', tool: 'b'}"},
    {"paths become mappings",
     HEAD
     "  activity: A\n  tool.name: B\n  tool.model: C\n  facts.x: D\n  facts.y: E\n  evidence.d.on: F\n  evidence.d.by: G\n",
     "A,B,C,D,E,F,G\n1,2,3,4,5,2026-01-01,7",
     "{usage: '1', activity: '1', tool: {name: '2', model: '3'}, facts: {x: '4', y: '5'}, evidence: {d: {on: '2026-01-01', by: '7'}}}"},
    {"blank cells are absent keys", HEAD "  activity: A\n  tool: B\n  facts.x: C\n", "A,B,C\na,b,  \na,b,\n",
     "{usage: '1', activity: 'a', tool: 'b'}\n{usage: '1', activity: 'a', tool: 'b'}"},
    {"a row that lacks cells is torn", HEAD "  activity: A\n  tool: B\n", "A,B,C,\na,b\na,b,\nc\n",
     "no tree 2:3 csv.syntax\n{usage: '1', activity: 'a', tool: 'b'}\nno tree 4:1 csv.syntax"},
    {"a blank tool is there, and unread", HEAD "  activity: A\n  tool: B\n", "A,B\na,\n",
     "{usage: '1', activity: 'a', tool: ''}"},
    {"a blank cell may have a default", HEAD "  activity: A\n  tool: {column: B, default: none}\n", "A,B\na,\n",
     "{usage: '1', activity: 'a', tool: 'none'}"},
    {"words that say nothing are blank",
     "intake: 1\nblank: [N/A]\ndeclare:\n  activity: A\n  tool: {column: B, default: none, blank: '~'}\n  facts.x: C\n",
     "A,B,C\na,~,n/a\na,n/a,~\na,-,-\n",
     "{usage: '1', activity: 'a', tool: 'none'}\n{usage: '1', activity: 'a', tool: 'none', facts: {x: '~'}}\n"
     "{usage: '1', activity: 'a', tool: 'none'}"},
    {"a constant is in each declaration", HEAD "  activity: A\n  tool: {constant: t}\n  data: {constant: [x, y]}\n",
     "A\na\nb\n",
     "{usage: '1', activity: 'a', tool: 't', data: ['x', 'y']}\n{usage: '1', activity: 'b', tool: 't', data: ['x', 'y']}"},
    {"values are found, blanks and letter case aside",
     HEAD "  activity: {column: A, values: {Write  a NOTE: drafting}}\n  tool: B\n", "A,B\n\" write A\nnote \",b\n",
     "{usage: '1', activity: 'drafting', tool: 'b'}"},
    {"a value with a star is a beginning, and a whole one comes first",
     HEAD "  activity: {column: A, values: {No*: n, No way: w, '*': x}}\n  tool: B\n",
     "A,B\nno way,b\nNo thanks,b\nyes,b\n",
     "{usage: '1', activity: 'w', tool: 'b'}\n{usage: '1', activity: 'n', tool: 'b'}\n{usage: '1', activity: 'x', tool: 'b'}"},
    {"a value that is not listed is told, and its key absent",
     HEAD "  activity: A\n  tool: B\n  facts.x: {column: C, values: {Yes: true}}\n", "A,B,C\na,b,yes\na,b,Maybe\n",
     "{usage: '1', activity: 'a', tool: 'b', facts: {x: 'true'}}\n{usage: '1', activity: 'a', tool: 'b'} note 3:5 warning intake.value"},
    {"a value that is not listed may be kept",
     HEAD "  activity: {column: A, values: {x: y}, others: keep}\n  tool: B\n", "A,B\nx,b\nz,b\n",
     "{usage: '1', activity: 'y', tool: 'b'}\n{usage: '1', activity: 'z', tool: 'b'}"},
    {"a value that means nothing is absent",
     HEAD "  activity: A\n  tool: B\n  facts.x: {column: C, values: {n/a: ''}}\n", "A,B,C\na,b,N/A\n",
     "{usage: '1', activity: 'a', tool: 'b'}"},
    {"a reference that says no is none, and is told", HEAD "  activity: A\n  tool: B\n  evidence.d.ref: C\n",
     "A,B,C\na,b,DPIA-12\na,b,en cours\na,b,\n",
     "{usage: '1', activity: 'a', tool: 'b', evidence: {d: {ref: 'DPIA-12'}}}\n"
     "{usage: '1', activity: 'a', tool: 'b', evidence: {d: 'false'}} note 3:5 warning intake.value\n{usage: '1', activity: 'a', tool: 'b'}"},
    {"whatever else the row says of it, before or behind",
     HEAD "  activity: A\n  tool: B\n  evidence.d.on: D\n  evidence.d.ref: C\n  evidence.d.by: E\n",
     "A,B,C,D,E\na,b,N/A,2026-01-01,x\n",
     "{usage: '1', activity: 'a', tool: 'b', evidence: {d: 'false'}} note 2:5 warning intake.value"},
    {"a day that says no", HEAD "  activity: A\n  tool: B\n  evidence.d.ref: D\n  evidence.d.on: C\n",
     "A,B,C,D\na,b,à faire,X\n",
     "{usage: '1', activity: 'a', tool: 'b', evidence: {d: 'false'}} note 2:5 warning intake.value"},
    {"an id that says no is the charter's to judge", HEAD "  activity: A\n  tool: B\n  training.id: C\n",
     "A,B,C\na,b,none\n", "{usage: '1', activity: 'a', tool: 'b', training: {id: 'none'}}"},
    {"a word that a key does not take, without a table", HEAD "  activity: A\n  tool: B\n  output: C\n",
     "A,B,C\na,b,public\na,b,intern\n",
     "{usage: '1', activity: 'a', tool: 'b', output: 'public'}\n{usage: '1', activity: 'a', tool: 'b'} note 3:5 warning intake.value"},
    {"a stage that the mapping does not know",
     HEAD "  activity: A\n  tool: B\n  stage: {column: C, values: {live: in-use}}\n",
     "A,B,C\na,b,live\na,b,piloting\na,b,\n",
     "{usage: '1', activity: 'a', tool: 'b', stage: 'in-use'}\n{usage: '1', activity: 'a', tool: 'b', stage: } note 3:5 warning intake.value\n"
     "{usage: '1', activity: 'a', tool: 'b'}"},
    {"a cell is split",
     "intake: 1\ndelimiter: ;\ndeclare:\n  activity: A\n  tool: B\n  data: {column: C, split: [',', ' and '], values: {p: personal}, others: keep}\n",
     "A;B;C\na;b;x, P and  y,,\na;b;\n",
     "{usage: '1', activity: 'a', tool: 'b', data: ['x', 'personal', 'y']}\n{usage: '1', activity: 'a', tool: 'b'}"},
    {"a list with a part that is not listed is absent",
     HEAD "  activity: A\n  tool: B\n  data: {column: C, split: ;, values: {p: personal}}\n", "A,B,C\na,b,p;q\n",
     "{usage: '1', activity: 'a', tool: 'b'} note 2:5 warning intake.value"},
    {"a list with a part that says nothing is absent",
     HEAD "  activity: A\n  tool: B\n  data: {column: C, split: ;, values: {p: personal, '?': '', n: []}}\n",
     "A,B,C\na,b,p;?\na,b,p;n\n",
     "{usage: '1', activity: 'a', tool: 'b'}\n{usage: '1', activity: 'a', tool: 'b', data: ['personal']}"},
    {"a list takes all of its columns",
     HEAD
     "  activity: A\n  tool: B\n  data:\n  - {column: C, values: {y: personal, n: []}}\n  - {column: D, values: {y: secret, n: []}}\n",
     "A,B,C,D\na,b,y,y\na,b,n,y\na,b,n,n\na,b,y,\na,b,?,y\n",
     "{usage: '1', activity: 'a', tool: 'b', data: ['personal', 'secret']}\n{usage: '1', activity: 'a', tool: 'b', data: ['secret']}\n"
     "{usage: '1', activity: 'a', tool: 'b', data: []}\n{usage: '1', activity: 'a', tool: 'b'}\n{usage: '1', activity: 'a', tool: 'b'} note 6:5 warning intake.value"},
    {"another key takes the first column that says something",
     HEAD "  activity: A\n  tool: [{column: B, values: {x: y}}, {column: C, if-blank: true}, {constant: z}]\n",
     "A,B,C\na,x,c\na,,c\na,,\na,?,c\n",
     "{usage: '1', activity: 'a', tool: 'y'}\n{usage: '1', activity: 'a', tool: 'c'}\n{usage: '1', activity: 'a', tool: 'z'}\n"
     "{usage: '1', activity: 'a', tool: ''} note 5:3 warning intake.value"},
    {"a further column that says something else makes the key unread",
     HEAD "  activity: A\n  tool: [B, {column: C, values: {y: x, z: z, n: ''}}]\n",
     "A,B,C\na,x,y\na,X ,y\na,x,z\na,x,n\na,x,?\na,,z\n",
     "{usage: '1', activity: 'a', tool: 'x'}\n{usage: '1', activity: 'a', tool: 'X'}\n"
     "{usage: '1', activity: 'a', tool: ''} note 4:5 warning intake.value\n{usage: '1', activity: 'a', tool: 'x'}\n"
     "{usage: '1', activity: 'a', tool: ''} note 6:5 warning intake.value\n{usage: '1', activity: 'a', tool: 'z'}"},
    {"so it does elsewhere, but for purposes, which are all told",
     HEAD
     "  activity: A\n  tool: B\n  stage: [{column: C, values: {r: in-use, o: done}}, {column: D, values: {r: in-use}}]\n"
     "  purpose: [C, D]\n",
     "A,B,C,D\na,b,o,r\na,b,r,r\na,b,,r\n",
     "{usage: '1', activity: 'a', tool: 'b', stage: , purpose: 'o / r'} note 2:7 warning intake.value\n"
     "{usage: '1', activity: 'a', tool: 'b', stage: 'in-use', purpose: 'r'}\n"
     "{usage: '1', activity: 'a', tool: 'b', stage: 'in-use', purpose: 'r'}"},
    {"a row becomes a declaration for each column that says something",
     HEAD
     "  activity: A\n  tool: [{column: B, values: {x: one, n: ''}, each: true}, {column: C, values: {x: two}, each: true}]\n",
     "A,B,C\na,x,x\nb,,x\nc,n,\nd,?,x\n",
     "{usage: '1', activity: 'a', tool: 'one'}\n{usage: '1', activity: 'a', tool: 'two'}\n"
     "{usage: '1', activity: 'b', tool: 'two'}\n{usage: '1', activity: 'c', tool: ''}\n"
     "{usage: '1', activity: 'd', tool: ''} note 5:3 warning intake.value\n{usage: '1', activity: 'd', tool: 'two'}"},
    {"a default is a declaration where its column is blank",
     HEAD "  activity: A\n  tool: [{column: B, each: true, default: z}, {column: C, each: true}]\n",
     "A,B,C\na,,c\nb,x,\n",
     "{usage: '1', activity: 'a', tool: 'z'}\n{usage: '1', activity: 'a', tool: 'c'}\n{usage: '1', activity: 'b', tool: 'x'}"},
    {"a volume of several uses is no use's",
     HEAD "  activity: A\n  tool: {column: B, split: ;, each: true}\n  volume.requests: C\n", "A,B,C\na,x,7\na,x;y,7\n",
     "{usage: '1', activity: 'a', tool: 'x', volume: {requests: '7'}}\n"
     "{usage: '1', activity: 'a', tool: 'x'} note 3:7 note intake.value\n{usage: '1', activity: 'a', tool: 'y'}"},
    {"units of several declarations are each as their cell has them",
     HEAD "  activity: A\n  tool: B\n  unit: {column: C, split: ;, each: true}\n", "A,B,C\na,b,x;y\na,b,\n",
     "{usage: '1', activity: 'a', tool: 'b', unit: 'x'}\n{usage: '1', activity: 'a', tool: 'b', unit: 'y'}\n"
     "{usage: '1', activity: 'a', tool: 'b', unit: }"},
    {"cells that are lists",
     HEAD
     "  activity: A\n  tool: {column: B, each: true}\n  data: {column: C, values: {p: personal, q: public, '[none]': []}}\n",
     "sep=;\nA;B;C\na;\"['x', \"\"y; z\"\"]\";\"[\"\"p\"\", \"\"q\"\"]\"\nb;x;[]\nc;[x];\"['p', 'q'\"\nd;[x;[p]\ne;x;[none]\nf;[];p\n",
     "{usage: '1', activity: 'a', tool: 'x', data: ['personal', 'public']}\n"
     "{usage: '1', activity: 'a', tool: 'y; z', data: ['personal', 'public']}\n{usage: '1', activity: 'b', tool: 'x'}\n"
     "{usage: '1', activity: 'c', tool: 'x'} note 5:7 warning intake.value\n"
     "{usage: '1', activity: 'd', tool: '', data: ['personal']} note 6:3 warning intake.value\n"
     "{usage: '1', activity: 'e', tool: 'x', data: []}\n{usage: '1', activity: 'f', tool: '', data: ['personal']}"},
    {"a name in brackets is one, and two are not", HEAD "  activity: A\n  tool: B\n  purpose: C\n",
     "A,B,C\na,['x'],[y] z\nb,\"['x', 'y']\",[z]\nc,[x] y,\n",
     "{usage: '1', activity: 'a', tool: 'x', purpose: '[y] z'}\n"
     "{usage: '1', activity: 'b', tool: '', purpose: '[z]'} note 3:3 warning intake.value\n"
     "{usage: '1', activity: 'c', tool: '[x] y'}"},
    {"columns that are joined",
     HEAD "  activity: A\n  tool: B\n  unit: {join: [C, D], with: ' / ', default: none}\n"
          "  date: {join: [E, F, G], with: '-', dates: [YYYY-M-D]}\n",
     "A,B,C,D,E,F,G\na,b,c,d,2026,3,5\na,b,,d,,,\na,b,,,2026,,5\n",
     "{usage: '1', activity: 'a', tool: 'b', unit: 'c / d', date: '2026-03-05'}\n"
     "{usage: '1', activity: 'a', tool: 'b', unit: 'd'}\n"
     "{usage: '1', activity: 'a', tool: 'b', unit: 'none'} note 4:7 warning intake.value"},
    {"a row becomes a declaration for each part",
     HEAD "  activity: A\n  tool: {column: B, split: [',', ;], each: true}\n", "A,B\na,\"x, y (1, 2); z\"\nb,t\nc,\n",
     "{usage: '1', activity: 'a', tool: 'x'}\n{usage: '1', activity: 'a', tool: 'y (1, 2)'}\n{usage: '1', activity: 'a', tool: 'z'}\n"
     "{usage: '1', activity: 'b', tool: 't'}\n{usage: '1', activity: 'c', tool: ''}"},
    {"what a row's declarations share is told once",
     HEAD
     "  activity: A\n  tool: {column: B, split: ;, each: true, values: {x: x}}\n  facts.f: {column: C, values: {y: z}}\n",
     "A,B,C\na,x;q;x,?\n",
     "{usage: '1', activity: 'a', tool: 'x'} note 2:3 warning intake.value; 2:9 warning intake.value\n"
     "{usage: '1', activity: 'a', tool: ''}\n{usage: '1', activity: 'a', tool: 'x'}"},
    {"dates are read in their forms",
     HEAD "  activity: A\n  tool: B\n  date: {column: C, dates: [DD/MM/YYYY, 'M-D-YYYY', 'YYYY-MM-DD hh:mm:ss']}\n",
     "A,B,C\na,b,31/12/2025\na,b,2-3-2026\na,b,2026-01-02 00:00:00\na,b,31/02/2026\na,b,1/2/2026\na,b,2026\n",
     "{usage: '1', activity: 'a', tool: 'b', date: '2025-12-31'}\n{usage: '1', activity: 'a', tool: 'b', date: '2026-02-03'}\n"
     "{usage: '1', activity: 'a', tool: 'b', date: '2026-01-02'}\n{usage: '1', activity: 'a', tool: 'b'} note 5:5 warning intake.value\n"
     "{usage: '1', activity: 'a', tool: 'b'} note 6:5 warning intake.value\n{usage: '1', activity: 'a', tool: 'b'} note 7:5 warning intake.value"},
    {"a cell of the wrong type is left out with a note", HEAD "  activity: A\n  tool: B\n  date: C\n",
     "A,B,C\na,b,started\n", "{usage: '1', activity: 'a', tool: 'b'} note 2:5 warning intake.value"},
    {"a stage that is none, without a table, is told", HEAD "  activity: A\n  tool: B\n  stage: C\n",
     "A,B,C\na,b,started\n", "{usage: '1', activity: 'a', tool: 'b', stage: } note 2:5 warning intake.value"},
    {"rows may be left out",
     "intake: 1\nleave-out:\n- {column: S, is: [draft, re*]}\n- {column: S, blank: true}\n- {column: T, is-not: [x], blank: false}\ndeclare: {activity: A, tool: S}\n",
     "A,S,T\n1,ok,\n2,Draft,\n3,retired,\n4,,\n5,ok,x\n6,ok,y\n",
     "{usage: '1', activity: '1', tool: 'ok'}\n{usage: '1', activity: '5', tool: 'ok'}"},
    {"rows of blanks are no declarations", HEAD "  activity: A\n  tool: B\n", "A,B\n , \n,\na,b\n",
     "{usage: '1', activity: 'a', tool: 'b'}"},
    {"rows before and behind the header are skipped",
     "intake: 1\nskip: 3\nskip-after: 1\ndeclare: {activity: A, tool: B}\n",
     "Register\xFF of 2026\n\n\"x\",y,z\nA,B\ntext,text\na,b\n", "{usage: '1', activity: 'a', tool: 'b'}"},
    {"a header may have several rows",
     "intake: 1\nheader: 2\ndeclare: {activity: What, tool: Tool / Name, facts.s: Tool / Status}\n",
     ",Tool,\nWhat,Name,Status\na,b,c\n", "{usage: '1', activity: 'a', tool: 'b', facts: {s: 'c'}}"},
    {"without a header columns have numbers",
     "intake: 1\nheader: 0\ndeclare: {activity: {number: 2}, tool: {number: 1}}\n", "b,a\nd,c\n",
     "{usage: '1', activity: 'a', tool: 'b'}\n{usage: '1', activity: 'c', tool: 'd'}"},
    {"a column that is not there is told in the mapping, and nothing is judged",
     HEAD "  activity: Activty\n  tool: {number: 3}\n", "Activity,B\na,b\n",
     "fault: 3:13 intake.column; 4:3 intake.column"},
    {"a column that stands twice is not guessed", HEAD "  activity: A\n  tool: B\n", "A,B,b\na,b,c\n",
     "fault: 4:9 intake.column"},
    {"a column that stands twice can be said", HEAD "  activity: A\n  tool: {column: B, nth: 2}\n", "A,B,b\na,b,c\n",
     "{usage: '1', activity: 'a', tool: 'c'}"},
    {"a column beyond those of its name is told", HEAD "  activity: A\n  tool: {column: B, nth: 3}\n", "A,B,b\na,b,c\n",
     "fault: 4:3 intake.column"},
    {"a row of more cells than the header is invalid", HEAD "  activity: A\n  tool: B\n", "A,B\na,b,c\na,b,,\n",
     "no tree 2:5 csv.syntax\n{usage: '1', activity: 'a', tool: 'b'}"},
    {"a broken row spoils itself alone", HEAD "  activity: A\n  tool: B\n", "A,B\n\"a\"x,b\na\rc,b\na,b\n",
     "no tree 2:4 csv.syntax\nno tree 3:2 bytes.character\n{usage: '1', activity: 'a', tool: 'b'}"},
    {"a control character spoils a cell that is read, and becomes a space in a text",
     HEAD "  activity: A\n  tool: B\n  purpose: C\n",
     "A,B,C,D\na,b\x1B,c,d\na,b,\"c\rc\x01\xE2\x80\xA8 \",d\na,b,c,\x7F\n",
     "{usage: '1', activity: 'a', tool: '', purpose: 'c'} note 2:3 warning intake.value\n"
     "{usage: '1', activity: 'a', tool: 'b', purpose: 'c c'} note 3:5 note intake.value\n"
     "{usage: '1', activity: 'a', tool: 'b', purpose: 'c'}"},
    {"bytes that are no UTF-8 are told though a control character stands before them",
     "intake: 1\nencoding: utf-8\ndeclare: {activity: A, tool: B}\n", "A,B,C\na,b,\x01\xE9\na,b,c\n",
     "no tree 2:5 bytes.character\n{usage: '1', activity: 'a', tool: 'b'}"},
    {"and are guessed where no encoding is said", HEAD "  activity: A\n  tool: B\n  purpose: C\n",
     "A,B,C\na,b,\x01\xE9\n",
     "{usage: '1', activity: 'a', tool: 'b', purpose: '\xC3\xA9'} note 2:1 warning bytes.encoding; 2:5 note intake.value"},
    {"a header that cannot be read spoils everything", HEAD "  activity: A\n  tool: B\n", "\"A\"x,B\na,b\n",
     "fault: 1:4 csv.syntax"},
    {"UTF-16 is told", HEAD "  activity: A\n  tool: B\n",
     "\xFF\xFE"
     "A",
     "fault: 1:1 bytes.encoding"},
    {"a register without rows declares nothing", HEAD "  activity: A\n  tool: B\n", "A,B\n",
     "fault: usage.yaml input.empty"},
    {"an encoding that was guessed is told once", HEAD "  activity: A\n  tool: B\n", "A,B\n\xE9,b\n\xE8,b\n",
     "{usage: '1', activity: '\xC3\xA9', tool: 'b'} note 2:1 warning bytes.encoding\n{usage: '1', activity: '\xC3\xA8', tool: 'b'}"},
    {"an encoding that was asked for is not told",
     "intake: 1\nencoding: windows-1252\ndeclare: {activity: A, tool: B}\n", "A,B\n\x80,b\n",
     "{usage: '1', activity: '\xE2\x82\xAC', tool: 'b'}"},
    {"null in a cell is a text", HEAD "  activity: A\n  tool: B\n", "A,B\nnull,~\n",
     "{usage: '1', activity: 'null', tool: '~'}"},
    {"a row that begins with a mark of YAML is a row", HEAD "  activity: A\n  tool: B\n", "A,B\n---,\n",
     "{usage: '1', activity: '---', tool: ''}"},
};

static void tell_usage(char *into, size_t size, const charter_declaration *declaration,
                       const charter_diagnostics *notes)
{
    tell_text(into, size, into[0] == '\0' ? "" : "\n");
    if (declaration->node != NULL)
        tell_node(into, size, declaration->node);
    else
        tell_text(into, size, "no tree");
    if (charter_diagnostics_count(declaration->errors) > 0) {
        tell_text(into, size, " ");
        tell_text(into, size, tell_diagnostics(declaration->errors));
    }
    if (charter_diagnostics_count(notes) > 0) {
        tell_text(into, size, " note ");
        tell_text(into, size, tell_diagnostics(notes));
    }
}

static const char *tell_register(const charter_intake *intake, const char *text, size_t piece)
{
    static char told[1 << 13];
    memory_input memory = {.at = text, .left = strlen(text), .piece = piece};
    charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake};
    charter_stream *stream;
    const charter_declaration *declaration;
    told[0] = '\0';
    assert_int_equal(charter_stream_open_as(&stream, "usage.yaml", input_from_memory(&memory), &options), CHARTER_OK);
    for (charter_status status; (status = charter_stream_next(stream, &declaration)) != CHARTER_END;) {
        if (status == CHARTER_OK) {
            tell_usage(told, sizeof told, declaration, charter_stream_notes(stream));
            continue;
        }
        assert_int_equal(status, CHARTER_INVALID);
        tell_text(told, sizeof told, "fault: ");
        tell_text(told, sizeof told, tell_diagnostics(charter_stream_errors(stream)));
    }
    charter_stream_close(stream);
    return told;
}

static void becomes(void **state)
{
    const register_row *row = *state;
    charter_intake *intake = good_intake(row->mapping);
    for (size_t piece = 0; piece < 3; piece++)
        assert_string_equal(tell_register(intake, row->text, piece), row->told);
    charter_intake_free(intake);
}

/* ---- the rest ---- */

static void a_register_needs_a_mapping(void **state)
{
    (void)state;
    assert_string_equal(tell_register(NULL, "A,B\na,b\n", 0), "fault: usage.yaml intake.missing");
}

static void a_name_that_says_nothing_is_a_registers_where_there_is_a_mapping(void **state)
{
    (void)state;
    charter *the_charter =
        good_charter("charter: 1\nid: a\nactivities: {a: {status: allowed}}\ntools: {b: {status: approved}}\n");
    charter_intake *intake = good_intake(HEAD "  activity: A\n  tool: B\n");
    charter_stream_options options = {.intake = intake};
    static const char *const names[] = {"-", "register.txt", "register.csv", "register.CSV.GZ"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_string_equal(tell_verdicts_as(the_charter, names[i], (charter_text){"A,B\na,b\n", 8}, 0, &options,
                                             "2026-11-02", 0),
                            "compliant");
    assert_string_equal(tell_verdicts_as(the_charter, "register.tsv", (charter_text){"A\tB\na\tb\n", 8}, 0, &options,
                                         "2026-11-02", 0),
                        "compliant");
    assert_string_equal(tell_verdicts_as(the_charter, "usage.yml", (charter_text){"usage: 1\nactivity: a\ntool: b", 28},
                                         0, &options, "2026-11-02", 0),
                        "compliant");
    charter_intake_free(intake);
    charter_free(the_charter);
}

static void a_finding_stands_at_its_cell(void **state)
{
    (void)state;
    charter *the_charter =
        good_charter("charter: 1\nid: a\nactivities: {a: {status: allowed}}\ntools: {b: {status: banned}}\n"
                     "fields: {f: {type: bool}}\nrules: {r: {when: {facts.f: true}}}\n");
    charter_intake *intake = good_intake(HEAD "  activity: A\n  tool: B\n  facts.f: {column: C, values: {y: true}}\n");
    charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake};
    const char *text = "A,B,C\n\"a\",\"\n\xC3\xA9\nb\",y\n";
    charter_text bytes = {text, strlen(text)};
    assert_string_equal(
        tell_verdicts_as(the_charter, "usage.yaml", bytes, 0, &options, "2026-11-02", TELL_PLACES | TELL_PATHS),
        "non-compliant | tool.unlisted breached forbid /tool 2:5-4:3 | rule.r breached forbid /facts/f 4:4-4:5");
    charter_intake_free(intake);
    charter_free(the_charter);
}

/* A stream over the register `text`, read by way of `memory`, which outlives it. */
static charter_stream *register_stream(memory_input *memory, const char *text, const charter_intake *intake)
{
    *memory = (memory_input){.at = text, .left = strlen(text)};
    charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake};
    charter_stream *stream;
    assert_int_equal(charter_stream_open_as(&stream, "usage.yaml", input_from_memory(memory), &options), CHARTER_OK);
    return stream;
}

static void what_says_no_is_told_as_such(void **state)
{
    (void)state;
    charter_intake *intake =
        good_intake(HEAD "  activity: A\n  tool: B\n  evidence.d.ref: C\n  review: {column: D, values: {oui: true}}\n");
    const char *text = "A,B,C,D\na,b,en cours,bof\n";
    memory_input memory;
    charter_stream *stream = register_stream(&memory, text, intake);
    const charter_declaration *declaration;
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    const char *told = tell_messages(charter_stream_notes(stream));
    assert_non_null(strstr(told, "row 2, column \"C\": \"en cours\" is no reference: it says no, not yet, or nothing "
                                 "[it is left out, and the duty that it would show is open]"));
    assert_non_null(strstr(told, "row 2, column \"D\": the intake mapping does not know \"bof\" "
                                 "[it is left out, and the duty that it would show is open]"));
    charter_stream_close(stream);
    charter_intake_free(intake);
}

static void an_id_that_says_no_is_one_where_the_charter_accepts_it(void **state)
{
    (void)state;
    static const struct {
        const char *accepts, *told;
    } rows[] = {{"[ia-1, none]", "compliant | duty d before met\nconditional | duty d before open"},
                {"[ia-1]", "conditional | duty d before open\nconditional | duty d before open"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "charter: 1\nid: a\nactivities: {a: {status: allowed, duties: [d]}}\ntools: {b: {status: approved}}\n"
                 "duties: {d: {due: before, evidence: training, accepts: %s}}\n",
                 rows[i].accepts);
        charter *the_charter = good_charter(text);
        charter_intake *intake = good_intake(HEAD "  activity: A\n  tool: B\n  training.id: C\n  training.on: D\n");
        charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake};
        const char *rows_text = "A,B,C,D\na,b,none,2026-01-01\na,b,n/a,2026-01-01\n";
        assert_string_equal(tell_verdicts_as(the_charter, "usage.yaml", (charter_text){rows_text, strlen(rows_text)}, 0,
                                             &options, "2026-11-02", 0),
                            rows[i].told);
        charter_intake_free(intake);
        charter_free(the_charter);
    }
}

static void a_stage_that_is_not_understood_is_no_planned_use(void **state)
{
    (void)state;
    charter *the_charter =
        good_charter("charter: 1\nid: a\nactivities: {a: {status: allowed}}\ntools: {b: {status: approved}}\n");
    charter_intake *intake =
        good_intake(HEAD "  activity: A\n  tool: B\n  stage: {column: C, values: {live: in-use}}\n");
    charter_stream_options options = {.syntax = CHARTER_CSV, .intake = intake};
    const char *text = "A,B,C\na,b,live\na,b,piloting\na,b,\n";
    assert_string_equal(tell_verdicts_as(the_charter, "usage.yaml", (charter_text){text, strlen(text)}, 0, &options,
                                         "2026-11-02", TELL_PLACES),
                        "compliant\nundetermined | charter.period undetermined forbid 3:1-3:2\ncompliant");
    charter_intake_free(intake);
    charter_free(the_charter);
}

static void what_the_mapping_does_not_know_is_told_with_row_and_column(void **state)
{
    (void)state;
    charter_intake *intake =
        good_intake(HEAD "  activity: A\n  tool: B\n  facts.f: {column: C d, values: {y: true}}\n");
    const char *text = "A,B,C d\n\n\"a\nb\",b,Maybe\n";
    memory_input memory;
    charter_stream *stream = register_stream(&memory, text, intake);
    const charter_declaration *declaration;
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_OK);
    const charter_diagnostics *notes = charter_stream_notes(stream);
    assert_string_equal(tell_messages(notes),
                        "row 3, column \"C d\": the intake mapping does not know \"Maybe\" "
                        "[it is left out, and what needs it is undetermined; add it to the mapping]");
    charter_place place = charter_diagnostic_place(charter_diagnostics_at(notes, 0));
    assert_int_equal(place.row, 3);
    assert_int_equal(place.cell, 3);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 6);
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_END);
    assert_int_equal(charter_diagnostics_count(charter_stream_notes(stream)), 0);
    charter_stream_close(stream);
    charter_intake_free(intake);
}

static void hints_tell_of_a_delimiter(void **state)
{
    (void)state;
    charter_intake *intake = good_intake(HEAD "  activity: A\n  tool: B\n");
    memory_input memory;
    charter_stream *stream = register_stream(&memory, "A;B\na;b\n", intake);
    const charter_declaration *declaration;
    assert_int_equal(charter_stream_next(stream, &declaration), CHARTER_INVALID);
    assert_non_null(strstr(tell_messages(charter_stream_errors(stream)), "with \"delimiter\""));
    charter_stream_close(stream);
    charter_intake_free(intake);
}

int main(void)
{
    const test_table tables[] = {
        TEST_ROWS(mappings, loads),
        TEST(a_mapping_that_cannot_be_read_is_told),
        TEST_ROWS(registers, becomes),
        TEST(a_register_needs_a_mapping),
        TEST(a_name_that_says_nothing_is_a_registers_where_there_is_a_mapping),
        TEST(a_finding_stands_at_its_cell),
        TEST(what_says_no_is_told_as_such),
        TEST(an_id_that_says_no_is_one_where_the_charter_accepts_it),
        TEST(a_stage_that_is_not_understood_is_no_planned_use),
        TEST(what_the_mapping_does_not_know_is_told_with_row_and_column),
        TEST(hints_tell_of_a_delimiter),
    };
    return RUN_TABLES(tables);
}
