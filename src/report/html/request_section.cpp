#include "monitor/readable.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::html {

namespace {

using enum table::column_kind;

std::string share_of(std::uint64_t n, std::uint64_t all) {
  return all == 0 ? "-" : readable_share(static_cast<double>(n) / static_cast<double>(all));
}

std::string metric_of(const run_result& r, std::string_view name) {
  const auto value = r.metric(name);
  return value ? readable(name, *value) : "-";
}

std::string figures_of(const run_result& r) {
  if (r.intervals.empty())
    return "";
  return html_of({"rates", "Offered and achieved rate", "requests/s",
                  fmt::format("Over the run {} offered, {} achieved.", metric_of(r, "offered_rps"),
                              metric_of(r, "throughput_rps")),
                  "Achieved counts what was extracted, cached or answered by the fallback. A long run is "
                  "shown in "
                  "at most 600 steps, each an average."}) +
         html_of({"outcomes", "Outcomes over time", "requests/s, stacked",
                  fmt::format("{} issued, {} of them answered well.", readable_count(r.outcomes.issued),
                              share_of(r.outcomes.successful(), r.outcomes.issued))});
}

std::string outcome_table(const run_result& r) {
  table rows("How requests ended; they add up to what was issued",
             {{"outcome", text}, {"requests"}, {"share"}});
  for (const auto how : all_outcomes)
    rows.add({name_of(how), readable_count(r.outcomes[how]), share_of(r.outcomes[how], r.outcomes.issued)});
  rows.add({"issued", readable_count(r.outcomes.issued), share_of(r.outcomes.issued, r.outcomes.issued)},
           "sum");
  return rows.html();
}

std::string failure_table(const run_result& r) {
  table rows("Why requests failed", {{"reason", sentence}, {"requests"}});
  for (const auto& [reason, requests] : r.failures)
    rows.add({reason, readable_count(requests)});
  return rows.html();
}

std::string group_table(const run_result& r) {
  table rows(
      "Load groups",
      {{"group", sentence}, {"requests"}, {"offered"}, {"success"}, {"p50"}, {"p95"}, {"p99"}, {"max"}});
  for (const auto& g : r.groups) {
    std::vector<markup> cells{g.name, readable_count(g.outcomes.issued)};
    for (const std::string_view metric :
         {"offered_rps", "success_rate", "latency_p50", "latency_p95", "latency_p99", "latency_max"}) {
      const auto found = std::ranges::find(g.metrics, metric, &std::pair<std::string, double>::first);
      cells.emplace_back(found == g.metrics.end() ? "-" : readable(metric, found->second));
    }
    rows.add(cells);
  }
  return rows.html();
}

} // namespace

std::string request_section(const run_result& r) {
  return section("requests", "Requests",
                 figures_of(r) + outcome_table(r) + failure_table(r) + group_table(r));
}

} // namespace simrun::html
