#!/usr/bin/env python3
"""Which charter judges: named, of the environment, of the repository, of the user; and the day it judges on."""

import os
import unittest
from datetime import datetime, timezone

from running import EPOCH, LAW, USES, Case, use


def law(name, more=""):
    return LAW.replace("id: law", f"id: {name}") + more


class Discovery(Case):
    def judged_by(self, *words, where=".", **more):
        """The id of the charter that judged."""
        done = self.check(*words, where=where, **more)
        self.assertEqual(done.code, 0, done.err)
        return done.json["verdicts"][0]["charter"]["id"]

    def setUp(self):
        super().setUp()
        self.usage = self.write("usage.yaml", USES["compliant"])

    def test_a_named_charter_beats_every_other(self):
        self.write("charter.yaml", law("here"))
        self.write("named.yaml", law("named"))
        other = {"CHARTER_CHECK_CHARTER": self.write("other.yaml", law("environment"))}
        self.assertEqual(self.judged_by("--charter", "named.yaml", env=other), "named")
        self.assertEqual(self.judged_by(env=other), "environment")
        self.assertEqual(self.judged_by(), "here")
        self.assertEqual(self.judged_by(env={"CHARTER_CHECK_CHARTER": ""}), "here")

    def test_the_hidden_name_comes_first_in_a_folder(self):
        self.write("charter.yaml", law("visible"))
        self.write(".charter.yaml", law("hidden"))
        self.assertEqual(self.judged_by(), "hidden")

    def test_a_repository_is_searched_upward_to_its_root(self):
        os.makedirs(self.path("repository/.git"))
        os.makedirs(self.path("repository/a/b"))
        self.write("repository/charter.yaml", law("root"))
        self.assertEqual(self.judged_by(self.usage, where="repository/a/b"), "root")
        self.write("repository/a/charter.yaml", law("nearer"))
        self.assertEqual(self.judged_by(self.usage, where="repository/a/b"), "nearer")

    def test_nothing_beyond_the_root_of_the_repository_is_used(self):
        self.write("charter.yaml", law("beyond"))
        os.makedirs(self.path("repository/a"))
        self.write("repository/.git", "gitdir: elsewhere\n")  # as a work tree has it
        self.refuses(self.run_program(self.usage, where="repository/a"), "no charter was found", "--charter FILE")

    def test_outside_of_repositories_only_this_folder_is_searched(self):
        self.write("charter.yaml", law("here"))
        os.mkdir(self.path("below"))
        self.assertEqual(self.judged_by(), "here")
        self.refuses(self.run_program(self.usage, where="below"), "no charter was found")

    def test_the_users_folder_comes_after_the_repository(self):
        self.write("home/.config/charter-check/charter.yaml", law("home"))
        self.write("xdg/charter-check/charter.yaml", law("xdg"))
        self.assertEqual(self.judged_by(), "home")
        self.assertEqual(self.judged_by(env={"XDG_CONFIG_HOME": self.path("xdg")}), "xdg")
        self.refuses(self.run_program(env={"XDG_CONFIG_HOME": self.path("none")}), "no charter was found")
        self.write("charter.yaml", law("here"))
        self.assertEqual(self.judged_by(), "here")

    def test_a_pull_request_brings_no_charter_of_its_own(self):
        self.write("charter.yaml", law("here"))
        self.refuses(self.run_program(env={"CI": "true"}), "no charter was found", "--charter", "continuous integration")
        self.assertEqual(self.judged_by(env={"CI": "false"}), "here")
        self.assertEqual(self.judged_by("--charter", "charter.yaml", env={"CI": "1"}), "here")
        self.write("home/.config/charter-check/charter.yaml", law("home"))
        self.assertEqual(self.judged_by(env={"CI": "1"}), "home")

    def test_no_charter_at_all_is_told_with_what_to_do(self):
        self.refuses(self.run_program(), "charter-check: no charter was found to judge by\n",
                     "put charter.yaml in this folder")
        self.refuses(self.run_program(env={"HOME": None}), "no charter was found")

    def test_a_charter_that_is_not_there_is_told(self):
        for name in ("none.yaml", ""):
            done = self.check("--charter", name)
            self.assertEqual((done.code, done.verdicts, done.codes), (2, [], ["input.unreadable"]))

    def test_a_charter_with_an_error_judges_nothing(self):
        self.write("charter.yaml", law("here", "rulse: {}\n"))
        done = self.run_program()
        self.refuses(done, "charter.yaml:15", 'did you mean "rules"', "a charter with an error judges nothing")

    def test_warnings_of_a_charter_are_told_and_quiet_leaves_them_out(self):
        self.write("charter.yaml", law("here", "exceptions: {e: {waives: tool.status, approved-by: [users]}}\n"))
        self.assertIn("warning[approval.lacking]", self.run_program().err)
        self.assertEqual(self.run_program("--quiet").err, "")

    def test_many_warnings_refuse_no_charter(self):
        lacking = "".join(f"  e{i}: {{waives: tool.status, approved-by: [users]}}\n" for i in range(1007))
        self.write("charter.yaml", law("here", "exceptions:\n" + lacking))
        done = self.check()
        self.assertEqual((done.code, done.verdicts, done.err.count("warning[approval.lacking]")), (0, ["compliant"], 1000))
        self.assertIn("warning[limit.faults]: warnings that are not shown here: 7", done.err)
        self.assertIn("avertissements qui ne sont pas montrés ici\u00a0: 7", self.check("--lang", "fr").err)
        self.write("charter.yaml", law("here", "exceptions:\n" + lacking + "rulse: {}\n"))
        self.assertEqual(self.check().codes, ["key.unknown"])  # an error behind them is told, and refuses

    def test_an_empty_folder_of_versions_is_told(self):
        os.mkdir(self.path("versions"))
        self.assertEqual(self.check("--charter", "versions").codes, ["input.empty"])


class Versions(Case):
    """A folder of charters: the one in force on the day judges."""

    def setUp(self):
        super().setUp()
        years = {"2025": "approved", "2026": "banned"}
        for year, status in years.items():
            text = LAW.replace('version: "1"', f'version: "{year}"\nfrom: {year}-01-01\nuntil: {year}-12-31')
            self.write(f"versions/{year}.yaml", text.replace("approved, data", f"{status}, data"))
        self.write("versions/README.md", "no version\n")
        self.write("versions/.draft.yaml", "no version either\n")

    def test_a_done_use_is_judged_by_the_version_of_its_day(self):
        self.write("usage.yaml", "---\n".join([use(), use(stage="done", date="2025-06-30"), use(stage="done"),
                                               use(date="2025-06-30"), use(stage="done", date="2024-12-31")]))
        done = self.check("--charter", "versions")
        judged = [(one["verdict"], one["day"], one["charter"] and one["charter"]["version"])
                  for one in done.json["verdicts"]]
        self.assertEqual(judged, [("non-compliant", "2026-11-02", "2026"), ("compliant", "2025-06-30", "2025"),
                                  ("undetermined", None, None), ("non-compliant", "2026-11-02", "2026"),
                                  ("undetermined", "2024-12-31", None)])
        self.assertEqual(done.code, 2)

    def test_the_file_that_judged_is_named(self):
        self.write("usage.yaml", use(stage="done", date="2025-06-30"))
        charter = self.check("--charter", "versions/").json["verdicts"][0]["charter"]
        self.assertEqual(charter["file"], "versions/2025.yaml")

    def test_versions_in_force_on_one_day_are_refused(self):
        self.write("versions/more.yaml", LAW.replace('version: "1"', "from: 2026-12-31"))
        self.write("usage.yaml", use())
        self.assertEqual(self.check("--charter", "versions").codes, ["dates.overlap"])


class Exceptions(Case):
    KEPT = "charter: 1\nexceptions:\n  pilot: {waives: tool.status, approved-by: [users, deciders], until: %s}\n"

    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW)
        self.write("usage.yaml", USES["non-compliant"])

    def test_exceptions_that_are_kept_apart_count(self):
        self.write("kept.yaml", self.KEPT % "2026-12-31")
        self.assertEqual(self.check("--exceptions", "kept.yaml").verdicts, ["compliant"])
        self.assertEqual(self.check().verdicts, ["non-compliant"])
        self.write("kept.yaml", self.KEPT % "2026-11-01")
        self.assertEqual(self.check("--exceptions", "kept.yaml").verdicts, ["non-compliant"])

    def test_what_is_no_file_of_exceptions_is_refused(self):
        self.write("kept.yaml", "charter: 1\nexceptions: {}\ntools: {}\n")
        for name, code in (("kept.yaml", "key.unknown"), ("none.yaml", "input.unreadable"), (".", "input.unreadable")):
            done = self.check("--exceptions", name)
            self.assertEqual((done.code, done.verdicts, set(done.codes)), (2, [], {code}), name)


class Day(Case):
    def setUp(self):
        super().setUp()
        self.write("charter.yaml", LAW.replace('version: "1"', "until: 2026-11-02"))
        self.write("usage.yaml", USES["compliant"])

    def day(self, *words, **env):
        return self.check(*words, env=env).json["at"]

    def test_at_beats_the_environment_which_beats_today(self):
        self.assertEqual(self.day("--at", "2026-11-01"), "2026-11-01")
        self.assertEqual(self.day(), "2026-11-02")
        self.assertEqual(self.day(SOURCE_DATE_EPOCH=str(int(EPOCH) + 86399)), "2026-11-02")
        self.assertEqual(self.day(SOURCE_DATE_EPOCH=str(int(EPOCH) + 86400)), "2026-11-03")
        self.assertEqual(self.day(SOURCE_DATE_EPOCH="0"), "1970-01-01")

    def test_today_is_the_day_in_utc(self):
        for zone in ("UTC", "Pacific/Kiritimati", "UTC+12"):
            before = datetime.now(timezone.utc).date()
            shown = self.day(SOURCE_DATE_EPOCH=None, TZ=zone)
            self.assertIn(shown, (str(before), str(datetime.now(timezone.utc).date())))

    def test_the_day_decides(self):
        self.assertEqual(self.check("--at", "2026-11-02").verdicts, ["compliant"])
        self.assertEqual(self.check("--at", "2026-11-03").verdicts, ["undetermined"])

    def test_what_is_no_day_is_refused(self):
        for wrong in ("2026-02-29", "2026-1-1", "today", "", "20261102", "2026-11-02T00:00", "10000-01-01"):
            self.refuses(self.run_program("--at", wrong), f'"{wrong}" is not what --at takes (YYYY-MM-DD)')

    def test_what_is_no_number_of_seconds_is_refused(self):
        for wrong in ("", "x", "-1", " 1", "1.5", "253402300800", "99999999999999999999"):
            self.refuses(self.run_program(env={"SOURCE_DATE_EPOCH": wrong}), f'no number of seconds: "{wrong}"')
        self.assertEqual(self.check("--at", "2026-11-02", env={"SOURCE_DATE_EPOCH": "x"}).code, 0)


if __name__ == "__main__":
    unittest.main()
