#include "monitor/readable.hpp"
#include "report/console/summary_blocks.hpp"
#include "report/text_table.hpp"

#include <fmt/format.h>

namespace simrun::summary {

namespace {

std::string rate(double rps) {
  return readable(metric_unit::per_second, rps);
}

std::string milliseconds(const std::optional<double>& ms) {
  return ms ? readable_milliseconds(*ms) : "-";
}

std::string probes_of(const search_record& search) {
  text_table table({"rate", "length", "requests", "p95", "p99", "goodput", "verdict"});
  for (const auto& p : search.probes)
    table.add({rate(p.rate_rps), to_text(p.length), readable_count(p.samples), milliseconds(p.latency_p95_ms),
               milliseconds(p.latency_p99_ms), rate(p.throughput_rps), p.verdict});
  return "Probes\n" + table.indented();
}

std::string curve_of(const search_record& search) {
  text_table table({"offered", "throughput", "p50", "p95", "p99", "processor"});
  for (const auto& p : search.curve())
    table.add({rate(p.rate_rps), rate(p.throughput_rps), milliseconds(p.latency_p50_ms),
               milliseconds(p.latency_p95_ms), milliseconds(p.latency_p99_ms),
               p.cpu_utilization ? readable_share(*p.cpu_utilization) : "-"});
  return "Saturation\n" + table.indented();
}

} // namespace

std::string search_answer(const search_record& search) {
  if (!search.highest_held_rps)
    return fmt::format("The requirements do not hold at {}.", rate(search.rps_min));
  if (!search.lowest_failed_rps)
    return fmt::format("The requirements hold at {}, and nothing above it failed.",
                       rate(*search.highest_held_rps));
  if (search.answer_rps == search.highest_held_rps)
    return fmt::format("At least {}: the requirements hold there, and {} can't be measured here.",
                       rate(*search.answer_rps), rate(*search.lowest_failed_rps));
  auto text = fmt::format("About {}: the requirements hold at {} and fail at {}", rate(*search.answer_rps),
                          rate(*search.highest_held_rps), rate(*search.lowest_failed_rps));
  text += search.confirmed ? ", each seen twice." : ".";
  if (!search.edge_rps)
    return text;
  const auto [first, last] = *search.edge_rps;
  return text + (first == last
                     ? fmt::format(" At {} the probes leave it open.", rate(first))
                     : fmt::format(" From {} to {} the probes leave it open.", rate(first), rate(last)));
}

std::string search_block(const run_result& result) {
  if (!result.search)
    return "";
  const auto& search = *result.search;
  // Of a run that passed, the answer is the reason of its verdict.
  std::string text = "Search\n";
  if (result.verdict != verdict::passed)
    text += wrapped(search_answer(search), "  ", width_max);
  if (search.goodput_rps)
    text += wrapped(
        fmt::format("Goodput at the highest that held: {}; requirements, outcomes and latency below are of "
                    "that probe.",
                    rate(*search.goodput_rps)),
        "  ", width_max);
  return text + "\n" + probes_of(search) + "\n" + curve_of(search);
}

} // namespace simrun::summary
