#!/usr/bin/env python3
"""Every shipped scenario, twice on the virtual clock: the same events, the same result."""

import subprocess
import sys
from pathlib import Path

simrun, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
# A million requests a second take a minute; a fiftieth of it has the same zones and faults.
shortened = {"zones.toml": ["--set", "extractor.workers=200", "--set", "load.rps=20000"],
             "max_throughput.toml": ["--set", "search.probe_max=20s"]}
failed = 0
for file in sorted((root / "scenarios").glob("*.toml")):
    command = [simrun, file.relative_to(root), "--clock", "virtual", "--check-determinism", *shortened.get(file.name, [])]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=300)
    sys.stdout.write(done.stdout + done.stderr)
    failed += done.returncode != 0
sys.exit(1 if failed else 0)
