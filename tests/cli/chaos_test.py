#!/usr/bin/env python3
"""simrun chaos as its users meet it: seeds, plans, exit codes, JSON, and the runs that once failed."""

import json
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

simrun, root = sys.argv[1], Path(sys.argv[2])


def chaos(*arguments, expect=0):
    done = subprocess.run([simrun, "chaos", *arguments], capture_output=True, text=True)
    assert done.returncode == expect, (arguments, done.returncode, done.stdout, done.stderr)
    return done


# The seed is printed, and the same seed says the same.
fresh = chaos("--runs", "3", "--duration", "10s")
seed = int(fresh.stdout.split("seeds from ")[1].split(":")[0])
assert f"seeds from {seed}\n" in fresh.stderr
again = chaos("--runs", "3", "--duration", "10s", "--seed", str(seed), "--quiet", "--jobs", "1")
assert again.stdout == fresh.stdout and again.stderr == ""
assert "All 18 invariants held" in fresh.stdout, fresh.stdout

with tempfile.TemporaryDirectory() as folder:
    # JSON.
    out = Path(folder) / "chaos.json"
    chaos("--runs", "4", "--duration", "10s", "--seed", "1", "--out", str(out))
    found = json.loads(out.read_text())
    assert found["schema"] == "simrun.chaos/1" and found["runs"] == 4 and found["runs_failed"] == 0
    assert found["outcomes"]["issued"] > 500 and found["faults"] > 0 and len(found["invariants"]) == 18

    # A file as the base, here one whose own faults stay.
    scenario = root / "scenarios" / "kill_extractor.toml"
    chaos(str(scenario), "--runs", "2", "--seed", "1", "--out", str(out))
    assert json.loads(out.read_text())["scenario"] == str(scenario)
    chaos(str(scenario), "--runs", "1", "--set", "extractor.workers=3", "--no-faults", "--quiet")

# Faults of one's own instead of drawn ones.
own = chaos("--runs", "1", "--seed", "5", "--duration", "10s", "--fault", "kill dispatcher at 1s for 1s", "--quiet")
assert " 1 faults," in own.stdout, own.stdout

# Bad usage: nothing is run.
assert "did you mean" in chaos("--runs", "1", "--fault", "kil cache at 1s", expect=2).stderr
assert "load.rsp" in chaos("--runs", "1", "--set", "load.rsp=1", expect=2).stderr
assert "nowhere.toml" in chaos("nowhere.toml", "--runs", "1", expect=2).stderr
assert "--clock" in chaos("--clock", "sundial", expect=2).stderr
chaos("--runs", "0", expect=2)

# The real network, shortly: nothing is lost there either.
real = chaos("--clock", "real", "--runs", "1", "--duration", "6s")
assert "on the real clock" in real.stdout, real.stdout

# What once failed.
regressions = root / "tests" / "cli" / "chaos_regressions.txt"
lines = [shlex.split(line) for line in regressions.read_text().splitlines() if line and not line.startswith("#")]
assert lines
with ThreadPoolExecutor() as pool:
    list(pool.map(lambda line: chaos("--runs", "1", "--quiet", *line), lines))
