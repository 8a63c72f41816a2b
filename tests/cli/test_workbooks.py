#!/usr/bin/env python3
"""Registers that are spreadsheets (.xlsx, .ods): what cells say, which sheet is read, what people are told, and what is
refused."""

import gzip
import json
import random
import re
import unittest
import zipfile

import workbooks
from running import LAW, Case
from workbooks import ODF, ods, ods_parts, ods_table, pack, xlsx, xlsx_parts, xlsx_rows

CHARTER = LAW + """\
fields:
  n: {type: number}
  day: {type: date}
  sure: {type: bool}
"""
MAPPING = """\
intake: 1
declare:
  activity: What
  tool: Tool
  data: {column: Data, values: {yes: internal, no: public}}
"""
HEAD = ["What", "Tool", "Data"]
ROW = ["drafting", "inhouse", "yes"]
DATES = '<numFmts><numFmt numFmtId="164" formatCode="%s"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'


def squeezed(text):
    """One line, its quotes as they were before they stood in JSON."""
    return re.sub(r"\s+", " ", text).replace('\\"', '"')


class Workbooks(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", CHARTER)
        self.write("mapping.yaml", MAPPING)

    def judged(self, content, *words, name="register.xlsx", mapping="mapping.yaml"):
        self.write(name, content)
        return self.run_program("--intake", mapping, "--format", "ndjson", *words, name)

    @staticmethod
    def verdicts(done):
        return [told for told in map(json.loads, done.out.splitlines()) if "verdict" in told]

    def lines(self, done):
        return [(told["line"], told["verdict"]) for told in self.verdicts(done)]

    def told(self, content, name="register.xlsx"):
        """The words of the only column of a register, which is its unit."""
        self.write(name, content)
        self.write("unit.yaml", "intake: 1\ndeclare: {unit: {number: 1}, activity: {constant: drafting}, tool: {constant: inhouse}}\n")
        done = self.run_program("audit", "--intake", "unit.yaml", "--format", "json", name)
        if "this file declares nothing" in done.err:  # a row of blanks
            return []
        self.assertEqual(done.code, 0, done.err)
        return [group["key"] for group in json.loads(done.out)["tables"]["units"]["groups"] if group["key"]]


class Cells(Workbooks):
    def test_what_a_cell_of_Excel_says(self):
        styles = ('<numFmts><numFmt numFmtId="164" formatCode="[$-40C]d\\ mmmm\\ yyyy;@"/>'
                  '<numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/><numFmt numFmtId="166" formatCode="[h]:mm"/>'
                  '<numFmt numFmtId="167" formatCode="mmm\\-yy"/></numFmts>'
                  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>'
                  + "".join(f'<xf numFmtId="{n}"/>' for n in (0, 14, 22, 20, 164, 165, 166, 167, 9)) + "</cellXfs>")
        strings = ["<t>shared</t>", "<r><t xml:space=\"preserve\">rich </t></r><r><rPr/><t>text</t></r><rPh><t>x</t></rPh>",
                   "<t>a_x000D__x000A_b_x005F_x0041_</t>", "<t/>"]
        table = {
            '<c {r} t="s"><v>0</v></c>': "shared",
            '<c {r} t="s"><v>1</v></c>': "rich text",
            '<c {r} t="s"><v>2</v></c>': "a b_x0041_",
            '<c {r} t="s"><v>3</v></c>': None,
            '<c {r} t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>x</t></rPh></is></c>': "inline",
            '<c {r} t="str"><f>A1&amp;"x"</f><v>worked out</v></c>': "worked out",
            '<c {r} t="b"><v>1</v></c>': "TRUE",
            '<c {r} t="b"><v>0</v></c>': "FALSE",
            '<c {r} t="e"><v>#N/A</v></c>': None,
            '<c {r} t="e"><v>#REF!</v></c>': None,
            '<c {r}><v>0.1</v></c>': "0.1",
            '<c {r}><v>0.30000000000000004</v></c>': "0.30000000000000004",
            '<c {r}><v>1E+3</v></c>': "1000",
            '<c {r}><v>-2.5</v></c>': "-2.5",
            '<c {r}><v>1.234</v></c>': "1.234",
            '<c {r}><v>123456789012345671</v></c>': "123456789012345671",
            '<c {r}><v>-9007199254740993</v></c>': "-9007199254740993",
            '<c {r} t="str"><v>1.234</v></c>': "1.234",
            '<c {r} s="8"><v>0.12</v></c>': "0.12",
            '<c {r} s="1"><v>46297</v></c>': "2026-10-02",
            '<c {r} s="2"><v>46298.75</v></c>': "2026-10-03",
            '<c {r} s="4"><v>46299</v></c>': "2026-10-04",
            '<c {r} s="7"><v>46300</v></c>': "2026-10-05",
            '<c {r} s="3"><v>0.75</v></c>': "0.75",
            '<c {r} s="5"><v>46297.25</v></c>': "46297.25",
            '<c {r} s="6"><v>2.25</v></c>': "2.25",
            '<c {r} s="1"><v>1</v></c>': "1900-01-01",
            '<c {r} s="1"><v>59</v></c>': "1900-02-28",
            '<c {r} s="1"><v>60</v></c>': "1900-02-29",
            '<c {r} s="1"><v>61</v></c>': "1900-03-01",
            '<c {r} s="1"><v>2958465</v></c>': "9999-12-31",
            '<c {r} s="1"><v>2958466</v></c>': "2958466",
            '<c {r} s="1"><v>-1</v></c>': "-1",
            '<c {r} s="99"><v>46297</v></c>': "46297",
            '<c {r} t="d"><v>2026-10-06T10:00:00</v></c>': "2026-10-06",
            '<c {r} t="str"><v>sep=;</v></c>': "sep=;",
            '<c {r} t="str"><v>a, "b"\nc</v></c>': 'a, "b" c',
            '<c {r} s="1"/>': None,
        }
        for element, wanted in table.items():
            with self.subTest(element):
                words = self.told(xlsx([["Only"], [(element,)]], strings=strings, styles=styles))
                self.assertEqual(words, [] if wanted is None else [wanted])

    def test_days_of_the_other_system(self):
        days = {0: "1904-01-01", 1: "1904-01-02", 44835: "2026-10-02"}
        for number, day in days.items():
            content = xlsx([["Only"], [(f'<c {{r}} s="1"><v>{number}</v></c>',)]], styles=DATES % "yyyy",
                           settings='<workbookPr date1904="1"/>')
            self.assertEqual(self.told(content), [day])

    def test_what_a_cell_of_LibreOffice_says(self):
        cell = "<table:table-cell%s>%s</table:table-cell>"
        table = {
            (' office:value-type="string"', "<text:p>one</text:p>"): "one",
            (' office:value-type="string"', "<text:p>a<text:s text:c=\"2\"/>b</text:p><text:p>c</text:p>"): "a b c",
            (' office:value-type="string"', "<text:p>o<text:span>n</text:span>e</text:p>"
             "<office:annotation><text:p>a comment</text:p></office:annotation>"): "one",
            (' office:value-type="string"', "<text:p><text:ruby><text:ruby-base>base</text:ruby-base>"
             "<text:ruby-text>spoken</text:ruby-text></text:ruby></text:p>"): "base",
            (' office:value-type="string" office:string-value="said"', "<text:p>shown</text:p>"): "said",
            (' office:value-type="float" office:value="1234.5"', "<text:p>1 234,50</text:p>"): "1234.5",
            (' office:value-type="float" office:value="1.234"', "<text:p>1,234</text:p>"): "1.234",
            (' office:value-type="float" office:value="123456789012345671"', "<text:p>x</text:p>"): "123456789012345671",
            (' office:value-type="string"', "<text:p>1.234</text:p>"): "1.234",
            (' office:value-type="percentage" office:value="0.12"', "<text:p>12 %</text:p>"): "0.12",
            (' office:value-type="currency" office:value="12"', "<text:p>12,00 €</text:p>"): "12",
            (' office:value-type="date" office:date-value="2026-10-02"', "<text:p>02/10/26</text:p>"): "2026-10-02",
            (' office:value-type="date" office:date-value="2026-10-02T10:30:00"', "<text:p>x</text:p>"): "2026-10-02",
            (' office:value-type="boolean" office:boolean-value="true"', "<text:p>VRAI</text:p>"): "TRUE",
            (' office:value-type="time" office:time-value="PT10H30M00S"', "<text:p>10:30</text:p>"): "10:30",
            (' office:value-type="string" calcext:value-type="error"', "<text:p>#N/A</text:p>"): None,
            (' office:value-type="string" calcext:value-type="error"', "<text:p>#REF!</text:p>"): None,
            ("", "<text:p/>"): None,
        }
        for (attributes, inside), wanted in table.items():
            with self.subTest(attributes + inside):
                words = self.told(ods([["Only"], [(cell % (attributes, inside),)]]), "register.ods")
                self.assertEqual(words, [] if wanted is None else [wanted])

    def test_numbers_and_days_are_read_whatever_the_mapping_says_of_texts(self):
        """Of a text 1.234 is a thousand, where commas mark decimals; of a number it is one and a bit."""
        self.write("mapping.yaml", MAPPING + "  facts.n: {column: N, numbers: comma}\n"
                                             "  facts.day: {column: Day, dates: [DD/MM/YYYY]}\n")
        rules = "".join(f"  {name}: {{when: {{{when}}}, effect: forbid, because: x}}\n" for name, when in {
            "thousand": "facts.n: 1234", "one": "facts.n: 1.234", "half": "facts.n: 1234.5",
            "second": "facts.day: 2026-10-02"}.items())
        self.write("charter.yaml", CHARTER + "rules:\n" + rules)
        day = ('<c {r} s="1"><v>46297</v></c>',)
        rows = [HEAD + ["N", "Day"], ROW + ["1.234", "03/10/2026"], ROW + [1.234, "02/10/2026"],
                ROW + [1234.5, day], ROW + ["1234,5", day]]
        done = self.judged(xlsx(rows, styles=DATES % "dd/mm/yyyy"))
        found = [sorted(f["clause"] for f in told["findings"] if f["outcome"] == "breached")
                 for told in self.verdicts(done)]
        self.assertEqual(found, [["rule.thousand"], ["rule.one", "rule.second"], ["rule.half", "rule.second"],
                                 ["rule.half", "rule.second"]], done.err)


    def test_a_table_of_values_and_an_id_see_a_number_s_own_digits(self):
        self.write("mapping.yaml", MAPPING + '  facts.n: {column: N, values: {"1.234": "0.5", "2.5": "1"}}\n  id: Id\n')
        self.write("charter.yaml", CHARTER + "rules:\n  half: {when: {facts.n: 0.5}, effect: forbid, because: x}\n")
        done = self.judged(xlsx([HEAD + ["N", "Id"], ROW + [1.234, 0.125], ROW + [2.5, 3]]))
        self.assertEqual([(told["id"], told["verdict"]) for told in self.verdicts(done)],
                         [("0.125", "non-compliant"), ("3", "compliant")], done.err)

    def test_a_text_that_could_be_two_numbers_is_told(self):
        """A number of three decimals is read beside it, in a register and in a draft of its mapping."""
        self.write("mapping.yaml", MAPPING + "  facts.n: N\n")
        done = self.judged(xlsx([HEAD + ["N"], ROW + ["1.234"], ROW + [1.234]]))
        self.assertIn('row 2, column "N": "1.234" is no number', squeezed(done.err))
        self.assertNotIn("row 3", done.err)
        self.write("n.xlsx", xlsx([["N"], *([i + 0.125] for i in range(20))]))
        self.assertNotIn("numbers: null", self.run_program("intake", "n.xlsx").out)
        self.write("n.xlsx", xlsx([["N"], *([f"{i}.125"] for i in range(1, 20))]))
        self.assertIn("numbers: null", self.run_program("intake", "n.xlsx").out)


class Rows(Workbooks):
    def test_a_place_is_the_sheets_own_row(self):
        rows = [[], HEAD, [], ROW, [None] * 3, ["drafting", "two\nlines", "no"], ["drafting", "consumer", "yes"]]
        wanted = [(4, "compliant"), (6, "review"), (7, "non-compliant")]
        for name, content in (("register.xlsx", xlsx(rows)), ("register.ods", ods(rows)), ("register.bin", ods(rows)),
                              ("register.csv", xlsx(rows))):
            for jobs in ("1", "3"):
                with self.subTest(name, jobs=jobs):
                    done = self.judged(content, "--jobs", jobs, name=name)
                    self.assertEqual(self.lines(done), wanted, done.err)

    def test_the_mappings_delimiter_and_encoding_are_for_CSV_alone(self):
        self.write("mapping.yaml", MAPPING.replace("declare", 'delimiter: ";"\nencoding: windows-1252\ndeclare')
                   .replace("Data", "Données"))
        done = self.judged(xlsx([["What", "Tool", "Données"], ROW, ["drafting", "a, b; c", "no"]]))
        self.assertEqual(self.lines(done), [(2, "compliant"), (3, "review")], done.err)

    def test_cells_and_rows_without_a_place_follow_one_another(self):
        rows = [HEAD, ROW, ["drafting", "consumer", "yes"]]
        inside = re.sub(r' r="\w+"', "", xlsx_rows(rows))
        done = self.judged(pack(xlsx_parts({"R": inside})))
        self.assertEqual(self.lines(done), [(2, "compliant"), (3, "non-compliant")], done.err)

    def test_what_is_repeated_is_read_as_often_as_it_stands_there(self):
        row = "<table:table-row table:number-rows-repeated=\"%d\">%s</table:table-row>"
        cells = "".join(map(workbooks.ods_cell, ROW))
        blank = '<table:table-cell table:number-columns-repeated="16384"/>'
        tables = ods_table([HEAD, row % (3, cells), row % (5, blank), row % (2, cells), row % (1048565, blank)])
        done = self.judged(pack(ods_parts(tables)), name="register.ods")
        self.assertEqual([line for line, _ in self.lines(done)], [2, 3, 4, 10, 11], done.err)

    def test_an_array_of_cells_that_are_alike(self):
        self.write("mapping.yaml", MAPPING.replace("column: Data", "column: Data, nth: 1"))
        row = ('<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>yes</text:p>'
               "</table:table-cell>",)
        head = HEAD + ["Data"]
        done = self.judged(ods([head, ROW[:2] + [row]]), name="register.ods")
        self.assertEqual(self.lines(done), [(2, "compliant")], done.err)

    def test_wide_and_random_tables_come_out_as_they_went_in(self):
        """As the same table in CSV is read, whatever stands in its cells."""
        dice = random.Random(16)
        words = ["drafting", "inhouse", "yes", "no", "consumer", "a, b", 'say "x"', "l1\nl2", "", None, "é€", "sep=,", " "]
        for turn in range(20):
            rows = [HEAD] + [[dice.choice(words) for _ in range(3)] for _ in range(dice.randrange(1, 40))]
            lines = [",".join('"' + (cell or "").replace('"', '""').replace("\n", "\t") + '"' for cell in row)
                     for row in rows]
            wanted = self.judged("\n".join(lines) + "\n", name="register.csv")
            for name, content in (("register.xlsx", xlsx(rows)), ("register.ods", ods(rows))):
                done = self.judged(content, name=name)
                self.assertEqual(self.lines(done), self.lines(wanted), (turn, rows))


class Told(Workbooks):
    def said(self, done):
        return squeezed(done.err)

    def test_hidden_merged_and_unknown_are_told_with_the_first_place(self):
        inside = ('<cols><col min="3" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>'
                  + xlsx_rows([HEAD, ROW, ROW, ROW + [("<c {r}><f>1+1</f></c>",)]], hidden=(2, 4))
                  + '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>')
        for lang, rows, columns, merged, formulas in (
                ("en", "hidden rows that hold something: 2, the first is row 2",
                 "hidden columns that hold something: 1, the first is column C",
                 "merged cells: 2, the first is A2", "never worked out: 1, the first is D4"),
                ("fr", "lignes masquées non vides : 2, la première est la ligne 2",
                 "colonnes masquées non vides : 1, la première est la colonne C",
                 "cellules fusionnées : 2, la première est A2", "jamais calculées : 1, la première est D4")):
            done = self.judged(pack(xlsx_parts({"Register": inside})), "--lang", lang)
            self.assertEqual([line for line, _ in self.lines(done)], [2, 3, 4])
            self.assertEqual(done.code, 0)
            for words in (rows, columns, merged, formulas):
                self.assertIn(words, self.said(done))

    def test_the_same_of_LibreOffice(self):
        table = ods_table([
            '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>',
            HEAD,
            '<table:table-row table:visibility="filter">' + "".join(map(workbooks.ods_cell, ROW)) + "</table:table-row>",
            [("<table:table-cell table:number-columns-spanned=\"2\" office:value-type=\"string\">"
              "<text:p>drafting</text:p></table:table-cell>",),
             ("<table:covered-table-cell office:value-type=\"string\"><text:p>consumer</text:p>"
              "</table:covered-table-cell>",), "yes"]])
        done = self.judged(pack(ods_parts(table)), name="register.ods")
        self.assertEqual([verdict for _, verdict in self.lines(done)], ["compliant", "undetermined"], done.out)
        for words in ("hidden rows that hold something: 1, the first is row 2", "the first is column C",
                      "merged cells: 1, the first is A3"):
            self.assertIn(words, self.said(done))

    def test_an_audit_tells_them_too(self):
        self.write("register.xlsx", pack(xlsx_parts({"R": xlsx_rows([HEAD, ROW], hidden=(2,))})))
        done = self.run_program("audit", "--intake", "mapping.yaml", "--format", "json", "register.xlsx")
        self.assertEqual((done.code, json.loads(done.out)["tables"]["all"]["groups"][0]["uses"]), (0, 1))
        self.assertIn("hidden rows", self.said(done))


class Sheets(Workbooks):
    OTHER = xlsx_rows([HEAD, ["drafting", "consumer", "yes"]])
    MINE = xlsx_rows([HEAD, ROW])

    def both(self, states=()):
        return pack(xlsx_parts({"Mine": self.MINE, "Été 2026": self.OTHER}, states=states))

    def of_libreoffice(self, hidden=False):
        styles = ('<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/>'
                  "</style:style>" if hidden else "")
        return pack(ods_parts(ods_table([HEAD, ROW], "Mine") +
                              ods_table([HEAD, ["drafting", "consumer", "yes"]], "Été 2026",
                                        ' table:style-name="ta1"'), styles=styles))

    def test_several_are_listed_and_none_is_judged(self):
        for content in (self.both(), self.of_libreoffice()):
            done = self.judged(content)
            self.assertEqual((done.code, self.lines(done)), (2, []))
            self.assertIn('hold something: "Mine", "Été 2026"', squeezed(done.out + done.err))

    def test_one_is_named(self):
        for content in (self.both(), self.of_libreoffice(), self.both(("", "hidden"))):
            for name, verdict in (("Mine", "compliant"), ("ÉTÉ  2026", "non-compliant")):
                self.write("named.yaml", f"sheet: {name}\n" + MAPPING)
                self.assertEqual(self.lines(self.judged(content, mapping="named.yaml")), [(2, verdict)])
        self.write("named.yaml", "sheet: Theirs\n" + MAPPING)
        done = self.judged(self.both(), mapping="named.yaml")
        self.assertEqual(done.code, 2)
        self.assertIn('no sheet "Theirs"', squeezed(done.out + done.err))
        self.assertIn('"Mine", "Été 2026"', squeezed(done.out + done.err))

    def test_hidden_and_empty_ones_are_not_chosen(self):
        for content in (self.both(("", "veryHidden")), self.of_libreoffice(hidden=True)):
            done = self.judged(content)
            self.assertEqual(self.lines(done), [(2, "compliant")])
            self.assertIn("hidden sheets, which are not read: 1", squeezed(done.err))
        empty = pack(xlsx_parts({"Empty": xlsx_rows([[], [None]]), "Mine": self.MINE}))
        self.assertEqual(self.lines(self.judged(empty)), [(2, "compliant")])
        done = self.judged(pack(xlsx_parts({"Empty": xlsx_rows([])})))
        self.assertEqual(done.code, 2)
        self.assertIn("no visible sheet of this workbook holds anything", squeezed(done.out + done.err))

    def test_a_draft_takes_the_first_or_the_one_named_and_says_so(self):
        self.write("two.xlsx", self.both())
        done = self.run_program("intake", "two.xlsx")
        self.assertIn('\nsheet: "Mine"\n', done.out)
        self.assertIn('this is of the first, "Mine"', squeezed(done.err))
        done = self.run_program("intake", "two.xlsx", "--sheet", "été 2026")
        self.assertIn('\nsheet: "Été 2026"\n', done.out)
        self.assertIn('"consumer"', done.out)
        self.assertEqual(self.run_program("intake", "two.xlsx", "--sheet", "x").code, 2)
        self.write("r.csv", "a,b\n1,2\n")
        self.assertEqual(self.run_program("intake", "r.csv", "--sheet", "x").code, 2)

    def test_a_draft_loads_once_it_is_completed(self):
        self.write("two.xlsx", self.both())
        draft = self.run_program("intake", "two.xlsx").out
        for number, (key, word, meaning) in enumerate((("activity", "drafting", "drafting"), ("tool", "inhouse", "inhouse"),
                                                       ("data", "yes", "internal")), 1):
            draft = draft.replace(f"x-{number}:", f"{key}:").replace(f'"{word}": null', f'"{word}": {meaning}')
        self.write("mapping.yaml", draft)
        self.assertEqual(self.lines(self.judged(self.both())), [(2, "compliant")])

    def test_folders_have_them(self):
        self.write("folder/a.xlsx", xlsx([HEAD, ROW]))
        self.write("folder/b.ods", ods([HEAD, ROW]))
        done = self.run_program("--intake", "mapping.yaml", "--format", "ndjson", "folder")
        self.assertEqual(len(self.verdicts(done)), 2, done.err)


def zip64(content):
    """The same archive, whose end says that its directory is one of 64 bits."""
    end = content.rindex(b"PK\5\6")
    return content[:end + 16] + b"\xff\xff\xff\xff" + content[end + 20:]


def flagged(content):
    """Each of its parts says that it is encrypted."""
    pieces = content.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([pieces[0]] + [piece[:4] + bytes([piece[4] | 1]) + piece[5:] for piece in pieces[1:]])


GOOD = xlsx([HEAD, ROW])
GOOD_PARTS = xlsx_parts({"R": xlsx_rows([HEAD, ROW])})
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def changed(**parts):
    """The good workbook with other parts: names without xl/ and .xml."""
    return pack({**GOOD_PARTS, **{name if "." in name else f"xl/{name}.xml": text for name, text in parts.items()}})


def sheet(inside):
    return pack(xlsx_parts({"R": "<sheetData>" + inside + "</sheetData>"}))


HOSTILE = {
    "cut short": (GOOD[:-30], "damaged"),
    "cut in the middle": (GOOD[:len(GOOD) // 2], "damaged"),
    "its beginning alone": (b"PK\3\4", "damaged"),
    "an empty archive": (b"PK\5\6" + bytes(18), "archive or another kind"),
    "something behind it": (GOOD + b"x" * 30, "damaged"),
    "something before it": (b"PK\3\4" + GOOD, "damaged"),
    "a part that is damaged": (pack(GOOD_PARTS, zipfile.ZIP_STORED).replace(b"inhouse", b"inhouzz"), "damaged"),
    "zip64": (zip64(GOOD), "zip64"),
    "encrypted parts": (flagged(GOOD), "encrypted"),
    "an encrypted document of LibreOffice": (pack({**ods_parts(ods_table([HEAD, ROW])), "META-INF/manifest.xml":
                                                   f"<manifest:manifest{ODF}><manifest:file-entry>"
                                                   "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"}),
                                             "encrypted"),
    "an encrypted document of Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old workbook of Excel"),
    "a part twice": (pack([*GOOD_PARTS.items(), ("XL/worksheets/Sheet0.xml", "<worksheet/>")]), "twice"),
    "entities": (changed(workbook=DOCTYPE + "<workbook>&b;</workbook>"), "document type"),
    "entities in texts": (changed(sharedStrings=DOCTYPE + "<sst><si><t>&b;</t></si></sst>"), "document type"),
    "no XML": (changed(styles="<styleSheet>"), "no XML"),
    "elements within elements": (changed(styles="<a>" * 5000), "nested too deep"),
    "a part that leads out": (changed(**{"xl/_rels/workbook.xml.rels":
                                         '<Relationships><Relationship Id="s0" Type="x/worksheet" '
                                         'Target="../../../../etc/passwd"/></Relationships>'}), "missing"),
    "a part elsewhere": (changed(**{"xl/_rels/workbook.xml.rels":
                                    '<Relationships><Relationship Id="s0" TargetMode="External" Type="x/worksheet" '
                                    'Target="http://localhost/x.xml"/></Relationships>'}), "holds anything"),
    "a text that is not there": (sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "damaged"),
    "a row before the last": (sheet('<row r="5"><c r="A5"><v>1</v></c></row><row r="4"/>'), "where none can stand"),
    "a cell before the last": (sheet('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'),
                               "where none can stand"),
    "a cell of another row": (sheet('<row r="1"><c r="A2"><v>1</v></c></row>'), "where none can stand"),
    "a row beyond the last": (sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'), "where none can stand"),
    "a column beyond the last": (sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "where none can stand"),
    "a column far beyond": (sheet('<row r="1"><c r="ZZZZZZZZZZZZZZ1"><v>1</v></c></row>'), "where none can stand"),
    "more columns than a register has": (sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'),
                                         "more than 4096 cells"),
    "a bomb of blanks": (changed(**{"xl/worksheets/sheet0.xml": "<worksheet>" + " " * (200 << 20)}), "far more comes"),
    "a bomb of cells": (pack(ods_parts(ods_table([
        HEAD, '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
              'table:number-columns-repeated="16384" office:value-type="string"><text:p>' + "x" * 5000 +
              "</text:p></table:table-cell></table:table-row>"]))), "far more comes"),
    "a row that stands there too often": (pack(ods_parts(ods_table([
        HEAD, '<table:table-row table:number-rows-repeated="99999999">' + "".join(map(workbooks.ods_cell, ROW)) +
              "</table:table-row>"]))), "where none can stand"),
    "a cell that stands there too often": (pack(ods_parts(ods_table([
        HEAD, '<table:table-row><table:table-cell table:number-columns-repeated="99999999" office:value-type="string">'
              "<text:p>x</text:p></table:table-cell></table:table-row>"]))), "where none can stand"),
    "a long cell": (xlsx([HEAD, ["x" * (2 << 20), *ROW[1:]]]), "larger than 1048576 bytes"),
    "a document of Word": (pack({"_rels/.rels": "<x/>", "word/document.xml": "<x/>"}), "document of Word"),
    "a presentation": (pack({"_rels/.rels": "<x/>", "ppt/presentation.xml": "<x/>"}), "a presentation"),
    "a binary workbook": (pack({"_rels/.rels": "<x/>", "xl/workbook.bin": b"\x83"}), ".xlsb"),
    "a document of Numbers": (pack({"Index/Document.iwa": b"\0"}), "Numbers"),
    "a text of LibreOffice": (pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
                              "another kind of document"),
    "any archive": (pack({"register.csv": "a,b\n"}), "archive or another kind"),
}

FOREIGN = {
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old workbook of Excel"),
    "rich text": (b"{\\rtf1 x}", "office program"),
    "a page of the web": (b"<html><table>", "page of the web"),
    "XML": (b"<?xml version='1.0'?><Workbook>", "file of XML"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "SQLite": (b"SQLite format 3\0", "database"),
    "Access": (b"\0\1\0\0Standard ACE DB\0", "database"),
    "Parquet": (b"PAR1\x15\4", "binary format"),
    "Arrow": (b"ARROW1\0\0", "binary format"),
    "SAS": (bytes(12) + b"\xc2\xea\x81\x60\xb3\x14", "statistics"),
    "Stata": (b"<stata_dta><header>", "statistics"),
    "gzip": (b"\x1f\x8b\x08\0", "compressed"),
    "zstd": (b"\x28\xb5\x2f\xfd\x24", "compressed"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "compressed"),
}


class Refused(Workbooks):
    """Whatever a file is, the exit is 2, and one message says what is wrong and what to do."""

    def assert_refused(self, done, words):
        self.assertEqual(done.code, 2, done.out + done.err)
        self.assertIn(words, squeezed(done.out + done.err))
        self.assertIn("help", done.out + done.err)

    def test_hostile_workbooks(self):
        for name, (content, words) in HOSTILE.items():
            for command in (("check",), ("audit",)):
                with self.subTest(name, command=command[0]):
                    self.write("register.xlsx", content)
                    self.assert_refused(self.run_program(*command, "--intake", "mapping.yaml", "register.xlsx"), words)

    def test_drafts_refuse_what_no_sheet_can_be_read_of(self):
        rows = ("more than 4096 cells", "larger than 1048576 bytes", "bomb of cells", "damaged")
        for name, (content, words) in HOSTILE.items():
            if words in rows or "bomb" in name:
                continue
            with self.subTest(name):
                self.write("register.xlsx", content)
                self.assert_refused(self.run_program("intake", "register.xlsx"), words)

    def test_other_files(self):
        for name, (content, words) in FOREIGN.items():
            self.write("register.bin", content)
            for words_of in (("intake", "register.bin"), ("check", "--intake", "mapping.yaml", "register.bin"),
                             ("audit", "--intake", "mapping.yaml", "register.bin")):
                with self.subTest(name, command=words_of[0]):
                    self.assert_refused(self.run_program(*words_of), words)

    def test_they_are_known_whatever_the_mapping_says(self):
        for more in ("encoding: windows-1252\n", "skip: 3\n", "header: 0\n"):
            self.write("other.yaml", more + MAPPING.replace("What", "{number: 1}").replace("Tool", "{number: 2}")
                       .replace("column: Data", "number: 3") if "header" in more else more + MAPPING)
            for name in ("an old workbook", "a PDF", "Parquet"):
                with self.subTest(name, more=more):
                    self.write("register.bin", FOREIGN[name][0] + b"\nx\n" * 9)
                    done = self.run_program("--intake", "other.yaml", "register.bin")
                    self.assert_refused(done, FOREIGN[name][1])

    def test_a_workbook_in_another_or_through_a_pipe(self):
        done = self.run_program("--intake", "mapping.yaml", "-", stdin=GOOD)
        self.assert_refused(done, "not from a pipe")
        self.write("register.xlsx.gz", gzip.compress(GOOD))
        self.assert_refused(self.run_program("--intake", "mapping.yaml", "register.xlsx.gz"), "out of another archive")

    def test_any_byte_may_be_wrong(self):
        """No byte of a workbook, put wrong, makes it end otherwise than with a message or verdicts."""
        dice = random.Random(7)
        for content in (pack(GOOD_PARTS, zipfile.ZIP_STORED), ods([HEAD, ROW])):
            for _ in range(150):
                broken = bytearray(content)
                for _ in range(dice.choice((1, 1, 1, 4))):
                    broken[dice.randrange(len(broken))] = dice.randrange(256)
                done = self.judged(bytes(broken), name="register.xlsx")
                self.assertIn(done.code, (0, 1, 2))
                self.assertTrue(done.code != 2 or done.out + done.err)

    def test_trailing_blank_rows_cost_nothing(self):
        blank = "".join(f'<row r="{i}"><c r="A{i}" s="1"/></row>' for i in range(3, 200000))
        inside = xlsx_rows([HEAD, ROW]).replace("</sheetData>", blank + "</sheetData>")
        done = self.judged(pack(xlsx_parts({"R": inside})))
        self.assertEqual(self.lines(done), [(2, "compliant")])


if __name__ == "__main__":
    unittest.main()
