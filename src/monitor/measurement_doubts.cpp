#include "monitor/measurement_doubts.hpp"

#include "monitor/readable.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

constexpr double lag_share_max = 0.05;
constexpr double issued_share_min = 0.95;

bool bounds_latency_above(const requirement& r) {
  const auto* metric = find_metric(r.metric);
  return r.metric.starts_with("latency_") && metric && metric->unit == metric_unit::milliseconds &&
         (r.compare == comparison::less || r.compare == comparison::less_equal);
}

} // namespace

std::optional<std::string> doubt_issue_lag(const latency_histogram& issue_lag,
                                           std::span<const requirement> requirements) {
  std::optional<double> tightest_ms;
  for (const auto& r : requirements)
    if (bounds_latency_above(r))
      tightest_ms = std::min(r.bound, tightest_ms.value_or(r.bound));
  const auto lag = issue_lag.percentile(0.99);
  if (!tightest_ms || !lag || in_milliseconds(*lag) <= lag_share_max * *tightest_ms)
    return std::nullopt;
  return fmt::format(
      "Requests left late: issue lag p99 was {}, more than 5 % of the tightest latency bound ({}). "
      "Lower the rate, or give the load generator a processor of its own.",
      readable_milliseconds(in_milliseconds(*lag)), readable_milliseconds(*tightest_ms));
}

std::optional<std::string> doubt_conservation(const outcome_counts& counts, std::string_view part) {
  if (counts.issued == counts.ended())
    return std::nullopt;
  return fmt::format("Requests are not conserved: of the {} requests, {} were issued and {} ended. "
                     "This is a bug in simrun: report it with the scenario and the seed.",
                     part, readable_count(counts.issued), readable_count(counts.ended()));
}

std::optional<std::string> doubt_starved(std::uint64_t issued, std::uint64_t due) {
  if (static_cast<double>(issued) >= issued_share_min * static_cast<double>(due))
    return std::nullopt;
  return fmt::format("The load generator was starved: {} of {} requests that were due were issued ({}). "
                     "Lower the rate, or give the load generator a processor of its own.",
                     readable_count(issued), readable_count(due),
                     readable_share(static_cast<double>(issued) / static_cast<double>(due)));
}

std::optional<std::string> doubt_samples(const requirement& rule, const percentile_evidence& found) {
  if (found.decided != decision::undecided)
    return std::nullopt;
  return fmt::format(
      "Too few requests for '{}': {} were measured, {} of them past the bound; a 99 % confident "
      "answer takes at least {} more. Run longer, or at a higher rate.",
      rule.text, readable_count(found.samples), readable_count(found.past_bound),
      readable_count(found.still_needed));
}

std::string doubt_unmeasured(const requirement& rule, bool real_clock) {
  constexpr std::array<std::string_view, 6> of_the_machine{"cpu_utilization",           "memory_usage_mb",
                                                           "memory_growth_mb_per_hour", "heap_mb_max",
                                                           "open_descriptors_max",      "threads_max"};
  const bool of_machine = std::ranges::find(of_the_machine, rule.metric) != of_the_machine.end();
  if (of_machine && !real_clock)
    return fmt::format("'{}' can't be measured on the virtual clock. Run it on the real one, or take the "
                       "requirement out.",
                       rule.text);
  if (rule.metric == "cold_start_ms" && !real_clock)
    return fmt::format("'{}' can't be measured on the virtual clock. Run it on the real one, or give "
                       "'extractor.service' a calibration.",
                       rule.text);
  if (rule.metric == "recovery_time_max")
    return fmt::format("'{}' has nothing to be judged by: no fault healed while requests were due. Add a "
                       "[[fault]] that does.",
                       rule.text);
  if (rule.during)
    return fmt::format("'{}' has nothing to be judged by: no request that tells was due while {} fault was "
                       "active. {}",
                       rule.text, rule.during == run_part::fault ? "a" : "no",
                       rule.during == run_part::fault ? "Add a [[fault]], or let it last longer."
                                                      : "Leave time between the faults.");
  if (rule.metric.ends_with("_per_hour") || rule.metric.ends_with("_drift"))
    return fmt::format(
        "Too few intervals for '{}': a trend takes at least ten, each of a second or more. Run "
        "longer.",
        rule.text);
  return fmt::format(
      "'{}' has nothing to be judged by: {} was not measured. Check that the load reaches what it "
      "speaks of.",
      rule.text, rule.metric);
}

} // namespace simrun
