#include "report/comparison/html_page.hpp"

#include "report/formats/xml_text.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ink: #1c2430; --paper: #ffffff; --faint: #5b6675; --line: #d5dae1;
  --good: #17703c; --bad: #b3261e; --band: #e8ecf1; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #14181e; --faint: #9aa5b4;
  --line: #353d48; --good: #5fc98a; --bad: #ff8a80; --band: #262d37; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 68rem; color: var(--ink); background: var(--paper);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p, dl { margin: .5rem 0; max-width: 48rem; } dt { color: var(--faint); float: left; clear: left; width: 4rem; }
dd { margin: 0 0 0 4rem; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--faint); padding-bottom: .25rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child, td:first-child, .words { text-align: left; } thead th { color: var(--faint); font-weight: 600; }
tbody th { font-weight: 400; } .worse { color: var(--bad); font-weight: 600; }
.better { color: var(--good); font-weight: 600; } .faint { color: var(--faint); }
.warning { border-left: 4px solid var(--bad); padding-left: .75rem; }
svg.range { width: 11rem; height: 1.1rem; vertical-align: middle; } svg.range .band { fill: var(--band); }
svg.range .zero { stroke: var(--faint); } svg.range .reach { stroke: currentColor; stroke-width: 2; }
svg.range circle { fill: currentColor; } .chart { position: relative; height: 17rem; }
@media print { :root { --ink: #000; --paper: #fff; --faint: #444; --line: #bbb; --good: #0a5a2a; --bad: #9b1c15;
  --band: #e4e4e4; } body { padding: 0; max-width: none; } .chart, tr { break-inside: avoid; }
  .scroll { overflow: visible; } }
)";

} // namespace

std::string html_page(std::string_view title, std::string_view body) {
  return fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
                     xml_escaped(title), style, body);
}

} // namespace simrun
