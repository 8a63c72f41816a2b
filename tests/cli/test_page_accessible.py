#!/usr/bin/env python3
"""The page in a browser: axe-core finds nothing against WCAG 2.1 AA, narrow and wide, light and dark, in both languages; at 320
pixels nothing but the table is wider than the screen. axe-core and Chromium are those of tests/audit/test_accessibility.py."""
# once: what the page holds in other builds is test_page's.

import base64
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ.get("SOURCE_DIR", os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "audit"))
import test_accessibility as audits

PROGRAM = os.environ.get("CHARTER_CHECK", "")
# No window is narrower than 500 pixels: a frame is.
NARROW = """<!DOCTYPE html><iframe src="framed.html" width="320" height="900" style="border:0"></iframe><script>
addEventListener('load', () => { const page = document.querySelector('iframe').contentWindow;
    document.documentElement.innerHTML = '<pre id="found">' + btoa(JSON.stringify(
        [page.document.documentElement.scrollWidth, page.innerWidth])) + '</pre>'; });
</script></body>"""
SMALL = """\
charter: 1
id: small
title: {fr: Petite charte, en: A small charter}
data: {public: {}}
tools: {t: {title: {fr: Outil, en: Tool}, status: banned}}
activities: {a: {status: allowed}}
"""


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if audits.browser() is None:
            raise unittest.SkipTest("there is no Chromium")
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        small = os.path.join(cls.folder.name, "small.yaml")
        with open(small, "w", encoding="utf-8") as file:
            file.write(SMALL)
        cls.pages = {
            "in both languages": cls.page(os.path.join(ROOT, "charter", "public-service.yaml")),
            "in English alone": cls.page(os.path.join(ROOT, "charter", "public-service.yaml"), "--lang", "en"),
            "in French": cls.page(os.path.join(ROOT, "charter", "statistics-institute.yaml")),
            "a small one": cls.page(small),
        }

    @classmethod
    def page(cls, charter, *words):
        done = subprocess.run([PROGRAM, "page", "-", "--charter", charter, "--at", "2026-11-30", *words],
                              capture_output=True, text=True, check=True)
        return done.stdout

    def shown(self, text, end, *options, fragment=""):
        path = os.path.join(self.folder.name, "page.html")
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r"<meta http-equiv=[^>]*>", "", text).replace("</body>", end))
        done = subprocess.run([audits.browser(), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000", *options,
                               f"--user-data-dir={self.folder.name}/profile", "--dump-dom", "file://" + path + fragment],
                              capture_output=True, text=True, check=False, timeout=200)
        found = re.search(r'id="found">([^<]*)<', done.stdout)
        self.assertIsNotNone(found, done.stderr[-500:])
        return json.loads(base64.b64decode(html.unescape(found[1])))

    def test_axe_finds_nothing(self):
        if not os.path.exists(audits.AXE):
            self.skipTest("axe-core is not in build/npm")
        with open(audits.AXE, encoding="utf-8") as file:
            harness = audits.HARNESS % file.read().replace("</script", "<\\/script")
        for name, text in self.pages.items():
            for options in (["--window-size=1280,900"], ["--window-size=600,900", "--force-dark-mode"]):
                with self.subTest(page=name, options=options):
                    self.assertEqual(self.shown(text, harness, *options), [])
        self.assertEqual(self.shown(self.pages["in both languages"], harness, fragment="#en-tools"), [])
        bad = self.pages["a small one"].replace("--faint: #545b64", "--faint: #ccc")
        self.assertIn("color-contrast", [id for id, *_ in self.shown(bad, harness)])

    def test_it_fits_a_narrow_screen(self):
        for name, text in self.pages.items():
            with self.subTest(page=name):
                with open(os.path.join(self.folder.name, "framed.html"), "w", encoding="utf-8") as file:
                    file.write(text)
                width, screen = self.shown(NARROW, "</body>", "--allow-file-access-from-files")
                self.assertEqual(screen, 320)
                self.assertLessEqual(width, screen)


if __name__ == "__main__":
    unittest.main()
