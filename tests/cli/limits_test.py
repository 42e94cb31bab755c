#!/usr/bin/env python3
"""Runs under limits: what they hold back fails by itself, is counted, and leaves the rest of the run alone.

Nothing here is a matter of speed: on a busy machine a run takes less of the processor, never more."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
OUTCOMES = ["extracted", "cached", "fallback", "rejected", "timed_out", "failed"]

SCENARIO = """
name = "limited"
warmup = "0s"
duration = "{duration}"

[limits]
{limits}

[market]
source = "synthetic"
bars = 5000

[extractor]
workers = {workers}
batch_max = 1
timeout = "60s"

[cache]
enabled = false

[fallback]
enabled = false

[load]
pattern = "closed"
{load}
"""


class Limited(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.out = Path(self.folder.name) / "out"

    def tearDown(self):
        self.folder.cleanup()

    def run_with(self, limits, load, *args, workers=1, duration="60s", exit_code=0, **options):
        file = Path(self.folder.name) / "limited.toml"
        file.write_text(SCENARIO.format(limits=limits, load=load, workers=workers, duration=duration))
        done = subprocess.run([SIMRUN, file, "--out", self.out, *args], cwd=ROOT, capture_output=True, text=True,
                              timeout=120, **options)
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        return done

    def result(self):
        result = json.loads((self.out / "result.json").read_text())
        outcomes = result["outcomes"]
        self.assertEqual(outcomes["issued"], sum(outcomes[o] for o in OUTCOMES))
        return result


class Memory(Limited):
    few = "concurrency = 1\nrequests = 5"

    def test_a_request_that_gets_none_fails_and_the_run_goes_on(self):
        two_sizes = "\n".join(["concurrency = 1", "requests = 20"] +
                              [f"[[load.window]]\nbars = {b}\nweight = {w}" for b, w in ((60, 3), (4096, 1))])
        self.run_with("memory_limit_mb = 130", two_sizes)
        result = self.result()
        outcomes, metrics = result["outcomes"], result["metrics"]
        self.assertEqual(outcomes["issued"], 20)
        # Nobody died of it, and nobody but the long windows: after each of them there were short ones.
        self.assertEqual(result["invalid_reasons"], [])
        self.assertGreater(outcomes["failed"], 1)
        self.assertEqual(outcomes["extracted"], 20 - outcomes["failed"])
        self.assertGreater(outcomes["extracted"], outcomes["failed"])
        self.assertEqual(metrics["resource_error_rate"], metrics["error_rate"])
        for reason in result["failures"]:
            self.assertIn("memory", reason)

    def test_where_it_is_too_little_for_the_run_that_is_said(self):
        done = self.run_with("memory_limit_mb = 50", self.few, workers=8, exit_code=4)
        self.assertRegex(done.stderr, r"limited: 50 MB of memory are too little: there is room for \d+ threads, and 13 "
                                      r"are needed; raise 'limits.memory_limit_mb'\n")
        self.assertFalse(self.out.exists())

    def test_it_is_no_limit_on_the_virtual_clock(self):
        self.run_with("memory_limit_mb = 1", self.few, "--clock", "virtual")
        self.assertEqual(self.result()["outcomes"]["extracted"], 5)


class Descriptors(Limited):
    few = "concurrency = 1\nrequests = 5"

    def test_a_run_keeps_to_its_limit(self):
        self.run_with("descriptors_max = 32", self.few)
        result = self.result()
        self.assertEqual(result["outcomes"]["extracted"], 5)
        for row in result["intervals"]:
            self.assertLessEqual(row["open_descriptors"] or 0, 32)

    def test_without_any_left_there_is_no_result_and_that_is_said(self):
        done = self.run_with("descriptors_max = 3", self.few, exit_code=4)
        self.assertIn("result.json: Too many open files", done.stderr)

    def test_the_system_may_allow_fewer(self):
        def allow_64():
            resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
        done = self.run_with("descriptors_max = 1000", self.few, exit_code=4, preexec_fn=allow_64)
        self.assertIn("open files can't be limited to 1000: the system allows 64", done.stderr)


class ProcessorTime(Limited):
    """Two extractors that always have something to do would take two cores."""
    cores, seconds = 0.2, 4
    # What it takes to start, and what the load generator and the counting take beside the workers.
    allowance_s = 1.5
    busy = "concurrency = 4"

    def cpu_time_of(self, by):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        self.run_with(f'cpu_limit_cores = {self.cores}\ncpu_limit_by = "{by}"', self.busy, workers=2,
                      duration=f"{self.seconds}s")
        wall = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall

    def check_run(self, by):
        cpu, wall = self.cpu_time_of(by)
        self.assertLessEqual(cpu, self.cores * wall + self.allowance_s)
        limit = self.result()["cpu_limit"]
        self.assertEqual(limit["cores"], self.cores)
        self.assertGreater(limit["throttled"], 0)
        self.assertGreater(limit["throttled_s"], 0)
        self.assertGreater(self.result()["outcomes"]["extracted"], 0)
        return limit

    def test_workers_that_wait_keep_within_it(self):
        self.assertEqual(self.check_run("workers")["enforced_by"], "throttled workers")

    @staticmethod
    def groups():
        """Control groups whose runs are over."""
        names = {Path(folder).name for folder, _, _ in os.walk("/sys/fs/cgroup") if "/simrun-" in folder}
        return {name for name in names if not Path("/proc", name.removeprefix("simrun-")).exists()}

    def test_a_quota_keeps_them_within_it_or_there_is_none(self):
        before = self.groups()
        try:
            limit = self.check_run("quota")
        except AssertionError as failed:
            if "there can be no quota of processor time" in str(failed):
                self.skipTest("no cgroup may be made here")
            raise
        self.assertIn(limit["enforced_by"], ["cgroup v1", "cgroup v2"])
        self.assertLessEqual(self.groups(), before)

    def test_on_its_own_it_takes_what_there_is_and_says_so(self):
        done = self.run_with(f"cpu_limit_cores = {self.cores}", self.busy, workers=2, duration="1s")
        by = self.result()["cpu_limit"]["enforced_by"]
        self.assertIn(by, ["cgroup v1", "cgroup v2", "throttled workers"])
        self.assertRegex(done.stdout, rf"\n  0\.2 +{by} +\d+ times ")

    def test_the_virtual_clock_refuses_it(self):
        done = self.run_with("cpu_limit_cores = 0.5", self.busy, "--clock", "virtual", exit_code=2)
        self.assertIn("limited.toml:7:19: 'limits.cpu_limit_cores' is for the real clock", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
