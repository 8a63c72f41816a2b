#!/usr/bin/env python3
"""Pages of audits in a browser: axe-core finds nothing against WCAG 2.1 AA; nothing is lost on small screens, in the dark,
in forced colours or on paper (layouts.mjs); colours have their contrast.

axe-core and puppeteer-core are npm's, at the version of tests/npm/ (tests/run installs it into build/npm/; CHARTER_TEST_NPM may name another
folder that holds node_modules); Chromium is looked for by its usual names. Where one of them is missing, what needs it is skipped.
"""
# once: what pages hold in other builds is compared by the golden tests.

import base64
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import make_register

PROGRAM = os.environ.get("CHARTER_CHECK", "")
ROOT = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
CHARTER = os.path.join(ROOT, "charter", "statistics-institute.yaml")
AXE = os.path.join(os.environ.get("CHARTER_TEST_NPM") or os.path.join(ROOT, "build", "npm"), "node_modules", "axe-core", "axe.min.js")

HARNESS = """<script>%s</script><script>
addEventListener('load', () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})
    .then(found => document.documentElement.innerHTML = '<pre id="found">' + btoa(unescape(encodeURIComponent(
        JSON.stringify(found.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html)]))))) + '</pre>'));
</script></body>"""


def browser():
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        uses = os.path.join(cls.folder.name, "uses.yaml")
        with open(uses, "w", encoding="utf-8") as file:
            file.write("---\n".join(make_register.register(200)))
        common = ["--quiet", "--charter", CHARTER, "--at", "2026-11-24"]
        kept = os.path.join(cls.folder.name, "kept.sqlite")
        cls.pages = {
            "audit, French": cls.page("audit", *common, "--lang", "fr", "--history", kept, uses),
            "audit, English, with names": cls.page("audit", *common, "--lang", "en", "--with-names", uses),
            "for publication": cls.page("audit", *common, "--publish", uses),
            "trend": cls.page("trend", "--history", kept),
            "long names": cls.page("audit", *common, "--lang", "en", cls.long_names()),
        }

    @classmethod
    def long_names(cls):
        """A group of 380 beside groups of one; names that are long, and that have nowhere to break."""
        path = os.path.join(cls.folder.name, "long.yaml")
        first, *_ = make_register.register(1)
        tools = ["A tool with a name that no telephone is wide enough for, whoever holds it"] * 380 + ["W" * 90, "口" * 60, "a"]
        with open(path, "w", encoding="utf-8") as file:
            file.write("---\n".join(re.sub("(?m)^(tool|id): .*", "", first) + f"tool: {tool}\n" for tool in tools))
        return path

    @classmethod
    def page(cls, *words):
        done = subprocess.run([PROGRAM, *words, "--format", "html"], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 2): # 2: some of the declarations are invalid
            raise AssertionError(done.stderr)
        return done.stdout

    def violations(self, name, text):
        """What axe-core says of a page."""
        chromium = browser()
        if chromium is None:
            self.skipTest("there is no Chromium")
        if not os.path.exists(AXE):
            self.skipTest("axe-core is not in build/npm")
        with open(AXE, encoding="utf-8") as file:
            harness = HARNESS % file.read().replace("</script", "<\\/script")
        text = re.sub(r"<meta http-equiv=[^>]*>", "", text).replace("</body>", harness)
        path = os.path.join(self.folder.name, "page.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000",
                               f"--user-data-dir={self.folder.name}/profile", "--dump-dom", "file://" + path],
                              capture_output=True, text=True, check=False, timeout=200)
        found = re.search(r'id="found">([^<]*)<', done.stdout)
        self.assertIsNotNone(found, name + done.stderr[-500:])
        return json.loads(base64.b64decode(html.unescape(found[1])))

    def test_axe_finds_nothing(self):
        for name, text in self.pages.items():
            self.assertEqual(self.violations(name, text), [], name)

    def test_axe_finds_what_is_wrong(self):
        page = re.sub(r"<html lang=\S+?>", "<html>", self.pages["trend"]).replace("</body>", "<img src=x></body>")
        self.assertEqual({id for id, *_ in self.violations("a bad page", page)} & {"html-has-lang", "image-alt"},
                         {"html-has-lang", "image-alt"})

    def test_nothing_is_clipped_hidden_or_out_of_reach_on_any_screen_or_on_paper(self):
        npm = os.path.dirname(os.path.dirname(os.path.dirname(AXE)))
        for missing, there in (("node", shutil.which("node")), ("Chromium", browser()),
                               ("puppeteer-core", os.path.exists(os.path.join(npm, "node_modules", "puppeteer-core")))):
            if not there:
                self.skipTest(f"there is no {missing}")
        files = []
        for name, text in self.pages.items():
            files.append(os.path.join(self.folder.name, f"{name}.html"))
            with open(files[-1], "w", encoding="utf-8") as file:
                file.write(text)
        done = subprocess.run(["node", os.path.join(os.path.dirname(os.path.abspath(__file__)), "layouts.mjs"), *files],
                              capture_output=True, text=True, check=False, timeout=200,
                              env={**os.environ, "CHARTER_TEST_NPM": npm, "CHARTER_TEST_CHROMIUM": browser()})
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_colours_have_their_contrast(self):
        style = re.search(r"<style>(.*?)</style>", self.pages["trend"], re.S)[1]
        modes = [dict(re.findall(r"--(\w+):(#[0-9a-f]+)", mode)) for mode in re.findall(r":root\{([^}]*)\}", style)]
        self.assertEqual([len(mode) for mode in modes], [17, 17]) # by light, and by dark
        self.assertNotRegex(re.sub(r":root\{[^}]*\}", "", style).replace("#d9480f", ""), "#[0-9a-f]{3}")
        for mode in modes:
            for behind in ("paper", "wash"):
                for ink in ("ink", "faint", "blue", "good", "watch", "bad"):
                    self.assertGreaterEqual(contrast(mode[ink], mode[behind]), 4.5, f"{ink} on {behind}")
            for fill in ("bar", "v0", "v1", "v2", "v3", "v4", "v5"):
                self.assertGreaterEqual(contrast(mode[fill], mode["paper"]), 3, fill)
            self.assertGreaterEqual(contrast("#d9480f", mode["paper"]), 3, "the focus")


def contrast(one, other):
    """WCAG 2.1, 1.4.3."""
    def luminance(colour):
        colour = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
        parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


if __name__ == "__main__":
    if not os.access(PROGRAM, os.X_OK):
        print("skipped: there is no program $CHARTER_CHECK")
        sys.exit(77)
    unittest.main()
