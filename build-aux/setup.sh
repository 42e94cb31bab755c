# Sourced by run.sh and test.sh: installs what is missing, configures and builds.
# One apt line for Debian 12 and 13.

packages=(g++ git meson ninja-build pkg-config python3 libbenchmark-dev libboost-dev libcaf-dev libcli11-dev libcpp-httplib-dev libdnnl-dev libexpected-dev libfmt-dev libhwy-dev libjs-chart.js libonnx-testdata libspdlog-dev libtbb-dev libtomlplusplus-dev libxxhash-dev nlohmann-json3-dev zlib1g-dev doctest-dev)
# What only tests need: test.sh adds it.
test_packages=(chromium chromium-driver libhdrhistogram-java python3-jsonschema python3-junitparser python3-selenium)

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }

install_missing() {
  local missing=() package
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null)" = "install ok installed" ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "run this as root, or install sudo: these packages are missing: ${missing[*]}"; exit 2; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
}

# build FOLDER TARGET [MESON OPTION...]
build() {
  local folder=$1 target=$2 log
  shift 2
  if [ ! -f "$folder/build.ninja" ]; then
    meson setup "$folder" "$root" --buildtype=release "$@" >&2
  fi
  log=$folder/build.log
  # Quiet where there is nothing to do or nothing went wrong: the first line of the run is the user's.
  [ "$(ninja -C "$folder" -n "$target" | tail -n 1)" = "ninja: no work to do." ] || say "building (a fresh build takes some minutes)"
  ninja -C "$folder" "$target" >"$log" 2>&1 || { cat "$log" >&2; exit 4; }
}
