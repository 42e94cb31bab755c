#!/usr/bin/python3
"""Puts in one folder what all runtimes load: weights, an input with PyTorch's outputs, and the same model as ONNX.

    prepare.py FOLDER [--weights W.safetensors --io X.safetensors]

With no weights the model is the platform's default size with random values: how long it takes does not depend on them."""

import argparse
import shutil
import sys
import warnings
from pathlib import Path

import torch

import model as hybrid
import tensor_file
from model_sizes import ModelSizes, sizes_of

BATCHES = [1, 16]
LENGTH = 60


def make_model(folder):
    torch.manual_seed(1)
    sizes = ModelSizes()
    model = hybrid.CnnLstmHybrid(sizes).eval()
    for norm in model.cnn_extractor.batch_norms:
        torch.nn.init.uniform_(norm.running_mean, -0.2, 0.2)
        torch.nn.init.uniform_(norm.running_var, 0.5, 1.5)
    tensors = {name: t for name, t in model.state_dict().items() if not name.endswith("num_batches_tracked")}
    tensor_file.write(folder / "weights.safetensors", tensors, sizes.metadata())
    x = torch.randn(2, sizes.channels, LENGTH)
    with torch.no_grad():
        outputs = dict(zip(hybrid.STAGES, model.stages(x)))
    tensor_file.write(folder / "io.safetensors", {"input": x, **outputs}, {})


def check(model, io, name):
    """Prints the largest difference of each stage from what the file expects."""
    with torch.no_grad():
        outputs = dict(zip(hybrid.STAGES, model.stages(io["input"])))
    worst = 0.0
    for stage, found in outputs.items():
        expected = io[stage]
        if stage == "fused_features" and expected.dim() == 3:
            expected = expected[:, -1]
        difference = float((found - expected).abs().max())
        worst = max(worst, difference)
        print(f"  {stage:<26} {difference:.3g}")
    if not worst <= 1e-4:
        sys.exit(f"{name} differs by {worst:.3g}, more than 1e-4")


def export(model, channels, file, batch):
    # Fixed sizes and folded constants: what the runtime can optimise best. PyTorch warns that such a file serves no
    # other batch size, which is meant.
    warnings.simplefilter("ignore")
    torch.onnx.export(model, torch.randn(batch, channels, LENGTH), str(file), opset_version=16, input_names=["input"],
                      output_names=hybrid.DELIVERED, do_constant_folding=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--io", type=Path, help="the tensor 'input' and the outputs expected of it")
    arguments = parser.parse_args()
    if bool(arguments.weights) != bool(arguments.io):
        parser.error("--weights and --io go together")

    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    if arguments.weights:
        shutil.copyfile(arguments.weights, folder / "weights.safetensors")
        shutil.copyfile(arguments.io, folder / "io.safetensors")
    else:
        make_model(folder)

    tensors, metadata = tensor_file.read(folder / "weights.safetensors")
    io, _ = tensor_file.read(folder / "io.safetensors")
    sizes = sizes_of(tensors, metadata)
    for name, last_step_only in [("all_steps", False), ("last_step", True)]:
        model = hybrid.load(tensors, sizes, last_step_only)
        print(f"PyTorch, fusion of {name.replace('_', ' ')}: largest difference from the expected outputs")
        check(model, io, name)
        for batch in BATCHES:
            export(model, sizes.channels, folder / f"{name}_{batch}.onnx", batch)


if __name__ == "__main__":
    main()
