#!/usr/bin/env python3
"""page: a charter as one HTML file. What it tells is what which answers; whatever a charter's author writes becomes text
and nothing else; the policy allows the page's own bytes and nothing else."""

import base64
import gzip
import hashlib
import html.parser
import json
import os
import re
import shutil
import subprocess
import unittest

from running import Case

ROOT = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))

AT = ["--at", "2026-11-30"]
CHARTER = """\
charter: 1
id: town
title: {fr: Charte de la ville, en: The town's charter}
version: "2026.2"
lang: fr
from: 2026-01-01
review-by: 2027-06-30
governance: {body: {fr: Comité, en: Committee}, contact: ia@ville.example, colleges: [users, deciders]}
commitments:
  jobs: {title: {fr: Aucun poste supprimé, en: No job is cut}}
data:
  public: {title: {fr: Données publiques, en: Public data}, aliases: [open data]}
  internal: {title: Documents internes, above: public, hosting: [house], because: La discrétion, article: art. 1}
  secret: {above: internal, hosting: []}
hosting: {house: {title: Nos serveurs}, cloud: {}}
duties:
  training: {due: before, evidence: training, valid-for: P2Y, title: {fr: Formation, en: Training}, learn: https://formation.example/ia}
  reading: {due: after, evidence: review, by-another: true, title: {fr: Relecture, en: Reading}, learn: la salle 12}
tools:
  helper:
    {title: {fr: Assistant maison, en: House assistant}, status: recommended, hosting: house, data: internal,
     trains-on-inputs: false, retention: P30D,
     footprint: {per: request, energy-wh: [0.2, 0.5], scope: inference, source: a study, on: 2025-08-01}}
  chat: {title: Chat, status: approved, hosting: cloud, data: public, duties: [training]}
  old: {status: approved, hosting: cloud, until: 2026-03-31}
  free: {status: banned, hosting: cloud, instead: [helper]}
activities:
  writing: {title: {fr: Rédiger, en: Writing}, status: allowed, data: internal, duties: [reading], autonomy: assist}
  sorting: {title: Trier, status: restricted, data: internal}
  judging: {title: Juger, status: banned, article: art. 5}
fields: {account: {type: choice, title: {fr: Compte, en: Account}, values: {work: {title: {fr: Compte professionnel, en: Work account}}, own: {}}}}
rules:
  work-account: {when: {tool.hosting: cloud}, require: {facts.account: work}, because: {fr: Un compte suivi, en: An account that is looked after}}
exceptions:
  trial: {waives: [tool.data], for: {tool: chat}, from: 2026-10-01, until: 2026-12-31, because: Un essai, approved-by: [users, deciders]}
  ended: {waives: [tool.data], for: {tool: chat}, from: 2026-01-01, until: 2026-02-28, because: Fini, approved-by: [users, deciders]}
"""
MODULE = b"\0asm\1\0\0\0" + bytes(range(256))
VOID = {"meta", "br", "link", "img", "input"}


class Page(html.parser.HTMLParser):
    """Elements with their attributes and texts, in their order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        assert len(dict(attributes)) == len(attributes), "an attribute stands twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, (tag, self.open)
        self.open.pop()

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else None, data))

    def handle_comment(self, data):
        raise AssertionError("a comment: " + data[:40])

    def named(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def words(self):
        return " ".join(" ".join(text for tag, text in self.texts if tag not in ("style", "script")).split())

    def data(self):
        return json.loads(self.inside("page-data"))

    def inside(self, id):
        at = [attributes.get("id") for name, attributes in self.elements if name == "script"].index(id)
        return [text for tag, text in self.texts if tag == "script"][at]


class Pages(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", CHARTER)

    def page(self, *words, code=0, charter="charter.yaml"):
        done = self.run_program("page", "-", "--charter", charter, *AT, *words)
        self.assertEqual(done.code, code, done.err)
        return done.out

    def parsed(self, *words, **more):
        return Page(self.page(*words, **more))

    # ---- what is told ----

    def test_both_languages_where_the_charter_has_both(self):
        page = self.parsed()
        parts = [attributes for attributes in page.named("div") if attributes.get("class") == "language"]
        self.assertEqual([(part["id"], part["lang"], part["data-lang"]) for part in parts], [("fr",) * 3, ("en",) * 3])
        self.assertEqual(page.named("html"), [{"lang": "fr"}])
        self.assertEqual([attributes["href"] for attributes in page.named("a")][1:3], ["#fr", "#en"])
        for words in (["--lang", "en"], ["--lang", "fr"]):
            one = self.parsed(*words)
            self.assertEqual(one.named("html"), [{"lang": words[1]}])
            self.assertEqual(one.data()["lang"], [words[1]])
        self.write("one.yaml", re.sub(r"\{fr: (.*?), en: .*?\}", r"\1", CHARTER))
        self.assertEqual(self.parsed(charter="one.yaml").data()["lang"], ["fr"])
        self.write("none.yaml", "charter: 1\nid: x\ntools: {}\n")
        self.assertEqual(self.parsed(charter="none.yaml").data()["lang"], ["en"])

    def test_a_text_in_another_language_is_marked(self):
        page = self.page("--lang", "en")
        self.assertIn('<span lang="fr">Documents internes</span>', page)
        self.assertIn('<p class="because" lang="fr">La discrétion</p>', page)
        self.assertNotIn('lang="fr">Public data', page)

    def test_what_stands_in_it(self):
        said = self.parsed("--lang", "en").words()
        sha = hashlib.sha256(CHARTER.encode()).hexdigest()
        for words in ("The town's charter", "town 2026.2", "from 1 January 2026", "30 June 2027", sha, "Committee", "ia@ville.example",
                      "No job is cut", "Banned with AI", "A person decides each case", "House assistant", "Nos serveurs",
                      "30 days", "0.2 to 0.5 Wh of energy", "Source: a study (1 August 2025)", "Use instead House assistant",
                      "No longer in force.", "open data", "none: it goes into no tool", "2 years", "la salle 12",
                      "somebody else than the author", "An account that is looked after", "Un essai", "Fini",
                      "Account: Work account", "In every case, after use: Reading"):
            self.assertIn(words, said)
        french = self.parsed("--lang", "fr").words()
        for words in ("à partir du 1er janvier 2026", "Compte : Compte professionnel", "Interdite avec l’IA", "Permise avec l’IA"):
            self.assertIn(words, french)

    def test_every_cell_is_what_which_answers(self):
        kinds = {"compliant": "yes", "conditional": "first", "review": "ask", "non-compliant": "no", "undetermined": "unknown"}
        for charter in ("charter.yaml", os.path.join(ROOT, "charter", "statistics-institute.yaml"),
                        os.path.join(ROOT, "charter", "public-service.yaml")):
            done = self.run_program("which", "--format", "json", "--charter", charter, *AT)
            wanted = {}
            for use in done.json["uses"]:
                kind = kinds[use["verdict"]]
                if kind == "unknown" and use["then"] is not None:
                    kind = "if" if use["then"] in ("compliant", "conditional") else kinds[use["then"]]
                wanted.setdefault((use["activity"], use["tool"]), set()).add(kind)
            page = self.parsed("--lang", "fr", charter=charter)
            cells = {(cell["data-activity"], cell["data-tool"]): set(cell["data-verdict"].split()) for cell in page.named("td")}
            self.assertGreater(len(cells), 5)
            self.assertEqual(cells, wanted)

    def test_every_class_of_a_cell_is_told_with_its_answer(self):
        page = self.page("--lang", "en")
        cell = re.search(r'<td data-activity="writing" data-tool="helper"[^>]*>(.*?)</td>', page)[1]
        self.assertEqual(re.sub(r"<[^>]*>", "", cell.replace("</p>", "/")), "yes, if Public data; Documents internes/no secret/")

    def test_headings_anchors_and_tables(self):
        page = self.parsed()
        levels = [int(name[1]) for name, _ in page.elements if re.fullmatch("h[1-6]", name)]
        self.assertEqual(levels.count(1), 1)
        self.assertEqual(levels[0], 1)
        for before, after in zip(levels, levels[1:]):
            self.assertLessEqual(after, before + 1)
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        self.assertEqual(len(ids), len(set(ids)))
        for id in ids:
            self.assertRegex(id, r"^[a-z0-9-]+$")
        for link in page.named("a"):
            if link["href"].startswith("#"):
                self.assertIn(link["href"][1:], ids)
        for id in ("charter", "fr-activities", "en-tool-helper", "fr-activity-writing", "fr-data-secret", "en-duty-reading", "fr-exception-trial"):
            self.assertIn(id, ids)
        self.assertEqual(len(page.named("table")), len(page.named("caption")))
        for head in page.named("th"):
            self.assertIn(head["scope"], ("col", "row"))
        region = [attributes for attributes in page.named("div") if attributes.get("role") == "region"]
        self.assertEqual([one["tabindex"] for one in region], ["0", "0"])
        for one in region:
            self.assertIn(one["aria-labelledby"], ids)
        self.assertEqual([attributes for attributes in page.named("section") if attributes.get("class") == "ask"],
                         [{"class": "ask", "hidden": ""}] * 2)

    def test_links_are_of_the_web_alone(self):
        page = self.parsed()
        outside = [link for link in page.named("a") if not link["href"].startswith("#")]
        self.assertEqual({link["href"] for link in outside}, {"https://formation.example/ia"})
        self.assertEqual({link["rel"] for link in outside}, {"noreferrer noopener"})
        for learn in ("javascript:alert(1)", "data:text/html,x", "https://a b", "https://x/\\u202e", "//example.org", "https://x/'",
                      "https://formation.example@evil.example/", "http://a:b@evil.example", "https://b\u00fccher.example/"):
            self.write("c.yaml", CHARTER.replace("learn: la salle 12", f'learn: "{learn}"'))
            self.assertEqual({link["href"] for link in self.parsed(charter="c.yaml").named("a") if not link["href"].startswith("#")},
                             {"https://formation.example/ia"}, learn)

    def test_what_changed_since_the_version_before(self):
        before = (CHARTER.replace('"2026.2"', '"2025.1"').replace("from: 2026-01-01\nreview-by: 2027-06-30", "from: 2025-01-01\nuntil: 2025-12-31")
                  .replace("status: approved, hosting: cloud, data: public", "status: tolerated, hosting: cloud, data: internal")
                  .replace("  free: {", "  gone: {title: Outil retiré, status: approved}\n  free: {").replace("  sorting: {title: Trier, status: restricted, data: internal}\n", "")
                  .replace("due: before, evidence", "due: after, evidence"))
        self.write("versions/2025.yaml", before)
        self.write("versions/2026.yaml", CHARTER.replace("hosting: [house]", "hosting: [house, cloud]"))
        said = self.parsed("--lang", "en", charter="versions").words()
        self.assertIn("Since the version 2025.1:", said)
        for words in ("New: Trier", "Gone: Outil retiré", "Changed: Chat Status: tolerated , now approved",
                      "Data, at most: Documents internes , now Public data", "Due: after use , now before use", "May be hosted on: Nos serveurs , now Nos serveurs ; cloud"):
            self.assertIn(words, said)
        self.assertNotIn("Changed: House assistant", said)
        self.assertNotIn("What changed", self.parsed("--lang", "en").words())

    def test_a_charter_with_nothing_in_it(self):
        self.write("c.yaml", "charter: 1\nid: x\n")
        page = self.parsed(charter="c.yaml")
        self.assertEqual(page.named("table"), [])
        self.assertIn("The charter lists none.", page.words())
        # Without classes nothing is said of data.
        self.write("c.yaml", "charter: 1\nid: x\ntools: {t: {status: approved}}\nactivities: {a: {status: allowed}}\n")
        self.assertEqual([cell["data-verdict"] for cell in self.parsed(charter="c.yaml").named("td")], ["yes"])

    # ---- its bytes ----

    def test_the_same_bytes(self):
        first = self.page()
        self.assertEqual(self.page(), first)
        self.write("elsewhere/charter.yaml", CHARTER)
        self.assertEqual(self.page(charter="elsewhere/charter.yaml"), first)
        self.assertNotIn(self.folder, first)

    def hashes(self, text, kind):
        return re.findall(r"'sha256-([^']*)'", re.search(kind + r" ([^;]*)", text)[1])

    def test_the_policy_allows_these_bytes_and_nothing_else(self):
        self.write("house.css", ":root {\r\n  --accent: #900;\r\n}\r\n")
        for words in ([], ["--style", "house.css"], ["--module", self.module()]):
            text = self.page(*words)
            page = Page(text)
            policy = next(meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy")
            self.assertTrue(policy.startswith("default-src 'none'; script-src 'sha256-"), policy)
            styles = [data for tag, data in page.texts if tag == "style"]
            self.assertEqual(len(page.named("style")), 1)
            self.assertEqual(self.hashes(policy, "style-src"), [self.sha("".join(styles))])
            runs = [at for at, script in enumerate(page.named("script")) if "type" not in script]
            self.assertEqual(len(runs), 1)
            scripts = [data for tag, data in page.texts if tag == "script"]
            self.assertEqual(self.hashes(policy, "script-src"), [self.sha(scripts[runs[0]])])
            for part in ("base-uri 'none'", "form-action 'none'", "worker-src blob:", "img-src 'none'"):
                self.assertIn(part, policy)
            self.assertEqual([attributes for _, attributes in page.elements for name in attributes
                              if name.startswith("on") or name in ("style", "src")], [])

    def sha(self, text):
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    def module(self, bytes=MODULE):
        return self.write("charter.wasm", bytes)

    def test_the_module_brings_the_charter_and_its_files(self):
        self.write("charters/2026.yaml", "\ufeff" + CHARTER.replace("data:\n", "include: [parts/tools.yaml, 'std:traces']\n"
                   "intake: [parts/one.yaml, two.yaml]\ndata:\n"))
        for name, registers in (("parts/one", "registers: a.csv\n"), ("two", "")):
            self.write(f"charters/{name}.yaml", f"intake: 1\n{registers}declare: {{activity: A, tool: T}}\n")
        self.write("charters/parts/tools.yaml", "charter: 1\ntools: {extra: {status: approved}}\n")
        self.write("elsewhere/2026.yaml", "charter: 1\nexceptions: {more: {waives: [tool.data], until: 2026-12-31, because: x, approved-by: [users, deciders]}}\n")
        for bytes in (MODULE, gzip.compress(MODULE)):
            page = self.parsed("--ask", "--module", self.module(bytes), "--exceptions", "elsewhere/2026.yaml", charter="charters/2026.yaml")
            self.assertEqual(base64.b64decode(page.inside("page-module")), bytes)
            data = page.data()
            self.assertEqual({file["name"]: base64.b64decode(file["base64"]) for file in data["files"]},
                             {name: self.read(path).encode() for name, path in
                              (("2026.yaml", "charters/2026.yaml"), ("parts/tools.yaml", "charters/parts/tools.yaml"),
                               ("parts/one.yaml", "charters/parts/one.yaml"), ("two.yaml", "charters/two.yaml"),
                               ("exceptions-2026.yaml", "elsewhere/2026.yaml"))})
            self.assertEqual((data["charters"], data["exceptions"], data["at"]), (["2026.yaml"], "exceptions-2026.yaml", None))
            self.assertIn(data["charter"]["sha256"], page.words())
            self.assertEqual(set(data["words"]), {"fr", "en"})
            self.assertEqual(set(data["words"]["fr"]), set(data["words"]["en"]))

    def test_the_module_brings_the_catalogue_which_it_lacks_itself(self):
        self.write("known.yaml", CHARTER.replace("data:\n", "include: [std:traces, std:tools]\ndata:\n"))
        with open(os.path.join(ROOT, "charter", "tools.yaml"), "rb") as file:
            catalogue = file.read()
        files = self.parsed("--module", self.module(), charter="known.yaml").data()["files"]
        self.assertEqual([(file["name"], base64.b64decode(file["base64"])) for file in files],
                         [("known.yaml", self.read("known.yaml").encode()), ("std:tools", catalogue)])

    def test_with_the_module_go_the_notices_of_whose_code_it_is(self):
        page = self.parsed("--module", self.module())
        told = {href.split("/")[-2] for href in (attributes.get("href", "") for _, attributes in page.elements)
                if href.startswith("https://sources.debian.org/src/")}
        with open(os.path.join(ROOT, "src", "wasm", "sources"), encoding="utf-8") as script:
            brought = set(re.findall(r"^    '(\S+) \S+'$", script.read(), re.M))
        self.assertEqual(told, brought | {"wasi-libc", "llvm-toolchain-14"})
        for words in ("MIT", "BSD-3-Clause", "LGPL-3.0-or-later", "WITHOUT WARRANTY OF ANY KIND"):
            self.assertIn(words, page.words())

    def test_where_no_script_runs_it_says_how_to_ask(self):
        text = self.page("--module", self.module())
        self.assertEqual(text.count("<noscript>"), 2)
        self.assertIn("save the file, then open it in a browser", text)
        self.assertIn("enregistrez le fichier", text)

    def test_without_a_module_it_can_be_read(self):
        for words, code in (([], 0), (["--ask"], 2)):
            done = self.run_program("page", "-", "--charter", "charter.yaml", *AT, *words)
            if 'id="page-module"' in done.out:
                self.skipTest("this program has a module")
            self.assertEqual(done.code, code)
            self.assertIn("nobody can ask in it", done.err)
            self.assertIn("page --module charter.wasm", done.err)
            self.assertEqual(Page(done.out).data()["files"], [])

    # ---- hostile charters ----

    HOSTILE = ["</script><script>alert(1)</script>", "--><img src=x onerror=alert(1)>", "<!--<script>", "\" onmouseover=\"alert(1)",
               "' x='", "]]>&lt;script&gt;", "\\u202egnitset\\u2066", "{{7*7}}${7*7}", "</style><style>*{display:none}", "&#60;b&#62; <b>"]
    FIELDS = ["The town's charter", "Comité", "ia@ville.example", "Aucun poste supprimé", "Données publiques", "open data", "Documents internes",
              "La discrétion", "art. 1", "Nos serveurs", "Formation", "https://formation.example/ia", "la salle 12", "Assistant maison",
              "a study", "Rédiger", "Trier", "art. 5", "Compte professionnel", "Un compte suivi", "Un essai", "2026.2"]

    def shape(self, page):
        """Elements and attributes, without what a charter's author may say in them."""
        return [(tag, sorted(attributes.items()) if tag != "meta" else sorted(attributes)) for tag, attributes in page.elements]

    def test_no_text_becomes_more_than_text(self):
        quoted = CHARTER
        for number, field in enumerate(self.FIELDS):
            self.assertIn(field, quoted)
            quoted = quoted.replace('"' + field + '"' if field == "2026.2" else field, f'"FIELD{number:02}."')
        self.write("c.yaml", re.sub(r"FIELD\d\d\.", "harmless", quoted))
        module = self.module()
        wanted = self.shape(self.parsed("--module", module, charter="c.yaml"))
        for payload in self.HOSTILE:
            escaped = payload.replace('"', '\\"')
            self.write("c.yaml", re.sub(r"FIELD\d\d\.", lambda _: escaped, quoted))
            text = self.page("--module", module, charter="c.yaml")
            page = Page(text)
            self.assertEqual(self.shape(page), wanted, payload)
            self.assertEqual(page.open, [])
            for hidden in ("\u202e", "\u2066"):
                self.assertNotIn(hidden, text)
            if "\\u" not in payload:
                self.assertEqual(page.data()["charter"]["version"], payload)
                self.assertIn(" ".join(payload.split()), page.words())

    # ---- options ----

    def refuses(self, words, *said, code=2, charter="charter.yaml"):
        done = self.run_program("page", "out.html", "--charter", charter, *AT, *words)
        self.assertEqual(done.code, code, done.err)
        for one in said:
            self.assertIn(one, done.err)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "out.html")))

    def test_a_style_asks_for_nothing_outside(self):
        for text, said in (("a{}\nb{background:URL(x)}", ("house.css:2:14", "cannot name an address")),
                           ("@Import 'x';", ("house.css:1:1", "import another one")),
                           ("a{content:'</style>'}", ("house.css:1:12", "it would end there")),
                           ("a{}<!--", ("house.css:1:4",)), ("a{b:\\75rl(x)}", ("house.css:1:5", "escape")),
                           ("a{b:image-set('x' 1x)}", ("house.css:1:5", "cannot name an image")),
                           ("a{}\0", ("house.css:1:4",)), (b"a{content:'\xff'}", ("UTF-8",)), ("/*" + "x" * 65536 + "*/", ("64 KiB",))):
            self.write("house.css", text)
            self.refuses(["--style", "house.css"], *said)
        self.refuses(["--style", "none.css"], "none.css")

    def test_a_style_comes_last(self):
        self.write("house.css", "\ufeff:root{--accent:#900}\r\n")
        style = re.search(r"<style>(.*?)</style>", self.page("--style", "house.css"), re.S)[1]
        self.assertTrue(style.endswith("\n:root{--accent:#900}\n"), style[-60:])

    def test_what_no_browser_could_show_is_refused(self):
        def charter(tools):
            return ("charter: 1\nid: x\nversion: 1\ndata: {a: {title: A}, b: {title: B}}\ntools:\n"
                    + "".join(f"  t{i}: {{status: approved}}\n" for i in range(tools))
                    + "activities:\n" + "".join(f"  a{i}: {{status: allowed}}\n" for i in range(250)))
        self.write("large.yaml", charter(1001))
        self.refuses([], "large.yaml", "a page tells at most 500,000 uses", charter="large.yaml")

    def test_an_empty_name_names_no_file(self):
        for words in ([""], ["", "--force"]):
            done = self.run_program("page", *words, "--charter", "charter.yaml", *AT)
            self.assertEqual((done.code, done.err), (2, "charter-check: an empty name is the name of no file\n"))

    def test_a_module_is_one(self):
        for bytes in (b"", b"hello", b"\0as", b"PK\3\4"):
            self.module(bytes)
            self.refuses(["--module", "charter.wasm"], "charter.wasm", "this is no module")

    def test_files(self):
        done = self.run_program("page", "out.html", "--charter", "charter.yaml", *AT)
        self.assertEqual((done.code, done.out), (0, ""))
        self.assertEqual(self.read("out.html"), self.page())
        again = self.run_program("page", "out.html", "--charter", "charter.yaml", *AT)
        self.assertEqual(again.code, 2)
        self.assertIn("out.html is there already", again.err)
        self.assertEqual(self.run_program("page", "--force", "out.html", "--charter", "charter.yaml", *AT).code, 0)
        spoilt = self.run_program("page", "--force", "charter.yaml", "--charter", "charter.yaml", *AT)
        self.assertEqual(spoilt.code, 2)
        self.assertEqual(self.read("charter.yaml"), CHARTER)

    def test_what_cannot_be_written(self):
        for words, said in ((["--at", "2020-01-01"], "no version of the charter is in force on that day"),
                            (["--charter-sha256", "0" * 64], "0" * 64), (["another.html"], "name one")):
            self.refuses(words, said)
        done = self.run_program("page", "--charter", "charter.yaml")
        self.assertEqual(done.code, 2)
        self.assertIn("name the file to write", done.err)
        self.write("broken.yaml", "charter: 1\nid: x\ntools: {t: {status: good}}\n")
        self.refuses([], "a charter with an error judges nothing", charter="broken.yaml")

    def test_a_tool_of_html_reads_it(self):
        xmllint = shutil.which("xmllint")
        if xmllint is None:
            self.skipTest("there is no xmllint")
        path = self.write("p.html", self.page())
        done = subprocess.run([xmllint, "--html", "--noout", os.path.join(self.folder, "p.html")], capture_output=True, text=True, check=False)
        # It knows HTML 4: the elements of HTML 5 are strange to it.
        strange = [line for line in done.stderr.splitlines() if "error" in line and not re.search(r"Tag (header|nav|main|section|footer) invalid", line)]
        self.assertEqual(strange, [], path)

    def test_a_large_charter_is_no_large_page(self):
        def entries(kind, count, of):
            return "".join(f"  {kind}-{i}: {{title: {of(i)}}}\n" for i in range(count))
        self.write("large.yaml", "charter: 1\nid: large\nlang: fr\ntitle: {fr: Grande, en: Large}\n"
                   "fields: {compte: {type: choice, values: [pro, perso], title: {fr: Compte, en: Account}}, droits: {type: bool}, n: {type: number}}\n"
                   "data:\n" + entries("d", 16, lambda i: f"La classe de données numéro {i}, hosting: [h{i % 3}, h{(i + 1) % 3}], duties: [o-{i % 5}]") +
                   "hosting: {h0: {}, h1: {}, h2: {}}\n"
                   "duties:\n" + entries("o", 5, lambda i: f"Une obligation numéro {i}, due: {('before', 'after')[i % 2]}") +
                   "tools:\n" + entries("t", 60, lambda i: f"Un outil de numéro {i}, status: {('approved', 'recommended', 'tolerated')[i % 3]}, "
                                        f"hosting: h{i % 3}, data: [d-{i % 16}, d-{i * 7 % 16}, d-3, d-4]") +
                   "activities:\n" + entries("a", 20, lambda i: f"Une activité de numéro {i}, status: {('allowed', 'restricted')[i % 7 == 0]}, "
                                             f"data: [d-{i % 16}, d-{i * 5 % 16}, d-3, d-6], autonomy: assist, duties: [o-{i % 5}]") +
                   "rules:\n  r0: {when: {tool.hosting: h0}, require: {facts.compte: pro}, because: x}\n"
                   "  r1: {when: {data: {includes: d-3}}, require: {facts.droits: true}, because: y}\n"
                   "  r2: {when: {usage.output: public, facts.n: {at-least: 10}}, effect: review, because: z}\n")
        page = self.page(charter="large.yaml")
        self.assertEqual(page.count("<td"), 2 * 20 * 60)
        self.assertLess(len(page.encode()), 2_000_000)


if __name__ == "__main__":
    unittest.main()
