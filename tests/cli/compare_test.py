#!/usr/bin/env python3
"""compare, --baseline, ab and trend as their users meet them, on the virtual clock."""

import json
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
STEADY = """name = "steady"
clock = "virtual"
seed = 1
warmup = "2s"
duration = "60s"
[market]
source = "synthetic"
[extractor]
workers = 2
service = "lognormal(5ms, 0.4)"
[cache]
enabled = false
[load]
pattern = "constant"
arrivals = "poisson"
rps = 100
[[require]]
that = "latency_p95 < 100 ms"
"""
SLOWER = ["--set", "extractor.service=lognormal(5.5ms, 0.4)"]


class Command(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        self.steady = self.folder / "steady.toml"
        self.steady.write_text(STEADY)

    def tearDown(self):
        self.temporary.cleanup()

    def simrun(self, *args, exit_code=0):
        done = subprocess.run([SIMRUN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=240)
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        return done

    def refused(self, *args):
        done = self.simrun(*args, exit_code=2)
        self.assertEqual(done.stdout, "")
        return done.stderr

    def run_to(self, name, *args):
        self.simrun(self.steady, "--quiet", "--out", self.folder / name, *args)
        return self.folder / name / "result.json"


class Compare(Command):
    def test_the_same_run_twice_is_no_difference(self):
        said = self.simrun("compare", self.run_to("a"), self.run_to("b")).stdout
        self.assertNotIn("worse", said.split("\n\n")[1])
        self.assertIn("latency_p50", said)
        self.assertTrue(said.startswith("NO DIFFERENCE"), said)
        self.assertRegex(said, r"latency_p50 .*  \+0.0 % to \+0.0 %  +no difference")

    def test_a_slower_build_is_worse_and_ends_with_1(self):
        base, now = self.run_to("a"), self.run_to("b", "--seed", 2, *SLOWER)
        done = self.simrun("compare", base, now, exit_code=1)
        self.assertTrue(done.stdout.startswith("WORSE: "), done.stdout)
        self.assertIn("  ! Another seed: 2, and 1 in the base.", done.stdout)
        better = self.simrun("compare", now, base).stdout
        self.assertTrue(better.startswith("BETTER: "), better)

    def test_a_larger_minimum_effect_lets_it_pass(self):
        base, now = self.run_to("a"), self.run_to("b", *SLOWER)
        self.simrun("compare", base, now, exit_code=1)
        self.simrun("compare", base, now, "--minimum-effect", "25%")

    def test_folders_will_do_and_files_are_written(self):
        self.run_to("a"), self.run_to("b", *SLOWER)
        files = [self.folder / f"c.{end}" for end in ("html", "md", "json")]
        self.simrun("compare", self.folder / "a", self.folder / "b", "--html", files[0], "--markdown", files[1],
                    "--json", files[2], exit_code=1)
        self.assertIn("<table>", files[0].read_text())
        self.assertIn("**worse**", files[1].read_text())
        said = json.loads(files[2].read_text())
        self.assertEqual(said["schema"], "simrun.comparison/1")
        self.assertTrue(said["regressed"])
        p50 = said["metrics"]["latency_p50"]
        self.assertEqual(p50["verdict"], "worse")
        self.assertAlmostEqual(p50["change"], p50["new"] / p50["base"] - 1)
        self.assertLess(p50["interval"][0], p50["change"])

    def test_another_scenario_is_refused_unless_forced(self):
        base = self.run_to("a")
        self.steady.write_text(STEADY.replace('"steady"', '"other"'))
        other = self.run_to("b")
        said = self.refused("compare", base, other)
        self.assertIn("Another scenario: 'other', and 'steady' in the base.", said)
        self.assertIn("--force", said)
        forced = self.simrun("compare", base, other, "--force").stdout
        self.assertIn("! Another scenario", forced)

    def test_another_plan_of_faults_is_refused(self):
        base, now = self.run_to("a"), self.run_to("b", "--fault", "kill extractor[0] at 10s for 1s")
        self.assertIn("The base has no fault 'kill extractor[0] at 10s for 1s'.", self.refused("compare", base, now))

    def test_damaged_and_missing_files_are_named(self):
        base = self.run_to("a")
        damaged = self.folder / "damaged.json"
        damaged.write_text(base.read_text()[:1000])
        self.assertIn("damaged.json: ", self.refused("compare", base, damaged))
        document = json.loads(base.read_text())
        document["metrics"]["latency_p50"] = "fast"
        damaged.write_text(json.dumps(document))
        self.assertIn("damaged.json: metrics.latency_p50: expected a number", self.refused("compare", damaged, base))
        self.assertIn("none.json: ", self.refused("compare", base, self.folder / "none.json"))

    def test_wrong_usage(self):
        self.assertIn("takes two results", self.refused("compare", "a.json"))
        self.assertIn("--seed is for --clocks", self.refused("compare", "a.json", "b.json", "--seed", "1"))
        self.assertIn("are for two results", self.refused("compare", "--clocks", "a.toml", "--force"))
        for bad in ("0", "100%", "5 percent", "-3", ""):
            self.assertIn("--minimum-effect", self.refused("compare", "a", "b", f"--minimum-effect={bad}"))


class Baseline(Command):
    def test_a_run_as_before_passes_and_says_with_what_it_was_compared(self):
        base = self.run_to("a")
        done = self.simrun(self.steady, "--baseline", base, "--out", self.folder / "b", "--seed", 7)
        self.assertIn(f"Against {base}", done.stdout)
        self.assertTrue(done.stdout.startswith("PASSED"), done.stdout)
        block = json.loads((self.folder / "b/result.json").read_text())["baseline"]
        self.assertEqual(block["file"], str(base))
        self.assertFalse(block["regressed"])
        self.assertEqual(block["warnings"], ["Another seed: 7, and 1 in the base."])
        self.assertEqual(block["metrics"]["latency_p50"]["verdict"], "no difference")

    def test_a_slower_run_fails_and_says_why(self):
        base = self.run_to("a")
        done = self.simrun(self.steady, "--baseline", base, "--out", self.folder / "b", *SLOWER, exit_code=1)
        self.assertTrue(done.stdout.startswith("FAILED"), done.stdout)
        self.assertIn("latency_p50 is worse than in", done.stdout)
        result = json.loads((self.folder / "b/result.json").read_text())
        self.assertEqual(result["verdict"], "failed")
        self.assertTrue(result["baseline"]["regressed"])
        again = self.simrun("report", self.folder / "b/result.json").stdout
        self.assertEqual(again, done.stdout)
        self.assertIn("**worse**", self.simrun("report", self.folder / "b/result.json", "--markdown", "-").stdout)

    def test_what_can_not_be_compared_is_refused_before_anything_is_run(self):
        base = self.run_to("a")
        out = self.folder / "b"
        said = self.refused(self.steady, "--baseline", base, "--clock", "real", "--out", out)
        self.assertIn("Another clock: 'real', and 'virtual' in the base.", said)
        said = self.refused(self.steady, "--baseline", base, "--fault", "kill cache at 3s", "--set", "cache.enabled=true",
                            "--out", out)
        self.assertIn("The base has no fault 'kill cache at 3s'.", said)
        broken = self.folder / "broken.json"
        broken.write_text("{}")
        self.assertIn("broken.json: schema: it is missing", self.refused(self.steady, "--baseline", broken, "--out", out))
        self.assertFalse(out.exists())
        self.simrun(self.steady, "--baseline", base, "--fault", "kill extractor[0] at 3s for 1s", "--force", "--out", out,
                    "--quiet", "--minimum-effect", "99%")

    def test_wrong_usage(self):
        self.assertIn("one scenario", self.refused(self.steady, self.steady, "--baseline", "a.json"))
        self.assertIn("--baseline", self.refused(self.steady, "--force"))


class AB(Command):
    def program(self, name, *more):
        file = self.folder / name
        file.write_text(f'#!/bin/sh\nexec "{SIMRUN}" "$@" {" ".join(more)}\n')
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return file

    def test_a_build_against_itself(self):
        done = self.simrun("ab", "--base", SIMRUN, "--new", SIMRUN, self.steady, "--pairs", 10, "--duration", "5s")
        self.assertTrue(done.stdout.startswith("NO DIFFERENCE"), done.stdout)
        self.assertIn("10 runs of ", done.stdout)
        self.assertEqual(done.stderr.count("pair "), 10)

    def test_a_slower_build_is_found_by_ten_pairs(self):
        slower = self.program("slower", "--set", "'extractor.service=lognormal(5.5ms, 0.4)'")
        page = self.folder / "ab.html"
        done = self.simrun("ab", "--base", SIMRUN, "--new", slower, self.steady, "--duration", "10s", "--html", page,
                           "--quiet", exit_code=1)
        self.assertTrue(done.stdout.startswith("WORSE"), done.stdout)
        self.assertEqual(done.stderr, "")
        self.assertIn("latency_p50", page.read_text())

    def test_builds_take_turns_in_going_first_and_share_the_seed_of_a_pair(self):
        log = self.folder / "log"
        spies = []
        for name in ("base", "new"):
            spy = self.folder / f"{name}.sh"
            spy.write_text(f'#!/bin/sh\necho {name} "$@" >> {log}\nexec "{SIMRUN}" "$@"\n')
            spy.chmod(0o755)
            spies.append(spy)
        kept = self.folder / "kept"
        self.simrun("ab", "--base", spies[0], "--new", spies[1], self.steady, "--pairs", 3, "--seed", 5, "--duration",
                    "4s", "--set", "load.rps=50", "--out", kept, "--quiet")
        lines = [line.split() for line in log.read_text().splitlines()]
        self.assertEqual([line[0] for line in lines], ["base", "new", "new", "base", "base", "new"])
        self.assertEqual([line[line.index("--seed") + 1] for line in lines], ["5", "5", "6", "6", "7", "7"])
        self.assertEqual(len(list(kept.glob("pair-*/result.json"))), 6)
        self.assertTrue(all("load.rps=50" in line for line in lines))

    def test_few_pairs_say_that_they_prove_nothing(self):
        done = self.simrun("ab", "--base", SIMRUN, "--new", SIMRUN, self.steady, "--pairs", 2, "--duration", "4s")
        self.assertIn("can't show a change", done.stdout)

    def test_programs_that_can_not_run_it(self):
        self.assertIn("can't start", self.refused("ab", "--base", "/none/such", "--new", SIMRUN, self.steady, "--quiet"))
        said = self.refused("ab", "--base", SIMRUN, "--new", SIMRUN, self.steady, "--set", "load.rsp=1", "--quiet")
        self.assertIn("unknown key", said)
        self.assertIn("refused the scenario", said)
        broken = self.folder / "broken.sh"
        broken.write_text("#!/bin/sh\nexit 4\n")
        broken.chmod(0o755)
        self.simrun("ab", "--base", SIMRUN, "--new", broken, self.steady, "--quiet", exit_code=4)
        self.assertIn("--pairs", self.refused("ab", "--base", SIMRUN, "--new", SIMRUN, self.steady, "--pairs", "0"))


class Trend(Command):
    def history(self, slow_from, runs=14):
        """Results of `runs` runs, each of its own seed, slower from one on."""
        past = self.folder / "past"
        for number in range(1, runs + 1):
            slower = SLOWER if number >= slow_from else []
            self.simrun(self.steady, "--quiet", "--duration", "20s", "--seed", number, "--out", past / f"run-{number}", *slower)
        return past

    def test_a_planted_regression_is_found_where_it_is(self):
        past = self.history(slow_from=12, runs=16)
        page = self.folder / "trend.html"
        done = self.simrun("trend", past, "--html", page, exit_code=1)
        self.assertIn("REGRESSION: the newest run, run-16/result.json, is worse in", done.stdout)
        self.assertRegex(done.stdout, r"latency_p50 got worse at run-1[123]/result.json")
        self.assertIn("steady, virtual clock", done.stdout)
        self.assertIn("Chart", page.read_text())
        self.simrun("trend", past, "--since", "run-12/result.json")
        self.assertIn("no sound result", self.refused("trend", past, "--since", "run-99"))

    def test_one_run_that_stands_out_is_a_regression(self):
        self.assertIn("stands out, to the worse", self.simrun("trend", self.history(10, 10), exit_code=1).stdout)

    def test_a_steady_history_with_damaged_and_foreign_files(self):
        past = self.history(slow_from=99, runs=8)
        (past / "foreign.json").write_text('{"name": "package"}')
        (past / "notes.txt").write_text("hello")
        (past / "half").mkdir()
        (past / "half/result.json").write_text((past / "run-1/result.json").read_text()[:500])
        (past / "empty").mkdir()
        shutil.copy(past / "run-2/result.json", past / "run-9.json")
        done = self.simrun("trend", past)
        self.assertIn("NO REGRESSION", done.stdout)
        self.assertIn("9 runs, from run-1/result.json to run-9.json", done.stdout)
        skipped = done.stderr.splitlines()
        self.assertEqual(len(skipped), 2, skipped)
        self.assertIn("skipped", skipped[0])
        self.assertIn("foreign.json: schema: it is missing", skipped[0])
        self.assertIn("half/result.json: it is damaged", skipped[1])

    def test_folders_without_results(self):
        (self.folder / "none").mkdir()
        self.assertIn("there is no result in it", self.refused("trend", self.folder / "none"))
        self.assertIn("No such file", self.refused("trend", self.folder / "nowhere"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
