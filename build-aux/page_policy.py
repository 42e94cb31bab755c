#!/usr/bin/env python3
"""page_policy.py OUTPUT STYLE SCRIPT...: the content security policy of a page that holds just these, inline.

OUTPUT defines `std::string_view simrun::page_policy()`. The hashes are those of Content Security Policy Level 3, of what
stands between the tags: a line break, then the file.
"""
import base64
import hashlib
import pathlib
import sys


def source(path):
    digest = hashlib.sha256(b"\n" + pathlib.Path(path).read_bytes()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def main(output, style, *scripts):
    parts = ["default-src 'none'", f"style-src {source(style)}", "script-src " + " ".join(map(source, scripts)),
             "img-src data:", "base-uri 'none'", "form-action 'none'"]
    text = "\n".join(f'         "{part}{"; " if part != parts[-1] else ""}"' for part in parts)
    pathlib.Path(output).write_text(f"""#include "report/html/page.hpp"

namespace simrun {{

std::string_view page_policy() noexcept {{
  return
{text};
}}

}} // namespace simrun
""")


if __name__ == "__main__":
    main(*sys.argv[1:])
