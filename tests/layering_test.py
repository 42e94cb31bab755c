#!/usr/bin/env python3
"""The house of src/: includes run down only, and each heavy package has one home."""

import re
import sys
from pathlib import Path

# Ground floor first. Who may include whom; cli sees everything.
MAY_INCLUDE = {
    "core": set(),
    "market": {"core"},
    "features": {"market", "core"},
    "trading": {"features", "market", "core"},
    "load": {"core"},
    "chaos": {"core"},
    "planning": {"core"},
    "scenario": {"load", "chaos", "trading", "features", "market", "core"},
    "monitor": {"core"},
    "report": {"monitor", "core"},
}
MAY_INCLUDE["actors"] = set(MAY_INCLUDE)
MAY_INCLUDE["cli"] = set(MAY_INCLUDE)

ONLY_HOME = {
    "caf": {"actors"},
    "oneapi/dnnl": {"features"},
    "oneapi/tbb": {"features"},
    "tbb": {"features"},
    "hwy": {"features"},
    "toml++": {"scenario"},
    "boost/histogram": {"monitor"},
    "boost/math": {"monitor"},
    "nlohmann": {"features", "report", "cli"},
    "CLI": {"cli"},
    "httplib": {"cli"},
    "zlib": {"report"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def violations(source):
    for path in sorted(source.rglob("*.?pp")):
        folder = path.relative_to(source).parts[0]
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            target = name.split("/")[0]
            if target in MAY_INCLUDE and target != folder and target not in MAY_INCLUDE[folder]:
                yield f"{path}: {folder} may not include {target} ({name})"
            for package, homes in ONLY_HOME.items():
                if (name.startswith(package + "/") or name == package + ".h") and folder not in homes:
                    yield f"{path}: {package} is at home in {', '.join(sorted(homes))} only ({name})"


def main():
    source = Path(sys.argv[1])
    folders = {p.name for p in source.iterdir() if p.is_dir()}
    found = list(violations(source))
    found += [f"{source / f}: a folder that tests/layering_test.py does not know" for f in folders - set(MAY_INCLUDE)]
    print("\n".join(found) or f"layering: {len(folders)} folders, arrows run down only")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
