"""What a table of times was measured on."""

import json
import os
import subprocess
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def first_line(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.split("\n")[0]
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def processor():
    words = {}
    for line in Path("/proc/cpuinfo").read_text().split("\n\n")[0].splitlines():
        key, _, value = line.partition(":")
        words[key.strip()] = value.strip()
    flags = words.get("flags", "").split()
    wide = [flag for flag in ["avx2", "avx512f", "avx512_bf16", "amx_bf16"] if flag in flags]
    return f"{words.get('model name', 'unknown')} (family {words.get('cpu family')}, model {words.get('model')}; {', '.join(wide)})"


def debian_version(package):
    return first_line("dpkg-query", "-W", "-f=${Version}", package)


def describe_machine(packages, build):
    load = os.getloadavg()[0]
    onnx = json.loads((packages / "node_modules/onnxruntime-node/package.json").read_text())["version"]
    blas = Path("/usr/lib/x86_64-linux-gnu/libblas.so.3").resolve().parent.name
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    changed = "" if first_line("git", "status", "--porcelain", "src") == "" else ", changed since"
    return [
        f"measured at {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC, load of the machine at the end {load:.1f}",
        f"processor   {processor()}",
        f"machine     {os.cpu_count()} cores, {memory:.0f} GiB, Debian {Path('/etc/debian_version').read_text().strip()}",
        f"simrun      {first_line('git', 'rev-parse', '--short', 'HEAD')}{changed}, oneDNN {debian_version('libdnnl[0-9]*')}",
        f"PyTorch     {debian_version('python3-torch')}, BLAS {blas} {debian_version('libopenblas0-pthread')}",
        f"ONNX        onnxruntime-node {onnx}, Node.js {first_line('node', '--version')}",
    ]
