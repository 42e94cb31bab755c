#!/usr/bin/env bash
# bench/peers/run.sh [OPTIONS OF compare.py]: builds simrun's part, installs ONNX Runtime under build/peers if it is not
# there, measures, and keeps the table in bench/results/peers.txt.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

/usr/bin/python3 -c 'import torch' || { echo "install python3-torch python3-numpy libopenblas0-pthread first" >&2; exit 2; }
[ -f build/build.ninja ] || meson setup build --buildtype=release >&2
ninja -C build tests/bench/network_time >&2
# Without its install script, which only fetches what GPUs need.
[ -d build/peers/node_modules/onnxruntime-node ] ||
  npm install --prefix build/peers --ignore-scripts onnxruntime-node@1.30.0 >&2
bench/peers/compare.py --out bench/results/peers.txt "$@"
