#!/usr/bin/env python3
"""How fast virtual time is: each scenario three times, the whole process, start-up included."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

simrun, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()

print(f"{'scenario':<34} {'requests':>10} {'events':>11} {'seconds (3 runs)':>20} {'requests/s':>11} {'events/s':>11}")
for file in ["tests/bench/mm1.toml", "scenarios/soak.toml", "scenarios/zones.toml"]:
    seconds = []
    with tempfile.TemporaryDirectory() as out:
        for _ in range(3):
            began = time.perf_counter()
            subprocess.run([simrun, file, "--clock", "virtual", "--quiet", "--out", out], cwd=root)
            seconds.append(time.perf_counter() - began)
        result = json.loads((Path(out) / "result.json").read_text())
    requests, events, best = result["outcomes"]["issued"], result["events"], min(seconds)
    times = " ".join(f"{s:.2f}" for s in seconds)
    print(f"{file:<34} {requests:>10} {events:>11} {times:>20} {requests / best:>11.0f} {events / best:>11.0f}")
