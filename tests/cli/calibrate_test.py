#!/usr/bin/env python3
"""calibrate, and compare --clocks, as their users meet them. What was measured is the machine's: only what must hold
on any is looked at."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SMALL = "tests/fixtures/model/small.weights.safetensors"
MEASURED = "tests/fixtures/calibration.json"
ONE_WORKER = "scenarios/one_worker.toml"


def numbers_named(name, value):
    """All of them, however deep they stand."""
    if isinstance(value, list):
        return [n for each in value for n in numbers_named(name, each)]
    if isinstance(value, dict):
        return [n for key, each in value.items() for n in ([each] if key == name else numbers_named(name, each))]
    return []


class Command(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)

    def tearDown(self):
        self.temporary.cleanup()

    def simrun(self, *args, exit_codes=(0,)):
        done = subprocess.run([SIMRUN, *map(str, args)], cwd=ROOT, capture_output=True, text=True, timeout=120)
        self.assertIn(done.returncode, exit_codes, done.stdout + done.stderr)
        return done

    def virtual(self, calibration, *args, exit_codes=(0,)):
        out = self.folder / "virtual"
        self.simrun(ONE_WORKER, "--clock", "virtual", "--set", f'extractor.service="measured({calibration})"',
                    "--duration", "60s", "--quiet", "--out", out, *args, exit_codes=exit_codes)
        return (out / "result.json").read_bytes()


class Calibrate(Command):
    def test_what_is_measured_can_be_simulated(self):
        file = self.folder / "calibration.json"
        done = self.simrun("calibrate", "--duration", "2s", "--weights", SMALL, "--window", "60", "30", "--out", file)
        for words in ["windows of 30 bars", "windows of 60 bars", "batch of 16", "fallback", "cache hit", "cold start"]:
            self.assertIn(words, done.stdout)
        measured = json.loads(file.read_text())
        self.assertEqual(measured["schema"], "simrun.calibration/1")
        self.assertEqual([w["window"] for w in measured["windows"]], [30, 60])
        means = [ns / 1e6 for ns in numbers_named("mean_ns", [measured["windows"][1][k] for k in ("extraction", "after_pause")])]
        result = json.loads(self.virtual(file))
        # What was measured on a busy machine varies; what is simulated with it lies in between.
        self.assertGreater(result["metrics"]["service_p50"], min(means) / 4)
        self.assertLess(result["metrics"]["service_p50"], max(means) * 4)

    def test_what_can_not_be_measured_is_said_before_it_begins(self):
        for args, message in [
            (["--window", "9"], "--window must be from 10 to 4096 bars, got 9"),
            (["--duration", "1s"], "--duration must be from 2s to 10min, such as 16s, got '1s'"),
            (["--weights", "none.safetensors"], "none.safetensors"),
            (["--precision", "f64"], "'f64' is no precision; use f32 or bf16"),
        ]:
            with self.subTest(args=args):
                done = self.simrun("calibrate", "--out", self.folder / "c.json", *args, exit_codes=(2,))
                self.assertIn(message, done.stderr)
                self.assertFalse((self.folder / "c.json").exists())


class Measured(Command):
    def test_one_calibration_gives_the_same_bytes(self):
        first = self.virtual(ROOT / MEASURED)
        self.assertEqual(first, self.virtual(ROOT / MEASURED))

    def test_a_request_takes_its_service_and_its_way(self):
        quiet = json.loads(self.virtual(ROOT / MEASURED, "--set", "load.rps=20", "--set", "load.arrivals=uniform"))
        path = json.loads((ROOT / MEASURED).read_text())["path"]["extracted"]["mean_ns"] / 1e6
        metrics = quiet["metrics"]
        self.assertGreater(metrics["latency_min"], metrics["service_p50"] * 0.5)
        self.assertAlmostEqual(metrics["latency_p50"], metrics["service_p50"] + path, delta=0.2 * metrics["service_p50"])

    def test_batches_are_what_was_measured(self):
        """Past its capacity one by one, a worker keeps up by batches."""
        fast = ["--set", "load.rps=500", "--set", "load.arrivals=uniform"]
        batched = json.loads(self.virtual(ROOT / MEASURED, *fast))["metrics"]["success_rate"]
        single = json.loads(self.virtual(ROOT / MEASURED, *fast, "--set", "extractor.batch_max=1", exit_codes=(1,)))
        self.assertEqual(batched, 1)
        self.assertLess(single["metrics"]["success_rate"], 1)


class MicroBatching(Command):
    def run_with(self, batch_max, exit_code):
        out = self.folder / str(batch_max)
        self.simrun("scenarios/micro_batching.toml", "--set", f"extractor.batch_max={batch_max}", "--quiet", "--out", out,
                    exit_codes=(exit_code,))
        return json.loads((out / "result.json").read_text())["metrics"]

    def test_batches_carry_a_load_that_single_windows_do_not(self):
        self.assertEqual(self.run_with(16, exit_code=0)["success_rate"], 1)
        self.assertLess(self.run_with(1, exit_code=1)["success_rate"], 0.9)


class CompareClocks(Command):
    def test_both_clocks_are_run_and_compared(self):
        out = self.folder / "compared"
        done = self.simrun("compare", "--clocks", ONE_WORKER, "--calibration", MEASURED, "--duration", "2s", "--set",
                           "warmup=500ms", "--set", "load.rps=100", "--out", out, exit_codes=(0, 1))
        self.assertIn("latency_p95", done.stdout)
        self.assertEqual(sorted(p.name for p in out.iterdir()),
                         ["calibration.json", "comparison.json", "real.json", "virtual.json"])
        compared = json.loads((out / "comparison.json").read_text())
        self.assertEqual(compared["agrees"], done.returncode == 0)
        self.assertEqual([json.loads((out / f).read_text())["scenario"]["clock"] for f in ["real.json", "virtual.json"]],
                         ["real", "virtual"])
        # The same requests at the same times on both.
        self.assertEqual(compared["rows"]["throughput_rps"]["difference"], 0)

    def test_what_can_not_be_compared_is_said(self):
        for args, message in [
            (["a.json", "b.json"], "a.json: "),
            (["--clocks", "a.toml", "b.toml"], "takes one scenario, got 2"),
            (["--clocks", "nope.toml"], "nope.toml: there is no such file"),
            (["--clocks", ONE_WORKER, "--calibration", "README.md"], "'README.md' is no calibration"),
            (["--clocks", ONE_WORKER, "--calibration", MEASURED, "--set", "market.window=61"],
             "the calibration has windows of 60 bars, not 61"),
        ]:
            with self.subTest(args=args):
                done = self.simrun("compare", *args, exit_codes=(2,))
                self.assertIn(message, done.stderr)
                self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
