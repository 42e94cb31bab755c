#include "core/requirement.hpp"

#include <array>
#include <cmath>

namespace simrun {

bool stands(double value, comparison c, double bound) noexcept {
  switch (c) {
  case comparison::less:
    return value < bound;
  case comparison::less_equal:
    return value <= bound;
  case comparison::greater:
    return value > bound;
  case comparison::greater_equal:
    return value >= bound;
  }
  return false;
}

bool requirement::holds(double value) const noexcept {
  return stands(value, compare, bound);
}

double requirement::margin(double value) const noexcept {
  const bool upper = compare == comparison::less || compare == comparison::less_equal;
  const double room = upper ? bound - value : value - bound;
  return bound == 0 ? room : room / std::abs(bound);
}

bool only_gets_worse(const requirement& rule) noexcept {
  const bool grows = rule.metric.ends_with("_max") || rule.metric == "requests_failed";
  return rule.is_upper() ? grows : rule.metric == "latency_min";
}

bool can_be_lost_early(const requirement& rule) noexcept {
  const auto* metric = find_metric(rule.metric);
  // Which part of the run a request belongs to is known only when it is over.
  if (!metric || !metric->of_requests || rule.during)
    return false;
  return rule.window || tail_share_of(rule.metric) || metric->unit == metric_unit::share ||
         only_gets_worse(rule);
}

std::string_view symbol_of(comparison c) noexcept {
  constexpr std::array<std::string_view, 4> symbols{"<", "<=", ">", ">="};
  return symbols[static_cast<std::size_t>(c)];
}

std::string_view name_of(severity s) noexcept {
  return s == severity::critical ? "critical" : "warning";
}

std::string_view name_of(run_part part) noexcept {
  return part == run_part::fault ? "fault" : "healthy";
}

} // namespace simrun
