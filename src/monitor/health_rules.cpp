#include "monitor/health_rules.hpp"

#include <algorithm>
#include <array>

namespace simrun {

namespace {

bool speaks_of_health(const requirement& rule) {
  constexpr std::array<std::string_view, 4> poor{"fallback_usage_rate", "rejected_rate", "timeout_rate",
                                                 "error_rate"};
  if (rule.severity != severity::critical || rule.during || !follows_from_outcomes(rule.metric))
    return false;
  if (!rule.is_upper())
    return rule.metric == "success_rate";
  return rule.metric.starts_with("latency_") || std::ranges::find(poor, rule.metric) != poor.end();
}

} // namespace

health_rules::health_rules(std::span<const requirement> requirements) {
  std::ranges::copy_if(requirements, std::back_inserter(rules_), speaks_of_health);
  if (rules_.empty())
    rules_.push_back(parse_requirement("success_rate > 0 %").value());
}

const requirement* health_rules::broken_in(const load_slice& stretch) const {
  for (const auto& rule : rules_)
    if (const auto value = value_in(rule, stretch); value && !rule.holds(*value))
      return &rule;
  return nullptr;
}

} // namespace simrun
