#include "monitor/run_trends.hpp"

#include "monitor/change_point.hpp"
#include "monitor/ranks.hpp"
#include "monitor/run_result.hpp"

#include <vector>

namespace simrun {

namespace {

constexpr std::size_t intervals_min = 10;
constexpr double seconds_per_hour = 3600;

using measured_field = std::optional<double> interval::*;

std::optional<trend> growth_per_hour(std::span<const interval> rows, measured_field field) {
  std::vector<trend_point> points;
  for (const auto& row : rows)
    if (row.*field)
      points.push_back({in_seconds(row.start + row.width) / seconds_per_hour, *(row.*field)});
  return theil_sen_trend(points);
}

std::optional<double> drift_of(std::span<const double> values) {
  const auto third = values.size() / 3;
  const double first = median_of(values.first(third));
  return first > 0 ? std::optional(median_of(values.last(third)) / first - 1) : std::nullopt;
}

latency_stability stability_of(std::span<const interval> rows, measured_field field) {
  std::vector<double> values;
  std::vector<time_point> starts;
  for (const auto& row : rows)
    if (row.*field) {
      values.push_back(*(row.*field));
      starts.push_back(row.start);
    }
  if (values.size() < intervals_min)
    return {};
  latency_stability found{drift_of(values)};
  if (const auto change = find_change_point(values))
    found.change = {starts[change->first_after], change->before, change->after};
  return found;
}

} // namespace

run_trends trends_of(std::span<const interval> intervals, duration measured) {
  std::size_t within = 0;
  while (within < intervals.size() &&
         intervals[within].start + intervals[within].width <= run_start + measured)
    ++within;
  const auto rows = intervals.first(within);
  return {growth_per_hour(rows, &interval::memory_mb), growth_per_hour(rows, &interval::heap_mb),
          stability_of(rows, &interval::latency_p50_ms), stability_of(rows, &interval::latency_p95_ms)};
}

} // namespace simrun
