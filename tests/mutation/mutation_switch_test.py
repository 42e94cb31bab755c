#!/usr/bin/env python3
"""The mutated simrun does what the real one does unless a defect is chosen; those that can be seen change a run."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

simrun, mutated = (str(Path(a).resolve()) for a in sys.argv[1:3])
defects = ["drop_outcome", "double_count", "ignore_death", "forget_deadline", "cache_fallback"]

SCENARIO = """
clock = "virtual"
duration = "10s"
[market]
bars = 300
[extractor]
workers = 1
batch_max = 1
timeout = "50ms"
service = "exponential(8ms)"
[load]
pattern = "constant"
rps = 200
repeat_ratio = 0.3
[[fault]]
do = "kill extractor at 2s for 1s"
[[fault]]
do = "kill extractor at 5s"
"""

with tempfile.TemporaryDirectory() as folder:
    scenario = Path(folder) / "mutation.toml"
    scenario.write_text(SCENARIO)

    def digest(program, defect):
        out = Path(folder) / "out"
        environment = {k: v for k, v in os.environ.items() if k != "SIMRUN_MUTATION"}
        if defect:
            environment["SIMRUN_MUTATION"] = defect
        done = subprocess.run([program, scenario, "--quiet", "--out", out], env=environment)
        assert done.returncode in (0, 1, 3), (program, defect, done.returncode)
        return json.loads((out / "result.json").read_text())["event_digest"]

    sound = digest(simrun, None)
    assert digest(simrun, "drop_outcome") == sound, "the real simrun must know no defect"
    assert digest(mutated, None) == sound
    assert digest(mutated, "none") == sound
    for defect in defects:
        # Whoever issued a request takes the first end it is told and no other, so the second leaves no trace.
        seen = digest(mutated, defect) != sound
        assert seen == (defect != "double_count"), defect
    unknown = subprocess.run([mutated, scenario, "--quiet", "--out", folder],
                             env=os.environ | {"SIMRUN_MUTATION": "drop_outcomes"}, stderr=subprocess.DEVNULL)
    assert unknown.returncode < 0, "a slip in the name must not pass for a sound run"
