#!/usr/bin/env python3
"""The shipped charters say what they should, as the program judges by them.

Each is tried with every class of data, tool and activity, all facts favourable (FAVOURABLE) and all evidence shown; with
every example of the shipped detectors in a purpose; and with the names that people write. CASES are uses that a lawyer
and a statistician found judged too mildly or too harshly.
"""

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest

import yaml

ROOT = os.environ.get("SOURCE_DIR") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
sys.path.insert(0, os.path.join(ROOT, "tests", "detectors"))
import generate  # noqa: E402

PROGRAM = os.environ.get("CHARTER_CHECK", "")
DAY = "2026-11-02"
LINTED = "2026-11-30"
CHARTERS = ("statistics-institute", "public-service", "open-source-project", "ai-act", "us-federal")
GENERAL = CHARTERS[:4]  # us-federal reads public registers, and nothing that anybody is about to send

# Classes that no tool may be given, whatever is done. Each says so itself: see SAYS_SO.
NOWHERE = {
    "statistics-institute": {"numeros-personnels", "secret-medical", "classifie", "identifiants"},
    "public-service": {"identity-number", "classified", "credentials"},
    "open-source-project": {"identity-number", "confidential", "credentials"},
    "ai-act": {"credentials"},
    "us-federal": set(),
}
SAYS_SO = {"fr": "dans aucun outil", "en": "into no tool"}

FAVOURABLE = {
    "statistics-institute": {
        "compte": "professionnel", "reutilisation_desactivee": True, "droits_verifies": True, "destinataires": "equipe",
        "diffusion_a_l_heure": True, "conjoncture": False, "evalue_personnes": False, "pseudonymisees": True},
    "public-service": {"account": "professional", "reuse_disabled": True, "rates_people": False, "in_doubt": False},
    "open-source-project": {
        "significant_unchanged": False, "signed_off_by": "human", "issue": "none", "open_ai_pull_requests": 1,
        "added_lines": 10, "judges_people": False},
    "ai-act": {"practice": "none", "medical_or_safety": False, "system": "ordinary", "content": "ordinary",
               "editorial_control": True, "workplace": False, "deployer": "other", "area": "education", "log_months": 12},
    "us-federal": {"impact": "neither", "lifecycle": "operation", "privacy_assessed": True},
}
WHO = {"statistics-institute": {"unit": "DMRG", "role": "analyste"}}
ON = {"us-federal": "2024-12-16"}
# A use that is compliant, for what the text adds to it.
PLAIN = {
    "statistics-institute": ("redaction", "assistant-interne", ["interne"]),
    "public-service": ("drafting", "internal-assistant", ["internal"]),
    "open-source-project": ("docs", "local-model", ["public"]),
    "ai-act": ("office-work", "office-assistant", ["non-personal"]),
}

# Names as people write them, and what they are in each charter.
CONSUMER = ("ChatGPT", "ChatGPT Plus", "chatgpt", "gpt-4o", "Gemini", "Google Gemini", "Copilot", "Microsoft Copilot", "Claude",
            "Le Chat", "Mistral", "DeepL")
CODE = ("GitHub Copilot", "Claude Code", "Cursor", "Codex", "Gemini CLI")
OFFICE = ("Microsoft 365 Copilot", "M365 Copilot", "ChatGPT Enterprise", "Gemini for Google Workspace")
GENERAL_NAMES = ("ChatGPT", "ChatGPT Plus", "Google Gemini", "Gemini", "Microsoft 365 Copilot", "Claude Code", "GitHub Copilot",
                 "Le Chat", "DeepL", "Mistral", "Claude")

# (charter, name, {keys of the declaration}, verdict on DAY): uses that were judged too mildly, then too harshly.
PERSONAL = {"activity": "redaction", "tool": "Assistant interne", "data": ["personnelles"]}
CASES = (
    ("statistics-institute", "candidates ranked as drafting",
     {**PERSONAL, "facts": {"evalue_personnes": True}}, "non-compliant"),
    ("statistics-institute", "appraisals summarised, and nothing said of it", {**PERSONAL, "facts": {}}, "undetermined"),
    ("statistics-institute", "a letter to a person", {**PERSONAL, "facts": {"evalue_personnes": False}}, "compliant"),
    ("statistics-institute", "interviewers watched as quality control",
     {"activity": "controle", "tool": "Assistant interne", "data": ["secret-statistique"], "autonomy": "suggest",
      "facts": {"evalue_personnes": True}}, "non-compliant"),
    ("statistics-institute", "a note on the economy, from a unit that writes none",
     {"unit": "DR", "activity": "redaction", "tool": "Assistant interne", "data": ["interne"], "output": "public",
      "facts": {"conjoncture": True}}, "review"),
    ("statistics-institute", "a note on housing, from the unit of the economy",
     {"unit": "DESE", "activity": "redaction", "tool": "Assistant interne", "data": ["interne"], "output": "public",
      "facts": {"conjoncture": False}}, "compliant"),
    ("statistics-institute", "another vendor's model under the house's name",
     {"activity": "redaction", "tool": {"name": "Assistant interne", "model": "gpt-4o"}, "data": ["interne"]}, "non-compliant"),
    ("statistics-institute", "a model that nobody has installed",
     {"activity": "redaction", "tool": {"name": "Assistant interne", "model": "mystery-7b"}, "data": ["interne"]}, "review"),
    ("statistics-institute", "a model of the house",
     {"activity": "redaction", "tool": {"name": "Assistant interne", "model": "mistral-small-3.2"}, "data": ["interne"]},
     "compliant"),
    ("statistics-institute", "a release under embargo, drafted for the public",
     {"activity": "redaction", "tool": "Assistant interne", "data": ["embargo"], "output": "public",
      "facts": {"destinataires": "public", "diffusion_a_l_heure": True, "conjoncture": False}}, "compliant"),
    ("statistics-institute", "a release under embargo, for another administration",
     {"activity": "redaction", "tool": "Assistant interne", "data": ["embargo"],
      "facts": {"destinataires": "autre-administration", "diffusion_a_l_heure": False}}, "non-compliant"),
    ("statistics-institute", "imputation under fiscal secret",
     {"activity": "imputation", "tool": "Assistant interne", "data": ["secret-fiscal"]}, "review"),
    ("statistics-institute", "microdata without names, analysed in the house",
     {"activity": "analyse", "tool": "Assistant interne", "data": ["secret-statistique", "personnelles"],
      "autonomy": "suggest", "facts": {"evalue_personnes": False, "pseudonymisees": True}}, "compliant"),
    ("statistics-institute", "microdata with names, analysed in the house",
     {"activity": "analyse", "tool": "Assistant interne", "data": ["secret-statistique", "personnelles"],
      "autonomy": "suggest", "facts": {"evalue_personnes": False, "pseudonymisees": False}}, "non-compliant"),
    ("statistics-institute", "a company's secret in what is published",
     {"activity": "redaction", "tool": "Assistant interne", "data": ["secret-affaires"], "output": "public"}, "review"),
    ("statistics-institute", "health data outside the sealed room",
     {"activity": "codification", "tool": "classifieur", "data": ["sensibles"], "facts": {"evalue_personnes": False}},
     "non-compliant"),
    ("statistics-institute", "health data in the sealed room",
     {"activity": "codification", "tool": "modele-bulle", "data": ["sensibles"], "facts": {"evalue_personnes": False}},
     "compliant"),
    ("public-service", "applicants sorted as a summary",
     {"activity": "summary", "tool": "internal-assistant", "data": ["personal"],
      "facts": {"rates_people": True}}, "non-compliant"),
    ("public-service", "a secret in what is published",
     {"activity": "drafting", "tool": "internal-assistant", "data": ["protected-secret"], "output": "public"}, "review"),
    ("public-service", "another vendor's model under the house's name",
     {"activity": "drafting", "tool": {"name": "internal-assistant", "model": "claude-opus"}, "data": ["internal"],
      "facts": {}}, "non-compliant"),
    ("open-source-project", "contributors ranked as triage",
     {"activity": "triage", "tool": "project-triage", "data": ["public"], "facts": {"judges_people": True}}, "non-compliant"),
    ("open-source-project", "documentation signed off by an AI",
     {"activity": "docs", "tool": "Ollama", "data": ["public"], "facts": {"significant_unchanged": False, "issue": "none",
                                                                          "signed_off_by": "ai"}}, "non-compliant"),
    ("public-service", "a use that goes on, verified by nobody",
     {"activity": "drafting", "tool": "internal-assistant", "data": ["internal"], "stage": "in-use", "review": None},
     "non-compliant"),
    ("public-service", "a use that goes on, last verified long ago",
     {"activity": "drafting", "tool": "internal-assistant", "data": ["internal"], "stage": "in-use",
      "review": {"by": "z.durand", "on": "2026-09-01"}}, "non-compliant"),
    ("public-service", "a use that goes on, verified this month",
     {"activity": "drafting", "tool": "internal-assistant", "data": ["internal"], "stage": "in-use",
      "review": {"by": "z.durand", "on": "2026-10-20"}}, "compliant"),
    ("public-service", "a use that is planned, and not yet verified",
     {"activity": "drafting", "tool": "internal-assistant", "data": ["internal"], "review": None}, "compliant"),
    ("ai-act", "applications sorted as office work",
     {"activity": "office-work", "tool": "ChatGPT", "data": ["non-personal"], "output": "decision",
      "facts": {**FAVOURABLE["ai-act"], "system": "annex-iii"}}, "review"),
    ("ai-act", "a part of a regulated product as office work",
     {"activity": "office-work", "tool": "office-assistant", "data": ["non-personal"],
      "facts": {**FAVOURABLE["ai-act"], "system": "annex-i"}}, "review"),
    ("ai-act", "a risk that was seen",
     {"activity": "office-work", "tool": "office-assistant", "data": ["non-personal"],
      "facts": {**FAVOURABLE["ai-act"], "presents_risk": True}}, "review"),
    ("ai-act", "office work",
     {"activity": "office-work", "tool": "office-assistant", "data": ["non-personal"],
      "facts": {**FAVOURABLE["ai-act"], "presents_risk": False}}, "compliant"),
    ("open-source-project", "an online model under a local name",
     {"activity": "bug-report", "tool": {"name": "Ollama", "model": "gpt-4o"}, "data": ["personal"],
      "facts": {"significant_unchanged": False}}, "non-compliant"),
)

# "This rates people", where it is declared: the field of each charter.
RATES = {"statistics-institute": "evalue_personnes", "public-service": "rates_people", "open-source-project": "judges_people"}

# What answers under the name of a tool of the house: models that run on one's own machines, and names of services.
OWN_TOOLS = {"statistics-institute": ("redaction", "interne"), "public-service": ("drafting", "internal"),
             "open-source-project": ("docs", "public"), "ai-act": ("office-work", "non-personal")}
OWN_MODELS = ("mistral-small-3.2", "Mixtral 8x7B", "Ministral 8B", "devstral-small", "codestral-22b", "llama3.3:70b", "Meta-Llama-3.1",
              "qwen3-coder:30b", "Gemma 3 27B", "Phi-4", "deepseek-r1:32b", "DeepSeek V3", "gpt-oss-120b", "Lucie-7B", "albert-large",
              "olmo-2", "apertus-70b", "granite-3.3",
              "Mistral Small 3.2", "llama3.1:8b-instruct-q4_K_M", "Llama 3.3 70B Instruct")
OTHERS_MODELS = ("GPT 4o", "gpt_4o", "GPT-5", "o3", "o4-mini", "ChatGPT", "Copilot", "Perplexity", "Claude Opus 4", "gemini-2.5-pro",
                 "Grok 4", "deepseek-chat", "DeepSeek", "mistral-large (API éditeur)", "mistral-large-latest", "Mistral Medium 3",
                 "Llama via Groq", "groq/llama-3.3", "qwen-max", "qwen3-max", "qwen3-coder:480b-cloud", "nova-pro", "?",
                 "llama chez Groq", "Mistral sur Azure", "llama-3 (OpenRouter)", "Gemma ou GPT-4o", "mistral, sinon autre chose")

NO_TOOL = ("n/a", "N/A", "na", "none", "None", "no", "null", "nil", "?", "-", "...", "unknown", "UNKNOWN", "tbd", "todo", "aucun",
           "inconnu", "any", "x")
SOME_TOOL = ("ChatGPT Plus", "Cursor", "Aider", "Le Chat", "o3-mini", "通义千问", "Kimi K2", "Nonesuch", "Anything LLM", "Tabnine")

# Article 27, from 2 December 2027: (day, deployer, area, whether the assessment is asked for; None: not known).
ARTICLE_27 = (
    ("2027-12-01", "public-law-body", "employment", False),
    ("2027-12-02", "public-law-body", "employment", True),
    ("2027-12-02", "public-authority", "law-enforcement", True),
    ("2027-12-02", "public-service-provider", "other-essential-services", True),
    ("2027-12-02", "public-law-body", "critical-infrastructure", False),
    ("2027-12-02", "other", "employment", False),
    ("2027-12-02", "other", "credit-scoring", True),
    ("2027-12-02", "other", "life-health-insurance", True),
    ("2027-12-02", None, "employment", None),
    ("2027-12-02", "public-law-body", None, None),
)
INPUTS = ("process", "period", "persons", "harms", "oversight", "measures")


def path(charter):
    return os.path.join(ROOT, "charter", charter, "charter.yaml") if charter == "us-federal" else \
        os.path.join(ROOT, "charter", f"{charter}.yaml")


def read(name):
    with open(name, encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.BaseLoader)


def listed(value):
    return value if isinstance(value, list) else [value]


def texts(value):
    """{language: text} of a text for people."""
    return value if isinstance(value, dict) else {"": value}


def fold(name):
    return " ".join(name.split()).casefold()


def everything_shown(law, day):
    """Evidence that closes every duty of a charter."""
    shown = {"evidence": {}}
    for name, duty in law["duties"].items() if "duties" in law else ():
        for place in listed(duty.get("evidence", f"evidence.{name}")):
            pieces = shown if "." not in place else shown["evidence"]
            pieces.setdefault(place.removeprefix("evidence."), []).extend(
                {"id": one, "by": "z.durand", "on": day} for one in duty.get("accepts", ["R-1"]))
    return shown


def judge(charter, uses, day=None):
    """The verdicts of declarations, in their order; nothing else may be said."""
    with tempfile.TemporaryDirectory(prefix="charters-") as folder:
        name = os.path.join(folder, "uses.ndjson")
        with open(name, "w", encoding="utf-8") as file:
            file.writelines(json.dumps({"usage": 1, **use}, ensure_ascii=False) + "\n" for use in uses)
        done = subprocess.run([PROGRAM, "--format", "json", "--at", day or ON.get(charter, DAY), "--charter", path(charter), name],
                              stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=300)
    told = json.loads(done.stdout)
    if told["errors"] or len(told["verdicts"]) != len(uses):
        raise AssertionError(f"{charter}: {told['errors'][:3]} {done.stderr.decode(errors='replace')}")
    return told["verdicts"]


def breaches(verdict):
    return [f"{f['clause']} {f['outcome']} {f['effect']}" for f in verdict["findings"]]


class Charters(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if not os.access(PROGRAM, os.X_OK):
            raise unittest.SkipTest("there is no program")
        cls.laws = {charter: read(path(charter)) for charter in CHARTERS}
        cls.given = {}

    def use(self, charter, activity, tool, data, **more):
        day = ON.get(charter, DAY)
        return {"author": "a.martin", "activity": activity, "tool": tool, "data": data, "purpose": "essai", "output": "internal",
                "autonomy": "suggest", "volume": {"requests": 1}, "facts": FAVOURABLE[charter], **WHO.get(charter, {}),
                **everything_shown(self.laws[charter], day), **more}

    def combinations(self, charter):
        """[(class, tool, activity)] that the charter allows, or lets a person decide."""
        if charter not in self.given:
            law = self.laws[charter]
            tried = list(itertools.product(law["data"], law["tools"], law["activities"]))
            verdicts = judge(charter, [self.use(charter, activity, tool, [one]) for one, tool, activity in tried])
            for use, verdict in zip(tried, verdicts, strict=True):
                self.assertNotIn(verdict["verdict"], ("invalid", "undetermined"), (charter, use, breaches(verdict)))
            self.given[charter] = [use for use, verdict in zip(tried, verdicts, strict=True)
                                   if verdict["verdict"] != "non-compliant"]
        return self.given[charter]

    def test_lint_finds_nothing_that_they_do_not_say_they_mean(self):
        for charter in CHARTERS:
            done = subprocess.run([PROGRAM, "lint", "--at", LINTED, "--fail-on", "note", path(charter)], capture_output=True,
                                  text=True, check=False)
            with self.subTest(charter):
                self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    # ---- what may go where ----

    def test_a_class_may_be_given_to_some_tool_or_says_that_it_goes_nowhere(self):
        for charter in CHARTERS:
            with self.subTest(charter):
                somewhere = {one for one, _, _ in self.combinations(charter)}
                self.assertEqual(set(self.laws[charter]["data"]) - somewhere, NOWHERE[charter])

    def test_a_class_that_goes_nowhere_says_so_and_why(self):
        for charter in CHARTERS:
            for name, entry in self.laws[charter]["data"].items():
                with self.subTest(f"{charter} {name}"):
                    nowhere = name in NOWHERE[charter]
                    self.assertEqual(entry and entry.get("hosting") == [], nowhere)
                    for language, text in texts(entry["because"]).items() if nowhere else ():
                        self.assertIn(SAYS_SO[language or self.laws[charter]["lang"]], text)

    def test_every_tool_and_every_activity_is_of_some_use_unless_it_is_banned(self):
        for charter in CHARTERS:
            law, used = self.laws[charter], self.combinations(charter)
            for place, table in ((1, "tools"), (2, "activities")):
                for name, entry in law[table].items():
                    with self.subTest(f"{charter} {name}"):
                        self.assertEqual(name in {use[place] for use in used}, entry["status"] != "banned")

    # ---- reasons, sources, titles ----

    def test_every_entry_says_why_and_cites_a_source(self):
        for charter in CHARTERS:
            law = self.laws[charter]
            languages = set(texts(law["title"]))
            tables = ("rules", "duties", "tools") + (("data", "activities") if charter in GENERAL else ())
            for table, (name, entry) in ((t, e) for t in tables for e in law.get(t, {}).items()):
                with self.subTest(f"{charter} {table}.{name}"):
                    self.assertIn("because", entry)
                    self.assertTrue("article" in entry or "learn" in entry)
                    self.assertLessEqual(languages, set(texts(entry["because"])))

    def test_every_entry_has_a_title_that_names_it_alone(self):
        for charter, table in itertools.product(GENERAL, ("data", "tools", "activities")):
            names = {}
            for name, entry in self.laws[charter][table].items():
                with self.subTest(f"{charter} {table}.{name}"):
                    own = {fold(text) for text in texts(entry["title"]).values()}
                    own |= {fold(alias) for alias in listed(entry.get("aliases", []))} | {fold(name)}
                    for one in own:
                        self.assertNotIn(one, names)
                        names[one] = name

    # ---- what the text holds ----

    def text_verdicts(self, charter, lines):
        activity, tool, data = PLAIN[charter]
        return judge(charter, [self.use(charter, activity, tool, data, purpose=line) for line in lines])

    def test_what_a_detector_finds_in_a_purpose_is_not_compliant(self):
        detectors = read(os.path.join(ROOT, "charter", "detectors.yaml"))["detectors"]
        examples = [(name, text) for name, entry in detectors.items()
                    for text in (["\n".join(entry["finds"])] if "at-least" in entry else entry["finds"])]
        self.assertGreater(len(examples), 150)
        for charter in GENERAL:
            plain, *verdicts = self.text_verdicts(charter, ["essai"] + [text for _, text in examples])
            self.assertEqual(plain["verdict"], "compliant", (charter, breaches(plain)))
            for (name, text), verdict in zip(examples, verdicts, strict=True):
                with self.subTest(f"{charter} {name}: {text}"):
                    effect = detectors[name].get("effect", "review")
                    self.assertIn(f"detector.{name} breached {effect}", breaches(verdict))
                    if effect != "advise":
                        self.assertNotIn(verdict["verdict"], ("compliant", "conditional"))

    def test_identifiers_and_keys_as_people_write_them_are_not_compliant(self):
        r = random.Random(27)
        kinds = [kind for kind in generate.KINDS if kind[0] not in ("siren", "siret", "vat-fr", "sick-leave")]
        lines = [sentence.format(make(r)) for _, sentences, make in kinds for sentence in sentences for _ in range(5)]
        for charter in GENERAL:
            for line, verdict in zip(lines, self.text_verdicts(charter, lines), strict=True):
                with self.subTest(f"{charter} {line}"):
                    self.assertNotIn(verdict["verdict"], ("compliant", "conditional"))

    def test_no_declared_class_makes_numbers_and_keys_compliant(self):
        r = random.Random(28)
        kinds = {kind: make for kind, _, make in generate.KINDS}
        lines = [f"IBAN {kinds['iban'](r)}", f"NIR {kinds['nir'](r)}", f"carte {kinds['payment-card'](r)}",
                 f"clé {kinds['ai-service-key'](r)}", f"jeton {kinds['github-token'](r)}"]
        for charter in GENERAL:
            tried = [(use, line) for use in self.combinations(charter) for line in lines]
            verdicts = judge(charter, [self.use(charter, activity, tool, [one], purpose=line)
                                       for (one, tool, activity), line in tried])
            for (use, line), verdict in zip(tried, verdicts, strict=True):
                with self.subTest(f"{charter} {use} {line}"):
                    self.assertNotIn(verdict["verdict"], ("compliant", "conditional"))

    # ---- names ----

    def resolved(self, charter, names):
        activity, _, data = PLAIN[charter]
        return {name: verdict["tool"] for name, verdict in
                zip(names, judge(charter, [self.use(charter, activity, name, data) for name in names]), strict=True)}

    def test_tools_are_known_under_the_names_that_people_write(self):
        for charter in GENERAL:
            names = GENERAL_NAMES if charter == "ai-act" else CONSUMER + CODE + OFFICE
            for name, tool in self.resolved(charter, names).items():
                with self.subTest(f"{charter} {name}"):
                    self.assertIsNotNone(tool)
                    if charter != "open-source-project":  # where any tool may be used
                        self.assertIn(self.laws[charter]["tools"][tool]["status"], ("banned", "tolerated"))

    def test_a_consumer_offer_is_no_enterprise_offer(self):
        for charter in ("statistics-institute", "public-service"):
            known = self.resolved(charter, CONSUMER + CODE + OFFICE)
            for one, other in itertools.product(CONSUMER + CODE, OFFICE):
                with self.subTest(f"{charter} {one}, {other}"):
                    self.assertNotEqual(known[one], known[other])

    def test_a_longer_name_of_a_banned_tool_is_never_taken_for_another(self):
        for charter in CHARTERS:
            tools = self.laws[charter]["tools"]
            names = {tool: [tool, *listed(entry.get("aliases", [])), *texts(entry["title"]).values()]
                     for tool, entry in tools.items()}
            others = [name for tool, entry in tools.items() if entry["status"] != "banned" for name in names[tool]]
            words = ["agent", "Pro", "My", *others]
            tried = {}
            for tool in (tool for tool, entry in tools.items() if entry["status"] == "banned"):
                for name in names[tool]:
                    for longer in (name, name.upper(), f"{name}-2", f"{name.upper()} 2.0", f"({name})", f"{name}/{name}",
                                   *(f"{word} {name}" for word in words), *(f"{name} {word}" for word in words),
                                   *(f"{name} via {word}" for word in words), *(f"{word}-{name}" for word in words)):
                        tried[longer] = tool
            activity, _, data = PLAIN.get(charter, (None, None, None))
            self.assertEqual(bool(tried), charter not in ("ai-act", "us-federal"))
            uses = [self.use(charter, activity, longer, data) for longer in tried]
            for longer, verdict in zip(tried, judge(charter, uses) if uses else (), strict=True):
                with self.subTest(f"{charter} {longer}"):
                    self.assertNotIn(verdict["verdict"], ("compliant", "conditional"))
                    if verdict["tool"] is not None:
                        self.assertEqual(tools[verdict["tool"]]["status"], "banned")

    def test_any_assistant_is_any_name_but_a_word_of_no(self):
        charter = "open-source-project"
        for names, tool in ((NO_TOOL, None), (SOME_TOOL, "any-assistant")):
            for name, found in self.resolved(charter, names).items():
                with self.subTest(name):
                    self.assertEqual(found, tool)

    def test_a_model_under_the_name_of_a_tool_of_the_house(self):
        for charter, (activity, data) in OWN_TOOLS.items():
            tool = PLAIN[charter][1]
            for models, verdicts in ((OWN_MODELS, ("compliant",)), (OTHERS_MODELS, ("review", "non-compliant"))):
                uses = [self.use(charter, activity, {"name": tool, "model": model}, [data]) for model in models]
                for model, verdict in zip(models, judge(charter, uses), strict=True):
                    with self.subTest(f"{charter} {model}"):
                        self.assertIn(verdict["verdict"], verdicts, breaches(verdict))

    # ---- uses ----

    def test_who_declares_that_people_are_rated_is_never_compliant(self):
        for charter, field in RATES.items():
            law = self.laws[charter]
            tool = PLAIN[charter][1]
            tried = [(activity, data) for activity in law["activities"] for data in ([], *([one] for one in law["data"]))]
            for rates, fine in ((True, 0), (False, 10)):
                facts = {**FAVOURABLE[charter], field: rates}
                verdicts = [verdict["verdict"] for verdict in
                            judge(charter, [self.use(charter, activity, tool, data, facts=facts) for activity, data in tried])]
                with self.subTest(f"{charter} {field}: {rates}"):
                    self.assertGreaterEqual(verdicts.count("compliant"), fine)
                for use, verdict in zip(tried, verdicts, strict=True) if rates else ():
                    with self.subTest(f"{charter} {use}"):
                        self.assertNotIn(verdict, ("compliant", "conditional"))

    def test_uses_that_were_judged_too_mildly_or_too_harshly(self):
        for charter, name, keys, verdict in CASES:
            with self.subTest(f"{charter}: {name}"):
                told, = judge(charter, [self.use(charter, **{"autonomy": "assist", **keys})])
                self.assertEqual(told["verdict"], verdict, breaches(told))

    def test_article_27_asks_those_whom_it_binds_from_its_day_on(self):
        for day, deployer, area, asked in ARTICLE_27:
            with self.subTest(f"{day} {deployer} {area}"):
                facts = {**FAVOURABLE["ai-act"], "system": "annex-iii", "deployer": deployer, "area": area}
                told, = judge("ai-act", [self.use("ai-act", "employment", "candidate-screening", ["personal"], facts=facts,
                                                  evidence={})], day)
                duties = {duty["id"] for duty in told["duties"] if duty["id"].startswith("fria-")}
                self.assertEqual(duties, {f"fria-{one}" for one in INPUTS + ("notified",)} if asked else set())
                self.assertEqual("rule.fundamental-rights undetermined forbid" in breaches(told), asked is None)

    def test_article_27_wants_all_six_inputs_and_an_update_where_something_changed(self):
        facts = {**FAVOURABLE["ai-act"], "system": "annex-iii", "deployer": "public-law-body"}
        shown = {"fria-notified": True, "instructions": True, "oversight": True, "input-data": True, "registered": True,
                 "dpia": True}

        def left(inputs, **more):
            fria = [{"id": one, "ref": "FRIA-3"} for one in inputs]
            told, = judge("ai-act", [self.use("ai-act", "employment", "candidate-screening", ["personal"],
                                              facts={**facts, **more}, evidence={**shown, "fria": fria})], "2027-12-02")
            return {duty["id"] for duty in told["duties"] if duty["due"] == "before" and not duty["met"]}

        self.assertEqual(left(INPUTS), set())
        for one in INPUTS:
            self.assertEqual(left([other for other in INPUTS if other != one]), {f"fria-{one}"})
        self.assertEqual(left(INPUTS, fria_changed=True), {"fria-updated"})
        self.assertEqual(left(INPUTS, fria_changed=False), set())

    def test_the_samples_have_the_verdict_that_their_name_says(self):
        for charter in GENERAL:
            folder = os.path.join(ROOT, "charter", "samples", charter)
            names = sorted(os.listdir(folder))
            self.assertEqual(len(names), 6)
            for name in names:
                with self.subTest(f"{charter} {name}"):
                    done = subprocess.run([PROGRAM, "--format", "json", "--at", DAY, "--charter", path(charter),
                                           os.path.join(folder, name)], capture_output=True, check=False, timeout=60)
                    self.assertEqual([v["verdict"] for v in json.loads(done.stdout)["verdicts"]], [name.removesuffix(".yaml")])


if __name__ == "__main__":
    unittest.main()
