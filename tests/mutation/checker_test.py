#!/usr/bin/env python3
"""simrun chaos finds each defect of a mutated dispatcher within 200 runs, and nothing in the sound one."""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

mutated = str(Path(sys.argv[1]).resolve())
RUNS = 200
# Which invariant says it, at least.
DEFECTS = {
    "drop_outcome": "no_answer_lost",
    "double_count": "one_answer",
    "ignore_death": "deaths",
    "forget_deadline": "deadlines",
    "cache_fallback": "cache_source",
}

with tempfile.TemporaryDirectory() as folder:

    def chaos(defect, *arguments):
        out = Path(folder) / "chaos.json"
        done = subprocess.run([mutated, "chaos", "--quiet", "--out", out, *arguments],
                              env=os.environ | {"SIMRUN_MUTATION": defect}, capture_output=True, text=True)
        return done, json.loads(out.read_text())

    done, sound = chaos("none", "--runs", "20", "--seed", "1")
    assert done.returncode == 0, done.stdout

    for defect, invariant in DEFECTS.items():
        done, found = chaos(defect, "--runs", str(RUNS), "--seed", "1")
        broken = {i["name"]: i["runs_broken"] for i in found["invariants"]}
        print(f"{defect}: {found['runs_failed']} of {RUNS} runs, {invariant} in {broken[invariant]}")
        assert done.returncode == 1 and broken[invariant] > 0, (defect, done.stdout)
        first = found["failures"][0]
        assert first["repeatable"] and first["events"], first
        assert len(first["shortest_plan"]) <= max(1, len(first["plan"]) // 2), first
        # The command shows it again, and so does nothing without the defect.
        program, command, *replay = shlex.split(first["replay"])
        assert (program, command) == ("simrun", "chaos")
        done, again = chaos(defect, *replay)
        assert done.returncode == 1, (defect, replay, done.stdout)
        assert again["failures"][0]["violations"][0]["invariant"] == first["violations"][0]["invariant"]
        done, _ = chaos("none", *replay)
        assert done.returncode == 0, (defect, replay, done.stdout)
