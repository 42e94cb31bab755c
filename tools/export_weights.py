#!/usr/bin/env python3
"""Writes a PyTorch CNN+LSTM hybrid as the .safetensors file that simrun reads. Needs torch and nothing else.

    export_weights.py model.pt model.safetensors [--metadata cnn_attention_heads=4 ...]

model.pt is a state_dict, a checkpoint that holds one, a TorchScript file, or a pickled module, whose classes must be
importable (PYTHONPATH). Loading a pickled module runs code from the file: do it only with files you trust."""

import argparse
import array
import json
import os
import pickle
import struct
import sys
import zipfile

import torch

# What simrun's reader looks at. It takes sizes from the tensors where the metadata is silent; head counts stand in none.
HEAD_COUNTS = {"cnn_attention_heads": "cnn_extractor.attention",
               "fusion_attention_heads": "feature_fusion.cross_attention"}
METADATA = [*HEAD_COUNTS, "architecture", "cnn_filter_sizes", "cnn_num_filters", "feature_fusion_dim", "input_channels",
            "lstm_bidirectional", "lstm_hidden_dim", "lstm_num_layers", "num_classes", "num_ensemble_models",
            "regression_targets", "sequence_length"]
# Every hybrid has this tensor: what stands before its name is the wrapping (DataParallel's "module." for one).
FIRST = "cnn_extractor.conv_layers.0.weight"


class Problem(Exception):
    """Something the user can mend."""


def load(path):
    """A module or what torch.save was given."""
    if not os.path.isfile(path):
        raise Problem(f"{path}: there is no such file")
    try:
        if zipfile.is_zipfile(path) and any("/code/" in name for name in zipfile.ZipFile(path).namelist()):
            return torch.jit.load(path, map_location="cpu")
        try:
            return torch.load(path, map_location="cpu", weights_only=True)
        except (pickle.UnpicklingError, RuntimeError):
            # More than tensors: a module, or a checkpoint with objects in it.
            return torch.load(path, map_location="cpu", weights_only=False)
    except (AttributeError, ImportError) as missing:
        raise Problem(f"{path}: it pickles a class that can't be imported ({missing}); put its folder on PYTHONPATH, "
                      "or save model.state_dict() instead") from missing
    except Exception as error:
        raise Problem(f"{path}: torch can't load it: {str(error).splitlines()[0] if str(error) else error!r}") from error


def unwrap(loaded, path):
    """The state_dict, and what may say more about the model: a module, a checkpoint's or a module's config."""
    if isinstance(loaded, torch.nn.Module):
        return loaded.state_dict(), loaded, getattr(loaded, "config", None)
    if not isinstance(loaded, dict):
        raise Problem(f"{path}: holds a {type(loaded).__name__}, expected a module or a state_dict")
    config = loaded.get("config")
    for key in ["state_dict", "model_state_dict", "model"]:
        inner = loaded.get(key)
        if isinstance(inner, torch.nn.Module):
            return inner.state_dict(), inner, config or getattr(inner, "config", None)
        if isinstance(inner, dict):
            return inner, None, config
    return loaded, None, config


def wrapping_of(state, path):
    found = sorted((name[: -len(FIRST)] for name in state if str(name).endswith(FIRST)), key=len)
    if not found:
        some = ", ".join(map(str, list(state)[:3])) or "none"
        raise Problem(f"{path}: no tensor '{FIRST}', so this is no CNN+LSTM hybrid (its tensors: {some} ...)")
    if len(found) > 1:
        raise Problem(f"{path}: holds {len(found)} models, under {', '.join(map(repr, found))}; save the one you mean")
    return found[0]


def f32_tensors(state, wrapping, path):
    tensors = {}
    for name, tensor in state.items():
        if not isinstance(tensor, torch.Tensor) or not str(name).startswith(wrapping):
            continue
        name = name[len(wrapping):]
        # Integers are counters, such as num_batches_tracked: nothing computes with them.
        if not tensor.is_floating_point() or name.endswith("num_batches_tracked"):
            continue
        if tensor.is_quantized or tensor.layout != torch.strided:
            raise Problem(f"{path}: tensor '{name}' is quantised or sparse; export the model it was made from")
        tensor = tensor.detach().to("cpu", torch.float32)
        if not torch.isfinite(tensor).all():
            raise Problem(f"{path}: tensor '{name}' has values that are not finite in f32")
        tensors[name] = tensor.contiguous()
    return tensors


def text_of(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(map(str, value))
    return str(value)


def heads_of(module, path):
    """The head count of the attention at `path` in a module, if one of the usual attributes says it."""
    for part in path.split("."):
        module = getattr(module, part, None)
    names = ["num_heads", "n_heads", "heads", "nhead"]
    return next((value for name in names if isinstance(value := getattr(module, name, None), int)), None)


def derived_metadata(module, config, wrapping):
    metadata = {"format": "pt", "architecture": "cnn_lstm_hybrid"}
    settings = config if isinstance(config, dict) else getattr(config, "__dict__", {})
    metadata.update({key: text_of(settings[key]) for key in METADATA if settings.get(key) is not None})
    for key, attention in HEAD_COUNTS.items():
        if module is not None and (heads := heads_of(module, wrapping + attention)):
            metadata[key] = str(heads)
    return metadata


def write(path, tensors, metadata):
    """The file appears under its name only when it is complete."""
    header, end = {"__metadata__": metadata}, 0
    for name, tensor in tensors.items():
        begin, end = end, end + 4 * tensor.numel()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    unfinished = f"{path}.{os.getpid()}.unfinished"
    try:
        with open(unfinished, "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text)
            for tensor in tensors.values():
                values = array.array("f", tensor.flatten().tolist())
                if sys.byteorder == "big":
                    values.byteswap()
                values.tofile(file)
        os.replace(unfinished, path)
    except OSError as error:
        raise Problem(f"{path}: can't be written: {error.strerror}") from error
    finally:
        if os.path.exists(unfinished):
            os.remove(unfinished)


def key_and_value(text):
    key, equals, value = text.partition("=")
    if not equals or key not in METADATA:
        raise argparse.ArgumentTypeError(f"'{text}' is no KEY=VALUE; the keys are {', '.join(sorted(METADATA))}")
    return key, value


def export(arguments):
    state, module, config = unwrap(load(arguments.model), arguments.model)
    wrapping = wrapping_of(state, arguments.model)
    tensors = f32_tensors(state, wrapping, arguments.model)
    metadata = {**derived_metadata(module, config, wrapping), **dict(arguments.metadata)}
    write(arguments.output, tensors, metadata)
    print(f"{arguments.output}: {len(tensors)} tensors, {sum(t.numel() for t in tensors.values()):,} values")
    for key in HEAD_COUNTS:
        if key not in metadata:
            print(f"note: nothing in the file says the number of heads, so simrun takes 8; "
                  f"if it is another, add --metadata {key}=N", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("output")
    parser.add_argument("--metadata", type=key_and_value, nargs="+", action="extend", default=[], metavar="KEY=VALUE")
    arguments = parser.parse_args()
    try:
        export(arguments)
    except Problem as problem:
        print(f"export_weights: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
