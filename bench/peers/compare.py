#!/usr/bin/python3
"""Times one extraction by simrun, PyTorch and ONNX Runtime, same weights, one thread on one core, in alternation.

All processes stay up and warm; in every round each of them runs a few iterations in turn while the others sleep, so
that what disturbs the machine disturbs all of them alike. bench/README.md says how to get what this needs."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from machine import describe_machine

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BATCHES = [1, 16]
REFERENCE = "ONNX Runtime"
# Debian's default BLAS, when nothing better is installed.
REFERENCE_BLAS = "/usr/lib/x86_64-linux-gnu/blas"


class Worker:
    """A process that answers one line with one line of JSON."""

    def __init__(self, name, command, core, environment):
        self.name, self.command = name, command
        self.process = subprocess.Popen(["taskset", "-c", str(core), *map(str, command)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
        # Per batch size, the times of each round.
        self.rounds = {batch: [] for batch in BATCHES}

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            sys.exit(f"{self.name}: no answer to '{line}' from {' '.join(map(str, self.command))}")
        return json.loads(answer)

    def time(self, batch, iterations):
        return [ns / 1e6 / batch for ns in self.ask(f"batch {batch} iterations {iterations}")["ns"]]

    def times(self, batch):
        return [time for round_times in self.rounds[batch] for time in round_times]

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def commands(folder, arguments):
    """Name, command and environment of each runtime, in the order of the table."""
    def pytorch(mode):
        return [sys.executable, HERE / "torch_worker.py", folder, mode]

    def onnx(graph):
        return ["node", HERE / "onnx_worker.mjs", arguments.packages, folder, graph]

    simrun = [arguments.build / "tests/bench/network_time", folder]
    yield REFERENCE, onnx("all_steps"), {}
    yield "ONNX Runtime, fusion of the last step only", onnx("last_step"), {}
    yield "PyTorch eager", pytorch("eager"), {}
    yield "PyTorch frozen TorchScript", pytorch("frozen"), {}
    if arguments.reference_blas:
        yield "PyTorch eager, reference BLAS", pytorch("eager"), {"LD_LIBRARY_PATH": REFERENCE_BLAS}
    yield "simrun, no dropout samples", [*simrun, "--no-dropout"], {}
    for precision in arguments.precision:
        yield f"simrun {precision}, 100 dropout samples", [*simrun, "--precision", precision], {}
    yield "PyTorch eager, 100 dropout samples at once", pytorch("dropout"), {}
    yield "PyTorch eager, 100 dropout samples in a loop", pytorch("dropout_loop"), {}


def check(workers, precise):
    for worker in workers:
        worker.difference = worker.ask("check")["difference"]
        if worker.name in precise and not worker.difference <= 1e-4:
            sys.exit(f"{worker.name}: an output differs by {worker.difference:.3g}, more than 1e-4")


def measure(workers, rounds, iterations):
    for number in range(-2, rounds):
        for batch in BATCHES:
            for worker in workers:
                times = worker.time(batch, iterations[batch])
                # The first rounds warm up: memory is touched, graphs are compiled.
                if number >= 0:
                    worker.rounds[batch].append(times)
        print(f"\rround {max(number + 1, 0)} of {rounds} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def table(workers, batch):
    reference = next(w for w in workers if w.name == REFERENCE)
    base_median, base_minimum = statistics.median(reference.times(batch)), min(reference.times(batch))
    width = max(len(w.name) for w in workers)
    yield f"batch {batch}, ms per window"
    yield f"  {'':<{width}}  median  minimum   x {REFERENCE} by median, minimum"
    for worker in workers:
        times = worker.times(batch)
        median, minimum = statistics.median(times), min(times)
        yield (f"  {worker.name:<{width}} {median:7.3f}  {minimum:7.3f}  {median / base_median:7.2f} "
               f"{minimum / base_minimum:7.2f}")


def report(workers, arguments, iterations):
    counts = ", ".join(f"{iterations[b]} iterations of batch {b}" for b in BATCHES)
    lines = [*describe_machine(arguments.packages, arguments.build), "",
             f"core {arguments.core}, one thread each; {arguments.rounds} rounds, in each {counts} by every runtime in turn",
             ""]
    for batch in BATCHES:
        lines += [*table(workers, batch), ""]
    lines.append("largest difference from the expected outputs")
    width = max(len(w.name) for w in workers)
    lines += [f"  {w.name:<{width}}  {w.difference:.2g}" for w in workers]
    return "\n".join(lines) + "\n"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--weights", type=Path, help="a .safetensors model; random values of the default size otherwise")
    parser.add_argument("--io", type=Path, help="its 'input' and the outputs expected of it; goes with --weights")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--core", type=int, default=os.cpu_count() - 1)
    parser.add_argument("--precision", nargs="+", default=["f32"], help="of simrun")
    parser.add_argument("--reference-blas", action="store_true", help="PyTorch on Debian's default BLAS too: slow")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="simrun's build folder")
    parser.add_argument("--packages", type=Path, default=ROOT / "build/peers", help="where npm put onnxruntime-node")
    parser.add_argument("--out", type=Path, help="also write the table to this file")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    iterations = {1: 8, 16: 2}
    # Every runtime gets one thread; this process stays off their core.
    os.environ.update({name: "1" for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]})
    os.sched_setaffinity(0, os.sched_getaffinity(0) - {arguments.core} or {arguments.core})

    with tempfile.TemporaryDirectory() as folder:
        files = [f"--{name}={file}" for name in ["weights", "io"] if (file := getattr(arguments, name))]
        if subprocess.run([sys.executable, HERE / "prepare.py", folder, *files], stdout=sys.stderr).returncode != 0:
            sys.exit("prepare.py could not prepare the model")
        workers = [Worker(name, command, arguments.core, environment)
                   for name, command, environment in commands(folder, arguments)]
        check(workers, {w.name for w in workers if "bf16" not in w.name})
        measure(workers, arguments.rounds, iterations)
        for worker in workers:
            worker.stop()

    text = report(workers, arguments, iterations)
    print(text, end="")
    if arguments.out:
        arguments.out.write_text(text)


if __name__ == "__main__":
    main()
