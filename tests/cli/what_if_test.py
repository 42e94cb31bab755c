#!/usr/bin/env python3
"""sweep, plan and progress as their users meet them."""

import csv
import json
import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
PLAN = "scenarios/plan_capacity.toml"
SHORT = ["--duration", "3s", "--set", "warmup=1s"]
BARE = '[load]\npattern = "constant"\nrps = 100\n'


class Command(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)

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

    def scenario(self, text):
        file = self.folder / "s.toml"
        file.write_text(text)
        return file


class Sweep(Command):
    grid = [PLAN, "--over", "extractor.workers=2,4", "--over", "load.rps=100..300:100", *SHORT]

    def test_a_line_for_each_point_in_the_order_given(self):
        lines = self.simrun("sweep", *self.grid).stdout.splitlines()
        self.assertEqual(lines[0].split(), ["extractor.workers", "load.rps", "p95", "success", "busy", "verdict"])
        self.assertEqual([line.split()[:2] for line in lines[1:]],
                         [[w, r] for w in ("2", "4") for r in ("100", "200", "300")])

    def test_the_files_hold_what_the_table_shows_and_more(self):
        files = [self.folder / "points.csv", self.folder / "points.json"]
        table = self.simrun("sweep", *self.grid, "--price", "0.5", "--csv", files[0], "--json", files[1]).stdout
        self.assertIn("cost per million", table)
        with open(files[0], newline="") as file:
            rows = list(csv.DictReader(file))
        points = json.loads(files[1].read_text())["points"]
        self.assertEqual(len(rows), 6)
        for row, point in zip(rows, points):
            self.assertEqual(int(row["load.rps"]), point["at"]["load.rps"])
            self.assertEqual(float(row["latency_p95"]), point["metrics"]["latency_p95"])
            self.assertEqual(row["verdict"], point["verdict"])
            # Workers x price / successful per hour x 1e6.
            cost = point["at"]["extractor.workers"] * 0.5 / (point["metrics"]["throughput_rps"] * 3600) * 1e6
            self.assertAlmostEqual(point["cost_per_million"], cost)
        self.assertEqual(sorted(os.listdir(self.folder)), ["points.csv", "points.json"])

    def test_the_number_of_threads_changes_nothing(self):
        texts = set()
        for jobs in (1, 2, 3, 8):
            file = self.folder / f"{jobs}.json"
            out = self.simrun("sweep", *self.grid, "--over", "seed=1,2", "--jobs", jobs, "--json", file).stdout
            texts.add(out + file.read_text())
        self.assertEqual(len(texts), 1)

    def test_a_point_is_what_a_run_of_it_gives(self):
        file = self.folder / "points.json"
        self.simrun("sweep", *self.grid, "--json", file)
        point = json.loads(file.read_text())["points"][4]
        subprocess.run([SIMRUN, PLAN, *SHORT, "--set", "extractor.workers=4", "--set", "load.rps=200", "--quiet",
                        "--out", self.folder], cwd=ROOT, timeout=60)
        result = json.loads((self.folder / "result.json").read_text())
        self.assertEqual(point["metrics"], result["metrics"])
        self.assertEqual(point["verdict"], result["verdict"])

    def test_points_that_fail_are_no_failure_of_the_sweep(self):
        self.assertIn("failed", self.simrun("sweep", PLAN, *SHORT, "--over", "load.rps=5000").stdout)

    def test_points_that_are_invalid_say_why(self):
        out = self.simrun("sweep", PLAN, "--duration", "1s", "--over", "load.rps=10,20").stdout
        self.assertIn("2 points are invalid. The first, load.rps=10: Too few requests", out)

    def test_a_scenario_of_the_real_clock_runs_on_the_virtual_one(self):
        done = self.simrun("sweep", "scenarios/constant_load.toml", *SHORT, "--over", "extractor.workers=1,2")
        self.assertIn('clock = "real"; a sweep is run on the virtual clock', done.stderr)
        self.assertEqual(self.simrun("sweep", "scenarios/constant_load.toml", *SHORT, "--quiet", "--over",
                                     "extractor.workers=1,2").stderr, "")

    def test_every_point_is_checked_before_any_is_run(self):
        said = self.refused("sweep", PLAN, "--over", "extractor.workers=2,0", "--over", "load.rps=10,-1,none",
                            "--fault", "kill extractor[1] at 3s", "--csv", self.folder / "x.csv")
        self.assertEqual(len(re.findall("--over extractor.workers=0: ", said)), 1, said)
        self.assertEqual(len(re.findall("--over load.rps=-1: ", said)), 1, said)
        self.assertEqual(len(re.findall("--over load.rps=none: ", said)), 1, said)
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_problem_of_some_points_names_the_first(self):
        said = self.refused("sweep", PLAN, "--over", "extractor.workers=1,2,3", "--over", "load.rps=10,20",
                            "--fault", "kill extractor[2] at 3s")
        self.assertIn("  at extractor.workers=1 load.rps=10, and at 1 more\n", said)
        self.assertIn("  at extractor.workers=2 load.rps=10, and at 1 more\n", said)

    def test_a_problem_of_the_file_is_said_once(self):
        bad = self.scenario(BARE + "rsp = 1\n")
        said = self.refused("sweep", bad, "--over", "extractor.workers=1..50:1")
        self.assertEqual(len(said.splitlines()), 1, said)
        self.assertIn("unknown key 'load.rsp'", said)

    def test_bad_usage(self):
        for args, message in [
            ([PLAN], "--over"),
            ([PLAN, "--over", "extractor.workers"], "must be a key and its values"),
            ([PLAN, "--over", "extractor.wrokers=1"], "did you mean 'workers'?"),
            ([PLAN, "--over", "load.rps=1", "--over", "load.rps=2"], "'load.rps' is varied twice"),
            ([PLAN, "--over", "load.rps=1..200:1", "--over", "seed=1..200:1"], "more than 10000 points"),
            ([PLAN, "--over", "clock=real,virtual"], "a sweep is of the virtual clock"),
            ([PLAN, "--over", "load.rps=1", "--price", "-1"], "--price"),
            (["nope.toml", "--over", "load.rps=1"], "nope.toml: there is no such file"),
        ]:
            with self.subTest(args=args):
                self.assertIn(message, self.refused("sweep", *args))

    def test_a_file_that_cannot_be_written_is_exit_code_4(self):
        done = self.simrun("sweep", PLAN, *SHORT, "--over", "load.rps=100", "--csv", self.folder / "no/x.csv",
                           exit_code=4)
        self.assertIn("no/x.csv", done.stderr)
        self.assertIn("load.rps", done.stdout)

    def test_interrupted_it_shows_the_points_it_has(self):
        run = subprocess.Popen([SIMRUN, "sweep", PLAN, "--duration", "30min", "--over", "seed=1..100:1"],
                               cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(1.5)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
        self.assertEqual(run.returncode, 4)
        ran = int(re.search(r"interrupted: (\d+) of 100 points were run", err)[1])
        self.assertEqual(len(out.splitlines()), ran + 1)


class Plan(Command):
    def answer(self, *args):
        out = self.simrun("plan", *args).stdout
        return int(re.search(r"^(\d+) workers? meet", out, re.MULTILINE)[1]), out

    def verdict(self, file, workers, rps, seed):
        out = self.folder / "out"
        return subprocess.run([SIMRUN, file, "--clock", "virtual", "--quiet", "--out", out, "--seed", str(seed),
                               "--set", f"extractor.workers={workers}", "--set", f"load.rps={rps}", *SHORT],
                              cwd=ROOT).returncode

    def test_the_answer_meets_the_requirements_with_each_seed_and_one_fewer_does_not(self):
        workers, out = self.answer(PLAN, "--rps", "400", *SHORT, "--price", "0.5")
        self.assertEqual([self.verdict(PLAN, workers, 400, seed) for seed in (1, 2, 3, 4)], [0, 0, 0, 0])
        self.assertIn(1, [self.verdict(PLAN, workers - 1, 400, seed) for seed in (1, 2, 3, 4)])
        self.assertIn("latency_p95 < 50 ms", out)
        headroom = int(re.search(r"Headroom: (\d+) % more load", out)[1])
        more = 400 * (100 + headroom) / 100
        self.assertEqual([self.verdict(PLAN, workers, more, seed) for seed in (1, 2, 3, 4)], [0, 0, 0, 0])
        self.assertRegex(out, r"Cost: [\d.]+ per million")

    def test_more_load_takes_more_workers_and_the_same_question_has_the_same_answer(self):
        few, out = self.answer(PLAN, "--rps", "200", *SHORT)
        self.assertEqual(out, self.answer(PLAN, "--rps", "200", *SHORT, "--jobs", "1")[1])
        self.assertGreater(self.answer(PLAN, "--rps", "900", *SHORT)[0], few)

    def test_bursts_are_scaled_to_the_mean(self):
        out = self.answer("scenarios/spike.toml", "--rps", "1000", "--duration", "12s")[1]
        self.assertIn("1,000/s", out)

    def test_a_fault_on_one_of_them_bounds_the_answer(self):
        workers, out = self.answer(PLAN, "--rps", "50", *SHORT, "--fault", "kill extractor[3] at 1s for 500ms")
        self.assertEqual(workers, 4)
        self.assertIn("the scenario's faults need as many", out.replace("\n", " "))

    def test_what_no_number_of_workers_meets_is_exit_code_1(self):
        done = self.simrun("plan", PLAN, "--rps", "800", *SHORT, "--workers-max", "4", exit_code=1)
        self.assertIn("No number of workers up to 4 meets every critical requirement at 800/s.", done.stdout)

    def test_what_cannot_be_decided_is_exit_code_3(self):
        done = self.simrun("plan", PLAN, "--rps", "1", "--duration", "1s", "--workers-max", "8", exit_code=3)
        self.assertIn("It can't be decided", done.stdout)
        self.assertIn("Too few requests", done.stdout)

    def test_bad_usage(self):
        no_rule = self.scenario(BARE)
        for args, message in [
            ([PLAN], "--rps"),
            ([PLAN, "--rps", "0"], "--rps"),
            ([PLAN, "--rps", "10", "--workers-max", "0"], "--workers-max"),
            ([PLAN, "--rps", "10", "--set", "load.rsp=5"], "did you mean 'rps'?"),
            ([PLAN, "--rps", "10", "--workers-max", "3", "--fault", "kill extractor[3] at 1s"], "extractor[3]"),
            ([no_rule, "--rps", "10"], "nothing to plan by: add a critical [[require]]"),
            (["scenarios/spike.toml", "--rps", "10", "--set", "load.base_rps=0", "--duration", "5s"],
             "there is no load in the measured part that could be scaled to --rps 10"),
            (["nope.toml", "--rps", "10"], "nope.toml: there is no such file"),
        ]:
            with self.subTest(args=args):
                self.assertIn(message, self.refused("plan", *args))


class Progress(Command):
    """A terminal is told four times a second, and nothing is left behind."""

    def stderr_on_terminal(self, *args):
        reader, writer = pty.openpty()
        run = subprocess.Popen([SIMRUN, *args], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=writer,
                               env={**os.environ, "TERM": "xterm"})
        os.close(writer)
        seen = b""
        try:
            while chunk := os.read(reader, 4096):
                seen += chunk
        except OSError:  # the other end is closed
            pass
        os.close(reader)
        self.assertIn(run.wait(), (0, 1))
        return seen.decode()

    def test_a_long_run_shows_a_bar_and_removes_it(self):
        seen = self.stderr_on_terminal(PLAN, "--duration", "2h", "--out", str(self.folder))
        self.assertRegex(seen, r"\rplan_capacity  \[#+-*\]  \d+ %  0:\d\d left  [\d:]+ of 2:00:05  x[\d,]+\x1b\[K")
        self.assertIn("\r\x1b[Kresult: ", seen)

    def test_a_short_run_shows_nothing(self):
        seen = self.stderr_on_terminal(PLAN, *SHORT, "--out", str(self.folder))
        self.assertNotIn("\x1b", seen)

    def test_quiet_shows_nothing(self):
        self.assertEqual(self.stderr_on_terminal(PLAN, "--duration", "2h", "--quiet", "--out",
                                                 str(self.folder)), "")

    def test_a_sweep_counts_its_points(self):
        seen = self.stderr_on_terminal("sweep", PLAN, "--over", "seed=1..80:1", "--jobs", "1")
        self.assertRegex(seen, r"\rsweep  \[#*-*\]  \d+ of 80 points")
        self.assertTrue(seen.endswith("\r\x1b[K"))

    def test_elsewhere_short_runs_have_no_lines(self):
        done = self.simrun(PLAN, "--duration", "30min", "--out", self.folder)
        self.assertNotIn(" left", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
