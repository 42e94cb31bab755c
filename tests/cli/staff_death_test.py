#!/usr/bin/env python3
"""Who looks after a run may be killed: it ends with exit code 4, and with a result that says of what."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

simrun, root = (Path(a).resolve() for a in sys.argv[1:3])
OUTCOMES = ["extracted", "cached", "fallback", "rejected", "timed_out", "failed"]

with tempfile.TemporaryDirectory() as folder:

    def run(name, clock, *more):
        out = Path(folder) / f"{name}-{clock}"
        done = subprocess.run([simrun, "scenarios/spike.toml", "--clock", clock, "--duration", "10s", "--out", out,
                               "--set", "load.base_rps=20", "--set", "load.spike_rps=40",
                               "--fault", f"kill {name} at 2s", *more],
                              cwd=root, capture_output=True, text=True, timeout=60)
        assert done.returncode == 4, (name, done.returncode, done.stdout, done.stderr)
        assert done.stdout.startswith("INVALID: spike\n"), done.stdout
        result = json.loads((out / "result.json").read_text())
        reason = result["invalid_reasons"][0]
        assert reason.startswith("The run broke at 2") and f"its {name} died of 'kill {name} at 2s'" in reason, reason
        assert reason.split(",")[0] in " ".join(done.stdout.split()), done.stdout
        assert result["verdict"] == "invalid" and not result["interrupted"], result
        outcomes = result["outcomes"]
        assert outcomes["issued"] == sum(outcomes[o] for o in OUTCOMES), outcomes
        return result

    for clock in "virtual", "real":
        for name in "supervisor", "chaos", "monitor":
            result = run(name, clock, "--fault", "pause dispatcher at 1800ms for 400ms")
            assert (result["outcomes"]["issued"] > 0) == (name != "monitor"), (name, clock, result["outcomes"])
            assert sum(i["issued"] for i in result["intervals"]) == result["outcomes"]["issued"]
            killed = next(f for f in result["faults"] if f["target"] == name)
            assert 2 <= killed["fired_at_s"] < 2.5 and killed["hit"] == [f"{name}#0"], killed

    # Written where it never comes, or as if it could heal, it is refused before anything is run.
    for faults, message in [
        (["kill supervisor at 2s for 1s"], "it ends the run, so it fires once and never heals"),
        (["kill chaos at 2s", "kill cache at 3s"], "never fires: 'kill chaos at 2s' ends the run before"),
        (["pause monitor at 2s for 1s"], "'monitor' can't be paused: it keeps the evidence of the run"),
    ]:
        done = subprocess.run([simrun, "scenarios/spike.toml", *(a for f in faults for a in ("--fault", f))], cwd=root,
                              capture_output=True, text=True, timeout=60)
        assert done.returncode == 2 and message in done.stderr, (faults, done)
