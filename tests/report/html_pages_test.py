#!/usr/bin/env python3
"""html_pages_test.py WILD_PAGES: pages of results whose names hold anything are well-formed, show every name as it is,
and hold no element that the report did not make."""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

PAGES = 150
VOID = {"meta", "link", "br"}
KNOWN = VOID | set(
    """html head title style body a header p span small h1 h2 h3 ul li dl div dt dd nav main noscript section table
    caption thead tbody tr th td figure figcaption canvas details summary svg rect line circle path text title g pre code footer script""".split())
KNOWN_ATTRIBUTES = set(
    """lang charset http-equiv content name rel href class id aria-hidden aria-label aria-labelledby scope role tabindex
    data-chart viewbox preserveaspectratio width height x y x1 x2 y1 y2 cx cy r d fill stroke stroke-width
    stroke-dasharray text-anchor type""".split())


class page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.texts, self.ids, self.scripts, self.problems = [], [], [], 0, []
        self.feed(text)
        self.close()
        if self.open:
            self.problems.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attributes):
        if tag not in KNOWN:
            self.problems.append(f"unknown element {tag}")
        for name, value in attributes:
            if name not in KNOWN_ATTRIBUTES:
                self.problems.append(f"unknown attribute {name} of {tag}")
            if name == "id":
                self.ids.append(value)
        self.scripts += tag == "script"
        if tag not in VOID:
            self.open.append(tag)
            self.texts.append("")

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"closed but not open: {tag}")

    def handle_comment(self, data):
        self.problems.append(f"comment {data[:40]}")

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "style"):
            self.texts.append(data)


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder, str(PAGES)], check=True)
        scripts = set()
        for i in range(PAGES):
            stem = pathlib.Path(folder) / str(i)
            text = stem.with_suffix(".html").read_bytes().decode("utf-8")
            seen = page(text)
            assert not seen.problems, f"seed {i}: {seen.problems}"
            assert len(seen.ids) == len(set(seen.ids)), f"seed {i}: an id twice"
            scripts.add(seen.scripts)
            shown = "\n".join(seen.texts)
            for name in json.loads(stem.with_suffix(".json").read_text("utf-8")):
                assert name in shown, f"seed {i}: {name!r} is not in the page"
            data = re.search(r'id="chart-data">(.*?)</script>', text, re.DOTALL).group(1)
            json.loads(data)
        assert len(scripts) == 1, f"some pages have more scripts than others: {scripts}"
    print(f"html_pages: {PAGES} wild pages")


if __name__ == "__main__":
    main()
