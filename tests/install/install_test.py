#!/usr/bin/env python3
"""Installs the library below the build folder and builds a program against that copy, as a user would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

COMPILER = shlex.split(os.environ.get("CXX", "g++"))


def run(*command, **options):
    print("+", *command, flush=True)
    return subprocess.run([str(word) for word in command], check=True, text=True, **options)


def install(build, root):
    """Headers, library and pkg-config file; the command is of no use here."""
    run("meson", "install", "-C", build, "--no-rebuild", "--quiet", "--tags", "devel", "--destdir", root)


def flags_of(package, prefix):
    """As pkg-config says them, for a copy that lies elsewhere than the prefix it was made for."""
    found = list(prefix.rglob(f"{package}.pc"))
    assert len(found) == 1, f"one {package}.pc expected, found {found}"
    environment = dict(os.environ, PKG_CONFIG_PATH=str(found[0].parent))
    said = run("pkg-config", f"--define-variable=prefix={prefix}", "--cflags", "--libs", package,
               env=environment, capture_output=True)
    print(said.stdout)
    return shlex.split(said.stdout)


def compile_headers(include, flags, folder):
    """All public headers: what they include is installed too, and they get on with each other and themselves."""
    headers = sorted(str(h.relative_to(include)) for h in include.rglob("*.hpp"))
    assert "trading/trading_environment.hpp" in headers, headers
    source = folder / "headers.cpp"
    source.write_text("".join(f'#include "{h}"\n' for h in headers * 2))
    run(*COMPILER, "-std=c++20", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", source, *flags)


def main():
    build, configured_prefix, example, bars = sys.argv[1:]
    root = Path(build).resolve() / "tests" / "install" / "root"
    shutil.rmtree(root, ignore_errors=True)
    install(build, root)
    prefix = root / Path(configured_prefix).relative_to("/")
    flags = flags_of("simrun", prefix)

    compile_headers(prefix / "include" / "simrun", flags, root)

    program = root / "consumer"
    run(*COMPILER, "-std=c++20", "-O2", example, "-o", program, *flags)
    output = run(program, bars, capture_output=True).stdout
    print(output)
    extractions = re.search(r"^(\d+) extractions", output, re.MULTILINE)
    assert extractions and int(extractions[1]) > 1000, "the program did not step as it should"


if __name__ == "__main__":
    main()
