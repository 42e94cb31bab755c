#!/usr/bin/env bash
# ./test.sh [MESON TEST OPTIONS]: sets up and builds what is missing under build/, then runs all tests.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/build-aux/setup.sh"

install_missing
build "$root/build" all
meson test -C "$root/build" --no-rebuild --print-errorlogs "$@"
