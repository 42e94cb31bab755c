#!/usr/bin/env python3
"""embed.py ASSET FUNCTION HEADER OUTPUT: makes a C++ source of a file.

The source defines `std::string_view simrun::FUNCTION()`, declared in HEADER: the bytes of ASSET.
"""
import pathlib
import sys

LINE_BYTES = 100
ESCAPES = {ord('"'): r"\"", ord("\\"): r"\\", ord("\n"): r"\n"}


def escaped(byte):
    # Three octal digits end by themselves, whatever follows.
    return ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}")


def literal(data):
    lines = (data[i : i + LINE_BYTES] for i in range(0, len(data), LINE_BYTES))
    return "\n".join('    "' + "".join(map(escaped, line)) + '"' for line in lines)


def main(asset, function, header, output):
    data = pathlib.Path(asset).read_bytes()
    pathlib.Path(output).write_text(f"""#include "{header}"

namespace simrun {{

std::string_view {function}() noexcept {{
  static constexpr char bytes[] =
{literal(data) or '""'};
  return {{bytes, {len(data)}}};
}}

}} // namespace simrun
""")


if __name__ == "__main__":
    main(*sys.argv[1:])
