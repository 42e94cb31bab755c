#!/usr/bin/env bash
# ./run.sh ARGS: sets up and builds what is missing under build/, then runs `simrun ARGS`.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/build-aux/setup.sh"

install_missing
build "$root/build" src/cli/simrun
exec "$root/build/src/cli/simrun" "$@"
