#!/usr/bin/env python3
"""What the harness itself takes: lateness, latency, throughput and memory with an extractor that answers at once."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

simrun, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()


def measured(out, rps, duration):
    """Metrics of a run; exit code 3 (the load generator was late) is an answer too, and shows in the lag."""
    subprocess.run([simrun, "tests/bench/null_extractor.toml", "--quiet", "--out", out, "--duration", duration,
                    "--set", f"load.rps={rps}"], cwd=root, check=False)
    return json.loads(Path(out, "result.json").read_text())["metrics"]


with tempfile.TemporaryDirectory() as out:
    print(f"{'offered/s':>10} {'achieved/s':>11} {'success':>8} {'lag p50 us':>11} {'lag p99 us':>11} "
          f"{'latency p50 us':>15} {'p99 us':>9} {'cpu':>6}")
    for rps in (1_000, 10_000, 100_000, 1_000_000, 2_000_000):
        m = measured(out, rps, "5s")
        print(f"{rps:>10} {m['throughput_rps']:>11.0f} {m['success_rate']:>8.2%} {1e3 * m['issue_lag_p50']:>11.1f} "
              f"{1e3 * m['issue_lag_p99']:>11.1f} {1e3 * m['latency_p50']:>15.1f} {1e3 * m['latency_p99']:>9.1f} "
              f"{m['cpu_utilization']:>6.1%}", flush=True)
    m = measured(out, 200_000, "60s")
    print(f"a minute at 200,000/s: {m['requests_total']:.0f} requests, {m['memory_usage_mb']:.1f} MB at most, growing by "
          f"{m['memory_growth_mb_per_hour'] / 60:.3f} MB a minute")
