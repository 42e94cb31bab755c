#!/usr/bin/python3
"""Runs the model in PyTorch for compare.py: answers the lines of standard input, each with one line of JSON.

    torch_worker.py FOLDER eager|frozen|dropout|dropout_loop

    check                       the largest difference from the outputs expected in FOLDER
    batch 16 iterations 3       how long each iteration took, in nanoseconds
"""

import json
import sys
import time

import torch

import model as hybrid
import tensor_file
from model_sizes import sizes_of

DROPOUT_SAMPLES = 100


def with_dropout(model, x, in_one_batch):
    """The outputs, and the regression's standard deviation over samples with dropout, all of them as one batch or, as
    such code is mostly written, one after the other."""
    outputs = model(x)
    fused, head = outputs[0], model.regression_head.layers.train()
    if in_one_batch:
        samples = head(fused.expand(DROPOUT_SAMPLES, *fused.shape))
    else:
        samples = torch.stack([head(fused) for _ in range(DROPOUT_SAMPLES)])
    head.eval()
    return (*outputs, samples.std(dim=0))


def make_run(model, mode):
    if mode == "eager":
        return model
    if mode == "frozen":
        # One graph a batch size: shapes are constants in it.
        graphs = {}

        def frozen(x):
            if x.shape not in graphs:
                graphs[x.shape] = torch.jit.freeze(torch.jit.trace(model, x))
            return graphs[x.shape](x)

        return frozen
    return lambda x: with_dropout(model, x, in_one_batch=mode == "dropout")


def largest_difference(run, io):
    largest = 0.0
    for name, found in zip(hybrid.DELIVERED, run(io["input"])):
        expected = io[name][:, -1] if io[name].dim() == 3 else io[name]
        largest = max(largest, float((found - expected).abs().max()))
    return largest


def main():
    folder, mode = sys.argv[1:]
    torch.set_num_threads(1)
    tensors, metadata = tensor_file.read(f"{folder}/weights.safetensors")
    io, _ = tensor_file.read(f"{folder}/io.safetensors")
    run = make_run(hybrid.load(tensors, sizes_of(tensors, metadata)), mode)
    _, channels, length = io["input"].shape
    inputs = {}
    with torch.inference_mode():
        for line in sys.stdin:
            words = line.split()
            if words == ["check"]:
                answer = {"difference": largest_difference(run, io)}
            else:
                batch, iterations = int(words[1]), int(words[3])
                x = inputs.setdefault(batch, torch.randn(batch, channels, length))
                times = []
                for _ in range(iterations):
                    began = time.perf_counter_ns()
                    run(x)
                    times.append(time.perf_counter_ns() - began)
                answer = {"ns": times}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
