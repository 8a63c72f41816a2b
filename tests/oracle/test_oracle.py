"""test_oracle: cases computed by hand from the design's text.

The charter is the design's own example, trimmed to what the oracle judges; a test that
needs more changes its own copy.
"""

import copy
import random
import unittest

import alternatives
import cel
import fillings
import generate
import oracle
import properties
import run
import slips
from emit import Emitter
from values import after, day_of, deceptive, same_name

AT = "2026-05-15"
ALL = ["users", "technicians", "deciders", "staff-representatives"]

EXAMPLE = {
    "charter": 1, "id": "statistics-institute", "version": "2026.1",
    "from": "2026-01-01", "until": "2026-12-31", "review-by": "2026-09-30",
    "governance": {"colleges": ALL, "approval": {"review": ["deciders"]}},
    "unlisted": {"activity": "review", "tool": "review", "data": "forbid"},
    "data": {
        "public": {}, "internal": {"above": "public"},
        "personal": {"above": "internal", "hosting": ["internal", "state-cloud", "secnumcloud"]},
        "statistical-secret": {"above": "internal", "hosting": ["internal"]},
    },
    "hosting": {"internal": {}, "state-cloud": {}, "secnumcloud": {}, "eu": {}, "non-eu": {}},
    "duties": {
        "human-review": {"due": "after", "evidence": "review", "by-another": True, "every": "P1M"},
        "training": {"due": "before", "evidence": "training", "accepts": ["ia-101", "ia-201"], "valid-for": "P2Y"},
        "dpia": {"due": "before"},
    },
    "tools": {
        "assistant-interne": {
            "status": "recommended", "hosting": "internal", "data": "statistical-secret",
            "trains-on-inputs": False, "retention": "P30D",
            "footprint": {"per": "request", "energy-wh": [0.2, 0.5], "co2-g": [0.02, 0.05], "water-ml": [0.1, 0.3]},
        },
        "chatgpt": {
            "vendor": "OpenAI", "aliases": ["ChatGPT", "GPT-4o"], "pattern": "(?i)^(chat)?gpt[- ]?[345]",
            "status": "banned", "hosting": "non-eu", "instead": ["assistant-interne"],
        },
    },
    "activities": {
        "drafting": {"status": "allowed", "data": "internal", "duties": ["human-review"]},
        "coding": {"status": "allowed", "data": "internal", "tools": {"only": ["assistant-interne"]}},
        "imputation": {"status": "restricted", "data": "statistical-secret", "autonomy": "assist",
                       "tools": {"status": ["recommended"]}},
        "individual-decision": {"status": "banned"},
    },
    "fields": {"account": {"type": "choice", "values": ["professional", "personal"]},
               "training_opt_out": {"type": "bool"}, "count": {"type": "number"}},
    "rules": {
        "professional-account": {"when": {"tool.hosting": {"not": "internal"}},
                                 "require": {"facts.account": "professional"}, "effect": "forbid"},
    },
    "exceptions": {
        "pilot-2026-03": {
            "for": {"usage.unit": "DMRG", "tool": "chatgpt", "activity": "drafting"},
            "waives": ["tool.status", "data.hosting"], "from": "2026-03-01", "until": "2026-06-30",
            "approved-by": ALL,
        },
    },
}

PLAIN = {"usage": 1, "activity": "drafting", "tool": "assistant-interne", "data": ["internal"]}


class Judging(unittest.TestCase):
    """Shared words of the tests below."""

    def setUp(self):
        self.charter = copy.deepcopy(EXAMPLE)
        self.at = AT

    def judge(self, **changes):
        declared = {**PLAIN, **changes}
        return oracle.judge([self.charter], {k: v for k, v in declared.items() if v != "gone"}, self.at)

    def findings(self, **changes):
        return [tuple(f) for f in self.judge(**changes)["findings"]]

    def finding(self, clause, **changes):
        return next(((o, e) for c, o, e in self.findings(**changes) if c == clause), None)

    def verdict(self, **changes):
        return self.judge(**changes)["verdict"]

    def ask(self, *duties):
        self.charter["activities"]["drafting"]["duties"] = list(duties)


class VerdictTest(Judging):
    def test_a_plain_use_complies_and_lists_its_duty(self):
        judged = self.judge()
        self.assertEqual(judged["verdict"], "compliant")
        self.assertEqual(judged["findings"], [])
        self.assertEqual(judged["duties"], [{"id": "human-review", "due": "after", "met": False}])
        self.assertEqual(judged["charter"], {"id": "statistics-institute", "version": "2026.1"})
        self.assertEqual(judged["day"], AT)

    def test_an_unlisted_tool_is_for_review(self):
        judged = self.judge(tool="Grok")
        self.assertEqual([tuple(f) for f in judged["findings"]], [("tool.unlisted", "breached", "review")])
        self.assertEqual((judged["verdict"], judged["tool"]), ("review", None))

    def test_an_unlisted_tool_may_be_forbidden(self):
        self.charter["unlisted"]["tool"] = "forbid"
        self.assertEqual(self.verdict(tool="Grok"), "non-compliant")

    def test_a_missing_part_of_unlisted_is_review(self):
        del self.charter["unlisted"]
        self.assertEqual(self.finding("activity.unlisted", activity="gardening"), ("breached", "review"))

    def test_a_restricted_activity_is_for_review(self):
        self.assertEqual(self.findings(activity="imputation", autonomy="assist"),
                         [("activity.status", "breached", "review")])

    def test_a_banned_activity_is_forbidden_and_nothing_else_helps(self):
        judged = self.judge(activity="individual-decision")
        self.assertEqual((judged["verdict"], judged["instead"]), ("non-compliant", []))

    def test_a_tolerated_tool_is_advice_only(self):
        self.charter["tools"]["assistant-interne"]["status"] = "tolerated"
        self.assertEqual(self.findings(), [("tool.status", "breached", "advise")])
        self.assertEqual(self.verdict(), "compliant")

    def test_deny_overrides_the_unknown_and_the_unknown_review(self):
        self.assertEqual(self.verdict(activity="imputation"), "undetermined")
        self.assertEqual(self.verdict(activity="imputation", autonomy="autonomous"), "non-compliant")

    def test_review_overrides_the_conditional(self):
        self.charter["activities"]["drafting"].update(status="restricted", duties=["dpia"])
        self.assertEqual(self.verdict(), "review")

    def test_the_design_s_banned_tool(self):
        judged = self.judge(tool={"name": "ChatGPT", "model": "gpt-4o"}, facts={"account": "professional"})
        self.assertEqual([tuple(f) for f in judged["findings"]], [("tool.status", "breached", "forbid")])
        self.assertEqual(judged["tool"], "chatgpt")
        self.assertEqual(judged["instead"], ["assistant-interne"])
        self.assertEqual(judged["exposure"], {"hosting": "non-eu", "trains-on-inputs": None, "retention": None})


class DayTest(Judging):
    def test_a_done_use_is_judged_on_its_date(self):
        self.assertEqual(self.judge(stage="done", date="2026-02-01", data="gone")["day"], "2026-02-01")

    def test_a_use_done_more_than_a_day_after_the_run_has_no_period(self):
        self.assertEqual(self.judge(stage="done", date="2026-05-16")["charter"]["version"], "2026.1")
        judged = self.judge(stage="done", date="2026-05-17")
        self.assertEqual([tuple(f) for f in judged["findings"]], [("charter.period", "undetermined", "forbid")])
        self.assertEqual(self.verdict(date="2026-05-17"), "compliant")

    def test_a_planned_use_is_judged_at_the_day_of_the_run(self):
        self.assertEqual(self.judge(date="2026-02-01")["day"], AT)

    def test_a_done_use_without_a_date_has_no_period(self):
        judged = self.judge(stage="done")
        self.assertEqual([tuple(f) for f in judged["findings"]], [("charter.period", "undetermined", "forbid")])
        self.assertEqual((judged["verdict"], judged["charter"], judged["duties"]), ("undetermined", None, []))

    def test_both_ends_of_the_charter_are_in_force(self):
        for self.at, verdict in (("2025-12-31", "undetermined"), ("2026-01-01", "compliant"),
                                 ("2026-12-31", "compliant"), ("2027-01-01", "undetermined")):
            with self.subTest(at=self.at):
                self.assertEqual(self.verdict(), verdict)

    def test_the_version_in_force_on_the_day_judges(self):
        later = {**copy.deepcopy(EXAMPLE), "version": "2027.1", "from": "2027-02-01", "until": "2027-12-31"}
        for day, version in (("2026-12-31", "2026.1"), ("2027-02-01", "2027.1")):
            judged = oracle.judge([later, self.charter], PLAIN, day)
            self.assertEqual(judged["charter"]["version"], version)
        self.assertIsNone(oracle.judge([later, self.charter], PLAIN, "2027-01-15")["charter"])

    def test_a_charter_past_its_review_advises(self):
        self.at = "2026-09-30"
        self.assertEqual(self.findings(), [])
        self.at = "2026-10-01"
        self.assertEqual(self.findings(), [("charter.review", "breached", "advise")])
        self.assertEqual(self.verdict(), "compliant")

    def test_an_entry_out_of_its_dates_is_not_listed(self):
        self.charter["tools"]["assistant-interne"]["until"] = "2026-05-14"
        judged = self.judge()
        self.assertEqual(([tuple(f) for f in judged["findings"]], judged["tool"]),
                         ([("tool.unlisted", "breached", "review")], None))

    def test_a_rule_and_a_duty_out_of_their_dates_are_silent(self):
        self.charter["rules"] = {"always": {"effect": "forbid", "when": {}, "from": "2026-05-16"}}
        self.charter["duties"]["human-review"]["from"] = "2026-05-16"
        self.assertEqual((self.findings(), self.judge()["duties"]), ([], []))

    def test_an_alias_may_pass_from_one_entry_to_the_next(self):
        self.charter["tools"]["assistant-interne"].update(aliases=["Maison"], until="2026-05-15")
        self.charter["tools"]["chatgpt"].update(aliases=["Maison"], **{"from": "2026-05-16"})
        self.assertEqual(self.judge(tool="maison")["tool"], "assistant-interne")
        self.at = "2026-05-16"
        self.assertEqual(self.judge(tool="maison")["tool"], "chatgpt")


class ResolvingTest(Judging):
    def resolved(self, name):
        return self.judge(tool=name)["tool"]

    def test_names_compare_folded_composed_and_squeezed(self):
        self.charter["tools"]["chatgpt"]["aliases"] = ["Écriture libre", "Straße", "L’aide d’écriture"]
        for name in ("CHATGPT", "  E\u0301CRITURE   libre ", "STRASSE", "l'aide d'écriture"):
            with self.subTest(name=name):
                self.assertEqual(self.resolved(name), "chatgpt")

    def test_a_pattern_is_searched_where_neither_id_nor_alias_is_met(self):
        self.assertEqual(self.resolved(" GPT  5"), "chatgpt")
        self.assertIsNone(self.resolved("my gpt-5"))

    def test_an_alias_comes_before_a_pattern(self):
        self.charter["tools"]["assistant-interne"]["aliases"] = ["GPT-5 maison"]
        self.assertEqual(self.resolved("gpt-5 MAISON"), "assistant-interne")

    def test_the_strictest_pattern_wins_then_the_charter_s_order(self):
        tools = self.charter["tools"]
        tools["first"] = {"status": "tolerated", "pattern": "bot"}
        tools["second"] = {"status": "tolerated", "pattern": "robot"}
        tools["assistant-interne"]["pattern"] = "robot"
        self.assertEqual(self.resolved("un robot"), "first")

    def test_a_pattern_keeps_the_case(self):
        self.charter["tools"]["chatgpt"]["pattern"] = "^Open"
        self.assertEqual(self.resolved("OpenThing"), "chatgpt")
        self.assertIsNone(self.resolved("openthing"))

    def test_a_pattern_sees_the_composed_name(self):
        self.charter["tools"]["chatgpt"]["pattern"] = "^É.r"
        self.assertEqual(self.resolved("E\u0301cr"), "chatgpt")

    def test_a_name_of_two_scripts_meets_neither_alias_nor_pattern(self):
        self.assertIsNone(self.resolved("СhatGPT"))
        self.assertIsNone(self.resolved("gpt-4 а"))

    def test_a_name_that_is_listed_letter_for_letter_is_listed_whatever_its_scripts(self):
        self.charter["tools"]["chatgpt"]["aliases"].append("Сhat Libre")
        self.assertEqual(self.resolved(" Сhat   Libre"), "chatgpt")
        self.assertIsNone(self.resolved("сhat libre"))

    def test_scripts_mix_as_uts_39_lets_them(self):
        for name, mixed in (("文心 GPT", False), ("かなカナ翻訳 X", False), ("ㄅㄆ文 X", False), ("한글漢字 X", False),
                            ("ㄅㄆ かな", True), ("한글 かな", True), ("Λ chat", True), ("Чат GPT", True), ("GPT-4 (β)", True),
                            ("Co\ufe0fpilot", True), ("Co\u3164pilot", True), ("Écriture n° 5", False)):
            with self.subTest(name=name):
                self.assertEqual(deceptive(name), mixed)

    def test_a_name_with_a_format_character_is_not_listed(self):
        self.assertIsNone(self.resolved("Chat\u200bGPT"))

    def test_one_foreign_script_is_no_mixture(self):
        self.assertFalse(deceptive("Алиса 3"))
        self.assertTrue(deceptive("Aлиса"))
        self.assertTrue(same_name("ΣΟΦΟΣ", "σοφος"))

    def test_data_classes_compare_as_names_do(self):
        self.assertEqual(self.verdict(data=[" Internal"]), "compliant")

    def test_an_activity_resolves_by_its_alias(self):
        self.charter["activities"]["drafting"]["aliases"] = ["Rédaction"]
        self.assertEqual(self.judge(activity="RÉDACTION")["activity"], "drafting")


class TitleTest(Judging):
    def setUp(self):
        super().setUp()
        tools = self.charter["tools"]
        tools["assistant-interne"]["title"] = {"fr": "Assistant maison", "en": "House assistant"}
        tools["chatgpt"]["title"] = "Chat libre"
        self.charter["rules"] = {}

    def resolved(self, name):
        return self.judge(tool=name)["tool"]

    def test_a_title_in_any_language_is_a_name(self):
        for name, tool in (("assistant  MAISON", "assistant-interne"), ("House assistant", "assistant-interne"),
                           ("CHAT libre", "chatgpt"), ("Chаt libre", None), ("Maison", None)):
            with self.subTest(name=name):
                self.assertEqual(self.resolved(name), tool)

    def test_activities_and_classes_have_titles_too(self):
        self.charter["activities"]["drafting"]["title"] = "Rédiger"
        self.charter["data"]["internal"]["title"] = {"fr": "Interne à l'institut"}
        judged = self.judge(activity="rédiger", data="INTERNE à l'institut")
        self.assertEqual((judged["activity"], judged["verdict"]), ("drafting", "compliant"))

    def test_ids_and_aliases_come_before_titles_and_titles_before_patterns(self):
        self.charter["tools"]["first"] = {"status": "approved", "title": "chatgpt"}
        self.charter["tools"]["second"] = {"status": "approved", "title": "GPT-5 maison"}
        self.assertEqual(self.resolved("ChatGPT"), "chatgpt")
        self.assertEqual(self.resolved("gpt-5 Maison"), "second")

    def test_a_title_that_two_entries_in_force_share_is_no_name(self):
        self.charter["tools"]["other"] = {"status": "approved", "title": {"en": "chat  LIBRE"}}
        self.assertIsNone(self.resolved("Chat libre"))
        self.charter["tools"]["other"]["until"] = "2026-05-14"
        self.assertEqual(self.resolved("Chat libre"), "chatgpt")


class VariantTest(Judging):
    def effect(self, name):
        self.charter["rules"] = {}
        return self.finding("tool.unlisted", tool=name)[1]

    def test_a_longer_name_than_a_banned_one_is_forbidden(self):
        self.charter["tools"]["chatgpt"].update(title="Le Robot", aliases=["Copilot", "Claude"])
        for name, effect in (("GitHub Copilot", "forbid"), ("Copilot Pro", "forbid"), ("ChatGPT-6", "forbid"),
                             ("Le Robot 2", "forbid"), ("le   robot_2", "forbid"), ("my COPILOT", "forbid"),
                             ("Copi\u200blot", "review"), ("My Copilot Box", "review"), ("Copilots", "review"),
                             ("Copilot4", "review"), ("Robot", "review"), ("Assistant-Interne 2", "review"),
                             ("Грок Copilot", "forbid")):
            with self.subTest(name=name):
                self.assertEqual(self.effect(name), effect)

    def test_on_either_side_the_longest_entry_counts(self):
        self.charter["tools"]["chatgpt"]["aliases"] = ["Copilot"]
        self.charter["tools"]["assistant-interne"]["aliases"] = ["Copilot Studio"]
        self.assertEqual(self.effect("Copilot Studio Pro"), "review")
        self.assertEqual(self.effect("Copilot Studio Copilot"), "forbid")

    def test_variants_may_be_what_other_unlisted_tools_are(self):
        for tool, variants, effect in (("review", "review", "review"), ("forbid", "review", "forbid"),
                                       ("review", "forbid", "forbid")):
            self.charter["unlisted"] = {"tool": tool, "variants": variants}
            self.assertEqual(self.effect("ChatGPT Plus"), effect)


class DataTest(Judging):
    def test_a_class_beside_the_ceiling_is_above_it(self):
        self.assertEqual(self.findings(data=["personal"]), [("activity.data", "breached", "forbid"),
                                                            ("tool.data", "breached", "forbid")])

    def test_a_list_of_ceilings_is_a_union(self):
        self.charter["activities"]["drafting"]["data"] = ["personal", "statistical-secret"]
        self.charter["tools"]["assistant-interne"]["data"] = ["personal", "statistical-secret"]
        self.assertEqual(self.verdict(data=["personal", "statistical-secret", "public"]), "compliant")

    def test_no_data_declared_is_undetermined_wherever_it_matters(self):
        self.assertEqual(self.findings(data="gone"), [
            ("activity.data", "undetermined", "forbid"), ("tool.data", "undetermined", "forbid"),
            ("data.hosting", "undetermined", "forbid")])

    def test_an_empty_list_says_that_no_data_are_sent(self):
        self.assertEqual(self.verdict(data=[]), "compliant")

    def test_an_unlisted_class_beside_a_listed_one(self):
        self.assertEqual(self.findings(data=["internal", "biometric"]), [("data.unlisted", "breached", "forbid")])

    def test_hosting_is_the_intersection_with_those_below(self):
        self.charter["data"]["health"] = {"above": ["personal", "statistical-secret"], "hosting": ["internal", "eu"]}
        self.charter["activities"]["drafting"].pop("data")
        self.charter["tools"]["assistant-interne"].update(data="health")
        self.assertEqual(self.findings(data=["health"]), [])
        self.charter["tools"]["assistant-interne"]["hosting"] = "eu"
        self.assertEqual(self.finding("data.hosting", data=["health"]), ("breached", "forbid"))

    def test_an_empty_intersection_refuses_every_hosting(self):
        self.charter["data"]["health"] = {"above": "statistical-secret", "hosting": ["eu"]}
        self.assertEqual(self.finding("data.hosting", data=["health"]), ("breached", "forbid"))

    def test_a_tool_without_hosting_is_undetermined_where_a_class_asks(self):
        del self.charter["tools"]["assistant-interne"]["hosting"]
        self.charter["rules"] = {}
        self.assertEqual(self.finding("data.hosting", data=["personal"]), ("undetermined", "forbid"))
        self.assertIsNone(self.finding("data.hosting", data=["internal"]))

    def test_dates_leave_the_order_and_the_inherited_hosting(self):
        self.charter["data"]["internal"].update({"until": "2026-01-31", "hosting": ["eu"]})
        self.assertEqual(self.finding("data.hosting", data=["personal"]), ("breached", "forbid"))
        self.assertEqual(self.finding("data.unlisted", data=["internal"]), ("breached", "forbid"))

    def test_a_class_asks_for_the_duties_of_those_below(self):
        self.charter["data"]["public"]["duties"] = ["dpia"]
        self.assertEqual([d["id"] for d in self.judge()["duties"]], ["human-review", "dpia"])


class ActivityAndToolTest(Judging):
    def test_a_tool_that_the_activity_does_not_name(self):
        self.charter["tools"]["other"] = {"status": "approved", "hosting": "internal"}
        self.assertEqual(self.findings(activity="coding", tool="other"), [("activity.tools", "breached", "forbid")])
        self.assertEqual(self.findings(activity="imputation", tool="other", autonomy="assist"),
                         [("activity.status", "breached", "review"), ("activity.tools", "breached", "forbid")])

    def test_a_tool_the_activity_excludes(self):
        self.charter["activities"]["drafting"]["tools"] = {"not": ["assistant-interne"]}
        self.assertEqual(self.finding("activity.tools"), ("breached", "forbid"))

    def test_an_unlisted_tool_does_not_breach_the_activity_s_tools(self):
        self.assertIsNone(self.finding("activity.tools", activity="coding", tool="Grok"))

    def test_an_activity_that_the_tool_does_not_name(self):
        self.charter["tools"]["assistant-interne"]["activities"] = ["coding"]
        self.assertEqual(self.findings(), [("tool.activities", "breached", "forbid")])
        self.assertIsNone(self.finding("tool.activities", activity="gardening"))

    def test_autonomy_goes_by_rank(self):
        for autonomy, found in (("suggest", None), ("assist", None), ("supervised", ("breached", "forbid"))):
            self.assertEqual(self.finding("activity.autonomy", activity="imputation", autonomy=autonomy), found)
        self.assertEqual(self.finding("activity.autonomy", activity="imputation"), ("undetermined", "forbid"))


class ConditionTest(Judging):
    def rule(self, when, **facts):
        self.charter["rules"] = {"r": {"when": when}}
        return {None: False, ("breached", "forbid"): True, ("undetermined", "forbid"): None}[
            self.finding("rule.r", facts=facts, autonomy="assist", volume={"requests": 40})]

    def test_each_matcher(self):
        for when, truth in (({"facts.count": 5}, True), ({"facts.count": {"not": 5}}, False),
                            ({"facts.count": {"in": [4, 5]}}, True), ({"facts.count": {"not-in": [4]}}, True),
                            ({"facts.count": {"at-least": 5}}, True), ({"facts.count": {"at-most": 4.5}}, False),
                            ({"facts.count": {"at-most": 5}}, True),
                            ({"facts.count": {"absent": True}}, False), ({"facts.count": {"absent": False}}, True),
                            ({"usage.autonomy": {"at-least": "suggest"}}, True),
                            ({"usage.autonomy": {"at-most": "suggest"}}, False),
                            ({"tool.name": {"matches": "^assist"}}, True), ({"usage.volume.requests": 40}, True)):
            with self.subTest(when=when):
                self.assertEqual(self.rule(when, count=5), truth)

    def test_an_absent_fact_is_unknown_except_for_absent(self):
        for when, truth in (({"facts.count": 5}, None), ({"facts.count": {"not": 5}}, None),
                            ({"facts.count": {"not-in": [5]}}, None), ({"facts.count": {"absent": True}}, True)):
            with self.subTest(when=when):
                self.assertEqual(self.rule(when), truth)

    def test_kleene_s_tables(self):
        unknown, yes, no = {"facts.count": 5}, {"tool.listed": True}, {"tool.listed": False}
        for when, truth in (({"all": [unknown, no]}, False), ({"all": [unknown, yes]}, None),
                            ({"any": [unknown, yes]}, True), ({"any": [unknown, no]}, None),
                            ({"not": unknown}, None), ({"not": no}, True), ({**unknown, **no}, False)):
            with self.subTest(when=when):
                self.assertEqual(self.rule(when), truth)

    def test_data_includes_and_within(self):
        for declared, when, truth in ((["internal"], {"includes": "public"}, True),
                                      (["public"], {"includes": "internal"}, False),
                                      (["public", "internal"], {"within": "internal"}, True),
                                      (["personal"], {"within": "internal"}, False),
                                      (["public", "biometric"], {"within": "internal"}, False),
                                      ([], {"within": "public"}, True), ([], {"includes": "public"}, False)):
            with self.subTest(declared=declared, when=when):
                self.charter["rules"] = {"r": {"when": {"data": when}}}
                found = self.finding("rule.r", data=declared)
                self.assertEqual(found, ("breached", "forbid") if truth else None)

    def test_the_stage_not_declared_is_planned(self):
        self.assertIs(self.rule({"usage.stage": "planned"}), True)


class RuleTest(Judging):
    def test_a_requirement_that_fails_is_breached_with_its_effect(self):
        self.charter["rules"]["professional-account"]["effect"] = "review"
        self.charter["tools"]["assistant-interne"]["hosting"] = "eu"
        self.assertEqual(self.finding("rule.professional-account", facts={"account": "personal"}),
                         ("breached", "review"))
        self.assertEqual(self.finding("rule.professional-account"), ("undetermined", "review"))
        self.assertIsNone(self.finding("rule.professional-account", facts={"account": "professional"}))

    def test_an_unlisted_tool_exempts_a_rule_that_is_unknown_for_want_of_it_alone(self):
        self.assertIsNone(self.finding("rule.professional-account", tool="Grok"))
        hosting, count = {"tool.hosting": "eu"}, {"facts.count": 1}
        for when, facts, found in (
                ({"all": [hosting, count]}, {}, "undetermined"), ({"all": [hosting, count]}, {"count": 1}, None),
                ({"all": [hosting, count]}, {"count": 2}, None), ({"any": [hosting, count]}, {}, "undetermined"),
                ({"any": [hosting, {"all": [count, {"tool.listed": True}]}]}, {}, None),
                ({"any": [hosting, count]}, {"count": 1}, "breached"), ({"not": hosting}, {}, None),
                ({"tool.model": "x"}, {}, "undetermined"), ({**hosting, **count}, {}, "undetermined")):
            with self.subTest(when=when, facts=facts):
                self.charter["rules"] = {"r": {"when": when}}
                self.assertEqual((self.finding("rule.r", tool="Grok", facts=facts) or [None])[0], found)

    def test_an_unlisted_tool_does_not_exempt_what_a_missing_fact_leaves_open(self):
        self.charter["rules"] = {"r": {"when": {"tool.listed": False}, "require": {"facts.account": "professional"}}}
        self.assertEqual(self.finding("rule.r", tool="Grok"), ("undetermined", "forbid"))

    def test_an_unknown_when_asks_for_no_duty(self):
        self.charter["rules"] = {"r": {"when": {"facts.count": 1}, "duties": ["dpia"]}}
        judged = self.judge()
        self.assertEqual([d["id"] for d in judged["duties"]], ["human-review"])
        self.assertEqual(judged["verdict"], "undetermined")

    def test_a_rule_that_holds_asks_for_its_duties(self):
        self.charter["rules"] = {"r": {"when": {"facts.count": 1}, "duties": ["dpia"]}}
        judged = self.judge(facts={"count": 1})
        self.assertEqual(judged["duties"][1], {"id": "dpia", "due": "before", "met": False})
        self.assertEqual(judged["verdict"], "conditional")

    def test_not_to_know_whether_duties_are_asked_for_is_never_mere_advice(self):
        self.charter["rules"] = {"r": {"when": {"facts.count": 1}, "duties": ["dpia"], "effect": "advise"}}
        self.assertEqual(self.findings(), [("rule.r", "undetermined", "forbid")])
        self.assertEqual(self.findings(evidence={"dpia": True}), [("rule.r", "undetermined", "advise")])
        self.assertEqual(self.verdict(facts={"count": 2}), "compliant")

    def test_an_undetermined_advice_changes_no_verdict(self):
        self.charter["rules"] = {"r": {"when": {"facts.count": 1}, "effect": "advise"}}
        self.assertEqual(self.findings(), [("rule.r", "undetermined", "advise")])
        self.assertEqual(self.verdict(), "compliant")


class DutyTest(Judging):
    def state(self, duty, **changes):
        """met, open or breached."""
        self.ask(duty)
        judged = self.judge(**changes)
        met = judged["duties"][0]["met"]
        breached = [f"duty.{duty}", "breached", "forbid"] in [list(f) for f in judged["findings"]]
        return "met" if met else "breached" if breached else "open"

    def test_an_open_duty_before_use_makes_a_plan_conditional(self):
        self.assertEqual(self.state("dpia"), "open")
        self.assertEqual(self.verdict(), "conditional")

    def test_an_open_duty_before_use_is_a_breach_once_begun(self):
        self.assertEqual(self.state("dpia", stage="in-use"), "breached")
        self.assertEqual(self.state("dpia", stage="done", date="2026-05-01"), "breached")

    def test_an_open_duty_after_use_is_a_breach_once_done(self):
        del self.charter["duties"]["human-review"]["every"]
        self.assertEqual(self.state("human-review", stage="in-use"), "open")
        self.assertEqual(self.state("human-review", stage="done", date="2026-05-01"), "breached")

    def test_each_form_of_evidence(self):
        for evidence, state in (({"ref": "DPIA-12"}, "met"), (True, "met"), ("true", "met"), (False, "open"),
                                ([False, {"ref": "DPIA-12"}], "met"), ([], "open"), ("false", "open"), ({"by": "c.durand"}, "met"),
                                ({"on": "2026-05-01"}, "met"), ({"id": "form-3"}, "met"), (None, "open")):
            with self.subTest(evidence=evidence):
                self.assertEqual(self.state("dpia", evidence={"dpia": evidence}), state)

    def test_a_mapping_that_says_nothing_is_absent(self):
        for evidence in ({}, {"ref": None}, {"ref": None, "on": None}, {"x-note": "done"}, [{}], [False, {"by": None}]):
            with self.subTest(evidence=evidence):
                self.assertEqual(self.state("dpia", evidence={"dpia": evidence}), "open")

    def test_a_bare_text_is_no_evidence(self):
        for evidence in ("DPIA-12", "yes", "oui", "True", "12", 12, "2026-01-10", "", [True, "DPIA-12"], {"reference": "A-1"},
                         {"reference": None}, [[True]]):
            for key in ("review", "training", "evidence"):
                with self.subTest(evidence=evidence, key=key):
                    self.assertEqual(self.verdict(**{key: {"dpia": evidence} if key == "evidence" else evidence}), "invalid")

    def test_a_reference_that_says_no_is_a_fault_whatever_the_key(self):
        said = ("no", "NON", "Off", "néant", "N. A.", "n/a", "0", "0.00", "à faire", "En cours…", "to-do", "-", "…", " ",
                "\u200b", "\u3164", "\u2800", "not  yet", "Sans objet", "S/O", "ND", "inconnu")
        meant = ("N/A-2026-12", "No. 12", "zero-trust review", "10", "nd2", "notice", "offre", "№ 7", "une note")
        for texts, verdict in ((said, "invalid"), (meant, "compliant")):
            for text in texts:
                for key in ("ref", "id"):
                    with self.subTest(text=text, key=key):
                        self.assertEqual(self.verdict(training=[True, {key: text}]), verdict)

    def test_an_id_that_a_duty_accepts_letter_for_letter_is_that_duty_s_evidence(self):
        self.charter["duties"]["training"] = {"due": "before", "evidence": "training", "accepts": ["nd"]}
        self.assertEqual(self.state("training", training={"id": "nd"}), "met")
        self.assertEqual(self.verdict(training={"id": "ND"}), "invalid")
        self.assertEqual(self.verdict(evidence={"dpia": {"id": "nd"}}), "invalid")
        self.charter["duties"]["dpia"]["evidence"] = "training"
        self.assertEqual(self.state("dpia", training={"id": "nd"}), "open")
        self.assertEqual(self.state("dpia", training={"id": "nd", "ref": "A-1"}), "met")

    def test_training_is_valid_to_its_last_day(self):
        for on, state in (("2024-05-15", "met"), ("2024-05-14", "open"), ("2026-05-15", "met"),
                          ("2026-05-16", "open"), (None, "open")):
            with self.subTest(on=on):
                self.assertEqual(self.state("training", training=[{"id": "ia-101", "on": on}]), state)

    def test_a_training_that_is_not_accepted_leaves_the_duty_open(self):
        good = {"id": "ia-201", "on": "2026-01-01"}
        self.assertEqual(self.state("training", training={**good, "id": "ia-301"}), "open")
        self.assertEqual(self.state("training", training={"on": "2026-01-01"}), "open")
        self.assertEqual(self.state("training", training=[{**good, "id": "ia-301"}, good]), "met")

    def test_training_after_a_done_use_comes_too_late(self):
        self.assertEqual(self.state("training", stage="done", date="2026-04-30",
                                    training={"id": "ia-101", "on": "2026-05-01"}), "breached")

    def test_a_review_after_a_done_use_is_good_until_the_day_of_the_run(self):
        for on, state in (("2026-05-02", "met"), (AT, "met"), ("2026-05-16", "met"), ("2026-05-17", "breached")):
            self.assertEqual(self.state("human-review", stage="done", date="2026-05-01", author="a.martin",
                                        review={"by": "c.durand", "on": on}), state)

    def test_nobody_reviews_what_does_not_exist_yet(self):
        for on, state in (("2026-04-30", "breached"), ("2026-05-01", "met")):
            self.assertEqual(self.state("human-review", stage="done", date="2026-05-01", author="a.martin",
                                        review={"by": "c.durand", "on": on}), state)
        self.assertEqual(self.state("human-review", date="2026-06-01", author="a.martin",
                                    review={"by": "c.durand", "on": AT}), "open")
        self.assertEqual(self.state("dpia", stage="done", date="2026-05-01", evidence={"dpia": {"on": "2020-01-01"}}), "met")

    def test_the_reviewer_is_another(self):
        for author, by, state in (("a.martin", "c.durand", "met"), ("A. Weiß", "a.  WEISS", "open"),
                                  ("gone", "c.durand", "open"), ("a.martin", "Martin A.", "open"),
                                  ("a.martin", "a.martin@example.org", "open"), ("a.martin@x.org", "MARTIN, a", "open"),
                                  ("a.martin", "a.martin2", "met"), ("u12345", "u12346", "met"), ("u12345", "U12345", "open"),
                                  ("Éve", "E\u0301ve", "open"), ("eve", "éve", "met"), ("a.martin", "alice.martin", "met"),
                                  ("a.martin", "a.martin\u200b", "open"), ("a.martin", "а.martin", "open"),
                                  (" ", "c.durand", "open"), ("n/a", "c.durand", "open"), ("c. martin", "c. martin martin", "met")):
            with self.subTest(author=author, by=by):
                self.assertEqual(self.state("human-review", author=author, review={"by": by}), state)
        self.assertEqual(self.state("human-review", author="a.martin", review=True), "open")

    def test_who_is_nobody_or_a_tool_leaves_any_duty_open(self):
        self.charter["tools"]["chatgpt"].update(title={"fr": "Robot maison"}, pattern="(?i)claude|.")
        for by, state in ((" ", "open"), ("-", "open"), ("none", "open"), ("N/A", "open"), ("à définir", "open"), ("0", "open"),
                          ("\u3164", "open"), ("c.durand\u00ad", "open"), ("с.durand", "open"), ("ChatGPT", "open"),
                          ("gpt-4O", "open"), ("robot  MAISON", "open"), ("Grok", "open"), ("assistant-interne", "open"),
                          ("Claude Durand", "met"), ("ChatGPT Plus", "met"), ("N.D.", "met"), ("S. O.", "met"), ("N-D", "met"),
                          ("n.d.", "open"), ("ND", "open"), ("u12345", "met"), ("田中 Tanaka", "met")):
            with self.subTest(by=by):
                self.assertEqual(self.state("dpia", tool="Grok", evidence={"dpia": {"by": by}}), state)

    def test_a_use_that_goes_on_needs_recent_evidence(self):
        for on, state in (("2026-04-15", "met"), ("2026-04-14", "breached"), (None, "breached")):
            with self.subTest(on=on):
                self.assertEqual(self.state("human-review", stage="in-use", author="a.martin",
                                            review={"by": "c.durand", "on": on}), state)
        self.assertEqual(self.state("human-review", author="a.martin", review={"by": "c.durand"}), "met")

    def test_a_fact_or_one_of_several_paths_may_be_the_evidence(self):
        self.charter["duties"]["dpia"]["evidence"] = "facts.training_opt_out"
        self.assertEqual(self.state("dpia", facts={"training_opt_out": True}), "met")
        self.assertEqual(self.state("dpia", facts={"training_opt_out": False}), "open")
        self.charter["duties"]["dpia"]["evidence"] = ["review", "evidence.other"]
        self.assertEqual(self.state("dpia", evidence={"other": True}), "met")

    def test_a_choice_is_evidence_where_its_value_is_accepted(self):
        self.charter["duties"]["dpia"].update(evidence="facts.account", accepts=["professional"])
        self.assertEqual(self.state("dpia", facts={"account": "professional"}), "met")
        self.assertEqual(self.state("dpia", facts={"account": "personal"}), "open")
        self.assertEqual(self.state("dpia"), "open")

    def test_durations_are_clamped_to_the_month_s_end(self):
        for on, duration, last in (("2026-01-31", "P1M", "2026-02-28"), ("2024-02-29", "P1Y", "2025-02-28"),
                                   ("2023-08-31", "P6M", "2024-02-29"), ("2026-01-31", "P1M15D", "2026-03-15"),
                                   ("2026-02-28", "P2W", "2026-03-14"), ("2025-12-31", "P1Y6M", "2027-06-30")):
            with self.subTest(on=on, duration=duration):
                self.assertEqual(str(after(day_of(on), duration)), last)


class ExceptionTest(Judging):
    PILOT = {"tool": "chatgpt", "unit": "DMRG", "data": ["public"], "facts": {"account": "professional"}}

    def test_an_approved_exception_waives_what_it_names(self):
        self.assertEqual(self.findings(**self.PILOT), [("tool.status", "waived", "forbid")])
        self.assertEqual(self.verdict(**self.PILOT), "compliant")

    def test_it_waives_nothing_else(self):
        findings = self.findings(**{**self.PILOT, "data": ["personal"]})
        self.assertEqual(findings, [("activity.data", "breached", "forbid"), ("tool.status", "waived", "forbid"),
                                    ("data.hosting", "waived", "forbid")])

    def test_it_holds_on_its_first_and_last_day_and_resurfaces_after(self):
        for self.at, outcomes in (("2026-02-28", ["breached"]), ("2026-03-01", ["waived"]), ("2026-06-30", ["waived"]),
                                  ("2026-07-01", ["breached", "breached"])):
            with self.subTest(at=self.at):
                self.assertEqual([f[1] for f in self.findings(**self.PILOT)], outcomes)
        self.assertEqual(self.findings(**self.PILOT)[-1], ("exception.pilot-2026-03", "breached", "advise"))

    def test_a_college_less_waives_nothing_and_says_so(self):
        self.charter["exceptions"]["pilot-2026-03"]["approved-by"] = ALL[:3]
        self.assertEqual(self.findings(**self.PILOT), [("tool.status", "breached", "forbid"),
                                                       ("exception.pilot-2026-03", "breached", "advise")])

    def test_the_colleges_asked_depend_on_the_effect(self):
        self.charter["rules"] = {}
        self.charter["exceptions"]["pilot-2026-03"].update({
            "approved-by": ["deciders"], "for": {"usage.unit": "DMRG"}, "waives": ["tool.unlisted", "tool.status"]})
        self.assertEqual(self.findings(tool="Grok", unit="DMRG"), [("tool.unlisted", "waived", "review")])

    def test_an_exception_whose_for_is_unknown_stays_silent(self):
        self.assertEqual(self.findings(**{**self.PILOT, "unit": "gone"}), [("tool.status", "breached", "forbid")])

    def test_the_undetermined_is_not_waived(self):
        self.charter["exceptions"]["pilot-2026-03"]["waives"] += ["activity.data"]
        self.assertEqual(self.finding("activity.data", **{**self.PILOT, "data": "gone"}), ("undetermined", "forbid"))

    def test_an_ended_exception_with_nothing_left_is_silent(self):
        self.at = "2026-07-01"
        self.charter["tools"]["chatgpt"]["status"] = "approved"
        self.assertEqual(self.findings(**self.PILOT), [])

    def test_an_open_duty_that_is_no_finding_is_not_waived(self):
        self.ask("dpia")
        self.charter["exceptions"]["pilot-2026-03"]["waives"].append("duty.dpia")
        self.assertEqual(self.verdict(**self.PILOT), "conditional")
        self.assertEqual(self.verdict(**self.PILOT, stage="in-use"), "compliant")


class WaitingTest(Judging):
    """`tool.unlisted` and `activity.unlisted` stay, while others wait for what the charter does not say."""

    def setUp(self):
        super().setUp()
        self.charter["rules"] = {}
        self.charter["exceptions"] = {"pilot": {"for": {"usage.unit": "DMRG"}, "waives": ["tool.unlisted", "activity.unlisted"],
                                                "approved-by": ALL}}

    def outcome(self, clause="tool.unlisted", **changes):
        return self.finding(clause, unit="DMRG", **{"tool": "Grok", **changes})[0]

    def test_nothing_waits(self):
        self.assertEqual(self.outcome(), "waived")

    def test_hosting_waits_for_the_effective_classes_or_for_any_where_none_is_declared(self):
        self.assertEqual(self.outcome(data=["personal"]), "breached")
        self.assertEqual(self.outcome(data="gone"), "breached")
        self.assertEqual(self.outcome(data=[]), "waived")
        self.charter["detectors"] = {"nir": {"pattern": "nir", "means": "personal", "effect": "advise"}}
        self.assertEqual(self.outcome(purpose="nir"), "breached")

    def test_a_rule_waits_whether_alone_or_beside_a_missing_fact(self):
        waits = {"tool.vendor": "x", "facts.count": 1}
        for rule, facts, outcome in (
                ({"when": {"tool.vendor": "x"}}, {}, "breached"), ({"when": waits}, {"count": 1}, "breached"),
                ({"when": waits}, {"count": 2}, "waived"), ({"when": waits, "effect": "advise"}, {}, "breached"),
                ({"when": {"facts.count": 1}, "require": {"tool.vendor": "x"}, "effect": "advise"}, {}, "breached"),
                ({"when": {"facts.count": 1}, "require": {"tool.vendor": "x"}}, {"count": 2}, "waived"),
                ({"when": {"tool.name": "x"}}, {}, "waived"), ({"when": {"activity.status": "banned"}}, {}, "waived")):
            with self.subTest(rule=rule, facts=facts):
                self.charter["rules"] = {"r": rule}
                self.assertEqual(self.outcome(facts=facts), outcome)

    def test_the_activity_is_waited_for_alike(self):
        self.assertEqual(self.outcome("activity.unlisted", activity="gardening"), "waived")
        self.charter["rules"] = {"r": {"when": {"activity.status": "restricted"}, "effect": "advise"}}
        self.assertEqual(self.outcome("activity.unlisted", activity="gardening"), "breached")
        self.assertEqual(self.outcome("tool.unlisted", activity="gardening"), "waived")


class SilenceTest(Judging):
    """Not saying what is sent is never cheaper than saying it."""

    def setUp(self):
        super().setUp()
        self.charter["activities"] = {"plain": {"status": "allowed"}}
        self.charter["tools"] = {"plain": {"status": "approved"}}
        self.charter["data"] = {"public": {}, "personal": {"above": "public", "duties": ["dpia"]}}
        self.charter["rules"] = {}

    def silent(self, **changes):
        return self.findings(**{"activity": "plain", "tool": "plain", "data": "gone", **changes})

    def test_a_class_s_duty_is_undetermined_where_no_data_are_declared(self):
        undetermined = [("duty.dpia", "undetermined", "forbid")]
        self.assertEqual(self.silent(), undetermined)
        self.assertEqual(self.silent(stage="in-use"), undetermined)
        self.assertEqual(self.silent(data=[]), [])
        self.assertEqual(self.silent(evidence={"dpia": True}), [])
        self.assertEqual(self.judge(activity="plain", tool="plain", data="gone")["duties"], [])

    def test_only_where_it_would_be_a_breach_or_make_the_verdict_conditional(self):
        self.charter["duties"]["dpia"]["due"] = "after"
        self.assertEqual(self.silent(), [])
        self.assertEqual(self.silent(stage="in-use"), [])
        self.assertEqual(self.silent(stage="done", date="2026-05-01"), [("duty.dpia", "undetermined", "forbid")])

    def test_what_something_else_asks_for_is_asked_for(self):
        self.charter["activities"]["plain"]["duties"] = ["dpia"]
        self.assertEqual(self.silent(), [])
        self.assertEqual(self.verdict(activity="plain", tool="plain", data="gone"), "conditional")
        self.assertEqual(self.silent(stage="in-use"), [("duty.dpia", "breached", "forbid")])

    def test_a_class_out_of_force_asks_for_nothing_but_hands_its_duties_up(self):
        self.charter["data"]["personal"]["until"] = "2026-05-14"
        self.assertEqual(self.silent(), [])
        self.charter["data"]["secret"] = {"above": "personal"}
        self.assertEqual(self.silent(), [("duty.dpia", "undetermined", "forbid")])


class FoundTest(Judging):
    """What detectors find: f forbids, r sends to review, v advises."""

    def setUp(self):
        super().setUp()
        self.charter["data"] = {"public": {}, "personal": {"above": "public"}, "secret": {"above": "personal"}}
        self.charter["detectors"] = {"f": {"pattern": "fff", "means": "secret", "effect": "forbid"},
                                     "r": {"pattern": "rrr", "means": "secret"},
                                     "v": {"pattern": "vvv", "means": "secret", "effect": "advise"}}
        self.charter["activities"] = {"low": {"status": "allowed", "data": "public"}, "any": {"status": "allowed"}}
        self.charter["tools"] = {"own": {"status": "approved"}}
        self.charter["rules"] = {}

    def found(self, clause, purpose, data="gone", activity="low", **changes):
        return self.finding(clause, purpose=purpose, data=data, activity=activity, tool="own", **changes)

    def test_a_detector_contradicts_what_is_declared(self):
        for purpose, data, found in (("rrr", ["public"], ("breached", "review")), ("rrr", ["secret"], None),
                                     ("x", ["public"], None), ("rrr", "gone", ("breached", "review")), ("rrr", [], ("breached", "review"))):
            self.assertEqual(self.found("detector.r", purpose, data), found)

    def test_a_ceiling_takes_the_detector_s_effect_or_waits_for_the_data(self):
        for purpose, silent, declared in (("fff", ("breached", "forbid"), ("breached", "forbid")),
                                          ("rrr", ("undetermined", "forbid"), ("breached", "review")),
                                          ("vvv", ("undetermined", "forbid"), ("breached", "advise")),
                                          ("rrr vvv", ("undetermined", "forbid"), ("breached", "review")),
                                          ("hello", ("undetermined", "forbid"), None)):
            with self.subTest(purpose=purpose):
                self.assertEqual(self.found("activity.data", purpose), silent)
                self.assertEqual(self.found("activity.data", purpose, ["public"]), declared)
        self.assertEqual(self.found("activity.data", "vvv", ["personal"]), ("breached", "forbid"))

    def test_each_class_has_the_effect_of_what_found_it(self):
        self.charter["detectors"]["f"]["means"] = "public"
        self.assertEqual(self.found("activity.data", "fff rrr", []), ("breached", "review"))
        self.charter["rules"] = {"r": {"when": {"data": {"includes": "secret"}}}}
        self.assertEqual(self.found("rule.r", "fff rrr", []), ("breached", "review"))

    def test_a_rule_has_the_weaker_effect(self):
        for effect, purpose, silent, declared in (
                ("review", "fff", ("undetermined", "review"), ("breached", "review")),
                ("forbid", "fff", ("breached", "forbid"), ("breached", "forbid")),
                ("forbid", "rrr", ("undetermined", "forbid"), ("breached", "review")),
                ("review", "vvv", ("undetermined", "review"), ("breached", "advise"))):
            with self.subTest(effect=effect, purpose=purpose):
                self.charter["rules"] = {"r": {"when": {"data": {"includes": "secret"}}, "effect": effect}}
                self.assertEqual(self.found("rule.r", purpose), silent)
                self.assertEqual(self.found("rule.r", purpose, ["public"]), declared)
        self.assertEqual(self.found("rule.r", "vvv", ["secret"]), ("breached", "review"))

    def test_a_found_class_never_meets_a_clause_and_never_betters_what_a_missing_fact_leaves_open(self):
        self.charter["rules"] = {"r": {"require": {"data": {"includes": "secret"}}}}
        self.assertEqual(self.found("rule.r", "fff"), ("undetermined", "forbid"))
        self.assertIsNone(self.found("rule.r", "rrr", ["public"]))
        self.charter["rules"] = {"r": {"when": {"data": {"within": "public"}}}}
        self.assertEqual(self.found("rule.r", "fff"), ("undetermined", "forbid"))
        self.assertIsNone(self.found("rule.r", "fff", ["public"]))
        self.charter["rules"] = {"r": {"when": {"data": {"includes": "secret"}}, "require": {"usage.output": "internal"}}}
        self.assertIsNone(self.found("rule.r", "vvv", output="internal"))
        self.charter["rules"] = {"r": {"when": {"any": [{"data": {"includes": "secret"}}, {"facts.count": 1}]}}}
        self.assertEqual(self.found("rule.r", "vvv", ["public"]), ("undetermined", "forbid"))
        self.assertEqual(self.found("rule.r", "vvv", ["public"], facts={"count": 2}), ("breached", "advise"))
        self.assertEqual(self.found("rule.r", "vvv", ["public"], facts={"count": 1}), ("breached", "forbid"))

    def test_a_found_class_hides_nothing_that_is_missing(self):
        self.charter["rules"] = {"r": {"require": {"facts.count": 1, "data": {"within": "public"}}}}
        for facts, found in (({"count": 1}, ("breached", "review")), ({"count": 2}, ("breached", "forbid")),
                             ({}, ("undetermined", "forbid"))):
            self.assertEqual(self.found("rule.r", "rrr", ["public"], facts=facts), found)
        either = {"any": [{"data": {"includes": "secret"}}, {"facts.count": 1}]}
        self.charter["rules"] = {"r": {"when": either, "duties": ["dpia"]}}
        for facts, found in (({"count": 1}, ("breached", "forbid")), ({"count": 2}, ("breached", "review")),
                             ({}, ("undetermined", "forbid"))):
            self.assertEqual(self.found("duty.dpia", "rrr", ["public"], facts=facts, stage="in-use"), found)
        self.assertEqual(self.verdict(purpose="rrr", data=["public"], activity="low", tool="own"), "review")

    def test_an_unlisted_tool_is_waited_for_though_a_found_class_breaches_the_rule(self):
        self.charter["rules"] = {"r": {"when": {"any": [{"data": {"includes": "secret"}}, {"tool.vendor": "x"}]}}}
        self.charter["exceptions"] = {"pilot": {"for": {"usage.unit": "DMRG"}, "waives": ["tool.unlisted"],
                                                "approved-by": ALL}}
        told = {"data": ["public"], "activity": "any", "tool": "Grok", "unit": "DMRG"}
        self.assertEqual(self.finding("tool.unlisted", purpose="vvv", **told), ("breached", "review"))
        self.charter["rules"]["r"]["when"]["any"].pop()
        self.assertEqual(self.finding("tool.unlisted", purpose="vvv", **told), ("waived", "review"))

    def test_a_duty_of_a_found_class_takes_the_detector_s_effect(self):
        self.charter["data"]["secret"]["duties"] = ["dpia"]
        for purpose, silent, declared in (("fff", ("breached", "forbid"), ("breached", "forbid")),
                                          ("rrr", ("undetermined", "forbid"), ("breached", "review"))):
            with self.subTest(purpose=purpose):
                self.assertEqual(self.found("duty.dpia", purpose, activity="any", stage="in-use"), silent)
                self.assertEqual(self.found("duty.dpia", purpose, ["public"], activity="any", stage="in-use"), declared)
        self.assertEqual(self.judge(purpose="vvv", activity="any", tool="own", data=["public"])["verdict"], "conditional")

    def test_a_class_out_of_force_counts_nowhere(self):
        self.charter["data"]["secret"]["from"] = "2026-05-16"
        self.assertIsNone(self.found("detector.f", "fff", ["public"]))
        self.assertIsNone(self.found("activity.data", "fff", ["public"]))

    def test_an_exception_needs_the_colleges_of_the_clause_s_own_effect(self):
        exception = {"for": {"usage.unit": "DMRG"}, "waives": ["activity.data"], "approved-by": ["deciders"]}
        self.charter["exceptions"] = {"pilot": exception}
        self.assertEqual(self.found("activity.data", "rrr", ["public"], unit="DMRG"), ("breached", "review"))
        self.assertEqual(self.found("exception.pilot", "rrr", ["public"], unit="DMRG"), ("breached", "advise"))
        exception["approved-by"] = ALL
        self.assertEqual(self.found("activity.data", "rrr", ["public"], unit="DMRG"), ("waived", "review"))


class InsteadTest(Judging):
    def add(self, **statuses):
        tools = self.charter["tools"]
        for tool_id, status in statuses.items():
            tools[tool_id] = {"status": status, "hosting": "internal"}

    def test_ranked_by_own_list_then_status_then_order(self):
        self.add(t="tolerated", b="banned", a2="approved", a1="approved")
        self.assertEqual(self.judge(tool="chatgpt")["instead"], ["assistant-interne", "a2", "a1", "t"])
        self.charter["tools"]["chatgpt"]["instead"] = ["t", "a1", "b"]
        self.assertEqual(self.judge(tool="chatgpt")["instead"], ["t", "a1", "assistant-interne", "a2"])

    def test_the_verdict_ranks_first(self):
        self.add(a1="approved")
        self.charter["tools"]["assistant-interne"]["duties"] = ["dpia"]
        self.assertEqual(self.judge(tool="chatgpt")["instead"], ["a1", "assistant-interne"])

    def test_only_a_strictly_better_verdict_is_offered(self):
        self.ask("dpia")
        self.add(a1="approved")
        self.assertEqual(self.judge()["instead"], [])
        self.assertEqual(self.judge(tool="chatgpt")["instead"], ["assistant-interne", "a1"])

    def test_a_banned_tool_is_never_offered_even_where_waived(self):
        self.charter["exceptions"]["pilot-2026-03"]["for"] = {"usage.unit": "DMRG"}
        facts = {"account": "professional"}
        self.assertEqual(self.verdict(tool="chatgpt", unit="DMRG", data=[], facts=facts), "compliant")
        self.assertEqual(self.judge(tool="Grok", unit="DMRG", data=[], facts=facts)["instead"], ["assistant-interne"])

    def test_the_same_tool_is_no_way_out_of_what_its_model_breaches(self):
        self.charter["rules"] = {"r": {"when": {"tool.model": {"absent": False}}}}
        judged = self.judge(tool={"name": "assistant-interne", "model": "x"})
        self.assertEqual(judged["instead"], [])

    def test_an_unlisted_tool_gets_alternatives_too(self):
        self.assertEqual(self.judge(tool="Grok")["instead"], ["assistant-interne"])


class FillingTest(Judging):
    """What is lacking, and what is tried for it, computed by hand."""

    def setUp(self):
        super().setUp()
        self.charter["fields"] |= {"k": {"type": "choice", "values": ["a", "b", "c"]}, "x": {"type": "bool"},
                                   "on": {"type": "date"}}
        self.charter["tools"]["chatgpt"]["status"] = "banned"

    @staticmethod
    def declared(**changes):
        return {**PLAIN, "facts": {}, **changes}

    def considered(self, **changes):
        return oracle.consider([self.charter], self.declared(**changes), AT)

    def lacking(self, **changes):
        return {n: sorted(c) for n, c in fillings.missing_facts(*self.considered(**changes)).items()}

    def offers(self, **changes):
        return alternatives.alternatives_of(*self.considered(**changes))

    def rules(self, **rules):
        self.charter["rules"] = rules

    def test_only_when_is_asked_for_while_it_is_unknown(self):
        self.rules(r={"when": {"facts.k": "a"}, "require": {"facts.x": True}})
        self.assertEqual(self.lacking(), {"facts.k": ["rule.r"]})
        self.assertEqual(self.lacking(facts={"k": "a"}), {"facts.x": ["rule.r"]})
        self.assertEqual(self.lacking(facts={"k": "b"}), {})

    def test_a_fact_that_no_value_of_the_others_lets_matter_is_not_asked_for(self):
        self.charter["fields"]["one"] = {"type": "choice", "values": ["p"]}
        self.rules(r={"when": {"any": [{"facts.one": "p"}, {"facts.x": True}]}})
        self.assertEqual(self.lacking(), {"facts.one": ["rule.r"]})

    def test_what_a_breached_rule_finds_missing_is_asked_for(self):
        self.rules(r={"require": {"facts.k": {"absent": False}, "facts.on": {"absent": False}}})
        self.assertEqual(self.lacking(), {"facts.k": ["rule.r"], "facts.on": ["rule.r"]})
        self.rules(r={"when": {"facts.k": {"absent": False}}})
        self.assertEqual(self.lacking(facts={"k": "a"}), {})

    def test_data_first_then_as_the_findings_ask_and_advice_last(self):
        self.charter["activities"]["drafting"]["autonomy"] = "assist"
        self.rules(r={"when": {"facts.x": True, "facts.k": "a"}, "effect": "advise"}, s={"when": {"facts.on": "2026-01-01"}},
                   t={"when": {"data": {"includes": "public"}}})
        self.assertEqual(list(self.lacking(data=None)), ["data", "usage.autonomy", "facts.on", "facts.k", "facts.x"])

    def test_values_are_the_charter_s_and_constants_with_a_step_on_either_side(self):
        self.rules(r={"when": {"facts.on": {"at-least": "2026-01-01"}, "usage.volume.requests": 0}})
        case, _ = self.considered(data=None)
        self.assertEqual(fillings.values_of(case, "facts.k"), ["a", "b", "c"])
        self.assertEqual([str(d) for d in fillings.values_of(case, "facts.on")], ["2026-01-01", "2025-12-31", "2026-01-02"])
        self.assertEqual(fillings.values_of(case, "usage.volume.requests"), [0, 1])
        self.assertEqual(fillings.values_of(case, "usage.author"), ["other"])

    def test_the_best_verdict_then_the_fewest_facts_then_the_first_value(self):
        self.rules(r={"when": {"facts.k": "a"}})
        self.assertEqual(self.offers(tool="chatgpt"), [("assistant-interne", "compliant", {"facts.k": "b"})])
        self.rules(r={"when": {"facts.k": {"absent": True}}, "effect": "review"})
        self.assertEqual(self.offers(tool="chatgpt"), [("assistant-interne", "compliant", {"facts.k": "a"})])

    def test_why_there_is_none(self):
        self.rules(r={"when": {"usage.stage": "planned"}}, s={"when": {"tool": "chatgpt"}})
        case, judged = self.considered(tool="chatgpt")
        self.assertEqual((alternatives.alternatives_of(case, judged), alternatives.none_because(case)), ([], ["rule.r"]))

    def test_a_promise_that_is_not_kept_is_seen(self):
        self.rules(r={"when": {"facts.k": "a"}})
        declared = self.declared(tool="chatgpt")
        for values, fault in (({"facts.k": "b"}, None), ({"facts.k": "a"}, "non-compliant, not compliant"),
                              ({}, "undetermined, not compliant")):
            offer = ("assistant-interne", "compliant", values)
            self.assertEqual(alternatives.broken_promise([self.charter], declared, AT, {"tool": "chatgpt"}, offer), fault)


class FootprintTest(Judging):
    def test_per_request(self):
        footprint = self.judge(volume={"requests": 40, "tokens": 5})["footprint"]
        for measure, ends in {"energy-wh": [8, 20], "co2-g": [0.8, 2], "water-ml": [4, 12]}.items():
            self.assertAlmostEqual(footprint[measure][0], ends[0])
            self.assertAlmostEqual(footprint[measure][1], ends[1])

    def test_per_thousand_tokens(self):
        self.charter["tools"]["assistant-interne"]["footprint"]["per"] = "1000-tokens"
        self.assertAlmostEqual(self.judge(volume={"tokens": 20000})["footprint"]["energy-wh"][1], 10)

    def test_an_absent_volume_gives_none(self):
        self.assertIsNone(self.judge(volume={"tokens": 5})["footprint"])
        self.assertIsNone(self.judge()["footprint"])


class InvalidTest(Judging):
    def test_what_is_no_declaration(self):
        self.charter["units"] = ["DMRG"]
        for changes in ({"facts": {"unknown": 1}}, {"facts": {"account": "shared"}}, {"unit": "dmrg"},
                        {"facts": {"training_opt_out": "yes"}}, {"facts": {"count": "010"}}, {"usage": 2},
                        {"date": "2026-02-29"}, {"date": "20260201"}, {"colour": "red"}, {"tool": None},
                        {"autonomy": "total"}, {"tool": {"model": "gpt-4o"}}, {"review": {"who": "x"}}, {"colour": None},
                        {"facts": {"count": "0", "9": None}}, {"tool": {"name": "x", "version": None}}, {"review": {"who": None}},
                        {"volume": {"words": None}}):
            with self.subTest(changes=changes):
                self.assertEqual(self.judge(**changes), {"verdict": "invalid"})

    def test_what_is_one_all_the_same(self):
        for changes in ({"x-ticket": 12}, {"review": None}, {"facts": {"count": None}}, {"usage": "1"},
                        {"facts": {"training_opt_out": "true"}}, {"date": "2028-02-29"}):
            with self.subTest(changes=changes):
                self.assertEqual(self.verdict(**changes), "compliant")


class PropertyTest(unittest.TestCase):
    """Which keys the property of silence speaks of, and what betters a verdict."""

    DECLARATION = {"usage": 1, "activity": "a", "tool": {"name": "x", "model": "y"}, "data": ["internal"], "stage": "done",
                   "purpose": "p", "facts": {"account": "professional"},
                   "evidence": {"dpia": [{"ref": "A", "by": "b", "on": AT}]}}

    def removed(self, condition):
        case_set = generate.CaseSet(1, 0, 0)
        case_set.versions = [{**copy.deepcopy(EXAMPLE), "rules": {"r": {"when": condition}}}]
        case_set.loaded, case_set.at = [oracle.Charter(v) for v in case_set.versions], day_of(AT)
        return {path for path, _ in properties.removals(case_set, self.DECLARATION)}

    def test_every_key_counts_save_those_that_the_issue_names(self):
        self.assertEqual(self.removed({}), {
            ("tool", "model"), ("data",), ("facts",), ("facts", "account"), ("evidence",), ("evidence", "dpia"),
            ("evidence", "dpia", 0), ("evidence", "dpia", 0, "ref")})

    def test_a_fact_tested_for_absence_and_the_mapping_that_holds_it_do_not_count(self):
        self.assertFalse({("facts",), ("facts", "account")} & self.removed({"not": {"facts.account": {"absent": True}}}))

    def test_a_removed_key_is_gone_and_the_rest_is_there(self):
        left = properties.without(self.DECLARATION, ("evidence", "dpia", 0, "ref"))
        self.assertEqual(left["evidence"], {"dpia": [{"by": "b", "on": AT}]})
        self.assertIn("ref", self.DECLARATION["evidence"]["dpia"][0])

    def test_what_silence_betters(self):
        for was, now, better in (("review", "compliant", True), ("conditional", "compliant", True),
                                 ("undetermined", "review", True), ("non-compliant", "review", False),
                                 ("compliant", "undetermined", False), ("invalid", "compliant", False)):
            self.assertEqual(properties.bettered_by_silence(was, now), better)

    def test_a_harsher_charter_is_a_copy(self):
        drawn = generate.CaseSet(1, 0, 0)
        before = copy.deepcopy(drawn.versions)
        changed = [properties.harsher(random.Random(1), drawn.versions, change) for change in properties.HARSHER]
        self.assertEqual(drawn.versions, before)
        self.assertGreaterEqual(sum(c != before for c in changed), len(changed) - 2)


class SlipTest(unittest.TestCase):
    def test_every_slip_finds_its_place_and_changes_one_thing(self):
        rng = random.Random(5)
        declaration = {"usage": 1, "activity": "drafting", "tool": "own", "data": ["internal", "public"], "author": "a.martin",
                       "date": "2026-05-01", "autonomy": "assist", "facts": {"count": 5, "optional": True},
                       "training": [{"id": "ia-101", "on": "2026-01-01"}], "review": {"by": "c.durand", "ref": "R-1"}}
        before = copy.deepcopy(declaration)
        for one in slips.SLIPS:
            changed = [one(rng, declaration) for _ in range(30)]
            with self.subTest(slip=one.__name__):
                self.assertTrue(any(c and c != declaration for c in changed))
        self.assertEqual(declaration, before)


class RunnerTest(unittest.TestCase):
    """The parts that could hide a disagreement."""

    def test_the_first_difference_is_found(self):
        one = {"verdict": "review", "findings": [["a", "b", "c"]], "footprint": {"co2-g": [0.1, 2]}}
        for other, where in (({**one, "verdict": "compliant"}, "verdict"), ({**one, "findings": []}, "findings"),
                             ({**one, "findings": [["a", "x", "c"]]}, "findings[0][1]"),
                             ({**one, "footprint": {"co2-g": [0.1, 3]}}, "footprint.co2-g[1]"),
                             ({**one, "footprint": None}, "footprint"),
                             ({**one, "footprint": {"co2-g": [0.1, 2.0]}}, None)):
            with self.subTest(where=where):
                self.assertEqual(run.first_difference(one, other), where)

    def test_true_is_not_one(self):
        self.assertEqual(run.first_difference({"met": True}, {"met": 1}), "met")

    def test_exit_codes(self):
        self.assertEqual([run.expected_exit(v) for v in (["compliant"], ["compliant", "conditional"],
                                                         ["non-compliant", "undetermined"], ["invalid"], [])],
                         [0, 1, 2, 2, 0])

    def test_a_case_is_drawn_alike_from_its_name(self):
        one, other = (generate.CaseSet(7, 3, 5) for _ in range(2))
        self.assertEqual((one.versions, one.declarations), (other.versions, other.declarations))

    def test_keys_are_reversed_at_every_depth(self):
        self.assertEqual(str(run.backwards({"a": [{"b": 1, "c": 2}], "d": 3})), "{'d': 3, 'a': [{'c': 2, 'b': 1}]}")

    def test_conditions_are_respelled_in_cel(self):
        condition = {"any": [{"usage.autonomy": {"at-least": "assist"}}, {"facts.n": {"absent": True}}],
                     "not": {"activity": "drafting", "facts.n": 2}}
        spelt = cel.spelt(random.Random(2), {"n": {"type": "number"}}, condition)
        for part in ("usage.autonomy.atLeast(", "!has(facts.n)", "activity.id == ", "facts.n == 2.0", "||", "&&", "!("):
            self.assertIn(part, spelt)

    def test_the_emitter_never_quotes_a_null_nor_leaves_odd_text_plain(self):
        for seed in range(50):
            emitter = Emitter(random.Random(seed))
            self.assertNotIn('"null"', emitter.document({"a": None, "b": {"c": None}}))
            self.assertIn(emitter.scalar("a: b#"), ("'a: b#'", '"a: b#"'))


if __name__ == "__main__":
    unittest.main()
