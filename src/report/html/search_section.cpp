#include "monitor/readable.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include <fmt/format.h>

namespace simrun::html {

namespace {

std::string rate(double rps) {
  return readable(metric_unit::per_second, rps);
}

std::string milliseconds(const std::optional<double>& ms) {
  return ms ? readable_milliseconds(*ms) : "-";
}

std::string probes_of(const search_record& search) {
  using enum table::column_kind;
  table rows("Probes in the order they were run", {{"rate"},
                                                   {"length"},
                                                   {"requests"},
                                                   {"p50"},
                                                   {"p95"},
                                                   {"p99"},
                                                   {"goodput"},
                                                   {"processor"},
                                                   {"verdict", text},
                                                   {"why", sentence}});
  for (const auto& p : search.probes)
    rows.add({rate(p.rate_rps), to_text(p.length), readable_count(p.samples), milliseconds(p.latency_p50_ms),
              milliseconds(p.latency_p95_ms), milliseconds(p.latency_p99_ms), rate(p.throughput_rps),
              p.cpu_utilization ? readable_share(*p.cpu_utilization) : "-", p.verdict, p.why});
  return rows.html();
}

std::string figures_of(const search_record& search) {
  const auto answer = summary::search_answer(search);
  if (search.probes.empty())
    return "";
  auto html = html_of({"probes", "Search, probe by probe", "offered rate in requests/s, log scale", answer,
                       "The mark says what became of a probe; a line is where the answer lies."});
  if (!search.curve().empty())
    html += html_of({"saturation", "Saturation curve", "latency in ms over the offered rate, log scales",
                     answer, "Of each rate its longest probe that nothing disturbed."}) +
            html_of({"goodput", "Goodput", "requests/s answered well over the offered rate", answer,
                     "On the dotted line all that is offered is answered well."});
  return html;
}

} // namespace

std::string search_section(const run_result& result) {
  if (!result.search)
    return "";
  const auto& search = *result.search;
  auto html = element("p", summary::search_answer(search));
  if (search.goodput_rps)
    html += element("p", fmt::format("Goodput at the highest rate that held: {}. All else on this page is of "
                                     "that probe.",
                                     rate(*search.goodput_rps)));
  return section("search", "Search", html + "\n" + figures_of(search) + probes_of(search));
}

} // namespace simrun::html
