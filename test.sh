#!/usr/bin/env bash
# ./test.sh [MESON TEST OPTIONS]: sets up and builds what is missing under build/, then runs all tests.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/build-aux/setup.sh"

packages+=("${test_packages[@]}")
install_missing
# A second build beside the usual one, such as one with sanitizers, has a folder and options of its own.
folder=$root/${SIMRUN_BUILD:-build}
read -ra options <<<"${SIMRUN_OPTIONS:-}"
# Of a second build meson then builds what the tests that were chosen need.
build "$folder" "${SIMRUN_TARGET:-all}" "${options[@]}"
meson test -C "$folder" --print-errorlogs "$@"
