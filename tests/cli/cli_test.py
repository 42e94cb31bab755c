#!/usr/bin/env python3
"""The command as its users meet it: exit codes, what is printed where, and result.json."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
OUTCOMES = ["extracted", "cached", "fallback", "rejected", "timed_out", "failed"]
VIRTUAL = ["scenarios/spike.toml", "--clock", "virtual"]


class Command(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = Path(self.folder.name) / "out"

    def tearDown(self):
        self.folder.cleanup()

    def simrun(self, *args, exit_code=0):
        done = subprocess.run([SIMRUN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        return done

    def result(self):
        return json.loads((self.out / "result.json").read_text())

    def check_conserved(self, result):
        outcomes = result["outcomes"]
        self.assertEqual(outcomes["issued"], sum(outcomes[o] for o in OUTCOMES))
        self.assertEqual(outcomes["issued"], sum(row["issued"] for row in result["intervals"]))
        self.assertGreater(outcomes["issued"], 0)


class Runs(Command):
    def test_a_run_prints_its_verdict_first_and_writes_the_result(self):
        done = self.simrun(*VIRTUAL, "--out", self.out)
        self.assertTrue(done.stdout.startswith("PASSED: spike\n"), done.stdout)
        self.assertIn(str(self.out / "result.json"), done.stderr)
        result = self.result()
        self.assertEqual(result["schema"], "simrun.result/1")
        self.assertEqual(result["verdict"], "passed")
        self.assertEqual(result["scenario"]["duration_s"], 30)
        self.check_conserved(result)
        self.assertEqual(sorted(os.listdir(self.out)), ["junit.xml", "metrics.txt", "report.html", "result.json"])

    def test_quiet_prints_nothing(self):
        done = self.simrun(*VIRTUAL, "--out", self.out, "--quiet")
        self.assertEqual(done.stdout + done.stderr, "")

    def test_the_same_seed_gives_the_same_file(self):
        self.simrun(*VIRTUAL, "--out", self.out)
        first = (self.out / "result.json").read_bytes()
        self.simrun(*VIRTUAL, "--out", self.out)
        self.assertEqual(first, (self.out / "result.json").read_bytes())

    def test_a_requirement_that_does_not_hold_is_exit_code_1(self):
        done = self.simrun(*VIRTUAL, "--set", "extractor.workers=1", "--set", 'extractor.service="constant(90ms)"',
                           "--set", "extractor.batch_max=1", "--out", self.out, exit_code=1)
        self.assertTrue(done.stdout.startswith("FAILED: spike\n"), done.stdout)

    def test_too_few_samples_are_exit_code_3(self):
        done = self.simrun(*VIRTUAL, "--duration", "1s", "--out", self.out, exit_code=3)
        self.assertTrue(done.stdout.startswith("INVALID: spike\n"), done.stdout)

    def test_chaos_draws_faults_that_the_result_shows(self):
        subprocess.run([SIMRUN, "scenarios/spike.toml", "--clock", "virtual", "--chaos", "7", "--quiet",
                        "--out", self.out], cwd=ROOT, timeout=60)
        result = self.result()
        self.check_conserved(result)
        self.assertEqual(result["scenario"]["seeds"]["chaos"], 7)
        self.assertGreater(len(result["faults"]), 0)
        for fault in result["faults"]:
            self.assertLess(fault["planned_at_s"], 0.8 * result["scenario"]["duration_s"])

    def test_several_files_get_a_folder_each(self):
        self.simrun("scenarios/spike.toml", "scenarios/constant_load.toml", "--clock", "virtual", "--out", self.out)
        self.assertEqual(sorted(os.listdir(self.out)), ["constant_load", "spike"])

    def test_single_extractions_are_what_their_scenarios_say(self):
        for name, outcome in (("cold_start", "extracted"), ("warm_cache", "cached"), ("fallback", "fallback")):
            with self.subTest(name):
                done = self.simrun(f"scenarios/{name}.toml", "--clock", "virtual", "--out", self.out)
                self.assertTrue(done.stdout.startswith(f"PASSED: {name}\n"), done.stdout)
                self.assertEqual(self.result()["outcomes"]["issued"], 1000)
                self.assertEqual(self.result()["outcomes"][outcome], 1000)

    def test_load_groups_add_up_to_the_run(self):
        done = self.simrun("scenarios/mixed.toml", "--clock", "virtual", "--out", self.out)
        self.assertTrue(done.stdout.startswith("PASSED: mixed\n"), done.stdout)
        result = self.result()
        self.assertEqual(list(result["groups"]), ["hot", "cold", "desk"])
        for outcome, count in result["outcomes"].items():
            self.assertEqual(sum(g["outcomes"][outcome] for g in result["groups"].values()), count, outcome)
        rates = {name: g["metrics"]["cache_hit_rate"] for name, g in result["groups"].items()}
        self.assertGreater(rates["hot"], rates["desk"])
        self.assertLess(rates["cold"], 0.01)

    def test_by_default_the_result_lies_under_results(self):
        done = subprocess.run([SIMRUN, ROOT / VIRTUAL[0], *VIRTUAL[1:]], cwd=self.folder.name, capture_output=True,
                              text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(os.listdir(Path(self.folder.name) / "results")[0], r"^spike-\d{8}T\d{6}Z$")

    def test_a_result_that_cannot_be_written_is_exit_code_4(self):
        self.out.write_text("a file stands here")
        done = self.simrun(*VIRTUAL, "--out", self.out, exit_code=4)
        self.assertIn(str(self.out), done.stderr)


class Search(Command):
    file = "scenarios/max_throughput.toml"
    short = ["--set", "warmup=200ms", "--set", "search.probe=5s", "--set", "search.probe_max=10s"]

    def test_it_finds_an_interval_and_shows_how(self):
        done = self.simrun(self.file, *self.short, "--clock", "virtual", "--out", self.out)
        self.assertTrue(done.stdout.startswith("PASSED: max_throughput\n  - About "), done.stdout)
        self.assertIn("\nProbes\n", done.stdout)
        self.assertIn("\nSaturation\n", done.stdout)
        result = self.result()
        self.check_conserved(result)
        search = result["search"]
        low, high = search["interval_rps"]
        self.assertLess(low, search["answer_rps"])
        self.assertLess(search["answer_rps"], high)
        self.assertEqual(result["metrics"]["max_throughput_rps"], search["answer_rps"])
        for end, verdict in ((low, "held"), (high, "failed")):
            self.assertGreaterEqual(sum(p["verdict"] == verdict for p in search["probes"] if p["rate_rps"] == end), 2)
        self.assertEqual(len({p["seed"] for p in search["probes"]}), len(search["probes"]))
        rates = [p["offered_rps"] for p in search["curve"]]
        self.assertEqual(rates, sorted(rates))

    def test_a_rate_that_is_asked_for_and_not_reached_is_exit_code_1(self):
        done = self.simrun(self.file, *self.short, "--clock", "virtual", "--set", "extractor.service=constant(40ms)",
                           "--set", "extractor.batch_max=1", "--out", self.out, exit_code=1)
        self.assertIn("'max_throughput_rps >= 50' does not hold", done.stdout)

    def test_where_not_even_the_lowest_rate_holds_it_fails(self):
        done = self.simrun(self.file, *self.short, "--clock", "virtual", "--set", "extractor.service=constant(150ms)",
                           "--out", self.out, exit_code=1)
        self.assertIn("'latency_p95 < 100 ms' does not hold", done.stdout)
        self.assertEqual(self.result()["search"]["ended"], "rps_min_not_held")
        self.assertIsNone(self.result()["search"]["answer_rps"])

    def test_what_cannot_be_decided_is_exit_code_3(self):
        self.simrun(self.file, *self.short, "--clock", "virtual", "--set", "search.rps_min=1", "--out", self.out,
                    exit_code=3)

    def test_on_the_real_clock_it_keeps_to_its_time(self):
        began = time.monotonic()
        subprocess.run([SIMRUN, self.file, *self.short, "--set", "search.time_max=16s", "--quiet", "--out", self.out],
                       cwd=ROOT, timeout=60)
        self.assertLess(time.monotonic() - began, 30)
        result = self.result()
        self.check_conserved(result)
        self.assertEqual(len(result["search"]["probes"]), 3)


class RealClock(Command):
    """Verdicts are not looked at: they are the machine's. What is counted must be right on any."""

    def test_a_killed_extractor_loses_nothing(self):
        subprocess.run([SIMRUN, "scenarios/spike.toml", "--set", "warmup=500ms", "--duration", "4s", "--quiet",
                        "--set", "load.base_rps=100", "--fault", "kill extractor at 1s for 1s", "--out", self.out],
                       cwd=ROOT, timeout=60)
        result = self.result()
        self.check_conserved(result)
        self.assertGreater(result["outcomes"]["extracted"], 0)
        self.assertGreater(result["outcomes"]["fallback"], 0)
        fault = result["faults"][0]
        self.assertAlmostEqual(fault["fired_at_s"], 1, delta=0.5)
        self.assertAlmostEqual(fault["healed_at_s"], 2, delta=0.5)
        self.assertEqual(len(fault["hit"]), 2)

    def test_shipped_scenarios_run_in_short(self):
        short = ["--set", "warmup=500ms", "--quiet", "--out", self.out, "--duration"]
        for name, length in (("cold_start", "2s"), ("warm_cache", "2s"), ("window_sizes", "2s"),
                             ("mixed", "2s"), ("step", "6s")):
            with self.subTest(name):
                subprocess.run([SIMRUN, f"scenarios/{name}.toml", *short, length], cwd=ROOT, timeout=60)
                self.assertEqual(self.result()["scenario"]["name"], name)
                self.check_conserved(self.result())

    def test_interrupted_it_still_writes_a_result(self):
        run = subprocess.Popen([SIMRUN, "scenarios/spike.toml", "--set", "warmup=0s", "--quiet", "--out", self.out],
                               cwd=ROOT)
        time.sleep(2)
        run.send_signal(signal.SIGINT)
        run.wait(timeout=30)
        self.assertTrue(self.result()["interrupted"])
        self.check_conserved(self.result())


class BadUsage(Command):
    def test_what_is_wrong_is_said_and_nothing_runs(self):
        for args, message in [
            ([], "which scenario?"),
            (["--frobnicate"], "--frobnicate"),
            (["nope.toml"], "nope.toml: there is no such file"),
            (["chekc", "scenarios/spike.toml"], "did you mean 'check'?"),
            (["scenarios/spike.toml", "nope.toml"], "nope.toml: there is no such file"),
            (["scenarios/spike.toml", "--set", "load.rsp=5"], "did you mean 'rps'?"),
            (["scenarios/spike.toml", "--fault", "kil extractor at 5s"], "did you mean 'kill'?"),
            (["scenarios/spike.toml", "--fault", "kill extractor at 5min"], "at 5min"),
            (["scenarios/spike.toml", "--duration", "soon"], "soon"),
            (["scenarios/spike.toml", "--clock", "vitual"], "did you mean"),
            (["list", "metric"], "did you mean 'metrics'?"),
            (["extract"], "needs --csv FILE"),
            (["extract", "--csv", "nope.csv"], "nope.csv"),
            (["extract", "--csv", "nope.csv", "--precision", "f64"], "'f64' is no precision; use f32 or bf16"),
            (["extract", "--weights", "README.md", "--input", "README.md"], "README.md"),
        ]:
            with self.subTest(args=args):
                done = self.simrun(*args, "--out", self.out, exit_code=2) if args[:1] == ["scenarios/spike.toml"] \
                    else self.simrun(*args, exit_code=2)
                self.assertIn(message, done.stderr)
                self.assertEqual(done.stdout, "")
                self.assertFalse(self.out.exists())


class Others(Command):
    def test_every_shipped_scenario_passes_check(self):
        files = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "scenarios").glob("*.toml"))
        done = self.simrun("check", *files)
        self.assertEqual(done.stdout, "".join(f"{f}: ok\n" for f in files))

    def test_check_prints_every_problem_with_its_place(self):
        bad = Path(self.folder.name) / "bad.toml"
        bad.write_text('name = "x"\nsede = 1\n[load]\npattern = "constant"\nrps = -1\n')
        done = self.simrun("check", bad, exit_code=2)
        lines = done.stderr.splitlines()
        self.assertTrue(lines[0].startswith(f"{bad}:2:1: unknown key 'sede'; did you mean 'seed'?"), lines)
        self.assertTrue(lines[1].startswith(f"{bad}:5:7: "), lines)

    def test_list_names_everything(self):
        text = self.simrun("list").stdout
        for word in ["scenarios/spike.toml", "kill", "latency_p95", "load.rps"]:
            self.assertIn(word, text)
        self.assertNotIn("e.g.", text)

    def test_list_faults_explains_each_with_an_example(self):
        text = self.simrun("list", "faults").stdout
        for word in ["'drop 10% from dispatcher to cache at 5s for 2s'", "extractor[any]", "mean every 10s"]:
            self.assertIn(word, text)

    def test_help_and_version(self):
        self.assertIn("Exit codes", self.simrun("--help").stdout)
        self.assertTrue(self.simrun("--version").stdout.startswith("simrun "))


class Extract(Command):
    model = "tests/fixtures/model/small"

    def test_the_shipped_model_agrees_with_its_reference(self):
        text = self.simrun("extract", "--weights", f"{self.model}.weights.safetensors",
                           "--input", f"{self.model}.io.safetensors").stdout
        self.assertIn("fused_features", text)
        self.assertRegex(text, r"\ntolerance of f32 +0.0001\n$")

    def test_bf16_agrees_with_the_reference_within_its_own_tolerance(self):
        if "avx512" not in Path("/proc/cpuinfo").read_text():
            self.skipTest("no bf16 on this processor")
        done = self.simrun("extract", "--weights", f"{self.model}.weights.safetensors",
                           "--input", f"{self.model}.io.safetensors", "--precision", "bf16")
        self.assertRegex(done.stdout, r"\ntolerance of bf16 +0.25\n$")

    def test_the_stages_it_writes_agree_with_themselves(self):
        stages = Path(self.folder.name) / "stages.safetensors"
        self.simrun("extract", "--weights", f"{self.model}.weights.safetensors",
                    "--input", f"{self.model}.io.safetensors", "--output", stages)
        self.assertGreater(stages.stat().st_size, 1000)

    def test_the_last_window_of_a_csv_is_json(self):
        found = json.loads(self.simrun("extract", "--csv", "data/sp500_daily_2000_2020.csv", "--weights",
                                       f"{self.model}.weights.safetensors").stdout)
        self.assertEqual(len(found["features"]), 32)
        self.assertEqual(found["last_bar"], "2020-04-17T00:00:00Z")
        self.assertAlmostEqual(sum(found["class_probabilities"]), 1, places=5)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
