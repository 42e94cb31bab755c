#!/usr/bin/env python3
"""tools/export_weights.py: what it writes is what simrun reads, in whichever wrapping the model comes."""

import json
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import torch
except ImportError:
    print("torch is not installed: skipped")
    sys.exit(77)

SIMRUN, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
TOOL = ROOT / "tools/export_weights.py"
MODEL = ROOT / "tests/fixtures/model"
HEADS = {"cnn_attention_heads": 8, "fusion_attention_heads": 8}


def read(path):
    data = path.read_bytes()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:start])
    metadata = header.pop("__metadata__", {})
    return {name: torch.frombuffer(bytearray(data[start + t["data_offsets"][0]:start + t["data_offsets"][1]]),
                                   dtype=torch.float32).reshape(t["shape"]) for name, t in header.items()}, metadata


WEIGHTS, METADATA = read(MODEL / "small.weights.safetensors")


def module_of(tensors):
    """A tree of modules with these parameters: what the tool sees of a model, without its code."""
    root = torch.nn.Module()
    for name, tensor in tensors.items():
        *parents, last = name.split(".")
        module = root
        for parent in parents:
            if parent not in dict(module.named_children()):
                module.add_module(parent, torch.nn.Module())
            module = getattr(module, parent)
        module.register_parameter(last, torch.nn.Parameter(tensor))
    return root


class ExportWeights(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name)
        self.model, self.output = self.folder / "model.pt", self.folder / "model.safetensors"

    def tearDown(self):
        self.temporary.cleanup()

    def export(self, *options, exit_code=0):
        done = subprocess.run([sys.executable, TOOL, self.model, self.output, *options], capture_output=True, text=True,
                              timeout=60)
        self.assertEqual(done.returncode, exit_code, done.stdout + done.stderr)
        # Nothing unfinished is left behind.
        self.assertLessEqual({file.name for file in self.folder.iterdir()}, {"model.pt", "model.safetensors"})
        return done

    def check(self, largest=1e-4):
        done = subprocess.run([SIMRUN, "extract", "--weights", self.output, "--input", MODEL / "small.io.safetensors"],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        differences = {line.split()[0]: float(line.split()[1]) for line in done.stdout.splitlines()[1:-1]}
        self.assertIn("fused_features", differences)
        self.assertLess(max(differences.values()), largest)

    def test_a_state_dict(self):
        torch.save(WEIGHTS, self.model)
        done = self.export()
        self.check()
        self.assertIn("--metadata cnn_attention_heads=N", done.stderr)
        tensors, metadata = read(self.output)
        self.assertEqual(metadata, {"format": "pt", "architecture": "cnn_lstm_hybrid"})
        self.assertEqual(list(tensors), list(WEIGHTS))
        self.assertTrue(all(torch.equal(tensors[name], WEIGHTS[name]) for name in WEIGHTS))

    def test_checkpoints_prefixes_counters_and_other_floats(self):
        tensors = {f"module.{name}": tensor.double() for name, tensor in WEIGHTS.items()}
        tensors["module.cnn_extractor.batch_norms.0.num_batches_tracked"] = torch.tensor(7)
        for key in ["state_dict", "model_state_dict"]:
            with self.subTest(key=key):
                torch.save({"epoch": 3, key: tensors, "config": {**HEADS, "cnn_filter_sizes": [3, 5, 7, 11],
                                                                 "learning_rate": 0.1}}, self.model)
                self.assertEqual(self.export().stderr, "")
                self.check()
                self.assertEqual(read(self.output)[1]["cnn_filter_sizes"], "3,5,7,11")

    def test_a_pickled_module_says_its_heads(self):
        module = module_of(WEIGHTS)
        module.cnn_extractor.attention.num_heads = 4
        module.feature_fusion.cross_attention.heads = 8
        torch.save(module, self.model)
        self.assertEqual(self.export().stderr, "")
        self.assertEqual(read(self.output)[1]["cnn_attention_heads"], "4")
        self.export("--metadata", "cnn_attention_heads=8")
        self.check()

    def test_torchscript(self):
        torch.jit.save(torch.jit.script(module_of(WEIGHTS)), str(self.model))
        self.export("--metadata", *(f"{key}={value}" for key, value in METADATA.items() if key != "format"))
        self.check()
        self.assertEqual(read(self.output)[1], METADATA)

    def test_what_is_wrong_is_said_and_nothing_is_written(self):
        first = next(iter(WEIGHTS))
        for content, message in [
            ({"layer.weight": torch.zeros(2)}, "no tensor 'cnn_extractor.conv_layers.0.weight'"),
            ([1, 2], "holds a list, expected a module or a state_dict"),
            ({**WEIGHTS, first: WEIGHTS[first] / 0}, f"tensor '{first}' has values that are not finite"),
            ({f"{of}.{name}": t for of in ["model", "ema"] for name, t in WEIGHTS.items()}, "holds 2 models"),
        ]:
            with self.subTest(message=message):
                torch.save(content, self.model)
                self.assertIn(message, self.export(exit_code=2).stderr)
                self.assertFalse(self.output.exists())
        self.model.write_bytes(b"no model")
        self.assertIn("torch can't load it", self.export(exit_code=2).stderr)
        self.model.unlink()
        self.assertIn("there is no such file", self.export(exit_code=2).stderr)
        self.assertIn("the keys are", self.export("--metadata", "heads=8", exit_code=2).stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
